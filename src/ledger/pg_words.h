/* pg_words.h -- full-text search where the database has none like FTS5's.  Layer: ledger.
 *
 * Words are cut and folded here, as FTS5's unicode61 does it (letters and digits, no case, no
 * diacritics), so that what is found does not depend on the server's locale or dictionaries:
 * PostgreSQL gets finished vectors and queries. Snippets are those of FTS5: the same windows are
 * weighed in the same way. */
#ifndef SAYSO_LEDGER_PG_WORDS_H
#define SAYSO_LEDGER_PG_WORDS_H

#include "base/arena.h"
#include "base/sink.h"

/* A text as a tsvector, as far as one holds it (its words up to 900 KB). */
void sayso__pg_vector(sayso_str text, sayso_sink *out);

/* All of the words as a tsquery; what stands together without space, or (phrase) all of them, is
 * wanted in that order. p == NULL: out of memory; n == 0: no words. */
sayso_str sayso__pg_tsquery(const char *words, bool phrase, sayso_arena *a);

/* The best `most` words of one of the columns (p == NULL: none), those looked for between
 * SAYSO_FIND_BEG and SAYSO_FIND_END. NULL: out of memory. */
const char *sayso__pg_snippet(const char *words, const sayso_str *column, uint32_t n_column,
                              uint32_t most, sayso_arena *a);

#endif
