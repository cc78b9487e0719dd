/* window.c -- filling and moving the window.  Layer: text. */
#include "text/window.h"

#include <stdlib.h>

#include "base/fail.h"

/* Room that is kept for the next stream. */
#define KEEP_MOST ((size_t)1 << 20)

void sayso__window_begin(sayso_window *w, sayso_source *source, uint64_t base)
{
    if (w->cap > KEEP_MOST)
        sayso__window_free(w);
    *w = (sayso_window){.source = source, .buf = w->buf, .cap = w->cap, .base = base};
    w->why.code = SAYSO_OK;
}

void sayso__window_free(sayso_window *w)
{
    free(w->buf);
    w->buf = NULL;
    w->beg = w->end = w->cap = 0;
}

sayso_status sayso__window_fill(sayso_window *w, sayso_error *err)
{
    if (w->ends)
        return SAYSO_OK;
    if (w->beg > 0) {
        memmove(w->buf, w->buf + w->beg, w->end - w->beg);
        w->base += w->beg;
        w->end -= w->beg;
        w->beg = 0;
    }
    if (w->cap - w->end < SAYSO_WINDOW_READ) {
        size_t cap = w->cap ? w->cap * 2 : 2 * SAYSO_WINDOW_READ;
        char *buf = realloc(w->buf, cap);
        if (!buf)
            return sayso__fail_memory(err);
        w->buf = buf;
        w->cap = cap;
    }
    size_t n;
    sayso_status status =
        sayso__source_read(w->source, w->buf + w->end, w->cap - w->end, &n, &w->why);
    w->why.code = status;
    w->end += n;
    w->ends = n == 0 || status != SAYSO_OK;
    w->resumes = status == SAYSO_EINPUT;
    return SAYSO_OK;
}

sayso_status sayso__window_need(sayso_window *w, size_t n, sayso_error *err)
{
    while (sayso__window_n(w) < n && !w->ends)
        SAYSO_TRY(sayso__window_fill(w, err));
    return SAYSO_OK;
}

sayso_status sayso__window_skip_space(sayso_window *w, sayso_error *err)
{
    for (;;) {
        while (w->beg < w->end && sayso__is_space(w->buf[w->beg]))
            w->beg++;
        if (w->beg < w->end || w->ends)
            return SAYSO_OK;
        SAYSO_TRY(sayso__window_fill(w, err));
    }
}

sayso_status sayso__window_finish(sayso_window *w, sayso_error *err)
{
    sayso_status status = w->why.code;
    w->beg = w->end;
    if (status != SAYSO_OK && err)
        *err = w->why;
    w->why.code = SAYSO_OK;
    w->ends = !w->resumes;
    w->resumes = false;
    return status;
}
