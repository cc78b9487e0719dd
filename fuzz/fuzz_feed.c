/* fuzz_feed.c -- any bytes as a feed: items keep their order, reports their promises. */
#include <stdio.h>
#include <stdlib.h>

#include "invariants.h"
#include "text/feed.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const char *broken_items(const char *p, uint32_t n, sayso_arena *a)
{
    sayso_feed f;
    uint32_t last = 0;
    if (!sayso__feed_cut(p, n, a, &f))
        return NULL;
    for (uint32_t i = 0; i < f.n_item; i++) {
        if (f.item[i].beg < last || f.item[i].end <= f.item[i].beg || f.item[i].end > n)
            return "order or place of an item";
        last = f.item[i].end;
    }
    return NULL;
}

/* The bytes as a file, and as one item, whatever they begin with. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    sayso_arena a;
    sayso_error err;
    sayso_doc d;
    const char *p = (const char *)data, *broken = NULL;
    if (n > (1u << 20))
        return 0;
    sayso__arena_init(&a, 0);
    const sayso_unit unit = {.bytes = p, .n = (uint32_t)n, .media = SAYSO_MEDIA_XML};
    if (sayso__unit_check(p, n, 0, &err) == SAYSO_OK)
        broken = broken_items(p, (uint32_t)n, &a);
    if (!broken && sayso__doc_make(&unit, NULL, &a, &d, &err) == SAYSO_OK)
        broken = broken_doc(&d, n * 31u);
    if (!broken)
        broken = broken_reading(data, n, 1u << 20, NULL, NULL);
    sayso__arena_free(&a);
    if (broken) {
        fprintf(stderr, "%s\n", broken);
        abort();
    }
    return 0;
}
