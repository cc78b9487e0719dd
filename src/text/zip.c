/* zip.c -- zip files (PKWARE's APPNOTE 6.3), stored and deflated, zip64.  Layer: text.
 *
 * Read forward only, by the headers before the files, so that a zip in a pipe or in another archive
 * is read as well, in the memory of one window; the central directory ends the reading. Sizes that
 * stand behind a file's data are no hindrance where it is deflated, which ends by itself; what is
 * stored ends where its checksum and length are told. */
#include <stdlib.h>
#include <zlib.h>

#include "base/fail.h"
#include "text/container.h"
#include "text/http.h"

#define HEAD 30u
/* What unpacks to so many times its size, and a GiB, is a bomb. */
#define BOMB_FREE  ((uint64_t)1 << 30)
#define BOMB_TIMES 250u

enum { STORED = 0, DEFLATED = 8 };
enum { IS_ENCRYPTED = 1, SIZE_BEHIND = 8 };

typedef struct {
    z_stream z;
    bool inflates; /* z is in use */
    bool entry;    /* in a file's data */
    bool behind;   /* sizes and checksum stand behind the data */
    bool over;     /* nothing more is read */
    bool wide;     /* sizes have 64 bits */
    uint16_t method;
    uint32_t crc, want;    /* of the data so far, and as the header has it */
    uint64_t packed, size; /* bytes used of the packed data, and handed out */
    sayso_body body;       /* left: UINT64_MAX where the size is not known */
} zip;

static uint32_t get16(const char *p)
{
    return (uint32_t)(uint8_t)p[0] | (uint32_t)(uint8_t)p[1] << 8;
}

static uint32_t get32(const char *p)
{
    return get16(p) | get16(p + 2) << 16;
}

static uint64_t get64(const char *p)
{
    return get32(p) | (uint64_t)get32(p + 4) << 32;
}

static bool is(const sayso_first *first)
{
    return first->n >= 4 &&
           (memcmp(first->p, "PK\3\4", 4) == 0 || memcmp(first->p, "PK\5\6", 4) == 0);
}

/* Office files, e-books and programs are zips, too; their first names tell. */
static bool is_office(sayso_str name)
{
    static const char *const first[] = {"[Content_Types].xml", "mimetype", "META-INF/", "_rels/",
                                        "AndroidManifest.xml"};
    for (size_t i = 0; i < sizeof first / sizeof *first; i++)
        if (sayso__str_starts(name, sayso__str_z(first[i])))
            return true;
    return false;
}

static sayso_status stop(zip *z, uint64_t at, const char *why, sayso_error *err)
{
    z->over = true;
    return sayso__fail(err, SAYSO_EINPUT, at, "%s", why);
}

/* The sizes of a zip64 file, in the extra field 1: the plain size first, each only where its 32
 * bits are all set. */
static void read_zip64(const char *extra, size_t n, uint32_t size, uint64_t *packed, zip *z)
{
    for (size_t i = 0; i + 4 <= n; i += 4 + get16(extra + i + 2)) {
        size_t at = i + 4, k = get16(extra + i + 2);
        if (get16(extra + i) != 1 || k > n - at)
            continue;
        z->wide = true;
        if (size == UINT32_MAX && k >= 8) {
            at += 8;
            k -= 8;
        }
        if (*packed == UINT32_MAX && k >= 8)
            *packed = get64(extra + at);
        return;
    }
}

/* What cannot be read of the file whose header this is, or NULL. */
static const char *refusal(const zip *z, uint32_t flags)
{
    if (flags & IS_ENCRYPTED)
        return "an encrypted file in the archive: not read";
    if (z->method != STORED && z->method != DEFLATED)
        return "a file packed in a way that is not read (only stored and deflated ones are)";
    return NULL;
}

/* Reads the header at the window's beginning; *take: its file is to be read. */
static sayso_status read_header(sayso_level *l, zip *z, bool *take, sayso_error *err)
{
    sayso_window *w = &l->in;
    uint64_t at = sayso__window_at(w);
    *take = false;
    SAYSO_TRY(sayso__window_need(w, HEAD, err));
    const char *p = sayso__window_p(w);
    if (sayso__window_n(w) < HEAD)
        return stop(z, at, "the zip file is cut short", err);
    uint32_t flags = get16(p + 6), n_name = get16(p + 26), n_extra = get16(p + 28);
    SAYSO_TRY(sayso__window_need(w, HEAD + n_name + n_extra, err));
    p = sayso__window_p(w);
    if (sayso__window_n(w) < HEAD + n_name + n_extra)
        return stop(z, at, "the zip file is cut short", err);
    uint64_t packed = get32(p + 18);
    z->wide = false;
    z->method = (uint16_t)get16(p + 8);
    z->want = get32(p + 14);
    read_zip64(p + HEAD + n_name, n_extra, get32(p + 22), &packed, z);
    z->behind = flags & SIZE_BEHIND;
    z->crc = 0;
    z->packed = z->size = 0;
    z->body = (sayso_body){.in = w, .left = z->behind && !packed ? UINT64_MAX : packed};
    sayso_str name = sayso__str(p + HEAD, n_name);
    bool office = l->n_unit == 0 && is_office(name);
    l->n_unit++;
    SAYSO_TRY(sayso__level_member(l, name, take, err));
    w->beg += HEAD + n_name + n_extra;
    if (office)
        return stop(z, at, "an office file, an e-book or a program, not text", err);
    if (z->body.left == UINT64_MAX && (refusal(z, flags) || flags & IS_ENCRYPTED))
        return stop(z, at, "a file in the archive has no size: not read on", err);
    z->entry = true;
    const char *why = refusal(z, flags);
    z->method = why ? STORED : z->method; /* to be skipped as it is */
    return why ? sayso__fail(err, SAYSO_EINPUT, at, "%s", why) : SAYSO_OK;
}

