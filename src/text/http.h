/* http.h -- a stored HTTP response (RFC 9110, 9112): its head, and its payload with the transfer
 * coding undone.  Layer: text.
 *
 * Heads of records and of messages have one form, lines "Name: value" up to an empty line, and are
 * read here for both. */
#ifndef SAYSO_TEXT_HTTP_H
#define SAYSO_TEXT_HTTP_H

#include "base/arena.h"
#include "text/window.h"

/* No head is longer. */
#define SAYSO_HEAD_MOST ((size_t)64 << 10)

/* The bytes of a record in a window. */
typedef struct {
    sayso_window *in;
    uint64_t left; /* not yet used */
    bool chunked, ended;
    uint64_t chunk; /* left of this chunk */
} sayso_body;

/* Strings lie in the head's copy. */
typedef struct {
    uint32_t status; /* 0: no status line, then nothing was used */
    sayso_str type, charset, coding;
} sayso_http_head;

/* Length of the head that the window begins with, its empty line included; 0 if there is no end of
 * it in `most` bytes, or before a line that begins with `stop` (NULL: none). Reads on. Errors:
 * SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__head_length(sayso_window *w, uint64_t most, const char *stop,
                                              size_t *n, sayso_error *err);

/* The value of a field, trimmed; p = NULL if it is not there. */
sayso_str sayso__head_field(sayso_str head, const char *name);

/* A decimal number that is all of s, at most INT64_MAX. */
bool sayso__head_number(sayso_str s, uint64_t *out);

/* "text/html; charset=utf-8" -> "text/html" and its charset. */
void sayso__http_type(sayso_str value, sayso_str *type, sayso_str *charset);

/* Reads the head of the response that b begins with; the payload is left. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__http_head(sayso_body *b, sayso_arena *a, sayso_http_head *out,
                                            sayso_error *err);

/* Up to room bytes of the payload; *n is 0 at its end. Errors: SAYSO_EIO (the record is cut short,
 * a chunk's length is not one), SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__body_read(sayso_body *b, char *buf, size_t room, size_t *n,
                                            sayso_error *err);

/* Drops what is left of the record. Errors: those of read. */
SAYSO_CHECKED sayso_status sayso__body_skip(sayso_body *b, sayso_error *err);

#endif
