/* settle.c -- what holds across reports, written into the tables for other programs.
 * Layer: ledger.
 *
 * The derived rows of each event whose reports have changed are written anew, all in one
 * transaction; those of other events stay. Base rows are not touched, but for columns that only
 * point at derived ones. */
#include <stdio.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/date.h"
#include "base/fail.h"
#include "base/hash.h"
#include "base/str.h"
#include "base/table.h"
#include "base/vocab.h"
#include "ledger/events.h"
#include "ledger/state.h"

#define FEW             64u /* events: fewer are settled on one thread */

#define RUN(x, id, ...) SAYSO_TRY(sayso__sql_run((x)->l, SAYSO_SQL_##id, (x)->err, __VA_ARGS__))

static const char *actor_id(const sayso_load *x, uint32_t i)
{
    return i == SAYSO_NONE ? NULL : x->out->actor[i].id;
}

/* Another name of an actor, found in one event. It is written when all events are loaded, so that
 * what becomes of one does not hang on which were settled before it. */
typedef struct {
    const char *actor, *name;
} other_name;

typedef struct {
    sayso_arena a;
    SAYSO_ARRAY(other_name) v;
} other_names;

static bool note_name(other_names *names, const char *actor, const char *name)
{
    other_name n = {sayso__arena_copy(&names->a, actor, strlen(actor)),
                    sayso__arena_copy(&names->a, name, strlen(name))};
    return n.actor && n.name && SAYSO_PUSH(&names->a, &names->v, n);
}

/* Merged actors of several reports, or that speak for another; a single report's are as it wrote
 * them. */
static sayso_status write_actors(sayso_load *x, other_names *names)
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
            if (!note_name(names, a->id, a->alias[j]))
                return sayso__fail_memory(x->err);
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

static sayso_status write_state(sayso_load *x, other_names *names)
{
    SAYSO_TRY(write_actors(x, names));
    SAYSO_TRY(write_groups(x));
    SAYSO_TRY(write_claims(x));
    SAYSO_TRY(write_positions(x));
    SAYSO_TRY(write_blame(x));
    return write_figures(x);
}

/* ---- which events have changed ----------------------------------------------------------- */

/* An event between loading and writing. */
typedef struct {
    sayso_arena a, t;
    sayso_state state;
    sayso_load load;
} slot;

struct sayso_settling {
    sayso_ledger *l;
    sayso_events v;
    sayso_arena a, t;
    int64_t last;      /* row of document up to which all is settled in the end */
    uint32_t *changed; /* [n_changed] events */
    uint32_t n_changed;
    sayso_table old; /* ids of the events whose rows go */
    other_names names;
    sayso_ledger **reader; /* [n_reader] */
    slot *slot;            /* [n_slot] */
    uint32_t n_reader, n_slot;
};

/* What an event's rows were computed from. */
static int64_t hash_members(const sayso_events *v, uint32_t e)
{
    uint64_t h = 0;
    for (uint32_t k = v->first[e]; k < v->first[e + 1]; k++)
        h = sayso__hash_mix(h, (uint64_t)v->doc[v->member[k]].n);
    return (int64_t)h;
}

static sayso_status find_changed(sayso_settling *x, sayso_error *err)
{
    x->changed = SAYSO_NEW_N(&x->a, uint32_t, x->v.n_event);
    if (!x->changed)
        return sayso__fail_memory(err);
    for (uint32_t e = 0; e < x->v.n_event; e++) {
        sayso_stmt *s;
        bool row;
        SAYSO_TRY(sayso__sql_bind(x->l, SAYSO_SQL_EVENT_MEMBERS, &s, err, "z", x->v.event[e].id));
        SAYSO_TRY(sayso__sql_step(x->l, s, &row, err));
        if (!row || sayso__sql_null(s, 0) || sayso__sql_int(s, 0) != hash_members(&x->v, e))
            x->changed[x->n_changed++] = e;
        sayso__sql_reset(s);
    }
    return SAYSO_OK;
}

