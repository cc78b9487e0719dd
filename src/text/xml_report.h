/* xml_report.h -- one report in XML: an item of a feed, a NewsML item, NITF.  Layer: text.
 *
 * Where title and body lie and how they are written; then, the same for all, their text and the map
 * to the bytes. */
#ifndef SAYSO_TEXT_XML_REPORT_H
#define SAYSO_TEXT_XML_REPORT_H

#include "text/doc_make.h"
#include "text/xml_part.h"

/* How text is written. Feeds seldom say, or say what is not so. */
typedef enum {
    SAYSO_WRITTEN_ANY,    /* plain, or HTML with its "<" escaped, or HTML as it stands: looked at */
    SAYSO_WRITTEN_PLAIN,  /* characters */
    SAYSO_WRITTEN_HTML,   /* HTML, its "<" escaped */
    SAYSO_WRITTEN_MARKUP, /* elements that stand as such */
    SAYSO_WRITTEN_BASE64
} sayso_written;

typedef struct {
    sayso_span at; /* between the element's tags; beg == end: nothing */
    sayso_written written;
} sayso_xml_words;

/* Bodies that an item may have, best first: the first that has words is taken. */
#define SAYSO_XML_BODIES 8u

typedef struct {
    sayso_xml_words title, body[SAYSO_XML_BODIES];
    sayso_str id, url, publisher, byline, published, modified, section, tags, language;
} sayso_xml_report;

/* An item or entry of a feed: the first element of p[0, n). base: what relative addresses are
 * relative to (may have n 0). false when out of memory. */
bool sayso__feed_item(const char *p, uint32_t n, sayso_str base, sayso_arena *a,
                      sayso_xml_report *out);

/* A news item of NewsML 1 or G2, or NITF. false when out of memory. */
bool sayso__news_item(const char *p, uint32_t n, sayso_arena *a, sayso_xml_report *out);

/* The element of such a unit, whatever it is (in the table of doc.c). */
SAYSO_CHECKED sayso_status sayso__doc_xml(sayso_doc_maker *m, sayso_error *err);

/* Words into text that maps to p; *html: it is a page's. false when out of memory. */
bool sayso__xml_words(const char *p, sayso_xml_words words, sayso_arena *a, sayso_text_builder *out,
                      bool *html);

/* Words as one line without tags, white space collapsed: a title. false when out of memory. */
bool sayso__xml_line(const char *p, sayso_xml_words words, sayso_arena *a, sayso_text_builder *out);

/* Has a text tags or references of HTML? */
bool sayso__looks_html(sayso_str s);

/* "lena@northern.example (Lena Garrod)", "Lena Garrod (lena@northern.example)": the name; another
 * text (n > 0) as it is. */
sayso_str sayso__xml_person(sayso_str s);

#endif
