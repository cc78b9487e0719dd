/* train_page.c -- which blocks of a page are the report's, learned from pages with their true body.
 *
 * Words of the page and of the gold body are aligned (longest common subsequence that prefers words
 * in a row); a block most of whose words are matched is the report's. Two logistic models: the
 * second sees what the first made of the neighbours, by jackknife, so that it learns from scores as
 * they are on unseen pages. DIR/page.cv.jsonl holds each page's text as models that never saw it
 * pick it. */
#include <json-c/json.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "base/array.h"
#include "base/hash.h"
#include "base/str.h"
#include "base/utf8.h"
#include "learn.h"
#include "text/page_view.h"
#include "train_read.h"
#include "trainers.h"

#define BITS       13u
#define FOLDS      5u
#define INNER      4u
#define RATE       0.02f
#define DROP       0.15
#define CELLS_MOST 400000000u

typedef SAYSO_ARRAY(uint64_t) hashes;

typedef struct {
    const char *id;
    sayso_page page;
    sayso_page_view *view;
    int8_t *gold;    /* [block.n] 1 in, 0 out, -1 not to be learned from */
    uint32_t **feat; /* [block.n] of the first pass; feat[i][0] is their number */
    int32_t *out;    /* [block.n] scores of models that did not see it */
    float weight;
    bool test; /* of the set that counts */
} sample;

typedef struct {
    SAYSO_ARRAY(sample *) page;
    sayso_arena arena;
    uint64_t random;
    uint32_t epochs;
} trainer;

/* ---- gold ---------------------------------------------------------------------------------- */

static bool is_word(uint32_t cp)
{
    if (cp < 0x80)
        return sayso__is_alpha((char)cp) || sayso__is_digit((char)cp) || cp == '_';
    utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);
    return (c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO) ||
           (c >= UTF8PROC_CATEGORY_ND && c <= UTF8PROC_CATEGORY_NO);
}

static void words_of(sayso_str s, sayso_arena *a, hashes *out)
{
    uint32_t beg = 0, cp;
    for (uint32_t i = 0, n; i <= s.n; i += n) {
        n = i < s.n ? sayso__utf8_decode(s.p + i, s.n - i, &cp) : 1;
        n = n ? n : 1;
        if (i < s.n && is_word(cp))
            continue;
        if (i > beg && !SAYSO_PUSH(a, out, sayso__hash_bytes(s.p + beg, i - beg)))
            die("out of memory");
        beg = i + n;
    }
}

/* Marks the words of x that a best alignment matches with y. */
static void align(const hashes *x, const hashes *y, uint8_t *hit)
{
    size_t w = (size_t)y->n + 1;
    enum { UP = 1, LEFT = 2, MATCH = 4, ROW = 8 }; /* where a cell's best comes from */
    if (!x->n || !y->n || w * x->n > CELLS_MOST)
        return;
    uint8_t *from = xcalloc((size_t)(x->n + 1) * w, 1);
    uint32_t *best = xcalloc(2 * w, sizeof *best), *row = xcalloc(2 * w, sizeof *row);
    for (uint32_t i = 1; i <= x->n; i++) {
        uint32_t *b = best + (i & 1) * w, *b0 = best + (~i & 1) * w;
        uint32_t *r = row + (i & 1) * w, *r0 = row + (~i & 1) * w;
        b[0] = r[0] = 0;
        for (uint32_t j = 1; j <= y->n; j++) {
            uint8_t *f = &from[i * w + j];
            r[j] = 0;
            *f = b0[j] >= b[j - 1] ? UP : LEFT;
            b[j] = b0[j] >= b[j - 1] ? b0[j] : b[j - 1];
            if (x->v[i - 1] != y->v[j - 1])
                continue;
            bool goes_on = r0[j - 1] && r0[j - 1] + 3 > b0[j - 1] + 1;
            r[j] = goes_on ? r0[j - 1] + 3 : b0[j - 1] + 1;
            *f |= goes_on ? ROW : 0;
            if (r[j] > b[j]) {
                b[j] = r[j];
                *f = (uint8_t)((*f & ROW) | MATCH);
            }
        }
    }
    bool in_row = false;
    for (uint32_t i = x->n, j = y->n; i && j;) {
        uint8_t f = from[i * w + j];
        if (in_row || (f & MATCH)) {
            hit[i - 1] = 1;
            in_row = (f & ROW) != 0;
            i--;
            j--;
        } else if (f & UP) {
            i--;
        } else {
            j--;
        }
    }
    free(from);
    free(best);
    free(row);
}

