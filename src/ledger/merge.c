/* merge.c -- actors of single reports into actors of the ledger.  Layer: ledger.
 *
 * Union-find over the reports' actors. Two are one when
 *   1  both are named and their names are the same key (case, determiner, possessive aside), also
 *      when a demonym stands for its country ("Ruritanian" - "Ruritania");
 *   2  one's name is an alias of the other, and of no third;
 *   3  one's name is the tail of the other's, and of no third's: "Interior Ministry" - "Ruritanian
 *      Interior Ministry", "Rudolf Rassendyll" - "Colonel Rudolf Rassendyll", and a surname alone;
 *   4  one's name is the initials of the other's, and of no third's;
 *   5  both are unnamed, described by the same words, in copies or versions of one report, or by
 *      three words and more;
 *   6  one is "the ministry", or "the Ruritanian ministry", without a name, and the other the first
 *      ministry named in the same report whose name has its words.
 * A person is never anything else. What a person corrected by hand goes before all of it
 * (merger.h). "Of no third" is what keeps two ministries apart that both call themselves "the
 * Interior Ministry". */
#include <stdlib.h>

#include "base/fail.h"
#include "base/str.h"
#include "base/table.h"
#include "ledger/merger.h"
#include "ledger/names.h"

#define AMBIGUOUS (SAYSO_NONE - 1)

typedef sayso_merger merger;

#define find sayso__merger_find

static bool is_person(const sayso_raw_actor *r)
{
    return r->class_ == SAYSO_CLASS_PERSON || r->kind == SAYSO_MENTION_PERSON;
}

#define ONE_SIDE 0x5555555555555555u

/* Not of a person and something else, nor of two that were parted by hand. */
static void join(merger *m, uint32_t i, uint32_t j)
{
    i = find(m, i);
    j = find(m, j);
    uint64_t both = m->side[i] | m->side[j];
    if (i != j && m->person[i] == m->person[j] && !(both & both >> 1 & ONE_SIDE))
        sayso__merger_force(m, i, j);
}

/* The key with "Ruritanian" as "Ruritania": a final n after a goes, in words of six letters and
 * more. */
static sayso_str stem_key(sayso_str key, sayso_arena *t)
{
    char *out = sayso__arena_alloc(t, (size_t)key.n + 1);
    uint32_t n = 0, word = 0;
    for (uint32_t i = 0; out && i <= key.n; i++) {
        if (i < key.n && key.p[i] != ' ') {
            out[n++] = key.p[i];
            continue;
        }
        if (n - word >= 6 && out[n - 1] == 'n' && out[n - 2] == 'a')
            n--;
        if (i < key.n)
            out[n++] = ' ';
        word = n;
    }
    return sayso__str(out, out ? n : 0);
}

/* Notes that `key` may mean actor i; a second actor makes it ambiguous. */
static bool note(merger *m, sayso_table *t, sayso_str key, uint32_t i)
{
    sayso_table_entry *e = sayso__table_put(t, key);
    if (!e)
        return false;
    if (e->value == SAYSO_NONE)
        e->value = i;
    else if (e->value != AMBIGUOUS && find(m, e->value) != find(m, i))
        e->value = AMBIGUOUS;
    return true;
}

static uint32_t meant(const sayso_table *t, sayso_str key)
{
    sayso_table_entry *e = key.n ? sayso__table_find(t, key) : NULL;
    return e && e->value != AMBIGUOUS ? e->value : SAYSO_NONE;
}

/* Persons: of one name that some reports take for a person's and some for another's, what most
 * say. */
static bool find_persons(merger *m)
{
    sayso_load *x = m->x;
    sayso_table t;
    sayso__table_init(&t, x->t);
    int32_t *votes = SAYSO_NEW_N(x->t, int32_t, m->n);
    m->person = SAYSO_NEW_N(x->t, bool, m->n);
    if (!votes || !m->person)
        return false;
    for (uint32_t pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < m->n; i++) {
            const sayso_raw_actor *r = &x->actor.v[i];
            m->person[i] = is_person(r);
            if (!r->named)
                continue;
            uint32_t k = sayso__table_intern(&t, r->key);
            if (k == SAYSO_NONE)
                return false;
            if (pass == 0)
                votes[k] += is_person(r) ? 1 : -1;
            else
                m->person[i] = votes[k] > 0;
        }
    return true;
}

