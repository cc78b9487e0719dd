/* run_care.c -- the care of a ledger: corrections by hand, forgetting, reading again.
 * Layer: engine. */
#include <string.h>

#include "base/fail.h"
#include "engine/engine.h"
#include "ledger/ledger.h"
#include "sayso/sayso.h"

sayso_status sayso_ledger_correct(sayso_ledger *ledger, const sayso_correction *correction,
                                  sayso_error *err)
{
    static const char *const words[] = {
#define X(name, word) word,
        SAYSO_CORRECTION_LIST(X)
#undef X
    };
    uint32_t what = 0;
    while (what < SAYSO_N_CORRECTION && strcmp(words[what], correction->what) != 0)
        what++;
    if (what == SAYSO_N_CORRECTION || correction->n_other > UINT32_MAX)
        return sayso__fail(err, SAYSO_EUSE, 0, "no correction \"%.60s\"", correction->what);
    return sayso__ledger_correct(ledger, (sayso_correction_kind)what, correction->subject,
                                 correction->other, (uint32_t)correction->n_other, correction->who,
                                 err);
}

sayso_status sayso_ledger_forget(sayso_ledger *ledger, const char *report, const char *reason,
                                 sayso_error *err)
{
    return sayso__ledger_forget(ledger, report, reason, err);
}

/* ---- reading again ----------------------------------------------------------------------------
 */

#define BATCH 400u

typedef struct {
    sayso_ledger *l;
    const sayso_engine *engine;
    const sayso_again *what;
    sayso_arena keep, scratch;
    sayso_tally tally;
    sayso_error *err;
    char model[65];
} again;

/* A report that cannot be read any more stays as it was. */
static sayso_status read_again(again *g, int64_t n)
{
    sayso_unit unit;
    sayso_read_options options;
    sayso_analysis x;
    sayso_error why;
    sayso__arena_reset(&g->keep);
    sayso__arena_reset(&g->scratch);
    SAYSO_TRY(sayso__ledger_original(g->l, n, &g->keep, &unit, &options, g->err));
    const sayso_desk desk = {&g->keep, &g->scratch};
    sayso_status s = sayso__read_unit(&g->engine->models, &unit, &options, &desk, &x, &why);
    if (s == SAYSO_ENOMEM)
        return sayso__fail_memory(g->err);
    g->tally.n_report++;
    if (s != SAYSO_OK) {
        g->tally.n_problem++;
        if (g->what->problem)
            g->what->problem(g->what->user, unit.uri.p ? unit.uri.p : "-", &why);
        return SAYSO_OK;
    }
    if (!x.claims) {
        g->tally.n_refused++;
        return SAYSO_OK;
    }
    g->tally.n_claim += x.attrs->n_attribution;
    return sayso__ledger_replace(g->l, n, &x, g->err);
}

static sayso_status read_batch(again *g, const int64_t *row, uint32_t n)
{
    SAYSO_TRY(sayso__ledger_reread_begin(g->l, g->model, g->err));
    sayso_status status = SAYSO_OK;
    for (uint32_t i = 0; i < n && status == SAYSO_OK; i++)
        status = read_again(g, row[i]);
    return sayso__ledger_reread_end(g->l, status, g->err);
}

static sayso_status read_all_again(again *g, sayso_arena *a)
{
    sayso_document_rows rows = {0};
    SAYSO_TRY(
        sayso__ledger_outdated(g->l, g->model, g->what->since, g->what->all, a, &rows, g->err));
    for (uint32_t i = 0; i < rows.n; i += BATCH)
        SAYSO_TRY(read_batch(g, rows.v + i, rows.n - i < BATCH ? rows.n - i : BATCH));
    SAYSO_TRY(sayso__ledger_settle(g->l, g->err));
    return g->what->lost ? sayso__ledger_lost(g->l, g->what->lost, g->what->user, g->err)
                         : SAYSO_OK;
}

sayso_status sayso_ledger_reread(sayso_ledger *ledger, const sayso_engine *engine,
                                 const sayso_again *what, sayso_tally *tally, sayso_error *err)
{
    static const sayso_again outdated = {0};
    again g = {.l = ledger, .engine = engine, .what = what ? what : &outdated, .err = err};
    sayso_arena rows;
    sayso__arena_init(&g.keep, 0);
    sayso__arena_init(&g.scratch, 0);
    sayso__arena_init(&rows, 0);
    sayso__engine_sha256(engine, g.model);
    sayso_status status = read_all_again(&g, &rows);
    sayso__arena_free(&g.keep);
    sayso__arena_free(&g.scratch);
    sayso__arena_free(&rows);
    if (tally)
        *tally = g.tally;
    return status;
}
