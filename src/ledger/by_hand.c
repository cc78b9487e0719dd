/* by_hand.c -- corrections of events, applied.  Layer: ledger. */
#include "ledger/by_hand.h"

#include "base/fail.h"
#include "base/str.h"
#include "base/table.h"
#include "ledger/names.h"

static const char *const kinds[] = {
#define X(name, word) word,
    SAYSO_CORRECTION_LIST(X)
#undef X
};

/* The kind of a word, or how many there are. */
static uint8_t kind_of(sayso_str word)
{
    uint8_t k = 0;
    while (k < SAYSO_N_CORRECTION && !sayso__str_is(word, kinds[k]))
        k++;
    return k;
}

sayso_status sayso__by_hand_read(sayso_ledger *l, bool events, sayso_arena *a, sayso_by_hands *out,
                                 sayso_error *err)
{
    sayso_stmt *s;
    SAYSO_TRY(
        sayso__sql_bind(l, SAYSO_SQL_CORRECTIONS, &s, err, "z", events ? "event %" : "actor %"));
    for (bool row = true; row;) {
        SAYSO_TRY(sayso__sql_step(l, s, &row, err));
        if (!row)
            break;
        bool ok = true;
        sayso_by_hand h = {.n = sayso__sql_int(s, 0),
                           .what = kind_of(sayso__sql_str(s, 1)),
                           .old = sayso__sql_text(s, 2, a, &ok),
                           .new = sayso__sql_text(s, 3, a, &ok)};
        bool wanted = h.what <= SAYSO_CORRECTION_ACTOR_RENAME && h.old && h.new &&
                      (h.what <= SAYSO_CORRECTION_EVENT_RENAME) == events;
        if (!ok || (wanted && !SAYSO_PUSH(a, out, h))) {
            sayso__sql_reset(s);
            return sayso__fail_memory(err);
        }
    }
    return SAYSO_OK;
}

const char *sayso__by_hand_id(int64_t n, sayso_str key, sayso_arena *a)
{
    sayso_str part[3] = {key, SAYSO_STR("split"), sayso__arena_print(a, "%lld", (long long)n)};
    return part[2].p ? sayso__names_id(a, part, 3) : NULL;
}

bool sayso__by_hand_lists(const char *lines, const char *line)
{
    size_t n = strlen(line);
    for (const char *p = lines; p && *p;) {
        size_t here = strcspn(p, "\n");
        if (here == n && memcmp(p, line, n) == 0)
            return true;
        p += here + (p[here] == '\n');
    }
    return false;
}

/* ---- events ------------------------------------------------------------------------------ */

typedef struct {
    sayso_ledger *l;
    sayso_error *err;
    sayso_arena *t;
    sayso_table index; /* document id -> document */
    uint32_t *root, n;
} hand;

static sayso_status index_documents(hand *h, const sayso_event_document *doc, uint32_t n)
{
    sayso__table_init(&h->index, h->t);
    h->n = n;
    for (uint32_t i = 0; i < n; i++) {
        sayso_table_entry *e = sayso__table_put(&h->index, sayso__str_z(doc[i].id));
        if (!e)
            return sayso__fail_memory(h->err);
        e->value = i;
    }
    return SAYSO_OK;
}

/* The document of a report id; SAYSO_NONE if it is not at hand. */
static sayso_status find_report(hand *h, sayso_str report, uint32_t *out)
{
    sayso_stmt *s;
    bool row;
    SAYSO_TRY(sayso__sql_bind(h->l, SAYSO_SQL_REPORT_FIND, &s, h->err, "s", report));
    SAYSO_TRY(sayso__sql_step(h->l, s, &row, h->err));
    const sayso_table_entry *e = row ? sayso__table_find(&h->index, sayso__sql_str(s, 0)) : NULL;
    *out = e ? e->value : SAYSO_NONE;
    sayso__sql_reset(s);
    return SAYSO_OK;
}

