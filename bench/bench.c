/* bench.c -- speed and memory of each stage, on one core, and of the whole over threads.
 *
 * usage: sayso-bench [-r RUNS] [FILE...]      without FILE: reports made up here, the same each
 * time
 *
 * All documents are held in memory; each run takes them through the stages with the engine's own
 * calls, in batches as the engine's pool does (engine/pool.h), reading the process's CPU clock
 * around each stage (other work on the machine then costs less). Printed is the median of the runs.
 */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "base/array.h"
#include "base/str.h"
#include "engine/inputs.h"
#include "engine/pipeline.h"
#include "engine/pool.h"
#include "tag/lexeme.h"
#include "view/extract.h"

#define MADE_REPORTS   400u
#define MADE_SENTENCES 22u
#define RUNS           7u
#define RUNS_MOST      101u

#define STAGES(X)                                                                                  \
    X(DOC, "document")                                                                             \
    X(TOKEN, "tokens, sentences")                                                                  \
    X(TAG, "tags, trees, names")                                                                   \
    X(WORDS, "  of it: words")                                                                     \
    X(POS, "  of it: parts of speech")                                                             \
    X(NER, "  of it: names")                                                                       \
    X(PARSE, "  of it: trees")                                                                     \
    X(MENTION, "dates, figures, actors")                                                           \
    X(ATTR, "attributions")                                                                        \
    X(CLAIM, "claims, incidents")                                                                  \
    X(JSON, "JSON out")                                                                            \
    X(ALL, "all")

typedef enum {
#define X(name, text) STAGE_##name,
    STAGES(X)
#undef X
        N_STAGE
} stage;

typedef SAYSO_ARRAY(sayso_unit) units;

/* A report on its way through the stages. */
typedef struct {
    sayso_arena arena;
    sayso_doc doc;
    sayso_tokens tokens;
    sayso_tags tags;
    sayso_mentions mentions;
    sayso_attrs attrs;
    sayso_claims claims;
    bool bad;
} report;

typedef struct {
    sayso_arena kept, scratch;
    report batch[SAYSO_POOL_BATCH];
    units unit;
    sayso_models models;
    uint64_t n_byte, n_token;
    double seconds[N_STAGE][RUNS_MOST];
} bench;

static void stop(const char *what)
{
    fprintf(stderr, "sayso-bench: %s\n", what);
    exit(2);
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* ---- what is read ------------------------------------------------------------------------------
 */

static uint32_t dice(uint64_t *seed, uint32_t n)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33) % n;
}

/* A sentence with %N a name, %P a place, %O an office, %# a number. */
static void make_sentence(sayso_sink *s, const char *form, uint64_t *seed)
{
    static const char *const names[] = {"Ilse Brandt", "Tomas Varga", "Lena Garrod", "Oren Falk",
                                        "Mona Dahl",   "Jonas Hahn",  "Ada Kolb",    "Rui Sater"};
    static const char *const places[] = {"Dünholm", "Port Melle", "Orlen",
                                         "Kestrel", "Varna Bay",  "Upper Torv"};
    static const char *const offices[] = {"Ports Ministry",
                                          "Torv Police",
                                          "Tide Front",
                                          "Seamen's Union",
                                          "regional health office",
                                          "Melle Wire"};
    for (; *form; form++) {
        if (*form != '%') {
            sayso__sink_char(s, *form);
            continue;
        }
        switch (*++form) {
        case 'N': sayso__sink_text(s, names[dice(seed, 8)]); break;
        case 'P': sayso__sink_text(s, places[dice(seed, 6)]); break;
        case 'O': sayso__sink_text(s, offices[dice(seed, 6)]); break;
        default: sayso__sink_print(s, "%u", 2 + dice(seed, 200)); break;
        }
    }
}

