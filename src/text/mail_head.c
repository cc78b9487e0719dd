/* mail_head.c -- fields of a message's header, and the words in them.  Layer: text. */
#include "base/str.h"
#include "text/encoded.h"
#include "text/mail.h"

static uint32_t line_end(const char *p, uint32_t n, uint32_t at)
{
    const char *nl = at < n ? memchr(p + at, '\n', n - at) : NULL;
    return nl ? (uint32_t)(nl - p) : n;
}

bool sayso__mail_next(const char *p, uint32_t n, uint32_t *at, sayso_mail_field *out)
{
    uint32_t i = *at, end;
    while (i < n && p[i] > ' ' && p[i] < 0x7f && p[i] != ':')
        i++;
    if (i == *at || i >= n || p[i] != ':') {
        uint32_t blank = *at + (*at < n && p[*at] == '\r');
        if (blank < n && p[blank] == '\n')
            *at = blank + 1;
        return false;
    }
    out->name = (sayso_span){*at, i};
    for (end = line_end(p, n, i); end + 1 < n && (p[end + 1] == ' ' || p[end + 1] == '\t');)
        end = line_end(p, n, end + 1);
    out->value = (sayso_span){i + 1, end};
    *at = end < n ? end + 1 : n;
    return true;
}

sayso_span sayso__mail_field(const char *p, uint32_t n, uint32_t at, const char *name)
{
    sayso_mail_field f;
    while (sayso__mail_next(p, n, &at, &f))
        if (sayso__str_ieq(sayso__str_span(p, f.name), sayso__str_z(name)))
            return f.value;
    return (sayso_span){0, 0};
}

bool sayso__mail_begins(const char *p, size_t size)
{
    static const char *const names[] = {"from",     "subject",    "date",        "to",
                                        "received", "message-id", "mime-version"};
    uint32_t n = (uint32_t)(size < UINT32_MAX / 4 ? size : UINT32_MAX / 4), at = 0, known = 0;
    sayso_mail_field f;
    while (sayso__mail_next(p, n, &at, &f)) {
        bool found = false;
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            found |= sayso__str_ieq(sayso__str_span(p, f.name), sayso__str_z(names[i]));
        known += found;
    }
    bool blank = at >= 2 && p[at - 1] == '\n' &&
                 (p[at - 2] == '\n' || (at >= 3 && p[at - 2] == '\r' && p[at - 3] == '\n'));
    return known >= 2 && (at == n || blank);
}

/* ---- words ------------------------------------------------------------------------------------
 */

static bool append(sayso_text_builder *b, const sayso_text_builder *piece, sayso_arena *a)
{
    for (uint32_t i = 0; i < piece->map.n; i++) {
        sayso_map_run r = piece->map.v[i];
        r.text += b->n;
        if (!SAYSO_PUSH(a, &b->map, r))
            return false;
    }
    memcpy(b->p + b->n, piece->p, piece->n);
    b->n += piece->n;
    return true;
}

/* Bytes as they stand: UTF-8, or what they look like. */
static bool put_bare(const char *p, sayso_span at, sayso_arena *a, sayso_text_builder *b)
{
    sayso_text_builder piece = {.p = sayso__arena_copy(a, p + at.beg, at.end - at.beg),
                                .n = at.end - at.beg};
    if (at.beg == at.end)
        return true;
    return piece.p && SAYSO_PUSH(a, &piece.map, (sayso_map_run){0, at.beg, piece.n}) &&
           sayso__decode_charset(&piece, false, (sayso_str){NULL, 0}, a) && append(b, &piece, a);
}

typedef struct {
    sayso_span all, charset, data;
    bool base64;
} encoded;

/* The encoded word "=?charset?B?data?=" at i. */
static bool encoded_at(const char *p, uint32_t i, uint32_t end, encoded *out)
{
    uint32_t mark[3], k = i + 2, n = 0;
    if (end - i < 8 || p[i] != '=' || p[i + 1] != '?')
        return false;
    for (; k < end && n < 3 && p[k] > ' '; k++)
        if (p[k] == '?')
            mark[n++] = k;
    if (n < 3 || mark[1] - mark[0] != 2 || mark[2] + 1 >= end || p[mark[2] + 1] != '=')
        return false;
    char kind = sayso__ascii_lower(p[mark[0] + 1]);
    uint32_t star = i + 2;
    while (star < mark[0] && p[star] != '*') /* a language may follow (RFC 2231) */
        star++;
    *out = (encoded){{i, mark[2] + 2}, {i + 2, star}, {mark[1] + 1, mark[2]}, kind == 'b'};
    return kind == 'b' || kind == 'q';
}

static bool put_encoded(const char *p, const encoded *e, sayso_arena *a, sayso_text_builder *b)
{
    sayso_text_builder piece;
    bool ok = e->base64 ? sayso__decode_base64(p, e->data, a, &piece)
                        : sayso__decode_quoted(p, e->data, true, a, &piece);
    return ok && sayso__decode_charset(&piece, false, sayso__str_span(p, e->charset), a) &&
           append(b, &piece, a);
}

static bool is_blank(const char *p, uint32_t beg, uint32_t end)
{
    while (beg < end && sayso__is_space(p[beg]))
        beg++;
    return beg == end;
}

bool sayso__mail_words(const char *p, sayso_span value, sayso_arena *a, sayso_text_builder *out)
{
    uint32_t done = value.beg;
    bool behind_word = false;
    *out =
        (sayso_text_builder){.p = sayso__arena_alloc(a, (size_t)(value.end - value.beg) * 3 + 16)};
    if (!out->p)
        return false;
    for (uint32_t i = value.beg; i < value.end;) {
        encoded e;
        const char *hit = memchr(p + i, '=', value.end - i);
        i = hit ? (uint32_t)(hit - p) : value.end;
        if (i == value.end || !encoded_at(p, i, value.end, &e)) {
            i += i < value.end;
            continue;
        }
        bool joined = behind_word && is_blank(p, done, i); /* RFC 2047, 6.2 */
        if ((!joined && !put_bare(p, (sayso_span){done, i}, a, out)) || !put_encoded(p, &e, a, out))
            return false;
        done = i = e.all.end;
        behind_word = true;
    }
    if (!put_bare(p, (sayso_span){done, value.end}, a, out) ||
        (!out->map.n && !SAYSO_PUSH(a, &out->map, (sayso_map_run){0, value.beg, 0})))
        return false;
    return sayso__map_squeeze(out, a);
}
