/* sql_sqlite.c -- a ledger as a SQLite file: opening, creating, upgrading; statements.  Layer:
 * ledger.
 *
 * The file says what it is by SQLite's application id and user version. It is created inside one
 * transaction, so that a process that dies meanwhile leaves an empty file, which the next one
 * fills. WAL with synchronous=NORMAL: a killed process loses only its open batch. */
#include <sqlite3.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/sink.h"
#include "base/str.h"
#include "ledger/sql_bulk.h"
#include "ledger/sql_driver.h"
#include "schema_sql.h"
#include "views_sql.h"

#define APPLICATION_ID 0x5361794f /* "SayO" */
#define WAIT_STEP      50

static sqlite3 *db_of(const sayso_ledger *l)
{
    return l->db;
}

static sqlite3_stmt *of(const sayso_stmt *s)
{
    return s->own;
}

static sayso_status fail(const sayso_ledger *l, int rc, sayso_error *err)
{
    const char *words = l->db ? sqlite3_errmsg(db_of(l)) : sqlite3_errstr(rc);
    switch (rc & 0xff) {
    case SQLITE_NOMEM: return sayso__fail_memory(err);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return sayso__fail(err, SAYSO_EBUSY, 0, "ledger %s: another process is writing to it",
                           l->path);
    case SQLITE_FULL:
        return sayso__fail(err, SAYSO_EIO, 0, "ledger %s: no room left on the disk", l->path);
    case SQLITE_CANTOPEN:
        return sayso__fail(
            err, SAYSO_EIO, 0,
            "ledger %s: cannot be opened: no such folder, or no file that may be read "
            "and written",
            l->path);
    case SQLITE_READONLY:
        return sayso__fail(err, SAYSO_EIO, 0, "ledger %s: may be read, but not written", l->path);
    case SQLITE_IOERR:
    case SQLITE_PERM:
    case SQLITE_AUTH: return sayso__fail(err, SAYSO_EIO, 0, "ledger %s: %s", l->path, words);
    case SQLITE_CORRUPT:
        return sayso__fail(err, SAYSO_ELEDGER, 0, "ledger %s: the file is damaged (%s)", l->path,
                           words);
    case SQLITE_INTERRUPT: return sayso__fail(err, SAYSO_ELIMIT, 0, "the question took too long");
    case SQLITE_NOTADB: return sayso__fail(err, SAYSO_ELEDGER, 0, "%s: not a ledger", l->path);
    default: return sayso__fail(err, SAYSO_ELEDGER, 0, "ledger %s: %s", l->path, words);
    }
}