static void make_report(sayso_sink *s, uint32_t number, uint64_t *seed)
{
    static const char *const forms[] = {
        "The %O said on Tuesday that at least %# people were injured when the ferry burned off %P.",
        "“We have no part in this,” %N, a spokesman for the %O, told reporters in %P.",
        "“Nobody warned us,” she added.",
        ("According to the %O, %# of the passengers were children, though officials cautioned "
         "that the count was preliminary."),
        "%N, who heads the %O, accused the %O of setting the fire, without providing evidence.",
        "The %O denied the allegation and called it “absurd”.",
        "It was not immediately clear how many were on board.",
        "The vessel left %P at dawn on 9 June and was due in %P three hours later.",
        "In a statement carried by the %O, the group claimed responsibility for the blaze.",
        "Residents described a loud bang, followed by smoke over the harbour.",
        "The minister, %N, said investigators had found no sign of an explosion.",
        "Two days earlier the %O had warned that lines in the engine room were worn.",
        "About %# families have been moved to a school in %P, the mayor's office reported.",
        "“They knew,” said %N, whose brother was on the ferry. “They all knew.”",
        "The company, which runs %# ships on the route, declined to comment.",
        "A survey by the university of %P found that %# percent blame the owners."};
    sayso__sink_print(s, "{\"id\": \"made-%u\", \"published\": \"2032-06-%02uT09:00:00Z\", ",
                      number, 10 + number % 18);
    sayso__sink_text(s, "\"publisher\": \"Torv Daily\", \"title\": \"");
    make_sentence(s, "Ferry burns off %P, %# hurt", seed);
    sayso__sink_text(s, "\", \"text\": \"");
    for (uint32_t i = 0; i < MADE_SENTENCES; i++) {
        if (i)
            sayso__sink_text(s, i % 3 ? " " : "\\n\\n");
        make_sentence(s, forms[dice(seed, 16)], seed);
    }
    sayso__sink_text(s, "\"}");
}

static void make_units(bench *b)
{
    uint64_t seed = 20320609;
    for (uint32_t i = 0; i < MADE_REPORTS; i++) {
        sayso_sink s;
        sayso__sink_memory(&s);
        make_report(&s, i, &seed);
        const char *p = s.failed ? NULL : sayso__arena_copy(&b->kept, s.buf, s.n);
        sayso_unit u = {p, (uint32_t)s.n, SAYSO_MEDIA_JSON, SAYSO_STR("made"), 0, i + 1};
        if (!p || !SAYSO_PUSH(&b->kept, &b->unit, u))
            stop("out of memory");
        sayso__sink_free(&s);
    }
}

static void read_units(bench *b, char **path, int n)
{
    sayso_inputs in;
    sayso_error err;
    const sayso_input from = {(const char *const *)path, (size_t)n};
    if (sayso__inputs_open(&in, &from, &err) != SAYSO_OK)
        stop(err.message);
    for (;;) {
        sayso_unit u;
        sayso_status s = sayso__inputs_next(&in, &b->kept, &u, &err);
        if (s == SAYSO_OK && u.note)
            continue;
        if (s == SAYSO_OK && !u.bytes)
            break;
        if (s == SAYSO_ENOMEM || (s == SAYSO_OK && !SAYSO_PUSH(&b->kept, &b->unit, u)))
            stop("out of memory");
        if (s != SAYSO_OK)
            fprintf(stderr, "sayso-bench: %s: %s\n", in.file, err.message);
    }
    sayso__inputs_close(&in);
}

/* ---- runs --------------------------------------------------------------------------------------
 */

/* Adds the time since *from to a stage; the next one begins now. */
static void lap(bench *b, stage s, uint32_t run, double *from)
{
    double to = now();
    b->seconds[s][run] += to - *from;
    *from = to;
}

static sayso_status make_doc(report *r, const sayso_unit *unit)
{
    static const sayso_read_options options = {0};
    sayso__arena_reset(&r->arena);
    return sayso__doc_make(unit, &options, &r->arena, &r->doc, NULL);
}

static sayso_status one_stage(bench *b, stage s, report *r)
{
    sayso_arena *a = &r->arena, *x = &b->scratch;
    const sayso_models *m = &b->models;
    switch (s) {
    case STAGE_TOKEN: return sayso__token_split(&r->doc, &m->token, a, &r->tokens, NULL);
    case STAGE_WORDS: return sayso__tag_begin(&r->tokens, &m->tag, a, &r->tags, NULL);
    case STAGE_POS: return sayso__pos_run(&m->tag, a, x, &r->tags, NULL);
    case STAGE_NER: return sayso__ner_run(&m->tag, a, x, &r->tags, NULL);
    case STAGE_PARSE: return sayso__parse_run(&m->tag, a, x, &r->tags, NULL);
    case STAGE_MENTION: return sayso__mention_run(&r->tags, &m->places, a, x, &r->mentions, NULL);
    case STAGE_ATTR: return sayso__attr_run(&r->mentions, &m->attr, a, x, &r->attrs, NULL);
    default: return sayso__claim_run(&r->attrs, &m->incident, a, x, &r->claims, NULL);
    }
}

