/* vocab.c -- spelling and parsing of the vocabularies, from the lists of types.h.  Layer: base. */
#include "base/vocab.h"

#include "base/str.h"

#define WORD(prefix, name, text) text,
#define V(name, prefix, list)    static const char *const words_##name[] = {NULL, list(WORD, prefix)};
SAYSO_VOCAB_LIST(V)
#undef V

static const struct {
    const char *const *word;
    uint32_t n;
} vocab_table[] = {
#define V(name, prefix, list) {words_##name, sizeof words_##name / sizeof *words_##name},
    SAYSO_VOCAB_LIST(V)
#undef V
};

const char *sayso__word(sayso_vocab vocab, uint32_t value)
{
    return value < vocab_table[vocab].n ? vocab_table[vocab].word[value] : NULL;
}

uint32_t sayso__word_parse(sayso_vocab vocab, sayso_str word)
{
    for (uint32_t i = 1; i < vocab_table[vocab].n; i++)
        if (sayso__str_is(word, vocab_table[vocab].word[i]))
            return i;
    return 0;
}

uint32_t sayso__word_count(sayso_vocab vocab)
{
    return vocab_table[vocab].n;
}
