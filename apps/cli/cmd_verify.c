/* cmd_verify.c -- sayso verify: every span back from the stored originals.  Layer: app. */
#include "cli.h"

static int run(cli *c)
{
    sayso_ledger *ledger;
    sayso_error err = {0};
    int status;
    bool same = false;
    if (!cli_ledger(c, false, &ledger, &status))
        return status;
    sayso_output out = cli_output(c);
    sayso_layout layout = cli_layout(c, SAYSO_AS_TEXT);
    sayso_status s = sayso_ledger_verify(ledger, &layout, &out, &same, &err);
    sayso_ledger_close(ledger);
    return cli_finish(c, s, &err, NULL, same ? EXIT_READ : EXIT_REFUSED);
}

const cli_command cmd_verify = {
    .name = "verify",
    .args = "",
    .summary = "read every span back from the stored originals",
    .more = "Exit status 1 if one byte differs.",
    .options = CLI_COMMON | CLI_BIT(LEDGER),
    .run = run,
};
