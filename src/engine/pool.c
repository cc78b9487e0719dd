/* pool.c -- a bounded pipeline over threads.  Layer: engine.
 *
 * State is three numbers, written <= read, and which slots are worked off; one mutex guards it and
 * one condition tells of each change. A worker holds the mutex only to choose what to do next:
 * write the oldest item if it is ready, else read and work on new ones if a slot is free, else
 * wait. There is no queue between the steps, so nothing can grow. */
#include "engine/pool.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/fail.h"

typedef struct {
    const sayso_pool_steps *steps;
    void *user;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    uint64_t n_read, n_written; /* items begun and items out */
    sayso_pool_size size;
    uint64_t load; /* weight of items that are being worked on or wait to be written */
    bool reading, writing, ended;
    bool failed;      /* a write failed: what is still on its way is dropped */
    bool *ready;      /* [n_slot] worked off, not yet written */
    uint32_t *weight; /* [n_slot] */
} pool;

typedef struct {
    pool *p;
    uint32_t number;
    uint32_t slot[SAYSO_POOL_BATCH], n; /* the batch that it works on */
    uint64_t load;                      /* of it */
} worker;

/* Is the oldest item worked off, and nobody writing? */
static bool may_write(const pool *p)
{
    return !p->writing && p->n_written < p->n_read && p->ready[p->n_written % p->size.n_slot];
}

/* Is a slot free, and more to come? */
static bool has_room(const pool *p)
{
    return !p->ended && p->n_read - p->n_written < p->size.n_slot;
}

/* Called and left with the lock held. */
static void write_one(pool *p)
{
    uint32_t slot = (uint32_t)(p->n_written % p->size.n_slot);
    p->writing = true;
    pthread_mutex_unlock(&p->lock);
    bool go_on = !p->failed && p->steps->write(p->user, slot); /* failed: set by writers alone */
    pthread_mutex_lock(&p->lock);
    p->writing = false;
    p->ready[slot] = false;
    p->load -= p->weight[slot];
    p->n_written++;
    if (!go_on)
        p->ended = p->failed = true;
    pthread_cond_broadcast(&p->changed);
}

/* How many items the next batch may have: one thread has nobody to wait for, of several each is to
 * take a small part of what is left, which is guessed to be as much as there was. */
static uint64_t batch_most(const pool *p)
{
    uint64_t part = p->n_read / (8u * p->size.n_thread) + 1;
    return p->size.n_thread > 1 && part < p->size.n_batch ? part : p->size.n_batch;
}

/* Reads an item and waits until its weight may be taken on. No other is read meanwhile: all that
 * bears a load, but for the worker's own batch, is then before it in order and will be written, so
 * that the wait ends. */
static void read_one(pool *p, worker *w)
{
    uint32_t slot = (uint32_t)(p->n_read % p->size.n_slot);
    pthread_mutex_unlock(&p->lock);
    bool some = p->steps->read(p->user, slot);
    uint32_t weight = some ? p->steps->weight(p->user, slot) : 0;
    pthread_mutex_lock(&p->lock);
    if (!some) {
        p->ended = true;
        return;
    }
    while (p->load > w->load && p->load + weight > SAYSO_POOL_LOAD)
        pthread_cond_wait(&p->changed, &p->lock);
    p->weight[slot] = weight;
    p->load += weight;
    p->n_read++;
    w->load += weight;
    w->slot[w->n++] = slot;
}

/* Reads a batch and works on it. Called and left with the lock held. */
static void do_batch(pool *p, worker *w)
{
    uint64_t most = batch_most(p), load = SAYSO_POOL_LOAD / (2u * p->size.n_thread);
    load = load < SAYSO_POOL_BATCH_LOAD ? load : SAYSO_POOL_BATCH_LOAD;
    w->n = 0;
    w->load = 0;
    p->reading = true;
    do
        read_one(p, w);
    while (has_room(p) && w->n < most && w->load < load);
    p->reading = false;
    pthread_cond_broadcast(&p->changed);
    pthread_mutex_unlock(&p->lock);
    if (w->n)
        p->steps->work(p->user, w->slot, w->n, w->number);
    pthread_mutex_lock(&p->lock);
    for (uint32_t i = 0; i < w->n; i++)
        p->ready[w->slot[i]] = true;
    pthread_cond_broadcast(&p->changed);
}

/* One worker, until all that was read is written. */
static void *run(void *arg)
{
    worker *w = arg;
    pool *p = w->p;
    pthread_mutex_lock(&p->lock);
    for (;;) {
        if (may_write(p))
            write_one(p);
        else if (!p->reading && has_room(p))
            do_batch(p, w);
        else if (p->ended && !p->reading && p->n_written == p->n_read)
            break;
        else
            pthread_cond_wait(&p->changed, &p->lock);
    }
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

sayso_pool_size sayso__pool_size(uint32_t n_thread, uint32_t n_batch)
{
    uint32_t n = n_thread < 1 ? 1 : n_thread > SAYSO_THREADS_MOST ? SAYSO_THREADS_MOST : n_thread;
    return (sayso_pool_size){n, n_batch * (n > 1 ? n + n / 2 + 1 : 1), n_batch};
}

sayso_status sayso__pool_run(const sayso_pool_steps *steps, void *user, const sayso_pool_size *size,
                             sayso_error *err)
{
    const uint32_t n_thread = size->n_thread;
    pool p = {.steps = steps, .user = user, .size = *size};
    p.ready = calloc(size->n_slot, sizeof *p.ready);
    p.weight = calloc(size->n_slot, sizeof *p.weight);
    worker *w = calloc(n_thread, sizeof *w);
    pthread_t *thread = calloc(n_thread, sizeof *thread);
    sayso_status status = SAYSO_OK;
    if (!p.ready || !p.weight || !w || !thread) {
        status = sayso__fail_memory(err);
        goto done;
    }
    pthread_mutex_init(&p.lock, NULL);
    pthread_cond_init(&p.changed, NULL);
    uint32_t started = 1;
    for (uint32_t i = 0; i < n_thread; i++)
        w[i] = (worker){.p = &p, .number = i};
    while (started < n_thread && pthread_create(&thread[started], NULL, run, &w[started]) == 0)
        started++;
    run(&w[0]);
    for (uint32_t i = 1; i < started; i++)
        pthread_join(thread[i], NULL);
    pthread_cond_destroy(&p.changed);
    pthread_mutex_destroy(&p.lock);
done:
    free(p.ready);
    free(p.weight);
    free(w);
    free(thread);
    return status;
}