static void label(trainer *t, sample *s, sayso_str gold)
{
    hashes x = {0}, y = {0};
    sayso_page *p = &s->page;
    uint32_t *first = xcalloc(p->block.n + 1, sizeof *first);
    for (uint32_t i = 0; i < p->block.n; i++) {
        words_of(sayso__str_span(p->text.p, p->block.v[i].at), &t->arena, &x);
        first[i + 1] = x.n;
    }
    words_of(gold, &t->arena, &y);
    uint8_t *hit = xcalloc(x.n + 1, 1);
    align(&x, &y, hit);
    s->gold = SAYSO_NEW_N(&t->arena, int8_t, p->block.n);
    for (uint32_t i = 0; i < p->block.n; i++) {
        uint32_t all = first[i + 1] - first[i], n = 0;
        for (uint32_t k = first[i]; k < first[i + 1]; k++)
            n += hit[k];
        s->gold[i] = n * 10 >= all * 8 ? 1 : n * 10 <= all * 3 ? 0 : -1;
        if (!all || p->block.v[i].title)
            s->gold[i] = -1;
    }
    free(hit);
    free(first);
}

/* ---- reading ------------------------------------------------------------------------------- */

static sayso_str string_of(json_object *o, const char *key)
{
    json_object *v = NULL;
    if (!json_object_object_get_ex(o, key, &v) || !v)
        return (sayso_str){NULL, 0};
    return sayso__str(json_object_get_string(v), (size_t)json_object_get_string_len(v));
}

/* The text of expected_html: all of its blocks. */
static sayso_str text_of_html(trainer *t, sayso_str html)
{
    sayso_page p;
    if (sayso__page_read(html.p, html.n, NULL, &t->arena, &p, NULL) != SAYSO_OK)
        die("out of memory");
    return sayso__str(p.text.p, p.text.n);
}

static void read_page(trainer *t, const char *line, float weight, bool test)
{
    json_object *o = json_tokener_parse(line); /* kept: strings are borrowed */
    sayso_str html = string_of(o, "html"), gold = string_of(o, "body");
    sample *s = SAYSO_NEW(&t->arena, sample);
    if (!html.p || !s)
        die("a page without html");
    if (!gold.p)
        gold = text_of_html(t, string_of(o, "expected_html"));
    s->id = string_of(o, "id").p;
    s->weight = weight;
    s->test = test;
    if (sayso__page_read(html.p, html.n, NULL, &t->arena, &s->page, NULL) != SAYSO_OK ||
        !(s->view = sayso__page_look(&s->page, &t->arena)))
        die("out of memory");
    label(t, s, gold);
    uint32_t n = s->page.block.n;
    s->feat = SAYSO_NEW_N(&t->arena, uint32_t *, n);
    s->out = SAYSO_NEW_N(&t->arena, int32_t, n);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t feat[SAYSO_PAGE_FEATURES], k = sayso__page_features(s->view, i, false, feat);
        s->feat[i] = SAYSO_NEW_N(&t->arena, uint32_t, k + 1);
        s->feat[i][0] = k;
        memcpy(s->feat[i] + 1, feat, k * sizeof *feat);
    }
    if (!SAYSO_PUSH(&t->arena, &t->page, s))
        die("out of memory");
}

static void read_set(trainer *t, const train_options *o, const char *set, float weight, bool test)
{
    uint32_t n;
    char name[64];
    if (!train_uses(o, set))
        return;
    snprintf(name, sizeof name, "%s.jsonl.gz", set);
    char **line = read_lines(o->data, name, &t->arena, &n);
    for (uint32_t i = 0; i < n; i++)
        read_page(t, line[i], weight, test);
}

