/* report_reading.h -- a file in memory, read as reports, as one string. */
#ifndef SAYSO_REPORT_READING_H
#define SAYSO_REPORT_READING_H

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "text/doc.h"
#include "text/unit.h"

static sayso_arena arena;

static int clean(void **state)
{
    (void)state;
    sayso__arena_free(&arena);
    return 0;
}

/* What a file of these bytes comes to: a line a report,
 * "id|url|publisher|byline|published|title|body", or "!byte message". Each unit must be the file's
 * own bytes; most: bytes of one unit, 0 for the default. */
static inline const char *report_reading(const char *p, size_t n, uint64_t most)
{
    static char out[6000];
    const sayso_read_options options = {.max_bytes = most};
    sayso_reader *r;
    sayso_error err;
    size_t at = 0;
    out[0] = 0;
    assert_int_equal(sayso__reader_open_memory(p, n, "m", &options, &r, &err), SAYSO_OK);
    while (at < sizeof out - 1500) {
        sayso_unit u;
        sayso_doc d;
        sayso_status s = sayso__reader_next(r, &arena, &u, &err);
        if (s == SAYSO_OK && !u.bytes)
            break;
        if (s == SAYSO_OK) {
            assert_true(u.offset + u.n <= n);
            assert_memory_equal(p + u.offset, u.bytes, u.n);
            s = sayso__doc_make(&u, NULL, &arena, &d, &err);
        }
        if (s != SAYSO_OK) {
            at += (size_t)sprintf(out + at, "!%d %s\n", (int)err.byte, err.message);
            continue;
        }
        const sayso_str part[] = {d.id,
                                  d.url,
                                  d.publisher,
                                  d.byline,
                                  d.published,
                                  sayso__doc_title(&d),
                                  sayso__doc_body(&d)};
        for (size_t i = 0; i < 7; i++)
            at += (size_t)sprintf(out + at, "%s%.*s", i ? "|" : "", (int)part[i].n,
                                  part[i].p ? part[i].p : "");
        out[at++] = '\n';
        out[at] = 0;
    }
    sayso__reader_close(r);
    return out;
}

static inline const char *reading(const char *z)
{
    return report_reading(z, strlen(z), 0);
}

#endif
