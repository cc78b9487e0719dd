/* pg_link.c -- a connection to PostgreSQL whose commands are queued.  Layer: ledger. */
#include "sayso/types.h" /* so that it is not empty where it is left out */

#ifdef SAYSO_POSTGRES
#include "ledger/pg_link.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/str.h"

#define CONNECT_SECONDS "10"
#define SERVER_LEAST    130000

/* ---- errors ------------------------------------------------------------------------------ */

static void note(sayso_pg *c, const char *words)
{
    size_t n = 0;
    for (; words[n] && n + 1 < sizeof c->message; n++)
        c->message[n] = words[n] == '\n' || words[n] == '\t' ? ' ' : words[n];
    while (n && c->message[n - 1] == ' ')
        n--;
    c->message[n] = 0;
}

static int lost(sayso_pg *c)
{
    note(c, "the connection to the server is lost");
    return SAYSO_PG_LOST;
}

/* What libpq itself could not do; it has no codes. */
static int failed(sayso_pg *c)
{
    return strstr(c->q.errorMessage(c->conn), "out of memory") ? SAYSO_PG_MEMORY : lost(c);
}

/* What an answer that is an error means; SQLSTATE as in PostgreSQL's appendix A. */
static int error_of(sayso_pg *c, const PGresult *r)
{
    static const struct {
        const char *state;
        int rc;
    } known[] = {{"55P03", SAYSO_PG_BUSY},      {"40P01", SAYSO_PG_BUSY},
                 {"40001", SAYSO_PG_BUSY},      {"53100", SAYSO_PG_FULL},
                 {"57014", SAYSO_PG_CANCELLED}, {"57P", SAYSO_PG_LOST},
                 {"42501", SAYSO_PG_DENIED},    {"25006", SAYSO_PG_DENIED}};
    const char *state = c->q.resultErrorField(r, PG_DIAG_SQLSTATE);
    const char *words = c->q.resultErrorField(r, PG_DIAG_MESSAGE_PRIMARY);
    if (!state)
        return failed(c);
    note(c, words ? words : "an error without words");
    for (uint32_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strncmp(state, known[i].state, strlen(known[i].state)) == 0)
            return known[i].rc;
    return SAYSO_PG_OTHER;
}

/* ---- commands ---------------------------------------------------------------------------- */

int sayso__pg_queue(sayso_pg *c, int sent)
{
    if (!sent)
        return failed(c);
    c->queued++;
    return 0;
}

/* Keeps the answer r, if it is rows, in place of the one before. */
static int take(sayso_pg *c, PGresult *r, PGresult **rows, int rc)
{
    ExecStatusType status = c->q.resultStatus(r);
    if (status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE)
        rc = rc ? rc : error_of(c, r);
    c->changes = strtoll(c->q.cmdTuples(r), NULL, 10);
    if (rows && *rows)
        c->q.clear(*rows);
    if (rows)
        *rows = status == PGRES_TUPLES_OK ? r : NULL;
    if (!rows || !*rows)
        c->q.clear(r);
    return rc;
}

int sayso__pg_drain(sayso_pg *c, PGresult **rows)
{
    int rc = 0;
    if (rows)
        *rows = NULL;
    if (!c->queued)
        return 0;
    c->queued = 0;
    if (!c->q.pipelineSync(c->conn))
        return lost(c);
    for (uint32_t empty = 0; empty < 2;) {
        PGresult *r = c->q.getResult(c->conn);
        empty = r ? 0 : empty + 1;
        if (!r)
            continue;
        if (c->q.resultStatus(r) == PGRES_PIPELINE_SYNC) {
            c->q.clear(r);
            break;
        }
        rc = take(c, r, rows, rc);
    }
    if (!rc && c->q.status(c->conn) == CONNECTION_BAD)
        rc = lost(c);
    if (rc && rows && *rows) {
        c->q.clear(*rows);
        *rows = NULL;
    }
    return rc;
}

