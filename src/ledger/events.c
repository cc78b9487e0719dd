/* events.c -- reports into events, by the names they share.  Layer: ledger.
 *
 * In order of publication each report joins the event whose centroid (the sum of its reports'
 * vectors of names) it is nearest to, if one report of it is near, too: a single near pair would
 * chain all of a year's politics into one event. What a report looks like early in a story may
 * differ from what all of them look like in the end; therefore a second pass joins events whose
 * centroids are near.
 *
 * An inverted list of names gives for each report the others that share some; of a long list only
 * the POSTING_MOST about the report are looked at, which keeps the work linear.
 * The outcome hangs on what the reports are, not on the order in which they were read; in a large
 * ledger a few new ones are weighed with what they are near to alone, all else staying as it was
 * (name_book.h): then only what would have come about through a third event is missed. */
#include "ledger/events.h"

#include <math.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/fail.h"
#include "base/str.h"
#include "base/table.h"
#include "ledger/by_hand.h"
#include "ledger/name_book.h"
#include "ledger/names.h"

#define POSTING_MOST SAYSO_EVENTS_POSTING
#define COSINE_LEAST 0.22                /* to one report of the event ... */
#define PLACED_LEAST SAYSO_EVENTS_PLACED /* ... or this: main incidents of one place and day */
#define CENTRE_LEAST 0.25                /* to the event's centroid */
#define EVENTS_LEAST 0.38                /* of two events' centroids ... */
#define STRAY_LEAST  0.30                /* ... of which one has no more reports than this: */
#define STRAY_MOST   3u
#define STRAY_PAIR   0.27 /* ... one of them that near to one of the other ... */
#define STRAY_SHARED 7u   /* ... by that many names */
#define LATER_EVENT  0.40 /* centroids of events further apart than DAYS_MOST */
#define LATER_SHARED 5u   /* names in common of reports as far apart */
#define NAMES_LEAST  SAYSO_EVENTS_SHARED
#define DAYS_MOST    SAYSO_EVENTS_DAYS
#define LATER_MOST   SAYSO_EVENTS_LATER_DAYS
#define LATER_LEAST  SAYSO_EVENTS_LATER
#define SMALL        1000u /* documents: no more are always weighed anew, all of them */
#define FEW          4u    /* so are those where one in so many is new */

#define NEED(ok, err)                                                                              \
    do {                                                                                           \
        if (!(ok))                                                                                 \
            return sayso__fail_memory(err);                                                        \
    } while (0)

typedef struct {
    sayso_event_document *v;
    uint32_t n, cap;
} documents;

/* ---- reading ----------------------------------------------------------------------------- */

bool sayso__event_document_ready(sayso_event_document *x, sayso_arena *a)
{
    int64_t utc;
    x->happened = SAYSO_NO_DAY;
    bool exact = x->main.first && x->main.last && strcmp(x->main.first, x->main.last) == 0;
    if (exact && !sayso__date_parse(sayso__str_z(x->main.first), &x->happened, &utc))
        x->happened = SAYSO_NO_DAY;
    if (!x->has_main || !x->main.place)
        return true;
    x->place = sayso__names_key(sayso__str_z(x->main.place), a);
    return x->place.p;
}

