/* curl_lib.c -- libcurl, loaded when something is to be fetched.  Layer: app. */
#include "curl_lib.h"

#include <dlfcn.h>
#include <string.h>

/* curl.h turns these into checking macros, which hide the names. */
#undef curl_easy_setopt
#undef curl_easy_getinfo

bool curl_lib_load(curl_lib *out, const char **why)
{
    void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        *why = "fetching needs libcurl.so.4, which is not installed (Debian: libcurl4)";
        return false;
    }
    void *found;
    *why = "this libcurl.so.4 lacks a function that fetching needs";
#define X(name)                                                                                    \
    found = dlsym(library, "curl_" #name);                                                         \
    if (!found)                                                                                    \
        return false;                                                                              \
    memcpy(&out->name, &found, sizeof found);
    CURL_LIB_LIST(X)
#undef X
    if (out->global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        *why = "libcurl cannot be started";
        return false;
    }
    return true;
}
