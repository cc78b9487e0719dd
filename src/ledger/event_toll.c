/* event_toll.c -- which figure an event's row carries, under a rule.  Layer: ledger. */
#include "base/str.h"
#include "ledger/event_row.h"

static const struct {
    uint8_t measure;
    const char *population; /* NULL: of all */
} tolls[SAYSO_N_TOLL] = {
    [SAYSO_TOLL_KILLED] = {SAYSO_MEASURE_KILLED, NULL},
    [SAYSO_TOLL_KILLED_CIVILIANS] = {SAYSO_MEASURE_KILLED, "civilians"},
    [SAYSO_TOLL_KILLED_CHILDREN] = {SAYSO_MEASURE_KILLED, "children"},
    [SAYSO_TOLL_KILLED_SIDE_A] = {SAYSO_MEASURE_KILLED, "side_a"},
    [SAYSO_TOLL_KILLED_SIDE_B] = {SAYSO_MEASURE_KILLED, "side_b"},
    [SAYSO_TOLL_KILLED_PERPETRATORS] = {SAYSO_MEASURE_KILLED, "perpetrator"},
    [SAYSO_TOLL_INJURED] = {SAYSO_MEASURE_INJURED, NULL},
    [SAYSO_TOLL_INJURED_PERPETRATORS] = {SAYSO_MEASURE_INJURED, "perpetrator"},
    [SAYSO_TOLL_ABDUCTED] = {SAYSO_MEASURE_ABDUCTED, NULL},
};

static bool counts(const sayso_state_figure *f, sayso_toll_kind kind)
{
    const char *wanted = tolls[kind].population;
    bool all = !f->population || strcmp(f->population, "all") == 0;
    if (f->measure != tolls[kind].measure)
        return false;
    return wanted ? !all && strcmp(f->population, wanted) == 0 : all;
}

static const char *day_of(const sayso_state *s, const sayso_state_figure *f)
{
    const char *day = f->as_of ? f->as_of : s->report[f->report].day;
    return day ? day : "";
}

bool sayso__rule_official(const sayso_state *s, uint32_t claim)
{
    if (claim >= s->n_claim)
        return false;
    const sayso_state_claim *c = &s->claim[claim];
    if (c->source_type == SAYSO_SOURCE_NAMED_OFFICIAL ||
        c->source_type == SAYSO_SOURCE_UNNAMED_OFFICIAL || c->source_type == SAYSO_SOURCE_COURT)
        return true;
    if (c->source_actor >= s->n_actor)
        return false;
    switch (s->actor[s->actor[c->source_actor].party].class_) {
    case SAYSO_CLASS_GOVERNMENT:
    case SAYSO_CLASS_MINISTRY:
    case SAYSO_CLASS_MILITARY:
    case SAYSO_CLASS_POLICE:
    case SAYSO_CLASS_COURT:
    case SAYSO_CLASS_LEGISLATURE: return true;
    default: return false;
    }
}

uint32_t sayso__rule_root(const sayso_state *s, uint32_t i)
{
    const sayso_state_figure *f = &s->figure[i];
    bool known = f->source_actor < s->n_actor && s->actor[f->source_actor].named;
    return known ? s->actor[f->source_actor].party : s->n_actor + s->report[f->report].family;
}

static bool same_number(sayso_number x, sayso_number y)
{
    return x.known == y.known && (!x.known || x.v == y.v);
}

static bool same_bounds(const sayso_state_figure *x, const sayso_state_figure *y)
{
    return same_number(x->low, y->low) && same_number(x->best, y->best) &&
           same_number(x->high, y->high);
}

/* Is figure i to be preferred to k, as the later one? Within a report the first one, which stands
 * in the title or on top. */
static bool is_later(const sayso_state *s, uint32_t i, uint32_t k)
{
    int d = strcmp(day_of(s, &s->figure[i]), day_of(s, &s->figure[k]));
    if (d)
        return d > 0;
    if (s->figure[i].report != s->figure[k].report)
        return s->figure[i].report > s->figure[k].report;
    return i < k;
}

