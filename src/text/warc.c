/* warc.c -- archives of crawls: WARC 1.0 and 1.1 (ISO 28500), ARC 1 and 2 (Internet Archive).
 * Layer: text.
 *
 * Each record that holds a page, a text, JSON, a feed (or a PDF file, if one can be read) is a
 * member; the others are left out and counted. A file is read forward only. Where a record does not
 * begin in its place, its beginning is searched for.
 *
 * A record's length is believed only if, in a file that is not packed, what it leads to can be a
 * record's beginning, and in one whose records are packed one by one, while it does not lead into
 * the next of them; a record without a true length is refused, and the next one searched for.
 * Otherwise nothing inside a record is ever taken for a record: a page could forge one. */
#include <stdlib.h>

#include "base/array.h"
#include "base/fail.h"
#include "text/container.h"
#include "text/http.h"

/* Reasons to leave a record out, and how many there were. */
#define LEFT_OUT_LIST(X)                                                                           \
    X(OTHER, "of other types")                                                                     \
    X(STATUS, "of another status than 200")                                                        \
    X(REVISIT, "seen before")                                                                      \
    X(PART, "in parts")                                                                            \
    X(CODING, "in a content encoding that is not read")

typedef enum {
#define X(name, words) LEFT_##name,
    LEFT_OUT_LIST(X)
#undef X
        N_LEFT,
    LEFT_SILENTLY, /* about the crawl, not of it */
    TAKEN
} fate;

typedef struct {
    uint64_t at, length;
    sayso_str url, date, type; /* type: media type of the payload, as the record says */
    bool http;                 /* the payload lies in an HTTP response */
    fate fate;
} record;

typedef struct {
    sayso_body body;
    bool lost;          /* the next record's beginning is to be searched for */
    bool arc, arc2;     /* arc2: its records have ten fields */
    sayso_arena memory; /* of one record */
    sayso_arena notes;
    uint64_t n_left[N_LEFT];
} crawl;

static bool is_warc(const sayso_first *first)
{
    return first->n >= 7 && memcmp(first->p, "WARC/1.", 7) == 0;
}

static bool is_arc(const sayso_first *first)
{
    return first->n >= 11 && memcmp(first->p, "filedesc://", 11) == 0;
}

/* ---- heads of records -------------------------------------------------------------------------
 */

/* The last field of s that ends at *end; *end moves before it. */
static sayso_str last_field(sayso_str s, uint32_t *end)
{
    while (*end && s.p[*end - 1] == ' ')
        --*end;
    uint32_t beg = *end, stop = *end;
    while (beg && s.p[beg - 1] != ' ')
        beg--;
    *end = beg;
    return sayso__str(s.p + beg, stop - beg);
}

/* "URL address date type length", in ARC 2 "URL address date type status checksum place offset
 * filename length". A URL may hold spaces: fields are taken from the end. */
static bool arc_line(sayso_str line, bool arc2, record *out)
{
    sayso_str s = sayso__str_trim(line), field[9];
    uint32_t n = arc2 ? 9 : 4, end = s.n;
    uint64_t number;
    for (uint32_t i = n; i-- > 0;)
        field[i] = last_field(s, &end);
    out->url = sayso__str_trim(sayso__str(s.p, end));
    out->date = field[1];
    out->type = field[2];
    bool named = sayso__str_find(out->url, SAYSO_STR("://")) != SAYSO_NONE ||
                 sayso__str_starts(out->url, SAYSO_STR("dns:"));
    return named && field[1].n >= 8 && sayso__head_number(sayso__str(field[1].p, 8), &number) &&
           sayso__head_number(field[n - 1], &out->length);
}

/* Can a record begin with these bytes? */
static bool may_begin(const crawl *c, const char *p, size_t n)
{
    record ignored;
    if (!c->arc)
        return n >= 7 && memcmp(p, "WARC/1.", 7) == 0;
    const char *nl = memchr(p, '\n', n);
    return nl && arc_line(sayso__str(p, (size_t)(nl - p)), c->arc2, &ignored);
}

