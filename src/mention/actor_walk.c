/* actor_walk.c -- left to right, each item gets its actor.  Layer: mention.
 *
 * A name has the draft of its entry. An unnamed phrase tied to a name has the name's. "The
 * minister", "its board" take the latest actor that was called by the same words and contradicts
 * none of them; "the company" takes the latest of its class. Everything else is new, and the same
 * words again mean the same actor. Items come in the order of their heads, so that a possessor is
 * known before what it possesses. */
#include "lexica.h"
#include "mention/actor.h"

#include <stdlib.h>

#include "base/fail.h"
#include "base/str.h"

#define LINKS_MOST 16 /* of a chain of ever longer names */

static sayso_actor_item *at(sayso_actor_work *w, uint32_t i)
{
    return &w->item.v[i];
}

static sayso_status no_memory(sayso_actor_work *w)
{
    return sayso__fail_memory(w->err);
}

static sayso_str text_of(const sayso_actor_work *w, uint32_t beg, uint32_t end)
{
    return sayso__str_span(w->t->doc->text, sayso__token_span(w->t, beg, end));
}

/* ---- states ---------------------------------------------------------------------------------- */

/* State key of an item: of a place's or people's name, or of the adjective that begins an
 * organisation's. Only states that the report names as places, or the world knows, count. */
static sayso_str state_of(sayso_actor_work *w, uint32_t i)
{
    const sayso_actor_item *it = at(w, i);
    const sayso_str none = {NULL, 0};
    uint8_t kind = it->m.named ? w->entry.v[it->entry].kind : it->m.kind;
    if (kind == SAYSO_MENTION_PERSON || kind == SAYSO_MENTION_PRONOUN)
        return none;
    uint32_t tok = it->m.named ? it->bare : it->m.beg;
    sayso_str s = sayso__actor_state(w, sayso__actor_lower(w, tok));
    return s.p && sayso__table_find(&w->by_state, s) ? s : none;
}

/* The state to which an item belongs by its possessor, its own adjective, or its possessor's
 * state. */
static sayso_str belongs_to(sayso_actor_work *w, uint32_t i)
{
    uint32_t o = at(w, i)->owner;
    sayso_str s = {NULL, 0};
    if (o != SAYSO_NONE) {
        s = state_of(w, o);
        uint32_t d = sayso__actor_same(w, at(w, o)->draft);
        if (!s.p && d != SAYSO_NONE)
            s = w->draft.v[d].state;
    }
    if (!s.p)
        s = state_of(w, i);
    if (!s.p && at(w, i)->of != SAYSO_NONE)
        s = state_of(w, at(w, i)->of);
    return s;
}

/* Enters the states that the report names, before the walk. */
static sayso_status enter_states(sayso_actor_work *w)
{
    for (uint32_t i = 0; i < w->entry.n; i++) {
        const sayso_actor_entry *e = &w->entry.v[i];
        bool demonym = false, capital = false;
        const char *code = sayso__actor_country(e->key, &demonym, &capital);
        if (!(code && !capital) && (e->kind != SAYSO_MENTION_LOCATION || !e->state))
            continue;
        sayso_str s = sayso__actor_state(w, e->key);
        sayso_table_entry *t = sayso__table_put(&w->by_state, s);
        if (!t)
            return no_memory(w);
        /* the place itself rather than its adjective stands for the state */
        if (t->value == SAYSO_NONE || (e->kind == SAYSO_MENTION_LOCATION &&
                                       w->entry.v[t->value].kind != SAYSO_MENTION_LOCATION))
            t->value = i;
    }
    return SAYSO_OK;
}

/* ---- descriptions ---------------------------------------------------------------------------- */

/* Words that a description may add without meaning another actor. */
static bool is_idle(const sayso_actor_work *w, uint32_t i)
{
    static const char *const words[] = {"same", "said", "main", "very",  "own", "new",   "whole",
                                        "late", "only", "two",  "other", "-",   "rival", "big"};
    static const char *const praise[] = {"honourable",  "honorable",     "embattled",   "outspoken",
                                         "veteran",     "shadowy",       "outlawed",    "banned",
                                         "so-called",   "obscure",       "notorious",   "powerful",
                                         "influential", "controversial", "beleaguered", "troubled",
                                         "respected",   "self-styled",   "proscribed",  "hard-line",
                                         "hardline",    "disgraced",     "former",      "longtime"};
    if (w->g->upos[i] == SAYSO_UPOS_ADV || w->g->upos[i] == SAYSO_UPOS_NUM ||
        w->g->upos[i] == SAYSO_UPOS_PUNCT)
        return true;
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (sayso__actor_is(w, i, words[k]))
            return true;
    for (size_t k = 0; k < sizeof praise / sizeof *praise; k++)
        if (sayso__actor_is(w, i, praise[k]))
            return true;
    return false;
}

/* The words of [beg, head] without possessors and states. */
static sayso_actor_words describe(sayso_actor_work *w, uint32_t i)
{
    const sayso_actor_item *it = at(w, i);
    sayso_actor_words d = {.n = 0, .state = belongs_to(w, i)};
    uint32_t beg = it->m.named ? it->bare : it->m.beg;
    uint32_t end = it->m.named ? it->m.end : it->m.head + 1;
    for (uint32_t k = beg; k + 1 < end; k++)
        if (w->g->xpos[k] == SAYSO_XPOS_POS)
            beg = k + 1;
    if (it->m.named && w->g->xpos[end - 1] == SAYSO_XPOS_POS && end - beg > 1)
        end--;
    for (uint32_t k = beg; k < end && d.n < 12; k++) {
        sayso_str s = sayso__actor_state(w, sayso__actor_lower(w, k));
        bool last = k + 1 == end;
        if (!last && (is_idle(w, k) || (s.p && sayso__table_find(&w->by_state, s)) ||
                      sayso__actor_is(w, k, "the")))
            continue;
        d.word[d.n++] = sayso__actor_singular(w, k);
    }
    return d;
}

