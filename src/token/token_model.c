/* token_model.c -- finding the trained splitter in a model.  Layer: token. */
#include "token/token_model.h"

sayso_status sayso__token_model_open(const sayso_model *m, sayso_token_model *out, sayso_error *err)
{
    *out = (sayso_token_model){0};
    if (!sayso__model_section(m, "split").p)
        return SAYSO_OK;
    return sayso__linear_open(m, "split", 2, &out->split, err);
}
