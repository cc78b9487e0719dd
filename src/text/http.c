/* http.c -- heads and bodies of stored HTTP responses.  Layer: text. */
#include "text/http.h"

#include "base/fail.h"
#include "text/unit.h"

/* Longest line with the length of a chunk. */
#define CHUNK_LINE 256u

sayso_status sayso__head_length(sayso_window *w, uint64_t most, const char *stop, size_t *n,
                                sayso_error *err)
{
    size_t n_stop = stop ? strlen(stop) : 0;
    size_t limit = most < SAYSO_HEAD_MOST ? (size_t)most : SAYSO_HEAD_MOST;
    *n = 0;
    for (size_t at = 0;;) {
        const char *p = sayso__window_p(w);
        size_t have = sayso__window_n(w) < limit ? sayso__window_n(w) : limit;
        const char *nl = at < have ? memchr(p + at, '\n', have - at) : NULL;
        if (nl) {
            size_t next = (size_t)(nl - p) + 1;
            size_t end = next + (next < have && p[next] == '\r');
            if (end < have && p[end] == '\n') {
                *n = end + 1;
                return SAYSO_OK;
            }
            if (stop && have - next >= n_stop && memcmp(p + next, stop, n_stop) == 0)
                return SAYSO_OK;
            if (end < have && have - next >= n_stop) {
                at = next;
                continue;
            }
        }
        if (have == limit || w->ends)
            return SAYSO_OK;
        SAYSO_TRY(sayso__window_fill(w, err));
    }
}

sayso_str sayso__head_field(sayso_str head, const char *name)
{
    sayso_str want = sayso__str_z(name);
    for (uint32_t i = 0, end; i < head.n; i = end + 1) {
        const char *nl = memchr(head.p + i, '\n', head.n - i);
        end = nl ? (uint32_t)(nl - head.p) : head.n;
        if (end - i > want.n && head.p[i + want.n] == ':' &&
            sayso__str_ieq(sayso__str(head.p + i, want.n), want))
            return sayso__str_trim(sayso__str(head.p + i + want.n + 1, end - i - want.n - 1));
    }
    return (sayso_str){NULL, 0};
}

bool sayso__head_number(sayso_str s, uint64_t *out)
{
    *out = 0;
    for (uint32_t i = 0; i < s.n; i++) {
        if (!sayso__is_digit(s.p[i]) || *out > (uint64_t)INT64_MAX / 10 - 1)
            return false;
        *out = *out * 10 + (uint64_t)(s.p[i] - '0');
    }
    return s.n > 0;
}

void sayso__http_type(sayso_str value, sayso_str *type, sayso_str *charset)
{
    const char *semicolon = value.n ? memchr(value.p, ';', value.n) : NULL;
    uint32_t n = semicolon ? (uint32_t)(semicolon - value.p) : value.n;
    *type = value.n ? sayso__str_trim(sayso__str(value.p, n)) : value;
    *charset = (sayso_str){NULL, 0};
    if (semicolon)
        *charset = sayso__media_parameter(sayso__str(semicolon + 1, value.n - n - 1), "charset");
}

/* "HTTP/1.1 200 OK" -> 200, or 0. */
static uint32_t status_of(sayso_str head)
{
    uint64_t status = 0;
    if (head.n < 5 || memcmp(head.p, "HTTP/", 5) != 0)
        return 0;
    const char *space = memchr(head.p, ' ', head.n);
    while (space && space < head.p + head.n && *space == ' ')
        space++;
    bool ok =
        space && head.p + head.n - space >= 3 && sayso__head_number(sayso__str(space, 3), &status);
    return ok ? (uint32_t)status : 0;
}

static bool mentions(sayso_str value, const char *word)
{
    sayso_str want = sayso__str_z(word);
    for (uint32_t i = 0; i + want.n <= value.n; i++)
        if (sayso__str_ieq(sayso__str(value.p + i, want.n), want))
            return true;
    return false;
}

sayso_status sayso__http_head(sayso_body *b, sayso_arena *a, sayso_http_head *out, sayso_error *err)
{
    size_t n;
    *out = (sayso_http_head){0};
    SAYSO_TRY(sayso__head_length(b->in, b->left, NULL, &n, err));
    uint32_t status = n ? status_of(sayso__str(sayso__window_p(b->in), n)) : 0;
    if (!status)
        return SAYSO_OK;
    sayso_str head = {sayso__arena_copy(a, sayso__window_p(b->in), n), (uint32_t)n};
    if (!head.p)
        return sayso__fail_memory(err);
    b->in->beg += n;
    b->left -= n;
    out->status = status;
    sayso__http_type(sayso__head_field(head, "content-type"), &out->type, &out->charset);
    out->coding = sayso__head_field(head, "content-encoding");
    b->chunked = mentions(sayso__head_field(head, "transfer-encoding"), "chunked");
    b->ended = false;
    b->chunk = UINT64_MAX; /* none yet */
    return SAYSO_OK;
}

