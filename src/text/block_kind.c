/* block_kind.c -- what a paragraph is by its own words.  Layer: text.
 *
 * Openings are a list (data/block_openings.tsv); captions are also told by the credit at their end,
 * bylines by "By" before names. */
#include "base/str.h"
#include "lexica.h"
#include "text/blocks.h"

#define OPENING_MOST 36u /* bytes of the longest opening */

/* Columns of data/block_openings.tsv: the kind, a bit of the first; bits of the second. */
static const uint8_t opening_kind[] = {SAYSO_BLOCK_CAPTION,   SAYSO_BLOCK_CREDIT,
                                       SAYSO_BLOCK_READ_ALSO, SAYSO_BLOCK_CORRECTION,
                                       SAYSO_BLOCK_UPDATE,    SAYSO_BLOCK_NOTICE};
enum { SHORT = 1, ALONE = 2 };

static uint32_t count_words(const char *text, sayso_span at, uint32_t most)
{
    uint32_t n = 0;
    for (uint32_t i = at.beg; i < at.end && n <= most; i++)
        n += !sayso__is_space(text[i]) && (i == at.beg || sayso__is_space(text[i - 1]));
    return n;
}

static bool is_word_byte(char c)
{
    return sayso__is_alpha(c) || sayso__is_digit(c) || (c & 0x80);
}

/* The paragraph's beginning in lower case, white space as single spaces. */
static uint32_t fold(const char *text, sayso_span at, char out[OPENING_MOST + 1])
{
    uint32_t n = 0;
    for (uint32_t i = at.beg; i < at.end && n <= OPENING_MOST; i++) {
        bool space = sayso__is_space(text[i]);
        if (space && n && out[n - 1] == ' ')
            continue;
        out[n++] = space ? ' ' : sayso__ascii_lower(text[i]);
    }
    return n;
}

static sayso_block_kind by_opening(const char *text, sayso_span at)
{
    char low[OPENING_MOST + 1];
    uint32_t n = fold(text, at, low);
    for (uint32_t k = n; k > 1; k--) {
        bool border = k == n || !is_word_byte(low[k]) || !is_word_byte(low[k - 1]);
        const sayso_lexicon_entry *e = border && k <= OPENING_MOST
                                           ? sayso__lexicon_find(&sayso__lex_block_openings, low, k)
                                           : NULL;
        if (!e)
            continue;
        bool stop = text[at.end - 1] == '.';
        if ((e->value[1] & SHORT) && count_words(text, at, 31) > 30)
            continue;
        if ((e->value[1] & ALONE) && (stop || count_words(text, at, 9) > 8))
            continue;
        for (uint32_t bit = 0; bit < sizeof opening_kind; bit++)
            if (e->value[0] & 1u << bit)
                return (sayso_block_kind)opening_kind[bit];
    }
    return SAYSO_BLOCK_BODY;
}

static bool is_calendar(sayso_str w)
{
    char low[16];
    for (uint32_t k = 0; k < w.n && k < sizeof low; k++)
        low[k] = sayso__ascii_lower(w.p[k]);
    return w.n <= sizeof low && sayso__lexicon_find(&sayso__lex_month_words, low, w.n);
}

/* Small words inside a byline. */
static bool is_link(sayso_str w)
{
    static const char *links[] = {"and", "in",  "of", "for", "the",   "de",   "la",
                                  "van", "von", "al", "bin", "staff", "with", "our"};
    for (size_t i = 0; i < sizeof links / sizeof *links; i++)
        if (sayso__str_is(w, links[i]))
            return true;
    return sayso__is_digit(*w.p);
}

/* "By Lena Garrod and Ivo Bram, Northern Wire": capitalised words, no sentence. */
static bool byline(const char *text, sayso_span at)
{
    uint32_t n = 0, names = 0;
    bool office = false; /* behind a comma: "political editor" */
    if (at.end - at.beg < 6 || at.end - at.beg > 160 || text[at.end - 1] == '.' ||
        !sayso__str_ieq(sayso__str(text + at.beg, 3), SAYSO_STR("by ")))
        return false;
    for (uint32_t i = at.beg + 3; i < at.end;) {
        for (; i < at.end && !is_word_byte(text[i]); i++)
            office = office || (text[i] == ',' && names);
        uint32_t beg = i;
        while (i < at.end && (is_word_byte(text[i]) || text[i] == '\'' || text[i] == '.'))
            i++;
        if (i == beg)
            break;
        sayso_str word = sayso__str(text + beg, i - beg);
        bool capital = sayso__is_upper(*word.p) || (*word.p & 0x80);
        if ((n == 0 && is_calendar(word)) || (!capital && !office && !is_link(word)) || ++n > 14)
            return false;
        names += capital && word.n > 1;
    }
    return names >= 1;
}

/* Words that tell a credit, at a word's beginning. */
static bool photo_words(sayso_str s)
{
    static const char *words[] = {"photo",      "getty",      "handout", "courtesy",
                                  "credit:",    "via ",       "image:",  "picture:",
                                  "screengrab", "screenshot", "image c", "file image"};
    for (uint32_t i = 0; i + 4 <= s.n; i++)
        for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
            uint32_t n = (uint32_t)strlen(words[k]);
            if ((i == 0 || !is_word_byte(s.p[i - 1])) && i + n <= s.n &&
                sayso__str_ieq(sayso__str(s.p + i, n), sayso__str(words[k], n)))
                return true;
        }
    return false;
}

