/* inputs.c -- files and folders as one row of units.  Layer: engine. */
#define _POSIX_C_SOURCE 200809L
#include "engine/inputs.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/array.h"
#include "base/fail.h"
#include "base/str.h"
#include "text/columns.h"

typedef SAYSO_ARRAY(char *) names;

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
    sayso__arena_init(&in->names, 0);
    return sayso__map_check(in->options.map, err);
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Adds what stands in folder to files or folders. */
static sayso_status list_one(sayso_arena *a, const char *folder, names *files, names *folders,
                             sayso_error *err)
{
    DIR *d = opendir(folder);
    if (!d)
        return sayso__fail(err, SAYSO_EIO, 0, "%s", strerror(errno));
    sayso_status status = SAYSO_OK;
    size_t n = strlen(folder);
    const char *slash = n && folder[n - 1] == '/' ? "" : "/";
    const struct dirent *entry;
    while (status == SAYSO_OK && (entry = readdir(d))) {
        struct stat st;
        if (entry->d_name[0] == '.')
            continue;
        sayso_str s = sayso__arena_print(a, "%s%s%s", folder, slash, entry->d_name);
        char *path = s.p ? sayso__arena_copy(a, s.p, s.n) : NULL;
        if (!path)
            status = sayso__fail_memory(err);
        else if (lstat(path, &st) != 0)
            continue;
        else if (S_ISLNK(st.st_mode) && stat(path, &st) == 0 && S_ISDIR(st.st_mode))
            continue;
        else if ((S_ISREG(st.st_mode) && !SAYSO_PUSH(a, files, path)) ||
                 (S_ISDIR(st.st_mode) && !SAYSO_PUSH(a, folders, path)))
            status = sayso__fail_memory(err);
    }
    closedir(d);
    return status;
}

/* All files beneath top, sorted. Folders are taken from a list that grows, so that depth costs no
 * stack. */
static sayso_status list_folder(sayso_inputs *in, const char *top, sayso_error *err)
{
    names files = {0}, folders = {0};
    char *copy = sayso__arena_copy(&in->names, top, strlen(top));
    if (!copy || !SAYSO_PUSH(&in->names, &folders, copy))
        return sayso__fail_memory(err);
    for (uint32_t i = 0; i < folders.n; i++)
        SAYSO_TRY(list_one(&in->names, folders.v[i], &files, &folders, err));
    if (!files.n)
        return sayso__fail(err, SAYSO_EINPUT, 0, "a folder without reports");
    qsort(files.v, files.n, sizeof *files.v, by_bytes);
    in->inside = files.v;
    in->n_inside = files.n;
    in->at_inside = 0;
    return SAYSO_OK;
}

/* Opens the next file, if there is one; a folder is replaced by what is in it. */
static sayso_status open_next(sayso_inputs *in, bool *some, sayso_error *err)
{
    *some = true;
    if (in->at_inside < in->n_inside) {
        in->file = in->inside[in->at_inside++];
        return sayso__reader_open(in->file, &in->options, &in->reader, err);
    }
    *some = in->at < in->n_path;
    if (!*some)
        return SAYSO_OK;
    struct stat st;
    in->file = in->path[in->at++];
    if (in->bytes)
        return sayso__reader_open_memory(in->bytes, in->n_bytes, in->file, &in->options,
                                         &in->reader, err);
    if (strcmp(in->file, "-") != 0 && stat(in->file, &st) == 0 && S_ISDIR(st.st_mode)) {
        SAYSO_TRY(list_folder(in, in->file, err));
        in->file = in->inside[in->at_inside++];
    }
    return sayso__reader_open(in->file, &in->options, &in->reader, err);
}

sayso_status sayso__inputs_next(sayso_inputs *in, sayso_arena *a, sayso_unit *out, sayso_error *err)
{
    for (;;) {
        bool some = true;
        if (!in->reader) {
            *out = (sayso_unit){0};
            sayso_status s = open_next(in, &some, err);
            if (s != SAYSO_OK) {
                in->reader = NULL;
                return s;
            }
            if (!some)
                return SAYSO_OK;
        }
        sayso_status s = sayso__reader_next(in->reader, a, out, err);
        bool ends =
            s == SAYSO_EIO || s == SAYSO_ENOMEM || (s == SAYSO_OK && !out->bytes && !out->note);
        if (ends) {
            sayso__reader_close(in->reader);
            in->reader = NULL;
        }
        if (s != SAYSO_OK || out->bytes || out->note)
            return s;
    }
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
