/* sheet.c -- the ledger's tables, printed.  Layer: view. */
#include "view/sheet.h"

#include <string.h>

#include "base/fail.h"
#include "base/str.h"
#include "base/table.h"

#define GAP 2u

static const sayso_cell *cell_at(const sayso_table_rows *t, uint32_t row, uint32_t column)
{
    return &t->cell[(size_t)row * t->n_column + column];
}

/* ---- JSON lines --------------------------------------------------------------------------------
 */

static void json_list(sayso_json *j, const char *text)
{
    sayso__json_array(j);
    while (text && *text) {
        size_t n = strcspn(text, "\n");
        sayso__json_str(j, sayso__str(text, n));
        text += n + (text[n] == '\n');
    }
    sayso__json_array_end(j);
}

static void json_cell(sayso_json *j, const sayso_cell *c)
{
    switch (c->kind) {
    case SAYSO_CELL_TEXT: sayso__json_text(j, c->text); break;
    case SAYSO_CELL_NUMBER: sayso__json_number(j, c->number); break;
    case SAYSO_CELL_LIST: json_list(j, c->text); break;
    case SAYSO_CELL_FLAG: sayso__json_bool(j, c->number != 0); break;
    default: sayso__json_null(j); break;
    }
}

void sayso__sheet_jsonl(const sayso_table_rows *t, sayso_sink *out)
{
    for (uint32_t i = 0; i < t->n_row; i++) {
        sayso_json j;
        sayso__json_init(&j, out);
        sayso__json_object(&j);
        for (uint32_t k = 0; k < t->n_column; k++) {
            sayso__json_key(&j, t->column[k]);
            json_cell(&j, cell_at(t, i, k));
        }
        sayso__json_object_end(&j);
        sayso__sink_char(out, '\n');
    }
}

sayso_status sayso__sheet_records(const sayso_table_rows *t, sayso_state_json *w, bool figures,
                                  sayso_error *err)
{
    sayso_table index;
    sayso__table_init(&index, w->a);
    uint32_t n = figures ? w->s->n_figure : w->s->n_claim;
    for (uint32_t i = 0; i < n; i++) {
        const char *id = figures ? w->s->figure[i].id : w->s->claim[i].id;
        sayso_table_entry *e = sayso__table_put(&index, sayso__str_z(id));
        if (!e)
            return sayso__fail_memory(err);
        e->value = i;
    }
    for (uint32_t i = 0; i < t->n_row; i++) {
        const sayso_table_entry *e =
            sayso__table_find(&index, sayso__str_z(cell_at(t, i, 0)->text));
        if (!e)
            continue;
        if (figures)
            sayso__state_json_figure(w, e->value);
        else
            sayso__state_json_claim(w, e->value);
        sayso__json_newline(&w->j);
    }
    return w->failed ? sayso__fail_memory(err) : SAYSO_OK;
}

/* ---- plain cells -------------------------------------------------------------------------------
 */

/* The text of a cell without quotes; buf holds it where it is made up. */
static sayso_str cell_text(const sayso_cell *c, char buf[32])
{
    switch (c->kind) {
    case SAYSO_CELL_TEXT:
    case SAYSO_CELL_LIST: return sayso__str_z(c->text ? c->text : "");
    case SAYSO_CELL_NUMBER: return sayso__str(buf, sayso__number_print(c->number, buf));
    case SAYSO_CELL_FLAG: return sayso__str_z(c->number != 0 ? "yes" : "no");
    default: return SAYSO_STR("");
    }
}

/* ---- CSV ---------------------------------------------------------------------------------------
 */

static void csv_text(sayso_sink *out, sayso_str s, bool list)
{
    bool quote = list && memchr(s.p, '\n', s.n);
    for (uint32_t i = 0; i < s.n && !quote; i++)
        quote = s.p[i] == '"' || s.p[i] == ',' || s.p[i] == '\n' || s.p[i] == '\r';
    if (!quote) {
        sayso__sink_str(out, s);
        return;
    }
    sayso__sink_char(out, '"');
    for (uint32_t i = 0; i < s.n; i++) {
        if (list && s.p[i] == '\n') {
            sayso__sink_text(out, "; ");
            continue;
        }
        if (s.p[i] == '"')
            sayso__sink_char(out, '"');
        sayso__sink_char(out, s.p[i]);
    }
    sayso__sink_char(out, '"');
}

