/* blame.c -- who holds whom responsible, who denies it; relations between claims; figures that
 * follow or contradict each other.  Layer: ledger. */
#include <stdlib.h>

#include "base/fail.h"
#include "base/str.h"
#include "base/table.h"
#include "ledger/position_of.h"

#define NEED(x, ok)                                                                                \
    do {                                                                                           \
        if (!(ok))                                                                                 \
            return sayso__fail_memory((x)->err);                                                   \
    } while (0)

static int by_day(const char *x, const char *y)
{
    return x && y ? strcmp(x, y) : (x == NULL) - (y == NULL);
}

/* ---- blame ------------------------------------------------------------------------------- */

typedef struct {
    sayso_state_blame *v;
    uint32_t n, cap;
} edges;

/* Not the writer, nor an outlet that tells what others say. */
static bool holds_opinions(const sayso_load *x, const sayso_state_claim *c, uint32_t by)
{
    uint8_t class_ = x->out->actor[by].class_;
    return c->source_type != SAYSO_SOURCE_WRITER && c->source_type != SAYSO_SOURCE_ARBITRARY &&
           c->source_type != SAYSO_SOURCE_OUTLET && c->source_type != SAYSO_SOURCE_AGENCY &&
           (c->source_type == SAYSO_SOURCE_STATE_MEDIA ||
            (class_ != SAYSO_CLASS_OUTLET && class_ != SAYSO_CLASS_AGENCY));
}

/* A claim that holds another party responsible: its source's party and the accused. */
static bool accuses(sayso_load *x, const sayso_state_claim *c, uint32_t *by, uint32_t *of)
{
    *by = sayso__load_party(x, c->source_actor);
    *of = sayso__load_party(x, c->responsible);
    return c->stance == SAYSO_STANCE_ASSERTS && *by != SAYSO_NONE && *of != SAYSO_NONE &&
           *by != *of && holds_opinions(x, c, *by) &&
           (c->source_type == SAYSO_SOURCE_SURVEY ||
            !sayso__position_unnamed(&x->out->actor[*of], x->t));
}

static sayso_status add_edge(sayso_load *x, edges *v, sayso_table *t, uint32_t claim, uint32_t by,
                             uint32_t of)
{
    sayso_str key = sayso__arena_print(x->t, "%u>%u", by, of);
    sayso_table_entry *e = key.p ? sayso__table_put(t, key) : NULL;
    NEED(x, e);
    if (e->value == SAYSO_NONE) {
        e->value = v->n;
        NEED(x, SAYSO_PUSH(x->a, v, (sayso_state_blame){.by = by, .of = of}));
    }
    sayso_state_blame *b = &v->v[e->value];
    if ((b->n_claim & (b->n_claim - 1)) == 0) { /* 0 and powers of two: full */
        uint32_t *more = SAYSO_NEW_N(x->a, uint32_t, b->n_claim ? b->n_claim * 2 : 1);
        NEED(x, more);
        if (b->n_claim)
            memcpy(more, b->claim, b->n_claim * sizeof *more);
        b->claim = more;
    }
    b->claim[b->n_claim++] = claim;
    if (!b->first || by_day(x->day[claim], b->first) < 0)
        b->first = x->day[claim];
    return SAYSO_OK;
}

/* For each party: the days on which it, or one who speaks for it, denied and admitted. */
typedef struct {
    const char *day;
    uint32_t actor;
    bool admits;
} own_word;

typedef struct {
    own_word *v;
    uint32_t n, cap;
} own_words;

static sayso_status own_statements(sayso_load *x, own_words *of_party)
{
    for (uint32_t i = 0; i < x->out->n_claim; i++) {
        const sayso_state_claim *c = &x->out->claim[i];
        uint32_t party = sayso__load_party(x, c->source_actor);
        if (party == SAYSO_NONE || party != sayso__load_party(x, c->responsible) ||
            c->stance == SAYSO_STANCE_DOUBTS)
            continue;
        own_word w = {x->day[i], party, c->stance == SAYSO_STANCE_ASSERTS};
        NEED(x, SAYSO_PUSH(x->t, &of_party[party], w));
    }
    return SAYSO_OK;
}

