/* cmd_reread.c -- sayso reread: the stages again over the stored originals.  Layer: app. */
#include <stdio.h>

#include "cli.h"

static void lost(void *user, const char *what, const char *subject, const char *other,
                 const char *who, const char *at)
{
    (void)user;
    printf("lost: %s \"%s\" \"%s\" (%s%s%s)\n", what, subject, other, who ? who : "",
           who ? ", " : "", at);
}

static void problem(void *user, const char *file, const sayso_error *what)
{
    (void)user;
    fprintf(stderr, "sayso: %s: kept as it was: %s\n", file, what->message);
}

static int run(cli *c)
{
    sayso_engine *engine;
    sayso_ledger *ledger;
    sayso_error err = {0};
    sayso_tally tally = {0};
    int status;
    const sayso_again again = {c->o.since, c->o.all, lost, problem, NULL};
    if (!cli_open(c, false, &engine, &ledger, &status))
        return status;
    sayso_status s = sayso_ledger_reread(ledger, engine, &again, &tally, &err);
    cli_close(engine, ledger);
    if (s == SAYSO_OK && !c->o.quiet)
        printf("%llu report%s read again: %llu claims\n", (unsigned long long)tally.n_report,
               tally.n_report == 1 ? "" : "s", (unsigned long long)tally.n_claim);
    return cli_finish(c, s, &err, NULL, cli_tally_status(&tally));
}

const cli_command cmd_reread = {
    .name = "reread",
    .args = "",
    .summary = "read reports again from the stored originals, with this program and model",
    .more = "By default those that another version of the program or another model has read. "
            "Corrections by hand hold; those whose report or name is no more are listed as lost.",
    .options = CLI_COMMON | CLI_BIT(LEDGER) | CLI_BIT(SINCE_VERSION) | CLI_BIT(ALL_AGAIN) |
               CLI_BIT(ACTORS),
    .run = run,
};
