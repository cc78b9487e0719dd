/* unit.c -- reading a file as units: a stack of streams, each cut by its kind.  Layer: text.
 *
 * The file is the first stream. Where its kind comes to a member, that is a stream above it, read
 * from it, recognised and cut in its turn; when it ends, the kind below goes on. Only the windows
 * of the streams on the stack are held. A failure inside a member ends the member alone. */
#include "text/unit.h"

#include <stdlib.h>

#include "base/fail.h"
#include "base/utf8.h"
#include "text/charset.h"
#include "text/container.h"

#define DEFAULT_MOST ((uint64_t)16 << 20)
#define LARGEST_MOST ((uint64_t)1 << 30) /* spans have 32 bits, and title and body share them */

/* Archives in archives may together unpack to so much for each byte of the file, and some for
 * nothing: no honest text comes near. */
#define UNPACK_FREE  ((uint64_t)1 << 30)
#define UNPACK_TIMES 250u

struct sayso_reader {
    sayso_level level[SAYSO_DEPTH_MOST];
    uint32_t n; /* levels in use */
    bool ended;
    char *uri;
    uint64_t most, unpacked; /* unpacked: bytes of all members */
    uint64_t taken;          /* of the file, when it was closed */
    sayso_read_options options;
};

static const sayso_kind *const kinds[] = {
#define X(name) &sayso__kind_##name,
    SAYSO_CONTAINER_LIST(X)
#undef X
};

/* ---- opening ------------------------------------------------------------------------------ */

static void push(sayso_reader *r, sayso_source *source, uint64_t base)
{
    sayso_level *l = &r->level[r->n++];
    const sayso_window in = l->in;
    const sayso_arena memory = l->memory, names = l->names;
    *l = (sayso_level){.in = in,
                       .memory = memory,
                       .names = names,
                       .reader = r,
                       .options = &r->options,
                       .most = r->most};
    sayso__window_begin(&l->in, source, base);
}

static void pop(sayso_reader *r)
{
    sayso_level *l = &r->level[--r->n];
    if (l->kind && l->kind->close && l->state)
        l->kind->close(l);
    r->taken = sayso__source_taken(l->in.source);
    sayso__source_close(l->in.source);
    sayso__arena_reset(&l->memory);
    l->state = NULL;
    l->in.source = NULL;
}

uint64_t sayso__reader_taken(const sayso_reader *r)
{
    return r->n ? sayso__source_taken(r->level[0].in.source) : r->taken;
}

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
    r->uri = copy;
    if (options)
        r->options = *options;
    r->most = options && options->max_bytes ? options->max_bytes : DEFAULT_MOST;
    if (r->most > LARGEST_MOST)
        r->most = LARGEST_MOST;
    push(r, source, 0);
    r->level[0].name = sayso__str(copy, n);
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

void sayso__reader_close(sayso_reader *r)
{
    if (!r)
        return;
    while (r->n)
        pop(r);
    for (uint32_t i = 0; i < SAYSO_DEPTH_MOST; i++) {
        sayso__window_free(&r->level[i].in);
        sayso__arena_free(&r->level[i].memory);
        sayso__arena_free(&r->level[i].names);
    }
    free(r->uri);
    free(r);
}

/* ---- media -------------------------------------------------------------------------
 */

const char *sayso__media_name(sayso_media media)
{
    static const char *const names[] = {
#define X(name, word) word,
        SAYSO_MEDIA_LIST(X)
#undef X
    };
    return names[media < SAYSO_N_MEDIA ? media : SAYSO_MEDIA_TEXT];
}

sayso_media sayso__media_of(sayso_str name)
{
    for (uint32_t i = 0; i < SAYSO_N_MEDIA; i++)
        if (sayso__str_is(name, sayso__media_name((sayso_media)i)))
            return (sayso_media)i;
    return SAYSO_MEDIA_TEXT;
}

