/* open_ledger.c -- opening the ledger that the options name.  Layer: app. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli.h"

bool cli_ledger(const cli *c, bool create, sayso_ledger **out, int *status)
{
    const char *path = c->o.ledger ? c->o.ledger : "sayso.db";
    sayso_error err = {0};
    *status = EXIT_TROUBLE;
    if (!create && !sayso_ledger_is_address(path) && access(path, F_OK) != 0) {
        fprintf(stderr, "sayso: %s: no such ledger; sayso read makes one\n", path);
        return false;
    }
    if (sayso_ledger_open(path, create, (int64_t)time(NULL), out, &err) == SAYSO_OK)
        return true;
    const char *name = cli_ledger_name(c);
    bool named = strstr(err.message, name);
    fprintf(stderr, "sayso: %s%s%s\n", named ? "" : name, named ? "" : ": ", err.message);
    return false;
}

const char *cli_ledger_name(const cli *c)
{
    static char name[200]; /* the program has one ledger, and one thread that tells of it */
    if (!c->o.ledger)
        return "sayso.db";
    if (!sayso_ledger_is_address(c->o.ledger))
        return c->o.ledger;
    sayso_ledger_name(c->o.ledger, name, sizeof name);
    return name;
}

bool cli_engine(cli *c, sayso_engine **engine, int *status)
{
    sayso_error err = {0};
    const char *subject = c->o.model;
    sayso_status s = sayso_engine_open(c->o.model, engine, &err);
    if (s == SAYSO_OK && c->o.actors) {
        s = sayso_engine_actors(*engine, c->o.actors, cli_problem, c, &err);
        subject = s == SAYSO_EIO ? NULL : c->o.actors; /* the system's words name the file */
        if (s != SAYSO_OK)
            sayso_engine_close(*engine);
    }
    if (s != SAYSO_OK)
        *status = cli_finish(c, s, &err, subject, EXIT_USE);
    return s == SAYSO_OK;
}

bool cli_open(cli *c, bool create, sayso_engine **engine, sayso_ledger **ledger, int *status)
{
    if (!cli_engine(c, engine, status))
        return false;
    if (cli_ledger(c, create, ledger, status))
        return true;
    sayso_engine_close(*engine);
    return false;
}

void cli_close(sayso_engine *engine, sayso_ledger *ledger)
{
    sayso_ledger_close(ledger);
    sayso_engine_close(engine);
}
