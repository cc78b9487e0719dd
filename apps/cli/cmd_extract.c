/* cmd_extract.c -- sayso extract: reports to JSON lines, no ledger.  Layer: app. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

static int wrong_use(const char *what, const char *arg)
{
    fprintf(stderr, "sayso: %s: %s\n", arg, what);
    return EXIT_USE;
}

int cmd_extract(int argc, char **argv)
{
    static const char *const units[] = {"bytes", "chars", "utf16"};
    const char *model = NULL, *standard_input[] = {"-"};
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    sayso_input in = {.threads = cores > 0 ? (uint32_t)cores : 1, .problem = cli_problem};
    sayso_extract_options options = {SAYSO_OFFSETS_BYTES, false};
    const char **path = calloc((size_t)argc + 1, sizeof *path);
    if (!path)
        return EXIT_LEDGER;
    for (int i = 0; i < argc; i++) {
        const char *arg = argv[i], *value = i + 1 < argc ? argv[i + 1] : "";
        if (strncmp(arg, "--", 2) != 0) {
            path[in.n_path++] = arg;
            continue;
        }
        i++;
        if (strcmp(arg, "--model") == 0) {
            model = value;
        } else if (strcmp(arg, "--threads") == 0) {
            in.threads = (uint32_t)strtoul(value, NULL, 10);
        } else if (strcmp(arg, "--layers") == 0 && strcmp(value, "tokens") == 0) {
            options.tokens = true;
        } else if (strcmp(arg, "--offsets") == 0) {
            int k = 0;
            while (k < 3 && strcmp(value, units[k]) != 0)
                k++;
            if (k == 3)
                return wrong_use("no such unit of offsets", value);
            options.offsets = (sayso_offsets_in)k;
        } else {
            return wrong_use("no such option", arg);
        }
    }
    in.path = in.n_path ? path : standard_input;
    in.n_path = in.n_path ? in.n_path : 1;
    sayso_engine *engine;
    sayso_error err = {0};
    sayso_tally tally = {0};
    sayso_status s = sayso_engine_open(model, &engine, &err);
    if (s == SAYSO_OK)
        s = sayso_extract(engine, &in, &options, cli_write, NULL, &tally, &err);
    sayso_engine_close(engine);
    free(path);
    if (s == SAYSO_OK && fflush(stdout) == 0)
        return tally.n_problem || tally.n_refused ? EXIT_REFUSED : EXIT_READ;
    fprintf(stderr, "sayso: %s\n", err.message);
    return EXIT_LEDGER;
}
