/* incident_noun.c -- noun phrases that may fill a role, and their groups.  Layer: claim.
 *
 * Phrases are runs of tags, not subtrees: where the tree is wrong, the run mostly is not. A
 * person's name is cut off from the title before it; a name inside of a run is a phrase of its own,
 * too ("[[Northern Front] gunmen]"). */
#include "base/array.h"
#include "base/fail.h"
#include "claim/incident_part.h"
#include "tag/lexeme.h"

/* Longest phrase, and groups looked at for one phrase: those of a common last word. */
enum { PHRASE_MOST = 10, LOOK_MOST = 12 };

static bool is_noun(const sayso_tags *g, uint32_t t)
{
    uint8_t x = g->xpos[t];
    return x == SAYSO_XPOS_NN || x == SAYSO_XPOS_NNS || x == SAYSO_XPOS_NNP || x == SAYSO_XPOS_NNPS;
}

/* May stand before the noun of a run. */
static bool may_modify(const sayso_tags *g, uint32_t t)
{
    uint8_t x = g->xpos[t];
    if (x == SAYSO_XPOS_VBN || x == SAYSO_XPOS_VBG)
        return g->deprel[t] == SAYSO_DEPREL_AMOD || g->deprel[t] == SAYSO_DEPREL_COMPOUND;
    return is_noun(g, t) || x == SAYSO_XPOS_JJ || x == SAYSO_XPOS_JJS || x == SAYSO_XPOS_CD ||
           x == SAYSO_XPOS_HYPH || x == SAYSO_XPOS_FW;
}

/* The token of the run that hangs on one outside of it. */
static uint32_t head_of(const sayso_tags *g, uint32_t beg, uint32_t end)
{
    for (uint32_t t = end; t-- > beg;)
        if (g->head[t] == SAYSO_NONE || g->head[t] < beg || g->head[t] >= end)
            return t;
    return end - 1;
}

bool sayso__incident_same(const sayso_incident_view *v, uint32_t noun, uint32_t other)
{
    const sayso_lexeme *x = v->p->tags->lexeme;
    const sayso_noun *a = v->noun + noun, *b = v->noun + other;
    uint32_t n = a->end - a->beg, m = b->end - b->beg, both = 0;
    if (x[a->end - 1].lower != x[b->end - 1].lower)
        return false;
    for (uint32_t i = a->beg; i < a->end; i++)
        for (uint32_t k = b->beg; k < b->end; k++)
            if (x[i].lower == x[k].lower) {
                both++;
                break;
            }
    return 2 * both >= (n < m ? n : m);
}

#define BUCKETS 1024u

/* The group of the noun just added: an earlier one of the same words, else a new one. */
static bool group_join(sayso_incident_view *v, sayso_arena *a, uint32_t *bucket)
{
    uint32_t id = v->n_noun - 1, steps = 0;
    sayso_noun *x = v->noun + id;
    uint32_t *slot = bucket + v->p->tags->lexeme[x->end - 1].lower % BUCKETS;
    for (uint32_t g = *slot; g != SAYSO_NONE && steps < LOOK_MOST; g = v->group[g].before, steps++)
        if (sayso__incident_same(v, id, v->group[g].first)) {
            x->group = g;
            v->noun[v->group[g].last].next = id;
            v->group[g].last = id;
            v->group[g].n++;
            return true;
        }
    if (v->n_group == v->cap_group &&
        !sayso__array_room(a, &v->group, v->n_group, &v->cap_group, sizeof *v->group))
        return false;
    x->group = v->n_group;
    v->group[v->n_group] = (sayso_noun_group){id, id, 1, *slot};
    *slot = v->n_group++;
    return true;
}

static bool noun_add(sayso_incident_view *v, sayso_arena *a, uint32_t *bucket, sayso_noun x)
{
    const sayso_tags *g = v->p->tags;
    while (x.beg + 1 < x.end && g->xpos[x.beg] == SAYSO_XPOS_HYPH)
        x.beg++;
    if (x.end - x.beg > PHRASE_MOST)
        x.beg = x.end - PHRASE_MOST;
    if (v->n_noun == v->cap_noun &&
        !sayso__array_room(a, &v->noun, v->n_noun, &v->cap_noun, sizeof *v->noun))
        return false;
    x.head = head_of(g, x.beg, x.end);
    x.next = SAYSO_NONE;
    v->noun[v->n_noun++] = x;
    return group_join(v, a, bucket);
}

/* The run of tokens [beg, end), whose last is a noun, and the names from *k on that end in it. */
static bool run_add(sayso_incident_view *v, sayso_arena *a, uint32_t *bucket, uint32_t beg,
                    uint32_t end, uint32_t *k)
{
    const sayso_tags *g = v->p->tags;
    while (*k < g->n_name && g->name[*k].end <= beg)
        ++*k;
    for (; *k < g->n_name && g->name[*k].end <= end; ++*k) {
        sayso_name name = g->name[*k];
        if (name.beg < beg)
            continue;
        bool person = name.kind == SAYSO_MENTION_PERSON, last = name.end == end;
        if (person && name.beg > beg && is_noun(g, name.beg - 1) &&
            !noun_add(v, a, bucket, (sayso_noun){.beg = beg, .end = name.beg}))
            return false;
        if ((person || !last) &&
            !noun_add(v, a, bucket,
                      (sayso_noun){.beg = name.beg, .end = name.end, .name = name.kind}))
            return false;
        if (person)
            beg = name.end;
        else if (last)
            return noun_add(v, a, bucket, (sayso_noun){.beg = beg, .end = end, .name = name.kind});
    }
    return beg >= end || noun_add(v, a, bucket, (sayso_noun){.beg = beg, .end = end});
}

/* End of the organisation's name that begins in tokens [beg, end) and ends behind them, before
 * stop: "Army of National Liberation" is one phrase; 0 if there is none. *k: first name to look at.
 */
static uint32_t name_over(const sayso_tags *g, uint32_t k, uint32_t beg, uint32_t end,
                          uint32_t stop)
{
    for (; k < g->n_name && g->name[k].beg < end; k++)
        if (g->name[k].beg >= beg && g->name[k].end > end && g->name[k].end <= stop &&
            g->name[k].kind == SAYSO_MENTION_ORGANIZATION && is_noun(g, g->name[k].end - 1))
            return g->name[k].end;
    return 0;
}

sayso_status sayso__incident_nouns(sayso_incident_view *v, sayso_arena *a, sayso_error *err)
{
    const sayso_tags *g = v->p->tags;
    const sayso_tokens *t = v->p->tokens;
    uint32_t *bucket = SAYSO_NEW_N(a, uint32_t, BUCKETS), k = 0;
    if (!bucket)
        return sayso__fail_memory(err);
    for (uint32_t i = 0; i < BUCKETS; i++)
        bucket[i] = SAYSO_NONE;
    for (uint32_t i = 0; i < t->n_tok;) {
        uint32_t stop = t->sent[t->tok_sent[i] + 1], end = i, to = i, over;
        while (to < stop && may_modify(g, to)) {
            to++;
            if (is_noun(g, to - 1))
                end = to;
            over = to < stop && !may_modify(g, to) ? name_over(g, k, i, to, stop) : 0;
            if (over)
                to = end = over;
        }
        if (end > i && !run_add(v, a, bucket, i, end, &k))
            return sayso__fail_memory(err);
        i = to + (to == i);
    }
    return SAYSO_OK;
}
