/* fuzz_charset.c -- any bytes in any charset: the first byte picks what is said of the rest. */
#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"
#include "base/utf8.h"
#include "text/charset.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const char *broken_map(const sayso_mapped *m, size_t n)
{
    if (sayso__utf8_check(m->p, m->n) != m->n)
        return "not UTF-8";
    uint32_t last = 0;
    for (uint32_t i = 0; i < m->n_map; i++) {
        const sayso_map_run *r = &m->map[i];
        if ((i ? r->text <= m->map[i - 1].text : r->text != 0) || r->text > m->n)
            return "order of the map";
        if (r->raw < last || r->n_raw > n - r->raw)
            return "place of a run";
        last = r->raw + r->n_raw;
    }
    return NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    if (n == 0 || n > (1u << 20))
        return 0;
    sayso_arena a;
    sayso_mapped m;
    uint32_t pick = data[0] >> 1;
    sayso_str label = pick < sayso__n_charset_label ? sayso__str_z(sayso__charset_label[pick].label)
                                                    : (sayso_str){NULL, 0};
    sayso__arena_init(&a, 0);
    const char *broken = NULL;
    sayso_str bytes = {(const char *)data + 1, (uint32_t)n - 1};
    const sayso_charset *c = sayso__charset_choose(bytes, data[0] & 1, label);
    if (sayso__charset_decode(bytes, c, &a, &m, NULL) == SAYSO_OK)
        broken = broken_map(&m, n - 1);
    sayso__arena_free(&a);
    if (broken) {
        fprintf(stderr, "%s\n", broken);
        abort();
    }
    return 0;
}
