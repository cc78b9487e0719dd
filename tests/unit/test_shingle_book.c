/* test_shingle_book.c -- shingles kept between comparisons: found again, replaced, dropped. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "ledger/shingle_book.h"

#define MANY 20000

static sayso_shingles set_of(uint32_t *hash, uint32_t n, uint32_t from)
{
    for (uint32_t i = 0; i < n; i++)
        hash[i] = from + i;
    return (sayso_shingles){hash, n};
}

/* A document is found with what was kept of it last, or not at all. */
static void what_is_found_was_kept(void **state)
{
    (void)state;
    sayso_ledger l = {0};
    sayso_shingles out;
    uint32_t hash[40], found = 0;
    assert_false(sayso__shingle_book_find(&l, 1, &out));
    for (uint32_t n = 1; n <= MANY; n++) {
        const sayso_shingles s = set_of(hash, n % 40, n);
        sayso__shingle_book_keep(&l, n, &s);
        assert_true(sayso__shingle_book_find(&l, n, &out));
    }
    for (uint32_t n = 1; n <= MANY; n++) {
        if (!sayso__shingle_book_find(&l, n, &out))
            continue;
        found++;
        assert_int_equal(out.n, n % 40);
        for (uint32_t i = 0; i < out.n; i++)
            assert_int_equal(out.hash[i], n + i);
    }
    assert_true(found >= 1000);
    const sayso_shingles newer = set_of(hash, 3, 77);
    sayso__shingle_book_keep(&l, MANY, &newer);
    assert_true(sayso__shingle_book_find(&l, MANY, &out));
    assert_int_equal(out.n, 3);
    assert_int_equal(out.hash[2], 79);
    sayso__shingle_book_drop(&l);
    assert_false(sayso__shingle_book_find(&l, MANY, &out));
}

/* Rows without a number and texts of no shingle are no special case. */
static void odd_documents(void **state)
{
    (void)state;
    sayso_ledger l = {0};
    sayso_shingles out, none = {NULL, 0};
    sayso__shingle_book_keep(&l, 0, &none);
    sayso__shingle_book_keep(&l, -8192, &none);
    assert_false(sayso__shingle_book_find(&l, 0, &out));
    assert_false(sayso__shingle_book_find(&l, -8192, &out));
    sayso__shingle_book_keep(&l, 5, &none);
    assert_true(sayso__shingle_book_find(&l, 5, &out));
    assert_int_equal(out.n, 0);
    sayso__shingle_book_drop(&l);
    sayso__shingle_book_drop(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_found_was_kept),
                                       cmocka_unit_test(odd_documents)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
