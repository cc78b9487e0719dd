/* lexeme.c -- first skeleton.  Layer: tag. */
#include "tag/lexeme.h"

#include "base/fail.h"
#include "base/hash.h"

sayso_status sayso__lexeme_make(const sayso_tokens *tokens, const sayso_tag_model *model,
                                sayso_arena *a, sayso_lexeme **out, sayso_error *err)
{
    (void)model;
    *out = SAYSO_NEW_N(a, sayso_lexeme, tokens->n_tok);
    if (!*out)
        return sayso__fail_memory(err);
    for (uint32_t i = 0; i < tokens->n_tok; i++) {
        sayso_str s = sayso__token_str(tokens, i);
        (*out)[i].form = (uint32_t)sayso__hash_bytes(s.p, s.n);
    }
    return SAYSO_OK;
}
