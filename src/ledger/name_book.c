/* name_book.c -- counts of names over all documents; what a new document is near to.
 * Layer: ledger.
 *
 * Of the names of new documents the lists of who else has them are made in one pass over the book;
 * names that more than a few hundred documents have tell too little to be followed. */
#include "ledger/name_book.h"

#include <math.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/fail.h"
#include "base/str.h"
#include "base/table.h"

#define PRIOR     1000.0
#define STRANGERS 3.0 /* more of them a document */
#define ONCE      0.7 /* share of the weight of a name that one document alone has */
#define COMMON    (4 * SAYSO_EVENTS_POSTING) /* documents: a name of more is not followed */

#define NEED(ok, err)                                                                              \
    do {                                                                                           \
        if (!(ok))                                                                                 \
            return sayso__fail_memory(err);                                                        \
    } while (0)

/* ---- the book ---------------------------------------------------------------------------- */

static bool take(sayso_name_book *b, sayso_stmt *s, sayso_arena *a)
{
    sayso_book_page p = {.row = sayso__sql_int(s, 0), .day = SAYSO_NO_DAY, .first = b->name.n};
    int64_t utc;
    sayso_str day = sayso__sql_str(s, 1);
    if (!day.p || !sayso__date_parse(day, &p.day, &utc))
        p.day = SAYSO_NO_DAY;
    sayso_str names = sayso__sql_bytes(s, 2);
    p.n = names.n / (uint32_t)sizeof(uint32_t);
    for (uint32_t i = 0; i < p.n; i++) {
        uint32_t name;
        memcpy(&name, names.p + i * sizeof name, sizeof name);
        if (!SAYSO_PUSH(a, &b->name, name))
            return false;
    }
    return SAYSO_PUSH(a, &b->page, p);
}

bool sayso__name_book_add(sayso_name_book *b, const uint32_t *name, uint32_t n, sayso_arena *a)
{
    const sayso_book_page p = {.day = SAYSO_NO_DAY, .first = b->name.n, .n = n};
    for (uint32_t i = 0; i < n; i++)
        if (!SAYSO_PUSH(a, &b->name, name[i]))
            return false;
    return SAYSO_PUSH(a, &b->page, p);
}

uint32_t sayso__name_book_slot(const sayso_name_book *b, uint32_t name)
{
    uint32_t i = name * 0x9e3779b1u & b->mask;
    while (b->count[i] && b->key[i] != name)
        i = (i + 1) & b->mask;
    return i;
}

static double weigh(const sayso_name_book *b, uint32_t count)
{
    double w = log((PRIOR + (1 + STRANGERS) * b->page.n) / count);
    return count == 1 ? ONCE * w : w;
}

bool sayso__name_book_count(sayso_name_book *b, sayso_arena *a)
{
    uint32_t room = 16;
    while (room < 2 * (uint64_t)b->name.n && room < 1u << 31)
        room *= 2;
    b->mask = room - 1;
    b->key = SAYSO_NEW_N(a, uint32_t, room);
    b->count = SAYSO_NEW_N(a, uint32_t, room);
    b->weight = SAYSO_NEW_N(a, double, room);
    if (!b->key || !b->count || !b->weight || b->name.n >= 1u << 30)
        return false;
    for (uint32_t i = 0; i < b->name.n; i++) {
        uint32_t k = sayso__name_book_slot(b, b->name.v[i]);
        b->key[k] = b->name.v[i];
        b->count[k]++;
    }
    for (uint32_t k = 0; k < room; k++)
        if (b->count[k])
            b->weight[k] = weigh(b, b->count[k]);
    return true;
}

sayso_status sayso__name_book_read(sayso_ledger *l, sayso_arena *a, sayso_name_book *out,
                                   sayso_error *err)
{
    sayso_stmt *s;
    *out = (sayso_name_book){0};
    SAYSO_TRY(sayso__sql_bind(l, SAYSO_SQL_NAMES, &s, err, ""));
    for (bool row = true; row;) {
        SAYSO_TRY(sayso__sql_step(l, s, &row, err));
        if (row && !take(out, s, a)) {
            sayso__sql_reset(s);
            return sayso__fail_memory(err);
        }
    }
    NEED(sayso__name_book_count(out, a), err);
    return SAYSO_OK;
}

