/* html_char.c -- character references, line ends, NULs.  Layer: text.
 *
 * References: WHATWG HTML 13.2.5.72-80. A named one is the longest name of the list that stands
 * there, found by narrowing the sorted list character by character. */
#include "text/html_char.h"

#include "base/str.h"
#include "base/utf8.h"
#include "text/webtables.h"

static const sayso_html_char none = {0, {0, 0}, 0};

static bool is_alnum(char c)
{
    return sayso__is_alpha(c) || sayso__is_digit(c);
}

/* First entity of [lo, hi) whose character at `depth` is not less than c (more: is greater). */
static uint32_t bound(uint32_t lo, uint32_t hi, uint32_t depth, char c, bool more)
{
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        uint8_t x = (uint8_t)sayso__entity[mid].name[depth], y = (uint8_t)c;
        if (x < y || (more && x == y))
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* The name behind "&" at p[i]. */
static sayso_html_char named(const char *p, uint32_t i, uint32_t end, bool in_value)
{
    const sayso_entity *best = NULL;
    uint32_t lo = 0, hi = sayso__n_entity;
    for (uint32_t depth = 0; i + 1 + depth < end && lo < hi; depth++) {
        char c = p[i + 1 + depth];
        if (!is_alnum(c) && c != ';')
            break;
        lo = bound(lo, hi, depth, c, false);
        hi = bound(lo, hi, depth, c, true);
        if (lo < hi && sayso__entity[lo].n == depth + 1)
            best = &sayso__entity[lo];
    }
    if (!best)
        return none;
    uint32_t next = i + 1 + best->n;
    bool closed = best->name[best->n - 1] == ';';
    if (in_value && !closed && next < end && (p[next] == '=' || is_alnum(p[next])))
        return none;
    return (sayso_html_char){best->n + 1, {best->cp[0], best->cp[1]}, best->cp[1] ? 2 : 1};
}

static int digit(char c, bool hex)
{
    if (sayso__is_digit(c))
        return c - '0';
    c = sayso__ascii_lower(c);
    return hex && c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* What a number stands for: bytes of windows-1252 are meant where control characters are named. */
static uint32_t numbered(uint32_t v)
{
    static const uint16_t c1[32] = {0x20ac, 0x81,   0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021,
                                    0x2c6,  0x2030, 0x160,  0x2039, 0x152,  0x8d,   0x17d,  0x8f,
                                    0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                    0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0x9d,   0x17e,  0x178};
    if (v == 0 || v > 0x10ffff || (v >= 0xd800 && v < 0xe000))
        return 0xfffd;
    return v >= 0x80 && v < 0xa0 ? c1[v - 0x80] : v;
}

static sayso_html_char number(const char *p, uint32_t i, uint32_t end)
{
    uint32_t at = i + 2, v = 0;
    bool hex = at < end && (p[at] == 'x' || p[at] == 'X');
    at += hex;
    uint32_t first = at;
    for (int d; at < end && (d = digit(p[at], hex)) >= 0; at++)
        v = v > 0x10ffff ? v : v * (hex ? 16 : 10) + (uint32_t)d;
    if (at == first)
        return none;
    at += at < end && p[at] == ';';
    return (sayso_html_char){at - i, {numbered(v), 0}, 1};
}

sayso_html_char sayso__html_reference(const char *p, uint32_t i, uint32_t end, bool in_value)
{
    if (i + 1 >= end)
        return none;
    return p[i + 1] == '#' ? number(p, i, end) : named(p, i, end, in_value);
}

sayso_html_char sayso__html_char(const char *p, uint32_t i, uint32_t end, sayso_html_mode mode)
{
    sayso_html_char c = {1, {(uint8_t)p[i], 0}, 1};
    switch (p[i]) {
    case '\0':
        if (mode != SAYSO_HTML_DATA && mode != SAYSO_HTML_CDATA)
            c.cp[0] = 0xfffd;
        return c;
    case '\r':
        c.cp[0] = '\n';
        c.n += i + 1 < end && p[i + 1] == '\n';
        return c;
    case '&':
        if (mode == SAYSO_HTML_DATA || mode == SAYSO_HTML_RCDATA || mode == SAYSO_HTML_VALUE) {
            sayso_html_char ref = sayso__html_reference(p, i, end, mode == SAYSO_HTML_VALUE);
            return ref.n ? ref : c;
        }
        return c;
    default: break;
    }
    if ((uint8_t)p[i] >= 0x80) {
        uint32_t n = sayso__utf8_decode(p + i, end - i, &c.cp[0]);
        c.n = n ? n : 1;
    }
    return c;
}

sayso_str sayso__html_string(const char *p, sayso_span at, sayso_html_mode mode, sayso_arena *a)
{
    /* a reference is never longer than what it stands for, but for "&nGt;" and the like: two
     * characters of three bytes for five; a lone bad byte becomes three */
    char *out = sayso__arena_alloc(a, (size_t)(at.end - at.beg) * 3 + 1), *to = out;
    if (!out)
        return (sayso_str){NULL, 0};
    for (uint32_t i = at.beg; i < at.end;) {
        sayso_html_char c = sayso__html_char(p, i, at.end, mode);
        for (uint32_t k = 0; k < c.n_cp; k++)
            to += sayso__utf8_encode(c.cp[k], to);
        i += c.n;
    }
    *to = 0;
    return sayso__str(out, (size_t)(to - out));
}