static bool take(documents *d, sayso_stmt *s, sayso_arena *a)
{
    bool ok = true;
    int64_t utc;
    sayso_event_document x = {.n = sayso__sql_int(s, 0), .day = SAYSO_NO_DAY};
    x.id = sayso__sql_text(s, 1, a, &ok);
    sayso_str day = sayso__sql_str(s, 2);
    if (!day.p || !sayso__date_parse(day, &x.day, &utc))
        x.day = SAYSO_NO_DAY;
    x.group = sayso__sql_text(s, 3, a, &ok);
    x.older = sayso__sql_text(s, 4, a, &ok);
    sayso_str names = sayso__sql_bytes(s, 5);
    x.n_name = names.n / (uint32_t)sizeof *x.name;
    x.name = SAYSO_NEW_N(a, uint32_t, x.n_name);
    if (!x.name)
        return false;
    if (names.p)
        memcpy(x.name, names.p, x.n_name * sizeof *x.name);
    x.has_main = !sayso__sql_null(s, 6);
    x.main.main = true;
    x.main.kind = sayso__sql_word(s, 6, SAYSO_VOCAB_EVENT);
    x.main.first = sayso__sql_text(s, 7, a, &ok);
    x.main.last = sayso__sql_text(s, 8, a, &ok);
    x.main.place = sayso__sql_text(s, 9, a, &ok);
    x.main.country = sayso__sql_text(s, 10, a, &ok);
    x.content = sayso__sql_text(s, 11, a, &ok);
    x.published = sayso__sql_text(s, 12, a, &ok);
    ok = ok && sayso__event_document_ready(&x, a);
    return ok && x.id && SAYSO_PUSH(a, d, x);
}

/* rows: JSON array of document rows, NULL: all. */
static sayso_status read_documents(sayso_ledger *l, const char *rows, sayso_arena *a, documents *d,
                                   sayso_error *err)
{
    sayso_stmt *s;
    SAYSO_TRY(sayso__sql_bind(l, SAYSO_SQL_EVENT_DOCUMENTS, &s, err, "z", rows));
    for (bool row = true; row;) {
        SAYSO_TRY(sayso__sql_step(l, s, &row, err));
        if (row && !take(d, s, a)) {
            sayso__sql_reset(s);
            return sayso__fail_memory(err);
        }
    }
    return SAYSO_OK;
}

/* ---- joining ----------------------------------------------------------------------------- */

typedef struct {
    sayso_event_document *doc;
    uint32_t *root;
    uint32_t n;
    const sayso_name_book *book;
} joiner;

static uint32_t find(const joiner *j, uint32_t i)
{
    while (j->root[i] != i) {
        j->root[i] = j->root[j->root[i]];
        i = j->root[i];
    }
    return i;
}

static void join(const joiner *j, uint32_t x, uint32_t y)
{
    x = find(j, x);
    y = find(j, y);
    if (x < y)
        j->root[y] = x;
    else
        j->root[x] = y;
}

/* Joins i to the document that has the same key, if there is one before it. */
static bool join_key(const joiner *j, sayso_table *t, sayso_str key, uint32_t i)
{
    sayso_table_entry *e = key.p ? sayso__table_put(t, key) : NULL;
    if (!e)
        return false;
    if (e->value == SAYSO_NONE)
        e->value = i;
    else
        join(j, e->value, i);
    return true;
}

/* Copies, versions, and incidents of one place and day. */
static bool join_known(const joiner *j, sayso_arena *t)
{
    sayso_table by_key;
    sayso__table_init(&by_key, t);
    for (uint32_t i = 0; i < j->n; i++) {
        const sayso_event_document *d = &j->doc[i];
        bool ok = join_key(j, &by_key, sayso__arena_print(t, "d%s", d->id), i);
        if (d->group)
            ok = ok && join_key(j, &by_key, sayso__arena_print(t, "g%s", d->group), i);
        if (d->older)
            ok = ok && join_key(j, &by_key, sayso__arena_print(t, "d%s", d->older), i);
        if (d->place.n && d->happened != SAYSO_NO_DAY)
            ok = ok && join_key(j, &by_key,
                                sayso__arena_print(t, "i%s|%.*s", d->main.first, (int)d->place.n,
                                                   d->place.p),
                                i);
        if (!ok)
            return false;
    }
    return true;
}

/* One entry for each name of each document, sorted by name. */
typedef struct {
    uint32_t name, doc;
} posting;

static int by_name(const void *x, const void *y)
{
    const posting *a = x, *b = y;
    return a->name != b->name ? (a->name > b->name) - (a->name < b->name)
                              : (a->doc > b->doc) - (a->doc < b->doc);
}

/* The lists of who has a name, one behind the other, and where in them each document stands: it is
 * asked for again and again, and a search for each name of each document would be most of the work.
 */
