/* sql_postgres.c -- a ledger in a PostgreSQL database, shared by several readers.  Layer: ledger.
 *
 * The same tables and views as in SQLite's file, in a schema "sayso" of the database. One that
 * writes holds an advisory lock for its transaction, as SQLite's writer holds the file: numbers are
 * given by counting, and what holds across reports is settled by one at a time. Transactions are
 * short, so that several read reports side by side and only write in turn (sayso__ledger_batch). */
#ifdef SAYSO_POSTGRES
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/str.h"
#include "base/utf8.h"
#include "ledger/pg_dialect.h"
#include "ledger/pg_link.h"
#include "ledger/pg_words.h"
#include "ledger/sql_driver.h"
#include "postgres_sql.h"
#include "schema_sql.h"
#include "views_sql.h"

#define LOCK_SQL    "SELECT pg_advisory_xact_lock(1398897999)" /* "SayO" */
#define QUEUED_MOST 256u

/* Types of columns and parameters: pg_type.dat. */
enum {
    OID_NONE = 0,
    OID_BOOL = 16,
    OID_BYTEA = 17,
    OID_INT8 = 20,
    OID_INT2 = 21,
    OID_INT4 = 23,
    OID_TEXT = 25,
    OID_JSON = 114,
    OID_FLOAT4 = 700,
    OID_FLOAT8 = 701,
    OID_NUMERIC = 1700
};

/* A report's versions: a recursive table of one recursive part. */
#define VERSIONS                                                                                   \
    "WITH RECURSIVE v(id) AS (SELECT document_id FROM document WHERE document_id = ?1 UNION "      \
    "SELECT x.id FROM v, LATERAL (SELECT d.revision_of AS id FROM document d WHERE "               \
    "d.document_id = v.id AND d.revision_of IS NOT NULL UNION ALL SELECT d.document_id FROM "      \
    "document d WHERE d.revision_of = v.id) x) "

enum { ROLE_NONE, ROLE_BEGIN, ROLE_SNAPSHOT, ROLE_END };

typedef struct {
    sayso_pg *c;
    sayso_pg_sql q;
    char name[12]; /* of the server's prepared statement */
    bool keep, prepared;
    uint8_t role;
    Oid type[SAYSO_PG_PARAMS];
    const char *value[SAYSO_PG_PARAMS];
    int length[SAYSO_PG_PARAMS], format[SAYSO_PG_PARAMS]; /* format 1: bytes as they are */
    char number[SAYSO_PG_PARAMS][32];
    char *owned[SAYSO_PG_PARAMS];
    PGresult *rows;
    int row, n_row;
    int n_bytes; /* of the row's only column of bytes */
} pg_stmt;

static sayso_pg *pg_of(const sayso_ledger *l)
{
    return l->db;
}

static pg_stmt *of(const sayso_stmt *s)
{
    return s->own;
}

/* What PostgreSQL says in other words than pg_dialect.h finds. */
static const char *own_sql(sayso_sql id)
{
    switch ((int)id) {
    case SAYSO_SQL_DOC_TEXT_ADD:
        return "INSERT INTO document_text VALUES (?1, ?2::tsvector || ?3::tsvector)";
    case SAYSO_SQL_DOC_TEXT_DROP: return "DELETE FROM document_text WHERE rowid = ?1";
    case SAYSO_SQL_CLAIM_TEXT_ADD: return "INSERT INTO claim_text VALUES (?1, ?2::tsvector)";
    case SAYSO_SQL_CLAIM_TEXT_DROP:
        return "DELETE FROM claim_text WHERE rowid IN (SELECT c.n FROM attribution t JOIN claim c "
               "USING (attribution_id) WHERE t.document_id = ?1)";
    case SAYSO_SQL_SNIPPETS_REPORT:
        return "SELECT n, headline, text FROM document WHERE n >= ?2 AND n <= ?3 AND n IN (SELECT "
               "CAST(value AS BIGINT) FROM json_each(?4))";
    case SAYSO_SQL_SNIPPETS_CLAIM:
        return "SELECT n, text FROM claim WHERE n >= ?2 AND n <= ?3 AND n IN (SELECT CAST(value AS "
               "BIGINT) FROM json_each(?4))";
    case SAYSO_SQL_FAMILY:
        return VERSIONS "SELECT d.document_id, d.report_id FROM v JOIN document d ON d.document_id "
                        "= v.id ORDER BY d.date_published IS NULL, d.date_published, d.n";
    case SAYSO_SQL_ONE_VERSIONS:
        return VERSIONS "SELECT m.report_id, m.publisher, " SAYSO_SQL_M_PUBLISHED
                        ", m.headline, m.group_id, "
                        "(SELECT report_id FROM document o WHERE o.document_id = m.revision_of) "
                        "FROM v JOIN document m ON m.document_id = v.id WHERE m.document_id <> ?1 "
                        "ORDER BY m.date_published IS NULL, m.date_published, m.n";
    default: return NULL;
    }
}

