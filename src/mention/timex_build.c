/* timex_build.c -- from matched words to what they say; merging of neighbours.  Layer: mention. */
#include <string.h>

#include "mention/timex_when.h"

#define SLOT(m, class_) ((m)->slot[class_])

/* this, last, next ... of one or two direction words; `the` before them */
static uint8_t direction(const sayso_time_match *m)
{
    const sayso_time_word *a = SLOT(m, SAYSO_TE_DIR), *b = m->second;
    if (a && b && b->class_ >= SAYSO_TW_THIS && b->class_ <= SAYSO_TW_LATEST)
        a = b;
    if (!a)
        return SAYSO_D_BARE;
    switch (a->class_) {
    case SAYSO_TW_THIS:
    case SAYSO_TW_CURRENT: return SAYSO_D_THIS;
    case SAYSO_TW_LAST:
    case SAYSO_TW_PAST: return SAYSO_D_LAST;
    case SAYSO_TW_NEXT:
    case SAYSO_TW_COMING: return SAYSO_D_NEXT;
    case SAYSO_TW_PREVIOUS: return SAYSO_D_PREVIOUS;
    case SAYSO_TW_FOLLOWING: return SAYSO_D_FOLLOWING;
    case SAYSO_TW_SAME:
    case SAYSO_TW_THAT: return SAYSO_D_SAME;
    case SAYSO_TW_LATEST: return SAYSO_D_LATEST;
    default: return SAYSO_D_BARE;
    }
}

/* "the year 812", "the year 99999": the latter is none of our calendar's. */
static bool build_bare_year(const sayso_time_word *n, sayso_when *w)
{
    w->wrong = n->num < 1 || n->num > 2999;
    w->year = w->wrong ? 0 : (int32_t)n->num;
    w->year_said = true;
    w->grain = SAYSO_G_YEAR;
    return n->digits > 0;
}

static bool build_ymd(const sayso_time_match *m, sayso_when *w)
{
    const sayso_time_word *day = SLOT(m, SAYSO_TE_DAY), *month = SLOT(m, SAYSO_TW_MONTH);
    const sayso_time_word *year = SLOT(m, SAYSO_TE_YEAR), *yy = SLOT(m, SAYSO_TE_YY);
    if (!yy)
        yy = SLOT(m, SAYSO_TW_QUOTED);
    if (!year)
        year = SLOT(m, SAYSO_TE_SPOKEN);
    if (!year && SLOT(m, SAYSO_TE_N))
        return build_bare_year(SLOT(m, SAYSO_TE_N), w);
    if (SLOT(m, SAYSO_TW_UNITS) && SLOT(m, SAYSO_TW_UNITS)->num != 8)
        return false;
    if (day)
        w->day = (int32_t)day->num;
    w->wrong = day && w->day < 1;
    if (month)
        w->month = (int32_t)month->num;
    if (year)
        w->year = (int32_t)year->num;
    else if (yy)
        w->year = (int32_t)yy->num + (yy->num < 40 ? 2000 : 1900);
    w->year_said = w->year != 0;
    w->grain = day ? SAYSO_G_DAY : month ? SAYSO_G_MONTH : SAYSO_G_YEAR;
    w->dir = direction(m);
    return true;
}

static bool build_numeric(const sayso_time_match *m, sayso_when *w)
{
    const sayso_time_word *d = SLOT(m, SAYSO_TW_DATE);
    w->year = d->y;
    w->month = d->m;
    w->day = d->d;
    w->wrong = !sayso__date_valid((sayso_date){d->y, (uint8_t)d->m, (uint8_t)d->d});
    w->year_said = true;
    w->grain = SAYSO_G_DAY;
    return true;
}

/* "264 BC", "AD 64" */
static bool build_era(const sayso_time_match *m, sayso_when *w)
{
    const sayso_time_word *n = SLOT(m, SAYSO_TE_N);
    w->year = n->digits && n->digits <= 4 && n->num >= 1 ? (int32_t)n->num : 0;
    w->bc = SLOT(m, SAYSO_TW_ERA)->num == 0;
    w->year_said = true;
    w->grain = SAYSO_G_YEAR;
    return w->year > 0;
}

