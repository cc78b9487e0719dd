/* train_clusters.c -- word clusters from plain news: section "clusters".
 *
 * Predictive exchange (Uszkoreit and Brants 2008), in both directions (Dehdari et al. 2016): words
 * move one at a time to the class under which their neighbours are best predicted,
 *
 *     maximise  sum over neighbours v and classes c of N(v, c) log N(v, c)
 *               - 2 sum over c of N(c) log N(c)
 *
 * where N(v, c) counts words of class c right after v, and, in a second table, right before v.
 * Words are folded as in lexeme.lower. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/hash.h"
#include "gold.h"
#include "learn.h"
#include "tag/lexeme.h"
#include "train_plain.h"

#define N_CLASS    512u
#define ROUNDS     12
#define LEAST      4u     /* rarer words are one word, "unknown" */
#define WORDS_MOST 60000u /* the most frequent of the others */
#define SLOTS      (1u << 20)
#define LOG_TABLE  65536u

typedef SAYSO_ARRAY(uint32_t) ids;

typedef struct {
    sayso_arena arena;
    uint32_t *slot_hash, *slot_id; /* lexeme.lower -> id + 1, 0 free */
    ids word;                      /* id -> lexeme.lower */
    ids count;
    ids text; /* all ids in order; SAYSO_NONE between sentences */
} corpus;

/* ---- reading ----------------------------------------------------------------------------------
 */

static uint32_t id_of(corpus *c, uint32_t hash)
{
    uint32_t i = hash & (SLOTS - 1);
    while (c->slot_id[i] && c->slot_hash[i] != hash)
        i = (i + 1) & (SLOTS - 1);
    if (!c->slot_id[i]) {
        if (c->word.n > SLOTS / 2)
            die("clusters: more than %u different words", SLOTS / 2);
        if (!SAYSO_PUSH(&c->arena, &c->word, hash) || !SAYSO_PUSH(&c->arena, &c->count, 0))
            die("out of memory");
        c->slot_hash[i] = hash;
        c->slot_id[i] = c->word.n;
    }
    return c->slot_id[i] - 1;
}

static void add_word(corpus *c, uint32_t id)
{
    if (id != SAYSO_NONE)
        c->count.v[id]++;
    if (!SAYSO_PUSH(&c->arena, &c->text, id))
        die("out of memory");
}

static void add_tokens(corpus *c, const sayso_tokens *t)
{
    for (uint32_t s = 0; s < t->n_sent; s++) {
        for (uint32_t i = t->sent[s]; i < t->sent[s + 1]; i++)
            add_word(c, id_of(c, sayso__lexeme_lower(sayso__token_str(t, i))));
        add_word(c, SAYSO_NONE);
    }
}

static void add_bank(corpus *c, const char *dir, const char *name)
{
    sayso_arena a;
    sayso_tokens tokens;
    uint32_t n;
    sayso__arena_init(&a, 0);
    conllu_sent *s = read_conllu(dir, name, &a, &n);
    gold_of_conllu(s, n, NULL, &a, &tokens);
    add_tokens(c, &tokens);
    sayso__arena_free(&a);
}

static void take_tokens(void *ctx, const sayso_tokens *t)
{
    add_tokens(ctx, t);
}

static void read_corpus(corpus *c, const train_options *o)
{
    static const char *const bank[] = {"ud-ewt", "ud-gum"};
    char name[96];
    sayso__arena_init(&c->arena, 0);
    c->slot_hash = xcalloc(SLOTS, 4);
    c->slot_id = xcalloc(SLOTS, 4);
    plain_each(o, take_tokens, c);
    for (size_t i = 0; i < sizeof bank / sizeof *bank; i++) {
        snprintf(name, sizeof name, "%s-train.conllu.gz", bank[i]);
        if (train_uses(o, bank[i]))
            add_bank(c, o->data, name);
    }
}

/* ---- counting neighbours ----------------------------------------------------------------------
 */

typedef struct {
    uint32_t v, n; /* neighbour, how often */
} neighbour;

/* Words 0 .. n_word - 1 in order of frequency, then n_word for the rare, n_word + 1 for the border
 * of a sentence. list[first[w] .. first[w + 1]) are w's neighbours on one side. */
