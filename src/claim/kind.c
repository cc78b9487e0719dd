/* kind.c -- what a claim is about, how certain it is, and its codes elsewhere.  Layer: claim. */
#include "claim/claim_part.h"
#include "lexica.h"

/* Kind by the act alone, 0 where the content decides. */
static uint8_t kind_of_act(const sayso_claim_part *p, uint32_t i)
{
    const sayso_claim *c = p->out->claim + i;
    switch (c->act) {
    case SAYSO_ACT_DEMAND:
    case SAYSO_ACT_APPEAL: return SAYSO_KIND_DEMAND;
    case SAYSO_ACT_CLAIM_RESPONSIBILITY: return SAYSO_KIND_RESPONSIBILITY;
    case SAYSO_ACT_PREDICT: return SAYSO_KIND_FORECAST;
    case SAYSO_ACT_PLEDGE: return SAYSO_KIND_INTENT;
    case SAYSO_ACT_WARN: return SAYSO_KIND_WARNING;
    case SAYSO_ACT_CORRECT: return SAYSO_KIND_FIGURE;
    case SAYSO_ACT_THREATEN:
        return p->reading[i].conditional ? SAYSO_KIND_CONDITION : SAYSO_KIND_INTENT;
    case SAYSO_ACT_QUESTION:
        return c->source_type == SAYSO_SOURCE_VICTIM_FAMILY ? 0 : SAYSO_KIND_POSITION;
    case SAYSO_ACT_CONDEMN: return SAYSO_KIND_POSITION;
    default: return 0;
    }
}

/* Money, percentages and people counted; or a short "the toll", "the lower number". */
static bool counts(const sayso_claim_part *p, uint32_t i)
{
    const sayso_reading *r = p->reading + i;
    uint32_t people = SAYSO_CLUE_DEAD | SAYSO_CLUE_HURT;
    if (r->n_figure || (r->n_amount && r->clue & (SAYSO_CLUE_TALLY | SAYSO_CLUE_PAY)))
        return true;
    if (r->clue & SAYSO_CLUE_TALLY && r->length <= 6)
        return true;
    return r->clue & SAYSO_CLUE_TALLY && r->clue & people && !(r->clue & SAYSO_CLUE_CAUSE);
}

/* An evaluation, and no report of what happened. */
static bool opines(const sayso_reading *r)
{
    return r->clue & SAYSO_CLUE_OPINION &&
           !(r->clue & (SAYSO_CLUE_HARM | SAYSO_CLUE_DEAD | SAYSO_CLUE_UPKEEP));
}

/* "It is not known who fired first", "who did it remains unclear": the open question itself. */
static bool asks_who(const sayso_claim_part *p, uint32_t i)
{
    static const char *const open[] = {"unclear",   "unknown",   "uncertain", "speculate",
                                       "establish", "determine", "early",     "soon",
                                       "possible",  "ask",       "disputed",  NULL};
    const sayso_reading *r = p->reading + i;
    uint32_t n, len;
    bool who = false, unsaid = r->negative || r->clue & SAYSO_CLUE_EARLY ||
                               p->out->claim[i].act == SAYSO_ACT_DECLINE_COMMENT;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = c[k].beg; t < c[k].end; t++) {
            for (const char *const *w = open; *w; w++)
                unsaid |= sayso__clue_lemma(p, t, *w);
            bool asked =
                sayso__clue_is(p, t, "who") && (t == c[k].beg || p->inside[t - 1] == SAYSO_NONE);
            for (uint32_t j = t + 1; asked && j < c[k].end && j < t + 4; j++)
                who |= sayso__clue_phrase(p, &sayso__lex_blame, j, c[k].end, &len) != NULL;
        }
    return who && unsaid;
}

