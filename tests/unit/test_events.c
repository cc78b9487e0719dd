/* test_events.c -- reports into events: whatever the order of reading, a few at a time or all at
 * once; what looks alike stays apart, what follows later joins. */
#define _POSIX_C_SOURCE 200809L
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "ledger_fixture.h"

static sayso_error err;
static fixture fix;
static sayso_arena arena;
static const sayso_ledger_options options = {.program = "0.1", .now = 1938000000};

#define OK(call)                                                                                   \
    do {                                                                                           \
        sayso_status ok_status = (call);                                                           \
        if (ok_status != SAYSO_OK)                                                                 \
            print_error("%s: %s\n", #call, err.message);                                           \
        assert_int_equal(ok_status, SAYSO_OK);                                                     \
    } while (0)

static uint32_t dice(uint64_t *seed, uint32_t n)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33) % n;
}

/* ---- made-up reports ---------------------------------------------------------------------- */

#define NAMES 9u /* of an event; a report has most of them */

static void name_of(uint64_t seed, char out[24])
{
    static const char *const a[] = {"Bar", "Cor", "Dun", "Fel", "Gor", "Har", "Jas", "Kel", "Lom"},
                             *const b[] = {"a", "e", "i", "o", "u", "an", "en", "or", "il"},
                             *const c[] = {"dale", "mark", "nov", "sen",
                                           "vik",  "ter",  "by",  "mere"};
    uint32_t end = dice(&seed, 8), third = dice(&seed, 9); /* one a statement: in this order */
    uint32_t second = dice(&seed, 9), first = dice(&seed, 9);
    snprintf(out, 24, "%s%s%s%s", a[first], b[second], b[third], c[end]);
}

/* Report `number` of event `event`, `day` days into the year; its words are its own, and so are
 * `own` names in it. */
static char *make(uint32_t event, uint32_t number, uint32_t day, uint32_t own)
{
    char *line = malloc(4000), name[24];
    FIXTURE_MUST(line);
    uint64_t seed = 77u + number;
    int n = snprintf(line, 4000,
                     "{\"id\": \"r%u\", \"publisher\": \"Post %u\", \"published\": "
                     "\"2031-%02u-%02uT%02u:%02u:00Z\", \"text\": \"",
                     number, number, 1 + day / 28, 1 + day % 28, number / 60 % 24, number % 60);
    for (uint32_t i = 0; i < NAMES + own; i++) {
        if (i < NAMES && dice(&seed, 5) == 0)
            continue;
        name_of(i < NAMES ? 1000u * event + i : 9000001u + 100 * number + i, name);
        uint32_t behind = dice(&seed, 1u << 30), before = dice(&seed, 1u << 30);
        n += snprintf(line + n, 4000 - (size_t)n, "the %u%x word of %s was %x; ", number, before,
                      name, behind);
    }
    snprintf(line + n, 4000 - (size_t)n, "the end %u.\"}", number);
    return line;
}

static void add(sayso_ledger *l, const char *line)
{
    sayso_added added;
    OK(sayso__ledger_add(l, fixture_report(&fix, line), &arena, &added, &err));
}

/* Reads lines order[0..n), settling after each `batch` of them. */
static sayso_ledger *read_in(char **line, const uint32_t *order, uint32_t n, uint32_t batch)
{
    sayso_ledger *l;
    OK(sayso__ledger_open(":memory:", &options, &l, &err));
    for (uint32_t i = 0; i < n; i += batch) {
        OK(sayso__ledger_begin(l, &err));
        for (uint32_t k = i; k < n && k < i + batch; k++)
            add(l, line[order[k]]);
        OK(sayso__ledger_commit(l, &err));
        OK(sayso__ledger_settle(l, &err));
    }
    return l;
}

/* "r1 EVENT\nr2 EVENT\n...", by report. */
static const char *events_of(sayso_ledger *l)
{
    sayso_table_rows t;
    sayso_show_filter all = {0};
    sayso_sink s;
    OK(sayso__ledger_rows(l, SAYSO_SHOW_REPORTS, &all, &arena, &t, &err));
    sayso__sink_memory(&s);
    for (uint32_t i = 0; i < t.n_row; i++)
        sayso__sink_print(&s, "%s %s\n", t.cell[(size_t)i * t.n_column].text,
                          t.cell[(size_t)i * t.n_column + 4].text);
    const char *text = sayso__arena_copy(&arena, s.buf, s.n);
    sayso__sink_free(&s);
    return text;
}

