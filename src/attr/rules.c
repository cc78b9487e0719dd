/* rules.c -- what the trained models do not know: marks of evidence are no attributions, signed
 * quotations are, and where sources and contents begin and end.  Layer: attr.
 *
 * PolNeAR, which the models learn from, makes the outlet the source of "The Courier, citing RPA,
 * quoted a guard as saying ..."; a ledger of hearsay wants the guard, carried by the Courier from
 * RPA: carrier.c. */
#include "attr/frame.h"
#include "attr/rule_part.h"
#include "attr/survey.h"
#include "attr/tally.h"
#include "attr/turns.h"
#include "base/fail.h"
#include "base/lexicon.h"
#include "base/str.h"
#include "lexica.h"
#include "tag/lexeme.h"

#define CLAUSE_SUBJECT_MOST 14u /* tokens of a subject with its relative clause */
#define ADVERBIAL_MOST      8u  /* tokens between an auxiliary and its participle */
#define SUBJECT_MOST        20u /* tokens of a subject that may be a source; longer ones are misread */

bool sayso__rule_is(const sayso_rules *u, uint32_t i, const char *z)
{
    return sayso__str_ieq(sayso__token_str(u->v->t, i), sayso__str_z(z));
}

uint32_t sayso__rule_beg(const sayso_rules *u, uint32_t i)
{
    return u->v->t->sent[u->v->t->tok_sent[i]];
}

uint32_t sayso__rule_end(const sayso_rules *u, uint32_t i)
{
    return u->v->t->sent[u->v->t->tok_sent[i] + 1];
}

bool sayso__rule_nominal(const sayso_rules *u, uint32_t i)
{
    uint32_t x = u->v->g->xpos[i];
    return (x >= SAYSO_XPOS_JJ && x <= SAYSO_XPOS_JJS) || x == SAYSO_XPOS_DT ||
           (x >= SAYSO_XPOS_NN && x <= SAYSO_XPOS_NNPS) || x == SAYSO_XPOS_POS ||
           x == SAYSO_XPOS_PRPS || x == SAYSO_XPOS_HYPH || x == SAYSO_XPOS_CD ||
           x == SAYSO_XPOS_VBN;
}

bool sayso__rule_in_time(const sayso_rules *u, uint32_t i)
{
    return sayso__timex_holds(u->r->mentions, i);
}

bool sayso__in_ranges(const sayso_range *r, uint32_t n, uint32_t i)
{
    for (uint32_t k = 0; k < n; k++)
        if (i >= r[k].beg && i < r[k].end)
            return true;
    return false;
}

/* ---- sources that are misread -----------------------------------------------------------------
 */

/* "X on Wednesday rejected", "X, who last month rejected": a time taken for the source. */
static bool is_day(const sayso_rules *u, const sayso_draft *d)
{
    char low[16];
    const sayso_mentions *m = u->r->mentions;
    uint32_t t = d->n_source == 1 ? sayso__timex_from(m, d->source[0].beg) : m->n_timex;
    if (t < m->n_timex && m->timex[t].beg <= d->source[0].beg &&
        m->timex[t].end >= d->source[0].end)
        return true;
    if (d->n_source != 1 || d->source[0].end != d->source[0].beg + 1)
        return false;
    sayso_str w = sayso__token_str(u->v->t, d->source[0].beg);
    for (uint32_t k = 0; k < w.n && k < sizeof low; k++)
        low[k] = sayso__ascii_lower(w.p[k]);
    return w.n <= sizeof low && sayso__lexicon_find(&sayso__lex_month_words, low, w.n);
}

/* In "X, who last month rejected" it is "who" that speaks. */
static void drop_day(const sayso_rules *u, sayso_draft *d)
{
    uint32_t b = d->n_source ? d->source[0].beg : 0;
    if (!is_day(u, d))
        return;
    d->n_source = 0;
    if (b > 0 && (sayso__rule_is(u, b - 1, "who") || sayso__rule_is(u, b - 1, "which")))
        d->source[d->n_source++] = (sayso_range){b - 1, b};
}

