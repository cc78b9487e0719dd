/* mail_part.c -- the parts of a MIME message (RFC 2045, 2046), without recursion.  Layer: text.
 *
 * Lines are read once; those that begin with "--" are compared with the boundaries of the
 * multiparts that are open, innermost first. */
#include "base/str.h"
#include "text/mail.h"

typedef struct {
    const char *p;
    uint32_t n;
    sayso_str boundary[SAYSO_MAIL_DEPTH_MOST];
    uint32_t depth;
    sayso_mail_part *plain, *html;
    sayso_mail_part *open; /* the part that is being read, if it is wanted */
} walk;

/* A parameter of a field, "charset" of "text/plain; charset=utf-8". */
static sayso_str parameter(const char *p, sayso_span value, const char *name)
{
    const char *semicolon = memchr(p + value.beg, ';', value.end - value.beg);
    if (!semicolon)
        return (sayso_str){NULL, 0};
    return sayso__media_parameter(sayso__str(semicolon + 1,
                                             (size_t)(p + value.end - (semicolon + 1))),
                                  name);
}

static bool begins(const char *p, sayso_span value, const char *word)
{
    sayso_str s = sayso__str_trim(sayso__str_span(p, value)), w = sayso__str_z(word);
    return s.n >= w.n && sayso__str_ieq(sayso__str(s.p, w.n), w);
}

static void begin_leaf(walk *w, uint32_t header, uint32_t body, sayso_span type)
{
    sayso_span how = sayso__mail_field(w->p, w->n, header, "content-transfer-encoding");
    sayso_span place = sayso__mail_field(w->p, w->n, header, "content-disposition");
    bool html = begins(w->p, type, "text/html");
    bool text = type.beg == type.end || begins(w->p, type, "text/plain") || html;
    sayso_mail_part *part = html ? w->html : w->plain;
    if (!text || begins(w->p, place, "attachment") || part->body.end > part->body.beg)
        return;
    *part = (sayso_mail_part){.body = {body, body},
                              .encoding = begins(w->p, how, "base64")   ? SAYSO_MAIL_BASE64
                                          : begins(w->p, how, "quoted") ? SAYSO_MAIL_QUOTED
                                                                        : SAYSO_MAIL_BITS,
                              .charset = parameter(w->p, type, "charset")};
    w->open = part;
}

/* Header and kind of the part that begins at `at`; returns where its body begins. A message in a
 * message has a header of its own. */
static uint32_t begin_part(walk *w, uint32_t at)
{
    for (;;) {
        uint32_t header = at;
        sayso_mail_field f;
        while (sayso__mail_next(w->p, w->n, &at, &f))
            ;
        sayso_span type = sayso__mail_field(w->p, w->n, header, "content-type");
        if (begins(w->p, type, "message/rfc822") && at < w->n && at > header)
            continue;
        sayso_str boundary = parameter(w->p, type, "boundary");
        bool many = begins(w->p, type, "multipart/") && boundary.n;
        if (many && w->depth < SAYSO_MAIL_DEPTH_MOST)
            w->boundary[w->depth++] = boundary;
        else if (!many)
            begin_leaf(w, header, at, type);
        return at;
    }
}

/* The open multipart that line [at, end) is a border of, or SAYSO_NONE; *last: it ends there. */
static uint32_t border(const walk *w, uint32_t at, uint32_t end, bool *last)
{
    if (end - at < 3 || w->p[at] != '-' || w->p[at + 1] != '-')
        return SAYSO_NONE;
    for (uint32_t d = w->depth; d-- > 0;) {
        uint32_t n = w->boundary[d].n;
        if (end - at - 2 < n || memcmp(w->p + at + 2, w->boundary[d].p, n) != 0)
            continue;
        sayso_str rest = sayso__str_trim(sayso__str(w->p + at + 2 + n, end - at - 2 - n));
        *last = sayso__str_is(rest, "--");
        if (!rest.n || *last)
            return d;
    }
    return SAYSO_NONE;
}

/* The line end before a border is the border's (RFC 2046, 5.1.1). */
static void end_part(walk *w, uint32_t at)
{
    sayso_mail_part *part = w->open;
    w->open = NULL;
    if (!part)
        return;
    if (at > part->body.beg && w->p[at - 1] == '\n')
        at--;
    if (at > part->body.beg && w->p[at - 1] == '\r')
        at--;
    part->body.end = at;
}

void sayso__mail_parts(const char *p, uint32_t n, sayso_mail_part *plain, sayso_mail_part *html)
{
    walk w = {.p = p, .n = n, .plain = plain, .html = html};
    *plain = *html = (sayso_mail_part){0};
    for (uint32_t at = begin_part(&w, 0); at < n;) {
        const char *nl = memchr(p + at, '\n', n - at);
        uint32_t end = nl ? (uint32_t)(nl - p) : n, next = nl ? end + 1 : n;
        bool last = false;
        uint32_t d = border(&w, at, end, &last);
        if (d != SAYSO_NONE) {
            end_part(&w, at);
            w.depth = last ? d : d + 1;
            if (!last)
                next = begin_part(&w, next);
        }
        at = next;
    }
    if (w.open)
        w.open->body.end = n;
}
