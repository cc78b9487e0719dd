/* train_pos.c -- the tagger: sections "tagdict", "pos", "upos", "upos.map"; and "lemmas"
 * (train_lemma.c).
 *
 * Averaged perceptron, greedy, over its own tags as history from the first sentence on, so that it
 * learns from the contexts that it will see. A share of the sentences is read once more in lower
 * and in upper case: headlines, tickers and old newswire. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/hash.h"
#include "gold.h"
#include "learn.h"
#include "tag/pos.h"
#include "train_lemma.h"
#include "train_plain.h"

#define EPOCHS       10
#define FIRST_EPOCHS 3
#define N_BANK       2u
#define POS_BITS     16
#define UPOS_BITS    14
#define RARE         2   /* features seen less often are left out */
#define DROP         0.2 /* of features, while learning: EWT dev XPOS 93.7 -> 94.6 */
#define LOWER_SHARE  8   /* one of so many sentences again in lower case */
#define UPPER_SHARE  12
#define PLAIN_LEAST  5    /* the same for plain text */
#define DICT_LEAST   3    /* words seen less often are not in the dictionary */
#define DICT_SHARE   0.04 /* tags of a word that are rarer than this do not count */
#define CLASS_SHARE  0.0005

typedef struct {
    const sayso_lexeme *x;
    const uint32_t *class;
    uint8_t *xpos; /* predicted */
    const uint8_t *gold_x, *gold_u;
    uint32_t n;
} sentence;

typedef struct {
    sayso_arena arena;
    sayso_section dict;
    SAYSO_ARRAY(sentence) sent;
    learner pos, upos;
    uint32_t upos_map[SAYSO_POS_LABELS];
    uint64_t random;
    uint32_t n_word, n_wrong_x, n_choice, n_wrong_u;
} trainer;

/* ---- tag dictionary ---------------------------------------------------------------------------
 */

typedef struct {
    uint32_t hash, class;
} dict_entry;

static int by_hash(const void *a, const void *b)
{
    uint32_t x = ((const dict_entry *)a)->hash, y = ((const dict_entry *)b)->hash;
    return (x > y) - (x < y);
}

static uint16_t class_of(const uint32_t count[SAYSO_XPOS_N])
{
    uint64_t h = 0;
    uint32_t all = 0;
    for (uint32_t t = 0; t < SAYSO_XPOS_N; t++)
        all += count[t];
    if (all < DICT_LEAST)
        return 0;
    for (uint32_t t = 0; t < SAYSO_XPOS_N; t++)
        if (count[t] > DICT_SHARE * all)
            h = sayso__hash_mix(h, t + (count[t] > 0.5 * all ? 100 : 0));
    return (uint16_t)(h >> 16 | 1);
}

typedef struct {
    uint32_t hash, seen, count[SAYSO_XPOS_N];
    uint32_t plain[SAYSO_XPOS_N]; /* in plain news, tagged by an earlier model; [0] the sum */
    uint32_t inside, capital;     /* there, not first in a sentence; of these with a capital */
    uint32_t plain_class;         /* kept from an earlier dictionary */
} word_count;

typedef struct {
    word_count *slot; /* [1 << 18], open addressing */
    uint32_t n;
    const sayso_tag_model *model;
    sayso_arena arena;
} word_counts;

#define COUNT_SLOTS (1u << 18)

static word_count *count_of(word_counts *c, uint32_t hash)
{
    uint32_t i = hash & (COUNT_SLOTS - 1);
    while (c->slot[i].seen && c->slot[i].hash != hash)
        i = (i + 1) & (COUNT_SLOTS - 1);
    c->n += !c->slot[i].seen;
    if (c->n > COUNT_SLOTS / 10 * 9)
        die("pos: more than %u different words", c->n);
    c->slot[i].seen = 1;
    c->slot[i].hash = hash;
    return &c->slot[i];
}

static void count_words(word_counts *c, const conllu_sent *s, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = 0; j < s[i].n; j++) {
            word_count *w = count_of(c, sayso__lexeme_lower(s[i].word[j].form));
            if (s[i].word[j].xpos)
                w->count[s[i].word[j].xpos]++;
        }
}

