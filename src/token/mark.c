/* mark.c -- punctuation, quotation marks, symbols, handles.  Layer: token.
 *
 * A quotation mark's side is told by its form, else by the spaces around it; an apostrophe is told
 * from a closing single mark by whether a single mark is open in the block. */
#include "base/str.h"
#include "base/utf8.h"
#include "lexica.h"
#include "token/scan.h"

/* Most bytes to look ahead for the mark that closes. */
#define QUOTE_LOOK 400u

static bool word_at(const sayso_scan *s, uint32_t at)
{
    return sayso__scan_peek(s, at) >= SAYSO_CHAR_LETTER;
}

static uint32_t emit(sayso_scan *s, uint32_t beg, uint32_t end, sayso_token_kind kind)
{
    return sayso__scan_emit(s, beg, end, kind, 0) ? end : SAYSO_NONE;
}

/* ---- quotation marks ---------------------------------------------------------------------- */

/* "'em", "'90s", and "'s" or "n't" standing alone in text that is split already: end, or at. */
static uint32_t apostrophe_word(const sayso_scan *s, uint32_t at, uint32_t len)
{
    sayso_char_class before = sayso__scan_before(s, at);
    uint32_t e = sayso__scan_run(s, at + len), n = e - (at + len);
    if (n == 0 || before >= SAYSO_CHAR_LETTER)
        return at;
    const char *p = s->text + at + len;
    char low[32];
    uint32_t k = sayso__scan_lower(s->text, at + len, e, low);
    if (n == 1 && low[0] == 'n') /* rock 'n' roll */
        return e + sayso__char_apostrophe(s->text, e, s->end);
    if (sayso__is_digit(p[0]))
        return n == 3 && sayso__is_digit(p[1]) && low[2] == 's' ? e : at;
    bool alone =
        before == SAYSO_CHAR_GAP && at > s->beg && sayso__scan_peek(s, e) != SAYSO_CHAR_QUOTE;
    if (alone && n <= 2 && (low[0] == 's' || low[0] == 'd' || low[0] == 'm') && n == 1)
        return e;
    if (alone && n == 2 &&
        (memcmp(low, "re", 2) == 0 || memcmp(low, "ve", 2) == 0 || memcmp(low, "ll", 2) == 0))
        return e;
    bool left_form = len == 3 && memcmp(s->text + at, "\xe2\x80\x98", 3) == 0;
    return k && !left_form && sayso__lexicon_find(&sayso__lex_apostrophe_words, low, k) ? e : at;
}

/* Inside single quotation marks, "teachers' union": is there another mark later that may close? */
static bool closes_later(const sayso_scan *s, uint32_t at)
{
    uint32_t most = s->end - at < QUOTE_LOOK ? s->end : at + QUOTE_LOOK;
    for (uint32_t i = at; i < most; i++) {
        uint32_t a = sayso__char_apostrophe(s->text, i, s->end);
        if (a && !word_at(s, i + a) && sayso__scan_before(s, i) != SAYSO_CHAR_GAP)
            return true;
    }
    return false;
}

/* A single mark that is not the beginning of a word. */
static uint32_t single(sayso_scan *s, uint32_t at, uint32_t len)
{
    uint32_t end = at + len;
    sayso_char_class before = sayso__scan_before(s, at), after = sayso__scan_peek(s, end);
    bool left = len == 3 && memcmp(s->text + at, "\xe2\x80\x98", 3) == 0;
    bool right = len == 3 && memcmp(s->text + at, "\xe2\x80\x99", 3) == 0;
    bool behind = before >= SAYSO_CHAR_LETTER;
    char prev = at > s->beg ? sayso__ascii_lower(s->text[at - 1]) : 0;
    bool sibilant = prev == 's' || prev == 'x' || prev == 'z';
    if (left || (!right && !behind && before != SAYSO_CHAR_STOP && after != SAYSO_CHAR_GAP &&
                 !s->open_single)) {
        s->open_single = true;
        return emit(s, at, end, SAYSO_TOKEN_OPEN_QUOTE);
    }
    if (behind && sibilant && after == SAYSO_CHAR_GAP && (!s->open_single || closes_later(s, end)))
        return sayso__scan_emit(s, at, end, SAYSO_TOKEN_WORD, SAYSO_TOKEN_SUFFIX) ? end
                                                                                  : SAYSO_NONE;
    if (!right && before == SAYSO_CHAR_GAP && after == SAYSO_CHAR_GAP) {
        bool possessive = s->tok.n && !s->open_single &&
                          s->tok.v[s->tok.n - 1].kind == SAYSO_TOKEN_WORD &&
                          sayso__ascii_lower(s->text[s->gap_end - 1]) == 's';
        if (possessive)
            return sayso__scan_emit(s, at, end, SAYSO_TOKEN_WORD, SAYSO_TOKEN_SUFFIX) ? end
                                                                                      : SAYSO_NONE;
        s->open_single = !s->open_single;
        return emit(s, at, end, SAYSO_TOKEN_QUOTE);
    }
    bool was = s->open_single;
    s->open_single = false;
    if (right || was || behind || before == SAYSO_CHAR_STOP)
        return emit(s, at, end, SAYSO_TOKEN_CLOSE_QUOTE);
    return emit(s, at, end, SAYSO_TOKEN_QUOTE);
}