static bool is_person(const sayso_actor_item *it)
{
    return it->m.kind == SAYSO_MENTION_ROLE || (it->m.named && it->m.kind == SAYSO_MENTION_PERSON);
}

static bool agrees(const sayso_actor_work *w, uint32_t d, const sayso_actor_item *it,
                   const sayso_actor_words *x)
{
    const sayso_actor_draft *y = &w->draft.v[d];
    if (y->person != is_person(it) && !(it->role && it->body))
        return false;
    if (it->gender && y->actor.gender && it->gender != y->actor.gender)
        return false;
    if (x->state.p && y->state.p && !sayso__str_eq(x->state, y->state))
        return false;
    if (y->actor.plural != it->plural && !it->m.named && !y->actor.named)
        return false;
    if (!it->m.named && !y->actor.named && !y->person && x->n > 0 && y->head != x->word[x->n - 1])
        return false; /* "police" are not the "police officers" of before */
    if (!it->m.named && sayso__actor_other_force(w, d, x))
        return false;
    for (uint32_t k = 0; k < x->n; k++)
        if (!sayso__actor_draft_has(w, d, x->word[k]))
            return false;
    return true;
}

uint32_t sayso__actor_root(const sayso_actor_work *w, uint32_t e)
{
    for (uint32_t k = 0; k < LINKS_MOST && w->entry.v[e].link != SAYSO_NONE; k++)
        e = w->entry.v[e].link;
    return e;
}

/* For whom does draft d speak, as far as the walk knows? */
static uint32_t chief_of(sayso_actor_work *w, uint32_t d)
{
    uint32_t c = w->draft.v[d].chief;
    if (c == SAYSO_NONE)
        return SAYSO_NONE;
    uint32_t o = at(w, c)->of != SAYSO_NONE ? at(w, c)->of : at(w, c)->owner;
    return o == SAYSO_NONE ? SAYSO_NONE : sayso__actor_same(w, at(w, o)->draft);
}

/* Does the possessor of item i contradict what d belongs to? A complement stands behind its head
 * and has no draft yet; its name may have. */
static bool owner_differs(sayso_actor_work *w, uint32_t d, uint32_t i)
{
    uint32_t o = at(w, i)->of != SAYSO_NONE ? at(w, i)->of : at(w, i)->owner;
    if (o == SAYSO_NONE)
        return false;
    uint32_t mine = sayso__actor_same(w, at(w, o)->draft), its = chief_of(w, d);
    if (mine == SAYSO_NONE && at(w, o)->m.named)
        mine = sayso__actor_same(w, w->entry.v[sayso__actor_root(w, at(w, o)->entry)].draft);
    if (mine == SAYSO_NONE)
        return at(w, o)->m.named && its != SAYSO_NONE;
    if (its == SAYSO_NONE || its == mine || d == mine)
        return d == mine;
    sayso_str a = w->draft.v[mine].state, b = w->draft.v[its].state;
    return !(a.p && b.p && sayso__str_eq(a, b));
}

/* The latest that fits, if this paragraph names it (of persons, also the one before); else the one
 * that the report names most. */
static uint32_t latest_by_words(sayso_actor_work *w, uint32_t i, const sayso_actor_words *x,
                                bool named)
{
    uint32_t last = x->n ? x->word[x->n - 1] : SAYSO_NONE;
    const sayso_actor_recent *r = last != SAYSO_NONE ? sayso__actor_recent(w, last) : NULL;
    uint32_t best = SAYSO_NONE, near = is_person(at(w, i)) ? 1 : 0;
    for (uint32_t k = 0; r && k < r->n; k++) {
        uint32_t d = sayso__actor_same(w, r->draft[k]);
        if (!agrees(w, d, at(w, i), x) || owner_differs(w, d, i) ||
            (named && !w->draft.v[d].actor.named))
            continue;
        if (w->t->sent_block[w->draft.v[d].last] + near >= w->t->sent_block[at(w, i)->sent])
            return d;
        if (best == SAYSO_NONE || w->draft.v[d].count > w->draft.v[best].count)
            best = d;
    }
    return best;
}

/* Of bodies, one that has a name before one that has none: "the contractor" is hardly the nameless
 * one of the headline. */
static uint32_t by_words(sayso_actor_work *w, uint32_t i, const sayso_actor_words *x)
{
    uint32_t d = is_person(at(w, i)) ? SAYSO_NONE : latest_by_words(w, i, x, true);
    return d == SAYSO_NONE ? latest_by_words(w, i, x, false) : d;
}

/* ---- names ----------------------------------------------------------------------------------- */

/* Words by which later descriptions may find a named draft. */
static sayso_status learn_words(sayso_actor_work *w, uint32_t d, uint32_t i)
{
    sayso_actor_words x = describe(w, i);
    for (uint32_t k = 0; k < x.n; k++)
        SAYSO_TRY(sayso__actor_draft_word(w, d, x.word[k]));
    return SAYSO_OK;
}

/* "the general" after "General X", also where the tagger took the title for a part of the name. */
static sayso_status learn_titles(sayso_actor_work *w, uint32_t d, const sayso_actor_item *it)
{
    for (uint32_t k = it->m.beg; k < it->bare && w->draft.v[d].person; k++) {
        const sayso_lexicon_entry *e = sayso__actor_look(w, &sayso__lex_roles, k, it->m.beg, NULL);
        if (e && e->value[0] & SAYSO_ROLE_PERSON && !(e->value[0] & SAYSO_ROLE_HONORIFIC))
            SAYSO_TRY(sayso__actor_draft_word(w, d, sayso__actor_singular(w, k)));
    }
    return SAYSO_OK;
}

