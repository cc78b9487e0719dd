/* pipeline.h -- the stages in order, over one document or several.  Layer: engine.
 *
 *     unit -> doc -> tokens -> tags -> mentions -> attrs -> claims
 *
 * Each arrow is one call; each artefact is const for those after it and lives in one arena. Of
 * several documents each stage takes all before the next one begins: its tables and its code are
 * then in the caches from the second document on. */
#ifndef SAYSO_ENGINE_PIPELINE_H
#define SAYSO_ENGINE_PIPELINE_H

#include "attr/attr_model.h"
#include "claim/claim.h"
#include "mention/actor_list.h"
#include "tag/tag_model.h"
#include "text/webpage.h"
#include "token/token_model.h"

/* The weights of all stages, views into one model. */
typedef struct {
    sayso_token_model token;
    sayso_tag_model tag;
    sayso_places places;
    sayso_attr_model attr;
    sayso_page_model page;
    sayso_incident_model incident;
    const sayso_actor_list *listed; /* actors that the user knows, or NULL; borrowed */
} sayso_models;

SAYSO_CHECKED sayso_status sayso__models_open(const sayso_model *m, sayso_models *out,
                                              sayso_error *err);

/* The model that is built into the program. */
SAYSO_CHECKED sayso_status sayso__model_builtin(sayso_model *out, sayso_error *err);

/* SHA-256 of its file, 64 hexadecimal digits. */
const char *sayso__model_builtin_sha256(void);

/* A document on its way. */
typedef struct {
    const sayso_unit *unit; /* what it is made of, or NULL */
    sayso_arena *keep;      /* all that is made of it; several tasks may share one */
    sayso_analysis x;       /* what there is so far */
    sayso_tags *tags;       /* x.tags, while its parts are made */
    sayso_status status;
    sayso_error error;
} sayso_task;

/* Run all stages over the documents x.doc of n tasks; scratch is used and reset. A task whose
 * status is not SAYSO_OK is left alone. Its status: SAYSO_ENOMEM. */
void sayso__analyse_all(const sayso_models *m, sayso_task *const *task, uint32_t n,
                        sayso_arena *scratch);

/* The same of one document: everything of *out lies in a. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__analyse(const sayso_models *m, const sayso_doc *doc,
                                          sayso_arena *a, sayso_arena *scratch, sayso_analysis *out,
                                          sayso_error *err);

#endif
