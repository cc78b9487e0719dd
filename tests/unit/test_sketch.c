/* test_sketch.c -- reports held against each other by their sketches come out as a ledger has them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <json-c/json.h>

#include "sayso/sayso.h"

#define MOST 64

typedef struct {
    char *p;
    size_t n, most; /* most: where writing fails; 0: nowhere */
} bytes;

static bool keep(void *user, const char *p, size_t n)
{
    bytes *b = user;
    if (b->most && b->n + n > b->most)
        return false;
    b->p = realloc(b->p, b->n + n + 1);
    assert_non_null(b->p);
    memcpy(b->p + b->n, p, n);
    b->n += n;
    b->p[b->n] = '\0';
    return true;
}

/* The demo's reports, and what is made of each. */
typedef struct {
    char id[MOST][16];
    bytes text[MOST], event[MOST];
    size_t n;
    sayso_engine *engine;
    char path[512];
} demo;

static bytes sketch_of(const sayso_engine *e, const char *line, sayso_sketch_kind kind)
{
    sayso_report *r;
    bytes b = {0};
    const sayso_output out = {keep, &b};
    assert_int_equal(sayso_report_read(e, line, strlen(line), NULL, &r, NULL), SAYSO_OK);
    assert_int_equal(sayso_report_sketch(r, kind, &out, NULL), SAYSO_OK);
    sayso_report_free(r);
    return b;
}

static sayso_sketch as_sketch(const bytes *b)
{
    return (sayso_sketch){b->p, b->n};
}

static int set_up(void **state)
{
    static demo d;
    static char line[1 << 16];
    snprintf(d.path, sizeof d.path, "%s/demo/reports.jsonl", getenv("SAYSO_SOURCE"));
    FILE *f = fopen(d.path, "r");
    assert_non_null(f);
    assert_int_equal(sayso_engine_open(NULL, &d.engine, NULL), SAYSO_OK);
    for (; d.n < MOST && fgets(line, sizeof line, f); d.n++) {
        json_object *o = json_tokener_parse(line), *id;
        assert_true(json_object_object_get_ex(o, "id", &id));
        snprintf(d.id[d.n], sizeof d.id[d.n], "%s", json_object_get_string(id));
        json_object_put(o);
        d.text[d.n] = sketch_of(d.engine, line, SAYSO_SKETCH_TEXT);
        d.event[d.n] = sketch_of(d.engine, line, SAYSO_SKETCH_EVENT);
    }
    fclose(f);
    *state = &d;
    return 0;
}

static int tear_down(void **state)
{
    demo *d = *state;
    for (size_t i = 0; i < d->n; i++) {
        free(d->text[i].p);
        free(d->event[i].p);
    }
    sayso_engine_close(d->engine);
    return 0;
}

static json_object *show(sayso_ledger *l, const char *view)
{
    bytes b = {0};
    const sayso_output out = {keep, &b};
    const sayso_layout layout = {.form = SAYSO_AS_JSON};
    assert_int_equal(sayso_ledger_show(l, view, NULL, &layout, &out, NULL), SAYSO_OK);
    json_object *rows = json_object_new_array();
    for (char *line = b.p ? strtok(b.p, "\n") : NULL; line; line = strtok(NULL, "\n"))
        json_object_array_add(rows, json_tokener_parse(line));
    free(b.p);
    return rows;
}

static const char *text_in(json_object *o, const char *key)
{
    json_object *v;
    return json_object_object_get_ex(o, key, &v) ? json_object_get_string(v) : NULL;
}

/* What arrives in a ledger as a copy or version is one of some report before it, by sketches; what
 * is news there is kin of none. */
typedef struct {
    const demo *d;
    size_t n;
    uint32_t group[MOST];
    uint32_t n_kin;
} arrivals;

