/* lexeme.c -- one pass over each token: hashes of its form, its ends and its shape.  Layer: tag. */
#include "tag/lexeme.h"

#include <string.h>

#include <utf8proc.h>

#include "base/fail.h"
#include "base/hash.h"
#include "base/str.h"
#include "base/utf8.h"
#include "tag/tag_model.h"

/* A token as code points, with the bytes of its two foldings. */
typedef struct {
    uint32_t lower[SAYSO_LEXEME_FACE]; /* code points, lower case, digits folded */
    uint8_t class[SAYSO_LEXEME_FACE];  /* 'X', 'x', 'd', or 0: the character stands for itself */
    uint32_t n;
    char form_bytes[4 * SAYSO_LEXEME_FACE], lower_bytes[4 * SAYSO_LEXEME_FACE];
    uint32_t n_form, n_lower;
    uint32_t n_letter, n_upper;
} face;

static uint8_t class_of(uint32_t cp, uint32_t *lower)
{
    if (cp < 128) {
        *lower = (uint32_t)sayso__ascii_lower((char)cp);
        return *lower != cp                ? 'X'
               : sayso__is_lower((char)cp) ? 'x'
               : cp >= '0' && cp <= '9'    ? 'd'
                                           : 0;
    }
    *lower = cp;
    switch (utf8proc_category((int32_t)cp)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT: *lower = (uint32_t)utf8proc_tolower((int32_t)cp); return 'X';
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO: return 'x';
    case UTF8PROC_CATEGORY_ND: return 'd';
    default: return 0;
    }
}

static void add(face *f, uint32_t cp)
{
    uint32_t lower;
    if (cp == 0x2019 || cp == 0x02bc)
        cp = '\'';
    uint8_t class = class_of(cp, &lower);
    if (class == 'd')
        cp = lower = '0';
    f->n_letter += class == 'X' || class == 'x';
    f->n_upper += class == 'X';
    f->class[f->n] = class;
    f->lower[f->n++] = lower;
    f->n_form += sayso__utf8_encode(cp, f->form_bytes + f->n_form);
    f->n_lower += sayso__utf8_encode(lower, f->lower_bytes + f->n_lower);
}

static void add_all(face *f, const char *p, size_t n)
{
    for (size_t i = 0; i < n;) {
        uint32_t cp, len = sayso__utf8_decode(p + i, n - i, &cp);
        add(f, cp);
        i += len ? len : 1;
    }
}

/* Long tokens are read at both ends only, so that no input costs more than its tokens. */
static void look(face *f, sayso_str s)
{
    f->n = f->n_form = f->n_lower = f->n_letter = f->n_upper = 0;
    if (s.n <= SAYSO_LEXEME_FACE) {
        add_all(f, s.p, s.n);
        return;
    }
    uint32_t half = SAYSO_LEXEME_FACE / 2, a = half, b = s.n - half;
    while (a > 0 && ((unsigned char)s.p[a] & 0xc0) == 0x80)
        a--;
    while (b < s.n && ((unsigned char)s.p[b] & 0xc0) == 0x80)
        b++;
    add_all(f, s.p, a);
    add_all(f, s.p + b, s.n - b);
}

static uint32_t fold(uint64_t h)
{
    return (uint32_t)(h ^ h >> 32);
}

/* Runs of one class count once: "U.S." is X.X., "1,200" is d,d, "Al-Shabaab" is Xx-Xx. */
static uint32_t shape_of(const face *f, bool as_lower)
{
    uint64_t h = 17;
    uint32_t last = 0;
    for (uint32_t i = 0; i < f->n; i++) {
        uint32_t c = f->class[i] ? f->class[i] : f->lower[i];
        if (as_lower && c == 'X')
            c = 'x';
        if (c != last)
            h = sayso__hash_mix(h, c);
        last = c;
    }
    return fold(h);
}

static uint16_t bits_of(const face *f)
{
    uint32_t bits = SAYSO_LEX_PUNCT;
    for (uint32_t i = 0; i < f->n; i++) {
        if (f->class[i])
            bits &= ~SAYSO_LEX_PUNCT;
        if (f->class[i] == 'd')
            bits |= SAYSO_LEX_DIGIT;
        if (i && i + 1 < f->n && (f->lower[i] == '-' || f->lower[i] == 0x2010))
            bits |= SAYSO_LEX_HYPHEN;
    }
    if (f->n && f->class[0] == 'X')
        bits |= SAYSO_LEX_CAPITAL;
    if (f->n_letter >= 2 && f->n_upper == f->n_letter)
        bits |= SAYSO_LEX_ALL_CAPS;
    return (uint16_t)bits;
}

