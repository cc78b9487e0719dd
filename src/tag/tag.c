/* tag.c -- runs the parts of the stage in order: lexemes, tags and lemmas, names, trees.  Layer:
 * tag. */
#include "tag/tag.h"

#include "base/fail.h"
#include "tag/lexeme.h"
#include "tag/tag_model.h"

sayso_status sayso__tag_model_open(const sayso_model *m, sayso_tag_model *out, sayso_error *err)
{
    (void)err;
    *out = (sayso_tag_model){.model = m};
    return SAYSO_OK;
}

sayso_status sayso__tag_run(const sayso_tokens *tokens, const sayso_tag_model *model,
                            sayso_arena *a, sayso_arena *scratch, sayso_tags *out, sayso_error *err)
{
    *out = (sayso_tags){.tokens = tokens};
    sayso_lexeme *lexeme;
    SAYSO_TRY(sayso__lexeme_make(tokens, model, a, &lexeme, err));
    out->lexeme = lexeme;
    SAYSO_TRY(sayso__pos_run(model, a, scratch, out, err));
    SAYSO_TRY(sayso__ner_run(model, a, scratch, out, err));
    return sayso__parse_run(model, a, scratch, out, err);
}

void sayso__tag_subtree(const sayso_tags *g, uint32_t i, uint32_t *beg, uint32_t *end)
{
    const sayso_tokens *t = g->tokens;
    uint32_t s = t->tok_sent[i], from = t->sent[s], to = t->sent[s + 1], b = i, e = i + 1;
    for (bool grew = true; grew;) {
        grew = false;
        while (b > from && g->head[b - 1] != SAYSO_NONE && g->head[b - 1] >= b &&
               g->head[b - 1] < e)
            b--, grew = true;
        while (e < to && g->head[e] != SAYSO_NONE && g->head[e] >= b && g->head[e] < e)
            e++, grew = true;
    }
    *beg = b;
    *end = e;
}
