/* test_actor_list.c -- the user's list of actors: names, duplicates, cycles, and over a report. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/str.h"
#include "mention/actor_list.h"

static uint32_t add(sayso_actor_list *l, const char *name, const char *chief, bool *known)
{
    uint32_t index;
    sayso_listed e = {.name = sayso__str_z(name), .speaks_for = sayso__str_z(chief)};
    assert_int_equal(sayso__actor_list_add(l, &e, &index, known, NULL), SAYSO_OK);
    return index;
}

static void count(void *user, uint32_t i)
{
    (void)i;
    ++*(uint32_t *)user;
}

static void names_are_found_in_any_case(void **state)
{
    (void)state;
    sayso_actor_list l;
    bool known, taken;
    sayso__actor_list_init(&l);
    uint32_t a = add(&l, "The  Tide Front", "", &known), b = add(&l, "Oren Falk", "", &known);
    l.entry.v[b].class_ = SAYSO_CLASS_PERSON;
    assert_false(known);
    assert_int_equal(add(&l, "tide front", "Dolvan", &known), a);
    assert_true(known);
    assert_int_equal(sayso__actor_list_alias(&l, a, SAYSO_STR("TF"), &taken, NULL), SAYSO_OK);
    assert_false(taken);
    assert_int_equal(sayso__actor_list_alias(&l, b, SAYSO_STR("tf"), &taken, NULL), SAYSO_OK);
    assert_true(taken);
    assert_int_equal(sayso__actor_list_close(&l, count, NULL, NULL), SAYSO_OK);
    assert_int_equal(sayso__actor_list_find(&l, SAYSO_STR("a TIDE front")), a);
    assert_int_equal(sayso__actor_list_find(&l, SAYSO_STR("Tf")), a);
    assert_int_equal(sayso__actor_list_find(&l, SAYSO_STR("Tide")), SAYSO_NONE);
    assert_int_equal(sayso__actor_list_find(&l, SAYSO_STR("")), SAYSO_NONE);
    assert_int_equal(sayso__actor_list_surname(&l, SAYSO_STR("falk")), b);
    assert_int_not_equal(l.entry.v[a].chief, SAYSO_NONE);
    sayso__actor_list_free(&l);
}

static void cycles_are_cut_once(void **state)
{
    (void)state;
    sayso_actor_list l;
    bool known;
    uint32_t cut = 0;
    char name[16], chief[16];
    sayso__actor_list_init(&l);
    for (uint32_t i = 0; i < 5000; i++) {
        snprintf(name, sizeof name, "body %u", i);
        snprintf(chief, sizeof chief, "body %u", (i + 1) % 5000);
        add(&l, name, chief, &known);
    }
    assert_int_equal(sayso__actor_list_close(&l, count, &cut, NULL), SAYSO_OK);
    assert_int_equal(cut, 1);
    uint32_t steps = 0;
    for (uint32_t k = 0; k != SAYSO_NONE && steps <= 5000; k = l.entry.v[k].chief)
        steps++;
    assert_int_equal(steps, 5000);
    sayso__actor_list_free(&l);
}

/* Random chains, with and without cycles: none is left, and a chain without one stays whole. */
static void M2_no_chain_closes(void **state)
{
    (void)state;
    uint32_t next[40], seed = 7;
    for (uint32_t round = 0; round < 500; round++) {
        uint8_t seen[40] = {0};
        for (uint32_t i = 0; i < 40; i++) {
            seed = seed * 1664525u + 1013904223u;
            next[i] = seed >> 16 & 1 ? (seed >> 20) % 40 : SAYSO_NONE;
        }
        sayso__chain_cut(next, seen, 40, NULL, NULL);
        for (uint32_t i = 0; i < 40; i++) {
            uint32_t steps = 0;
            for (uint32_t k = i; k != SAYSO_NONE; k = next[k])
                assert_true(steps++ < 40);
        }
    }
}

static void actors_of_one_entry_become_one(void **state)
{
    (void)state;
    sayso_arena a, scratch;
    sayso_actor_list l;
    bool known, taken;
    sayso__arena_init(&a, 0);
    sayso__arena_init(&scratch, 0);
    sayso__actor_list_init(&l);
    uint32_t e = add(&l, "Tide Front", "Dolvan", &known);
    l.entry.v[e].class_ = SAYSO_CLASS_ARMED_GROUP;
    assert_int_equal(sayso__actor_list_alias(&l, e, SAYSO_STR("TF"), &taken, NULL), SAYSO_OK);
    assert_int_equal(sayso__actor_list_close(&l, count, NULL, NULL), SAYSO_OK);
    sayso_actor actor[3] = {{.name = SAYSO_STR("TF"), .named = true, .speaks_for = SAYSO_NONE},
                            {.name = SAYSO_STR("mayor"), .speaks_for = 2},
                            {.name = SAYSO_STR("Tide Front"), .named = true, .speaks_for = 1}};
    sayso_mention mention[3] = {{.actor = 0}, {.actor = 2}, {.actor = SAYSO_NONE}};
    sayso_mentions m = {.actor = actor, .n_actor = 3, .mention = mention, .n_mention = 3};
    assert_int_equal(sayso__actor_list_apply(&l, &m, &a, &scratch, NULL), SAYSO_OK);
    assert_int_equal(m.n_actor, 3);
    assert_true(sayso__str_is(m.actor[0].name, "Tide Front"));
    assert_int_equal(m.actor[0].n_alias, 1);
    assert_int_equal(m.actor[0].class_, SAYSO_CLASS_ARMED_GROUP);
    assert_int_equal(mention[0].actor, 0);
    assert_int_equal(mention[1].actor, 0);
    assert_int_equal(mention[2].actor, SAYSO_NONE);
    assert_true(sayso__str_is(m.actor[m.actor[0].speaks_for].name, "Dolvan"));
    assert_int_equal(m.actor[1].speaks_for, 0);
    sayso__actor_list_free(&l);
    sayso__arena_free(&scratch);
    sayso__arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(names_are_found_in_any_case),
                                       cmocka_unit_test(cycles_are_cut_once),
                                       cmocka_unit_test(M2_no_chain_closes),
                                       cmocka_unit_test(actors_of_one_entry_become_one)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
