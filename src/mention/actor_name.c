/* actor_name.c -- equal, shortened and abbreviated names fall together.  Layer: mention.
 *
 * First every distinct spelling becomes an entry. Then each shorter entry looks for the longer ones
 * of which it may be a form: a person's last or first name; an organisation's first words
 * ("Norwind" of "Norwind Airways"), last words ("Foreign Ministry" of "Lothmarian Foreign
 * Ministry") or initials ("SBU"). One candidate: they are one actor. Several: the latest named is
 * meant wherever the short form stands. Candidates are found by hash of word, and a word with very
 * many longer names is taken for ambiguous without looking at them all. */
#include "lexica.h"
#include "mention/actor.h"

#include "base/fail.h"
#include "base/str.h"

#define LIST_MOST  32 /* candidates looked at a word */
#define LINKS_MOST 16 /* of a chain of ever longer names */

typedef struct {
    uint32_t entry[LIST_MOST];
    uint32_t n;
} entry_list;

typedef struct {
    sayso_actor_work *w;
    sayso_table first, last, ends, initials; /* word or words -> list */
    SAYSO_ARRAY(entry_list) list;
} name_index;

/* ---- entries --------------------------------------------------------------------------------- */

/* Is e, k tokens long and ending before token i of a name that ends at end, a title rather than a
 * part of the name? "Dean Smith" and "King Charles" keep theirs. */
static bool is_title(const sayso_actor_work *w, const sayso_lexicon_entry *e, uint32_t i,
                     uint32_t end, uint32_t k)
{
    uint32_t f = e->value[0];
    sayso_str last = sayso__actor_lower(w, i - 1);
    bool role = f & SAYSO_ROLE_PERSON && end - i > 1; /* "widower Jan Tessel" */
    if (!(role || f & (SAYSO_ROLE_TITLE | SAYSO_ROLE_HONORIFIC)) ||
        (k == 2 && !strchr(e->key, ' ')))
        return false;
    if (sayso__lexicon_find(&sayso__lex_given_names, last.p, last.n))
        return false;
    return f & SAYSO_ROLE_HONORIFIC || !(f & (SAYSO_ROLE_MALE | SAYSO_ROLE_FEMALE)) || end - i > 1;
}

/* "General" in "the General [Staff]": does the word before a name of one word belong to it? */
static bool is_cut_short(const sayso_actor_work *w, const sayso_mention *m)
{
    if (m->end - m->beg != 1 || m->beg == 0 || w->name_of[m->beg - 1] != SAYSO_NONE ||
        !(w->t->tok[m->beg - 1].flags & SAYSO_TOKEN_CAPITAL) ||
        w->t->tok_sent[m->beg - 1] != w->t->tok_sent[m->beg])
        return false;
    const sayso_lexicon_entry *e =
        sayso__actor_look(w, &sayso__lex_bodies, m->beg, m->beg - 1, NULL);
    return e && strchr(e->key, ' ');
}

/* First token of a name without "the" and the titles that the tagger took for a part of it. */
static uint32_t bare_begin(const sayso_actor_work *w, const sayso_mention *m)
{
    uint32_t i = m->beg;
    if (is_cut_short(w, m))
        return i - 1;
    while (i + 1 < m->end && (sayso__actor_is(w, i, "the") || w->g->upos[i] == SAYSO_UPOS_ADV ||
                              w->g->upos[i] == SAYSO_UPOS_AUX || w->g->upos[i] == SAYSO_UPOS_SCONJ))
        i++;
    while (m->kind == SAYSO_MENTION_PERSON && i + 1 < m->end) {
        uint32_t k = i + 1 < m->end - 1 ? 2 : 1;
        const sayso_lexicon_entry *e = NULL;
        for (; k > 0; k--) {
            e = sayso__actor_look(w, &sayso__lex_roles, i + k - 1, i, NULL);
            if (e && !is_title(w, e, i + k, m->end, k))
                e = NULL;
            if (e)
                break;
        }
        if (!e)
            break;
        i += k;
    }
    return i;
}

