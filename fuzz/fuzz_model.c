/* fuzz_model.c -- any bytes as a model file; if it opens, the stages run with it over a short text.
 * The checksum is not verified, so that damage gets behind it. */
#define _POSIX_C_SOURCE 200809L
#include <stdlib.h>
#include <string.h>

#include "engine/pipeline.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const char text[] =
    "The Harbour Office of Tarnfeld said on Tuesday that 14 people were hurt when the ferry "
    "\"Kestrel\" struck a pier. \"We don't know why,\" said Ilse Brandt, its chief.";

static void run(const sayso_models *m)
{
    sayso_arena a, scratch;
    sayso_analysis out;
    sayso_error err;
    sayso_block block = {.at = {0, sizeof text - 1}};
    sayso_map_run map[] = {{0, 0, sizeof text - 1}};
    sayso_doc doc = {.text = text,
                     .n_text = sizeof text - 1,
                     .day = INT32_MIN,
                     .language = "en",
                     .block = &block,
                     .n_block = 1,
                     .map = map,
                     .n_map = 1};
    sayso__arena_init(&a, 0);
    sayso__arena_init(&scratch, 0);
    if (sayso__analyse(m, &doc, &a, &scratch, &out, &err) != SAYSO_OK)
        abort();
    sayso__arena_free(&a);
    sayso__arena_free(&scratch);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    sayso_model model;
    sayso_models all;
    sayso_error err;
    void *p = NULL;
    if (posix_memalign(&p, 64, n + 1) != 0)
        abort();
    if (n)
        memcpy(p, data, n);
    if (sayso__model_open_memory(p, n, false, &model, &err) == SAYSO_OK &&
        sayso__models_open(&model, &all, &err) == SAYSO_OK)
        run(&all);
    free(p);
    return 0;
}