/* Lines of x that are not the same in y; both have as many. */
static uint32_t count_other_lines(const char *x, const char *y)
{
    uint32_t n = 0;
    while (*x && *y) {
        size_t p = strcspn(x, "\n"), q = strcspn(y, "\n");
        n += p != q || memcmp(x, y, p) != 0;
        x += p + (x[p] == '\n');
        y += q + (y[q] == '\n');
    }
    assert_int_equal(*x, *y);
    return n;
}

static uint32_t count_events(sayso_ledger *l)
{
    sayso_table_rows t;
    sayso_show_filter all = {0};
    OK(sayso__ledger_rows(l, SAYSO_SHOW_EVENTS, &all, &arena, &t, &err));
    return t.n_row;
}

static void shuffle(uint32_t *order, uint32_t n, uint64_t *seed)
{
    for (uint32_t i = n; i > 1; i--) {
        uint32_t k = dice(seed, i), x = order[k];
        order[k] = order[i - 1];
        order[i - 1] = x;
    }
}

/* ---- tests ------------------------------------------------------------------------------- */

#define FEW 48u

static void the_order_of_reading_does_not_matter(void **state)
{
    (void)state;
    char *line[FEW];
    uint32_t order[FEW];
    for (uint32_t i = 0; i < FEW; i++) {
        line[i] = make(i % 6, i, 3 * i, 0);
        order[i] = i;
    }
    uint64_t seed = 20310604;
    sayso_ledger *l = read_in(line, order, FEW, FEW);
    assert_int_equal(count_events(l), 6);
    const char *want = events_of(l);
    sayso__ledger_close(l);
    for (uint32_t round = 0; round < 8; round++) {
        shuffle(order, FEW, &seed);
        l = read_in(line, order, FEW, 1 + dice(&seed, 20));
        assert_string_equal(events_of(l), want);
        sayso__ledger_close(l);
    }
    for (uint32_t i = 0; i < FEW; i++)
        free(line[i]);
}

/* Published on one day, they stand by their ids, whichever was read first. */
static void reports_of_one_day_have_one_order(void **state)
{
    (void)state;
    char *line[12];
    uint32_t order[12];
    uint64_t seed = 20310605;
    for (uint32_t i = 0; i < 12; i++) {
        line[i] = make(1, i, 3, 0);
        memcpy(strstr(line[i], ":00Z") - 5, "00:00", 5); /* made by the minute */
        order[i] = i;
    }
    for (uint32_t round = 0; round < 4; round++) {
        char id[16];
        sayso_state s;
        sayso_state_query q = {.all = true};
        shuffle(order, 12, &seed);
        sayso_ledger *l = read_in(line, order, 12, 5);
        OK(sayso__ledger_state(l, &q, &arena, &s, &err));
        for (uint32_t i = 0; i < 12; i++) {
            snprintf(id, sizeof id, "r%u", i);
            assert_string_equal(s.report[i].id, id);
        }
        sayso__ledger_close(l);
    }
    for (uint32_t i = 0; i < 12; i++)
        free(line[i]);
}

#define MANY 1300u /* more than are always weighed anew */

/* In a large ledger a few new reports are weighed with what they are near to alone. */
static void a_few_at_a_time_come_to_the_same(void **state)
{
    (void)state;
    static char *line[MANY];
    static uint32_t order[MANY];
    for (uint32_t i = 0; i < MANY; i++) {
        line[i] =
            make(i < 1200 ? i / 3 : i % 400, i, i % 300, 0); /* the last ones join old events */
        order[i] = i;
    }
    sayso_ledger *once = read_in(line, order, MANY, MANY);
    const char *want = events_of(once);
    sayso__ledger_close(once);
    sayso_ledger *l = read_in(line, order, 1200, 1200);
    for (uint32_t i = 1200; i < MANY; i += 7) {
        OK(sayso__ledger_begin(l, &err));
        for (uint32_t k = i; k < MANY && k < i + 7; k++)
            add(l, line[k]);
        OK(sayso__ledger_commit(l, &err));
        OK(sayso__ledger_settle(l, &err));
    }
    uint32_t other = count_other_lines(events_of(l), want);
    print_message("%u of %u reports in another event\n", other, MANY);
    assert_true(other <= MANY / 25); /* docs/decisions: what the bound hangs on */
    sayso__ledger_close(l);
    for (uint32_t i = 0; i < MANY; i++)
        free(line[i]);
}