/* The report's own outlet is no company of which it tells. */
static bool is_publisher(const sayso_actor_work *w, sayso_str key)
{
    sayso_str own = w->t->doc->publisher;
    if (own.n > 4 && sayso__str_ieq((sayso_str){own.p, 4}, SAYSO_STR("the ")))
        own = (sayso_str){own.p + 4, own.n - 4};
    return own.n > 0 && sayso__str_ieq(own, key);
}

static sayso_status new_named(sayso_actor_work *w, uint32_t i, uint32_t entry, uint32_t *d)
{
    const sayso_actor_entry *e = &w->entry.v[entry];
    *d = sayso__actor_draft_new(w, i);
    if (*d == SAYSO_NONE)
        return no_memory(w);
    sayso_actor_draft *x = &w->draft.v[*d];
    x->actor.kind = e->kind;
    x->actor.named = true;
    x->person = e->kind == SAYSO_MENTION_PERSON;
    sayso__actor_classify(e->key, e->kind, &x->actor);
    if (x->person)
        sayso__actor_know(e->key, &x->actor);
    else if (x->actor.class_ == SAYSO_CLASS_OTHER && is_publisher(w, e->key))
        x->actor.class_ = SAYSO_CLASS_OUTLET;
    return SAYSO_OK;
}

/* "Mr", "Ms" before a name. */
static char honorific(const sayso_actor_work *w, const sayso_actor_item *it)
{
    if (it->m.beg == 0)
        return 0;
    const sayso_lexicon_entry *e =
        sayso__actor_look(w, &sayso__lex_roles, it->m.beg - 1, it->m.beg - 1, NULL);
    if (!e || !(e->value[0] & (SAYSO_ROLE_HONORIFIC | SAYSO_ROLE_TITLE)))
        return 0;
    return e->value[0] & SAYSO_ROLE_MALE ? 'm' : e->value[0] & SAYSO_ROLE_FEMALE ? 'f' : 0;
}

/* Bodies of states share names ("Foreign Ministry"); which one is meant hangs on the possessor. */
static bool is_state_body(const sayso_actor_entry *e)
{
    if (e->kind == SAYSO_MENTION_PERSON || e->kind == SAYSO_MENTION_LOCATION)
        return false;
    const sayso_lexicon_entry *b = sayso__actor_look_key(&sayso__lex_bodies, e->key);
    return b && b->value[0] & SAYSO_BODY_STATE;
}

/* A government by its country: "the Ordanian government" is Ordania. */
static sayso_status country_draft(sayso_actor_work *w, uint32_t i, sayso_str state, uint32_t *d)
{
    sayso_table_entry *t = sayso__table_find(&w->by_state, state);
    *d = SAYSO_NONE;
    if (!t || t->value == SAYSO_NONE || w->entry.v[t->value].kind != SAYSO_MENTION_LOCATION)
        return SAYSO_OK;
    uint32_t e = sayso__actor_root(w, t->value);
    if (w->entry.v[e].draft == SAYSO_NONE) {
        SAYSO_TRY(new_named(w, i, e, d));
        w->entry.v[e].draft = *d;
        w->draft.v[*d].state = state;
        const sayso_actor_item *f = at(w, w->entry.v[e].item);
        SAYSO_TRY(sayso__actor_draft_form(w, *d, text_of(w, f->bare, f->m.end), true));
    }
    *d = sayso__actor_same(w, w->entry.v[e].draft);
    w->draft.v[*d].actor.class_ = SAYSO_CLASS_GOVERNMENT;
    return SAYSO_OK;
}

/* A capital that acts, or is acted on, is its country's government; one "in" which something is, a
 * place. */
static sayso_status metonym(sayso_actor_work *w, uint32_t i, const sayso_actor_entry *e,
                            uint32_t *d)
{
    const sayso_actor_item *it = at(w, i);
    bool demonym, capital;
    const char *code = sayso__actor_country(e->key, &demonym, &capital);
    *d = SAYSO_NONE;
    uint32_t e1 = it->m.end;
    bool owns = e1 + 1 < w->t->n_tok && w->g->xpos[e1] == SAYSO_XPOS_POS &&
                !(w->t->tok[e1 + 1].flags & SAYSO_TOKEN_CAPITAL);
    bool of = it->full > 0 && sayso__actor_is(w, it->full - 1, "of");
    bool acts = ((it->speaker || it->subject) && !it->locative) || (owns && (of || !it->locative));
    if (!code || !capital || !acts)
        return SAYSO_OK;
    return country_draft(w, i, sayso__str_z(code), d);
}

/* May a state body that i names, with words and state x, be draft d? Not where d belongs to another
 * state, nor where its own words say more: "U.S. Olympic Committee", "International Olympic
 * Committee". */
static bool same_body(const sayso_actor_work *w, uint32_t d, const sayso_actor_words *x)
{
    const sayso_actor_draft *y = &w->draft.v[d];
    if (!x->state.p)
        return true;
    return y->state.p ? sayso__str_eq(x->state, y->state) : y->n_word <= x->n;
}

static sayso_status name_draft(sayso_actor_work *w, uint32_t i, uint32_t *d)
{
    sayso_actor_item *it = at(w, i);
    sayso_actor_entry *e = &w->entry.v[it->entry];
    sayso_actor_words x = describe(w, i);
    bool shared = is_state_body(e);
    *d = SAYSO_NONE;
    if (e->kind == SAYSO_MENTION_LOCATION)
        SAYSO_TRY(metonym(w, i, e, d));
    else if (e->ambiguous || shared)
        *d = by_words(w, i, &x);
    if (*d != SAYSO_NONE && (!shared || same_body(w, *d, &x)))
        return SAYSO_OK;
    uint32_t root = sayso__actor_root(w, it->entry);
    *d = sayso__actor_same(w, w->entry.v[root].draft);
    if (*d != SAYSO_NONE && (!is_state_body(&w->entry.v[root]) || same_body(w, *d, &x)))
        return SAYSO_OK;
    if (*d != SAYSO_NONE)
        root = it->entry; /* the long form is another's: it has a draft of its own */
    SAYSO_TRY(new_named(w, i, root, d));
    w->entry.v[root].draft = *d;
    return SAYSO_OK;
}

