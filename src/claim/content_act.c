/* content_act.c -- the speech act of plain saying, by what is said.  Layer: claim.
 *
 * "Said" can accuse, deny, promise, foretell, ask or demand: blame (stance.c) decides first, then
 * the form of the content. Rules are tried from the most to the least telling. */
#include "claim/claim_part.h"
#include "lexica.h"

/* Calls f on each token of the content until it answers true. */
typedef bool test(const sayso_claim_part *p, uint32_t t, const sayso_piece *piece);

static bool any(const sayso_claim_part *p, uint32_t i, test *f)
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = c[k].beg; t < c[k].end; t++)
            if (f(p, t, c + k))
                return true;
    return false;
}

static bool is_we(const sayso_claim_part *p, uint32_t t)
{
    return sayso__clue_is(p, t, "we") || sayso__clue_is(p, t, "i");
}

/* A phrase of data/acts.tsv with this act at the start of the content: "he had nothing to add". */
static bool content_opens_with(const sayso_claim_part *p, uint32_t i, uint8_t act)
{
    uint32_t n, len;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    for (uint32_t t = n ? c[0].beg : 0; n && t < c[0].end && t < c[0].beg + 4; t++) {
        const sayso_lexicon_entry *e = sayso__clue_phrase(p, &sayso__lex_acts, t, c[0].end, &len);
        if (e && len > 1 && e->value[0] == act)
            return true;
        if (p->clue[t] & SAYSO_CLUE_NEGATIVE)
            return false; /* "it no longer ruled out" */
    }
    return false;
}

static bool is_own_subject(const sayso_claim_part *p, uint32_t i, uint32_t t)
{
    static const char *const own[] = {"we", "i", "it", "he", "she", "they", NULL};
    if (sayso__clue_lemma_in(p, t, own))
        return true;
    uint32_t m = p->inside[t], party = p->reading[i].party;
    if (m == SAYSO_NONE || party == SAYSO_NONE)
        return false;
    return sayso__claim_root(p, p->mentions->mention[m].actor) == party;
}

/* "The airline would sue", of its own spokesman: the house for which he speaks. */
static bool is_own_house(const sayso_claim_part *p, uint32_t i, uint32_t t)
{
    static const char *const house[] = {"party",        "club",         "company",     "airline",
                                        "firm",         "ministry",     "government",  "union",
                                        "group",        "agency",       "operator",    "movement",
                                        "council",      "board",        "army",        "commission",
                                        "state",        "federation",   "bank",        "hospital",
                                        "university",   "carrier",      "association", "city",
                                        "organisation", "police",       "owner",       "lawyer",
                                        "charity",      "organization", "league",      "authority",
                                        "campaign",     "town",         NULL};
    switch (p->out->claim[i].source_type) {
    case SAYSO_SOURCE_SPOKESPERSON:
    case SAYSO_SOURCE_NAMED_OFFICIAL:
    case SAYSO_SOURCE_NAMED_PERSON: break;
    default: return false;
    }
    return t > 0 && sayso__clue_is(p, t - 1, "the") && sayso__clue_lemma_in(p, t, house);
}

/* ---- what is to come ------------------------------------------------------------------------- */

/* First "will", "would", "shall" of the content, none behind an "if"; *subject stands before it. */
static uint32_t future_at(const sayso_claim_part *p, uint32_t i, uint32_t *subject)
{
    static const char *const modal[] = {"will", "would", "shall", "'ll", "\xe2\x80\x99ll", NULL};
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = c[k].beg; t < c[k].end && t < c[k].beg + 30; t++) {
            bool inner = t > c[k].beg + 2 &&
                         (p->tags->xpos[t] == SAYSO_XPOS_WP || p->tags->xpos[t] == SAYSO_XPOS_WDT);
            if (inner || sayso__clue_is(p, t, "if") || sayso__clue_is(p, t, "when"))
                return SAYSO_NONE; /* "faulted those whom a jury will convict" */
            if (sayso__clue_lemma_in(p, t, modal) && t + 1 < c[k].end) {
                *subject = t > c[k].beg ? t - 1 : t;
                if (p->tags->upos[*subject] == SAYSO_UPOS_PUNCT && *subject > c[k].beg)
                    --*subject; /* a quotation ends there */
                return t;
            }
        }
    return SAYSO_NONE;
}

/* "The data would be published": what lies with the speaker, to be shown by him. */
static bool will_show(const sayso_claim_part *p, uint32_t subject, uint32_t verb)
{
    static const char *const thing[] = {"data",       "evidence", "proof",    "footage",
                                        "recording",  "file",     "document", "list",
                                        "photo",      "detail",   "material", "record",
                                        "transcript", "image",    "tape",     "log",
                                        "name",       "copy",     NULL};
    static const char *const show[] = {"publish", "release",  "show",    "present",
                                       "share",   "disclose", "produce", NULL};
    return sayso__clue_lemma_in(p, subject, thing) && sayso__clue_is(p, verb, "be") &&
           sayso__clue_lemma_in(p, verb + 1, show);
}

/* Of the speaker himself: "would sue" threatens, "would resume the campaign" promises, and so does
 * "would not use the word again". */
