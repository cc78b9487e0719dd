/* timex.c -- finds dates, times, durations and sets, and resolves them.  Layer: mention.
 *
 * One pass over the sentences. At each time word the longest pattern of the grammar gives a core;
 * cores that stand together are merged ("10 p.m." "Wednesday"), words behind turn a span into a
 * date
 * ("ago", "before the attack"), words before modify it ("late", "about", "the end of"). Each date
 * is resolved at once, for the next may hang on it; what hangs on the event waits until the whole
 * report is read. */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "mention/timex_event.h"
#include "mention/timex_find.h"
#include "mention/timex_tense.h"

#define EVENT_SENTENCES 12u /* first sentences, of which weak evidence for its day is taken */
#define MERGE_MOST      4u
#define COMPARED_AWAY   16u /* words between "compared with" and its date */
#define STORY_STEP      3   /* years that a story moves on at once */

/* ---- writing down --------------------------------------------------------------------------- */

/* In a story: the day of writing, a year named again behind its months, one that is only planned
 * ("was to open in 1799"), or a year alone that is far from where the story is ("a law of 1614")
 * and has no other beside it: the story does not move. */
static bool is_aside(sayso_time_finder *f, const sayso_when *w, sayso_tense tense)
{
    const sayso_when *l = &f->c.last;
    if (w->at != SAYSO_NO_DAY && w->at == f->c.report)
        return true;
    if (w->grain != SAYSO_G_YEAR || !l->resolved || !l->year)
        return false;
    int32_t aside = f->aside;
    f->aside = 0;
    if (tense == SAYSO_TENSE_FUTURE && w->year > l->year)
        return true;
    if (w->year == l->year)
        return l->month != 0;
    if (abs(w->year - l->year) <= STORY_STEP || (aside && abs(w->year - aside) <= STORY_STEP))
        return false;
    f->aside = w->year;
    return true;
}

/* Whose figures are spoken of: those of "the quarter", or of "the nine months" or "fiscal 1989". */
static void note_period(sayso_time_finder *f, const sayso_when *w)
{
    if (w->compared)
        return;
    if (w->grain == SAYSO_G_QUARTER)
        f->c.quarterly = true;
    else if ((w->type == SAYSO_TIMEX_DURATION && w->unit == 6 && w->num > 3 && w->num <= 12) ||
             (w->type == SAYSO_TIMEX_DATE && w->grain == SAYSO_G_YEAR && w->dir == SAYSO_D_THE))
        f->c.quarterly = false;
}

static void remember(sayso_time_finder *f, const sayso_when *w, sayso_tense tense)
{
    note_period(f, w);
    bool dated = (w->type == SAYSO_TIMEX_DATE || w->type == SAYSO_TIMEX_TIME) && w->resolved &&
                 !w->wrong && (!w->text || w->grain == SAYSO_G_DAY);
    if (!dated || w->grain == SAYSO_G_CENTURY || w->grain == SAYSO_G_DECADE)
        return;
    if (w->compared)
        return;
    if (f->c.narrative && w->dir == SAYSO_D_PREVIOUS && w->grain == SAYSO_G_YEAR)
        return;
    bool of_report = w->dir == SAYSO_D_THIS || w->dir == SAYSO_D_LAST || w->dir == SAYSO_D_NEXT ||
                     w->dir == SAYSO_D_REPORT;
    if (f->c.narrative && (of_report || (w->dir == SAYSO_D_FOCUS && w->unit > 8)))
        return; /* an aside: the story goes on from where it was */
    if (f->c.narrative && is_aside(f, w, tense))
        return;
    if (w->grain >= SAYSO_G_DAY && w->at != SAYSO_NO_DAY)
        f->c.focus = w->at;
    if (w->grain == SAYSO_G_QUARTER && w->dir != SAYSO_D_FOCUS && w->dir != SAYSO_D_REPORT)
        f->c.quarter = w->year * 4 + w->part - 1;
    f->c.last = *w;
    if (w->at != SAYSO_NO_DAY) {
        sayso_date d = sayso__date_of_day(w->at);
        f->c.last.year = d.year;
        f->c.last.month = d.month;
    }
    if (w->grain >= SAYSO_G_MONTH && f->c.last.month)
        f->c.story = w->at != SAYSO_NO_DAY
                         ? w->at
                         : sayso__date_to_day((sayso_date){w->year, (uint8_t)f->c.last.month, 1});
}