/* Two reports of one attack, which others below are held against. */
#define BUS_REPORTS                                                                                \
    "{\"id\": \"a1\", \"publisher\": \"Vale Sentinel\", \"published\": \"2031-05-03\", "           \
    "\"text\": \"A bus burned in Kelmark on Friday. The driver, Ilse Brandt, told Radio Vale "     \
    "that Tide Front men had stopped her near Orlen Bridge. Captain Rui Sater of the Kelmark "     \
    "Guard found six dead passengers.\"}",                                                         \
        "{\"id\": \"a2\", \"publisher\": \"Radio Vale\", \"published\": \"2031-05-04\", "          \
        "\"text\": "                                                                               \
        "\"The Kelmark bus attack killed six. Captain Rui Sater blamed the Tide Front; Ilse "      \
        "Brandt, who drove the bus, was stopped at Orlen Bridge, he told Radio Vale.\"}"

/* The trial, eight months on, names who was named before; another fire of that town, as late, only
 * the town and its guard. */
static void what_comes_late_joins(void **state)
{
    (void)state;
    static char *text[] =
        {BUS_REPORTS,
         "{\"id\": \"a3\", \"publisher\": \"Varna Echo\", \"published\": \"2032-01-12\", \"text\": "
         "\"The trial of two men of the Tide Front began in Kelmark. They saw Ilse Brandt, who "
         "drove the bus that burned at Orlen Bridge, and Captain Rui Sater, of the Kelmark "
         "Guard.\"}",
         "{\"id\": \"d1\", \"publisher\": \"Varna Echo\", \"published\": \"2032-01-14\", \"text\": "
         "\"The mill of Kelmark burned. Its miller, Jonas Hahn, was at Market Lane with Mona Dahl "
         "and Ada Kolb, and Leo Torv of the Kelmark Guard found nobody in it.\"}",
         "{\"id\": \"a9\", \"publisher\": \"Varna Echo\", \"published\": \"2036-01-12\", \"text\": "
         "\"In Kelmark a stone was set for six dead of the Orlen Bridge. Ilse Brandt spoke, and "
         "Rui Sater, once a Captain of the Kelmark Guard; the Tide Front sent nobody.\"}"};
    uint32_t order[] = {4, 3, 2, 1, 0};
    sayso_ledger *l = read_in(text, order, 5, 2);
    sayso_table_rows t;
    sayso_show_filter all = {0};
    OK(sayso__ledger_rows(l, SAYSO_SHOW_REPORTS, &all, &arena, &t, &err));
    const char *event[5];
    for (uint32_t i = 0; i < 5; i++)
        event[i] = t.cell[(size_t)i * t.n_column + 4].text;
    assert_string_equal(event[0], event[1]);
    assert_string_equal(event[0], event[2]);
    assert_string_not_equal(event[0], event[3]);
    assert_string_not_equal(event[0], event[4]); /* years on */
    sayso__ledger_close(l);
}

