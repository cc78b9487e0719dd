/* phrases.h -- does a text hold a phrase of a word list?  Layer: ledger. */
#ifndef SAYSO_LEDGER_PHRASES_H
#define SAYSO_LEDGER_PHRASES_H

#include "base/lexicon.h"

/* The values (first column) of all entries that stand in text as whole words, or-ed together. Case
 * and punctuation between words do not count, apostrophes inside words do. */
uint32_t sayso__phrases_find(const sayso_lexicon *lex, sayso_str text);

#endif
