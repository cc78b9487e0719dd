/* resolve_implied.c -- sources that are not said: whose words those of a bare cue are.
 * Layer: attr. */
#include "attr/resolve_part.h"

#include "base/str.h"

/* The subject of verb v, or its object where it is quoted; SAYSO_NONE if it has neither. */
static uint32_t subject_of(const sayso_tags *g, uint32_t v)
{
    uint32_t beg = g->tokens->sent[g->tokens->tok_sent[v]];
    uint32_t end = g->tokens->sent[g->tokens->tok_sent[v] + 1];
    bool quoted = sayso__str_is(g->lemma[v], "quote") || sayso__str_is(g->lemma[v], "cite");
    for (uint32_t i = beg; i < end && quoted; i++)
        if (g->head[i] == v && g->deprel[i] == SAYSO_DEPREL_OBJ)
            return i;
    for (uint32_t i = beg; i < end; i++)
        if (g->head[i] == v && (g->deprel[i] == SAYSO_DEPREL_NSUBJ ||
                                (quoted && g->deprel[i] == SAYSO_DEPREL_NSUBJ_PASS)))
            return i;
    return SAYSO_NONE;
}

/* Relations over which a verb shares the subject of the one it hangs on. */
static bool shares_subject(uint8_t deprel)
{
    return deprel == SAYSO_DEPREL_CONJ || deprel == SAYSO_DEPREL_ADVCL ||
           deprel == SAYSO_DEPREL_XCOMP || deprel == SAYSO_DEPREL_PARATAXIS ||
           deprel == SAYSO_DEPREL_AUX || deprel == SAYSO_DEPREL_COP;
}

#define CLIMB_MOST 5 /* verbs of a chain */

/* The mention that touches the cue: before it over auxiliaries and adverbs, or behind it where a
 * quotation or comma stands before ("..., said a guard"). SAYSO_NONE if none does. */
static uint32_t beside(const sayso_resolver *r, uint32_t cue)
{
    const sayso_tags *g = r->mentions->tags;
    const sayso_tokens *t = g->tokens;
    uint32_t beg = t->sent[t->tok_sent[cue]], end = t->sent[t->tok_sent[cue] + 1], k = cue;
    while (k > beg && (g->upos[k - 1] == SAYSO_UPOS_AUX || g->upos[k - 1] == SAYSO_UPOS_ADV ||
                       g->upos[k - 1] == SAYSO_UPOS_PART))
        k--;
    if (k > beg && sayso__phrase_actor(r, k - 1) != SAYSO_NONE)
        return k - 1;
    bool inverted = cue > beg && (g->xpos[cue - 1] == SAYSO_XPOS_COMMA ||
                                  t->tok[cue - 1].kind == SAYSO_TOKEN_CLOSE_QUOTE ||
                                  t->tok[cue - 1].kind == SAYSO_TOKEN_QUOTE);
    for (uint32_t i = cue + 1; inverted && i < end && i < cue + 6; i++) {
        if (sayso__phrase_actor(r, i) != SAYSO_NONE)
            return i;
        if (g->upos[i] == SAYSO_UPOS_PUNCT || g->upos[i] == SAYSO_UPOS_ADP)
            break;
    }
    return SAYSO_NONE;
}

/* The token that says who speaks at cue: a subject that is a mention or document, up the chain of
 * verbs; else the mention beside it. SAYSO_NONE if there is none. */
static uint32_t implied_token(const sayso_resolver *r, uint32_t cue)
{
    const sayso_tags *g = r->mentions->tags;
    uint32_t v = cue;
    for (uint32_t k = 0; k < CLIMB_MOST && v != SAYSO_NONE; k++) {
        uint32_t s = subject_of(g, v);
        if (s != SAYSO_NONE &&
            (sayso__phrase_actor(r, s) != SAYSO_NONE || sayso__phrase_pronoun(g, s) ||
             sayso__phrase_form(r, s) & SAYSO_FORM_IS_DOCUMENT))
            return s;
        if (s != SAYSO_NONE)
            break;
        if (g->deprel[v] == SAYSO_DEPREL_ACL && g->head[v] != SAYSO_NONE)
            return sayso__phrase_actor(r, g->head[v]) == SAYSO_NONE ? SAYSO_NONE : g->head[v];
        v = shares_subject(g->deprel[v]) ? g->head[v] : SAYSO_NONE;
    }
    return beside(r, cue);
}

sayso_status sayso__resolve_implied(sayso_resolver *r, uint32_t cue, uint32_t previous,
                                    sayso_source *out, sayso_error *err)
{
    *out = (sayso_source){cue == SAYSO_NONE ? previous : SAYSO_NONE, cue, SAYSO_SOURCE_IS_ACTOR};
    uint32_t s = cue == SAYSO_NONE ? SAYSO_NONE : implied_token(r, cue);
    if (s == SAYSO_NONE)
        return SAYSO_OK;
    sayso_source_phrase p = {s, s + 1, s, cue, previous, SAYSO_NONE};
    sayso__tag_subtree(r->mentions->tags, s, &p.beg, &p.end);
    return sayso__resolve_source(r, &p, out, err);
}
