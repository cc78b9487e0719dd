/* test_timex.c -- dates, times, durations, sets: what is found and how it is resolved. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/vocab.h"
#include "lexica.h"
#include "mention/timex_when.h"
#include "report_fixture.h"

/* "words|TYPE|value;" of each */
static void print_all(const report *r, char *out, size_t room)
{
    size_t n = 0;
    out[0] = 0;
    for (uint32_t i = 0; i < r->m.n_timex && n < room; i++) {
        const sayso_timex *t = &r->m.timex[i];
        sayso_str w = sayso__str_span(r->doc.text, t->at);
        n += (size_t)snprintf(out + n, room - n, "%.*s|%s|%.*s;", (int)w.n, w.p,
                              sayso__word(SAYSO_VOCAB_TIMEX, t->type), (int)t->value.n,
                              t->value.p ? t->value.p : "");
    }
}

static void check(const char *published, const char *text, const char *want)
{
    report r;
    char got[2048];
    read_times(&r, sayso__str_z(published), text);
    print_all(&r, got, sizeof got);
    assert_string_equal(got, want);
    forget(&r);
}

static void calendar_dates(void **state)
{
    (void)state;
    check("2031-05-04", "It closed on March 5, 2029.", "March 5, 2029|DATE|2029-03-05;");
    check("2031-05-04", "It closed on 5 March 2029.", "5 March 2029|DATE|2029-03-05;");
    check("2031-05-04", "It closed on 2029-03-05.", "2029-03-05|DATE|2029-03-05;");
    check("2031-05-04", "It closed on Sept. 9, 2029.", "Sept. 9, 2029|DATE|2029-09-09;");
    check("2031-05-04", "It closed in May 2029.", "May 2029|DATE|2029-05;");
    check(NULL, "It closed on 29 February 2028, not on 29 February 2029.",
          "29 February 2028|DATE|2028-02-29;29 February 2029|DATE|;");
    check(NULL, "It closed on 0000-01-01.", "0000-01-01|DATE|;");
}

static void relative_dates(void **state)
{
    (void)state;
    const char *sunday = "2031-05-04";
    check(sunday, "It burned yesterday.", "yesterday|DATE|2031-05-03;");
    check(sunday, "It burned last month.", "last month|DATE|2031-04;");
    check(sunday, "It burned a year ago.", "a year ago|DATE|2030;");
    check(sunday, "It burned three weeks ago.", "three weeks ago|DATE|2031-W15;");
    check(sunday, "It burned on Sunday.", "Sunday|DATE|2031-05-04;");
    check(sunday, "It burned the day before yesterday.",
          "the day before yesterday|DATE|2031-05-02;");
    check(sunday, "It will open in three days from now.", "three days from now|DATE|2031-05-07;");
    check(NULL, "It burned yesterday.", "yesterday|DATE|;");
}

static void months_keep_to_their_last_day(void **state)
{
    (void)state;
    check("2031-03-31", "It burned one month ago.", "one month ago|DATE|2031-02;");
    check("2032-02-29", "The mill burned on 29 February. A year later it opened.",
          "29 February|DATE|2032-02-29;A year later|DATE|2033;");
}

static const char *why_of(const char *published, const char *text)
{
    report r;
    read_times(&r, sayso__str_z(published), text);
    assert_int_equal(r.m.n_timex, 1);
    assert_null(r.m.timex[0].value.p);
    assert_int_equal(r.m.timex[0].first, SAYSO_NO_DAY);
    const char *why = r.m.timex[0].why;
    forget(&r);
    return why;
}

/* A null value and a reason, never a wrong one. */
static void what_is_no_date_says_why(void **state)
{
    (void)state;
    static const char *const none[] = {"It closed on 31 February.",
                                       "It closed on the 32nd of May.",
                                       "It fell on 0000-05-01.",
                                       "It closed on 2031-13-45.",
                                       "It fell in the year 99999.",
                                       "It closed on 31 June 2029.",
                                       "It fell at 2031-02-30T10:00.",
                                       "It fell on the 0th of May."};
    for (uint32_t i = 0; i < sizeof none / sizeof *none; i++) {
        assert_string_equal(why_of("2031-05-15", none[i]), SAYSO_TIMEX_NO_DAY);
        assert_string_equal(why_of(NULL, none[i]), SAYSO_TIMEX_NO_DAY);
    }
    assert_string_equal(why_of(NULL, "It closed yesterday."), SAYSO_TIMEX_NO_ANCHOR);
    assert_string_equal(why_of("31 February", "It closed yesterday."), SAYSO_TIMEX_NO_ANCHOR);
    assert_string_equal(why_of("2031-05-15", "It came two days before the attack."),
                        SAYSO_TIMEX_NO_EVENT);
    assert_string_equal(why_of("2031-05-15", "The sea fell 5 million years ago."),
                        SAYSO_TIMEX_TOO_FAR);
    check("9999-12-31", "It closed yesterday.", "yesterday|DATE|9999-12-30;");
    check("9999-12-31", "It will close tomorrow.", "tomorrow|DATE|;");
    check("0001-01-01", "It closed yesterday.", "yesterday|DATE|;");
}

