/* context.c -- who is held responsible, by what was said before.  Layer: claim.
 *
 * "We are not behind this" after an accusation, "the claim" after a claim of responsibility, "There
 * is no such switch" in answer to one: such words name nobody, and go on, turn down or take back
 * what a claim before them said. */
#include "claim/context_part.h"

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
bool sayso__context_continues(const sayso_claim_part *p, uint32_t j, uint32_t i)
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

/* Do quoted words open in the speaker's own person: "We measured the cracks"? */
static bool opens_own(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    for (uint32_t t = n ? c[0].beg : 0; n && t < c[0].end && t < c[0].beg + 3; t++)
        if (p->clue[t] & SAYSO_CLUE_FIRST)
            return true;
    return false;
}

/* Is there a negative anywhere in the content? */
static bool says_not(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = c[k].beg; t < c[k].end; t++)
            if (p->clue[t] & SAYSO_CLUE_NEGATIVE)
                return true;
    return false;
}

static bool opens_quoted(const sayso_claim_part *p, const sayso_piece *c)
{
    return p->tags->upos[c->beg] == SAYSO_UPOS_PUNCT ||
           (c->beg > 0 && p->tags->upos[c->beg - 1] == SAYSO_UPOS_PUNCT &&
            !sayso__clue_is(p, c->beg - 1, ",") && !sayso__clue_is(p, c->beg - 1, "."));
}

/* Quoted words in the block of an accusation, or of a denial, are its illustration: "accused the
 * army. 'This was an execution squad in uniform'", "denied it. 'We fight soldiers, not priests'".
 */
static bool echoes(const sayso_claim_part *p, uint32_t j, uint32_t i)
{
    const sayso_reading *b = p->reading + i;
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    if (!n || b->block != p->reading[j].block ||
        p->attrs->attribution[i].quote_type != SAYSO_QUOTE_DIRECT || !opens_quoted(p, c) ||
        b->n_figure || b->question || b->clue & SAYSO_CLUE_FUTURE)
        return false;
    if (p->out->claim[j].stance == SAYSO_STANCE_ASSERTS)
        return !b->negative && !opens_own(p, i);
    return says_not(p, i) && !sayso__denial_own_thing(p, c);
}

/* Does claim i, by its words, go on saying what claim j of the same party said of itself or of
 * another? last: it has said nothing in between. */
static bool goes_on(const sayso_claim_part *p, uint32_t j, uint32_t i, bool last)
{
    const sayso_claim *a = p->out->claim + j;
    const sayso_reading *b = p->reading + i;
    if (sayso__claim_takes_back(p, i))
        return false;
    bool own = p->reading[j].about_self, quoted = sayso__claim_is_quoted(p->attrs, i);
    bool future = b->clue & SAYSO_CLUE_FUTURE;
    bool named = names(p, i, a->responsible);
    if (a->stance == SAYSO_STANCE_ASSERTS && own)
        return (b->self_first || quoted) && !b->n_figure && !b->question && !future;
    if (a->stance == SAYSO_STANCE_DENIES && own)
        return (quoted && !future && denies_in_person(p, i)) || (last && echoes(p, j, i));
    if (a->stance == SAYSO_STANCE_DENIES)
        return (named && b->negative) || (quoted && !b->self_first);
    bool more =
        last && points_at_it(p, i) && !future && !b->n_figure && !b->question && !b->self_first;
    return quoted && (named || more || (last && echoes(p, j, i)));
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

/* A rebuttal: just after a claim of responsibility, or a dispute of one, another party says in its
 * own words that it cannot be. */
static bool rebuts(sayso_claim_part *p, uint32_t i)
{
    const sayso_claim *c = p->out->claim;
    if (p->reading[i].n_figure || !(sayso__denial_opens_negative(p, i) || p->reading[i].doubts))
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
        !sayso__claim_is_quoted(p->attrs, i) || !points_at_it(p, i))
        return;
    const sayso_claim *before = c - 1;
    bool accuser =
        p->reading[i - 1].party != SAYSO_NONE && /* "they" are not who accused just now */
        p->reading[i].block == p->reading[i - 1].block &&
        sayso__claim_root(p, c->responsible) == p->reading[i - 1].party;
    if (!accuser && !sayso__context_continues(p, i - 1, i))
        return;
    if (before->stance == SAYSO_STANCE_ASSERTS && !p->reading[i - 1].about_self)
        c->responsible = before->responsible;
}

