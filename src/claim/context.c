/* context.c -- who is held responsible, by what was said before.  Layer: claim.
 *
 * "We are not behind this" after an accusation, "the claim" after a claim of responsibility, "There
 * is no such switch" in answer to one: such words name nobody, and go on, turn down or take back
 * what a claim before them said. */
#include "claim/party_find.h"

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

/* "They have done this before", "It came from the east", "This was murder": a pronoun opens a
 * statement about what was done. */
static bool points_at_it(const sayso_claim_part *p, uint32_t i)
{
    static const char *const back[] = {"they",  "he",    "she",      "it",      "this", "that",
                                       "these", "those", "somebody", "someone", NULL};
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = c[k].beg; t + 1 < c[k].end && t < c[k].beg + 4; t++) {
            uint8_t verb = p->tags->xpos[t + 1];
            bool told = verb == SAYSO_XPOS_VBD || sayso__clue_lemma(p, t + 1, "have");
            for (const char *const *w = back; *w; w++)
                if (told && sayso__clue_is(p, t, *w))
                    return true;
        }
    return false;
}

/* Does claim i, by its words, go on saying what claim j of the same party said of itself or of
 * another? last: it has said nothing in between. */
static bool goes_on(const sayso_claim_part *p, uint32_t j, uint32_t i, bool last)
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
    bool more =
        last && points_at_it(p, i) && !future && !b->n_figure && !b->question && !b->self_first;
    return quoted && (named || more);
}

