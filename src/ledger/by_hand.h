/* by_hand.h -- corrections that a person made: events and actors joined, parted, named.
 * Layer: ledger.
 *
 * A correction holds on to what stays when reports are read again: reports by their ids, actors by
 * their names. It is applied whenever events or actors are computed, after the rules and in the
 * order in which corrections were made. */
#ifndef SAYSO_LEDGER_BY_HAND_H
#define SAYSO_LEDGER_BY_HAND_H

#include "base/array.h"
#include "ledger/events.h"
#include "ledger/sql.h"

typedef struct {
    int64_t n;       /* row of correction */
    const char *old; /* a report of the event, or a name */
    const char *new; /* the other one; of a split reports, one a line */
    uint8_t what;    /* sayso_correction_kind */
} sayso_by_hand;

typedef SAYSO_ARRAY(sayso_by_hand) sayso_by_hands;

/* All corrections of events, or all of actors. */
SAYSO_CHECKED sayso_status sayso__by_hand_read(sayso_ledger *l, bool events, sayso_arena *a,
                                               sayso_by_hands *out, sayso_error *err);

/* root[i] is the first document of i's event; corrections change it. */
SAYSO_CHECKED sayso_status sayso__by_hand_events(sayso_ledger *l, const sayso_event_document *doc,
                                                 uint32_t *root, uint32_t n, sayso_arena *t,
                                                 sayso_error *err);

/* Names that were given to events. */
SAYSO_CHECKED sayso_status sayso__by_hand_names(sayso_ledger *l, sayso_events *v, sayso_arena *a,
                                                sayso_error *err);

/* The id of the actor that a split (row n of correction) takes out of a name. NULL: out of memory.
 */
const char *sayso__by_hand_id(int64_t n, sayso_str key, sayso_arena *a);

/* Does a list of lines hold a line? */
bool sayso__by_hand_lists(const char *lines, const char *line);

#endif