/* The day that is most likely the event's: the best evidence; of equal the first in the text, or,
 * where a word for an event is only near, the earliest.
 */
static void note_event_day(sayso_time_finder *f, const sayso_time_found *x)
{
    const sayso_when *w = &x->w;
    const sayso_doc *d = f->t->doc;
    const sayso_time_word *first = sayso__tw_at(f, x->i);
    if (w->grain < SAYSO_G_DAY || w->at == SAYSO_NO_DAY || w->wrong || w->mod == SAYSO_MOD_APPROX ||
        (f->c.report != SAYSO_NO_DAY && w->at > f->c.report) ||
        (d->dateline.at.end && first->at.beg < d->dateline.at.end &&
         first->at.beg >= d->dateline.at.beg))
        return;
    uint8_t weight = sayso__timex_event_weight(f->tags, &f->words, x->i, x->j);
    if (f->s >= EVENT_SENTENCES && weight < SAYSO_EVENT_NAMED)
        return;
    bool earlier = weight == SAYSO_EVENT_NEAR && weight == f->event_weight && w->at < f->c.event;
    if (weight > f->event_weight || earlier) {
        f->event_weight = weight;
        f->c.event = w->at;
    }
}

/* A report that says no day of publication but opens with a full date is of that day. */
static void take_dateline(sayso_time_finder *f, const sayso_when *w, const sayso_timex *o)
{
    const sayso_doc *d = f->t->doc;
    bool line = o->at.beg >= d->dateline.at.beg && o->at.end <= d->dateline.at.end;
    if (line && w->grain == SAYSO_G_DAY && w->year_said && w->resolved && !w->wrong) {
        f->c.report = w->at;
        f->c.narrative = false;
    }
}

static bool needs_tense(const sayso_when *w)
{
    return w->dir == SAYSO_D_BARE || w->dir == SAYSO_D_THIS || w->dir == SAYSO_D_THE;
}

/* The words right before a date outweigh the verb: "by March", "ended March 31", "due Friday". */
static sayso_tense tense_at(const sayso_time_finder *f, const sayso_time_found *x)
{
    static const char *const ahead[] = {"by", "ending", "expires", "due", "through", NULL};
    static const char *const set[] = {"payable", "effective", NULL};
    static const char *const behind[] = {"ended", "since", "expired", NULL};
    bool strong, first = x->i == 1;
    if (x->i && sayso__tw_says_any(f, x->i - 1, behind))
        return SAYSO_TENSE_PAST;
    if (x->i && sayso__tw_says_any(f, x->i - 1, set))
        return SAYSO_TENSE_FUTURE;
    sayso_tense t = sayso__timex_tense(f->tags, sayso__tw_at(f, x->i)->tok, &strong);
    if (x->i && !first &&
        (sayso__tw_says(f, x->i - 1, "until") || sayso__tw_says(f, x->i - 1, "till")))
        return SAYSO_TENSE_FUTURE;
    if (x->i && t != SAYSO_TENSE_PAST && sayso__tw_says_any(f, x->i - 1, ahead))
        return SAYSO_TENSE_FUTURE;
    if (t == SAYSO_TENSE_FUTURE && !strong && sayso__tw_class(f, x->j) == SAYSO_TW_POSS)
        return SAYSO_TENSE_PAST; /* "ways around Wednesday's ruling" */
    return t;
}

