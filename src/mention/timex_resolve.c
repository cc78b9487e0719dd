/* timex_resolve.c -- fills in what an expression of time leaves unsaid.  Layer: mention.
 *
 * Relative dates hang on the report's day; "the same day", "the next morning", "a year earlier" on
 * the date spoken of; bare weekdays and months go back or forth by the tense of their verb.
 * Arithmetic is in days and months of the proleptic Gregorian calendar; whatever leaves the years
 * 1 to 9999 stays unresolved. */
#include <stdlib.h>

#include "base/str.h"
#include "mention/timex_when.h"

#define YEARS_MOST   9999
#define LEAP_YEAR    2000
#define TURN_OF_YEAR 8  /* months back that read as months ahead */
#define MONTHS_AHEAD 2  /* a bare month so near is the coming one whatever the tense */
#define STORY_BACK   30 /* days that a narrative goes back and on from one date to the next */
#define STORY_FORTH  45

static int32_t year_of(int32_t day)
{
    return sayso__date_of_day(day).year;
}

static int32_t month_of(int32_t day)
{
    return sayso__date_of_day(day).month;
}

/* Quarters since the year 0. */
static int32_t quarter_of(int32_t day)
{
    return year_of(day) * 4 + (month_of(day) - 1) / 3;
}

static int32_t floor_div(int32_t a, int32_t b)
{
    return a >= 0 ? a / b : -((-a + b - 1) / b);
}

/* day moved by n months; the 31st becomes the last of a shorter month */
static int32_t add_months(int32_t day, int32_t n)
{
    sayso_date d = sayso__date_of_day(day);
    int32_t m = d.year * 12 + d.month - 1 + n;
    d.year = floor_div(m, 12);
    d.month = (uint8_t)(m - d.year * 12 + 1);
    uint32_t most = sayso__date_month_days(d.year, d.month);
    if (d.day > most)
        d.day = (uint8_t)most;
    return sayso__date_to_day(d);
}

/* day moved by n units; SAYSO_NO_DAY when it leaves the calendar */
static int32_t add_units(int32_t day, uint8_t unit, int32_t n)
{
    static const int32_t days[] = {0, 0, 0, 0, 1, 7, 0, 0, 0, 0, 0, 7, 14, 0};
    static const int32_t months[] = {0, 0, 0, 0, 0, 0, 1, 3, 12, 120, 1200, 0, 0, 12000};
    if (day == SAYSO_NO_DAY || unit > 13 || abs(n) > 4000000)
        return SAYSO_NO_DAY;
    int64_t by_days = (int64_t)days[unit] * n, by_months = (int64_t)months[unit] * n;
    if (by_days > 3650000 || by_days < -3650000 || by_months > 120000 || by_months < -120000)
        return SAYSO_NO_DAY;
    int32_t out = by_months ? add_months(day, (int32_t)by_months) : day + (int32_t)by_days;
    int32_t year = year_of(out);
    return year < 1 || year > YEARS_MOST ? SAYSO_NO_DAY : out;
}

static int32_t monday_of(int32_t day)
{
    return day - (int32_t)sayso__date_weekday(day) + 1;
}

/* -1, 0, 1 for last, this, next and their like */
static int32_t step(uint8_t dir)
{
    return dir == SAYSO_D_LAST || dir == SAYSO_D_PREVIOUS    ? -1
           : dir == SAYSO_D_NEXT || dir == SAYSO_D_FOLLOWING ? 1
                                                             : 0;
}

static bool of_focus(uint8_t dir)
{
    return dir == SAYSO_D_PREVIOUS || dir == SAYSO_D_FOLLOWING || dir == SAYSO_D_SAME ||
           dir == SAYSO_D_FOCUS;
}

/* A day of the date spoken of last. */
static int32_t last_day(const sayso_time_context *c)
{
    const sayso_when *l = &c->last;
    if (!l->resolved || l->bc)
        return SAYSO_NO_DAY;
    if (l->at != SAYSO_NO_DAY)
        return l->at;
    if (l->year < 1 || l->year > YEARS_MOST)
        return SAYSO_NO_DAY;
    int32_t month = l->month ? l->month : 1;
    if (l->grain == SAYSO_G_QUARTER && l->part)
        month = l->part * 3 - 2;
    return sayso__date_to_day((sayso_date){l->year, (uint8_t)month, 1});
}

