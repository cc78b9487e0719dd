/* parted.c -- a subject that an insertion parts from its verb: "The Brigade, an outlawed group of
 * whom little is known, said ..."; "A driver who had got away from the convoy said ...".  Layer:
 * attr.
 *
 * The longer the insertion, the likelier the models and the tree take one of its words for who
 * speaks, or nobody. The frame is plain: a noun phrase without a verb opens the sentence (or stands
 * right behind a quotation), a comma or a relative pronoun closes it, and the cue's verb stands
 * right behind the comma that ends the insertion, or behind the relative clause. */
#include "attr/rule_part.h"

#define OPENING_MOST   14u /* tokens of the noun phrase */
#define INSERTION_MOST 40u /* tokens between it and the verb */

static bool is_comma(const sayso_rules *u, uint32_t i)
{
    return u->v->g->xpos[i] == SAYSO_XPOS_COMMA;
}

static bool is_relative(const sayso_rules *u, uint32_t i)
{
    uint8_t x = u->v->g->xpos[i];
    return x == SAYSO_XPOS_WP || x == SAYSO_XPOS_WDT || x == SAYSO_XPOS_WPS;
}

/* Does a clause begin at token i that tells more of the noun before it? */
static bool opens_relative(const sayso_rules *u, uint32_t i)
{
    return is_relative(u, i) || sayso__rule_is(u, i, "where");
}

/* "A caller who said he belonged to": the pronoun behind a verb of saying opens a clause, too. */
static bool opens_said(const sayso_rules *u, uint32_t i)
{
    return i > 0 && u->v->g->xpos[i] == SAYSO_XPOS_PRP && sayso__tag_finite(u->v->g, i - 1) &&
           u->v->w[i - 1].lex & (SAYSO_CUE_SAY | SAYSO_CUE_CLAIM);
}

/* First token of the verb group of the cue, with the adverbs and times before it. */
static uint32_t group_beg(const sayso_rules *u, uint32_t c, uint32_t beg)
{
    const sayso_tags *g = u->v->g;
    while (c > beg) {
        uint8_t p = g->upos[c - 1];
        bool time =
            sayso__rule_in_time(u, c - 1) || (p == SAYSO_UPOS_ADP && sayso__rule_in_time(u, c));
        if (p != SAYSO_UPOS_AUX && p != SAYSO_UPOS_ADV && p != SAYSO_UPOS_PART && !time)
            break;
        c--;
    }
    return c;
}

/* Where a noun phrase may open: the sentence, behind "but" or ", and", or behind the last
 * quotation.
 */
static uint32_t opening(const sayso_rules *u, uint32_t c)
{
    uint32_t beg = sayso__rule_beg(u, c), i = c;
    while (i > beg && !(u->v->w[i - 1].place & SAYSO_ATTR_CLOSES)) {
        bool joins = i > beg + 1 && i < c && u->v->g->upos[i - 1] == SAYSO_UPOS_CCONJ &&
                     is_comma(u, i - 2) && !is_relative(u, i);
        if (joins)
            return i;
        i--;
    }
    return i < c && u->v->g->upos[i] == SAYSO_UPOS_CCONJ ? i + 1 : i;
}

/* One past the noun phrase that begins at i: at a comma or relative pronoun; 0 if there is none. */
static uint32_t phrase_end(const sayso_rules *u, uint32_t i, uint32_t end)
{
    const sayso_tags *g = u->v->g;
    bool noun = false;
    if (i >= end || g->upos[i] == SAYSO_UPOS_ADP || g->upos[i] == SAYSO_UPOS_ADV ||
        sayso__rule_in_time(u, i))
        return 0;
    for (uint32_t k = i; k < end && k < i + OPENING_MOST; k++) {
        if (is_comma(u, k) || opens_relative(u, k))
            return noun ? k : 0;
        uint8_t p = g->upos[k];
        if (sayso__tag_finite(u->v->g, k) || p == SAYSO_UPOS_AUX || p == SAYSO_UPOS_SCONJ ||
            (p == SAYSO_UPOS_PUNCT && g->xpos[k] != SAYSO_XPOS_HYPH) ||
            (p == SAYSO_UPOS_PRON && g->xpos[k] != SAYSO_XPOS_PRPS) ||
            u->v->w[k].quote != SAYSO_NONE)
            return 0;
        noun |= p == SAYSO_UPOS_NOUN || p == SAYSO_UPOS_PROPN;
    }
    return 0;
}

/* Do the words of [beg, end) tell more of the phrase before them? Each relative clause has its
 * verb, an apposition none. */