/* ---- errors, the connection -------------------------------------------------------------- */

static sayso_status fail(const sayso_ledger *l, int rc, sayso_error *err)
{
    const char *words = pg_of(l)->message;
    switch (rc) {
    case SAYSO_PG_MEMORY: return sayso__fail_memory(err);
    case SAYSO_PG_BUSY:
        return sayso__fail(err, SAYSO_EBUSY, 0, "ledger %s: another process is writing to it",
                           l->path);
    case SAYSO_PG_FULL:
        return sayso__fail(err, SAYSO_EIO, 0, "ledger %s: no room left on the server's disk",
                           l->path);
    case SAYSO_PG_CANCELLED: return sayso__fail(err, SAYSO_ELIMIT, 0, "the question took too long");
    case SAYSO_PG_LOST:
    case SAYSO_PG_DENIED: return sayso__fail(err, SAYSO_EIO, 0, "ledger %s: %s", l->path, words);
    default: return sayso__fail(err, SAYSO_ELEDGER, 0, "ledger %s: %s", l->path, words);
    }
}

static int exec(sayso_ledger *l, const char *sql)
{
    return sayso__pg_exec(pg_of(l), sql, NULL);
}

static void wait(sayso_ledger *l, uint32_t wait_ms)
{
    char sql[60];
    snprintf(sql, sizeof sql, "SET lock_timeout = %u", wait_ms);
    exec(l, sql); /* a connection that is lost is told by what comes next */
}

static void interrupt(sayso_ledger *l)
{
    char words[256];
    pg_of(l)->q.cancel(pg_of(l)->cancel, words, sizeof words);
}

/* The transactions that are seen: it changes with each that ends, here or elsewhere on the server.
 */
static sayso_status change(sayso_ledger *l, int64_t *out, sayso_error *err)
{
    return sayso__sql_number(l, "SELECT hashtextextended(pg_current_snapshot()::text, 0)", out,
                             err);
}

static bool in_transaction(const sayso_ledger *l)
{
    return pg_of(l)->in_transaction;
}

/* ---- tables ------------------------------------------------------------------------------ */

static sayso_status exec_schema(sayso_ledger *l, const char *sql, sayso_error *err)
{
    char *text = sayso__pg_schema(sql);
    sayso_status status = text ? sayso__sql_exec(l, text, err) : sayso__fail_memory(err);
    free(text);
    return status;
}

static sayso_status find_meta(sayso_ledger *l, bool *found, sayso_error *err)
{
    int64_t n;
    SAYSO_TRY(sayso__sql_number(
        l, "SELECT count(*) FROM pg_tables WHERE schemaname = 'sayso' AND tablename = 'meta'", &n,
        err));
    *found = n;
    return SAYSO_OK;
}