typedef struct {
    uint32_t *doc;   /* [n] by list, then ascending */
    uint32_t *list;  /* [n] which list doc[k] is in */
    uint32_t *first; /* [n_list + 1] where each begins */
    double *square;  /* [n_list] of the name's weight */
    uint32_t *place; /* [n] indices of doc[], by document */
    uint32_t *own;   /* [documents + 1] where a document's places begin */
    uint32_t n, n_list;
} postings;

/* false: out of memory. */
static bool make_room(const joiner *j, sayso_arena *a, postings *p)
{
    uint64_t n = 0;
    p->own = SAYSO_NEW_N(a, uint32_t, (size_t)j->n + 1);
    if (!p->own)
        return false;
    for (uint32_t i = 0; i < j->n; i++) {
        n += j->doc[i].n_name;
        p->own[i + 1] = (uint32_t)n;
    }
    if (n >= UINT32_MAX)
        return false;
    p->n = (uint32_t)n;
    p->doc = SAYSO_NEW_N(a, uint32_t, n);
    p->list = SAYSO_NEW_N(a, uint32_t, n);
    p->place = SAYSO_NEW_N(a, uint32_t, n);
    p->first = SAYSO_NEW_N(a, uint32_t, n + 1);
    p->square = SAYSO_NEW_N(a, double, n);
    return p->doc && p->list && p->place && p->first && p->square;
}

/* v: sorted. */
static void fill_lists(const joiner *j, const posting *v, uint32_t *at, postings *p)
{
    for (uint32_t k = 0; k < p->n; k++) {
        if (k == 0 || v[k].name != v[k - 1].name) {
            double w = sayso__name_book_weight(j->book, v[k].name);
            p->square[p->n_list] = w * w;
            p->first[p->n_list++] = k;
        }
        p->doc[k] = v[k].doc;
        p->list[k] = p->n_list - 1;
        p->place[at[v[k].doc]++] = k;
    }
    p->first[p->n_list] = p->n;
}

static bool list_names(const joiner *j, sayso_arena *a, postings *p)
{
    *p = (postings){0};
    if (!make_room(j, a, p))
        return false;
    posting *v = calloc((size_t)p->n + 1, sizeof *v);
    uint32_t *at = calloc((size_t)j->n + 1, sizeof *at), n = 0;
    bool ok = v && at;
    for (uint32_t i = 0; ok && i < j->n; i++) {
        at[i] = p->own[i];
        for (uint32_t k = 0; k < j->doc[i].n_name; k++)
            v[n++] = (posting){j->doc[i].name[k], i};
    }
    if (ok && n)
        qsort(v, n, sizeof *v, by_name);
    if (ok)
        fill_lists(j, v, at, p);
    free(v);
    free(at);
    return ok;
}

static void set_lengths(const joiner *j, const postings *p)
{
    for (uint32_t i = 0; i < j->n; i++) {
        double sum = j->doc[i].length;
        for (uint32_t k = p->own[i]; k < p->own[i + 1]; k++)
            sum += p->square[p->list[p->place[k]]];
        j->doc[i].length = sqrt(sum);
    }
}

/* Sums of one document's pass over its names' lists, and which others they touched. */
typedef struct {
    double *dot;
    uint32_t *shared, *touched;
    uint32_t n_touched;
} sums;

/* Of the list that doc[at] stands in: the documents before it, or with `all` those on both sides of
 * it. */
static void add_name(const postings *p, sums *s, uint32_t at, bool all)
{
    uint32_t list = p->list[at], from = p->first[list], to = p->first[list + 1];
    double square = p->square[list];
    uint32_t end = all ? (to - at > POSTING_MOST ? at + POSTING_MOST : to) : at;
    for (uint32_t k = at - from > POSTING_MOST ? at - POSTING_MOST : from; k < end; k++) {
        uint32_t d = p->doc[k];
        if (!s->shared[d]++)
            s->touched[s->n_touched++] = d;
        s->dot[d] += square;
    }
}

