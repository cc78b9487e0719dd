/* sink.h -- where bytes go out: a callback behind a buffer, with a sticky error.  Layer: base.
 *
 * After the first failed write everything further is dropped and sayso__sink_flush tells. */
#ifndef SAYSO_BASE_SINK_H
#define SAYSO_BASE_SINK_H

#include "base/arena.h"

/* Takes n bytes; false when they could not be written. */
typedef bool sayso_write(void *user, const char *p, size_t n);

typedef struct {
    sayso_write *write; /* NULL: grow in memory instead */
    void *user;
    char *buf;
    size_t n, cap;
    bool failed;
    bool starved; /* it was memory that failed */
} sayso_sink;

/* A sink that hands its bytes to write. */
void sayso__sink_init(sayso_sink *s, sayso_write *write, void *user);

/* A sink that keeps all in s->buf, s->n (call sayso__sink_free after use). */
void sayso__sink_memory(sayso_sink *s);

void sayso__sink_put(sayso_sink *s, const char *p, size_t n);
/* Room for n bytes (n small) at s->buf + s->n, for a writer that fills it and moves s->n on; false:
 * nothing more is taken. */
bool sayso__sink_room(sayso_sink *s, size_t n);
void sayso__sink_str(sayso_sink *s, sayso_str t);
void sayso__sink_text(sayso_sink *s, const char *z);
void sayso__sink_char(sayso_sink *s, char c);
void sayso__sink_print(sayso_sink *s, const char *format, ...) SAYSO_FORMAT(2, 3);

/* Hands on what is buffered; false if any write failed or memory ran out. */
bool sayso__sink_flush(sayso_sink *s);

/* The same as a status. Errors: SAYSO_EIO (a write failed), SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__sink_end(sayso_sink *s, sayso_error *err);

void sayso__sink_free(sayso_sink *s);

#endif
