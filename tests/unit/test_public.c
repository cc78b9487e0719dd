/* test_public.c -- the public interface over a ledger: reading, views, statuses, nonsense as input.
 */
#define _XOPEN_SOURCE 700
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <json-c/json.h>

#include "sayso/sayso.h"

static const char reports[] =
    "{\"id\": \"one\", \"publisher\": \"Torv Daily\", \"published\": \"2032-06-10\", \"title\": "
    "\"Ferry burns\", \"text\": \"The Ports Ministry said on Thursday that at least 14 people were "
    "killed when a ferry burned off Port Melle. “We know who did this,” the minister, Oren Falk, "
    "told reporters. He accused the Tide Front of setting the fire, without giving evidence.\"}\n"
    "{\"id\": \"two\", \"publisher\": \"Melle Post\", \"published\": \"2032-06-11\", \"text\": "
    "\"The Tide Front denied on Friday that it had set fire to the ferry off Port Melle. Sixteen "
    "people died, the Ports Ministry said.\"}\n"
    "{\"id\": \"none\"}\n";

typedef struct {
    char path[64];
    sayso_engine *engine;
    sayso_ledger *ledger;
    char *out; /* what was written */
    size_t n, most;
    uint32_t n_arrived, n_problem, n_asked;
    char arrived[256];
} fixture;

static bool keep(void *user, const char *p, size_t n)
{
    fixture *f = user;
    if (f->most && f->n + n > f->most)
        return false;
    char *q = realloc(f->out, f->n + n + 1);
    assert_non_null(q);
    memcpy(q + f->n, p, n);
    f->out = q;
    f->n += n;
    q[f->n] = '\0';
    return true;
}

static void arrived(void *user, const sayso_arrival *what)
{
    fixture *f = user;
    f->n_arrived++;
    size_t n = strlen(f->arrived);
    snprintf(f->arrived + n, sizeof f->arrived - n, "%s %s;", what->what, what->report);
}

static void problem(void *user, const char *file, const sayso_error *what)
{
    fixture *f = user;
    assert_string_equal(file, f->path);
    assert_int_equal(what->code, SAYSO_EINPUT);
    f->n_problem++;
}

static void open_all(fixture *f, const char *text, size_t n)
{
    *f = (fixture){.path = "/tmp/sayso-public-XXXXXX"};
    int fd = mkstemp(f->path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, n), n);
    close(fd);
    assert_int_equal(sayso_engine_open(NULL, &f->engine, NULL), SAYSO_OK);
    assert_int_equal(sayso_ledger_open(":memory:", true, 1970000000, &f->ledger, NULL), SAYSO_OK);
}

static void close_all(fixture *f)
{
    sayso_ledger_close(f->ledger);
    sayso_engine_close(f->engine);
    unlink(f->path);
    free(f->out);
}

static void read_in(fixture *f, sayso_tally *tally)
{
    const char *const paths[] = {f->path};
    const sayso_input in = {paths,    1, .threads = 3, .problem = problem, .arrived = arrived,
                            .user = f};
    assert_int_equal(sayso_ledger_read(f->ledger, f->engine, &in, tally, NULL), SAYSO_OK);
}

static void a_run_is_told_and_counted(void **state)
{
    (void)state;
    fixture f;
    sayso_tally t;
    open_all(&f, reports, sizeof reports - 1);
    read_in(&f, &t);
    assert_int_equal(t.n_report, 2);
    assert_int_equal(t.n_problem, 1);
    assert_int_equal(t.n_same, 0);
    assert_int_equal(f.n_problem, 1);
    assert_string_equal(f.arrived, "new one;new two;");
    read_in(&f, &t);
    assert_int_equal(t.n_same, 2);
    assert_string_equal(f.arrived, "new one;new two;same one;same two;");
    close_all(&f);
}

static bool stop_behind_first(void *user)
{
    fixture *f = user;
    return f->n_asked++ > 0;
}

/* What was read before the stop stays, settled: the reports and what they say. */
static void a_run_stops_when_told(void **state)
{
    (void)state;
    fixture f;
    sayso_tally t;
    sayso_error err = {0};
    open_all(&f, reports, sizeof reports - 1);
    const char *const paths[] = {f.path};
    const sayso_input in =
        {paths, 1, .threads = 3, .arrived = arrived, .stop = stop_behind_first, .user = &f};
    assert_int_equal(sayso_ledger_read(f.ledger, f.engine, &in, &t, &err), SAYSO_OK);
    assert_int_equal(t.n_report, 1);
    assert_int_equal(f.n_asked, 2);
    assert_string_equal(f.arrived, "new one;");
    const sayso_output out = {keep, &f};
    assert_int_equal(sayso_ledger_show(f.ledger, "blame", NULL, NULL, &out, NULL), SAYSO_OK);
    assert_non_null(strstr(f.out, "Oren Falk"));
    close_all(&f);
}

