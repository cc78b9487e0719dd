/* shingle_book.c -- the shingles of documents that were compared in this batch.  Layer: ledger.
 *
 * One place for each of SLOTS remainders of a document's number: a new one takes it from an older
 * one. Between batches another process may put another text under a number, so each batch begins
 * with none. */
#include "ledger/shingle_book.h"

#include <stdlib.h>
#include <string.h>

#define SLOTS      8192u
#define LONG_TEXTS 4000u /* shingles: the few that have more are made anew each time */

typedef struct {
    int64_t n; /* document; 0: none */
    sayso_shingles set;
} slot;

struct sayso_shingle_book {
    slot slot[SLOTS];
};

bool sayso__shingle_book_find(const sayso_ledger *l, int64_t n, sayso_shingles *out)
{
    const slot *s = l->shingles && n > 0 ? &l->shingles->slot[(uint64_t)n % SLOTS] : NULL;
    if (!s || s->n != n)
        return false;
    *out = s->set;
    return true;
}

void sayso__shingle_book_keep(sayso_ledger *l, int64_t n, const sayso_shingles *s)
{
    if (!l->shingles)
        l->shingles = calloc(1, sizeof *l->shingles);
    if (!l->shingles || n <= 0 || s->n > LONG_TEXTS)
        return;
    slot *to = &l->shingles->slot[(uint64_t)n % SLOTS];
    uint32_t *hash = realloc(to->set.hash, ((size_t)s->n + 1) * sizeof *hash);
    if (!hash)
        return;
    if (s->n)
        memcpy(hash, s->hash, s->n * sizeof *hash);
    *to = (slot){n, {hash, s->n}};
}

void sayso__shingle_book_drop(sayso_ledger *l)
{
    for (uint32_t i = 0; l->shingles && i < SLOTS; i++)
        free(l->shingles->slot[i].set.hash);
    free(l->shingles);
    l->shingles = NULL;
}
