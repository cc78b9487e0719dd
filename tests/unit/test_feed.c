/* test_feed.c -- feeds and news in XML: where items lie, what they say, and the way back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "report_reading.h"
#include "text/encoded.h"
#include "text/feed.h"
#include "text/unit.h"
#include "text/url.h"
#include "text/xml_report.h"

#define RSS(items)                                                                                 \
    "<?xml version='1.0'?>\n<rss version='2.0'><channel><title>Northern Wire</title>" items        \
    "</channel></rss>"

static void items_of_rss(void **state)
{
    (void)state;
    assert_string_equal(
        reading(
            RSS("<item><title>Mill burns</title><link>http://w.example/1</link>"
                "<guid isPermaLink='false'>g1</guid><author>lena@w.example (Lena Garrod)</author>"
                "<pubDate>Sat, 03 May 2031 10:00:00 GMT</pubDate>"
                "<description>Four people were hurt.</description></item>"
                "<item><guid>http://w.example/2</guid><description>It fell.</description></item>")),
        "http://w.example/1|http://w.example/1|Northern Wire|Lena Garrod|Sat, 03 May 2031 10:00:00 "
        "GMT|Mill "
        "burns|Four "
        "people were hurt.\n"
        "http://w.example/2|http://w.example/2|Northern Wire||||It fell.\n");
}

static void the_fullest_body_is_taken(void **state)
{
    (void)state;
    assert_string_equal(reading(RSS(
                            "<item><description>Short.</description>"
                            "<content:encoded><![CDATA[<p>One.</p><p>Two.</p>]]></content:encoded>"
                            "<media:description>A picture.</media:description></item>")),
                        "m#1||Northern Wire||||One.\n\nTwo.\n");
    assert_string_equal(reading(RSS(
                            "<item><description/><media:group><media:title>A film</media:title>"
                            "<media:description>Of it.</media:description></media:group></item>")),
                        "m#1||Northern Wire|||A film|Of it.\n");
    assert_string_equal(
        reading(RSS("<item><title>Words</title><x:description>Not of it.</x:description></item>")),
        "m#1||Northern Wire|||Words|\n");
}

static void html_in_any_wrapping(void **state)
{
    (void)state;
    static const char *const same[] = {
        "<description>&lt;p&gt;Caf&amp;eacute; &lt;b&gt;burns&lt;/b&gt;.&lt;/p&gt;</description>",
        "<description><![CDATA[<p>Caf&eacute; <b>burns</b>.</p>]]></description>",
        "<description>&amp;lt;p&amp;gt;Caf&amp;eacute; burns.&amp;lt;/p&amp;gt;</description>",
        "<description><p>Caf&#233; <b>burns</b>.</p></description>",
        "<description>Caf&#xe9; burns.</description>",
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        char feed[400];
        sprintf(feed, "<rss><item>%s</item></rss>", same[i]);
        assert_string_equal(reading(feed), "m#1||||||Caf\xc3\xa9 burns.\n");
    }
    assert_string_equal(
        reading("<rss><item><description>3 &lt; 4 &amp;amp; 5</description></item></rss>"),
        "m#1||||||3 < 4 & 5\n");
}

static void entries_of_atom(void **state)
{
    (void)state;
    assert_string_equal(
        reading(
            "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://w.example/a/'>"
            "<title type='html'>Northern &amp;amp; Wire</title><author><name>Desk</name></author>"
            "<link rel='self' href='http://w.example/self'/>"
            "<entry><id>tag:1</id><title type='html'>Mill &lt;i&gt;burns&lt;/i&gt;</title>"
            "<link rel='enclosure' href='x.mp3'/><link href='../n/1'/>"
            "<updated>2031-05-04T10:00:00Z</updated><published>2031-05-03T10:00:00Z</published>"
            "<summary>Short.</summary><content "
            "type='xhtml'><div><p>One<br/>two.</p></div></content>"
            "<author><name>Lena Garrod</name><email>l@w.example</email></author>"
            "<author><name>Ottokar Weld</name></author></entry>"
            "<entry><id>tag:2</id><title type='text'>a &lt;b&gt; c</title>"
            "<content type='application/octet-stream'>SXQgZmVsbC4=</content>"
            "<source><id>tag:9</id><title>Dorva Post</title></source></entry></feed>"),
        "tag:1|http://w.example/n/1|Northern & Wire|Lena Garrod, Ottokar "
        "Weld|2031-05-03T10:00:00Z|Mill "
        "burns|One\ntwo.\n"
        "tag:2||Dorva Post|Desk||a <b> c|It fell.\n");
}

static void items_of_rdf(void **state)
{
    (void)state;
    assert_string_equal(
        reading(
            "<rdf:RDF><channel rdf:about='http://w.example/'><title>Wire</title><items><rdf:Seq>"
            "<rdf:li rdf:resource='http://w.example/1'/></rdf:Seq></items></channel>"
            "<item rdf:about='http://w.example/1'><title>Mill burns</title><dc:creator>Lena "
            "Garrod</dc:creator><dc:date>2031-05-03</dc:date><description>It "
            "fell.</description></item>"
            "</rdf:RDF>"),
        "http://w.example/1|http://w.example/1|Wire|Lena Garrod|2031-05-03|Mill burns|It fell.\n");
}

static void broken_feeds_are_read(void **state)
{
    (void)state;
    /* no end of an item, of an element; a tag's name undeclared; a bare ampersand */
    assert_string_equal(reading("<rss><channel><item><title>One & all<item><title>Two</title>"
                                "<link>http://w.example/?a=1&copy=2</link></channel>"),
                        "m#1|||||One & all|\n"
                        "http://w.example/?a=1&copy=2|http://w.example/?a=1&copy=2||||Two|\n"
                        "!111 the feed ends inside its last item\n");
    assert_string_equal(reading("<rss><channel><title>T</title></channel></rss>"),
                        "!0 a feed without items\n");
    assert_string_equal(reading("<rss><item></item><item><title>A</title></item></rss>"),
                        "!5 an item without words\nm#2|||||A|\n");
    assert_string_equal(reading("<?xml version='1.0'?><mill><burns/></mill>"),
                        "!0 XML that is neither a page nor a feed\n");
}

