/* test_brief.c -- the views of a ledger's state, on a state written by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <json-c/json.h>

#include "base/str.h"
#include "ledger/wording.h"
#include "view/brief.h"
#include "view/page.h"
#include "view/sheet.h"
#include "view/state_json.h"

/* Actors */
enum { MINISTRY, FRONT, UNION_, WIRE, HEALTH, N_ACTOR };

static sayso_state_actor actors[N_ACTOR] = {
    {.id = "a1", .name = "Ports Ministry", .speaks_for = SAYSO_NONE},
    {.id = "a2", .name = "Tide Front", .speaks_for = SAYSO_NONE},
    {.id = "a3", .name = "Seamen's Union", .speaks_for = SAYSO_NONE},
    {.id = "a4", .name = "Melle Wire", .speaks_for = SAYSO_NONE},
    {.id = "a5", .name = "regional health office", .speaks_for = SAYSO_NONE},
};

#define TEXT                                                                                          \
    "The Ports Ministry said the Tide Front set the ferry alight, “without a doubt”, Melle Wire " \
    "reported."

static sayso_state_report reports[] = {
    {.id = "r1",
     .publisher = "Torv Daily",
     .day = "2032-06-10",
     .title = "Ferry burns",
     .text = TEXT,
     .n_text = sizeof TEXT - 1,
     .revision_of = SAYSO_NONE,
     .group = "g1",
     .published = "2032-06-10T08:00:00Z",
     .uri = "in.jsonl",
     .sha256 = "00ff00ff00ff00ff00ff"},
    {.id = "r2",
     .publisher = "Melle Post",
     .day = "2032-06-10",
     .text = TEXT,
     .n_text = sizeof TEXT - 1,
     .revision_of = SAYSO_NONE,
     .group = "g1",
     .shared = 0.925},
    {.id = "r3",
     .publisher = "Harbour News",
     .day = "2032-06-12",
     .text = "",
     .revision_of = SAYSO_NONE,
     .family = 2,
     .older = true},
    {.id = "r4",
     .publisher = "Harbour News",
     .day = "2032-06-13",
     .text = "",
     .revision_of = 2,
     .family = 2},
};

static sayso_state_span source = {.bytes = {4, 18}, .chars = {4, 18}, .text = "Ports Ministry"};
static sayso_state_span cue = {.bytes = {19, 23}, .chars = {19, 23}, .text = "said"};
static sayso_state_span content[] = {
    {.bytes = {24, 60}, .chars = {24, 60}, .text = "the Tide Front set the ferry alight,"},
    {.bytes = {61, 82}, .chars = {61, 78}, .text = "“without a doubt”"},
};
static sayso_state_span relayed = {.bytes = {84, 103},
                                   .chars = {80, 99},
                                   .text = "Melle Wire reported"};
static sayso_state_relay relays[] = {{.actor = WIRE, .at = &relayed, .day = "2032-06-09"}};

static sayso_state_claim claims[] = {
    {.id = "1c3a5e7f90000000",
     .report = 0,
     .source = &source,
     .cue = &cue,
     .content = content,
     .n_source = 1,
     .n_cue = 1,
     .n_content = 2,
     .relay = relays,
     .n_relay = 1,
     .parent = SAYSO_NONE,
     .source_actor = MINISTRY,
     .speaks_for = SAYSO_NONE,
     .responsible = FRONT,
     .quote_type = SAYSO_QUOTE_MIXED,
     .act = SAYSO_ACT_ALLEGE,
     .kind = SAYSO_KIND_RESPONSIBILITY,
     .stance = SAYSO_STANCE_ASSERTS,
     .evidence = 1u << SAYSO_EVIDENCE_NO_EVIDENCE_GIVEN,
     .said = "2032-06-09",
     .text = "the Tide Front set the ferry alight, ... “without a doubt”",
     .n_independent = 2},
    {.id = "2c3a5e7f90000000",
     .report = 1,
     .parent = SAYSO_NONE,
     .source_actor = MINISTRY,
     .speaks_for = SAYSO_NONE,
     .responsible = FRONT,
     .act = SAYSO_ACT_ALLEGE,
     .stance = SAYSO_STANCE_ASSERTS,
     .text = "the same again"},
    {.id = "3c3a5e7f90000000",
     .report = 3,
     .parent = SAYSO_NONE,
     .source_actor = FRONT,
     .speaks_for = SAYSO_NONE,
     .responsible = FRONT,
     .act = SAYSO_ACT_DENY,
     .stance = SAYSO_STANCE_DENIES,
     .text = "we had no part in it"},
    {.id = "4c3a5e7f90000000",
     .report = 3,
     .parent = SAYSO_NONE,
     .source_actor = UNION_,
     .speaks_for = SAYSO_NONE,
     .responsible = SAYSO_NONE,
     .act = SAYSO_ACT_CLAIM_RESPONSIBILITY,
     .text = "it was us"},
};

