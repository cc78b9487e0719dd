/* train_attr.c -- the attribution models: sections "attr.cue", "attr.cue.step", "attr.span",
 * "attr.span.step".
 *
 * Both are linear-chain conditional random fields (Lafferty, McCallum, Pereira 2001), trained by
 * stochastic gradients with AdaGrad's step sizes (Duchi, Hazan, Singer 2011) and a share of each
 * token's features dropped at random, so that weight spreads over features that overlap; the mean
 * of the last epochs' weights is kept. The features come from our own words, tags and trees, with
 * their errors. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <json-c/json.h>

#include "attr/attr_draft.h"
#include "base/array.h"
#include "base/fail.h"
#include "base/utf8.h"
#include "learn.h"
#include "mention/mention.h"
#include "tag/tag_model.h"
#include "text/doc.h"
#include "token/token_model.h"
#include "train_read.h"
#include "trainers.h"

#define EPOCHS     10
#define SMALL      0.002f /* gradients below are not followed */
#define PAIRS_MOST 32

#define RATE       0.05f
#define KEEP       0.5 /* share of features that are not dropped */
#define LEAST      3   /* features whose row is seen less often are left out: they learn by heart */
/* ---- documents ------------------------------------------------------------------------------- */

typedef struct {
    sayso_range role[3][SAYSO_DRAFT_PIECES]; /* source, cue, content */
    uint32_t n[3];
} gold_attribution;

typedef struct {
    sayso_doc doc;
    sayso_tokens tokens;
    sayso_tags tags;
    sayso_quote *quote;
    uint32_t n_quote;
    sayso_attr_view view;
    gold_attribution *gold;
    uint32_t n_gold;
} document;

typedef struct {
    sayso_arena arena, scratch;
    sayso_token_model token;
    sayso_tag_model tag;
    document *doc;
    uint32_t n_doc;
} corpus;

static void must(sayso_status s, const sayso_error *err)
{
    if (s != SAYSO_OK)
        die("%s", err->message);
}

/* Byte offset of each code point of the text, and of its end. */
static uint32_t *offsets_of(const sayso_doc *d, uint32_t *n)
{
    uint32_t *at = xcalloc((size_t)d->n_text + 2, sizeof *at), k = 0;
    for (uint32_t i = d->body; i < d->n_text; k++) {
        uint32_t cp;
        at[k] = i;
        i += sayso__utf8_decode(d->text + i, d->n_text - i, &cp);
    }
    at[k] = d->n_text;
    *n = k;
    return at;
}

/* The tokens that overlap bytes [beg, end); empty where there are none. */
static sayso_range tokens_in(const sayso_tokens *t, uint32_t beg, uint32_t end)
{
    uint32_t lo = 0, hi = t->n_tok;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (t->tok[mid].at.end <= beg)
            lo = mid + 1;
        else
            hi = mid;
    }
    sayso_range r = {lo, lo};
    while (r.end < t->n_tok && t->tok[r.end].at.beg < end)
        r.end++;
    return r;
}

static void read_gold(json_object *json, document *d)
{
    static const char *roles[] = {"source", "cue", "content"};
    uint32_t n_char, *at = offsets_of(&d->doc, &n_char);
    json_object *list = json_object_object_get(json, "attributions");
    d->n_gold = (uint32_t)json_object_array_length(list);
    d->gold = xcalloc(d->n_gold, sizeof *d->gold);
    for (uint32_t i = 0; i < d->n_gold; i++)
        for (int r = 0; r < 3; r++) {
            gold_attribution *g = &d->gold[i];
            json_object *spans =
                json_object_object_get(json_object_array_get_idx(list, i), roles[r]);
            for (size_t k = 0; k < json_object_array_length(spans); k++) {
                json_object *span = json_object_array_get_idx(spans, k);
                int64_t beg = json_object_get_int64(json_object_array_get_idx(span, 0)),
                        end = json_object_get_int64(json_object_array_get_idx(span, 1));
                if (beg < 0 || end > n_char || beg >= end || g->n[r] == SAYSO_DRAFT_PIECES)
                    continue;
                sayso_range piece = tokens_in(&d->tokens, at[beg], at[end]);
                if (piece.beg < piece.end)
                    g->role[r][g->n[r]++] = piece;
            }
        }
    free(at);
}

