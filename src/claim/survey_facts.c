/* survey_facts.c -- who asked whom, when, what, and on whose behalf.  Layer: claim.
 *
 * A report tells of one survey as a rule. Its facts stand in the sentences that say how people were
 * asked ("interviewed 1,204 adults between 12 and 18 May", "commissioned by", "were asked"), which
 * may lie far from the answers; so they are gathered from all of the report, the first of each kind
 * holds. */
#include "base/str.h"
#include "claim/claim_part.h"

#define SAMPLE_LEAST 50.0      /* fewer than this many people are no sample */
#define SAMPLE_MOST  5000000.0 /* more are a census */
#define NEAR         5u        /* words between a number and those asked */
#define FIELD_MOST   200       /* days from the first to the last day of asking */

/* Does the sentence [beg, end) say how people were asked? */
static bool tells_how(const sayso_claim_part *p, uint32_t beg, uint32_t end)
{
    static const char *const ask[] = {"survey",    "interview", "poll",   "question",
                                      "canvass",   "conduct",   "sample", "field",
                                      "telephone", "online",    NULL};
    static const char *const what[] = {"survey",   "poll",          "sample",    "respondent",
                                       "pollster", "questionnaire", "interview", NULL};
    bool asked = false, poll = false;
    for (uint32_t t = beg; t < end; t++) {
        asked = asked || (p->tags->upos[t] == SAYSO_UPOS_VERB && sayso__clue_lemma_in(p, t, ask)) ||
                sayso__clue_lemma(p, t, "sample");
        poll = poll || sayso__clue_lemma_in(p, t, what);
    }
    return asked || poll;
}

/* A number of people: "1,204 adults", "a sample of 2,000". */
static double sample_in(const sayso_claim_part *p, uint32_t beg, uint32_t end)
{
    static const char *const people[] = {"adult",     "people",     "person",    "respondent",
                                         "voter",     "resident",   "citizen",   "man",
                                         "woman",     "inhabitant", "interview", "participant",
                                         "household", "reader",     "member",    NULL};
    const sayso_mentions *m = p->mentions;
    for (uint32_t i = 0; i < m->n_figure; i++) {
        const sayso_figure *f = &m->figure[i];
        if (f->beg < beg || f->beg >= end || !f->best.known || f->best.v < SAMPLE_LEAST ||
            f->best.v > SAMPLE_MOST || f->measure == SAYSO_MEASURE_PERCENT ||
            f->measure == SAYSO_MEASURE_MONEY)
            continue;
        for (uint32_t t = f->end; t < end && t < f->end + NEAR; t++)
            if (sayso__clue_lemma_in(p, t, people))
                return f->best.v;
        for (uint32_t t = f->beg > beg + NEAR ? f->beg - NEAR : beg; t < f->beg; t++)
            if (sayso__clue_lemma(p, t, "sample"))
                return f->best.v;
    }
    return 0;
}

/* The days named in the sentence, if they are days on which people could be asked. */
static void field_days(const sayso_claim_part *p, uint32_t beg, uint32_t end, sayso_survey *out)
{
    const sayso_mentions *m = p->mentions;
    int32_t first = SAYSO_NO_DAY, last = SAYSO_NO_DAY;
    for (uint32_t i = 0; i < m->n_timex; i++) {
        const sayso_timex *x = &m->timex[i];
        if (x->beg < beg || x->beg >= end || x->first == SAYSO_NO_DAY ||
            x->type != SAYSO_TIMEX_DATE || x->last == SAYSO_NO_DAY || x->last - x->first > 31)
            continue;
        first = first == SAYSO_NO_DAY || x->first < first ? x->first : first;
        last = last == SAYSO_NO_DAY || x->last > last ? x->last : last;
    }
    int32_t today = p->doc->day;
    if (first == SAYSO_NO_DAY || last - first > FIELD_MOST ||
        (today != SAYSO_NO_DAY && first > today))
        return;
    out->first = first;
    out->last = last;
}

/* Do words of asking, not of reporting, rule the sentence's dates? */
static bool tells_when(const sayso_claim_part *p, uint32_t beg, uint32_t end)
{
    static const char *const verbs[] = {"conduct", "interview", "survey", "poll", "carry",
                                        "field",   "question",  "take",   "hold", NULL};
    for (uint32_t t = beg; t < end; t++)
        if (p->tags->upos[t] == SAYSO_UPOS_VERB && sayso__clue_lemma_in(p, t, verbs))
            return true;
    return false;
}

