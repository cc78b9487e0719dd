/* actors_file.h -- a user's list of actors, read from CSV or JSON lines.  Layer: engine. */
#ifndef SAYSO_ENGINE_ACTORS_FILE_H
#define SAYSO_ENGINE_ACTORS_FILE_H

#include "mention/actor_list.h"
#include "sayso/sayso.h"

/* Adds the n bytes at p to the list and closes it. What cannot be used is told, line by line, and
 * left out; the rest is kept. file is its name. Errors: SAYSO_EUSE (CSV without a column "name"),
 * SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__actors_read(sayso_actor_list *l, const char *p, size_t n,
                                              const char *file, sayso_problem *problem, void *user,
                                              sayso_error *err);

#endif