void sayso__sheet_csv(const sayso_table_rows *t, sayso_sink *out)
{
    for (uint32_t k = 0; k < t->n_column; k++) {
        if (k)
            sayso__sink_char(out, ',');
        csv_text(out, sayso__str_z(t->column[k]), false);
    }
    sayso__sink_char(out, '\n');
    for (uint32_t i = 0; i < t->n_row; i++) {
        for (uint32_t k = 0; k < t->n_column; k++) {
            const sayso_cell *c = cell_at(t, i, k);
            char buf[32];
            if (k)
                sayso__sink_char(out, ',');
            csv_text(out, cell_text(c, buf), c->kind == SAYSO_CELL_LIST);
        }
        sayso__sink_char(out, '\n');
    }
}

/* ---- a table on a page -------------------------------------------------------------------------
 */

static bool is_id(const char *column)
{
    return strcmp(column, "claim") == 0 || strcmp(column, "figure") == 0 ||
           strcmp(column, "other") == 0;
}

/* Natural widths, then the widest column gives way until the row fits; ids stay whole. */
static void set_widths(const sayso_table_rows *t, uint32_t page, uint32_t *width)
{
    uint32_t sum = 0;
    for (uint32_t k = 0; k < t->n_column; k++) {
        width[k] = sayso__paper_width(sayso__str_z(t->column[k]));
        for (uint32_t i = 0; i < t->n_row; i++) {
            char buf[32];
            uint32_t w = sayso__paper_width(cell_text(cell_at(t, i, k), buf));
            width[k] = w > width[k] ? w : width[k];
        }
        if (width[k] > page)
            width[k] = page;
        sum += width[k] + (k ? GAP : 0);
    }
    while (sum > page) {
        uint32_t widest = t->n_column;
        for (uint32_t k = 0; k < t->n_column; k++)
            if (width[k] > 4 && !is_id(t->column[k]) &&
                (widest == t->n_column || width[k] > width[widest]))
                widest = k;
        if (widest == t->n_column)
            return;
        width[widest]--;
        sum--;
    }
}

static void put_cell(sayso_paper *p, const sayso_cell *c, uint32_t width, uint32_t from, bool last)
{
    char buf[32];
    sayso_str s = cell_text(c, buf);
    if (c->kind == SAYSO_CELL_NUMBER) {
        uint32_t w = sayso__paper_width(s);
        sayso__paper_tab(p, from + (w < width ? width - w : 0), 0);
    }
    sayso__paper_clip(p, s, width);
    if (!last)
        sayso__paper_tab(p, from + width + GAP, 0);
}

sayso_status sayso__sheet_table(const sayso_table_rows *t, uint32_t width, bool colour,
                                sayso_arena *a, sayso_sink *out, sayso_error *err)
{
    sayso_paper p;
    sayso__paper_init(&p, out, width, colour);
    uint32_t *w = SAYSO_NEW_N(a, uint32_t, t->n_column);
    if (!w)
        return sayso__fail_memory(err);
    set_widths(t, p.width, w);
    sayso__paper_style(&p, SAYSO_STYLE_HEAD);
    for (uint32_t k = 0, from = 0; k < t->n_column; from += w[k++] + GAP) {
        sayso__paper_tab(&p, from, 0);
        sayso__paper_clip(&p, sayso__str_z(t->column[k]), w[k]);
    }
    sayso__paper_newline(&p);
    for (uint32_t i = 0; i < t->n_row; i++) {
        for (uint32_t k = 0, from = 0; k < t->n_column; from += w[k++] + GAP)
            put_cell(&p, cell_at(t, i, k), w[k], from, k + 1 == t->n_column);
        sayso__paper_newline(&p);
    }
    return SAYSO_OK;
}