/* ---- the rules --------------------------------------------------------------------------- */

/* "general Staff", "sons of Zarghun": a name of which the first word was taken for a common one. */
static bool half_named(const char *name)
{
    bool inner = false;
    for (const char *p = name; *p && !inner; p++)
        inner = *p == ' ' && sayso__is_upper(p[1]);
    return inner && sayso__is_lower(*name);
}

/* The same actor of the ledger, whatever else it was joined with: no two of what comes out may have
 * one id ("Ruritania" and "Ruritanian", apart in one report, the same in the next). */
static bool same_ids(merger *m)
{
    sayso_table t;
    sayso__table_init(&t, m->x->t);
    for (uint32_t i = 0; i < m->n; i++) {
        sayso_table_entry *e = sayso__table_put(&t, sayso__str_z(m->x->actor.v[i].id));
        if (!e)
            return false;
        if (e->value == SAYSO_NONE)
            e->value = i;
        else
            join(m, e->value, i);
    }
    return true;
}

/* Rules 1 and 5: the same key. */
static bool same_keys(merger *m)
{
    sayso_load *x = m->x;
    sayso_table t;
    sayso__table_init(&t, x->t);
    for (uint32_t i = 0; i < m->n; i++) {
        const sayso_raw_actor *r = &x->actor.v[i];
        sayso_str key = stem_key(r->key, x->t);
        if (!key.p)
            return false;
        bool named = r->named || half_named(r->name);
        uint32_t within = named || sayso__names_words(key) >= 3 ? SAYSO_NONE : x->family[r->report];
        sayso_str full = SAYSO_TABLE_KEY(x->t, key, m->person[i], named, within);
        sayso_table_entry *e = full.p ? sayso__table_put(&t, full) : NULL;
        if (!e)
            return false;
        if (e->value == SAYSO_NONE)
            e->value = i;
        else if (x->actor.v[e->value].report != r->report)
            join(m, e->value, i); /* one report knows its actors apart */
    }
    return true;
}

/* Does a name look like one: an upper-case letter in it that is not only its first word's? */
static bool looks_named(const char *alias)
{
    uint32_t words = 0, capitals = 0;
    for (const char *p = alias; *p; p++) {
        bool begins = p == alias || p[-1] == ' ';
        words += begins && *p != ' ';
        capitals += sayso__is_upper(*p) && begins;
    }
    return capitals >= 2 || (capitals == 1 && words == 1);
}

/* Rule 2. */
static bool same_aliases(merger *m)
{
    sayso_load *x = m->x;
    sayso_table t;
    sayso__table_init(&t, x->t);
    for (uint32_t i = 0; i < m->n; i++) {
        const sayso_raw_actor *r = &x->actor.v[i];
        for (uint32_t j = 0; r->named && j < r->n_alias; j++) {
            if (!looks_named(r->alias[j]))
                continue;
            sayso_str key = sayso__names_key(sayso__str_z(r->alias[j]), x->t);
            if (!key.p || (key.n && !note(m, &t, key, i)))
                return false;
        }
    }
    for (uint32_t i = 0; i < m->n; i++) {
        const sayso_raw_actor *r = &x->actor.v[i];
        uint32_t j = r->named ? meant(&t, r->key) : SAYSO_NONE;
        if (j != SAYSO_NONE)
            join(m, i, j);
    }
    return true;
}

/* The next shorter tail of a key, or an empty string. */
static sayso_str tail(sayso_str key)
{
    uint32_t at = sayso__str_find(key, SAYSO_STR(" "));
    return at == SAYSO_NONE ? (sayso_str){key.p, 0} : sayso__str(key.p + at + 1, key.n - at - 1);
}

