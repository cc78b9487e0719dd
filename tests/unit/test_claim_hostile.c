/* test_claim_hostile.c -- reports that strain claims: thousands of actors, claims within claims;
 * incidents that are history or threats.  */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "analysis_fixture.h"
#include "base/str.h"

/* C1 and C3. */
static void check_claims(const sayso_claims *c)
{
    for (uint32_t i = 0; i < c->attrs->n_attribution; i++) {
        const sayso_claim *x = &c->claim[i];
        assert_true((x->responsible == SAYSO_NONE) == (x->stance == 0));
        assert_true(x->responsible == SAYSO_NONE || x->responsible < c->attrs->n_actor);
    }
}

/* A name of capitals and small letters that no other number has. */
static void name_of(unsigned k, char out[8])
{
    static const char vowel[] = "aeiou", other[] = "bdfgklmnprstvz";
    snprintf(out, 8, "%c%c%c%c%c", other[k % 14] - 32, vowel[k / 14 % 5], other[k / 70 % 14],
             vowel[k / 980 % 5], other[k / 4900 % 14]);
}

static void five_thousand_actors(void **state)
{
    enum { N = 5000, ROOM = 120 };
    char *text = malloc((size_t)N * ROOM), name[8];
    assert_non_null(text);
    size_t n = 0;
    for (unsigned k = 0; k < N; k++) {
        name_of(k, name);
        n += (size_t)snprintf(text + n, ROOM,
                              "Minister Oren %s said the Tide Front of %s attacked.%s", name, name,
                              k % 5 == 4 ? "\n\n" : " ");
    }
    const sayso_claims *c = read_bytes(*state, text, n);
    check_claims(c);
    assert_true(c->attrs->n_actor > N / 2);
    assert_true(c->attrs->n_attribution > N / 2); /* nothing is lost */
    assert_in_range(c->n_incident, 1, 100);
    free(text);
}

/* Every claim stands in the content of the one before it. */
static void claims_two_hundred_deep(void **state)
{
    enum { DEEP = 200 };
    static const char one[] =
        "The minister said on Monday that the Tide Front had burned the mill. ";
    char text[sizeof one * DEEP];
    sheet *s = *state;
    sayso_claims out;
    for (size_t k = 0; k < DEEP; k++)
        memcpy(text + k * (sizeof one - 1), one, sizeof one);
    read_bytes(s, text, (sizeof one - 1) * DEEP);
    sayso_attrs deep = *s->x.attrs;
    assert_true(deep.n_attribution >= DEEP);
    size_t size = deep.n_attribution * sizeof *deep.attribution;
    deep.attribution = memcpy(sayso__arena_alloc(&s->a, size), deep.attribution, size);
    for (uint32_t i = 0; i < deep.n_attribution; i++)
        deep.attribution[i].parent = i ? i - 1 : SAYSO_NONE;
    assert_int_equal(sayso__claim_run(&deep, &s->models.incident, &s->a, &s->scratch, &out, NULL),
                     SAYSO_OK);
    check_claims(&out);
    uint32_t said = 0;
    for (uint32_t i = 0; i < deep.n_attribution; i++)
        said += out.claim[i].stance == SAYSO_STANCE_ASSERTS;
    assert_true(said >= DEEP / 2); /* what each holds stays its own */
}

static void no_piece_is_empty(void **state)
{
    static const char text[] = "The driver was unable to give many details at this time police "
                               "said but indicated he had spoken with somebody before the blast.";
    const sayso_claims *c = read_bytes(*state, text, sizeof text - 1);
    assert_true(c->attrs->n_attribution > 0);
    for (uint32_t k = 0; k < c->attrs->n_piece; k++) {
        assert_true(c->attrs->piece[k].beg < c->attrs->piece[k].end);
        assert_true(c->attrs->piece[k].at.beg < c->attrs->piece[k].at.end);
    }
}

/* A future whose verb is the last word of all. */
static void text_ends_in_will_be(void **state)
{
    static const char text[] = "Ada Quill told the Friends of Marks & Spencer that there will be";
    const sayso_claims *c = read_bytes(*state, text, sizeof text - 1);
    check_claims(c);
    assert_int_equal(c->attrs->n_attribution, 1);
    assert_int_equal(c->claim[0].act, SAYSO_ACT_PREDICT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(five_thousand_actors),
        cmocka_unit_test(claims_two_hundred_deep),
        cmocka_unit_test(no_piece_is_empty),
        cmocka_unit_test(text_ends_in_will_be),
    };
    return cmocka_run_group_tests(tests, open_sheet, close_sheet);
}
