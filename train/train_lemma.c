/* train_lemma.c -- edit scripts from forms to lemmas, and where each applies.
 *
 * Each word of the treebanks votes, under all of its keys, for its script. Keys are then decided
 * from the shortest ending to the whole word; one that says what the next shorter key says already
 * is left out. An ending must be seen with ENDING_LEAST different words. */
#include "train_lemma.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/str.h"
#include "base/table.h"
#include "gold.h"
#include "learn.h"
#include "tag/pos.h"

#define ENDING_LEAST 2
#define APPEND_MOST  24

typedef struct {
    uint32_t lower; /* whose word */
    uint32_t key[SAYSO_LEMMA_KEYS], n_key;
    uint32_t script, count;
} word_form; /* one (form, tag, script) */

typedef struct {
    sayso_arena arena;
    sayso_table script, form;
    SAYSO_ARRAY(word_form) word;
} learn_state;

bool lemma_same(sayso_str a, sayso_str b)
{
    return sayso__str_ieq(a, b);
}

/* "cut:append" of form -> lemma, both in lower case; {NULL} where it is too long. */
static sayso_str script_of(learn_state *l, sayso_str form, sayso_str lemma)
{
    char f[256], g[256];
    if (form.n > 255 || lemma.n > 255)
        return (sayso_str){NULL, 0};
    for (uint32_t i = 0; i < form.n; i++)
        f[i] = sayso__ascii_lower(form.p[i]);
    for (uint32_t i = 0; i < lemma.n; i++)
        g[i] = sayso__ascii_lower(lemma.p[i]);
    uint32_t same = 0;
    while (same < form.n && same < lemma.n && f[same] == g[same])
        same++;
    while (same && same < form.n && ((unsigned char)f[same] & 0xc0) == 0x80)
        same--;
    if (lemma.n - same > APPEND_MOST)
        return (sayso_str){NULL, 0};
    return sayso__arena_print(&l->arena, "%u:%.*s", form.n - same, (int)(lemma.n - same), g + same);
}

static void vote(learn_state *l, const sayso_lexeme *x, const conllu_word *w)
{
    sayso_str script = script_of(l, w->form, w->lemma);
    if (!script.p || !w->xpos || (w->lemma.n == 1 && w->lemma.p[0] == '_' && w->form.n > 1))
        return;
    uint32_t id = sayso__table_intern(&l->script, script);
    char name[32];
    memcpy(name, &x->lower, 4);
    memcpy(name + 4, &id, 4);
    name[8] = (char)w->xpos;
    uint32_t at = sayso__table_intern(&l->form, sayso__str(name, 9));
    if (at == l->word.n) {
        word_form f = {.lower = x->lower, .script = id};
        f.n_key = sayso__lemma_keys(x, w->xpos, f.key);
        if (!SAYSO_PUSH(&l->arena, &l->word, f))
            die("out of memory");
    }
    l->word.v[at].count++;
}

/* ---- deciding ---------------------------------------------------------------------------------
 */

typedef struct {
    uint32_t key, script, word, weight;
} ballot;

typedef struct {
    uint32_t key, script;
} rule;

typedef struct {
    rule *v; /* ordered by key */
    uint32_t n;
} rule_list;

static int by_key(const void *a, const void *b)
{
    const ballot *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    if (x->script != y->script)
        return x->script < y->script ? -1 : 1;
    return (x->word > y->word) - (x->word < y->word);
}

static int by_rule(const void *a, const void *b)
{
    uint32_t x = ((const rule *)a)->key, y = ((const rule *)b)->key;
    return (x > y) - (x < y);
}

/* What the rules say of a word by its keys from k on. */
static uint32_t said(const rule_list *r, const word_form *w, uint32_t k)
{
    for (; k < w->n_key; k++) {
        rule *found = bsearch(&(rule){w->key[k], 0}, r->v, r->n, sizeof *r->v, by_rule);
        if (found)
            return found->script;
    }
    return SAYSO_NONE;
}

/* Votes for the keys of one rank: 0 is the tag alone, the last the whole word. For endings each
 * word has one vote, for a whole word each use. */
static uint32_t collect(const learn_state *l, uint32_t rank, ballot *b)
{
    uint32_t n = 0;
    bool whole = rank == SAYSO_LEMMA_KEYS - 1;
    for (uint32_t i = 0; i < l->word.n; i++) {
        const word_form *w = &l->word.v[i];
        if (whole)
            b[n++] = (ballot){w->key[0], w->script, i, w->count};
        else if (rank + 1 < w->n_key)
            b[n++] = (ballot){w->key[w->n_key - 1 - rank], w->script, i, 1};
    }
    qsort(b, n, sizeof *b, by_key);
    return n;
}

