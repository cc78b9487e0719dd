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
#include "base/str.h"
#include "base/vocab.h"
#include "mention/timex_event.h"
#include "mention/timex_tense.h"

#define EVENT_SENTENCES                                                                            \
    12u /* weak evidence for the event's day is taken from the first sentences */
#define MERGE_MOST    4u
#define COMPARED_AWAY 16u /* words between "compared with" and its date */
#define STORY_STEP    3   /* years that a story moves on at once */

typedef struct {
    uint32_t i, j; /* words [i, j) */
    sayso_when w;
    uint8_t action;
} found;

typedef struct {
    sayso_when w;
    uint32_t timex;
} pending;

typedef struct {
    const sayso_tags *tags;
    const sayso_tokens *t;
    sayso_arena *a, *scratch;
    sayso_time_index index;
    sayso_time_words words;
    sayso_time_context c;
    uint32_t s;           /* sentence */
    uint32_t free_from;   /* first word that no expression has taken */
    uint8_t event_weight; /* of the evidence for c.event */
    int32_t aside;        /* year named last that is far from the story's, or 0 */
    SAYSO_ARRAY(sayso_timex) out;
    SAYSO_ARRAY(pending) wait;
} finder;

/* ---- looking at words ----------------------------------------------------------------------- */

static const sayso_time_word *word(const finder *f, uint32_t i)
{
    return i < f->words.n ? &f->words.v[i] : NULL;
}

static uint8_t class_at(const finder *f, uint32_t i)
{
    const sayso_time_word *w = word(f, i);
    return w ? w->class_ : SAYSO_TW_MARK;
}

static sayso_str text_at(const finder *f, uint32_t i)
{
    const sayso_time_word *w = word(f, i);
    return w ? sayso__str_span(f->t->doc->text, w->at) : (sayso_str){"", 0};
}

static bool says(const finder *f, uint32_t i, const char *z)
{
    return sayso__str_ieq(text_at(f, i), sayso__str_z(z));
}

static bool says_any(const finder *f, uint32_t i, const char *const *list)
{
    for (; *list; list++)
        if (says(f, i, *list))
            return true;
    return false;
}

static uint8_t upos_at(const finder *f, uint32_t i)
{
    const sayso_time_word *w = word(f, i);
    return w ? f->tags->upos[w->tok] : SAYSO_UPOS_PUNCT;
}

/* The class of the word before i; MARK at the sentence's beginning. */
static uint8_t class_before(const finder *f, uint32_t i)
{
    return i ? f->words.v[i - 1].class_ : SAYSO_TW_MARK;
}

/* Is i behind a word that introduces dates: in, since, by, last, early, of ...? */
static bool introduced(const finder *f, uint32_t i)
{
    static const char *const list[] = {"since",      "by",     "during", "before", "after",
                                       "between",    "circa",  "around", "for",    "about",
                                       "dated",      "beyond", "into",   "as",     "back",
                                       "throughout", NULL};
    if (!i)
        return false;
    uint8_t c = class_before(f, i);
    return c == SAYSO_TW_IN || c == SAYSO_TW_OF || c == SAYSO_TW_FROM || c == SAYSO_TW_TO ||
           c == SAYSO_TW_ON || (c >= SAYSO_TW_THIS && c <= SAYSO_TW_LATEST) ||
           c == SAYSO_TW_EARLY || c == SAYSO_TW_LATE || c == SAYSO_TW_MIDDLE ||
           c == SAYSO_TW_START || c == SAYSO_TW_END || c == SAYSO_TW_BEFORE ||
           c == SAYSO_TW_AFTER || c == SAYSO_TW_EARLIER || c == SAYSO_TW_LATER ||
           says_any(f, i - 1, list);
}

/* ---- is it a time at all? ------------------------------------------------------------------- */

/* A bare number of four digits: a year unless it counts something. */
static bool plausible_year(const finder *f, const found *x)
{
    const sayso_time_word *w = word(f, x->i);
    uint8_t before = class_before(f, x->i), after = class_at(f, x->j);
    if (w->class_ == SAYSO_TW_QUOTED)
        return introduced(f, x->i) && before != SAYSO_TW_TO;
    if (w->num < 1500 || w->num > 2100 || after == SAYSO_TW_THIS || after == SAYSO_TW_DEICTIC)
        return false;
    if (after == SAYSO_TW_UNIT || after == SAYSO_TW_UNITS || after == SAYSO_TW_MULT ||
        before == SAYSO_TW_MOD)
        return false;
    if (x->i && f->t->doc->text[f->words.v[x->i - 1].at.end - 1] == '$')
        return false;
    const sayso_time_word *next = word(f, x->j);
    char mark = next ? f->t->doc->text[next->at.beg] : ' ';
    if (mark == '%' || mark == '/')
        return false;
    if (introduced(f, x->i) && before != SAYSO_TW_TO && before != SAYSO_TW_OF)
        return true;
    if (w->word || (after == SAYSO_TW_HYPHEN && class_at(f, x->j + 1) == SAYSO_TW_NUM &&
                    word(f, x->j + 1)->digits == w->digits && word(f, x->j + 1)->num > w->num))
        return true; /* nineteen ninety-six; 1861-1863 */
    sayso_str behind = text_at(f, x->j);
    bool counted = upos_at(f, x->j) == SAYSO_UPOS_NOUN && behind.n > 2 &&
                   behind.p[behind.n - 1] == 's' && before != SAYSO_TW_THE;
    bool named =
        x->i && class_before(f, x->i) == SAYSO_TW_OTHER && upos_at(f, x->i - 1) == SAYSO_UPOS_PROPN;
    return !counted && !named;
}