static int32_t base_day(const sayso_when *w, const sayso_time_context *c)
{
    if (w->dir == SAYSO_D_EVENT)
        return c->event;
    if (of_focus(w->dir)) {
        bool day = w->grain >= SAYSO_G_DAY && c->focus != SAYSO_NO_DAY;
        int32_t d = day ? c->focus : last_day(c);
        if (d != SAYSO_NO_DAY)
            return d;
    }
    if (c->narrative &&
        (w->dir == SAYSO_D_BARE || w->dir == SAYSO_D_THE || w->dir == SAYSO_D_THIS)) {
        int32_t d = last_day(c);
        if (d != SAYSO_NO_DAY)
            return d;
    }
    return c->report;
}

/* Which year gives the part of the year [first month, last month] that is meant? last: begun
 * before the base's month ended or, strictly, over. */
static int32_t year_for(const sayso_when *w, int32_t base, sayso_tense tense, bool narrative,
                        int32_t first, int32_t last)
{
    int32_t y = year_of(base), m = month_of(base);
    switch (w->dir) {
    case SAYSO_D_LAST:
    case SAYSO_D_PREVIOUS: return last < m ? y : y - 1;
    case SAYSO_D_NEXT:
    case SAYSO_D_FOLLOWING: return first > m ? y : y + 1;
    case SAYSO_D_THIS:
    case SAYSO_D_SAME: return y;
    default:
        if (narrative) /* a story goes on: January behind December is the next year's */
            return m - first >= TURN_OF_YEAR && first == last ? y + 1 : y;
        if (tense == SAYSO_TENSE_FUTURE)
            return last >= m ? y : y + 1;
        /* nobody says "in September" of eleven months ago */
        bool near = first == last && first > m && first - m <= MONTHS_AHEAD;
        return first <= m || near ? y : y - 1;
    }
}

/* The year of a day of the year that was named without one: the nearest, leaning to the tense. */
static int32_t year_of_monthday(const sayso_when *w, int32_t base, sayso_tense tense,
                                bool narrative)
{
    sayso_date d = {year_of(base), (uint8_t)w->month, (uint8_t)w->day};
    if (narrative && month_of(base) - w->month >= TURN_OF_YEAR)
        return d.year + 1;
    if (narrative || w->dir == SAYSO_D_THIS)
        return d.year;
    if (d.day > sayso__date_month_days(d.year, d.month))
        d.day = 28;
    int32_t gap = sayso__date_to_day(d) - base;
    if (w->dir == SAYSO_D_LAST)
        return gap < 0 ? d.year : d.year - 1;
    if (w->dir == SAYSO_D_NEXT)
        return gap > 0 ? d.year : d.year + 1;
    int32_t back = tense == SAYSO_TENSE_FUTURE ? 300 : tense == SAYSO_TENSE_PAST ? 45 : 180;
    int32_t forth = back - 1;
    if (tense == SAYSO_TENSE_PAST)
        return gap > back ? d.year - 1 : gap < -335 ? d.year + 1 : d.year;
    if (tense == SAYSO_TENSE_FUTURE)
        return gap < -60 ? d.year + 1 : d.year;
    return gap > forth ? d.year - 1 : gap < -back ? d.year + 1 : d.year;
}

/* In a narrative: the year that puts a month or day shortly behind the last one named, or a little
 * before it; 0 if none does, then the year named last counts ("in 1943 ... in October"). */
static int32_t story_year(const sayso_when *w, const sayso_time_context *c)
{
    if (!c->narrative || c->story == SAYSO_NO_DAY || w->dir != SAYSO_D_BARE)
        return 0;
    for (int32_t y = year_of(c->story) - 1; y <= year_of(c->story) + 1; y++) {
        sayso_date d = {y, (uint8_t)w->month, (uint8_t)(w->day ? w->day : 15)};
        if (!sayso__date_valid(d))
            continue;
        int32_t gap = sayso__date_to_day(d) - c->story;
        if (gap >= -STORY_BACK && gap <= STORY_FORTH)
            return y;
    }
    return 0;
}

static void season_months(int32_t part, int32_t *first, int32_t *last)
{
    *first = part * 3; /* spring is March to May; winter begins in December */
    *last = part == 4 ? 14 : part * 3 + 2;
}

/* ---- one grain each ------------------------------------------------------------------------- */

static void finish(sayso_when *w)
{
    w->resolved = w->year >= 1 && w->year <= YEARS_MOST;
}

static void resolve_long(sayso_when *w, int32_t base)
{
    int32_t size = w->grain == SAYSO_G_CENTURY ? 100 : w->grain == SAYSO_G_DECADE ? 10 : 1;
    if (!w->year) {
        if (base == SAYSO_NO_DAY)
            return;
        w->year = floor_div(year_of(base), size) * size + step(w->dir) * size;
    }
    finish(w);
    if (w->grain == SAYSO_G_CENTURY && w->year == 0)
        w->resolved = true;
}

