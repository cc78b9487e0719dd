/* test_webpage.c -- pages into documents: tree, text and map, metadata. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../fuzz/invariants.h"
#include "base/date.h"
#include "base/str.h"
#include "text/doc.h"
#include "text/webpage.h"

static sayso_arena arena;

static sayso_doc make_n(const char *bytes, size_t n, sayso_media media)
{
    sayso_doc d;
    sayso_error err;
    sayso_unit unit = {bytes, (uint32_t)n, media, SAYSO_STR("p.html"), 0, 0};
    assert_int_equal(sayso__doc_make(&unit, NULL, &arena, &d, &err), SAYSO_OK);
    return d;
}

static sayso_doc make(const char *page)
{
    return make_n(page, strlen(page), SAYSO_MEDIA_HTML);
}

static void assert_str(sayso_str s, const char *want)
{
    if (!sayso__str_is(s, want))
        fail_msg("\"%.*s\" is not \"%s\"", (int)s.n, s.p ? s.p : "", want);
}

/* Depth-first names of elements, "(" before and ")" behind what is inside; text as "x". */
static const char *shape(const char *page)
{
    static char out[2000];
    sayso_html_tree t;
    uint32_t n = 0, depth = 0, open[600];
    assert_int_equal(sayso__html_tree(page, (uint32_t)strlen(page), &arena, &t, NULL), SAYSO_OK);
    for (uint32_t i = 1; i < t.n_node; i++) {
        while (depth && t.node[open[depth - 1]].end <= i) {
            out[n++] = ')';
            depth--;
        }
        if (t.node[i].tag == SAYSO_EL_TEXT) {
            out[n++] = 'x';
            continue;
        }
        uint32_t beg = t.node[i].at.beg + 1, end = beg;
        while (sayso__is_alpha(page[end]) || sayso__is_digit(page[end]))
            out[n++] = page[end++];
        out[n++] = '(';
        open[depth++] = i;
    }
    while (depth--)
        out[n++] = ')';
    out[n] = 0;
    return out;
}

static void end_tags_are_implied(void **state)
{
    (void)state;
    assert_string_equal(shape("<p>a<p>b<div>c</div>"), "p(x)p(x)div(x)");
    assert_string_equal(shape("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>e"),
                        "ul(li(x)li(xul(li(x)))li(x))x");
    assert_string_equal(shape("<table><tr><td>a<td>b<tr><td>c</table>d"),
                        "table(tr(td(x)td(x))tr(td(x)))x");
    assert_string_equal(shape("<dl><dt>a<dd>b<dt>c</dl>"), "dl(dt(x)dd(x)dt(x))");
    assert_string_equal(shape("<b>a<div>b</b>c</div>"), "b(xdiv(xx))");
    assert_string_equal(shape("<a>a<a>b</a>"), "a(x)a(x)");
    assert_string_equal(shape("<div><span>a</div>b</span>"), "div(span(x))x");
    assert_string_equal(shape("<p>a<table><tr><td></p>b</td></tr></table>c"),
                        "p(x)table(tr(td(()x)))x"); /* a lone </p> is a paragraph of nothing */
    assert_string_equal(shape("<title>a<b></title><br/>c"), "title(x)br()x");
    assert_string_equal(shape("<svg><title><b>a</b></title></svg>"), "svg(title(b(x)))");
    assert_string_equal(shape("<svg><g><p>a"), "svg(g())p(x)");
    assert_string_equal(shape("<p><svg><foreignObject><div>a</div></svg>b"),
                        "p(svg(foreignObject(div(x)))x)");
    assert_string_equal(shape("a</br>b"), "x()x");
    assert_string_equal(shape("<form>a<form>b</form>c"), "form(xx)x");
    assert_string_equal(shape("<button>a<button>b</button>c"), "button(x)button(x)x");
    assert_string_equal(shape("<template><p>a</template>b"), "template(p(x))x");
    assert_string_equal(shape("<select><div>a</select>b"), "select(div(x))x");
}

