/* train_split.c -- sentence ends, from the treebanks and the newswire of the names' data. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/str.h"
#include "learn.h"
#include "token/scan.h"
#include "token/sentence.h"
#include "train_read.h"
#include "trainers.h"

#define BITS 15u

/* One text with the bytes where its sentences begin. */
typedef struct {
    char *text;
    uint32_t n, cap;
    uint32_t *start; /* ascending */
    uint32_t n_start, cap_start;
    uint32_t *block; /* where blocks end, ascending */
    uint32_t n_block, cap_block;
} sample;

typedef struct {
    uint32_t feat[SAYSO_SPLIT_FEATURES];
    uint32_t n;
    bool ends, rule, stop;
} example;

typedef struct {
    SAYSO_ARRAY(example) v;
    sayso_arena *arena;
} examples;

static void grow(void **v, uint32_t n, uint32_t *cap, size_t size)
{
    if (n < *cap)
        return;
    *cap = *cap ? *cap * 2 : 64;
    if (!(*v = realloc(*v, *cap * size)))
        die("out of memory");
}

static void put(sample *s, const char *p, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        grow((void **)(void *)&s->text, s->n, &s->cap, 1);
        s->text[s->n++] = p[i];
    }
}

static void mark_start(sample *s)
{
    grow((void **)(void *)&s->start, s->n_start, &s->cap_start, sizeof *s->start);
    s->start[s->n_start++] = s->n;
}

static void mark_block(sample *s)
{
    grow((void **)(void *)&s->block, s->n_block, &s->cap_block, sizeof *s->block);
    s->block[s->n_block++] = s->n;
}

/* Walks the text as the splitter does, but decides as the data do. */
static void collect(const sample *s, examples *out)
{
    sayso_arena a;
    sayso__arena_init(&a, 0);
    uint32_t beg = 0, g = 0;
    for (uint32_t b = 0; b < s->n_block; b++) {
        sayso_scan scan = {.text = s->text,
                           .beg = beg,
                           .end = s->block[b],
                           .arena = &a,
                           .gap_end = SAYSO_NONE};
        if (!sayso__scan_block(&scan))
            die("out of memory");
        sayso_walk w = {s->text, scan.tok.v, 0, scan.tok.n, 0, 0, false, true};
        sayso_place p;
        while (sayso__walk_next(&w, &p)) {
            bool last = p.next >= w.end;
            uint32_t at = last ? 0 : scan.tok.v[p.next].at.beg;
            while (!last && g < s->n_start && s->start[g] < at)
                g++;
            example x = {.ends = last || (g < s->n_start && s->start[g] == at),
                         .rule = p.rule,
                         .stop = p.stop};
            x.n = last ? 0 : sayso__split_features(&w, &p, x.feat);
            if (!last && !SAYSO_PUSH(out->arena, &out->v, x))
                die("out of memory");
            sayso__walk_decide(&w, &p, x.ends);
        }
        beg = s->block[b];
    }
    sayso__arena_free(&a);
}

/* A treebank as its text was: sentences joined as it says, blocks at paragraphs and documents. */
static void treebank(const char *dir, const char *name, sayso_arena *a, examples *out)
{
    uint32_t n;
    conllu_sent *sent = read_conllu(dir, name, a, &n);
    sample s = {0};
    for (uint32_t i = 0; i < n; i++) {
        if (i && (sent[i].new_doc || sent[i].new_par))
            mark_block(&s);
        else if (i && sent[i - 1].space_after)
            put(&s, " ", 1);
        mark_start(&s);
        put(&s, sent[i].text.p, sent[i].text.n);
    }
    mark_block(&s);
    collect(&s, out);
}

