/* train_parse.c -- the parser's two linear models: transitions and labels.
 *
 * Averaged perceptron with a dynamic oracle (Goldberg and Nivre 2013, arc-eager): after the first
 * epoch the parser mostly follows its own choices, and every transition that loses no reachable
 * gold arc counts as right.
 *
 * Tags: a tagger errs less on what it has learned than elsewhere, so each training sentence is
 * tagged by a tagger that was trained without it (jackknife in FOLDS parts).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/fail.h"
#include "gold.h"
#include "learn.h"
#include "tag/parse_state.h"
#include "trainers.h"

#define EPOCHS       12
#define ACTION_BITS  20
#define LABEL_BITS   16
#define FOLLOW_MODEL 0.95
#define DROP         0.1
#define FOLDS        5
#define FOLD_EPOCHS  6

typedef struct {
    sayso_tokens tokens;
    sayso_tags tags;
    const conllu_sent *sent;
    uint32_t n_sent;
} treebank;

typedef struct {
    learner action, label;
    sayso_parse_state s;
    uint16_t gold[SAYSO_PARSE_NODES]; /* gold head, node n for the root */
    uint8_t rel[SAYSO_PARSE_NODES];
    uint64_t random;
    uint32_t right_arcs, right_labels, n_arcs;
} trainer;

/* ---- dynamic oracle ---------------------------------------------------------------------------
 */

static bool headless(const sayso_parse_state *s, uint32_t i)
{
    return s->node[i].head == s->n + 1;
}

/* Gold children of h among the headless words of the stack, top (at most) excluded. */
static uint32_t lost_on_stack(const trainer *t, uint32_t h, bool skip_top)
{
    uint32_t lost = 0, n = t->s.n_stack - (skip_top && t->s.n_stack);
    for (uint32_t i = 0; i < n; i++)
        lost += t->gold[t->s.stack[i]] == h && headless(&t->s, t->s.stack[i]);
    return lost;
}

static bool on_stack(const trainer *t, uint32_t node, bool skip_top)
{
    uint32_t n = t->s.n_stack - (skip_top && t->s.n_stack);
    for (uint32_t i = 0; i < n; i++)
        if (t->s.stack[i] == node)
            return true;
    return false;
}

/* Gold children of h in the buffer. */
static uint32_t lost_in_buffer(const trainer *t, uint32_t h)
{
    uint32_t lost = 0;
    for (uint32_t i = t->s.next; i < t->s.n; i++)
        lost += t->gold[i] == h;
    return lost;
}

/* How many gold arcs become unreachable by a transition. */
static uint32_t cost(const trainer *t, uint32_t action)
{
    const sayso_parse_state *s = &t->s;
    uint32_t b = s->next, top = s->n_stack ? s->stack[s->n_stack - 1] : s->n + 1;
    switch (action) {
    case SAYSO_SHIFT: return on_stack(t, t->gold[b], false) + lost_on_stack(t, b, false);
    case SAYSO_LEFT: return (t->gold[top] > b && t->gold[top] <= s->n) + lost_in_buffer(t, top);
    case SAYSO_RIGHT:
        return (t->gold[b] > b) + on_stack(t, t->gold[b], true) + lost_on_stack(t, b, false);
    default: return lost_in_buffer(t, top);
    }
}

static uint32_t zero_cost(const trainer *t, uint32_t legal)
{
    uint32_t least = UINT32_MAX, best = 0;
    for (uint32_t i = 0; i < SAYSO_N_ACTION; i++) {
        if (!(legal >> i & 1))
            continue;
        uint32_t c = cost(t, i);
        if (c < least) {
            least = c;
            best = 0;
        }
        if (c == least)
            best |= 1u << i;
    }
    return best;
}

/* ---- learning ---------------------------------------------------------------------------------
 */

static uint32_t best_of(const float *score, uint32_t allowed)
{
    uint32_t best = SAYSO_N_ACTION;
    for (uint32_t i = 0; i < SAYSO_N_ACTION; i++)
        if (allowed >> i & 1 && (best == SAYSO_N_ACTION || score[i] > score[best]))
            best = i;
    return best;
}

static double chance(trainer *t)
{
    return (double)(learn_random(&t->random) >> 11) / 9007199254740992.0;
}

/* The label is learned where the arc is right; else the model's own guess is used. */
static uint8_t label_arc(trainer *t, uint32_t action, bool learn)
{
    const sayso_parse_state *s = &t->s;
    uint32_t top = s->stack[s->n_stack - 1], b = s->next, feat[SAYSO_PARSE_FEATURES_MOST];
    if (action == SAYSO_LEFT && b == s->n)
        return SAYSO_DEPREL_ROOT;
    uint32_t dep = action == SAYSO_LEFT ? top : b, head = action == SAYSO_LEFT ? b : top;
    float score[SAYSO_LINEAR_STRIDE_MOST];
    uint32_t n = sayso__parse_label_features(s, action, feat), best = 0;
    if (learn)
        n = learn_drop(feat, n, DROP, &t->random);
    learn_score(&t->label, feat, n, score);
    for (uint32_t i = 1; i < SAYSO_DEPREL_N; i++)
        if (i != SAYSO_DEPREL_ROOT && (!best || score[i] > score[best]))
            best = i;
    t->n_arcs++;
    if (t->gold[dep] != head)
        return (uint8_t)best;
    t->right_arcs++;
    t->right_labels += best == t->rel[dep];
    if (!learn)
        return (uint8_t)best;
    learn_tick(&t->label);
    if (best != t->rel[dep]) {
        learn_update(&t->label, feat, n, t->rel[dep], 1);
        learn_update(&t->label, feat, n, best, -1);
    }
    return t->rel[dep];
}

