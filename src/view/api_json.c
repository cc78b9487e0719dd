/* api_json.c -- pages, one report and one claim as JSON.  Layer: view. */
#include "view/api_json.h"

#include <string.h>

#include "base/fail.h"
#include "base/str.h"
#include "view/sheet.h"

/* w gives the unit of spans; NULL where no cell is one. */
static void put_row(sayso_json *j, const sayso_table_rows *t, uint32_t row,
                    const sayso_state_json *w)
{
    for (uint32_t k = 0; k < t->n_column; k++) {
        const sayso_cell *c = &t->cell[(size_t)row * t->n_column + k];
        if (w && strcmp(t->column[k], "span") == 0) {
            if (c->kind != SAYSO_CELL_SPAN)
                continue;
            sayso__record_span(j, sayso__state_json_span(w, 0, c->at));
            sayso__json_key(j, "raw");
            sayso__record_range(j, c->at->raw);
            continue;
        }
        sayso__json_key(j, t->column[k]);
        if (c->kind == SAYSO_CELL_JSON)
            sayso__json_made(j, sayso__str_z(c->text)); /* SQLite wrote it */
        else
            sayso__sheet_json_cell(j, c);
    }
}

static void put_rows(sayso_json *j, const char *key, const sayso_table_rows *t,
                     const sayso_state_json *w)
{
    sayso__json_key(j, key);
    sayso__json_array(j);
    for (uint32_t i = 0; i < t->n_row; i++) {
        sayso__json_object(j);
        put_row(j, t, i, w);
        sayso__json_object_end(j);
    }
    sayso__json_array_end(j);
}

static void put_bounds(sayso_json *j, uint64_t total, uint32_t limit, uint32_t offset)
{
    sayso__json_put_int(j, "total", (int64_t)total);
    sayso__json_put_int(j, "limit", limit);
    sayso__json_put_int(j, "offset", offset);
}

void sayso__api_page(const sayso_api_page *page, sayso_sink *out)
{
    sayso_json j;
    sayso__json_init(&j, out);
    sayso__json_object(&j);
    sayso__json_put_int(&j, "schema", 1);
    put_bounds(&j, page->total, page->limit, page->offset);
    put_rows(&j, "items", page->rows, NULL);
    sayso__json_object_end(&j);
    sayso__sink_char(out, '\n');
}

/* ---- the grid ----------------------------------------------------------------------------------
 */

static void put_grid_claim(sayso_json *j, const sayso_grid_claim *c)
{
    sayso__json_object(j);
    sayso__json_put_text(j, "claim", c->claim);
    sayso__json_put_text(j, "report", c->report);
    sayso__json_put_text(j, "mark", c->mark);
    sayso__json_put_text(j, "speech_act", c->act);
    sayso__json_put_text(j, "kind", c->kind);
    sayso__json_put_text(j, "responsible", c->responsible);
    sayso__json_put_text(j, "text", c->text);
    sayso__json_put_int(j, "reports", c->n_report);
    sayso__json_object_end(j);
}