/* Denied, and not admitted between the denial and the accusation? */
static bool is_denied(const own_words *w, const char *accused)
{
    for (uint32_t i = 0; i < w->n; i++) {
        if (w->v[i].admits)
            continue;
        bool admitted = false;
        for (uint32_t j = 0; j < w->n; j++)
            admitted = admitted || (w->v[j].admits && by_day(w->v[j].day, w->v[i].day) >= 0 &&
                                    by_day(w->v[j].day, accused) <= 0);
        if (!admitted)
            return true;
    }
    return false;
}

static sayso_status find_blame(sayso_load *x)
{
    edges v = {0};
    sayso_table t;
    sayso__table_init(&t, x->t);
    for (uint32_t i = 0; i < x->out->n_claim; i++) {
        uint32_t by, of;
        if (accuses(x, &x->out->claim[i], &by, &of))
            SAYSO_TRY(add_edge(x, &v, &t, i, by, of));
    }
    own_words *own = SAYSO_NEW_N(x->t, own_words, x->out->n_actor);
    NEED(x, own);
    SAYSO_TRY(own_statements(x, own));
    for (uint32_t i = 0; i < v.n; i++) {
        v.v[i].denied_by = SAYSO_NEW_N(x->a, uint32_t, 1);
        NEED(x, v.v[i].denied_by);
        if (is_denied(&own[v.v[i].of], v.v[i].first))
            v.v[i].denied_by[v.v[i].n_denied_by++] = v.v[i].of;
    }
    x->out->blame = v.v;
    x->out->n_blame = v.n;
    return SAYSO_OK;
}

/* ---- relations --------------------------------------------------------------------------- */

typedef struct {
    sayso_state_relation *v;
    uint32_t n, cap;
} relations;

/* Claims in order of their days. */
typedef struct {
    const char *day;
    uint32_t claim;
} dated;

static int by_date(const void *x, const void *y)
{
    const dated *a = x, *b = y;
    int day = by_day(a->day, b->day);
    return day ? day : (a->claim > b->claim) - (a->claim < b->claim);
}

/* What a claim does to the last accusation of the same party: its relation, or 0. */
static uint8_t answer(const sayso_state_claim *c)
{
    if (c->act == SAYSO_ACT_RETRACT)
        return SAYSO_RELATION_RETRACTS;
    if (c->stance == SAYSO_STANCE_DENIES)
        return SAYSO_RELATION_DISPUTES;
    if (c->stance == SAYSO_STANCE_DOUBTS)
        return SAYSO_RELATION_QUALIFIES;
    return c->act == SAYSO_ACT_CONFIRM ? SAYSO_RELATION_CONFIRMS : 0;
}

/* The accusation that a claim answers: the last one of the party it is about; of a retraction that
 * names no party, the last one of its own source. */
static uint32_t answered(sayso_load *x, const sayso_state_claim *c, const uint32_t *of_party,
                         const uint32_t *by_party)
{
    uint32_t of = sayso__load_party(x, c->responsible), by = sayso__load_party(x, c->source_actor);
    if (c->act == SAYSO_ACT_RETRACT && by != SAYSO_NONE)
        return by_party[by];
    return of != SAYSO_NONE ? of_party[of] : SAYSO_NONE;
}

static sayso_status find_answers(sayso_load *x, relations *r)
{
    const sayso_state *s = x->out;
    dated *order = SAYSO_NEW_N(x->t, dated, s->n_claim);
    uint32_t *of_party = SAYSO_NEW_N(x->t, uint32_t, s->n_actor),
             *by_party = SAYSO_NEW_N(x->t, uint32_t, s->n_actor);
    NEED(x, order && of_party && by_party);
    for (uint32_t i = 0; i < s->n_actor; i++)
        of_party[i] = by_party[i] = SAYSO_NONE;
    for (uint32_t i = 0; i < s->n_claim; i++)
        order[i] = (dated){x->day[i], i};
    if (s->n_claim)
        qsort(order, s->n_claim, sizeof *order, by_date);
    for (uint32_t k = 0; k < s->n_claim; k++) {
        uint32_t i = order[k].claim;
        const sayso_state_claim *c = &s->claim[i];
        uint8_t word = answer(c);
        uint32_t other = word ? answered(x, c, of_party, by_party) : SAYSO_NONE;
        if (other != SAYSO_NONE)
            NEED(x, SAYSO_PUSH(x->a, r, (sayso_state_relation){i, other, word}));
        uint32_t of = sayso__load_party(x, c->responsible),
                 by = sayso__load_party(x, c->source_actor);
        if (of == SAYSO_NONE || c->stance != SAYSO_STANCE_ASSERTS || x->repeats[i] != SAYSO_NONE)
            continue;
        of_party[of] = i;
        if (by != SAYSO_NONE)
            by_party[by] = i;
    }
    return SAYSO_OK;
}

