/* json_text.c -- finding and unescaping string values.  Layer: text. */
#include "text/json_text.h"

#include "base/str.h"
#include "base/utf8.h"

/* ---- finding ------------------------------------------------------------------------------ */

/* One past the closing quotation mark of the string that opens at `at`, or n. */
static uint32_t string_end(const char *p, uint32_t n, uint32_t at)
{
    for (uint32_t i = at + 1; i < n; i++) {
        if (p[i] == '\\')
            i++;
        else if (p[i] == '"')
            return i + 1;
    }
    return n;
}

static uint32_t blanks(const char *p, uint32_t n, uint32_t at)
{
    while (at < n && sayso__is_space(p[at]))
        at++;
    return at;
}

/* One past the value at `at`, whatever it is: no recursion, brackets are counted. */
static uint32_t value_end(const char *p, uint32_t n, uint32_t at)
{
    uint32_t depth = 0;
    while (at < n) {
        char c = p[at];
        if (c == '"') {
            at = string_end(p, n, at);
        } else {
            if (depth == 0 && (c == ',' || c == '}' || c == ']'))
                return at;
            depth += c == '{' || c == '[';
            depth -= depth && (c == '}' || c == ']');
            at++;
            if (depth || (c != '}' && c != ']'))
                continue;
        }
        if (depth == 0)
            return at;
    }
    return n;
}

/* Is the key in [beg, end), escapes undone, `key`? */
static bool is_key(const char *p, uint32_t beg, uint32_t end, const char *key)
{
    char plain[128]; /* an escape may grow by half */
    sayso_arena none;
    sayso__arena_init(&none, 0);
    if (!memchr(p + beg, '\\', end - beg))
        return sayso__str_is(sayso__str(p + beg, end - beg), key);
    sayso_text_builder b = {.p = plain};
    bool same = end - beg <= 64 && sayso__json_unescape(p, (sayso_span){beg, end}, &none, &b) &&
                sayso__str_is(sayso__str(plain, b.n), key);
    sayso__arena_free(&none);
    return same;
}

bool sayso__json_each(const char *p, sayso_span in, uint32_t *at, sayso_span *key,
                      sayso_span *value)
{
    bool object = in.beg < in.end && p[in.beg] == '{';
    *key = (sayso_span){SAYSO_NONE, SAYSO_NONE};
    if (*at == in.beg) {
        if (in.beg >= in.end || (!object && p[in.beg] != '['))
            return false;
        *at = blanks(p, in.end, in.beg + 1);
    }
    if (*at >= in.end || p[*at] == '}' || p[*at] == ']' || (object && p[*at] != '"'))
        return false;
    if (object) {
        uint32_t end = string_end(p, in.end, *at);
        *key = (sayso_span){*at + 1, end - 1 > *at ? end - 1 : *at + 1};
        *at = blanks(p, in.end, end);
        if (*at >= in.end || p[*at] != ':')
            return false;
        *at = blanks(p, in.end, *at + 1);
    }
    uint32_t end = value_end(p, in.end, *at);
    *value = (sayso_span){*at, end};
    *at = blanks(p, in.end, end);
    if (*at < in.end && p[*at] == ',')
        *at = blanks(p, in.end, *at + 1);
    else if (*at < in.end && p[*at] != '}' && p[*at] != ']')
        *at = in.end;
    return value->end > value->beg;
}

sayso_span sayso__json_inside(const char *p, sayso_span value)
{
    bool text = value.end - value.beg >= 2 && p[value.beg] == '"';
    return text ? (sayso_span){value.beg + 1, value.end - 1} : (sayso_span){SAYSO_NONE, SAYSO_NONE};
}

sayso_span sayso__json_string(const char *p, uint32_t n, const char *key)
{
    sayso_span found = {SAYSO_NONE, SAYSO_NONE}, name, value, in = {blanks(p, n, 0), n};
    if (in.beg >= n || p[in.beg] != '{')
        return found;
    for (uint32_t at = in.beg; sayso__json_each(p, in, &at, &name, &value);)
        if (is_key(p, name.beg, name.end, key))
            found = sayso__json_inside(p, value);
    return found;
}

/* ---- unescaping --------------------------------------------------------------------------- */

static int32_t hex4(const char *p)
{
    int32_t v = 0;
    for (uint32_t i = 0; i < 4; i++) {
        char c = sayso__ascii_lower(p[i]);
        if (!sayso__is_digit(c) && !(c >= 'a' && c <= 'f'))
            return -1;
        v = v * 16 + (sayso__is_digit(c) ? c - '0' : c - 'a' + 10);
    }
    return v;
}

/* The escape at p[0] == '\\', n bytes left: its length, and what it stands for. */
static uint32_t escape(const char *p, uint32_t n, uint32_t *cp)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    *cp = 0xfffd;
    if (n < 2)
        return n;
    const char *hit = p[1] ? strchr(from, p[1]) : NULL;
    if (hit) {
        *cp = (uint8_t)to[hit - from];
        return 2;
    }
    int32_t v = p[1] == 'u' && n >= 6 ? hex4(p + 2) : -1;
    if (v < 0)
        return 2;
    int32_t low =
        v >= 0xd800 && v < 0xdc00 && n >= 12 && p[6] == '\\' && p[7] == 'u' ? hex4(p + 8) : -1;
    if (low >= 0xdc00 && low < 0xe000) {
        *cp = 0x10000 + ((uint32_t)(v - 0xd800) << 10) + (uint32_t)(low - 0xdc00);
        return 12;
    }
    *cp = v == 0 || (v >= 0xd800 && v < 0xe000) ? 0xfffd : (uint32_t)v;
    return 6;
}

bool sayso__json_unescape(const char *p, sayso_span at, sayso_arena *a, sayso_text_builder *out)
{
    for (uint32_t i = at.beg; i < at.end;) {
        const char *hit = memchr(p + i, '\\', at.end - i);
        uint32_t plain = hit ? (uint32_t)(hit - (p + i)) : at.end - i;
        if (plain) {
            if (!sayso__map_add(out, a, plain, (sayso_map_run){out->n, i, plain}))
                return false;
            memcpy(out->p + out->n, p + i, plain);
            out->n += plain;
            i += plain;
            continue;
        }
        uint32_t cp, n_raw = escape(p + i, at.end - i, &cp);
        char c[4];
        uint32_t n = sayso__utf8_encode(cp, c);
        out->replaced |= cp == 0xfffd && !(n_raw == 6 && hex4(p + i + 2) == 0xfffd);
        if (!sayso__map_add(out, a, n, (sayso_map_run){out->n, i, n_raw}))
            return false;
        memcpy(out->p + out->n, c, n);
        out->n += n;
        i += n_raw;
    }
    return true;
}
