/* denial.c -- the accused answers: denials that name nobody.  Layer: claim.
 *
 * "This accusation is false", "none of our guns fired", "dismissed that as politics": words that
 * turn down what others said, by the accused or by one who speaks for him. */
#include "claim/context_part.h"

/* "There is no such switch", "Nobody can do that": quoted words that open with a negative. */
bool sayso__denial_opens_negative(const sayso_claim_part *p, uint32_t i)
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
bool sayso__denial_own_thing(const sayso_claim_part *p, const sayso_piece *c)
{
    uint32_t t = c->beg;
    while (t < c->end && p->tags->upos[t] == SAYSO_UPOS_PUNCT)
        t++;
    return t + 1 < c->end && p->tags->xpos[t] == SAYSO_XPOS_PRPS && !own_forces(p, c);
}

/* A body, or one who speaks for it: who answers an accusation is the accused, but for courts, media
 * and those who only look on. */
bool sayso__denial_side(const sayso_claim_part *p, uint32_t i)
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

/* Has anybody accused the speaker's party? */
bool sayso__denial_accused(const sayso_claim_part *p, uint32_t i)
{
    uint32_t own = sayso__claim_own_party(p, i);
    return own != SAYSO_NONE && p->accused[own];
}

/* "any such suggestion", "that account": words that others said. */
static bool is_charge(const sayso_claim_part *p, const sayso_piece *c)
{
    static const char *const said[] = {"suggestion", "idea",       "account",  "claim",
                                       "version",    "theory",     "notion",   "story",
                                       "view",       "assertion",  "remark",   "word",
                                       "finding",    "everything", "reproach", "blame",
                                       "conclusion", "report",     "verdict",  "ruling",
                                       "judgment",   "judgement",  "analysis", "criticism",
                                       NULL};
    for (uint32_t t = c->beg; t < c->end; t++) {
        if (p->clue[t] & SAYSO_CLUE_CHARGE)
            return true;
        for (const char *const *w = said; *w; w++)
            if (sayso__clue_lemma(p, t, *w))
                return true;
    }
    return false;
}

