/* forget.c -- a report taken out of the ledger without a trace of its text.  Layer: ledger.
 *
 * Its rows go; what it shared with others stays in their words; names that stand in no other text
 * go, too. Then the database writes anew what held them: in SQLite the full-text indexes are merged
 * into one segment each, which drops the words of deleted rows, and the file is written anew, so
 * that no free page or slack of a page holds them (secure_delete zeroes what is freed meanwhile),
 * and the log is emptied. */
#include "base/array.h"
#include "base/fail.h"
#include "base/str.h"
#include "ledger/remove.h"
#include "ledger/sql_driver.h"
#include "ledger/state.h"

typedef struct {
    sayso_ledger *l;
    sayso_arena t;
    sayso_error *err;
    int64_t n;
    const char *document, *sha256, *content;
    struct {
        const char **v;
        uint32_t n, cap;
    } name; /* its actors' names and aliases */
} forgetter;

static sayso_status find_report(forgetter *f, const char *report)
{
    sayso_stmt *s;
    bool row, ok = true;
    SAYSO_TRY(sayso__sql_bind(f->l, SAYSO_SQL_DOC_KEPT, &s, f->err, "z", report));
    SAYSO_TRY(sayso__sql_step(f->l, s, &row, f->err));
    if (!row)
        return sayso__fail(f->err, SAYSO_ENOTFOUND, 0, "the ledger holds no report \"%.100s\"",
                           report);
    f->n = sayso__sql_int(s, 0);
    f->document = sayso__sql_text(s, 1, &f->t, &ok);
    f->sha256 = sayso__sql_text(s, 2, &f->t, &ok);
    f->content = sayso__sql_text(s, 4, &f->t, &ok);
    sayso__sql_reset(s);
    return ok ? SAYSO_OK : sayso__fail_memory(f->err);
}

/* Corrections of events that hold on to the report hold on to another one of its event. */
static sayso_status move_corrections(forgetter *f, const char *report)
{
    sayso_stmt *s;
    const char *other = NULL;
    bool ok = true;
    SAYSO_TRY(
        sayso__sql_prepare(f->l,
                           "SELECT o.report_id FROM event_report r JOIN event_report x USING "
                           "(event_id) JOIN document o ON o.document_id = x.document_id WHERE "
                           "r.document_id = ?1 AND x.document_id <> ?1 ORDER BY o.n LIMIT 1",
                           &s, f->err, "z", f->document));
    int rc = sayso__sql_next(s);
    if (rc == SAYSO_ROW)
        other = sayso__sql_text(s, 0, &f->t, &ok);
    sayso__sql_finish(s);
    if (!ok)
        return sayso__fail_memory(f->err);
    if (other)
        SAYSO_TRY(sayso__sql_run(f->l, SAYSO_SQL_CORRECTION_MOVE, f->err, "zz", report, other));
    return sayso__sql_run(f->l, SAYSO_SQL_CORRECTION_DROP, f->err, "z", report);
}

static sayso_status list_names(forgetter *f)
{
    sayso_stmt *s;
    SAYSO_TRY(sayso__sql_bind(f->l, SAYSO_SQL_REPORT_NAMES, &s, f->err, "z", f->document));
    for (bool row = true, ok = true; row;) {
        SAYSO_TRY(sayso__sql_step(f->l, s, &row, f->err));
        if (row && (!SAYSO_PUSH(&f->t, &f->name, sayso__sql_text(s, 0, &f->t, &ok)) || !ok)) {
            sayso__sql_reset(s);
            return sayso__fail_memory(f->err);
        }
    }
    return SAYSO_OK;
}

/* Aliases and names given by hand that stand in no text any more. */
static sayso_status drop_names(forgetter *f)
{
    for (uint32_t i = 0; i < f->name.n; i++) {
        sayso_stmt *s;
        bool has;
        sayso_str words = f->l->driver->query(f->name.v[i], true, &f->t);
        if (!words.p)
            return sayso__fail_memory(f->err);
        SAYSO_TRY(sayso__sql_bind(f->l, SAYSO_SQL_TEXT_HAS, &s, f->err, "s", words));
        SAYSO_TRY(sayso__sql_step(f->l, s, &has, f->err));
        sayso__sql_reset(s);
        if (has)
            continue;
        SAYSO_TRY(sayso__sql_run(f->l, SAYSO_SQL_ALIAS_DROP, f->err, "z", f->name.v[i]));
        SAYSO_TRY(sayso__sql_run(f->l, SAYSO_SQL_CORRECTION_NAME, f->err, "z", f->name.v[i]));
    }
    return SAYSO_OK;
}

static sayso_status forget_rows(forgetter *f, const char *report, const char *reason)
{
    SAYSO_TRY(find_report(f, report));
    SAYSO_TRY(move_corrections(f, report));
    SAYSO_TRY(list_names(f));
    SAYSO_TRY(sayso__remove_report(f->l, f->n, &f->t, f->err));
    SAYSO_TRY(sayso__sql_run(f->l, SAYSO_SQL_ORIGINAL_DROP, f->err, "z", f->sha256));
    SAYSO_TRY(sayso__sql_run(f->l, SAYSO_SQL_FORGOTTEN_ADD, f->err, "zzzz", report, f->l->now,
                             reason, f->content));
    SAYSO_TRY(sayso__remove_loose(f->l, f->err));
    SAYSO_TRY(sayso__settle_now(f->l, f->err));
    SAYSO_TRY(sayso__remove_loose(f->l, f->err));
    return drop_names(f);
}

sayso_status sayso__ledger_forget(sayso_ledger *l, const char *report, const char *reason,
                                  sayso_error *err)
{
    forgetter f = {.l = l, .err = err};
    sayso__arena_init(&f.t, 0);
    sayso_status status = sayso__ledger_settle(l, err);
    if (status == SAYSO_OK && l->driver->erase_begin)
        status = sayso__remove_run(l, l->driver->erase_begin, err);
    if (status == SAYSO_OK)
        status = sayso__remove_begin(l, err);
    if (status == SAYSO_OK)
        status = sayso__remove_end(l, forget_rows(&f, report, reason), err);
    if (status == SAYSO_OK)
        status = sayso__remove_traces(l, err);
    sayso__arena_free(&f.t);
    return status;
}
