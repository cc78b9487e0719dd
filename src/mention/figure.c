/* figure.c -- first skeleton: finds none.  Layer: mention. */
#include "mention/mention.h"

sayso_status sayso__figure_find(const sayso_tags *tags, sayso_arena *a, sayso_arena *scratch,
                                sayso_mentions *out, sayso_error *err)
{
    (void)tags;
    (void)a;
    (void)scratch;
    (void)out;
    (void)err;
    return SAYSO_OK;
}
