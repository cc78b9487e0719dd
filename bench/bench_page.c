/* bench_page.c -- speed of reading web pages, on one core.
 *
 * usage: sayso-bench-page [-r RUNS] [PAGE...]      without PAGE: pages made up here, the same each
 * time
 *
 * Tokens and tree alone, then the whole way from a page to its document (charset, tree, blocks, the
 * trained choice, metadata, map, SHA-256). The median of the runs, by the process's CPU clock. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mapfile.h"
#include "base/sink.h"
#include "base/str.h"
#include "engine/pipeline.h"
#include "text/html_tree.h"

#define RUNS_MOST  101u
#define PAGES_MOST 4096u
#define MADE       100u

typedef struct {
    sayso_str page[PAGES_MOST];
    uint32_t n;
    uint64_t n_byte;
    double tokens[RUNS_MOST], tree[RUNS_MOST], all[RUNS_MOST];
} bench;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* A page as news sites build them: about 150 KB, of which the report is a few. */
static sayso_str made_page(uint32_t number)
{
    sayso_sink s;
    sayso__sink_memory(&s);
    sayso__sink_print(
        &s, "<!doctype html><html lang=\"en\"><head><title>Fire %u - Northern Wire</title>",
        number);
    for (uint32_t i = 0; i < 20; i++)
        sayso__sink_print(&s, "<meta property=\"x:%u\" content=\"Value &amp; more of it\">", i);
    for (uint32_t i = 0; i < 60; i++)
        sayso__sink_print(
            &s,
            "<script>var a%u=[1,2,3].map(function(x){return x<%u?'<b>':\"y\";});%0500u</script>", i,
            i, i);
    sayso__sink_text(&s, "</head><body class=\"page has-sidebar\">");
    for (uint32_t i = 0; i < 250; i++)
        sayso__sink_print(&s,
                          "<div class=\"nav-item menu-%u\"><ul><li class=\"item\"><a class=\"link "
                          "js-track\" href=\"/section/%u/story?x=1&amp;y=2\" "
                          "data-id=\"%u\">Section &amp; story %u</a></li></ul></div>\n",
                          i, i, i, i);
    sayso__sink_text(&s, "<article><h1>Fire in Dorva</h1><div class=\"article-body\">");
    for (uint32_t i = 0; i < 30; i++)
        sayso__sink_print(
            &s,
            "<p>The mayor of Dorva said on day %u that the <a href=\"/t/%u\">ministry</a> "
            "&ldquo;had no reason&rdquo; to doubt it, and that nobody was hurt in the fire, which "
            "had burned since noon.</p>\n",
            i, i);
    sayso__sink_text(&s, "</div></article>");
    for (uint32_t i = 0; i < 250; i++)
        sayso__sink_print(
            &s,
            "<div class=\"card related-story\"><img src=\"/i/%u.jpg\" alt=\"x\"><h3 "
            "class=\"card__title\"><a href=\"/r/%u\">Another story of the day %u</a></h3></div>\n",
            i, i, i);
    sayso__sink_text(&s, "<footer>(c) Northern Wire</footer></body></html>");
    return sayso__str(s.buf, s.n);
}

static void count_tokens(const bench *b)
{
    static sayso_html_lexer x;
    sayso_html_token t;
    for (uint32_t i = 0; i < b->n; i++) {
        sayso__html_start(&x, b->page[i].p, b->page[i].n);
        do
            sayso__html_next(&x, &t);
        while (t.kind != SAYSO_HTML_END_OF_PAGE);
    }
}

static void run(bench *b, const sayso_page_model *model, uint32_t r)
{
    sayso_arena a;
    sayso_html_tree tree;
    sayso_doc doc;
    const sayso_read_options options = {.page = model};
    sayso__arena_init(&a, 0);
    double at = now();
    count_tokens(b);
    b->tokens[r] = now() - at;
    at = now();
    for (uint32_t i = 0; i < b->n; i++) {
        if (sayso__html_tree(b->page[i].p, b->page[i].n, &a, &tree, NULL) != SAYSO_OK)
            exit(1);
        sayso__arena_reset(&a);
    }
    b->tree[r] = now() - at;
    at = now();
    for (uint32_t i = 0; i < b->n; i++) {
        sayso_unit u = {.bytes = b->page[i].p, .n = b->page[i].n, .media = SAYSO_MEDIA_HTML};
        if (sayso__doc_make(&u, &options, &a, &doc, NULL) != SAYSO_OK)
            exit(1);
        sayso__arena_reset(&a);
    }
    b->all[r] = now() - at;
    sayso__arena_free(&a);
}

static int by_size(const void *x, const void *y)
{
    const double *a = x, *b = y;
    return *a < *b ? -1 : *a > *b;
}

static double median(double *v, uint32_t n)
{
    qsort(v, n, sizeof *v, by_size);
    return v[n / 2];
}

int main(int argc, char **argv)
{
    static bench b;
    sayso_model model;
    sayso_models models;
    sayso_error err;
    uint32_t runs = 5;
    int first = 1;
    if (argc > 2 && strcmp(argv[1], "-r") == 0) {
        runs = (uint32_t)strtoul(argv[2], NULL, 10);
        first = 3;
    }
    if (runs < 1 || runs > RUNS_MOST)
        return 2;
    for (int i = first; i < argc && b.n < PAGES_MOST; i++) {
        sayso_mapfile m;
        if (sayso__mapfile_open(argv[i], &m, &err) == SAYSO_OK && m.n < (64u << 20))
            b.page[b.n++] = sayso__str(m.p, m.n);
    }
    for (uint32_t i = 0; first == argc && i < MADE; i++)
        b.page[b.n++] = made_page(i);
    for (uint32_t i = 0; i < b.n; i++)
        b.n_byte += b.page[i].n;
    if (!b.n || sayso__model_builtin(&model, &err) != SAYSO_OK ||
        sayso__models_open(&model, &models, &err) != SAYSO_OK)
        return 1;
    for (uint32_t i = 0; i < runs; i++)
        run(&b, &models.page, i);
    double tokens = median(b.tokens, runs), tree = median(b.tree, runs), all = median(b.all, runs);
    printf("%u pages, %.1f MB; median of %u runs, one core\n", b.n, (double)b.n_byte / 1e6, runs);
    printf("%-24s %9.0f MB/s\n", "tokens of HTML", (double)b.n_byte / tokens / 1e6);
    printf("%-24s %9.0f MB/s\n", "tree", (double)b.n_byte / tree / 1e6);
    printf("%-24s %9.0f MB/s %9.0f pages/s\n", "page to document", (double)b.n_byte / all / 1e6,
           b.n / all);
    return 0;
}
