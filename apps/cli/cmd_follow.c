/* cmd_follow.c -- sayso follow: feeds on the network, asked again and again.  Layer: app.
 *
 * A feed is asked for under the conditions of the last answer (RFC 9110, section 13); its items'
 * pages that were not read yet are fetched and read into the ledger. What was seen is kept in
 * LEDGER.follow, a line each: address, ETag, Last-Modified, parted by tabs. */
#define _POSIX_C_SOURCE 200809L
#include <json-c/json.h>
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli.h"

#define LINE_MOST 8192

typedef struct {
    char *address, *etag, *modified;
} visit;

typedef struct {
    cli *c;
    sayso_engine *engine;
    sayso_ledger *ledger;
    visit **seen; /* [n_seen] in the order in which they came */
    void *tree;   /* the same by address */
    size_t n_seen, room;
    bool missed;       /* a page of the feed could not be had, but may be another time */
    const char **page; /* addresses of one feed's new items */
    size_t n_page, page_room;
    char *lines; /* what extract printed of the feed */
    size_t n_lines;
    const void *record; /* the feed as it came */
    size_t n_record;
    sayso_tally tally;
} follower;

/* ---- what was seen ------------------------------------------------------------------------- */

static int by_address(const void *a, const void *b)
{
    return strcmp(((const visit *)a)->address, ((const visit *)b)->address);
}

static visit *find(const follower *f, const char *address)
{
    const visit key = {.address = (char *)(uintptr_t)address};
    visit *const *at = tfind(&key, &f->tree, by_address);
    return at ? *at : NULL;
}

static visit *add(follower *f, const char *address)
{
    if (f->n_seen == f->room) {
        size_t room = f->room * 2 + 16;
        visit **more = realloc(f->seen, room * sizeof(visit *));
        if (!more)
            return NULL;
        f->seen = more;
        f->room = room;
    }
    visit *v = calloc(1, sizeof *v);
    if (v && (!(v->address = strdup(address)) || !tsearch(v, &f->tree, by_address))) {
        free(v->address);
        free(v);
        v = NULL;
    }
    if (v)
        f->seen[f->n_seen++] = v;
    return v;
}

static void forget(follower *f)
{
    for (size_t i = 0; i < f->n_seen; i++) {
        visit *v = f->seen[i];
        tdelete(v, &f->tree, by_address);
        free(v->address);
        free(v->etag);
        free(v->modified);
        free(v);
    }
    free(f->seen);
}

/* A copy without the marks that part lines and fields. */
static char *cell(const char *s)
{
    char *copy = strdup(s);
    for (char *p = copy; p && *p; p++)
        if (*p == '\t' || *p == '\n' || *p == '\r')
            *p = ' ';
    return copy;
}

static bool remember(follower *f, const char *address, const char *etag, const char *modified)
{
    visit *v = find(f, address);
    v = v ? v : add(f, address);
    if (!v)
        return false;
    free(v->etag);
    free(v->modified);
    v->etag = cell(etag);
    v->modified = cell(modified);
    return v->etag && v->modified;
}

static void state_path(const follower *f, const char *more, char out[4096])
{
    const char *ledger = f->c->o.ledger;
    if (!ledger || sayso_ledger_is_address(ledger)) /* a database has no folder: the one at hand */
        ledger = "sayso.db";
    snprintf(out, 4096, "%s.follow%s", ledger, more);
}

static bool load_seen(follower *f)
{
    char path[4096], line[LINE_MOST];
    bool ok = true;
    state_path(f, "", path);
    FILE *in = fopen(path, "r");
    while (in && ok && fgets(line, sizeof line, in)) {
        char *etag = strchr(line, '\t'), *modified = etag ? strchr(etag + 1, '\t') : NULL;
        char *end = strchr(line, '\n');
        if (!modified || !end)
            continue;
        *etag++ = *modified++ = *end = 0;
        ok = remember(f, line, etag, modified);
    }
    if (in)
        fclose(in);
    return ok;
}