static void arrived(void *user, const sayso_arrival *what)
{
    arrivals *v = user;
    size_t i = v->n++;
    sayso_kinship got = SAYSO_KIN_NONE;
    assert_string_equal(what->report, v->d->id[i]);
    v->group[i] = SAYSO_NONE;
    for (size_t k = 0; k < i; k++) {
        sayso_kinship kin;
        double overlap;
        assert_int_equal(sayso_sketch_judge(as_sketch(&v->d->text[k]), as_sketch(&v->d->text[i]),
                                            &kin, &overlap, NULL),
                         SAYSO_OK);
        assert_true(overlap >= 0 && overlap <= 1);
        if (kin == SAYSO_KIN_NONE)
            continue;
        assert_true(overlap > 0.2);
        got = got == SAYSO_KIN_NONE ? kin : got;
        v->group[k] = v->group[k] == SAYSO_NONE ? (uint32_t)k : v->group[k];
        v->group[i] = v->group[k];
    }
    assert_int_equal(got, strcmp(what->what, "copy") == 0       ? SAYSO_KIN_COPY
                          : strcmp(what->what, "revision") == 0 ? SAYSO_KIN_REVISION
                                                                : SAYSO_KIN_NONE);
    v->n_kin += got != SAYSO_KIN_NONE;
}

typedef struct {
    const demo *d;
    json_object *events, *reports;
    size_t n_event, n_report;
} comparison;

static void found(void *user, const sayso_event *e)
{
    comparison *c = user;
    json_object *want = json_object_array_get_idx(c->events, c->n_event++);
    assert_string_equal(e->id, text_in(want, "event_id"));
    const char *pair[][2] = {{e->name, "name"},
                             {e->kind, "kind"},
                             {e->date, "date"},
                             {e->place, "place"},
                             {e->country, "country"}};
    for (size_t i = 0; i < sizeof pair / sizeof *pair; i++) {
        const char *there = text_in(want, pair[i][1]);
        assert_true(pair[i][0] ? there && strcmp(pair[i][0], there) == 0 : !there);
    }
    for (size_t k = 0; k < e->n_report; k++) {
        json_object *row = json_object_array_get_idx(c->reports, e->report[k]), *events;
        assert_string_equal(text_in(row, "report"), c->d->id[e->report[k]]);
        assert_true(json_object_object_get_ex(row, "events", &events));
        assert_string_equal(json_object_get_string(json_object_array_get_idx(events, 0)), e->id);
        c->n_report++;
    }
}

static void sketches_find_what_the_ledger_finds(void **state)
{
    const demo *d = *state;
    arrivals v = {.d = d};
    const char *path[] = {d->path};
    const sayso_input in = {.path = path, .n_path = 1, .arrived = arrived, .user = &v};
    sayso_ledger *l;
    assert_int_equal(sayso_ledger_open(":memory:", true, 1970000000, &l, NULL), SAYSO_OK);
    assert_int_equal(sayso_ledger_read(l, d->engine, &in, NULL, NULL), SAYSO_OK);
    assert_int_equal(v.n, d->n);
    assert_true(v.n_kin >= 2);
    comparison c = {.d = d, .events = show(l, "events"), .reports = show(l, "reports")};
    sayso_sketch sketch[MOST];
    for (size_t i = 0; i < d->n; i++)
        sketch[i] = as_sketch(&d->event[i]);
    assert_int_equal(sayso_sketch_events(sketch, d->n, v.group, found, &c, NULL), SAYSO_OK);
    assert_int_equal(c.n_event, json_object_array_length(c.events));
    assert_int_equal(c.n_report, d->n);
    json_object_put(c.events);
    json_object_put(c.reports);
    sayso_ledger_close(l);
}

static void count_reports(void *user, const sayso_event *e)
{
    *(size_t *)user += e->n_report;
}

/* The ids of the events, one behind the other. */
static void list_ids(void *user, const sayso_event *e)
{
    assert_true(keep(user, e->id, strlen(e->id)));
}

/* In whatever order reports come, their events are the same. */
static void order_does_not_matter(void **state)
{
    const demo *d = *state;
    bytes want = {0};
    for (size_t turn = 0; turn < 3; turn++) {
        sayso_sketch sketch[MOST];
        bytes got = {0};
        for (size_t i = 0; i < d->n; i++)
            sketch[i] = as_sketch(&d->event[turn == 1 ? d->n - 1 - i : (i + turn) % d->n]);
        assert_int_equal(sayso_sketch_events(sketch, d->n, NULL, list_ids, &got, NULL), SAYSO_OK);
        if (turn)
            assert_string_equal(got.p, want.p);
        else
            want = got;
        if (turn)
            free(got.p);
    }
    free(want.p);
}