static uint32_t choose(trainer *t, uint32_t legal, bool explore)
{
    uint32_t feat[SAYSO_PARSE_FEATURES_MOST];
    float score[SAYSO_LINEAR_STRIDE_MOST];
    uint32_t n = sayso__parse_features(&t->s, feat), good = zero_cost(t, legal);
    n = learn_drop(feat, n, DROP, &t->random);
    learn_score(&t->action, feat, n, score);
    uint32_t guess = best_of(score, legal), right = best_of(score, good);
    learn_tick(&t->action);
    if (guess == right)
        return guess;
    learn_update(&t->action, feat, n, right, 1);
    learn_update(&t->action, feat, n, guess, -1);
    return explore && chance(t) < FOLLOW_MODEL ? guess : right;
}

static void set_gold(trainer *t, const conllu_sent *g)
{
    for (uint32_t i = 0; i < g->n; i++) {
        t->gold[i] = (uint16_t)(g->word[i].head ? g->word[i].head - 1 : g->n);
        t->rel[i] = g->word[i].deprel;
    }
}

static void learn_sentence(trainer *t, const treebank *tb, uint32_t i, bool explore)
{
    set_gold(t, &tb->sent[i]);
    sayso__parse_begin(&t->s, &tb->tags, i);
    while (!sayso__parse_done(&t->s)) {
        uint32_t legal = sayso__parse_legal(&t->s);
        uint32_t action =
            legal & (legal - 1) ? choose(t, legal, explore) : (uint32_t)__builtin_ctz(legal);
        bool arc = action == SAYSO_LEFT || action == SAYSO_RIGHT;
        sayso__parse_apply(&t->s, action, arc ? label_arc(t, action, true) : 0);
    }
}

/* ---- data -------------------------------------------------------------------------------------
 */

static treebank *load(const char *dir, const char *name, const sayso_tag_model *m, sayso_arena *a)
{
    sayso_error err;
    sayso_arena scratch;
    treebank *tb = xcalloc(1, sizeof *tb);
    tb->sent = read_conllu(dir, name, a, &tb->n_sent);
    gold_of_conllu(tb->sent, tb->n_sent, NULL, a, &tb->tokens);
    sayso__arena_init(&scratch, 0);
    if (sayso__tag_run(&tb->tokens, m, a, &scratch, &tb->tags, &err) != SAYSO_OK)
        die("%s", err.message);
    sayso__arena_free(&scratch);
    return tb;
}

/* Tag the sentences of fold k with a tagger that has not seen them. */
static void tag_fold(const train_options *o, treebank *const *tb, uint32_t n_tb, uint32_t k)
{
    char dir[4096];
    snprintf(dir, sizeof dir, "%s/fold", o->out);
    mkdir(dir, 0777);
    sayso_model base, model;
    sayso_tag_model m;
    sayso_error err;
    model_of_dir(o->out, &base);
    sayso_section clusters = sayso__model_section(&base, "clusters");
    if (clusters.p)
        section_write(dir, "clusters", clusters.p, clusters.n);
    train_options fold = *o;
    fold.out = dir;
    fold.fold = k;
    fold.n_fold = FOLDS;
    fold.epochs = FOLD_EPOCHS;
    train_pos(&fold);
    model_of_dir(dir, &model);
    if (sayso__tag_model_open(&model, &m, &err) != SAYSO_OK)
        die("%s", err.message);
    for (uint32_t i = 0; i < n_tb; i++) {
        sayso_arena a, scratch;
        sayso_tags tags;
        sayso__arena_init(&a, 0);
        sayso__arena_init(&scratch, 0);
        if (sayso__tag_run(&tb[i]->tokens, &m, &a, &scratch, &tags, &err) != SAYSO_OK)
            die("%s", err.message);
        for (uint32_t s = k; s < tb[i]->n_sent; s += FOLDS)
            for (uint32_t w = tb[i]->tokens.sent[s]; w < tb[i]->tokens.sent[s + 1]; w++) {
                tb[i]->tags.upos[w] = tags.upos[w];
                tb[i]->tags.xpos[w] = tags.xpos[w];
            }
        sayso__arena_free(&a);
        sayso__arena_free(&scratch);
    }
}

