/* paper.h -- text set for people: columns, wrapping, colours.  Layer: view.
 *
 * Texts of reports are foreign: control characters in them (escape sequences, bidirectional
 * overrides) are never passed on to a terminal. Widths are columns as wcwidth counts them
 * (utf8proc), whatever the locale. */
#ifndef SAYSO_VIEW_PAPER_H
#define SAYSO_VIEW_PAPER_H

#include "base/sink.h"

typedef enum {
    SAYSO_STYLE_PLAIN,
    SAYSO_STYLE_HEAD,    /* headings */
    SAYSO_STYLE_FAINT,   /* ids, notes */
    SAYSO_STYLE_SOURCE,  /* the words that name a source */
    SAYSO_STYLE_CUE,     /* ... that say that something was said */
    SAYSO_STYLE_CONTENT, /* ... that were said */
    SAYSO_STYLE_WARN,
    SAYSO_N_STYLE
} sayso_style;

typedef struct {
    sayso_sink *out;
    uint32_t width; /* columns of the page */
    bool colour;
    uint32_t column; /* where the next character goes */
    uint8_t style;   /* sayso_style in force */
} sayso_paper;

void sayso__paper_init(sayso_paper *p, sayso_sink *out, uint32_t width, bool colour);

/* Columns that s takes. */
uint32_t sayso__paper_width(sayso_str s);

void sayso__paper_style(sayso_paper *p, sayso_style style);

/* s on one line: line breaks become spaces, other control characters are dropped. */
void sayso__paper_put(sayso_paper *p, sayso_str s);
void sayso__paper_text(sayso_paper *p, const char *z);
void sayso__paper_print(sayso_paper *p, const char *format, ...) SAYSO_FORMAT(2, 3);
void sayso__paper_newline(sayso_paper *p);

/* Columns left on the line. */
static inline uint32_t sayso__paper_left(const sayso_paper *p)
{
    return p->width > p->column ? p->width - p->column : 0;
}

/* Spaces up to a column; at least `gap` of them. */
void sayso__paper_tab(sayso_paper *p, uint32_t column, uint32_t gap);

/* At most `most` columns of s, cut with "…" where it is longer. */
void sayso__paper_clip(sayso_paper *p, sayso_str s, uint32_t most);

/* Words of s from here on, the lines that follow indented; a word longer than a line is broken. The
 * bytes 1..SAYSO_N_STYLE in s switch to style byte - 1 and take no room. */
void sayso__paper_wrap(sayso_paper *p, sayso_str s, uint32_t indent);

/* The same, cut with "…" where it is longer than about so many lines. */
void sayso__paper_wrap_most(sayso_paper *p, sayso_str s, uint32_t indent, uint32_t lines);

#endif