static void add_names(const postings *p, sums *s, uint32_t i, bool all)
{
    for (uint32_t k = p->own[i]; k < p->own[i + 1]; k++)
        add_name(p, s, p->place[k], all);
}

/* The cosine of i and a touched document. */
static double cosine_of(const joiner *j, const sums *s, uint32_t i, uint32_t d)
{
    return s->dot[d] / (j->doc[i].length * j->doc[d].length);
}

/* Days between the two; 0 where one is not known. */
static int32_t days_between(int32_t x, int32_t y)
{
    return x == SAYSO_NO_DAY || y == SAYSO_NO_DAY ? 0 : abs(x - y);
}

static bool within_days(int32_t x, int32_t y, int32_t most)
{
    return days_between(x, y) <= most;
}

/* Main incidents of one place and, where both are known, of one day, give or take one. Their kinds
 * do not count: whether it was an accident or an attack is what sources quarrel about. */
static bool one_place(const sayso_event_document *x, const sayso_event_document *y)
{
    return x->place.n && sayso__str_eq(x->place, y->place) &&
           within_days(x->happened, y->happened, 1);
}

static bool is_near(const sayso_event_document *x, const sayso_event_document *y, double cosine,
                    uint32_t shared)
{
    double least = one_place(x, y) ? PLACED_LEAST : COSINE_LEAST;
    int32_t days = days_between(x->day, y->day);
    if (days > DAYS_MOST) /* a trial, a report of inquiry */
        return days <= LATER_MOST && cosine >= LATER_LEAST && shared >= LATER_SHARED;
    return shared >= NAMES_LEAST && cosine >= least;
}

/* By event, at the index of its first document. */
typedef struct {
    double *square; /* of its centroid's length */
    double *total;  /* of the cosines to what is looked at; 0 between passes */
    bool *near;     /* a document of it is near; false between passes */
} centres;

/* Of the events that document i's touched ones are of: the one whose centroid it is nearest to, if
 * one of its documents is near, too; SAYSO_NONE if none. */
static uint32_t nearest(const joiner *j, const sums *s, const centres *c, uint32_t i)
{
    for (uint32_t k = 0; k < s->n_touched; k++) {
        uint32_t d = s->touched[k], r = find(j, d);
        double cosine = cosine_of(j, s, i, d);
        c->total[r] += cosine;
        c->near[r] = c->near[r] || is_near(&j->doc[i], &j->doc[d], cosine, s->shared[d]);
    }
    uint32_t best = SAYSO_NONE;
    double best_cosine = CENTRE_LEAST;
    for (uint32_t k = 0; k < s->n_touched; k++) {
        uint32_t r = find(j, s->touched[k]);
        double cosine = c->near[r] ? c->total[r] / sqrt(c->square[r]) : 0;
        if (cosine > best_cosine || (cosine == best_cosine && r < best)) {
            best = r;
            best_cosine = cosine;
        }
    }
    return best;
}

/* Each document to its event, in order of publication. */
static void join_documents(const joiner *j, const postings *p, sums *s, const centres *c)
{
    for (uint32_t i = 0; i < j->n; i++) {
        add_names(p, s, i, false);
        uint32_t best = nearest(j, s, c, i), own = find(j, i);
        if (best != SAYSO_NONE && own == i) { /* else an earlier copy or version has led it */
            join(j, best, i);
            own = best;
        }
        c->square[own] += 1 + 2 * c->total[own];
        for (; s->n_touched; s->n_touched--) {
            uint32_t d = s->touched[s->n_touched - 1];
            s->dot[d] = c->total[find(j, d)] = 0;
            s->shared[d] = 0;
            c->near[find(j, d)] = false;
        }
    }
}

/* Events as the first pass left them: each document's, and the next of the same one. */
typedef struct {
    uint32_t *of, *next, *list; /* list: those that one event touches */
    int32_t *first, *last;      /* day of publication, by event */
    uint32_t *size;             /* reports, by event */
    bool *alike;                /* by event: a pair of reports is near; false between events */
} parts;

