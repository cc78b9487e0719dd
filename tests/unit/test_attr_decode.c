/* test_attr_decode.c -- the attribution decoders against all label sequences counted out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "attr/attr_parts.h"

enum { N = 5, L_MOST = 5, SEQUENCES = 3125 };

typedef struct {
    uint32_t n, n_label;
    float emit[N * L_MOST], step[N * (L_MOST + 1) * L_MOST];
    float score[SEQUENCES]; /* of sequence k, whose i-th label is the i-th digit of k */
    uint32_t n_sequence;
} lattice;

static float random_score(uint64_t *x)
{
    *x ^= *x << 13;
    *x ^= *x >> 7;
    *x ^= *x << 17;
    return (float)(*x % 10007) / 1000.0f - 5.0f;
}

static uint32_t label_of(const lattice *t, uint32_t k, uint32_t i)
{
    while (i--)
        k /= t->n_label;
    return k % t->n_label;
}

static void make_lattice(lattice *t, uint32_t n, uint32_t n_label, uint64_t *x)
{
    *t = (lattice){.n = n, .n_label = n_label, .n_sequence = 1};
    for (uint32_t i = 0; i < N * L_MOST; i++)
        t->emit[i] = random_score(x);
    for (uint32_t i = 0; i < N * (L_MOST + 1) * L_MOST; i++)
        t->step[i] = random_score(x);
    for (uint32_t i = 0; i < n; i++)
        t->n_sequence *= n_label;
    for (uint32_t k = 0; k < t->n_sequence; k++) {
        uint32_t before = n_label;
        for (uint32_t i = 0; i < n; i++) {
            uint32_t b = label_of(t, k, i);
            t->score[k] +=
                sayso__attr_may_follow(before, b, n_label)
                    ? t->emit[i * n_label + b] + t->step[(i * (n_label + 1) + before) * n_label + b]
                    : SAYSO_ATTR_NEVER;
            before = b;
        }
    }
}

static uint32_t sequence_of(const lattice *t, const uint8_t *label)
{
    uint32_t k = 0;
    for (uint32_t i = t->n; i-- > 0;)
        k = k * t->n_label + label[i];
    return k;
}

static uint32_t better_than(const lattice *t, float score)
{
    uint32_t n = 0;
    for (uint32_t k = 0; k < t->n_sequence; k++)
        n += t->score[k] > score + 0.001f;
    return n;
}

static void the_best_sequences_in_order(void **state)
{
    (void)state;
    uint64_t x = 7;
    for (uint32_t round = 0; round < 60; round++) {
        lattice t;
        make_lattice(&t, 1 + round % N, round % 2 ? 3 : 5, &x);
        float after[N * L_MOST], score[SAYSO_ATTR_GUESSES], behind = round % 3 ? 1e5f : 4;
        uint8_t from[N * L_MOST * SAYSO_ATTR_GUESSES], label[N * SAYSO_ATTR_GUESSES];
        sayso_lattice_room room = {after, from};
        sayso_lattice all = {t.emit, t.step, t.n, t.n_label};
        uint32_t k = sayso__attr_decode(&all, SAYSO_ATTR_GUESSES, behind, &room, label, score);
        uint32_t near = better_than(&t, score[0] - behind);
        assert_int_equal(k, near < SAYSO_ATTR_GUESSES ? near : SAYSO_ATTR_GUESSES);
        for (uint32_t j = 0; j < k; j++) {
            uint32_t s = sequence_of(&t, label + (size_t)j * t.n);
            assert_float_equal(t.score[s], score[j], 0.001);
            assert_in_range(better_than(&t, score[j]), 0, j);
            for (uint32_t other = 0; other < j; other++)
                assert_int_not_equal(s, sequence_of(&t, label + (size_t)other * t.n));
        }
    }
}

static void margins_are_differences_of_best_sequences(void **state)
{
    (void)state;
    uint64_t x = 11;
    for (uint32_t round = 0; round < 60; round++) {
        lattice t;
        make_lattice(&t, 1 + round % N, 3, &x);
        float after[N * L_MOST], margin[N];
        uint8_t next[N * L_MOST], label[N];
        sayso_lattice_room room = {after, next};
        sayso_lattice all = {t.emit, t.step, t.n, 3};
        sayso__attr_margins(&all, &room, label, margin);
        assert_int_equal(better_than(&t, t.score[sequence_of(&t, label)]), 0);
        for (uint32_t i = 0; i < t.n; i++) {
            float with = -1e9f, without = -1e9f;
            for (uint32_t k = 0; k < t.n_sequence; k++) {
                float *top = label_of(&t, k, i) == SAYSO_TAG_B ? &with : &without;
                *top = t.score[k] > *top ? t.score[k] : *top;
            }
            assert_float_equal(margin[i], with - without, 0.001);
        }
    }
}

static void nothing_to_decode(void **state)
{
    (void)state;
    float none[L_MOST * (L_MOST + 1)] = {0}, score[SAYSO_ATTR_GUESSES];
    uint8_t byte[L_MOST * SAYSO_ATTR_GUESSES];
    sayso_lattice t = {none, none, 0, 5};
    sayso_lattice_room room = {none, byte};
    assert_int_equal(sayso__attr_decode(&t, 4, 1, &room, byte, score), 0);
    sayso__attr_margins(&t, &room, byte, none);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_best_sequences_in_order),
        cmocka_unit_test(margins_are_differences_of_best_sequences),
        cmocka_unit_test(nothing_to_decode),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
