/* coordinate.c -- one speaker, several verbs: "said it was sorry and would not comment", "praised
 * the plan and demanded a vote".  Layer: attr.
 *
 * PolNeAR's contents run on over the second verb; a ledger wants a claim a verb. */
#include <string.h>

#include "attr/rule_part.h"
#include "base/fail.h"

/* "Y has said Z was behind it, but still claims W helped": a verb of saying without a subject, in
 * the present where the clause before it tells of the past, goes on with what Y says. The new draft
 * is *out; true if there is one. */
static bool goes_on(const sayso_rules *u, sayso_drafts *ds, uint32_t at, sayso_draft *out)
{
    sayso_draft *d = &ds->draft.v[at];
    const sayso_tags *g = u->v->g;
    sayso_range *r = d->n_content ? &d->content[d->n_content - 1] : NULL;
    bool past = false;
    if (!r || d->n_source != 1 || r->beg < d->cue_head || u->v->w[r->beg].quote != SAYSO_NONE ||
        d->cue[0].beg == d->cue_head)
        return false;
    for (uint32_t i = r->beg; i + 2 < r->end; i++) {
        past = past || g->xpos[i] == SAYSO_XPOS_VBD;
        uint32_t v = i + 1 + (g->upos[i + 1] == SAYSO_UPOS_ADV);
        if (!past || g->upos[i] != SAYSO_UPOS_CCONJ || g->xpos[v] != SAYSO_XPOS_VBZ ||
            !(u->v->w[v].lex & (SAYSO_CUE_SAY | SAYSO_CUE_CLAIM | SAYSO_CUE_DENY)))
            continue;
        uint32_t end = r->end;
        r->end = i - (g->xpos[i - 1] == SAYSO_XPOS_COMMA);
        if (sayso__rule_has_cue(ds, at, v))
            return false;
        *out = (sayso_draft){.source = {d->source[0]},
                             .cue = {{i + 1, v + 1}},
                             .content = {{v + 1, end}},
                             .n_source = 1,
                             .n_cue = 1,
                             .n_content = 1,
                             .cue_head = v,
                             .n_carrier = d->n_carrier};
        memcpy(out->carrier, d->carrier, sizeof out->carrier);
        u->v->w[v].cue = SAYSO_TAG_B;
        return true;
    }
    return false;
}

/* "X praised the plan and demanded a vote": where the first verb has a mere noun phrase
 * behind it, a second verb of saying goes on with the same source. */
static bool two_verbs(const sayso_rules *u, sayso_drafts *ds, uint32_t at, sayso_draft *out)
{
    const sayso_tags *g = u->v->g;
    sayso_draft *d = &ds->draft.v[at];
    sayso_range *r = d->n_content == 1 ? &d->content[0] : NULL;
    uint8_t tense = g->xpos[d->cue_head];
    if (!r || d->n_source != 1 || r->beg != d->cue[0].end || d->source[0].beg > d->cue_head ||
        (tense != SAYSO_XPOS_VBD && tense != SAYSO_XPOS_VBZ))
        return false;
    uint32_t end = sayso__rule_end(u, d->cue_head);
    for (uint32_t i = r->beg + 1; i <= r->end && i + 2 < end; i++) {
        uint32_t v = i + 1 + (g->upos[i + 1] == SAYSO_UPOS_ADV), to = v + 1;
        if (g->upos[i] == SAYSO_UPOS_VERB || g->upos[i] == SAYSO_UPOS_AUX ||
            g->upos[i] == SAYSO_UPOS_SCONJ || u->v->w[i].quote != SAYSO_NONE)
            return false;
        bool same =
            g->xpos[v] == tense || (tense == SAYSO_XPOS_VBD && g->xpos[v] == SAYSO_XPOS_VBN);
        if (g->upos[i] != SAYSO_UPOS_CCONJ || !same || !(u->v->w[v].lex & SAYSO_CUE_VERBS))
            continue;
        while (to < end && g->upos[to] != SAYSO_UPOS_PUNCT)
            to++;
        to = i < r->end ? r->end : to;
        r->end = i - (i > r->beg + 1 && g->xpos[i - 1] == SAYSO_XPOS_COMMA);
        *out = (sayso_draft){.source = {d->source[0]},
                             .cue = {{i + 1, v + 1}},
                             .content = {{v + 1, to}},
                             .n_source = 1,
                             .n_cue = 1,
                             .n_content = 1,
                             .cue_head = v};
        u->v->w[v].cue = SAYSO_TAG_B;
        return to > v + 1 && !sayso__rule_has_cue(ds, at, v);
    }
    return false;
}

/* The finite verb group from token i on: its verb, or SAYSO_NONE. "Would not speculate" counts
 * behind a past tense. */
