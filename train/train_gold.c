/* train_gold.c -- gold sentences into documents and tokens. */
#include "train_gold.h"

#include <string.h>

#include "base/array.h"
#include "base/str.h"
#include "learn.h"

typedef struct {
    sayso_arena *a;
    SAYSO_ARRAY(char) text;
    SAYSO_ARRAY(sayso_block) block;
    SAYSO_ARRAY(sayso_token) tok;
    SAYSO_ARRAY(uint32_t) sent;
    SAYSO_ARRAY(uint32_t) sent_block;
    SAYSO_ARRAY(uint32_t) tok_sent;
} builder;

static void need(bool ok)
{
    if (!ok)
        die("out of memory");
}

static void put(builder *b, const char *p, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        need(SAYSO_PUSH(b->a, &b->text, p[i]));
}

static void new_block(builder *b)
{
    if (b->text.n)
        put(b, "\n\n", 2);
    need(SAYSO_PUSH(b->a, &b->block, (sayso_block){{b->text.n, b->text.n}, SAYSO_BLOCK_BODY}));
}

static void new_sentence(builder *b)
{
    need(SAYSO_PUSH(b->a, &b->sent, b->tok.n) && SAYSO_PUSH(b->a, &b->sent_block, b->block.n - 1));
}

/* Kind and flags as far as form alone tells; the token room decides the same from the text. */
static sayso_token token_of(const char *p, uint32_t n, uint32_t at, bool space)
{
    static const char *const marks[] = {"\"", "''", "``", "'", "“", "”", "‘", "’", "«", "»", "„"};
    uint8_t kind = SAYSO_TOKEN_PUNCT, flags = space ? SAYSO_TOKEN_SPACE_BEFORE : 0;
    uint32_t upper = 0, letters = 0;
    for (uint32_t i = 0; i < n; i++) {
        bool letter = sayso__is_alpha(p[i]) || (uint8_t)p[i] >= 0xc3;
        letters += letter;
        upper += sayso__is_upper(p[i]);
        if (letter)
            kind = SAYSO_TOKEN_WORD;
        else if (sayso__is_digit(p[i]) && kind != SAYSO_TOKEN_WORD)
            kind = SAYSO_TOKEN_NUMBER;
    }
    for (uint32_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (sayso__str_is((sayso_str){p, n}, marks[i]))
            kind = SAYSO_TOKEN_QUOTE;
    if (sayso__is_upper(p[0]))
        flags |= SAYSO_TOKEN_CAPITAL;
    if (letters > 1 && upper == letters)
        flags |= SAYSO_TOKEN_ALL_CAPS;
    return (sayso_token){{at, at + n}, kind, flags};
}

static void put_sentence(builder *b, const conllu_sent *s)
{
    uint32_t base = b->text.n;
    new_sentence(b);
    put(b, s->text.p, s->text.n);
    for (uint32_t i = 0; i < s->n; i++) {
        const conllu_word *w = &s->word[i];
        bool space = w->beg == 0 || sayso__is_space(s->text.p[w->beg - 1]);
        sayso_token t = token_of(s->text.p + w->beg, w->end - w->beg, base + w->beg, space);
        if (!space && i && s->word[i - 1].end == w->beg && t.kind == SAYSO_TOKEN_WORD)
            t.flags |= SAYSO_TOKEN_SUFFIX;
        need(SAYSO_PUSH(b->a, &b->tok, t) && SAYSO_PUSH(b->a, &b->tok_sent, b->sent.n - 1));
    }
}

static void finish(builder *b, sayso_doc *doc, sayso_tokens *out)
{
    need(SAYSO_PUSH(b->a, &b->sent, b->tok.n));
    *doc = (sayso_doc){.text = b->text.v,
                       .n_text = b->text.n,
                       .block = b->block.v,
                       .n_block = b->block.n,
                       .day = INT32_MIN,
                       .language = "en"};
    *out = (sayso_tokens){.doc = doc,
                          .tok = b->tok.v,
                          .sent = b->sent.v,
                          .sent_block = b->sent_block.v,
                          .tok_sent = b->tok_sent.v,
                          .n_tok = b->tok.n,
                          .n_sent = b->sent.n - 1};
}

void gold_tokens(const conllu_sent *sent, uint32_t n, sayso_arena *a, sayso_doc *doc,
                 sayso_tokens *out)
{
    builder b = {.a = a};
    for (uint32_t i = 0; i < n; i++) {
        if (i == 0 || sent[i].new_doc || sent[i].new_par)
            new_block(&b);
        else if (sent[i - 1].space_after)
            put(&b, " ", 1);
        put_sentence(&b, &sent[i]);
        b.block.v[b.block.n - 1].at.end = b.text.n;
    }
    finish(&b, doc, out);
}

void gold_tokens_of_forms(const sayso_str *const *form, const uint32_t *n_form, uint32_t n,
                          sayso_arena *a, sayso_doc *doc, sayso_tokens *out)
{
    builder b = {.a = a};
    for (uint32_t i = 0; i < n; i++) {
        new_block(&b);
        new_sentence(&b);
        for (uint32_t j = 0; j < n_form[i]; j++) {
            if (j)
                put(&b, " ", 1);
            sayso_token t = token_of(form[i][j].p, form[i][j].n, b.text.n, true);
            put(&b, form[i][j].p, form[i][j].n);
            need(SAYSO_PUSH(a, &b.tok, t) && SAYSO_PUSH(a, &b.tok_sent, i));
        }
        b.block.v[b.block.n - 1].at.end = b.text.n;
    }
    finish(&b, doc, out);
}