static const uint8_t unit_grain[] = {SAYSO_G_NONE, SAYSO_G_CLOCK,  SAYSO_G_CLOCK,   SAYSO_G_CLOCK,
                                     SAYSO_G_DAY,  SAYSO_G_WEEK,   SAYSO_G_MONTH,   SAYSO_G_QUARTER,
                                     SAYSO_G_YEAR, SAYSO_G_DECADE, SAYSO_G_CENTURY, SAYSO_G_WEEKEND,
                                     SAYSO_G_WEEK, SAYSO_G_CENTURY};

static void set_unit(sayso_when *w, const sayso_time_word *u)
{
    w->unit = (uint8_t)(u->num < 14 ? u->num : 0);
}

static void make_duration(sayso_when *w, double n)
{
    w->type = SAYSO_TIMEX_DURATION;
    w->num = n;
    w->grain = SAYSO_G_NONE;
}

/* "last week", "the next morning", "this summer". "The past year" and "the last hour" are spans;
 * "next" behind "the" goes on from the date spoken of. */
static bool build_directed(const sayso_time_match *m, sayso_when *w)
{
    const sayso_time_word *unit = SLOT(m, SAYSO_TW_UNIT), *month = SLOT(m, SAYSO_TW_MONTH);
    const sayso_time_word *season = SLOT(m, SAYSO_TW_SEASON), *pod = SLOT(m, SAYSO_TW_POD);
    const sayso_time_word *dir = SLOT(m, SAYSO_TE_DIR);
    bool the = SLOT(m, SAYSO_TW_THE) != NULL;
    w->dir = direction(m);
    if (dir->class_ == SAYSO_TW_RECENT)
        return false;
    if (the && w->dir == SAYSO_D_NEXT)
        w->dir = SAYSO_D_FOLLOWING;
    if (month) {
        w->month = (int32_t)month->num;
        w->grain = SAYSO_G_MONTH;
    } else if (season) {
        w->part = (int32_t)season->num;
        w->grain = SAYSO_G_SEASON;
    } else if (pod) {
        w->pod = pod->text;
        w->grain = SAYSO_G_DAY;
        w->type = SAYSO_TIMEX_TIME;
        if (dir->class_ == SAYSO_TW_LATEST || dir->class_ == SAYSO_TW_CURRENT)
            return false;
    } else if (unit) {
        set_unit(w, unit);
        w->grain = unit_grain[w->unit];
        bool span = dir->class_ == SAYSO_TW_PAST && (the || m->second == NULL);
        if (w->unit <= 3)
            span = w->unit == 3 && (w->dir == SAYSO_D_LAST || w->dir == SAYSO_D_FOLLOWING);
        if (span) {
            make_duration(w, w->unit == 11 ? 1 : 1);
            return true;
        }
        if (w->unit <= 3 ||
            (w->unit == 4 && (dir->class_ == SAYSO_TW_LAST || w->dir == SAYSO_D_LATEST)))
            return false;
        if (w->dir == SAYSO_D_LATEST && w->unit != 7)
            w->dir = SAYSO_D_LAST;
    } else { /* period */
        w->grain = SAYSO_G_QUARTER;
        return w->dir == SAYSO_D_LATEST;
    }
    return true;
}

static bool build_the(const sayso_time_match *m, sayso_when *w)
{
    set_unit(w, SLOT(m, SAYSO_TW_UNIT));
    w->grain = unit_grain[w->unit];
    w->dir = w->unit == 7 ? SAYSO_D_LATEST : w->unit == 11 ? SAYSO_D_BARE : SAYSO_D_THE;
    return w->unit >= 4 && w->unit != 12 && w->unit != 13;
}

static bool build_part(const sayso_time_match *m, sayso_when *w, uint8_t grain, int32_t most)
{
    const sayso_time_word *ord = SLOT(m, SAYSO_TW_ORD), *year = SLOT(m, SAYSO_TE_YEAR);
    w->grain = grain;
    w->part = ord ? (int32_t)ord->num : 0;
    if (year) {
        w->year = (int32_t)year->num;
        w->year_said = true;
    }
    if (grain == SAYSO_G_HALF && !ord) {
        w->part = 2; /* the last half */
        return direction(m) == SAYSO_D_LAST;
    }
    if (!ord)
        w->dir = SAYSO_D_LATEST;
    return w->part <= most;
}

