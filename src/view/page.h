/* page.h -- one report, one claim's chain, and the outcome of verify, for people.  Layer: view. */
#ifndef SAYSO_VIEW_PAGE_H
#define SAYSO_VIEW_PAGE_H

#include "view/brief.h"

/* The text of report 0 of s (the state of one report) with {sources}, <cues> and [contents] marked,
 * in colours where there are some; then its claims, figures, and what was not understood. Errors:
 * SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__page_report(const sayso_state *s, const sayso_brief_options *o,
                                              sayso_arena *a, sayso_sink *out, sayso_error *err);

/* The chain of hearsay of a claim. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__page_trace(const sayso_trace *t, const sayso_brief_options *o,
                                             sayso_arena *a, sayso_sink *out, sayso_error *err);

/* What a search found (SAYSO_SHOW_FIND), each row with its words lit. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__page_find(const sayso_table_rows *t, sayso_paper *paper,
                                            sayso_arena *a, sayso_error *err);
/* Takes the marks around the words out, for other forms. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__page_find_plain(sayso_table_rows *t, sayso_arena *a,
                                                  sayso_error *err);

void sayso__page_verify(const sayso_verified *v, sayso_sink *out);

#endif
