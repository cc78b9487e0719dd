/* sql_driver.h -- what a database has to do for the ledger.  Layer: ledger.
 *
 * The ledger's files speak to sql.h alone; sql.c hands on to one of these, as the ledger's path
 * says which. A statement's parameters are numbered from 1, columns from 0; rc is SAYSO_ROW,
 * SAYSO_DONE or an error that `fail` tells. */
#ifndef SAYSO_LEDGER_SQL_DRIVER_H
#define SAYSO_LEDGER_SQL_DRIVER_H

#include <stdarg.h>

#include "ledger/sql.h"

#define SAYSO_SQL_OK 0

struct sayso_sql_driver {
    /* Connects to path (in l->path it stands as messages may tell it); creates or upgrades the
     * tables where they are not as they should be. */
    sayso_status (*open)(sayso_ledger *l, const char *path, const sayso_ledger_options *o,
                         sayso_error *err);
    void (*close)(sayso_ledger *l); /* statements are finished already */
    sayso_status (*fail)(const sayso_ledger *l, int rc, sayso_error *err);
    void (*wait)(sayso_ledger *l, uint32_t wait_ms);
    void (*interrupt)(sayso_ledger *l);
    sayso_status (*change)(sayso_ledger *l, int64_t *out, sayso_error *err);
    bool (*in_transaction)(const sayso_ledger *l);
    const char *(*twin)(const sayso_ledger *l); /* the path for a second connection, "": none */

    const char *(*own_sql)(sayso_sql id); /* in place of sql.h's, or NULL; may itself be NULL */
    int (*exec)(sayso_ledger *l, const char *sql);
    /* format: the letters that will be bound in this order ("": by name); keep: used often */
    int (*prepare)(sayso_ledger *l, const char *sql, const char *format, bool keep, sayso_stmt *s);
    int (*bind_null)(sayso_stmt *s, int at);
    int (*bind_int)(sayso_stmt *s, int at, int64_t v);
    int (*bind_real)(sayso_stmt *s, int at, double v);
    int (*bind_text)(sayso_stmt *s, int at, sayso_str v, bool copy);
    int (*bind_bytes)(sayso_stmt *s, int at, sayso_str v);
    int (*bind_words)(sayso_stmt *s, int at, sayso_str v); /* for the full-text index */
    int (*bind_row)(sayso_stmt *s, const sayso_stmt *row);
    int (*place_of)(sayso_stmt *s, const char *name); /* of a parameter; 0: none */
    int (*step)(sayso_stmt *s);
    int (*run)(sayso_stmt *s); /* to the end and reset, its rows not wanted: SAYSO_DONE */
    /* Rows that may wait; NULL: they are written at once. */
    int (*later)(sayso_ledger *l, sayso_sql id, const char *sql, const char *format, va_list ap);
    int (*flush)(sayso_ledger *l);
    void (*drop)(sayso_ledger *l);
    void (*reset)(sayso_stmt *s);
    void (*finish)(sayso_stmt *s);
    int64_t (*changes)(const sayso_ledger *l);
    int64_t (*last_row)(const sayso_ledger *l);

    int (*columns)(const sayso_stmt *s);
    bool (*null)(const sayso_stmt *s, int column);
    bool (*is_number)(const sayso_stmt *s, int column);
    int64_t (*integer)(const sayso_stmt *s, int column);
    double (*real)(const sayso_stmt *s, int column);
    sayso_str (*text)(const sayso_stmt *s, int column);
    sayso_str (*bytes)(const sayso_stmt *s, int column);

    /* Words as a full-text query: all of them, or (phrase) in that order. p == NULL: out of memory;
     * n == 0: no words. */
    sayso_str (*query)(const char *words, bool phrase, sayso_arena *a);
    /* Of the row of a SNIPPETS statement; NULL: its second column is the snippet. */
    const char *(*snippet)(const sayso_stmt *s, const char *words, sayso_arena *a);

    uint32_t batch; /* reports at most: sayso__ledger_batch */
    sayso_status (*check)(sayso_ledger *l, sayso_error *err); /* is the file itself sound? */
    sayso_status (*copy)(sayso_ledger *l, const char *path, sayso_error *err); /* to a new file */
    const char *loose, *tight; /* foreign keys off, on; NULL: there are none */
    const char *erase_begin;   /* before a report is taken out without a trace, or NULL */
    const char *const *erase;  /* afterwards, one by one; a NULL at the end */
};

extern const sayso_sql_driver sayso__sql_sqlite, sayso__sql_postgres;

/* pg_copy.c: writes a ledger that is not SQLite's into an open one that is, and empty. */
sayso_status sayso__pg_copy(sayso_ledger *from, sayso_ledger *to, sayso_error *err);

#endif
