/* attr_feature.h -- building feature ids: a template's number mixed with its values.  Layer: attr.
 */
#ifndef SAYSO_ATTR_ATTR_FEATURE_H
#define SAYSO_ATTR_ATTR_FEATURE_H

#include "base/hash.h"

typedef struct {
    uint32_t *out, n, number;
} sayso_templates;

static inline void put(sayso_templates *f, uint64_t x)
{
    f->out[f->n++] = (uint32_t)(x >> 20);
}

static inline void put1(sayso_templates *f, uint32_t a)
{
    put(f, sayso__hash_mix(f->number++, a));
}

static inline void put2(sayso_templates *f, uint32_t a, uint32_t b)
{
    put(f, sayso__hash_mix(f->number++, (uint64_t)a << 32 | b));
}

static inline void put3(sayso_templates *f, uint32_t a, uint32_t b, uint32_t c)
{
    put(f, sayso__hash_mix(f->number++ + c * 0x9e3779b97f4a7c15u, (uint64_t)a << 32 | b));
}

#endif
