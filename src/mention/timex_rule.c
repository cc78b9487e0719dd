/* timex_rule.c -- the patterns of times.  Layer: mention. */
#include "mention/timex_rule.h"

#include <assert.h>

#define PATTERN_MOST 9u

typedef struct {
    uint8_t action;
    uint8_t element[PATTERN_MOST]; /* + 1, so that 0 ends it */
} rule;

#define OPT(x)    (((x) + 1u) | SAYSO_TE_OPT)
#define MONTH     SAYSO_TW_MONTH + 1
#define WEEKDAY   SAYSO_TW_WEEKDAY + 1
#define WEEKDAYS  SAYSO_TW_WEEKDAYS + 1
#define UNIT1     SAYSO_TW_UNIT + 1
#define UNITS     SAYSO_TW_UNITS + 1
#define SEASON    SAYSO_TW_SEASON + 1
#define POD       SAYSO_TW_POD + 1
#define NOON      SAYSO_TW_NOON + 1
#define HOLIDAY   SAYSO_TW_HOLIDAY + 1
#define DEICTIC   SAYSO_TW_DEICTIC + 1
#define VAGUE     SAYSO_TW_VAGUE + 1
#define SETADV    SAYSO_TW_SET + 1
#define ORD       SAYSO_TW_ORD + 1
#define DECADE    SAYSO_TW_DECADE + 1
#define AMPM      SAYSO_TW_AMPM + 1
#define ZONE      SAYSO_TW_ZONE + 1
#define FEW       SAYSO_TW_FEW + 1
#define OCLOCK    SAYSO_TW_OCLOCK + 1
#define FISCAL    SAYSO_TW_FISCAL + 1
#define HALF      SAYSO_TW_HALF + 1
#define PERIOD    SAYSO_TW_PERIOD + 1
#define BEFORE    SAYSO_TW_BEFORE + 1
#define AFTER     SAYSO_TW_AFTER + 1
#define A         SAYSO_TW_A + 1
#define THE       SAYSO_TW_THE + 1
#define OF        SAYSO_TW_OF + 1
#define IN        SAYSO_TW_IN + 1
#define AND       SAYSO_TW_AND + 1
#define EACH      SAYSO_TW_EACH + 1
#define PAST      SAYSO_TW_PAST + 1
#define CURRENT   SAYSO_TW_CURRENT + 1
#define END       SAYSO_TW_END + 1
#define HYPHEN    SAYSO_TW_HYPHEN + 1
#define CLOCK     SAYSO_TW_CLOCK + 1
#define DATE      SAYSO_TW_DATE + 1
#define QUOTED    SAYSO_TW_QUOTED + 1
#define MORE      SAYSO_TW_MORE + 1
#define DAY       SAYSO_TE_DAY + 1
#define YEAR      SAYSO_TE_YEAR + 1
#define SPOKEN    SAYSO_TE_SPOKEN + 1
#define YY        SAYSO_TE_YY + 1
#define N         SAYSO_TE_N + 1
#define HOUR      SAYSO_TE_HOUR + 1
#define HHMM      SAYSO_TE_HHMM + 1
#define UNIT      SAYSO_TE_UNIT + 1
#define QUARTER   SAYSO_TE_QUARTER + 1
#define CENTURY   SAYSO_TE_CENTURY + 1
#define YEARWORD  SAYSO_TE_YEARWORD + 1
#define DAYWORD   SAYSO_TE_DAYWORD + 1
#define DIR       SAYSO_TE_DIR + 1
#define LINK      SAYSO_TE_LINK + 1
#define AGO       SAYSO_TE_AGO + 1
#define ERA       SAYSO_TW_ERA + 1
#define O_COMMA   OPT(SAYSO_TW_COMMA)
#define O_HYPHEN  OPT(SAYSO_TW_HYPHEN)
#define O_OF      OPT(SAYSO_TW_OF)
#define O_THE     OPT(SAYSO_TW_THE)
#define O_ZONE    OPT(SAYSO_TW_ZONE)
#define O_AMPM    OPT(SAYSO_TW_AMPM)
#define O_FISCAL  OPT(SAYSO_TW_FISCAL)
#define O_TRADING OPT(SAYSO_TW_TRADING)
#define O_MORE    OPT(SAYSO_TW_MORE)
#define O_YEAR    OPT(SAYSO_TE_YEAR)
#define O_PERIOD  OPT(SAYSO_TW_PERIOD)
#define O_POD     OPT(SAYSO_TW_POD)

