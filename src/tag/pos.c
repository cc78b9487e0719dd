/* pos.c -- part of speech: Penn tags from left to right, then universal tags.  Layer: tag. */
#include "tag/pos.h"

#include <string.h>

#include "base/fail.h"
#include "tag/feature.h"

#define CLOSE 4.0f

typedef struct {
    uint8_t *xpos, *upos, *alt; /* of one sentence */
} tag_out;

/* Beyond the sentence's ends stand lexemes of zeros. */
static const sayso_lexeme outside;

static inline const sayso_lexeme *at(const sayso_pos_view *v, uint32_t i, int step)
{
    uint32_t j = i + (uint32_t)step;
    return j < v->n ? &v->x[j] : &outside;
}

static inline uint32_t class_at(const sayso_pos_view *v, uint32_t i, int step)
{
    uint32_t j = i + (uint32_t)step;
    return j < v->n ? v->class[j] & 0xffff : 0xffffu;
}

static inline uint32_t plain_at(const sayso_pos_view *v, uint32_t i, int step)
{
    uint32_t j = i + (uint32_t)step;
    return j < v->n ? v->class[j] >> 16 : 0xffffu;
}

static inline uint32_t tag_at(const sayso_pos_view *v, uint32_t i, int step)
{
    uint32_t j = i + (uint32_t)step;
    return j < v->n ? v->xpos[j] : 0;
}

static uint32_t word_features(const sayso_pos_view *v, uint32_t i, uint32_t *feat)
{
    const sayso_lexeme *w = &v->x[i];
    uint32_t n = 0, bits = w->bits;
    feat[n++] = sayso__feature1(1, 0);
    feat[n++] = sayso__feature1(2, w->form);
    feat[n++] = sayso__feature1(3, w->lower);
    for (uint32_t k = 0; k < 3; k++)
        feat[n++] = sayso__feature1(4 + k, w->prefix[k]);
    for (uint32_t k = 0; k < 4; k++)
        feat[n++] = sayso__feature1(7 + k, w->suffix[k]);
    feat[n++] = sayso__feature2(11, w->shape, bits & SAYSO_LEX_FIRST);
    feat[n++] = sayso__feature1(12, bits);
    feat[n++] = sayso__feature1(13, w->cluster);
    feat[n++] = sayso__feature1(14, class_at(v, i, 0));
    feat[n++] = sayso__feature2(15, w->suffix[2], bits & (SAYSO_LEX_CAPITAL | SAYSO_LEX_FIRST));
    return n;
}

static uint32_t context_features(const sayso_pos_view *v, uint32_t i, uint32_t *feat)
{
    const sayso_lexeme *l2 = at(v, i, -2), *l1 = at(v, i, -1), *w = &v->x[i], *r1 = at(v, i, 1),
                       *r2 = at(v, i, 2);
    uint32_t n = 0, c1 = class_at(v, i, 1), c2 = class_at(v, i, 2);
    uint32_t p0 = plain_at(v, i, 0), p1 = plain_at(v, i, 1);
    feat[n++] = sayso__feature1(20, l1->lower);
    feat[n++] = sayso__feature1(21, l2->lower);
    feat[n++] = sayso__feature1(22, r1->lower);
    feat[n++] = sayso__feature1(23, r2->lower);
    feat[n++] = sayso__feature1(24, l1->cluster);
    feat[n++] = sayso__feature1(25, l2->cluster);
    feat[n++] = sayso__feature1(26, r1->cluster);
    feat[n++] = sayso__feature1(27, r2->cluster);
    feat[n++] = sayso__feature1(28, r1->suffix[2]);
    feat[n++] = sayso__feature1(29, r1->suffix[1]);
    feat[n++] = sayso__feature1(30, l1->suffix[2]);
    feat[n++] = sayso__feature2(31, r1->shape, r1->bits);
    feat[n++] = sayso__feature1(32, c1);
    feat[n++] = sayso__feature2(33, c1, c2);
    feat[n++] = sayso__feature2(34, class_at(v, i, 0), c1);
    feat[n++] = sayso__feature2(35, l1->lower, w->lower);
    feat[n++] = sayso__feature2(36, w->lower, r1->lower);
    feat[n++] = sayso__feature2(37, l1->cluster, w->cluster);
    feat[n++] = sayso__feature2(38, w->cluster, r1->cluster);
    feat[n++] = sayso__feature2(39, l1->cluster, r1->cluster);
    feat[n++] = sayso__feature2(40, l1->lower, r1->lower);
    feat[n++] = sayso__feature1(100, p0);
    feat[n++] = sayso__feature2(101, p0, w->suffix[2]);
    feat[n++] = sayso__feature2(102, p0, w->shape + (w->bits & SAYSO_LEX_FIRST));
    feat[n++] = sayso__feature1(103, p1);
    feat[n++] = sayso__feature2(104, p0, p1);
    return n;
}

