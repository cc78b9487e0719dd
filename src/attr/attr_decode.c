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
static float step_score(const sayso_lattice *t, uint32_t i, uint32_t a, uint32_t b)
{
    return sayso__attr_may_follow(a, b, t->n_label)
               ? t->step[((size_t)i * (t->n_label + 1) + a) * t->n_label + b]
               : SAYSO_ATTR_NEVER;
}

/* The labels that b may follow are [first, last], in the middle of a sequence. */
typedef struct {
    uint32_t first, last;
} label_range;

static label_range before(uint32_t b, uint32_t n_label)
{
    return b && b % 2 == 0 ? (label_range){b - 1, b} : (label_range){0, n_label - 1};
}

/* after[i][a]: the best that follows token i with label a; next[i][a]: the label that it begins
 * with. */
static void look_ahead(const sayso_lattice *t, float *after, uint8_t *next)
{
    const uint32_t L = t->n_label;
    for (uint32_t b = 0; t->n && b < L; b++)
        after[(size_t)(t->n - 1) * L + b] = 0;
    for (uint32_t i = t->n; i-- > 1;) {
        const float *step = t->step + (size_t)i * (L + 1) * L;
        float *top = after + (size_t)(i - 1) * L;
        for (uint32_t a = 0; a < L; a++)
            top[a] = 2 * SAYSO_ATTR_NEVER;
        for (uint32_t b = 0; b < L; b++) {
            float rest = t->emit[i * L + b] + after[i * L + b];
            label_range from = before(b, L);
            for (uint32_t a = from.first; a <= from.last; a++) {
                float x = step[a * L + b] + rest;
                if (x > top[a]) {
                    top[a] = x;
                    next[(i - 1) * L + a] = (uint8_t)b;
                }
            }
        }
    }
}

/* What follows is known; then, from the left, the best that ends in each label, so that their sum
 * is the best sequence through that label. */
void sayso__attr_margins(const sayso_lattice *t, const sayso_lattice_room *room, uint8_t *label,
                         float *margin)
{
    const uint32_t L = t->n_label;
    float best[SAYSO_ATTR_LABELS_MOST], now[SAYSO_ATTR_LABELS_MOST];
    look_ahead(t, room->after, room->from);
    for (uint32_t i = 0; i < t->n; i++) {
        const float *step = t->step + (size_t)i * (L + 1) * L;
        uint32_t arg = 0;
        for (uint32_t b = 0; b < L; b++) {
            float top = i ? 2 * SAYSO_ATTR_NEVER : step_score(t, 0, L, b);
            label_range from = before(b, L);
            for (uint32_t a = from.first; i && a <= from.last; a++) {
                float x = best[a] + step[a * L + b];
                top = x > top ? x : top;
            }
            now[b] = top + t->emit[i * L + b];
        }
        float other = 2 * SAYSO_ATTR_NEVER;
        for (uint32_t b = 0; b < L; b++) {
            best[b] = now[b];
            now[b] += room->after[i * L + b];
            arg = now[b] > now[arg] ? b : arg;
            other = b != 1 && now[b] > other ? now[b] : other;
        }
        margin[i] = now[1] - other;
        label[i] = (uint8_t)(i ? room->from[(i - 1) * L + label[i - 1]] : arg);
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

/* One token further: only beginnings that can still come to at least `least`. */
static void extend(const sayso_lattice *t, uint32_t i, uint32_t k, const float *after, float least,
                   const ranking *best, ranking *next)
{
    const uint32_t L = t->n_label;
    const float *step = t->step + (size_t)i * (L + 1) * L;
    for (uint32_t b = 0; b < L; b++) {
        float emit = t->emit[i * L + b], need = least - after[i * L + b];
        label_range from = before(b, L);
        next[b].n = 0;
        for (uint32_t a = from.first; a <= from.last; a++) {
            float more = step[a * L + b] + emit;
            for (uint32_t r = 0; r < best[a].n; r++) {
                float x = best[a].score[r] + more;
                if (x < need || (next[b].n == k && x <= next[b].score[k - 1]))
                    break;
                rank_in(&next[b], k, x, a * SAYSO_ATTR_GUESSES + r);
            }
        }
    }
}

/* The sequence whose last label and rank are `from`, read backwards. */
static void trace(const sayso_lattice *t, const uint8_t *link, uint32_t from, uint8_t *label)
{
    const uint32_t L = t->n_label, G = SAYSO_ATTR_GUESSES;
    for (uint32_t i = t->n; i-- > 0;) {
        label[i] = (uint8_t)(from / G);
        from = i ? link[((size_t)i * L + from / G) * G + from % G] : 0;
    }
}

/* Beginnings of sequences are followed in the order of the text; what the best rest would add to
 * each is known beforehand, so that few are. The slack is for sums in another order. */
uint32_t sayso__attr_decode(const sayso_lattice *t, uint32_t k, float behind,
                            const sayso_lattice_room *room, uint8_t *label, float *score)
{
    const uint32_t L = t->n_label, G = SAYSO_ATTR_GUESSES;
    ranking list[2][SAYSO_ATTR_LABELS_MOST] = {0}, all = {.n = 0};
    ranking *best = list[0], *next = list[1];
    float top = 2 * SAYSO_ATTR_NEVER;
    if (!t->n)
        return 0;
    look_ahead(t, room->after, room->from);
    for (uint32_t b = 0; b < L; b++) {
        best[b].n = 0;
        if (!sayso__attr_may_follow(L, b, L))
            continue;
        rank_in(&best[b], k, t->step[L * L + b] + t->emit[b], 0);
        float x = best[b].score[0] + room->after[b];
        top = x > top ? x : top;
    }
    float least = top - behind - 0.01f;
    for (uint32_t i = 1; i < t->n; i++) {
        extend(t, i, k, room->after, least, best, next);
        for (uint32_t b = 0; b < L; b++)
            memcpy(room->from + ((size_t)i * L + b) * G, next[b].from, G);
        ranking *swap = best;
        best = next;
        next = swap;
    }
    for (uint32_t b = 0; b < L; b++)
        for (uint32_t r = 0; r < best[b].n && best[b].score[r] >= least; r++)
            rank_in(&all, k, best[b].score[r], b * G + r);
    for (uint32_t j = 0; j < all.n; j++) {
        score[j] = all.score[j];
        trace(t, room->from, all.from[j], label + (size_t)j * t->n);
    }
    return all.n;
}
