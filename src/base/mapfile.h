/* mapfile.h -- a file mapped read-only.  Layer: base. */
#ifndef SAYSO_BASE_MAPFILE_H
#define SAYSO_BASE_MAPFILE_H

#include "sayso/types.h"

typedef struct {
    const void *p;
    size_t n;
} sayso_mapfile;

/* Errors: SAYSO_EIO, with the system's words. An empty file maps to p = NULL, n = 0. */
SAYSO_CHECKED sayso_status sayso__mapfile_open(const char *path, sayso_mapfile *out,
                                               sayso_error *err);
void sayso__mapfile_close(sayso_mapfile *m);

#endif