double sayso__name_book_weight(const sayso_name_book *b, uint32_t name)
{
    uint32_t k = sayso__name_book_slot(b, name);
    return b->count[k] ? b->weight[k] : weigh(b, 1);
}

/* ---- what is near a new document --------------------------------------------------------- */

typedef struct {
    uint32_t page, next; /* next: index, SAYSO_NONE at the end */
} holder;

typedef struct {
    sayso_ledger *l;
    const sayso_name_book *b;
    sayso_arena *t;
    sayso_error *err;
    uint32_t fresh; /* first page behind the mark */
    uint32_t *list; /* [mask + 1] first holder + 1 of a fresh name, 0: none, SAYSO_NONE: wanted */
    double *length; /* [page.n] 0: not computed yet */
    double *dot;    /* [page.n] of the page at hand */
    uint32_t *shared, *touched, n_touched;
    bool *near;        /* [page.n] */
    sayso_table event; /* ids of events that are affected */
    SAYSO_ARRAY(holder) holder;
    SAYSO_ARRAY(const char *) id;
} search;

/* Who has the names of fresh pages. */
static bool list_holders(search *x)
{
    const sayso_name_book *b = x->b;
    for (uint32_t i = x->fresh; i < b->page.n; i++)
        for (uint32_t k = 0; k < b->page.v[i].n; k++) {
            uint32_t slot = sayso__name_book_slot(b, b->name.v[b->page.v[i].first + k]);
            if (b->count[slot] <= COMMON)
                x->list[slot] = SAYSO_NONE;
        }
    for (uint32_t i = 0; i < b->page.n; i++)
        for (uint32_t k = 0; k < b->page.v[i].n; k++) {
            uint32_t slot = sayso__name_book_slot(b, b->name.v[b->page.v[i].first + k]);
            if (!x->list[slot])
                continue;
            uint32_t next = x->list[slot] == SAYSO_NONE ? SAYSO_NONE : x->list[slot] - 1;
            if (!SAYSO_PUSH(x->t, &x->holder, (holder){i, next}))
                return false;
            x->list[slot] = x->holder.n;
        }
    return true;
}

static double length_of(search *x, uint32_t page)
{
    const sayso_book_page *p = &x->b->page.v[page];
    if (x->length[page] > 0)
        return x->length[page];
    double sum = 0;
    for (uint32_t k = 0; k < p->n; k++) {
        double w = sayso__name_book_weight(x->b, x->b->name.v[p->first + k]);
        sum += w * w;
    }
    return x->length[page] = sqrt(sum);
}

/* How near two reports of these days must be to be of one event. */
static double least_of(int32_t x, int32_t y)
{
    int32_t days = x == SAYSO_NO_DAY || y == SAYSO_NO_DAY ? 0 : abs(x - y);
    if (days > SAYSO_EVENTS_DAYS)
        return days <= SAYSO_EVENTS_LATER_DAYS ? SAYSO_EVENTS_LATER : INFINITY;
    return SAYSO_EVENTS_PLACED;
}

/* Marks the pages that are near page i. */
static void mark_near(search *x, uint32_t i)
{
    const sayso_name_book *b = x->b;
    const sayso_book_page *p = &b->page.v[i];
    for (uint32_t k = 0; k < p->n; k++) {
        uint32_t slot = sayso__name_book_slot(b, b->name.v[p->first + k]);
        double w = b->weight[slot] * b->weight[slot];
        uint32_t at = x->list[slot] && x->list[slot] != SAYSO_NONE ? x->list[slot] - 1 : SAYSO_NONE;
        for (; at != SAYSO_NONE; at = x->holder.v[at].next) {
            uint32_t d = x->holder.v[at].page;
            if (!x->shared[d]++)
                x->touched[x->n_touched++] = d;
            x->dot[d] += w;
        }
    }
    for (; x->n_touched; x->n_touched--) {
        uint32_t d = x->touched[x->n_touched - 1];
        if (x->shared[d] >= SAYSO_EVENTS_SHARED &&
            x->dot[d] >= least_of(p->day, b->page.v[d].day) * length_of(x, i) * length_of(x, d))
            x->near[d] = true;
        x->shared[d] = 0;
        x->dot[d] = 0;
    }
}

