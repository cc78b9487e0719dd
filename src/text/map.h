/* map.h -- where bytes of a text came from: runs (doc.h), built, asked, and laid over each other.
 * Layer: text. */
#ifndef SAYSO_TEXT_MAP_H
#define SAYSO_TEXT_MAP_H

#include "base/array.h"
#include "text/doc.h"

/* A text and its map. Runs are ordered, the first begins at 0, each goes on to the next. */
typedef struct {
    const char *p;
    uint32_t n;
    const sayso_map_run *map; /* [n_map] */
    uint32_t n_map;
} sayso_mapped;

/* Text under construction, and its map. */
typedef struct {
    char *p;
    uint32_t n;
    SAYSO_ARRAY(sayso_map_run) map;
    bool replaced; /* something that no text can hold became U+FFFD */
} sayso_text_builder;

/* Notes that the next n bytes of text come from run.raw; plain pieces in a row become one run.
 * run.text is the builder's n. false when out of memory. */
bool sayso__map_add(sayso_text_builder *b, sayso_arena *a, uint32_t n, sayso_map_run run);

/* The bytes that a span of the text came from (smallest range that holds them); of an empty span
 * the place where it stands. O(log n). */
sayso_span sayso__map_raw(const sayso_mapped *m, sayso_span at);

/* `upper` maps a text to bytes of lower's text: *upper then maps it to lower's own bytes. false
 * when out of memory. O(runs of both). */
bool sayso__map_compose(sayso_text_builder *upper, const sayso_mapped *lower, sayso_arena *a);

/* White space, no-break spaces too, becomes one space, and none at the ends; in place. false when
 * out of memory. */
bool sayso__map_squeeze(sayso_text_builder *b, sayso_arena *a);

/* Title (n 0: none), blank line and body become the text of d, with one map. false when out of
 * memory. */
bool sayso__doc_join(sayso_doc *d, const sayso_text_builder *title, const sayso_text_builder *body,
                     sayso_arena *a);

#endif
