/* xml_part.h -- elements of XML, sound or broken, by their bytes.  Layer: text.
 *
 * Feeds are often no XML: ends are missing, names are undeclared, references are those of HTML.
 * This reads them all one way, by the tokens of html_token.h, and gives spans, so that each word
 * leads back to its bytes. Names count without their prefix and without case. No entity that a
 * document declares is ever expanded, and nothing is fetched.
 *
 * Time is linear, whatever the input: see SAYSO_XML_MISSES_MOST. */
#ifndef SAYSO_TEXT_XML_PART_H
#define SAYSO_TEXT_XML_PART_H

#include "text/html_token.h"
#include "text/map.h"

/* Ends that are sought in vain cost a look at all the rest; after so many none is sought. */
#define SAYSO_XML_MISSES_MOST 8u

/* Attributes that are kept of an element. */
#define SAYSO_XML_ATTRS_MOST 12u

typedef struct {
    sayso_span at;          /* with its tags */
    sayso_span inner;       /* between them */
    sayso_str prefix, name; /* as written; prefix n 0: none */
    sayso_html_attr attr[SAYSO_XML_ATTRS_MOST];
    uint32_t n_attr;
    bool empty; /* <name/> */
    bool parts; /* there are elements in it */
} sayso_xml_element;

typedef struct {
    sayso_html_lexer lexer;
    uint32_t misses;
} sayso_xml_cursor;

/* Elements of p[at.beg, at.end). */
void sayso__xml_start(sayso_xml_cursor *c, const char *p, sayso_span at);

/* The next start tag; false when there is none. What is inside comes next: only sayso__xml_take
 * knows the element's end, and goes there. */
bool sayso__xml_next(sayso_xml_cursor *c, sayso_xml_element *out);

/* Reads on to the end of the element that sayso__xml_next gave last. One without an end tag ends
 * where the next tag begins. */
void sayso__xml_take(sayso_xml_cursor *c, sayso_xml_element *e);

/* Both: the next element, to its end. */
bool sayso__xml_child(sayso_xml_cursor *c, sayso_xml_element *out);

/* Is this the element's name (in lower case, without prefix)? */
bool sayso__xml_is(const sayso_xml_element *e, const char *name);

/* The value of an attribute of that local name, references undone; p is NULL if there is none or
 * memory is out. */
sayso_str sayso__xml_attr(const char *p, const sayso_xml_element *e, const char *name,
                          sayso_arena *a);

/* Characters of a span, tags and comments left out: out maps them to bytes of p. NULs become
 * spaces. false when out of memory. */
bool sayso__xml_text(const char *p, sayso_span at, sayso_arena *a, sayso_text_builder *out);

/* The same as a string without white space at its ends; p is NULL where nothing is left. false when
 * out of memory. */
bool sayso__xml_string(const char *p, sayso_span at, sayso_arena *a, sayso_str *out);

/* The first element of one of these names (parted by spaces) inside a span, at any depth, with its
 * end. */
bool sayso__xml_find(const char *p, sayso_span at, const char *names, sayso_xml_element *out);

#endif
