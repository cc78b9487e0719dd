/* source.c -- reading and decompressing in bounded memory.  Layer: text. */
#define _POSIX_C_SOURCE 200809L
#include "text/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "base/fail.h"

#define INPUT_SIZE ((size_t)64 << 10)

typedef enum { UNKNOWN, PLAIN, GZIP, ZSTD } coding;

struct sayso_source {
    int fd;              /* -1: memory, or `read` */
    sayso_reading *read; /* or NULL */
    void *user;          /* its */
    const char *input;   /* what is to be decoded: [at, n) */
    size_t at, n;
    uint64_t base;   /* offset of input[0] in the file */
    char *own;       /* room for INPUT_SIZE bytes; NULL for memory */
    bool input_ends; /* nothing behind input[n] */
    bool in_frame;   /* inside a gzip member or a zstd frame */
    coding coding;
    z_stream z;
    ZSTD_DStream *zstd;
};

/* bytes NULL: they are read. */
static sayso_status make(int fd, const void *bytes, size_t n, sayso_source **out, sayso_error *err)
{
    sayso_source *s = calloc(1, sizeof *s);
    char *own = bytes ? NULL : malloc(INPUT_SIZE);
    if (!s || (!bytes && !own)) {
        free(s);
        free(own);
        return sayso__fail_memory(err);
    }
    s->fd = fd;
    s->own = own;
    s->input = bytes ? bytes : own;
    s->n = n;
    s->input_ends = bytes;
    *out = s;
    return SAYSO_OK;
}

sayso_status sayso__source_open(const char *path, sayso_source **out, sayso_error *err)
{
    bool standard = strcmp(path, "-") == 0;
    int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return sayso__fail(err, SAYSO_EIO, 0, "cannot open: %s", strerror(errno));
    sayso_status status = make(fd, NULL, 0, out, err);
    if (status != SAYSO_OK && !standard)
        close(fd);
    return status;
}

sayso_status sayso__source_open_memory(const void *bytes, size_t n, sayso_source **out,
                                       sayso_error *err)
{
    return make(-1, bytes ? bytes : "", n, out, err);
}

sayso_status sayso__source_open_reading(sayso_reading *read, void *user, sayso_source **out,
                                        sayso_error *err)
{
    SAYSO_TRY(make(-1, NULL, 0, out, err));
    (*out)->read = read;
    (*out)->user = user;
    return SAYSO_OK;
}

/* Up to room bytes of the file. */
static sayso_status read_some(sayso_source *s, char *buf, size_t room, size_t *n, sayso_error *err)
{
    if (s->read)
        return s->read(s->user, buf, room, n, err);
    ssize_t got = -1;
    do
        got = read(s->fd, buf, room);
    while (got < 0 && errno == EINTR);
    *n = got < 0 ? 0 : (size_t)got;
    return got < 0 ? sayso__fail(err, SAYSO_EIO, s->base + s->n, "cannot read: %s", strerror(errno))
                   : SAYSO_OK;
}

/* More bytes behind input[at, n), which are kept. */
static sayso_status refill(sayso_source *s, sayso_error *err)
{
    if (s->input_ends)
        return SAYSO_OK;
    memmove(s->own, s->own + s->at, s->n - s->at);
    s->base += s->at;
    s->n -= s->at;
    s->at = 0;
    size_t got;
    if (s->n == INPUT_SIZE)
        return SAYSO_OK;
    SAYSO_TRY(read_some(s, s->own + s->n, INPUT_SIZE - s->n, &got, err));
    s->input_ends = got == 0;
    s->n += got;
    return SAYSO_OK;
}

/* At least four bytes of input, unless it ends before. */
static sayso_status peek(sayso_source *s, sayso_error *err)
{
    while (s->n - s->at < 4 && !s->input_ends)
        SAYSO_TRY(refill(s, err));
    return SAYSO_OK;
}

static coding magic(const sayso_source *s)
{
    const uint8_t *p = (const uint8_t *)s->input + s->at;
    size_t n = s->n - s->at;
    if (n >= 2 && p[0] == 0x1f && p[1] == 0x8b)
        return GZIP;
    bool frame = n >= 4 && p[0] == 0x28 && p[1] == 0xb5 && p[2] == 0x2f && p[3] == 0xfd;
    bool skippable = n >= 4 && p[0] >> 4 == 5 && p[1] == 0x2a && p[2] == 0x4d && p[3] == 0x18;
    return frame || skippable ? ZSTD : PLAIN;
}

