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

/* ---- the stages, that of tags in its parts ----------------------------------------------------
 */

typedef sayso_status stage(const sayso_models *m, sayso_task *t, sayso_arena *scratch);

static sayso_status split(const sayso_models *m, sayso_task *t, sayso_arena *scratch)
{
    (void)scratch;
    sayso_tokens *tokens = SAYSO_NEW(t->keep, sayso_tokens);
    if (!tokens)
        return sayso__fail_memory(&t->error);
    t->x.tokens = tokens;
    return sayso__token_split(t->x.doc, &m->token, t->keep, tokens, &t->error);
}

static sayso_status begin_tags(const sayso_models *m, sayso_task *t, sayso_arena *scratch)
{
    (void)scratch;
    sayso_tags *tags = SAYSO_NEW(t->keep, sayso_tags);
    if (!tags)
        return sayso__fail_memory(&t->error);
    t->x.tags = t->tags = tags;
    return sayso__tag_begin(t->x.tokens, &m->tag, t->keep, tags, &t->error);
}

static sayso_status tag_speech(const sayso_models *m, sayso_task *t, sayso_arena *scratch)
{
    return sayso__pos_run(&m->tag, t->keep, scratch, t->tags, &t->error);
}

static sayso_status tag_names(const sayso_models *m, sayso_task *t, sayso_arena *scratch)
{
    return sayso__ner_run(&m->tag, t->keep, scratch, t->tags, &t->error);
}

static sayso_status tag_trees(const sayso_models *m, sayso_task *t, sayso_arena *scratch)
{
    return sayso__parse_run(&m->tag, t->keep, scratch, t->tags, &t->error);
}

static sayso_status mention(const sayso_models *m, sayso_task *t, sayso_arena *scratch)
{
    sayso_mentions *mentions = SAYSO_NEW(t->keep, sayso_mentions);
    if (!mentions)
        return sayso__fail_memory(&t->error);
    t->x.mentions = mentions;
    SAYSO_TRY(sayso__mention_run(t->x.tags, &m->places, t->keep, scratch, mentions, &t->error));
    return sayso__actor_list_apply(m->listed, mentions, t->keep, scratch, &t->error);
}

static sayso_status attribute(const sayso_models *m, sayso_task *t, sayso_arena *scratch)
{
    sayso_attrs *attrs = SAYSO_NEW(t->keep, sayso_attrs);
    if (!attrs)
        return sayso__fail_memory(&t->error);
    t->x.attrs = attrs;
    return sayso__attr_run(t->x.mentions, &m->attr, t->keep, scratch, attrs, &t->error);
}

static sayso_status claim(const sayso_models *m, sayso_task *t, sayso_arena *scratch)
{
    sayso_claims *claims = SAYSO_NEW(t->keep, sayso_claims);
    if (!claims)
        return sayso__fail_memory(&t->error);
    t->x.claims = claims;
    return sayso__claim_run(t->x.attrs, &m->incident, t->keep, scratch, claims, &t->error);
}

void sayso__analyse_all(const sayso_models *m, sayso_task *const *task, uint32_t n,
                        sayso_arena *scratch)
{
    static stage *const stages[] = {split,     begin_tags, tag_speech, tag_names,
                                    tag_trees, mention,    attribute,  claim};
    for (size_t s = 0; s < sizeof stages / sizeof *stages; s++)
        for (uint32_t i = 0; i < n; i++) {
            if (task[i]->status != SAYSO_OK)
                continue;
            task[i]->status = stages[s](m, task[i], scratch);
            sayso__arena_reset(scratch);
        }
}

sayso_status sayso__analyse(const sayso_models *m, const sayso_doc *doc, sayso_arena *a,
                            sayso_arena *scratch, sayso_analysis *out, sayso_error *err)
{
    sayso_task task = {.keep = a, .x = {.doc = doc}}, *one = &task;
    sayso__analyse_all(m, &one, 1, scratch);
    *out = task.x;
    if (err && task.status != SAYSO_OK)
        *err = task.error;
    return task.status;
}
