/* event_parts.c -- what a page shows of an event, off the tables as settled.  Layer: ledger.
 *
 * The state of a large event takes every word of every claim; of blame, positions, figures and
 * copies the tables say the same, and a tenth of the rows. Claims are here by place and id alone.
 * Their places come from how many each report has, so that what follows their order (blame) and
 * what counts in it is as in a whole state; positions stand by their first claim. */
#include <stdlib.h>

#include "base/fail.h"
#include "base/str.h"
#include "base/table.h"
#include "ledger/position_of.h"
#include "ledger/stored_events.h"

typedef struct {
    sayso_load *x;
    const char *event;
    uint32_t report;   /* whose figures are read */
    sayso_table index; /* document_id -> report */
    sayso_table actor, figure;
    SAYSO_ARRAY(sayso_state_actor) actors;
    SAYSO_ARRAY(const char *) whole; /* of each figure: figure_id that it is a part of, or NULL */
    SAYSO_ARRAY(sayso_state_blame) blame;
    SAYSO_ARRAY(sayso_state_position) position;
    SAYSO_ARRAY(sayso_state_conflict) conflict;
} parts;

/* Room behind v[0..n) for one more of `size` bytes; NULL: out of memory. */
static void *room(sayso_arena *a, void *v, uint32_t n, size_t size)
{
    if ((n & (n - 1)) != 0) /* 0 and powers of two: full */
        return v;
    void *more = sayso__arena_alloc(a, size * (n ? (size_t)n * 2 : 1));
    if (more && n)
        memcpy(more, v, n * size);
    return more;
}

/* One more number behind v[0..n). */
static bool add(sayso_arena *a, uint32_t **v, uint32_t *n, uint32_t one)
{
    uint32_t *more = room(a, *v, *n, sizeof **v);
    if (!more)
        return false;
    *v = more;
    (*v)[(*n)++] = one;
    return true;
}

static sayso_status each(parts *p, sayso_sql id, const char *key,
                         sayso_status (*take)(parts *, sayso_stmt *))
{
    sayso_stmt *s;
    SAYSO_TRY(sayso__sql_bind(p->x->l, id, &s, p->x->err, "z", key));
    for (bool row = true; row;) {
        SAYSO_TRY(sayso__sql_step(p->x->l, s, &row, p->x->err));
        sayso_status status = row ? take(p, s) : SAYSO_OK;
        if (status != SAYSO_OK) {
            sayso__sql_reset(s);
            return status;
        }
    }
    return SAYSO_OK;
}

/* ---- what rows refer to ---------------------------------------------------------------------- */

/* The actor of that id, by the name that the ledger as a whole has for it. */
static sayso_status actor_of(parts *p, sayso_str id, uint32_t *out)
{
    sayso_stmt *s;
    bool row, ok = true;
    *out = SAYSO_NONE;
    if (!id.p)
        return SAYSO_OK;
    uint32_t n = p->actor.n;
    *out = sayso__table_intern(&p->actor, id);
    SAYSO_NEED(p->x, *out != SAYSO_NONE);
    if (*out != n)
        return SAYSO_OK;
    SAYSO_TRY(sayso__sql_bind(p->x->l, SAYSO_SQL_ACTOR_NAME, &s, p->x->err, "s", id));
    SAYSO_TRY(sayso__sql_step(p->x->l, s, &row, p->x->err));
    sayso_state_actor a = {.name = row ? sayso__sql_text(s, 0, p->x->a, &ok) : NULL};
    sayso__sql_reset(s);
    SAYSO_NEED(p->x, ok && SAYSO_PUSH(p->x->t, &p->actors, a));
    return SAYSO_OK;
}

/* The claim of a report in columns claim_id and ord of its attribution; SAYSO_NONE: there is none.
 */
static sayso_status claim_in(parts *p, sayso_stmt *s, int column, uint32_t report, uint32_t *out)
{
    bool ok = true;
    sayso_state *state = p->x->out;
    int64_t ord = sayso__sql_int(s, column + 1);
    *out = SAYSO_NONE;
    if (sayso__sql_null(s, column + 1) || ord < 0 || ord >= state->report[report].n_claim)
        return SAYSO_OK;
    *out = state->report[report].claim + (uint32_t)ord;
    sayso_state_claim *c = &state->claim[*out];
    c->report = report;
    if (!c->id)
        c->id = sayso__sql_text(s, column, p->x->a, &ok);
    SAYSO_NEED(p->x, ok);
    return SAYSO_OK;
}

