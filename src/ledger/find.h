/* find.h -- full-text search over reports and claims.  Layer: ledger. */
#ifndef SAYSO_LEDGER_FIND_H
#define SAYSO_LEDGER_FIND_H

#include "ledger/rows.h"

/* Rows of b->filter: the reports and claims that hold all of its words, those that tell most of
 * them first. Errors: SAYSO_EUSE (no words), and those of sayso__ledger_rows. */
SAYSO_CHECKED sayso_status sayso__find_rows(sayso_ledger *l, sayso_rows *b, sayso_error *err);

/* A full-text query that wants all of the words: each quoted, so that no character of it is an
 * operator. n == 0: there are no words; p == NULL: out of memory. */
sayso_str sayso__find_words(const sayso_ledger *l, const char *words, sayso_arena *a);

#endif