static sayso_status write_json(bench *b, report *r, sayso_sink *out)
{
    static const sayso_extract_layers layers = {SAYSO_UNIT_BYTES, false};
    sayso_analysis all = {&r->doc, &r->tokens, &r->tags, &r->mentions, &r->attrs, &r->claims};
    out->n = 0;
    b->n_byte += r->doc.n_text;
    b->n_token += r->tokens.n_tok;
    return sayso__extract_write(&all, &layers, &r->arena, out, NULL);
}

/* One stage over a batch; what is part of tagging counts for it, too. */
static void stage_over(bench *b, stage s, uint32_t n, uint32_t run, double *at)
{
    double from = *at;
    for (uint32_t i = 0; i < n; i++) {
        report *r = &b->batch[i];
        r->bad = r->bad || one_stage(b, s, r) != SAYSO_OK;
        sayso__arena_reset(&b->scratch);
    }
    lap(b, s, run, at);
    if (s > STAGE_TAG && s < STAGE_MENTION)
        b->seconds[STAGE_TAG][run] += *at - from;
}

static void stages(bench *b, const sayso_unit *unit, uint32_t n, uint32_t run, sayso_sink *out)
{
    static const stage order[] = {STAGE_TOKEN, STAGE_WORDS,   STAGE_POS,  STAGE_NER,
                                  STAGE_PARSE, STAGE_MENTION, STAGE_ATTR, STAGE_CLAIM};
    double begin = now(), at = begin;
    for (uint32_t i = 0; i < n; i++)
        b->batch[i].bad = make_doc(&b->batch[i], &unit[i]) != SAYSO_OK;
    lap(b, STAGE_DOC, run, &at);
    for (uint32_t s = 0; s < sizeof order / sizeof *order; s++)
        stage_over(b, order[s], n, run, &at);
    for (uint32_t i = 0; i < n; i++)
        b->batch[i].bad = b->batch[i].bad || write_json(b, &b->batch[i], out) != SAYSO_OK;
    lap(b, STAGE_JSON, run, &at);
    b->seconds[STAGE_ALL][run] += at - begin;
}

/* How many reports from the i-th on the pool would take together. */
static uint32_t batch_at(const bench *b, uint32_t i)
{
    uint32_t n = 0, load = 0;
    while (i + n < b->unit.n && n < SAYSO_POOL_BATCH && load < SAYSO_POOL_BATCH_LOAD)
        load += b->unit.v[i + n++].n;
    return n;
}

static void one_run(bench *b, uint32_t run)
{
    sayso_sink out;
    sayso__sink_memory(&out);
    b->n_byte = b->n_token = 0;
    for (uint32_t i = 0, n; i < b->unit.n; i += n) {
        n = batch_at(b, i);
        stages(b, &b->unit.v[i], n, run, &out);
        for (uint32_t k = 0; k < n && !run; k++)
            if (b->batch[k].bad)
                fprintf(stderr, "sayso-bench: document %u was left out\n", i + k + 1);
    }
    sayso__sink_free(&out);
}

/* ---- what is printed ---------------------------------------------------------------------------
 */

static int by_size(const void *x, const void *y)
{
    const double *a = x, *b = y;
    return *a < *b ? -1 : *a > *b;
}

static void print_machine(void)
{
    char line[256];
    FILE *f = fopen("/proc/cpuinfo", "r");
    while (f && fgets(line, sizeof line, f))
        if (strncmp(line, "model name", 10) == 0) {
            printf("machine: %s", strchr(line, ':') ? strchr(line, ':') + 2 : "?\n");
            break;
        }
    if (f)
        fclose(f);
    printf("cores: %ld, one used; compiler: %s\n", sysconf(_SC_NPROCESSORS_ONLN), __VERSION__);
}