static bool plausible_month(const finder *f, const found *x)
{
    const sayso_time_word *w = word(f, x->i);
    if (!(w->flags & SAYSO_TW_SHY) || x->j - x->i > 1)
        return true;
    if (introduced(f, x->i) && !says(f, x->i - 1, "to") && !says(f, x->i - 1, "that"))
        return true;
    uint8_t x_pos = f->tags->xpos[w->tok];
    bool first = x->i == 0;
    uint8_t before = first ? SAYSO_UPOS_PUNCT : upos_at(f, x->i - 1), after = upos_at(f, x->j);
    return x_pos == SAYSO_XPOS_NNP && !first &&
           (before == SAYSO_UPOS_ADP || before == SAYSO_UPOS_SCONJ || before == SAYSO_UPOS_VERB) &&
           after != SAYSO_UPOS_PROPN && after != SAYSO_UPOS_ADP;
}

static bool plausible_season(const finder *f, const found *x)
{
    if (x->w.year)
        return true;
    if (class_at(f, x->j) == SAYSO_TW_OF || upos_at(f, x->i) == SAYSO_UPOS_VERB ||
        (x->j < f->words.n && class_at(f, x->j) == SAYSO_TW_OTHER &&
         upos_at(f, x->j) == SAYSO_UPOS_PROPN)) /* the Spring Festival */
        return false;
    return (introduced(f, x->i) && !says(f, x->i - 1, "to")) || class_at(f, x->i) == SAYSO_TW_THE;
}

static bool plausible_pod(const finder *f, const found *x)
{
    static const char *const edge[] = {"dawn",      "dusk",     "sunset", "sunrise",
                                       "nightfall", "daybreak", NULL};
    static const char *const around[] = {"by", "before", "until", "at", "after", "since", NULL};
    if (class_at(f, x->i) == SAYSO_TW_THE) {
        static const char *const in[] = {"in", "during", "through", "throughout", NULL};
        return x->i && says_any(f, x->i - 1, in) && upos_at(f, x->j) != SAYSO_UPOS_NOUN;
    }
    return x->i && says_any(f, x->i, edge) && says_any(f, x->i - 1, around);
}

static bool plausible_vague(const finder *f, const found *x)
{
    bool strong;
    if (says(f, x->i, "soon")) /* "soon fell" is a link of a story, no future */
        return !(x->i && says(f, x->i - 1, "as")) && class_at(f, x->j) != SAYSO_TW_AFTER &&
               class_at(f, x->j) != SAYSO_TW_BEFORE &&
               sayso__timex_tense(f->tags, word(f, x->i)->tok, &strong) != SAYSO_TENSE_PAST;
    if (strcmp(x->w.text, "STORY_REF") == 0)
        return f->c.narrative && introduced(f, x->i);
    if (class_at(f, x->i) == SAYSO_TW_THE && class_at(f, x->i + 1) == SAYSO_TW_PAST)
        return upos_at(f, x->j) != SAYSO_UPOS_NOUN && upos_at(f, x->j) != SAYSO_UPOS_ADJ &&
               class_at(f, x->j) != SAYSO_TW_NUM;
    if (says(f, x->i, "the future"))
        return class_at(f, x->j) != SAYSO_TW_OF;
    return true;
}

static bool plausible_weekday(const finder *f, const found *x)
{
    const sayso_time_word *w = word(f, x->j - 1);
    if (!(w->flags & SAYSO_TW_SHY))
        return true;
    return (x->j - x->i > 1 && class_at(f, x->i) != SAYSO_TW_THAT) ||
           class_before(f, x->i) == SAYSO_TW_ON || class_at(f, x->j) == SAYSO_TW_MONTH ||
           (class_at(f, x->j) == SAYSO_TW_COMMA && class_at(f, x->j + 1) == SAYSO_TW_MONTH);
}

/* "four in the morning" but not "killed four in the morning raid"; no "10:35" of a score. */
static bool plausible_clock(const finder *f, const found *x)
{
    const sayso_time_word *last = word(f, x->j - 1), *first = word(f, x->i);
    if (last == first && first->class_ == SAYSO_TW_NUM) /* at 1430 */
        return upos_at(f, x->j) != SAYSO_UPOS_NOUN && class_at(f, x->j) != SAYSO_TW_UNITS;
    if (last->class_ == SAYSO_TW_POD && first->class_ == SAYSO_TW_NUM)
        return upos_at(f, x->j) != SAYSO_UPOS_NOUN &&
               (x->i == 0 || class_before(f, x->i) == SAYSO_TW_AT || introduced(f, x->i));
    return true;
}

