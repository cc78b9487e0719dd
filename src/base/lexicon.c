/* lexicon.c -- looking a key up; the hash is tools/lexicon.py's.  Layer: base. */
#include "base/lexicon.h"

#include <string.h>

const sayso_lexicon_entry *sayso__lexicon_find(const sayso_lexicon *lex, const char *key, size_t n)
{
    uint32_t h = 2166136261u; /* FNV-1a, Fowler, Noll, Vo */
    for (size_t i = 0; i < n; i++)
        h = (h ^ (uint8_t)key[i]) * 16777619u;
    for (uint32_t i = (h ^ h >> 15) & lex->mask; lex->slot[i]; i = (i + 1) & lex->mask) {
        const sayso_lexicon_entry *e = &lex->entry[lex->slot[i] - 1];
        if (strncmp(e->key, key, n) == 0 && e->key[n] == 0)
            return e;
    }
    return NULL;
}
