/* timex_write.c -- a resolved time as TIMEX3 value, EDTF, first and last day.  Layer: mention.
 *
 * TIMEX3 after TimeML 1.2.1 (years "1998", decades "199", centuries "19", "1998-W07", "1998-Q3",
 * "1998-SU", "1998-03-04TMO"); EDTF after ISO 8601-2, level 1, where it can say it. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "mention/timex_when.h"

#define FAR_UNITS 1000 /* more than this many of a unit leave the calendar, or nearly */

typedef struct {
    char value[64], edtf[64];
    int32_t first, last;
} written;

static int32_t day_of(int32_t y, int32_t m, int32_t d)
{
    return sayso__date_to_day((sayso_date){y, (uint8_t)m, (uint8_t)d});
}

static int32_t month_end(int32_t y, int32_t m)
{
    return day_of(y, m, (int32_t)sayso__date_month_days(y, (uint32_t)m));
}

/* First and last day of months m..n of year y; n may run into the next year. */
static void months(written *o, int32_t y, int32_t m, int32_t n)
{
    o->first = day_of(y, m, 1);
    o->last = n > 12 ? month_end(y + 1, n - 12) : month_end(y, n);
}

static void range_edtf(written *o)
{
    char a[16], b[16];
    sayso__date_print(o->first, a);
    sayso__date_print(o->last, b);
    snprintf(o->edtf, sizeof o->edtf, "%s/%s", a, b);
}

/* Years before Christ: "BC0264"; EDTF counts from the year 0, which is 1 BC. Its days are no part
 * of our calendar, which begins with the year 1. */
static void write_before_christ(const sayso_when *w, written *o)
{
    if (w->grain == SAYSO_G_CENTURY) {
        snprintf(o->value, sizeof o->value, "BC%02d", w->year / 100);
    } else {
        snprintf(o->value, sizeof o->value, "BC%04d", w->year);
        snprintf(o->edtf, sizeof o->edtf, w->year > 1 ? "-%04d" : "%04d", w->year - 1);
    }
}

static void write_year(const sayso_when *w, written *o)
{
    int32_t size = w->grain == SAYSO_G_CENTURY ? 100 : w->grain == SAYSO_G_DECADE ? 10 : 1;
    static const char *const format[] = {"%02d", "%03d", "%04d"};
    static const char *const edtf[] = {"%02dXX", "%03dX", "%04d"};
    int i = size == 100 ? 0 : size == 10 ? 1 : 2;
    snprintf(o->value, sizeof o->value, format[i], w->year / size);
    snprintf(o->edtf, sizeof o->edtf, edtf[i], w->year / size);
    int32_t y = w->year < 1 ? 1 : w->year;
    o->first = day_of(y, 1, 1);
    o->last = day_of(w->year + size - 1, 12, 31);
}

static void write_part(const sayso_when *w, written *o)
{
    static const char season[4][3] = {"SP", "SU", "FA", "WI"};
    int32_t y = w->year, p = w->part;
    switch (w->grain) {
    case SAYSO_G_HALF:
        snprintf(o->value, sizeof o->value, "%04d-H%d", y, p);
        months(o, y, p * 6 - 5, p * 6);
        range_edtf(o);
        break;
    case SAYSO_G_QUARTER:
        snprintf(o->value, sizeof o->value, "%04d-Q%d", y, p);
        months(o, y, p * 3 - 2, p * 3);
        range_edtf(o);
        break;
    case SAYSO_G_SEASON:
        snprintf(o->value, sizeof o->value, "%04d-%s", y, season[(p - 1) & 3]);
        months(o, y, p * 3, p == 4 ? 14 : p * 3 + 2);
        snprintf(o->edtf, sizeof o->edtf, "%04d-%d", y, 20 + p);
        break;
    default:
        snprintf(o->value, sizeof o->value, "%04d-%02d", y, w->month);
        months(o, y, w->month, w->month);
        memcpy(o->edtf, o->value, sizeof o->edtf);
        break;
    }
}

