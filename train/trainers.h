/* trainers.h -- the list of trainers, in the order in which `make train` runs them. */
#ifndef SAYSO_TRAIN_TRAINERS_H
#define SAYSO_TRAIN_TRAINERS_H

#include "sayso/types.h"

/* clusters: word clusters; classes: the same from published vectors; split: sentences; pos: tags
 * and lemmas; ner: names; parse: trees; attr: attributions; page: which blocks of a page are its
 * report; incident: incidents and their roles */
#define TRAIN_STAGES(X)                                                                            \
    X(clusters) X(classes) X(split) X(pos) X(ner) X(parse) X(attr) X(page) X(incident)

typedef struct {
    const char *data;     /* folder of the data sets */
    const char *packages; /* folder of what tools/packages.sh fetched */
    const char *out;      /* folder of the sections: read (earlier stages) and written */
    const char *sets;     /* comma-separated data sets to use, NULL for all (NOTICE lists them) */
    uint64_t seed;
    uint32_t epochs;       /* 0: the trainer's own number */
    uint32_t fold, n_fold; /* jackknife: sentences i with i % n_fold == fold are left out */
} train_options;

#define X(name) void train_##name(const train_options *o);
TRAIN_STAGES(X)
#undef X

/* Is sentence i of a training set to be learned? */
static inline bool train_keeps(const train_options *o, uint32_t i)
{
    return !o->n_fold || i % o->n_fold != o->fold;
}

/* Is this data set to be used? */
bool train_uses(const train_options *o, const char *set);

/* Is at least one of the n sets that a stage learns from to be used? If none is, says so: the stage
 * then leaves its sections out. */
bool train_uses_any(const train_options *o, const char *stage, const char *const *set, uint32_t n);

/* Dies if a name in o->sets is that of no data set. */
void train_check_sets(const train_options *o);

#endif