/* The core alone, before merging and without words around that would settle it. */
static bool plausible(const finder *f, const found *x)
{
    switch (x->action) {
    case SAYSO_TA_YMD:
        if (x->w.grain == SAYSO_G_YEAR && x->j - x->i == 1)
            return plausible_year(f, x);
        return class_at(f, x->i) != SAYSO_TW_MONTH || plausible_month(f, x);
    case SAYSO_TA_SEASON: return plausible_season(f, x);
    case SAYSO_TA_WEEKDAY: return plausible_weekday(f, x);
    case SAYSO_TA_CLOCK: return plausible_clock(f, x);
    case SAYSO_TA_VAGUE: return plausible_vague(f, x);
    case SAYSO_TA_POD: return plausible_pod(f, x);
    case SAYSO_TA_HALF:
        return class_at(f, x->j) != SAYSO_TW_OF && class_at(f, x->j) != SAYSO_TW_HYPHEN &&
               class_at(f, x->i) == SAYSO_TW_THE && introduced(f, x->i);
    case SAYSO_TA_THE: return x->w.unit != 4;
    case SAYSO_TA_DURATION: /* a quarter is a share */
        return x->w.unit != 7 || class_at(f, x->i) != SAYSO_TW_A;
    case SAYSO_TA_PORTION: return false;
    case SAYSO_TA_NTH:
        return class_before(f, x->i) == SAYSO_TW_ON && class_at(f, x->j) >= SAYSO_TW_COMMA &&
               (class_at(f, x->j) != SAYSO_TW_OTHER || upos_at(f, x->j) == SAYSO_UPOS_VERB ||
                upos_at(f, x->j) == SAYSO_UPOS_AUX);
    case SAYSO_TA_DECADE: { /* "in his 30s" is an age */
        static const char *const whose[] = {"his", "her", "their", "my", NULL};
        return !(x->i &&
                 (says_any(f, x->i - 1, whose) || (x->i > 1 && says_any(f, x->i - 2, whose))));
    }
    default: return true;
    }
}

/* ---- cores, side by side -------------------------------------------------------------------- */

static bool core_at(const finder *f, uint32_t i, found *x)
{
    sayso_time_match m;
    if (i >= f->words.n || f->words.v[i].class_ >= SAYSO_TW_OTHER ||
        !sayso__timex_match(&f->index, &f->words, i, &m))
        return false;
    /* "14 August-24 August": the second number is a day, not a year */
    if (m.slot[SAYSO_TE_YY] && class_at(f, i + m.n) == SAYSO_TW_MONTH) {
        m.slot[SAYSO_TE_YY] = NULL;
        m.n = (uint32_t)(m.slot[SAYSO_TW_MONTH] - &f->words.v[i]) + 1;
    }
    *x = (found){.i = i, .j = i + m.n, .action = m.action};
    if (f->words.v[i].class_ == SAYSO_TW_AT)
        x->i++;
    return sayso__timex_build(&m, &x->w);
}

/* The next core behind x, over "of", "on", "at", "'s", a comma or nothing. */
static bool core_behind(const finder *f, const found *x, found *y)
{
    uint32_t k = x->j;
    uint8_t c = class_at(f, k);
    bool link = c == SAYSO_TW_OF || c == SAYSO_TW_ON || c == SAYSO_TW_AT || c == SAYSO_TW_COMMA ||
                c == SAYSO_TW_POSS || c == SAYSO_TW_IN;
    if (!core_at(f, link ? k + 1 : k, y))
        return false;
    bool day = x->w.grain >= SAYSO_G_DAY, clock = y->w.grain == SAYSO_G_CLOCK;
    if (c == SAYSO_TW_AT)
        return day && clock && y->w.hour >= 0;
    if (c == SAYSO_TW_ON)
        return x->w.grain == SAYSO_G_CLOCK;
    if (c == SAYSO_TW_IN)
        return x->w.grain == SAYSO_G_QUARTER && y->w.grain == SAYSO_G_YEAR && y->w.year_said;
    if (c == SAYSO_TW_COMMA)
        return y->w.grain >= SAYSO_G_DAY && !(clock && y->w.pod);
    return true;
}

/* "this year's third quarter": the year before its part */
static bool merge_owner(found *x, const found *y)
{
    sayso_when w = y->w;
    if (x->w.grain != SAYSO_G_YEAR || x->w.type != SAYSO_TIMEX_DATE ||
        !sayso__timex_merge(&w, &x->w))
        return false;
    x->w = w;
    return true;
}

/* "the last week" or "the first days", of what comes behind "of" */
static bool is_portion(const found *x)
{
    return x->action == SAYSO_TA_PORTION ||
           (x->action == SAYSO_TA_DIRECTED && x->w.dir == SAYSO_D_LAST &&
            (x->w.grain == SAYSO_G_WEEK || x->w.grain == SAYSO_G_MONTH) && !x->w.month);
}

