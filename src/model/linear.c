/* linear.c -- scoring; the loops over a constant stride are what the compiler turns into vector
 * code.  Layer: model. */
#include "model/linear.h"

#include <string.h>

#include "base/fail.h"

uint32_t sayso__linear_stride(uint32_t n_label)
{
    return n_label <= 4 ? 4 : n_label <= 8 ? 8 : (n_label + 15) / 16 * 16;
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
    return SAYSO_OK;
}

/* One loop a stride: a constant count lets the compiler keep the sums in vector registers. */
#define SUM_ROWS(width)                                                                            \
    for (uint32_t f = 0; f < n; f++) {                                                             \
        const int8_t *row = l->w + (size_t)(feat[f] & l->mask) * (width);                          \
        for (uint32_t j = 0; j < (width); j++)                                                     \
            sum[j] = (int16_t)(sum[j] + row[j]);                                                   \
    }

void sayso__linear_score(const sayso_linear *l, const uint32_t *feat, uint32_t n, int16_t *score)
{
    int16_t sum[SAYSO_LINEAR_STRIDE_MOST] = {0};
    switch (l->w ? l->stride : 0) {
    case 0: memset(score, 0, l->stride * sizeof *score); return;
    case 4: SUM_ROWS(4) break;
    case 8: SUM_ROWS(8) break;
    case 16: SUM_ROWS(16) break;
    case 32: SUM_ROWS(32) break;
    case 48: SUM_ROWS(48) break;
    case 64: SUM_ROWS(64) break;
    default: SUM_ROWS(l->stride) break;
    }
    memcpy(score, sum, l->stride * sizeof *score);
}

uint32_t sayso__linear_best(const int16_t *score, uint32_t n)
{
    uint32_t best = 0;
    for (uint32_t i = 1; i < n; i++)
        if (score[i] > score[best])
            best = i;
    return best;
}
