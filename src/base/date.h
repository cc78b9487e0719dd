/* date.h -- civil dates (proleptic Gregorian calendar) and the days between them.  Layer: base.
 * Days are counted from 1970-01-01 (day 0); method: H. Hinnant, "chrono-compatible low-level date
 * algorithms". */
#ifndef SAYSO_BASE_DATE_H
#define SAYSO_BASE_DATE_H

#include "sayso/types.h"

#define SAYSO_NO_DAY INT32_MIN

typedef struct {
    int32_t year;
    uint8_t month, day; /* 1..12, 1..31; 0 for unknown */
} sayso_date;

int32_t sayso__date_to_day(sayso_date d);
sayso_date sayso__date_of_day(int32_t day);

/* 1..7, Monday is 1 (ISO 8601). */
uint32_t sayso__date_weekday(int32_t day);

uint32_t sayso__date_month_days(int32_t year, uint32_t month);

/* Is this a day of the calendar (year 1..9999)? */
bool sayso__date_valid(sayso_date d);

/* ISO 8601 week: *year is the week's year. */
uint32_t sayso__date_iso_week(int32_t day, int32_t *year);

/* Publication dates: ISO 8601 date or time, its basic form too, RFC 2822, DD-MON-YYYY hh:mm, "May
 * 3, 2031 10:00 AM", or asctime's. *day is the local day as written, *utc the instant in seconds
 * since 1970 (midnight UTC where no time is given). false if it is none of these. */
bool sayso__date_parse(sayso_str s, int32_t *day, int64_t *utc);

/* "YYYY-MM-DD" and a NUL. */
void sayso__date_print(int32_t day, char out[16]);

#endif
