/* test_markup.c -- foreign text inside HTML and XML, whatever bytes it is made of. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "base/utf8.h"
#include "view/markup.h"

static void expect(const char *in, const char *out)
{
    sayso_sink s;
    sayso__sink_memory(&s);
    sayso__markup_text(&s, in);
    sayso__sink_char(&s, '\0');
    assert_string_equal(s.buf, out);
    sayso__sink_free(&s);
}

static void what_means_something_is_escaped(void **state)
{
    (void)state;
    expect("a < b & \"c\" 'd' > e", "a &lt; b &amp; &quot;c&quot; &#39;d&#39; &gt; e");
    expect("</script><img src=x onerror=y>", "&lt;/script&gt;&lt;img src=x onerror=y&gt;");
    expect("&amp;", "&amp;amp;");
    expect("two\nlines\tand a tab", "two\nlines\tand a tab");
    expect("\xe2\x80\xae"
           "desrever",
           "desrever");
    expect("bell \a nul-less \x1b[31m", "bell  nul-less [31m");
    expect("caf\xc3\xa9 \xff", "caf\xc3\xa9 \xef\xbf\xbd");
    sayso_sink s;
    sayso__sink_memory(&s);
    sayso__markup_text(&s, NULL);
    assert_int_equal(s.n, 0);
    sayso__sink_free(&s);
}

/* Is what came out well-formed, with no character that could open something? */
static bool is_safe(const char *p, size_t n)
{
    for (size_t i = 0, k; i < n; i += k) {
        uint32_t cp;
        k = sayso__utf8_decode(p + i, (uint32_t)(n - i), &cp);
        if (!k || cp == '<' || cp == '>' || cp == '"' || cp == '\'' ||
            (cp < 0x20 && cp != '\t' && cp != '\n'))
            return false;
        if (cp == '&' && strncmp(p + i, "&lt;", 4) != 0 && strncmp(p + i, "&gt;", 4) != 0 &&
            strncmp(p + i, "&amp;", 5) != 0 && strncmp(p + i, "&quot;", 6) != 0 &&
            strncmp(p + i, "&#39;", 5) != 0)
            return false;
    }
    return true;
}

static void M1_whatever_goes_in_what_comes_out_is_safe(void **state)
{
    (void)state;
    static const char alphabet[] = "<>&\"'a \n\xc3\xa9\xe2\x80\xae\xf0\x9f\x98\x80\xff\x01#;";
    uint32_t seed = 20320611;
    for (uint32_t round = 0; round < 4000; round++) {
        char text[64];
        uint32_t n = 0;
        while (n < sizeof text) {
            seed = seed * 1664525u + 1013904223u;
            text[n++] =
                seed >> 30 ? alphabet[(seed >> 8) % (sizeof alphabet - 1)] : (char)(seed >> 16);
        }
        sayso_sink s;
        sayso__sink_memory(&s);
        sayso__markup_str(&s, sayso__str(text, n));
        if (!is_safe(s.buf, s.n))
            print_error("round %u of seed 20320611\n", round);
        assert_true(is_safe(s.buf, s.n));
        sayso__sink_free(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_means_something_is_escaped),
        cmocka_unit_test(M1_whatever_goes_in_what_comes_out_is_safe),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
