/* actor_draft.c -- actors under way: making, pooling of facts, who was named last.  Layer: mention.
 */
#include "lexica.h"
#include "mention/actor.h"

#include "base/fail.h"
#include "base/str.h"

uint32_t sayso__actor_same(const sayso_actor_work *w, uint32_t d)
{
    while (d != SAYSO_NONE && w->draft.v[d].same != SAYSO_NONE)
        d = w->draft.v[d].same;
    return d;
}

uint32_t sayso__actor_draft_new(sayso_actor_work *w, uint32_t item)
{
    sayso_actor_draft d = {.chief = SAYSO_NONE,
                           .boss = SAYSO_NONE,
                           .office = SAYSO_NONE,
                           .same = SAYSO_NONE};
    d.actor.speaks_for = SAYSO_NONE;
    d.actor.first = item;
    d.actor.kind = w->item.v[item].m.kind;
    d.head = sayso__actor_singular(w, w->item.v[item].m.head);
    return SAYSO_PUSH(w->scratch, &w->draft, d) ? w->draft.n - 1 : SAYSO_NONE;
}

bool sayso__actor_draft_has(const sayso_actor_work *w, uint32_t d, uint32_t word)
{
    const sayso_actor_draft *x = &w->draft.v[d];
    for (uint32_t i = 0; i < x->n_word; i++)
        if (x->word[i] == word)
            return true;
    return false;
}

static sayso_str word_key(const sayso_actor_work *w, uint32_t word)
{
    return w->pool.entry[word].key;
}

/* d moves to the front of the actors that were called by word. */
static sayso_status to_front(sayso_actor_work *w, uint32_t d, uint32_t word)
{
    sayso_table_entry *e = sayso__table_put(&w->by_word, word_key(w, word));
    if (!e)
        return sayso__fail_memory(w->err);
    if (e->value == SAYSO_NONE) {
        e->value = w->recent.n;
        if (!SAYSO_PUSH(w->scratch, &w->recent, (sayso_actor_recent){.n = 0}))
            return sayso__fail_memory(w->err);
    }
    sayso_actor_recent *r = &w->recent.v[e->value];
    uint32_t at = 0;
    while (at < r->n && r->draft[at] != d)
        at++;
    if (at == r->n && r->n < SAYSO_RECENT)
        r->n++;
    else if (at == r->n)
        at--;
    memmove(r->draft + 1, r->draft, at * sizeof *r->draft);
    r->draft[0] = d;
    return SAYSO_OK;
}

sayso_status sayso__actor_draft_word(sayso_actor_work *w, uint32_t d, uint32_t word)
{
    sayso_actor_draft *x = &w->draft.v[d];
    if (word == SAYSO_NONE)
        return sayso__fail_memory(w->err);
    if (sayso__actor_draft_has(w, d, word) || x->n_word == SAYSO_DRAFT_WORDS)
        return SAYSO_OK;
    x->word[x->n_word++] = word;
    return to_front(w, d, word);
}

#define FORMS_MOST 48 /* further spellings of one actor are not kept */

static bool holds(const sayso_str *v, uint32_t n, sayso_str s)
{
    for (uint32_t i = 0; i < n; i++)
        if (sayso__str_eq(v[i], s))
            return true;
    return false;
}

sayso_status sayso__actor_draft_form(sayso_actor_work *w, uint32_t d, sayso_str form, bool name)
{
    sayso_actor_draft *x = &w->draft.v[d];
    if (holds(x->form.v, x->form.n, form) || (!name && holds(x->other.v, x->other.n, form)))
        return SAYSO_OK;
    bool ok = true;
    if (name && x->form.n < FORMS_MOST)
        ok = SAYSO_PUSH(w->scratch, &x->form, form);
    else if (!name && x->other.n < FORMS_MOST)
        ok = SAYSO_PUSH(w->scratch, &x->other, form);
    return ok ? SAYSO_OK : sayso__fail_memory(w->err);
}

