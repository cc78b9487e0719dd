/* learn.c -- the perceptron, quantisation, and writing sections and model files. */
#define _POSIX_C_SOURCE 200809L
#include "learn.h"

#include <dirent.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void die(const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    fputs("sayso-train: ", stderr);
    vfprintf(stderr, format, ap);
    fputc('\n', stderr);
    va_end(ap);
    exit(1);
}

void *xcalloc(size_t n, size_t size)
{
    void *p = calloc(n ? n : 1, size);
    if (!p)
        die("out of memory");
    return p;
}

void learn_init(learner *l, uint32_t bits, uint32_t n_label)
{
    uint32_t stride = sayso__linear_stride(n_label);
    size_t n = ((size_t)1 << bits) * stride;
    *l = (learner){xcalloc(n, sizeof(float)),
                   xcalloc(n, sizeof(float)),
                   (1u << bits) - 1,
                   n_label,
                   stride,
                   1,
                   NULL,
                   NULL};
}

void learn_free(learner *l)
{
    free(l->w);
    free(l->u);
    free(l->seen);
    free(l->known);
    *l = (learner){0};
}

void learn_score(const learner *l, const uint32_t *feat, uint32_t n, float *score)
{
    memset(score, 0, l->stride * sizeof *score);
    for (uint32_t f = 0; f < n; f++) {
        const float *row = l->w + (size_t)(feat[f] & l->mask) * l->stride;
        for (uint32_t j = 0; j < l->stride; j++)
            score[j] += row[j];
    }
}

void learn_update(learner *l, const uint32_t *feat, uint32_t n, uint32_t label, float delta)
{
    for (uint32_t f = 0; f < n; f++) {
        size_t at = (size_t)(feat[f] & l->mask) * l->stride + label;
        l->w[at] += delta;
        l->u[at] += (float)(l->t * delta);
    }
}

void learn_settle(learner *l)
{
    size_t n = ((size_t)l->mask + 1) * l->stride;
    for (size_t i = 0; i < n; i++)
        l->w[i] -= (float)(l->u[i] / l->t);
    memset(l->u, 0, n * sizeof *l->u);
    l->t = 1;
}

void learn_add(learner *sum, const learner *l)
{
    size_t n = ((size_t)l->mask + 1) * l->stride;
    for (size_t i = 0; i < n; i++)
        sum->w[i] += l->w[i] - (float)(l->u[i] / l->t);
}

#define SEEN_BITS 26

static uint32_t seen_at(uint32_t feature)
{
    return (feature * 2654435761u) >> (32 - SEEN_BITS);
}

void learn_see(learner *l, const uint32_t *feat, uint32_t n)
{
    if (!l->seen)
        l->seen = xcalloc((size_t)1 << SEEN_BITS, 1);
    for (uint32_t i = 0; i < n; i++) {
        uint8_t *c = &l->seen[seen_at(feat[i])];
        *c = (uint8_t)(*c + (*c < UINT8_MAX));
    }
}

uint32_t learn_keep(const learner *l, uint32_t *feat, uint32_t n, uint32_t least)
{
    uint32_t left = 0;
    for (uint32_t i = 0; i < n; i++)
        if (!l->seen || l->seen[seen_at(feat[i])] >= least)
            feat[left++] = feat[i];
    return left;
}

void learn_know(learner *l, uint32_t least)
{
    l->known = xcalloc((size_t)1 << (SEEN_BITS - 6), 8);
    for (uint32_t i = 0; l->seen && i < 1u << SEEN_BITS; i++)
        l->known[i >> 6] |= (uint64_t)(l->seen[i] >= least) << (i & 63);
    free(l->seen);
    l->seen = NULL;
}

uint32_t learn_known(const learner *l, uint32_t *feat, uint32_t n)
{
    uint32_t left = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t at = seen_at(feat[i]);
        if (!l->known || l->known[at >> 6] >> (at & 63) & 1)
            feat[left++] = feat[i];
    }
    return left;
}

