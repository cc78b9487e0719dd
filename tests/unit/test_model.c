/* test_model.c -- model files: what is sound is read, what is damaged is refused and said why. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "engine/pipeline.h"
#include "model/linear.h"
#include "model/model.h"
#include "tag/tag_model.h"

#define HEAD 32u

/* A model of two sections: "alpha" of bytes, "lin" a linear model of 4 rows, 3 labels. */
typedef struct {
    _Alignas(64) uint8_t p[64 * 5];
    size_t n;
} small_model;

static void put32(uint8_t *p, uint32_t v)
{
    memcpy(p, &v, 4);
}

static void put64(uint8_t *p, uint64_t v)
{
    memcpy(p, &v, 8);
}

static void sign(small_model *m)
{
    uint32_t n;
    memcpy(&n, m->p + 12, 4);
    put64(m->p + 16, m->n);
    put64(m->p + 24, sayso__model_checksum(m->p, m->n, n));
}

static void make(small_model *m)
{
    memset(m, 0, sizeof *m);
    m->n = sizeof m->p;
    memcpy(m->p, "SAYSOMDL", 8);
    put32(m->p + 8, SAYSO_MODEL_VERSION);
    put32(m->p + 12, 2);
    memcpy(m->p + 32, "alpha", 5);
    put64(m->p + 32 + 24, 128);
    put64(m->p + 32 + 32, 10);
    memcpy(m->p + 72, "lin", 3);
    put64(m->p + 72 + 24, 192);
    put64(m->p + 72 + 32, SAYSO_LINEAR_HEAD + 16);
    memcpy(m->p + 128, "0123456789", 10);
    uint8_t *lin = m->p + 192;
    memcpy(lin, "LIN1", 4);
    put32(lin + 4, 4);
    put32(lin + 8, 3);
    put32(lin + 12, 4);
    memcpy(lin + 16, &(float){0.5f}, 4);
    for (int i = 0; i < 16; i++)
        lin[SAYSO_LINEAR_HEAD + i] = (uint8_t)(i - 8);
    sign(m);
}

static sayso_status open_it(const small_model *m, sayso_model *out, sayso_error *err)
{
    *err = (sayso_error){0};
    return sayso__model_open_memory(m->p, m->n, true, out, err);
}

static void assert_refused(const small_model *m, const char *why)
{
    sayso_model out;
    sayso_error err;
    assert_int_equal(open_it(m, &out, &err), SAYSO_EMODEL);
    assert_int_equal(err.code, SAYSO_EMODEL);
    assert_null(out.p);
    if (!strstr(err.message, why))
        fail_msg("\"%s\" does not say \"%s\"", err.message, why);
}

static void sections_are_found_by_name(void **state)
{
    (void)state;
    small_model m;
    sayso_model out;
    sayso_error err;
    make(&m);
    assert_int_equal(open_it(&m, &out, &err), SAYSO_OK);
    assert_int_equal(out.n_section, 2);
    assert_string_equal(sayso__model_section_name(&out, 1), "lin");
    sayso_section s = sayso__model_section(&out, "alpha");
    assert_int_equal(s.n, 10);
    assert_memory_equal(s.p, "0123456789", 10);
    assert_null(sayso__model_section(&out, "alph").p);
}

static void wrong_heads_are_refused(void **state)
{
    (void)state;
    small_model m;
    make(&m);
    m.p[0] = 'X';
    assert_refused(&m, "not a sayso model");
    make(&m);
    put32(m.p + 8, SAYSO_MODEL_VERSION + 1);
    sign(&m);
    assert_refused(&m, "version");
    make(&m);
    put32(m.p + 8, __builtin_bswap32(SAYSO_MODEL_VERSION));
    assert_refused(&m, "byte order");
    make(&m);
    m.n = 20;
    assert_refused(&m, "not a sayso model");
}

static void every_cut_is_refused(void **state)
{
    (void)state;
    small_model m;
    make(&m);
    for (size_t n = m.n; n-- > 0;) {
        m.n = n;
        assert_refused(&m, n < HEAD ? "not a sayso model" : "cut short");
    }
}

static void every_flipped_bit_is_refused(void **state)
{
    (void)state;
    small_model m;
    for (size_t i = 0; i < sizeof m.p * 8; i++) {
        make(&m);
        m.p[i / 8] ^= (uint8_t)(1u << i % 8);
        assert_refused(&m, "model");
    }
}

/* A file with a right checksum may still be hostile. */
static void sections_outside_the_file_are_refused(void **state)
{
    (void)state;
    static const struct {
        uint64_t at, size;
    } bad[] = {{128, 1000}, {129, 1}, {1u << 20, 0}, {UINT64_MAX - 63, 64}, {128, UINT64_MAX}};
    small_model m;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        make(&m);
        put64(m.p + 32 + 24, bad[i].at);
        put64(m.p + 32 + 32, bad[i].size);
        sign(&m);
        assert_refused(&m, "outside the file");
    }
    make(&m);
    put32(m.p + 12, 1000);
    sign(&m);
    assert_refused(&m, "do not fit");
    make(&m);
    memset(m.p + 32, 'a', 24); /* a name without its end */
    sign(&m);
    assert_refused(&m, "section 0");
}

