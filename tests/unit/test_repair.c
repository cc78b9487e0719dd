/* test_repair.c -- plain text put right, and the way back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "text/repair.h"

static sayso_arena arena;

static int clean(void **state)
{
    (void)state;
    sayso__arena_free(&arena);
    return 0;
}

static sayso_mapped repaired(const char *z)
{
    sayso_map_run *run = SAYSO_NEW(&arena, sayso_map_run);
    uint32_t n = (uint32_t)strlen(z);
    *run = (sayso_map_run){0, 0, n};
    sayso_mapped m = {z, n, run, 1};
    assert_true(sayso__text_repair(&m, &arena));
    return m;
}

static void assert_repaired(const char *from, const char *want)
{
    sayso_mapped m = repaired(from);
    if (!sayso__str_is(sayso__str(m.p, m.n), want))
        fail_msg("\"%.*s\" is not \"%s\"", (int)m.n, m.p, want);
}

static void words_parted_at_line_ends(void **state)
{
    (void)state;
    assert_repaired("On Saturday the regional govern-\nment said that it\nknew.",
                    "On Saturday the regional government\nsaid that it\nknew.");
    assert_repaired("On Saturday the regional govern-\r\n    ment, which is new,\nsaid no.",
                    "On Saturday the regional government,\nwhich is new,\nsaid no.");
    assert_repaired("ON SATURDAY THE REGIONAL GOVERN-\nMENT SAID THAT IT KNEW.",
                    "ON SATURDAY THE REGIONAL GOVERNMENT\nSAID THAT IT KNEW.");
}

static void hyphens_of_words_stay(void **state)
{
    (void)state;
    assert_repaired("The blast hurt twenty-seven people, most of them well-\nknown in the town.",
                    "The blast hurt twenty-seven people, most of them well-known\nin the town.");
    assert_repaired("The state-of-the-art mill has burned: it was state-of-the-\nart once.",
                    "The state-of-the-art mill has burned: it was state-of-the-art\nonce.");
    assert_repaired("The mill-owner of the town said that every mill-\nowner knew.",
                    "The mill-owner of the town said that every mill-owner\nknew.");
    assert_repaired("The wheat was sown; producing it cost much, said the wheat-\nproducing town.",
                    "The wheat was sown; producing it cost much, said the wheat-producing\ntown.");
    assert_repaired("The millowner of the old town said so: a mill-\nowner knew.",
                    "The millowner of the old town said so: a millowner\nknew.");
    assert_repaired("The mayor of the town had a first-\nclass ticket; on the first-\nly.",
                    "The mayor of the town had a first-class\nticket; on the firstly.");
}

static void what_is_not_parted(void **state)
{
    (void)state;
    static const char *const same[] = {
        "The mayor of the town said -\nand he knew - that it fell.", /* a dash */
        "On Saturday the group from Dorva-\nOrlen said no.",         /* two names */
        "short-\nlines of a poem",                                   /* no running text */
        "On Saturday the regional govern-\n\nment said",             /* a paragraph ends */
        "The score on Saturday evening was 12-\n14 in all.",
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        assert_repaired(same[i], same[i]);
}

static void odd_characters(void **state)
{
    (void)state;
    assert_repaired("One.\rTwo.\r\nThree.\r", "One.\nTwo.\r\nThree.\n");
    assert_repaired("The mayor didn\xc2\x92t \xc2\x96 he said.",
                    "The mayor didn\xe2\x80\x99t \xe2\x80\x93 he said.");
    assert_repaired("On Saturday the regional govern\xc2\xad\nment said.",
                    "On Saturday the regional government\nsaid.");
}

/* A word that was joined leads to both of its halves, what follows to itself. */
static void the_map_shows_it(void **state)
{
    (void)state;
    static const char text[] = "On Saturday the regional govern-\nment said no.";
    sayso_mapped m = repaired(text);
    uint32_t at = sayso__str_find(sayso__str(m.p, m.n), SAYSO_STR("government"));
    sayso_span raw = sayso__map_raw(&m, (sayso_span){at, at + 10});
    assert_true(sayso__str_is(sayso__str_span(text, raw), "govern-\nment"));
    at = sayso__str_find(sayso__str(m.p, m.n), SAYSO_STR("said"));
    raw = sayso__map_raw(&m, (sayso_span){at, at + 4});
    assert_true(sayso__str_is(sayso__str_span(text, raw), "said"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(words_parted_at_line_ends, clean),
        cmocka_unit_test_teardown(hyphens_of_words_stay, clean),
        cmocka_unit_test_teardown(what_is_not_parted, clean),
        cmocka_unit_test_teardown(odd_characters, clean),
        cmocka_unit_test_teardown(the_map_shows_it, clean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