static void resolve_quarter(sayso_when *w, const sayso_time_context *c, int32_t base,
                            sayso_tense tense)
{
    bool over = base == SAYSO_NO_DAY || c->quarter < quarter_of(base);
    if (!w->part && w->dir == SAYSO_D_LATEST && c->quarter != SAYSO_NO_DAY && over) {
        w->part = (c->quarter & 3) + 1;
        if (!w->year)
            w->year = c->quarter >> 2;
    } else if (!w->year || !w->part) {
        if (base == SAYSO_NO_DAY)
            return;
        int32_t now = quarter_of(base);
        if (w->part && !w->year) {
            /* results are told, or expected, soon after the quarter's end */
            bool fresh = now - (year_of(base) * 4 + w->part - 1) == 1;
            w->year = year_for(w, base, fresh ? SAYSO_TENSE_PAST : tense, false, w->part * 3 - 2,
                               w->part * 3);
        } else if (!w->part) {
            int32_t q = now + (w->dir == SAYSO_D_LATEST ? -1 : step(w->dir));
            w->part = (q & 3) + 1;
            w->year = w->year ? w->year : q >> 2;
        }
    }
    finish(w);
}

static void resolve_part(sayso_when *w, const sayso_time_context *c, int32_t base,
                         sayso_tense tense)
{
    if (!w->year) {
        if (base == SAYSO_NO_DAY)
            return;
        int32_t first = 1, last = 12;
        if (w->grain == SAYSO_G_SEASON)
            season_months(w->part, &first, &last);
        else if (w->grain == SAYSO_G_HALF)
            first = w->part * 6 - 5, last = w->part * 6;
        w->year = year_for(w, base, tense, c->narrative, first, last);
    }
    finish(w);
}

static void resolve_month(sayso_when *w, const sayso_time_context *c, int32_t base,
                          sayso_tense tense)
{
    if (!w->month) {
        int32_t d = add_units(base, 6, step(w->dir));
        if (d == SAYSO_NO_DAY)
            return;
        w->year = year_of(d);
        w->month = month_of(d);
    } else if (!w->year) {
        if (base == SAYSO_NO_DAY)
            return;
        w->year = story_year(w, c);
        if (!w->year)
            w->year = year_for(w, base, tense, c->narrative, w->month, w->month);
    }
    finish(w);
}

static void resolve_weekend(sayso_when *w, int32_t base, sayso_tense tense)
{
    if (base == SAYSO_NO_DAY)
        return;
    int32_t saturday = monday_of(base) + 5;
    if (step(w->dir))
        saturday += 7 * step(w->dir);
    else if (tense != SAYSO_TENSE_FUTURE && saturday > base)
        saturday -= 7;
    w->at = saturday;
    w->resolved = true;
}

static int32_t weekday_day(const sayso_when *w, int32_t base, sayso_tense tense, bool narrative)
{
    int32_t wd = w->weekday;
    if (w->unit == 5)
        return monday_of(base) + 7 * step(w->dir) + wd - 1;
    int32_t ahead = (wd - (int32_t)sayso__date_weekday(base) + 7) % 7; /* 0..6 */
    switch (w->dir) {
    case SAYSO_D_LAST:
    case SAYSO_D_PREVIOUS: return base + ahead - 7;
    case SAYSO_D_NEXT:
    case SAYSO_D_FOLLOWING: return base + (ahead ? ahead : 7);
    default:
        if (narrative || (tense == SAYSO_TENSE_FUTURE && ahead < 6))
            return base + ahead; /* a bare weekday six days ahead is yesterday */
        return ahead ? base + ahead - 7 : base;
    }
}

/* Easter Sunday of a year: the anonymous Gregorian computus (Meeus, Astronomical Algorithms, ch.
 * 8).
 */
static int32_t easter(int32_t y)
{
    int32_t a = y % 19, b = y / 100, c = y % 100, d = b / 4, e = b % 4, f = (b + 8) / 25;
    int32_t g = (b - f + 1) / 3, h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
    int32_t l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
    int32_t month = (h + l - 7 * m + 114) / 31, day = (h + l - 7 * m + 114) % 31 + 1;
    return sayso__date_to_day((sayso_date){y, (uint8_t)month, (uint8_t)day});
}

