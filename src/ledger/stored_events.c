/* stored_events.c -- events as the last settling wrote them.  Layer: ledger. */
#include "ledger/stored_events.h"

#include "base/date.h"
#include "base/fail.h"
#include "base/str.h"
#include "base/table.h"
#include "ledger/names.h"

#define EVENT_COLUMNS "e.event_id, e.name, e.kind, e.date, e.place, e.country"

bool sayso__event_is_meant(const char *query, const char *event_name, sayso_arena *t)
{
    sayso_str name = sayso__names_key(sayso__str_z(event_name), t),
              want = sayso__names_key(sayso__str_z(query), t);
    if (!name.p || !want.p || !want.n)
        return false;
    for (uint32_t i = 0; i < want.n;) {
        uint32_t beg = i;
        while (i < want.n && want.p[i] != ' ')
            i++;
        if (!sayso__names_holds(name, sayso__str(want.p + beg, i - beg)))
            return false;
        i++;
    }
    return true;
}

/* The events whose id begins with `prefix`: how many (2: several), and the first. */
static sayso_status find_prefix(sayso_ledger *l, const char *prefix, sayso_arena *a, uint32_t *n,
                                const char **id, sayso_error *err)
{
    sayso_stmt *s;
    bool ok = true;
    *n = 0;
    SAYSO_TRY(sayso__sql_bind(l, SAYSO_SQL_EVENT_PREFIX, &s, err, "z", prefix));
    for (bool row = true; row;) {
        SAYSO_TRY(sayso__sql_step(l, s, &row, err));
        if (row && !(*n)++)
            *id = sayso__sql_text(s, 0, a, &ok);
    }
    return ok ? SAYSO_OK : sayso__fail_memory(err);
}

/* The largest event whose name has the words of the query; without one, the largest. */
static sayso_status find_words(sayso_ledger *l, const char *query, sayso_arena *a, const char **id,
                               sayso_error *err)
{
    sayso_stmt *s;
    sayso_arena t;
    bool ok = true;
    sayso__arena_init(&t, 0);
    sayso_status status = sayso__sql_bind(l, SAYSO_SQL_EVENTS_BY_SIZE, &s, err, "");
    for (bool row = true; status == SAYSO_OK && row && !*id;) {
        status = sayso__sql_step(l, s, &row, err);
        sayso__arena_reset(&t);
        sayso_str name = status == SAYSO_OK && row ? sayso__sql_str(s, 1) : (sayso_str){NULL, 0};
        if (name.p && (!query || sayso__event_is_meant(query, name.p, &t)))
            *id = sayso__sql_text(s, 0, a, &ok);
    }
    sayso__sql_reset(s);
    sayso__arena_free(&t);
    return ok ? status : sayso__fail_memory(err);
}

sayso_status sayso__stored_event(sayso_ledger *l, const char *query, sayso_arena *a,
                                 const char **id, sayso_error *err)
{
    uint32_t n = 0;
    *id = NULL;
    if (query && *query)
        SAYSO_TRY(find_prefix(l, query, a, &n, id, err));
    if (n > 1)
        return sayso__fail(err, SAYSO_EUSE, 0, "several events begin with \"%.100s\"", query);
    if (!n)
        SAYSO_TRY(find_words(l, query, a, id, err));
    if (!*id && query)
        return sayso__fail(err, SAYSO_ENOTFOUND, 0, "the ledger holds no event \"%.100s\"", query);
    if (!*id)
        return sayso__fail(err, SAYSO_ENOTFOUND, 0, "the ledger holds no report");
    return SAYSO_OK;
}

static bool take_event(sayso_stmt *s, sayso_arena *a, sayso_state_event *e)
{
    bool ok = true;
    *e = (sayso_state_event){.id = sayso__sql_text(s, 0, a, &ok),
                             .name = sayso__sql_text(s, 1, a, &ok),
                             .kind = sayso__sql_word(s, 2, SAYSO_VOCAB_EVENT),
                             .date = sayso__sql_text(s, 3, a, &ok),
                             .place = sayso__sql_text(s, 4, a, &ok),
                             .country = sayso__sql_text(s, 5, a, &ok)};
    return ok;
}

