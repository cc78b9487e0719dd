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

/* Sections: figures; what was not understood (t may be NULL). */
void sayso__brief_figures(sayso_brief *b);
void sayso__brief_refused(sayso_brief *b, const sayso_table_rows *t);

#endif