static uint8_t own_future(const sayso_claim_part *p, uint32_t verb, bool negated)
{
    static const char *const threat[] = {"sue", "retaliate", "avenge", "boycott", "strike", NULL};
    static const char *const idle[] = {"speculate", "comment",  "say",     "discuss", "be",
                                       "accept",    "tolerate", "forgive", "have",    "forget",
                                       "make",      "let",      "allow",   "rest",    NULL};
    static const char *const move[] = {"resume", "reopen",  "close",    "suspend",
                                       "halt",   "restore", "postpone", "evacuate",
                                       "cancel", "shut",    NULL};
    bool court = false;
    for (uint32_t t = verb + 1; t < verb + 8 && sayso__clue_lemma(p, verb, "take"); t++)
        court |= sayso__clue_is(p, t, "court");
    if (court)
        return SAYSO_ACT_THREATEN;
    if (negated)
        return sayso__clue_lemma_in(p, verb, idle) ? 0 : SAYSO_ACT_PLEDGE;
    if (p->clue[verb] & SAYSO_CLUE_STATE && !sayso__clue_lemma_in(p, verb, move))
        return 0;
    return sayso__clue_lemma_in(p, verb, threat) ? SAYSO_ACT_THREATEN : SAYSO_ACT_PLEDGE;
}

/* Promises of one's own deeds are pledges, the rest forecasts; "will remain closed" is a state. */
static uint8_t future_act(const sayso_claim_part *p, uint32_t i)
{
    uint32_t subject = 0, t = future_at(p, i, &subject);
    if (t == SAYSO_NONE)
        return 0;
    uint32_t verb = t + 1, end = sayso__clue_sent_end(p, t);
    bool negated = p->clue[verb] & SAYSO_CLUE_NEGATIVE;
    while (verb + 1 < end &&
           (p->tags->upos[verb] == SAYSO_UPOS_ADV || p->clue[verb] & SAYSO_CLUE_NEGATIVE))
        verb++;
    bool own = is_own_subject(p, i, subject) || is_own_house(p, i, subject);
    bool none = sayso__clue_lemma(p, verb, "be") && verb + 1 < end &&
                p->clue[verb + 1] & SAYSO_CLUE_NEGATIVE;
    if (sayso__clue_is(p, verb, "have") || (none && !own))
        return 0; /* "there will be no parade" */
    if (own && !sayso__clue_lemma(p, verb, "be"))
        return own_future(p, verb, negated);
    bool wont = negated && sayso__clue_lemma(p, t, "will") && !sayso__clue_lemma(p, verb, "be") &&
                p->tags->upos[subject] == SAYSO_UPOS_NOUN;
    if (p->clue[verb] & SAYSO_CLUE_STATE || (negated && !wont))
        return 0;
    bool price = sayso__clue_lemma(p, verb, "pay") && !sayso__clue_is(p, verb + 1, "for");
    if (p->clue[subject] & SAYSO_CLUE_IDENTITY && price)
        return SAYSO_ACT_THREATEN;
    return will_show(p, subject, verb) ? SAYSO_ACT_PLEDGE : SAYSO_ACT_PREDICT;
}

/* "We expect", "the toll could rise". */
static bool foretells(const sayso_claim_part *p, uint32_t t, const sayso_piece *piece)
{
    static const char *const expect[] = {"expect", "anticipate", "foresee", "predict", NULL};
    static const char *const modal[] = {"could", "may", "might", NULL};
    static const char *const move[] = {"rise",  "climb", "grow", "increase", "exceed",
                                       "reach", "fall",  "drop", NULL};
    if (t > piece->beg && is_we(p, t - 1) && sayso__clue_lemma_in(p, t, expect))
        return true;
    if (!sayso__clue_lemma_in(p, t, modal))
        return false;
    bool tally = false, moves = false;
    for (uint32_t k = t > piece->beg + 6 ? t - 6 : piece->beg; k < t; k++)
        tally |= (p->clue[k] & (SAYSO_CLUE_TALLY | SAYSO_CLUE_DEAD)) != 0;
    for (uint32_t k = t + 1; k < piece->end && k < t + 6; k++)
        moves |= sayso__clue_lemma_in(p, k, move) || p->figure_at[k] != SAYSO_NONE;
    return tally && moves && !sayso__clue_is(p, t + 1, "have");
}

/* "there will be an answer", behind an "if": a threat. */
static bool menaces(const sayso_claim_part *p, uint32_t t, const sayso_piece *piece)
{
    static const char *const what[] = {"answer",    "response", "consequence", "retaliation",
                                       "retaliate", "punish",   "regret",      "reckoning",
                                       "revenge",   "avenge",   "price",       "respond",
                                       "strike",    "pay",      "suffer",      NULL};
    (void)piece;
    return sayso__clue_lemma_in(p, t, what);
}

/* "Will be held to account": what is warned of, the speaker himself would do. */
static bool punishes(const sayso_claim_part *p, uint32_t t, const sayso_piece *piece)
{
    static const char *const what[] = {"punish",    "prosecute",   "sue",         "consequence",
                                       "retaliate", "retaliation", "prosecution", NULL};
    bool account =
        sayso__clue_is(p, t, "account") && t > piece->beg && sayso__clue_is(p, t - 1, "to");
    bool court = sayso__clue_is(p, t, "legal") && sayso__clue_lemma(p, t + 1, "action");
    return account || court || sayso__clue_lemma_in(p, t, what);
}

/* ---- what is wanted -------------------------------------------------------------------------- */

