/* test_parse_beam.c -- the parser's search, with scores made up from hashes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/hash.h"
#include "tag/parse_beam.h"

#define WORDS_MOST 300u

/* A sentence of made-up words and tags. */
typedef struct {
    sayso_tokens tokens;
    sayso_tags tags;
    uint32_t sent[2];
    sayso_lexeme lexeme[WORDS_MOST];
    uint8_t upos[WORDS_MOST], xpos[WORDS_MOST], alt[WORDS_MOST];
} sentence;

static void sentence_make(sentence *s, uint32_t n, uint64_t seed)
{
    memset(s, 0, sizeof *s);
    for (uint32_t i = 0; i < n; i++) {
        uint64_t h = sayso__hash_mix(seed, i);
        s->lexeme[i].lower = (uint32_t)h % 50 + 100;
        s->lexeme[i].cluster = (uint16_t)(h >> 32 & 31);
        s->upos[i] = (uint8_t)(1 + h % (SAYSO_UPOS_N - 1));
        s->xpos[i] = (uint8_t)(1 + (h >> 8) % (SAYSO_XPOS_N - 1));
        s->alt[i] = (uint8_t)(h >> 16 & 3);
    }
    s->sent[1] = n;
    s->tokens = (sayso_tokens){.sent = s->sent, .n_sent = 1, .n_tok = n};
    s->tags = (sayso_tags){.tokens = &s->tokens,
                           .lexeme = s->lexeme,
                           .upos = s->upos,
                           .xpos = s->xpos,
                           .alt = s->alt};
}

static void made_up_action(const void *ctx, const uint32_t *feat, uint32_t n, int32_t score[4])
{
    memset(score, 0, 4 * sizeof *score);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t a = 0; a < 4; a++)
            score[a] += (int32_t)(sayso__hash_mix(feat[i] + *(const uint32_t *)ctx, a) % 101) - 50;
}

static uint8_t made_up_label(const void *ctx, const uint32_t *feat, uint32_t n)
{
    (void)ctx;
    return (uint8_t)(1 + (n ? feat[0] : 0) % (SAYSO_DEPREL_N - 1));
}

static uint32_t salt = 7;

static sayso_parse_beam *beam_make(uint32_t width, int32_t margin)
{
    sayso_parse_beam *b = calloc(1, sizeof *b);
    b->scorer = (sayso_parse_scorer){&salt, made_up_action, made_up_label};
    b->width = width;
    b->margin = margin;
    b->trace = calloc(2 * SAYSO_PARSE_NODES * SAYSO_BEAM_MOST, sizeof *b->trace);
    return b;
}

static void beam_free(sayso_parse_beam *b)
{
    free(b->trace);
    free(b);
}

static void score_plainly(const sayso_parse_state *s, int32_t score[4])
{
    uint32_t feat[SAYSO_PARSE_FEATURES_MOST], n = sayso__parse_features(s, feat);
    assert_true(n <= SAYSO_PARSE_FEATURES_MOST);
    made_up_action(&salt, feat, n, score);
}

/* The trace leads to the total that the sum of all features of each state gives: sums that are kept
 * a sentence long leave nothing out. */
static void totals_are_sums_of_scores(void **state)
{
    (void)state;
    sentence *x = malloc(sizeof *x);
    sayso_parse_state *s = malloc(sizeof *s);
    sayso_parse_beam *b = beam_make(5, INT32_MAX);
    for (uint32_t n = 1; n < 30; n += 3) {
        uint8_t action[64];
        int32_t total = 0;
        sentence_make(x, n, n);
        const sayso_parse_state *best = sayso__beam_parse(b, &x->tags, 0);
        for (uint32_t k = 2 * n, rank = 0; k-- > 0;) {
            action[k] = b->trace[k * SAYSO_BEAM_MOST + rank].action;
            rank = b->trace[k * SAYSO_BEAM_MOST + rank].parent;
        }
        sayso__parse_begin(s, &x->tags, 0);
        for (uint32_t k = 0; k < 2 * n; k++) {
            uint32_t legal = sayso__parse_legal(s);
            int32_t score[4] = {0};
            assert_true(legal >> action[k] & 1);
            if (legal & (legal - 1))
                score_plainly(s, score);
            total += score[action[k]];
            sayso__beam_apply(&b->scorer, s, action[k]);
        }
        assert_true(sayso__parse_done(s));
        assert_int_equal(total, b->trace[(2 * n - 1) * SAYSO_BEAM_MOST].total);
        for (uint32_t i = 0; i < n; i++) {
            assert_int_equal(best->node[i].head, s->node[i].head);
            assert_int_equal(best->node[i].rel, s->node[i].rel);
        }
    }
    beam_free(b);
    free(s);
    free(x);
}

/* The best total over all sequences, by trying them. */
static int32_t best_of_all(const sayso_parse_scorer *scorer, const sayso_parse_state *s)
{
    uint32_t legal = sayso__parse_legal(s);
    int32_t score[4] = {0}, best = INT32_MIN;
    if (sayso__parse_done(s))
        return 0;
    if (legal & (legal - 1))
        score_plainly(s, score);
    for (uint32_t a = 0; a < SAYSO_N_ACTION; a++) {
        if (!(legal >> a & 1))
            continue;
        sayso_parse_state *next = malloc(sizeof *next);
        *next = *s;
        sayso__beam_apply(scorer, next, a);
        int32_t total = score[a] + best_of_all(scorer, next);
        best = total > best ? total : best;
        free(next);
    }
    return best;
}

