/* html_page.h -- one event as a page of its own: what `brief --html` writes.  Layer: view.
 *
 * One file that can be mailed: no script, nothing is loaded, styles and drawings are inside. The
 * same state as the brief on a terminal, drawn: who says who did it, sources by day, positions as
 * lanes, figures as ranges, and each claim with its words in the report. All foreign text passes
 * markup.h.
 *
 * Invariant (test): H1  valid HTML whatever the reports say; no address is loaded or linked but
 * http(s) ones that a report gave for itself. */
#ifndef SAYSO_VIEW_HTML_PAGE_H
#define SAYSO_VIEW_HTML_PAGE_H

#include "view/brief.h"
#include "view/markup.h"

/* Errors: SAYSO_ENOMEM; failed writes stick to out. */
SAYSO_CHECKED sayso_status sayso__html_page(const sayso_state *s, const sayso_brief_options *o,
                                            sayso_arena *a, sayso_sink *out, sayso_error *err);

/* ---- between the files of the page ------------------------------------------------------- */

typedef struct {
    sayso_brief b; /* counting, days, names; its paper is not used */
    const sayso_state *s;
    sayso_sink *out;
    sayso_arena *a;
} sayso_html;

/* How a claim or position stands to responsibility; each has a colour and a shape. */
typedef enum {
    SAYSO_LOOK_BLAMES,
    SAYSO_LOOK_CLAIMS,
    SAYSO_LOOK_DENIES,
    SAYSO_LOOK_DOUBTS,
    SAYSO_LOOK_NEUTRAL,
    SAYSO_N_LOOK
} sayso_look;

/* Class of the style sheet, words of the key. */
const char *sayso__html_class(sayso_look look);
const char *sayso__html_look_words(sayso_look look);
/* SAYSO_N_LOOK for a claim that takes no side. */
sayso_look sayso__html_claim_look(const sayso_state_claim *c);
sayso_look sayso__html_position_look(uint8_t position);

/* The mark of a look around (x, y), about 12 wide. */
void sayso__html_mark(sayso_html *h, sayso_look look, int32_t x, int32_t y);

/* Text, escaped; numbers without the locale. */
void sayso__html_text(sayso_html *h, const char *text);
void sayso__html_number(sayso_html *h, double v);
/* At most `most` columns of it. */
void sayso__html_clip(sayso_html *h, const char *text, uint32_t most);
/* The day as the brief writes it, in a <time> where it is one. */
void sayso__html_day(sayso_html *h, const char *day);
/* " href=\"#c-ID\"" of a claim. */
void sayso__html_href(sayso_html *h, uint32_t claim);

/* Drawings: sources by day, positions as lanes, figures as ranges. html_draw.c */
void sayso__html_key(sayso_html *h);
void sayso__html_grid(sayso_html *h);
void sayso__html_lanes(sayso_html *h);
void sayso__html_ranges(sayso_html *h);

/* Reports with their words lit, and the claims in them. html_claims.c */
void sayso__html_reports(sayso_html *h);

#endif
