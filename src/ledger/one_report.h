/* one_report.h -- all that the ledger holds of one report.  Layer: ledger. */
#ifndef SAYSO_LEDGER_ONE_REPORT_H
#define SAYSO_LEDGER_ONE_REPORT_H

#include "ledger/ledger.h"

/* Parts of a report beside its state: name, key in JSON. */
#define SAYSO_REPORT_PART_LIST(X)                                                                  \
    X(TIMES, "times")                                                                              \
    X(PLACES, "places")                                                                            \
    X(INCIDENTS, "incidents")                                                                      \
    X(MARKS, "marks")                                                                              \
    X(REFUSALS, "refusals")                                                                        \
    X(COPIES, "copies")                                                                            \
    X(VERSIONS, "versions")

typedef enum {
#define X(name, word) SAYSO_REPORT_##name,
    SAYSO_REPORT_PART_LIST(X)
#undef X
        SAYSO_N_REPORT_PART
} sayso_report_part;

typedef struct {
    sayso_state state; /* of this report alone: report 0; names as the last settling left them */
    sayso_table_rows head; /* one row */
    sayso_table_rows part[SAYSO_N_REPORT_PART];
} sayso_one_report;

/* id: the report's. Errors: SAYSO_ENOTFOUND (no such report), and those of state. */
SAYSO_CHECKED sayso_status sayso__ledger_one_report(sayso_ledger *l, const char *id, sayso_arena *a,
                                                    sayso_one_report *out, sayso_error *err);

/* The bytes it was read from; they lie in a. Errors: SAYSO_ENOTFOUND (no such report), and those
 * of state. */
SAYSO_CHECKED sayso_status sayso__ledger_source(sayso_ledger *l, const char *id, sayso_arena *a,
                                                sayso_str *out, sayso_error *err);

typedef struct {
    sayso_trace trace;  /* names as the last settling left them */
    const char *parent; /* id of the claim in whose words it stands, or NULL */
    sayso_table_rows elsewhere, relations;
} sayso_one_claim;

/* id: the claim's, or a unique prefix. Errors: those of trace. */
SAYSO_CHECKED sayso_status sayso__ledger_one_claim(sayso_ledger *l, const char *id, sayso_arena *a,
                                                   sayso_one_claim *out, sayso_error *err);

/* What is counted, in one row. */
SAYSO_CHECKED sayso_status sayso__ledger_counts(sayso_ledger *l, sayso_arena *a,
                                                sayso_table_rows *out, sayso_error *err);

#endif
