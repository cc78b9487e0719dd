/* learn.h -- averaged perceptron over hashed features, and the model file's writer.  For trainers
 * only.
 *
 * Same feature ids and rows as src/model/linear.h. Averaging: Collins 2002, by the trick of keeping
 * the sum of update * time (Daume 2006, figure 2.3): average = w - u / t. */
#ifndef SAYSO_TRAIN_LEARN_H
#define SAYSO_TRAIN_LEARN_H

#include "model/linear.h"

typedef struct {
    float *w, *u; /* [n_row][stride] */
    uint32_t mask, n_label, stride;
    double t;        /* 1 + updates offered so far; call learn_tick once an example */
    uint8_t *seen;   /* how often features were seen, by hash; NULL until learn_see is called */
    uint64_t *known; /* a bit a hash: seen often enough; NULL until learn_know is called */
} learner;

/* bits: n_row = 1 << bits. Trainers exit with a message when memory runs out. */
void learn_init(learner *l, uint32_t bits, uint32_t n_label);
void learn_free(learner *l);

void learn_score(const learner *l, const uint32_t *feat, uint32_t n, float *score);

/* Add delta to label's weight of each feature. */
void learn_update(learner *l, const uint32_t *feat, uint32_t n, uint32_t label, float delta);

/* Goes on from the averaged weights, with a new average. */
void learn_settle(learner *l);

/* Adds l's averaged weights to the weights of sum, which has none to average. */
void learn_add(learner *sum, const learner *l);

static inline void learn_tick(learner *l)
{
    l->t += 1;
}

/* Count features of the training data, once, before learning; then leave out those seen less than
 * `least` times: rows that rare features would share with others stay clean. learn_keep returns how
 * many are left. */
void learn_see(learner *l, const uint32_t *feat, uint32_t n);
uint32_t learn_keep(const learner *l, uint32_t *feat, uint32_t n, uint32_t least);

/* The same in two steps, for features that are looked up often: from learn_know on learn_known
 * leaves out those seen less than `least` times until then; before, none. */
void learn_know(learner *l, uint32_t least);
uint32_t learn_known(const learner *l, uint32_t *feat, uint32_t n);

/* Drops each feature by chance (share 0..1) before an example is scored and learned: no weight may
 * rely on another being there (Hinton et al. 2012). Returns how many are left. */
uint32_t learn_drop(uint32_t *feat, uint32_t n, double share, uint64_t *random);

/* The averaged weights, quantised to int8, as a linear section of *size bytes, to be freed. */
uint8_t *learn_pack(const learner *l, size_t *size);

/* The same written to DIR/NAME.sec. */
void learn_write(const learner *l, const char *dir, const char *name);

/* Any bytes as DIR/NAME.sec (written beside and renamed, so that a reader never sees half a file).
 */
void section_write(const char *dir, const char *name, const void *p, size_t n);

/* Words by their hashes, each once, in any order, with ids of each. */
typedef struct {
    const uint32_t *hash; /* [n] */
    const uint16_t *id;   /* [n][n_id] */
    uint32_t n, n_id;
} word_ids;

/* Their table (lexeme.h) as DIR/NAME.sec. */
void table_write(const char *dir, const char *name, uint32_t bits, const word_ids *v);

/* All DIR/NAME.sec of the names given (those that exist) as one model file. */
void model_pack(const char *dir, const char *out);

/* A model made of what DIR holds, in memory, for trainers that build on earlier stages. */
void model_of_dir(const char *dir, sayso_model *out);

/* xorshift64*, for shuffling; the same on every machine. */
uint64_t learn_random(uint64_t *state);
void learn_shuffle(uint32_t *order, uint32_t n, uint64_t *state);

/* Prints "sayso-train: ..." and exits with status 1. */
void die(const char *format, ...) __attribute__((noreturn)) SAYSO_FORMAT(1, 2);

void *xcalloc(size_t n, size_t size);

#endif
