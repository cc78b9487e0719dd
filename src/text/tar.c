/* tar.c -- tar files: v7, ustar and pax (POSIX.1-2001), GNU long names.  Layer: text.
 *
 * Files are members under their names, which are only names; folders, links, devices and hidden
 * files are left out. Where a header is damaged, the next sound one is searched for. */
#include <stdlib.h>

#include "base/array.h"
#include "base/fail.h"
#include "text/container.h"
#include "text/http.h"

#define BLOCK 512u
/* Longest name or pax header that is looked at. */
#define EXTRA_MOST ((uint64_t)1 << 20)
/* Headers in a row that tell of one file; of more the last ones count. */
#define EXTRAS_MOST 8u

typedef struct {
    sayso_body body;
    uint32_t padding; /* behind the body */
    uint32_t n_extra; /* headers that `memory` holds */
    bool lost;
    sayso_str name; /* of the next file, by headers before it; or p = NULL */
    uint64_t size;  /* the same, or UINT64_MAX */
    sayso_arena memory;
} tar;

/* Octal, or base 256 where the first bit is set (GNU); false if it is neither. */
static bool number(const char *p, size_t n, uint64_t *out)
{
    size_t i = 0;
    *out = 0;
    if ((uint8_t)*p == 0x80) {
        for (i = 1; i < n; i++) {
            if (*out >> 54)
                return false;
            *out = *out << 8 | (uint8_t)p[i];
        }
        return true;
    }
    while (i < n && p[i] == ' ')
        i++;
    for (; i < n && p[i] >= '0' && p[i] <= '7'; i++)
        *out = *out << 3 | (uint64_t)(p[i] - '0');
    return i == n || p[i] == ' ' || p[i] == 0;
}

/* Is it a header: is its checksum right, with the checksum's own field as spaces? Old programs
 * summed signed bytes. */
static bool is_header(const char *p)
{
    uint64_t want;
    int64_t plain = 8 * ' ', with_sign = 8 * ' ';
    for (uint32_t i = 0; i < BLOCK; i++) {
        bool own = i >= 148 && i < 156;
        plain += own ? 0 : (uint8_t)p[i];
        with_sign += own ? 0 : (int8_t)p[i];
    }
    return number(p + 148, 8, &want) && p[0] &&
           (want == (uint64_t)plain || want == (uint64_t)with_sign);
}

static bool is(const sayso_first *first)
{
    return first->n >= BLOCK && is_header(first->p);
}

static sayso_str text_of(const char *p, size_t n)
{
    const char *nul = memchr(p, 0, n);
    return sayso__str(p, nul ? (size_t)(nul - p) : n);
}

/* All of the body, of a header that tells of the next one; NULL when it is too long or cut short.
 */
static sayso_status take_extra(tar *t, sayso_str *out, sayso_error *err)
{
    char *p = t->body.left <= EXTRA_MOST ? sayso__arena_alloc(&t->memory, t->body.left + 1) : NULL;
    size_t at = 0, n = 1;
    *out = (sayso_str){NULL, 0};
    if (!p)
        return t->body.left > EXTRA_MOST ? SAYSO_OK : sayso__fail_memory(err);
    while (t->body.left && n) {
        SAYSO_TRY(sayso__body_read(&t->body, p + at, (size_t)t->body.left, &n, err));
        at += n;
    }
    *out = sayso__str(p, at);
    return SAYSO_OK;
}

/* Records "27 path=a/long/name\n" of a pax header. */
static void read_pax(tar *t, sayso_str s)
{
    for (uint32_t i = 0; i < s.n;) {
        uint64_t n;
        uint32_t space = i;
        while (space < s.n && s.p[space] != ' ')
            space++;
        if (!sayso__head_number(sayso__str(s.p + i, space - i), &n) || n > s.n - i ||
            n < space - i + 2)
            return;
        sayso_str word = sayso__str(s.p + space + 1, n - (space - i) - 2);
        if (sayso__str_starts(word, SAYSO_STR("path=")))
            t->name = sayso__str(word.p + 5, word.n - 5);
        if (sayso__str_starts(word, SAYSO_STR("size=")) &&
            !sayso__head_number(sayso__str(word.p + 5, word.n - 5), &t->size))
            t->size = UINT64_MAX;
        i += (uint32_t)n;
    }
}

/* The name of the file that the header is of. */
static sayso_str name_of(tar *t, const char *head)
{
    sayso_str name = text_of(head, 100), prefix = text_of(head + 345, 155);
    if (t->name.p)
        return t->name;
    if (memcmp(head + 257, "ustar\0", 6) != 0 || !prefix.n)
        return name;
    return sayso__arena_print(&t->memory, "%.*s/%.*s", (int)prefix.n, prefix.p, (int)name.n,
                              name.p);
}

