/* stance.c -- who is held responsible, and does the source assert, deny or doubt it?  Layer: claim.
 *
 * First from the words of each claim alone: data/blame.tsv says where the party stands to a word of
 * blame ("accused X", "X was behind", "planted by X", "X's fault"), the tree or else the nearest
 * mention says which it is, negation and data/denial.tsv turn the stance. Then, in a second
 * reading, from what was said before: "We had no part in this" after an accusation, "the claim"
 * after a claim of responsibility. */
#include "claim/claim_part.h"

/* Flags of data/blame.tsv and data/denial.tsv. */
enum { SUBJECT = 1, OBJECT = 2, DEED = 4, OWNER = 8, EVENT = 16, SOFT = 32, OWN = 64 };
enum { WHOLE = 1, ANY = 2, DOUBT = 4, NEEDS_EVENT = 8 };

/* The speaker himself, as a party. */
#define SELF (SAYSO_NONE - 1)

typedef struct {
    uint32_t beg, end; /* the piece it stands in */
    uint32_t tok, n;   /* the phrase */
    uint32_t flags;
    bool in_cue;
} hit;

static bool is_stop(const sayso_claim_part *p, uint32_t t)
{
    static const char *stop[] = {";", ".", ":", "which", "who", "because", "but", "?"};
    for (size_t k = 0; k < sizeof stop / sizeof *stop; k++)
        if (sayso__clue_is(p, t, stop[k]))
            return true;
    return false;
}

static bool is_pronoun(const sayso_claim_part *p, uint32_t t)
{
    static const char *own[] = {"it", "he", "she", "they"};
    for (size_t k = 0; k < sizeof own / sizeof *own; k++)
        if (sayso__clue_is(p, t, own[k]))
            return true;
    return false;
}

/* "the depot's" of "the depot's owner": a possessor, not the one meant. */
static bool owns(const sayso_claim_part *p, uint32_t m)
{
    uint32_t end = p->mentions->mention[m].end;
    bool clitic = end < p->tokens->n_tok && p->tags->xpos[end] == SAYSO_XPOS_POS;
    return clitic || (end > 0 && p->tags->xpos[end - 1] == SAYSO_XPOS_POS);
}

/* The actor of mention m of attribution i's words: SELF for first persons and for the source. */
static uint32_t party_of(const sayso_claim_part *p, uint32_t i, uint32_t m)
{
    const sayso_mention *x = p->mentions->mention + m;
    if (x->actor >= p->attrs->n_actor)
        return SAYSO_NONE;
    uint32_t own = p->attrs->attribution[i].source_actor;
    for (uint32_t step = 0; step < 8 && own < p->attrs->n_actor; step++) {
        if (own == x->actor)
            return SELF;
        own = p->attrs->actor[own].speaks_for;
    }
    return x->actor;
}

/* Party named at token t, as head or inside of a mention; SAYSO_NONE if none. */
static uint32_t party_at(const sayso_claim_part *p, uint32_t i, uint32_t t)
{
    if (p->clue[t] & SAYSO_CLUE_FIRST)
        return SELF;
    uint32_t m = p->mention[t] != SAYSO_NONE ? p->mention[t] : p->inside[t];
    if (m != SAYSO_NONE) {
        uint32_t a = party_of(p, i, m);
        if (a != SAYSO_NONE || !is_pronoun(p, t))
            return a;
    }
    return is_pronoun(p, t) ? SELF : SAYSO_NONE;
}

/* The noun phrase from t on ends at a preposition, a verb or a comma once a noun has passed. */
static bool phrase_ends(const sayso_claim_part *p, uint32_t t, bool noun)
{
    uint8_t u = p->tags->upos[t];
    if (is_stop(p, t))
        return true;
    return noun && (u == SAYSO_UPOS_ADP || u == SAYSO_UPOS_VERB || u == SAYSO_UPOS_AUX ||
                    u == SAYSO_UPOS_SCONJ || u == SAYSO_UPOS_CCONJ || sayso__clue_is(p, t, ","));
}

/* The party that the noun phrase from token t on names: the object of "blamed", "accused". A name
 * in apposition or in the phrase serves where its head has none ("the depot's owner, Harlan"). */
static uint32_t party_after(const sayso_claim_part *p, uint32_t i, uint32_t t, uint32_t end)
{
    bool noun = false;
    for (uint32_t most = t + 12; t < end && t < most && !phrase_ends(p, t, noun); t++) {
        if (p->clue[t] & SAYSO_CLUE_FIRST && p->tags->xpos[t] != SAYSO_XPOS_PRPS)
            return SELF;
        uint8_t u = p->tags->upos[t];
        noun |= u == SAYSO_UPOS_NOUN || u == SAYSO_UPOS_PROPN || u == SAYSO_UPOS_PRON;
        uint32_t m = p->inside[t];
        if (m == SAYSO_NONE || p->tags->xpos[t] == SAYSO_XPOS_PRPS)
            continue;
        while (m > 0 && p->mentions->mention[m - 1].beg == p->mentions->mention[m].beg)
            m--;
        uint32_t a = party_of(p, i, m);
        if (a == SAYSO_NONE)
            a = party_at(p, i, t);
        if (a != SAYSO_NONE && !owns(p, m))
            return a;
    }
    return SAYSO_NONE;
}

