/* bench_ledger.c -- a ledger of many reports: how fast it grows, and how fast it answers.
 * Layer: bench.
 *
 * usage: sayso-bench-ledger [N [SEED]]      N reports (default 100000) of made.h
 *        sayso-bench-ledger --print N [SEED]      the reports themselves, on standard output
 *
 * The reports are written to a file, read into a new ledger by all cores, and the ledger is asked.
 * Printed are reports a second of wall time for each tenth, the processor time of all threads, the
 * peak of memory, and the time of each question. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "made.h"
#include "sayso/sayso.h"

#define TENTHS 10u

typedef struct {
    uint32_t n, done, lap; /* reports; arrived; tenths done */
    double from, cpu;      /* seconds when the lap began: wall, processor */
    double rate[TENTHS], cost[TENTHS];
} run;

static void stop(const char *what)
{
    fprintf(stderr, "sayso-bench-ledger: %s\n", what);
    exit(2);
}

static double clock_of(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double now(void)
{
    return clock_of(CLOCK_MONOTONIC);
}

static bool write_file(void *user, const char *p, size_t n)
{
    return fwrite(p, 1, n, user) == n;
}

static void write_reports(FILE *f, uint32_t n, uint64_t seed)
{
    sayso_sink s;
    sayso__sink_init(&s, write_file, f);
    for (uint32_t i = 0; i < n; i++)
        made_report(seed, i, &s);
    if (!sayso__sink_flush(&s))
        stop("cannot write the reports");
    sayso__sink_free(&s);
}

static void arrived(void *user, const sayso_arrival *what)
{
    run *r = user;
    (void)what;
    if (++r->done * TENTHS / r->n == r->lap)
        return;
    double to = now(), cpu = clock_of(CLOCK_PROCESS_CPUTIME_ID);
    r->cost[r->lap] = 1e3 * (cpu - r->cpu) * TENTHS / r->n;
    r->rate[r->lap++] = (double)r->n / TENTHS / (to - r->from);
    r->from = to;
    r->cpu = cpu;
}

static bool count_out(void *user, const char *p, size_t n)
{
    (void)p;
    *(size_t *)user += n;
    return true;
}

static void print_usage(double wall, uint32_t n, const char *ledger)
{
    struct rusage u;
    struct stat file;
    getrusage(RUSAGE_SELF, &u);
    double cpu = (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
                 1e-6 * (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec);
    printf("all in: %.0f reports/s (%.1f s; processor %.1f s: %.2f ms a report)\n", n / wall, wall,
           cpu, 1e3 * cpu / n);
    printf("peak memory: %.0f MB", (double)u.ru_maxrss / 1024);
    if (stat(ledger, &file) == 0)
        printf("; ledger: %.0f MB, %.1f KB a report", (double)file.st_size / 1e6,
               (double)file.st_size / 1e3 / n);
    putchar('\n');
}

/* A question: its name, and what asks it. */
typedef sayso_status ask(sayso_ledger *l, const sayso_output *out, sayso_error *err);

static sayso_status ask_brief(sayso_ledger *l, const sayso_output *out, sayso_error *err)
{
    return sayso_ledger_brief(l, NULL, NULL, out, err);
}

static sayso_status ask_events(sayso_ledger *l, const sayso_output *out, sayso_error *err)
{
    const sayso_layout csv = {.form = SAYSO_AS_CSV};
    return sayso_ledger_show(l, "events", NULL, &csv, out, err);
}

static sayso_status ask_find(sayso_ledger *l, const sayso_output *out, sayso_error *err)
{
    return sayso_ledger_find(l, "harbour blast", NULL, NULL, out, err);
}

static sayso_status ask_find_by(sayso_ledger *l, const sayso_output *out, sayso_error *err)
{
    const sayso_query deny = {.act = "deny", .by = "Interior Ministry"};
    return sayso_ledger_find(l, "bridge", &deny, NULL, out, err);
}

/* The brief of the largest as a page. */
static sayso_status ask_page(sayso_ledger *l, const sayso_output *out, sayso_error *err)
{
    const sayso_layout html = {.form = SAYSO_AS_HTML};
    return sayso_ledger_brief(l, NULL, &html, out, err);
}

static void *count_file(void *user, const char *name)
{
    (void)name;
    return user;
}

static sayso_status ask_export(sayso_ledger *l, const sayso_output *out, sayso_error *err)
{
    const sayso_folder to = {count_file, out->write, NULL, out->user};
    return sayso_ledger_export(l, "csv", NULL, NULL, NULL, &to, err);
}

static void time_ask(const char *ledger, const char *name, ask *question)
{
    sayso_ledger *l;
    sayso_error err;
    size_t n = 0;
    const sayso_output out = {count_out, &n};
    double from = now(), cpu = clock_of(CLOCK_PROCESS_CPUTIME_ID);
    sayso_status s = sayso_ledger_open(ledger, false, 0, &l, &err);
    if (s == SAYSO_OK)
        s = question(l, &out, &err);
    sayso_ledger_close(l);
    if (s != SAYSO_OK)
        stop(err.message);
    printf("%-24s %8.1f ms (processor %.1f ms), %zu bytes\n", name, 1e3 * (now() - from),
           1e3 * (clock_of(CLOCK_PROCESS_CPUTIME_ID) - cpu), n);
}

static void bench_ledger(const char *reports, const char *ledger, uint32_t n)
{
    sayso_engine *engine = NULL;
    sayso_ledger *l = NULL;
    sayso_error err;
    run r = {.n = n};
    const char *const paths[] = {reports};
    const sayso_input in = {paths, 1, .threads = (uint32_t)sysconf(_SC_NPROCESSORS_ONLN),
                            .arrived = arrived, .user = &r};
    if (sayso_engine_open(NULL, &engine, &err) != SAYSO_OK ||
        sayso_ledger_open(ledger, true, 0, &l, &err) != SAYSO_OK)
        stop(err.message);
    double from = r.from = now();
    r.cpu = clock_of(CLOCK_PROCESS_CPUTIME_ID);
    sayso_tally tally;
    if (sayso_ledger_read(l, engine, &in, &tally, &err) != SAYSO_OK)
        stop(err.message);
    sayso_ledger_close(l);
    sayso_engine_close(engine);
    double wall = now() - from;
    printf("reports/s by tenths:");
    for (uint32_t i = 0; i < TENTHS; i++)
        printf(" %.0f", r.rate[i]);
    printf("\nprocessor ms a report: ");
    for (uint32_t i = 0; i < TENTHS; i++)
        printf(" %.2f", r.cost[i]);
    printf("; then %.1f s (processor %.1f s) to settle and close\n", now() - r.from,
           clock_of(CLOCK_PROCESS_CPUTIME_ID) - r.cpu);
    print_usage(wall, n, ledger);
    time_ask(ledger, "brief of the largest", ask_brief);
    time_ask(ledger, "show events", ask_events);
    time_ask(ledger, "find two words", ask_find);
    time_ask(ledger, "find, one act of one", ask_find_by);
    time_ask(ledger, "brief as a page", ask_page);
    time_ask(ledger, "export csv", ask_export);
    printf("  (of %llu claims)\n", (unsigned long long)tally.n_claim);
}

int main(int argc, char **argv)
{
    bool print = argc > 1 && strcmp(argv[1], "--print") == 0;
    argv += print;
    argc -= print;
    uint32_t n = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : 100000;
    uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 20310504;
    if (n < TENTHS)
        stop("usage: sayso-bench-ledger [--print] [N [SEED]]");
    if (print) {
        write_reports(stdout, n, seed);
        return 0;
    }
    char folder[] = "/tmp/sayso-bench-XXXXXX", reports[64], ledger[64];
    if (!mkdtemp(folder))
        stop("no temporary folder");
    snprintf(reports, sizeof reports, "%s/reports.jsonl", folder);
    snprintf(ledger, sizeof ledger, "%s/ledger.db", folder);
    FILE *f = fopen(reports, "w");
    if (!f)
        stop("no temporary file");
    write_reports(f, n, seed);
    fclose(f);
    bench_ledger(reports, ledger, n);
    unlink(reports);
    unlink(ledger);
    rmdir(folder);
    return 0;
}
