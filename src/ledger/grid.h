/* grid.h -- an event's claims as a grid: who said what on which day.  Layer: ledger. */
#ifndef SAYSO_LEDGER_GRID_H
#define SAYSO_LEDGER_GRID_H

#include "ledger/ledger.h"

typedef struct {
    const char *claim, *report, *day; /* day: of saying, else of publication; or NULL */
    const char *mark; /* "asserts" | "denies" | "doubts" | "claims" (takes responsibility), NULL */
    const char *act, *kind, *responsible, *text; /* words, a name */
    uint32_t n_report;                           /* how many run these words */
    uint32_t row, order;                         /* for sorting */
} sayso_grid_claim;

typedef struct {
    const char *id; /* of the source; NULL: those without a name */
    const char *actor, *class_, *country, *speaks_for;
    uint32_t claim, n_claim; /* range of claim, by day, undated ones last */
} sayso_grid_row;

typedef struct {
    const char *event; /* its id */
    sayso_grid_row
        *row; /* those that say most first; names are filled in where they were asked for */
    sayso_grid_claim *claim;
    const char **day; /* all days of the claims, in order */
    uint32_t n_row, n_claim, n_day;
} sayso_grid;

/* all: of all claims; else of those that say something about responsibility. What copies and
 * versions of a report repeat is one claim. Rows [beg, end) of `rows` get their names. Errors:
 * SAYSO_ENOTFOUND (no such event), SAYSO_EUSE (several), SAYSO_ELEDGER, SAYSO_EIO, SAYSO_EBUSY,
 * SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__ledger_grid(sayso_ledger *l, const char *event, bool all,
                                              sayso_span rows, sayso_arena *a, sayso_grid *out,
                                              sayso_error *err);

#endif