/* Does a word that means a body stand right before: "the group X", "a firm calling itself X"? */
static bool is_called_body(const sayso_actor_work *w, const sayso_mention *m)
{
    uint32_t b = m->beg;
    if (b > 0 && sayso__actor_is(w, b - 1, "the"))
        b--;
    if (b == 0 || w->t->tok_sent[b - 1] != w->t->tok_sent[m->beg])
        return false;
    if (sayso__actor_is(w, b - 1, "itself") || sayso__actor_is(w, b - 1, "themselves"))
        return true;
    if (sayso__actor_is(w, b - 1, ",") && b > 1 && b - 1 > w->t->sent[w->t->tok_sent[b]]) {
        const sayso_lexicon_entry *c = sayso__actor_look(w, &sayso__lex_bodies, b - 2, b - 2, NULL);
        return c && c->value[1] == SAYSO_CLASS_COMPANY && c->value[0] & SAYSO_BODY_COMMON &&
               !sayso__actor_gender(sayso__actor_lower(w, m->beg));
    }
    const sayso_lexicon_entry *e = sayso__actor_look(w, &sayso__lex_bodies, b - 1, b - 1, NULL);
    return e && b == m->beg && e->value[0] & SAYSO_BODY_ANY && e->value[1] != SAYSO_CLASS_POLICE &&
           e->value[1] != SAYSO_CLASS_MILITARY && !(e->value[0] & SAYSO_BODY_COUNTRY);
}

/* "X said it had", "X, which": a body. "X said she had", "X, who": a person. 0 if the words behind
 * the name do not tell. */
static uint8_t kind_behind(const sayso_actor_work *w, const sayso_mention *m)
{
    uint32_t i = m->end, end = w->t->sent[w->t->tok_sent[m->beg] + 1];
    if (i + 1 >= end)
        return 0;
    uint32_t b = m->beg - (m->beg > 0 && sayso__actor_is(w, m->beg - 1, "the"));
    bool nested = b > 0 && w->g->upos[b - 1] == SAYSO_UPOS_ADP; /* "Dale of the guild, who" */
    if (sayso__actor_is(w, i, ",") && nested)
        return 0;
    if (sayso__actor_is(w, i, ","))
        return sayso__actor_is(w, i + 1, "who")     ? SAYSO_MENTION_PERSON
               : sayso__actor_is(w, i + 1, "which") ? SAYSO_MENTION_ORGANIZATION
                                                    : 0;
    uint32_t v = i;
    while (v < i + 3 && v < end && w->g->upos[v] == SAYSO_UPOS_AUX)
        v++;
    if (v + 1 < end && w->g->upos[v] == SAYSO_UPOS_VERB && sayso__actor_is(w, v + 1, "its"))
        return SAYSO_MENTION_ORGANIZATION; /* "X has withdrawn its claim" */
    if (!sayso__actor_says(w, i))
        return 0;
    i += 1 + sayso__actor_is(w, i + 1, "that");
    if (i + 1 >= end ||
        (w->g->upos[i + 1] != SAYSO_UPOS_AUX && w->g->upos[i + 1] != SAYSO_UPOS_VERB))
        return 0;
    if (sayso__actor_is(w, i, "it"))
        return SAYSO_MENTION_ORGANIZATION;
    return sayso__actor_is(w, i, "he") || sayso__actor_is(w, i, "she") ? SAYSO_MENTION_PERSON : 0;
}

/* "told the Courier": no person has an article, but with a noun behind ("the Tork family"). */
static bool has_article(const sayso_actor_work *w, const sayso_mention *m)
{
    uint32_t e = m->end;
    uint8_t next = e < w->t->n_tok ? w->g->upos[e] : (uint8_t)SAYSO_UPOS_PUNCT;
    return m->kind == SAYSO_MENTION_PERSON && m->beg > 0 && m->end == m->beg + 1 &&
           sayso__actor_is(w, m->beg - 1, "the") && next != SAYSO_UPOS_NOUN &&
           next != SAYSO_UPOS_PROPN && next != SAYSO_UPOS_ADJ && !sayso__actor_is(w, e, "-");
}

