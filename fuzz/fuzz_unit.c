/* fuzz_unit.c -- any bytes as a file: reader, document, tokens.  The first byte picks the limit. */
#include <stdio.h>
#include <stdlib.h>

#include "invariants.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    if (n == 0)
        return 0;
    const char *broken =
        broken_reading(data + 1, n - 1, (uint64_t)64 << (data[0] % 16), NULL, NULL);
    if (broken) {
        fprintf(stderr, "%s\n", broken);
        abort();
    }
    return 0;
}
