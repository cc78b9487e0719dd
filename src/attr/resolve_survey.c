/* resolve_survey.c -- surveys as sources: who asked, and the share of those asked.  Layer: attr. */
#include "attr/resolve_part.h"

#include "base/fail.h"
#include "base/str.h"

/* ---- surveys --------------------------------------------------------------------------------- */

/* Names that stand right before a survey or behind its "by": [*beg, *end) of tokens. */
static bool name_of_survey(const sayso_resolver *r, const sayso_source_phrase *p, uint32_t head,
                           uint32_t *beg, uint32_t *end)
{
    const sayso_tags *g = r->mentions->tags;
    *beg = *end = head;
    while (*beg > p->beg && g->upos[*beg - 1] == SAYSO_UPOS_PROPN)
        --*beg;
    if (*beg < *end)
        return true;
    for (uint32_t i = head + 1; i < p->end; i++) {
        if (!sayso__phrase_is(r, i, "by") && !sayso__phrase_is(r, i, "from"))
            continue;
        *beg = i + 1;
        while (*beg < p->end && g->upos[*beg] == SAYSO_UPOS_DET)
            ++*beg;
        for (*end = *beg; *end < p->end && g->upos[*end] == SAYSO_UPOS_PROPN;)
            ++*end;
        return *beg < *end;
    }
    return false;
}

/* Whoever issued a survey asks people for a living, even if nothing else says so. */
static sayso_status pollster(sayso_resolver *r, const sayso_source_phrase *p, sayso_source *out,
                             sayso_error *err)
{
    uint32_t beg, end;
    if (out->actor == SAYSO_NONE && name_of_survey(r, p, out->head, &beg, &end)) {
        sayso_str name = sayso__str_span(r->mentions->tags->tokens->doc->text,
                                         sayso__token_span(r->mentions->tags->tokens, beg, end));
        SAYSO_TRY(sayso__resolve_unnamed(r, name, false, &out->actor, err));
        if (out->actor != SAYSO_NONE) {
            r->actor.v[out->actor].kind = SAYSO_MENTION_ORGANIZATION;
            r->actor.v[out->actor].named = true;
        }
        r->issuer = out->actor;
    }
    if (out->actor == SAYSO_NONE)
        return SAYSO_OK;
    sayso_actor *a = &r->actor.v[out->actor];
    if (a->class_ == SAYSO_CLASS_OTHER || a->class_ == SAYSO_CLASS_UNNAMED ||
        a->class_ == SAYSO_CLASS_GROUP)
        a->class_ = SAYSO_CLASS_POLLSTER;
    return SAYSO_OK;
}

sayso_status sayso__resolve_survey(sayso_resolver *r, const sayso_source_phrase *p,
                                   sayso_source *out, sayso_error *err)
{
    SAYSO_TRY(sayso__resolve_document(r, p, out, err));
    SAYSO_TRY(pollster(r, p, out, err));
    out->form = SAYSO_SOURCE_IS_SURVEY;
    return SAYSO_OK;
}

/* ---- shares of those asked ------------------------------------------------------------------- */

/* Does a sentence say that people were asked? */
static bool tells_survey(const sayso_resolver *r, uint32_t beg, uint32_t end)
{
    static const char *const ask[] = {"ask", "interview", "poll", "survey", "question", "canvass"};
    for (uint32_t i = beg; i < end; i++) {
        if (sayso__phrase_form(r, i) & SAYSO_FORM_IS_SURVEY)
            return true;
        for (size_t k = 0; k < sizeof ask / sizeof *ask; k++)
            if (r->mentions->tags->upos[i] == SAYSO_UPOS_VERB &&
                sayso__str_is(r->mentions->tags->lemma[i], ask[k]))
                return true;
    }
    return false;
}

