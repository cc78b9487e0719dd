/* export.c -- the list of formats, and what their rows share.  Layer: view. */
#include "view/export.h"

#include <assert.h>
#include <string.h>

#include "base/date.h"
#include "base/fail.h"
#include "base/str.h"
#include "view/sheet.h"

static const sayso_export_format *const formats[] =
    {&sayso__export_csv,    &sayso__export_jsonl,      &sayso__export_gtd,
     &sayso__export_ucdp,   &sayso__export_acled,      &sayso__export_plover,
     &sayso__export_gdelt,  &sayso__export_graphml,    &sayso__export_gexf,
     &sayso__export_jsonld, &sayso__export_timelinejs, &sayso__export_markdown};

const sayso_export_format *sayso__export_format(const char *name)
{
    for (uint32_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i]->name, name) == 0)
            return formats[i];
    return NULL;
}

sayso_status sayso__export_begin(sayso_export *x, const sayso_export_format *f, sayso_error *err)
{
    sayso__table_init(&x->seen, x->keep);
    sayso__sink_memory(&x->later);
    if (f->file) {
        x->out = x->file(x->user, f->file);
        if (!x->out)
            return sayso__fail(err, SAYSO_EIO, 0, "cannot make %s", f->file);
        sayso__json_init(&x->j, x->out);
    }
    return f->begin ? f->begin(x, err) : SAYSO_OK;
}

sayso_status sayso__export_event(sayso_export *x, const sayso_export_format *f,
                                 const sayso_state *s, sayso_arena *a, sayso_error *err)
{
    sayso_export_event e = {.s = s, .a = a};
    if (f->rows)
        SAYSO_TRY(sayso__event_rows(x->l, s, x->rule, a, &e.row, &e.n_row, err));
    return f->event(x, &e, err);
}

sayso_status sayso__export_end(sayso_export *x, const sayso_export_format *f, sayso_error *err)
{
    SAYSO_TRY(f->end ? f->end(x, err) : SAYSO_OK);
    return x->later.failed ? sayso__fail_memory(err) : SAYSO_OK;
}

void sayso__export_free(sayso_export *x)
{
    sayso__sink_free(&x->later);
}

/* ---- rows -------------------------------------------------------------------------------- */

void sayso__export_row_begin(sayso_export_row *r, const char *const *column, uint32_t n,
                             sayso_arena *a)
{
    *r = (sayso_export_row){column, SAYSO_NEW_N(a, sayso_cell, n), n, a, false};
    r->failed = !r->cell;
}

static void set(sayso_export_row *r, const char *name, sayso_cell c)
{
    uint32_t k = 0;
    while (k < r->n && strcmp(r->column[k], name) != 0)
        k++;
    assert(k < r->n);
    if (k < r->n && r->cell)
        r->cell[k] = c;
}

void sayso__export_set(sayso_export_row *r, const char *name, const char *text)
{
    set(r, name, (sayso_cell){text ? SAYSO_CELL_TEXT : SAYSO_CELL_NULL, text, 0});
}

void sayso__export_set_number(sayso_export_row *r, const char *name, double v)
{
    set(r, name, (sayso_cell){SAYSO_CELL_NUMBER, NULL, v});
}

void sayso__export_set_maybe(sayso_export_row *r, const char *name, sayso_number v)
{
    if (v.known)
        sayso__export_set_number(r, name, v.v);
}

void sayso__export_set_list(sayso_export_row *r, const char *name, const char *const *text,
                            uint32_t n)
{
    sayso_sink s;
    if (!n)
        return;
    sayso__sink_memory(&s);
    for (uint32_t i = 0; i < n; i++)
        sayso__sink_print(&s, "%s%s", i ? "; " : "", text[i]);
    char *joined = s.failed ? NULL : sayso__arena_copy(r->a, s.buf, s.n);
    sayso__sink_free(&s);
    r->failed |= !joined;
    sayso__export_set(r, name, joined);
}

sayso_status sayso__export_row_end(sayso_export_row *r, sayso_sink *out, sayso_error *err)
{
    if (r->failed)
        return sayso__fail_memory(err);
    const sayso_table_rows one = {r->column, r->cell, r->n, 1};
    sayso__sheet_csv_rows(&one, NULL, out);
    return SAYSO_OK;
}

/* ---- what cells hold --------------------------------------------------------------------- */

static uint32_t digits(const char *p, uint32_t n)
{
    uint32_t v = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (!sayso__is_digit(p[i]))
            return 0;
        v = v * 10 + (uint32_t)(p[i] - '0');
    }
    return v;
}

sayso_date sayso__export_date(const char *edtf)
{
    sayso_date d = {0};
    size_t n = edtf ? strlen(edtf) : 0;
    if (n >= 4)
        d.year = (int32_t)digits(edtf, 4);
    if (n >= 7 && d.year && edtf[4] == '-')
        d.month = (uint8_t)digits(edtf + 5, 2);
    if (d.month < 1 || d.month > 12)
        d.month = 0;
    if (n >= 10 && d.month && edtf[7] == '-')
        d.day = (uint8_t)digits(edtf + 8, 2);
    if (d.day && !sayso__date_valid(d))
        d.day = 0;
    return d;
}

const char *sayso__export_actor(const sayso_state *s, uint32_t i)
{
    return i < s->n_actor ? s->actor[i].name : NULL;
}

const sayso_state_figure *sayso__export_toll(const sayso_state *s, const sayso_event_row *row,
                                             sayso_toll_kind kind)
{
    uint32_t i = row->toll[kind].figure;
    return i < s->n_figure ? &s->figure[i] : NULL;
}

void sayso__export_set_own(sayso_export_row *r, const sayso_export *x, const sayso_export_event *e,
                           const sayso_event_row *row)
{
    const sayso_state *s = e->s;
    const sayso_state_figure *f = sayso__export_toll(s, row, SAYSO_TOLL_KILLED);
    sayso__export_set(r, "sayso_event", s->event.id);
    sayso__export_set(r, "sayso_rule", sayso__rule_word(x->rule));
    if (row->report < s->n_report) {
        sayso__export_set(r, "sayso_report", s->report[row->report].id);
        sayso__export_set_number(r, "sayso_repeated", row->repeated);
    }
    sayso__export_set_number(r, "sayso_reports", row->report < s->n_report ? 1 : s->n_report);
    sayso__export_set_number(r, "sayso_independent", row->n_source);
    if (!f)
        return;
    sayso__export_set(r, "sayso_toll_figure", f->id);
    sayso__export_set(r, "sayso_toll_claim", f->claim < s->n_claim ? s->claim[f->claim].id : NULL);
    sayso__export_set_number(r, "sayso_toll_sources", row->toll[SAYSO_TOLL_KILLED].sources);
}

const char *sayso__export_cite(const sayso_state *s, uint32_t i, sayso_arena *a)
{
    const sayso_state_report *r = &s->report[i];
    const char *part[] = {r->publisher, r->title, r->day, r->url ? r->url : r->id};
    sayso_sink text;
    sayso__sink_memory(&text);
    for (uint32_t k = 0; k < sizeof part / sizeof *part; k++)
        if (part[k])
            sayso__sink_print(&text, "%s%s", text.n ? ", " : "", part[k]);
    const char *out = text.failed ? NULL : sayso__arena_copy(a, text.buf, text.n);
    sayso__sink_free(&text);
    return out;
}
