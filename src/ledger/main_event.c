/* main_event.c -- what the reports are about: kind, day and place by majority.  Layer: ledger.
 *
 * Each report has one vote a field, that of its main incident; of two with as many votes the one
 * named first wins. A kind that says what happened (crash) yields to one that says who did what
 * (sabotage) only by votes: while the cause is disputed the neutral word is right. */
#include <stdlib.h>

#include "base/fail.h"
#include "base/str.h"
#include "base/table.h"
#include "base/vocab.h"
#include "ledger/load.h"
#include "ledger/names.h"

typedef struct {
    const char *text;
    uint32_t n;
} vote;

typedef struct {
    sayso_table table;
    SAYSO_ARRAY(vote) v;
} box;

static bool cast(box *b, const char *text, sayso_arena *t)
{
    sayso_str key = text ? sayso__names_key(sayso__str_z(text), t) : (sayso_str){"", 0};
    if (!key.p)
        return false;
    if (!key.n)
        return true;
    sayso_table_entry *e = sayso__table_put(&b->table, key);
    if (!e)
        return false;
    if (e->value == SAYSO_NONE) {
        e->value = b->v.n;
        if (!SAYSO_PUSH(t, &b->v, (vote){text, 0}))
            return false;
    }
    b->v.v[e->value].n++;
    return true;
}

static const char *winner(const box *b)
{
    const vote *best = NULL;
    for (uint32_t i = 0; i < b->v.n; i++)
        if (!best || b->v.v[i].n > best->n)
            best = &b->v.v[i];
    return best ? best->text : NULL;
}

/* "Fuel-depot explosion" is beyond us: the kind's word, capital first, and the place. */
static const char *make_name(sayso_arena *a, const sayso_state_event *e)
{
    const char *word = sayso__word(SAYSO_VOCAB_EVENT, e->kind);
    sayso_str name = sayso__arena_print(a, e->place ? "%s in %s" : "%s", word ? word : "reports",
                                        e->place ? e->place : "");
    if (!name.p)
        return NULL;
    char *p = sayso__arena_copy(a, name.p, name.n);
    for (char *q = p; q && *q; q++)
        *q = *q == '_' ? ' ' : *q;
    if (p && sayso__is_lower(*p))
        *p = (char)(*p - 32);
    return p;
}

bool sayso__event_describe(const sayso_raw_incident *const *v, uint32_t n, sayso_arena *a,
                           sayso_arena *t, sayso_state_event *e)
{
    box kind, date, place, country, *all[] = {&kind, &date, &place, &country};
    for (uint32_t i = 0; i < 4; i++) {
        *all[i] = (box){0};
        sayso__table_init(&all[i]->table, t);
    }
    for (uint32_t i = 0; i < n; i++) {
        const sayso_raw_incident *r = v[i];
        bool exact = r->first && r->last && strcmp(r->first, r->last) == 0;
        const char *word = sayso__word(SAYSO_VOCAB_EVENT, r->kind);
        if ((word && !cast(&kind, word, t)) || (exact && !cast(&date, r->first, t)) ||
            !cast(&place, r->place, t) || !cast(&country, r->country, t))
            return false;
    }
    e->kind = (uint8_t)sayso__word_parse(SAYSO_VOCAB_EVENT, sayso__str_z(winner(&kind)));
    e->date = winner(&date);
    e->place = winner(&place);
    e->country = winner(&country);
    e->name = make_name(a, e);
    return e->name != NULL;
}

sayso_status sayso__load_event(sayso_load *x)
{
    if (x->head) {
        x->out->event = *x->head;
        return SAYSO_OK;
    }
    const sayso_raw_incident **v = SAYSO_NEW_N(x->t, const sayso_raw_incident *, x->incident.n);
    uint32_t n = 0;
    for (uint32_t i = 0; v && i < x->incident.n; i++)
        if (x->incident.v[i].main)
            v[n++] = &x->incident.v[i];
    bool ok = v && sayso__event_describe(v, n, x->a, x->t, &x->out->event);
    return ok ? SAYSO_OK : sayso__fail_memory(x->err);
}
