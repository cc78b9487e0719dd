/* mail.h -- a message (RFC 5322, MIME): its header's fields, the part that holds its text, the
 * document.  Layer: text. */
#ifndef SAYSO_TEXT_MAIL_H
#define SAYSO_TEXT_MAIL_H

#include "text/doc_make.h"

/* One field of a header. */
typedef struct {
    sayso_span name, value; /* value: folded as it stands, without the last line's end */
} sayso_mail_field;

/* The field at *at, which then is behind it; false at the header's end: *at is then behind the
 * blank line (or where something stands that is no field). */
bool sayso__mail_next(const char *p, uint32_t n, uint32_t *at, sayso_mail_field *out);

/* The value of the first field of that name (lower case) in the header at `at`; {0, 0} if there is
 * none. */
sayso_span sayso__mail_field(const char *p, uint32_t n, uint32_t at, const char *name);

/* A field's words: unfolded, encoded words decoded (RFC 2047), white space collapsed, with the map
 * to p. false when out of memory. */
bool sayso__mail_words(const char *p, sayso_span value, sayso_arena *a, sayso_text_builder *out);

/* A message's part that is text. */
typedef struct {
    sayso_span body; /* beg == end: there is none */
    enum { SAYSO_MAIL_BITS, SAYSO_MAIL_QUOTED, SAYSO_MAIL_BASE64 } encoding;
    sayso_str charset; /* p NULL: not said */
} sayso_mail_part;

/* Multiparts in multiparts: what is deeper is not read. */
#define SAYSO_MAIL_DEPTH_MOST 16u

/* The first part of plain text and the first of HTML that are no attachments. O(n). */
void sayso__mail_parts(const char *p, uint32_t n, sayso_mail_part *plain, sayso_mail_part *html);

/* Do the first n bytes begin a header: fields, and two of those that mail has? */
bool sayso__mail_begins(const char *p, size_t n);

/* The maker of documents (doc_make.h) of SAYSO_MEDIA_MAIL. */
SAYSO_CHECKED sayso_status sayso__doc_mail(sayso_doc_maker *m, sayso_error *err);

#endif
