/* timex_around.c -- cores of times put together, and the words around them.  Layer: mention. */
#include "mention/timex_event.h"
#include "mention/timex_find.h"

/* ---- cores, side by side -------------------------------------------------------------------- */

bool sayso__timex_core(const sayso_time_finder *f, uint32_t i, sayso_time_found *x)
{
    sayso_time_match m;
    if (i >= f->words.n || f->words.v[i].class_ >= SAYSO_TW_OTHER ||
        !sayso__timex_match(&f->index, &f->words, i, &m))
        return false;
    /* "14 August-24 August": the second number is a day, not a year */
    if (m.slot[SAYSO_TE_YY] && sayso__tw_class(f, i + m.n) == SAYSO_TW_MONTH) {
        m.slot[SAYSO_TE_YY] = NULL;
        m.n = (uint32_t)(m.slot[SAYSO_TW_MONTH] - &f->words.v[i]) + 1;
    }
    *x = (sayso_time_found){.i = i, .j = i + m.n, .action = m.action};
    if (f->words.v[i].class_ == SAYSO_TW_AT)
        x->i++;
    return sayso__timex_build(&m, &x->w);
}

/* The next core behind x, over "of", "on", "at", "'s", a comma or nothing. */
static bool core_behind(const sayso_time_finder *f, const sayso_time_found *x, sayso_time_found *y)
{
    uint32_t k = x->j;
    uint8_t c = sayso__tw_class(f, k);
    bool link = c == SAYSO_TW_OF || c == SAYSO_TW_ON || c == SAYSO_TW_AT || c == SAYSO_TW_COMMA ||
                c == SAYSO_TW_POSS || c == SAYSO_TW_IN;
    if (!sayso__timex_core(f, link ? k + 1 : k, y))
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
static bool merge_owner(sayso_time_found *x, const sayso_time_found *y)
{
    sayso_when w = y->w;
    if (x->w.grain != SAYSO_G_YEAR || x->w.type != SAYSO_TIMEX_DATE ||
        !sayso__timex_merge(&w, &x->w))
        return false;
    x->w = w;
    return true;
}

/* "the last week" or "the first days", of what comes behind "of" */
static bool is_portion(const sayso_time_found *x)
{
    return x->action == SAYSO_TA_PORTION ||
           (x->action == SAYSO_TA_DIRECTED && x->w.dir == SAYSO_D_LAST &&
            (x->w.grain == SAYSO_G_WEEK || x->w.grain == SAYSO_G_MONTH) && !x->w.month);
}

bool sayso__timex_merge_behind(const sayso_time_finder *f, sayso_time_found *x)
{
    sayso_time_found y;
    if (!core_behind(f, x, &y))
        return false;
    uint8_t link = sayso__tw_class(f, x->j);
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
uint32_t sayso__timex_day_behind(const sayso_time_finder *f, uint32_t i, const sayso_when *w)
{
    uint8_t link = sayso__tw_class(f, i), after = sayso__tw_class(f, i + 2);
    const sayso_time_word *n = sayso__tw_at(f, i + 1);
    if (!w->month || !w->day || w->grain != SAYSO_G_DAY || w->type != SAYSO_TIMEX_DATE || !n ||
        (link != SAYSO_TW_AND && link != SAYSO_TW_TO && link != SAYSO_TW_HYPHEN) ||
        n->class_ != SAYSO_TW_NUM || !n->digits || n->digits > 2 || n->num <= w->day ||
        n->num > 31 || after <= SAYSO_TW_TRADING ||
        (after == SAYSO_TW_OTHER && sayso__tw_upos(f, i + 2) == SAYSO_UPOS_NOUN))
        return 0;
    uint32_t k = after == SAYSO_TW_COMMA ? i + 3 : i + 2;
    const sayso_time_word *y = sayso__tw_at(f, k);
    bool year = y && y->class_ == SAYSO_TW_NUM && y->digits == 4 && y->num >= 1000 && y->num < 2200;
    return year && !w->year_said ? k + 1 : i + 2;
}

/* "April and June 1955", "between 1 and 8 April": a bare part borrows what the next one says. */
void sayso__timex_borrow(const sayso_time_finder *f, sayso_time_found *x)
{
    uint8_t c = sayso__tw_class(f, x->j);
    bool part = x->w.grain == SAYSO_G_SEASON || x->w.grain == SAYSO_G_QUARTER;
    if (x->w.year || x->w.dir != SAYSO_D_BARE || !(x->w.month || part) ||
        (c != SAYSO_TW_AND && c != SAYSO_TW_OR && c != SAYSO_TW_TO && c != SAYSO_TW_HYPHEN))
        return;
    uint32_t k = x->j + 1;
    sayso_time_found y;
    while (third_of(sayso__tw_class(f, k)) != SAYSO_MOD_NONE)
        k++; /* the spring and early summer of 1943 */
    if (sayso__timex_core(f, k, &y)) {
        sayso__timex_merge_behind(f, &y);
        if (y.w.year_said && y.w.grain == x->w.grain && y.w.month >= x->w.month)
            x->w.year = y.w.year;
    }
    uint32_t year = sayso__timex_day_behind(f, x->j, &x->w); /* March 5-9, 1918 */
    if (year > x->j + 2)
        x->w.year = (int32_t)sayso__tw_at(f, year - 1)->num;
}

/* ---- words behind and before ---------------------------------------------------------------- */

static void set_shift(sayso_time_found *x, uint8_t dir, int32_t sign)
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
static void vague_shift(sayso_time_found *x, const char *ref)
{
    x->w.type = SAYSO_TIMEX_DATE;
    x->w.text = ref;
}

/* "two days after ...": the event's day, or in a story the date spoken of. Index behind what it
 * hangs on, 0 if it hangs on nothing known; *dir says on what. */
static uint32_t anchor_behind(const sayso_time_finder *f, const sayso_time_found *x, bool the_day,
                              uint8_t *dir)
{
    uint8_t next = sayso__tw_class(f, x->j + 1);
    uint32_t event = sayso__timex_event_behind(f->t, &f->words, x->j + 1);
    bool stop = next >= SAYSO_TW_COMMA && next != SAYSO_TW_OTHER;
    bool story = f->c.narrative && sayso__tw_class(f, x->j) == SAYSO_TW_AFTER &&
                 f->c.last.resolved && f->c.last.grain >= SAYSO_G_DAY;
    *dir = SAYSO_D_FOCUS;
    if (story && x->w.unit >= 4)
        return x->j + 1;
    if (event) {
        *dir = SAYSO_D_EVENT;
        return event;
    }
    return stop && (the_day || f->c.narrative) ? x->j + 1 : 0;
}

void sayso__timex_shift(const sayso_time_finder *f, sayso_time_found *x)
{
    static const char *const before[] = {"previously", "beforehand", NULL};
    static const char *const after[] = {"afterward", "afterwards", "thereafter", NULL};
    uint8_t c = sayso__tw_class(f, x->j);
    bool span = x->w.type == SAYSO_TIMEX_DURATION && x->action != SAYSO_TA_SPAN;
    bool the_day = x->action == SAYSO_TA_THE && x->w.unit >= 4 && x->w.unit <= 8 && x->w.num == 1;
    if (!span && !the_day)
        return;
    if (c == SAYSO_TW_OTHER && sayso__tw_says_any(f, x->j, before))
        c = SAYSO_TW_EARLIER;
    else if (c == SAYSO_TW_OTHER && sayso__tw_says_any(f, x->j, after))
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
               (sayso__tw_says(f, x->j + 1, "now") || sayso__tw_says(f, x->j + 1, "today"))) {
        set_shift(x, SAYSO_D_REPORT, 1);
        x->j += 2;
    }
}

/* "or so", "or more"; "'s end" */
void sayso__timex_look_behind(const sayso_time_finder *f, sayso_time_found *x)
{
    if (sayso__tw_class(f, x->j) == SAYSO_TW_OR && sayso__tw_says(f, x->j + 1, "so")) {
        x->w.mod = SAYSO_MOD_APPROX;
        x->j += 2;
    } else if (sayso__tw_class(f, x->j) == SAYSO_TW_OR &&
               sayso__tw_class(f, x->j + 1) == SAYSO_TW_MORE) {
        x->w.mod = SAYSO_MOD_EQUAL_OR_MORE;
        x->j += 2;
    } else if (sayso__tw_class(f, x->j) == SAYSO_TW_POSS &&
               sayso__tw_class(f, x->j + 1) == SAYSO_TW_END && x->w.type == SAYSO_TIMEX_DATE) {
        x->w.mod = SAYSO_MOD_END;
        x->j += 2;
    }
}

/* "late", "mid-", "earlier in", "the end of" before a date: takes them in. */
void sayso__timex_third(const sayso_time_finder *f, sayso_time_found *x)
{
    uint32_t i = x->i;
    if (i <= f->free_from)
        return;
    uint8_t c = sayso__tw_before(f, i), mod = third_of(c);
    if (mod && c != SAYSO_TW_START) {
        if (c == SAYSO_TW_END && (x->w.grain != SAYSO_G_MONTH || !sayso__tw_says(f, i - 1, "end")))
            return;
        i--;
    } else if (c == SAYSO_TW_HYPHEN && i - 1 > f->free_from) {
        mod = third_of(sayso__tw_before(f, i - 1));
        if (!mod)
            return;
        i -= 2;
    } else if ((c == SAYSO_TW_OF || c == SAYSO_TW_IN || c == SAYSO_TW_ON) && i - 1 > f->free_from) {
        uint8_t d = sayso__tw_before(f, i - 1);
        bool edge = d == SAYSO_TW_START || d == SAYSO_TW_MIDDLE || d == SAYSO_TW_END;
        mod = third_of(d);
        if (!mod || edge != (c == SAYSO_TW_OF))
            return;
        i -= 2;
    } else {
        return;
    }
    if (i > f->free_from && sayso__tw_before(f, i) == SAYSO_TW_THE)
        i--;
    x->i = i;
    x->w.mod = mod;
    if (x->action == SAYSO_TA_THE && x->w.unit == 4) /* later in the day */
        x->w.dir = SAYSO_D_SAME;
    x->action = x->action == SAYSO_TA_VAGUE ? x->action : SAYSO_TA_NUMERIC;
}

/* "about", "more than" before a span, a clock time, a date counted back */
void sayso__timex_measure(const sayso_time_finder *f, sayso_time_found *x)
{
    if (x->i <= f->free_from || sayso__tw_before(f, x->i) != SAYSO_TW_MOD)
        return;
    uint8_t first = sayso__tw_class(f, x->i);
    bool counted = first == SAYSO_TW_NUM || first == SAYSO_TW_A || first == SAYSO_TW_FEW ||
                   first == SAYSO_TW_HALF;
    static const char *const dates[] = {"around", "roughly", "approximately", "circa", NULL};
    bool date = x->w.grain != SAYSO_G_NONE && sayso__tw_says_any(f, x->i - 1, dates) &&
                first != SAYSO_TW_THE;
    if (!(counted &&
          (x->w.type == SAYSO_TIMEX_DURATION || x->w.type == SAYSO_TIMEX_TIME || x->w.shift)) &&
        !date)
        return;
    const sayso_time_word *m = sayso__tw_at(f, x->i - 1);
    uint32_t mod = sayso__word_parse(SAYSO_VOCAB_MOD, sayso__str_z(m->text));
    if (x->w.shift < 0 && mod != SAYSO_MOD_APPROX) /* more than a year ago: before that */
        mod = mod == SAYSO_MOD_MORE_THAN || mod == SAYSO_MOD_EQUAL_OR_MORE ? SAYSO_MOD_BEFORE
                                                                           : SAYSO_MOD_AFTER;
    x->w.mod = (uint8_t)mod;
    x->i--;
}

/* "6 million euros a year", "twice a week": a set */
void sayso__timex_rate(const sayso_time_finder *f, sayso_time_found *x)
{
    static const char *const often[] = {"once",    "twice", "times",  "percent", "cents",
                                        "dollars", "euros", "pounds", NULL};
    if (x->action != SAYSO_TA_DURATION || sayso__tw_class(f, x->i) != SAYSO_TW_A || !x->i ||
        x->w.many || x->w.shift)
        return;
    uint8_t before = sayso__tw_before(f, x->i);
    bool noun = sayso__tw_upos(f, x->i - 1) == SAYSO_UPOS_NOUN && before == SAYSO_TW_OTHER &&
                x->i >= 2 &&
                (sayso__tw_before(f, x->i - 1) == SAYSO_TW_NUM ||
                 (x->i >= 3 && sayso__tw_before(f, x->i - 2) == SAYSO_TW_NUM));
    if (before == SAYSO_TW_NUM || noun || sayso__tw_says_any(f, x->i - 1, often) ||
        before == SAYSO_TW_UNIT || before == SAYSO_TW_UNITS) {
        x->w.type = SAYSO_TIMEX_SET;
        x->w.set = true;
    }
}
