/* test_doc.c -- units into documents: fields, the map, blocks, dateline, language. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/str.h"
#include "text/doc.h"

static sayso_arena arena;

static sayso_doc make(const char *bytes, sayso_media media, const sayso_read_options *options)
{
    sayso_doc d;
    sayso_error err;
    sayso_unit unit = {bytes, (uint32_t)strlen(bytes),  media, SAYSO_STR("a/path"),
                       0,     media == SAYSO_MEDIA_JSON};
    assert_int_equal(sayso__doc_make(&unit, options, &arena, &d, &err), SAYSO_OK);
    return d;
}

static const char *message_of(const char *bytes)
{
    static sayso_error err;
    sayso_doc d;
    sayso_unit unit = {bytes, (uint32_t)strlen(bytes), SAYSO_MEDIA_JSON, SAYSO_STR("p"), 100, 1};
    assert_int_equal(sayso__doc_make(&unit, NULL, &arena, &d, &err), SAYSO_EINPUT);
    assert_true(err.byte >= 100 && err.byte <= 100 + unit.n);
    return err.message;
}

static void assert_str(sayso_str s, const char *want)
{
    if (!sayso__str_is(s, want))
        fail_msg("\"%.*s\" is not \"%s\"", (int)s.n, s.p ? s.p : "", want);
}

static bool is_refused(const sayso_doc *d, const char *reason)
{
    for (uint32_t i = 0; i < d->n_refusal; i++)
        if (strcmp(d->refusal[i].reason, reason) == 0)
            return true;
    return false;
}

static void fields_of_json(void **state)
{
    (void)state;
    sayso_doc d =
        make("{\"id\": 12, \"title\": \"Mill burns\", \"text\": \"It fell.\", \"published\": "
             "\"2031-05-03T23:10:00+02:00\", \"publisher\": \"Wire\", \"url\": null, \"byline\": "
             "\"By N\","
             " \"other\": {\"text\": \"no\"}}",
             SAYSO_MEDIA_JSON, NULL);
    assert_str(d.id, "12");
    assert_str(d.publisher, "Wire");
    assert_str(d.byline, "By N");
    assert_null(d.url.p);
    assert_true(d.has_title);
    assert_int_equal(d.body, 12);
    assert_str(sayso__str(d.text, d.n_text), "Mill burns\n\nIt fell.");
    assert_int_equal(d.day, 22402);
    assert_int_equal(d.n_refusal, 0);
    assert_int_equal(sayso__doc_block_kind(&d, 3), SAYSO_BLOCK_TITLE);
    assert_int_equal(sayso__doc_block_kind(&d, 13), SAYSO_BLOCK_BODY);
}

static void what_is_odd_is_said_and_kept(void **state)
{
    (void)state;
    sayso_doc d =
        make("{\"text\": \"a\\u0000b\", \"published\": \"last week\", \"publisher\": [1]}",
             SAYSO_MEDIA_JSON, NULL);
    assert_int_equal(d.day, SAYSO_NO_DAY);
    assert_true(is_refused(&d, SAYSO_REFUSED_PUBLISHED));
    assert_true(is_refused(&d, "\"publisher\" is not a string"));
    assert_int_equal(d.n_refusal, 3);
    assert_str(sayso__str(d.text, d.n_text), "a\xef\xbf\xbd"
                                             "b");
    assert_str(d.id, "a/path#1");
    d = make("{\"text\": \"first\", \"t\\u0065xt\": \"last\"}", SAYSO_MEDIA_JSON, NULL);
    assert_str(sayso__str(d.text, d.n_text), "last");
}

static void broken_json_is_refused(void **state)
{
    (void)state;
    assert_string_equal(message_of("{\"id\": 1}"), "no \"text\" here");
    assert_string_equal(message_of("{\"text\": null}"), "no \"text\" here");
    assert_string_equal(message_of("{\"text\": 5}"), "no \"text\" here");
    assert_string_equal(message_of("{\"html\": 5}"), "no \"text\" here");
    assert_string_equal(message_of("{\"text\": \"a"), "broken JSON: it ends too early");
    assert_string_equal(message_of("{\"text\": a}"), "broken JSON");
    assert_string_equal(message_of("{\"text\": \"a\"} x"), "broken JSON");
    assert_string_equal(message_of("[1]"), "not one JSON object");
    char deep[400] = "{\"text\": \"a\", \"x\": ";
    memset(deep + strlen(deep), '[', 300);
    assert_string_equal(message_of(deep), "broken JSON: nested too deeply");
}

static void options_speak_for_text_files(void **state)
{
    (void)state;
    sayso_read_options o = {SAYSO_STR("3 May 2031"), SAYSO_STR("Wire"),
                            SAYSO_STR("https://a.example/1"), 0};
    sayso_doc d = make("Plain text.", SAYSO_MEDIA_TEXT, &o);
    assert_str(d.id, "https://a.example/1");
    assert_str(d.publisher, "Wire");
    assert_int_equal(d.day, 22402);
    d = make("Plain text.", SAYSO_MEDIA_TEXT, NULL);
    assert_str(d.id, "a/path");
    assert_false(d.has_title);
    assert_int_equal(d.body, 0);
}

static void check_head_day(const char *text, const char *day)
{
    sayso_doc d = make(text, SAYSO_MEDIA_TEXT, NULL);
    if (day)
        assert_str(d.published, day);
    else
        assert_null(d.published.p);
    assert_int_equal(d.day == SAYSO_NO_DAY, !day);
}

/* Whole dates of a text's head; other dates are of what the report tells. */
static void heads_of_text_files_have_days(void **state)
{
    (void)state;
    check_head_day("DORVA, Sept 3 2031 (Melle Wire) - The mill fell on Monday.", "2031-09-03");
    check_head_day("DORVA, 3 September (Melle Wire) - The mill fell on Monday.", NULL);
    check_head_day("Mill falls\n\nBy Ann Orlin\nTorv Daily, 3 May 2031\n\nIt fell.", "2031-05-03");
    check_head_day("TRANSCRIPT\nBroadcast 3 May 2031, 07:15\n\nHOST: It fell.", "2031-05-03");
    check_head_day("2031-05-03\nThe mill fell.", "2031-05-03");
    check_head_day("Posted On 3 May 2031\n\nThe mill fell.", "2031-05-03");
    check_head_day("Ferry sank off Dorva on 3 March 2031\n\nIt fell.", NULL);
    check_head_day("Mill falls\nIt closed on 3 May 2031\n", NULL);
    check_head_day("On 3 May 2031\n", NULL);
    check_head_day("The mill, 3 May 2031\n\nIt fell.", NULL);
    check_head_day("Mill falls\nIt stood until 3 May 2031\n", NULL);
    check_head_day("Mill falls\nCall 20310503 or 2031 5 3\nThe mill fell.", NULL);
    sayso_read_options told = {.published = SAYSO_STR("2031-06-01")};
    sayso_doc d = make("Published 3 May 2031\nIt fell.", SAYSO_MEDIA_TEXT, &told);
    assert_str(d.published, "2031-06-01");
    d = make("{\"text\": \"Published 3 May 2031\\nIt fell.\"}", SAYSO_MEDIA_JSON, NULL);
    assert_null(d.published.p);
}