#define LONG                                                                                       \
    "The fire service of Dorva said on Saturday that at least four people were hurt, and that "    \
    "nobody had been found yet in the ruins."

static const char page[] =
    "<!doctype html><html lang=en-GB><head><title>Mill burns - Northern Wire</title>"
    "<link rel=canonical href='https://a.example/2031/05/03/mill'>"
    "<meta name=author content='Lena Garrod'><meta property=og:site_name content='Northern Wire'>"
    "<meta property='article:published_time' content='2031-05-03T10:00:00Z'>"
    "<script>if (a < b) { document.write('<p>no'); }</script></head>"
    "<body><nav><a href=/>Home</a></nav><h1>Mill\n burns </h1>"
    "<div class=article-body><p>" LONG "</p>"
    "<p>The ministry &quot;has\n   no reason&quot;&nbsp;to think of arson, a spokes&shy;man said, "
    "though"
    " residents blamed a gang from <i>Lothmaria</i>.</p><p hidden>" LONG "</p>"
    "<p>" LONG
    " It was the third.</p></div><div class=related>Read more: <a href=x>Floods</a></div>"
    "<footer>(c) Northern Wire</footer>";

static void text_and_metadata(void **state)
{
    (void)state;
    sayso_doc d = make(page);
    assert_true(d.has_title);
    assert_str(sayso__doc_title(&d), "Mill burns");
    assert_str(sayso__doc_body(&d), LONG
               "\n\nThe ministry \"has no reason\" to think of arson, a spokesman said, though "
               "residents blamed a gang from Lothmaria.\n\n" LONG " It was the third.");
    assert_str(d.byline, "Lena Garrod");
    assert_str(d.publisher, "Northern Wire");
    assert_str(d.url, "https://a.example/2031/05/03/mill");
    assert_str(d.id, "https://a.example/2031/05/03/mill");
    assert_int_equal(d.day, 22402);
    assert_int_equal(d.n_block, 4);
}

/* Headings are told from paragraphs; a short line with a link to another report is none of it. */
static void headings_and_lines_to_read_more(void **state)
{
    (void)state;
    sayso_doc d =
        make("<title>Mill burns</title><div class=article-body><p>" LONG
             "</p><h2>The ministry spoke on Friday morning, too.</h2><p>" LONG
             " Twice.</p><p>Read more: <a href=x>Floods "
             "in Dorva leave thirty families without a roof</a></p><p>" LONG " Thrice.</p></div>");
    assert_str(sayso__doc_body(&d), LONG "\n\nThe ministry spoke on Friday morning, too.\n\n" LONG
                                         " Twice.\n\n" LONG " Thrice.");
    for (uint32_t i = 0; i < d.n_block; i++)
        assert_int_equal(d.block[i].kind == SAYSO_BLOCK_HEADING,
                         sayso__str_is(sayso__str_span(d.text, d.block[i].at),
                                       "The ministry spoke on Friday morning, too."));
}

/* The bytes of the page that a piece of the text came from. */
static sayso_str raw(const sayso_doc *d, const char *piece)
{
    const char *at = strstr(d->text, piece);
    assert_non_null(at);
    uint32_t beg = (uint32_t)(at - d->text);
    return sayso__str_span(d->unit.bytes,
                           sayso__doc_raw(d, (sayso_span){beg, beg + (uint32_t)strlen(piece)}));
}

static void every_piece_leads_back(void **state)
{
    (void)state;
    sayso_doc d = make(page);
    assert_str(raw(&d, "Mill burns"), "Mill\n burns");
    assert_str(raw(&d, "\"has no reason\" to"), "&quot;has\n   no reason&quot;&nbsp;to");
    assert_str(raw(&d, "spokesman"), "spokes&shy;man");
    assert_str(raw(&d, "Lothmaria."), "Lothmaria</i>.");
}

