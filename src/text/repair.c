/* repair.c -- plain text put right.  Layer: text.
 *
 * Whether a hyphen at a line's end is of the word or of the line's end is asked of the text itself:
 * how it writes the word elsewhere; then of a list of words that begin such compounds. */
#include "text/repair.h"

#include "base/lexicon.h"
#include "base/str.h"
#include "base/table.h"
#include "base/utf8.h"
#include "lexica.h"
#include "text/charset.h"

#define WORD_MOST  48u
#define LINE_LEAST 20u /* bytes before a hyphen that ends a line of running text */

typedef struct {
    const char *p;
    uint32_t n, done; /* bytes of p that are in out */
    sayso_arena *arena;
    sayso_text_builder out;
    sayso_table words; /* of the text, those with hyphens whole; filled when first needed */
    bool listed, owes_line_end;
} repair;

static bool put(repair *r, const char *c, uint32_t n, uint32_t raw, uint32_t n_raw)
{
    if (n && !sayso__map_add(&r->out, r->arena, n, (sayso_map_run){r->out.n, raw, n_raw}))
        return false;
    memcpy(r->out.p + r->out.n, c, n);
    r->out.n += n;
    return true;
}

/* What stands before `at` goes in as it is. */
static bool copy(repair *r, uint32_t at)
{
    bool ok = put(r, r->p + r->done, at - r->done, r->done, at - r->done);
    r->done = at;
    return ok;
}

static bool is_letter(char c)
{
    return sayso__is_alpha(c) || (c & 0x80);
}

/* ---- words at line ends -----------------------------------------------------------------------
 */

typedef struct {
    sayso_str left, right;
    uint32_t hyphen, n_hyphen, next; /* next: where right begins */
    bool soft;
} parted;

/* Bytes of the hyphen at p[i], 0 if it is none: "-", U+2010, and the soft one. */
static uint32_t hyphen_at(const repair *r, uint32_t i, bool *soft)
{
    *soft = r->n - i >= 2 && memcmp(r->p + i, "\xc2\xad", 2) == 0;
    if (*soft)
        return 2;
    return r->p[i] == '-' ? 1 : r->n - i >= 3 && memcmp(r->p + i, "\xe2\x80\x90", 3) == 0 ? 3 : 0;
}

/* The line ends behind i, and the next one begins with a letter there; else 0. */
static uint32_t next_word(const repair *r, uint32_t i)
{
    while (i < r->n && (r->p[i] == ' ' || r->p[i] == '\r'))
        i++;
    if (i >= r->n || r->p[i] != '\n')
        return 0;
    i++;
    while (i < r->n && (r->p[i] == ' ' || r->p[i] == '\t'))
        i++;
    return i < r->n && is_letter(r->p[i]) ? i : 0;
}

/* Is a word parted at i? Both halves in small letters, or both in capitals. */
static bool parted_at(const repair *r, uint32_t i, parted *out)
{
    *out = (parted){.hyphen = i};
    out->n_hyphen = hyphen_at(r, i, &out->soft);
    out->next = out->n_hyphen ? next_word(r, i + out->n_hyphen) : 0;
    uint32_t beg = i, end = out->next, line = i;
    while (beg > r->done && i - beg < WORD_MOST && is_letter(r->p[beg - 1]))
        beg--;
    while (end && end < r->n && end - out->next < WORD_MOST && is_letter(r->p[end]))
        end++;
    while (line > 0 && i - line < LINE_LEAST && r->p[line - 1] != '\n')
        line--;
    out->left = sayso__str(r->p + beg, i - beg);
    out->right = sayso__str(r->p + out->next, end - out->next);
    if (!out->next || i - beg < 2 || end - out->next < 2 || i - line < LINE_LEAST)
        return false;
    char before = out->left.p[out->left.n - 1], first = out->right.p[0], second = out->right.p[1];
    return sayso__is_upper(before) ? sayso__is_upper(first) && sayso__is_upper(second)
                                   : !sayso__is_upper(first);
}

/* Each word of the text, and how often it stands there. */
static bool list_words(repair *r)
{
    sayso__table_init(&r->words, r->arena);
    r->listed = true;
    for (uint32_t i = 0; i < r->n;) {
        uint32_t beg = i;
        while (i < r->n && (is_letter(r->p[i]) ||
                            (r->p[i] == '-' && i > beg && i + 1 < r->n && is_letter(r->p[i + 1]))))
            i++;
        if (i > beg && i - beg <= 2 * WORD_MOST) {
            sayso_table_entry *e = sayso__table_put(&r->words, sayso__str(r->p + beg, i - beg));
            if (!e)
                return false;
            e->value = e->value == SAYSO_NONE ? 1 : e->value + 1;
        }
        i += i == beg;
    }
    return true;
}

