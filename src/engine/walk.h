/* walk.h -- folders and patterns as lists of files.  Layer: engine.
 *
 * Names come in the order of their bytes. Hidden ones are left out; links to folders, pipes,
 * sockets and devices are told of and not followed, so that a walk ends and never waits. */
#ifndef SAYSO_ENGINE_WALK_H
#define SAYSO_ENGINE_WALK_H

#include "base/array.h"

typedef struct {
    const char *path;
    const char *left_out; /* why it is not to be read; NULL: a file */
    bool failed;          /* ... because it cannot be */
    uint64_t size;
} sayso_walk_entry;

typedef struct {
    SAYSO_ARRAY(sayso_walk_entry) entry;
} sayso_walk;

/* All that is beneath the folder. Errors: SAYSO_EIO (top cannot be read), SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__walk_folder(const char *top, sayso_arena *a, sayso_walk *out,
                                              sayso_error *err);

/* All that the pattern matches: * and ? (not a slash), [a-z], ** for any folders between. */
SAYSO_CHECKED sayso_status sayso__walk_pattern(const char *pattern, sayso_arena *a, sayso_walk *out,
                                               sayso_error *err);

/* Does the path match? Linear in their product. */
bool sayso__walk_matches(const char *pattern, const char *path);

#endif
