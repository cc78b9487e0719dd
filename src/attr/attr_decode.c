/* attr_decode.c -- opening the attribution models, scoring and the best label sequence.
 * Layer: attr. */
#include <string.h>

#include "attr/attr_parts.h"

static sayso_status open_part(const sayso_model *m, const char *name, uint32_t n_label,
                              sayso_linear *out, sayso_error *err)
{
    *out = (sayso_linear){0};
    return sayso__model_section(m, name).p ? sayso__linear_open(m, name, n_label, out, err)
                                           : SAYSO_OK;
}

sayso_status sayso__attr_model_open(const sayso_model *m, sayso_attr_model *out, sayso_error *err)
{
    sayso_status s = open_part(m, "attr.cue", SAYSO_N_TAG, &out->cue, err);
    if (s == SAYSO_OK)
        s = open_part(m, "attr.cue.step", (SAYSO_N_TAG + 1) * SAYSO_N_TAG, &out->cue_step, err);
    if (s == SAYSO_OK)
        s = open_part(m, "attr.span", SAYSO_N_SPAN, &out->span, err);
    if (s == SAYSO_OK)
        s = open_part(m, "attr.span.step", (SAYSO_N_SPAN + 1) * SAYSO_N_SPAN, &out->span_step, err);
    return s;
}

void sayso__attr_score(const sayso_linear *l, const uint32_t *feat, uint32_t n, uint32_t n_label,
                       float *score)
{
    int16_t sum[SAYSO_LINEAR_STRIDE_MOST] = {0};
    if (l->w)
        sayso__linear_score(l, feat, n, sum);
    for (uint32_t k = 0; k < n_label; k++)
        score[k] = (float)sum[k] * l->scale;
}

/* Scores of the best sequence that ends in each label; ties go to the lower label. */
void sayso__attr_decode(const float *emit, const float *step, uint32_t n, uint32_t n_label,
                        uint8_t *room, uint8_t *label)
{
    float best[8], next[8];
    if (!n)
        return;
    for (uint32_t b = 0; b < n_label; b++)
        best[b] =
            emit[b] + (sayso__attr_may_follow(n_label, b, n_label) ? step[n_label * n_label + b]
                                                                   : 2 * SAYSO_ATTR_NEVER);
    for (uint32_t i = 1; i < n; i++) {
        const float *st = step + (size_t)i * (n_label + 1) * n_label;
        for (uint32_t b = 0; b < n_label; b++) {
            uint32_t arg = 0;
            float top = best[0] + st[b];
            if (!sayso__attr_may_follow(0, b, n_label))
                top += 2 * SAYSO_ATTR_NEVER;
            for (uint32_t a = 1; a < n_label; a++) {
                float x = best[a] + st[a * n_label + b];
                if (x > top && sayso__attr_may_follow(a, b, n_label)) {
                    top = x;
                    arg = a;
                }
            }
            next[b] = top + emit[(size_t)i * n_label + b];
            room[(size_t)i * n_label + b] = (uint8_t)arg;
        }
        memcpy(best, next, sizeof *best * n_label);
    }
    uint32_t arg = 0;
    for (uint32_t b = 1; b < n_label; b++)
        if (best[b] > best[arg])
            arg = b;
    for (uint32_t i = n; i-- > 0;) {
        label[i] = (uint8_t)arg;
        arg = room[(size_t)i * n_label + arg];
    }
}