/* "Laid the blame on X. Its chairman charged that it had removed the props": X again. */
static bool charges_on(sayso_claim_part *p, uint32_t i)
{
    const sayso_claim *c = p->out->claim + i;
    if (i == 0 || c->act != SAYSO_ACT_ALLEGE || !points_at_it(p, i) ||
        p->reading[i].block - p->reading[i - 1].block > 1)
        return false;
    const sayso_claim *before = c - 1;
    bool own = before->stance && sayso__claim_root(p, before->responsible) == p->reading[i].party;
    if (own ||
        (!sayso__context_continues(p, i - 1, i) && p->reading[i].block != p->reading[i - 1].block))
        return false;
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
    if (c->stance || r->conditional || !sayso__party_may_blame(c->act) ||
        sayso__claim_takes_back(p, i) || shares_blame(p, i) || charges_on(p, i) ||
        sayso__own_boasts(p, i))
        return;
    if (r->cue_flags & SAYSO_CUE_LABEL && sayso__denial_brushes_off(p, i))
        return;
    if (sayso__party_turns_down(c->act)) {
        sayso__denial_turned_down(p, i);
        return;
    }
    if (sayso__own_bows(p, i) || sayso__own_fault(p, i) || sayso__own_leaves_open(p, i) ||
        !(r->cue_flags & SAYSO_CUE_GENERIC))
        return;
    if (sayso__denial_not_ours(p, i) || repeats_charge(p, i) || sayso__own_work(p, i) ||
        sayso__denial_in_words(p, i))
        return;
    if (sayso__own_repeats_claim(p, i) || sayso__own_tells_deed(p, i) ||
        sayso__denial_says_no_again(p, i))
        return;
    bool last = true;
    for (uint32_t j = i, step = 0; j-- > 0 && step < 4; step++) {
        if (!sayso__context_continues(p, j, i))
            continue;
        if (p->out->claim[j].act == SAYSO_ACT_RETRACT)
            break;
        if (p->out->claim[j].stance && carry_on(p, j, i, last))
            return;
        last = false;
    }
    if (!rebuts(p, i) && !disbelieves(p, i) && !sayso__denial_clears_forces(p, i) &&
        !sayso__denial_charge(p, i))
        sayso__denial_says_no(p, i);
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
    if (c->act != SAYSO_ACT_RETRACT || r->from_version)
        return;
    if (!(r->cue_flags & SAYSO_CUE_GENERIC)) {
        clears(p, i);
        return;
    }
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

/* "League", "anti-immigrant Home Soil League": its last word has a capital. */
static bool is_capital(sayso_str name)
{
    uint32_t at = name.n;
    while (at > 0 && name.p[at - 1] != ' ')
        at--;
    return at < name.n && name.p[at] >= 'A' && name.p[at] <= 'Z';
}

/* Whoever is accused is so under all his names, and with him whom he speaks for. */
static void accuse(sayso_claim_part *p, uint32_t who)
{
    const sayso_actor *v = p->attrs->actor;
    if (p->accused[who])
        return;
    p->accused[who] = true;
    for (uint32_t k = 0; k < p->attrs->n_actor && k < 300; k++)
        if ((v[k].named || is_capital(v[k].name)) && (v[who].named || is_capital(v[who].name)) &&
            is_same_name(v[k].name, v[who].name))
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
        else if (c->stance == SAYSO_STANCE_DENIES && sayso__party_turns_down(c->act))
            sayso__party_set(p, i, c->responsible, c->stance); /* "any of the men", now accused */
        context_of(p, i);
        wrong_about(p, i);
        if (c->stance && c->act != SAYSO_ACT_ADMIT)
            sayso__claim_refine(p, i);
        sayso__act_answer(p, i);
        remember(p, i);
    }
}