static void spans_lead_back_to_their_bytes(void **state)
{
    (void)state;
    static const char json[] = "{\"text\": \"a\\u00e9\\ud83d\\ude00b\\nc\", \"title\": \"T\\\"t\"}";
    sayso_doc d = make(json, SAYSO_MEDIA_JSON, NULL);
    assert_str(sayso__str(d.text, d.n_text), "T\"t\n\na\xc3\xa9\xf0\x9f\x98\x80"
                                             "b\nc");
    static const struct {
        uint32_t beg, end;
        const char *raw;
    } want[] = {{0, 1, "T"},
                {0, 3, "T\\\"t"},
                {1, 2, "\\\""},
                {5, 6, "a"},
                {6, 8, "\\u00e9"},
                {8, 12, "\\ud83d\\ude00"},
                {9, 10, "\\ud83d\\ude00"},
                {12, 15, "b\\nc"},
                {5, 15, "a\\u00e9\\ud83d\\ude00b\\nc"}};
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        sayso_span raw = sayso__doc_raw(&d, (sayso_span){want[i].beg, want[i].end});
        assert_str(sayso__str(json + raw.beg, raw.end - raw.beg), want[i].raw);
    }
    sayso_span out = sayso__doc_raw(&d, (sayso_span){4000, 5000});
    assert_true(out.beg <= out.end && out.end < sizeof json);
}