static sayso_state_figure figures[] = {
    {.id = "f1",
     .report = 0,
     .claim = 0,
     .at = {.bytes = {0, 3}, .chars = {0, 3}},
     .measure = SAYSO_MEASURE_KILLED,
     .population = "all",
     .as_of = "2032-06-10",
     .low = {5, true},
     .best = {5, true},
     .part_of = SAYSO_NONE,
     .source_actor = MINISTRY},
    {.id = "f2",
     .report = 1,
     .claim = 1,
     .at = {.bytes = {0, 3}, .chars = {0, 3}},
     .measure = SAYSO_MEASURE_KILLED,
     .population = "all",
     .as_of = "2032-06-10",
     .low = {5, true},
     .best = {5, true},
     .part_of = SAYSO_NONE,
     .source_actor = MINISTRY},
    {.id = "f3",
     .report = 3,
     .claim = SAYSO_NONE,
     .at = {.bytes = {0, 3}, .chars = {0, 3}},
     .measure = SAYSO_MEASURE_KILLED,
     .population = "all",
     .as_of = "2032-06-12",
     .low = {23, true},
     .best = {23, true},
     .high = {23, true},
     .part_of = SAYSO_NONE,
     .source_actor = HEALTH},
    {.id = "f4",
     .report = 3,
     .claim = SAYSO_NONE,
     .at = {.bytes = {0, 3}, .chars = {0, 3}},
     .measure = SAYSO_MEASURE_PERCENT,
     .unit = "%",
     .best = {27.5, true},
     .part_of = SAYSO_NONE,
     .source_actor = SAYSO_NONE},
};

static uint32_t blame_claims[] = {0, 1}, denied[] = {FRONT}, conflict_figures[] = {0, 2};
static sayso_state_blame blame[] = {{.by = MINISTRY,
                                     .of = FRONT,
                                     .first = "2032-06-09",
                                     .claim = blame_claims,
                                     .n_claim = 2,
                                     .denied_by = denied,
                                     .n_denied_by = 1}};
static sayso_state_conflict conflicts[] = {{.measure = SAYSO_MEASURE_KILLED,
                                            .population = "all",
                                            .figure = conflict_figures,
                                            .n_figure = 2}};
static sayso_state_stance ministry[] =
    {{"2032-06-09", 0, 0, SAYSO_POSITION_BLAMES, FRONT, "blames:Tide Front"},
     {"2032-06-12", 0, 1, SAYSO_POSITION_BLAMES, FRONT, "blames:Tide Front"},
     {"2033-01-02", 3, 1, SAYSO_POSITION_BLAMES_NOBODY, SAYSO_NONE, "blames_nobody"}};
static sayso_state_stance front[] = {
    {"2032-06-11", 3, 2, SAYSO_POSITION_DENIES, SAYSO_NONE, "denies:Tide Front"}};
static sayso_state_stance seamen[] = {
    {"2032-06-13", 3, 3, SAYSO_POSITION_CLAIMS, SAYSO_NONE, "claims"}};
static sayso_state_position positions[] = {{MINISTRY, ministry, 3, true},
                                           {FRONT, front, 1, false},
                                           {UNION_, seamen, 1, false}};
