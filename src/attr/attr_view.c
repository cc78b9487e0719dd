/* attr_view.c -- what both attribution models see of each token: quotations, subtrees, dependents,
 * cue classes, names.  Layer: attr. */
#include <string.h>

#include "attr/attr_parts.h"
#include "base/fail.h"
#include "base/hash.h"
#include "base/str.h"
#include "lexica.h"

static const uint16_t kid_class[SAYSO_DEPREL_N] = {
    [SAYSO_DEPREL_NSUBJ] = SAYSO_ATTR_KID_SUBJ,
    [SAYSO_DEPREL_CSUBJ] = SAYSO_ATTR_KID_SUBJ,
    [SAYSO_DEPREL_NSUBJ_PASS] = SAYSO_ATTR_KID_PASS | SAYSO_ATTR_KID_SUBJ,
    [SAYSO_DEPREL_AUX_PASS] = SAYSO_ATTR_KID_PASS,
    [SAYSO_DEPREL_CCOMP] = SAYSO_ATTR_KID_CCOMP,
    [SAYSO_DEPREL_XCOMP] = SAYSO_ATTR_KID_XCOMP,
    [SAYSO_DEPREL_OBJ] = SAYSO_ATTR_KID_OBJ,
    [SAYSO_DEPREL_PARATAXIS] = SAYSO_ATTR_KID_PARA,
    [SAYSO_DEPREL_OBL] = SAYSO_ATTR_KID_OBL,
    [SAYSO_DEPREL_MARK] = SAYSO_ATTR_KID_MARK,
    [SAYSO_DEPREL_AUX] = SAYSO_ATTR_KID_AUX,
    [SAYSO_DEPREL_COP] = SAYSO_ATTR_KID_COP,
    [SAYSO_DEPREL_ADVCL] = SAYSO_ATTR_KID_ADVCL,
    [SAYSO_DEPREL_NMOD] = SAYSO_ATTR_KID_NMOD,
    [SAYSO_DEPREL_ACL] = SAYSO_ATTR_KID_NMOD,
    [SAYSO_DEPREL_NMOD_POSS] = SAYSO_ATTR_KID_NMOD,
    [SAYSO_DEPREL_CASE] = SAYSO_ATTR_KID_CASE,
    [SAYSO_DEPREL_DET] = SAYSO_ATTR_KID_DET,
};

static bool is_negation(sayso_str s)
{
    return sayso__str_ieq(s, SAYSO_STR("not")) || sayso__str_ieq(s, SAYSO_STR("n't")) ||
           sayso__str_ieq(s, SAYSO_STR("n\xe2\x80\x99t")) || sayso__str_ieq(s, SAYSO_STR("never"));
}

static void look_up(sayso_attr_view *v, uint32_t i)
{
    sayso_attr_word *w = &v->w[i];
    sayso_str lemma = v->g->lemma[i];
    char key[32];
    w->lemma = (uint32_t)sayso__hash_bytes(lemma.p, lemma.n);
    if (lemma.n >= sizeof key)
        return;
    for (uint32_t k = 0; k < lemma.n; k++)
        key[k] = sayso__ascii_lower(lemma.p[k]);
    const sayso_lexicon_entry *e = sayso__lexicon_find(&sayso__lex_cues, key, lemma.n);
    if (e)
        w->lex = (uint16_t)e->value[0];
}

static void hang_on_head(sayso_attr_view *v, uint32_t i)
{
    uint32_t head = v->g->head[i];
    if (head == SAYSO_NONE)
        return;
    sayso_attr_word *h = &v->w[head];
    uint8_t rel = v->g->deprel[i];
    h->kids |= rel < SAYSO_DEPREL_N ? kid_class[rel] : 0;
    if (rel == SAYSO_DEPREL_ADVMOD && is_negation(sayso__token_str(v->t, i)))
        h->kids |= SAYSO_ATTR_KID_NEG;
    bool subject =
        rel == SAYSO_DEPREL_NSUBJ || rel == SAYSO_DEPREL_NSUBJ_PASS || rel == SAYSO_DEPREL_CSUBJ;
    if (subject && h->subj == SAYSO_NONE)
        h->subj = i;
}

/* Extent of each subtree of one sentence: leaves are taken off one after the other, each widening
 * its head's extent. left: dependents not yet taken off; queue: room for a sentence. */