/* "Despite the Front claiming responsibility, ...": who stands right before the gerund speaks. */
static void gerund_subject(const sayso_rules *u, sayso_draft *d)
{
    uint32_t c = d->cue[0].beg;
    bool shouted = u->v->g->lexeme && u->v->g->lexeme[c].bits & SAYSO_LEX_CAPS_SENT;
    if (u->v->t->tok[c].flags & SAYSO_TOKEN_ALL_CAPS && !shouted && c + 1 < d->cue[0].end &&
        u->v->g->xpos[c + 1] == SAYSO_XPOS_VBG) {
        d->source[0] = (sayso_range){c, c + 1}; /* "IS claiming": a name, no auxiliary */
        d->n_source = 1;
        d->cue[0].beg = c + 1;
        return;
    }
    if (u->v->g->xpos[c] != SAYSO_XPOS_VBG || c == sayso__rule_beg(u, c) ||
        (d->n_source && d->source[0].end == c))
        return;
    uint32_t m = u->r->at[c - 1], beg = c - 1;
    bool name =
        m != SAYSO_NONE && u->r->mentions->mention[m].named && u->r->mentions->mention[m].end == c;
    if (sayso__in_ranges(d->content, d->n_content, c - 1) ||
        (!name && !(u->v->t->tok[c - 1].flags & SAYSO_TOKEN_ALL_CAPS)))
        return;
    d->source[0] = (sayso_range){name ? u->r->mentions->mention[m].beg : beg, c};
    d->n_source = 1;
}

/* ---- carriers -------------------------------------------------------------------------------- */

/* "...," he told a packed press room, naming nobody: those told are no content. */
static bool is_addressee(const sayso_rules *u, const sayso_draft *d, uint32_t k)
{
    static const char *const tell[] = {"tell", "inform", "assure", "remind", "ask", NULL};
    sayso_range r = d->content[k];
    if (!sayso__tag_lemma_in(u->v->g, d->cue_head, tell) || r.beg != d->cue[0].end)
        return false;
    for (uint32_t i = r.beg; i < r.end && u->v->g->xpos[i] != SAYSO_XPOS_COMMA; i++)
        if (u->v->g->upos[i] == SAYSO_UPOS_VERB || u->v->g->upos[i] == SAYSO_UPOS_AUX ||
            sayso__rule_is(u, i, "that") || u->v->w[i].quote != SAYSO_NONE)
            return false;
    return true;
}

/* '"...," he told the Courier': the models take those told for what is said. */
static void quotation_told(const sayso_rules *u, sayso_draft *d)
{
    uint32_t s = d->n_source ? d->source[0].beg : 0, q = s ? u->v->w[s - 1].quote : SAYSO_NONE;
    if (q == SAYSO_NONE || u->v->quote[q].close != s - 1 || !u->v->quote[q].speech ||
        d->n_content != 1 || !is_addressee(u, d, 0))
        return;
    d->content[0] = (sayso_range){u->v->quote[q].open, u->v->quote[q].end};
}

/* Behind a quotation and its cue, a phrase that tells where, when or how it was said is no content:
 * "...," he said at a meeting; "...," she added without giving a reason. */
static void drop_setting(const sayso_rules *u, sayso_draft *d)
{
    const sayso_attr_view *v = u->v;
    if (d->n_content < 2 || !(v->w[d->content[0].beg].place & SAYSO_ATTR_OPENS) ||
        d->content[0].end > d->cue[0].beg)
        return;
    uint32_t n = 1;
    for (uint32_t k = 1; k < d->n_content; k++) {
        uint32_t i = d->content[k].beg;
        bool adverbial = v->g->upos[i] == SAYSO_UPOS_ADP || v->g->upos[i] == SAYSO_UPOS_SCONJ;
        bool setting = adverbial && !sayso__rule_is(u, i, "that") &&
                       !sayso__rule_is(u, i, "whether") && !sayso__rule_is(u, i, "if");
        setting |= is_addressee(u, d, k);
        if (!setting || v->w[i].quote != SAYSO_NONE)
            d->content[n++] = d->content[k];
    }
    d->n_content = n;
}

/* ---- signed quotations ----------------------------------------------------------------------- */

static bool is_dash(const sayso_rules *u, uint32_t i)
{
    static const char *const dash[] = {"-", "--", "\xe2\x80\x93", "\xe2\x80\x94", "\xe2\x80\x95",
                                       NULL};
    for (const char *const *d = dash; *d; d++)
        if (sayso__rule_is(u, i, *d))
            return true;
    return false;
}