/* "must", "should", "let it be shown", "an apology was due", "owes us": asked of others. */
static bool demands(const sayso_claim_part *p, uint32_t t, const sayso_piece *piece)
{
    static const char *const modal[] = {"must", "should", "ought", NULL};
    static const char *const owed[] = {"apology", "explanation", "answer", "compensation", NULL};
    bool own = t > piece->beg && p->clue[t - 1] & SAYSO_CLUE_FIRST;
    if (sayso__clue_lemma_in(p, t, modal) && !own && !sayso__clue_is(p, t + 1, "have"))
        return true;
    if (sayso__clue_is(p, t, "let") && p->tags->upos[t] == SAYSO_UPOS_VERB)
        return true;
    if (sayso__clue_is(p, t, "due") && t > piece->beg + 1 && sayso__clue_lemma(p, t - 1, "be") &&
        sayso__clue_lemma_in(p, t - 2, owed))
        return true;
    return sayso__clue_lemma(p, t, "owe") && !own;
}

/* "Tell us the truth", "we want justice": quoted words that open with an order or a wish. */
static bool wants(const sayso_claim_part *p, uint32_t i)
{
    static const char *const wish[] = {"want", "demand", "need", NULL};
    static const char *const idle[] = {"thank", "imagine", "look", "say", "believe", "see", NULL};
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    if (!n || !sayso__claim_is_quoted(p->attrs, i) || p->reading[i].negative)
        return false;
    uint32_t t = c[0].beg;
    while (t < c[0].end && p->tags->upos[t] == SAYSO_UPOS_PUNCT)
        t++;
    if (t + 1 >= c[0].end || t == c[0].beg)
        return false;
    if (p->tags->xpos[t] == SAYSO_XPOS_VB)
        return !sayso__clue_lemma_in(p, t, idle);
    return is_we(p, t) && sayso__clue_lemma_in(p, t + 1, wish);
}

/* "The number was likely to rise", "is expected to reach": what is to come, in other words. */
static bool is_likely_to(const sayso_claim_part *p, uint32_t t, const sayso_piece *piece)
{
    static const char *const odds[] = {"likely", "expected", "set", "bound", "certain", NULL};
    bool odd = false;
    for (const char *const *w = odds; *w; w++)
        odd |= sayso__clue_is(p, t, *w);
    if (sayso__clue_is(p, t, "expected") && t > piece->beg && sayso__clue_lemma(p, t - 1, "be"))
        return true;
    return odd && t > piece->beg && sayso__clue_lemma(p, t - 1, "be") && t + 2 < piece->end &&
           sayso__clue_is(p, t + 1, "to") && p->tags->xpos[t + 2] == SAYSO_XPOS_VB &&
           !sayso__clue_is(p, t + 2, "have");
}

/* "May have been a bomb", "was probably a leak", "the most likely cause": held for possible. */
static bool guesses(const sayso_claim_part *p, uint32_t t, const sayso_piece *piece)
{
    static const char *const modal[] = {"may", "might", "could", "must", NULL};
    if (sayso__clue_lemma_in(p, t, modal))
        return t + 2 < piece->end && sayso__clue_is(p, t + 1, "have");
    if (sayso__clue_is(p, t, "probably") || sayso__clue_is(p, t, "possibly"))
        return true;
    return sayso__clue_is(p, t, "likely") && t > piece->beg && sayso__clue_is(p, t - 1, "most");
}

/* "It was examining the wreck": an inquiry of the speaker's own. */
static bool inquires(const sayso_claim_part *p, uint32_t t, const sayso_piece *piece)
{
    static const char *const own[] = {"we",        "i",          "it",     "he",
                                      "she",       "they",       "police", "investigator",
                                      "detective", "prosecutor", NULL};
    static const char *const verb[] = {"investigate", "examine", "probe", NULL};
    uint32_t be = t - sayso__clue_is(p, t - (t > 0), "still");
    return t >= piece->beg + 2 && p->tags->xpos[t] == SAYSO_XPOS_VBG && be >= piece->beg + 2 &&
           sayso__clue_lemma_in(p, t, verb) && sayso__clue_lemma(p, be - 1, "be") &&
           sayso__clue_lemma_in(p, be - 2, own);
}

/* "told him to grind it flat": the content is an order. */
static bool orders(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n, cue = p->attrs->attribution[i].cue_head;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    if (!n || cue == SAYSO_NONE ||
        !(sayso__clue_lemma(p, cue, "tell") || sayso__clue_lemma(p, cue, "ask")))
        return false;
    for (uint32_t t = c[0].beg; t + 1 < c[0].end && t < c[0].beg + 6; t++) {
        if (sayso__clue_is(p, t, "to"))
            return p->tags->xpos[t + 1] == SAYSO_XPOS_VB;
        if (p->tags->upos[t] == SAYSO_UPOS_VERB || p->tags->upos[t] == SAYSO_UPOS_AUX)
            return false;
    }
    return false;
}

/* "We should have tested it", "we could have shouted": what the speaker left undone. */
static bool owns_up(const sayso_claim_part *p, uint32_t t, const sayso_piece *piece)
{
    static const char *const modal[] = {"should", "could", "ought", NULL};
    if (!is_we(p, t) || t + 3 >= piece->end || !sayso__clue_lemma_in(p, t + 1, modal))
        return false;
    uint32_t k = t + 2;
    k += sayso__clue_is(p, k, "to") || (p->clue[k] & SAYSO_CLUE_NEGATIVE) ||
         p->tags->upos[k] == SAYSO_UPOS_ADV;
    return sayso__clue_is(p, k, "have") && !sayso__clue_lemma(p, k + 1, "be");
}