static sayso_status enter(sayso_actor_work *w, uint32_t index)
{
    sayso_actor_item *it = &w->item.v[index];
    uint32_t end = it->m.end;
    uint32_t beg = it->bare = bare_begin(w, &it->m);
    if (end - beg > 1 && w->g->xpos[end - 1] == SAYSO_XPOS_POS)
        end--;
    sayso_str key = sayso__actor_key(w, beg, end);
    sayso_table_entry *e = key.p ? sayso__table_put(&w->by_key, key) : NULL;
    if (!e)
        return sayso__fail_memory(w->err);
    if (e->value == SAYSO_NONE) {
        e->value = w->entry.n;
        sayso_actor_entry new = {.key = e->key,
                                 .item = index,
                                 .n_words = 1,
                                 .link = SAYSO_NONE,
                                 .draft = SAYSO_NONE};
        for (uint32_t i = 0; i < key.n; i++)
            new.n_words += key.p[i] == ' ';
        if (!SAYSO_PUSH(w->scratch, &w->entry, new))
            return sayso__fail_memory(w->err);
    }
    it->entry = e->value;
    sayso_actor_entry *x = &w->entry.v[it->entry];
    bool state;
    x->count++;
    x->votes[it->m.kind] += !it->again;
    x->votes[SAYSO_MENTION_ORGANIZATION] += is_called_body(w, &it->m) ? 2 : 0;
    uint8_t behind = kind_behind(w, &it->m);
    if (behind)
        x->votes[behind] += 2;
    x->votes[SAYSO_MENTION_ORGANIZATION] += has_article(w, &it->m) ? 2 : 0;
    x->place += sayso__actor_is_place(w, &it->m, &state);
    x->place += state; /* counts twice */
    x->state = x->state || state;
    return SAYSO_OK;
}

/* Adjectives that may be of peoples, by their state keys. */
static sayso_status enter_peoples(sayso_actor_work *w)
{
    for (uint32_t i = 0; i < w->t->n_tok; i++) {
        sayso_str s = sayso__actor_lower(w, i);
        if (!(w->t->tok[i].flags & SAYSO_TOKEN_CAPITAL) || !sayso__actor_is_people(s))
            continue;
        sayso_table_entry *e = sayso__table_put(&w->peoples, sayso__actor_state(w, s));
        if (!e)
            return sayso__fail_memory(w->err);
        e->value = w->word[i];
    }
    return SAYSO_OK;
}

/* A name of one word with an adjective of its people in the text is a state: Ordania, Ordanian. */
static bool has_people(sayso_actor_work *w, sayso_str key)
{
    const sayso_table_entry *e = sayso__table_find(&w->peoples, sayso__actor_state(w, key));
    return e && !sayso__str_eq(w->pool.entry[e->value].key, key) && !sayso__actor_is_people(key);
}

/* The tagger sees one mention at a time; here all mentions of a spelling speak, and the words
 * around them. `full`: last words of persons' full names. */
static void settle_kind(sayso_actor_work *w, const sayso_table *full, sayso_actor_entry *e)
{
    bool demonym = false, capital = false;
    uint32_t most = 0;
    e->kind = SAYSO_MENTION_MISC;
    for (uint8_t k = SAYSO_MENTION_PERSON; k < SAYSO_MENTION_MISC; k++)
        if (e->votes[k] > most) {
            most = e->votes[k];
            e->kind = k;
        }
    bool country = sayso__actor_country(e->key, &demonym, &capital) && !demonym && !capital;
    uint8_t by_word = sayso__actor_kind_by_word(e->key);
    if (by_word)
        e->kind = by_word;
    else if (sayso__actor_is_firm(e->key) && !sayso__actor_gender(e->key) &&
             !sayso__table_find(full, e->key))
        e->kind = SAYSO_MENTION_ORGANIZATION;
    if (by_word || e->n_words > 1 || e->kind == SAYSO_MENTION_MISC ||
        (e->kind == SAYSO_MENTION_PERSON && sayso__table_find(full, e->key)))
        return;
    bool people = has_people(w, e->key);
    bool stands = e->kind == SAYSO_MENTION_PERSON
                      ? e->place > 0
                      : e->place > 1 || (e->place > 0 && e->votes[SAYSO_MENTION_LOCATION] > 0);
    if (country || people || stands)
        e->kind = SAYSO_MENTION_LOCATION;
    e->state = country || (e->kind == SAYSO_MENTION_LOCATION && (e->state || people));
}

/* ---- index of longer names ------------------------------------------------------------------- */

static sayso_status list_add(name_index *x, sayso_table *t, sayso_str key, uint32_t entry)
{
    sayso_table_entry *e = sayso__table_put(t, key);
    if (!e)
        return sayso__fail_memory(x->w->err);
    if (e->value == SAYSO_NONE) {
        e->value = x->list.n;
        if (!SAYSO_PUSH(x->w->scratch, &x->list, (entry_list){.n = 0}))
            return sayso__fail_memory(x->w->err);
    }
    entry_list *l = &x->list.v[e->value];
    if (l->n < LIST_MOST)
        l->entry[l->n++] = entry;
    return SAYSO_OK;
}

