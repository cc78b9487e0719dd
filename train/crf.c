/* crf.c -- conditional random fields and conditional ranking, trained by stochastic gradients. */
#include "crf.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "attr/attr_parts.h"
#include "learn.h"

#define SMALL      0.002f /* gradients below are not followed */
#define PAIRS_MOST 32
#define RATE       0.05f
#define KEEP       0.5 /* share of features that are not dropped */

/* ---- weights --------------------------------------------------------------------------------- */

typedef struct {
    float *w, *g, *mean; /* weights, sums of squared gradients, mean of weights */
    uint32_t mask, n_label, stride;
} weights;

static weights weights_make(uint32_t bits, uint32_t n_label)
{
    uint32_t stride = sayso__linear_stride(n_label);
    size_t n = ((size_t)1 << bits) * stride;
    return (weights){xcalloc(n, sizeof(float)),
                     xcalloc(n, sizeof(float)),
                     xcalloc(n, sizeof(float)),
                     (1u << bits) - 1,
                     n_label,
                     stride};
}

sayso_linear packed_open(const packed *s)
{
    uint32_t head[4];
    float scale;
    memcpy(head, s->p + 4, 12);
    memcpy(&scale, s->p + 16, 4);
    return (sayso_linear){(const int8_t *)s->p + SAYSO_LINEAR_HEAD, head[0] - 1, head[1], head[2],
                          scale};
}

/* The mean of the weights, times `factor`, as a section; frees the weights. */
static packed weights_pack(weights *w, uint32_t epochs, double factor)
{
    size_t n = ((size_t)w->mask + 1) * w->stride;
    for (size_t i = 0; i < n; i++) {
        w->mean[i] *= (float)(factor / epochs);
        w->g[i] = 0;
    }
    learner l = {w->mean, w->g, w->mask, w->n_label, w->stride, 1, NULL};
    packed p;
    p.p = learn_pack(&l, &p.n);
    free(w->w);
    free(w->g);
    free(w->mean);
    return p;
}

static void sum_rows(const weights *w, const uint32_t *feat, uint32_t n, float *score)
{
    float sum[PAIRS_MOST] = {0};
    for (uint32_t f = 0; f < n; f++) {
        const float *row = w->w + (size_t)(feat[f] & w->mask) * w->stride;
        if (feat[f] == CRF_NO_FEATURE)
            continue;
        for (uint32_t k = 0; k < w->n_label; k++)
            sum[k] += row[k];
    }
    memcpy(score, sum, w->n_label * sizeof *sum);
}

static void follow(weights *w, const uint32_t *feat, uint32_t n, const float *gradient, float rate)
{
    bool any = false;
    for (uint32_t k = 0; k < w->n_label; k++)
        any |= fabsf(gradient[k]) > SMALL;
    for (uint32_t f = 0; any && f < n; f++) {
        if (feat[f] == CRF_NO_FEATURE)
            continue;
        size_t row = (size_t)(feat[f] & w->mask) * w->stride;
        for (uint32_t k = 0; k < w->n_label; k++) {
            float g = gradient[k];
            w->g[row + k] += g * g;
            w->w[row + k] -= rate * g / sqrtf(w->g[row + k] + 0.05f);
        }
    }
}

/* ---- conditional random field ---------------------------------------------------------------- */

typedef struct {
    weights emit, step;
    uint32_t L; /* labels */
    float *e, *s, *alpha, *beta;
    uint32_t *feat, *steps;
    uint32_t cap, most_feat; /* there is room for sequences so long, of so many features a token */
    double loss;
    uint64_t random;
} crf;

static void crf_room(crf *c, uint32_t n, uint32_t n_feat, uint32_t n_step)
{
    if (n <= c->cap && n_feat <= c->most_feat)
        return;
    c->cap = n > c->cap ? n * 2 : c->cap;
    c->most_feat = n_feat > c->most_feat ? n_feat : c->most_feat;
    size_t L = c->L, cap = c->cap;
    c->e = realloc(c->e, cap * L * sizeof(float));
    c->s = realloc(c->s, cap * L * (L + 1) * sizeof(float));
    c->alpha = realloc(c->alpha, cap * L * sizeof(float));
    c->beta = realloc(c->beta, cap * L * sizeof(float));
    c->feat = realloc(c->feat, cap * c->most_feat * sizeof(uint32_t));
    c->steps = realloc(c->steps, cap * n_step * sizeof(uint32_t));
    if (!c->e || !c->s || !c->alpha || !c->beta || !c->feat || !c->steps)
        die("out of memory");
}

static float log_sum(const float *x, uint32_t n)
{
    float top = x[0], sum = 0;
    for (uint32_t i = 1; i < n; i++)
        top = x[i] > top ? x[i] : top;
    for (uint32_t i = 0; i < n; i++)
        sum += expf(x[i] - top);
    return top + logf(sum);
}

