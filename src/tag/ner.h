/* ner.h -- features and labels of the name finder, shared with its trainer.  Layer: tag.
 *
 * Two passes over a document, each a linear chain over BIOES labels decoded by Viterbi. The first
 * sees words, tags, shapes, clusters and word lists. The second sees, too, what the first said of
 * the neighbours and of other occurrences of the word in the document (Krishnan and Manning
 * 2006): a name that is plain once is found where it is not. */
#ifndef SAYSO_TAG_NER_H
#define SAYSO_TAG_NER_H

#include "tag/lexeme.h"
#include "tag/tag_model.h"

/* Label 0 is "no name"; the others are 1 + 4 * (kind - SAYSO_MENTION_PERSON) + place. Weights are
 * kept for labels 1 .. 16; label 0 always scores 0. */
enum { SAYSO_NER_BEGIN, SAYSO_NER_INSIDE, SAYSO_NER_LAST, SAYSO_NER_SINGLE };
#define SAYSO_NER_LABELS   17u
#define SAYSO_NER_WEIGHTS  16u
#define SAYSO_NER_FEATURES 160u

/* Word-list marks of a token: each list has a bit, with the place in its entry beside it. */
#define SAYSO_NER_LIST_COUNTRY 1u
#define SAYSO_NER_LIST_DEMONYM 2u
#define SAYSO_NER_LIST_CITY    4u
#define SAYSO_NER_LIST_GIVEN   8u   /* given name */
#define SAYSO_NER_LIST_TITLE   16u  /* stands before a person's name */
#define SAYSO_NER_LIST_ORG     32u  /* known organization */
#define SAYSO_NER_LIST_ORG_END 64u  /* last word of organizations */
#define SAYSO_NER_LIST_PLACE   128u /* region, sea, mountain range ... or last word of such names */
#define SAYSO_NER_LIST_FAMILY  256u /* family name */
#define SAYSO_NER_LIST_OTHER   512u /* capitalised but no name of these kinds: days, months */
#define SAYSO_NER_LIST_BEGIN   1024u
#define SAYSO_NER_LIST_INSIDE  2048u

typedef struct {
    const sayso_lexeme *x; /* [n], as all below; one sentence */
    const uint8_t *xpos;
    const uint16_t *list;
    const uint8_t *first;  /* labels of the first pass, NULL in the first pass */
    const uint8_t *others; /* what the first pass said of other occurrences, NULL in the first */
    uint32_t n;
} sayso_ner_view;

uint32_t sayso__ner_features(const sayso_ner_view *v, uint32_t i, uint32_t *feat);

/* Id of the feature whose weights are the scores of each label after label `last`. */
uint32_t sayso__ner_after(uint32_t last);

/* May label b follow label a? Label 0 stands for the sentence's borders, too. */
bool sayso__ner_follows(uint32_t a, uint32_t b);

/* Best sequence of n labels: score[n][stride] for labels 1 .., after[17][stride] by the label
 * before. room: n * 17 bytes. */
void sayso__ner_decode(const float *score, const float *after, uint32_t stride, uint32_t n,
                       uint8_t *room, uint8_t *label);

/* Marks of all tokens. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__ner_lists(const sayso_tokens *t, const sayso_lexeme *x,
                                            sayso_arena *a, uint16_t **out, sayso_error *err);

/* others[n_tok] of the first pass's labels: for each capitalised word the kind that most of its
 * other occurrences have, and how many there are (0 none; 1 + 3 * kind + min(count, 3) - 1, kind 0
 * for no name). Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__ner_others(const sayso_tokens *t, const sayso_lexeme *x,
                                             const uint8_t *label, sayso_arena *scratch,
                                             uint8_t **out, sayso_error *err);

#endif
