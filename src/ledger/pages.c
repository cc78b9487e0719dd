/* pages.c -- a page of a table: conditions, names, keys, rows.  Layer: ledger. */
#include "ledger/pages.h"

#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "base/str.h"
#include "base/table.h"
#include "ledger/find.h"
#include "ledger/names.h"
#include "ledger/page_sql.h"
#include "ledger/sql.h"
#include "ledger/stored_events.h"

#define CHIEFS_MOST 4u /* steps from a speaker to those it speaks for */

typedef struct {
    sayso_ledger *l;
    sayso_error *err;
    sayso_arena *a, t;
    const sayso_page_sql *page;
    sayso_page_filter f; /* with ids in the place of names and words */
    SAYSO_ARRAY(sayso_cell) cell;
} pager;

static sayso_status no_memory(pager *p)
{
    return sayso__fail_memory(p->err);
}

/* ---- filters: names into ids ------------------------------------------------------------------
 */

typedef struct {
    sayso_str id, up; /* up: the actor it is merged into or speaks for; p == NULL: none */
    bool meant;
} person;

typedef struct {
    SAYSO_ARRAY(person) v;
    sayso_table index; /* id -> place in v */
    sayso_str key;     /* of the name that is asked for */
} people;

static bool add_person(pager *p, people *all, sayso_stmt *s)
{
    bool ok = true;
    person one = {.id = sayso__str_z(sayso__sql_text(s, 0, &p->t, &ok)),
                  .up = sayso__str_z(sayso__sql_text(s, 2, &p->t, &ok))};
    sayso_str name = sayso__names_key(sayso__sql_str(s, 1), &p->t);
    sayso_table_entry *e = ok && one.id.p ? sayso__table_put(&all->index, one.id) : NULL;
    if (!e || !name.p)
        return false;
    e->value = all->v.n;
    one.meant = sayso__str_eq(name, all->key);
    return SAYSO_PUSH(&p->t, &all->v, one);
}

/* Steps through `sql`, handing each row to `take`. */
static sayso_status each(pager *p, const char *sql, bool (*take)(pager *, people *, sayso_stmt *),
                         people *all)
{
    sayso_stmt *s;
    int rc;
    bool ok = true;
    SAYSO_TRY(sayso__sql_prepare(p->l, sql, &s, p->err, ""));
    while (ok && (rc = sayso__sql_next(s)) == SAYSO_ROW)
        ok = take(p, all, s);
    sayso_status status = !ok                ? no_memory(p)
                          : rc != SAYSO_DONE ? sayso__sql_fail(p->l, rc, p->err)
                                             : SAYSO_OK;
    sayso__sql_finish(s);
    return status;
}

static bool add_alias(pager *p, people *all, sayso_stmt *s)
{
    sayso_table_entry *e = sayso__table_find(&all->index, sayso__sql_str(s, 0));
    sayso_str alias = sayso__names_key(sayso__sql_str(s, 1), &p->t);
    if (e && alias.p && sayso__str_eq(alias, all->key))
        all->v.v[e->value].meant = true;
    return alias.p;
}

/* JSON array of the ids of those that `name` means and of those whose words count as theirs. */
static sayso_status ids_of(pager *p, const char *name, const char **out)
{
    people all = {.key = sayso__names_key(sayso__str_z(name), &p->t)};
    if (!all.key.p)
        return no_memory(p);
    sayso__table_init(&all.index, &p->t);
    SAYSO_TRY(each(p, "SELECT actor_id, name, coalesce(same_as, speaks_for) FROM actor", add_person,
                   &all));
    SAYSO_TRY(each(p, "SELECT actor_id, alias FROM actor_alias", add_alias, &all));
    sayso_sink s;
    sayso__sink_memory(&s);
    sayso__sink_char(&s, '[');
    for (uint32_t i = 0; i < all.v.n; i++) {
        uint32_t at = i;
        for (uint32_t step = 0; step < CHIEFS_MOST && !all.v.v[at].meant; step++) {
            sayso_str up = all.v.v[at].up;
            const sayso_table_entry *e = up.p ? sayso__table_find(&all.index, up) : NULL;
            if (!e)
                break;
            at = e->value;
        }
        if (all.v.v[at].meant)
            sayso__sink_print(&s, "%s\"%.*s\"", s.n > 1 ? "," : "", (int)all.v.v[i].id.n,
                              all.v.v[i].id.p);
    }
    sayso__sink_char(&s, ']');
    *out = s.failed ? NULL : sayso__arena_copy(p->a, s.buf, s.n);
    sayso__sink_free(&s);
    return *out ? SAYSO_OK : no_memory(p);
}

