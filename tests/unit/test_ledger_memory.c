/* test_ledger_memory.c -- the n-th allocation fails, for each n: the answer is a status, never a
 * crash.
 *
 * malloc and its kin are replaced by ones that can be told to fail; this leans on glibc, and is
 * left out under sanitizers, which replace them, too. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "ledger_fixture.h"
#include "view/export.h"
#include "view/html_page.h"

#if defined(__SANITIZE_ADDRESS__)
#define REPLACED 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define REPLACED 0
#endif
#endif
#ifndef REPLACED
#define REPLACED 1
#endif

static bool armed, once_only;
static long left; /* allocations until the failing one */
static long n_failed;
static size_t least; /* allocations of fewer bytes neither count nor fail */

#if REPLACED
extern void *__libc_malloc(size_t n);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *p, size_t n);

static bool fails(size_t n)
{
    if (!armed || n < least || left-- > 0)
        return false;
    n_failed++;
    armed = !once_only;
    return true;
}

void *malloc(size_t n)
{
    return fails(n) ? NULL : __libc_malloc(n);
}

void *calloc(size_t n, size_t size)
{
    return fails(n) ? NULL : __libc_calloc(n, size);
}

void *realloc(void *p, size_t n)
{
    return fails(n) ? NULL : __libc_realloc(p, n);
}
#endif

#define N_REPORT 3

static fixture fix[N_REPORT];
static const sayso_analysis *report[N_REPORT];

static void taken(sayso_status status, const sayso_error *err)
{
    if (status != SAYSO_OK && status != SAYSO_ENOMEM)
        print_error("%d %s\n", status, err->message);
    assert_true(status == SAYSO_OK || status == SAYSO_ENOMEM);
}

static sayso_status write_some(sayso_ledger *l, uint32_t n, sayso_arena *a, sayso_error *err)
{
    sayso_status status = sayso__ledger_begin(l, err);
    for (uint32_t i = 0; i < n && status == SAYSO_OK; i++) {
        sayso_added added;
        status = sayso__ledger_add(l, report[i], a, &added, err);
    }
    if (status == SAYSO_OK)
        status = sayso__ledger_commit(l, err);
    if (status == SAYSO_OK)
        status = sayso__ledger_settle(l, err);
    return status;
}

static sayso_status write_all(sayso_ledger *l, sayso_arena *a, sayso_error *err)
{
    return write_some(l, N_REPORT, a, err);
}

static sayso_status read_all(sayso_ledger *l, sayso_arena *a, sayso_error *err)
{
    sayso_state_query q = {.all = true};
    sayso_state s;
    sayso_status status = sayso__ledger_state(l, &q, a, &s, err);
    sayso_show_filter f = {.by = "Ostrand Milling", .words = "doors mill"};
    for (uint32_t i = 0; i < SAYSO_N_SHOW && status == SAYSO_OK; i++) {
        sayso_table_rows t;
        status = sayso__ledger_rows(l, (sayso_show)i, &f, a, &t, err);
    }
    sayso_trace t;
    if (status == SAYSO_OK)
        status = sayso__ledger_trace(l, s.claim[0].id, a, &t, err);
    sayso_verified v;
    if (status == SAYSO_OK)
        status = sayso__ledger_verify(l, a, &v, err);
    return status;
}

/* Everything from opening to closing, with the n-th allocation failing and, unless `only`, all
 * behind it. */
static bool once(long n, bool only)
{
    static const sayso_ledger_options options = {.program = "0.1", .model_sha256 = "00"};
    sayso_arena a;
    sayso_error err;
    sayso_ledger *l = NULL;
    sayso__arena_init(&a, 0);
    n_failed = 0;
    left = n;
    once_only = only;
    armed = true;
    sayso_status status = sayso__ledger_open(":memory:", &options, &l, &err);
    if (status == SAYSO_OK)
        status = write_all(l, &a, &err);
    if (status == SAYSO_OK)
        status = read_all(l, &a, &err);
    armed = false;
    taken(status, &err);
    sayso__ledger_close(l);
    sayso__arena_free(&a);
    return n_failed > 0;
}

static void the_nth_allocation_fails(void **state)
{
    (void)state;
    if (!REPLACED)
        skip();
    for (uint32_t only = 0; only < 2; only++) {
        long n = 0, rounds = 0;
        for (; once(n, only); n += 1 + n / 64)
            rounds++;
        assert_true(rounds > 100);
    }
}

static uint32_t count_corrections(sayso_ledger *l, sayso_arena *a)
{
    sayso_table_rows t;
    sayso_show_filter all = {0};
    sayso_error err;
    assert_int_equal(sayso__ledger_rows(l, SAYSO_SHOW_CORRECTIONS, &all, a, &t, &err), SAYSO_OK);
    return t.n_row;
}

