/* cmd_files.c -- sayso FILE...: read into a ledger in memory and print.  Layer: app. */
#include <time.h>

#include "cli.h"

static int run(cli *c)
{
    sayso_engine *engine;
    sayso_ledger *ledger = NULL;
    sayso_error err = {0};
    sayso_tally tally = {0};
    sayso_input input = cli_input(c);
    sayso_output out = cli_output(c);
    sayso_layout layout = cli_layout(c, c->o.json ? SAYSO_AS_JSON : SAYSO_AS_TEXT);
    sayso_query query = {.all = true};
    int status;
    if (cli_is_no_command(c->o.arg[0]))
        return EXIT_USE;
    if (!cli_engine(c, &engine, &status))
        return status;
    sayso_status s = sayso_ledger_open(":memory:", true, (int64_t)time(NULL), &ledger, &err);
    if (s == SAYSO_OK)
        s = sayso_ledger_read(ledger, engine, &input, &tally, &err);
    uint64_t n = tally.n_report - tally.n_refused - tally.n_same;
    if (s == SAYSO_OK && n == 1 && !c->o.json)
        s = sayso_ledger_report(ledger, &layout, &out, &err);
    else if (s == SAYSO_OK && n)
        s = sayso_ledger_brief(ledger, &query, &layout, &out, &err);
    sayso_ledger_close(ledger);
    sayso_engine_close(engine);
    return cli_finish(c, s, &err, NULL, cli_tally_status(&tally));
}

const cli_command cmd_files = {
    .name = "",
    .args = "FILE...",
    .summary = "read files and print what they say: of one report its claims, of several the brief",
    .more = "Reads into a ledger in memory, so that nothing stays behind.",
    .options = CLI_COMMON | CLI_SAYS | CLI_BIT(JSON) | CLI_BIT(IDS) | CLI_BIT(OFFSETS),
    .least = 1,
    .most = UINT32_MAX,
    .run = run,
};
