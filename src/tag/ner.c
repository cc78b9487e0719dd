/* ner.c -- names: two passes of a linear chain.  Layer: tag. */
#include "tag/ner.h"

#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "tag/feature.h"

#define KINDS 4u /* person, organization, location, misc */

static const sayso_lexeme outside;

static inline const sayso_lexeme *at(const sayso_ner_view *v, uint32_t i, int step)
{
    uint32_t j = i + (uint32_t)step;
    return j < v->n ? &v->x[j] : &outside;
}

static inline uint32_t pos_at(const sayso_ner_view *v, uint32_t i, int step)
{
    uint32_t j = i + (uint32_t)step;
    return j < v->n ? v->xpos[j] : 0;
}

static inline uint32_t list_at(const sayso_ner_view *v, uint32_t i, int step)
{
    uint32_t j = i + (uint32_t)step;
    return j < v->n ? v->list[j] : 0;
}

static inline uint32_t case_of(const sayso_lexeme *x)
{
    return x->bits & (SAYSO_LEX_CAPITAL | SAYSO_LEX_ALL_CAPS | SAYSO_LEX_DIGIT | SAYSO_LEX_FIRST |
                      SAYSO_LEX_CAPS_SENT | SAYSO_LEX_PUNCT);
}

static uint32_t word_features(const sayso_ner_view *v, uint32_t i, uint32_t *feat)
{
    const sayso_lexeme *w = &v->x[i];
    uint32_t n = 0, pos = v->xpos[i], list = v->list[i];
    feat[n++] = sayso__feature1(100, 0);
    feat[n++] = sayso__feature1(101, w->form);
    feat[n++] = sayso__feature1(102, w->lower);
    for (uint32_t k = 1; k < 3; k++)
        feat[n++] = sayso__feature1(103 + k, w->prefix[k]);
    for (uint32_t k = 1; k < 4; k++)
        feat[n++] = sayso__feature1(107 + k, w->suffix[k]);
    feat[n++] = sayso__feature1(112, w->shape);
    feat[n++] = sayso__feature2(113, w->cluster, w->bits & SAYSO_LEX_CAPITAL);
    feat[n++] = sayso__feature1(114, pos);
    feat[n++] = sayso__feature2(115, pos, case_of(w));
    feat[n++] = sayso__feature1(116, list);
    feat[n++] = sayso__feature2(117, list, case_of(w));
    feat[n++] = sayso__feature2(118, w->suffix[2], case_of(w));
    feat[n++] = sayso__feature2(119, w->shape, w->bits & (SAYSO_LEX_FIRST | SAYSO_LEX_CAPS_SENT));
    return n;
}

static uint32_t context_features(const sayso_ner_view *v, uint32_t i, uint32_t *feat)
{
    static const int step[] = {-2, -1, 1, 2};
    const sayso_lexeme *w = &v->x[i], *l1 = at(v, i, -1), *r1 = at(v, i, 1), *l2 = at(v, i, -2),
                       *r2 = at(v, i, 2);
    uint32_t n = 0, pos = v->xpos[i];
    for (uint32_t k = 0; k < 4; k++) {
        const sayso_lexeme *x = at(v, i, step[k]);
        feat[n++] = sayso__feature1(120 + k, x->lower);
        feat[n++] = sayso__feature1(125 + k, x->cluster);
        feat[n++] = sayso__feature2(130 + k, x->shape, case_of(x));
        feat[n++] = sayso__feature1(135 + k, pos_at(v, i, step[k]));
        feat[n++] = sayso__feature2(140 + k, list_at(v, i, step[k]), case_of(w));
    }
    feat[n++] = sayso__feature2(145, l1->lower, w->lower);
    feat[n++] = sayso__feature2(146, w->lower, r1->lower);
    feat[n++] = sayso__feature2(147, l1->cluster, w->cluster);
    feat[n++] = sayso__feature2(148, w->cluster, r1->cluster);
    feat[n++] = sayso__feature3(149, l1->lower, w->shape, r1->lower);
    feat[n++] = sayso__feature3(150, case_of(l1), case_of(w), case_of(r1));
    feat[n++] = sayso__feature3(151, pos_at(v, i, -1), pos, pos_at(v, i, 1));
    feat[n++] = sayso__feature3(152, list_at(v, i, -1), v->list[i], list_at(v, i, 1));
    feat[n++] = sayso__feature3(153, l2->lower, l1->lower, w->shape);
    feat[n++] = sayso__feature3(154, w->shape, r1->lower, r2->lower);
    feat[n++] = sayso__feature2(155, r1->suffix[2], case_of(r1));
    feat[n++] = sayso__feature2(156, l1->suffix[2], case_of(l1));
    feat[n++] = sayso__feature2(157, l1->lower, case_of(w));
    feat[n++] = sayso__feature2(158, r1->lower, case_of(w));
    feat[n++] = sayso__feature3(159, l1->cluster, w->shape, r1->cluster);
    return n;
}

