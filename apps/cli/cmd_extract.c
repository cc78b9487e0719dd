/* cmd_extract.c -- sayso extract: reports to JSON lines, no ledger.  Layer: app. */
#include "cli.h"

static int run(cli *c)
{
    sayso_engine *engine;
    sayso_error err = {0};
    sayso_tally tally = {0};
    sayso_input input = cli_input(c);
    sayso_output out = cli_output(c);
    sayso_layout layout = cli_layout(c, SAYSO_AS_JSON);
    int status;
    if (!cli_engine(c, &engine, &status))
        return status;
    c->piecewise = true;
    sayso_status s = sayso_extract(engine, &input, &layout, &out, &tally, &err);
    sayso_engine_close(engine);
    return cli_finish(c, s, &err, NULL, cli_tally_status(&tally));
}

const cli_command cmd_extract = {
    .name = "extract",
    .args = "[INPUT...]",
    .summary = "print one JSON object a report, without a ledger",
    .more = "Reads files, folders or standard input (-) and prints what each report says in input "
            "order: sentences, actors, mentions, dates, figures, attributions, evidence marks and "
            "incidents, each with its place in the text.",
    .options = CLI_COMMON | CLI_SAYS | CLI_BIT(LAYERS) | CLI_BIT(OFFSETS),
    .most = UINT32_MAX,
    .run = run,
};