/* Nothing that a feed declares is expanded or fetched, and that is said. */
static void entities_stay_as_they_are(void **state)
{
    (void)state;
    assert_string_equal(reading(
                            "<!DOCTYPE rss [<!ENTITY a \"<item>x</item>\"><!ENTITY b \"&a;&a;\">"
                            "<!ENTITY c SYSTEM \"file:///etc/passwd\">]><rss><item><title>&b; "
                            "&c;</title></item></rss>"),
                        "!15 entities that a feed declares are not expanded\nm#1|||||&b; &c;|\n");
}

static void charset_goes_with_the_item(void **state)
{
    (void)state;
    sayso_reader *r;
    sayso_error err;
    sayso_unit u;
    sayso_doc d;
    const char feed[] =
        "<?xml version='1.0' encoding='koi8-r'?><rss><channel><link>http://w.example/</link>"
        "<item><title>\xf0\xef\xf6\xe1\xf2</title><link>n/1</link></item></channel></rss>";
    assert_int_equal(sayso__reader_open_memory(feed, sizeof feed - 1, "m", NULL, &r, &err),
                     SAYSO_OK);
    assert_int_equal(sayso__reader_next(r, &arena, &u, &err), SAYSO_OK);
    assert_int_equal(u.media, SAYSO_MEDIA_XML);
    assert_true(sayso__str_is(u.parameters, "charset=koi8-r; base=\"http://w.example/\""));
    assert_int_equal(sayso__doc_make(&u, NULL, &arena, &d, &err), SAYSO_OK);
    assert_true(sayso__str_is(sayso__doc_title(&d), "\xd0\x9f\xd0\x9e\xd0\x96\xd0\x90\xd0\xa0"));
    assert_true(sayso__str_is(d.url, "http://w.example/n/1"));
    sayso_span raw = sayso__doc_raw(&d, (sayso_span){2, 6});
    assert_memory_equal(u.bytes + raw.beg, "\xef\xf6", 2);
    sayso__reader_close(r);
}

