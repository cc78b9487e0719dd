/* timex_rule.h -- the grammar of times: patterns over time words, and what each says.  Layer:
 * mention.
 *
 * The patterns are data/time/rules.tsv, one a line with its example, compiled at build time.
 * A pattern gives the core of an expression ("March 5, 1946", "two weeks", "the third quarter");
 * timex.c puts modifiers, "ago", and neighbouring cores together. */
#ifndef SAYSO_MENTION_TIMEX_RULE_H
#define SAYSO_MENTION_TIMEX_RULE_H

#include "mention/timex_word.h"

/* Elements of a pattern beyond the classes. */
enum {
    SAYSO_TE_DAY = SAYSO_TW_N, /* 1..31, 1st..31st */
    SAYSO_TE_YEAR,             /* four digits, or spoken */
    SAYSO_TE_SPOKEN,           /* two thousand and one, behind "the year" */
    SAYSO_TE_YY,               /* two digits, '98 */
    SAYSO_TE_N,                /* any number */
    SAYSO_TE_HOUR,             /* 0..24, "4.10" */
    SAYSO_TE_HHMM,             /* 1430 */
    SAYSO_TE_UNIT,             /* unit, singular or plural */
    SAYSO_TE_QUARTER,          /* the word quarter */
    SAYSO_TE_CENTURY,          /* the word century */
    SAYSO_TE_YEARWORD,         /* the word year */
    SAYSO_TE_DAYWORD,          /* the word day */
    SAYSO_TE_DIR,              /* this last next previous following same that past coming ... */
    SAYSO_TE_LINK,             /* to, or, and, hyphen */
    SAYSO_TE_AGO,              /* ago, earlier */
    SAYSO_TE_COUNT
};

#define SAYSO_TE_OPT 0x80u

/* What a pattern says: how its words are put into a sayso_when. */
typedef enum {
    SAYSO_TA_YMD,      /* any of day, month, year, two-digit year */
    SAYSO_TA_NUMERIC,  /* a date in digits */
    SAYSO_TA_ERA,      /* 264 BC */
    SAYSO_TA_WEEKDAY,  /* with or without direction */
    SAYSO_TA_DEICTIC,  /* today ... */
    SAYSO_TA_DIRECTED, /* last week, this summer, the following year, that night */
    SAYSO_TA_THE,      /* the quarter, the year */
    SAYSO_TA_QUARTER,  /* third quarter */
    SAYSO_TA_HALF,     /* first half */
    SAYSO_TA_CENTURY,  /* 20th century */
    SAYSO_TA_DECADE,   /* 1980s, the eighties */
    SAYSO_TA_SEASON,   /* summer */
    SAYSO_TA_HOLIDAY,  /* Christmas 1963 */
    SAYSO_TA_YEAREND,  /* year-end */
    SAYSO_TA_YEARAGO,  /* year-ago, the year-earlier quarter */
    SAYSO_TA_NEARDAY,  /* the day before yesterday */
    SAYSO_TA_DURATION, /* two weeks */
    SAYSO_TA_HALFMORE, /* a minute and a half, half an hour */
    SAYSO_TA_SPAN,     /* the past two months */
    SAYSO_TA_PLURAL,   /* weeks; recent years */
    SAYSO_TA_SET,      /* daily, each year, every Tuesday */
    SAYSO_TA_CLOCK,    /* 7:20 a.m. */
    SAYSO_TA_POD,      /* the morning */
    SAYSO_TA_PORTION,  /* the first week (of March) */
    SAYSO_TA_NTH,      /* (on) the 13th */
    SAYSO_TA_NOON,     /* noon */
    SAYSO_TA_VAGUE     /* now, recently, the past */
} sayso_time_action;

typedef struct {
    uint8_t action;
    uint32_t rule; /* its place in data/time/rules.tsv, from 0 */
    uint32_t n;    /* words */
    const sayso_time_word *slot[SAYSO_TE_COUNT];
    const sayso_time_word *second; /* the second number, or the second direction word */
} sayso_time_match;

#define SAYSO_TIME_RULES_MOST 56u /* that may begin with one class */

typedef struct {
    uint8_t list[SAYSO_TW_N][SAYSO_TIME_RULES_MOST];
    uint8_t n[SAYSO_TW_N];
} sayso_time_index;

/* Patterns by the class of their first word. */
void sayso__timex_index(sayso_time_index *out);

/* The longest pattern at words[i]; false if none. */
bool sayso__timex_match(const sayso_time_index *index, const sayso_time_words *words, uint32_t i,
                        sayso_time_match *out);

#endif