/* Each correction is written down whole or not at all. */
static void the_nth_allocation_of_a_correction_fails(void **state)
{
    static const sayso_ledger_options options = {.program = "0.1"};
    static const sayso_correction_kind kinds[] = {SAYSO_CORRECTION_ACTOR_SPLIT,
                                                  SAYSO_CORRECTION_ACTOR_RENAME,
                                                  SAYSO_CORRECTION_EVENT_RENAME};
    sayso_arena a;
    sayso_error err;
    sayso_ledger *l;
    sayso_state s;
    const sayso_state_query every = {.all = true};
    (void)state;
    if (!REPLACED)
        skip();
    sayso__arena_init(&a, 0);
    assert_int_equal(sayso__ledger_open(":memory:", &options, &l, &err), SAYSO_OK);
    assert_int_equal(write_all(l, &a, &err), SAYSO_OK);
    assert_int_equal(sayso__ledger_state(l, &every, &a, &s, &err), SAYSO_OK);
    uint32_t done = 0;
    for (uint32_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        bool event = kinds[i] == SAYSO_CORRECTION_EVENT_RENAME;
        const char *other = kinds[i] == SAYSO_CORRECTION_ACTOR_SPLIT ? s.report[0].id : "Another";
        n_failed = 1;
        for (long n = 0; n_failed; n += 1 + n / 32) {
            n_failed = 0;
            left = n;
            once_only = n % 2;
            armed = true;
            sayso_status status =
                sayso__ledger_correct(l, kinds[i], event ? s.event.id : "Ostrand Milling", &other,
                                      1, "Vera", &err);
            armed = false;
            taken(status, &err);
            done += status == SAYSO_OK;
            assert_int_equal(count_corrections(l, &a), done);
        }
    }
    assert_true(done >= sizeof kinds / sizeof *kinds);
    sayso__ledger_close(l);
    sayso__arena_free(&a);
}

#define CHUNK     ((size_t)64 << 10) /* the first of an arena */
#define ROOM_MOST ((size_t)16 << 10)

static uint32_t count_aliases(const sayso_state *s)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < s->n_actor; i++)
        n += s->actor[i].n_alias;
    return n;
}

/* A state is whole or is none, whichever text is the first that no room is left for: the arena's
 * first chunk, of 64 KiB, is filled up to ever less, and the second, which is larger than all that
 * others ask for, cannot be had. */
static void no_alias_is_lost_for_want_of_memory(void **state)
{
    static const sayso_ledger_options options = {.program = "0.1"};
    static const sayso_state_query every = {.all = true};
    sayso_arena a;
    sayso_error err;
    sayso_ledger *l;
    sayso_state s;
    (void)state;
    if (!REPLACED)
        skip();
    sayso__arena_init(&a, 0);
    assert_int_equal(sayso__ledger_open(":memory:", &options, &l, &err), SAYSO_OK);
    assert_int_equal(write_some(l, 1, &a, &err), SAYSO_OK);
    assert_int_equal(sayso__ledger_state(l, &every, &a, &s, &err), SAYSO_OK);
    uint32_t want = count_aliases(&s), n_refused = 0;
    assert_true(want > 0);
    sayso__arena_free(&a);
    for (size_t room = 16; room < ROOM_MOST; room += 16) {
        sayso__arena_init(&a, 0);
        assert_non_null(sayso__arena_alloc(&a, CHUNK - room));
        least = CHUNK * 2;
        left = 0;
        once_only = armed = true;
        sayso_status status = sayso__ledger_state(l, &every, &a, &s, &err);
        armed = false;
        least = 0;
        taken(status, &err);
        if (status == SAYSO_OK)
            assert_int_equal(count_aliases(&s), want);
        n_refused += status == SAYSO_ENOMEM;
        sayso__arena_free(&a);
    }
    assert_true(n_refused > 0);
    sayso__ledger_close(l);
}

/* The caller's arena has a limit, too. */
static void the_arena_is_too_small(void **state)
{
    (void)state;
    static const sayso_ledger_options options = {.program = "0.1"};
    sayso_arena a;
    sayso_error err;
    sayso_ledger *l;
    sayso__arena_init(&a, 0);
    assert_int_equal(sayso__ledger_open(":memory:", &options, &l, &err), SAYSO_OK);
    assert_int_equal(write_all(l, &a, &err), SAYSO_OK);
    sayso__arena_free(&a);
    uint32_t refused = 0;
    sayso_status status = SAYSO_ENOMEM;
    for (size_t limit = 16; status != SAYSO_OK; limit += limit / 8 + 16) {
        sayso__arena_init(&a, limit);
        status = read_all(l, &a, &err);
        taken(status, &err);
        refused += status == SAYSO_ENOMEM;
        sayso__arena_free(&a);
    }
    assert_true(refused > 20);
    sayso__ledger_close(l);
}