static sayso_status create_in_batch(sayso_ledger *l, sayso_error *err)
{
    bool found;
    char schema[16];
    SAYSO_TRY(find_meta(l, &found, err));
    if (found)
        return SAYSO_OK; /* another process was faster */
    SAYSO_TRY(sayso__sql_exec(l, "CREATE SCHEMA IF NOT EXISTS sayso", err));
    SAYSO_TRY(sayso__sql_exec(l, postgres_sql, err));
    SAYSO_TRY(exec_schema(l, schema_sql, err));
    SAYSO_TRY(exec_schema(l, views_sql, err));
    SAYSO_TRY(sayso__code_map_fill(l, err));
    snprintf(schema, sizeof schema, "%d", SAYSO_LEDGER_SCHEMA);
    SAYSO_TRY(sayso__sql_run(l, SAYSO_SQL_META_SET, err, "zz", "schema", schema));
    SAYSO_TRY(sayso__sql_run(l, SAYSO_SQL_META_SET, err, "zz", "program", l->program));
    return sayso__sql_run(l, SAYSO_SQL_META_SET, err, "zz", "model_sha256", l->model_sha256);
}

/* A step within one batch: all of it, or nothing. */
static sayso_status whole(sayso_ledger *l, sayso_status (*step)(sayso_ledger *, sayso_error *),
                          sayso_error *err)
{
    sayso_error ignored;
    SAYSO_TRY(sayso__sql_run(l, SAYSO_SQL_BEGIN, err, ""));
    sayso_status status = step(l, err);
    if (status == SAYSO_OK)
        return sayso__sql_run(l, SAYSO_SQL_COMMIT, err, "");
    if (sayso__sql_run(l, SAYSO_SQL_ROLLBACK, &ignored, "") != SAYSO_OK)
        return status; /* the connection is lost: the server rolls back */
    return status;
}

/* Layout 7 knew no section and tags, 8 no other names by report. */
static sayso_status upgrade(sayso_ledger *l, sayso_error *err)
{
    char schema[16];
    snprintf(schema, sizeof schema, "%d", SAYSO_LEDGER_SCHEMA);
    SAYSO_TRY(sayso__sql_exec(l,
                              "ALTER TABLE document ADD COLUMN IF NOT EXISTS section TEXT,"
                              " ADD COLUMN IF NOT EXISTS tags TEXT; DROP VIEW IF EXISTS reports",
                              err));
    SAYSO_TRY(exec_schema(l, views_sql, err));
    SAYSO_TRY(sayso__sql_exec(l, SAYSO_SQL_LAYOUT_9("string_agg(alias, chr(10))"), err));
    return sayso__sql_run(l, SAYSO_SQL_META_SET, err, "zz", "schema", schema);
}

static sayso_status check_layout(sayso_ledger *l, bool only_read, sayso_error *err)
{
    int64_t layout;
    SAYSO_TRY(sayso__sql_number(l, "SELECT value FROM meta WHERE key = 'schema'", &layout, err));
    if (layout == SAYSO_LEDGER_SCHEMA)
        return SAYSO_OK;
    if ((layout == 7 || layout == 8) && !only_read)
        return whole(l, upgrade, err);
    return sayso__fail(err, SAYSO_ELEDGER, 0,
                       "ledger %s has layout %lld; sayso %s reads layout %d of PostgreSQL", l->path,
                       (long long)layout, l->program, SAYSO_LEDGER_SCHEMA);
}

/* No compiling of queries: they are short. A commit does not wait for the server's disk, as in
 * SQLite's file: what a crash of the server loses is whole batches. */
static sayso_status configure(sayso_ledger *l, bool only_read, sayso_error *err)
{
    SAYSO_TRY(sayso__sql_exec(l,
                              "SET search_path = sayso; SET jit = off; SET synchronous_commit = "
                              "off; SET standard_conforming_strings = on; SET DateStyle = ISO; SET "
                              "bytea_output = hex",
                              err));
    if (only_read)
        SAYSO_TRY(sayso__sql_exec(l, "SET default_transaction_read_only = on", err));
    wait(l, l->wait_ms);
    return SAYSO_OK;
}

static sayso_status open(sayso_ledger *l, const char *path, const sayso_ledger_options *o,
                         sayso_error *err)
{
    bool found;
    sayso_pg *c = calloc(1, sizeof *c);
    if (!c)
        return sayso__fail_memory(err);
    l->db = c;
    SAYSO_TRY(sayso__pg_connect(c, path, l->path, err));
    SAYSO_TRY(configure(l, o->only_read, err));
    SAYSO_TRY(find_meta(l, &found, err));
    if (!found && o->must_exist)
        return sayso__fail(err, SAYSO_EIO, 0, "%s: no ledger there; sayso read makes one", l->path);
    if (!found)
        SAYSO_TRY(whole(l, create_in_batch, err));
    return check_layout(l, o->only_read, err);
}

