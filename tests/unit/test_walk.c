/* test_walk.c -- patterns of file names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <fnmatch.h>

#include "engine/walk.h"

static void patterns_match_paths(void **state)
{
    (void)state;
    static const struct {
        const char *pattern, *path;
        bool matches;
    } some[] = {{"in/*.txt", "in/a.txt", true},
                {"in/*.txt", "in/x/a.txt", false},
                {"in/**/*.txt", "in/a.txt", true},
                {"in/**/*.txt", "in/x/y/a.txt", true},
                {"in/**", "in/x/y/a.txt", true},
                {"in/**/x/*", "in/x/a/x/b", true},
                {"in/?.txt", "in/ab.txt", false},
                {"in/[!a-c]*", "in/d", true},
                {"in/[!a-c]*", "in/b", false},
                {"in/[x", "in/[x", true},
                {"a*b*c", "aXbXbXc", true},
                {"a*b*c", "aXbXbX", false},
                {"**/a/**/b", "x/a/y/a/z/b", true},
                {"*", "", true},
                {"", "a", false},
                {"*/", "a", false}};
    for (size_t i = 0; i < sizeof some / sizeof *some; i++)
        assert_int_equal(sayso__walk_matches(some[i].pattern, some[i].path), some[i].matches);
}

/* Where there are no two stars, it is what fnmatch says. */
static void it_is_as_fnmatch_has_it(void **state)
{
    (void)state;
    static const char signs[] = "ab/*?[a]";
    uint64_t seed = 3;
    for (int round = 0; round < 200000; round++) {
        char pattern[9] = "", path[9] = "";
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        for (uint32_t i = 0; i < 7; i++) {
            pattern[i] = i < (seed >> 60) ? signs[(seed >> (8 + 4 * i)) % 8] : 0;
            path[i] = i < (seed >> 57 & 7) ? signs[(seed >> (30 + 3 * i)) % 3] : 0;
        }
        if (strstr(pattern, "**") || strstr(pattern, "[]") || strchr(pattern, '['))
            continue;
        assert_int_equal(sayso__walk_matches(pattern, path),
                         fnmatch(pattern, path, FNM_PATHNAME) == 0);
    }
}

/* Time does not grow with the power of the stars. */
static void many_stars_end(void **state)
{
    (void)state;
    char pattern[201], path[5001];
    for (int i = 0; i < 200; i += 2)
        memcpy(pattern + i, "*a", 2);
    pattern[200] = 0;
    memset(path, 'a', 5000);
    path[4999] = 'b';
    path[5000] = 0;
    assert_false(sayso__walk_matches(pattern, path));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_match_paths),
        cmocka_unit_test(it_is_as_fnmatch_has_it),
        cmocka_unit_test(many_stars_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