/* Written beside and renamed, so that a process that dies leaves the old one. */
static bool save_seen(const follower *f)
{
    char path[4096], fresh[4096];
    state_path(f, "", path);
    state_path(f, ".new", fresh);
    FILE *out = fopen(fresh, "w");
    if (!out)
        return false;
    for (size_t i = 0; i < f->n_seen; i++)
        fprintf(out, "%s\t%s\t%s\n", f->seen[i]->address, f->seen[i]->etag, f->seen[i]->modified);
    bool ok = !ferror(out);
    ok = fclose(out) == 0 && ok;
    return ok && rename(fresh, path) == 0;
}

/* ---- one feed ------------------------------------------------------------------------------ */

static bool keep_line(void *user, const char *p, size_t n)
{
    follower *f = user;
    char *q = realloc(f->lines, f->n_lines + n + 1);
    if (!q)
        return false;
    memcpy(q + f->n_lines, p, n);
    f->lines = q;
    f->n_lines += n;
    q[f->n_lines] = 0;
    return true;
}

/* The feed itself, for the library. */
static bool give_feed(void *user, const char *address, const void **bytes, size_t *n,
                      const char **why)
{
    const follower *f = user;
    (void)address;
    *bytes = f->record;
    *n = f->n_record;
    *why = "";
    return true;
}

/* A page of an item; seen from now on, unless it may be had another time. */
static bool fetch_page(void *user, const char *address, const void **bytes, size_t *n,
                       const char **why)
{
    follower *f = user;
    bool ok = cli_fetch(f->c, address, bytes, n, why);
    bool over = ok || fetch_hopeless(f->c->fetcher);
    f->missed = f->missed || !over;
    if (over && !remember(f, address, "", "")) {
        *why = "out of memory";
        return false;
    }
    return ok;
}

static void problem(void *user, const char *file, const sayso_error *what)
{
    const follower *f = user;
    sayso_input plain = cli_input(f->c);
    plain.problem(f->c, file, what);
}

static void arrived(void *user, const sayso_arrival *what)
{
    const follower *f = user;
    sayso_input plain = cli_input(f->c);
    plain.arrived(f->c, what);
}

/* An address with marks in it that part lines and fields would forge what was seen. */
static bool is_plain(const char *address)
{
    for (const char *p = address; *p; p++)
        if ((unsigned char)*p < ' ')
            return false;
    return strlen(address) <= LINE_MOST / 2;
}

static bool add_page(follower *f, const char *address)
{
    if (!fetch_is_url(address) || !is_plain(address) || find(f, address))
        return true;
    if (f->n_page == f->page_room) {
        size_t room = f->page_room * 2 + 16;
        const char **more = realloc(f->page, room * sizeof *more);
        if (!more)
            return false;
        f->page = more;
        f->page_room = room;
    }
    f->page[f->n_page] = strdup(address);
    return f->page[f->n_page] && ++f->n_page;
}

/* The addresses of the feed's items, as extract tells them. */
static bool list_pages(follower *f)
{
    char *save = NULL;
    bool ok = true;
    for (char *line = strtok_r(f->lines, "\n", &save); ok && line;
         line = strtok_r(NULL, "\n", &save)) {
        json_object *item = json_tokener_parse(line), *url;
        if (item && json_object_object_get_ex(item, "url", &url) && url)
            ok = add_page(f, json_object_get_string(url));
        json_object_put(item);
    }
    return ok;
}

static void add_tally(sayso_tally *sum, const sayso_tally *t)
{
    sum->n_report += t->n_report;
    sum->n_refused += t->n_refused;
    sum->n_problem += t->n_problem;
}

static sayso_status read_pages(follower *f, sayso_input *in, sayso_error *err)
{
    sayso_tally t = {0};
    const sayso_output out = {keep_line, f};
    sayso_status s = SAYSO_OK;
    sayso_input feed = *in;
    feed.problem = NULL;
    if (f->c->o.items)
        return sayso_ledger_read(f->ledger, f->engine, in, &f->tally, err);
    f->n_lines = 0;
    s = sayso_extract(f->engine, &feed, NULL, &out, NULL, err);
    if (s == SAYSO_OK && f->n_lines && !list_pages(f)) {
        s = SAYSO_ENOMEM;
        snprintf(err->message, sizeof err->message, "out of memory");
    }
    in->path = f->page;
    in->n_path = f->n_page;
    in->fetch = fetch_page;
    if (s == SAYSO_OK && f->n_page)
        s = sayso_ledger_read(f->ledger, f->engine, in, &t, err);
    add_tally(&f->tally, &t);
    for (size_t i = 0; i < f->n_page; i++)
        free((char *)(uintptr_t)f->page[i]);
    f->n_page = 0;
    return s;
}