/* ---- data -------------------------------------------------------------------------------------
 */

static sayso_status damaged(zip *z, sayso_error *err)
{
    z->over = z->body.left == UINT64_MAX; /* the next file could be anywhere */
    z->entry = false;
    return sayso__fail(err, SAYSO_EIO, sayso__window_at(z->body.in),
                       "damaged data of a file in the zip archive");
}

static sayso_status inflate_some(zip *z, char *buf, size_t room, size_t *n, sayso_error *err)
{
    sayso_window *w = z->body.in;
    while (*n == 0) {
        size_t have = sayso__window_n(w) < z->body.left ? sayso__window_n(w) : (size_t)z->body.left;
        z->z.next_in = (Bytef *)(uintptr_t)sayso__window_p(w);
        z->z.avail_in = have > UINT32_MAX ? UINT32_MAX : (uInt)have;
        z->z.next_out = (Bytef *)buf;
        z->z.avail_out = room > UINT32_MAX ? UINT32_MAX : (uInt)room;
        uInt in = z->z.avail_in, out = z->z.avail_out;
        int rc = inflate(&z->z, Z_NO_FLUSH);
        in -= z->z.avail_in;
        *n = out - z->z.avail_out;
        w->beg += in;
        z->packed += in;
        z->body.left -= z->body.left == UINT64_MAX ? 0 : in;
        if (rc == Z_STREAM_END) {
            z->entry = false;
            return SAYSO_OK;
        }
        if (rc == Z_MEM_ERROR)
            return sayso__fail_memory(err);
        if (rc != Z_OK && rc != Z_BUF_ERROR)
            return damaged(z, err);
        if (*n || in)
            continue;
        bool more = z->body.left && !w->ends;
        if (more)
            SAYSO_TRY(sayso__window_fill(w, err));
        if (!more || (w->ends && !sayso__window_n(w)))
            return damaged(z, err);
    }
    return SAYSO_OK;
}

/* Does what stands behind a file's data begin the window, sizes and checksum those of the data so
 * far? */
static bool ends_here(const zip *z)
{
    const char *p = sayso__window_p(z->body.in);
    size_t n = sayso__window_n(z->body.in);
    return n >= 16 && memcmp(p, "PK\7\10", 4) == 0 && get32(p + 4) == z->crc &&
           (get32(p + 8) == (uint32_t)z->packed || (n >= 24 && get64(p + 8) == z->packed));
}

/* Some of a stored file whose size is not known, up to where its end might be. */
static sayso_status copy_some(zip *z, char *buf, size_t room, size_t *n, sayso_error *err)
{
    sayso_window *w = z->body.in;
    SAYSO_TRY(sayso__window_need(w, 24, err));
    size_t have = sayso__window_n(w);
    z->entry = !ends_here(z);
    if (!z->entry)
        return SAYSO_OK;
    if (!have)
        return damaged(z, err);
    const char *p = sayso__window_p(w), *next = have > 1 ? memchr(p + 1, 'P', have - 1) : NULL;
    *n = next ? (size_t)(next - p) : have;
    *n = *n < room ? *n : room;
    memcpy(buf, p, *n);
    w->beg += *n;
    return SAYSO_OK;
}

/* Sizes and checksum behind the data: [PK\7\8] checksum, packed, plain; 32 or 64 bits. */
static sayso_status read_behind(zip *z, sayso_error *err)
{
    sayso_window *w = z->body.in;
    SAYSO_TRY(sayso__window_need(w, 24, err));
    const char *p = sayso__window_p(w);
    size_t n = sayso__window_n(w), at = n >= 4 && memcmp(p, "PK\7\10", 4) == 0 ? 4 : 0;
    bool narrow = n >= at + 12 && !z->wide && get32(p + at + 4) == (uint32_t)z->packed;
    size_t end = at + (narrow ? 12 : 20);
    if (n < end)
        return stop(z, sayso__window_at(w), "the zip file is cut short", err);
    z->want = get32(p + at);
    w->beg += end;
    return SAYSO_OK;
}

