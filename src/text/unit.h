/* unit.h -- bytes of a file -> units: the smallest pieces that stand for themselves.  Layer: text.
 *
 * A unit is a plain-text file, a page, one line of JSON lines, a record of an archive ... What a
 * file is, is told by its content, never by its name. Containers (container.h) may lie in
 * containers, SAYSO_DEPTH_MOST deep.
 *
 * Invariants (each has a property test of its name):
 *   U1  units come in file order; of a container that packs nothing the unit is what lies at its
 *       offset, and what lies between two units is white space, the container's own words, a part
 *       that it tells to leave out, or was reported as an error
 *   U2  no more than options.max_bytes of one unit (and one read) are ever held; a longer one is
 *       refused at its byte
 *   U3  an error in one unit never stops the next (only SAYSO_EIO and SAYSO_ENOMEM end the file)
 *   U4  the bytes of a JSON unit are well-formed UTF-8 without NUL; a text or a page has any
 * charset */
#ifndef SAYSO_TEXT_UNIT_H
#define SAYSO_TEXT_UNIT_H

#include "base/sink.h"

/* Media of units: name, media type as it is stored. Each has a maker of documents in doc.c. */
#define SAYSO_MEDIA_LIST(X)                                                                        \
    X(TEXT, "text/plain")       /* in any charset */                                               \
    X(JSON, "application/json") /* one object */                                                   \
    X(HTML, "text/html")        /* in any charset */                                               \
    X(XML, "application/xml")   /* an item of a feed, of NewsML; NITF: in any charset */           \
    X(MAIL, "message/rfc822")   /* with its header */                                              \
    X(CSV, "text/csv")          /* one row; parameters: columns, delimiter */

typedef enum {
#define X(name, word) SAYSO_MEDIA_##name,
    SAYSO_MEDIA_LIST(X)
#undef X
        SAYSO_N_MEDIA
} sayso_media;

/* Longest string that a container says of all its units: each holds a copy. A longer one is left
 * out. */
#define SAYSO_ABOUT_MOST 1024u

/* What the container says of a unit; absent strings have p = NULL. A url is where it was fetched
 * and goes before what a page says of itself; the others count where the document says nothing. */
typedef struct {
    sayso_str url, published, publisher, byline;
    sayso_str retrieved; /* RFC 3339: when it was fetched */
} sayso_unit_about;

/* Makes text of a PDF file: hands it to write, which is false when that is enough. Errors: any,
 * with *err filled. */
typedef sayso_status sayso_pdf_text(void *user, const void *pdf, size_t n, sayso_write *write,
                                    void *to, sayso_error *err);

/* What the caller says of input that does not say so itself; absent strings have p = NULL. */
typedef struct {
    sayso_str published, publisher, url;
    uint64_t max_bytes;                  /* most bytes of one unit, 0 for 16 MiB; at most 1 GiB */
    sayso_str map;                       /* names of columns and keys (columns.h) */
    sayso_pdf_text *pdf_text;            /* NULL: PDF files are refused */
    void *user;                          /* handed to it */
    const struct sayso_page_model *page; /* tells a page's text (webpage.h); NULL: rules do */
} sayso_read_options;

typedef struct {
    const char *bytes; /* the unit, owned by the arena that it was read into */
    uint32_t n;
    sayso_media media;
    sayso_str uri;   /* path as given, "-" for standard input, behind each "#" a name inside; owned
                        by the arena, as all strings here */
    uint64_t offset; /* of the unit in the (uncompressed) stream that uri names */
    uint32_t number; /* 1-based within the stream; 0 where the unit is all of it */
    /* What else the bytes need to become a document, as parameters of the media type:
     * "charset=koi8-r", stored with them; p = NULL for nothing. */
    sayso_str parameters;
    sayso_unit_about about;
    const char *note; /* bytes NULL: no unit, but something to tell of the stream that uri names */
} sayso_unit;

#define SAYSO_DEPTH_MOST 4u

typedef struct sayso_reader sayso_reader;

/* Opens a file ("-": standard input). Errors: SAYSO_EIO, SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__reader_open(const char *path, const sayso_read_options *options,
                                              sayso_reader **out, sayso_error *err);

/* The same over bytes in memory, which must outlive the reader; uri is only a name. */
SAYSO_CHECKED sayso_status sayso__reader_open_memory(const void *bytes, size_t n, const char *uri,
                                                     const sayso_read_options *options,
                                                     sayso_reader **out, sayso_error *err);

/* The next unit, copied into a. At the end *out has neither bytes nor note, and the status is
 * SAYSO_OK.
 * Errors: SAYSO_EINPUT, SAYSO_ELIMIT (this unit only; call again), SAYSO_EIO, SAYSO_ENOMEM (the
 * end). err->byte is the offset in the (uncompressed) stream that out->uri names then, too. */
SAYSO_CHECKED sayso_status sayso__reader_next(sayso_reader *r, sayso_arena *a, sayso_unit *out,
                                              sayso_error *err);

/* Bytes taken of the file so far, as it lies on disk. */
uint64_t sayso__reader_taken(const sayso_reader *r);

/* The media type as it is stored, and back (SAYSO_MEDIA_TEXT for any other name). */
const char *sayso__media_name(sayso_media media);
sayso_media sayso__media_of(sayso_str name);

/* The value of a parameter ("charset"), unquoted; p = NULL if it is not there. A value ends at a
 * semicolon outside quotation marks; a backslash inside them quotes the next byte, and stays. */
sayso_str sayso__media_parameter(sayso_str parameters, const char *name);

/* U4 for n bytes that lie at offset `at` of their container. Errors: SAYSO_EINPUT with the place.
 */
SAYSO_CHECKED sayso_status sayso__unit_check(const char *p, size_t n, uint64_t at,
                                             sayso_error *err);

void sayso__reader_close(sayso_reader *r);

#endif
