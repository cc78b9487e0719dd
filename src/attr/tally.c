/* tally.c -- who puts a number, who passes judgement: "the ministry put the dead at 16", "she held
 * the operator responsible", "the report faulted the crew". Layer: attr.
 *
 * PolNeAR, which the models learn from, is about politics and has few of these. A verb of counting
 * with a subject and, in its clause, a figure or a word for a toll is an attribution, and so is one
 * of judgement with whom it judges: the subject its source, the words from the verb to the end of
 * the clause its content. */
#include "attr/tally.h"

#include "base/fail.h"
#include "base/lexicon.h"
#include "base/str.h"
#include "lexica.h"

#define REACH     12u /* tokens between the verb and its number */
#define WORD_MOST 40u /* bytes of a lemma of data/verdicts.tsv */

/* Flags of data/verdicts.tsv. */
enum { WITH_OBJECT = 1, WITH_PAIR = 2, WITH_NEAR = 4 };

typedef struct {
    const sayso_attr_view *v;
    const sayso_mentions *m;
} tally;

/* "The inquiry cleared X": a past tense that the tagger takes for a participle; it has no
 * auxiliary, or that of the perfect. */
static bool may_be_finite(const tally *s, uint32_t i)
{
    static const char *const have[] = {"have", NULL};
    uint32_t k = i;
    if (sayso__tag_tensed(s->v->g, i) || s->v->g->xpos[i] != SAYSO_XPOS_VBN)
        return sayso__tag_tensed(s->v->g, i);
    while (k > 0 && i - k < 3 && s->v->g->upos[k - 1] == SAYSO_UPOS_ADV)
        k--;
    bool object = k == i && i + 1 < s->v->t->n_tok && s->v->g->upos[i + 1] == SAYSO_UPOS_DET;
    return k > 0 &&
           ((object && s->v->g->xpos[k - 1] == SAYSO_XPOS_COMMA) ||
            s->v->g->upos[k - 1] == SAYSO_UPOS_NOUN || s->v->g->upos[k - 1] == SAYSO_UPOS_PROPN ||
            s->v->g->upos[k - 1] == SAYSO_UPOS_PRON || sayso__tag_lemma_in(s->v->g, k - 1, have));
}

/* The figure of people, money or percentages that the verb's clause holds behind it; SAYSO_NONE. */
static uint32_t figure_behind(const tally *s, uint32_t verb, uint32_t end)
{
    uint32_t lo = 0, hi = s->m->n_figure;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (s->m->figure[mid].beg <= verb)
            lo = mid + 1;
        else
            hi = mid;
    }
    if (lo == s->m->n_figure || s->m->figure[lo].beg > verb + REACH || s->m->figure[lo].end > end)
        return SAYSO_NONE;
    for (uint32_t i = verb + 1; i < s->m->figure[lo].beg; i++)
        if (sayso__tag_tensed(s->v->g, i) || s->v->g->upos[i] == SAYSO_UPOS_PUNCT)
            return SAYSO_NONE;
    return lo;
}

/* "Put the toll at 40", "raised its figure to more than 40": the verb moves a number, and a
 * preposition brings it; returns the number's token, or SAYSO_NONE. */
static uint32_t moves_toll(const tally *s, uint32_t verb, uint32_t end)
{
    static const char *const put[] = {"put", "place", "set", NULL};
    static const char *const move[] = {"raise", "lower", "revise", "cut", NULL};
    static const char *const what[] = {"number",   "toll",  "figure", "count",   "dead",
                                       "death",    "tally", "total",  "injured", "casualty",
                                       "damage",   "loss",  "cost",   "wounded", "missing",
                                       "estimate", "it",    NULL};
    static const char *const at[] = {"at", NULL}, *const to[] = {"to", NULL};
    bool puts = sayso__tag_lemma_in(s->v->g, verb, put), toll = false;
    if (!puts && !sayso__tag_lemma_in(s->v->g, verb, move))
        return SAYSO_NONE;
    for (uint32_t i = verb + 1; i < end && i < verb + REACH + 4; i++) {
        uint32_t k = i + 1;
        toll |= sayso__tag_lemma_in(s->v->g, i, what);
        if (s->v->g->upos[i] == SAYSO_UPOS_PUNCT || s->v->w[i].quote != SAYSO_NONE)
            break;
        if (!sayso__tag_lemma_in(s->v->g, i, puts ? at : to) || !(puts || toll) || i == verb + 1)
            continue;
        while (k < end && k < i + 5 && s->v->g->upos[k] != SAYSO_UPOS_NUM)
            k++;
        if (k < end && k < i + 5 && s->v->t->tok_sent[k] == s->v->t->tok_sent[verb] &&
            !sayso__timex_holds(s->m, k))
            return k;
    }
    return SAYSO_NONE;
}

