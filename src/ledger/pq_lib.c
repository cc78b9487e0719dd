/* pq_lib.c -- opening libpq.  Layer: ledger. */
#include "sayso/types.h" /* so that it is not empty where it is left out */

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
    void *library = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        *why = "libpq.so.5 is not installed (Debian: apt install libpq5)";
        return false;
    }
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        void *found = dlsym(library, wanted[i].name);
        memcpy((char *)out + wanted[i].at, &found, sizeof found);
        if (!found) {
            *why = "this libpq is older than 14";
            return false;
        }
    }
    return true;
}
#endif
