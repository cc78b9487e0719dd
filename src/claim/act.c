/* act.c -- the speech act: from the cue's words first, then from what is said.  Layer: claim.
 *
 * The verbs of data/acts.tsv fall into two kinds. "Denied", "warned", "ruled out" say themselves
 * what is done by saying; "said", "told", "according to" leave it to the content, which is read
 * here for blame (stance.c), questions, demands, promises and forecasts (Searle 1976 for the
 * classes). Negation turns an act into another: "has not said" declines, "did not rule out"
 * suspects. */
#include "claim/claim_part.h"

typedef struct {
    const sayso_lexicon_entry *entry;
    uint32_t tok, n;
    int32_t rank;
} cue_word;

/* Longer and more specific words win: "declined to comment" over "said", a verb over a noun. */
static int32_t rank_of(const sayso_lexicon_entry *e, uint32_t n)
{
    uint32_t flags = e->value[3];
    return (int32_t)n * 4 + (flags & SAYSO_CUE_GENERIC ? 0 : 3) - (flags & SAYSO_CUE_WEAK ? 40 : 0);
}

static cue_word cue_find(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_cue(p->attrs, i, &n);
    cue_word best = {.rank = INT32_MIN};
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = c[k].beg; t < c[k].end; t++) {
            uint32_t len;
            const sayso_lexicon_entry *e =
                sayso__clue_phrase(p, &p->acts, t, sayso__clue_sent_end(p, t), &len);
            if (e && rank_of(e, len) > best.rank)
                best = (cue_word){e, t, len, rank_of(e, len)};
        }
    return best;
}

/* A negative in the verb group before the word that gives the act, and not part of it. */
static bool cue_negated(const sayso_claim_part *p, uint32_t i, const cue_word *w)
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_cue(p->attrs, i, &n);
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = c[k].beg; t < c[k].end && t < w->tok; t++)
            if (p->clue[t] & SAYSO_CLUE_NEGATIVE && !sayso__clue_lemma(p, t, "refuse") &&
                !sayso__clue_lemma(p, t, "deny") && !sayso__clue_lemma(p, t, "fail"))
                return true;
    return false;
}

/* "repeated its warning", "renewed a demand": the noun gives the act. */
static const sayso_lexicon_entry *object_noun(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    if (!n || c[0].end - c[0].beg < 2)
        return NULL;
    static const char *first[] = {"its", "his", "her", "their", "a", "an", "the"};
    bool starts = false;
    for (size_t k = 0; k < sizeof first / sizeof *first; k++)
        starts |= sayso__clue_is(p, c[0].beg, first[k]);
    for (uint32_t t = c[0].beg + 1; starts && t < c[0].end && t < c[0].beg + 4; t++) {
        uint32_t len;
        const sayso_lexicon_entry *e = sayso__clue_phrase(p, &p->acts, t, t + 1, &len);
        if (e && e->value[3] & SAYSO_CUE_WEAK && e->value[0] != SAYSO_ACT_ASSERT)
            return e;
    }
    return NULL;
}

static bool is_figure_of_people(const sayso_figure *f)
{
    return f->measure >= SAYSO_MEASURE_KILLED && f->measure <= SAYSO_MEASURE_RELEASED;
}

/* Gather what the content's words are about. */
static void content_read(sayso_claim_part *p, uint32_t i)
{
    sayso_reading *r = p->reading + i;
    uint32_t n, last_figure = SAYSO_NONE;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = c[k].beg; t < c[k].end; t++) {
            r->clue |= p->clue[t];
            r->question =
                sayso__clue_is(p, t, "?") || (r->question && p->tags->upos[t] == SAYSO_UPOS_PUNCT);
            if (sayso__clue_is(p, t, "if") || sayso__clue_is(p, t, "unless"))
                r->conditional = true;
            uint32_t f = p->figure_at[t];
            if (f != last_figure && f != SAYSO_NONE && r->n_figure < 255)
                r->n_figure += is_figure_of_people(p->mentions->figure + f);
            last_figure = f;
        }
    r->self_first = r->clue & SAYSO_CLUE_FIRST;
    r->negative = r->clue & SAYSO_CLUE_NEGATIVE;
}

