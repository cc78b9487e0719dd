/* source.h -- bytes of a file or of memory, decompressed.  Layer: text.
 *
 * gzip (RFC 1952, members in a row) and zstd (RFC 8878, frames in a row) are told by their magic
 * numbers; anything else passes as it is. Memory is bounded: 64 KiB of input and the decoder's
 * window, for zstd at most 128 MiB. */
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

/* Up to `room` bytes into buf; *n of them, 0 at the end only. Errors: SAYSO_EIO (also for damaged
 * compressed data), SAYSO_ENOMEM; err->byte is an offset in the file as it lies on disk. */
SAYSO_CHECKED sayso_status sayso__source_read(sayso_source *s, char *buf, size_t room, size_t *n,
                                              sayso_error *err);

/* Is it compressed? Known after the first read. */
bool sayso__source_compressed(const sayso_source *s);

/* Bytes taken of the file so far, as it lies on disk. */
uint64_t sayso__source_taken(const sayso_source *s);

void sayso__source_close(sayso_source *s);

#endif
