/* curl_lib.c -- libcurl, loaded when something is to be fetched.  Layer: app. */
#include "curl_lib.h"

#include <dlfcn.h>
#include <string.h>

/* curl.h turns these into checking macros, which hide the names. */
#undef curl_easy_setopt
#undef curl_easy_getinfo

/* The function of that name into *at, a pointer to it. */
static bool take(void *library, const char *name, void *at)
{
    void *found = dlsym(library, name);
    memcpy(at, &found, sizeof found);
    return found;
}

bool curl_lib_load(curl_lib *out, const char **why)
{
    void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    *why = library ? "this libcurl.so.4 lacks a function that fetching needs"
                   : "fetching needs libcurl.so.4, which is not installed (Debian: libcurl4)";
#define X(name) &&take(library, "curl_" #name, &out->name)
    if (!(library CURL_LIB_LIST(X)))
        return false;
#undef X
    if (out->global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        *why = "libcurl cannot be started";
        return false;
    }
    return true;
}
