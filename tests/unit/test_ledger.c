/* test_ledger.c -- the ledger's contract, on an invented fire told by six reports. */
#define _POSIX_C_SOURCE 200809L
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "ledger/sql.h"
#include "ledger_fixture.h"

#define LINES_MOST 16

static sayso_arena arena;
static sayso_error err;
static char *line[LINES_MOST];
static uint32_t n_line;
static fixture fix;
static const sayso_ledger_options options = {.program = "0.1", .now = 1938000000, .wait_ms = 200};

#define OK(call)                                                                                   \
    do {                                                                                           \
        sayso_status ok_status = (call);                                                           \
        if (ok_status != SAYSO_OK)                                                                 \
            print_error("%s: %s\n", #call, err.message);                                           \
        assert_int_equal(ok_status, SAYSO_OK);                                                     \
    } while (0)

static sayso_ledger *open_at(const char *path)
{
    sayso_ledger *l;
    OK(sayso__ledger_open(path, &options, &l, &err));
    return l;
}

static sayso_added add(sayso_ledger *l, const char *json)
{
    sayso_added added;
    OK(sayso__ledger_add(l, fixture_report(&fix, json), &arena, &added, &err));
    return added;
}

static sayso_ledger *read_all(const char *path)
{
    sayso_ledger *l = open_at(path);
    OK(sayso__ledger_begin(l, &err));
    for (uint32_t i = 0; i < n_line; i++)
        add(l, line[i]);
    OK(sayso__ledger_commit(l, &err));
    OK(sayso__ledger_settle(l, &err));
    return l;
}

static sayso_state state_of(sayso_ledger *l)
{
    sayso_state s;
    sayso_state_query q = {.all = true};
    OK(sayso__ledger_state(l, &q, &arena, &s, &err));
    return s;
}

static const char *temporary(const char *name)
{
    static char path[256];
    const char *dir = getenv("TMPDIR");
    snprintf(path, sizeof path, "%s/sayso-test-%d-%s", dir ? dir : "/tmp", (int)getpid(), name);
    char file[300];
    static const char *const tail[] = {"", "-wal", "-shm"};
    for (uint32_t i = 0; i < 3; i++) {
        snprintf(file, sizeof file, "%s%s", path, tail[i]);
        unlink(file);
    }
    return path;
}

static sayso_table_rows rows_of(sayso_ledger *l, sayso_show show, const sayso_show_filter *f)
{
    sayso_table_rows t;
    OK(sayso__ledger_rows(l, show, f, &arena, &t, &err));
    return t;
}

/* ---- reading ----------------------------------------------------------------------------- */

static void copies_revisions_and_independent(void **state)
{
    (void)state;
    sayso_ledger *l = open_at(":memory:");
    static const sayso_added_kind want[] = {SAYSO_ADDED_NEW, SAYSO_ADDED_COPY,     SAYSO_ADDED_COPY,
                                            SAYSO_ADDED_NEW, SAYSO_ADDED_REVISION, SAYSO_ADDED_NEW};
    OK(sayso__ledger_begin(l, &err));
    for (uint32_t i = 0; i < n_line; i++)
        assert_int_equal(add(l, line[i]).kind, want[i]);
    OK(sayso__ledger_commit(l, &err));
    sayso_state s = state_of(l);
    assert_int_equal(s.n_report, 6);
    assert_int_equal(s.n_copies, 1);
    assert_int_equal(s.n_in_copies[0], 3);
    assert_int_equal(s.independent, 3);
    assert_string_equal(s.event.name, "Fire in Lowick");
    assert_string_equal(s.event.date, "2031-06-04");
    for (uint32_t i = 0; i < s.n_report; i++)
        if (strcmp(s.report[i].id, "m5") == 0)
            assert_string_equal(s.report[s.report[i].revision_of].id, "m4");
    sayso__ledger_close(l);
}

static void L1_reading_twice_changes_nothing(void **state)
{
    (void)state;
    sayso_ledger *l = read_all(":memory:");
    uint32_t before[SAYSO_N_SHOW];
    sayso_show_filter f = {.words = "doors"};
    for (uint32_t i = 0; i < SAYSO_N_SHOW; i++)
        before[i] = rows_of(l, (sayso_show)i, &f).n_row;
    OK(sayso__ledger_begin(l, &err));
    for (uint32_t i = 0; i < n_line; i++)
        assert_int_equal(add(l, line[i]).kind, SAYSO_ADDED_SAME);
    OK(sayso__ledger_commit(l, &err));
    OK(sayso__ledger_settle(l, &err));
    for (uint32_t i = 0; i < SAYSO_N_SHOW; i++)
        assert_int_equal(rows_of(l, (sayso_show)i, &f).n_row, before[i]);
    sayso__ledger_close(l);
}

static void same_id_with_other_text_is_a_revision(void **state)
{
    (void)state;
    sayso_ledger *l = open_at(":memory:");
    OK(sayso__ledger_begin(l, &err));
    sayso_added a =
        add(l, "{\"id\": \"x\", \"text\": \"The ferry sank.\", \"published\": \"2031-01-02\"}");
    sayso_added b = add(
        l, "{\"id\": \"x\", \"text\": \"The ferry did not sink.\", \"published\": \"2031-01-03\"}");
    sayso_added c =
        add(l, "{\"id\": \"x\", \"text\": \"It was a tug.\", \"published\": \"2031-01-04\"}");
    sayso_added d =
        add(l, "{\"id\": \"x\", \"text\": \"The ferry sank.\", \"published\": \"2031-01-02\"}");
    OK(sayso__ledger_commit(l, &err));
    assert_string_equal(a.report, "x");
    assert_string_equal(b.report, "x@2");
    assert_int_equal(b.kind, SAYSO_ADDED_REVISION);
    assert_string_equal(b.of, "x");
    assert_string_equal(c.report, "x@3");
    assert_string_equal(c.of, "x@2");
    assert_int_equal(d.kind, SAYSO_ADDED_SAME);
    assert_string_equal(d.report, "x");
    sayso_state s = state_of(l);
    assert_int_equal(s.independent, 1);
    sayso__ledger_close(l);
}

/* The late reading of an early version puts it into the middle of the chain. */
static void versions_are_in_order_of_publication(void **state)
{
    (void)state;
    static const char *day[] = {"2031-03-01", "2031-03-09", "2031-03-05"};
    sayso_ledger *l = open_at(":memory:");
    OK(sayso__ledger_begin(l, &err));
    for (uint32_t i = 0; i < 3; i++) {
        char json[600];
        snprintf(json, sizeof json,
                 "{\"id\": \"v%u\", \"url\": \"https://a.example/1\", \"published\": \"%s\", "
                 "\"text\": \"The "
                 "lock gate at Marn gave way at noon and the barge Ilse was swept over the weir "
                 "with four people "
                 "on board, the keeper of the lock said, and all were saved. Count %u.\"}",
                 i, day[i], i);
        add(l, json);
    }
    OK(sayso__ledger_commit(l, &err));
    sayso_state s = state_of(l);
    assert_string_equal(s.report[0].id, "v0");
    assert_string_equal(s.report[1].id, "v2");
    assert_string_equal(s.report[2].id, "v1");
    assert_int_equal(s.report[0].revision_of, SAYSO_NONE);
    assert_int_equal(s.report[1].revision_of, 0);
    assert_int_equal(s.report[2].revision_of, 1);
    sayso__ledger_close(l);
}

/* ---- the state --------------------------------------------------------------------------- */

static const sayso_state_position *position_of(const sayso_state *s, const char *name)
{
    for (uint32_t i = 0; i < s->n_position; i++)
        if (strcmp(s->actor[s->position[i].actor].name, name) == 0)
            return &s->position[i];
    return NULL;
}

static void check_history(const sayso_state *s, const char *name, bool changed, const char *want)
{
    const sayso_state_position *p = position_of(s, name);
    assert_non_null(p);
    char got[600] = "";
    for (uint32_t i = 0; i < p->n_history; i++) {
        strcat(got, p->history[i].day);
        strcat(got, " ");
        strcat(got, p->history[i].written);
        strcat(got, "; ");
    }
    assert_string_equal(got, want);
    assert_int_equal(p->changed, changed);
}

static void positions_are_rolled_up_and_turns_found(void **state)
{
    (void)state;
    sayso_ledger *l = read_all(":memory:");
    sayso_state s = state_of(l);
    check_history(&s, "Ostrand Milling", true,
                  "2031-06-04 denies:Ostrand Milling; 2031-06-20 admits; ");
    check_history(&s, "Dockers' League", false,
                  "2031-06-04 blames:Ostrand Milling; 2031-06-20 blames:Ostrand Milling; ");
    check_history(&s, "Interior Ministry", true,
                  "2031-06-05 unknown; 2031-06-20 blames:Ostrand Milling; ");
    assert_int_equal(s.n_position, 3);
    sayso__ledger_close(l);
}

static void blame_has_first_day_and_denial(void **state)
{
    (void)state;
    sayso_ledger *l = read_all(":memory:");
    sayso_state s = state_of(l);
    assert_int_equal(s.n_blame, 2);
    for (uint32_t i = 0; i < 2; i++) {
        const sayso_state_blame *b = &s.blame[i];
        bool league = strcmp(s.actor[b->by].name, "Dockers' League") == 0;
        assert_string_equal(s.actor[b->of].name, "Ostrand Milling");
        assert_string_equal(b->first, league ? "2031-06-04" : "2031-06-20");
        assert_int_equal(b->n_denied_by, league ? 1 : 0); /* it had admitted by then */
        assert_int_equal(b->n_claim, league ? 7 : 1);
    }
    sayso__ledger_close(l);
}

static void figures_supersede_and_copies_repeat(void **state)
{
    (void)state;
    sayso_ledger *l = read_all(":memory:");
    sayso_state s = state_of(l);
    uint32_t n = 0;
    for (uint32_t i = 0; i < s.n_figure; i++)
        if (s.figure[i].supersedes != SAYSO_NONE) {
            n++;
            assert_true(s.figure[i].best.v > s.figure[s.figure[i].supersedes].best.v);
        }
    assert_int_equal(n, 2); /* six -> seven -> nine */
    assert_int_equal(s.n_conflict, 0);
    uint32_t repeats = 0, disputes = 0;
    for (uint32_t i = 0; i < s.n_relation; i++) {
        repeats += s.relation[i].relation == SAYSO_RELATION_REPEATS;
        disputes += s.relation[i].relation == SAYSO_RELATION_DISPUTES;
    }
    assert_int_equal(repeats, 11); /* five each of two copies, one of the new version */
    assert_true(disputes >= 2);
    sayso__ledger_close(l);
}

static void n_independent_counts_root_sources(void **state)
{
    (void)state;
    sayso_ledger *l = read_all(":memory:");
    sayso_state s = state_of(l);
    for (uint32_t i = 0; i < s.n_claim; i++)
        assert_int_equal(s.claim[i].n_independent, 1);
    sayso__ledger_close(l);
}

static void L3_L4_spans_are_the_texts(void **state)
{
    (void)state;
    sayso_ledger *l = read_all(":memory:");
    sayso_state s = state_of(l);
    uint32_t n = 0;
    for (uint32_t i = 0; i < s.n_claim; i++) {
        const sayso_state_claim *c = &s.claim[i];
        const sayso_state_report *r = &s.report[c->report];
        assert_true(c->n_content > 0);
        for (uint32_t k = 0; k < c->n_content; k++, n++) {
            sayso_span at = c->content[k].bytes;
            assert_int_equal(at.end - at.beg, strlen(c->content[k].text));
            assert_memory_equal(r->text + at.beg, c->content[k].text, at.end - at.beg);
        }
    }
    assert_true(n > s.n_claim); /* one has two pieces */
    for (uint32_t i = 0; i < s.n_figure; i++)
        assert_true(strlen(s.figure[i].at.text) > 0);
    sayso__ledger_close(l);
}

/* Characters: the league's apostrophe is three bytes, so offsets behind it differ by two. */
static void characters_are_counted(void **state)
{
    (void)state;
    sayso_ledger *l = read_all(":memory:");
    sayso_state s = state_of(l);
    for (uint32_t i = 0; i < s.n_claim; i++)
        if (s.claim[i].report == 0 && s.claim[i].act == SAYSO_ACT_ALLEGE && s.claim[i].n_cue &&
            strcmp(s.claim[i].cue[0].text, "told") == 0)
            assert_int_equal(s.claim[i].cue[0].bytes.beg - s.claim[i].cue[0].chars.beg, 2);
    sayso__ledger_close(l);
}

/* A title that begins and ends with space keeps its offsets. */
static void titles_keep_their_space(void **state)
{
    (void)state;
    sayso_ledger *l = open_at(":memory:");
    OK(sayso__ledger_begin(l, &err));
    const sayso_analysis *x = fixture_report(
        &fix,
        "{\"id\": \"t\", \"title\": \"  Bridge of Orn closed \", \"text\": \"Nobody may cross.\"}");
    sayso_figure f = {.at = {2, 8}, .part_of = SAYSO_NONE, .population = SAYSO_STR("all")};
    sayso_figure_link link = {SAYSO_NONE, SAYSO_NO_DAY, true};
    fix.mentions.figure = &f;
    fix.mentions.n_figure = 1;
    fix.claims.figure = &link;
    sayso_added added;
    OK(sayso__ledger_add(l, x, &arena, &added, &err));
    OK(sayso__ledger_commit(l, &err));
    sayso_state s = state_of(l);
    assert_string_equal(s.report[0].title, "  Bridge of Orn closed ");
    assert_true(s.figure[0].at.title);
    assert_string_equal(s.figure[0].at.text, "Bridge");
    sayso_verified v;
    OK(sayso__ledger_verify(l, &arena, &v, &err));
    assert_int_equal(v.n_different, 0);
    sayso__ledger_close(l);
}

/* "three of the nine": the part stands before its whole. */
static void parts_know_their_whole(void **state)
{
    (void)state;
    sayso_ledger *l = open_at(":memory:");
    OK(sayso__ledger_begin(l, &err));
    const sayso_analysis *x = fixture_report(
        &fix, "{\"id\": \"p\", \"text\": \"Three of the nine boats sank; four are adrift.\"}");
    sayso_figure f[3] = {{.at = {0, 5}, .part_of = 1},
                         {.at = {13, 17}, .part_of = SAYSO_NONE},
                         {.at = {30, 34}, .part_of = 7}}; /* no such figure */
    sayso_figure_link link[3] = {{SAYSO_NONE, SAYSO_NO_DAY, true},
                                 {SAYSO_NONE, SAYSO_NO_DAY, true},
                                 {SAYSO_NONE, SAYSO_NO_DAY, true}};
    fix.mentions.figure = f;
    fix.mentions.n_figure = 3;
    fix.claims.figure = link;
    sayso_added added;
    OK(sayso__ledger_add(l, x, &arena, &added, &err));
    OK(sayso__ledger_commit(l, &err));
    sayso_state s = state_of(l);
    assert_int_equal(s.n_figure, 3);
    assert_int_equal(s.figure[0].part_of, 1);
    assert_int_equal(s.figure[1].part_of, SAYSO_NONE);
    assert_int_equal(s.figure[2].part_of, SAYSO_NONE);
    sayso__ledger_close(l);
}

static void L5_batches_do_not_matter(void **state)
{
    (void)state;
    sayso_ledger *one = read_all(":memory:"), *many = open_at(":memory:");
    for (uint32_t i = 0; i < n_line; i++) {
        OK(sayso__ledger_begin(many, &err));
        add(many, line[i]);
        OK(sayso__ledger_commit(many, &err));
        OK(sayso__ledger_settle(many, &err));
    }
    sayso_state a = state_of(one), b = state_of(many);
    assert_int_equal(a.n_claim, b.n_claim);
    assert_int_equal(a.n_moment, b.n_moment);
    for (uint32_t i = 0; i < a.n_moment; i++)
        assert_string_equal(a.moment[i].text, b.moment[i].text);
    for (uint32_t i = 0; i < a.n_claim; i++)
        assert_string_equal(a.claim[i].id, b.claim[i].id);
    sayso__ledger_close(one);
    sayso__ledger_close(many);
}

/* What a page shows of an event, off the tables and off a whole state: the same head, and the same
 * positions in the same order. */
static void parts_agree_with_the_whole(void **state)
{
    (void)state;
    sayso_ledger *l = read_all(":memory:");
    sayso_state whole, parts;
    bool settled;
    sayso_state_query any = {0};
    OK(sayso__ledger_state(l, &any, &arena, &whole, &err));
    OK(sayso__ledger_event_parts(l, NULL, &arena, &parts, &settled, &err));
    assert_true(settled);
    assert_string_equal(parts.event.name, whole.event.name);
    assert_int_equal(parts.event.kind, whole.event.kind);
    assert_string_equal(parts.event.place, whole.event.place);
    assert_int_equal(parts.n_blame, whole.n_blame);
    assert_true(whole.n_position > 1);
    assert_int_equal(parts.n_position, whole.n_position);
    for (uint32_t i = 0; i < whole.n_position; i++) {
        const sayso_state_position *p = &parts.position[i], *w = &whole.position[i];
        assert_string_equal(parts.actor[p->actor].name, whole.actor[w->actor].name);
        assert_int_equal(p->n_history, w->n_history);
        assert_int_equal(p->history[0].claim, w->history[0].claim);
        for (uint32_t k = 0; i && k < w->n_history; k++)
            assert_true(w->history[k].claim >= whole.position[0].history[0].claim);
    }
    /* the event's row is what both tell: not what the reports of this event alone would make it */
    OK(sayso__sql_exec(l, "UPDATE event SET kind = 'riot', place = 'Nowhere'", &err));
    OK(sayso__ledger_state(l, &any, &arena, &whole, &err));
    OK(sayso__ledger_event_parts(l, NULL, &arena, &parts, &settled, &err));
    assert_int_equal(whole.event.kind, SAYSO_EVENT_RIOT);
    assert_int_equal(parts.event.kind, SAYSO_EVENT_RIOT);
    assert_string_equal(whole.event.place, "Nowhere");
    sayso__ledger_close(l);
}

static void as_of_leaves_later_reports_out(void **state)
{
    (void)state;
    sayso_ledger *l = read_all(":memory:");
    sayso_state s;
    sayso_state_query q = {.as_of = "2031-06-05"};
    OK(sayso__ledger_state(l, &q, &arena, &s, &err));
    assert_int_equal(s.n_report, 4);
    assert_false(position_of(&s, "Ostrand Milling")->changed);
    q.as_of = "2030-01-01";
    assert_int_equal(sayso__ledger_state(l, &q, &arena, &s, &err), SAYSO_ENOTFOUND);
    q = (sayso_state_query){.event = "lowick FIRE"};
    OK(sayso__ledger_state(l, &q, &arena, &s, &err));
    q.event = "flood";
    assert_int_equal(sayso__ledger_state(l, &q, &arena, &s, &err), SAYSO_ENOTFOUND);
    sayso__ledger_close(l);
}

static const char *const flood[] =
    {"{\"id\": \"f1\", \"published\": \"2031-06-04\", \"publisher\": \"Vale Sentinel\", \"text\": "
     "\"The dyke at "
     "Overmark broke on Sunday. The mayor of Overmark, Jonas Brill, told Radio Vale that Camp "
     "Tessen was cut off.\"}",
     "{\"id\": \"f2\", \"published\": \"2031-06-07\", \"publisher\": \"Radio Vale\", \"text\": "
     "\"Water still stands in "
     "Overmark. All children of Camp Tessen are safe, said Jonas Brill, the mayor, as boats of the "
     "Vale Guard came "
     "back to Overmark.\"}"};

/* A flood told by two outlets beside the fire told by six reports. */
static void events_are_told_apart(void **state)
{
    (void)state;
    sayso_ledger *l = open_at(":memory:");
    OK(sayso__ledger_begin(l, &err));
    for (uint32_t i = 0; i < n_line; i++)
        add(l, line[i]);
    json_object *gold = fix.gold;
    fix.gold = NULL; /* the flood has no incident of its own */
    for (uint32_t i = 0; i < 2; i++)
        add(l, flood[i]);
    fix.gold = gold;
    OK(sayso__ledger_commit(l, &err));
    OK(sayso__ledger_settle(l, &err));
    sayso_state all = state_of(l), s;
    assert_int_equal(all.n_event, 2);
    sayso_state_query q = {0};
    OK(sayso__ledger_state(l, &q, &arena, &s, &err)); /* the larger one */
    assert_int_equal(s.n_report, 6);
    assert_int_equal(s.n_event, 1);
    for (uint32_t i = 0; i < all.n_event; i++) {
        q.event = all.events[i].id;
        OK(sayso__ledger_state(l, &q, &arena, &s, &err));
        assert_int_equal(s.n_report, all.n_in_event[i]);
        assert_string_equal(s.event.id, q.event);
    }
    q.event = "";
    assert_int_equal(sayso__ledger_state(l, &q, &arena, &s, &err), SAYSO_ENOTFOUND);
    q = (sayso_state_query){.as_of = "soon"};
    assert_int_equal(sayso__ledger_state(l, &q, &arena, &s, &err), SAYSO_EUSE);
    sayso_show_filter f = {0};
    assert_int_equal(rows_of(l, SAYSO_SHOW_EVENTS, &f).n_row, 2);
    assert_int_equal(rows_of(l, SAYSO_SHOW_REPORTS, &f).n_row, 8);
    f.event = "fire lowick";
    assert_int_equal(rows_of(l, SAYSO_SHOW_REPORTS, &f).n_row, 6);
    sayso__ledger_close(l);
}

/* A report of which one actor is known, into the ledger. */
static void add_with_actor(sayso_ledger *l, const char *json, sayso_actor a)
{
    const sayso_analysis *x = fixture_report(&fix, json);
    sayso_added added;
    fix.attrs.actor = &a;
    fix.attrs.n_actor = 1;
    OK(sayso__ledger_add(l, x, &arena, &added, &err));
}

/* One mistaken report makes no second actor, and a place that acts is a government. */
static void most_reports_say_what_an_actor_is(void **state)
{
    (void)state;
    static const struct {
        uint8_t class_, kind;
    } seen[3] = {{SAYSO_CLASS_PLACE, SAYSO_MENTION_LOCATION},
                 {SAYSO_CLASS_PERSON, SAYSO_MENTION_PERSON},
                 {SAYSO_CLASS_GOVERNMENT, SAYSO_MENTION_LOCATION}};
    sayso_ledger *l = open_at(":memory:");
    OK(sayso__ledger_begin(l, &err));
    for (uint32_t i = 0; i < 3; i++) {
        char json[120];
        snprintf(json, sizeof json, "{\"id\": \"g%u\", \"text\": \"Note %u: Ostmark denies it.\"}",
                 i, i);
        sayso_actor a = {.name = SAYSO_STR("Ostmark"),
                         .named = true,
                         .speaks_for = SAYSO_NONE,
                         .class_ = seen[i].class_,
                         .kind = seen[i].kind};
        add_with_actor(l, json, a);
    }
    OK(sayso__ledger_commit(l, &err));
    sayso_state s = state_of(l);
    assert_int_equal(s.n_actor, 1);
    assert_int_not_equal(s.actor[0].class_, SAYSO_CLASS_PLACE);
    sayso__ledger_close(l);
}

/* ---- tables ------------------------------------------------------------------------------ */

/* "general Staff" and "General Staff" are one, and the name with its capital; "a staff" of each
 * report is its own. */
static void a_common_first_word_may_begin_a_name(void **state)
{
    (void)state;
    static const char *const names[] = {"general Staff", "General Staff", "general Staff", "staff",
                                        "staff"};
    sayso_ledger *l = open_at(":memory:");
    OK(sayso__ledger_begin(l, &err));
    for (uint32_t i = 0; i < 5; i++) {
        char json[120];
        snprintf(json, sizeof json, "{\"id\": \"h%u\", \"text\": \"Note %u: it denies it.\"}", i,
                 i * 7919);
        sayso_actor a = {.name = sayso__str_z(names[i]),
                         .named = sayso__is_upper(*names[i]),
                         .speaks_for = SAYSO_NONE,
                         .class_ = SAYSO_CLASS_MILITARY,
                         .kind = SAYSO_MENTION_ORGANIZATION};
        add_with_actor(l, json, a);
    }
    OK(sayso__ledger_commit(l, &err));
    sayso_state s = state_of(l);
    uint32_t n_staff = 0;
    for (uint32_t i = 0; i < s.n_actor; i++)
        n_staff += strcmp(s.actor[i].name, "General Staff") == 0;
    assert_int_equal(n_staff, 1);
    assert_int_equal(s.n_actor, 3);
    sayso__ledger_close(l);
}

static void filters_choose_rows(void **state)
{
    (void)state;
    sayso_ledger *l = read_all(":memory:");
    sayso_show_filter f = {.by = "the Ostrand Milling"};
    assert_int_equal(rows_of(l, SAYSO_SHOW_CLAIMS, &f).n_row, 9); /* with its spokesman's */
    f.act = "admit";
    assert_int_equal(rows_of(l, SAYSO_SHOW_CLAIMS, &f).n_row, 2);
    f = (sayso_show_filter){.about = "ostrand milling", .since = "2031-06-20"};
    assert_int_equal(rows_of(l, SAYSO_SHOW_CLAIMS, &f).n_row, 5);
    f = (sayso_show_filter){.until = "2031-06-04"};
    assert_int_equal(rows_of(l, SAYSO_SHOW_REPORTS, &f).n_row, 2);
    f = (sayso_show_filter){.by = "nobody at all"};
    assert_int_equal(rows_of(l, SAYSO_SHOW_CLAIMS, &f).n_row, 0);
    f = (sayso_show_filter){.act = "mumble"};
    sayso_table_rows t;
    assert_int_equal(sayso__ledger_rows(l, SAYSO_SHOW_CLAIMS, &f, &arena, &t, &err), SAYSO_EUSE);
    sayso__ledger_close(l);
}

static void find_takes_any_words(void **state)
{
    (void)state;
    sayso_ledger *l = read_all(":memory:");
    sayso_show_filter f = {.words = "chained doors"};
    sayso_table_rows t = rows_of(l, SAYSO_SHOW_FIND, &f);
    assert_int_equal(t.n_row, 8); /* four reports, four claims */
    static const char *odd[] = {"\"", "a\"b OR (", "NEAR(", "*", "- -", "text:x", "\xc3\xa9"};
    for (uint32_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        f.words = odd[i];
        rows_of(l, SAYSO_SHOW_FIND, &f);
    }
    f.words = "  ";
    assert_int_equal(sayso__ledger_rows(l, SAYSO_SHOW_FIND, &f, &arena, &t, &err), SAYSO_EUSE);
    sayso__ledger_close(l);
}

static void trace_leads_from_speaker_to_outlet(void **state)
{
    (void)state;
    sayso_ledger *l = read_all(":memory:");
    sayso_state s = state_of(l);
    uint32_t i = 0;
    while (!s.claim[i].n_source ||
           strcmp(s.claim[i].source[0].text, "its secretary, Berta Hallam") != 0)
        i++;
    sayso_trace t;
    OK(sayso__ledger_trace(l, s.claim[i].id, &arena, &t, &err));
    assert_string_equal(t.link[0].role, "speaker");
    assert_string_equal(t.link[0].actor, "Berta Hallam");
    assert_string_equal(t.link[0].at->text, "its secretary, Berta Hallam");
    assert_string_equal(t.link[1].actor, "Dockers' League");
    assert_string_equal(t.link[t.n_link - 1].role, "outlet");
    assert_int_equal(t.n_carrier, 2);
    assert_int_equal(sayso__ledger_trace(l, "", &arena, &t, &err), SAYSO_EUSE);
    assert_int_equal(sayso__ledger_trace(l, "nosuch", &arena, &t, &err), SAYSO_ENOTFOUND);
    sayso__ledger_close(l);
}

/* ---- verify ------------------------------------------------------------------------------ */

static sayso_verified verify(sayso_ledger *l)
{
    sayso_verified v;
    OK(sayso__ledger_verify(l, &arena, &v, &err));
    return v;
}

static void damage(const char *path, const char *sql)
{
    char command[1200];
    snprintf(command, sizeof command, "sqlite3 '%s' \"%s\" > /dev/null", path, sql);
    assert_int_equal(system(command), 0);
}

static void verify_finds_what_was_changed(void **state)
{
    (void)state;
    char path[256];
    snprintf(path, sizeof path, "%s", temporary("verify"));
    sayso_ledger *l = read_all(path);
    sayso_verified v = verify(l);
    assert_int_equal(v.n_different, 0);
    assert_int_equal(v.n_report, 6);
    assert_int_equal(v.n_original, 6);
    assert_true(v.n_span > 60);
    sayso__ledger_close(l);
    static const char *const change[] = {
        "UPDATE span SET byte_end = byte_end + 1 WHERE span_id = (SELECT min(span_id) FROM span)",
        "UPDATE span SET raw_start = raw_start + 1 WHERE span_id = (SELECT max(span_id) FROM span)",
        "UPDATE document SET text = replace(text, 'chained', 'chainad') WHERE n = 6",
        "UPDATE original SET bytes = x'28b52ffd00' WHERE rowid = 2"};
    for (uint32_t i = 0; i < sizeof change / sizeof *change; i++) {
        damage(path, change[i]);
        l = open_at(path);
        sayso_verified now = verify(l);
        assert_true(now.n_different > v.n_different);
        v = now;
        sayso__ledger_close(l);
    }
    damage(path, "DELETE FROM proposition WHERE proposition_id = (SELECT min(proposition_id) FROM "
                 "proposition)");
    l = open_at(path);
    assert_int_equal(sayso__ledger_verify(l, &arena, &v, &err), SAYSO_ELEDGER);
    assert_non_null(strstr(err.message, "a row of proposition that claim refers to is missing"));
    sayso__ledger_close(l);
    temporary("verify");
}

/* ---- the file ---------------------------------------------------------------------------- */

static void write_file(const char *path, const char *bytes, size_t n)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    fclose(f);
}

