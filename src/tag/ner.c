/* ner.c -- names: first skeleton.  Layer: tag. */
#include "tag/tag_model.h"

sayso_status sayso__ner_run(const sayso_tag_model *model, sayso_arena *a, sayso_arena *scratch,
                            sayso_tags *out, sayso_error *err)
{
    (void)model;
    (void)a;
    (void)scratch;
    (void)err;
    out->name = NULL;
    out->n_name = 0;
    return SAYSO_OK;
}
