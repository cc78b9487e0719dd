/* test_html_token.c -- the tokenizer against the html5lib cases, where a package brought them
 * (tools/fetch_cases.sh), and a few of our own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>
#include <json-c/json.h>

#include "base/sink.h"
#include "base/str.h"
#include "text/html_char.h"

static sayso_arena arena;

/* Tokens as the cases write them: one JSON array, texts in a row joined. */

static void lower(char *s)
{
    for (; *s; s++)
        *s = sayso__ascii_lower(*s);
}

static json_object *string_of(const char *p, sayso_span at, sayso_html_mode mode, bool fold)
{
    sayso_str s = sayso__html_string(p, at, mode, &arena);
    assert_non_null(s.p);
    char *copy = sayso__arena_copy(&arena, s.p, s.n);
    if (fold)
        lower(copy);
    return json_object_new_string_len(copy, (int)s.n);
}

static json_object *attributes_of(const sayso_html_lexer *x, uint32_t n)
{
    json_object *o = json_object_new_object();
    for (uint32_t i = 0; i < n; i++) {
        json_object *name = string_of(x->p, x->attr[i].name, SAYSO_HTML_RAWTEXT, true);
        const char *key = json_object_get_string(name);
        if (!json_object_object_get_ex(o, key, NULL))
            json_object_object_add(o, key,
                                   string_of(x->p, x->attr[i].value, SAYSO_HTML_VALUE, false));
        json_object_put(name);
    }
    return o;
}

static json_object *id_of(const char *p, bool has, sayso_span at)
{
    return has ? string_of(p, at, SAYSO_HTML_RAWTEXT, false) : NULL;
}

static json_object *token_of(const sayso_html_lexer *x, const sayso_html_token *t)
{
    json_object *o = json_object_new_array();
    switch (t->kind) {
    case SAYSO_HTML_START:
        json_object_array_add(o, json_object_new_string("StartTag"));
        json_object_array_add(o, string_of(x->p, t->name, SAYSO_HTML_RAWTEXT, true));
        json_object_array_add(o, attributes_of(x, t->n_attr));
        if (t->self_closing)
            json_object_array_add(o, json_object_new_boolean(1));
        break;
    case SAYSO_HTML_END:
        json_object_array_add(o, json_object_new_string("EndTag"));
        json_object_array_add(o, string_of(x->p, t->name, SAYSO_HTML_RAWTEXT, true));
        break;
    case SAYSO_HTML_COMMENT:
        json_object_array_add(o, json_object_new_string("Comment"));
        json_object_array_add(o, string_of(x->p, t->data, SAYSO_HTML_RAWTEXT, false));
        break;
    case SAYSO_HTML_DOCTYPE:
        json_object_array_add(o, json_object_new_string("DOCTYPE"));
        json_object_array_add(o, t->has_name ? string_of(x->p, t->name, SAYSO_HTML_RAWTEXT, true)
                                             : NULL);
        json_object_array_add(o, id_of(x->p, t->has_public, t->public_id));
        json_object_array_add(o, id_of(x->p, t->has_system, t->system_id));
        json_object_array_add(o, json_object_new_boolean(!t->quirks));
        break;
    default: break;
    }
    return o;
}

static json_object *tokens_of(const char *p, uint32_t n, const char *state, const char *last)
{
    static sayso_html_lexer x;
    sayso_html_token t;
    json_object *all = json_object_new_array();
    sayso_sink text;
    sayso__html_start(&x, p, n);
    x.last = sayso__str_z(last);
    x.mode = strcmp(state, "PLAINTEXT state") == 0       ? SAYSO_HTML_PLAINTEXT
             : strcmp(state, "RCDATA state") == 0        ? SAYSO_HTML_RCDATA
             : strcmp(state, "RAWTEXT state") == 0       ? SAYSO_HTML_RAWTEXT
             : strcmp(state, "Script data state") == 0   ? SAYSO_HTML_SCRIPT
             : strcmp(state, "CDATA section state") == 0 ? SAYSO_HTML_CDATA
                                                         : SAYSO_HTML_DATA;
    sayso__sink_memory(&text);
    for (;;) {
        sayso__html_next(&x, &t);
        if (t.kind == SAYSO_HTML_TEXT) {
            sayso_str s = sayso__html_string(p, t.data, t.mode, &arena);
            sayso__sink_str(&text, s);
            continue;
        }
        if (text.n) {
            json_object *o = json_object_new_array();
            json_object_array_add(o, json_object_new_string("Character"));
            json_object_array_add(o, json_object_new_string_len(text.buf, (int)text.n));
            json_object_array_add(all, o);
            text.n = 0;
        }
        if (t.kind == SAYSO_HTML_END_OF_PAGE)
            break;
        json_object_array_add(all, token_of(&x, &t));
    }
    sayso__sink_free(&text);
    return all;
}

/* ---- the html5lib cases -------------------------------------------------------------------- */

/* "\uXXXX" written out inside the strings of a case that is "doubleEscaped". */
static json_object *unescaped(json_object *o)
{
    const char *s = json_object_to_json_string_ext(o, JSON_C_TO_STRING_PLAIN);
    char *out = sayso__arena_alloc(&arena, strlen(s) + 1), *to = out;
    for (; *s; s++) {
        if (s[0] == '\\' && s[1] == '\\' && s[2] == 'u')
            s++;
        *to++ = *s;
    }
    return json_tokener_parse(out);
}

