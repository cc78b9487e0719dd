/* fetch.c -- one address after another over HTTP, politely and within limits.  Layer: app. */
#define _POSIX_C_SOURCE 200809L
#include "fetch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#include "curl_lib.h"
#include "net_address.h"
#include "robots.h"

#define REDIRECTS_MOST 10u
#define HEAD_MOST      ((size_t)64 << 10)
#define HOSTS_MOST     1024u
/* So long what robots.txt said holds (RFC 9309, 2.4), and that it could not be had. */
#define ROBOTS_MS  ((int64_t)24 * 3600 * 1000)
#define CLOSED_MS  ((int64_t)10 * 60 * 1000)
#define AGENT_LINE FETCH_AGENT " (reads news reports; asks robots.txt)"

typedef struct {
    char *p;
    size_t n, room;
} text;

/* A host met: what its robots.txt says, and when it was last asked. */
typedef struct {
    char *origin; /* scheme://host:port */
    text robots;
    bool closed;    /* robots.txt could not be had: nothing may be fetched, and ... */
    char why[240];  /* ... why not */
    uint32_t delay; /* milliseconds */
    int64_t last;   /* milliseconds; INT64_MIN: never */
    int64_t learnt; /* when robots.txt was asked for */
} host;

struct fetcher {
    curl_lib lib;
    CURL *curl;
    fetch_options o;
    host *host;
    uint32_t n_host;
    text body, head, url, etag, modified;
    uint64_t most; /* bytes of the answer being read */
    bool too_long, refused, no_memory, hopeless;
    char why[512];
};

/* ---- text ---------------------------------------------------------------------------------- */

static bool add(text *t, const char *p, size_t n)
{
    if (t->n + n + 1 > t->room) {
        size_t room = (t->n + n + 1) * 2;
        char *q = realloc(t->p, room);
        if (!q)
            return false;
        t->p = q;
        t->room = room;
    }
    if (n)
        memcpy(t->p + t->n, p, n);
    t->n += n;
    t->p[t->n] = 0;
    return true;
}

static bool set(text *t, const char *p)
{
    t->n = 0;
    return add(t, p, strlen(p));
}

static bool fail(fetcher *f, const char *url, const char *what)
{
    snprintf(f->why, sizeof f->why, "%.300s: %s", url, what);
    return false;
}

const char *fetch_why(const fetcher *f)
{
    return f->why;
}

bool fetch_hopeless(const fetcher *f)
{
    return f->hopeless || f->refused || f->too_long;
}

bool fetch_is_url(const char *s)
{
    return strncasecmp(s, "http://", 7) == 0 || strncasecmp(s, "https://", 8) == 0;
}

/* ---- what libcurl calls -------------------------------------------------------------------- */

static size_t take_body(char *p, size_t size, size_t n, void *user)
{
    fetcher *f = user;
    (void)size; /* is 1 */
    f->too_long = f->body.n + n > f->most;
    if (f->too_long)
        return 0;
    f->no_memory = !add(&f->body, p, n);
    return f->no_memory ? 0 : n;
}

/* The value of a header line, if it is of that name. */
static bool header(const char *line, size_t n, const char *name, text *value)
{
    size_t k = strlen(name);
    if (n <= k || strncasecmp(line, name, k) != 0 || line[k] != ':')
        return false;
    for (k++; k < n && (line[k] == ' ' || line[k] == '\t'); k++)
        ;
    while (n > k && (line[n - 1] == '\r' || line[n - 1] == '\n' || line[n - 1] == ' '))
        n--;
    value->n = 0;
    return add(value, line + k, n - k);
}

/* Of each answer on the way its own header alone is kept. What libcurl has undone is not told on.
 */
static size_t take_head(char *p, size_t size, size_t n, void *user)
{
    fetcher *f = user;
    text ignored = {0};
    (void)size;
    if (n >= 5 && memcmp(p, "HTTP/", 5) == 0)
        f->head.n = f->etag.n = f->modified.n = 0;
    if (f->head.n + n > HEAD_MOST)
        return 0;
    bool undone = header(p, n, "content-encoding", &ignored) ||
                  header(p, n, "transfer-encoding", &ignored) ||
                  header(p, n, "content-length", &ignored);
    free(ignored.p);
    header(p, n, "etag", &f->etag);
    header(p, n, "last-modified", &f->modified);
    f->no_memory = !undone && !add(&f->head, p, n);
    return f->no_memory ? 0 : n;
}

