/* routes.c -- the table of routes, and those that read the ledger.  Layer: app. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <string.h>

#include "server.h"

#define LIMIT_MOST 1000u

typedef struct route route;
struct route {
    const char *path; /* behind /api/v1/; "*" is one segment */
    uint32_t params;  /* bits of those that it takes */
    sayso_status (*read)(sayso_ledger *l, const route *way, const request *r, answer *a,
                         sayso_error *err);               /* GET */
    void (*post)(server *s, const request *r, answer *a); /* or NULL */
    uint32_t post_params;
    const char *view; /* of a page */
    bool edits;       /* post: only with --edit */
};

static const char *param(const request *r, int which)
{
    return r->address.param[which];
}

/* The segment that "*" stands for. */
static const char *id_of(const request *r)
{
    return r->address.segment[3];
}

static sayso_status refuse(sayso_error *err, const char *what)
{
    *err = (sayso_error){.code = SAYSO_EUSE};
    snprintf(err->message, sizeof err->message, "%s", what);
    return SAYSO_EUSE;
}

sayso_status routes_layout(const request *r, sayso_layout *out, sayso_error *err)
{
    static const char *const units[] = {"bytes", "chars", "utf16"};
    const char *text = param(r, PARAM_offsets);
    *out = (sayso_layout){.form = SAYSO_AS_JSON};
    if (!request_flag(param(r, PARAM_tokens), &out->tokens))
        return refuse(err, "tokens is true or false");
    for (unsigned i = 0; text && i < 3; i++)
        if (strcmp(text, units[i]) == 0) {
            out->offsets = (sayso_offsets_in)i;
            return SAYSO_OK;
        }
    return text ? refuse(err, "offsets is bytes, chars or utf16") : SAYSO_OK;
}

/* ---- pages -------------------------------------------------------------------------------------
 */

static sayso_status take_flags(const request *r, sayso_page_query *q, sayso_error *err)
{
    const char *sort = param(r, PARAM_sort);
    if (!request_flag(param(r, PARAM_independent), &q->independent) ||
        !request_flag(param(r, PARAM_changed), &q->changed) ||
        !request_flag(param(r, PARAM_all), &q->all))
        return refuse(err, "independent, changed and all are true or false");
    if (!request_number(param(r, PARAM_limit), 50, 1, LIMIT_MOST, &q->limit))
        return refuse(err, "limit is a number from 1 to 1000");
    if (!request_number(param(r, PARAM_offset), 0, 0, 1000000000, &q->offset))
        return refuse(err, "offset is a number from 0 on");
    q->backwards = sort && strcmp(sort, "-day") == 0;
    if (sort && !q->backwards && strcmp(sort, "day") != 0)
        return refuse(err, "sort is day or -day");
    return SAYSO_OK;
}

static sayso_status read_page(sayso_ledger *l, const route *way, const request *r, answer *a,
                              sayso_error *err)
{
    bool of_event = r->address.n_segment == 5; /* events/ID/grid */
    sayso_page_query q = {.event = of_event ? id_of(r) : param(r, PARAM_event),
                          .report = param(r, PARAM_report),
                          .by = param(r, PARAM_by),
                          .about = param(r, PARAM_about),
                          .act = param(r, PARAM_act),
                          .kind = param(r, PARAM_kind),
                          .stance = param(r, PARAM_stance),
                          .evidence = param(r, PARAM_evidence),
                          .measure = param(r, PARAM_measure),
                          .population = param(r, PARAM_population),
                          .publisher = param(r, PARAM_publisher),
                          .words = param(r, PARAM_q),
                          .since = param(r, PARAM_since),
                          .until = param(r, PARAM_until)};
    sayso_status status = take_flags(r, &q, err);
    const sayso_output out = answer_output(a);
    return status == SAYSO_OK ? sayso_ledger_page(l, way->view, &q, &out, err) : status;
}

/* ---- single things -----------------------------------------------------------------------------
 */

static sayso_status read_event(sayso_ledger *l, const route *way, const request *r, answer *a,
                               sayso_error *err)
{
    sayso_layout layout;
    const sayso_query q = {.event = id_of(r), .as_of = param(r, PARAM_as_of)};
    const sayso_output out = answer_output(a);
    sayso_status status = routes_layout(r, &layout, err);
    (void)way;
    return status == SAYSO_OK ? sayso_ledger_event(l, &q, param(r, PARAM_parts), &layout, &out, err)
                              : status;
}