static void keys_are_sorted_and_prints_a_sample_of_runs(void **state)
{
    const demo *d = *state;
    for (size_t i = 0; i < d->n; i++) {
        bytes run = {0}, print = {0};
        const sayso_output to[] = {{keep, &run}, {keep, &print}};
        for (uint32_t k = 0; k < 2; k++)
            assert_int_equal(sayso_sketch_list(as_sketch(&d->text[i]),
                                               k ? SAYSO_KEYS_PRINTS : SAYSO_KEYS_RUNS, &to[k],
                                               NULL),
                             SAYSO_OK);
        assert_true(run.n % 4 == 0 && print.n % 4 == 0 && print.n && print.n < run.n);
        uint32_t *all = (uint32_t *)(void *)run.p, *some = (uint32_t *)(void *)print.p;
        for (size_t k = 1; k < run.n / 4; k++)
            assert_true(all[k - 1] < all[k]);
        for (size_t k = 0, at = 0; k < print.n / 4; k++) {
            while (at < run.n / 4 && all[at] < some[k])
                at++;
            assert_true(at < run.n / 4 && all[at] == some[k]);
        }
        free(run.p);
        free(print.p);
    }
}

/* Every cut is refused; whatever byte is changed, it is refused or read, and nothing worse. */
static void damage_is_refused(void **state)
{
    const demo *d = *state;
    sayso_error err;
    sayso_kinship kin;
    size_t n = 0;
    const sayso_sketch whole = as_sketch(&d->text[0]);
    for (size_t cut = 0; cut < d->text[0].n; cut++) {
        char *part = malloc(cut + 1);
        memcpy(part, d->text[0].p, cut);
        const sayso_sketch s = {part, cut};
        assert_int_equal(sayso_sketch_judge(whole, s, &kin, NULL, &err), SAYSO_EINPUT);
        assert_int_equal(kin, SAYSO_KIN_NONE);
        free(part);
    }
    for (size_t cut = 0; cut < d->event[0].n; cut++) {
        const sayso_sketch s[] = {as_sketch(&d->event[1]), {d->event[0].p, cut}};
        assert_int_equal(sayso_sketch_events(s, 2, NULL, count_reports, &n, &err), SAYSO_EINPUT);
        assert_int_equal(err.byte, 1);
    }
    assert_int_equal(n, 0);
    for (size_t at = 0; at < d->event[0].n; at++)
        for (uint32_t flip = 1; flip < 256; flip *= 4) {
            d->event[0].p[at] = (char)(d->event[0].p[at] ^ (char)flip);
            const sayso_sketch s[] = {as_sketch(&d->event[0]), as_sketch(&d->event[1])};
            sayso_status status = sayso_sketch_events(s, 2, NULL, count_reports, &n, NULL);
            assert_true(status == SAYSO_OK || status == SAYSO_EINPUT);
            d->event[0].p[at] = (char)(d->event[0].p[at] ^ (char)flip);
        }
    for (size_t at = 0; at < d->text[0].n; at++) {
        d->text[0].p[at] = (char)~d->text[0].p[at];
        sayso_status status = sayso_sketch_judge(as_sketch(&d->text[1]), whole, &kin, NULL, NULL);
        assert_true(status == SAYSO_OK || status == SAYSO_EINPUT);
        d->text[0].p[at] = (char)~d->text[0].p[at];
    }
}

static void misuse_is_a_status(void **state)
{
    const demo *d = *state;
    sayso_kinship kin;
    size_t n = 0;
    const sayso_sketch none = {NULL, 0}, event = as_sketch(&d->event[0]),
                       text = as_sketch(&d->text[0]);
    assert_int_equal(sayso_sketch_judge(text, event, &kin, NULL, NULL), SAYSO_EINPUT);
    assert_int_equal(sayso_sketch_judge(none, text, &kin, NULL, NULL), SAYSO_EINPUT);
    assert_int_equal(sayso_sketch_events(&text, 1, NULL, count_reports, &n, NULL), SAYSO_EINPUT);
    assert_int_equal(sayso_sketch_events(NULL, 0, NULL, count_reports, &n, NULL), SAYSO_OK);
    assert_int_equal(n, 0);
    bytes full = {.most = 3};
    const sayso_output out = {keep, &full};
    assert_int_equal(sayso_sketch_list(text, SAYSO_KEYS_RUNS, &out, NULL), SAYSO_EIO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sketches_find_what_the_ledger_finds),
        cmocka_unit_test(order_does_not_matter),
        cmocka_unit_test(keys_are_sorted_and_prints_a_sample_of_runs),
        cmocka_unit_test(damage_is_refused),
        cmocka_unit_test(misuse_is_a_status),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