static bool merge_behind(const finder *f, found *x)
{
    found y;
    if (!core_behind(f, x, &y))
        return false;
    uint8_t link = class_at(f, x->j);
    bool ok = false;
    if (link == SAYSO_TW_POSS && x->w.grain == SAYSO_G_YEAR)
        ok = merge_owner(x, &y);
    else if (link == SAYSO_TW_OF && x->action == SAYSO_TA_THE && x->w.unit == 5 &&
             y.w.grain == SAYSO_G_DAY && y.w.type == SAYSO_TIMEX_DATE) {
        uint8_t action = x->action; /* the week of March 6 */
        x->w = y.w;
        x->action = action;
        x->w.set = false;
        x->w.num = 7;
        ok = true;
    } else if (link == SAYSO_TW_OF && is_portion(x) && y.w.type == SAYSO_TIMEX_DATE &&
               y.w.grain >= SAYSO_G_YEAR && y.w.grain <= SAYSO_G_MONTH) {
        uint8_t mod = x->action == SAYSO_TA_DIRECTED ? SAYSO_MOD_END
                      : x->w.part == 1               ? SAYSO_MOD_START
                                                     : SAYSO_MOD_MID;
        x->w = y.w;
        x->w.mod = mod;
        ok = true;
    } else if (y.action == SAYSO_TA_VAGUE || y.w.type == SAYSO_TIMEX_SET ||
               y.w.type == SAYSO_TIMEX_DURATION)
        ok = false;
    else
        ok = sayso__timex_merge(&x->w, &y.w);
    if (ok) {
        x->j = y.j;
        if (x->action != SAYSO_TA_THE)
            x->action = SAYSO_TA_NUMERIC; /* settled: no doubts about shy words */
    }
    return ok;
}

static uint8_t third_of(uint8_t class_)
{
    switch (class_) {
    case SAYSO_TW_EARLY:
    case SAYSO_TW_EARLIER:
    case SAYSO_TW_START: return SAYSO_MOD_START;
    case SAYSO_TW_MIDDLE: return SAYSO_MOD_MID;
    case SAYSO_TW_LATE:
    case SAYSO_TW_LATER:
    case SAYSO_TW_END: return SAYSO_MOD_END;
    default: return SAYSO_MOD_NONE;
    }
}

/* "March 12-14", "April 3 and 4", "March 5-9, 1918": where a second day of the date that ends at
 * word i ends, its year with it; 0 if there is none. */
static uint32_t day_behind(const finder *f, uint32_t i, const sayso_when *w)
{
    uint8_t link = class_at(f, i), after = class_at(f, i + 2);
    const sayso_time_word *n = word(f, i + 1);
    if (!w->month || !w->day || w->grain != SAYSO_G_DAY || w->type != SAYSO_TIMEX_DATE || !n ||
        (link != SAYSO_TW_AND && link != SAYSO_TW_TO && link != SAYSO_TW_HYPHEN) ||
        n->class_ != SAYSO_TW_NUM || !n->digits || n->digits > 2 || n->num <= w->day ||
        n->num > 31 || after <= SAYSO_TW_TRADING ||
        (after == SAYSO_TW_OTHER && upos_at(f, i + 2) == SAYSO_UPOS_NOUN))
        return 0;
    uint32_t k = after == SAYSO_TW_COMMA ? i + 3 : i + 2;
    const sayso_time_word *y = word(f, k);
    bool year = y && y->class_ == SAYSO_TW_NUM && y->digits == 4 && y->num >= 1000 && y->num < 2200;
    return year && !w->year_said ? k + 1 : i + 2;
}

/* "April and June 1955", "between 1 and 8 April": a bare part borrows what the next one says. */
static void borrow_behind(const finder *f, found *x)
{
    uint8_t c = class_at(f, x->j);
    bool part = x->w.grain == SAYSO_G_SEASON || x->w.grain == SAYSO_G_QUARTER;
    if (x->w.year || x->w.dir != SAYSO_D_BARE || !(x->w.month || part) ||
        (c != SAYSO_TW_AND && c != SAYSO_TW_OR && c != SAYSO_TW_TO && c != SAYSO_TW_HYPHEN))
        return;
    uint32_t k = x->j + 1;
    found y;
    while (third_of(class_at(f, k)) != SAYSO_MOD_NONE)
        k++; /* the spring and early summer of 1943 */
    if (core_at(f, k, &y)) {
        merge_behind(f, &y);
        if (y.w.year_said && y.w.grain == x->w.grain && y.w.month >= x->w.month)
            x->w.year = y.w.year;
    }
    uint32_t year = day_behind(f, x->j, &x->w); /* March 5-9, 1918 */
    if (year > x->j + 2)
        x->w.year = (int32_t)word(f, year - 1)->num;
}

/* ---- words behind and before ---------------------------------------------------------------- */

static void set_shift(found *x, uint8_t dir, int32_t sign)
{
    double n = x->w.num;
    uint8_t unit = x->w.unit;
    if (unit == 8 && n < 1000 && n != (int32_t)n) { /* 2 1/2 years */
        n *= 12;
        unit = 6;
    }
    x->w.type = SAYSO_TIMEX_DATE;
    x->w.grain = unit <= 3 ? SAYSO_G_DAY : SAYSO_G_YEAR;
    x->w.dir = dir;
    x->w.unit = unit;
    x->w.shift = sign * (n > 4e6 ? 4000001 : (int32_t)(n + 0.5));
    x->w.compared = unit == 8 && x->w.shift == -1 && dir != SAYSO_D_EVENT;
}