/* A double mark without direction: by the spaces around it. */
static uint32_t straight(sayso_scan *s, uint32_t at, uint32_t end)
{
    sayso_char_class before = sayso__scan_before(s, at), after = sayso__scan_peek(s, end);
    bool free_left = before == SAYSO_CHAR_GAP || before == SAYSO_CHAR_OPEN;
    bool free_right = after == SAYSO_CHAR_GAP || after == SAYSO_CHAR_CLOSE;
    sayso_token_kind kind = free_left == free_right ? SAYSO_TOKEN_QUOTE
                            : free_left             ? SAYSO_TOKEN_OPEN_QUOTE
                                                    : SAYSO_TOKEN_CLOSE_QUOTE;
    s->open_double =
        kind == SAYSO_TOKEN_OPEN_QUOTE || (kind == SAYSO_TOKEN_QUOTE && !s->open_double);
    return emit(s, at, end, kind);
}

static uint32_t wide_quote(sayso_scan *s, uint32_t at, uint32_t len, uint32_t cp)
{
    uint32_t end = at + len;
    sayso_char_class before = sayso__scan_before(s, at), after = sayso__scan_peek(s, end);
    switch (cp) {
    case 0x201e:
    case 0x201a:
    case 0x201f: /* low: German, Polish */
        s->open_low = true;
        return emit(s, at, end, SAYSO_TOKEN_OPEN_QUOTE);
    case 0x201c: /* left; closes a low one */
        if (s->open_low) {
            s->open_low = false;
            return emit(s, at, end, SAYSO_TOKEN_CLOSE_QUOTE);
        }
        return emit(s, at, end, SAYSO_TOKEN_OPEN_QUOTE);
    case 0x201d: s->open_low = false; return emit(s, at, end, SAYSO_TOKEN_CLOSE_QUOTE);
    case 0xab:
    case 0x2039:
    case 0xbb:
    case 0x203a: { /* guillemets point either way */
        bool opens = cp == 0xab || cp == 0x2039;
        if (before == SAYSO_CHAR_GAP && after != SAYSO_CHAR_GAP)
            opens = true;
        else if (before != SAYSO_CHAR_GAP && after == SAYSO_CHAR_GAP)
            opens = false;
        return emit(s, at, end, opens ? SAYSO_TOKEN_OPEN_QUOTE : SAYSO_TOKEN_CLOSE_QUOTE);
    }
    case 0x300c:
    case 0x300e: return emit(s, at, end, SAYSO_TOKEN_OPEN_QUOTE);
    case 0x300d:
    case 0x300f: return emit(s, at, end, SAYSO_TOKEN_CLOSE_QUOTE);
    default: return straight(s, at, end);
    }
}

static uint32_t quote(sayso_scan *s, uint32_t at, uint32_t len)
{
    uint32_t left = s->end - at;
    const char *p = s->text + at;
    if (*p == '"')
        return straight(s, at, at + 1);
    if (left > 1 && p[0] == '`' && p[1] == '`')
        return emit(s, at, at + 2, SAYSO_TOKEN_OPEN_QUOTE);
    if (left > 1 && p[0] == '\'' && p[1] == '\'')
        return straight(s, at, at + 2);
    if (left > 5 && memcmp(p, "\xe2\x80\x99\xe2\x80\x99", 6) == 0)
        return emit(s, at, at + 6, SAYSO_TOKEN_CLOSE_QUOTE);
    if (left > 5 && memcmp(p, "\xe2\x80\x98\xe2\x80\x98", 6) == 0)
        return emit(s, at, at + 6, SAYSO_TOKEN_OPEN_QUOTE);
    if (sayso__char_apostrophe(s->text, at, s->end)) {
        uint32_t word = apostrophe_word(s, at, len);
        if (word > at) {
            bool suffix =
                word - (at + len) <= 2 && s->text[word - 1] != 'm' && s->text[word - 1] != 'n';
            return sayso__scan_emit(s, at, word, SAYSO_TOKEN_WORD, suffix ? SAYSO_TOKEN_SUFFIX : 0)
                       ? word
                       : SAYSO_NONE;
        }
        return single(s, at, len);
    }
    uint32_t cp;
    sayso__utf8_decode(p, left, &cp);
    return wide_quote(s, at, len, cp);
}

