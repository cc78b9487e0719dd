/* cmd_read.c -- sayso read: reports into a ledger.  Layer: app. */
#include <stdio.h>

#include "cli.h"

static const char *s_of(uint64_t n)
{
    return n == 1 ? "" : "s";
}

static void print_sum(const sayso_tally *t)
{
    typedef unsigned long long big;
    printf("%llu report%s: %llu new, %llu cop%s, %llu revision%s, %llu known before, %llu refused; "
           "%llu claim%s, %llu figure%s",
           (big)t->n_report, s_of(t->n_report),
           (big)(t->n_report - t->n_copy - t->n_revision - t->n_same - t->n_refused),
           (big)t->n_copy, t->n_copy == 1 ? "y" : "ies", (big)t->n_revision, s_of(t->n_revision),
           (big)t->n_same, (big)t->n_refused, (big)t->n_claim, s_of(t->n_claim), (big)t->n_figure,
           s_of(t->n_figure));
    if (t->n_problem)
        printf("; %llu could not be read", (big)t->n_problem);
    putchar('\n');
}

static int run(cli *c)
{
    sayso_engine *engine;
    sayso_ledger *ledger;
    sayso_error err = {0};
    sayso_tally tally = {0};
    int status;
    c->list = !c->o.quiet;
    sayso_input input = cli_input(c);
    if (!cli_open(c, true, &engine, &ledger, &status))
        return status;
    sayso_status s = sayso_ledger_read(ledger, engine, &input, &tally, &err);
    cli_close(engine, ledger);
    if (s == SAYSO_OK && !c->o.quiet)
        print_sum(&tally);
    return cli_finish(c, s, &err, s == SAYSO_EUSE ? NULL : cli_ledger_name(c),
                      cli_tally_status(&tally));
}

const cli_command cmd_read = {
    .name = "read",
    .args = "INPUT...",
    .summary = "read reports into the ledger",
    .more =
        "INPUT is a file, a folder, a pattern ('news/**/*.html') or - for standard input: plain "
        "text, web pages, feeds, mail and mailboxes, formats of news services (NewsML, NITF, "
        "ninjs), PDF (where pdftotext is installed), tables (CSV, TSV) whose header names a column "
        "of texts, or JSON lines with id, text and, where known, title, published, publisher, url "
        "and byline; plain or packed with gzip or zstd, in WARC, ARC, tar and zip files, one in "
        "the other. What it is, is told by its content. Prints what came in, what was a copy or a "
        "later version of a report, and what was refused and why. Reading a report again changes "
        "nothing.",
    .options = CLI_COMMON | CLI_SAYS | CLI_BIT(LEDGER),
    .least = 1,
    .most = UINT32_MAX,
    .run = run,
};