/* Tags of plain text; sentences all in capitals or all in lower case do not tell how a word is
 * written. */
static void count_plain(void *ctx, const sayso_tokens *tokens)
{
    word_counts *c = ctx;
    sayso_tags tags = {.tokens = tokens};
    sayso_lexeme *x;
    sayso_error err;
    if (sayso__lexeme_make(tokens, c->model, &c->arena, &x, &err) != SAYSO_OK)
        die("%s", err.message);
    tags.lexeme = x;
    if (sayso__pos_run(c->model, &c->arena, &c->arena, &tags, &err) != SAYSO_OK)
        die("%s", err.message);
    for (uint32_t i = 0; i < tokens->n_tok; i++) {
        word_count *w = count_of(c, x[i].lower);
        w->plain[tags.xpos[i]]++;
        w->plain[0]++;
        if (!(x[i].bits & (SAYSO_LEX_FIRST | SAYSO_LEX_CAPS_SENT))) {
            w->inside++;
            w->capital += x[i].bits & SAYSO_LEX_CAPITAL;
        }
    }
    sayso__arena_reset(&c->arena);
}

/* The tags that make up a tenth and more of a word in plain text, which of them is its main one,
 * and how often it has a capital, in four steps. */
static uint32_t plain_class(const word_count *w)
{
    uint64_t h = 1;
    if (w->plain_class || w->plain[0] < PLAIN_LEAST)
        return w->plain_class;
    for (uint32_t t = 1; t < SAYSO_XPOS_N; t++)
        if (w->plain[t] * 10 >= w->plain[0])
            h = sayso__hash_mix(h, t + (w->plain[t] * 2 > w->plain[0] ? 100 : 0));
    uint32_t share = w->inside ? 100 * w->capital / w->inside : 0;
    h = sayso__hash_mix(h, share < 10 ? 0 : share < 50 ? 1 : share < 90 ? 2 : 3);
    return (uint32_t)(h >> 16 & 0xffff) | 1;
}

static void make_dict(word_counts *c, const char *out)
{
    dict_entry *e = xcalloc(COUNT_SLOTS, sizeof *e);
    uint32_t n = 0;
    for (uint32_t i = 0; i < COUNT_SLOTS; i++) {
        word_count *w = &c->slot[i];
        uint32_t class = class_of(w->count) | plain_class(w) << 16;
        if (class)
            e[n++] = (dict_entry){w->hash, class};
    }
    qsort(e, n, sizeof *e, by_hash);
    size_t size = 8 + 8 * (size_t)n;
    uint8_t *p = xcalloc(size, 1);
    memcpy(p, &n, 4);
    for (uint32_t i = 0; i < n; i++) {
        memcpy(p + 8 + 4 * (size_t)i, &e[i].hash, 4);
        memcpy(p + 8 + 4 * (size_t)(n + i), &e[i].class, 4);
    }
    section_write(out, "tagdict", p, size);
    free(p);
    free(e);
}

/* ---- data -------------------------------------------------------------------------------------
 */

static void *need(void *p)
{
    if (!p)
        die("out of memory");
    return p;
}

static void add_sentences(trainer *t, const conllu_sent *s, uint32_t n, const sayso_tokens *tok,
                          const sayso_tag_model *m)
{
    sayso_lexeme *x;
    sayso_error err;
    if (sayso__lexeme_make(tok, m, &t->arena, &x, &err) != SAYSO_OK)
        die("%s", err.message);
    uint32_t *class = need(SAYSO_NEW_N(&t->arena, uint32_t, tok->n_tok));
    uint8_t *gold = need(SAYSO_NEW_N(&t->arena, uint8_t, 3 * (size_t)tok->n_tok));
    uint8_t *gold_u = gold + tok->n_tok, *xpos = gold_u + tok->n_tok;
    for (uint32_t i = 0, at = 0; i < n; at += s[i++].n) {
        for (uint32_t j = 0; j < s[i].n; j++) {
            class[at + j] = sayso__tagdict_find(&t->dict, x[at + j].lower);
            gold[at + j] = s[i].word[j].xpos;
            gold_u[at + j] = s[i].word[j].upos;
        }
        sentence one = {x + at, class + at, xpos + at, gold + at, gold_u + at, s[i].n};
        if (!SAYSO_PUSH(&t->arena, &t->sent, one))
            die("out of memory");
    }
}