static sayso_state_moment moments[] = {{"2032-06-09", "day", "event", "Ferry burns off Port Melle",
                                        0, SAYSO_NONE, SAYSO_NONE, NULL, SAYSO_MOMENT_EVENT},
                                       {"2032-06-09", "day", "claim", "not on the page", 0, 0,
                                        SAYSO_NONE, NULL, SAYSO_MOMENT_CLAIM}};
static uint32_t group[] = {0, 1}, *copies[] = {group}, n_in[] = {2};
static sayso_state_relation relations[] = {{2, 0, SAYSO_RELATION_REFUTES}};

static sayso_state ferry(void)
{
    return (sayso_state){.event = {"e1", "Ferry fire", SAYSO_EVENT_FIRE, "2032-06-09", "Port Melle",
                                   NULL},
                         .report = reports,
                         .actor = actors,
                         .claim = claims,
                         .figure = figures,
                         .relation = relations,
                         .conflict = conflicts,
                         .blame = blame,
                         .position = positions,
                         .moment = moments,
                         .copies = copies,
                         .n_in_copies = n_in,
                         .n_report = 4,
                         .n_actor = N_ACTOR,
                         .n_claim = 4,
                         .n_figure = 4,
                         .n_relation = 1,
                         .n_conflict = 1,
                         .n_blame = 1,
                         .n_position = 3,
                         .n_moment = 2,
                         .n_copies = 1,
                         .independent = 2};
}

typedef struct {
    sayso_arena a;
    sayso_sink out;
} fixture;

static void begin(fixture *f)
{
    sayso__arena_init(&f->a, 0);
    sayso__sink_memory(&f->out);
}

static void expect(fixture *f, const char *want)
{
    sayso__sink_char(&f->out, '\0');
    assert_string_equal(f->out.buf, want);
    sayso__sink_free(&f->out);
    sayso__arena_free(&f->a);
}

static const char page[] =
    "Ferry fire · 9 Jun 2032 · Port Melle  [e1]\n"
    "4 reports: 2 independent (2 run one text, 1 is an earlier version)\n"
    "4 claims · 4 figures\n"
    "\n"
    "WHO SAYS WHO DID IT                                             first   in\n"
    "  Ports Ministry            blames Tide Front                   9 Jun   1 of 2\n"
    "      later blames nobody (2 Jan 2033); Tide Front denies (11 Jun)\n"
    "      1c3a5e7f9000 2c3a5e7f9000\n"
    "  Seamen's Union            claims it                           13 Jun  1 of 2\n"
    "      4c3a5e7f9000\n"
    "\n"
    "POSITIONS THAT TURNED\n"
    "  Ports Ministry      9 Jun blames Tide Front -> 2 Jan 2033 blames nobody\n"
    "      1c3a5e7f9000 2c3a5e7f9000 2c3a5e7f9000\n"
    "\n"
    "FIGURES                low  best  high   as of   who says so (in of 2)\n"
    "  killed                 5     5     - ! 10 Jun  Ports Ministry (1)\n"
    "      1c3a5e7f9000 2c3a5e7f9000\n"
    "                        23    23    23 ! 12 Jun  regional health office (1)\n"
    "  percent                -  27.5     -   13 Jun  Harbour News (1)\n"
    "  ! cannot all be right\n"
    "\n"
    "SAID WITHOUT EVIDENCE  1 claim\n"
    "  Ports Ministry alleges: the Tide Front set the ferry alight, ... “without a\n"
    "      doubt”\n"
    "      1c3a5e7f9000\n"
    "\n"
    "HEARSAY\n"
    "  deepest chain: Torv Daily <- Melle Wire <- Ports Ministry\n"
    "      1c3a5e7f9000\n"
    "\n"
    "TIMELINE\n"
    "  9 Jun        Ferry burns off Port Melle\n"
    "  ... and 1 more: sayso show timeline\n"
    "\n"
    "COPIES AND VERSIONS\n"
    "  Torv Daily, 10 Jun (r1) is the text that these run, too:\n"
    "    Melle Post, 10 Jun (r2): 93% of it\n"
    "  Harbour News, 13 Jun (r4) is a later version of\n"
    "    Harbour News, 12 Jun (r3)\n";

