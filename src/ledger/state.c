/* state.c -- which reports make an event, and their whole state.  Layer: ledger. */
#include "ledger/state.h"
#include "base/date.h"
#include "base/fail.h"
#include "base/str.h"
#include "base/table.h"
#include "ledger/events.h"
#include "ledger/stored_events.h"

sayso_status sayso__state_load(sayso_load *x, const char *where, const char *value)
{
    SAYSO_TRY(sayso__load_reports(x, where, value));
    SAYSO_TRY(sayso__load_families(x));
    SAYSO_TRY(sayso__load_merge(x));
    SAYSO_TRY(sayso__load_event(x));
    SAYSO_TRY(sayso__load_sources(x));
    SAYSO_TRY(sayso__load_positions(x));
    SAYSO_TRY(sayso__load_blame(x));
    return x->derived ? SAYSO_OK : sayso__load_timeline(x);
}

/* The event asked for: by id or its prefix, else by words of its name (of several the one with most
 * reports); without a query, the one with most reports. */
static sayso_status choose(const sayso_events *v, const char *query, sayso_arena *t, uint32_t *out,
                           sayso_error *err)
{
    uint32_t n_prefix = 0, prefix = 0, best = SAYSO_NONE;
    for (uint32_t e = 0; e < v->n_event; e++) {
        if (query && *query && strncmp(v->event[e].id, query, strlen(query)) == 0) {
            n_prefix++;
            prefix = e;
        }
        bool meant = !query || sayso__event_is_meant(query, v->event[e].name, t);
        if (meant && (best == SAYSO_NONE || v->n_in[e] > v->n_in[best]))
            best = e;
    }
    *out = n_prefix == 1 ? prefix : best;
    if (n_prefix > 1)
        return sayso__fail(err, SAYSO_EUSE, 0, "several events begin with \"%.100s\"", query);
    if (*out == SAYSO_NONE)
        return sayso__fail(err, SAYSO_ENOTFOUND, 0, "the ledger holds no event \"%.100s\"", query);
    return SAYSO_OK;
}

/* Each report's event, and the list of those events. */
static bool list_events(sayso_load *x, const sayso_events *v)
{
    sayso_state *s = x->out;
    sayso_table t;
    sayso__table_init(&t, x->t);
    uint32_t *slot = SAYSO_NEW_N(x->t, uint32_t, v->n_event);
    s->events = SAYSO_NEW_N(x->a, sayso_state_event, v->n_event);
    s->n_in_event = SAYSO_NEW_N(x->a, uint32_t, v->n_event);
    if (!slot || !s->events || !s->n_in_event)
        return false;
    for (uint32_t i = 0; i < v->n_doc; i++) {
        sayso_table_entry *e = sayso__table_put(&t, sayso__str_z(v->doc[i].id));
        if (!e)
            return false;
        e->value = v->doc[i].event;
    }
    for (uint32_t i = 0; i < s->n_report; i++) {
        const sayso_table_entry *e = sayso__table_find(&t, sayso__str_z(x->document[i]));
        if (!e)
            continue; /* read by another process since */
        if (!slot[e->value]) {
            s->events[s->n_event] = v->event[e->value];
            slot[e->value] = ++s->n_event;
        }
        s->report[i].event = v->event[e->value].id;
        s->n_in_event[slot[e->value] - 1]++;
    }
    return true;
}

void sayso__events_cut(sayso_events *v, uint32_t event, int32_t day)
{
    uint32_t n = 0;
    for (uint32_t k = v->first[event]; day != INT32_MAX && k < v->first[event + 1]; k++) {
        int32_t d = v->doc[v->member[k]].day;
        if (d != SAYSO_NO_DAY && d <= day)
            v->member[v->first[event] + n++] = v->member[k];
    }
    if (day != INT32_MAX)
        v->n_in[event] = n;
}

sayso_status sayso__events_load(sayso_load *x, const sayso_events *v, uint32_t event)
{
    sayso_str rows = sayso__events_rows(v, event, x->t);
    if (!rows.p)
        return sayso__fail_memory(x->err);
    SAYSO_TRY(sayso__state_load(x, NULL, rows.p));
    sayso_state *s = x->out;
    s->events = SAYSO_NEW_N(x->a, sayso_state_event, 1);
    s->n_in_event = SAYSO_NEW_N(x->a, uint32_t, 1);
    if (!s->events || !s->n_in_event)
        return sayso__fail_memory(x->err);
    s->events[0] = v->event[event];
    s->n_in_event[0] = s->n_report;
    s->n_event = 1;
    s->event.id = v->event[event].id;
    for (uint32_t i = 0; i < s->n_report; i++)
        s->report[i].event = s->event.id;
    return SAYSO_OK;
}

/* Of a ledger that was not settled since reports came in: events are found here and now. */
static sayso_status load_unsettled(sayso_load *x, const sayso_state_query *query)
{
    sayso_events v;
    uint32_t event = 0;
    int32_t day = INT32_MAX;
    int64_t utc;
    SAYSO_TRY(sayso__events_find(x->l, 0, x->a, x->t, &v, x->err));
    if (query->all) {
        SAYSO_TRY(sayso__state_load(x, query->as_of ? "WHERE d.day <= ?1" : "", query->as_of));
        x->out->event.id = v.event[0].id;
        return list_events(x, &v) ? SAYSO_OK : sayso__fail_memory(x->err);
    }
    SAYSO_TRY(choose(&v, query->event, x->t, &event, x->err));
    if (query->as_of && sayso__date_parse(sayso__str_z(query->as_of), &day, &utc))
        sayso__events_cut(&v, event, day);
    else
        x->head = &v.event[event];
    return sayso__events_load(x, &v, event);
}

static sayso_status load_asked(sayso_load *x, const sayso_state_query *query)
{
    int64_t mark, last;
    SAYSO_TRY(sayso__settle_mark(x->l, &mark, &last, x->err));
    if (mark == last)
        SAYSO_TRY(sayso__stored_state(x, query));
    else
        SAYSO_TRY(load_unsettled(x, query));
    if (!x->out->n_report && query->as_of)
        return sayso__fail(x->err, SAYSO_ENOTFOUND, 0, "no report was published by %s",
                           query->as_of);
    if (!x->out->n_report)
        return sayso__fail(x->err, SAYSO_ENOTFOUND, 0, "the ledger holds no report");
    return SAYSO_OK;
}

sayso_status sayso__ledger_state(sayso_ledger *l, const sayso_state_query *query, sayso_arena *a,
                                 sayso_state *out, sayso_error *err)
{
    sayso_arena t;
    int32_t day;
    int64_t utc;
    *out = (sayso_state){0};
    if (query->as_of && !sayso__date_parse(sayso__str_z(query->as_of), &day, &utc))
        return sayso__fail(err, SAYSO_EUSE, 0, "not a day: \"%.60s\"", query->as_of);
    sayso__arena_init(&t, 0);
    sayso_load x = {.l = l, .a = a, .t = &t, .err = err, .out = out};
    bool began;
    sayso_status status = sayso__sql_snapshot(l, &began, err);
    if (status == SAYSO_OK)
        status = load_asked(&x, query);
    sayso__sql_release(l, began);
    sayso__arena_free(&t);
    if (status != SAYSO_OK)
        *out = (sayso_state){0};
    return status;
}