/* "blamed the blast on X": the party behind "on". */
static uint32_t party_behind_on(const sayso_claim_part *p, uint32_t i, const hit *h)
{
    for (uint32_t t = h->tok + h->n; t < h->end && t < h->tok + 16 && !is_stop(p, t); t++)
        if (sayso__clue_is(p, t, "on"))
            return party_after(p, i, t + 1, h->end);
    return SAYSO_NONE;
}

static uint32_t subject_in_tree(const sayso_claim_part *p, uint32_t t)
{
    const sayso_tags *g = p->tags;
    uint32_t beg = sayso__clue_sent_beg(p, t), end = sayso__clue_sent_end(p, t);
    for (uint32_t step = 0; step < 4 && t != SAYSO_NONE; step++) {
        for (uint32_t k = beg; k < end; k++)
            if (g->head[k] == t && g->deprel[k] == SAYSO_DEPREL_NSUBJ)
                return k;
        uint8_t d = g->deprel[t];
        if (d == SAYSO_DEPREL_CCOMP || d == SAYSO_DEPREL_ROOT || d == SAYSO_DEPREL_PARATAXIS)
            return SAYSO_NONE;
        if (d == SAYSO_DEPREL_ACL && g->head[t] != SAYSO_NONE)
            return g->head[t];
        t = g->head[t];
    }
    return SAYSO_NONE;
}

static bool is_filler(const sayso_claim_part *p, uint32_t t)
{
    uint8_t u = p->tags->upos[t];
    return u == SAYSO_UPOS_AUX || u == SAYSO_UPOS_ADV || u == SAYSO_UPOS_PART ||
           u == SAYSO_UPOS_PUNCT || p->clue[t] & SAYSO_CLUE_NEGATIVE ||
           sayso__clue_lemma(p, t, "be") || sayso__clue_lemma(p, t, "have");
}

/* "those responsible", "who did it": nobody in particular. */
static bool is_anybody(const sayso_claim_part *p, uint32_t t)
{
    static const char *any[] = {"those",  "who",     "whoever", "anyone", "someone", "people",
                                "person", "persons", "what",    "all",    "somebody"};
    for (size_t k = 0; k < sizeof any / sizeof *any; k++)
        if (sayso__clue_is(p, t, any[k]))
            return true;
    return false;
}

/* Does a preposition make the mention at t a place or a means? */
static bool is_place(const sayso_claim_part *p, uint32_t t, uint32_t from)
{
    uint32_t m = p->inside[t], b = m == SAYSO_NONE ? t : p->mentions->mention[m].beg;
    while (b > from &&
           (p->tags->upos[b - 1] == SAYSO_UPOS_DET || p->tags->upos[b - 1] == SAYSO_UPOS_ADJ))
        b--;
    return b > from && p->tags->upos[b - 1] == SAYSO_UPOS_ADP;
}

/* Who stands before the phrase: right before its auxiliaries, else by the tree, else the nearest
 * one that no preposition makes a place. */
static uint32_t party_before(const sayso_claim_part *p, uint32_t i, const hit *h)
{
    uint32_t t = h->tok;
    while (t > h->beg && is_filler(p, t - 1))
        t--;
    if (t > h->beg && is_anybody(p, t - 1))
        return SAYSO_NONE;
    if (t > h->beg) {
        uint32_t a = party_at(p, i, t - 1);
        if (a != SAYSO_NONE)
            return a;
    }
    uint32_t s = subject_in_tree(p, h->tok);
    if (s != SAYSO_NONE && s >= h->beg && s < h->end) {
        uint32_t a = is_place(p, s, h->beg) ? SAYSO_NONE : party_at(p, i, s);
        if (a != SAYSO_NONE || p->clue[s] & SAYSO_CLUE_NEGATIVE || is_anybody(p, s))
            return a;
    }
    for (uint32_t step = 0; t > h->beg && step < 12 && !is_stop(p, t - 1); step++, t--) {
        uint32_t m = p->inside[t - 1];
        if (m == SAYSO_NONE || p->mentions->mention[m].actor == SAYSO_NONE ||
            p->mentions->mention[m].kind == SAYSO_MENTION_MISC ||
            p->tags->upos[t - 1] == SAYSO_UPOS_ADJ)
            continue;
        if (!is_place(p, t - 1, h->beg))
            return party_of(p, i, m);
    }
    return SAYSO_NONE;
}

/* "X's fault", "the fault is X's", "our fault". */
static uint32_t party_owner(const sayso_claim_part *p, uint32_t i, const hit *h)
{
    for (uint32_t t = h->tok; t > h->beg && t + 4 > h->tok; t--) {
        if (p->clue[t - 1] & SAYSO_CLUE_FIRST)
            return SELF;
        if (p->tags->xpos[t - 1] == SAYSO_XPOS_POS && t - 1 > h->beg)
            return party_at(p, i, t - 2);
    }
    for (uint32_t t = h->tok + 1; t + 1 < h->end && t < h->tok + 9; t++)
        if (p->tags->xpos[t + 1] == SAYSO_XPOS_POS)
            return party_at(p, i, t);
    return SAYSO_NONE;
}

