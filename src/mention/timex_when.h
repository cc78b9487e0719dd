/* timex_when.h -- what an expression of time says, before and after it is resolved.  Layer:
 * mention.
 *
 *     match -> build -> sayso_when (as said) -> merge with neighbours -> resolve -> write
 */
#ifndef SAYSO_MENTION_TIMEX_WHEN_H
#define SAYSO_MENTION_TIMEX_WHEN_H

#include "mention/mention.h"
#include "mention/timex_rule.h"

/* From coarse to fine. */
typedef enum {
    SAYSO_G_NONE,
    SAYSO_G_CENTURY,
    SAYSO_G_DECADE,
    SAYSO_G_YEAR,
    SAYSO_G_HALF,
    SAYSO_G_QUARTER,
    SAYSO_G_SEASON,
    SAYSO_G_MONTH,
    SAYSO_G_WEEK,
    SAYSO_G_WEEKEND,
    SAYSO_G_DAY,
    SAYSO_G_CLOCK /* hour or part of the day, the day not said */
} sayso_grain;

/* How the missing part is found. */
typedef enum {
    SAYSO_D_BARE,      /* nothing said: by the tense of the verb */
    SAYSO_D_THIS,      /* that of the report */
    SAYSO_D_THE,       /* "the year": as this, but in a narrative that of the date spoken of */
    SAYSO_D_LAST,      /* the latest before the report's */
    SAYSO_D_NEXT,      /* the first after it */
    SAYSO_D_PREVIOUS,  /* one before the date spoken of */
    SAYSO_D_FOLLOWING, /* one after the date spoken of */
    SAYSO_D_SAME,      /* the date spoken of */
    SAYSO_D_LATEST,    /* the quarter spoken of, else the last whole one */
    SAYSO_D_REPORT,    /* `shift` units from the report */
    SAYSO_D_FOCUS,     /* `shift` units from the date spoken of */
    SAYSO_D_EVENT      /* `shift` units from the event */
} sayso_direction;

typedef enum { SAYSO_TENSE_NONE, SAYSO_TENSE_PAST, SAYSO_TENSE_FUTURE } sayso_tense;

typedef struct {
    uint8_t type, mod; /* SAYSO_TIMEX_x, SAYSO_MOD_x */
    uint8_t grain, dir;
    bool set, many; /* SET; the number of units is not said (PXD) */
    bool year_said; /* the text names the year itself */
    bool wrong;     /* not a date of the calendar */
    bool resolved;
    int32_t year, month, day; /* 0 where not said */
    int32_t part;             /* of the year: half, quarter, season 1.. ; 0 not said */
    int32_t weekday;          /* 1..7, 0 not said */
    int32_t hour, minute;     /* -1 not said */
    int32_t second;           /* -1 not said */
    int32_t at;               /* resolved: a day of that day, week, weekend; SAYSO_NO_DAY */
    const char *pod;          /* part of the day: MO AF EV NI ..., or NULL */
    const char *text;         /* value of a vague word, or a holiday's rule */
    double num;               /* of units */
    int32_t shift;            /* signed number of units for D_REPORT, D_FOCUS, D_EVENT */
    uint8_t unit;             /* 1 second .. 13 millennium, 0 none */
    bool zulu;                /* the clock is GMT's */
    bool bc;                  /* the year is before Christ */
    bool compared;            /* "year-ago", "a year earlier": what figures are compared with */
} sayso_when;

/* What dates are resolved against. */
typedef struct {
    int32_t report;  /* day of publication or SAYSO_NO_DAY */
    int32_t event;   /* SAYSO_NO_DAY while unknown */
    int32_t focus;   /* the day spoken of: last day named */
    sayso_when last; /* the last date named, resolved */
    int32_t story;   /* first day of the last month or day named: where a narrative is */
    bool narrative;  /* dates hang on the date before them, not on the day of publication */
    bool quarterly;  /* the figures spoken of are a quarter's, not of nine months or a year */
    int32_t quarter; /* the last quarter spoken of: year * 4 + quarter - 1, or SAYSO_NO_DAY */
} sayso_time_context;

/* Does the text tell of times past, so that partial dates hang on the date before them? */
bool sayso__timex_narrative(const sayso_tokens *t);

/* The first year of the past that a dated text names: where its story begins; 0 if none. */
int32_t sayso__timex_first_year(const sayso_tokens *t);

/* false: the words are no time after all. */
bool sayso__timex_build(const sayso_time_match *m, sayso_when *out);

/* Does a take b in ("10 p.m." and "Wednesday", "June" and "last year")? *a is then both. */
bool sayso__timex_merge(sayso_when *a, const sayso_when *b);

/* Fills in what was not said. Leaves `resolved` false where there is nothing to go by. */
void sayso__timex_resolve(sayso_when *w, const sayso_time_context *c, sayso_tense tense);

/* Value, EDTF, first and last day. false: out of memory. */
bool sayso__timex_write(const sayso_when *w, const sayso_time_context *c, sayso_arena *a,
                        sayso_timex *out);

#endif
