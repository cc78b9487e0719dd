/* sketch.h -- what of a report is held against other reports, as bytes that travel between
 * machines. Layer: ledger.
 *
 * Of one report two sketches are made: of its text (what tells copies and later versions) and of
 * its event (what tells which reports are of one). They hold what copies.c and events.c read from a
 * ledger, so that both judge alike where no ledger holds all reports. Numbers are little-endian; a
 * sketch begins with its kind and layout. */
#ifndef SAYSO_LEDGER_SKETCH_H
#define SAYSO_LEDGER_SKETCH_H

#include "base/sink.h"
#include "claim/claim.h"
#include "ledger/copies.h"
#include "ledger/events.h"

/* Errors: SAYSO_ENOMEM; a failed write is told by the sink. */
SAYSO_CHECKED sayso_status sayso__sketch_text(const sayso_analysis *x, sayso_arena *t,
                                              sayso_sink *out, sayso_error *err);
SAYSO_CHECKED sayso_status sayso__sketch_event(const sayso_analysis *x, sayso_arena *t,
                                               sayso_sink *out, sayso_error *err);

/* What a sketch of a text says; strings lie in bytes, the rest in a. Errors: SAYSO_EINPUT (no such
 * sketch, or cut), SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__sketch_read_text(sayso_str bytes, sayso_arena *a, sayso_kin *out,
                                                   sayso_shingles *print, sayso_error *err);

/* What a sketch of an event says, all of it in a; id, group and older are the caller's to set.
 * Errors: as above. */
SAYSO_CHECKED sayso_status sayso__sketch_read_event(sayso_str bytes, sayso_arena *a,
                                                    sayso_event_document *out, sayso_error *err);

#endif