/* Word classes of published vectors, and what goes well with them. */
static uint32_t vector_features(const sayso_pos_view *v, uint32_t i, uint32_t *feat)
{
    static const int step[] = {-1, 1, -2, 2};
    const sayso_lexeme *l1 = at(v, i, -1), *w = &v->x[i], *r1 = at(v, i, 1);
    uint32_t n = 0;
    for (uint32_t k = 0; k < SAYSO_CLASS_LEVELS; k++)
        feat[n++] = sayso__feature1(140 + k, w->class[k]);
    for (uint32_t k = 0; k < 4; k++)
        feat[n++] = sayso__feature1(143 + k, at(v, i, step[k])->class[1]);
    feat[n++] = sayso__feature1(147, l1->class[2]);
    feat[n++] = sayso__feature1(148, r1->class[2]);
    feat[n++] = sayso__feature2(149, l1->class[1], w -> class[1]);
    feat[n++] = sayso__feature2(150, w->class[1], r1 -> class[1]);
    feat[n++] = sayso__feature2(154, w->class[1], w -> suffix[1]);
    feat[n++] = sayso__feature3(155, w->class[2], w -> shape, w -> bits &SAYSO_LEX_FIRST);
    return n;
}

static uint32_t tag_features(const sayso_pos_view *v, uint32_t i, uint32_t *feat)
{
    const sayso_lexeme *w = &v->x[i], *r1 = at(v, i, 1);
    uint32_t n = 0, t1 = tag_at(v, i, -1), t2 = tag_at(v, i, -2), c1 = class_at(v, i, 1);
    uint32_t p0 = plain_at(v, i, 0);
    feat[n++] = sayso__feature1(50, t1);
    feat[n++] = sayso__feature2(51, t1, t2);
    feat[n++] = sayso__feature2(52, t1, w->lower);
    feat[n++] = sayso__feature2(53, t1, r1->lower);
    feat[n++] = sayso__feature2(54, t1, w->cluster);
    feat[n++] = sayso__feature2(55, t1, r1->cluster);
    feat[n++] = sayso__feature2(56, t1, w->suffix[2]);
    feat[n++] = sayso__feature3(57, t1, class_at(v, i, 0), c1);
    feat[n++] = sayso__feature3(58, t1, t2, class_at(v, i, 0));
    feat[n++] = sayso__feature3(59, t1, t2, w->lower);
    feat[n++] = sayso__feature2(60, t2, w->lower);
    feat[n++] = sayso__feature2(61, t1, at(v, i, -1)->lower);
    feat[n++] = sayso__feature3(62, t1, w->suffix[1], w->bits & SAYSO_LEX_CAPITAL);
    feat[n++] = sayso__feature2(105, t1, p0);
    feat[n++] = sayso__feature3(106, t1, p0, plain_at(v, i, 1));
    feat[n++] = sayso__feature3(107, t1, t2, p0);
    feat[n++] = sayso__feature2(151, t1, w->class[1]);
    feat[n++] = sayso__feature2(152, t1, w->class[2]);
    feat[n++] = sayso__feature3(153, t1, w->class[0], r1 -> class[0]);
    return n;
}

/* Those that need no tag. */
static uint32_t plain_features(const sayso_pos_view *v, uint32_t i, uint32_t *feat)
{
    uint32_t n = word_features(v, i, feat);
    n += context_features(v, i, feat + n);
    return n + vector_features(v, i, feat + n);
}

