/* grid.c -- an event's claims by source and day.  Layer: ledger.
 *
 * One pass over the claims, reports by time of publication. Words are one claim's where reports of
 * one family (copies, or versions of one report) say the same of the same source: the first one
 * stands for all, and counts them. */
#include "ledger/grid.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "base/str.h"
#include "base/table.h"
#include "ledger/page_sql.h"
#include "ledger/sql.h"
#include "ledger/stored_events.h"

typedef struct {
    sayso_ledger *l;
    sayso_arena *a, t;
    sayso_error *err;
    sayso_table rows, words, names; /* actor id -> row; family, row, text -> claim; id -> name */
    SAYSO_ARRAY(sayso_grid_row) row;
    SAYSO_ARRAY(sayso_grid_claim) claim;
    SAYSO_ARRAY(const char *) name;
} gridder;

static const char claims_sql[] =
    "SELECT coalesce(a.same_as, t.source_actor), coalesce(d.group_id, d.revision_of, "
    "d.document_id), c.claim_id, d.report_id, " CLAIM_DAY ", " MARK ", c.speech_act, p.kind, "
    "p.responsible_actor, c.text FROM " EVENT_CLAIMS " CROSS JOIN proposition p ON "
    "p.proposition_id = c.proposition_id LEFT JOIN actor a ON a.actor_id = t.source_actor WHERE "
    "r.event_id = ?1 ";
static const char marked_sql[] = "AND " DOES " AND " MARK " IS NOT NULL ";
static const char order_sql[] = "ORDER BY " BY_TIME ", c.n";

/* The name of an actor, looked up once. */
static sayso_status name_of(gridder *g, sayso_str id, const char **out)
{
    sayso_stmt *s;
    bool row, ok = true;
    *out = NULL;
    if (!id.p)
        return SAYSO_OK;
    uint32_t n = g->names.n, at = sayso__table_intern(&g->names, id);
    if (at == SAYSO_NONE)
        return sayso__fail_memory(g->err);
    if (at == n) {
        SAYSO_TRY(sayso__sql_bind(g->l, SAYSO_SQL_ACTOR_NAME, &s, g->err, "s", id));
        SAYSO_TRY(sayso__sql_step(g->l, s, &row, g->err));
        const char *name = row ? sayso__sql_text(s, 0, g->a, &ok) : NULL;
        sayso__sql_reset(s);
        if (!ok || !SAYSO_PUSH(&g->t, &g->name, name))
            return sayso__fail_memory(g->err);
    }
    *out = g->name.v[at];
    return SAYSO_OK;
}

/* The row of a source; NULL: out of memory. */
static sayso_grid_row *row_of(gridder *g, sayso_str id, uint32_t *at)
{
    uint32_t n = g->rows.n;
    *at = sayso__table_intern(&g->rows, id.p ? id : SAYSO_STR(""));
    if (*at == SAYSO_NONE)
        return NULL;
    const char *copy = *at == n && id.p ? sayso__arena_copy(g->a, id.p, id.n) : NULL;
    if (*at == n && ((id.p && !copy) || !SAYSO_PUSH(g->a, &g->row, (sayso_grid_row){.id = copy})))
        return NULL;
    return &g->row.v[*at];
}

static sayso_status take(gridder *g, sayso_stmt *s)
{
    uint32_t at, n = g->words.n;
    sayso_grid_row *row = row_of(g, sayso__sql_str(s, 0), &at);
    sayso_str family = sayso__sql_str(s, 1), text = sayso__sql_str(s, 9);
    sayso_str key =
        sayso__arena_print(&g->t, "%.*s %u %.*s", (int)family.n, family.p ? family.p : "", at,
                           (int)text.n, text.p ? text.p : "");
    uint32_t same = key.p ? sayso__table_intern(&g->words, key) : SAYSO_NONE;
    if (!row || same == SAYSO_NONE)
        return sayso__fail_memory(g->err);
    if (same != n) {
        g->claim.v[same].n_report++;
        return SAYSO_OK;
    }
    bool ok = true;
    sayso_grid_claim c = {.claim = sayso__sql_text(s, 2, g->a, &ok),
                          .report = sayso__sql_text(s, 3, g->a, &ok),
                          .day = sayso__sql_text(s, 4, g->a, &ok),
                          .mark = sayso__sql_text(s, 5, g->a, &ok),
                          .act = sayso__sql_text(s, 6, g->a, &ok),
                          .kind = sayso__sql_text(s, 7, g->a, &ok),
                          .text = sayso__sql_text(s, 9, g->a, &ok),
                          .n_report = 1,
                          .row = at,
                          .order = n};
    SAYSO_TRY(name_of(g, sayso__sql_str(s, 8), &c.responsible));
    row->n_claim++;
    return ok && SAYSO_PUSH(g->a, &g->claim, c) ? SAYSO_OK : sayso__fail_memory(g->err);
}