/* Report i to its event; `seen` holds those of the reports before. */
static sayso_status note_event(sayso_load *x, sayso_table *seen, uint32_t i)
{
    sayso_state *s = x->out;
    sayso_stmt *q;
    bool row;
    SAYSO_TRY(sayso__sql_bind(x->l, SAYSO_SQL_EVENT_OF_DOCUMENT, &q, x->err, "z", x->document[i]));
    SAYSO_TRY(sayso__sql_step(x->l, q, &row, x->err));
    if (!row)
        return SAYSO_OK;
    uint32_t at = sayso__table_intern(seen, sayso__sql_str(q, 0));
    bool ok = at != SAYSO_NONE;
    if (ok && at == s->n_event)
        ok = take_event(q, x->a, &s->events[s->n_event++]);
    sayso__sql_reset(q);
    if (!ok)
        return sayso__fail_memory(x->err);
    s->report[i].event = s->events[at].id;
    s->n_in_event[at]++;
    return SAYSO_OK;
}

static sayso_status note_events(sayso_load *x)
{
    sayso_state *s = x->out;
    sayso_table seen;
    sayso__table_init(&seen, x->t);
    s->events = SAYSO_NEW_N(x->a, sayso_state_event, s->n_report);
    s->n_in_event = SAYSO_NEW_N(x->a, uint32_t, s->n_report);
    if (!s->events || !s->n_in_event)
        return sayso__fail_memory(x->err);
    for (uint32_t i = 0; i < s->n_report; i++)
        SAYSO_TRY(note_event(x, &seen, i));
    return SAYSO_OK;
}

/* The part of SQL that chooses an event's reports (?1), all where id is NULL, up to a day. */
static sayso_str where_of(const char *id, const char *as_of, sayso_arena *t)
{
    int32_t day;
    int64_t utc;
    char text[16] = "";
    if (as_of && sayso__date_parse(sayso__str_z(as_of), &day, &utc))
        sayso__date_print(day, text);
    return sayso__arena_print(t, "WHERE %s%s%s%s",
                              id ? "d.document_id IN (SELECT document_id FROM event_report WHERE "
                                   "event_id = ?1)"
                                 : "TRUE",
                              *text ? " AND d.day <= '" : "", text, *text ? "'" : "");
}

sayso_status sayso__stored_state(sayso_load *x, const sayso_state_query *query)
{
    const char *id;
    SAYSO_TRY(sayso__stored_event(x->l, query->all ? NULL : query->event, x->a, &id, x->err));
    sayso_str where = where_of(query->all ? NULL : id, query->as_of, x->t);
    if (!where.p)
        return sayso__fail_memory(x->err);
    sayso_state_event head = {0};
    if (!query->all && !query->as_of) {
        SAYSO_TRY(sayso__stored_head(x, id));
        head = x->out->event;
    }
    x->head = head.id ? &head : NULL;
    sayso_status status = sayso__state_load(x, where.p, query->all ? NULL : id);
    x->head = NULL;
    SAYSO_TRY(status);
    SAYSO_TRY(note_events(x));
    x->out->event.id = query->all && x->out->n_event ? x->out->events[0].id : id;
    if (!query->all && x->out->n_event)
        x->out->event.name = x->out->events[0].name; /* it may have been given by hand */
    return SAYSO_OK;
}

sayso_status sayso__stored_head(sayso_load *x, const char *id)
{
    sayso_stmt *s;
    bool row;
    SAYSO_TRY(sayso__sql_bind(x->l, SAYSO_SQL_PART_EVENT, &s, x->err, "z", id));
    SAYSO_TRY(sayso__sql_step(x->l, s, &row, x->err));
    bool ok = !row || take_event(s, x->a, &x->out->event);
    sayso__sql_reset(s);
    return ok ? SAYSO_OK : sayso__fail_memory(x->err);
}
