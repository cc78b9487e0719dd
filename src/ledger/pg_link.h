/* pg_link.h -- a connection to PostgreSQL whose commands are queued.  Layer: ledger.
 *
 * The connection is in pipeline mode: commands whose rows nobody waits for are sent one behind the
 * other, and their answers are read when rows are wanted, at a commit, or after some hundred. An
 * error is then told by the command that reads it; the transaction is lost either way. */
#ifndef SAYSO_LEDGER_PG_LINK_H
#define SAYSO_LEDGER_PG_LINK_H

#include "ledger/pq_lib.h"
#include "ledger/sql.h"

/* Errors of the driver: rc. */
enum {
    SAYSO_PG_BUSY = 1, /* a lock was waited for too long */
    SAYSO_PG_MEMORY,
    SAYSO_PG_FULL, /* the server's disk */
    SAYSO_PG_CANCELLED,
    SAYSO_PG_LOST, /* the connection */
    SAYSO_PG_DENIED,
    SAYSO_PG_OTHER
};

typedef struct {
    sayso_pq_lib q;
    PGconn *conn;
    PGcancel *cancel;
    uint32_t queued;
    uint32_t n_name;     /* prepared statements */
    const void *unnamed; /* whose statement the server's unnamed one is */
    bool in_transaction, pipeline;
    int64_t changes; /* rows that the last command changed */
    char message[200];
} sayso_pg;

/* Connects; messages never hold a password. Errors: SAYSO_EIO, SAYSO_ELEDGER, SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__pg_connect(sayso_pg *c, const char *address, const char *shown,
                                             sayso_error *err);
void sayso__pg_disconnect(sayso_pg *c);

/* A command was handed to libpq (sent: what it answered). 0 or an error. */
int sayso__pg_queue(sayso_pg *c, int sent);

/* Reads the answers to all that is queued; *rows: of the last command, or NULL. 0 or the first
 * error. */
int sayso__pg_drain(sayso_pg *c, PGresult **rows);

/* Statements without values, now. *rows as above; may be NULL. */
int sayso__pg_exec(sayso_pg *c, const char *sql, PGresult **rows);

/* The text of a bytea, "\\x41", into its bytes, in place; how many. */
int sayso__pg_from_hex(char *p, int n);

#endif