/* Scores of all labels and steps; what is not allowed gets SAYSO_ATTR_NEVER. */
static void score_example(crf *c, const example *x)
{
    uint32_t L = c->L, P = L * (L + 1);
    for (uint32_t i = 0; i < x->n; i++) {
        float *e = c->e + (size_t)i * L, *s = c->s + (size_t)i * P;
        sum_rows(&c->emit, c->feat + (size_t)i * x->n_feat, x->n_feat, e);
        sum_rows(&c->step, c->steps + (size_t)i * x->n_step, x->n_step, s);
        for (uint32_t k = 1; x->fixed && x->fixed[i] && k < L; k++)
            e[k] = SAYSO_ATTR_NEVER;
        for (uint32_t a = 0; a <= L; a++)
            for (uint32_t b = 0; b < L; b++)
                if (!sayso__attr_may_follow(a, b, L))
                    s[a * L + b] = SAYSO_ATTR_NEVER;
    }
}

/* Forward and backward sums; returns log Z. */
static float forward_backward(crf *c, uint32_t n)
{
    uint32_t L = c->L, P = L * (L + 1);
    float t[8];
    for (uint32_t b = 0; b < L; b++)
        c->alpha[b] = c->e[b] + c->s[L * L + b];
    for (uint32_t i = 1; i < n; i++)
        for (uint32_t b = 0; b < L; b++) {
            for (uint32_t a = 0; a < L; a++)
                t[a] = c->alpha[(i - 1) * L + a] + c->s[(size_t)i * P + a * L + b];
            c->alpha[i * L + b] = c->e[i * L + b] + log_sum(t, L);
        }
    for (uint32_t b = 0; b < L; b++)
        c->beta[(n - 1) * L + b] = 0;
    for (uint32_t i = n - 1; i-- > 0;)
        for (uint32_t a = 0; a < L; a++) {
            for (uint32_t b = 0; b < L; b++)
                t[b] = c->s[(size_t)(i + 1) * P + a * L + b] + c->e[(i + 1) * L + b] +
                       c->beta[(i + 1) * L + b];
            c->beta[i * L + a] = log_sum(t, L);
        }
    return log_sum(c->alpha + (size_t)(n - 1) * L, L);
}

static void learn_example(crf *c, const example *x, float rate)
{
    uint32_t L = c->L, P = L * (L + 1), prev = L;
    crf_room(c, x->n, x->n_feat, x->n_step);
    uint32_t keep = (uint32_t)(KEEP * 65536);
    for (size_t k = 0; k < (size_t)x->n * x->n_feat; k++)
        c->feat[k] = (learn_random(&c->random) >> 48) < keep ? x->feat[k] : CRF_NO_FEATURE;
    memcpy(c->steps, x->step, (size_t)x->n * x->n_step * sizeof *x->step);
    score_example(c, x);
    float z = forward_backward(c, x->n);
    c->loss += z;
    for (uint32_t i = 0; i < x->n; i++) {
        float e[8], s[PAIRS_MOST] = {0};
        for (uint32_t b = 0; b < L; b++)
            e[b] = expf(c->alpha[i * L + b] + c->beta[i * L + b] - z);
        for (uint32_t b = 0; b < L; b++) {
            float in = c->e[i * L + b] + c->beta[i * L + b] - z;
            for (uint32_t a = 0; i && a < L; a++)
                s[a * L + b] =
                    expf(c->alpha[(i - 1) * L + a] + c->s[(size_t)i * P + a * L + b] + in);
            if (!i)
                s[L * L + b] = e[b];
        }
        uint32_t gold = x->gold[i];
        c->loss -= c->e[i * L + gold] + c->s[(size_t)i * P + prev * L + gold];
        e[gold] -= 1;
        s[prev * L + gold] -= 1;
        prev = gold;
        follow(&c->emit, c->feat + (size_t)i * x->n_feat, x->n_feat, e, rate);
        follow(&c->step, c->steps + (size_t)i * x->n_step, x->n_step, s, rate);
    }
}

static void add_mean(weights *w)
{
    size_t n = ((size_t)w->mask + 1) * w->stride;
    for (size_t i = 0; i < n; i++)
        w->mean[i] += w->w[i];
}

void crf_leave_rare(const example *x, uint32_t n, uint32_t emit_bits, uint32_t least)
{
    uint32_t mask = (1u << emit_bits) - 1, *seen = xcalloc((size_t)mask + 1, sizeof *seen);
    for (uint32_t i = 0; i < n; i++)
        for (size_t k = 0; k < (size_t)x[i].n * x[i].n_feat; k++)
            seen[x[i].feat[k] & mask] += x[i].feat[k] != CRF_NO_FEATURE;
    for (uint32_t i = 0; i < n; i++)
        for (size_t k = 0; k < (size_t)x[i].n * x[i].n_feat; k++)
            if (seen[x[i].feat[k] & mask] < least)
                x[i].feat[k] = CRF_NO_FEATURE;
    free(seen);
}

/* As before learning, but for the mean. */
static void begin_anew(weights *w)
{
    size_t n = ((size_t)w->mask + 1) * w->stride;
    memset(w->w, 0, n * sizeof *w->w);
    memset(w->g, 0, n * sizeof *w->g);
}

