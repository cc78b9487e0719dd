/* attr.c -- attributions: first skeleton, finds none.  Layer: attr. */
#include "attr/attr.h"

#include "attr/attr_model.h"

sayso_status sayso__attr_model_open(const sayso_model *m, sayso_attr_model *out, sayso_error *err)
{
    (void)m;
    (void)err;
    *out = (sayso_attr_model){0};
    return SAYSO_OK;
}

sayso_status sayso__attr_run(const sayso_mentions *mentions, const sayso_attr_model *model,
                             sayso_arena *a, sayso_arena *scratch, sayso_attrs *out,
                             sayso_error *err)
{
    (void)model;
    (void)a;
    (void)scratch;
    (void)err;
    *out =
        (sayso_attrs){.mentions = mentions, .actor = mentions->actor, .n_actor = mentions->n_actor};
    return SAYSO_OK;
}
