/* incident_bag.h -- the features of one judgement, each once.  Layer: claim. */
#ifndef SAYSO_CLAIM_INCIDENT_BAG_H
#define SAYSO_CLAIM_INCIDENT_BAG_H

#include "claim/incident_part.h"
#include "tag/feature.h"
#include "tag/lexeme.h"

#define SAYSO_BAG_SEEN 512u

typedef struct {
    uint32_t *feat, n;             /* room for SAYSO_INCIDENT_FEATURES */
    uint32_t seen[SAYSO_BAG_SEEN]; /* open addressing; 0 is free */
} sayso_bag;

static inline void sayso__bag_put(sayso_bag *b, uint32_t f)
{
    f += f == 0;
    uint32_t s = (f * 0x9e3779b9u) >> 23;
    while (b->seen[s] && b->seen[s] != f)
        s = (s + 1) % SAYSO_BAG_SEEN;
    if (b->seen[s] || b->n >= SAYSO_INCIDENT_FEATURES)
        return;
    b->seen[s] = f;
    b->feat[b->n++] = f;
}

/* Into the bag b of whoever writes them. */
#define F1(k, a)       sayso__bag_put(b, sayso__feature1((k), (a)))
#define F2(k, a, c)    sayso__bag_put(b, sayso__feature2((k), (a), (c)))
#define F3(k, a, c, d) sayso__bag_put(b, sayso__feature3((k), (a), (c), (d)))

/* A score in steps of one, from -4 to 4. */
static inline uint32_t sayso__bag_step(float score)
{
    float x = score < -4 ? -4 : score > 4 ? 4 : score;
    return (uint32_t)(x + 4.5f);
}

static inline uint32_t sayso__bag_size(uint32_t n)
{
    return n < 4 ? n : n < 6 ? 4 : n < 10 ? 5 : n < 20 ? 6 : 7;
}

#endif
