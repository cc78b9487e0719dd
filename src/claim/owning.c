/* owning.c -- the accused owns up: claims and admissions that name nobody.  Layer: claim.
 *
 * "We lit the wards", "accepted the criticism", "the leak had come from its plant": words by which
 * a party tells a deed or a fault of its own. */
#include "claim/context_part.h"

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
bool sayso__own_tells_deed(sayso_claim_part *p, uint32_t i)
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

/* A deed of harm within three tokens: "having blown up". */
static bool does_harm(const sayso_claim_part *p, uint32_t t, uint32_t end)
{
    for (uint32_t k = t; k < end && k < t + 3; k++)
        if (p->clue[k] & SAYSO_CLUE_HARM && !sayso__clue_lemma(p, k, "release"))
            return true;
    return false;
}

/* "Boasted it blew the bridge": who is proud of a deed has done it. */
bool sayso__own_boasts(sayso_claim_part *p, uint32_t i)
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
    t += sayso__clue_is(p, t, "of");
    if (p->tags->xpos[t] == SAYSO_XPOS_VBG &&
        does_harm(p, t, c[0].end)) { /* "boasted of having blown it up" */
        sayso__party_set(p, i, SAYSO_PARTY_SELF, SAYSO_STANCE_ASSERTS);
        return true;
    }
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

/* "The attack was its work", "this was our operation". */
bool sayso__own_work(sayso_claim_part *p, uint32_t i)
{
    static const char *const work[] = {"work",   "doing",   "operation", "handiwork",
                                       "attack", "target",  "job",       "deed",
                                       "strike", "revenge", NULL};
    uint32_t n, who = p->attrs->attribution[i].source_actor;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    if (!n || who >= p->attrs->n_actor || p->reading[i].negative || p->reading[i].length > 9 ||
        p->attrs->actor[who].class_ == SAYSO_CLASS_PERSON)
        return false;
    for (uint32_t t = c[0].beg; t + 2 < c[0].end; t++)
        if (sayso__clue_lemma(p, t, "be") && p->tags->xpos[t + 1] == SAYSO_XPOS_PRPS &&
            sayso__clue_lemma_in(p, t + 2, work) &&
            (t + 3 >= c[0].end || p->tags->upos[t + 3] == SAYSO_UPOS_PUNCT)) {
            sayso__party_set(p, i, SAYSO_PARTY_SELF, SAYSO_STANCE_ASSERTS);
            return true;
        }
    return false;
}

/* "repeated its claim": what was claimed before. */
bool sayso__own_repeats_claim(sayso_claim_part *p, uint32_t i)
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

/* "Accepts the verdict", "acknowledged a mistake", "apologised to the families": who has been
 * accused owns up. */
bool sayso__own_bows(sayso_claim_part *p, uint32_t i)
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

static const char *const own_fault[] = {"mistake",   "error",       "failure", "fail",
                                        "fault",     "negligence",  "wrong",   "neglect",
                                        "blunder",   "shortcoming", "lapse",   "failing",
                                        "mishandle", NULL};

/* "No longer ruled out an error of its crew", "did not exclude that mistakes had been made": the
 * accused leaves it open. */
bool sayso__own_leaves_open(sayso_claim_part *p, uint32_t i)
{
    static const char *const verb[] = {"rule", "exclude", NULL};
    uint32_t n, cue = p->attrs->attribution[i].cue_head;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    bool open = sayso__clue_lemma_in(p, cue, verb) && p->reading[i].cue_negated;
    bool own = false;
    for (uint32_t k = 0; k < n && k < 1; k++)
        for (uint32_t t = c[k].beg; t < c[k].end; t++) {
            bool not = t > c[k].beg && p->clue[t - 1] & SAYSO_CLUE_NEGATIVE;
            open |= not &&t < c[k].beg + 5 && sayso__clue_lemma_in(p, t, verb);
            own |= p->tags->xpos[t] == SAYSO_XPOS_PRPS || sayso__clue_lemma_in(p, t, own_fault);
        }
    if (!open || !own || !sayso__denial_side(p, i) || !sayso__denial_accused(p, i))
        return false;
    sayso__party_set(p, i, SAYSO_PARTY_SELF, SAYSO_STANCE_DOUBTS);
    return true;
}

/* "Admitted that it had made mistakes", "that its failures led to the fire": a body owns up in a
 * clause of its own. */
bool sayso__own_fault(sayso_claim_part *p, uint32_t i)
{
    static const char *const own[] = {"it", "we", "its", "our", NULL};
    static const char *const came[] = {"come", "leak", "escape", "stem", "originate", "fire", NULL};
    uint32_t n, who = sayso__claim_own_party(p, i);
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    if (!n || p->out->claim[i].act != SAYSO_ACT_ADMIT || who == SAYSO_NONE ||
        p->reading[i].negative || p->reading[i].conditional ||
        p->attrs->actor[who].kind == SAYSO_MENTION_PERSON)
        return false;
    static const char *const men[] = {"unit",    "patrol",  "crew",    "soldier",   "officer",
                                      "battery", "pilot",   "gunner",  "guard",     "troop",
                                      "man",     "frigate", "warship", "policeman", NULL};
    bool mine = false, wrong = false, from = false;
    for (uint32_t t = c[0].beg; t < c[0].end; t++) {
        mine |= t < c[0].beg + 7 && sayso__clue_lemma_in(p, t, own);
        mine |= t > c[0].beg && t < c[0].beg + 5 && sayso__clue_lemma_in(p, t, men) &&
                p->tags->xpos[t - 1] != SAYSO_XPOS_POS &&
                sayso__denial_side(p, i); /* "a unit had fired" */
        wrong |= sayso__clue_lemma_in(p, t, own_fault);
        bool its = t > c[0].beg && t + 1 < c[0].end && p->tags->xpos[t + 1] == SAYSO_XPOS_PRPS;
        from |= its && sayso__clue_is(p, t, "from") && sayso__clue_lemma_in(p, t - 1, came);
        from |= its && sayso__clue_is(p, t, "by") && p->tags->upos[t - 1] != SAYSO_UPOS_NOUN;
        mine |= t > c[0].beg + 1 && sayso__clue_is(p, t, "made") && sayso__denial_side(p, i) &&
                sayso__clue_lemma(p, t - 1, "be"); /* "a mistake was made" */
    }
    if (!(mine && wrong) && !from)
        return false;
    sayso__party_set(p, i, SAYSO_PARTY_SELF, SAYSO_STANCE_ASSERTS);
    return true;
}