/* An office named in this sentence or the two before, whose holder nobody has named, is held by a
 * speaker who is named without one: "Ordania's interior minister accused ... 'It came from the
 * east,' Pavel Tork told ..." */
static sayso_status take_office(sayso_actor_work *w, uint32_t d, uint32_t i)
{
    const sayso_actor_item *it = at(w, i);
    uint32_t p = sayso__actor_same(w, w->pending);
    sayso_actor_draft *x = &w->draft.v[d];
    if (p == SAYSO_NONE || p == d || !x->person || x->office != SAYSO_NONE || !it->speaker ||
        it->partner != SAYSO_NONE || it->of != SAYSO_NONE ||
        w->entry.v[sayso__actor_root(w, it->entry)].n_words < 2)
        return SAYSO_OK;
    const sayso_actor_draft *y = &w->draft.v[p];
    if (it->sent - y->last > 2 || y->actor.named ||
        (x->actor.gender && y->actor.gender && x->actor.gender != y->actor.gender))
        return SAYSO_OK;
    w->pending = SAYSO_NONE;
    return sayso__actor_draft_join(w, p, d);
}

static sayso_status see_name(sayso_actor_work *w, uint32_t i)
{
    sayso_actor_item *it = at(w, i);
    const sayso_actor_entry *e = &w->entry.v[it->entry];
    uint32_t d;
    bool people =
        e->kind == SAYSO_MENTION_MISC && (w->g->xpos[it->m.head] == SAYSO_XPOS_NNPS || it->speaker);
    if (e->kind == SAYSO_MENTION_MISC && !people && e->link == SAYSO_NONE)
        return SAYSO_OK;
    SAYSO_TRY(name_draft(w, i, &d));
    sayso_actor_draft *x = &w->draft.v[d];
    if (people && e->link == SAYSO_NONE) {
        x->actor.kind = SAYSO_MENTION_GROUP;
        x->actor.plural = true;
        x->actor.class_ = SAYSO_CLASS_GROUP;
    }
    char g = honorific(w, it);
    if (g && x->person)
        x->actor.gender = g;
    sayso_str state = belongs_to(w, i);
    if (!x->state.p)
        x->state = state;
    if (it->speaker && x->actor.class_ == SAYSO_CLASS_PLACE && !it->locative)
        x->actor.class_ = SAYSO_CLASS_GOVERNMENT;
    uint32_t end = it->m.end;
    if (w->g->xpos[end - 1] == SAYSO_XPOS_POS && end - it->m.beg > 1)
        end--;
    bool own = sayso__actor_same(w, w->entry.v[sayso__actor_root(w, it->entry)].draft) == d;
    SAYSO_TRY(sayso__actor_draft_form(w, d, text_of(w, it->bare, end),
                                      own || e->kind != SAYSO_MENTION_LOCATION));
    if (it->owner != SAYSO_NONE && is_state_body(e) && state.p &&
        at(w, it->owner)->m.kind != SAYSO_MENTION_PRONOUN)
        SAYSO_TRY(sayso__actor_draft_form(w, d, text_of(w, at(w, it->owner)->m.beg, end), true));
    SAYSO_TRY(learn_words(w, d, i));
    SAYSO_TRY(learn_titles(w, d, at(w, i)));
    SAYSO_TRY(sayso__actor_draft_seen(w, d, i));
    SAYSO_TRY(sayso__actor_take_description(w, d, i));
    return take_office(w, d, i);
}

/* ---- unnamed phrases ------------------------------------------------------------------------- */

/* The item "Transport Minister" of a person who is one, SAYSO_NONE of others. */
static uint32_t minister_item(const sayso_actor_work *w, uint32_t d)
{
    uint32_t i = w->draft.v[d].person ? w->draft.v[d].office : SAYSO_NONE;
    const sayso_actor_item *it = i == SAYSO_NONE ? NULL : &w->item.v[i];
    return it && it->m.beg < it->m.head && sayso__actor_is(w, it->m.head, "minister") &&
                   !sayso__actor_is(w, it->m.head - 1, "prime")
               ? i
               : SAYSO_NONE;
}

/* "Transport Ministry" of "Transport Minister X ... her ministry". */
static sayso_status ministry_form(sayso_actor_work *w, uint32_t office, sayso_str *form)
{
    const sayso_actor_item *it = at(w, office);
    uint32_t beg = it->m.beg;
    for (uint32_t k = beg; k < it->m.head; k++)
        if (w->g->xpos[k] == SAYSO_XPOS_POS || (w->name_of[k] != SAYSO_NONE && k + 1 < it->m.head))
            beg = k + 1;
    sayso_str of = text_of(w, beg, it->m.head);
    char *p = sayso__arena_alloc(w->a, (size_t)of.n + 9);
    if (!p)
        return no_memory(w);
    memcpy(p, of.p, of.n);
    memcpy(p + of.n, " Ministry", 9);
    *form = (sayso_str){p, of.n + 9};
    return SAYSO_OK;
}