/* The bytes that each word of the body came from, through CDATA, escapes and tags. */
static void words_lead_to_their_bytes(void **state)
{
    (void)state;
    static const char item[] =
        "<item><description>&lt;p&gt;The mayor&amp;nbsp;&lt;b&gt;denied&lt;/b&gt; "
        "it.&lt;/p&gt;</description></item>";
    const sayso_unit u = {.bytes = item, .n = sizeof item - 1, .media = SAYSO_MEDIA_XML};
    static const char *const word[] = {"The", "mayor", "denied", "it."};
    sayso_doc d;
    sayso_error err;
    assert_int_equal(sayso__doc_make(&u, NULL, &arena, &d, &err), SAYSO_OK);
    assert_true(sayso__str_is(sayso__doc_body(&d), "The mayor denied it."));
    for (size_t i = 0; i < 4; i++) {
        uint32_t at = sayso__str_find(sayso__str(d.text, d.n_text), sayso__str_z(word[i]));
        sayso_span raw = sayso__doc_raw(&d, (sayso_span){at, at + (uint32_t)strlen(word[i])});
        assert_true(sayso__str_is(sayso__str_span(item, raw), word[i]));
    }
}

static void news_in_xml(void **state)
{
    (void)state;
    assert_string_equal(
        reading("<?xml version='1.0'?><!DOCTYPE nitf SYSTEM "
                "'nitf.dtd'><nitf><head><title>No</title><docdata>"
                "<doc-id id-string='nw.1'/><date.issue norm='20310503T100000Z'/></docdata>"
                "<pubdata name='Northern Wire'/></head><body><body.head><hedline><hl1>Mill "
                "burns</hl1></hedline>"
                "<byline>By <person>Lena Garrod</person></byline><dateline>DORVA, May "
                "3</dateline></body.head>"
                "<body.content><p>Four were hurt.</p><p>It fell.</p></body.content></body></nitf>"),
        "nw.1||Northern Wire|Lena Garrod|20310503T100000Z|Mill burns|DORVA, May 3\n\nFour were "
        "hurt.\n\nIt fell.\n");
    assert_string_equal(
        reading("<newsMessage><itemSet><newsItem guid='urn:1'><itemMeta><provider "
                "literal='Northern Wire'/>"
                "<versionCreated>2031-05-03T10:00:00Z</versionCreated></"
                "itemMeta><contentMeta><headline>Mill "
                "burns</headline><by>Lena "
                "Garrod</by></contentMeta><contentSet><inlineXML><html><head><title/>"
                "</head><body><p>It "
                "fell.</p></body></html></inlineXML></contentSet></newsItem><packageItem/>"
                "</itemSet></newsMessage>"),
        "urn:1||Northern Wire|Lena Garrod|2031-05-03T10:00:00Z|Mill burns|It fell.\n");
}

static void addresses_are_made_whole(void **state)
{
    (void)state;
    /* RFC 3986, 5.4, with its base */
    static const char *const cases[][2] = {
        {"g", "http://a/b/c/g"},
        {"./g", "http://a/b/c/g"},
        {"g/", "http://a/b/c/g/"},
        {"/g", "http://a/g"},
        {"//g", "http://g"},
        {"?y", "http://a/b/c/d;p?y"},
        {"g?y#s", "http://a/b/c/g?y#s"},
        {"", "http://a/b/c/d;p"},
        {".", "http://a/b/c/"},
        {"..", "http://a/b/"},
        {"../g", "http://a/b/g"},
        {"../..", "http://a/"},
        {"../../../g", "http://a/g"},
        {"x:y", "x:y"},
    };
    sayso_str out;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(sayso__url_join(SAYSO_STR("http://a/b/c/d;p?q"), sayso__str_z(cases[i][0]),
                                    &arena, &out));
        assert_true(sayso__str_is(out, cases[i][1]));
    }
    assert_true(sayso__url_join((sayso_str){NULL, 0}, SAYSO_STR("g"), &arena, &out));
    assert_null(out.p);
}