static bool is_insertion(const sayso_rules *u, uint32_t beg, uint32_t end)
{
    const sayso_tags *g = u->v->g;
    uint32_t n = 0;
    if (beg >= end || end - beg > INSERTION_MOST)
        return false;
    bool clause = opens_relative(u, beg) ||
                  (g->upos[beg] == SAYSO_UPOS_ADP && beg + 1 < end && is_relative(u, beg + 1));
    bool opens = g->upos[beg] == SAYSO_UPOS_DET || g->upos[beg] == SAYSO_UPOS_NOUN ||
                 g->upos[beg] == SAYSO_UPOS_PROPN || g->upos[beg] == SAYSO_UPOS_ADJ ||
                 g->xpos[beg] == SAYSO_XPOS_VBG || g->xpos[beg] == SAYSO_XPOS_VBN;
    uint32_t n_clause = 0, said = 0;
    for (uint32_t i = beg; i < end; i++) {
        bool stop =
            g->upos[i] == SAYSO_UPOS_PUNCT && !is_comma(u, i) && g->xpos[i] != SAYSO_XPOS_HYPH;
        if (u->v->w[i].quote != SAYSO_NONE || stop)
            return false;
        said += opens_said(u, i);
        n_clause += opens_relative(u, i) || g->upos[i] == SAYSO_UPOS_SCONJ || opens_said(u, i);
        n += sayso__tag_finite(u->v->g, i);
        if (n > n_clause)
            return false; /* the sentence's own verb */
    }
    return clause ? n > 0 && (!said || n == n_clause) : opens;
}

/* The content without [beg, end); what is left of the sentence behind the cue if that was all. */
static void clear_content(const sayso_rules *u, sayso_draft *d, uint32_t beg, uint32_t end)
{
    uint32_t n = 0, hi = sayso__rule_end(u, d->cue_head), last = d->cue[d->n_cue - 1].end;
    for (uint32_t k = 0; k < d->n_content; k++)
        if (d->content[k].end <= beg || d->content[k].beg >= end)
            d->content[n++] = d->content[k];
    while (hi > last && u->v->g->upos[hi - 1] == SAYSO_UPOS_PUNCT)
        hi--;
    if (!n && last < hi)
        d->content[n++] = (sayso_range){last, hi};
    d->n_content = n ? n : d->n_content;
}

/* Is [i, end) more of what is said, and neither what the speaker is nor how, when or where he said
 * it? */
static bool goes_on_saying(const sayso_rules *u, uint32_t i, uint32_t end)
{
    static const char *const where[] = {"statement", "interview", "remark",     "comment", "letter",
                                        "message",   "post",      "email",      "video",   "phone",
                                        "briefing",  "broadcast", "conference", "text",    NULL};
    const sayso_tags *g = u->v->g;
    uint8_t p = g->upos[i];
    if (p == SAYSO_UPOS_DET || p == SAYSO_UPOS_PROPN || p == SAYSO_UPOS_NOUN ||
        p == SAYSO_UPOS_CCONJ || g->xpos[i] == SAYSO_XPOS_VBG || is_relative(u, i) ||
        sayso__rule_in_time(u, i))
        return false;
    for (uint32_t k = i; k < end && k < i + 6; k++)
        if (sayso__tag_lemma_in(g, k, where) || sayso__rule_in_time(u, k))
            return false;
    return true;
}

/* "Toluene, says the agency, at up to ...": the noun phrase behind a verb of saying between commas
 * speaks, and what stands around both is said. */
void sayso__parted_inverted(const sayso_rules *u, sayso_draft *d)
{
    const sayso_tags *g = u->v->g;
    uint32_t c = d->cue_head, beg = sayso__rule_beg(u, c), end = sayso__rule_end(u, c), to = c + 1;
    uint32_t verbs = SAYSO_CUE_SAY | SAYSO_CUE_CLAIM | SAYSO_CUE_PLEDGE | SAYSO_CUE_CONFIRM;
    bool says =
        u->v->w[c].lex & verbs && (sayso__tag_finite(u->v->g, c) || g->xpos[c] == SAYSO_XPOS_VB);
    if (!says || c < beg + 2 || !is_comma(u, c - 1) || d->n_cue != 1 || d->cue[0].end != to ||
        u->v->w[c - 2].place & SAYSO_ATTR_CLOSES || u->v->w[c].quote != SAYSO_NONE)
        return;
    uint32_t stop = phrase_end(u, to, end);
    uint32_t name = stop && is_comma(u, stop) ? phrase_end(u, stop + 1, end) : 0;
    bool apposed = name && is_comma(u, name) && u->r->at[stop + 1] != SAYSO_NONE &&
                   u->r->mentions->mention[u->r->at[stop + 1]].end == name;
    stop = apposed ? name : stop;
    if (!stop || !is_comma(u, stop) || stop + 2 >= end || !goes_on_saying(u, stop + 1, end))
        return;
    while (end > stop + 2 && g->upos[end - 1] == SAYSO_UPOS_PUNCT)
        end--;
    d->source[0] = (sayso_range){to, stop};
    d->content[0] = (sayso_range){beg, c - 1};
    d->content[1] = (sayso_range){stop + 1, end};
    d->n_source = 1;
    d->n_content = 2;
}

