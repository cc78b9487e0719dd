/* ledger_open.c -- opening, creating and closing a ledger; batches.  Layer: ledger.
 *
 * The file says what it is by SQLite's application id and user version. It is created inside one
 * transaction, so that a process that dies meanwhile leaves an empty file, which the next one
 * fills. WAL with synchronous=NORMAL: a killed process loses only its open batch. */
#include <stdio.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/fail.h"
#include "base/str.h"
#include "ledger/sql.h"
#include "schema_sql.h"
#include "views_sql.h"

#define APPLICATION_ID 0x5361794f /* "SayO" */
#define WAIT_DEFAULT   60000
#define WAIT_STEP      50

static sayso_status exec(sayso_ledger *l, const char *sql, sayso_error *err)
{
    int rc = sqlite3_exec(l->db, sql, NULL, NULL, NULL);
    return rc == SQLITE_OK ? SAYSO_OK : sayso__sql_fail(l, rc, err);
}

static sayso_status ask_number(sayso_ledger *l, const char *sql, int64_t *out, sayso_error *err)
{
    sqlite3_stmt *s;
    SAYSO_TRY(sayso__sql_prepare(l, sql, &s, err, ""));
    int rc = sqlite3_step(s);
    *out = rc == SQLITE_ROW ? sqlite3_column_int64(s, 0) : 0;
    sayso_status status =
        rc == SQLITE_ROW || rc == SQLITE_DONE ? SAYSO_OK : sayso__sql_fail(l, rc, err);
    sqlite3_finalize(s);
    return status;
}