/* Rule 3. Of organizations a tail must have two words. */
static bool same_tails(merger *m, bool person)
{
    sayso_load *x = m->x;
    sayso_table t;
    sayso__table_init(&t, x->t);
    for (uint32_t i = 0; i < m->n; i++) {
        const sayso_raw_actor *r = &x->actor.v[i];
        sayso_str key = stem_key(r->key, x->t);
        if (!r->named || m->person[i] != person)
            continue;
        if (!key.p)
            return false;
        for (key = tail(key); key.n; key = tail(key))
            if ((person || sayso__names_words(key) >= 2) && !note(m, &t, key, i))
                return false;
    }
    for (uint32_t i = 0; i < m->n; i++) {
        const sayso_raw_actor *r = &x->actor.v[i];
        if (!r->named || m->person[i] != person)
            continue;
        sayso_str key = stem_key(r->key, x->t);
        uint32_t j = meant(&t, key);
        if (j != SAYSO_NONE)
            join(m, i, j);
    }
    return true;
}

/* Rule 4. */
static bool same_initials(merger *m)
{
    sayso_load *x = m->x;
    sayso_table t;
    sayso__table_init(&t, x->t);
    for (uint32_t i = 0; i < m->n; i++) {
        const sayso_raw_actor *r = &x->actor.v[i];
        if (!r->named || m->person[i] || sayso__names_words(r->key) < 2)
            continue;
        char *key = sayso__arena_alloc(x->t, r->key.n);
        uint32_t n = 0;
        for (uint32_t j = 0; key && j < r->key.n; j++)
            if (j == 0 || r->key.p[j - 1] == ' ')
                key[n++] = r->key.p[j];
        if (!key || !note(m, &t, sayso__str(key, n), i))
            return false;
    }
    for (uint32_t i = 0; i < m->n; i++) {
        const sayso_raw_actor *r = &x->actor.v[i];
        bool capitals = r->named && r->key.n >= 2;
        for (const char *p = r->name; capitals && *p; p++)
            capitals = sayso__is_upper(*p) || *p == '.';
        uint32_t j = capitals ? meant(&t, r->key) : SAYSO_NONE;
        if (j != SAYSO_NONE)
            join(m, i, j);
    }
    return true;
}

/* Are all words of a name, stemmed, words of another one? */
static bool has_words(sayso_str whole, sayso_str part)
{
    while (part.n) {
        uint32_t n = sayso__str_find(part, SAYSO_STR(" "));
        n = n == SAYSO_NONE ? part.n : n;
        if (!sayso__names_holds(whole, sayso__str(part.p, n)))
            return false;
        part = n == part.n ? (sayso_str){part.p, 0} : sayso__str(part.p + n + 1, part.n - n - 1);
    }
    return true;
}

/* Rule 6. Actors of a report stand together. */
static bool same_ministries(merger *m)
{
    sayso_load *x = m->x;
    for (uint32_t i = 0, from = 0; i < m->n; i++) {
        const sayso_raw_actor *r = &x->actor.v[i];
        if (r->report != x->actor.v[from].report)
            from = i;
        sayso_str key = stem_key(r->key, x->t);
        if (!key.p)
            return false;
        if (r->named || m->person[i] || !sayso__names_holds(key, SAYSO_STR("ministry")) ||
            sayso__names_words(key) > 2 || !sayso__str_ends(key, SAYSO_STR("ministry")))
            continue;
        for (uint32_t k = from; k < m->n && x->actor.v[k].report == r->report; k++) {
            const sayso_raw_actor *o = &x->actor.v[k];
            sayso_str name = stem_key(o->key, x->t);
            if (!name.p)
                return false;
            if (o->named && o->class_ == SAYSO_CLASS_MINISTRY && has_words(name, key)) {
                join(m, i, k);
                break;
            }
        }
    }
    return true;
}

/* ---- the merged actors ------------------------------------------------------------------- */

/* How often each of a few values was seen; the first of the most frequent wins. */
typedef struct {
    const char *text;
    uint32_t n;
} vote;

typedef struct {
    vote *v;
    uint32_t n, cap;
} votes;

static bool cast(votes *b, const char *text, sayso_arena *t)
{
    for (uint32_t i = 0; i < b->n; i++)
        if (strcmp(b->v[i].text, text) == 0) {
            b->v[i].n++;
            return true;
        }
    return SAYSO_PUSH(t, b, (vote){text, 1});
}

static const char *winner(const votes *b)
{
    const vote *best = NULL;
    for (uint32_t i = 0; i < b->n; i++)
        if (!best || b->v[i].n > best->n ||
            (b->v[i].n == best->n && strlen(b->v[i].text) > strlen(best->text)))
            best = &b->v[i];
    return best ? best->text : NULL;
}

