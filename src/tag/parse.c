/* parse.c -- dependency trees: first skeleton, each word hangs on the one before.  Layer: tag. */
#include "base/fail.h"
#include "tag/tag_model.h"

sayso_status sayso__parse_run(const sayso_tag_model *model, sayso_arena *a, sayso_arena *scratch,
                              sayso_tags *out, sayso_error *err)
{
    (void)model;
    (void)scratch;
    const sayso_tokens *t = out->tokens;
    out->head = SAYSO_NEW_N(a, uint32_t, t->n_tok);
    out->deprel = SAYSO_NEW_N(a, uint8_t, t->n_tok);
    if (!out->head || !out->deprel)
        return sayso__fail_memory(err);
    for (uint32_t i = 0; i < t->n_tok; i++) {
        bool first = t->sent[t->tok_sent[i]] == i;
        out->head[i] = first ? SAYSO_NONE : i - 1;
        out->deprel[i] = first ? SAYSO_DEPREL_ROOT : SAYSO_DEPREL_DEP;
    }
    return SAYSO_OK;
}
