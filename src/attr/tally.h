/* tally.h -- who puts a number, who passes judgement, as attributions.  Layer: attr. */
#ifndef SAYSO_ATTR_TALLY_H
#define SAYSO_ATTR_TALLY_H

#include "attr/attr_draft.h"

/* Adds a draft for each verb of counting with a subject and a number, and each of judgement with a
 * subject and an object, that is no cue yet. Linear
 * in tokens. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__tally_claims(sayso_drafts *ds, const sayso_mentions *m,
                                               sayso_error *err);

#endif