static void what_is_no_ledger_is_refused(void **state)
{
    (void)state;
    sayso_ledger *l;
    const char *path = temporary("text");
    char noise[8192];
    memset(noise, 'x', sizeof noise);
    write_file(path, noise, sizeof noise);
    assert_int_equal(sayso__ledger_open(path, &options, &l, &err), SAYSO_ELEDGER);
    assert_null(l);
    path = temporary("other");
    damage(path, "CREATE TABLE t(x); PRAGMA user_version = 3");
    assert_int_equal(sayso__ledger_open(path, &options, &l, &err), SAYSO_ELEDGER);
    temporary("other");
    temporary("text");
    assert_int_equal(sayso__ledger_open("/no/such/folder/l.db", &options, &l, &err), SAYSO_EIO);
    assert_non_null(strstr(err.message, "/no/such/folder/l.db"));
    sayso_ledger_options must = options;
    must.must_exist = true;
    assert_int_equal(sayso__ledger_open(temporary("absent"), &must, &l, &err), SAYSO_EIO);
}

/* The table of aliases is the whole ledger's; an event's actors are what its reports say. */
static void names_of_other_events_join_nothing(void **state)
{
    (void)state;
    const char *path = temporary("names");
    sayso_ledger *l = read_all(path);
    uint32_t n = state_of(l).n_actor;
    sayso__ledger_close(l);
    damage(path, "INSERT INTO actor_alias SELECT actor_id, 'Ostrand Milling' FROM actor WHERE name "
                 "= 'Harbour Police'");
    l = open_at(path);
    assert_int_equal(state_of(l).n_actor, n);
    sayso__ledger_close(l);
    temporary("names");
}

