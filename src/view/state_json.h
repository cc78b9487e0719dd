/* state_json.h -- the ledger's state as JSON: the brief, claims and figures as rows.  Layer: view.
 */
#ifndef SAYSO_VIEW_STATE_JSON_H
#define SAYSO_VIEW_STATE_JSON_H

#include "base/counts.h"
#include "ledger/ledger.h"
#include "view/record.h"

typedef struct {
    sayso_json j;
    const sayso_state *s;
    sayso_arena *a;
    sayso_offset_unit unit;
    sayso_counts *title, *text; /* [s->n_report] where the unit is UTF-16, else NULL */
    bool raw;                   /* with the bytes of the original */
    bool failed;                /* memory ran out on the way */
} sayso_state_json;

/* Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__state_json_init(sayso_state_json *w, const sayso_state *s,
                                                  sayso_offset_unit unit, sayso_arena *a,
                                                  sayso_sink *out, sayso_error *err);

/* One object each. */
void sayso__state_json_claim(sayso_state_json *w, uint32_t i);
void sayso__state_json_figure(sayso_state_json *w, uint32_t i);
void sayso__state_json_relation(sayso_state_json *w, uint32_t i);
void sayso__state_json_conflict(sayso_state_json *w, uint32_t i);

/* Where a span of a report lies, in the unit of w; known is false for NULL. */
sayso_record_span sayso__state_json_span(const sayso_state_json *w, uint32_t report,
                                         const sayso_state_span *at);

/* `brief --json`: one object and a newline. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__brief_json(const sayso_state *s, sayso_offset_unit unit,
                                             sayso_arena *a, sayso_sink *out, sayso_error *err);

/* The same with some of its arrays: their names with commas between; NULL: all. Errors: SAYSO_EUSE
 * (no such part), SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__brief_json_parts(const sayso_state *s, const char *parts,
                                                   sayso_offset_unit unit, sayso_arena *a,
                                                   sayso_sink *out, sayso_error *err);

/* Are all of these parts within what sayso__ledger_event_parts gives? */
bool sayso__brief_parts_stored(const char *parts, sayso_offset_unit unit);

/* The keys claim, links and carriers of a trace, within an open object. */
void sayso__trace_keys(sayso_state_json *w, const sayso_trace *t);

/* `trace --json`: one object and a newline. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__trace_json(const sayso_trace *t, sayso_offset_unit unit,
                                             sayso_arena *a, sayso_sink *out, sayso_error *err);

#endif