static bool is_passive(const sayso_claim_part *p, const hit *h)
{
    return p->tags->xpos[h->tok] == SAYSO_XPOS_VBN && h->tok > 0 &&
           (sayso__clue_lemma(p, h->tok - 1, "be") || sayso__clue_lemma(p, h->tok - 1, "get") ||
            p->tags->deprel[h->tok] == SAYSO_DEPREL_ACL);
}

/* A deed told as done: no infinitive, no gerund, nothing that may or will be. */
static bool is_done(const sayso_claim_part *p, const hit *h)
{
    uint8_t x = p->tags->xpos[h->tok];
    const char *aux = x == SAYSO_XPOS_VBN ? "have" : "do";
    if (x == SAYSO_XPOS_VBD)
        return true;
    if (x != SAYSO_XPOS_VB && x != SAYSO_XPOS_VBN)
        return false;
    for (uint32_t t = h->tok; t > h->beg && t + 4 > h->tok; t--)
        if (sayso__clue_lemma(p, t - 1, aux))
            return true;
    return false;
}

/* The doer of a deed: behind "by" in the passive, else the subject. */
static uint32_t party_deed(const sayso_claim_part *p, uint32_t i, const hit *h)
{
    for (uint32_t t = h->tok + h->n; t < h->end && t < h->tok + h->n + 6 && !is_stop(p, t); t++)
        if (sayso__clue_is(p, t, "by") && p->tags->xpos[h->tok] == SAYSO_XPOS_VBN)
            return party_after(p, i, t + 1, h->end);
    if (is_passive(p, h) || !is_done(p, h))
        return SAYSO_NONE;
    return party_before(p, i, h);
}

static bool event_within(const sayso_claim_part *p, uint32_t from, uint32_t to)
{
    uint32_t what = SAYSO_CLUE_EVENT | SAYSO_CLUE_DEAD | SAYSO_CLUE_INVOLVED | SAYSO_CLUE_WEAPON;
    for (uint32_t t = from; t < to; t++)
        if (p->clue[t] & what)
            return true;
    return false;
}

/* Is the event, or blame, named near the phrase? A deed needs it as its object (or as the subject
 * of the passive); "responsible" and "behind" may stand alone behind a form of "be". */
static bool near_event(const sayso_claim_part *p, const hit *h)
{
    uint32_t next = h->tok + h->n, far = next + 9 < h->end ? next + 9 : h->end;
    uint32_t close = next + 5 < h->end ? next + 5 : h->end;
    uint32_t from = h->tok > h->beg + 8 ? h->tok - 8 : h->beg;
    bool it = next < h->end && (sayso__clue_is(p, next, "it") || sayso__clue_is(p, next, "this") ||
                                sayso__clue_is(p, next, "that"));
    if (h->flags & DEED)
        return event_within(p, next, close) ||
               (is_passive(p, h) && event_within(p, from, h->tok)) || it;
    if (!(h->flags & SUBJECT))
        return event_within(p, from, h->tok) || event_within(p, next, far);
    if (event_within(p, next, far))
        return true;
    bool bare = next >= h->end || p->tags->upos[next] == SAYSO_UPOS_PUNCT;
    return it || bare;
}

/* A negative that rules the phrase: in its clause, at most eight tokens before it. */
static bool is_negated(const sayso_claim_part *p, const hit *h)
{
    for (uint32_t t = h->tok, step = 0; step < 9; t--, step++) {
        if (t < h->tok && (is_stop(p, t) || sayso__clue_is(p, t, ",")))
            return false;
        if (p->clue[t] & SAYSO_CLUE_NEGATIVE)
            return true;
        if (t == h->beg)
            return false;
    }
    return false;
}

/* "very probably behind", "may have planted": a hedge within six tokens before the phrase. */
static bool is_hedged(const sayso_claim_part *p, const hit *h)
{
    uint32_t from = h->tok > h->beg + 6 ? h->tok - 6 : h->beg;
    for (uint32_t t = from; t < h->tok; t++)
        if (p->clue[t] & (SAYSO_CLUE_PROBABLE | SAYSO_CLUE_POSSIBLE))
            return true;
    return false;
}

/* "X has been blamed for it": the first party that the content names. */
static uint32_t party_first(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    for (uint32_t t = n ? c[0].beg : 0; n && t < c[0].end && t < c[0].beg + 8; t++) {
        uint32_t a = p->inside[t] == SAYSO_NONE ? SAYSO_NONE : party_of(p, i, p->inside[t]);
        if (a != SAYSO_NONE)
            return a;
    }
    return SAYSO_NONE;
}

/* "must take responsibility", "to take responsibility": not done. */
static bool is_wished(const sayso_claim_part *p, const hit *h)
{
    for (uint32_t t = h->tok; t > h->beg && t + 3 > h->tok; t--)
        if (p->tags->xpos[t - 1] == SAYSO_XPOS_MD || p->tags->xpos[t - 1] == SAYSO_XPOS_TO)
            return true;
    return p->tags->xpos[h->tok] == SAYSO_XPOS_VBG;
}

