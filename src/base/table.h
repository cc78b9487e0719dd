/* table.h -- hash table from byte strings to 32-bit numbers, in an arena; also the string pool.
 * Layer: base.
 *
 * Open addressing, linear probing, at most half full. Keys are borrowed unless interned. As a pool,
 * ids are 0, 1, 2 ... in order of first sight, so that they do not depend on hash values. */
#ifndef SAYSO_BASE_TABLE_H
#define SAYSO_BASE_TABLE_H

#include "base/arena.h"

typedef struct {
    sayso_str key;
    uint64_t hash;
    uint32_t value;
} sayso_table_entry;

typedef struct {
    sayso_arena *arena;
    sayso_table_entry *entry; /* [n] in order of insertion */
    uint32_t *slot;           /* [n_slot] index into entry + 1, 0 free */
    uint32_t n, cap, n_slot;
} sayso_table;

void sayso__table_init(sayso_table *t, sayso_arena *a);

/* The entry of key, or NULL. */
sayso_table_entry *sayso__table_find(const sayso_table *t, sayso_str key);

/* The entry of key, made with value SAYSO_NONE if there was none; NULL when out of memory.
 * The key's bytes are borrowed and must live as long as the table. Pointers die at the next call.
 */
sayso_table_entry *sayso__table_put(sayso_table *t, sayso_str key);

/* A key of numbers and a text behind them, told apart from any other numbers (as many) and
 * text; p is NULL when out of memory. Quicker than printing them. */
sayso_str sayso__table_key(sayso_arena *a, const uint32_t *number, uint32_t n, sayso_str text);

#define SAYSO_TABLE_KEY(arena, text, ...)                                                          \
    sayso__table_key((arena), (const uint32_t[]){__VA_ARGS__},                                     \
                     (uint32_t)(sizeof((const uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t)),       \
                     (text))

/* The pool: index of key, copied into the arena when new; SAYSO_NONE when out of memory. */
uint32_t sayso__table_intern(sayso_table *t, sayso_str key);

#endif
