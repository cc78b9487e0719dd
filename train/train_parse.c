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
#include "tag/parse_beam.h"
#include "trainers.h"

#define EPOCHS           3
#define ACTION_BITS      20
#define LABEL_BITS       16
#define FOLLOW_MODEL     0.95
#define DROP             0.1
#define FOLDS            5
#define FOLD_EPOCHS      6
#define BEAM             8
#define BEAM_EPOCHS      6
#define BEAM_DROP        0.15
#define RUNS             3   /* whose weights are averaged: EWT dev LAS +0.4 by the second */
#define KEPT             2.0 /* states in the beam, on average: the margin is set so */
#define MARGIN_MOST      (1 << 24)
#define MARGIN_SENTENCES 500
#define COUNT_EPOCHS     2 /* the first, in which features are counted */
#define N_SET            2u
#define RARE             3  /* features seen less often in the epochs before are left out */
#define SCORE_STEP       64 /* scores are compared in whole numbers of this part of a weight */

typedef struct {
    sayso_tokens tokens;
    sayso_tags tags;
    const conllu_sent *sent;
    uint32_t n_sent;
} treebank;

#define PATH_MOST (2 * SAYSO_PARSE_NODES)

typedef struct {
    learner action, label;
} models;

typedef struct {
    models m;
    sayso_parse_state s;
    uint16_t gold[SAYSO_PARSE_NODES]; /* gold head, node n for the root */
    uint8_t rel[SAYSO_PARSE_NODES];
    uint64_t random;
    uint32_t right_arcs, right_labels, n_arcs;

    /* structured learning */
    sayso_parse_beam beam;
    sayso_beam_step trace[SAYSO_BEAM_MOST * PATH_MOST];
    uint32_t drop_seed; /* which features are dropped in this sentence */
    uint32_t n_wrong;   /* sentences whose right sequence lost */
    uint64_t n_kept, n_step;
    bool counting;
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
    if (t->counting)
        learn_see(&t->m.label, feat, n);
    n = learn_known(&t->m.label, feat, n);
    if (learn)
        n = learn_drop(feat, n, DROP, &t->random);
    learn_score(&t->m.label, feat, n, score);
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
    learn_tick(&t->m.label);
    if (best != t->rel[dep]) {
        learn_update(&t->m.label, feat, n, t->rel[dep], 1);
        learn_update(&t->m.label, feat, n, best, -1);
    }
    return t->rel[dep];
}

