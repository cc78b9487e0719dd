/* merge_by_hand.c -- corrections of actors, applied while those of reports are merged.
 * Layer: ledger. */
#include "base/fail.h"
#include "base/str.h"
#include "ledger/merger.h"
#include "ledger/names.h"

#define SPLITS_MOST 32u

sayso_status sayso__merger_read(sayso_merger *m)
{
    return sayso__by_hand_read(m->x->l, false, m->x->t, &m->hand, m->x->err);
}

/* Is a raw actor called by a key, by its name or an alias? */
static bool is_called(const sayso_merger *m, uint32_t i, sayso_str key)
{
    const sayso_raw_actor *r = &m->x->actor.v[i];
    if (sayso__str_eq(r->key, key))
        return true;
    for (uint32_t k = 0; r->named && k < r->n_alias; k++) {
        sayso_str alias = sayso__names_key(sayso__str_z(r->alias[k]), m->x->t);
        if (alias.p && sayso__str_eq(alias, key))
            return true;
    }
    return false;
}

bool sayso__merger_part(sayso_merger *m)
{
    uint32_t n_split = 0;
    m->side = SAYSO_NEW_N(m->x->t, uint64_t, m->n);
    if (!m->side)
        return false;
    for (uint32_t c = 0; c < m->hand.n && n_split < SPLITS_MOST; c++) {
        const sayso_by_hand *h = &m->hand.v[c];
        if (h->what != SAYSO_CORRECTION_ACTOR_SPLIT)
            continue;
        sayso_str key = sayso__names_key(sayso__str_z(h->old), m->x->t);
        const char *id = key.p ? sayso__by_hand_id(h->n, key, m->x->a) : NULL;
        if (!id)
            return false;
        for (uint32_t i = 0; i < m->n; i++) {
            sayso_raw_actor *r = &m->x->actor.v[i];
            if (!is_called(m, i, key))
                continue;
            bool goes = sayso__by_hand_lists(h->new, m->x->out->report[r->report].id);
            m->side[i] |= (uint64_t)(goes ? 2 : 1) << 2 * n_split;
            r->id = goes ? id : r->id;
        }
        n_split++;
    }
    return true;
}

bool sayso__merger_join(sayso_merger *m)
{
    for (uint32_t c = 0; c < m->hand.n; c++) {
        const sayso_by_hand *h = &m->hand.v[c];
        if (h->what != SAYSO_CORRECTION_ACTOR_MERGE)
            continue;
        sayso_str x = sayso__names_key(sayso__str_z(h->old), m->x->t),
                  y = sayso__names_key(sayso__str_z(h->new), m->x->t);
        uint32_t first = SAYSO_NONE;
        if (!x.p || !y.p)
            return false;
        for (uint32_t i = 0; i < m->n; i++) {
            if (!is_called(m, i, x) && !is_called(m, i, y))
                continue;
            if (first == SAYSO_NONE)
                first = i;
            else
                sayso__merger_force(m, first, i);
        }
    }
    return true;
}

/* The old name becomes an alias. */
static bool rename_actor(sayso_load *x, sayso_state_actor *o, const char *name)
{
    const char **alias = SAYSO_NEW_N(x->a, const char *, o->n_alias + 1);
    if (!alias)
        return false;
    uint32_t n = 0;
    for (uint32_t i = 0; i < o->n_alias; i++)
        if (strcmp(o->alias[i], name) != 0)
            alias[n++] = o->alias[i];
    if (strcmp(o->name, name) != 0)
        alias[n++] = o->name;
    o->alias = alias;
    o->n_alias = n;
    o->name = name;
    return true;
}

bool sayso__merger_name(sayso_merger *m, const uint32_t *index)
{
    sayso_load *x = m->x;
    for (uint32_t c = 0; c < m->hand.n; c++) {
        const sayso_by_hand *h = &m->hand.v[c];
        if (h->what != SAYSO_CORRECTION_ACTOR_RENAME)
            continue;
        sayso_str key = sayso__names_key(sayso__str_z(h->old), x->t);
        const char *name = sayso__arena_copy(x->a, h->new, strlen(h->new));
        if (!key.p || !name)
            return false;
        for (uint32_t i = 0; i < m->n; i++) {
            sayso_state_actor *o = &x->out->actor[index[i]];
            sayso_str given = sayso__names_key(sayso__str_z(o->name), x->t);
            bool called = sayso__str_eq(x->actor.v[i].key, key) || sayso__str_eq(given, key);
            if (!given.p || (called && o->name != name && !rename_actor(x, o, name)))
                return false;
        }
    }
    return true;
}
