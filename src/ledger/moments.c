/* moments.c -- the timeline: what happened and what was said, by day.  Layer: ledger.
 *
 * The event, each turn of a position, figures that are not repeats, and those claims that do
 * something: accuse, deny, claim, admit, retract, warn, threaten, demand, promise. */
#include <stdlib.h>

#include "base/fail.h"
#include "base/str.h"
#include "base/vocab.h"
#include "ledger/load.h"
#include "ledger/wording.h"

typedef struct {
    sayso_state_moment *v;
    uint32_t n, cap;
} moments;

static const char *precision_of(const char *date)
{
    size_t n = date ? strlen(date) : 0;
    return n >= 10 ? "day" : n >= 7 ? "month" : n >= 4 ? "year" : NULL;
}

static bool add(sayso_load *x, moments *v, sayso_state_moment m)
{
    m.precision = precision_of(m.date);
    return m.text && SAYSO_PUSH(x->a, v, m);
}

static bool does_something(uint8_t act)
{
    switch (act) {
    case SAYSO_ACT_CLAIM_RESPONSIBILITY:
    case SAYSO_ACT_ADMIT:
    case SAYSO_ACT_ALLEGE:
    case SAYSO_ACT_DENY:
    case SAYSO_ACT_REJECT:
    case SAYSO_ACT_DISPUTE:
    case SAYSO_ACT_WARN:
    case SAYSO_ACT_THREATEN:
    case SAYSO_ACT_DEMAND:
    case SAYSO_ACT_PLEDGE:
    case SAYSO_ACT_RETRACT:
    case SAYSO_ACT_CORRECT:
    case SAYSO_ACT_CONDEMN: return true;
    default: return false;
    }
}

static bool add_claims(sayso_load *x, moments *v)
{
    sayso_state *s = x->out;
    for (uint32_t i = 0; i < s->n_claim; i++) {
        sayso_state_claim *c = &s->claim[i];
        if (!does_something(c->act) || x->repeats[i] != SAYSO_NONE || !c->n_content)
            continue;
        const char *who =
            c->source_actor != SAYSO_NONE ? s->actor[c->source_actor].name : "someone";
        sayso_str text = sayso__arena_print(x->a, "%s (%s): %s", who,
                                            sayso__word(SAYSO_VOCAB_SPEECH_ACT, c->act), c->text);
        if (!add(x, v,
                 (sayso_state_moment){.date = x->day[i],
                                      .what = "claim",
                                      .text = text.p,
                                      .report = c->report,
                                      .claim = i,
                                      .figure = SAYSO_NONE,
                                      .rank = SAYSO_MOMENT_CLAIM,
                                      .at = &c->content[0]}))
            return false;
    }
    return true;
}

/* What is counted, behind the number's own words: " killed", " killed, children"; shares and sums
 * say it themselves. */
static sayso_str counted(sayso_load *x, const sayso_state_figure *f)
{
    sayso_str text = sayso__str_z(f->at.text);
    bool share = f->measure == SAYSO_MEASURE_PERCENT &&
                 (sayso__str_find(text, SAYSO_STR("%")) != SAYSO_NONE ||
                  sayso__str_find(text, SAYSO_STR("per")) != SAYSO_NONE);
    bool all = !f->population || strcmp(f->population, "all") == 0;
    bool said = share || (f->measure == SAYSO_MEASURE_MONEY && f->unit);
    return sayso__arena_print(x->t, "%s%s%s%s", said ? "" : " ",
                              said ? "" : sayso__word(SAYSO_VOCAB_MEASURE, f->measure),
                              all || (said && !share) ? "" : ", ",
                              all || (said && !share) ? "" : f->population);
}

static uint8_t rank_of(const sayso_state_figure *f)
{
    bool all = !f->population || strcmp(f->population, "all") == 0;
    if (f->measure == SAYSO_MEASURE_KILLED && all)
        return SAYSO_MOMENT_KILLED;
    return f->measure < SAYSO_MEASURE_PERCENT ? SAYSO_MOMENT_PEOPLE : SAYSO_MOMENT_REST;
}

