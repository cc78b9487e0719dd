/* counts.h -- byte offsets of a text into code points or UTF-16 units.  Layer: base.
 *
 * One pass over the text keeps the count at every 64th byte; a look-up counts at most 63 bytes
 * more. ASCII text keeps nothing. */
#ifndef SAYSO_BASE_COUNTS_H
#define SAYSO_BASE_COUNTS_H

#include "base/arena.h"

typedef enum { SAYSO_UNIT_BYTES, SAYSO_UNIT_CHARS, SAYSO_UNIT_UTF16 } sayso_offset_unit;

typedef struct {
    const char *text;
    uint32_t n;
    sayso_offset_unit unit;
    uint32_t *count; /* [n / 64 + 1] units before each 64th byte; NULL: offsets are bytes */
} sayso_counts;

/* text is well-formed UTF-8, borrowed. false when out of memory. */
bool sayso__counts_init(sayso_counts *o, const char *text, uint32_t n, sayso_offset_unit unit,
                        sayso_arena *a);

/* Units before byte `at` (at <= n) from the beginning of the text. */
uint32_t sayso__counts_at(const sayso_counts *o, uint32_t at);

#endif