/* Switching to WAL takes a lock for which SQLite does not always call its busy handler. */
static sayso_status set_wal(sayso_ledger *l, sayso_error *err)
{
    for (uint32_t waited = 0;; waited += WAIT_STEP) {
        int rc = sqlite3_exec(db_of(l), "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
        if (rc == SQLITE_OK)
            return SAYSO_OK;
        if ((rc & 0xff) != SQLITE_BUSY || waited >= l->wait_ms)
            return sayso__sql_fail(l, rc, err);
        sqlite3_sleep(WAIT_STEP);
    }
}

/* Words are kept back until they fill this many bytes (or the batch ends): full-text search merges
 * its segments again and again, and the fewer come in the less there is to merge. */
static const char full_text[] =
    "INSERT INTO document_text (document_text, rank) VALUES ('hashsize', "
    "16777216); INSERT INTO claim_text (claim_text, rank) VALUES "
    "('hashsize', 16777216)";

static sayso_status create_in_batch(sayso_ledger *l, sayso_error *err)
{
    int64_t id;
    SAYSO_TRY(sayso__sql_number(l, "PRAGMA application_id", &id, err));
    if (id == APPLICATION_ID)
        return SAYSO_OK; /* another process was faster */
    SAYSO_TRY(sayso__sql_exec(l, schema_sql, err));
    SAYSO_TRY(sayso__sql_exec(l, views_sql, err));
    SAYSO_TRY(sayso__code_map_fill(l, err));
    SAYSO_TRY(sayso__sql_exec(l, full_text, err));
    char head[80];
    snprintf(head, sizeof head, "PRAGMA application_id = %d; PRAGMA user_version = %d",
             APPLICATION_ID, SAYSO_LEDGER_SCHEMA);
    SAYSO_TRY(sayso__sql_exec(l, head, err));
    char schema[16];
    snprintf(schema, sizeof schema, "%d", SAYSO_LEDGER_SCHEMA);
    SAYSO_TRY(sayso__sql_run(l, SAYSO_SQL_META_SET, err, "zz", "schema", schema));
    SAYSO_TRY(sayso__sql_run(l, SAYSO_SQL_META_SET, err, "zz", "program", l->program));
    return sayso__sql_run(l, SAYSO_SQL_META_SET, err, "zz", "model_sha256", l->model_sha256);
}

static sayso_status create(sayso_ledger *l, sayso_error *err)
{
    SAYSO_TRY(set_wal(l, err));
    SAYSO_TRY(sayso__sql_exec(l, "BEGIN IMMEDIATE", err));
    sayso_status status = create_in_batch(l, err);
    if (status == SAYSO_OK)
        status = sayso__sql_exec(l, "COMMIT", err);
    if (status != SAYSO_OK)
        sqlite3_exec(db_of(l), "ROLLBACK", NULL, NULL, NULL);
    return status;
}

static sayso_status refuse_newer(sayso_ledger *l, int64_t version, sayso_error *err)
{
    sayso_stmt *s;
    const char *writer = "another version";
    sayso_str found = {NULL, 0};
    if (sayso__sql_prepare(l, "SELECT value FROM meta WHERE key = 'program'", &s, err, "") ==
        SAYSO_OK) {
        if (sayso__sql_next(s) == SAYSO_ROW)
            found = sayso__sql_str(s, 0);
        if (found.p)
            writer = found.p;
    } else {
        s = NULL;
    }
    sayso_status status = sayso__fail(
        err, SAYSO_ELEDGER, 0,
        "ledger %s has layout %lld (written by sayso %s); sayso %s reads layouts up to %d", l->path,
        (long long)version, writer, l->program, SAYSO_LEDGER_SCHEMA);
    sayso__sql_finish(s);
    return status;
}

/* Indexes that the schema has and the file has not. */
static sayso_status add_indexes(sayso_ledger *l, sayso_error *err)
{
    static const char begin[] = "CREATE INDEX ";
    for (const char *p = schema_sql; (p = strstr(p, begin));) {
        char sql[1024];
        p += sizeof begin - 1;
        snprintf(sql, sizeof sql, "CREATE INDEX IF NOT EXISTS %.*s", (int)strcspn(p, ";"), p);
        SAYSO_TRY(sayso__sql_exec(l, sql, err));
    }
    return SAYSO_OK;
}

/* A table of the schema that the file has not. */
static sayso_status add_table(sayso_ledger *l, const char *name, sayso_error *err)
{
    char begin[64], sql[1024];
    snprintf(begin, sizeof begin, "CREATE TABLE %s (", name);
    const char *p = strstr(schema_sql, begin);
    snprintf(sql, sizeof sql, "%.*s", p ? (int)strcspn(p, ";") : 0, p ? p : "");
    return sayso__sql_exec(l, sql, err);
}

static sayso_status add_codes(sayso_ledger *l, sayso_error *err)
{
    SAYSO_TRY(sayso__sql_exec(l, "ALTER TABLE incident ADD COLUMN status TEXT", err));
    SAYSO_TRY(add_table(l, "dyad", err));
    SAYSO_TRY(sayso__code_map_fill(l, err));
    return sayso__sql_exec(l, "DROP VIEW IF EXISTS incidents", err);
}

/* Layout 2 knew no coordinates of incidents, 3 no parameters of media types, 4 no views with plain
 * names, 5 no acts of one party toward another and no status of incidents; 6 had another index of
 * claims that do something, 7 no section and tags, 8 no other names by report. Another process may
 * have been faster. */
static sayso_status upgrade_in_batch(sayso_ledger *l, sayso_error *err)
{
    int64_t version;
    char done[120];
    SAYSO_TRY(sayso__sql_number(l, "PRAGMA user_version", &version, err));
    if (version == 2) {
        SAYSO_TRY(sayso__sql_exec(l, "ALTER TABLE incident ADD COLUMN latitude REAL", err));
        SAYSO_TRY(sayso__sql_exec(l, "ALTER TABLE incident ADD COLUMN longitude REAL", err));
    }
    if (version < 2 || version >= SAYSO_LEDGER_SCHEMA)
        return SAYSO_OK;
    if (version < 4)
        SAYSO_TRY(sayso__sql_exec(l, "ALTER TABLE document ADD COLUMN parameters TEXT", err));
    if (version < 6)
        SAYSO_TRY(add_codes(l, err));
    if (version < 8)
        SAYSO_TRY(sayso__sql_exec(
            l,
            "ALTER TABLE document ADD COLUMN section TEXT;"
            "ALTER TABLE document ADD COLUMN tags TEXT; DROP VIEW IF EXISTS reports",
            err));
    SAYSO_TRY(sayso__sql_exec(l, SAYSO_SQL_LAYOUT_9("group_concat(alias, char(10))"), err));
    SAYSO_TRY(sayso__sql_exec(l, "DROP INDEX IF EXISTS claim_does", err));
    SAYSO_TRY(add_indexes(l, err));
    SAYSO_TRY(sayso__sql_exec(l, full_text, err));
    SAYSO_TRY(sayso__sql_exec(l, views_sql, err));
    snprintf(done, sizeof done,
             "PRAGMA user_version = %d; UPDATE meta SET value = '%d' WHERE key = 'schema'",
             SAYSO_LEDGER_SCHEMA, SAYSO_LEDGER_SCHEMA);
    return sayso__sql_exec(l, done, err);
}

static sayso_status upgrade(sayso_ledger *l, sayso_error *err)
{
    SAYSO_TRY(sayso__sql_exec(l, "BEGIN IMMEDIATE", err));
    sayso_status status = upgrade_in_batch(l, err);
    if (status == SAYSO_OK)
        status = sayso__sql_exec(l, "COMMIT", err);
    if (status != SAYSO_OK)
        sqlite3_exec(db_of(l), "ROLLBACK", NULL, NULL, NULL);
    return status;
}

/* Is it a ledger of ours, an empty file to fill (not where one must exist), or something else? */
static sayso_status recognise(sayso_ledger *l, bool must_exist, sayso_error *err)
{
    int64_t id, version, n_table;
    SAYSO_TRY(sayso__sql_number(l, "PRAGMA application_id", &id, err));
    SAYSO_TRY(sayso__sql_number(l, "PRAGMA user_version", &version, err));
    SAYSO_TRY(sayso__sql_number(l, "SELECT count(*) FROM sqlite_schema", &n_table, err));
    if (id == 0 && version == 0 && n_table == 0 && must_exist)
        return sayso__fail(err, SAYSO_ELEDGER, 0, "%s: not a ledger, but an empty file", l->path);
    if (id == 0 && version == 0 && n_table == 0)
        return create(l, err);
    if (id != APPLICATION_ID)
        return sayso__fail(err, SAYSO_ELEDGER, 0, "%s: not a ledger, but another SQLite file",
                           l->path);
    if (version > SAYSO_LEDGER_SCHEMA)
        return refuse_newer(l, version, err);
    if (version < 1)
        return sayso__fail(err, SAYSO_ELEDGER, 0, "ledger %s: the file is damaged (layout %lld)",
                           l->path, (long long)version);
    return version < SAYSO_LEDGER_SCHEMA ? upgrade(l, err) : SAYSO_OK;
}

static sayso_status configure(sayso_ledger *l, bool only_read, sayso_error *err)
{
    sqlite3_extended_result_codes(db_of(l), 1);
    sqlite3_busy_timeout(db_of(l), (int)l->wait_ms);
    /* a file from elsewhere must not run functions of its own choice */
    sqlite3_db_config(db_of(l), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)NULL);
    sqlite3_db_config(db_of(l), SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)NULL);
    SAYSO_TRY(sayso__sql_exec(l,
                              only_read ? "PRAGMA query_only = ON; PRAGMA cache_size = -32768"
                                        : "PRAGMA cache_size = -524288",
                              err));
    return sayso__sql_exec(l,
                           "PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL;"
                           "PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON",
                           err);
}

