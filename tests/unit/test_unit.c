/* test_unit.c -- files into units: what is read, what is refused, and where. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <zstd.h>

#include "base/str.h"
#include "reading_fixture.h"

static void text_is_one_unit(void **state)
{
    (void)state;
    assert_string_equal(read_z("A mill burned.\n\nIt fell.\n"),
                        "0#0:A mill burned.\n\nIt fell.\n;");
    assert_string_equal(read_z("\xef\xbb\xbfmarked"), "3#0:marked;");
    assert_string_equal(read_z("{braces} in text"), "0#0:{braces} in text;");
    assert_string_equal(read_z("a\"quoted\" \xff word"),
                        "0#0:a\"quoted\" \xff word;"); /* no JSON */
}

static void lines_are_units(void **state)
{
    (void)state;
    assert_string_equal(read_z("{\"a\":1}\n\n  {\"b\":2}\r\n{\"c\":3}"),
                        "0#1:{\"a\":1};11#2:{\"b\":2};20#3:{\"c\":3};");
    assert_string_equal(read_z("\xef\xbb\xbf{\"a\":1}\n{\"b\":2}"),
                        "3#1:{\"a\":1};11#2:{\"b\":2};");
    assert_string_equal(read_z("{\n \"a\": 1\n}\n"), "0#0:{\n \"a\": 1\n}\n;");
    assert_string_equal(read_z("{\"a\":1}\nword\n{\"b\":2}"), "0#1:{\"a\":1};!E@8;13#3:{\"b\":2};");
}

static void a_long_line_is_refused_and_the_next_read(void **state)
{
    (void)state;
    char big[300000];
    memset(big, 'x', sizeof big);
    memcpy(big, "{\"a\":1}\n{\"", 10);
    memcpy(big + 200000, "\"}\n{\"b\":2}", 10);
    assert_string_equal(reading(big, 200010, 1000), "0#1:{\"a\":1};!L@8;200003#3:{\"b\":2};");
    memset(big, 'x', sizeof big);
    assert_string_equal(reading(big, sizeof big, 1000), "!L@0;");
}

static void what_is_no_text_is_refused_at_its_byte(void **state)
{
    (void)state;
    assert_string_equal(reading("abc\0def", 7, 0), "!E@3;");
    assert_string_equal(read_z("abc \xff def"), "0#0:abc \xff def;");
    assert_string_equal(read_z("{\"a\":\"\xc0\x80\"}\n{\"b\":2}"), "!E@6;11#2:{\"b\":2};");
    assert_string_equal(complaint("", 0), "the file is empty");
    assert_string_equal(complaint(" \n ", 3), "nothing but white space");
    assert_non_null(strstr(complaint("\xff\xfe\0\0a\0\0\0", 8), "UTF-32"));
    assert_non_null(strstr(complaint("%PDF-1.7 ...", 12), "PDF"));
    assert_non_null(strstr(complaint("<?xml version='1.0'?><rss>", 26), "without items"));
    assert_non_null(strstr(complaint("BZh91AY", 7), "bzip2"));
}

static void packed_files_are_unpacked(void **state)
{
    (void)state;
    static const char text[] = "{\"a\":1}\n{\"b\":2}\n";
    uint8_t pack[4000];
    size_t n = gzipped(text, sizeof text - 1, pack, sizeof pack);
    assert_string_equal(reading(pack, n, 0), "0#1:{\"a\":1};8#2:{\"b\":2};");
    size_t m = gzipped(text, 7, pack + n, sizeof pack - n);
    assert_string_equal(reading(pack, n + m, 0), "0#1:{\"a\":1};8#2:{\"b\":2};16#3:{\"a\":1};");
    assert_string_equal(reading(pack, n - 4, 0), "0#1:{\"a\":1};8#2:{\"b\":2};!E@32;");
    memcpy(pack + n, "junk", 4);
    assert_non_null(strstr(reading(pack, n + 4, 0), "!E@"));
    size_t k = ZSTD_compress(pack, sizeof pack, text, sizeof text - 1, 19);
    assert_string_equal(reading(pack, k, 0), "0#1:{\"a\":1};8#2:{\"b\":2};");
    pack[k - 3] ^= 0x55;
    assert_non_null(strstr(reading(pack, k - 3, 0), "!E@"));
}

static void a_bomb_is_not_held(void **state)
{
    (void)state;
    size_t n = (size_t)32 << 20;
    char *zeros = malloc(n);
    uint8_t *pack = malloc(1 << 20);
    memset(zeros, ' ', n);
    memcpy(zeros, "{\"text\":\"", 9);
    size_t k = gzipped(zeros, n, pack, 1 << 20);
    assert_string_equal(reading(pack, k, 100000), "!L@0;!I@0;");
    assert_string_equal(reading(pack, k, 1000000), "!L@0;"); /* a long line, not yet a bomb */
    free(zeros);
    free(pack);
}

static void a_missing_file_is_said(void **state)
{
    (void)state;
    sayso_reader *r;
    sayso_error err;
    assert_int_equal(sayso__reader_open("/nowhere/at/all", NULL, &r, &err), SAYSO_EIO);
    assert_null(r);
    sayso_unit u;
    assert_int_equal(sayso__reader_open("/", NULL, &r, &err), SAYSO_OK);
    assert_int_equal(sayso__reader_next(r, &arena, &u, &err), SAYSO_EIO);
    assert_int_equal(sayso__reader_next(r, &arena, &u, &err), SAYSO_OK);
    assert_null(u.bytes);
    sayso__reader_close(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_one_unit),
        cmocka_unit_test(lines_are_units),
        cmocka_unit_test(a_long_line_is_refused_and_the_next_read),
        cmocka_unit_test(what_is_no_text_is_refused_at_its_byte),
        cmocka_unit_test(packed_files_are_unpacked),
        cmocka_unit_test(a_bomb_is_not_held),
        cmocka_unit_test(a_missing_file_is_said),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
