/* mail_doc.c -- a message -> document.  Layer: text.
 *
 * Plain text goes before HTML, whose layout hides what is text and what is trimming; but some
 * senders' plain text is a line that says to look at the HTML. */
#include "base/fail.h"
#include "base/str.h"
#include "base/utf8.h"
#include "text/encoded.h"
#include "text/mail.h"

/* A plain text of so few bytes, and of less than a part of the HTML, says next to nothing. */
#define STUB_MOST 300u
#define STUB_PART 20u

/* Bytes as they stand, but for the ">" that mailboxes put before a line that begins "From ". */
static bool decode_bits(const char *p, sayso_span at, sayso_arena *a, sayso_text_builder *out)
{
    *out = (sayso_text_builder){.p = sayso__arena_alloc(a, (size_t)(at.end - at.beg) + 1)};
    if (!out->p || !SAYSO_PUSH(a, &out->map, (sayso_map_run){0, at.beg, 0}))
        return false;
    out->map.n = 0;
    for (uint32_t i = at.beg; i < at.end;) {
        i += at.end - i >= 6 && memcmp(p + i, ">From ", 6) == 0;
        const char *nl = memchr(p + i, '\n', at.end - i);
        uint32_t n = nl ? (uint32_t)(nl - p) + 1 - i : at.end - i;
        if (!sayso__map_add(out, a, n, (sayso_map_run){out->n, i, n}))
            return false;
        memcpy(out->p + out->n, p + i, n);
        out->n += n;
        i += n;
    }
    return out->map.n || SAYSO_PUSH(a, &out->map, (sayso_map_run){0, at.beg, 0});
}

static bool decode(const char *p, const sayso_mail_part *part, bool html, sayso_arena *a,
                   sayso_text_builder *out)
{
    bool ok = part->encoding == SAYSO_MAIL_BASE64 ? sayso__decode_base64(p, part->body, a, out)
              : part->encoding == SAYSO_MAIL_QUOTED
                  ? sayso__decode_quoted(p, part->body, false, a, out)
                  : decode_bits(p, part->body, a, out);
    return ok && sayso__decode_charset(out, html, part->charset, a);
}

/* A text without its signature: behind a line "-- " nothing is of the message. */
static void cut_signature(sayso_text_builder *b)
{
    static const char *const marks[] = {"\n-- \n", "\n-- \r\n"};
    uint32_t end = b->n;
    for (size_t i = 0; i < 2; i++) {
        uint32_t at = sayso__str_find(sayso__str(b->p, b->n), sayso__str_z(marks[i]));
        end = at < end ? at : end;
    }
    uint32_t stop = b->n; /* of the last run */
    for (; b->map.n > 1 && b->map.v[b->map.n - 1].text >= end; b->map.n--)
        stop = b->map.v[b->map.n - 1].text;
    sayso_map_run *last = &b->map.v[b->map.n - 1];
    if (last->n_raw == stop - last->text && end < stop)
        last->n_raw = end - last->text;
    b->n = end;
}

static uint32_t line_end(const sayso_text_builder *b, uint32_t i)
{
    const char *nl = memchr(b->p + i, '\n', b->n - i);
    return nl ? (uint32_t)(nl - b->p) + 1 : b->n;
}

/* Is the line at i of a message that this one answers: ">", or "... wrote:" before such lines? */
static bool is_quoted(const sayso_text_builder *b, uint32_t i)
{
    if (b->p[i] == '>')
        return true;
    uint32_t next = line_end(b, i);
    sayso_str line = sayso__str_trim(sayso__str(b->p + i, next - i));
    if (!sayso__str_ends(line, SAYSO_STR(" wrote:")))
        return false;
    while (next < b->n && (b->p[next] == '\n' || b->p[next] == '\r'))
        next++;
    return next < b->n && b->p[next] == '>';
}

/* A text without what it quotes of another message, which has a sender of its own; as it is if it
 * has no words besides. */
static bool cut_quoted(sayso_text_builder *b, sayso_arena *a)
{
    const sayso_mapped lower = {b->p, b->n, b->map.v, b->map.n};
    sayso_text_builder out = {.p = sayso__arena_alloc(a, (size_t)b->n + 1)};
    if (!out.p)
        return false;
    for (uint32_t i = 0, end; i < b->n; i = end) {
        end = line_end(b, i);
        if (is_quoted(b, i))
            continue;
        if (!sayso__map_add(&out, a, end - i, (sayso_map_run){out.n, i, end - i}))
            return false;
        memcpy(out.p + out.n, b->p + i, end - i);
        out.n += end - i;
    }
    if (out.n == b->n || !sayso__str_trim(sayso__str(out.p, out.n)).n)
        return true;
    if (!sayso__map_compose(&out, &lower, a))
        return false;
    *b = out;
    return true;
}