/* "to hold officials accountable": nobody is held so yet. */
static bool is_to_hold(const sayso_claim_part *p, const hit *h)
{
    for (uint32_t t = h->tok; t > h->beg && t + 8 > h->tok; t--)
        if (sayso__clue_lemma(p, t - 1, "hold"))
            return p->tags->xpos[t - 1] == SAYSO_XPOS_VB || p->tags->xpos[t - 1] == SAYSO_XPOS_VBG;
    return false;
}

static uint32_t party_of_hit(const sayso_claim_part *p, uint32_t i, const hit *h)
{
    if (h->flags & OWN && h->in_cue)
        return SELF;
    if (h->flags & OWN)
        return is_wished(p, h) ? SAYSO_NONE : party_before(p, i, h);
    if (h->flags & EVENT && !near_event(p, h))
        return SAYSO_NONE;
    if ((h->flags & ~(uint32_t)EVENT) == DEED && p->tags->upos[h->tok] != SAYSO_UPOS_VERB)
        return SAYSO_NONE;
    if (h->flags & SUBJECT && is_to_hold(p, h))
        return SAYSO_NONE;
    uint32_t a = SAYSO_NONE;
    if (h->flags & OBJECT && h->in_cue && is_passive(p, h))
        return party_first(p, i);
    if (h->flags & OBJECT && sayso__clue_lemma(p, h->tok, "blame"))
        a = party_behind_on(p, i, h);
    if (a == SAYSO_NONE && h->flags & OBJECT)
        a = party_after(p, i, h->tok + h->n, h->end);
    if (a == SAYSO_NONE && h->flags & SUBJECT)
        a = party_before(p, i, h);
    if (a == SAYSO_NONE && h->flags & OWNER)
        a = party_owner(p, i, h);
    if (a == SAYSO_NONE && h->flags & DEED)
        a = party_deed(p, i, h);
    return a;
}

static bool turns_down(uint8_t act)
{
    return act == SAYSO_ACT_DENY || act == SAYSO_ACT_REJECT || act == SAYSO_ACT_DISPUTE;
}

/* Who denies that "the operator" is to blame, and is the only operator, speaks of himself. */
static bool is_own_kind(const sayso_claim_part *p, uint32_t i, uint32_t party)
{
    uint32_t own = p->reading[i].party;
    const sayso_actor *a = p->attrs->actor + party;
    bool generic = !a->named || a->kind == SAYSO_MENTION_GROUP || a->kind == SAYSO_MENTION_ROLE;
    return own < p->attrs->n_actor && generic && a->class_ == p->attrs->actor[own].class_ &&
           a->class_ != SAYSO_CLASS_PERSON && a->class_ != SAYSO_CLASS_UNNAMED;
}

static void set(sayso_claim_part *p, uint32_t i, uint32_t party, uint8_t stance)
{
    sayso_claim *c = p->out->claim + i;
    sayso_reading *r = p->reading + i;
    if (party < p->attrs->n_actor && turns_down(c->act) && is_own_kind(p, i, party))
        party = SELF;
    r->about_self = party == SELF;
    if (party == SELF)
        party = sayso__claim_own_party(p, i);
    if (party >= p->attrs->n_actor)
        return;
    c->responsible = party;
    c->stance = stance;
}

/* ---- first reading: the claim's own words
 * ------------------------------------------------------ */

/* "38 percent blame X", "its minister blamed X": blame by others that the source tells of. */
static bool is_of_others(const sayso_claim_part *p, uint32_t i, const hit *h)
{
    uint32_t from = h->tok > h->beg + 8 ? h->tok - 8 : h->beg;
    for (uint32_t t = from; t < h->tok; t++)
        if (p->figure_at[t] != SAYSO_NONE &&
            p->mentions->figure[p->figure_at[t]].measure == SAYSO_MEASURE_PERCENT)
            return true;
    if (!(h->flags & OBJECT) || h->flags & SOFT || p->tags->upos[h->tok] != SAYSO_UPOS_VERB)
        return false;
    uint32_t by = party_before(p, i, h);
    return by != SAYSO_NONE && by != SELF;
}

/* First phrase of blame with a party in [beg, end). */
static bool blame_find(const sayso_claim_part *p, uint32_t i, uint32_t beg, uint32_t end, hit *out,
                       uint32_t *party)
{
    for (uint32_t t = beg; t < end; t++) {
        hit h = {.beg = beg, .end = end, .tok = t};
        const sayso_lexicon_entry *e = sayso__clue_phrase(p, &p->blame, t, end, &h.n);
        if (!e)
            continue;
        h.flags = e->value[0];
        if (is_of_others(p, i, &h))
            continue;
        *party = party_of_hit(p, i, &h);
        if (*party != SAYSO_NONE) {
            *out = h;
            return true;
        }
    }
    return false;
}

/* Is the event, or a deed, named within six tokens from t on? */
static bool event_behind(const sayso_claim_part *p, uint32_t t, uint32_t end)
{
    for (uint32_t k = t; k < end && k < t + 6; k++)
        if (p->clue[k] & (SAYSO_CLUE_EVENT | SAYSO_CLUE_DEAD))
            return true;
    return false;
}

