/* remove.h -- taking a report's rows out of the tables.  Layer: ledger. */
#ifndef SAYSO_LEDGER_REMOVE_H
#define SAYSO_LEDGER_REMOVE_H

#include "ledger/sql.h"

/* Deletes all rows of document n but for its original; the events it was of are marked as stale and
 * lose their derived rows. To be called in a batch of a connection that does not enforce foreign
 * keys (sayso__remove_begin): each deleted span would be looked for in every table. */
SAYSO_CHECKED sayso_status sayso__remove_report(sayso_ledger *l, int64_t n, sayso_arena *t,
                                                sayso_error *err);

/* What no report has any more goes: propositions that were first read in one removed earlier, named
 * actors and links to them. */
SAYSO_CHECKED sayso_status sayso__remove_loose(sayso_ledger *l, sayso_error *err);

/* A batch without enforced foreign keys; end commits it if status is SAYSO_OK. */
SAYSO_CHECKED sayso_status sayso__remove_begin(sayso_ledger *l, sayso_error *err);
SAYSO_CHECKED sayso_status sayso__remove_end(sayso_ledger *l, sayso_status status,
                                             sayso_error *err);

/* One statement to its end, whatever rows it gives. */
SAYSO_CHECKED sayso_status sayso__remove_run(sayso_ledger *l, const char *sql, sayso_error *err);

/* Writes the file anew, so that nothing of what was deleted stays in it. Not in a batch. */
SAYSO_CHECKED sayso_status sayso__remove_traces(sayso_ledger *l, sayso_error *err);

/* Under which number a proposition is found again: of its kind, party and words. p == NULL parts
 * are empty. */
SAYSO_CHECKED sayso_status sayso__proposition_hash(sayso_str kind, sayso_str responsible,
                                                   sayso_str text, sayso_arena *t, int64_t *out,
                                                   sayso_error *err);

#endif