typedef struct {
    votes name, alias;
    uint32_t class_votes[SAYSO_CLASS_N];
    votes country, sector;
    uint32_t *chief; /* merged indices that reports say it speaks for */
    uint32_t n_chief, cap_chief;
} tally;

static bool count_one(merger *m, tally *t, uint32_t raw, const uint32_t *index)
{
    sayso_load *x = m->x;
    const sayso_raw_actor *r = &x->actor.v[raw];
    bool ok = cast(&t->name, r->name, x->t) && cast(&t->alias, r->name, x->t);
    for (uint32_t i = 0; i < r->n_alias; i++)
        ok = ok && cast(&t->alias, r->alias[i], x->t);
    if (r->country)
        ok = ok && cast(&t->country, r->country, x->t);
    if (r->sector)
        ok = ok && cast(&t->sector, r->sector, x->t);
    t->class_votes[r->class_]++;
    if (r->speaks_for == SAYSO_NONE || !ok)
        return ok;
    struct {
        uint32_t *v, n, cap;
    } chief = {t->chief, t->n_chief, t->cap_chief};
    ok = SAYSO_PUSH(x->t, &chief, index[find(m, r->speaks_for)]);
    t->chief = chief.v;
    t->n_chief = chief.n;
    t->cap_chief = chief.cap;
    return ok;
}

/* The most frequent class; that it is a place or something else is said only where no report knows
 * better. */
static uint8_t best_class(const uint32_t *n)
{
    uint8_t best = 0;
    for (uint8_t i = 1; i < SAYSO_CLASS_N; i++)
        if (i != SAYSO_CLASS_OTHER && i != SAYSO_CLASS_PLACE && n[i] > (best ? n[best] : 0))
            best = i;
    if (best)
        return best;
    return n[SAYSO_CLASS_PLACE] ? SAYSO_CLASS_PLACE : n[SAYSO_CLASS_OTHER] ? SAYSO_CLASS_OTHER : 0;
}

/* The most frequent of v, the first of equals. */
static uint32_t most_frequent(const uint32_t *v, uint32_t n)
{
    uint32_t best = SAYSO_NONE, most = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t c = 0;
        for (uint32_t j = 0; j < n; j++)
            c += v[j] == v[i];
        if (c > most) {
            most = c;
            best = v[i];
        }
    }
    return best;
}

/* The same name with a capital, where some write it so. */
static const char *with_capital(const votes *b, const char *name)
{
    for (uint32_t i = 0; name && i < b->n; i++)
        if (sayso__is_upper(*b->v[i].text) &&
            sayso__str_ieq(sayso__str_z(b->v[i].text), sayso__str_z(name)))
            return b->v[i].text;
    return name;
}

/* "Ruritania" where some write "Ruritanian". */
static const char *without_demonym(const votes *b, const char *name)
{
    size_t n = name ? strlen(name) : 0;
    for (uint32_t i = 0; n > 5 && strcmp(name + n - 2, "an") == 0 && i < b->n; i++)
        if (strncmp(b->v[i].text, name, n - 1) == 0 && !b->v[i].text[n - 1])
            return b->v[i].text;
    return name;
}

static bool fill_actor(sayso_load *x, sayso_state_actor *out, const tally *t)
{
    out->name = without_demonym(&t->name, with_capital(&t->name, winner(&t->name)));
    out->country = winner(&t->country);
    out->sector = winner(&t->sector);
    out->class_ = best_class(t->class_votes);
    out->speaks_for = most_frequent(t->chief, t->n_chief);
    out->alias = SAYSO_NEW_N(x->a, const char *, t->alias.n);
    if (!out->alias)
        return false;
    for (uint32_t i = 0; i < t->alias.n; i++)
        if (strcmp(t->alias.v[i].text, out->name) != 0)
            out->alias[out->n_alias++] = t->alias.v[i].text;
    return true;
}

/* speaks_for without cycles: a step that comes back to where it began is cut. */
static void cut_cycles(sayso_state *s)
{
    for (uint32_t i = 0; i < s->n_actor; i++) {
        uint32_t at = s->actor[i].speaks_for, steps = 0;
        while (at < s->n_actor && at != i && steps++ < 8)
            at = s->actor[at].speaks_for;
        if (at != SAYSO_NONE)
            s->actor[i].speaks_for = SAYSO_NONE;
    }
}