static void far_shifts_have_no_value(void **state)
{
    (void)state;
    check("2031-05-04", "The sea dried up 5 million years ago.", "5 million years ago|DATE|;");
    check("2031-05-04", "It lasted 99999999999999999999999999 years.", "years|DURATION|PXY;");
    check("2031-05-04", "It was one 3,255,000,000 years ago.", "3,255,000,000 years ago|DATE|;");
    check("2031-05-04", "It fell in the 9999999999th quarter.", "");
}

static void holidays_move(void **state)
{
    (void)state;
    check("2031-05-04", "The rally was held on Good Friday.", "Good Friday|DATE|2031-04-11;");
    check("2031-05-04", "The rally was held on Christmas Eve 2029.",
          "Christmas Eve 2029|DATE|2029-12-24;");
    check("2031-12-04", "The rally was held on Thanksgiving.", "Thanksgiving|DATE|2031-11-27;");
}

static void a_dateline_dates_an_undated_report(void **state)
{
    (void)state;
    check(NULL, "LENDVAR, 16 SEP 89 (RADIO LENDVAR) -- NINE PERSONS WERE HURT YESTERDAY.",
          "16 SEP 89|DATE|1989-09-16;YESTERDAY|DATE|1989-09-15;");
}

static void what_hangs_on_the_event(void **state)
{
    (void)state;
    report r;
    read_times(&r, sayso__str_z("2031-05-20"),
               "The explosion on 14 May killed two men. Three days after the blast a letter came.");
    assert_int_equal(r.m.event_day, sayso__date_to_day((sayso_date){2031, 5, 14}));
    assert_int_equal(r.m.n_timex, 2);
    assert_true(r.m.timex[1].from_event);
    assert_int_equal(r.m.timex[1].first, r.m.event_day + 3);
    forget(&r);
    read_times(&r, sayso__str_z("2031-05-20"), "Three days after the blast a letter came.");
    assert_int_equal(r.m.event_day, SAYSO_NO_DAY);
    assert_null(r.m.timex[0].value.p);
    assert_false(r.m.timex[0].from_event);
    forget(&r);
}

/* The same words hang on the year told of in a history and on the day of writing in a report. */
static void narrative_or_report(void **state)
{
    (void)state;
    const char *story =
        "The war of the two lakes\n\nDolvan rose in 1811. In May 1811 the fleet left "
        "Lendvar; on 7 June it was beaten. A law of 1702, not that of 1650, was read again. On 20 "
        "December the town fell. In January, the king fled. Three days later ...";
    report r;
    read_times(&r, sayso__str_z("2031-09-04"), story);
    assert_true(sayso__timex_narrative(&r.tokens));
    forget(&r);
    check("2031-09-04", story,
          "1811|DATE|1811;May 1811|DATE|1811-05;7 "
          "June|DATE|1811-06-07;1702|DATE|1702;1650|DATE|1650;20 December|"
          "DATE|1811-12-20;January|DATE|1812-01;Three days later|DATE|;");
    read_times(&r, sayso__str_z("2031-09-04"),
               "The ferry sank on Monday. On 7 June it had been inspected, and last week its owner "
               "promised repairs. Ferries sank here in 1998, 2003, 2011 and 2019. Divers went down "
               "today, and more will come on Friday.");
    assert_false(sayso__timex_narrative(&r.tokens));
    assert_int_equal(r.m.timex[1].first, sayso__date_to_day((sayso_date){2031, 6, 7}));
    forget(&r);
}

static void years_before_christ(void **state)
{
    (void)state;
    check("2031-05-04", "The port was built in 264 BC and burned two years later.",
          "264 BC|DATE|BC0264;two years later|DATE|BC0262;");
    check("2031-05-04", "The siege (264-241 BC) was long.", "264|DATE|BC0264;241 BC|DATE|BC0241;");
    report r;
    read_times(&r, sayso__str_z("2031-05-04"), "The port was built in 1 BC.");
    assert_true(sayso__str_is(r.m.timex[0].edtf, "0000")); /* EDTF has a year 0 */
    assert_int_equal(r.m.timex[0].first, SAYSO_NO_DAY);
    forget(&r);
}

static void quarters_are_compared_with_quarters(void **state)
{
    (void)state;
    check("2031-11-02",
          "Dolvan Air earned 5 million in the third quarter, up from 4 million in the year-ago "
          "quarter. For the nine months it earned 9 million, against 7 million a year earlier.",
          "the third quarter|DATE|2031-Q3;the year-ago quarter|DATE|2030-Q3;the nine months|"
          "DURATION|P9M;a year earlier|DATE|2030;");
}