/* left, mark, right in one word; small: in small letters. */
static sayso_str joined(const parted *w, const char *mark, bool small, char room[2 * WORD_MOST + 8])
{
    uint32_t n = w->left.n, m = (uint32_t)strlen(mark);
    memcpy(room, w->left.p, n);
    memcpy(room + n, mark, m);
    memcpy(room + n + m, w->right.p, w->right.n);
    n += m + w->right.n;
    for (uint32_t i = 0; small && i < n; i++)
        room[i] = sayso__ascii_lower(room[i]);
    return sayso__str(room, n);
}

/* An ending, which is no second half of a compound. */
static bool is_ending(sayso_str right)
{
    static const char *const endings[] = {"ing",  "ings", "ed",   "er",   "ers",  "est",  "ly",
                                          "ness", "ment", "ship", "way",  "ways", "ward", "wards",
                                          "able", "ible", "tion", "sion", "ist",  "ists", "ern",
                                          "age",  "ary",  "ial",  "ical", "ity",  "ous",  "ism"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (sayso__str_ieq(right, sayso__str_z(endings[i])))
            return true;
    return false;
}

/* Does a half stand elsewhere as a word of its own? */
static bool is_word(const repair *r, sayso_str half)
{
    const sayso_table_entry *e = sayso__table_find(&r->words, half);
    return half.n >= 4 && e && e->value > 1;
}

/* Is the hyphen the word's own? */
static bool keeps_hyphen(const repair *r, const parted *w)
{
    char room[2 * WORD_MOST + 8];
    if (w->soft)
        return false;
    if (w->left.p > r->p && w->left.p[-1] == '-') /* "state-of-the-\nart" */
        return true;
    if (sayso__table_find(&r->words, joined(w, "-", false, room)))
        return true;
    if (sayso__table_find(&r->words, joined(w, "", false, room)))
        return false;
    sayso_str pair = joined(w, " ", true, room);
    if (sayso__lexicon_find(&sayso__lex_hyphen_firsts, pair.p, pair.n))
        return true;
    return !is_ending(w->right) &&
           (sayso__lexicon_find(&sayso__lex_hyphen_firsts, room, w->left.n) ||
            (is_word(r, w->left) && is_word(r, w->right)));
}

/* The halves become one word, in the first line; the line's end comes behind it. */
static bool join(repair *r, const parted *w)
{
    if (!r->listed && !list_words(r))
        return false;
    if (!copy(r, keeps_hyphen(r, w) ? w->hyphen + w->n_hyphen : w->hyphen))
        return false;
    r->done = w->next;
    r->owes_line_end = true;
    return true;
}

/* ---- all of it --------------------------------------------------------------------------------
 */

/* A control character of two bytes at i that windows-1252 has a character for. */
static bool put_control(repair *r, uint32_t i, bool *done)
{
    const uint16_t *table = sayso__charset_of(SAYSO_STR("windows-1252"))->table;
    uint16_t cp = table[(uint8_t)r->p[i + 1] - 0x80];
    char utf8[4];
    *done = cp != 0xfffd && cp >= 0xa0;
    if (!*done)
        return true;
    uint32_t n = sayso__utf8_encode(cp, utf8);
    if (!copy(r, i) || !put(r, utf8, n, i, 2))
        return false;
    r->done = i + 2;
    return true;
}

/* The byte at i, if it is one to change. */
static bool step(repair *r, uint32_t i)
{
    parted w;
    char c = r->p[i];
    bool control = (uint8_t)c == 0xc2 && i + 1 < r->n && (uint8_t)r->p[i + 1] < 0xa0, done = false;
    if (control)
        return put_control(r, i, &done);
    if (c == '\r' && (i + 1 == r->n || r->p[i + 1] != '\n')) {
        if (!copy(r, i) || !put(r, "\n", 1, i, 1))
            return false;
        r->done = i + 1;
        return true;
    }
    if (r->owes_line_end && (c == ' ' || c == '\t')) {
        r->owes_line_end = false;
        if (!copy(r, i) || !put(r, "\n", 1, i, 1))
            return false;
        r->done = i + 1;
        return true;
    }
    r->owes_line_end &= c != '\n';
    return !parted_at(r, i, &w) || join(r, &w);
}

static bool may_change(char c)
{
    return c == '-' || c == '\r' || (uint8_t)c == 0xc2 || (uint8_t)c == 0xe2;
}

bool sayso__text_repair(sayso_mapped *m, sayso_arena *a)
{
    repair r = {.p = m->p, .n = m->n, .arena = a};
    /* two bytes of a control character become three */
    r.out.p = sayso__arena_alloc(a, (size_t)m->n + m->n / 2 + 1);
    if (!r.out.p)
        return false;
    for (uint32_t i = 0; i<m->n; i = r.done> i ? r.done : i + 1)
        if ((may_change(m->p[i]) || (r.owes_line_end && sayso__is_space(m->p[i]))) && !step(&r, i))
            return false;
    if (!r.done)
        return true;
    if (!copy(&r, m->n) || !sayso__map_compose(&r.out, m, a))
        return false;
    *m = (sayso_mapped){r.out.p, r.out.n, r.out.map.v, r.out.map.n};
    return true;
}