static bool carry_on(sayso_claim_part *p, uint32_t j, uint32_t i, bool last)
{
    if (!goes_on(p, j, i, last))
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
        if (sayso__clue_is(p, t, "we") || sayso__clue_is(p, t, "i") || sayso__clue_is(p, t, "our"))
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

/* "They did not believe the claim", "don't believe a word": of what was claimed just before. */
static bool disbelieves(sayso_claim_part *p, uint32_t i)
{
    static const char *const trust[] = {"believe",  "buy",       "trust",   "credit",
                                        "credible", "authentic", "genuine", NULL};
    uint32_t n, who = p->last_claimant, cue = p->attrs->attribution[i].cue_head;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    if (!n || who == SAYSO_NONE || p->reading[i].party == sayso__claim_root(p, who) ||
        p->reading[i].length > 14)
        return false;
    bool trusts = p->reading[i].cue_negated && sayso__clue_lemma_in(p, cue, trust);
    for (uint32_t t = c[0].beg; t < c[0].end; t++)
        for (uint32_t k = t + 1; k < t + 4 && k < c[0].end; k++)
            trusts |= p->clue[t] & SAYSO_CLUE_NEGATIVE && sayso__clue_lemma_in(p, k, trust);
    if (!trusts)
        return false;
    sayso__party_set(p, i, who, SAYSO_STANCE_DENIES);
    p->out->claim[i].act = SAYSO_ACT_DISPUTE;
    return true;
}

/* Verbs by which an armed group tells of something else than its deeds. */
static bool is_mere_word(const sayso_claim_part *p, uint32_t t)
{
    static const char *const verb[] = {"warn",     "say",     "tell",    "want",    "hear",
                                       "know",     "learn",   "offer",   "release", "ask",
                                       "decide",   "agree",   "reject",  "deny",    "suspend",
                                       "withdraw", "see",     "be",      "accept",  "lose",
                                       "hope",     "believe", "think",   "expect",  "get",
                                       "receive",  "free",    "stop",    "end",     "sign",
                                       "send",     "propose", "promise", "need",    "wait",
                                       NULL};
    return sayso__clue_lemma_in(p, t, verb);
}

/* A group that others hold responsible, or that claims, tells what it did: "it had moved"; an armed
 * group, of violence or in its own words: "We lit the wards". */
static bool tells_deed(sayso_claim_part *p, uint32_t i)
{
    static const char *const own_men[] = {"it", "we", "its", "our", NULL};
    uint32_t n, own = sayso__claim_own_party(p, i);
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    const sayso_reading *r = p->reading + i;
    if (!n || own == SAYSO_NONE || r->n_figure || r->question || r->negative)
        return false;
    uint8_t class_ = p->attrs->actor[own].class_;
    bool suspected = p->accused[own] || p->claimant[own], armed = class_ == SAYSO_CLASS_ARMED_GROUP;
    bool group = p->out->claim[i].source_type == SAYSO_SOURCE_GROUP_CHANNEL ||
                 class_ == SAYSO_CLASS_OTHER || class_ == SAYSO_CLASS_GROUP;
    if (!(group && suspected) && !armed)
        return false;
    uint32_t first = c[0].beg;
    while (first < c[0].end &&
           (p->tags->upos[first] == SAYSO_UPOS_PUNCT || sayso__clue_is(p, first, "that")))
        first++;
    if (first + 1 >= c[0].end || !sayso__clue_lemma_in(p, first, own_men))
        return false;
    uint32_t verb = first + 1;
    if (p->tags->xpos[first] == SAYSO_XPOS_PRPS)
        verb += p->tags->upos[verb] == SAYSO_UPOS_NOUN; /* "our men" */
    verb += verb < c[0].end && p->tags->upos[verb] == SAYSO_UPOS_PUNCT;
    bool had = sayso__clue_is(p, verb, "had") || sayso__clue_is(p, verb, "have");
    if (!had && p->tags->xpos[verb] != SAYSO_XPOS_VBD)
        return false;
    uint32_t deed = SAYSO_CLUE_HARM | SAYSO_CLUE_EVENT | SAYSO_CLUE_WEAPON;
    bool violent = r->clue & deed || sayso__clue_is(p, first, "we");
    if (!suspected && (!violent || is_mere_word(p, verb) || (had && is_mere_word(p, verb + 1))))
        return false;
    sayso__party_set(p, i, SAYSO_PARTY_SELF, SAYSO_STANCE_ASSERTS);
    return true;
}

/* "Boasted it blew the bridge": who is proud of a deed has done it. */
static bool boasts(sayso_claim_part *p, uint32_t i)
{
    static const char *const verb[] = {"boast", "brag", "crow", "gloat", NULL};
    uint32_t n, cue = p->attrs->attribution[i].cue_head,
                who = p->attrs->attribution[i].source_actor;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    bool proud = false;
    for (const char *const *w = verb; *w; w++)
        proud |= sayso__clue_lemma(p, cue, *w);
    if (!n || !proud || who >= p->attrs->n_actor || p->reading[i].negative)
        return false;
    static const char *const self[] = {"it", "we", "they", "i", "he", "she", NULL};
    uint32_t t = c[0].beg;
    while (t + 2 < c[0].end &&
           (p->tags->upos[t] == SAYSO_UPOS_PUNCT || sayso__clue_is(p, t, "that")))
        t++;
    bool own = p->tags->xpos[t] == SAYSO_XPOS_PRPS;
    for (const char *const *w = self; *w; w++)
        own |= sayso__clue_is(p, t, *w);
    bool done = false;
    for (uint32_t k = t + 1; k < c[0].end && k < t + 4; k++)
        done |= p->tags->xpos[k] == SAYSO_XPOS_VBD || sayso__clue_is(p, k, "had");
    if (!own || !done)
        return false;
    sayso__party_set(p, i, SAYSO_PARTY_SELF, SAYSO_STANCE_ASSERTS);
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
    sayso__party_set(p, i, SAYSO_PARTY_SELF, SAYSO_STANCE_ASSERTS);
    return true;
}

/* "Stands by what he said about X", "repeated her charge against X": the party that it accused
 * before in the report. */
static bool repeats_charge(sayso_claim_part *p, uint32_t i)
{
    if (!(p->reading[i].cue_flags & (SAYSO_CUE_AGAIN | SAYSO_CUE_INSIST)) || p->reading[i].negative)
        return false;
    for (uint32_t j = i, step = 0; j-- > 0 && step < 60; step++) {
        const sayso_claim *c = p->out->claim + j;
        if (p->reading[j].party == SAYSO_NONE || p->reading[j].party != p->reading[i].party ||
            c->stance != SAYSO_STANCE_ASSERTS || p->reading[j].about_self ||
            !names(p, i, c->responsible))
            continue;
        sayso__party_set(p, i, c->responsible, SAYSO_STANCE_ASSERTS);
        return true;
    }
    return false;
}

/* "Accepts the verdict", "acknowledged a mistake", "apologised to the families": who has been
 * accused owns up. */
static bool bows(sayso_claim_part *p, uint32_t i)
{
    static const char *const what[] = {"verdict",  "criticism", "finding", "conclusion",
                                       "judgment", "judgement", "mistake", "error",
                                       "failing",  "failure",   "fault",   "part",
                                       "share",    "ruling",    NULL};
    uint32_t n, own = sayso__claim_own_party(p, i), cue = p->attrs->attribution[i].cue_head;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    if (!n || p->out->claim[i].act != SAYSO_ACT_ADMIT || own == SAYSO_NONE || !p->accused[own] ||
        p->reading[i].n_figure)
        return false;
    bool sorry = sayso__clue_lemma(p, cue, "apologise") || sayso__clue_lemma(p, cue, "apologize");
    for (uint32_t t = c[0].beg; t < c[0].end && t < c[0].beg + 5; t++)
        for (const char *const *w = what; *w; w++)
            sorry |= sayso__clue_lemma(p, t, *w);
    if (sorry)
        sayso__party_set(p, i, SAYSO_PARTY_SELF, SAYSO_STANCE_ASSERTS);
    return sorry;
}

/* "Admitted that it had made mistakes", "that its failures led to the fire": a body owns up in a
 * clause of its own. */
static bool owns_fault(sayso_claim_part *p, uint32_t i)
{
    static const char *const fault[] = {"mistake",   "error",       "failure", "fail",
                                        "fault",     "negligence",  "wrong",   "neglect",
                                        "blunder",   "shortcoming", "lapse",   "failing",
                                        "mishandle", NULL};
    static const char *const own[] = {"it", "we", "its", "our", NULL};
    uint32_t n, who = sayso__claim_own_party(p, i);
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    if (!n || p->out->claim[i].act != SAYSO_ACT_ADMIT || who == SAYSO_NONE ||
        p->reading[i].negative || p->reading[i].conditional ||
        p->attrs->actor[who].kind == SAYSO_MENTION_PERSON)
        return false;
    bool mine = false, wrong = false;
    for (uint32_t t = c[0].beg; t < c[0].end; t++) {
        mine |= t < c[0].beg + 4 && sayso__clue_lemma_in(p, t, own);
        wrong |= sayso__clue_lemma_in(p, t, fault);
    }
    if (mine && wrong)
        sayso__party_set(p, i, SAYSO_PARTY_SELF, SAYSO_STANCE_ASSERTS);
    return mine && wrong;
}

/* "any such suggestion", "that account": words that others said. */
static bool is_charge(const sayso_claim_part *p, const sayso_piece *c)
{
    static const char *const said[] = {"suggestion", "idea",   "account", "claim",      "version",
                                       "theory",     "notion", "story",   "view",       "assertion",
                                       "remark",     "word",   "finding", "everything", "reproach",
                                       "blame",      NULL};
    for (uint32_t t = c->beg; t < c->end; t++) {
        if (p->clue[t] & SAYSO_CLUE_CHARGE)
            return true;
        for (const char *const *w = said; *w; w++)
            if (sayso__clue_lemma(p, t, *w))
                return true;
    }
    return false;
}

/* Has another, in the claims just before, accused somebody with the speaker's party in his words?
 */
static bool was_charged(const sayso_claim_part *p, uint32_t i)
{
    uint32_t own = p->reading[i].party;
    for (uint32_t j = i, step = 0; own != SAYSO_NONE && j-- > 0 && step < 5; step++) {
        const sayso_claim *c = p->out->claim + j;
        uint32_t n;
        if (p->reading[i].block - p->reading[j].block > 2 || p->reading[j].party == own)
            continue;
        if (c->stance == SAYSO_STANCE_ASSERTS && sayso__claim_root(p, c->responsible) == own)
            return true;
        const sayso_piece *x = sayso__attr_content(p->attrs, j, &n);
        bool blames = c->act == SAYSO_ACT_ALLEGE || c->act == SAYSO_ACT_SUSPECT ||
                      (c->responsible != SAYSO_NONE && c->stance == SAYSO_STANCE_ASSERTS);
        for (uint32_t k = 0; blames && k < n; k++)
            for (uint32_t t = x[k].beg; t < x[k].end; t++) {
                uint32_t m = p->inside[t];
                uint32_t a = m == SAYSO_NONE ? SAYSO_NONE : p->mentions->mention[m].actor;
                if (a != SAYSO_NONE && (a == own || sayso__claim_root(p, a) == own))
                    return true;
            }
    }
    return false;
}

/* "Not a single launch was made", "no officer carried one", "None of our trucks was there": the
 * subject itself is negated, and a past tense follows. */
static bool nothing_was(const sayso_claim_part *p, const sayso_piece *c)
{
    uint32_t t = c->beg;
    while (t < c->end && t < c->beg + 2 &&
           (p->tags->upos[t] == SAYSO_UPOS_PUNCT || sayso__clue_is(p, t, "that")))
        t++;
    if (t >= c->end || !(p->clue[t] & SAYSO_CLUE_NEGATIVE) || p->tags->upos[t] == SAYSO_UPOS_VERB)
        return false;
    for (uint32_t k = t + 1; k < c->end && k < t + 9; k++)
        if (p->tags->xpos[k] == SAYSO_XPOS_VBD || sayso__clue_is(p, k, "has") ||
            sayso__clue_is(p, k, "have"))
            return true;
    return false;
}

/* A body, or one who speaks for it: who answers an accusation is the accused, but for courts, media
 * and those who only look on. */
static bool is_side(const sayso_claim_part *p, uint32_t i)
{
    uint32_t own = p->reading[i].party;
    if (own == SAYSO_NONE)
        return false;
    switch (p->attrs->actor[own].class_) {
    case SAYSO_CLASS_GOVERNMENT:
    case SAYSO_CLASS_MINISTRY:
    case SAYSO_CLASS_MILITARY:
    case SAYSO_CLASS_POLICE:
    case SAYSO_CLASS_PARTY:
    case SAYSO_CLASS_ARMED_GROUP:
    case SAYSO_CLASS_COMPANY:
    case SAYSO_CLASS_UNION: return true;
    case SAYSO_CLASS_OTHER: return p->attrs->actor[own].kind == SAYSO_MENTION_ORGANIZATION;
    case SAYSO_CLASS_PLACE: return true; /* a place that speaks is a government */
    default: return false;
    }
}

/* "Its troops had crossed the border", denied; "its ships had fired nothing": of the speaker's own
 * men and machines. */
static bool own_forces(const sayso_claim_part *p, const sayso_piece *c)
{
    static const char *const what[] = {"troop",     "troops",  "forces",  "force",   "soldier",
                                       "man",       "ship",    "fighter", "plane",   "jet",
                                       "aircraft",  "pilot",   "guard",   "officer", "agent",
                                       "unit",      "patrol",  "member",  "militia", "navy",
                                       "army",      "vessel",  "gunner",  "police",  "people",
                                       "side",      "missile", "drone",   "rocket",  "gun",
                                       "artillery", "weapon",  "warship", "frigate", "submarine",
                                       "agency",    "service", NULL};
    for (uint32_t t = c->beg; t + 1 < c->end && t < c->beg + 10; t++) {
        if (p->tags->xpos[t] != SAYSO_XPOS_PRPS)
            continue;
        for (uint32_t k = t + 1; k < c->end && k < t + 4; k++)
            for (const char *const *w = what; *w; w++)
                if (sayso__clue_lemma(p, k, *w))
                    return true;
    }
    return false;
}

/* "Our rails did not fail": a thing of the speaker's is the subject. */
static bool own_thing(const sayso_claim_part *p, const sayso_piece *c)
{
    uint32_t t = c->beg;
    while (t < c->end && p->tags->upos[t] == SAYSO_UPOS_PUNCT)
        t++;
    return t + 1 < c->end && p->tags->xpos[t] == SAYSO_XPOS_PRPS && !own_forces(p, c);
}

/* "We did not fail this valley", "not one of his men had fired": the accused says no for himself.
 */
static bool answers_charge(sayso_claim_part *p, uint32_t i)
{
    uint32_t n, own = sayso__claim_own_party(p, i);
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    const sayso_reading *r = p->reading + i;
    uint32_t arms = SAYSO_CLUE_WEAPON | SAYSO_CLUE_HARM;
    if (!n || own == SAYSO_NONE || r->n_figure || r->question || r->clue & SAYSO_CLUE_INQUIRY)
        return false;
    bool side = is_side(p, i) && r->clue & arms && !(r->clue & SAYSO_CLUE_HURT);
    if (!p->accused[own] && !(side && nothing_was(p, c)))
        return false;
    bool no = false, self = false, future = false;
    for (uint32_t t = c[0].beg; t < c[0].end && t < c[0].beg + 7; t++) {
        bool needless = t > c[0].beg && sayso__clue_is(p, t, "no") &&
                        p->tags->upos[t - 1] == SAYSO_UPOS_VERB &&
                        !sayso__clue_lemma(p, t - 1, "have"); /* "needed no help" denies nothing */
        future |= (p->clue[t] & SAYSO_CLUE_FUTURE) != 0;
        no |= p->clue[t] & SAYSO_CLUE_NEGATIVE && !needless;
        self |= p->clue[t] & SAYSO_CLUE_FIRST || p->tags->xpos[t] == SAYSO_XPOS_PRPS ||
                sayso__clue_is(p, t, "it") || sayso__clue_is(p, t, "its");
    }
    bool firm = sayso__claim_is_quoted(p->attrs, i) || r->cue_flags & SAYSO_CUE_INSIST;
    uint32_t deed = SAYSO_CLUE_EVENT | SAYSO_CLUE_HARM | SAYSO_CLUE_WEAPON | SAYSO_CLUE_DEAD;
    if (future || (!(no && self) && !(firm && (nothing_was(p, c) || (no && r->clue & deed)))))
        return false;
    if (own_thing(p, c)) {
        p->out->claim[i].act = SAYSO_ACT_DENY;
        return true;
    }
    sayso__party_set(p, i, SAYSO_PARTY_SELF, SAYSO_STANCE_DENIES);
    return true;
}

/* "Denied using live rounds", "having shot anybody": of a deed, not of how something was kept. */
static bool denies_doing(const sayso_claim_part *p, uint32_t i, const sayso_piece *c)
{
    uint32_t own = sayso__claim_own_party(p, i), clue = p->reading[i].clue;
    uint32_t deed = SAYSO_CLUE_EVENT | SAYSO_CLUE_DEAD | SAYSO_CLUE_WEAPON | SAYSO_CLUE_HARM;
    return own != SAYSO_NONE && p->tags->xpos[c->beg] == SAYSO_XPOS_VBG && clue & deed &&
           !(clue & SAYSO_CLUE_UPKEEP);
}

/* "Its ships had fired nothing": the clause is negated, and nobody has to have been accused. */
static bool clears_forces(sayso_claim_part *p, uint32_t i)
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    uint32_t deed = SAYSO_CLUE_HARM | SAYSO_CLUE_EVENT | SAYSO_CLUE_WEAPON | SAYSO_CLUE_INVOLVED;
    const sayso_reading *r = p->reading + i;
    if (!n || !r->negative || r->n_figure || r->question || !(r->clue & deed) ||
        r->clue & SAYSO_CLUE_FUTURE || !own_forces(p, c))
        return false;
    sayso__party_set(p, i, SAYSO_PARTY_SELF, SAYSO_STANCE_DENIES);
    return true;
}

