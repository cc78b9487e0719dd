/* test_token.c -- words and sentences.  In the expected strings words are parted by a space and
 * sentences by " | ". */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "token/token.h"

typedef struct {
    const char *text, *words;
} example;

static sayso_arena arena;

static sayso_tokens split(const char *text, size_t n)
{
    sayso_error err;
    sayso_doc *doc = SAYSO_NEW(&arena, sayso_doc);
    sayso_tokens t;
    sayso_unit unit = {text, (uint32_t)n, SAYSO_MEDIA_TEXT, SAYSO_STR("t"), 0, 0};
    sayso_read_options options = {.max_bytes = 0};
    assert_int_equal(sayso__doc_make(&unit, &options, &arena, doc, &err), SAYSO_OK);
    assert_int_equal(sayso__token_split(doc, NULL, &arena, &t, &err), SAYSO_OK);
    return t;
}

static void check(const example *x, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        sayso_tokens t = split(x[i].text, strlen(x[i].text));
        char got[1000] = "";
        for (uint32_t k = 0; k < t.n_tok; k++) {
            sayso_str w = sayso__token_str(&t, k);
            bool fresh = k && t.tok_sent[k] != t.tok_sent[k - 1];
            strcat(got, !k ? "" : fresh ? " | " : " ");
            strncat(got, w.p, w.n);
        }
        assert_string_equal(got, x[i].words);
        sayso__arena_reset(&arena);
    }
}

#define CHECK(...)                                                                                 \
    do {                                                                                           \
        static const example x_[] = {__VA_ARGS__};                                                 \
        check(x_, sizeof x_ / sizeof *x_);                                                         \
    } while (0)

static void contractions_and_possessives(void **state)
{
    (void)state;
    CHECK({"We don't think Dorva's mayor can't.", "We do n't think Dorva 's mayor ca n't ."},
          {"They\xe2\x80\x99re sure it isn\xe2\x80\x99t.",
           "They \xe2\x80\x99re sure it is n\xe2\x80\x99t ."},
          {"C'mon, c\xe2\x80\x99mon.", "C'm on , c\xe2\x80\x99m on ."},
          {"He cannot; she's gonna.", "He can not ; she 's gon na ."},
          {"You should've, I'd've.", "You should 've , I 'd 've ."},
          {"the miners' union", "the miners ' union"},
          {"O'Brien of L'Aquila came at five o'clock.",
           "O'Brien of L'Aquila came at five o'clock ."},
          {"ISN'T", "IS N'T"}, {"the '90s and the 1980s", "the '90s and the 1980s"});
}

static void hyphens_slashes_and_numbers(void **state)
{
    (void)state;
    CHECK({"a well-known 40-year-old", "a well - known 40 - year - old"},
          {"non-lethal anti-tank e-mail", "non-lethal anti-tank e-mail"},
          {"5-10 or 1998-2003", "5 - 10 or 1998 - 2003"},
          {"on 2031-05-14 call 555-0142", "on 2031-05-14 call 555-0142"},
          {"$1.5bn, 20% and 3,000.", "$ 1.5 bn , 20 % and 3,000 ."},
          {"at 5pm or 10:30am", "at 5 pm or 10:30 am"},
          {"the 20th of May, 35mm, 3D", "the 20th of May , 35 mm , 3D"},
          {"and/or AT&T 9/11", "and / or AT&T 9/11"}, {"[3,4] 1,5", "[ 3 , 4 ] 1 , 5"});
}

static void abbreviations(void **state)
{
    (void)state;
    CHECK({"Mr. J. R. Vale met Gen. Ost.", "Mr. J. R. Vale met Gen. Ost ."},
          {"He left the U.S. The army stayed.", "He left the U.S. | The army stayed ."},
          {"The U.S. Army left at 5 p.m. Monday.", "The U.S. Army left at 5 p.m. Monday ."},
          {"No. 4 fell. He said no. Then he left.", "No. 4 fell . | He said no . | Then he left ."},
          {"It was Nov. 3. Rain fell.", "It was Nov. 3 . | Rain fell ."},
          {"Orrin Steel Inc. said so.", "Orrin Steel Inc. said so ."},
          {"They use e.g. Vol. 2, etc. Then not.", "They use e.g. Vol. 2 , etc . | Then not ."});
}

