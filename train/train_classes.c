/* train_classes.c -- word classes from published word vectors: section "classes".
 *
 * Spherical k-means (Dhillon and Modha 2001) over vectors that were trained on much more news than
 * the clusters of train_clusters.c, three times, for a coarse, a middle and a fine division:
 * taggers gain from several at once (Guo et al. 2014). Words are folded as in lexeme.lower; of
 * words that fold alike the more frequent one counts. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "learn.h"
#include "tag/lexeme.h"
#include "train_read.h"
#include "trainers.h"

#define DIM        100u
#define WORDS_MOST 160000u
#define ROUNDS     10
#define STRIP      4u /* words scored side by side */

static const uint32_t n_class[SAYSO_CLASS_LEVELS] = {128, 512, 2048};

typedef struct {
    uint32_t *hash;
    float *x; /* [n][DIM], of length 1 */
    uint32_t n;
} vectors;

/* ---- reading: "word v1 v2 ... v100", most frequent word first ---------------------------------
 */

static bool read_vector(const char *p, float *x)
{
    double sum = 0;
    for (uint32_t d = 0; d < DIM; d++) {
        char *end;
        x[d] = strtof(p, &end);
        if (end == p)
            return false;
        sum += (double)x[d] * x[d];
        p = end;
    }
    float scale = sum > 0 ? (float)(1 / sqrt(sum)) : 0;
    for (uint32_t d = 0; d < DIM; d++)
        x[d] *= scale;
    return true;
}

static vectors read_vectors(const char *dir)
{
    enum { SLOTS = 1 << 20 };
    sayso_arena a;
    uint32_t n_line, *seen = xcalloc(SLOTS, sizeof *seen);
    sayso__arena_init(&a, 0);
    char **line = read_lines(dir, "vectors.txt", &a, &n_line);
    vectors v = {xcalloc(WORDS_MOST, sizeof(uint32_t)),
                 xcalloc((size_t)WORDS_MOST * DIM, sizeof(float)), 0};
    for (uint32_t i = 0; i < n_line && v.n < WORDS_MOST; i++) {
        size_t len = strcspn(line[i], " ");
        uint32_t hash = sayso__lexeme_lower((sayso_str){line[i], (uint32_t)len});
        uint32_t slot = hash % SLOTS;
        while (seen[slot] && seen[slot] != hash)
            slot = (slot + 1) % SLOTS;
        if (!len || seen[slot] || !read_vector(line[i] + len, v.x + (size_t)v.n * DIM))
            continue;
        seen[slot] = v.hash[v.n++] = hash;
    }
    free(seen);
    sayso__arena_free(&a);
    return v;
}

/* ---- k-means ----------------------------------------------------------------------------------
 */

typedef struct {
    uint32_t k;
    float *centre; /* [DIM][k]: scores of all classes are sums of rows */
    double *sum;   /* [k][DIM] */
    uint32_t *size;
    float *score; /* [STRIP][k] */
} division;

#if defined(__x86_64__) && defined(__GLIBC__)
__attribute__((target_clones("avx2", "default")))
#endif
static void
score_strip(const division *m, const float *x, float *score)
{
    uint32_t k = m->k;
    memset(score, 0, STRIP * (size_t)k * sizeof *score);
    for (uint32_t d = 0; d < DIM; d++) {
        const float *row = m->centre + (size_t)d * k;
        float a = x[d], b = x[DIM + d], c = x[2 * DIM + d], e = x[3 * DIM + d];
        for (uint32_t j = 0; j < k; j++) {
            score[j] += a * row[j];
            score[k + j] += b * row[j];
            score[2 * k + j] += c * row[j];
            score[3 * k + j] += e * row[j];
        }
    }
}

/* Every word to the nearest class; returns how many moved. x is padded to a whole strip. */
static uint32_t assign(division *m, const vectors *v, uint16_t *class)
{
    uint32_t moved = 0;
    memset(m->sum, 0, (size_t)m->k * DIM * sizeof *m->sum);
    memset(m->size, 0, m->k * sizeof *m->size);
    for (uint32_t i = 0; i < v->n; i++) {
        if (i % STRIP == 0)
            score_strip(m, v->x + (size_t)i * DIM, m->score);
        const float *s = m->score + (size_t)(i % STRIP) * m->k, *x = v->x + (size_t)i * DIM;
        uint32_t best = 0;
        for (uint32_t j = 1; j < m->k; j++)
            if (s[j] > s[best])
                best = j;
        moved += class[i] != best;
        class[i] = (uint16_t)best;
        m->size[best]++;
        for (uint32_t d = 0; d < DIM; d++)
            m->sum[(size_t)best * DIM + d] += (double)x[d];
    }
    return moved;
}

static void put_centre(division *m, uint32_t j, const double *x)
{
    double norm = 0;
    for (uint32_t d = 0; d < DIM; d++)
        norm += x[d] * x[d];
    for (uint32_t d = 0; d < DIM; d++)
        m->centre[(size_t)d * m->k + j] = (float)(norm > 0 ? x[d] / sqrt(norm) : 0);
}

/* A class begins, and where it ran empty begins again, at a word taken by chance. */
static void put_random(division *m, uint32_t j, const vectors *v, uint64_t *random)
{
    double x[DIM];
    uint32_t i = (uint32_t)((learn_random(random) >> 20) % v->n);
    for (uint32_t d = 0; d < DIM; d++)
        x[d] = (double)v->x[(size_t)i * DIM + d];
    put_centre(m, j, x);
}

static void divide(const vectors *v, uint32_t k, uint64_t seed, uint16_t *class)
{
    division m = {k, xcalloc((size_t)k * DIM, sizeof(float)),
                  xcalloc((size_t)k * DIM, sizeof(double)), xcalloc(k, sizeof(uint32_t)),
                  xcalloc((size_t)k * STRIP, sizeof(float))};
    uint64_t random = seed * 0x9e3779b97f4a7c15u + k;
    for (uint32_t j = 0; j < k; j++)
        put_random(&m, j, v, &random);
    for (uint32_t r = 0; r < ROUNDS; r++) {
        uint32_t moved = assign(&m, v, class);
        for (uint32_t j = 0; j < k; j++)
            if (m.size[j])
                put_centre(&m, j, m.sum + (size_t)j * DIM);
            else
                put_random(&m, j, v, &random);
        printf("classes: %u: round %u of %u: %u of %u words moved\n", k, r + 1, ROUNDS, moved,
               v->n);
        fflush(stdout);
    }
    free(m.centre);
    free(m.sum);
    free(m.size);
    free(m.score);
}

void train_classes(const train_options *o)
{
    static const char *const set[] = {"glove"};
    if (!train_uses_any(o, "classes", set, 1))
        return;
    vectors v = read_vectors(o->packages);
    uint16_t *class = xcalloc(v.n, sizeof *class);
    uint16_t *id = xcalloc((size_t)v.n * SAYSO_CLASS_LEVELS, sizeof *id);
    v.n -= v.n % STRIP;
    for (uint32_t l = 0; v.n && l < SAYSO_CLASS_LEVELS; l++) {
        divide(&v, n_class[l], o->seed, class);
        for (uint32_t i = 0; i < v.n; i++)
            id[i * SAYSO_CLASS_LEVELS + l] = (uint16_t)(class[i] + 1);
    }
    table_write(o->out, "classes", SAYSO_CLASS_BITS,
                &(word_ids){v.hash, id, v.n, SAYSO_CLASS_LEVELS});
    free(class);
    free(id);
    free(v.hash);
    free(v.x);
}