static void crf_free(crf *c)
{
    free(c->e);
    free(c->s);
    free(c->alpha);
    free(c->beta);
    free(c->feat);
    free(c->steps);
}

void crf_train(const crf_plan *plan, const example *x, uint32_t n, uint32_t leave_out, packed *emit,
               packed *step)
{
    uint32_t L = plan->n_label, *order = xcalloc(n, sizeof *order), used = 0, kept = 0;
    crf c = {weights_make(plan->emit_bits, L), weights_make(plan->step_bits, L * (L + 1)), L,
             .random = plan->seed * 2 + 1};
    for (uint32_t i = 0; i < n; i++)
        if (leave_out == SAYSO_NONE || x[i].fold != leave_out)
            order[used++] = i;
    for (uint32_t r = 0; r < plan->runs * plan->epochs; r++) {
        uint32_t k = r % plan->epochs;
        if (!k) {
            begin_anew(&c.emit);
            begin_anew(&c.step);
        }
        c.loss = 0;
        learn_shuffle(order, used, &c.random);
        for (uint32_t i = 0; i < used; i++)
            learn_example(&c, &x[order[i]], RATE / (1 + 0.15f * (float)k));
        if (2 * (k + 1) > plan->epochs) {
            add_mean(&c.emit);
            add_mean(&c.step);
            kept++;
        }
    }
    printf("%s: %u examples, loss %.4f an example\n", plan->name, used, c.loss / used);
    fflush(stdout);
    *emit = weights_pack(&c.emit, kept, KEEP);
    *step = weights_pack(&c.step, kept, 1);
    crf_free(&c);
    free(order);
}

/* ---- choice ---------------------------------------------------------------------------------- */

static void leave_rare_choices(choice *x, uint32_t n, uint32_t mask, uint32_t least)
{
    uint32_t *seen = xcalloc((size_t)mask + 1, sizeof *seen);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = 0; j < x[i].n; j++)
            for (uint32_t k = 0; k < x[i].n_feat[j]; k++)
                seen[x[i].feat[j][k] & mask]++;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = 0; j < x[i].n; j++) {
            uint32_t left = 0;
            for (uint32_t k = 0; k < x[i].n_feat[j]; k++)
                if (seen[x[i].feat[j][k] & mask] >= least)
                    x[i].feat[j][left++] = x[i].feat[j][k];
            x[i].n_feat[j] = left;
        }
    free(seen);
}

/* Features are dropped by template place, the same in all alternatives: a feature that only some
 * of them have must not tell by being there. */
static uint32_t drop_features(const choice *x, uint32_t j, uint64_t seed, uint32_t *out)
{
    uint32_t n = 0;
    for (uint32_t k = 0; k < x->n_feat[j]; k++) {
        uint64_t state = seed ^ (x->feat[j][k] * 0x9e3779b97f4a7c15u);
        state |= 1;
        if ((learn_random(&state) >> 32) & 1)
            out[n++] = x->feat[j][k];
    }
    return n;
}

static double learn_choice(weights *w, const choice *x, float rate, uint64_t *random)
{
    uint32_t feat[CHOICE_MOST][2 * SAYSO_ATTR_FEATURE_MOST], n_feat[CHOICE_MOST];
    float score[CHOICE_MOST + 1], sum;
    uint64_t seed = learn_random(random);
    score[x->n] = 0;
    for (uint32_t j = 0; j < x->n; j++) {
        n_feat[j] = drop_features(x, j, seed, feat[j]);
        sum_rows(w, feat[j], n_feat[j], &score[j]);
    }
    sum = log_sum(score, x->n + 1);
    double loss = 0;
    for (uint32_t j = 0; j <= x->n; j++) {
        float g = expf(score[j] - sum) - x->want[j];
        loss -= x->want[j] > 0 ? (double)x->want[j] * (score[j] - sum) : 0;
        if (j < x->n)
            follow(w, feat[j], n_feat[j], &g, rate);
    }
    return loss;
}

void choice_train(const crf_plan *plan, choice *x, uint32_t n, uint32_t least, packed *out)
{
    weights w = weights_make(plan->emit_bits, 1);
    uint32_t *order = xcalloc(n, sizeof *order), kept = 0;
    uint64_t random = plan->seed * 2 + 1;
    leave_rare_choices(x, n, w.mask, least);
    for (uint32_t i = 0; i < n; i++)
        order[i] = i;
    for (uint32_t r = 0; r < plan->runs * plan->epochs; r++) {
        uint32_t k = r % plan->epochs;
        double loss = 0;
        if (!k)
            begin_anew(&w);
        learn_shuffle(order, n, &random);
        for (uint32_t i = 0; i < n; i++)
            loss += learn_choice(&w, &x[order[i]], RATE / (1 + 0.15f * (float)k), &random);
        if (2 * (k + 1) > plan->epochs) {
            add_mean(&w);
            kept++;
        }
        if (r + 1 == plan->runs * plan->epochs)
            printf("%s: %u examples, loss %.4f an example\n", plan->name, n, loss / n);
    }
    *out = weights_pack(&w, kept, KEEP);
    free(order);
}