/* Whom is asked: everybody ("residents", "anyone with a film"), or one who owes an answer? */
static bool asks_everybody(const sayso_claim_part *p, uint32_t i)
{
    static const char *const all[] =
        {"resident",  "person",    "citizen",   "people",    "public",   "family",    "parent",
         "villager",  "driver",    "motorist",  "passenger", "tourist",  "anyone",    "everyone",
         "everybody", "anybody",   "whoever",   "witness",   "voter",    "supporter", "fan",
         "member",    "neighbour", "neighbor",  "household", "customer", "consumer",  "shopper",
         "patient",   "relative",  "protester", "believer",  "faithful", "employer",  "traveller",
         "traveler",  "farmer",    "pupil",     "student",   "reader",   "visitor",   "volunteer",
         "donor",     "community", "crowd",     "youth",     "side",     "us",        NULL};
    uint32_t n, cue = p->attrs->attribution[i].cue_head;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    uint32_t from = n ? c[0].beg : 0;
    if (n && cue < from && from - cue < 6)
        from = cue + 1; /* "asked people not to drive": whom may stand before what */
    for (uint32_t t = from; n && t < c[0].end && t < from + 7; t++) {
        if (sayso__clue_is(p, t, "to") && t > from)
            return false;
        if (sayso__clue_lemma_in(p, t, all) || sayso__clue_is(p, t, "all"))
            return true;
    }
    return false;
}

/* ---- what is taken back, opened, given a name -------------------------------------------------
 */

/* "he had been mistaken about", "we were wrong to", of the speaker himself. */
static bool was_wrong(const sayso_claim_part *p, uint32_t t, const sayso_piece *piece)
{
    static const char *const own[] = {"we", "i", "it", "he", "she", "they", NULL};
    if (!sayso__clue_is(p, t, "wrong") && !sayso__clue_is(p, t, "mistaken"))
        return false;
    uint32_t k = t;
    while (k > piece->beg && k + 4 > t &&
           (sayso__clue_lemma(p, k - 1, "be") || sayso__clue_lemma(p, k - 1, "have") ||
            p->tags->upos[k - 1] == SAYSO_UPOS_ADV))
        k--;
    return k < t && k > piece->beg && sayso__clue_lemma_in(p, k - 1, own);
}

/* "I accused the wrong people". */
static bool accused_wrongly(const sayso_claim_part *p, uint32_t t, const sayso_piece *piece)
{
    return t >= piece->beg + 2 && sayso__clue_is(p, t, "wrong") &&
           sayso__clue_is(p, t - 1, "the") &&
           (sayso__clue_lemma(p, t - 2, "accuse") || sayso__clue_lemma(p, t - 2, "blame"));
}

/* "A delay is not a fraud", "an email is no proof": a maxim in answer to what others say. */
static bool parries(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    if (!n || !sayso__claim_is_quoted(p->attrs, i) || p->reading[i].length > 16)
        return false;
    uint32_t t = c[0].beg;
    while (t < c[0].end && p->tags->upos[t] == SAYSO_UPOS_PUNCT)
        t++;
    if (!sayso__clue_is(p, t, "a") && !sayso__clue_is(p, t, "an"))
        return false;
    for (uint32_t k = t + 2; k + 2 < c[0].end && k < t + 8; k++)
        if (sayso__clue_is(p, k, "is") && p->clue[k + 1] & SAYSO_CLUE_NEGATIVE &&
            (sayso__clue_is(p, k + 1, "no") || sayso__clue_is(p, k + 2, "a") ||
             sayso__clue_is(p, k + 2, "an")))
            return true;
    return false;
}

/* "Should not have said so", "was mistaken about the mine": owned up to, and taken back. */
static bool unsays(const sayso_claim_part *p, uint32_t t, const sayso_piece *piece)
{
    static const char *const verb[] = {"say",   "speak",   "name",  "accuse", "blame",
                                       "point", "suggest", "claim", "write",  NULL};
    if (was_wrong(p, t, piece))
        return sayso__clue_is(p, t + 1, "about") || sayso__clue_is(p, t + 1, "to");
    return sayso__clue_is(p, t, "should") && t + 3 < piece->end &&
           p->clue[t + 1] & SAYSO_CLUE_NEGATIVE && sayso__clue_is(p, t + 2, "have") &&
           sayso__clue_lemma_in(p, t + 3, verb);
}

/* "Admitted that her accusation did not stand": taken back. */
static bool own_charge(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    for (uint32_t t = n ? c[0].beg : 0; n && t + 1 < c[0].end && t < c[0].beg + 3; t++)
        if (p->tags->xpos[t] == SAYSO_XPOS_PRPS && p->clue[t + 1] & SAYSO_CLUE_CHARGE)
            return p->reading[i].negative || c[0].end - c[0].beg <= 3;
    return false;
}

/* "I named them too early": takes back whom one named. */
static bool was_hasty(const sayso_claim_part *p, uint32_t t, const sayso_piece *piece)
{
    static const char *const verb[] = {"name", "accuse", "blame", "speak", "judge", "point", NULL};
    if (!is_we(p, t) || !sayso__clue_lemma_in(p, t + 1, verb))
        return false;
    for (uint32_t k = t + 2; k + 1 < piece->end && k < t + 7; k++)
        if (sayso__clue_is(p, k, "too") &&
            (sayso__clue_is(p, k + 1, "early") || sayso__clue_is(p, k + 1, "soon") ||
             sayso__clue_is(p, k + 1, "quickly")))
            return true;
    return false;
}