/* "the 1989 period", of a quarter's report: that quarter of the year. */
static void settle_period(const sayso_time_finder *f, sayso_time_found *x)
{
    static const char *const against[] = {"compared", "compare", "compares",
                                          "versus",   "against", NULL};
    if (x->action == SAYSO_TA_DIRECTED && x->w.unit == 8 && x->w.dir == SAYSO_D_LAST &&
        f->c.quarterly && x->w.grain == SAYSO_G_YEAR) {
        for (uint32_t i = x->i; i > 0 && x->i - i < COMPARED_AWAY; i--)
            x->w.compared |= sayso__tw_says_any(f, i - 1, against);
        if (x->w.compared) {
            x->w.dir = SAYSO_D_REPORT;
            x->w.shift = -1;
        }
        return;
    }
    if (x->j - x->i < 2 || sayso__tw_class(f, x->j - 1) != SAYSO_TW_PERIOD ||
        x->w.grain != SAYSO_G_YEAR || !x->w.year_said || !f->c.quarterly)
        return;
    x->w.grain = SAYSO_G_QUARTER;
    x->w.part = (f->c.quarter & 3) + 1;
    x->w.compared = true;
}

/* What "at the time", "this day" and "one day" mean is told by the text around them. */
static void settle_reference(const sayso_time_finder *f, sayso_time_found *x)
{
    bool strong;
    if (x->w.text && strcmp(x->w.text, "STORY_REF") == 0) {
        /* a time of the story: which, is not said */
        x->w = (sayso_when){.type = SAYSO_TIMEX_DATE, .wrong = true, .resolved = true};
    } else if (sayso__tw_says(f, x->i, "one") && x->j == x->i + 2 && x->w.unit == 4 &&
               x->w.type == SAYSO_TIMEX_DURATION && sayso__tw_before(f, x->i) != SAYSO_TW_IN &&
               sayso__timex_tense(f->tags, sayso__tw_at(f, x->i)->tok, &strong) ==
                   SAYSO_TENSE_FUTURE) {
        x->w = (sayso_when){.type = SAYSO_TIMEX_DATE, .text = "FUTURE_REF"};
    } else if (x->w.text && strcmp(x->w.text, "SAME_REF") == 0) {
        x->w.text = "PAST_REF";
        if (f->c.narrative && f->c.last.resolved) {
            x->w = f->c.last;
            x->w.dir = SAYSO_D_SAME;
            x->w.mod = SAYSO_MOD_NONE;
            x->w.type = SAYSO_TIMEX_DATE;
            x->w.hour = -1;
            x->w.pod = NULL;
        }
    } else if (x->action == SAYSO_TA_DIRECTED && x->w.unit == 4 && x->w.dir == SAYSO_D_THIS) {
        if (sayso__tw_before(f, x->i) == SAYSO_TW_TO)
            x->w = (sayso_when){.type = SAYSO_TIMEX_DATE, .text = "PRESENT_REF"};
        else if (f->c.narrative)
            x->w.dir = SAYSO_D_SAME;
    }
}

static bool emit(sayso_time_finder *f, sayso_time_found *x)
{
    settle_reference(f, x);
    settle_period(f, x);
    const sayso_time_word *first = sayso__tw_at(f, x->i), *last = sayso__tw_at(f, x->j - 1);
    sayso_timex o = {.at = {first->at.beg, last->at.end},
                     .beg = first->tok,
                     .end = last->tok_end,
                     .first = SAYSO_NO_DAY,
                     .last = SAYSO_NO_DAY};
    bool wait = x->w.dir == SAYSO_D_EVENT && x->w.type == SAYSO_TIMEX_DATE;
    sayso_tense tense = !wait && needs_tense(&x->w) ? tense_at(f, x) : SAYSO_TENSE_NONE;
    if (!wait) {
        sayso__timex_resolve(&x->w, &f->c, tense);
        if (x->action == SAYSO_TA_THE && x->w.grain == SAYSO_G_DAY && x->w.num == 7)
            x->w.grain = SAYSO_G_WEEK;
    }
    if (!sayso__timex_write(&x->w, &f->c, f->a, &o) || !SAYSO_PUSH(f->a, &f->out, o))
        return false;
    if (wait && !SAYSO_PUSH(f->scratch, &f->wait, (sayso_time_pending){x->w, f->out.n - 1}))
        return false;
    if (!wait) {
        if (f->c.report == SAYSO_NO_DAY)
            take_dateline(f, &x->w, &o);
        note_event_day(f, x);
        remember(f, &x->w, tense);
    }
    f->free_from = x->j;
    return true;
}