static sayso_status read_report(sayso_ledger *l, const route *way, const request *r, answer *a,
                                sayso_error *err)
{
    sayso_layout layout;
    const sayso_output out = answer_output(a);
    sayso_status status = routes_layout(r, &layout, err);
    (void)way;
    return status == SAYSO_OK ? sayso_ledger_document(l, id_of(r), &layout, &out, err) : status;
}

static sayso_status read_claim(sayso_ledger *l, const route *way, const request *r, answer *a,
                               sayso_error *err)
{
    sayso_layout layout;
    const sayso_output out = answer_output(a);
    sayso_status status = routes_layout(r, &layout, err);
    (void)way;
    return status == SAYSO_OK ? sayso_ledger_claim(l, id_of(r), &layout, &out, err) : status;
}

/* What was read may be a page with scripts in it: no browser shall run it. */
static sayso_status read_source(sayso_ledger *l, const route *way, const request *r, answer *a,
                                sayso_error *err)
{
    const sayso_output out = answer_output(a);
    (void)way;
    a->type = "text/plain; charset=utf-8";
    a->policy = "sandbox; default-src 'none'; frame-ancestors 'self'";
    return sayso_ledger_source(l, id_of(r), &out, err);
}

static sayso_status read_find(sayso_ledger *l, const route *way, const request *r, answer *a,
                              sayso_error *err)
{
    const sayso_query q = {.event = param(r, PARAM_event),
                           .by = param(r, PARAM_by),
                           .about = param(r, PARAM_about),
                           .act = param(r, PARAM_act),
                           .since = param(r, PARAM_since),
                           .until = param(r, PARAM_until)};
    const sayso_output out = answer_output(a);
    (void)way;
    if (!param(r, PARAM_q))
        return refuse(err, "q is missing: the words to look for");
    return sayso_ledger_search(l, param(r, PARAM_q), &q, &out, err);
}

static sayso_status read_stats(sayso_ledger *l, const route *way, const request *r, answer *a,
                               sayso_error *err)
{
    const sayso_output out = answer_output(a);
    (void)way;
    (void)r;
    return sayso_ledger_counts(l, &out, err);
}

/* Behind the counts: what this server is and allows. */
static void finish_stats(const server *s, const char *change, answer *a)
{
    if (!a->n || a->body[a->n - 1] != '}')
        return;
    a->n--;
    answer_print(a, ", \"version\": \"%s\", \"edit\": %s, \"max_bytes\": %u, \"change\": \"%s\"}\n",
                 sayso_version(), s->o.edit ? "true" : "false", s->o.max_bytes, change);
}

/* ---- the table ---------------------------------------------------------------------------------
 */

#define P(name) PARAM_BIT(name)
#define PAGING  (P(limit) | P(offset))
#define DAYS    (P(since) | P(until))
#define ARTICLE (P(id) | P(published) | P(publisher) | P(url))

static const route routes[] = {
    {"stats", 0, read_stats, NULL, 0, NULL, false},
    {"events", P(q) | DAYS | PAGING, read_page, NULL, 0, "events", false},
    {"events/*", P(offsets) | P(as_of) | P(parts), read_event, NULL, 0, NULL, false},
    {"events/*/grid", P(all) | PAGING, read_page, NULL, 0, "grid", false},
    {"reports", P(event) | P(publisher) | P(q) | DAYS | P(independent) | PAGING, read_page,
     edit_store, ARTICLE, "reports", true},
    {"reports/*", P(offsets), read_report, NULL, 0, NULL, false},
    {"reports/*/source", 0, read_source, NULL, 0, NULL, false},
    {"claims",
     P(event) | P(report) | P(by) | P(about) | P(act) | P(kind) | P(stance) | P(evidence) | DAYS |
         P(independent) | P(q) | P(sort) | PAGING,
     read_page, NULL, 0, "claims", false},
    {"claims/*", P(offsets), read_claim, NULL, 0, NULL, false},
    {"figures",
     P(event) | P(report) | P(by) | P(measure) | P(population) | DAYS | P(independent) | PAGING,
     read_page, NULL, 0, "figures", false},
    {"blame", P(event) | PAGING, read_page, NULL, 0, "blame", false},
    {"positions", P(event) | P(changed) | PAGING, read_page, NULL, 0, "positions", false},
    {"timeline", P(event) | DAYS | P(independent) | PAGING, read_page, NULL, 0, "timeline", false},
    {"actors", P(event) | P(q) | PAGING, read_page, NULL, 0, "actors", false},
    {"copies", P(event) | PAGING, read_page, NULL, 0, "copies", false},
    {"refused", P(event) | P(report) | PAGING, read_page, NULL, 0, "refused", false},
    {"find", P(q) | P(event) | P(by) | P(about) | P(act) | DAYS, read_find, NULL, 0, NULL, false},
    {"extract", 0, NULL, edit_extract, ARTICLE | P(offsets) | P(tokens), NULL, false},
    {"corrections", PAGING, read_page, edit_correct, 0, "corrections", true},
};