/* "20140216050221" as RFC 3339; p = NULL if it is no date, or out of memory. */
static sayso_str arc_date(sayso_str d, sayso_arena *a)
{
    uint64_t ignored;
    if (d.n < 14 || !sayso__head_number(sayso__str(d.p, 14), &ignored))
        return (sayso_str){NULL, 0};
    return sayso__arena_print(a, "%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", d.p, d.p + 4, d.p + 6, d.p + 8,
                              d.p + 10, d.p + 12);
}

/* Reads the record's first line, and in the first record which form the others have. */
static sayso_status arc_head(sayso_level *l, crawl *c, record *out, sayso_error *err)
{
    sayso_window *w = &l->in;
    uint64_t at = sayso__window_at(w);
    const char *nl = NULL;
    for (size_t seen = 0; !nl;) {
        nl = memchr(sayso__window_p(w) + seen, '\n', sayso__window_n(w) - seen);
        seen = sayso__window_n(w);
        if (!nl && (w->ends || seen > SAYSO_HEAD_MOST))
            break;
        if (!nl)
            SAYSO_TRY(sayso__window_fill(w, err));
    }
    size_t n = nl ? (size_t)(nl - sayso__window_p(w)) + 1 : sayso__window_n(w);
    sayso_str line = {sayso__arena_copy(&c->memory, sayso__window_p(w), n), (uint32_t)n};
    if (!line.p)
        return sayso__fail_memory(err);
    w->beg += n;
    bool first = l->n_unit == 1 && sayso__str_starts(line, SAYSO_STR("filedesc://"));
    if (first) { /* its own line is always short; "2 0 name" stands in the next one */
        SAYSO_TRY(sayso__window_need(w, 2, err));
        c->arc2 = sayso__window_n(w) >= 2 && memcmp(sayso__window_p(w), "2 ", 2) == 0;
    }
    if (!arc_line(line, c->arc2 && !first, out) && !(c->arc2 && arc_line(line, false, out)))
        return sayso__fail(err, SAYSO_EINPUT, at, "no ARC record begins here");
    out->http = true;
    out->date = arc_date(out->date, &c->memory);
    out->fate = first ? LEFT_SILENTLY : TAKEN;
    return SAYSO_OK;
}

static sayso_status warc_head(sayso_level *l, crawl *c, record *out, sayso_error *err)
{
    sayso_window *w = &l->in;
    size_t n;
    uint64_t at = sayso__window_at(w);
    SAYSO_TRY(sayso__window_need(w, 7, err));
    if (!may_begin(c, sayso__window_p(w), sayso__window_n(w)))
        return sayso__fail(err, SAYSO_EINPUT, at, "no WARC record begins here");
    SAYSO_TRY(sayso__head_length(w, UINT64_MAX, "WARC/1.", &n, err));
    sayso_str head = {sayso__arena_copy(&c->memory, sayso__window_p(w), n), (uint32_t)n};
    if (!head.p)
        return sayso__fail_memory(err);
    w->beg += n ? n : 7;
    if (!n || !sayso__head_number(sayso__head_field(head, "content-length"), &out->length))
        return sayso__fail(err, SAYSO_EINPUT, at,
                           n ? "a WARC record without a length"
                             : "a WARC record's head has no end");
    sayso_str type = sayso__head_field(head, "warc-type"), media, charset;
    sayso_str url = sayso__head_field(head, "warc-target-uri");
    if (url.n > 1 && url.p[0] == '<' && url.p[url.n - 1] == '>')
        url = sayso__str(url.p + 1, url.n - 2);
    out->url = url;
    out->date = sayso__head_field(head, "warc-date");
    out->type = sayso__head_field(head, "content-type");
    sayso__http_type(out->type, &media, &charset);
    out->http = sayso__str_ieq(media, SAYSO_STR("application/http"));
    bool content = sayso__str_ieq(type, SAYSO_STR("response")) ||
                   sayso__str_ieq(type, SAYSO_STR("resource")) ||
                   sayso__str_ieq(type, SAYSO_STR("conversion"));
    sayso_str part = sayso__head_field(head, "warc-segment-number");
    out->fate = sayso__str_ieq(type, SAYSO_STR("revisit")) ? LEFT_REVISIT
                : part.p                                   ? LEFT_PART
                : content                                  ? TAKEN
                                                           : LEFT_SILENTLY;
    return SAYSO_OK;
}