/* "The maps were wrong", "the film is a fake", "no such group exists": what others bring forward is
 * not so. */
static bool is_untrue(const sayso_claim_part *p, uint32_t t, const sayso_piece *piece)
{
    static const char *const untrue[] = {"wrong",       "false",      "untrue",      "fake",
                                         "forged",      "fabricated", "baseless",    "misleading",
                                         "doctored",    "inaccurate", "exaggerated", "invented",
                                         "unfounded",   "nonsense",   "staged",      "manipulated",
                                         "fabrication", "forgery",    "implausible", "impossible",
                                         NULL};
    bool no = false;
    for (uint32_t k = t > piece->beg + 4 ? t - 4 : piece->beg; k < t; k++)
        no |= (p->clue[k] & SAYSO_CLUE_NEGATIVE) != 0;
    if (sayso__clue_lemma(p, t, "exist"))
        return no;
    if (no || t < piece->beg + 2 || !sayso__clue_lemma_in(p, t, untrue) ||
        sayso__clue_is(p, t + 1, "to") || sayso__clue_is(p, t + 1, "for"))
        return false;
    uint32_t k = t - 1;
    k -= k > piece->beg &&
         (p->tags->upos[k] == SAYSO_UPOS_ADV || p->tags->upos[k] == SAYSO_UPOS_DET ||
          p->tags->upos[k] == SAYSO_UPOS_PUNCT);
    return sayso__clue_lemma(p, k, "be") && k > piece->beg && !is_we(p, k - 1);
}

/* "She had never accused any state", "we do not blame them", "it no longer blamed X": the speaker
 * says of itself that it accuses nobody. */
static bool blames_not(const sayso_claim_part *p, uint32_t t, const sayso_piece *piece)
{
    static const char *const verb[] = {"accuse", "blame", NULL};
    static const char *const self[] = {"he", "she", "it", "they", "we", "i", NULL};
    if (p->tags->upos[t] != SAYSO_UPOS_VERB || !sayso__clue_lemma_in(p, t, verb))
        return false;
    bool no = false;
    while (t > piece->beg) {
        t--;
        no |= (p->clue[t] & SAYSO_CLUE_NEGATIVE) != 0;
        bool group = p->tags->upos[t] == SAYSO_UPOS_AUX || p->tags->upos[t] == SAYSO_UPOS_ADV ||
                     p->tags->upos[t] == SAYSO_UPOS_PART || p->tags->upos[t] == SAYSO_UPOS_DET ||
                     p->tags->upos[t] == SAYSO_UPOS_PUNCT || p->clue[t] & SAYSO_CLUE_NEGATIVE;
        if (!group)
            return no && sayso__clue_lemma_in(p, t, self);
    }
    return no;
}

/* "Revised the number of dead downward": corrects in what is told. */
static bool revises(const sayso_claim_part *p, uint32_t t, const sayso_piece *piece)
{
    static const char *const verb[] = {"revise", "correct", "amend", NULL};
    bool tally = false;
    if (!sayso__clue_lemma_in(p, t, verb) || p->tags->upos[t] != SAYSO_UPOS_VERB)
        return false;
    for (uint32_t k = t + 1; k < piece->end && k < t + 5; k++)
        tally |= (p->clue[k] & SAYSO_CLUE_TALLY) != 0;
    return tally;
}

/* "It no longer blamed X": as accused_wrongly(); "she had never accused anybody": blames nobody,
 * and nothing was said to take back. */
static bool blames_no_more(const sayso_claim_part *p, uint32_t t, const sayso_piece *piece)
{
    return blames_not(p, t, piece) && sayso__clue_is(p, t - 1, "longer");
}

bool sayso__claim_takes_back(const sayso_claim_part *p, uint32_t i)
{
    return any(p, i, accused_wrongly) || any(p, i, blames_not);
}

/* "We were wrong", "I spoke too soon". */
static bool takes_back(const sayso_claim_part *p, uint32_t t, const sayso_piece *piece)
{
    if (was_wrong(p, t, piece) || accused_wrongly(p, t, piece))
        return true;
    if (!is_we(p, t) || t + 2 >= piece->end)
        return false;
    bool wrong = sayso__clue_is(p, t + 2, "wrong") || sayso__clue_is(p, t + 2, "mistaken");
    bool soon = sayso__clue_is(p, t + 2, "too") && sayso__clue_is(p, t + 3, "soon");
    return wrong || soon;
}

/* An inquiry that has been opened or goes on. */
static bool opens_inquiry(const sayso_claim_part *p, uint32_t i)
{
    static const char *const what[] = {"inquiry",     "investigation", "enquiry", "probe",
                                       "proceedings", "proceeding",    NULL};
    static const char *const begin[] = {"open", "launch", "begin",    "start",
                                        "way",  "order",  "underway", NULL};
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    bool noun = false, begun = false;
    for (uint32_t t = n == 1 ? c[0].beg : 0; n == 1 && t < c[0].end; t++) {
        noun |= sayso__clue_lemma_in(p, t, what);
        begun |= sayso__clue_lemma_in(p, t, begin);
    }
    return noun && begun && p->reading[i].length <= 16;
}