static void count_tag_errors(const treebank *tb, const char *name)
{
    uint32_t at = 0, wrong = 0;
    for (uint32_t i = 0; i < tb->n_sent; i++)
        for (uint32_t j = 0; j < tb->sent[i].n; j++, at++)
            wrong += tb->tags.xpos[at] != tb->sent[i].word[j].xpos;
    printf("parse: %s: tags of %u words, %.2f %% not as in gold\n", name, at,
           100.0 * wrong / (at ? at : 1));
}

/* UAS and LAS on gold tokens, with the tagger's tags and the quantised weights' float originals
 * averaged. */
static void evaluate(const sayso_tag_model *m, treebank *tb, const char *name)
{
    sayso_error err;
    sayso_arena a, scratch;
    sayso__arena_init(&a, 0);
    sayso__arena_init(&scratch, 0);
    if (sayso__parse_run(m, &a, &scratch, &tb->tags, &err) != SAYSO_OK)
        die("%s", err.message);
    uint32_t at = 0, uas = 0, las = 0;
    for (uint32_t i = 0; i < tb->n_sent; i++) {
        uint32_t from = at;
        for (uint32_t j = 0; j < tb->sent[i].n; j++, at++) {
            const conllu_word *w = &tb->sent[i].word[j];
            uint32_t gold = w->head ? from + w->head - 1 : SAYSO_NONE;
            uas += tb->tags.head[at] == gold;
            las += tb->tags.head[at] == gold && tb->tags.deprel[at] == w->deprel;
        }
    }
    printf("parse: %s gold tokens: UAS %.2f LAS %.2f\n", name, 100.0 * uas / at, 100.0 * las / at);
    sayso__arena_free(&a);
    sayso__arena_free(&scratch);
}

static void write_models(const trainer *t, const char *out)
{
    learn_write(&t->action, out, "parse.action");
    learn_write(&t->label, out, "parse.label");
}

static void check_model(const train_options *o, treebank *const *dev, const char *const *name,
                        uint32_t n)
{
    sayso_model model;
    sayso_tag_model m;
    sayso_error err;
    model_of_dir(o->out, &model);
    if (sayso__tag_model_open(&model, &m, &err) != SAYSO_OK)
        die("%s", err.message);
    for (uint32_t i = 0; i < n; i++)
        evaluate(&m, dev[i], name[i]);
}

void train_parse(const train_options *o)
{
    static const char *const set[] = {"ud-ewt", "ud-gum"};
    sayso_arena a;
    sayso_model model;
    sayso_tag_model m;
    sayso_error err;
    if (!train_uses_any(o, "parse", set, 2))
        return;
    sayso__arena_init(&a, 0);
    model_of_dir(o->out, &model);
    if (sayso__tag_model_open(&model, &m, &err) != SAYSO_OK)
        die("%s", err.message);
    trainer *t = xcalloc(1, sizeof *t);
    t->random = o->seed * 0x9e3779b97f4a7c15u + 1;
    treebank *train[2], *dev[2];
    uint32_t n_set = 0, n_order = 0;
    const char *dev_name[2];
    for (uint32_t i = 0; i < 2; i++) {
        char name[64];
        if (!train_uses(o, set[i]))
            continue;
        snprintf(name, sizeof name, "%s-train.conllu.gz", set[i]);
        train[n_set] = load(o->data, name, &m, &a);
        n_order += train[n_set]->n_sent;
        snprintf(name, sizeof name, "%s-dev.conllu.gz", set[i]);
        dev[n_set] = load(o->data, name, &m, &a);
        dev_name[n_set++] = set[i];
    }
    for (uint32_t k = 0; m.pos.w && k < FOLDS; k++)
        tag_fold(o, train, n_set, k);
    for (uint32_t i = 0; i < n_set; i++) {
        count_tag_errors(train[i], "train");
        count_tag_errors(dev[i], dev_name[i]);
    }
    uint32_t *order = xcalloc(n_order, sizeof *order);
    for (uint32_t i = 0; i < n_order; i++)
        order[i] = i;
    learn_init(&t->action, ACTION_BITS, SAYSO_N_ACTION);
    learn_init(&t->label, LABEL_BITS, SAYSO_DEPREL_N);
    uint32_t epochs = o->epochs ? o->epochs : EPOCHS;
    for (uint32_t e = 0; e < epochs; e++) {
        learn_shuffle(order, n_order, &t->random);
        t->n_arcs = t->right_arcs = t->right_labels = 0;
        for (uint32_t i = 0; i < n_order; i++) {
            uint32_t k = order[i], which = n_set > 1 && k >= train[0]->n_sent;
            learn_sentence(t, train[which], which ? k - train[0]->n_sent : k, e > 0);
        }
        printf("parse: epoch %u of %u: %.2f %% of arcs right, %.2f %% of their labels\n", e + 1,
               epochs, 100.0 * t->right_arcs / t->n_arcs, 100.0 * t->right_labels / t->right_arcs);
        fflush(stdout);
        if (e % 4 == 3 || e + 1 == epochs) {
            write_models(t, o->out);
            check_model(o, dev, dev_name, n_set);
        }
    }
    learn_free(&t->action);
    learn_free(&t->label);
    free(t);
    sayso__arena_free(&a);
}