static bool build_long(const sayso_time_match *m, sayso_when *w)
{
    if (m->action == SAYSO_TA_CENTURY) {
        w->grain = SAYSO_G_CENTURY;
        w->year = ((int32_t)SLOT(m, SAYSO_TW_ORD)->num - 1) * 100;
        w->year_said = true;
        w->bc = SLOT(m, SAYSO_TW_ERA) && SLOT(m, SAYSO_TW_ERA)->num == 0;
        return w->year >= 0 && w->year <= 2900;
    }
    const sayso_time_word *d = SLOT(m, SAYSO_TW_DECADE);
    if (!d)
        d = SLOT(m, SAYSO_TW_QUOTED);
    w->grain = SAYSO_G_DECADE;
    w->year = (int32_t)d->num;
    if (w->year < 100)
        w->year += d->digits && w->year < 20 ? 2000 : 1900;
    w->year_said = true;
    return w->year % 10 == 0 && w->year >= 1000 && w->year <= 2990;
}

/* A duration: number, several, a. */
static bool build_duration(const sayso_time_match *m, sayso_when *w)
{
    const sayso_time_word *n = SLOT(m, SAYSO_TE_N), *few = SLOT(m, SAYSO_TW_FEW);
    const sayso_time_word *unit = SLOT(m, SAYSO_TE_UNIT);
    if (!unit)
        unit = SLOT(m, SAYSO_TW_UNIT);
    if (!unit)
        unit = SLOT(m, SAYSO_TW_UNITS);
    set_unit(w, unit);
    make_duration(w, n ? n->num : 1);
    if (few && few->num == 2) {
        w->num = 2;
        w->mod = SAYSO_MOD_APPROX;
    } else if (few) {
        if (w->unit == 7 && !SLOT(m, SAYSO_TE_DIR))
            return false; /* "some quarters" are places */
        if (few->num == 0 && unit->class_ == SAYSO_TW_UNIT)
            return false; /* "some day" */
        w->many = true;
    }
    if (n && n->num == 0)
        return false;
    return !(w->unit == 7 && n && n->num == 3 && n->word);
}

static bool build_halfmore(const sayso_time_match *m, sayso_when *w)
{
    const sayso_time_word *n = SLOT(m, SAYSO_TE_N);
    const sayso_time_word *unit = SLOT(m, SAYSO_TW_UNIT);
    if (!unit)
        unit = SLOT(m, SAYSO_TW_UNITS);
    if (!unit)
        unit = SLOT(m, SAYSO_TE_UNIT);
    set_unit(w, unit);
    bool more = SLOT(m, SAYSO_TW_AND) != NULL;
    make_duration(w, (n ? n->num : more ? 1 : 0) + 0.5);
    return w->unit != 7;
}

/* "weeks", "recent years", "coming months". Seconds, minutes and quarters alone say nothing. */
static bool build_plural(const sayso_time_match *m, sayso_when *w)
{
    const sayso_time_word *dir = SLOT(m, SAYSO_TE_DIR);
    set_unit(w, SLOT(m, SAYSO_TW_UNITS));
    if (w->unit <= 2 || (w->unit == 7 && !dir) || (SLOT(m, SAYSO_TW_THE) && !dir && w->unit < 5))
        return false;
    if (dir && dir->class_ != SAYSO_TW_NEXT) {
        uint8_t d = direction(m);
        if (dir->class_ != SAYSO_TW_RECENT && d != SAYSO_D_LAST && d != SAYSO_D_NEXT &&
            d != SAYSO_D_PREVIOUS)
            return false;
        w->type = SAYSO_TIMEX_DATE;
        w->text = d == SAYSO_D_NEXT ? "FUTURE_REF" : "PAST_REF";
        return true;
    }
    make_duration(w, 0);
    w->many = true;
    return true;
}