static bool is_harsh(const sayso_claim_part *p, uint32_t t, const sayso_piece *piece)
{
    static const char *const harsh[] = {"shameful",     "disgrace",  "disgraceful",  "cowardly",
                                        "barbaric",     "heinous",   "outrage",      "evil",
                                        "despicable",   "horrific",  "senseless",    "unacceptable",
                                        "atrocity",     "crime",     "criminal",     "vile",
                                        "monstrous",    "abhorrent", "brutal",       "reckless",
                                        "terrorism",    "cruel",     "inhuman",      "repulsive",
                                        "shame",        "repugnant", "indefensible", "inexcusable",
                                        "scandalous",   "scandal",   "appalling",    "immoral",
                                        "unforgivable", "callous",   "heartless",    "infamous",
                                        "contemptible", "sickening", "disgusting",   NULL};
    (void)piece;
    return sayso__clue_lemma_in(p, t, harsh);
}

/* "called the accusation absurd" turns it down; "called the attack a disgrace" condemns it. */
static uint8_t label_act(const sayso_claim_part *p, uint32_t i)
{
    static const char *const untrue[] = {"lie",        "forgery",    "fake",    "fabrication",
                                         "nonsense",   "invention",  "fiction", "fantasy",
                                         "absurd",     "rubbish",    "hoax",    "slander",
                                         "smear",      "baseless",   "false",   "untrue",
                                         "ridiculous", "propaganda", "fairy",   "insult",
                                         NULL};
    static const char *const words[] = {"remark",  "comment", "suggestion", "idea",       "report",
                                        "version", "account", "story",      "theory",     "talk",
                                        "rumour",  "rumor",   "notion",     "comparison", NULL};
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    if (!(p->reading[i].cue_flags & SAYSO_CUE_LABEL) || !n)
        return 0;
    bool it = sayso__clue_is(p, c[0].beg, "it") || sayso__clue_is(p, c[0].beg, "that") ||
              sayso__clue_is(p, c[0].beg, "this");
    for (uint32_t t = c[0].beg; t < c[0].end && t < c[0].beg + 6; t++)
        if (p->clue[t] & (SAYSO_CLUE_CHARGE | SAYSO_CLUE_CLAIMED) ||
            sayso__clue_lemma_in(p, t, words) || (it && sayso__clue_lemma_in(p, t, untrue)))
            return any(p, i, is_harsh) ? SAYSO_ACT_CONDEMN : SAYSO_ACT_REJECT;
    return any(p, i, is_harsh) ? SAYSO_ACT_CONDEMN : 0;
}

/* "The warning was too general": what one side calls a warning, the other does not. */
static bool belittles(const sayso_claim_part *p, uint32_t t, const sayso_piece *piece)
{
    static const char *const vague[] = {"general",   "vague", "unspecific", "broad",
                                        "imprecise", "late",  NULL};
    (void)piece;
    return sayso__clue_is(p, t, "too") && sayso__clue_lemma_in(p, t + 1, vague);
}

/* "could not rule out"; but "neither confirm nor rule out" says nothing, and "no longer ruled out"
 * tells of a change. */
static bool leaves_open(const sayso_claim_part *p, uint32_t t, const sayso_piece *piece)
{
    bool rule = sayso__clue_lemma(p, t, "rule") && sayso__clue_is(p, t + 1, "out");
    if (!rule && !sayso__clue_lemma(p, t, "exclude"))
        return false;
    bool negative = false, else_said = false;
    for (uint32_t k = t > piece->beg + 4 ? t - 4 : piece->beg; k < t; k++) {
        bool thing = k > 0 && p->tags->upos[k - 1] == SAYSO_UPOS_PUNCT &&
                     (sayso__clue_is(p, k, "it") || sayso__clue_is(p, k, "that") ||
                      sayso__clue_is(p, k, "this")); /* in his words it is no speaker */
        negative |= (p->clue[k] & SAYSO_CLUE_NEGATIVE) != 0;
        else_said |= thing || sayso__clue_is(p, k, "nor") ||
                     (sayso__clue_is(p, k, "longer") && !sayso__clue_is(p, t - 1, "be"));
    }
    return negative && !else_said;
}

/* "The shadowy outfit": a group, though the mention stage takes it for somebody's part. */
static bool names_group(sayso_str name)
{
    static const char *const end[] = {"outfit", "group",    "gang", "cell",    "crew",
                                      "band",   "movement", "unit", "network", NULL};
    uint32_t at = name.n;
    while (at > 0 && name.p[at - 1] != ' ')
        at--;
    sayso_str last = {name.p + at, name.n - at};
    for (const char *const *w = end; *w; w++)
        if (sayso__str_is(last, *w))
            return true;
    return false;
}

/* Bodies that have an address admit; a group that nobody answers for claims. */
static bool is_answerable(const sayso_claim_part *p, uint32_t actor)
{
    if (actor >= p->attrs->n_actor)
        return true;
    const sayso_actor *a = p->attrs->actor + actor;
    switch (a->class_) {
    case SAYSO_CLASS_ARMED_GROUP:
    case SAYSO_CLASS_GROUP:
    case SAYSO_CLASS_OUTLET:
    case SAYSO_CLASS_OTHER:
    case SAYSO_CLASS_UNNAMED:
        return a->kind == SAYSO_MENTION_PERSON ||
               (a->kind == SAYSO_MENTION_ROLE && !a->plural && !names_group(a->name));
    default: return true;
    }
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
        return is_answerable(p, c->responsible) ? SAYSO_ACT_ADMIT : SAYSO_ACT_CLAIM_RESPONSIBILITY;
    if (sayso__act_is_finder(p, i))
        return SAYSO_ACT_ASSERT;
    bool believes = r->cue_flags & SAYSO_CUE_BELIEF && c->source_type != SAYSO_SOURCE_SURVEY;
    return r->hedged || believes ? SAYSO_ACT_SUSPECT : SAYSO_ACT_ALLEGE;
}

