/* test_event_row.c -- rows of event data sets under each rule, on an invented bombing told by six
 * reports: a toll that rises, one that only an outlet has, a copy, a later version, an official. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "ledger/event_row.h"
#include "ledger_fixture.h"

static const char *const lines[] = {
    "{\"id\":\"a\",\"publisher\":\"Torv Daily\",\"published\":\"2032-06-11\",\"title\":\"Bomb in "
    "Dorva\",\"text\":\"A bomb went off in Dorva. Police said seven people were killed. The "
    "Interior "
    "Ministry accused the Tide Front of the attack on the market.\"}",
    "{\"id\":\"b\",\"publisher\":\"Melle Post\",\"published\":\"2032-06-12\",\"title\":\"Dorva "
    "counts its dead\",\"text\":\"Twelve were dead, the Melle Post has learned from its own people "
    "at "
    "the Dorva market. The Hill Column claimed the bomb in a message on Saturday.\"}",
    "{\"id\":\"c\",\"publisher\":\"Varna Echo\",\"published\":\"2032-06-12\",\"title\":\"Doctors "
    "speak\",\"text\":\"Nine people died in the Dorva bomb, said Mira Tolk, a doctor at the "
    "clinic, "
    "who had been on duty on Friday night when they came in.\"}",
    "{\"id\":\"d\",\"publisher\":\"Lowick Star\",\"published\":\"2032-06-13\",\"title\":\"Nine "
    "dead\","
    "\"text\":\"Police now put the toll of the Dorva market at nine people. Earlier bombs in the "
    "town, in the spring of 2029, killed 40. The Tide Front denied any part in it.\"}",
    "{\"id\":\"e\",\"publisher\":\"Torv Daily\",\"published\":\"2032-06-14\",\"title\":\"Ministry "
    "no "
    "longer sure\",\"text\":\"It was not clear who had planted the bomb of Dorva, the Interior "
    "Ministry said, and named nobody. An aid group, Open Hand, counted eleven bodies.\"}",
};

static const char gold_text[] =
    "{\"event\":{\"kind\":\"bombing\",\"date\":\"2032-06-11\",\"place\":\"Dorva\"},\"actors\":["
    "{\"id\":\"police\",\"name\":\"Dorva Police\",\"class\":\"police\"},"
    "{\"id\":\"ministry\",\"name\":\"Interior Ministry\",\"class\":\"ministry\"},"
    "{\"id\":\"front\",\"name\":\"Tide Front\",\"class\":\"armed_group\"},"
    "{\"id\":\"column\",\"name\":\"Hill Column\",\"class\":\"armed_group\"},"
    "{\"id\":\"tolk\",\"name\":\"Mira Tolk\",\"class\":\"person\"},"
    "{\"id\":\"hand\",\"name\":\"Open Hand\",\"class\":\"ngo\"}],\"claims\":["
    "{\"report\":\"a\",\"source\":\"police\",\"cue\":\"said\",\"content\":\"seven people were "
    "killed\",\"speech_act\":\"assert\",\"kind\":\"figure\"},"
    "{\"report\":\"a\",\"source\":\"ministry\",\"cue\":\"accused\",\"content\":\"the Tide Front of "
    "the attack on the "
    "market\",\"speech_act\":\"allege\",\"kind\":\"responsibility\",\"responsible\":"
    "\"front\",\"stance\":\"asserts\"},"
    "{\"report\":\"b\",\"source\":\"column\",\"cue\":\"claimed\",\"content\":\"the bomb\","
    "\"speech_act\":\"claim_responsibility\",\"kind\":\"responsibility\",\"responsible\":"
    "\"column\","
    "\"stance\":\"asserts\"},"
    "{\"report\":\"c\",\"source\":\"tolk\",\"cue\":\"said\",\"content\":\"Nine people died in the "
    "Dorva bomb\",\"speech_act\":\"assert\",\"kind\":\"figure\"},"
    "{\"report\":\"d\",\"source\":\"police\",\"cue\":\"put\",\"content\":\"the toll of the Dorva "
    "market at nine people\",\"speech_act\":\"assert\",\"kind\":\"figure\"},"
    "{\"report\":\"d\",\"source\":\"front\",\"cue\":\"denied\",\"content\":\"any part in it\","
    "\"speech_act\":\"deny\",\"kind\":\"responsibility\",\"responsible\":\"front\",\"stance\":"
    "\"denies\"},"
    "{\"report\":\"e\",\"source\":\"ministry\",\"cue\":\"said\",\"content\":\"It was not clear who "
    "had planted the bomb of Dorva\",\"speech_act\":\"assert\",\"kind\":\"responsibility\"},"
    "{\"report\":\"e\",\"source\":\"hand\",\"cue\":\"counted\",\"content\":\"eleven bodies\","
    "\"speech_act\":\"assert\",\"kind\":\"figure\"}],\"figures\":["
#define KILLED(report, text, n, source)                                                            \
    "{\"report\":\"" report "\",\"text\":\"" text                                                  \
    "\",\"measure\":\"killed\",\"population\":\"all\",\"low\":" n ",\"best\":" n                   \
    ",\"high\":" n source "}"
    KILLED("a", "seven people", "7", ",\"source\":\"police\"") "," KILLED("b", "Twelve", "12", "") "," KILLED(
        "c", "Nine people", "9",
        ",\"source\":\"tolk\"") "," KILLED("d", "nine people", "9",
                                           ",\"source\":\"police\"") "," KILLED("d", "40", "40",
                                                                                ",\"as_of\":\"2029-"
                                                                                "04-01\"") "," KILLED("e",
                                                                                                      "eleven",
                                                                                                      "11",
                                                                                                      ",\"source\":\"hand\"") "]}";

static sayso_arena arena;
static sayso_error err;
static fixture fix;
static sayso_ledger *ledger;
static sayso_state state;

#define OK(call) assert_int_equal((call), SAYSO_OK)

static int setup(void **unused)
{
    (void)unused;
    const sayso_ledger_options options = {.program = "0.1", .now = 1971000000};
    sayso_state_query all = {.all = true};
    json_object *gold = json_tokener_parse(gold_text);
    FIXTURE_MUST(gold);
    fixture_open(&fix, gold);
    sayso__arena_init(&arena, 0);
    OK(sayso__ledger_open(":memory:", &options, &ledger, &err));
    OK(sayso__ledger_begin(ledger, &err));
    for (uint32_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        sayso_added added;
        OK(sayso__ledger_add(ledger, fixture_report(&fix, lines[i]), &arena, &added, &err));
    }
    OK(sayso__ledger_commit(ledger, &err));
    OK(sayso__ledger_settle(ledger, &err));
    OK(sayso__ledger_state(ledger, &all, &arena, &state, &err));
    return 0;
}

static int teardown(void **unused)
{
    (void)unused;
    json_object *gold = fix.gold;
    sayso__ledger_close(ledger);
    fixture_close(&fix);
    json_object_put(gold);
    sayso__arena_free(&arena);
    return 0;
}

static sayso_event_row *rows(sayso_rule rule, uint32_t *n)
{
    sayso_event_row *v;
    OK(sayso__event_rows(ledger, &state, rule, &arena, &v, n, &err));
    return v;
}

static double killed(const sayso_event_row *r)
{
    uint32_t i = r->toll[SAYSO_TOLL_KILLED].figure;
    return i == SAYSO_NONE ? -1 : state.figure[i].best.v;
}

static const char *suspect(const sayso_event_row *r, uint32_t i)
{
    return i < r->n_suspect ? state.actor[r->suspect[i].actor].name : NULL;
}

static void latest_takes_the_last_figure(void **unused)
{
    (void)unused;
    uint32_t n;
    sayso_event_row *r = rows(SAYSO_RULE_LATEST, &n);
    assert_int_equal(n, 1);
    assert_true(killed(r) == 11);
    assert_string_equal(r->root, "Open Hand");
    assert_string_equal(state.report[r->source[0]].id, "e");
    assert_int_equal(r->n_source, 5);
    assert_string_equal(r->first, "2032-06-11");
    assert_int_equal(r->date_prec, 1);
}

/* The ministry named nobody in the end: under `latest` its accusation counts no more. */
static void latest_drops_what_was_taken_back(void **unused)
{
    (void)unused;
    uint32_t n;
    sayso_event_row *r = rows(SAYSO_RULE_LATEST, &n);
    assert_int_equal(r->n_suspect, 1);
    assert_string_equal(suspect(r, 0), "Hill Column");
    assert_true(r->suspect[0].claimed);
}