static void every_view_in_every_form(void **state)
{
    (void)state;
    static const char *const views[] = {"reports",  "copies",    "actors", "claims",
                                        "figures",  "positions", "blame",  "incidents",
                                        "timeline", "events",    "refused"};
    fixture f;
    open_all(&f, reports, sizeof reports - 1);
    read_in(&f, NULL);
    const sayso_output out = {keep, &f};
    for (uint32_t i = 0; i < 11; i++)
        for (int form = SAYSO_AS_TABLE; form <= SAYSO_AS_JSON; form++) {
            const sayso_layout l = {.form = (sayso_form)form, .offsets = SAYSO_OFFSETS_UTF16};
            f.n = 0;
            if (sayso_ledger_show(f.ledger, views[i], NULL, &l, &out, NULL) != SAYSO_OK)
                fail_msg("view %s, form %d", views[i], form);
            if (form != SAYSO_AS_JSON) /* a head at least */
                assert_true(f.n > 0);
            for (char *p = f.out; form == SAYSO_AS_JSON && f.n && *p; p = strchr(p, '\n') + 1) {
                json_object *o = json_tokener_parse(p);
                assert_non_null(o);
                json_object_put(o);
            }
        }
    close_all(&f);
}

/* Each claim that a view names leads to its words. */
static void claims_lead_to_words(void **state)
{
    (void)state;
    fixture f;
    open_all(&f, reports, sizeof reports - 1);
    read_in(&f, NULL);
    const sayso_output out = {keep, &f};
    const sayso_layout json = {.form = SAYSO_AS_JSON};
    assert_int_equal(sayso_ledger_show(f.ledger, "claims", NULL, &json, &out, NULL), SAYSO_OK);
    char *lines = f.out;
    f.out = NULL;
    for (char *p = lines; f.n && *p; p = strchr(p, '\n') + 1) {
        json_object *o = json_tokener_parse(p), *id;
        assert_true(json_object_object_get_ex(o, "claim", &id));
        f.n = 0;
        assert_int_equal(sayso_ledger_trace(f.ledger, json_object_get_string(id), NULL, &out, NULL),
                         SAYSO_OK);
        assert_non_null(strstr(f.out, "original bytes"));
        json_object_put(o);
        f.n = 1;
    }
    free(lines);
    close_all(&f);
}

static void wrong_questions_are_told(void **state)
{
    (void)state;
    fixture f;
    sayso_error err;
    const sayso_output out = {keep, &f};
    open_all(&f, reports, sizeof reports - 1);
    assert_int_equal(sayso_ledger_brief(f.ledger, NULL, NULL, &out, &err), SAYSO_ENOTFOUND);
    read_in(&f, NULL);
    assert_int_equal(sayso_ledger_show(f.ledger, "find", NULL, NULL, &out, &err), SAYSO_EUSE);
    assert_int_equal(sayso_ledger_show(f.ledger, "", NULL, NULL, &out, &err), SAYSO_EUSE);
    assert_int_equal(sayso_ledger_trace(f.ledger, "zz", NULL, &out, &err), SAYSO_ENOTFOUND);
    assert_int_equal(sayso_ledger_report(f.ledger, NULL, &out, &err), SAYSO_EUSE);
    const sayso_query bad = {.as_of = "soon"};
    assert_int_equal(sayso_ledger_brief(f.ledger, &bad, NULL, &out, &err), SAYSO_EUSE);
    assert_int_equal(f.n, 0);
    f.most = 10;
    assert_int_equal(sayso_ledger_brief(f.ledger, NULL, NULL, &out, &err), SAYSO_EIO);
    close_all(&f);
}

static void count_event(void *user, const char *id, const char *name, uint32_t n_report)
{
    assert_true(id[0] && name && n_report > 0);
    ++*(uint32_t *)user;
}

