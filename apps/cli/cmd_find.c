/* cmd_find.c -- sayso find: full-text search over reports and claims.  Layer: app. */
#include <stdlib.h>

#include "cli.h"

static int run(cli *c)
{
    static const sayso_form forms[] = {SAYSO_AS_TEXT, SAYSO_AS_CSV, SAYSO_AS_JSON};
    sayso_ledger *ledger;
    sayso_error err = {0};
    int status;
    if (!cli_ledger(c, false, &ledger, &status))
        return status;
    char *words = cli_joined(c, 0);
    sayso_query query = cli_query(c);
    sayso_output out = cli_output(c);
    sayso_layout layout = cli_layout(c, forms[c->o.format]);
    sayso_status s = sayso_ledger_find(ledger, words ? words : "", &query, &layout, &out, &err);
    sayso_ledger_close(ledger);
    free(words);
    return cli_finish(c, s, &err, NULL, EXIT_READ);
}

const cli_command cmd_find = {
    .name = "find",
    .args = "WORDS",
    .summary = "full-text search over reports and claims",
    .more = "All of the words are wanted, in whatever form of case and accents; those found are "
            "lit, or stand between stars. With --by, --about or --act claims alone are searched. "
            "Of what very "
            "many texts hold, the latest are shown.",
    .options = CLI_COMMON | CLI_BIT(LEDGER) | CLI_BIT(FORMAT) | CLI_BIT(BY) | CLI_BIT(ABOUT) |
               CLI_BIT(ACT) | CLI_BIT(EVENT) | CLI_BIT(SINCE) | CLI_BIT(UNTIL) | CLI_BIT(AS_OF),
    .least = 1,
    .most = UINT32_MAX,
    .run = run,
};