/* Names of events and actors become ids, words a full-text query. */
static sayso_status resolve(pager *p, sayso_page_kind kind)
{
    bool part = kind == SAYSO_PAGE_EVENTS || kind == SAYSO_PAGE_ACTORS;
    if (p->f.event)
        SAYSO_TRY(sayso__stored_event(p->l, p->f.event, p->a, &p->f.event, p->err));
    if (p->f.by)
        SAYSO_TRY(ids_of(p, p->f.by, &p->f.by));
    if (p->f.about)
        SAYSO_TRY(ids_of(p, p->f.about, &p->f.about));
    if (p->f.words && !part) {
        sayso_str words = sayso__find_words(p->l, p->f.words, p->a);
        if (!words.p)
            return no_memory(p);
        p->f.words = words.n ? words.p : NULL;
    }
    return SAYSO_OK;
}

/* ---- statements -------------------------------------------------------------------------------
 */

static const char *value_of(const pager *p, const sayso_page_condition *c)
{
    const char *value;
    memcpy(&value, (const char *)&p->f + c->field, sizeof value);
    return value;
}

/* Conditions are needed as " AND ..." (they follow a WHERE). NULL: out of memory. */
static const char *conditions(pager *p)
{
    sayso_sink s;
    sayso__sink_memory(&s);
    for (const sayso_page_condition *c = p->page->condition; c->sql; c++)
        if (value_of(p, c)) {
            sayso__sink_text(&s, " AND ");
            sayso__sink_text(&s, c->sql);
        }
    const char *text = s.failed ? NULL : sayso__arena_copy(&p->t, s.n ? s.buf : "", s.n);
    sayso__sink_free(&s);
    return text;
}

/* `sql` with each "%" replaced. */
static const char *with(pager *p, const char *sql, const char *where)
{
    for (const char *at; sql && (at = strchr(sql, '%'));)
        sql = sayso__arena_print(&p->t, "%.*s%s%s", (int)(at - sql), sql, where, at + 1).p;
    return sql;
}

static sayso_status prepare(pager *p, const char *sql, sayso_stmt **s)
{
    if (!sql)
        return no_memory(p);
    SAYSO_TRY(sayso__sql_prepare(p->l, sql, s, p->err, ""));
    for (const sayso_page_condition *c = p->page->condition; c->sql; c++) {
        if (value_of(p, c))
            sayso__sql_bind_text(*s, c->name, value_of(p, c));
    }
    sayso__sql_bind_int(*s, ":limit", p->f.limit);
    sayso__sql_bind_int(*s, ":offset", p->f.offset);
    return SAYSO_OK;
}

/* Finishes a statement whose last step gave rc. */
static sayso_status finish(pager *p, sayso_stmt *s, int rc, bool ok)
{
    sayso_status status = SAYSO_OK;
    if (!ok)
        status = no_memory(p);
    else if (rc != SAYSO_DONE && rc != SAYSO_ROW)
        status = sayso__sql_fail(p->l, rc, p->err);
    sayso__sql_finish(s);
    return status;
}

static sayso_status count(pager *p, const char *where, uint64_t *total)
{
    sayso_stmt *s;
    SAYSO_TRY(prepare(p, with(p, p->page->count, where), &s));
    int rc = sayso__sql_next(s);
    *total = rc == SAYSO_ROW ? (uint64_t)sayso__sql_int(s, 0) : 0;
    return finish(p, s, rc, true);
}

