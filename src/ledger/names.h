/* names.h -- names as keys: when are two spellings the same name?  Layer: ledger. */
#ifndef SAYSO_LEDGER_NAMES_H
#define SAYSO_LEDGER_NAMES_H

#include "base/arena.h"

/* Lower case, without determiner in front, possessive 's, and punctuation; single spaces. In a;
 * p == NULL: out of memory. */
sayso_str sayso__names_key(sayso_str name, sayso_arena *a);

/* 16 hexadecimal digits of the SHA-256 of the parts, each followed by a NUL. NULL: out of memory.
 */
const char *sayso__names_id(sayso_arena *a, const sayso_str *part, uint32_t n_part);

/* The parts' words in key form: "a b c" has 3. */
uint32_t sayso__names_words(sayso_str key);

/* Does key `whole` hold key `part` as a run of whole words? */
bool sayso__names_holds(sayso_str whole, sayso_str part);

/* The agency that a credit or byline names: of "Northern Wire and staff" "Northern Wire", of
 * "Agency report (RPA)" "RPA"; p == NULL for a person's byline. */
sayso_str sayso__names_agency(sayso_str line);

#endif