static void read_document(corpus *c, const char *line, document *d)
{
    sayso_error err = {0};
    sayso_arena *a = &c->arena, *s = &c->scratch;
    sayso_unit unit = {.bytes = line, .n = (uint32_t)strlen(line), .media = SAYSO_MEDIA_JSON};
    must(sayso__doc_make(&unit, &(sayso_read_options){0}, a, &d->doc, &err), &err);
    must(sayso__token_split(&d->doc, &c->token, a, &d->tokens, &err), &err);
    must(sayso__tag_run(&d->tokens, &c->tag, a, s, &d->tags, &err), &err);
    must(sayso__quote_find(&d->tokens, a, s, &d->quote, &d->n_quote, &err), &err);
    must(sayso__attr_view_make(&d->tags, d->quote, d->n_quote, a, s, &d->view, &err), &err);
    sayso__arena_reset(s);
    json_object *json = json_tokener_parse(line);
    if (!json)
        die("a line of the data is no JSON");
    read_gold(json, d);
    json_object_put(json);
}

static void read_corpus(const train_options *o, const char *name, corpus *c)
{
    sayso_error err = {0};
    sayso_model *model = xcalloc(1, sizeof *model);
    model_of_dir(o->out, model);
    must(sayso__token_model_open(model, &c->token, &err), &err);
    must(sayso__tag_model_open(model, &c->tag, &err), &err);
    sayso__arena_init(&c->arena, 0);
    sayso__arena_init(&c->scratch, 0);
    char **line = read_lines(o->data, name, &c->arena, &c->n_doc);
    c->doc = xcalloc(c->n_doc, sizeof *c->doc);
    for (uint32_t i = 0; i < c->n_doc; i++)
        read_document(c, line[i], &c->doc[i]);
    printf("%s: %u documents\n", name, c->n_doc);
}

/* ---- conditional random field ---------------------------------------------------------------- */

typedef struct {
    uint32_t n, n_feat, n_step;
    uint32_t *feat, *step; /* [n][n_feat], [n][n_step] */
    uint8_t *gold;         /* [n] */
    uint8_t *fixed;        /* [n] true: the label must be 0; NULL if none is */
} example;

typedef struct {
    float *w, *g, *mean; /* weights, sums of squared gradients, mean of weights */
    uint32_t mask, n_label, stride;
} weights;

static weights weights_make(uint32_t bits, uint32_t n_label)
{
    uint32_t stride = sayso__linear_stride(n_label);
    size_t n = ((size_t)1 << bits) * stride;
    return (weights){xcalloc(n, sizeof(float)),
                     xcalloc(n, sizeof(float)),
                     xcalloc(n, sizeof(float)),
                     (1u << bits) - 1,
                     n_label,
                     stride};
}

static void weights_write(weights *w, uint32_t epochs, const char *dir, const char *name)
{
    size_t n = ((size_t)w->mask + 1) * w->stride;
    for (size_t i = 0; i < n; i++) {
        w->mean[i] /= (float)epochs;
        w->g[i] = 0;
    }
    learner l = {w->mean, w->g, w->mask, w->n_label, w->stride, 1};
    learn_write(&l, dir, name);
    free(w->w);
    free(w->g);
    free(w->mean);
}

static void sum_rows(const weights *w, const uint32_t *feat, uint32_t n, float *score)
{
    float sum[PAIRS_MOST] = {0};
    for (uint32_t f = 0; f < n; f++) {
        const float *row = w->w + (size_t)(feat[f] & w->mask) * w->stride;
        if (feat[f] == UINT32_MAX)
            continue;
        for (uint32_t k = 0; k < w->n_label; k++)
            sum[k] += row[k];
    }
    memcpy(score, sum, w->n_label * sizeof *sum);
}

static void follow(weights *w, const uint32_t *feat, uint32_t n, const float *gradient, float rate)
{
    bool any = false;
    for (uint32_t k = 0; k < w->n_label; k++)
        any |= fabsf(gradient[k]) > SMALL;
    for (uint32_t f = 0; any && f < n; f++) {
        if (feat[f] == UINT32_MAX)
            continue;
        size_t row = (size_t)(feat[f] & w->mask) * w->stride;
        for (uint32_t k = 0; k < w->n_label; k++) {
            float g = gradient[k];
            w->g[row + k] += g * g;
            w->w[row + k] -= rate * g / sqrtf(w->g[row + k] + 0.05f);
        }
    }
}