static void write_week(const sayso_when *w, written *o)
{
    int32_t year, monday = w->at - (int32_t)sayso__date_weekday(w->at) + 1;
    uint32_t week = sayso__date_iso_week(w->at, &year);
    bool end = w->grain == SAYSO_G_WEEKEND;
    snprintf(o->value, sizeof o->value, "%04d-W%02u%s", year, week, end ? "-WE" : "");
    o->first = end ? monday + 5 : monday;
    o->last = monday + 6;
    range_edtf(o);
}

static void write_day(const sayso_when *w, written *o)
{
    char day[16];
    sayso__date_print(w->at, day);
    o->first = o->last = w->at;
    memcpy(o->edtf, day, sizeof day);
    if (w->hour >= 0) {
        int n = snprintf(o->value, sizeof o->value, "%sT%02d:%02d", day, w->hour, w->minute);
        if (w->second >= 0)
            snprintf(o->value + n, sizeof o->value - (size_t)n, ":%02d", w->second);
        if (w->hour < 24)
            snprintf(o->edtf, sizeof o->edtf, "%sT%02d:%02d:%02d%s", day, w->hour, w->minute,
                     w->second > 0 ? w->second : 0, w->zulu ? "Z" : "");
    } else if (w->pod && w->type == SAYSO_TIMEX_TIME) {
        snprintf(o->value, sizeof o->value, "%sT%s", day, w->pod);
    } else {
        memcpy(o->value, day, sizeof day);
    }
}

/* ---- durations and sets --------------------------------------------------------------------- */

/* n of a unit: "P2W", "PT1H30M", "P2Y6M", "PXD". */
static void write_span(const sayso_when *w, written *o)
{
    static const char letter[] = "?SMHDWMQYYYWWY";
    static const double times[] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 10, 100, 1, 2, 1000};
    const char *t = w->unit <= 3 ? "T" : "";
    uint8_t u = w->unit <= 13 ? w->unit : 0;
    if (w->many) {
        static const char *const many[] = {"X", "S", "M", "H", "D",  "W", "M",
                                           "Q", "Y", "E", "C", "WE", "W", "L"};
        snprintf(o->value, sizeof o->value, "P%sX%s", t, many[u]);
        return;
    }
    double n = w->num * times[u], whole = floor(n), rest = n - whole;
    if (u == 11) {
        snprintf(o->value, sizeof o->value, "P%.0fWE", n);
    } else if (rest == 0 || n > 1e6) {
        snprintf(o->value, sizeof o->value, "P%s%.0f%c", t, n, letter[u]);
    } else if (u == 8 || u == 3 || u == 2) {
        const char *sub = u == 8 ? "M" : u == 3 ? "M" : "S";
        double minor = floor(rest * (u == 8 ? 12 : 60) + 0.5);
        if (whole > 0)
            snprintf(o->value, sizeof o->value, "P%s%.0f%c%.0f%s", t, whole, letter[u], minor, sub);
        else
            snprintf(o->value, sizeof o->value, "P%s%.0f%s", t, minor, sub);
    } else {
        snprintf(o->value, sizeof o->value, "P%s%.3g%c", t, n, letter[u]);
    }
}

static void write_set(const sayso_when *w, written *o)
{
    if (w->text)
        snprintf(o->value, sizeof o->value, "%s", w->text);
    else if (w->unit)
        write_span(w, o);
    else if (w->weekday)
        snprintf(o->value, sizeof o->value, "XXXX-WXX-%d%s%s", w->weekday, w->pod ? "T" : "",
                 w->pod ? w->pod : "");
    else if (w->month)
        snprintf(o->value, sizeof o->value, "XXXX-%02d", w->month);
    else if (w->part)
        snprintf(o->value, sizeof o->value, "XXXX-%s",
                 w->part == 1   ? "SP"
                 : w->part == 2 ? "SU"
                 : w->part == 3 ? "FA"
                                : "WI");
    else
        snprintf(o->value, sizeof o->value, "XXXX-XX-XXT%s", w->pod ? w->pod : "DT");
}