static void find_extents(sayso_attr_view *v, uint32_t beg, uint32_t end, uint32_t *left,
                         uint32_t *queue)
{
    uint32_t n = 0;
    for (uint32_t i = beg; i < end; i++)
        left[i - beg] = 0;
    for (uint32_t i = beg; i < end; i++)
        if (v->g->head[i] != SAYSO_NONE)
            left[v->g->head[i] - beg]++;
    for (uint32_t i = beg; i < end; i++)
        if (!left[i - beg])
            queue[n++] = i;
    for (uint32_t k = 0; k < n; k++) {
        uint32_t i = queue[k], head = v->g->head[i];
        if (head == SAYSO_NONE)
            continue;
        sayso_attr_word *h = &v->w[head], *w = &v->w[i];
        if (v->g->deprel[i] != SAYSO_DEPREL_PUNCT) {
            h->lo = w->lo < h->lo ? w->lo : h->lo;
            h->hi = w->hi > h->hi ? w->hi : h->hi;
        }
        if (--left[head - beg] == 0)
            queue[n++] = head;
    }
}

/* One sweep with the chain of enclosing quotations as its stack. */
static void mark_quotes(sayso_attr_view *v)
{
    for (uint32_t q = 0, stack = SAYSO_NONE, i = 0; i < v->t->n_tok; i++) {
        while (stack != SAYSO_NONE && v->quote[stack].end <= i)
            stack = v->quote[stack].parent;
        while (q < v->n_quote && v->quote[q].open == i)
            stack = q++;
        if (stack == SAYSO_NONE)
            continue;
        const sayso_quote *u = &v->quote[stack];
        sayso_attr_word *w = &v->w[i];
        w->quote = stack;
        w->place = u->speech ? SAYSO_ATTR_IN_QUOTE : SAYSO_ATTR_IN_SCARE;
        if (u->parent != SAYSO_NONE) {
            w->place |= SAYSO_ATTR_NESTED;
            if (v->quote[u->parent].speech)
                w->place |= SAYSO_ATTR_IN_QUOTE;
        }
        if (u->open == i)
            w->place |= SAYSO_ATTR_OPENS;
        if (u->close == i)
            w->place |= SAYSO_ATTR_CLOSES;
        if (u->close == SAYSO_NONE)
            w->place |= SAYSO_ATTR_UNCLOSED;
    }
}

static void mark_whole_sentences(sayso_attr_view *v)
{
    for (uint32_t s = 0; s < v->t->n_sent; s++) {
        uint32_t beg = v->t->sent[s], end = v->t->sent[s + 1];
        bool whole = true;
        for (uint32_t i = beg; i < end && whole; i++)
            whole = v->w[i].place & SAYSO_ATTR_IN_QUOTE;
        for (uint32_t i = beg; i < end && whole; i++)
            v->w[i].place |= SAYSO_ATTR_WHOLE;
    }
}

sayso_status sayso__attr_view_make(const sayso_tags *g, const sayso_quote *quote, uint32_t n_quote,
                                   sayso_arena *a, sayso_arena *scratch, sayso_attr_view *out,
                                   sayso_error *err)
{
    const sayso_tokens *t = g->tokens;
    *out = (sayso_attr_view){g, t, quote, SAYSO_NEW_N(a, sayso_attr_word, t->n_tok), n_quote};
    uint32_t *left = SAYSO_NEW_N(scratch, uint32_t, SAYSO_SENTENCE_MOST),
             *queue = SAYSO_NEW_N(scratch, uint32_t, SAYSO_SENTENCE_MOST);
    if (!out->w || !left || !queue)
        return sayso__fail_memory(err);
    for (uint32_t i = 0; i < t->n_tok; i++) {
        out->w[i].quote = out->w[i].subj = SAYSO_NONE;
        out->w[i].lo = i;
        out->w[i].hi = i + 1;
        look_up(out, i);
    }
    for (uint32_t i = 0; i < t->n_tok; i++)
        hang_on_head(out, i);
    for (uint32_t s = 0; s < t->n_sent; s++)
        find_extents(out, t->sent[s], t->sent[s + 1], left, queue);
    for (uint32_t k = 0; k < g->n_name; k++)
        for (uint32_t i = g->name[k].beg; i < g->name[k].end; i++)
            out->w[i].name = g->name[k].kind;
    mark_quotes(out);
    mark_whole_sentences(out);
    return SAYSO_OK;
}