static bool has_surrogate(json_object *o)
{
    const char *s = json_object_to_json_string_ext(o, JSON_C_TO_STRING_PLAIN);
    return strstr(s, "\\ud8") || strstr(s, "\\uD8") || strstr(s, "\\udf") || strstr(s, "\\uDF");
}

static unsigned run, skipped, wrong;

static void run_case(const char *file, json_object *c)
{
    json_object *input, *output, *states = NULL, *last = NULL, *twice = NULL, *what = NULL;
    json_object_object_get_ex(c, "input", &input);
    json_object_object_get_ex(c, "output", &output);
    json_object_object_get_ex(c, "description", &what);
    json_object_object_get_ex(c, "initialStates", &states);
    json_object_object_get_ex(c, "lastStartTag", &last);
    if (json_object_object_get_ex(c, "doubleEscaped", &twice) && json_object_get_boolean(twice)) {
        if (has_surrogate(input) || has_surrogate(output)) {
            skipped++; /* half a character: no page in UTF-8 has one */
            return;
        }
        input = unescaped(input);
        output = unescaped(output);
    }
    const char *p = json_object_get_string(input);
    uint32_t n = (uint32_t)json_object_get_string_len(input);
    json_object *plain = json_object_new_array();
    json_object_array_add(plain, json_object_new_string("Data state"));
    json_object *in = states ? states : plain;
    for (size_t i = 0; i < json_object_array_length(in); i++) {
        json_object *got = tokens_of(p, n, json_object_get_string(json_object_array_get_idx(in, i)),
                                     last ? json_object_get_string(last) : "");
        run++;
        if (!json_object_equal(got, output)) {
            wrong++;
            print_message("%s: %s\n  input %s\n  want %s\n  got  %s\n", file,
                          json_object_get_string(what), json_object_to_json_string(input),
                          json_object_to_json_string(output), json_object_to_json_string(got));
        }
        json_object_put(got);
        sayso__arena_reset(&arena);
    }
    json_object_put(plain);
    if (twice && json_object_get_boolean(twice)) {
        json_object_put(input);
        json_object_put(output);
    }
}

static void html5lib_cases(void **state)
{
    (void)state;
    char path[4096];
    const char *root = getenv("SAYSO_SOURCE");
    snprintf(path, sizeof path, "%s/build/cases/tokenizer", root ? root : ".");
    DIR *d = opendir(path);
    if (!d) {
        print_message("no %s (tools/fetch_cases.sh brings it): skipped\n", path);
        skip();
    }
    for (struct dirent *e; (e = readdir(d)) != NULL;) {
        char file[4400];
        json_object *tests = NULL;
        snprintf(file, sizeof file, "%s/%s", path, e->d_name);
        if (!strstr(e->d_name, ".test"))
            continue;
        json_object *all = json_object_from_file(file);
        if (!all || !json_object_object_get_ex(all, "tests", &tests)) {
            json_object_put(all);
            continue; /* xmlViolation.test: of a mode that is not ours */
        }
        for (size_t i = 0; i < json_object_array_length(tests); i++)
            run_case(e->d_name, json_object_array_get_idx(tests, i));
        json_object_put(all);
    }
    closedir(d);
    print_message("%u cases, %u of halves of characters left out\n", run, skipped);
    assert_true(run > 6000);
    assert_int_equal(wrong, 0);
}

/* ---- our own ------------------------------------------------------------------------------- */

static void assert_tokens(const char *page, const char *want)
{
    json_object *got = tokens_of(page, (uint32_t)strlen(page), "Data state", "");
    json_object *expected = json_tokener_parse(want);
    if (!json_object_equal(got, expected))
        fail_msg("%s gives %s", page, json_object_to_json_string(got));
    json_object_put(got);
    json_object_put(expected);
    sayso__arena_reset(&arena);
}

static void tags_and_text(void **state)
{
    (void)state;
    assert_tokens("a &amp; b<P CLASS='x &lt; y' class=z>c</p >",
                  "[[\"Character\",\"a & b\"],[\"StartTag\",\"p\",{\"class\":\"x < y\"}],"
                  "[\"Character\",\"c\"],[\"EndTag\",\"p\"]]");
    assert_tokens("<br/><!-- n --><!doctype html>",
                  "[[\"StartTag\",\"br\",{},true],[\"Comment\",\" n \"],"
                  "[\"DOCTYPE\",\"html\",null,null,true]]");
    assert_tokens("1 < 2 &notit; &#x2014;&#1114112;",
                  "[[\"Character\",\"1 < 2 \\u00acit; \\u2014\\ufffd\"]]");
    assert_tokens("<a <a <a ", "[]");
}

static void every_byte_lies_in_one_token(void **state)
{
    (void)state;
    const char *page = "x<p a=b>y</p><!--z--><b>&amp;</b><title>q";
    sayso_html_lexer x;
    sayso_html_token t;
    uint32_t at = 0;
    sayso__html_start(&x, page, (uint32_t)strlen(page));
    for (sayso__html_next(&x, &t); t.kind != SAYSO_HTML_END_OF_PAGE; sayso__html_next(&x, &t)) {
        assert_int_equal(t.at.beg, at);
        assert_true(t.at.end > t.at.beg);
        at = t.at.end;
    }
    assert_int_equal(at, strlen(page));
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
        cmocka_unit_test(tags_and_text),
        cmocka_unit_test(every_byte_lies_in_one_token),
        cmocka_unit_test(html5lib_cases),
    };
    return cmocka_run_group_tests(tests, NULL, finish);
}