/* Takes a document out of the event that it was of. */
static sayso_status leave_event(sayso_settling *x, const char *document, sayso_error *err)
{
    sayso_stmt *s;
    bool row;
    SAYSO_TRY(sayso__sql_bind(x->l, SAYSO_SQL_EVENT_OF, &s, err, "z", document));
    SAYSO_TRY(sayso__sql_step(x->l, s, &row, err));
    if (!row)
        return SAYSO_OK;
    bool noted = sayso__table_intern(&x->old, sayso__sql_str(s, 0)) != SAYSO_NONE;
    sayso__sql_reset(s);
    if (!noted)
        return sayso__fail_memory(err);
    SAYSO_TRY(sayso__sql_run(x->l, SAYSO_SQL_EVENT_LEAVE, err, "z", document));
    return sayso__sql_run(x->l, SAYSO_SQL_CLEAR_SUPERSEDES, err, "z", document);
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

static sayso_status clear_changed(sayso_settling *x, sayso_error *err)
{
    const sayso_events *v = &x->v;
    for (uint32_t i = 0; i < x->n_changed; i++)
        for (uint32_t k = v->first[x->changed[i]]; k < v->first[x->changed[i] + 1]; k++)
            SAYSO_TRY(leave_event(x, v->doc[v->member[k]].id, err));
    for (uint32_t i = 0; i < x->old.n; i++)
        SAYSO_TRY(sayso__settle_clear(x->l, x->old.entry[i].key, err));
    return SAYSO_OK;
}

static sayso_status write_members(sayso_settling *x, uint32_t e, sayso_error *err)
{
    const sayso_events *v = &x->v;
    const sayso_state_event *o = &v->event[e];
    const sayso_event_document *first = &v->doc[v->member[v->first[e]]];
    SAYSO_TRY(sayso__sql_run(x->l, SAYSO_SQL_EVENT_ADD, err, "zzzzzzizi", o->id, o->name,
                             sayso__word(SAYSO_VOCAB_EVENT, o->kind), o->date, o->place, o->country,
                             (int64_t)v->n_in[e], first->published, hash_members(v, e)));
    for (uint32_t k = v->first[e]; k < v->first[e + 1]; k++)
        SAYSO_TRY(sayso__sql_run(x->l, SAYSO_SQL_EVENT_REPORT_ADD, err, "zzi", o->id,
                                 v->doc[v->member[k]].id, (int64_t)0));
    return SAYSO_OK;
}

/* ---- event by event ---------------------------------------------------------------------- */

static void free_settling(sayso_settling *x)
{
    for (uint32_t i = 0; x->reader && i < x->n_reader; i++)
        sayso__ledger_close(x->reader[i]);
    for (uint32_t i = 0; x->slot && i < x->n_slot; i++) {
        sayso__arena_free(&x->slot[i].a);
        sayso__arena_free(&x->slot[i].t);
    }
    free(x->reader);
    free(x->slot);
    sayso__arena_free(&x->names.a);
    sayso__arena_free(&x->a);
    sayso__arena_free(&x->t);
    free(x);
}

static sayso_status new_settling(sayso_ledger *l, uint32_t n_slot, sayso_settling **out,
                                 sayso_error *err)
{
    sayso_settling *x = *out = calloc(1, sizeof *x);
    if (!x)
        return sayso__fail_memory(err);
    x->l = l;
    sayso__arena_init(&x->a, 0);
    sayso__arena_init(&x->t, 0);
    sayso__arena_init(&x->names.a, 0);
    sayso__table_init(&x->old, &x->a);
    x->slot = calloc(n_slot, sizeof *x->slot);
    x->n_slot = n_slot;
    for (uint32_t i = 0; x->slot && i < n_slot; i++) {
        sayso__arena_init(&x->slot[i].a, 0);
        sayso__arena_init(&x->slot[i].t, 0);
    }
    if (x->slot)
        return SAYSO_OK;
    free_settling(x);
    *out = NULL;
    return sayso__fail_memory(err);
}

/* Within a batch: finds the events that have changed and takes their rows away. */
static sayso_status start(sayso_settling *x, int64_t mark, int64_t last, sayso_error *err)
{
    x->last = last;
    /* their reports were taken out */
    SAYSO_TRY(sayso__sql_run(x->l, SAYSO_SQL_EVENTS_EMPTY, err, ""));
    if (!last)
        return SAYSO_OK;
    SAYSO_TRY(sayso__events_find(x->l, mark, &x->a, &x->t, &x->v, err));
    SAYSO_TRY(find_changed(x, err));
    return clear_changed(x, err);
}

static sayso_status load_event(sayso_settling *x, uint32_t i, slot *s, sayso_ledger *from,
                               sayso_error *err)
{
    uint32_t e = x->changed[i];
    sayso__arena_reset(&s->a);
    sayso__arena_reset(&s->t);
    s->state = (sayso_state){0};
    s->load = (sayso_load){.l = from,
                           .a = &s->a,
                           .t = &s->t,
                           .err = err,
                           .out = &s->state,
                           .derived = true};
    sayso_str rows = sayso__events_rows(&x->v, e, &s->t);
    if (!rows.p)
        return sayso__fail_memory(err);
    s->load.head = &x->v.event[e];
    return sayso__state_load(&s->load, NULL, rows.p);
}

static sayso_status write_event(sayso_settling *x, uint32_t i, slot *s, sayso_error *err)
{
    SAYSO_TRY(write_members(x, x->changed[i], err));
    s->load.l = x->l;
    s->load.err = err;
    return write_state(&s->load, &x->names);
}

/* All of them, one after another. */
static sayso_status settle_each(sayso_settling *x, sayso_error *err)
{
    for (uint32_t i = 0; i < x->n_changed; i++) {
        SAYSO_TRY(load_event(x, i, x->slot, x->l, err));
        SAYSO_TRY(write_event(x, i, x->slot, err));
    }
    return SAYSO_OK;
}

static sayso_status finish(sayso_settling *x, sayso_error *err)
{
    char text[24];
    for (uint32_t i = 0; i < x->names.v.n; i++)
        SAYSO_TRY(sayso__sql_run(x->l, SAYSO_SQL_ALIAS_ADD, err, "zz", x->names.v.v[i].actor,
                                 x->names.v.v[i].name));
    snprintf(text, sizeof text, "%lld", (long long)x->last);
    return sayso__sql_run(x->l, SAYSO_SQL_META_SET, err, "zz", "settled", text);
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
    sayso_settling *x;
    SAYSO_TRY(sayso__settle_mark(l, &mark, &last, err));
    SAYSO_TRY(new_settling(l, 1, &x, err));
    sayso_status status = start(x, mark, last, err);
    if (status == SAYSO_OK)
        status = settle_each(x, err);
    if (status == SAYSO_OK)
        status = finish(x, err);
    free_settling(x);
    return status;
}

/* ---- in parts ---------------------------------------------------------------------------- */

/* Readers see the file as it was when the batch began. Few events are not worth opening them, and
 * what is in memory alone has none. */
static sayso_status open_readers(sayso_settling *x, uint32_t n, sayso_error *err)
{
    if (x->n_changed < FEW || n < 2)
        return SAYSO_OK;
    x->reader = calloc(n, sizeof(sayso_ledger *));
    if (!x->reader)
        return sayso__fail_memory(err);
    for (; x->n_reader < n; x->n_reader++) {
        sayso_ledger **r = &x->reader[x->n_reader];
        bool began;
        SAYSO_TRY(sayso__ledger_twin(x->l, r, err));
        if (!*r)
            return SAYSO_OK;
        sayso_status status = sayso__sql_snapshot(*r, &began, err);
        if (status != SAYSO_OK) {
            sayso__ledger_close(*r);
            return status;
        }
    }
    return SAYSO_OK;
}

sayso_status sayso__settling_begin(sayso_ledger *l, uint32_t n_reader, uint32_t n_slot,
                                   sayso_settling **out, sayso_error *err)
{
    int64_t mark, last;
    *out = NULL;
    SAYSO_TRY(sayso__settle_mark(l, &mark, &last, err));
    if (mark == last)
        return SAYSO_OK;
    SAYSO_TRY(sayso__ledger_begin(l, err));
    sayso_settling *x = NULL;
    sayso_status status = sayso__settle_mark(l, &mark, &last, err);
    if (status == SAYSO_OK && mark != last) /* else another process was here */
        status = new_settling(l, n_slot, &x, err);
    if (status == SAYSO_OK && x)
        status = start(x, mark, last, err);
    if (status == SAYSO_OK && x)
        status = open_readers(x, n_reader, err);
    if (status == SAYSO_OK && x) {
        *out = x;
        return SAYSO_OK;
    }
    if (x)
        free_settling(x);
    sayso__ledger_rollback(l);
    return status;
}

uint32_t sayso__settling_size(const sayso_settling *x, uint32_t *n_reader)
{
    *n_reader = x->n_reader;
    return x->n_changed;
}

uint32_t sayso__settling_reports(const sayso_settling *x, uint32_t i)
{
    return x->v.n_in[x->changed[i]];
}

sayso_status sayso__settling_load(sayso_settling *x, uint32_t i, uint32_t slot_number,
                                  uint32_t reader, sayso_error *err)
{
    sayso_ledger *from = reader < x->n_reader ? x->reader[reader] : x->l;
    return load_event(x, i, &x->slot[slot_number], from, err);
}

sayso_status sayso__settling_write(sayso_settling *x, uint32_t i, uint32_t slot_number,
                                   sayso_error *err)
{
    return write_event(x, i, &x->slot[slot_number], err);
}

sayso_status sayso__settling_end(sayso_settling *x, sayso_status status, sayso_error *err)
{
    sayso_ledger *l = x->l;
    if (status == SAYSO_OK)
        status = finish(x, err);
    free_settling(x);
    if (status == SAYSO_OK)
        return sayso__ledger_commit(l, err);
    sayso__ledger_rollback(l);
    return status;
}

sayso_status sayso__ledger_settle(sayso_ledger *l, sayso_error *err)
{
    sayso_settling *x;
    SAYSO_TRY(sayso__settling_begin(l, 0, 1, &x, err));
    if (!x)
        return SAYSO_OK;
    return sayso__settling_end(x, settle_each(x, err), err);
}
