/* stored_events.h -- events as the last settling wrote them.  Layer: ledger. */
#ifndef SAYSO_LEDGER_STORED_EVENTS_H
#define SAYSO_LEDGER_STORED_EVENTS_H

#include "ledger/state.h"

/* Do all words of the query stand in the event's name? */
bool sayso__event_is_meant(const char *query, const char *event_name, sayso_arena *t);

/* The event asked for: by id or a unique beginning of one, else the one with most reports whose
 * name has these words; query NULL: the one with most reports. Errors: SAYSO_ENOTFOUND,
 * SAYSO_EUSE (several), and those of sayso__ledger_state. */
SAYSO_CHECKED sayso_status sayso__stored_event(sayso_ledger *l, const char *query, sayso_arena *a,
                                               const char **id, sayso_error *err);

/* The state of the reports that the query asks for, their events from the tables. */
SAYSO_CHECKED sayso_status sayso__stored_state(sayso_load *x, const sayso_state_query *query);

/* The event of that id as the table has it, into x->out->event. */
SAYSO_CHECKED sayso_status sayso__stored_head(sayso_load *x, const char *id);

#endif
