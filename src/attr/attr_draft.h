/* attr_draft.h -- attributions while they are being made: token ranges, before order, nesting,
 * relays and actors are settled.  Layer: attr. */
#ifndef SAYSO_ATTR_ATTR_DRAFT_H
#define SAYSO_ATTR_ATTR_DRAFT_H

#include "attr/attr_parts.h"
#include "base/array.h"

#define SAYSO_DRAFT_PIECES 12u /* most pieces of one role; further ones are joined to the last */

typedef struct {
    uint32_t beg, end; /* tokens */
} sayso_range;

typedef struct {
    sayso_range source[2], cue[2], content[SAYSO_DRAFT_PIECES];
    uint32_t n_source, n_cue, n_content;
    uint32_t cue_head; /* token or SAYSO_NONE */
    bool dropped;
} sayso_draft;

typedef struct {
    const sayso_attr_view *v;
    sayso_arena *scratch;
    SAYSO_ARRAY(sayso_draft) draft;
} sayso_drafts;

/* One draft a cue that the models find. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__draft_by_model(sayso_drafts *d, const sayso_attr_model *model,
                                                 sayso_error *err);

/* First token of all that the draft holds. */
uint32_t sayso__draft_beg(const sayso_draft *d);

#endif
