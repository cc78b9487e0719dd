/* fuzz_html.c -- any bytes as a page: tokens cover it, the tree keeps H1-H3, the document its own
 * promises. */
#include <stdio.h>
#include <stdlib.h>

#include "invariants.h"
#include "text/html_tree.h"
#include "text/webpage.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const char *broken_tree(const char *p, uint32_t n, sayso_arena *a)
{
    sayso_html_tree t;
    uint32_t last = 0;
    if (sayso__html_tree(p, n, a, &t, NULL) != SAYSO_OK)
        return NULL;
    for (uint32_t i = 1; i < t.n_node; i++) {
        const sayso_html_node *x = &t.node[i];
        if (x->at.beg < last || x->at.end < x->at.beg || x->at.end > n)
            return "H1: order or place of a node";
        if (x->parent >= i || x->end <= i || x->end > t.node[x->parent].end || x->home > i)
            return "H2: a child outside its parent";
        if (x->attr + x->n_attr > SAYSO_HTML_KEPT_MOST)
            return "H3: too many attributes";
        last = x->at.end;
    }
    return NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    sayso_arena a;
    sayso_error err;
    sayso_doc d;
    const char *p = (const char *)data;
    if (n > (1u << 22))
        return 0;
    sayso__arena_init(&a, 0);
    const char *broken = broken_tree(p, (uint32_t)n, &a);
    sayso_unit unit = {.bytes = p, .n = (uint32_t)n, .media = SAYSO_MEDIA_HTML};
    if (!broken && sayso__doc_make(&unit, NULL, &a, &d, &err) == SAYSO_OK)
        broken = broken_doc(&d, n * 31u);
    sayso__arena_free(&a);
    if (broken) {
        fprintf(stderr, "%s\n", broken);
        abort();
    }
    return 0;
}