/* One town, a week between; two attacks of one day; five weeks later, the same people. */
static void what_looks_alike_stays_apart(void **state)
{
    (void)state;
    static char *text[] =
        {BUS_REPORTS,
         "{\"id\": \"b1\", \"publisher\": \"Vale Sentinel\", \"published\": \"2031-05-11\", "
         "\"text\": \"The Hahn Bakery in Kelmark exploded on Saturday. Its owner, Jonas Hahn, said "
         "a "
         "pipe of Melle Gas leaked. Inspector Mona Dahl of the Works Office closed Market "
         "Lane.\"}",
         "{\"id\": \"b2\", \"publisher\": \"Melle Post\", \"published\": \"2031-05-12\", \"text\": "
         "\"Melle Gas said its pipe in Market Lane was sound. Inspector Mona Dahl of the Works "
         "Office doubted it after Jonas Hahn lost the Hahn Bakery.\"}",
         "{\"id\": \"c1\", \"publisher\": \"Melle Post\", \"published\": \"2031-05-11\", \"text\": "
         "\"Gunmen shot at Varna Court on Saturday. Judge Ada Kolb was unhurt, Sergeant Leo Torv "
         "said. The Crow Brothers were arrested at Upper Torv.\"}",
         "{\"id\": \"a3\", \"publisher\": \"Varna Echo\", \"published\": \"2031-06-09\", \"text\": "
         "\"Five weeks later the bus driver Ilse Brandt, in a wheelchair, came back to Orlen "
         "Bridge. "
         "Captain Rui Sater of the Kelmark Guard said that two men of the Tide Front were "
         "held.\"}"};
    uint32_t order[] = {0, 1, 2, 3, 4, 5};
    sayso_ledger *l = read_in(text, order, 6, 6);
    sayso_table_rows t;
    sayso_show_filter all = {0};
    OK(sayso__ledger_rows(l, SAYSO_SHOW_REPORTS, &all, &arena, &t, &err));
    const char *event[6]; /* a1 a2 b1 c1|b1 ... in the order of publication */
    for (uint32_t i = 0; i < 6; i++)
        event[i] = t.cell[(size_t)i * t.n_column + 4].text;
    assert_int_equal(count_events(l), 3);
    assert_string_equal(event[0], event[1]);
    assert_string_equal(event[0], event[5]);
    assert_string_not_equal(event[2], event[3]);
    assert_string_not_equal(event[0], event[2]);
    sayso__ledger_close(l);
}

/* Where all reports are of one event, its names are in all of them: they tell all the same. */
static void one_event_alone_stays_whole(void **state)
{
    (void)state;
    char *line[200];
    uint32_t order[200];
    for (uint32_t i = 0; i < 200; i++) {
        line[i] = make(3, i, i / 3, 3);
        order[i] = i;
    }
    sayso_ledger *l = read_in(line, order, 200, 200);
    sayso_state s;
    const sayso_state_query largest = {0};
    OK(sayso__ledger_state(l, &largest, &arena, &s, &err));
    assert_true(s.n_report >= 190); /* a few have hardly a name of it */
    sayso__ledger_close(l);
    for (uint32_t i = 0; i < 200; i++)
        free(line[i]);
}

/* One text under many ids is one group, in one event; the cost of each does not grow. */
static void many_identical_reports_are_one_group(void **state)
{
    (void)state;
    sayso_ledger *l;
    char line[1000];
    OK(sayso__ledger_open(":memory:", &options, &l, &err));
    OK(sayso__ledger_begin(l, &err));
    for (uint32_t i = 0; i < 600; i++) {
        snprintf(
            line, sizeof line,
            "{\"id\": \"same-%u\", \"publisher\": \"Post %u\", \"published\": \"2031-05-03\", "
            "\"text\": \"The lock gate at Marn gave way at noon and the barge Ilse was swept "
            "over the weir with four people on board, the keeper of the lock, Oren Falk, said, "
            "and all of them were saved by men of the Vale Guard who had heard the bells.\"}",
            i, i);
        add(l, line);
    }
    OK(sayso__ledger_commit(l, &err));
    OK(sayso__ledger_settle(l, &err));
    assert_int_equal(count_events(l), 1);
    sayso_table_rows t;
    sayso_show_filter all = {0};
    OK(sayso__ledger_rows(l, SAYSO_SHOW_COPIES, &all, &arena, &t, &err));
    assert_int_equal(t.n_row, 1);
    assert_int_equal((int)t.cell[3].number, 600);
    sayso__ledger_close(l);
}

/* A file of a hundred events and more that is not settled yet. */
static sayso_ledger *unsettled(char path[100])
{
    const char *dir = getenv("TMPDIR");
    snprintf(path, 100, "%.60s/sayso-events-XXXXXX", dir ? dir : "/tmp");
    int file = mkstemp(path);
    FIXTURE_MUST(file >= 0);
    close(file);
    sayso_ledger *l;
    OK(sayso__ledger_open(path, &options, &l, &err));
    OK(sayso__ledger_begin(l, &err));
    for (uint32_t i = 0; i < 240; i++) {
        char *line = make(i % 120, i, i % 120, 0);
        add(l, line);
        free(line);
    }
    OK(sayso__ledger_commit(l, &err));
    return l;
}

