/* mail_kind.c -- a message as a file, and mailboxes (mbox, RFC 4155).  Layer: text.
 *
 * In a mailbox a message begins behind a line "From ...", which stands behind a blank line and
 * before a field of a header; only the message at hand is held. */
#include <stdlib.h>

#include "base/fail.h"
#include "text/container.h"
#include "text/mail.h"

static bool is_mail(const sayso_first *first)
{
    return !first->wide && sayso__mail_begins(first->p, first->n);
}

static sayso_status next_mail(sayso_level *l, sayso_arena *a, sayso_unit *out, sayso_error *err)
{
    if (l->n_unit++) {
        l->in.beg = l->in.end;
        return sayso__window_finish(&l->in, err);
    }
    SAYSO_TRY(sayso__level_all(l, l->most, err));
    out->media = SAYSO_MEDIA_MAIL;
    out->number = l->number;
    out->about = l->about;
    return sayso__level_take(l, sayso__window_n(&l->in), a, out, err);
}

const sayso_kind sayso__kind_mail = {is_mail, next_mail, NULL, NULL};

/* ---- mailboxes --------------------------------------------------------------------------------
 */

/* Longest line "From ..." and name of the field behind it. */
#define SEPARATOR_MOST 2048u

typedef struct {
    size_t seen; /* so much of the window holds no separator */
    bool skip;   /* in a message that was too long */
} mbox;

/* Bytes of the separator at p: the line "From ..." before a field; 0 if it is none. */
static size_t separator(const char *p, size_t n)
{
    sayso_mail_field f;
    const char *nl = n > 5 && memcmp(p, "From ", 5) == 0 ? memchr(p, '\n', n) : NULL;
    if (!nl || nl - p > (ptrdiff_t)SEPARATOR_MOST)
        return 0;
    uint32_t at = 0, rest = (uint32_t)(p + n - (nl + 1) < (ptrdiff_t)SEPARATOR_MOST
                                           ? p + n - (nl + 1)
                                           : (ptrdiff_t)SEPARATOR_MOST);
    return sayso__mail_next(nl + 1, rest, &at, &f) ? (size_t)(nl + 1 - p) : 0;
}

static bool is_mbox(const sayso_first *first)
{
    return !first->wide && separator(first->p, first->n) > 0;
}

/* Place of the next separator in the window behind `from`, or its end. */
static size_t find_separator(const sayso_window *w, size_t from)
{
    const char *p = sayso__window_p(w);
    size_t n = sayso__window_n(w);
    for (size_t i = from; i < n;) {
        const char *hit = memchr(p + i, 'F', n - i);
        if (!hit)
            return n;
        i = (size_t)(hit - p);
        bool blank = i >= 2 && p[i - 1] == '\n' &&
                     (p[i - 2] == '\n' || (i >= 3 && p[i - 2] == '\r' && p[i - 3] == '\n'));
        if (blank && separator(p + i, n - i))
            return i;
        i++;
    }
    return n;
}

/* Reads on until the message that the window begins with is all there; *n: its bytes. */
static sayso_status find_end(sayso_level *l, mbox *s, size_t *n, sayso_error *err)
{
    sayso_window *w = &l->in;
    for (;;) {
        size_t at = find_separator(w, s->seen), all = sayso__window_n(w);
        if (at < all || w->ends || all > l->most + 2 * SEPARATOR_MOST) {
            *n = at;
            return SAYSO_OK;
        }
        s->seen = all > 2 * SEPARATOR_MOST ? all - 2 * SEPARATOR_MOST : 0;
        SAYSO_TRY(sayso__window_fill(w, err));
    }
}

/* Reads over the rest of a message that was too long, holding little. */
static sayso_status skip_rest(sayso_level *l, mbox *s, sayso_error *err)
{
    sayso_window *w = &l->in;
    for (;;) {
        size_t at = find_separator(w, 0), all = sayso__window_n(w);
        bool found = at < all;
        if (!found && !w->ends)
            at = all > 2 * SEPARATOR_MOST ? all - 2 * SEPARATOR_MOST : 0;
        w->beg += at;
        s->skip = !found && !w->ends;
        if (!s->skip)
            return SAYSO_OK;
        SAYSO_TRY(sayso__window_fill(w, err));
    }
}

static sayso_status next_message(sayso_level *l, sayso_arena *a, sayso_unit *out, sayso_error *err)
{
    sayso_window *w = &l->in;
    mbox *s = l->state;
    size_t n;
    if (!s)
        s = l->state = calloc(1, sizeof *s);
    if (!s)
        return sayso__fail_memory(err);
    if (s->skip)
        SAYSO_TRY(skip_rest(l, s, err));
    SAYSO_TRY(sayso__window_need(w, 2 * SEPARATOR_MOST, err));
    w->beg += separator(sayso__window_p(w), sayso__window_n(w));
    s->seen = 0;
    SAYSO_TRY(find_end(l, s, &n, err));
    if (!n)
        return sayso__window_finish(w, err);
    out->number = ++l->n_unit;
    if (n > l->most) {
        s->skip = true;
        return sayso__level_too_long(l, sayso__window_at(w), err);
    }
    out->media = SAYSO_MEDIA_MAIL;
    out->about = (sayso_unit_about){.retrieved = l->about.retrieved};
    return sayso__level_take(l, n, a, out, err);
}

static void close_mbox(sayso_level *l)
{
    free(l->state);
}

const sayso_kind sayso__kind_mbox = {is_mbox, next_message, NULL, close_mbox};