/* "We accuse nobody", "too early to name anyone", "withdrew its accusation". */
static bool on_blame(const sayso_claim_part *p, uint32_t i)
{
    static const char *const blame[] = {"accuse", "blame", "name", "responsible", "point", NULL};
    static const char *const who[] = {"nobody", "anybody", "anyone", "no-one", "one", NULL};
    const sayso_claim *c = p->out->claim + i;
    uint32_t n;
    bool blames = false, nobody = false, party = false;
    const sayso_piece *x = sayso__attr_content(p->attrs, i, &n);
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = x[k].beg; t < x[k].end; t++) {
            party |= p->clue[t] & SAYSO_CLUE_INVOLVED && p->clue[t] & SAYSO_CLUE_CHARGE;
            for (const char *const *w = blame; *w; w++)
                blames |= sayso__clue_lemma(p, t, *w);
            for (const char *const *w = who; *w; w++)
                nobody |= sayso__clue_lemma(p, t, *w);
        }
    bool label = p->reading[i].cue_flags & SAYSO_CUE_LABEL;
    bool speaks_up =
        c->source_type != SAYSO_SOURCE_UNNAMED_PERSON && c->source_type != SAYSO_SOURCE_WITNESS;
    if ((c->act == SAYSO_ACT_REJECT || c->act == SAYSO_ACT_DENY) && !label &&
        p->reading[i].length <= 6)
        return p->reading[i].clue & SAYSO_CLUE_CHARGE;
    if (c->act == SAYSO_ACT_ALLEGE && p->reading[i].cue_flags == 0)
        return p->reading[i].clue & (SAYSO_CLUE_EVENT | SAYSO_CLUE_HARM);
    if (c->act == SAYSO_ACT_RETRACT)
        return party || blames || (p->reading[i].length <= 6 && !label && speaks_up) ||
               p->reading[i].clue & SAYSO_CLUE_CHARGE;
    return blames && (nobody || p->reading[i].negative) && !p->reading[i].n_figure;
}

/* In a report of a warning, the letter is the warning. */
static bool has_letter(const sayso_claim_part *p, uint32_t i)
{
    static const char *const what[] = {"letter", "memo", "email", "e-mail", "tip", "notice", NULL};
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = c[k].beg; t < c[k].end && t < c[k].beg + 8; t++)
            for (const char *const *w = what; *w; w++)
                if (sayso__clue_lemma(p, t, *w))
                    return true;
    return false;
}

/* "it was reviewing its records": something under way. */
static bool goes_on(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    uint8_t who = p->out->claim[i].source_type;
    if (who == SAYSO_SOURCE_WITNESS || who == SAYSO_SOURCE_UNNAMED_PERSON)
        return false; /* they tell what was going on then */
    for (uint32_t t = n ? c[0].beg : 0; n && t + 1 < c[0].end && t < c[0].beg + 6; t++) {
        bool still = sayso__clue_is(p, t + 1, "still");
        uint32_t verb = t + 1 + still;
        if (sayso__clue_lemma(p, t, "be") && verb < c[0].end &&
            p->tags->xpos[verb] == SAYSO_XPOS_VBG)
            return true;
    }
    return false;
}

/* "A poll is not a verdict": quoted words in the present tense that tell of nothing that happened.
 */
static bool muses(const sayso_claim_part *p, uint32_t i)
{
    uint32_t told = SAYSO_CLUE_EVENT | SAYSO_CLUE_DEAD | SAYSO_CLUE_HURT | SAYSO_CLUE_HARM |
                    SAYSO_CLUE_SENSE | SAYSO_CLUE_FUTURE | SAYSO_CLUE_WEAPON | SAYSO_CLUE_IMAGERY;
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    if (p->attrs->attribution[i].quote_type != SAYSO_QUOTE_DIRECT || p->reading[i].clue & told ||
        p->reading[i].n_figure || p->out->claim[i].source_type == SAYSO_SOURCE_WITNESS)
        return false;
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = c[k].beg; t < c[k].end; t++) {
            uint8_t x = p->tags->xpos[t];
            if (x == SAYSO_XPOS_VBD || x == SAYSO_XPOS_MD || x == SAYSO_XPOS_VB)
                return false;
            if (x == SAYSO_XPOS_VBZ || x == SAYSO_XPOS_VBP)
                return !sayso__clue_lemma(p, t, "have");
        }
    return false;
}

/* "Called it a matchbox"; but "described how it began" tells of it. */
static bool is_named(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    return n && p->reading[i].cue_flags & SAYSO_CUE_LABEL && !sayso__clue_is(p, c[0].beg, "how");
}

