/* sql.c -- prepared statements, binding, stepping, errors.  Layer: ledger. */
#include "ledger/sql.h"

#include <stdarg.h>

#include "base/date.h"
#include "base/fail.h"
#include "base/str.h"
#include "base/vocab.h"

static const char *const sql_text[] = {
#define X(name, text) text,
    SAYSO_SQL_LIST(X)
#undef X
};

sayso_status sayso__sql_fail(const sayso_ledger *l, int rc, sayso_error *err)
{
    const char *words = l->db ? sqlite3_errmsg(l->db) : sqlite3_errstr(rc);
    switch (rc & 0xff) {
    case SQLITE_NOMEM: return sayso__fail_memory(err);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return sayso__fail(err, SAYSO_EBUSY, 0, "ledger %s: another process is writing to it",
                           l->path);
    case SQLITE_FULL:
        return sayso__fail(err, SAYSO_EIO, 0, "ledger %s: no room left on the disk", l->path);
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
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

static int bind_str(sqlite3_stmt *s, int at, sayso_str v)
{
    return v.p ? sqlite3_bind_text(s, at, v.p, (int)v.n, SQLITE_STATIC) : sqlite3_bind_null(s, at);
}

static int bind_day(sqlite3_stmt *s, int at, int32_t day)
{
    char text[16];
    if (day == SAYSO_NO_DAY)
        return sqlite3_bind_null(s, at);
    sayso__date_print(day, text);
    return sqlite3_bind_text(s, at, text, -1, SQLITE_TRANSIENT);
}

static int bind_number(sqlite3_stmt *s, int at, sayso_number v)
{
    return v.known ? sqlite3_bind_double(s, at, v.v) : sqlite3_bind_null(s, at);
}

static int bind_blob(sqlite3_stmt *s, int at, sayso_str v)
{
    return sqlite3_bind_blob(s, at, v.p, (int)v.n, SQLITE_STATIC);
}

static int bind_all(sqlite3_stmt *s, const char *format, va_list ap)
{
    int rc = SQLITE_OK;
    for (int at = 1; *format && rc == SQLITE_OK; format++, at++) {
        uint32_t o;
        switch (*format) {
        case 'z': rc = bind_str(s, at, sayso__str_z(va_arg(ap, const char *))); break;
        case 's': rc = bind_str(s, at, va_arg(ap, sayso_str)); break;
        case 'b': rc = bind_blob(s, at, va_arg(ap, sayso_str)); break;
        case 'i': rc = sqlite3_bind_int64(s, at, va_arg(ap, int64_t)); break;
        case 'd': rc = bind_day(s, at, va_arg(ap, int32_t)); break;
        case 'f': rc = bind_number(s, at, va_arg(ap, sayso_number)); break;
        default:
            o = va_arg(ap, uint32_t);
            rc = o == SAYSO_NONE ? sqlite3_bind_null(s, at) : sqlite3_bind_int64(s, at, o);
        }
    }
    return rc;
}

static sayso_status bind_list(sayso_ledger *l, sayso_sql id, sqlite3_stmt **out, sayso_error *err,
                              const char *format, va_list ap)
{
    int rc = SQLITE_OK;
    *out = NULL;
    if (!l->stmt[id])
        rc = sqlite3_prepare_v3(l->db, sql_text[id], -1, SQLITE_PREPARE_PERSISTENT, &l->stmt[id],
                                NULL);
    if (rc == SQLITE_OK)
        rc = bind_all(l->stmt[id], format, ap);
    if (rc != SQLITE_OK)
        return sayso__sql_fail(l, rc, err);
    *out = l->stmt[id];
    return SAYSO_OK;
}

sayso_status sayso__sql_bind(sayso_ledger *l, sayso_sql id, sqlite3_stmt **out, sayso_error *err,
                             const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    sayso_status status = bind_list(l, id, out, err, format, ap);
    va_end(ap);
    return status;
}

sayso_status sayso__sql_step(sayso_ledger *l, sqlite3_stmt *s, bool *row, sayso_error *err)
{
    int rc = sqlite3_step(s);
    *row = rc == SQLITE_ROW;
    if (rc == SQLITE_ROW)
        return SAYSO_OK;
    sayso_status status = rc == SQLITE_DONE ? SAYSO_OK : sayso__sql_fail(l, rc, err);
    sqlite3_reset(s);
    return status;
}

sayso_status sayso__sql_run(sayso_ledger *l, sayso_sql id, sayso_error *err, const char *format,
                            ...)
{
    va_list ap;
    va_start(ap, format);
    sqlite3_stmt *s;
    sayso_status status = bind_list(l, id, &s, err, format, ap);
    va_end(ap);
    SAYSO_TRY(status);
    bool row = true;
    while (row)
        SAYSO_TRY(sayso__sql_step(l, s, &row, err));
    return SAYSO_OK;
}

sayso_status sayso__sql_prepare(sayso_ledger *l, const char *sql, sqlite3_stmt **out,
                                sayso_error *err, const char *format, ...)
{
    *out = NULL;
    int rc = sqlite3_prepare_v2(l->db, sql, -1, out, NULL);
    if (rc == SQLITE_OK) {
        va_list ap;
        va_start(ap, format);
        rc = bind_all(*out, format, ap);
        va_end(ap);
    }
    if (rc == SQLITE_OK)
        return SAYSO_OK;
    sayso_status status = sayso__sql_fail(l, rc, err);
    sqlite3_finalize(*out);
    *out = NULL;
    return status;
}

sayso_status sayso__sql_snapshot(sayso_ledger *l, bool *began, sayso_error *err)
{
    *began = false;
    if (!sqlite3_get_autocommit(l->db))
        return SAYSO_OK;
    SAYSO_TRY(sayso__sql_run(l, SAYSO_SQL_BEGIN_READ, err, ""));
    *began = true;
    return SAYSO_OK;
}

void sayso__sql_release(sayso_ledger *l, bool began)
{
    sayso_error ignored;
    if (!began || sqlite3_get_autocommit(l->db))
        return;
    sayso_status status = sayso__sql_run(l, SAYSO_SQL_ROLLBACK, &ignored, "");
    (void)status; /* nothing was written */
}

sayso_str sayso__sql_str(sqlite3_stmt *s, int column)
{
    const unsigned char *p = sqlite3_column_text(s, column);
    return sayso__str((const char *)p, p ? (size_t)sqlite3_column_bytes(s, column) : 0);
}

const char *sayso__sql_text(sqlite3_stmt *s, int column, sayso_arena *a, bool *ok)
{
    sayso_str v = sayso__sql_str(s, column);
    if (!v.p) {
        *ok = *ok && sqlite3_column_type(s, column) == SQLITE_NULL;
        return NULL;
    }
    const char *p = sayso__arena_copy(a, v.p, v.n);
    *ok = *ok && p;
    return p;
}

uint8_t sayso__sql_word(sqlite3_stmt *s, int column, sayso_vocab vocab)
{
    sayso_str v = sayso__sql_str(s, column);
    return v.p ? (uint8_t)sayso__word_parse(vocab, v) : 0;
}