static uint32_t second_features(const sayso_ner_view *v, uint32_t i, uint32_t *feat)
{
    const sayso_lexeme *w = &v->x[i];
    uint32_t n = 0, own = v->first[i], l1 = i ? v->first[i - 1] : 0,
             l2 = i > 1 ? v->first[i - 2] : 0;
    uint32_t r1 = i + 1 < v->n ? v->first[i + 1] : 0, r2 = i + 2 < v->n ? v->first[i + 2] : 0;
    uint32_t other = v->others[i];
    uint32_t lo = i ? v->others[i - 1] : 0, ro = i + 1 < v->n ? v->others[i + 1] : 0;
    feat[n++] = sayso__feature1(170, own);
    feat[n++] = sayso__feature2(171, own, l1);
    feat[n++] = sayso__feature2(172, own, r1);
    feat[n++] = sayso__feature3(173, l1, own, r1);
    feat[n++] = sayso__feature3(174, own, r1, r2);
    feat[n++] = sayso__feature3(175, l2, l1, own);
    feat[n++] = sayso__feature1(176, other);
    feat[n++] = sayso__feature2(177, own, other);
    feat[n++] = sayso__feature2(178, other, case_of(w));
    feat[n++] = sayso__feature3(179, own, other, w->shape);
    feat[n++] = sayso__feature2(180, own, w->lower);
    feat[n++] = sayso__feature3(181, own, other, lo);
    feat[n++] = sayso__feature3(182, own, other, ro);
    feat[n++] = sayso__feature2(183, l1, w->lower);
    feat[n++] = sayso__feature2(184, r1, w->lower);
    return n;
}

/* Word classes of published vectors, coarse to fine. */
static uint32_t class_features(const sayso_ner_view *v, uint32_t i, uint32_t *feat)
{
    static const int step[] = {-2, -1, 0, 1, 2};
    const sayso_lexeme *w = &v->x[i], *l1 = at(v, i, -1), *r1 = at(v, i, 1);
    uint32_t n = 0;
    for (uint32_t k = 0; k < 5; k++)
        for (uint32_t l = 0; l < SAYSO_CLASS_LEVELS; l++)
            feat[n++] = sayso__feature1(200 + 5 * l + k, at(v, i, step[k])->class[l]);
    for (uint32_t l = 0; l < SAYSO_CLASS_LEVELS; l++)
        feat[n++] = sayso__feature2(220 + l, w->class[l], case_of(w));
    for (uint32_t l = 0; l < 2; l++) {
        feat[n++] = sayso__feature2(224 + l, l1->class[l], w -> class[l]);
        feat[n++] = sayso__feature2(226 + l, w->class[l], r1 -> class[l]);
        feat[n++] = sayso__feature3(228 + l, l1->class[l], w -> shape, r1 -> class[l]);
    }
    feat[n++] = sayso__feature3(230, l1->class[0], w -> class[0], r1 -> class[0]);
    return n;
}

