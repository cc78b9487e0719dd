/* unit.c -- cutting a file into units.  Layer: text.
 *
 * One window over the decoded bytes, at most max_bytes and a read's size long, slides forward; a
 * unit is copied out of it. What is too long is skipped without being held. What the file is, is
 * decided on its first bytes. */
#include "text/unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/str.h"
#include "base/utf8.h"
#include "text/charset.h"
#include "text/source.h"

#define DEFAULT_MOST ((uint64_t)16 << 20)
#define LARGEST_MOST ((uint64_t)1 << 30) /* spans have 32 bits, and title and body share them */
#define READ_SIZE    ((size_t)64 << 10)
#define SNIFF_SIZE   ((size_t)4 << 10)
/* A line of a compressed file that runs over so many times max_bytes is a bomb. */
#define BOMB_FACTOR 64u

typedef enum { START, LINES, WHOLE, SKIP, END } mode;

struct sayso_reader {
    sayso_source *source;
    char *uri;
    uint64_t most;
    char *buf;
    size_t beg, end, cap; /* bytes read and not yet used: buf[beg, end) */
    size_t seen;          /* buf[beg, beg + seen) has no line end */
    uint64_t base;        /* offset of buf[0] in the decoded file */
    uint32_t line;        /* units so far */
    mode mode;
    sayso_media media; /* of a WHOLE file */
    char wide;         /* of UTF-16: 'l' or 'b' */
    bool ends;         /* the source has no more */
    sayso_error why;   /* code is not SAYSO_OK: it failed there; said when all before it is read */
};

static sayso_status make(sayso_source *source, const char *uri, const sayso_read_options *options,
                         sayso_reader **out, sayso_error *err)
{
    sayso_reader *r = calloc(1, sizeof *r);
    size_t n = uri ? strlen(uri) : 0;
    char *copy = malloc(n + 1);
    if (!r || !copy) {
        free(r);
        free(copy);
        sayso__source_close(source);
        return sayso__fail_memory(err);
    }
    if (n)
        memcpy(copy, uri, n);
    copy[n] = 0;
    r->source = source;
    r->uri = copy;
    r->why.code = SAYSO_OK;
    r->most = options && options->max_bytes ? options->max_bytes : DEFAULT_MOST;
    if (r->most > LARGEST_MOST)
        r->most = LARGEST_MOST;
    *out = r;
    return SAYSO_OK;
}

sayso_status sayso__reader_open(const char *path, const sayso_read_options *options,
                                sayso_reader **out, sayso_error *err)
{
    sayso_source *source;
    *out = NULL;
    SAYSO_TRY(sayso__source_open(path, &source, err));
    return make(source, path, options, out, err);
}

sayso_status sayso__reader_open_memory(const void *bytes, size_t n, const char *uri,
                                       const sayso_read_options *options, sayso_reader **out,
                                       sayso_error *err)
{
    sayso_source *source;
    *out = NULL;
    SAYSO_TRY(sayso__source_open_memory(bytes, n, &source, err));
    return make(source, uri, options, out, err);
}

/* ---- the window --------------------------------------------------------------------------- */

static sayso_status fill(sayso_reader *r, sayso_error *err)
{
    if (r->beg > 0) {
        memmove(r->buf, r->buf + r->beg, r->end - r->beg);
        r->base += r->beg;
        r->end -= r->beg;
        r->beg = 0;
    }
    if (r->cap - r->end < READ_SIZE) {
        size_t cap = r->cap ? r->cap * 2 : 2 * READ_SIZE;
        char *buf = realloc(r->buf, cap);
        if (!buf)
            return sayso__fail_memory(err);
        r->buf = buf;
        r->cap = cap;
    }
    size_t n;
    sayso_status status =
        sayso__source_read(r->source, r->buf + r->end, r->cap - r->end, &n, &r->why);
    r->why.code = status;
    r->end += n;
    r->ends = n == 0 || status != SAYSO_OK;
    return SAYSO_OK;
}

/* Nothing is left: the end, or the failure that cut it off. */
static sayso_status finish(sayso_reader *r, sayso_error *err)
{
    sayso_status status = r->why.code;
    r->mode = END;
    r->beg = r->end;
    if (status != SAYSO_OK && err)
        *err = r->why;
    r->why.code = SAYSO_OK;
    return status;
}

