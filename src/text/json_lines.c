/* json_lines.c -- JSON lines: one object a line.  Layer: text.
 *
 * A line that is too long is skipped without being held. */
#include <stdlib.h>

#include "base/fail.h"
#include "text/container.h"
#include "text/json_text.h"

/* A line of a compressed file that runs over so many times max_bytes is a bomb. */
#define BOMB_FACTOR 64u

typedef struct {
    size_t seen; /* so many bytes of the window have no line end */
    bool skip;   /* in a line that was refused */
} lines;

/* Does the object of the first line go on in the next: is it open at the line's end, behind a
 * comma, a colon or a bracket? A line that is broken is none such, but where it ends in one of
 * these. */
static bool goes_on(const char *p, size_t brace, size_t n)
{
    const char *nl = memchr(p + brace, '\n', n - brace);
    uint32_t at = 0;
    sayso_span key, value, in = {0, nl ? (uint32_t)(nl - (p + brace)) : 0};
    if (!nl)
        return false;
    while (in.end && sayso__is_space(p[brace + in.end - 1]))
        in.end--;
    while (sayso__json_each(p + brace, in, &at, &key, &value))
        ;
    char last = p[brace + in.end - 1];
    return at == in.end && (last == ',' || last == ':' || last == '[' || last == '{');
}

/* A line that opens an object; a line with the brace alone opens one that fills the file. */
static bool is(const sayso_first *first)
{
    const char *p = first->p;
    size_t n = first->n, i = n >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    while (i < n && sayso__is_space(p[i]))
        i++;
    if (first->wide || i >= n || p[i] != '{')
        return false;
    size_t brace = i;
    for (i++; i < n && sayso__is_space(p[i]); i++)
        if (p[i] == '\n')
            return false;
    return (i >= n || p[i] == '"' || p[i] == '}') && !goes_on(p, brace, n);
}

static sayso_status take(sayso_level *l, size_t n, sayso_arena *a, sayso_unit *out,
                         sayso_error *err)
{
    sayso_window *w = &l->in;
    const char *p = sayso__window_p(w);
    uint64_t at = sayso__window_at(w);
    size_t line = n;
    out->number = ++l->n_unit;
    out->media = SAYSO_MEDIA_JSON;
    out->about = (sayso_unit_about){.retrieved = l->about.retrieved};
    while (n && sayso__is_space(p[n - 1]))
        n--;
    sayso_status status = sayso__unit_check(p, n, at, err);
    if (status == SAYSO_OK && p[0] != '{')
        status = sayso__fail(err, SAYSO_EINPUT, at, "this line is not a JSON object");
    if (status == SAYSO_OK)
        status = sayso__level_map(l, a, &out->parameters) ? sayso__level_take(l, n, a, out, err)
                                                          : sayso__fail_memory(err);
    w->beg += line - (status == SAYSO_OK ? n : 0);
    return status;
}

/* The next line that is not blank. */
static sayso_status next_line(sayso_level *l, lines *s, sayso_arena *a, sayso_unit *out,
                              sayso_error *err)
{
    sayso_window *w = &l->in;
    SAYSO_TRY(sayso__window_skip_space(w, err));
    s->seen = 0;
    for (;;) {
        if (sayso__window_n(w) == 0)
            return sayso__window_finish(w, err);
        const char *nl = memchr(sayso__window_p(w) + s->seen, '\n', sayso__window_n(w) - s->seen);
        size_t n = nl ? (size_t)(nl - sayso__window_p(w)) : sayso__window_n(w);
        if (n > l->most) {
            s->skip = true;
            l->n_unit++;
            return sayso__level_too_long(l, sayso__window_at(w), err);
        }
        if (!nl && w->ends && w->why.code != SAYSO_OK)
            return sayso__window_finish(w, err); /* half a line */
        if (nl || w->ends)
            return take(l, n, a, out, err);
        s->seen = n;
        SAYSO_TRY(sayso__window_fill(w, err));
    }
}

/* To the end of a line that was refused, holding nothing. */
static sayso_status skip_line(sayso_level *l, lines *s, sayso_error *err)
{
    sayso_window *w = &l->in;
    uint64_t from = sayso__window_at(w);
    for (;;) {
        const char *nl = memchr(sayso__window_p(w), '\n', sayso__window_n(w));
        if (nl) {
            w->beg = (size_t)(nl - w->buf) + 1;
            s->skip = false;
            return SAYSO_OK;
        }
        w->beg = w->end;
        if (w->ends) {
            s->skip = w->resumes;
            return sayso__window_finish(w, err);
        }
        if (sayso__source_compressed(w->source) &&
            sayso__window_at(w) - from > BOMB_FACTOR * l->most)
            return sayso__fail(err, SAYSO_EIO, from, "a compressed line without end: not read on");
        SAYSO_TRY(sayso__window_fill(w, err));
    }
}

static sayso_status next(sayso_level *l, sayso_arena *a, sayso_unit *out, sayso_error *err)
{
    lines *s = l->state;
    if (!s) {
        s = l->state = calloc(1, sizeof *s);
        if (!s)
            return sayso__fail_memory(err);
        if (sayso__window_n(&l->in) >= 3 && memcmp(sayso__window_p(&l->in), "\xef\xbb\xbf", 3) == 0)
            l->in.beg += 3;
    }
    if (s->skip)
        SAYSO_TRY(skip_line(l, s, err));
    return next_line(l, s, a, out, err);
}

static void close_lines(sayso_level *l)
{
    free(l->state);
}

const sayso_kind sayso__kind_json_lines = {is, next, NULL, close_lines};
