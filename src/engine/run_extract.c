/* run_extract.c -- sayso_extract: reports to JSON lines over the pool.  Layer: engine. */
#include <stdlib.h>

#include "base/fail.h"
#include "base/sink.h"
#include "base/str.h"
#include "engine/engine.h"
#include "engine/inputs.h"
#include "engine/pool.h"
#include "sayso/sayso.h"
#include "view/extract.h"

#define WARNINGS_MOST 4u

typedef struct {
    sayso_arena unit_arena; /* the unit's bytes */
    sayso_arena name_arena; /* file, where it is a name inside a container */
    sayso_unit unit;
    sayso_sink out; /* its line */
    const char *file;
    uint64_t done; /* bytes of the files read when it was */
    sayso_task task;
    const char *refused;                /* why, or NULL */
    const char *warning[WARNINGS_MOST]; /* what was not understood in a report that was read */
    uint32_t n_warning;
} slot;

/* Where a worker's batch lies. */
typedef struct {
    sayso_arena doc[SAYSO_POOL_BATCH], scratch;
} bench;

typedef struct {
    const sayso_engine *engine;
    const sayso_input *input;
    sayso_extract_layers layers;
    sayso_inputs inputs;
    slot *slot;
    bench *bench; /* one a worker */
    const sayso_output *out;
    sayso_tally tally;
    uint64_t total;    /* bytes to read, or 0 */
    sayso_error error; /* what ended the run */
} run;

/* Room of a report larger than this is given back, not kept for the next. */
#define KEEP_MOST ((size_t)4 << 20)

static void empty(sayso_arena *a, bool large)
{
    if (large)
        sayso__arena_free(a);
    else
        sayso__arena_reset(a);
}

static bool read_step(void *user, uint32_t i)
{
    run *r = user;
    slot *s = &r->slot[i];
    sayso__arena_reset(&s->unit_arena);
    sayso__arena_reset(&s->name_arena);
    s->refused = NULL;
    s->n_warning = 0;
    s->out.n = 0;
    if (s->out.cap > KEEP_MOST)
        sayso__sink_free(&s->out);
    s->task.status = sayso__inputs_next(&r->inputs, &s->unit_arena, &s->unit, &s->task.error);
    s->file = sayso__inputs_name(&r->inputs, &s->unit, &s->name_arena);
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

/* Reasons are constants; they outlive the document. */
static void note_refusals(slot *s, const sayso_doc *doc)
{
    s->refused = sayso__refusal_of(doc);
    for (uint32_t i = 0; !s->refused && i < doc->n_refusal && s->n_warning < WARNINGS_MOST; i++)
        s->warning[s->n_warning++] = doc->refusal[i].reason;
}

/* The line of a report; true: it took much room, which is given back. */
static bool write_line(const run *r, slot *s)
{
    sayso_task *t = &s->task;
    if (t->status == SAYSO_OK) {
        note_refusals(s, t->x.doc);
        t->status = sayso__extract_write(&t->x, &r->layers, t->keep, &s->out, &t->error);
    }
    if (t->status == SAYSO_OK && s->out.failed)
        t->status = sayso__fail_memory(&t->error);
    bool large = t->keep->used > KEEP_MOST;
    empty(t->keep, large);
    empty(&s->unit_arena, large);
    return large;
}

static void work_step(void *user, const uint32_t *slots, uint32_t n, uint32_t worker)
{
    run *r = user;
    bench *b = &r->bench[worker];
    slot *whole[SAYSO_POOL_BATCH] = {NULL}; /* those that hold a unit */
    sayso_task *task[SAYSO_POOL_BATCH] = {NULL};
    uint32_t n_task = 0;
    bool large = false;
    for (uint32_t i = 0; i < n; i++) {
        slot *s = &r->slot[slots[i]];
        if (s->task.status != SAYSO_OK || !s->unit.bytes)
            continue;
        s->task.unit = &s->unit;
        s->task.keep = &b->doc[n_task];
        whole[n_task] = s;
        task[n_task++] = &s->task;
    }
    sayso__read_units(&r->engine->models, &r->inputs.options, task, n_task, &b->scratch);
    for (uint32_t i = 0; i < n_task; i++)
        large |= write_line(r, whole[i]);
    empty(&b->scratch, large);
}

static bool write_step(void *user, uint32_t i)
{
    run *r = user;
    slot *s = &r->slot[i];
    if (s->task.status == SAYSO_ENOMEM) {
        r->error = s->task.error;
        return false;
    }
    if (s->task.status != SAYSO_OK) {
        r->tally.n_problem++;
        if (r->input->problem)
            r->input->problem(r->input->user, s->file, &s->task.error);
        return true;
    }
    if (r->input->progress)
        r->input->progress(r->input->user, s->done, r->total);
    if (!s->unit.bytes) {
        sayso__warn(r->input, s->file, s->unit.offset, s->unit.note);
        return true;
    }
    r->tally.n_report++;
    r->tally.n_refused += s->refused != NULL;
    if (s->refused && r->input->problem) {
        sayso__fail(&s->task.error, SAYSO_EINPUT, s->unit.offset, "%s", s->refused);
        r->input->problem(r->input->user, s->file, &s->task.error);
    }
    for (uint32_t k = 0; k < s->n_warning; k++)
        sayso__warn(r->input, s->file, s->unit.offset, s->warning[k]);
    if (r->out->write(r->out->user, s->out.buf, s->out.n))
        return true;
    sayso__fail(&r->error, SAYSO_EIO, 0, "cannot write the output");
    return false;
}

sayso_status sayso_extract(const sayso_engine *engine, const sayso_input *input,
                           const sayso_layout *layout, const sayso_output *out, sayso_tally *tally,
                           sayso_error *err)
{
    static const sayso_pool_steps steps = {read_step, weight_step, work_step, write_step};
    sayso_pool_size size = sayso__inputs_pool(input);
    run r = {.engine = engine, .input = input, .out = out};
    if (layout)
        r.layers = (sayso_extract_layers){(sayso_offset_unit)layout->offsets, layout->tokens};
    r.slot = calloc(size.n_slot, sizeof *r.slot);
    r.bench = calloc(size.n_thread, sizeof *r.bench);
    sayso_status status = sayso__inputs_open(&r.inputs, input, &r.error);
    if (status == SAYSO_OK && (!r.slot || !r.bench))
        status = sayso__fail_memory(&r.error);
    r.total = status == SAYSO_OK && input->progress ? sayso__inputs_total(&r.inputs) : 0;
    if (status == SAYSO_OK)
        status = sayso__pool_run(&steps, &r, &size, &r.error);
    if (status == SAYSO_OK)
        status = r.error.code;
    for (uint32_t i = 0; r.slot && i < size.n_slot; i++) {
        sayso__arena_free(&r.slot[i].unit_arena);
        sayso__arena_free(&r.slot[i].name_arena);
        sayso__sink_free(&r.slot[i].out);
    }
    for (uint32_t i = 0; r.bench && i < size.n_thread; i++) {
        for (uint32_t k = 0; k < SAYSO_POOL_BATCH; k++)
            sayso__arena_free(&r.bench[i].doc[k]);
        sayso__arena_free(&r.bench[i].scratch);
    }
    free(r.slot);
    free(r.bench);
    sayso__inputs_close(&r.inputs);
    if (tally)
        *tally = r.tally;
    if (err)
        *err = r.error;
    return status;
}
