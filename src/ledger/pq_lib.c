/* pq_lib.c -- opening libpq.  Layer: ledger. */
#include "sayso/types.h" /* so that it is not empty where it is left out */

#ifdef SAYSO_POSTGRES
#include "ledger/pq_lib.h"

#include <dlfcn.h>
#include <string.h>

/* The function of that name into *at, a pointer to it. */
static bool take(void *library, const char *name, void *at)
{
    void *found = dlsym(library, name);
    memcpy(at, &found, sizeof found);
    return found;
}

bool sayso__pq_lib_load(sayso_pq_lib *out, const char **why)
{
    void *library = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
    *why = library ? "this libpq is older than 14"
                   : "libpq.so.5 is not installed (Debian: apt install libpq5)";
#define X(name) &&take(library, "PQ" #name, &out->name)
    return library PQ_LIB_LIST(X);
#undef X
}
#endif