/* "counts 52 injured", "lists 31 as missing". */
static bool counts_heads(const tally *s, uint32_t verb, const sayso_figure *f)
{
    static const char *const count[] = {"count", "list", "tally", "number", NULL};
    return sayso__tag_lemma_in(s->v->g, verb, count) && f->beg <= verb + 3;
}

/* The noun phrase right before the verb that begins its sentence: the tree may miss a subject. */
static bool phrase_before(const tally *s, uint32_t verb, sayso_range *out)
{
    uint32_t beg = s->v->t->sent[s->v->t->tok_sent[verb]], end = verb;
    while (end > beg &&
           (s->v->g->upos[end - 1] == SAYSO_UPOS_ADV || s->v->g->upos[end - 1] == SAYSO_UPOS_AUX))
        end--;
    uint8_t last = end > beg ? s->v->g->upos[end - 1] : (uint8_t)SAYSO_UPOS_PUNCT;
    for (uint32_t i = beg; i < end; i++) {
        uint8_t u = s->v->g->upos[i];
        if (u != SAYSO_UPOS_DET && u != SAYSO_UPOS_ADJ && u != SAYSO_UPOS_NOUN &&
            u != SAYSO_UPOS_PROPN && u != SAYSO_UPOS_NUM && u != SAYSO_UPOS_PRON &&
            s->v->g->xpos[i] != SAYSO_XPOS_POS)
            return false;
    }
    *out = (sayso_range){beg, end};
    return last == SAYSO_UPOS_NOUN || last == SAYSO_UPOS_PROPN || last == SAYSO_UPOS_PRON;
}

/* "X's commander, Ada Quill, rubbished it", "the firm, for once, had no comment": the noun phrase
 * that opens the sentence, with its apposition, where an insertion parts it from the verb. */
static bool phrase_parted(const tally *s, uint32_t verb, sayso_range *out)
{
    const sayso_tags *g = s->v->g;
    uint32_t beg = s->v->t->sent[s->v->t->tok_sent[verb]], first = beg;
    if (verb < beg + 4 || g->xpos[verb - 1] != SAYSO_XPOS_COMMA)
        return false;
    while (first < verb - 1 && g->xpos[first] != SAYSO_XPOS_COMMA)
        first++;
    for (uint32_t i = beg; i < verb; i++) {
        uint8_t u = g->upos[i];
        bool comma = g->xpos[i] == SAYSO_XPOS_COMMA;
        if (sayso__tag_tensed(s->v->g, i) || u == SAYSO_UPOS_VERB || u == SAYSO_UPOS_AUX ||
            s->v->w[i].quote != SAYSO_NONE || (comma && i != first && i != verb - 1) ||
            (i < first && (u == SAYSO_UPOS_ADP || u == SAYSO_UPOS_ADV || u == SAYSO_UPOS_SCONJ)))
            return false;
    }
    if (first == beg || first + 1 >= verb - 1)
        return false;
    uint8_t last = g->upos[first - 1];
    *out = (sayso_range){beg, g->upos[first + 1] == SAYSO_UPOS_ADP ? first : verb - 1};
    return last == SAYSO_UPOS_NOUN || last == SAYSO_UPOS_PROPN;
}

/* The source: the verb's subject, nobody if it is no noun or a number itself. */
static bool subject(const tally *s, uint32_t verb, sayso_range *out)
{
    static const char *const toll[] = {"toll", "number", "figure", "count", "total", NULL};
    uint32_t k = s->v->w[verb].subj, head = s->v->g->head[verb];
    if (k == SAYSO_NONE && s->v->g->deprel[verb] == SAYSO_DEPREL_CONJ && head < verb)
        k = s->v->w[head].subj;
    if (k == SAYSO_NONE && (phrase_before(s, verb, out) || phrase_parted(s, verb, out)))
        return true;
    if (k == SAYSO_NONE || k >= verb || sayso__tag_lemma_in(s->v->g, k, toll))
        return false;
    *out = (sayso_range){s->v->w[k].lo, s->v->w[k].hi < verb ? s->v->w[k].hi : verb};
    while (out->end > out->beg + 1 && (s->v->g->upos[out->end - 1] == SAYSO_UPOS_PUNCT ||
                                       s->v->g->upos[out->end - 1] == SAYSO_UPOS_ADV ||
                                       s->v->g->upos[out->end - 1] == SAYSO_UPOS_AUX))
        out->end--;
    return out->end > out->beg && k < out->end;
}