/* Has anybody accused the speaker's party? */
static bool is_accused(const sayso_claim_part *p, uint32_t i)
{
    uint32_t own = sayso__claim_own_party(p, i);
    return own != SAYSO_NONE && p->accused[own];
}

/* "The accusation", "this charge": the noun with its determiner and nothing behind it that says of
 * what or whose. */
static bool names_charge(const sayso_claim_part *p, const sayso_piece *c)
{
    uint32_t t = c->beg;
    while (t < c->end && p->tags->upos[t] == SAYSO_UPOS_DET)
        t++;
    if (t == c->beg || t >= c->end || !(p->clue[t] & SAYSO_CLUE_CHARGE))
        return false;
    return t + 1 >= c->end || p->tags->upos[t + 1] == SAYSO_UPOS_PUNCT ||
           sayso__clue_is(p, t + 1, "as");
}

/* "rejected the charge": against oneself; "disputed the Front's claim": of whoever claimed it. */
static void turned_down(sayso_claim_part *p, uint32_t i)
{
    uint32_t n, own = sayso__claim_own_party(p, i);
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    if (n && (denies_doing(p, i, c) ||
              (p->out->claim[i].act != SAYSO_ACT_DISPUTE && own_forces(p, c)))) {
        sayso__party_set(p, i, SAYSO_PARTY_SELF, SAYSO_STANCE_DENIES);
        return;
    }
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
        sayso__party_set(p, i, claimant,
                         sayso__party_is_doubt(p, i) ? SAYSO_STANCE_DOUBTS : SAYSO_STANCE_DENIES);
    else if (is_charge(p, c) &&
             (was_charged(p, i) || is_accused(p, i) || (names_charge(p, c) && is_side(p, i))))
        sayso__party_set(p, i, SAYSO_PARTY_SELF, SAYSO_STANCE_DENIES);
}