/* Are there changes beside the file that it does not hold yet? */
static bool has_log(const char *path)
{
    sayso_arena a;
    struct stat st;
    sayso__arena_init(&a, 0);
    sayso_str log = sayso__arena_print(&a, "%s-wal", path);
    bool any = !log.p || (stat(log.p, &st) == 0 && st.st_size > 0);
    sayso__arena_free(&a);
    return any;
}

static sayso_status open_as(sayso_ledger *l, const char *path, int flags,
                            const sayso_ledger_options *o, sayso_error *err)
{
    sqlite3 *db = NULL;
    int rc = sqlite3_open_v2(path, &db, flags | SQLITE_OPEN_NOMUTEX, NULL);
    l->db = db;
    if (rc != SQLITE_OK)
        return fail(l, rc, err);
    SAYSO_TRY(configure(l, o->only_read, err));
    return recognise(l, o->must_exist, err);
}

/* A file in a place where nothing may be written (an archive, another's folder), read as it is:
 * SQLite wants to be told that nobody changes it, for it cannot put its locks beside it. */
static sayso_status open_frozen(sayso_ledger *l, const char *path, const sayso_ledger_options *o,
                                sayso_error *err)
{
    sayso_sink uri;
    sayso__sink_memory(&uri);
    sayso__sink_text(&uri, *path == '/' ? "file://" : "file:");
    for (const char *p = path; *p; p++)
        if (*p == '?' || *p == '#' || *p == '%')
            sayso__sink_print(&uri, "%%%02X", (unsigned)*p);
        else
            sayso__sink_char(&uri, *p);
    sayso__sink_put(&uri, "?immutable=1", sizeof "?immutable=1");
    sqlite3_close(db_of(l));
    l->db = NULL;
    sayso_status status = uri.failed
                              ? sayso__fail_memory(err)
                              : open_as(l, uri.buf, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, o, err);
    sayso__sink_free(&uri);
    return status;
}

