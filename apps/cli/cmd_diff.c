/* cmd_diff.c -- sayso diff: two ledgers, or one at two dates.  Layer: app. */
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli.h"

static bool is_ledger(const char *path)
{
    return sayso_ledger_is_address(path) || access(path, F_OK) == 0;
}

static bool is_day(const char *word)
{
    return strlen(word) >= 4 && strspn(word, "0123456789") >= 4;
}

static bool open_at(const char *path, sayso_ledger **out)
{
    sayso_error err = {0};
    char name[200];
    if (is_ledger(path) &&
        sayso_ledger_open(path, false, (int64_t)time(NULL), out, &err) == SAYSO_OK)
        return true;
    sayso_ledger_name(path, name, sizeof name);
    fprintf(stderr, "sayso: %s: %s\n", name, err.message[0] ? err.message : "no such ledger");
    return false;
}

static int run(cli *c)
{
    static const sayso_form forms[] = {SAYSO_AS_TABLE, SAYSO_AS_CSV, SAYSO_AS_JSON};
    sayso_ledger *first = NULL, *second = NULL;
    sayso_error err = {0};
    int status = EXIT_TROUBLE;
    bool files = is_ledger(c->o.arg[0]) || is_ledger(c->o.arg[1]);
    for (int i = 0; i < 2; i++)
        if (!is_ledger(c->o.arg[i]) && (files || !is_day(c->o.arg[i]))) {
            fprintf(stderr, "sayso: %s: %s\n", c->o.arg[i],
                    files ? "no such ledger" : "neither a ledger nor a date (2031-05-03)");
            return files ? EXIT_TROUBLE : EXIT_USE;
        }
    sayso_query a = cli_query(c), b = a;
    if (!files) {
        a.as_of = c->o.arg[0];
        b.as_of = c->o.arg[1];
    }
    bool open = files ? open_at(c->o.arg[0], &first) && open_at(c->o.arg[1], &second)
                      : cli_ledger(c, false, &first, &status);
    if (open) {
        sayso_output out = cli_output(c);
        sayso_layout layout = cli_layout(c, forms[c->o.format]);
        sayso_status s =
            sayso_ledger_diff(first, &a, files ? second : first, &b, &layout, &out, &err);
        status = cli_finish(c, s, &err, NULL, EXIT_READ);
    }
    sayso_ledger_close(first);
    sayso_ledger_close(second);
    return status;
}

const cli_command cmd_diff = {
    .name = "diff",
    .args = "A B",
    .summary = "what changed in claims, figures and positions between two ledgers or dates",
    .more =
        "A and B are ledgers, or days as of which the ledger (-l) is asked. Rows with + stand in "
        "B alone, rows with - in A alone. --event: of one event only.",
    .options = CLI_COMMON | CLI_BIT(LEDGER) | CLI_BIT(FORMAT) | CLI_BIT(EVENT),
    .least = 2,
    .most = 2,
    .run = run,
};