/* ---- learning ------------------------------------------------------------------------------ */

/* Which pages: all i with i % n != fold (n 0: all), of those that outer leaves. */
typedef struct {
    uint32_t outer, n_outer, inner, n_inner;
} split;

static bool learns(split s, uint32_t i)
{
    return (!s.n_outer || i % s.n_outer != s.outer) &&
           (!s.n_inner || (i / (s.n_outer ? s.n_outer : 1)) % s.n_inner != s.inner);
}

static uint32_t features(const sample *s, uint32_t i, bool again, uint32_t *feat)
{
    if (again)
        return sayso__page_features(s->view, i, true, feat);
    memcpy(feat, s->feat[i] + 1, s->feat[i][0] * sizeof *feat);
    return s->feat[i][0];
}

static void step(trainer *t, learner *l, const sample *s, uint32_t i, bool again, float rate)
{
    uint32_t feat[SAYSO_PAGE_FEATURES];
    float score[SAYSO_LINEAR_STRIDE_MOST];
    uint32_t n = features(s, i, again, feat);
    n = learn_drop(feat, n, DROP, &t->random);
    learn_tick(l);
    learn_score(l, feat, n, score);
    float p = 1.0f / (1.0f + expf(-score[0]));
    learn_update(l, feat, n, 0, rate * s->weight * ((float)s->gold[i] - p));
}

static void learn(trainer *t, learner *l, split which, bool again)
{
    SAYSO_ARRAY(uint32_t) order = {0};
    sayso_arena a;
    sayso__arena_init(&a, 0);
    for (uint32_t i = 0; i < t->page.n; i++)
        for (uint32_t k = 0; learns(which, i) && k < t->page.v[i]->page.block.n; k++)
            if (t->page.v[i]->gold[k] >= 0 && !SAYSO_PUSH(&a, &order, i << 16 | (k & 0xffff)))
                die("out of memory");
    learn_init(l, BITS, 1);
    for (uint32_t e = 0; e < t->epochs; e++) {
        learn_shuffle(order.v, order.n, &t->random);
        for (uint32_t j = 0; j < order.n; j++)
            step(t, l, t->page.v[order.v[j] >> 16], order.v[j] & 0xffff, again,
                 RATE / (1.0f + 0.3f * (float)e));
    }
    sayso__arena_free(&a);
}

/* Scores as the run-time code has them, without their being rounded to int8. */
static void score_page(const learner *l, const sample *s, bool again, int32_t *out)
{
    for (uint32_t i = 0; i < s->page.block.n; i++) {
        uint32_t feat[SAYSO_PAGE_FEATURES], n = features(s, i, again, feat);
        double sum = 0;
        for (uint32_t f = 0; f < n; f++) {
            size_t at = (size_t)(feat[f] & l->mask) * l->stride;
            sum += l->w[at] - l->u[at] / l->t;
        }
        out[i] = (int32_t)(sum * 100);
    }
}

static void families(trainer *t, sample *s)
{
    if (!sayso__page_families(s->view, &t->arena))
        die("out of memory");
}

/* Both models from the pages that `outer` leaves; the first's scores of all pages are in view. */
static void learn_both(trainer *t, uint32_t outer, uint32_t n_outer, learner *first, learner *again)
{
    for (uint32_t k = 0; k < INNER; k++) {
        learn(t, first, (split){outer, n_outer, k, INNER}, false);
        for (uint32_t i = 0; i < t->page.n; i++)
            if (!learns((split){outer, n_outer, k, INNER}, i)) {
                score_page(first, t->page.v[i], false, t->page.v[i]->view->score);
                families(t, t->page.v[i]);
            }
        learn_free(first);
    }
    learn(t, first, (split){outer, n_outer, 0, 0}, false);
    for (uint32_t i = 0; i < t->page.n; i++)
        if (!learns((split){outer, n_outer, 0, 0}, i)) {
            score_page(first, t->page.v[i], false, t->page.v[i]->view->score);
            families(t, t->page.v[i]);
        }
    learn(t, again, (split){outer, n_outer, 0, 0}, true);
}

