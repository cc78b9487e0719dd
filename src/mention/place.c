/* place.c -- finds towns by name in the model's list.  Layer: mention. */
#include "mention/place.h"

#include <math.h>
#include <string.h>
#include <utf8proc.h>

#include "base/fail.h"
#include "base/str.h"
#include "base/utf8.h"

#define HEAD        16u
#define RECORD      12u
#define NAME_MOST   80u     /* bytes of a folded name */
#define LARGE       50000.0 /* inhabitants: known without its country being named */
#define RIVAL_TIMES 5.0     /* so many times smaller, a town of the same name is no rival */

static uint32_t u32(const uint8_t *p)
{
    return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static uint32_t u16(const uint8_t *p)
{
    return p[0] | (uint32_t)p[1] << 8;
}

sayso_status sayso__places_open(const sayso_model *m, sayso_places *out, sayso_error *err)
{
    sayso_section s = sayso__model_section(m, "places");
    *out = (sayso_places){0};
    if (!s.p)
        return SAYSO_OK;
    if (s.n < HEAD || memcmp(s.p, "PLC1", 4) != 0)
        return sayso__fail(err, SAYSO_EMODEL, 0, "model: section places is damaged");
    uint64_t n = u32(s.p + 4), bytes = u32(s.p + 8);
    if (HEAD + n * RECORD + bytes > s.n)
        return sayso__fail(err, SAYSO_EMODEL, 0, "model: section places is cut off");
    *out = (sayso_places){s.p + HEAD, (const char *)s.p + HEAD + n * RECORD, (uint32_t)n,
                          (uint32_t)bytes};
    return SAYSO_OK;
}

/* Name of record i; empty where the record points outside. */
static sayso_str name_of(const sayso_places *p, uint32_t i)
{
    uint32_t at = u32(p->record + (size_t)i * RECORD), beg = at >> 8, n = at & 255;
    return beg + n <= p->n_names ? (sayso_str){p->names + beg, n} : (sayso_str){"", 0};
}

static int compare(sayso_str a, sayso_str b)
{
    uint32_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;
    return c ? c : (a.n > b.n) - (a.n < b.n);
}

/* Letters that Unicode does not take apart, as tools/make_places.py writes them. */
static const char *plain_letter(int32_t cp)
{
    switch (cp) {
    case 0xe6: return "ae";
    case 0xf0:
    case 0x111: return "d";
    case 0xf8: return "o";
    case 0xfe: return "th";
    case 0x131: return "i";
    case 0x142: return "l";
    case 0x153: return "oe";
    case 0xdf: return "ss";
    case 0x2019:
    case 0x2018:
    case 0x2bc:
    case 0x2bb: return "'";
    default: return NULL;
    }
}

/* Lower case, no diacritics; 0 if it is too long or not well-formed. */
static uint32_t fold(sayso_str s, char *out)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < s.n;) {
        utf8proc_int32_t cp, part[8];
        utf8proc_ssize_t k = utf8proc_iterate((const utf8proc_uint8_t *)s.p + i, s.n - i, &cp);
        if (k <= 0)
            return 0;
        i += (uint32_t)k;
        cp = utf8proc_tolower(cp);
        const char *plain = plain_letter(cp);
        int boundary = 0;
        utf8proc_ssize_t m =
            plain
                ? (utf8proc_ssize_t)strlen(plain)
                : utf8proc_decompose_char(cp, part, 8,
                                          UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK,
                                          &boundary);
        for (utf8proc_ssize_t j = 0; j < m && j < 8; j++) {
            if (n + 4 > NAME_MOST)
                return 0;
            n += sayso__utf8_encode(plain ? (uint32_t)plain[j] : (uint32_t)part[j], out + n);
        }
    }
    return n;
}

/* First record whose name is not before key. */
static uint32_t lower_bound(const sayso_places *p, sayso_str key)
{
    uint32_t lo = 0, hi = p->n;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (compare(name_of(p, mid), key) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static double thousandths(double x)
{
    return round(x * 1000) / 1000;
}

static sayso_place place_at(const sayso_places *p, uint32_t i)
{
    const uint8_t *r = p->record + (size_t)i * RECORD;
    uint32_t c = u16(r + 8);
    sayso_place out = {.one = u32(r + 4) != 0,
                       .lat = thousandths(u16(r + 4) * 180.0 / 65535 - 90),
                       .lon = thousandths(u16(r + 6) * 360.0 / 65535 - 180),
                       .people = exp2(u16(r + 10) / 2048.0)};
    for (int k = 0; k < 3; k++)
        out.country[k] = (char)('A' - 1 + (c >> (10 - 5 * k) & 31));
    return out;
}

static uint32_t votes_for(const char *country, const sayso_country_vote *v, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (strcmp(v[i].country, country) == 0)
            return v[i].n;
    return 0;
}

bool sayso__place_find(const sayso_places *p, sayso_str name, const sayso_country_vote *votes,
                       uint32_t n, sayso_place *out)
{
    char key[NAME_MOST];
    sayso_str k = {key, p->n ? fold(name, key) : 0};
    if (!k.n)
        return false;
    uint32_t i = lower_bound(p, k), most = 0;
    sayso_place first = {.people = 0};
    double rival = 0;
    for (; i < p->n && compare(name_of(p, i), k) == 0; i++) {
        sayso_place x = place_at(p, i);
        uint32_t v = votes_for(x.country, votes, n);
        if (v > most) { /* of one country the largest comes first */
            most = v;
            *out = x;
        }
        if (first.people == 0)
            first = x;
        else if (rival == 0)
            rival = x.people;
    }
    if (!most)
        *out = first;
    return most || (first.people >= LARGE && first.people >= rival * RIVAL_TIMES);
}