static void drop(sayso_ledger *l, const char *path)
{
    char file[120];
    sayso__ledger_close(l);
    unlink(path);
    snprintf(file, sizeof file, "%s-wal", path);
    unlink(file);
    snprintf(file, sizeof file, "%s-shm", path);
    unlink(file);
}

/* Events loaded through readers of their own, several before the first is written. */
static void settling_in_parts_comes_to_the_same(void **state)
{
    (void)state;
    enum { SLOTS = 5 };
    char path[100], other_path[100];
    sayso_ledger *whole = unsettled(path), *parts = unsettled(other_path);
    OK(sayso__ledger_settle(whole, &err));
    sayso_settling *x;
    uint32_t n_reader, n_report = 0;
    OK(sayso__settling_begin(parts, 3, SLOTS, &x, &err));
    assert_non_null(x);
    uint32_t n = sayso__settling_size(x, &n_reader);
    assert_int_equal(n_reader, 3);
    assert_int_equal(n, count_events(whole));
    for (uint32_t i = 0; i < n; i += SLOTS) {
        uint32_t at_hand = n - i < SLOTS ? n - i : SLOTS;
        for (uint32_t k = at_hand; k-- > 0;) {
            n_report += sayso__settling_reports(x, i + k);
            OK(sayso__settling_load(x, i + k, k, k % 3, &err));
        }
        for (uint32_t k = 0; k < at_hand; k++)
            OK(sayso__settling_write(x, i + k, k, &err));
    }
    OK(sayso__settling_end(x, SAYSO_OK, &err));
    assert_int_equal(n_report, 240);
    assert_string_equal(events_of(parts), events_of(whole));
    OK(sayso__settling_begin(parts, 3, SLOTS, &x, &err));
    assert_null(x); /* all is settled */
    drop(whole, path);
    drop(parts, other_path);
}

/* What fails on the way leaves the ledger as it was, to be settled later. */
static void settling_broken_off_changes_nothing(void **state)
{
    (void)state;
    char path[100];
    sayso_ledger *l = unsettled(path);
    sayso_settling *x;
    OK(sayso__settling_begin(l, 2, 2, &x, &err));
    OK(sayso__settling_load(x, 0, 0, 1, &err));
    OK(sayso__settling_write(x, 0, 0, &err));
    assert_int_equal(sayso__settling_end(x, SAYSO_ENOMEM, &err), SAYSO_ENOMEM);
    OK(sayso__settling_begin(l, 2, 2, &x, &err));
    assert_non_null(x);
    assert_int_equal(sayso__settling_end(x, SAYSO_ENOMEM, &err), SAYSO_ENOMEM);
    OK(sayso__ledger_settle(l, &err));
    assert_in_range(count_events(l), 100, 120);
    drop(l, path);
}

static int reset(void **state)
{
    (void)state;
    sayso__arena_reset(&arena);
    return 0;
}

/* ---- by hand --------------------------------------------------------------------------------- */

/* The event of report r<number>, in the arena. */
static const char *event_of(sayso_ledger *l, uint32_t number)
{
    char want[16];
    int n = snprintf(want, sizeof want, "r%u ", number);
    for (const char *p = events_of(l); *p; p += strcspn(p, "\n") + 1)
        if (strncmp(p, want, (size_t)n) == 0)
            return sayso__arena_print(&arena, "%.*s", (int)strcspn(p + n, "\n"), p + n).p;
    fail_msg("no report r%u", number);
    return NULL;
}

static void read_more(sayso_ledger *l, char *const *line, uint32_t n)
{
    OK(sayso__ledger_begin(l, &err));
    for (uint32_t i = 0; i < n; i++)
        add(l, line[i]);
    OK(sayso__ledger_commit(l, &err));
    OK(sayso__ledger_settle(l, &err));
}

