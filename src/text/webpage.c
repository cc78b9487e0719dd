/* webpage.c -- the parts of reading a page, in order.  Layer: text. */
#include "text/webpage.h"

#include "base/fail.h"

void sayso__page_model_open(const sayso_model *m, sayso_page_model *out)
{
    sayso_error ignored;
    if (sayso__linear_open(m, SAYSO_PAGE_FIRST, 1, &out->first, &ignored) != SAYSO_OK)
        out->first = (sayso_linear){0};
    if (sayso__linear_open(m, SAYSO_PAGE_AGAIN, 1, &out->again, &ignored) != SAYSO_OK)
        out->again = (sayso_linear){0};
}

sayso_status sayso__page_read(const char *page, uint32_t n, const sayso_page_model *model,
                              sayso_arena *a, sayso_page *out, sayso_error *err)
{
    *out = (sayso_page){.arena = a};
    SAYSO_TRY(sayso__html_tree(page, n, a, &out->tree, err));
    if (!sayso__page_blocks(out) || !sayso__page_meta(out) || !sayso__page_pick(out, model))
        return sayso__fail_memory(err);
    return SAYSO_OK;
}
