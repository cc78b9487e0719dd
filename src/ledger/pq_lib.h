/* pq_lib.h -- libpq, loaded when a ledger in PostgreSQL is opened.  Layer: ledger.
 *
 * Debian's static libpq wants Kerberos, LDAP and OpenSSL; the shared one is opened at its first
 * use, so that the program and libsayso run where it is not installed. */
#ifndef SAYSO_LEDGER_PQ_LIB_H
#define SAYSO_LEDGER_PQ_LIB_H

#include <libpq-fe.h>
#include <stdbool.h>

#define PQ_LIB_LIST(X)                                                                             \
    X(connectdbParams)                                                                             \
    X(conninfoParse)                                                                               \
    X(conninfoFree)                                                                                \
    X(finish)                                                                                      \
    X(status)                                                                                      \
    X(errorMessage)                                                                                \
    X(serverVersion)                                                                               \
    X(parameterStatus)                                                                             \
    X(setNoticeProcessor)                                                                          \
    X(getCancel)                                                                                   \
    X(freeCancel)                                                                                  \
    X(cancel)                                                                                      \
    X(exec)                                                                                        \
    X(enterPipelineMode)                                                                           \
    X(exitPipelineMode)                                                                            \
    X(pipelineSync)                                                                                \
    X(sendPrepare)                                                                                 \
    X(sendQueryParams)                                                                             \
    X(sendQueryPrepared)                                                                           \
    X(getResult)                                                                                   \
    X(resultStatus)                                                                                \
    X(resultErrorField)                                                                            \
    X(cmdTuples)                                                                                   \
    X(ntuples)                                                                                     \
    X(nfields)                                                                                     \
    X(ftype)                                                                                       \
    X(getvalue)                                                                                    \
    X(getlength)                                                                                   \
    X(getisnull)                                                                                   \
    X(clear)

/* PQclear as clear, and so on. */
typedef struct {
#define X(name) __typeof__(&PQ##name) name;
    PQ_LIB_LIST(X)
#undef X
} sayso_pq_lib;

/* It stays loaded until the program ends: libraries beneath it keep memory of each thread. false:
 * why not is in *why, a constant. */
bool sayso__pq_lib_load(sayso_pq_lib *out, const char **why);

#endif
