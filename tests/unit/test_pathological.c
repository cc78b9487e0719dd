/* test_pathological.c -- input that breaks programs: what comes out is counted, not timed; time
 * that grew faster than the input would run into the runner's limit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../fuzz/invariants.h"
#include "base/str.h"
#include "base/utf8.h"

#define MEGABYTE ((size_t)1 << 20)

typedef struct {
    uint32_t tokens, sentences, blocks;
    size_t memory; /* bytes of the arena */
} outcome;

static outcome run(const char *p, size_t n, sayso_media media)
{
    sayso_arena a;
    sayso_error err;
    sayso_doc d;
    sayso_tokens t;
    sayso_unit unit = {p, (uint32_t)n, media, SAYSO_STR("p"), 0, 0};
    sayso__arena_init(&a, 0);
    assert_int_equal(sayso__doc_make(&unit, NULL, &a, &d, &err), SAYSO_OK);
    assert_null(broken_doc(&d, n));
    assert_int_equal(sayso__token_split(&d, NULL, &a, &t, &err), SAYSO_OK);
    assert_null(broken_tokens(&t));
    outcome o = {t.n_tok, t.n_sent, d.n_block, a.used};
    sayso__arena_free(&a);
    return o;
}

/* The piece as often as it fits into `size` bytes. */
static outcome repeated(const char *piece, size_t size)
{
    size_t k = strlen(piece), n = size / k * k;
    char *p = malloc(n + 1);
    assert_non_null(p);
    for (size_t i = 0; i < n; i += k)
        memcpy(p + i, piece, k);
    p[n] = 0;
    outcome o = run(p, n, SAYSO_MEDIA_TEXT);
    free(p);
    return o;
}

static void one_token_of_a_megabyte(void **state)
{
    (void)state;
    outcome o = repeated("a", MEGABYTE);
    assert_int_equal(o.tokens, 1);
    assert_int_equal(o.sentences, 1);
    o = repeated(".", MEGABYTE);
    assert_int_equal(o.tokens, 1);
    o = repeated("=", MEGABYTE);
    assert_int_equal(o.tokens, 1);
}

static void quotation_marks_without_end(void **state)
{
    (void)state;
    outcome o = repeated("\"", 100000);
    assert_int_equal(o.tokens, 100000);
    assert_int_equal(o.sentences, (100000 + SAYSO_SENTENCE_MOST - 1) / SAYSO_SENTENCE_MOST);
    assert_int_equal(repeated("\" ", 200000).tokens, 100000);
    assert_int_equal(repeated("\xe2\x80\x9c", 300000).tokens, 100000);
    assert_in_range(repeated("'", 100000).tokens, 50000, 100000);
    assert_in_range(repeated("s' ", 300000).tokens, 200000, 200000);
}

static void pieces_that_look_ahead(void **state)
{
    (void)state;
    static const char *pieces[] = {"a.",
                                   "ab.",
                                   "http://",
                                   "a@",
                                   "a-",
                                   "www.",
                                   "(",
                                   "s'",
                                   "1-",
                                   "1,",
                                   "1.",
                                   "a_",
                                   "A&",
                                   "x/",
                                   "@",
                                   "#a",
                                   "U.S.",
                                   "Mr. ",
                                   "n't",
                                   "'s",
                                   "` ",
                                   "[1]",
                                   "a b ",
                                   "?\"",
                                   ". ",
                                   ".\n",
                                   "\n\n.",
                                   "- \n",
                                   "By A\n",
                                   "A, ",
                                   "(A",
                                   "\t",
                                   "a\n",
                                   "/A",
                                   "Photo:",
                                   "\xc2\xad",
                                   "a\xe2\x80\x8b",
                                   "\xf0\x9f\x98\x80",
                                   "*a",
                                   "<a"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        outcome small = repeated(pieces[i], MEGABYTE / 8), large = repeated(pieces[i], MEGABYTE);
        assert_in_range(large.tokens, 0, MEGABYTE);
        bool one = small.tokens <= 2 && large.tokens == small.tokens;
        if (!one && (large.tokens < small.tokens * 7u || large.tokens > small.tokens * 9u + 16))
            fail_msg("%s: %u tokens, then %u", pieces[i], small.tokens, large.tokens);
        assert_in_range(large.memory, 0, 200 * MEGABYTE);
    }
}

static void nothing_but_space(void **state)
{
    (void)state;
    outcome o = repeated(" ", MEGABYTE);
    assert_int_equal(o.tokens + o.sentences + o.blocks, 0);
    o = repeated("\xe2\x80\x8b\xc2\xa0\n", MEGABYTE);
    assert_int_equal(o.tokens + o.sentences, 0);
}

static void every_character_once(void **state)
{
    (void)state;
    char *p = malloc(5 * 0x110000);
    size_t n = 0;
    assert_non_null(p);
    for (uint32_t cp = 1; cp < 0x110000; cp++)
        if (cp < 0xd800 || cp > 0xdfff) {
            n += sayso__utf8_encode(cp, p + n);
            if (cp % 5 == 0)
                p[n++] = ' ';
        }
    p[n] = 0;
    outcome o = run(p, n, SAYSO_MEDIA_TEXT);
    assert_in_range(o.tokens, 100000, 0x110000);
    free(p);
}

static void escapes_without_end(void **state)
{
    (void)state;
    size_t n = MEGABYTE, k = 0;
    char *p = malloc(n + 32);
    assert_non_null(p);
    k += (size_t)sprintf(p, "{\"text\":\"");
    while (k + 8 < n) {
        memcpy(p + k, "\\u0041\\n", 8);
        k += 8;
    }
    k += (size_t)sprintf(p + k, "\"}");
    outcome o = run(p, k, SAYSO_MEDIA_JSON);
    assert_int_equal(o.blocks, o.sentences);
    assert_in_range(o.tokens, n / 8 - 4, n / 8);
    free(p);
}

static void a_sentence_without_end_is_cut(void **state)
{
    (void)state;
    outcome o = repeated("word, ", 6 * 5000);
    assert_int_equal(o.tokens, 10000);
    assert_int_equal(o.sentences, (10000 + SAYSO_SENTENCE_MOST - 1) / SAYSO_SENTENCE_MOST);
    o = repeated("word ", 5 * 10000);
    assert_int_equal(o.sentences, (10000 + SAYSO_SENTENCE_MOST - 1) / SAYSO_SENTENCE_MOST);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_token_of_a_megabyte),
        cmocka_unit_test(quotation_marks_without_end),
        cmocka_unit_test(pieces_that_look_ahead),
        cmocka_unit_test(nothing_but_space),
        cmocka_unit_test(every_character_once),
        cmocka_unit_test(escapes_without_end),
        cmocka_unit_test(a_sentence_without_end_is_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
