/* feature.h -- ids of features: a template's number mixed with its values.  Layer: tag. */
#ifndef SAYSO_TAG_FEATURE_H
#define SAYSO_TAG_FEATURE_H

#include <stdint.h>

static inline uint32_t sayso__feature1(uint32_t template, uint32_t a)
{
    uint32_t x = (a ^ (template * 0x9e3779b9u)) * 0x85ebca6bu;
    return x ^ x >> 15;
}

static inline uint32_t sayso__feature2(uint32_t template, uint32_t a, uint32_t b)
{
    return sayso__feature1(template, (a ^ a >> 13) * 0xc2b2ae35u + b);
}

static inline uint32_t sayso__feature3(uint32_t template, uint32_t a, uint32_t b, uint32_t c)
{
    return sayso__feature2(template, (a ^ a >> 13) * 0xc2b2ae35u + b, c);
}

#endif
