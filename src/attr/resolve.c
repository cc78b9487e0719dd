/* resolve.c -- source phrase -> actor.  Layer: attr. */
#include "attr/resolve.h"

#include "base/fail.h"
#include "base/str.h"

sayso_status sayso__resolve_begin(const sayso_mentions *mentions, sayso_arena *a,
                                  sayso_arena *scratch, sayso_resolver *out, sayso_error *err)
{
    uint32_t n = mentions->tags->tokens->n_tok;
    *out = (sayso_resolver){.mentions = mentions, .a = a, .asked = SAYSO_NONE};
    out->at = SAYSO_NEW_N(scratch, uint32_t, n + 1);
    if (!out->at)
        return sayso__fail_memory(err);
    for (uint32_t i = 0; i <= n; i++)
        out->at[i] = SAYSO_NONE;
    for (uint32_t i = mentions->n_mention; i-- > 0;)
        out->at[mentions->mention[i].head] = i;
    sayso__table_init(&out->made, scratch);
    for (uint32_t i = 0; i < mentions->n_actor; i++)
        if (!SAYSO_PUSH(a, &out->actor, mentions->actor[i]))
            return sayso__fail_memory(err);
    return SAYSO_OK;
}

/* The token of the phrase whose head lies outside it; of several the first. */
static uint32_t head_of(const sayso_tags *g, uint32_t beg, uint32_t end)
{
    for (uint32_t i = beg; i < end; i++)
        if ((g->head[i] < beg || g->head[i] >= end) && g->upos[i] != SAYSO_UPOS_PUNCT)
            return i;
    return beg;
}

/* The noun phrase without its determiner and whatever stands behind a comma or relative pronoun. */
static sayso_str plain_name(const sayso_tags *g, uint32_t beg, uint32_t end)
{
    uint32_t to = beg;
    while (beg + 1 < end && g->upos[beg] == SAYSO_UPOS_DET)
        beg++;
    for (to = beg + 1; to < end; to++)
        if (g->upos[to] == SAYSO_UPOS_PUNCT || g->xpos[to] == SAYSO_XPOS_WP)
            break;
    return sayso__str_span(g->tokens->doc->text, sayso__token_span(g->tokens, beg, to));
}

static sayso_status make_actor(sayso_resolver *r, sayso_str name, uint32_t *actor, sayso_error *err)
{
    sayso_table_entry *e = sayso__table_put(&r->made, name);
    if (!e)
        return sayso__fail_memory(err);
    if (e->value == SAYSO_NONE) {
        sayso_actor new = {.name = name,
                           .class_ = SAYSO_CLASS_UNNAMED,
                           .kind = SAYSO_MENTION_ROLE,
                           .speaks_for = SAYSO_NONE,
                           .first = SAYSO_NONE};
        e->value = r->actor.n;
        if (!SAYSO_PUSH(r->a, &r->actor, new))
            return sayso__fail_memory(err);
    }
    *actor = e->value;
    return SAYSO_OK;
}

sayso_status sayso__resolve_source(sayso_resolver *r, const sayso_source_phrase *p,
                                   sayso_source *out, sayso_error *err)
{
    const sayso_mentions *m = r->mentions;
    const sayso_tags *g = m->tags;
    uint32_t head = p->head >= p->beg && p->head < p->end ? p->head : head_of(g, p->beg, p->end);
    *out = (sayso_source){SAYSO_NONE, head, SAYSO_SOURCE_IS_ACTOR};
    uint32_t at = r->at[head];
    for (uint32_t i = p->beg; i < p->end && at == SAYSO_NONE; i++)
        if (r->at[i] != SAYSO_NONE && m->mention[r->at[i]].named)
            at = r->at[i];
    if (at != SAYSO_NONE) {
        out->actor = m->mention[at].actor;
        if (out->actor == SAYSO_NONE)
            out->actor = p->previous;
        return SAYSO_OK;
    }
    if (g->upos[head] == SAYSO_UPOS_PRON) {
        out->actor = p->previous;
        return SAYSO_OK;
    }
    return make_actor(r, plain_name(g, p->beg, p->end), &out->actor, err);
}