static bool build_set(const sayso_time_match *m, sayso_when *w)
{
    w->type = SAYSO_TIMEX_SET;
    w->set = true;
    const sayso_time_word *adv = SLOT(m, SAYSO_TW_SET), *day = SLOT(m, SAYSO_TW_WEEKDAY);
    if (!day)
        day = SLOT(m, SAYSO_TW_WEEKDAYS);
    const sayso_time_word *unit = SLOT(m, SAYSO_TW_UNIT), *month = SLOT(m, SAYSO_TW_MONTH);
    const sayso_time_word *season = SLOT(m, SAYSO_TW_SEASON), *pod = SLOT(m, SAYSO_TW_POD);
    if (!unit)
        unit = SLOT(m, SAYSO_TW_UNITS);
    w->num = 1;
    if (adv)
        w->text = adv->text;
    if (day)
        w->weekday = (int32_t)day->num;
    if (month)
        w->month = (int32_t)month->num;
    if (season)
        w->part = (int32_t)season->num;
    if (pod)
        w->pod = pod->text;
    if (unit) {
        set_unit(w, unit);
        if (SLOT(m, SAYSO_TE_N))
            w->num = SLOT(m, SAYSO_TE_N)->num;
        w->many = SLOT(m, SAYSO_TW_FEW) != NULL;
    }
    return true;
}

/* "4.10 a.m.": hour and minutes by a point. "4 in the morning", "9 at night". */
static bool build_clock(const sayso_time_match *m, sayso_when *w)
{
    const sayso_time_word *clock = SLOT(m, SAYSO_TW_CLOCK), *hour = SLOT(m, SAYSO_TE_HOUR);
    const sayso_time_word *four = SLOT(m, SAYSO_TE_HHMM), *ampm = SLOT(m, SAYSO_TW_AMPM);
    const sayso_time_word *pod = SLOT(m, SAYSO_TW_POD), *unit = SLOT(m, SAYSO_TW_UNITS);
    const sayso_time_word *zone = SLOT(m, SAYSO_TW_ZONE);
    if (unit && (unit->num != 3 || !four))
        return false;
    w->type = SAYSO_TIMEX_TIME;
    w->grain = SAYSO_G_CLOCK;
    w->minute = 0;
    if (clock) {
        w->hour = clock->y;
        w->minute = clock->m;
        w->second = clock->d;
    } else if (four) {
        w->hour = (int32_t)four->num / 100;
        w->minute = (int32_t)four->num % 100;
    } else {
        w->hour = (int32_t)hour->num;
        if (hour->y >= 0)
            w->minute = hour->y;
        else if (hour->num != w->hour)
            return false;
    }
    bool late =
        ampm ? ampm->num == 12 : pod && pod->text && strcmp(pod->text, "MO") != 0 && w->hour > 4;
    if (ampm && w->hour > 12)
        return false;
    if (ampm && ampm->num == 0 && w->hour == 12)
        w->hour = 0;
    else if (late && w->hour < 12)
        w->hour += 12;
    w->zulu = zone && zone->at.end - zone->at.beg == 3 && four != NULL;
    return w->minute < 60 && w->hour <= 24;
}

static bool build_yearago(const sayso_time_match *m, sayso_when *w)
{
    const sayso_time_word *ord = SLOT(m, SAYSO_TW_ORD);
    w->grain = SAYSO_G_YEAR;
    w->unit = 8;
    w->dir = SAYSO_D_REPORT;
    w->shift = -1;
    w->compared = true;
    if (ord)
        w->part = (int32_t)ord->num;
    if (ord || SLOT(m, SAYSO_TE_QUARTER))
        w->grain = SAYSO_G_QUARTER;
    return w->part <= 4;
}

/* today, yesterday; the day before yesterday */
static bool build_near(const sayso_time_match *m, sayso_when *w)
{
    const sayso_time_word *d = SLOT(m, SAYSO_TW_DEICTIC);
    w->grain = SAYSO_G_DAY;
    w->dir = SAYSO_D_REPORT;
    w->unit = 4;
    w->shift = (int32_t)d->num - 10;
    if (m->action == SAYSO_TA_NEARDAY)
        w->shift += SLOT(m, SAYSO_TW_BEFORE) ? -1 : 1;
    w->pod = d->text;
    if (w->pod)
        w->type = SAYSO_TIMEX_TIME;
    return true;
}