/* Kinds of the blocks, a letter each. */
static const char *kinds(const char *text)
{
    static char out[64];
    sayso_doc d = make(text, SAYSO_MEDIA_TEXT, NULL);
    for (uint32_t i = 0; i < d.n_block; i++)
        out[i] = "btHBCcRXUIN"[d.block[i].kind];
    out[d.n_block] = 0;
    return out;
}

#define LONG                                                                                       \
    "The fire service said on Tuesday that the mill had been empty for years and that nobody was " \
    "hurt."

static void blocks_know_what_they_are(void **state)
{
    (void)state;
    assert_string_equal(kinds("Mill burns for a second day\n\nBy Lena Garrod\n\n" LONG), "tBb");
    assert_string_equal(kinds(LONG "\n\nA second life\n\n" LONG), "bHb");
    assert_string_equal(kinds(LONG "\n\nPhoto: The mill. (Ivo Bram/Wire)\n\n" LONG), "bCb");
    assert_string_equal(
        kinds("The mill at dusk, seen from the bridge. (Ivo Bram/Wire via Getty Images)\n\n" LONG),
        "Cb");
    assert_string_equal(kinds(LONG "\n\nReporting by Lena Garrod; editing by Ivo Bram"), "bc");
    assert_string_equal(kinds(LONG "\n\nRead also: Mill owners fined\n\nRELATED: More on mills"),
                        "bRR");
    assert_string_equal(
        kinds(LONG
              "\n\nCorrection: An earlier version gave another number.\n\nUpdate: New number."),
        "bXU");
    assert_string_equal(kinds(LONG "\n\n- one thing\n- another thing\n\n\xc2\xa9 Northern Wire"),
                        "bIIN");
    assert_string_equal(kinds(LONG "\n\nBy Friday evening the fire was out"), "bb");
    assert_string_equal(kinds(LONG "\n\nThe mill fought HIV/AIDS."), "bb");
    assert_string_equal(kinds("SAID " LONG), "b");
}

static void wrapped_lines_are_one_paragraph(void **state)
{
    (void)state;
    assert_string_equal(kinds("    The governor of the Haske district said on Monday that the\n"
                              "bridge would be closed until the engineers had finished. He\n"
                              "gave no date.\n"
                              "    A shopkeeper said he could not wait for so many months and\n"
                              "would move away.\n"),
                        "bb");
    assert_string_equal(kinds(LONG LONG "\n" LONG LONG "\n" LONG LONG), "bbb");
    assert_string_equal(kinds("THE GOVERNMENT SAID THAT THE ROAD TO THE NORTH HAD BEEN CUT BY\n"
                              "ARMED MEN IN THE NIGHT AND THAT NOBODY HAD BEEN HURT IN THIS\n"
                              "ATTACK ON THE CONVOY OF LORRIES WHICH CAME FROM THE HARBOUR.\n"),
                        "b");
}

