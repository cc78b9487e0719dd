/* str.h -- borrowed strings: making, comparing, trimming.  Layer: base.  ASCII case only; see
 * utf8.h. */
#ifndef SAYSO_BASE_STR_H
#define SAYSO_BASE_STR_H

#include <string.h>

#include "sayso/types.h"

#define SAYSO_STR(literal) ((sayso_str){(literal), (uint32_t)sizeof(literal) - 1})

static inline sayso_str sayso__str(const char *p, size_t n)
{
    return (sayso_str){p, (uint32_t)n};
}

static inline sayso_str sayso__str_z(const char *z)
{
    return (sayso_str){z, z ? (uint32_t)strlen(z) : 0};
}

static inline sayso_str sayso__str_span(const char *text, sayso_span at)
{
    return (sayso_str){text + at.beg, at.end - at.beg};
}

static inline bool sayso__str_eq(sayso_str a, sayso_str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* Most words differ in their first letter; z's length is then not needed. */
static inline bool sayso__str_is(sayso_str a, const char *z)
{
    if (a.n && z && a.p[0] != z[0])
        return false;
    return sayso__str_eq(a, sayso__str_z(z));
}

static inline char sayso__ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* Equal but for ASCII case. */
bool sayso__str_ieq(sayso_str a, sayso_str b);

/* <0, 0, >0 as memcmp, a prefix before the longer one. */
int sayso__str_cmp(sayso_str a, sayso_str b);

/* Without ASCII white space at both ends. */
sayso_str sayso__str_trim(sayso_str a);

/* Does a begin / end with b? */
bool sayso__str_starts(sayso_str a, sayso_str b);
bool sayso__str_ends(sayso_str a, sayso_str b);

/* Byte offset of b in a, or SAYSO_NONE. */
uint32_t sayso__str_find(sayso_str a, sayso_str b);

static inline bool sayso__is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool sayso__is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Value of a hexadecimal digit, or -1. */
static inline int sayso__hex_value(char c)
{
    char low = sayso__ascii_lower(c);
    return sayso__is_digit(c) ? c - '0' : low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

static inline bool sayso__is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static inline bool sayso__is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static inline bool sayso__is_alpha(char c)
{
    return sayso__is_upper(c) || sayso__is_lower(c);
}

#endif
