/* ner_list.c -- marks of tokens that stand in word lists.  Layer: tag. */
#include "base/fail.h"
#include "base/str.h"
#include "lexica.h"
#include "tag/ner.h"

#define WORDS_MOST 4u
#define KEY_MOST   64u

/* The text of tokens [beg, end) in lower case, runs of white space as one space; its length, or 0
 * where it is too long. */
static uint32_t key_of(const sayso_tokens *t, uint32_t beg, uint32_t end, char key[KEY_MOST])
{
    uint32_t n = 0, stop = t->tok[end - 1].at.end;
    for (uint32_t i = t->tok[beg].at.beg; i < stop; i++) {
        char c = t->doc->text[i];
        bool space = sayso__is_space(c);
        if (space && n && key[n - 1] == ' ')
            continue;
        if (n == KEY_MOST)
            return 0;
        key[n++] = space ? ' ' : sayso__ascii_lower(c);
    }
    return n;
}

/* What a bit of a list's first column (0: being there at all) says of a token. */
static const struct {
    const sayso_lexicon *lexicon;
    uint32_t flag;
    uint16_t mark;
} lists[] = {
    {&sayso__lex_name_words, 1, SAYSO_NER_LIST_GIVEN},
    {&sayso__lex_name_words, 2, SAYSO_NER_LIST_FAMILY},
    {&sayso__lex_name_words, 4, SAYSO_NER_LIST_TITLE},
    {&sayso__lex_name_words, 8, SAYSO_NER_LIST_ORG_END},
    {&sayso__lex_name_words, 16, SAYSO_NER_LIST_ORG},
    {&sayso__lex_name_words, 32, SAYSO_NER_LIST_PLACE},
    {&sayso__lex_name_words, 64, SAYSO_NER_LIST_OTHER},
    {&sayso__lex_countries, 1, SAYSO_NER_LIST_COUNTRY},
    {&sayso__lex_countries, 2, SAYSO_NER_LIST_DEMONYM},
    {&sayso__lex_countries, 4 | 8, SAYSO_NER_LIST_CITY},
    {&sayso__lex_given_names, 0, SAYSO_NER_LIST_GIVEN},
    {&sayso__lex_known_bodies, 0, SAYSO_NER_LIST_ORG},
    {&sayso__lex_bodies, 4, SAYSO_NER_LIST_ORG_END},
};

static uint32_t marks_of(const char *key, uint32_t n)
{
    const sayso_lexicon *last = NULL;
    const sayso_lexicon_entry *e = NULL;
    uint32_t marks = 0, h = sayso__lexicon_hash(key, n);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        if (lists[i].lexicon != last)
            e = sayso__lexicon_find_hashed(last = lists[i].lexicon, h, key, n);
        if (e && (!lists[i].flag || e->value[0] & lists[i].flag))
            marks |= lists[i].mark;
    }
    return marks;
}

/* Phrases of several words begin with a capital, or in a sentence without case. */
static void mark_phrases(const sayso_tokens *t, const sayso_lexeme *x, uint32_t i, uint32_t end,
                         bool caseless, uint16_t *out)
{
    char key[KEY_MOST];
    uint32_t longest = caseless || x[i].bits & SAYSO_LEX_CAPITAL ? WORDS_MOST : 1;
    for (uint32_t k = 1; k <= longest && i + k <= end; k++) {
        uint32_t n = key_of(t, i, i + k, key), marks = n ? marks_of(key, n) : 0;
        if (!n)
            break;
        if (!marks)
            continue;
        out[i] |= (uint16_t)(marks | (k > 1 ? SAYSO_NER_LIST_BEGIN : 0u));
        for (uint32_t j = 1; j < k; j++)
            out[i + j] |= (uint16_t)(marks | SAYSO_NER_LIST_INSIDE);
    }
}

sayso_status sayso__ner_lists(const sayso_tokens *t, const sayso_lexeme *x, sayso_arena *a,
                              uint16_t **out, sayso_error *err)
{
    *out = SAYSO_NEW_N(a, uint16_t, t->n_tok);
    if (!*out)
        return sayso__fail_memory(err);
    for (uint32_t s = 0; s < t->n_sent; s++) {
        uint32_t beg = t->sent[s], end = t->sent[s + 1], capitals = 0;
        for (uint32_t i = beg; i < end; i++)
            capitals += x[i].bits & SAYSO_LEX_CAPITAL;
        bool caseless = !capitals || (beg < end && x[beg].bits & SAYSO_LEX_CAPS_SENT);
        for (uint32_t i = beg; i < end; i++)
            if (!(x[i].bits & SAYSO_LEX_PUNCT))
                mark_phrases(t, x, i, end, caseless, *out);
    }
    return SAYSO_OK;
}