/* "Called this a fantasy", "described the allegation as slander": the accused gives the charge a
 * name. After a denial of its own in the same block it only comments. */
static bool brushes_off(sayso_claim_part *p, uint32_t i)
{
    static const char *const it[] = {"this", "that", "it", "these", "attribution", NULL};
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    if (!n || !(p->reading[i].cue_flags & SAYSO_CUE_LABEL))
        return false;
    bool charge = false, charged = was_charged(p, i), accused = is_accused(p, i);
    for (uint32_t t = c[0].beg; t < c[0].end && t < c[0].beg + 3; t++) {
        charge |= (charged || accused || is_side(p, i)) && p->clue[t] & SAYSO_CLUE_CHARGE;
        for (const char *const *w = it; *w; w++)
            charge |= charged && sayso__clue_is(p, t, *w);
    }
    for (uint32_t j = i; j-- > 0 && p->reading[j].block == p->reading[i].block;)
        charge &= p->reading[j].party != p->reading[i].party ||
                  p->out->claim[j].stance != SAYSO_STANCE_DENIES;
    if (!charge)
        return false;
    p->out->claim[i].act = SAYSO_ACT_REJECT;
    p->reading[i].cue_flags &= (uint8_t)~SAYSO_CUE_GENERIC;
    sayso__party_set(p, i, SAYSO_PARTY_SELF, SAYSO_STANCE_DENIES);
    return true;
}