/* Is a party named in the content of claim j? */
static bool speaks_of(const sayso_claim_part *p, uint32_t j, uint32_t party)
{
    uint32_t n;
    const sayso_piece *x = sayso__attr_content(p->attrs, j, &n);
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = x[k].beg; t < x[k].end; t++) {
            uint32_t m = p->inside[t];
            uint32_t a = m == SAYSO_NONE ? SAYSO_NONE : p->mentions->mention[m].actor;
            if (a != SAYSO_NONE && (a == party || sayso__claim_root(p, a) == party))
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
        if (p->reading[i].block - p->reading[j].block > 2 || p->reading[j].party == own)
            continue;
        if (c->stance == SAYSO_STANCE_ASSERTS && sayso__claim_root(p, c->responsible) == own)
            return true;
        bool blames = c->act == SAYSO_ACT_ALLEGE || c->act == SAYSO_ACT_SUSPECT ||
                      (c->responsible != SAYSO_NONE && c->stance == SAYSO_STANCE_ASSERTS);
        if (blames && speaks_of(p, j, own))
            return true;
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

/* "We did not fail this valley", "not one of his men had fired": the accused says no for himself.
 */
bool sayso__denial_charge(sayso_claim_part *p, uint32_t i)
{
    uint32_t n, own = sayso__claim_own_party(p, i);
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    const sayso_reading *r = p->reading + i;
    uint32_t arms = SAYSO_CLUE_WEAPON | SAYSO_CLUE_HARM;
    if (!n || own == SAYSO_NONE || r->n_figure || r->question || r->clue & SAYSO_CLUE_INQUIRY)
        return false;
    bool side = sayso__denial_side(p, i) && r->clue & arms && !(r->clue & SAYSO_CLUE_HURT);
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
    if (sayso__denial_own_thing(p, c)) {
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
bool sayso__denial_clears_forces(sayso_claim_part *p, uint32_t i)
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

/* "Denied the killings", "denied Sunday's raid": the event itself, and nothing said of it. */
static bool names_event(const sayso_claim_part *p, uint32_t i, const sayso_piece *c)
{
    uint32_t t = c->beg;
    if (p->out->claim[i].act != SAYSO_ACT_DENY || c->end > c->beg + 6 ||
        p->tags->upos[t] != SAYSO_UPOS_DET)
        return false;
    for (t++; t < c->end && p->tags->upos[t] == SAYSO_UPOS_ADJ;)
        t++;
    return t < c->end && p->clue[t] & (SAYSO_CLUE_EVENT | SAYSO_CLUE_DEAD | SAYSO_CLUE_HARM) &&
           p->tags->upos[t] == SAYSO_UPOS_NOUN &&
           (t + 1 >= c->end || p->tags->upos[t + 1] == SAYSO_UPOS_PUNCT);
}

/* "Denied this", "rejected it as politics", "laughed that off": what was said before. */
static bool is_it(const sayso_claim_part *p, const sayso_piece *c)
{
    static const char *const it[] = {"this", "that", "it", "these", "everything", NULL};
    bool ends = c->beg + 1 >= c->end || p->tags->upos[c->beg + 1] == SAYSO_UPOS_PUNCT ||
                sayso__clue_is(p, c->beg + 1, "as") || sayso__clue_is(p, c->beg + 1, "off");
    return ends && sayso__clue_lemma_in(p, c->beg, it);
}

/* "Blamed the guards. The president dismissed that as arithmetic": who turns down what another has
 * just said of somebody else clears him. */
static bool answers_for(sayso_claim_part *p, uint32_t i)
{
    for (uint32_t j = i, step = 0; j-- > 0 && step < 3; step++) {
        const sayso_claim *a = p->out->claim + j;
        if (p->reading[i].block - p->reading[j].block > 1)
            return false;
        bool other =
            p->reading[j].party == SAYSO_NONE || p->reading[j].party != p->reading[i].party;
        if (other && p->reading[i].party != SAYSO_NONE && speaks_of(p, j, p->reading[i].party))
            return false; /* of the speaker himself */
        if (a->stance != SAYSO_STANCE_ASSERTS || p->reading[j].about_self || !other)
            continue;
        sayso__party_set(p, i, a->responsible, SAYSO_STANCE_DENIES);
        return true;
    }
    return false;
}

/* "rejected the charge": against oneself; "disputed the Front's claim": of whoever claimed it. */
void sayso__denial_turned_down(sayso_claim_part *p, uint32_t i)
{
    uint32_t n, own = sayso__claim_own_party(p, i);
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    if (n && (denies_doing(p, i, c) || (names_event(p, i, c) && sayso__denial_side(p, i)) ||
              (p->out->claim[i].act != SAYSO_ACT_DISPUTE && own_forces(p, c)))) {
        sayso__party_set(p, i, SAYSO_PARTY_SELF, SAYSO_STANCE_DENIES);
        return;
    }
    if (!n || c[0].end - c[0].beg > 8)
        return;
    static const char *const message[] = {"message", "email", "e-mail", "video",
                                          "letter",  "post",  "boast",  NULL};
    uint32_t claimant = SAYSO_NONE;
    bool claimed = false;
    for (uint32_t t = c[0].beg; t < c[0].end; t++) {
        uint32_t m = p->inside[t];
        uint32_t a = m == SAYSO_NONE ? SAYSO_NONE : p->mentions->mention[m].actor;
        if (a < p->attrs->n_actor && p->claimant[a])
            claimant = a;
        claimed |= p->clue[t] & SAYSO_CLUE_CLAIMED && !p->reading[i].n_figure;
        claimed |= sayso__clue_lemma_in(p, t, message) && sayso__party_is_doubt(p, i);
    }
    if (is_it(p, c) && answers_for(p, i))
        return;
    bool any = is_it(p, c) && (was_charged(p, i) || sayso__denial_accused(p, i));
    if (claimant == SAYSO_NONE)
        claimant = p->last_claimant;
    if (claimed && claimant != SAYSO_NONE && claimant != own)
        sayso__party_set(p, i, claimant,
                         sayso__party_is_doubt(p, i) ? SAYSO_STANCE_DOUBTS : SAYSO_STANCE_DENIES);
    else if (any || (is_charge(p, c) && (was_charged(p, i) || sayso__denial_accused(p, i) ||
                                         (names_charge(p, c) && sayso__denial_side(p, i)))))
        sayso__party_set(p, i, SAYSO_PARTY_SELF, SAYSO_STANCE_DENIES);
}

/* "Called this a fantasy", "described the allegation as slander": the accused gives the charge a
 * name. After a denial of its own in the same block it only comments. */
bool sayso__denial_brushes_off(sayso_claim_part *p, uint32_t i)
{
    static const char *const it[] = {"this", "that", "it", "these", "attribution", NULL};
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    if (!n || !(p->reading[i].cue_flags & SAYSO_CUE_LABEL))
        return false;
    bool charge = false, charged = was_charged(p, i), accused = sayso__denial_accused(p, i);
    for (uint32_t t = c[0].beg; t < c[0].end && t < c[0].beg + 3; t++) {
        charge |=
            (charged || accused || sayso__denial_side(p, i)) && p->clue[t] & SAYSO_CLUE_CHARGE;
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
bool sayso__denial_in_words(sayso_claim_part *p, uint32_t i)
{
    static const char *const verb[] = {"reject", "deny", "refute", "dispute", "dismiss", NULL};
    static const char *const untrue[] = {"false",      "untrue",      "baseless",  "absurd",
                                         "nonsense",   "unfounded",   "lie",       "ridiculous",
                                         "groundless", "fabrication", "invention", "fiction",
                                         "one-sided",  "biased",      "flawed",    "wrong",
                                         "incorrect",  "unjust",      "unfair",    "politically",
                                         NULL};
    static const char *const said[] = {"claim",   "report",  "suggestion", "story",
                                       "version", "finding", "conclusion", "verdict",
                                       "ruling",  "this",    NULL};
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    const sayso_reading *r = p->reading + i;
    if (!n || r->question || r->negative || r->length > 16 ||
        !(sayso__denial_accused(p, i) || sayso__denial_side(p, i)))
        return false;
    bool first = false, turns = false, charge = false, wrong = false;
    for (uint32_t t = c[0].beg; t < c[0].end; t++) {
        first |= t < c[0].beg + 3 && p->clue[t] & SAYSO_CLUE_FIRST;
        turns |= first && t < c[0].beg + 6 && sayso__clue_lemma_in(p, t, verb);
        charge |= (p->clue[t] & SAYSO_CLUE_CHARGE) ||
                  (t < c[0].beg + 4 && sayso__clue_lemma_in(p, t, said));
        wrong |= sayso__clue_lemma_in(p, t, untrue);
    }
    if (!charge || !(turns || (wrong && (was_charged(p, i) || sayso__denial_accused(p, i)))))
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

/* "We did not", "it was not", "there was no": in the past, at once. */
static bool was_not(const sayso_claim_part *p, uint32_t t, uint32_t end)
{
    bool self = sayso__clue_is(p, t, "we") || sayso__clue_is(p, t, "it") ||
                sayso__clue_is(p, t, "there") || sayso__clue_is(p, t, "they");
    return self && t + 2 < end && p->tags->xpos[t + 1] == SAYSO_XPOS_VBD &&
           p->clue[t + 2] & SAYSO_CLUE_NEGATIVE && !sayso__clue_is(p, t + 3, "aware");
}

bool sayso__denial_unsure(const sayso_claim_part *p, uint32_t beg, uint32_t end)
{
    static const char *const unsure[] = {"yet",       "possible", "clear",   "know",    "known",
                                         "say",       "rule",     "exclude", "early",   "comment",
                                         "establish", "able",     "sure",    "certain", "far",
                                         "suspect",   "blame",    NULL};
    return sayso__clue_lemma_within(p, beg, end, unsure);
}

/* A body that is no party to a quarrel tells what it did not find: an institute, a guild. */
static bool is_onlooker(const sayso_claim_part *p, uint32_t i, bool firm)
{
    uint32_t own = p->reading[i].party;
    return !firm && own != SAYSO_NONE && p->attrs->actor[own].class_ == SAYSO_CLASS_OTHER &&
           !sayso__denial_accused(p, i) && !is_quarrel(p, i);
}

/* "No such order was ever given", "there was none", "none of its buses carried gas", "that isn't
 * so": a side says no to what others tell, whoever did it. */
bool sayso__denial_says_no(sayso_claim_part *p, uint32_t i)
{
    static const char *const open[] = {"no",    "none", "nobody",  "nothing",
                                       "never", "not",  "neither", NULL};
    static const char *const subject[] = {"it", "we", "there", "they", "that", "he", "she", NULL};
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    const sayso_reading *r = p->reading + i;
    uint8_t who = p->out->claim[i].source_type;
    bool official = who == SAYSO_SOURCE_NAMED_OFFICIAL || who == SAYSO_SOURCE_SPOKESPERSON;
    if (!n || !r->negative || r->n_figure || r->question || r->clue & SAYSO_CLUE_FUTURE ||
        !(sayso__denial_side(p, i) || official) || p->out->claim[i].act != SAYSO_ACT_ASSERT)
        return false;
    uint32_t t = c[0].beg;
    while (t < c[0].end && (p->tags->upos[t] == SAYSO_UPOS_PUNCT || sayso__clue_is(p, t, "that")) &&
           !(sayso__clue_is(p, t, "that") && sayso__clue_lemma(p, t + 1, "be")))
        t++;
    bool no = sayso__clue_lemma_in(p, t, open);
    if (sayso__clue_lemma_in(p, t, subject))
        for (uint32_t k = t + 1; k < c[0].end && k < t + 4; k++)
            no |= (p->clue[k] & SAYSO_CLUE_NEGATIVE) != 0;
    no = no && !sayso__denial_unsure(p, c[0].beg, c[0].end < t + 8 ? c[0].end : t + 8);
    bool firm = r->cue_flags & SAYSO_CUE_INSIST, brief = r->length <= 6;
    for (uint32_t k = c[0].beg; firm && k < c[0].end && k < c[0].beg + 6; k++)
        no |= (p->clue[k] & SAYSO_CLUE_NEGATIVE) != 0;
    if (!no || blames_nobody(p, i) || is_onlooker(p, i, firm || brief) ||
        !(firm || brief || is_quarrel(p, i) || nothing_was(p, c) || was_not(p, t, c[0].end)))
        return false;
    p->out->claim[i].act = SAYSO_ACT_DENY;
    return true;
}

/* Right after turning something down, or taking it back, the same party says no in its own words:
 * "dismissed the figure. 'There was nobody there'". */
bool sayso__denial_says_no_again(sayso_claim_part *p, uint32_t i)
{
    if (i == 0 || !sayso__context_continues(p, i - 1, i) ||
        p->reading[i].block != p->reading[i - 1].block)
        return false;
    const sayso_claim *before = p->out->claim + i - 1;
    bool no = sayso__denial_opens_negative(p, i) ||
              (before->act == SAYSO_ACT_RETRACT && p->reading[i].negative &&
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

/* "Last winter's leaflet is not ours", "that letter did not come from us": whoever claimed a deed,
 * or is accused of it, has no part in it. */
bool sayso__denial_not_ours(sayso_claim_part *p, uint32_t i)
{
    uint32_t n, own = sayso__claim_own_party(p, i);
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    if (!n || own == SAYSO_NONE || p->reading[i].n_figure || p->reading[i].question ||
        p->reading[i].clue & SAYSO_CLUE_FUTURE)
        return false;
    bool took_back = i > 0 && p->out->claim[i - 1].act == SAYSO_ACT_RETRACT &&
                     sayso__context_continues(p, i - 1, i);
    if (!p->accused[own] && !p->claimant[own] && !took_back)
        return false;
    bool no = false;
    for (uint32_t t = c[0].beg; t < c[0].end && t < c[0].beg + 12; t++) {
        no |= (p->clue[t] & SAYSO_CLUE_NEGATIVE) != 0;
        bool ours = sayso__clue_is(p, t, "ours") ||
                    (t > c[0].beg && sayso__clue_is(p, t, "us") &&
                     (sayso__clue_is(p, t - 1, "from") || sayso__clue_is(p, t - 1, "by")));
        if (no && ours) {
            p->out->claim[i].act = SAYSO_ACT_DENY;
            sayso__party_set(p, i, SAYSO_PARTY_SELF, SAYSO_STANCE_DENIES);
            return true;
        }
    }
    return false;
}