static void a_page_inside_json(void **state)
{
    (void)state;
    const char *json = "{\"id\": \"7\", \"title\": \"Given\", \"html\": \"<h1>Other</h1><p>" LONG
                       "</p>\\n<p>He said \\\"&lt;no&gt;\\\" to th\\u0065 men, and that no-one had "
                       "asked him before, not the ministry nor the police of the "
                       "town.</p>\"}";
    sayso_doc d = make_n(json, strlen(json), SAYSO_MEDIA_JSON);
    assert_str(sayso__doc_title(&d), "Given");
    assert_str(raw(&d, "Given"), "Given");
    assert_str(raw(&d, "\"<no>\" to the men"), "\\\"&lt;no&gt;\\\" to th\\u0065 men");
}

static void references_escaped_twice(void **state)
{
    (void)state;
    sayso_doc d = make(
        "<p>" LONG "</p><p>The ministry &amp;quot;has no reason&amp;rdquo; to think of it, "
        "its spokesman said &amp;#8212; and &amp;lt;b&amp;gt; and A&amp;B stay as they are.</p>");
    assert_str(raw(&d, "\"has"), "&amp;quot;has");
    assert_str(raw(&d, "reason\u201d"), "reason&amp;rdquo;");
    assert_str(raw(&d, "\u2014 and &lt;b&gt; and A&B"),
               "&amp;#8212; and &amp;lt;b&amp;gt; and A&amp;B");
}

static bool refused(const sayso_doc *d, const char *words)
{
    for (uint32_t i = 0; i < d->n_refusal; i++)
        if (strstr(d->refusal[i].reason, words))
            return true;
    return false;
}

/* A page of n copies of a piece. */
static sayso_doc repeated(const char *head, const char *piece, uint32_t n, const char *tail)
{
    size_t h = strlen(head), k = strlen(piece), size = h + k * n + strlen(tail);
    char *p = sayso__arena_alloc(&arena, size + 1);
    if (!p)
        fail();
    memcpy(p, head, h);
    for (uint32_t i = 0; i < n; i++)
        memcpy(p + h + i * k, piece, k);
    memcpy(p + h + n * k, tail, strlen(tail));
    return make_n(p, size, SAYSO_MEDIA_HTML);
}

static void hostile_pages(void **state)
{
    (void)state;
    sayso_doc d = repeated("", "<div>", 1000000, "<p>" LONG);
    assert_true(refused(&d, "nested more deeply than is kept, from byte 2555 on"));
    assert_str(sayso__doc_body(&d), LONG);
    sayso__arena_free(&arena);
    d = repeated("<p>" LONG "</p>", "<a ", 1700000, "");
    assert_str(sayso__doc_body(&d), LONG);
    sayso__arena_free(&arena);
    d = repeated("<p>" LONG "</p><script>", "x<p>y", 200000, "");
    assert_str(sayso__doc_body(&d), LONG);
    sayso__arena_free(&arena);
    d = repeated("<p>" LONG "</p><p class='", "word ", 2000000, "'>" LONG);
    assert_int_equal(d.n_block, 2);
    sayso__arena_free(&arena);
    d = repeated("<table><tr>", "<td>a", 1000000, "</table>");
    sayso__arena_free(&arena);
    d = repeated("<p>", "&#1114112; &#0; &#xd800; &#x99999999999; ", 1000, LONG "</p>");
    assert_non_null(strstr(d.text, "\xef\xbf\xbd \xef\xbf\xbd"));
    sayso__arena_free(&arena);
    d = make_n("<p>a\0b " LONG "</p>", sizeof "<p>a\0b " LONG "</p>" - 1, SAYSO_MEDIA_HTML);
    assert_null(memchr(d.text, 0, d.n_text));
}

/* ---- live blogs ------------------------------------------------------------------------------ */

#define SHUT                                                                                       \
    "The river has left its bed below Dolvan, and the ministry of Kesmaria says that two bridges " \
    "are shut, that trains wait, and that nobody was hurt."
#define BACK                                                                                       \
    "Residents of Lothmaria came back to their houses today, the mayor said, though water and "    \
    "power will be missing for a week, and schools stay shut."