/* Day of a holiday in a year: "12-25", "E-2", "11/4/4" (month / weekday / which; 5 the last). */
static int32_t holiday_day(const char *rule, int32_t year)
{
    if (rule[0] == 'E')
        return easter(year) + (rule[1] == '-' ? -atoi(rule + 2) : atoi(rule + 2));
    char *end;
    int32_t month = (int32_t)strtol(rule, &end, 10);
    if (*end == '-')
        return sayso__date_to_day((sayso_date){year, (uint8_t)month, (uint8_t)atoi(end + 1)});
    int32_t wd = (int32_t)strtol(end + 1, &end, 10), which = (int32_t)strtol(end + 1, &end, 10);
    int32_t first = sayso__date_to_day((sayso_date){year, (uint8_t)month, 1});
    int32_t day = first + (wd - (int32_t)sayso__date_weekday(first) + 7) % 7 + 7 * (which - 1);
    return month_of(day) == month ? day : day - 7;
}

static void resolve_holiday(sayso_when *w, int32_t base, sayso_tense tense, bool narrative)
{
    int32_t year = w->year;
    if (!year) {
        if (base == SAYSO_NO_DAY)
            return;
        sayso_date d = sayso__date_of_day(holiday_day(w->text, year_of(base)));
        sayso_when plain = {.dir = w->dir, .month = d.month, .day = d.day};
        year = year_of_monthday(&plain, base, tense, narrative);
    }
    if (year < 1 || year > YEARS_MOST)
        return;
    w->at = holiday_day(w->text, year);
    w->resolved = true;
}

static void resolve_day(sayso_when *w, const sayso_time_context *c, int32_t base, sayso_tense tense)
{
    if (w->text) {
        resolve_holiday(w, base, tense, c->narrative);
        return;
    }
    w->wrong = w->month && (uint32_t)w->day > sayso__date_month_days(LEAP_YEAR, (uint32_t)w->month);
    if (w->wrong)
        return; /* 31 February, of whatever year */
    if (w->month) {
        if (!w->year) {
            if (base == SAYSO_NO_DAY)
                return;
            w->year = story_year(w, c);
            if (!w->year)
                w->year = year_of_monthday(w, base, tense, c->narrative);
        }
        sayso_date d = {w->year, (uint8_t)w->month, (uint8_t)w->day};
        w->wrong = !sayso__date_valid(d);
        if (!w->wrong)
            w->at = sayso__date_to_day(d);
    } else if (base == SAYSO_NO_DAY) {
        return;
    } else if (w->day) { /* the 13th */
        sayso_date d = sayso__date_of_day(base);
        d.day = (uint8_t)w->day;
        w->wrong = !sayso__date_valid(d);
        if (!w->wrong)
            w->at = sayso__date_to_day(d);
    } else if (w->weekday) {
        w->at = weekday_day(w, base, tense, c->narrative && w->dir == SAYSO_D_BARE);
    } else {
        w->at = base + step(w->dir);
    }
    w->resolved = w->at != SAYSO_NO_DAY;
}

/* "In January the king fled. Three days later ...": the day that it hangs on is not said, for the
 * last day named is not in the month named since. */
static bool lost_day(const sayso_when *w, const sayso_time_context *c)
{
    const sayso_when *l = &c->last;
    return w->unit <= 5 && c->focus != SAYSO_NO_DAY && l->grain == SAYSO_G_MONTH &&
           (year_of(c->focus) != l->year || month_of(c->focus) != l->month);
}