/* "We reject this accusation", "the claim was false": turned down in words of one's own. */
static bool turns_down_in_words(sayso_claim_part *p, uint32_t i)
{
    static const char *const verb[] = {"reject", "deny", "refute", "dispute", "dismiss", NULL};
    static const char *const untrue[] = {"false",      "untrue",      "baseless",  "absurd",
                                         "nonsense",   "unfounded",   "lie",       "ridiculous",
                                         "groundless", "fabrication", "invention", "fiction",
                                         NULL};
    static const char *const said[] = {"claim", "report", "suggestion", "story", "version", NULL};
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    const sayso_reading *r = p->reading + i;
    if (!n || r->question || r->negative || r->length > 16 || !(is_accused(p, i) || is_side(p, i)))
        return false;
    bool first = false, turns = false, charge = false, wrong = false;
    for (uint32_t t = c[0].beg; t < c[0].end; t++) {
        first |= t < c[0].beg + 3 && p->clue[t] & SAYSO_CLUE_FIRST;
        turns |= first && t < c[0].beg + 6 && sayso__clue_lemma_in(p, t, verb);
        charge |= (p->clue[t] & SAYSO_CLUE_CHARGE) ||
                  (t < c[0].beg + 4 && sayso__clue_lemma_in(p, t, said));
        wrong |= sayso__clue_lemma_in(p, t, untrue);
    }
    if (!charge || !(turns || (wrong && (was_charged(p, i) || is_accused(p, i)))))
        return false;
    p->out->claim[i].act = SAYSO_ACT_REJECT;
    p->reading[i].cue_flags &= (uint8_t)~SAYSO_CUE_GENERIC;
    sayso__party_set(p, i, SAYSO_PARTY_SELF, SAYSO_STANCE_DENIES);
    return true;
}

