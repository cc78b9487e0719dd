/* pool.c -- a bounded pipeline over threads.  Layer: engine.
 *
 * State is three numbers, written <= read, and which slots are worked off; one mutex guards it and
 * one condition tells of each change. A worker holds the mutex only to choose what to do next:
 * write the oldest item if it is ready, else read and work on a new one if a slot is free, else
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
    uint32_t n_slot;
    uint64_t load; /* weight of items that are being worked on or wait to be written */
    bool reading, writing, ended;
    bool failed;      /* a write failed: what is still on its way is dropped */
    bool *ready;      /* [n_slot] worked off, not yet written */
    uint32_t *weight; /* [n_slot] */
} pool;

typedef struct {
    pool *p;
    uint32_t number;
} worker;

/* Is the oldest item worked off, and nobody writing? */
static bool may_write(const pool *p)
{
    return !p->writing && p->n_written < p->n_read && p->ready[p->n_written % p->n_slot];
}

/* Is a slot free, and nobody reading? */
static bool may_read(const pool *p)
{
    return !p->reading && !p->ended && p->n_read - p->n_written < p->n_slot;
}

/* Called and left with the lock held. */
static void write_one(pool *p)
{
    uint32_t slot = (uint32_t)(p->n_written % p->n_slot);
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

/* Reads an item and waits until its weight may be taken on. No other is read meanwhile: all that
 * bears a load is then before it in order and will be written, so that the wait ends. */
static void read_one(pool *p, uint32_t number)
{
    uint32_t slot = (uint32_t)(p->n_read % p->n_slot);
    p->reading = true;
    pthread_mutex_unlock(&p->lock);
    bool some = p->steps->read(p->user, slot);
    uint32_t weight = some ? p->steps->weight(p->user, slot) : 0;
    pthread_mutex_lock(&p->lock);
    while (some && p->load && p->load + weight > SAYSO_POOL_LOAD)
        pthread_cond_wait(&p->changed, &p->lock);
    p->reading = false;
    p->weight[slot] = weight;
    p->load += weight;
    if (some)
        p->n_read++;
    else
        p->ended = true;
    pthread_cond_broadcast(&p->changed);
    if (!some)
        return;
    pthread_mutex_unlock(&p->lock);
    p->steps->work(p->user, slot, number);
    pthread_mutex_lock(&p->lock);
    p->ready[slot] = true;
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
        else if (may_read(p))
            read_one(p, w->number);
        else if (p->ended && !p->reading && p->n_written == p->n_read)
            break;
        else
            pthread_cond_wait(&p->changed, &p->lock);
    }
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

uint32_t sayso__pool_threads(uint32_t asked)
{
    return asked < 1 ? 1 : asked > SAYSO_THREADS_MOST ? SAYSO_THREADS_MOST : asked;
}

uint32_t sayso__pool_slots(uint32_t n_thread)
{
    return n_thread > 1 ? n_thread + n_thread / 2 + 1 : 1;
}

sayso_status sayso__pool_run(const sayso_pool_steps *steps, void *user, uint32_t n_thread,
                             uint32_t n_slot, sayso_error *err)
{
    pool p = {.steps = steps, .user = user, .n_slot = n_slot};
    p.ready = calloc(n_slot, sizeof *p.ready);
    p.weight = calloc(n_slot, sizeof *p.weight);
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
        w[i] = (worker){&p, i};
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