static sayso_status open(sayso_ledger *l, const char *path, const sayso_ledger_options *o,
                         sayso_error *err)
{
    int create = o->must_exist ? 0 : SQLITE_OPEN_CREATE;
    sayso_status status = open_as(l, path, SQLITE_OPEN_READWRITE | create, o, err);
    if (status != SAYSO_EIO || !o->must_exist || has_log(path))
        return status;
    sayso_error first = err ? *err : (sayso_error){0};
    status = open_frozen(l, path, o, err);
    if (status == SAYSO_EIO && err)
        *err = first; /* it is not that */
    return status;
}

static void close(sayso_ledger *l)
{
    sayso__bulk_free(l);
    sqlite3_close(db_of(l));
}

static void wait(sayso_ledger *l, uint32_t wait_ms)
{
    sqlite3_busy_timeout(db_of(l), (int)wait_ms);
}

static void interrupt(sayso_ledger *l)
{
    sqlite3_interrupt(db_of(l));
}

static sayso_status change(sayso_ledger *l, int64_t *out, sayso_error *err)
{
    return sayso__sql_number(l, "PRAGMA data_version", out, err);
}

static bool in_transaction(const sayso_ledger *l)
{
    return !sqlite3_get_autocommit(db_of(l));
}

/* The whole path: the working folder may have changed. "" in memory. */
static const char *twin(const sayso_ledger *l)
{
    return sqlite3_db_filename(db_of(l), "main");
}

/* ---- statements -------------------------------------------------------------------------- */

static int exec(sayso_ledger *l, const char *sql)
{
    return sqlite3_exec(db_of(l), sql, NULL, NULL, NULL);
}