static const entry_list *list_of(const name_index *x, const sayso_table *t, sayso_str key)
{
    const sayso_table_entry *e = sayso__table_find(t, key);
    return e ? &x->list.v[e->value] : NULL;
}

static sayso_str first_word(sayso_str key)
{
    uint32_t n = 0;
    while (n < key.n && key.p[n] != ' ')
        n++;
    return (sayso_str){key.p, n};
}

static sayso_str last_word(sayso_str key)
{
    uint32_t n = key.n;
    while (n > 0 && key.p[n - 1] != ' ')
        n--;
    return (sayso_str){key.p + n, key.n - n};
}

static bool is_small_word(sayso_str s)
{
    static const char *const small[] = {"of", "the", "for", "and", "in", "on",
                                        "de", "du",  "to",  "at",  "&"};
    for (size_t i = 0; i < sizeof small / sizeof *small; i++)
        if (sayso__str_is(s, small[i]))
            return true;
    return false;
}

/* First letters of the words, with or without small ones like "of". Returns the length; 0 if too
 * long. */
static uint32_t initials(sayso_str key, bool with_small, char out[12])
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < key.n;) {
        sayso_str s = first_word((sayso_str){key.p + i, key.n - i});
        if (s.n > 0 && (with_small || !is_small_word(s))) {
            if (n == 11)
                return 0;
            out[n++] = s.p[0];
        }
        i += s.n + 1;
    }
    return n;
}

static sayso_status index_initials(name_index *x, const sayso_actor_entry *e, uint32_t i)
{
    for (int with_small = 0; with_small < 2; with_small++) {
        char buf[12];
        uint32_t n = initials(e->key, with_small != 0, buf);
        if (n < 2)
            continue;
        char *copy = sayso__arena_copy(x->w->scratch, buf, n);
        if (!copy)
            return sayso__fail_memory(x->w->err);
        SAYSO_TRY(list_add(x, &x->initials, sayso__str(copy, n), i));
    }
    return SAYSO_OK;
}

#define WORDS_MOST 8 /* of an organisation's name: how many beginnings and endings are indexed */

static sayso_status index_body(name_index *x, const sayso_actor_entry *e, uint32_t i)
{
    uint32_t words = 0;
    for (uint32_t at = 1; at < e->key.n && words < WORDS_MOST; at++) {
        if (e->key.p[at - 1] != ' ')
            continue;
        words++;
        SAYSO_TRY(list_add(x, &x->first, (sayso_str){e->key.p, at - 1}, i));
        SAYSO_TRY(list_add(x, &x->ends, (sayso_str){e->key.p + at, e->key.n - at}, i));
    }
    return index_initials(x, e, i);
}

static sayso_status index_entries(name_index *x)
{
    sayso_actor_work *w = x->w;
    for (uint32_t i = 0; i < w->entry.n; i++) {
        const sayso_actor_entry *e = &w->entry.v[i];
        if (e->n_words < 2 || memchr(e->key.p, '/', e->key.n))
            continue;
        if (e->kind == SAYSO_MENTION_PERSON) {
            SAYSO_TRY(list_add(x, &x->last, last_word(e->key), i));
            SAYSO_TRY(list_add(x, &x->first, first_word(e->key), i));
        } else if (e->kind != SAYSO_MENTION_LOCATION) {
            SAYSO_TRY(index_body(x, e, i));
        }
    }
    return SAYSO_OK;
}

/* ---- linking --------------------------------------------------------------------------------- */

/* The longest form of entry i. Links go from shorter to longer names, so that this ends. */
static uint32_t root_of(const sayso_actor_work *w, uint32_t i)
{
    for (uint32_t k = 0; k < LINKS_MOST && w->entry.v[i].link != SAYSO_NONE; k++) {
        if (w->entry.v[i].ambiguous)
            break;
        i = w->entry.v[i].link;
    }
    return i;
}