/* One past the clause that goes on from token i; words in quotation marks belong to it. */
static uint32_t clause_end(const tally *s, uint32_t i, uint32_t end)
{
    for (; i < end; i++) {
        uint8_t u = s->v->g->upos[i];
        bool more = i + 1 < end && s->v->g->xpos[i] == SAYSO_XPOS_COMMA &&
                    s->v->w[i + 1].place & SAYSO_ATTR_OPENS;
        if (s->v->w[i].quote == SAYSO_NONE && !more &&
            (u == SAYSO_UPOS_PUNCT || u == SAYSO_UPOS_SCONJ))
            break;
    }
    return i;
}

static bool is_taken(const sayso_drafts *ds, uint32_t from, uint32_t verb)
{
    for (uint32_t k = from; k < ds->draft.n; k++) {
        const sayso_draft *d = &ds->draft.v[k];
        for (uint32_t j = 0; !d->dropped && j < d->n_cue; j++)
            if (verb >= d->cue[j].beg && verb < d->cue[j].end)
                return true;
    }
    return false;
}

/* Entry of data/verdicts.tsv for a lemma, or for the lemmas of two tokens, or NULL. */
static const sayso_lexicon_entry *verdict_of(const tally *s, uint32_t verb, uint32_t with)
{
    char key[2 * WORD_MOST + 1];
    uint32_t n = 0, at[2] = {verb, with};
    for (int k = 0; k < (with == SAYSO_NONE ? 1 : 2); k++) {
        sayso_str w = s->v->g->lemma[at[k]];
        if (w.n > WORD_MOST)
            return NULL;
        if (k)
            key[n++] = ' ';
        for (uint32_t i = 0; i < w.n; i++)
            key[n++] = sayso__ascii_lower(w.p[i]);
    }
    return sayso__lexicon_find(&sayso__lex_verdicts, key, n);
}

/* The word behind the verb that makes it one of judgement: "held X responsible", "spoke of";
 * SAYSO_NONE. */
static uint32_t word_behind(const tally *s, uint32_t verb, uint32_t end)
{
    for (uint32_t i = verb + 1; i < end && i < verb + REACH; i++) {
        const sayso_lexicon_entry *e = verdict_of(s, verb, i);
        if (e && (e->value[0] & WITH_NEAR || i == verb + 1))
            return i;
        if (sayso__tag_tensed(s->v->g, i) || s->v->g->upos[i] == SAYSO_UPOS_PUNCT)
            break;
    }
    return SAYSO_NONE;
}

/* "Are investigating": the auxiliary carries the tense. */
static bool is_going_on(const tally *s, uint32_t verb)
{
    static const char *const be[] = {"be", NULL};
    static const char *const look[] = {"investigate", "probe", NULL};
    return verb + 2 < s->v->t->n_tok && sayso__tag_lemma_in(s->v->g, verb, be) &&
           s->v->g->xpos[verb + 1] == SAYSO_XPOS_VBG &&
           sayso__tag_lemma_in(s->v->g, verb + 1, look);
}

/* "Held X responsible", "cleared X of wrongdoing", "blamed X", "cast doubt on", "opened an
 * inquiry": the last token that makes the verb one of judgement; SAYSO_NONE. */
static uint32_t judges(const tally *s, uint32_t verb, uint32_t end)
{
    if (verb + 1 >= end || s->v->g->upos[verb] == SAYSO_UPOS_NOUN)
        return SAYSO_NONE;
    if (is_going_on(s, verb))
        return verb + 1;
    const sayso_lexicon_entry *e = verdict_of(s, verb, SAYSO_NONE);
    if (!e)
        return SAYSO_NONE;
    uint32_t with = e->value[0] & WITH_PAIR ? word_behind(s, verb, end) : SAYSO_NONE;
    uint8_t next = s->v->g->upos[verb + 1];
    bool object = (next == SAYSO_UPOS_VERB && verb + 2 < end &&
                   (s->v->g->upos[verb + 2] == SAYSO_UPOS_PROPN ||
                    s->v->g->upos[verb + 2] == SAYSO_UPOS_NOUN)) || /* "accused neighbouring X" */
                  next == SAYSO_UPOS_DET ||
                  next == SAYSO_UPOS_PROPN || next == SAYSO_UPOS_NOUN || next == SAYSO_UPOS_PRON ||
                  next == SAYSO_UPOS_ADJ;
    if (with != SAYSO_NONE)
        return with;
    return e->value[0] & WITH_OBJECT && object ? verb + 1 : SAYSO_NONE;
}