/* The same with document_id in the column behind them; SAYSO_NONE, too, where that is no report of
 * the event. */
static sayso_status claim_of(parts *p, sayso_stmt *s, int column, uint32_t *out)
{
    sayso_str document = sayso__sql_str(s, column + 2);
    const sayso_table_entry *e = document.p ? sayso__table_find(&p->index, document) : NULL;
    *out = SAYSO_NONE;
    return e ? claim_in(p, s, column, e->value, out) : SAYSO_OK;
}

/* ---- figures --------------------------------------------------------------------------------- */

static sayso_number number_of(sayso_stmt *s, int column)
{
    return (sayso_number){sayso__sql_real(s, column), !sayso__sql_null(s, column)};
}

static void take_place(sayso_stmt *s, int column, sayso_state_span *out)
{
    uint32_t v[6];
    for (int i = 0; i < 6; i++) {
        int64_t n = sayso__sql_int(s, column + 1 + i);
        v[i] = n < 0 || n > UINT32_MAX / 2 ? 0 : (uint32_t)n;
    }
    *out = (sayso_state_span){.title = sayso__str_is(sayso__sql_str(s, column), "title"),
                              .bytes = {v[0], v[1]},
                              .chars = {v[2], v[3]},
                              .raw = {v[4], v[5]}};
}

static sayso_status take_figure(parts *p, sayso_stmt *s)
{
    sayso_load *x = p->x;
    bool ok = true;
    sayso_state_figure f = {.report = p->report,
                            .id = sayso__sql_text(s, 0, x->a, &ok),
                            .measure = sayso__sql_word(s, 1, SAYSO_VOCAB_MEASURE),
                            .population = sayso__sql_text(s, 2, x->a, &ok),
                            .unit = sayso__sql_text(s, 3, x->a, &ok),
                            .low = number_of(s, 4),
                            .best = number_of(s, 5),
                            .high = number_of(s, 6),
                            .mod = sayso__sql_word(s, 7, SAYSO_VOCAB_MOD),
                            .as_of = sayso__sql_text(s, 8, x->a, &ok),
                            .answer = sayso__sql_text(s, 9, x->a, &ok),
                            .part_of = SAYSO_NONE,
                            .supersedes = SAYSO_NONE};
    const char *whole = sayso__sql_text(s, 10, x->t, &ok);
    SAYSO_TRY(actor_of(p, sayso__sql_str(s, 11), &f.source_actor));
    SAYSO_TRY(claim_in(p, s, 12, p->report, &f.claim));
    take_place(s, 14, &f.at);
    sayso_table_entry *e = ok && f.id ? sayso__table_put(&p->figure, sayso__str_z(f.id)) : NULL;
    SAYSO_NEED(x, e);
    e->value = x->figure.n;
    SAYSO_NEED(x, SAYSO_PUSH(x->a, &x->figure, f) && SAYSO_PUSH(x->t, &p->whole, whole));
    return SAYSO_OK;
}

static sayso_status load_figures(parts *p)
{
    sayso_load *x = p->x;
    sayso_state *s = x->out;
    for (p->report = 0; p->report < s->n_report; p->report++) {
        s->report[p->report].figure = x->figure.n;
        SAYSO_TRY(each(p, SAYSO_SQL_PART_FIGURES, x->document[p->report], take_figure));
        s->report[p->report].n_figure = x->figure.n - s->report[p->report].figure;
    }
    for (uint32_t i = 0; i < x->figure.n; i++) { /* a part may stand before its whole */
        const char *whole = p->whole.v[i];
        const sayso_table_entry *e =
            whole ? sayso__table_find(&p->figure, sayso__str_z(whole)) : NULL;
        if (e && e->value != i)
            x->figure.v[i].part_of = e->value;
    }
    s->figure = x->figure.v;
    s->n_figure = x->figure.n;
    return SAYSO_OK;
}

static sayso_status take_conflict(parts *p, sayso_stmt *s)
{
    const sayso_table_entry *e = sayso__table_find(&p->figure, sayso__sql_str(s, 1));
    int64_t n = sayso__sql_int(s, 0);
    if (!e || n < 1)
        return SAYSO_OK;
    while (p->conflict.n < n && p->conflict.n < p->x->figure.n)
        SAYSO_NEED(p->x, SAYSO_PUSH(p->x->a, &p->conflict, (sayso_state_conflict){0}));
    if (p->conflict.n < n)
        return SAYSO_OK;
    sayso_state_conflict *c = &p->conflict.v[n - 1];
    SAYSO_NEED(p->x, add(p->x->a, &c->figure, &c->n_figure, e->value));
    return SAYSO_OK;
}

