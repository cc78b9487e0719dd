/* test_charset.c -- labels, what pages say of themselves, guesses, decoding and its map. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <iconv.h>

#include "base/str.h"
#include "base/utf8.h"
#include "text/charset.h"

static sayso_arena arena;

static sayso_mapped decode_n(const char *p, size_t n, bool page, const char *label,
                             const char **name)
{
    sayso_mapped out;
    sayso_error err;
    sayso_str bytes = {p, (uint32_t)n};
    const sayso_charset *c = sayso__charset_choose(bytes, page, sayso__str_z(label));
    assert_int_equal(sayso__charset_decode(bytes, c, &arena, &out, &err), SAYSO_OK);
    if (name)
        *name = c->name;
    return out;
}

static void assert_reads(const char *p, size_t n, const char *label, const char *name,
                         const char *want)
{
    const char *got = NULL;
    sayso_mapped m = decode_n(p, n, true, label, &got);
    assert_string_equal(got, name);
    if (!sayso__str_is(sayso__str(m.p, m.n), want))
        fail_msg("\"%.*s\" is not \"%s\"", (int)m.n, m.p, want);
}

static void labels(void **state)
{
    (void)state;
    assert_string_equal(sayso__charset_of(SAYSO_STR(" Latin1 "))->name, "windows-1252");
    assert_string_equal(sayso__charset_of(SAYSO_STR("UTF8"))->name, "utf-8");
    assert_string_equal(sayso__charset_of(SAYSO_STR("cp1251"))->name, "windows-1251");
    assert_string_equal(sayso__charset_of(SAYSO_STR("gb2312"))->name, "gbk");
    assert_null(sayso__charset_of(SAYSO_STR("klingon")));
    assert_null(sayso__charset_of(SAYSO_STR("")));
}

static void what_a_page_says(void **state)
{
    (void)state;
#define SAYS(head, name, want)                                                                     \
    assert_reads(head "\xe8", sizeof head "\xe8" - 1, NULL, name, head want)
    SAYS("<meta charset=windows-1251>", "windows-1251", "\u0438");
    SAYS("<meta http-equiv=content-type content='text/html; charset=\"koi8-r\"'>", "koi8-r",
         "\u0425");
    SAYS("<?xml version='1.0' encoding='iso-8859-2'?>", "iso-8859-2", "\u010d");
    SAYS("<!-- <meta charset=koi8-r> --><meta charset=iso-8859-7>", "iso-8859-7", "\u03b8");
    SAYS("<meta charset=utf-16><meta charset=koi8-r>", "windows-1252", "\u00e8");
    assert_reads("\xe8", 1, "windows-1251", "windows-1251", "\u0438"); /* the protocol */
    assert_reads("<meta charset=koi8-r>\u0438", 23, NULL, "utf-8", "<meta charset=koi8-r>\u0438");
    assert_reads("\xef\xbb\xbf\u00e9", 5, "koi8-r", "utf-8", "\u00e9");
    assert_reads("\xff\xfe"
                 "a\0\xe9\0\x3d\xd8\0\xde",
                 10, NULL, "utf-16le", "a\u00e9\U0001f600");
    assert_reads("\xfe\xff\0a\xd8\0", 6, NULL, "utf-16be", "a\ufffd");
}

/* Text of UTF-8 in another charset. */
static size_t encoded(const char *text, const char *charset, char *out, size_t room)
{
    iconv_t cd = iconv_open(charset, "UTF-8");
    char *in = (char *)(uintptr_t)text, *to = out;
    size_t n_in = strlen(text), n_out = room;
    assert_true(cd != (iconv_t)-1);
    assert_true(iconv(cd, &in, &n_in, &to, &n_out) != (size_t)-1);
    iconv(cd, NULL, NULL, &to, &n_out);
    iconv_close(cd);
    return room - n_out;
}