/* "Blames nobody", "we accuse no one". */
static bool blames_nobody(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = c[k].beg; t + 1 < c[k].end; t++)
            if ((sayso__clue_lemma(p, t, "blame") || sayso__clue_lemma(p, t, "accuse")) &&
                sayso__party_nobody(p, t + 1, c[k].end))
                return true;
    return false;
}

/* Has another accused, warned or claimed in the claims just before? */
static bool is_quarrel(const sayso_claim_part *p, uint32_t i)
{
    for (uint32_t j = i, step = 0; j-- > 0 && step < 4; step++) {
        uint8_t a = p->out->claim[j].act;
        if (p->reading[i].block - p->reading[j].block > 1)
            return false;
        if (p->reading[j].party != p->reading[i].party &&
            (a == SAYSO_ACT_ALLEGE || a == SAYSO_ACT_SUSPECT || a == SAYSO_ACT_CONDEMN ||
             a == SAYSO_ACT_WARN))
            return true;
    }
    return false;
}

/* "No such order was ever given", "there was none", "none of its buses carried gas", "that isn't
 * so": a side says no to what others tell, whoever did it. */
static bool says_no(sayso_claim_part *p, uint32_t i)
{
    static const char *const open[] = {"no",    "none", "nobody",  "nothing",
                                       "never", "not",  "neither", NULL};
    static const char *const subject[] = {"it", "we", "there", "they", "that", "he", "she", NULL};
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    const sayso_reading *r = p->reading + i;
    if (!n || !r->negative || r->n_figure || r->question || r->clue & SAYSO_CLUE_FUTURE ||
        !is_side(p, i) || p->out->claim[i].act != SAYSO_ACT_ASSERT)
        return false;
    uint32_t t = c[0].beg;
    while (t < c[0].end && (p->tags->upos[t] == SAYSO_UPOS_PUNCT || sayso__clue_is(p, t, "that")) &&
           !(sayso__clue_is(p, t, "that") && sayso__clue_lemma(p, t + 1, "be")))
        t++;
    bool no = sayso__clue_lemma_in(p, t, open);
    if (sayso__clue_lemma_in(p, t, subject))
        for (uint32_t k = t + 1; k < c[0].end && k < t + 4; k++)
            no |= (p->clue[k] & SAYSO_CLUE_NEGATIVE) != 0;
    static const char *const unsure[] = {"yet",       "possible", "clear",   "know",    "known",
                                         "say",       "rule",     "exclude", "early",   "comment",
                                         "establish", "able",     "sure",    "certain", NULL};
    for (uint32_t k = c[0].beg; k < c[0].end && k < t + 8; k++)
        no &= !sayso__clue_lemma_in(p, k, unsure);
    bool firm = r->cue_flags & SAYSO_CUE_INSIST, brief = r->length <= 6;
    for (uint32_t k = c[0].beg; firm && k < c[0].end && k < c[0].beg + 6; k++)
        no |= (p->clue[k] & SAYSO_CLUE_NEGATIVE) != 0;
    if (!no || blames_nobody(p, i) || !(firm || brief || is_quarrel(p, i)))
        return false;
    p->out->claim[i].act = SAYSO_ACT_DENY;
    return true;
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
    if (!no || before->stance || blames_nobody(p, i))
        return false;
    if (before->act == SAYSO_ACT_RETRACT) {
        sayso__party_set(p, i, SAYSO_PARTY_SELF, SAYSO_STANCE_DENIES);
        return true;
    }
    if (!sayso__party_turns_down(before->act) || p->reading[i].clue & SAYSO_CLUE_FUTURE)
        return false;
    p->out->claim[i].act = SAYSO_ACT_DENY;
    p->reading[i].follows = i - 1;
    return true;
}