/* ---- who, when --------------------------------------------------------------------------------
 */

/* What stands before "<" of a field, unquoted, else all of it; p is NULL if there is nothing. */
static bool name_of(const sayso_doc_maker *m, const char *field, sayso_str *out)
{
    const char *p = m->doc->unit.bytes;
    sayso_span value = sayso__mail_field(p, m->doc->unit.n, 0, field);
    sayso_text_builder b;
    *out = (sayso_str){NULL, 0};
    if (value.beg == value.end)
        return true;
    if (!sayso__mail_words(p, value, m->arena, &b))
        return false;
    sayso_str s = sayso__str(b.p, b.n);
    const char *open = memchr(s.p, '<', s.n);
    if (open)
        s = sayso__str_trim(sayso__str(s.p, (size_t)(open - s.p)));
    if (s.n >= 2 && s.p[0] == '"' && s.p[s.n - 1] == '"')
        s = sayso__str_trim(sayso__str(s.p + 1, s.n - 2));
    if (s.n)
        *out = s;
    return true;
}

/* What stands between "<" and ">" of a field. */
static sayso_str inside(const sayso_doc_maker *m, const char *field)
{
    const char *p = m->doc->unit.bytes;
    sayso_str s = sayso__str_span(p, sayso__mail_field(p, m->doc->unit.n, 0, field));
    const char *open = s.n ? memchr(s.p, '<', s.n) : NULL;
    const char *close = open ? memchr(open, '>', (size_t)(s.p + s.n - open)) : NULL;
    s = close ? sayso__str_trim(sayso__str(open + 1, (size_t)(close - open - 1)))
              : (sayso_str){NULL, 0};
    bool text = s.n && sayso__utf8_check(s.p, s.n) == s.n && !memchr(s.p, 0, s.n);
    return text ? s : (sayso_str){NULL, 0};
}

/* A newsletter's publisher is its list, or who sends it. */
static bool put_fields(const sayso_doc_maker *m)
{
    sayso_doc *d = m->doc;
    const char *p = d->unit.bytes;
    sayso_text_builder date;
    sayso_span when = sayso__mail_field(p, d->unit.n, 0, "date");
    sayso_span leave = sayso__mail_field(p, d->unit.n, 0, "list-unsubscribe");
    if (!name_of(m, "from", &d->byline) || !name_of(m, "list-id", &d->publisher))
        return false;
    if (when.end > when.beg) {
        if (!sayso__mail_words(p, when, m->arena, &date))
            return false;
        d->published = date.n ? sayso__str(date.p, date.n) : (sayso_str){NULL, 0};
    }
    if (!d->publisher.p && leave.end > leave.beg)
        d->publisher = d->byline;
    d->id = inside(m, "message-id");
    d->url = inside(m, "archived-at");
    return true;
}

sayso_status sayso__doc_mail(sayso_doc_maker *m, sayso_error *err)
{
    const char *p = m->doc->unit.bytes;
    uint32_t n = m->doc->unit.n;
    sayso_mail_part plain, html;
    sayso_text_builder title, body = {0}, page = {0};
    sayso__mail_parts(p, n, &plain, &html);
    bool has_page = html.body.end > html.body.beg;
    if (!sayso__mail_words(p, sayso__mail_field(p, n, 0, "subject"), m->arena, &title) ||
        !decode(p, &plain, false, m->arena, &body) ||
        (has_page && !decode(p, &html, true, m->arena, &page)) || !put_fields(m))
        return sayso__fail_memory(err);
    uint32_t words = sayso__str_trim(sayso__str(body.p, body.n)).n;
    bool use_page = has_page && (!words || (words < STUB_MOST && words < page.n / STUB_PART));
    if (!use_page) {
        cut_signature(&body);
        if (!cut_quoted(&body, m->arena))
            return sayso__fail_memory(err);
    }
    if (!use_page && !sayso__str_trim(sayso__str(body.p, body.n)).n && !title.n)
        return sayso__fail(err, SAYSO_EINPUT, m->doc->unit.offset, "a message without text");
    return sayso__doc_part(m, use_page ? page : body, use_page, &title, err);
}
