/* incidents.c -- what each report of a state says happened: who did it, to whom, with what.
 * Layer: ledger. */
#include "base/array.h"
#include "base/fail.h"
#include "base/str.h"
#include "base/vocab.h"
#include "ledger/sql.h"

typedef struct {
    sayso_ledger *l;
    sayso_arena *a;
    sayso_error *err;
    SAYSO_ARRAY(sayso_state_incident) incident;
    SAYSO_ARRAY(sayso_incident_part) part;
} gatherer;

static sayso_number number_at(sayso_stmt *s, int column)
{
    return (sayso_number){sayso__sql_real(s, column), !sayso__sql_null(s, column)};
}

static sayso_status take_part(gatherer *g, sayso_stmt *s)
{
    bool ok = true;
    sayso_incident_part p = {.role = sayso__sql_text(s, 0, g->a, &ok),
                             .text = sayso__sql_text(s, 1, g->a, &ok),
                             .actor = sayso__sql_text(s, 2, g->a, &ok),
                             .class_ = sayso__sql_text(s, 3, g->a, &ok),
                             .confidence = sayso__sql_text(s, 4, g->a, &ok),
                             .number = number_at(s, 5),
                             .effect = sayso__sql_text(s, 6, g->a, &ok)};
    return ok && SAYSO_PUSH(g->a, &g->part, p) ? SAYSO_OK : sayso__fail_memory(g->err);
}

static sayso_status add_parts(gatherer *g, sayso_state_incident *i)
{
    sayso_stmt *s;
    uint32_t first = g->part.n;
    SAYSO_TRY(sayso__sql_bind(g->l, SAYSO_SQL_INCIDENT_PARTS, &s, g->err, "z", i->id));
    for (bool row = true; row;) {
        SAYSO_TRY(sayso__sql_step(g->l, s, &row, g->err));
        sayso_status status = row ? take_part(g, s) : SAYSO_OK;
        if (status != SAYSO_OK) {
            sayso__sql_reset(s);
            return status;
        }
    }
    i->n_part = g->part.n - first;
    i->part = SAYSO_NEW_N(g->a, sayso_incident_part, i->n_part);
    if (!i->part)
        return sayso__fail_memory(g->err);
    if (i->n_part)
        memcpy(i->part, g->part.v + first, i->n_part * sizeof *i->part);
    return SAYSO_OK;
}

static sayso_status take_incident(gatherer *g, sayso_stmt *s, uint32_t report)
{
    bool ok = true;
    sayso_state_incident i = {.report = report,
                              .id = sayso__sql_text(s, 0, g->a, &ok),
                              .main = sayso__sql_int(s, 1) == 0,
                              .kind = sayso__sql_word(s, 2, SAYSO_VOCAB_EVENT),
                              .first = sayso__sql_text(s, 3, g->a, &ok),
                              .last = sayso__sql_text(s, 4, g->a, &ok),
                              .place = sayso__sql_text(s, 5, g->a, &ok),
                              .country = sayso__sql_text(s, 6, g->a, &ok),
                              .latitude = number_at(s, 7),
                              .longitude = number_at(s, 8),
                              .status = sayso__sql_text(s, 9, g->a, &ok)};
    return ok && SAYSO_PUSH(g->a, &g->incident, i) ? SAYSO_OK : sayso__fail_memory(g->err);
}

static sayso_status add_report(gatherer *g, const char *id, uint32_t report)
{
    sayso_stmt *s;
    SAYSO_TRY(sayso__sql_bind(g->l, SAYSO_SQL_INCIDENTS_OF, &s, g->err, "z", id));
    for (bool row = true; row;) {
        SAYSO_TRY(sayso__sql_step(g->l, s, &row, g->err));
        sayso_status status = row ? take_incident(g, s, report) : SAYSO_OK;
        if (status != SAYSO_OK) {
            sayso__sql_reset(s);
            return status;
        }
    }
    return SAYSO_OK;
}

sayso_status sayso__ledger_incidents(sayso_ledger *l, const sayso_state *s, sayso_arena *a,
                                     sayso_state_incident **out, uint32_t *n, sayso_error *err)
{
    gatherer g = {.l = l, .a = a, .err = err};
    for (uint32_t i = 0; i < s->n_report; i++)
        SAYSO_TRY(add_report(&g, s->report[i].id, i));
    for (uint32_t i = 0; i < g.incident.n; i++)
        SAYSO_TRY(add_parts(&g, &g.incident.v[i]));
    *out = g.incident.v;
    *n = g.incident.n;
    return SAYSO_OK;
}
