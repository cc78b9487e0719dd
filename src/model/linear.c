/* linear.c -- scoring; the loops over a constant stride are what the compiler turns into vector
 * code.  Layer: model. */
#include "model/linear.h"

#include <string.h>

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
 * Written with the compilers' vector types; where the processor has AVX2 a second copy of the
 * function is taken at load time. Sums of int8 in int16 are exact, so that every copy gives the
 * same scores. */

#if defined(__x86_64__) && defined(__GLIBC__)
#define CLONES __attribute__((target_clones("avx2", "default")))
#else
#define CLONES
#endif

typedef int8_t bytes8 __attribute__((vector_size(8)));
typedef int8_t bytes16 __attribute__((vector_size(16)));
typedef int16_t words8 __attribute__((vector_size(16)));
typedef int16_t words16 __attribute__((vector_size(32)));

#define ROW(width) (l->w + (size_t)(feat[f] & l->mask) * (width))

/* n_block blocks of 16 labels, summed side by side */
#define SUM_BLOCKS(n_block)                                                                        \
    do {                                                                                           \
        words16 sum[n_block];                                                                      \
        memset(sum, 0, sizeof sum);                                                                \
        for (uint32_t f = 0; f < n; f++) {                                                         \
            const int8_t *row = ROW((n_block)*16);                                                 \
            for (uint32_t b = 0; b < (n_block); b++) {                                             \
                bytes16 x;                                                                         \
                memcpy(&x, row + 16 * (size_t)b, sizeof x);                                        \
                sum[b] += __builtin_convertvector(x, words16);                                     \
            }                                                                                      \
        }                                                                                          \
        memcpy(score, sum, sizeof sum);                                                            \
    } while (0)

/* Two rows of 4 labels go into one vector and are added to each other at the end. */
CLONES static void sum4(const sayso_linear *l, const uint32_t *feat, uint32_t n, int16_t *score)
{
    words8 sum = {0};
    uint32_t f = 0;
    for (; f + 1 < n; f += 2) {
        int8_t two[8];
        bytes8 x;
        memcpy(two, ROW(4), 4);
        memcpy(two + 4, l->w + (size_t)(feat[f + 1] & l->mask) * 4, 4);
        memcpy(&x, two, sizeof x);
        sum += __builtin_convertvector(x, words8);
    }
    for (uint32_t j = 0; j < 4; j++)
        score[j] = (int16_t)(sum[j] + sum[j + 4] + (f < n ? ROW(4)[j] : 0));
}

CLONES static void sum8(const sayso_linear *l, const uint32_t *feat, uint32_t n, int16_t *score)
{
    words8 sum = {0};
    for (uint32_t f = 0; f < n; f++) {
        bytes8 x;
        memcpy(&x, ROW(8), sizeof x);
        sum += __builtin_convertvector(x, words8);
    }
    memcpy(score, &sum, sizeof sum);
}

CLONES static void sum_blocks(const sayso_linear *l, const uint32_t *feat, uint32_t n,
                              int16_t *score)
{
    switch (l->stride / 16) {
    case 1: SUM_BLOCKS(1); break;
    case 2: SUM_BLOCKS(2); break;
    case 3: SUM_BLOCKS(3); break;
    case 4: SUM_BLOCKS(4); break;
    case 5: SUM_BLOCKS(5); break;
    case 6: SUM_BLOCKS(6); break;
    case 7: SUM_BLOCKS(7); break;
    default: SUM_BLOCKS(8); break;
    }
}

void sayso__linear_score(const sayso_linear *l, const uint32_t *feat, uint32_t n, int16_t *score)
{
    if (!l->w)
        memset(score, 0, l->stride * sizeof *score);
    else if (l->stride == 4)
        sum4(l, feat, n, score);
    else if (l->stride == 8)
        sum8(l, feat, n, score);
    else
        sum_blocks(l, feat, n, score);
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
