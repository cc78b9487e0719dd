/* test_quote.c -- pairs of quotation marks in every style. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "attr/attr_parts.h"
#include "base/sink.h"
#include "text/doc.h"

typedef struct {
    sayso_arena a;
    sayso_doc doc;
    sayso_tokens t;
    sayso_quote *quote;
    uint32_t n;
} reading;

static void read_text(const char *text, size_t n, reading *r)
{
    sayso_error err = {0};
    sayso__arena_init(&r->a, 0);
    sayso_unit unit = {.bytes = text, .n = (uint32_t)n, .media = SAYSO_MEDIA_TEXT};
    assert_int_equal(sayso__doc_make(&unit, &(sayso_read_options){0}, &r->a, &r->doc, &err), 0);
    assert_int_equal(sayso__token_split(&r->doc, NULL, &r->a, &r->t, &err), 0);
    assert_int_equal(sayso__quote_find(&r->t, &r->a, &r->a, &r->quote, &r->n, &err), 0);
}

/* Each quotation's words in brackets, "~" before what is no speech, "*" behind what nothing
 * closes. */
static void expect(const char *text, const char *want)
{
    reading r;
    sayso_sink s;
    read_text(text, strlen(text), &r);
    sayso__sink_memory(&s);
    for (uint32_t q = 0; q < r.n; q++) {
        sayso_span at = sayso__token_span(&r.t, r.quote[q].open, r.quote[q].end);
        sayso__sink_print(&s, "%s[%.*s]%s", r.quote[q].speech ? "" : "~", (int)(at.end - at.beg),
                          r.doc.text + at.beg, r.quote[q].close == SAYSO_NONE ? "*" : "");
    }
    sayso__sink_char(&s, 0);
    assert_string_equal(s.buf, want);
    sayso__sink_free(&s);
    sayso__arena_free(&r.a);
}

static void every_style_pairs(void **state)
{
    (void)state;
    expect("\"We heard two bangs,\" he said. \"Then nothing.\"",
           "[\"We heard two bangs,\"][\"Then nothing.\"]");
    expect("“We heard two bangs,” he said.", "[“We heard two bangs,”]");
    expect("He said: «We heard two bangs.»", "[«We heard two bangs.»]");
    expect("He said: „We heard two bangs.“", "[„We heard two bangs.“]");
    expect("He said: ”We heard two bangs.”", "[”We heard two bangs.”]");
    expect("``We heard two bangs,'' he said.", "[``We heard two bangs,'']");
    expect("''We heard two bangs,'' he said.", "[''We heard two bangs,'']");
    expect("‘We heard two bangs,’ he said.", "[‘We heard two bangs,’]");
    expect("'We heard two bangs,' he said.", "['We heard two bangs,']");
}

static void apostrophes_are_none(void **state)
{
    (void)state;
    expect("The drivers' union didn't strike in the '90s, O'Hara's men said.", "");
    expect("The drivers’ union didn’t strike; ’twas the owners’ choice.", "");
    expect("'The drivers aren't paid,' Tom's brother said.", "['The drivers aren't paid,']");
}

static void quotations_nest(void **state)
{
    (void)state;
    expect("“He told me ‘run for the gate’ and I ran,” she said.",
           "[“He told me ‘run for the gate’ and I ran,”][‘run for the gate’]");
    expect("\"He told me 'run for the gate' and I ran,\" she said.",
           "[\"He told me 'run for the gate' and I ran,\"]['run for the gate']");
    reading r;
    const char *text = "“He told me ‘run for the gate’ and I ran,” she said.";
    read_text(text, strlen(text), &r);
    assert_int_equal(r.quote[0].parent, SAYSO_NONE);
    assert_int_equal(r.quote[1].parent, 0);
    sayso__arena_free(&r.a);
}

static void missing_closers_end_with_their_block(void **state)
{
    (void)state;
    expect("“The gate was open all night.\n\n“Nobody came to look.”",
           "[“The gate was open all night.]*[“Nobody came to look.”]");
    expect("“The gate was open all night, he said.\n\nNobody came.",
           "[“The gate was open all night, he said.]*");
    expect("He said \"the gate was open. \"Nobody came,\" he added.",
           "[\"the gate was open.]*[\"Nobody came,\"]");
    expect("The pipe is 6\" wide and the hatch 12\" long.", "");
}

static void titles_and_scare_quotes_are_no_speech(void **state)
{
    (void)state;
    expect("The \"experts\" came late.", "~[\"experts\"]");
    expect("She wrote \"The Long Winter of Harbour Street\" in May.",
           "~[\"The Long Winter of Harbour Street\"]");
    expect("He called it \"a reflex, not a finding\".", "[\"a reflex, not a finding\"]");
    expect("\"Nothing,\" she said.", "[\"Nothing,\"]");
}

/* A4, and that pairs do not cross their ends. */
static void check_invariants(const reading *r)
{
    const sayso_tokens *t = &r->t;
    for (uint32_t q = 0; q < r->n; q++) {
        const sayso_quote *u = &r->quote[q];
        assert_true(u->open < u->end && u->end <= t->n_tok);
        assert_true(u->close == SAYSO_NONE || u->close + 1 == u->end);
        assert_true(q == 0 || u[-1].open < u->open);
        assert_int_equal(t->sent_block[t->tok_sent[u->open]],
                         t->sent_block[t->tok_sent[u->end - 1]]);
        assert_true(u->parent == SAYSO_NONE ||
                    (u->parent < q && r->quote[u->parent].end > u->open));
    }
}

static void a4_holds_on_random_marks(void **state)
{
    (void)state;
    static const char *const part[] = {"\"", "'",     "“", "”",  "‘", "’",  "«",  "»",    "„",
                                       "''", "``",    " ", " ",  " ", ", ", ". ", "\n\n", "it",
                                       "A",  "said ", "(", "- ", "s", "n",  "—",  " of ", "9"};
    uint64_t x = 88172645463325252u;
    for (uint32_t round = 0; round < 3000; round++) {
        char text[400];
        size_t n = 0;
        while (n < 300) {
            x ^= x << 13, x ^= x >> 7, x ^= x << 17;
            const char *p = part[x % (sizeof part / sizeof *part)];
            memcpy(text + n, p, strlen(p));
            n += strlen(p);
        }
        reading r;
        read_text(text, n, &r);
        check_invariants(&r);
        sayso__arena_free(&r.a);
    }
}

static void deep_nesting_and_marks_alone(void **state)
{
    (void)state;
    enum { N = 50000 };
    char *text = malloc(8 * N);
    assert_non_null(text);
    size_t n = 0;
    for (uint32_t i = 0; i < N; i++, n += 4)
        memcpy(text + n,
               "\xe2\x80\x9c"
               "a",
               4);
    for (uint32_t i = 0; i < N; i++, n += 3)
        memcpy(text + n, "\xe2\x80\x9d", 3);
    reading r;
    read_text(text, n, &r);
    check_invariants(&r);
    assert_int_equal(r.n, N);
    sayso__arena_free(&r.a);
    memset(text, '"', 4 * N);
    read_text(text, 4 * N, &r);
    check_invariants(&r);
    sayso__arena_free(&r.a);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_style_pairs),
        cmocka_unit_test(apostrophes_are_none),
        cmocka_unit_test(quotations_nest),
        cmocka_unit_test(missing_closers_end_with_their_block),
        cmocka_unit_test(titles_and_scare_quotes_are_no_speech),
        cmocka_unit_test(a4_holds_on_random_marks),
        cmocka_unit_test(deep_nesting_and_marks_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