static sayso_status cut_short(sayso_body *b, sayso_error *err)
{
    uint64_t left = b->left;
    b->left = 0;
    if (b->in->why.code != SAYSO_OK && sayso__window_finish(b->in, err) != SAYSO_OK)
        return SAYSO_EIO;
    return sayso__fail(err, SAYSO_EIO, sayso__window_at(b->in),
                       "the archive is cut short: %llu bytes are missing",
                       (unsigned long long)left);
}

/* In a file whose records are packed one by one, a record that goes on into the next member has a
 * length that lies. */
static bool runs_over(const sayso_body *b)
{
    const sayso_window *w = b->in;
    return sayso__source_fresh(w->source) && sayso__window_n(w) >= 7 &&
           memcmp(sayso__window_p(w), "WARC/1.", 7) == 0;
}

/* Up to room bytes of the record as they are. */
static sayso_status read_raw(sayso_body *b, char *buf, size_t room, size_t *n, sayso_error *err)
{
    *n = 0;
    if (!b->left)
        return SAYSO_OK;
    bool empty = !sayso__window_n(b->in);
    if (empty)
        SAYSO_TRY(sayso__window_fill(b->in, err));
    size_t have = sayso__window_n(b->in);
    if (!have || (empty && runs_over(b)))
        return have || b->in->ends ? cut_short(b, err) : SAYSO_OK;
    *n = have < room ? have : room;
    *n = *n < b->left ? *n : (size_t)b->left;
    if (buf)
        memcpy(buf, sayso__window_p(b->in), *n);
    b->in->beg += *n;
    b->left -= *n;
    return SAYSO_OK;
}

/* The length of the chunk that p begins with, "1a3;ext\r\n", and the line's own; false if it is
 * none. */
static bool chunk_length(const char *p, size_t n, uint64_t *length, size_t *line)
{
    const char *nl = memchr(p, '\n', n < CHUNK_LINE ? n : CHUNK_LINE);
    size_t i = 0;
    *length = 0;
    for (; nl && i < 15 && p + i < nl && sayso__hex_value(p[i]) >= 0; i++)
        *length = *length << 4 | (uint64_t)sayso__hex_value(p[i]);
    if (!nl || i == 0 || !memchr(";\r\n \t", p[i], 5))
        return false;
    *line = (size_t)(nl - p) + 1;
    return true;
}

/* To the next chunk's data. Some archives keep "chunked" in the head of a payload that is not: then
 * the first chunk has no length, and all is payload. */
static sayso_status next_chunk(sayso_body *b, sayso_error *err)
{
    bool first = b->chunk == UINT64_MAX;
    size_t line, skip = 0;
    uint64_t length;
    size_t look = b->left < CHUNK_LINE ? (size_t)b->left : CHUNK_LINE;
    SAYSO_TRY(sayso__window_need(b->in, look, err));
    look = sayso__window_n(b->in) < look ? sayso__window_n(b->in) : look;
    const char *p = sayso__window_p(b->in);
    while (!first && skip < look && skip < 2 && (p[skip] == '\r' || p[skip] == '\n'))
        skip++;
    b->ended = skip == look;
    if (b->ended)
        return SAYSO_OK;
    if (!chunk_length(p + skip, look - skip, &length, &line)) {
        b->chunked = !first;
        return first ? SAYSO_OK
                     : sayso__fail(err, SAYSO_EIO, sayso__window_at(b->in),
                                   "a chunk without a length: the payload is broken");
    }
    b->in->beg += skip + line;
    b->left -= skip + line;
    b->chunk = length;
    b->ended = length == 0;
    return SAYSO_OK;
}

sayso_status sayso__body_read(sayso_body *b, char *buf, size_t room, size_t *n, sayso_error *err)
{
    *n = 0;
    if (b->chunked && !b->ended && (b->chunk == UINT64_MAX || b->chunk == 0))
        SAYSO_TRY(next_chunk(b, err));
    if (!b->chunked)
        return read_raw(b, buf, room, n, err);
    if (b->ended)
        return SAYSO_OK;
    SAYSO_TRY(read_raw(b, buf, room < b->chunk ? room : (size_t)b->chunk, n, err));
    b->chunk -= *n;
    return SAYSO_OK;
}

sayso_status sayso__body_skip(sayso_body *b, sayso_error *err)
{
    for (size_t n; b->left;)
        SAYSO_TRY(read_raw(b, NULL, SIZE_MAX, &n, err));
    return SAYSO_OK;
}
