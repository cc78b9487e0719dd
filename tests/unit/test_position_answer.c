/* test_position_answer.c -- an answer whose telling words stand in a later piece of the cue, stored
 * and computed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "ledger/sql.h"
#include "ledger_fixture.h"

static const char *const lines[] = {
    "{\"id\":\"a\",\"publisher\":\"Torv Daily\",\"published\":\"2032-06-11\",\"title\":\"Bridge in "
    "Dorva\",\"text\":\"The Carters' Guild blamed the Dorva Bridge Office for the fall of the "
    "bridge in Dorva.\"}",
    "{\"id\":\"b\",\"publisher\":\"Varna Echo\",\"published\":\"2032-06-12\",\"title\":\"Bridge "
    "office speaks\",\"text\":\"The Dorva Bridge Office would not exclude, it added, that mistakes "
    "of its own had let the bridge fall.\"}",
    "{\"id\":\"c\",\"publisher\":\"Varna Echo\",\"published\":\"2032-06-12\",\"title\":\"Bridge "
    "office speaks\",\"text\":\"The Dorva Bridge Office said it could not rule out that its own "
    "gauges had been washed away.\"}",
};

static const char gold_text[] =
    "{\"event\":{\"kind\":\"accident\",\"date\":\"2032-06-10\",\"place\":\"Dorva\"},\"actors\":["
    "{\"id\":\"guild\",\"name\":\"Carters' Guild\",\"class\":\"ngo\"},"
    "{\"id\":\"office\",\"name\":\"Dorva Bridge Office\",\"class\":\"agency_of_state\"}],\"claims\""
    ":[{\"report\":\"a\",\"source\":\"guild\",\"cue\":\"blamed\",\"content\":\"the Dorva Bridge "
    "Office for the fall of the bridge\",\"speech_act\":\"allege\",\"kind\":\"responsibility\","
    "\"responsible\":\"office\",\"stance\":\"asserts\"},"
    "{\"report\":\"b\",\"source\":\"office\",\"cue\":[\"would\",\"not exclude"
    "\"],\"content\":\"mistakes of its own had let the bridge "
    "fall\",\"speech_act\":\"assert\",\"kind\":\"cause\"},"
    "{\"report\":\"c\",\"source\":\"office\",\"cue\":\"said\",\"content\":\"it could not rule out "
    "that its own gauges had been washed away\",\"speech_act\":\"assert\",\"kind\":\"cause\"}]}";

static sayso_arena arena;
static sayso_error err;
static fixture fix;

#define OK(call) assert_int_equal((call), SAYSO_OK)

/* How many rows of the settled table say so. */
static int64_t stored(sayso_ledger *l, const char *position)
{
    sayso_stmt *s;
    bool row;
    OK(sayso__sql_prepare(l, "SELECT count(*) FROM position WHERE position = ?1", &s, &err, "z",
                          position));
    OK(sayso__sql_step(l, s, &row, &err));
    assert_true(row);
    int64_t n = sayso__sql_int(s, 0);
    sayso__sql_finish(s);
    return n;
}

static int64_t computed(sayso_ledger *l, uint8_t position)
{
    const sayso_state_query all = {.all = true};
    sayso_state state;
    int64_t n = 0;
    OK(sayso__ledger_state(l, &all, &arena, &state, &err));
    for (uint32_t i = 0; i < state.n_position; i++)
        for (uint32_t k = 0; k < state.position[i].n_history; k++)
            n += state.position[i].history[k].position == position;
    return n;
}

/* A settled ledger of the accusation and the answer lines[answer]. */
static sayso_ledger *settled(uint32_t answer)
{
    const sayso_ledger_options options = {.program = "0.1", .now = 1971000000};
    const uint32_t added_lines[] = {0, answer};
    sayso_ledger *l;
    OK(sayso__ledger_open(":memory:", &options, &l, &err));
    OK(sayso__ledger_begin(l, &err));
    for (uint32_t i = 0; i < 2; i++) {
        sayso_added added;
        OK(sayso__ledger_add(l, fixture_report(&fix, lines[added_lines[i]]), &arena, &added, &err));
    }
    OK(sayso__ledger_commit(l, &err));
    OK(sayso__ledger_settle(l, &err));
    assert_int_equal(computed(l, SAYSO_POSITION_BLAMES), 1);
    assert_int_equal(stored(l, "blames"), 1);
    return l;
}

static void every_piece_of_a_cue_counts(void **unused)
{
    (void)unused;
    sayso_ledger *l = settled(1);
    assert_int_equal(computed(l, SAYSO_POSITION_DOUBTS), 1);
    assert_int_equal(stored(l, "doubts"), 1);
    sayso__ledger_close(l);
}

/* What is one's own is no mistake. */
static void own_things_leave_nothing_open(void **unused)
{
    (void)unused;
    sayso_ledger *l = settled(2);
    assert_int_equal(computed(l, SAYSO_POSITION_DOUBTS), 0);
    assert_int_equal(stored(l, "doubts"), 0);
    sayso__ledger_close(l);
}

int main(void)
{
    json_object *gold = json_tokener_parse(gold_text);
    FIXTURE_MUST(gold);
    fixture_open(&fix, gold);
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_piece_of_a_cue_counts),
                                       cmocka_unit_test(own_things_leave_nothing_open)};
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    fixture_close(&fix);
    json_object_put(gold);
    sayso__arena_free(&arena);
    return failed;
}
