/* brief.h -- one event on a page, for people.  Layer: view.
 *
 * The ledger's state, set as text: who says who did it, positions that turned, figures, what was
 * said without evidence, hearsay, timeline, copies, refusals. Nothing is concluded here; the page
 * only counts how many independent reports stand behind a line. */
#ifndef SAYSO_VIEW_BRIEF_H
#define SAYSO_VIEW_BRIEF_H

#include "ledger/ledger.h"
#include "view/paper.h"

typedef struct {
    uint32_t width;
    bool colour;
    bool ids;                        /* name the claims behind each line */
    const sayso_table_rows *refused; /* what was not understood, or NULL */
} sayso_brief_options;

/* Errors: SAYSO_ENOMEM; failed writes stick to out. */
SAYSO_CHECKED sayso_status sayso__brief_text(const sayso_state *s, const sayso_brief_options *o,
                                             sayso_arena *a, sayso_sink *out, sayso_error *err);

/* ---- what the parts of the page share ----------------------------------------------------------
 */

typedef struct {
    sayso_paper p;
    const sayso_state *s;
    sayso_arena *a;
    bool ids;
    uint32_t *stamp; /* [n_report] scratch of counting */
    uint32_t round;  /* ... */
    int32_t year;    /* of the event: left out of dates */
    bool failed;     /* memory ran out on the way */
} sayso_brief;

/* Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__brief_init(sayso_brief *b, const sayso_state *s,
                                             const sayso_brief_options *o, sayso_arena *a,
                                             sayso_sink *out, sayso_error *err);
void sayso__brief_heading(sayso_brief *b, const char *text);
/* "4 May", with the year when it is not the event's; other EDTF as it is; "" for NULL. */
void sayso__brief_day(const sayso_brief *b, const char *day, char out[40]);
/* Counting independent reports: begin, then ask of each report whether it is one more. */
void sayso__brief_count(sayso_brief *b);
bool sayso__brief_count_report(sayso_brief *b, uint32_t report);
/* A faint line of claim ids, when they were asked for. */
void sayso__brief_ids(sayso_brief *b, const uint32_t *claim, uint32_t n);
const char *sayso__brief_actor(const sayso_brief *b, uint32_t i, const char *otherwise);
/* Who published report i, else the last part of its id. */
const char *sayso__brief_publisher(const sayso_brief *b, uint32_t i);

/* The next line, indented. */
void sayso__brief_line(sayso_brief *b, uint32_t indent);
/* A name, then to that column; below where the name is longer. */
void sayso__brief_name(sayso_brief *b, const char *name, uint32_t column);

/* Who blames whom, or claims it. */
typedef struct {
    uint32_t by, of;           /* of: SAYSO_NONE where it claims or admits itself */
    const char *who, *of_name; /* as they are written; of_name "" for SAYSO_NONE */
    const char *verb, *first;
    const sayso_state_figure *share; /* `by` are people asked in a survey, so many of them */
    const uint32_t *claim;
    uint32_t n_claim, in; /* in: independent reports */
    const uint32_t *denied_by;
    uint32_t n_denied_by;
} sayso_accusation;

/* Said by most independent reports first, then by day; returns how many. */
uint32_t sayso__brief_accusations(sayso_brief *b, sayso_accusation **out);
/* "later blames nobody (12 May); North Front denies (5 May)"; p == NULL: nothing. */
sayso_str sayso__brief_answers(sayso_brief *b, const sayso_accusation *x);

/* Surveys: the share of those asked that makes a claim (NULL: the claim is no survey's); the claim
 * of those of whom a figure is the share, or SAYSO_NONE; who asked, or NULL. */
const sayso_state_figure *sayso__brief_share(const sayso_brief *b, uint32_t claim);
uint32_t sayso__brief_answer_of(const sayso_brief *b, const sayso_state_figure *f);
const char *sayso__brief_pollster(const sayso_brief *b, uint32_t claim);

/* "accused the Coastal Front of planting the bomb": a claim's words from its cue on, where they
 * stand together; else {NULL, 0}. */
sayso_str sayso__brief_said(const sayso_brief *b, uint32_t claim);

/* A value of the table of figures, with all figures that give it. */
typedef struct {
    const sayso_state_figure *f; /* the first that gives it */
    uint32_t index;              /* ... in the state */
    const char *day;             /* as of, else published */
    const char *who;             /* gives it: its source, pollster or outlet */
    bool answer;                 /* a share of those asked in a survey */
    uint32_t in;                 /* independent reports */
    uint32_t from, n;            /* range of the figures, sorted by value, that give it */
    uint32_t n_old;              /* of them superseded by a later one */
    bool disputed;               /* one of them is in a conflict */
} sayso_figure_row;

/* Rows of distinct values by subject (measure, population, unit) and day; *all (sorted by value)
 * keeps every figure. Returns how many rows; 0 with b->failed when out of memory. */
uint32_t sayso__brief_figure_rows(sayso_brief *b, sayso_figure_row **all, sayso_figure_row **rows);
/* Are two figures of one subject? */
bool sayso__brief_same_subject(const sayso_state_figure *x, const sayso_state_figure *y);
/* "12", "14M" for 14 million, "-" where it is not known. Returns the length. */
uint32_t sayso__brief_bound(sayso_number v, char text[40]);

/* An answer in a survey, with all reports that carry it. */
typedef struct {
    const sayso_figure_row *r; /* the share; who asked, and when */
    sayso_str text;            /* what they answer */
    uint32_t of;               /* the claim of those asked, else of who gives the share */
    const uint32_t *claim;     /* all of them */
    uint32_t n_claim, in;      /* in: independent reports */
} sayso_survey_answer;

/* By survey, the largest share first; returns how many. */
uint32_t sayso__brief_survey_answers(sayso_brief *b, sayso_survey_answer **out);
bool sayso__brief_same_survey(const sayso_survey_answer *x, const sayso_survey_answer *y);
/* "48%" */
void sayso__brief_percent(const sayso_survey_answer *x, char share[48]);

/* Sections: who did it; surveys; figures; what was not understood (t may be NULL). */
void sayso__brief_who(sayso_brief *b);
void sayso__brief_surveys(sayso_brief *b);
void sayso__brief_figures(sayso_brief *b);
void sayso__brief_refused(sayso_brief *b, const sayso_table_rows *t);

#endif