void sayso__claim_read(sayso_claim_part *p, uint32_t i)
{
    const sayso_attribution *x = p->attrs->attribution + i;
    sayso_reading *r = p->reading + i;
    sayso_claim *c = p->out->claim + i;
    content_read(p, i);
    r->party = sayso__claim_root(p, x->source_actor);
    r->block = p->tokens->sent_block[x->sent];
    c->act = SAYSO_ACT_ASSERT;
    r->cue_flags = SAYSO_CUE_GENERIC;
    cue_word w = cue_find(p, i);
    if (!w.entry)
        return;
    const sayso_lexicon_entry *e = w.entry;
    r->cue_flags = (uint8_t)e->value[3];
    r->cue_negated = cue_negated(p, i, &w);
    if (!r->cue_negated && r->cue_flags & (SAYSO_CUE_INSIST | SAYSO_CUE_WEAK)) {
        const sayso_lexicon_entry *noun = object_noun(p, i);
        if (noun) {
            e = noun;
            r->cue_flags = 0;
        }
    }
    c->act = (uint8_t)e->value[0];
    r->hint = (uint8_t)e->value[2];
    if (r->cue_negated && e->value[1]) {
        c->act = (uint8_t)e->value[1];
        r->hint = 0;
        r->cue_flags &= (uint8_t)~SAYSO_CUE_GENERIC;
    }
}

/* ---- what the content does ------------------------------------------------------------------ */

/* A phrase of data/acts.tsv with this act at the start of the content: "he had nothing to add". */
static bool content_opens_with(const sayso_claim_part *p, uint32_t i, uint8_t act)
{
    uint32_t n, len;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    for (uint32_t t = n ? c[0].beg : 0; n && t < c[0].end && t < c[0].beg + 4; t++) {
        const sayso_lexicon_entry *e = sayso__clue_phrase(p, &p->acts, t, c[0].end, &len);
        if (e && len > 1 && e->value[0] == act)
            return true;
    }
    return false;
}

static bool is_own_subject(const sayso_claim_part *p, uint32_t i, uint32_t t)
{
    static const char *own[] = {"we", "i", "it", "he", "she", "they"};
    for (size_t k = 0; k < sizeof own / sizeof *own; k++)
        if (sayso__clue_is(p, t, own[k]))
            return true;
    uint32_t m = p->inside[t], party = p->reading[i].party;
    if (m == SAYSO_NONE || party == SAYSO_NONE)
        return false;
    return sayso__claim_root(p, p->mentions->mention[m].actor) == party;
}

/* First "will", "would", "shall" of the content that rules a clause of its own. */
static uint32_t future_at(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = c[k].beg; t < c[k].end && t < c[k].beg + 30; t++) {
            if (sayso__clue_is(p, t, "if") || sayso__clue_is(p, t, "when"))
                return SAYSO_NONE;
            bool modal = sayso__clue_is(p, t, "will") || sayso__clue_is(p, t, "would") ||
                         sayso__clue_is(p, t, "shall") || sayso__clue_is(p, t, "'ll") ||
                         sayso__clue_is(p, t, "\xe2\x80\x99ll");
            if (modal && t + 1 < c[k].end)
                return t;
        }
    return SAYSO_NONE;
}

static uint8_t future_act(const sayso_claim_part *p, uint32_t i)
{
    uint32_t t = future_at(p, i), n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    if (t == SAYSO_NONE)
        return 0;
    uint32_t verb = t + 1, end = sayso__clue_sent_end(p, t);
    while (verb + 1 < end &&
           (p->tags->upos[verb] == SAYSO_UPOS_ADV || p->clue[verb] & SAYSO_CLUE_NEGATIVE))
        verb++;
    if (sayso__clue_is(p, verb, "have") || p->clue[verb] & SAYSO_CLUE_STATE)
        return 0;
    if (sayso__clue_is(p, t, "would") && p->clue[t + 1] & SAYSO_CLUE_NEGATIVE)
        return 0;
    uint32_t before = t > 0 && t > c[0].beg ? t - 1 : t;
    if (is_own_subject(p, i, before) && !sayso__clue_lemma(p, verb, "be"))
        return SAYSO_ACT_PLEDGE;
    return SAYSO_ACT_PREDICT;
}

/* "must", "should", "let it be shown", "an apology was due": asked of others, not of oneself. */
static bool demands(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = c[k].beg; t < c[k].end; t++) {
            bool modal = sayso__clue_is(p, t, "must") || sayso__clue_is(p, t, "should") ||
                         sayso__clue_is(p, t, "ought");
            bool own = t > c[k].beg && p->clue[t - 1] & SAYSO_CLUE_FIRST;
            if (modal && !own && !sayso__clue_is(p, t + 1, "have"))
                return true;
            if (sayso__clue_is(p, t, "let") && p->tags->upos[t] == SAYSO_UPOS_VERB)
                return true;
            if (sayso__clue_is(p, t, "due") && t > c[k].beg && !sayso__clue_is(p, t + 1, "to") &&
                p->reading[i].clue & SAYSO_CLUE_OBLIGE && sayso__clue_lemma(p, t - 1, "be"))
                return true;
            if (sayso__clue_lemma(p, t, "owe"))
                return true;
        }
    return false;
}