static void instants_of_iso_8601(void **state)
{
    (void)state;
    check("2031-05-04", "Seen at 2031-05-03T17:00:05 by radar.",
          "2031-05-03T17:00:05|TIME|2031-05-03T17:00:05;");
}

static void first_and_last_day(void **state)
{
    (void)state;
    report r;
    read_times(&r, sayso__str_z("2031-05-20"),
               "Sales fell in the third quarter of 2030 and in early 2029.");
    assert_int_equal(r.m.n_timex, 2);
    assert_int_equal(r.m.timex[0].first, sayso__date_to_day((sayso_date){2030, 7, 1}));
    assert_int_equal(r.m.timex[0].last, sayso__date_to_day((sayso_date){2030, 9, 30}));
    assert_int_equal(r.m.timex[1].mod, SAYSO_MOD_START);
    assert_int_equal(r.m.timex[1].first, sayso__date_to_day((sayso_date){2029, 1, 1}));
    assert_true(r.m.timex[1].last < sayso__date_to_day((sayso_date){2029, 6, 1}));
    forget(&r);
}

/* The enum of classes and the columns of time_words.tsv are one order. */
static void classes_match_the_list(void **state)
{
    (void)state;
    static const struct {
        const char *key;
        uint32_t class_;
    } some[] = {{"january", SAYSO_TW_MONTH},   {"friday", SAYSO_TW_WEEKDAY},
                {"nineties", SAYSO_TW_DECADE}, {"trading", SAYSO_TW_TRADING},
                {"the", SAYSO_TW_THE},         {"last", SAYSO_TW_LAST},
                {"ago", SAYSO_TW_AGO},         {"old", SAYSO_TW_OLD}};
    for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
        const sayso_lexicon_entry *e =
            sayso__lexicon_find(&sayso__lex_time_words, some[i].key, strlen(some[i].key));
        assert_non_null(e);
        uint32_t c = some[i].class_;
        assert_int_equal(e->value[c / 32], 1u << (c % 32));
    }
    /* the first word of each longer entry says so */
    for (uint32_t i = 0; i < sayso__lex_time_words.n_entry; i++) {
        const char *space = strchr(sayso__lex_time_words.entry[i].key, ' ');
        if (!space)
            continue;
        const char *key = sayso__lex_time_words.entry[i].key;
        const sayso_lexicon_entry *first =
            sayso__lexicon_find(&sayso__lex_time_words, key, (size_t)(space - key));
        assert_non_null(first);
        assert_true(first->value[3] & 1u);
    }
}

typedef struct {
    uint32_t line;
    const char *text, *value;
} example;

static const example examples[] = {
#include "time_examples.h"
};

/* Does rule r match at a word of the expression that t is? */
static bool by_rule(const report *r, const sayso_timex *t, uint32_t rule)
{
    static sayso_time_index index;
    sayso__timex_index(&index);
    sayso_arena a;
    sayso_time_words words = {0};
    sayso__arena_init(&a, 0);
    assert_true(sayso__timex_words(&r->tokens, r->tokens.tok_sent[t->beg], &a, &words));
    bool found = false;
    for (uint32_t i = 0; i < words.n; i++) {
        sayso_time_match m;
        if (words.v[i].class_ < SAYSO_TW_OTHER && words.v[i].at.end > t->at.beg &&
            words.v[i].at.beg < t->at.end + 1 && sayso__timex_match(&index, &words, i, &m))
            found |= m.rule == rule;
    }
    /* "at 1430": the rule begins before the expression */
    for (uint32_t i = 0; i + 1 < words.n; i++) {
        sayso_time_match m;
        if (words.v[i].class_ == SAYSO_TW_AT && words.v[i + 1].at.beg == t->at.beg &&
            sayso__timex_match(&index, &words, i, &m))
            found |= m.rule == rule;
    }
    sayso__arena_free(&a);
    return found;
}

