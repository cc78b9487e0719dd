/* said.c -- on which day was it said?  Layer: claim.
 *
 * The day is that of the time expression that stands with the cue: in its sentence, outside of the
 * content, nearest to the cue and not behind another cue. What is said at the same occasion (the
 * same party, the next sentences of the paragraph) takes the day of the claim beside it, unless its
 * verb is in the perfect or the present: "has denied", "insists". */
#include "claim/claim_part.h"

static bool in_any_content(const sayso_claim_part *p, uint32_t from, uint32_t tok, uint32_t sent)
{
    for (uint32_t i = from; i < p->attrs->n_attribution; i++) {
        if (p->attrs->attribution[i].sent > sent + 1)
            break;
        if (sayso__claim_in_content(p, i, tok))
            return true;
    }
    return false;
}

static uint32_t distance(uint32_t a, uint32_t b)
{
    return a > b ? a - b : b - a;
}

/* The time belongs to another cue of the sentence: one that lies between, or is nearer. */
static bool is_of_other_cue(const sayso_claim_part *p, uint32_t i, uint32_t cue, uint32_t tok)
{
    const sayso_attribution *all = p->attrs->attribution;
    uint32_t sent = all[i].sent;
    uint32_t from = i, to = i + 1;
    while (from > 0 && all[from - 1].sent == sent)
        from--;
    while (to < p->attrs->n_attribution && all[to].sent == sent)
        to++;
    for (uint32_t j = from; j < to; j++)
        if (j != i && all[j].cue_head != SAYSO_NONE && all[j].cue_head != cue &&
            distance(all[j].cue_head, tok) < distance(cue, tok))
            return true;
    return false;
}

static bool one_day(const sayso_timex *t)
{
    const int32_t year_1900 = -25567;
    return t->first >= year_1900 && (t->type == SAYSO_TIMEX_DATE || t->type == SAYSO_TIMEX_TIME) &&
           t->last != SAYSO_NO_DAY && t->last - t->first <= 1;
}

/* "put the toll at 26 on Sunday": the content is no clause, and a day in it is the cue's. */
static bool is_bare(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = c[k].beg; t < c[k].end; t++)
            if (p->tags->upos[t] == SAYSO_UPOS_VERB || p->tags->upos[t] == SAYSO_UPOS_AUX)
                return false;
    return p->reading[i].n_figure > 0;
}

/* "two weeks after its minister blamed X": of a day before, whatever the tree makes of it. */
static bool is_earlier(const sayso_claim_part *p, uint32_t cue)
{
    static const char *const unit[] = {"hour", "day", "week", "fortnight", "month", "year", NULL};
    uint32_t beg = sayso__clue_sent_beg(p, cue);
    for (uint32_t t = cue; t > beg + 1 && t + 14 > cue; t--) {
        if (!sayso__clue_is(p, t - 1, "after") && !sayso__clue_is(p, t - 1, "before"))
            continue;
        for (const char *const *w = unit; *w; w++)
            if (sayso__clue_lemma(p, t - 2, *w))
                return true;
    }
    return false;
}

/* "her allegation", "after rejecting all blame": no saying of that day. */
static bool is_aside(const sayso_claim_part *p, uint32_t i)
{
    uint32_t cue = p->attrs->attribution[i].cue_head;
    if (cue >= p->tokens->n_tok)
        return false;
    bool after = cue > 0 && p->tags->xpos[cue] == SAYSO_XPOS_VBG &&
                 (sayso__clue_is(p, cue - 1, "after") || sayso__clue_is(p, cue - 1, "before"));
    return p->tags->upos[cue] == SAYSO_UPOS_NOUN || after || is_earlier(p, cue);
}

/* The day that is stated with the cue, or SAYSO_NO_DAY. k0 is the first time of the sentence. */
static int32_t stated(const sayso_claim_part *p, uint32_t i, uint32_t k0, uint32_t from)
{
    const sayso_attribution *x = p->attrs->attribution + i;
    uint32_t beg = p->tokens->sent[x->sent], end = p->tokens->sent[x->sent + 1];
    uint32_t best = SAYSO_NONE, cue = x->cue_head;
    int32_t day = SAYSO_NO_DAY;
    if (cue == SAYSO_NONE || is_aside(p, i))
        return SAYSO_NO_DAY;
    for (uint32_t k = k0; k < p->mentions->n_timex && p->mentions->timex[k].beg < end; k++) {
        const sayso_timex *t = p->mentions->timex + k;
        bool own = is_bare(p, i) && sayso__claim_in_content(p, i, t->beg);
        if (t->beg < beg || !one_day(t) || (!own && in_any_content(p, from, t->beg, x->sent)))
            continue;
        if (is_of_other_cue(p, i, cue, t->beg))
            continue;
        uint32_t d = distance(cue, t->beg);
        if (d < best) {
            best = d;
            day = t->first;
        }
    }
    return day;
}

