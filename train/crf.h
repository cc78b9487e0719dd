/* crf.h -- linear-chain conditional random fields and a conditional ranking of alternatives, over
 * hashed features.  For trainers only.
 *
 * Both are trained by stochastic gradients with AdaGrad's step sizes (Duchi, Hazan, Singer 2011)
 * and a share of each example's features dropped at random, so that weight spreads over features
 * that overlap; the mean of the last epochs' weights is kept. */
#ifndef SAYSO_TRAIN_CRF_H
#define SAYSO_TRAIN_CRF_H

#include "model/linear.h"

#define CRF_NO_FEATURE UINT32_MAX

/* One sequence. */
typedef struct {
    uint32_t n, n_feat, n_step;
    uint32_t *feat, *step; /* [n][n_feat], [n][n_step]; CRF_NO_FEATURE: none */
    uint8_t *gold;         /* [n] */
    uint8_t *fixed;        /* [n] true: the label must be 0 */
    uint32_t fold;
} example;

typedef struct {
    const char *name;
    uint32_t emit_bits, step_bits, n_label, epochs;
    uint64_t seed;
    uint32_t runs; /* learned so often, in other orders; the weights' mean is kept */
} crf_plan;

/* A trained model as a linear section in memory, to be freed. */
typedef struct {
    uint8_t *p;
    size_t n;
} packed;

sayso_linear packed_open(const packed *s);

/* Features whose row is seen less often than `least` become CRF_NO_FEATURE. */
void crf_leave_rare(const example *x, uint32_t n, uint32_t emit_bits, uint32_t least);

/* Learns from the examples of all folds but one (leave_out: SAYSO_NONE for none). */
void crf_train(const crf_plan *plan, const example *x, uint32_t n, uint32_t leave_out, packed *emit,
               packed *step);

#define CHOICE_MOST 16u

/* Alternatives of which one is right; the one that no features tell of, with score 0, is the last.
 */
typedef struct {
    uint32_t n;                  /* alternatives but for the last */
    uint32_t *feat[CHOICE_MOST]; /* of each */
    uint32_t n_feat[CHOICE_MOST];
    float want[CHOICE_MOST + 1]; /* share of each in what is right; they sum to 1 */
} choice;

/* A conditional log-linear model of which alternative is right: rows of one label. */
void choice_train(const crf_plan *plan, choice *x, uint32_t n, uint32_t least, packed *out);

#endif