static uint64_t offset(const sayso_reader *r)
{
    return r->base + r->beg;
}

/* Drops white space at the window's beginning, reading on; the window is empty at the file's end.
 */
static sayso_status skip_space(sayso_reader *r, sayso_error *err)
{
    for (;;) {
        while (r->beg < r->end && sayso__is_space(r->buf[r->beg]))
            r->beg++;
        r->seen = 0;
        if (r->beg < r->end || r->ends)
            return SAYSO_OK;
        SAYSO_TRY(fill(r, err));
    }
}

/* ---- what is it? -------------------------------------------------------------------------- */

typedef struct {
    const char *magic;
    uint32_t n;
    const char *what;
} known;

/* Files that people will try. */
static const known refused[] = {
    {"\xff\xfe\0\0", 4, "UTF-32 text: convert it to UTF-8 first"},
    {"\0\0\xfe\xff", 4, "UTF-32 text: convert it to UTF-8 first"},
    {"%PDF-", 5, "a PDF file, not text"},
    {"PK\3\4", 4, "a ZIP or office file, not text"},
    {"BZh", 3, "bzip2 data: only gzip and zstd are unpacked"},
    {"\xfd"
     "7zXZ",
     5, "xz data: only gzip and zstd are unpacked"},
    {"\x89PNG", 4, "a picture, not text"},
    {"\xff\xd8\xff", 3, "a picture, not text"},
    {"GIF8", 4, "a picture, not text"},
    {"\x7f"
     "ELF",
     4, "a program, not text"},
    {"SQLite format 3", 15, "a database, not text"},
    {"{\\rtf", 5, "an RTF file: save it as plain text"},
    {"WARC/", 5, "a WARC file: not read yet"},
};

static bool starts_folded(const char *p, size_t n, const char *with)
{
    size_t k = strlen(with);
    return n >= k && sayso__str_ieq(sayso__str(p, k), sayso__str(with, k));
}

/* "<?xml" that goes on with a page's doctype or element. */
static bool names_html(const char *p, size_t n)
{
    size_t look = n < 1024 ? n : 1024;
    for (size_t i = 0; i < look; i++)
        if (p[i] == '<' &&
            (starts_folded(p + i, n - i, "<html") || starts_folded(p + i, n - i, "<!doctype html")))
            return true;
    return false;
}

/* What to say of a file of another kind; NULL for text. */
static const char *foreign(const char *p, size_t n)
{
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        if (n >= refused[i].n && memcmp(p, refused[i].magic, refused[i].n) == 0)
            return refused[i].what;
    while (n && sayso__is_space(*p)) {
        p++;
        n--;
    }
    if ((starts_folded(p, n, "<?xml") && !names_html(p, n)) || starts_folded(p, n, "<rss"))
        return "XML that is no page: feeds are not read yet";
    return NULL;
}

/* A page: what begins with a tag that pages begin with, a comment, or "<!doctype html" (compare the
 * WHATWG MIME Sniffing standard, 7.1). */
static bool is_page(const char *p, size_t n)
{
    static const char *const tags[] = {"<!doctype html",
                                       "<html",
                                       "<head",
                                       "<script",
                                       "<iframe",
                                       "<h1",
                                       "<div",
                                       "<font",
                                       "<table",
                                       "<a",
                                       "<style",
                                       "<title",
                                       "<b",
                                       "<body",
                                       "<br",
                                       "<p",
                                       "<!--",
                                       "<?xml",
                                       "<meta",
                                       "<link",
                                       "<article",
                                       "<main",
                                       "<section",
                                       "<span",
                                       "<ul",
                                       "<img"};
    if (n >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0) {
        p += 3;
        n -= 3;
    }
    while (n && sayso__is_space(*p)) {
        p++;
        n--;
    }
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        size_t k = strlen(tags[i]);
        if (!starts_folded(p, n, tags[i]))
            continue;
        char next = n > k ? p[k] : '>';
        if (next == '>' || next == '/' || sayso__is_space(next) || tags[i][1] == '!')
            return true;
    }
    return false;
}

/* The same of UTF-16: its first characters, narrowed. */
static bool is_wide_page(const char *p, size_t n, char order)
{
    char first[256];
    size_t k = 0;
    for (size_t i = 0; i + 1 < n && k < sizeof first; i += 2) {
        char lo = p[order == 'l' ? i : i + 1], hi = p[order == 'l' ? i + 1 : i];
        if (hi == 0)
            first[k++] = lo;
    }
    return is_page(first, k);
}

