/* lemma.c -- lemmas by edit scripts, learned for words and endings.  Layer: tag. */
#include <string.h>

#include <utf8proc.h>

#include "base/array.h"
#include "base/fail.h"
#include "base/str.h"
#include "base/utf8.h"
#include "tag/pos.h"

#define SCRIPT 4u

static uint32_t get32(const uint8_t *p, size_t i)
{
    uint32_t v;
    memcpy(&v, p + 4 * i, 4);
    return v;
}

static uint32_t get16(const uint8_t *p)
{
    uint16_t v;
    memcpy(&v, p, 2);
    return v;
}

uint32_t sayso__lemma_keys(const sayso_lexeme *x, uint8_t xpos, uint32_t key[SAYSO_LEMMA_KEYS])
{
    uint32_t n = 0;
    key[n++] = (x->lower ^ 0x5bd1e995u) + xpos * 0x9e3779b9u;
    for (int k = 3; k >= 0; k--)
        if (x->suffix[k])
            key[n++] = x->suffix[k] + xpos * 0x9e3779b9u;
    key[n++] = xpos * 0x9e3779b9u;
    return n;
}

sayso_status sayso__lemma_open(sayso_section s, sayso_lemma_table *out, sayso_error *err)
{
    *out = (sayso_lemma_table){0};
    bool good = s.n >= 16;
    sayso_lemma_table t = {0};
    if (good) {
        t.n_key = get32(s.p, 0);
        t.n_script = get32(s.p, 1);
        t.n_text = get32(s.p, 2);
        t.key = s.p + 16;
        good = s.n == 16 + 6 * (uint64_t)t.n_key + SCRIPT * (uint64_t)t.n_script + t.n_text;
    }
    if (good) {
        t.script_of = t.key + 4 * (size_t)t.n_key;
        t.script = t.script_of + 2 * (size_t)t.n_key;
        t.text = (const char *)(t.script + SCRIPT * (size_t)t.n_script);
    }
    for (size_t i = 0; good && i < t.n_key; i++)
        good = get16(t.script_of + 2 * i) < t.n_script &&
               (i == 0 || get32(t.key, i - 1) < get32(t.key, i));
    for (size_t i = 0; good && i < t.n_script; i++)
        good = get16(t.script + SCRIPT * i) + t.script[SCRIPT * i + 2] <= t.n_text;
    if (!good)
        return sayso__fail(err, SAYSO_EMODEL, 0, "model file: section \"lemmas\" is damaged");
    *out = t;
    return SAYSO_OK;
}

static const uint8_t *find(const sayso_lemma_table *t, uint32_t key)
{
    size_t i = sayso__hash_place(t->key, t->n_key, key);
    if (i >= t->n_key || get32(t->key, i) != key)
        return NULL;
    return t->script + SCRIPT * get16(t->script_of + 2 * i);
}

/* Lower-cased bytes go into blocks of this size, so that a word costs no allocation of its own. */
#define BLOCK 8192u

typedef struct {
    sayso_arena *arena;
    char *p;
    uint32_t left;
} writer;

static char *room(writer *w, uint32_t n)
{
    if (n > w->left) {
        uint32_t size = n > BLOCK ? n : BLOCK;
        w->p = sayso__arena_alloc(w->arena, size);
        w->left = w->p ? size : 0;
    }
    return w->p;
}

static uint32_t lower_into(sayso_str s, char *out)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < s.n;) {
        uint32_t cp, len = sayso__utf8_decode(s.p + i, s.n - i, &cp);
        if (len <= 1)
            out[n++] = sayso__ascii_lower(s.p[i]);
        else
            n += sayso__utf8_encode((uint32_t)utf8proc_tolower((int32_t)cp), out + n);
        i += len ? len : 1;
    }
    return n;
}

static bool is_lower(sayso_str s)
{
    for (uint32_t i = 0; i < s.n; i++)
        if (sayso__is_upper(s.p[i]) || s.p[i] & 0x80)
            return false;
    return true;
}

/* The form, lower-cased unless keep_case, with the script applied. A cut that would leave nothing
 * or fall inside a character is not made. */
static sayso_str apply(const sayso_lemma_table *t, const uint8_t *script, sayso_str s,
                       bool keep_case, writer *w)
{
    uint32_t cut = script ? script[3] : 0, n_add = script ? script[2] : 0, n = s.n;
    const char *base = s.p;
    char *p = NULL;
    if (!keep_case && !is_lower(s)) {
        p = room(w, 2 * s.n + 256);
        if (!p)
            return (sayso_str){NULL, 0};
        n = lower_into(s, p);
        base = p;
    }
    if (cut > n || (cut == n && !n_add) || (cut && ((unsigned char)base[n - cut] & 0xc0) == 0x80))
        cut = n_add = 0;
    if (cut == n)
        return (sayso_str){t->text + get16(script), n_add};
    if (n_add && !p) {
        p = room(w, s.n + 256);
        if (!p)
            return (sayso_str){NULL, 0};
        memcpy(p, s.p, n - cut);
    }
    n -= cut;
    if (n_add)
        memcpy(p + n, t->text + get16(script), n_add);
    n += n_add;
    if (!p)
        return (sayso_str){s.p, n};
    w->p += n;
    w->left -= n;
    return (sayso_str){p, n};
}

sayso_status sayso__lemma_run(const sayso_lemma_table *t, sayso_arena *a, sayso_tags *out,
                              sayso_error *err)
{
    writer w = {.arena = a};
    for (uint32_t i = 0; i < out->tokens->n_tok; i++) {
        uint32_t key[SAYSO_LEMMA_KEYS], n = sayso__lemma_keys(&out->lexeme[i], out->xpos[i], key);
        const uint8_t *script = NULL;
        for (uint32_t k = 0; k < n && t->n_key && !script; k++)
            script = find(t, key[k]);
        bool keep_case =
            out->upos[i] == SAYSO_UPOS_PROPN && !(out->lexeme[i].bits & SAYSO_LEX_CAPS_SENT);
        out->lemma[i] = apply(t, script, sayso__token_str(out->tokens, i), keep_case, &w);
        if (!out->lemma[i].p)
            return sayso__fail_memory(err);
    }
    return SAYSO_OK;
}
