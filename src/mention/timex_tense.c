/* timex_tense.c -- tense of a verb from its tag and the words before it.  Layer: mention. */
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

/* What stands before verb v: its auxiliaries. */
typedef struct {
    bool will, may, could_not, to, past, present;
} auxiliaries;

static auxiliaries aux_before(const sayso_tags *g, uint32_t v)
{
    static const char *const will[] = {"will", "wo", "'ll", "\xe2\x80\x99ll", "shall", NULL};
    static const char *const past[] = {"was", "were", "had", "has", "have", "did", NULL};
    static const char *const present[] = {"is", "are", "'s", "'re", "\xe2\x80\x99s", "am", NULL};
    auxiliaries a = {0};
    uint32_t from = g->tokens->sent[g->tokens->tok_sent[v]];
    bool negated = false;
    for (uint32_t i = v; i-- > from && v - i <= AUX_WINDOW;) {
        sayso_str w = sayso__token_str(g->tokens, i);
        if (g->upos[i] == SAYSO_UPOS_PUNCT || g->upos[i] == SAYSO_UPOS_NOUN ||
            g->upos[i] == SAYSO_UPOS_VERB)
            break;
        if (g->upos[i] == SAYSO_UPOS_PART && !sayso__str_ieq(w, SAYSO_STR("to")))
            negated = true;
        a.will |= one_of(w, will);
        a.past |= one_of(w, past);
        a.present |= one_of(w, present) && g->upos[i] == SAYSO_UPOS_AUX;
        a.to |= g->xpos[i] == SAYSO_XPOS_TO;
        if (g->xpos[i] == SAYSO_XPOS_MD && !a.will) {
            a.could_not |= negated && sayso__str_ieq(w, SAYSO_STR("could"));
            a.may = !a.could_not;
        }
    }
    return a;
}

/* Verbs whose time is not the time of what they plan. */
static bool plans(sayso_str lemma)
{
    static const char *const list[] = {"expect",  "plan",     "schedule", "intend",   "aim",
                                       "propose", "await",    "hope",     "postpone", "due",
                                       "set",     "slate",    "vow",      "promise",  "agree",
                                       "likely",  "ready",    "want",     "decide",   "invite",
                                       "prepare", "threaten", "pledge",   "call",     NULL};
    return one_of(lemma, list);
}

static bool dates_plan(sayso_str lemma)
{
    static const char *const list[] = {"expect", "plan",  "schedule", "postpone",
                                       "due",    "slate", NULL};
    return one_of(lemma, list);
}

static sayso_tense tense_of_verb(const sayso_tags *g, uint32_t v, bool deep, bool *strong)
{
    auxiliaries a = aux_before(g, v);
    *strong = a.will;
    if (a.will || dates_plan(g->lemma[v]))
        return SAYSO_TENSE_FUTURE;
    if (a.could_not)
        return SAYSO_TENSE_PAST;
    if (a.may && !a.past)
        return SAYSO_TENSE_FUTURE;
    if (a.to && !a.past) {
        /* "plans to leave on Friday" is ahead; "met to mark the entry on Friday" is as its verb */
        uint32_t up = g->head[v];
        bool free = up == SAYSO_NONE || !deep || plans(g->lemma[up]) || !is_verb(g, up);
        bool inner;
        return free ? SAYSO_TENSE_FUTURE : tense_of_verb(g, up, false, &inner);
    }
    switch (g->xpos[v]) {
    case SAYSO_XPOS_VBD: return SAYSO_TENSE_PAST;
    case SAYSO_XPOS_VBN: return a.present && !a.past ? SAYSO_TENSE_NONE : SAYSO_TENSE_PAST;
    case SAYSO_XPOS_MD: return SAYSO_TENSE_FUTURE;
    default: return a.past ? SAYSO_TENSE_PAST : SAYSO_TENSE_NONE;
    }
}

sayso_tense sayso__timex_tense(const sayso_tags *g, uint32_t tok, bool *strong)
{
    uint32_t v = sayso__timex_verb(g, tok);
    *strong = false;
    return v == SAYSO_NONE ? SAYSO_TENSE_NONE : tense_of_verb(g, v, true, strong);
}
