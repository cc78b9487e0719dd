/* remove.c -- taking a report's rows out of the tables.  Layer: ledger.
 *
 * Rows whose ids begin with the document's are ranges of their tables; full-text rows are taken out
 * with the words that were put in; a proposition that other reports share stays, in their words. */
#include "ledger/remove.h"

#include "base/array.h"
#include "base/fail.h"
#include "base/hash.h"
#include "base/str.h"
#include "ledger/copies.h"
#include "ledger/names.h"
#include "ledger/sql_driver.h"
#include "ledger/state.h"

typedef struct {
    sayso_ledger *l;
    sayso_arena *t;
    sayso_error *err;
    int64_t n;
    const char *id, *text, *headline, *group, *older;
} remover;

typedef SAYSO_ARRAY(const char *) names;

#define OF_RANGE(table, column)                                                                    \
    "DELETE FROM " table " WHERE " column " >= ?1 || ':' AND " column " < ?1 || ';'"
#define OF_ATTRIBUTION(table) OF_RANGE(table, "attribution_id")

/* In an order in which nothing is needed that is gone already. ?1: the document's id. */
static const char *const deletions[] =
    {"DELETE FROM survey WHERE figure_id IN (SELECT figure_id FROM figure WHERE document_id = ?1)",
     "DELETE FROM evidence_mark WHERE document_id = ?1",
     "DELETE FROM figure WHERE document_id = ?1",
     OF_RANGE("incident_role", "incident_id"),
     "DELETE FROM incident WHERE document_id = ?1",
     "DELETE FROM dyad WHERE document_id = ?1",
     OF_ATTRIBUTION("relay"),
     OF_ATTRIBUTION("attribution_content"),
     OF_ATTRIBUTION("attribution_span"),
     "DELETE FROM attribution WHERE document_id = ?1",
     OF_RANGE("timex", "timex_id"),
     OF_RANGE("actor_mention", "span_id"),
     "DELETE FROM refusal WHERE document_id = ?1",
     "DELETE FROM report_actor WHERE document_id = ?1",
     OF_RANGE("actor_alias", "actor_id"),
     OF_RANGE("actor", "actor_id"),
     OF_RANGE("span", "span_id"),
     "DELETE FROM event_report WHERE document_id = ?1",
     ("UPDATE document SET revision_of = (SELECT o.revision_of FROM document o WHERE o.document_id "
      "= "
      "?1) WHERE revision_of = ?1"),
     "DELETE FROM document WHERE document_id = ?1"};

/* A statement that is used once, its parameters bound, run to its end. */
#define ONCE(x, sql, ...) SAYSO_TRY(once((x)->l, (x)->err, sql, __VA_ARGS__))

static sayso_status finish(sayso_ledger *l, sayso_stmt *s, sayso_error *err)
{
    int rc;
    while ((rc = sayso__sql_next(s)) == SAYSO_ROW)
        ;
    sayso_status status = rc == SAYSO_DONE ? SAYSO_OK : sayso__sql_fail(l, rc, err);
    sayso__sql_finish(s);
    return status;
}

static sayso_status once(sayso_ledger *l, sayso_error *err, const char *sql, const char *value)
{
    sayso_stmt *s;
    SAYSO_TRY(sayso__sql_prepare(l, sql, &s, err, value ? "z" : "", value));
    return finish(l, s, err);
}

sayso_status sayso__proposition_hash(sayso_str kind, sayso_str responsible, sayso_str text,
                                     sayso_arena *t, int64_t *out, sayso_error *err)
{
    sayso_str key = sayso__names_key(text, t);
    if (!key.p)
        return sayso__fail_memory(err);
    *out = (int64_t)(sayso__hash_bytes(key.p, key.n) ^
                     sayso__hash_mix(sayso__hash_bytes(kind.p, kind.n),
                                     sayso__hash_bytes(responsible.p, responsible.n)));
    return SAYSO_OK;
}

/* ---- what others share ------------------------------------------------------------------- */

/* The claims' words out of the full-text index, then the claims. */
static sayso_status remove_claims(remover *x)
{
    SAYSO_TRY(sayso__sql_run(x->l, SAYSO_SQL_CLAIM_TEXT_DROP, x->err, "z", x->id));
    ONCE(x, OF_RANGE("claim", "attribution_id"), x->id);
    return SAYSO_OK;
}

