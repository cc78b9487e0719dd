/* logit.c -- logistic regression for trainers. */
#include "logit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "learn.h"

#define RATE  0.07f
#define SMALL 0.002f /* gradients below are not followed */
#define SEEN  22u    /* bits of the table that counts features */

typedef struct {
    logit_model m;
    float *g, *mean;
    uint8_t *seen;
    const logit_plan *plan;
} work;

static uint32_t seen_at(uint32_t f)
{
    return (f * 2654435761u) >> (32 - SEEN);
}

static void count(work *k, const logit_example *x, uint32_t n, uint32_t without)
{
    k->seen = xcalloc((size_t)1 << SEEN, 1);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t f = 0; x[i].fold != without && f < x[i].n; f++) {
            uint8_t *c = &k->seen[seen_at(x[i].feat[f])];
            *c = (uint8_t)(*c + (*c < UINT8_MAX));
        }
}

void logit_score(const logit_model *m, const uint32_t *feat, uint32_t n, float *score)
{
    memset(score, 0, m->n_label * sizeof *score);
    for (uint32_t f = 0; f < n; f++) {
        const float *row = m->w + (size_t)(feat[f] & m->mask) * m->stride;
        for (uint32_t k = 0; k < m->n_label; k++)
            score[k] += row[k];
    }
}

/* Scores into gradients of the log-loss. */
static void gradients(const logit_plan *plan, uint32_t yes, float *s)
{
    float top = s[0], sum = 0;
    for (uint32_t k = 0; k < plan->n_label; k++)
        top = s[k] > top ? s[k] : top;
    for (uint32_t k = 0; plan->one_of && k < plan->n_label; k++)
        sum += expf(s[k] - top);
    for (uint32_t k = 0; k < plan->n_label; k++)
        s[k] = plan->one_of ? expf(s[k] - top) / sum - (yes == k)
                            : 1 / (1 + expf(-s[k])) - (float)(yes >> k & 1);
}

static void learn(work *k, const logit_example *x, uint64_t *random)
{
    uint32_t feat[512], n = 0, L = k->m.n_label;
    float s[SAYSO_LINEAR_STRIDE_MOST];
    bool any = false;
    for (uint32_t f = 0; f < x->n && n < 512; f++)
        if (k->seen[seen_at(x->feat[f])] >= k->plan->least)
            feat[n++] = x->feat[f];
    n = learn_drop(feat, n, k->plan->drop, random);
    logit_score(&k->m, feat, n, s);
    gradients(k->plan, x->yes, s);
    for (uint32_t j = 0; j < L; j++)
        any |= fabsf(s[j]) > SMALL;
    for (uint32_t f = 0; any && f < n; f++) {
        size_t row = (size_t)(feat[f] & k->m.mask) * k->m.stride;
        for (uint32_t j = 0; j < L; j++) {
            k->g[row + j] += s[j] * s[j];
            k->m.w[row + j] -= RATE * s[j] / sqrtf(k->g[row + j] + 0.05f);
        }
    }
}

/* Weights learned with features left out are too large by that share when all are there. */
logit_model logit_train(const logit_plan *plan, const logit_example *x, uint32_t n,
                        uint32_t without)
{
    uint32_t stride = sayso__linear_stride(plan->n_label), *order = xcalloc(n, sizeof *order);
    size_t size = ((size_t)1 << plan->bits) * stride;
    work k = {{xcalloc(size, sizeof(float)), (1u << plan->bits) - 1, plan->n_label, stride},
              xcalloc(size, sizeof(float)),
              xcalloc(size, sizeof(float)),
              NULL,
              plan};
    uint64_t random = 0x9e3779b97f4a7c15u;
    uint32_t used = 0, first = plan->epochs / 3;
    count(&k, x, n, without);
    for (uint32_t i = 0; i < n; i++)
        if (x[i].fold != without)
            order[used++] = i;
    for (uint32_t e = 0; e < plan->epochs; e++) {
        learn_shuffle(order, used, &random);
        for (uint32_t i = 0; i < used; i++)
            learn(&k, &x[order[i]], &random);
        for (size_t i = 0; e >= first && i < size; i++)
            k.mean[i] += k.m.w[i] * (float)(1 - plan->drop) / (float)(plan->epochs - first);
    }
    free(k.m.w);
    free(k.g);
    free(k.seen);
    free(order);
    k.m.w = k.mean;
    return k.m;
}

void logit_free(logit_model *m)
{
    free(m->w);
    *m = (logit_model){0};
}

void logit_write(const logit_plan *plan, const logit_example *x, uint32_t n, const char *dir)
{
    logit_model m = logit_train(plan, x, n, SAYSO_NONE);
    float *none = xcalloc(((size_t)m.mask + 1) * m.stride, sizeof *none);
    learner l =
        {.w = m.w, .u = none, .mask = m.mask, .n_label = m.n_label, .stride = m.stride, .t = 1};
    learn_write(&l, dir, plan->name);
    free(none);
    logit_free(&m);
}

void logit_cross(const logit_plan *plan, const logit_example *x, uint32_t n, uint32_t n_fold,
                 float *score)
{
    for (uint32_t f = 0; f < n_fold; f++) {
        logit_model m = logit_train(plan, x, n, f);
        for (uint32_t i = 0; i < n; i++)
            if (x[i].fold == f)
                logit_score(&m, x[i].feat, x[i].n, score + (size_t)i * plan->n_label);
        logit_free(&m);
    }
}
