/* test_figure.c -- numbers about the event: bounds, measures, what is no figure. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/vocab.h"
#include "report_fixture.h"

static void read_text(report *r, const char *text)
{
    sayso_error err;
    read_times(r, (sayso_str){0}, text);
    sayso__arena_reset(&r->scratch);
    assert_int_equal(sayso__figure_find(&r->tags, &r->a, &r->scratch, &r->m, &err), SAYSO_OK);
}

static size_t put(char *out, size_t n, size_t room, sayso_number x)
{
    if (!x.known)
        return (size_t)snprintf(out + n, room - n, "|-");
    return (size_t)snprintf(out + n, room - n, "|%.15g", x.v);
}

/* "words|measure|low|best|high;" of each */
static void check(const char *text, const char *want)
{
    report r;
    char got[2048] = "";
    size_t n = 0;
    read_text(&r, text);
    for (uint32_t i = 0; i < r.m.n_figure && n < sizeof got - 200; i++) {
        const sayso_figure *f = &r.m.figure[i];
        sayso_str w = sayso__str_span(r.doc.text, f->at);
        n += (size_t)snprintf(got + n, sizeof got - n, "%.*s|%s", (int)w.n, w.p,
                              sayso__word(SAYSO_VOCAB_MEASURE, f->measure));
        n += put(got, n, sizeof got, f->low);
        n += put(got, n, sizeof got, f->best);
        n += put(got, n, sizeof got, f->high);
        n += (size_t)snprintf(got + n, sizeof got - n, ";");
    }
    assert_string_equal(got, want);
    forget(&r);
}

static void bounds(void **state)
{
    (void)state;
    check("The blast killed 14 people.", "14|killed|14|14|14;");
    check("The blast killed at least 14 people.", "at least 14|killed|14|14|-;");
    check("The blast killed more than 14 people.", "more than 14|killed|14|-|-;");
    check("The blast killed up to 14 people.", "up to 14|killed|-|-|14;");
    check("The blast killed fewer than 14 people.", "fewer than 14|killed|-|-|14;");
    check("The blast killed about 14 people.", "about 14|killed|-|14|-;");
    check("The blast killed between 30 and 35 people.", "between 30 and 35|killed|30|-|35;");
    check("The blast killed two or three people.", "two or three|killed|2|-|3;");
    check("The blast killed a dozen people.", "a dozen|killed|12|12|12;");
    check("The blast killed more than two dozen people.", "more than two dozen|killed|24|-|-;");
    check("The blast killed two hundred and thirty-four people.",
          "two hundred and thirty-four|killed|234|234|234;");
    check("No one was killed.", "No one|killed|0|0|0;");
}

/* Grouping of India and of the continent; what cannot be read is no figure. */
static void numbers_of_other_hands(void **state)
{
    (void)state;
    check("The flood killed 10,00,000 people.", "10,00,000|killed|1000000|1000000|1000000;");
    check("The flood killed 1.234.567 people.", "1.234.567|killed|1234567|1234567|1234567;");
    check("The flood displaced 1,5 million people.",
          "1,5 million|displaced|1500000|1500000|1500000;");
    check("The flood killed 10^400 people.", "");
    check("The flood killed 1,200 people.", "1,200|killed|1200|1200|1200;");
}

static void measures(void **state)
{
    (void)state;
    check("Seven miners are still missing.", "Seven|missing|7|7|7;");
    check("Police detained nine men.", "nine|detained|9|9|9;");
    check("Rebels abducted 12 students.", "12|abducted|12|12|12;");
    check("The death toll rose to 98.", "98|killed|98|98|98;");
    check("The attack left 9 dead and 27 wounded.", "9|killed|9|9|9;27|injured|27|27|27;");
    check("He paid 12 million crowns.", "12 million crowns|money|12000000|12000000|12000000;");
    check("He paid $2.5 million.", "$2.5 million|money|2500000|2500000|2500000;");
}

static void parts_point_to_their_whole(void **state)
{
    (void)state;
    report r;
    read_text(&r, "The flood killed 26 people, including four children, and injured 71.");
    assert_int_equal(r.m.n_figure, 3);
    assert_int_equal(r.m.figure[0].part_of, SAYSO_NONE);
    assert_int_equal(r.m.figure[1].part_of, 0);
    assert_true(sayso__str_is(r.m.figure[0].population, "all"));
    assert_true(sayso__str_is(r.m.figure[1].population, "children"));
    assert_int_equal(r.m.figure[1].measure, SAYSO_MEASURE_KILLED);
    assert_int_equal(r.m.figure[2].measure, SAYSO_MEASURE_INJURED);
    forget(&r);
}