typedef struct {
    uint32_t *first;
    neighbour *list;
} side;

typedef struct {
    uint32_t n_word;
    uint32_t *hash, *count;
    side before, after;
    uint16_t *class;                /* [n_word] */
    uint32_t *of_before, *of_after; /* [n_word + 2][N_CLASS]: N(v, c) */
    double *total;                  /* [N_CLASS] */
    float log_table[LOG_TABLE];
} exchange;

static int by_number(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* Ranks by frequency, ties by the order of first sight. */
static uint32_t *rank_words(const corpus *c, exchange *x)
{
    uint64_t *order = xcalloc(c->word.n, sizeof *order);
    uint32_t *rank = xcalloc(c->word.n, sizeof *rank), n = 0;
    for (uint32_t i = 0; i < c->word.n; i++) {
        rank[i] = SAYSO_NONE;
        if (c->count.v[i] >= LEAST)
            order[n++] = (uint64_t)(UINT32_MAX - c->count.v[i]) << 32 | i;
    }
    qsort(order, n, sizeof *order, by_number);
    x->n_word = n < WORDS_MOST ? n : WORDS_MOST;
    x->hash = xcalloc(x->n_word, 4);
    x->count = xcalloc(x->n_word, 4);
    for (uint32_t i = 0; i < x->n_word; i++) {
        uint32_t id = (uint32_t)order[i];
        rank[id] = i;
        x->hash[i] = c->word.v[id];
        x->count[i] = c->count.v[id];
    }
    free(order);
    return rank;
}

/* Pairs (word, neighbour) ordered, then run lengths. */
static side make_side(uint64_t *pair, size_t n, uint32_t n_word)
{
    side s = {xcalloc(n_word + 1, 4), xcalloc(n, sizeof(neighbour))};
    uint32_t k = 0, w = 0;
    qsort(pair, n, sizeof *pair, by_number);
    for (size_t i = 0; i < n;) {
        size_t from = i;
        while (i < n && pair[i] == pair[from])
            i++;
        while (w < (uint32_t)(pair[from] >> 32))
            s.first[++w] = k;
        s.list[k++] = (neighbour){(uint32_t)pair[from], (uint32_t)(i - from)};
    }
    while (w < n_word)
        s.first[++w] = k;
    return s;
}

static void count_neighbours(const corpus *c, exchange *x)
{
    uint32_t *rank = rank_words(c, x), border = x->n_word + 1;
    uint64_t *before = xcalloc(c->text.n + 1, 8), *after = xcalloc(c->text.n + 1, 8);
    size_t nb = 0, na = 0;
    uint32_t last = border;
    for (uint32_t i = 0; i < c->text.n; i++) {
        uint32_t id = c->text.v[i], w = border;
        if (id != SAYSO_NONE)
            w = rank[id] == SAYSO_NONE ? x->n_word : rank[id];
        if (w < x->n_word)
            before[nb++] = (uint64_t)w << 32 | last;
        if (last < x->n_word)
            after[na++] = (uint64_t)last << 32 | w;
        last = w;
    }
    x->before = make_side(before, nb, x->n_word);
    x->after = make_side(after, na, x->n_word);
    free(before);
    free(after);
    free(rank);
}

/* ---- exchange ---------------------------------------------------------------------------------
 */

static float log_of(const exchange *x, uint32_t n)
{
    return n < LOG_TABLE ? x->log_table[n] : (float)(n * log(n));
}

static void put(exchange *x, uint32_t w, uint32_t class, int sign)
{
    for (uint32_t i = x->before.first[w]; i < x->before.first[w + 1]; i++)
        x->of_before[(size_t)x->before.list[i].v * N_CLASS + class] +=
            (uint32_t)sign * x->before.list[i].n;
    for (uint32_t i = x->after.first[w]; i < x->after.first[w + 1]; i++)
        x->of_after[(size_t)x->after.list[i].v * N_CLASS + class] +=
            (uint32_t)sign * x->after.list[i].n;
    x->total[class] += sign * (double)x->count[w];
}

/* Adds what each class would gain from neighbours if w were in it. */
static void gains(const exchange *x, const side *s, const uint32_t *table, uint32_t w, double *gain)
{
    float sum[N_CLASS] = {0};
    for (uint32_t i = s->first[w]; i < s->first[w + 1]; i++) {
        const uint32_t *row = table + (size_t)s->list[i].v * N_CLASS;
        uint32_t n = s->list[i].n;
        float fresh = log_of(x, n);
        for (uint32_t c = 0; c < N_CLASS; c++)
            sum[c] += row[c] ? log_of(x, row[c] + n) - log_of(x, row[c]) : fresh;
    }
    for (uint32_t c = 0; c < N_CLASS; c++)
        gain[c] += sum[c];
}

static double spread(double n)
{
    return n > 0 ? n * log(n) : 0;
}

static bool move(exchange *x, uint32_t w)
{
    double gain[N_CLASS] = {0};
    uint32_t old = x->class[w], best = old;
    put(x, w, old, -1);
    gains(x, &x->before, x->of_before, w, gain);
    gains(x, &x->after, x->of_after, w, gain);
    for (uint32_t c = 0; c < N_CLASS; c++)
        gain[c] -= 2 * (spread(x->total[c] + x->count[w]) - spread(x->total[c]));
    for (uint32_t c = 0; c < N_CLASS; c++)
        if (gain[c] > gain[best] + 1e-6)
            best = c;
    put(x, w, best, 1);
    x->class[w] = (uint16_t)best;
    return best != old;
}

static void run_exchange(exchange *x)
{
    size_t cells = ((size_t)x->n_word + 2) * N_CLASS;
    x->class = xcalloc(x->n_word, 2);
    x->of_before = xcalloc(cells, 4);
    x->of_after = xcalloc(cells, 4);
    x->total = xcalloc(N_CLASS, sizeof *x->total);
    for (uint32_t i = 1; i < LOG_TABLE; i++)
        x->log_table[i] = (float)(i * log(i));
    for (uint32_t w = 0; w < x->n_word; w++)
        put(x, w, x->class[w] = (uint16_t)(w % N_CLASS), 1);
    for (uint32_t r = 0; r < ROUNDS; r++) {
        uint32_t moved = 0;
        for (uint32_t w = 0; w < x->n_word; w++)
            moved += move(x, w);
        printf("clusters: round %u of %u: %u of %u words moved\n", r + 1, ROUNDS, moved, x->n_word);
        fflush(stdout);
        if (moved * 200 < x->n_word)
            break;
    }
}

/* ---- the section ------------------------------------------------------------------------------
 */

static void write_clusters(const exchange *x, const char *dir)
{
    uint16_t *id = xcalloc(x->n_word, sizeof *id);
    for (uint32_t i = 0; i < x->n_word; i++)
        id[i] = (uint16_t)(x->class[i] + 1);
    table_write(dir, "clusters", SAYSO_CLUSTER_BITS, &(word_ids){x->hash, id, x->n_word, 1});
    free(id);
}

void train_clusters(const train_options *o)
{
    static const char *const set[] = {"plain-reuters21578",
                                      "plain-insightcrime",
                                      "plain-te3silver",
                                      "attribution-polnear",
                                      "incidents-muc",
                                      "ud-ewt",
                                      "ud-gum"};
    if (!train_uses_any(o, "clusters", set, sizeof set / sizeof *set))
        return;
    corpus c = {0};
    exchange *x = xcalloc(1, sizeof *x);
    read_corpus(&c, o);
    count_neighbours(&c, x);
    printf("clusters: %u words of text, %u different, %u clustered\n", c.text.n, c.word.n,
           x->n_word);
    fflush(stdout);
    run_exchange(x);
    write_clusters(x, o->out);
    free(x->class);
    free(x->of_before);
    free(x->of_after);
    free(x->total);
    free(x->before.first);
    free(x->before.list);
    free(x->after.first);
    free(x->after.list);
    free(x->hash);
    free(x->count);
    free(x);
    free(c.slot_hash);
    free(c.slot_id);
    sayso__arena_free(&c.arena);
}
