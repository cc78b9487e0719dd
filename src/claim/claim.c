/* claim.c -- attributions -> claims, marks, figure links, incidents: runs the parts.
 * Layer: claim.
 *
 * Two readings: the first takes each claim's own words, the second what was said before it. */
#include "claim/claim_part.h"

#include "base/fail.h"

static sayso_status room_make(sayso_claim_part *p, sayso_error *err)
{
    const sayso_attrs *s = p->attrs;
    p->out->claim = SAYSO_NEW_N(p->a, sayso_claim, s->n_attribution);
    p->out->figure = SAYSO_NEW_N(p->a, sayso_figure_link, s->mentions->n_figure);
    if (!p->out->claim || !p->out->figure)
        return sayso__fail_memory(err);
    for (uint32_t i = 0; i < s->n_attribution; i++)
        p->out->claim[i] = (sayso_claim){.responsible = SAYSO_NONE, .said = SAYSO_NO_DAY};
    return SAYSO_OK;
}

/* A pronoun says little of its speaker: he is what he was called where he was introduced. */
static sayso_status types_share(sayso_claim_part *p, sayso_error *err)
{
    const sayso_attrs *s = p->attrs;
    uint8_t *type = sayso__arena_alloc(p->scratch, s->n_actor);
    uint32_t *length = SAYSO_NEW_N(p->scratch, uint32_t, s->n_actor);
    if (!type || !length)
        return sayso__fail_memory(err);
    for (uint32_t round = 0; round < 2; round++)
        for (uint32_t i = 0; i < s->n_attribution; i++) {
            const sayso_attribution *x = s->attribution + i;
            sayso_claim *c = p->out->claim + i;
            uint32_t n;
            const sayso_piece *src = sayso__attr_source(s, i, &n);
            bool thing = c->source_type == SAYSO_SOURCE_DOCUMENT ||
                         c->source_type == SAYSO_SOURCE_SURVEY ||
                         c->source_type == SAYSO_SOURCE_SOCIAL_MEDIA;
            if (x->source_actor >= s->n_actor || thing)
                continue;
            uint32_t len = n ? src[0].end - src[0].beg : 0;
            if (round == 0 && len > length[x->source_actor]) {
                length[x->source_actor] = len;
                type[x->source_actor] = c->source_type;
            } else if (round == 1 && type[x->source_actor]) {
                c->source_type = type[x->source_actor];
            }
        }
    return SAYSO_OK;
}

static sayso_status claims_make(sayso_claim_part *p, sayso_error *err)
{
    uint32_t n = p->attrs->n_attribution;
    for (uint32_t i = 0; i < n; i++) {
        sayso__claim_read(p, i);
        sayso__claim_source_type(p, i);
    }
    SAYSO_TRY(types_share(p, err));
    for (uint32_t i = 0; i < n; i++)
        sayso__claim_stance(p, i);
    for (uint32_t i = 0; i < n; i++)
        sayso__claim_refine(p, i);
    sayso__claim_context(p);
    for (uint32_t i = 0; i < n; i++)
        sayso__claim_kind(p, i);
    for (uint32_t i = 0; i < n; i++) {
        sayso__claim_factuality(p, i);
        sayso__claim_codes(p, i);
    }
    return SAYSO_OK;
}

sayso_status sayso__claim_begin(const sayso_attrs *attrs, sayso_arena *a, sayso_arena *scratch,
                                sayso_claims *out, sayso_claim_part *part, sayso_error *err)
{
    const sayso_mentions *m = attrs->mentions;
    *part = (sayso_claim_part){.attrs = attrs,
                               .mentions = m,
                               .tags = m->tags,
                               .tokens = m->tags->tokens,
                               .doc = m->tags->tokens->doc,
                               .a = a,
                               .scratch = scratch,
                               .out = out};
    *out = (sayso_claims){.attrs = attrs};
    SAYSO_TRY(room_make(part, err));
    SAYSO_TRY(sayso__clue_prepare(part, err));
    SAYSO_TRY(sayso__claim_affiliate(part, err));
    SAYSO_TRY(claims_make(part, err));
    sayso__claim_said(part);
    SAYSO_TRY(sayso__claim_evidence(part, err));
    return sayso__claim_dyads(part, err);
}

sayso_status sayso__claim_run(const sayso_attrs *attrs, const sayso_incident_model *model,
                              sayso_arena *a, sayso_arena *scratch, sayso_claims *out,
                              sayso_error *err)
{
    sayso_claim_part part;
    SAYSO_TRY(sayso__claim_begin(attrs, a, scratch, out, &part, err));
    SAYSO_TRY(sayso__claim_incident(&part, model, err));
    sayso__claim_survey(&part);
    sayso__claim_figures(&part); /* last: it takes part.inside for its own */
    return sayso__claim_ids(&part, err);
}
