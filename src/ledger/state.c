/* state.c -- which reports make an event, and their whole state.  Layer: ledger. */
#include "ledger/state.h"
#include "base/fail.h"
#include "base/str.h"
#include "ledger/load.h"
#include "ledger/names.h"

/* The one event that a ledger holds as yet: all its reports. Its id comes from the first report
 * read, so that it stays while the ledger grows. */
static sayso_status event_id(sayso_ledger *l, sayso_arena *a, const char **id, sayso_error *err)
{
    sqlite3_stmt *s;
    bool row;
    SAYSO_TRY(sayso__sql_bind(l, SAYSO_SQL_FIRST_DOCUMENT, &s, err, ""));
    SAYSO_TRY(sayso__sql_step(l, s, &row, err));
    if (!row)
        return sayso__fail(err, SAYSO_EUSE, 0, "the ledger holds no report");
    sayso_str part[2] = {SAYSO_STR("event"), sayso__sql_str(s, 0)};
    *id = sayso__names_id(a, part, 2);
    sqlite3_reset(s);
    return *id ? SAYSO_OK : sayso__fail_memory(err);
}

/* Is this the event that was asked for: its id, a prefix of it, or words of its name? */
static bool is_meant(const char *query, const sayso_state_event *e, sayso_arena *t)
{
    if (strncmp(e->id, query, strlen(query)) == 0)
        return true;
    sayso_str name = sayso__names_key(sayso__str_z(e->name), t),
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

sayso_status sayso__state_load(sayso_load *x, const char *where, const char *value)
{
    SAYSO_TRY(event_id(x->l, x->a, &x->out->event.id, x->err));
    SAYSO_TRY(sayso__load_reports(x, where, value));
    SAYSO_TRY(sayso__load_families(x));
    SAYSO_TRY(sayso__load_merge(x));
    SAYSO_TRY(sayso__load_event(x));
    SAYSO_TRY(sayso__load_sources(x));
    SAYSO_TRY(sayso__load_positions(x));
    SAYSO_TRY(sayso__load_blame(x));
    return sayso__load_timeline(x);
}

sayso_status sayso__ledger_state(sayso_ledger *l, const sayso_state_query *query, sayso_arena *a,
                                 sayso_state *out, sayso_error *err)
{
    sayso_arena t;
    sayso__arena_init(&t, 0);
    const char *where = query->as_of ? "WHERE d.day <= ?1" : "";
    *out = (sayso_state){0};
    sayso_load x = {.l = l, .a = a, .t = &t, .err = err, .out = out};
    sayso_status status = sayso__state_load(&x, where, query->as_of);
    if (status == SAYSO_OK && !out->n_report)
        status = sayso__fail(err, SAYSO_EUSE, 0, "no report was published by %s", query->as_of);
    if (status == SAYSO_OK && query->event && !query->all &&
        !is_meant(query->event, &out->event, &t))
        status =
            sayso__fail(err, SAYSO_EUSE, 0, "the ledger holds no event \"%.100s\"", query->event);
    sayso__arena_free(&t);
    if (status != SAYSO_OK)
        *out = (sayso_state){0};
    return status;
}