/* Which roots were counted: [n_actor + n_report], those of this round. */
typedef struct {
    uint32_t *stamp, round;
} marks;

/* Independent sources, among candidates v[0..n), of the bounds that v[at] gives. */
static uint32_t count_sources(const sayso_state *s, const uint32_t *v, uint32_t n, uint32_t at,
                              marks *m)
{
    uint32_t sum = 0;
    m->round++;
    for (uint32_t i = 0; i < n; i++) {
        if (!same_bounds(&s->figure[v[i]], &s->figure[v[at]]))
            continue;
        uint32_t root = sayso__rule_root(s, v[i]);
        sum += m->stamp[root] != m->round;
        m->stamp[root] = m->round;
    }
    return sum;
}

#define DISTINCT_MOST 256u /* bounds that are weighed against one another, the later ones */

/* Of the candidates the one whose bounds most sources give. Each distinct value is counted once. */
static sayso_toll most_given(const sayso_state *s, const uint32_t *v, uint32_t n, marks *m)
{
    sayso_toll best = {SAYSO_NONE, 0};
    uint32_t seen[DISTINCT_MOST], n_seen = 0;
    for (uint32_t i = n; i-- > 0 && n_seen < DISTINCT_MOST;) {
        uint32_t k = 0, latest = v[i];
        while (k < n_seen && !same_bounds(&s->figure[seen[k]], &s->figure[v[i]]))
            k++;
        if (k < n_seen)
            continue;
        seen[n_seen++] = v[i];
        for (k = 0; k < n; k++)
            if (same_bounds(&s->figure[v[k]], &s->figure[latest]) && is_later(s, v[k], latest))
                latest = v[k];
        uint32_t sources = count_sources(s, v, n, i, m);
        if (sources > best.sources || (sources == best.sources && is_later(s, latest, best.figure)))
            best = (sayso_toll){latest, sources};
    }
    return best;
}

static sayso_toll last_given(const sayso_state *s, const uint32_t *v, uint32_t n, marks *m)
{
    uint32_t at = 0;
    if (!n)
        return (sayso_toll){SAYSO_NONE, 0};
    for (uint32_t i = 1; i < n; i++)
        if (is_later(s, v[i], v[at]))
            at = i;
    return (sayso_toll){v[at], count_sources(s, v, n, at, m)};
}

/* Figures of a kind that the rule looks at: those of the scope's reports, true since the event, and
 * where it asks for officials, theirs. */
static uint32_t candidates(const sayso_rule_scope *c, sayso_toll_kind kind, const char *event_day,
                           uint32_t *v)
{
    const sayso_state *s = c->s;
    bool one = c->report != SAYSO_NONE;
    uint32_t i = one ? s->report[c->report].figure : 0, n = 0;
    uint32_t end = one ? i + s->report[c->report].n_figure : s->n_figure;
    for (; i < end && i < s->n_figure; i++) {
        const sayso_state_figure *f = &s->figure[i];
        bool before = f->as_of && event_day && strcmp(f->as_of, event_day) < 0;
        bool said = c->rule != SAYSO_RULE_OFFICIAL || sayso__rule_official(s, f->claim);
        if (counts(f, kind) && sayso__rule_sees(c, f->report) && !before && said)
            v[n++] = i;
    }
    return n;
}

bool sayso__rule_tolls(const sayso_rule_scope *c, const char *event_day, sayso_event_row *row)
{
    const sayso_state *s = c->s;
    uint32_t *v = SAYSO_NEW_N(c->t, uint32_t, s->n_figure);
    marks m = {SAYSO_NEW_N(c->t, uint32_t, s->n_actor + s->n_report), 0};
    if (!v || !m.stamp)
        return false;
    for (uint32_t kind = 0; kind < SAYSO_N_TOLL; kind++) {
        uint32_t n = candidates(c, (sayso_toll_kind)kind, event_day, v);
        row->toll[kind] = c->rule == SAYSO_RULE_INDEPENDENT_MAJORITY ? most_given(s, v, n, &m)
                                                                     : last_given(s, v, n, &m);
    }
    return true;
}