#define FOUND                                                                                      \
    "Divers found the bus of which nothing had been heard since Monday, the police of Dorva "      \
    "said, "                                                                                       \
    "and all who had been in it, among them a child, are alive."

/* A paragraph that may stand more often than twice. */
#define LASTING SHUT " " BACK

/* n entries with these texts and times (empty: none). */
static void assert_entries(const sayso_doc *d, uint32_t n, const char *const (*want)[2])
{
    assert_int_equal(d->n_entry, n);
    for (uint32_t i = 0; i < n; i++) {
        assert_str(sayso__str_span(d->text, d->entry[i].at), want[i][0]);
        assert_str(d->entry[i].published, want[i][1]);
    }
}

#define STAMPED(tag, day, text)                                                                    \
    "<" tag "><div><time datetime='2031-05-0" day "T10:42:00Z'>10:42</time></div><p>" text         \
    "</p></" tag ">"

static const char *const three[][2] = {{SHUT, "2031-05-03T10:42:00Z"},
                                       {BACK, "2031-05-02T10:42:00Z"},
                                       {FOUND, "2031-05-01T10:42:00Z"}};

static void entries_by_their_times(void **state)
{
    (void)state;
    static const char *const pages[] =
        {"<title>Floods in Kesmaria: live updates</title><div>" STAMPED("article", "3", SHUT)
             STAMPED("article", "2", BACK) STAMPED("article", "1", FOUND) "</div>",
         "<title>Floods</title><link rel=canonical href='https://a.example/live/floods'>"
         "<ul>" STAMPED("li", "3", SHUT) STAMPED("li", "2", BACK) STAMPED("li", "1", FOUND) "</ul>",
         "<title>Floods</title><script type='application/ld+json'>{\"@type\": \"LiveBlogPosting\"}"
         "</script><div>" STAMPED("section", "3", SHUT) STAMPED("section", "2", BACK)
             STAMPED("section", "1", FOUND) "</div>"};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        sayso_doc d = make(pages[i]);
        assert_entries(&d, 3, three);
        assert_str(sayso__doc_body(&d), SHUT "\n\n" BACK "\n\n" FOUND);
        assert_int_equal(sayso__doc_entry_day(&d, d.entry[1].at.beg), 22401);
        assert_int_equal(sayso__doc_entry_day(&d, d.entry[1].at.end), SAYSO_NO_DAY);
    }
}

static void no_entries_without_a_word_of_it(void **state)
{
    (void)state;
    static const char *const pages[] =
        {"<title>Floods in Kesmaria</title><link rel=canonical "
         "href='https://live.a.example/f?/live/'>"
         "<div>" STAMPED("article", "3", SHUT) STAMPED("article", "2", BACK)
             STAMPED("article", "1", FOUND) "</div>",
         "<title>Live: floods</title><div>" STAMPED("article", "3", SHUT)
             STAMPED("article", "2", BACK) "<article><p>" FOUND "</p></article></div>",
         "<title>Live: floods</title><div>" STAMPED("article", "x", SHUT)
             STAMPED("article", "y", BACK) STAMPED("article", "z", FOUND) "</div>",
         "<title>Floods</title><script type='application/ld+json'>{\"@type\": \"LiveBlogPosting\","
         "\"liveBlogUpdate\": [7, null, {\"headline\": \"Never said\"}, {\"headline\": [[]]}, []]}"
         "</script><p>" SHUT "</p><h3>What now?</h3><p>" BACK "</p>"};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        sayso_doc d = make(pages[i]);
        assert_int_equal(d.n_entry, 0);
        assert_non_null(strstr(d.text, BACK));
    }
}

static void entries_by_microdata(void **state)
{
    (void)state;
    sayso_doc d =
        make("<div itemscope itemtype='https://schema.org/LiveBlogPosting'><p>" SHUT "</p>"
             "<div itemprop='liveBlogUpdate' itemscope><meta itemprop=datePublished "
             "content='Sat, 03 May 2031 10:42:00 GMT'><p>" BACK "</p><p>" SHUT "</p></div>"
             "<div itemscope itemtype='https://schema.org/BlogPosting'><time datetime='yesterday'>"
             "yesterday</time><p>" FOUND "</p></div></div>");
    static const char *const want[][2] = {{BACK "\n\n" SHUT, "Sat, 03 May 2031 10:42:00 GMT"},
                                          {FOUND, ""}};
    assert_entries(&d, 2, want);
    assert_int_equal(d.entry[0].day, 22402);
    assert_int_equal(d.entry[1].day, SAYSO_NO_DAY);
}