static int by_number(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return (a > b) - (a < b);
}

static sayso_status load_conflicts(parts *p)
{
    SAYSO_TRY(each(p, SAYSO_SQL_PART_CONFLICTS, p->event, take_conflict));
    sayso_state *s = p->x->out;
    for (uint32_t i = 0; i < p->conflict.n; i++) {
        sayso_state_conflict *c = &p->conflict.v[i];
        if (!c->n_figure)
            continue;
        qsort(c->figure, c->n_figure, sizeof *c->figure, by_number);
        c->measure = s->figure[c->figure[0]].measure;
        c->population = s->figure[c->figure[0]].population;
    }
    s->conflict = p->conflict.v;
    s->n_conflict = p->conflict.n;
    return SAYSO_OK;
}

/* ---- blame and positions --------------------------------------------------------------------- */

static sayso_status take_blame(parts *p, sayso_stmt *s)
{
    uint32_t by, of, claim;
    bool ok = true;
    SAYSO_TRY(actor_of(p, sayso__sql_str(s, 0), &by));
    SAYSO_TRY(actor_of(p, sayso__sql_str(s, 1), &of));
    SAYSO_TRY(claim_of(p, s, 3, &claim));
    if (claim == SAYSO_NONE)
        return SAYSO_OK;
    const char *day = sayso__sql_text(s, 2, p->x->a, &ok);
    sayso_state_blame *b = p->blame.n ? &p->blame.v[p->blame.n - 1] : NULL;
    if (!b || b->by != by || b->of != of) { /* rows come by edge */
        sayso_state_blame edge = {.by = by, .of = of};
        SAYSO_NEED(p->x, SAYSO_PUSH(p->x->a, &p->blame, edge));
        b = &p->blame.v[p->blame.n - 1];
    }
    if (day && (!b->first || strcmp(day, b->first) < 0))
        b->first = day;
    SAYSO_NEED(p->x, ok && add(p->x->a, &b->claim, &b->n_claim, claim));
    return SAYSO_OK;
}

static sayso_status take_denial(parts *p, sayso_stmt *s)
{
    uint32_t by, of, who;
    SAYSO_TRY(actor_of(p, sayso__sql_str(s, 0), &by));
    SAYSO_TRY(actor_of(p, sayso__sql_str(s, 1), &of));
    SAYSO_TRY(actor_of(p, sayso__sql_str(s, 2), &who));
    for (uint32_t i = 0; i < p->blame.n; i++) {
        sayso_state_blame *b = &p->blame.v[i];
        if (b->by == by && b->of == of)
            SAYSO_NEED(p->x, add(p->x->a, &b->denied_by, &b->n_denied_by, who));
    }
    return SAYSO_OK;
}

static int by_first_claim(const void *x, const void *y)
{
    const sayso_state_blame *a = x, *b = y;
    return by_number(&a->claim[0], &b->claim[0]);
}

static sayso_status load_blame(parts *p)
{
    SAYSO_TRY(each(p, SAYSO_SQL_PART_BLAME, p->event, take_blame));
    SAYSO_TRY(each(p, SAYSO_SQL_PART_DENIED, p->event, take_denial));
    for (uint32_t i = 0; i < p->blame.n; i++)
        qsort(p->blame.v[i].claim, p->blame.v[i].n_claim, sizeof(uint32_t), by_number);
    if (p->blame.n)
        qsort(p->blame.v, p->blame.n, sizeof *p->blame.v, by_first_claim);
    p->x->out->blame = p->blame.v;
    p->x->out->n_blame = p->blame.n;
    return SAYSO_OK;
}

