/* incident_pair.c -- which of those who play a role in a deed belong to one incident of it.  Layer:
 * claim.
 *
 * "A bomb went off at a mill. In Dolvan, another one hurt two guards": one report, one deed, two
 * incidents. Two groups of phrases are judged by what stands between them and by places and times
 * of their sentences, and those that most likely belong together are joined, the likeliest first
 * (average linkage, as for names of one actor: Culotta et al. 2007). Victims and targets make the
 * incidents; whoever did it with what is added to all that he likely belongs to. */
#include <string.h>

#include "claim/incident_bag.h"

/* Words looked at: between two phrases of a sentence; of the later one's sentence. */
enum { BETWEEN_MOST = 15, BETWEEN_FEW = 5, LATER_MOST = 40 };

/* Scores beyond are as sure as can be; scores from which on two clusters are joined, and others
 * belong to one more incident: both by cross-validation, flat around. */
#define SURE 3.0f
#define JOIN 0.4f
#define ALSO 1.2f

void sayso__incident_member(const sayso_incident_view *v, uint32_t group, uint32_t role,
                            sayso_incident_member *out)
{
    const sayso_claim_part *p = v->p;
    const sayso_noun *x = v->noun + v->group[group].first;
    *out = (sayso_incident_member){.group = group, .role = role};
    out->sent = p->tokens->tok_sent[x->beg];
    uint32_t beg = p->tokens->sent[out->sent], end = p->tokens->sent[out->sent + 1];
    for (uint32_t t = beg; t < end; t++) {
        uint32_t m = p->mention[t];
        uint32_t actor = m == SAYSO_NONE ? SAYSO_NONE : p->mentions->mention[m].actor;
        if (actor < p->attrs->n_actor && p->mentions->mention[m].kind == SAYSO_MENTION_LOCATION &&
            out->n_place < SAYSO_PAIR_PLACES &&
            (!out->n_place || out->place[out->n_place - 1] != actor))
            out->place[out->n_place++] = actor;
        out->dated |= p->dated[t];
    }
}

/* Bits: the first sentence names a place, the second does, they share one, the second has one that
 * stands nowhere before. */
static uint32_t places_of(const sayso_incident_view *v, const sayso_incident_member *x,
                          const sayso_incident_member *y)
{
    const sayso_claim_part *p = v->p;
    uint32_t bits = (x->n_place > 0) | (uint32_t)(y->n_place > 0) << 1;
    for (uint32_t k = 0; k < y->n_place; k++) {
        uint32_t first = p->attrs->actor[y->place[k]].first;
        for (uint32_t i = 0; i < x->n_place; i++)
            bits |= x->place[i] == y->place[k] ? 4 : 0;
        if (first < p->mentions->n_mention &&
            p->tokens->tok_sent[p->mentions->mention[first].beg] == y->sent)
            bits |= 8;
    }
    return bits;
}

/* Words between two phrases of one sentence. */
static void between(const sayso_incident_view *v, uint32_t beg, uint32_t end, sayso_bag *b)
{
    uint32_t n = end > beg ? end - beg : 0, chain = 0;
    F1(210, n < 12 ? n : 12);
    for (uint32_t t = beg; t < end && t < beg + BETWEEN_MOST; t++) {
        F1(211, v->lemma[t]);
        chain = sayso__feature2(212, chain, v->lemma[t]);
    }
    if (n < BETWEEN_FEW)
        F1(212, chain);
}

/* The later sentence of two. */
static void later(const sayso_incident_view *v, const sayso_incident_member *x,
                  const sayso_incident_member *y, uint32_t far, sayso_bag *b)
{
    const sayso_tokens *k = v->p->tokens;
    uint32_t beg = k->sent[y->sent], end = k->sent[y->sent + 1], events = 0;
    F1(213, v->lemma[beg]);
    for (uint32_t t = beg; t < end && t < beg + LATER_MOST; t++) {
        F1(214, v->lemma[t]);
        events |= v->event[t] != 0;
    }
    for (uint32_t d = 0; d < SAYSO_DEED_LABELS; d++)
        F3(215, d, sayso__bag_step(v->sent[x->sent][d]), sayso__bag_step(v->sent[y->sent][d]));
    F2(216, events, far);
    F2(217, v->told[x->sent], v->told[y->sent]);
    F2(218, x->dated, y->dated);
}

uint32_t sayso__incident_pair_features(const sayso_incident_view *v, const sayso_incident_member *x,
                                       const sayso_incident_member *y, uint32_t many,
                                       uint32_t *feat)
{
    sayso_bag room = {.feat = feat}, *b = &room;
    const sayso_noun *one = v->noun + v->group[x->group].first;
    const sayso_noun *two = v->noun + v->group[y->group].first;
    if (two->beg < one->beg) {
        const sayso_incident_member *swap = x;
        const sayso_noun *other = one;
        x = y;
        y = swap;
        one = two;
        two = other;
    }
    uint32_t far = y->sent - x->sent, near = far < 3 ? far : 3, places = places_of(v, x, y);
    many = many < 8 ? many : 8;
    F1(1, 0);
    F1(200, far < 6 ? far : 6);
    F2(201, x->role, y->role);
    F3(202, x->role, y->role, near);
    F1(203, many);
    F2(204, many < 5 ? many : 5, near);
    F2(205, far == 0, places);
    F2(206, far == 0, places >> 3);
    F2(207, 0, v->lemma[one->end - 1]);
    F2(207, 1, v->lemma[two->end - 1]);
    F2(208, one->name, two->name);
    F1(209, sayso__bag_size(v->p->tokens->n_sent));
    F2(219, sayso__bag_size(v->group[x->group].n), sayso__bag_size(v->group[y->group].n));
    if (far == 0)
        between(v, one->end, two->beg, b);
    else
        later(v, x, y, near, b);
    return b->n;
}

