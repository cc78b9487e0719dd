/* job.h -- one view being made: where its parts live and where it goes.  Layer: engine. */
#ifndef SAYSO_ENGINE_JOB_H
#define SAYSO_ENGINE_JOB_H

#include "base/counts.h"
#include "base/fail.h"
#include "base/sink.h"
#include "sayso/sayso.h"

typedef struct {
    sayso_arena arena;
    sayso_sink sink;
    const sayso_layout *layout;
} job;

/* Output is gathered and written in large pieces; layout NULL: plain text. */
static inline void begin(job *j, const sayso_layout *layout, const sayso_output *out)
{
    static const sayso_layout plain = {.form = SAYSO_AS_TEXT};
    j->layout = layout ? layout : &plain;
    sayso__arena_init(&j->arena, 0);
    sayso__sink_init(&j->sink, out->write, out->user);
}

/* Writes what is left, frees all, and gives the status of the whole. */
static inline sayso_status end(job *j, sayso_status status, sayso_error *err)
{
    if (status == SAYSO_OK)
        status = sayso__sink_end(&j->sink, err);
    sayso__sink_free(&j->sink);
    sayso__arena_free(&j->arena);
    return status;
}

static inline sayso_offset_unit unit_of(const job *j)
{
    return (sayso_offset_unit)j->layout->offsets;
}

#endif
