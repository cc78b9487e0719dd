/* arena.h -- one growing block of memory that dies in one free.  Layer: base.
 *
 * A document, a worker's scratch and each artefact live in an arena; nothing inside is freed alone.
 * Under AddressSanitizer each allocation is followed by a poisoned red zone, so that an overrun
 * inside the arena is found. An arena has a limit in bytes; over it, and when malloc fails, the
 * answer is NULL. */
#ifndef SAYSO_BASE_ARENA_H
#define SAYSO_BASE_ARENA_H

#include "sayso/types.h"

typedef struct sayso_chunk sayso_chunk;

typedef struct {
    sayso_chunk *head;  /* newest chunk; older ones behind it */
    size_t used, limit; /* bytes handed out; most that may be (0: no limit) */
} sayso_arena;

/* limit in bytes, 0 for none. Allocates nothing. */
void sayso__arena_init(sayso_arena *a, size_t limit);

/* n bytes, zeroed, aligned to 16. n may be 0 (a valid pointer). NULL when out of memory or over the
 * limit. */
void *sayso__arena_alloc(sayso_arena *a, size_t n);

/* The same, but not zeroed: for large scratch that is written before it is read. */
void *sayso__arena_room(sayso_arena *a, size_t n);

/* A copy of n bytes with a NUL behind them, or NULL. */
char *sayso__arena_copy(sayso_arena *a, const char *p, size_t n);

/* Formatted text as a sayso_str; p is NULL when out of memory. */
sayso_str sayso__arena_print(sayso_arena *a, const char *format, ...) SAYSO_FORMAT(2, 3);

/* Forget everything but keep the newest chunk for use again. */
void sayso__arena_reset(sayso_arena *a);

void sayso__arena_free(sayso_arena *a);

#define SAYSO_NEW(arena, type) ((type *)sayso__arena_alloc((arena), sizeof(type)))
#define SAYSO_NEW_N(arena, type, n)                                                                \
    ((type *)sayso__arena_alloc((arena), sizeof(type) * (size_t)(n)))

/* A list of words with one more behind a comma; p = NULL when out of memory. */
sayso_str sayso__arena_listed(sayso_arena *a, sayso_str list, sayso_str word);

#endif