static const char russian[] =
    "\u041c\u0438\u043d\u0438\u0441\u0442\u0435\u0440\u0441\u0442\u0432\u043e \u0437\u0430\u044f"
    "\u0432\u0438\u043b\u043e, \u0447\u0442\u043e \u043f\u043e\u0436\u0430\u0440 \u043d\u0430 "
    "\u043c\u0435\u043b\u044c\u043d\u0438\u0446\u0435 \u0432 \u0414\u043e\u0440\u0432\u0435 "
    "\u043f\u043e\u0442\u0443\u0448\u0435\u043d.";
static const char german[] =
    "Das Ministerium erkl\u00e4rte, die M\u00fchle in Dorva sei l\u00e4ngst "
    "gel\u00f6scht; \u201eniemand\u201c wei\u00df mehr.";
static const char polish[] = "Ministerstwo o\u015bwiadczy\u0142o, \u017ce po\u017car m\u0142yna w "
                             "Dorvie ju\u017c zosta\u0142 ugaszony, a spraw\u0119 si\u0119 bada.";
static const char greek[] = "\u03a4\u03bf \u03c5\u03c0\u03bf\u03c5\u03c1\u03b3\u03b5\u03af\u03bf "
                            "\u03b5\u03af\u03c0\u03b5 \u03cc\u03c4\u03b9 \u03b7 \u03c6\u03c9\u03c4"
                            "\u03b9\u03ac \u03ad\u03c3\u03b2\u03b7\u03c3\u03b5.";
static const char japanese[] = "\u7701\u306f\u3001\u30c9\u30eb\u30f4\u30a1\u306e\u706b\u4e8b\u304c"
                               "\u6d88\u3048\u305f\u3068\u8a00\u3044\u307e\u3057\u305f\u3002";
static const char chinese[] = "\u90e8\u95e8\u8868\u793a\uff0c\u591a\u5c14\u74e6\u7684\u78e8\u574a"
                              "\u706b\u707e\u5df2\u7ecf\u6251\u706d\uff0c\u6ca1\u6709\u4eba\u6b7b"
                              "\u4ea1\u3002\u8b66\u5bdf\u6b63\u5728\u8c03\u67e5\u3002";
static const char korean[] = "\ubd80\ucc98\ub294 \ub3c4\ub974\ubc14\uc758 \ubd88\uc774 \uaebc\uc84c"
                             "\ub2e4\uace0 \ub9d0\ud588\uc2b5\ub2c8\ub2e4.";

static const char traditional[] =
    "\u90e8\u9580\u8868\u793a\uff0c\u591a\u723e\u74e6\u7684\u78e8\u574a\u706b\u707d\u5df2\u7d93"
    "\u64b2\u6ec5\uff0c\u6c92\u6709\u4eba\u6b7b\u4ea1\u3002\u8b66\u5bdf\u6b63\u5728\u8abf\u67e5"
    "\uff0c\u5e02\u9577\u8aaa\u660e\u5929\u6703\u6709\u66f4\u591a\u6d88\u606f\u3002";