uint32_t sayso__pos_features(const sayso_pos_view *v, uint32_t i, uint32_t *feat)
{
    uint32_t n = plain_features(v, i, feat);
    return n + tag_features(v, i, feat + n);
}

uint32_t sayso__upos_features(const sayso_pos_view *v, uint32_t i, uint32_t *feat)
{
    const sayso_lexeme *l1 = at(v, i, -1), *w = &v->x[i], *r1 = at(v, i, 1), *r2 = at(v, i, 2);
    uint32_t n = 0, t = v->xpos[i], l = tag_at(v, i, -1), r = tag_at(v, i, 1), rr = tag_at(v, i, 2);
    uint32_t rrr = tag_at(v, i, 3), ll = tag_at(v, i, -2);
    feat[n++] = sayso__feature1(70, t);
    feat[n++] = sayso__feature2(71, t, w->lower);
    feat[n++] = sayso__feature2(72, t, l);
    feat[n++] = sayso__feature2(73, t, r);
    feat[n++] = sayso__feature3(74, w->lower, l, r);
    feat[n++] = sayso__feature3(75, w->lower, r, rr);
    feat[n++] = sayso__feature2(76, w->lower, r);
    feat[n++] = sayso__feature2(77, w->lower, l);
    feat[n++] = sayso__feature3(78, t, r, rr);
    feat[n++] = sayso__feature3(79, t, w->lower, r1->lower);
    feat[n++] = sayso__feature3(80, t, w->lower, l1->lower);
    feat[n++] = sayso__feature3(81, t, w->lower, rr);
    feat[n++] = sayso__feature3(82, t, l1->cluster, r1->cluster);
    feat[n++] = sayso__feature3(83, t, w->lower, r2->lower);
    feat[n++] = sayso__feature2(84, t, w->suffix[2]);
    feat[n++] = sayso__feature2(85, t, w->shape);
    feat[n++] = sayso__feature3(86, w->lower, rr, rrr);
    feat[n++] = sayso__feature3(87, w->lower, l, ll);
    feat[n++] = sayso__feature3(88, t, w->lower, r1->cluster);
    feat[n++] = sayso__feature3(89, w->lower, r1->bits & SAYSO_LEX_PUNCT, r);
    return n;
}

static uint32_t get32(const uint8_t *p, size_t i)
{
    uint32_t v;
    memcpy(&v, p + 4 * i, 4);
    return v;
}

size_t sayso__hash_place(const uint8_t *hash, uint32_t n, uint32_t want)
{
    size_t i = (size_t)((uint64_t)want * n >> 32);
    for (int k = 0; k < 2 && i < n; k++) {
        int64_t off = (((int64_t)want - get32(hash, i)) * n) >> 32, to = (int64_t)i + off;
        i = to < 0 ? 0 : to < n ? (size_t)to : n - 1u;
    }
    while (i > 0 && get32(hash, i - 1) >= want)
        i--;
    while (i < n && get32(hash, i) < want)
        i++;
    return i;
}

uint32_t sayso__tagdict_find(const sayso_section *s, uint32_t hash)
{
    uint32_t n = s->p ? get32(s->p, 0) : 0;
    size_t i = n ? sayso__hash_place(s->p + 8, n, hash) : 0;
    if (i >= n || get32(s->p + 8, i) != hash)
        return 0;
    return get32(s->p + 8 + 4 * (size_t)n, i);
}

static uint8_t best_of(const int16_t *score, uint32_t mask)
{
    uint32_t best = 0;
    for (uint32_t u = 1; u < SAYSO_UPOS_N; u++)
        if (mask >> u & 1 && (!best || score[u - 1] > score[best - 1]))
            best = u;
    return (uint8_t)best;
}

/* The label that comes next to `best`, if it is less than CLOSE (real weight) behind; else 0, as no
 * tag. */
static uint8_t close_second(const sayso_linear *l, int16_t *score, uint32_t best)
{
    int32_t least = score[best] - (int32_t)(CLOSE / l->scale);
    score[best] = INT16_MIN;
    uint32_t second = sayso__linear_best(score, SAYSO_POS_LABELS);
    return score[second] > least ? (uint8_t)(1 + second) : 0;
}

