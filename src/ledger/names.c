/* names.c -- names as keys.  Layer: ledger. */
#include "ledger/names.h"

#include <utf8proc.h>

#include "base/hash.h"
#include "base/str.h"
#include "base/utf8.h"

static sayso_str skip_determiner(sayso_str s)
{
    static const char *const det[] = {"the ", "a ", "an "};
    for (uint32_t i = 0; i < 3; i++)
        if (sayso__str_starts(s, sayso__str_z(det[i])))
            return sayso__str(s.p + strlen(det[i]), s.n - strlen(det[i]));
    return s;
}

/* A possessive ending "'s" or "’s" at p; its length or 0. */
static uint32_t possessive(const char *p, size_t n)
{
    uint32_t mark = n >= 1 && *p == '\'' ? 1 : n >= 3 && memcmp(p, "\xe2\x80\x99", 3) == 0 ? 3 : 0;
    if (!mark || n < mark + 1u || (p[mark] != 's' && p[mark] != 'S'))
        return 0;
    bool word_goes_on = n > mark + 1u && (sayso__is_alpha(p[mark + 1]) || (p[mark + 1] & 0x80));
    return word_goes_on ? 0 : mark + 1;
}

static bool is_word(uint32_t cp)
{
    if (cp < 0x80)
        return sayso__is_alpha((char)cp) || sayso__is_digit((char)cp);
    utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);
    return (c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_ME) || c == UTF8PROC_CATEGORY_ND;
}

sayso_str sayso__names_key(sayso_str name, sayso_arena *a)
{
    /* lower case may be longer than upper, by at most one half */
    char *out = sayso__arena_alloc(a, (size_t)name.n * 2 + 4);
    if (!out)
        return (sayso_str){NULL, 0};
    uint32_t n = 0;
    bool space = false;
    for (uint32_t i = 0; i < name.n;) {
        uint32_t cp, step = possessive(name.p + i, name.n - i);
        if (step) {
            i += step;
            continue;
        }
        step = sayso__utf8_decode(name.p + i, name.n - i, &cp);
        i += step ? step : 1;
        bool joiner = cp == '.' || cp == '\'' || cp == 0x2019; /* U.N., O'Neil */
        if (!is_word(cp)) {
            space = space || !joiner;
            continue;
        }
        if (space && n)
            out[n++] = ' ';
        space = false;
        n += sayso__utf8_encode((uint32_t)utf8proc_tolower((utf8proc_int32_t)cp), out + n);
    }
    out[n] = 0;
    return skip_determiner(sayso__str(out, n));
}

const char *sayso__names_id(sayso_arena *a, const sayso_str *part, uint32_t n_part)
{
    size_t n = 0;
    for (uint32_t i = 0; i < n_part; i++)
        n += (size_t)part[i].n + 1;
    char *all = sayso__arena_alloc(a, n), *id = sayso__arena_alloc(a, 17);
    if (!all || !id)
        return NULL;
    size_t at = 0;
    for (uint32_t i = 0; i < n_part; i++) {
        if (part[i].n)
            memcpy(all + at, part[i].p, part[i].n);
        at += (size_t)part[i].n + 1; /* the arena is zeroed */
    }
    uint8_t digest[32];
    sayso__sha256(all, n, digest);
    sayso__sha256_hex(digest, id, 16);
    return id;
}

uint32_t sayso__names_words(sayso_str key)
{
    uint32_t n = key.n > 0;
    for (uint32_t i = 0; i < key.n; i++)
        n += key.p[i] == ' ';
    return n;
}

bool sayso__names_holds(sayso_str whole, sayso_str part)
{
    for (uint32_t from = 0; part.n && part.n <= whole.n - from;) {
        uint32_t at = sayso__str_find(sayso__str(whole.p + from, whole.n - from), part);
        if (at == SAYSO_NONE)
            return false;
        uint32_t beg = from + at, end = beg + part.n;
        if ((beg == 0 || whole.p[beg - 1] == ' ') && (end == whole.n || whole.p[end] == ' '))
            return true;
        from = beg + 1;
    }
    return false;
}

/* Words of which one at least stands in the name of an agency, or in its credit. */
static bool agency_word(sayso_str w)
{
    static const char *const words[] = {"agency",  "agencies",  "wire",     "wires",  "press",
                                        "news",    "service",   "services", "bureau", "report",
                                        "reuters", "bloomberg", "xinhua",   "staff",  NULL};
    for (uint32_t i = 0; words[i]; i++)
        if (sayso__str_ieq(w, sayso__str_z(words[i])))
            return true;
    uint32_t upper = 0;
    for (uint32_t i = 0; i < w.n; i++)
        upper += sayso__is_upper(w.p[i]);
    return w.n >= 2 && upper == w.n;
}

static bool has_agency_word(sayso_str line)
{
    for (uint32_t i = 0; i < line.n;) {
        uint32_t beg = i;
        while (i < line.n && sayso__is_alpha(line.p[i]))
            i++;
        if (i > beg && agency_word(sayso__str(line.p + beg, i - beg)))
            return true;
        i += i == beg;
    }
    return false;
}

sayso_str sayso__names_agency(sayso_str line)
{
    bool person = line.n > 3 && sayso__str_ieq(sayso__str(line.p, 3), SAYSO_STR("by "));
    if (!line.p || person || !has_agency_word(line))
        return (sayso_str){NULL, 0};
    uint32_t open = sayso__str_find(line, SAYSO_STR("(")),
             close = sayso__str_find(line, SAYSO_STR(")"));
    if (open < close && close != SAYSO_NONE)
        line = sayso__str(line.p + open + 1, close - open - 1);
    uint32_t cut = sayso__str_find(line, SAYSO_STR(" and "));
    if (cut != SAYSO_NONE)
        line.n = cut;
    line = sayso__str_trim(line);
    return line.n ? line : (sayso_str){NULL, 0};
}
