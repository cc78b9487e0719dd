/* survey.h -- the answers of a survey as attributions.  Layer: attr. */
#ifndef SAYSO_ATTR_SURVEY_H
#define SAYSO_ATTR_SURVEY_H

#include "attr/attr_draft.h"

/* Adds a draft for each share of people that blames somebody; one that the models made of the same
 * words is replaced. Linear in tokens. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__survey_answers(sayso_drafts *ds, const sayso_mentions *m,
                                                 sayso_error *err);

#endif
