/* sentence.h -- tokens of a block -> sentences.  Layer: token.
 *
 * A walk stops at each place where a sentence may end; who walks (the splitter, the trainer)
 * decides whether it does. The order of calls: next, decide, next, decide ... */
#ifndef SAYSO_TOKEN_SENTENCE_H
#define SAYSO_TOKEN_SENTENCE_H

#include "base/array.h"
#include "token/token.h"

typedef struct {
    sayso_arena *arena;
    const sayso_token_model *model; /* NULL: rules */
    const char *text;
    const sayso_token *tok;
    sayso_span dateline;        /* of the document; {0, 0} if it has none */
    uint32_t block;             /* that is being cut */
    SAYSO_ARRAY(uint32_t) sent; /* first token of each */
    SAYSO_ARRAY(uint32_t) sent_block;
} sayso_sentences;

/* Where a walk over the tokens of a block stands. */
typedef struct {
    const char *text;
    const sayso_token *tok;
    uint32_t first, end; /* tokens of the block */
    uint32_t from;       /* where the sentence begins */
    uint32_t at;         /* token to look at next */
    bool open;           /* a straight quotation is open before it */
    bool soft;           /* places without a stop, too */
} sayso_walk;

/* A place where a sentence may end. */
typedef struct {
    uint32_t last; /* the stop, or what stands for it; closing marks may follow */
    uint32_t next; /* the token that would begin the next sentence, or the block's end */
    bool stop;     /* there is a stop; else a soft place */
    bool open;     /* a straight quotation is open behind it */
    bool rule;     /* what the rules decide */
} sayso_place;

/* The next place; false at the block's end. */
bool sayso__walk_next(sayso_walk *w, sayso_place *p);

/* Goes on behind the place, or (ends == false) with the token after it. */
void sayso__walk_decide(sayso_walk *w, const sayso_place *p, bool ends);

#define SAYSO_SPLIT_FEATURES 24u

/* Feature ids of a place; how many. */
uint32_t sayso__split_features(const sayso_walk *w, const sayso_place *p,
                               uint32_t feat[SAYSO_SPLIT_FEATURES]);

/* Appends the sentences of tokens [first, end), all of one block. false when out of memory. */
bool sayso__sentence_cut(sayso_sentences *s, uint32_t first, uint32_t end);

#endif