/* A name's first word, rare as it may be, is at times tagged as another noun. */
static bool begins_name(const sayso_attr_view *v, uint32_t i)
{
    return v->g->upos[i] == SAYSO_UPOS_PROPN ||
           (v->t->tok[i].flags & SAYSO_TOKEN_CAPITAL && i + 1 < v->t->n_tok &&
            v->g->upos[i + 1] == SAYSO_UPOS_PROPN);
}

/* A quotation, a dash, a name: the dash is the cue. Nothing but the name, what is apposed to it, or
 * the next quotation follows in the block. */
static bool signed_quotation(sayso_rules *u, const sayso_quote *q, sayso_draft *d)
{
    const sayso_attr_view *v = u->v;
    uint32_t i = q->end, n = v->t->n_tok;
    if (q->close == SAYSO_NONE || !q->speech || i + 1 >= n || !is_dash(u, i) ||
        v->w[i].cue != SAYSO_TAG_O || !begins_name(v, i + 1))
        return false;
    const uint32_t *block = v->t->sent_block, *sent = v->t->tok_sent;
    uint32_t end = i + 1;
    if (block[sent[i + 1]] != block[sent[q->close]])
        return false;
    while (end < n && begins_name(v, end) && block[sent[end]] == block[sent[i]])
        end++;
    bool last = end == n || block[sent[end]] != block[sent[i]];
    if (!last && !(v->w[end].place & SAYSO_ATTR_OPENS) && v->g->xpos[end] != SAYSO_XPOS_COMMA &&
        v->g->xpos[end] != SAYSO_XPOS_FINAL)
        return false;
    *d = (sayso_draft){.source = {{i + 1, end}},
                       .cue = {{i, i + 1}},
                       .content = {{q->open, q->end}},
                       .n_source = 1,
                       .n_cue = 1,
                       .n_content = 1,
                       .cue_head = i};
    v->w[i].cue = SAYSO_TAG_B;
    return true;
}

static bool add_signed(sayso_rules *u, sayso_drafts *ds)
{
    for (uint32_t q = 0; q < u->v->n_quote; q++) {
        sayso_draft d;
        if (signed_quotation(u, &u->v->quote[q], &d) && !SAYSO_PUSH(ds->scratch, &ds->draft, d))
            return false;
    }
    return true;
}

/* "A said that B, the Courier reported": the model gives the Courier a part of B; it reported that
 * A said it, so its content begins with A. Cues come in the order of the text, so that the
 * neighbours among the drafts are enough to look at. */
static void widen_report(const sayso_rules *u, sayso_drafts *ds, uint32_t k)
{
    sayso_draft *d = &ds->draft.v[k];
    if (d->n_content != 1 || !d->n_source || d->content[0].end > d->source[0].beg ||
        d->source[0].beg - d->content[0].end > 2 || !sayso__carrier_of(u, d).end)
        return;
    uint32_t from = k > 8 ? k - 8 : 0, beg = d->content[0].beg;
    for (uint32_t j = from; j < ds->draft.n && j < k + 8; j++) {
        const sayso_draft *e = &ds->draft.v[j];
        if (j == k || e->dropped || !e->n_cue || e->cue[0].end > beg ||
            sayso__rule_beg(u, e->cue[0].beg) != sayso__rule_beg(u, beg) ||
            !sayso__in_ranges(e->content, e->n_content, beg))
            continue;
        uint32_t first = sayso__draft_beg(e);
        if (first < d->content[0].beg && first >= sayso__rule_beg(u, beg))
            d->content[0].beg = first;
    }
}

/* Who stands between a quotation and the verb that follows, where the tree took it for another
 * verb's: '"There was no bomb," the chair of the inquiry, Ana Corvin, told them'. */
