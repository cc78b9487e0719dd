/* actor_word.c -- lower-case words, keys of names, look-ups in word lists.  Layer: mention. */
#include "lexica.h"
#include "mention/actor.h"

#include "base/str.h"

#define KEY_MOST   128 /* bytes of a key that is looked up in a list */
#define KEY_TOKENS 6   /* tokens of such a key: "commander-in-chief" has five */

sayso_str sayso__actor_lower(const sayso_actor_work *w, uint32_t i)
{
    return w->pool.entry[w->word[i]].key;
}

bool sayso__actor_is(const sayso_actor_work *w, uint32_t i, const char *z)
{
    return i < w->t->n_tok && sayso__str_is(sayso__actor_lower(w, i), z);
}

uint32_t sayso__actor_word_id(sayso_actor_work *w, sayso_str word)
{
    return sayso__table_intern(&w->pool, word);
}

/* Tokens [beg, end) as one key in out: a hyphen stands between its neighbours without space, as in
 * the lists. Returns its length, 0 when it does not fit. */
static size_t join(const sayso_actor_work *w, uint32_t beg, uint32_t end, char *out, size_t room)
{
    size_t n = 0;
    bool tight = true;
    for (uint32_t i = beg; i < end; i++) {
        sayso_str s = sayso__actor_lower(w, i);
        bool dash = sayso__str_is(s, "-");
        if (n + s.n + 1 > room)
            return 0;
        if (!tight && !dash && !(w->t->tok[i].flags & SAYSO_TOKEN_SUFFIX))
            out[n++] = ' ';
        memcpy(out + n, s.p, s.n);
        n += s.n;
        tight = dash;
    }
    return n;
}

sayso_str sayso__actor_key(sayso_actor_work *w, uint32_t beg, uint32_t end)
{
    size_t room = 1;
    for (uint32_t i = beg; i < end; i++)
        room += sayso__actor_lower(w, i).n + 1;
    char *out = sayso__arena_alloc(w->scratch, room + 1);
    if (!out)
        return (sayso_str){NULL, 0};
    return sayso__str(out, join(w, beg, end, out, room));
}

/* key[0, n) with another ending; NULL if the list has no such key. */
static const sayso_lexicon_entry *with_ending(const sayso_lexicon *lex, const char *key, size_t n,
                                              const char *was, const char *is)
{
    char buf[KEY_MOST + 8];
    size_t cut = strlen(was), add = strlen(is);
    if (n <= cut + 1 || n - cut + add > sizeof buf || memcmp(key + n - cut, was, cut) != 0)
        return NULL;
    memcpy(buf, key, n - cut);
    memcpy(buf + n - cut, is, add);
    return sayso__lexicon_find(lex, buf, n - cut + add);
}

/* The singular of a plural key: what English endings allow, the longest first. */
static const sayso_lexicon_entry *as_singular(const sayso_lexicon *lex, const char *key, size_t n)
{
    static const char *const ending[][2] = {{"women", "woman"}, {"men", "man"}, {"ies", "y"},
                                            {"wives", "wife"},  {"ves", "f"},   {"es", ""},
                                            {"s", ""}};
    if (n == 0 || (key[n - 1] != 's' && key[n - 1] != 'n'))
        return NULL;
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++) {
        const sayso_lexicon_entry *e = with_ending(lex, key, n, ending[i][0], ending[i][1]);
        if (e)
            return e;
    }
    return NULL;
}

uint32_t sayso__actor_singular(sayso_actor_work *w, uint32_t i)
{
    sayso_str s = sayso__actor_lower(w, i);
    const sayso_lexicon_entry *role = sayso__lexicon_find(&sayso__lex_roles, s.p, s.n);
    if (role && role->value[1] == SAYSO_CLASS_POLICE) /* "cops" */
        return sayso__actor_word_id(w, SAYSO_STR("police"));
    if (s.n < 5 || s.p[s.n - 1] != 's' || s.p[s.n - 2] == 's' || w->g->upos[i] == SAYSO_UPOS_ADJ)
        return w->word[i];
    return sayso__actor_word_id(w, (sayso_str){s.p, s.n - 1});
}

const sayso_lexicon_entry *sayso__actor_look(const sayso_actor_work *w, const sayso_lexicon *lex,
                                             uint32_t i, uint32_t lo, bool *plural)
{
    char key[KEY_MOST];
    uint32_t most = i - lo + 1 < KEY_TOKENS ? i - lo + 1 : KEY_TOKENS;
    for (uint32_t k = most; k > 0; k--) {
        size_t n = join(w, i + 1 - k, i + 1, key, sizeof key);
        if (n == 0)
            continue;
        const sayso_lexicon_entry *e = sayso__lexicon_find(lex, key, n);
        if (plural)
            *plural = false;
        if (!e && (e = as_singular(lex, key, n)) && plural)
            *plural = true;
        if (e)
            return e;
    }
    return NULL;
}

const sayso_lexicon_entry *sayso__actor_look_key(const sayso_lexicon *lex, sayso_str key)
{
    uint32_t most = KEY_MOST / 2; /* no key of a list is longer */
    for (uint32_t from = key.n > most ? key.n - most : 0; from < key.n; from++) {
        if (from > 0 && key.p[from - 1] != ' ')
            continue;
        const sayso_lexicon_entry *e = sayso__lexicon_find(lex, key.p + from, key.n - from);
        if (!e)
            e = as_singular(lex, key.p + from, key.n - from);
        if (e)
            return e;
    }
    return NULL;
}

bool sayso__actor_says(const sayso_actor_work *w, uint32_t i)
{
    sayso_str s = w->g->lemma[i];
    return sayso__lexicon_find(&sayso__lex_speech_verbs, s.p, s.n) != NULL;
}
