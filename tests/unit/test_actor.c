/* test_actor.c -- who is who: phrases, merging, offices, descriptions, pronouns, invariants. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tagged.h"

static void find(tagged *x, const char *source)
{
    sayso_error err;
    tagged_make(x, source);
    assert_int_equal(sayso__actor_find(&x->tags, &x->a, &x->scratch, &x->mentions, &err), SAYSO_OK);
}

/* Actor of the n-th mention (from 0) with exactly this text; SAYSO_NONE - 1 if there is none. */
static uint32_t actor_of(const tagged *x, const char *text, int n)
{
    for (uint32_t i = 0; i < x->mentions.n_mention; i++)
        if (sayso__str_is(sayso__str_span(x->doc.text, x->mentions.mention[i].at), text) &&
            n-- == 0)
            return x->mentions.mention[i].actor;
    return SAYSO_NONE - 1;
}

static void is_actor(const tagged *x, const char *text, int n, const char *name)
{
    uint32_t a = actor_of(x, text, n);
    if (a >= x->mentions.n_actor)
        fail_msg("no actor for \"%s\" (%d)", text, n);
    sayso_str got = x->mentions.actor[a].name;
    if (!sayso__str_is(got, name))
        fail_msg("\"%s\" is \"%.*s\", not \"%s\"", text, (int)got.n, got.p, name);
}

static const sayso_actor *actor(const tagged *x, const char *name)
{
    for (uint32_t i = 0; i < x->mentions.n_actor; i++)
        if (sayso__str_is(x->mentions.actor[i].name, name))
            return &x->mentions.actor[i];
    fail_msg("no actor \"%s\"", name);
    return NULL;
}

static void speaks_for(const tagged *x, const char *who, const char *whom)
{
    const sayso_actor *a = actor(x, who);
    assert_int_not_equal(a->speaks_for, SAYSO_NONE);
    assert_true(sayso__str_is(x->mentions.actor[a->speaks_for].name, whom));
}

static void names_are_the_taggers_and_phrases_lose_their_articles(void **state)
{
    (void)state;
    tagged x;
    find(&x, "A/DT senior/JJ official/NN at/IN the/DT ministry/NN said/VBD/say that/IN many/JJ "
             "residents/NNS of/IN [LOC Port/NNP Ansel/NNP ] fled/VBD/flee ./.");
    is_actor(&x, "residents of Port Ansel", 0, "residents of Port Ansel");
    is_actor(&x, "Port Ansel", 0, "Port Ansel");
    assert_int_equal(actor_of(&x, "A senior official", 0), SAYSO_NONE - 1);
    const sayso_actor *a = actor(&x, "senior official at the ministry");
    assert_true(a->official && !a->named);
    assert_int_equal(a->class_, SAYSO_CLASS_UNNAMED);
    assert_true(actor(&x, "residents of Port Ansel")->plural);
    tagged_free(&x);
}

static void titles_and_appositions_are_one_actor(void **state)
{
    (void)state;
    tagged x;
    find(&x, "Interior/NNP Minister/NNP [PER Bela/NNP Orsk/NNP ] spoke/VBD/speak ./. "
             "[PER Mara/NNP Voss/NNP ] ,/, the/DT district/NN fire/NN chief/NN ,/, said/VBD/say "
             "so/RB ./. The/DT mayor/NN ,/, [PER Iva/NNP Lind/NNP ] ,/, disagreed/VBD/disagree ./. "
             "An/DT armed/JJ group/NN calling/VBG itself/PRP the/DT [ORG Ash/NNP Legion/NNP ] "
             "claimed/VBD/claim it/PRP ./.");
    is_actor(&x, "Interior Minister", 0, "Bela Orsk");
    is_actor(&x, "district fire chief", 0, "Mara Voss");
    is_actor(&x, "mayor", 0, "Iva Lind");
    is_actor(&x, "armed group", 0, "Ash Legion");
    assert_true(actor(&x, "Bela Orsk")->official);
    assert_int_equal(actor(&x, "Ash Legion")->class_, SAYSO_CLASS_ARMED_GROUP);
    tagged_free(&x);
}

static void a_list_is_no_apposition(void **state)
{
    (void)state;
    tagged x;
    find(&x, "The/DT mayor/NN ,/, [PER Iva/NNP Lind/NNP ] and/CC others/NNS left/VBD/leave ./.");
    assert_int_not_equal(actor_of(&x, "mayor", 0), actor_of(&x, "Iva Lind", 0));
    tagged_free(&x);
}

