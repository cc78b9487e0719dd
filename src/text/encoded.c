/* encoded.c -- base64 and quoted-printable.  Layer: text. */
#include "text/encoded.h"

#include "base/str.h"
#include "text/charset.h"

static bool begin(sayso_span at, sayso_arena *a, sayso_text_builder *out)
{
    *out = (sayso_text_builder){.p = sayso__arena_alloc(a, (size_t)(at.end - at.beg) + 4)};
    return out->p;
}

static bool end(sayso_span at, sayso_arena *a, sayso_text_builder *out)
{
    return out->map.n || SAYSO_PUSH(a, &out->map, (sayso_map_run){0, at.beg, 0});
}

static int value64(char c)
{
    return sayso__is_upper(c)     ? c - 'A'
           : sayso__is_lower(c)   ? c - 'a' + 26
           : sayso__is_digit(c)   ? c - '0' + 52
           : c == '+' || c == '-' ? 62
           : c == '/' || c == '_' ? 63
                                  : -1;
}

/* The group's letters are 6 bits each; n letters are n - 1 bytes, [beg, end) is where they stand.
 */
static bool put_group(sayso_text_builder *out, sayso_arena *a, uint32_t bits, uint32_t n,
                      sayso_span at)
{
    if (n < 2)
        return true;
    if (!sayso__map_add(out, a, n - 1, (sayso_map_run){out->n, at.beg, at.end - at.beg}))
        return false;
    for (uint32_t k = 0; k + 1 < n; k++)
        out->p[out->n++] = (char)(bits << 6 * (4 - n) >> 8 * (2 - k));
    return true;
}

/* Four letters are three bytes: a run of the map, so that what it leads to can be decoded alone. */
bool sayso__decode_base64(const char *p, sayso_span at, sayso_arena *a, sayso_text_builder *out)
{
    uint32_t bits = 0, n = 0;
    sayso_span group = {at.beg, at.beg};
    if (!begin(at, a, out))
        return false;
    for (uint32_t i = at.beg; i < at.end && p[i] != '='; i++) {
        int v = value64(p[i]);
        if (v < 0)
            continue;
        group.beg = n ? group.beg : i;
        group.end = i + 1;
        bits = bits << 6 | (uint32_t)v;
        if (++n == 4) {
            if (!put_group(out, a, bits, 4, group))
                return false;
            n = bits = 0;
        }
    }
    return put_group(out, a, bits, n, group) && end(at, a, out);
}

/* Bytes of a soft line end at the "=" at i, 0 if it is none; white space before the end of a line
 * was added on the way. */
static uint32_t soft_end(const char *p, uint32_t i, uint32_t stop)
{
    uint32_t k = i + 1;
    while (k < stop && (p[k] == ' ' || p[k] == '\t'))
        k++;
    if (k < stop && p[k] == '\r')
        k++;
    if (k < stop && p[k] == '\n')
        return k + 1 - i;
    return k == stop ? k - i : 0;
}

bool sayso__decode_quoted(const char *p, sayso_span at, bool word, sayso_arena *a,
                          sayso_text_builder *out)
{
    if (!begin(at, a, out))
        return false;
    for (uint32_t i = at.beg, n; i < at.end; i += n) {
        char c = word && p[i] == '_' ? ' ' : p[i];
        n = 1;
        if (c == '=' && at.end - i >= 3 && sayso__hex_value(p[i + 1]) >= 0 &&
            sayso__hex_value(p[i + 2]) >= 0) {
            c = (char)(sayso__hex_value(p[i + 1]) * 16 + sayso__hex_value(p[i + 2]));
            n = 3;
        } else if (c == '=' && (n = soft_end(p, i, at.end)) > 0) {
            continue;
        } else {
            n = 1;
        }
        if (!sayso__map_add(out, a, 1, (sayso_map_run){out->n, i, n}))
            return false;
        out->p[out->n++] = c;
    }
    return end(at, a, out);
}

/* ---- bytes into characters --------------------------------------------------------------------
 */

bool sayso__decode_charset(sayso_text_builder *b, bool page, sayso_str label, sayso_arena *a)
{
    sayso_mapped text;
    sayso_text_builder upper = {0};
    const sayso_mapped lower = {b->p, b->n, b->map.v, b->map.n};
    sayso_error ignored;
    sayso_str bytes = {b->p, b->n};
    const sayso_charset *c = sayso__charset_choose(bytes, page, label);
    if (sayso__charset_decode(bytes, c, a, &text, &ignored) != SAYSO_OK)
        return false;
    upper.p = (char *)(uintptr_t)text.p; /* the builder's own bytes, or new ones */
    upper.n = text.n;
    for (uint32_t i = 0; i < text.n_map; i++)
        if (!SAYSO_PUSH(a, &upper.map, text.map[i]))
            return false;
    for (char *nul = memchr(upper.p, 0, upper.n); nul;
         nul = memchr(nul, 0, upper.n - (size_t)(nul - upper.p)))
        *nul = ' ';
    if (!sayso__map_compose(&upper, &lower, a))
        return false;
    *b = upper;
    return true;
}