/* "its spokesman, X, said, adding that": a second verb right behind another cue has its source. */
void sayso__parted_second(const sayso_rules *u, sayso_drafts *ds, uint32_t k)
{
    sayso_draft *d = &ds->draft.v[k];
    uint32_t i = d->cue[0].beg, beg = sayso__rule_beg(u, i);
    if (u->v->g->xpos[d->cue_head] != SAYSO_XPOS_VBG || i < beg + 2 || !is_comma(u, i - 1))
        return;
    for (uint32_t j = k > 8 ? k - 8 : 0; j < ds->draft.n && j < k + 8; j++) {
        const sayso_draft *x = &ds->draft.v[j];
        if (j == k || x->dropped || !x->n_cue || x->n_source != 1 ||
            x->cue[x->n_cue - 1].end + 1 != i || x->source[0].beg < beg)
            continue;
        d->source[0] = x->source[0];
        d->n_source = 1;
        return;
    }
}

/* "Sources close to the harbour master said", "Legal Aid in Dorva said": what hangs by a
 * preposition on the noun that opens the sentence is not who speaks. */
void sayso__parted_phrase(const sayso_rules *u, sayso_draft *d)
{
    const sayso_tags *g = u->v->g;
    uint32_t c = d->cue[0].beg, lo = opening(u, c), to = group_beg(u, c, lo), s = d->source[0].beg;
    if (d->n_source != 1 || d->source[0].end != to || s <= lo + 1 ||
        g->upos[d->cue_head] != SAYSO_UPOS_VERB || g->upos[s] == SAYSO_UPOS_PRON)
        return;
    while (s > lo && (g->upos[s - 1] == SAYSO_UPOS_DET || g->upos[s - 1] == SAYSO_UPOS_NOUN ||
                      g->upos[s - 1] == SAYSO_UPOS_ADJ || g->upos[s - 1] == SAYSO_UPOS_PROPN))
        s--;
    bool opens = g->upos[lo] == SAYSO_UPOS_DET || g->upos[lo] == SAYSO_UPOS_NOUN ||
                 g->upos[lo] == SAYSO_UPOS_PROPN || g->upos[lo] == SAYSO_UPOS_ADJ;
    if (s <= lo + 1 || g->upos[s - 1] != SAYSO_UPOS_ADP || !opens || sayso__rule_in_time(u, lo))
        return;
    bool noun = false;
    for (uint32_t k = lo; k + 1 < s; k++) {
        uint8_t p = g->upos[k];
        noun |= p == SAYSO_UPOS_NOUN || p == SAYSO_UPOS_PROPN;
        if (p != SAYSO_UPOS_DET && p != SAYSO_UPOS_NOUN && p != SAYSO_UPOS_PROPN &&
            p != SAYSO_UPOS_ADJ)
            return;
    }
    if (noun)
        d->source[0].beg = lo;
}

void sayso__parted_subject(const sayso_rules *u, sayso_draft *d)
{
    uint32_t c = d->cue[0].beg, lo = opening(u, c), to = group_beg(u, c, lo);
    uint8_t x = u->v->g->xpos[d->cue_head]; /* the tagger takes "doubts" for a noun there */
    bool active = sayso__tag_finite(u->v->g, d->cue_head) || x == SAYSO_XPOS_NNS ||
                  u->v->g->upos[c] == SAYSO_UPOS_AUX || to < c;
    if (!active || to <= lo + 2)
        return;
    uint32_t end = phrase_end(u, lo, to);
    bool comma = end && is_comma(u, end);
    if (!end || (comma && (!is_comma(u, to - 1) || end + 1 >= to)))
        return;
    if (!is_insertion(u, end + comma, to - comma))
        return;
    const sayso_range *s = &d->source[0];
    bool cut =
        !comma && s->beg == lo && s->end > end && s->end < to; /* "Those whose homes" were burned */
    if (d->n_source && !cut && (s->beg <= end || s->end > c || s->beg >= to))
        return;
    d->source[0] = (sayso_range){lo, to};
    d->n_source = 1;
    clear_content(u, d, lo, to);
}

