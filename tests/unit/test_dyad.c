/* test_dyad.c -- acts of one party toward another, their codes, and what holds of every report's.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "analysis_fixture.h"
#include "base/str.h"
#include "base/vocab.h"
#include "claim/dyad_code.h"

static bool has(sayso_str words, const char *part)
{
    size_t n = strlen(part);
    for (size_t i = 0; i + n <= words.n; i++)
        if (memcmp(words.p + i, part, n) == 0)
            return true;
    return false;
}

/* Is there an act of this code between parties whose words hold these? */
static void assert_act(sheet *s, const char *text, const char *cameo, const char *plover,
                       const char *source, const char *target)
{
    const sayso_claims *c = read_text(s, text);
    for (uint32_t i = 0; i < c->n_dyad; i++) {
        const sayso_dyad *d = &c->dyad[i];
        if (strcmp(d->cameo, cameo) == 0 && strcmp(d->plover, plover) == 0 &&
            has(d->source.text, source) && has(d->target.text, target))
            return;
    }
    for (uint32_t i = 0; i < c->n_dyad; i++)
        print_message("%s %s: %.*s -> %.*s\n", c->dyad[i].cameo, c->dyad[i].plover,
                      (int)c->dyad[i].source.text.n, c->dyad[i].source.text.p,
                      (int)c->dyad[i].target.text.n, c->dyad[i].target.text.p);
    fail_msg("no %s %s in: %s", cameo, plover, text);
}

static void verbs_are_coded(void **state)
{
    static const struct {
        const char *text, *cameo, *plover, *source, *target;
    } v[] = {
        {"Police arrested more than 40 students in Dorva on Monday.", "173", "COERCE/arrest",
         "Police", "students"},
        {"The army was shelled by rebels.", "194", "ASSAULT/heavy-weapons", "rebels", "army"},
        {"France imposed sanctions on Iran.", "163", "SANCTION", "France", "Iran"},
        {"Japan suspended aid to Serbia.", "162", "SANCTION/discontinue", "Japan", "Serbia"},
        {"France lifted sanctions on Iran.", "085", "RETREAT", "France", "Iran"},
        {"Norway gave food to Sudan.", "073", "AID", "Norway", "Sudan"},
        {"The workers staged a strike.", "143", "PROTEST/strike", "workers", ""},
        {"The prime minister resigned on Friday.", "083", "RETREAT/resign", "prime minister", ""},
        {"Canada expelled the Russian diplomats.", "166", "SANCTION/expel", "Canada", "Russian"},
    };
    for (size_t k = 0; k < sizeof v / sizeof *v; k++)
        assert_act(*state, v[k].text, v[k].cameo, v[k].plover, v[k].source, v[k].target);
}

static void what_is_meant_is_an_act_of_its_own(void **state)
{
    sheet *s = *state;
    assert_act(s, "Turkey agreed to release the prisoners.", "030", "AGREE", "Turkey", "prisoners");
    assert_act(s, "Turkey will visit Greece.", "030", "AGREE", "Turkey", "Greece");
    assert_act(s, "Turkey will attack Greece.", "130", "THREATEN", "Turkey", "Greece");
    assert_act(s, "Turkey refused to release the prisoners.", "120", "REJECT", "Turkey",
               "prisoners");
    assert_act(s, "Turkey demanded that Greece release the prisoners.", "100", "REQUEST", "Turkey",
               "Greece");
    assert_int_equal(read_text(s, "Turkey may attack Greece.")->n_dyad, 0);
    assert_int_equal(read_text(s, "Turkey did not attack Greece.")->n_dyad, 0);
}

static void a_mishap_has_no_party(void **state)
{
    assert_int_equal(read_text(*state, "Nine people were killed in a crash in Dorva.")->n_dyad, 0);
}

static void codes_have_roots(void **state)
{
    (void)state;
    char code[5];
    assert_int_equal(sayso__dyad_root(71), 7);
    assert_int_equal(sayso__dyad_root(204), 20);
    assert_int_equal(sayso__dyad_root(871), 8);
    assert_int_equal(sayso__dyad_root(1831), 18);
    sayso__dyad_print(71, code);
    assert_string_equal(code, "071");
    sayso__dyad_print(871, code);
    assert_string_equal(code, "0871");
    sayso__dyad_print(1831, code);
    assert_string_equal(code, "1831");
}

/* Each act and each kind of event has both codes, or says why not. */
static void what_has_no_code_has_a_reason(void **state)
{
    (void)state;
    for (uint8_t k = 1; k < SAYSO_ACT_N; k++) {
        sayso_codes c = sayso__codes_of_act(k);
        assert_true((c.cameo && c.plover) || c.reason);
    }
    for (uint8_t k = 1; k < SAYSO_EVENT_N; k++) {
        sayso_codes c = sayso__codes_of_kind(k);
        assert_true((c.cameo && c.plover) != (c.reason != NULL));
    }
}

/* Whatever the words, parties lie in the text and codes are codes. */
static void every_act_is_well_formed(void **state)
{
    static const char *const words[] = {"police", "arrested",  "will", "agreed", "to",
                                        "the",    "sanctions", "on",   "Dolvan", "and",
                                        ",",      "attack",    "of",   "said",   ".",
                                        "their",  "not",       "gave", "\n\n",   "by",
                                        "was",    "who",       "40",   "aid"};
    sheet *s = *state;
    uint32_t seed = 7;
    for (int round = 0; round < 200; round++) {
        char text[1200] = "";
        for (int k = 0; k < 100; k++) {
            seed = seed * 1664525u + 1013904223u;
            strcat(text, words[(seed >> 16) % (sizeof words / sizeof *words)]);
            strcat(text, " ");
        }
        const sayso_claims *c = read_text(s, text);
        for (uint32_t i = 0; i < c->n_dyad; i++) {
            const sayso_dyad *d = &c->dyad[i];
            const sayso_party *party[] = {&d->source, &d->target};
            size_t n = strlen(d->cameo);
            assert_true(n == 3 || n == 4);
            assert_non_null(d->plover);
            assert_true(d->at.beg < d->at.end && d->at.end <= s->doc.n_text);
            assert_true(d->attribution == SAYSO_NONE || d->attribution < c->attrs->n_attribution);
            for (int k = 0; k < 2; k++) {
                assert_true(party[k]->at.beg <= party[k]->at.end);
                assert_true(party[k]->at.end <= s->doc.n_text);
                assert_int_equal(party[k]->text.n, party[k]->at.end - party[k]->at.beg);
                assert_true(party[k]->actor == SAYSO_NONE || party[k]->actor < c->attrs->n_actor);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(verbs_are_coded),
        cmocka_unit_test(what_is_meant_is_an_act_of_its_own),
        cmocka_unit_test(a_mishap_has_no_party),
        cmocka_unit_test(codes_have_roots),
        cmocka_unit_test(what_has_no_code_has_a_reason),
        cmocka_unit_test(every_act_is_well_formed),
    };
    return cmocka_run_group_tests(tests, open_sheet, close_sheet);
}
