/* parse_beam.h -- the parser's search: the best few states side by side.  Layer: tag.
 *
 * Every parse of a sentence of n words takes 2n transitions, so that states after the same number
 * of them compare by the sum of their scores (Zhang and Clark 2008). A state that falls behind the
 * best by more than a margin is dropped, so that where the model is sure one state goes on alone
 * and costs no more than a greedy parser's. */
#ifndef SAYSO_TAG_PARSE_BEAM_H
#define SAYSO_TAG_PARSE_BEAM_H

#include "tag/parse_state.h"

#define SAYSO_BEAM_MOST 8u

/* How transitions and labels are scored: by the model's int8 weights, or by a trainer's. */
typedef struct {
    const void *ctx;
    void (*action)(const void *ctx, const uint32_t *feat, uint32_t n, int32_t score[4]);
    uint8_t (*label)(const void *ctx, const uint32_t *feat, uint32_t n);
    /* has the rows of features that will be scored on their way; NULL: nothing to fetch */
    void (*fetch)(const void *ctx, const uint32_t *feat, uint32_t n, bool label);
} sayso_parse_scorer;

/* One state kept after a step: its rank in the step before and what it did. */
typedef struct {
    uint8_t parent, action;
    int32_t total;
} sayso_beam_step;

/* A transition that may come next. */
typedef struct {
    int32_t total;
    uint8_t rank, action; /* of the state it comes from */
} sayso_beam_candidate;

typedef struct {
    sayso_parse_scorer scorer;
    uint32_t width; /* 1..SAYSO_BEAM_MOST */
    int32_t margin;
    sayso_beam_step *trace; /* [2 n][SAYSO_BEAM_MOST] filled by the search; NULL: not wanted */
    uint64_t n_kept;        /* states kept, over all steps of all searches */
    uint32_t n_item;
    struct {
        uint32_t slot;
        int32_t total;
    } item[SAYSO_BEAM_MOST]; /* best first */
    uint32_t step, n_step;   /* steps done of this search, and in all */
    sayso_beam_candidate list[SAYSO_BEAM_MOST];
    uint32_t feat[SAYSO_BEAM_MOST][SAYSO_PARSE_FEATURES_MOST]; /* of a state, then of its arc */
    uint32_t n_feat[SAYSO_BEAM_MOST];
    int32_t front[SAYSO_PARSE_NODES][4], top[SAYSO_PARSE_NODES][4], under[SAYSO_PARSE_NODES][4];
    sayso_parse_state state[SAYSO_BEAM_MOST];
} sayso_parse_beam;

/* The scorer that a model's weights make. */
sayso_parse_scorer sayso__parse_scorer(const sayso_tag_model *m);

/* Section "parse.beam": u32 width, 1..SAYSO_BEAM_MOST; i32 margin, in steps of the int8 weights of
 * "parse.action", above 0. */
#define SAYSO_BEAM_SECTION 8u

/* Search over sentence `sent` of tags; the best state at the end. */
const sayso_parse_state *sayso__beam_parse(sayso_parse_beam *b, const sayso_tags *tags,
                                           uint32_t sent);

/* Searches over n sentences from `sent` on, one step of each after the other: what a search will
 * sum is fetched from memory while the others compute. The same as n searches. */
#define SAYSO_BEAM_ABREAST 2u
void sayso__beam_parse_abreast(sayso_parse_beam *b, uint32_t n, const sayso_tags *tags,
                               uint32_t sent);

/* The best state that a search has come to. */
const sayso_parse_state *sayso__beam_best(const sayso_parse_beam *b);

/* Hang pairs of brackets and quotation marks in a finished tree on what they enclose. */
void sayso__parse_pairs(sayso_tags *tags, uint32_t sent);

/* Take a transition; an arc is labelled by the scorer. */
void sayso__beam_apply(const sayso_parse_scorer *scorer, sayso_parse_state *s, uint32_t action);

#endif