/* Layout 2: incidents without coordinates, documents without parameters; layout 3: the latter. */
static void an_older_ledger_is_brought_up(void **state)
{
    (void)state;
    const char *path = temporary("older");
    sayso_ledger *l = read_all(path);
    sayso__ledger_close(l);
    static const char of_8[] = "ALTER TABLE report_actor DROP COLUMN aliases;"
                               "ALTER TABLE forgotten DROP COLUMN content_id; PRAGMA user_version "
                               "= 8";
    static const char of_7[] = "DROP VIEW reports; ALTER TABLE document DROP COLUMN section;"
                               "ALTER TABLE document DROP COLUMN tags; PRAGMA user_version = 7";
    static const char of_6[] = "DROP VIEW incidents; DROP VIEW acts; DROP TABLE dyad;"
                               "ALTER TABLE incident DROP COLUMN status; PRAGMA user_version = 5";
    damage(path, of_8);
    damage(path, of_7);
    damage(path, of_6);
    damage(path, "ALTER TABLE incident DROP COLUMN latitude;"
                 "ALTER TABLE incident DROP COLUMN longitude;"
                 "ALTER TABLE document DROP COLUMN parameters; PRAGMA user_version = 2");
    for (int k = 0; k < 7; k++) {
        if (k)
            damage(path, of_8);
        if (k && k < 6)
            damage(path, of_7);
        if (k == 4)
            damage(path, "PRAGMA user_version = 6");
        else if (k && k < 4)
            damage(path, of_6);
        if (k == 1)
            damage(path, "ALTER TABLE document DROP COLUMN parameters; PRAGMA user_version = 3");
        if (k == 2)
            damage(path, "PRAGMA user_version = 4");
        assert_int_equal(sayso__ledger_open(path, &options, &l, &err), SAYSO_OK);
        sayso__ledger_close(l);
        damage(path, "SELECT report, independent, section, tags FROM reports;"
                     "SELECT aliases FROM report_actor; SELECT content_id FROM forgotten;"
                     "DROP INDEX claim_acts");
    }
    damage(path, of_8);
    damage(path, of_7);
    damage(path, of_6);
    damage(path, "UPDATE incident SET latitude = 1, longitude = 2; PRAGMA user_version = 2");
    assert_int_equal(sayso__ledger_open(path, &options, &l, &err), SAYSO_ELEDGER);
    assert_null(l);
}