/* One past the value that begins at i. */
static uint32_t value_end(sayso_str s, uint32_t i)
{
    bool quoted = false;
    for (; i < s.n && (quoted || s.p[i] != ';'); i++) {
        if (s.p[i] == '"')
            quoted = !quoted;
        else if (quoted && s.p[i] == '\\' && i + 1 < s.n)
            i++;
    }
    return i;
}

sayso_str sayso__media_parameter(sayso_str s, const char *name)
{
    for (uint32_t i = 0, end; i < s.n; i = end + 1) {
        uint32_t eq = i;
        end = value_end(s, i);
        while (eq < end && s.p[eq] != '=')
            eq++;
        if (eq == end ||
            !sayso__str_ieq(sayso__str_trim(sayso__str(s.p + i, eq - i)), sayso__str_z(name)))
            continue;
        sayso_str value = sayso__str_trim(sayso__str(s.p + eq + 1, end - eq - 1));
        if (value.n >= 2 && value.p[0] == '"' && value.p[value.n - 1] == '"')
            value = sayso__str(value.p + 1, value.n - 2);
        return value;
    }
    return (sayso_str){NULL, 0};
}

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

/* ---- streams ------------------------------------------------------------------------------ */

/* Finds the kind of a new stream. */
static sayso_status recognise(sayso_level *l, sayso_error *err)
{
    sayso_window *w = &l->in;
    SAYSO_TRY(sayso__window_need(w, SAYSO_SNIFF, err));
    const sayso_first first = {sayso__window_p(w), sayso__window_n(w),
                               sayso__charset_utf16(sayso__window_p(w), sayso__window_n(w)),
                               l->options};
    if (first.n == 0 && w->why.code != SAYSO_OK)
        return sayso__window_finish(w, err);
    if (first.n == 0)
        return sayso__fail(err, SAYSO_EINPUT, sayso__window_at(w), "the file is empty");
    const char *what = sayso__first_foreign(&first);
    if (what)
        return sayso__fail(err, SAYSO_EINPUT, sayso__window_at(w), "%s", what);
    for (uint32_t i = 0; !l->kind; i++)
        if ((!l->page || kinds[i] != &sayso__kind_csv) && kinds[i]->is(&first))
            l->kind = kinds[i];
    return SAYSO_OK;
}

/* A member's bytes, from the stream that it lies in. */
static sayso_status read_member(void *user, char *buf, size_t room, size_t *n, sayso_error *err)
{
    sayso_level *below = user;
    sayso_reader *r = below->reader;
    SAYSO_TRY(below->kind->read(below, buf, room, n, err));
    r->unpacked += *n;
    if (r->unpacked > UNPACK_FREE &&
        r->unpacked / UNPACK_TIMES > sayso__source_taken(r->level[0].in.source))
        return sayso__fail(err, SAYSO_EIO, 0, "archives that unpack to over %u times their size",
                           UNPACK_TIMES);
    return SAYSO_OK;
}

/* The stream of the member that the top one has come to. */
static sayso_status enter(sayso_reader *r, sayso_error *err)
{
    sayso_level *below = &r->level[r->n - 1];
    sayso_source *source;
    if (r->n == SAYSO_DEPTH_MOST)
        return sayso__fail(err, SAYSO_EINPUT, sayso__window_at(&below->in),
                           "archives more than %u deep in each other: not read",
                           SAYSO_DEPTH_MOST - 1);
    SAYSO_TRY(sayso__source_open_reading(read_member, below, &source, err));
    push(r, source, below->member.offset);
    sayso_level *l = &r->level[r->n - 1];
    l->about = below->member.about;
    l->parameters = below->member.parameters;
    sayso__source_told(source, below->told);
    l->page = below->member_page;
    l->number = below->member.number;
    l->name = below->name;
    if (below->member.uri.p)
        l->name = sayso__arena_print(&l->memory, "%.*s#%.*s", (int)below->name.n, below->name.p,
                                     (int)below->member.uri.n, below->member.uri.p);
    return l->name.p ? SAYSO_OK : sayso__fail_memory(err);
}

