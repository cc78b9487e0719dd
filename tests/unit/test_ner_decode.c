/* test_ner_decode.c -- the decoder of names beside a plain one that tries every pair of labels. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/hash.h"
#include "tag/ner.h"

enum { WORDS = 12, STRIDE = SAYSO_NER_WEIGHTS, LABELS = SAYSO_NER_LABELS };

/* Small whole numbers, so that ties are common. */
static void make_up(float *v, uint32_t n, uint64_t seed, uint32_t most)
{
    for (uint32_t i = 0; i < n; i++)
        v[i] = (float)(sayso__hash_mix(seed, i) % (2 * most + 1)) - (float)most;
}

static float weight(const float *v, uint32_t row, uint32_t label)
{
    return label ? v[row * STRIDE + label - 1] : 0;
}

/* Viterbi over all pairs that may follow each other; the lower label wins a tie. */
static void decode_plainly(const float *score, const float *after, uint32_t n, uint8_t *label)
{
    float best[WORDS + 1][LABELS];
    uint8_t from[WORDS][LABELS];
    for (uint32_t b = 0; b < LABELS; b++)
        best[0][b] = b ? -1e30f : 0;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t b = 0; b < LABELS; b++) {
            best[i + 1][b] = -2e30f;
            for (uint32_t a = 0; a < LABELS; a++)
                if (sayso__ner_follows(a, b) && best[i][a] + weight(after, a, b) > best[i + 1][b]) {
                    best[i + 1][b] = best[i][a] + weight(after, a, b);
                    from[i][b] = (uint8_t)a;
                }
            best[i + 1][b] += weight(score, i, b);
        }
    uint32_t last = 0;
    for (uint32_t b = 1; b < LABELS; b++)
        if (sayso__ner_follows(b, 0) && best[n][b] > best[n][last])
            last = b;
    for (uint32_t i = n; i-- > 0; last = from[i][last])
        label[i] = (uint8_t)last;
}

static void decoders_agree(void **state)
{
    (void)state;
    float score[WORDS * STRIDE], after[LABELS * STRIDE];
    uint8_t room[WORDS * LABELS], label[WORDS], want[WORDS];
    uint32_t n_name = 0;
    for (uint32_t round = 0; round < 3000; round++) {
        uint32_t n = round % WORDS + 1, most = 1 + round % 40;
        make_up(score, n * STRIDE, 2 * round, most);
        make_up(after, LABELS * STRIDE, 2 * round + 1, most / 2);
        sayso__ner_decode(score, after, STRIDE, n, room, label);
        decode_plainly(score, after, n, want);
        assert_memory_equal(label, want, n);
        for (uint32_t i = 0; i < n; i++) {
            n_name += label[i] != 0;
            assert_true(sayso__ner_follows(i ? label[i - 1] : 0, label[i]));
        }
        assert_true(sayso__ner_follows(label[n - 1], 0));
    }
    assert_true(n_name > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(decoders_agree)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
