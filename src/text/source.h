/* source.h -- bytes of a file or of memory, decompressed.  Layer: text.
 *
 * gzip (RFC 1952, members in a row) and zstd (RFC 8878, frames in a row, with the dictionary that a
 * WARC file brings in its first frame) are told by their magic numbers; anything else passes as it
 * is. Memory is bounded: 64 KiB of input, a dictionary and the decoder's window, for zstd at most
 * 128 MiB. Deflate and brotli data (RFC 1951, 7932) are read where they are told of. So is the
 * work: what unpacks to over a GiB and 250 times its size is not read on.
 *
 * A member or frame that is damaged or cut short is an error of its own: reading goes on at the
 * next one that can be found. */
#ifndef SAYSO_TEXT_SOURCE_H
#define SAYSO_TEXT_SOURCE_H

#include "sayso/types.h"

typedef struct sayso_source sayso_source;

/* path "-" is standard input. Errors: SAYSO_EIO, SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__source_open(const char *path, sayso_source **out,
                                              sayso_error *err);

/* Bytes that outlive the source. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__source_open_memory(const void *bytes, size_t n,
                                                     sayso_source **out, sayso_error *err);

/* Gives up to `room` bytes; *n is 0 at the end. */
typedef sayso_status sayso_reading(void *user, char *buf, size_t room, size_t *n, sayso_error *err);

/* What a function reads. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__source_open_reading(sayso_reading *read, void *user,
                                                      sayso_source **out, sayso_error *err);

/* Codings of HTTP that their first bytes do not tell. */
typedef enum {
    SAYSO_TOLD_NOTHING,
    SAYSO_TOLD_DEFLATE, /* zlib data (RFC 1950) or bare deflate data (RFC 1951) */
    SAYSO_TOLD_BROTLI   /* RFC 7932 */
} sayso_told;

/* What the bytes are. Before the first read. */
void sayso__source_told(sayso_source *s, sayso_told told);

/* Up to `room` bytes into buf; *n of them, 0 at the end only. Errors: SAYSO_EINPUT (compressed data
 * are damaged or cut short; call again for what lies behind), SAYSO_EIO, SAYSO_ENOMEM; err->byte is
 * an offset in the file as it lies on disk. */
SAYSO_CHECKED sayso_status sayso__source_read(sayso_source *s, char *buf, size_t room, size_t *n,
                                              sayso_error *err);

/* Is it compressed? Known after the first read. */
bool sayso__source_compressed(const sayso_source *s);

/* Bytes taken of the file so far, as it lies on disk. */
uint64_t sayso__source_taken(const sayso_source *s);

/* n bytes from offset `at` of a stream that is not compressed, without moving in it; *got of them.
 * false: that cannot be told (a pipe, a compressed file). Known after the first read. */
bool sayso__source_look(const sayso_source *s, uint64_t at, char *buf, size_t n, size_t *got);

/* Do the bytes of the newest read begin a member or frame? */
bool sayso__source_fresh(const sayso_source *s);

void sayso__source_close(sayso_source *s);

#endif
