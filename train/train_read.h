/* train_read.h -- reading the data sets: gzipped lines, CoNLL-U. */
#ifndef SAYSO_TRAIN_READ_H
#define SAYSO_TRAIN_READ_H

#include "base/arena.h"

/* All lines of DIR/NAME (gzip or plain), without line ends; *n of them. Exits when it cannot be
 * read. */
char **read_lines(const char *dir, const char *name, sayso_arena *a, uint32_t *n);

/* One word of a CoNLL-U sentence. */
typedef struct {
    sayso_str form, lemma;
    uint8_t upos, xpos,
        deprel; /* vocabulary values; relations without a known subtype fall back to their base */
    uint32_t head; /* 1-based, 0 for the root */
    uint32_t beg,
        end; /* bytes in the sentence's text; the parts of an unsplittable word share a span */
} conllu_word;

typedef struct {
    sayso_str text;
    conllu_word *word; /* [n] */
    uint32_t n;
    bool new_doc, new_par; /* stands at the beginning of one */
    bool space_after;      /* the text goes on with a space */
} conllu_sent;

conllu_sent *read_conllu(const char *dir, const char *name, sayso_arena *a, uint32_t *n);

#endif