static sayso_status take_all(gridder *g, const char *event, bool all)
{
    sayso_stmt *s;
    sayso_str sql =
        sayso__arena_print(&g->t, "%s%s%s", claims_sql, all ? "" : marked_sql, order_sql);
    if (!sql.p)
        return sayso__fail_memory(g->err);
    SAYSO_TRY(sayso__sql_prepare(g->l, sql.p, &s, g->err, "z", event));
    sayso_status status = SAYSO_OK;
    int rc;
    while (status == SAYSO_OK && (rc = sayso__sql_next(s)) != SAYSO_DONE)
        status = rc == SAYSO_ROW ? take(g, s) : sayso__sql_fail(g->l, rc, g->err);
    sayso__sql_finish(s);
    return status;
}

static int by_size(const void *x, const void *y)
{
    const sayso_grid_row *a = x, *b = y;
    if (a->n_claim != b->n_claim)
        return a->n_claim > b->n_claim ? -1 : 1;
    return strcmp(a->id ? a->id : "", b->id ? b->id : "");
}

/* NULL is behind all days. */
static int compare_days(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) : (a == NULL) - (b == NULL);
}

static int by_place(const void *x, const void *y)
{
    const sayso_grid_claim *a = x, *b = y;
    int days = compare_days(a->day, b->day);
    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    return days ? days : a->order < b->order ? -1 : a->order > b->order;
}

static int by_day(const void *x, const void *y)
{
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

/* Rows by size, claims by row and day, and the days. */
static bool arrange(gridder *g, sayso_grid *out)
{
    uint32_t *place = SAYSO_NEW_N(&g->t, uint32_t, g->row.n);
    out->day = SAYSO_NEW_N(g->a, const char *, g->claim.n);
    if (!place || !out->day)
        return false;
    for (uint32_t i = 0; i < g->row.n; i++)
        g->row.v[i].claim = i; /* where it was before it is sorted */
    if (g->row.n)
        qsort(g->row.v, g->row.n, sizeof *g->row.v, by_size);
    for (uint32_t i = 0, from = 0; i < g->row.n; from += g->row.v[i++].n_claim) {
        place[g->row.v[i].claim] = i;
        g->row.v[i].claim = from;
    }
    uint32_t n = 0;
    for (uint32_t i = 0; i < g->claim.n; i++) {
        g->claim.v[i].row = place[g->claim.v[i].row];
        if (g->claim.v[i].day)
            out->day[n++] = g->claim.v[i].day;
    }
    if (g->claim.n)
        qsort(g->claim.v, g->claim.n, sizeof *g->claim.v, by_place);
    if (n)
        qsort(out->day, n, sizeof *out->day, by_day);
    for (uint32_t i = 0; i < n; i++)
        if (!out->n_day || strcmp(out->day[out->n_day - 1], out->day[i]) != 0)
            out->day[out->n_day++] = out->day[i];
    return true;
}

static sayso_status name_row(gridder *g, sayso_grid_row *row)
{
    sayso_stmt *s;
    bool found, ok = true;
    if (!row->id)
        return SAYSO_OK;
    SAYSO_TRY(sayso__sql_bind(g->l, SAYSO_SQL_ACTOR_ROW, &s, g->err, "z", row->id));
    SAYSO_TRY(sayso__sql_step(g->l, s, &found, g->err));
    if (!found)
        return SAYSO_OK;
    row->actor = sayso__sql_text(s, 0, g->a, &ok);
    row->class_ = sayso__sql_text(s, 1, g->a, &ok);
    row->country = sayso__sql_text(s, 2, g->a, &ok);
    row->speaks_for = sayso__sql_text(s, 3, g->a, &ok);
    sayso__sql_reset(s);
    return ok ? SAYSO_OK : sayso__fail_memory(g->err);
}

static sayso_status fill(gridder *g, const char *event, bool all, sayso_span rows, sayso_grid *out)
{
    SAYSO_TRY(sayso__stored_event(g->l, event, g->a, &out->event, g->err));
    SAYSO_TRY(take_all(g, out->event, all));
    if (!arrange(g, out))
        return sayso__fail_memory(g->err);
    for (uint32_t i = rows.beg; i < rows.end && i < g->row.n; i++)
        SAYSO_TRY(name_row(g, &g->row.v[i]));
    out->row = g->row.v;
    out->n_row = g->row.n;
    out->claim = g->claim.v;
    out->n_claim = g->claim.n;
    return SAYSO_OK;
}

sayso_status sayso__ledger_grid(sayso_ledger *l, const char *event, bool all, sayso_span rows,
                                sayso_arena *a, sayso_grid *out, sayso_error *err)
{
    gridder g = {.l = l, .a = a, .err = err};
    bool began;
    *out = (sayso_grid){0};
    SAYSO_TRY(sayso__sql_snapshot(l, &began, err));
    sayso__arena_init(&g.t, 0);
    sayso__table_init(&g.rows, &g.t);
    sayso__table_init(&g.words, &g.t);
    sayso__table_init(&g.names, &g.t);
    sayso_status status = fill(&g, event, all, rows, out);
    sayso__arena_free(&g.t);
    sayso__sql_release(l, began);
    return status;
}