static sayso_range behind_quotation(const sayso_rules *u, const sayso_draft *d)
{
    const sayso_attr_view *v = u->v;
    const sayso_range none = {0, 0};
    uint32_t beg = d->content[0].end, end = d->cue[0].beg;
    bool noun = false;
    for (uint32_t k = 1; k < d->n_content && d->content[k].end <= end; k++)
        beg = d->content[k].end;
    if (beg >= end || end - beg > SUBJECT_MOST || !(v->w[beg - 1].place & SAYSO_ATTR_CLOSES) ||
        v->g->upos[beg] == SAYSO_UPOS_PUNCT)
        return none;
    for (uint32_t i = beg; i < end; i++) {
        if (v->w[i].quote != SAYSO_NONE || v->g->upos[i] == SAYSO_UPOS_VERB ||
            v->g->upos[i] == SAYSO_UPOS_AUX || v->g->upos[i] == SAYSO_UPOS_SCONJ)
            return none;
        noun |= v->g->upos[i] == SAYSO_UPOS_NOUN || v->g->upos[i] == SAYSO_UPOS_PROPN;
    }
    return noun ? (sayso_range){beg, end} : none;
}

/* The subject of a verb, where it may be a source. */
static sayso_range subject_of(const sayso_rules *u, uint32_t verb)
{
    const sayso_attr_view *v = u->v;
    uint32_t s = v->w[verb].subj;
    bool fit = s != SAYSO_NONE && v->w[s].hi - v->w[s].lo <= SUBJECT_MOST &&
               (v->g->upos[s] == SAYSO_UPOS_NOUN || v->g->upos[s] == SAYSO_UPOS_PROPN);
    return fit ? (sayso_range){v->w[s].lo, v->w[s].hi} : (sayso_range){0, 0};
}

/* The subject of an active verb speaks, where the models found no source; if they took it for the
 * content, that is what stands before it: "Two were held, a warden said, ...". */
static void subject_speaks(const sayso_rules *u, sayso_draft *d)
{
    const sayso_attr_view *v = u->v;
    uint32_t h = d->cue_head, beg = sayso__rule_beg(u, h);
    if (d->n_source || v->g->upos[h] != SAYSO_UPOS_VERB ||
        !(v->w[h].lex & SAYSO_CUE_VERBS & ~SAYSO_CUE_SHOW) || v->w[h].kids & SAYSO_ATTR_KID_PASS)
        return;
    sayso_range who = subject_of(u, h), *c = &d->content[0];
    if (!who.end)
        who = behind_quotation(u, d);
    if (!who.end || (who.end > d->cue[0].beg && who.beg < d->cue[d->n_cue - 1].end))
        return;
    bool taken = d->n_content == 1 && c->beg >= who.beg && c->end <= who.end;
    for (uint32_t k = 0; k < d->n_content && !taken; k++)
        if (d->content[k].beg < who.end && who.beg < d->content[k].end)
            return;
    if (taken && (who.beg < beg + 4 || v->g->xpos[who.beg - 1] != SAYSO_XPOS_COMMA))
        return;
    if (taken)
        *c = (sayso_range){beg, who.beg - 1};
    d->source[0] = who;
    d->n_source = 1;
}

/* "Y has for the first time said Z": the auxiliary belongs to the cue; what stands before it is the
 * source, however the models divide the clause. */
static void perfect_subject(const sayso_rules *u, sayso_draft *d)
{
    static const char *const have[] = {"have", NULL};
    const sayso_tags *g = u->v->g;
    uint32_t c = d->cue_head, beg = sayso__rule_beg(u, c), aux = c;
    sayso_range *s = &d->source[0], *x = &d->content[0];
    bool past = g->xpos[c] == SAYSO_XPOS_VBN || g->xpos[c] == SAYSO_XPOS_VBD;
    if (!past || d->n_source != 1 || d->cue[0].beg != c)
        return;
    while (aux > beg && c - aux < ADVERBIAL_MOST && g->upos[aux] != SAYSO_UPOS_AUX &&
           (aux == c || (g->upos[aux] != SAYSO_UPOS_VERB && g->upos[aux] != SAYSO_UPOS_PUNCT)))
        aux--;
    if (aux == beg || aux + 1 >= c || !sayso__tag_lemma_in(g, aux, have))
        return;
    bool turned = d->n_content == 1 && s->beg >= d->cue[0].end && x->beg < aux && x->end > aux;
    if (turned) {
        uint32_t end = sayso__rule_end(u, c), subject = x->beg;
        while (end > s->beg + 1 && g->upos[end - 1] == SAYSO_UPOS_PUNCT)
            end--;
        *x = (sayso_range){s->beg, end};
        *s = (sayso_range){subject, aux + 1};
    }
    if (s->beg >= aux || s->end <= aux)
        return;
    s->end = aux;
    d->cue[0].beg = aux;
}