/* The phrase as a name; "its foreign ministry" with the name of whose it is. */
static sayso_status own_form(sayso_actor_work *w, uint32_t i, sayso_str *form)
{
    const sayso_actor_item *it = at(w, i);
    *form = text_of(w, it->m.beg, it->m.end);
    uint32_t o =
        it->owner == SAYSO_NONE ? SAYSO_NONE : sayso__actor_same(w, at(w, it->owner)->draft);
    uint32_t office = o == SAYSO_NONE ? SAYSO_NONE : minister_item(w, o);
    if (it->det == SAYSO_DET_PRONOUN && office != SAYSO_NONE &&
        sayso__actor_is(w, it->m.head, "ministry") &&
        (it->m.beg == it->m.head ||
         (it->m.beg + 1 == it->m.head && sayso__actor_is(w, it->m.beg, "own"))))
        return ministry_form(w, office, form);
    if (it->det != SAYSO_DET_PRONOUN || !it->body || !(it->body->value[0] & SAYSO_BODY_STATE) ||
        o == SAYSO_NONE || !w->draft.v[o].actor.named || !w->draft.v[o].form.n)
        return SAYSO_OK;
    sayso_str owner = w->draft.v[o].form.v[0];
    char *p = sayso__arena_alloc(w->a, (size_t)owner.n + 3 + form->n);
    if (!p)
        return no_memory(w);
    memcpy(p, owner.p, owner.n);
    memcpy(p + owner.n, "'s ", 3);
    memcpy(p + owner.n + 3, form->p, form->n);
    *form = (sayso_str){p, owner.n + 3 + form->n};
    return SAYSO_OK;
}

/* A phrase that names no certain one: the same words again are the same actor. */
static sayso_status by_phrase(sayso_actor_work *w, uint32_t i, uint32_t *d)
{
    const sayso_actor_item *it = at(w, i);
    sayso_str key = sayso__actor_key(w, it->m.beg, it->m.end);
    sayso_table_entry *e = key.p ? sayso__table_put(&w->by_name, key) : NULL;
    if (!e)
        return no_memory(w);
    if (e->value == SAYSO_NONE) {
        e->value = sayso__actor_draft_new(w, i);
        if (e->value == SAYSO_NONE)
            return no_memory(w);
        sayso_actor_draft *x = &w->draft.v[e->value];
        x->person = it->m.kind == SAYSO_MENTION_ROLE;
        x->actor.class_ = (uint8_t)(it->role ? it->role->value[1] : it->body->value[1]);
        sayso_str form;
        SAYSO_TRY(own_form(w, i, &form));
        SAYSO_TRY(sayso__actor_draft_form(w, e->value, form, true));
    }
    *d = sayso__actor_same(w, e->value);
    return SAYSO_OK;
}

/* Does a phrase without "the" mean one already named? "police", "prosecutors" do; "residents", "a
 * company" do not. */
static bool is_certain(const sayso_actor_item *it)
{
    if (it->det == SAYSO_DET_INDEFINITE)
        return false;
    if (it->det != SAYSO_DET_NONE)
        return true;
    if (it->role && it->role->value[0] & SAYSO_ROLE_GROUP)
        return it->role->value[0] & SAYSO_ROLE_OFFICIAL &&
               it->role->value[1] != SAYSO_CLASS_UNNAMED;
    return !it->plural && it->role && it->role->value[0] & SAYSO_ROLE_LEADS;
}

/* The country that the report names most, which "the government" without another word is of. */
static sayso_str main_state(const sayso_actor_work *w)
{
    const sayso_actor_entry *best = NULL;
    for (uint32_t i = 0; i < w->entry.n; i++) {
        const sayso_actor_entry *e = &w->entry.v[i];
        if (e->kind == SAYSO_MENTION_LOCATION && e->state && (!best || e->count > best->count))
            best = e;
    }
    return best ? best->key : (sayso_str){NULL, 0};
}

/* "the Ordanian government", "his office", "its minister" hang on their possessor. */
static sayso_status by_owner(sayso_actor_work *w, uint32_t i, const sayso_actor_words *x,
                             uint32_t *d)
{
    const sayso_actor_item *it = at(w, i);
    *d = SAYSO_NONE;
    if (it->body && it->body->value[1] == SAYSO_CLASS_GOVERNMENT && x->state.p &&
        (sayso__str_is(sayso__str_z(it->body->key), "government") ||
         sayso__str_is(sayso__str_z(it->body->key), "administration")))
        return country_draft(w, i, x->state, d);
    if (it->body && it->det == SAYSO_DET_DEFINITE && it->owner == SAYSO_NONE &&
        it->of == SAYSO_NONE && it->m.beg == it->m.head && w->main_state.p &&
        (sayso__str_is(sayso__str_z(it->body->key), "government") ||
         sayso__str_is(sayso__str_z(it->body->key), "state")))
        return country_draft(w, i, sayso__actor_state(w, w->main_state), d);
    bool named_owner = it->det == SAYSO_DET_OWNER && it->owner != SAYSO_NONE &&
                       at(w, it->owner)->m.named && !at(w, it->owner)->compound;
    if ((it->det == SAYSO_DET_PRONOUN || named_owner) && it->owner != SAYSO_NONE && it->body &&
        at(w, it->owner)->draft != SAYSO_NONE &&
        (sayso__str_is(sayso__str_z(it->body->key), "office") ||
         sayso__str_is(sayso__str_z(it->body->key), "ministry"))) {
        uint32_t o = sayso__actor_same(w, at(w, it->owner)->draft);
        if (w->draft.v[o].person)
            *d = chief_of(w, o);
        uint32_t office = minister_item(w, o);
        if (*d == SAYSO_NONE && office != SAYSO_NONE)
            *d = sayso__actor_ministry(w, &w->draft.v[o], at(w, office));
        if (*d != SAYSO_NONE && w->draft.v[*d].person)
            *d = SAYSO_NONE; /* "the boy's mother": hers is no office of his */
    }
    return SAYSO_OK;
}

/* "the mill's chief executive" after "mill boss X": the latest one who leads that body, whatever
 * the post is called. */
