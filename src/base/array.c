/* array.c -- growth of arena arrays.  Layer: base. */
#include "base/array.h"

#include <string.h>

bool sayso__array_room(sayso_arena *a, void *slot, uint32_t n, uint32_t *cap, size_t size)
{
    if (n < *cap)
        return true;
    if (*cap > UINT32_MAX / 2)
        return false;
    uint32_t want = *cap ? *cap * 2 : 8;
    void *bigger = sayso__arena_alloc(a, want * size);
    if (!bigger)
        return false;
    void *v;
    memcpy(&v, slot, sizeof v);
    if (n)
        memcpy(bigger, v, n * size);
    memcpy(slot, &bigger, sizeof bigger);
    *cap = want;
    return true;
}