static sayso_status start(sayso_source *s, sayso_error *err)
{
    SAYSO_TRY(peek(s, err));
    s->coding = magic(s);
    if (s->coding == GZIP && inflateInit2(&s->z, 15 + 16) != Z_OK) {
        s->coding = PLAIN;
        return sayso__fail_memory(err);
    }
    if (s->coding == ZSTD && !(s->zstd = ZSTD_createDStream()))
        return sayso__fail_memory(err);
    return SAYSO_OK;
}

/* Between two members or frames: does another one follow? Zero bytes are padding (tar does that).
 */
static sayso_status next_frame(sayso_source *s, bool *more, sayso_error *err)
{
    *more = false;
    for (;;) {
        SAYSO_TRY(peek(s, err));
        if (s->at == s->n)
            return SAYSO_OK;
        if (s->input[s->at] != 0)
            break;
        s->at++;
    }
    *more = magic(s) == s->coding;
    if (!*more)
        return sayso__fail(err, SAYSO_EIO, s->base + s->at, "garbage behind the compressed data");
    s->in_frame = true;
    if (s->coding == GZIP)
        inflateReset(&s->z);
    return SAYSO_OK;
}

static sayso_status step_gzip(sayso_source *s, char *buf, size_t room, size_t *n, sayso_error *err)
{
    uint32_t in = (uint32_t)(s->n - s->at < UINT32_MAX ? s->n - s->at : UINT32_MAX);
    uint32_t out = (uint32_t)(room < UINT32_MAX ? room : UINT32_MAX);
    s->z.next_in = (Bytef *)(uintptr_t)(s->input + s->at);
    s->z.avail_in = in;
    s->z.next_out = (Bytef *)buf;
    s->z.avail_out = out;
    int rc = inflate(&s->z, Z_NO_FLUSH);
    s->at += in - s->z.avail_in;
    *n = out - s->z.avail_out;
    if (rc == Z_STREAM_END)
        s->in_frame = false;
    else if (rc == Z_MEM_ERROR)
        return sayso__fail_memory(err);
    else if (rc != Z_OK && rc != Z_BUF_ERROR)
        return sayso__fail(err, SAYSO_EIO, s->base + s->at, "damaged gzip data");
    return SAYSO_OK;
}

static sayso_status step_zstd(sayso_source *s, char *buf, size_t room, size_t *n, sayso_error *err)
{
    ZSTD_inBuffer in = {s->input + s->at, s->n - s->at, 0};
    ZSTD_outBuffer out = {buf, room, 0};
    size_t rc = ZSTD_decompressStream(s->zstd, &out, &in);
    s->at += in.pos;
    *n = out.pos;
    if (ZSTD_isError(rc))
        return sayso__fail(err, SAYSO_EIO, s->base + s->at, "damaged zstd data: %s",
                           ZSTD_getErrorName(rc));
    if (rc == 0)
        s->in_frame = false;
    return SAYSO_OK;
}

static sayso_status decode(sayso_source *s, char *buf, size_t room, size_t *n, sayso_error *err)
{
    while (*n == 0) {
        bool more = true;
        if (!s->in_frame)
            SAYSO_TRY(next_frame(s, &more, err));
        if (!more)
            return SAYSO_OK;
        size_t before = s->at;
        SAYSO_TRY(s->coding == GZIP ? step_gzip(s, buf, room, n, err)
                                    : step_zstd(s, buf, room, n, err));
        if (*n || s->at != before || !s->in_frame)
            continue;
        if (s->input_ends)
            return sayso__fail(err, SAYSO_EIO, s->base + s->n, "the compressed data is cut short");
        SAYSO_TRY(refill(s, err));
    }
    return SAYSO_OK;
}

sayso_status sayso__source_read(sayso_source *s, char *buf, size_t room, size_t *n,
                                sayso_error *err)
{
    *n = 0;
    if (s->coding == UNKNOWN)
        SAYSO_TRY(start(s, err));
    if (s->coding != PLAIN)
        return decode(s, buf, room, n, err);
    if (s->at == s->n)
        SAYSO_TRY(refill(s, err));
    *n = s->n - s->at < room ? s->n - s->at : room;
    if (*n)
        memcpy(buf, s->input + s->at, *n);
    s->at += *n;
    return SAYSO_OK;
}

uint64_t sayso__source_taken(const sayso_source *s)
{
    return s->base + s->at;
}

bool sayso__source_compressed(const sayso_source *s)
{
    return s->coding == GZIP || s->coding == ZSTD;
}

void sayso__source_close(sayso_source *s)
{
    if (!s)
        return;
    if (s->coding == GZIP)
        inflateEnd(&s->z);
    ZSTD_freeDStream(s->zstd);
    if (s->fd > STDIN_FILENO)
        close(s->fd);
    free(s->own);
    free(s);
}