static void a_newer_ledger_is_refused_by_both_names(void **state)
{
    (void)state;
    const char *path = temporary("newer");
    sayso_ledger *l = read_all(path);
    sayso__ledger_close(l);
    damage(path, "PRAGMA user_version = 10; UPDATE meta SET value = '9.5' WHERE key = 'program'");
    assert_int_equal(sayso__ledger_open(path, &options, &l, &err), SAYSO_ELEDGER);
    assert_non_null(strstr(err.message, "10"));
    assert_non_null(strstr(err.message, "9.5"));
    assert_non_null(strstr(err.message, "sayso 0.1 reads layouts up to 9"));
    temporary("newer");
}

static void a_second_writer_is_told(void **state)
{
    (void)state;
    char path[256];
    snprintf(path, sizeof path, "%s", temporary("busy"));
    sayso_ledger *one = open_at(path), *two = open_at(path);
    OK(sayso__ledger_begin(one, &err));
    assert_int_equal(sayso__ledger_begin(one, &err), SAYSO_EUSE);
    assert_int_equal(sayso__ledger_begin(two, &err), SAYSO_EBUSY);
    add(one, line[0]);
    sayso_state s;
    sayso_state_query q = {0};
    assert_int_equal(sayso__ledger_state(two, &q, &arena, &s, &err),
                     SAYSO_ENOTFOUND); /* sees nothing yet */
    OK(sayso__ledger_commit(one, &err));
    OK(sayso__ledger_begin(two, &err));
    sayso_added added;
    OK(sayso__ledger_add(two, fixture_report(&fix, line[1]), &arena, &added, &err));
    assert_int_equal(added.kind, SAYSO_ADDED_COPY);
    OK(sayso__ledger_commit(two, &err));
    sayso__ledger_close(one);
    sayso__ledger_close(two);
    temporary("busy");
}