static int prepare(sayso_ledger *l, const char *sql, const char *format, bool keep, sayso_stmt *s)
{
    (void)format;
    sqlite3_stmt *made = NULL;
    int rc =
        sqlite3_prepare_v3(db_of(l), sql, -1, keep ? SQLITE_PREPARE_PERSISTENT : 0, &made, NULL);
    s->own = made;
    return rc;
}

static int bind_null(sayso_stmt *s, int at)
{
    return sqlite3_bind_null(of(s), at);
}

static int bind_int(sayso_stmt *s, int at, int64_t v)
{
    return sqlite3_bind_int64(of(s), at, v);
}

static int bind_real(sayso_stmt *s, int at, double v)
{
    return sqlite3_bind_double(of(s), at, v);
}

static int bind_text(sayso_stmt *s, int at, sayso_str v, bool copy)
{
    return sqlite3_bind_text(of(s), at, v.p, (int)v.n, copy ? SQLITE_TRANSIENT : SQLITE_STATIC);
}

static int bind_bytes(sayso_stmt *s, int at, sayso_str v)
{
    return sqlite3_bind_blob(of(s), at, v.p, (int)v.n, SQLITE_STATIC);
}

static int bind_words(sayso_stmt *s, int at, sayso_str v)
{
    return v.p ? bind_text(s, at, v, false) : bind_null(s, at);
}

static int bind_row(sayso_stmt *s, const sayso_stmt *row)
{
    int rc = SQLITE_OK, n = sqlite3_column_count(of(row));
    for (int i = 0; i < n && rc == SQLITE_OK; i++)
        rc = sqlite3_bind_value(of(s), i + 1, sqlite3_column_value(of(row), i));
    return rc;
}

static int place_of(sayso_stmt *s, const char *name)
{
    return sqlite3_bind_parameter_index(of(s), name);
}

static int step(sayso_stmt *s)
{
    return sqlite3_step(of(s)); /* SAYSO_ROW and SAYSO_DONE are SQLite's own numbers */
}

static int run(sayso_stmt *s)
{
    int rc;
    while ((rc = sqlite3_step(of(s))) == SQLITE_ROW)
        ;
    return rc;
}

static void reset(sayso_stmt *s)
{
    sqlite3_reset(of(s));
}

static void finish(sayso_stmt *s)
{
    sqlite3_finalize(of(s));
}

static int64_t changes(const sayso_ledger *l)
{
    return sqlite3_changes(db_of(l));
}

static int64_t last_row(const sayso_ledger *l)
{
    return sqlite3_last_insert_rowid(db_of(l));
}

/* ---- columns ----------------------------------------------------------------------------- */

static int columns(const sayso_stmt *s)
{
    return sqlite3_column_count(of(s));
}

static bool null(const sayso_stmt *s, int column)
{
    return sqlite3_column_type(of(s), column) == SQLITE_NULL;
}

static bool is_number(const sayso_stmt *s, int column)
{
    int type = sqlite3_column_type(of(s), column);
    return type == SQLITE_INTEGER || type == SQLITE_FLOAT;
}

static int64_t integer(const sayso_stmt *s, int column)
{
    return sqlite3_column_int64(of(s), column);
}

static double real(const sayso_stmt *s, int column)
{
    return sqlite3_column_double(of(s), column);
}

static sayso_str text(const sayso_stmt *s, int column)
{
    const unsigned char *p = sqlite3_column_text(of(s), column);
    return sayso__str((const char *)p, p ? (size_t)sqlite3_column_bytes(of(s), column) : 0);
}

static sayso_str bytes(const sayso_stmt *s, int column)
{
    const char *p = sqlite3_column_blob(of(s), column);
    return sayso__str(p, p ? (size_t)sqlite3_column_bytes(of(s), column) : 0);
}

