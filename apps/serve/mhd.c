/* mhd.c -- opening libmicrohttpd.  Layer: app. */
#include "mhd.h"

#include <dlfcn.h>
#include <string.h>

bool mhd_load(mhd_library *out, const char **why)
{
    static const struct {
        const char *name;
        size_t at;
    } wanted[] = {
#define X(name) {"MHD_" #name, offsetof(mhd_library, name)},
        MHD_USED_LIST(X)
#undef X
    };
    void *library = dlopen("libmicrohttpd.so.12", RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        *why = "libmicrohttpd is not installed (Debian: apt install libmicrohttpd12)";
        return false;
    }
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        void *found = dlsym(library, wanted[i].name);
        memcpy((char *)out + wanted[i].at, &found, sizeof found);
        if (!found) {
            *why = "this libmicrohttpd is of another version than 0.9";
            return false;
        }
    }
    return true;
}