static void close(sayso_ledger *l)
{
    sayso__pg_disconnect(pg_of(l));
    free(l->db);
}

/* ---- statements: values ------------------------------------------------------------------ */

static Oid type_of(char letter)
{
    switch (letter) {
    case 'i':
    case 'o': return OID_INT8;
    case 'f': return OID_FLOAT8;
    case 'b': return OID_BYTEA;
    default: return OID_TEXT;
    }
}

static int prepare(sayso_ledger *l, const char *sql, const char *format, bool keep, sayso_stmt *s)
{
    pg_stmt *p = calloc(1, sizeof *p);
    if (!p || !sayso__pg_query(sql, &p->q) || strlen(format) > SAYSO_PG_PARAMS) {
        free(p);
        return SAYSO_PG_MEMORY;
    }
    s->own = p;
    p->c = pg_of(l);
    p->keep = keep;
    for (uint32_t i = 0; format[i]; i++)
        p->type[i] = type_of(format[i]);
    for (uint32_t i = 0; i < p->q.n_param; i++)
        if (p->q.name[i][0])
            p->type[i] = strcmp(p->q.name[i], ":limit") == 0 || strcmp(p->q.name[i], ":offset") == 0
                             ? OID_INT8
                             : OID_TEXT;
    if (strlen(format) > p->q.n_param)
        p->q.n_param = (uint32_t)strlen(format);
    p->role = strcmp(sql, "BEGIN IMMEDIATE") == 0                          ? ROLE_BEGIN
              : strcmp(sql, "BEGIN") == 0                                  ? ROLE_SNAPSHOT
              : strcmp(sql, "COMMIT") == 0 || strcmp(sql, "ROLLBACK") == 0 ? ROLE_END
                                                                           : ROLE_NONE;
    if (keep)
        snprintf(p->name, sizeof p->name, "s%u", p->c->n_name++);
    return SAYSO_SQL_OK;
}

static int bind(sayso_stmt *s, int at, const char *value, size_t n, int format)
{
    pg_stmt *p = of(s);
    if (at < 1 || at > SAYSO_PG_PARAMS)
        return SAYSO_PG_MEMORY;
    p->value[at - 1] = value;
    p->length[at - 1] = (int)n;
    p->format[at - 1] = format;
    return SAYSO_SQL_OK;
}

static int bind_null(sayso_stmt *s, int at)
{
    return bind(s, at, NULL, 0, 0);
}

static int bind_int(sayso_stmt *s, int at, int64_t v)
{
    char *text = of(s)->number[(at - 1) % SAYSO_PG_PARAMS];
    snprintf(text, sizeof of(s)->number[0], "%lld", (long long)v);
    return bind(s, at, text, 0, 0);
}

static int bind_real(sayso_stmt *s, int at, double v)
{
    char *text = of(s)->number[(at - 1) % SAYSO_PG_PARAMS];
    snprintf(text, sizeof of(s)->number[0], "%.17g", v);
    return bind(s, at, text, 0, 0);
}

/* A copy that the statement frees. */
static int bind_copy(sayso_stmt *s, int at, const char *text, size_t n, int format)
{
    pg_stmt *p = of(s);
    if (at < 1 || at > SAYSO_PG_PARAMS)
        return SAYSO_PG_MEMORY;
    char *copy = malloc(n + 1);
    free(p->owned[at - 1]);
    p->owned[at - 1] = copy;
    if (!copy)
        return SAYSO_PG_MEMORY;
    memcpy(copy, text, n);
    copy[n] = 0;
    return bind(s, at, copy, n, format);
}

/* PostgreSQL's text holds no NUL and only sound UTF-8; a path may be neither: '?' for such bytes.
 */
