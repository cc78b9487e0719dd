/* test_tag.c -- lexemes, tags, lemmas, names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "tag/lexeme.h"
#include "tag/tag_model.h"

/* Tokens at spaces, one sentence, one block. */
static void tokens_of(const char *text, sayso_arena *a, sayso_tokens *out)
{
    uint32_t n = (uint32_t)strlen(text);
    sayso_doc *doc = SAYSO_NEW(a, sayso_doc);
    doc->text = text;
    doc->n_text = n;
    doc->block = SAYSO_NEW(a, sayso_block);
    doc->block[0].at = (sayso_span){0, n};
    doc->n_block = 1;
    *out = (sayso_tokens){.doc = doc,
                          .tok = SAYSO_NEW_N(a, sayso_token, n),
                          .sent = SAYSO_NEW_N(a, uint32_t, 2),
                          .sent_block = SAYSO_NEW_N(a, uint32_t, 1),
                          .tok_sent = SAYSO_NEW_N(a, uint32_t, n),
                          .n_sent = 1};
    for (uint32_t i = 0; i < n;) {
        uint32_t end = i;
        while (end < n && text[end] != ' ')
            end++;
        if (end > i)
            out->tok[out->n_tok++].at = (sayso_span){i, end};
        i = end + 1;
    }
    out->sent[1] = out->n_tok;
}

static sayso_lexeme *lexemes_of(const char *text, sayso_arena *a)
{
    sayso_tokens t;
    sayso_lexeme *x;
    tokens_of(text, a, &t);
    assert_int_equal(sayso__lexeme_make(&t, NULL, a, &x, NULL), SAYSO_OK);
    return x;
}

static void lexemes_fold_case_digits_and_apostrophes(void **state)
{
    (void)state;
    sayso_arena a;
    sayso__arena_init(&a, 0);
    sayso_lexeme *x =
        lexemes_of("Depot depot 1987 2024 n't n\xe2\x80\x99t \xc3\x89lan \xc3\xa9lan", &a);
    assert_int_not_equal(x[0].form, x[1].form);
    assert_int_equal(x[0].lower, x[1].lower);
    assert_int_equal(x[0].lower, sayso__lexeme_lower(SAYSO_STR("DEPOT")));
    assert_int_equal(x[2].form, x[3].form);
    assert_int_equal(x[4].form, x[5].form);
    assert_int_equal(x[6].lower, x[7].lower);
    assert_int_equal(x[6].prefix[0], x[7].prefix[0]);
    assert_int_equal(x[0].suffix[3], x[1].suffix[3]);
    assert_int_equal(x[4].suffix[3], 0);
    assert_int_equal(x[0].bits, SAYSO_LEX_CAPITAL | SAYSO_LEX_FIRST);
    assert_int_equal(x[2].bits, SAYSO_LEX_DIGIT);
    sayso__arena_free(&a);
}

static void lexemes_know_quotes_and_headlines(void **state)
{
    (void)state;
    sayso_arena a;
    sayso__arena_init(&a, 0);
    sayso_lexeme *x = lexemes_of("\" We saw it , \" he said", &a);
    static const bool in[] = {false, true, true, true, true, true, false, false};
    for (int i = 0; i < 8; i++)
        assert_int_equal(!!(x[i].bits & SAYSO_LEX_IN_QUOTE), in[i]);
    assert_true(x[1].bits & SAYSO_LEX_FIRST);
    assert_false(x[0].bits & SAYSO_LEX_FIRST);
    x = lexemes_of("FIRE AT DEPOT KILLS 3", &a);
    assert_true(x[0].bits & SAYSO_LEX_CAPS_SENT);
    assert_int_equal(x[2].form, sayso__lexeme_lower(SAYSO_STR("depot")));
    x = lexemes_of("The NGO and the UN agreed", &a);
    assert_false(x[0].bits & SAYSO_LEX_CAPS_SENT);
    sayso__arena_free(&a);
}

static void shapes_collapse_runs(void **state)
{
    (void)state;
    sayso_arena a;
    sayso__arena_init(&a, 0);
    sayso_lexeme *x = lexemes_of("Depot Kyiv 1,200 37,5 Al-Qasr Nord-Ost UN", &a);
    assert_int_equal(x[0].shape, x[1].shape);
    assert_int_equal(x[2].shape, x[3].shape);
    assert_int_equal(x[4].shape, x[5].shape);
    assert_int_not_equal(x[0].shape, x[6].shape);
    assert_true(x[4].bits & SAYSO_LEX_HYPHEN);
    sayso__arena_free(&a);
}

static void long_tokens_are_read_at_their_ends(void **state)
{
    (void)state;
    sayso_arena a;
    sayso__arena_init(&a, 0);
    char *text = malloc(100001);
    assert_non_null(text);
    for (int i = 0; i < 50000; i++)
        memcpy(text + 2 * i, "\xc3\xa9", 2);
    text[100000] = 0;
    sayso_lexeme *x = lexemes_of(text, &a);
    assert_int_equal(x[0].bits, SAYSO_LEX_FIRST);
    assert_int_not_equal(x[0].suffix[3], 0);
    free(text);
    sayso__arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lexemes_fold_case_digits_and_apostrophes),
        cmocka_unit_test(lexemes_know_quotes_and_headlines),
        cmocka_unit_test(shapes_collapse_runs),
        cmocka_unit_test(long_tokens_are_read_at_their_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