/* "1,100 adults in the capital": the people that figure f counts, with the place behind them. */
static sayso_str counted(const sayso_resolver *r, const sayso_figure *f)
{
    const sayso_tags *g = r->mentions->tags;
    uint32_t i = f->beg, end = g->tokens->sent[g->tokens->tok_sent[f->beg] + 1];
    while (i < end && i < f->end + 4 &&
           !sayso__str_ieq(sayso__token_str(g->tokens, i), f->population))
        i++;
    if (i >= end || i == f->end + 4)
        return f->population;
    uint32_t to = i + 1, k = to + 1;
    for (; to < end && sayso__phrase_is(r, to, "in") && k < end; k++) {
        if (g->upos[k] == SAYSO_UPOS_NOUN || g->upos[k] == SAYSO_UPOS_PROPN)
            continue;
        if (g->upos[k] != SAYSO_UPOS_DET && g->upos[k] != SAYSO_UPOS_ADJ)
            break;
    }
    bool place = k > to + 1 && sayso__timex_from(r->mentions, to) < r->mentions->n_timex
                     ? r->mentions->timex[sayso__timex_from(r->mentions, to)].beg >= k
                     : k > to + 1;
    return sayso__str_span(g->tokens->doc->text, sayso__token_span(g->tokens, i, place ? k : to));
}

#define SURVEY_FIGURES   16u /* looked at before a share */
#define SURVEY_SENTENCES 3u  /* from those that say whom a survey asked to its answers */

/* Those asked, of a share at tok that does not say of whom: "asked 1,100 adults", "a survey of
 * 1,800 people" in its sentence or shortly before; failing that those of the share before it. */
static sayso_status counted_before(sayso_resolver *r, uint32_t tok, uint32_t *actor,
                                   sayso_error *err)
{
    const sayso_mentions *m = r->mentions;
    const sayso_tokens *t = r->mentions->tags->tokens;
    uint32_t sent = t->tok_sent[tok], k = 0, hi = m->n_figure;
    while (k < hi) { /* the figures before tok */
        uint32_t mid = k + (hi - k) / 2;
        if (m->figure[mid].beg < tok)
            k = mid + 1;
        else
            hi = mid;
    }
    for (uint32_t step = 0; k > 0 && step < SURVEY_FIGURES; k--, step++) {
        const sayso_figure *f = m->figure + k - 1;
        uint32_t s = t->tok_sent[f->beg];
        if (s + SURVEY_SENTENCES <= sent)
            break;
        if (f->measure == SAYSO_MEASURE_COUNT && f->population.n &&
            !sayso__str_is(f->population, "all") && tells_survey(r, t->sent[s], t->sent[s + 1]))
            return sayso__resolve_unnamed(r, counted(r, f), true, actor, err);
    }
    return *actor == SAYSO_NONE
               ? sayso__resolve_unnamed(r, SAYSO_STR("respondents"), true, actor, err)
               : SAYSO_OK;
}

sayso_status sayso__resolve_share(sayso_resolver *r, const sayso_source_phrase *p,
                                  sayso_source *out, sayso_error *err)
{
    out->form = SAYSO_SOURCE_IS_SHARE;
    for (uint32_t i = out->head + 1; i + 1 < p->end; i++) {
        if (!sayso__phrase_is(r, i, "of"))
            continue;
        out->actor = sayso__phrase_first_actor(r, i + 1, p->end);
        if (out->actor == SAYSO_NONE)
            SAYSO_TRY(sayso__resolve_unnamed(r, sayso__phrase_name(r, i + 1, p->end), true,
                                             &out->actor, err));
        r->asked = out->actor;
        return SAYSO_OK;
    }
    SAYSO_TRY(counted_before(r, p->beg, &r->asked, err));
    out->actor = r->asked;
    return SAYSO_OK;
}

uint32_t sayso__phrase_share(const sayso_resolver *r, const sayso_source_phrase *p)
{
    for (uint32_t i = p->beg; i < p->end; i++) {
        if (sayso__phrase_is(r, i, "per") && i + 1 < p->end && sayso__phrase_is(r, i + 1, "cent"))
            return i + 1;
        if (r->mentions->tags->upos[i] == SAYSO_UPOS_ADP && !sayso__phrase_is(r, i, "than"))
            return SAYSO_NONE;
        if (sayso__phrase_form(r, i) & SAYSO_FORM_IS_SHARE && r->at[i] == SAYSO_NONE)
            return i;
    }
    return SAYSO_NONE;
}
