/* test_json.c -- the JSON writer, offsets, and text set for people. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <json-c/json.h>

#include "base/counts.h"
#include "base/str.h"
#include "base/utf8.h"
#include "view/json.h"
#include "view/paper.h"

static uint64_t seed = 20310503;

static uint32_t chance(uint32_t n)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % n;
}

static void expect_number(double v, const char *want)
{
    char buf[32];
    uint32_t n = sayso__number_print(v, buf);
    assert_string_equal(buf, want);
    assert_int_equal(n, strlen(want));
}

static void numbers_are_shortest(void **state)
{
    (void)state;
    expect_number(0, "0");
    expect_number(144, "144");
    expect_number(-3, "-3");
    expect_number(0.5, "0.5");
    expect_number(-0.05, "-0.05");
    expect_number(27.25, "27.25");
    expect_number(2.3, "2.3");
    expect_number(1.2e6, "1200000");
    expect_number(0.1 + 0.2, "0.30000000000000004");
}

/* J1 for numbers: what is written reads back as the same double. */
static void numbers_read_back(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < 20000; i++) {
        union {
            uint64_t bits;
            double v;
        } x = {.bits = ((uint64_t)chance(1u << 31) << 33) ^ ((uint64_t)chance(1u << 31) << 4)};
        double v = i % 2 ? x.v : (double)chance(100000) / (double[]){1, 10, 100, 1000}[i / 2 % 4];
        char buf[32];
        if (!isfinite(v))
            continue;
        sayso__number_print(v, buf);
        if (strtod(buf, NULL) != v)
            fail_msg("seed %llu: %.17g was written %s", (unsigned long long)seed, v, buf);
    }
}