/* One line a shape of expression. An optional element is taken whenever it fits. */
static const rule rules[] = {
    /* calendar dates */
    {SAYSO_TA_YMD, {MONTH, O_THE, DAY, O_COMMA, YEAR}},
    {SAYSO_TA_YMD, {MONTH, DAY, QUOTED}},
    {SAYSO_TA_YMD, {MONTH, O_THE, DAY}},
    {SAYSO_TA_YMD, {MONTH, O_COMMA, YEAR}},
    {SAYSO_TA_YMD, {MONTH, OF, YEAR}},
    {SAYSO_TA_YMD, {MONTH, O_OF, QUOTED}},
    {SAYSO_TA_YMD, {MONTH}},
    {SAYSO_TA_YMD, {DAY, O_HYPHEN, O_OF, MONTH, O_HYPHEN, O_COMMA, YEAR}},
    {SAYSO_TA_YMD, {DAY, O_HYPHEN, MONTH, O_HYPHEN, YY}},
    {SAYSO_TA_YMD, {DAY, O_OF, MONTH}},
    {SAYSO_TA_YMD, {THE, DAY, O_OF, MONTH, O_COMMA, O_YEAR}},
    {SAYSO_TA_YMD, {DIR, DAY, MONTH}},
    {SAYSO_TA_YMD, {DIR, MONTH, DAY}},
    {SAYSO_TA_YMD, {YEAR}},
    {SAYSO_TA_YMD, {THE, YEARWORD, YEAR}},
    {SAYSO_TA_YMD, {FISCAL, OPT(SAYSO_TE_YEARWORD), YEAR}},
    {SAYSO_TA_YMD, {THE, UNITS, YEAR}},
    {SAYSO_TA_ERA, {N, ERA}},
    {SAYSO_TA_ERA, {ERA, N}},
    {SAYSO_TA_YMD, {QUOTED}},
    {SAYSO_TA_NUMERIC, {DATE}},
    {SAYSO_TA_WEEKDAY, {WEEKDAY}},
    {SAYSO_TA_WEEKDAY, {DIR, OPT(SAYSO_TE_DIR), WEEKDAY}},
    {SAYSO_TA_WEEKDAY, {THE, DIR, WEEKDAY}},
    {SAYSO_TA_DEICTIC, {DEICTIC}},
    {SAYSO_TA_NEARDAY, {THE, DAYWORD, BEFORE, DEICTIC}},
    {SAYSO_TA_NEARDAY, {THE, DAYWORD, AFTER, DEICTIC}},
    {SAYSO_TA_HOLIDAY, {HOLIDAY, O_COMMA, YEAR}},
    {SAYSO_TA_HOLIDAY, {HOLIDAY}},
    {SAYSO_TA_HOLIDAY, {DIR, HOLIDAY}},
    /* this, last, next ... */
    {SAYSO_TA_DIRECTED, {DIR, OPT(SAYSO_TE_DIR), O_FISCAL, UNIT1}},
    {SAYSO_TA_DIRECTED, {THE, DIR, OPT(SAYSO_TE_DIR), O_FISCAL, UNIT1}},
    {SAYSO_TA_DIRECTED, {DIR, PERIOD}},
    {SAYSO_TA_DIRECTED, {THE, DIR, PERIOD}},
    {SAYSO_TA_DIRECTED, {DIR, OPT(SAYSO_TE_DIR), SEASON}},
    {SAYSO_TA_DIRECTED, {THE, DIR, SEASON}},
    {SAYSO_TA_DIRECTED, {DIR, OPT(SAYSO_TE_DIR), MONTH}},
    {SAYSO_TA_DIRECTED, {THE, DIR, MONTH}},
    {SAYSO_TA_DIRECTED, {DIR, OPT(SAYSO_TE_DIR), POD}},
    {SAYSO_TA_DIRECTED, {THE, DIR, POD}},
    {SAYSO_TA_THE, {THE, O_FISCAL, UNIT1}},
    {SAYSO_TA_THE, {THE, SAYSO_TW_TRADING + 1, UNIT1}},
    {SAYSO_TA_YEAREND, {YEARWORD, O_HYPHEN, END}},
    {SAYSO_TA_YEAREND, {YEARWORD, SAYSO_TW_POSS + 1, END}},
    {SAYSO_TA_YEARAGO, {YEARWORD, HYPHEN, AGO, OPT(SAYSO_TE_QUARTER), O_PERIOD}},
    {SAYSO_TA_YEARAGO, {A, YEARWORD, HYPHEN, AGO, OPT(SAYSO_TE_QUARTER), O_PERIOD}},
    {SAYSO_TA_YEARAGO, {THE, YEARWORD, O_HYPHEN, AGO, OPT(SAYSO_TE_QUARTER), O_PERIOD}},
    {SAYSO_TA_YEARAGO, {THE, YEARWORD, O_HYPHEN, AGO, ORD, QUARTER}},
    /* parts of the year and longer spans */
    {SAYSO_TA_QUARTER, {ORD, O_HYPHEN, QUARTER}},
    {SAYSO_TA_QUARTER, {ORD, O_FISCAL, QUARTER}},
    {SAYSO_TA_QUARTER, {FISCAL, O_HYPHEN, ORD, O_HYPHEN, QUARTER}},
    {SAYSO_TA_QUARTER, {THE, O_FISCAL, O_HYPHEN, ORD, O_HYPHEN, O_FISCAL, QUARTER}},
    {SAYSO_TA_QUARTER, {THE, YEAR, ORD, QUARTER}},
    {SAYSO_TA_QUARTER, {THE, YEAR, QUARTER}},
    {SAYSO_TA_QUARTER, {YEAR, ORD, QUARTER}},
    {SAYSO_TA_YMD, {THE, YEAR, PERIOD}},
    {SAYSO_TA_HALF, {ORD, O_HYPHEN, HALF}},
    {SAYSO_TA_HALF, {THE, ORD, HALF}},
    {SAYSO_TA_HALF, {THE, DIR, HALF}},
    {SAYSO_TA_CENTURY, {ORD, O_HYPHEN, CENTURY}},
    {SAYSO_TA_CENTURY, {THE, ORD, O_HYPHEN, CENTURY}},
    {SAYSO_TA_CENTURY, {ORD, O_HYPHEN, CENTURY, ERA}},
    {SAYSO_TA_CENTURY, {THE, ORD, O_HYPHEN, CENTURY, ERA}},
    {SAYSO_TA_DECADE, {DECADE}},
    {SAYSO_TA_DECADE, {QUOTED, SAYSO_TW_POSS + 1}},
    {SAYSO_TA_DECADE, {THE, DECADE}},
    {SAYSO_TA_SEASON, {SEASON}},
    {SAYSO_TA_SEASON, {THE, SEASON}},
    {SAYSO_TA_SEASON, {SEASON, O_OF, YEAR}},
    {SAYSO_TA_SEASON, {YEAR, SEASON}},
    {SAYSO_TA_SEASON, {THE, YEAR, SEASON}},
    {SAYSO_TA_SEASON, {THE, SEASON, O_OF, YEAR}},
    /* durations */
    {SAYSO_TA_DURATION, {N, O_HYPHEN, O_TRADING, UNIT}},
    {SAYSO_TA_DURATION, {THE, N, O_HYPHEN, O_TRADING, UNIT}},
    {SAYSO_TA_DURATION, {N, MORE, UNIT}},
    {SAYSO_TA_DURATION, {N, LINK, N, O_HYPHEN, O_TRADING, UNIT}},
    {SAYSO_TA_DURATION, {N, O_HYPHEN, LINK, O_HYPHEN, N, O_HYPHEN, O_TRADING, UNIT}},
    {SAYSO_TA_DURATION, {A, O_TRADING, UNIT1}},
    {SAYSO_TA_DURATION, {A, FEW, O_OF, O_MORE, O_TRADING, UNITS}},
    {SAYSO_TA_DURATION, {FEW, O_OF, O_HYPHEN, O_MORE, O_TRADING, UNIT}},
    {SAYSO_TA_HALFMORE, {N, AND, A, HALF, UNITS}},
    {SAYSO_TA_HALFMORE, {N, O_HYPHEN, UNIT, AND, A, HALF}},
    {SAYSO_TA_HALFMORE, {A, UNIT1, O_HYPHEN, AND, O_HYPHEN, A, O_HYPHEN, HALF}},
    {SAYSO_TA_HALFMORE, {HALF, A, UNIT1}},
    {SAYSO_TA_HALFMORE, {A, HALF, O_HYPHEN, UNIT1}},
    {SAYSO_TA_SPAN, {DIR, N, O_TRADING, UNIT}},
    {SAYSO_TA_SPAN, {THE, DIR, N, O_HYPHEN, O_TRADING, UNIT}},
    {SAYSO_TA_SPAN, {N, DIR, O_TRADING, UNITS}},
    {SAYSO_TA_SPAN, {THE, N, DIR, O_TRADING, UNITS}},
    {SAYSO_TA_SPAN, {THE, ORD, N, O_TRADING, UNIT}},
    {SAYSO_TA_SPAN, {THE, ORD, FEW, UNIT}},
    {SAYSO_TA_SPAN, {DIR, N, LINK, N, UNIT}},
    {SAYSO_TA_SPAN, {THE, DIR, N, LINK, N, UNIT}},
    {SAYSO_TA_SPAN, {DIR, FEW, O_OF, O_TRADING, UNITS}},
    {SAYSO_TA_SPAN, {THE, DIR, FEW, O_OF, O_TRADING, UNITS}},
    {SAYSO_TA_PLURAL, {UNITS}},
    {SAYSO_TA_PLURAL, {UNITS, LINK, UNITS}},
    {SAYSO_TA_PLURAL, {THE, UNITS}},
    {SAYSO_TA_PLURAL, {DIR, UNITS}},
    {SAYSO_TA_PLURAL, {DIR, UNITS, AND, UNITS}},
    {SAYSO_TA_PLURAL, {THE, DIR, UNITS}},
    /* again and again */
    {SAYSO_TA_SET, {SETADV}},
    {SAYSO_TA_SET, {EACH, UNIT1}},
    {SAYSO_TA_SET, {EACH, N, UNITS}},
    {SAYSO_TA_SET, {EACH, FEW, UNITS}},
    {SAYSO_TA_SET, {EACH, WEEKDAY, O_POD}},
    {SAYSO_TA_SET, {EACH, MONTH}},
    {SAYSO_TA_SET, {EACH, SEASON}},
    {SAYSO_TA_SET, {EACH, POD}},
    {SAYSO_TA_SET, {WEEKDAYS}},
    /* of the clock and the day */
    {SAYSO_TA_CLOCK, {CLOCK, O_AMPM, O_ZONE}},
    {SAYSO_TA_CLOCK, {CLOCK, O_AMPM, IN, THE, POD}},
    {SAYSO_TA_CLOCK, {HOUR, O_HYPHEN, AMPM, O_ZONE}},
    {SAYSO_TA_CLOCK, {HOUR, OCLOCK, O_ZONE}},
    {SAYSO_TA_CLOCK, {HOUR, OPT(SAYSO_TW_OCLOCK), IN, THE, POD}},
    {SAYSO_TA_CLOCK, {SAYSO_TW_AT + 1, HHMM, O_ZONE}},
    {SAYSO_TA_CLOCK, {HHMM, ZONE}},
    {SAYSO_TA_CLOCK, {HHMM, O_ZONE, UNITS}},
    {SAYSO_TA_NOON, {NOON, O_ZONE}},
    {SAYSO_TA_PORTION, {ORD, UNIT1}},
    {SAYSO_TA_PORTION, {THE, ORD, UNIT}},
    {SAYSO_TA_NTH, {THE, ORD}},
    {SAYSO_TA_YMD, {THE, YEARWORD, SPOKEN}},
    {SAYSO_TA_POD, {POD}},
    {SAYSO_TA_POD, {POD, UNITS}},
    {SAYSO_TA_POD, {THE, POD, UNITS}},
    {SAYSO_TA_POD, {THE, SAYSO_TW_EARLY + 1, POD, UNITS}},
    {SAYSO_TA_POD, {THE, POD}},
    /* past, present, future */
    {SAYSO_TA_VAGUE, {VAGUE}},
    {SAYSO_TA_VAGUE, {THE, PAST}},
    {SAYSO_TA_VAGUE, {CURRENT}},
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
        return ((num && w->digits && w->digits <= 2 && !w->word) || w->class_ == SAYSO_TW_ORD) &&
               in_range(w->num, 1, 31);
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

void sayso__timex_index(sayso_time_index *out)
{
    *out = (sayso_time_index){0};
    for (uint32_t r = 0; r < sizeof rules / sizeof *rules; r++)
        for (uint8_t c = 0; c < SAYSO_TW_N; c++)
            if (may_fit(c, (uint8_t)(rules[r].element[0] - 1))) {
                assert(out->n[c] < SAYSO_TIME_RULES_MOST);
                out->list[c][out->n[c]++] = (uint8_t)r;
            }
}

/* Words that rule r takes at words[i], 0 if it does not match; fills *out where it is given. */
static uint32_t match_rule(const rule *r, const sayso_time_words *words, uint32_t i,
                           sayso_time_match *out)
{
    uint32_t at = i;
    for (uint32_t k = 0; k < PATTERN_MOST && r->element[k]; k++) {
        uint8_t e = (uint8_t)((r->element[k] & ~SAYSO_TE_OPT) - 1);
        const sayso_time_word *w = at < words->n ? &words->v[at] : NULL;
        if (w && fits(w, e)) {
            if (out && out->slot[e])
                out->second = w;
            else if (out)
                out->slot[e] = w;
            at++;
        } else if (!(r->element[k] & SAYSO_TE_OPT)) {
            return 0;
        }
    }
    return at - i;
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
    *out = (sayso_time_match){.action = best->action};
    out->n = match_rule(best, words, i, out);
    return true;
}
