/* sentence.h -- tokens of a block -> sentences.  Layer: token. */
#ifndef SAYSO_TOKEN_SENTENCE_H
#define SAYSO_TOKEN_SENTENCE_H

#include "base/array.h"
#include "token/token.h"

typedef struct {
    sayso_arena *arena;
    const sayso_token_model *model; /* NULL: rules */
    const char *text;
    const sayso_token *tok;
    uint32_t block;             /* that is being cut */
    SAYSO_ARRAY(uint32_t) sent; /* first token of each */
    SAYSO_ARRAY(uint32_t) sent_block;
} sayso_sentences;

/* Appends the sentences of tokens [first, end), all of one block. false when out of memory. */
bool sayso__sentence_cut(sayso_sentences *s, uint32_t first, uint32_t end);

#endif
