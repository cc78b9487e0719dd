/* robots.c -- robots.txt after RFC 9309.  Layer: app. */
#include "robots.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define PATH_MOST  2048 /* longer rules and paths are cut to this */
#define DELAY_MOST 60u

typedef struct {
    const char *p;
    size_t n;
} words;

static bool space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static words trim(words w)
{
    while (w.n && space(*w.p)) {
        w.p++;
        w.n--;
    }
    while (w.n && space(w.p[w.n - 1]))
        w.n--;
    return w;
}

/* "key: value # comment" of the next line; false at the end. A line without a colon has no key. */
static bool next_line(const char **at, const char *end, words *key, words *value)
{
    if (*at == end)
        return false;
    const char *p = *at;
    while (*at < end && **at != '\n' && **at != '\r')
        ++*at;
    const char *stop = memchr(p, '#', (size_t)(*at - p));
    stop = stop ? stop : *at;
    const char *colon = memchr(p, ':', (size_t)(stop - p));
    *key = trim((words){p, colon ? (size_t)(colon - p) : 0});
    *value = trim(colon ? (words){colon + 1, (size_t)(stop - colon - 1)} : (words){stop, 0});
    if (*at < end)
        ++*at;
    return true;
}

static bool is(words w, const char *name)
{
    return w.n == strlen(name) && strncasecmp(w.p, name, w.n) == 0;
}

static int hex(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

static bool unreserved(int c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c && strchr("-._~", c));
}

/* One spelling for paths that mean the same (section 2.2.2): unreserved characters are not encoded,
 * others outside ASCII are, in capitals. */
static size_t normal(words from, char out[PATH_MOST])
{
    static const char digit[] = "0123456789ABCDEF";
    size_t n = 0;
    for (size_t i = 0; i < from.n && n + 3 < PATH_MOST; i++) {
        int c = (unsigned char)from.p[i];
        bool encoded =
            c == '%' && i + 2 < from.n && hex(from.p[i + 1]) >= 0 && hex(from.p[i + 2]) >= 0;
        if (encoded) {
            c = hex(from.p[i + 1]) * 16 + hex(from.p[i + 2]);
            i += 2;
        }
        if (encoded ? unreserved(c) : c < 0x80) {
            out[n++] = (char)c;
            continue;
        }
        out[n++] = '%';
        out[n++] = digit[c >> 4];
        out[n++] = digit[c & 15];
    }
    return n;
}

/* Does the pattern ("*": anything; "$" at its end: the end) match the beginning of the path? */
static bool matches(const char *pattern, size_t n_pattern, const char *path, size_t n_path)
{
    bool whole = n_pattern && pattern[n_pattern - 1] == '$';
    size_t p = 0, s = 0, star = SIZE_MAX, retry = 0;
    n_pattern -= whole;
    for (;;) {
        if (p < n_pattern && pattern[p] == '*') {
            star = ++p;
            retry = s;
        } else if (p == n_pattern && (!whole || s == n_path)) {
            return true;
        } else if (p < n_pattern && s < n_path && pattern[p] == path[s]) {
            p++;
            s++;
        } else if (star != SIZE_MAX && retry < n_path) {
            p = star;
            s = ++retry;
        } else {
            return false;
        }
    }
}

/* What the groups say so far. */
typedef struct {
    const char *agent, *path;
    size_t n_path;
    bool for_us, for_all; /* the group being read */
    bool in_rules;        /* a rule stood behind the last user-agent line */
    bool any_for_us;      /* groups of our own: those for all do not count */
    size_t longest[2];    /* of the rule that decides, plus one: ours, all's */
    bool allows[2];
    uint32_t delay[2];
} reading;

static void read_agent(reading *r, words value)
{
    if (r->in_rules)
        r->for_us = r->for_all = r->in_rules = false;
    size_t n = 0; /* the product token is what comes before a slash or space */
    while (n < value.n && value.p[n] != '/' && !space(value.p[n]))
        n++;
    value.n = n;
    r->for_us = r->for_us || is(value, r->agent);
    r->any_for_us = r->any_for_us || r->for_us;
    r->for_all = r->for_all || is(value, "*");
}

static void read_rule(reading *r, words value, bool allow)
{
    char pattern[PATH_MOST];
    r->in_rules = true;
    size_t n = normal(value, pattern);
    if (!n || !matches(pattern, n, r->path, r->n_path))
        return;
    for (uint32_t i = 0; i < 2; i++) {
        if (!(i ? r->for_all : r->for_us) || n + 1 < r->longest[i])
            continue;
        r->allows[i] = allow || (n + 1 == r->longest[i] && r->allows[i]);
        r->longest[i] = n + 1;
    }
}

static void read_delay(reading *r, words value)
{
    uint32_t seconds = 0;
    r->in_rules = true;
    for (size_t i = 0; i < value.n && value.p[i] >= '0' && value.p[i] <= '9'; i++)
        seconds = seconds > DELAY_MOST ? seconds : seconds * 10 + (uint32_t)(value.p[i] - '0');
    for (uint32_t i = 0; i < 2; i++)
        if (i ? r->for_all : r->for_us)
            r->delay[i] = seconds < DELAY_MOST ? seconds : DELAY_MOST;
}

bool robots_allow(const char *text, size_t n, const char *agent, const char *path, uint32_t *delay)
{
    char place[PATH_MOST];
    words key, value;
    reading r = {.agent = agent, .path = place, .allows = {true, true}};
    r.n_path = normal((words){path, strlen(path)}, place);
    const char *at = text, *end = text + (n < ROBOTS_MOST ? n : ROBOTS_MOST);
    if (end - at >= 3 && memcmp(at, "\xef\xbb\xbf", 3) == 0)
        at += 3;
    while (next_line(&at, end, &key, &value)) {
        if (is(key, "user-agent"))
            read_agent(&r, value);
        else if (is(key, "allow") || is(key, "disallow"))
            read_rule(&r, value, is(key, "allow"));
        else if (is(key, "crawl-delay"))
            read_delay(&r, value);
    }
    uint32_t whose = r.any_for_us ? 0 : 1;
    *delay = r.delay[whose];
    return strcmp(path, "/robots.txt") == 0 || r.allows[whose];
}