/* Reads what is new of one feed. A feed that cannot be had is told; the next is asked. Where a page
 * is to be asked for another time, so is the feed, changed or not: its items are not kept. */
static sayso_status follow_one(follower *f, const char *address, sayso_error *err)
{
    const visit *v = find(f, address);
    const fetch_known known = {v ? v->etag : "", v ? v->modified : ""};
    fetch_answer answer;
    const char *why;
    if (!cli_ask(f->c, address, &known, &answer, &why)) {
        fprintf(stderr, "sayso: %s\n", why);
        f->tally.n_problem++;
        return SAYSO_OK;
    }
    if (answer.status == 304)
        return SAYSO_OK;
    char *etag = strdup(answer.etag), *modified = strdup(answer.modified);
    char *record = fetch_record(&answer, (int64_t)time(NULL), &f->n_record);
    sayso_input in = cli_input(f->c);
    f->record = record;
    f->missed = false;
    in.path = &address;
    in.n_path = 1;
    in.fetch = give_feed;
    in.problem = problem;
    in.arrived = arrived;
    in.progress = NULL;
    in.user = f;
    sayso_status s = SAYSO_ENOMEM;
    snprintf(err->message, sizeof err->message, "out of memory");
    if (etag && modified && record)
        s = read_pages(f, &in, err);
    if (s == SAYSO_OK && !remember(f, address, f->missed ? "" : etag, f->missed ? "" : modified))
        s = SAYSO_ENOMEM;
    free(etag);
    free(modified);
    free(record);
    return s;
}

static sayso_status follow_all(follower *f, sayso_error *err)
{
    sayso_status s = SAYSO_OK;
    for (uint32_t i = 0; s == SAYSO_OK && i < f->c->o.n_arg; i++)
        s = follow_one(f, f->c->o.arg[i], err);
    fflush(stdout);
    if (!save_seen(f))
        perror("sayso: what was seen cannot be kept beside the ledger");
    return s;
}

static int run(cli *c)
{
    follower f = {.c = c};
    sayso_error err = {0};
    int status;
    c->list = !c->o.quiet;
    for (uint32_t i = 0; i < c->o.n_arg; i++)
        if (!fetch_is_url(c->o.arg[i])) {
            fprintf(stderr, "sayso: %s: not an address of http or https\n", c->o.arg[i]);
            return EXIT_USE;
        }
    if (!cli_open(c, true, &f.engine, &f.ledger, &status))
        return status;
    sayso_status s = load_seen(&f) ? follow_all(&f, &err) : SAYSO_ENOMEM;
    while (s == SAYSO_OK && !c->o.once) {
        sleep((c->o.every ? c->o.every : 15) * 60);
        s = follow_all(&f, &err);
    }
    forget(&f);
    free(f.page);
    free(f.lines);
    cli_close(f.engine, f.ledger);
    return cli_finish(c, s, &err, cli_ledger_name(c), cli_tally_status(&f.tally));
}

const cli_command cmd_follow = {
    .name = "follow",
    .args = "FEED...",
    .summary = "read what feeds on the network bring, again and again",
    .more =
        "Asks each feed (RSS, Atom, JSON Feed) every 15 minutes, fetches the pages of items that "
        "were not seen before, and reads them into the ledger, until it is stopped. A feed that "
        "did not change is not sent again; robots.txt is obeyed; a host is asked at most once a "
        "second. What was seen is kept beside the ledger, in LEDGER.follow "
        "(of a database, in ./sayso.db.follow).",
    .options = CLI_COMMON | CLI_BIT(LEDGER) | CLI_BIT(PUBLISHER) | CLI_BIT(MAX_BYTES) |
               CLI_FETCHES | CLI_BIT(EVERY) | CLI_BIT(ONCE) | CLI_BIT(ITEMS),
    .least = 1,
    .most = UINT32_MAX,
    .run = run,
};