static uint32_t by_post(sayso_actor_work *w, uint32_t i)
{
    const sayso_actor_item *it = at(w, i);
    uint32_t o = it->of != SAYSO_NONE ? it->of : it->owner;
    if (!it->role || !(it->role->value[0] & SAYSO_ROLE_LEADS) || o == SAYSO_NONE || it->plural)
        return SAYSO_NONE;
    uint32_t body = sayso__actor_same(w, at(w, o)->draft);
    uint32_t n = w->n_event < SAYSO_EVENTS ? w->n_event : SAYSO_EVENTS;
    for (uint32_t k = 1; body != SAYSO_NONE && k <= n; k++) {
        const sayso_actor_item *c = &w->item.v[w->event[(w->n_event - k) % SAYSO_EVENTS]];
        uint32_t d = sayso__actor_same(w, c->draft);
        const sayso_actor_draft *x = &w->draft.v[d];
        uint32_t post = x->chief;
        if (x->person && x->actor.named && chief_of(w, d) == body && post != SAYSO_NONE &&
            at(w, post)->role && at(w, post)->role->value[0] & SAYSO_ROLE_LEADS &&
            !(it->gender && x->actor.gender && it->gender != x->actor.gender))
            return d;
    }
    return SAYSO_NONE;
}

/* "Nora Marsden withdrew her remark. 'I was wrong,' the minister said.": an office of which nothing
 * was said before is that of the person named as subject right before, whose office nobody told. */
static uint32_t by_subject(sayso_actor_work *w, uint32_t i)
{
    const sayso_actor_item *it = at(w, i);
    uint32_t n = w->n_event < SAYSO_EVENTS ? w->n_event : SAYSO_EVENTS;
    if (!it->role || it->det != SAYSO_DET_DEFINITE || it->plural || !it->speaker ||
        it->owner != SAYSO_NONE || it->of != SAYSO_NONE || it->m.end != it->m.head + 1 ||
        (it->m.beg != it->m.head && !sayso__actor_is(w, it->m.beg, "former")) ||
        it->m.kind != SAYSO_MENTION_ROLE || it->role->value[0] & SAYSO_ROLE_SPOKES ||
        !(it->role->value[0] & SAYSO_ROLE_LEADS))
        return SAYSO_NONE;
    for (uint32_t k = 1; k <= n; k++) {
        const sayso_actor_item *c = &w->item.v[w->event[(w->n_event - k) % SAYSO_EVENTS]];
        uint32_t d = sayso__actor_same(w, c->draft);
        const sayso_actor_draft *x = &w->draft.v[d];
        if (w->told[it->sent] > w->told[c->sent] + 2 ||
            w->t->sent_block[c->sent] != w->t->sent_block[it->sent])
            return SAYSO_NONE;
        bool his = c->m.kind == SAYSO_MENTION_PRONOUN && !c->subject;
        if (!x->person || !x->actor.named || c->quoted || his)
            continue;
        bool other = it->gender && x->actor.gender && it->gender != x->actor.gender;
        return c->subject && x->office == SAYSO_NONE && !other ? d : SAYSO_NONE;
    }
    return SAYSO_NONE;
}

/* "the man", "the woman": said again of somebody without a name. */
static uint32_t by_gender(const sayso_actor_work *w, uint32_t i)
{
    const sayso_actor_item *it = &w->item.v[i];
    if (!it->role || it->det != SAYSO_DET_DEFINITE || it->m.end != it->full + 2 ||
        !(sayso__actor_is(w, it->m.head, "man") || sayso__actor_is(w, it->m.head, "woman")))
        return SAYSO_NONE;
    uint32_t d = sayso__actor_pronoun(w, i);
    return d != SAYSO_NONE && !w->draft.v[d].actor.named ? d : SAYSO_NONE;
}

static sayso_status unnamed_draft(sayso_actor_work *w, uint32_t i, uint32_t *d)
{
    sayso_actor_item *it = at(w, i);
    sayso_actor_words x = describe(w, i);
    *d = SAYSO_NONE;
    if (it->echo) { /* "the Front": only what has been named so */
        *d = by_words(w, i, &x);
        if (*d == SAYSO_NONE && it->body)
            *d = sayso__actor_by_trade(w, i, &x);
        return SAYSO_OK;
    }
    if (it->partner != SAYSO_NONE && at(w, it->partner)->m.named) {
        if (at(w, it->partner)->draft == SAYSO_NONE)
            SAYSO_TRY(see_name(w, it->partner));
        *d = sayso__actor_same(w, at(w, it->partner)->draft);
        if (*d != SAYSO_NONE)
            return SAYSO_OK;
    }
    SAYSO_TRY(by_owner(w, i, &x, d));
    bool fresh = sayso__actor_told_later(w, it);
    if (*d == SAYSO_NONE && is_certain(it) && !fresh)
        *d = by_words(w, i, &x);
    if (*d == SAYSO_NONE && it->det != SAYSO_DET_INDEFINITE && !fresh)
        *d = sayso__actor_by_trade(w, i, &x);
    if (*d == SAYSO_NONE && is_certain(it) && !fresh)
        *d = sayso__actor_by_class(w, i, &x);
    if (*d == SAYSO_NONE && is_certain(it) && !fresh) {
        *d = sayso__actor_by_only(w, i);
        if (*d != SAYSO_NONE && x.n == 1 && it->owner == SAYSO_NONE)
            SAYSO_TRY(sayso__actor_draft_word(w, *d, x.word[0])); /* "the lender" from now on */
    }
    if (*d == SAYSO_NONE && is_certain(it))
        *d = by_post(w, i);
    if (*d == SAYSO_NONE)
        *d = by_subject(w, i);
    if (*d == SAYSO_NONE)
        *d = by_gender(w, i);
    return *d == SAYSO_NONE ? by_phrase(w, i, d) : SAYSO_OK;
}

