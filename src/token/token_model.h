/* token_model.h -- the trained sentence splitter's weights.  Layer: token. */
#ifndef SAYSO_TOKEN_MODEL_H
#define SAYSO_TOKEN_MODEL_H

#include "model/linear.h"
#include "token/token.h"

struct sayso_token_model {
    sayso_linear split; /* section "split": is there a sentence end here? w == NULL: rules alone */
};

/* Sections that the model lacks leave their part NULL. Errors: SAYSO_EMODEL for a section that is
 * damaged. */
SAYSO_CHECKED sayso_status sayso__token_model_open(const sayso_model *m, sayso_token_model *out,
                                                   sayso_error *err);

#endif
