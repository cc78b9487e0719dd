/* settle.c -- what holds across reports, written into the tables for other programs.
 * Layer: ledger.
 *
 * All derived rows are written anew in one transaction; base rows are not touched, but for columns
 * that only point at derived ones. */
#include <stdio.h>

#include "base/date.h"
#include "base/fail.h"
#include "base/str.h"
#include "base/vocab.h"
#include "ledger/events.h"
#include "ledger/state.h"

#define RUN(x, id, ...) SAYSO_TRY(sayso__sql_run((x)->l, SAYSO_SQL_##id, (x)->err, __VA_ARGS__))

static const char *actor_id(const sayso_load *x, uint32_t i)
{
    return i == SAYSO_NONE ? NULL : x->out->actor[i].id;
}

static sayso_status write_event(sayso_load *x)
{
    const sayso_state *s = x->out;
    const sayso_state_event *e = &s->event;
    RUN(x, EVENT_ADD, "zzzzzz", e->id, e->name, sayso__word(SAYSO_VOCAB_EVENT, e->kind), e->date,
        e->place, e->country);
    for (uint32_t i = 0; i < s->n_report; i++)
        RUN(x, EVENT_REPORT_ADD, "zzi", e->id, x->document[i], (int64_t)0);
    return SAYSO_OK;
}

