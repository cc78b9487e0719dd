/* test_grid.c -- an event's claims as a grid: each claim once, rows and days in order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "ledger/grid.h"
#include "ledger_fixture.h"

static sayso_error err;
static sayso_arena arena;
static sayso_ledger *ledger;
static sayso_state state;

static sayso_grid grid_of(bool all, sayso_span rows)
{
    sayso_grid g;
    assert_int_equal(sayso__ledger_grid(ledger, state.event.id, all, rows, &arena, &g, &err),
                     SAYSO_OK);
    return g;
}

static void every_claim_stands_in_one_row(void **unused)
{
    (void)unused;
    sayso_grid g = grid_of(true, (sayso_span){0, UINT32_MAX});
    assert_string_equal(g.event, state.event.id);
    uint32_t n = 0, told = 0; /* what copies repeat is one claim */
    for (uint32_t i = 0; i < g.n_claim; i++)
        told += g.claim[i].n_report;
    assert_int_equal(told, state.n_claim);
    for (uint32_t i = 0; i < g.n_row; i++) {
        assert_int_equal(g.row[i].claim, n);
        n += g.row[i].n_claim;
        assert_true(g.row[i].n_claim > 0);
        assert_true(i == 0 || g.row[i].n_claim <= g.row[i - 1].n_claim);
        for (uint32_t k = g.row[i].claim + 1; k < n; k++)
            if (g.claim[k].day)
                assert_true(g.claim[k - 1].day && strcmp(g.claim[k - 1].day, g.claim[k].day) <= 0);
    }
    assert_int_equal(n, g.n_claim);
    for (uint32_t i = 0; i < g.n_claim; i++)
        for (uint32_t k = 0; k < i; k++)
            assert_string_not_equal(g.claim[i].claim, g.claim[k].claim);
}

static void days_are_those_of_the_claims(void **unused)
{
    (void)unused;
    sayso_grid g = grid_of(true, (sayso_span){0, 0});
    assert_true(g.n_day > 1);
    for (uint32_t d = 0; d < g.n_day; d++) {
        bool found = false;
        for (uint32_t i = 0; i < g.n_claim; i++)
            found = found || (g.claim[i].day && strcmp(g.claim[i].day, g.day[d]) == 0);
        assert_true(found);
        assert_true(d == 0 || strcmp(g.day[d - 1], g.day[d]) < 0);
    }
}

/* The few: only claims that blame, deny, doubt or own up, each with its mark. */
static void fewer_are_about_responsibility(void **unused)
{
    (void)unused;
    sayso_grid all = grid_of(true, (sayso_span){0, 0}), few = grid_of(false, (sayso_span){0, 0});
    uint32_t marked = 0;
    for (uint32_t i = 0; i < all.n_claim; i++)
        marked += all.claim[i].mark != NULL;
    assert_true(marked > 0 && marked < all.n_claim);
    assert_int_equal(few.n_claim, marked);
    for (uint32_t i = 0; i < few.n_claim; i++)
        assert_non_null(few.claim[i].mark);
}

static void names_are_filled_in_where_asked_for(void **unused)
{
    (void)unused;
    sayso_grid g = grid_of(true, (sayso_span){1, 2});
    assert_true(g.n_row > 2);
    assert_null(g.row[0].actor);
    assert_non_null(g.row[1].actor);
    assert_null(g.row[2].actor);
    assert_int_equal(sayso__ledger_grid(ledger, "nothing", true, (sayso_span){0, 1}, &arena, &g,
                                        &err),
                     SAYSO_ENOTFOUND);
}

static void read_fixture(const char *root, fixture *f)
{
    static const sayso_ledger_options options = {.program = "0.1", .now = 1938000000};
    static const sayso_state_query every = {.all = true};
    char path[512], line[8192];
    snprintf(path, sizeof path, "%s/tests/fixtures/mill_fire.jsonl", root);
    FILE *in = fopen(path, "r");
    FIXTURE_MUST(in);
    FIXTURE_MUST(sayso__ledger_open(":memory:", &options, &ledger, &err) == SAYSO_OK);
    FIXTURE_MUST(sayso__ledger_begin(ledger, &err) == SAYSO_OK);
    while (fgets(line, sizeof line, in)) {
        sayso_added added;
        line[strcspn(line, "\n")] = 0;
        FIXTURE_MUST(sayso__ledger_add(ledger, fixture_report(f, line), &arena, &added, &err) ==
                     SAYSO_OK);
    }
    fclose(in);
    FIXTURE_MUST(sayso__ledger_commit(ledger, &err) == SAYSO_OK);
    FIXTURE_MUST(sayso__ledger_settle(ledger, &err) == SAYSO_OK);
    FIXTURE_MUST(sayso__ledger_state(ledger, &every, &arena, &state, &err) == SAYSO_OK);
}

int main(void)
{
    const char *root = getenv("SAYSO_SOURCE");
    char path[512];
    fixture f;
    snprintf(path, sizeof path, "%s/tests/fixtures/mill_fire.gold.json", root ? root : ".");
    json_object *gold = json_object_from_file(path);
    FIXTURE_MUST(gold);
    fixture_open(&f, gold);
    sayso__arena_init(&arena, 0);
    read_fixture(root ? root : ".", &f);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_claim_stands_in_one_row),
        cmocka_unit_test(days_are_those_of_the_claims),
        cmocka_unit_test(fewer_are_about_responsibility),
        cmocka_unit_test(names_are_filled_in_where_asked_for),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    sayso__ledger_close(ledger);
    fixture_close(&f);
    sayso__arena_free(&arena);
    json_object_put(gold);
    return failed;
}
