/* token.c -- blocks into tokens, tokens into sentences.  Layer: token. */
#include "token/token.h"

#include "base/fail.h"
#include "base/str.h"
#include "token/scan.h"
#include "token/sentence.h"
#include "token/token_model.h"

/* CAPITAL and ALL_CAPS of text[beg, end). */
static uint8_t case_flags(const char *text, uint32_t beg, uint32_t end)
{
    uint32_t letters = 0, upper = 0, len;
    bool first_upper = false;
    for (uint32_t i = beg; i < end; i += len) {
        sayso_char_class c = sayso__char_class(text, i, end, &len);
        if (c != SAYSO_CHAR_LETTER && c != SAYSO_CHAR_UPPER)
            continue;
        if (letters == 0)
            first_upper = c == SAYSO_CHAR_UPPER;
        letters++;
        upper += c == SAYSO_CHAR_UPPER;
        if (upper < letters && !first_upper)
            break;
    }
    return (uint8_t)((first_upper ? SAYSO_TOKEN_CAPITAL : 0) |
                     (letters > 1 && upper == letters ? SAYSO_TOKEN_ALL_CAPS : 0));
}

bool sayso__scan_emit(sayso_scan *s, uint32_t beg, uint32_t end, sayso_token_kind kind,
                      uint8_t flags)
{
    if (beg != s->gap_end || beg == 0)
        flags |= SAYSO_TOKEN_SPACE_BEFORE;
    if (kind == SAYSO_TOKEN_WORD || kind == SAYSO_TOKEN_URL || kind == SAYSO_TOKEN_HANDLE)
        flags |= case_flags(s->text, beg, end);
    s->gap_end = end;
    return SAYSO_PUSH(s->arena, &s->tok, (sayso_token){{beg, end}, (uint8_t)kind, flags});
}

bool sayso__scan_block(sayso_scan *s)
{
    uint32_t at = s->beg, len;
    s->open_single = s->open_double = s->open_low = false;
    while (at < s->end) {
        sayso_char_class c = sayso__char_class(s->text, at, s->end, &len);
        if (c == SAYSO_CHAR_GAP || c == SAYSO_CHAR_JOIN) {
            at += len;
            continue;
        }
        at = c < SAYSO_CHAR_LETTER   ? sayso__scan_mark(s, at)
             : c == SAYSO_CHAR_DIGIT ? sayso__scan_number(s, at)
                                     : sayso__scan_word(s, at);
        if (at == SAYSO_NONE)
            return false;
    }
    return true;
}

sayso_status sayso__token_split(const sayso_doc *doc, const sayso_token_model *model,
                                sayso_arena *a, sayso_tokens *out, sayso_error *err)
{
    *out = (sayso_tokens){0};
    sayso_scan s = {.text = doc->text, .arena = a, .gap_end = SAYSO_NONE};
    sayso_sentences cut = {.arena = a,
                           .model = model,
                           .text = doc->text,
                           .dateline = doc->dateline.at};
    for (uint32_t b = 0; b < doc->n_block; b++) {
        uint32_t first = s.tok.n;
        s.beg = doc->block[b].at.beg;
        s.end = doc->block[b].at.end;
        if (!sayso__scan_block(&s))
            return sayso__fail_memory(err);
        cut.tok = s.tok.v;
        cut.block = b;
        if (!sayso__sentence_cut(&cut, first, s.tok.n))
            return sayso__fail_memory(err);
    }
    uint32_t *tok_sent = SAYSO_NEW_N(a, uint32_t, s.tok.n);
    uint32_t n_sent = cut.sent.n;
    if (!tok_sent || !SAYSO_PUSH(a, &cut.sent, s.tok.n))
        return sayso__fail_memory(err);
    for (uint32_t k = 0; k < n_sent; k++)
        for (uint32_t i = cut.sent.v[k]; i < cut.sent.v[k + 1]; i++)
            tok_sent[i] = k;
    *out = (sayso_tokens){doc, s.tok.v, cut.sent.v, cut.sent_block.v, tok_sent, s.tok.n, n_sent};
    return SAYSO_OK;
}