/* ---- cross validation ---------------------------------------------------------------------- */

static void write_page(FILE *f, const sample *s)
{
    const sayso_page *p = &s->page;
    char *text = xcalloc(p->text.n + 2 * (size_t)p->block.n + 1, 1), *to = text;
    json_object *o = json_object_new_object();
    int32_t threshold = sayso__page_threshold(p, s->out);
    for (uint32_t i = 0; i < p->block.n; i++) {
        sayso_span at = p->block.v[i].at;
        if (s->out[i] <= threshold || p->block.v[i].title)
            continue;
        memcpy(to, p->text.p + at.beg, at.end - at.beg);
        to += at.end - at.beg;
        memcpy(to, "\n\n", 2);
        to += 2;
    }
    json_object_object_add(o, "id", json_object_new_string(s->id));
    json_object_object_add(o, "text", json_object_new_string_len(text, (int)(to - text)));
    json_object_object_add(o, "title",
                           json_object_new_string(s->page.meta.title.p ? s->page.meta.title.p
                                                                       : ""));
    fprintf(f, "%s\n", json_object_to_json_string_ext(o, JSON_C_TO_STRING_PLAIN));
    json_object_put(o);
    free(text);
}

static void cross_validate(trainer *t, const char *dir)
{
    char path[4096];
    uint32_t exact = 0, n = 0, wrong[2] = {0, 0}, blocks = 0;
    for (uint32_t k = 0; k < FOLDS; k++) {
        learner first, again;
        learn_both(t, k, FOLDS, &first, &again);
        for (uint32_t i = k; i < t->page.n; i += FOLDS) {
            sample *s = t->page.v[i];
            score_page(&again, s, true, s->out);
            for (uint32_t b = 0; b < s->page.block.n; b++)
                if (sayso__page_never(s->view, b))
                    s->out[b] = SAYSO_PAGE_NEVER;
        }
        learn_free(&first);
        learn_free(&again);
    }
    snprintf(path, sizeof path, "%s/page.cv.jsonl", dir);
    FILE *f = fopen(path, "w");
    if (!f)
        die("cannot write %s", path);
    for (uint32_t i = 0; i < t->page.n; i++) {
        sample *s = t->page.v[i];
        write_page(f, s);
        bool good = true;
        for (uint32_t b = 0; s->test && b < s->page.block.n; b++) {
            bool in = s->out[b] > 0;
            blocks += s->gold[b] >= 0;
            if (s->gold[b] >= 0 && in != (s->gold[b] == 1)) {
                wrong[s->gold[b]]++;
                good = false;
            }
        }
        n += s->test;
        exact += good && s->test;
    }
    fclose(f);
    printf("page: %u folds: of %u blocks %u wrongly kept, %u wrongly left out; %u of %u pages "
           "without fault\n",
           FOLDS, blocks, wrong[0], wrong[1], exact, n);
}

void train_page(const train_options *o)
{
    static const char *const sets[] = {"pages-zyte", "pages-readability"};
    trainer t = {.random = o->seed * 0x9e3779b97f4a7c15u + 1, .epochs = o->epochs ? o->epochs : 6};
    learner first, again;
    if (!train_uses_any(o, "page", sets, 2))
        return;
    sayso__arena_init(&t.arena, 0);
    read_set(&t, o, sets[0], 1.0f, true);
    read_set(&t, o, sets[1], 0.3f, !t.page.n);
    cross_validate(&t, o->out);
    learn_both(&t, 0, 0, &first, &again);
    learn_write(&first, o->out, SAYSO_PAGE_FIRST);
    learn_write(&again, o->out, SAYSO_PAGE_AGAIN);
    learn_free(&first);
    learn_free(&again);
    sayso__arena_free(&t.arena);
}
