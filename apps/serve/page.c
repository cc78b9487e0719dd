/* page.c -- the page's files, which are built into the program.  Layer: app. */
#define _POSIX_C_SOURCE 200809L
#define ZLIB_CONST
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "server.h"

/* Everything comes from here: no other host is asked for anything. */
static const char page_policy[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'";

/* For the rare client that does not take gzip. */
static bool unpack(const asset *file, answer *a)
{
    z_stream z = {0};
    a->body = malloc(file->n_plain + 1u);
    if (!a->body || inflateInit2(&z, 15 + 16) != Z_OK)
        return false;
    z.next_in = file->data;
    z.avail_in = file->n;
    z.next_out = (unsigned char *)a->body;
    z.avail_out = file->n_plain + 1u;
    bool whole = inflate(&z, Z_FINISH) == Z_STREAM_END && z.total_out == file->n_plain;
    inflateEnd(&z);
    a->n = whole ? file->n_plain : 0;
    return whole;
}

static const asset *find(const char *path)
{
    for (uint32_t i = 0; i < n_assets; i++)
        if (strcmp(assets[i].path, path) == 0)
            return &assets[i];
    return NULL;
}

static void fill(const asset *file, const request *r, answer *a)
{
    a->type = file->type;
    if (r->gzip) {
        a->body = (char *)(uintptr_t)file->data; /* only read */
        a->n = file->n;
        a->constant = a->packed = true;
    } else if (!unpack(file, a)) {
        a->failed = true;
    }
}

bool page_ask_token(const char *accept, const request *r, answer *a)
{
    const asset *file = accept && strstr(accept, "text/html") ? find("/token.html") : NULL;
    if (!file)
        return false;
    a->status = 401;
    a->cache = "no-store";
    a->policy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
                "base-uri 'none'; frame-ancestors 'none'"; /* the page is constant */
    fill(file, r, a);
    return true;
}

bool page_answer(const char *path, const request *r, answer *a)
{
    const asset *file = find(strcmp(path, "/") == 0 ? "/index.html" : path);
    if (!file)
        return false;
    a->status = 200;
    a->policy = page_policy;
    snprintf(a->tag, sizeof a->tag, "W/\"%s\"", file->tag);
    if (strncmp(path, "/assets/", 8) == 0) /* named by its content */
        a->cache = "private, max-age=31536000, immutable";
    if (request_holds_tag(r->none_match, a->tag)) {
        a->status = 304;
        a->type = file->type;
        return true;
    }
    fill(file, r, a);
    return true;
}
