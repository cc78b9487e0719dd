/* fetched.c -- addresses among the inputs.  Layer: app. */
#include <stdlib.h>
#include <time.h>

#include "cli.h"

bool cli_ask(cli *c, const char *address, const fetch_known *known, fetch_answer *out,
             const char **why)
{
    const fetch_options o = {.allow_private = c->o.allow_private,
                             .timeout = c->o.timeout,
                             .delay = c->o.delay * 1000,
                             .most = c->o.max_bytes};
    if (!c->fetcher)
        c->fetcher = fetch_open(&o, why);
    if (!c->fetcher)
        return false;
    if (fetch_get(c->fetcher, address, known, out))
        return true;
    *why = fetch_why(c->fetcher);
    return false;
}

bool cli_fetch(void *user, const char *address, const void **bytes, size_t *n, const char **why)
{
    cli *c = user;
    fetch_answer answer;
    free(c->record);
    c->record = NULL;
    if (!cli_ask(c, address, NULL, &answer, why))
        return false;
    c->record = fetch_record(&answer, (int64_t)time(NULL), n);
    *bytes = c->record;
    *why = "out of memory";
    return c->record;
}

void cli_fetch_close(cli *c)
{
    fetch_close(c->fetcher);
    free(c->record);
}