static void the_page_counts_independent_reports(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    sayso_state s = ferry();
    sayso_brief_options o = {.width = 80, .ids = true};
    assert_int_equal(sayso__brief_text(&s, &o, &f.a, &f.out, NULL), SAYSO_OK);
    expect(&f, page);
}

#define POLL "A poll by Melle Polls found 40% of voters blame the port. Two voters blame the ports."

/* People asked in a survey stand with their share and with who asked them; two actors of one name
 * are one line; what is counted without a word for it is left out. */
static void a_survey_is_told_by_its_shares(void **state)
{
    (void)state;
    static sayso_state_span who = {.bytes = {27, 40}}, says = {.bytes = {41, 46}},
                            what = {.bytes = {47, 56}}, two = {.bytes = {57, 67}};
    static sayso_state_actor actor[] = {{.name = "voters", .speaks_for = SAYSO_NONE},
                                        {.name = "port", .speaks_for = SAYSO_NONE},
                                        {.name = "Melle Polls", .speaks_for = SAYSO_NONE},
                                        {.name = "port", .speaks_for = SAYSO_NONE}};
    static sayso_state_relay asked[] = {{.actor = 2}};
    sayso_state_report report = {.id = "r",
                                 .publisher = "Torv Daily",
                                 .text = POLL,
                                 .n_text = sizeof POLL - 1,
                                 .day = "2032-06-10",
                                 .revision_of = SAYSO_NONE,
                                 .n_claim = 3,
                                 .n_figure = 2};
    sayso_state_claim claim[] = {{.id = "share",
                                  .source = &who,
                                  .cue = &says,
                                  .content = &what,
                                  .n_source = 1,
                                  .n_cue = 1,
                                  .n_content = 1,
                                  .relay = asked,
                                  .n_relay = 1,
                                  .source_type = SAYSO_SOURCE_SURVEY},
                                 {.id = "two", .source = &two, .n_source = 1},
                                 {.id = "again", .source = &two, .n_source = 1}};
    sayso_state_figure figure[] = {{.claim = SAYSO_NONE,
                                    .at = {.bytes = {27, 30}},
                                    .measure = SAYSO_MEASURE_PERCENT,
                                    .low = {40, true},
                                    .best = {40, true},
                                    .high = {40, true},
                                    .source_actor = SAYSO_NONE,
                                    .supersedes = SAYSO_NONE},
                                   {.claim = SAYSO_NONE,
                                    .at = {.bytes = {57, 60}},
                                    .measure = SAYSO_MEASURE_COUNT,
                                    .population = "all",
                                    .best = {2, true},
                                    .source_actor = SAYSO_NONE,
                                    .supersedes = SAYSO_NONE}};
    uint32_t first[] = {0}, second[] = {1}, third[] = {2};
    sayso_state_blame by[] = {{0, 1, "2032-06-10", second, 1, NULL, 0},
                              {0, 3, "2032-06-09", third, 1, NULL, 0},
                              {0, 1, "2032-06-10", first, 1, NULL, 0}};
    sayso_state s = {.report = &report,
                     .actor = actor,
                     .claim = claim,
                     .figure = figure,
                     .blame = by,
                     .n_report = 1,
                     .n_actor = 4,
                     .n_claim = 3,
                     .n_figure = 2,
                     .n_blame = 3,
                     .independent = 1};
    fixture f;
    begin(&f);
    sayso_brief_options o = {.ids = true};
    assert_int_equal(sayso__brief_text(&s, &o, &f.a, &f.out, NULL), SAYSO_OK);
    expect(&f, "Reports\n"
               "1 report: 1 independent · 3 claims · 2 figures\n"
               "\n"
               "WHO SAYS WHO DID IT                                             first   in\n"
               "  voters                    blame port                          9 Jun   1 of 1\n"
               "      again two\n"
               "  40% of voters             blame port                          10 Jun  1 of 1\n"
               "      asked by Melle Polls\n"
               "      share\n"
               "\n"
               "FIGURES\n"
               "  ... and 1 more: sayso show figures\n"
               "\n"
               "SURVEYS\n"
               "  Melle Polls, 10 Jun\n"
               "      40%  blame the port (1 of 1)\n"
               "      share\n"
               "\n"
               "HEARSAY\n"
               "  deepest chain: Torv Daily <- Melle Polls <- voters\n"
               "      share\n");
}

