/* source.c -- reading and decompressing in bounded memory.  Layer: text. */
#define _POSIX_C_SOURCE 200809L
#include "text/source.h"

#include <brotli/decode.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "base/fail.h"

#define INPUT_SIZE ((size_t)64 << 10)

#define BOMB_FREE  ((uint64_t)1 << 30)
#define BOMB_TIMES 250u
/* Largest dictionary of a WARC file, packed and unpacked. */
#define DICTIONARY_MOST ((size_t)16 << 20)
/* How often the search for the next member goes back to behind the beginning of a damaged one: a
 * hostile file could make each such search fail late. */
#define BACK_MOST 256u

typedef enum { UNKNOWN, PLAIN, GZIP, ZSTD, DEFLATE, BROTLI } coding;

struct sayso_source {
    int fd;              /* -1: memory, or `read` */
    sayso_reading *read; /* or NULL */
    void *user;          /* its */
    const char *input;   /* what is to be decoded: [at, n) */
    size_t at, n;
    uint64_t base;     /* offset of input[0] in the file */
    uint64_t frame_at; /* offset of the newest member or frame */
    uint64_t given;    /* bytes handed out */
    uint32_t n_back;
    char *own;       /* room for INPUT_SIZE bytes; NULL for memory */
    bool input_ends; /* nothing behind input[n] */
    bool in_frame;   /* inside a gzip member or a zstd frame */
    bool lost;       /* behind a damaged one */
    bool begun;      /* one was begun, nothing of it given yet */
    bool fresh;      /* what was given last begins one */
    coding told;     /* a coding without a magic number, told by the caller; else UNKNOWN */
    coding coding;
    z_stream z;
    ZSTD_DStream *zstd;
    BrotliDecoderState *brotli;
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

/* A WARC file packed by zstd may begin with its dictionary in a skippable frame, itself packed or
 * not (the WARC with zstd draft of the IIPC). Anything else in such a frame is left to be skipped.
 */
static sayso_status take_dictionary(sayso_source *s, const char *p, size_t n, sayso_error *err)
{
    static const char plain[] = "\x37\xa4\x30\xec", packed[] = "\x28\xb5\x2f\xfd";
    char *own = NULL;
    if (n >= 4 && memcmp(p, packed, 4) == 0) {
        unsigned long long size = ZSTD_getFrameContentSize(p, n);
        size_t room = size < DICTIONARY_MOST ? (size_t)size : DICTIONARY_MOST;
        own = malloc(room + 1);
        if (!own)
            return sayso__fail_memory(err);
        n = ZSTD_decompress(own, room, p, n);
        p = own;
    }
    size_t rc = 0;
    if (!ZSTD_isError(n) && n >= 4 && memcmp(p, plain, 4) == 0)
        rc = ZSTD_DCtx_loadDictionary(s->zstd, p, n);
    free(own);
    return ZSTD_isError(rc) ? sayso__fail_memory(err) : SAYSO_OK;
}

/* The first frame, if it may hold a dictionary; it stays in front of the decoder, which skips it.
 */
static sayso_status find_dictionary(sayso_source *s, sayso_error *err)
{
    const uint8_t *p = (const uint8_t *)s->input + s->at;
    while (s->n - s->at < 8 && !s->input_ends) {
        SAYSO_TRY(refill(s, err));
        p = (const uint8_t *)s->input + s->at;
    }
    if (s->n - s->at < 8 || p[0] != 0x5d || p[1] != 0x2a)
        return SAYSO_OK;
    size_t size = p[4] | (size_t)p[5] << 8 | (size_t)p[6] << 16 | (size_t)p[7] << 24, got = 0;
    if (size > DICTIONARY_MOST)
        return SAYSO_OK;
    s->at += 8;
    char *frame = malloc(size + 1);
    sayso_status status = frame ? SAYSO_OK : sayso__fail_memory(err);
    while (status == SAYSO_OK && got < size) {
        size_t n = s->n - s->at < size - got ? s->n - s->at : size - got;
        if (n)
            memcpy(frame + got, s->input + s->at, n);
        got += n;
        s->at += n;
        if (s->at == s->n && s->input_ends)
            break;
        if (got < size)
            status = refill(s, err);
    }
    if (status == SAYSO_OK && got == size)
        status = take_dictionary(s, frame, got, err);
    free(frame);
    return status;
}

static sayso_status start_inflate(sayso_source *s, int bits, sayso_error *err)
{
    coding own = s->coding;
    s->coding = PLAIN; /* closing has nothing to end if this fails */
    if (inflateInit2(&s->z, bits) != Z_OK)
        return sayso__fail_memory(err);
    s->coding = own;
    return SAYSO_OK;
}

static sayso_status start(sayso_source *s, sayso_error *err)
{
    SAYSO_TRY(peek(s, err));
    if (s->told == BROTLI && s->at < s->n && s->input[s->at] == '<')
        s->told =
            UNKNOWN; /* no brotli data begin so: an archive that keeps a plain page's old head */
    if (s->told == BROTLI) {
        s->brotli = BrotliDecoderCreateInstance(NULL, NULL, NULL);
        s->coding = BROTLI;
        s->in_frame = s->at < s->n;
        return s->brotli ? SAYSO_OK : sayso__fail_memory(err);
    }
    if (s->told == DEFLATE) {
        const uint8_t *p = (const uint8_t *)s->input + s->at;
        bool zlib = s->n - s->at >= 2 && (p[0] & 15) == 8 && (p[0] << 8 | p[1]) % 31 == 0;
        s->coding = DEFLATE;
        s->in_frame = s->at < s->n;
        return start_inflate(s, zlib ? 15 : -15, err);
    }
    s->coding = magic(s);
    if (s->coding == GZIP)
        return start_inflate(s, 15 + 16, err);
    if (s->coding != ZSTD)
        return SAYSO_OK;
    s->zstd = ZSTD_createDStream();
    return s->zstd ? find_dictionary(s, err) : sayso__fail_memory(err);
}

/* Compressed data end here that should not. */
static sayso_status lose(sayso_source *s, const char *what, const char *why, sayso_error *err)
{
    s->lost = true;
    s->in_frame = false;
    return sayso__fail(err, SAYSO_EINPUT, s->base + s->at, "%s%s", what, why);
}

/* Does a member or frame begin here, as far as its first bytes tell? */
static bool begins(const sayso_source *s)
{
    const uint8_t *p = (const uint8_t *)s->input + s->at;
    if (magic(s) != s->coding)
        return false;
    return s->coding == ZSTD || (s->n - s->at >= 4 && p[2] == 8 && p[3] < 0x20);
}

/* From a damaged member to the next one, or to the end. It may begin before the place at which the
 * damage showed. */
static sayso_status find_next(sayso_source *s, sayso_error *err)
{
    if (s->n_back++ < BACK_MOST) {
        uint64_t at = s->frame_at + 1 > s->base ? s->frame_at + 1 : s->base;
        s->at = at - s->base < s->n ? (size_t)(at - s->base) : s->n;
    }
    if (s->coding == ZSTD)
        ZSTD_DCtx_reset(s->zstd, ZSTD_reset_session_only);
    for (;;) {
        SAYSO_TRY(peek(s, err));
        if (s->n - s->at < 4 || begins(s))
            break;
        const char *next =
            memchr(s->input + s->at + 1, s->coding == GZIP ? 0x1f : 0x28, s->n - s->at - 1);
        s->at = next ? (size_t)(next - s->input) : s->n;
    }
    if (s->n - s->at < 4)
        s->at = s->n;
    s->lost = false;
    return SAYSO_OK;
}

/* Between two members or frames: does another one follow? Zero bytes are padding (tar does that).
 */
static sayso_status next_frame(sayso_source *s, bool *more, sayso_error *err)
{
    *more = false;
    if (s->lost && !s->told)
        SAYSO_TRY(find_next(s, err));
    for (;;) {
        SAYSO_TRY(peek(s, err));
        if (s->at == s->n || s->told)
            return SAYSO_OK;
        if (s->input[s->at] != 0)
            break;
        s->at++;
    }
    s->frame_at = s->base + s->at;
    *more = magic(s) == s->coding;
    if (!*more)
        return lose(s, "garbage behind the compressed data", "", err);
    s->in_frame = s->begun = true;
    if (s->coding == GZIP)
        inflateReset(&s->z);
    return SAYSO_OK;
}

static sayso_status step_inflate(sayso_source *s, char *buf, size_t room, size_t *n,
                                 sayso_error *err)
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
        return lose(s, "damaged ", s->coding == GZIP ? "gzip data" : "deflate data", err);
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
        return lose(s, "damaged zstd data: ", ZSTD_getErrorName(rc), err);
    if (rc == 0)
        s->in_frame = false;
    return SAYSO_OK;
}

