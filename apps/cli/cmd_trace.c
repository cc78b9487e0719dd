/* cmd_trace.c -- sayso trace: the chain of hearsay of one claim.  Layer: app. */
#include "cli.h"

static int run(cli *c)
{
    sayso_ledger *ledger;
    sayso_error err = {0};
    int status;
    if (!cli_ledger(c, false, &ledger, &status))
        return status;
    sayso_output out = cli_output(c);
    sayso_layout layout = cli_layout(c, c->o.json ? SAYSO_AS_JSON : SAYSO_AS_TEXT);
    sayso_status s = sayso_ledger_trace(ledger, c->o.arg[0], &layout, &out, &err);
    sayso_ledger_close(ledger);
    return cli_finish(c, s, &err, NULL, EXIT_READ);
}

const cli_command cmd_trace = {
    .name = "trace",
    .args = "CLAIM",
    .summary = "the chain of hearsay of one claim, each link with its words and bytes",
    .more = "CLAIM is a claim's id or the beginning of one.",
    .options = CLI_COMMON | CLI_BIT(LEDGER) | CLI_BIT(JSON) | CLI_BIT(OFFSETS),
    .least = 1,
    .most = 1,
    .run = run,
};
