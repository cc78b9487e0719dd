/* nominal.c -- claims told by a noun: "her view that the dam was old", "the ministry's position is
 * that it knew nothing", "by the union's count, nine men died".  Layer: attr.
 *
 * PolNeAR's cues are verbs for the most part, and the models pass over nouns. The frame is plain: a
 * possessor, a noun of saying or thinking, and behind it a clause that "that" opens; or, between a
 * preposition and a comma, the noun alone, with the sentence for its clause. */
#include "attr/rule_part.h"
#include "base/fail.h"

#define POSSESSOR_MOST 12u /* tokens before the noun */

static bool any_quote(const sayso_rules *u, uint32_t beg, uint32_t end)
{
    for (uint32_t i = beg; i < end; i++)
        if (u->v->w[i].quote != SAYSO_NONE)
            return true;
    return false;
}

/* "her", "the union's", "Ada Quill's" right before token noun: whose it is; empty if nobody's. */
static sayso_range possessor(const sayso_rules *u, uint32_t noun)
{
    const sayso_tags *g = u->v->g;
    const sayso_range none = {0, 0};
    uint32_t beg = sayso__rule_beg(u, noun), k = noun;
    while (k > beg && noun - k < 3 && g->upos[k - 1] == SAYSO_UPOS_ADJ)
        k--;
    if (k == beg)
        return none;
    if (g->xpos[k - 1] == SAYSO_XPOS_PRPS)
        return (sayso_range){k - 1, k};
    if (g->xpos[k - 1] != SAYSO_XPOS_POS)
        return none;
    uint32_t end = k, at = k - 1;
    while (at > beg && end - at < POSSESSOR_MOST &&
           (g->upos[at - 1] == SAYSO_UPOS_NOUN || g->upos[at - 1] == SAYSO_UPOS_PROPN ||
            g->upos[at - 1] == SAYSO_UPOS_ADJ || g->upos[at - 1] == SAYSO_UPOS_DET))
        at--;
    return at + 1 < end ? (sayso_range){at, end} : none;
}

/* One past the clause whose mark ("that") stands at token that: its subtree, up to a stop. */
static uint32_t clause_end(const sayso_rules *u, uint32_t that)
{
    const sayso_tags *g = u->v->g;
    uint32_t end = sayso__rule_end(u, that), verb = g->head[that], to = end;
    if (verb != SAYSO_NONE && verb > that && verb < end && u->v->w[verb].hi > verb)
        to = u->v->w[verb].hi < end ? u->v->w[verb].hi : end;
    for (uint32_t i = that + 1; i < to; i++)
        if (u->v->w[i].quote == SAYSO_NONE &&
            (g->xpos[i] == SAYSO_XPOS_COLON || sayso__rule_is(u, i, ";")))
            to = i;
    while (to > that + 1 && u->v->w[to - 1].quote == SAYSO_NONE &&
           g->upos[to - 1] == SAYSO_UPOS_PUNCT)
        to--;
    return to;
}

/* "her view that ...", "the ministry's position is that ...". */
static bool with_clause(const sayso_rules *u, uint32_t noun, sayso_draft *d)
{
    static const char *const what[] = {"view",        "claim",      "allegation", "assertion",
                                       "accusation",  "contention", "belief",     "position",
                                       "insistence",  "statement",  "account",    "opinion",
                                       "suspicion",   "warning",    "complaint",  "argument",
                                       "theory",      "version",    "admission",  "promise",
                                       "insinuation", "testimony",  "conviction", "fear",
                                       "conclusion",  "prediction", "denial",     "suggestion",
                                       "hint",        "assurance",  "finding",    "reading",
                                       "charge",      "line",       NULL};
    static const char *const be[] = {"be", "remain", NULL};
    const sayso_tags *g = u->v->g;
    uint32_t end = sayso__rule_end(u, noun), that = noun + 1;
    if (g->upos[noun] != SAYSO_UPOS_NOUN || !sayso__tag_lemma_in(g, noun, what))
        return false;
    that += that < end && sayso__tag_lemma_in(g, that, be);
    if (that + 2 >= end || !sayso__rule_is(u, that, "that") || g->upos[that] == SAYSO_UPOS_DET)
        return false;
    uint32_t to = clause_end(u, that);
    sayso_range who = possessor(u, noun);
    if (!who.end || to < that + 3 || !sayso__tag_any_finite(u->v->g, that + 1, to))
        return false;
    *d = (sayso_draft){.source = {who},
                       .cue = {{noun, noun + 1}},
                       .content = {{that + 1, to}},
                       .n_source = 1,
                       .n_cue = 1,
                       .n_content = 1,
                       .cue_head = noun};
    return true;
}

/* "In her view, ...", "by the union's count ...": what the sentence says behind or before it. */
static bool with_sentence(const sayso_rules *u, uint32_t noun, sayso_draft *d)
{
    static const char *const what[] = {"view",      "opinion",    "count",       "reckoning",
                                       "estimate",  "estimation", "account",     "telling",
                                       "judgment",  "judgement",  "assessment",  "version",
                                       "reading",   "eyes",       "eye",         "tally",
                                       "admission", "analysis",   "calculation", NULL};
    static const char *const by[] = {"in", "by", "on", "to", NULL};
    const sayso_tags *g = u->v->g;
    uint32_t beg = sayso__rule_beg(u, noun), end = sayso__rule_end(u, noun);
    sayso_range who = g->upos[noun] == SAYSO_UPOS_NOUN && sayso__tag_lemma_in(g, noun, what)
                          ? possessor(u, noun)
                          : (sayso_range){0, 0};
    while (end > noun + 1 && g->upos[end - 1] == SAYSO_UPOS_PUNCT)
        end--;
    if (!who.end || who.beg == beg || !sayso__tag_lemma_in(g, who.beg - 1, by))
        return false;
    uint32_t at = who.beg - 1;
    bool first = at == beg, last = noun + 1 == end;
    bool before = at > beg && g->xpos[at - 1] == SAYSO_XPOS_COMMA;
    bool behind = noun + 1 < end && g->xpos[noun + 1] == SAYSO_XPOS_COMMA;
    sayso_range said = {noun + 1 + behind, end};
    if (last && !first)
        said = (sayso_range){beg, at - before};
    else if (!first)
        return false;
    if (said.end < said.beg + 3 || !sayso__tag_any_finite(u->v->g, said.beg, said.end) ||
        any_quote(u, said.beg, said.end))
        return false;
    *d = (sayso_draft){.source = {who},
                       .cue = {{noun, noun + 1}},
                       .content = {said},
                       .n_source = 1,
                       .n_cue = 1,
                       .n_content = 1,
                       .cue_head = noun};
    return true;
}

sayso_status sayso__nominal_claims(const sayso_rules *u, sayso_drafts *ds, sayso_error *err)
{
    for (uint32_t i = 1; i + 1 < u->v->t->n_tok; i++) {
        sayso_draft d;
        if (u->v->w[i].cue != SAYSO_TAG_O || u->v->w[i].quote != SAYSO_NONE ||
            !(with_clause(u, i, &d) || with_sentence(u, i, &d)))
            continue;
        u->v->w[i].cue = SAYSO_TAG_B;
        if (!SAYSO_PUSH(ds->scratch, &ds->draft, d))
            return sayso__fail_memory(err);
    }
    return SAYSO_OK;
}
