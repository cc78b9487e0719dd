/* split_features.c -- what the trained splitter looks at.  Layer: token.
 *
 * The word before the stop and the word after it, their shapes, what closes between them, how long
 * the sentence is so far, how the block begins (who writes small letters there does so elsewhere),
 * and what the rules say; after Gillick 2009, "Sentence boundary detection and the problem with the
 * U.S.". */
#include "base/hash.h"
#include "base/str.h"
#include "lexica.h"
#include "token/scan.h"
#include "token/sentence.h"

/* Shape of token i, 0 outside the block. */
static uint32_t shape(const sayso_walk *w, uint32_t i)
{
    if (i < w->first || i >= w->end)
        return 0;
    const sayso_token *t = &w->tok[i];
    uint32_t caps = t->flags & (SAYSO_TOKEN_CAPITAL | SAYSO_TOKEN_ALL_CAPS);
    if (t->kind == SAYSO_TOKEN_PUNCT || t->kind == SAYSO_TOKEN_SYMBOL)
        return 256u + (uint8_t)w->text[t->at.beg];
    bool one = t->at.end - t->at.beg == 1;
    return 1u + t->kind * 16u + caps + (one ? 8u : 0u);
}

/* Hash of token i in small letters, 0 outside the block. */
static uint64_t word(const sayso_walk *w, uint32_t i)
{
    if (i < w->first || i >= w->end)
        return 0;
    const sayso_token *t = &w->tok[i];
    if (t->kind == SAYSO_TOKEN_NUMBER)
        return 1 + (t->at.end - t->at.beg);
    uint64_t h = 1469598103934665603u; /* FNV-1a */
    uint32_t n = t->at.end - t->at.beg < 24 ? t->at.end - t->at.beg : 24;
    for (uint32_t k = 0; k < n; k++)
        h = (h ^ (uint8_t)sayso__ascii_lower(w->text[t->at.beg + k])) * 1099511628211u;
    return h;
}

static uint32_t bucket(uint32_t n)
{
    return n < 4 ? n : n < 6 ? 4 : n < 10 ? 5 : n < 20 ? 6 : n < 40 ? 7 : 8;
}

/* Kind of the place: the stop's own mark, an abbreviation, an ellipsis, or the soft token's shape.
 */
static uint32_t kind(const sayso_walk *w, const sayso_place *p)
{
    const sayso_token *t = &w->tok[p->last];
    uint32_t n = t->at.end - t->at.beg;
    if (!p->stop)
        return 4096 + shape(w, p->last);
    if (t->kind == SAYSO_TOKEN_WORD)
        return 1024;
    return 2048 + (uint8_t)w->text[t->at.beg] + (n > 1 ? 256u : 0u);
}

static uint32_t opener(const sayso_walk *w, uint32_t i)
{
    char low[32];
    if (i >= w->end)
        return 0;
    uint32_t n = sayso__scan_lower(w->text, w->tok[i].at.beg, w->tok[i].at.end, low);
    return 1u + (n && sayso__lexicon_find(&sayso__lex_sentence_openers, low, n));
}

/* The last three letters of token i. */
static uint32_t ending(const sayso_walk *w, uint32_t i)
{
    if (i < w->first || i >= w->end)
        return 0;
    uint32_t h = 0, e = w->tok[i].at.end, b = w->tok[i].at.beg;
    for (uint32_t k = e - b > 3 ? e - 3 : b; k < e; k++)
        h = h << 8 | (uint8_t)sayso__ascii_lower(w->text[k]);
    return h;
}

uint32_t sayso__split_features(const sayso_walk *w, const sayso_place *p,
                               uint32_t feat[SAYSO_SPLIT_FEATURES])
{
    uint32_t n = 0;
    uint32_t before = p->stop && w->tok[p->last].kind != SAYSO_TOKEN_WORD ? p->last - 1 : p->last;
    if (p->last == w->first)
        before = w->first;
    uint64_t k = kind(w, p), b = word(w, before), b2 = word(w, before - 1), x = word(w, p->next),
             x2 = word(w, p->next + 1);
    uint32_t sb = shape(w, before), sx = shape(w, p->next), sx2 = shape(w, p->next + 1);
    uint64_t at = sayso__hash_mix(k, sx);
    uint32_t gap = p->next < w->end ? w->tok[p->next].at.beg - w->tok[p->next - 1].at.end : 0;
    uint32_t abbreviation =
        w->tok[p->last].kind == SAYSO_TOKEN_WORD && p->stop
            ? sayso__scan_abbreviation(w->text, w->tok[p->last].at.beg, w->tok[p->last].at.end - 1)
            : 0;
    uint32_t closed = p->next > p->last + 1 ? 1 + shape(w, p->last + 1) : 0;
#define ADD(value) (feat[n] = (uint32_t)sayso__hash_mix(n + 1, (value)), n++)
    ADD(k);
    ADD(sayso__hash_mix(k, p->rule));
    ADD(sayso__hash_mix(at, p->rule));
    ADD(at);
    ADD(sayso__hash_mix(k, b));
    ADD(sayso__hash_mix(k, x));
    ADD(sayso__hash_mix(at, b));
    ADD(sayso__hash_mix(at, x));
    ADD(sayso__hash_mix(at, sb));
    ADD(sayso__hash_mix(at, bucket(p->last - w->from)));
    ADD(sayso__hash_mix(at, sx2));
    ADD(sayso__hash_mix(at, x2));
    ADD(sayso__hash_mix(at, closed));
    ADD(sayso__hash_mix(at, p->open));
    ADD(sayso__hash_mix(k, gap < 3 ? gap : 3));
    ADD(sayso__hash_mix(sayso__hash_mix(at, b2), b));
    ADD(sayso__hash_mix(sayso__hash_mix(k, b), x));
    ADD(sayso__hash_mix(at, shape(w, w->from)));
    ADD(sayso__hash_mix(at, shape(w, w->first)));
    ADD(sayso__hash_mix(sayso__hash_mix(at, abbreviation), opener(w, p->next)));
    ADD(sayso__hash_mix(sayso__hash_mix(at, sb), sayso__hash_mix(sx2, shape(w, before - 1))));
    ADD(sayso__hash_mix(at, ending(w, before)));
    ADD(sayso__hash_mix(at, bucket(w->end - p->next)));
    ADD(sayso__hash_mix(at, opener(w, p->next)));
#undef ADD
    return n;
}
