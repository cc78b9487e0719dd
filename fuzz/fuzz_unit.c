/* fuzz_unit.c -- any bytes as a file: reader, document, tokens.  The first byte picks the limit
 * (low four bits) and the trained splitter or the rules (the fifth). */
#include <stdio.h>
#include <stdlib.h>

#include "engine/pipeline.h"
#include "invariants.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* The built-in model's splitter; NULL if it has none. */
static const sayso_token_model *splitter(void)
{
    static sayso_token_model model;
    static sayso_model file;
    sayso_error err;
    if (!file.p && (sayso__model_builtin(&file, &err) != SAYSO_OK ||
                    sayso__token_model_open(&file, &model, &err) != SAYSO_OK))
        return NULL;
    return &model;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    if (n == 0)
        return 0;
    const sayso_token_model *model = data[0] & 16 ? splitter() : NULL;
    const char *broken =
        broken_reading(data + 1, n - 1, (uint64_t)64 << (data[0] % 16), model, NULL);
    if (broken) {
        fprintf(stderr, "%s\n", broken);
        abort();
    }
    return 0;
}
