/* sql.c -- prepared statements, binding, stepping: handed on to the driver.  Layer: ledger. */
#include "ledger/sql.h"

#include <stdarg.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/fail.h"
#include "base/str.h"
#include "base/vocab.h"
#include "ledger/sql_driver.h"

static const char *const sql_text[] = {
#define X(name, text) text,
    SAYSO_SQL_LIST(X)
#undef X
};

sayso_status sayso__sql_fail(const sayso_ledger *l, int rc, sayso_error *err)
{
    return l->driver->fail(l, rc, err);
}

/* ---- values ------------------------------------------------------------------------------ */

static int bind_str(sayso_stmt *s, int at, sayso_str v)
{
    return v.p ? s->driver->bind_text(s, at, v, false) : s->driver->bind_null(s, at);
}

static int bind_day(sayso_stmt *s, int at, int32_t day)
{
    char text[16];
    if (day == SAYSO_NO_DAY)
        return s->driver->bind_null(s, at);
    sayso__date_print(day, text);
    return s->driver->bind_text(s, at, sayso__str_z(text), true);
}

static int bind_number(sayso_stmt *s, int at, sayso_number v)
{
    return v.known ? s->driver->bind_real(s, at, v.v) : s->driver->bind_null(s, at);
}

static int bind_all(sayso_stmt *s, const char *format, va_list ap)
{
    int rc = SAYSO_SQL_OK;
    for (int at = 1; *format && rc == SAYSO_SQL_OK; format++, at++) {
        uint32_t o;
        switch (*format) {
        case 'z': rc = bind_str(s, at, sayso__str_z(va_arg(ap, const char *))); break;
        case 's': rc = bind_str(s, at, va_arg(ap, sayso_str)); break;
        case 'w': rc = s->driver->bind_words(s, at, va_arg(ap, sayso_str)); break;
        case 'b': rc = s->driver->bind_bytes(s, at, va_arg(ap, sayso_str)); break;
        case 'i': rc = s->driver->bind_int(s, at, va_arg(ap, int64_t)); break;
        case 'd': rc = bind_day(s, at, va_arg(ap, int32_t)); break;
        case 'f': rc = bind_number(s, at, va_arg(ap, sayso_number)); break;
        default:
            o = va_arg(ap, uint32_t);
            rc = o == SAYSO_NONE ? s->driver->bind_null(s, at) : s->driver->bind_int(s, at, o);
        }
    }
    return rc;
}

static sayso_status bind_list(sayso_ledger *l, sayso_sql id, sayso_stmt **out, sayso_error *err,
                              const char *format, va_list ap)
{
    int rc = SAYSO_SQL_OK;
    sayso_stmt *s = &l->stmt[id];
    *out = NULL;
    if (!s->own) {
        s->driver = l->driver;
        const char *own = l->driver->own_sql ? l->driver->own_sql(id) : NULL;
        rc = l->driver->prepare(l, own ? own : sql_text[id], format, true, s);
    }
    if (rc == SAYSO_SQL_OK)
        rc = bind_all(s, format, ap);
    if (rc != SAYSO_SQL_OK)
        return sayso__sql_fail(l, rc, err);
    *out = s;
    return SAYSO_OK;
}

sayso_status sayso__sql_bind(sayso_ledger *l, sayso_sql id, sayso_stmt **out, sayso_error *err,
                             const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    sayso_status status = bind_list(l, id, out, err, format, ap);
    va_end(ap);
    return status;
}

void sayso__sql_bind_text(sayso_stmt *s, const char *name, const char *value)
{
    int at = s->driver->place_of(s, name);
    if (at)
        s->driver->bind_text(s, at, sayso__str_z(value), false);
}

void sayso__sql_bind_int(sayso_stmt *s, const char *name, int64_t value)
{
    int at = s->driver->place_of(s, name);
    if (at)
        s->driver->bind_int(s, at, value);
}

void sayso__sql_bind_row(sayso_stmt *s, const sayso_stmt *row)
{
    s->driver->bind_row(s, row);
}

/* ---- running ----------------------------------------------------------------------------- */

sayso_status sayso__sql_step(sayso_ledger *l, sayso_stmt *s, bool *row, sayso_error *err)
{
    int rc = s->driver->step(s);
    *row = rc == SAYSO_ROW;
    if (rc == SAYSO_ROW)
        return SAYSO_OK;
    sayso_status status = rc == SAYSO_DONE ? SAYSO_OK : sayso__sql_fail(l, rc, err);
    s->driver->reset(s);
    return status;
}

static sayso_status run_list(sayso_ledger *l, sayso_sql id, sayso_error *err, const char *format,
                             va_list ap)
{
    sayso_stmt *s;
    SAYSO_TRY(bind_list(l, id, &s, err, format, ap));
    int rc = s->driver->run(s);
    sayso_status status = rc == SAYSO_DONE ? SAYSO_OK : sayso__sql_fail(l, rc, err);
    s->driver->reset(s);
    return status;
}

sayso_status sayso__sql_run(sayso_ledger *l, sayso_sql id, sayso_error *err, const char *format,
                            ...)
{
    va_list ap;
    va_start(ap, format);
    sayso_status status = run_list(l, id, err, format, ap);
    va_end(ap);
    return status;
}