/* May the record be as long as it says? Yes, where nothing can be looked at. */
static bool believable(const sayso_level *l, const crawl *c, uint64_t length)
{
    char next[1024];
    size_t n, i = 0;
    uint64_t end = sayso__window_at(&l->in) + length;
    if (!sayso__source_look(l->in.source, end, next, sizeof next, &n))
        return true;
    if (n == 0 && length) {
        char last;
        return sayso__source_look(l->in.source, end - 1, &last, 1, &n) && n == 1;
    }
    while (i < n && sayso__is_space(next[i]))
        i++;
    if (c->arc) /* whether that line is sound, is its own matter */
        return i == n || sayso__str_find(sayso__str(next + i, n - i), SAYSO_STR(":")) < 16;
    return i == n || may_begin(c, next + i, n - i);
}

/* ---- payloads ---------------------------------------------------------------------------------
 */

static bool is_one(sayso_str type, const char *const *list)
{
    for (; *list; list++)
        if (sayso__str_ieq(type, sayso__str_z(*list)))
            return true;
    return false;
}

/* Media types that may hold a report; without one the content decides. robots.txt is a text, too.
 */
static bool is_wanted(sayso_str type, sayso_str url, bool *page)
{
    static const char *const pages[] = {"text/html", "application/xhtml+xml", NULL};
    static const char *const texts[] = {"text/plain",
                                        "application/json",
                                        "application/feed+json",
                                        "application/rss+xml",
                                        "application/atom+xml",
                                        "application/rdf+xml",
                                        "application/xml",
                                        "text/xml",
                                        NULL};
    static const char *const schemes[] = {"http", "https", "ftp", "file", NULL};
    *page = is_one(type, pages);
    sayso_str scheme = {url.p, sayso__str_find(url, SAYSO_STR(":"))};
    if ((scheme.n != SAYSO_NONE && !is_one(scheme, schemes)) ||
        sayso__str_ends(url, SAYSO_STR("/robots.txt")))
        return false;
    return *page || !type.n || is_one(type, texts);
}

/* What becomes of a record whose head was read. */
static sayso_status judge(sayso_level *l, crawl *c, record *r, sayso_error *err)
{
    static const char *const codings[] = {"gzip", "x-gzip",   "deflate", "zstd",
                                          "br",   "identity", NULL};
    sayso_http_head head = {0};
    bool page = false;
    if (r->fate != TAKEN)
        return SAYSO_OK;
    if (r->http)
        SAYSO_TRY(sayso__http_head(&c->body, &c->memory, &head, err));
    if (!head.status)
        sayso__http_type(r->type, &head.type, &head.charset);
    if (head.status && head.status != 200 && head.status != 203)
        r->fate = LEFT_STATUS;
    else if (!is_wanted(head.type, r->url, &page))
        r->fate = LEFT_OTHER;
    else if (head.coding.n && !is_one(head.coding, codings))
        r->fate = LEFT_CODING;
    sayso_str parameters = {NULL, 0};
    if (head.charset.n && !(parameters = sayso__arena_print(&c->memory, "charset=\"%.*s\"",
                                                            (int)head.charset.n, head.charset.p))
                               .p)
        return sayso__fail_memory(err);
    l->member = (sayso_unit){.offset = sayso__window_at(&l->in),
                             .number = l->n_unit,
                             .parameters = parameters,
                             .about = {.url = r->url, .retrieved = r->date}};
    l->member_page = page;
    l->told = sayso__str_ieq(head.coding, SAYSO_STR("deflate")) ? SAYSO_TOLD_DEFLATE
              : sayso__str_ieq(head.coding, SAYSO_STR("br"))    ? SAYSO_TOLD_BROTLI
                                                                : SAYSO_TOLD_NOTHING;
    return SAYSO_OK;
}

/* ---- the file ---------------------------------------------------------------------------------
 */

/* The beginning of the next record at the beginning of a line, or the end. */
static sayso_status find_record(sayso_level *l, crawl *c, sayso_error *err)
{
    sayso_window *w = &l->in;
    c->lost = false;
    for (;;) {
        SAYSO_TRY(sayso__window_need(w, c->arc ? 1024 : 16, err));
        const char *p = sayso__window_p(w);
        size_t n = sayso__window_n(w);
        if (!n || may_begin(c, p, n))
            return SAYSO_OK;
        const char *nl = memchr(p, '\n', n);
        w->beg += nl ? (size_t)(nl - p) + 1 : n;
    }
}