/* A proposition that was first read here: with the words of another report that says it, or gone.
 */
static sayso_status remove_proposition(remover *x, sayso_stmt *row)
{
    int64_t hash;
    bool ok = true;
    const char *id = sayso__sql_text(row, 0, x->t, &ok);
    if (!ok)
        return sayso__fail_memory(x->err);
    SAYSO_TRY(sayso__proposition_hash(sayso__sql_str(row, 1), sayso__sql_str(row, 2),
                                      sayso__sql_str(row, 3), x->t, &hash, x->err));
    SAYSO_TRY(sayso__sql_run(x->l, SAYSO_SQL_PROP_REHOME, x->err, "z", id));
    SAYSO_TRY(sayso__sql_run(x->l, SAYSO_SQL_PROP_KEY_DROP, x->err, "iz", hash, id));
    return sayso__sql_run(x->l, SAYSO_SQL_PROP_DROP, x->err, "z", id);
}

static sayso_status remove_propositions(remover *x)
{
    sayso_stmt *s;
    SAYSO_TRY(sayso__sql_prepare(x->l,
                                 "SELECT proposition_id, kind, responsible_actor, text FROM "
                                 "proposition WHERE proposition_id >= ?1 || ':p' AND "
                                 "proposition_id < ?1 || ':q'",
                                 &s, x->err, "z", x->id));
    sayso_status status = SAYSO_OK;
    int rc = SAYSO_ROW;
    while (status == SAYSO_OK && (rc = sayso__sql_next(s)) == SAYSO_ROW)
        status = remove_proposition(x, s);
    if (status == SAYSO_OK && rc != SAYSO_DONE)
        status = sayso__sql_fail(x->l, rc, x->err);
    sayso__sql_finish(s);
    return status;
}

static sayso_status remove_prints(remover *x)
{
    sayso_shingles print;
    if (!sayso__copies_prints(sayso__str_z(x->text), x->t, &print))
        return sayso__fail_memory(x->err);
    for (uint32_t i = 0; i < print.n; i++)
        SAYSO_TRY(
            sayso__sql_run(x->l, SAYSO_SQL_PRINT_DROP, x->err, "ii", (int64_t)print.hash[i], x->n));
    SAYSO_TRY(sayso__sql_run(x->l, SAYSO_SQL_NAMES_DROP, x->err, "i", x->n));
    return sayso__sql_run(x->l, SAYSO_SQL_DOC_TEXT_DROP, x->err, "izz", x->n, x->headline, x->text);
}

/* Of a group of two one is left, which is none. */
static sayso_status leave_group(remover *x)
{
    if (!x->group)
        return SAYSO_OK;
    SAYSO_TRY(sayso__sql_run(x->l, SAYSO_SQL_GROUP_DROP, x->err, "z", x->group));
    SAYSO_TRY(sayso__sql_run(x->l, SAYSO_SQL_GROUP_LEAVE, x->err, "z", x->id));
    return sayso__sql_run(x->l, SAYSO_SQL_GROUP_ALONE, x->err, "z", x->group);
}

/* The events that it is of lose what was computed from it. */
static sayso_status leave_events(remover *x)
{
    sayso_stmt *s;
    names event = {0};
    SAYSO_TRY(sayso__sql_bind(x->l, SAYSO_SQL_EVENT_OF, &s, x->err, "z", x->id));
    for (bool row = true, ok = true; row;) {
        SAYSO_TRY(sayso__sql_step(x->l, s, &row, x->err));
        if (row && (!SAYSO_PUSH(x->t, &event, sayso__sql_text(s, 0, x->t, &ok)) || !ok)) {
            sayso__sql_reset(s);
            return sayso__fail_memory(x->err);
        }
    }
    for (uint32_t i = 0; i < event.n; i++) {
        SAYSO_TRY(sayso__settle_clear(x->l, sayso__str_z(event.v[i]), x->err));
        SAYSO_TRY(sayso__sql_run(x->l, SAYSO_SQL_EVENT_MARK, x->err, "z", event.v[i]));
    }
    return SAYSO_OK;
}

/* ---- all of it --------------------------------------------------------------------------- */