/* "has said", "says": no single occasion. */
static bool is_single_occasion(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_cue(p->attrs, i, &n);
    if (!n)
        return true;
    if (is_aside(p, i) || p->out->claim[i].act == SAYSO_ACT_DECLINE_COMMENT)
        return false;
    for (uint32_t t = c[0].beg; t < c[0].end; t++)
        if (sayso__clue_is(p, t, "has") || sayso__clue_is(p, t, "have") ||
            sayso__clue_is(p, t, "had"))
            return false;
    uint32_t head = p->attrs->attribution[i].cue_head;
    uint8_t x = head < p->tokens->n_tok ? p->tags->xpos[head] : 0;
    return x != SAYSO_XPOS_VBZ && x != SAYSO_XPOS_VBP;
}

/* Do i and j belong to one occasion: the same party, in one paragraph or in the next one after a
 * quotation, at most two sentences apart? */
static bool same_occasion(const sayso_claim_part *p, uint32_t i, uint32_t j)
{
    const sayso_reading *a = p->reading + i, *b = p->reading + j;
    const sayso_attribution *x = p->attrs->attribution + i, *y = p->attrs->attribution + j;
    if (a->party == SAYSO_NONE || a->party != b->party)
        return false;
    if (distance(x->sent, y->sent) > 2 || distance(a->block, b->block) > 1)
        return false;
    bool next = distance(x->sent, y->sent) == 1 && sayso__claim_is_quoted(p->attrs, i);
    return a->block == b->block || x->source_actor == y->source_actor || next;
}

/* All that is taken from one document has its date. */
static void documents_share(sayso_claim_part *p)
{
    sayso_claim *c = p->out->claim;
    uint32_t party = SAYSO_NONE;
    int32_t day = SAYSO_NO_DAY;
    for (uint32_t i = 0; i < p->attrs->n_attribution; i++) {
        if (c[i].source_type != SAYSO_SOURCE_DOCUMENT || p->reading[i].party == SAYSO_NONE)
            continue;
        if (c[i].said != SAYSO_NO_DAY) {
            party = p->reading[i].party;
            day = c[i].said;
        } else if (party == p->reading[i].party) {
            c[i].said = day;
        }
    }
}

/* Those asked in a survey speak on the day of its report. */
static bool is_share(const sayso_claim_part *p, uint32_t i)
{
    return p->out->claim[i].source_type == SAYSO_SOURCE_SURVEY;
}

/* "a charge that X rejected within hours": the day of the charge. */
static bool within_hours(const sayso_claim_part *p, uint32_t sent)
{
    for (uint32_t t = p->tokens->sent[sent]; t + 1 < p->tokens->sent[sent + 1]; t++)
        if (sayso__clue_is(p, t, "within") &&
            (sayso__clue_is(p, t + 1, "hours") || sayso__clue_is(p, t + 1, "minutes")))
            return true;
    return false;
}

/* The day of the last of three claims before that belongs to the same occasion. */
static int32_t day_before(const sayso_claim_part *p, uint32_t i)
{
    const sayso_claim *c = p->out->claim;
    for (uint32_t j = i, step = 0; j-- > 0 && step < 3; step++) {
        uint32_t sent = p->attrs->attribution[i].sent;
        bool here = sent == p->attrs->attribution[j].sent;
        if (here && c[j].said != SAYSO_NO_DAY && (is_share(p, i) || within_hours(p, sent)))
            return c[j].said;
        if (same_occasion(p, i, j) && c[j].said != SAYSO_NO_DAY)
            return c[j].said;
    }
    return SAYSO_NO_DAY;
}

void sayso__claim_said(sayso_claim_part *p)
{
    const sayso_attrs *s = p->attrs;
    sayso_claim *c = p->out->claim;
    uint32_t k0 = 0, from = 0;
    for (uint32_t i = 0; i < s->n_attribution; i++) {
        uint32_t beg = p->tokens->sent[s->attribution[i].sent];
        while (k0 < p->mentions->n_timex && p->mentions->timex[k0].beg + SAYSO_SENTENCE_MOST < beg)
            k0++;
        while (from < i && s->attribution[from].sent + 1 < s->attribution[i].sent)
            from++;
        c[i].said = stated(p, i, k0, from);
    }
    for (uint32_t i = 1; i < s->n_attribution; i++)
        if (c[i].said == SAYSO_NO_DAY && (is_single_occasion(p, i) || is_share(p, i)))
            c[i].said = day_before(p, i);
    for (uint32_t i = s->n_attribution; i-- > 1;)
        if (c[i - 1].said == SAYSO_NO_DAY && c[i].said != SAYSO_NO_DAY &&
            same_occasion(p, i - 1, i) && p->reading[i].block == p->reading[i - 1].block &&
            is_single_occasion(p, i - 1))
            c[i - 1].said = c[i].said;
    documents_share(p);
}