/* A figure that its source gave anew: the claim updates the older one, or corrects it where it
 * takes something back. Needs supersedes. */
static sayso_status find_updates(sayso_load *x, relations *r)
{
    const sayso_state *s = x->out;
    for (uint32_t i = 0; i < s->n_figure; i++) {
        const sayso_state_figure *f = &s->figure[i];
        if (f->supersedes == SAYSO_NONE || f->claim == SAYSO_NONE)
            continue;
        const sayso_state_figure *old = &s->figure[f->supersedes];
        if (old->claim == SAYSO_NONE || old->claim == f->claim)
            continue;
        bool less = f->best.known && old->best.known && f->best.v < old->best.v;
        uint8_t word = less || s->claim[f->claim].act == SAYSO_ACT_CORRECT ? SAYSO_RELATION_CORRECTS
                                                                           : SAYSO_RELATION_UPDATES;
        NEED(x, SAYSO_PUSH(x->a, r, (sayso_state_relation){f->claim, old->claim, word}));
    }
    return SAYSO_OK;
}

static int by_claim(const void *x, const void *y)
{
    const sayso_state_relation *a = x, *b = y;
    if (a->claim != b->claim)
        return a->claim < b->claim ? -1 : 1;
    return (a->other > b->other) - (a->other < b->other);
}

static sayso_status find_relations(sayso_load *x)
{
    relations r = {0};
    for (uint32_t i = 0; i < x->out->n_claim; i++)
        if (x->repeats[i] != SAYSO_NONE)
            NEED(x, SAYSO_PUSH(x->a, &r,
                               (sayso_state_relation){i, x->repeats[i], SAYSO_RELATION_REPEATS}));
    SAYSO_TRY(find_answers(x, &r));
    SAYSO_TRY(find_updates(x, &r));
    if (r.n)
        qsort(r.v, r.n, sizeof *r.v, by_claim);
    x->out->relation = r.v;
    x->out->n_relation = r.n;
    return SAYSO_OK;
}

/* ---- figures ----------------------------------------------------------------------------- */

/* Counts of people hurt and the like can contradict each other; other counts, shares and sums are
 * of different things as a rule. */
static bool comparable(const sayso_state_figure *f)
{
    return f->measure && f->measure != SAYSO_MEASURE_PERCENT && f->measure != SAYSO_MEASURE_MONEY &&
           f->measure != SAYSO_MEASURE_COUNT && f->part_of == SAYSO_NONE;
}

static bool same_number(sayso_number a, sayso_number b)
{
    return a.known == b.known && (!a.known || (a.v >= b.v && a.v <= b.v));
}

static bool same_figure(const sayso_state_figure *a, const sayso_state_figure *b)
{
    return same_number(a->low, b->low) && same_number(a->best, b->best) &&
           same_number(a->high, b->high);
}

/* Can both be right? Bounds must meet; two best values must be equal. */
static bool agree(const sayso_state_figure *a, const sayso_state_figure *b)
{
    if (a->best.known && b->best.known)
        return same_number(a->best, b->best);
    bool below = a->high.known && b->low.known && a->high.v < b->low.v;
    bool above = b->high.known && a->low.known && b->high.v < a->low.v;
    return !below && !above;
}

static const char *day_of(const sayso_load *x, const sayso_state_figure *f)
{
    return f->as_of ? f->as_of : x->out->report[f->report].day;
}

typedef struct {
    const char *day;
    uint32_t figure;
} dated_figure;

static int by_figure_date(const void *x, const void *y)
{
    const dated_figure *a = x, *b = y;
    int day = by_day(a->day, b->day);
    return day ? day : (a->figure > b->figure) - (a->figure < b->figure);
}

static sayso_str what_of(sayso_load *x, const sayso_state_figure *f)
{
    return sayso__arena_print(x->t, "%u|%s", f->measure, f->population ? f->population : "all");
}

