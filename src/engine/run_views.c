/* run_views.c -- the ledger's views: state in, text or JSON out.  Layer: engine. */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/fail.h"
#include "base/str.h"
#include "engine/job.h"
#include "engine/pipeline.h"
#include "ledger/ledger.h"
#include "view/diff.h"
#include "view/html_page.h"
#include "view/page.h"
#include "view/sheet.h"

bool sayso_ledger_is_address(const char *path)
{
    return sayso__ledger_is_address(path);
}

void sayso_ledger_name(const char *path, char *out, size_t n)
{
    sayso__ledger_name(path, out, n);
}

sayso_status sayso_ledger_open(const char *path, bool create, int64_t now, sayso_ledger **out,
                               sayso_error *err)
{
    sayso_ledger_options options = {.program = SAYSO_VERSION, .now = now, .must_exist = !create};
    return sayso__ledger_open(path, &options, out, err);
}

void sayso_ledger_close(sayso_ledger *ledger)
{
    sayso__ledger_close(ledger);
}

static sayso_brief_options brief_options(const job *j, const sayso_table_rows *refused)
{
    return (sayso_brief_options){j->layout->width, j->layout->colour, j->layout->ids, refused};
}

static sayso_status refused_rows(sayso_ledger *ledger, job *j, sayso_table_rows *out,
                                 sayso_error *err)
{
    static const sayso_show_filter all = {0};
    return sayso__ledger_rows(ledger, SAYSO_SHOW_REFUSED, &all, &j->arena, out, err);
}

/* A day of a query must be one. */
static sayso_status check_day(const char *day, sayso_error *err)
{
    int32_t number;
    int64_t utc;
    if (day && !sayso__date_parse(sayso__str_z(day), &number, &utc))
        return sayso__fail(err, SAYSO_EUSE, 0, "\"%s\" is no date (2031-05-03)", day);
    return SAYSO_OK;
}

/* The cell of a column by its name; NULL if the table has no such. */
static const sayso_cell *named(const sayso_table_rows *t, uint32_t row, const char *column)
{
    for (uint32_t k = 0; k < t->n_column; k++)
        if (strcmp(t->column[k], column) == 0)
            return &t->cell[(size_t)row * t->n_column + k];
    return NULL;
}

typedef struct {
    const char *id, *name;
    uint32_t n_report, order;
} other_event;

