/* unit.h -- bytes of a file -> units: the smallest pieces that stand for themselves.  Layer: text.
 *
 * A unit is a plain-text file, one line of JSON lines, ... What a file is, is told by its content,
 * never by its name: gzip and zstd by their magic numbers, JSON lines by a first line that opens an
 * object (alone on its line, the brace opens one object that fills the file).
 *
 * Invariants (each has a property test of its name):
 *   U1  units come in file order, and what lies between two units is white space (or the byte order
 *       mark) or was reported as an error
 *   U2  no more than options.max_bytes of one unit (and one read) are ever held; a longer one is
 *       refused at its byte
 *   U3  an error in one unit never stops the next (only SAYSO_EIO and SAYSO_ENOMEM end the file)
 *   U4  the bytes of a JSON unit are well-formed UTF-8 without NUL; a text or a page has any
 * charset */
#ifndef SAYSO_TEXT_UNIT_H
#define SAYSO_TEXT_UNIT_H

#include "base/arena.h"

typedef enum {
    SAYSO_MEDIA_TEXT, /* text/plain, in any charset */
    SAYSO_MEDIA_JSON, /* application/json: one object */
    SAYSO_MEDIA_HTML, /* text/html, in any charset */
} sayso_media;

/* What the caller says of input that does not say so itself; absent strings have p = NULL. */
typedef struct {
    sayso_str published, publisher, url;
    uint64_t max_bytes;                  /* most bytes of one unit, 0 for 16 MiB; at most 1 GiB */
    const struct sayso_page_model *page; /* tells a page's text (webpage.h); NULL: rules do */
} sayso_read_options;

typedef struct {
    const char *bytes; /* the unit, owned by the arena that it was read into */
    uint32_t n;
    sayso_media media;
    sayso_str uri;   /* path as given, "-" for standard input; owned by the arena, too */
    uint64_t offset; /* of the unit in its (uncompressed) container */
    uint32_t number; /* 1-based within the container; 0 where the unit is the whole file */
} sayso_unit;

typedef struct sayso_reader sayso_reader;

/* Opens a file ("-": standard input). Errors: SAYSO_EIO, SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__reader_open(const char *path, const sayso_read_options *options,
                                              sayso_reader **out, sayso_error *err);

/* The same over bytes in memory, which must outlive the reader; uri is only a name. */
SAYSO_CHECKED sayso_status sayso__reader_open_memory(const void *bytes, size_t n, const char *uri,
                                                     const sayso_read_options *options,
                                                     sayso_reader **out, sayso_error *err);

/* The next unit, copied into a. At the end *out is {NULL, 0} and the status SAYSO_OK.
 * Errors: SAYSO_EINPUT, SAYSO_ELIMIT (this unit only; call again), SAYSO_EIO, SAYSO_ENOMEM (the
 * end). err->byte is the offset in the (uncompressed) container. */
SAYSO_CHECKED sayso_status sayso__reader_next(sayso_reader *r, sayso_arena *a, sayso_unit *out,
                                              sayso_error *err);

/* The media type as it is stored, and back (SAYSO_MEDIA_TEXT for any other name). */
const char *sayso__media_name(sayso_media media);
sayso_media sayso__media_of(sayso_str name);

/* U4 for n bytes that lie at offset `at` of their container. Errors: SAYSO_EINPUT with the place.
 */
SAYSO_CHECKED sayso_status sayso__unit_check(const char *p, size_t n, uint64_t at,
                                             sayso_error *err);

void sayso__reader_close(sayso_reader *r);

#endif