static void entries_by_headlines(void **state)
{
    (void)state;
    sayso_doc d = make(
        "<title>Floods</title><script type='application/ld+json'>{\"@type\": \"LiveBlogPosting\", "
        "\"liveBlogUpdate\": [{\"headline\": \"Two bridges, shut\", \"datePublished\": "
        "\"2031-05-03T10:42:00Z\"}, {\"headline\": \"Bus found\", \"datePublished\": \"soon\"}]}"
        "</script><div><p>" BACK "</p><div><h3>Two bridges shut</h3><p>" SHUT "</p>"
        "<h3>Bus found</h3><p>" FOUND "</p></div><p>" BACK "</p></div>");
    assert_int_equal(d.n_entry, 2);
    assert_non_null(strstr(d.text + d.entry[0].at.beg, SHUT));
    assert_str(d.entry[0].published, "2031-05-03T10:42:00Z");
    assert_null(d.entry[1].published.p);
    assert_str(sayso__str(d.text + d.entry[1].at.end, d.n_text - d.entry[1].at.end), "\n\n" BACK);
}

static void assert_in_order(const sayso_doc *d)
{
    const char *broken = broken_doc(d, 7);
    if (broken)
        fail_msg("%s", broken);
}

static void hostile_live_blogs(void **state)
{
    (void)state;
    static const char live[] = "<title>Floods: live blog</title><div>";
    sayso_doc d = repeated(live, STAMPED("article", "3", LASTING), 10000, "</div>");
    assert_int_equal(d.n_entry, 2048);
    assert_in_order(&d);
    sayso__arena_free(&arena);
    d = repeated(live, "<div><time datetime=2031-05-03>now</time><p>" LASTING "</p>", 100000, "");
    assert_in_order(&d);
    sayso__arena_free(&arena);
    d = repeated("<div itemtype='http://schema.org/LiveBlogPosting'>",
                 "<div itemprop=liveBlogUpdate><p>" LASTING "</p>", 300, "");
    assert_int_equal(d.n_entry, 1);
    assert_in_order(&d);
    sayso__arena_free(&arena);
    d = repeated(live, "<li><time datetime=2031-05-03>" LASTING "</time></li>", 5, "</div>");
    assert_in_order(&d);
    d = repeated(live, "<li><time datetime=2031-05-03>10:42</time></li>", 5, "</div>");
    assert_in_order(&d);
    d = repeated("<script type='application/ld+json'>{\"@type\": \"LiveBlogPosting\", "
                 "\"liveBlogUpdate\": [",
                 "{\"headline\": \"Shut\"},", 10000,
                 "{}]}</script><h3>Shut</h3><p>" SHUT "</p><h3>Shut</h3><p>" BACK "</p>");
    assert_int_equal(d.n_entry, 1);
    assert_in_order(&d);
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
        cmocka_unit_test(end_tags_are_implied),
        cmocka_unit_test(text_and_metadata),
        cmocka_unit_test(headings_and_lines_to_read_more),
        cmocka_unit_test(every_piece_leads_back),
        cmocka_unit_test(a_page_inside_json),
        cmocka_unit_test(hostile_pages),
        cmocka_unit_test(references_escaped_twice),
        cmocka_unit_test(entries_by_their_times),
        cmocka_unit_test(no_entries_without_a_word_of_it),
        cmocka_unit_test(entries_by_microdata),
        cmocka_unit_test(entries_by_headlines),
        cmocka_unit_test(hostile_live_blogs),
    };
    return cmocka_run_group_tests(tests, NULL, finish);
}