static bool list_parts(const joiner *j, parts *e, sayso_arena *t)
{
    e->of = SAYSO_NEW_N(t, uint32_t, j->n);
    e->next = SAYSO_NEW_N(t, uint32_t, j->n);
    e->list = SAYSO_NEW_N(t, uint32_t, j->n);
    e->first = SAYSO_NEW_N(t, int32_t, j->n);
    e->last = SAYSO_NEW_N(t, int32_t, j->n);
    e->size = SAYSO_NEW_N(t, uint32_t, j->n);
    e->alike = SAYSO_NEW_N(t, bool, j->n);
    uint32_t *end = SAYSO_NEW_N(t, uint32_t, j->n);
    if (!e->of || !e->next || !e->list || !e->first || !e->last || !e->size || !e->alike || !end)
        return false;
    for (uint32_t i = 0; i < j->n; i++) {
        uint32_t r = e->of[i] = find(j, i); /* the least of its documents */
        e->next[i] = SAYSO_NONE;
        e->size[r]++;
        if (r != i)
            e->next[end[r]] = i;
        end[r] = i;
        if (r == i || e->first[r] == SAYSO_NO_DAY)
            e->first[r] = j->doc[i].day;
        if (r == i || j->doc[i].day != SAYSO_NO_DAY)
            e->last[r] = j->doc[i].day;
    }
    return true;
}

/* Sums to the total of each event, and to list[], the cosines of event r to all that it touches,
 * itself, too. Returns how many. */
static uint32_t sum_event(const joiner *j, const postings *p, sums *s, const centres *c,
                          const parts *e, uint32_t r)
{
    uint32_t n = 0;
    for (uint32_t i = r; i != SAYSO_NONE; i = e->next[i]) {
        add_names(p, s, i, true);
        for (; s->n_touched; s->n_touched--) {
            uint32_t d = s->touched[s->n_touched - 1], q = e->of[d];
            if (!c->near[q])
                e->list[n++] = q;
            c->near[q] = true;
            double cosine = cosine_of(j, s, i, d);
            c->total[q] += cosine;
            e->alike[q] = e->alike[q] || (cosine >= STRAY_PAIR && s->shared[d] >= STRAY_SHARED);
            s->dot[d] = 0;
            s->shared[d] = 0;
        }
    }
    return n;
}

/* How near event r and an earlier one, q, must be. A few reports that the first pass left aside are
 * led home sooner than two events of many are taken for one. */
static double events_least(const parts *e, uint32_t q, uint32_t r)
{
    int32_t days = days_between(e->last[q], e->first[r]);
    if (days > DAYS_MOST)
        return days <= LATER_MOST ? LATER_EVENT : INFINITY;
    bool stray = e->size[q] <= STRAY_MOST || e->size[r] <= STRAY_MOST;
    return stray && e->alike[q] ? STRAY_LEAST : EVENTS_LEAST;
}

/* Each event to the earlier one whose centroid is nearest. */
static void join_events(const joiner *j, const postings *p, sums *s, const centres *c,
                        const parts *e)
{
    for (uint32_t r = 0; r < j->n; r++) {
        if (e->of[r] != r)
            continue;
        uint32_t n = sum_event(j, p, s, c, e, r), best = SAYSO_NONE;
        double best_cosine = 0;
        c->square[r] = c->total[r];
        for (uint32_t k = 0; k < n; k++) {
            uint32_t q = e->list[k];
            double cosine = q < r ? c->total[q] / sqrt(c->square[q] * c->square[r]) : 0;
            bool better = cosine > best_cosine || (cosine == best_cosine && q < best);
            if (q < r && better && cosine >= events_least(e, q, r)) {
                best = q;
                best_cosine = cosine;
            }
            c->total[q] = 0;
            c->near[q] = e->alike[q] = false;
        }
        if (best != SAYSO_NONE)
            join(j, best, r);
    }
}

