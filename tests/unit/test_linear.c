/* test_linear.c -- sums of rows for every stride against a plain loop. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/linear.h"

#define ROWS 64u

static uint32_t next(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static void every_stride_sums_its_rows(void **state)
{
    (void)state;
    static const uint32_t strides[] = {4, 8, 16, 32, 48, 64, 80, 96, 112, 128};
    uint32_t seed = 7;
    for (size_t k = 0; k < sizeof strides / sizeof *strides; k++) {
        uint32_t stride = strides[k];
        int8_t *w = malloc((size_t)ROWS * stride);
        assert_non_null(w);
        for (uint32_t i = 0; i < ROWS * stride; i++)
            w[i] = (int8_t)next(&seed);
        sayso_linear l = {.w = w,
                          .mask = ROWS - 1,
                          .n_label = stride,
                          .stride = stride,
                          .scale = 1};
        for (uint32_t n = 0; n <= SAYSO_LINEAR_FEATURES_MOST; n += 1 + n / 3) {
            uint32_t feat[SAYSO_LINEAR_FEATURES_MOST];
            int16_t score[SAYSO_LINEAR_STRIDE_MOST];
            for (uint32_t f = 0; f < n; f++)
                feat[f] = next(&seed);
            sayso__linear_score(&l, feat, n, score);
            for (uint32_t j = 0; j < stride; j++) {
                int sum = 0;
                for (uint32_t f = 0; f < n; f++)
                    sum += w[(size_t)(feat[f] % ROWS) * stride + j];
                assert_int_equal(score[j], sum);
            }
        }
        free(w);
    }
}

static void the_first_of_equals_is_best(void **state)
{
    (void)state;
    const int16_t score[] = {-3, 5, 5, -9};
    assert_int_equal(sayso__linear_best(score, 4), 1);
    assert_int_equal(sayso__linear_best(score, 1), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_stride_sums_its_rows),
        cmocka_unit_test(the_first_of_equals_is_best),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
