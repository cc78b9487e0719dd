/* server.c -- connections: who is let in, bodies, starting and stopping.  Layer: app.
 *
 * libmicrohttpd's threads wait for sockets (epoll) and answer, each one request at a time; whoever
 * sends slowly costs a connection, not a thread. Limits: of connections, of the time between two
 * bytes and of a whole body, of a request's head, of one body and of all bodies together. */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <malloc.h>
#include <netdb.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "server.h"

#define CONNECTIONS_MOST  20000u
#define IDLE_SECONDS      15u
#define BODY_SECONDS      60
#define HEAD_MOST         ((size_t)24 << 10) /* address and headers of one request */
#define HELD_MOST         ((size_t)128 << 20)
#define BODY_FIRST        ((size_t)8 << 10)

#define MEMORY_KEPT       (64 << 20) /* by malloc, while questions come */

#define TEND_SECONDS      5
#define QUESTION_SECONDS  20 /* of the ledger */
#define IDLE_DESK_SECONDS 10

enum { STATUS_USE = 2, STATUS_LEDGER = 3 };

/* ---- one request -------------------------------------------------------------------------------
 */

/* libmicrohttpd hands out the address as it came before anything else. */
static void *begin_request(void *user, const char *uri, struct MHD_Connection *c)
{
    request *r = calloc(1, sizeof *r);
    (void)user;
    (void)c;
    if (r && (!(r->raw = strdup(uri)) || !(r->work = strdup(uri)))) {
        free(r->raw);
        free(r);
        r = NULL;
    }
    return r;
}

static void end_request(void *user, struct MHD_Connection *c, void **state,
                        enum MHD_RequestTerminationCode why)
{
    server *s = user;
    request *r = *state;
    (void)c;
    (void)why;
    if (!r)
        return;
    atomic_fetch_sub(&s->held, r->room);
    free(r->body);
    free(r->raw);
    free(r->work);
    free(r);
    *state = NULL;
}

static const char *header(const server *s, struct MHD_Connection *c, const char *name)
{
    return s->mhd.lookup_connection_value(c, MHD_HEADER_KIND, name);
}

/* Has the request the token: as Authorization: Bearer, as cookie, or in the page's address? */
static bool has_token(const server *s, struct MHD_Connection *c, const request *r)
{
    const char *bearer = header(s, c, "Authorization");
    const char *cookie = s->mhd.lookup_connection_value(c, MHD_COOKIE_KIND, "sayso_token");
    const char *given = r->address.param[PARAM_token];
    if (!s->o.token)
        return true;
    return (bearer && strncmp(bearer, "Bearer ", 7) == 0 &&
            request_same_secret(bearer + 7, s->o.token)) ||
           (cookie && request_same_secret(cookie, s->o.token)) ||
           (given && request_same_secret(given, s->o.token));
}

/* A page of another site must not send what a person did not ask for. */
static bool is_own_origin(const server *s, struct MHD_Connection *c)
{
    const char *origin = header(s, c, "Origin"), *host = header(s, c, "Host");
    return !origin || (host && strncmp(origin, "http://", 7) == 0 && strcmp(origin + 7, host) == 0);
}

static bool is_root(const request *r)
{
    return r->address.n_segment == 1 && !*r->address.segment[0];
}

/* A person gets a page to enter it, a program a problem. */
static void ask_token(const server *s, struct MHD_Connection *c, const request *r, unsigned method,
                      answer *a)
{
    bool api = r->address.n_segment && strcmp(r->address.segment[0], "api") == 0;
    if (method != METHOD_GET || api || !page_ask_token(header(s, c, "Accept"), r, a))
        answer_problem(a, 401,
                       "a token is wanted: open /?token=TOKEN, or send Authorization: "
                       "Bearer TOKEN");
}

/* The first look, before the body. false: *a is the answer. */
static bool let_in(const server *s, struct MHD_Connection *c, request *r, unsigned method,
                   answer *a)
{
    r->parsed = request_parse(r->work, &r->address);
    if (!request_host(header(s, c, "Host"), s->o.host))
        answer_problem(a, 403, "this server is not called by that name (Host)");
    else if (!r->parsed)
        answer_problem(a, 400, "%s", r->address.problem);
    else if (!has_token(s, c, r))
        ask_token(s, c, r, method, a);
    else if (!method)
        routes_wrong_method(r, a);
    else if (method == METHOD_POST && !is_own_origin(s, c))
        answer_problem(a, 403, "this comes from another site (Origin)");
    else
        return true;
    return false;
}

