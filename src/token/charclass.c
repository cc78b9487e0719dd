/* charclass.c -- character classes: a table for ASCII, Unicode general categories behind it.
 * Layer: token. */
#include <utf8proc.h>

#include "base/str.h"
#include "base/utf8.h"
#include "token/scan.h"

enum {
    G = SAYSO_CHAR_GAP,
    P = SAYSO_CHAR_PUNCT,
    S = SAYSO_CHAR_SYMBOL,
    O = SAYSO_CHAR_OPEN,
    C = SAYSO_CHAR_CLOSE,
    E = SAYSO_CHAR_STOP,
    Q = SAYSO_CHAR_QUOTE,
    L = SAYSO_CHAR_LETTER,
    U = SAYSO_CHAR_UPPER,
    D = SAYSO_CHAR_DIGIT
};

static const uint8_t ascii[128] = {
    G, G, G, G, G, G, G, G, G, G, G, G, G, G, G, G, /* controls */
    G, G, G, G, G, G, G, G, G, G, G, G, G, G, G, G, /* */
    G, E, Q, S, S, S, S, Q, O, C, P, S, P, P, E, P, /*  !"#$%&'()*+,-./ */
    D, D, D, D, D, D, D, D, D, D, P, P, S, S, S, E, /* 0123456789:;<=>? */
    S, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, /* @A-O */
    U, U, U, U, U, U, U, U, U, U, U, O, P, C, S, P, /* P-Z[\]^_ */
    Q, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, /* `a-o */
    L, L, L, L, L, L, L, L, L, L, L, O, S, C, S, G, /* p-z{|}~ */
};

enum { N_CATEGORIES = UTF8PROC_CATEGORY_CO + 1 };

/* By general category (Unicode 15, 4.5); what is left out is a symbol. */
static const uint8_t by_category[N_CATEGORIES] = {
    [UTF8PROC_CATEGORY_CN] = S, [UTF8PROC_CATEGORY_LU] = U, [UTF8PROC_CATEGORY_LL] = L,
    [UTF8PROC_CATEGORY_LT] = U, [UTF8PROC_CATEGORY_LM] = L, [UTF8PROC_CATEGORY_LO] = L,
    [UTF8PROC_CATEGORY_MN] = L, [UTF8PROC_CATEGORY_MC] = L, [UTF8PROC_CATEGORY_ME] = L,
    [UTF8PROC_CATEGORY_ND] = L, [UTF8PROC_CATEGORY_NL] = L, [UTF8PROC_CATEGORY_NO] = S,
    [UTF8PROC_CATEGORY_PC] = P, [UTF8PROC_CATEGORY_PD] = P, [UTF8PROC_CATEGORY_PS] = O,
    [UTF8PROC_CATEGORY_PE] = C, [UTF8PROC_CATEGORY_PI] = O, [UTF8PROC_CATEGORY_PF] = C,
    [UTF8PROC_CATEGORY_PO] = P, [UTF8PROC_CATEGORY_SM] = S, [UTF8PROC_CATEGORY_SC] = S,
    [UTF8PROC_CATEGORY_SK] = S, [UTF8PROC_CATEGORY_SO] = S, [UTF8PROC_CATEGORY_ZS] = G,
    [UTF8PROC_CATEGORY_ZL] = G, [UTF8PROC_CATEGORY_ZP] = G, [UTF8PROC_CATEGORY_CC] = G,
    [UTF8PROC_CATEGORY_CF] = G, [UTF8PROC_CATEGORY_CS] = S, [UTF8PROC_CATEGORY_CO] = S,
};

/* Marks that are more than their category says: they quote, join words or end sentences. */
static const uint32_t quotes[] = {
    0xab,   0xb4,   0xbb,   0x2bc,  0x2018, 0x2019, 0x201a, 0x201b, 0x201c, 0x201d,
    0x201e, 0x201f, 0x2039, 0x203a, 0x300c, 0x300d, 0x300e, 0x300f, 0xff02, 0xff07,
};
static const uint32_t joins[] = {0xad, 0x200c, 0x200d, 0x2060};
static const uint32_t stops[] = {
    0x61f,  0x6d4,  0x964,  0x2026, 0x203c, 0x203d, 0x2047,
    0x2048, 0x2049, 0x3002, 0xff01, 0xff0e, 0xff1f,
};

static bool among(const uint32_t *list, size_t n, uint32_t cp)
{
    for (size_t i = 0; i < n; i++)
        if (list[i] == cp)
            return true;
    return false;
}
#define AMONG(list, cp) among(list, sizeof(list) / sizeof *(list), cp)

static sayso_char_class wide(uint32_t cp)
{
    if (AMONG(quotes, cp))
        return SAYSO_CHAR_QUOTE;
    if (AMONG(joins, cp))
        return SAYSO_CHAR_JOIN;
    if (AMONG(stops, cp))
        return SAYSO_CHAR_STOP;
    return (sayso_char_class)by_category[utf8proc_category((utf8proc_int32_t)cp)];
}

sayso_char_class sayso__char_class(const char *text, uint32_t at, uint32_t end, uint32_t *len)
{
    uint8_t c = (uint8_t)text[at];
    if (c < 0x80) {
        *len = 1;
        return (sayso_char_class)ascii[c];
    }
    uint32_t cp, n = sayso__utf8_decode(text + at, end - at, &cp);
    *len = n ? n : 1;
    return n ? wide(cp) : SAYSO_CHAR_SYMBOL;
}

uint32_t sayso__char_apostrophe(const char *text, uint32_t at, uint32_t end)
{
    if (at >= end)
        return 0;
    if (text[at] == '\'' || text[at] == '`')
        return 1;
    if ((text[at] & 0x80) == 0)
        return 0;
    uint32_t cp, n = sayso__utf8_decode(text + at, end - at, &cp);
    return cp == 0x2019 || cp == 0x2018 || cp == 0x201b || cp == 0xb4 || cp == 0x2bc || cp == 0xff07
               ? n
               : 0;
}

sayso_char_class sayso__scan_peek(const sayso_scan *s, uint32_t at)
{
    uint32_t len;
    return at < s->end ? sayso__char_class(s->text, at, s->end, &len) : SAYSO_CHAR_GAP;
}

sayso_char_class sayso__scan_before(const sayso_scan *s, uint32_t at)
{
    if (at <= s->beg)
        return SAYSO_CHAR_GAP;
    uint32_t p = at - 1, len;
    while (p > s->beg && at - p < 4 && ((uint8_t)s->text[p] & 0xc0) == 0x80)
        p--;
    return sayso__char_class(s->text, p, at, &len);
}

uint32_t sayso__scan_run(const sayso_scan *s, uint32_t at)
{
    uint32_t last = at; /* joiners count inside only */
    while (at < s->end) {
        uint32_t len;
        sayso_char_class c = sayso__char_class(s->text, at, s->end, &len);
        if (c < SAYSO_CHAR_LETTER)
            break;
        at += len;
        if (c != SAYSO_CHAR_JOIN)
            last = at;
    }
    return last;
}

uint32_t sayso__scan_digits(const sayso_scan *s, uint32_t at)
{
    while (at < s->end && sayso__is_digit(s->text[at]))
        at++;
    return at;
}

uint32_t sayso__scan_lower(const char *text, uint32_t beg, uint32_t end, char out[32])
{
    if (end - beg >= 32)
        return 0;
    for (uint32_t i = beg; i < end; i++)
        out[i - beg] = sayso__ascii_lower(text[i]);
    return end - beg;
}
