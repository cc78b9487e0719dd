/* linear.h -- hashed linear model: a feature is a row of int8 weights, one a label; a score is a
 * sum of rows.  Layer: model.
 *
 * Section, little-endian: "LIN1", u32 n_row (a power of two), u32 n_label, u32 stride, f32 scale,
 * 12 bytes zero, then int8 w[n_row][stride]. A feature id is any 32-bit hash; its row is id &
 * (n_row - 1). Collisions are learned around (feature hashing: Weinberger et al. 2009). Real weight
 * = w * scale. */
#ifndef SAYSO_MODEL_LINEAR_H
#define SAYSO_MODEL_LINEAR_H

#include "model/model.h"

#define SAYSO_LINEAR_HEAD          32u
#define SAYSO_LINEAR_FEATURES_MOST 255u /* sums of so many int8 fit into int16 */
#define SAYSO_LINEAR_STRIDE_MOST   128u
#define SAYSO_LINEAR_SCALE_LEAST   1e-6f /* of sound weights; what is outside is damage */
#define SAYSO_LINEAR_SCALE_MOST    100.0f

typedef struct {
    const int8_t *w; /* [mask + 1][stride]; NULL: no such section, scores are 0 */
    uint32_t mask, n_label, stride;
    float scale;
} sayso_linear;

/* Labels rounded up to a stride: 4, 8, 16, then multiples of 16. */
uint32_t sayso__linear_stride(uint32_t n_label);

/* The model in section `name`. n_label: what the code expects. A missing section is SAYSO_EMODEL,
 * too. */
SAYSO_CHECKED sayso_status sayso__linear_open(const sayso_model *m, const char *name,
                                              uint32_t n_label, sayso_linear *out,
                                              sayso_error *err);

/* score[0..stride) = sum of the rows of feat[0..n), n <= SAYSO_LINEAR_FEATURES_MOST. score has room
 * for stride entries. */
void sayso__linear_score(const sayso_linear *l, const uint32_t *feat, uint32_t n, int16_t *score);

/* One row: those over 32 bytes begin at multiples of 16 and lie on two lines of 64 more often than
 * not. */
static inline void sayso__linear_fetch_row(const sayso_linear *l, uint32_t id, uint32_t stride)
{
    const int8_t *row = l->w + (size_t)(id & l->mask) * stride;
    __builtin_prefetch(row);
    if (stride > 32)
        __builtin_prefetch(row + stride - 1);
}

/* n rows of a stride that the compiler knows, four at a time. */
static inline void sayso__linear_fetch_all(const sayso_linear *l, const uint32_t *feat, uint32_t n,
                                           uint32_t stride)
{
    uint32_t f = 0;
    for (; f + 4 <= n; f += 4) {
        sayso__linear_fetch_row(l, feat[f], stride);
        sayso__linear_fetch_row(l, feat[f + 1], stride);
        sayso__linear_fetch_row(l, feat[f + 2], stride);
        sayso__linear_fetch_row(l, feat[f + 3], stride);
    }
    for (; f < n; f++)
        sayso__linear_fetch_row(l, feat[f], stride);
}

/* Has the rows of feat[0..n) on their way from memory while the caller computes something else,
 * mostly the features of what comes next: rows lie scattered over more memory than caches hold. */
static inline void sayso__linear_fetch(const sayso_linear *l, const uint32_t *feat, uint32_t n)
{
    switch (l->w ? l->stride : 0) {
    case 0: break;
    case 4: sayso__linear_fetch_all(l, feat, n, 4); break;
    case 8: sayso__linear_fetch_all(l, feat, n, 8); break;
    case 16: sayso__linear_fetch_all(l, feat, n, 16); break;
    case 48: sayso__linear_fetch_all(l, feat, n, 48); break;
    default: sayso__linear_fetch_all(l, feat, n, l->stride); break;
    }
}

/* Index of the highest of score[0..n); the lower index wins a tie. */
uint32_t sayso__linear_best(const int16_t *score, uint32_t n);

#endif
