/* said.c -- on which day was it said?  Layer: claim.
 *
 * The day is that of the time expression that stands with the cue: in its sentence, outside of the
 * content, nearest to the cue and not behind another cue. What is said at the same occasion (the
 * same party, the next sentences of the paragraph) takes the day of the claim beside it, unless its
 * verb is in the perfect or the present: "has denied", "insists". */
#include "claim/claim_part.h"

#define PAPER_REACH 4u  /* sentences */
#define PAPER_SPAN  20u /* tokens */

/* Does the time stand in what somebody says, and not just in what is told of this cue as well?
 * "X told them on Monday that ..., the Courier reported." */
static bool in_any_content(const sayso_claim_part *p, uint32_t from, uint32_t tok, uint32_t cue,
                           uint32_t sent)
{
    for (uint32_t i = from; i < p->attrs->n_attribution; i++) {
        if (p->attrs->attribution[i].sent > sent + 1)
            break;
        if (sayso__claim_in_content(p, i, tok) && !sayso__claim_in_content(p, i, cue))
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

/* Nobody has spoken on a day to come. */
static bool is_future(const sayso_claim_part *p, const sayso_timex *t)
{
    return p->doc->day != SAYSO_NO_DAY && t->first > p->doc->day;
}

/* "Thursday's crash" is of something else; "in Monday's statement" is of what is said in it. */
static bool is_owner(const sayso_claim_part *p, const sayso_timex *t)
{
    static const char *const saying[] = {"statement", "briefing", "speech",     "message",
                                         "interview", "address",  "conference", "post",
                                         "session",   "hearing",  "sitting",    "edition",
                                         "programme", "issue",    "broadcast",  "bulletin",
                                         "show",      NULL};
    if (t->end >= p->tokens->n_tok || p->tags->xpos[t->end] != SAYSO_XPOS_POS)
        return false;
    for (uint32_t w = t->end + 1; w < p->tokens->n_tok && w < t->end + 4; w++)
        if (sayso__clue_lemma_in(p, w, saying) || p->clue[w] & SAYSO_CLUE_DOCUMENT)
            return false;
    return true;
}

/* "since Saturday", "set for Friday", "Major Sunday Adeyo": no day on which anything was said. */
static bool is_bound_or_name(const sayso_claim_part *p, const sayso_timex *t)
{
    static const char *const bound[] = {"since", "until", "till", "for", "from", "before", NULL};
    if (t->beg && sayso__clue_lemma_in(p, t->beg - 1, bound))
        return true;
    uint32_t m = p->inside[t->beg];
    if (m == SAYSO_NONE)
        return false;
    const sayso_mention *x = p->mentions->mention + m;
    return x->named && (x->beg < t->beg || x->end > t->end) &&
           (x->kind == SAYSO_MENTION_PERSON || x->kind == SAYSO_MENTION_ORGANIZATION);
}

/* The word that begins a relative clause in [from, to), or `to`. */
static uint32_t relative(const sayso_claim_part *p, uint32_t from, uint32_t to)
{
    for (uint32_t w = from; w < to; w++) {
        uint8_t x = p->tags->xpos[w];
        if (x == SAYSO_XPOS_WP || x == SAYSO_XPOS_WDT || x == SAYSO_XPOS_WPS)
            return w;
    }
    return to;
}

/* "its statement of 5 October, in which it had claimed": the day of a message is that of its words.
 */
static bool is_of_message(const sayso_claim_part *p, const sayso_timex *t, uint32_t cue)
{
    static const char *const in[] = {"in", "where", NULL};
    uint32_t w = t->end < cue ? relative(p, t->end, cue) : cue;
    return w < cue && w <= t->end + 2 && sayso__clue_lemma_in(p, w - 1, in) && t->beg > 1 &&
           (sayso__clue_is(p, t->beg - 1, "of") || sayso__clue_is(p, t->beg - 1, "on"));
}

/* "X, who had spoken of arson, was more careful on Friday": the clause of the cue is over before
 * the day comes. */
static bool is_past_clause(const sayso_claim_part *p, const sayso_timex *t, uint32_t cue)
{
    uint32_t from = cue > 3 ? cue - 3 : 0;
    uint32_t w = relative(p, from, cue);
    if (w == cue || w == 0 || !sayso__clue_is(p, w - 1, ","))
        return false;
    for (uint32_t k = cue + 1; k + 1 < t->beg; k++)
        if (sayso__clue_is(p, k, ",") &&
            (p->tags->upos[k + 1] == SAYSO_UPOS_AUX || p->tags->xpos[k + 1] == SAYSO_XPOS_VBD))
            return true;
    return false;
}

/* "opened on Thursday with what critics called", "the Guild, whose barges had sailed on
 * Thursday": only one of the cue and the day stands in a relative clause. */
static bool is_across_relative(const sayso_claim_part *p, const sayso_timex *t, uint32_t cue)
{
    bool before = t->beg < cue;
    uint32_t from = before ? t->end : cue + 1, to = before ? cue : t->beg;
    uint32_t w = from < to ? relative(p, from, to) : to;
    if (!before && is_past_clause(p, t, cue))
        return true;
    if (w >= to || (before && is_of_message(p, t, cue)))
        return false;
    if (!sayso__clue_is(p, w - 1, ",") && !(before && p->tags->upos[w - 1] == SAYSO_UPOS_ADP))
        return false;
    for (; w < to; w++)
        if (sayso__clue_is(p, w, ","))
            return false;
    return true;
}

/* "put the toll at 26 on Sunday", "rejected the charge on Sunday": the content is no clause, and a
 * day in it, or at its end, is the cue's. */
static bool is_bare(const sayso_claim_part *p, uint32_t i, const sayso_timex *t)
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    bool after = t->beg > 0 && p->tags->upos[t->beg - 1] == SAYSO_UPOS_ADP &&
                 !sayso__clue_is(p, t->beg - 1, "on");
    if (after || (t->end < p->tokens->n_tok && p->tags->xpos[t->end] == SAYSO_XPOS_POS))
        return false;
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t w = c[k].beg; w < c[k].end; w++)
            if (p->tags->upos[w] == SAYSO_UPOS_VERB || p->tags->upos[w] == SAYSO_UPOS_AUX)
                return false;
    return n && (p->reading[i].n_figure > 0 || c[n - 1].end == t->end);
}

