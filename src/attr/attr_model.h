/* attr_model.h -- the weights of the attribution models.  Layer: attr. */
#ifndef SAYSO_ATTR_ATTR_MODEL_H
#define SAYSO_ATTR_ATTR_MODEL_H

#include "attr/attr.h"
#include "model/linear.h"

struct sayso_attr_model {
    sayso_linear cue;     /* section "attr.cue" */
    sayso_linear source;  /* section "attr.source" */
    sayso_linear content; /* section "attr.content" */
};

/* Sections that the model lacks leave their part empty. Errors: SAYSO_EMODEL for a section that is
 * damaged. */
SAYSO_CHECKED sayso_status sayso__attr_model_open(const sayso_model *m, sayso_attr_model *out,
                                                  sayso_error *err);

#endif