uint32_t learn_drop(uint32_t *feat, uint32_t n, double share, uint64_t *random)
{
    uint32_t left = 0;
    for (uint32_t i = 0; i < n; i++)
        if ((double)(learn_random(random) >> 40) * 0x1p-24 >= share)
            feat[left++] = feat[i];
    return left;
}

static int by_value(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

/* The step of int8: all but the largest 1 in 10,000 of the weights in use fit without being cut. */
static float step_of(const float *avg, size_t n)
{
    float *abs = xcalloc(n, sizeof *abs);
    size_t used = 0;
    for (size_t i = 0; i < n; i++)
        if (avg[i] != 0)
            abs[used++] = fabsf(avg[i]);
    qsort(abs, used, sizeof *abs, by_value);
    float top = used ? abs[used - 1 - used / 10000] : 1;
    free(abs);
    return top / 127;
}

uint8_t *learn_pack(const learner *l, size_t *size)
{
    size_t n = ((size_t)l->mask + 1) * l->stride;
    float *avg = xcalloc(n, sizeof *avg);
    for (size_t i = 0; i < n; i++)
        avg[i] = l->w[i] - (float)(l->u[i] / l->t);
    float step = step_of(avg, n);
    uint8_t *out = xcalloc(SAYSO_LINEAR_HEAD + n, 1);
    uint32_t head[3] = {l->mask + 1, l->n_label, l->stride};
    memcpy(out, "LIN1", 4);
    memcpy(out + 4, head, 12);
    memcpy(out + 16, &step, 4);
    for (size_t i = 0; i < n; i++) {
        float q = roundf(avg[i] / step);
        out[SAYSO_LINEAR_HEAD + i] = (uint8_t)(int8_t)(q > 127 ? 127 : q < -127 ? -127 : q);
    }
    free(avg);
    *size = SAYSO_LINEAR_HEAD + n;
    return out;
}

void learn_write(const learner *l, const char *dir, const char *name)
{
    size_t n;
    uint8_t *p = learn_pack(l, &n);
    section_write(dir, name, p, n);
    free(p);
}

static void write_file(const char *path, const void *p, size_t n)
{
    char beside[4096];
    snprintf(beside, sizeof beside, "%s.new", path);
    FILE *f = fopen(beside, "wb");
    if (!f || (n && fwrite(p, 1, n, f) != n) || fclose(f) != 0 || rename(beside, path) != 0)
        die("cannot write %s", path);
}

void section_write(const char *dir, const char *name, const void *p, size_t n)
{
    char path[4000];
    if (strlen(name) > SAYSO_MODEL_NAME_MOST)
        die("section name too long: %s", name);
    snprintf(path, sizeof path, "%s/%s.sec", dir, name);
    write_file(path, p, n);
    printf("section %s: %zu bytes\n", name, n);
}

static int by_number(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

void table_write(const char *dir, const char *name, uint32_t bits, const word_ids *v)
{
    const uint32_t n = v->n, n_id = v->n_id;
    uint64_t *order = xcalloc(n, sizeof *order);
    size_t head = 8 + 4 * (((size_t)1 << bits) + 1), size = head + (4 + 2 * (size_t)n_id) * n;
    uint8_t *p = xcalloc(size, 1);
    for (uint32_t i = 0; i < n; i++)
        order[i] = (uint64_t)v->hash[i] << 32 | i;
    qsort(order, n, sizeof *order, by_number);
    memcpy(p, (uint32_t[]){n, n_id}, 8);
    for (uint32_t b = 0, i = 0; b <= 1u << bits; b++) {
        while (i < n && order[i] >> (64 - bits) < b)
            i++;
        memcpy(p + 8 + 4 * (size_t)b, &i, 4);
    }
    for (uint32_t i = 0; i < n; i++) {
        uint32_t from = (uint32_t)order[i];
        memcpy(p + head + 4 * (size_t)i, &v->hash[from], 4);
        memcpy(p + head + 4 * (size_t)n + 2 * (size_t)n_id * i, v->id + (size_t)n_id * from,
               2 * n_id);
    }
    section_write(dir, name, p, size);
    free(p);
    free(order);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static uint8_t *read_all(const char *path, size_t *n)
{
    sayso_mapfile m;
    sayso_error err;
    if (sayso__mapfile_open(path, &m, &err) != SAYSO_OK)
        die("%s", err.message);
    uint8_t *p = xcalloc(m.n, 1);
    if (m.n)
        memcpy(p, m.p, m.n);
    *n = m.n;
    sayso__mapfile_close(&m);
    return p;
}

static uint32_t list_sections(const char *dir, char **name, uint32_t most)
{
    DIR *d = opendir(dir);
    uint32_t n = 0;
    if (!d)
        return 0;
    for (struct dirent *e; (e = readdir(d)) && n < most;) {
        size_t len = strlen(e->d_name);
        if (len > 4 && strcmp(e->d_name + len - 4, ".sec") == 0) {
            name[n] = xcalloc(len + 1, 1);
            memcpy(name[n++], e->d_name, len - 4);
        }
    }
    closedir(d);
    qsort(name, n, sizeof *name, by_name);
    return n;
}

static uint8_t *pack(const char *dir, size_t *size)
{
    char *name[256];
    uint32_t n = list_sections(dir, name, 256);
    uint8_t *out = xcalloc(32 + 40 * (size_t)n + 64, 1);
    size_t at = (32 + 40 * (size_t)n + 63) / 64 * 64;
    for (uint32_t i = 0; i < n; i++) {
        char path[4500];
        size_t len;
        snprintf(path, sizeof path, "%s/%s.sec", dir, name[i]);
        uint8_t *p = read_all(path, &len);
        size_t next = (at + len + 63) / 64 * 64;
        out = realloc(out, next);
        if (!out)
            die("out of memory");
        memset(out + at, 0, next - at);
        memcpy(out + at, p, len);
        uint8_t *e = out + 32 + 40 * (size_t)i;
        memset(e, 0, 40);
        memcpy(e, name[i], strlen(name[i]));
        memcpy(e + 24, &(uint64_t){at}, 8);
        memcpy(e + 32, &(uint64_t){len}, 8);
        at = next;
        free(p);
        free(name[i]);
    }
    memcpy(out, "SAYSOMDL", 8);
    memcpy(out + 8, &(uint32_t){SAYSO_MODEL_VERSION}, 4);
    memcpy(out + 12, &n, 4);
    memcpy(out + 16, &(uint64_t){at}, 8);
    uint64_t sum = sayso__model_checksum(out, at, n);
    memcpy(out + 24, &sum, 8);
    *size = at;
    return out;
}

void model_pack(const char *dir, const char *path)
{
    size_t n;
    uint8_t *p = pack(dir, &n);
    write_file(path, p, n);
    printf("model %s: %zu bytes\n", path, n);
    free(p);
}

void model_of_dir(const char *dir, sayso_model *out)
{
    size_t n;
    sayso_error err;
    uint8_t *p = pack(dir, &n); /* lives as long as the trainer */
    if (sayso__model_open_memory(p, n, false, out, &err) != SAYSO_OK)
        die("%s", err.message);
}

uint64_t learn_random(uint64_t *state)
{
    uint64_t x = *state;
    x ^= x >> 12;
    x ^= x << 25;
    x ^= x >> 27;
    *state = x;
    return x * 2685821657736338717u;
}

void learn_shuffle(uint32_t *order, uint32_t n, uint64_t *state)
{
    for (uint32_t i = n; i > 1; i--) {
        uint32_t j = (uint32_t)(learn_random(state) % i), x = order[i - 1];
        order[i - 1] = order[j];
        order[j] = x;
    }
}
