/* pg_dialect.h -- the ledger's SQL, as PostgreSQL says it.  Layer: ledger.
 *
 * The ledger's SQL is SQLite's where both do not agree; what differs is little enough to be said
 * word by word:
 *   ?1, :name                 $1, $n
 *   TABLE MATCH ?1            TABLE.words @@ $1::tsquery   (rank: ts_rank)
 *   group_concat, iif, instr, char, json_group_array, json_object, json_each   what does the same
 *   CROSS JOIN ... ON         JOIN ... ON   (in SQLite it fixes the order)
 * and in the schema
 *   TEXT, INTEGER, REAL, BLOB TEXT COLLATE "C" (byte order), BIGINT, DOUBLE PRECISION, BYTEA
 *   STRICT, WITHOUT ROWID, REFERENCES ... and full-text tables are left out */
#ifndef SAYSO_LEDGER_PG_DIALECT_H
#define SAYSO_LEDGER_PG_DIALECT_H

#include "base/arena.h"
#include "base/sink.h"

#define SAYSO_PG_PARAMS 32

typedef struct {
    char *sql;                      /* malloc'ed; NULL: out of memory */
    uint32_t n_param;               /* highest number */
    char name[SAYSO_PG_PARAMS][16]; /* of a parameter, ":event"; "": numbered */
} sayso_pg_sql;

/* false: out of memory, or more parameters than fit. */
bool sayso__pg_query(const char *sql, sayso_pg_sql *out);

/* Statements that make tables and views. malloc'ed; NULL: out of memory. */
char *sayso__pg_schema(const char *sql);

#endif