/* ---- all ------------------------------------------------------------------------------------ */

/* early, mid, late: a third; "earlier this year" ends with the report, "later" begins with it. */
static void narrow(const sayso_when *w, const sayso_time_context *c, written *o)
{
    int32_t n = o->last - o->first + 1, third = n / 3;
    if (n < 3 || o->first == SAYSO_NO_DAY)
        return;
    bool now = (w->dir == SAYSO_D_THIS || w->dir == SAYSO_D_THE) && c->report != SAYSO_NO_DAY &&
               c->report >= o->first && c->report <= o->last;
    if (w->mod == SAYSO_MOD_START)
        o->last = now ? c->report : o->first + third;
    else if (w->mod == SAYSO_MOD_MID)
        o->first += third, o->last -= third;
    else if (w->mod == SAYSO_MOD_END)
        o->first = now ? c->report : o->last - third;
    if (w->mod == SAYSO_MOD_APPROX && strlen(o->edtf) + 2 < sizeof o->edtf && !strchr(o->edtf, '/'))
        memcpy(o->edtf + strlen(o->edtf), "~", 2);
}

static sayso_str keep(sayso_arena *a, const char *s, bool *ok)
{
    if (!*s)
        return (sayso_str){NULL, 0};
    size_t n = strlen(s);
    const char *p = sayso__arena_copy(a, s, n);
    *ok = *ok && p;
    return sayso__str(p, n);
}

/* Why has it no value? */
static const char *reason(const sayso_when *w, const sayso_time_context *c)
{
    if (w->wrong)
        return w->grain == SAYSO_G_NONE ? SAYSO_TIMEX_NO_ANCHOR : SAYSO_TIMEX_NO_DAY;
    if (w->dir == SAYSO_D_EVENT && c->event == SAYSO_NO_DAY)
        return SAYSO_TIMEX_NO_EVENT;
    if (w->shift && (w->dir == SAYSO_D_REPORT ? c->report != SAYSO_NO_DAY : c->last.resolved) &&
        (w->shift > FAR_UNITS || w->shift < -FAR_UNITS))
        return SAYSO_TIMEX_TOO_FAR;
    return SAYSO_TIMEX_NO_ANCHOR;
}

bool sayso__timex_write(const sayso_when *w, const sayso_time_context *c, sayso_arena *a,
                        sayso_timex *out)
{
    written o = {.first = SAYSO_NO_DAY, .last = SAYSO_NO_DAY};
    out->type = w->type;
    out->mod = w->mod;
    bool dated = w->type == SAYSO_TIMEX_DATE || w->type == SAYSO_TIMEX_TIME;
    if (w->type == SAYSO_TIMEX_SET)
        write_set(w, &o);
    else if (w->type == SAYSO_TIMEX_DURATION)
        write_span(w, &o);
    else if (w->text && w->grain == SAYSO_G_NONE)
        snprintf(o.value, sizeof o.value, "%s", w->text);
    else if (w->resolved && !w->wrong && w->bc)
        write_before_christ(w, &o);
    else if (w->resolved && !w->wrong && w->grain <= SAYSO_G_YEAR)
        write_year(w, &o);
    else if (w->resolved && !w->wrong && w->grain <= SAYSO_G_MONTH)
        write_part(w, &o);
    else if (w->resolved && !w->wrong && w->grain <= SAYSO_G_WEEKEND)
        write_week(w, &o);
    else if (w->resolved && !w->wrong)
        write_day(w, &o);
    if (dated && o.first != SAYSO_NO_DAY)
        narrow(w, c, &o);
    out->why = o.value[0] ? NULL : reason(w, c);
    bool ok = true;
    out->value = keep(a, o.value, &ok);
    out->edtf = keep(a, o.edtf, &ok);
    out->first = o.first;
    out->last = o.last;
    return ok;
}
