/* pool.h -- a bounded pipeline: read in order, work side by side, write in order.  Layer: engine.
 *
 * pool.c is the only file with threads; no stage knows of them. Items are numbered 0, 1, 2 ... as
 * they are read; item i uses slot i % n_slot, and no more than n_slot items are between reading and
 * writing, of no more than SAYSO_POOL_LOAD bytes together (or one alone), so that memory is
 * bounded. One thread reads at a time, one writes at a time, both in item order: what comes out
 * does not depend on the number of threads. Each worker does whatever is next, a write before a
 * read; with one thread nothing is started at all.
 *
 * A worker reads some items in a row, a batch, and works on them together. Batches grow with what
 * has been read, so that threads end at about the same time, up to size.n_batch items or
 * SAYSO_POOL_BATCH_LOAD bytes. */
#ifndef SAYSO_ENGINE_POOL_H
#define SAYSO_ENGINE_POOL_H

#include "sayso/types.h"

typedef struct {
    /* Fill a slot; false when there is no more. */
    bool (*read)(void *user, uint32_t slot);
    /* How heavy what was read is, in bytes of input. */
    uint32_t (*weight)(void *user, uint32_t slot);
    /* Work on n slots of items in a row; worker < n_thread names the scratch to use. */
    void (*work)(void *user, const uint32_t *slot, uint32_t n, uint32_t worker);
    /* Hand on and empty a slot; false stops everything. */
    bool (*write)(void *user, uint32_t slot);
} sayso_pool_steps;

#define SAYSO_THREADS_MOST    256u
#define SAYSO_POOL_LOAD       (1u << 20)
#define SAYSO_POOL_BATCH      64u
#define SAYSO_POOL_BATCH_LOAD (1u << 17)

typedef struct {
    uint32_t n_thread, n_slot; /* >= 1 */
    uint32_t n_batch;          /* most items of a batch, 1..SAYSO_POOL_BATCH */
} sayso_pool_size;

/* For as many threads as are asked for, within 1..SAYSO_THREADS_MOST, and slots that keep them
 * busy.
 */
sayso_pool_size sayso__pool_size(uint32_t n_thread, uint32_t n_batch);

/* Runs to the end, on this thread and n_thread - 1 others; fewer when the system gives no more.
 * Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__pool_run(const sayso_pool_steps *steps, void *user,
                                           const sayso_pool_size *size, sayso_error *err);

#endif
