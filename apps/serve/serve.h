/* serve.h -- sayso serve: a ledger over HTTP, as a page and a JSON API.  Layer: app. */
#ifndef SAYSO_SERVE_SERVE_H
#define SAYSO_SERVE_SERVE_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    const char *ledger; /* path */
    const char *model;  /* path or NULL */
    const char *bind;   /* address to listen on; NULL: loopback */
    const char *host;   /* a name that Host headers may have, or NULL */
    const char *token;  /* that every request must bring, or NULL */
    uint32_t port;      /* 0: any that is free */
    uint32_t threads;   /* at least 1 */
    uint32_t max_bytes; /* of one request's body */
    bool edit;          /* reports and corrections may be stored */
    bool quiet;         /* do not say where it listens */
} serve_options;

/* Serves until the process is told to end (SIGINT, SIGTERM). The exit status of the program: 0, 2
 * (it could not listen, no library), 3 (no ledger). */
int serve_run(const serve_options *options);

#endif