static void remember(sayso_claim_part *p, uint32_t i)
{
    const sayso_claim *c = p->out->claim + i;
    if (c->responsible != SAYSO_NONE && c->stance == SAYSO_STANCE_DENIES &&
        p->reading[i].about_self)
        p->accused[c->responsible] = true; /* nobody denies what nobody said */
    if (c->responsible == SAYSO_NONE || c->stance != SAYSO_STANCE_ASSERTS)
        return;
    if (p->reading[i].about_self)
        p->claimant[p->last_claimant = c->responsible] = true;
    else
        p->last_accused = c->responsible;
}

/* "53 percent fault the owner, 22 percent the contractor": a share of those asked, and whom they
 * name; the verb may be understood. */
static bool shares_blame(sayso_claim_part *p, uint32_t i)
{
    static const char *const verb[] = {"fault",    "name",    "hold",   "point",
                                       "cite",     "pick",    "see",    "blame",
                                       "finger",   "suspect", "think",  "believe",
                                       "consider", "choose",  "single", NULL};
    uint32_t n, n_source, cue = p->attrs->attribution[i].cue_head;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    const sayso_piece *s = sayso__attr_source(p->attrs, i, &n_source);
    uint32_t f = n_source ? p->figure_at[s[0].beg] : SAYSO_NONE;
    bool blames = cue == SAYSO_NONE;
    for (const char *const *w = verb; *w; w++)
        blames |= sayso__clue_lemma(p, cue, *w) || sayso__clue_is(p, cue, *w);
    if (!n || !blames || f == SAYSO_NONE || p->mentions->figure[f].measure != SAYSO_MEASURE_PERCENT)
        return false;
    bool to = sayso__clue_is(p, c[0].beg, "to") || sayso__clue_is(p, c[0].beg, "at");
    uint32_t party = sayso__party_after(p, i, c[0].beg + to, c[0].end);
    if (party == SAYSO_NONE || party == SAYSO_PARTY_SELF)
        return false;
    p->out->claim[i].act = SAYSO_ACT_ALLEGE;
    sayso__party_set(p, i, party, SAYSO_STANCE_ASSERTS);
    return true;
}

/* "They have done this before", right after an accusation by the same party: of the accused. */
static void pronoun_take(sayso_claim_part *p, uint32_t i)
{
    sayso_claim *c = p->out->claim + i;
    if (i == 0 || c->stance != SAYSO_STANCE_ASSERTS || p->reading[i].about_self ||
        !sayso__claim_is_quoted(p->attrs, i) || !points_at_it(p, i) || !continues(p, i - 1, i))
        return;
    const sayso_claim *before = c - 1;
    if (before->stance == SAYSO_STANCE_ASSERTS && !p->reading[i - 1].about_self)
        c->responsible = before->responsible;
}

/* "Laid the blame on X. Its chairman charged that it had removed the props": X again. */
static bool charges_on(sayso_claim_part *p, uint32_t i)
{
    const sayso_claim *c = p->out->claim + i;
    if (i == 0 || c->act != SAYSO_ACT_ALLEGE || !points_at_it(p, i) || !continues(p, i - 1, i))
        return false;
    const sayso_claim *before = c - 1;
    if (before->stance != SAYSO_STANCE_ASSERTS || p->reading[i - 1].about_self)
        return false;
    sayso__party_set(p, i, before->responsible, SAYSO_STANCE_ASSERTS);
    return true;
}