/* Links entry i to the longer names of list l; several different ones make it ambiguous. */
static bool one_of(const name_index *x, const entry_list *l, uint32_t i, bool person)
{
    sayso_actor_entry *e = &x->w->entry.v[i];
    bool found = false;
    for (uint32_t k = 0; l && k < l->n; k++) {
        const sayso_actor_entry *c = &x->w->entry.v[l->entry[k]];
        if (l->entry[k] == i || c->n_words <= e->n_words ||
            person != (c->kind == SAYSO_MENTION_PERSON))
            continue;
        uint32_t root = root_of(x->w, l->entry[k]);
        if (!found)
            e->link = root;
        else if (e->link != root)
            e->ambiguous = true;
        found = true;
    }
    return found;
}

/* Does the short person's name say another first name than the long one? "Anna Tork" is not "Pavel
 * Tork"; "R. Tork" may be. */
static bool same_person(sayso_str a, sayso_str b)
{
    sayso_str fa = first_word(a), fb = first_word(b);
    if (sayso__str_eq(fa, fb))
        return true;
    bool initial =
        fa.n == 1 || fb.n == 1 || (fa.n == 2 && fa.p[1] == '.') || (fb.n == 2 && fb.p[1] == '.');
    return initial && fa.p[0] == fb.p[0];
}

/* A person's entry of several words looks for one with more: "Simon Tolmer" in "Simon P. Tolmer".
 */
static void link_full_person(const name_index *x, uint32_t i)
{
    sayso_actor_entry *e = &x->w->entry.v[i];
    const entry_list *l = list_of(x, &x->last, last_word(e->key));
    for (uint32_t k = 0; l && k < l->n; k++) {
        const sayso_actor_entry *c = &x->w->entry.v[l->entry[k]];
        bool longer = c->n_words > e->n_words || (c->n_words == e->n_words && c->key.n > e->key.n);
        if (l->entry[k] != i && longer && same_person(e->key, c->key)) {
            e->link = l->entry[k];
            return;
        }
    }
}

/* "ISIS" is Islamic State, where the report has both names. */
static void link_known(const sayso_actor_work *w, sayso_actor_entry *e)
{
    const sayso_lexicon_entry *known =
        sayso__lexicon_find(&sayso__lex_same_names, e->key.p, e->key.n);
    const sayso_table_entry *t = known && e->link == SAYSO_NONE && e->kind != SAYSO_MENTION_PERSON
                                     ? sayso__table_find(&w->by_key, sayso__str_z(known->text))
                                     : NULL;
    if (t && root_of(w, t->value) != (uint32_t)(e - w->entry.v))
        e->link = root_of(w, t->value);
}

static void link_entry(const name_index *x, uint32_t i)
{
    sayso_actor_entry *e = &x->w->entry.v[i];
    bool one = e->n_words == 1;
    link_known(x->w, e);
    if (e->link != SAYSO_NONE)
        return;
    if (e->kind == SAYSO_MENTION_PERSON && !one) {
        link_full_person(x, i);
        return;
    }
    /* A single word that elsewhere ends a person's name is that person, whatever the tagger took
     * it for; a place only where nothing else speaks for a place. */
    if (one && (e->kind != SAYSO_MENTION_LOCATION || e->count < 2) &&
        one_of(x, list_of(x, &x->last, e->key), i, true))
        return;
    if (e->kind == SAYSO_MENTION_PERSON && one_of(x, list_of(x, &x->first, e->key), i, true))
        return;
    if (e->kind == SAYSO_MENTION_LOCATION)
        return;
    if (one && e->key.n <= 8 && one_of(x, list_of(x, &x->initials, e->key), i, false))
        return;
    bool demonym, capital;
    if (sayso__actor_country(e->key, &demonym, &capital) || e->kind == SAYSO_MENTION_MISC)
        return;
    if (!one_of(x, list_of(x, &x->ends, e->key), i, false))
        (void)one_of(x, list_of(x, &x->first, e->key), i, false);
}

static sayso_status settle_kinds(sayso_actor_work *w)
{
    sayso_table full;
    sayso__table_init(&full, w->scratch);
    for (uint32_t i = 0; i < w->entry.n; i++) {
        const sayso_actor_entry *e = &w->entry.v[i];
        if (e->n_words > 1 && e->votes[SAYSO_MENTION_PERSON] > 0 &&
            !sayso__table_put(&full, last_word(e->key)))
            return sayso__fail_memory(w->err);
    }
    for (uint32_t i = 0; i < w->entry.n; i++)
        settle_kind(w, &full, &w->entry.v[i]);
    for (uint32_t i = 0; i < w->item.n; i++)
        if (w->item.v[i].again)
            w->item.v[i].m.kind = w->entry.v[w->item.v[i].entry].kind;
    return SAYSO_OK;
}