static void relabel(hand *h, uint32_t from, uint32_t to)
{
    for (uint32_t i = 0; i < h->n; i++)
        if (h->root[i] == from)
            h->root[i] = to;
}

static sayso_status merge(hand *h, const sayso_by_hand *c)
{
    uint32_t x, y;
    SAYSO_TRY(find_report(h, sayso__str_z(c->old), &x));
    SAYSO_TRY(find_report(h, sayso__str_z(c->new), &y));
    if (x != SAYSO_NONE && y != SAYSO_NONE)
        relabel(h, h->root[y], h->root[x]);
    return SAYSO_OK;
}

/* The reports that are in one event with the one that stays go out of it together. A label is any
 * of the event's documents while corrections run. */
static sayso_status split(hand *h, const sayso_by_hand *c)
{
    uint32_t stays, first = SAYSO_NONE;
    SAYSO_TRY(find_report(h, sayso__str_z(c->old), &stays));
    if (stays == SAYSO_NONE)
        return SAYSO_OK;
    relabel(h, h->root[stays], stays);
    for (const char *p = c->new; *p;) {
        size_t n = strcspn(p, "\n");
        uint32_t goes;
        SAYSO_TRY(find_report(h, sayso__str(p, n), &goes));
        p += n + (p[n] == '\n');
        if (goes == SAYSO_NONE || goes == stays || h->root[goes] != stays)
            continue;
        first = first == SAYSO_NONE ? goes : first;
        h->root[goes] = first;
    }
    return SAYSO_OK;
}

/* Labels become the first document of each event. */
static bool normalise(hand *h)
{
    uint32_t *first = SAYSO_NEW_N(h->t, uint32_t, h->n);
    for (uint32_t i = 0; first && i < h->n; i++)
        first[i] = SAYSO_NONE;
    for (uint32_t i = 0; first && i < h->n; i++) {
        uint32_t *f = &first[h->root[i]];
        *f = *f == SAYSO_NONE ? i : *f;
        h->root[i] = *f;
    }
    return first;
}

sayso_status sayso__by_hand_events(sayso_ledger *l, const sayso_event_document *doc, uint32_t *root,
                                   uint32_t n, sayso_arena *t, sayso_error *err)
{
    hand h = {.l = l, .err = err, .t = t, .root = root};
    sayso_by_hands all = {0};
    SAYSO_TRY(sayso__by_hand_read(l, true, t, &all, err));
    if (!all.n)
        return SAYSO_OK;
    SAYSO_TRY(index_documents(&h, doc, n));
    for (uint32_t i = 0; i < all.n; i++) {
        if (all.v[i].what == SAYSO_CORRECTION_EVENT_MERGE)
            SAYSO_TRY(merge(&h, &all.v[i]));
        else if (all.v[i].what == SAYSO_CORRECTION_EVENT_SPLIT)
            SAYSO_TRY(split(&h, &all.v[i]));
    }
    return normalise(&h) ? SAYSO_OK : sayso__fail_memory(err);
}

sayso_status sayso__by_hand_names(sayso_ledger *l, sayso_events *v, sayso_arena *a,
                                  sayso_error *err)
{
    hand h = {.l = l, .err = err, .t = a};
    sayso_by_hands all = {0};
    SAYSO_TRY(sayso__by_hand_read(l, true, a, &all, err));
    if (!all.n)
        return SAYSO_OK;
    SAYSO_TRY(index_documents(&h, v->doc, v->n_doc));
    for (uint32_t i = 0; i < all.n; i++) {
        uint32_t at;
        if (all.v[i].what != SAYSO_CORRECTION_EVENT_RENAME)
            continue;
        SAYSO_TRY(find_report(&h, sayso__str_z(all.v[i].old), &at));
        if (at != SAYSO_NONE)
            v->event[v->doc[at].event].name = all.v[i].new;
    }
    return SAYSO_OK;
}