static bool is_name(sayso_str s, uint32_t i)
{
    return i + 1 < s.n && sayso__is_upper(s.p[i]) &&
           (sayso__is_lower(s.p[i + 1]) || s.p[i + 1] == '.');
}

/* "Name/Agency": capitals on both sides of the stroke, one of them a name's ("HIV/AIDS" is none).
 */
static bool slashed(sayso_str s)
{
    for (uint32_t i = 2; i + 2 < s.n; i++) {
        if (s.p[i] != '/' && s.p[i] != '|')
            continue;
        uint32_t right = i + 1 + (s.p[i + 1] == ' '), left = i - (s.p[i - 1] == ' ');
        while (left > 0 && is_word_byte(s.p[left - 1]))
            left--;
        if (sayso__is_upper(s.p[right]) && sayso__is_upper(s.p[left]) &&
            (is_name(s, left) || is_name(s, right)))
            return true;
    }
    return false;
}

/* A credit without brackets or label behind the paragraph's last full stop: where it begins. */
static uint32_t bare_credit(const char *text, sayso_span at)
{
    uint32_t from = at.end - at.beg > 44 ? at.end - 44 : at.beg, tail = SAYSO_NONE;
    if (from == at.beg && count_words(text, at, 7) <= 6)
        tail = from;
    for (uint32_t i = from; i + 2 < at.end; i++)
        if (text[i] == '.' && text[i + 1] == ' ' && (i < 2 || text[i - 2] != '/') && i > at.beg + 8)
            tail = tail == SAYSO_NONE || !slashed(sayso__str(text + tail, at.end - tail)) ||
                           slashed(sayso__str(text + i + 2, at.end - i - 2))
                       ? i + 2
                       : tail;
    if (tail == SAYSO_NONE || text[at.end - 1] == '.')
        return SAYSO_NONE;
    sayso_str s = sayso__str(text + tail, at.end - tail);
    for (uint32_t i = 1; i < s.n; i++)
        if (s.p[i - 1] == ' ' && !sayso__is_upper(s.p[i]) && is_word_byte(s.p[i]))
            return SAYSO_NONE; /* names alone */
    return slashed(s) && !memchr(s.p, ':', s.n) ? tail : SAYSO_NONE;
}

/* A credit at a paragraph's end: in brackets, behind "Photo:" or as "Name/Agency". Where it begins.
 */
static uint32_t end_credit(const char *text, sayso_span at)
{
    uint32_t end = at.end;
    if (end > at.beg && text[end - 1] == '.')
        end--;
    uint32_t from = end - at.beg > 90 ? end - 90 : at.beg;
    if (end > at.beg && (text[end - 1] == ')' || text[end - 1] == ']'))
        for (uint32_t i = end - 1; i > from; i--)
            if (text[i - 1] == '(' || text[i - 1] == '[') {
                sayso_str in = sayso__str(text + i, end - 1 - i);
                return photo_words(in) || slashed(in) ? i - 1 : SAYSO_NONE;
            }
    static const char *labels[] = {"Photo:", "Photograph:",   "Picture:",
                                   "Image:", "Credit:",       "Photo by ",
                                   "PHOTO:", "Photo credit:", "\xc2\xa9 "};
    for (uint32_t i = from; i < end; i++)
        for (size_t k = 0; strchr("PIC\xc2", text[i]) && k < sizeof labels / sizeof *labels; k++) {
            uint32_t n = (uint32_t)strlen(labels[k]);
            if (i + n < end && memcmp(text + i, labels[k], n) == 0 &&
                (i == at.beg || !is_word_byte(text[i - 1])))
                return i;
        }
    return end - at.beg < 8 ? SAYSO_NONE : bare_credit(text, at);
}

/* "The post Mill burns appeared first on Dolvan Times.", as blogs end the items of their feeds. */
static bool from_elsewhere(const char *text, sayso_span at)
{
    sayso_str s = sayso__str_span(text, at);
    return s.n < 400 && sayso__str_starts(s, SAYSO_STR("The post ")) &&
           sayso__str_find(s, SAYSO_STR(" appeared first on ")) != SAYSO_NONE;
}

sayso_block_kind sayso__block_by_words(const char *text, sayso_span at)
{
    if (at.end <= at.beg)
        return SAYSO_BLOCK_BODY;
    sayso_block_kind kind = by_opening(text, at);
    if (kind != SAYSO_BLOCK_BODY)
        return kind;
    if (from_elsewhere(text, at))
        return SAYSO_BLOCK_NOTICE;
    if (byline(text, at))
        return SAYSO_BLOCK_BYLINE;
    if (at.end - at.beg > 800 || text[at.beg] == '"')
        return SAYSO_BLOCK_BODY;
    uint32_t credit = end_credit(text, at);
    if (credit == SAYSO_NONE)
        return SAYSO_BLOCK_BODY;
    return credit <= at.beg + 1 || count_words(text, at, 7) <= 6 ? SAYSO_BLOCK_CREDIT
                                                                 : SAYSO_BLOCK_CAPTION;
}