static void add_bank(trainer *t, const conllu_sent *s, uint32_t n, const sayso_tag_model *m)
{
    sayso_tokens tok;
    gold_of_conllu(s, n, NULL, &t->arena, &tok);
    add_sentences(t, s, n, &tok, m);
    conllu_sent *again = xcalloc(n, sizeof *again);
    gold_case *letters = xcalloc(n, sizeof *letters);
    uint32_t k = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint64_t r = learn_random(&t->random) >> 20;
        if (r % LOWER_SHARE && (r >> 20) % UPPER_SHARE)
            continue;
        letters[k] = r % LOWER_SHARE ? GOLD_UPPER : GOLD_LOWER;
        again[k++] = s[i];
    }
    gold_of_conllu(again, k, letters, &t->arena, &tok);
    add_sentences(t, again, k, &tok, m);
    free(again);
    free(letters);
}

/* Which universal tags go with a Penn tag: those seen in CLASS_SHARE of its words. */
static void make_upos_map(trainer *t, const char *out)
{
    static uint32_t count[SAYSO_POS_LABELS][SAYSO_UPOS_N];
    memset(count, 0, sizeof count);
    for (uint32_t i = 0; i < t->sent.n; i++)
        for (uint32_t j = 0; j < t->sent.v[i].n; j++) {
            uint32_t x = t->sent.v[i].gold_x[j];
            if (x && x <= SAYSO_POS_LABELS)
                count[x - 1][t->sent.v[i].gold_u[j]]++;
        }
    for (uint32_t x = 0; x < SAYSO_POS_LABELS; x++) {
        uint32_t all = 0;
        for (uint32_t u = 1; u < SAYSO_UPOS_N; u++)
            all += count[x][u];
        for (uint32_t u = 1; u < SAYSO_UPOS_N; u++)
            if (count[x][u] && count[x][u] >= CLASS_SHARE * all)
                t->upos_map[x] |= 1u << u;
    }
    section_write(out, "upos.map", t->upos_map, sizeof t->upos_map);
}

/* ---- learning ---------------------------------------------------------------------------------
 */

static uint32_t best_label(const float *score, uint32_t n)
{
    uint32_t best = 0;
    for (uint32_t k = 1; k < n; k++)
        if (score[k] > score[best])
            best = k;
    return best;
}

static void learn_xpos(trainer *t, const sentence *s)
{
    uint32_t feat[SAYSO_POS_FEATURES];
    float score[SAYSO_LINEAR_STRIDE_MOST];
    sayso_pos_view v = {s->x, s->class, s->xpos, s->n};
    for (uint32_t i = 0; i < s->n; i++) {
        uint32_t n = sayso__pos_features(&v, i, feat);
        n = learn_drop(feat, learn_keep(&t->pos, feat, n, RARE), DROP, &t->random);
        learn_score(&t->pos, feat, n, score);
        uint32_t best = best_label(score, SAYSO_POS_LABELS);
        s->xpos[i] = (uint8_t)(best + 1);
        uint32_t gold = s->gold_x[i];
        t->n_word++;
        t->n_wrong_x += gold != best + 1;
        if (gold && gold <= SAYSO_POS_LABELS && gold != best + 1) {
            learn_update(&t->pos, feat, n, gold - 1, 1);
            learn_update(&t->pos, feat, n, best, -1);
        }
        learn_tick(&t->pos);
    }
}

static void learn_upos(trainer *t, const sentence *s)
{
    uint32_t feat[SAYSO_UPOS_FEATURES];
    float score[SAYSO_LINEAR_STRIDE_MOST];
    sayso_pos_view v = {s->x, s->class, s->xpos, s->n};
    for (uint32_t i = 0; i < s->n; i++) {
        uint32_t mask = t->upos_map[s->xpos[i] - 1], best = 0, gold = s->gold_u[i];
        if (!(mask & (mask - 1)) || !(mask >> gold & 1))
            continue;
        uint32_t n = sayso__upos_features(&v, i, feat);
        n = learn_drop(feat, learn_keep(&t->upos, feat, n, RARE), DROP, &t->random);
        learn_score(&t->upos, feat, n, score);
        for (uint32_t u = 1; u < SAYSO_UPOS_N; u++)
            if (mask >> u & 1 && (!best || score[u - 1] > score[best - 1]))
                best = u;
        t->n_choice++;
        t->n_wrong_u += best != gold;
        if (best != gold) {
            learn_update(&t->upos, feat, n, gold - 1, 1);
            learn_update(&t->upos, feat, n, best - 1, -1);
        }
        learn_tick(&t->upos);
    }
}

