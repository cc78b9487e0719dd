/* test_by_hand.c -- actors corrected by hand: split, merged, named anew, in whatever report. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "ledger_fixture.h"

#define N_REPORT 4

static const char gold_text[] =
    "{\"actors\": [{\"id\": \"front\", \"name\": \"Tide Front\", \"class\": \"armed_group\"},"
    "{\"id\": \"guild\", \"name\": \"Millers Guild\", \"class\": \"ngo\"}], \"claims\": ["
    "{\"report\": \"r0\", \"source\": \"front\", \"responsible\": \"front\", \"speech_act\": "
    "\"deny\", \"kind\": \"responsibility\", \"stance\": \"denies\", \"content\": \"it\"},"
    "{\"report\": \"r1\", \"source\": \"front\", \"responsible\": \"front\", \"speech_act\": "
    "\"deny\", \"kind\": \"responsibility\", \"stance\": \"denies\", \"content\": \"it\"},"
    "{\"report\": \"r2\", \"source\": \"front\", \"responsible\": \"front\", \"speech_act\": "
    "\"deny\", \"kind\": \"responsibility\", \"stance\": \"denies\", \"content\": \"it\"},"
    "{\"report\": \"r3\", \"source\": \"guild\", \"responsible\": \"front\", \"speech_act\": "
    "\"allege\", \"kind\": \"responsibility\", \"stance\": \"asserts\", \"content\": \"it\"}]}";

static sayso_error err;
static sayso_arena arena;
static fixture fix;

static sayso_ledger *read_reports(void)
{
    static const sayso_ledger_options options = {.program = "0.1", .now = 1938000000};
    sayso_ledger *l;
    assert_int_equal(sayso__ledger_open(":memory:", &options, &l, &err), SAYSO_OK);
    assert_int_equal(sayso__ledger_begin(l, &err), SAYSO_OK);
    for (int i = 0; i < N_REPORT; i++) {
        char line[400];
        sayso_added added;
        snprintf(line, sizeof line,
                 "{\"id\": \"r%d\", \"publisher\": \"Post %d\", \"published\": \"2031-05-%02d\", "
                 "\"text\": \"Of the mill's fire %d it was said on day %d.\"}",
                 i, i, 4 + i, i * i, i);
        assert_int_equal(sayso__ledger_add(l, fixture_report(&fix, line), &arena, &added, &err),
                         SAYSO_OK);
    }
    assert_int_equal(sayso__ledger_commit(l, &err), SAYSO_OK);
    return l;
}

static void correct(sayso_ledger *l, sayso_correction_kind what, const char *subject,
                    const char *other)
{
    sayso_status status = sayso__ledger_correct(l, what, subject, &other, 1, "Vera", &err);
    if (status != SAYSO_OK)
        fail_msg("%s", err.message);
}

/* Actor of the source of the claim in report r<i>, by the id that the ledger gives it. */
static const char *source_in(const sayso_state *s, uint32_t i)
{
    char id[8];
    snprintf(id, sizeof id, "r%u", i);
    for (uint32_t k = 0; k < s->n_claim; k++)
        if (strcmp(s->report[s->claim[k].report].id, id) == 0)
            return s->actor[s->claim[k].source_actor].id;
    fail_msg("no claim in %s", id);
    return NULL;
}

static sayso_state state_of(sayso_ledger *l)
{
    static const sayso_state_query all = {.all = true};
    sayso_state s;
    assert_int_equal(sayso__ledger_state(l, &all, &arena, &s, &err), SAYSO_OK);
    for (uint32_t i = 0; i < s.n_actor; i++)
        for (uint32_t k = 0; k < i; k++)
            assert_string_not_equal(s.actor[i].id, s.actor[k].id);
    return s;
}

/* In whichever report a name means somebody else, those of the others stay one. */
static void the_rest_of_a_split_stays_one(void **state)
{
    (void)state;
    for (uint32_t away = 0; away < 3; away++) {
        sayso_ledger *l = read_reports();
        sayso_state s = state_of(l);
        const char *front = source_in(&s, 0);
        assert_string_equal(source_in(&s, 1), front);
        assert_string_equal(source_in(&s, 2), front);
        char report[8];
        snprintf(report, sizeof report, "r%u", away);
        correct(l, SAYSO_CORRECTION_ACTOR_SPLIT, "Tide Front", report);
        s = state_of(l);
        for (uint32_t i = 0; i < 3; i++)
            assert_int_equal(strcmp(source_in(&s, i), front) == 0, i != away);
        sayso__ledger_close(l);
    }
}

/* Two splits, one after the other, part three. */
static void splits_add_up(void **state)
{
    (void)state;
    sayso_ledger *l = read_reports();
    correct(l, SAYSO_CORRECTION_ACTOR_SPLIT, "Tide Front", "r0");
    correct(l, SAYSO_CORRECTION_ACTOR_SPLIT, "Tide Front", "r1");
    sayso_state s = state_of(l);
    assert_string_not_equal(source_in(&s, 0), source_in(&s, 1));
    assert_string_not_equal(source_in(&s, 0), source_in(&s, 2));
    assert_string_not_equal(source_in(&s, 1), source_in(&s, 2));
    sayso__ledger_close(l);
}

static void merged_and_named_anew(void **state)
{
    (void)state;
    sayso_ledger *l = read_reports();
    correct(l, SAYSO_CORRECTION_ACTOR_MERGE, "Tide Front", "Millers Guild");
    correct(l, SAYSO_CORRECTION_ACTOR_RENAME, "Tide Front", "Front of the Tide");
    sayso_state s = state_of(l);
    assert_string_equal(source_in(&s, 3), source_in(&s, 0));
    assert_string_equal(s.actor[s.claim[0].source_actor].name, "Front of the Tide");
    sayso__ledger_close(l);
}

int main(void)
{
    json_object *gold = json_tokener_parse(gold_text);
    FIXTURE_MUST(gold);
    fixture_open(&fix, gold);
    sayso__arena_init(&arena, 0);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_rest_of_a_split_stays_one),
        cmocka_unit_test(splits_add_up),
        cmocka_unit_test(merged_and_named_anew),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    fixture_close(&fix);
    sayso__arena_free(&arena);
    json_object_put(gold);
    return failed;
}
