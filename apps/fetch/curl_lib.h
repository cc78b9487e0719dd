/* curl_lib.h -- libcurl, loaded when something is to be fetched.  Layer: app.
 *
 * Debian's static libcurl wants twenty libraries more; loading the shared one at its first use
 * keeps the program one file that reads files everywhere, and fetches where libcurl.so.4 is. */
#ifndef SAYSO_FETCH_CURL_LIB_H
#define SAYSO_FETCH_CURL_LIB_H

#include <curl/curl.h>
#include <stdbool.h>

#define CURL_LIB_LIST(X)                                                                           \
    X(global_init)                                                                                 \
    X(easy_init)                                                                                   \
    X(easy_cleanup)                                                                                \
    X(easy_reset)                                                                                  \
    X(easy_setopt)                                                                                 \
    X(easy_perform)                                                                                \
    X(easy_getinfo)                                                                                \
    X(easy_strerror)                                                                               \
    X(slist_append) X(slist_free_all) X(url) X(url_cleanup) X(url_set) X(url_get) X(free)

/* curl_easy_init as easy_init, and so on. */
typedef struct {
#define X(name) __typeof__(&curl_##name) name;
    CURL_LIB_LIST(X)
#undef X
} curl_lib;

/* false: why not is in *why, a constant. */
bool curl_lib_load(curl_lib *out, const char **why);

#endif
