/* settle.c -- what holds across reports, written into the tables for other programs.
 * Layer: ledger.
 *
 * The derived rows of each event whose reports have changed are written anew, all in one
 * transaction; those of other events stay. Base rows are not touched, but for columns that only
 * point at derived ones. */
#include <stdio.h>

#include "base/date.h"
#include "base/fail.h"
#include "base/hash.h"
#include "base/str.h"
#include "base/table.h"
#include "base/vocab.h"
#include "ledger/events.h"
#include "ledger/state.h"

#define RUN(x, id, ...) SAYSO_TRY(sayso__sql_run((x)->l, SAYSO_SQL_##id, (x)->err, __VA_ARGS__))

static const char *actor_id(const sayso_load *x, uint32_t i)
{
    return i == SAYSO_NONE ? NULL : x->out->actor[i].id;
}

/* Merged actors of several reports, or that speak for another; a single report's are as it wrote
 * them. */
static sayso_status write_actors(sayso_load *x)
{
    const sayso_state *s = x->out;
    uint32_t *n_raw = SAYSO_NEW_N(x->t, uint32_t, s->n_actor);
    if (!n_raw)
        return sayso__fail_memory(x->err);
    for (uint32_t i = 0; i < x->actor.n; i++)
        n_raw[x->actor_index[i]]++;
    for (uint32_t i = 0; i < s->n_actor; i++) {
        const sayso_state_actor *a = &s->actor[i];
        if (n_raw[i] == 1 && a->speaks_for == SAYSO_NONE)
            continue;
        RUN(x, ACTOR_SET, "zzzzzz", a->id, a->name, actor_id(x, a->speaks_for),
            sayso__word(SAYSO_VOCAB_ACTOR_CLASS, a->class_), a->country, a->sector);
        for (uint32_t j = 0; n_raw[i] > 1 && j < a->n_alias; j++)
            RUN(x, ALIAS_ADD, "zz", a->id, a->alias[j]);
    }
    for (uint32_t i = 0; i < x->actor.n; i++) {
        const char *raw = x->actor.v[i].id, *id = s->actor[x->actor_index[i]].id;
        if (n_raw[x->actor_index[i]] > 1)
            RUN(x, ACTOR_SAME, "zz", raw, strcmp(raw, id) == 0 ? NULL : id);
    }
    return SAYSO_OK;
}

static sayso_status write_groups(sayso_load *x)
{
    const sayso_state *s = x->out;
    for (uint32_t g = 0; g < s->n_copies; g++) {
        const sayso_state_report *first = &s->report[s->copies[g][0]];
        const char *agency = NULL;
        for (uint32_t k = 0; k < s->n_in_copies[g] && !agency; k++)
            agency = s->report[s->copies[g][k]].credit;
        RUN(x, GROUP_ADD, "zzzzi", first->group, agency, x->document[s->copies[g][0]],
            "4-word shingles, containment", (int64_t)s->n_in_copies[g]);
    }
    return SAYSO_OK;
}

static sayso_status write_claims(sayso_load *x)
{
    const sayso_state *s = x->out;
    for (uint32_t i = 0; i < s->n_claim; i++)
        if (s->claim[i].n_independent != x->claim_sources.v[i])
            RUN(x, CLAIM_SOURCES, "zi", s->claim[i].id, (int64_t)s->claim[i].n_independent);
    for (uint32_t i = 0; i < s->n_relation; i++)
        RUN(x, RELATION_ADD, "zzzz", s->event.id, s->claim[s->relation[i].claim].id,
            sayso__word(SAYSO_VOCAB_RELATION, s->relation[i].relation),
            s->claim[s->relation[i].other].id);
    return SAYSO_OK;
}

static sayso_status write_positions(sayso_load *x)
{
    const sayso_state *s = x->out;
    for (uint32_t i = 0; i < s->n_position; i++)
        for (uint32_t j = 0; j < s->position[i].n_history; j++) {
            const sayso_state_stance *h = &s->position[i].history[j];
            RUN(x, POSITION_ADD, "zzizzzzzi", s->event.id, actor_id(x, s->position[i].actor),
                (int64_t)j, h->day, x->document[h->report], s->claim[h->claim].id,
                sayso__word(SAYSO_VOCAB_POSITION, h->position), actor_id(x, h->of),
                (int64_t)s->position[i].changed);
        }
    return SAYSO_OK;
}

static sayso_status write_blame(sayso_load *x)
{
    const sayso_state *s = x->out;
    for (uint32_t i = 0; i < s->n_blame; i++) {
        const sayso_state_blame *b = &s->blame[i];
        for (uint32_t j = 0; j < b->n_claim; j++)
            RUN(x, BLAME_ADD, "zzzzz", s->event.id, actor_id(x, b->by), actor_id(x, b->of),
                s->claim[b->claim[j]].id, x->day[b->claim[j]]);
        for (uint32_t j = 0; j < b->n_denied_by; j++)
            RUN(x, BLAME_DENIED_ADD, "zzzz", s->event.id, actor_id(x, b->by), actor_id(x, b->of),
                actor_id(x, b->denied_by[j]));
    }
    return SAYSO_OK;
}