static void L2_a_batch_is_whole_or_absent(void **state)
{
    (void)state;
    const char *path = temporary("batch");
    sayso_ledger *l = open_at(path);
    sayso_added added;
    assert_int_equal(sayso__ledger_add(l, fixture_report(&fix, line[0]), &arena, &added, &err),
                     SAYSO_EUSE);
    assert_int_equal(sayso__ledger_commit(l, &err), SAYSO_EUSE);
    OK(sayso__ledger_begin(l, &err));
    add(l, line[0]);
    OK(sayso__ledger_commit(l, &err));
    OK(sayso__ledger_begin(l, &err));
    add(l, line[3]);
    sayso__ledger_rollback(l);
    OK(sayso__ledger_begin(l, &err));
    add(l, line[4]);
    sayso__ledger_close(l); /* with a batch open */
    l = open_at(path);
    assert_int_equal(state_of(l).n_report, 1);
    assert_int_equal(verify(l).n_different, 0);
    sayso__ledger_close(l);
    temporary("batch");
}

/* Every page of the file overwritten in turn: an error or a sound answer, never a crash. */
static void damaged_files_are_survived(void **state)
{
    (void)state;
    char path[256], broken[256];
    snprintf(path, sizeof path, "%s", temporary("sound"));
    sayso_ledger *l = read_all(path);
    sayso__ledger_close(l);
    FILE *f = fopen(path, "rb");
    static char bytes[1 << 20];
    size_t n = fread(bytes, 1, sizeof bytes, f);
    fclose(f);
    assert_true(n > 100000 && n < sizeof bytes);
    uint32_t told = 0;
    for (size_t page = 0; page < n; page += 4096) {
        static char copy[1 << 20];
        memcpy(copy, bytes, n);
        for (size_t i = page + 8; i < page + 4096 && i < n; i += 3)
            copy[i] ^= (char)(i * 31 + page / 4096);
        snprintf(broken, sizeof broken, "%s", temporary("broken"));
        write_file(broken, copy, n);
        sayso_state s;
        sayso_state_query q = {0};
        sayso_verified v;
        sayso_status status = sayso__ledger_open(broken, &options, &l, &err);
        if (status == SAYSO_OK) {
            sayso_status st = sayso__ledger_state(l, &q, &arena, &s, &err);
            status = sayso__ledger_verify(l, &arena, &v, &err);
            status = status == SAYSO_OK ? st : status;
            if (status == SAYSO_OK && v.n_different)
                status = SAYSO_ELEDGER;
        }
        told += status != SAYSO_OK;
        sayso__ledger_close(l);
        l = NULL;
        sayso__arena_reset(&arena);
    }
    assert_true(told > n / 4096 / 2);
    temporary("broken");
    temporary("sound");
}