static void short_forms_join_the_long_one(void **state)
{
    (void)state;
    tagged x;
    find(&x,
         "[PER Orsk/NNP ] warned/VBD/warn [ORG Norwind/NNP ] ./. [PER Bela/NNP Orsk/NNP ] of/IN "
         "the/DT [ORG Harbour/NNP Safety/NNP Service/NNP ] (/-LRB- [ORG HSS/NNP ] )/-RRB- "
         "said/VBD/say [ORG Norwind/NNP Airways/NNP ] knew/VBD/know ./. [ORG HSS/NNP ] "
         "agreed/VBD/agree ./.");
    is_actor(&x, "Orsk", 0, "Bela Orsk");
    is_actor(&x, "Norwind", 0, "Norwind Airways");
    is_actor(&x, "HSS", 1, "Harbour Safety Service");
    assert_int_equal(actor(&x, "Norwind Airways")->class_, SAYSO_CLASS_COMPANY);
    assert_int_equal(actor(&x, "Bela Orsk")->n_alias, 1);
    tagged_free(&x);
}

static void two_of_one_surname_stay_two(void **state)
{
    (void)state;
    tagged x;
    find(&x, "[PER Bela/NNP Orsk/NNP ] left/VBD/leave ./. [PER Nina/NNP Orsk/NNP ] stayed/VBD/stay "
             "./. [PER Orsk/NNP ] said/VBD/say so/RB ./.");
    assert_int_not_equal(actor_of(&x, "Bela Orsk", 0), actor_of(&x, "Nina Orsk", 0));
    is_actor(&x, "Orsk", 0, "Nina Orsk");
    tagged_free(&x);
}

static void ministries_of_two_states_stay_two(void **state)
{
    (void)state;
    tagged x;
    find(&x, "[LOC Norland/NNP ] ~'s/POS [ORG Foreign/NNP Ministry/NNP ] spoke/VBD/speak in/IN "
             "[LOC Norland/NNP ] ./. The/DT [MISC Sudrian/JJ ] [ORG Foreign/NNP Ministry/NNP ] "
             "answered/VBD/answer from/IN [LOC Sudria/NNP ] ./. The/DT ministry/NN "
             "insisted/VBD/insist ./.");
    uint32_t a = actor_of(&x, "Foreign Ministry", 0), b = actor_of(&x, "Foreign Ministry", 1);
    assert_int_not_equal(a, b);
    assert_int_equal(actor_of(&x, "ministry", 0), b);
    is_actor(&x, "Foreign Ministry", 0, "Norland's Foreign Ministry");
    is_actor(&x, "Foreign Ministry", 1, "Sudrian Foreign Ministry");
    speaks_for(&x, "Sudrian Foreign Ministry", "Sudria");
    tagged_free(&x);
}

static void descriptions_take_the_latest_that_fits(void **state)
{
    (void)state;
    tagged x;
    find(&x, "Interior/NNP Minister/NNP [PER Bela/NNP Orsk/NNP ] met/VBD/meet Transport/NNP "
             "Minister/NNP [PER Nina/NNP Tal/NNP ] at/IN [ORG Norwind/NNP Airways/NNP ] ./. The/DT "
             "interior/JJ minister/NN left/VBD/leave ./. The/DT company/NN said/VBD/say "
             "nothing/NN ./. The/DT minister/NN nodded/VBD/nod ./.");
    is_actor(&x, "interior minister", 0, "Bela Orsk");
    is_actor(&x, "company", 0, "Norwind Airways");
    is_actor(&x, "minister", 0, "Bela Orsk");
    tagged_free(&x);
}

static void a_new_paragraph_goes_back_to_the_body_named_most(void **state)
{
    (void)state;
    for (uint32_t block = 0; block < 2; block++) {
        tagged x;
        sayso_error err;
        tagged_make(&x, "The/DT [ORG Interior/NNP Ministry/NNP ] spoke/VBD/speak ./. The/DT "
                        "[ORG Interior/NNP Ministry/NNP ] wrote/VBD/write ./. The/DT "
                        "[ORG Foreign/NNP Ministry/NNP ] sang/VBD/sing ./. The/DT ministry/NN "
                        "slept/VBD/sleep ./.");
        x.tokens.sent_block[3] = block;
        assert_int_equal(sayso__actor_find(&x.tags, &x.a, &x.scratch, &x.mentions, &err), SAYSO_OK);
        is_actor(&x, "ministry", 0, block ? "Interior Ministry" : "Foreign Ministry");
        tagged_free(&x);
    }
}

