/* columns.c -- names of columns.  Layer: text. */
#include "text/columns.h"

#include "base/fail.h"
#include "base/str.h"

static const struct {
    const char *word, *others;
} list[] = {{"", ""},
#define X(name, word, others) {word, others},
            SAYSO_COLUMN_LIST(X)
#undef X
};

const char *sayso__column_word(sayso_column c)
{
    return list[c < SAYSO_N_COLUMN ? c : SAYSO_COLUMN_NONE].word;
}

sayso_column sayso__column_of(sayso_str word)
{
    for (uint32_t c = 1; c < SAYSO_N_COLUMN; c++)
        if (sayso__str_is(word, list[c].word))
            return (sayso_column)c;
    return SAYSO_COLUMN_NONE;
}

/* The piece of "a=b,c=d" that begins at *at, cut at its sign; *at moves behind it. */
static bool next_pair(sayso_str map, uint32_t *at, sayso_str *part, sayso_str *name)
{
    if (*at >= map.n)
        return false;
    uint32_t end = *at, eq = *at;
    while (end < map.n && map.p[end] != ',')
        end++;
    while (eq < end && map.p[eq] != '=')
        eq++;
    *part = sayso__str_trim(sayso__str(map.p + *at, eq - *at));
    *name =
        eq < end ? sayso__str_trim(sayso__str(map.p + eq + 1, end - eq - 1)) : (sayso_str){NULL, 0};
    *at = end + 1;
    return true;
}

sayso_str sayso__map_name(sayso_str map, sayso_column c)
{
    sayso_str part, name;
    for (uint32_t at = 0; next_pair(map, &at, &part, &name);)
        if (sayso__column_of(part) == c)
            return name;
    return (sayso_str){NULL, 0};
}

/* Is `word` one of the space-separated names? */
static bool is_listed(const char *names, const char *word, uint32_t n)
{
    for (const char *p = names; *p;) {
        size_t k = strcspn(p, " ");
        if (k == n && memcmp(p, word, n) == 0)
            return true;
        p += k + (p[k] == ' ');
    }
    return false;
}

sayso_column sayso__column_named(sayso_str cell, sayso_str map, bool *common)
{
    char word[40];
    uint32_t n = 0;
    cell = sayso__str_trim(cell);
    *common = false;
    for (uint32_t c = 1; c < SAYSO_N_COLUMN; c++)
        if (cell.n && sayso__str_ieq(sayso__map_name(map, (sayso_column)c), cell))
            return (sayso_column)c;
    for (uint32_t i = 0; i < cell.n && n < sizeof word; i++) {
        char x = sayso__ascii_lower(cell.p[i]);
        if (sayso__is_lower(x) || sayso__is_digit(x) || (uint8_t)x >= 0x80)
            word[n++] = x;
    }
    *common = true;
    for (uint32_t c = 1; c < SAYSO_N_COLUMN; c++)
        if (n < sizeof word &&
            (is_listed(list[c].word, word, n) || is_listed(list[c].others, word, n)))
            return (sayso_column)c;
    return SAYSO_COLUMN_NONE;
}

sayso_status sayso__map_check(sayso_str map, sayso_error *err)
{
    sayso_str part, name;
    for (uint32_t at = 0; next_pair(map, &at, &part, &name);) {
        if (sayso__column_of(part) == SAYSO_COLUMN_NONE)
            return sayso__fail(err, SAYSO_EUSE, 0,
                               "--map: no part of a report is called \"%.*s\" (id title text html "
                               "published url publisher byline modified section tags language are)",
                               (int)(part.n < 60 ? part.n : 60), part.p);
        if (!name.n || memchr(name.p, '"', name.n) || memchr(name.p, '\\', name.n))
            return sayso__fail(err, SAYSO_EUSE, 0, "--map: which column is \"%.*s\"? (%.*s=COLUMN)",
                               (int)(part.n < 60 ? part.n : 60), part.p,
                               (int)(part.n < 60 ? part.n : 60), part.p);
    }
    return SAYSO_OK;
}
