/* sql_bulk.h -- many rows by one statement of SQLite.  Layer: ledger. */
#ifndef SAYSO_LEDGER_SQL_BULK_H
#define SAYSO_LEDGER_SQL_BULK_H

#include <stdarg.h>

#include "ledger/sql.h"

/* sayso_sql_driver's `later`, `flush` and `drop`. */
int sayso__bulk_later(sayso_ledger *l, sayso_sql id, const char *sql, const char *format,
                      va_list ap);
int sayso__bulk_flush(sayso_ledger *l);
void sayso__bulk_drop(sayso_ledger *l);

/* Before the connection is closed. */
void sayso__bulk_free(sayso_ledger *l);

#endif
