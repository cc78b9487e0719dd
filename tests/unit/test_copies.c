/* test_copies.c -- shingles, fingerprints, and who is a copy or a revision of whom. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "ledger/copies.h"
#include "ledger/names.h"

static sayso_arena arena;

static const char story[] =
    "The council of Tolle voted on Monday night to drain the upper reservoir after a diver had "
    "found a crack in the "
    "foot of the dam. The crack is as long as a man and two fingers wide, the diver told the "
    "meeting. Nobody lives "
    "below the dam but a keeper and his goats, and both have been moved to the school. The water "
    "will be let off "
    "slowly, over nine days, so that the fish ladder stays wet. Farmers asked who would pay for "
    "the lost hay, and "
    "the clerk read them a letter from the province that promised an answer in the autumn.";
static const char other[] = "A choir of two hundred sang in the square of Lenn while the new bell "
                            "was hoisted into the tower. It took four "
                            "hours and three ropes. The old bell, which cracked in the frost of "
                            "last winter, will stand in the museum next "
                            "to the mayor's chain and the first fire engine of the town, which "
                            "nobody has dared to start since the flood.";

static sayso_kin kin(const char *text, const char *publisher, const char *url, const char *headline)
{
    sayso_kin k = {.url = sayso__str_z(url),
                   .publisher = sayso__str_z(publisher),
                   .headline = sayso__str_z(headline),
                   .day = SAYSO_NO_DAY};
    assert_true(sayso__copies_shingles(sayso__str_z(text), &arena, &k.shingles));
    assert_true(sayso__copies_facts(sayso__str_z(text), &arena, &k));
    return k;
}

static void overlap_of_same_and_other(void **state)
{
    (void)state;
    sayso_kin a = kin(story, NULL, NULL, NULL), b = kin(other, NULL, NULL, NULL);
    assert_true(sayso__copies_overlap(&a.shingles, &a.shingles) > 0.999);
    assert_true(sayso__copies_overlap(&a.shingles, &b.shingles) < 0.001);
    sayso_kin none = kin("", NULL, NULL, NULL), one = kin("word", NULL, NULL, NULL);
    assert_true(sayso__copies_overlap(&none.shingles, &a.shingles) < 0.001);
    assert_true(sayso__copies_overlap(&one.shingles, &one.shingles) > 0.999);
}

/* Cutting the end, the front, a middle, a few words: still the same text; case and marks too. */
static void cut_and_edited_copies_are_copies(void **state)
{
    (void)state;
    sayso_kin a = kin(story, "The Tolle Post", NULL, "Dam to be drained");
    size_t n = strlen(story);
    char edit[1200];
    for (size_t keep = n / 2; keep <= n; keep += 37) {
        snprintf(edit, sizeof edit, "%.*s", (int)keep, story);
        sayso_kin b = kin(edit, "Lenn Herald", NULL, "Crack found");
        assert_int_equal(sayso__copies_judge(&a, &b), SAYSO_KIN_COPY);
        snprintf(edit, sizeof edit, "%s", story + n - keep);
        b = kin(edit, "Lenn Herald", NULL, "Crack found");
        assert_int_equal(sayso__copies_judge(&b, &a), SAYSO_KIN_COPY);
    }
    snprintf(edit, sizeof edit, "%s", story);
    for (char *p = edit; *p; p++)
        *p = *p == '.' ? '!' : *p >= 'a' && *p <= 'z' ? (char)(*p - 32) : *p;
    sayso_kin b = kin(edit, "Lenn Herald", NULL, NULL);
    assert_true(sayso__copies_overlap(&a.shingles, &b.shingles) > 0.999);
    memcpy(strstr(edit, "MONDAY"), "FRIDAY", 6);
    memcpy(strstr(edit, "NINE"), "FOUR", 4);
    memcpy(strstr(edit, "GOATS"), "SHEEP", 5);
    b = kin(edit, "Lenn Herald", NULL, NULL);
    assert_int_equal(sayso__copies_judge(&a, &b), SAYSO_KIN_COPY);
}

static void one_quoted_sentence_makes_no_copy(void **state)
{
    (void)state;
    char edit[1200];
    snprintf(edit, sizeof edit, "%s The crack is as long as a man, the diver told the meeting.",
             other);
    sayso_kin a = kin(story, "A", NULL, NULL), b = kin(edit, "B", NULL, NULL);
    assert_int_equal(sayso__copies_judge(&a, &b), SAYSO_KIN_NONE);
}

static void versions_are_told_from_copies(void **state)
{
    (void)state;
    char edit[1200];
    snprintf(edit, sizeof edit, "%.*s It has begun to rain since.", (int)strlen(story) * 2 / 3,
             story);
    sayso_kin a = kin(story, "The Tolle Post", "https://p.example/1", "Dam to be drained");
    sayso_kin url = kin(edit, "the tolle post", "https://p.example/1", "Rain on the dam");
    sayso_kin headline = kin(edit, "The Tolle Post", "https://p.example/2", "Dam to be drained");
    sayso_kin foreign = kin(edit, "Lenn Herald", "https://l.example/9", "Dam to be drained");
    sayso_kin fresh = kin(other, "The Tolle Post", "https://p.example/1", "Dam to be drained");
    assert_int_equal(sayso__copies_judge(&a, &url), SAYSO_KIN_REVISION);
    assert_int_equal(sayso__copies_judge(&a, &headline), SAYSO_KIN_REVISION);
    assert_int_equal(sayso__copies_judge(&a, &foreign), SAYSO_KIN_COPY);
    assert_int_equal(sayso__copies_judge(&a, &fresh), SAYSO_KIN_NONE);
    sayso_kin same_id = fresh;
    a.given = same_id.given = SAYSO_STR("n-17");
    assert_int_equal(sayso__copies_judge(&a, &same_id), SAYSO_KIN_REVISION);
}

