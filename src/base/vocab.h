/* vocab.h -- the words of the vocabularies in types.h.  Layer: base. */
#ifndef SAYSO_BASE_VOCAB_H
#define SAYSO_BASE_VOCAB_H

#include "sayso/types.h"

/* Spelling of a value; NULL for 0 (none) and for values outside the vocabulary. */
const char *sayso__word(sayso_vocab vocab, uint32_t value);

/* Value of a spelling; 0 if the vocabulary has no such word. */
uint32_t sayso__word_parse(sayso_vocab vocab, sayso_str word);

/* Number of values, none included. */
uint32_t sayso__word_count(sayso_vocab vocab);

#endif