static bool is_warning(const sayso_claim_part *p, uint32_t t, const sayso_piece *piece)
{
    static const char *const what[] = {"warning", "warn", "alert", NULL};
    (void)piece;
    return sayso__clue_lemma_in(p, t, what);
}

/* The act of plain saying, from what is said; 0 if nothing speaks for another than assert. */
static uint8_t content_act(const sayso_claim_part *p, uint32_t i)
{
    const sayso_claim *c = p->out->claim + i;
    const sayso_reading *r = p->reading + i;
    uint8_t label = label_act(p, i);
    if (label)
        return label;
    if (c->stance)
        return blame_act(p, i);
    if (any(p, i, takes_back) || any(p, i, blames_no_more) || any(p, i, unsays) ||
        any(p, i, was_hasty))
        return SAYSO_ACT_RETRACT;
    if (any(p, i, revises))
        return SAYSO_ACT_CORRECT;
    static const uint8_t said[] = {SAYSO_ACT_DECLINE_COMMENT, SAYSO_ACT_DISPUTE,
                                   SAYSO_ACT_THREATEN};
    for (size_t k = 0; k < sizeof said; k++)
        if (content_opens_with(p, i, said[k]))
            return said[k];
    bool bystander = c->source_type == SAYSO_SOURCE_WITNESS ||
                     c->source_type == SAYSO_SOURCE_VICTIM_FAMILY ||
                     c->source_type == SAYSO_SOURCE_EXPERT;
    if (!bystander && any(p, i, owns_up))
        return SAYSO_ACT_ADMIT;
    if (r->question)
        return SAYSO_ACT_QUESTION;
    if (any(p, i, leaves_open))
        return SAYSO_ACT_SUSPECT;
    if (opens_inquiry(p, i) || any(p, i, inquires))
        return SAYSO_ACT_INVESTIGATE;
    if (r->conditional && any(p, i, menaces) && r->clue & SAYSO_CLUE_FUTURE)
        return SAYSO_ACT_THREATEN;
    if (orders(p, i) || wants(p, i) || any(p, i, demands))
        return SAYSO_ACT_DEMAND;
    if (r->belittles || parries(p, i) ||
        (!r->conditional && !r->n_amount && !r->n_figure && any(p, i, is_untrue)) ||
        (any(p, i, is_warning) && r->clue & SAYSO_CLUE_NEGATIVE && !r->self_first && !r->n_figure))
        return SAYSO_ACT_DISPUTE;
    if (r->conditional || r->clue & SAYSO_CLUE_EARLY)
        return 0;
    if (any(p, i, foretells) || any(p, i, is_likely_to))
        return SAYSO_ACT_PREDICT;
    uint32_t of_it = SAYSO_CLUE_CAUSE | SAYSO_CLUE_EVENT;
    if (r->clue & of_it && !r->n_figure && !r->negative && any(p, i, guesses))
        return SAYSO_ACT_SUSPECT;
    return future_act(p, i);
}

/* One person without a name, not a crowd, rumours or figures. */
static bool is_single(const sayso_claim_part *p, uint32_t i)
{
    const sayso_attribution *x = p->attrs->attribution + i;
    if (x->source_actor >= p->attrs->n_actor || p->attrs->actor[x->source_actor].plural)
        return false;
    uint8_t tag = x->source_head < p->tokens->n_tok ? p->tags->xpos[x->source_head] : 0;
    return tag == SAYSO_XPOS_NN || tag == SAYSO_XPOS_PRP;
}

/* "A surveyor who asked not to be named", "a clerk, speaking on condition of anonymity": one who
 * stays in the dark, and is no official. */
static bool is_masked(const sayso_claim_part *p, uint32_t i)
{
    static const char *const hidden[] = {"named",     "identified",  "quoted", "anonymity",
                                         "anonymous", "anonymously", NULL};
    uint32_t n, who = p->attrs->attribution[i].source_actor;
    const sayso_piece *s = sayso__attr_source(p->attrs, i, &n);
    if (p->out->claim[i].source_type == SAYSO_SOURCE_UNNAMED_OFFICIAL ||
        (who < p->attrs->n_actor && p->attrs->actor[who].named))
        return false;
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = s[k].beg; t < s[k].end; t++)
            for (const char *const *w = hidden; *w; w++)
                if (t > s[k].beg + 2 && sayso__clue_is(p, t, *w))
                    return true;
    return false;
}

/* "Blamed faulty wiring", "a storm": nobody at all. */
static bool blames_thing(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n, cue = p->attrs->attribution[i].cue_head;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    if (!n || !sayso__clue_lemma(p, cue, "blame"))
        return false;
    for (uint32_t t = c[0].beg; t < c[0].end && t < c[0].beg + 4; t++)
        if (p->inside[t] != SAYSO_NONE)
            return false;
    return true;
}

