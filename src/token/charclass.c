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

/* By general category (Unicode 15, 4.5), but for the marks that quote and what joins words. */
static sayso_char_class wide(uint32_t cp)
{
    switch (cp) {
    case 0xab:
    case 0xbb:
    case 0xb4: /* guillemets, acute as apostrophe */
    case 0x2018:
    case 0x2019:
    case 0x201a:
    case 0x201b: /* single */
    case 0x201c:
    case 0x201d:
    case 0x201e:
    case 0x201f: /* double */
    case 0x2039:
    case 0x203a:
    case 0x2bc:
    case 0xff07:
    case 0xff02:
    case 0x300c:
    case 0x300d:
    case 0x300e:
    case 0x300f: return SAYSO_CHAR_QUOTE;
    case 0xad:
    case 0x200c:
    case 0x200d:
    case 0x2060: return SAYSO_CHAR_JOIN;
    case 0x2026:
    case 0x203c:
    case 0x203d:
    case 0x2047:
    case 0x2048:
    case 0x2049:
    case 0x3002:
    case 0xff01:
    case 0xff0e:
    case 0xff1f:
    case 0x61f:
    case 0x6d4:
    case 0x964: return SAYSO_CHAR_STOP;
    default: break;
    }
    switch (utf8proc_category((utf8proc_int32_t)cp)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT: return SAYSO_CHAR_UPPER;
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL: return SAYSO_CHAR_LETTER;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF: return SAYSO_CHAR_GAP;
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PI: return SAYSO_CHAR_OPEN;
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PF: return SAYSO_CHAR_CLOSE;
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PO: return SAYSO_CHAR_PUNCT;
    default: return SAYSO_CHAR_SYMBOL;
    }
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