static void verbs_agree_with_names(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        uint8_t class_;
        bool plural;
    } all[] = {
        {"Kesmarians", SAYSO_CLASS_OTHER, true},
        {"police", SAYSO_CLASS_POLICE, true},
        {"officials in Dolvan", SAYSO_CLASS_UNNAMED, true},
        {"families of the victims", SAYSO_CLASS_NONE, true},
        {"prosecutors", SAYSO_CLASS_COURT, true},
        {"United States", SAYSO_CLASS_GOVERNMENT, false},
        {"Northern Railways", SAYSO_CLASS_COMPANY, false},
        {"Ministry of Ports", SAYSO_CLASS_MINISTRY, false},
        {"Edda Roans", SAYSO_CLASS_PERSON, false},
        {"spokesman for the unions", SAYSO_CLASS_UNNAMED, false},
        {"press", SAYSO_CLASS_OTHER, false},
        {"of", SAYSO_CLASS_NONE, false},
        {"", SAYSO_CLASS_NONE, false},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        sayso_state_actor a = {.name = all[i].name, .class_ = all[i].class_};
        sayso_state s = {.actor = &a, .n_actor = 1};
        if (sayso__wording_plural(&s, 0) != all[i].plural)
            fail_msg("\"%s\" is%s plural", all[i].name, all[i].plural ? "" : " no");
        assert_false(sayso__wording_plural(&s, 1));
    }
    static const char *const verbs[][3] = {
        {"deny", "denies", "deny"},
        {"say", "says", "say"},
        {"claim_responsibility", "claims responsibility", "claim responsibility"},
        {"dispute", "disputes", "dispute"},
        {"wish", "wishes", "wish"},
    };
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        for (int many = 0; many < 2; many++) {
            char out[64];
            sayso__wording_verb(verbs[i][0], many, out);
            assert_string_equal(out, verbs[i][1 + many]);
        }
}

static void without_blame_the_page_says_so(void **state)
{
    (void)state;
    static sayso_cell cells[] = {{SAYSO_CELL_TEXT, "x.txt", 0}, {SAYSO_CELL_TEXT, "no words", 0}};
    static const char *const columns[] = {"report", "reason"};
    sayso_table_rows refused = {columns, cells, 2, 1};
    fixture f;
    begin(&f);
    sayso_state_report alone = {.id = "r4", .text = "", .revision_of = SAYSO_NONE};
    sayso_state s = {.report = &alone, .n_report = 1, .independent = 1};
    sayso_brief_options o = {.refused = &refused};
    assert_int_equal(sayso__brief_text(&s, &o, &f.a, &f.out, NULL), SAYSO_OK);
    expect(&f, "Reports\n"
               "1 report: 1 independent · 0 claims · 0 figures\n"
               "\n"
               "WHO SAYS WHO DID IT\n"
               "  nobody is held responsible in these reports\n"
               "\n"
               "NOT UNDERSTOOD\n"
               "  x.txt: no words\n");
}

static void a_report_is_marked(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    sayso_state s = ferry();
    s.n_report = s.n_claim = 1;
    s.n_figure = s.n_blame = s.n_position = s.n_moment = s.n_copies = s.independent = 0;
    sayso_brief_options o = {.width = 60};
    assert_int_equal(sayso__page_report(&s, &o, &f.a, &f.out, NULL), SAYSO_OK);
    expect(&f, "Torv Daily · 10 Jun\n"
               "\n"
               "Ferry burns\n"
               "\n"
               "The {Ports Ministry} <said> [1 the Tide Front set the ferry\n"
               "alight,] [1 “without a doubt”], Melle Wire reported.\n"
               "\n"
               "CLAIMS  1   marked above: {source} <cue> [number content]\n"
               "  1 Ports Ministry allege        the Tide Front set the fer…\n"
               "      via Melle Wire; asserts that Tide Front is\n"
               "      responsible; said 9 Jun; no_evidence_given\n");
}

