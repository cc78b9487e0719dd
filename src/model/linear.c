/* linear.c -- scoring; the loops over a constant stride are what the compiler turns into vector
 * code.  Layer: model. */
#include "model/linear.h"

#include <string.h>

#ifdef __x86_64__
#include <immintrin.h>
#endif

#include "base/fail.h"

uint32_t sayso__linear_stride(uint32_t n_label)
{
    return n_label <= 4 ? 4 : n_label <= 8 ? 8 : (n_label + 15) / 16 * 16;
}

static sayso_status damaged_scale(sayso_linear *out, const char *name, sayso_error *err)
{
    *out = (sayso_linear){0};
    return sayso__fail(err, SAYSO_EMODEL, 0, "model file: section \"%s\" has no sound scale", name);
}

sayso_status sayso__linear_open(const sayso_model *m, const char *name, uint32_t n_label,
                                sayso_linear *out, sayso_error *err)
{
    *out = (sayso_linear){0};
    sayso_section s = sayso__model_section(m, name);
    if (!s.p)
        return sayso__fail(err, SAYSO_EMODEL, 0, "model file has no section \"%s\"", name);
    uint32_t head[4];
    if (s.n < SAYSO_LINEAR_HEAD || memcmp(s.p, "LIN1", 4) != 0)
        return sayso__fail(err, SAYSO_EMODEL, 0, "model file: section \"%s\" is no linear model",
                           name);
    memcpy(head, s.p + 4, 12);
    uint32_t n_row = head[0], stride = head[2];
    if (head[1] != n_label || stride != sayso__linear_stride(n_label) ||
        stride > SAYSO_LINEAR_STRIDE_MOST)
        return sayso__fail(err, SAYSO_EMODEL, 0, "model file: section \"%s\" has %u labels, not %u",
                           name, head[1], n_label);
    if (!n_row || (n_row & (n_row - 1)) || s.n != SAYSO_LINEAR_HEAD + (size_t)n_row * stride)
        return sayso__fail(err, SAYSO_EMODEL, 0, "model file: section \"%s\" has the wrong size",
                           name);
    out->w = (const int8_t *)(s.p + SAYSO_LINEAR_HEAD);
    out->mask = n_row - 1;
    out->n_label = n_label;
    out->stride = stride;
    memcpy(&out->scale, s.p + 16, 4);
    if (!(out->scale >= SAYSO_LINEAR_SCALE_LEAST && out->scale <= SAYSO_LINEAR_SCALE_MOST))
        return damaged_scale(out, name, err);
    return SAYSO_OK;
}

/* ---- sums of rows -----------------------------------------------------------------------------
 *
 * Written with the compilers' vector types, in two copies; the one for processors with AVX2 widens
 * sixteen weights by one instruction, which gcc does not find by itself. The fewer instructions a
 * row takes, the more rows are on their way from memory at the same time. Sums of int8 in int16 are
 * exact, so that both copies give the same scores. */

typedef int8_t bytes16 __attribute__((vector_size(16)));
typedef uint32_t quads4 __attribute__((vector_size(16)));
typedef uint64_t octs2 __attribute__((vector_size(16)));
typedef int16_t words16 __attribute__((vector_size(32)));

static inline uint32_t row4(const sayso_linear *l, uint32_t id)
{
    uint32_t x;
    memcpy(&x, l->w + (size_t)(id & l->mask) * 4, sizeof x);
    return x;
}

static inline uint64_t row8(const sayso_linear *l, uint32_t id)
{
    uint64_t x;
    memcpy(&x, l->w + (size_t)(id & l->mask) * 8, sizeof x);
    return x;
}

/* Four rows of 4 labels, or two of 8, go into one vector and are added to each other at the end. */
#define SUM4(WIDEN)                                                                                \
    do {                                                                                           \
        words16 sum = {0};                                                                         \
        uint32_t f = 0;                                                                            \
        for (; f + 4 <= n; f += 4) {                                                               \
            quads4 x = {row4(l, feat[f]), row4(l, feat[f + 1]), row4(l, feat[f + 2]),              \
                        row4(l, feat[f + 3])};                                                     \
            sum += WIDEN((bytes16)x);                                                              \
        }                                                                                          \
        for (; f < n; f++)                                                                         \
            sum += WIDEN(((bytes16)(quads4){row4(l, feat[f])}));                                   \
        for (uint32_t j = 0; j < 4; j++)                                                           \
            score[j] = (int16_t)(sum[j] + sum[j + 4] + sum[j + 8] + sum[j + 12]);                  \
    } while (0)

