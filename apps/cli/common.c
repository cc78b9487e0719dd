/* common.c -- what the commands share: input, output, errors.  Layer: app. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "cli.h"

/* A new line of progress every quarter of a second. */
#define SHOW_EVERY 0.25

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void clear_progress(cli *c)
{
    if (c->progress && c->shown > 0)
        fputs("\r\033[K", stderr);
}

/* "1200 reports, 310/s, 45 %, 12 s left" */
static void show_progress(const cli *c, double seconds)
{
    fprintf(stderr, "\r%llu reports, %.0f/s", (unsigned long long)c->told,
            (double)c->told / seconds);
    if (c->total && c->done) {
        double part = (double)c->done / (double)c->total;
        part = part > 1 ? 1 : part;
        unsigned long left = (unsigned long)(seconds / part - seconds + 0.5);
        fprintf(stderr, ", %.0f %%, ", part * 100);
        if (left >= 120)
            fprintf(stderr, "%lu min left", (left + 30) / 60);
        else
            fprintf(stderr, "%lu s left", left);
    }
    fputs("\033[K", stderr);
}

/* One report more; shown now and then. */
static void tell_progress(cli *c)
{
    c->told++;
    if (!c->progress)
        return;
    double t = now();
    c->began = c->began > 0 ? c->began : t;
    if (t - c->began < SHOW_EVERY || t - c->shown < SHOW_EVERY)
        return;
    c->shown = t;
    show_progress(c, t - c->began);
}

static void progress(void *user, uint64_t done, uint64_t total)
{
    cli *c = user;
    c->done = done;
    c->total = total;
}

static bool write_out(void *user, const char *p, size_t n)
{
    cli *c = user;
    if (c->piecewise)
        tell_progress(c);
    if (fwrite(p, 1, n, stdout) == n)
        return true;
    c->write_errno = errno ? errno : EIO;
    return false;
}

sayso_output cli_output(cli *c)
{
    return (sayso_output){write_out, c};
}

/* A byte offset is told where there is one: not of a file that could not be opened. */
void cli_problem(void *user, const char *file, const sayso_error *what)
{
    clear_progress(user);
    if (what->code == SAYSO_EIO)
        fprintf(stderr, "sayso: %s: %s\n", file, what->message);
    else
        fprintf(stderr, "sayso: %s:%llu: %s%s\n", file, (unsigned long long)what->byte,
                what->code == SAYSO_OK ? "warning: " : "", what->message);
}

static void list_arrival(const sayso_arrival *a)
{
    if (a->reason)
        printf("%-9s %s: %s\n", a->what, a->report, a->reason);
    else if (a->of)
        printf("%-9s %s, of %s\n", a->what, a->report, a->of);
    else
        printf("%-9s %s: %u claim%s, %u figure%s\n", a->what, a->report, a->n_claim,
               a->n_claim == 1 ? "" : "s", a->n_figure, a->n_figure == 1 ? "" : "s");
}

static void arrived(void *user, const sayso_arrival *a)
{
    cli *c = user;
    if (c->list)
        list_arrival(a);
    else if (a->reason)
        fprintf(stderr, "sayso: %s: refused: %s\n", a->file, a->reason);
    tell_progress(c);
}

sayso_input cli_input(cli *c)
{
    static const char *const standard_input[] = {"-"};
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    return (sayso_input){.path = c->o.n_arg ? c->o.arg : standard_input,
                         .n_path = c->o.n_arg ? c->o.n_arg : 1,
                         .published = c->o.published,
                         .publisher = c->o.publisher,
                         .url = c->o.url,
                         .max_bytes = c->o.max_bytes,
                         .map = c->o.map,
                         .pdf_text = cli_pdf_text,
                         .threads = c->o.threads ? c->o.threads
                                    : cores > 0  ? (uint32_t)cores
                                                 : 1,
                         .fetch = cli_fetch,
                         .problem = cli_problem,
                         .arrived = arrived,
                         .progress = c->progress ? progress : NULL,
                         .user = c};
}

char *cli_joined(const cli *c, uint32_t from)
{
    size_t n = 1;
    for (uint32_t i = from; i < c->o.n_arg; i++)
        n += strlen(c->o.arg[i]) + 1;
    char *words = calloc(n, 1);
    for (uint32_t i = from, at = 0; words && i < c->o.n_arg; i++)
        at += (uint32_t)snprintf(words + at, n - at, "%s%s", i > from ? " " : "", c->o.arg[i]);
    return words;
}

sayso_query cli_query(const cli *c)
{
    return (sayso_query){.event = c->o.event,
                         .all = c->o.all,
                         .by = c->o.by,
                         .about = c->o.about,
                         .act = c->o.act,
                         .since = c->o.since,
                         .until = c->o.until,
                         .as_of = c->o.as_of};
}

sayso_layout cli_layout(const cli *c, sayso_form form)
{
    struct winsize size = {0};
    const char *no_colour = getenv("NO_COLOR"), *term = getenv("TERM");
    bool terminal = isatty(STDOUT_FILENO);
    sayso_layout l = {.form = form, .offsets = (sayso_offsets_in)c->o.offsets, .ids = c->o.ids};
    l.tokens = c->o.layers != NULL;
    l.colour = terminal && !(no_colour && *no_colour) && !(term && strcmp(term, "dumb") == 0);
    if (terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col)
        l.width = size.ws_col > 140 ? 140 : size.ws_col;
    return l;
}

int cli_finish(cli *c, sayso_status s, const sayso_error *err, const char *subject, int otherwise)
{
    clear_progress(c);
    errno = 0;
    if (fflush(stdout) != 0 && !c->write_errno)
        c->write_errno = errno ? errno : EIO;
    if (c->write_errno) {
        if (c->write_errno != EPIPE) /* who closes a pipe has what he wants: `| head` */
            fprintf(stderr, "sayso: standard output: %s\n", strerror(c->write_errno));
        return EXIT_TROUBLE;
    }
    if (s == SAYSO_OK)
        return otherwise;
    if (subject)
        fprintf(stderr, "sayso: %s: %s\n", subject, err->message);
    else
        fprintf(stderr, "sayso: %s\n", err->message);
    return s == SAYSO_EUSE || s == SAYSO_ENOTFOUND || s == SAYSO_EMODEL ? EXIT_USE : EXIT_TROUBLE;
}

int cli_tally_status(const sayso_tally *t)
{
    return t->n_problem || t->n_refused ? EXIT_REFUSED : EXIT_READ;
}
