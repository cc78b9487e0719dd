/* charset.h -- bytes in any charset of the web -> UTF-8 with its map.  Layer: text. */
#ifndef SAYSO_TEXT_CHARSET_H
#define SAYSO_TEXT_CHARSET_H

#include "text/map.h"

/* A page's bytes as UTF-8 (WHATWG HTML 13.2.3.2): byte order mark, what its meta elements say, and
 * what its bytes look like. Bytes that are well-formed UTF-8 are borrowed.
 * Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__charset_page(const char *p, uint32_t n, sayso_arena *a,
                                               sayso_mapped *out, sayso_error *err);

#endif