static sayso_status step_brotli(sayso_source *s, char *buf, size_t room, size_t *n,
                                sayso_error *err)
{
    size_t left = s->n - s->at, space = room;
    const uint8_t *in = (const uint8_t *)s->input + s->at;
    uint8_t *out = (uint8_t *)buf;
    BrotliDecoderResult rc =
        BrotliDecoderDecompressStream(s->brotli, &left, &in, &space, &out, NULL);
    s->at = s->n - left;
    *n = room - space;
    if (rc == BROTLI_DECODER_RESULT_SUCCESS)
        s->in_frame = false;
    else if (rc == BROTLI_DECODER_RESULT_ERROR) {
        int why = BrotliDecoderGetErrorCode(s->brotli); /* these lie together, and are negative */
        if (why <= BROTLI_DECODER_ERROR_ALLOC_CONTEXT_MODES &&
            why >= BROTLI_DECODER_ERROR_ALLOC_BLOCK_TYPE_TREES)
            return sayso__fail_memory(err);
        return lose(s, "damaged ", "brotli data", err);
    }
    return SAYSO_OK;
}

static sayso_status step(sayso_source *s, char *buf, size_t room, size_t *n, sayso_error *err)
{
    switch (s->coding) {
    case ZSTD: return step_zstd(s, buf, room, n, err);
    case BROTLI: return step_brotli(s, buf, room, n, err);
    default: return step_inflate(s, buf, room, n, err);
    }
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
        SAYSO_TRY(step(s, buf, room, n, err));
        if (*n || s->at != before || !s->in_frame)
            continue;
        if (s->input_ends)
            return lose(s, "the compressed data is cut short", "", err);
        SAYSO_TRY(refill(s, err));
    }
    s->fresh = s->begun;
    s->begun = false;
    s->given += *n;
    if (s->given > BOMB_FREE && s->given / BOMB_TIMES > s->base + s->at)
        return sayso__fail(err, SAYSO_EIO, s->base + s->at,
                           "it unpacks to over %u times its size: not read on", BOMB_TIMES);
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
    return s->coding > PLAIN;
}