/* A line that opens an object; a line with the brace alone opens one that fills the file. */
static mode decide(sayso_reader *r, size_t at)
{
    size_t i = at;
    while (i < r->end && sayso__is_space(r->buf[i]))
        i++;
    r->media = SAYSO_MEDIA_TEXT;
    if (i >= r->end || r->buf[i] != '{')
        return WHOLE;
    bool broken = false;
    for (i++; i < r->end && sayso__is_space(r->buf[i]); i++)
        broken = broken || r->buf[i] == '\n';
    if (i < r->end && r->buf[i] != '"' && r->buf[i] != '}')
        return WHOLE;
    if (!broken)
        return LINES;
    r->media = SAYSO_MEDIA_JSON;
    return WHOLE;
}

static sayso_status start(sayso_reader *r, sayso_error *err)
{
    while (r->end < SNIFF_SIZE && !r->ends)
        SAYSO_TRY(fill(r, err));
    r->mode = END;
    if (r->end == 0 && r->why.code != SAYSO_OK)
        return finish(r, err);
    if (r->end == 0)
        return sayso__fail(err, SAYSO_EINPUT, 0, "the file is empty");
    const char *what = foreign(r->buf, r->end);
    if (what)
        return sayso__fail(err, SAYSO_EINPUT, 0, "%s", what);
    r->wide = sayso__charset_utf16(r->buf, r->end);
    bool page = r->wide ? is_wide_page(r->buf, r->end, r->wide) : is_page(r->buf, r->end);
    r->media = page ? SAYSO_MEDIA_HTML : SAYSO_MEDIA_TEXT;
    r->mode = WHOLE;
    if (page || r->wide)
        return SAYSO_OK;
    if (r->end >= 3 && memcmp(r->buf, "\xef\xbb\xbf", 3) == 0)
        r->beg = 3;
    r->mode = decide(r, r->beg);
    return SAYSO_OK;
}

const char *sayso__media_name(sayso_media media)
{
    return media == SAYSO_MEDIA_JSON   ? "application/json"
           : media == SAYSO_MEDIA_HTML ? "text/html"
                                       : "text/plain";
}

sayso_media sayso__media_of(sayso_str name)
{
    return sayso__str_is(name, "application/json") ? SAYSO_MEDIA_JSON
           : sayso__str_is(name, "text/html")      ? SAYSO_MEDIA_HTML
                                                   : SAYSO_MEDIA_TEXT;
}

/* ---- units -------------------------------------------------------------------------------- */

sayso_status sayso__unit_check(const char *p, size_t n, uint64_t at, sayso_error *err)
{
    const char *nul = memchr(p, 0, n);
    if (nul)
        return sayso__fail(err, SAYSO_EINPUT, at + (uint64_t)(nul - p),
                           "a NUL byte: this is not text");
    size_t bad = sayso__utf8_check(p, n);
    if (bad < n)
        return sayso__fail(err, SAYSO_EINPUT, at + bad, "not UTF-8 (byte 0x%02x)",
                           (unsigned)(uint8_t)p[bad]);
    return SAYSO_OK;
}

/* The n bytes at the window's beginning as a unit; they leave the window. */
static sayso_status take(sayso_reader *r, size_t n, sayso_arena *a, sayso_unit *out,
                         sayso_error *err)
{
    uint64_t at = offset(r);
    const char *p = r->buf + r->beg;
    r->beg += n;
    bool lines = r->mode == LINES;
    if (lines)
        r->line++;
    else
        r->mode = END;
    while (n && lines && sayso__is_space(p[n - 1]))
        n--;
    if (lines || r->media == SAYSO_MEDIA_JSON)
        SAYSO_TRY(sayso__unit_check(p, n, at, err));
    if (lines && p[0] != '{')
        return sayso__fail(err, SAYSO_EINPUT, at, "this line is not a JSON object");
    char *bytes = sayso__arena_copy(a, p, n);
    size_t uri_n = strlen(r->uri);
    char *uri = sayso__arena_copy(a, r->uri, uri_n);
    if (!bytes || !uri)
        return sayso__fail_memory(err);
    *out = (sayso_unit){bytes,
                        (uint32_t)n,
                        lines ? SAYSO_MEDIA_JSON : r->media,
                        sayso__str(uri, uri_n),
                        at,
                        lines ? r->line : 0};
    return SAYSO_OK;
}

