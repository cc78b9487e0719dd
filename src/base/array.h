/* array.h -- typed growing arrays inside an arena.  Layer: base.
 *
 *   SAYSO_ARRAY(sayso_span) spans = {0};
 *   if (!SAYSO_PUSH(arena, &spans, span)) return out of memory;
 *   spans.v[i], spans.n
 *
 * Growing doubles the room and leaves the old block in the arena (at most as much again in all). */
#ifndef SAYSO_BASE_ARRAY_H
#define SAYSO_BASE_ARRAY_H

#include "base/arena.h"

#define SAYSO_ARRAY(type)                                                                          \
    struct {                                                                                       \
        type *v;                                                                                   \
        uint32_t n, cap;                                                                           \
    }

/* Makes room for one more element of `size` bytes; false when out of memory (nothing changed then).
 * slot is the address of the pointer to the block; it is read and written as bytes, because a T*
 * must not be accessed through a void** (C17 6.5, paragraph 7: the optimiser may take them for
 * different objects). */
bool sayso__array_room(sayso_arena *a, void *slot, uint32_t n, uint32_t *cap, size_t size);

#define SAYSO_ROOM(arena, arr)                                                                     \
    ((arr)->n < (arr)->cap ||                                                                      \
     sayso__array_room((arena), &(arr)->v, (arr)->n, &(arr)->cap, sizeof *(arr)->v))

/* true, or false when out of memory (the array is then as before). */
#define SAYSO_PUSH(arena, arr, ...)                                                                \
    (SAYSO_ROOM(arena, arr) ? ((arr)->v[(arr)->n++] = (__VA_ARGS__), true) : false)

#endif