static void linear_models_score(void **state)
{
    (void)state;
    small_model m;
    sayso_model out;
    sayso_linear l;
    sayso_error err;
    make(&m);
    assert_int_equal(open_it(&m, &out, &err), SAYSO_OK);
    assert_int_equal(sayso__linear_open(&out, "lin", 3, &l, &err), SAYSO_OK);
    int16_t score[4];
    uint32_t feat[] = {1, 4 + 3, 3}; /* rows 1, 3, 3 */
    sayso__linear_score(&l, feat, 3, score);
    for (int j = 0; j < 4; j++)
        assert_int_equal(score[j], (4 + j - 8) + 2 * (12 + j - 8));
    assert_int_equal(sayso__linear_best(score, 3), 2);
    assert_int_equal(sayso__linear_best((int16_t[]){5, 7, 7}, 3), 1);
    sayso__linear_score(&l, feat, 0, score);
    assert_int_equal(score[0], 0);
}

static void damaged_linear_sections_are_refused(void **state)
{
    (void)state;
    static const struct {
        uint32_t at, value;
        const char *why;
    } bad[] = {{0, 0, "no linear model"},  {4, 3, "wrong size"},        {4, 0, "wrong size"},
               {4, 8, "wrong size"},       {4, 1u << 31, "wrong size"}, {8, 4, "labels"},
               {12, 8, "labels"},          {12, 0, "labels"},           {16, 0, "scale"},
               {16, 1, "scale"},                                        /* 0, a denormal */
               {16, 0x7f800000u, "scale"}, {16, 0x7fc00000u, "scale"},  /* infinite, no number */
               {16, 0xbf000000u, "scale"}, {16, 0x501502f9u, "scale"}}; /* -0.5, 1e10 */
    small_model m;
    sayso_model out;
    sayso_linear l;
    sayso_error err;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        make(&m);
        put32(m.p + 192 + bad[i].at, bad[i].value);
        sign(&m);
        assert_int_equal(open_it(&m, &out, &err), SAYSO_OK);
        assert_int_equal(sayso__linear_open(&out, "lin", 3, &l, &err), SAYSO_EMODEL);
        assert_non_null(strstr(err.message, bad[i].why));
        assert_null(l.w);
    }
    make(&m);
    assert_int_equal(open_it(&m, &out, &err), SAYSO_OK);
    assert_int_equal(sayso__linear_open(&out, "none", 3, &l, &err), SAYSO_EMODEL);
}

static void damaged_tables_of_words_are_refused(void **state)
{
    (void)state;
    static const char *const names[] = {"clusters", "classes", "tagdict", "upos.map", "lemmas"};
    small_model m;
    sayso_model out;
    sayso_tag_model tag;
    sayso_error err;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        make(&m);
        memcpy(m.p + 32, names[i], strlen(names[i]));
        sign(&m);
        assert_int_equal(open_it(&m, &out, &err), SAYSO_OK);
        assert_int_equal(sayso__tag_model_open(&out, &tag, &err), SAYSO_EMODEL);
        assert_non_null(strstr(err.message, names[i]));
    }
}

/* Many rows of one sign must not wrap around. */
static void sums_stay_in_range(void **state)
{
    (void)state;
    small_model m;
    sayso_model out;
    sayso_linear l;
    sayso_error err;
    make(&m);
    memset(m.p + 192 + SAYSO_LINEAR_HEAD, 127, 16);
    sign(&m);
    assert_int_equal(open_it(&m, &out, &err), SAYSO_OK);
    assert_int_equal(sayso__linear_open(&out, "lin", 3, &l, &err), SAYSO_OK);
    uint32_t feat[SAYSO_LINEAR_FEATURES_MOST] = {0};
    int16_t score[4];
    sayso__linear_score(&l, feat, SAYSO_LINEAR_FEATURES_MOST, score);
    assert_int_equal(score[0], 127 * (int)SAYSO_LINEAR_FEATURES_MOST);
}

static void files_are_mapped(void **state)
{
    (void)state;
    char path[] = "/tmp/sayso_model_XXXXXX";
    small_model m;
    sayso_model out;
    sayso_error err;
    make(&m);
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, m.p, m.n), m.n);
    assert_int_equal(sayso__model_open(path, &out, &err), SAYSO_OK);
    assert_int_equal(sayso__model_section(&out, "alpha").n, 10);
    sayso__model_close(&out);
    assert_int_equal(ftruncate(fd, 100), 0);
    assert_int_equal(sayso__model_open(path, &out, &err), SAYSO_EMODEL);
    assert_int_equal(ftruncate(fd, 0), 0);
    assert_int_equal(sayso__model_open(path, &out, &err), SAYSO_EMODEL);
    close(fd);
    unlink(path);
    assert_int_equal(sayso__model_open(path, &out, &err), SAYSO_EIO);
    assert_true(err.message[0] != 0);
}

static void the_built_in_model_opens(void **state)
{
    (void)state;
    sayso_model model;
    sayso_models all;
    sayso_error err;
    assert_int_equal(sayso__model_builtin(&model, &err), SAYSO_OK);
    assert_int_equal(sayso__models_open(&model, &all, &err), SAYSO_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sections_are_found_by_name),
        cmocka_unit_test(wrong_heads_are_refused),
        cmocka_unit_test(every_cut_is_refused),
        cmocka_unit_test(every_flipped_bit_is_refused),
        cmocka_unit_test(sections_outside_the_file_are_refused),
        cmocka_unit_test(linear_models_score),
        cmocka_unit_test(damaged_linear_sections_are_refused),
        cmocka_unit_test(damaged_tables_of_words_are_refused),
        cmocka_unit_test(sums_stay_in_range),
        cmocka_unit_test(files_are_mapped),
        cmocka_unit_test(the_built_in_model_opens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