static void context_of(sayso_claim_part *p, uint32_t i)
{
    sayso_claim *c = p->out->claim + i;
    const sayso_reading *r = p->reading + i;
    pronoun_take(p, i);
    if (c->stance || r->conditional || !sayso__party_may_blame(c->act) || shares_blame(p, i) ||
        charges_on(p, i) || boasts(p, i))
        return;
    if (r->cue_flags & SAYSO_CUE_LABEL && brushes_off(p, i))
        return;
    if (sayso__party_turns_down(c->act)) {
        turned_down(p, i);
        return;
    }
    if (bows(p, i) || owns_fault(p, i) || !(r->cue_flags & SAYSO_CUE_GENERIC))
        return;
    if (repeats_charge(p, i) || turns_down_in_words(p, i))
        return;
    if (repeats_claim(p, i) || tells_deed(p, i) || says_no_again(p, i))
        return;
    bool last = true;
    for (uint32_t j = i, step = 0; j-- > 0 && step < 4; step++) {
        if (!continues(p, j, i))
            continue;
        if (p->out->claim[j].act == SAYSO_ACT_RETRACT)
            break;
        if (p->out->claim[j].stance && carry_on(p, j, i, last))
            return;
        last = false;
    }
    if (!rebuts(p, i) && !disbelieves(p, i) && !clears_forces(p, i) && !answers_charge(p, i))
        says_no(p, i);
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

/* "We were mistaken about the mine", "I accused the wrong people": clears whom it names, else whom
 * the party accused. "I spoke too soon" clears nobody. */
static bool clears(sayso_claim_part *p, uint32_t i)
{
    uint32_t n, party = SAYSO_NONE;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    bool wrong = false;
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = c[k].beg; t < c[k].end; t++) {
            wrong |= sayso__clue_is(p, t, "wrong") || sayso__clue_is(p, t, "mistaken") ||
                     sayso__clue_is(p, t, "wrongly");
            uint32_t m = p->mention[t];
            uint32_t a = m == SAYSO_NONE ? SAYSO_NONE : p->mentions->mention[m].actor;
            if (wrong && party == SAYSO_NONE && a < p->attrs->n_actor && p->attrs->actor[a].named &&
                sayso__claim_root(p, a) != p->reading[i].party)
                party = a;
        }
    for (uint32_t j = i, step = 0; party == SAYSO_NONE && j-- > 0 && step < 40; step++)
        if (p->reading[j].party == p->reading[i].party && !p->reading[j].about_self &&
            p->out->claim[j].stance == SAYSO_STANCE_ASSERTS)
            party = p->out->claim[j].responsible;
    if (!wrong || party == SAYSO_NONE)
        return false;
    sayso__party_set(p, i, party, SAYSO_STANCE_DENIES);
    return true;
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
        if (same && (others || x->act == SAYSO_ACT_RETRACT)) {
            clears(p, i);
            return;
        }
    }
    if (clears(p, i))
        return;
    if (!says_sorry(p, i) &&
        !(r->party != SAYSO_NONE && (p->accused[r->party] || p->claimant[r->party])))
        return;
    c->act = SAYSO_ACT_ADMIT;
    if (r->party != SAYSO_NONE && (p->accused[r->party] || p->claimant[r->party]))
        sayso__party_set(p, i, SAYSO_PARTY_SELF, SAYSO_STANCE_ASSERTS);
}

/* Is one name the end of the other: "Soil League", "right-wing Soil League"? */
static bool is_same_name(sayso_str a, sayso_str b)
{
    sayso_str longer = a.n > b.n ? a : b, other = a.n > b.n ? b : a;
    return other.n > 3 && sayso__str_ends(longer, other) &&
           (longer.n == other.n || longer.p[longer.n - other.n - 1] == ' ');
}

/* Whoever is accused is so under all his names, and with him whom he speaks for. */
static void accuse(sayso_claim_part *p, uint32_t who)
{
    const sayso_actor *v = p->attrs->actor;
    if (p->accused[who])
        return;
    p->accused[who] = true;
    for (uint32_t k = 0; k < p->attrs->n_actor && k < 300; k++)
        if (v[k].named && v[who].named && is_same_name(v[k].name, v[who].name))
            p->accused[k] = true;
    for (uint32_t step = 0; step < 8 && p->chief[who] < p->attrs->n_actor; step++)
        p->accused[who = p->chief[who]] = true;
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
            accuse(p, c->responsible);
    }
}

/* A claim of responsibility makes its source's other claims those of a group. */
static void groups_mark(sayso_claim_part *p)
{
    for (uint32_t i = 0; i < p->attrs->n_attribution; i++) {
        sayso_claim *c = p->out->claim + i;
        uint32_t who = p->attrs->attribution[i].source_actor;
        bool spoken = c->source_type == SAYSO_SOURCE_SPOKESPERSON ||
                      c->source_type == SAYSO_SOURCE_OUTLET ||
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
