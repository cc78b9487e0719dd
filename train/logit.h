/* logit.h -- logistic regression over hashed features: yes or no for each label, or one of all.
 *
 * Stochastic gradients with AdaGrad's step sizes (Duchi, Hazan, Singer 2011), a share of the
 * features dropped at random, mean of the weights of all but the first epochs. */
#ifndef SAYSO_TRAIN_LOGIT_H
#define SAYSO_TRAIN_LOGIT_H

#include "sayso/types.h"

typedef struct {
    const uint32_t *feat;
    uint32_t n, yes; /* yes: bit a label; of one_of the label's number */
    uint32_t fold;
} logit_example;

typedef struct {
    const char *name; /* of the section */
    uint32_t bits, n_label, epochs;
    bool one_of;
    double drop;
    uint32_t least; /* features seen less often are left out */
} logit_plan;

typedef struct {
    float *w; /* [1 << bits][stride] */
    uint32_t mask, n_label, stride;
} logit_model;

/* Learn from all examples but those of fold `without` (SAYSO_NONE: from all). */
logit_model logit_train(const logit_plan *plan, const logit_example *x, uint32_t n,
                        uint32_t without);
void logit_score(const logit_model *m, const uint32_t *feat, uint32_t n, float *score);
void logit_free(logit_model *m);

/* Learns from all and writes DIR/NAME.sec. */
void logit_write(const logit_plan *plan, const logit_example *x, uint32_t n, const char *dir);

/* Scores of each example by a model that has not seen its fold: score[n][n_label]. */
void logit_cross(const logit_plan *plan, const logit_example *x, uint32_t n, uint32_t n_fold,
                 float *score);

#endif