static void print_all(bench *b, uint32_t runs)
{
    static const char *const names[] = {
#define X(name, text) text,
        STAGES(X)
#undef X
    };
    struct rusage usage;
    double median[N_STAGE];
    print_machine();
    printf("input: %u reports, %llu bytes of text, %llu tokens; median of %u runs\n\n", b->unit.n,
           (unsigned long long)b->n_byte, (unsigned long long)b->n_token, runs);
    for (uint32_t s = 0; s < N_STAGE; s++) {
        qsort(b->seconds[s], runs, sizeof(double), by_size);
        median[s] = b->seconds[s][runs / 2];
    }
    printf("%-28s %8s %7s %14s %9s\n", "stage", "ms", "share", "tokens/s", "MB/s");
    for (uint32_t s = 0; s < N_STAGE; s++)
        printf("%-28s %8.1f %6.1f%% %14.0f %9.1f\n", names[s], 1e3 * median[s],
               100 * median[s] / median[STAGE_ALL], (double)b->n_token / median[s],
               (double)b->n_byte / median[s] / 1e6);
    getrusage(RUSAGE_SELF, &usage);
    printf("\npeak memory: %.1f MB, the input and the pages used of the model in it\n",
           (double)usage.ru_maxrss / 1024);
}

/* ---- the whole over threads --------------------------------------------------------------------
 */

static bool drop_out(void *user, const char *p, size_t n)
{
    (void)user;
    (void)p;
    (void)n;
    return true;
}

/* sayso_extract over the units that are JSON lines, as one temporary file of them. */
static void time_threads(const bench *b, uint32_t n_thread)
{
    char path[] = "/tmp/sayso-bench-XXXXXX";
    int fd = mkstemp(path);
    FILE *f = fd < 0 ? NULL : fdopen(fd, "w");
    if (!f)
        stop("no temporary file");
    for (uint32_t i = 0; i < b->unit.n; i++)
        if (b->unit.v[i].media == SAYSO_MEDIA_JSON)
            fprintf(f, "%.*s\n", (int)b->unit.v[i].n, b->unit.v[i].bytes);
    fclose(f);
    const char *const paths[] = {path};
    const sayso_input in = {paths, 1, .threads = n_thread};
    const sayso_output out = {drop_out, NULL};
    sayso_engine *engine;
    sayso_tally tally = {0};
    if (sayso_engine_open(NULL, &engine, NULL) != SAYSO_OK)
        stop("no model");
    double from = now();
    if (sayso_extract(engine, &in, NULL, &out, &tally, NULL) == SAYSO_OK && tally.n_report)
        printf("extract, %2u thread%s: %8.0f reports/s\n", n_thread, n_thread == 1 ? " " : "s",
               (double)tally.n_report / (now() - from));
    sayso_engine_close(engine);
    unlink(path);
}

int main(int argc, char **argv)
{
    static bench b;
    sayso_model model;
    sayso_error err;
    uint32_t runs = RUNS;
    int first = 1;
    if (argc > 2 && strcmp(argv[1], "-r") == 0) {
        runs = (uint32_t)strtoul(argv[2], NULL, 10);
        first = 3;
    }
    if (runs < 1 || runs > RUNS_MOST)
        stop("runs: 1 to 101");
    if (sayso__model_builtin(&model, &err) != SAYSO_OK ||
        sayso__models_open(&model, &b.models, &err) != SAYSO_OK)
        stop(err.message);
    if (first < argc)
        read_units(&b, argv + first, argc - first);
    else
        make_units(&b);
    if (!b.unit.n)
        stop("no reports");
    for (uint32_t i = 0; i < runs; i++)
        one_run(&b, i);
    print_all(&b, runs);
    time_threads(&b, 1);
    if (sysconf(_SC_NPROCESSORS_ONLN) > 1)
        time_threads(&b, (uint32_t)sysconf(_SC_NPROCESSORS_ONLN));
    sayso__arena_free(&b.kept);
    for (uint32_t i = 0; i < SAYSO_POOL_BATCH; i++)
        sayso__arena_free(&b.batch[i].arena);
    sayso__arena_free(&b.scratch);
    return 0;
}