/* "The list, released on Friday", "a guard who was on duty on Friday": a day of something else.
 * A document's is also the day of its words. */
static bool is_of_noun(const sayso_claim_part *p, uint32_t i, const sayso_timex *t)
{
    uint32_t n, beg = sayso__clue_sent_beg(p, t->beg), cue = p->attrs->attribution[i].cue_head;
    const sayso_piece *s = sayso__attr_source(p->attrs, i, &n);
    uint8_t type = p->out->claim[i].source_type;
    if (type == SAYSO_SOURCE_DOCUMENT || type == SAYSO_SOURCE_SURVEY)
        return false;
    if (n && t->beg >= s[0].beg && t->end <= s[0].end) {
        for (uint32_t w = s[0].beg; w < t->beg; w++)
            if (p->tags->upos[w] == SAYSO_UPOS_AUX || p->tags->xpos[w] == SAYSO_XPOS_VBD ||
                p->tags->xpos[w] == SAYSO_XPOS_VBZ || p->tags->xpos[w] == SAYSO_XPOS_VBP)
                return true;
        return false;
    }
    if (n && t->beg < cue && relative(p, s[0].end, t->beg) < t->beg)
        return true;
    if (is_across_relative(p, t, cue))
        return true;
    for (uint32_t w = t->beg; w > beg + 1 && w + 3 > t->beg; w--)
        if (w - 1 != cue && p->tags->xpos[w - 1] == SAYSO_XPOS_VBN &&
            p->tags->xpos[w - 2] == SAYSO_XPOS_COMMA)
            return true;
    return false;
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

/* "denied in February that", "said last week": a time, but no day, right behind the cue. */
static bool is_vague(const sayso_claim_part *p, uint32_t cue)
{
    uint32_t k = sayso__timex_from(p->mentions, cue + 1);
    if (k >= p->mentions->n_timex)
        return false;
    const sayso_timex *t = p->mentions->timex + k;
    bool near = t->beg <= cue + 3 && t->beg < sayso__clue_sent_end(p, cue) &&
                !(t->end < p->tokens->n_tok && p->tags->xpos[t->end] == SAYSO_XPOS_POS);
    return near && t->type == SAYSO_TIMEX_DATE && t->last != SAYSO_NO_DAY &&
           t->last > t->first + 1 && p->doc->day != SAYSO_NO_DAY && t->last < p->doc->day;
}

/* The day that is stated with the cue, or SAYSO_NO_DAY. k0 is the first time of the sentence. */
static int32_t stated(const sayso_claim_part *p, uint32_t i, uint32_t k0, uint32_t from)
{
    const sayso_attribution *x = p->attrs->attribution + i;
    uint32_t beg = p->tokens->sent[x->sent], end = p->tokens->sent[x->sent + 1];
    uint32_t best = SAYSO_NONE, cue = x->cue_head;
    int32_t day = SAYSO_NO_DAY;
    if (cue == SAYSO_NONE || is_aside(p, i) || is_vague(p, cue))
        return SAYSO_NO_DAY;
    for (uint32_t k = k0; k < p->mentions->n_timex && p->mentions->timex[k].beg < end; k++) {
        const sayso_timex *t = p->mentions->timex + k;
        bool own = sayso__claim_in_content(p, i, t->beg) && is_bare(p, i, t);
        if (t->beg < beg || !one_day(t) || is_future(p, t) || is_bound_or_name(p, t) ||
            is_owner(p, t) || is_of_noun(p, i, t))
            continue;
        bool message = is_of_message(p, t, cue);
        if (!message && ((!own && in_any_content(p, from, t->beg, cue, x->sent)) ||
                         is_of_other_cue(p, i, cue, t->beg)))
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
    uint32_t head = p->attrs->attribution[i].cue_head;
    if (is_aside(p, i) || p->out->claim[i].act == SAYSO_ACT_DECLINE_COMMENT || is_vague(p, head))
        return false;
    for (uint32_t t = c[0].beg; t < c[0].end; t++)
        if (sayso__clue_is(p, t, "has") || sayso__clue_is(p, t, "have") ||
            sayso__clue_is(p, t, "had"))
            return false;
    uint8_t x = head < p->tokens->n_tok ? p->tags->xpos[head] : 0;
    bool goes_on = x == SAYSO_XPOS_VBG && c[0].beg < head; /* "is cursing" */
    return !goes_on && x != SAYSO_XPOS_VBZ && x != SAYSO_XPOS_VBP;
}

/* "had accused": of a time before the one that is told of. */
static bool is_before(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_cue(p->attrs, i, &n);
    for (uint32_t t = n ? c[0].beg : 0; n && t < c[0].end; t++)
        if (sayso__clue_is(p, t, "had"))
            return true;
    return false;
}

/* Do i and j belong to one occasion: the same party, in one paragraph or in the next one after a
 * quotation, at most two sentences apart? */
static bool same_occasion(const sayso_claim_part *p, uint32_t i, uint32_t j)
{
    const sayso_reading *a = p->reading + i, *b = p->reading + j;
    const sayso_attribution *x = p->attrs->attribution + i, *y = p->attrs->attribution + j;
    if (a->party == SAYSO_NONE || a->party != b->party || is_before(p, i) != is_before(p, j))
        return false;
    if (distance(x->sent, y->sent) > 2 || distance(a->block, b->block) > 1)
        return false;
    bool next = distance(x->sent, y->sent) == 1 && sayso__claim_is_quoted(p->attrs, i);
    return a->block == b->block || x->source_actor == y->source_actor || next;
}

/* The day that a word of dating gives: "dated 26 February", "put out early on Friday", "published
 * the same day", "handed to the court on Monday"; SAYSO_NO_DAY if it gives none. told: the day of
 * what was told before. */
static int32_t dated(const sayso_claim_part *p, uint32_t t, uint32_t end, int32_t told)
{
    static const char *const verb[] = {"date",    "publish",   "post", "release", "issue",
                                       "send",    "circulate", "file", "upload",  "hand",
                                       "present", "read",      "come", "unveil",  "submit",
                                       "deliver", "table",     NULL};
    if (!sayso__clue_lemma_in(p, t, verb) || p->tags->upos[t] == SAYSO_UPOS_NOUN)
        return SAYSO_NO_DAY;
    if (t + 3 < end && sayso__clue_is(p, t + 1, "the") && sayso__clue_is(p, t + 2, "same") &&
        sayso__clue_is(p, t + 3, "day"))
        return told;
    uint32_t k = sayso__timex_from(p->mentions, t + 1);
    if (k >= p->mentions->n_timex)
        return SAYSO_NO_DAY;
    const sayso_timex *x = p->mentions->timex + k;
    bool near = x->beg < t + PAPER_SPAN && x->beg < end;
    for (uint32_t w = t + 1; near && w < x->beg; w++)
        near = p->tags->upos[w] != SAYSO_UPOS_VERB && p->tags->upos[w] != SAYSO_UPOS_AUX &&
               !sayso__clue_is(p, w, ",");
    return near && one_day(x) && !is_future(p, x) ? x->first : SAYSO_NO_DAY;
}

/* The first noun for a paper or message in [beg, end), or SAYSO_NONE. */
static uint32_t paper_noun(const sayso_claim_part *p, uint32_t beg, uint32_t end)
{
    static const char *const message[] = {"message", "statement", "post",       "video",
                                          "footage", "clip",      "recording",  "entry",
                                          "tape",    "text",      "conclusion", "finding",
                                          "page",    "judgment",  "communique", NULL};
    for (uint32_t t = beg; t < end; t++)
        if (p->tags->upos[t] == SAYSO_UPOS_NOUN &&
            (p->clue[t] & SAYSO_CLUE_DOCUMENT || sayso__clue_lemma_in(p, t, message)))
            return t;
    return SAYSO_NONE;
}

/* A paper whose day is known. */
typedef struct {
    int32_t day;
    uint32_t sent;  /* that dates it */
    uint32_t noun;  /* its token */
    uint32_t party; /* whose it is, or SAYSO_NONE */
} paper;

/* Notes the paper that sentence sent tells of, with the day on which it was published or dated. */
static void paper_find(const sayso_claim_part *p, uint32_t sent, int32_t told, paper *out)
{
    uint32_t beg = p->tokens->sent[sent], end = p->tokens->sent[sent + 1];
    for (uint32_t t = beg; t < end; t++) {
        int32_t day = dated(p, t, end, told);
        uint32_t noun =
            day == SAYSO_NO_DAY ? SAYSO_NONE : paper_noun(p, t > beg + 8 ? t - 8 : beg, t);
        if (noun == SAYSO_NONE && day != SAYSO_NO_DAY && p->tags->xpos[t] != SAYSO_XPOS_VBN)
            noun = paper_noun(p, t, t + 5 < end ? t + 5 : end);
        if (noun != SAYSO_NONE) {
            *out = (paper){day, sent, noun, SAYSO_NONE};
            return;
        }
    }
}

/* "It concludes", "the auditors write": what is done in papers, not by word of mouth. */
static bool is_writing(const sayso_claim_part *p, uint32_t i)
{
    static const char *const writing[] = {"find",     "conclude", "state",     "write",
                                          "read",     "list",     "recommend", "go",
                                          "describe", "rule",     "put",       "note",
                                          "hold",     "stress",   "name",      NULL};
    uint32_t cue = p->attrs->attribution[i].cue_head;
    return cue < p->tokens->n_tok && sayso__clue_lemma_in(p, cue, writing);
}

/* Are the words of attribution i out of the paper? */
static bool is_from_paper(const sayso_claim_part *p, uint32_t i, const paper *x)
{
    uint32_t n, noun, sent = p->attrs->attribution[i].sent;
    const sayso_piece *s = sayso__attr_source(p->attrs, i, &n);
    noun = n ? paper_noun(p, s[0].beg, s[0].end) : SAYSO_NONE;
    if (noun != SAYSO_NONE && sayso__str_eq(p->lemma[noun], p->lemma[x->noun]) &&
        sayso__clue_is(p, s[0].beg, "the"))
        return true; /* "the report", wherever */
    uint32_t cue = p->attrs->attribution[i].cue_head;
    if (sent == x->sent && x->noun > cue && x->noun < cue + 7)
        for (uint32_t t = cue + 1; t < x->noun; t++)
            if (sayso__clue_is(p, t, "in"))
                return true; /* "wrote in a letter" */
    if (sent > x->sent + PAPER_REACH)
        return false;
    if (p->out->claim[i].source_type == SAYSO_SOURCE_DOCUMENT || noun != SAYSO_NONE)
        return true;
    bool own = p->reading[i].party == x->party && x->party != SAYSO_NONE;
    bool they = n && s[0].end <= s[0].beg + 2 &&
                p->tokens->sent_block[sent] == p->tokens->sent_block[x->sent];
    return (own || they) && is_writing(p, i);
}

/* What a paper says is said on the day of the paper. */
static void papers_date(sayso_claim_part *p)
{
    sayso_claim *c = p->out->claim;
    uint32_t sent = 0;
    int32_t told = SAYSO_NO_DAY;
    paper x = {SAYSO_NO_DAY, 0, 0, SAYSO_NONE};
    for (uint32_t i = 0; i < p->attrs->n_attribution; i++) {
        for (; sent <= p->attrs->attribution[i].sent; sent++)
            paper_find(p, sent, told, &x);
        bool known = x.day != SAYSO_NO_DAY;
        if (known && p->attrs->attribution[i].sent == x.sent && x.party == SAYSO_NONE)
            x.party = p->reading[i].party;
        if (c[i].said == SAYSO_NO_DAY && known && is_from_paper(p, i, &x))
            c[i].said = x.day;
        told = c[i].said == SAYSO_NO_DAY ? told : c[i].said;
    }
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

/* "A charge that X rejected within hours", "Y said hours later": the day of what
 * was told before. */
static bool within_hours(const sayso_claim_part *p, uint32_t i)
{
    uint32_t sent = p->attrs->attribution[i].sent, end = p->tokens->sent[sent + 1];
    bool bare = sent && p->tokens->sent_block[sent] == p->tokens->sent_block[sent - 1] && i &&
                p->attrs->attribution[i - 1].sent + 1 < sent; /* "X hit back within the hour." */
    for (uint32_t t = p->tokens->sent[bare ? sent - 1 : sent]; t + 2 < end; t++) {
        bool hours = sayso__clue_is(p, t + 1, "hours") || sayso__clue_is(p, t + 1, "minutes");
        bool hour = sayso__clue_is(p, t + 1, "the") && sayso__clue_is(p, t + 2, "hour");
        bool later = sayso__clue_is(p, t, "hours") && sayso__clue_is(p, t + 1, "later");
        if ((later || (sayso__clue_is(p, t, "within") && (hours || hour))) &&
            !sayso__claim_in_content(p, i, t))
            return true;
    }
    return false;
}

/* Is the party named in the sentence? */
static bool names_party(const sayso_claim_part *p, uint32_t sent, uint32_t party)
{
    for (uint32_t t = p->tokens->sent[sent]; t < p->tokens->sent[sent + 1]; t++) {
        uint32_t m = p->mention[t], a = m == SAYSO_NONE ? m : p->mentions->mention[m].actor;
        if (a < p->attrs->n_actor && sayso__claim_root(p, a) == party)
            return true;
    }
    return false;
}

/* "X was more careful on Sunday. 'We know little,' she said": the day of a sentence right before a
 * quotation that tells of its speaker and makes no claim. */
static int32_t scene_day(const sayso_claim_part *p, uint32_t i)
{
    uint32_t sent = p->attrs->attribution[i].sent, party = p->reading[i].party;
    if (!sent || party == SAYSO_NONE || !p->attrs->attribution[i].n_cue ||
        !sayso__claim_is_quoted(p->attrs, i) ||
        (i && p->attrs->attribution[i - 1].sent + 1 == sent && !is_before(p, i - 1)) ||
        !names_party(p, sent - 1, party))
        return SAYSO_NO_DAY;
    uint32_t k = sayso__timex_from(p->mentions, p->tokens->sent[sent - 1]);
    if (k >= p->mentions->n_timex)
        return SAYSO_NO_DAY;
    const sayso_timex *x = p->mentions->timex + k;
    bool here = x->beg < p->tokens->sent[sent] && x->beg > p->tokens->sent[sent - 1];
    return here && one_day(x) && !is_future(p, x) ? x->first : SAYSO_NO_DAY;
}

/* "Y said in an interview on Tuesday. He holds Z responsible.": the present of one who goes on. */
static bool goes_on_now(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n, head = p->attrs->attribution[i].cue_head;
    const sayso_attribution *x = p->attrs->attribution + i;
    const sayso_piece *s = sayso__attr_source(p->attrs, i, &n);
    uint8_t tag = head < p->tokens->n_tok ? p->tags->xpos[head] : 0;
    return i && n && s[0].end == s[0].beg + 1 && p->tags->upos[s[0].beg] == SAYSO_UPOS_PRON &&
           (tag == SAYSO_XPOS_VBZ || tag == SAYSO_XPOS_VBP) && x->n_cue == 1 &&
           sayso__claim_is_quoted(p->attrs, i - 1) && x[-1].sent + 1 == x->sent &&
           x[-1].source_actor == x->source_actor && p->reading[i].block == p->reading[i - 1].block;
}

/* "told reporters", "told parliament", "said at a news conference": an occasion. */
static bool has_audience(const sayso_claim_part *p, uint32_t i)
{
    static const char *const who[] = {"reporter",   "journalist", "parliament", "lawmaker",
                                      "briefing",   "conference", "senate",     "assembly",
                                      "press",      "deputy",     "congress",   "senator",
                                      "legislator", "committee",  "mp",         NULL};
    uint32_t cue = p->attrs->attribution[i].cue_head;
    if (cue >= p->tokens->n_tok || p->tags->xpos[cue] != SAYSO_XPOS_VBD)
        return false;
    uint32_t end = sayso__clue_sent_end(p, cue);
    for (uint32_t t = cue + 1; t < end && t < cue + 7; t++) {
        if (sayso__clue_is(p, t, ",") || sayso__clue_is(p, t, "our") ||
            sayso__claim_in_content(p, i, t))
            return false;
        if (sayso__clue_lemma_in(p, t, who))
            return true;
    }
    return false;
}

static bool is_named(const sayso_claim_part *p, uint32_t actor)
{
    return actor < p->attrs->n_actor && p->attrs->actor[actor].named;
}

/* The news that a report opens with was told on some day, and the first to speak below it spoke on
 * the same occasion: "The inquiry faulted X on Monday. // 'It was a choice,' Y told reporters.",
 * "The minister blamed Z on Monday. // 'They did it,' Y said." */
static int32_t opening_day(const sayso_claim_part *p, uint32_t i, uint32_t j)
{
    const sayso_attribution *x = p->attrs->attribution + i, *y = p->attrs->attribution + j;
    bool below = p->reading[i].block <= p->reading[j].block + 1 && x->sent == y->sent + 1;
    bool named = is_named(p, x->source_actor) && !is_named(p, y->source_actor) &&
                 sayso__claim_is_quoted(p->attrs, i);
    return below && (named || has_audience(p, i)) ? p->out->claim[j].said : SAYSO_NO_DAY;
}

/* "declared at noon that ..., two weeks after the mayor faulted X": so many days before. */
static int32_t counted_back(const sayso_claim_part *p, uint32_t i)
{
    const sayso_attribution *x = p->attrs->attribution + i;
    uint32_t cue = x->cue_head;
    if (!i || cue >= p->tokens->n_tok || !is_earlier(p, cue) || x[-1].sent != x->sent ||
        p->out->claim[i - 1].said == SAYSO_NO_DAY)
        return SAYSO_NO_DAY;
    uint32_t from = cue > 14 ? cue - 14 : 0;
    for (uint32_t k = sayso__timex_from(p->mentions, from);
         k < p->mentions->n_timex && p->mentions->timex[k].beg < cue; k++) {
        const sayso_timex *t = p->mentions->timex + k;
        uint32_t n = 0, d = 1;
        if (t->type != SAYSO_TIMEX_DURATION || t->value.n < 3 || t->value.p[0] != 'P' ||
            t->end >= cue || !sayso__clue_is(p, t->end, "after"))
            continue;
        for (; d < t->value.n && d < 5 && sayso__is_digit(t->value.p[d]); d++)
            n = n * 10 + (uint32_t)(t->value.p[d] - '0');
        if (d > 1 && d + 1 == t->value.n && t->value.p[d] == 'D')
            return p->out->claim[i - 1].said - (int32_t)n;
    }
    return SAYSO_NO_DAY;
}

/* The day of the last of three claims before that belongs to the same occasion. */
static int32_t day_before(const sayso_claim_part *p, uint32_t i)
{
    const sayso_claim *c = p->out->claim;
    uint32_t sent = p->attrs->attribution[i].sent;
    bool soon = within_hours(p, i);
    for (uint32_t j = i, step = 0; j-- > 0 && step < 3; step++) {
        bool here = sent == p->attrs->attribution[j].sent;
        if (c[j].said != SAYSO_NO_DAY && (soon || (here && is_share(p, i))))
            return c[j].said;
        if (same_occasion(p, i, j) && c[j].said != SAYSO_NO_DAY)
            return c[j].said;
        if (opening_day(p, i, j) != SAYSO_NO_DAY)
            return c[j].said;
    }
    return scene_day(p, i);
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
    for (uint32_t i = 0; i < s->n_attribution; i++)
        if (c[i].said == SAYSO_NO_DAY)
            c[i].said = counted_back(p, i);
    for (uint32_t i = 0; i < s->n_attribution; i++)
        if (c[i].said == SAYSO_NO_DAY &&
            (is_single_occasion(p, i) || is_share(p, i) || goes_on_now(p, i)))
            c[i].said = day_before(p, i);
    for (uint32_t i = s->n_attribution; i-- > 1;)
        if (c[i - 1].said == SAYSO_NO_DAY && c[i].said != SAYSO_NO_DAY &&
            same_occasion(p, i - 1, i) && p->reading[i].block == p->reading[i - 1].block &&
            is_single_occasion(p, i - 1))
            c[i - 1].said = c[i].said;
    papers_date(p);
    documents_share(p);
}
