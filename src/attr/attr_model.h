/* attr_model.h -- the weights of the attribution models.  Layer: attr. */
#ifndef SAYSO_ATTR_ATTR_MODEL_H
#define SAYSO_ATTR_ATTR_MODEL_H

#include "attr/attr.h"
#include "model/linear.h"

/* Each model has features of a token (a label each) and of a step between two (a pair each). */
struct sayso_attr_model {
    sayso_linear cue;       /* section "attr.cue" */
    sayso_linear cue_step;  /* section "attr.cue.step" */
    sayso_linear span;      /* section "attr.span" */
    sayso_linear span_step; /* section "attr.span.step" */
    sayso_linear rank;      /* section "attr.rank": one score a feature */
};

/* Sections that the model lacks leave their part empty. Errors: SAYSO_EMODEL for a section that is
 * damaged. */
SAYSO_CHECKED sayso_status sayso__attr_model_open(const sayso_model *m, sayso_attr_model *out,
                                                  sayso_error *err);

#endif
