/* parse_state.h -- the state of the arc-eager parser and its features, shared by parser and
 * trainer.  Layer: tag.
 *
 * Transition system: arc-eager (Nivre 2003) with the root as last word of the buffer (Ballesteros
 * and Nivre 2013). Nodes of a sentence of n words: 0..n-1 words, n the root, n+1 "no node". A
 * transition is chosen without its label by one linear model; a second one labels each arc as it is
 * made. */
#ifndef SAYSO_TAG_PARSE_STATE_H
#define SAYSO_TAG_PARSE_STATE_H

#include "model/linear.h"
#include "tag/lexeme.h"
#include "tag/tag_model.h"

enum { SAYSO_SHIFT, SAYSO_LEFT, SAYSO_RIGHT, SAYSO_REDUCE, SAYSO_N_ACTION };

#define SAYSO_PARSE_NODES (SAYSO_SENTENCE_MOST + 2)

/* What the features read of a node; parallel arrays would cost a cache line each. */
typedef struct {
    uint32_t w;                          /* hash of the lower-cased form */
    uint16_t c, g0, g1;                  /* cluster; coarse and middle class (lexeme.h) */
    uint8_t p, u;                        /* xpos, upos */
    uint16_t head;                       /* node or "no node" */
    uint16_t left, left2, right, right2; /* outermost and second outermost children */
    uint8_t rel;                         /* label of the arc to the head */
    uint8_t n_left, n_right;             /* children so far, at most 15 */
    uint8_t suffix;                      /* of the form, few bits */
    uint8_t alt;                         /* the Penn tag that came close, or 0 */
    uint64_t set_left, set_right;        /* labels of the children, bit a label */
} sayso_parse_node;

typedef struct {
    sayso_parse_node node[SAYSO_PARSE_NODES];
    uint16_t stack[SAYSO_PARSE_NODES];
    uint32_t n_stack, next, n; /* next: first word of the buffer; n words */
} sayso_parse_state;

/* Begin with sentence `sent` of tags (upos, xpos and lexemes are read). */
void sayso__parse_begin(sayso_parse_state *s, const sayso_tags *tags, uint32_t sent);

static inline bool sayso__parse_done(const sayso_parse_state *s)
{
    return s->next == s->n && s->n_stack == 0;
}

/* Bit a transition that may be taken now; never 0 before the end. */
uint32_t sayso__parse_legal(const sayso_parse_state *s);

/* Take a legal transition; rel is the label for LEFT and RIGHT. */
void sayso__parse_apply(sayso_parse_state *s, uint32_t action, uint8_t rel);

#define SAYSO_PARSE_FEATURES_MOST 160

/* Top of the stack and the node under it; "no node" where there is none. */
uint32_t sayso__parse_top(const sayso_parse_state *s);
uint32_t sayso__parse_under(const sayso_parse_state *s);

/* Features of the choice among transitions, in groups: what depends on one node alone, as first of
 * the buffer (with the words after it), as top of the stack or under it, and the rest. A sum over
 * one of the first three groups can be kept for the whole sentence. Each returns how many. */
uint32_t sayso__parse_front_features(const sayso_parse_state *s, uint32_t i, uint32_t *feat);
uint32_t sayso__parse_top_features(const sayso_parse_state *s, uint32_t i, uint32_t *feat);
uint32_t sayso__parse_under_features(const sayso_parse_state *s, uint32_t i, uint32_t *feat);
uint32_t sayso__parse_joint_features(const sayso_parse_state *s, uint32_t *feat);

/* All four groups; and the features of the label that LEFT or RIGHT would give. */
uint32_t sayso__parse_features(const sayso_parse_state *s, uint32_t *feat);
uint32_t sayso__parse_label_features(const sayso_parse_state *s, uint32_t action, uint32_t *feat);

#endif