static void open_model(const char *out, sayso_model *model, sayso_tag_model *m)
{
    sayso_error err;
    model_of_dir(out, model);
    if (sayso__tag_model_open(model, m, &err) != SAYSO_OK)
        die("%s", err.message);
}

/* Accuracy on gold tokens of a part that was not learned, with the model as written. */
static void evaluate(const train_options *o, const char *set)
{
    char name[64];
    sayso_model model;
    sayso_tag_model m;
    sayso_arena a;
    sayso_tokens tok;
    sayso_error err;
    uint32_t n, wrong[3] = {0}, at = 0;
    sayso__arena_init(&a, 0);
    snprintf(name, sizeof name, "%s-dev.conllu.gz", set);
    conllu_sent *s = read_conllu(o->data, name, &a, &n);
    open_model(o->out, &model, &m);
    gold_of_conllu(s, n, NULL, &a, &tok);
    sayso_tags tags = {.tokens = &tok};
    sayso_lexeme *x;
    if (sayso__lexeme_make(&tok, &m, &a, &x, &err) != SAYSO_OK)
        die("%s", err.message);
    tags.lexeme = x;
    if (sayso__pos_run(&m, &a, &a, &tags, &err) != SAYSO_OK)
        die("%s", err.message);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = 0; j < s[i].n; j++, at++) {
            wrong[0] += tags.upos[at] != s[i].word[j].upos;
            wrong[1] += tags.xpos[at] != s[i].word[j].xpos;
            wrong[2] += !lemma_same(tags.lemma[at], s[i].word[j].lemma);
        }
    printf("pos: %s dev, gold tokens: UPOS %.2f XPOS %.2f lemma %.2f\n", set,
           100 - 100.0 * wrong[0] / at, 100 - 100.0 * wrong[1] / at, 100 - 100.0 * wrong[2] / at);
    fflush(stdout);
    sayso__arena_free(&a);
}

/* Feature counts, with gold tags as history. */
static void see_all(trainer *t)
{
    uint32_t feat[SAYSO_POS_FEATURES];
    for (uint32_t s = 0; s < t->sent.n; s++) {
        const sentence *x = &t->sent.v[s];
        sayso_pos_view v = {x->x, x->class, x->gold_x, x->n};
        for (uint32_t i = 0; i < x->n; i++) {
            learn_see(&t->pos, feat, sayso__pos_features(&v, i, feat));
            uint32_t x_tag = x->gold_x[i], mask = 0;
            if (x_tag && x_tag <= SAYSO_POS_LABELS)
                mask = t->upos_map[x_tag - 1];
            if (mask & (mask - 1))
                learn_see(&t->upos, feat, sayso__upos_features(&v, i, feat));
        }
    }
}

static void learn_all(trainer *t, const train_options *o)
{
    uint32_t epochs = o->epochs ? o->epochs : EPOCHS;
    uint32_t *order = xcalloc(t->sent.n, sizeof *order);
    for (uint32_t i = 0; i < t->sent.n; i++)
        order[i] = i;
    for (uint32_t e = 0; e < epochs; e++) {
        learn_shuffle(order, t->sent.n, &t->random);
        t->n_word = t->n_wrong_x = t->n_choice = t->n_wrong_u = 0;
        for (uint32_t i = 0; i < t->sent.n; i++) {
            learn_xpos(t, &t->sent.v[order[i]]);
            learn_upos(t, &t->sent.v[order[i]]);
        }
        printf("pos: epoch %u of %u: %.2f %% of %u Penn tags wrong, %.2f %% of %u choices\n", e + 1,
               epochs, 100.0 * t->n_wrong_x / t->n_word, t->n_word,
               100.0 * t->n_wrong_u / (t->n_choice + 1), t->n_choice);
        fflush(stdout);
    }
    free(order);
}