/* Those of both passes. */
static uint32_t shared_features(const sayso_ner_view *v, uint32_t i, uint32_t *feat)
{
    uint32_t n = word_features(v, i, feat);
    n += class_features(v, i, feat + n);
    return n + context_features(v, i, feat + n);
}

uint32_t sayso__ner_features(const sayso_ner_view *v, uint32_t i, uint32_t *feat)
{
    uint32_t n = shared_features(v, i, feat);
    return v->first ? n + second_features(v, i, feat + n) : n;
}

uint32_t sayso__ner_after(uint32_t last)
{
    return sayso__feature1(199, last);
}

/* ---- decoding ---------------------------------------------------------------------------------
 */

static inline uint32_t place_of(uint32_t label)
{
    return (label - 1) % 4;
}

static inline bool opens(uint32_t label)
{
    return label && (place_of(label) == SAYSO_NER_BEGIN || place_of(label) == SAYSO_NER_INSIDE);
}

static inline bool continues(uint32_t label)
{
    return label && (place_of(label) == SAYSO_NER_INSIDE || place_of(label) == SAYSO_NER_LAST);
}

bool sayso__ner_follows(uint32_t a, uint32_t b)
{
    if (opens(a))
        return continues(b) && (a - 1) / 4 == (b - 1) / 4;
    return !continues(b);
}

typedef float four __attribute__((vector_size(16)));
typedef int32_t four_int __attribute__((vector_size(16)));

static inline four load4(const float *p)
{
    four x;
    memcpy(&x, p, sizeof x);
    return x;
}

/* Where s is better than *best, it comes from label a. */
static inline void better(four s, int32_t a, four *best, four_int *from)
{
    four_int yes = s > *best;
    *best = (four)((yes & (four_int)s) | (~yes & (four_int)*best));
    *from = (yes & a) | (~yes & *from);
}

/* Labels that close what is open: no name, then LAST and SINGLE of each kind. */
#define CLOSED 9u
static const uint8_t closed[CLOSED] = {0, 3, 4, 7, 8, 11, 12, 15, 16};

/* The best way to each of the four labels of a kind, side by side: BEGIN and SINGLE follow any
 * closed label, INSIDE and LAST only BEGIN and INSIDE of their kind. The lower label wins a tie. */
static inline four best_before(const float *last, const float *after, uint32_t stride,
                               uint32_t kind, four_int *from)
{
    const four_int inside = {0, -1, -1, 0};
    const four none = {-2e30f, -2e30f, -2e30f, -2e30f};
    four best = none, in_best = none;
    four_int in_from = {0};
    *from = in_from;
    after += 4 * (size_t)kind;
    for (uint32_t k = 0; k < CLOSED; k++)
        better(last[closed[k]] + load4(after + closed[k] * (size_t)stride), closed[k], &best, from);
    for (uint32_t a = 1 + 4 * kind; a < 3 + 4 * kind; a++)
        better(last[a] + load4(after + a * (size_t)stride), (int32_t)a, &in_best, &in_from);
    *from = (inside & in_from) | (~inside & *from);
    return (four)((inside & (four_int)in_best) | (~inside & (four_int)best));
}

