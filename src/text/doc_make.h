/* doc_make.h -- what makers of documents share; one a media type (the table in doc.c).
 * Layer: text.
 *
 * A maker reads m->doc->unit (bytes and parameters, nothing else: the ledger makes the document
 * again from these) and fills m->doc: text, map and title (sayso__doc_join, sayso__doc_page), and
 * of id, url, publisher, byline and published what the bytes say. What they leave out is completed
 * from unit.about and the caller's options. */
#ifndef SAYSO_TEXT_DOC_MAKE_H
#define SAYSO_TEXT_DOC_MAKE_H

#include "text/map.h"

typedef struct {
    sayso_doc *doc;
    sayso_arena *arena;
    const struct sayso_page_model *page;
    SAYSO_ARRAY(sayso_refusal) refusal;
} sayso_doc_maker;

/* Notes that something was not understood; reason is a constant, or lies in the document's arena.
 * false when out of memory. */
SAYSO_CHECKED bool sayso__doc_refuse(sayso_doc_maker *m, const char *reason);

/* The unit's bytes, in the charset that its parameters name; page: or the bytes themselves
 * (sayso__charset_choose). Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__doc_decode(sayso_doc_maker *m, bool page, sayso_mapped *out,
                                             sayso_error *err);

/* The document of a page that maps to the unit's bytes; title (may be NULL) goes before the page's
 * own. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__doc_page(sayso_doc_maker *m, sayso_mapped page,
                                           const sayso_text_builder *title, sayso_error *err);

/* The same of a piece that is nothing but the report's text, as feeds, news services and mail have
 * it: HTML (sayso__page_part), or plain text. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__doc_part(sayso_doc_maker *m, sayso_text_builder body, bool html,
                                           const sayso_text_builder *title, sayso_error *err);

/* Where the id counts only within its feed ("17"), the address becomes the id, if there is one: in
 * a ledger reports of many feeds meet. */
void sayso__doc_outer_id(sayso_doc *d);

/* A string of JSON input (json_text.h), unescaped, with its map. Errors: SAYSO_ELIMIT,
 * SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__doc_json_text(sayso_doc_maker *m, sayso_span at,
                                                sayso_text_builder *out, sayso_error *err);

/* Makers of media that have a file of their own. */
sayso_status sayso__doc_csv(sayso_doc_maker *m, sayso_error *err);

#endif
