/* inputs.c -- files and folders as one row of units.  Layer: engine. */
#define _POSIX_C_SOURCE 200809L
#include "engine/inputs.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/str.h"
#include "text/columns.h"

sayso_status sayso__inputs_open(sayso_inputs *in, const sayso_input *from, sayso_error *err)
{
    *in = (sayso_inputs){.path = from->path,
                         .n_path = from->n_path,
                         .bytes = from->bytes,
                         .n_bytes = from->n_bytes};
    in->options = (sayso_read_options){.published = sayso__str_z(from->published),
                                       .publisher = sayso__str_z(from->publisher),
                                       .url = sayso__str_z(from->url),
                                       .max_bytes = from->max_bytes,
                                       .map = sayso__str_z(from->map),
                                       .pdf_text = from->pdf_text,
                                       .user = from->user};
    in->fetch = from->fetch;
    in->user = from->user;
    sayso__arena_init(&in->names, 0);
    return sayso__map_check(in->options.map, err);
}

/* Is it a folder or a pattern? Then *walk is what it stands for. */
static sayso_status expand(const char *path, sayso_arena *a, sayso_walk *walk, bool *is,
                           sayso_error *err)
{
    struct stat st;
    bool found = stat(path, &st) == 0;
    bool pattern = !found && strpbrk(path, "*?[");
    *is = strcmp(path, "-") != 0 && (pattern || (found && S_ISDIR(st.st_mode)));
    if (!*is)
        return SAYSO_OK;
    SAYSO_TRY(pattern ? sayso__walk_pattern(path, a, walk, err)
                      : sayso__walk_folder(path, a, walk, err));
    for (uint32_t i = 0; i < walk->entry.n; i++)
        if (!walk->entry.v[i].left_out || walk->entry.v[i].failed)
            return SAYSO_OK;
    return sayso__fail(err, SAYSO_EINPUT, 0,
                       pattern ? "a pattern that no file matches" : "a folder without reports");
}

/* The next file of the folder: opened, or told of. */
static sayso_status open_inside(sayso_inputs *in, sayso_unit *out, sayso_error *err)
{
    const sayso_walk_entry *e = &in->inside.entry.v[in->at_inside++];
    in->file = e->path;
    if (!e->left_out)
        return sayso__reader_open(e->path, &in->options, &in->reader, err);
    if (e->failed)
        return sayso__fail(err, SAYSO_EIO, 0, "%s", e->left_out);
    out->note = e->left_out;
    return SAYSO_OK;
}

static bool is_address(const char *path)
{
    static const char *const scheme[] = {"http://", "https://"};
    for (uint32_t i = 0; i < 2; i++) {
        size_t n = strlen(scheme[i]);
        if (strlen(path) > n && sayso__str_ieq(sayso__str(path, n), sayso__str_z(scheme[i])))
            return true;
    }
    return false;
}

/* May reading it have to wait for somebody? */
static bool may_wait(const char *path)
{
    struct stat st;
    bool found = strcmp(path, "-") == 0 ? fstat(STDIN_FILENO, &st) == 0 : stat(path, &st) == 0;
    return is_address(path) || (found && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode));
}

sayso_pool_size sayso__inputs_pool(const sayso_input *from)
{
    bool waits = false;
    for (size_t i = 0; i < from->n_path && !from->bytes; i++)
        waits |= may_wait(from->path[i]);
    return sayso__pool_size(from->threads, waits ? 1 : SAYSO_POOL_BATCH);
}

static sayso_status open_address(sayso_inputs *in, sayso_error *err)
{
    const void *bytes;
    size_t n;
    const char *why;
    if (!in->fetch)
        return sayso__fail(err, SAYSO_EIO, 0, "an address, and nothing to fetch it with");
    if (!in->fetch(in->user, in->file, &bytes, &n, &why))
        return sayso__fail(err, SAYSO_EIO, 0, "%s", why);
    return sayso__reader_open_memory(bytes, n, in->file, &in->options, &in->reader, err);
}

