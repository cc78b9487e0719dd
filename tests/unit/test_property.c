/* test_property.c -- the invariants of unit.h, doc.h and token.h on random edits of texts of our
 * own.
 *
 * SAYSO_SEED=N repeats a run; a failure prints its seed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../fuzz/invariants.h"
#include "engine/pipeline.h"

#define ROUNDS 1500
#define ROOM   8192

static const char *const seeds[] = {
    "Blast at Tolvane mill\n\nTOLVANE, 3 May (Northern Wire) - At least four people died, the fire "
    "service said. \"We don't know why,\" said Mara Quell. \"It's early.\"\n\nPhoto: The mill. "
    "(Ivo "
    "Bram/Wire)\n\n\xe2\x80\xa2 5-10 men\n\xe2\x80\xa2 U.S.-led, e.g. at 5 p.m. (see "
    "www.a.example)\n",
    "    The governor of the Haske district said on Monday that the\nbridge would be closed. He "
    "gave\n"
    "no date, \xe2\x80\x9c"
    "but it\xe2\x80\x99s \xe2\x80\x98soon\xe2\x80\x99,\xe2\x80\x9d he said...\n",
    "{\"id\":\"1\",\"title\":\"A \\\"b\\\"\",\"text\":\"One.\\n\\nTwo \\u20ac \\ud83d\\ude00 "
    "it's.\","
    "\"published\":\"2031-05-03\"}\n{\"text\":\"J. Vale's \\u201cno\\u201d, 3,000. \\\\ [1] "
    "{x}\"}\n"
    "{\"text\":null,\"text\":\"b\",\"x\":[{\"text\":\"c\"}]}\n",
    "{\"text\":\"\xe6\xbc\xa2\xe5\xad\x97\xe3\x80\x82 caf\xc3\xa9 \xc2\xabnon\xc2\xbb "
    "\xe2\x80\x9eja\xe2\x80\x9c a\xc2\xad"
    "b\xe2\x80\x8b"
    "c\"}",
};

static uint64_t next(uint64_t *s)
{
    *s ^= *s << 13;
    *s ^= *s >> 7;
    *s ^= *s << 17;
    return *s;
}

/* Cuts, pastes, repeats, truncates, or changes bytes. */
static size_t edit(char *p, size_t n, uint64_t *s)
{
    size_t at = n ? next(s) % n : 0, len = n ? next(s) % (n - at + 1) % 200 : 0;
    switch (next(s) % 6) {
    case 0: /* cut */ memmove(p + at, p + at + len, n - at - len); return n - len;
    case 1: /* paste another seed's piece */
    case 2: {
        const char *from = seeds[next(s) % (sizeof seeds / sizeof *seeds)];
        size_t k = strlen(from), b = next(s) % k, m = next(s) % (k - b) % 100 + 1;
        if (n + m > ROOM)
            return n;
        memmove(p + at + m, p + at, n - at);
        memcpy(p + at, from + b, m);
        return n + m;
    }
    case 3: /* repeat */
        if (n + len > ROOM)
            return n;
        memmove(p + at + len, p + at, n - at);
        return n + len;
    case 4: /* flip a byte */
        if (n)
            p[at] = (char)(p[at] ^ (1 << next(s) % 8));
        return n;
    default: /* a mark that means something */
        if (n)
            p[at] = "\"'.-{}\\\n /@#$([u`!?,:"[next(s) % 22];
        return n;
    }
}

static void edited_texts_keep_the_promises(void **state)
{
    (void)state;
    const char *given = getenv("SAYSO_SEED");
    uint64_t seed = given ? strtoull(given, NULL, 10) : 20311;
    sayso_model m;
    sayso_models models;
    sayso_error err;
    assert_int_equal(sayso__model_builtin(&m, &err), SAYSO_OK);
    bool trained = sayso__token_model_open(&m, &models.token, &err) == SAYSO_OK;
    char *p = malloc(ROOM);
    uint32_t refused = 0;
    for (uint32_t i = 0; i < ROUNDS; i++) {
        uint64_t s = seed + i * 7919u + 1;
        const char *from = seeds[i % (sizeof seeds / sizeof *seeds)];
        size_t n = strlen(from);
        memcpy(p, from, n);
        for (uint64_t k = next(&s) % 12; k > 0; k--)
            n = edit(p, n, &s);
        const char *broken = broken_reading(p, n, (uint64_t)100 << next(&s) % 8,
                                            trained && i % 2 ? &models.token : NULL, &refused);
        if (broken)
            fail_msg("SAYSO_SEED=%llu, round %u: %s", (unsigned long long)seed, i, broken);
    }
    assert_in_range(refused, ROUNDS / 20, ROUNDS * 3); /* both kinds of input were met */
    free(p);
}

/* Any allocation may fail: the answer is a status, and nothing is left behind. */
static void out_of_memory_is_a_status(void **state)
{
    (void)state;
    uint32_t failed = 0, fine = 0;
    for (size_t i = 0; i < sizeof seeds / sizeof *seeds; i++)
        for (size_t limit = 16; limit < 40000; limit += limit / 8 + 16) {
            sayso_arena a;
            sayso_error err;
            sayso_doc d;
            sayso_tokens t = {0};
            size_t n = strcspn(seeds[i], i < 2 ? "" : "\n");
            sayso_unit u = {.bytes = seeds[i],
                            .n = (uint32_t)n,
                            .media = i < 2 ? SAYSO_MEDIA_TEXT : SAYSO_MEDIA_JSON};
            sayso__arena_init(&a, limit);
            sayso_status status = sayso__doc_make(&u, NULL, &a, &d, &err);
            if (status == SAYSO_OK)
                status = sayso__token_split(&d, NULL, &a, &t, &err);
            assert_true(status == SAYSO_OK || (status == SAYSO_ENOMEM && t.n_tok == 0));
            failed += status != SAYSO_OK;
            fine += status == SAYSO_OK;
            sayso__arena_free(&a);
        }
    assert_true(failed > 20 && fine > 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(edited_texts_keep_the_promises),
                                       cmocka_unit_test(out_of_memory_is_a_status)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
