/* cmd_serve.c -- sayso serve: the ledger as a page and a JSON API.  Layer: app. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "serve/serve.h"

#define PORT_DEFAULT    7296u
#define BODY_DEFAULT    (16u << 20)
#define THREADS_DEFAULT 8u
#define TOKEN_LEAST     8u

/* A token stands in headers, cookies and addresses. */
static bool is_token(const char *token)
{
    static const char good[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    size_t n = strlen(token);
    return n >= TOKEN_LEAST && n <= 128 && strspn(token, good) == n;
}

/* A name that only looks like one ("127.news.example") is none. */
static bool is_loopback(const char *address)
{
    bool numeric = address && strspn(address, "0123456789.") == strlen(address);
    return !address || (numeric && strncmp(address, "127.", 4) == 0) ||
           strcmp(address, "::1") == 0 || strcmp(address, "localhost") == 0;
}

/* A port's number; 0 lets the system choose. */
static bool port_of(const char *text, uint32_t *out)
{
    uint32_t v = 0;
    const char *p = text;
    for (; *p >= '0' && *p <= '9' && v <= 65535; p++)
        v = v * 10 + (uint32_t)(*p - '0');
    *out = v;
    return *text && !*p && v <= 65535;
}

static int run(cli *c)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    uint32_t threads = cores < 1 ? 1 : cores > 8 ? THREADS_DEFAULT : (uint32_t)cores;
    serve_options o = {.ledger = c->o.ledger ? c->o.ledger : "sayso.db",
                       .model = c->o.model,
                       .bind = c->o.bind,
                       .host = c->o.host,
                       .token = c->o.token,
                       .port = PORT_DEFAULT,
                       .threads = c->o.threads ? c->o.threads : threads,
                       .max_bytes = c->o.max_bytes ? c->o.max_bytes : BODY_DEFAULT,
                       .edit = c->o.edit,
                       .quiet = c->o.quiet};
    if ((c->o.port && !port_of(c->o.port, &o.port)) || o.threads > 256) {
        fputs("sayso: --port is 0 to 65535, --threads at most 256\n", stderr);
        return EXIT_USE;
    }
    if (o.token && !is_token(o.token)) {
        fputs("sayso: a token has 8 to 128 letters, digits, or any of -._~\n", stderr);
        return EXIT_USE;
    }
    if (!is_loopback(o.bind) && !o.token) {
        fputs("sayso: others can reach that address: choose a --token\n", stderr);
        return EXIT_USE;
    }
    sayso_ledger *ledger; /* one of an older layout is brought up to date */
    int status;
    if (!cli_ledger(c, o.edit, &ledger, &status))
        return status;
    sayso_ledger_close(ledger);
    return serve_run(&o);
}

const cli_command cmd_serve = {
    .name = "serve",
    .args = "",
    .summary = "the ledger as a page for the browser and a JSON API",
    .more = "Listens on this machine alone; --bind with a --token lets others in. Nothing is "
            "changed without --edit, which stores reports and corrections that are sent. The API "
            "is described at /api/v1/openapi.json. The ledger may grow, be locked or be replaced "
            "meanwhile. Needs libmicrohttpd. SIGINT or SIGTERM ends it.",
    .options = CLI_COMMON | CLI_BIT(LEDGER) | CLI_BIT(PORT) | CLI_BIT(BIND) | CLI_BIT(HOST) |
               CLI_BIT(TOKEN) | CLI_BIT(EDIT) | CLI_BIT(MAX_BYTES),
    .most = 0,
    .run = run,
};