/* Opens the next file, if there is one; a folder is replaced by what is in it. *some: there was
 * one, or something to tell of in its place. */
static sayso_status open_next(sayso_inputs *in, sayso_unit *out, bool *some, sayso_error *err)
{
    bool folder;
    *some = true;
    if (in->at_inside < in->inside.entry.n)
        return open_inside(in, out, err);
    *some = in->at < in->n_path;
    if (!*some)
        return SAYSO_OK;
    in->file = in->path[in->at++];
    if (in->bytes)
        return sayso__reader_open_memory(in->bytes, in->n_bytes, in->file, &in->options,
                                         &in->reader, err);
    if (is_address(in->file))
        return open_address(in, err);
    in->inside.entry.n = in->at_inside = 0;
    sayso_status status = expand(in->file, &in->names, &in->inside, &folder, err);
    if (status != SAYSO_OK)
        in->at_inside = in->inside.entry.n; /* only what is left out, if anything */
    SAYSO_TRY(status);
    return folder ? open_inside(in, out, err)
                  : sayso__reader_open(in->file, &in->options, &in->reader, err);
}

sayso_status sayso__inputs_next(sayso_inputs *in, sayso_arena *a, sayso_unit *out, sayso_error *err)
{
    for (;;) {
        bool some = true;
        if (!in->reader) {
            *out = (sayso_unit){0};
            sayso_status s = open_next(in, out, &some, err);
            if (s != SAYSO_OK)
                in->reader = NULL;
            if (s != SAYSO_OK || !some || out->note)
                return s;
        }
        sayso_status s = sayso__reader_next(in->reader, a, out, err);
        bool ends =
            s == SAYSO_EIO || s == SAYSO_ENOMEM || (s == SAYSO_OK && !out->bytes && !out->note);
        if (ends) {
            in->done += sayso__reader_taken(in->reader);
            sayso__reader_close(in->reader);
            in->reader = NULL;
        }
        if (s != SAYSO_OK || out->bytes || out->note)
            return s;
    }
}

uint64_t sayso__inputs_done(const sayso_inputs *in)
{
    return in->done + (in->reader ? sayso__reader_taken(in->reader) : 0);
}

uint64_t sayso__inputs_total(const sayso_inputs *in)
{
    uint64_t total = 0;
    sayso_arena a;
    sayso__arena_init(&a, 0);
    for (size_t i = 0; i < in->n_path; i++) {
        sayso_walk w = {{0}};
        struct stat st;
        bool folder;
        sayso__arena_reset(&a);
        if (strcmp(in->path[i], "-") == 0)
            total = 0;
        if (strcmp(in->path[i], "-") == 0 || in->bytes)
            break;
        if (expand(in->path[i], &a, &w, &folder, NULL) != SAYSO_OK)
            continue;
        for (uint32_t k = 0; k < w.entry.n; k++)
            total += w.entry.v[k].size;
        total += !folder && stat(in->path[i], &st) == 0 && S_ISREG(st.st_mode)
                     ? (uint64_t)st.st_size
                     : 0;
    }
    sayso__arena_free(&a);
    return total;
}

const char *sayso__inputs_name(const sayso_inputs *in, const sayso_unit *unit, sayso_arena *a)
{
    if (!unit->uri.p || sayso__str_is(unit->uri, in->file))
        return in->file;
    return sayso__arena_copy(a, unit->uri.p, unit->uri.n);
}

void sayso__inputs_close(sayso_inputs *in)
{
    sayso__reader_close(in->reader);
    sayso__arena_free(&in->names);
    *in = (sayso_inputs){0};
}

void sayso__warn(const sayso_input *input, const char *file, uint64_t byte, const char *reason)
{
    sayso_error what;
    if (!input->problem)
        return;
    sayso__fail(&what, SAYSO_OK, byte, "%s", reason);
    input->problem(input->user, file, &what);
}