/* Viterbi (1967). */
void sayso__ner_decode(const float *score, const float *after, uint32_t stride, uint32_t n,
                       uint8_t *room, uint8_t *label)
{
    float last[SAYSO_NER_LABELS], now[SAYSO_NER_LABELS];
    for (uint32_t b = 0; b < SAYSO_NER_LABELS; b++)
        last[b] = b ? -1e30f : 0;
    for (uint32_t i = 0; i < n; i++) {
        uint8_t *from = &room[(size_t)i * SAYSO_NER_LABELS];
        from[0] = 0;
        for (uint32_t k = 1; k < CLOSED; k++)
            if (last[closed[k]] > last[from[0]])
                from[0] = closed[k];
        now[0] = last[from[0]];
        for (uint32_t kind = 0; kind < KINDS; kind++) {
            four_int way;
            four best = best_before(last, after, stride, kind, &way);
            best += load4(score + (size_t)i * stride + 4 * (size_t)kind);
            memcpy(now + 1 + 4 * kind, &best, sizeof best);
            for (uint32_t k = 0; k < 4; k++)
                from[1 + 4 * kind + k] = (uint8_t)way[k];
        }
        memcpy(last, now, sizeof last);
    }
    uint32_t best = 0;
    for (uint32_t b = 1; b < SAYSO_NER_LABELS; b++)
        if (!opens(b) && last[b] > last[best])
            best = b;
    for (uint32_t i = n; i-- > 0;) {
        label[i] = (uint8_t)best;
        best = room[(size_t)i * SAYSO_NER_LABELS + best];
    }
}

/* ---- other occurrences in the document --------------------------------------------------------
 */

typedef struct {
    uint32_t hash;
    uint16_t count[KINDS + 1]; /* [0] no name */
} seen_word;

static seen_word *seen_find(seen_word *slot, uint32_t mask, uint32_t hash)
{
    uint32_t i = hash & mask;
    while (slot[i].hash && slot[i].hash != hash)
        i = (i + 1) & mask;
    slot[i].hash = hash;
    return &slot[i];
}

static inline uint32_t kind_of(uint32_t label)
{
    return label ? 1 + (label - 1) / 4 : 0;
}

static bool counts(const sayso_lexeme *x)
{
    return x->lower && !(x->bits & SAYSO_LEX_PUNCT) &&
           (x->bits & (SAYSO_LEX_CAPITAL | SAYSO_LEX_CAPS_SENT));
}

static uint8_t most_of(const seen_word *w, uint32_t own)
{
    uint32_t best = 0, most = 0, all = 0;
    for (uint32_t k = 0; k <= KINDS; k++) {
        uint32_t c = w->count[k] - (k == own && w->count[k]);
        all += c;
        if (c > most) {
            most = c;
            best = k;
        }
    }
    return (uint8_t)(all ? 1 + 3 * best + (most < 3 ? most : 3) - 1 : 0);
}

sayso_status sayso__ner_others(const sayso_tokens *t, const sayso_lexeme *x, const uint8_t *label,
                               sayso_arena *scratch, uint8_t **out, sayso_error *err)
{
    uint32_t n_slot = 16;
    while (n_slot < 2 * t->n_tok && n_slot < 1u << 30)
        n_slot *= 2;
    seen_word *slot = SAYSO_NEW_N(scratch, seen_word, n_slot);
    *out = SAYSO_NEW_N(scratch, uint8_t, t->n_tok);
    if (!slot || !*out)
        return sayso__fail_memory(err);
    for (uint32_t i = 0; i < t->n_tok; i++)
        if (counts(&x[i])) {
            seen_word *w = seen_find(slot, n_slot - 1, x[i].lower);
            uint16_t *c = &w->count[kind_of(label[i])];
            *c = (uint16_t)(*c + (*c < UINT16_MAX));
        }
    for (uint32_t i = 0; i < t->n_tok; i++)
        if (counts(&x[i]))
            (*out)[i] = most_of(seen_find(slot, n_slot - 1, x[i].lower), kind_of(label[i]));
    return SAYSO_OK;
}

/* ---- running ----------------------------------------------------------------------------------
 */

typedef struct {
    float *score; /* [SAYSO_SENTENCE_MOST][SAYSO_NER_WEIGHTS] */
    uint8_t *room;
    uint16_t *list;
    const uint8_t *first, *others; /* [n_tok], NULL in the first pass */
    int16_t *shared; /* [n_tok][SAYSO_NER_WEIGHTS] what the features of both passes score in the
                        second: they are made once; NULL: there is no second */
    float after[SAYSO_NER_LABELS * SAYSO_NER_WEIGHTS];
} work;