/* "a few months later": before or after the date spoken of, and no more. */
static void vague_shift(found *x, const char *ref)
{
    x->w.type = SAYSO_TIMEX_DATE;
    x->w.text = ref;
}

/* "two days after ...": the event's day, or in a story the date spoken of. Index behind what it
 * hangs on, 0 if it hangs on nothing known; *dir says on what. */
static uint32_t anchor_behind(const finder *f, const found *x, bool the_day, uint8_t *dir)
{
    uint8_t next = class_at(f, x->j + 1);
    uint32_t event = sayso__timex_event_behind(f->t, &f->words, x->j + 1);
    bool stop = next >= SAYSO_TW_COMMA && next != SAYSO_TW_OTHER;
    bool story = f->c.narrative && class_at(f, x->j) == SAYSO_TW_AFTER && f->c.last.resolved &&
                 f->c.last.grain >= SAYSO_G_DAY;
    *dir = SAYSO_D_FOCUS;
    if (story && x->w.unit >= 4)
        return x->j + 1;
    if (event) {
        *dir = SAYSO_D_EVENT;
        return event;
    }
    return stop && (the_day || f->c.narrative) ? x->j + 1 : 0;
}

static void shift_behind(const finder *f, found *x)
{
    static const char *const before[] = {"previously", "beforehand", NULL};
    static const char *const after[] = {"afterward", "afterwards", "thereafter", NULL};
    uint8_t c = class_at(f, x->j);
    bool span = x->w.type == SAYSO_TIMEX_DURATION && x->action != SAYSO_TA_SPAN;
    bool the_day = x->action == SAYSO_TA_THE && x->w.unit >= 4 && x->w.unit <= 8 && x->w.num == 1;
    if (!span && !the_day)
        return;
    if (c == SAYSO_TW_OTHER && says_any(f, x->j, before))
        c = SAYSO_TW_EARLIER;
    else if (c == SAYSO_TW_OTHER && says_any(f, x->j, after))
        c = SAYSO_TW_LATER;
    int32_t sign = c == SAYSO_TW_LATER || c == SAYSO_TW_AFTER ? 1 : -1;
    if (span && (c == SAYSO_TW_AGO || c == SAYSO_TW_EARLIER || c == SAYSO_TW_LATER)) {
        x->j++;
        if (x->w.many && x->w.unit >= 3)
            vague_shift(x, c == SAYSO_TW_LATER ? "FUTURE_REF" : "PAST_REF");
        else if (!x->w.many && (x->w.unit > 3 || c == SAYSO_TW_AGO))
            set_shift(x, c == SAYSO_TW_AGO ? SAYSO_D_REPORT : SAYSO_D_FOCUS, sign);
    } else if (c == SAYSO_TW_BEFORE || c == SAYSO_TW_AFTER) {
        uint8_t dir;
        uint32_t end = anchor_behind(f, x, the_day, &dir);
        if (end && x->w.many && dir == SAYSO_D_EVENT)
            x->j = end;
        else if (end && !x->w.many) {
            set_shift(x, dir, sign);
            x->j = end;
            x->action = SAYSO_TA_NUMERIC;
        }
    } else if (span && c == SAYSO_TW_FROM && !x->w.many &&
               (says(f, x->j + 1, "now") || says(f, x->j + 1, "today"))) {
        set_shift(x, SAYSO_D_REPORT, 1);
        x->j += 2;
    }
}

/* "or so", "or more"; "'s end" */
static void look_behind(const finder *f, found *x)
{
    if (class_at(f, x->j) == SAYSO_TW_OR && says(f, x->j + 1, "so")) {
        x->w.mod = SAYSO_MOD_APPROX;
        x->j += 2;
    } else if (class_at(f, x->j) == SAYSO_TW_OR && class_at(f, x->j + 1) == SAYSO_TW_MORE) {
        x->w.mod = SAYSO_MOD_EQUAL_OR_MORE;
        x->j += 2;
    } else if (class_at(f, x->j) == SAYSO_TW_POSS && class_at(f, x->j + 1) == SAYSO_TW_END &&
               x->w.type == SAYSO_TIMEX_DATE) {
        x->w.mod = SAYSO_MOD_END;
        x->j += 2;
    }
}

/* "late", "mid-", "earlier in", "the end of" before a date: takes them in. */
static void third_before(const finder *f, found *x)
{
    uint32_t i = x->i;
    if (i <= f->free_from)
        return;
    uint8_t c = class_before(f, i), mod = third_of(c);
    if (mod && c != SAYSO_TW_START) {
        if (c == SAYSO_TW_END && (x->w.grain != SAYSO_G_MONTH || !says(f, i - 1, "end")))
            return;
        i--;
    } else if (c == SAYSO_TW_HYPHEN && i - 1 > f->free_from) {
        mod = third_of(class_before(f, i - 1));
        if (!mod)
            return;
        i -= 2;
    } else if ((c == SAYSO_TW_OF || c == SAYSO_TW_IN || c == SAYSO_TW_ON) && i - 1 > f->free_from) {
        uint8_t d = class_before(f, i - 1);
        bool edge = d == SAYSO_TW_START || d == SAYSO_TW_MIDDLE || d == SAYSO_TW_END;
        mod = third_of(d);
        if (!mod || edge != (c == SAYSO_TW_OF))
            return;
        i -= 2;
    } else {
        return;
    }
    if (i > f->free_from && class_before(f, i) == SAYSO_TW_THE)
        i--;
    x->i = i;
    x->w.mod = mod;
    if (x->action == SAYSO_TA_THE && x->w.unit == 4) /* later in the day */
        x->w.dir = SAYSO_D_SAME;
    x->action = x->action == SAYSO_TA_VAGUE ? x->action : SAYSO_TA_NUMERIC;
}