static bool build(merger *m)
{
    sayso_load *x = m->x;
    sayso_state *s = x->out;
    uint32_t *index = SAYSO_NEW_N(x->t, uint32_t, m->n), n = 0;
    if (!index)
        return false;
    for (uint32_t i = 0; i < m->n; i++)
        index[i] = find(m, i) == i ? n++ : index[find(m, i)];
    tally *t = SAYSO_NEW_N(x->t, tally, n);
    s->actor = SAYSO_NEW_N(x->a, sayso_state_actor, n);
    if (!t || !s->actor)
        return false;
    s->n_actor = n;
    for (uint32_t i = 0; i < m->n; i++) {
        sayso_state_actor *o = &s->actor[index[i]];
        if (!o->id || strcmp(x->actor.v[i].id, o->id) < 0)
            o->id = x->actor.v[i].id; /* the least: the same whatever the reports' order */
        o->named = o->named || x->actor.v[i].named;
        if (!count_one(m, &t[index[i]], i, index))
            return false;
    }
    for (uint32_t i = 0; i < n; i++)
        if (!fill_actor(x, &s->actor[i], &t[i]))
            return false;
    cut_cycles(s);
    x->actor_index = index;
    return sayso__merger_name(m, index);
}

static void map(const uint32_t *index, uint32_t *actor)
{
    if (*actor != SAYSO_NONE)
        *actor = index[*actor];
}

static void map_all(sayso_load *x)
{
    sayso_state *s = x->out;
    for (uint32_t i = 0; i < s->n_claim; i++) {
        sayso_state_claim *c = &s->claim[i];
        map(x->actor_index, &c->source_actor);
        map(x->actor_index, &c->responsible);
        for (uint32_t j = 0; j < c->n_relay; j++)
            map(x->actor_index, &c->relay[j].actor);
        if (c->source_actor == SAYSO_NONE)
            continue;
        s->actor[c->source_actor].n_claim++;
        c->speaks_for = s->actor[c->source_actor].speaks_for;
    }
    for (uint32_t i = 0; i < s->n_figure; i++)
        map(x->actor_index, &s->figure[i].source_actor);
}

/* Whose position an actor's words are: a person's and an unnamed speaker's, those of whom they
 * speak for; an organization's its own, unless its superior is itself accused (a ministry in a
 * dispute between states). */
static bool set_parties(sayso_load *x)
{
    sayso_state *s = x->out;
    bool *accused = SAYSO_NEW_N(x->t, bool, s->n_actor);
    if (!accused)
        return false;
    for (uint32_t i = 0; i < s->n_claim; i++)
        if (s->claim[i].responsible != SAYSO_NONE)
            accused[s->claim[i].responsible] = true;
    for (uint32_t i = 0; i < s->n_actor; i++) {
        uint32_t at = i;
        for (uint32_t up; (up = s->actor[at].speaks_for) != SAYSO_NONE; at = up) {
            uint8_t c = s->actor[at].class_;
            bool speaker = c == SAYSO_CLASS_PERSON || c == SAYSO_CLASS_UNNAMED;
            if (!speaker && !accused[up])
                break;
        }
        s->actor[i].party = at;
    }
    return true;
}

sayso_status sayso__load_merge(sayso_load *x)
{
    merger m = {.x = x, .root = SAYSO_NEW_N(x->t, uint32_t, x->actor.n), .n = x->actor.n};
    if (!m.root)
        return sayso__fail_memory(x->err);
    SAYSO_TRY(sayso__merger_read(&m));
    for (uint32_t i = 0; i < m.n; i++)
        m.root[i] = i;
    if (!find_persons(&m) || !sayso__merger_part(&m) || !same_ids(&m) || !same_keys(&m) ||
        !same_aliases(&m) || !same_tails(&m, true) || !same_tails(&m, false) ||
        !same_initials(&m) || !same_ministries(&m) || !sayso__merger_join(&m) || !build(&m))
        return sayso__fail_memory(x->err);
    map_all(x);
    return set_parties(x) ? SAYSO_OK : sayso__fail_memory(x->err);
}
