/* actor_apply.c -- the user's list of actors over a report's.  Layer: mention.
 *
 * Each actor takes the entry of its name, else of its first alias that has one. Actors of one entry
 * become the first of them; then chiefs are tied, and chains that close are cut. */
#include "base/fail.h"
#include "base/str.h"
#include "mention/actor_list.h"

typedef struct {
    const sayso_actor_list *l;
    sayso_mentions *m;
    sayso_arena *a;
    sayso_actor *actor; /* what they become */
    uint32_t *place;    /* [n_actor] old actor -> new */
    sayso_table seen;   /* name of an entry -> new actor */
    uint32_t n, cap;
} work;

static uint32_t entry_of(const sayso_actor_list *l, const sayso_actor *x)
{
    uint32_t e = sayso__actor_list_find(l, x->name);
    for (uint32_t k = 0; e == SAYSO_NONE && x->named && k < x->n_alias; k++)
        e = sayso__actor_list_find(l, x->alias[k]);
    bool surname = e == SAYSO_NONE && x->kind == SAYSO_MENTION_PERSON && x->named &&
                   sayso__str_find(x->name, SAYSO_STR(" ")) == SAYSO_NONE;
    return surname ? sayso__actor_list_surname(l, x->name) : e;
}

/* The new actor of an entry, SAYSO_NONE while it has none; NULL when out of memory. */
static uint32_t *slot_of(work *w, uint32_t entry)
{
    sayso_table_entry *e = sayso__table_put(&w->seen, w->l->entry.v[entry].name);
    return e ? &e->value : NULL;
}

/* x has all names of y. */
static bool names_join(work *w, sayso_actor *x, const sayso_actor *y)
{
    sayso_str *v = SAYSO_NEW_N(w->a, sayso_str, x->n_alias + y->n_alias + 1);
    uint32_t n = 0;
    for (uint32_t k = 0; v && k < x->n_alias; k++)
        v[n++] = x->alias[k];
    for (uint32_t k = 0; v && k <= y->n_alias; k++) {
        sayso_str name = k ? y->alias[k - 1] : y->name;
        bool known = !name.n || sayso__str_eq(name, x->name);
        for (uint32_t j = 0; j < n && !known; j++)
            known = sayso__str_eq(v[j], name);
        if (!known)
            v[n++] = name;
    }
    x->alias = v;
    x->n_alias = n;
    return v != NULL;
}

static uint8_t kind_of(uint8_t class_, uint8_t was)
{
    if (class_ == SAYSO_CLASS_PERSON)
        return SAYSO_MENTION_PERSON;
    return was == SAYSO_MENTION_LOCATION || class_ ? SAYSO_MENTION_ORGANIZATION : was;
}

/* What the entry says goes before what the text does. */
static bool override(work *w, sayso_actor *x, const sayso_listed *e)
{
    sayso_actor was = *x;
    x->name = e->name;
    x->named = true;
    if (!sayso__str_eq(was.name, e->name) && !names_join(w, x, &was))
        return false;
    if (e->class_) {
        x->kind = kind_of(e->class_, x->kind);
        x->class_ = e->class_;
    }
    if (e->country[0])
        memcpy(x->country, e->country, sizeof x->country);
    if (e->sector[0])
        x->sector = e->sector;
    return true;
}

static bool place_actor(work *w, uint32_t i, uint32_t entry)
{
    const sayso_actor *x = &w->m->actor[i];
    uint32_t *at = entry == SAYSO_NONE ? NULL : slot_of(w, entry);
    if (entry != SAYSO_NONE && !at)
        return false;
    if (at && *at != SAYSO_NONE) {
        w->place[i] = *at;
        return names_join(w, &w->actor[*at], x);
    }
    w->place[i] = w->n;
    if (at)
        *at = w->n;
    w->actor[w->n] = *x;
    return entry == SAYSO_NONE ? (w->n++, true)
                               : override(w, &w->actor[w->n++], &w->l->entry.v[entry]);
}

/* The chief of a listed actor; one that the report does not name is added. */
static bool chief_set(work *w, uint32_t who, uint32_t entry)
{
    uint32_t chief = w->l->entry.v[entry].chief;
    if (chief == SAYSO_NONE)
        return true;
    uint32_t *at = slot_of(w, chief);
    if (!at)
        return false;
    if (*at == SAYSO_NONE) {
        if (w->n == w->cap)
            return true;
        sayso_actor x = {.kind = SAYSO_MENTION_ORGANIZATION,
                         .class_ = SAYSO_CLASS_OTHER,
                         .speaks_for = SAYSO_NONE,
                         .first = w->actor[who].first};
        *at = w->n;
        w->actor[w->n] = x;
        if (!override(w, &w->actor[w->n++], &w->l->entry.v[chief]))
            return false;
    }
    w->actor[who].speaks_for = *at;
    return true;
}

static sayso_status cut_cycles(work *w, sayso_arena *scratch, sayso_error *err)
{
    uint32_t *next = SAYSO_NEW_N(scratch, uint32_t, w->n);
    uint8_t *seen = SAYSO_NEW_N(scratch, uint8_t, w->n);
    if (!next || !seen)
        return sayso__fail_memory(err);
    for (uint32_t i = 0; i < w->n; i++)
        next[i] = w->actor[i].speaks_for == i ? SAYSO_NONE : w->actor[i].speaks_for;
    sayso__chain_cut(next, seen, w->n, NULL, NULL);
    for (uint32_t i = 0; i < w->n; i++)
        w->actor[i].speaks_for = next[i];
    return SAYSO_OK;
}

sayso_status sayso__actor_list_apply(const sayso_actor_list *l, sayso_mentions *m, sayso_arena *a,
                                     sayso_arena *scratch, sayso_error *err)
{
    if (!l || !l->entry.n || !m->n_actor)
        return SAYSO_OK;
    uint32_t n = m->n_actor;
    work w = {.l = l, .m = m, .a = a, .cap = 2 * n};
    uint32_t *entry = SAYSO_NEW_N(scratch, uint32_t, n);
    w.place = SAYSO_NEW_N(scratch, uint32_t, n);
    w.actor = SAYSO_NEW_N(a, sayso_actor, w.cap);
    sayso__table_init(&w.seen, scratch);
    if (!entry || !w.place || !w.actor)
        return sayso__fail_memory(err);
    for (uint32_t i = 0; i < n; i++) {
        entry[i] = entry_of(l, &m->actor[i]);
        if (!place_actor(&w, i, entry[i]))
            return sayso__fail_memory(err);
    }
    for (uint32_t i = 0; i < w.n; i++)
        if (w.actor[i].speaks_for != SAYSO_NONE)
            w.actor[i].speaks_for = w.place[w.actor[i].speaks_for];
    for (uint32_t i = 0; i < n; i++)
        if (entry[i] != SAYSO_NONE && !chief_set(&w, w.place[i], entry[i]))
            return sayso__fail_memory(err);
    SAYSO_TRY(cut_cycles(&w, scratch, err));
    for (uint32_t k = 0; k < m->n_mention; k++)
        if (m->mention[k].actor < n)
            m->mention[k].actor = w.place[m->mention[k].actor];
    m->actor = w.actor;
    m->n_actor = w.n;
    return SAYSO_OK;
}
