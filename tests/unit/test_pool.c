/* test_pool.c -- the pipeline over threads: order, bounds, stopping. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "engine/pool.h"

#define ITEMS 500u

typedef struct {
    uint32_t n_read, n_written, n_item, stop_at, n_slot;
    uint32_t slot[1024], out[ITEMS], most; /* most: largest batch of worker 0 */
    bool in_order;
} job;

static bool read_step(void *user, uint32_t slot)
{
    job *j = user;
    if (j->n_read == j->n_item)
        return false;
    j->slot[slot] = j->n_read++;
    return true;
}

/* Now and then one that must go alone. */
static uint32_t weight_step(void *user, uint32_t slot)
{
    job *j = user;
    return j->slot[slot] % 11 == 3 ? SAYSO_POOL_LOAD + 1 : 20000;
}

static void work_step(void *user, const uint32_t *slot, uint32_t n, uint32_t worker)
{
    job *j = user;
    for (uint32_t i = 0; i < n; i++) {
        volatile uint32_t spin = 0;
        while (spin < j->slot[slot[i]] * 7919u % 5000u)
            spin = spin + 1;
        j->slot[slot[i]] += 1000;
    }
    if (worker == 0)
        j->most = n > j->most ? n : j->most;
}

static bool write_step(void *user, uint32_t slot)
{
    job *j = user;
    j->in_order &= j->slot[slot] == 1000 + j->n_written;
    j->out[j->n_written++] = j->slot[slot];
    return j->n_written != j->stop_at;
}

static void run(job *j, uint32_t threads, uint32_t batch)
{
    static const sayso_pool_steps steps = {read_step, weight_step, work_step, write_step};
    const sayso_pool_size size = sayso__pool_size(threads, batch);
    j->n_slot = size.n_slot;
    j->in_order = true;
    assert_in_range(j->n_slot, batch, 1024);
    assert_int_equal(sayso__pool_run(&steps, j, &size, NULL), SAYSO_OK);
    assert_true(j->in_order);
}

static void order_is_kept_for_any_number_of_threads(void **state)
{
    (void)state;
    for (uint32_t threads = 1; threads <= 8; threads++)
        for (uint32_t batch = 1; batch <= SAYSO_POOL_BATCH; batch += 21) {
            job j = {.n_item = ITEMS};
            run(&j, threads, batch);
            assert_int_equal(j.n_written, ITEMS);
        }
}

/* Six items of 20,000 bytes, and a seventh, are 128 KiB; a heavy one ends its batch at once. */
static void batches_are_bounded(void **state)
{
    (void)state;
    for (uint32_t batch = 1; batch <= 9; batch++) {
        job j = {.n_item = ITEMS};
        run(&j, 1, batch);
        assert_int_equal(j.most, batch < 7 ? batch : 7);
    }
}

static void nothing_is_read_of_an_empty_input(void **state)
{
    (void)state;
    job j = {.n_item = 0};
    run(&j, 4, 3);
    assert_int_equal(j.n_written, 0);
}

static void a_failed_write_stops_reading(void **state)
{
    (void)state;
    for (uint32_t threads = 1; threads <= 4; threads++) {
        job j = {.n_item = ITEMS, .stop_at = 10};
        run(&j, threads, 4);
        assert_in_range(j.n_read, 10, 10 + 2 * j.n_slot);
        assert_int_equal(j.n_written, 10);
    }
}

static void threads_are_bounded(void **state)
{
    (void)state;
    assert_int_equal(sayso__pool_size(0, 1).n_thread, 1);
    assert_int_equal(sayso__pool_size(3, 1).n_thread, 3);
    assert_int_equal(sayso__pool_size(UINT32_MAX, 1).n_thread, SAYSO_THREADS_MOST);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_is_kept_for_any_number_of_threads),
        cmocka_unit_test(batches_are_bounded),
        cmocka_unit_test(nothing_is_read_of_an_empty_input),
        cmocka_unit_test(a_failed_write_stops_reading),
        cmocka_unit_test(threads_are_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
