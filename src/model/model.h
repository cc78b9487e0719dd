/* model.h -- one mapped model file of named sections.  Layer: model.
 *
 * File, little-endian; all offsets from its beginning:
 *
 *     0   "SAYSOMDL"            8   u32 version (1)      12  u32 n_section
 *     16  u64 size of the file  24  u64 checksum: sayso__hash_mix of XXH3-64 of bytes
 *                                   [32, size) and n_section
 *     32  n_section entries of 40 bytes: char name[24] (NUL-padded), u64 offset, u64 size
 *     ... sections, each at a multiple of 64
 *
 * A model is immutable and shared by all threads. */
#ifndef SAYSO_MODEL_MODEL_H
#define SAYSO_MODEL_MODEL_H

#include "base/mapfile.h"

#define SAYSO_MODEL_VERSION   1u
#define SAYSO_MODEL_NAME_MOST 23u

typedef struct {
    const uint8_t *p;
    size_t n;
} sayso_section;

typedef struct {
    const uint8_t *p; /* the whole file */
    size_t n;
    uint32_t n_section;
    sayso_mapfile map; /* empty where the bytes are the caller's */
} sayso_model;

/* A model in memory (8-aligned), borrowed. check: verify the checksum, too. Errors: SAYSO_EMODEL,
 * with what is wrong. */
SAYSO_CHECKED sayso_status sayso__model_open_memory(const void *p, size_t n, bool check,
                                                    sayso_model *out, sayso_error *err);

/* A model file, mapped and checked. Errors: SAYSO_EIO, SAYSO_EMODEL. */
SAYSO_CHECKED sayso_status sayso__model_open(const char *path, sayso_model *out, sayso_error *err);

void sayso__model_close(sayso_model *m);

/* The checksum of a file of n bytes. */
uint64_t sayso__model_checksum(const void *p, size_t n, uint32_t n_section);

/* A section by name; {NULL, 0} if the model has none. */
sayso_section sayso__model_section(const sayso_model *m, const char *name);

/* Name of section i < n_section (NUL-terminated, in the model). */
const char *sayso__model_section_name(const sayso_model *m, uint32_t i);

#endif
