/* test_news_json.c -- ninjs, JSON Feed and arrays of reports. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "report_reading.h"
#include "text/json_text.h"
#include "text/unit.h"

static void ninjs_of_all_versions(void **state)
{
    (void)state;
    static const char want[] =
        "urn:1||Northern Wire|Lena Garrod|2031-05-03T10:00:00Z|Mill burns|It fell.\n\nFour hurt.\n";
    assert_string_equal(reading("{\"uri\":\"urn:1\",\"versioncreated\":\"2031-05-03T10:00:00Z\","
                                "\"byline\":\"By Lena Garrod\","
                                "\"copyrightholder\":\"Northern Wire\",\"headline\":\"Mill "
                                "burns\",\"description_text\":\"Short\","
                                "\"body_text\":\"It fell. Four hurt.\",\"body_xhtml\":\"<p>It "
                                "fell.</p><p>Four hurt.</p>\"}"),
                        want);
    assert_string_equal(
        reading("{\n\"uri\":\"urn:1\",\"versionCreated\":\"2031-05-03T10:00:00Z\",\"by\":\"Lena "
                "Garrod\","
                "\"infosources\":[{\"role\":\"cp\",\"name\":\"Northern Wire\"}],"
                "\"headlines\":[{\"role\":\"main\",\"value\":\"Mill burns\"},{\"value\":\"No\"}],"
                "\"bodies\":[{\"value\":\"It "
                "fell.\"},{\"contentType\":\"application/nitf+xml\",\"value\":"
                "\"<nitf>much that only machines read, and at some length</nitf>\"},"
                "{\"contentType\":\"text/html\",\"value\":\"<p>It fell.</p><p>Four hurt.</p>\"}]}"),
        want);
    assert_string_equal(reading("{ \"uri\": \"urn:1\",\n \"subject\": [\n {\"name\": \"x\"}],\n "
                                "\"headline\": \"Mill\"}"),
                        "urn:1|||||Mill|\n");
    assert_string_equal(reading("{\"title\":\"x\",\"type\":\"object\"}"), "!0 no \"text\" here\n");
}

static void items_of_json_feed(void **state)
{
    (void)state;
    assert_string_equal(
        reading("{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Northern "
                "\\u201cWire\\u201d\","
                "\"authors\":[{\"name\":\"Desk\"}],\"items\":[{\"id\":\"1\",\"url\":\"http://"
                "w.example/1\","
                "\"title\":\"Mill\",\"content_html\":\"<p>It "
                "\\u003cb>fell</b>.</p>\",\"date_published\":\"2031-05-03\"},"
                " {\"id\":\"2\",\"content_text\":\"Four hurt.\",\"authors\":[{\"name\":\"Lena "
                "Garrod\"}]}, 7]}"),
        "http://w.example/1|http://w.example/1|Northern "
        "\xe2\x80\x9cWire\xe2\x80\x9d|Desk|2031-05-03|Mill|It fell.\n"
        "2||Northern \xe2\x80\x9cWire\xe2\x80\x9d|Lena Garrod|||Four hurt.\n");
}

static void arrays_of_reports(void **state)
{
    (void)state;
    assert_string_equal(
        reading("[ {\"text\":\"One.\"},\n{\"text\": 5}, {\"id\":\"b\",\"text\":\"Two.\"}"),
        "m#1||||||One.\n!19 no \"text\" here\nb||||||Two.\n");
    assert_string_equal(reading("[{]"), "!2 broken JSON\n");
    assert_string_equal(report_reading("[{\"headline\": \"Mill\"}]", 22, 20),
                        "!0 longer than 20 bytes (see --max-bytes)\n"); /* once */
}

/* Members are found by their brackets alone; every value lies inside, behind the one before. */
static void members_are_ordered(void **state)
{
    (void)state;
    char p[] = "{\"a\":[1,{\"b\":\"]}\"}],\"c\":\"\\\"\",\"d\":null}";
    const uint32_t n = sizeof p - 1;
    sayso_span key, value;
    for (uint32_t i = 0; i < n; i++)
        for (const char *c = "{}[]\",:\\"; *c; c++) {
            char was = p[i];
            uint32_t last = 0, at = 0;
            p[i] = *c;
            while (sayso__json_each(p, (sayso_span){0, n}, &at, &key, &value)) {
                assert_true(value.beg >= last && value.beg < value.end && value.end <= n);
                last = value.end;
            }
            p[i] = was;
        }
    uint32_t at = 0, count = 0;
    while (sayso__json_each(p, (sayso_span){0, n}, &at, &key, &value))
        count++;
    assert_int_equal(count, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(ninjs_of_all_versions, clean),
        cmocka_unit_test_teardown(items_of_json_feed, clean),
        cmocka_unit_test_teardown(arrays_of_reports, clean),
        cmocka_unit_test_teardown(members_are_ordered, clean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
