/* stance.c -- who is held responsible by the claim's own words: asserted, denied or doubted?
 * Layer: claim.
 *
 * A phrase of blame in the cue or the content gives the party (party_find.c); negation, a cue that
 * turns down, and the phrases of data/denial.tsv turn the stance. */
#include "claim/party_find.h"
#include "lexica.h"

/* Flags of data/denial.tsv. */
enum { WHOLE = 1, ANY = 2, DOUBT = 4, NEEDS_EVENT = 8 };

/* "No doubt", "nobody else", "none other than": a negative that asserts. */
static bool is_firm(const sayso_claim_part *p, uint32_t t)
{
    static const char *const word[] = {"doubt", "question", "else",   "but", "other",
                                       "only",  "mistake",  "secret", NULL};
    return sayso__clue_lemma_in(p, t + 1, word) ||
           (sayso__clue_lemma(p, t + 1, "any") && sayso__clue_lemma(p, t + 2, "doubt"));
}

/* A negative that rules the phrase: in its clause, at most eight tokens before it; or as the object
 * of a deed: "bombed nobody". */
static bool is_negated(const sayso_claim_part *p, const sayso_blame *h)
{
    static const char *const turned[] = {"deny", "reject", "dismiss", "dispute", "refute", NULL};
    uint32_t next = h->tok + h->n;
    if (h->flags & SAYSO_BLAME_DEED && next < h->end && p->clue[next] & SAYSO_CLUE_NEGATIVE &&
        p->tags->upos[next] != SAYSO_UPOS_VERB && p->tags->upos[next] != SAYSO_UPOS_ADP)
        return true;
    for (uint32_t t = h->tok, step = 0; step < 9; t--, step++) {
        if (t < h->tok && (sayso__party_stop(p, t) || sayso__clue_is(p, t, ",")))
            return false;
        if (t < h->tok && p->tags->upos[t] == SAYSO_UPOS_VERB && sayso__clue_lemma_in(p, t, turned))
            return true; /* "rejected suggestions that it was to blame", told by another */
        if (p->clue[t] & SAYSO_CLUE_NEGATIVE && !is_firm(p, t))
            return true;
        if (t == h->beg)
            return false;
    }
    return false;
}

/* "very probably behind", "may have planted": a hedge within six tokens before the phrase. */
static bool is_hedged(const sayso_claim_part *p, const sayso_blame *h)
{
    uint32_t from = h->tok > h->beg + 6 ? h->tok - 6 : h->beg;
    for (uint32_t t = from; t < h->tok + h->n; t++)
        if (p->clue[t] & (SAYSO_CLUE_PROBABLE | SAYSO_CLUE_POSSIBLE))
            return true;
    return false;
}

/* "38 percent blame X", "its minister blamed X", "days after it blamed X", "they accused us": blame
 * by others, or of another day, that the source tells of. */
static bool is_of_others(const sayso_claim_part *p, uint32_t i, const sayso_blame *h)
{
    uint32_t whom = h->tok + h->n;
    bool verb = h->flags & SAYSO_BLAME_OBJECT && p->tags->upos[h->tok] == SAYSO_UPOS_VERB;
    if (verb && whom < h->end && (sayso__clue_is(p, whom, "us") || sayso__clue_is(p, whom, "me")))
        return true;
    uint32_t from = h->tok > h->beg + 8 ? h->tok - 8 : h->beg;
    for (uint32_t t = from; t < h->tok; t++) {
        uint32_t f = p->figure_at[t];
        bool attacked = sayso__clue_is(p, h->tok - 1, "being");
        bool other_day =
            !attacked && (sayso__clue_is(p, t, "after") || sayso__clue_is(p, t, "before") ||
                          sayso__clue_is(p, t, "since") || sayso__clue_is(p, t, "although"));
        if (other_day ||
            (f != SAYSO_NONE && p->mentions->figure[f].measure == SAYSO_MEASURE_PERCENT))
            return true;
    }
    if (!(h->flags & SAYSO_BLAME_OBJECT) || h->flags & SAYSO_BLAME_SOFT ||
        p->tags->upos[h->tok] != SAYSO_UPOS_VERB)
        return false;
    uint32_t by = sayso__party_before(p, i, h);
    return by != SAYSO_NONE && by != SAYSO_PARTY_SELF;
}