static sayso_status load_head(remover *x)
{
    sayso_stmt *s;
    bool row, ok = true;
    SAYSO_TRY(sayso__sql_bind(x->l, SAYSO_SQL_DOC_REMOVE, &s, x->err, "i", x->n));
    SAYSO_TRY(sayso__sql_step(x->l, s, &row, x->err));
    if (!row)
        return sayso__fail(x->err, SAYSO_ELEDGER, 0, "ledger %s: a report is missing", x->l->path);
    const char **field[] = {&x->id, &x->text, &x->headline, &x->group};
    for (uint32_t i = 0; i < sizeof field / sizeof *field; i++)
        *field[i] = sayso__sql_text(s, (int)i, x->t, &ok);
    sayso__sql_reset(s);
    return ok && x->id && x->text ? SAYSO_OK : sayso__fail_memory(x->err);
}

sayso_status sayso__remove_report(sayso_ledger *l, int64_t n, sayso_arena *t, sayso_error *err)
{
    remover x = {.l = l, .t = t, .err = err, .n = n};
    sayso__shingle_book_drop(l);
    SAYSO_TRY(load_head(&x));
    SAYSO_TRY(leave_events(&x));
    SAYSO_TRY(leave_group(&x));
    SAYSO_TRY(remove_prints(&x));
    SAYSO_TRY(remove_claims(&x));
    SAYSO_TRY(remove_propositions(&x));
    for (uint32_t i = 0; i < sizeof deletions / sizeof *deletions; i++)
        ONCE(&x, deletions[i], x.id);
    return SAYSO_OK;
}

sayso_status sayso__remove_loose(sayso_ledger *l, sayso_error *err)
{
    static const char *const sql[] =
        {"DELETE FROM proposition WHERE proposition_id NOT IN (SELECT proposition_id FROM claim)",
         "DELETE FROM proposition_key WHERE proposition_id NOT IN (SELECT proposition_id FROM "
         "proposition)",
         "DELETE FROM actor WHERE actor_id NOT IN (SELECT actor_id FROM report_actor) AND actor_id "
         "NOT IN (SELECT a.same_as FROM actor a WHERE a.same_as IS NOT NULL)",
         "UPDATE actor SET same_as = NULL WHERE same_as IS NOT NULL AND same_as NOT IN (SELECT "
         "actor_id FROM actor)",
         "UPDATE actor SET speaks_for = NULL WHERE speaks_for IS NOT NULL AND speaks_for NOT IN "
         "(SELECT actor_id FROM actor)",
         "DELETE FROM actor_alias WHERE actor_id NOT IN (SELECT actor_id FROM actor)"};
    for (uint32_t i = 0; i < sizeof sql / sizeof *sql; i++)
        SAYSO_TRY(once(l, err, sql[i], NULL));
    return SAYSO_OK;
}

sayso_status sayso__remove_begin(sayso_ledger *l, sayso_error *err)
{
    if (l->driver->loose)
        SAYSO_TRY(sayso__sql_exec(l, l->driver->loose, err));
    sayso_status status = sayso__ledger_begin(l, err);
    return status == SAYSO_OK ? status : sayso__remove_end(l, status, err);
}

sayso_status sayso__remove_end(sayso_ledger *l, sayso_status status, sayso_error *err)
{
    sayso_error ignored;
    if (status == SAYSO_OK)
        status = sayso__ledger_commit(l, err);
    else
        sayso__ledger_rollback(l);
    sayso_status on = SAYSO_OK;
    if (l->driver->tight)
        on = sayso__sql_exec(l, l->driver->tight, status == SAYSO_OK ? err : &ignored);
    return status == SAYSO_OK ? on : status;
}

sayso_status sayso__remove_run(sayso_ledger *l, const char *sql, sayso_error *err)
{
    sayso_stmt *s;
    int rc;
    SAYSO_TRY(sayso__sql_prepare(l, sql, &s, err, ""));
    while ((rc = sayso__sql_next(s)) == SAYSO_ROW)
        ;
    sayso_status status = rc == SAYSO_DONE ? SAYSO_OK : sayso__sql_fail(l, rc, err);
    sayso__sql_finish(s);
    return status;
}

sayso_status sayso__remove_traces(sayso_ledger *l, sayso_error *err)
{
    for (const char *const *step = l->driver->erase; *step; step++)
        SAYSO_TRY(sayso__remove_run(l, *step, err));
    return SAYSO_OK;
}
