/* pipeline.c -- runs the stages.  Layer: engine. */
#include "engine/pipeline.h"

#include "base/fail.h"

extern const uint8_t sayso__builtin_model[], sayso__builtin_model_end[];
extern const char sayso__builtin_model_sha256[];

const char *sayso__model_builtin_sha256(void)
{
    return sayso__builtin_model_sha256;
}

sayso_status sayso__model_builtin(sayso_model *out, sayso_error *err)
{
    size_t n = (size_t)((uintptr_t)sayso__builtin_model_end - (uintptr_t)sayso__builtin_model);
    return sayso__model_open_memory(sayso__builtin_model, n, false, out, err);
}

sayso_status sayso__models_open(const sayso_model *m, sayso_models *out, sayso_error *err)
{
    *out = (sayso_models){0}; /* nobody's list of actors */
    SAYSO_TRY(sayso__token_model_open(m, &out->token, err));
    SAYSO_TRY(sayso__tag_model_open(m, &out->tag, err));
    sayso__page_model_open(m, &out->page);
    SAYSO_TRY(sayso__places_open(m, &out->places, err));
    SAYSO_TRY(sayso__attr_model_open(m, &out->attr, err));
    return sayso__incident_model_open(m, &out->incident, err);
}

sayso_status sayso__analyse(const sayso_models *m, const sayso_doc *doc, sayso_arena *a,
                            sayso_arena *scratch, sayso_analysis *out, sayso_error *err)
{
    *out = (sayso_analysis){.doc = doc};
    sayso_tokens *tokens = SAYSO_NEW(a, sayso_tokens);
    sayso_tags *tags = SAYSO_NEW(a, sayso_tags);
    sayso_mentions *mentions = SAYSO_NEW(a, sayso_mentions);
    sayso_attrs *attrs = SAYSO_NEW(a, sayso_attrs);
    sayso_claims *claims = SAYSO_NEW(a, sayso_claims);
    if (!tokens || !tags || !mentions || !attrs || !claims)
        return sayso__fail_memory(err);
    SAYSO_TRY(sayso__token_split(doc, &m->token, a, tokens, err));
    SAYSO_TRY(sayso__tag_run(tokens, &m->tag, a, scratch, tags, err));
    sayso__arena_reset(scratch);
    SAYSO_TRY(sayso__mention_run(tags, &m->places, a, scratch, mentions, err));
    SAYSO_TRY(sayso__actor_list_apply(m->listed, mentions, a, scratch, err));
    sayso__arena_reset(scratch);
    SAYSO_TRY(sayso__attr_run(mentions, &m->attr, a, scratch, attrs, err));
    sayso__arena_reset(scratch);
    SAYSO_TRY(sayso__claim_run(attrs, &m->incident, a, scratch, claims, err));
    sayso__arena_reset(scratch);
    *out = (sayso_analysis){doc, tokens, tags, mentions, attrs, claims};
    return SAYSO_OK;
}
