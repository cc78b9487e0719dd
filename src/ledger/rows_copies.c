/* rows_copies.c -- `show copies` of a settled ledger, read off its tables.  Layer: ledger.
 *
 * The share that a copy has in common with the first of its group is no column: it is measured
 * here, of the texts of copies alone. */
#include "base/fail.h"
#include "base/str.h"
#include "ledger/copies.h"
#include "ledger/rows.h"

static const char copies_sql[] =
    "SELECT g.group_id, g.agency, f.report_id, g.n_documents, m.report_id, m.text FROM "
    "syndication_group g JOIN document f ON f.document_id = g.first_document_id JOIN document m ON "
    "m.group_id = g.group_id ORDER BY f.date_published IS NULL, f.date_published, f.n, "
    "m.date_published IS NULL, m.date_published, m.n";

typedef struct {
    sayso_rows *b;
    sayso_arena t; /* of one group */
    bool open;
    sayso_rows_list report, shared;
    sayso_shingles first;
} writer;

/* The lists end a group's row. */
static void close_group(writer *w)
{
    if (!w->open)
        return;
    sayso__rows_list(w->b, &w->report);
    sayso__rows_list(w->b, &w->shared);
    w->report = w->shared = (sayso_rows_list){0};
    w->open = false;
}

static bool open_group(writer *w, sayso_stmt *s)
{
    bool ok = true;
    close_group(w);
    sayso__arena_reset(&w->t);
    for (int i = 0; i < 3; i++)
        sayso__rows_text(w->b, sayso__sql_text(s, i, w->b->a, &ok));
    sayso__rows_number(w->b, sayso__sql_real(s, 3));
    w->open = true;
    return ok && sayso__copies_shingles(sayso__sql_str(s, 5), &w->t, &w->first);
}

/* A report of the group that is open: rows of one group follow each other. */
static bool take(writer *w, sayso_stmt *s, sayso_str *group)
{
    bool ok = true, fresh = !w->open || !sayso__str_eq(*group, sayso__sql_str(s, 0));
    if (fresh && !open_group(w, s))
        return false;
    sayso_shingles own = w->first;
    if (fresh) {
        sayso_str id = sayso__sql_str(s, 0);
        *group = sayso__str(sayso__arena_copy(&w->t, id.p ? id.p : "", id.n), id.n);
    } else {
        ok = sayso__copies_shingles(sayso__sql_str(s, 5), &w->t, &own);
    }
    const char *report = ok ? sayso__sql_text(s, 4, &w->t, &ok) : NULL;
    sayso__rows_item(&w->report, report);
    sayso__rows_share(&w->shared, fresh ? 1 : sayso__copies_share(&own, &w->first));
    return ok && group->p;
}

sayso_status sayso__rows_copies_stored(sayso_ledger *l, sayso_rows *b, sayso_error *err)
{
    writer w = {.b = b};
    sayso_stmt *s;
    sayso_str group = {NULL, 0};
    SAYSO_TRY(sayso__sql_prepare(l, copies_sql, &s, err, ""));
    sayso__arena_init(&w.t, 0);
    int rc;
    bool ok = true;
    while (ok && !b->failed && (rc = sayso__sql_next(s)) == SAYSO_ROW)
        ok = take(&w, s, &group);
    sayso_status status = !ok || b->failed   ? sayso__fail_memory(err)
                          : rc != SAYSO_DONE ? sayso__sql_fail(l, rc, err)
                                             : SAYSO_OK;
    close_group(&w);
    sayso__arena_free(&w.t);
    sayso__sql_finish(s);
    return status == SAYSO_OK && b->failed ? sayso__fail_memory(err) : status;
}
