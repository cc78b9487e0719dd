/* test_base.c -- arena, arrays, tables, hashes, UTF-8, dates. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/array.h"
#include "base/date.h"
#include "base/hash.h"
#include "base/sort.h"
#include "base/str.h"
#include "base/table.h"
#include "base/utf8.h"
#include "base/vocab.h"

static void arena_keeps_to_its_limit(void **state)
{
    (void)state;
    sayso_arena a;
    sayso__arena_init(&a, 1000);
    assert_non_null(sayso__arena_alloc(&a, 500));
    assert_null(sayso__arena_alloc(&a, 600));
    assert_null(sayso__arena_alloc(&a, SIZE_MAX - 3));
    sayso__arena_reset(&a);
    assert_non_null(sayso__arena_alloc(&a, 600));
    sayso__arena_free(&a);
}

static void arrays_and_pool_grow(void **state)
{
    (void)state;
    sayso_arena a;
    sayso__arena_init(&a, 0);
    SAYSO_ARRAY(uint32_t) v = {0};
    sayso_table pool;
    sayso__table_init(&pool, &a);
    for (uint32_t i = 0; i < 1000; i++) {
        assert_true(SAYSO_PUSH(&a, &v, i * 3));
        sayso_str key = sayso__arena_print(&a, "key %u", i);
        assert_int_equal(sayso__table_intern(&pool, key), i);
        assert_int_equal(sayso__table_intern(&pool, key), i);
    }
    assert_int_equal(v.v[999], 2997);
    assert_null(sayso__table_find(&pool, SAYSO_STR("key 1000")));
    sayso__arena_free(&a);
}

static void sha256_of_the_standard(void **state)
{
    (void)state;
    uint8_t d[32];
    char hex[65];
    sayso__sha256("abc", 3, d);
    sayso__sha256_hex(d, hex, 64);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    sayso__sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56, d);
    sayso__sha256_hex(d, hex, 64);
    assert_string_equal(hex, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

/* Sorted, and the same numbers: their sum and their mixed hashes' sum stay. */
static void numbers_are_sorted(void **state)
{
    (void)state;
    static uint32_t v[1000], room[1000];
    for (uint32_t n = 0; n <= 1000; n = n < 40 ? n + 1 : n * 5 / 4) {
        uint64_t before = 0, after = 0;
        for (uint32_t i = 0; i < n; i++) {
            v[i] = (uint32_t)sayso__hash_mix(n, i) >> (i % 3 * 11);
            before += sayso__hash_mix(7, v[i]);
        }
        sayso__sort_u32(v, n, room);
        for (uint32_t i = 0; i < n; i++) {
            assert_true(!i || v[i - 1] <= v[i]);
            after += sayso__hash_mix(7, v[i]);
        }
        assert_true(before == after);
    }
}

static void utf8_refuses_what_unicode_refuses(void **state)
{
    (void)state;
    static const char *bad[] = {"\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80",
                                "\xe2\x82", "\x80",         "\xff"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(sayso__utf8_check(bad[i], strlen(bad[i])), 0);
    const char *good = "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80";
    assert_int_equal(sayso__utf8_check(good, strlen(good)), strlen(good));
    assert_int_equal(sayso__utf8_count(good, strlen(good)), 4);
    assert_int_equal(sayso__utf8_count_utf16(good, strlen(good)), 5);
    for (uint32_t cp = 1; cp < 0x110000; cp += 77) {
        char out[4];
        uint32_t back, n = sayso__utf8_encode(cp, out);
        if (cp < 0xd800 || cp > 0xdfff) {
            assert_int_equal(sayso__utf8_decode(out, n, &back), n);
            assert_int_equal(back, cp);
        }
    }
}

static void dates_go_there_and_back(void **state)
{
    (void)state;
    assert_int_equal(sayso__date_to_day((sayso_date){1970, 1, 1}), 0);
    assert_int_equal(sayso__date_weekday(sayso__date_to_day((sayso_date){2024, 3, 22})), 5);
    for (int32_t day = -800000; day < 800000; day += 13)
        assert_int_equal(sayso__date_to_day(sayso__date_of_day(day)), day);
    static const struct {
        const char *text, *day;
    } good[] = {{"2024-05-24", "2024-05-24"},
                {"2024-05-24T23:30:00+05:00", "2024-05-24"},
                {"Fri, 24 May 2024 10:00:00 GMT", "2024-05-24"},
                {"26-FEB-1987 15:01:01.79", "1987-02-26"}};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        int32_t day;
        int64_t utc;
        char out[16];
        assert_true(sayso__date_parse(sayso__str_z(good[i].text), &day, &utc));
        sayso__date_print(day, out);
        assert_string_equal(out, good[i].day);
    }
    static const struct {
        const char *text;
        int64_t utc;
    } instants[] = {
        {"2031-05-03T10:00:00Z", 1935568800},
        {"20310503T100000+0000", 1935568800},
        {"Sat May  3 10:00:00 2031", 1935568800},
        {"Sat May 03 12:00:00 +0200 2031", 1935568800},
        {"Sat, 03 May 2031 12:00:00 CEST (summer)", 1935568800},
        {"May 3, 2031 10:00 AM", 1935568800},
        {"Saturday, May 3, 2031, 6:00 AM EDT", 1935568800},
        {"3 May 2031", 1935532800},
        {"Sept. 3, 2031 12:00 pm", 1946203200},
    };
    for (size_t i = 0; i < sizeof instants / sizeof *instants; i++) {
        int32_t day;
        int64_t utc;
        assert_true(sayso__date_parse(sayso__str_z(instants[i].text), &day, &utc));
        assert_int_equal(utc, instants[i].utc);
    }
    static const char *bad[] = {"Sat May 3 10:00:00", "May 2031",   "",
                                "yesterday",          "2024-02-30", "2024-13-01",
                                "2024-05-24T99:00",   "24"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        int32_t day;
        int64_t utc;
        assert_false(sayso__date_parse(sayso__str_z(bad[i]), &day, &utc));
    }
}

static void every_word_parses_back(void **state)
{
    (void)state;
    for (uint32_t v = 0; v < SAYSO_N_VOCAB; v++) {
        assert_null(sayso__word((sayso_vocab)v, 0));
        for (uint32_t i = 1; i < sayso__word_count((sayso_vocab)v); i++) {
            const char *w = sayso__word((sayso_vocab)v, i);
            assert_int_equal(sayso__word_parse((sayso_vocab)v, sayso__str_z(w)), i);
        }
    }
    assert_int_equal(sayso__word_parse(SAYSO_VOCAB_STANCE, SAYSO_STR("perhaps")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_keeps_to_its_limit),
        cmocka_unit_test(arrays_and_pool_grow),
        cmocka_unit_test(sha256_of_the_standard),
        cmocka_unit_test(numbers_are_sorted),
        cmocka_unit_test(utf8_refuses_what_unicode_refuses),
        cmocka_unit_test(dates_go_there_and_back),
        cmocka_unit_test(every_word_parses_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
