/* whole.c -- a stream that is one unit: plain text, a page, one JSON object.  Layer: text. */
#include "base/fail.h"
#include "text/charset.h"
#include "text/container.h"

/* Anything. */
static bool is(const sayso_first *first)
{
    (void)first;
    return true;
}

/* A brace that opens an object and is alone on its line. */
static bool is_object(const char *p, size_t n)
{
    size_t i = 0;
    while (i < n && sayso__is_space(p[i]))
        i++;
    if (i >= n || p[i] != '{')
        return false;
    for (i++; i < n && sayso__is_space(p[i]);)
        i++;
    return i >= n || p[i] == '"' || p[i] == '}';
}

/* A text holds no NUL; a page and UTF-16 may. */
static sayso_status check_text(const sayso_window *w, sayso_error *err)
{
    const char *nul = memchr(sayso__window_p(w), 0, sayso__window_n(w));
    return nul ? sayso__fail(err, SAYSO_EINPUT, w->base + (uint64_t)(nul - w->buf),
                             "a NUL byte: this is not text")
               : SAYSO_OK;
}

static sayso_status check(const sayso_level *l, sayso_media media, bool wide, sayso_error *err)
{
    const sayso_window *w = &l->in;
    const char *p = sayso__window_p(w);
    size_t n = sayso__window_n(w), i = 0;
    while (i < n && sayso__is_space(p[i]))
        i++;
    if (i == n)
        return sayso__fail(err, SAYSO_EINPUT, sayso__window_at(w), "nothing but white space");
    if (media == SAYSO_MEDIA_JSON)
        return sayso__unit_check(p, n, sayso__window_at(w), err);
    return media == SAYSO_MEDIA_TEXT && !wide ? check_text(w, err) : SAYSO_OK;
}

/* What is no text is found before all of it is held. */
static sayso_status early(sayso_level *l, bool page, bool wide, sayso_error *err)
{
    return page || wide ? SAYSO_OK : check_text(&l->in, err);
}

static sayso_status next(sayso_level *l, sayso_arena *a, sayso_unit *out, sayso_error *err)
{
    sayso_window *w = &l->in;
    if (l->n_unit++)
        return SAYSO_OK;
    const sayso_first first = {sayso__window_p(w), sayso__window_n(w),
                               sayso__charset_utf16(sayso__window_p(w), sayso__window_n(w)), NULL};
    bool page = l->page || sayso__first_page(&first), wide = first.wide;
    SAYSO_TRY(early(l, page, wide, err));
    if (!page && !wide && first.n >= 3 && memcmp(first.p, "\xef\xbb\xbf", 3) == 0)
        w->beg += 3;
    SAYSO_TRY(sayso__level_all(l, l->most, err));
    out->media = page                                                         ? SAYSO_MEDIA_HTML
                 : !wide && is_object(sayso__window_p(w), sayso__window_n(w)) ? SAYSO_MEDIA_JSON
                                                                              : SAYSO_MEDIA_TEXT;
    SAYSO_TRY(check(l, out->media, wide, err));
    out->number = l->number;
    out->about = l->about;
    out->parameters = l->parameters;
    if (out->media == SAYSO_MEDIA_JSON && !sayso__level_map(l, a, &out->parameters))
        return sayso__fail_memory(err);
    return sayso__level_take(l, sayso__window_n(w), a, out, err);
}

const sayso_kind sayso__kind_whole = {is, next, NULL, NULL};
