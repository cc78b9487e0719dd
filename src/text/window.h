/* window.h -- a sliding window over the decoded bytes of a source.  Layer: text.
 *
 * Bytes read and not yet used lie in buf[beg, end); base is the offset of buf[0] in the stream. The
 * window grows only as far as its user lets it (a line, a header, a whole unit).
 *
 * A damaged piece in the middle (a gzip member of many) shows as an end with `why` set; after
 * sayso__window_finish has told of it, what lies behind it can be read if `resumes`. */
#ifndef SAYSO_TEXT_WINDOW_H
#define SAYSO_TEXT_WINDOW_H

#include "base/str.h"
#include "text/source.h"

typedef struct {
    sayso_source *source;
    char *buf;
    size_t beg, end, cap;
    uint64_t base;
    bool ends;       /* the source gives no more, for now */
    bool resumes;    /* ... but does so behind the damaged piece */
    sayso_error why; /* code is not SAYSO_OK: it failed there; said when all before it is used */
} sayso_window;

#define SAYSO_WINDOW_READ ((size_t)64 << 10)

/* Begins on a source, which is borrowed; room of an earlier use is kept. */
void sayso__window_begin(sayso_window *w, sayso_source *source, uint64_t base);
void sayso__window_free(sayso_window *w);

/* Reads on behind buf[end), once; w->ends at the source's end. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__window_fill(sayso_window *w, sayso_error *err);

/* Reads on until n bytes are in the window or the source ends. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__window_need(sayso_window *w, size_t n, sayso_error *err);

/* Drops white space at the beginning, reading on; the window is empty at the end. */
SAYSO_CHECKED sayso_status sayso__window_skip_space(sayso_window *w, sayso_error *err);

/* Nothing is left, or what is left is given up: SAYSO_OK, or the failure that cut it off. */
SAYSO_CHECKED sayso_status sayso__window_finish(sayso_window *w, sayso_error *err);

static inline size_t sayso__window_n(const sayso_window *w)
{
    return w->end - w->beg;
}

static inline const char *sayso__window_p(const sayso_window *w)
{
    return w->buf + w->beg;
}

/* Offset of the window's first byte in the stream. */
static inline uint64_t sayso__window_at(const sayso_window *w)
{
    return w->base + w->beg;
}

#endif
