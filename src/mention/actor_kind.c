/* actor_kind.c -- what kind of actor a name is: class, sector, country, gender.  Layer: mention. */
#include "lexica.h"
#include "mention/actor.h"

#include <stdio.h>

#include "base/str.h"

/* Flags of data/countries.tsv. */
enum { IS_COUNTRY = 1, IS_DEMONYM = 2, IS_CAPITAL = 4 };

const char *sayso__actor_country(sayso_str key, bool *demonym, bool *capital)
{
    const sayso_lexicon_entry *e = sayso__lexicon_find(&sayso__lex_countries, key.p, key.n);
    if (e && !(e->value[0] & (IS_COUNTRY | IS_DEMONYM | IS_CAPITAL)))
        e = NULL;
    *demonym = e && e->value[0] & IS_DEMONYM && !(e->value[0] & IS_COUNTRY);
    *capital = e && e->value[0] & IS_CAPITAL && !(e->value[0] & IS_COUNTRY);
    return e ? e->text : NULL;
}

/* Endings by which a country and its people differ, longest first: Ordania, Ordanian, Ordanians;
 * Norlandia, Norlandish. */
static sayso_str stem(sayso_str word)
{
    static const char *const endings[] = {"anians", "ians", "ese", "ish", "ian", "ans",
                                          "anis",   "ani",  "ia",  "an",  "is",  "ns",
                                          "i",      "a",    "n",   "y",   "e",   "s"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        sayso_str e = sayso__str_z(endings[i]);
        if (word.n >= e.n + 4 && sayso__str_ends(word, e))
            return (sayso_str){word.p, word.n - e.n};
    }
    return word;
}

bool sayso__actor_is_people(sayso_str word)
{
    static const char *const endings[] = {"an", "ans", "ese", "ish", "ani", "anis", "i", "is"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        sayso_str e = sayso__str_z(endings[i]);
        if (word.n >= e.n + 4 && sayso__str_ends(word, e))
            return true;
    }
    return false;
}

sayso_str sayso__actor_state(sayso_actor_work *w, sayso_str word)
{
    bool demonym, capital;
    const char *code = sayso__actor_country(word, &demonym, &capital);
    (void)w;
    if (code && !capital)
        return sayso__str_z(code);
    return stem(word);
}

static bool any_of(const sayso_actor_work *w, uint32_t i, const char *const *words, size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (sayso__actor_is(w, i, words[k]))
            return true;
    return false;
}

bool sayso__actor_is_place(const sayso_actor_work *w, const sayso_mention *m, bool *state)
{
    static const char *const before[] = {"in",     "near",         "outside",     "around",
                                         "inside", "neighbouring", "neighboring", "across"};
    static const char *const kinds[] = {"town",     "city",     "village", "port",    "capital",
                                        "province", "republic", "region",  "district"};
    static const char *const has_place[] = {"mayor",   "airport",   "outskirts", "hospital",
                                            "streets", "residents", "police",    "centre",
                                            "center",  "suburbs"};
    static const char *const has_state[] = {"army",    "military", "border",     "government",
                                            "embassy", "airspace", "parliament", "navy"};
    static const char *const offices[] = {"foreign", "interior", "defence", "defense", "prime"};
    uint32_t b = m->beg, e = m->end, n = w->t->n_tok;
    *state = b > 0 && (sayso__actor_is(w, b - 1, "neighbouring") ||
                       sayso__actor_is(w, b - 1, "neighboring"));
    bool place = b > 0 && any_of(w, b - 1, before, sizeof before / sizeof *before);
    if (b > 1 && sayso__actor_is(w, b - 1, "of"))
        place = any_of(w, b - 2, kinds, sizeof kinds / sizeof *kinds);
    if (w->g->xpos[e - 1] == SAYSO_XPOS_POS)
        e--;
    if (e >= n || w->g->xpos[e] != SAYSO_XPOS_POS)
        return place;
    for (uint32_t i = e + 1; i < n && i < e + 3; i++) {
        bool office = i + 1 < n && any_of(w, i, offices, sizeof offices / sizeof *offices) &&
                      sayso__str_starts(sayso__actor_lower(w, i + 1), SAYSO_STR("minist"));
        *state = *state || office || any_of(w, i, has_state, sizeof has_state / sizeof *has_state);
        place = place || any_of(w, i, has_place, sizeof has_place / sizeof *has_place);
    }
    return place || *state;
}

bool sayso__actor_is_firm(sayso_str key)
{
    static const char *const endings[] = {"chem",   "chemie", "tech",   "soft",  "corp",   "pharma",
                                          "petrol", "invest", "metall", "plast", "energo", "werke"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        sayso_str e = sayso__str_z(endings[i]);
        if (key.n >= e.n + 3 && sayso__str_ends(key, e) && !memchr(key.p, ' ', key.n))
            return true;
    }
    return false;
}