/* "set the hall alight", "blew the bridge up": a deed whose particle stands behind its object. */
static bool is_split_deed(const sayso_claim_part *p, uint32_t t, uint32_t end)
{
    static const struct {
        const char *verb, *particle[6];
    } deed[] = {{"set", {"alight", "ablaze", "afire", "fire"}},
                {"blow", {"up", "apart", "down"}},
                {"shoot", {"down", "dead"}},
                {"bring", {"down"}},
                {"gun", {"down"}},
                {"mow", {"down"}},
                {"cut", {"down"}},
                {"burn", {"down", "alive"}},
                {"leave", {"die", "burn", "drown", "rot", "open"}},
                {"take", {"hostage", "prisoner", "captive"}},
                {"carry", {"away", "off"}},
                {"release", {"into"}},
                {"discharge", {"into"}},
                {"dump", {"into"}},
                {"pour", {"into"}},
                {"flush", {"into"}},
                {"pump", {"into"}}};
    if (p->tags->upos[t] != SAYSO_UPOS_VERB)
        return false;
    for (size_t k = 0; k < sizeof deed / sizeof *deed; k++) {
        if (!sayso__clue_lemma(p, t, deed[k].verb))
            continue;
        for (uint32_t j = t + 1; j < end && j < t + 10 && !sayso__party_stop(p, j); j++)
            for (const char *const *w = deed[k].particle; *w; w++)
                if (sayso__clue_is(p, j, *w))
                    return true;
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

/* "Ties X to this", "links X with the blast": the verb, its object and what it is tied to. */
static bool is_tie(const sayso_claim_part *p, uint32_t t, uint32_t end)
{
    static const char *const tie[] = {"tie", "ty", /* what the lemmatiser makes of "ties" */
                                      "link", "connect", NULL};
    static const char *const it[] = {"this", "it", "that", NULL};
    if (p->tags->upos[t] != SAYSO_UPOS_VERB || p->tags->xpos[t] == SAYSO_XPOS_VBN ||
        !sayso__clue_lemma_in(p, t, tie))
        return false;
    for (uint32_t k = t + 2; k + 1 < end && k < t + 9 && !sayso__party_stop(p, k); k++)
        if (sayso__clue_is(p, k, "to") || sayso__clue_is(p, k, "with"))
            return sayso__clue_lemma_in(p, k + 1, it) || event_behind(p, k + 1, end);
    return false;
}

/* "Stopped short of blaming X", "without accusing Y", "refrained from blaming". */
static bool is_held_back(const sayso_claim_part *p, const sayso_blame *h)
{
    static const char *const back[] = {"without", "before", NULL};
    static const char *const verb[] = {"short", "refrain", "abstain", "shy", "away", NULL};
    uint32_t t = h->tok;
    if (t < h->beg + 2 || p->tags->xpos[t] != SAYSO_XPOS_VBG)
        return false;
    return sayso__clue_lemma_in(p, t - 1, back) || sayso__clue_lemma_in(p, t - 2, verb);
}

/* Is there a phrase of blame at h->tok? A noun of one word ("the charge") holds nobody responsible,
 * but for "the blame for it on X". */
static bool phrase_at(const sayso_claim_part *p, sayso_blame *h)
{
    const sayso_lexicon_entry *e = sayso__clue_loose(p, &sayso__lex_blame, h->tok, h->end, &h->n);
    if (is_split_deed(p, h->tok, h->end) && !(e && h->n > 1)) {
        h->flags = SAYSO_BLAME_DEED;
        h->n = 1;
        return true;
    }
    if (!e && is_tie(p, h->tok, h->end)) {
        h->flags = SAYSO_BLAME_OBJECT | SAYSO_BLAME_SOFT;
        h->n = 1;
        return true;
    }
    if (!e)
        return false;
    h->flags = e->value[0];
    return h->n > 1 || !(h->flags & SAYSO_BLAME_OBJECT) ||
           p->tags->upos[h->tok] == SAYSO_UPOS_VERB || sayso__clue_lemma(p, h->tok, "blame");
}

/* "Had been wrong to blame X", "a mistake to accuse Y": taken back, not said. */
static bool is_wrong_to(const sayso_claim_part *p, const sayso_blame *h)
{
    static const char *const wrong[] = {"wrong",    "mistaken",  "mistake", "error",
                                        "unfair",   "unjust",    "absurd",  "ridiculous",
                                        "nonsense", "incorrect", "false",   NULL};
    return h->tok > h->beg + 1 && sayso__clue_is(p, h->tok - 1, "to") &&
           sayso__clue_lemma_in(p, h->tok - 2, wrong);
}

/* "Will decide whether X is liable": asked, not said; "doubts whether X did it" says it. */
static bool is_asked(const sayso_claim_part *p, const sayso_blame *h)
{
    static const char *const doubt[] = {"doubt", "doubtful", "question", "unlikely", NULL};
    for (uint32_t t = h->beg + 1; t < h->tok; t++)
        if (sayso__clue_is(p, t, "whether") && !sayso__clue_lemma_in(p, t - 1, doubt))
            return true;
    return false;
}

/* First phrase of blame with a party in [beg, end); one whose party has a name before one without:
 * "two gunmen had fired first and the guards then shot into the crowd". */
static bool blame_find(const sayso_claim_part *p, uint32_t i, uint32_t beg, uint32_t end,
                       sayso_blame *out, uint32_t *party)
{
    *party = SAYSO_NONE;
    for (uint32_t t = beg; t < end; t++) {
        sayso_blame h = {.beg = beg, .end = end, .tok = t};
        if (!phrase_at(p, &h) || is_of_others(p, i, &h) || is_wrong_to(p, &h) || is_asked(p, &h) ||
            is_held_back(p, &h))
            continue;
        uint32_t who = sayso__party_of_blame(p, i, &h);
        bool named = who < p->attrs->n_actor && p->attrs->actor[who].named;
        if (who == SAYSO_NONE || (*party != SAYSO_NONE && !named))
            continue;
        *out = h;
        *party = who;
        if (named || who == SAYSO_PARTY_SELF)
            break;
    }
    return *party != SAYSO_NONE;
}

/* Strongest flags of data/denial.tsv in [beg, end), DOUBT and WHOLE before ANY; *at its token. */
static uint32_t denial_find(const sayso_claim_part *p, uint32_t beg, uint32_t end, uint32_t *at)
{
    uint32_t found = 0;
    for (uint32_t t = beg; t < end; t++) {
        uint32_t n;
        const sayso_lexicon_entry *e = sayso__clue_loose(p, &sayso__lex_denial, t, end, &n);
        if (!e || (e->value[0] & NEEDS_EVENT && !event_behind(p, t + n, end)))
            continue;
        if (!found || (found & ANY && !(e->value[0] & ANY)))
            *at = t;
        found |= e->value[0];
        t += n - 1;
    }
    return found;
}

/* "Found no evidence that": the doubt stands between the cue's head and the content. */
static uint32_t doubt_before(const sayso_claim_part *p, uint32_t i, uint32_t beg)
{
    uint32_t cue = p->attrs->attribution[i].cue_head, at = 0;
    if (cue == SAYSO_NONE || cue >= beg || beg - cue > 6 ||
        p->tokens->tok_sent[cue] != p->tokens->tok_sent[beg])
        return 0;
    return denial_find(p, cue + 1, beg, &at) & DOUBT;
}

/* "Could not exclude that its crew had made mistakes": left open. */
static bool is_left_open(const sayso_claim_part *p, const sayso_blame *h)
{
    static const char *const verb[] = {"exclude", "rule", NULL};
    for (uint32_t t = h->beg; t + 1 < h->tok && t < h->beg + 8; t++)
        if (p->clue[t] & SAYSO_CLUE_NEGATIVE && sayso__clue_lemma_in(p, t + 1, verb))
            return true;
    return false;
}

/* The stance that a phrase of blame gives, with its negation, its doubt and the cue's act. */
static uint8_t stance_of(const sayso_claim_part *p, uint32_t i, const sayso_blame *h)
{
    uint8_t act = p->out->claim[i].act;
    uint32_t at = 0;
    uint32_t denial = denial_find(p, h->beg, h->tok + h->n, &at) | doubt_before(p, i, h->beg);
    bool negated = is_negated(p, h);
    if (denial & DOUBT || is_left_open(p, h) || sayso__party_is_doubt(p, i) ||
        (negated && h->flags & SAYSO_BLAME_SOFT))
        return SAYSO_STANCE_DOUBTS;
    if (sayso__party_turns_down(act))
        return negated ? SAYSO_STANCE_ASSERTS : SAYSO_STANCE_DENIES;
    return negated ? SAYSO_STANCE_DENIES : SAYSO_STANCE_ASSERTS;
}

/* "The fire engines played no part": a thing, not the speaker. */
static bool subject_is_thing(const sayso_claim_part *p, uint32_t beg, uint32_t at)
{
    uint32_t t = at;
    while (t > beg &&
           (p->tags->upos[t - 1] == SAYSO_UPOS_AUX || p->tags->upos[t - 1] == SAYSO_UPOS_ADV ||
            sayso__clue_lemma(p, t - 1, "have") || sayso__clue_lemma(p, t - 1, "play") ||
            sayso__clue_lemma(p, t - 1, "be")))
        t--;
    return t > beg && p->tags->upos[t - 1] == SAYSO_UPOS_NOUN;
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
        sayso_blame h = {.beg = beg, .end = end, .tok = at, .n = 1};
        uint32_t party = sayso__party_before(p, i, &h);
        if (party == SAYSO_NONE && subject_is_thing(p, beg, at))
            return false;
        sayso__party_set(p, i, party == SAYSO_NONE ? SAYSO_PARTY_SELF : party, SAYSO_STANCE_DENIES);
        return true;
    }
    bool turns_down = act == SAYSO_ACT_DENY || act == SAYSO_ACT_REJECT;
    if (flags & ANY && turns_down && at < beg + 4 && !sayso__party_nobody(p, at + 1, end)) {
        p->reading[i].accuses_self = p->clue[at] & SAYSO_CLUE_CHARGE ||
                                     (at + 1 < end && p->clue[at + 1] & SAYSO_CLUE_CHARGE);
        sayso__party_set(p, i, SAYSO_PARTY_SELF, SAYSO_STANCE_DENIES);
        return true;
    }
    return false;
}

/* "denied planting the bomb", "having opened fire": the deed is the speaker's own. */
static bool denies_deed(const sayso_claim_part *p, uint32_t i, uint32_t beg, uint32_t end)
{
    if (p->tags->xpos[beg] != SAYSO_XPOS_VBG)
        return false;
    uint32_t own = sayso__claim_own_party(p, i);
    if (own < p->attrs->n_actor && p->accused[own])
        return true;
    for (uint32_t t = beg; t < end && t < beg + 3; t++) {
        uint32_t n;
        const sayso_lexicon_entry *e = sayso__clue_phrase(p, &sayso__lex_blame, t, end, &n);
        if (e && e->value[0] & SAYSO_BLAME_DEED &&
            (!(e->value[0] & SAYSO_BLAME_EVENT) || event_behind(p, t + n, end)))
            return true;
    }
    return false;
}

/* "admitted fault", "claimed the deed": the speaker's own, in a word or two. */
static bool owns_up(const sayso_claim_part *p, uint32_t i, uint32_t beg, uint32_t end)
{
    static const char *const fault[] = {"fault",   "error",       "mistake",        "guilt",
                                        "failure", "failing",     "shortcoming",    "wrongdoing",
                                        "blame",   "liability",   "negligence",     "lapse",
                                        "blunder", "culpability", "responsibility", NULL};
    static const char *const deed[] = {"deed", "crime", "job", NULL};
    const sayso_claim *c = p->out->claim + i;
    uint32_t cue = p->attrs->attribution[i].cue_head;
    bool claims = sayso__clue_lemma(p, cue, "claim") || sayso__clue_lemma(p, cue, "confess") ||
                  sayso__clue_lemma(p, cue, "boast");
    if ((c->act != SAYSO_ACT_ADMIT && !claims) || end - beg > 6)
        return false;
    bool mine = false;
    for (uint32_t t = beg; t < end; t++) {
        if (p->tags->upos[t] == SAYSO_UPOS_VERB)
            return false;
        mine |= claims && p->tags->upos[t] == SAYSO_UPOS_NOUN && p->clue[t] & SAYSO_CLUE_EVENT;
        for (const char *const *w = fault; *w; w++)
            mine |= !claims && sayso__clue_lemma(p, t, *w);
        for (const char *const *w = deed; *w; w++)
            mine |= sayso__clue_lemma(p, t, *w);
    }
    return mine;
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

/* Deeds that come after an event, or beside it: "accused X of using the dead". */
static bool is_other_deed(const sayso_claim_part *p, uint32_t t)
{
    static const char *const deed[] = {"use",        "exploit",    "abuse",     "hide",
                                       "conceal",    "withhold",   "spread",    "lie",
                                       "mislead",    "twist",      "distort",   "invent",
                                       "smear",      "slander",    "fabricate", "delay",
                                       "stall",      "obstruct",   "prolong",   "censor",
                                       "politicize", "politicise", "seize",     "profit",
                                       "capitalize", "silence",    "ignore",    "play",
                                       "cover",      "deny",       "refuse",    "violate",
                                       "meddle",     "dither",     NULL};
    if (p->tags->xpos[t] != SAYSO_XPOS_VBG)
        return false;
    t += sayso__clue_is(p, t, "having"); /* "of having ignored" */
    for (const char *const *w = deed; *w; w++)
        if (sayso__clue_lemma(p, t, *w))
            return true;
    return false;
}

/* "Of stealing the election", "of backing the attackers": a deed of the list. */
static bool is_deed(const sayso_claim_part *p, uint32_t t, uint32_t end)
{
    uint32_t n;
    const sayso_lexicon_entry *e = sayso__clue_loose(p, &sayso__lex_blame, t, end, &n);
    return e && e->value[0] & SAYSO_BLAME_DEED && p->tags->xpos[t] == SAYSO_XPOS_VBG;
}

/* "accused X of discrimination" speaks of something else than the event; without an "of" it is the
 * event that X is accused of. */
static bool charge_is_of_event(const sayso_claim_part *p, uint32_t i, const sayso_blame *h)
{
    uint32_t what = SAYSO_CLUE_EVENT | SAYSO_CLUE_HARM | SAYSO_CLUE_DEAD | SAYSO_CLUE_WEAPON |
                    SAYSO_CLUE_INVOLVED | SAYSO_CLUE_CAUSE;
    static const char *const fault[] = {"negligence",    "neglect",
                                        "recklessness",  "greed",
                                        "carelessness",  "incompetence",
                                        "sabotage",      "aggression",
                                        "terrorism",     "massacre",
                                        "murder",        "manslaughter",
                                        "mismanagement", NULL};
    bool of = false;
    for (uint32_t t = h->tok + 1; t < h->end && t < h->tok + 16; t++) {
        of |= sayso__clue_is(p, t, "of") || sayso__clue_is(p, t, "with");
        if (t + 1 < h->end && sayso__clue_is(p, t, "of") && is_other_deed(p, t + 1))
            return false;
        if (t + 1 < h->end && sayso__clue_is(p, t, "of") && is_deed(p, t + 1, h->end))
            return true;
        if (of && sayso__clue_lemma_in(p, t, fault))
            return true;
    }
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

/* "pointed instead at X": the preposition opens the content. */
static bool points_at(const sayso_claim_part *p, uint32_t i, uint32_t *party)
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    if (!n || !sayso__clue_lemma(p, p->attrs->attribution[i].cue_head, "point") ||
        !(sayso__clue_is(p, c[0].beg, "at") || sayso__clue_is(p, c[0].beg, "to")))
        return false;
    *party = sayso__party_after(p, i, c[0].beg + 1, c[0].end);
    return *party < p->attrs->n_actor && p->attrs->actor[*party].named;
}

/* Of what a clause says whose it was: "it", "the missile", "the shells"; *t steps behind it. */
static bool is_of_it(const sayso_claim_part *p, uint32_t *t, uint32_t end)
{
    static const char *const it[] = {"it", "this", "that", NULL};
    uint32_t k = *t;
    while (k < end && (p->tags->upos[k] == SAYSO_UPOS_PUNCT ||
                       (sayso__clue_is(p, k, "that") && !sayso__clue_lemma(p, k + 1, "be"))))
        k++;
    bool weapon = k + 1 < end && p->tags->upos[k] == SAYSO_UPOS_DET &&
                  p->clue[k + 1] & SAYSO_CLUE_WEAPON && p->tags->upos[k + 1] == SAYSO_UPOS_NOUN;
    if (k >= end || !(weapon || sayso__clue_lemma_in(p, k, it)))
        return false;
    *t = k + 1 + weapon;
    return true;
}

/* "It was the mine", "this was the army", "the missile was Dolvan": the whole clause names whose
 * doing it was. */
static bool names_it(sayso_claim_part *p, uint32_t i, uint32_t t, uint32_t end)
{
    if (!is_of_it(p, &t, end) || t + 1 >= end || !sayso__clue_lemma(p, t, "be"))
        return false;
    t++;
    bool not = p->clue[t] & SAYSO_CLUE_NEGATIVE;
    t += not ;
    uint32_t last = t;
    while (last < end && last < t + 7 && p->tags->upos[last] != SAYSO_UPOS_PUNCT &&
           !sayso__clue_is(p, last, "who") && !sayso__clue_is(p, last, "that"))
        last++;
    uint32_t m = last > t ? p->inside[last - 1] : SAYSO_NONE;
    uint32_t a = m == SAYSO_NONE ? SAYSO_NONE : p->mentions->mention[m].actor;
    if (a >= p->attrs->n_actor || p->mentions->mention[m].beg > t + 1 ||
        p->tags->upos[t] == SAYSO_UPOS_ADP)
        return false;
    uint8_t class_ = p->attrs->actor[a].class_;
    if (class_ == SAYSO_CLASS_PLACE || class_ == SAYSO_CLASS_UNNAMED ||
        class_ == SAYSO_CLASS_PUBLIC)
        return false;
    sayso__party_set(p, i, a, not ? SAYSO_STANCE_DENIES : SAYSO_STANCE_ASSERTS);
    return true;
}

/* "Repeated his accusation against X", "stood by its charge against Y". */
static bool charge_against(sayso_claim_part *p, uint32_t i)
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    if (!n || p->out->claim[i].act != SAYSO_ACT_ALLEGE || p->reading[i].cue_negated)
        return false;
    for (uint32_t t = c[0].beg; t + 2 < c[0].end && t < c[0].beg + 6; t++) {
        if (!(p->clue[t] & SAYSO_CLUE_CHARGE) || !sayso__clue_is(p, t + 1, "against"))
            continue;
        uint32_t party = sayso__party_after(p, i, t + 2, c[0].end);
        if (party >= p->attrs->n_actor)
            return false;
        sayso__party_set(p, i, party, SAYSO_STANCE_ASSERTS);
        return true;
    }
    return false;
}

/* "A and B accused each other": of the two that speak, the one that the source is not. */
static bool accuses_other(sayso_claim_part *p, uint32_t i)
{
    uint32_t n, n_source, own = p->attrs->attribution[i].source_actor;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    const sayso_piece *s = sayso__attr_source(p->attrs, i, &n_source);
    if (!n || !n_source || own >= p->attrs->n_actor || p->out->claim[i].act != SAYSO_ACT_ALLEGE ||
        c[0].beg + 1 >= c[0].end)
        return false;
    bool other =
        sayso__clue_is(p, c[0].beg + 1, "other") || sayso__clue_is(p, c[0].beg + 1, "another");
    if (!other || !(sayso__clue_is(p, c[0].beg, "each") || sayso__clue_is(p, c[0].beg, "the") ||
                    sayso__clue_is(p, c[0].beg, "one")))
        return false;
    uint32_t from = sayso__clue_sent_beg(p, s[0].beg);
    for (uint32_t t = from; t < c[0].beg; t++) {
        uint32_t m = p->inside[t];
        uint32_t a = m == SAYSO_NONE ? SAYSO_NONE : p->mentions->mention[m].actor;
        if (a >= p->attrs->n_actor || a == own || !p->attrs->actor[a].named)
            continue;
        sayso__party_set(p, i, a, SAYSO_STANCE_ASSERTS);
        return true;
    }
    return false;
}

/* "Named X as the culprit", "identified Y as its mastermind". */
static bool names_as(sayso_claim_part *p, uint32_t i)
{
    static const char *const verb[] = {"name",     "identify", "single", "brand", "finger", "list",
                                       "describe", "portray",  "cast",   "paint", NULL};
    static const char *const doer[] = {"perpetrator", "culprit",  "mastermind", "suspect",
                                       "killer",      "murderer", "instigator", "attacker",
                                       "bomber",      "author",   "architect",  "aggressor",
                                       "offender",    "saboteur", "assassin",   "poisoner",
                                       "arsonist",    "gunman",   "shooter",    "hacker",
                                       NULL};
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    if (!n || !sayso__clue_lemma_in(p, p->attrs->attribution[i].cue_head, verb))
        return false;
    bool as = false, does = false;
    for (uint32_t t = c[0].beg; t < c[0].end && t < c[0].beg + 16; t++) {
        as |= sayso__clue_is(p, t, "as");
        does |= as && sayso__clue_lemma_in(p, t, doer);
    }
    uint32_t party = does ? sayso__party_after(p, i, c[0].beg, c[0].end) : SAYSO_NONE;
    if (party == SAYSO_NONE || party == SAYSO_PARTY_SELF)
        return false;
    sayso__party_set(p, i, party, SAYSO_STANCE_ASSERTS);
    return true;
}

/* "Absolved itself of blame", "exonerated the crew", "acquitted X": the cue clears its object. */
static bool clears_object(sayso_claim_part *p, uint32_t i)
{
    static const char *const verb[] = {"absolve", "exonerate", "exculpate",  "acquit",
                                       "clear",   "distance",  "dissociate", NULL};
    static const char *const self[] = {"itself", "himself", "herself", "themselves", NULL};
    uint32_t cue = p->attrs->attribution[i].cue_head;
    bool clears = false, own = false;
    for (const char *const *w = verb; *w; w++)
        clears |= sayso__clue_lemma(p, cue, *w);
    if (!clears)
        return false;
    for (const char *const *w = self; *w; w++)
        own |= sayso__clue_is(p, cue + 1, *w);
    uint32_t n, party = own ? SAYSO_PARTY_SELF
                            : sayso__party_after(p, i, cue + 1, sayso__clue_sent_end(p, cue));
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    if (party == SAYSO_NONE && n && c[0].beg < cue && sayso__clue_lemma(p, cue - 1, "be")) {
        party = sayso__party_after(p, i, c[0].beg, c[0].end); /* "X was cleared of blame" */
        p->out->claim[i].act = SAYSO_ACT_DENY;
    }
    if (party == SAYSO_NONE)
        return false;
    sayso__party_set(p, i, party, SAYSO_STANCE_DENIES);
    return true;
}

/* "Attacking", "having attacked". */
static bool is_gerund(const sayso_claim_part *p, uint32_t t)
{
    return p->tags->xpos[t] == SAYSO_XPOS_VBG || (t > 0 && sayso__clue_is(p, t - 1, "having"));
}

/* "Asked whether she still blamed X": whether she does is not told. */
static bool cue_is_asked(const sayso_claim_part *p, uint32_t t)
{
    uint32_t beg = p->tokens->sent[p->tokens->tok_sent[t]];
    for (uint32_t k = t > beg + 6 ? t - 6 : beg; k < t; k++)
        if (sayso__clue_is(p, k, "whether"))
            return true;
    return false;
}

/* Does a phrase of blame in the cue itself hold somebody responsible: "accused X", "blamed it on
 * X"?
 */
static bool by_cue(sayso_claim_part *p, uint32_t i)
{
    uint32_t n, party;
    const sayso_piece *cue = sayso__attr_cue(p->attrs, i, &n);
    for (uint32_t k = 0; k < n && !cue_is_asked(p, cue[k].beg); k++) {
        sayso_blame h = {.beg = cue[k].beg,
                         .end = sayso__clue_sent_end(p, cue[k].beg),
                         .in_cue = true};
        for (h.tok = h.beg; h.tok < cue[k].end; h.tok++) {
            const sayso_lexicon_entry *e =
                sayso__clue_loose(p, &sayso__lex_blame, h.tok, h.end, &h.n);
            h.flags = e ? e->value[0] & (SAYSO_BLAME_OBJECT | SAYSO_BLAME_OWN) : 0;
            if (e && p->tags->upos[h.tok] == SAYSO_UPOS_VERB &&
                sayso__clue_lemma(p, h.tok, "fault"))
                h.flags = SAYSO_BLAME_OBJECT;
            bool unsaid = p->out->claim[i].act == SAYSO_ACT_DENY && h.tok > h.beg;
            if (e && unsaid && e->value[0] & SAYSO_BLAME_DEED && is_gerund(p, h.tok)) {
                sayso__party_set(p, i, SAYSO_PARTY_SELF, SAYSO_STANCE_DENIES);
                return true;
            }
            if (h.flags & SAYSO_BLAME_OBJECT && (unsaid || !charge_is_of_event(p, i, &h)))
                continue; /* "denied accusing X" accuses nobody */
            if (h.flags && (party = sayso__party_of_blame(p, i, &h)) != SAYSO_NONE) {
                sayso__party_set(p, i, party, SAYSO_STANCE_ASSERTS);
                return true;
            }
        }
    }
    return false;
}

/* Does a piece of the content, in [beg, end), say or deny that somebody is responsible? */
static bool by_piece(sayso_claim_part *p, uint32_t i, uint32_t beg, uint32_t end)
{
    sayso_blame h;
    uint32_t party;
    if (blame_find(p, i, beg, end, &h, &party)) {
        sayso__party_set(p, i, party, stance_of(p, i, &h));
        p->reading[i].hedged = is_hedged(p, &h);
        return true;
    }
    party = sayso__party_of_doers(p, i, beg, end);
    if (party < p->attrs->n_actor && p->attrs->actor[party].named && !p->reading[i].negative) {
        sayso__party_set(p, i, party, SAYSO_STANCE_ASSERTS);
        return true;
    }
    if (owns_up(p, i, beg, end)) {
        sayso__party_set(p, i, SAYSO_PARTY_SELF, SAYSO_STANCE_ASSERTS);
        return true;
    }
    if (sayso__party_turns_down(p->out->claim[i].act) && denies_deed(p, i, beg, end)) {
        sayso__party_set(p, i, SAYSO_PARTY_SELF, SAYSO_STANCE_DENIES);
        return true;
    }
    return !charge_has_clause(p, beg, end) && stance_by_denial(p, i, beg, end);
}

void sayso__claim_stance(sayso_claim_part *p, uint32_t i)
{
    const sayso_claim *c = p->out->claim + i;
    uint32_t n, party = SAYSO_NONE;
    const sayso_piece *content = sayso__attr_content(p->attrs, i, &n);
    p->reading[i].is_poll = c->act != SAYSO_ACT_ALLEGE && is_poll(p, i);
    if (!sayso__party_may_blame(c->act) || is_conditional(p, i) || p->reading[i].is_poll ||
        (p->reading[i].cue_negated && c->act == SAYSO_ACT_ASSERT) || sayso__claim_takes_back(p, i))
        return;
    if (by_cue(p, i) || clears_object(p, i) || names_as(p, i) || accuses_other(p, i) ||
        charge_against(p, i))
        return;
    if (points_at(p, i, &party)) {
        sayso__party_set(p, i, party, SAYSO_STANCE_ASSERTS);
        return;
    }
    if (n && names_it(p, i, content[0].beg, content[0].end))
        return;
    for (uint32_t k = 0; k < n; k++)
        if (by_piece(p, i, content[k].beg, content[k].end))
            return;
}
