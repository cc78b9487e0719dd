/* engine.c -- opening and closing, one unit through all stages.  Layer: engine. */
#include "engine/engine.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/hash.h"
#include "base/mapfile.h"
#include "engine/actors_file.h"
#include "sayso/sayso.h"

sayso_status sayso_engine_open(const char *model, sayso_engine **out, sayso_error *err)
{
    *out = NULL;
    sayso_engine *e = calloc(1, sizeof *e);
    if (!e)
        return sayso__fail_memory(err);
    sayso__actor_list_init(&e->listed);
    sayso_status s =
        model ? sayso__model_open(model, &e->model, err) : sayso__model_builtin(&e->model, err);
    e->builtin = !model;
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
    if (!e)
        return;
    sayso__model_close(&e->model);
    sayso__actor_list_free(&e->listed);
    free(e);
}

sayso_status sayso_engine_actors(sayso_engine *e, const char *path, sayso_problem *problem,
                                 void *user, sayso_error *err)
{
    sayso_mapfile file;
    SAYSO_TRY(sayso__mapfile_open(path, &file, err));
    sayso_status s =
        sayso__actors_read(&e->listed, file.p ? file.p : "", file.n, path, problem, user, err);
    sayso__mapfile_close(&file);
    if (s == SAYSO_OK)
        e->models.listed = &e->listed;
    return s;
}

void sayso__engine_sha256(const sayso_engine *e, char out[65])
{
    uint8_t digest[32];
    if (e->builtin) {
        memcpy(out, sayso__model_builtin_sha256(), 65);
        return;
    }
    sayso__sha256(e->model.p, e->model.n, digest);
    sayso__sha256_hex(digest, out, 64);
}

const char *sayso__refusal_of(const sayso_doc *doc)
{
    for (uint32_t i = 0; i < doc->n_refusal; i++)
        if (strcmp(doc->refusal[i].reason, SAYSO_REFUSED_LANGUAGE) == 0)
            return doc->refusal[i].reason;
    return NULL;
}

static sayso_status make_doc(const sayso_models *m, const sayso_read_options *options,
                             sayso_task *t)
{
    sayso_doc *doc = SAYSO_NEW(t->keep, sayso_doc);
    if (!doc)
        return sayso__fail_memory(&t->error);
    sayso_read_options with = options ? *options : (sayso_read_options){0};
    with.page = &m->page;
    SAYSO_TRY(sayso__doc_make(t->unit, &with, t->keep, doc, &t->error));
    t->x.doc = doc;
    return SAYSO_OK;
}

void sayso__read_units(const sayso_models *m, const sayso_read_options *options,
                       sayso_task *const *task, uint32_t n, sayso_arena *scratch)
{
    sayso_task *whole[SAYSO_POOL_BATCH] = {NULL}; /* those that are not refused */
    uint32_t n_whole = 0;
    for (uint32_t i = 0; i < n; i++) {
        task[i]->x = (sayso_analysis){0};
        task[i]->status = make_doc(m, options, task[i]);
        if (task[i]->status == SAYSO_OK && !sayso__refusal_of(task[i]->x.doc))
            whole[n_whole++] = task[i];
    }
    sayso__analyse_all(m, whole, n_whole, scratch);
}

sayso_status sayso__read_unit(const sayso_models *m, const sayso_unit *unit,
                              const sayso_read_options *options, const sayso_desk *desk,
                              sayso_analysis *out, sayso_error *err)
{
    sayso_task task = {.unit = unit, .keep = desk->keep}, *one = &task;
    sayso__read_units(m, options, &one, 1, desk->scratch);
    *out = task.x;
    if (err && task.status != SAYSO_OK)
        *err = task.error;
    return task.status;
}
