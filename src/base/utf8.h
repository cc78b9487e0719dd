/* utf8.h -- UTF-8 decoding, checking and counting.  Layer: base.  Method: Unicode 15, table 3-7. */
#ifndef SAYSO_BASE_UTF8_H
#define SAYSO_BASE_UTF8_H

#include "sayso/types.h"

/* Decodes one code point at p (n > 0 bytes left). Returns its length 1..4, or 0 if the bytes are
 * not well-formed (*cp is then U+FFFD). */
uint32_t sayso__utf8_decode(const char *p, size_t n, uint32_t *cp);

/* Writes cp (a Unicode scalar value) as 1..4 bytes; returns how many. */
uint32_t sayso__utf8_encode(uint32_t cp, char out[4]);

/* Offset of the first byte that is not well-formed UTF-8, or n. */
size_t sayso__utf8_check(const char *p, size_t n);

/* Code points in well-formed text. */
size_t sayso__utf8_count(const char *p, size_t n);

/* UTF-16 code units that well-formed text would take. */
size_t sayso__utf8_count_utf16(const char *p, size_t n);

#endif
