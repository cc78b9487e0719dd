/* parse_beam.c -- beam search over transitions.  Layer: tag. */
#include "tag/parse_beam.h"

#include <string.h>

/* States of long sentences cost too much to copy; those are parsed greedily. */
#define LONG 200u

/* The score that the nodes have by themselves is summed once a sentence. */
static void sum_nodes(sayso_parse_beam *b, const sayso_parse_state *s)
{
    uint32_t feat[SAYSO_PARSE_FEATURES_MOST];
    const sayso_parse_scorer *f = &b->scorer;
    for (uint32_t i = 0; i < s->n + 2; i++) {
        if (i <= s->n)
            f->action(f->ctx, feat, sayso__parse_front_features(s, i, feat), b->front[i]);
        f->action(f->ctx, feat, sayso__parse_top_features(s, i, feat), b->top[i]);
        f->action(f->ctx, feat, sayso__parse_under_features(s, i, feat), b->under[i]);
    }
}

static void score_state(const sayso_parse_beam *b, const sayso_parse_state *s, int32_t score[4])
{
    uint32_t feat[SAYSO_PARSE_FEATURES_MOST];
    const int32_t *front = b->front[s->next], *top = b->top[sayso__parse_top(s)],
                  *under = b->under[sayso__parse_under(s)];
    b->scorer.action(b->scorer.ctx, feat, sayso__parse_joint_features(s, feat), score);
    for (uint32_t i = 0; i < SAYSO_N_ACTION; i++)
        score[i] += front[i] + top[i] + under[i];
}

void sayso__beam_apply(const sayso_parse_scorer *scorer, sayso_parse_state *s, uint32_t action)
{
    uint8_t rel = 0;
    if (action == SAYSO_LEFT && s->next == s->n) {
        rel = SAYSO_DEPREL_ROOT;
    } else if (action == SAYSO_LEFT || action == SAYSO_RIGHT) {
        uint32_t feat[SAYSO_PARSE_FEATURES_MOST];
        rel = scorer->label(scorer->ctx, feat, sayso__parse_label_features(s, action, feat));
    }
    sayso__parse_apply(s, action, rel);
}

/* ---- one step ---------------------------------------------------------------------------------
 */

typedef struct {
    int32_t total;
    uint8_t rank, action; /* of the state it comes from */
} candidate;

/* Into the list, best first, at most width long; the earlier one wins a tie. */
static uint32_t insert(candidate *list, uint32_t n, uint32_t width, candidate c)
{
    if (n == width && c.total <= list[n - 1].total)
        return n;
    uint32_t i = n < width ? n++ : n - 1;
    for (; i && list[i - 1].total < c.total; i--)
        list[i] = list[i - 1];
    list[i] = c;
    return n;
}

static uint32_t candidates(const sayso_parse_beam *b, uint32_t width, candidate *list)
{
    uint32_t n = 0;
    for (uint32_t r = 0; r < b->n_item; r++) {
        const sayso_parse_state *s = &b->state[b->item[r].slot];
        uint32_t legal = sayso__parse_legal(s);
        int32_t score[SAYSO_N_ACTION] = {0};
        if (legal & (legal - 1))
            score_state(b, s, score);
        for (uint32_t a = 0; a < SAYSO_N_ACTION; a++)
            if (legal >> a & 1)
                n = insert(list, n, width,
                           (candidate){b->item[r].total + score[a], (uint8_t)r, (uint8_t)a});
    }
    while (n > 1 && list[0].total - list[n - 1].total > b->margin)
        n--;
    return n;
}

static void copy_state(sayso_parse_state *to, const sayso_parse_state *from)
{
    memcpy(to->node, from->node, (from->n + 2) * sizeof *to->node);
    memcpy(to->stack, from->stack, from->n_stack * sizeof *to->stack);
    to->n_stack = from->n_stack;
    to->next = from->next;
    to->n = from->n;
}

/* Each candidate gets a state: the first of a rank goes on in place, the others in copies. */
static void advance(sayso_parse_beam *b, const candidate *list, uint32_t n)
{
    uint32_t slot[SAYSO_BEAM_MOST], used = 0, owned = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t old = b->item[list[i].rank].slot;
        slot[i] = used >> old & 1 ? SAYSO_BEAM_MOST : old;
        used |= 1u << old;
    }
    owned = used;
    for (uint32_t i = 0; i < n; i++) {
        if (slot[i] < SAYSO_BEAM_MOST)
            continue;
        slot[i] = (uint32_t)__builtin_ctz(~owned);
        owned |= 1u << slot[i];
        copy_state(&b->state[slot[i]], &b->state[b->item[list[i].rank].slot]);
    }
    for (uint32_t i = 0; i < n; i++) {
        b->item[i].slot = slot[i];
        b->item[i].total = list[i].total;
        sayso__beam_apply(&b->scorer, &b->state[slot[i]], list[i].action);
    }
    b->n_item = n;
}

const sayso_parse_state *sayso__beam_parse(sayso_parse_beam *b, const sayso_tags *tags,
                                           uint32_t sent)
{
    candidate list[SAYSO_BEAM_MOST];
    sayso__parse_begin(&b->state[0], tags, sent);
    uint32_t n_step = 2 * b->state[0].n, width = b->state[0].n > LONG ? 1 : b->width;
    b->n_item = 1;
    b->item[0].slot = 0;
    b->item[0].total = 0;
    sum_nodes(b, &b->state[0]);
    for (uint32_t k = 0; k < n_step; k++) {
        uint32_t n = candidates(b, width, list);
        advance(b, list, n);
        b->n_kept += n;
        for (uint32_t i = 0; b->trace && i < SAYSO_BEAM_MOST; i++)
            b->trace[k * SAYSO_BEAM_MOST + i] =
                i < n ? (sayso_beam_step){list[i].rank, list[i].action, list[i].total}
                      : (sayso_beam_step){0};
    }
    return &b->state[b->item[0].slot];
}