uint8_t sayso__actor_kind_by_word(sayso_str key)
{
    if (!memchr(key.p, ' ', key.n) || sayso__actor_gender(key))
        return 0;
    const sayso_lexicon_entry *e = sayso__actor_look_key(&sayso__lex_bodies, key);
    const uint32_t no = SAYSO_BODY_PLACE | SAYSO_BODY_COUNTRY;
    return e && !(e->value[0] & no) ? SAYSO_MENTION_ORGANIZATION : 0;
}

#define WORDS_MOST 12 /* of a name that are looked at */

/* The list's entry for the word that says most about the kind: the last of the part before "of",
 * "for", "in"; failing that the last of the rest. */
static const sayso_lexicon_entry *body_word(sayso_str key)
{
    static const char *const cuts[] = {" of ", " for ", " in ", " at ", " on ", " and "};
    uint32_t cut = key.n;
    for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
        uint32_t at = sayso__str_find(key, sayso__str_z(cuts[i]));
        if (at < cut)
            cut = at;
    }
    for (int part = 0; part < 2; part++) {
        sayso_str rest = part == 0 ? (sayso_str){key.p, cut} : key;
        for (uint32_t words = 0; rest.n > 0 && words < WORDS_MOST; words++) {
            const sayso_lexicon_entry *e = sayso__actor_look_key(&sayso__lex_bodies, rest);
            if (e && !(e->value[0] & SAYSO_BODY_PLACE))
                return e;
            while (rest.n > 0 && rest.p[rest.n - 1] != ' ')
                rest.n--;
            while (rest.n > 0 && rest.p[rest.n - 1] == ' ')
                rest.n--;
        }
    }
    return NULL;
}

/* Sector column of the lists: "-" for none. */
static const char *sector(const char *text)
{
    return text && *text && *text != '-' ? text : NULL;
}

static bool known(sayso_str key, sayso_actor *actor)
{
    const sayso_lexicon_entry *e = sayso__lexicon_find(&sayso__lex_known_bodies, key.p, key.n);
    if (!e)
        return false;
    const char *space = strchr(e->text, ' ');
    actor->class_ = (uint8_t)e->value[0];
    actor->sector = space ? sector(space + 1) : NULL;
    if (space && space - e->text == 3)
        (void)snprintf(actor->country, sizeof actor->country, "%.3s", e->text);
    return true;
}

void sayso__actor_classify(sayso_str key, uint8_t kind, sayso_actor *actor)
{
    bool demonym, capital;
    const char *code = sayso__actor_country(key, &demonym, &capital);
    actor->class_ = SAYSO_CLASS_OTHER;
    if (kind == SAYSO_MENTION_PERSON) {
        actor->class_ = SAYSO_CLASS_PERSON;
    } else if (code && !capital && !demonym && kind == SAYSO_MENTION_LOCATION) {
        actor->class_ = SAYSO_CLASS_GOVERNMENT;
        actor->sector = "GOV";
        (void)snprintf(actor->country, sizeof actor->country, "%.3s", code);
    } else if (!known(key, actor)) {
        const sayso_lexicon_entry *e = kind == SAYSO_MENTION_LOCATION ? NULL : body_word(key);
        if (e) {
            actor->class_ = (uint8_t)e->value[1];
            actor->sector = sector(e->text);
        } else if (kind == SAYSO_MENTION_LOCATION) {
            actor->class_ = SAYSO_CLASS_PLACE;
        } else if (sayso__actor_is_firm(key)) {
            actor->class_ = SAYSO_CLASS_COMPANY;
            actor->sector = "BUS";
        }
    }
}

char sayso__actor_gender(sayso_str key)
{
    uint32_t n = 0;
    while (n < key.n && key.p[n] != ' ')
        n++;
    const sayso_lexicon_entry *e = sayso__lexicon_find(&sayso__lex_given_names, key.p, n);
    if (!e)
        return 0;
    return e->value[0] & SAYSO_GIVEN_MALE ? 'm' : 'f';
}

void sayso__actor_know(sayso_str key, sayso_actor *actor)
{
    const sayso_lexicon_entry *e = sayso__lexicon_find(&sayso__lex_known_people, key.p, key.n);
    actor->gender = sayso__actor_gender(key);
    if (!e)
        return;
    actor->gender = e->value[0] & SAYSO_GIVEN_MALE ? 'm' : 'f';
    if (e->text && e->text[0] != '-')
        (void)snprintf(actor->country, sizeof actor->country, "%.3s", e->text);
}
