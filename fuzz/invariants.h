/* invariants.h -- what the headers of the text stages promise, as checks.
 *
 * Shared by the fuzz targets, which stop at the first broken one, and the property tests. Each
 * check returns NULL, or the name of the invariant that does not hold. */
#ifndef SAYSO_FUZZ_INVARIANTS_H
#define SAYSO_FUZZ_INVARIANTS_H

#include "token/token.h"

/* U2, U4, and that the unit is what lies at its offset (container may be NULL: not known). */
const char *broken_unit(const sayso_unit *u, uint64_t max_bytes, const void *container, size_t n);

/* D1-D5. seed picks the spans that are looked at. */
const char *broken_doc(const sayso_doc *d, uint64_t seed);

/* T1-T4, and that sentences, their blocks and their tokens agree. */
const char *broken_tokens(const sayso_tokens *t);

/* Reads bytes as a file would be read, through all text stages; what is refused is counted in
 * *refused (may be NULL). NULL, or what is broken. */
const char *broken_reading(const void *bytes, size_t n, uint64_t max_bytes,
                           const sayso_token_model *model, uint32_t *refused);

#endif