static sayso_status write_figures(sayso_load *x)
{
    const sayso_state *s = x->out;
    for (uint32_t i = 0; i < s->n_figure; i++)
        if (s->figure[i].supersedes != SAYSO_NONE)
            RUN(x, FIGURE_SUPERSEDES, "zz", s->figure[i].id, s->figure[s->figure[i].supersedes].id);
    for (uint32_t i = 0; i < s->n_conflict; i++)
        for (uint32_t j = 0; j < s->conflict[i].n_figure; j++) {
            char id[40];
            snprintf(id, sizeof id, "%.16s.%u", s->event.id, i + 1);
            RUN(x, CONFLICT_ADD, "zzz", s->event.id, id, s->figure[s->conflict[i].figure[j]].id);
        }
    return SAYSO_OK;
}

static sayso_status write_state(sayso_load *x)
{
    SAYSO_TRY(write_actors(x));
    SAYSO_TRY(write_groups(x));
    SAYSO_TRY(write_claims(x));
    SAYSO_TRY(write_positions(x));
    SAYSO_TRY(write_blame(x));
    return write_figures(x);
}

/* ---- which events have changed ----------------------------------------------------------- */

typedef struct {
    sayso_ledger *l;
    const sayso_events *v;
    sayso_error *err;
    sayso_arena *a;
    bool *changed;   /* [v->n_event] */
    sayso_table old; /* ids of the events whose rows go */
} settler;

/* What an event's rows were computed from. */
static int64_t hash_members(const sayso_events *v, uint32_t e)
{
    uint64_t h = 0;
    for (uint32_t k = v->first[e]; k < v->first[e + 1]; k++)
        h = sayso__hash_mix(h, (uint64_t)v->doc[v->member[k]].n);
    return (int64_t)h;
}

static sayso_status find_changed(settler *x)
{
    for (uint32_t e = 0; e < x->v->n_event; e++) {
        sayso_stmt *s;
        bool row;
        SAYSO_TRY(
            sayso__sql_bind(x->l, SAYSO_SQL_EVENT_MEMBERS, &s, x->err, "z", x->v->event[e].id));
        SAYSO_TRY(sayso__sql_step(x->l, s, &row, x->err));
        x->changed[e] =
            !row || sayso__sql_null(s, 0) || sayso__sql_int(s, 0) != hash_members(x->v, e);
        sayso__sql_reset(s);
    }
    return SAYSO_OK;
}

/* Takes a document out of the event that it was of. */
static sayso_status leave_event(settler *x, const char *document)
{
    sayso_stmt *s;
    bool row;
    SAYSO_TRY(sayso__sql_bind(x->l, SAYSO_SQL_EVENT_OF, &s, x->err, "z", document));
    SAYSO_TRY(sayso__sql_step(x->l, s, &row, x->err));
    if (!row)
        return SAYSO_OK;
    bool noted = sayso__table_intern(&x->old, sayso__sql_str(s, 0)) != SAYSO_NONE;
    sayso__sql_reset(s);
    if (!noted)
        return sayso__fail_memory(x->err);
    RUN(x, EVENT_LEAVE, "z", document);
    return sayso__sql_run(x->l, SAYSO_SQL_CLEAR_SUPERSEDES, x->err, "z", document);
}

sayso_status sayso__settle_clear(sayso_ledger *l, sayso_str id, sayso_error *err)
{
    static const sayso_sql clear[] = {SAYSO_SQL_CLEAR_POSITIONS, SAYSO_SQL_CLEAR_BLAME,
                                      SAYSO_SQL_CLEAR_DENIED,    SAYSO_SQL_CLEAR_CONFLICTS,
                                      SAYSO_SQL_CLEAR_RELATIONS, SAYSO_SQL_EVENT_DROP};
    for (uint32_t i = 0; i < sizeof clear / sizeof *clear; i++)
        SAYSO_TRY(sayso__sql_run(l, clear[i], err, "s", id));
    return SAYSO_OK;
}

static sayso_status clear_changed(settler *x)
{
    const sayso_events *v = x->v;
    for (uint32_t e = 0; e < v->n_event; e++)
        for (uint32_t k = v->first[e]; x->changed[e] && k < v->first[e + 1]; k++)
            SAYSO_TRY(leave_event(x, v->doc[v->member[k]].id));
    for (uint32_t i = 0; i < x->old.n; i++)
        SAYSO_TRY(sayso__settle_clear(x->l, x->old.entry[i].key, x->err));
    return SAYSO_OK;
}

