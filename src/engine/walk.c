/* walk.c -- walking folders, matching patterns.  Layer: engine. */
#define _POSIX_C_SOURCE 200809L
#include "engine/walk.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/fail.h"

typedef struct {
    sayso_arena *a;
    sayso_walk *out;
    SAYSO_ARRAY(const char *)
    folder;              /* those met: a list that grows, so that depth costs no stack */
    const char *pattern; /* what paths must match, or NULL */
} walker;

/* ---- patterns ----------------------------------------------------------------------------- */

/* Does c stand in the brackets that begin at p ("[a-z]", "[!x]")? *end: behind them; NULL if they
 * have no end. */
static bool in_brackets(const char *p, char c, const char **end)
{
    bool not = p[1] == '!' || p[1] == '^', found = false;
    const char *q = p + 1 + not ;
    for (bool first = true; *q && (first || *q != ']'); first = false) {
        bool range = q[1] == '-' && q[2] && q[2] != ']';
        found = found || (c >= q[0] && c <= (range ? q[2] : q[0]));
        q += range ? 3 : 1;
    }
    *end = *q ? q + 1 : NULL;
    return found != not &&c != '/';
}

/* One character of the path by the pattern at p; *end: behind what stood for it. */
static bool one(const char *p, char c, const char **end)
{
    *end = p + 1;
    if (*p == '?')
        return c && c != '/';
    if (*p == '[' && c) {
        bool in = in_brackets(p, c, end);
        if (*end)
            return in;
        *end = p + 1;
    }
    return c && *p == c;
}

/* A star is first tried for nothing; where the rest fails, the last star takes one more character.
 * Two kinds of star need two places to go back to: a star stops at a slash, two stars do not. */
bool sayso__walk_matches(const char *p, const char *s)
{
    const char *star = NULL, *at_star = NULL, *deep = NULL, *at_deep = NULL, *next;
    while (*s || *p) {
        if (p[0] == '*' && p[1] == '*') {
            p += 2 + (p[2] == '/');
            deep = p;
            at_deep = s;
            star = NULL;
        } else if (*p == '*') {
            star = ++p;
            at_star = s;
        } else if (*p && one(p, *s, &next)) {
            p = next;
            s++;
        } else if (star && *at_star && *at_star != '/') {
            p = star;
            s = ++at_star;
        } else if (deep && *at_deep) {
            p = deep;
            s = ++at_deep;
            star = NULL;
        } else {
            return false;
        }
    }
    return true;
}

/* ---- walking ------------------------------------------------------------------------------ */

static int by_bytes(const void *a, const void *b)
{
    return strcmp(((const sayso_walk_entry *)a)->path, ((const sayso_walk_entry *)b)->path);
}

/* Files and folders are taken; what is neither is told of. */
static bool take(walker *w, const char *path)
{
    struct stat st;
    sayso_walk_entry e = {.path = path};
    if (lstat(path, &st) != 0)
        return true; /* gone meanwhile */
    bool link = S_ISLNK(st.st_mode);
    if (link && stat(path, &st) != 0)
        e.left_out = "a link to nothing";
    else if (S_ISDIR(st.st_mode) && !link)
        return SAYSO_PUSH(w->a, &w->folder, path);
    else if (S_ISDIR(st.st_mode))
        e.left_out = "a link to a folder: not followed";
    else if (!S_ISREG(st.st_mode))
        e.left_out = "a pipe, a socket or a device: not read";
    e.size = e.left_out ? 0 : (uint64_t)st.st_size;
    if (w->pattern && !sayso__walk_matches(w->pattern, path))
        return true;
    return SAYSO_PUSH(w->a, &w->out->entry, e);
}

static sayso_status list(walker *w, const char *folder, sayso_error *err)
{
    DIR *d = opendir(*folder ? folder : ".");
    if (!d)
        return sayso__fail(err, SAYSO_EIO, 0, "%s", strerror(errno));
    bool ok = true;
    size_t n = strlen(folder);
    const char *slash = n && folder[n - 1] != '/' ? "/" : "";
    const struct dirent *entry;
    while (ok && (entry = readdir(d))) {
        if (entry->d_name[0] == '.')
            continue;
        sayso_str s = sayso__arena_print(w->a, "%s%s%s", folder, slash, entry->d_name);
        char *path = s.p ? sayso__arena_copy(w->a, s.p, s.n) : NULL;
        ok = path && take(w, path);
    }
    closedir(d);
    return ok ? SAYSO_OK : sayso__fail_memory(err);
}

/* A folder inside that cannot be read is told of in its place. */
static sayso_status walk(walker *w, const char *top, sayso_error *err)
{
    char *copy = sayso__arena_copy(w->a, top, strlen(top));
    if (!copy || !SAYSO_PUSH(w->a, &w->folder, copy))
        return sayso__fail_memory(err);
    for (uint32_t i = 0; i < w->folder.n; i++) {
        sayso_status status = list(w, w->folder.v[i], err);
        if (status == SAYSO_ENOMEM || (status != SAYSO_OK && i == 0))
            return status;
        if (status != SAYSO_OK &&
            !SAYSO_PUSH(w->a, &w->out->entry,
                        (sayso_walk_entry){w->folder.v[i], "the folder cannot be read", true, 0}))
            return sayso__fail_memory(err);
    }
    if (w->out->entry.n)
        qsort(w->out->entry.v, w->out->entry.n, sizeof *w->out->entry.v, by_bytes);
    return SAYSO_OK;
}

sayso_status sayso__walk_folder(const char *top, sayso_arena *a, sayso_walk *out, sayso_error *err)
{
    walker w = {.a = a, .out = out};
    *out = (sayso_walk){{0}};
    return walk(&w, top, err);
}

/* Walks what is beneath the last folder before the pattern's first sign. */
sayso_status sayso__walk_pattern(const char *pattern, sayso_arena *a, sayso_walk *out,
                                 sayso_error *err)
{
    walker w = {.a = a, .out = out, .pattern = pattern};
    size_t n = strcspn(pattern, "*?[");
    *out = (sayso_walk){{0}};
    while (n && pattern[n - 1] != '/')
        n--;
    char *base = sayso__arena_copy(a, pattern, n);
    return base ? walk(&w, base, err) : sayso__fail_memory(err);
}
