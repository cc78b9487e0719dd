/* frame.h -- cues that are an aside of the sentence they report.  Layer: attr. */
#ifndef SAYSO_ATTR_FRAME_H
#define SAYSO_ATTR_FRAME_H

#include "attr/rule_part.h"

/* The content of each draft whose cue is an aside becomes what stands around it; verbs of saying in
 * such asides that are no cue yet become drafts. Linear in tokens. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__frame_claims(const sayso_rules *u, sayso_drafts *ds,
                                               sayso_error *err);

#endif
