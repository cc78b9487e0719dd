/* rows.h -- building a generic table of cells.  Layer: ledger. */
#ifndef SAYSO_LEDGER_ROWS_H
#define SAYSO_LEDGER_ROWS_H

#include "ledger/state.h"

typedef struct {
    sayso_arena *a;
    const sayso_state *s; /* NULL for tables that need none */
    const sayso_show_filter *filter;
    bool *by, *about; /* [n_actor] actors that the filter means; NULL: all */
    uint32_t act;     /* 0: all */
    struct {
        sayso_cell *v;
        uint32_t n, cap;
    } cell;
    bool failed; /* out of memory */
} sayso_rows;

void sayso__rows_text(sayso_rows *b, const char *text);
void sayso__rows_number(sayso_rows *b, double v);
void sayso__rows_maybe(sayso_rows *b, sayso_number v);
void sayso__rows_flag(sayso_rows *b, bool v);

/* A list cell: begin, items, end. */
typedef struct {
    sayso_sink text;
    uint32_t n;
} sayso_rows_list;

void sayso__rows_item(sayso_rows_list *l, const char *text);
/* A share (0..1) in whole per cent. */
void sayso__rows_share(sayso_rows_list *l, double share);
void sayso__rows_list(sayso_rows *b, sayso_rows_list *l);

/* Does an actor (may be SAYSO_NONE) pass the filter's `by` / `about`? */
bool sayso__rows_by(const sayso_rows *b, uint32_t actor);
bool sayso__rows_about(const sayso_rows *b, uint32_t actor);

/* Does a day (may be NULL) lie within since and until? */
bool sayso__rows_day(const sayso_rows *b, const char *day);

/* The views over a state. */
void sayso__rows_reports(sayso_rows *b);
void sayso__rows_copies(sayso_rows *b);
void sayso__rows_actors(sayso_rows *b);
void sayso__rows_claims(sayso_rows *b);
void sayso__rows_figures(sayso_rows *b);
void sayso__rows_positions(sayso_rows *b);
void sayso__rows_blame(sayso_rows *b);
void sayso__rows_timeline(sayso_rows *b);
void sayso__rows_events(sayso_rows *b);

/* `show copies` of a settled ledger. rows_copies.c */
SAYSO_CHECKED sayso_status sayso__rows_copies_stored(sayso_ledger *l, sayso_rows *b,
                                                     sayso_error *err);

#endif