static void pronouns_agree(void **state)
{
    (void)state;
    tagged x;
    find(&x,
         "[PER Peter/NNP Orsk/NNP ] ,/, a/DT spokesman/NN for/IN the/DT [ORG Harbour/NNP "
         "Board/NNP ] ,/, said/VBD/say so/RB ./. [PER Nina/NNP Tal/NNP ] denied/VBD/deny it/PRP "
         "./. He/PRP added/VBD/add that/IN it/PRP rained/VBD/rain ./. She/PRP agreed/VBD/agree "
         "./.");
    is_actor(&x, "He", 0, "Peter Orsk");
    is_actor(&x, "She", 0, "Nina Tal");
    assert_int_equal(actor_of(&x, "it", 0), SAYSO_NONE - 1);
    assert_int_equal(actor(&x, "Peter Orsk")->gender, 'm');
    assert_true(actor(&x, "Peter Orsk")->spokesperson);
    speaks_for(&x, "Peter Orsk", "Harbour Board");
    tagged_free(&x);
}

static void an_office_waits_for_its_holder(void **state)
{
    (void)state;
    tagged x;
    find(&x, "[LOC Norland/NNP ] ~'s/POS interior/JJ minister/NN accused/VBD/accuse rebels/NNS ./. "
             "It/PRP was/VBD no/DT accident/NN ,/, [PER Bela/NNP Orsk/NNP ] told/VBD/tell "
             "reporters/NNS ./.");
    is_actor(&x, "Norland's interior minister", 0, "Bela Orsk");
    tagged_free(&x);
}

static void its_spokeswoman_speaks_for_the_body_before(void **state)
{
    (void)state;
    tagged x;
    find(&x,
         "[ORG Norwind/NNP Airways/NNP ] denied/VBD/deny it/PRP ./. Its/PRP$ spokeswoman/NN ,/, "
         "[PER Ada/NNP Lunt/NNP ] ,/, wept/VBD/weep ./. A/DT former/JJ director/NN of/IN "
         "[ORG Norwind/NNP Airways/NNP ] laughed/VBD/laugh ./.");
    is_actor(&x, "Its", 0, "Norwind Airways");
    speaks_for(&x, "Ada Lunt", "Norwind Airways");
    assert_int_equal(actor(&x, "Ada Lunt")->gender, 'f');
    assert_int_equal(actor(&x, "former director of Norwind Airways")->speaks_for, SAYSO_NONE);
    tagged_free(&x);
}

static void countries_and_their_governments(void **state)
{
    (void)state;
    tagged x;
    find(&x, "[LOC France/NNP ] denied/VBD/deny it/PRP ./. The/DT [MISC French/JJ ] government/NN "
             "said/VBD/say so/RB in/IN [LOC Paris/NNP ] ./. [LOC Paris/NNP ] insisted/VBD/insist "
             "./.");
    is_actor(&x, "French government", 0, "France");
    is_actor(&x, "Paris", 0, "Paris");
    is_actor(&x, "Paris", 1, "France");
    assert_string_equal(actor(&x, "France")->country, "FRA");
    assert_int_equal(actor(&x, "France")->class_, SAYSO_CLASS_GOVERNMENT);
    assert_int_equal(actor(&x, "Paris")->class_, SAYSO_CLASS_PLACE);
    tagged_free(&x);
}

/* ---- invariants ------------------------------------------------------------------------------ */

/* A name that the tagger missed takes in its names whole or not at all. */
static void regained_names_hold_whole_names(void **state)
{
    (void)state;
    tagged x;
    find(&x, "They/PRP thanked/VBD/thank the/DT Friends/NNS of/IN [ORG Orlin/NNP &/CC Sons/NNP ] "
             "and/CC left/VBD/leave ./.");
    actor(&x, "Friends of Orlin & Sons");
    tagged_free(&x);
    find(&x, "A/DT man/NN praised/VBD/praise [ORG Clean/NNP Valley/NNP ] ./. "
             "Clean/NNP [ORG Valley/NNP ] ,/, he/PRP said/VBD/say ,/, won/VBD/win ./.");
    is_actor(&x, "Clean Valley", 1, "Clean Valley");
    tagged_free(&x);
}

