/* timex_rule.c -- the patterns of times.  Layer: mention. */
#include "mention/timex_rule.h"

#include <assert.h>
#include <string.h>

#define PATTERN_MOST 9u /* as tools/timegrammar.py checks */

typedef struct {
    uint8_t action;
    uint8_t element[PATTERN_MOST]; /* + 1, so that 0 ends it */
} rule;

/* data/time/rules.tsv, compiled. */
static const rule rules[] = {
#include "time_rules.h"
};

static bool in_range(double v, double least, double most)
{
    return v >= least && v <= most;
}

static bool is_dir(uint8_t c)
{
    return (c >= SAYSO_TW_THIS && c <= SAYSO_TW_THAT) ||
           (c >= SAYSO_TW_PAST && c <= SAYSO_TW_LATEST);
}

static bool unit_is(const sayso_time_word *w, double id)
{
    return w->class_ == SAYSO_TW_UNIT && w->num == id;
}

static bool fits(const sayso_time_word *w, uint8_t e)
{
    bool num = w->class_ == SAYSO_TW_NUM;
    switch (e) {
    case SAYSO_TE_DAY:
        /* "the 32nd" too: it is no day, and says so */
        return (num && w->digits && w->digits <= 2 && !w->word && in_range(w->num, 1, 31)) ||
               (w->class_ == SAYSO_TW_ORD && w->num < 100);
    case SAYSO_TE_YEAR: return num && w->digits == 4 && in_range(w->num, 1000, 2999);
    case SAYSO_TE_YY: return (num && w->digits == 2 && !w->word) || w->class_ == SAYSO_TW_QUOTED;
    case SAYSO_TE_SPOKEN: return num && w->word && in_range(w->num, 1000, 2999);
    case SAYSO_TE_N: return num;
    case SAYSO_TE_HOUR:
        return num && in_range(w->num, 0, 24.6) &&
               (w->word || (w->digits && w->digits <= 2) || w->y >= 0);
    case SAYSO_TE_HHMM:
        return num && w->digits == 4 && !w->word && w->num < 2460 && (int)w->num % 100 < 60;
    case SAYSO_TE_UNIT: return w->class_ == SAYSO_TW_UNIT || w->class_ == SAYSO_TW_UNITS;
    case SAYSO_TE_QUARTER: return unit_is(w, 7);
    case SAYSO_TE_CENTURY: return unit_is(w, 10);
    case SAYSO_TE_YEARWORD: return unit_is(w, 8);
    case SAYSO_TE_DAYWORD: return unit_is(w, 4);
    case SAYSO_TE_DIR: return is_dir(w->class_);
    case SAYSO_TE_LINK:
        return w->class_ == SAYSO_TW_TO || w->class_ == SAYSO_TW_OR || w->class_ == SAYSO_TW_AND ||
               w->class_ == SAYSO_TW_HYPHEN;
    case SAYSO_TE_AGO: return w->class_ == SAYSO_TW_AGO || w->class_ == SAYSO_TW_EARLIER;
    default: return w->class_ == e;
    }
}

/* May a word of this class fit this element at all? */
static bool may_fit(uint8_t class_, uint8_t e)
{
    switch (e) {
    case SAYSO_TE_DAY: return class_ == SAYSO_TW_NUM || class_ == SAYSO_TW_ORD;
    case SAYSO_TE_YY: return class_ == SAYSO_TW_NUM || class_ == SAYSO_TW_QUOTED;
    case SAYSO_TE_YEAR:
    case SAYSO_TE_SPOKEN:
    case SAYSO_TE_N:
    case SAYSO_TE_HOUR:
    case SAYSO_TE_HHMM: return class_ == SAYSO_TW_NUM;
    case SAYSO_TE_QUARTER:
    case SAYSO_TE_CENTURY:
    case SAYSO_TE_YEARWORD:
    case SAYSO_TE_DAYWORD: return class_ == SAYSO_TW_UNIT;
    default: {
        sayso_time_word w = {.class_ = class_};
        return fits(&w, e);
    }
    }
}

static void enter(sayso_time_index *out, uint8_t class_, uint32_t r)
{
    assert(out->n[class_] < SAYSO_TIME_RULES_MOST);
    out->list[class_][out->n[class_]++] = (uint8_t)r;
}

_Static_assert(sizeof rules / sizeof *rules <= 256, "a rule is a byte in the index");

void sayso__timex_index(sayso_time_index *out)
{
    memset(out->n, 0, sizeof out->n);
    for (uint32_t r = 0; r < sizeof rules / sizeof *rules; r++) {
        uint8_t e = (uint8_t)(rules[r].element[0] - 1);
        if (e < SAYSO_TW_N) { /* of one class */
            enter(out, e, r);
            continue;
        }
        for (uint8_t c = 0; c < SAYSO_TW_N; c++)
            if (may_fit(c, e))
                enter(out, c, r);
    }
}

static bool joins(uint8_t e)
{
    return e == SAYSO_TW_COMMA || e == SAYSO_TW_HYPHEN || e == SAYSO_TW_OF;
}

/* Words that rule r takes at words[i], 0 if it does not match; fills *out where it is given. A
 * comma behind which nothing more came is left. */
static uint32_t match_rule(const rule *r, const sayso_time_words *words, uint32_t i,
                           sayso_time_match *out)
{
    uint32_t at = i, end = i;
    for (uint32_t k = 0; k < PATTERN_MOST && r->element[k]; k++) {
        uint8_t e = (uint8_t)((r->element[k] & ~SAYSO_TE_OPT) - 1);
        const sayso_time_word *w = at < words->n ? &words->v[at] : NULL;
        if (w && fits(w, e)) {
            if (out && out->slot[e])
                out->second = w;
            else if (out)
                out->slot[e] = w;
            at++;
            end = joins(e) ? end : at;
        } else if (!(r->element[k] & SAYSO_TE_OPT)) {
            return 0;
        }
    }
    return end - i;
}

bool sayso__timex_match(const sayso_time_index *index, const sayso_time_words *words, uint32_t i,
                        sayso_time_match *out)
{
    uint8_t c = words->v[i].class_;
    const rule *best = NULL;
    uint32_t most = 0;
    for (uint32_t k = 0; k < index->n[c]; k++) {
        const rule *r = &rules[index->list[c][k]];
        uint32_t n = match_rule(r, words, i, NULL);
        if (n > most) {
            most = n;
            best = r;
        }
    }
    if (!best)
        return false;
    *out = (sayso_time_match){.action = best->action, .rule = (uint32_t)(best - rules)};
    out->n = match_rule(best, words, i, out);
    return true;
}
