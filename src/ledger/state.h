/* state.h -- the state of reports chosen by SQL.  Layer: ledger. */
#ifndef SAYSO_LEDGER_STATE_H
#define SAYSO_LEDGER_STATE_H

#include "ledger/load.h"

/* All steps of load.h over the documents of `where`: fills x->out; x->l, a, t, err and out are
 * given. */
SAYSO_CHECKED sayso_status sayso__state_load(sayso_load *x, const char *where, const char *value);

/* The last row that was settled, and the last there is: the tables of what holds across reports are
 * up to date when both are one. settle.c */
SAYSO_CHECKED sayso_status sayso__settle_mark(sayso_ledger *l, int64_t *mark, int64_t *last,
                                              sayso_error *err);

/* Deletes an event's derived rows, and the event itself if it has no reports. settle.c */
SAYSO_CHECKED sayso_status sayso__settle_clear(sayso_ledger *l, sayso_str id, sayso_error *err);

/* Within the open batch: settles what is new or marked as stale. settle.c */
SAYSO_CHECKED sayso_status sayso__settle_now(sayso_ledger *l, sayso_error *err);

#endif
