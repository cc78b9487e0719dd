/* actor_finish.c -- drafts -> actors and mentions: names, aliases, whom each speaks for.  Layer:
 * mention. */
#include "lexica.h"
#include "mention/actor.h"
#include "mention/actor_list.h"

#include <stdio.h>

#include "base/fail.h"
#include "base/str.h"

#define ALIAS_MOST 24

static sayso_str without_the(sayso_str s)
{
    if (s.n > 4 && (s.p[0] == 't' || s.p[0] == 'T') && s.p[1] == 'h' && s.p[2] == 'e' &&
        s.p[3] == ' ')
        return (sayso_str){s.p + 4, s.n - 4};
    return s;
}

static bool has_lower(sayso_str s)
{
    for (uint32_t i = 0; i < s.n; i++)
        if (sayso__is_lower(s.p[i]))
            return true;
    return false;
}

static uint32_t words_of(sayso_str s)
{
    uint32_t n = 1;
    for (uint32_t i = 0; i < s.n; i++)
        n += s.p[i] == ' ' || s.p[i] == '\n';
    return n;
}

/* Is a the better name? Not all in capitals, then more words, then longer. */
static bool better(sayso_str a, sayso_str b)
{
    bool la = has_lower(a), lb = has_lower(b);
    if (la != lb && words_of(a) >= words_of(b))
        return la;
    if (words_of(a) != words_of(b))
        return words_of(a) > words_of(b);
    return a.n > b.n;
}

/* Line breaks and runs of space inside a name become one space; copied only where there are some.
 */
static sayso_str tidy(sayso_arena *a, sayso_str s)
{
    bool clean = true;
    for (uint32_t i = 0; i < s.n; i++)
        clean = clean && (!sayso__is_space(s.p[i]) || (s.p[i] == ' ' && s.p[i + 1] != ' '));
    if (clean || s.n == 0)
        return s;
    char *out = sayso__arena_copy(a, s.p, s.n);
    uint32_t n = 0;
    for (uint32_t i = 0; out && i < s.n; i++) {
        bool space = sayso__is_space(s.p[i]);
        if (!space || (n > 0 && out[n - 1] != ' '))
            out[n++] = space ? ' ' : s.p[i];
    }
    return (sayso_str){out, n};
}

static bool listed(const sayso_actor *a, sayso_str s)
{
    for (uint32_t i = 0; i < a->n_alias; i++)
        if (sayso__str_eq(a->alias[i], s))
            return true;
    return sayso__str_eq(a->name, s) || (!a->named && sayso__str_ieq(a->name, s));
}

static bool add_aliases(sayso_arena *arena, sayso_actor *a, const sayso_str *v, uint32_t n)
{
    for (uint32_t i = 0; i < n && a->n_alias < ALIAS_MOST; i++) {
        sayso_str s = tidy(arena, without_the(v[i]));
        if (!s.p)
            return false;
        if (!listed(a, s))
            a->alias[a->n_alias++] = s;
    }
    return true;
}

/* The phrase of an unnamed actor begins in lower case: a capital is only the sentence's. */
static sayso_str uncapital(const sayso_actor_work *w, const sayso_actor_draft *x, sayso_str s)
{
    const sayso_actor_item *it = &w->item.v[x->actor.first];
    uint32_t b = it->m.beg;
    bool common = w->g->upos[b] != SAYSO_UPOS_PROPN || (b == it->m.head && (it->role || it->body));
    bool whole = s.p == w->t->doc->text + w->t->tok[b].at.beg; /* else a name stands before it */
    if (!whole || x->actor.named || s.n < 2 || !sayso__is_upper(s.p[0]) ||
        !sayso__is_lower(s.p[1]) || w->name_of[b] != SAYSO_NONE || !common)
        return s;
    char *p = sayso__arena_copy(w->a, s.p, s.n);
    if (p)
        p[0] = sayso__ascii_lower(p[0]);
    return (sayso_str){p, s.n};
}

