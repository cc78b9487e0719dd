/* bench.c -- speed and memory of each stage, on one core, and of the whole over threads.
 *
 * usage: sayso-bench [-r RUNS] [FILE...]      without FILE: reports made up here, the same each
 * time
 *
 * All documents are held in memory; each run takes them through the stages one by one with the
 * engine's own calls, reading the process's CPU clock around each (other work on the machine then
 * costs less). The parts of tagging are run once more on what tagging left, so that their sum is a
 * little above it. Printed is the median of the runs. */
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

typedef struct {
    sayso_arena kept, doc, scratch;
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

/* The parts of tagging, once more, over what tagging left. */
static bool tag_parts(bench *b, sayso_tags *tags, uint32_t run)
{
    double at = now();
    bool good = sayso__pos_run(&b->models.tag, &b->doc, &b->scratch, tags, NULL) == SAYSO_OK;
    lap(b, STAGE_POS, run, &at);
    sayso__arena_reset(&b->scratch);
    good = good && sayso__ner_run(&b->models.tag, &b->doc, &b->scratch, tags, NULL) == SAYSO_OK;
    lap(b, STAGE_NER, run, &at);
    sayso__arena_reset(&b->scratch);
    good = good && sayso__parse_run(&b->models.tag, &b->doc, &b->scratch, tags, NULL) == SAYSO_OK;
    lap(b, STAGE_PARSE, run, &at);
    sayso__arena_reset(&b->scratch);
    return good;
}

static bool stages(bench *b, const sayso_unit *u, uint32_t run, sayso_sink *out)
{
    static const sayso_read_options options = {0};
    static const sayso_extract_layers layers = {SAYSO_UNIT_BYTES, false};
    sayso_doc doc;
    sayso_tokens tokens;
    sayso_tags tags;
    sayso_mentions mentions;
    sayso_attrs attrs;
    sayso_claims claims;
    sayso_arena *a = &b->doc, *x = &b->scratch;
    double begin = now(), at = begin;
    if (sayso__doc_make(u, &options, a, &doc, NULL) != SAYSO_OK)
        return false;
    lap(b, STAGE_DOC, run, &at);
    bool good = sayso__token_split(&doc, &b->models.token, a, &tokens, NULL) == SAYSO_OK;
    lap(b, STAGE_TOKEN, run, &at);
    good = good && sayso__tag_run(&tokens, &b->models.tag, a, x, &tags, NULL) == SAYSO_OK;
    lap(b, STAGE_TAG, run, &at);
    sayso__arena_reset(x);
    good = good && sayso__mention_run(&tags, &b->models.places, a, x, &mentions, NULL) == SAYSO_OK;
    lap(b, STAGE_MENTION, run, &at);
    sayso__arena_reset(x);
    good = good && sayso__attr_run(&mentions, &b->models.attr, a, x, &attrs, NULL) == SAYSO_OK;
    lap(b, STAGE_ATTR, run, &at);
    sayso__arena_reset(x);
    good = good && sayso__claim_run(&attrs, &b->models.incident, a, x, &claims, NULL) == SAYSO_OK;
    lap(b, STAGE_CLAIM, run, &at);
    sayso__arena_reset(x);
    sayso_analysis all = {&doc, &tokens, &tags, &mentions, &attrs, &claims};
    good = good && sayso__extract_write(&all, &layers, a, out, NULL) == SAYSO_OK;
    lap(b, STAGE_JSON, run, &at);
    b->seconds[STAGE_ALL][run] += at - begin;
    if (!good)
        return false;
    b->n_byte += doc.n_text;
    b->n_token += tokens.n_tok;
    return tag_parts(b, &tags, run);
}

static void one_run(bench *b, uint32_t run)
{
    sayso_sink out;
    sayso__sink_memory(&out);
    b->n_byte = b->n_token = 0;
    for (uint32_t i = 0; i < b->unit.n; i++) {
        sayso__arena_reset(&b->doc);
        sayso__arena_reset(&b->scratch);
        out.n = 0;
        if (!stages(b, &b->unit.v[i], run, &out) && !run)
            fprintf(stderr, "sayso-bench: document %u was left out\n", i + 1);
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
    sayso__arena_free(&b.doc);
    sayso__arena_free(&b.scratch);
    return 0;
}
