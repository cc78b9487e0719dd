/* html_char.h -- spans of a page -> characters.  Layer: text. */
#ifndef SAYSO_TEXT_HTML_CHAR_H
#define SAYSO_TEXT_HTML_CHAR_H

#include "base/arena.h"
#include "text/html_token.h"

/* One step through a span: what `n` bytes of the page stand for. */
typedef struct {
    uint32_t n;     /* bytes of the page, at least 1 */
    uint32_t cp[2]; /* the characters */
    uint32_t n_cp;  /* 1 or 2 (some named references stand for two) */
} sayso_html_char;

/* The step at p[i], i < end; bytes at `end` and behind are not looked at. Bytes that are not UTF-8
 * become U+FFFD one by one. */
sayso_html_char sayso__html_char(const char *p, uint32_t i, uint32_t end, sayso_html_mode mode);

/* The reference "&..." at p[i] (its n is 0 if it is none), for those who only look for these. */
sayso_html_char sayso__html_reference(const char *p, uint32_t i, uint32_t end, bool in_value);

/* A span as UTF-8 with a NUL behind it; p is NULL when out of memory. */
sayso_str sayso__html_string(const char *p, sayso_span at, sayso_html_mode mode, sayso_arena *a);

#endif
