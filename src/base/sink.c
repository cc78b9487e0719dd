/* sink.c -- buffered output.  Layer: base. */
#include "base/sink.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"

#define BUFFER ((size_t)64 << 10)

void sayso__sink_init(sayso_sink *s, sayso_write *write, void *user)
{
    *s = (sayso_sink){.write = write, .user = user};
}

void sayso__sink_memory(sayso_sink *s)
{
    *s = (sayso_sink){.write = NULL};
}

static bool room(sayso_sink *s, size_t n)
{
    if (s->cap - s->n >= n)
        return true;
    size_t want = s->cap ? s->cap * 2 : BUFFER;
    while (want - s->n < n)
        want *= 2;
    char *p = realloc(s->buf, want);
    if (!p) {
        s->failed = s->starved = true;
        return false;
    }
    s->buf = p;
    s->cap = want;
    return true;
}

bool sayso__sink_flush(sayso_sink *s)
{
    if (s->write && s->n && !s->failed && !s->write(s->user, s->buf, s->n))
        s->failed = true;
    if (s->write)
        s->n = 0;
    return !s->failed;
}

bool sayso__sink_room(sayso_sink *s, size_t n)
{
    if (s->cap - s->n >= n && s->n + n <= BUFFER && !s->failed)
        return true;
    if (s->write && s->n + n > BUFFER)
        sayso__sink_flush(s);
    return !s->failed && room(s, n);
}

sayso_status sayso__sink_end(sayso_sink *s, sayso_error *err)
{
    if (sayso__sink_flush(s))
        return SAYSO_OK;
    return s->starved ? sayso__fail_memory(err)
                      : sayso__fail(err, SAYSO_EIO, 0, "cannot write the output");
}

void sayso__sink_put(sayso_sink *s, const char *p, size_t n)
{
    if (s->failed || !n)
        return;
    if (s->write && s->n + n > BUFFER)
        sayso__sink_flush(s);
    if (!s->failed && room(s, n)) {
        memcpy(s->buf + s->n, p, n);
        s->n += n;
    }
}

void sayso__sink_str(sayso_sink *s, sayso_str t)
{
    sayso__sink_put(s, t.p, t.n);
}

void sayso__sink_text(sayso_sink *s, const char *z)
{
    sayso__sink_put(s, z, strlen(z));
}

void sayso__sink_char(sayso_sink *s, char c)
{
    if (s->n < s->cap && s->n < BUFFER && !s->failed)
        s->buf[s->n++] = c;
    else
        sayso__sink_put(s, &c, 1);
}

void sayso__sink_print(sayso_sink *s, const char *format, ...)
{
    char small[512];
    va_list ap, again;
    va_start(ap, format);
    va_copy(again, ap);
    int n = vsnprintf(small, sizeof small, format, ap);
    va_end(ap);
    if (n >= 0 && (size_t)n < sizeof small) {
        sayso__sink_put(s, small, (size_t)n);
    } else if (n >= 0) {
        char *big = malloc((size_t)n + 1);
        if (big) {
            vsnprintf(big, (size_t)n + 1, format, again);
            sayso__sink_put(s, big, (size_t)n);
            free(big);
        } else {
            s->failed = s->starved = true;
        }
    }
    va_end(again);
}

void sayso__sink_free(sayso_sink *s)
{
    free(s->buf);
    s->buf = NULL;
    s->n = s->cap = 0;
}
