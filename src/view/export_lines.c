/* export_lines.c -- jsonl: every record of the ledger as one JSON object a line.  Layer: view.
 *
 * {"table": "claims", "event": ID, "row": {...}}; rows are those of `show --format jsonl`, claims
 * and figures with all of their spans. */
#include "base/fail.h"
#include "view/export.h"
#include "view/sheet.h"
#include "view/state_json.h"

static void head(sayso_json *j, const char *table, const char *event)
{
    sayso__json_object(j);
    sayso__json_put_text(j, "table", table);
    sayso__json_put_text(j, "event", event);
    sayso__json_key(j, "row");
}

static void tail(sayso_json *j)
{
    sayso__json_object_end(j);
    sayso__json_newline(j);
}

static sayso_status put_table(sayso_export *x, const sayso_export_event *e, sayso_show show,
                              const char *name, sayso_error *err)
{
    static const sayso_show_filter all = {0};
    sayso_table_rows rows;
    SAYSO_TRY(sayso__state_rows(e->s, show, &all, e->a, &rows, err));
    for (uint32_t i = 0; i < rows.n_row; i++) {
        head(&x->j, name, e->s->event.id);
        sayso__sheet_json_row(&x->j, &rows, i);
        tail(&x->j);
    }
    return SAYSO_OK;
}

static void put_links(sayso_export *x, sayso_state_json *w)
{
    const sayso_state *s = w->s;
    for (uint32_t i = 0; i < s->n_relation; i++) {
        head(&w->j, "relations", s->event.id);
        sayso__state_json_relation(w, i);
        tail(&w->j);
    }
    for (uint32_t i = 0; i < s->n_conflict; i++) {
        head(&w->j, "conflicts", s->event.id);
        sayso__state_json_conflict(w, i);
        tail(&w->j);
    }
    x->j = w->j;
}

static sayso_status event(sayso_export *x, const sayso_export_event *e, sayso_error *err)
{
    static const struct {
        sayso_show show;
        const char *name;
    } tables[] = {{SAYSO_SHOW_EVENTS, "events"},       {SAYSO_SHOW_REPORTS, "reports"},
                  {SAYSO_SHOW_COPIES, "copies"},       {SAYSO_SHOW_ACTORS, "actors"},
                  {SAYSO_SHOW_POSITIONS, "positions"}, {SAYSO_SHOW_BLAME, "blame"},
                  {SAYSO_SHOW_TIMELINE, "timeline"}};
    sayso_state_json w;
    for (uint32_t i = 0; i < sizeof tables / sizeof *tables; i++)
        SAYSO_TRY(put_table(x, e, tables[i].show, tables[i].name, err));
    SAYSO_TRY(sayso__state_json_init(&w, e->s, x->unit, e->a, x->out, err));
    for (uint32_t i = 0; i < e->s->n_claim; i++) {
        head(&w.j, "claims", e->s->event.id);
        sayso__state_json_claim(&w, i);
        tail(&w.j);
    }
    for (uint32_t i = 0; i < e->s->n_figure; i++) {
        head(&w.j, "figures", e->s->event.id);
        sayso__state_json_figure(&w, i);
        tail(&w.j);
    }
    put_links(x, &w);
    return w.failed ? sayso__fail_memory(err) : SAYSO_OK;
}

static void put_rows(sayso_export *x, const char *table, const sayso_table_rows *rows)
{
    for (uint32_t i = 0; rows && i < rows->n_row; i++) {
        head(&x->j, table, NULL);
        sayso__sheet_json_row(&x->j, rows, i);
        tail(&x->j);
    }
}

static sayso_status end(sayso_export *x, sayso_error *err)
{
    (void)err;
    put_rows(x, "refused", x->refused);
    put_rows(x, "corrections", x->corrections);
    return SAYSO_OK;
}

const sayso_export_format sayso__export_jsonl = {.name = "jsonl",
                                                 .file = "ledger.jsonl",
                                                 .event = event,
                                                 .end = end};
