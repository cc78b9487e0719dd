/* gold.c -- gold tokens as a document. */
#include "gold.h"

#include <string.h>

#include "base/str.h"
#include "learn.h"

static void *need(void *p)
{
    if (!p)
        die("out of memory");
    return p;
}

static char in_case(char c, gold_case letters)
{
    if (letters == GOLD_LOWER)
        return sayso__ascii_lower(c);
    return letters == GOLD_UPPER && sayso__is_lower(c) ? (char)(c - 32) : c;
}

static sayso_token token_of(const char *text, uint32_t beg, uint32_t end)
{
    sayso_token t = {.at = {beg, end}, .kind = SAYSO_TOKEN_PUNCT};
    uint32_t upper = 0, lower = 0;
    for (uint32_t i = beg; i < end; i++) {
        upper += sayso__is_upper(text[i]);
        lower += sayso__is_lower(text[i]) || (text[i] & 0x80);
        if (sayso__is_digit(text[i]) && t.kind == SAYSO_TOKEN_PUNCT)
            t.kind = SAYSO_TOKEN_NUMBER;
        if (sayso__is_alpha(text[i]) || (text[i] & 0x80))
            t.kind = SAYSO_TOKEN_WORD;
    }
    if (beg == 0 || sayso__is_space(text[beg - 1]))
        t.flags |= SAYSO_TOKEN_SPACE_BEFORE;
    if (sayso__is_upper(text[beg]))
        t.flags |= SAYSO_TOKEN_CAPITAL;
    if (upper >= 2 && !lower)
        t.flags |= SAYSO_TOKEN_ALL_CAPS;
    return t;
}

static void add_sentence(const gold_sent *s, char *text, uint32_t *at, sayso_tokens *out)
{
    for (uint32_t i = 0; i < s->n; i++) {
        if (*at && !s->word[i].glued && !sayso__is_space(text[*at - 1]))
            text[(*at)++] = ' ';
        uint32_t beg = *at;
        for (uint32_t j = 0; j < s->word[i].form.n; j++)
            text[(*at)++] = in_case(s->word[i].form.p[j], s->letters);
        out->tok_sent[out->n_tok] = out->n_sent;
        out->tok[out->n_tok++] = token_of(text, beg, *at);
    }
}

void gold_make(const gold_sent *sent, uint32_t n, sayso_arena *a, sayso_tokens *out)
{
    size_t n_tok = 0, n_byte = 0;
    for (uint32_t i = 0; i < n; i++) {
        n_tok += sent[i].n;
        n_byte += 2;
        for (uint32_t j = 0; j < sent[i].n; j++)
            n_byte += sent[i].word[j].form.n + 1;
    }
    sayso_doc *doc = need(SAYSO_NEW(a, sayso_doc));
    char *text = need(SAYSO_NEW_N(a, char, n_byte + 1));
    uint32_t at = 0;
    doc->block = need(SAYSO_NEW_N(a, sayso_block, n));
    *out = (sayso_tokens){.doc = doc,
                          .tok = need(SAYSO_NEW_N(a, sayso_token, n_tok)),
                          .sent = need(SAYSO_NEW_N(a, uint32_t, n + 1)),
                          .sent_block = need(SAYSO_NEW_N(a, uint32_t, n)),
                          .tok_sent = need(SAYSO_NEW_N(a, uint32_t, n_tok))};
    for (uint32_t i = 0; i < n; i++) {
        if (i == 0 || sent[i].new_par) {
            if (i)
                text[at++] = '\n', text[at++] = '\n';
            doc->block[doc->n_block++].at.beg = at;
        }
        out->sent[out->n_sent] = out->n_tok;
        out->sent_block[out->n_sent] = doc->n_block - 1;
        add_sentence(&sent[i], text, &at, out);
        doc->block[doc->n_block - 1].at.end = at;
        out->sent[++out->n_sent] = out->n_tok;
    }
    doc->text = text;
    doc->n_text = at;
    doc->language = "en";
}

void gold_of_conllu(const conllu_sent *sent, uint32_t n, const gold_case *letters, sayso_arena *a,
                    sayso_tokens *out)
{
    gold_sent *g = need(SAYSO_NEW_N(a, gold_sent, n));
    bool space = false;
    for (uint32_t i = 0; i < n; i++) {
        gold_word *w = need(SAYSO_NEW_N(a, gold_word, sent[i].n));
        for (uint32_t j = 0; j < sent[i].n; j++) {
            const conllu_word *c = &sent[i].word[j];
            bool gap = j ? c->beg > c[-1].end : space;
            w[j] = (gold_word){c->form, !gap};
        }
        g[i] = (gold_sent){w, sent[i].n, sent[i].new_par || sent[i].new_doc,
                           letters ? letters[i] : GOLD_AS_IS};
        space = sent[i].space_after;
    }
    gold_make(g, n, a, out);
}
