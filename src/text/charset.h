/* charset.h -- bytes in any charset of the web -> UTF-8 with its map.  Layer: text.
 *
 * Which charset it is, after WHATWG HTML 13.2.3.2 and the Encoding standard's labels, with what
 * real pages teach: bytes that are well-formed UTF-8 are UTF-8 whatever the page says, and a page
 * that says UTF-8 and is not gets what its bytes look like. */
#ifndef SAYSO_TEXT_CHARSET_H
#define SAYSO_TEXT_CHARSET_H

#include "text/map.h"
#include "text/webtables.h"

/* The charset of the bytes, never NULL. page: meta elements and XML declarations among the first
 * of them may name it. label: what the protocol says (p NULL: nothing). O(n). */
const sayso_charset *sayso__charset_choose(sayso_str bytes, bool page, sayso_str label);

/* Decodes the bytes. Those that are sound UTF-8 are borrowed; what the charset has not becomes
 * U+FFFD. O(n). Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__charset_decode(sayso_str bytes, const sayso_charset *c,
                                                 sayso_arena *a, sayso_mapped *out,
                                                 sayso_error *err);

/* Undoes UTF-8 that was taken for windows-1252 and encoded again ("\u00e2\u20ac\u2122" for an
 * apostrophe), where a text has three such characters and more; the map shows each (mojibake.c).
 * false when out of memory. */
bool sayso__charset_repair(sayso_mapped *m, sayso_arena *a);

/* UTF-16 by its byte order mark or by where its zeros stand: 'l', 'b', or 0 if it is none. */
char sayso__charset_utf16(const char *p, size_t n);

/* The charset that a label names, in any case and between white space; NULL if it is none. */
const sayso_charset *sayso__charset_of(sayso_str label);

/* The charset that bytes which are not UTF-8 look like (charset_guess.c); never NULL. */
const sayso_charset *sayso__charset_guess(const char *p, uint32_t n);

#endif