/* Each word quoted, so that no character of it is an operator. */
static sayso_str query(const char *words, bool phrase, sayso_arena *a)
{
    sayso_sink s;
    sayso__sink_memory(&s);
    bool open = phrase;
    if (phrase)
        sayso__sink_char(&s, '"');
    for (const char *p = words; *p; p++) {
        bool space = !phrase && sayso__is_space(*p);
        if (space == open) {
            sayso__sink_text(&s, space ? "\" " : "\"");
            open = !open;
        }
        if (!space)
            sayso__sink_text(&s, *p == '"' ? "\"\"" : (const char[]){*p, 0});
    }
    if (open)
        sayso__sink_char(&s, '"');
    char *text = s.failed ? NULL : sayso__arena_copy(a, s.n ? s.buf : "", s.n);
    sayso_str out = {text, text ? (uint32_t)s.n : 0};
    sayso__sink_free(&s);
    return out;
}

/* ---- the file as a whole ----------------------------------------------------------------- */

static sayso_status check(sayso_ledger *l, sayso_error *err)
{
    sayso_stmt *s;
    SAYSO_TRY(sayso__sql_prepare(l, "PRAGMA quick_check(1)", &s, err, ""));
    int rc = sayso__sql_next(s);
    sayso_status status = SAYSO_OK;
    if (rc != SAYSO_ROW)
        status = sayso__sql_fail(l, rc, err);
    else if (!sayso__str_is(sayso__sql_str(s, 0), "ok"))
        status = sayso__fail(err, SAYSO_ELEDGER, 0, "ledger %s: the file is damaged (%.100s)",
                             l->path, sayso__sql_str(s, 0).p);
    sayso__sql_finish(s);
    SAYSO_TRY(status);
    SAYSO_TRY(sayso__sql_prepare(l, "PRAGMA foreign_key_check", &s, err, ""));
    rc = sayso__sql_next(s); /* columns: table, row, the one referred to, number of the key */
    if (rc == SAYSO_ROW)
        status = sayso__fail(err, SAYSO_ELEDGER, 0,
                             "ledger %s: the file is damaged (a row of %.60s that %.60s refers to "
                             "is missing)",
                             l->path, sayso__sql_str(s, 2).p, sayso__sql_str(s, 0).p);
    else if (rc != SAYSO_DONE)
        status = sayso__sql_fail(l, rc, err);
    sayso__sql_finish(s);
    return status;
}

static sayso_status copy(sayso_ledger *l, const char *path, sayso_error *err)
{
    sayso_stmt *s;
    SAYSO_TRY(sayso__sql_prepare(l, "VACUUM INTO ?1", &s, err, "z", path));
    int rc = sayso__sql_next(s);
    sayso__sql_finish(s);
    if (rc == SAYSO_DONE)
        return SAYSO_OK;
    remove(path);
    return sayso__fail(err, SAYSO_EIO, 0, "cannot write %.160s: %s", path, sqlite3_errstr(rc));
}

static const char *const erase[] = {"INSERT INTO document_text (document_text) VALUES ('optimize')",
                                    "INSERT INTO claim_text (claim_text) VALUES ('optimize')",
                                    "PRAGMA temp_store = FILE",
                                    "VACUUM",
                                    "PRAGMA wal_checkpoint(TRUNCATE)",
                                    "PRAGMA temp_store = MEMORY",
                                    NULL};

_Static_assert(SAYSO_ROW == SQLITE_ROW && SAYSO_DONE == SQLITE_DONE && SAYSO_SQL_OK == SQLITE_OK,
               "SQLite's numbers");

const sayso_sql_driver sayso__sql_sqlite = {
    .open = open,
    .close = close,
    .fail = fail,
    .wait = wait,
    .interrupt = interrupt,
    .change = change,
    .in_transaction = in_transaction,
    .twin = twin,
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
    .later = sayso__bulk_later,
    .flush = sayso__bulk_flush,
    .drop = sayso__bulk_drop,
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
    .query = query,
    .batch = UINT32_MAX,
    .check = check,
    .copy = copy,
    .loose = "PRAGMA foreign_keys = OFF",
    .tight = "PRAGMA foreign_keys = ON",
    .erase_begin = "PRAGMA secure_delete = ON",
    .erase = erase,
};