static bool join_similar(const joiner *j, sayso_arena *t)
{
    postings p;
    parts e;
    sums s = {SAYSO_NEW_N(t, double, j->n), SAYSO_NEW_N(t, uint32_t, j->n),
              SAYSO_NEW_N(t, uint32_t, j->n), 0};
    centres c = {SAYSO_NEW_N(t, double, j->n), SAYSO_NEW_N(t, double, j->n),
                 SAYSO_NEW_N(t, bool, j->n)};
    if (!s.dot || !s.shared || !s.touched || !c.square || !c.total || !c.near ||
        !list_names(j, t, &p))
        return false;
    set_lengths(j, &p);
    join_documents(j, &p, &s, &c);
    if (!list_parts(j, &e, t))
        return false;
    join_events(j, &p, &s, &c, &e);
    return true;
}

/* ---- the events -------------------------------------------------------------------------- */

static bool name_event(sayso_events *out, uint32_t e, sayso_arena *a, sayso_arena *t)
{
    const sayso_raw_incident **v = SAYSO_NEW_N(t, const sayso_raw_incident *, out->n_in[e]);
    const sayso_event_document *first = &out->doc[out->member[out->first[e]]];
    uint32_t n = 0;
    for (uint32_t k = out->first[e]; v && k < out->first[e + 1]; k++)
        if (out->doc[out->member[k]].has_main)
            v[n++] = &out->doc[out->member[k]].main;
    sayso_str part[2] = {SAYSO_STR("event"), sayso__str_z(first->content)};
    out->event[e].id = v ? sayso__names_id(a, part, 2) : NULL;
    return out->event[e].id && sayso__event_describe(v, n, a, t, &out->event[e]);
}

/* Documents by event, each event's in order (counting sort). */
static bool list_members(sayso_events *out, sayso_arena *a, sayso_arena *t)
{
    out->member = SAYSO_NEW_N(a, uint32_t, out->n_doc);
    out->first = SAYSO_NEW_N(a, uint32_t, out->n_event + 1);
    uint32_t *at = SAYSO_NEW_N(t, uint32_t, out->n_event);
    if (!out->member || !out->first || !at)
        return false;
    for (uint32_t e = 0; e < out->n_event; e++) {
        at[e] = out->first[e];
        out->first[e + 1] = out->first[e] + out->n_in[e];
    }
    for (uint32_t i = 0; i < out->n_doc; i++)
        out->member[at[out->doc[i].event]++] = i;
    return true;
}

static bool number_events(const joiner *j, sayso_events *out, sayso_arena *a, sayso_arena *t)
{
    out->event = SAYSO_NEW_N(a, sayso_state_event, j->n);
    out->n_in = SAYSO_NEW_N(a, uint32_t, j->n);
    if (!out->event || !out->n_in)
        return false;
    for (uint32_t i = 0; i < j->n; i++) {
        uint32_t r = find(j, i);
        j->doc[i].event = r == i ? out->n_event++ : j->doc[r].event;
        out->n_in[j->doc[i].event]++;
    }
    if (!list_members(out, a, t))
        return false;
    for (uint32_t e = 0; e < out->n_event; e++)
        if (!name_event(out, e, a, t))
            return false;
    return true;
}

/* Rows as a JSON array; NULL: out of memory. */
static const char *print_rows(const sayso_rows_list64 *v, sayso_arena *t)
{
    sayso_sink s;
    sayso__sink_memory(&s);
    sayso__sink_char(&s, '[');
    for (uint32_t i = 0; i < v->n; i++)
        sayso__sink_print(&s, i ? ",%lld" : "%lld", (long long)v->v[i]);
    sayso__sink_char(&s, ']');
    const char *text = s.failed ? NULL : sayso__arena_copy(t, s.buf, s.n);
    sayso__sink_free(&s);
    return text;
}

