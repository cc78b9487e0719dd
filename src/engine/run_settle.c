/* run_settle.c -- the events of a ledger settled over the pool.  Layer: engine. */
#include "engine/engine.h"
#include "engine/pool.h"
#include "ledger/ledger.h"

#include <stdlib.h>

#include "base/fail.h"

#define REPORT_WEIGHT 2500u /* bytes of text that a report has, about */

typedef struct {
    sayso_status status;
    sayso_error error;
    uint32_t event;
} slot;

typedef struct {
    sayso_settling *settling;
    slot *slot;
    uint32_t n, next; /* events; the next to load */
    sayso_error error;
} run;

static bool read_step(void *user, uint32_t i)
{
    run *r = user;
    r->slot[i].event = r->next;
    return r->next++ < r->n;
}

static uint32_t weight_step(void *user, uint32_t i)
{
    const run *r = user;
    uint32_t n = sayso__settling_reports(r->settling, r->slot[i].event);
    return n < UINT32_MAX / REPORT_WEIGHT ? n * REPORT_WEIGHT : UINT32_MAX;
}

static void work_step(void *user, const uint32_t *slots, uint32_t n, uint32_t worker)
{
    run *r = user;
    for (uint32_t i = 0; i < n; i++) {
        slot *s = &r->slot[slots[i]];
        s->status = sayso__settling_load(r->settling, s->event, slots[i], worker, &s->error);
    }
}

static bool write_step(void *user, uint32_t i)
{
    run *r = user;
    slot *s = &r->slot[i];
    if (s->status == SAYSO_OK)
        s->status = sayso__settling_write(r->settling, s->event, i, &s->error);
    if (s->status != SAYSO_OK)
        r->error = s->error;
    return s->status == SAYSO_OK;
}

sayso_status sayso__settle_all(sayso_ledger *l, uint32_t n_thread, sayso_error *err)
{
    static const sayso_pool_steps steps = {read_step, weight_step, work_step, write_step};
    sayso_pool_size size = sayso__pool_size(n_thread, 1);
    run r = {0};
    SAYSO_TRY(sayso__settling_begin(l, n_thread, size.n_slot, &r.settling, err));
    if (!r.settling)
        return SAYSO_OK;
    r.n = sayso__settling_size(r.settling, &size.n_thread);
    size.n_thread = size.n_thread ? size.n_thread : 1;
    r.slot = calloc(size.n_slot, sizeof *r.slot);
    sayso_status status = r.slot ? SAYSO_OK : sayso__fail_memory(&r.error);
    if (status == SAYSO_OK)
        status = sayso__pool_run(&steps, &r, &size, &r.error);
    if (status == SAYSO_OK)
        status = r.error.code;
    free(r.slot);
    if (status != SAYSO_OK)
        *err = r.error;
    return sayso__settling_end(r.settling, status, err);
}