/* "8-12 March", "between 1 and 8 April": the first day, which has no month of its own. */
static bool emit_first_day(sayso_time_finder *f, const sayso_time_found *x)
{
    uint8_t link = sayso__tw_before(f, x->i);
    if (x->action != SAYSO_TA_YMD || !x->w.day || sayso__tw_class(f, x->i) == SAYSO_TW_MONTH ||
        x->i < 2 + f->free_from ||
        (link != SAYSO_TW_AND && link != SAYSO_TW_TO && link != SAYSO_TW_HYPHEN &&
         link != SAYSO_TW_OR))
        return true;
    const sayso_time_word *n = sayso__tw_at(f, x->i - 2);
    if (n->class_ != SAYSO_TW_NUM || !n->digits || n->digits > 2 || n->num < 1 || n->num > 31)
        return true;
    sayso_time_found y = {.i = x->i - 2, .j = x->i - 1, .w = x->w, .action = SAYSO_TA_NUMERIC};
    y.w.day = (int32_t)n->num;
    return emit(f, &y);
}

/* "264-241 BC": the first year, whose era stands behind the second. */
static bool emit_first_year(sayso_time_finder *f, const sayso_time_found *x)
{
    uint8_t link = sayso__tw_before(f, x->i);
    if (!x->w.bc || x->w.grain != SAYSO_G_YEAR || x->i < 2 + f->free_from ||
        (link != SAYSO_TW_TO && link != SAYSO_TW_HYPHEN && link != SAYSO_TW_AND &&
         link != SAYSO_TW_OR))
        return true;
    const sayso_time_word *n = sayso__tw_at(f, x->i - 2);
    if (n->class_ != SAYSO_TW_NUM || !n->digits || n->digits > 4 || n->num < x->w.year)
        return true;
    sayso_time_found y = {.i = x->i - 2, .j = x->i - 1, .w = x->w, .action = SAYSO_TA_NUMERIC};
    y.w.year = (int32_t)n->num;
    return emit(f, &y);
}

/* "1915-17": the second year. */
static bool emit_second_year(sayso_time_finder *f, uint32_t *i, const sayso_when *w)
{
    const sayso_time_word *n = sayso__tw_at(f, *i + 1);
    if (w->grain != SAYSO_G_YEAR || !w->year_said || sayso__tw_class(f, *i) != SAYSO_TW_HYPHEN ||
        !n || n->class_ != SAYSO_TW_NUM || n->digits != 2 || n->num <= w->year % 100)
        return true;
    sayso_time_found y = {.i = *i + 1, .j = *i + 2, .w = *w, .action = SAYSO_TA_NUMERIC};
    y.w.year = w->year / 100 * 100 + (int32_t)n->num;
    *i = y.j;
    return emit(f, &y);
}

/* "March 12-14", "April 3 and 4": the second day. */
static bool emit_second_day(sayso_time_finder *f, uint32_t *i, const sayso_when *w)
{
    uint32_t end = sayso__timex_day_behind(f, *i, w);
    if (!end)
        return true;
    const sayso_time_word *n = sayso__tw_at(f, *i + 1);
    sayso_time_found y = {.i = *i + 1, .j = end, .w = *w, .action = SAYSO_TA_NUMERIC};
    y.w.day = (int32_t)n->num;
    y.w.at = SAYSO_NO_DAY;
    y.w.resolved = false;
    *i = y.j;
    return emit(f, &y);
}

/* ---- the pass ------------------------------------------------------------------------------- */

/* Ages are no times: "52 years old", "8-month-old", "aged 3 years". */
static bool is_age(const sayso_time_finder *f, const sayso_time_found *x)
{
    uint32_t k = x->j;
    if (sayso__tw_class(f, k) == SAYSO_TW_HYPHEN)
        k++;
    return x->w.type == SAYSO_TIMEX_DURATION &&
           (sayso__tw_class(f, k) == SAYSO_TW_OLD ||
            (x->i && sayso__tw_says(f, x->i - 1, "aged")) || sayso__tw_says(f, k, "olds"));
}