static bool add_figures(sayso_load *x, moments *v)
{
    sayso_state *s = x->out;
    for (uint32_t i = 0; i < s->n_figure; i++) {
        sayso_state_figure *f = &s->figure[i];
        bool measured = sayso__word(SAYSO_VOCAB_MEASURE, f->measure) != NULL;
        bool repeated = f->claim != SAYSO_NONE && x->repeats[f->claim] != SAYSO_NONE;
        if (!measured || repeated || f->measure == SAYSO_MEASURE_COUNT)
            continue;
        const char *who = f->source_actor != SAYSO_NONE ? s->actor[f->source_actor].name : NULL;
        const char *day = f->as_of ? f->as_of : s->report[f->report].day;
        sayso_str what = counted(x, f);
        if (!what.p)
            return false;
        sayso_str text = sayso__arena_print(x->a, who ? "%s%s (%s)" : "%s%s", f->at.text, what.p,
                                            who ? who : "");
        if (!add(x, v,
                 (sayso_state_moment){.date = day,
                                      .what = "figure",
                                      .text = text.p,
                                      .report = f->report,
                                      .claim = f->claim,
                                      .figure = i,
                                      .rank = rank_of(f),
                                      .at = &f->at}))
            return false;
    }
    return true;
}

/* "Interior Ministry blames North Front" into the arena; {NULL, 0} when out of memory. */
static sayso_str position_text(sayso_load *x, uint32_t actor, const sayso_state_stance *h)
{
    sayso_sink words;
    sayso__sink_memory(&words);
    sayso__sink_print(&words, "%s ", x->out->actor[actor].name);
    sayso__wording_position(&words, x->out, actor, h);
    char *p = words.failed ? NULL : sayso__arena_copy(x->a, words.buf, words.n);
    sayso_str text = {p, p ? (uint32_t)words.n : 0};
    sayso__sink_free(&words);
    return text;
}

static bool add_positions(sayso_load *x, moments *v)
{
    sayso_state *s = x->out;
    for (uint32_t i = 0; i < s->n_position; i++)
        for (uint32_t j = 0; j < s->position[i].n_history; j++) {
            sayso_state_stance *h = &s->position[i].history[j];
            sayso_state_claim *c = &s->claim[h->claim];
            bool names = h->position != SAYSO_POSITION_UNKNOWN;
            bool turn = j ? h->position != h[-1].position || h->of != h[-1].of : names;
            sayso_str text = position_text(x, s->position[i].actor, h);
            if (!add(x, v,
                     (sayso_state_moment){.date = h->day,
                                          .what = "position",
                                          .text = text.p,
                                          .report = h->report,
                                          .claim = h->claim,
                                          .figure = SAYSO_NONE,
                                          .rank = turn ? SAYSO_MOMENT_TURN : SAYSO_MOMENT_REST,
                                          .at = c->n_content ? &c->content[0] : NULL}))
                return false;
        }
    return true;
}

static int by_date(const void *x, const void *y)
{
    const sayso_state_moment *a = x, *b = y;
    int date =
        a->date && b->date ? strcmp(a->date, b->date) : (a->date == NULL) - (b->date == NULL);
    if (date)
        return date;
    if (a->report != b->report)
        return a->report == SAYSO_NONE || (b->report != SAYSO_NONE && a->report < b->report) ? -1
                                                                                             : 1;
    int what = strcmp(a->what, b->what);
    if (what)
        return what;
    uint32_t p = a->at ? a->at->bytes.beg : 0, q = b->at ? b->at->bytes.beg : 0;
    return p != q ? (p > q) - (p < q) : strcmp(a->text, b->text);
}

sayso_status sayso__load_timeline(sayso_load *x)
{
    moments v = {0};
    const sayso_state_event *e = &x->out->event;
    bool ok = !e->date || !e->name ||
              add(x, &v,
                  (sayso_state_moment){.date = e->date,
                                       .what = "event",
                                       .text = e->name,
                                       .report = SAYSO_NONE,
                                       .claim = SAYSO_NONE,
                                       .figure = SAYSO_NONE,
                                       .rank = SAYSO_MOMENT_EVENT});
    if (!ok || !add_claims(x, &v) || !add_figures(x, &v) || !add_positions(x, &v))
        return sayso__fail_memory(x->err);
    if (v.n)
        qsort(v.v, v.n, sizeof *v.v, by_date);
    x->out->moment = v.v;
    x->out->n_moment = v.n;
    return SAYSO_OK;
}