/* Which documents are weighed: *rows NULL for all. */
static sayso_status choose_rows(sayso_ledger *l, const sayso_name_book *book, int64_t mark,
                                sayso_arena *t, const char **rows, sayso_error *err)
{
    uint32_t fresh = 0;
    *rows = NULL;
    while (fresh < book->page.n && book->page.v[book->page.n - 1 - fresh].row > mark)
        fresh++;
    if (book->page.n <= SMALL || fresh * FEW >= book->page.n)
        return SAYSO_OK;
    sayso_rows_list64 list = {0};
    SAYSO_TRY(sayso__name_book_affected(l, book, mark, t, &list, err));
    *rows = print_rows(&list, t);
    NEED(*rows, err);
    return SAYSO_OK;
}

/* The root of each document: the first of its event. false: out of memory. */
static bool join_all(joiner *j, sayso_arena *t)
{
    j->root = SAYSO_NEW_N(t, uint32_t, j->n);
    if (!j->root)
        return false;
    for (uint32_t i = 0; i < j->n; i++)
        j->root[i] = i;
    if (!join_known(j, t) || !join_similar(j, t))
        return false;
    for (uint32_t i = 0; i < j->n; i++)
        j->root[i] = find(j, i);
    return true;
}

sayso_status sayso__events_find(sayso_ledger *l, int64_t mark, sayso_arena *a, sayso_arena *t,
                                sayso_events *out, sayso_error *err)
{
    *out = (sayso_events){0};
    documents d = {0};
    sayso_name_book book;
    const char *rows;
    SAYSO_TRY(sayso__name_book_read(l, t, &book, err));
    SAYSO_TRY(choose_rows(l, &book, mark, t, &rows, err));
    SAYSO_TRY(read_documents(l, rows, a, &d, err));
    if (!d.n)
        return sayso__fail(err, SAYSO_ENOTFOUND, 0, "the ledger holds no report");
    out->doc = d.v;
    out->n_doc = d.n;
    joiner j = {d.v, NULL, d.n, &book};
    NEED(join_all(&j, t), err);
    SAYSO_TRY(sayso__by_hand_events(l, d.v, j.root, d.n, t, err));
    NEED(number_events(&j, out, a, t), err);
    return sayso__by_hand_names(l, out, a, err);
}

/* As SAYSO_SQL_EVENT_DOCUMENTS orders them. */
static int by_publication(const void *x, const void *y)
{
    const sayso_event_document *a = x, *b = y;
    if (!a->published || !b->published)
        return !a->published && !b->published ? strcmp(a->content, b->content)
                                              : (b->published != NULL) - (a->published != NULL);
    int order = strcmp(a->published, b->published);
    return order ? order : strcmp(a->content, b->content);
}

sayso_status sayso__events_among(sayso_event_document *doc, uint32_t n, sayso_arena *a,
                                 sayso_arena *t, sayso_events *out, sayso_error *err)
{
    sayso_name_book book = {0};
    *out = (sayso_events){.doc = doc, .n_doc = n};
    if (n)
        qsort(doc, n, sizeof *doc, by_publication);
    for (uint32_t i = 0; i < n; i++)
        NEED(sayso__name_book_add(&book, doc[i].name, doc[i].n_name, t), err);
    NEED(sayso__name_book_count(&book, t), err);
    joiner j = {doc, NULL, n, &book};
    NEED(join_all(&j, t) && number_events(&j, out, a, t), err);
    return SAYSO_OK;
}

sayso_str sayso__events_rows(const sayso_events *v, uint32_t event, sayso_arena *t)
{
    sayso_sink s;
    sayso__sink_memory(&s);
    sayso__sink_char(&s, '[');
    for (uint32_t k = v->first[event]; k < v->first[event] + v->n_in[event]; k++)
        sayso__sink_print(&s, s.n > 1 ? ",%lld" : "%lld", (long long)v->doc[v->member[k]].n);
    sayso__sink_char(&s, ']');
    const char *text = s.failed ? NULL : sayso__arena_copy(t, s.buf, s.n);
    sayso_str out = {text, text ? (uint32_t)s.n : 0};
    sayso__sink_free(&s);
    return out;
}
