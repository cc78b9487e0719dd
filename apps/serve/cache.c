/* cache.c -- answers kept for as long as the ledger does not change.  Layer: app.
 *
 * Whoever looks at an event asks for the same pages again and again, and so does a program that
 * polls. Kept are the answers asked for last, as they are sent, under the address as it came; an
 * answer's tag, which holds the ledger's change counter, says whether it still holds. */
#define _POSIX_C_SOURCE 200809L
#include <stdlib.h>
#include <string.h>

#include "server.h"

#define BYTES_MOST ((size_t)16 << 20)
#define ONE_MOST   ((size_t)2 << 20)

bool cache_open(cache *k)
{
    *k = (cache){.kept = calloc(CACHE_ENTRIES, sizeof *k->kept)};
    pthread_mutex_init(&k->lock, NULL);
    return k->kept;
}

static void drop(cache *k, kept *e)
{
    k->n_bytes -= e->n;
    free(e->address);
    free(e->body);
    *e = (kept){0};
}

void cache_empty(cache *k)
{
    pthread_mutex_lock(&k->lock);
    for (uint32_t i = 0; k->kept && i < CACHE_ENTRIES; i++)
        drop(k, &k->kept[i]);
    pthread_mutex_unlock(&k->lock);
}

void cache_close(cache *k)
{
    cache_empty(k);
    free(k->kept);
    pthread_mutex_destroy(&k->lock);
}

static uint64_t hash_of(const request *r)
{
    uint64_t h = 0xcbf29ce484222325u + r->gzip; /* FNV-1a */
    for (const char *p = r->raw; *p; p++)
        h = (h ^ (unsigned char)*p) * 0x100000001b3u;
    return h;
}

static kept *find(cache *k, const request *r, uint64_t hash)
{
    for (uint32_t i = 0; i < CACHE_ENTRIES; i++) {
        kept *e = &k->kept[i];
        if (e->address && e->hash == hash && e->gzip == r->gzip && strcmp(e->address, r->raw) == 0)
            return e;
    }
    return NULL;
}

bool cache_find(cache *k, const request *r, answer *a)
{
    uint64_t hash = hash_of(r);
    pthread_mutex_lock(&k->lock);
    kept *e = find(k, r, hash);
    char *body = e && strcmp(e->tag, a->tag) == 0 ? malloc(e->n) : NULL;
    if (body) {
        memcpy(body, e->body, e->n);
        a->body = body;
        a->n = e->n;
        a->packed = e->packed;
        a->type = e->type;
        a->policy = e->policy;
        e->used = ++k->clock;
    }
    pthread_mutex_unlock(&k->lock);
    return body;
}

/* Makes room for n bytes, and gives a free entry. */
static kept *make_room(cache *k, size_t n)
{
    for (;;) {
        kept *oldest = NULL, *empty = NULL;
        for (uint32_t i = 0; i < CACHE_ENTRIES; i++) {
            kept *e = &k->kept[i];
            if (!e->address)
                empty = e;
            else if (!oldest || e->used < oldest->used)
                oldest = e;
        }
        if (empty && k->n_bytes + n <= BYTES_MOST)
            return empty;
        drop(k, oldest);
    }
}

void cache_keep(cache *k, const request *r, const answer *a)
{
    uint64_t hash = hash_of(r);
    if (a->failed || a->constant || !a->n || a->n > ONE_MOST)
        return;
    char *address = strdup(r->raw), *body = malloc(a->n);
    if (!address || !body) {
        free(address);
        free(body);
        return;
    }
    memcpy(body, a->body, a->n);
    pthread_mutex_lock(&k->lock);
    kept *e = find(k, r, hash);
    if (e)
        drop(k, e);
    e = make_room(k, a->n);
    *e = (kept){.address = address,
                .body = body,
                .n = a->n,
                .hash = hash,
                .used = ++k->clock,
                .type = a->type,
                .policy = a->policy,
                .packed = a->packed,
                .gzip = r->gzip};
    memcpy(e->tag, a->tag, sizeof e->tag);
    k->n_bytes += a->n;
    pthread_mutex_unlock(&k->lock);
}
