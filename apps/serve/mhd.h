/* mhd.h -- libmicrohttpd, loaded when it is needed.  Layer: app.
 *
 * Debian's static libmicrohttpd wants GnuTLS, of which there is no static library; so that the
 * program runs where neither is installed, the shared library is opened by `sayso serve` alone. */
#ifndef SAYSO_SERVE_MHD_H
#define SAYSO_SERVE_MHD_H

#include <microhttpd.h>
#include <stdbool.h>
#include <stddef.h>

#define MHD_USED_LIST(X)                                                                           \
    X(start_daemon)                                                                                \
    X(stop_daemon)                                                                                 \
    X(get_daemon_info)                                                                             \
    X(create_response_from_buffer)                                                                 \
    X(add_response_header)                                                                         \
    X(queue_response)                                                                              \
    X(destroy_response)                                                                            \
    X(lookup_connection_value)

typedef struct {
#define X(name) __typeof__(MHD_##name) *name;
    MHD_USED_LIST(X)
#undef X
} mhd_library;

/* false: the library is not there, or lacks something; *why says what (it lives for ever). */
bool mhd_load(mhd_library *out, const char **why);

#endif