static sayso_status write_actors(sayso_load *x)
{
    const sayso_state *s = x->out;
    for (uint32_t i = 0; i < s->n_actor; i++) {
        const sayso_state_actor *a = &s->actor[i];
        RUN(x, ACTOR_SET, "zzzzzz", a->id, a->name, actor_id(x, a->speaks_for),
            sayso__word(SAYSO_VOCAB_ACTOR_CLASS, a->class_), a->country, a->sector);
        for (uint32_t j = 0; j < a->n_alias; j++)
            RUN(x, ALIAS_ADD, "zz", a->id, a->alias[j]);
    }
    for (uint32_t i = 0; i < x->actor.n; i++) {
        const char *raw = x->actor.v[i].id, *id = s->actor[x->actor_index[i]].id;
        if (strcmp(raw, id) != 0)
            RUN(x, ACTOR_SAME, "zz", raw, id);
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
        RUN(x, CLAIM_SOURCES, "zi", s->claim[i].id, (int64_t)s->claim[i].n_independent);
    for (uint32_t i = 0; i < s->n_relation; i++)
        RUN(x, RELATION_ADD, "zzz", s->claim[s->relation[i].claim].id,
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
            RUN(x, POSITION_ADD, "zzizzzzzi", actor_id(x, s->position[i].actor), s->event.id,
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
            RUN(x, BLAME_ADD, "zzzzz", actor_id(x, b->by), actor_id(x, b->of), s->event.id,
                s->claim[b->claim[j]].id, x->day[b->claim[j]]);
        for (uint32_t j = 0; j < b->n_denied_by; j++)
            RUN(x, BLAME_DENIED_ADD, "zzzz", actor_id(x, b->by), actor_id(x, b->of), s->event.id,
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
            RUN(x, CONFLICT_ADD, "zzz", id, s->figure[s->conflict[i].figure[j]].id, s->event.id);
        }
    return SAYSO_OK;
}

static sayso_status write_moments(sayso_load *x)
{
    const sayso_state *s = x->out;
    for (uint32_t i = 0; i < s->n_moment; i++) {
        const sayso_state_moment *m = &s->moment[i];
        RUN(x, MOMENT_ADD, "zizzzzzzoo", s->event.id, (int64_t)i, m->date, m->precision, m->what,
            m->text, m->report == SAYSO_NONE ? NULL : x->document[m->report],
            !m->at         ? NULL
            : m->at->title ? "title"
                           : "text",
            m->at ? m->at->bytes.beg : SAYSO_NONE, m->at ? m->at->bytes.end : SAYSO_NONE);
    }
    return SAYSO_OK;
}

static sayso_status write_state(sayso_load *x)
{
    SAYSO_TRY(write_event(x));
    SAYSO_TRY(write_actors(x));
    SAYSO_TRY(write_groups(x));
    SAYSO_TRY(write_claims(x));
    SAYSO_TRY(write_positions(x));
    SAYSO_TRY(write_blame(x));
    SAYSO_TRY(write_figures(x));
    return write_moments(x);
}

static sayso_status clear_all(sayso_ledger *l, sayso_error *err)
{
    static const sayso_sql clear[] = {SAYSO_SQL_CLEAR_POSITIONS, SAYSO_SQL_CLEAR_BLAME,
                                      SAYSO_SQL_CLEAR_DENIED,    SAYSO_SQL_CLEAR_CONFLICTS,
                                      SAYSO_SQL_CLEAR_MOMENTS,   SAYSO_SQL_CLEAR_RELATIONS,
                                      SAYSO_SQL_CLEAR_GROUPS,    SAYSO_SQL_CLEAR_MEMBERS,
                                      SAYSO_SQL_CLEAR_EVENTS,    SAYSO_SQL_CLEAR_SAME,
                                      SAYSO_SQL_CLEAR_SUPERSEDES};
    for (uint32_t i = 0; i < sizeof clear / sizeof *clear; i++)
        SAYSO_TRY(sayso__sql_run(l, clear[i], err, ""));
    return SAYSO_OK;
}

/* Event by event, so that memory is that of the largest. */
static sayso_status write_events(sayso_ledger *l, const sayso_events *v, sayso_error *err)
{
    sayso_arena a, t;
    sayso__arena_init(&a, 0);
    sayso__arena_init(&t, 0);
    sayso_status status = SAYSO_OK;
    for (uint32_t e = 0; e < v->n_event && status == SAYSO_OK; e++) {
        sayso_state state = {0};
        sayso_load x = {.l = l, .a = &a, .t = &t, .err = err, .out = &state};
        sayso_str rows = sayso__events_rows(v, e, &t);
        status =
            rows.p ? sayso__state_load(&x, SAYSO_EVENTS_WHERE, rows.p) : sayso__fail_memory(err);
        state.event = v->event[e];
        if (status == SAYSO_OK)
            status = write_state(&x);
        sayso__arena_reset(&a);
        sayso__arena_reset(&t);
    }
    sayso__arena_free(&a);
    sayso__arena_free(&t);
    return status;
}

static sayso_status write_all(sayso_ledger *l, sayso_arena *a, sayso_arena *t, sayso_error *err)
{
    sayso_events v;
    SAYSO_TRY(clear_all(l, err));
    SAYSO_TRY(sayso__events_find(l, a, t, &v, err));
    SAYSO_TRY(write_events(l, &v, err));
    return sayso__sql_run(l, SAYSO_SQL_META_SET, err, "zz", "settled", "1");
}

static sayso_status is_settled(sayso_ledger *l, bool *settled, sayso_error *err)
{
    sqlite3_stmt *s;
    bool row;
    SAYSO_TRY(sayso__sql_bind(l, SAYSO_SQL_META_GET, &s, err, "z", "settled"));
    SAYSO_TRY(sayso__sql_step(l, s, &row, err));
    *settled = !row || sayso__str_is(sayso__sql_str(s, 0), "1");
    sqlite3_reset(s);
    return SAYSO_OK;
}

sayso_status sayso__ledger_settle(sayso_ledger *l, sayso_error *err)
{
    bool settled;
    SAYSO_TRY(is_settled(l, &settled, err));
    if (settled)
        return SAYSO_OK;
    sayso_arena a, t;
    sayso__arena_init(&a, 0);
    sayso__arena_init(&t, 0);
    sayso_status status = sayso__ledger_begin(l, err);
    if (status == SAYSO_OK)
        status = write_all(l, &a, &t, err);
    if (status == SAYSO_OK)
        status = sayso__ledger_commit(l, err);
    else
        sayso__ledger_rollback(l);
    sayso__arena_free(&a);
    sayso__arena_free(&t);
    return status;
}
