/* cmd_read.c -- sayso read: reports into a ledger.  Layer: app. */
#define _POSIX_C_SOURCE 200809L
#include <signal.h>
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

/* Ctrl-C ends the reading, and what was read so far is kept; a second one ends the program. */
static volatile sig_atomic_t stopped_by;

static void on_signal(int signal)
{
    stopped_by = signal;
}

static bool is_stopped(void *user)
{
    (void)user;
    return stopped_by != 0;
}

static void catch_signals(void)
{
    static const int ends[] = {SIGINT, SIGTERM};
    struct sigaction a = {.sa_handler = on_signal, .sa_flags = SA_RESETHAND | SA_RESTART}, was;
    sigemptyset(&a.sa_mask);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (sigaction(ends[i], NULL, &was) == 0 && was.sa_handler != SIG_IGN)
            sigaction(ends[i], &a, NULL);
}

/* Says that the run was cut short, and ends as the signal would have ended it. */
static void end_by_signal(void)
{
    fputs("sayso: stopped; what was read before is in the ledger\n", stderr);
    fflush(stdout);
    signal(stopped_by, SIG_DFL);
    raise(stopped_by);
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
    input.stop = is_stopped;
    if (!cli_open(c, true, &engine, &ledger, &status))
        return status;
    catch_signals();
    sayso_status s = sayso_ledger_read(ledger, engine, &input, &tally, &err);
    cli_close(engine, ledger);
    if (s == SAYSO_OK && !c->o.quiet)
        print_sum(&tally);
    if (s == SAYSO_OK && stopped_by)
        end_by_signal();
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
        "nothing. Ctrl-C ends the reading before the next report; what was read before is kept. "
        "While a pipe gives nothing it waits for that report: a second Ctrl-C then ends the "
        "program at once, and what came since the last batch was written is lost.",
    .options = CLI_COMMON | CLI_SAYS | CLI_BIT(LEDGER),
    .least = 1,
    .most = UINT32_MAX,
    .run = run,
};
