/* cmd_show.c -- sayso show: the ledger's tables.  Layer: app. */
#include "cli.h"

static int run(cli *c)
{
    static const sayso_form forms[] = {SAYSO_AS_TABLE, SAYSO_AS_CSV, SAYSO_AS_JSON};
    sayso_ledger *ledger;
    sayso_error err = {0};
    int status;
    if (!cli_ledger(c, false, &ledger, &status))
        return status;
    sayso_query query = cli_query(c);
    sayso_output out = cli_output(c);
    sayso_layout layout = cli_layout(c, forms[c->o.format]);
    sayso_status s = sayso_ledger_show(ledger, c->o.arg[0], &query, &layout, &out, &err);
    sayso_ledger_close(ledger);
    return cli_finish(c, s, &err, NULL, EXIT_READ);
}

const cli_command cmd_show = {
    .name = "show",
    .args = "VIEW",
    .summary = "a table of what the ledger holds",
    .more = "VIEW is one of reports, copies, actors, claims, figures, positions, blame, incidents, "
            "timeline, events, refused, corrections.",
    .options = CLI_COMMON | CLI_BIT(LEDGER) | CLI_BIT(FORMAT) | CLI_BIT(BY) | CLI_BIT(ABOUT) |
               CLI_BIT(ACT) | CLI_BIT(EVENT) | CLI_BIT(SINCE) | CLI_BIT(UNTIL) | CLI_BIT(AS_OF) |
               CLI_BIT(OFFSETS),
    .least = 1,
    .most = 1,
    .run = run,
};