/* Colours carry what the brackets say; the same words are there. */
static void colours_mark_without_brackets(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    sayso_state s = ferry();
    s.n_report = s.n_claim = 1;
    s.n_figure = s.n_blame = s.n_position = s.n_moment = s.n_copies = 0;
    sayso_brief_options o = {.width = 60, .colour = true};
    assert_int_equal(sayso__page_report(&s, &o, &f.a, &f.out, NULL), SAYSO_OK);
    sayso__sink_char(&f.out, '\0');
    assert_non_null(strstr(f.out.buf, "The \033[0;36mPorts Ministry\033[0m \033[0;33msaid\033[0m"));
    assert_null(strstr(f.out.buf, "{Ports"));
    sayso__sink_free(&f.out);
    sayso__arena_free(&f.a);
}

static json_object *parsed(fixture *f)
{
    sayso__sink_char(&f->out, '\0');
    json_object *o = json_tokener_parse(f->out.buf);
    assert_non_null(o);
    return o;
}

static json_object *at(json_object *o, const char *key, size_t i)
{
    json_object *array;
    assert_true(json_object_object_get_ex(o, key, &array));
    return json_object_array_get_idx(array, i);
}

static void expect_field(json_object *o, const char *key, const char *want)
{
    json_object *v;
    if (!json_object_object_get_ex(o, key, &v))
        fail_msg("no \"%s\"", key);
    assert_string_equal(json_object_to_json_string_ext(v, JSON_C_TO_STRING_PLAIN), want);
}

static void the_brief_as_json_names_everything(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    sayso_state s = ferry();
    assert_int_equal(sayso__brief_json(&s, SAYSO_UNIT_CHARS, &f.a, &f.out, NULL), SAYSO_OK);
    json_object *o = parsed(&f);
    expect_field(o, "schema", "1");
    expect_field(o, "independent", "2");
    expect_field(o, "copies", "[[\"r1\",\"r2\"]]");
    expect_field(o, "revisions", "[[\"r3\",\"r4\"]]");
    expect_field(at(o, "reports", 3), "revision_of", "\"r3\"");
    json_object *claim = at(o, "claims", 0);
    expect_field(claim, "claim", "\"1c3a5e7f90000000\"");
    expect_field(claim, "report", "\"r1\"");
    expect_field(claim, "source", "[[4,18]]");
    expect_field(claim, "content", "[[24,60],[61,78]]");
    expect_field(claim, "source_actor", "\"Ports Ministry\"");
    expect_field(claim, "responsible", "\"Tide Front\"");
    expect_field(claim, "stance", "\"asserts\"");
    expect_field(claim, "via", "[\"Melle Wire\"]");
    expect_field(claim, "evidence", "[\"no_evidence_given\"]");
    expect_field(at(claim, "relays", 0), "span", "[80,99]");
    expect_field(at(o, "figures", 0), "high", "null");
    expect_field(at(o, "figures", 0), "claim", "\"1c3a5e7f90000000\"");
    expect_field(at(o, "figures", 3), "best", "27.5");
    expect_field(at(o, "relations", 0), "relation", "\"refutes\"");
    expect_field(at(o, "conflicts", 0), "figures", "[\"f1\",\"f3\"]");
    expect_field(at(o, "blame", 0), "denied_by", "[\"Tide Front\"]");
    expect_field(at(o, "positions", 0), "changed", "true");
    expect_field(at(at(o, "positions", 0), "history", 2), "position", "\"blames_nobody\"");
    expect_field(at(o, "timeline", 0), "report", "\"r1\"");
    json_object_put(o);
    sayso__sink_free(&f.out);
    sayso__arena_free(&f.a);
}

static void offsets_of_the_brief_follow_the_unit(void **state)
{
    (void)state;
    static const char *const want[] = {"[[24,60],[61,82]]", "[[24,60],[61,78]]",
                                       "[[24,60],[61,78]]"};
    for (int unit = SAYSO_UNIT_BYTES; unit <= SAYSO_UNIT_UTF16; unit++) {
        fixture f;
        begin(&f);
        sayso_state s = ferry();
        assert_int_equal(sayso__brief_json(&s, (sayso_offset_unit)unit, &f.a, &f.out, NULL),
                         SAYSO_OK);
        json_object *o = parsed(&f);
        expect_field(at(o, "claims", 0), "content", want[unit]);
        json_object_put(o);
        sayso__sink_free(&f.out);
        sayso__arena_free(&f.a);
    }
}