/* A container in a record without a name is called by its number, so that its units have names. */
static sayso_status name_container(sayso_level *l, sayso_error *err)
{
    if (!l->number || l->kind == &sayso__kind_whole)
        return SAYSO_OK;
    l->name = sayso__arena_print(&l->memory, "%.*s#%u", (int)l->name.n, l->name.p, l->number);
    l->number = 0;
    return l->name.p ? SAYSO_OK : sayso__fail_memory(err);
}

static bool keep(sayso_str *s, sayso_arena *a)
{
    return !s->p || (s->p = sayso__arena_copy(a, s->p, s->n));
}

/* What the unit says lies with its bytes then, whatever becomes of the streams. */
static bool keep_strings(sayso_unit *u, sayso_arena *a)
{
    return keep(&u->parameters, a) && keep(&u->uri, a) && keep(&u->about.url, a) &&
           keep(&u->about.published, a) && keep(&u->about.publisher, a) &&
           keep(&u->about.byline, a) && keep(&u->about.retrieved, a);
}

/* Leaves the top stream; what its kind has to tell at the end becomes a note. */
static sayso_status end_stream(sayso_reader *r, sayso_arena *a, sayso_unit *out, sayso_error *err)
{
    const sayso_level *l = &r->level[r->n - 1];
    bool ok = true;
    *out = (sayso_unit){0};
    if (l->note) {
        out->note = sayso__arena_copy(a, l->note, strlen(l->note));
        out->offset = sayso__window_at(&l->in);
        out->uri = l->name;
        ok = out->note && keep(&out->uri, a);
    }
    if (!ok)
        return sayso__fail_memory(err);
    pop(r);
    return SAYSO_OK;
}

static sayso_status advance(sayso_reader *r, sayso_arena *a, sayso_unit *out, sayso_error *err)
{
    while (r->n) {
        sayso_level *l = &r->level[r->n - 1];
        if (!l->kind) {
            SAYSO_TRY(recognise(l, err));
            SAYSO_TRY(name_container(l, err));
        }
        SAYSO_TRY(l->kind->next(l, a, out, err));
        if (out->bytes)
            return SAYSO_OK;
        if (l->in_member) {
            SAYSO_TRY(enter(r, err));
            continue;
        }
        SAYSO_TRY(end_stream(r, a, out, err));
        if (out->note)
            return SAYSO_OK;
    }
    return SAYSO_OK;
}

/* What a failure ends: the member in which it happened, or all. A stream of no kind has nothing
 * more to give. */
static sayso_status fail(sayso_reader *r, sayso_status status, sayso_error *err)
{
    const sayso_level *l = &r->level[r->n - 1];
    if (status == SAYSO_ENOMEM || (status == SAYSO_EIO && r->n == 1)) {
        r->ended = true;
    } else if (status == SAYSO_EIO || !l->kind) {
        pop(r);
        status = SAYSO_EINPUT;
    }
    err->code = status;
    return status;
}

sayso_status sayso__reader_next(sayso_reader *r, sayso_arena *a, sayso_unit *out, sayso_error *err)
{
    sayso_error own;
    err = err ? err : &own;
    *out = (sayso_unit){0};
    if (r->ended)
        return SAYSO_OK;
    sayso_status status = advance(r, a, out, err);
    if (status == SAYSO_OK && !out->bytes) {
        r->ended = !r->n;
        return SAYSO_OK;
    }
    if (status != SAYSO_OK)
        *out = (sayso_unit){0};
    out->uri = r->level[r->n - 1].name;
    if (!keep_strings(out, a))
        status = sayso__fail_memory(err);
    if (status == SAYSO_ENOMEM)
        *out = (sayso_unit){0};
    return status == SAYSO_OK ? status : fail(r, status, err);
}