static curl_socket_t open_socket(void *user, curlsocktype purpose, struct curl_sockaddr *a)
{
    fetcher *f = user;
    if (purpose == CURLSOCKTYPE_IPCXN && (f->o.allow_private || address_public(&a->addr)))
        return socket(a->family, a->socktype, a->protocol);
    f->refused = true;
    return CURL_SOCKET_BAD;
}

/* ---- one request --------------------------------------------------------------------------- */

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void wait_for(host *h)
{
    int64_t left = h->last == INT64_MIN ? 0 : h->last + h->delay - now_ms();
    if (left > 0) {
        struct timespec t = {left / 1000, left % 1000 * 1000000};
        while (nanosleep(&t, &t) != 0)
            ;
    }
    h->last = now_ms();
}

static struct curl_slist *conditions(fetcher *f, const fetch_known *known)
{
    struct curl_slist *list = NULL;
    char line[600];
    if (known && known->etag && *known->etag) {
        snprintf(line, sizeof line, "If-None-Match: %.500s", known->etag);
        list = f->lib.slist_append(list, line);
    }
    if (known && known->modified && *known->modified) {
        snprintf(line, sizeof line, "If-Modified-Since: %.500s", known->modified);
        list = f->lib.slist_append(list, line);
    }
    return list;
}

static void set_options(fetcher *f, const char *url, struct curl_slist *head)
{
    const curl_lib *l = &f->lib;
    CURL *c = f->curl;
    long timeout = f->o.timeout ? (long)f->o.timeout : 60;
    l->easy_reset(c);
    l->easy_setopt(c, CURLOPT_URL, url);
    l->easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
    l->easy_setopt(c, CURLOPT_PROXY, ""); /* its address would be checked instead of the host's */
    l->easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    l->easy_setopt(c, CURLOPT_USERAGENT, AGENT_LINE);
    l->easy_setopt(c, CURLOPT_ACCEPT_ENCODING, "");
    l->easy_setopt(c, CURLOPT_HTTPHEADER, head);
    l->easy_setopt(c, CURLOPT_CONNECTTIMEOUT, timeout < 10 ? timeout : 10L);
    l->easy_setopt(c, CURLOPT_TIMEOUT, timeout);
    l->easy_setopt(c, CURLOPT_WRITEFUNCTION, take_body);
    l->easy_setopt(c, CURLOPT_WRITEDATA, f);
    l->easy_setopt(c, CURLOPT_HEADERFUNCTION, take_head);
    l->easy_setopt(c, CURLOPT_HEADERDATA, f);
    l->easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    l->easy_setopt(c, CURLOPT_OPENSOCKETDATA, f);
}

/* One answer, redirects not followed: its status, or 0 with fetch_why. */
static long ask(fetcher *f, const char *url, const fetch_known *known, uint64_t most)
{
    struct curl_slist *head = conditions(f, known);
    long status = 0;
    f->body.n = f->head.n = f->etag.n = f->modified.n = 0;
    f->most = most;
    f->too_long = f->refused = f->no_memory = false;
    set_options(f, url, head);
    CURLcode code = f->lib.easy_perform(f->curl);
    if (code == CURLE_OK)
        f->lib.easy_getinfo(f->curl, CURLINFO_RESPONSE_CODE, &status);
    f->lib.slist_free_all(head);
    if (code == CURLE_OK && status)
        return status;
    char long_words[80];
    snprintf(long_words, sizeof long_words, "longer than %llu bytes", (unsigned long long)most);
    fail(f, url,
         f->refused     ? "not a public address (--allow-private lets it be fetched)"
         : f->too_long  ? long_words
         : f->no_memory ? "out of memory"
         : code         ? f->lib.easy_strerror(code)
                        : "no answer of HTTP");
    return 0;
}

/* The address that the last answer leads to; false without one. */
static bool redirected(fetcher *f, text *to)
{
    char *next = NULL;
    f->lib.easy_getinfo(f->curl, CURLINFO_REDIRECT_URL, &next);
    return next && set(to, next);
}