static void transfer_encodings(void **state)
{
    (void)state;
    static const char quoted[] = "caf=E9 =\r\nis = open=3", packed[] = "VGhl\r\nIG1pbGw=";
    sayso_text_builder b;
    assert_true(
        sayso__decode_quoted(quoted, (sayso_span){0, sizeof quoted - 1}, false, &arena, &b));
    assert_true(sayso__str_is(sayso__str(b.p, b.n), "caf\xe9 is = open=3"));
    assert_true(sayso__decode_quoted("a_b=20c", (sayso_span){0, 7}, true, &arena, &b));
    assert_true(sayso__str_is(sayso__str(b.p, b.n), "a b c"));
    assert_true(sayso__decode_base64(packed, (sayso_span){0, sizeof packed - 1}, &arena, &b));
    assert_true(sayso__str_is(sayso__str(b.p, b.n), "The mill"));
    const sayso_mapped m = {b.p, b.n, b.map.v, b.map.n};
    sayso_span raw = sayso__map_raw(&m, (sayso_span){3, 4});
    assert_int_equal(raw.beg, 6); /* the letters behind the line end */
    assert_int_equal(raw.end, 10);
}

/* n times `piece`, between head and tail. */
static char *many(const char *head, const char *piece, uint32_t times, const char *tail)
{
    size_t n = strlen(piece), at = strlen(head);
    char *p = malloc(at + n * times + strlen(tail) + 1);
    assert_non_null(p);
    strcpy(p, head);
    for (uint32_t i = 0; i < times; i++, at += n)
        memcpy(p + at, piece, n);
    strcpy(p + at, tail);
    return p;
}

static void hostile_feeds_end(void **state)
{
    (void)state;
    static const char *const pieces[] = {"<item>",
                                         "<a>",
                                         "<title>",
                                         "<![CDATA[",
                                         "&lt;p&gt;",
                                         "<media:group>",
                                         "</a>",
                                         "<!--x",
                                         "<a b='",
                                         "<!DOCTYPE[>",
                                         "</description><author>L</author>",
                                         "</description><link xml:base='a'/>"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        char *p = many("<rss><item><title>T</title><description>", pieces[i], 100000, "");
        sayso_feed f;
        assert_true(sayso__feed_cut(p, (uint32_t)strlen(p), &arena, &f));
        assert_true(f.n_item >= 1);
        sayso_unit u = {.bytes = p, .n = (uint32_t)strlen(p), .media = SAYSO_MEDIA_XML};
        sayso_doc d;
        sayso_error err;
        sayso_status s = sayso__doc_make(&u, NULL, &arena, &d, &err);
        assert_true(s == SAYSO_OK || s == SAYSO_EINPUT);
        free(p);
        sayso__arena_free(&arena);
    }
}

/* Items are ordered, disjoint and inside, whatever a byte of the feed becomes. */
static void items_are_disjoint(void **state)
{
    (void)state;
    char feed[] = RSS(
        "<item><title>A</title></item><item><b><![CDATA[x]]></b></item> <item/><entry>z</entry>");
    for (size_t i = 0; i < sizeof feed - 1; i++)
        for (const char *c = "<>/!x"; *c; c++) {
            char was = feed[i];
            uint32_t last = 0;
            sayso_feed f;
            feed[i] = *c;
            assert_true(sayso__feed_cut(feed, sizeof feed - 1, &arena, &f));
            for (uint32_t k = 0; k < f.n_item; k++) {
                assert_true(f.item[k].beg >= last && f.item[k].beg < f.item[k].end);
                last = f.item[k].end;
            }
            assert_true(last <= sizeof feed - 1);
            feed[i] = was;
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(items_of_rss, clean),
        cmocka_unit_test_teardown(the_fullest_body_is_taken, clean),
        cmocka_unit_test_teardown(html_in_any_wrapping, clean),
        cmocka_unit_test_teardown(entries_of_atom, clean),
        cmocka_unit_test_teardown(items_of_rdf, clean),
        cmocka_unit_test_teardown(broken_feeds_are_read, clean),
        cmocka_unit_test_teardown(entities_stay_as_they_are, clean),
        cmocka_unit_test_teardown(charset_goes_with_the_item, clean),
        cmocka_unit_test_teardown(words_lead_to_their_bytes, clean),
        cmocka_unit_test_teardown(news_in_xml, clean),
        cmocka_unit_test_teardown(addresses_are_made_whole, clean),
        cmocka_unit_test_teardown(transfer_encodings, clean),
        cmocka_unit_test_teardown(hostile_feeds_end, clean),
        cmocka_unit_test_teardown(items_are_disjoint, clean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