/* The word in brackets right behind a name, in capitals: "Security Service of Ukraine (SBU)". Its
 * token, or SAYSO_NONE. */
static uint32_t bracketed(const sayso_actor_work *w, const sayso_mention *m)
{
    uint32_t e = m->end;
    if (e + 2 >= w->t->n_tok || !sayso__actor_is(w, e, "(") || !sayso__actor_is(w, e + 2, ")") ||
        !(w->t->tok[e + 1].flags & SAYSO_TOKEN_ALL_CAPS) || sayso__actor_lower(w, e + 1).n > 8)
        return SAYSO_NONE;
    return e + 1;
}

/* An abbreviation that a bracket explains is the name before it, whatever its letters. */
static sayso_status link_brackets(sayso_actor_work *w)
{
    for (uint32_t i = 0; i < w->item.n; i++) {
        const sayso_actor_item *it = &w->item.v[i];
        if (!it->m.named || w->entry.v[it->entry].kind == SAYSO_MENTION_PERSON ||
            w->entry.v[it->entry].n_words < 2)
            continue;
        uint32_t tok = bracketed(w, &it->m);
        if (tok == SAYSO_NONE)
            continue;
        const sayso_table_entry *e = sayso__table_find(&w->by_key, sayso__actor_lower(w, tok));
        if (e && w->entry.v[e->value].link == SAYSO_NONE && e->value != it->entry)
            w->entry.v[e->value].link = it->entry;
    }
    return SAYSO_OK;
}

/* All names of one country are one: "U.S.", "United States". The one with most words is the root.
 */
static sayso_status link_countries(sayso_actor_work *w)
{
    sayso_table code;
    sayso__table_init(&code, w->scratch);
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < w->entry.n; i++) {
            bool demonym, capital;
            sayso_actor_entry *e = &w->entry.v[i];
            const char *c = sayso__actor_country(e->key, &demonym, &capital);
            if (!c || demonym || capital || e->kind != SAYSO_MENTION_LOCATION)
                continue;
            sayso_table_entry *t = sayso__table_put(&code, sayso__str_z(c));
            if (!t)
                return sayso__fail_memory(w->err);
            if (pass == 0 && (t->value == SAYSO_NONE || e->n_words > w->entry.v[t->value].n_words))
                t->value = i;
            else if (pass == 1 && t->value != i)
                e->link = t->value;
        }
    }
    return SAYSO_OK;
}

/* Longer names first, so that a short form finds the root of a middling one. */
static sayso_status link_all(name_index *x)
{
    sayso_actor_work *w = x->w;
    uint32_t most = 1;
    for (uint32_t i = 0; i < w->entry.n; i++)
        most = w->entry.v[i].n_words > most ? w->entry.v[i].n_words : most;
    uint32_t *start = SAYSO_NEW_N(w->scratch, uint32_t, most + 2);
    uint32_t *order = SAYSO_NEW_N(w->scratch, uint32_t, w->entry.n);
    if (!start || !order)
        return sayso__fail_memory(w->err);
    for (uint32_t i = 0; i < w->entry.n; i++) /* a counting sort by words, most first */
        start[most - w->entry.v[i].n_words + 1]++;
    for (uint32_t k = 1; k <= most; k++)
        start[k] += start[k - 1];
    for (uint32_t i = 0; i < w->entry.n; i++)
        order[start[most - w->entry.v[i].n_words]++] = i;
    for (uint32_t k = 0; k < w->entry.n; k++)
        link_entry(x, order[k]);
    return SAYSO_OK;
}

sayso_status sayso__actor_names(sayso_actor_work *w)
{
    for (uint32_t i = 0; i < w->item.n; i++)
        if (w->item.v[i].m.named)
            SAYSO_TRY(enter(w, i));
    SAYSO_TRY(enter_peoples(w));
    SAYSO_TRY(settle_kinds(w));
    name_index x = {.w = w};
    sayso__table_init(&x.first, w->scratch);
    sayso__table_init(&x.last, w->scratch);
    sayso__table_init(&x.ends, w->scratch);
    sayso__table_init(&x.initials, w->scratch);
    SAYSO_TRY(index_entries(&x));
    SAYSO_TRY(link_brackets(w));
    SAYSO_TRY(link_countries(w));
    return link_all(&x);
}