static void majority_counts_independent_sources(void **unused)
{
    (void)unused;
    uint32_t n;
    sayso_event_row *r = rows(SAYSO_RULE_INDEPENDENT_MAJORITY, &n);
    assert_true(killed(r) == 9);
    assert_int_equal(r->toll[SAYSO_TOLL_KILLED].sources, 2);
    assert_string_equal(suspect(r, 0), "Hill Column");
    assert_string_equal(suspect(r, 1), "Tide Front");
    assert_true(r->suspect[1].denied && !r->suspect[1].claimed);
    assert_int_equal(r->suspect[1].by, 1);
}

static void official_hears_officials_alone(void **unused)
{
    (void)unused;
    uint32_t n;
    sayso_event_row *r = rows(SAYSO_RULE_OFFICIAL, &n);
    assert_true(killed(r) == 9);
    assert_string_equal(r->root, "Dorva Police");
    assert_string_equal(suspect(r, 1), "Tide Front");
}

static void all_makes_no_choice(void **unused)
{
    (void)unused;
    static const double want[] = {7, 12, 9, 9, 11};
    uint32_t n;
    sayso_event_row *r = rows(SAYSO_RULE_ALL, &n);
    assert_int_equal(n, 5);
    for (uint32_t i = 0; i < n; i++) {
        const char *id = state.report[r[i].report].id;
        assert_true(killed(&r[i]) == want[id[0] - 'a']);
        assert_int_equal(r[i].n_source, 1);
        assert_false(r[i].repeated);
    }
}

