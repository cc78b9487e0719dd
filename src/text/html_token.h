/* html_token.h -- the bytes of a page -> tokens.  Layer: text.
 *
 * The tokenizer of the WHATWG HTML standard (section 13.2.5), tested against the html5lib cases.
 * A token copies nothing: it is spans of the page, and html_char.h says what characters such a span
 * stands for (references, line ends, NULs). Time is linear, memory constant. */
#ifndef SAYSO_TEXT_HTML_TOKEN_H
#define SAYSO_TEXT_HTML_TOKEN_H

#include "sayso/types.h"

/* Attributes of one tag that are kept; more are read over, and hit_limit tells. */
#define SAYSO_HTML_ATTRS_MOST 128u

typedef enum {
    SAYSO_HTML_END_OF_PAGE,
    SAYSO_HTML_TEXT,
    SAYSO_HTML_START,
    SAYSO_HTML_END,
    SAYSO_HTML_COMMENT,
    SAYSO_HTML_DOCTYPE
} sayso_html_kind;

/* How text is read where a token begins; also how the characters of a text token are to be read. */
typedef enum {
    SAYSO_HTML_DATA,      /* references; NUL stays NUL */
    SAYSO_HTML_RCDATA,    /* references, no tags: title, textarea */
    SAYSO_HTML_RAWTEXT,   /* neither: style, xmp, iframe, noembed, noframes */
    SAYSO_HTML_SCRIPT,    /* neither, and comments hide its end tag */
    SAYSO_HTML_PLAINTEXT, /* to the end of the page */
    SAYSO_HTML_CDATA,     /* to "]]>", in SVG and MathML */
    SAYSO_HTML_VALUE      /* of an attribute (never a token's) */
} sayso_html_mode;

typedef struct {
    sayso_span name, value; /* as they stand in the page; a value without its quotation marks */
} sayso_html_attr;

typedef struct {
    sayso_html_kind kind;
    sayso_html_mode mode; /* of a text token */
    sayso_span at;        /* the whole token */
    sayso_span name;      /* of a tag or doctype, as it stands */
    sayso_span data;      /* of a text or comment */
    bool self_closing;
    bool has_name, has_public, has_system, quirks; /* of a doctype */
    sayso_span public_id, system_id;
    uint32_t n_attr;
} sayso_html_token;

typedef struct {
    const char *p; /* the page: UTF-8, NULs allowed */
    uint32_t n, at;
    sayso_html_mode mode; /* may be set between tokens */
    sayso_str last;       /* name of the last start tag: whose end tag ends RCDATA and so on */
    bool foreign;         /* inside SVG or MathML: "<![CDATA[" is read */
    bool hit_limit;
    sayso_html_attr
        attr[SAYSO_HTML_ATTRS_MOST]; /* of the tag read last; the first of a name counts */
} sayso_html_lexer;

void sayso__html_start(sayso_html_lexer *x, const char *page, uint32_t n);

/* The next token; SAYSO_HTML_END_OF_PAGE at the end and ever after. */
void sayso__html_next(sayso_html_lexer *x, sayso_html_token *out);

#endif