static json_object *parse(sayso_sink *s)
{
    json_tokener *t = json_tokener_new();
    json_tokener_set_flags(t, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    json_object *o = json_tokener_parse_ex(t, s->buf, (int)s->n);
    assert_int_equal(json_tokener_get_error(t), json_tokener_success);
    json_tokener_free(t);
    return o;
}

/* J1 for strings: any bytes give valid JSON; well-formed ones come back as they were. */
static void strings_read_back(void **state)
{
    (void)state;
    for (uint32_t round = 0; round < 3000; round++) {
        char text[64];
        uint32_t n = chance(60);
        for (uint32_t i = 0; i < n; i++)
            text[i] = (char)(round % 3 == 2 && chance(12) ? 'a' + chance(26) /* mostly plain */
                             : round % 3                  ? 1 + chance(127)
                                                          : 1 + chance(255));
        sayso_sink s;
        sayso_json j;
        sayso__sink_memory(&s);
        sayso__json_init(&j, &s);
        sayso__json_object(&j);
        sayso__json_put_str(&j, "k", sayso__str(text, n));
        sayso__json_object_end(&j);
        json_object *o = parse(&s), *k;
        assert_true(json_object_object_get_ex(o, "k", &k));
        if (sayso__utf8_check(text, n) == n) {
            assert_int_equal(json_object_get_string_len(k), n);
            assert_memory_equal(json_object_get_string(k), text, n);
        }
        json_object_put(o);
        sayso__sink_free(&s);
    }
}

static void commas_stand_between(void **state)
{
    (void)state;
    sayso_sink s;
    sayso_json j;
    sayso__sink_memory(&s);
    sayso__json_init(&j, &s);
    sayso__json_object(&j);
    sayso__json_put_null(&j, "a");
    sayso__json_key(&j, "b");
    sayso__json_array(&j);
    sayso__json_array(&j);
    sayso__json_array_end(&j);
    sayso__json_int(&j, INT64_MIN);
    sayso__json_number(&j, NAN);
    sayso__json_bool(&j, true);
    sayso__json_text(&j, "\x01\"\\\n");
    sayso__json_array_end(&j);
    sayso__json_object_end(&j);
    sayso__json_newline(&j);
    sayso__json_int(&j, 2);
    sayso__sink_char(&s, '\0');
    assert_string_equal(s.buf, "{\"a\": null, \"b\": [[], -9223372036854775808, null, true, "
                               "\"\\u0001\\\"\\\\\\n\"]}\n2");
    sayso__sink_free(&s);
}

/* Counting from the start each time is the slow truth. */
static void offsets_agree_with_counting(void **state)
{
    (void)state;
    static const char *const pieces[] = {"a", "é", "—", "😀", " ", "x"};
    char text[1200];
    uint32_t n = 0;
    while (n < 1100) {
        const char *p = pieces[chance(6)];
        memcpy(text + n, p, strlen(p));
        n += (uint32_t)strlen(p);
    }
    sayso_arena a;
    sayso__arena_init(&a, 0);
    sayso_counts bytes, chars, utf16;
    assert_true(sayso__counts_init(&bytes, text, n, SAYSO_UNIT_BYTES, &a));
    assert_true(sayso__counts_init(&chars, text, n, SAYSO_UNIT_CHARS, &a));
    assert_true(sayso__counts_init(&utf16, text, n, SAYSO_UNIT_UTF16, &a));
    for (uint32_t i = 0, len; i <= n; i += len) {
        uint32_t cp;
        len = i < n ? sayso__utf8_decode(text + i, n - i, &cp) : 1;
        assert_int_equal(sayso__counts_at(&bytes, i), i);
        assert_int_equal(sayso__counts_at(&chars, i), sayso__utf8_count(text, i));
        assert_int_equal(sayso__counts_at(&utf16, i), sayso__utf8_count_utf16(text, i));
    }
    sayso__arena_free(&a);
}

static void expect_page(const char *text, uint32_t width, uint32_t indent, const char *want)
{
    sayso_sink s;
    sayso_paper p;
    sayso__sink_memory(&s);
    sayso__paper_init(&p, &s, width, false);
    sayso__paper_wrap(&p, sayso__str_z(text), indent);
    sayso__sink_char(&s, '\0');
    assert_string_equal(s.buf, want);
    sayso__sink_free(&s);
}

static void text_wraps_at_words(void **state)
{
    (void)state;
    expect_page("The harbour office said that nobody was in the hall when it burned down.", 40, 2,
                "The harbour office said that nobody was\n  in the hall when it burned down.");
    expect_page("", 40, 0, "");
    expect_page("  a\n\tb  ", 40, 0, "a b");
    expect_page("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddee", 40, 0,
                "aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd\nee");
}

static void foreign_text_cannot_drive_the_terminal(void **state)
{
    (void)state;
    sayso_sink s;
    sayso_paper p;
    sayso__sink_memory(&s);
    sayso__paper_init(&p, &s, 40, true);
    sayso__paper_text(&p, "a\033[31mb\x7f\xc2\x9b"
                          "c\r\nd\xe2\x80\xae"
                          "e\xff");
    sayso__sink_char(&s, '\0');
    assert_string_equal(s.buf, "a[31mbc  de\xef\xbf\xbd");
    assert_int_equal(p.column, strlen("a[31mbc  de") + 1);
    sayso__sink_free(&s);
}

static void clipping_counts_columns(void **state)
{
    (void)state;
    sayso_sink s;
    sayso_paper p;
    sayso__sink_memory(&s);
    sayso__paper_init(&p, &s, 80, false);
    sayso__paper_clip(&p, SAYSO_STR("Orlin"), 5);
    sayso__paper_tab(&p, 8, 1);
    sayso__paper_clip(&p, SAYSO_STR("Karvia Wire"), 6);
    sayso__paper_tab(&p, 10, 1);
    sayso__paper_clip(&p, SAYSO_STR("日本語"), 5);
    sayso__sink_char(&s, '\0');
    assert_string_equal(s.buf, "Orlin   Karvi… 日本…");
    assert_int_equal(p.column, 20);
    assert_int_equal(sayso__paper_width(SAYSO_STR("日本語é")), 7);
    sayso__sink_free(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_shortest),
        cmocka_unit_test(numbers_read_back),
        cmocka_unit_test(strings_read_back),
        cmocka_unit_test(commas_stand_between),
        cmocka_unit_test(offsets_agree_with_counting),
        cmocka_unit_test(text_wraps_at_words),
        cmocka_unit_test(foreign_text_cannot_drive_the_terminal),
        cmocka_unit_test(clipping_counts_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
