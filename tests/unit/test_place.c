/* test_place.c -- towns by name: which of several, and lists that are damaged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "mention/place.h"

/* Two towns called dolv in AAA and BBB, the first ten times as large; sankt orl, small; zorn in
 * CCC and DDD, of like size; several marsk in EEE. */
static const char name[] = "dolvmarsksankt orlzorn";

typedef struct {
    uint32_t at, n;
    uint16_t lat, lon;
    const char *country;
    double log2_people;
} row;

static const row rows[] = {
    {0, 4, 49152, 32768, "AAA", 20},
    {0, 4, 16384, 100, "BBB", 16},
    {4, 5, 0, 0, "EEE", 18},
    {9, 9, 40000, 40000, "BBB", 13},
    {18, 4, 20000, 20000, "CCC", 18.1},
    {18, 4, 30000, 30000, "DDD", 18},
};
enum { N = sizeof rows / sizeof *rows };

static uint8_t bytes[16 + N * 12 + sizeof name];

static void put(uint8_t *p, uint32_t v, int n)
{
    for (int i = 0; i < n; i++)
        p[i] = (uint8_t)(v >> 8 * i);
}

static sayso_places make(void)
{
    memcpy(bytes, "PLC1", 4);
    put(bytes + 4, N, 4);
    put(bytes + 8, sizeof name - 1, 4);
    for (uint32_t i = 0; i < N; i++) {
        uint8_t *r = bytes + 16 + i * 12;
        const char *c = rows[i].country;
        put(r, rows[i].at << 8 | rows[i].n, 4);
        put(r + 4, rows[i].lat, 2);
        put(r + 6, rows[i].lon, 2);
        put(r + 8, (uint32_t)((c[0] - 64) << 10 | (c[1] - 64) << 5 | (c[2] - 64)), 2);
        put(r + 10, (uint32_t)(rows[i].log2_people * 2048), 2);
    }
    memcpy(bytes + 16 + N * 12, name, sizeof name - 1);
    return (sayso_places){bytes + 16, (const char *)bytes + 16 + N * 12, N, sizeof name - 1};
}

static const char *country_of(const char *town, const char *spoken_of)
{
    static sayso_place x;
    sayso_places p = make();
    sayso_country_vote v = {"", 1};
    if (spoken_of)
        memcpy(v.country, spoken_of, 4);
    return sayso__place_find(&p, sayso__str_z(town), &v, spoken_of != NULL, &x) ? x.country : NULL;
}

static void the_country_decides(void **state)
{
    (void)state;
    assert_string_equal(country_of("Dolv", "BBB"), "BBB");
    assert_string_equal(country_of("Dolv", "AAA"), "AAA");
    assert_string_equal(country_of("Dolv", "CCC"), "AAA"); /* the large one */
    assert_string_equal(country_of("D\xc3\xb6LV", NULL), "AAA");
    assert_null(country_of("Sankt Orl", NULL)); /* too small to be known by name alone */
    assert_string_equal(country_of("Sankt Orl", "BBB"), "BBB");
    assert_null(country_of("Zorn", NULL)); /* which? */
    assert_string_equal(country_of("Zorn", "DDD"), "DDD");
    assert_null(country_of("Dol", NULL));
    assert_null(country_of("", NULL));
    assert_null(country_of("\xff\xfe", NULL));
}

static void coordinates(void **state)
{
    (void)state;
    sayso_places p = make();
    sayso_place x;
    assert_true(sayso__place_find(&p, SAYSO_STR("Dolv"), NULL, 0, &x));
    assert_true(x.one);
    assert_true(x.lat > 44.99 && x.lat < 45.01 && x.lon > -0.01 && x.lon < 0.01);
    assert_true(sayso__place_find(&p, SAYSO_STR("Marsk"), NULL, 0, &x));
    assert_false(x.one);
}

/* Any bytes are read without a fault, and a list that is cut off is refused. */
static void damaged_lists(void **state)
{
    (void)state;
    srand(5);
    for (int k = 0; k < 2000; k++) {
        sayso_places p = make();
        for (int i = 0; i < 6; i++)
            bytes[16 + (size_t)rand() % (sizeof bytes - 16)] = (uint8_t)rand();
        sayso_place x;
        static const char *const town[] = {"Dolv", "Zorn", "Marsk", "Sankt Orl"};
        (void)sayso__place_find(&p, sayso__str_z(town[k % 4]), NULL, 0, &x);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_country_decides),
        cmocka_unit_test(coordinates),
        cmocka_unit_test(damaged_lists),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