/* Two events merged stay one, reports split from one stay apart, whatever comes in later. */
static void corrections_hold_when_reports_come_in(void **state)
{
    (void)state;
    char *line[24];
    uint32_t order[24];
    for (uint32_t i = 0; i < 24; i++) {
        line[i] = make(i % 2, i, 2 * i, 0);
        order[i] = i;
    }
    sayso_ledger *l = read_in(line, order, 12, 12);
    assert_int_equal(count_events(l), 2);
    const char *second[] = {event_of(l, 1)}, *away[] = {"r2", "r4"};
    OK(sayso__ledger_correct(l, SAYSO_CORRECTION_EVENT_MERGE, event_of(l, 0), second, 1, "Vera",
                             &err));
    assert_int_equal(count_events(l), 1);
    read_more(l, line + 12, 6);
    assert_int_equal(count_events(l), 1);
    sayso__ledger_close(l);
    l = read_in(line, order, 12, 12);
    OK(sayso__ledger_correct(l, SAYSO_CORRECTION_EVENT_SPLIT, event_of(l, 0), away, 2, "Vera",
                             &err));
    read_more(l, line + 12, 12);
    assert_string_equal(event_of(l, 2), event_of(l, 4));
    assert_string_not_equal(event_of(l, 2), event_of(l, 0));
    sayso__ledger_close(l);
    for (uint32_t i = 0; i < 24; i++)
        free(line[i]);
}

/* A correction that cannot be leaves the ledger as it was. */
static void wrong_corrections_change_nothing(void **state)
{
    (void)state;
    char *line[8];
    uint32_t order[8];
    for (uint32_t i = 0; i < 8; i++) {
        line[i] = make(i % 2, i, 2 * i, 0);
        order[i] = i;
    }
    sayso_ledger *l = read_in(line, order, 8, 8);
    const char *before = events_of(l), *first = event_of(l, 0), *other[] = {first, "nothing"};
    const struct {
        sayso_correction_kind what;
        const char *subject;
        sayso_status status;
    } wrong[] = {{SAYSO_CORRECTION_EVENT_MERGE, "nothing", SAYSO_ENOTFOUND},
                 {SAYSO_CORRECTION_EVENT_MERGE, event_of(l, 1), SAYSO_ENOTFOUND},
                 {SAYSO_CORRECTION_EVENT_SPLIT, first, SAYSO_ENOTFOUND},
                 {SAYSO_CORRECTION_ACTOR_RENAME, "Nobody", SAYSO_ENOTFOUND},
                 {SAYSO_CORRECTION_CLAIM_WRONG, "00", SAYSO_ENOTFOUND},
                 {SAYSO_CORRECTION_CLAIM_RIGHT, "", SAYSO_ENOTFOUND}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(sayso__ledger_correct(l, wrong[i].what, wrong[i].subject, other, 2, "Vera",
                                               &err),
                         wrong[i].status);
    assert_int_equal(sayso__ledger_correct(l, SAYSO_CORRECTION_EVENT_MERGE, first, NULL, 0, "Vera",
                                           &err),
                     SAYSO_EUSE);
    assert_string_equal(events_of(l), before);
    sayso_table_rows t;
    sayso_show_filter all = {0};
    OK(sayso__ledger_rows(l, SAYSO_SHOW_CORRECTIONS, &all, &arena, &t, &err));
    assert_int_equal(t.n_row, 0);
    sayso__ledger_close(l);
    for (uint32_t i = 0; i < 8; i++)
        free(line[i]);
}

int main(void)
{
    fixture_open(&fix, NULL);
    const struct CMUnitTest tests[] =
        {cmocka_unit_test_teardown(corrections_hold_when_reports_come_in, reset),
         cmocka_unit_test_teardown(wrong_corrections_change_nothing, reset),
         cmocka_unit_test_teardown(the_order_of_reading_does_not_matter, reset),
         cmocka_unit_test_teardown(a_few_at_a_time_come_to_the_same, reset),
         cmocka_unit_test_teardown(reports_of_one_day_have_one_order, reset),
         cmocka_unit_test_teardown(what_comes_late_joins, reset),
         cmocka_unit_test_teardown(what_looks_alike_stays_apart, reset),
         cmocka_unit_test_teardown(one_event_alone_stays_whole, reset),
         cmocka_unit_test_teardown(many_identical_reports_are_one_group, reset),
         cmocka_unit_test_teardown(settling_in_parts_comes_to_the_same, reset),
         cmocka_unit_test_teardown(settling_broken_off_changes_nothing, reset)};
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    fixture_close(&fix);
    sayso__arena_free(&arena);
    return failed;
}