/* ---- joining --------------------------------------------------------------------------------- */

typedef struct {
    const sayso_incident_view *v;
    const sayso_incident_model *m;
    sayso_incident_member member[SAYSO_PAIR_MOST];
    uint32_t n, many;
    float sum[SAYSO_PAIR_MOST][SAYSO_PAIR_MOST]; /* of scores between two clusters */
    uint32_t size[SAYSO_PAIR_MOST];              /* of a cluster, 0 for one joined to another */
    uint8_t cluster[SAYSO_PAIR_MOST];            /* of a member */
} joiner;

static float judge(const joiner *j, const sayso_incident_member *x, const sayso_incident_member *y)
{
    uint32_t feat[SAYSO_INCIDENT_FEATURES];
    float score = 0;
    uint32_t n = sayso__incident_pair_features(j->v, x, y, j->many, feat);
    sayso__incident_score(&j->m->same, feat, n, &score);
    return score < -SURE ? -SURE : score > SURE ? SURE : score;
}

/* Victims and targets of the deed, in the order of their first phrases. */
static void members_find(joiner *j, const sayso_casting *c, uint32_t deed)
{
    for (uint32_t g = 0; g < j->v->n_group; g++) {
        uint32_t role = c[g].roles >> SAYSO_ROLE_VICTIM & 1 ? SAYSO_ROLE_VICTIM : SAYSO_ROLE_TARGET;
        if (!(c[g].roles >> role & 1) || !(c[g].deeds >> deed & 1))
            continue;
        j->many++;
        if (j->n < SAYSO_PAIR_MOST)
            sayso__incident_member(j->v, g, role, &j->member[j->n++]);
    }
}

/* Joins the likeliest two clusters, until those left are likelier apart. */
static void join(joiner *j)
{
    for (uint32_t left = j->n; left > 1; left--) {
        float best = JOIN;
        uint32_t x = 0, y = 0;
        for (uint32_t a = 0; a < j->n; a++)
            for (uint32_t b = a + 1; j->size[a] && b < j->n; b++) {
                float mean = j->size[b] ? j->sum[a][b] / (float)(j->size[a] * j->size[b]) : 0;
                if (mean > best) {
                    best = mean;
                    x = a;
                    y = b;
                }
            }
        if (x == y)
            return;
        j->size[x] += j->size[y];
        j->size[y] = 0;
        for (uint32_t k = 0; k < j->n; k++) {
            j->sum[x][k] = j->sum[k][x] = j->sum[x][k] + j->sum[y][k];
            if (j->cluster[k] == y)
                j->cluster[k] = (uint8_t)x;
        }
    }
}

/* Numbers the clusters by their first members; what is too many goes to the last. Returns how many.
 */
static uint32_t number(joiner *j, sayso_parts *out)
{
    uint8_t name[SAYSO_PAIR_MOST];
    uint32_t n = 0;
    for (uint32_t k = 0; k < j->n; k++) {
        uint32_t at = j->cluster[k];
        if (at == k) {
            name[k] = (uint8_t)(n < SAYSO_PARTS_MOST ? n : SAYSO_PARTS_MOST - 1);
            if (n < SAYSO_PARTS_MOST)
                out->first[n++] = j->v->group[j->member[k].group].first;
        }
        j->cluster[k] = name[at];
        out->of[j->member[k].group] = (uint8_t)(1u << name[at]);
    }
    return n;
}

/* The incidents, as bits, to which one who is no victim or target belongs: the likeliest, and all
 * to which he likely does. */
static uint8_t belongs(const joiner *j, uint32_t group, uint32_t role, uint32_t n)
{
    float sum[SAYSO_PARTS_MOST] = {0};
    uint32_t size[SAYSO_PARTS_MOST] = {0}, top = 0, bits = 0;
    sayso_incident_member x;
    sayso__incident_member(j->v, group, role, &x);
    for (uint32_t k = 0; k < j->n; k++) {
        sum[j->cluster[k]] += judge(j, &x, &j->member[k]);
        size[j->cluster[k]]++;
    }
    for (uint32_t k = 0; k < n; k++) {
        sum[k] /= (float)size[k];
        top = sum[k] > sum[top] ? k : top;
        bits |= sum[k] > ALSO ? 1u << k : 0;
    }
    return (uint8_t)(bits | 1u << top);
}

void sayso__incident_parts(const sayso_incident_view *v, const sayso_incident_model *m,
                           const sayso_casting *c, uint32_t deed, sayso_parts *out)
{
    joiner j = {.v = v, .m = m};
    out->n = 1;
    memset(out->of, 1, v->n_group);
    if (!m->same.w)
        return;
    members_find(&j, c, deed);
    for (uint32_t a = 0; a < j.n; a++) {
        j.size[a] = 1;
        j.cluster[a] = (uint8_t)a;
        for (uint32_t b = 0; b < a; b++)
            j.sum[a][b] = j.sum[b][a] = judge(&j, &j.member[b], &j.member[a]);
    }
    join(&j);
    out->n = j.n ? number(&j, out) : 1;
    for (uint32_t g = 0; out->n > 1 && g < v->n_group; g++)
        for (uint32_t r = 0; r < SAYSO_ROLE_N; r++)
            if (r != SAYSO_ROLE_VICTIM && r != SAYSO_ROLE_TARGET && (c[g].roles >> r & 1) &&
                !(c[g].roles & (1u << SAYSO_ROLE_VICTIM | 1u << SAYSO_ROLE_TARGET)) &&
                (c[g].deeds >> deed & 1))
                out->of[g] = belongs(&j, g, r, out->n);
}