static uint32_t choose(trainer *t, uint32_t legal, bool explore)
{
    uint32_t feat[SAYSO_PARSE_FEATURES_MOST];
    float score[SAYSO_LINEAR_STRIDE_MOST];
    uint32_t n = sayso__parse_features(&t->s, feat), good = zero_cost(t, legal);
    if (t->counting)
        learn_see(&t->m.action, feat, n);
    n = learn_drop(feat, learn_known(&t->m.action, feat, n), DROP, &t->random);
    learn_score(&t->m.action, feat, n, score);
    uint32_t guess = best_of(score, legal), right = best_of(score, good);
    learn_tick(&t->m.action);
    if (guess == right)
        return guess;
    learn_update(&t->m.action, feat, n, right, 1);
    learn_update(&t->m.action, feat, n, guess, -1);
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

/* ---- structured learning ----------------------------------------------------------------------
 *
 * The sums of scores that a beam compares are learned as such: where the best state of the beam is
 * further ahead of the right one than anywhere else in the sentence, the transitions up to there
 * are rewarded and punished (max-violation: Huang, Fayong and Guo 2012). The right one follows the
 * dynamic oracle, taking what the model likes best among what costs least. Features are dropped a
 * sentence at a time, the same in all states. */

typedef struct {
    uint8_t action[PATH_MOST];
    int32_t total[PATH_MOST];
    uint32_t n;
} path;

static uint32_t keep_features(const trainer *t, const uint32_t *feat, uint32_t n, uint32_t *out)
{
    uint32_t left = 0;
    for (uint32_t i = 0; i < n; i++)
        if ((feat[i] ^ t->drop_seed) * 0x9e3779b1u >= (uint32_t)(BEAM_DROP * 0x1p32))
            out[left++] = feat[i];
    return learn_known(&t->m.action, out, left);
}

static void score_action(const void *ctx, const uint32_t *feat, uint32_t n, int32_t score[4])
{
    const trainer *t = ctx;
    uint32_t kept[SAYSO_PARSE_FEATURES_MOST];
    float sum[SAYSO_LINEAR_STRIDE_MOST];
    learn_score(&t->m.action, kept, keep_features(t, feat, n, kept), sum);
    for (uint32_t i = 0; i < 4; i++)
        score[i] = (int32_t)(sum[i] * SCORE_STEP);
}

static uint8_t best_label(const void *ctx, const uint32_t *feat, uint32_t n)
{
    const trainer *t = ctx;
    float score[SAYSO_LINEAR_STRIDE_MOST];
    uint32_t best = 0;
    uint32_t kept[SAYSO_PARSE_FEATURES_MOST];
    memcpy(kept, feat, n * sizeof *feat);
    n = learn_known(&t->m.label, kept, n);
    learn_score(&t->m.label, kept, n, score);
    for (uint32_t i = 1; i < SAYSO_DEPREL_N; i++)
        if (i != SAYSO_DEPREL_ROOT && (!best || score[i] > score[best]))
            best = i;
    return (uint8_t)best;
}

static void right_path(trainer *t, const treebank *tb, uint32_t sent, path *p)
{
    int32_t total = 0;
    p->n = 0;
    sayso__parse_begin(&t->s, &tb->tags, sent);
    while (!sayso__parse_done(&t->s)) {
        uint32_t legal = sayso__parse_legal(&t->s), feat[SAYSO_PARSE_FEATURES_MOST], action;
        int32_t score[4] = {0};
        if (legal & (legal - 1)) {
            score_action(t, feat, sayso__parse_features(&t->s, feat), score);
            float order[4] = {(float)score[0], (float)score[1], (float)score[2], (float)score[3]};
            action = best_of(order, zero_cost(t, legal));
        } else {
            action = (uint32_t)__builtin_ctz(legal);
        }
        p->action[p->n] = (uint8_t)action;
        p->total[p->n++] = total += score[action];
        sayso__beam_apply(&t->beam.scorer, &t->s, action);
    }
}

/* The transitions that led to the beam's best state after n of them. */
static void beam_path(const trainer *t, uint32_t n, uint8_t *action)
{
    for (uint32_t k = n, rank = 0; k-- > 0;) {
        const sayso_beam_step *x = &t->trace[k * SAYSO_BEAM_MOST + rank];
        action[k] = x->action;
        rank = x->parent;
    }
}

static void reward(trainer *t, const treebank *tb, uint32_t sent, const uint8_t *action,
                   sayso_span which, float delta)
{
    sayso__parse_begin(&t->s, &tb->tags, sent);
    for (uint32_t k = 0; k < which.end; k++) {
        uint32_t legal = sayso__parse_legal(&t->s);
        if (k >= which.beg && legal & (legal - 1)) {
            uint32_t feat[SAYSO_PARSE_FEATURES_MOST], n = sayso__parse_features(&t->s, feat);
            learn_update(&t->m.action, feat, keep_features(t, feat, n, feat), action[k], delta);
        }
        sayso__beam_apply(&t->beam.scorer, &t->s, action[k]);
    }
}

/* How many gold arcs a sequence loses. */
static uint32_t cost_of(trainer *t, const treebank *tb, uint32_t sent, const uint8_t *action,
                        uint32_t n)
{
    uint32_t sum = 0;
    sayso__parse_begin(&t->s, &tb->tags, sent);
    for (uint32_t k = 0; k < n; k++) {
        sum += cost(t, action[k]);
        sayso__parse_apply(&t->s, action[k], 0);
    }
    return sum;
}

static void learn_labels(trainer *t, const treebank *tb, uint32_t sent, const uint8_t *action,
                         uint32_t n)
{
    sayso__parse_begin(&t->s, &tb->tags, sent);
    for (uint32_t k = 0; k < n; k++) {
        bool arc = action[k] == SAYSO_LEFT || action[k] == SAYSO_RIGHT;
        sayso__parse_apply(&t->s, action[k], arc ? label_arc(t, action[k], true) : 0);
    }
}

/* Where the beam's best is further ahead than anywhere else: after how many transitions; 0: never.
 */
static uint32_t worst_of(const trainer *t, const path *right)
{
    uint32_t worst = 0;
    int32_t most = 0;
    for (uint32_t k = 0; k < right->n; k++) {
        int32_t ahead = t->trace[k * SAYSO_BEAM_MOST].total - right->total[k];
        if (ahead > most)
            most = ahead, worst = k + 1;
    }
    return worst;
}

/* The margin grows and shrinks so that KEPT states are kept on average: what is learned is what the
 * search that will be used gets wrong. */
static void search(trainer *t, const treebank *tb, uint32_t sent, uint32_t n_step)
{
    int32_t *margin = &t->beam.margin;
    t->beam.n_kept = 0;
    sayso__beam_parse(&t->beam, &tb->tags, sent);
    t->n_kept += t->beam.n_kept;
    t->n_step += n_step;
    if ((double)t->beam.n_kept > KEPT * n_step)
        *margin -= *margin / 64;
    else if (*margin < MARGIN_MOST)
        *margin += *margin / 64 + 1;
}

static void learn_beam(trainer *t, const treebank *tb, uint32_t sent)
{
    static path right;
    uint8_t action[PATH_MOST];
    set_gold(t, &tb->sent[sent]);
    t->drop_seed = (uint32_t)learn_random(&t->random);
    right_path(t, tb, sent, &right);
    search(t, tb, sent, right.n);
    learn_tick(&t->m.action);
    uint32_t worst = worst_of(t, &right), same = 0;
    beam_path(t, worst, action);
    while (same < worst && action[same] == right.action[same])
        same++;
    if (cost_of(t, tb, sent, action, worst) > cost_of(t, tb, sent, right.action, worst)) {
        t->n_wrong++;
        reward(t, tb, sent, right.action, (sayso_span){same, worst}, 1);
        reward(t, tb, sent, action, (sayso_span){same, worst}, -1);
    }
    beam_path(t, right.n, action);
    learn_labels(t, tb, sent, action, right.n);
}

/* ---- data -------------------------------------------------------------------------------------
 */

static void open_model(const char *dir, sayso_model *model, sayso_tag_model *m)
{
    sayso_error err;
    model_of_dir(dir, model);
    if (sayso__tag_model_open(model, m, &err) != SAYSO_OK)
        die("%s", err.message);
}

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
    static const char *const shared[] = {"clusters", "classes", "tagdict"};
    for (uint32_t i = 0; i < sizeof shared / sizeof *shared; i++) {
        sayso_section s = sayso__model_section(&base, shared[i]);
        if (s.p)
            section_write(dir, shared[i], s.p, s.n);
    }
    train_options fold = *o;
    fold.out = dir;
    fold.fold = k;
    fold.n_fold = FOLDS;
    fold.epochs = FOLD_EPOCHS;
    train_pos(&fold);
    open_model(dir, &model, &m);
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
                tb[i]->tags.alt[w] = tags.alt[w];
            }
        sayso__arena_free(&a);
        sayso__arena_free(&scratch);
    }
}