static bool build_simple(const sayso_time_match *m, sayso_when *w)
{
    switch (m->action) {
    case SAYSO_TA_WEEKDAY:
        w->grain = SAYSO_G_DAY;
        w->weekday = (int32_t)SLOT(m, SAYSO_TW_WEEKDAY)->num;
        w->dir = direction(m);
        return true;
    case SAYSO_TA_SEASON:
        w->grain = SAYSO_G_SEASON;
        w->part = (int32_t)SLOT(m, SAYSO_TW_SEASON)->num;
        if (SLOT(m, SAYSO_TE_YEAR)) {
            w->year = (int32_t)SLOT(m, SAYSO_TE_YEAR)->num;
            w->year_said = true;
        }
        return true;
    case SAYSO_TA_HOLIDAY:
        w->grain = SAYSO_G_DAY;
        w->text = SLOT(m, SAYSO_TW_HOLIDAY)->text;
        w->dir = direction(m);
        if (SLOT(m, SAYSO_TE_YEAR)) {
            w->year = (int32_t)SLOT(m, SAYSO_TE_YEAR)->num;
            w->year_said = true;
        }
        return true;
    case SAYSO_TA_PORTION: /* nothing before it is merged with its month */
        set_unit(w, m->slot[SAYSO_TW_UNIT] ? m->slot[SAYSO_TW_UNIT] : m->slot[SAYSO_TE_UNIT]);
        w->part = (int32_t)SLOT(m, SAYSO_TW_ORD)->num;
        return w->unit >= 4 && w->unit <= 8;
    case SAYSO_TA_NTH:
        w->grain = SAYSO_G_DAY;
        w->day = (int32_t)SLOT(m, SAYSO_TW_ORD)->num;
        w->dir = SAYSO_D_SAME;
        return w->day >= 1 && w->day <= 31 && !SLOT(m, SAYSO_TW_ORD)->text &&
               SLOT(m, SAYSO_TW_ORD)->at.end - SLOT(m, SAYSO_TW_ORD)->at.beg <= 4;
    case SAYSO_TA_YEAREND: /* the last of December, before or after as the verb says */
        w->grain = SAYSO_G_DAY;
        w->month = 12;
        w->day = 31;
        return true;
    case SAYSO_TA_POD:
        w->type = SAYSO_TIMEX_TIME;
        w->grain = SAYSO_G_CLOCK;
        w->pod = SLOT(m, SAYSO_TW_POD)->text;
        return true;
    case SAYSO_TA_NOON:
        w->type = SAYSO_TIMEX_TIME;
        w->grain = SAYSO_G_CLOCK;
        w->hour = (int32_t)SLOT(m, SAYSO_TW_NOON)->num;
        w->minute = 0;
        return true;
    default: { /* vague */
        const sayso_time_word *v = SLOT(m, SAYSO_TW_VAGUE);
        w->text = v ? v->text : SLOT(m, SAYSO_TW_PAST) ? "PAST_REF" : "PRESENT_REF";
        return true;
    }
    }
}

bool sayso__timex_build(const sayso_time_match *m, sayso_when *w)
{
    *w = (sayso_when){.type = SAYSO_TIMEX_DATE,
                      .hour = -1,
                      .minute = -1,
                      .second = -1,
                      .at = SAYSO_NO_DAY,
                      .num = 1};
    switch (m->action) {
    case SAYSO_TA_YMD: return build_ymd(m, w);
    case SAYSO_TA_NUMERIC: return build_numeric(m, w);
    case SAYSO_TA_ERA: return build_era(m, w);
    case SAYSO_TA_DEICTIC:
    case SAYSO_TA_NEARDAY: return build_near(m, w);
    case SAYSO_TA_DIRECTED: return build_directed(m, w);
    case SAYSO_TA_THE: return build_the(m, w);
    case SAYSO_TA_QUARTER: return build_part(m, w, SAYSO_G_QUARTER, 4);
    case SAYSO_TA_HALF: return build_part(m, w, SAYSO_G_HALF, 2);
    case SAYSO_TA_CENTURY:
    case SAYSO_TA_DECADE: return build_long(m, w);
    case SAYSO_TA_YEARAGO: return build_yearago(m, w);
    case SAYSO_TA_DURATION:
    case SAYSO_TA_SPAN: return build_duration(m, w);
    case SAYSO_TA_HALFMORE: return build_halfmore(m, w);
    case SAYSO_TA_PLURAL: return build_plural(m, w);
    case SAYSO_TA_SET: return build_set(m, w);
    case SAYSO_TA_CLOCK: return build_clock(m, w);
    default: return build_simple(m, w);
    }
}