/* Two and three words have so few parses that the beam holds them all. */
static void short_sentences_are_searched_wholly(void **state)
{
    (void)state;
    sentence *x = malloc(sizeof *x);
    sayso_parse_state *s = malloc(sizeof *s);
    sayso_parse_beam *b = beam_make(SAYSO_BEAM_MOST, INT32_MAX);
    uint32_t greedy_lost = 0;
    for (uint32_t i = 0; i < 60; i++) {
        uint32_t n = 2 + i % 2;
        sentence_make(x, n, i);
        sayso__parse_begin(s, &x->tags, 0);
        int32_t best = best_of_all(&b->scorer, s);
        b->width = SAYSO_BEAM_MOST;
        sayso__beam_parse(b, &x->tags, 0);
        assert_int_equal(b->trace[(2 * n - 1) * SAYSO_BEAM_MOST].total, best);
        b->width = 1;
        sayso__beam_parse(b, &x->tags, 0);
        assert_true(b->trace[(2 * n - 1) * SAYSO_BEAM_MOST].total <= best);
        greedy_lost += b->trace[(2 * n - 1) * SAYSO_BEAM_MOST].total < best;
    }
    assert_true(greedy_lost > 0);
    beam_free(b);
    free(s);
    free(x);
}

/* No state stays that is further than the margin behind; width and margin bound what is kept. */
static void margin_and_width_bound_the_beam(void **state)
{
    (void)state;
    sentence *x = malloc(sizeof *x);
    uint64_t kept[3];
    const int32_t margin[3] = {1, 100, INT32_MAX};
    sentence_make(x, 25, 3);
    for (uint32_t i = 0; i < 3; i++) {
        sayso_parse_beam *b = beam_make(6, margin[i]);
        sayso__beam_parse(b, &x->tags, 0);
        kept[i] = b->n_kept;
        for (uint32_t k = 0; k < 50; k++)
            for (uint32_t r = 1; r < 6; r++) {
                const sayso_beam_step *t = &b->trace[k * SAYSO_BEAM_MOST];
                if (t[r].total || t[r].parent || t[r].action)
                    assert_true(t[0].total - t[r].total <= margin[i] &&
                                t[r].total <= t[r - 1].total);
            }
        beam_free(b);
    }
    assert_true(kept[0] >= 50 && kept[0] < kept[1] && kept[1] < kept[2] && kept[2] <= 300);
    free(x);
}

/* The states of a very long sentence are not copied. */
static void long_sentences_are_parsed_greedily(void **state)
{
    (void)state;
    sentence *x = malloc(sizeof *x);
    sayso_parse_beam *b = beam_make(SAYSO_BEAM_MOST, INT32_MAX);
    sentence_make(x, WORDS_MOST, 5);
    sayso__beam_parse(b, &x->tags, 0);
    assert_int_equal(b->n_kept, 2 * WORDS_MOST);
    beam_free(b);
    free(x);
}

/* Two sentences searched abreast come to the states that each comes to alone. */
static void searches_abreast_are_searches(void **state)
{
    (void)state;
    enum { WORDS = 30 };
    sentence *x = malloc(sizeof *x);
    sayso_parse_beam *alone = beam_make(5, INT32_MAX),
                     *abreast = calloc(SAYSO_BEAM_ABREAST, sizeof *abreast);
    for (uint32_t seed = 0; seed < 40; seed++) {
        uint32_t sent[SAYSO_BEAM_ABREAST + 1] = {0, 1 + seed % (WORDS - 1), WORDS};
        sentence_make(x, WORDS, seed);
        x->tokens.sent = sent;
        x->tokens.n_sent = SAYSO_BEAM_ABREAST;
        for (uint32_t i = 0; i < SAYSO_BEAM_ABREAST; i++) {
            abreast[i].scorer = alone->scorer;
            abreast[i].width = alone->width;
            abreast[i].margin = alone->margin;
        }
        sayso__beam_parse_abreast(abreast, SAYSO_BEAM_ABREAST, &x->tags, 0);
        for (uint32_t i = 0; i < SAYSO_BEAM_ABREAST; i++) {
            const sayso_parse_state *a = sayso__beam_parse(alone, &x->tags, i),
                                    *b = sayso__beam_best(&abreast[i]);
            assert_int_equal(abreast[i].item[0].total, alone->item[0].total);
            assert_int_equal(a->n, sent[i + 1] - sent[i]);
            for (uint32_t k = 0; k < a->n; k++) {
                assert_int_equal(a->node[k].head, b->node[k].head);
                assert_int_equal(a->node[k].rel, b->node[k].rel);
            }
        }
    }
    free(abreast);
    beam_free(alone);
    free(x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(totals_are_sums_of_scores),
        cmocka_unit_test(short_sentences_are_searched_wholly),
        cmocka_unit_test(margin_and_width_bound_the_beam),
        cmocka_unit_test(long_sentences_are_parsed_greedily),
        cmocka_unit_test(searches_abreast_are_searches),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