/* "Would not be drawn", "did not rule out": the first token of the negated verb group that ends
 * with token i, or SAYSO_NONE. */
static uint32_t negated(const tally *s, uint32_t i)
{
    static const char *const draw[] = {"draw", NULL}, *const be[] = {"be", NULL};
    static const char *const exclude[] = {"exclude", "rule", "speculate", NULL};
    const sayso_tags *g = s->v->g;
    uint32_t beg = s->v->t->sent[s->v->t->tok_sent[i]], k = i;
    if (sayso__tag_lemma_in(g, i, draw) && i > beg && sayso__tag_lemma_in(g, i - 1, be))
        k = i - 1;
    else if (!sayso__tag_lemma_in(g, i, exclude))
        return SAYSO_NONE;
    if (k < beg + 2 || g->upos[k - 1] != SAYSO_UPOS_PART || g->upos[k - 2] != SAYSO_UPOS_AUX)
        return SAYSO_NONE;
    return k - 2;
}

/* "took back", "ruled out" */
static bool is_particle(const tally *s, uint32_t i)
{
    static const char *const particle[] = {"back", "out", "off", "away", "down", NULL};
    return sayso__tag_lemma_in(s->v->g, i, particle);
}

/* A verb that counts, judges or keeps silent. */
typedef struct {
    uint32_t beg, end; /* its group */
    uint32_t last;     /* the last token that makes it one */
} speaking;

static bool speaks(const tally *s, uint32_t verb, uint32_t end, speaking *out)
{
    static const char *const have[] = {"have", NULL};
    uint32_t silent = negated(s, verb), number, f, judged; /* tokens */
    bool perfect = verb > 0 && sayso__tag_lemma_in(s->v->g, verb - 1, have);
    *out = (speaking){verb - perfect, verb + 1, verb + 1};
    if (silent != SAYSO_NONE) {
        out->beg = silent;
        out->end += verb + 1 < end && s->v->g->upos[verb + 1] == SAYSO_UPOS_ADP &&
                    s->v->g->deprel[verb + 1] == SAYSO_DEPREL_COMPOUND_PRT;
        out->last = out->end;
        return out->end < end;
    }
    if (!may_be_finite(s, verb))
        return false;
    if ((number = moves_toll(s, verb, end)) != SAYSO_NONE) {
        out->last = number + 1;
        return true;
    }
    if ((judged = judges(s, verb, end)) != SAYSO_NONE) {
        out->end += is_going_on(s, verb) || is_particle(s, judged);
        out->last = judged;
        return true;
    }
    f = figure_behind(s, verb, end);
    out->last = f == SAYSO_NONE ? 0 : s->m->figure[f].end;
    return f != SAYSO_NONE && counts_heads(s, verb, s->m->figure + f);
}

static sayso_status put(const tally *s, sayso_drafts *ds, uint32_t from, uint32_t verb,
                        sayso_error *err)
{
    const sayso_tokens *t = s->v->t;
    uint32_t end = t->sent[t->tok_sent[verb] + 1];
    sayso_range who;
    speaking x;
    if (s->v->w[verb].quote != SAYSO_NONE || !speaks(s, verb, end, &x) ||
        is_taken(ds, from, verb) || !subject(s, verb, &who))
        return SAYSO_OK;
    who.end = who.end > x.beg && who.beg < x.beg ? x.beg : who.end;
    sayso_draft d = {.source = {who},
                     .cue = {{x.beg, x.end}},
                     .content = {{x.end, clause_end(s, x.last, end)}},
                     .n_source = 1,
                     .n_cue = 1,
                     .n_content = 1,
                     .cue_head = verb};
    s->v->w[verb].cue = SAYSO_TAG_B;
    return SAYSO_PUSH(ds->scratch, &ds->draft, d) ? SAYSO_OK : sayso__fail_memory(err);
}

sayso_status sayso__tally_claims(sayso_drafts *ds, const sayso_mentions *m, sayso_error *err)
{
    tally s = {ds->v, m};
    const sayso_tokens *t = ds->v->t;
    uint32_t from = 0, n = ds->draft.n;
    for (uint32_t i = 0; i < t->n_tok; i++) {
        while (from < n && sayso__draft_beg(&ds->draft.v[from]) + SAYSO_SENTENCE_MOST < i)
            from++;
        SAYSO_TRY(put(&s, ds, from, i, err));
    }
    return SAYSO_OK;
}