static void tag_sentence(const sayso_tag_model *m, sayso_pos_view *v, const tag_out *out)
{
    uint8_t *xpos = out->xpos, *upos = out->upos;
    uint32_t room[2][SAYSO_POS_FEATURES], n_next = v->n ? plain_features(v, 0, room[0]) : 0;
    int16_t score[SAYSO_LINEAR_STRIDE_MOST];
    for (uint32_t i = 0; i < v->n; i++) {
        uint32_t *feat = room[i % 2], *next = room[1 - i % 2], n = n_next;
        n += tag_features(v, i, feat + n);
        n_next = i + 1 < v->n ? plain_features(v, i + 1, next) : 0;
        sayso__linear_fetch(&m->pos, next, n_next);
        sayso__linear_score(&m->pos, feat, n, score);
        uint32_t best = sayso__linear_best(score, SAYSO_POS_LABELS);
        xpos[i] = (uint8_t)(1 + best);
        out->alt[i] = close_second(&m->pos, score, best);
    }
    for (uint32_t i = 0; i < v->n; i++) {
        uint32_t mask = get32(m->upos_map.p, xpos[i] - 1u);
        if (mask & (mask - 1)) {
            uint32_t n = sayso__upos_features(v, i, room[0]);
            sayso__linear_score(&m->upos, room[0], n, score);
        }
        upos[i] = best_of(score, mask);
        if (!upos[i])
            upos[i] = SAYSO_UPOS_X;
    }
}

/* Without a model: capitals are names, what has no letter is punctuation, the rest nouns. */
static void tag_plainly(sayso_tags *out)
{
    for (uint32_t i = 0; i < out->tokens->n_tok; i++) {
        uint32_t bits = out->lexeme[i].bits;
        bool name = bits & SAYSO_LEX_CAPITAL && !(bits & SAYSO_LEX_FIRST);
        out->alt[i] = 0;
        out->upos[i] = bits & SAYSO_LEX_PUNCT   ? SAYSO_UPOS_PUNCT
                       : name                   ? SAYSO_UPOS_PROPN
                       : bits & SAYSO_LEX_DIGIT ? SAYSO_UPOS_NUM
                                                : SAYSO_UPOS_NOUN;
        out->xpos[i] = bits & SAYSO_LEX_PUNCT   ? SAYSO_XPOS_COMMA
                       : name                   ? SAYSO_XPOS_NNP
                       : bits & SAYSO_LEX_DIGIT ? SAYSO_XPOS_CD
                                                : SAYSO_XPOS_NN;
    }
}

sayso_status sayso__pos_run(const sayso_tag_model *model, sayso_arena *a, sayso_arena *scratch,
                            sayso_tags *out, sayso_error *err)
{
    const sayso_tokens *t = out->tokens;
    out->upos = SAYSO_NEW_N(a, uint8_t, t->n_tok);
    out->xpos = SAYSO_NEW_N(a, uint8_t, t->n_tok);
    out->alt = SAYSO_NEW_N(a, uint8_t, t->n_tok);
    out->lemma = SAYSO_NEW_N(a, sayso_str, t->n_tok);
    uint32_t *class = SAYSO_NEW_N(scratch, uint32_t, t->n_tok);
    if (!out->upos || !out->xpos || !out->alt || !out->lemma || !class)
        return sayso__fail_memory(err);
    if (!model->pos.w || !model->upos.w || !model->upos_map.p) {
        tag_plainly(out);
        return sayso__lemma_run(&model->lemma, a, out, err);
    }
    for (uint32_t i = 0; i < t->n_tok; i++)
        class[i] = sayso__tagdict_find(&model->tagdict, out->lexeme[i].lower);
    for (uint32_t s = 0; s < t->n_sent; s++) {
        uint32_t beg = t->sent[s];
        sayso_pos_view v = {out->lexeme + beg, class + beg, out->xpos + beg, t->sent[s + 1] - beg};
        tag_sentence(model, &v, &(tag_out){out->xpos + beg, out->upos + beg, out->alt + beg});
    }
    return sayso__lemma_run(&model->lemma, a, out, err);
}
