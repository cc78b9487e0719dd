/* pos.c -- part of speech and lemma: first skeleton.  Layer: tag. */
#include "base/fail.h"
#include "base/str.h"
#include "tag/tag_model.h"

sayso_status sayso__pos_run(const sayso_tag_model *model, sayso_arena *a, sayso_arena *scratch,
                            sayso_tags *out, sayso_error *err)
{
    (void)model;
    (void)scratch;
    uint32_t n = out->tokens->n_tok;
    out->upos = SAYSO_NEW_N(a, uint8_t, n);
    out->xpos = SAYSO_NEW_N(a, uint8_t, n);
    out->lemma = SAYSO_NEW_N(a, sayso_str, n);
    if (!out->upos || !out->xpos || !out->lemma)
        return sayso__fail_memory(err);
    for (uint32_t i = 0; i < n; i++) {
        out->upos[i] = SAYSO_UPOS_NOUN;
        out->xpos[i] = SAYSO_XPOS_NN;
        out->lemma[i] = sayso__token_str(out->tokens, i);
    }
    return SAYSO_OK;
}
