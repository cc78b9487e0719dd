/* events.h -- which reports are of one event.  Layer: ledger.
 *
 * Reports are when they name the same rare things as the event's reports together do (cosine of the
 * sets of their names, weighted by rarity), within four months, or thirteen where they are much
 * alike; when their main incidents have one place and one day; or when one is a copy or version of
 * the other. */
#ifndef SAYSO_LEDGER_EVENTS_H
#define SAYSO_LEDGER_EVENTS_H

#include "ledger/load.h"

typedef struct {
    int64_t n; /* row of document */
    const char *id, *group, *older, *content, *published;
    int32_t day;
    uint32_t *name; /* [n_name] hashes */
    uint32_t n_name;
    double length; /* of the weighted vector */
    sayso_raw_incident main;
    bool has_main;
    sayso_str place;  /* names_key of the main incident's; n == 0: unknown */
    int32_t happened; /* its day, if that is one */
    uint32_t event;   /* index */
} sayso_event_document;

typedef struct {
    sayso_event_document *doc; /* by time of publication */
    sayso_state_event *event;  /* by first report, which gives the id */
    uint32_t *n_in;            /* [n_event] reports */
    uint32_t *member, *first;  /* documents by event: member[first[e] .. first[e + 1]) */
    uint32_t n_doc, n_event;
} sayso_events;

/* Of all reports in the ledger; with mark > 0 of those that the arrival of the ones behind row
 * `mark` may move, as long as these are few in a large ledger. Lies in a; t is for the work.
 * Errors: SAYSO_ENOTFOUND (no report), and as sayso__ledger_state. */
SAYSO_CHECKED sayso_status sayso__events_find(sayso_ledger *l, int64_t mark, sayso_arena *a,
                                              sayso_arena *t, sayso_events *out, sayso_error *err);

/* The same of documents that no ledger holds: doc[n], each with an id of its own; group or older
 * where it is a copy or version of another. They are put in order of publication. Errors:
 * SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__events_among(sayso_event_document *doc, uint32_t n,
                                               sayso_arena *a, sayso_arena *t, sayso_events *out,
                                               sayso_error *err);

/* Sets happened and place from the main incident. false: out of memory. */
bool sayso__event_document_ready(sayso_event_document *x, sayso_arena *a);

/* Leaves out of one event what was published after `day` (INT32_MAX: nothing). state.c */
void sayso__events_cut(sayso_events *v, uint32_t event, int32_t day);

/* The state of one event: fills x->out; x->l, a, t, err and out are given. state.c */
SAYSO_CHECKED sayso_status sayso__events_load(sayso_load *x, const sayso_events *v, uint32_t event);

/* The rows of an event's documents as a JSON array, for load.h. p == NULL: out of memory. */
sayso_str sayso__events_rows(const sayso_events *v, uint32_t event, sayso_arena *t);

#endif