typedef struct {
    weights emit, step;
    uint32_t L; /* labels */
    float *e, *s, *alpha, *beta;
    uint32_t *feat, *steps;
    uint32_t cap;
    double loss;
    uint64_t random;
} crf;

static void crf_room(crf *c, uint32_t n, uint32_t n_feat, uint32_t n_step)
{
    if (n <= c->cap)
        return;
    c->cap = n * 2;
    size_t L = c->L, cap = c->cap;
    c->e = realloc(c->e, cap * L * sizeof(float));
    c->s = realloc(c->s, cap * L * (L + 1) * sizeof(float));
    c->alpha = realloc(c->alpha, cap * L * sizeof(float));
    c->beta = realloc(c->beta, cap * L * sizeof(float));
    c->feat = realloc(c->feat, cap * n_feat * sizeof(uint32_t));
    c->steps = realloc(c->steps, cap * n_step * sizeof(uint32_t));
    if (!c->e || !c->s || !c->alpha || !c->beta || !c->feat || !c->steps)
        die("out of memory");
}

static float log_sum(const float *x, uint32_t n)
{
    float top = x[0], sum = 0;
    for (uint32_t i = 1; i < n; i++)
        top = x[i] > top ? x[i] : top;
    for (uint32_t i = 0; i < n; i++)
        sum += expf(x[i] - top);
    return top + logf(sum);
}

/* Scores of all labels and steps; what is not allowed gets SAYSO_ATTR_NEVER. */
static void score_example(crf *c, const example *x)
{
    uint32_t L = c->L, P = L * (L + 1);
    for (uint32_t i = 0; i < x->n; i++) {
        float *e = c->e + (size_t)i * L, *s = c->s + (size_t)i * P;
        sum_rows(&c->emit, c->feat + (size_t)i * x->n_feat, x->n_feat, e);
        sum_rows(&c->step, c->steps + (size_t)i * x->n_step, x->n_step, s);
        for (uint32_t k = 1; x->fixed && x->fixed[i] && k < L; k++)
            e[k] = SAYSO_ATTR_NEVER;
        for (uint32_t a = 0; a <= L; a++)
            for (uint32_t b = 0; b < L; b++)
                if (!sayso__attr_may_follow(a, b, L))
                    s[a * L + b] = SAYSO_ATTR_NEVER;
    }
}

/* Forward and backward sums; returns log Z. */
static float forward_backward(crf *c, uint32_t n)
{
    uint32_t L = c->L, P = L * (L + 1);
    float t[8];
    for (uint32_t b = 0; b < L; b++)
        c->alpha[b] = c->e[b] + c->s[L * L + b];
    for (uint32_t i = 1; i < n; i++)
        for (uint32_t b = 0; b < L; b++) {
            for (uint32_t a = 0; a < L; a++)
                t[a] = c->alpha[(i - 1) * L + a] + c->s[(size_t)i * P + a * L + b];
            c->alpha[i * L + b] = c->e[i * L + b] + log_sum(t, L);
        }
    for (uint32_t b = 0; b < L; b++)
        c->beta[(n - 1) * L + b] = 0;
    for (uint32_t i = n - 1; i-- > 0;)
        for (uint32_t a = 0; a < L; a++) {
            for (uint32_t b = 0; b < L; b++)
                t[b] = c->s[(size_t)(i + 1) * P + a * L + b] + c->e[(i + 1) * L + b] +
                       c->beta[(i + 1) * L + b];
            c->beta[i * L + a] = log_sum(t, L);
        }
    return log_sum(c->alpha + (size_t)(n - 1) * L, L);
}

