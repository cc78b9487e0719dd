/* pdf.c -- PDF files, by a function of the caller: the library runs no programs and holds no reader
 * of PDF.  Layer: text.
 *
 * The unit is the text that it gives: what is stored, and what offsets count in. */
#include "base/fail.h"
#include "base/sink.h"
#include "text/container.h"

static bool is(const sayso_first *first)
{
    return first->n >= 5 && memcmp(first->p, "%PDF-", 5) == 0;
}

typedef struct {
    sayso_sink text;
    uint64_t most;
} collector;

/* No more than a report may have, and a little, so that it shows. */
static bool collect(void *user, const char *p, size_t n)
{
    collector *c = user;
    if (c->text.n > c->most)
        return false;
    sayso__sink_put(&c->text, p, n);
    return !c->text.failed;
}

static sayso_status take(const sayso_sink *text, sayso_level *l, uint64_t at, sayso_arena *a,
                         sayso_unit *out, sayso_error *err)
{
    size_t i = 0;
    if (text->failed)
        return sayso__fail_memory(err);
    if (text->n > l->most)
        return sayso__level_too_long(l, at, err);
    while (i < text->n && sayso__is_space(text->buf[i]))
        i++;
    if (i == text->n)
        return sayso__fail(err, SAYSO_EINPUT, at, "a PDF file without text (pictures of pages?)");
    out->bytes = sayso__arena_copy(a, text->buf, text->n);
    out->n = (uint32_t)text->n;
    out->media = SAYSO_MEDIA_TEXT;
    out->parameters = SAYSO_STR("charset=utf-8; from=\"application/pdf\"");
    out->offset = at;
    out->number = l->number;
    out->about = l->about;
    return out->bytes ? SAYSO_OK : sayso__fail_memory(err);
}

static sayso_status next(sayso_level *l, sayso_arena *a, sayso_unit *out, sayso_error *err)
{
    sayso_window *w = &l->in;
    uint64_t at = sayso__window_at(w);
    collector c = {.most = l->most};
    if (l->n_unit++)
        return SAYSO_OK;
    if (!l->options->pdf_text)
        return sayso__fail(err, SAYSO_EINPUT, at, "a PDF file: no reader of PDF files is at hand");
    SAYSO_TRY(sayso__level_all(l, l->most, err));
    sayso__sink_memory(&c.text);
    sayso_status status = l->options->pdf_text(l->options->user, sayso__window_p(w),
                                               sayso__window_n(w), collect, &c, err);
    if (status == SAYSO_OK || c.text.failed || c.text.n > l->most)
        status = take(&c.text, l, at, a, out, err);
    sayso__sink_free(&c.text);
    return status;
}

const sayso_kind sayso__kind_pdf = {is, next, NULL, NULL};
