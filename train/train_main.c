/* train_main.c -- sayso-train STAGE ...: one trainer a stage, each writing its sections into a
 * folder.
 *
 *   sayso-train STAGE --data DIR --out DIR [--sets a,b,c] [--seed N] [--epochs N]
 *   sayso-train pack SECTIONS MODEL
 *   sayso-train recase DIR NAME       reports in upper case as mixed case, for measuring
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "learn.h"
#include "trainers.h"
#include "truecase.h"

static const struct {
    const char *name;
    void (*run)(const train_options *);
} stages[] = {
#define X(name) {#name, train_##name},
    TRAIN_STAGES(X)
#undef X
};

static const char *option(int argc, char **argv, const char *name, const char *otherwise)
{
    for (int i = 2; i + 1 < argc; i++)
        if (strcmp(argv[i], name) == 0)
            return argv[i + 1];
    return otherwise;
}

int main(int argc, char **argv)
{
    if (argc == 4 && strcmp(argv[1], "pack") == 0) {
        model_pack(argv[2], argv[3]);
        return 0;
    }
    if (argc == 4 && strcmp(argv[1], "recase") == 0) {
        truecase_print(argv[2], argv[3]);
        return 0;
    }
    train_options o = {
        .data = option(argc, argv, "--data", "../shared/data"),
        .out = option(argc, argv, "--out", "build/sections"),
        .packages = option(argc, argv, "--packages", "build/packages"),
        .sets = option(argc, argv, "--sets", NULL),
        .seed = strtoull(option(argc, argv, "--seed", "1"), NULL, 10),
        .epochs = (uint32_t)strtoul(option(argc, argv, "--epochs", "0"), NULL, 10),
    };
    train_check_sets(&o);
    for (size_t i = 0; argc > 1 && i < sizeof stages / sizeof *stages; i++)
        if (strcmp(argv[1], stages[i].name) == 0) {
            stages[i].run(&o);
            return 0;
        }
    fputs("usage: sayso-train STAGE [--data DIR] [--out DIR] [--packages DIR] [--sets A,B] [--seed "
          "N] [--epochs N]\n"
          "       sayso-train pack SECTIONS MODEL\n       sayso-train recase DIR NAME\nstages:",
          stderr);
    for (size_t i = 0; i < sizeof stages / sizeof *stages; i++)
        fprintf(stderr, " %s", stages[i].name);
    fputc('\n', stderr);
    return 2;
}
