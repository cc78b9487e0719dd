/* mojibake.c -- text that was encoded twice, put right.  Layer: text.
 *
 * A character of UTF-8 is a lead byte and one to three others; read as windows-1252 they are two to
 * four characters that no text has in a row. Those that begin with C2, C3 or E2 (accents, quotation
 * marks, dashes: nearly all that Latin text has) are joined again. */
#include "base/str.h"
#include "base/utf8.h"
#include "text/charset.h"

#define LEAST 3u

/* The byte that a character is in windows-1252; 0 if it is none above 7F. */
static uint8_t byte_of(uint32_t cp, const uint16_t *table)
{
    if (cp >= 0xa0 && cp < 0x100)
        return (uint8_t)cp;
    for (uint32_t i = 0; i < 32; i++)
        if (table[i] == cp)
            return (uint8_t)(0x80 + i);
    return 0;
}

/* The character that those at p[i] were: its length here, 0 if they are none. */
static uint32_t joined(const char *p, uint32_t i, uint32_t n, const uint16_t *table, uint32_t *cp)
{
    char bytes[3];
    uint32_t at = i, first = (uint8_t)p[i] == 0xc3 && n - i >= 2 ? (uint8_t)p[i + 1] + 0x40u : 0;
    uint32_t want = first == 0xc2 || first == 0xc3 ? 2 : first == 0xe2 ? 3 : 0;
    for (uint32_t k = 0; k < want; k++) {
        uint32_t one, len = at < n ? sayso__utf8_decode(p + at, n - at, &one) : 0;
        uint8_t byte = len ? byte_of(one, table) : 0;
        if (!byte)
            return 0;
        bytes[k] = (char)byte;
        at += len;
    }
    return want && sayso__utf8_decode(bytes, want, cp) == want ? at - i : 0;
}

static uint32_t next_lead(const char *p, uint32_t i, uint32_t n)
{
    const char *hit = i < n ? memchr(p + i, 0xc3, n - i) : NULL;
    return hit ? (uint32_t)(hit - p) : n;
}

bool sayso__charset_repair(sayso_mapped *m, sayso_arena *a)
{
    const uint16_t *table = sayso__charset_of(SAYSO_STR("windows-1252"))->table;
    uint32_t found = 0, cp;
    for (uint32_t i = next_lead(m->p, 0, m->n); i < m->n && found < LEAST;
         i = next_lead(m->p, i + 1, m->n))
        found += joined(m->p, i, m->n, table, &cp) > 0;
    if (found < LEAST)
        return true;
    sayso_text_builder b = {.p = sayso__arena_alloc(a, (size_t)m->n + 1)};
    if (!b.p)
        return false;
    for (uint32_t i = 0; i < m->n;) {
        uint32_t len = joined(m->p, i, m->n, table, &cp);
        uint32_t end = len ? i + len : next_lead(m->p, i + 1, m->n), n = end - i;
        if (len)
            n = sayso__utf8_encode(cp, b.p + b.n);
        else
            memcpy(b.p + b.n, m->p + i, n);
        if (!sayso__map_add(&b, a, n, (sayso_map_run){b.n, i, end - i}))
            return false;
        b.n += n;
        i = end;
    }
    if (!sayso__map_compose(&b, m, a))
        return false;
    *m = (sayso_mapped){b.p, b.n, b.map.v, b.map.n};
    return true;
}
