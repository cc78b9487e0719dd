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
#include "trainers.h"

#define EPOCHS      10
#define POS_BITS    16
#define UPOS_BITS   14
#define RARE        2   /* features seen less often are left out */
#define DROP        0.2 /* of features, while learning: EWT dev XPOS 93.7 -> 94.6 */
#define LOWER_SHARE 8   /* one of so many sentences again in lower case */
#define UPPER_SHARE 12
#define DICT_LEAST  3    /* words seen less often are not in the dictionary */
#define DICT_SHARE  0.04 /* tags of a word that are rarer than this do not count */
#define CLASS_SHARE 0.0005

typedef struct {
    const sayso_lexeme *x;
    const uint16_t *class;
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
    uint32_t hash;
    uint16_t class;
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
    uint32_t hash, count[SAYSO_XPOS_N];
} word_count;

typedef struct {
    word_count *slot; /* [1 << 18], open addressing; count[0] is the sum */
} word_counts;

#define COUNT_SLOTS (1u << 18)

static word_count *count_of(word_counts *c, uint32_t hash)
{
    uint32_t i = hash & (COUNT_SLOTS - 1);
    while (c->slot[i].count[0] && c->slot[i].hash != hash)
        i = (i + 1) & (COUNT_SLOTS - 1);
    c->slot[i].hash = hash;
    return &c->slot[i];
}

static void count_words(word_counts *c, const conllu_sent *s, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = 0; j < s[i].n; j++) {
            word_count *w = count_of(c, sayso__lexeme_lower(s[i].word[j].form));
            w->count[0]++;
            if (s[i].word[j].xpos)
                w->count[s[i].word[j].xpos]++;
        }
}

static void make_dict(word_counts *c, const char *out)
{
    dict_entry *e = xcalloc(COUNT_SLOTS, sizeof *e);
    uint32_t n = 0;
    for (uint32_t i = 0; i < COUNT_SLOTS; i++) {
        word_count *w = &c->slot[i];
        w->count[0] = 0;
        uint16_t class = class_of(w->count);
        if (class)
            e[n++] = (dict_entry){w->hash, class};
    }
    qsort(e, n, sizeof *e, by_hash);
    size_t size = 8 + 6 * (size_t)n;
    uint8_t *p = xcalloc(size, 1);
    memcpy(p, &n, 4);
    for (uint32_t i = 0; i < n; i++) {
        memcpy(p + 8 + 4 * (size_t)i, &e[i].hash, 4);
        memcpy(p + 8 + 4 * (size_t)n + 2 * (size_t)i, &e[i].class, 2);
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
    uint16_t *class = need(SAYSO_NEW_N(&t->arena, uint16_t, tok->n_tok));
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

static void learn_xpos(trainer *t, const sentence *s)
{
    uint32_t feat[SAYSO_POS_FEATURES];
    float score[SAYSO_LINEAR_STRIDE_MOST];
    sayso_pos_view v = {s->x, s->class, s->xpos, s->n};
    for (uint32_t i = 0; i < s->n; i++) {
        uint32_t n = sayso__pos_features(&v, i, feat), best = 0;
        n = learn_drop(feat, learn_keep(&t->pos, feat, n, RARE), DROP, &t->random);
        learn_score(&t->pos, feat, n, score);
        for (uint32_t k = 1; k < SAYSO_POS_LABELS; k++)
            if (score[k] > score[best])
                best = k;
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

void train_pos(const train_options *o)
{
    static const char *const set[] = {"ud-ewt", "ud-gum"};
    trainer t = {.random = o->seed * 0x9e3779b97f4a7c15u + 1};
    if (!train_uses_any(o, "pos", set, 2))
        return;
    sayso__arena_init(&t.arena, 0);
    word_counts counts = {xcalloc(COUNT_SLOTS, sizeof(word_count))};
    conllu_sent *bank[2] = {NULL, NULL};
    uint32_t n[2] = {0, 0};
    for (uint32_t i = 0; i < 2; i++) {
        char name[64];
        snprintf(name, sizeof name, "%s-train.conllu.gz", set[i]);
        if (train_uses(o, set[i]))
            bank[i] = read_conllu(o->data, name, &t.arena, &n[i]);
        n[i] = without_fold(o, bank[i], n[i]);
        count_words(&counts, bank[i], n[i]);
    }
    make_dict(&counts, o->out);
    free(counts.slot);
    lemma_learn((const conllu_sent *const *)bank, n, 2, o->out);
    sayso_model model;
    sayso_tag_model m;
    open_model(o->out, &model, &m);
    t.dict = m.tagdict;
    for (uint32_t i = 0; i < 2; i++)
        add_bank(&t, bank[i], n[i], &m);
    make_upos_map(&t, o->out);
    learn_init(&t.pos, POS_BITS, SAYSO_POS_LABELS);
    learn_init(&t.upos, UPOS_BITS, SAYSO_UPOS_LABELS);
    see_all(&t);
    learn_all(&t, o);
    learn_write(&t.pos, o->out, "pos");
    learn_write(&t.upos, o->out, "upos");
    for (uint32_t i = 0; i < 2; i++)
        if (train_uses(o, set[i]) && !o->n_fold)
            evaluate(o, set[i]);
    learn_free(&t.pos);
    learn_free(&t.upos);
    sayso__arena_free(&t.arena);
}