static void quotations(void **state)
{
    (void)state;
    CHECK({"\"We saw it.\" She wept.", "\" We saw it . \" | She wept ."},
          {"\"Why now?\" Bram asked.", "\" Why now ? \" Bram asked ."},
          {"\"Stop!\" he said. \"Now.\"", "\" Stop ! \" he said . | \" Now . \""},
          {"(It rained.) He left.", "( It rained . ) | He left ."},
          {"``No,'' he said.", "`` No , '' he said ."},
          {"\xe2\x80\x9cGo.\xe2\x80\x9d \xe2\x80\x98No.\xe2\x80\x99 End.",
           "\xe2\x80\x9c Go . \xe2\x80\x9d | \xe2\x80\x98 No . \xe2\x80\x99 | End ."});
    static const char marks[] = "'I saw it,' the miners' man said. \xc2\xabOui\xc2\xbb "
                                "\xe2\x80\x9eJa\xe2\x80\x9c";
    sayso_tokens t = split(marks, sizeof marks - 1);
    uint8_t kinds[64];
    uint32_t n = 0;
    for (uint32_t i = 0; i < t.n_tok; i++)
        if (t.tok[i].kind == SAYSO_TOKEN_OPEN_QUOTE || t.tok[i].kind == SAYSO_TOKEN_CLOSE_QUOTE)
            kinds[n++] = t.tok[i].kind;
    assert_int_equal(n, 6);
    for (uint32_t i = 0; i < n; i++)
        assert_int_equal(kinds[i], i % 2 ? SAYSO_TOKEN_CLOSE_QUOTE : SAYSO_TOKEN_OPEN_QUOTE);
    sayso__arena_reset(&arena);
}

static void addresses(void **state)
{
    (void)state;
    CHECK({"See https://news.example.org/a_(b)?c=1.", "See https://news.example.org/a_(b)?c=1 ."},
          {"<lena@dorva-post.example.com>", "< lena@dorva-post.example.com >"},
          {"@lena_s wrote #dorva on example.com", "@lena_s wrote #dorva on example.com"},
          {"It fell.The town wept.", "It fell . | The town wept ."});
}

static void odd_spaces(void **state)
{
    (void)state;
    CHECK({"the\xc2\xa0mayor\xe2\x80\x8b said", "the mayor said"},
          {"govern\xc2\xadment rules", "govern\xc2\xadment rules"},
          {"the \" old \" mill", "the \" old \" mill"},
          {"do n't , Dorva 's .", "do n't , Dorva 's ."},
          {"Wait... What?! No!!!", "Wait ... | What ?! | No !!!"});
}

static void flags_tell_case_and_space(void **state)
{
    (void)state;
    sayso_tokens t = split("FIRE at Dorva's", 15);
    static const uint8_t want[] = {7, 1, 3, 8};
    assert_int_equal(t.n_tok, 4);
    for (uint32_t i = 0; i < 4; i++)
        assert_int_equal(t.tok[i].flags, want[i]);
    sayso__arena_reset(&arena);
}

static int set_up(void **state)
{
    (void)state;
    sayso__arena_init(&arena, 0);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    sayso__arena_free(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contractions_and_possessives),
        cmocka_unit_test(hyphens_slashes_and_numbers),
        cmocka_unit_test(abbreviations),
        cmocka_unit_test(quotations),
        cmocka_unit_test(addresses),
        cmocka_unit_test(odd_spaces),
        cmocka_unit_test(flags_tell_case_and_space),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
