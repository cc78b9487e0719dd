/* robots.h -- may this address be fetched? robots.txt after RFC 9309.  Layer: app. */
#ifndef SAYSO_FETCH_ROBOTS_H
#define SAYSO_FETCH_ROBOTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ROBOTS_MOST ((size_t)500 << 10) /* bytes that are looked at: the standard's least limit */

/* What text[n], a robots.txt, says to the crawler of that product token about a path with its query
 * ("/a?b"): the longest matching rule of the groups for it (or of those for "*") decides, and allow
 * goes before disallow. *delay: seconds of its Crawl-delay (which the standard does not know), 0
 * without one, at most 60. Cost: O(n times the path's length) at worst. */
bool robots_allow(const char *text, size_t n, const char *agent, const char *path, uint32_t *delay);

#endif