/* ---- merging -------------------------------------------------------------------------------- */

static bool is_date(const sayso_when *w)
{
    return (w->type == SAYSO_TIMEX_DATE || w->type == SAYSO_TIMEX_TIME) && !w->text;
}

/* "10 p.m." + "Wednesday": b's day with a's hour or part of the day */
static bool merge_clock(sayso_when *a, const sayso_when *b)
{
    if ((a->pod && b->pod) || (a->hour >= 0 && b->hour >= 0))
        return false;
    sayso_when clock = *a;
    *a = *b;
    a->type = SAYSO_TIMEX_TIME;
    if (clock.pod)
        a->pod = clock.pod;
    if (clock.hour >= 0) {
        a->hour = clock.hour;
        a->minute = clock.minute;
        a->second = clock.second;
        a->zulu = clock.zulu;
    }
    return true;
}

static bool yearly(const sayso_when *w)
{
    return w->grain == SAYSO_G_YEAR && w->type == SAYSO_TIMEX_DATE && !w->text;
}

bool sayso__timex_merge(sayso_when *a, const sayso_when *b)
{
    if (!a->text && !b->text && a->type == SAYSO_TIMEX_TIME && b->type == SAYSO_TIMEX_TIME &&
        a->grain == SAYSO_G_CLOCK && b->grain == SAYSO_G_CLOCK && a->hour >= 0 && !a->pod &&
        b->pod && b->hour < 0)
        return false;
    if (a->grain == SAYSO_G_CLOCK && a->type == SAYSO_TIMEX_TIME && b->grain == SAYSO_G_DAY &&
        (is_date(b) || b->type == SAYSO_TIMEX_DATE))
        return merge_clock(a, b);
    if (b->grain == SAYSO_G_CLOCK && b->type == SAYSO_TIMEX_TIME && a->grain == SAYSO_G_DAY &&
        (is_date(a) || a->type == SAYSO_TIMEX_DATE)) {
        sayso_when clock = *b;
        if (!merge_clock(&clock, a))
            return false;
        *a = clock;
        return true;
    }
    if (!is_date(b) && !(b->text && b->grain == SAYSO_G_DAY))
        return false;
    /* "Saturday, April 25" */
    if (a->grain == SAYSO_G_DAY && a->weekday && !a->month && b->grain == SAYSO_G_DAY && b->month &&
        !b->weekday && is_date(a)) {
        sayso_when day = *a;
        *a = *b;
        a->type = day.type;
        a->hour = day.hour, a->minute = day.minute, a->second = day.second;
        a->zulu = day.zulu;
        a->pod = day.pod ? day.pod : b->pod;
        return true;
    }
    /* "the 28th of that month" */
    if (a->grain == SAYSO_G_DAY && a->day && !a->month && b->grain == SAYSO_G_MONTH && !b->month &&
        b->dir == SAYSO_D_SAME)
        return true;
    /* "Monday of last week" */
    if (a->grain == SAYSO_G_DAY && a->weekday && !a->month && b->grain == SAYSO_G_WEEK &&
        b->dir != SAYSO_D_BARE && is_date(a)) {
        a->dir = b->dir;
        a->unit = 5;
        return true;
    }
    /* "June last year", "the third quarter of 1984", "Christmas 1963" */
    bool open = (a->grain >= SAYSO_G_HALF && a->grain <= SAYSO_G_MONTH) ||
                (a->grain == SAYSO_G_DAY && ((a->month && !a->year) || a->text));
    if (open && !a->year && yearly(b) && (a->dir == SAYSO_D_BARE || b->year)) {
        a->year = b->year;
        a->year_said = b->year_said;
        a->dir = b->year ? SAYSO_D_BARE : b->dir;
        a->unit = 8;
        a->shift = b->shift;
        return true;
    }
    return false;
}