static sayso_status name_actor(sayso_actor_work *w, sayso_actor_draft *x)
{
    sayso_actor *a = &x->actor;
    sayso_str best = {NULL, 0};
    for (uint32_t i = 0; i < x->form.n; i++) {
        sayso_str s = without_the(x->form.v[i]);
        if (!best.p || better(s, best))
            best = s;
    }
    if (!a->named && x->form.n > 0)
        best = uncapital(w, x, without_the(x->form.v[0]));
    if (!best.n) { /* every form was an article: the words of the first mention stand for it */
        sayso_span at = w->item.v[a->first].m.at;
        best = sayso__str_span(w->t->doc->text, at);
    }
    a->name = tidy(w->a, best);
    uint32_t room = x->form.n + x->other.n;
    a->alias = SAYSO_NEW_N(w->a, sayso_str, room < ALIAS_MOST ? room + 1 : ALIAS_MOST);
    if (!a->name.p || !a->alias || !add_aliases(w->a, a, x->form.v, x->form.n) ||
        !add_aliases(w->a, a, x->other.v, x->other.n))
        return sayso__fail_memory(w->err);
    if (a->named && !x->person && x->body && a->class_ == SAYSO_CLASS_OTHER) {
        a->class_ = (uint8_t)x->body->value[1];
        if (!a->sector && x->body->text && x->body->text[0] != '-')
            a->sector = x->body->text;
    }
    return SAYSO_OK;
}

/* ---- who speaks for whom --------------------------------------------------------------------- */

/* Draft of the state with this key, or SAYSO_NONE. */
static uint32_t country_of(const sayso_actor_work *w, sayso_str state)
{
    const sayso_table_entry *t = state.p ? sayso__table_find(&w->by_state, state) : NULL;
    if (!t || t->value == SAYSO_NONE || w->entry.v[t->value].kind != SAYSO_MENTION_LOCATION)
        return SAYSO_NONE;
    return sayso__actor_same(w, w->entry.v[sayso__actor_root(w, t->value)].draft);
}

uint32_t sayso__actor_ministry(sayso_actor_work *w, const sayso_actor_draft *x,
                               const sayso_actor_item *it)
{
    static const char *const houses[] = {"ministry", "department"};
    uint32_t word[4], n = 0;
    for (uint32_t k = it->m.beg; k < it->m.head && n < 4; k++) {
        uint8_t u = w->g->upos[k];
        sayso_str s = sayso__actor_state(w, sayso__actor_lower(w, k));
        if (w->g->xpos[k] == SAYSO_XPOS_POS)
            n = 0;
        else if ((u == SAYSO_UPOS_NOUN || u == SAYSO_UPOS_PROPN || u == SAYSO_UPOS_ADJ) &&
                 !sayso__table_find(&w->by_state, s) && !sayso__actor_is(w, k, "prime"))
            word[n++] = w->word[k];
    }
    for (size_t h = 0; n > 0 && h < sizeof houses / sizeof *houses; h++) {
        uint32_t id = sayso__actor_word_id(w, sayso__str_z(houses[h]));
        const sayso_actor_recent *r = id == SAYSO_NONE ? NULL : sayso__actor_recent(w, id);
        for (uint32_t k = 0; r && k < r->n; k++) {
            uint32_t d = sayso__actor_same(w, r->draft[k]);
            bool all = !(x->state.p && w->draft.v[d].state.p) ||
                       sayso__str_eq(x->state, w->draft.v[d].state);
            for (uint32_t i = 0; i < n; i++)
                all = all && sayso__actor_draft_has(w, d, word[i]);
            if (all && !w->draft.v[d].person)
                return d;
        }
    }
    return SAYSO_NONE;
}

/* Draft of the country from which the report is sent, by its dateline; SAYSO_NONE if unknown. */
static uint32_t home_of(sayso_actor_work *w)
{
    const sayso_doc *doc = w->t->doc;
    sayso_str place = sayso__str_span(doc->text, doc->dateline.place);
    char low[64];
    bool demonym, capital;
    if (place.n == 0 || place.n > sizeof low)
        return SAYSO_NONE;
    for (uint32_t i = 0; i < place.n; i++)
        low[i] = sayso__ascii_lower(place.p[i]);
    const char *code = sayso__actor_country((sayso_str){low, place.n}, &demonym, &capital);
    return code ? country_of(w, sayso__str_z(code)) : SAYSO_NONE;
}

