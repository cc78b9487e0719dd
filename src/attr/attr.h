/* attr.h -- mentions -> attributions: source, cue, content, nesting, relays.  Layer: attr.
 *
 * Terms: PolNeAR, PARC 3. Content keeps its quotation marks and a leading "that" (views keep it,
 * too).
 *
 * Invariants (each has a property test of its name):
 *   A1  pieces lie inside the text, are not empty; those of a role of an attribution are ordered,
 *       disjoint
 *   A2  each attribution has a cue or a content; parent is SAYSO_NONE or an earlier index
 *   A3  attributions are ordered by their first piece
 *   A4  a quotation never runs past its block unless the next one opens with a mark */
#ifndef SAYSO_ATTR_ATTR_H
#define SAYSO_ATTR_ATTR_H

#include "mention/mention.h"

typedef struct {
    sayso_span at;
    uint32_t beg, end; /* tokens */
} sayso_piece;

/* One pair of quotation marks. */
typedef struct {
    uint32_t open,
        close;    /* tokens of the marks; close == SAYSO_NONE: never closed, ends with its block */
    uint32_t end; /* one past the last token inside or of the closing mark */
    uint32_t parent; /* enclosing quotation or SAYSO_NONE */
    bool speech;     /* not a title or a scare quote of a word or two */
} sayso_quote;

typedef struct {
    uint32_t actor; /* index into actor */
    sayso_span at;  /* the words that name it, {0,0} if none */
    int32_t day;    /* of the carrying, SAYSO_NO_DAY if not said */
} sayso_relay;

typedef struct {
    uint32_t piece; /* first of its pieces: sources, then cues, then contents */
    uint16_t n_source, n_cue, n_content;
    uint8_t quote_type;    /* SAYSO_QUOTE_x */
    uint32_t parent;       /* attribution in whose content this one stands, or SAYSO_NONE */
    uint32_t sent;         /* sentence of the cue, else of the first content */
    uint32_t cue_head;     /* token: head of the cue, or SAYSO_NONE */
    uint32_t source_head;  /* token: head of the source, or SAYSO_NONE */
    uint32_t source_actor; /* index into actor or SAYSO_NONE */
    uint32_t via, n_via;   /* range of relay, outermost first */
} sayso_attribution;

typedef struct {
    const sayso_mentions *mentions; /* borrowed */
    sayso_quote *quote;
    sayso_piece *piece;
    sayso_relay *relay;
    sayso_attribution *attribution;
    sayso_actor
        *actor; /* those of mentions (same indices), then those that only a source phrase names */
    uint32_t n_quote, n_piece, n_relay, n_attribution, n_actor;
} sayso_attrs;

typedef struct sayso_attr_model sayso_attr_model;

/* Errors: SAYSO_ENOMEM. On SAYSO_OK A1-A4 hold. Linear in tokens. */
SAYSO_CHECKED sayso_status sayso__attr_run(const sayso_mentions *mentions,
                                           const sayso_attr_model *model, sayso_arena *a,
                                           sayso_arena *scratch, sayso_attrs *out,
                                           sayso_error *err);

/* Pieces of one role of attribution i: *n of them from the pointer returned. */
static inline const sayso_piece *sayso__attr_source(const sayso_attrs *s, uint32_t i, uint32_t *n)
{
    *n = s->attribution[i].n_source;
    return s->piece + s->attribution[i].piece;
}
static inline const sayso_piece *sayso__attr_cue(const sayso_attrs *s, uint32_t i, uint32_t *n)
{
    *n = s->attribution[i].n_cue;
    return s->piece + s->attribution[i].piece + s->attribution[i].n_source;
}
static inline const sayso_piece *sayso__attr_content(const sayso_attrs *s, uint32_t i, uint32_t *n)
{
    *n = s->attribution[i].n_content;
    return s->piece + s->attribution[i].piece + s->attribution[i].n_source +
           s->attribution[i].n_cue;
}

#endif
