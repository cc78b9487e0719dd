/* cmd_brief.c -- sayso brief: one event on a page.  Layer: app. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

#define OTHERS_MOST 8u

/* The ledger's other events, a few of them, on standard error. */
static void other(void *user, const char *id, const char *name, uint32_t n_report)
{
    cli *c = user;
    if (c->o.quiet || ++c->n_other > OTHERS_MOST + 1)
        return;
    if (c->n_other == 1)
        fputs("sayso: the ledger holds other events, too (sayso brief EVENT, or --all):\n", stderr);
    if (c->n_other > OTHERS_MOST)
        fputs("  ... and more: sayso show events\n", stderr);
    else
        fprintf(stderr, "  %.12s  %s, %u report%s\n", id, name, n_report, n_report == 1 ? "" : "s");
}

static bool write_file(void *file, const char *p, size_t n)
{
    return fwrite(p, 1, n, file) == n;
}

/* The page into its file; "-" is standard output. */
static int write_page(cli *c, sayso_ledger *ledger, const sayso_query *query)
{
    bool standard = strcmp(c->o.html, "-") == 0;
    FILE *f = standard ? stdout : fopen(c->o.html, "wb");
    sayso_error err = {0};
    if (!f) {
        fprintf(stderr, "sayso: %s: %s\n", c->o.html, strerror(errno));
        return EXIT_TROUBLE;
    }
    const sayso_output out = {write_file, f};
    sayso_layout layout = cli_layout(c, SAYSO_AS_HTML);
    sayso_status s = sayso_ledger_brief(ledger, query, &layout, &out, &err);
    bool written = standard ? fflush(f) == 0 : fclose(f) == 0;
    if (s == SAYSO_OK && !written) {
        fprintf(stderr, "sayso: %s: %s\n", c->o.html, strerror(errno));
        return EXIT_TROUBLE;
    }
    return cli_finish(c, s, &err, NULL, EXIT_READ);
}

static int run(cli *c)
{
    sayso_ledger *ledger;
    sayso_error err = {0};
    int status;
    if (c->o.html && c->o.json) {
        fputs("sayso: --json or --html FILE, not both; see sayso brief --help\n", stderr);
        return EXIT_USE;
    }
    if (!cli_ledger(c, false, &ledger, &status))
        return status;
    char *words = cli_joined(c, 0);
    sayso_query query = cli_query(c);
    query.others = other;
    query.user = c;
    if (words && *words)
        query.event = words;
    if (c->o.html) {
        status = write_page(c, ledger, &query);
    } else {
        sayso_output out = cli_output(c);
        sayso_layout layout = cli_layout(c, c->o.json ? SAYSO_AS_JSON : SAYSO_AS_TEXT);
        sayso_status s = sayso_ledger_brief(ledger, &query, &layout, &out, &err);
        status = cli_finish(c, s, &err, NULL, EXIT_READ);
    }
    sayso_ledger_close(ledger);
    free(words);
    return status;
}

const cli_command cmd_brief = {
    .name = "brief",
    .args = "[EVENT]",
    .summary = "one event on a page: who says who did it, figures, positions, copies",
    .more =
        "EVENT is an event's id, the beginning of one, or words of its name; without it, the "
        "event that most reports are about. Each line leads to claims (--ids), each claim to its "
        "words (sayso trace). --html writes a page that can be mailed: drawings, and every claim "
        "in "
        "its report.",
    .options = CLI_COMMON | CLI_BIT(LEDGER) | CLI_BIT(ALL) | CLI_BIT(JSON) | CLI_BIT(HTML) |
               CLI_BIT(IDS) | CLI_BIT(AS_OF) | CLI_BIT(OFFSETS),
    .most = UINT32_MAX,
    .run = run,
};