static void fill(const face *f, sayso_lexeme *x)
{
    x->bits |= bits_of(f);
    bool caps = x->bits & SAYSO_LEX_CAPS_SENT;
    x->lower = fold(sayso__hash_bytes(f->lower_bytes, f->n_lower));
    x->form = caps ? x->lower : fold(sayso__hash_bytes(f->form_bytes, f->n_form));
    uint64_t h = 1;
    for (uint32_t k = 0; k < 3 && k < f->n; k++)
        x->prefix[k] = fold(h = sayso__hash_mix(h, f->lower[k]));
    h = 2;
    for (uint32_t k = 0; k < 4 && k < f->n; k++)
        x->suffix[k] = fold(h = sayso__hash_mix(h, f->lower[f->n - 1 - k]));
    x->shape = shape_of(f, caps);
}

uint32_t sayso__lexeme_lower(sayso_str word)
{
    face f;
    look(&f, word);
    return fold(sayso__hash_bytes(f.lower_bytes, f.n_lower));
}

/* A sentence says nothing by its case when at least two words of two and more letters, and four of
 * five of them, are all upper case. */
static bool is_caps(const sayso_tokens *t, uint32_t beg, uint32_t end)
{
    uint32_t n_word = 0, n_caps = 0;
    for (uint32_t i = beg; i < end; i++) {
        sayso_str s = sayso__token_str(t, i);
        uint32_t upper = 0, lower = 0;
        for (uint32_t j = 0; j < s.n && j < SAYSO_LEXEME_FACE; j++) {
            upper += sayso__is_upper(s.p[j]);
            lower += sayso__is_lower(s.p[j]);
        }
        n_word += upper + lower >= 2;
        n_caps += upper >= 2 && !lower;
    }
    return n_caps >= 2 && n_caps * 5 >= n_word * 4;
}

/* State of the double quotation after a token: straight marks turn it over. */
static bool quote_after(sayso_str s, bool open)
{
    static const struct {
        const char *mark;
        int8_t sets; /* 1 opens, 0 closes, -1 turns over */
    } marks[] = {{"\"", -1}, {"\xe2\x80\x9c", 1}, {"\xe2\x80\x9d", 0}, {"``", 1},
                 {"''", 0},  {"\xc2\xab", 1},     {"\xc2\xbb", 0},     {"\xe2\x80\x9e", 1}};
    if (s.n > 3 || sayso__is_alpha(s.p[0]))
        return open;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (sayso__str_is(s, marks[i].mark))
            return marks[i].sets < 0 ? !open : marks[i].sets;
    return open;
}

static uint32_t get32(const uint8_t *p, uint32_t i)
{
    uint32_t v;
    memcpy(&v, p + 4 * (size_t)i, 4);
    return v;
}

/* Copies the n_id ids of a word from a table of words with 1 << bits buckets, which was checked
 * when it was opened (sayso__tag_model_open). */
static void find_ids(const sayso_section *s, uint32_t bits, uint32_t hash, uint16_t *id,
                     size_t n_id)
{
    if (!s->p)
        return;
    const uint8_t *first = s->p + 8, *all = first + 4 * (((size_t)1 << bits) + 1);
    uint32_t n = get32(s->p, 0), bucket = hash >> (32 - bits);
    for (uint32_t i = get32(first, bucket); i < get32(first, bucket + 1) && i < n; i++)
        if (get32(all, i) == hash) {
            memcpy(id, all + 4 * (size_t)n + 2 * n_id * i, 2 * n_id);
            return;
        }
}

sayso_status sayso__lexeme_make(const sayso_tokens *tokens, const sayso_tag_model *model,
                                sayso_arena *a, sayso_lexeme **out, sayso_error *err)
{
    sayso_lexeme *x = *out = SAYSO_NEW_N(a, sayso_lexeme, tokens->n_tok);
    if (!x)
        return sayso__fail_memory(err);
    bool open = false;
    for (uint32_t s = 0; s < tokens->n_sent; s++) {
        if (s == 0 || tokens->sent_block[s] != tokens->sent_block[s - 1])
            open = false;
        uint32_t beg = tokens->sent[s], end = tokens->sent[s + 1];
        bool first = true, caps = is_caps(tokens, beg, end);
        for (uint32_t i = beg; i < end; i++) {
            sayso_str word = sayso__token_str(tokens, i);
            face f;
            x[i].bits =
                (uint16_t)((caps ? SAYSO_LEX_CAPS_SENT : 0u) | (open ? SAYSO_LEX_IN_QUOTE : 0u));
            look(&f, word);
            fill(&f, &x[i]);
            if (model) {
                find_ids(&model->clusters, SAYSO_CLUSTER_BITS, x[i].lower, &x[i].cluster, 1);
                find_ids(&model->classes, SAYSO_CLASS_BITS, x[i].lower, x[i].class,
                         SAYSO_CLASS_LEVELS);
            }
            if (first && !(x[i].bits & SAYSO_LEX_PUNCT)) {
                x[i].bits |= SAYSO_LEX_FIRST;
                first = false;
            }
            if (x[i].bits & SAYSO_LEX_PUNCT)
                open = quote_after(word, open);
        }
    }
    return SAYSO_OK;
}