/* "did not name X, claiming Z": what stands before a comma is no part of the cue; a participle of
 * saying behind it is the cue. */
static void cut_cue(const sayso_rules *u, sayso_draft *d)
{
    uint32_t last = d->cue[0].end - 1;
    for (uint32_t i = d->cue[0].beg + 1; i < last; i++) {
        bool saying = u->v->g->xpos[last] == SAYSO_XPOS_VBG && u->v->w[last].lex & SAYSO_CUE_VERBS;
        if (u->v->g->xpos[i] != SAYSO_XPOS_COMMA || (d->cue_head <= i && !saying))
            continue;
        d->cue[0].beg = i + 1;
        d->cue_head = d->cue_head > i ? d->cue_head : last;
    }
}

/* "Laid the blame squarely on X", "took back her words about": the verb is the cue, its object and
 * what hangs on it are what is said. PolNeAR takes both for the cue, and so do other such phrases.
 */
static void cut_object(const sayso_rules *u, sayso_draft *d)
{
    static const char *const what[] = {"blame",      "finger",    "responsibility", "charge",
                                       "accusation", "statement", "claim",          "word",
                                       "allegation", "remark",    "condolence",     "apology",
                                       "sympathy",   "criticism", "story",          NULL};
    uint32_t h = d->cue_head, end = d->cue[0].end, noun = h + 1;
    while (noun < end && !sayso__tag_lemma_in(u->v->g, noun, what))
        noun++;
    if (d->n_cue != 1 || noun >= end || u->v->g->upos[h] != SAYSO_UPOS_VERB || !d->n_content ||
        d->content[0].beg != end || u->v->g->upos[end - 1] != SAYSO_UPOS_ADP)
        return;
    d->cue[0].end = d->content[0].beg = h + 1;
}

/* "sought to pin the blame on X": all of it is the cue. */
static void blame_cue(const sayso_rules *u, sayso_draft *d)
{
    static const char *const seek[] = {"seek", "try", "attempt", NULL};
    static const char *const lay[] = {"pin", "lay", "put", "place", "cast", "shift", NULL};
    uint32_t c = d->cue_head, i = c + 1, end = d->n_content ? d->content[0].end : 0;
    if (!sayso__tag_lemma_in(u->v->g, c, seek) || d->cue[0].end != c + 1 || i + 5 >= end ||
        d->content[0].beg != i || !sayso__rule_is(u, i, "to"))
        return;
    bool blame = sayso__tag_lemma_in(u->v->g, i + 1, lay) && sayso__rule_is(u, i + 2, "the") &&
                 sayso__rule_is(u, i + 3, "blame") &&
                 (sayso__rule_is(u, i + 4, "on") || sayso__rule_is(u, i + 4, "to"));
    if (!blame)
        return;
    d->cue[0].end = d->content[0].beg = i + 5;
}

/* "Refused to be drawn on X": all but the last phrase is the cue. */
static void drawn_cue(const sayso_rules *u, sayso_draft *d)
{
    static const char *const refuse[] = {"refuse", "decline", NULL}, *const draw[] = {"draw", NULL};
    uint32_t i = d->cue[0].end;
    if (!sayso__tag_lemma_in(u->v->g, d->cue_head, refuse) || !d->n_content ||
        d->content[0].beg != i || d->content[0].end < i + 4 ||
        !sayso__tag_lemma_in(u->v->g, i + 2, draw))
        return;
    d->cue[0].end = d->content[0].beg = i + 3;
}

/* "X, along with other top officials, said": X leads those who speak. */
static void along_with(const sayso_rules *u, sayso_draft *d)
{
    static const char *const first[] = {"along", "together", "alongside", NULL};
    uint32_t beg = sayso__rule_beg(u, d->cue_head), i = d->n_source == 1 ? d->source[0].beg : beg;
    i -= i > beg && sayso__rule_is(u, i - 1, "with");
    if (i < beg + 3 || !sayso__tag_lemma_in(u->v->g, i - 1, first) ||
        u->v->g->xpos[i - 2] != SAYSO_XPOS_COMMA)
        return;
    uint32_t m = u->r->at[i - 3];
    if (m != SAYSO_NONE && u->r->mentions->mention[m].named)
        d->source[0] =
            (sayso_range){u->r->mentions->mention[m].beg, u->r->mentions->mention[m].end};
}

