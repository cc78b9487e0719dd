/* act_row.c -- claims as acts of one party toward another, under a rule.  Layer: ledger. */
#include "base/array.h"
#include "base/fail.h"
#include "base/str.h"
#include "base/table.h"
#include "ledger/event_row.h"

typedef struct {
    const sayso_state *s;
    sayso_rule rule;
    sayso_arena *a, t;
    SAYSO_ARRAY(sayso_act_row) row;
    SAYSO_ARRAY(uint32_t) last_report; /* of each row */
    sayso_table seen;                  /* "party|act|party" -> row; "row|root" -> counted */
} grouping;

static uint32_t party(const sayso_state *s, uint32_t actor)
{
    return actor < s->n_actor ? s->actor[actor].party : SAYSO_NONE;
}

static const char *day_of(const sayso_state *s, const sayso_state_claim *c)
{
    const char *day = c->said ? c->said : s->report[c->report].day;
    return day ? day : "";
}

/* The row that claim i belongs to; a new one under `all`. NULL: out of memory. */
static sayso_act_row *row_of(grouping *g, uint32_t i)
{
    const sayso_state_claim *c = &g->s->claim[i];
    uint32_t at = g->row.n;
    if (g->rule != SAYSO_RULE_ALL) {
        sayso_str key = sayso__arena_print(&g->t, "%u|%s|%u", party(g->s, c->source_actor),
                                           c->cameo, party(g->s, c->responsible));
        sayso_table_entry *e = key.p ? sayso__table_put(&g->seen, key) : NULL;
        if (!e)
            return NULL;
        if (e->value == SAYSO_NONE)
            e->value = at;
        at = e->value;
    }
    if (at == g->row.n && (!SAYSO_PUSH(g->a, &g->row, (sayso_act_row){.claim = i}) ||
                           !SAYSO_PUSH(&g->t, &g->last_report, SAYSO_NONE)))
        return NULL;
    return &g->row.v[at];
}

static bool add_claim(grouping *g, uint32_t i)
{
    const sayso_state *s = g->s;
    const sayso_state_claim *c = &s->claim[i];
    sayso_act_row *row = row_of(g, i);
    if (!row)
        return false;
    uint32_t at = (uint32_t)(row - g->row.v);
    if (strcmp(day_of(s, c), day_of(s, &s->claim[row->claim])) > 0)
        row->claim = i;
    row->n_claim++;
    row->n_report += g->last_report.v[at] != c->report;
    g->last_report.v[at] = c->report;
    sayso_str key = sayso__arena_print(&g->t, "%u|%u", at, s->report[c->report].family);
    sayso_table_entry *e = key.p ? sayso__table_put(&g->seen, key) : NULL;
    if (!e)
        return false;
    row->n_independent += e->value == SAYSO_NONE;
    e->value = 1;
    return true;
}

sayso_status sayso__act_rows(const sayso_state *s, sayso_rule rule, sayso_arena *a,
                             sayso_act_row **out, uint32_t *n, sayso_error *err)
{
    grouping g = {.s = s, .rule = rule, .a = a};
    bool ok = true;
    sayso__arena_init(&g.t, 0);
    sayso__table_init(&g.seen, &g.t);
    for (uint32_t i = 0; i < s->n_claim && ok; i++) {
        bool replaced = rule != SAYSO_RULE_ALL && s->report[s->claim[i].report].older;
        bool said = rule != SAYSO_RULE_OFFICIAL || sayso__rule_official(s, i);
        if (s->claim[i].cameo && s->claim[i].source_actor < s->n_actor && !replaced && said)
            ok = add_claim(&g, i);
    }
    sayso__arena_free(&g.t);
    *out = g.row.v;
    *n = g.row.n;
    return ok ? SAYSO_OK : sayso__fail_memory(err);
}
