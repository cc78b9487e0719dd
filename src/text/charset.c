/* charset.c -- which charset, and decoding.  Layer: text. */
#include "text/charset.h"

#include "base/fail.h"

sayso_status sayso__charset_page(const char *p, uint32_t n, sayso_arena *a, sayso_mapped *out,
                                 sayso_error *err)
{
    sayso_map_run *run = SAYSO_NEW(a, sayso_map_run);
    if (!run)
        return sayso__fail_memory(err);
    *run = (sayso_map_run){0, 0, n};
    *out = (sayso_mapped){p, n, run, 1};
    return SAYSO_OK;
}
