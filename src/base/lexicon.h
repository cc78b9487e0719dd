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
    const uint32_t *slot;             /* [mask + 1] 0 free; else entry + 1 and above it the upper
                                         half of the key's FNV-1a; linear probing */
    uint32_t n_entry, mask;
    uint32_t most_words;          /* words in the longest key */
    const uint64_t *first, *pair; /* filters: sayso__lexicon_may */
} sayso_lexicon;

/* Entry of exactly this key, or NULL. */
const sayso_lexicon_entry *sayso__lexicon_find(const sayso_lexicon *lex, const char *key, size_t n);

/* The same in two steps, for a key that is looked up in several lists. */
uint32_t sayso__lexicon_hash(const char *key, size_t n);
const sayso_lexicon_entry *sayso__lexicon_find_hashed(const sayso_lexicon *lex, uint32_t h,
                                                      const char *key, size_t n);

/* A cheap hash of a word for the filters: its length, its first two and its last letters. */
static inline uint32_t sayso__lexicon_sketch(sayso_str w)
{
    if (w.n == 0)
        return 0;
    uint32_t a = (uint8_t)w.p[0], b = (uint8_t)w.p[w.n > 1], c = (uint8_t)w.p[w.n - 1];
    return ((((a * 31 + b) * 31 + c) * 31 + w.n) * 2654435761u) >> 16;
}

/* How many words a key that begins with word[0], of n > 0 words, may have: 0, 1, or the most there
 * are. Most words cost a bit test (Bloom 1970, one hash). */
static inline uint32_t sayso__lexicon_may(const sayso_lexicon *lex, const sayso_str *word,
                                          uint32_t n)
{
    uint32_t a = sayso__lexicon_sketch(word[0]), i = a & 0xfff;
    if (!(lex->first[i >> 6] >> (i & 63) & 1))
        return 0;
    if (n < 2)
        return 1;
    i = ((a * 40503u) ^ (sayso__lexicon_sketch(word[1]) * 30011u)) & 0x1fff;
    return lex->pair[i >> 6] >> (i & 63) & 1 ? lex->most_words : 1;
}

#endif