/* "according to a report that X published": two words are the cue, what hangs on them is the
 * source, also where the models take more of it for the cue and the clause behind for the content.
 * What is said then stands before it, or behind a comma after it. */
static void according_source(const sayso_rules *u, sayso_draft *d)
{
    const sayso_tags *g = u->v->g;
    uint32_t c = d->cue[0].beg, beg = sayso__rule_beg(u, c), end = sayso__rule_end(u, c);
    if (d->n_source || c + 2 >= end || !sayso__rule_is(u, c, "according") ||
        !sayso__rule_is(u, c + 1, "to"))
        return;
    uint32_t head = g->head[c] != SAYSO_NONE && g->head[c] > c + 1 ? g->head[c] : g->head[c + 1];
    uint32_t to = head == SAYSO_NONE || head <= c + 1 ? 0 : u->v->w[head].hi;
    while (to > c + 2 && g->upos[to - 1] == SAYSO_UPOS_PUNCT)
        to--;
    if (to <= c + 2 || to > end)
        return;
    sayso_range before = {beg, c - (c > beg && g->xpos[c - 1] == SAYSO_XPOS_COMMA)};
    sayso_range behind = {to + (to < end && g->xpos[to] == SAYSO_XPOS_COMMA), end};
    while (behind.end > behind.beg && g->upos[behind.end - 1] == SAYSO_UPOS_PUNCT)
        behind.end--;
    bool inside = d->n_content == 1 && d->content[0].beg >= c + 2 && d->content[0].beg < to;
    if (inside && before.end < before.beg + 2 && behind.end < behind.beg + 2)
        return;
    if (inside)
        d->content[0] = before.end >= before.beg + 2 ? before : behind;
    d->cue[0] = (sayso_range){c, c + 2};
    d->n_cue = 1;
    d->cue_head = c;
    d->source[0] = (sayso_range){c + 2, to};
    d->n_source = 1;
}

/* "X denied it, hours before a group that nobody had heard of said ...": behind a conjunction that
 * opens a clause with a subject of its own, the subject of the clause before it does not speak. */
static void clause_subject(const sayso_rules *u, sayso_draft *d)
{
    static const char *const opens[] = {"before", "after",    "when",   "while",   "because",
                                        "until",  "although", "though", "whereas", NULL};
    static const char *const relative[] = {"that", "who", "which", NULL};
    const sayso_tags *g = u->v->g;
    uint32_t c = d->cue[0].beg, from = d->n_source == 1 ? d->source[0].end : c, i = c;
    bool finite = sayso__tag_tensed(g, c);
    while (finite && i > from && c - i < CLAUSE_SUBJECT_MOST && g->upos[i] != SAYSO_UPOS_PUNCT &&
           !sayso__tag_lemma_in(g, i, opens))
        i--;
    bool first = i > from && i + 1 < c && sayso__tag_lemma_in(g, i, opens), verb = false;
    first = first && (g->upos[i + 1] == SAYSO_UPOS_DET || g->xpos[i + 1] == SAYSO_XPOS_PRPS ||
                      g->upos[i + 1] == SAYSO_UPOS_NOUN || g->upos[i + 1] == SAYSO_UPOS_PROPN ||
                      g->upos[i + 1] == SAYSO_UPOS_ADJ);
    for (uint32_t k = from; first && k < i; k++)
        verb = verb || g->upos[k] == SAYSO_UPOS_VERB;
    bool inner = false;
    for (uint32_t k = i + 1; verb && k < c; k++) {
        inner = inner || sayso__tag_lemma_in(g, k, relative);
        verb = inner || (g->upos[k] != SAYSO_UPOS_VERB && g->upos[k] != SAYSO_UPOS_AUX);
    }
    if (verb)
        d->source[0] = (sayso_range){i + 1, c};
}