/* The event of the page and the others told of are all that the ledger holds. */
static void other_events_are_told(void **state)
{
    (void)state;
    fixture f;
    uint32_t told = 0, rows = 0;
    const sayso_output out = {keep, &f};
    const sayso_layout json = {.form = SAYSO_AS_JSON};
    sayso_query q = {.others = count_event, .user = &told};
    open_all(&f, reports, sizeof reports - 1);
    read_in(&f, NULL);
    assert_int_equal(sayso_ledger_show(f.ledger, "events", NULL, &json, &out, NULL), SAYSO_OK);
    for (size_t i = 0; i < f.n; i++)
        rows += f.out[i] == '\n';
    assert_int_equal(sayso_ledger_brief(f.ledger, &q, NULL, &out, NULL), SAYSO_OK);
    assert_int_equal(told + 1, rows);
    q.all = true;
    assert_int_equal(sayso_ledger_brief(f.ledger, &q, NULL, &out, NULL), SAYSO_OK);
    assert_int_equal(told + 1, rows);
    close_all(&f);
}

static void one_report_is_shown_as_a_page(void **state)
{
    (void)state;
    fixture f;
    const char *end = strchr(reports, '\n');
    const sayso_output out = {keep, &f};
    open_all(&f, reports, (size_t)(end - reports));
    read_in(&f, NULL);
    assert_int_equal(sayso_ledger_report(f.ledger, NULL, &out, NULL), SAYSO_OK);
    assert_non_null(strstr(f.out, "Torv Daily · 10 Jun\n\nFerry burns\n"));
    assert_non_null(strstr(f.out, "\nCLAIMS  "));
    bool same = false;
    assert_int_equal(sayso_ledger_verify(f.ledger, NULL, &out, &same, NULL), SAYSO_OK);
    assert_true(same);
    close_all(&f);
}

static void a_report_writes_what_extract_writes(void **state)
{
    (void)state;
    fixture f;
    const char *end = strchr(reports, '\n');
    const sayso_output out = {keep, &f};
    const sayso_layout layout = {.offsets = SAYSO_OFFSETS_CHARS, .tokens = true};
    open_all(&f, reports, (size_t)(end - reports));
    const char *const paths[] = {f.path};
    const sayso_input in = {paths, 1};
    sayso_report *r;
    sayso_error err;
    assert_int_equal(sayso_extract(f.engine, &in, &layout, &out, NULL, NULL), SAYSO_OK);
    size_t half = f.n;
    assert_int_equal(sayso_report_read(f.engine, reports, (size_t)(end - reports), NULL, &r, NULL),
                     SAYSO_OK);
    assert_int_equal(sayso_report_write(r, &layout, &out, NULL), SAYSO_OK);
    assert_int_equal(f.n, 2 * half);
    assert_memory_equal(f.out, f.out + half, half);
    f.most = f.n;
    assert_int_equal(sayso_report_write(r, NULL, &out, &err), SAYSO_EIO);
    sayso_report_free(r);
    close_all(&f);
}

/* Random bytes, and reports with bytes flipped, cut and pasted: no crash, every line valid JSON. */
static void nonsense_is_survived(void **state)
{
    (void)state;
    uint64_t seed = 20321125;
    sayso_engine *e;
    assert_int_equal(sayso_engine_open(NULL, &e, NULL), SAYSO_OK);
    for (uint32_t round = 0; round < 150; round++) {
        char text[sizeof reports];
        size_t n = sizeof reports - 1;
        memcpy(text, reports, n);
        for (uint32_t k = 0; k < 1 + round % 20; k++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            size_t at = (seed >> 33) % n, to = (seed >> 20) % n, len = (seed >> 45) % 40;
            if (round % 3 == 0 && at + len < n && to + len < n)
                memmove(text + to, text + at, len);
            else
                text[at] = (char)(seed >> 56);
        }
        n = round % 4 == 3 ? (seed >> 40) % n : n;
        sayso_report *r;
        sayso_said said;
        sayso_error err;
        sayso_status s = sayso_report_read(e, text, n, NULL, &r, &err);
        if (s == SAYSO_OK)
            for (uint32_t i = 0; sayso_report_claim(r, i, &said); i++)
                assert_true(said.cue || said.content);
        else if (s != SAYSO_EINPUT && s != SAYSO_ELIMIT)
            fail_msg("round %u: %s", round, err.message);
        sayso_report_free(r);
    }
    sayso_engine_close(e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_is_told_and_counted),
        cmocka_unit_test(a_run_stops_when_told),
        cmocka_unit_test(every_view_in_every_form),
        cmocka_unit_test(claims_lead_to_words),
        cmocka_unit_test(wrong_questions_are_told),
        cmocka_unit_test(other_events_are_told),
        cmocka_unit_test(one_report_is_shown_as_a_page),
        cmocka_unit_test(a_report_writes_what_extract_writes),
        cmocka_unit_test(nonsense_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