/* "about", "more than" before a span, a clock time, a date counted back */
static void measure_before(const finder *f, found *x)
{
    if (x->i <= f->free_from || class_before(f, x->i) != SAYSO_TW_MOD)
        return;
    uint8_t first = class_at(f, x->i);
    bool counted = first == SAYSO_TW_NUM || first == SAYSO_TW_A || first == SAYSO_TW_FEW ||
                   first == SAYSO_TW_HALF;
    static const char *const dates[] = {"around", "roughly", "approximately", "circa", NULL};
    bool date = x->w.grain != SAYSO_G_NONE && says_any(f, x->i - 1, dates) && first != SAYSO_TW_THE;
    if (!(counted &&
          (x->w.type == SAYSO_TIMEX_DURATION || x->w.type == SAYSO_TIMEX_TIME || x->w.shift)) &&
        !date)
        return;
    const sayso_time_word *m = word(f, x->i - 1);
    uint32_t mod = sayso__word_parse(SAYSO_VOCAB_MOD, sayso__str_z(m->text));
    if (x->w.shift < 0 && mod != SAYSO_MOD_APPROX) /* more than a year ago: before that */
        mod = mod == SAYSO_MOD_MORE_THAN || mod == SAYSO_MOD_EQUAL_OR_MORE ? SAYSO_MOD_BEFORE
                                                                           : SAYSO_MOD_AFTER;
    x->w.mod = (uint8_t)mod;
    x->i--;
}

/* "6 million euros a year", "twice a week": a set */
static void rate_before(const finder *f, found *x)
{
    static const char *const often[] = {"once",    "twice", "times",  "percent", "cents",
                                        "dollars", "euros", "pounds", NULL};
    if (x->action != SAYSO_TA_DURATION || class_at(f, x->i) != SAYSO_TW_A || !x->i || x->w.many ||
        x->w.shift)
        return;
    uint8_t before = class_before(f, x->i);
    bool noun = upos_at(f, x->i - 1) == SAYSO_UPOS_NOUN && before == SAYSO_TW_OTHER && x->i >= 2 &&
                (class_before(f, x->i - 1) == SAYSO_TW_NUM ||
                 (x->i >= 3 && class_before(f, x->i - 2) == SAYSO_TW_NUM));
    if (before == SAYSO_TW_NUM || noun || says_any(f, x->i - 1, often) || before == SAYSO_TW_UNIT ||
        before == SAYSO_TW_UNITS) {
        x->w.type = SAYSO_TIMEX_SET;
        x->w.set = true;
    }
}

/* ---- writing down --------------------------------------------------------------------------- */

/* In a story: the day of writing, a year named again behind its months, or a year alone that is far
 * from where the story is ("a law of 1614") and has no other beside it: the story does not move. */
static bool is_aside(finder *f, const sayso_when *w)
{
    const sayso_when *l = &f->c.last;
    if (w->at != SAYSO_NO_DAY && w->at == f->c.report)
        return true;
    if (w->grain != SAYSO_G_YEAR || !l->resolved || !l->year)
        return false;
    int32_t aside = f->aside;
    f->aside = 0;
    if (w->year == l->year)
        return l->month != 0;
    if (abs(w->year - l->year) <= STORY_STEP || (aside && abs(w->year - aside) <= STORY_STEP))
        return false;
    f->aside = w->year;
    return true;
}

/* Whose figures are spoken of: those of "the quarter", or of "the nine months" or "fiscal 1989". */
static void note_period(finder *f, const sayso_when *w)
{
    if (w->compared)
        return;
    if (w->grain == SAYSO_G_QUARTER)
        f->c.quarterly = true;
    else if ((w->type == SAYSO_TIMEX_DURATION && w->unit == 6 && w->num > 3 && w->num <= 12) ||
             (w->type == SAYSO_TIMEX_DATE && w->grain == SAYSO_G_YEAR && w->dir == SAYSO_D_THE))
        f->c.quarterly = false;
}