static void answers_of_a_survey(void **state)
{
    (void)state;
    report r;
    read_text(&r, "A survey found that 53 percent of voters blame the owner, 22 percent the "
                  "contractor and 6 percent arsonists.");
    assert_int_equal(r.m.n_figure, 3);
    assert_true(sayso__str_is(r.m.figure[0].answer, "the owner"));
    assert_true(sayso__str_is(r.m.figure[1].answer, "the contractor"));
    assert_true(sayso__str_is(r.m.figure[2].answer, "arsonists"));
    assert_true(sayso__str_is(r.m.figure[0].population, "voters"));
    forget(&r);
}

static void no_figures(void **state)
{
    (void)state;
    check("A 34-year-old man ran 20 kilometres in two hours on 3 May.", "");
    check("The second one shook the house.", "");
    check("One of them, a man of 61, lives at 12 Harbour Street.", "");
    check("Train IC 417 left at 7:40 p.m.", "");
    check("The two sides met in 2019.", "");
    check("-5 injured", "");
    check("99999999999999999999999999999999999999 dead", "");
}

/* M3 and M1, on pieces of text put together at random. */
static void m3_bounds_are_ordered(void **state)
{
    (void)state;
    static const char *const piece[] = {"between ",
                                        "30 ",
                                        "and ",
                                        "35 ",
                                        "at least ",
                                        "killed ",
                                        "people ",
                                        "up to ",
                                        "to ",
                                        "-",
                                        "no one ",
                                        "was ",
                                        "injured ",
                                        "a dozen ",
                                        "half ",
                                        "million ",
                                        "$",
                                        "% ",
                                        "percent ",
                                        "of ",
                                        "the dead ",
                                        "them ",
                                        "children ",
                                        ", ",
                                        ". ",
                                        "\n\n",
                                        "more than ",
                                        "tens of thousands ",
                                        "1,204 ",
                                        "1,20,4 ",
                                        "2.5 ",
                                        "one ",
                                        "nobody ",
                                        "scores ",
                                        "or ",
                                        "so ",
                                        "99999999999999999999 ",
                                        "toll ",
                                        "at ",
                                        "hospital ",
                                        "treated ",
                                        "How many ",
                                        "? ",
                                        ", maybe ",
                                        "spoke of ",
                                        "among the ",
                                        "cost the lives of ",
                                        "defects ",
                                        "paid "};
    srand(11);
    for (int k = 0; k < 400; k++) {
        char text[800] = "";
        int n = 1 + rand() % 40;
        for (int i = 0; i < n; i++)
            strcat(text, piece[(size_t)rand() % (sizeof piece / sizeof *piece)]);
        report r;
        read_text(&r, text);
        for (uint32_t i = 0; i < r.m.n_figure; i++) {
            const sayso_figure *f = &r.m.figure[i];
            assert_true(f->at.beg < f->at.end && f->at.end <= r.doc.n_text);
            assert_true(f->beg < f->end && f->end <= r.tokens.n_tok);
            assert_int_equal(r.tokens.tok_sent[f->beg], r.tokens.tok_sent[f->end - 1]);
            assert_true(f->measure > SAYSO_MEASURE_NONE && f->measure < SAYSO_MEASURE_N);
            assert_true(f->low.known || f->best.known || f->high.known);
            assert_true(!f->low.known || !f->high.known || f->low.v <= f->high.v);
            assert_true(!f->low.known || !f->best.known || f->low.v <= f->best.v);
            assert_true(!f->best.known || !f->high.known || f->best.v <= f->high.v);
            assert_true(f->part_of == SAYSO_NONE || f->part_of < i);
            assert_true(f->population.n > 0);
        }
        forget(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bounds),
        cmocka_unit_test(numbers_of_other_hands),
        cmocka_unit_test(measures),
        cmocka_unit_test(parts_point_to_their_whole),
        cmocka_unit_test(no_figures),
        cmocka_unit_test(answers_of_a_survey),
        cmocka_unit_test(m3_bounds_are_ordered),
    };
    return cmocka_run_group_tests(tests, open_models, NULL);
}