/* Strongest flags of data/denial.tsv in [beg, end), DOUBT and WHOLE before ANY; *at its token. */
static uint32_t denial_find(const sayso_claim_part *p, uint32_t beg, uint32_t end, uint32_t *at)
{
    uint32_t found = 0;
    for (uint32_t t = beg; t < end; t++) {
        uint32_t n;
        const sayso_lexicon_entry *e = sayso__clue_phrase(p, &p->denial, t, end, &n);
        if (!e || (e->value[0] & NEEDS_EVENT && !event_behind(p, t + n, end)))
            continue;
        if (!found || (found & ANY && !(e->value[0] & ANY)))
            *at = t;
        found |= e->value[0];
        t += n - 1;
    }
    return found;
}

static bool may_blame(uint8_t act)
{
    static const uint8_t never[] = {SAYSO_ACT_DECLINE_COMMENT, SAYSO_ACT_QUESTION,
                                    SAYSO_ACT_INVESTIGATE,     SAYSO_ACT_RETRACT,
                                    SAYSO_ACT_DEMAND,          SAYSO_ACT_APPEAL,
                                    SAYSO_ACT_PREDICT,         SAYSO_ACT_WARN,
                                    SAYSO_ACT_PLEDGE,          SAYSO_ACT_CORRECT};
    for (size_t k = 0; k < sizeof never; k++)
        if (act == never[k])
            return false;
    return true;
}

/* The stance that a phrase of blame gives, with its negation, its doubt and the cue's act. */
static uint8_t stance_of(const sayso_claim_part *p, uint32_t i, const hit *h)
{
    uint8_t act = p->out->claim[i].act;
    uint32_t at = 0;
    uint32_t denial = denial_find(p, h->beg, h->tok + h->n, &at);
    bool negated = is_negated(p, h);
    if (denial & DOUBT || (negated && h->flags & SOFT))
        return SAYSO_STANCE_DOUBTS;
    if (turns_down(act))
        return negated ? SAYSO_STANCE_ASSERTS : SAYSO_STANCE_DENIES;
    return negated ? SAYSO_STANCE_DENIES : SAYSO_STANCE_ASSERTS;
}

/* Content that clears somebody without a word of blame: "had nothing to do with it". */
static bool stance_by_denial(sayso_claim_part *p, uint32_t i, uint32_t beg, uint32_t end)
{
    uint32_t at = beg;
    uint32_t flags = denial_find(p, beg, end, &at);
    uint8_t act = p->out->claim[i].act;
    if (flags & DOUBT && act == SAYSO_ACT_ASSERT && !(flags & WHOLE)) {
        p->reading[i].doubts = true;
        return false;
    }
    if (flags & WHOLE) {
        hit h = {.beg = beg, .end = end, .tok = at, .n = 1};
        uint32_t party = party_before(p, i, &h);
        set(p, i, party == SAYSO_NONE ? SELF : party, SAYSO_STANCE_DENIES);
        return true;
    }
    if (flags & ANY && (act == SAYSO_ACT_DENY || act == SAYSO_ACT_REJECT) && at < beg + 4) {
        p->reading[i].accuses_self = p->clue[at] & SAYSO_CLUE_CHARGE ||
                                     (at + 1 < end && p->clue[at + 1] & SAYSO_CLUE_CHARGE);
        set(p, i, SELF, SAYSO_STANCE_DENIES);
        return true;
    }
    return false;
}

/* A clause of its own behind "accusation that", "allegation that" tells of what; without blame in
 * it the accusation is about something else than the event. */
static bool charge_has_clause(const sayso_claim_part *p, uint32_t beg, uint32_t end)
{
    for (uint32_t t = beg; t + 1 < end; t++)
        if (p->clue[t] & SAYSO_CLUE_CHARGE && sayso__clue_is(p, t + 1, "that"))
            return true;
    return false;
}

/* The conditional "if X then Y is to blame" holds nobody responsible. */
static bool is_conditional(const sayso_claim_part *p, uint32_t i)
{
    return p->reading[i].conditional;
}

/* "accused X of discrimination" speaks of something else than the event; without an "of" it is the
 * event that X is accused of. */
static bool charge_is_of_event(const sayso_claim_part *p, uint32_t i, const hit *h)
{
    uint32_t what = SAYSO_CLUE_EVENT | SAYSO_CLUE_HARM | SAYSO_CLUE_DEAD | SAYSO_CLUE_WEAPON |
                    SAYSO_CLUE_INVOLVED | SAYSO_CLUE_CAUSE;
    bool of = false;
    for (uint32_t t = h->tok + 1; t < h->end && t < h->tok + 16; t++)
        of |= sayso__clue_is(p, t, "of") || sayso__clue_is(p, t, "with");
    return !sayso__clue_lemma(p, h->tok, "accuse") || !of || p->reading[i].clue & what;
}

/* A poll reports whom others blame and blames nobody itself. */
static bool is_poll(const sayso_claim_part *p, uint32_t i)
{
    const sayso_attribution *x = p->attrs->attribution + i;
    uint32_t head = x->source_head;
    bool poll = head < p->tokens->n_tok &&
                (sayso__clue_lemma(p, head, "survey") || sayso__clue_lemma(p, head, "poll"));
    if (x->source_actor < p->attrs->n_actor)
        poll |= p->attrs->actor[x->source_actor].class_ == SAYSO_CLASS_POLLSTER;
    return (poll && p->reading[i].n_amount > 0) || p->reading[i].n_amount > 1;
}