/* Says once what was left out. */
static sayso_status finish(sayso_level *l, crawl *c, sayso_error *err)
{
    static const char *const words[] = {
#define X(name, words) words,
        LEFT_OUT_LIST(X)
#undef X
    };
    sayso_str note = {NULL, 0};
    for (uint32_t i = 0; i < N_LEFT; i++) {
        if (!c->n_left[i])
            continue;
        note = sayso__arena_print(&c->notes, "%.*s%s%llu %s", (int)note.n, note.p ? note.p : "",
                                  note.p ? ", " : "records left out: ",
                                  (unsigned long long)c->n_left[i], words[i]);
        if (!note.p)
            return sayso__fail_memory(err);
    }
    l->note = note.p;
    return SAYSO_OK;
}

/* Comes to the next record and reads its head; *end: there is none. */
static sayso_status next_record(sayso_level *l, crawl *c, record *r, bool *end, sayso_error *err)
{
    sayso_window *w = &l->in;
    if (c->lost)
        SAYSO_TRY(find_record(l, c, err));
    SAYSO_TRY(sayso__window_skip_space(w, err));
    *end = sayso__window_n(w) == 0;
    if (*end)
        return SAYSO_OK;
    sayso__arena_reset(&c->memory);
    *r = (record){.at = sayso__window_at(w)};
    l->n_unit++;
    c->lost = true; /* until a head was understood */
    SAYSO_TRY(c->arc ? arc_head(l, c, r, err) : warc_head(l, c, r, err));
    if (!believable(l, c, r->length))
        return sayso__fail(err, SAYSO_EINPUT, r->at,
                           "a record whose length (%llu) lies: left out, the next one searched for",
                           (unsigned long long)r->length);
    c->lost = false;
    c->body = (sayso_body){.in = w, .left = r->length};
    return SAYSO_OK;
}

static sayso_status start(sayso_level *l, crawl **c, sayso_error *err)
{
    *c = l->state;
    if (*c)
        return SAYSO_OK;
    *c = l->state = calloc(1, sizeof **c);
    if (!*c)
        return sayso__fail_memory(err);
    (*c)->arc = l->kind == &sayso__kind_arc;
    return SAYSO_OK;
}

/* Behind a cut the stream goes on with another member of a packed file, or not at all; only the
 * member has failed. */
static sayso_status skip(crawl *c, sayso_error *err)
{
    sayso_status status = sayso__body_skip(&c->body, err);
    c->body.left = 0;
    return status == SAYSO_EIO ? SAYSO_EINPUT : status;
}

static sayso_status next(sayso_level *l, sayso_arena *a, sayso_unit *out, sayso_error *err)
{
    crawl *c;
    (void)a;
    (void)out;
    SAYSO_TRY(start(l, &c, err));
    l->in_member = false;
    for (;;) {
        record r;
        bool end;
        SAYSO_TRY(skip(c, err));
        SAYSO_TRY(next_record(l, c, &r, &end, err));
        if (end) {
            SAYSO_TRY(sayso__window_finish(&l->in, err));
            return finish(l, c, err);
        }
        SAYSO_TRY(judge(l, c, &r, err));
        l->in_member = r.fate == TAKEN;
        if (l->in_member)
            return SAYSO_OK;
        if (r.fate < N_LEFT)
            c->n_left[r.fate]++;
    }
}

/* After a cut nothing of the record is left. */
static sayso_status read_member(sayso_level *l, char *buf, size_t room, size_t *n, sayso_error *err)
{
    crawl *c = l->state;
    sayso_status status = sayso__body_read(&c->body, buf, room, n, err);
    return status == SAYSO_EINPUT ? SAYSO_EIO : status;
}

static void close_crawl(sayso_level *l)
{
    crawl *c = l->state;
    sayso__arena_free(&c->memory);
    sayso__arena_free(&c->notes);
    free(c);
}

const sayso_kind sayso__kind_warc = {is_warc, next, read_member, close_crawl};
const sayso_kind sayso__kind_arc = {is_arc, next, read_member, close_crawl};
