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
    if (s == SAYSO_OK)
        s = open_part(m, "attr.rank", SAYSO_N_RANK, &out->rank, err);
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

/* Score of the step from label a to label b before token i (a == n_label: the beginning). */
static float step_score(const float *step, uint32_t n_label, uint32_t i, uint32_t a, uint32_t b)
{
    return sayso__attr_may_follow(a, b, n_label)
               ? step[((size_t)i * (n_label + 1) + a) * n_label + b]
               : SAYSO_ATTR_NEVER;
}

/* after[i][b]: the best that follows token i with label b; then, from the left, the best that ends
 * in each label, so that their sum is the best sequence through that label. */
void sayso__attr_margins(const float *emit, const float *step, uint32_t n, uint32_t n_label,
                         float *room, uint8_t *next, uint8_t *label, float *margin)
{
    const uint32_t L = n_label;
    float best[SAYSO_ATTR_LABELS_MOST], now[SAYSO_ATTR_LABELS_MOST];
    for (uint32_t b = 0; n && b < L; b++)
        room[(size_t)(n - 1) * L + b] = 0;
    for (uint32_t i = n; i-- > 1;)
        for (uint32_t a = 0; a < L; a++) {
            float top = 2 * SAYSO_ATTR_NEVER;
            for (uint32_t b = 0; b < L; b++) {
                float x = step_score(step, L, i, a, b) + emit[i * L + b] + room[i * L + b];
                if (x > top) {
                    top = x;
                    next[(i - 1) * L + a] = (uint8_t)b;
                }
            }
            room[(i - 1) * L + a] = top;
        }
    for (uint32_t i = 0; i < n; i++) {
        uint32_t arg = 0;
        for (uint32_t b = 0; b < L; b++) {
            float top = i ? 2 * SAYSO_ATTR_NEVER : step_score(step, L, 0, L, b);
            for (uint32_t a = 0; i && a < L; a++) {
                float x = best[a] + step_score(step, L, i, a, b);
                top = x > top ? x : top;
            }
            now[b] = top + emit[i * L + b];
        }
        float other = 2 * SAYSO_ATTR_NEVER;
        for (uint32_t b = 0; b < L; b++) {
            best[b] = now[b];
            now[b] += room[i * L + b];
            arg = now[b] > now[arg] ? b : arg;
            other = b != 1 && now[b] > other ? now[b] : other;
        }
        margin[i] = now[1] - other;
        label[i] = (uint8_t)(i ? next[(i - 1) * L + label[i - 1]] : arg);
    }
}

/* The best sequences that end in one label at one token, best first. */
typedef struct {
    float score[SAYSO_ATTR_GUESSES];
    uint8_t from[SAYSO_ATTR_GUESSES]; /* label before * SAYSO_ATTR_GUESSES + its rank */
    uint32_t n;
} ranking;

static void rank_in(ranking *r, uint32_t k, float score, uint32_t from)
{
    if (r->n == k && score <= r->score[k - 1])
        return;
    uint32_t at = r->n < k ? r->n++ : k - 1;
    for (; at > 0 && r->score[at - 1] < score; at--) {
        r->score[at] = r->score[at - 1];
        r->from[at] = r->from[at - 1];
    }
    r->score[at] = score;
    r->from[at] = (uint8_t)from;
}

static void extend(const ranking *best, const float *emit, const float *step, uint32_t L,
                   uint32_t k, ranking *next)
{
    for (uint32_t b = 0; b < L; b++) {
        next[b].n = 0;
        for (uint32_t a = 0; a < L; a++)
            for (uint32_t r = 0; r < best[a].n && sayso__attr_may_follow(a, b, L); r++) {
                float x = best[a].score[r] + step[a * L + b] + emit[b];
                if (next[b].n == k && x <= next[b].score[k - 1])
                    break;
                rank_in(&next[b], k, x, a * SAYSO_ATTR_GUESSES + r);
            }
    }
}

uint32_t sayso__attr_decode(const float *emit, const float *step, uint32_t n, uint32_t n_label,
                            uint32_t k, uint8_t *room, uint8_t *label, float *score)
{
    const uint32_t L = n_label, G = SAYSO_ATTR_GUESSES;
    ranking list[2][SAYSO_ATTR_LABELS_MOST], all = {.n = 0};
    ranking *best = list[0], *next = list[1];
    for (uint32_t b = 0; b < L; b++) {
        best[b].n = 0;
        if (n && sayso__attr_may_follow(L, b, L))
            rank_in(&best[b], k, step[L * L + b] + emit[b], 0);
    }
    for (uint32_t i = 1; i < n; i++) {
        extend(best, emit + (size_t)i * L, step + (size_t)i * (L + 1) * L, L, k, next);
        for (uint32_t b = 0; b < L; b++)
            memcpy(room + ((size_t)i * L + b) * G, next[b].from, next[b].n);
        ranking *swap = best;
        best = next;
        next = swap;
    }
    for (uint32_t b = 0; b < L; b++)
        for (uint32_t r = 0; r < best[b].n; r++)
            rank_in(&all, k, best[b].score[r], b * G + r);
    for (uint32_t j = 0; j < all.n; j++) {
        uint32_t from = all.from[j];
        score[j] = all.score[j];
        for (uint32_t i = n; i-- > 0;) {
            label[(size_t)j * n + i] = (uint8_t)(from / G);
            from = i ? room[((size_t)i * L + from / G) * G + from % G] : 0;
        }
    }
    return all.n;
}