/* One key's votes [i, end): the script with most of them. */
static uint32_t winner(const ballot *b, uint32_t i, uint32_t end)
{
    uint32_t most = 0, script = b[i].script;
    while (i < end) {
        uint32_t weight = 0, s = b[i].script;
        while (i < end && b[i].script == s)
            weight += b[i++].weight;
        if (weight > most) {
            most = weight;
            script = s;
        }
    }
    return script;
}

static void decide(const learn_state *l, uint32_t rank, ballot *b, rule_list *r)
{
    bool whole = rank == SAYSO_LEMMA_KEYS - 1;
    uint32_t n = collect(l, rank, b), fresh = r->n;
    for (uint32_t i = 0, end; i < n; i = end) {
        for (end = i; end < n && b[end].key == b[i].key;)
            end++;
        const word_form *w = &l->word.v[b[i].word];
        uint32_t script = winner(b, i, end), shorter = whole ? 1 : w->n_key - rank;
        if ((whole || end - i >= ENDING_LEAST) && said(r, w, shorter) != script)
            r->v[fresh++] = (rule){b[i].key, script};
    }
    r->n = fresh;
    qsort(r->v, r->n, sizeof *r->v, by_rule);
}

/* ---- the section ------------------------------------------------------------------------------
 */

static uint32_t put_script(sayso_str name, uint8_t *out, char *text, uint32_t n_text)
{
    const char *colon = memchr(name.p, ':', name.n);
    uint32_t n_add = name.n - (uint32_t)(colon + 1 - name.p);
    out[2] = (uint8_t)n_add;
    out[3] = (uint8_t)strtoul(name.p, NULL, 10);
    memcpy(out, &(uint16_t){(uint16_t)n_text}, 2);
    memcpy(text + n_text, colon + 1, n_add);
    return n_text + n_add;
}

static void write_rules(const learn_state *l, const rule_list *r, const char *dir)
{
    uint32_t n_script = l->script.n, n_text = 0;
    uint8_t *script = xcalloc(n_script, 4);
    char *text = xcalloc(n_script, APPEND_MOST);
    for (uint32_t i = 0; i < n_script; i++)
        n_text = put_script(l->script.entry[i].key, script + 4 * (size_t)i, text, n_text);
    if (n_text > UINT16_MAX || n_script > UINT16_MAX)
        die("lemmas: %u scripts of %u bytes are too many", n_script, n_text);
    size_t size = 16 + 6 * (size_t)r->n + 4 * (size_t)n_script + n_text;
    uint8_t *p = xcalloc(size, 1), *at = p + 16;
    memcpy(p, (uint32_t[]){r->n, n_script, n_text, 0}, 16);
    for (uint32_t i = 0; i < r->n; i++, at += 4)
        memcpy(at, &r->v[i].key, 4);
    for (uint32_t i = 0; i < r->n; i++, at += 2)
        memcpy(at, &(uint16_t){(uint16_t)r->v[i].script}, 2);
    memcpy(at, script, 4 * (size_t)n_script);
    memcpy(at + 4 * (size_t)n_script, text, n_text);
    section_write(dir, "lemmas", p, size);
    free(p);
    free(script);
    free(text);
}

void lemma_learn(const conllu_sent *const *bank, const uint32_t *n, uint32_t n_bank,
                 const char *dir)
{
    learn_state l = {0};
    sayso_error err;
    sayso__arena_init(&l.arena, 0);
    sayso__table_init(&l.script, &l.arena);
    sayso__table_init(&l.form, &l.arena);
    for (uint32_t k = 0; k < n_bank; k++) {
        sayso_tokens tok;
        sayso_lexeme *x;
        gold_of_conllu(bank[k], n[k], NULL, &l.arena, &tok);
        if (sayso__lexeme_make(&tok, NULL, &l.arena, &x, &err) != SAYSO_OK)
            die("%s", err.message);
        for (uint32_t i = 0; i < n[k]; i++)
            for (uint32_t j = 0; j < bank[k][i].n; j++)
                vote(&l, x++, &bank[k][i].word[j]);
    }
    ballot *b = xcalloc(l.word.n, sizeof *b);
    rule_list r = {xcalloc((size_t)l.word.n * SAYSO_LEMMA_KEYS, sizeof(rule)), 0};
    for (uint32_t rank = 0; rank < SAYSO_LEMMA_KEYS; rank++)
        decide(&l, rank, b, &r);
    write_rules(&l, &r, dir);
    free(b);
    free(r.v);
    sayso__arena_free(&l.arena);
}