static int bind_repaired(sayso_stmt *s, int at, sayso_str v)
{
    int rc = bind_copy(s, at, v.p, v.n, 1);
    char *p = of(s)->owned[at - 1];
    for (size_t i = 0; rc == SAYSO_SQL_OK && i < v.n;) {
        uint32_t cp, step = sayso__utf8_decode(p + i, v.n - i, &cp);
        bool good = p[i] && step && sayso__utf8_check(p + i, step) == step;
        if (!good)
            p[i] = '?';
        i += good ? step : 1;
    }
    return rc;
}

static int bind_text(sayso_stmt *s, int at, sayso_str v, bool copy)
{
    if (memchr(v.p, 0, v.n) || sayso__utf8_check(v.p, v.n) != v.n)
        return bind_repaired(s, at, v);
    /* a type that the server finds out may be other than text, and is read as text then */
    int format = of(s)->type[(at - 1) % SAYSO_PG_PARAMS] == OID_TEXT;
    if (copy || !format)
        return bind_copy(s, at, v.p, v.n, format);
    return bind(s, at, v.p, v.n, 1);
}

static int bind_bytes(sayso_stmt *s, int at, sayso_str v)
{
    return bind(s, at, v.p ? v.p : "", v.n, 1);
}

static int bind_words(sayso_stmt *s, int at, sayso_str v)
{
    sayso_sink k;
    sayso__sink_memory(&k);
    sayso__pg_vector(v, &k);
    int rc = k.failed ? SAYSO_PG_MEMORY : bind_copy(s, at, k.n ? k.buf : "", k.n, 1);
    sayso__sink_free(&k);
    return rc;
}

static int bind_row(sayso_stmt *s, const sayso_stmt *row)
{
    const pg_stmt *r = of(row);
    int n = r->c->q.nfields(r->rows), rc = SAYSO_SQL_OK;
    for (int i = 0; i < n && rc == SAYSO_SQL_OK; i++)
        rc = bind(s, i + 1,
                  r->c->q.getisnull(r->rows, r->row, i) ? NULL
                                                        : r->c->q.getvalue(r->rows, r->row, i),
                  0, 0);
    return rc;
}

static int place_of(sayso_stmt *s, const char *name)
{
    const pg_stmt *p = of(s);
    for (uint32_t i = 0; i < p->q.n_param; i++)
        if (strcmp(p->q.name[i], name) == 0)
            return (int)i + 1;
    return 0;
}

/* ---- statements: running ----------------------------------------------------------------- */

/* Sends the statement; one that is run once goes unnamed. */
static int send(pg_stmt *p)
{
    sayso_pg *c = p->c;
    int n = (int)p->q.n_param, rc = 0;
    if (p->keep ? !p->prepared : c->unnamed != p) {
        rc = sayso__pg_queue(c, c->q.sendPrepare(c->conn, p->name, p->q.sql, n, p->type));
        p->prepared = true;
        if (!p->keep)
            c->unnamed = p;
    }
    if (!rc)
        rc = sayso__pg_queue(c, c->q.sendQueryPrepared(c->conn, p->name, n, p->value, p->length,
                                                       p->format, 0));
    return rc;
}

static int plain(sayso_pg *c, const char *sql)
{
    c->unnamed = NULL;
    return sayso__pg_queue(c, c->q.sendQueryParams(c->conn, sql, 0, NULL, NULL, NULL, NULL, 0));
}