static uint32_t group_verb(const sayso_rules *u, uint32_t i, uint32_t end, uint8_t tense)
{
    static const char *const silent[] = {"comment", "speculate", "say",  "elaborate",
                                         "discuss", "answer",    "give", "name",
                                         "confirm", "rule",      "take", NULL};
    const sayso_tags *g = u->v->g;
    while (i < end && g->upos[i] == SAYSO_UPOS_ADV)
        i++;
    if (i >= end || g->upos[i] == SAYSO_UPOS_VERB)
        return i < end && g->xpos[i] == tense ? i : SAYSO_NONE;
    if (g->upos[i] != SAYSO_UPOS_AUX || (g->xpos[i] != SAYSO_XPOS_MD && g->xpos[i] != tense))
        return SAYSO_NONE;
    bool no = false;
    uint32_t v = i + 1;
    for (; v < end && (g->upos[v] == SAYSO_UPOS_PART || g->upos[v] == SAYSO_UPOS_ADV); v++)
        no |= g->upos[v] == SAYSO_UPOS_PART;
    return v < end && no && sayso__tag_lemma_in(g, v, silent) ? v : SAYSO_NONE;
}

/* "called for wells to be capped"; the tagger may take the verb for a participle. */
static bool asks_for(const sayso_rules *u, uint32_t i)
{
    static const char *const ask[] = {"ask", "call", NULL};
    uint8_t x = u->v->g->xpos[i];
    return sayso__tag_lemma_in(u->v->g, i, ask) && (x == SAYSO_XPOS_VBD || x == SAYSO_XPOS_VBN) &&
           sayso__rule_is(u, i + 1, "for");
}

/* Does the verb behind the conjunction share the cue's subject? The tree says so, or the verb is
 * one that what is said in the first clause would hardly have: "..., and declined to comment". */
static bool shares(const sayso_rules *u, const sayso_draft *d, uint32_t first, uint32_t verb)
{
    const sayso_attr_word *w = &u->v->w[verb];
    const uint32_t strong = SAYSO_CUE_DECLINE | SAYSO_CUE_DENY | SAYSO_CUE_ACCUSE | SAYSO_CUE_ORDER;
    bool negated = u->v->g->upos[first] == SAYSO_UPOS_AUX;
    if (u->v->g->deprel[verb] == SAYSO_DEPREL_CONJ && u->v->g->head[verb] == d->cue_head)
        return (w->lex & SAYSO_CUE_VERBS && !(w->lex & SAYSO_CUE_THINK)) || negated;
    return negated || w->lex & strong || asks_for(u, verb);
}

/* "Said it was sorry and would not comment": the second verb's draft is *out; true if there is one.
 */
static bool second_verb(const sayso_rules *u, sayso_drafts *ds, uint32_t at, sayso_draft *out)
{
    const sayso_tags *g = u->v->g;
    sayso_draft *d = &ds->draft.v[at];
    sayso_range *r = &d->content[d->n_content - 1];
    uint8_t tense = g->xpos[d->cue_head];
    if (d->n_source != 1 || r->beg < d->cue_head || u->v->w[d->cue_head].quote != SAYSO_NONE ||
        (tense != SAYSO_XPOS_VBD && tense != SAYSO_XPOS_VBZ && tense != SAYSO_XPOS_VBP))
        return false;
    bool inner = false;
    for (uint32_t i = r->beg + 1; i + 1 < r->end; i++) {
        inner |= g->xpos[i] == SAYSO_XPOS_WDT || g->xpos[i] == SAYSO_XPOS_WP ||
                 g->xpos[i] == SAYSO_XPOS_WRB;
        if (g->upos[i] != SAYSO_UPOS_CCONJ || u->v->w[i].quote != SAYSO_NONE ||
            (inner && g->xpos[i - 1] != SAYSO_XPOS_COMMA))
            continue;
        uint32_t first = i + 1, v = group_verb(u, first, r->end, tense);
        if (v == SAYSO_NONE && asks_for(u, first))
            v = first;
        while (v != SAYSO_NONE && g->upos[first] == SAYSO_UPOS_ADV)
            first++;
        if (v == SAYSO_NONE || v + 1 >= r->end || !shares(u, d, first, v))
            continue;
        *out = (sayso_draft){.source = {d->source[0]},
                             .cue = {{first, v + 1}},
                             .content = {{v + 1, r->end}},
                             .n_source = 1,
                             .n_cue = 1,
                             .n_content = 1,
                             .cue_head = v};
        r->end = i - (g->xpos[i - 1] == SAYSO_XPOS_COMMA);
        if (sayso__rule_has_cue(ds, at, v))
            return false;
        u->v->w[first].cue = SAYSO_TAG_B;
        return true;
    }
    return false;
}

/* "Welcomed the pause but said that": a cue that runs over two verbs; the first one's draft, with
 * what stands between them for its content, is *out. */
