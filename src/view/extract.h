/* extract.h -- one report's analysis as one JSON object on a line.  Layer: view.
 *
 * Fields and words: the JSON of `sayso extract` in docs (schema 1). Spans count from the body's
 * beginning; those that lie in the title count from the title's and carry "field": "title". */
#ifndef SAYSO_VIEW_EXTRACT_H
#define SAYSO_VIEW_EXTRACT_H

#include "base/counts.h"
#include "claim/claim.h"
#include "view/json.h"
#include "view/record.h"

typedef struct {
    sayso_offset_unit unit;
    bool tokens; /* add the layer "tokens" */
} sayso_extract_layers;

/* Write one object and a newline to out. Of a report that was refused as a whole, give {.doc = doc}
 * alone: its arrays are then empty. a is scratch. Errors: SAYSO_ENOMEM; failed writes stick to out.
 */
SAYSO_CHECKED sayso_status sayso__extract_write(const sayso_analysis *x,
                                                const sayso_extract_layers *layers, sayso_arena *a,
                                                sayso_sink *out, sayso_error *err);

/* ---- parts that other JSON views share ------------------------------------------------------- */

typedef struct {
    sayso_json j;
    const sayso_analysis *x;
    sayso_arena *a;
    bool failed; /* memory ran out on the way */
    sayso_counts counts;
    uint32_t body;           /* units before the body */
    uint32_t *figure_number; /* [n_figure] index among the figures that are kept, or SAYSO_NONE */
} sayso_extractor;

SAYSO_CHECKED sayso_status sayso__extract_init(sayso_extractor *e, const sayso_analysis *x,
                                               sayso_offset_unit unit, sayso_arena *a,
                                               sayso_sink *out, sayso_error *err);
/* Claim i as it is printed; what it points to lies in the arena. Where memory runs out, its parts
 * are empty. */
sayso_claim_record sayso__extract_claim(sayso_extractor *e, uint32_t i);

#endif
