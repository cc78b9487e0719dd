/* token.h -- document -> tokens and sentences.  Layer: token.
 *
 * Tokens are the words of Universal Dependencies v2 English: "don't" is "do" + "n't", "Kyiv's" is
 * "Kyiv" + "'s". A sentence never crosses a block's border.
 *
 * Invariants (each has a property test of its name):
 *   T1  every span lies inside the text and is not empty
 *   T2  tok[i].at.end <= tok[i+1].at.beg          (ordered, disjoint)
 *   T3  bytes between tokens are white space or invisible (nothing is dropped)
 *   T4  no sentence has more than SAYSO_SENTENCE_MOST tokens */
#ifndef SAYSO_TOKEN_TOKEN_H
#define SAYSO_TOKEN_TOKEN_H

#include "text/doc.h"

/* A longer sentence is cut, at punctuation where there is some. */
#define SAYSO_SENTENCE_MOST 512

typedef enum {
    SAYSO_TOKEN_WORD,
    SAYSO_TOKEN_NUMBER,
    SAYSO_TOKEN_PUNCT,
    SAYSO_TOKEN_OPEN_QUOTE,  /* a quotation mark by its form or place: opens */
    SAYSO_TOKEN_CLOSE_QUOTE, /* closes */
    SAYSO_TOKEN_QUOTE, /* a mark that may be either (straight, with space on both sides or on none)
                        */
    SAYSO_TOKEN_SYMBOL,
    SAYSO_TOKEN_URL,   /* web address, e-mail address */
    SAYSO_TOKEN_HANDLE /* @name, #tag */
} sayso_token_kind;

#define SAYSO_TOKEN_SPACE_BEFORE 1u /* white space, or the text's beginning, before it */
#define SAYSO_TOKEN_CAPITAL      2u /* first letter is upper case */
#define SAYSO_TOKEN_ALL_CAPS     4u /* two and more letters, all upper case */
#define SAYSO_TOKEN_SUFFIX                                                                         \
    8u /* second and later part of a split word: n't, 's, not of "cannot"                          \
        */

typedef struct {
    sayso_span at;
    uint8_t kind;  /* sayso_token_kind */
    uint8_t flags; /* SAYSO_TOKEN_x */
} sayso_token;

typedef struct {
    const sayso_doc *doc; /* borrowed; outlives this */
    sayso_token *tok;     /* [n_tok] */
    uint32_t *sent;       /* [n_sent + 1] first token of each; sent[n_sent] == n_tok */
    uint32_t *sent_block; /* [n_sent] index of the block that holds it */
    uint32_t *tok_sent;   /* [n_tok] sentence of each token */
    uint32_t n_tok, n_sent;
} sayso_tokens;

typedef struct sayso_token_model
    sayso_token_model; /* the trained splitter's weights; token_model.h */

/* Split a document into tokens and sentences.  Cost O(bytes). model may be NULL (rules alone).
 * On SAYSO_OK T1-T4 hold and *out lives until the arena is reset; otherwise *out is zero and *err
 * says what and where. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__token_split(const sayso_doc *doc, const sayso_token_model *model,
                                              sayso_arena *a, sayso_tokens *out, sayso_error *err);

static inline sayso_str sayso__token_str(const sayso_tokens *t, uint32_t i)
{
    return (sayso_str){t->doc->text + t->tok[i].at.beg, t->tok[i].at.end - t->tok[i].at.beg};
}

/* Span from the first byte of token beg to the last of token end - 1 (beg < end). */
static inline sayso_span sayso__token_span(const sayso_tokens *t, uint32_t beg, uint32_t end)
{
    return (sayso_span){t->tok[beg].at.beg, t->tok[end - 1].at.end};
}

#endif
