/* timex_tense.c -- tense of a governing verb, from tags and the words before it.  Layer: mention.
 */
#include "mention/timex_tense.h"

#include "base/str.h"

#define CLIMB_MOST 6u /* steps up the tree: a date hangs close to its verb */
#define AUX_WINDOW 4u /* auxiliaries stand at most this far before their verb */

static bool is_verb(const sayso_tags *g, uint32_t i)
{
    return g->upos[i] == SAYSO_UPOS_VERB || g->upos[i] == SAYSO_UPOS_AUX;
}

uint32_t sayso__timex_verb(const sayso_tags *g, uint32_t tok)
{
    const sayso_tokens *t = g->tokens;
    uint32_t s = t->tok_sent[tok], v = tok;
    for (uint32_t k = 0; k < CLIMB_MOST && v != SAYSO_NONE; k++, v = g->head[v])
        if (v != tok && is_verb(g, v))
            return v;
    for (uint32_t i = tok; i-- > t->sent[s];)
        if (is_verb(g, i))
            return i;
    for (uint32_t i = tok + 1; i < t->sent[s + 1]; i++)
        if (is_verb(g, i))
            return i;
    return SAYSO_NONE;
}

static bool one_of(sayso_str w, const char *const *list)
{
    for (; *list; list++)
        if (sayso__str_ieq(w, sayso__str_z(*list)))
            return true;
    return false;
}

sayso_tense sayso__timex_tense(const sayso_tags *g, uint32_t tok)
{
    static const char *const future[] = {"will",  "wo",     "'ll",  "\xe2\x80\x99ll",
                                         "shall", "would",  "may",  "might",
                                         "could", "should", "must", "can",
                                         "to",    NULL};
    static const char *const planned[] = {"expect", "plan",    "schedule", "due",  "intend",
                                          "aim",    "propose", "await",    "hope", NULL};
    static const char *const past[] = {"was", "were", "had", "has", "have", "did", NULL};
    uint32_t v = sayso__timex_verb(g, tok);
    if (v == SAYSO_NONE)
        return SAYSO_TENSE_NONE;
    uint32_t from = g->tokens->sent[g->tokens->tok_sent[v]];
    bool was = false;
    for (uint32_t i = v; i-- > from && v - i <= AUX_WINDOW;) {
        sayso_str w = sayso__token_str(g->tokens, i);
        if (g->upos[i] == SAYSO_UPOS_PUNCT)
            break;
        if (one_of(w, past))
            was = true;
        else if (!was && one_of(w, future) &&
                 (g->xpos[i] == SAYSO_XPOS_MD || g->xpos[i] == SAYSO_XPOS_TO))
            return SAYSO_TENSE_FUTURE;
        else if (g->upos[i] == SAYSO_UPOS_NOUN || g->upos[i] == SAYSO_UPOS_VERB)
            break;
    }
    switch (g->xpos[v]) {
    case SAYSO_XPOS_VBD: return SAYSO_TENSE_PAST;
    case SAYSO_XPOS_VBN:
        if (!was && one_of(g->lemma[v], planned))
            return SAYSO_TENSE_FUTURE;
        return SAYSO_TENSE_PAST;
    case SAYSO_XPOS_MD: return SAYSO_TENSE_FUTURE;
    default:
        if (was)
            return SAYSO_TENSE_PAST;
        return one_of(g->lemma[v], planned) ? SAYSO_TENSE_FUTURE : SAYSO_TENSE_NONE;
    }
}
