/* fuzz_warc.c -- any bytes as an archive (WARC, ARC, tar, zip, packed or not): reading comes to an
 * end, units and documents keep their promises.  The first byte picks what is put before the rest,
 * so that each kind is reached soon. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "invariants.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* Gives a tar header of the first block its checksum, or a fuzzer would never find one. */
static void seal_tar(char *p, size_t n)
{
    unsigned sum = 8 * ' ';
    if (n < 512)
        return;
    for (size_t i = 0; i < 512; i++)
        sum += i >= 148 && i < 156 ? 0 : (unsigned char)p[i];
    snprintf(p + 148, 8, "%06o", sum);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const char *const before[] = {"", "WARC/1.0\r\nWARC-Type: response\r\n",
                                         "filedesc://a.arc 0 20310405060708 text/plain 0\n",
                                         "PK\3\4", ""};
    if (n == 0 || n > (1u << 18))
        return 0;
    uint32_t kind = data[0] % 5;
    size_t k = strlen(before[kind]);
    char *p = malloc(k + n);
    if (!p)
        return 0;
    memcpy(p, before[kind], k);
    memcpy(p + k, data + 1, n - 1);
    n += k - 1;
    if (kind == 4)
        for (size_t at = 0; at < n && at < 8 * 512; at += 512)
            seal_tar(p + at, n - at);
    const char *broken = broken_reading(p, n, data[0] & 64 ? 64 : 1u << 16, NULL, NULL);
    free(p);
    if (broken) {
        fprintf(stderr, "%s\n", broken);
        abort();
    }
    return 0;
}
