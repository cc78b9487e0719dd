/* encoded.h -- transfer encodings of mail, with their map.  Layer: text.
 *
 * Bytes, not yet text: which charset they are in is said elsewhere. */
#ifndef SAYSO_TEXT_ENCODED_H
#define SAYSO_TEXT_ENCODED_H

#include "text/map.h"

/* base64 (RFC 4648): what is no letter of it is read over; ends at the padding. false when out of
 * memory. */
bool sayso__decode_base64(const char *p, sayso_span at, sayso_arena *a, sayso_text_builder *out);

/* quoted-printable (RFC 2045, 6.7): "=20", "=" at a line's end. word: of a header (RFC 2047), where
 * "_" is a space. What is no escape stands for itself. false when out of memory. */
bool sayso__decode_quoted(const char *p, sayso_span at, bool word, sayso_arena *a,
                          sayso_text_builder *out);

/* The bytes that b holds, in the charset that label names or that they look like, become UTF-8;
 * NULs become spaces. page: as sayso__charset_choose has it. false when out of memory. */
bool sayso__decode_charset(sayso_text_builder *b, bool page, sayso_str label, sayso_arena *a);

#endif