static void check_invariants(const tagged *x)
{
    const sayso_mentions *m = &x->mentions;
    for (uint32_t i = 0; i < m->n_mention; i++) {
        const sayso_mention *e = &m->mention[i];
        assert_true(e->at.beg < e->at.end && e->at.end <= x->doc.n_text);
        assert_true(e->beg <= e->head && e->head < e->end && e->end <= x->tokens.n_tok);
        assert_true(e->actor == SAYSO_NONE || e->actor < m->n_actor);
        assert_int_equal(x->tokens.tok_sent[e->beg], x->tokens.tok_sent[e->end - 1]);
        assert_true(i == 0 || m->mention[i - 1].beg <= e->beg);
    }
    for (uint32_t i = 0; i < m->n_actor; i++) {
        assert_true(m->actor[i].name.p && m->actor[i].name.n > 0);
        assert_true(m->actor[i].first < m->n_mention);
        uint32_t steps = 0;
        for (uint32_t k = i; k != SAYSO_NONE; k = m->actor[k].speaks_for)
            assert_true(steps++ <= m->n_actor);
    }
}

/* M1 and M2 on texts put together at random from tagged words. */
static void m1_m2_hold_on_nonsense(void **state)
{
    (void)state;
    static const char *const words[] = {"the/DT",
                                        "a/DT",
                                        "its/PRP$",
                                        "he/PRP",
                                        "minister/NN",
                                        "army/NN",
                                        "spokesman/NN",
                                        "for/IN",
                                        "of/IN",
                                        ",/,",
                                        "./.",
                                        "Orsk/NNP",
                                        "said/VBD/say",
                                        "[PER",
                                        "[ORG",
                                        "[LOC",
                                        "]",
                                        "~'s/POS",
                                        "Ministry/NNP",
                                        "who/WP",
                                        "its/PRP$",
                                        "group/NN",
                                        "(/-LRB-",
                                        ")/-RRB-",
                                        "~-/HYPH",
                                        "Norland/NNP",
                                        "Norlandian/JJ",
                                        "percent/NN",
                                        "officials/NNS",
                                        "and/CC",
                                        "&/CC",
                                        "Sons/NNPS"};
    const unsigned seed = 20261125;
    srand(seed);
    for (int round = 0; round < 600; round++) {
        char text[4096] = "";
        bool open = false, filled = false;
        size_t n = 0;
        for (int k = 0; k < 60; k++) {
            const char *w = words[(size_t)rand() % (sizeof words / sizeof *words)];
            bool bracket = w[0] == '[' || w[0] == ']';
            if ((w[0] == '[' && open) || (w[0] == ']' && !(open && filled)) ||
                (open && !strcmp(w, "./.")))
                continue;
            open = w[0] == '[' ? true : w[0] == ']' ? false : open;
            filled = bracket ? false : true;
            n += (size_t)snprintf(text + n, sizeof text - n, "%s%s", n ? " " : "", w);
        }
        (void)snprintf(text + n, sizeof text - n, open ? " x/NNP ] ./." : " ./.");
        tagged x;
        find(&x, text);
        check_invariants(&x);
        tagged_free(&x);
    }
}

static void memory_may_run_out_at_any_point(void **state)
{
    (void)state;
    for (size_t limit = 64; limit < 40000; limit += 256) {
        tagged x;
        sayso_error err = {0};
        tagged_make(&x, "[PER Peter/NNP Orsk/NNP ] ,/, a/DT spokesman/NN for/IN the/DT [ORG "
                        "Harbour/NNP Board/NNP ] ,/, said/VBD/say he/PRP knew/VBD/know ./.");
        x.scratch.limit = limit;
        sayso_status s = sayso__actor_find(&x.tags, &x.a, &x.scratch, &x.mentions, &err);
        assert_true(s == SAYSO_OK || (s == SAYSO_ENOMEM && err.code == SAYSO_ENOMEM));
        tagged_free(&x);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_the_taggers_and_phrases_lose_their_articles),
        cmocka_unit_test(titles_and_appositions_are_one_actor),
        cmocka_unit_test(a_list_is_no_apposition),
        cmocka_unit_test(short_forms_join_the_long_one),
        cmocka_unit_test(two_of_one_surname_stay_two),
        cmocka_unit_test(ministries_of_two_states_stay_two),
        cmocka_unit_test(descriptions_take_the_latest_that_fits),
        cmocka_unit_test(a_new_paragraph_goes_back_to_the_body_named_most),
        cmocka_unit_test(pronouns_agree),
        cmocka_unit_test(an_office_waits_for_its_holder),
        cmocka_unit_test(its_spokeswoman_speaks_for_the_body_before),
        cmocka_unit_test(countries_and_their_governments),
        cmocka_unit_test(regained_names_hold_whole_names),
        cmocka_unit_test(m1_m2_hold_on_nonsense),
        cmocka_unit_test(memory_may_run_out_at_any_point),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