void sayso__claim_stance(sayso_claim_part *p, uint32_t i)
{
    sayso_claim *c = p->out->claim + i;
    uint32_t n_cue, n, party = SAYSO_NONE;
    const sayso_piece *cue = sayso__attr_cue(p->attrs, i, &n_cue);
    const sayso_piece *content = sayso__attr_content(p->attrs, i, &n);
    p->reading[i].is_poll = is_poll(p, i);
    if (!may_blame(c->act) || is_conditional(p, i) || p->reading[i].is_poll ||
        (p->reading[i].cue_negated && c->act == SAYSO_ACT_ASSERT))
        return;
    for (uint32_t k = 0; k < n_cue; k++) {
        hit h = {.beg = cue[k].beg, .end = sayso__clue_sent_end(p, cue[k].beg), .in_cue = true};
        for (h.tok = h.beg; h.tok < cue[k].end; h.tok++) {
            const sayso_lexicon_entry *e = sayso__clue_phrase(p, &p->blame, h.tok, h.end, &h.n);
            h.flags = e ? e->value[0] & (OBJECT | OWN) : 0;
            if (h.flags & OBJECT && !charge_is_of_event(p, i, &h))
                continue;
            if (h.flags && (party = party_of_hit(p, i, &h)) != SAYSO_NONE) {
                set(p, i, party, SAYSO_STANCE_ASSERTS);
                return;
            }
        }
    }
    for (uint32_t k = 0; k < n; k++) {
        hit h;
        if (blame_find(p, i, content[k].beg, content[k].end, &h, &party)) {
            set(p, i, party, stance_of(p, i, &h));
            p->reading[i].hedged = is_hedged(p, &h);
            return;
        }
        if (!charge_has_clause(p, content[k].beg, content[k].end) &&
            stance_by_denial(p, i, content[k].beg, content[k].end))
            return;
    }
}

/* ---- second reading: what was said before ---------------------------------------------------- */

/* Is party (or one that it speaks for) named in the content? *at is where. */
static bool names(const sayso_claim_part *p, uint32_t i, uint32_t party)
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = c[k].beg; t < c[k].end; t++) {
            uint32_t m = p->mention[t];
            if (m != SAYSO_NONE && p->mentions->mention[m].actor == party)
                return true;
        }
    return false;
}

/* Attribution j still rings when i is spoken: same party, at most three sentences before. */
static bool continues(const sayso_claim_part *p, uint32_t j, uint32_t i)
{
    const sayso_reading *a = p->reading + j, *b = p->reading + i;
    if (a->party == SAYSO_NONE || a->party != b->party || b->block < a->block)
        return false;
    return b->block - a->block <= 1 &&
           p->attrs->attribution[i].sent <= p->attrs->attribution[j].sent + 3;
}

/* "We did not", "I had no": a denial in the speaker's own person, at a clause's beginning. */
static bool denies_in_person(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = c[k].beg; t < c[k].end; t++) {
            if (!sayso__clue_is(p, t, "we") && !sayso__clue_is(p, t, "i"))
                continue;
            for (uint32_t j = t + 1; j < c[k].end && j < t + 5; j++)
                if (p->clue[j] & SAYSO_CLUE_NEGATIVE)
                    return true;
        }
    return false;
}

/* Does claim i, by its words, go on saying what claim j of the same party said of itself or of
 * another? */
static bool goes_on(const sayso_claim_part *p, uint32_t j, uint32_t i)
{
    const sayso_claim *a = p->out->claim + j;
    const sayso_reading *b = p->reading + i;
    bool own = p->reading[j].about_self, quoted = sayso__claim_is_quoted(p->attrs, i);
    bool future = b->clue & SAYSO_CLUE_FUTURE;
    bool named = names(p, i, a->responsible);
    if (a->stance == SAYSO_STANCE_ASSERTS && own)
        return (b->self_first || quoted) && !b->n_figure && !b->question && !future;
    if (a->stance == SAYSO_STANCE_DENIES && own)
        return quoted && !future && denies_in_person(p, i);
    if (a->stance == SAYSO_STANCE_DENIES)
        return (named && b->negative) || (quoted && !b->self_first);
    return quoted && named;
}

static bool carry_on(sayso_claim_part *p, uint32_t j, uint32_t i)
{
    if (!goes_on(p, j, i))
        return false;
    p->out->claim[i].responsible = p->out->claim[j].responsible;
    p->out->claim[i].stance = p->out->claim[j].stance;
    p->reading[i].about_self = p->reading[j].about_self;
    return true;
}

/* "There is no such switch", "Nobody can do that": quoted words that open with a negative. */
static bool opens_negative(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    if (!n || p->attrs->attribution[i].quote_type != SAYSO_QUOTE_DIRECT)
        return false;
    for (uint32_t t = c[0].beg; t < c[0].end && t < c[0].beg + 5; t++) {
        if (sayso__clue_is(p, t + 1, "rule") || sayso__clue_is(p, t + 1, "exclude"))
            return false;
        if (sayso__clue_is(p, t, "we") || sayso__clue_is(p, t, "i"))
            return false;
        if (p->clue[t] & SAYSO_CLUE_NEGATIVE)
            return true;
    }
    return false;
}

