/* sayso.h -- the public interface: news reports in, who said what on whose say-so out.
 *
 * The library never exits, prints, or reads the clock, the locale or the environment. Errors are
 * statuses; where there is an err argument (may be NULL), it says what and at which byte. An engine
 * may be used by several threads at once. */
#ifndef SAYSO_SAYSO_H
#define SAYSO_SAYSO_H

#include "sayso/types.h"

#if defined(__GNUC__)
#define SAYSO_API __attribute__((visibility("default")))
#else
#define SAYSO_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- the engine: a model, ready to read
 * ---------------------------------------------------------- */

typedef struct sayso_engine sayso_engine;

/* Open an engine with the model file at path; NULL: the model that is built in. The engine is the
 * caller's, to be closed after all that came from it. Errors: SAYSO_EIO, SAYSO_EMODEL,
 * SAYSO_ENOMEM. */
SAYSO_CHECKED SAYSO_API sayso_status sayso_engine_open(const char *model, sayso_engine **out,
                                                       sayso_error *err);
SAYSO_API void sayso_engine_close(sayso_engine *engine);

/* ---- reading files
 * -------------------------------------------------------------------------------- */

/* Takes n bytes of output; false when they could not be written, which ends the run. */
typedef bool sayso_write(void *user, const char *p, size_t n);

/* Told of each thing that could not be read, in input order; the run goes on. */
typedef void sayso_problem(void *user, const char *file, const sayso_error *what);

/* What to read, and how. Zero is the default of each. */
typedef struct {
    const char *const *path; /* files, folders, "-" for standard input */
    size_t n_path;
    const char *published, *publisher, *url; /* of text files, which do not say */
    uint64_t max_bytes;                      /* most bytes of one report; 0: 16 MiB */
    uint32_t threads;                        /* 0 or 1: this one alone */
    sayso_problem *problem;                  /* may be NULL */
    void *problem_user;
} sayso_input;

/* What offsets in JSON count. */
typedef enum { SAYSO_OFFSETS_BYTES, SAYSO_OFFSETS_CHARS, SAYSO_OFFSETS_UTF16 } sayso_offsets_in;

typedef struct {
    sayso_offsets_in offsets;
    bool tokens; /* add the layer of tokens, tags and trees */
} sayso_extract_options;

/* How a run went. */
typedef struct {
    uint64_t n_report;  /* reports read */
    uint64_t n_refused; /* of them, those that were refused as a whole */
    uint64_t n_problem; /* problems told */
} sayso_tally;

/* Read reports and write one JSON object a line for each, in input order, the same for any number
 * of threads. options and tally may be NULL. Errors: SAYSO_EIO when write failed, SAYSO_ENOMEM. */
SAYSO_CHECKED SAYSO_API sayso_status sayso_extract(sayso_engine *engine, const sayso_input *input,
                                                   const sayso_extract_options *options,
                                                   sayso_write *write, void *user,
                                                   sayso_tally *tally, sayso_error *err);

#ifdef __cplusplus
}
#endif

#endif