/* ---- hosts --------------------------------------------------------------------------------- */

/* Origin and path with query of an address, to be freed by free(). false: it is none of ours. */
static bool parts(fetcher *f, const char *url, char **origin, char **path)
{
    const curl_lib *l = &f->lib;
    char *scheme = NULL, *name = NULL, *port = NULL, *way = NULL, *query = NULL;
    CURLU *u = l->url();
    *origin = *path = NULL;
    bool ok = u && l->url_set(u, CURLUPART_URL, url, 0) == CURLUE_OK &&
              l->url_get(u, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK &&
              l->url_get(u, CURLUPART_HOST, &name, 0) == CURLUE_OK &&
              l->url_get(u, CURLUPART_PORT, &port, CURLU_DEFAULT_PORT) == CURLUE_OK &&
              l->url_get(u, CURLUPART_PATH, &way, 0) == CURLUE_OK &&
              (strcmp(scheme, "http") == 0 || strcmp(scheme, "https") == 0);
    if (ok) {
        size_t n = strlen(scheme) + strlen(name) + strlen(port) + 8;
        l->url_get(u, CURLUPART_QUERY, &query, 0);
        size_t m = strlen(way) + (query ? strlen(query) : 0) + 2;
        *origin = malloc(n);
        *path = malloc(m);
        ok = *origin && *path;
        if (ok) {
            snprintf(*origin, n, "%s://%s:%s", scheme, name, port);
            snprintf(*path, m, "%s%s%s", way, query ? "?" : "", query ? query : "");
        }
    }
    char *got[] = {scheme, name, port, way, query};
    for (size_t i = 0; i < sizeof got / sizeof *got; i++)
        l->free(got[i]);
    l->url_cleanup(u);
    return ok;
}

/* Its robots.txt: one that is not there allows all, one that cannot be had forbids all (2.3.1). */
static void learn_robots(fetcher *f, host *h)
{
    text url = {0};
    h->robots.n = 0;
    long status = set(&url, h->origin) && add(&url, "/robots.txt", 11) ? 1 : 0;
    for (uint32_t i = 0; status && i < 6; i++) {
        wait_for(h);
        status = ask(f, url.p, NULL, 2 * ROBOTS_MOST);
        if (status < 300 || status >= 400 || !redirected(f, &url))
            break;
    }
    if (!status && f->too_long)
        status = 200; /* its beginning counts */
    h->closed = status == 0 || status >= 500;
    if (status >= 500)
        snprintf(f->why, sizeof f->why, "%.200s: the server answers %ld", url.p, status);
    snprintf(h->why, sizeof h->why, "%.*s", (int)sizeof h->why - 1, f->why);
    if (status >= 200 && status < 300 && f->body.n)
        h->closed = !add(&h->robots, f->body.p, f->body.n < ROBOTS_MOST ? f->body.n : ROBOTS_MOST);
    h->learnt = now_ms();
    free(url.p);
}

/* NULL: out of memory. The place of the host that was asked longest ago is taken when all are. */
static host *host_of(fetcher *f, const char *origin)
{
    host *h = NULL, *oldest = f->host;
    for (uint32_t i = 0; i < f->n_host; i++) {
        host *one = &f->host[i];
        h = strcmp(one->origin, origin) == 0 ? one : h;
        oldest = one->last < oldest->last ? one : oldest;
    }
    if (h && now_ms() - h->learnt < (h->closed ? CLOSED_MS : ROBOTS_MS))
        return h;
    if (!h) {
        char *own = strdup(origin);
        if (!own)
            return NULL;
        h = f->n_host < HOSTS_MOST ? &f->host[f->n_host++] : oldest;
        free(h->origin);
        free(h->robots.p);
        *h = (host){.origin = own, .last = INT64_MIN, .delay = f->o.delay ? f->o.delay : 1000};
    }
    learn_robots(f, h);
    return h;
}

/* May url be asked for now? Waits until its host's turn. */
static bool may(fetcher *f, const char *url)
{
    char *origin, *path;
    uint32_t seconds = 0;
    bool ok = parts(f, url, &origin, &path);
    host *h = ok ? host_of(f, origin) : NULL;
    if (!ok) {
        f->hopeless = !fail(f, url, "not an address of http or https");
    } else if (!h) {
        fail(f, url, "out of memory");
    } else if (h->closed) {
        snprintf(f->why, sizeof f->why, "%s", h->why);
        h = NULL;
    } else if (h->robots.n &&
               !robots_allow(h->robots.p, h->robots.n, FETCH_AGENT, path, &seconds)) {
        f->hopeless = !fail(f, url, "its host's robots.txt forbids it");
        h = NULL;
    }
    if (h) {
        if (seconds * 1000 > h->delay)
            h->delay = seconds * 1000;
        wait_for(h);
    }
    free(origin);
    free(path);
    return h;
}

/* ---- all ----------------------------------------------------------------------------------- */

static const char *or_empty(const text *t)
{
    return t->n ? t->p : "";
}

bool fetch_get(fetcher *f, const char *url, const fetch_known *known, fetch_answer *out)
{
    uint64_t most = f->o.most ? f->o.most : (uint64_t)16 << 20;
    text next = {0};
    long status = 0;
    f->hopeless = false;
    if (!set(&f->url, url))
        return fail(f, url, "out of memory");
    for (uint32_t i = 0;; i++) {
        if (!may(f, f->url.p) || !(status = ask(f, f->url.p, known, most)))
            break;
        if (status < 300 || status >= 400 || status == 304 || !redirected(f, &next))
            break;
        status = 0;
        if (i == REDIRECTS_MOST) {
            fail(f, url, "leads on and on");
            break;
        }
        if (!set(&f->url, next.p)) {
            fail(f, url, "out of memory");
            break;
        }
    }
    free(next.p);
    if (!status)
        return false;
    if ((status < 200 || status >= 300) && status != 304) {
        char words[40];
        snprintf(words, sizeof words, "the server answers %ld", status);
        f->hopeless = status >= 400 && status < 500 && status != 408 && status != 429;
        return fail(f, f->url.p, words);
    }
    *out = (fetch_answer){status,
                          or_empty(&f->body),
                          f->body.n,
                          or_empty(&f->head),
                          f->url.p,
                          or_empty(&f->etag),
                          or_empty(&f->modified)};
    return true;
}

fetcher *fetch_open(const fetch_options *options, const char **why)
{
    fetcher *f = calloc(1, sizeof *f);
    *why = "out of memory";
    if (!f)
        return NULL;
    f->o = *options;
    f->host = calloc(HOSTS_MOST, sizeof *f->host);
    if (f->host && curl_lib_load(&f->lib, why))
        f->curl = f->lib.easy_init();
    if (f->curl)
        return f;
    free(f->host);
    free(f);
    return NULL;
}

void fetch_close(fetcher *f)
{
    if (!f)
        return;
    for (uint32_t i = 0; i < f->n_host; i++) {
        free(f->host[i].origin);
        free(f->host[i].robots.p);
    }
    text *t[] = {&f->body, &f->head, &f->url, &f->etag, &f->modified};
    for (size_t i = 0; i < sizeof t / sizeof *t; i++)
        free(t[i]->p);
    f->lib.easy_cleanup(f->curl);
    free(f->host);
    free(f);
}

char *fetch_record(const fetch_answer *a, int64_t now, size_t *n)
{
    char date[32], length[32];
    time_t t = (time_t)now;
    struct tm utc;
    text r = {0};
    size_t n_head = strlen(a->head);
    gmtime_r(&t, &utc);
    strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%SZ", &utc);
    snprintf(length, sizeof length, "%zu", n_head + a->n);
    const char *const line[] = {"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: ",
                                a->url,
                                "\r\nWARC-Date: ",
                                date,
                                "\r\nContent-Type: application/http; msgtype=response\r\n"
                                "Content-Length: ",
                                length,
                                "\r\n\r\n",
                                a->head};
    bool ok = true;
    for (size_t i = 0; ok && i < sizeof line / sizeof *line; i++)
        ok = add(&r, line[i], strlen(line[i]));
    ok = ok && add(&r, a->body, a->n) && add(&r, "\r\n\r\n", 4);
    *n = r.n;
    if (!ok)
        free(r.p);
    return ok ? r.p : NULL;
}