/* "a ministry spokesman", "the hospital director": the latest body called so. */
static uint32_t boss_of(sayso_actor_work *w, uint32_t i)
{
    const sayso_actor_item *it = at(w, i);
    if (!it->role || it->m.beg == it->m.head || it->owner != SAYSO_NONE || it->of != SAYSO_NONE ||
        !(it->role->value[0] & (SAYSO_ROLE_LEADS | SAYSO_ROLE_SPOKES)))
        return SAYSO_NONE;
    uint32_t k = it->m.head - 1;
    const sayso_lexicon_entry *body = sayso__actor_look(w, &sayso__lex_bodies, k, it->m.beg, NULL);
    if (!body || !(body->value[0] & SAYSO_BODY_COMMON))
        return SAYSO_NONE;
    const sayso_actor_recent *r = sayso__actor_recent(w, w->word[k]);
    for (uint32_t j = 0; r && j < r->n; j++) {
        uint32_t d = sayso__actor_same(w, r->draft[j]);
        if (!w->draft.v[d].person)
            return d;
    }
    return body->value[0] & SAYSO_BODY_ANY ? sayso__actor_same(w, w->by_class[body->value[1]])
                                           : SAYSO_NONE;
}

/* A lone singular without article that is neither subject nor tied to a name is no person: "too
 * general", "in general". */
static bool is_chance(const sayso_actor_work *w, const sayso_actor_item *it)
{
    uint32_t next = it->m.head + 1;
    if (next < w->t->n_tok && w->name_of[next] != SAYSO_NONE && w->head_item[next] != SAYSO_NONE &&
        w->item.v[w->head_item[next]].m.named && w->item.v[w->head_item[next]].bare < next)
        return true; /* a part of the name behind it: "General [Staff]" */
    return it->m.kind == SAYSO_MENTION_ROLE && it->det == SAYSO_DET_NONE && !it->subject &&
           it->partner == SAYSO_NONE && it->m.beg == it->m.head &&
           !(w->t->tok[it->m.head].flags & SAYSO_TOKEN_CAPITAL);
}

/* "union leader", "hospital director": the phrase says of which body. */
static bool names_body(const sayso_actor_work *w, const sayso_actor_item *it)
{
    if (it->m.beg == it->m.head)
        return false;
    const sayso_lexicon_entry *e =
        sayso__actor_look(w, &sayso__lex_bodies, it->m.head - 1, it->m.beg, NULL);
    return e && e->value[0] & SAYSO_BODY_COMMON && !(e->value[0] & SAYSO_BODY_COUNTRY);
}

/* Posts that companies have, and bodies that have no such posts. */
static bool is_trade(const char *key)
{
    static const char *const posts[] =
        {"director", "managing director", "chief executive",        "ceo", "boss", "manager",
         "owner",    "general manager",   "chief executive officer"};
    for (size_t k = 0; k < sizeof posts / sizeof *posts; k++)
        if (strcmp(key, posts[k]) == 0)
            return true;
    return false;
}

static bool is_no_trade(uint8_t class_)
{
    return class_ == SAYSO_CLASS_UNION || class_ == SAYSO_CLASS_PARTY ||
           class_ == SAYSO_CLASS_GOVERNMENT || class_ == SAYSO_CLASS_MINISTRY ||
           class_ == SAYSO_CLASS_MILITARY || class_ == SAYSO_CLASS_POLICE ||
           class_ == SAYSO_CLASS_ARMED_GROUP || class_ == SAYSO_CLASS_COURT;
}

/* "Ordania's embassy denied it. ... ambassador X said". */
static bool is_envoy(const char *key)
{
    return strcmp(key, "ambassador") == 0 || strcmp(key, "consul") == 0 ||
           strcmp(key, "consul general") == 0 || strcmp(key, "charge d'affaires") == 0;
}

/* Posts that say by themselves of what house they are: a harbour master is no hospital's. */
static bool is_of_own_house(const sayso_actor_work *w, const sayso_actor_item *it)
{
    static const char *const posts[] = {"master",  "captain", "mayor",  "governor",  "bishop",
                                        "coroner", "judge",   "king",   "queen",     "prince",
                                        "imam",    "priest",  "doctor", "headmaster"};
    for (size_t k = 0; k < sizeof posts / sizeof *posts; k++)
        if (sayso__actor_is(w, it->m.head, posts[k]))
            return true;
    return false;
}

/* "the jail's director", "a spokesman for ...": one whose body is told, whatever became of the
 * phrase. */
static bool is_tied(const sayso_actor_work *w, const sayso_actor_item *it)
{
    for (uint32_t t = it->full; t < it->m.head; t++)
        if (w->g->xpos[t] == SAYSO_XPOS_POS)
            return true;
    return sayso__actor_is(w, it->m.end, "for") || sayso__actor_is(w, it->m.end, "of");
}

/* "spokeswoman Clara Marlund said": with no word of whose she is, that of the body that spoke or
 * acted last, in this sentence or the one before. */
static uint32_t last_body(const sayso_actor_work *w, uint32_t i)
{
    const sayso_actor_item *it = &w->item.v[i];
    uint32_t n = w->n_event < SAYSO_EVENTS ? w->n_event : SAYSO_EVENTS;
    bool trade = is_trade(it->role->key), envoy = is_envoy(it->role->key);
    if ((it->role->value[0] & SAYSO_ROLE_OFFICIAL && !envoy) || it->det == SAYSO_DET_INDEFINITE ||
        !(it->role->value[0] & (SAYSO_ROLE_LEADS | SAYSO_ROLE_SPOKES)) ||
        it->m.kind != SAYSO_MENTION_ROLE || it->partner == SAYSO_NONE || names_body(w, it) ||
        is_of_own_house(w, it) || is_tied(w, it))
        return SAYSO_NONE;
    for (uint32_t k = 1; k <= n; k++) {
        uint32_t e = w->event[(w->n_event - k) % SAYSO_EVENTS];
        const sayso_actor_item *c = &w->item.v[e];
        if (it->sent > c->sent + 1)
            return SAYSO_NONE;
        const sayso_actor_draft *d = &w->draft.v[sayso__actor_same(w, c->draft)];
        if (c->subject && !d->person && !d->actor.plural &&
            d->actor.kind != SAYSO_MENTION_LOCATION && !(trade && is_no_trade(d->actor.class_)) &&
            !(envoy && d->actor.class_ != SAYSO_CLASS_GOVERNMENT))
            return e;
    }
    return SAYSO_NONE;
}