/* Is there a space before word b behind word a, in plain writing? Quotation marks alternate. */
static bool spaced(sayso_str a, sayso_str b, bool *open)
{
    bool quote = sayso__str_is(b, "\"");
    bool closes = quote && *open, opened = sayso__str_is(a, "\"") && *open;
    if (quote)
        *open = !*open;
    if (closes || opened || sayso__str_is(a, "(") || sayso__str_is(a, "$"))
        return false;
    return !(b.n && strchr(".,;:!?)'%", b.p[0])) && !sayso__str_is(b, "n't");
}

/* Newswire, a sentence a line of "tokens": written plainly or as it is, a space between all tokens;
 * sentences that end in a stop stand in paragraphs. */
static void newswire(const char *dir, const char *name, bool plain, sayso_arena *a, examples *out)
{
    uint32_t n;
    char **line = read_lines(dir, name, a, &n);
    sample s = {0};
    uint32_t in_block = 0;
    for (uint32_t i = 0; i < n; i++) {
        const char *p = strstr(line[i], "\"tokens\": [");
        if (!p)
            continue;
        bool open = false;
        sayso_str last = {NULL, 0};
        if (in_block)
            put(&s, " ", 1);
        mark_start(&s);
        for (p = strchr(p, '['); p && *p != ']';) {
            char word[256];
            uint32_t k = 0;
            p = strchr(p, '"');
            for (p++; *p && *p != '"' && k < sizeof word; p++) {
                p += *p == '\\';
                word[k++] = *p;
            }
            sayso_str w = {sayso__arena_copy(a, word, k), k};
            if (last.p && (spaced(last, w, &open) || !plain))
                put(&s, " ", 1);
            put(&s, w.p, w.n);
            last = w;
            p++;
        }
        bool stop = last.n && strchr(".!?\"", last.p[0]);
        in_block = stop && in_block < 5 ? in_block + 1 : 0;
        if (!in_block)
            mark_block(&s);
    }
    mark_block(&s);
    collect(&s, out);
}

static uint32_t best(const float *score)
{
    return score[1] > score[0];
}

void train_split(const train_options *o)
{
    static const char *const set[] = {"ud-ewt", "ud-gum", "ner-conll2003"};
    sayso_arena a;
    examples x = {.arena = &a};
    if (!train_uses_any(o, "split", set, 3))
        return;
    sayso__arena_init(&a, 0);
    if (train_uses(o, "ud-ewt"))
        treebank(o->data, "ud-ewt-train.conllu.gz", &a, &x);
    if (train_uses(o, "ud-gum"))
        treebank(o->data, "ud-gum-train.conllu.gz", &a, &x);
    if (train_uses(o, "ner-conll2003"))
        for (uint32_t plain = 0; plain < 2; plain++)
            newswire(o->data, "ner-conll2003-train.jsonl.gz", plain, &a, &x);
    uint32_t *order = xcalloc(x.v.n, sizeof *order), epochs = o->epochs ? o->epochs : 12;
    uint64_t random = o->seed * 2654435761u + 1;
    learner l;
    learn_init(&l, BITS, 2);
    for (uint32_t i = 0; i < x.v.n; i++)
        order[i] = i;
    for (uint32_t e = 0; e < epochs; e++) {
        uint32_t wrong = 0, rule = 0;
        learn_shuffle(order, x.v.n, &random);
        for (uint32_t i = 0; i < x.v.n; i++) {
            const example *t = &x.v.v[order[i]];
            float score[4];
            learn_score(&l, t->feat, t->n, score);
            learn_tick(&l);
            bool miss = best(score) != t->ends;
            wrong += miss;
            rule += t->rule != t->ends;
            bool near = (t->ends ? score[1] - score[0] : score[0] - score[1]) < 2;
            if (near) {
                learn_update(&l, t->feat, t->n, t->ends, 1);
                learn_update(&l, t->feat, t->n, !t->ends, -1);
            }
        }
        printf("split: epoch %u, %u places, wrong %u (rules %u)\n", e + 1, x.v.n, wrong, rule);
    }
    learn_write(&l, o->out, "split");
    learn_free(&l);
    free(order);
    sayso__arena_free(&a);
}
