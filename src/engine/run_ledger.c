/* run_ledger.c -- reports into a ledger over the pool; its views.  Layer: engine. */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/str.h"
#include "engine/engine.h"
#include "engine/inputs.h"
#include "engine/pool.h"
#include "ledger/ledger.h"
#include "sayso/sayso.h"

/* Reports a batch: enough that its commit costs little beside them. A batch rewrites nearly all
 * pages of those indexes whose keys are hashes, and these grow with the ledger; so do batches, by
 * one in BATCH_SHARE of what the run has read, so that the cost of a report stays the same. */
#define BATCH       400u
#define BATCH_SHARE 8u
#define BATCH_MOST  8000u

/* Slots beyond what keeps the threads busy: reports that are worked on while a batch is committed.
 */
#define WAITING 256u

/* Room of a report larger than this is given back, not kept for the next. */
#define KEEP_MOST ((size_t)2 << 20)

typedef struct {
    sayso_arena arena; /* the unit's bytes, then all that was made of them */
    sayso_unit unit;
    const char *file;
    uint64_t done; /* bytes of the files read when it was */
    sayso_task task;
} slot;

typedef struct {
    const sayso_engine *engine;
    const sayso_input *input;
    sayso_inputs inputs;
    slot *slot;
    sayso_arena *scratch; /* one a worker */
    sayso_ledger *ledger;
    char model[65]; /* SHA-256 */
    uint32_t in_batch;
    bool open; /* is a batch open */
    sayso_tally tally;
    uint64_t total;    /* bytes to read, or 0 */
    sayso_error error; /* what ended the run */
} run;

static bool read_step(void *user, uint32_t i)
{
    run *r = user;
    slot *s = &r->slot[i];
    if (r->input->stop && r->input->stop(r->input->user))
        return false;
    sayso__arena_reset(&s->arena);
    s->task.x = (sayso_analysis){0};
    s->task.status = sayso__inputs_next(&r->inputs, &s->arena, &s->unit, &s->task.error);
    s->file = sayso__inputs_name(&r->inputs, &s->unit, &s->arena);
    s->done = sayso__inputs_done(&r->inputs);
    if (!s->file)
        s->task.status = sayso__fail_memory(&s->task.error);
    return s->task.status != SAYSO_OK || s->unit.bytes || s->unit.note;
}

static uint32_t weight_step(void *user, uint32_t i)
{
    const slot *s = &((run *)user)->slot[i];
    return s->task.status == SAYSO_OK ? s->unit.n : 0;
}

static void work_step(void *user, const uint32_t *slots, uint32_t n, uint32_t worker)
{
    run *r = user;
    sayso_task *task[SAYSO_POOL_BATCH] = {NULL};
    uint32_t n_task = 0;
    for (uint32_t i = 0; i < n; i++) {
        slot *s = &r->slot[slots[i]];
        s->task.unit = &s->unit;
        s->task.keep = &s->arena;
        if (s->task.status == SAYSO_OK && s->unit.bytes)
            task[n_task++] = &s->task;
    }
    sayso__read_units(&r->engine->models, &r->inputs.options, task, n_task, &r->scratch[worker]);
}

static void tell(run *r, const sayso_arrival *what)
{
    if (r->input->arrived)
        r->input->arrived(r->input->user, what);
}

/* Says so where a report's id was used before, for another one. */
static sayso_status warn_taken(run *r, slot *s, const sayso_added *added)
{
    if (!added->taken)
        return SAYSO_OK;
    sayso_str text =
        sayso__arena_print(&s->arena,
                           "its id was used for another report, read from %s: it is kept as %s",
                           *added->taken ? added->taken : "elsewhere", added->report);
    if (!text.p)
        return sayso__fail_memory(&r->error);
    sayso__warn(r->input, s->file, s->unit.offset, text.p);
    return SAYSO_OK;
}

/* A report that is not English is kept, with its language and the reason, and says nothing. */
static sayso_status take_refusal(run *r, slot *s)
{
    static const sayso_tokens tokens = {0};
    static const sayso_mentions mentions = {0};
    static const sayso_attrs attrs = {0};
    static const sayso_claims claims = {0};
    const sayso_analysis x = {.doc = s->task.x.doc,
                              .tokens = &tokens,
                              .mentions = &mentions,
                              .attrs = &attrs,
                              .claims = &claims};
    sayso_added added;
    SAYSO_TRY(sayso__ledger_add(r->ledger, &x, &s->arena, &added, &r->error));
    SAYSO_TRY(warn_taken(r, s, &added));
    r->tally.n_refused++;
    tell(r, &(sayso_arrival){s->file, added.report, "refused", NULL,
                             sayso__refusal_of(s->task.x.doc), 0, 0});
    return SAYSO_OK;
}

/* Notes an input that became no report. */
static sayso_status take_problem(run *r, slot *s)
{
    r->tally.n_problem++;
    if (r->input->problem)
        r->input->problem(r->input->user, s->file, &s->task.error);
    return sayso__ledger_refuse(r->ledger, sayso__str_z(s->file), s->task.error.byte,
                                sayso__str_z(s->task.error.message), &r->error);
}

