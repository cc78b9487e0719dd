/* sort.h -- sorting many small numbers.  Layer: base. */
#ifndef SAYSO_BASE_SORT_H
#define SAYSO_BASE_SORT_H

#include <stdint.h>

/* Sorts v[n] ascending, with room for n more of them. Cost O(n). */
void sayso__sort_u32(uint32_t *v, uint32_t n, uint32_t *room);

#endif