/* "We were wrong", "I spoke too soon". */
static bool takes_back(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = c[k].beg; t + 2 < c[k].end; t++) {
            bool we = sayso__clue_is(p, t, "we") || sayso__clue_is(p, t, "i");
            bool wrong = sayso__clue_is(p, t + 2, "wrong") || sayso__clue_is(p, t + 2, "mistaken");
            bool soon = sayso__clue_is(p, t + 2, "too") && sayso__clue_is(p, t + 3, "soon");
            if (we && (wrong || soon))
                return true;
        }
    return false;
}

/* An inquiry that has been opened or goes on. */
static bool opens_inquiry(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    if (n != 1 || c[0].end - c[0].beg > 16)
        return false;
    bool noun = false, begun = false;
    static const char *begin[] = {"open", "launch", "begin", "start", "order", "underway", "way"};
    for (uint32_t t = c[0].beg; t < c[0].end; t++) {
        noun |= sayso__clue_lemma(p, t, "inquiry") || sayso__clue_lemma(p, t, "investigation") ||
                sayso__clue_lemma(p, t, "enquiry") || sayso__clue_lemma(p, t, "probe");
        for (size_t k = 0; k < sizeof begin / sizeof *begin; k++)
            begun |= sayso__clue_lemma(p, t, begin[k]);
    }
    return noun && begun;
}

/* The act that a responsible party and a stance make of plain saying. */
static uint8_t blame_act(const sayso_claim_part *p, uint32_t i)
{
    const sayso_claim *c = p->out->claim + i;
    const sayso_reading *r = p->reading + i;
    bool claimed = c->responsible < p->attrs->n_actor && p->claimant[c->responsible];
    if (c->stance == SAYSO_STANCE_DENIES)
        return claimed && !r->about_self ? SAYSO_ACT_DISPUTE : SAYSO_ACT_DENY;
    if (c->stance == SAYSO_STANCE_DOUBTS)
        return claimed && !r->about_self ? SAYSO_ACT_DISPUTE : SAYSO_ACT_ASSERT;
    if (r->about_self)
        return c->source_type == SAYSO_SOURCE_GROUP_CHANNEL || claimed
                   ? SAYSO_ACT_CLAIM_RESPONSIBILITY
                   : SAYSO_ACT_ADMIT;
    return r->clue & (SAYSO_CLUE_PROBABLE | SAYSO_CLUE_POSSIBLE) ? SAYSO_ACT_SUSPECT
                                                                 : SAYSO_ACT_ALLEGE;
}

/* The act of plain saying, from what is said; 0 if nothing speaks for another than assert. */
static uint8_t content_act(const sayso_claim_part *p, uint32_t i)
{
    const sayso_claim *c = p->out->claim + i;
    const sayso_reading *r = p->reading + i;
    if (takes_back(p, i))
        return SAYSO_ACT_RETRACT;
    if (c->stance)
        return blame_act(p, i);
    if (content_opens_with(p, i, SAYSO_ACT_DECLINE_COMMENT))
        return SAYSO_ACT_DECLINE_COMMENT;
    if (r->question)
        return SAYSO_ACT_QUESTION;
    if (opens_inquiry(p, i))
        return SAYSO_ACT_INVESTIGATE;
    if (demands(p, i))
        return SAYSO_ACT_DEMAND;
    if (r->clue & SAYSO_CLUE_WARNING && r->clue & SAYSO_CLUE_NEGATIVE && !r->self_first)
        return SAYSO_ACT_DISPUTE;
    if (!r->conditional && !(r->clue & SAYSO_CLUE_EARLY)) {
        uint8_t future = future_act(p, i);
        if (future)
            return future;
    }
    if (c->source_type == SAYSO_SOURCE_UNNAMED_PERSON && !r->n_figure)
        return SAYSO_ACT_ALLEGE;
    return 0;
}

void sayso__claim_refine(sayso_claim_part *p, uint32_t i)
{
    sayso_claim *c = p->out->claim + i;
    sayso_reading *r = p->reading + i;
    if (r->cue_flags & SAYSO_CUE_GENERIC) {
        uint8_t act = content_act(p, i);
        if (act)
            c->act = act;
    } else if (c->act == SAYSO_ACT_SUSPECT && c->stance == SAYSO_STANCE_DENIES) {
        c->act = SAYSO_ACT_DENY;
    }
    if (c->act == SAYSO_ACT_CLAIM_RESPONSIBILITY && c->stance == SAYSO_STANCE_DENIES)
        c->act = SAYSO_ACT_DENY;
}
