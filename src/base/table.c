/* table.c -- the hash table and pool.  Layer: base. */
#include "base/table.h"

#include <string.h>

#include "base/array.h"
#include "base/hash.h"
#include "base/str.h"

void sayso__table_init(sayso_table *t, sayso_arena *a)
{
    *t = (sayso_table){.arena = a};
}

static uint32_t find_slot(const sayso_table *t, sayso_str key, uint64_t hash)
{
    uint32_t mask = t->n_slot - 1;
    for (uint32_t i = (uint32_t)hash & mask;; i = (i + 1) & mask) {
        uint32_t e = t->slot[i];
        if (!e || (t->entry[e - 1].hash == hash && sayso__str_eq(t->entry[e - 1].key, key)))
            return i;
    }
}

sayso_table_entry *sayso__table_find(const sayso_table *t, sayso_str key)
{
    if (!t->n)
        return NULL;
    uint32_t e = t->slot[find_slot(t, key, sayso__hash_bytes(key.p, key.n))];
    return e ? &t->entry[e - 1] : NULL;
}

static bool widen(sayso_table *t)
{
    if (t->n * 2 < t->n_slot)
        return true;
    uint32_t n_slot = t->n_slot ? t->n_slot * 2 : 16;
    uint32_t *slot = n_slot > t->n_slot ? SAYSO_NEW_N(t->arena, uint32_t, n_slot) : NULL;
    if (!slot)
        return false;
    t->slot = slot;
    t->n_slot = n_slot;
    for (uint32_t e = 0; e < t->n; e++) {
        uint32_t i = (uint32_t)t->entry[e].hash & (n_slot - 1);
        while (slot[i])
            i = (i + 1) & (n_slot - 1);
        slot[i] = e + 1;
    }
    return true;
}

sayso_table_entry *sayso__table_put(sayso_table *t, sayso_str key)
{
    uint64_t hash = sayso__hash_bytes(key.p, key.n);
    if (!widen(t) || !sayso__array_room(t->arena, &t->entry, t->n, &t->cap, sizeof *t->entry))
        return NULL;
    uint32_t i = find_slot(t, key, hash);
    if (!t->slot[i]) {
        t->entry[t->n] = (sayso_table_entry){key, hash, SAYSO_NONE};
        t->slot[i] = ++t->n;
    }
    return &t->entry[t->slot[i] - 1];
}

sayso_str sayso__table_key(sayso_arena *a, const uint32_t *number, uint32_t n, sayso_str text)
{
    size_t head = n * sizeof *number;
    char *p = head + text.n <= UINT32_MAX ? sayso__arena_room(a, head + text.n) : NULL;
    if (!p)
        return (sayso_str){NULL, 0};
    memcpy(p, number, head);
    if (text.n)
        memcpy(p + head, text.p, text.n);
    return sayso__str(p, head + text.n);
}

uint32_t sayso__table_intern(sayso_table *t, sayso_str key)
{
    sayso_table_entry *e = sayso__table_put(t, key);
    if (!e)
        return SAYSO_NONE;
    if (e->value == SAYSO_NONE) {
        char *copy = sayso__arena_copy(t->arena, key.p, key.n);
        if (!copy)
            return SAYSO_NONE;
        e->key.p = copy;
        e->value = (uint32_t)(e - t->entry);
    }
    return e->value;
}