/* The page opened with its token: kept as a cookie, and out of the address. */
static void keep_token(const server *s, answer *a)
{
    a->status = 303;
    a->cache = "no-store";
    snprintf(a->location, sizeof a->location, "/");
    snprintf(a->cookie, sizeof a->cookie, "sayso_token=%s; HttpOnly; SameSite=Strict; Path=/",
             s->o.token);
}

/* More of the body; false: the connection is to be closed. */
static bool take_body(server *s, request *r, const char *p, size_t n)
{
    if (steady() - r->since > BODY_SECONDS)
        return false;
    if (r->too_large || n > s->o.max_bytes - r->n_body) {
        r->n_body = s->o.max_bytes;
        bool again = r->too_large; /* read and dropped once, so that the answer is seen */
        r->too_large = true;
        return !again || n < s->o.max_bytes;
    }
    if (r->n_body + n > r->room) {
        size_t room = r->room ? r->room : BODY_FIRST;
        while (room < r->n_body + n)
            room *= 2;
        size_t before = atomic_fetch_add(&s->held, room - r->room);
        char *more = before + room - r->room > HELD_MOST ? NULL : realloc(r->body, room);
        if (!more) {
            atomic_fetch_sub(&s->held, room - r->room);
            return false;
        }
        r->body = more;
        r->room = room;
    }
    memcpy(r->body + r->n_body, p, n);
    r->n_body += n;
    return true;
}

static unsigned method_of(const char *name)
{
    if (strcmp(name, "GET") == 0 || strcmp(name, "HEAD") == 0)
        return METHOD_GET;
    return strcmp(name, "POST") == 0 ? METHOD_POST : 0;
}

/* The first call of a request: its head is here. MHD_YES without *send: go on reading. */
static void first_look(server *s, struct MHD_Connection *c, request *r, unsigned method, answer *a)
{
    const char *length = header(s, c, "Content-Length");
    r->begun = true;
    r->since = steady();
    r->gzip = request_takes_gzip(header(s, c, "Accept-Encoding"));
    r->none_match = header(s, c, "If-None-Match");
    if (!let_in(s, c, r, method, a) || method != METHOD_POST || !routes_take_body(s, r, a))
        return;
    if (length && strtoull(length, NULL, 10) > s->o.max_bytes)
        answer_problem(a, 413, "at most %u bytes are taken", s->o.max_bytes);
    else if (atomic_load(&s->held) > HELD_MOST)
        answer_problem(a, 429, "too much is being sent at once");
}

static enum MHD_Result handle(void *user, struct MHD_Connection *c, const char *url,
                              const char *method_name, const char *version, const char *data,
                              size_t *n_data, void **state)
{
    server *s = user;
    request *r = *state;
    answer a = {0};
    unsigned method = method_of(method_name);
    (void)url;
    (void)version;
    if (!r)
        return MHD_NO;
    if (!r->begun) {
        atomic_fetch_add(&s->asked, 1);
        first_look(s, c, r, method, &a);
        return a.status ? answer_send(s, c, r, &a) : MHD_YES;
    }
    if (*n_data) {
        bool goes_on = method == METHOD_POST ? take_body(s, r, data, *n_data)
                                             : steady() - r->since <= BODY_SECONDS;
        *n_data = 0;
        return goes_on ? MHD_YES : MHD_NO;
    }
    if (r->too_large)
        answer_problem(&a, 413, "at most %u bytes are taken", s->o.max_bytes);
    else if (s->o.token && is_root(r) && r->address.param[PARAM_token])
        keep_token(s, &a);
    else
        routes_answer(s, r, method, &a);
    return answer_send(s, c, r, &a);
}

/* ---- starting and stopping ---------------------------------------------------------------------
 */

/* As many open files as the system gives, for the connections. */
static unsigned connections(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 256;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    getrlimit(RLIMIT_NOFILE, &limit);
    rlim_t most = limit.rlim_cur > 128 ? limit.rlim_cur - 64 : 64;
    return most < CONNECTIONS_MOST ? (unsigned)most : CONNECTIONS_MOST;
}

static bool listen_on(server *s, struct addrinfo *at)
{
    unsigned flags = MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_EPOLL;
    if (at->ai_family == AF_INET6)
        flags |= MHD_USE_IPv6;
    const struct MHD_OptionItem pool[] = {{MHD_OPTION_THREAD_POOL_SIZE, (intptr_t)s->o.threads,
                                           NULL},
                                          {MHD_OPTION_END, 0, NULL}};
    s->daemon =
        s->mhd.start_daemon(flags, 0, NULL, NULL, handle, s, MHD_OPTION_SOCK_ADDR, at->ai_addr,
                            MHD_OPTION_LISTENING_ADDRESS_REUSE, 1u, MHD_OPTION_CONNECTION_LIMIT,
                            connections(), MHD_OPTION_CONNECTION_TIMEOUT, IDLE_SECONDS,
                            MHD_OPTION_CONNECTION_MEMORY_LIMIT, HEAD_MOST,
                            MHD_OPTION_LISTEN_BACKLOG_SIZE, 1024u, MHD_OPTION_URI_LOG_CALLBACK,
                            begin_request, NULL, MHD_OPTION_NOTIFY_COMPLETED, end_request, s,
                            MHD_OPTION_ARRAY, s->o.threads > 1 ? pool : pool + 1, MHD_OPTION_END);
    return s->daemon;
}

