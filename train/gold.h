/* gold.h -- gold tokens as the artefact that stages read, so that trainers compute features by the
 * very code of run time. */
#ifndef SAYSO_TRAIN_GOLD_H
#define SAYSO_TRAIN_GOLD_H

#include "token/token.h"
#include "train_read.h"

typedef enum { GOLD_AS_IS, GOLD_LOWER, GOLD_UPPER } gold_case;

/* One token of a gold document. */
typedef struct {
    sayso_str form;
    bool glued; /* follows the one before without a space */
} gold_word;

typedef struct {
    const gold_word *word; /* [n] */
    uint32_t n;
    bool new_par;
    gold_case letters; /* ASCII letters of the sentence are changed so */
} gold_sent;

/* A document of these sentences: one text, a block a paragraph, tokens and sentences as given. */
void gold_make(const gold_sent *sent, uint32_t n, sayso_arena *a, sayso_tokens *out);

/* The same of CoNLL-U sentences; letters[n] may be NULL (as is). Token i of the document is word i,
 * counted over all sentences. */
void gold_of_conllu(const conllu_sent *sent, uint32_t n, const gold_case *letters, sayso_arena *a,
                    sayso_tokens *out);

#endif