static void learn_example(crf *c, const example *x, float rate)
{
    uint32_t L = c->L, P = L * (L + 1), prev = L;
    crf_room(c, x->n, x->n_feat, x->n_step);
    uint32_t keep = (uint32_t)(KEEP * 65536);
    for (size_t k = 0; k < (size_t)x->n * x->n_feat; k++)
        c->feat[k] = (learn_random(&c->random) >> 48) < keep ? x->feat[k] : UINT32_MAX;
    memcpy(c->steps, x->step, (size_t)x->n * x->n_step * sizeof *x->step);
    score_example(c, x);
    float z = forward_backward(c, x->n);
    c->loss += z;
    for (uint32_t i = 0; i < x->n; i++) {
        float e[8], s[PAIRS_MOST] = {0};
        for (uint32_t b = 0; b < L; b++)
            e[b] = expf(c->alpha[i * L + b] + c->beta[i * L + b] - z);
        for (uint32_t b = 0; b < L; b++) {
            float in = c->e[i * L + b] + c->beta[i * L + b] - z;
            for (uint32_t a = 0; i && a < L; a++)
                s[a * L + b] =
                    expf(c->alpha[(i - 1) * L + a] + c->s[(size_t)i * P + a * L + b] + in);
            if (!i)
                s[L * L + b] = e[b];
        }
        uint32_t gold = x->gold[i];
        c->loss -= c->e[i * L + gold] + c->s[(size_t)i * P + prev * L + gold];
        e[gold] -= 1;
        s[prev * L + gold] -= 1;
        prev = gold;
        follow(&c->emit, c->feat + (size_t)i * x->n_feat, x->n_feat, e, rate);
        follow(&c->step, c->steps + (size_t)i * x->n_step, x->n_step, s, rate);
    }
}

static void add_mean(weights *w)
{
    size_t n = ((size_t)w->mask + 1) * w->stride;
    for (size_t i = 0; i < n; i++)
        w->mean[i] += w->w[i];
}

typedef struct {
    const char *emit, *step; /* section names */
    uint32_t emit_bits, step_bits, n_label, epochs;
} crf_plan;

static void rare_out(const example *x, uint32_t n, crf *c)
{
    uint32_t *seen = xcalloc((size_t)c->emit.mask + 1, sizeof *seen);
    for (uint32_t i = 0; i < n; i++)
        for (size_t k = 0; k < (size_t)x[i].n * x[i].n_feat; k++)
            seen[x[i].feat[k] & c->emit.mask]++;
    for (uint32_t i = 0; i < n; i++)
        for (size_t k = 0; k < (size_t)x[i].n * x[i].n_feat; k++)
            if (seen[x[i].feat[k] & c->emit.mask] < LEAST)
                x[i].feat[k] = UINT32_MAX;
    free(seen);
}

static void train_crf(const train_options *o, const crf_plan *plan, const example *x, uint32_t n)
{
    uint32_t L = plan->n_label, *order = xcalloc(n, sizeof *order);
    uint32_t epochs = o->epochs ? o->epochs : plan->epochs, kept = 0;
    crf c = {weights_make(plan->emit_bits, L), weights_make(plan->step_bits, L * (L + 1)), L};
    c.random = o->seed * 2 + 1;
    rare_out(x, n, &c);
    for (uint32_t i = 0; i < n; i++)
        order[i] = i;
    for (uint32_t k = 0; k < epochs; k++) {
        c.loss = 0;
        learn_shuffle(order, n, &c.random);
        for (uint32_t i = 0; i < n; i++)
            learn_example(&c, &x[order[i]], RATE / (1 + 0.15f * (float)k));
        printf("%s: epoch %u, loss %.4f an example\n", plan->emit, k + 1, c.loss / n);
        fflush(stdout);
        if (2 * (k + 1) > epochs) {
            add_mean(&c.emit);
            add_mean(&c.step);
            kept++;
        }
    }
    for (size_t i = 0; i < ((size_t)c.emit.mask + 1) * c.emit.stride; i++)
        c.emit.mean[i] *= (float)KEEP;
    weights_write(&c.emit, kept, o->out, plan->emit);
    weights_write(&c.step, kept, o->out, plan->step);
    free(c.e);
    free(c.s);
    free(c.alpha);
    free(c.beta);
    free(c.feat);
    free(c.steps);
    free(order);
}

/* ---- examples -------------------------------------------------------------------------------- */

typedef SAYSO_ARRAY(example) examples;

static example example_make(sayso_arena *a, uint32_t n, uint32_t n_feat, uint32_t n_step)
{
    example x = {n,
                 n_feat,
                 n_step,
                 SAYSO_NEW_N(a, uint32_t, (size_t)n * n_feat),
                 SAYSO_NEW_N(a, uint32_t, (size_t)n * n_step),
                 SAYSO_NEW_N(a, uint8_t, n),
                 SAYSO_NEW_N(a, uint8_t, n)};
    if (!x.feat || !x.step || !x.gold || !x.fixed)
        die("out of memory");
    return x;
}

