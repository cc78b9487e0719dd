/* lexicon.c -- looking a key up; the hash is tools/lexicon.py's.  Layer: base. */
#include "base/lexicon.h"

#include <string.h>

uint32_t sayso__lexicon_hash(const char *key, size_t n)
{
    uint32_t h = 2166136261u; /* FNV-1a, Fowler, Noll, Vo */
    for (size_t i = 0; i < n; i++)
        h = (h ^ (uint8_t)key[i]) * 16777619u;
    return h;
}

const sayso_lexicon_entry *sayso__lexicon_find_hashed(const sayso_lexicon *lex, uint32_t h,
                                                      const char *key, size_t n)
{
    for (uint32_t i = (h ^ h >> 15) & lex->mask; lex->slot[i]; i = (i + 1) & lex->mask) {
        if ((lex->slot[i] ^ h) >> 16)
            continue; /* another key: seen without a look at it */
        const sayso_lexicon_entry *e = &lex->entry[(lex->slot[i] & 0xffff) - 1];
        if (strlen(e->key) == n && memcmp(e->key, key, n) == 0)
            return e;
    }
    return NULL;
}

const sayso_lexicon_entry *sayso__lexicon_find(const sayso_lexicon *lex, const char *key, size_t n)
{
    return sayso__lexicon_find_hashed(lex, sayso__lexicon_hash(key, n), key, n);
}
