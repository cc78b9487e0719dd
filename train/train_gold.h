/* train_gold.h -- gold sentences as the artefacts that the stages read, so that training sees what
 * they see. */
#ifndef SAYSO_TRAIN_GOLD_H
#define SAYSO_TRAIN_GOLD_H

#include "token/token.h"
#include "train_read.h"

/* One document of n sentences: text as in the scorer's raw form, a block a paragraph, tokens and
 * sentences as in gold. Token i of the artefact is the i-th word of the sentences in order. Words
 * that share a span (a contraction that cannot be split by place) keep the whole span each. */
void gold_tokens(const conllu_sent *sent, uint32_t n, sayso_arena *a, sayso_doc *doc,
                 sayso_tokens *out);

/* The same for sentences given as lists of forms, joined by single spaces; each is a block. */
void gold_tokens_of_forms(const sayso_str *const *form, const uint32_t *n_form, uint32_t n,
                          sayso_arena *a, sayso_doc *doc, sayso_tokens *out);

#endif
