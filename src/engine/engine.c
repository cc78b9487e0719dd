/* engine.c -- opening and closing, one unit through all stages.  Layer: engine. */
#include "engine/engine.h"

#include <stdlib.h>

#include "base/fail.h"
#include "sayso/sayso.h"

sayso_status sayso_engine_open(const char *model, sayso_engine **out, sayso_error *err)
{
    *out = NULL;
    sayso_engine *e = calloc(1, sizeof *e);
    if (!e)
        return sayso__fail_memory(err);
    sayso_status s =
        model ? sayso__model_open(model, &e->model, err) : sayso__model_builtin(&e->model, err);
    if (s == SAYSO_OK)
        s = sayso__models_open(&e->model, &e->models, err);
    if (s != SAYSO_OK) {
        sayso_engine_close(e);
        return s;
    }
    *out = e;
    return SAYSO_OK;
}

void sayso_engine_close(sayso_engine *e)
{
    if (e)
        sayso__model_close(&e->model);
    free(e);
}

/* A refusal without a span is of the whole report. */
static bool refused(const sayso_doc *doc)
{
    for (uint32_t i = 0; i < doc->n_refusal; i++)
        if (doc->refusal[i].at.end == 0)
            return true;
    return false;
}

sayso_status sayso__read_unit(const sayso_models *m, const sayso_unit *unit,
                              const sayso_read_options *options, const sayso_desk *desk,
                              sayso_analysis *out, sayso_error *err)
{
    *out = (sayso_analysis){0};
    sayso_doc *doc = SAYSO_NEW(desk->keep, sayso_doc);
    if (!doc)
        return sayso__fail_memory(err);
    SAYSO_TRY(sayso__doc_make(unit, options, desk->keep, doc, err));
    out->doc = doc;
    if (refused(doc))
        return SAYSO_OK;
    return sayso__analyse(m, doc, desk->keep, desk->scratch, out, err);
}