/* A rebuttal: just after a claim of responsibility, or a dispute of one, another party says in its
 * own words that it cannot be. */
static bool rebuts(sayso_claim_part *p, uint32_t i)
{
    const sayso_claim *c = p->out->claim;
    if (p->reading[i].n_figure || !(opens_negative(p, i) || p->reading[i].doubts))
        return false;
    for (uint32_t j = i, step = 0; j-- > 0 && step < 6; step++) {
        if (p->attrs->attribution[j].sent + 5 < p->attrs->attribution[i].sent)
            return false;
        uint32_t x = c[j].responsible;
        if (x == SAYSO_NONE || !p->claimant[x] || p->reading[i].party == sayso__claim_root(p, x))
            continue;
        p->out->claim[i].responsible = x;
        p->out->claim[i].stance = p->reading[i].doubts ? SAYSO_STANCE_DOUBTS : SAYSO_STANCE_DENIES;
        p->reading[i].about_self = false;
        return true;
    }
    return false;
}

/* A group that others hold responsible, or that claims, tells what it did: "it had moved". */
static bool tells_deed(sayso_claim_part *p, uint32_t i)
{
    uint32_t n, own = sayso__claim_own_party(p, i);
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    const sayso_reading *r = p->reading + i;
    if (!n || own == SAYSO_NONE || !(p->accused[own] || p->claimant[own]))
        return false;
    uint8_t class_ = p->attrs->actor[own].class_;
    bool group = p->out->claim[i].source_type == SAYSO_SOURCE_GROUP_CHANNEL ||
                 class_ == SAYSO_CLASS_OTHER || class_ == SAYSO_CLASS_GROUP;
    if (!group || r->n_figure || r->question)
        return false;
    bool self = sayso__clue_is(p, c[0].beg, "it") || sayso__clue_is(p, c[0].beg, "we");
    bool past =
        sayso__clue_is(p, c[0].beg + 1, "had") || p->tags->xpos[c[0].beg + 1] == SAYSO_XPOS_VBD;
    if (!self || !past || r->negative)
        return false;
    set(p, i, SELF, SAYSO_STANCE_ASSERTS);
    return true;
}

/* "repeated its claim": what was claimed before. */
static bool repeats_claim(sayso_claim_part *p, uint32_t i)
{
    uint32_t n, own = sayso__claim_own_party(p, i);
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    if (!n || own == SAYSO_NONE || !(p->reading[i].cue_flags & SAYSO_CUE_AGAIN) ||
        p->reading[i].length > 4 || p->out->claim[i].source_type != SAYSO_SOURCE_GROUP_CHANNEL)
        return false;
    if (!(p->clue[c[0].end - 1] & SAYSO_CLUE_CLAIMED))
        return false;
    set(p, i, SELF, SAYSO_STANCE_ASSERTS);
    return true;
}

/* "rejected the charge": against oneself; "disputed the Front's claim": of whoever claimed it. */
static void turned_down(sayso_claim_part *p, uint32_t i)
{
    uint32_t n, own = sayso__claim_own_party(p, i);
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    if (!n || c[0].end - c[0].beg > 8)
        return;
    uint32_t claimant = SAYSO_NONE;
    bool claimed = false;
    for (uint32_t t = c[0].beg; t < c[0].end; t++) {
        uint32_t m = p->inside[t];
        uint32_t a = m == SAYSO_NONE ? SAYSO_NONE : p->mentions->mention[m].actor;
        if (a < p->attrs->n_actor && p->claimant[a])
            claimant = a;
        claimed |= p->clue[t] & SAYSO_CLUE_CLAIMED && !p->reading[i].n_figure;
    }
    if (claimant == SAYSO_NONE)
        claimant = p->last_claimant;
    if (claimed && claimant != SAYSO_NONE && claimant != own)
        set(p, i, claimant, SAYSO_STANCE_DENIES);
}

/* Right after turning something down, or taking it back, the same party says no in its own words:
 * "dismissed the figure. 'There was nobody there'". */
static bool says_no_again(sayso_claim_part *p, uint32_t i)
{
    if (i == 0 || !continues(p, i - 1, i) || p->reading[i].block != p->reading[i - 1].block)
        return false;
    const sayso_claim *before = p->out->claim + i - 1;
    bool no = opens_negative(p, i) || (before->act == SAYSO_ACT_RETRACT && p->reading[i].negative &&
                                       sayso__claim_is_quoted(p->attrs, i));
    if (!no || before->stance)
        return false;
    if (before->act == SAYSO_ACT_RETRACT) {
        set(p, i, SELF, SAYSO_STANCE_DENIES);
        return true;
    }
    if (!turns_down(before->act) || p->reading[i].clue & SAYSO_CLUE_FUTURE)
        return false;
    p->out->claim[i].act = SAYSO_ACT_DENY;
    p->reading[i].follows = i - 1;
    return true;
}

static void remember(sayso_claim_part *p, uint32_t i)
{
    const sayso_claim *c = p->out->claim + i;
    if (c->responsible == SAYSO_NONE || c->stance != SAYSO_STANCE_ASSERTS)
        return;
    if (p->reading[i].about_self)
        p->last_claimant = c->responsible;
    else
        p->last_accused = c->responsible;
}