/* ---- runs --------------------------------------------------------------------------------- */

/* "...", "?!", "!!!" */
static uint32_t stops(sayso_scan *s, uint32_t at)
{
    uint32_t e = at;
    while (e < s->end && (s->text[e] == '.' || s->text[e] == '!' || s->text[e] == '?'))
        e++;
    if (e > at)
        return emit(s, at, e, SAYSO_TOKEN_PUNCT);
    uint32_t len;
    sayso__char_class(s->text, at, s->end, &len);
    return emit(s, at, at + len, SAYSO_TOKEN_PUNCT);
}

static bool drawing(char c)
{
    return c && memchr("-=_*~+<>|#^{}", c, 13);
}

/* Lines drawn with marks: one token a run of the same mark; of mixed marks when it is long. */
static uint32_t drawn(sayso_scan *s, uint32_t at)
{
    uint32_t same = at, any = at;
    while (same < s->end && s->text[same] == s->text[at])
        same++;
    while (any < s->end && drawing(s->text[any]))
        any++;
    char c = s->text[at];
    bool single_only = c == '#' || c == '{' || c == '}' || c == '^';
    uint32_t e = any - at >= 8 ? any : single_only ? at + 1 : same;
    return emit(s, at, e, c == '-' ? SAYSO_TOKEN_PUNCT : SAYSO_TOKEN_SYMBOL);
}

/* ":)" and its like, between spaces: end, or at. */
static uint32_t face(const sayso_scan *s, uint32_t at)
{
    uint32_t e = at + 1;
    if (!memchr(":;=", s->text[at], 3) || sayso__scan_before(s, at) != SAYSO_CHAR_GAP)
        return at;
    if (e < s->end && (s->text[e] == '-' || s->text[e] == '\''))
        e++;
    if (e >= s->end || !memchr(")(DPpO|/\\]", s->text[e], 10))
        return at;
    return sayso__scan_peek(s, e + 1) == SAYSO_CHAR_GAP ? e + 1 : at;
}

/* "@name", "#tag": end, or at. */
static uint32_t handle(const sayso_scan *s, uint32_t at)
{
    if (sayso__scan_before(s, at) >= SAYSO_CHAR_LETTER || at + 1 >= s->end)
        return at;
    sayso_char_class c = sayso__scan_peek(s, at + 1);
    if (c != SAYSO_CHAR_LETTER && c != SAYSO_CHAR_UPPER &&
        !(s->text[at] == '@' && s->text[at + 1] == '_'))
        return at;
    uint32_t e = at + 1;
    for (uint32_t next; e < s->end; e = next) {
        next = s->text[e] == '_' ? e + 1 : sayso__scan_run(s, e);
        if (next == e)
            break;
    }
    return e;
}

uint32_t sayso__scan_mark(sayso_scan *s, uint32_t at)
{
    uint32_t len;
    sayso_char_class c = sayso__char_class(s->text, at, s->end, &len);
    char ch = s->text[at];
    if (c == SAYSO_CHAR_QUOTE)
        return quote(s, at, len);
    if (c == SAYSO_CHAR_STOP) {
        bool number = ch == '.' && at + 1 < s->end && sayso__is_digit(s->text[at + 1]) &&
                      sayso__scan_before(s, at) == SAYSO_CHAR_GAP;
        if (number) { /* .45 */
            uint32_t e = sayso__scan_digits(s, at + 1);
            return emit(s, at, e, SAYSO_TOKEN_NUMBER);
        }
        return stops(s, at);
    }
    if (ch == '@' || ch == '#') {
        uint32_t e = handle(s, at);
        if (e > at)
            return emit(s, at, e, SAYSO_TOKEN_HANDLE);
    }
    uint32_t smile = face(s, at);
    if (smile > at)
        return emit(s, at, smile, SAYSO_TOKEN_SYMBOL);
    if (drawing(ch))
        return drawn(s, at);
    return emit(s, at, at + len, c == SAYSO_CHAR_SYMBOL ? SAYSO_TOKEN_SYMBOL : SAYSO_TOKEN_PUNCT);
}
