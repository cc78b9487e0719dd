/* fuzz_robots.c -- any bytes as a path (first line) and a robots.txt (the others): what RFC 9309
 * promises whatever stands there, and the pattern of one rule against a slow matcher.  Layer: fuzz.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../apps/fetch/robots.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

#define SHORT 64u /* path and pattern of the slow matcher */

static void check(bool holds, const char *what)
{
    if (!holds) {
        fprintf(stderr, "%s\n", what);
        abort();
    }
}

/* Characters that have one spelling alone, and nothing that ends a line or a value. */
static bool is_plain(const char *p, size_t n)
{
    static const char set[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/*$?=&";
    for (size_t i = 0; i < n; i++)
        if (!p[i] || !strchr(set, p[i]))
            return false;
    return true;
}

/* Section 2.2.3 by a table: at[s] says whether the pattern so far matches the path's first s bytes.
 */
static bool slow_match(const char *pattern, size_t n_pattern, const char *path, size_t n_path)
{
    bool at[SHORT + 1] = {true};
    bool whole = n_pattern && pattern[n_pattern - 1] == '$';
    for (size_t p = 0; p < n_pattern - whole; p++) {
        bool star = pattern[p] == '*', before = at[0];
        at[0] = star && before;
        for (size_t s = 1; s <= n_path; s++) {
            bool here = at[s];
            at[s] = star ? here || at[s - 1] : before && path[s - 1] == pattern[p];
            before = here;
        }
    }
    for (size_t s = 0; !whole && s < n_path; s++)
        if (at[s])
            return true;
    return at[n_path];
}

/* The first line of text as the one pattern. */
static void one_rule(const char *text, size_t n, const char *path)
{
    char rule[SHORT + 32];
    uint32_t delay;
    const char *end = n ? memchr(text, '\n', n) : NULL;
    size_t k = end ? (size_t)(end - text) : n, n_path = strlen(path);
    if (!k || k > SHORT || n_path > SHORT || !is_plain(text, k) || !is_plain(path, n_path) ||
        strcmp(path, "/robots.txt") == 0)
        return;
    int m = snprintf(rule, sizeof rule, "User-Agent: *\nDisallow: %.*s", (int)k, text);
    check(robots_allow(rule, (size_t)m, "sayso", path, &delay) != slow_match(text, k, path, n_path),
          "a rule matches as the slow matcher has it");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    uint32_t delay, again;
    const uint8_t *line = n ? memchr(data, '\n', n) : NULL;
    size_t n_path = line ? (size_t)(line - data) : n;
    if (n > 2 * ROBOTS_MOST)
        return 0;
    char *path = malloc(n_path + 1);
    if (!path)
        return 0;
    if (n_path)
        memcpy(path, data, n_path);
    path[n_path] = '\0';
    const char *text = (const char *)data + n_path + (line != NULL);
    n -= n_path + (line != NULL);
    bool yes = robots_allow(text, n, "sayso", path, &delay);
    check(delay <= 60, "a delay has its bound");
    check(robots_allow(text, n, "SaySo", path, &again) == yes && again == delay,
          "the case of the product's name says nothing");
    check(robots_allow(text, n < ROBOTS_MOST ? n : ROBOTS_MOST, "sayso", path, &again) == yes,
          "what is behind the limit says nothing");
    check(robots_allow(text, n, "sayso", "/robots.txt", &again), "/robots.txt may be read");
    one_rule(text, n, path);
    free(path);
    return 0;
}
