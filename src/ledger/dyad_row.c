/* dyad_row.c -- what one party does to another by the reports' own verbs, under a rule.
 * Layer: ledger.
 *
 * Statements are claims' (act_row.c); here are the other acts, those that CAMEO calls verbal and
 * material cooperation and material conflict: roots 04 to 09 and 14 to 20. */
#include "base/array.h"
#include "base/fail.h"
#include "base/str.h"
#include "base/table.h"
#include "ledger/event_row.h"
#include "ledger/sql.h"

typedef struct {
    sayso_ledger *l;
    const sayso_state *s;
    sayso_rule rule;
    sayso_arena *a, t;
    sayso_error *err;
    SAYSO_ARRAY(sayso_dyad_row) row;
    sayso_table actor, claim; /* ids -> indices */
    sayso_table seen;         /* "party|code|party" -> row; "row|family" -> counted */
} grouping;

static sayso_status index_ids(grouping *g)
{
    bool ok = true;
    for (uint32_t i = 0; i < g->s->n_actor && ok; i++) {
        sayso_table_entry *e = sayso__table_put(&g->actor, sayso__str_z(g->s->actor[i].id));
        ok = e != NULL;
        if (e)
            e->value = i;
    }
    for (uint32_t i = 0; i < g->s->n_claim && ok; i++) {
        sayso_table_entry *e = sayso__table_put(&g->claim, sayso__str_z(g->s->claim[i].id));
        ok = e != NULL;
        if (e)
            e->value = i;
    }
    return ok ? SAYSO_OK : sayso__fail_memory(g->err);
}

static uint32_t find(sayso_table *t, const char *id)
{
    sayso_table_entry *e = id ? sayso__table_find(t, sayso__str_z(id)) : NULL;
    return e ? e->value : SAYSO_NONE;
}

static bool is_wanted(const grouping *g, const sayso_dyad_row *x)
{
    const char *c = x->cameo;
    uint32_t root = c && c[0] && c[1] ? (uint32_t)((c[0] - '0') * 10 + c[1] - '0') : 0;
    if (root < 4 || (root > 9 && root < 14) || root > 20)
        return false;
    return g->rule != SAYSO_RULE_OFFICIAL ||
           (x->claim != SAYSO_NONE && sayso__rule_official(g->s, x->claim));
}

/* Party of an actor as a number, or the words in its place. */
static sayso_str party(grouping *g, uint32_t actor, const char *words)
{
    if (actor < g->s->n_actor)
        return sayso__arena_print(&g->t, "%u", g->s->actor[actor].party);
    return sayso__arena_print(&g->t, "=%s", words ? words : "");
}

/* The latest stands for those of the same parties and code; under `all` each for itself. */
static sayso_status add(grouping *g, const sayso_dyad_row *x)
{
    uint32_t at = g->row.n;
    if (g->rule != SAYSO_RULE_ALL) {
        sayso_str by = party(g, x->by, x->source), of = party(g, x->of, x->target);
        sayso_str key =
            by.p && of.p ? sayso__arena_print(&g->t, "%s|%s|%s", by.p, x->cameo, of.p) : by;
        sayso_table_entry *e = key.p && of.p ? sayso__table_put(&g->seen, key) : NULL;
        if (!e)
            return sayso__fail_memory(g->err);
        if (e->value == SAYSO_NONE)
            e->value = at;
        at = e->value;
    }
    if (at == g->row.n && !SAYSO_PUSH(g->a, &g->row, *x))
        return sayso__fail_memory(g->err);
    sayso_dyad_row *row = &g->row.v[at], sum = *row;
    bool other = row->n_report == 0 || row->report != x->report;
    *row = *x;
    row->n_act = sum.n_act + 1;
    row->n_report = sum.n_report + other;
    sayso_str key = sayso__arena_print(&g->t, "%u|%u", at, g->s->report[x->report].family);
    sayso_table_entry *e = key.p ? sayso__table_put(&g->seen, key) : NULL;
    if (!e)
        return sayso__fail_memory(g->err);
    row->n_independent = sum.n_independent + (e->value == SAYSO_NONE);
    e->value = 1;
    return SAYSO_OK;
}

static sayso_status take(grouping *g, sayso_stmt *s, uint32_t report)
{
    bool ok = true;
    sayso_dyad_row x = {.report = report,
                        .by = find(&g->actor, sayso__sql_text(s, 0, &g->t, &ok)),
                        .source = sayso__sql_text(s, 1, g->a, &ok),
                        .of = find(&g->actor, sayso__sql_text(s, 2, &g->t, &ok)),
                        .target = sayso__sql_text(s, 3, g->a, &ok),
                        .cameo = sayso__sql_text(s, 4, g->a, &ok),
                        .plover = sayso__sql_text(s, 5, g->a, &ok),
                        .claim = find(&g->claim, sayso__sql_text(s, 6, &g->t, &ok))};
    if (!ok)
        return sayso__fail_memory(g->err);
    return is_wanted(g, &x) ? add(g, &x) : SAYSO_OK;
}

static sayso_status add_report(grouping *g, uint32_t report)
{
    sayso_stmt *s;
    SAYSO_TRY(sayso__sql_bind(g->l, SAYSO_SQL_DYADS_OF, &s, g->err, "z", g->s->report[report].id));
    for (bool row = true; row;) {
        SAYSO_TRY(sayso__sql_step(g->l, s, &row, g->err));
        sayso_status status = row ? take(g, s, report) : SAYSO_OK;
        if (status != SAYSO_OK) {
            sayso__sql_reset(s);
            return status;
        }
    }
    return SAYSO_OK;
}

sayso_status sayso__dyad_rows(sayso_ledger *l, const sayso_state *s, sayso_rule rule,
                              sayso_arena *a, sayso_dyad_row **out, uint32_t *n, sayso_error *err)
{
    grouping g = {.l = l, .s = s, .rule = rule, .a = a, .err = err};
    sayso__arena_init(&g.t, 0);
    sayso__table_init(&g.actor, &g.t);
    sayso__table_init(&g.claim, &g.t);
    sayso__table_init(&g.seen, &g.t);
    sayso_status status = index_ids(&g);
    for (uint32_t i = 0; i < s->n_report && status == SAYSO_OK; i++)
        if (rule == SAYSO_RULE_ALL || !s->report[i].older)
            status = add_report(&g, i);
    sayso__arena_free(&g.t);
    *out = g.row.v;
    *n = g.row.n;
    return status;
}