/* At the end of the data; SAYSO_EIO if they are not what the header says. */
static sayso_status check_data(zip *z, sayso_error *err)
{
    z->entry = false;
    if (z->behind) {
        sayso_status status = read_behind(z, err);
        if (status != SAYSO_OK)
            return status == SAYSO_EINPUT ? SAYSO_EIO : status;
    }
    return z->crc == z->want ? SAYSO_OK
                             : sayso__fail(err, SAYSO_EIO, sayso__window_at(z->body.in),
                                           "a file in the zip archive has another checksum");
}

static sayso_status read_some(zip *z, char *buf, size_t room, size_t *n, sayso_error *err)
{
    *n = 0;
    if (!z->entry)
        return SAYSO_OK;
    bool open = z->body.left == UINT64_MAX;
    if (z->method == STORED && open)
        SAYSO_TRY(copy_some(z, buf, room, n, err));
    else if (z->method == STORED)
        SAYSO_TRY(sayso__body_read(&z->body, buf, room, n, err));
    else
        SAYSO_TRY(inflate_some(z, buf, room, n, err));
    z->packed += z->method == STORED ? *n : 0;
    z->crc = (uint32_t)crc32_z(z->crc, (const Bytef *)buf, *n);
    z->size += *n;
    if (z->size > BOMB_FREE && z->size / BOMB_TIMES > z->packed && z->method == DEFLATED)
        return damaged(z, err);
    bool ends = z->method == STORED && !open ? !z->body.left : !z->entry;
    return ends ? check_data(z, err) : SAYSO_OK;
}

/* To the end of the file's data. Those without a size have to be unpacked. */
static sayso_status skip(zip *z, sayso_error *err)
{
    char waste[4096];
    size_t n;
    if (z->body.left == UINT64_MAX) {
        while (z->entry)
            SAYSO_TRY(read_some(z, waste, sizeof waste, &n, err));
        z->body.left = 0;
        return SAYSO_OK;
    }
    bool behind = z->entry && z->behind;
    z->packed += z->body.left;
    SAYSO_TRY(sayso__body_skip(&z->body, err));
    z->entry = false;
    return behind ? read_behind(z, err) : SAYSO_OK;
}

static sayso_status begin_data(zip *z, sayso_error *err)
{
    if (z->method != DEFLATED)
        return SAYSO_OK;
    if (z->inflates)
        return inflateReset(&z->z) == Z_OK ? SAYSO_OK : sayso__fail_memory(err);
    if (inflateInit2(&z->z, -15) != Z_OK)
        return sayso__fail_memory(err);
    z->inflates = true;
    return SAYSO_OK;
}

static sayso_status next_file(sayso_level *l, zip *z, bool *end, sayso_error *err)
{
    bool take = false;
    while (!take) {
        sayso_status status = skip(z, err);
        if (status != SAYSO_OK) {
            z->over = true;
            return status == SAYSO_EIO ? SAYSO_EINPUT : status;
        }
        SAYSO_TRY(sayso__window_need(&l->in, 4, err));
        const char *p = sayso__window_p(&l->in);
        size_t n = sayso__window_n(&l->in);
        *end = n >= 4 && (memcmp(p, "PK\1\2", 4) == 0 || memcmp(p, "PK\5\6", 4) == 0 ||
                          memcmp(p, "PK\6\6", 4) == 0);
        if (*end)
            return SAYSO_OK;
        if (n < 4 && l->in.why.code != SAYSO_OK)
            return sayso__window_finish(&l->in, err);
        if (n < 4 || memcmp(p, "PK\3\4", 4) != 0)
            return stop(z, sayso__window_at(&l->in),
                        n < 4 ? "the zip file is cut short: it has no directory"
                              : "no file of the zip archive begins here: not read on",
                        err);
        SAYSO_TRY(read_header(l, z, &take, err));
        SAYSO_TRY(begin_data(z, err));
    }
    return SAYSO_OK;
}

static sayso_status next(sayso_level *l, sayso_arena *a, sayso_unit *out, sayso_error *err)
{
    zip *z = l->state;
    bool end = false;
    (void)a;
    (void)out;
    if (!z && !(z = l->state = calloc(1, sizeof *z)))
        return sayso__fail_memory(err);
    l->in_member = false;
    if (z->over)
        return SAYSO_OK;
    SAYSO_TRY(next_file(l, z, &end, err));
    z->over = end;
    l->in_member = !end;
    return SAYSO_OK;
}

static sayso_status read_member(sayso_level *l, char *buf, size_t room, size_t *n, sayso_error *err)
{
    return read_some(l->state, buf, room, n, err);
}

static void close_zip(sayso_level *l)
{
    zip *z = l->state;
    if (z->inflates)
        inflateEnd(&z->z);
    free(z);
}

const sayso_kind sayso__kind_zip = {is, next, read_member, close_zip};
