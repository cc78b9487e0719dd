/* engine.h -- the engine's parts.  Layer: engine. */
#ifndef SAYSO_ENGINE_ENGINE_H
#define SAYSO_ENGINE_ENGINE_H

#include "engine/pipeline.h"
#include "engine/pool.h"

struct sayso_ledger;

struct sayso_engine {
    sayso_model model;
    sayso_models models;
    sayso_actor_list listed;
    bool builtin;
};

/* SHA-256 of the engine's model file, 64 hexadecimal digits; of one that is not built in it is
 * computed here. */
void sayso__engine_sha256(const struct sayso_engine *e, char out[65]);

/* Where a report is worked on. */
typedef struct {
    sayso_arena *keep;    /* all that is made of it */
    sayso_arena *scratch; /* used and reset */
} sayso_desk;

/* Make a document of unit and run all stages; a report that was refused as a whole is not analysed
 * (out->claims is then NULL). Errors: those of sayso__doc_make, SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__read_unit(const sayso_models *m, const sayso_unit *unit,
                                            const sayso_read_options *options,
                                            const sayso_desk *desk, sayso_analysis *out,
                                            sayso_error *err);

/* The same of n <= SAYSO_POOL_BATCH tasks at a time, of which unit and keep are set; each gets its
 * analysis and its status. */
void sayso__read_units(const sayso_models *m, const sayso_read_options *options,
                       sayso_task *const *task, uint32_t n, sayso_arena *scratch);

/* sayso__ledger_settle on n_thread threads. run_settle.c */
SAYSO_CHECKED sayso_status sayso__settle_all(struct sayso_ledger *l, uint32_t n_thread,
                                             sayso_error *err);

/* Why the report as a whole is not read; NULL if it is. */
const char *sayso__refusal_of(const sayso_doc *doc);

#endif