/* Offices of a whole state; without another word they are those of the dateline's country. */
static bool is_national(const sayso_actor_item *it)
{
    static const char *const keys[] = {"prime minister", "premier",        "president",
                                       "chancellor",     "vice president", "deputy prime minister"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (strcmp(it->role->key, keys[i]) == 0)
            return it->owner == SAYSO_NONE && it->of == SAYSO_NONE;
    return false;
}

/* One who has left an office does not speak for it. */
static bool is_former(const sayso_actor_work *w, const sayso_actor_item *it)
{
    static const char *const words[] = {"former", "ex", "late", "retired", "ousted", "deposed"};
    for (uint32_t k = it->m.beg; k < it->m.head; k++)
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (sayso__actor_is(w, k, words[i]))
                return true;
    return false;
}

/* Whoever pleads for another speaks for him, person or body. */
static bool is_counsel(const sayso_actor_item *it)
{
    static const char *const keys[] = {"lawyer",         "attorney",       "counsel",
                                       "defence lawyer", "defense lawyer", "defence counsel",
                                       "solicitor",      "barrister",      "defense attorney"};
    for (size_t i = 0; it->role && i < sizeof keys / sizeof *keys; i++)
        if (strcmp(it->role->key, keys[i]) == 0)
            return true;
    return false;
}

static uint32_t person_chief(sayso_actor_work *w, const sayso_actor_draft *x)
{
    const sayso_actor_item *c = x->chief == SAYSO_NONE ? NULL : &w->item.v[x->chief];
    const sayso_actor_item *r = x->office == SAYSO_NONE ? NULL : &w->item.v[x->office];
    const uint32_t binds = SAYSO_ROLE_LEADS | SAYSO_ROLE_SPOKES;
    if (r && is_former(w, r))
        return SAYSO_NONE;
    if (r && r->role && r->m.kind == SAYSO_MENTION_ROLE &&
        r->role->value[0] & SAYSO_ROLE_OFFICIAL && r->role->value[0] & SAYSO_ROLE_LEADS) {
        uint32_t d = sayso__actor_ministry(w, x, r);
        if (d != SAYSO_NONE)
            return d;
    }
    const uint32_t serves = binds | (x->actor.named ? SAYSO_ROLE_OFFICIAL : 0);
    if (c && (c->m.named || (c->role && c->role->value[0] & serves))) {
        uint32_t o = c->of != SAYSO_NONE ? c->of : c->owner;
        uint32_t d = o == SAYSO_NONE ? SAYSO_NONE : sayso__actor_same(w, w->item.v[o].draft);
        bool place = d != SAYSO_NONE && w->draft.v[d].actor.class_ == SAYSO_CLASS_PLACE;
        bool state = c->role && c->role->value[0] & SAYSO_ROLE_OFFICIAL; /* a city has a mayor */
        if (place && !(c->m.named || c->role->value[0] & binds))
            return SAYSO_NONE; /* "Colonel X of Dorva" */
        bool person = d != SAYSO_NONE && w->draft.v[d].person && !is_counsel(c);
        if (d != SAYSO_NONE && !person && (!place || state))
            return d;
    }
    if (x->boss != SAYSO_NONE)
        return sayso__actor_same(w, x->boss);
    bool army = r && r->role && r->role->value[0] & SAYSO_ROLE_SPOKES && x->state.p;
    if (!r || !r->role ||
        (!army &&
         (!(r->role->value[0] & SAYSO_ROLE_OFFICIAL) || !(r->role->value[0] & SAYSO_ROLE_LEADS))))
        return SAYSO_NONE;
    uint32_t d = country_of(w, x->state);
    return d == SAYSO_NONE && !x->state.p && is_national(r) ? w->home : d;
}

static uint32_t body_chief(const sayso_actor_work *w, const sayso_actor_draft *x)
{
    uint8_t c = x->actor.class_;
    if (c == SAYSO_CLASS_MINISTRY || c == SAYSO_CLASS_GOVERNMENT || c == SAYSO_CLASS_MILITARY) {
        uint32_t d = country_of(w, x->state);
        sayso_str code = sayso__str(x->actor.country, strlen(x->actor.country));
        return d == SAYSO_NONE && code.n ? country_of(w, code) : d;
    }
    const sayso_actor_item *it = &w->item.v[x->actor.first];
    if ((c == SAYSO_CLASS_OUTLET || (it->body && !it->m.named)) && it->owner != SAYSO_NONE &&
        !w->item.v[it->owner].plural) /* "the pilots' union" */
        return sayso__actor_same(w, w->item.v[it->owner].draft);
    return SAYSO_NONE;
}

/* M2: no chain of speaks_for comes back to itself. */
static sayso_status cut_cycles(sayso_actor_work *w, sayso_actor *actor, uint32_t n)
{
    uint32_t *next = SAYSO_NEW_N(w->scratch, uint32_t, n);
    uint8_t *seen = SAYSO_NEW_N(w->scratch, uint8_t, n);
    if (!next || !seen)
        return sayso__fail_memory(w->err);
    for (uint32_t i = 0; i < n; i++)
        next[i] = actor[i].speaks_for;
    sayso__chain_cut(next, seen, n, NULL, NULL);
    for (uint32_t i = 0; i < n; i++)
        actor[i].speaks_for = next[i];
    return SAYSO_OK;
}

static void set_country(const sayso_actor_work *w, sayso_actor_draft *x)
{
    bool demonym, capital;
    if (x->actor.country[0])
        return;
    if (x->state.n == 3 && sayso__is_upper(x->state.p[0]))
        (void)snprintf(x->actor.country, sizeof x->actor.country, "%.3s", x->state.p);
    else if (x->actor.kind == SAYSO_MENTION_LOCATION && x->actor.name.p && x->actor.name.n < 60) {
        const sayso_actor_item *it = &w->item.v[x->actor.first];
        const char *code = it->entry == SAYSO_NONE ? NULL
                                                   : sayso__actor_country(w->entry.v[it->entry].key,
                                                                          &demonym, &capital);
        if (code)
            (void)snprintf(x->actor.country, sizeof x->actor.country, "%.3s", code);
    }
}

/* ---- output ---------------------------------------------------------------------------------- */

/* index[d]: actor of draft d, filled for the drafts that went into no other. */
static sayso_status make_actors(sayso_actor_work *w, uint32_t *index, sayso_mentions *out)
{
    uint32_t n = 0;
    for (uint32_t d = 0; d < w->draft.n; d++)
        if (w->draft.v[d].same == SAYSO_NONE)
            index[d] = n++;
    sayso_actor *actor = SAYSO_NEW_N(w->a, sayso_actor, n + 1);
    if (!actor)
        return sayso__fail_memory(w->err);
    for (uint32_t d = 0; d < w->draft.n; d++) {
        sayso_actor_draft *x = &w->draft.v[d];
        if (x->same != SAYSO_NONE)
            continue;
        SAYSO_TRY(name_actor(w, x));
        set_country(w, x);
        uint32_t chief = x->person ? person_chief(w, x) : body_chief(w, x);
        chief = sayso__actor_same(w, chief);
        x->actor.speaks_for = chief == SAYSO_NONE || chief == d ? SAYSO_NONE : index[chief];
        actor[index[d]] = x->actor;
    }
    out->actor = actor;
    out->n_actor = n;
    return cut_cycles(w, actor, n);
}

/* A person has his chief's country where none is known. */
static void inherit(sayso_mentions *out)
{
    for (uint32_t i = 0; i < out->n_actor; i++) {
        sayso_actor *a = &out->actor[i];
        if (a->speaks_for == SAYSO_NONE)
            continue;
        const sayso_actor *c = &out->actor[a->speaks_for];
        if (!a->country[0])
            memcpy(a->country, c->country, sizeof a->country);
        if (!a->sector)
            a->sector = c->sector;
    }
}

sayso_status sayso__actor_finish(sayso_actor_work *w, sayso_mentions *out)
{
    uint32_t *index = SAYSO_NEW_N(w->scratch, uint32_t, w->draft.n + 1);
    sayso_mention *m = SAYSO_NEW_N(w->a, sayso_mention, w->item.n + 1);
    uint32_t *place = SAYSO_NEW_N(w->scratch, uint32_t, w->item.n + 1);
    if (!index || !m || !place)
        return sayso__fail_memory(w->err);
    w->home = home_of(w);
    SAYSO_TRY(make_actors(w, index, out));
    uint32_t n = 0;
    for (uint32_t i = 0; i < w->item.n; i++) {
        const sayso_actor_item *it = &w->item.v[i];
        place[i] = n;
        bool vague = it->m.kind == SAYSO_MENTION_PRONOUN && it->gender != 'm' && it->gender != 'f';
        vague = vague || (!it->m.named && it->m.kind != SAYSO_MENTION_PRONOUN);
        if (vague && it->draft == SAYSO_NONE)
            continue;
        m[n] = it->m;
        m[n++].actor =
            it->draft == SAYSO_NONE ? SAYSO_NONE : index[sayso__actor_same(w, it->draft)];
    }
    for (uint32_t i = 0; i < out->n_actor; i++)
        out->actor[i].first = place[out->actor[i].first];
    inherit(out);
    out->mention = m;
    out->n_mention = n;
    return SAYSO_OK;
}