/* Adds a report, and tells what became of it. */
static sayso_status take_report(run *r, slot *s)
{
    static const char *const words[] = {"new", "copy", "revision", "same", "refused"};
    sayso_added added;
    for (uint32_t i = 0; i < s->task.x.doc->n_refusal; i++)
        sayso__warn(r->input, s->file, s->unit.offset, s->task.x.doc->refusal[i].reason);
    SAYSO_TRY(sayso__ledger_add(r->ledger, &s->task.x, &s->arena, &added, &r->error));
    SAYSO_TRY(warn_taken(r, s, &added));
    r->tally.n_copy += added.kind == SAYSO_ADDED_COPY;
    r->tally.n_revision += added.kind == SAYSO_ADDED_REVISION;
    r->tally.n_same += added.kind == SAYSO_ADDED_SAME;
    r->tally.n_claim += added.n_claim;
    r->tally.n_figure += added.n_figure;
    bool forgotten = added.kind == SAYSO_ADDED_FORGOTTEN;
    r->tally.n_refused += forgotten;
    tell(r, &(sayso_arrival){s->file, added.report, words[added.kind], added.of,
                             forgotten ? "it was taken out by sayso forget" : NULL, added.n_claim,
                             added.n_figure});
    return SAYSO_OK;
}

/* One item, in input order, into the open batch. */
static sayso_status take(run *r, slot *s)
{
    if (!r->open) {
        SAYSO_TRY(sayso__ledger_begin_adding(r->ledger, &r->error));
        r->open = true;
        SAYSO_TRY(sayso__ledger_reader(r->ledger, r->model, &r->error));
    }
    if (s->task.status != SAYSO_OK) {
        SAYSO_TRY(take_problem(r, s));
    } else {
        r->tally.n_report++;
        SAYSO_TRY(s->task.x.claims ? take_report(r, s) : take_refusal(r, s));
    }
    uint64_t most = r->tally.n_report / BATCH_SHARE;
    if (most < BATCH)
        most = BATCH;
    if (++r->in_batch < (most < BATCH_MOST ? most : BATCH_MOST) &&
        r->in_batch < sayso__ledger_batch(r->ledger))
        return SAYSO_OK;
    r->in_batch = 0;
    r->open = false;
    return sayso__ledger_commit(r->ledger, &r->error);
}

static bool write_step(void *user, uint32_t i)
{
    run *r = user;
    slot *s = &r->slot[i];
    if (s->task.status == SAYSO_ENOMEM) {
        r->error = s->task.error;
        return false;
    }
    if (s->task.status == SAYSO_OK && !s->unit.bytes) {
        sayso__warn(r->input, s->file, s->unit.offset, s->unit.note);
        return true;
    }
    if (r->input->progress)
        r->input->progress(r->input->user, s->done, r->total);
    bool good = take(r, s) == SAYSO_OK;
    if (s->arena.used > KEEP_MOST)
        sayso__arena_free(&s->arena);
    return good;
}

/* Reads all; on an error the open batch is forgotten, those before it stay. */
static sayso_status run_all(run *r, const sayso_pool_size *size)
{
    static const sayso_pool_steps steps = {read_step, weight_step, work_step, write_step};
    sayso_status status = sayso__pool_run(&steps, r, size, &r->error);
    if (status == SAYSO_OK)
        status = r->error.code;
    if (status == SAYSO_OK && r->open)
        status = sayso__ledger_commit(r->ledger, &r->error);
    if (status == SAYSO_OK)
        return sayso__settle_all(r->ledger, size->n_thread, &r->error);
    sayso__ledger_rollback(r->ledger);
    return status;
}

sayso_status sayso_ledger_read(sayso_ledger *ledger, const sayso_engine *engine,
                               const sayso_input *input, sayso_tally *tally, sayso_error *err)
{
    sayso_pool_size size = sayso__inputs_pool(input);
    size.n_slot += size.n_thread > 1 ? WAITING : 0;
    run r = {.engine = engine, .input = input, .ledger = ledger};
    sayso__engine_sha256(engine, r.model);
    r.slot = calloc(size.n_slot, sizeof *r.slot);
    r.scratch = calloc(size.n_thread, sizeof *r.scratch);
    sayso_status status = sayso__inputs_open(&r.inputs, input, &r.error);
    if (status == SAYSO_OK && (!r.slot || !r.scratch))
        status = sayso__fail_memory(&r.error);
    r.total = status == SAYSO_OK && input->progress ? sayso__inputs_total(&r.inputs) : 0;
    if (status == SAYSO_OK)
        status = run_all(&r, &size);
    for (uint32_t i = 0; r.slot && i < size.n_slot; i++)
        sayso__arena_free(&r.slot[i].arena);
    for (uint32_t i = 0; r.scratch && i < size.n_thread; i++)
        sayso__arena_free(&r.scratch[i]);
    free(r.slot);
    free(r.scratch);
    sayso__inputs_close(&r.inputs);
    if (tally)
        *tally = r.tally;
    if (err)
        *err = r.error;
    return status;
}