void sayso__source_told(sayso_source *s, sayso_told told)
{
    s->told = told == SAYSO_TOLD_DEFLATE ? DEFLATE : told == SAYSO_TOLD_BROTLI ? BROTLI : UNKNOWN;
}

bool sayso__source_look(const sayso_source *s, uint64_t at, char *buf, size_t n, size_t *got)
{
    *got = 0;
    if (s->coding != PLAIN || s->read || s->fd == STDIN_FILENO || at > INT64_MAX)
        return false;
    if (s->fd < 0) {
        *got = at < s->n ? (s->n - (size_t)at < n ? s->n - (size_t)at : n) : 0;
        if (*got)
            memcpy(buf, s->input + at, *got);
        return true;
    }
    ssize_t k = pread(s->fd, buf, n, (off_t)at);
    *got = k < 0 ? 0 : (size_t)k;
    return k >= 0;
}

bool sayso__source_fresh(const sayso_source *s)
{
    return s->fresh;
}

void sayso__source_close(sayso_source *s)
{
    if (!s)
        return;
    if (s->coding == GZIP || s->coding == DEFLATE)
        inflateEnd(&s->z);
    ZSTD_freeDStream(s->zstd);
    if (s->brotli)
        BrotliDecoderDestroyInstance(s->brotli);
    if (s->fd > STDIN_FILENO)
        close(s->fd);
    free(s->own);
    free(s);
}