static void check_dateline(const char *text, const char *place, const char *date,
                           const char *agency, const char *rest)
{
    sayso_doc d = make(text, SAYSO_MEDIA_TEXT, NULL);
    assert_str(sayso__str_span(d.text, d.dateline.place), place);
    assert_str(sayso__str_span(d.text, d.dateline.date), date);
    assert_str(sayso__str_span(d.text, d.dateline.agency), agency);
    assert_str(sayso__str_trim(
                   sayso__str(d.text + d.dateline.at.end, d.n_text - d.dateline.at.end)),
               rest);
}

static void datelines(void **state)
{
    (void)state;
    check_dateline("DORVA, 13 March (Northern Wire) - It rained.", "DORVA", "13 March",
                   "Northern Wire", "It rained.");
    check_dateline("HASKE (Reuters) - It rained.", "HASKE", "", "Reuters", "It rained.");
    check_dateline("TOLVANE, Dorva \xe2\x80\x94 It rained.", "TOLVANE, Dorva", "", "",
                   "It rained.");
    check_dateline("TOLVANE, Feb 26 - It rained.", "TOLVANE", "Feb 26", "", "It rained.");
    check_dateline("Dorva, May 3, 2031 (NW) -- It rained.", "Dorva", "May 3, 2031", "NW",
                   "It rained.");
    check_dateline("PORT DORVA (ORDANIA), 3 JAN 90 (RADIO NORTE) -- [REPORT] [TEXT] IT RAINED.",
                   "PORT DORVA (ORDANIA)", "3 JAN 90", "RADIO NORTE", "IT RAINED.");
    check_dateline("DORVA, May 3. /NW/. It rained.", "DORVA", "May 3", "NW", "It rained.");
    static const char *none[] = {"It rained - and how - in Dorva.",
                                 "UPDATE - It rained.",
                                 "Mara Quell - It rained.",
                                 "He said (on Monday) - well - no.",
                                 "DORVA-based firms fell.",
                                 "In May 2031 - it rained."};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        check_dateline(none[i], "", "", "", none[i]);
}

static void languages(void **state)
{
    (void)state;
    static const char german[] =
        "Die Feuerwehr teilte am Dienstag mit, dass bei dem Brand in der alten Fabrik niemand "
        "verletzt wurde und dass die Ursache noch nicht bekannt ist.";
    static const char russian[] =
        "\xd0\x9f\xd0\xbe\xd0\xb6\xd0\xb0\xd1\x80 \xd0\xbd\xd0\xb0 \xd1\x84\xd0\xb0\xd0\xb1";
    sayso_doc d = make(LONG, SAYSO_MEDIA_TEXT, NULL);
    assert_string_equal(d.language, "en");
    assert_int_equal(d.n_refusal, 0);
    d = make(german, SAYSO_MEDIA_TEXT, NULL);
    assert_string_equal(d.language, "und");
    assert_true(is_refused(&d, SAYSO_REFUSED_LANGUAGE));
    d = make("Feuer in der alten Fabrik", SAYSO_MEDIA_TEXT, NULL);
    assert_int_equal(d.n_refusal, 0);
    d = make(russian, SAYSO_MEDIA_TEXT, NULL);
    assert_string_equal(d.language, "und");
    assert_int_equal(d.n_refusal, 0);
}

static int set_up(void **state)
{
    (void)state;
    sayso__arena_init(&arena, 0);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    sayso__arena_free(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_of_json),
        cmocka_unit_test(what_is_odd_is_said_and_kept),
        cmocka_unit_test(broken_json_is_refused),
        cmocka_unit_test(options_speak_for_text_files),
        cmocka_unit_test(heads_of_text_files_have_days),
        cmocka_unit_test(spans_lead_back_to_their_bytes),
        cmocka_unit_test(blocks_know_what_they_are),
        cmocka_unit_test(wrapped_lines_are_one_paragraph),
        cmocka_unit_test(datelines),
        cmocka_unit_test(languages),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