/* Switching to WAL takes a lock for which SQLite does not always call its busy handler. */
static sayso_status set_wal(sayso_ledger *l, sayso_error *err)
{
    for (uint32_t waited = 0;; waited += WAIT_STEP) {
        int rc = sqlite3_exec(l->db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
        if (rc == SQLITE_OK)
            return SAYSO_OK;
        if ((rc & 0xff) != SQLITE_BUSY || waited >= l->wait_ms)
            return sayso__sql_fail(l, rc, err);
        sqlite3_sleep(WAIT_STEP);
    }
}

static sayso_status create_in_batch(sayso_ledger *l, sayso_error *err)
{
    int64_t id;
    SAYSO_TRY(ask_number(l, "PRAGMA application_id", &id, err));
    if (id == APPLICATION_ID)
        return SAYSO_OK; /* another process was faster */
    SAYSO_TRY(exec(l, schema_sql, err));
    SAYSO_TRY(exec(l, views_sql, err));
    char head[80];
    snprintf(head, sizeof head, "PRAGMA application_id = %d; PRAGMA user_version = %d",
             APPLICATION_ID, SAYSO_LEDGER_SCHEMA);
    SAYSO_TRY(exec(l, head, err));
    char schema[16];
    snprintf(schema, sizeof schema, "%d", SAYSO_LEDGER_SCHEMA);
    SAYSO_TRY(sayso__sql_run(l, SAYSO_SQL_META_SET, err, "zz", "schema", schema));
    SAYSO_TRY(sayso__sql_run(l, SAYSO_SQL_META_SET, err, "zz", "program", l->program));
    return sayso__sql_run(l, SAYSO_SQL_META_SET, err, "zz", "model_sha256", l->model_sha256);
}

static sayso_status create(sayso_ledger *l, sayso_error *err)
{
    SAYSO_TRY(set_wal(l, err));
    SAYSO_TRY(exec(l, "BEGIN IMMEDIATE", err));
    sayso_status status = create_in_batch(l, err);
    if (status == SAYSO_OK)
        status = exec(l, "COMMIT", err);
    if (status != SAYSO_OK)
        sqlite3_exec(l->db, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

static sayso_status refuse_newer(sayso_ledger *l, int64_t version, sayso_error *err)
{
    sqlite3_stmt *s;
    const char *writer = "another version";
    sayso_str found = {NULL, 0};
    if (sayso__sql_prepare(l, "SELECT value FROM meta WHERE key = 'program'", &s, err, "") ==
        SAYSO_OK) {
        if (sqlite3_step(s) == SQLITE_ROW)
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
    sqlite3_finalize(s);
    return status;
}

/* Indexes that the schema has and the file has not. */
static sayso_status add_indexes(sayso_ledger *l, sayso_error *err)
{
    static const char begin[] = "CREATE INDEX ";
    for (const char *p = schema_sql; (p = strstr(p, begin));) {
        char sql[512];
        p += sizeof begin - 1;
        snprintf(sql, sizeof sql, "CREATE INDEX IF NOT EXISTS %.*s", (int)strcspn(p, ";"), p);
        SAYSO_TRY(exec(l, sql, err));
    }
    return SAYSO_OK;
}

/* Layout 2 knew no coordinates of incidents, 3 no parameters of media types, 4 no views with plain
 * names. Another process may have been faster. */
static sayso_status upgrade_in_batch(sayso_ledger *l, sayso_error *err)
{
    int64_t version;
    char done[120];
    SAYSO_TRY(ask_number(l, "PRAGMA user_version", &version, err));
    if (version == 2) {
        SAYSO_TRY(exec(l, "ALTER TABLE incident ADD COLUMN latitude REAL", err));
        SAYSO_TRY(exec(l, "ALTER TABLE incident ADD COLUMN longitude REAL", err));
    }
    if (version < 2 || version >= SAYSO_LEDGER_SCHEMA)
        return SAYSO_OK;
    if (version < 4)
        SAYSO_TRY(exec(l, "ALTER TABLE document ADD COLUMN parameters TEXT", err));
    SAYSO_TRY(add_indexes(l, err));
    SAYSO_TRY(exec(l, views_sql, err));
    snprintf(done, sizeof done,
             "PRAGMA user_version = %d; UPDATE meta SET value = '%d' WHERE key = 'schema'",
             SAYSO_LEDGER_SCHEMA, SAYSO_LEDGER_SCHEMA);
    return exec(l, done, err);
}

static sayso_status upgrade(sayso_ledger *l, sayso_error *err)
{
    SAYSO_TRY(exec(l, "BEGIN IMMEDIATE", err));
    sayso_status status = upgrade_in_batch(l, err);
    if (status == SAYSO_OK)
        status = exec(l, "COMMIT", err);
    if (status != SAYSO_OK)
        sqlite3_exec(l->db, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

/* Is it a ledger of ours, an empty file to fill, or something else? */
static sayso_status recognise(sayso_ledger *l, sayso_error *err)
{
    int64_t id, version, n_table;
    SAYSO_TRY(ask_number(l, "PRAGMA application_id", &id, err));
    SAYSO_TRY(ask_number(l, "PRAGMA user_version", &version, err));
    SAYSO_TRY(ask_number(l, "SELECT count(*) FROM sqlite_schema", &n_table, err));
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

void sayso__ledger_wait(sayso_ledger *l, uint32_t wait_ms)
{
    l->wait_ms = wait_ms;
    sqlite3_busy_timeout(l->db, (int)wait_ms);
}

void sayso__ledger_interrupt(sayso_ledger *l)
{
    sqlite3_interrupt(l->db);
}

sayso_status sayso__ledger_change(sayso_ledger *l, int64_t *out, sayso_error *err)
{
    return ask_number(l, "PRAGMA data_version", out, err);
}

static sayso_status configure(sayso_ledger *l, bool only_read, sayso_error *err)
{
    sqlite3_extended_result_codes(l->db, 1);
    sqlite3_busy_timeout(l->db, (int)l->wait_ms);
    /* a file from elsewhere must not run functions of its own choice */
    sqlite3_db_config(l->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)NULL);
    sqlite3_db_config(l->db, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)NULL);
    SAYSO_TRY(exec(l,
                   only_read ? "PRAGMA query_only = ON; PRAGMA cache_size = -32768"
                             : "PRAGMA cache_size = -524288",
                   err));
    return exec(l,
                "PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL;"
                "PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON",
                err);
}

static const char *keep(sayso_ledger *l, const char *text)
{
    return sayso__arena_copy(&l->keep, text, strlen(text));
}

static sayso_status fill(sayso_ledger *l, const char *path, const sayso_ledger_options *o,
                         sayso_error *err)
{
    l->wait_ms = o->wait_ms ? o->wait_ms : WAIT_DEFAULT;
    l->path = keep(l, path);
    l->program = keep(l, o->program ? o->program : "unknown");
    l->model_sha256 = o->model_sha256 ? keep(l, o->model_sha256) : NULL;
    l->pack = ZSTD_createCCtx();
    l->unpack = ZSTD_createDCtx();
    if (!l->path || !l->program || (o->model_sha256 && !l->model_sha256) || !l->pack || !l->unpack)
        return sayso__fail_memory(err);
    int64_t day = o->now / 86400 - (o->now % 86400 < 0), second = o->now - day * 86400;
    char date[16];
    sayso__date_print((int32_t)day, date);
    snprintf(l->now, sizeof l->now, "%.10sT%02d:%02d:%02dZ", date, (int)(second / 3600),
             (int)(second / 60 % 60), (int)(second % 60));
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
    int rc =
        sqlite3_open_v2(path, &l->db, o->must_exist ? flags : flags | SQLITE_OPEN_CREATE, NULL);
    if (rc != SQLITE_OK)
        return sayso__sql_fail(l, rc, err);
    SAYSO_TRY(configure(l, o->only_read, err));
    return recognise(l, err);
}

sayso_status sayso__ledger_open(const char *path, const sayso_ledger_options *options,
                                sayso_ledger **out, sayso_error *err)
{
    *out = NULL;
    sayso_ledger *l = calloc(1, sizeof *l);
    if (!l)
        return sayso__fail_memory(err);
    sayso__arena_init(&l->keep, 0);
    sayso__arena_init(&l->scratch, 0);
    sayso_status status = fill(l, path, options, err);
    if (status != SAYSO_OK) {
        sayso__ledger_close(l);
        return status;
    }
    *out = l;
    return SAYSO_OK;
}

void sayso__ledger_close(sayso_ledger *l)
{
    if (!l)
        return;
    sayso__ledger_rollback(l);
    for (uint32_t i = 0; i < SAYSO_N_SQL; i++)
        sqlite3_finalize(l->stmt[i]);
    sqlite3_close(l->db);
    ZSTD_freeCCtx(l->pack);
    ZSTD_freeDCtx(l->unpack);
    sayso__arena_free(&l->keep);
    sayso__arena_free(&l->scratch);
    free(l);
}

sayso_status sayso__ledger_begin(sayso_ledger *l, sayso_error *err)
{
    if (l->in_batch)
        return sayso__fail(err, SAYSO_EUSE, 0, "a batch is open already");
    SAYSO_TRY(sayso__sql_run(l, SAYSO_SQL_BEGIN, err, ""));
    l->in_batch = true;
    return SAYSO_OK;
}

sayso_status sayso__ledger_reader(sayso_ledger *l, const char *model_sha256, sayso_error *err)
{
    l->model_sha256 = keep(l, model_sha256);
    if (!l->model_sha256)
        return sayso__fail_memory(err);
    SAYSO_TRY(sayso__sql_run(l, SAYSO_SQL_META_SET, err, "zz", "program", l->program));
    return sayso__sql_run(l, SAYSO_SQL_META_SET, err, "zz", "model_sha256", l->model_sha256);
}

sayso_status sayso__ledger_commit(sayso_ledger *l, sayso_error *err)
{
    if (!l->in_batch)
        return sayso__fail(err, SAYSO_EUSE, 0, "no batch is open");
    sayso_status status = sayso__sql_run(l, SAYSO_SQL_COMMIT, err, "");
    if (status != SAYSO_OK)
        sayso__ledger_rollback(l);
    l->in_batch = false;
    return status;
}

void sayso__ledger_rollback(sayso_ledger *l)
{
    if (!l->in_batch)
        return;
    sayso_error ignored;
    sayso_status status = sayso__sql_run(l, SAYSO_SQL_ROLLBACK, &ignored, "");
    (void)status; /* SQLite has rolled back by itself after some errors */
    l->in_batch = false;
}
