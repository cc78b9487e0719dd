/* date.c -- the calendar, and the three ways publication dates are written.  Layer: base. */
#include "base/date.h"

#include <stdio.h>

#include "base/str.h"

int32_t sayso__date_to_day(sayso_date d)
{
    int32_t y = d.year - (d.month <= 2);
    int32_t era = (y >= 0 ? y : y - 399) / 400;
    int32_t yoe = y - era * 400;
    int32_t doy = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

sayso_date sayso__date_of_day(int32_t day)
{
    int32_t z = day + 719468;
    int32_t era = (z >= 0 ? z : z - 146096) / 146097;
    int32_t doe = z - era * 146097;
    int32_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int32_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int32_t mp = (5 * doy + 2) / 153;
    sayso_date d;
    d.day = (uint8_t)(doy - (153 * mp + 2) / 5 + 1);
    d.month = (uint8_t)(mp < 10 ? mp + 3 : mp - 9);
    d.year = yoe + era * 400 + (d.month <= 2);
    return d;
}

uint32_t sayso__date_weekday(int32_t day)
{
    int32_t w = (day + 3) % 7; /* 1970-01-01 was a Thursday */
    return (uint32_t)(w < 0 ? w + 7 : w) + 1;
}

uint32_t sayso__date_month_days(int32_t year, uint32_t month)
{
    static const uint8_t n[] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month > 12 ? 0 : n[month] + (month == 2 && leap);
}

bool sayso__date_valid(sayso_date d)
{
    return d.year >= 1 && d.year <= 9999 && d.month >= 1 && d.month <= 12 && d.day >= 1 &&
           d.day <= sayso__date_month_days(d.year, d.month);
}

uint32_t sayso__date_iso_week(int32_t day, int32_t *year)
{
    int32_t thursday = day - (int32_t)sayso__date_weekday(day) + 4;
    *year = sayso__date_of_day(thursday).year;
    int32_t first = sayso__date_to_day((sayso_date){*year, 1, 1});
    return (uint32_t)(thursday - first) / 7 + 1;
}

void sayso__date_print(int32_t day, char out[16])
{
    sayso_date d = sayso__date_of_day(day);
    snprintf(out, 16, "%04d-%02u-%02u", d.year < 0 || d.year > 9999 ? 0 : d.year, d.month, d.day);
}

/* ---- reading ----------------------------------------------------------------------------------
 */

typedef struct {
    const char *p, *end;
} cursor;

static bool number(cursor *c, uint32_t least, uint32_t most, int32_t *out)
{
    int32_t v = 0;
    uint32_t n = 0;
    while (c->p < c->end && n < most && sayso__is_digit(*c->p)) {
        v = v * 10 + (*c->p++ - '0');
        n++;
    }
    *out = v;
    return n >= least && !(c->p < c->end && sayso__is_digit(*c->p));
}

static bool accept(cursor *c, char ch)
{
    if (c->p < c->end && *c->p == ch) {
        c->p++;
        return true;
    }
    return false;
}

static void blanks(cursor *c)
{
    while (c->p < c->end && sayso__is_space(*c->p))
        c->p++;
}

static bool month_name(cursor *c, uint8_t *month)
{
    static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    if (c->end - c->p < 3)
        return false;
    for (uint8_t m = 0; m < 12; m++)
        if (sayso__str_ieq(sayso__str(c->p, 3), sayso__str(names + m * 3, 3))) {
            c->p += 3;
            *month = (uint8_t)(m + 1);
            return true;
        }
    return false;
}

/* AM and PM behind a time of twelve hours. */
static void half_of_day(cursor *c, int32_t *hour)
{
    cursor k = *c;
    blanks(&k);
    if (k.end - k.p < 2 || *hour > 12 || !*hour)
        return;
    bool am = sayso__str_ieq(sayso__str(k.p, 2), SAYSO_STR("am"));
    if (!am && !sayso__str_ieq(sayso__str(k.p, 2), SAYSO_STR("pm")))
        return;
    *hour = *hour % 12 + (am ? 0 : 12);
    c->p = k.p + 2;
}

/* hh:mm[:ss[.fff]] [AM] or hhmmss */
static bool clock_time(cursor *c, int32_t *seconds)
{
    int32_t h, m, s = 0;
    cursor k = *c;
    if (number(&k, 6, 6, &s)) {
        *c = k;
        *seconds = s / 10000 * 3600 + s / 100 % 100 * 60 + s % 100;
        return s / 10000 < 25 && s / 100 % 100 < 60 && s % 100 < 61;
    }
    s = 0;
    if (!number(c, 1, 2, &h) || !accept(c, ':') || !number(c, 2, 2, &m))
        return false;
    if (accept(c, ':') && !number(c, 2, 2, &s))
        return false;
    if (accept(c, '.') || accept(c, ','))
        while (c->p < c->end && sayso__is_digit(*c->p))
            c->p++;
    half_of_day(c, &h);
    *seconds = h * 3600 + m * 60 + s;
    return h < 25 && m < 60 && s < 61;
}

/* The zone of a name, in minutes. */
static bool named_zone(cursor *c, int32_t *minutes)
{
    static const struct {
        char name[6];
        int16_t minutes;
    } named[] = {{"GMT", 0},    {"UTC", 0},    {"UT", 0},     {"EST", -300}, {"EDT", -240},
                 {"CST", -360}, {"CDT", -300}, {"MST", -420}, {"MDT", -360}, {"PST", -480},
                 {"PDT", -420}, {"WET", 0},    {"WEST", 60},  {"BST", 60},   {"CET", 60},
                 {"CEST", 120}, {"EET", 120},  {"EEST", 180}, {"MSK", 180},  {"EAT", 180},
                 {"WAT", 60},   {"CAT", 120},  {"SAST", 120}, {"PKT", 300},  {"HKT", 480},
                 {"SGT", 480},  {"JST", 540},  {"KST", 540},  {"AEST", 600}, {"AEDT", 660},
                 {"NZST", 720}, {"NZDT", 780}, {"Z", 0}};
    uint32_t n = 0;
    while (c->p + n < c->end && sayso__is_alpha(c->p[n]))
        n++;
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (sayso__str_ieq(sayso__str(c->p, n), sayso__str_z(named[i].name))) {
            *minutes = named[i].minutes;
            c->p += n;
            return true;
        }
    return false;
}

/* Z, +hh:mm, -hhmm, +hh, or a name; nothing is UTC */
static bool zone(cursor *c, int32_t *seconds)
{
    *seconds = 0;
    blanks(c);
    if (c->p == c->end)
        return true;
    int32_t sign = *c->p == '-' ? -1 : 1, h = 0, m = 0;
    if (accept(c, '+') || accept(c, '-')) {
        const char *from = c->p;
        if (!number(c, 2, 4, &h))
            return false;
        if (c->p - from > 2) {
            m = h % 100;
            h /= 100;
        } else if (accept(c, ':') && !number(c, 2, 2, &m)) {
            return false;
        }
        *seconds = sign * (h * 3600 + m * 60);
        return h < 24 && m < 60;
    }
    if (!named_zone(c, &m))
        return false;
    *seconds = m * 60;
    return true;
}

/* YYYY-MM-DD or YYYYMMDD */
static bool iso_day(cursor *c, sayso_date *d)
{
    int32_t y, m, day;
    cursor k = *c;
    if (number(&k, 8, 8, &y)) {
        *d = (sayso_date){y / 10000, (uint8_t)(y / 100 % 100), (uint8_t)(y % 100)};
        *c = k;
        return true;
    }
    if (!number(c, 4, 4, &y) || !accept(c, '-') || !number(c, 1, 2, &m) || !accept(c, '-') ||
        !number(c, 1, 2, &day))
        return false;
    *d = (sayso_date){y, (uint8_t)m, (uint8_t)day};
    return true;
}

/* [Wed, ] or [Wed ] */
static void weekday(cursor *c)
{
    const char *comma = memchr(c->p, ',', (size_t)(c->end - c->p));
    cursor k = *c;
    uint8_t month;
    if (comma && comma - c->p <= 9 && !month_name(&k, &month)) {
        c->p = comma + 1;
    } else if (!comma && !month_name(&k, &month)) {
        while (c->p < c->end && sayso__is_alpha(*c->p))
            c->p++;
    }
    blanks(c);
}

static bool month_word(cursor *c, uint8_t *month)
{
    if (!month_name(c, month))
        return false;
    while (c->p < c->end && sayso__is_alpha(*c->p))
        c->p++;
    accept(c, '.');
    return true;
}

/* [Wed, ]3 May 2031, 03-MAY-2031, May 3, 2031, or (asctime) Wed May  3 10:00:00 2031, whose year is
 * left for later: *d's is 0. */
static bool named_day(cursor *c, sayso_date *d)
{
    int32_t day, year = 0;
    weekday(c);
    bool month_first = c->p < c->end && sayso__is_alpha(*c->p);
    if (month_first && !month_word(c, &d->month))
        return false;
    blanks(c);
    if (!number(c, 1, 2, &day))
        return false;
    accept(c, month_first ? ',' : '-');
    blanks(c);
    if (!month_first && !month_word(c, &d->month))
        return false;
    accept(c, '-');
    blanks(c);
    cursor k = *c;
    bool late = month_first && number(&k, 1, 2, &year) && accept(&k, ':');
    if (!late && !number(c, 2, 4, &year))
        return false;
    d->day = (uint8_t)day;
    d->year = late ? 0 : year < 50 ? year + 2000 : year < 100 ? year + 1900 : year;
    return true;
}

/* The year behind the time of asctime, before which a zone may stand. */
static bool late_year(cursor *c, int32_t *offset, sayso_date *d)
{
    blanks(c);
    if (c->p < c->end && !sayso__is_digit(*c->p) && !zone(c, offset))
        return false;
    blanks(c);
    return number(c, 4, 4, &d->year);
}

bool sayso__date_parse(sayso_str s, int32_t *day, int64_t *utc)
{
    s = sayso__str_trim(s);
    if (!s.n)
        return false;
    cursor c = {s.p, s.p + s.n}, again = c;
    sayso_date d = {0, 0, 0};
    if (!iso_day(&c, &d)) {
        c = again;
        if (!named_day(&c, &d))
            return false;
    }
    int32_t seconds = 0, offset = 0;
    if (!accept(&c, 'T'))
        accept(&c, 't');
    accept(&c, ',');
    blanks(&c);
    if (c.p < c.end && *c.p != '(' && !clock_time(&c, &seconds))
        return false;
    if (d.year ? c.p < c.end && *c.p != '(' && !zone(&c, &offset) : !late_year(&c, &offset, &d))
        return false;
    if (!sayso__date_valid(d))
        return false;
    blanks(&c);
    if (c.p < c.end && *c.p != '(')
        return false;
    *day = sayso__date_to_day(d);
    *utc = (int64_t)*day * 86400 + seconds - offset;
    return true;
}