/* Each rule of the grammar finds its own example, as the list says. */
static void examples_of_the_grammar(void **state)
{
    (void)state;
    for (uint32_t k = 0; k < sizeof examples / sizeof *examples; k++) {
        const example *e = &examples[k];
        const char *open = strchr(e->text, '['), *close = strchr(e->text, ']');
        char text[200], got[100];
        snprintf(text, sizeof text, "%.*s%.*s%s", (int)(open - e->text), e->text,
                 (int)(close - open - 1), open + 1, close + 1);
        sayso_span want = {(uint32_t)(open - e->text), (uint32_t)(close - e->text - 1)};
        report r;
        read_times(&r, sayso__str_z("2031-05-15"), text);
        const sayso_timex *t = NULL;
        for (uint32_t i = 0; i < r.m.n_timex; i++)
            if (r.m.timex[i].at.beg == want.beg && r.m.timex[i].at.end == want.end)
                t = &r.m.timex[i];
        if (!t)
            fail_msg("rules.tsv:%u: not found: %s", e->line, e->text);
        snprintf(got, sizeof got, "%s %.*s", sayso__word(SAYSO_VOCAB_TIMEX, t->type),
                 (int)t->value.n, t->value.p ? t->value.p : "");
        if (strcmp(got, e->value) != 0)
            fail_msg("rules.tsv:%u: %s, not %s: %s", e->line, got, e->value, e->text);
        if (!by_rule(&r, t, k))
            fail_msg("rules.tsv:%u: another rule takes it: %s", e->line, e->text);
        forget(&r);
    }
}

/* M1, on pieces of text put together at random. */
static void m1_spans_lie_inside_a_block(void **state)
{
    (void)state;
    static const char *const piece[] = {"last ",
                                        "week ",
                                        "3 JAN 90 ",
                                        "the ",
                                        "1/2 ",
                                        "-",
                                        "\n\n",
                                        "2031-05-04",
                                        "10:35pm ",
                                        "'98 ",
                                        "of ",
                                        "May ",
                                        "mid-",
                                        "1980s ",
                                        "two ",
                                        "hundred ",
                                        "and ",
                                        "thousand ",
                                        "fourth ",
                                        "quarter ",
                                        "before ",
                                        "the attack ",
                                        "a year ",
                                        "ago",
                                        ", ",
                                        "Friday ",
                                        "night ",
                                        "\xe2\x80\x93",
                                        "each ",
                                        "noon ",
                                        "\xe2\x80\x99s ",
                                        "99999999999999999999 ",
                                        "31 ",
                                        "February ",
                                        ".",
                                        "half ",
                                        "1430 GMT "};
    srand(7);
    for (int k = 0; k < 400; k++) {
        char text[600] = "";
        int n = 1 + rand() % 40;
        for (int i = 0; i < n; i++)
            strcat(text, piece[(size_t)rand() % (sizeof piece / sizeof *piece)]);
        report r;
        read_times(&r, sayso__str_z(k % 3 ? "2031-05-04" : NULL), text);
        for (uint32_t i = 0; i < r.m.n_timex; i++) {
            const sayso_timex *t = &r.m.timex[i];
            assert_true(t->at.beg < t->at.end && t->at.end <= r.doc.n_text);
            assert_true(t->beg < t->end && t->end <= r.tokens.n_tok);
            assert_int_equal(r.tokens.tok_sent[t->beg], r.tokens.tok_sent[t->end - 1]);
            assert_true(t->first <= t->last);
            if (i)
                assert_true(r.m.timex[i - 1].at.end <= t->at.beg);
        }
        forget(&r);
    }
}

static void a_failing_arena_is_a_status(void **state)
{
    (void)state;
    report r;
    read_times(&r, sayso__str_z("2031-05-04"),
               "It burned yesterday and will burn again on Friday, 9 May.");
    for (size_t limit = 16; limit < 200000; limit *= 2) {
        sayso_arena a, scratch;
        sayso_error err;
        sayso__arena_init(&a, limit);
        sayso__arena_init(&scratch, limit);
        sayso_mentions m = {.tags = &r.tags};
        sayso_status s = sayso__timex_find(&r.tags, &a, &scratch, &m, &err);
        assert_true(s == SAYSO_OK || s == SAYSO_ENOMEM);
        if (limit == 16)
            assert_int_equal(s, SAYSO_ENOMEM);
        sayso__arena_free(&a);
        sayso__arena_free(&scratch);
    }
    forget(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calendar_dates),
        cmocka_unit_test(relative_dates),
        cmocka_unit_test(months_keep_to_their_last_day),
        cmocka_unit_test(what_is_no_date_says_why),
        cmocka_unit_test(far_shifts_have_no_value),
        cmocka_unit_test(holidays_move),
        cmocka_unit_test(a_dateline_dates_an_undated_report),
        cmocka_unit_test(what_hangs_on_the_event),
        cmocka_unit_test(narrative_or_report),
        cmocka_unit_test(years_before_christ),
        cmocka_unit_test(quarters_are_compared_with_quarters),
        cmocka_unit_test(instants_of_iso_8601),
        cmocka_unit_test(first_and_last_day),
        cmocka_unit_test(classes_match_the_list),
        cmocka_unit_test(examples_of_the_grammar),
        cmocka_unit_test(m1_spans_lie_inside_a_block),
        cmocka_unit_test(a_failing_arena_is_a_status),
    };
    return cmocka_run_group_tests(tests, open_models, NULL);
}