static bool split_cue(const sayso_rules *u, sayso_draft *d, sayso_draft *out)
{
    const sayso_tags *g = u->v->g;
    uint32_t beg = d->cue[0].beg, last = d->cue[0].end - 1, i = beg + 2;
    if (d->n_cue != 1 || d->n_source != 1 || last < beg + 3 ||
        (d->cue_head != last && d->cue_head != beg) || u->v->g->upos[last] != SAYSO_UPOS_VERB ||
        g->upos[beg] != SAYSO_UPOS_VERB || !(u->v->w[beg].lex & SAYSO_CUE_VERBS))
        return false;
    while (i < last && g->upos[i] != SAYSO_UPOS_CCONJ && g->upos[i] != SAYSO_UPOS_VERB)
        i++;
    if (i >= last || g->upos[i] != SAYSO_UPOS_CCONJ)
        return false;
    *out = (sayso_draft){.source = {d->source[0]},
                         .cue = {{beg, beg + 1}},
                         .content = {{beg + 1, i}},
                         .n_source = 1,
                         .n_cue = 1,
                         .n_content = 1,
                         .cue_head = beg};
    d->cue[0].beg = i + 1;
    d->cue_head = last;
    return true;
}

/* "Said that the gate was shut and that nobody had a key": the second clause is a claim of its own,
 * whose cue is understood. */
static bool second_clause(const sayso_rules *u, sayso_draft *d, sayso_draft *out)
{
    sayso_range *r = &d->content[d->n_content - 1];
    bool verb = false;
    if (d->n_source != 1 || r->beg < d->cue_head || u->v->w[d->cue_head].quote != SAYSO_NONE ||
        !(u->v->w[d->cue_head].lex & (SAYSO_CUE_SAY | SAYSO_CUE_CLAIM)))
        return false;
    for (uint32_t i = r->beg + 1; i + 3 < r->end; i++) {
        verb |= sayso__tag_finite(u->v->g, i);
        if (!verb || u->v->g->upos[i] != SAYSO_UPOS_CCONJ || u->v->w[i].quote != SAYSO_NONE ||
            !sayso__rule_is(u, i + 1, "that") || sayso__tag_finite(u->v->g, i + 2))
            continue;
        *out = (sayso_draft){.source = {d->source[0]},
                             .content = {{i + 1, r->end}},
                             .n_source = 1,
                             .n_content = 1,
                             .cue_head = SAYSO_NONE,
                             .n_carrier = d->n_carrier,
                             .chain_told = d->chain_told};
        memcpy(out->carrier, d->carrier, sizeof out->carrier);
        r->end = i - (u->v->g->xpos[i - 1] == SAYSO_XPOS_COMMA);
        return true;
    }
    return false;
}

/* "Said that the gate was shut, and the guard has left": what follows a clause with "that" and has
 * none itself is the writer's own. */
static void cut_own(const sayso_rules *u, sayso_draft *d)
{
    const sayso_tags *g = u->v->g;
    sayso_range *r = &d->content[d->n_content - 1];
    uint32_t at = 0;
    if (r->beg < d->cue_head || !sayso__rule_is(u, r->beg, "that"))
        return;
    for (uint32_t i = r->beg + 1; i + 2 < r->end; i++) {
        if (sayso__rule_is(u, i, "that") || u->v->w[i].quote != SAYSO_NONE)
            return;
        if (g->xpos[i] == SAYSO_XPOS_COMMA && sayso__rule_is(u, i + 1, "and"))
            at = i;
    }
    if (!at || (g->upos[at + 2] != SAYSO_UPOS_DET && g->upos[at + 2] != SAYSO_UPOS_PROPN))
        return;
    for (uint32_t k = at + 2; k < r->end && k < at + 7; k++)
        if (g->upos[k] == SAYSO_UPOS_AUX || g->xpos[k] == SAYSO_XPOS_VBD ||
            g->xpos[k] == SAYSO_XPOS_VBZ || g->xpos[k] == SAYSO_XPOS_VBP) {
            r->end = at;
            return;
        }
}

sayso_status sayso__coordinate(const sayso_rules *u, sayso_drafts *ds, uint32_t k, sayso_error *err)
{
    sayso_draft more;
    if (ds->draft.v[k].n_content)
        cut_own(u, &ds->draft.v[k]);
    bool found = (ds->draft.v[k].n_content && split_cue(u, &ds->draft.v[k], &more)) ||
                 goes_on(u, ds, k, &more) || two_verbs(u, ds, k, &more) ||
                 (ds->draft.v[k].n_content &&
                  (second_verb(u, ds, k, &more) || second_clause(u, &ds->draft.v[k], &more)));
    return !found || SAYSO_PUSH(ds->scratch, &ds->draft, more) ? SAYSO_OK : sayso__fail_memory(err);
}
