/* fetch.h -- one address after another over HTTP, politely and within limits.  Layer: app.
 *
 * robots.txt is asked first (RFC 9309; at each host that a redirect leads to), and
 * again after a day, or ten minutes where it could not be had; a host is asked at
 * most once in `delay`; redirects are followed by hand, at most 10; http and https alone. Addresses
 * that are not public (net_address.h) are refused where the connection is made, behind name look-up
 * and redirects, unless allow_private. */
#ifndef SAYSO_FETCH_FETCH_H
#define SAYSO_FETCH_FETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FETCH_AGENT "sayso" /* product token, for robots.txt */

typedef struct {
    bool allow_private;
    uint32_t timeout; /* seconds for one answer, 0: 60 */
    uint32_t delay;   /* milliseconds between two requests to one host, 0: 1000 */
    uint64_t most;    /* bytes of one answer, decompressed, 0: 16 MiB */
} fetch_options;

typedef struct fetcher fetcher;

/* What is known of an address that was fetched before; NULL for nothing. */
typedef struct {
    const char *etag, *modified;
} fetch_known;

/* One answer. Strings belong to the fetcher and live until the next call. */
typedef struct {
    long status;      /* of HTTP: 2xx, or 304: not modified, no body */
    const char *body; /* [n] decompressed */
    size_t n;
    const char *head; /* the lines of its header, without those on compression and length */
    const char *url;  /* behind all redirects */
    const char *etag, *modified; /* "" for none */
} fetch_answer;

/* NULL: *why says why not (a constant). */
fetcher *fetch_open(const fetch_options *options, const char **why);
void fetch_close(fetcher *f);

/* Fetches url; known may be NULL. false: fetch_why says why not. Takes as long as `timeout` and
 * politeness want. */
bool fetch_get(fetcher *f, const char *url, const fetch_known *known, fetch_answer *out);
const char *fetch_why(const fetcher *f);
/* Is it no use to ask for the last address again: forbidden, gone, no address at all? */
bool fetch_hopeless(const fetcher *f);

/* The answer as one WARC response record (ISO 28500), so that where and when it was fetched, and
 * what the server said of its charset, are read with it. The caller frees; NULL: out of memory. */
char *fetch_record(const fetch_answer *a, int64_t now, size_t *n);

/* Is it an address to fetch ("http://..." or "https://...")? */
bool fetch_is_url(const char *text);

#endif