static sayso_trace chain(void)
{
    static sayso_trace_link links[] = {{"speaker", "Ports Ministry", &source, "2032-06-09"},
                                       {"relay", "Melle Wire", &relayed, NULL},
                                       {"outlet", "Torv Daily", NULL, "2032-06-10"}};
    static const char *carriers[] = {"r2"};
    return (sayso_trace){ferry(), 0, links, 3, carriers, 1};
}

static void a_trace_leads_to_words_and_bytes(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    sayso_trace t = chain();
    sayso_brief_options o = {.width = 80};
    assert_int_equal(sayso__page_trace(&t, &o, &f.a, &f.out, NULL), SAYSO_OK);
    expect(&f,
           "claim 1c3a5e7f90000000\n"
           "  act          allege, about responsibility; asserts that Tide Front is responsible; "
           "said 9 Jun 2032\n"
           "  source       Ports Ministry\n"
           "               text bytes 4-18, original bytes 0-0\n"
           "  cue          said\n"
           "               text bytes 19-23, original bytes 0-0\n"
           "  content      the Tide Front set the ferry alight,\n"
           "               text bytes 24-60, original bytes 0-0\n"
           "               “without a doubt”\n"
           "               text bytes 61-82, original bytes 0-0\n"
           "\n"
           "CHAIN  from the speaker outward\n"
           "  speaker      Ports Ministry, 9 Jun 2032\n"
           "               \"Ports Ministry\"\n"
           "               text bytes 4-18, original bytes 0-0\n"
           "  relay        Melle Wire\n"
           "               \"Melle Wire reported\"\n"
           "               text bytes 84-103, original bytes 0-0\n"
           "  outlet       Torv Daily, 10 Jun 2032\n"
           "\n"
           "REPORT\n"
           "  r1, Torv Daily, 10 Jun 2032\n"
           "  Ferry burns\n"
           "  original: in.jsonl, sha256 00ff00ff00ff00ff...\n"
           "\n"
           "ALSO CARRIED BY\n"
           "  r2\n");
    begin(&f);
    assert_int_equal(sayso__trace_json(&t, SAYSO_UNIT_BYTES, &f.a, &f.out, NULL), SAYSO_OK);
    json_object *j = parsed(&f);
    expect_field(at(j, "links", 1), "text", "\"Melle Wire reported\"");
    expect_field(j, "carriers", "[\"r2\"]");
    json_object_put(j);
    sayso__sink_free(&f.out);
    sayso__arena_free(&f.a);
}

/* ---- tables ------------------------------------------------------------------------------------
 */

static const char *const columns[] = {"claim", "who", "n", "via", "new"};
static sayso_cell cells[] = {{SAYSO_CELL_TEXT, "1c3a5e7f90000000", 0},
                             {SAYSO_CELL_TEXT, "Ports, \"the\" Ministry", 0},
                             {SAYSO_CELL_NUMBER, NULL, 2.5},
                             {SAYSO_CELL_LIST, "Melle Wire\nTorv Daily", 0},
                             {SAYSO_CELL_FLAG, NULL, 1},
                             {SAYSO_CELL_TEXT, "9", 0},
                             {SAYSO_CELL_NULL, NULL, 0},
                             {SAYSO_CELL_NUMBER, NULL, 12},
                             {SAYSO_CELL_LIST, "", 0},
                             {SAYSO_CELL_FLAG, NULL, 0}};
static const sayso_table_rows table = {columns, cells, 5, 2};