static bool start(server *s)
{
    const struct addrinfo hints = {.ai_family = AF_UNSPEC,
                                   .ai_socktype = SOCK_STREAM,
                                   .ai_flags = AI_PASSIVE | AI_NUMERICSERV};
    struct addrinfo *found = NULL;
    char port[16];
    snprintf(port, sizeof port, "%u", s->o.port);
    int rc = getaddrinfo(s->o.bind ? s->o.bind : "127.0.0.1", port, &hints, &found);
    bool listens = false;
    for (struct addrinfo *at = rc == 0 ? found : NULL; at && !listens; at = at->ai_next)
        listens = listen_on(s, at);
    if (rc == 0)
        freeaddrinfo(found);
    if (!listens)
        fprintf(stderr, "sayso: cannot listen on %s port %u%s%s\n",
                s->o.bind ? s->o.bind : "127.0.0.1", s->o.port, rc ? ": " : "",
                rc ? gai_strerror(rc) : "");
    return listens;
}

static void say_where(const server *s)
{
    const union MHD_DaemonInfo *info = s->mhd.get_daemon_info(s->daemon, MHD_DAEMON_INFO_BIND_PORT);
    const char *host = s->o.bind ? s->o.bind : "127.0.0.1";
    bool six = strchr(host, ':');
    if (s->o.quiet)
        return;
    char name[200];
    sayso_ledger_name(s->o.ledger, name, sizeof name);
    printf("%s: http://%s%s%s:%u/%s\n", name, six ? "[" : "", host, six ? "]" : "",
           info ? info->port : s->o.port, s->o.token ? "?token=..." : "");
    fflush(stdout);
}

/* Waits for a signal to end; meanwhile looks after questions that take too long and memory that is
 * not needed. */
static void wait_for_end(server *s, const sigset_t *ends)
{
    const struct timespec while_waiting = {.tv_sec = TEND_SECONDS};
    size_t before = 0;
    while (sigtimedwait(ends, NULL, &while_waiting) < 0) {
        size_t asked = atomic_load(&s->asked);
        desks_tend(&s->desks, steady(), QUESTION_SECONDS, IDLE_DESK_SECONDS);
        if (asked == before && s->tended != asked) { /* nothing came for a while */
            cache_empty(&s->cache);
            malloc_trim(0);
            s->tended = asked;
        }
        before = asked;
    }
}

/* Ledger and engine must be sound at the start. */
static int prepare(server *s)
{
    const char *why;
    sayso_error err = {0};
    if (!mhd_load(&s->mhd, &why)) {
        fprintf(stderr, "sayso: %s\n", why);
        return STATUS_USE;
    }
    if (sayso_engine_open(s->o.model, &s->engine, &err) != SAYSO_OK) {
        fprintf(stderr, "sayso: %s\n", err.message);
        return STATUS_USE;
    }
    desk *d = desks_take(&s->desks, &err);
    if (!d) {
        fprintf(stderr, "sayso: %s\n", err.message);
        return STATUS_LEDGER;
    }
    desks_return(&s->desks, d, SAYSO_OK);
    return 0;
}

int serve_run(const serve_options *options)
{
    server s = {.o = *options, .started = (long)time(NULL)};
    sigset_t ends;
    /* memory of one answer serves the next one; it is given back when nothing is asked (below) */
    mallopt(M_MMAP_THRESHOLD, MEMORY_KEPT);
    mallopt(M_TRIM_THRESHOLD, MEMORY_KEPT);
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, NULL); /* of the threads that are started, too */
    pthread_mutex_init(&s.edit_lock, NULL);
    bool room = desks_open(&s.desks, options->ledger, options->threads);
    room = cache_open(&s.cache) && room;
    int status = room ? prepare(&s) : STATUS_USE;
    if (status == 0 && !start(&s))
        status = STATUS_USE;
    if (status == 0) {
        say_where(&s);
        wait_for_end(&s, &ends);
        s.mhd.stop_daemon(s.daemon);
    }
    cache_close(&s.cache);
    desks_close(&s.desks);
    sayso_engine_close(s.engine);
    pthread_mutex_destroy(&s.edit_lock);
    return status;
}