/* Files are called 01.txt in many folders: an id in common is no text in common. */
static void a_used_id_makes_no_version_of_another_report(void **state)
{
    (void)state;
    static const char anew[] =
        "Farmers of Tolle will be paid for the hay that they lose, the province said, now that the "
        "council has begun to empty its reservoir. The mayor, Hanna Brock, expects engineers "
        "from Lenn to reach the crack in the dam within a week.";
    static const char before[] =
        "There is no danger yet, said Hanna Brock, the mayor of Tolle, but the keeper of the dam "
        "has moved out. Divers from Lenn will look at the crack, and the province has been told.";
    sayso_kin a = kin(story, NULL, NULL, NULL), b = kin(other, NULL, NULL, NULL),
              c = kin(anew, NULL, NULL, NULL), d = kin(before, NULL, NULL, NULL);
    a.given = b.given = c.given = d.given = SAYSO_STR("01.txt");
    assert_int_equal(sayso__copies_judge(&a, &b), SAYSO_KIN_NONE);
    assert_int_equal(sayso__copies_judge(&b, &c), SAYSO_KIN_NONE);
    assert_int_equal(sayso__copies_judge(&c, &d), SAYSO_KIN_REVISION); /* written anew */
    c.publisher = SAYSO_STR("Lenn Herald");
    d.publisher = SAYSO_STR("The Tolle Post");
    assert_int_equal(sayso__copies_judge(&c, &d), SAYSO_KIN_NONE);
    d.publisher = c.publisher;
    assert_int_equal(sayso__copies_judge(&c, &d), SAYSO_KIN_REVISION);
    a.headline = b.headline = SAYSO_STR("News of the day");
    assert_int_equal(sayso__copies_judge(&a, &b), SAYSO_KIN_REVISION);
    b = kin("It was a tug.", NULL, NULL, NULL);
    b.given = a.given;
    assert_int_equal(sayso__copies_judge(&a, &b), SAYSO_KIN_REVISION); /* too short to tell */
}

/* Winnowing's promise: a shared run of 19 words shares a fingerprint, wherever it stands. */
static void shared_runs_share_a_fingerprint(void **state)
{
    (void)state;
    const char *word[400];
    uint32_t n = 0;
    static char copy[sizeof story];
    memcpy(copy, story, sizeof story);
    for (char *p = strtok(copy, " "); p; p = strtok(NULL, " "))
        word[n++] = p;
    sayso_shingles whole;
    assert_true(sayso__copies_prints(sayso__str_z(story), &arena, &whole));
    for (uint32_t from = 0; from + 19 <= n; from++) {
        char text[2400] = "before stand other words that are new ";
        for (uint32_t i = from; i < from + 19; i++) {
            strcat(text, word[i]);
            strcat(text, " ");
        }
        strcat(text, "and behind them come some more of these");
        sayso_shingles part;
        assert_true(sayso__copies_prints(sayso__str_z(text), &arena, &part));
        bool found = false;
        for (uint32_t i = 0; i < part.n; i++)
            for (uint32_t j = 0; j < whole.n; j++)
                found = found || part.hash[i] == whole.hash[j];
        assert_true(found);
    }
}

static void agencies_are_read_from_credits(void **state)
{
    (void)state;
    static const char *const line[][2] = {{"Tern Agency", "Tern Agency"},
                                          {"Tern Agency and Courier staff", "Tern Agency"},
                                          {"Agency report (KLP)", "KLP"},
                                          {"By Nils Orre of the Tern Agency", NULL},
                                          {"Nils Orre", NULL},
                                          {"(", NULL},
                                          {"KLP", "KLP"},
                                          {"", NULL}};
    for (size_t i = 0; i < sizeof line / sizeof *line; i++) {
        sayso_str got = sayso__names_agency(sayso__str_z(line[i][0]));
        assert_true(line[i][1] ? sayso__str_is(got, line[i][1]) : got.p == NULL);
    }
}

static void hostile_texts_are_taken(void **state)
{
    (void)state;
    static const char *texts[] =
        {"", " ", "\xe2", "\xe2\x80", "\xe2\x80\x9c", "a\xe2", "\xff\xff \xfe", "\xe2\x80 x"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        sayso_shingles s;
        char *exact = malloc(strlen(texts[i]) + 1); /* so that a sanitizer sees an overrun */
        memcpy(exact, texts[i], strlen(texts[i]) + 1);
        assert_true(sayso__copies_shingles(sayso__str(exact, strlen(exact)), &arena, &s));
        assert_true(sayso__copies_prints(sayso__str(exact, strlen(exact)), &arena, &s));
        free(exact);
    }
}

static int reset(void **state)
{
    (void)state;
    sayso__arena_free(&arena);
    sayso__arena_init(&arena, 0);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(overlap_of_same_and_other, reset),
        cmocka_unit_test_teardown(cut_and_edited_copies_are_copies, reset),
        cmocka_unit_test_teardown(one_quoted_sentence_makes_no_copy, reset),
        cmocka_unit_test_teardown(versions_are_told_from_copies, reset),
        cmocka_unit_test_teardown(a_used_id_makes_no_version_of_another_report, reset),
        cmocka_unit_test_teardown(shared_runs_share_a_fingerprint, reset),
        cmocka_unit_test_teardown(agencies_are_read_from_credits, reset),
        cmocka_unit_test_teardown(hostile_texts_are_taken, reset),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    sayso__arena_free(&arena);
    return failed;
}