static sayso_status too_long(const sayso_reader *r, uint64_t at, sayso_error *err)
{
    return sayso__fail(err, SAYSO_ELIMIT, at, "longer than %llu bytes (see --max-bytes)",
                       (unsigned long long)r->most);
}

/* The whole file, if it is not too long. */
static sayso_status whole(sayso_reader *r, sayso_arena *a, sayso_unit *out, sayso_error *err)
{
    for (size_t looked = 0;;) {
        const char *nul = memchr(r->buf + r->beg + looked, 0, r->end - r->beg - looked);
        if (nul && r->media != SAYSO_MEDIA_HTML && !r->wide) {
            r->mode = END;
            return sayso__fail(err, SAYSO_EINPUT, r->base + (uint64_t)(nul - r->buf),
                               "a NUL byte: this is not text");
        }
        looked = r->end - r->beg;
        if (r->ends || looked > r->most)
            break;
        SAYSO_TRY(fill(r, err));
    }
    if (r->why.code != SAYSO_OK)
        return finish(r, err);
    if (r->end - r->beg > r->most) {
        r->mode = END;
        return too_long(r, offset(r), err);
    }
    size_t i = r->beg;
    while (i < r->end && sayso__is_space(r->buf[i]))
        i++;
    if (i == r->end) {
        r->mode = END;
        return sayso__fail(err, SAYSO_EINPUT, offset(r), "nothing but white space");
    }
    return take(r, r->end - r->beg, a, out, err);
}

/* The next line that is not blank. */
static sayso_status next_line(sayso_reader *r, sayso_arena *a, sayso_unit *out, sayso_error *err)
{
    SAYSO_TRY(skip_space(r, err));
    if (r->beg == r->end)
        return finish(r, err);
    for (;;) {
        const char *from = r->buf + r->beg + r->seen;
        const char *nl = memchr(from, '\n', r->end - r->beg - r->seen);
        size_t n = nl ? (size_t)(nl - (r->buf + r->beg)) : r->end - r->beg;
        if (n > r->most) {
            uint64_t at = offset(r);
            r->mode = SKIP;
            r->line++;
            return too_long(r, at, err);
        }
        if (!nl && r->ends && r->why.code != SAYSO_OK)
            return finish(r, err); /* half a line */
        if (nl || r->ends)
            return take(r, n, a, out, err);
        r->seen = n;
        SAYSO_TRY(fill(r, err));
    }
}

/* To the end of a line that was refused, holding nothing. */
static sayso_status skip_line(sayso_reader *r, sayso_error *err)
{
    uint64_t from = offset(r);
    for (;;) {
        const char *nl = memchr(r->buf + r->beg, '\n', r->end - r->beg);
        if (nl) {
            r->beg = (size_t)(nl - r->buf) + 1;
            r->mode = LINES;
            return SAYSO_OK;
        }
        r->beg = r->end;
        if (r->ends)
            return finish(r, err);
        if (sayso__source_compressed(r->source) && offset(r) - from > BOMB_FACTOR * r->most) {
            r->mode = END;
            return sayso__fail(err, SAYSO_EIO, from, "a compressed line without end: not read on");
        }
        SAYSO_TRY(fill(r, err));
    }
}

static sayso_status advance(sayso_reader *r, sayso_arena *a, sayso_unit *out, sayso_error *err)
{
    if (r->mode == START)
        SAYSO_TRY(start(r, err));
    if (r->mode == SKIP)
        SAYSO_TRY(skip_line(r, err));
    if (r->mode == END)
        return SAYSO_OK;
    return r->mode == LINES ? next_line(r, a, out, err) : whole(r, a, out, err);
}

sayso_status sayso__reader_next(sayso_reader *r, sayso_arena *a, sayso_unit *out, sayso_error *err)
{
    *out = (sayso_unit){0};
    sayso_status status = advance(r, a, out, err);
    if (status == SAYSO_EIO || status == SAYSO_ENOMEM)
        r->mode = END;
    return status;
}

void sayso__reader_close(sayso_reader *r)
{
    if (!r)
        return;
    sayso__source_close(r->source);
    free(r->buf);
    free(r->uri);
    free(r);
}
