/* pages.h -- the ledger's tables a page at a time, for programs.  Layer: ledger.
 *
 * Read off the tables as the last settling left them: no state is worked out, so that a page of a
 * large ledger costs what its rows cost. Where rows must be put in order the keys are sorted alone,
 * and only the rows of the page are made. */
#ifndef SAYSO_LEDGER_PAGES_H
#define SAYSO_LEDGER_PAGES_H

#include "ledger/ledger.h"

/* name, spelling */
#define SAYSO_PAGE_LIST(X)                                                                         \
    X(EVENTS, "events")                                                                            \
    X(REPORTS, "reports")                                                                          \
    X(CLAIMS, "claims")                                                                            \
    X(FIGURES, "figures")                                                                          \
    X(BLAME, "blame")                                                                              \
    X(POSITIONS, "positions")                                                                      \
    X(TIMELINE, "timeline")                                                                        \
    X(ACTORS, "actors")                                                                            \
    X(COPIES, "copies")                                                                            \
    X(REFUSED, "refused")                                                                          \
    X(CORRECTIONS, "corrections")

typedef enum {
#define X(name, word) SAYSO_PAGE_##name,
    SAYSO_PAGE_LIST(X)
#undef X
        SAYSO_N_PAGE
} sayso_page_kind;

/* Which rows; NULL or false: all. A filter that a page does not know is refused. */
typedef struct {
    const char *event;  /* id, its unique prefix, or words of its name */
    const char *report; /* id */
    const char *by, *about;
    const char *act, *kind, *evidence, *measure, *population, *publisher;
    const char *stance;        /* asserts | denies | doubts | claims */
    const char *words;         /* full text; of events and actors: part of a name */
    const char *since, *until; /* days */
    const char *independent;   /* not NULL: no copies, no older versions */
    const char *changed;       /* not NULL: positions that turned */
    bool backwards;            /* claims: the latest day first */
    uint32_t limit, offset;
} sayso_page_filter;

/* *out: the rows of the page; *total: how many rows there are in all. Cells of kind SAYSO_CELL_JSON
 * hold an array or object as JSON. Errors: SAYSO_ENOTFOUND (no such event), SAYSO_EUSE (a
 * filter that makes no sense), SAYSO_ELEDGER, SAYSO_EIO, SAYSO_EBUSY, SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__ledger_page(sayso_ledger *l, sayso_page_kind kind,
                                              const sayso_page_filter *filter, sayso_arena *a,
                                              sayso_table_rows *out, uint64_t *total,
                                              sayso_error *err);

#endif
