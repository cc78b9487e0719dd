/* each_event.c -- the ledger's events one after another, each with its whole state.  Layer: ledger.
 *
 * Memory is that of the largest event, however many there are. */
#include "base/fail.h"
#include "base/str.h"
#include "ledger/events.h"
#include "ledger/stored_events.h"

typedef struct {
    sayso_ledger *l;
    const sayso_state_query *query;
    sayso_each_event *visit;
    void *user;
    sayso_error *err;
    sayso_arena keep;    /* the list of events */
    sayso_arena a, work; /* of one event */
    uint32_t n_visited;
} walk;

/* Reports of an event that were published later may leave nothing of it. */
static sayso_status hand_out(walk *w, const sayso_state *s)
{
    sayso_status status = s->n_report ? w->visit(w->user, s, &w->a, w->err) : SAYSO_OK;
    w->n_visited += s->n_report > 0;
    sayso__arena_reset(&w->a);
    sayso__arena_reset(&w->work);
    return status;
}

static sayso_status visit_stored(walk *w)
{
    SAYSO_ARRAY(const char *) id = {0};
    sayso_stmt *q;
    SAYSO_TRY(sayso__sql_bind(w->l, SAYSO_SQL_EVENTS_BY_TIME, &q, w->err, ""));
    for (bool row = true, ok = true; row;) {
        SAYSO_TRY(sayso__sql_step(w->l, q, &row, w->err));
        if (row && (!SAYSO_PUSH(&w->keep, &id, sayso__sql_text(q, 0, &w->keep, &ok)) || !ok)) {
            sayso__sql_reset(q);
            return sayso__fail_memory(w->err);
        }
    }
    for (uint32_t i = 0; i < id.n; i++) {
        sayso_state s = {0};
        sayso_state_query one = {.event = id.v[i], .as_of = w->query->as_of};
        sayso_load x = {.l = w->l, .a = &w->a, .t = &w->work, .err = w->err, .out = &s};
        SAYSO_TRY(sayso__stored_state(&x, &one));
        SAYSO_TRY(hand_out(w, &s));
    }
    return SAYSO_OK;
}

/* Where reports came in and were not settled, events are found here and now. */
static sayso_status visit_unsettled(walk *w)
{
    sayso_events v;
    int32_t last_day = INT32_MAX;
    int64_t utc;
    if (w->query->as_of)
        (void)sayso__date_parse(sayso__str_z(w->query->as_of), &last_day, &utc);
    SAYSO_TRY(sayso__events_find(w->l, 0, &w->keep, &w->keep, &v, w->err));
    for (uint32_t e = 0; e < v.n_event; e++) {
        sayso_state s = {0};
        sayso_load x = {.l = w->l, .a = &w->a, .t = &w->work, .err = w->err, .out = &s};
        sayso__events_cut(&v, e, w->query->as_of ? last_day : INT32_MAX);
        x.head = w->query->as_of ? NULL : &v.event[e];
        SAYSO_TRY(sayso__events_load(&x, &v, e));
        SAYSO_TRY(hand_out(w, &s));
    }
    return SAYSO_OK;
}

static sayso_status visit_all(walk *w)
{
    int64_t mark, last;
    SAYSO_TRY(sayso__settle_mark(w->l, &mark, &last, w->err));
    if (last)
        SAYSO_TRY(mark == last ? visit_stored(w) : visit_unsettled(w));
    if (!w->n_visited && w->query->as_of)
        return sayso__fail(w->err, SAYSO_ENOTFOUND, 0, "no report was published by %s",
                           w->query->as_of);
    if (!w->n_visited)
        return sayso__fail(w->err, SAYSO_ENOTFOUND, 0, "the ledger holds no report");
    return SAYSO_OK;
}

static sayso_status visit_one(walk *w)
{
    sayso_state s;
    SAYSO_TRY(sayso__ledger_state(w->l, w->query, &w->a, &s, w->err));
    return hand_out(w, &s);
}

sayso_status sayso__ledger_each_event(sayso_ledger *l, const sayso_state_query *query,
                                      sayso_each_event *visit, void *user, sayso_error *err)
{
    walk w = {.l = l, .query = query, .visit = visit, .user = user, .err = err};
    int32_t day;
    int64_t utc;
    bool began;
    if (query->as_of && !sayso__date_parse(sayso__str_z(query->as_of), &day, &utc))
        return sayso__fail(err, SAYSO_EUSE, 0, "not a day: \"%.60s\"", query->as_of);
    SAYSO_TRY(sayso__sql_snapshot(l, &began, err));
    sayso__arena_init(&w.keep, 0);
    sayso__arena_init(&w.a, 0);
    sayso__arena_init(&w.work, 0);
    sayso_status status = query->event || query->all ? visit_one(&w) : visit_all(&w);
    sayso__arena_free(&w.keep);
    sayso__arena_free(&w.a);
    sayso__arena_free(&w.work);
    sayso__sql_release(l, began);
    return status;
}