static bool matches(const char *path, const request_address *x)
{
    for (uint32_t i = 2; i < x->n_segment; i++) {
        size_t n = strcspn(path, "/");
        bool any = n == 1 && *path == '*' && *x->segment[i];
        if (!n || (!any && (strlen(x->segment[i]) != n || memcmp(x->segment[i], path, n) != 0)))
            return false;
        path += n + (path[n] == '/');
    }
    return !*path;
}

static const route *find_route(const request *r)
{
    const request_address *x = &r->address;
    if (x->n_segment < 3 || strcmp(x->segment[0], "api") != 0 || strcmp(x->segment[1], "v1") != 0)
        return NULL;
    for (size_t i = 0; i < sizeof routes / sizeof *routes; i++)
        if (matches(routes[i].path, x))
            return &routes[i];
    return NULL;
}

static bool params_fit(const request *r, uint32_t allowed, answer *a)
{
    static const char *const names[N_PARAM] = {
#define X(name) #name,
        REQUEST_PARAM_LIST(X)
#undef X
    };
    uint32_t alien = r->address.given & ~(allowed | P(token));
    for (uint32_t i = 0; i < N_PARAM; i++)
        if (alien >> i & 1) {
            answer_problem(a, 400, "this route has no parameter \"%s\"", names[i]);
            return false;
        }
    return true;
}

void routes_wrong_method(const request *r, answer *a)
{
    const route *way = find_route(r);
    answer_problem(a, 405, "this route does not take that method");
    a->allow = !way || (way->read && !way->post) ? "GET, HEAD"
               : way->read                       ? "GET, HEAD, POST"
                                                 : "POST";
}

bool routes_take_body(const server *s, const request *r, answer *a)
{
    const route *way = find_route(r);
    if (!way) {
        answer_problem(a, 404, "there is nothing at this address");
        return false;
    }
    if (!way->post) {
        routes_wrong_method(r, a);
        return false;
    }
    if (way->edits && !s->o.edit) {
        answer_problem(a, 403, "this server changes nothing: start it with --edit");
        return false;
    }
    return params_fit(r, way->post_params, a);
}

static void read_route(server *s, const route *way, const request *r, answer *a)
{
    sayso_error err = {0};
    char change[48];
    if (!params_fit(r, way->params, a))
        return;
    sayso_status status = desks_change(&s->desks, change, &err);
    if (status != SAYSO_OK) {
        answer_failure(a, status, &err);
        return;
    }
    snprintf(a->tag, sizeof a->tag, "W/\"%lx-%s\"", s->started, change);
    if (request_holds_tag(r->none_match, a->tag)) {
        a->status = 304;
        return;
    }
    if (cache_find(&s->cache, r, a))
        return;
    desk *d = desks_take(&s->desks, &err);
    if (!d) {
        answer_failure(a, err.code, &err);
        return;
    }
    a->type = "application/json";
    status = way->read(d->ledger, way, r, a, &err);
    desks_return(&s->desks, d, status);
    if (status == SAYSO_ELIMIT) {
        answer_problem(a, 503, "%s", err.message);
        return;
    }
    if (status != SAYSO_OK) {
        answer_failure(a, status, &err);
        return;
    }
    if (way->read == read_stats)
        finish_stats(s, change, a);
    if (r->gzip)
        answer_pack(a);
    cache_keep(&s->cache, r, a);
}

/* The whole path again, for the files of the page. */
static void file_path(const request *r, char *out, size_t room)
{
    size_t n = 0;
    *out = '\0';
    for (uint32_t i = 0; i < r->address.n_segment && n < room; i++)
        n += (size_t)snprintf(out + n, room - n, "/%s", r->address.segment[i]);
}

void routes_answer(server *s, const request *r, unsigned method, answer *a)
{
    char path[512];
    const route *way = find_route(r);
    a->status = 200;
    if (way && method == METHOD_POST) {
        way->post(s, r, a);
        return;
    }
    if (way && !way->read) {
        routes_wrong_method(r, a);
        return;
    }
    if (way) {
        read_route(s, way, r, a);
        return;
    }
    file_path(r, path, sizeof path);
    if (!page_answer(path, r, a))
        answer_problem(a, 404, "there is nothing at this address");
}