/* "Counts 190", "estimates the loss at 9,000 tonnes": the cue itself counts. */
static bool tallies(const sayso_claim_part *p, uint32_t i)
{
    static const char *const verb[] = {"count", "estimate", "tally", "put", "list", "number", NULL};
    uint32_t n, cue = p->attrs->attribution[i].cue_head;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    bool counts = false;
    for (const char *const *w = verb; *w; w++)
        counts |= sayso__clue_lemma(p, cue, *w);
    for (uint32_t k = 0; counts && k < n; k++)
        for (uint32_t t = c[k].beg; t < c[k].end; t++)
            if (p->figure_at[t] != SAYSO_NONE || p->tags->upos[t] == SAYSO_UPOS_NUM)
                return true;
    return false;
}

/* A word of state that is none of a deed done: "is closed", not "had closed it". */
static bool tells_state(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = c[k].beg; t < c[k].end; t++) {
            bool had = p->tags->xpos[t] == SAYSO_XPOS_VBN && t >= c[k].beg + 2 &&
                       (sayso__clue_is(p, t - 1, "had") ||
                        (sayso__clue_is(p, t - 1, "been") && sayso__clue_is(p, t - 2, "had")));
            if (p->clue[t] & SAYSO_CLUE_STATE && p->tags->xpos[t] != SAYSO_XPOS_VBD && !had)
                return true;
        }
    return false;
}

/* Kind by the content's words; the order says which topic wins. 0 if they say nothing. */
static uint8_t kind_of_words(const sayso_claim_part *p, uint32_t i)
{
    const sayso_reading *r = p->reading + i;
    uint32_t clue = r->clue;
    if (clue & SAYSO_CLUE_WARNING || r->belittles || (p->warned && has_letter(p, i)))
        return SAYSO_KIND_WARNING;
    if (clue & SAYSO_CLUE_IDENTITY)
        return SAYSO_KIND_IDENTITY;
    if (clue & SAYSO_CLUE_INTENT && !(clue & SAYSO_CLUE_STATE))
        return SAYSO_KIND_INTENT;
    if (clue & SAYSO_CLUE_CAUSE)
        return SAYSO_KIND_CAUSE;
    if (opines(r))
        return SAYSO_KIND_POSITION;
    if (goes_on(p, i))
        return SAYSO_KIND_STATUS;
    if (clue & SAYSO_CLUE_UPKEEP)
        return SAYSO_KIND_CONDITION;
    bool state = clue & (SAYSO_CLUE_INQUIRY | SAYSO_CLUE_EARLY) || tells_state(p, i);
    if (state && !(clue & SAYSO_CLUE_SENSE))
        return SAYSO_KIND_STATUS;
    return 0;
}

/* Words that only point back: "on that allegation", "his account", "nothing to add". */
static bool points_back(const sayso_claim_part *p, uint32_t i)
{
    static const char *const back[] = {"remark",  "comment", "account", "report", "survey", "poll",
                                       "finding", "add",     "matter",  "it",     "this",   NULL};
    const sayso_reading *r = p->reading + i;
    uint32_t n, from = 0;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    if (n && c[0].end - c[0].beg > 1 && sayso__clue_is(p, c[0].beg, "to"))
        from = c[0].beg + 2; /* "to comment" belongs to the refusal */
    uint32_t length = r->length - (from ? 2 : 0);
    if (length > 6 || (r->clue & SAYSO_CLUE_CAUSE && !(r->clue & SAYSO_CLUE_CHARGE)))
        return false;
    if (r->clue & (SAYSO_CLUE_CHARGE | SAYSO_CLUE_CLAIMED) || length == 0)
        return true;
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = c[k].beg; t < c[k].end; t++)
            for (const char *const *w = back; *w; w++)
                if (t >= from && sayso__clue_lemma(p, t, *w))
                    return true;
    return false;
}

/* The kind of the claim pointed at: the last one of an actor that is named ("the minister's
 * remarks"), else the one before. */