/* "Its minister blamed Dolvan. ... Jan Orr, its minister, ...": the office told before without a
 * name is that of the holder named now. */
static sayso_status take_holder(sayso_actor_work *w, uint32_t d, uint32_t i)
{
    const sayso_actor_item *it = at(w, i);
    uint32_t o = it->of != SAYSO_NONE ? it->of : it->owner;
    uint32_t body = o == SAYSO_NONE ? SAYSO_NONE : sayso__actor_same(w, at(w, o)->draft);
    sayso_actor_words x = describe(w, i);
    if (!it->role || !(it->role->value[0] & SAYSO_ROLE_LEADS) || it->plural || !x.n ||
        body == SAYSO_NONE || !w->draft.v[d].actor.named || !w->draft.v[d].person)
        return SAYSO_OK;
    const sayso_actor_recent *r = sayso__actor_recent(w, x.word[x.n - 1]);
    for (uint32_t k = 0; r && k < r->n; k++) {
        uint32_t u = sayso__actor_same(w, r->draft[k]);
        const sayso_actor_draft *y = &w->draft.v[u];
        if (u != d && !y->actor.named && y->person && agrees(w, u, it, &x) &&
            chief_of(w, u) == body)
            return sayso__actor_draft_join(w, u, d);
    }
    return SAYSO_OK;
}

static sayso_status see_unnamed(sayso_actor_work *w, uint32_t i)
{
    sayso_actor_item *it = at(w, i);
    uint32_t d;
    if (is_chance(w, it))
        return SAYSO_OK;
    SAYSO_TRY(unnamed_draft(w, i, &d));
    if (d == SAYSO_NONE)
        return SAYSO_OK;
    if (it->role && it->owner == SAYSO_NONE && it->of == SAYSO_NONE)
        it->owner = last_body(w, i);
    if (w->draft.v[d].boss == SAYSO_NONE)
        w->draft.v[d].boss = boss_of(w, i);
    sayso_str state = belongs_to(w, i);
    if (!w->draft.v[d].state.p)
        w->draft.v[d].state = state;
    if (it->partner != SAYSO_NONE || !w->draft.v[d].actor.named)
        SAYSO_TRY(learn_words(w, d, i));
    if (it->det == SAYSO_DET_OWNER && it->role)
        SAYSO_TRY(sayso__actor_draft_form(w, d, text_of(w, it->m.beg, it->m.head + 1), false));
    SAYSO_TRY(sayso__actor_draft_seen(w, d, i));
    sayso__actor_await_name(w, i);
    if (it->partner != SAYSO_NONE)
        SAYSO_TRY(take_holder(w, d, i));
    const sayso_actor_draft *x = &w->draft.v[d];
    bool office = it->role && it->m.kind == SAYSO_MENTION_ROLE &&
                  it->role->value[0] & SAYSO_ROLE_LEADS && it->det != SAYSO_DET_INDEFINITE;
    if (office && !x->actor.named && it->subject)
        w->pending = d;
    return SAYSO_OK;
}

/* ---- the walk -------------------------------------------------------------------------------- */

typedef struct {
    uint32_t head, item;
} place;

static int by_head(const void *a, const void *b)
{
    const place *x = a, *y = b;
    if (x->head != y->head)
        return x->head < y->head ? -1 : 1;
    return (x->item > y->item) - (x->item < y->item);
}

/* A headline shortens what the report says in full: "Regulator blames firm" comes last, when both
 * have been named, and needs no article to mean a certain one. Its names come first all the same.
 */
static bool is_headline(sayso_actor_work *w, uint32_t i)
{
    sayso_actor_item *it = at(w, i);
    const sayso_doc *doc = w->t->doc;
    uint32_t block = w->t->sent_block[it->sent];
    if (it->m.named || block >= doc->n_block || doc->block[block].kind != SAYSO_BLOCK_TITLE)
        return false;
    if (it->det == SAYSO_DET_NONE && it->body)
        it->det = SAYSO_DET_DEFINITE;
    return true;
}

sayso_status sayso__actor_walk(sayso_actor_work *w)
{
    SAYSO_TRY(enter_states(w));
    w->main_state = main_state(w);
    place *order = SAYSO_NEW_N(w->scratch, place, w->item.n);
    if (!order)
        return no_memory(w);
    for (uint32_t i = 0; i < w->item.n; i++)
        order[i] = (place){at(w, i)->m.head + (is_headline(w, i) ? w->t->n_tok : 0), i};
    if (w->item.n > 0)
        qsort(order, w->item.n, sizeof *order, by_head);
    for (uint32_t k = 0; k < w->item.n; k++) {
        uint32_t i = order[k].item;
        if (at(w, i)->draft != SAYSO_NONE)
            continue;
        if (at(w, i)->m.kind == SAYSO_MENTION_PRONOUN) {
            uint32_t d = sayso__actor_pronoun(w, i);
            if (d != SAYSO_NONE)
                SAYSO_TRY(sayso__actor_draft_seen(w, d, i));
        } else if (at(w, i)->m.named) {
            SAYSO_TRY(see_name(w, i));
        } else {
            SAYSO_TRY(see_unnamed(w, i));
        }
    }
    return SAYSO_OK;
}
