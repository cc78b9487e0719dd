/* cli.h -- what the commands share.  Layer: app. */
#ifndef SAYSO_CLI_H
#define SAYSO_CLI_H

#include "sayso/sayso.h"

/* Exit statuses. */
enum { EXIT_READ = 0, EXIT_REFUSED = 1, EXIT_USE = 2, EXIT_LEDGER = 3 };

/* Options of all commands, filled by cli_options. */
typedef struct {
    const char *model, *offsets, *threads, *layers;
    const char **input; /* what is no option */
    uint32_t n_input;
} cli_options;

int cmd_extract(int argc, char **argv);

/* Writes to standard output; a sayso_write. */
bool cli_write(void *user, const char *p, size_t n);
/* Prints "sayso: FILE:BYTE: what is wrong"; a sayso_problem. */
void cli_problem(void *user, const char *file, const sayso_error *what);

#endif