static uint8_t kind_before(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n, who = SAYSO_NONE;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    for (uint32_t t = n ? c[0].beg : 0; n && t < c[0].end && t < c[0].beg + 8; t++)
        if (p->inside[t] != SAYSO_NONE && who == SAYSO_NONE)
            who = p->mentions->mention[p->inside[t]].actor;
    for (uint32_t j = i, step = 0; who != SAYSO_NONE && j-- > 0 && step < 12; step++)
        if (p->attrs->attribution[j].source_actor == who)
            return p->out->claim[j].kind;
    if (i == 0 || p->reading[i].block - p->reading[i - 1].block > 1)
        return 0;
    return p->out->claim[i - 1].kind;
}

/* "Who they were", "by whom". */
static bool opens_with_who(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    for (uint32_t t = n ? c[0].beg : 0; n && t < c[0].end && t < c[0].beg + 3; t++)
        if (sayso__clue_is(p, t, "who") || sayso__clue_is(p, t, "whom"))
            return true;
    return false;
}

/* "38 tickets were sold", "26 survived": a number opens a short statement, or is its point. */
static bool is_count(const sayso_claim_part *p, uint32_t i)
{
    const sayso_reading *r = p->reading + i;
    uint32_t n, f = SAYSO_NONE,
                other = SAYSO_CLUE_CAUSE | SAYSO_CLUE_INTENT | SAYSO_CLUE_WARNING |
                        SAYSO_CLUE_SENSE | SAYSO_CLUE_UPKEEP;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    if (!n || r->length > 14 || r->clue & other)
        return false;
    for (uint32_t t = c[0].beg; t < c[0].end && f == SAYSO_NONE; t++)
        f = p->figure_at[t];
    if (f == SAYSO_NONE || p->mentions->figure[f].measure != SAYSO_MEASURE_COUNT)
        return false;
    const sayso_figure *x = p->mentions->figure + f;
    double size = x->best.known ? x->best.v : x->low.known ? x->low.v : x->high.v;
    return size >= 10 || (p->figure_at[c[0].beg] == f && r->length <= 6);
}

static bool any_token(const sayso_claim_part *p, uint32_t i,
                      bool (*f)(const sayso_claim_part *, uint32_t))
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = c[k].beg; t < c[k].end; t++)
            if (f(p, t))
                return true;
    return false;
}

/* "Rejects ultimatums", "confirmed the request". */
static bool is_request(const sayso_claim_part *p, uint32_t i)
{
    static const char *const what[] = {"request",  "ultimatum", "demand", "call",
                                       "proposal", "plea",      "appeal", NULL};
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    for (uint32_t t = n ? c[0].beg : 0; n && t < c[0].end && t < c[0].beg + 4; t++)
        if (p->tags->upos[t] == SAYSO_UPOS_NOUN && sayso__clue_lemma_in(p, t, what))
            return true;
    return false;
}

/* "Out of order", "in poor condition": how a thing was kept. */
static bool is_order(const sayso_claim_part *p, uint32_t t)
{
    bool of = t > 1 && (sayso__clue_is(p, t - 1, "of") || sayso__clue_is(p, t - 1, "in"));
    return of && (sayso__clue_is(p, t, "order") || sayso__clue_is(p, t, "repair"));
}

static uint8_t kind_of_content(const sayso_claim_part *p, uint32_t i)
{
    const sayso_claim *c = p->out->claim + i;
    bool declines = c->act == SAYSO_ACT_DECLINE_COMMENT;
    uint8_t kind = 0;
    if (p->reading[i].conditional && !declines)
        return SAYSO_KIND_CONDITION;
    if (p->reading[i].is_poll || (declines && p->reading[i].clue & SAYSO_CLUE_SURVEY))
        return SAYSO_KIND_POSITION;
    if ((c->act == SAYSO_ACT_REJECT || c->act == SAYSO_ACT_CONFIRM) && is_request(p, i))
        return SAYSO_KIND_DEMAND;
    if (on_blame(p, i) || asks_who(p, i))
        return SAYSO_KIND_RESPONSIBILITY;
    if (counts(p, i) || tallies(p, i))
        return SAYSO_KIND_FIGURE;
    bool turned_down = declines || c->act == SAYSO_ACT_REJECT || c->act == SAYSO_ACT_DISPUTE;
    if (turned_down && points_back(p, i) && !(p->reading[i].clue & SAYSO_CLUE_WARNING))
        kind = kind_before(p, i);
    if (!kind && any_token(p, i, is_order))
        kind = SAYSO_KIND_CONDITION;
    if (!kind)
        kind = kind_of_words(p, i);
    if (!kind && declines && opens_with_who(p, i))
        kind = SAYSO_KIND_IDENTITY;
    if (!kind && declines && p->reading[i].length <= 8)
        kind = SAYSO_KIND_CAUSE;
    if (!kind && !declines && is_count(p, i))
        kind = SAYSO_KIND_FIGURE;
    if (!kind && !declines && (is_named(p, i) || muses(p, i)))
        kind = SAYSO_KIND_POSITION;
    return kind ? kind : SAYSO_KIND_OCCURRENCE;
}