/* ", asking not to be identified": how the source speaks, not what it says. */
static bool asks_anonymity(const sayso_rules *u, uint32_t i, uint32_t end)
{
    static const char *const ask[] = {"ask", "insist", "request", "speak", "demand", NULL};
    static const char *const bare[] = {"anonymity", "anonymous", "anonymously",
                                       "nameless",  "unnamed",   NULL};
    static const char *const with_not[] = {"name", "identify", "quote", NULL};
    bool no = false;
    if (u->v->g->xpos[i] != SAYSO_XPOS_VBG || !sayso__tag_lemma_in(u->v->g, i, ask))
        return false;
    for (uint32_t k = i + 1; k < end && k < i + 8; k++) {
        no |= sayso__rule_is(u, k, "not");
        if (sayso__tag_lemma_in(u->v->g, k, bare) ||
            (no && sayso__tag_lemma_in(u->v->g, k, with_not)))
            return true;
    }
    return false;
}

static void drop_anonymity(const sayso_rules *u, sayso_draft *d)
{
    sayso_range *r = &d->content[d->n_content - 1];
    for (uint32_t i = r->beg + 2; i < r->end; i++)
        if (u->v->g->xpos[i - 1] == SAYSO_XPOS_COMMA && u->v->w[i].quote == SAYSO_NONE &&
            asks_anonymity(u, i, r->end)) {
            r->end = i - 1;
            return;
        }
}

sayso_status sayso__draft_by_rules(sayso_drafts *ds, const sayso_resolver *r, sayso_error *err)
{
    sayso_rules u = {ds, ds->v, r};
    if (!add_signed(&u, ds))
        return sayso__fail_memory(err);
    SAYSO_TRY(sayso__survey_answers(ds, r->mentions, err));
    SAYSO_TRY(sayso__tally_claims(ds, r->mentions, err));
    SAYSO_TRY(sayso__frame_claims(&u, ds, err));
    SAYSO_TRY(sayso__nominal_claims(&u, ds, err));
    sayso__carrier_reports(&u, ds);
    for (uint32_t k = 0; k < ds->draft.n; k++) {
        sayso_draft *d = &ds->draft.v[k];
        if (d->dropped || d->cue_head == SAYSO_NONE || d->n_content == 0)
            continue;
        if (d->n_cue == 0) {
            sayso__carrier_named(&u, d); /* of a verb that is understood */
            continue;
        }
        sayso__carrier_citing_cue(&u, d);
        if (sayso__no_claim(&u, d) || sayso__carrier_only_cites(&u, d)) {
            d->dropped = true;
            continue;
        }
        drop_day(&u, d);
        cut_cue(&u, d);
        cut_object(&u, d);
        blame_cue(&u, d);
        drawn_cue(&u, d);
        gerund_subject(&u, d);
        perfect_subject(&u, d);
        along_with(&u, d);
        according_source(&u, d);
        clause_subject(&u, d);
        sayso__parted_subject(&u, d);
        sayso__parted_phrase(&u, d);
        sayso__parted_pair(&u, d);
        sayso__parted_clause(&u, d);
        sayso__parted_inverted(&u, d);
        sayso__parted_second(&u, ds, k);
        subject_speaks(&u, d);
        drop_day(&u, d);
        sayso__parted_participle(&u, d);
        sayso__carrier_tail(&u, d);
        quotation_told(&u, d);
        drop_setting(&u, d);
        drop_anonymity(&u, d);
        sayso__ending_cut(&u, d);
        widen_report(&u, ds, k);
        sayso__carrier_quoted(&u, ds, k);
        d->dropped |= sayso__carrier_aside(&u, ds, k);
        if (d->dropped)
            continue;
        if (d->n_source)
            sayso__carrier_relative(&u, d);
        sayso__carrier_cited(&u, d);
        sayso__carrier_named(&u, d);
        SAYSO_TRY(sayso__coordinate(&u, ds, k, err));
    }
    for (uint32_t k = 0; k < ds->draft.n; k++)
        if (!ds->draft.v[k].dropped && ds->draft.v[k].n_content && ds->draft.v[k].n_cue)
            sayso__parted_inner(&u, ds, k);
    SAYSO_TRY(sayso__turns_take(&u, ds, err));
    sayso__no_claim_carried(ds);
    sayso__no_claim_headlines(ds);
    return SAYSO_OK;
}
