/* reading_fixture.h -- a file in memory, read as units, as one string; packing. */
#ifndef SAYSO_READING_FIXTURE_H
#define SAYSO_READING_FIXTURE_H

#include <zlib.h>

#include "text/unit.h"

static sayso_arena arena;

/* What a file of these bytes comes to, as one string: units as "offset#number:bytes;", errors as
 * "!status@byte;" (E input, L limit, I end), notes as "(words)". */
static inline const char *reading(const void *bytes, size_t n, uint64_t most)
{
    static char out[4000];
    sayso_read_options options = {.max_bytes = most};
    sayso_reader *r;
    sayso_error err;
    sayso_unit u;
    size_t at = 0;
    out[0] = 0;
    assert_int_equal(sayso__reader_open_memory(bytes, n, "m", &options, &r, &err), SAYSO_OK);
    for (int end = 0; !end && at < sizeof out - 400;) {
        sayso_status status = sayso__reader_next(r, &arena, &u, &err);
        if (status == SAYSO_OK && u.bytes)
            at += (size_t)sprintf(out + at, "%d#%u:%.*s;", (int)u.offset, u.number,
                                  u.n > 99 ? 99 : (int)u.n, u.bytes);
        else if (status == SAYSO_OK && u.note)
            at += (size_t)sprintf(out + at, "(%s)", u.note);
        else if (status != SAYSO_OK)
            at += (size_t)sprintf(out + at, "!%c@%d;",
                                  status == SAYSO_EINPUT   ? 'E'
                                  : status == SAYSO_ELIMIT ? 'L'
                                                           : 'I',
                                  (int)err.byte);
        end = (status == SAYSO_OK && !u.bytes && !u.note) || status == SAYSO_EIO;
    }
    sayso__reader_close(r);
    sayso__arena_reset(&arena);
    return out;
}

static inline const char *read_z(const char *text)
{
    return reading(text, strlen(text), 0);
}

/* The message of the first error. */
static inline const char *complaint(const void *bytes, size_t n)
{
    static sayso_error err;
    sayso_reader *r;
    sayso_unit u;
    assert_int_equal(sayso__reader_open_memory(bytes, n, "m", NULL, &r, &err), SAYSO_OK);
    assert_int_not_equal(sayso__reader_next(r, &arena, &u, &err), SAYSO_OK);
    sayso__reader_close(r);
    return err.message;
}

static inline size_t gzipped(const char *p, size_t n, uint8_t *out, size_t room)
{
    z_stream z = {0};
    assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    z.next_in = (Bytef *)(uintptr_t)p;
    z.avail_in = (uInt)n;
    z.next_out = out;
    z.avail_out = (uInt)room;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    deflateEnd(&z);
    return room - z.avail_out;
}

static int set_up(void **state)
{
    (void)state;
    sayso__arena_init(&arena, 0);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    sayso__arena_free(&arena);
    return 0;
}

#endif