static void every_number_is_one_figure(void **unused)
{
    (void)unused;
    for (uint32_t rule = 0; rule < SAYSO_N_RULE; rule++) {
        uint32_t n;
        sayso_event_row *r = rows((sayso_rule)rule, &n);
        for (uint32_t i = 0; i < n; i++)
            for (uint32_t t = 0; t < SAYSO_N_TOLL; t++) {
                uint32_t f = r[i].toll[t].figure;
                assert_true(f == SAYSO_NONE || (f < state.n_figure && r[i].toll[t].sources > 0));
                assert_true(f == SAYSO_NONE || state.figure[f].best.v < 40);
            }
        assert_int_equal(sayso__rule_parse(sayso__rule_word((sayso_rule)rule)), rule);
    }
    assert_int_equal(sayso__rule_parse("newest"), SAYSO_N_RULE);
}

static void acts_of_one_party_are_one_row(void **unused)
{
    (void)unused;
    sayso_act_row *one, *each;
    uint32_t n_one, n_each, sum = 0;
    for (uint32_t i = 0; i < state.n_claim; i++) /* the stage that gives codes did not run */
        state.claim[i].cameo = state.claim[i].act == SAYSO_ACT_ASSERT ? "010" : "112";
    OK(sayso__act_rows(&state, SAYSO_RULE_LATEST, &arena, &one, &n_one, &err));
    OK(sayso__act_rows(&state, SAYSO_RULE_ALL, &arena, &each, &n_each, &err));
    assert_int_equal(n_each, state.n_claim);
    assert_int_equal(n_one, n_each - 1); /* the police speak twice */
    for (uint32_t i = 0; i < n_one; i++)
        sum += one[i].n_claim;
    assert_int_equal(sum, n_each);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(latest_takes_the_last_figure),
        cmocka_unit_test(latest_drops_what_was_taken_back),
        cmocka_unit_test(majority_counts_independent_sources),
        cmocka_unit_test(official_hears_officials_alone),
        cmocka_unit_test(all_makes_no_choice),
        cmocka_unit_test(every_number_is_one_figure),
        cmocka_unit_test(acts_of_one_party_are_one_row),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