/* `shift` units from report, event or the date spoken of; as exact as the unit, or as that date. */
static void resolve_shift(sayso_when *w, const sayso_time_context *c, int32_t base)
{
    if (w->dir == SAYSO_D_FOCUS && c->last.resolved && c->last.bc) {
        w->bc = true; /* years before Christ count down */
        w->year = c->last.year - w->shift;
        w->grain = SAYSO_G_YEAR;
        w->resolved = w->unit == 8 && w->year >= 1 && w->year <= YEARS_MOST;
        return;
    }
    int32_t d = add_units(base, w->unit, w->shift);
    if (d == SAYSO_NO_DAY || (w->dir == SAYSO_D_FOCUS && lost_day(w, c)))
        return;
    static const uint8_t grain[] = {SAYSO_G_DAY,  SAYSO_G_DAY,    SAYSO_G_DAY,   SAYSO_G_DAY,
                                    SAYSO_G_DAY,  SAYSO_G_WEEK,   SAYSO_G_MONTH, SAYSO_G_QUARTER,
                                    SAYSO_G_YEAR, SAYSO_G_YEAR,   SAYSO_G_YEAR,  SAYSO_G_WEEKEND,
                                    SAYSO_G_WEEK, SAYSO_G_CENTURY};
    uint8_t g = grain[w->unit];
    bool exact = w->unit == 5 || w->unit == 12;
    if (w->dir == SAYSO_D_EVENT && exact)
        g = SAYSO_G_DAY;
    if (w->dir == SAYSO_D_FOCUS && c->last.resolved) {
        uint8_t said = c->last.grain;
        if (exact && said >= SAYSO_G_DAY)
            g = SAYSO_G_DAY;
        else if (w->unit == 8 && said > g && said <= SAYSO_G_MONTH &&
                 (said != SAYSO_G_QUARTER || c->quarterly))
            g = said;
    }
    bool quarterly = w->grain == SAYSO_G_QUARTER || (c->quarterly && w->compared);
    if (w->unit == 8 && w->dir != SAYSO_D_EVENT && w->shift == -1 && quarterly) {
        /* a year ago, of a quarter's report; none named: of the last whole quarter */
        int32_t of = c->quarter != SAYSO_NO_DAY ? c->quarter : quarter_of(base) - 1;
        int32_t q = w->part ? w->part - 1 : of & 3;
        g = SAYSO_G_QUARTER;
        d = sayso__date_to_day((sayso_date){(of >> 2) - 1, (uint8_t)(q * 3 + 1), 1});
    }
    if (w->grain == SAYSO_G_QUARTER && g == SAYSO_G_YEAR)
        g = w->part ? SAYSO_G_QUARTER : SAYSO_G_YEAR;
    w->grain = g;
    w->at = d;
    w->year = year_of(d);
    w->month = month_of(d);
    if (g == SAYSO_G_QUARTER && !w->part)
        w->part = (w->month - 1) / 3 + 1;
    if (g == SAYSO_G_SEASON || g == SAYSO_G_HALF)
        w->part = c->last.part;
    w->resolved = true;
}

/* "June last year": the direction is the year's. */
static void resolve_outer_year(sayso_when *w, const sayso_time_context *c)
{
    sayso_when year = {.grain = SAYSO_G_YEAR, .dir = w->dir, .shift = w->shift};
    int32_t base = base_day(&year, c);
    if (base == SAYSO_NO_DAY)
        return;
    w->year = year_of(base) + (w->dir == SAYSO_D_REPORT ? w->shift : step(w->dir));
    w->dir = SAYSO_D_BARE;
    w->unit = 0;
}

void sayso__timex_resolve(sayso_when *w, const sayso_time_context *c, sayso_tense tense)
{
    if (w->type == SAYSO_TIMEX_DURATION || w->type == SAYSO_TIMEX_SET ||
        (w->text && w->grain != SAYSO_G_DAY)) {
        w->resolved = true;
        return;
    }
    if (w->resolved || w->wrong)
        return; /* "at the time": taken over as it was; the 32nd of May: no time at all */
    if (w->unit == 8 && w->dir != SAYSO_D_BARE && w->grain != SAYSO_G_YEAR && !w->compared &&
        w->dir != SAYSO_D_FOCUS && w->dir != SAYSO_D_EVENT)
        resolve_outer_year(w, c);
    int32_t base = base_day(w, c);
    if (w->dir == SAYSO_D_REPORT || w->dir == SAYSO_D_FOCUS || w->dir == SAYSO_D_EVENT) {
        resolve_shift(w, c, base);
        return;
    }
    switch (w->grain) {
    case SAYSO_G_CENTURY:
    case SAYSO_G_DECADE:
    case SAYSO_G_YEAR: resolve_long(w, base); break;
    case SAYSO_G_QUARTER: resolve_quarter(w, c, base, tense); break;
    case SAYSO_G_HALF:
    case SAYSO_G_SEASON: resolve_part(w, c, base, tense); break;
    case SAYSO_G_MONTH: resolve_month(w, c, base, tense); break;
    case SAYSO_G_WEEK:
        w->at = add_units(base, 5, step(w->dir));
        w->resolved = w->at != SAYSO_NO_DAY;
        break;
    case SAYSO_G_WEEKEND: resolve_weekend(w, base, tense); break;
    case SAYSO_G_DAY: resolve_day(w, c, base, tense); break;
    default: /* of the clock: the day spoken of, else the report's */
        w->at = c->focus != SAYSO_NO_DAY ? c->focus : c->report;
        w->resolved = w->at != SAYSO_NO_DAY;
        break;
    }
}