static void rows_go_out_as_csv_and_json(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    sayso__sheet_csv(&table, &f.out);
    expect(&f, "claim,who,n,via,new\n"
               "1c3a5e7f90000000,\"Ports, \"\"the\"\" Ministry\",2.5,\"Melle Wire; Torv "
               "Daily\",yes\n"
               "9,,12,,no\n");
    begin(&f);
    sayso__sheet_jsonl(&table, &f.out);
    expect(&f, "{\"claim\": \"1c3a5e7f90000000\", \"who\": \"Ports, \\\"the\\\" Ministry\", \"n\": "
               "2.5, \"via\": [\"Melle Wire\", \"Torv Daily\"], \"new\": true}\n"
               "{\"claim\": \"9\", \"who\": null, \"n\": 12, \"via\": [], \"new\": false}\n");
}

static void a_table_fits_the_page(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    sayso_paper p;
    sayso__paper_init(&p, &f.out, 50, false);
    assert_int_equal(sayso__sheet_table(&table, SAYSO_N_SHOW, &p, &f.a, NULL), SAYSO_OK);
    expect(&f, "claim         who           n    via           new\n"
               "1c3a5e7f9000  Ports, \"the…  2.5  Melle Wire …  yes\n"
               "9                            12                no\n");
}

/* Reports are called by the part of their path that tells them apart, moments by their day. */
static void reports_are_told_apart_on_the_page(void **state)
{
    (void)state;
    static const char *const names[] = {"report", "publisher", "published", "title", "section"};
    static const char *const text[][5] = {{"clips/2031/05/melle-ferry-sinks.html", "Melle Wire",
                                           "Sun, 04 May 2031 10:00:00 +0200",
                                           "Ferry sinks off Melle with ninety aboard", "world"},
                                          {"https://torv.example/a/1", NULL, "2031-05-05",
                                           "Second ferry held", NULL},
                                          {"message.7@torv.example", NULL, "at dawn", NULL, NULL}};
    sayso_cell cell[15] = {0};
    for (uint32_t i = 0; i < 15; i++)
        if (text[i / 5][i % 5])
            cell[i] = (sayso_cell){.kind = SAYSO_CELL_TEXT, .text = text[i / 5][i % 5]};
    const sayso_table_rows rows = {names, cell, 5, 3};
    fixture f;
    begin(&f);
    sayso_paper p;
    sayso__paper_init(&p, &f.out, 64, false);
    assert_int_equal(sayso__sheet_table(&rows, SAYSO_SHOW_REPORTS, &p, &f.a, NULL), SAYSO_OK);
    expect(&f, "report         publisher   published   title\n"
               "melle-ferry-…  Melle Wire  2031-05-04  Ferry sinks off Melle wi…\n"
               "a/1                        2031-05-05  Second ferry held\n"
               "message.7@to…              at dawn\n");
}

static void claims_are_printed_by_their_ids(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    sayso_state s = ferry();
    sayso_state_json w;
    assert_int_equal(sayso__state_json_init(&w, &s, SAYSO_UNIT_BYTES, &f.a, &f.out, NULL),
                     SAYSO_OK);
    assert_int_equal(sayso__sheet_records(&table, &w, false, NULL), SAYSO_OK);
    json_object *o = parsed(&f);
    expect_field(o, "claim", "\"1c3a5e7f90000000\"");
    assert_ptr_equal(strchr(f.out.buf, '\n'), f.out.buf + f.out.n - 2);
    json_object_put(o);
    sayso__sink_free(&f.out);
    sayso__arena_free(&f.a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_page_counts_independent_reports),
        cmocka_unit_test(a_survey_is_told_by_its_shares),
        cmocka_unit_test(verbs_agree_with_names),
        cmocka_unit_test(without_blame_the_page_says_so),
        cmocka_unit_test(a_report_is_marked),
        cmocka_unit_test(colours_mark_without_brackets),
        cmocka_unit_test(the_brief_as_json_names_everything),
        cmocka_unit_test(offsets_of_the_brief_follow_the_unit),
        cmocka_unit_test(a_trace_leads_to_words_and_bytes),
        cmocka_unit_test(rows_go_out_as_csv_and_json),
        cmocka_unit_test(a_table_fits_the_page),
        cmocka_unit_test(reports_are_told_apart_on_the_page),
        cmocka_unit_test(claims_are_printed_by_their_ids),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
