/* ledger_copy.c -- a clean copy of a ledger, or of some of its reports.  Layer: ledger.
 *
 * The database writes all of it to a new file (SQLite: VACUUM INTO); of the copy the reports that
 * are not wanted are then removed as `forget` removes them, so that nothing of their words stays in
 * the file. */
#include <stdio.h>

#include "base/array.h"
#include "base/date.h"
#include "base/fail.h"
#include "base/str.h"
#include "ledger/remove.h"
#include "ledger/sql_driver.h"
#include "ledger/stored_events.h"

/* Rows of the documents that are not wanted. */
static sayso_status list_unwanted(sayso_ledger *l, const char *event, const char *as_of,
                                  sayso_arena *a, sayso_document_rows *out, sayso_error *err)
{
    sayso_stmt *s;
    const char *id = NULL;
    if (event)
        SAYSO_TRY(sayso__stored_event(l, event, a, &id, err));
    SAYSO_TRY(sayso__sql_prepare(
        l,
        "SELECT n FROM document d WHERE (?1 IS NOT NULL AND NOT EXISTS (SELECT 1 FROM event_report "
        "r WHERE r.event_id = ?1 AND r.document_id = d.document_id)) OR (?2 IS NOT NULL AND (day "
        "IS NULL OR day > ?2)) ORDER BY n",
        &s, err, "zz", id, as_of));
    int rc;
    bool ok = true;
    while (ok && (rc = sayso__sql_next(s)) == SAYSO_ROW)
        ok = SAYSO_PUSH(a, out, sayso__sql_int(s, 0));
    sayso_status status = !ok                ? sayso__fail_memory(err)
                          : rc != SAYSO_DONE ? sayso__sql_fail(l, rc, err)
                                             : SAYSO_OK;
    sayso__sql_finish(s);
    return status;
}

static sayso_status remove_rows(sayso_ledger *l, const sayso_document_rows *rows, sayso_error *err)
{
    sayso_arena t;
    sayso_status status = SAYSO_OK;
    sayso__arena_init(&t, 0);
    for (uint32_t i = 0; i < rows->n && status == SAYSO_OK; i++) {
        status = sayso__remove_report(l, rows->v[i], &t, err);
        sayso__arena_reset(&t);
    }
    sayso__arena_free(&t);
    SAYSO_TRY(status);
    SAYSO_TRY(sayso__remove_loose(l, err));
    SAYSO_TRY(sayso__remove_run(l,
                                "DELETE FROM original WHERE sha256 NOT IN (SELECT sha256 FROM "
                                "document)",
                                err));
    SAYSO_TRY(sayso__remove_run(l,
                                "DELETE FROM correction WHERE what LIKE 'event %' AND old NOT IN "
                                "(SELECT report_id FROM document)",
                                err));
    SAYSO_TRY(sayso__settle_now(l, err));
    return sayso__remove_loose(l, err);
}

static sayso_status trim(sayso_ledger *l, const char *event, const char *as_of, bool originals,
                         sayso_error *err)
{
    sayso_arena a;
    sayso_document_rows rows = {0};
    SAYSO_TRY(sayso__ledger_settle(l, err));
    sayso__arena_init(&a, 0);
    sayso_status status = list_unwanted(l, event, as_of, &a, &rows, err);
    if (status == SAYSO_OK && rows.n)
        status = sayso__remove_begin(l, err);
    if (status == SAYSO_OK && rows.n)
        status = sayso__remove_end(l, remove_rows(l, &rows, err), err);
    sayso__arena_free(&a);
    SAYSO_TRY(status);
    if (!originals) {
        SAYSO_TRY(sayso__remove_run(l, "UPDATE original SET bytes = x''", err));
        SAYSO_TRY(sayso__sql_run(l, SAYSO_SQL_META_SET, err, "zz", "originals", "left out"));
    }
    if (rows.n || !originals)
        SAYSO_TRY(sayso__remove_traces(l, err));
    return sayso__remove_run(l, "PRAGMA journal_mode = DELETE", err);
}

sayso_status sayso__ledger_has_originals(sayso_ledger *l, sayso_error *err)
{
    sayso_stmt *s;
    bool row;
    SAYSO_TRY(sayso__sql_bind(l, SAYSO_SQL_META_GET, &s, err, "z", "originals"));
    SAYSO_TRY(sayso__sql_step(l, s, &row, err));
    if (row)
        sayso__sql_reset(s);
    return row ? sayso__fail(err, SAYSO_EUSE, 0,
                             "ledger %s is a copy without the originals that this needs", l->path)
               : SAYSO_OK;
}

sayso_status sayso__ledger_copy(sayso_ledger *l, const char *path, const char *event,
                                const char *as_of, bool originals, sayso_error *err)
{
    const sayso_ledger_options options = {.program = l->program,
                                          .model_sha256 = l->model_sha256,
                                          .wait_ms = l->wait_ms,
                                          .must_exist = true};
    sayso_ledger *copy;
    char day_text[16];
    int32_t day;
    int64_t utc;
    if (as_of && !sayso__date_parse(sayso__str_z(as_of), &day, &utc))
        return sayso__fail(err, SAYSO_EUSE, 0, "not a day: \"%.60s\"", as_of);
    if (as_of)
        sayso__date_print(day, day_text);
    FILE *f = fopen(path, "r");
    if (f) {
        fclose(f);
        return sayso__fail(err, SAYSO_EUSE, 0, "%.160s is there already", path);
    }
    SAYSO_TRY(l->driver->copy(l, path, err));
    sayso_status status = sayso__ledger_open(path, &options, &copy, err);
    if (status == SAYSO_OK) {
        memcpy(copy->now, l->now, sizeof copy->now);
        status = trim(copy, event, as_of ? day_text : NULL, originals, err);
        sayso__ledger_close(copy);
    }
    if (status != SAYSO_OK)
        remove(path);
    return status;
}
