/* str.c -- comparing, trimming and finding.  Layer: base. */
#include "base/str.h"

bool sayso__str_ieq(sayso_str a, sayso_str b)
{
    if (a.n != b.n)
        return false;
    for (uint32_t i = 0; i < a.n; i++)
        if (sayso__ascii_lower(a.p[i]) != sayso__ascii_lower(b.p[i]))
            return false;
    return true;
}

int sayso__str_cmp(sayso_str a, sayso_str b)
{
    uint32_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;
    return c ? c : (a.n > b.n) - (a.n < b.n);
}

sayso_str sayso__str_trim(sayso_str a)
{
    while (a.n && sayso__is_space(a.p[0])) {
        a.p++;
        a.n--;
    }
    while (a.n && sayso__is_space(a.p[a.n - 1]))
        a.n--;
    return a;
}

bool sayso__str_starts(sayso_str a, sayso_str b)
{
    return a.n >= b.n && (b.n == 0 || memcmp(a.p, b.p, b.n) == 0);
}

bool sayso__str_ends(sayso_str a, sayso_str b)
{
    return a.n >= b.n && (b.n == 0 || memcmp(a.p + (a.n - b.n), b.p, b.n) == 0);
}

uint32_t sayso__str_find(sayso_str a, sayso_str b)
{
    if (b.n == 0 || b.n > a.n)
        return b.n == 0 ? 0 : SAYSO_NONE;
    for (uint32_t i = 0; i + b.n <= a.n; i++) {
        const char *hit = memchr(a.p + i, b.p[0], a.n - b.n - i + 1);
        if (!hit)
            return SAYSO_NONE;
        i = (uint32_t)(hit - a.p);
        if (memcmp(hit, b.p, b.n) == 0)
            return i;
    }
    return SAYSO_NONE;
}