static sayso_status take_stance(parts *p, sayso_stmt *s)
{
    sayso_load *x = p->x;
    uint32_t actor;
    bool ok = true;
    sayso_state_stance h = {.day = sayso__sql_text(s, 1, x->a, &ok)};
    SAYSO_TRY(actor_of(p, sayso__sql_str(s, 0), &actor));
    SAYSO_TRY(actor_of(p, sayso__sql_str(s, 3), &h.of));
    SAYSO_TRY(claim_of(p, s, 5, &h.claim));
    if (h.claim == SAYSO_NONE)
        return SAYSO_OK;
    h.report = x->out->claim[h.claim].report;
    const char *of = h.of == SAYSO_NONE ? NULL : p->actors.v[h.of].name;
    sayso_str word = sayso__sql_str(s, 2);
    h.written = sayso__arena_print(x->a, of ? "%.*s:%s" : "%.*s", (int)word.n, word.p ? word.p : "",
                                   of ? of : "")
                    .p;
    sayso_state_position *q = p->position.n ? &p->position.v[p->position.n - 1] : NULL;
    if (!q || q->actor != actor) { /* rows come by actor */
        sayso_state_position one = {.actor = actor, .changed = sayso__sql_int(s, 4) != 0};
        SAYSO_NEED(x, SAYSO_PUSH(x->a, &p->position, one));
        q = &p->position.v[p->position.n - 1];
    }
    sayso_state_stance *more = room(x->a, q->history, q->n_history, sizeof *more);
    SAYSO_NEED(x, ok && h.written && more);
    q->history = more;
    q->history[q->n_history++] = h;
    return SAYSO_OK;
}

static sayso_status load_positions(parts *p)
{
    SAYSO_TRY(each(p, SAYSO_SQL_PART_POSITIONS, p->event, take_stance));
    if (p->position.n)
        qsort(p->position.v, p->position.n, sizeof *p->position.v, sayso__position_order);
    p->x->out->position = p->position.v;
    p->x->out->n_position = p->position.n;
    return SAYSO_OK;
}

/* ---- all ------------------------------------------------------------------------------------- */

static sayso_status load_reports(parts *p)
{
    sayso_load *x = p->x;
    sayso_state *s = x->out;
    SAYSO_TRY(sayso__load_heads(x, p->event));
    SAYSO_TRY(sayso__load_families(x));
    for (uint32_t i = 0; i < s->n_report; i++) {
        sayso_table_entry *e = sayso__table_put(&p->index, sayso__str_z(x->document[i]));
        SAYSO_NEED(x, e);
        e->value = i;
        s->report[i].claim = s->n_claim;
        s->n_claim += s->report[i].n_claim;
    }
    s->claim = SAYSO_NEW_N(x->a, sayso_state_claim, s->n_claim);
    SAYSO_NEED(x, s->claim);
    return SAYSO_OK;
}

static sayso_status load_all(parts *p)
{
    SAYSO_TRY(sayso__stored_head(p->x, p->event));
    SAYSO_TRY(load_reports(p));
    SAYSO_TRY(load_figures(p));
    SAYSO_TRY(load_conflicts(p));
    SAYSO_TRY(load_blame(p));
    SAYSO_TRY(load_positions(p));
    p->x->out->actor = SAYSO_NEW_N(p->x->a, sayso_state_actor, p->actors.n);
    SAYSO_NEED(p->x, p->x->out->actor);
    if (p->actors.n)
        memcpy(p->x->out->actor, p->actors.v, p->actors.n * sizeof *p->actors.v);
    p->x->out->n_actor = p->actors.n;
    return SAYSO_OK;
}

static sayso_status load_if_settled(sayso_load *x, const char *event, bool *settled)
{
    int64_t mark, last;
    parts p = {.x = x};
    SAYSO_TRY(sayso__settle_mark(x->l, &mark, &last, x->err));
    *settled = mark == last;
    if (!*settled)
        return SAYSO_OK;
    sayso__table_init(&p.index, x->t);
    sayso__table_init(&p.actor, x->t);
    sayso__table_init(&p.figure, x->t);
    SAYSO_TRY(sayso__stored_event(x->l, event, x->a, &p.event, x->err));
    return load_all(&p);
}

sayso_status sayso__ledger_event_parts(sayso_ledger *l, const char *event, sayso_arena *a,
                                       sayso_state *out, bool *settled, sayso_error *err)
{
    sayso_arena t;
    bool began;
    *out = (sayso_state){0};
    SAYSO_TRY(sayso__sql_snapshot(l, &began, err));
    sayso__arena_init(&t, 0);
    sayso_load x = {.l = l, .a = a, .t = &t, .err = err, .out = out};
    sayso_status status = load_if_settled(&x, event, settled);
    sayso__arena_free(&t);
    sayso__sql_release(l, began);
    return status;
}
