/* token.c -- first skeleton: words at spaces, sentences at blocks and full stops.  Layer: token. */
#include "token/token.h"

#include "base/array.h"
#include "base/fail.h"
#include "base/str.h"
#include "token/token_model.h"

sayso_status sayso__token_model_open(const sayso_model *m, sayso_token_model *out, sayso_error *err)
{
    (void)m;
    (void)err;
    *out = (sayso_token_model){0};
    return SAYSO_OK;
}

sayso_status sayso__token_split(const sayso_doc *doc, const sayso_token_model *model,
                                sayso_arena *a, sayso_tokens *out, sayso_error *err)
{
    (void)model;
    *out = (sayso_tokens){.doc = doc};
    SAYSO_ARRAY(sayso_token) tok = {0};
    SAYSO_ARRAY(uint32_t) sent = {0}, sent_block = {0}, tok_sent = {0};
    for (uint32_t b = 0; b < doc->n_block; b++) {
        bool fresh = true;
        for (uint32_t i = doc->block[b].at.beg; i < doc->block[b].at.end;) {
            char c = doc->text[i];
            if (sayso__is_space(c)) {
                i++;
                continue;
            }
            uint32_t j = i + 1;
            bool word = sayso__is_alpha(c) || sayso__is_digit(c) || (c & 0x80);
            while (word && j < doc->block[b].at.end &&
                   (sayso__is_alpha(doc->text[j]) || sayso__is_digit(doc->text[j]) ||
                    (doc->text[j] & 0x80)))
                j++;
            if (fresh && (!SAYSO_PUSH(a, &sent, tok.n) || !SAYSO_PUSH(a, &sent_block, b)))
                return sayso__fail_memory(err);
            fresh = c == '.';
            uint8_t flags = sayso__is_upper(c) ? SAYSO_TOKEN_CAPITAL : 0;
            if (i == 0 || sayso__is_space(doc->text[i - 1]))
                flags |= SAYSO_TOKEN_SPACE_BEFORE;
            if (!SAYSO_PUSH(a, &tok_sent, sent.n - 1) ||
                !SAYSO_PUSH(a, &tok,
                            (sayso_token){{i, j},
                                          word ? SAYSO_TOKEN_WORD : SAYSO_TOKEN_PUNCT,
                                          flags}))
                return sayso__fail_memory(err);
            i = j;
        }
    }
    out->tok = tok.v;
    out->n_tok = tok.n;
    out->n_sent = sent.n;
    out->sent_block = sent_block.v;
    out->tok_sent = tok_sent.v;
    if (!SAYSO_PUSH(a, &sent, tok.n))
        return sayso__fail_memory(err);
    out->sent = sent.v;
    return SAYSO_OK;
}
