/* test_fetch.c -- robots.txt after RFC 9309; which network addresses are public. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <arpa/inet.h>
#include <cmocka.h>
#include <netinet/in.h>

#include "fetch/net_address.h"
#include "fetch/robots.h"

static bool allows(const char *text, const char *path)
{
    uint32_t delay;
    return robots_allow(text, strlen(text), "sayso", path, &delay);
}

static void groups_and_longest_rules(void **state)
{
    (void)state;
    static const char text[] = "\xef\xbb\xbfUser-Agent: other\nDisallow: /\n\n"
                               "user-agent: SAYSO/1.0 # us\nUser-agent: friend\n"
                               "Disallow: /private\nAllow: /private/open\nDisallow: /*.pdf$\n"
                               "Disallow: /a%7eb\nAllow: /same\nDisallow: /same\nDisallow:\n"
                               "nonsense\nSitemap: x\n"
                               "User-agent: *\nDisallow: /\nCrawl-delay: 5\n";
    assert_true(allows(text, "/"));
    assert_true(allows(text, "/news/1?x=2"));
    assert_false(allows(text, "/private/letters"));
    assert_true(allows(text, "/private/open/day"));
    assert_false(allows(text, "/x/report.pdf"));
    assert_true(allows(text, "/x/report.pdf?page=2"));
    assert_false(allows(text, "/a~b"));
    assert_false(allows(text, "/a%7Eb/c"));
    assert_true(allows(text, "/same"));
    assert_true(allows(text, "/robots.txt"));
}

static void without_a_group_of_its_own(void **state)
{
    (void)state;
    uint32_t delay;
    static const char text[] = "User-agent: *\r\nDisallow: /cgi\r\nCrawl-delay: 700\r\n";
    assert_true(robots_allow(text, strlen(text), "sayso", "/news", &delay));
    assert_int_equal(delay, 60);
    assert_false(allows(text, "/cgi-bin/x"));
    assert_true(allows("", "/x"));
    assert_true(allows("Disallow: /", "/x")); /* a rule outside all groups */
    assert_true(allows("User-agent: *\nDisallow: /\xc3\xa9", "/x"));
    assert_false(allows("User-agent: *\nDisallow: /\xc3\xa9", "/%C3%A9t"));
}

/* Many stars against a long path: the time is the product of two lengths, no more. */
static void patterns_made_to_be_slow(void **state)
{
    (void)state;
    static char text[64 + 2 * 900], path[2000];
    strcpy(text, "User-agent: *\nDisallow: /");
    for (uint32_t i = 0; i < 900; i++)
        strcat(text, "*a");
    strcat(text, "b\n");
    memset(path, 'a', sizeof path - 1);
    path[0] = '/';
    assert_true(allows(text, path));
}

/* Random bytes are survived, and the answer for robots.txt itself stays yes. */
static void nonsense_is_survived(void **state)
{
    (void)state;
    uint64_t seed = 20310304;
    static const char piece[][16] = {"user-agent:", "*", "\n",    "disallow:",    "/",
                                     "$",           "%", "%4",    "\0",           "\xff",
                                     " ",           "#", "sayso", "crawl-delay:9"};
    for (uint32_t round = 0; round < 3000; round++) {
        char text[256];
        size_t n = 0;
        while (n < 200) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            const char *p = piece[(seed >> 33) % (sizeof piece / sizeof *piece)];
            size_t k = *p ? strlen(p) : 1;
            memcpy(text + n, p, k);
            n += k;
        }
        uint32_t delay;
        (void)robots_allow(text, n, "sayso", "/a/b?c", &delay);
        assert_true(delay <= 60);
        assert_true(robots_allow(text, n, "sayso", "/robots.txt", &delay));
    }
}

static bool open_to_all(const char *text)
{
    struct sockaddr_in v4 = {.sin_family = AF_INET};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
    if (inet_pton(AF_INET, text, &v4.sin_addr) == 1)
        return address_public((const struct sockaddr *)&v4);
    assert_int_equal(inet_pton(AF_INET6, text, &v6.sin6_addr), 1);
    return address_public((const struct sockaddr *)&v6);
}

static void addresses(void **state)
{
    (void)state;
    static const char *const closed[] =
        {"127.0.0.1",   "10.1.2.3",        "172.31.255.255", "192.168.0.1",     "169.254.169.254",
         "100.64.0.1",  "0.0.0.0",         "224.0.0.1",      "255.255.255.255", "::",
         "::1",         "fe80::1",         "fd00::1",        "ff02::1",         "::ffff:10.0.0.1",
         "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",  "2001:db8::1",     "2001::1",
         "fec0::1"};
    static const char *const opened[] = {"1.1.1.1",          "172.32.0.1",      "100.128.0.1",
                                         "193.0.0.1",        "2606:4700::1111", "::ffff:1.1.1.1",
                                         "64:ff9b::101:101", "2002:101:101::"};
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
        if (open_to_all(closed[i]))
            fail_msg("%s", closed[i]);
    for (size_t i = 0; i < sizeof opened / sizeof *opened; i++)
        if (!open_to_all(opened[i]))
            fail_msg("%s", opened[i]);
    const struct sockaddr other = {.sa_family = AF_UNIX};
    assert_false(address_public(&other));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups_and_longest_rules),
        cmocka_unit_test(without_a_group_of_its_own),
        cmocka_unit_test(patterns_made_to_be_slow),
        cmocka_unit_test(nonsense_is_survived),
        cmocka_unit_test(addresses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
