/* ledger_open.c -- opening and closing a ledger; batches.  Layer: ledger. */
#include <stdio.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/fail.h"
#include "base/str.h"
#include "ledger/sql_driver.h"

#define WAIT_DEFAULT 60000

void sayso__ledger_wait(sayso_ledger *l, uint32_t wait_ms)
{
    l->wait_ms = wait_ms;
    l->driver->wait(l, wait_ms);
}

void sayso__ledger_interrupt(sayso_ledger *l)
{
    l->driver->interrupt(l);
}

sayso_status sayso__ledger_change(sayso_ledger *l, int64_t *out, sayso_error *err)
{
    return l->driver->change(l, out, err);
}

static const char *keep(sayso_ledger *l, const char *text)
{
    return sayso__arena_copy(&l->keep, text, strlen(text));
}

bool sayso__ledger_is_address(const char *path)
{
    return strncmp(path, "postgresql://", 13) == 0 || strncmp(path, "postgres://", 11) == 0;
}

static const sayso_sql_driver *driver_of(const char *path)
{
    return sayso__ledger_is_address(path) ? &sayso__sql_postgres : &sayso__sql_sqlite;
}

/* A password that was not percent-encoded may hold any sign: where it ends is then not known. */
void sayso__ledger_name(const char *path, char *out, size_t n)
{
    if (!sayso__ledger_is_address(path)) {
        snprintf(out, n, "%s", path);
        return;
    }
    const char *user = strstr(path, "://") + 3, *host = strrchr(user, '@');
    if (host && memchr(user, '?', (size_t)(host - user))) {
        snprintf(out, n, "postgresql://...");
        return;
    }
    size_t n_user = host ? strcspn(user, ":@") : 0;
    host = host ? host : user;
    snprintf(out, n, "postgresql://%.*s%.*s", (int)n_user, user, (int)strcspn(host, "?"), host);
}

static sayso_status fill(sayso_ledger *l, const char *path, const sayso_ledger_options *o,
                         sayso_error *err)
{
    l->wait_ms = o->wait_ms ? o->wait_ms : WAIT_DEFAULT;
    l->driver = driver_of(path);
    char *name = sayso__arena_alloc(&l->keep, strlen(path) + 16);
    if (name)
        sayso__ledger_name(path, name, strlen(path) + 16);
    l->path = name;
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
    return l->driver->open(l, path, o, err);
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

sayso_status sayso__ledger_twin(const sayso_ledger *l, sayso_ledger **out, sayso_error *err)
{
    const sayso_ledger_options options = {.program = l->program,
                                          .wait_ms = l->wait_ms,
                                          .must_exist = true,
                                          .only_read = true};
    const char *path = l->driver->twin ? l->driver->twin(l) : NULL;
    *out = NULL;
    if (!path || !*path)
        return SAYSO_OK;
    sayso_status status = sayso__ledger_open(path, &options, out, err);
    return status == SAYSO_EIO ? SAYSO_OK : status;
}

void sayso__ledger_close(sayso_ledger *l)
{
    if (!l)
        return;
    sayso__ledger_rollback(l);
    for (uint32_t i = 0; i < SAYSO_N_SQL; i++)
        if (l->stmt[i].own)
            l->stmt[i].driver->finish(&l->stmt[i]);
    if (l->db)
        l->driver->close(l);
    sayso__shingle_book_drop(l);
    ZSTD_freeCCtx(l->pack);
    ZSTD_freeDCtx(l->unpack);
    sayso__arena_free(&l->keep);
    sayso__arena_free(&l->scratch);
    free(l);
}

/* Foreign keys are checked again from here on. */
static sayso_status tighten(sayso_ledger *l, sayso_error *err)
{
    bool was = l->loose;
    l->loose = false;
    return was ? sayso__sql_exec(l, l->driver->tight, err) : SAYSO_OK;
}

sayso_status sayso__ledger_begin(sayso_ledger *l, sayso_error *err)
{
    if (l->in_batch)
        return sayso__fail(err, SAYSO_EUSE, 0, "a batch is open already");
    if (l->driver->drop)
        l->driver->drop(l);
    sayso__shingle_book_drop(l);
    SAYSO_TRY(sayso__sql_run(l, SAYSO_SQL_BEGIN, err, ""));
    l->in_batch = true;
    l->claim_last = -1;
    return SAYSO_OK;
}

sayso_status sayso__ledger_begin_adding(sayso_ledger *l, sayso_error *err)
{
    if (l->in_batch)
        return sayso__fail(err, SAYSO_EUSE, 0, "a batch is open already");
#ifdef NDEBUG
    if (l->driver->loose)
        SAYSO_TRY(sayso__sql_exec(l, l->driver->loose, err));
    l->loose = l->driver->loose != NULL;
#endif
    sayso_status status = sayso__ledger_begin(l, err);
    if (status != SAYSO_OK) {
        sayso_error ignored;
        sayso_status back = tighten(l, &ignored);
        (void)back; /* the next batch sets them anew */
    }
    return status;
}

uint32_t sayso__ledger_batch(const sayso_ledger *l)
{
    return l->driver->batch;
}

sayso_status sayso__ledger_reader(sayso_ledger *l, const char *model_sha256, sayso_error *err)
{
    if (!l->model_sha256 || strcmp(l->model_sha256, model_sha256) != 0)
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
    return status == SAYSO_OK ? tighten(l, err) : status;
}

void sayso__ledger_rollback(sayso_ledger *l)
{
    if (!l->in_batch)
        return;
    sayso_error ignored;
    sayso_status status = sayso__sql_run(l, SAYSO_SQL_ROLLBACK, &ignored, "");
    (void)status; /* SQLite has rolled back by itself after some errors */
    l->in_batch = false;
    status = tighten(l, &ignored);
}
