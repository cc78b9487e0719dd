/* utf8.c -- UTF-8.  Layer: base. */
#include "base/utf8.h"

#include <string.h>

uint32_t sayso__utf8_decode(const char *p, size_t n, uint32_t *cp)
{
    const uint8_t *b = (const uint8_t *)p;
    if (b[0] < 0x80) {
        *cp = b[0];
        return 1;
    }
    uint32_t len = b[0] < 0xc2 ? 0 : b[0] < 0xe0 ? 2 : b[0] < 0xf0 ? 3 : b[0] < 0xf5 ? 4 : 0;
    *cp = 0xfffd;
    if (!len || n < len)
        return 0;
    /* the second byte's range depends on the first: no overlong forms, no surrogates, none over
     * U+10FFFF */
    uint8_t lo = b[0] == 0xe0 ? 0xa0 : b[0] == 0xf0 ? 0x90 : 0x80;
    uint8_t hi = b[0] == 0xed ? 0x9f : b[0] == 0xf4 ? 0x8f : 0xbf;
    if (b[1] < lo || b[1] > hi)
        return 0;
    uint32_t c = b[0] & (0x7fu >> len);
    for (uint32_t i = 1; i < len; i++) {
        if ((b[i] & 0xc0) != 0x80)
            return 0;
        c = c << 6 | (b[i] & 0x3f);
    }
    *cp = c;
    return len;
}

uint32_t sayso__utf8_encode(uint32_t cp, char out[4])
{
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    uint32_t len = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    for (uint32_t i = len - 1; i > 0; i--, cp >>= 6)
        out[i] = (char)(0x80 | (cp & 0x3f));
    out[0] = (char)((0xf00u >> len) | cp);
    return len;
}

size_t sayso__utf8_check(const char *p, size_t n)
{
    size_t i = 0;
    while (i < n) {
        uint64_t eight;
        if (n - i >= 8 && (memcpy(&eight, p + i, 8), (eight & 0x8080808080808080u) == 0)) {
            i += 8;
            continue;
        }
        uint32_t cp, len = sayso__utf8_decode(p + i, n - i, &cp);
        if (!len)
            return i;
        i += len;
    }
    return n;
}

size_t sayso__utf8_count(const char *p, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += ((uint8_t)p[i] & 0xc0) != 0x80;
    return count;
}

size_t sayso__utf8_count_utf16(const char *p, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += (((uint8_t)p[i] & 0xc0) != 0x80) + ((uint8_t)p[i] >= 0xf0);
    return count;
}