/* "They accused us in a day": a complaint, and no accusation. */
static bool accuses_us(const sayso_claim_part *p, uint32_t t)
{
    bool accuses = sayso__clue_lemma(p, t, "accuse") || sayso__clue_lemma(p, t, "blame");
    return accuses && (sayso__clue_is(p, t + 1, "us") || sayso__clue_is(p, t + 1, "me"));
}

void sayso__claim_kind(sayso_claim_part *p, uint32_t i)
{
    sayso_claim *c = p->out->claim + i;
    uint8_t kind = kind_of_act(p, i);
    bool sure = kind || (p->reading[i].conditional && c->act != SAYSO_ACT_DECLINE_COMMENT);
    if (p->reading[i].follows < i)
        kind = p->out->claim[p->reading[i].follows].kind;
    if (!kind && c->stance) {
        kind = SAYSO_KIND_RESPONSIBILITY;
        sure = true;
    }
    if (!kind)
        kind = p->reading[i].hint;
    if (!kind)
        kind = kind_of_content(p, i);
    sure |= kind == SAYSO_KIND_POSITION && any_token(p, i, accuses_us);
    c->kind = sure ? kind : sayso__kind_judge(p, i, kind);
}

/* ---- factuality --------------------------------------------------------------------------------
 */

/* The strongest hedge of the content: bits of data/hedges.tsv. */
static uint32_t hedges(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n, len, found = 0;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = c[k].beg; t < c[k].end; t++) {
            const sayso_lexicon_entry *e =
                sayso__clue_phrase(p, &sayso__lex_hedges, t, c[k].end, &len);
            found |= e && p->tags->upos[t] != SAYSO_UPOS_PROPN ? e->value[0] : 0;
        }
    return found;
}

/* How certain the source makes it (FactBank: CT, PR, PS, with polarity; Uu: not committed). */
void sayso__claim_factuality(sayso_claim_part *p, uint32_t i)
{
    sayso_claim *c = p->out->claim + i;
    const sayso_reading *r = p->reading + i;
    uint32_t hedge = hedges(p, i);
    bool minus = c->act == SAYSO_ACT_DENY || c->act == SAYSO_ACT_REJECT ||
                 c->act == SAYSO_ACT_DISPUTE || c->act == SAYSO_ACT_RETRACT;
    switch (c->act) {
    case SAYSO_ACT_DECLINE_COMMENT:
    case SAYSO_ACT_QUESTION:
    case SAYSO_ACT_INVESTIGATE:
    case SAYSO_ACT_DEMAND:
    case SAYSO_ACT_APPEAL: c->factuality = SAYSO_FACT_UU; return;
    case SAYSO_ACT_SUSPECT:
        c->factuality = hedge & 1 ? SAYSO_FACT_PR_PLUS : SAYSO_FACT_PS_PLUS;
        return;
    default: break;
    }
    if (r->conditional)
        c->factuality = SAYSO_FACT_UU;
    else if (hedge & 2)
        c->factuality = minus ? SAYSO_FACT_PS_MINUS : SAYSO_FACT_PS_PLUS;
    else if (hedge & 1 || r->cue_flags & SAYSO_CUE_BELIEF || c->act == SAYSO_ACT_PREDICT)
        c->factuality = minus ? SAYSO_FACT_PR_MINUS : SAYSO_FACT_PR_PLUS;
    else
        c->factuality = minus ? SAYSO_FACT_CT_MINUS : SAYSO_FACT_CT_PLUS;
}
