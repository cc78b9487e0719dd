/* arena.c -- chunks in a list, a cursor in the newest.  Layer: base. */
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define HAS_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_ASAN 1
#endif
#endif

#ifdef HAS_ASAN
#include <sanitizer/asan_interface.h>
#define RED_ZONE       16
#define POISON(p, n)   ASAN_POISON_MEMORY_REGION((p), (n))
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
#else
#define RED_ZONE       0
#define POISON(p, n)   ((void)0)
#define UNPOISON(p, n) ((void)0)
#endif

#define ALIGN        16
#define FIRST_CHUNK  ((size_t)64 << 10)
#define LARGEST_STEP ((size_t)4 << 20)

struct sayso_chunk {
    sayso_chunk *older;
    size_t size, used; /* of data */
    _Alignas(ALIGN) char data[];
};

void sayso__arena_init(sayso_arena *a, size_t limit)
{
    *a = (sayso_arena){.head = NULL, .used = 0, .limit = limit};
}

static sayso_chunk *grow(sayso_arena *a, size_t need)
{
    size_t size = a->head ? a->head->size * 2 : FIRST_CHUNK;
    if (size > LARGEST_STEP)
        size = LARGEST_STEP;
    if (size < need)
        size = need;
    sayso_chunk *c = malloc(sizeof *c + size);
    if (!c)
        return NULL;
    c->older = a->head;
    c->size = size;
    c->used = 0;
    POISON(c->data, size);
    a->head = c;
    return c;
}

void *sayso__arena_room(sayso_arena *a, size_t n)
{
    if (n > SIZE_MAX / 2)
        return NULL;
    size_t step = (n + ALIGN - 1) / ALIGN * ALIGN + RED_ZONE;
    if (step == 0)
        step = ALIGN;
    if (a->limit && (step > a->limit || a->used > a->limit - step))
        return NULL;
    sayso_chunk *c = a->head;
    if (!c || c->size - c->used < step) {
        c = grow(a, step);
        if (!c)
            return NULL;
    }
    char *p = c->data + c->used;
    c->used += step;
    a->used += step;
    UNPOISON(p, n);
    return p;
}

void *sayso__arena_alloc(sayso_arena *a, size_t n)
{
    char *p = sayso__arena_room(a, n);
    if (p)
        memset(p, 0, n);
    return p;
}

char *sayso__arena_copy(sayso_arena *a, const char *p, size_t n)
{
    char *q = sayso__arena_alloc(a, n + 1);
    if (q && n)
        memcpy(q, p, n);
    return q;
}

sayso_str sayso__arena_print(sayso_arena *a, const char *format, ...)
{
    va_list ap, again;
    va_start(ap, format);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, format, ap);
    va_end(ap);
    sayso_str s = {NULL, 0};
    char *p = n < 0 ? NULL : sayso__arena_alloc(a, (size_t)n + 1);
    if (p) {
        vsnprintf(p, (size_t)n + 1, format, again);
        s = (sayso_str){p, (uint32_t)n};
    }
    va_end(again);
    return s;
}

static void drop(sayso_chunk *c)
{
    while (c) {
        sayso_chunk *older = c->older;
        UNPOISON(c->data, c->size);
        free(c);
        c = older;
    }
}

void sayso__arena_reset(sayso_arena *a)
{
    a->used = 0;
    if (!a->head)
        return;
    drop(a->head->older);
    a->head->older = NULL;
    a->head->used = 0;
    POISON(a->head->data, a->head->size);
}

void sayso__arena_free(sayso_arena *a)
{
    drop(a->head);
    a->head = NULL;
    a->used = 0;
}

sayso_str sayso__arena_listed(sayso_arena *a, sayso_str list, sayso_str word)
{
    return list.n ? sayso__arena_print(a, "%.*s, %.*s", (int)list.n, list.p, (int)word.n, word.p)
                  : sayso__arena_print(a, "%.*s", (int)word.n, word.p);
}