/* A transaction that cannot have the lock is over at once. */
static int begin(sayso_pg *c, bool lock)
{
    int rc = sayso__pg_drain(c, NULL);
    if (!rc)
        rc = plain(c, lock ? "BEGIN ISOLATION LEVEL READ COMMITTED"
                           : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    if (!rc && lock)
        rc = plain(c, LOCK_SQL);
    if (!rc)
        rc = sayso__pg_drain(c, NULL);
    c->in_transaction = !rc;
    if (rc && plain(c, "ROLLBACK") == 0) {
        char words[sizeof c->message];
        memcpy(words, c->message, sizeof words);
        sayso__pg_drain(c, NULL);
        memcpy(c->message, words, sizeof words);
    }
    return rc;
}

/* What is still queued decides whether a commit is one. */
static int end(pg_stmt *p)
{
    sayso_pg *c = p->c;
    bool commit = strcmp(p->q.sql, "COMMIT") == 0;
    int rc = sayso__pg_drain(c, NULL);
    if (rc && commit)
        return rc;
    rc = plain(c, p->q.sql);
    if (!rc)
        rc = sayso__pg_drain(c, NULL);
    c->in_transaction = commit && rc;
    return rc;
}

static int run(sayso_stmt *s)
{
    pg_stmt *p = of(s);
    int rc;
    if (p->role == ROLE_END)
        rc = end(p);
    else if (p->role != ROLE_NONE)
        rc = begin(p->c, p->role == ROLE_BEGIN);
    else
        rc = send(p);
    if (!rc && (!p->c->in_transaction || p->c->queued >= QUEUED_MOST))
        rc = sayso__pg_drain(p->c, NULL);
    return rc ? rc : SAYSO_DONE;
}

/* json_agg puts white space between its items; outside of strings it means nothing. */
static void pack_json(char *p)
{
    char *out = p;
    bool string = false;
    for (; *p; p++) {
        if (string || !sayso__is_space(*p))
            *out++ = *p;
        if (*p == '"')
            string = !string;
        else if (*p == '\\' && string && p[1])
            *out++ = *++p;
    }
    *out = 0;
}

/* Bytes and JSON of the row at hand as SQLite gives them: in libpq's own memory, each row once. */
static void settle_row(pg_stmt *p)
{
    int n = p->c->q.nfields(p->rows);
    for (int i = 0; i < n; i++) {
        Oid type = p->c->q.ftype(p->rows, i);
        if (p->c->q.getisnull(p->rows, p->row, i))
            continue;
        if (type == OID_BYTEA)
            p->n_bytes = sayso__pg_from_hex(p->c->q.getvalue(p->rows, p->row, i),
                                            p->c->q.getlength(p->rows, p->row, i));
        else if (type == OID_JSON)
            pack_json(p->c->q.getvalue(p->rows, p->row, i));
    }
}

static int step(sayso_stmt *s)
{
    pg_stmt *p = of(s);
    if (p->role != ROLE_NONE)
        return run(s);
    if (!p->rows) {
        int rc = send(p);
        if (!rc)
            rc = sayso__pg_drain(p->c, &p->rows);
        if (rc)
            return rc;
        p->row = -1;
        p->n_row = p->rows ? p->c->q.ntuples(p->rows) : 0;
    }
    if (++p->row >= p->n_row)
        return SAYSO_DONE;
    settle_row(p);
    return SAYSO_ROW;
}

static void reset(sayso_stmt *s)
{
    pg_stmt *p = of(s);
    if (p->rows)
        p->c->q.clear(p->rows);
    p->rows = NULL;
}

static void finish(sayso_stmt *s)
{
    pg_stmt *p = of(s);
    reset(s);
    if (p->c->unnamed == p)
        p->c->unnamed = NULL;
    for (uint32_t i = 0; i < SAYSO_PG_PARAMS; i++)
        free(p->owned[i]);
    free(p->q.sql);
    free(p);
}

static int64_t changes(const sayso_ledger *l)
{
    sayso_pg *c = pg_of(l);
    if (c->queued && sayso__pg_drain(c, NULL))
        return 0; /* a transaction that has failed fails again */
    return c->changes;
}

static int64_t last_row(const sayso_ledger *l)
{
    PGresult *r;
    sayso_pg *c = pg_of(l);
    if (sayso__pg_exec(c, "SELECT lastval()", &r) || !r)
        return 0;
    int64_t n = strtoll(c->q.getvalue(r, 0, 0), NULL, 10);
    c->q.clear(r);
    return n;
}

/* ---- columns ----------------------------------------------------------------------------- */

static int columns(const sayso_stmt *s)
{
    return of(s)->c->q.nfields(of(s)->rows);
}

static bool null(const sayso_stmt *s, int column)
{
    return of(s)->c->q.getisnull(of(s)->rows, of(s)->row, column);
}

static bool is_number(const sayso_stmt *s, int column)
{
    if (null(s, column))
        return false;
    switch (of(s)->c->q.ftype(of(s)->rows, column)) {
    case OID_BOOL:
    case OID_INT8:
    case OID_INT2:
    case OID_INT4:
    case OID_FLOAT4:
    case OID_FLOAT8:
    case OID_NUMERIC: return true;
    default: return false;
    }
}

static sayso_str text(const sayso_stmt *s, int column)
{
    const pg_stmt *p = of(s);
    if (null(s, column))
        return (sayso_str){NULL, 0};
    const char *v = p->c->q.getvalue(p->rows, p->row, column);
    if (p->c->q.ftype(p->rows, column) == OID_BOOL)
        v = *v == 't' ? "1" : "0";
    return sayso__str_z(v);
}

static int64_t integer(const sayso_stmt *s, int column)
{
    sayso_str v = text(s, column);
    return v.p ? strtoll(v.p, NULL, 10) : 0;
}

static double real(const sayso_stmt *s, int column)
{
    sayso_str v = text(s, column);
    return v.p ? strtod(v.p, NULL) : 0;
}

static sayso_str bytes(const sayso_stmt *s, int column)
{
    const pg_stmt *p = of(s);
    if (null(s, column))
        return (sayso_str){NULL, 0};
    return sayso__str(p->c->q.getvalue(p->rows, p->row, column), (size_t)p->n_bytes);
}

/* ---- full text --------------------------------------------------------------------------- */

static const char *snippet(const sayso_stmt *s, const char *words, sayso_arena *a)
{
    sayso_str part[2];
    int n = columns(s) < 3 ? columns(s) - 1 : 2;
    for (int i = 0; i < n; i++)
        part[i] = text(s, i + 1);
    return sayso__pg_snippet(words, part, (uint32_t)n, n == 2 ? 24 : 32, a);
}

/* ---- all of it --------------------------------------------------------------------------- */

/* The server looks after its own files. */
static sayso_status check(sayso_ledger *l, sayso_error *err)
{
    return check_layout(l, true, err);
}

static sayso_status copy(sayso_ledger *l, const char *path, sayso_error *err)
{
    sayso_ledger *to;
    const sayso_ledger_options options = {.program = l->program, .model_sha256 = l->model_sha256};
    SAYSO_TRY(sayso__ledger_open(path, &options, &to, err));
    sayso_status status = sayso__pg_copy(l, to, err);
    sayso__ledger_close(to);
    if (status != SAYSO_OK)
        remove(path);
    return status;
}

/* Tables and their indexes written anew. */
static const char *const erase[] =
    {"VACUUM (FULL) document, original, document_text, claim, claim_text, proposition, span, "
     "actor, actor_alias, report_actor, incident, incident_role, dyad, figure, event, correction, "
     "syndication_group, timex, attribution, refusal, survey",
     NULL};

const sayso_sql_driver sayso__sql_postgres = {
    .own_sql = own_sql,
    .open = open,
    .close = close,
    .fail = fail,
    .wait = wait,
    .interrupt = interrupt,
    .change = change,
    .in_transaction = in_transaction,
    .exec = exec,
    .prepare = prepare,
    .bind_null = bind_null,
    .bind_int = bind_int,
    .bind_real = bind_real,
    .bind_text = bind_text,
    .bind_bytes = bind_bytes,
    .bind_words = bind_words,
    .bind_row = bind_row,
    .place_of = place_of,
    .step = step,
    .run = run,
    .reset = reset,
    .finish = finish,
    .changes = changes,
    .last_row = last_row,
    .columns = columns,
    .null = null,
    .is_number = is_number,
    .integer = integer,
    .real = real,
    .text = text,
    .bytes = bytes,
    .query = sayso__pg_tsquery,
    .batch = 1,
    .snippet = snippet,
    .check = check,
    .copy = copy,
    .erase = erase,
};
#else
#include "base/fail.h"
#include "ledger/sql_driver.h"

static sayso_status open(sayso_ledger *l, const char *path, const sayso_ledger_options *o,
                         sayso_error *err)
{
    (void)path, (void)o;
    return sayso__fail(err, SAYSO_EUSE, 0, "ledger %s: this sayso was built without PostgreSQL",
                       l->path);
}

const sayso_sql_driver sayso__sql_postgres = {.open = open};
#endif