static void guesses(void **state)
{
    (void)state;
    static const struct {
        const char *text, *iconv, *name;
    } cases[] = {{russian, "CP1251", "windows-1251"},  {russian, "KOI8-U", "koi8-u"},
                 {russian, "CP866", "ibm866"},         {russian, "ISO-8859-5", "iso-8859-5"},
                 {german, "CP1252", "windows-1252"},   {polish, "CP1250", "windows-1250"},
                 {polish, "ISO-8859-2", "iso-8859-2"}, {greek, "CP1253", "windows-1253"},
                 {japanese, "CP932", "shift_jis"},     {japanese, "EUC-JP", "euc-jp"},
                 {chinese, "GB18030", "gb18030"},      {korean, "CP949", "euc-kr"},
                 {traditional, "BIG5", "big5"},        {japanese, "ISO-2022-JP", "iso-2022-jp"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char bytes[1000];
        size_t n = encoded(cases[i].text, cases[i].iconv, bytes, sizeof bytes);
        assert_reads(bytes, n, NULL, cases[i].name, cases[i].text);
        assert_reads(bytes, n, "utf-8", cases[i].name, cases[i].text); /* a lie */
    }
}

/* Each character leads back to its own bytes: these, decoded alone, are the character again. */
static void the_map_of_every_charset(void **state)
{
    (void)state;
    static const char *const names[] = {"windows-1251", "shift_jis", "gb18030", "euc-kr",
                                        "utf-16le"};
    static const char *const iconvs[] = {"CP1251", "CP932", "GB18030", "CP949", "UTF-16LE"};
    static const char *const texts[] = {russian, japanese, chinese, korean, german};
    for (size_t k = 0; k < 5; k++) {
        char bytes[1000] = "\xff\xfe";
        size_t mark = k == 4 ? 2 : 0;
        size_t n = mark + encoded(texts[k], iconvs[k], bytes + mark, sizeof bytes - mark);
        sayso_mapped m = decode_n(bytes, n, false, names[k], NULL);
        uint32_t cp, last = (uint32_t)mark;
        for (uint32_t i = 0, len; i < m.n; i += len) {
            char back[16];
            len = sayso__utf8_decode(m.p + i, m.n - i, &cp);
            sayso_span raw = sayso__map_raw(&m, (sayso_span){i, i + len});
            assert_int_equal(raw.beg, last);
            char one[8] = {0};
            memcpy(one, m.p + i, len);
            assert_int_equal(encoded(one, iconvs[k], back, sizeof back), raw.end - raw.beg);
            assert_memory_equal(back, bytes + raw.beg, raw.end - raw.beg);
            last = raw.end;
        }
        assert_int_equal(last, n);
    }
}

static void text_that_was_encoded_twice(void **state)
{
    (void)state;
    const char *text =
        "It\u00e2\u20ac\u2122s a caf\u00c3\u00a9 \u00e2\u20ac\u201c he said \u00c2\u00a35";
    sayso_mapped m = decode_n(text, strlen(text), false, NULL, NULL);
    assert_true(sayso__charset_repair(&m, &arena));
    assert_true(
        sayso__str_is(sayso__str(m.p, m.n), "It\u2019s a caf\u00e9 \u2013 he said \u00a35"));
    sayso_span raw = sayso__map_raw(&m, (sayso_span){2, 5});
    assert_int_equal(raw.beg, 2);
    assert_int_equal(raw.end, 2 + strlen("\u00e2\u20ac\u2122"));
    const char *sound = "\u00c3 \u00c2\u00bb caf\u00e9 \u00e2ge S\u00c3O"; /* too little of it */
    m = decode_n(sound, strlen(sound), false, NULL, NULL);
    assert_true(sayso__charset_repair(&m, &arena));
    assert_true(sayso__str_is(sayso__str(m.p, m.n), sound));
}

static void nonsense(void **state)
{
    (void)state;
    uint64_t s = 7;
    static const char *const names[] = {"utf-8",  "gb18030",  "big5",        "shift_jis", "euc-jp",
                                        "euc-kr", "utf-16le", "iso-2022-jp", "koi8-r",    NULL};
    for (uint32_t round = 0; round < 2000; round++) {
        char bytes[200];
        for (size_t i = 0; i < sizeof bytes; i++) {
            s = s * 6364136223846793005u + 1442695040888963407u;
            bytes[i] = (char)(s >> 40);
            if (round % 3 == 0 && i % 3)
                bytes[i] = 'a';
        }
        sayso_mapped m = decode_n(bytes, sizeof bytes, round & 1, names[round % 10], NULL);
        assert_int_equal(sayso__utf8_check(m.p, m.n), m.n);
        for (uint32_t i = 1; i < m.n_map; i++)
            assert_true(m.map[i].text > m.map[i - 1].text && m.map[i].raw >= m.map[i - 1].raw);
        sayso__arena_reset(&arena);
    }
}

static int finish(void **state)
{
    (void)state;
    sayso__arena_free(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels),   cmocka_unit_test(what_a_page_says),
        cmocka_unit_test(guesses),  cmocka_unit_test(the_map_of_every_charset),
        cmocka_unit_test(nonsense), cmocka_unit_test(text_that_was_encoded_twice),
    };
    return cmocka_run_group_tests(tests, NULL, finish);
}
