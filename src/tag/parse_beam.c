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

static void fetch(const sayso_parse_scorer *f, const uint32_t *feat, uint32_t n, bool label)
{
    if (f->fetch)
        f->fetch(f->ctx, feat, n, label);
}

static void score_state(const sayso_parse_beam *b, uint32_t rank, int32_t score[4])
{
    const sayso_parse_state *s = &b->state[b->item[rank].slot];
    const int32_t *front = b->front[s->next], *top = b->top[sayso__parse_top(s)],
                  *under = b->under[sayso__parse_under(s)];
    b->scorer.action(b->scorer.ctx, b->feat[rank], b->n_feat[rank], score);
    for (uint32_t i = 0; i < SAYSO_N_ACTION; i++)
        score[i] += front[i] + top[i] + under[i];
}

/* Features of the label that a transition gives; none where it makes no arc or one to the root. */
static uint32_t label_features(const sayso_parse_state *s, uint32_t action, uint32_t *feat)
{
    bool arc = (action == SAYSO_LEFT && s->next < s->n) || action == SAYSO_RIGHT;
    return arc ? sayso__parse_label_features(s, action, feat) : 0;
}

static void apply(const sayso_parse_scorer *f, sayso_parse_state *s, uint32_t action,
                  const uint32_t *feat, uint32_t n)
{
    uint8_t other = action == SAYSO_LEFT ? SAYSO_DEPREL_ROOT : 0;
    sayso__parse_apply(s, action, n ? f->label(f->ctx, feat, n) : other);
}

void sayso__beam_apply(const sayso_parse_scorer *scorer, sayso_parse_state *s, uint32_t action)
{
    uint32_t feat[SAYSO_PARSE_FEATURES_MOST];
    apply(scorer, s, action, feat, label_features(s, action, feat));
}

/* ---- one step ---------------------------------------------------------------------------------
 *
 * In three parts, each of which computes and fetches what the next one needs. */

typedef sayso_beam_candidate candidate;

/* Features of the states that have a choice. */
static void look(sayso_parse_beam *b)
{
    for (uint32_t r = 0; r < b->n_item; r++) {
        const sayso_parse_state *s = &b->state[b->item[r].slot];
        uint32_t legal = sayso__parse_legal(s);
        b->n_feat[r] = legal & (legal - 1) ? sayso__parse_joint_features(s, b->feat[r]) : 0;
        fetch(&b->scorer, b->feat[r], b->n_feat[r], false);
    }
}

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

static uint32_t candidates(const sayso_parse_beam *b, candidate *list)
{
    uint32_t n = 0, width = b->state[b->item[0].slot].n > LONG ? 1 : b->width;
    for (uint32_t r = 0; r < b->n_item; r++) {
        const sayso_parse_state *s = &b->state[b->item[r].slot];
        uint32_t legal = sayso__parse_legal(s);
        int32_t score[SAYSO_N_ACTION] = {0};
        if (b->n_feat[r])
            score_state(b, r, score);
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
static void place(sayso_parse_beam *b, const candidate *list, uint32_t n)
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
    }
    b->n_item = n;
}

/* The best transitions, their states, and the features of the arcs that they make. */
static void choose(sayso_parse_beam *b)
{
    uint32_t n = candidates(b, b->list);
    place(b, b->list, n);
    for (uint32_t i = 0; i < n; i++) {
        b->n_feat[i] = label_features(&b->state[b->item[i].slot], b->list[i].action, b->feat[i]);
        fetch(&b->scorer, b->feat[i], b->n_feat[i], true);
    }
}

static void act(sayso_parse_beam *b)
{
    sayso_beam_step *trace = b->trace ? b->trace + (size_t)b->step * SAYSO_BEAM_MOST : NULL;
    for (uint32_t i = 0; i < b->n_item; i++)
        apply(&b->scorer, &b->state[b->item[i].slot], b->list[i].action, b->feat[i], b->n_feat[i]);
    b->n_kept += b->n_item;
    b->step++;
    for (uint32_t i = 0; trace && i < SAYSO_BEAM_MOST; i++)
        trace[i] = i < b->n_item
                       ? (sayso_beam_step){b->list[i].rank, b->list[i].action, b->list[i].total}
                       : (sayso_beam_step){0};
}

static void begin(sayso_parse_beam *b, const sayso_tags *tags, uint32_t sent)
{
    sayso__parse_begin(&b->state[0], tags, sent);
    b->step = 0;
    b->n_step = 2 * b->state[0].n;
    b->n_item = 1;
    b->item[0].slot = 0;
    b->item[0].total = 0;
    sum_nodes(b, &b->state[0]);
}

void sayso__beam_parse_abreast(sayso_parse_beam *b, uint32_t n, const sayso_tags *tags,
                               uint32_t sent)
{
    uint32_t most = 0;
    for (uint32_t i = 0; i < n; i++) {
        begin(&b[i], tags, sent + i);
        most = b[i].n_step > most ? b[i].n_step : most;
    }
    for (uint32_t k = 0; k < most; k++) {
        for (uint32_t i = 0; i < n; i++)
            if (k < b[i].n_step)
                look(&b[i]);
        for (uint32_t i = 0; i < n; i++)
            if (k < b[i].n_step)
                choose(&b[i]);
        for (uint32_t i = 0; i < n; i++)
            if (k < b[i].n_step)
                act(&b[i]);
    }
}

const sayso_parse_state *sayso__beam_best(const sayso_parse_beam *b)
{
    return &b->state[b->item[0].slot];
}

const sayso_parse_state *sayso__beam_parse(sayso_parse_beam *b, const sayso_tags *tags,
                                           uint32_t sent)
{
    sayso__beam_parse_abreast(b, 1, tags, sent);
    return sayso__beam_best(b);
}