static void remember(finder *f, const sayso_when *w)
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
    if (f->c.narrative && is_aside(f, w))
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
static void note_event_day(finder *f, const found *x)
{
    const sayso_when *w = &x->w;
    const sayso_doc *d = f->t->doc;
    const sayso_time_word *first = word(f, x->i);
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
static void take_dateline(finder *f, const sayso_when *w, const sayso_timex *o)
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
static sayso_tense tense_at(const finder *f, const found *x)
{
    static const char *const ahead[] = {"by", "ending", "expires", "due", "through", NULL};
    static const char *const set[] = {"payable", "effective", NULL};
    static const char *const behind[] = {"ended", "since", "expired", NULL};
    bool strong, first = x->i == 1;
    if (x->i && says_any(f, x->i - 1, behind))
        return SAYSO_TENSE_PAST;
    if (x->i && says_any(f, x->i - 1, set))
        return SAYSO_TENSE_FUTURE;
    sayso_tense t = sayso__timex_tense(f->tags, word(f, x->i)->tok, &strong);
    if (x->i && !first && (says(f, x->i - 1, "until") || says(f, x->i - 1, "till")))
        return SAYSO_TENSE_FUTURE;
    if (x->i && t != SAYSO_TENSE_PAST && says_any(f, x->i - 1, ahead))
        return SAYSO_TENSE_FUTURE;
    if (t == SAYSO_TENSE_FUTURE && !strong && class_at(f, x->j) == SAYSO_TW_POSS)
        return SAYSO_TENSE_PAST; /* "ways around Wednesday's ruling" */
    return t;
}

/* "the 1989 period", of a quarter's report: that quarter of the year. */
static void settle_period(const finder *f, found *x)
{
    static const char *const against[] = {"compared", "compare", "compares",
                                          "versus",   "against", NULL};
    if (x->action == SAYSO_TA_DIRECTED && x->w.unit == 8 && x->w.dir == SAYSO_D_LAST &&
        f->c.quarterly && x->w.grain == SAYSO_G_YEAR) {
        for (uint32_t i = x->i; i > 0 && x->i - i < COMPARED_AWAY; i--)
            x->w.compared |= says_any(f, i - 1, against);
        if (x->w.compared) {
            x->w.dir = SAYSO_D_REPORT;
            x->w.shift = -1;
        }
        return;
    }
    if (x->j - x->i < 2 || class_at(f, x->j - 1) != SAYSO_TW_PERIOD || x->w.grain != SAYSO_G_YEAR ||
        !x->w.year_said || !f->c.quarterly)
        return;
    x->w.grain = SAYSO_G_QUARTER;
    x->w.part = (f->c.quarter & 3) + 1;
    x->w.compared = true;
}

/* What "at the time", "this day" and "one day" mean is told by the text around them. */
static void settle_reference(const finder *f, found *x)
{
    bool strong;
    if (x->w.text && strcmp(x->w.text, "STORY_REF") == 0) {
        /* a time of the story: which, is not said */
        x->w = (sayso_when){.type = SAYSO_TIMEX_DATE, .wrong = true, .resolved = true};
    } else if (says(f, x->i, "one") && x->j == x->i + 2 && x->w.unit == 4 &&
               x->w.type == SAYSO_TIMEX_DURATION && class_before(f, x->i) != SAYSO_TW_IN &&
               sayso__timex_tense(f->tags, word(f, x->i)->tok, &strong) == SAYSO_TENSE_FUTURE) {
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
        if (class_before(f, x->i) == SAYSO_TW_TO)
            x->w = (sayso_when){.type = SAYSO_TIMEX_DATE, .text = "PRESENT_REF"};
        else if (f->c.narrative)
            x->w.dir = SAYSO_D_SAME;
    }
}

static bool emit(finder *f, found *x)
{
    settle_reference(f, x);
    settle_period(f, x);
    const sayso_time_word *first = word(f, x->i), *last = word(f, x->j - 1);
    sayso_timex o = {.at = {first->at.beg, last->at.end},
                     .beg = first->tok,
                     .end = last->tok_end,
                     .first = SAYSO_NO_DAY,
                     .last = SAYSO_NO_DAY};
    bool wait = x->w.dir == SAYSO_D_EVENT && x->w.type == SAYSO_TIMEX_DATE;
    if (!wait) {
        sayso_tense tense = needs_tense(&x->w) ? tense_at(f, x) : SAYSO_TENSE_NONE;
        sayso__timex_resolve(&x->w, &f->c, tense);
        if (x->action == SAYSO_TA_THE && x->w.grain == SAYSO_G_DAY && x->w.num == 7)
            x->w.grain = SAYSO_G_WEEK;
    }
    if (!sayso__timex_write(&x->w, &f->c, f->a, &o) || !SAYSO_PUSH(f->a, &f->out, o))
        return false;
    if (wait && !SAYSO_PUSH(f->scratch, &f->wait, (pending){x->w, f->out.n - 1}))
        return false;
    if (!wait) {
        if (f->c.report == SAYSO_NO_DAY)
            take_dateline(f, &x->w, &o);
        note_event_day(f, x);
        remember(f, &x->w);
    }
    f->free_from = x->j;
    return true;
}

/* "8-12 March", "between 1 and 8 April": the first day, which has no month of its own. */
static bool emit_first_day(finder *f, const found *x)
{
    uint8_t link = class_before(f, x->i);
    if (x->action != SAYSO_TA_YMD || !x->w.day || class_at(f, x->i) == SAYSO_TW_MONTH ||
        x->i < 2 + f->free_from ||
        (link != SAYSO_TW_AND && link != SAYSO_TW_TO && link != SAYSO_TW_HYPHEN &&
         link != SAYSO_TW_OR))
        return true;
    const sayso_time_word *n = word(f, x->i - 2);
    if (n->class_ != SAYSO_TW_NUM || !n->digits || n->digits > 2 || n->num < 1 || n->num > 31)
        return true;
    found y = {.i = x->i - 2, .j = x->i - 1, .w = x->w, .action = SAYSO_TA_NUMERIC};
    y.w.day = (int32_t)n->num;
    return emit(f, &y);
}

/* "264-241 BC": the first year, whose era stands behind the second. */
static bool emit_first_year(finder *f, const found *x)
{
    uint8_t link = class_before(f, x->i);
    if (!x->w.bc || x->w.grain != SAYSO_G_YEAR || x->i < 2 + f->free_from ||
        (link != SAYSO_TW_TO && link != SAYSO_TW_HYPHEN && link != SAYSO_TW_AND &&
         link != SAYSO_TW_OR))
        return true;
    const sayso_time_word *n = word(f, x->i - 2);
    if (n->class_ != SAYSO_TW_NUM || !n->digits || n->digits > 4 || n->num < x->w.year)
        return true;
    found y = {.i = x->i - 2, .j = x->i - 1, .w = x->w, .action = SAYSO_TA_NUMERIC};
    y.w.year = (int32_t)n->num;
    return emit(f, &y);
}

/* "1915-17": the second year. */
static bool emit_second_year(finder *f, uint32_t *i, const sayso_when *w)
{
    const sayso_time_word *n = word(f, *i + 1);
    if (w->grain != SAYSO_G_YEAR || !w->year_said || class_at(f, *i) != SAYSO_TW_HYPHEN || !n ||
        n->class_ != SAYSO_TW_NUM || n->digits != 2 || n->num <= w->year % 100)
        return true;
    found y = {.i = *i + 1, .j = *i + 2, .w = *w, .action = SAYSO_TA_NUMERIC};
    y.w.year = w->year / 100 * 100 + (int32_t)n->num;
    *i = y.j;
    return emit(f, &y);
}

/* "March 12-14", "April 3 and 4": the second day. */
static bool emit_second_day(finder *f, uint32_t *i, const sayso_when *w)
{
    uint32_t end = day_behind(f, *i, w);
    if (!end)
        return true;
    const sayso_time_word *n = word(f, *i + 1);
    found y = {.i = *i + 1, .j = end, .w = *w, .action = SAYSO_TA_NUMERIC};
    y.w.day = (int32_t)n->num;
    y.w.at = SAYSO_NO_DAY;
    y.w.resolved = false;
    *i = y.j;
    return emit(f, &y);
}

/* ---- the pass ------------------------------------------------------------------------------- */

/* Ages are no times: "52 years old", "8-month-old", "aged 3 years". */
static bool is_age(const finder *f, const found *x)
{
    uint32_t k = x->j;
    if (class_at(f, k) == SAYSO_TW_HYPHEN)
        k++;
    return x->w.type == SAYSO_TIMEX_DURATION &&
           (class_at(f, k) == SAYSO_TW_OLD || (x->i && says(f, x->i - 1, "aged")) ||
            says(f, k, "olds"));
}

static bool scan_at(finder *f, uint32_t *i)
{
    found x;
    if (!core_at(f, *i, &x)) {
        ++*i;
        return true;
    }
    uint32_t start = *i;
    for (uint32_t k = 0; k < MERGE_MOST && merge_behind(f, &x); k++)
        continue;
    shift_behind(f, &x);
    if (is_age(f, &x)) {
        *i = x.j;
        return true;
    }
    bool dated = x.w.type == SAYSO_TIMEX_DATE || x.w.type == SAYSO_TIMEX_TIME;
    borrow_behind(f, &x);
    found bare = x;
    if (dated && !x.w.shift && x.w.grain != SAYSO_G_NONE)
        third_before(f, &x);
    if (dated && x.w.unit == 4 && x.w.dir == SAYSO_D_REPORT)
        third_before(f, &x);
    if (x.i == bare.i && !plausible(f, &bare)) {
        *i = start + 1;
        return true;
    }
    if (x.action == SAYSO_TA_THE && x.w.unit == 8 &&
        (says(f, x.j, "ended") || says(f, x.j, "ending"))) {
        x.w.type = SAYSO_TIMEX_DURATION;
        x.w.grain = SAYSO_G_NONE;
    }
    rate_before(f, &x);
    measure_before(f, &x);
    look_behind(f, &x);
    if (!emit_first_day(f, &x) || !emit_first_year(f, &x) || !emit(f, &x))
        return false;
    *i = x.j;
    sayso_when said = x.w;
    return emit_second_day(f, i, &said) && emit_second_year(f, i, &said);
}

static bool resolve_waiting(finder *f)
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
    finder *f = SAYSO_NEW(scratch, finder);
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
        for (uint32_t i = 0; i < f->words.n;)
            if (!scan_at(f, &i))
                return sayso__fail_memory(err);
    }
    if (!resolve_waiting(f))
        return sayso__fail_memory(err);
    out->timex = f->out.v;
    out->n_timex = f->out.n;
    out->event_day = f->c.event;
    return SAYSO_OK;
}