/* Whose count it is: a party's, else the outlet's. */
static sayso_str who_of(sayso_load *x, const sayso_state_figure *f, sayso_str what)
{
    uint32_t party = sayso__load_party(x, f->source_actor);
    const sayso_state_report *r = &x->out->report[f->report];
    if (party != SAYSO_NONE)
        return sayso__arena_print(x->t, "a%u|%s", party, what.p);
    return sayso__arena_print(x->t, "p%s|%s", r->publisher ? r->publisher : r->id, what.p);
}

/* Figures by day; each that differs from its source's last one supersedes it. `current` are those
 * that none supersedes, one a value and source. */
static sayso_status supersede(sayso_load *x, bool *current)
{
    sayso_state *s = x->out;
    dated_figure *order = SAYSO_NEW_N(x->t, dated_figure, s->n_figure);
    NEED(x, order);
    for (uint32_t i = 0; i < s->n_figure; i++)
        order[i] = (dated_figure){day_of(x, &s->figure[i]), i};
    if (s->n_figure)
        qsort(order, s->n_figure, sizeof *order, by_figure_date);
    sayso_table last;
    sayso__table_init(&last, x->t);
    for (uint32_t k = 0; k < s->n_figure; k++) {
        uint32_t i = order[k].figure;
        sayso_state_figure *f = &s->figure[i];
        if (!comparable(f))
            continue;
        sayso_str what = what_of(x, f), who = what.p ? who_of(x, f, what) : what;
        sayso_table_entry *e = who.p ? sayso__table_put(&last, who) : NULL;
        NEED(x, e);
        sayso_state_figure *old = e->value == SAYSO_NONE ? NULL : &s->figure[e->value];
        if (old && same_figure(old, f))
            continue;
        bool later = old && by_day(day_of(x, old), day_of(x, f)) < 0;
        if (later) {
            f->supersedes = e->value;
            current[e->value] = false;
        }
        current[i] = true;
        e->value = i;
    }
    return SAYSO_OK;
}

typedef struct {
    sayso_state_conflict *v;
    uint32_t n, cap;
} conflicts;

static sayso_status add_to_conflict(sayso_load *x, conflicts *v, sayso_table *t, uint32_t i)
{
    const sayso_state_figure *f = &x->out->figure[i];
    sayso_str what = what_of(x, f);
    sayso_table_entry *e = what.p ? sayso__table_put(t, what) : NULL;
    NEED(x, e);
    if (e->value == SAYSO_NONE) {
        e->value = v->n;
        NEED(x, SAYSO_PUSH(x->a, v,
                           (sayso_state_conflict){.measure = f->measure,
                                                  .population = f->population}));
    }
    sayso_state_conflict *c = &v->v[e->value];
    if ((c->n_figure & (c->n_figure - 1)) == 0) {
        uint32_t *more = SAYSO_NEW_N(x->a, uint32_t, c->n_figure ? c->n_figure * 2 : 1);
        NEED(x, more);
        if (c->n_figure)
            memcpy(more, c->figure, c->n_figure * sizeof *more);
        c->figure = more;
    }
    c->figure[c->n_figure++] = i;
    return SAYSO_OK;
}

/* Does any figure of a conflict contradict its first or its last? */
static bool contradicts(const sayso_state *s, const sayso_state_conflict *c)
{
    for (uint32_t i = 1; i < c->n_figure; i++)
        if (!agree(&s->figure[c->figure[0]], &s->figure[c->figure[i]]) ||
            !agree(&s->figure[c->figure[i - 1]], &s->figure[c->figure[i]]))
            return true;
    return false;
}

static sayso_status find_conflicts(sayso_load *x)
{
    sayso_state *s = x->out;
    bool *current = SAYSO_NEW_N(x->t, bool, s->n_figure);
    NEED(x, current);
    SAYSO_TRY(supersede(x, current));
    conflicts v = {0};
    sayso_table t;
    sayso__table_init(&t, x->t);
    for (uint32_t i = 0; i < s->n_figure; i++)
        if (current[i])
            SAYSO_TRY(add_to_conflict(x, &v, &t, i));
    uint32_t n = 0;
    for (uint32_t i = 0; i < v.n; i++)
        if (contradicts(s, &v.v[i]))
            v.v[n++] = v.v[i];
    s->conflict = v.v;
    s->n_conflict = n;
    return SAYSO_OK;
}

sayso_status sayso__load_blame(sayso_load *x)
{
    SAYSO_TRY(find_blame(x));
    SAYSO_TRY(find_conflicts(x));
    return find_relations(x);
}
