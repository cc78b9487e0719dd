/* fuzz_csv.c -- any bytes as a table: rows keep their order and lie where they say, reports keep
 * their promises.  The first byte picks the header. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "invariants.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const char *const header[] = {"", "id,title,text,published\n", "text\turl\n",
                                         "\xef\xbb\xbf\"Body\";html;\"by\nline\"\r\n"};
    static const char *const columns[] = {"columns=\"id,title,text\"; delimiter=\",\"",
                                          "columns=\",html,,byline\"; delimiter=tab"};
    if (n == 0 || n > (1u << 16))
        return 0;
    const char *head = header[data[0] % 4];
    size_t k = strlen(head);
    char *p = malloc(k + n);
    sayso_arena a;
    sayso_error err;
    sayso_doc d;
    if (!p)
        return 0;
    memcpy(p, head, k);
    memcpy(p + k, data + 1, n - 1);
    sayso__arena_init(&a, 0);
    const sayso_unit row = {.bytes = (const char *)data + 1,
                            .n = (uint32_t)n - 1,
                            .media = SAYSO_MEDIA_CSV,
                            .parameters = sayso__str_z(columns[data[0] >> 2 & 1])};
    const char *broken = broken_reading(p, k + n - 1, data[0] & 64 ? 64 : 1u << 16, NULL, NULL);
    if (!broken && sayso__doc_make(&row, NULL, &a, &d, &err) == SAYSO_OK)
        broken = broken_doc(&d, n);
    sayso__arena_free(&a);
    free(p);
    if (broken) {
        fprintf(stderr, "%s\n", broken);
        abort();
    }
    return 0;
}