/* Notes the event in column 0 of each row. */
static sayso_status note_events(search *x, sayso_stmt *s)
{
    for (bool row = true; row;) {
        SAYSO_TRY(sayso__sql_step(x->l, s, &row, x->err));
        if (row && sayso__table_intern(&x->event, sayso__sql_str(s, 0)) == SAYSO_NONE) {
            sayso__sql_reset(s);
            return sayso__fail_memory(x->err);
        }
    }
    return SAYSO_OK;
}

/* The events of copies, versions and incidents of one place and day. */
static sayso_status note_kin(search *x, int64_t row)
{
    sayso_stmt *s;
    x->id.n = 0;
    SAYSO_TRY(sayso__sql_bind(x->l, SAYSO_SQL_EVENT_KIN, &s, x->err, "i", row));
    for (bool more = true, ok = true; more;) {
        SAYSO_TRY(sayso__sql_step(x->l, s, &more, x->err));
        if (more && (!SAYSO_PUSH(x->t, &x->id, sayso__sql_text(s, 0, x->t, &ok)) || !ok)) {
            sayso__sql_reset(s);
            return sayso__fail_memory(x->err);
        }
    }
    for (uint32_t i = 0; i < x->id.n; i++) {
        SAYSO_TRY(sayso__sql_bind(x->l, SAYSO_SQL_EVENT_OF, &s, x->err, "z", x->id.v[i]));
        SAYSO_TRY(note_events(x, s));
    }
    return SAYSO_OK;
}

static sayso_status find_events(search *x)
{
    sayso_stmt *s;
    const sayso_name_book *b = x->b;
    NEED(list_holders(x), x->err);
    SAYSO_TRY(sayso__sql_bind(x->l, SAYSO_SQL_EVENTS_STALE, &s, x->err, ""));
    SAYSO_TRY(note_events(x, s));
    for (uint32_t i = x->fresh; i < b->page.n; i++) {
        mark_near(x, i);
        SAYSO_TRY(note_kin(x, b->page.v[i].row));
    }
    for (uint32_t i = 0; i < x->fresh; i++) {
        if (!x->near[i])
            continue;
        SAYSO_TRY(sayso__sql_bind(x->l, SAYSO_SQL_ROW_EVENT, &s, x->err, "i", b->page.v[i].row));
        SAYSO_TRY(note_events(x, s));
    }
    return SAYSO_OK;
}

static sayso_status list_rows(search *x, sayso_rows_list64 *out)
{
    sayso_stmt *s;
    for (uint32_t e = 0; e < x->event.n; e++) {
        SAYSO_TRY(
            sayso__sql_bind(x->l, SAYSO_SQL_EVENT_ROWS, &s, x->err, "s", x->event.entry[e].key));
        for (bool row = true; row;) {
            SAYSO_TRY(sayso__sql_step(x->l, s, &row, x->err));
            if (row && !SAYSO_PUSH(x->t, out, sayso__sql_int(s, 0))) {
                sayso__sql_reset(s);
                return sayso__fail_memory(x->err);
            }
        }
    }
    for (uint32_t i = x->fresh; i < x->b->page.n; i++)
        NEED(SAYSO_PUSH(x->t, out, x->b->page.v[i].row), x->err);
    return SAYSO_OK;
}

sayso_status sayso__name_book_affected(sayso_ledger *l, const sayso_name_book *b, int64_t mark,
                                       sayso_arena *t, sayso_rows_list64 *out, sayso_error *err)
{
    search x = {.l = l, .b = b, .t = t, .err = err, .fresh = b->page.n};
    while (x.fresh && b->page.v[x.fresh - 1].row > mark)
        x.fresh--;
    x.list = SAYSO_NEW_N(t, uint32_t, (size_t)b->mask + 1);
    x.length = SAYSO_NEW_N(t, double, b->page.n);
    x.dot = SAYSO_NEW_N(t, double, b->page.n);
    x.shared = SAYSO_NEW_N(t, uint32_t, b->page.n);
    x.touched = SAYSO_NEW_N(t, uint32_t, b->page.n);
    x.near = SAYSO_NEW_N(t, bool, b->page.n);
    sayso__table_init(&x.event, t);
    NEED(x.list && x.length && x.dot && x.shared && x.touched && x.near, err);
    SAYSO_TRY(find_events(&x));
    return list_rows(&x, out);
}