#define SUM8(WIDEN)                                                                                \
    do {                                                                                           \
        words16 sum = {0};                                                                         \
        uint32_t f = 0;                                                                            \
        for (; f + 2 <= n; f += 2)                                                                 \
            sum += WIDEN(((bytes16)(octs2){row8(l, feat[f]), row8(l, feat[f + 1])}));              \
        for (; f < n; f++)                                                                         \
            sum += WIDEN(((bytes16)(octs2){row8(l, feat[f])}));                                    \
        for (uint32_t j = 0; j < 8; j++)                                                           \
            score[j] = (int16_t)(sum[j] + sum[j + 8]);                                             \
    } while (0)

/* n_block blocks of 16 labels, summed side by side */
#define SUM_BLOCKS(WIDEN, n_block)                                                                 \
    do {                                                                                           \
        words16 sum[n_block];                                                                      \
        for (uint32_t b = 0; b < (n_block); b++)                                                   \
            sum[b] = (words16){0};                                                                 \
        for (uint32_t f = 0; f < n; f++) {                                                         \
            const int8_t *row = l->w + (size_t)(feat[f] & l->mask) * ((n_block)*16);               \
            for (uint32_t b = 0; b < (n_block); b++) {                                             \
                bytes16 x;                                                                         \
                memcpy(&x, row + 16 * (size_t)b, sizeof x);                                        \
                sum[b] += WIDEN(x);                                                                \
            }                                                                                      \
        }                                                                                          \
        for (uint32_t b = 0; b < (n_block); b++)                                                   \
            memcpy(score + 16 * (size_t)b, &sum[b], sizeof sum[b]);                                \
    } while (0)

#define SUM_ANY(WIDEN)                                                                             \
    switch (l->stride) {                                                                           \
    case 4: SUM4(WIDEN); break;                                                                    \
    case 8: SUM8(WIDEN); break;                                                                    \
    case 16: SUM_BLOCKS(WIDEN, 1); break;                                                          \
    case 32: SUM_BLOCKS(WIDEN, 2); break;                                                          \
    case 48: SUM_BLOCKS(WIDEN, 3); break;                                                          \
    case 64: SUM_BLOCKS(WIDEN, 4); break;                                                          \
    case 80: SUM_BLOCKS(WIDEN, 5); break;                                                          \
    case 96: SUM_BLOCKS(WIDEN, 6); break;                                                          \
    case 112: SUM_BLOCKS(WIDEN, 7); break;                                                         \
    default: SUM_BLOCKS(WIDEN, 8); break;                                                          \
    }

#define WIDEN_PLAIN(x) __builtin_convertvector((x), words16)

static void sum_plain(const sayso_linear *l, const uint32_t *feat, uint32_t n, int16_t *score)
{
    SUM_ANY(WIDEN_PLAIN)
}

#ifdef __x86_64__
#define WIDEN_AVX2(x) ((words16)_mm256_cvtepi8_epi16((__m128i)(x)))

__attribute__((target("avx2"))) static void sum_avx2(const sayso_linear *l, const uint32_t *feat,
                                                     uint32_t n, int16_t *score)
{
    SUM_ANY(WIDEN_AVX2)
}
#define HAS_AVX2 __builtin_cpu_supports("avx2")
#else
#define HAS_AVX2 false
#define sum_avx2 sum_plain
#endif

void sayso__linear_score(const sayso_linear *l, const uint32_t *feat, uint32_t n, int16_t *score)
{
    if (!l->w)
        memset(score, 0, l->stride * sizeof *score);
    else if (HAS_AVX2)
        sum_avx2(l, feat, n, score);
    else
        sum_plain(l, feat, n, score);
}

uint32_t sayso__linear_best(const int16_t *score, uint32_t n)
{
    int16_t top = score[0]; /* the greatest first: compilers make vectors of that */
    uint32_t best = 0;
    for (uint32_t i = 1; i < n; i++)
        top = score[i] > top ? score[i] : top;
    while (score[best] != top)
        best++;
    return best;
}