/* "A letter of 9 January to the ministry speaks of ...": a paper that was sent to those who could
 * have known is cited for what it foretold; one of a group that claims the deed is not. */
static bool is_letter(const sayso_claim_part *p, uint32_t i)
{
    static const char *const paper[] = {"letter", "memo", "memorandum", "email",
                                        "e-mail", "note", "cable",      NULL};
    const sayso_attribution *x = p->attrs->attribution + i;
    const sayso_reading *r = p->reading + i;
    uint32_t n;
    const sayso_piece *s = sayso__attr_source(p->attrs, i, &n);
    if (!n || p->out->claim[i].source_type != SAYSO_SOURCE_DOCUMENT || r->n_figure || r->negative ||
        p->out->claim[i].stance || !sayso__clue_lemma_in(p, x->source_head, paper))
        return false;
    for (uint32_t t = x->source_head + 1; t < s[0].end; t++)
        if (sayso__clue_is(p, t, "to") || p->dated[t])
            return true;
    return false;
}

/* Does a body speak, not a person? */
static bool is_body(uint8_t source)
{
    return source == SAYSO_SOURCE_SPOKESPERSON || source == SAYSO_SOURCE_NGO ||
           source == SAYSO_SOURCE_IGO || source == SAYSO_SOURCE_COURT ||
           source == SAYSO_SOURCE_DOCUMENT;
}

/* "Faulted the crew": a reproach, even where a court or a report makes it. */
static bool accuses(const sayso_claim_part *p, uint32_t cue)
{
    static const char *const verb[] = {"accuse", "blame",    "fault", "charge",
                                       "indict", "reproach", "chide", NULL};
    return sayso__clue_lemma_in(p, cue, verb);
}

void sayso__claim_refine(sayso_claim_part *p, uint32_t i)
{
    sayso_claim *c = p->out->claim + i;
    sayso_reading *r = p->reading + i;
    uint32_t cue = p->attrs->attribution[i].cue_head;
    r->belittles = any(p, i, belittles);
    p->warned |= c->act == SAYSO_ACT_WARN || r->belittles;
    if (r->from_version) {
        c->act = SAYSO_ACT_RETRACT;
    } else if (r->cue_flags & SAYSO_CUE_GENERIC && is_letter(p, i)) {
        c->act = SAYSO_ACT_WARN;
    } else if (r->cue_flags & SAYSO_CUE_GENERIC) {
        uint8_t act = content_act(p, i);
        bool unnamed =
            (c->source_type == SAYSO_SOURCE_UNNAMED_PERSON && is_single(p, i)) || is_masked(p, i);
        if (act)
            c->act = act;
        else if (sayso__act_tells_misdeed(p, i))
            c->act = r->cue_flags & SAYSO_CUE_BELIEF ? SAYSO_ACT_SUSPECT : SAYSO_ACT_ALLEGE;
        else if (sayso__clue_lemma(p, cue, "protest"))
            c->act = SAYSO_ACT_DISPUTE;
        else if (unnamed && !(r->cue_flags & SAYSO_CUE_BELIEF))
            c->act = SAYSO_ACT_ALLEGE;
    } else if (c->act == SAYSO_ACT_ALLEGE && !c->stance && r->clue & SAYSO_CLUE_CAUSE &&
               blames_thing(p, i)) {
        c->act = SAYSO_ACT_ASSERT;
        r->hint = SAYSO_KIND_CAUSE;
    } else if (c->act == SAYSO_ACT_ALLEGE && c->stance == SAYSO_STANCE_ASSERTS && !r->about_self &&
               r->cue_flags == 0 && sayso__act_is_finder(p, i) && !accuses(p, cue)) {
        c->act = SAYSO_ACT_ASSERT;
    } else if (c->act == SAYSO_ACT_ADMIT && (any(p, i, unsays) || own_charge(p, i))) {
        c->act = SAYSO_ACT_RETRACT;
    } else if (c->act == SAYSO_ACT_DEMAND && sayso__clue_lemma(p, cue, "call") &&
               asks_everybody(p, i)) {
        c->act = SAYSO_ACT_APPEAL;
    } else if (c->act == SAYSO_ACT_PLEDGE && c->source_type == SAYSO_SOURCE_GROUP_CHANNEL &&
               r->clue & (SAYSO_CLUE_HARM | SAYSO_CLUE_EVENT | SAYSO_CLUE_WEAPON)) {
        c->act = SAYSO_ACT_THREATEN;
    } else if (c->act == SAYSO_ACT_WARN && any(p, i, punishes)) {
        c->act = SAYSO_ACT_THREATEN;
    } else if (c->act == SAYSO_ACT_QUESTION && (orders(p, i) || wants(p, i))) {
        c->act = asks_everybody(p, i) || wants(p, i) || !is_body(c->source_type) ? SAYSO_ACT_APPEAL
                                                                                 : SAYSO_ACT_DEMAND;
    } else if (c->act == SAYSO_ACT_DECLINE_COMMENT && r->cue_negated &&
               c->source_type == SAYSO_SOURCE_DOCUMENT) {
        c->act = SAYSO_ACT_ASSERT; /* what a paper does not say, it does not hold back */
    }
    if (c->act == SAYSO_ACT_CLAIM_RESPONSIBILITY && c->stance == SAYSO_STANCE_DENIES)
        c->act = SAYSO_ACT_DENY;
}
