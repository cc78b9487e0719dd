/* mention.h -- tags -> dates, figures, actors and their mentions.  Layer: mention.
 *
 * Terms: TIMEX3 (TimeML) for times; low, best, high (UCDP) for figures.
 *
 * Invariants (each has a property test of its name):
 *   M1  spans lie inside the text, are not empty, and do not cross a block's border
 *   M2  each actor index is SAYSO_NONE or < n_actor; speaks_for has no cycle
 *   M3  figure: low <= best <= high where they are known */
#ifndef SAYSO_MENTION_MENTION_H
#define SAYSO_MENTION_MENTION_H

#include "base/date.h"
#include "mention/place.h"
#include "tag/tag.h"

/* ---- times ----------------------------------------------------------------------------------- */

typedef struct {
    sayso_span at;
    uint32_t beg, end;   /* tokens */
    uint8_t type;        /* SAYSO_TIMEX_x */
    uint8_t mod;         /* SAYSO_MOD_x */
    sayso_str value;     /* TIMEX3 value; p = NULL when it has none */
    const char *why;     /* the reason then: SAYSO_TIMEX_x of this file, else NULL */
    sayso_str edtf;      /* ISO 8601-2 level 1, p = NULL if none */
    int32_t first, last; /* earliest and latest day it may mean, SAYSO_NO_DAY if unknown */
    bool from_event;     /* resolved against the event, not the day of publication */
} sayso_timex;

#define SAYSO_TIMEX_NO_DAY    "no day of the calendar"
#define SAYSO_TIMEX_NO_ANCHOR "no date to resolve it against"
#define SAYSO_TIMEX_NO_EVENT  "the event's date is not known"
#define SAYSO_TIMEX_TOO_FAR   "outside the years 1 to 9999"

/* ---- figures --------------------------------------------------------------------------------- */

typedef struct {
    double v;
    bool known;
} sayso_number;

typedef struct {
    sayso_span at;
    uint32_t beg, end; /* tokens of the number phrase */
    uint32_t head; /* token of the counted noun or the verb that gives the measure, or SAYSO_NONE */
    uint8_t measure;      /* SAYSO_MEASURE_x */
    uint8_t mod;          /* SAYSO_MOD_x */
    sayso_str population; /* "all", "children", "passengers" ... */
    sayso_str unit;       /* currency or %, p = NULL if none */
    sayso_number low, best, high;
    uint32_t part_of; /* figure of which it is a part, or SAYSO_NONE */
    sayso_str answer; /* survey: the answer it belongs to */
} sayso_figure;

/* ---- actors ---------------------------------------------------------------------------------- */

typedef struct {
    sayso_str name;   /* longest name in this report, without determiner */
    sayso_str *alias; /* [n_alias] other forms, in order of first sight, without duplicates */
    uint32_t n_alias;
    uint8_t class_; /* SAYSO_CLASS_x */
    uint8_t kind;   /* SAYSO_MENTION_x: person, organization, location, role, group */
    uint8_t gender; /* 'm', 'f', 0 unknown */
    bool named, plural;
    bool official;       /* holds an office or speaks for a state body */
    bool spokesperson;   /* "spokesman for", "spokeswoman" */
    char country[4];     /* ISO 3166 alpha-3 or empty */
    const char *sector;  /* PLOVER sector code or NULL */
    uint32_t speaks_for; /* actor index or SAYSO_NONE */
    uint32_t first;      /* its first mention */
} sayso_actor;

typedef struct {
    sayso_span at;
    uint32_t beg,
        end; /* tokens of the mention: the noun phrase without determiner and relative clause */
    uint32_t head; /* token */
    uint8_t kind;  /* SAYSO_MENTION_x */
    bool named;
    uint32_t actor; /* index or SAYSO_NONE */
} sayso_mention;

typedef struct {
    const sayso_tags *tags; /* borrowed */
    sayso_timex *timex;
    sayso_figure *figure;
    sayso_actor *actor;
    sayso_mention *mention; /* ordered by beg, then by longer first; may nest */
    uint32_t n_timex, n_figure, n_actor, n_mention;
    const sayso_places *places; /* towns of the world, borrowed; NULL for none */
    int32_t event_day; /* first day of the event the report is about, SAYSO_NO_DAY if unknown */
} sayso_mentions;

/* Fills all of *out. Errors: SAYSO_ENOMEM. Each part has its own file and entry: */
SAYSO_CHECKED sayso_status sayso__mention_run(const sayso_tags *tags, const sayso_places *places,
                                              sayso_arena *a, sayso_arena *scratch,
                                              sayso_mentions *out, sayso_error *err);

SAYSO_CHECKED sayso_status sayso__timex_find(const sayso_tags *tags, sayso_arena *a,
                                             sayso_arena *scratch, sayso_mentions *out,
                                             sayso_error *err);
/* The first time that begins at token tok or behind it; m->n_timex if none does. */
uint32_t sayso__timex_from(const sayso_mentions *m, uint32_t tok);
/* Does token tok stand in a time? */
bool sayso__timex_holds(const sayso_mentions *m, uint32_t tok);
/* Needs timex: a date is no figure. */
SAYSO_CHECKED sayso_status sayso__figure_find(const sayso_tags *tags, sayso_arena *a,
                                              sayso_arena *scratch, sayso_mentions *out,
                                              sayso_error *err);
SAYSO_CHECKED sayso_status sayso__actor_find(const sayso_tags *tags, sayso_arena *a,
                                             sayso_arena *scratch, sayso_mentions *out,
                                             sayso_error *err);

#endif