int sayso__pg_exec(sayso_pg *c, const char *sql, PGresult **rows)
{
    int rc = sayso__pg_drain(c, NULL);
    if (rows)
        *rows = NULL;
    if (rc)
        return rc;
    if (!c->q.exitPipelineMode(c->conn))
        return lost(c);
    PGresult *r = c->q.exec(c->conn, sql);
    rc = r ? take(c, r, rows, 0) : failed(c);
    if (!c->q.enterPipelineMode(c->conn) && !rc)
        rc = lost(c);
    return rc;
}

/* "\x41" as libpq has it -> 'A', in place. */
int sayso__pg_from_hex(char *p, int n)
{
    int out = 0;
    for (int i = 2; i + 1 < n; i += 2) {
        int hi = p[i] <= '9' ? p[i] - '0' : p[i] - 'a' + 10;
        int lo = p[i + 1] <= '9' ? p[i + 1] - '0' : p[i + 1] - 'a' + 10;
        p[out++] = (char)(hi << 4 | lo);
    }
    return out;
}

/* ---- connecting -------------------------------------------------------------------------- */

/* A password that was not percent-encoded may be taken for host, port or database, which libpq's
 * messages tell. */
static bool may_tell(const char *address)
{
    const char *host = strrchr(address, '@');
    const char *user = strstr(address, "://");
    const char *secret = host && user ? memchr(user + 3, ':', (size_t)(host - user - 3)) : NULL;
    for (const char *p = secret; p && p < host; p++)
        if (strchr("/?#@", *p))
            return false;
    return true;
}

static void drop(void *user, const char *message)
{
    (void)user;
    (void)message;
}

static sayso_status refused(const sayso_pg *c, const char *address, const char *shown,
                            sayso_error *err)
{
    char words[sizeof c->message];
    sayso_pg t = {0};
    note(&t, may_tell(address) ? c->q.errorMessage(c->conn)
                               : "cannot connect (in a password write / ? # @ as %2F %3F %23 %40)");
    memcpy(words, t.message, sizeof words);
    return sayso__fail(err, SAYSO_EIO, 0, "ledger %.60s: %s", shown, words);
}

sayso_status sayso__pg_connect(sayso_pg *c, const char *address, const char *shown,
                               sayso_error *err)
{
    static const char *const keys[] = {"connect_timeout", "fallback_application_name", "dbname",
                                       "client_encoding", NULL};
    const char *const values[] = {CONNECT_SECONDS, "sayso", address, "UTF8", NULL};
    const char *why;
    if (!sayso__pq_lib_load(&c->q, &why))
        return sayso__fail(err, SAYSO_EIO, 0, "ledger %.60s: %s", shown, why);
    PQconninfoOption *parts = c->q.conninfoParse(address, NULL);
    if (!parts)
        return sayso__fail(err, SAYSO_EUSE, 0,
                           "not the address of a database: postgresql://USER@HOST/DATABASE is");
    c->q.conninfoFree(parts);
    c->conn = c->q.connectdbParams(keys, values, 1);
    if (!c->conn)
        return sayso__fail_memory(err);
    if (c->q.status(c->conn) != CONNECTION_OK)
        return refused(c, address, shown, err);
    if (c->q.serverVersion(c->conn) < SERVER_LEAST)
        return sayso__fail(err, SAYSO_ELEDGER, 0,
                           "ledger %.60s: the server is older than PostgreSQL 13", shown);
    const char *encoding = c->q.parameterStatus(c->conn, "server_encoding");
    if (!encoding || strcmp(encoding, "UTF8") != 0)
        return sayso__fail(err, SAYSO_ELEDGER, 0,
                           "ledger %.60s: the database's encoding is %.20s; UTF8 is needed", shown,
                           encoding ? encoding : "unknown");
    c->q.setNoticeProcessor(c->conn, drop, NULL);
    c->cancel = c->q.getCancel(c->conn);
    if (!c->cancel || !c->q.enterPipelineMode(c->conn))
        return sayso__fail_memory(err);
    return SAYSO_OK;
}

void sayso__pg_disconnect(sayso_pg *c)
{
    if (c->cancel)
        c->q.freeCancel(c->cancel);
    if (c->conn)
        c->q.finish(c->conn);
}
#endif