/* "commissioned by X", "funded by X", "on behalf of X", "carried out for X": the mention there. */
static uint32_t sponsor_in(const sayso_claim_part *p, uint32_t beg, uint32_t end)
{
    static const char *const paid[] = {"commission", "sponsor", "fund", "pay",
                                       "finance",    "order",   NULL};
    static const char *const made[] = {"conduct", "carry",     "do",   "survey",
                                       "poll",    "interview", "make", NULL};
    bool done = false;
    for (uint32_t t = beg; t + 1 < end; t++) {
        done = done || sayso__clue_lemma_in(p, t, made);
        bool by = t > beg && sayso__clue_is(p, t, "by") &&
                  (sayso__clue_lemma_in(p, t - 1, paid) ||
                   (t > beg + 1 && sayso__clue_lemma_in(p, t - 2, paid)));
        bool behalf = t > beg && sayso__clue_is(p, t, "of") && sayso__clue_is(p, t - 1, "behalf");
        bool on_order = done && sayso__clue_is(p, t, "for");
        if (!by && !behalf && !on_order)
            continue;
        for (uint32_t k = t + 1; k < end && k < t + 4; k++) {
            uint32_t m = p->inside[k];
            if (m == SAYSO_NONE)
                continue;
            const sayso_mention *x = &p->mentions->mention[m];
            bool body = x->kind == SAYSO_MENTION_ORGANIZATION ||
                        (x->actor < p->attrs->n_actor &&
                         p->attrs->actor[x->actor].class_ == SAYSO_CLASS_OUTLET);
            bool named = x->actor < p->attrs->n_actor && p->attrs->actor[x->actor].named;
            if (named && (body || by || behalf))
                return x->actor;
            break;
        }
    }
    return SAYSO_NONE;
}

/* The words between quotation marks of a sentence of asking that end in a question mark. */
static sayso_span question_in(const sayso_claim_part *p, uint32_t beg, uint32_t end)
{
    static const char *const open[] = {"\"", "\xe2\x80\x9c", "``", NULL};
    static const char *const close[] = {"\"", "\xe2\x80\x9d", "''", NULL};
    uint32_t from = SAYSO_NONE;
    bool asked = false;
    for (uint32_t t = beg; t < end; t++) {
        asked = asked || sayso__clue_lemma(p, t, "ask") || sayso__clue_lemma(p, t, "question");
        if (from == SAYSO_NONE) {
            for (uint32_t k = 0; asked && open[k]; k++)
                from = sayso__clue_is(p, t, open[k]) ? t + 1 : from;
            continue;
        }
        for (uint32_t k = 0; close[k]; k++)
            if (sayso__clue_is(p, t, close[k]) && t > from && sayso__clue_is(p, t - 1, "?"))
                return (sayso_span){p->tokens->tok[from].at.beg, p->tokens->tok[t - 1].at.end};
    }
    return (sayso_span){0, 0};
}

/* Who asked: the actor whom the attributions hold for a pollster. */
static uint32_t conductor(const sayso_claim_part *p)
{
    for (uint32_t i = 0; i < p->attrs->n_actor; i++)
        if (p->attrs->actor[i].class_ == SAYSO_CLASS_POLLSTER)
            return i;
    return SAYSO_NONE;
}

static bool has_survey(const sayso_claim_part *p)
{
    static const char *const words[] = {"survey", "poll", "pollster", NULL};
    for (uint32_t t = 0; t < p->tokens->n_tok; t++)
        if ((p->clue[t] & SAYSO_CLUE_SURVEY) && sayso__clue_lemma_in(p, t, words))
            return true;
    return false;
}

void sayso__claim_survey(sayso_claim_part *p)
{
    const sayso_tokens *t = p->tokens;
    sayso_survey *s = &p->out->survey;
    *s = (sayso_survey){.conductor = SAYSO_NONE,
                        .sponsor = SAYSO_NONE,
                        .first = SAYSO_NO_DAY,
                        .last = SAYSO_NO_DAY};
    p->out->has_survey = has_survey(p);
    if (!p->out->has_survey)
        return;
    s->conductor = conductor(p);
    for (uint32_t i = 0; i < t->n_sent; i++) {
        uint32_t beg = t->sent[i], end = t->sent[i + 1];
        if (!s->question.end)
            s->question = question_in(p, beg, end);
        if (!tells_how(p, beg, end))
            continue;
        if (s->first == SAYSO_NO_DAY && tells_when(p, beg, end))
            field_days(p, beg, end, s);
        if (!s->sample)
            s->sample = sample_in(p, beg, end);
        if (s->sponsor == SAYSO_NONE)
            s->sponsor = sponsor_in(p, beg, end);
        if (s->sponsor == s->conductor)
            s->sponsor = SAYSO_NONE;
    }
}