/* Reads one header and what belongs to it; *file: it is a file's. */
static sayso_status read_header(sayso_level *l, tar *t, bool *file, sayso_error *err)
{
    sayso_window *w = &l->in;
    char head[BLOCK];
    uint64_t size;
    memcpy(head, sayso__window_p(w), BLOCK);
    uint64_t at = sayso__window_at(w);
    w->beg += BLOCK;
    *file = head[156] == '0' || head[156] == 0 || head[156] == '7';
    if (!number(head + 124, 12, &size))
        return sayso__fail(err, SAYSO_EINPUT, at, "a file in the archive without a size");
    if (*file && t->size != UINT64_MAX)
        size = t->size;
    bool link = head[156] >= '1' && head[156] <= '6'; /* some of them have a size and no body */
    t->body = (sayso_body){.in = w, .left = link ? 0 : size};
    t->padding = (BLOCK - (uint32_t)(t->body.left % BLOCK)) % BLOCK;
    sayso_str extra;
    if (head[156] == 'L' || head[156] == 'x') {
        SAYSO_TRY(take_extra(t, &extra, err));
        if (head[156] == 'L')
            t->name = text_of(extra.p ? extra.p : "", extra.n);
        else
            read_pax(t, extra);
        return SAYSO_OK;
    }
    if (*file) {
        sayso_str name = name_of(t, head);
        l->n_unit++;
        SAYSO_TRY(sayso__level_member(l, name, file, err));
    }
    t->name = (sayso_str){NULL, 0};
    t->size = UINT64_MAX;
    return head[156] == 'S' ? sayso__fail(err, SAYSO_EINPUT, at, "a sparse file: not read")
                            : SAYSO_OK;
}

/* To the block behind the body. */
static sayso_status skip(sayso_level *l, tar *t, sayso_error *err)
{
    SAYSO_TRY(sayso__body_skip(&t->body, err));
    SAYSO_TRY(sayso__window_need(&l->in, t->padding, err));
    size_t have = sayso__window_n(&l->in);
    l->in.beg += have < t->padding ? have : t->padding;
    t->padding = 0;
    return SAYSO_OK;
}

/* To the next header; the window is empty at the end. Blocks of zeros stand between archives that
 * were put together, and at the end. */
static sayso_status find_header(sayso_level *l, tar *t, sayso_error *err)
{
    sayso_window *w = &l->in;
    for (;;) {
        SAYSO_TRY(sayso__window_need(w, BLOCK, err));
        const char *p = sayso__window_p(w);
        size_t n = sayso__window_n(w);
        if (n >= BLOCK && is_header(p)) {
            t->lost = false;
            return SAYSO_OK;
        }
        size_t k = n < BLOCK ? n : BLOCK, zeros = 0;
        while (zeros < k && p[zeros] == 0)
            zeros++;
        uint64_t at = sayso__window_at(w);
        w->beg += k;
        if (!n)
            return SAYSO_OK;
        if (zeros < k && !t->lost) {
            t->lost = true;
            return sayso__fail(err, SAYSO_EINPUT, at,
                               "no tar header here: the next one is looked for");
        }
    }
}

static sayso_status next(sayso_level *l, sayso_arena *a, sayso_unit *out, sayso_error *err)
{
    tar *t = l->state;
    (void)a;
    (void)out;
    if (!t) {
        t = l->state = calloc(1, sizeof *t);
        if (!t)
            return sayso__fail_memory(err);
        t->size = UINT64_MAX;
    }
    l->in_member = false;
    for (bool file = false; !file;) {
        sayso_status status = skip(l, t, err);
        t->body.left = t->padding = 0;
        if (status != SAYSO_OK)
            return status == SAYSO_EIO ? SAYSO_EINPUT : status;
        SAYSO_TRY(find_header(l, t, err));
        if (!sayso__window_n(&l->in))
            return sayso__window_finish(&l->in, err);
        if ((!t->name.p && t->size == UINT64_MAX) || t->n_extra++ == EXTRAS_MOST) {
            sayso__arena_reset(&t->memory);
            t->name = (sayso_str){NULL, 0};
            t->n_extra = 0;
        }
        SAYSO_TRY(read_header(l, t, &file, err));
    }
    l->in_member = true;
    return SAYSO_OK;
}

static sayso_status read_member(sayso_level *l, char *buf, size_t room, size_t *n, sayso_error *err)
{
    tar *t = l->state;
    return sayso__body_read(&t->body, buf, room, n, err);
}

static void close_tar(sayso_level *l)
{
    tar *t = l->state;
    sayso__arena_free(&t->memory);
    free(t);
}

const sayso_kind sayso__kind_tar = {is, next, read_member, close_tar};