static void count_tag_errors(const treebank *tb, const char *name)
{
    uint32_t at = 0, wrong = 0, second = 0;
    for (uint32_t i = 0; i < tb->n_sent; i++)
        for (uint32_t j = 0; j < tb->sent[i].n; j++, at++) {
            wrong += tb->tags.xpos[at] != tb->sent[i].word[j].xpos;
            second += tb->tags.alt[at] == tb->sent[i].word[j].xpos;
        }
    printf("parse: %s: tags of %u words, %.2f %% not as in gold, %.2f %% of them second\n", name,
           at, 100.0 * wrong / (at ? at : 1), 100.0 * second / (wrong ? wrong : 1));
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

/* The margin with which the written model keeps KEPT states on average. */
static int32_t margin_of(const sayso_tag_model *m, const treebank *tb)
{
    sayso_parse_beam *b = xcalloc(1, sizeof *b);
    int32_t low = 1, high = 1 << 14;
    uint32_t n_sent = tb->n_sent < MARGIN_SENTENCES ? tb->n_sent : MARGIN_SENTENCES;
    b->scorer = sayso__parse_scorer(m);
    b->width = BEAM;
    while (high - low > 1) {
        b->margin = low + (high - low) / 2;
        b->n_kept = 0;
        for (uint32_t i = 0; i < n_sent; i++)
            sayso__beam_parse(b, &tb->tags, i);
        if ((double)b->n_kept > KEPT * 2 * tb->tokens.sent[n_sent])
            high = b->margin;
        else
            low = b->margin;
    }
    free(b);
    return low;
}

/* All treebanks that a run uses. */
typedef struct {
    sayso_arena arena;
    treebank *train[N_SET], *dev[N_SET];
    const char *name[N_SET];
    uint32_t n_set, n_sent; /* sets in use; training sentences of all */
} material;

static void load_all(const train_options *o, material *all)
{
    static const char *const set[N_SET] = {"ud-ewt", "ud-gum"};
    sayso_model model;
    sayso_tag_model m;
    open_model(o->out, &model, &m);
    sayso__arena_init(&all->arena, 0);
    for (uint32_t i = 0; i < N_SET; i++) {
        char name[64];
        if (!train_uses(o, set[i]))
            continue;
        snprintf(name, sizeof name, "%s-train.conllu.gz", set[i]);
        all->train[all->n_set] = load(o->data, name, &m, &all->arena);
        all->n_sent += all->train[all->n_set]->n_sent;
        snprintf(name, sizeof name, "%s-dev.conllu.gz", set[i]);
        all->dev[all->n_set] = load(o->data, name, &m, &all->arena);
        all->name[all->n_set++] = set[i];
    }
    for (uint32_t k = 0; m.pos.w && k < FOLDS; k++)
        tag_fold(o, all->train, all->n_set, k);
    for (uint32_t i = 0; i < all->n_set; i++) {
        count_tag_errors(all->train[i], "train");
        count_tag_errors(all->dev[i], all->name[i]);
    }
}

static void learn_epoch(trainer *t, const material *all, const uint32_t *order, uint32_t e,
                        uint32_t n_greedy)
{
    t->n_arcs = t->right_arcs = t->right_labels = t->n_wrong = 0;
    t->n_kept = t->n_step = 0;
    t->counting = e < COUNT_EPOCHS;
    if (e == COUNT_EPOCHS) {
        learn_know(&t->m.action, RARE);
        learn_know(&t->m.label, RARE);
    }
    if (e == n_greedy)
        learn_settle(&t->m.action);
    for (uint32_t i = 0; i < all->n_sent; i++) {
        uint32_t k = order[i], which = all->n_set > 1 && k >= all->train[0]->n_sent;
        const treebank *tb = all->train[which];
        k -= which ? all->train[0]->n_sent : 0;
        if (e < n_greedy)
            learn_sentence(t, tb, k, e > 0);
        else
            learn_beam(t, tb, k);
    }
    printf("parse: epoch %u: %.2f %% of arcs right, %.2f %% of their labels\n", e + 1,
           100.0 * t->right_arcs / t->n_arcs, 100.0 * t->right_labels / t->right_arcs);
    if (e >= n_greedy)
        printf("parse: the beam was wrong in %.2f %% of sentences, %.2f states kept\n",
               100.0 * t->n_wrong / all->n_sent, (double)t->n_kept / (double)t->n_step);
    fflush(stdout);
}

/* Sets the beam for the weights as written, and says how they do. */
static void check_model(const train_options *o, const material *all)
{
    sayso_model model;
    sayso_tag_model m;
    open_model(o->out, &model, &m);
    m.beam_width = BEAM;
    m.beam_margin = margin_of(&m, all->dev[0]);
    section_write(o->out, "parse.beam", (uint32_t[]){BEAM, (uint32_t)m.beam_margin},
                  SAYSO_BEAM_SECTION);
    printf("parse: margin %.1f\n", m.beam_margin * (double)m.action.scale);
    for (uint32_t i = 0; i < all->n_set; i++)
        evaluate(&m, all->dev[i], all->name[i]);
}

static void models_new(models *m)
{
    learn_init(&m->action, ACTION_BITS, SAYSO_N_ACTION);
    learn_init(&m->label, LABEL_BITS, SAYSO_DEPREL_N);
}

static void models_free(models *m)
{
    learn_free(&m->action);
    learn_free(&m->label);
}

/* One run over the data in an order of its own; its averaged weights are added to sum. */
static void run(const material *all, uint64_t seed, uint32_t n_greedy, models *sum)
{
    trainer *t = xcalloc(1, sizeof *t);
    uint32_t *order = xcalloc(all->n_sent, sizeof *order);
    for (uint32_t i = 0; i < all->n_sent; i++)
        order[i] = i;
    t->random = seed * 0x9e3779b97f4a7c15u + 1;
    models_new(&t->m);
    t->beam.scorer = (sayso_parse_scorer){t, score_action, best_label};
    t->beam.width = BEAM;
    t->beam.margin = 16 * SCORE_STEP;
    t->beam.trace = t->trace;
    for (uint32_t e = 0; e < n_greedy + BEAM_EPOCHS; e++) {
        learn_shuffle(order, all->n_sent, &t->random);
        learn_epoch(t, all, order, e, n_greedy);
    }
    learn_add(&sum->action, &t->m.action);
    learn_add(&sum->label, &t->m.label);
    models_free(&t->m);
    free(order);
    free(t);
}

void train_parse(const train_options *o)
{
    static const char *const set[N_SET] = {"ud-ewt", "ud-gum"};
    material all = {0};
    models sum;
    if (!train_uses_any(o, "parse", set, N_SET))
        return;
    load_all(o, &all);
    models_new(&sum);
    for (uint32_t r = 0; r < RUNS; r++) {
        run(&all, o->seed + r, o->epochs ? o->epochs : EPOCHS, &sum);
        learn_write(&sum.action, o->out, "parse.action");
        learn_write(&sum.label, o->out, "parse.label");
        printf("parse: run %u of %u\n", r + 1, RUNS);
        check_model(o, &all);
    }
    models_free(&sum);
    sayso__arena_free(&all.arena);
}
