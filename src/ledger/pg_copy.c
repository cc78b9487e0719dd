/* pg_copy.c -- all rows of a ledger in PostgreSQL into a new SQLite file.  Layer: ledger. */
#include "sayso/types.h" /* so that it is not empty where it is left out */

#ifdef SAYSO_POSTGRES
#include <stdio.h>
#include <stdlib.h>

#include "base/fail.h"
#include "base/str.h"
#include "ledger/pg_link.h"
#include "ledger/sql_driver.h"

/* Those of schema.sql but code_map, which is full already. */
static const char *const tables[] = {"meta",
                                     "original",
                                     "document",
                                     "syndication_group",
                                     "fingerprint",
                                     "document_names",
                                     "span",
                                     "actor",
                                     "actor_alias",
                                     "report_actor",
                                     "actor_mention",
                                     "timex",
                                     "event",
                                     "event_report",
                                     "incident",
                                     "incident_role",
                                     "dyad",
                                     "attribution",
                                     "relay",
                                     "attribution_content",
                                     "attribution_span",
                                     "proposition",
                                     "proposition_key",
                                     "claim",
                                     "claim_relation",
                                     "figure",
                                     "survey",
                                     "evidence_mark",
                                     "refusal",
                                     "correction",
                                     "forgotten",
                                     "position",
                                     "blame_claim",
                                     "blame_denied",
                                     "conflict_figure"};

#define ROWS_AT_ONCE "500"
#define COLUMNS_MOST 32

typedef struct {
    sayso_ledger *from, *to;
    sayso_pg *c;
    sayso_error *err;
    sayso_arena t;
} copier;

/* Column `at` of a row into the same of the statement. */
static int bind_cell(copier *x, const PGresult *r, int row, int at, sayso_stmt *s)
{
    enum { BYTEA = 17, INT8 = 20, FLOAT8 = 701 }; /* pg_type.dat */
    const sayso_sql_driver *d = x->to->driver;
    const char *v = x->c->q.getvalue(r, row, at);
    int n = x->c->q.getlength(r, row, at);
    if (x->c->q.getisnull(r, row, at))
        return d->bind_null(s, at + 1);
    switch (x->c->q.ftype(r, at)) {
    case INT8: return d->bind_int(s, at + 1, strtoll(v, NULL, 10));
    case FLOAT8: return d->bind_real(s, at + 1, strtod(v, NULL));
    case BYTEA: {
        char *p = sayso__arena_copy(&x->t, v, (size_t)n);
        if (!p)
            return SAYSO_PG_MEMORY;
        return d->bind_bytes(s, at + 1, sayso__str(p, (size_t)sayso__pg_from_hex(p, n)));
    }
    default: return d->bind_text(s, at + 1, sayso__str(v, (size_t)n), false);
    }
}

static sayso_status put_rows(copier *x, const PGresult *r, sayso_stmt *s)
{
    int n_row = x->c->q.ntuples(r), n_column = x->c->q.nfields(r), rc = SAYSO_SQL_OK;
    for (int i = 0; i < n_row; i++) {
        sayso__arena_reset(&x->t);
        for (int j = 0; j < n_column && rc == SAYSO_SQL_OK; j++)
            rc = bind_cell(x, r, i, j, s);
        if (rc == SAYSO_SQL_OK)
            rc = sayso__sql_next(s);
        if (rc != SAYSO_DONE)
            return sayso__sql_fail(x->to, rc, x->err);
        sayso__sql_reset(s);
        rc = SAYSO_SQL_OK;
    }
    return SAYSO_OK;
}

static sayso_status prepare(copier *x, const char *table, int n_column, sayso_stmt **s)
{
    char sql[80 + COLUMNS_MOST * 2];
    int n = snprintf(sql, sizeof sql, "INSERT OR REPLACE INTO %.40s VALUES (", table);
    for (int i = 0; i < n_column && i < COLUMNS_MOST; i++)
        n += snprintf(sql + n, sizeof sql - (size_t)n, "%s?", i ? "," : "");
    snprintf(sql + n, sizeof sql - (size_t)n, ")");
    return sayso__sql_prepare(x->to, sql, s, x->err, "");
}

/* The cursor's rows, some at a time, so that no table is held whole. */
static sayso_status put_cursor(copier *x, const char *table)
{
    sayso_stmt *s = NULL;
    sayso_status status = SAYSO_OK;
    for (int n = 1; n && status == SAYSO_OK;) {
        PGresult *r;
        int rc = sayso__pg_exec(x->c, "FETCH " ROWS_AT_ONCE " FROM sayso_copy", &r);
        if (rc || !r) {
            status = sayso__sql_fail(x->from, rc ? rc : SAYSO_PG_LOST, x->err);
            break;
        }
        n = x->c->q.ntuples(r);
        if (!s)
            status = prepare(x, table, x->c->q.nfields(r), &s);
        if (status == SAYSO_OK)
            status = put_rows(x, r, s);
        x->c->q.clear(r);
    }
    sayso__sql_finish(s);
    return status;
}

static sayso_status put_tables(copier *x)
{
    for (uint32_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        char sql[100];
        snprintf(sql, sizeof sql, "DECLARE sayso_copy CURSOR FOR SELECT * FROM %s", tables[i]);
        SAYSO_TRY(sayso__sql_exec(x->from, sql, x->err));
        SAYSO_TRY(put_cursor(x, tables[i]));
        SAYSO_TRY(sayso__sql_exec(x->from, "CLOSE sayso_copy", x->err));
    }
    return sayso__sql_exec(x->to,
                           "INSERT INTO document_text (document_text) VALUES ('rebuild');"
                           "INSERT INTO claim_text (claim_text) VALUES ('rebuild')",
                           x->err);
}

static sayso_status put_batch(copier *x)
{
    SAYSO_TRY(sayso__ledger_begin(x->to, x->err));
    sayso_status status = put_tables(x);
    if (status == SAYSO_OK)
        return sayso__ledger_commit(x->to, x->err);
    sayso__ledger_rollback(x->to);
    return status;
}

sayso_status sayso__pg_copy(sayso_ledger *from, sayso_ledger *to, sayso_error *err)
{
    bool began;
    copier x = {.from = from, .to = to, .c = from->db, .err = err};
    SAYSO_TRY(sayso__sql_exec(to, to->driver->loose, err));
    SAYSO_TRY(sayso__sql_snapshot(from, &began, err));
    sayso__arena_init(&x.t, 0);
    sayso_status status = put_batch(&x);
    sayso__arena_free(&x.t);
    sayso__sql_release(from, began);
    return status;
}
#endif