const sayso_actor_recent *sayso__actor_recent(const sayso_actor_work *w, uint32_t word)
{
    const sayso_table_entry *e = sayso__table_find(&w->by_word, word_key(w, word));
    return e && e->value != SAYSO_NONE ? &w->recent.v[e->value] : NULL;
}

/* What a phrase says of its actor beside its words. */
static void pool_facts(sayso_actor_draft *x, const sayso_actor_item *it, uint32_t i)
{
    sayso_actor *a = &x->actor;
    if (it->role) {
        uint32_t f = it->role->value[0];
        a->official = a->official || f & SAYSO_ROLE_OFFICIAL;
        a->spokesperson = a->spokesperson || f & SAYSO_ROLE_SPOKES;
        if (x->office == SAYSO_NONE)
            x->office = i;
        if (!a->sector && it->role->text && it->role->text[0] != '-')
            a->sector = it->role->text;
        if (x->chief == SAYSO_NONE && f & SAYSO_ROLE_PERSON &&
            (it->owner != SAYSO_NONE || it->of != SAYSO_NONE))
            x->chief = i;
    }
    if (it->body && !x->body && !it->m.named)
        x->body = it->body;
    if (x->chief == SAYSO_NONE && it->m.named && it->of != SAYSO_NONE)
        x->chief = i;
    if (!a->gender && (it->gender == 'm' || it->gender == 'f') &&
        (x->person || it->m.kind == SAYSO_MENTION_ROLE))
        a->gender = it->gender;
    a->plural = a->plural || (it->plural && !it->m.named);
}

sayso_status sayso__actor_draft_seen(sayso_actor_work *w, uint32_t d, uint32_t i)
{
    sayso_actor_draft *x = &w->draft.v[d];
    sayso_actor_item *it = &w->item.v[i];
    it->draft = d;
    x->last = it->sent;
    x->count++;
    if (it->m.kind != SAYSO_MENTION_PRONOUN)
        pool_facts(x, it, i);
    else if (!x->actor.gender && x->person && (it->gender == 'm' || it->gender == 'f'))
        x->actor.gender = it->gender;
    for (uint32_t k = 0; k < x->n_word; k++)
        SAYSO_TRY(to_front(w, d, x->word[k]));
    uint32_t was = sayso__actor_same(w, w->by_class[x->actor.class_]);
    if (x->actor.named || was == SAYSO_NONE || !w->draft.v[was].actor.named)
        w->by_class[x->actor.class_] = d;
    w->event[w->n_event++ % SAYSO_EVENTS] = i;
    return SAYSO_OK;
}

sayso_status sayso__actor_draft_join(sayso_actor_work *w, uint32_t d, uint32_t into)
{
    sayso_actor_draft *x = &w->draft.v[d], *y = &w->draft.v[into];
    if (d == into)
        return SAYSO_OK;
    x->same = into;
    y->actor.official = y->actor.official || x->actor.official;
    y->actor.spokesperson = y->actor.spokesperson || x->actor.spokesperson;
    if (!y->actor.gender)
        y->actor.gender = x->actor.gender;
    if (!y->actor.sector)
        y->actor.sector = x->actor.sector;
    if (!y->state.p)
        y->state = x->state;
    if (y->office == SAYSO_NONE)
        y->office = x->office;
    if (y->chief == SAYSO_NONE)
        y->chief = x->chief;
    y->count += x->count;
    if (y->boss == SAYSO_NONE)
        y->boss = x->boss;
    if (x->actor.first < y->actor.first)
        y->actor.first = x->actor.first;
    for (uint32_t k = 0; k < x->n_word; k++)
        SAYSO_TRY(sayso__actor_draft_word(w, into, x->word[k]));
    for (uint32_t k = 0; k < x->form.n; k++)
        SAYSO_TRY(sayso__actor_draft_form(w, into, x->form.v[k], x->actor.named));
    for (uint32_t k = 0; k < x->other.n; k++)
        SAYSO_TRY(sayso__actor_draft_form(w, into, x->other.v[k], false));
    return SAYSO_OK;
}