/* Those that most reports are about first, else in the ledger's order. */
static int by_reports(const void *x, const void *y)
{
    const other_event *a = x, *b = y;
    if (a->n_report != b->n_report)
        return a->n_report > b->n_report ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

/* The events beside the one that was chosen for the caller. */
static sayso_status tell_others(sayso_ledger *ledger, const sayso_query *query, const char *chosen,
                                job *j, sayso_error *err)
{
    const sayso_show_filter filter = {.as_of = query->as_of};
    sayso_table_rows t;
    if (!query->others || query->event || query->all)
        return SAYSO_OK;
    SAYSO_TRY(sayso__ledger_rows(ledger, SAYSO_SHOW_EVENTS, &filter, &j->arena, &t, err));
    other_event *e = SAYSO_NEW_N(&j->arena, other_event, t.n_row);
    uint32_t n_event = 0;
    if (!e)
        return sayso__fail_memory(err);
    for (uint32_t i = 0; i < t.n_row; i++) {
        const sayso_cell *id = named(&t, i, "event_id"), *name = named(&t, i, "name");
        const sayso_cell *n = named(&t, i, "n_reports");
        if (id && name && n && id->text && (!chosen || strcmp(id->text, chosen) != 0))
            e[n_event++] =
                (other_event){id->text, name->text ? name->text : "", (uint32_t)n->number, i};
    }
    qsort(e, n_event, sizeof *e, by_reports);
    for (uint32_t i = 0; i < n_event; i++)
        query->others(query->user, e[i].id, e[i].name, e[i].n_report);
    return SAYSO_OK;
}

static sayso_status brief(sayso_ledger *ledger, const sayso_query *query, job *j, sayso_error *err)
{
    sayso_state_query q = {query->event, query->all, query->as_of};
    sayso_state state;
    sayso_table_rows refused;
    SAYSO_TRY(check_day(query->as_of, err));
    SAYSO_TRY(sayso__ledger_state(ledger, &q, &j->arena, &state, err));
    SAYSO_TRY(tell_others(ledger, query, state.event.id, j, err));
    if (j->layout->form == SAYSO_AS_JSON)
        return sayso__brief_json(&state, unit_of(j), &j->arena, &j->sink, err);
    SAYSO_TRY(refused_rows(ledger, j, &refused, err));
    sayso_brief_options o = brief_options(j, &refused);
    if (j->layout->form == SAYSO_AS_HTML)
        return sayso__html_page(&state, &o, &j->arena, &j->sink, err);
    return sayso__brief_text(&state, &o, &j->arena, &j->sink, err);
}

sayso_status sayso_ledger_brief(sayso_ledger *ledger, const sayso_query *query,
                                const sayso_layout *layout, const sayso_output *out,
                                sayso_error *err)
{
    static const sayso_query any = {0};
    job j;
    begin(&j, layout, out);
    return end(&j, brief(ledger, query ? query : &any, &j, err), err);
}

static sayso_status report(sayso_ledger *ledger, job *j, sayso_error *err)
{
    sayso_state_query q = {.all = true};
    sayso_state state;
    sayso_table_rows refused;
    SAYSO_TRY(sayso__ledger_state(ledger, &q, &j->arena, &state, err));
    if (state.n_report != 1)
        return sayso__fail(err, SAYSO_EUSE, 0, "the ledger holds %u reports, not one",
                           state.n_report);
    SAYSO_TRY(refused_rows(ledger, j, &refused, err));
    sayso_brief_options o = brief_options(j, &refused);
    return sayso__page_report(&state, &o, &j->arena, &j->sink, err);
}

sayso_status sayso_ledger_report(sayso_ledger *ledger, const sayso_layout *layout,
                                 const sayso_output *out, sayso_error *err)
{
    job j;
    begin(&j, layout, out);
    return end(&j, report(ledger, &j, err), err);
}

/* Claims and figures as JSON are the state's records, so that they carry all of their spans. */
typedef struct {
    job *j;
    const sayso_show_filter *filter;
    sayso_show show;
} records;

static sayso_status put_records(void *user, const sayso_state *s, sayso_arena *a, sayso_error *err)
{
    records *r = user;
    sayso_table_rows rows;
    sayso_state_json w;
    SAYSO_TRY(sayso__state_rows(s, r->show, r->filter, a, &rows, err));
    SAYSO_TRY(sayso__state_json_init(&w, s, unit_of(r->j), a, &r->j->sink, err));
    return sayso__sheet_records(&rows, &w, r->show == SAYSO_SHOW_FIGURES, err);
}

static sayso_status print_rows(const sayso_table_rows *rows, sayso_show show, job *j,
                               sayso_error *err)
{
    sayso_paper paper;
    if (j->layout->form == SAYSO_AS_CSV)
        sayso__sheet_csv(rows, &j->sink);
    else if (j->layout->form == SAYSO_AS_JSON)
        sayso__sheet_jsonl(rows, &j->sink);
    else {
        sayso__paper_init(&paper, &j->sink, j->layout->width, j->layout->colour);
        return sayso__sheet_table(rows, show, &paper, &j->arena, err);
    }
    return SAYSO_OK;
}

static sayso_status make_filter(const sayso_query *q, sayso_show_filter *f, sayso_error *err)
{
    *f = (sayso_show_filter){.by = q->by,
                             .about = q->about,
                             .act = q->act,
                             .since = q->since,
                             .until = q->until,
                             .as_of = q->as_of,
                             .event = q->event};
    SAYSO_TRY(check_day(q->since, err));
    SAYSO_TRY(check_day(q->until, err));
    return check_day(q->as_of, err);
}

static sayso_status show(sayso_ledger *ledger, const char *view, const sayso_query *q, job *j,
                         sayso_error *err)
{
    static const char *const words[] = {
#define X(name, word) word,
        SAYSO_SHOW_LIST(X)
#undef X
    };
    sayso_show_filter filter;
    uint32_t which = 0;
    while (which < SAYSO_SHOW_FIND && strcmp(words[which], view) != 0)
        which++;
    if (which >= SAYSO_SHOW_FIND)
        return sayso__fail(err, SAYSO_EUSE, 0, "no view \"%s\": see sayso show --help", view);
    SAYSO_TRY(make_filter(q, &filter, err));
    if (j->layout->form == SAYSO_AS_JSON &&
        (which == SAYSO_SHOW_CLAIMS || which == SAYSO_SHOW_FIGURES)) {
        records r = {j, &filter, (sayso_show)which};
        sayso_state_query query = {.event = q->event, .as_of = q->as_of};
        return sayso__ledger_each_event(ledger, &query, put_records, &r, err);
    }
    sayso_table_rows rows;
    SAYSO_TRY(sayso__ledger_rows(ledger, (sayso_show)which, &filter, &j->arena, &rows, err));
    return print_rows(&rows, (sayso_show)which, j, err);
}

sayso_status sayso_ledger_show(sayso_ledger *ledger, const char *view, const sayso_query *query,
                               const sayso_layout *layout, const sayso_output *out,
                               sayso_error *err)
{
    static const sayso_query any = {0};
    job j;
    begin(&j, layout, out);
    return end(&j, show(ledger, view, query ? query : &any, &j, err), err);
}

static sayso_status find(sayso_ledger *ledger, const char *words, const sayso_query *q, job *j,
                         sayso_error *err)
{
    sayso_show_filter filter;
    sayso_table_rows rows;
    SAYSO_TRY(make_filter(q, &filter, err));
    filter.words = words;
    SAYSO_TRY(sayso__ledger_rows(ledger, SAYSO_SHOW_FIND, &filter, &j->arena, &rows, err));
    if (j->layout->form == SAYSO_AS_TEXT) {
        sayso_paper paper;
        sayso__paper_init(&paper, &j->sink, j->layout->width, j->layout->colour);
        return sayso__page_find(&rows, &paper, &j->arena, err);
    }
    SAYSO_TRY(sayso__page_find_plain(&rows, &j->arena, err));
    return print_rows(&rows, SAYSO_SHOW_FIND, j, err);
}

sayso_status sayso_ledger_find(sayso_ledger *ledger, const char *words, const sayso_query *query,
                               const sayso_layout *layout, const sayso_output *out,
                               sayso_error *err)
{
    static const sayso_query any = {0};
    job j;
    begin(&j, layout, out);
    return end(&j, find(ledger, words, query ? query : &any, &j, err), err);
}

/* A ledger that has no report yet at a day says nothing. */
static sayso_status state_for_diff(sayso_ledger *ledger, const sayso_query *query, job *j,
                                   sayso_state *out, sayso_error *err)
{
    sayso_state_query q = {query->event, !query->event, query->as_of};
    SAYSO_TRY(check_day(query->as_of, err));
    sayso_status status = sayso__ledger_state(ledger, &q, &j->arena, out, err);
    return status == SAYSO_ENOTFOUND && query->as_of ? SAYSO_OK : status;
}

static sayso_status diff(sayso_ledger *first, const sayso_query *a, sayso_ledger *second,
                         const sayso_query *b, job *j, sayso_error *err)
{
    sayso_state x, y;
    sayso_table_rows rows;
    SAYSO_TRY(state_for_diff(first, a, j, &x, err));
    SAYSO_TRY(state_for_diff(second, b, j, &y, err));
    SAYSO_TRY(sayso__diff_rows(&x, &y, &j->arena, &rows, err));
    return print_rows(&rows, SAYSO_N_SHOW, j, err);
}

sayso_status sayso_ledger_diff(sayso_ledger *first, const sayso_query *a, sayso_ledger *second,
                               const sayso_query *b, const sayso_layout *layout,
                               const sayso_output *out, sayso_error *err)
{
    job j;
    begin(&j, layout, out);
    return end(&j, diff(first, a, second, b, &j, err), err);
}

static sayso_status trace(sayso_ledger *ledger, const char *claim, job *j, sayso_error *err)
{
    sayso_trace t;
    SAYSO_TRY(sayso__ledger_trace(ledger, claim, &j->arena, &t, err));
    if (j->layout->form == SAYSO_AS_JSON)
        return sayso__trace_json(&t, unit_of(j), &j->arena, &j->sink, err);
    sayso_brief_options o = brief_options(j, NULL);
    return sayso__page_trace(&t, &o, &j->arena, &j->sink, err);
}

sayso_status sayso_ledger_trace(sayso_ledger *ledger, const char *claim, const sayso_layout *layout,
                                const sayso_output *out, sayso_error *err)
{
    job j;
    begin(&j, layout, out);
    return end(&j, trace(ledger, claim, &j, err), err);
}

sayso_status sayso_ledger_verify(sayso_ledger *ledger, const sayso_layout *layout,
                                 const sayso_output *out, bool *same, sayso_error *err)
{
    job j;
    begin(&j, layout, out);
    sayso_verified v;
    sayso_model file;
    sayso_page_model page = {0};
    if (sayso__model_builtin(&file, NULL) == SAYSO_OK)
        sayso__page_model_open(&file, &page);
    sayso__ledger_pages(ledger, &page);
    sayso_status status = sayso__ledger_verify(ledger, &j.arena, &v, err);
    sayso__ledger_pages(ledger, NULL);
    *same = status == SAYSO_OK && !v.n_different;
    if (status == SAYSO_OK)
        sayso__page_verify(&v, &j.sink);
    return end(&j, status, err);
}
