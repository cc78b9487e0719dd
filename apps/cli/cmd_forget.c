/* cmd_forget.c -- sayso forget: a report taken out for good.  Layer: app. */
#include "cli.h"

static int run(cli *c)
{
    sayso_ledger *ledger;
    sayso_error err = {0};
    int status;
    if (!cli_ledger(c, false, &ledger, &status))
        return status;
    sayso_status s = sayso_ledger_forget(ledger, c->o.arg[0], c->o.reason, &err);
    sayso_ledger_close(ledger);
    return cli_finish(c, s, &err, NULL, EXIT_READ);
}

const cli_command cmd_forget = {
    .name = "forget",
    .args = "REPORT",
    .summary = "take a report out of the ledger, without a trace of its text",
    .more =
        "For takedowns and sealed names. Text, original, spans and index rows go, in the file and "
        "its log; counts are corrected. Its id, the day and the reason stay (table forgotten), "
        "and it is not read again. Copies under other ids are reports of their own. Takes as long "
        "as writing the whole ledger anew.",
    .options = CLI_COMMON | CLI_BIT(LEDGER) | CLI_BIT(REASON),
    .least = 1,
    .most = 1,
    .run = run,
};