static bool in_content(const sayso_draft *d, uint32_t beg, uint32_t end)
{
    for (uint32_t k = 0; k < d->n_content; k++)
        if (d->content[k].beg < end && d->content[k].end > beg)
            return true;
    return false;
}

/* "The mayor, X, and the union's lawyer said": both speak, where the models took the second. */
void sayso__parted_pair(const sayso_rules *u, sayso_draft *d)
{
    uint32_t lo = sayso__rule_beg(u, d->cue_head), s = d->source[0].beg;
    if (d->n_source != 1 || d->source[0].end > d->cue[0].beg || s < lo + 5 ||
        u->v->g->upos[s - 1] != SAYSO_UPOS_CCONJ || !is_comma(u, s - 2))
        return;
    uint32_t end = phrase_end(u, lo, s - 2);
    bool whole = end && is_comma(u, end) && is_insertion(u, end + 1, s - 2);
    if (whole && !in_content(d, lo, s))
        d->source[0].beg = lo;
}

/* "A guard who said he had seen it told the court": what is said inside of another's source, here
 * behind "said", ends where that ends. */
void sayso__parted_inner(const sayso_rules *u, sayso_drafts *ds, uint32_t k)
{
    sayso_draft *d = &ds->draft.v[k];
    sayso_range *r = &d->content[d->n_content - 1];
    if (d->n_source != 1 || !is_relative(u, d->source[0].beg))
        return;
    for (uint32_t j = k > 8 ? k - 8 : 0; j < ds->draft.n && j < k + 8; j++) {
        const sayso_draft *x = &ds->draft.v[j];
        uint32_t end = x->n_source == 1 ? x->source[0].end : 0;
        if (j != k && !x->dropped && sayso__in_ranges(x->source, x->n_source, d->cue_head) &&
            x->n_cue && x->cue[0].beg >= end && r->beg > d->cue_head && r->beg < end &&
            r->end > end)
            r->end = end;
    }
}

/* "Rejected the claim that they had been beaten": the clause behind the noun is a part of what is
 * said. */
void sayso__parted_clause(const sayso_rules *u, sayso_draft *d)
{
    sayso_range *r = &d->content[d->n_content - 1];
    uint32_t noun = r->end - 1, i = r->end, end = sayso__rule_end(u, d->cue_head);
    if (r->beg < d->cue_head || i + 3 > end || !sayso__rule_is(u, i, "that") ||
        u->v->g->xpos[i] != SAYSO_XPOS_IN || u->v->g->upos[noun] != SAYSO_UPOS_NOUN ||
        !(u->v->w[noun].lex & SAYSO_CUE_NOUN) || u->v->w[noun].quote != SAYSO_NONE)
        return;
    while (i < end && u->v->g->upos[i] != SAYSO_UPOS_PUNCT)
        i++;
    r->end = u->v->w[noun].hi > r->end ? u->v->w[noun].hi : i;
}

/* "A smuggler arrested on Tuesday said": the participle and the time tell more of the noun, where
 * the models took nobody for the source, or the participle for a part of the cue. */
void sayso__parted_participle(const sayso_rules *u, sayso_draft *d)
{
    const sayso_tags *g = u->v->g;
    uint32_t c = d->cue[0].end - 1, lo = opening(u, c), n_noun = 0, n_past = 0;
    bool open = d->n_source == 0 || (d->cue[0].beg < c && d->source[0].beg == lo);
    if (!open || d->n_cue != 1 || c < lo + 4 || c > lo + INSERTION_MOST ||
        !sayso__tag_finite(u->v->g, c) || !(u->v->w[c].lex & SAYSO_CUE_VERBS) ||
        !sayso__rule_in_time(u, c - 1) || sayso__rule_in_time(u, lo))
        return;
    for (uint32_t i = lo; i < c; i++) {
        uint8_t p = g->upos[i];
        bool past = g->xpos[i] == SAYSO_XPOS_VBN && p == SAYSO_UPOS_VERB;
        n_noun += !n_past && (p == SAYSO_UPOS_NOUN || p == SAYSO_UPOS_PROPN);
        n_past += past;
        bool plain = p == SAYSO_UPOS_NOUN || p == SAYSO_UPOS_PROPN || p == SAYSO_UPOS_DET ||
                     p == SAYSO_UPOS_ADJ || p == SAYSO_UPOS_NUM || (n_past && p == SAYSO_UPOS_ADP);
        if ((!plain && !past) || (past && !n_noun) || u->v->w[i].quote != SAYSO_NONE)
            return;
    }
    if (n_past != 1 || in_content(d, lo, c))
        return;
    d->source[0] = (sayso_range){lo, c};
    d->n_source = 1;
    d->cue[0].beg = d->cue_head = c;
}
