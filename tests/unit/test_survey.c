/* test_survey.c -- who asked whom, when, what, for whom: the facts of a survey. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report_fixture.h"

static sayso_analysis x;

static void analyse(report *r, const char *text)
{
    sayso_error err;
    make_report(r, SAYSO_STR("2031-05-24"), text);
    assert_int_equal(sayso__analyse(&models, &r->doc, &r->a, &r->scratch, &x, &err), SAYSO_OK);
}

static int32_t may(uint8_t day)
{
    return sayso__date_to_day((sayso_date){2031, 5, day});
}

static void facts_of_a_survey(void **state)
{
    (void)state;
    report r;
    analyse(&r,
            "A survey by Dolvan Research found that 53 percent of voters blame the operator and "
            "another 6 percent the ministry. The poll, commissioned by the Lendvar Foundation, "
            "was conducted between May 12 and May 18 among 1,204 adults. They were asked: "
            "\"Who is responsible for the blast?\"");
    const sayso_survey *s = &x.claims->survey;
    assert_true(x.claims->has_survey);
    assert_int_equal(s->first, may(12));
    assert_int_equal(s->last, may(18));
    assert_true(s->sample == 1204);
    assert_true(sayso__str_is(sayso__str_span(r.doc.text, s->question),
                              "Who is responsible for the blast?"));
    assert_true(s->sponsor < x.attrs->n_actor);
    assert_true(sayso__str_is(x.attrs->actor[s->sponsor].name, "Lendvar Foundation"));
    assert_true(s->conductor < x.attrs->n_actor);
    assert_true(sayso__str_is(x.attrs->actor[s->conductor].name, "Dolvan Research"));
    const sayso_mentions *m = x.mentions; /* each share has its own answer */
    assert_true(m->n_figure >= 2);
    assert_true(sayso__str_is(m->figure[0].answer, "the operator"));
    assert_true(sayso__str_is(m->figure[1].answer, "the ministry"));
    forget(&r);
}

static void no_survey_no_facts(void **state)
{
    (void)state;
    report r;
    analyse(&r, "Police interviewed 120 residents on 12 May. They were asked: \"Who saw the van?\" "
                "About 40 percent of the hall was burned.");
    assert_false(x.claims->has_survey);
    assert_int_equal(x.claims->survey.first, SAYSO_NO_DAY);
    forget(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(facts_of_a_survey),
        cmocka_unit_test(no_survey_no_facts),
    };
    return cmocka_run_group_tests(tests, open_models, NULL);
}
