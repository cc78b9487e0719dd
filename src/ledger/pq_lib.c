/* pq_lib.c -- opening libpq.  Layer: ledger. */
#ifdef SAYSO_POSTGRES
#include "ledger/pq_lib.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

bool sayso__pq_lib_load(sayso_pq_lib *out, const char **why)
{
    static const struct {
        const char *name;
        size_t at;
    } wanted[] = {
#define X(name) {"PQ" #name, offsetof(sayso_pq_lib, name)},
        PQ_LIB_LIST(X)
#undef X
    };
    out->handle = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
    if (!out->handle) {
        *why = "libpq.so.5 is not installed (Debian: apt install libpq5)";
        return false;
    }
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        void *found = dlsym(out->handle, wanted[i].name);
        memcpy((char *)out + wanted[i].at, &found, sizeof found);
        if (!found) {
            *why = "this libpq is older than 14";
            sayso__pq_lib_close(out);
            return false;
        }
    }
    return true;
}

void sayso__pq_lib_close(sayso_pq_lib *lib)
{
    if (lib->handle)
        dlclose(lib->handle);
    lib->handle = NULL;
}
#endif