static void load_after(const sayso_linear *l, work *w)
{
    int16_t row[SAYSO_LINEAR_STRIDE_MOST];
    for (uint32_t a = 0; a < SAYSO_NER_LABELS; a++) {
        uint32_t id = sayso__ner_after(a);
        sayso__linear_score(l, &id, 1, row);
        for (uint32_t b = 0; b < SAYSO_NER_WEIGHTS; b++)
            w->after[a * SAYSO_NER_WEIGHTS + b] = row[b];
    }
}

/* Tokens [beg, end) of a sentence. */
typedef struct {
    uint32_t beg, end;
} stretch;

static void score_first(const sayso_tag_model *m, const sayso_ner_view *v, stretch at,
                        const work *w, int16_t *shared)
{
    uint32_t room[2][SAYSO_NER_FEATURES], n = shared_features(v, at.beg, room[0]);
    int16_t row[SAYSO_NER_WEIGHTS];
    for (uint32_t i = at.beg, k = 0; i < at.end; i++, k++) {
        const uint32_t *feat = room[k % 2];
        uint32_t *next = room[1 - k % 2],
                 n_next = i + 1 < at.end ? shared_features(v, i + 1, next) : 0;
        sayso__linear_fetch(&m->ner, next, n_next);
        sayso__linear_score(&m->ner, feat, n, row);
        if (shared)
            sayso__linear_score(&m->ner_again, feat, n, shared + (size_t)i * SAYSO_NER_WEIGHTS);
        for (uint32_t b = 0; b < SAYSO_NER_WEIGHTS; b++)
            w->score[(size_t)k * SAYSO_NER_WEIGHTS + b] = row[b];
        n = n_next;
    }
}

static void score_second(const sayso_tag_model *m, const sayso_ner_view *v, stretch at,
                         const work *w, const int16_t *shared)
{
    uint32_t feat[SAYSO_NER_FEATURES];
    int16_t row[SAYSO_NER_WEIGHTS];
    for (uint32_t i = at.beg; i < at.end; i++) {
        uint32_t n = second_features(v, i, feat);
        sayso__linear_score(&m->ner_again, feat, n, row);
        const int16_t *more = shared + (size_t)i * SAYSO_NER_WEIGHTS;
        float *score = w->score + (size_t)(i - at.beg) * SAYSO_NER_WEIGHTS;
        for (uint32_t b = 0; b < SAYSO_NER_WEIGHTS; b++)
            score[b] = (float)(row[b] + more[b]);
    }
}

/* Does the sentence begin with a capital, and is not all in capitals? Then names have capitals. */
static bool is_cased(const sayso_ner_view *v)
{
    for (uint32_t i = 0; i < v->n; i++)
        if (!(v->x[i].bits & (SAYSO_LEX_PUNCT | SAYSO_LEX_DIGIT)))
            return (v->x[i].bits & (SAYSO_LEX_CAPITAL | SAYSO_LEX_CAPS_SENT)) == SAYSO_LEX_CAPITAL;
    return false;
}

#define NEAR 2u /* words beside a capital that may belong to its name */

/* The next stretch of a sentence, behind `from`, in which there may be names; empty at the end. In
 * a cased sentence these are the words that hold capitals and those near them: all others, two of
 * five in news, are in no name and cost nothing. */
static stretch next_stretch(const sayso_ner_view *v, bool cased, uint32_t from)
{
    stretch s = {from, from};
    if (!cased)
        return (stretch){from, v->n};
    for (uint32_t i = from; i < v->n; i++) {
        if (v->x[i].form == v->x[i].lower)
            continue;
        uint32_t beg = i > from + NEAR ? i - NEAR : from;
        if (s.end > s.beg && beg > s.end)
            break;
        s.beg = s.end > s.beg ? s.beg : beg;
        s.end = i + NEAR < v->n ? i + NEAR + 1 : v->n;
    }
    return s;
}

