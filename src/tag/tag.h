/* tag.h -- tokens -> part of speech, lemma, dependency tree, names.  Layer: tag.
 *
 * Universal Dependencies v2 (UPOS, XPOS as in EWT, basic relations without rare subtypes), names as
 * in CoNLL-2003.
 *
 * Invariants (each has a property test of its name):
 *   G1  head[i] is SAYSO_NONE or another token of i's sentence; each sentence is a tree of one root
 *   G2  names are ordered, disjoint, inside one sentence
 *   G3  lemma[i] is not empty */
#ifndef SAYSO_TAG_TAG_H
#define SAYSO_TAG_TAG_H

#include "token/token.h"

typedef struct {
    uint32_t beg, end; /* tokens */
    uint8_t kind;      /* SAYSO_MENTION_PERSON, _ORGANIZATION, _LOCATION, _MISC */
} sayso_name;

/* What is computed once a token and shared by all trained models of the stage and of later ones
 * (lexeme.h). */
typedef struct sayso_lexeme sayso_lexeme;

typedef struct {
    const sayso_tokens *tokens; /* borrowed */
    const sayso_lexeme *lexeme; /* [n_tok] */
    uint8_t *upos;              /* [n_tok] SAYSO_UPOS_x */
    uint8_t *xpos;              /* [n_tok] SAYSO_XPOS_x */
    uint8_t *alt;     /* [n_tok] the Penn tag that came second, where it came close, or 0 */
    sayso_str *lemma; /* [n_tok] lower case but for proper nouns */
    uint32_t *head;   /* [n_tok] index of the head token, SAYSO_NONE for a root */
    uint8_t *deprel;  /* [n_tok] SAYSO_DEPREL_x */
    sayso_name *name; /* [n_name] */
    uint32_t n_name;
} sayso_tags;

typedef struct sayso_tag_model
    sayso_tag_model; /* weights of tagger, lemmatizer, parser, names; tag_model.h */

/* Errors: SAYSO_ENOMEM. On SAYSO_OK G1-G3 hold. Cost: linear in tokens. scratch is reset by the
 * caller. */
SAYSO_CHECKED sayso_status sayso__tag_run(const sayso_tokens *tokens, const sayso_tag_model *model,
                                          sayso_arena *a, sayso_arena *scratch, sayso_tags *out,
                                          sayso_error *err);

/* First and one past last token of the subtree of token i, when it is contiguous; else of its
 * contiguous part around i. O(size of the sentence). */
void sayso__tag_subtree(const sayso_tags *g, uint32_t i, uint32_t *beg, uint32_t *end);

/* Is token i's lemma, in whatever case, in the list, which NULL ends? */
bool sayso__tag_lemma_in(const sayso_tags *g, uint32_t i, const char *const *list);

/* Is token i a verb in the past or present tense ("said", "says")? Finite: that, or a modal. */
bool sayso__tag_tensed(const sayso_tags *g, uint32_t i);
bool sayso__tag_finite(const sayso_tags *g, uint32_t i);

/* Is a token of [beg, end) finite? */
bool sayso__tag_any_finite(const sayso_tags *g, uint32_t beg, uint32_t end);

#endif