/* ---- exports ------------------------------------------------------------------------------ */

#define FILES 24

typedef struct {
    sayso_sink sink[FILES];
    uint32_t n;
    sayso_export x;
    const sayso_export_format *format; /* NULL: the brief as a page */
} files;

static sayso_sink *new_file(void *user, const char *name)
{
    files *f = user;
    (void)name;
    sayso__sink_memory(&f->sink[f->n]);
    return &f->sink[f->n++];
}

static sayso_status put_event(void *user, const sayso_state *s, sayso_arena *a, sayso_error *err)
{
    files *f = user;
    static const sayso_brief_options page = {.width = 80};
    return f->format ? sayso__export_event(&f->x, f->format, s, a, err)
                     : sayso__html_page(s, &page, a, f->x.file(f, "page.html"), err);
}

static bool export_once(sayso_ledger *l, const char *format, sayso_rule rule, long n)
{
    static const sayso_state_query every = {0};
    sayso_arena keep;
    sayso_error err;
    files f = {.format = sayso__export_format(format)};
    f.x = (sayso_export){.file = new_file, .user = &f, .l = l, .keep = &keep, .rule = rule};
    sayso__arena_init(&keep, 0);
    n_failed = 0;
    left = n;
    once_only = n % 2;
    armed = true;
    sayso_status status = f.format ? sayso__export_begin(&f.x, f.format, &err) : SAYSO_OK;
    if (status == SAYSO_OK)
        status = sayso__ledger_each_event(l, &every, put_event, &f, &err);
    if (status == SAYSO_OK && f.format)
        status = sayso__export_end(&f.x, f.format, &err);
    armed = false;
    taken(status, &err);
    sayso__export_free(&f.x);
    for (uint32_t i = 0; i < f.n; i++)
        sayso__sink_free(&f.sink[i]);
    sayso__arena_free(&keep);
    return n_failed > 0;
}

static void the_nth_allocation_of_an_export_fails(void **state)
{
    static const char *const formats[] = {"csv",        "jsonl",    "gtd",     "ucdp",    "acled",
                                          "plover",     "gdelt",    "gexf",    "graphml", "jsonld",
                                          "timelinejs", "markdown", "the page"};
    static const sayso_ledger_options options = {.program = "0.1"};
    sayso_arena a;
    sayso_error err;
    sayso_ledger *l;
    (void)state;
    if (!REPLACED)
        skip();
    sayso__arena_init(&a, 0);
    assert_int_equal(sayso__ledger_open(":memory:", &options, &l, &err), SAYSO_OK);
    assert_int_equal(write_all(l, &a, &err), SAYSO_OK);
    for (uint32_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        long rounds = 0;
        for (long n = 0; export_once(l, formats[i], (sayso_rule)(n % SAYSO_N_RULE), n);
             n += 1 + n / 32)
            rounds++;
        assert_true(rounds > 20);
    }
    sayso__ledger_close(l);
    sayso__arena_free(&a);
}

int main(void)
{
    const char *root = getenv("SAYSO_SOURCE");
    char path[512], line[8192];
    snprintf(path, sizeof path, "%s/tests/fixtures/mill_fire.gold.json", root ? root : ".");
    json_object *gold = json_object_from_file(path);
    snprintf(path, sizeof path, "%s/tests/fixtures/mill_fire.jsonl", root ? root : ".");
    FILE *f = fopen(path, "r");
    FIXTURE_MUST(gold && f);
    for (uint32_t i = 0; i < N_REPORT; i++) {
        FIXTURE_MUST(fgets(line, sizeof line, f));
        line[strcspn(line, "\n")] = 0;
        fixture_open(&fix[i], gold);
        report[i] = fixture_report(&fix[i], line);
    }
    fclose(f);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_nth_allocation_fails),
        cmocka_unit_test(the_nth_allocation_of_a_correction_fails),
        cmocka_unit_test(the_nth_allocation_of_an_export_fails),
        cmocka_unit_test(no_alias_is_lost_for_want_of_memory),
        cmocka_unit_test(the_arena_is_too_small),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    for (uint32_t i = 0; i < N_REPORT; i++)
        fixture_close(&fix[i]);
    json_object_put(gold);
    return failed;
}