static void label_sentence(const sayso_tag_model *m, const sayso_ner_view *v, work *w,
                           int16_t *shared, uint8_t *label)
{
    bool cased = is_cased(v);
    for (stretch at = next_stretch(v, cased, 0); at.end > at.beg;
         at = next_stretch(v, cased, at.end)) {
        if (w->first)
            score_second(m, v, at, w, shared);
        else
            score_first(m, v, at, w, shared);
        sayso__ner_decode(w->score, w->after, SAYSO_NER_WEIGHTS, at.end - at.beg, w->room,
                          label + at.beg);
    }
}

static void label_all(const sayso_tag_model *m, const sayso_tags *g, work *w, uint8_t *label)
{
    const sayso_tokens *t = g->tokens;
    load_after(w->first ? &m->ner_again : &m->ner, w);
    for (uint32_t s = 0; s < t->n_sent; s++) {
        uint32_t b = t->sent[s];
        int16_t *shared = w->shared ? w->shared + (size_t)b * SAYSO_NER_WEIGHTS : NULL;
        sayso_ner_view v = {g->lexeme + b,
                            g->xpos + b,
                            w->list + b,
                            w->first ? w->first + b : NULL,
                            w->others ? w->others + b : NULL,
                            t->sent[s + 1] - b};
        label_sentence(m, &v, w, shared, label + b);
    }
}

static sayso_status names_of(const uint8_t *label, sayso_arena *a, sayso_tags *out,
                             sayso_error *err)
{
    SAYSO_ARRAY(sayso_name) name = {0};
    for (uint32_t i = 0, beg = 0; i < out->tokens->n_tok; i++) {
        if (!label[i])
            continue;
        if (!continues(label[i]))
            beg = i;
        if (!opens(label[i]) &&
            !SAYSO_PUSH(a, &name,
                        (sayso_name){beg, i + 1,
                                     (uint8_t)(SAYSO_MENTION_PERSON + (label[i] - 1) / 4)}))
            return sayso__fail_memory(err);
    }
    out->name = name.v;
    out->n_name = name.n;
    return SAYSO_OK;
}

sayso_status sayso__ner_run(const sayso_tag_model *model, sayso_arena *a, sayso_arena *scratch,
                            sayso_tags *out, sayso_error *err)
{
    const sayso_tokens *t = out->tokens;
    out->name = NULL;
    out->n_name = 0;
    if (!model->ner.w)
        return SAYSO_OK;
    uint32_t longest = 0;
    for (uint32_t s = 0; s < t->n_sent; s++)
        if (t->sent[s + 1] - t->sent[s] > longest)
            longest = t->sent[s + 1] - t->sent[s];
    work w = {.score = SAYSO_NEW_N(scratch, float, (size_t)longest *SAYSO_NER_WEIGHTS),
              .room = SAYSO_NEW_N(scratch, uint8_t, (size_t)longest * SAYSO_NER_LABELS)};
    uint8_t *label = SAYSO_NEW_N(scratch, uint8_t, t->n_tok), *others;
    uint8_t *second = SAYSO_NEW_N(scratch, uint8_t, t->n_tok);
    if (model->ner_again.w)
        w.shared = SAYSO_NEW_N(scratch, int16_t, (size_t)t->n_tok * SAYSO_NER_WEIGHTS);
    if (!w.score || !w.room || !label || !second || (model->ner_again.w && !w.shared))
        return sayso__fail_memory(err);
    SAYSO_TRY(sayso__ner_lists(t, out->lexeme, scratch, &w.list, err));
    label_all(model, out, &w, label);
    if (!model->ner_again.w)
        return names_of(label, a, out, err);
    SAYSO_TRY(sayso__ner_others(t, out->lexeme, label, scratch, &others, err));
    w.first = label;
    w.others = others;
    label_all(model, out, &w, second);
    return names_of(second, a, out, err);
}
