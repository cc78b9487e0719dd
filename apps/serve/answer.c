/* answer.c -- answers: bodies, problems, headers.  Layer: app. */
#define _POSIX_C_SOURCE 200809L
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "server.h"

#define BODY_MOST  ((size_t)1 << 30) /* no answer is larger */
#define PACK_LEAST 1000u             /* smaller ones are sent as they are */

static bool put(void *user, const char *p, size_t n)
{
    answer *a = user;
    if (a->failed || n > BODY_MOST - a->n)
        return false;
    /* room is doubled: it is the power of two above n, at least 4096 */
    size_t room = 4096;
    while (a->n && room < a->n)
        room *= 2;
    size_t wanted = room;
    while (wanted < a->n + n)
        wanted *= 2;
    if (!a->body || wanted > room) {
        char *more = realloc(a->body, wanted);
        if (!more) {
            a->failed = true;
            return false;
        }
        a->body = more;
    }
    memcpy(a->body + a->n, p, n);
    a->n += n;
    return true;
}

sayso_output answer_output(answer *a)
{
    return (sayso_output){put, a};
}

void answer_print(answer *a, const char *format, ...)
{
    char text[512];
    va_list ap;
    va_start(ap, format);
    int n = vsnprintf(text, sizeof text, format, ap);
    va_end(ap);
    if (n > 0)
        put(a, text, (size_t)n < sizeof text ? (size_t)n : sizeof text - 1);
}

void answer_string(answer *a, const char *text)
{
    if (!text) {
        put(a, "null", 4);
        return;
    }
    put(a, "\"", 1);
    for (const char *p = text; *p; p++) {
        unsigned char c = (unsigned char)*p;
        if (c < 0x20 || c == '"' || c == '\\')
            answer_print(a, "\\u%04x", c);
        else
            put(a, p, 1);
    }
    put(a, "\"", 1);
}

static void forget_body(answer *a)
{
    if (!a->constant)
        free(a->body);
    a->body = NULL;
    a->n = 0;
    a->constant = a->packed = a->failed = false;
}

static const char *title_of(unsigned status)
{
    switch (status) {
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 413: return "Content Too Large";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 503: return "Service Unavailable";
    default: return "Internal Server Error";
    }
}

/* Characters of UTF-8 that a message has cut in two become "?": JSON must not hold them. */
static void mend(char *p)
{
    while (*p) {
        unsigned char c = (unsigned char)*p;
        size_t want = c < 0x80 ? 1 : c < 0xc2 ? 0 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : c < 0xf5 ? 4 : 0;
        size_t have = 1;
        while (have < want && (p[have] & 0xc0) == 0x80)
            have++;
        if (have != want)
            memset(p, '?', have);
        p += have;
    }
}

void answer_problem(answer *a, unsigned status, const char *format, ...)
{
    char detail[600];
    va_list ap;
    va_start(ap, format);
    vsnprintf(detail, sizeof detail, format, ap);
    va_end(ap);
    mend(detail);
    forget_body(a);
    a->status = status;
    a->type = "application/problem+json";
    a->tag[0] = '\0';
    a->cache = "no-store";
    a->policy = NULL;
    a->retry = status == 503 || status == 429;
    answer_print(a, "{\"type\": \"about:blank\", \"title\": \"%s\", \"status\": %u, \"detail\": ",
                 title_of(status), status);
    answer_string(a, detail);
    answer_print(a, "}\n");
}

void answer_failure(answer *a, sayso_status status, const sayso_error *err)
{
    const char *what = err->message[0] ? err->message : sayso_status_text(status);
    switch (status) {
    case SAYSO_EUSE: answer_problem(a, 400, "%s", what); break;
    case SAYSO_ENOTFOUND: answer_problem(a, 404, "%s", what); break;
    case SAYSO_EINPUT: answer_problem(a, 422, "%s", what); break;
    case SAYSO_ELIMIT: answer_problem(a, 413, "%s", what); break;
    case SAYSO_EBUSY:
    case SAYSO_EIO:
    case SAYSO_ELEDGER: answer_problem(a, 503, "%s", what); break;
    default: answer_problem(a, 500, "%s", what); break;
    }
}

void answer_pack(answer *a)
{
    z_stream z = {0};
    if (a->packed || a->n < PACK_LEAST ||
        deflateInit2(&z, 1, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return;
    size_t room = deflateBound(&z, a->n);
    unsigned char *out = malloc(room);
    z.next_in = (unsigned char *)a->body;
    z.avail_in = (uInt)a->n;
    z.next_out = out;
    z.avail_out = (uInt)room;
    if (out && a->n <= UINT32_MAX && room <= UINT32_MAX && deflate(&z, Z_FINISH) == Z_STREAM_END &&
        z.total_out < a->n) {
        size_t n = z.total_out;
        forget_body(a);
        a->body = (char *)out;
        a->n = n;
        a->packed = true;
        out = NULL;
    }
    deflateEnd(&z);
    free(out);
}

static void headers(const server *s, struct MHD_Response *r, const answer *a)
{
    const char *const h[][2] = {
        {"Content-Type", a->n ? a->type : NULL},
        {"Content-Encoding", a->packed ? "gzip" : NULL},
        {"Vary", "Accept-Encoding"},
        {"ETag", *a->tag ? a->tag : NULL},
        {"Cache-Control", a->cache ? a->cache : "private, no-cache"},
        {"X-Content-Type-Options", "nosniff"},
        {"Content-Security-Policy",
         a->policy ? a->policy : "default-src 'none'; frame-ancestors 'none'"},
        {"Referrer-Policy", "no-referrer"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Location", *a->location ? a->location : NULL},
        {"Set-Cookie", *a->cookie ? a->cookie : NULL},
        {"Allow", a->allow},
        {"Retry-After", a->retry ? "2" : NULL},
        {"WWW-Authenticate", a->status == 401 ? "Bearer realm=\"sayso\"" : NULL},
    };
    for (size_t i = 0; i < sizeof h / sizeof *h; i++)
        if (h[i][1])
            s->mhd.add_response_header(r, h[i][0], h[i][1]);
}

enum MHD_Result answer_send(const server *s, struct MHD_Connection *c, const request *r, answer *a)
{
    if (a->failed)
        answer_problem(a, 500, "out of memory");
    if (r->gzip)
        answer_pack(a);
    struct MHD_Response *out =
        s->mhd.create_response_from_buffer(a->n, a->body,
                                           a->constant ? MHD_RESPMEM_PERSISTENT
                                                       : MHD_RESPMEM_MUST_FREE);
    if (!out) {
        forget_body(a);
        return MHD_NO;
    }
    headers(s, out, a);
    enum MHD_Result sent = s->mhd.queue_response(c, a->status, out);
    s->mhd.destroy_response(out);
    return sent;
}
