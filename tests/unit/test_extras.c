/* test_extras.c -- what few inputs say of a report: when it was changed, section, tags, language.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "text/doc.h"
#include "text/unit.h"

#define LIES "The mill stood by the river and it was not clear to whom it had belonged."
#define DE                                                                                          \
    "Der Kapitän der Fähre sagte am Montag, dass bei dem Brand niemand verletzt worden sei. Die " \
    "Polizei ermittelt weiter, und die Ursache ist noch nicht bekannt."

static sayso_arena arena;

static int clean(void **state)
{
    (void)state;
    sayso__arena_free(&arena);
    return 0;
}

/* A line a report: "modified|section|tags|language", "!" before it if that is refused. */
static const char *extras(const char *file)
{
    static char out[2000];
    sayso_reader *r;
    sayso_error err;
    sayso_unit u;
    sayso_doc d;
    size_t at = 0;
    assert_int_equal(sayso__reader_open_memory(file, strlen(file), "m", NULL, &r, &err), SAYSO_OK);
    while (sayso__reader_next(r, &arena, &u, &err) == SAYSO_OK && u.bytes) {
        assert_int_equal(sayso__doc_make(&u, NULL, &arena, &d, &err), SAYSO_OK);
        const sayso_str part[] = {d.modified, d.section, d.tags, sayso__str_z(d.language)};
        bool refused = d.n_refusal && strcmp(d.refusal[0].reason, SAYSO_REFUSED_LANGUAGE) == 0;
        at += (size_t)sprintf(out + at, "%s", refused ? "!" : "");
        for (size_t i = 0; i < 4; i++)
            at += (size_t)sprintf(out + at, "%s%.*s", i ? "|" : "", (int)part[i].n,
                                  part[i].p ? part[i].p : "");
        at += (size_t)sprintf(out + at, "\n");
    }
    sayso__reader_close(r);
    return out;
}

static void of_pages(void **state)
{
    (void)state;
    assert_string_equal(
        extras("<html lang=en-GB><meta property=article:modified_time content=2031-05-04>"
               "<meta property=article:section content=' Local\nnews '><meta property=article:tag "
               "content=Fire><meta property=article:tag content='Orlen &amp; Dorva'><p>" LIES),
        "2031-05-04|Local news|Fire, Orlen & Dorva|en\n");
    assert_string_equal(
        extras("<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"dateModified\": "
               "\"2031-05-05T10:00:00Z\", \"articleSection\": [\"World\", \"Mills\"], "
               "\"keywords\": [\"fire\", \"mill\"], \"inLanguage\": \"en\"}</script><p>" LIES),
        "2031-05-05T10:00:00Z|World|fire, mill|en\n");
    assert_string_equal(
        extras("<html><p>" LIES "<p>Changed <time itemprop=dateModified datetime=2031-05-06>on "
               "Tuesday</time>. <a rel='tag nofollow' href=/t>Mills</a> <a rel=tag href=/u>Orlen"
               "</a>"),
        "2031-05-06||Mills, Orlen|en\n");
    assert_string_equal(extras("<meta property=article:modified_time content='some day'><p>" LIES),
                        "|||en\n");
}

static void of_feeds(void **state)
{
    (void)state;
    assert_string_equal(
        extras("<rss><channel><language>da</language><item><category>Fire</category><category>"
               "Mills</category><description>" LIES "</description></item><item><dc:language>de"
               "</dc:language><description>" DE "</description></item></channel></rss>"),
        "||Fire, Mills|en\n!|||de\n");
    assert_string_equal(
        extras("<feed xml:lang='de-AT'><entry><published>2031-05-03</published><updated>2031-05-04"
               "</updated><category term=f label=Fire /><category term=Mills /><content>" DE
               "</content></entry><entry xml:lang=fr><updated>2031-05-04</updated><title>Feu"
               "</title></entry></feed>"),
        "!2031-05-04||Fire, Mills|de\n|||fr\n");
}

static void of_news_services(void **state)
{
    (void)state;
    assert_string_equal(
        extras("<newsItem guid='urn:1'><itemMeta><versionCreated>2031-05-04T10:00:00Z"
               "</versionCreated></itemMeta><contentMeta><contentCreated>2031-05-03T10:00:00Z"
               "</contentCreated><language tag='de'/><subject qcode='a:1'><name>Feuer</name>"
               "</subject><subject qcode='a:2'/><keyword>Orlen</keyword><headline>Brand</headline>"
               "</contentMeta><contentSet><inlineXML>" DE "</inlineXML></contentSet></newsItem>"),
        "!2031-05-04T10:00:00Z||Feuer, Orlen|de\n");
    assert_string_equal(
        extras("<nitf><head><docdata><key-list><keyword key='mills'/></key-list></docdata>"
               "<pubdata position.section='Local'/></head><body><body.content><p>" LIES
               "</p></body.content></body></nitf>"),
        "|Local|mills|en\n");
    assert_string_equal(
        extras("{\"uri\": \"urn:1\", \"language\": \"sv-SE\", \"contentcreated\": \"2031-05-02\", "
               "\"firstcreated\": \"2031-05-03\", \"contentmodified\": \"2031-05-04\", "
               "\"headline\": \"Brand\", \"subjects\": [{\"name\": \"fire\", \"uri\": \"x\"}, "
               "{\"name\": \"mills\"}]}"),
        "2031-05-04||fire, mills|sv\n");
}

static void of_lines_and_tables(void **state)
{
    (void)state;
    assert_string_equal(extras("{\"text\": \"" LIES
                               "\", \"modified\": \"2031-05-04\", \"section\": 7, \"tags\": "
                               "[\"a\", \" b \", 5, \"\"], \"language\": null}\n"),
                        "2031-05-04||a, b|en\n");
    assert_string_equal(extras("id,text,updated,keywords,lang\n1,\"" DE
                               "\",2031-05-04,\"a,b\",de_DE\n"),
                        "!2031-05-04||a,b|de\n");
}

/* What a text looks like goes before what is said of it. */
static void a_language_that_is_said(void **state)
{
    (void)state;
    assert_string_equal(extras("{\"text\": \"" LIES "\", \"language\": \"de\"}"), "|||en\n");
    assert_string_equal(extras("{\"text\": \"" DE "\", \"language\": \"en\"}"), "!|||und\n");
    assert_string_equal(extras("{\"text\": \"Mühle ab.\", \"language\": \"DE\"}"), "|||de\n");
    assert_string_equal(extras("{\"text\": \"Mill off.\", \"language\": \"en-US\"}"), "|||en\n");
    assert_string_equal(extras("{\"text\": \"Mill off.\", \"language\": \"German\"}"), "|||und\n");
    assert_string_equal(extras("{\"text\": \"Mill off.\", \"language\": \"x\"}"), "|||und\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(of_pages, clean),
        cmocka_unit_test_teardown(of_feeds, clean),
        cmocka_unit_test_teardown(of_news_services, clean),
        cmocka_unit_test_teardown(of_lines_and_tables, clean),
        cmocka_unit_test_teardown(a_language_that_is_said, clean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