sayso_status sayso__sql_later(sayso_ledger *l, sayso_sql id, sayso_error *err, const char *format,
                              ...)
{
    va_list ap;
    va_start(ap, format);
    sayso_status status;
    if (l->driver->later) {
        int rc = l->driver->later(l, id, sql_text[id], format, ap);
        status = rc == SAYSO_SQL_OK ? SAYSO_OK : sayso__sql_fail(l, rc, err);
    } else {
        status = run_list(l, id, err, format, ap);
    }
    va_end(ap);
    return status;
}

sayso_status sayso__sql_flush(sayso_ledger *l, sayso_error *err)
{
    int rc = l->driver->flush ? l->driver->flush(l) : SAYSO_SQL_OK;
    return rc == SAYSO_SQL_OK ? SAYSO_OK : sayso__sql_fail(l, rc, err);
}

sayso_status sayso__sql_exec(sayso_ledger *l, const char *sql, sayso_error *err)
{
    int rc = l->driver->exec(l, sql);
    return rc == SAYSO_SQL_OK ? SAYSO_OK : sayso__sql_fail(l, rc, err);
}

sayso_status sayso__sql_number(sayso_ledger *l, const char *sql, int64_t *out, sayso_error *err)
{
    sayso_stmt *s;
    SAYSO_TRY(sayso__sql_prepare(l, sql, &s, err, ""));
    int rc = sayso__sql_next(s);
    *out = rc == SAYSO_ROW ? sayso__sql_int(s, 0) : 0;
    sayso_status status =
        rc == SAYSO_ROW || rc == SAYSO_DONE ? SAYSO_OK : sayso__sql_fail(l, rc, err);
    sayso__sql_finish(s);
    return status;
}

sayso_status sayso__sql_prepare(sayso_ledger *l, const char *sql, sayso_stmt **out,
                                sayso_error *err, const char *format, ...)
{
    *out = NULL;
    sayso_stmt *s = calloc(1, sizeof *s);
    if (!s)
        return sayso__fail_memory(err);
    s->driver = l->driver;
    int rc = l->driver->prepare(l, sql, format, false, s);
    if (rc == SAYSO_SQL_OK) {
        va_list ap;
        va_start(ap, format);
        rc = bind_all(s, format, ap);
        va_end(ap);
    }
    sayso_status status = rc == SAYSO_SQL_OK ? SAYSO_OK : sayso__sql_fail(l, rc, err);
    if (status == SAYSO_OK)
        *out = s;
    else
        sayso__sql_finish(s);
    return status;
}

int sayso__sql_next(sayso_stmt *s)
{
    return s->driver->step(s);
}

void sayso__sql_reset(sayso_stmt *s)
{
    if (s)
        s->driver->reset(s);
}

void sayso__sql_finish(sayso_stmt *s)
{
    if (!s)
        return;
    if (s->own)
        s->driver->finish(s);
    free(s);
}

int64_t sayso__sql_changes(const sayso_ledger *l)
{
    return l->driver->changes(l);
}

int64_t sayso__sql_last_row(const sayso_ledger *l)
{
    return l->driver->last_row(l);
}

sayso_status sayso__sql_snapshot(sayso_ledger *l, bool *began, sayso_error *err)
{
    *began = false;
    if (l->driver->in_transaction(l))
        return SAYSO_OK;
    SAYSO_TRY(sayso__sql_run(l, SAYSO_SQL_BEGIN_READ, err, ""));
    *began = true;
    return SAYSO_OK;
}

void sayso__sql_release(sayso_ledger *l, bool began)
{
    sayso_error ignored;
    if (!began || !l->driver->in_transaction(l))
        return;
    sayso_status status = sayso__sql_run(l, SAYSO_SQL_ROLLBACK, &ignored, "");
    (void)status; /* nothing was written */
}

/* ---- columns ----------------------------------------------------------------------------- */

int sayso__sql_columns(const sayso_stmt *s)
{
    return s->driver->columns(s);
}

bool sayso__sql_null(const sayso_stmt *s, int column)
{
    return s->driver->null(s, column);
}

bool sayso__sql_is_number(const sayso_stmt *s, int column)
{
    return s->driver->is_number(s, column);
}

int64_t sayso__sql_int(const sayso_stmt *s, int column)
{
    return s->driver->integer(s, column);
}

double sayso__sql_real(const sayso_stmt *s, int column)
{
    return s->driver->real(s, column);
}

sayso_str sayso__sql_bytes(const sayso_stmt *s, int column)
{
    return s->driver->bytes(s, column);
}

sayso_str sayso__sql_str(const sayso_stmt *s, int column)
{
    return s->driver->text(s, column);
}

const char *sayso__sql_text(const sayso_stmt *s, int column, sayso_arena *a, bool *ok)
{
    sayso_str v = s->driver->text(s, column);
    if (!v.p) {
        *ok = *ok && s->driver->null(s, column);
        return NULL;
    }
    const char *p = sayso__arena_copy(a, v.p, v.n);
    *ok = *ok && p;
    return p;
}

uint8_t sayso__sql_word(const sayso_stmt *s, int column, sayso_vocab vocab)
{
    sayso_str v = s->driver->text(s, column);
    return v.p ? (uint8_t)sayso__word_parse(vocab, v) : 0;
}