static void label_cues(document *d)
{
    for (uint32_t i = 0; i < d->tokens.n_tok; i++)
        d->view.w[i].cue = SAYSO_TAG_O;
    for (uint32_t g = 0; g < d->n_gold; g++)
        for (uint32_t k = 0; k < d->gold[g].n[1]; k++) {
            sayso_range r = d->gold[g].role[1][k];
            for (uint32_t i = r.beg; i < r.end; i++)
                d->view.w[i].cue = i == r.beg ? SAYSO_TAG_B : SAYSO_TAG_I;
        }
}

/* A cue inside another one leaves the outer one's rest without a beginning. */
static uint8_t sound_label(uint8_t before, uint8_t label)
{
    return label && label % 2 == 0 && before != label && before + 1 != label ? label - 1 : label;
}

static void cue_examples(corpus *c, examples *out)
{
    uint32_t feat[SAYSO_ATTR_FEATURE_MOST];
    for (uint32_t i = 0; i < c->n_doc; i++) {
        document *d = &c->doc[i];
        label_cues(d);
        for (uint32_t s = 0; s < d->tokens.n_sent; s++) {
            uint32_t beg = d->tokens.sent[s], n = d->tokens.sent[s + 1] - beg;
            uint32_t n_feat = sayso__cue_features(&d->view, beg, feat),
                     n_step = sayso__cue_steps(&d->view, beg, feat);
            example x = example_make(&c->arena, n, n_feat, n_step);
            for (uint32_t k = 0; k < n; k++) {
                sayso__cue_features(&d->view, beg + k, feat);
                memcpy(x.feat + (size_t)k * n_feat, feat, n_feat * sizeof *feat);
                sayso__cue_steps(&d->view, beg + k, x.step + (size_t)k * n_step);
                x.gold[k] = sound_label(k ? x.gold[k - 1] : 0, d->view.w[beg + k].cue);
            }
            if (!SAYSO_PUSH(&c->arena, out, x))
                die("out of memory");
        }
    }
}

static void label_role(const sayso_cue_site *s, const gold_attribution *g, int role, example *x)
{
    uint8_t first = role == 0 ? SAYSO_SPAN_SOURCE_B : SAYSO_SPAN_CONTENT_B;
    for (uint32_t k = 0; k < g->n[role]; k++)
        for (uint32_t i = g->role[role][k].beg; i < g->role[role][k].end; i++)
            if (i >= s->beg && i < s->end && !x->fixed[i - s->beg])
                x->gold[i - s->beg] = i == g->role[role][k].beg ? first : first + 1;
}

static example span_example(corpus *c, document *d, const gold_attribution *g, sayso_cue_site *s)
{
    uint32_t feat[SAYSO_ATTR_FEATURE_MOST];
    sayso_cue cue = sayso__cue_make(&d->view, g->role[1][0].beg, g->role[1][0].end);
    sayso__site_make(&d->view, cue, SAYSO_ATTR_WINDOW_MOST, s);
    uint32_t n = s->end - s->beg, n_feat = sayso__span_features(&d->view, s, s->beg, feat),
             n_step = sayso__span_steps(&d->view, s, s->beg, feat);
    example x = example_make(&c->arena, n, n_feat, n_step);
    for (uint32_t i = 0; i < n; i++) {
        sayso__span_features(&d->view, s, s->beg + i, feat);
        memcpy(x.feat + (size_t)i * n_feat, feat, n_feat * sizeof *feat);
        sayso__span_steps(&d->view, s, s->beg + i, x.step + (size_t)i * n_step);
        x.fixed[i] = s->beg + i >= s->cue.beg && s->beg + i < s->cue.end;
    }
    label_role(s, g, 2, &x);
    label_role(s, g, 0, &x);
    for (uint32_t i = 0; i < n; i++)
        x.gold[i] = sound_label(i ? x.gold[i - 1] : 0, x.gold[i]);
    return x;
}

static void span_examples(corpus *c, examples *out)
{
    sayso_cue_site site;
    sayso_error err;
    must(sayso__site_room(&c->arena, &site, &err), &err);
    for (uint32_t i = 0; i < c->n_doc; i++) {
        label_cues(&c->doc[i]);
        for (uint32_t g = 0; g < c->doc[i].n_gold; g++)
            if (c->doc[i].gold[g].n[1] &&
                !SAYSO_PUSH(&c->arena, out, span_example(c, &c->doc[i], &c->doc[i].gold[g], &site)))
                die("out of memory");
    }
}

