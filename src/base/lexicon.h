/* lexicon.h -- word lists compiled from data/ into read-only tables.  Layer: base.
 *
 * data/NAME.tsv is made into `const sayso_lexicon sayso__lex_NAME` by tools/lexicon.py; the file's
 * first lines say which columns it has (data/README.md). Keys are lower-case words, several joined
 * by one space. */
#ifndef SAYSO_BASE_LEXICON_H
#define SAYSO_BASE_LEXICON_H

#include "sayso/types.h"

#define SAYSO_LEXICON_VALUES 4

typedef struct {
    const char *key;                      /* NUL-terminated */
    const char *text;                     /* the `text` column, or NULL */
    uint32_t value[SAYSO_LEXICON_VALUES]; /* one a column, 0 where empty */
} sayso_lexicon_entry;

typedef struct {
    const sayso_lexicon_entry *entry; /* [n_entry] sorted by key */
    const uint16_t *slot;             /* [mask + 1] entry + 1, 0 free; FNV-1a, linear probing */
    uint32_t n_entry, mask;
    uint32_t most_words; /* words in the longest key */
} sayso_lexicon;

/* Entry of exactly this key, or NULL. */
const sayso_lexicon_entry *sayso__lexicon_find(const sayso_lexicon *lex, const char *key, size_t n);

#endif