/* ---- set-up ------------------------------------------------------------------------------ */

static int reset(void **state)
{
    (void)state;
    sayso__arena_reset(&arena);
    return 0;
}

static void load_lines(const char *root)
{
    char path[512], *buf = NULL;
    size_t cap = 0;
    snprintf(path, sizeof path, "%s/tests/fixtures/mill_fire.jsonl", root);
    FILE *f = fopen(path, "r");
    FIXTURE_MUST(f);
    while (n_line < LINES_MOST && getline(&buf, &cap, f) > 0) {
        buf[strcspn(buf, "\n")] = 0;
        line[n_line++] = strdup(buf);
    }
    free(buf);
    fclose(f);
}

int main(void)
{
    const char *root = getenv("SAYSO_SOURCE");
    char path[512];
    snprintf(path, sizeof path, "%s/tests/fixtures/mill_fire.gold.json", root ? root : ".");
    json_object *gold = json_object_from_file(path);
    FIXTURE_MUST(gold);
    load_lines(root ? root : ".");
    fixture_open(&fix, gold);
    const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_teardown(name, reset)
        T(copies_revisions_and_independent),
        T(L1_reading_twice_changes_nothing),
        T(same_id_with_other_text_is_a_revision),
        T(versions_are_in_order_of_publication),
        T(positions_are_rolled_up_and_turns_found),
        T(blame_has_first_day_and_denial),
        T(figures_supersede_and_copies_repeat),
        T(n_independent_counts_root_sources),
        T(L3_L4_spans_are_the_texts),
        T(characters_are_counted),
        T(titles_keep_their_space),
        T(parts_know_their_whole),
        T(L5_batches_do_not_matter),
        T(parts_agree_with_the_whole),
        T(as_of_leaves_later_reports_out),
        T(events_are_told_apart),
        T(most_reports_say_what_an_actor_is),
        T(a_common_first_word_may_begin_a_name),
        T(filters_choose_rows),
        T(find_takes_any_words),
        T(trace_leads_from_speaker_to_outlet),
        T(verify_finds_what_was_changed),
        T(what_is_no_ledger_is_refused),
        T(names_of_other_events_join_nothing),
        T(an_older_ledger_is_brought_up),
        T(a_newer_ledger_is_refused_by_both_names),
        T(a_second_writer_is_told),
        T(L2_a_batch_is_whole_or_absent),
        T(damaged_files_are_survived),
#undef T
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    fixture_close(&fix);
    json_object_put(gold);
    sayso__arena_free(&arena);
    for (uint32_t i = 0; i < n_line; i++)
        free(line[i]);
    return failed;
}
