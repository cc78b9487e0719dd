/* unit.c -- reading files into units: plain text only so far.  Layer: text. */
#include "text/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/str.h"

struct sayso_reader {
    char *bytes;
    size_t n, at;
    const char *uri;
    uint32_t line;
};

sayso_status sayso__reader_open_memory(const void *bytes, size_t n, const char *uri,
                                       const sayso_read_options *options, sayso_reader **out,
                                       sayso_error *err)
{
    (void)options;
    sayso_reader *r = calloc(1, sizeof *r);
    char *copy = malloc(n + 1);
    if (!r || !copy) {
        free(r);
        free(copy);
        return sayso__fail_memory(err);
    }
    memcpy(copy, bytes, n);
    *r = (sayso_reader){.bytes = copy, .n = n, .uri = uri};
    *out = r;
    return SAYSO_OK;
}

sayso_status sayso__reader_open(const char *path, const sayso_read_options *options,
                                sayso_reader **out, sayso_error *err)
{
    FILE *f = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    if (!f)
        return sayso__fail(err, SAYSO_EIO, 0, "%s: cannot open", path);
    sayso_arena a;
    sayso__arena_init(&a, 0);
    char *buf = malloc((size_t)64 << 20);
    size_t n = buf ? fread(buf, 1, (size_t)64 << 20, f) : 0;
    if (f != stdin)
        fclose(f);
    sayso_status s = sayso__reader_open_memory(buf, n, path, options, out, err);
    free(buf);
    return s;
}

sayso_status sayso__reader_next(sayso_reader *r, sayso_arena *a, sayso_unit *out, sayso_error *err)
{
    *out = (sayso_unit){0};
    if (r->at >= r->n)
        return SAYSO_OK;
    bool json = r->bytes[0] == '{';
    const char *nl = json ? memchr(r->bytes + r->at, '\n', r->n - r->at) : NULL;
    size_t end = nl ? (size_t)(nl - r->bytes) : r->n;
    const char *copy = sayso__arena_copy(a, r->bytes + r->at, end - r->at);
    if (!copy)
        return sayso__fail_memory(err);
    *out = (sayso_unit){copy,
                        (uint32_t)(end - r->at),
                        json ? SAYSO_MEDIA_JSON : SAYSO_MEDIA_TEXT,
                        sayso__str_z(r->uri),
                        r->at,
                        json ? ++r->line : 0};
    r->at = nl ? end + 1 : end;
    return SAYSO_OK;
}

void sayso__reader_close(sayso_reader *r)
{
    if (r)
        free(r->bytes);
    free(r);
}