/* "46 percent blamed the operator, 31 percent the contractor": the verb is understood. */
static bool shares_blame(sayso_claim_part *p, uint32_t i)
{
    const sayso_attribution *x = p->attrs->attribution + i;
    uint32_t n, j = i ? i - 1 : 0;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    if (!i || x->n_cue || !n || x->sent != p->attrs->attribution[j].sent ||
        p->out->claim[j].source_type != SAYSO_SOURCE_SURVEY ||
        p->out->claim[j].stance != SAYSO_STANCE_ASSERTS)
        return false;
    uint32_t party = party_after(p, i, c[0].beg, c[0].end);
    if (party == SAYSO_NONE || party == SELF)
        return false;
    p->out->claim[i].act = p->out->claim[j].act;
    set(p, i, party, SAYSO_STANCE_ASSERTS);
    return true;
}

static void context_of(sayso_claim_part *p, uint32_t i)
{
    sayso_claim *c = p->out->claim + i;
    const sayso_reading *r = p->reading + i;
    if (c->stance || r->conditional || !may_blame(c->act) || shares_blame(p, i))
        return;
    if (turns_down(c->act)) {
        turned_down(p, i);
        return;
    }
    if (!(r->cue_flags & SAYSO_CUE_GENERIC))
        return;
    if (repeats_claim(p, i) || tells_deed(p, i) || says_no_again(p, i))
        return;
    for (uint32_t j = i, step = 0; j-- > 0 && step < 4; step++) {
        if (!continues(p, j, i))
            continue;
        if (p->out->claim[j].act == SAYSO_ACT_RETRACT)
            break;
        if (p->out->claim[j].stance && carry_on(p, j, i))
            return;
    }
    rebuts(p, i);
}

static bool says_sorry(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = c[k].beg; t < c[k].end; t++)
            if (sayso__clue_lemma(p, t, "apologise") || sayso__clue_lemma(p, t, "apologize") ||
                sayso__clue_lemma(p, t, "apology") || sayso__clue_lemma(p, t, "sorry"))
                return true;
    return false;
}

/* "We were wrong": takes back what the party said of others, else admits. */
static void wrong_about(sayso_claim_part *p, uint32_t i)
{
    sayso_claim *c = p->out->claim + i;
    const sayso_reading *r = p->reading + i;
    if (c->act != SAYSO_ACT_RETRACT || !(r->cue_flags & SAYSO_CUE_GENERIC) || r->from_version)
        return;
    uint32_t from = i > 200 ? i - 200 : 0;
    for (uint32_t j = from; j < p->attrs->n_attribution && j < i + 200; j++) {
        const sayso_claim *x = p->out->claim + j;
        bool same = p->reading[j].party == r->party && r->party != SAYSO_NONE && j != i;
        bool others = x->stance == SAYSO_STANCE_ASSERTS && !p->reading[j].about_self;
        if (same && (others || x->act == SAYSO_ACT_RETRACT))
            return;
    }
    if (!says_sorry(p, i) &&
        !(r->party != SAYSO_NONE && (p->accused[r->party] || p->claimant[r->party])))
        return;
    c->act = SAYSO_ACT_ADMIT;
    if (r->party != SAYSO_NONE && (p->accused[r->party] || p->claimant[r->party]))
        set(p, i, SELF, SAYSO_STANCE_ASSERTS);
}

/* Who is accused, who claims, by what the first reading found. */
static void parties_mark(sayso_claim_part *p)
{
    for (uint32_t i = 0; i < p->attrs->n_attribution; i++) {
        const sayso_claim *c = p->out->claim + i;
        if (c->responsible == SAYSO_NONE || c->stance != SAYSO_STANCE_ASSERTS)
            continue;
        if (p->reading[i].about_self)
            p->claimant[c->responsible] = true;
        else
            p->accused[c->responsible] = true;
    }
}

/* A claim of responsibility makes its source's other claims those of a group. */
static void groups_mark(sayso_claim_part *p)
{
    for (uint32_t i = 0; i < p->attrs->n_attribution; i++) {
        sayso_claim *c = p->out->claim + i;
        uint32_t who = p->attrs->attribution[i].source_actor;
        bool spoken = c->source_type == SAYSO_SOURCE_SPOKESPERSON ||
                      c->source_type == SAYSO_SOURCE_UNNAMED_PERSON;
        if (who < p->attrs->n_actor && p->claimant[who] && spoken &&
            p->attrs->actor[who].class_ != SAYSO_CLASS_COMPANY &&
            p->attrs->actor[who].class_ != SAYSO_CLASS_PERSON)
            c->source_type = SAYSO_SOURCE_GROUP_CHANNEL;
    }
}

void sayso__claim_context(sayso_claim_part *p)
{
    parties_mark(p);
    groups_mark(p);
    for (uint32_t i = 0; i < p->attrs->n_attribution; i++) {
        const sayso_reading *r = p->reading + i;
        sayso_claim *c = p->out->claim + i;
        if (c->stance && r->about_self)
            c->responsible = sayso__claim_own_party(p, i);
        context_of(p, i);
        wrong_about(p, i);
        if (c->stance && c->act != SAYSO_ACT_ADMIT)
            sayso__claim_refine(p, i);
        remember(p, i);
    }
}