static bool take_row(pager *p, sayso_stmt *s)
{
    static const uint8_t kinds[] = {['t'] = SAYSO_CELL_TEXT,
                                    ['l'] = SAYSO_CELL_LIST,
                                    ['f'] = SAYSO_CELL_FLAG,
                                    ['j'] = SAYSO_CELL_JSON};
    bool ok = true;
    for (int i = 0; ok && p->page->kinds[i]; i++) {
        sayso_cell c = {.kind = kinds[(unsigned char)p->page->kinds[i]]};
        if (c.kind == SAYSO_CELL_FLAG || sayso__sql_is_number(s, i)) {
            c.kind = c.kind == SAYSO_CELL_FLAG ? SAYSO_CELL_FLAG : SAYSO_CELL_NUMBER;
            c.number = sayso__sql_real(s, i);
        } else {
            c.text = sayso__sql_text(s, i, p->a, &ok);
            c.kind = c.text ? c.kind : SAYSO_CELL_NULL;
        }
        ok = ok && SAYSO_PUSH(p->a, &p->cell, c);
    }
    return ok;
}

static sayso_status take_rows(pager *p, sayso_stmt *s)
{
    int rc;
    bool ok = true;
    while (ok && (rc = sayso__sql_next(s)) == SAYSO_ROW)
        ok = take_row(p, s);
    return finish(p, s, rc, ok);
}

/* The row of the key at hand; *rc: what its only step gave. */
static bool keyed_row(pager *p, sayso_stmt *row, sayso_stmt *keys, int *rc)
{
    sayso__sql_reset(row);
    sayso__sql_bind_row(row, keys);
    *rc = sayso__sql_next(row);
    return *rc != SAYSO_ROW || take_row(p, row);
}

/* All keys in order are counted; those on the page get their rows. */
static sayso_status keyed_rows(pager *p, const char *where, uint64_t *total)
{
    const sayso_page_sql *page = p->page;
    sayso_stmt *keys, *row;
    const char *sql =
        sayso__arena_print(&p->t, "SELECT %s FROM %s ORDER BY %s", page->key,
                           p->f.event && page->event_from ? page->event_from : page->from,
                           p->f.backwards && page->backwards ? page->backwards : page->order)
            .p;
    SAYSO_TRY(prepare(p, with(p, sql, where), &keys));
    sayso_status status = sayso__sql_prepare(p->l, page->row, &row, p->err, "");
    if (status != SAYSO_OK) {
        sayso__sql_finish(keys);
        return status;
    }
    bool ok = true;
    int rc, got = SAYSO_ROW;
    while (ok && (got == SAYSO_ROW || got == SAYSO_DONE) &&
           (rc = sayso__sql_next(keys)) == SAYSO_ROW) {
        if (*total >= p->f.offset && *total - p->f.offset < p->f.limit)
            ok = keyed_row(p, row, keys, &got);
        ++*total;
    }
    sayso_status last = finish(p, row, got, ok);
    status = finish(p, keys, rc, true);
    return last != SAYSO_OK ? last : status;
}

static sayso_status page_rows(pager *p, sayso_page_kind kind, uint64_t *total)
{
    sayso_stmt *s;
    SAYSO_TRY(resolve(p, kind));
    const char *where = conditions(p);
    if (!where)
        return no_memory(p);
    if (p->page->key)
        return keyed_rows(p, where, total);
    SAYSO_TRY(count(p, where, total));
    SAYSO_TRY(prepare(p, with(p, p->page->row, where), &s));
    return take_rows(p, s);
}

sayso_status sayso__ledger_page(sayso_ledger *l, sayso_page_kind kind,
                                const sayso_page_filter *filter, sayso_arena *a,
                                sayso_table_rows *out, uint64_t *total, sayso_error *err)
{
    pager p = {.l = l, .err = err, .a = a, .page = &sayso__page_sql[kind], .f = *filter};
    bool began;
    *out = (sayso_table_rows){0};
    *total = 0;
    SAYSO_TRY(sayso__sql_snapshot(l, &began, err));
    sayso__arena_init(&p.t, 0);
    sayso_status status = page_rows(&p, kind, total);
    sayso__arena_free(&p.t);
    sayso__sql_release(l, began);
    SAYSO_TRY(status);
    out->column = p.page->column;
    out->n_column = (uint32_t)strlen(p.page->kinds);
    out->cell = p.cell.v;
    out->n_row = p.cell.n / out->n_column;
    return SAYSO_OK;
}
