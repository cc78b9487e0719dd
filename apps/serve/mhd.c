/* mhd.c -- opening libmicrohttpd.  Layer: app. */
#include "mhd.h"

#include <dlfcn.h>
#include <string.h>

/* The function of that name into *at, a pointer to it. */
static bool take(void *library, const char *name, void *at)
{
    void *found = dlsym(library, name);
    memcpy(at, &found, sizeof found);
    return found;
}

bool mhd_load(mhd_library *out, const char **why)
{
    void *library = dlopen("libmicrohttpd.so.12", RTLD_NOW | RTLD_LOCAL);
    *why = library ? "this libmicrohttpd is of another version than 0.9"
                   : "libmicrohttpd is not installed (Debian: apt install libmicrohttpd12)";
#define X(name) &&take(library, "MHD_" #name, &out->name)
    return library MHD_USED_LIST(X);
#undef X
}