static bool scan_at(sayso_time_finder *f, uint32_t *i)
{
    sayso_time_found x;
    if (!sayso__timex_core(f, *i, &x)) {
        ++*i;
        return true;
    }
    uint32_t start = *i;
    for (uint32_t k = 0; k < MERGE_MOST && sayso__timex_merge_behind(f, &x); k++)
        continue;
    sayso__timex_shift(f, &x);
    if (is_age(f, &x)) {
        *i = x.j;
        return true;
    }
    bool dated = x.w.type == SAYSO_TIMEX_DATE || x.w.type == SAYSO_TIMEX_TIME;
    sayso__timex_borrow(f, &x);
    sayso_time_found bare = x;
    if (dated && !x.w.shift && x.w.grain != SAYSO_G_NONE)
        sayso__timex_third(f, &x);
    if (dated && x.w.unit == 4 && x.w.dir == SAYSO_D_REPORT)
        sayso__timex_third(f, &x);
    if (x.i == bare.i && !sayso__timex_plausible(f, &bare)) {
        *i = start + 1;
        return true;
    }
    if (x.action == SAYSO_TA_THE && x.w.unit == 8 &&
        (sayso__tw_says(f, x.j, "ended") || sayso__tw_says(f, x.j, "ending"))) {
        x.w.type = SAYSO_TIMEX_DURATION;
        x.w.grain = SAYSO_G_NONE;
    }
    sayso__timex_rate(f, &x);
    sayso__timex_measure(f, &x);
    sayso__timex_look_behind(f, &x);
    if (!emit_first_day(f, &x) || !emit_first_year(f, &x) || !emit(f, &x))
        return false;
    *i = x.j;
    sayso_when said = x.w;
    return emit_second_day(f, i, &said) && emit_second_year(f, i, &said);
}

/* A sentence of a live blog's entry speaks from the entry's day. */
static bool scan_sentence(sayso_time_finder *f)
{
    int32_t report = f->c.report;
    int32_t own = sayso__doc_entry_day(f->t->doc, f->t->tok[f->t->sent[f->s]].at.beg);
    if (own != SAYSO_NO_DAY)
        f->c.report = own;
    for (uint32_t i = 0; i < f->words.n;)
        if (!scan_at(f, &i))
            return false;
    if (own != SAYSO_NO_DAY)
        f->c.report = report;
    return true;
}

static bool resolve_waiting(sayso_time_finder *f)
{
    for (uint32_t i = 0; i < f->wait.n; i++) {
        sayso_when *w = &f->wait.v[i].w;
        sayso_timex *o = &f->out.v[f->wait.v[i].timex];
        sayso__timex_resolve(w, &f->c, SAYSO_TENSE_NONE);
        o->from_event = w->resolved;
        if (!sayso__timex_write(w, &f->c, f->a, o))
            return false;
    }
    return true;
}

sayso_status sayso__timex_find(const sayso_tags *tags, sayso_arena *a, sayso_arena *scratch,
                               sayso_mentions *out, sayso_error *err)
{
    sayso_time_finder *f = SAYSO_NEW(scratch, sayso_time_finder);
    if (!f)
        return sayso__fail_memory(err);
    f->tags = tags;
    f->t = tags->tokens;
    f->a = a;
    f->scratch = scratch;
    f->c = (sayso_time_context){.report = f->t->doc->day,
                                .event = SAYSO_NO_DAY,
                                .focus = SAYSO_NO_DAY,
                                .quarter = SAYSO_NO_DAY,
                                .story = SAYSO_NO_DAY,
                                .narrative = sayso__timex_narrative(f->t)};
    f->c.last.at = SAYSO_NO_DAY;
    f->c.last.year = f->c.narrative ? sayso__timex_first_year(f->t) : 0;
    f->c.last.grain = SAYSO_G_YEAR;
    f->c.last.resolved = f->c.last.year != 0;
    sayso__timex_index(&f->index);
    for (f->s = 0; f->s < f->t->n_sent; f->s++) {
        if (!sayso__timex_words(f->t, f->s, scratch, &f->words))
            return sayso__fail_memory(err);
        f->free_from = 0;
        if (!scan_sentence(f))
            return sayso__fail_memory(err);
    }
    if (!resolve_waiting(f))
        return sayso__fail_memory(err);
    out->timex = f->out.v;
    out->n_timex = f->out.n;
    out->event_day = f->c.event;
    return SAYSO_OK;
}