/* ---- how good it is on the other part -------------------------------------------------------- */

typedef struct {
    uint32_t hit[3], got[3], gold[3];
} tally;

/* Content without outer punctuation, as ../shared/score/attribution.py compares it. */
static sayso_range trimmed(const document *d, sayso_range r, int role)
{
    const uint8_t *upos = d->tags.upos;
    while (role == 2 && r.beg + 1 < r.end && upos[r.beg] == SAYSO_UPOS_PUNCT)
        r.beg++;
    while (role == 2 && r.beg + 1 < r.end && upos[r.end - 1] == SAYSO_UPOS_PUNCT)
        r.end--;
    return r;
}

static bool take(document *d, sayso_range r, int role)
{
    for (uint32_t g = 0; g < d->n_gold; g++)
        for (uint32_t k = 0; k < d->gold[g].n[role]; k++) {
            sayso_range *x = &d->gold[g].role[role][k], y;
            if (x->beg == SAYSO_NONE)
                continue;
            y = trimmed(d, *x, role);
            if (y.beg == r.beg && y.end == r.end) {
                *x = (sayso_range){SAYSO_NONE, SAYSO_NONE};
                return true;
            }
        }
    return false;
}

static void count_document(document *d, const sayso_drafts *ds, tally *t)
{
    for (uint32_t g = 0; g < d->n_gold; g++)
        for (int r = 0; r < 3; r++)
            t->gold[r] += d->gold[g].n[r];
    for (uint32_t i = 0; i < ds->draft.n; i++) {
        const sayso_draft *x = &ds->draft.v[i];
        const sayso_range *list[3] = {x->source, x->cue, x->content};
        const uint32_t n[3] = {x->n_source, x->n_cue, x->n_content};
        for (int r = 0; r < 3; r++)
            for (uint32_t k = 0; k < n[r]; k++) {
                t->got[r]++;
                t->hit[r] += take(d, trimmed(d, list[r][k], r), r);
            }
    }
}

static void measure(const train_options *o, corpus *c)
{
    static const char *roles[] = {"source", "cue", "content"};
    sayso_model model;
    sayso_attr_model m;
    sayso_error err;
    tally t = {0};
    model_of_dir(o->out, &model);
    must(sayso__attr_model_open(&model, &m, &err), &err);
    for (uint32_t i = 0; i < c->n_doc; i++) {
        sayso_drafts ds = {.v = &c->doc[i].view, .scratch = &c->scratch};
        must(sayso__cue_tag(&c->doc[i].view, &m, &c->scratch, &err), &err);
        must(sayso__draft_by_model(&ds, &m, &err), &err);
        count_document(&c->doc[i], &ds, &t);
        sayso__arena_reset(&c->scratch);
    }
    for (int r = 0; r < 3; r++)
        printf("dev %s: exact precision %.1f, recall %.1f, F1 %.1f\n", roles[r],
               100.0 * t.hit[r] / (t.got[r] ? t.got[r] : 1), 100.0 * t.hit[r] / t.gold[r],
               200.0 * t.hit[r] / (t.got[r] + t.gold[r]));
}

void train_attr(const train_options *o)
{
    static const crf_plan cue_plan = {"attr.cue", "attr.cue.step", 19, 14, SAYSO_N_TAG, EPOCHS};
    static const crf_plan span_plan = {"attr.span", "attr.span.step", 18, 14, SAYSO_N_SPAN, EPOCHS};
    static const char *const set[] = {"attribution-polnear"};
    corpus train = {0}, dev = {0};
    if (!train_uses_any(o, "attr", set, 1))
        return;
    read_corpus(o, "attribution-polnear-train.jsonl.gz", &train);
    examples cue = {0}, span = {0};
    cue_examples(&train, &cue);
    train_crf(o, &cue_plan, cue.v, cue.n);
    span_examples(&train, &span);
    train_crf(o, &span_plan, span.v, span.n);
    sayso__arena_free(&train.arena);
    read_corpus(o, "attribution-polnear-dev.jsonl.gz", &dev);
    measure(o, &dev);
    sayso__arena_free(&dev.arena);
}
