/* inputs.h -- files, folders, patterns and standard input as one row of units.  Layer: engine.
 *
 * Folders are walked to their depth (walk.h). A name that no file has, and that holds * ? or [, is
 * a pattern. */
#ifndef SAYSO_ENGINE_INPUTS_H
#define SAYSO_ENGINE_INPUTS_H

#include "engine/pool.h"
#include "engine/walk.h"
#include "sayso/sayso.h"
#include "text/unit.h"

typedef struct {
    const char *const *path; /* [n_path] as given; borrowed */
    size_t n_path, at;
    const void *bytes; /* not NULL: the one file, in memory; borrowed */
    size_t n_bytes;
    sayso_read_options options;
    sayso_fetch *fetch; /* or NULL */
    void *user;
    sayso_reader *reader; /* of the file being read, or NULL */
    const char *file;     /* its name; lives until close */
    sayso_walk inside;    /* what is in the folder being read */
    uint32_t at_inside;
    uint64_t done;     /* bytes of the files before this one */
    sayso_arena names; /* of all folders met */
} sayso_inputs;

/* To be closed in any case. Errors: SAYSO_EUSE (a map that is none). */
SAYSO_CHECKED sayso_status sayso__inputs_open(sayso_inputs *in, const sayso_input *from,
                                              sayso_error *err);

/* The pool to read them with: batches of files; one at a time of what may have to be waited for, a
 * pipe or an address, so that whoever writes line after line into a pipe has each one's answer. */
sayso_pool_size sayso__inputs_pool(const sayso_input *from);

/* The next unit or note, copied into a; neither at the end. in->file names the file that an error
 * is about; call again after one, unless it is SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__inputs_next(sayso_inputs *in, sayso_arena *a, sayso_unit *out,
                                              sayso_error *err);

/* Bytes read so far of the files as they lie on disk; and of all there are to read, 0 where that
 * cannot be told (standard input). */
uint64_t sayso__inputs_done(const sayso_inputs *in);
uint64_t sayso__inputs_total(const sayso_inputs *in);

/* What the unit, or the error in its place, is called: its file, or that and the names inside;
 * copied into a where it must. NULL when out of memory. */
const char *sayso__inputs_name(const sayso_inputs *in, const sayso_unit *unit, sayso_arena *a);

/* Tells the caller of something in a report that was not understood; the report is kept. */
void sayso__warn(const sayso_input *input, const char *file, uint64_t byte, const char *reason);

void sayso__inputs_close(sayso_inputs *in);

#endif