static sayso_status write_members(settler *x, uint32_t e)
{
    const sayso_events *v = x->v;
    const sayso_state_event *o = &v->event[e];
    const sayso_event_document *first = &v->doc[v->member[v->first[e]]];
    RUN(x, EVENT_ADD, "zzzzzzizi", o->id, o->name, sayso__word(SAYSO_VOCAB_EVENT, o->kind), o->date,
        o->place, o->country, (int64_t)v->n_in[e], first->published, hash_members(v, e));
    for (uint32_t k = v->first[e]; k < v->first[e + 1]; k++)
        RUN(x, EVENT_REPORT_ADD, "zzi", o->id, v->doc[v->member[k]].id, (int64_t)0);
    return SAYSO_OK;
}

/* Event by event, so that memory is that of the largest. */
static sayso_status write_events(settler *x)
{
    sayso_arena a, t;
    sayso__arena_init(&a, 0);
    sayso__arena_init(&t, 0);
    sayso_status status = SAYSO_OK;
    for (uint32_t e = 0; e < x->v->n_event && status == SAYSO_OK; e++) {
        if (!x->changed[e])
            continue;
        sayso_state state = {0};
        sayso_load load = {.l = x->l, .a = &a, .t = &t, .err = x->err, .out = &state};
        sayso_str rows = sayso__events_rows(x->v, e, &t);
        status = write_members(x, e);
        if (status == SAYSO_OK)
            status = rows.p ? sayso__state_load(&load, SAYSO_EVENTS_WHERE, rows.p)
                            : sayso__fail_memory(x->err);
        state.event = x->v->event[e];
        if (status == SAYSO_OK)
            status = write_state(&load);
        sayso__arena_reset(&a);
        sayso__arena_reset(&t);
    }
    sayso__arena_free(&a);
    sayso__arena_free(&t);
    return status;
}

static sayso_status write_all(sayso_ledger *l, int64_t mark, int64_t last, sayso_arena *a,
                              sayso_arena *t, sayso_error *err)
{
    sayso_events v;
    char text[24];
    SAYSO_TRY(sayso__events_find(l, mark, a, t, &v, err));
    settler x = {l, &v, err, a, SAYSO_NEW_N(a, bool, v.n_event), {0}};
    sayso__table_init(&x.old, a);
    if (!x.changed)
        return sayso__fail_memory(err);
    SAYSO_TRY(find_changed(&x));
    SAYSO_TRY(clear_changed(&x));
    SAYSO_TRY(write_events(&x));
    snprintf(text, sizeof text, "%lld", (long long)last);
    return sayso__sql_run(l, SAYSO_SQL_META_SET, err, "zz", "settled", text);
}

sayso_status sayso__settle_mark(sayso_ledger *l, int64_t *mark, int64_t *last, sayso_error *err)
{
    sayso_stmt *s;
    bool row;
    SAYSO_TRY(sayso__sql_bind(l, SAYSO_SQL_META_GET, &s, err, "z", "settled"));
    SAYSO_TRY(sayso__sql_step(l, s, &row, err));
    *mark = row ? sayso__sql_int(s, 0) : 0;
    sayso__sql_reset(s);
    SAYSO_TRY(sayso__sql_bind(l, SAYSO_SQL_DOC_LAST, &s, err, ""));
    SAYSO_TRY(sayso__sql_step(l, s, &row, err));
    *last = row ? sayso__sql_int(s, 0) : 0;
    sayso__sql_reset(s);
    return SAYSO_OK;
}

sayso_status sayso__settle_now(sayso_ledger *l, sayso_error *err)
{
    int64_t mark, last;
    sayso_arena a, t;
    SAYSO_TRY(sayso__settle_mark(l, &mark, &last, err));
    SAYSO_TRY(
        sayso__sql_run(l, SAYSO_SQL_EVENTS_EMPTY, err, "")); /* their reports were taken out */
    if (!last)
        return sayso__sql_run(l, SAYSO_SQL_META_SET, err, "zz", "settled", "0");
    sayso__arena_init(&a, 0);
    sayso__arena_init(&t, 0);
    sayso_status status = write_all(l, mark, last, &a, &t, err);
    sayso__arena_free(&a);
    sayso__arena_free(&t);
    return status;
}

sayso_status sayso__ledger_settle(sayso_ledger *l, sayso_error *err)
{
    int64_t mark, last;
    SAYSO_TRY(sayso__settle_mark(l, &mark, &last, err));
    if (mark == last)
        return SAYSO_OK;
    SAYSO_TRY(sayso__ledger_begin(l, err));
    sayso_status status = sayso__settle_mark(l, &mark, &last, err);
    if (status == SAYSO_OK && mark != last) /* else another process was here */
        status = sayso__settle_now(l, err);
    if (status == SAYSO_OK)
        return sayso__ledger_commit(l, err);
    sayso__ledger_rollback(l);
    return status;
}