/* Closes the gaps that left-out sentences make; returns how many stay. */
static uint32_t without_fold(const train_options *o, conllu_sent *s, uint32_t n)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < n; i++)
        if (train_keeps(o, i))
            s[kept++] = s[i];
    return kept;
}

/* Both linear models, with the dictionary and the lemmas that o->out holds. */
static void learn_models(trainer *t, const train_options *o, conllu_sent *const *bank,
                         const uint32_t *n)
{
    sayso_model model;
    sayso_tag_model m;
    open_model(o->out, &model, &m);
    sayso__arena_init(&t->arena, 0);
    t->dict = m.tagdict;
    for (uint32_t i = 0; i < N_BANK; i++)
        add_bank(t, bank[i], n[i], &m);
    make_upos_map(t, o->out);
    learn_init(&t->pos, POS_BITS, SAYSO_POS_LABELS);
    learn_init(&t->upos, UPOS_BITS, SAYSO_UPOS_LABELS);
    see_all(t);
    learn_all(t, o);
    learn_write(&t->pos, o->out, "pos");
    learn_write(&t->upos, o->out, "upos");
    learn_free(&t->pos);
    learn_free(&t->upos);
    sayso__arena_free(&t->arena);
}

/* Counts over plain text, as a first, shortly trained tagger reads it. */
static void add_plain(word_counts *c, const train_options *o, conllu_sent *const *bank,
                      const uint32_t *n)
{
    trainer t = {.random = o->seed * 0x9e3779b97f4a7c15u + 2};
    train_options first = *o;
    sayso_model model;
    sayso_tag_model m;
    first.epochs = FIRST_EPOCHS;
    learn_models(&t, &first, bank, n);
    open_model(o->out, &model, &m);
    c->model = &m;
    sayso__arena_init(&c->arena, 0);
    plain_each(o, count_plain, c);
    sayso__arena_free(&c->arena);
}

/* The classes of plain text as an earlier dictionary has them. */
static void keep_plain(word_counts *c, const sayso_section *dict)
{
    uint32_t n = dict->p ? *(const uint32_t *)(const void *)dict->p : 0;
    const uint32_t *hash = (const uint32_t *)(const void *)(dict->p + 8);
    for (uint32_t i = 0; i < n; i++)
        count_of(c, hash[i])->plain_class = hash[n + i] >> 16;
}

void train_pos(const train_options *o)
{
    static const char *const set[N_BANK] = {"ud-ewt", "ud-gum"};
    trainer t = {.random = o->seed * 0x9e3779b97f4a7c15u + 1};
    if (!train_uses_any(o, "pos", set, N_BANK))
        return;
    sayso_arena a;
    sayso__arena_init(&a, 0);
    word_counts counts = {xcalloc(COUNT_SLOTS, sizeof(word_count))};
    conllu_sent *bank[N_BANK] = {NULL};
    uint32_t n[N_BANK] = {0};
    for (uint32_t i = 0; i < N_BANK; i++) {
        char name[64];
        snprintf(name, sizeof name, "%s-train.conllu.gz", set[i]);
        if (train_uses(o, set[i]))
            bank[i] = read_conllu(o->data, name, &a, &n[i]);
        n[i] = without_fold(o, bank[i], n[i]);
        count_words(&counts, bank[i], n[i]);
    }
    lemma_learn((const conllu_sent *const *)bank, n, N_BANK, o->out);
    if (o->n_fold) {
        sayso_model model;
        sayso_tag_model m;
        open_model(o->out, &model, &m);
        keep_plain(&counts, &m.tagdict);
    } else {
        make_dict(&counts, o->out);
        add_plain(&counts, o, bank, n);
    }
    make_dict(&counts, o->out);
    free(counts.slot);
    learn_models(&t, o, bank, n);
    for (uint32_t i = 0; i < N_BANK; i++)
        if (train_uses(o, set[i]) && !o->n_fold)
            evaluate(o, set[i]);
    sayso__arena_free(&a);
}