static bool same_day(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

/* A cell a day. */
static void put_cells(sayso_json *j, const sayso_grid_claim *c, uint32_t n)
{
    sayso__json_key(j, "cells");
    sayso__json_array(j);
    for (uint32_t i = 0; i < n;) {
        const char *day = c[i].day;
        sayso__json_object(j);
        sayso__json_put_text(j, "day", day);
        sayso__json_key(j, "claims");
        sayso__json_array(j);
        for (; i < n && same_day(c[i].day, day); i++)
            put_grid_claim(j, &c[i]);
        sayso__json_array_end(j);
        sayso__json_object_end(j);
    }
    sayso__json_array_end(j);
}

void sayso__api_grid(const sayso_grid *g, const sayso_table_rows *event, uint32_t limit,
                     uint32_t offset, sayso_sink *out)
{
    sayso_json j;
    sayso__json_init(&j, out);
    sayso__json_object(&j);
    sayso__json_put_int(&j, "schema", 1);
    sayso__json_key(&j, "event");
    sayso__json_object(&j);
    if (event->n_row)
        put_row(&j, event, 0, NULL);
    sayso__json_object_end(&j);
    put_bounds(&j, g->n_row, limit, offset);
    sayso__json_key(&j, "days");
    sayso__json_array(&j);
    for (uint32_t i = 0; i < g->n_day; i++)
        sayso__json_text(&j, g->day[i]);
    sayso__json_array_end(&j);
    sayso__json_key(&j, "rows");
    sayso__json_array(&j);
    for (uint32_t i = offset; i < g->n_row && i - offset < limit; i++) {
        const sayso_grid_row *r = &g->row[i];
        sayso__json_object(&j);
        sayso__json_put_text(&j, "actor", r->actor);
        sayso__json_put_text(&j, "class", r->class_);
        sayso__json_put_text(&j, "country", r->country);
        sayso__json_put_text(&j, "speaks_for", r->speaks_for);
        sayso__json_put_int(&j, "n_claims", r->n_claim);
        put_cells(&j, g->claim + r->claim, r->n_claim);
        sayso__json_object_end(&j);
    }
    sayso__json_array_end(&j);
    sayso__json_object_end(&j);
    sayso__sink_char(out, '\n');
}

/* ---- a search ----------------------------------------------------------------------------------
 */

/* Text between marks in turn: plain, lit, plain ... */
static void put_parts(sayso_json *j, const char *text)
{
    sayso__json_key(j, "parts");
    sayso__json_array(j);
    static const char marks[] = {SAYSO_FIND_BEG, SAYSO_FIND_END, 0};
    for (const char *p = text ? text : ""; text; p++) {
        size_t n = strcspn(p, marks);
        sayso__json_str(j, sayso__str(p, n));
        p += n;
        if (!*p)
            break;
    }
    sayso__json_array_end(j);
}

static void put_plain(sayso_json *j, const char *text)
{
    sayso_sink s;
    sayso__sink_memory(&s);
    for (const char *p = text; p && *p; p++)
        if (*p != SAYSO_FIND_BEG && *p != SAYSO_FIND_END)
            sayso__sink_char(&s, *p);
    if (!text)
        sayso__json_put_null(j, "text");
    else
        sayso__json_put_str(j, "text", sayso__str(s.n ? s.buf : "", s.n));
    j->out->failed |= s.failed;
    sayso__sink_free(&s);
}

sayso_status sayso__api_found(const sayso_table_rows *t, sayso_sink *out, sayso_error *err)
{
    sayso_json j;
    sayso__json_init(&j, out);
    sayso__json_object(&j);
    sayso__json_put_int(&j, "schema", 1);
    sayso__json_key(&j, "items");
    sayso__json_array(&j);
    for (uint32_t i = 0; i < t->n_row; i++) {
        sayso_table_rows head = *t;
        head.n_column--; /* the last one is the text */
        head.cell = t->cell + (size_t)i * t->n_column;
        sayso__json_object(&j);
        put_row(&j, &head, 0, NULL);
        put_plain(&j, head.cell[head.n_column].text);
        put_parts(&j, head.cell[head.n_column].text);
        sayso__json_object_end(&j);
    }
    sayso__json_array_end(&j);
    sayso__json_object_end(&j);
    sayso__sink_char(out, '\n');
    return out->failed ? sayso__fail_memory(err) : SAYSO_OK;
}

/* ---- one report --------------------------------------------------------------------------------
 */

static void put_actors(sayso_state_json *w)
{
    sayso__json_key(&w->j, "actors");
    sayso__json_array(&w->j);
    for (uint32_t i = 0; i < w->s->n_actor; i++) {
        const sayso_state_actor *a = &w->s->actor[i];
        bool chief = a->speaks_for < w->s->n_actor;
        sayso__json_object(&w->j);
        sayso__json_put_text(&w->j, "name", a->name);
        sayso__record_word(&w->j, "class", SAYSO_VOCAB_ACTOR_CLASS, a->class_);
        sayso__json_put_text(&w->j, "country", a->country);
        sayso__json_put_text(&w->j, "sector", a->sector);
        sayso__json_put_text(&w->j, "speaks_for", chief ? w->s->actor[a->speaks_for].name : NULL);
        sayso__json_key(&w->j, "aliases");
        sayso__json_array(&w->j);
        for (uint32_t k = 0; k < a->n_alias; k++)
            sayso__json_text(&w->j, a->alias[k]);
        sayso__json_array_end(&w->j);
        sayso__json_put_int(&w->j, "n_claims", a->n_claim);
        sayso__json_object_end(&w->j);
    }
    sayso__json_array_end(&w->j);
}

sayso_status sayso__api_report(const sayso_one_report *r, sayso_offset_unit unit, sayso_arena *a,
                               sayso_sink *out, sayso_error *err)
{
    static const char *const names[] = {
#define X(name, word) word,
        SAYSO_REPORT_PART_LIST(X)
#undef X
    };
    sayso_state_json w;
    SAYSO_TRY(sayso__state_json_init(&w, &r->state, unit, a, out, err));
    w.raw = true;
    sayso__json_object(&w.j);
    sayso__json_put_int(&w.j, "schema", 1);
    sayso__json_key(&w.j, "report");
    sayso__json_object(&w.j);
    put_row(&w.j, &r->head, 0, NULL);
    sayso__json_object_end(&w.j);
    const sayso_state_report *one = &r->state.report[0];
    sayso__json_put_str(&w.j, "text", sayso__str(one->text ? one->text : "", one->n_text));
    sayso__json_key(&w.j, "claims");
    sayso__json_array(&w.j);
    for (uint32_t i = 0; i < r->state.n_claim; i++)
        sayso__state_json_claim(&w, i);
    sayso__json_array_end(&w.j);
    sayso__json_key(&w.j, "figures");
    sayso__json_array(&w.j);
    for (uint32_t i = 0; i < r->state.n_figure; i++)
        sayso__state_json_figure(&w, i);
    sayso__json_array_end(&w.j);
    put_actors(&w);
    for (uint32_t i = 0; i < SAYSO_N_REPORT_PART; i++)
        put_rows(&w.j, names[i], &r->part[i], &w);
    sayso__json_object_end(&w.j);
    sayso__sink_char(out, '\n');
    return w.failed ? sayso__fail_memory(err) : SAYSO_OK;
}

sayso_status sayso__api_claim(const sayso_one_claim *c, sayso_offset_unit unit, sayso_arena *a,
                              sayso_sink *out, sayso_error *err)
{
    sayso_state_json w;
    SAYSO_TRY(sayso__state_json_init(&w, &c->trace.state, unit, a, out, err));
    sayso__json_object(&w.j);
    sayso__json_put_int(&w.j, "schema", 1);
    sayso__trace_keys(&w, &c->trace);
    put_rows(&w.j, "elsewhere", &c->elsewhere, NULL);
    put_rows(&w.j, "relations", &c->relations, NULL);
    sayso__json_put_text(&w.j, "parent", c->parent);
    sayso__json_put_bool(&w.j, "wrong", c->trace.state.claim[c->trace.claim].wrong);
    sayso__json_object_end(&w.j);
    sayso__sink_char(out, '\n');
    return w.failed ? sayso__fail_memory(err) : SAYSO_OK;
}

void sayso__api_counts(const sayso_table_rows *rows, sayso_sink *out)
{
    sayso_json j;
    sayso__json_init(&j, out);
    sayso__json_object(&j);
    sayso__json_put_int(&j, "schema", 1);
    if (rows->n_row)
        put_row(&j, rows, 0, NULL);
    sayso__json_object_end(&j);
}
