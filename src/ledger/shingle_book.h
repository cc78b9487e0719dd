/* shingle_book.h -- the shingles of documents that were compared in this batch.  Layer: ledger.
 *
 * The same few early documents are what later ones are compared with again and again. */
#ifndef SAYSO_LEDGER_SHINGLE_BOOK_H
#define SAYSO_LEDGER_SHINGLE_BOOK_H

#include "ledger/copies.h"

/* Of document n, borrowed until the next call; false where they are not kept. */
bool sayso__shingle_book_find(const sayso_ledger *l, int64_t n, sayso_shingles *out);

/* Keeps a copy; where there is no memory for it, nothing. */
void sayso__shingle_book_keep(sayso_ledger *l, int64_t n, const sayso_shingles *s);

#endif
