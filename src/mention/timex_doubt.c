/* timex_doubt.c -- "may", "fall", "second", "2000": is it a time at all?  Layer: mention. */
#include <string.h>

#include "mention/timex_find.h"
#include "mention/timex_tense.h"

/* A bare number of four digits: a year unless it counts something. */
static bool plausible_year(const sayso_time_finder *f, const sayso_time_found *x)
{
    const sayso_time_word *w = sayso__tw_at(f, x->i);
    uint8_t before = sayso__tw_before(f, x->i), after = sayso__tw_class(f, x->j);
    if (w->class_ == SAYSO_TW_QUOTED)
        return sayso__tw_introduced(f, x->i) && before != SAYSO_TW_TO;
    if (w->num < 1500 || w->num > 2100 || after == SAYSO_TW_THIS || after == SAYSO_TW_DEICTIC)
        return false;
    if (after == SAYSO_TW_UNIT || after == SAYSO_TW_UNITS || after == SAYSO_TW_MULT ||
        before == SAYSO_TW_MOD)
        return false;
    if (x->i && f->t->doc->text[f->words.v[x->i - 1].at.end - 1] == '$')
        return false;
    const sayso_time_word *next = sayso__tw_at(f, x->j);
    char mark = next ? f->t->doc->text[next->at.beg] : ' ';
    if (mark == '%' || mark == '/')
        return false;
    if (sayso__tw_introduced(f, x->i) && before != SAYSO_TW_TO && before != SAYSO_TW_OF)
        return true;
    if (w->word ||
        (after == SAYSO_TW_HYPHEN && sayso__tw_class(f, x->j + 1) == SAYSO_TW_NUM &&
         sayso__tw_at(f, x->j + 1)->digits == w->digits && sayso__tw_at(f, x->j + 1)->num > w->num))
        return true; /* nineteen ninety-six; 1861-1863 */
    sayso_str behind = sayso__tw_text(f, x->j);
    bool counted = sayso__tw_upos(f, x->j) == SAYSO_UPOS_NOUN && behind.n > 2 &&
                   behind.p[behind.n - 1] == 's' && before != SAYSO_TW_THE;
    bool named = x->i && sayso__tw_before(f, x->i) == SAYSO_TW_OTHER &&
                 sayso__tw_upos(f, x->i - 1) == SAYSO_UPOS_PROPN;
    return !counted && !named;
}

static bool plausible_month(const sayso_time_finder *f, const sayso_time_found *x)
{
    const sayso_time_word *w = sayso__tw_at(f, x->i);
    if (!(w->flags & SAYSO_TW_SHY) || x->j - x->i > 1)
        return true;
    if (sayso__tw_introduced(f, x->i) && !sayso__tw_says(f, x->i - 1, "to") &&
        !sayso__tw_says(f, x->i - 1, "that"))
        return true;
    uint8_t x_pos = f->tags->xpos[w->tok];
    bool first = x->i == 0;
    uint8_t before = first ? SAYSO_UPOS_PUNCT : sayso__tw_upos(f, x->i - 1),
            after = sayso__tw_upos(f, x->j);
    return x_pos == SAYSO_XPOS_NNP && !first &&
           (before == SAYSO_UPOS_ADP || before == SAYSO_UPOS_SCONJ || before == SAYSO_UPOS_VERB) &&
           after != SAYSO_UPOS_PROPN && after != SAYSO_UPOS_ADP;
}

static bool plausible_season(const sayso_time_finder *f, const sayso_time_found *x)
{
    if (x->w.year)
        return true;
    if (sayso__tw_class(f, x->j) == SAYSO_TW_OF || sayso__tw_upos(f, x->i) == SAYSO_UPOS_VERB ||
        (x->j < f->words.n && sayso__tw_class(f, x->j) == SAYSO_TW_OTHER &&
         sayso__tw_upos(f, x->j) == SAYSO_UPOS_PROPN)) /* the Spring Festival */
        return false;
    return (sayso__tw_introduced(f, x->i) && !sayso__tw_says(f, x->i - 1, "to")) ||
           sayso__tw_class(f, x->i) == SAYSO_TW_THE;
}

static bool plausible_pod(const sayso_time_finder *f, const sayso_time_found *x)
{
    static const char *const edge[] = {"dawn",      "dusk",     "sunset", "sunrise",
                                       "nightfall", "daybreak", NULL};
    static const char *const around[] = {"by", "before", "until", "at", "after", "since", NULL};
    if (sayso__tw_class(f, x->i) == SAYSO_TW_THE) {
        static const char *const in[] = {"in", "during", "through", "throughout", NULL};
        return x->i && sayso__tw_says_any(f, x->i - 1, in) &&
               sayso__tw_upos(f, x->j) != SAYSO_UPOS_NOUN;
    }
    return x->i && sayso__tw_says_any(f, x->i, edge) && sayso__tw_says_any(f, x->i - 1, around);
}

static bool plausible_vague(const sayso_time_finder *f, const sayso_time_found *x)
{
    bool strong;
    if (sayso__tw_says(f, x->i, "soon")) /* "soon fell" is a link of a story, no future */
        return !(x->i && sayso__tw_says(f, x->i - 1, "as")) &&
               sayso__tw_class(f, x->j) != SAYSO_TW_AFTER &&
               sayso__tw_class(f, x->j) != SAYSO_TW_BEFORE &&
               sayso__timex_tense(f->tags, sayso__tw_at(f, x->i)->tok, &strong) != SAYSO_TENSE_PAST;
    if (strcmp(x->w.text, "STORY_REF") == 0)
        return f->c.narrative && sayso__tw_introduced(f, x->i);
    if (sayso__tw_class(f, x->i) == SAYSO_TW_THE && sayso__tw_class(f, x->i + 1) == SAYSO_TW_PAST)
        return sayso__tw_upos(f, x->j) != SAYSO_UPOS_NOUN &&
               sayso__tw_upos(f, x->j) != SAYSO_UPOS_ADJ &&
               sayso__tw_class(f, x->j) != SAYSO_TW_NUM;
    if (sayso__tw_says(f, x->i, "the future"))
        return sayso__tw_class(f, x->j) != SAYSO_TW_OF;
    return true;
}

static bool plausible_weekday(const sayso_time_finder *f, const sayso_time_found *x)
{
    const sayso_time_word *w = sayso__tw_at(f, x->j - 1);
    if (!(w->flags & SAYSO_TW_SHY))
        return true;
    return (x->j - x->i > 1 && sayso__tw_class(f, x->i) != SAYSO_TW_THAT) ||
           sayso__tw_before(f, x->i) == SAYSO_TW_ON || sayso__tw_class(f, x->j) == SAYSO_TW_MONTH ||
           (sayso__tw_class(f, x->j) == SAYSO_TW_COMMA &&
            sayso__tw_class(f, x->j + 1) == SAYSO_TW_MONTH);
}

/* "four in the morning" but not "killed four in the morning raid"; no "10:35" of a score. */
static bool plausible_clock(const sayso_time_finder *f, const sayso_time_found *x)
{
    const sayso_time_word *last = sayso__tw_at(f, x->j - 1), *first = sayso__tw_at(f, x->i);
    if (last == first && first->class_ == SAYSO_TW_NUM) /* at 1430 */
        return sayso__tw_upos(f, x->j) != SAYSO_UPOS_NOUN &&
               sayso__tw_class(f, x->j) != SAYSO_TW_UNITS;
    if (last->class_ == SAYSO_TW_POD && first->class_ == SAYSO_TW_NUM)
        return sayso__tw_upos(f, x->j) != SAYSO_UPOS_NOUN &&
               (x->i == 0 || sayso__tw_before(f, x->i) == SAYSO_TW_AT ||
                sayso__tw_introduced(f, x->i));
    return true;
}

/* The core alone, before merging and without words around that would settle it. */
bool sayso__timex_plausible(const sayso_time_finder *f, const sayso_time_found *x)
{
    switch (x->action) {
    case SAYSO_TA_YMD:
        if (x->w.grain == SAYSO_G_YEAR && x->j - x->i == 1)
            return plausible_year(f, x);
        return sayso__tw_class(f, x->i) != SAYSO_TW_MONTH || plausible_month(f, x);
    case SAYSO_TA_SEASON: return plausible_season(f, x);
    case SAYSO_TA_WEEKDAY: return plausible_weekday(f, x);
    case SAYSO_TA_CLOCK: return plausible_clock(f, x);
    case SAYSO_TA_VAGUE: return plausible_vague(f, x);
    case SAYSO_TA_POD: return plausible_pod(f, x);
    case SAYSO_TA_HALF:
        return sayso__tw_class(f, x->j) != SAYSO_TW_OF &&
               sayso__tw_class(f, x->j) != SAYSO_TW_HYPHEN &&
               sayso__tw_class(f, x->i) == SAYSO_TW_THE && sayso__tw_introduced(f, x->i);
    case SAYSO_TA_DEICTIC: /* the newspaper Uldia Today */
        return !(x->i && sayso__is_upper(sayso__tw_text(f, x->i).p[0]) &&
                 sayso__is_lower(sayso__tw_text(f, x->i).p[1]) &&
                 sayso__tw_upos(f, x->i - 1) == SAYSO_UPOS_PROPN);
    case SAYSO_TA_THE: return x->w.unit != 4;
    case SAYSO_TA_DURATION: /* a quarter is a share */
        return x->w.unit != 7 || sayso__tw_class(f, x->i) != SAYSO_TW_A;
    case SAYSO_TA_PORTION: return false;
    case SAYSO_TA_NTH:
        return sayso__tw_before(f, x->i) == SAYSO_TW_ON &&
               sayso__tw_class(f, x->j) >= SAYSO_TW_COMMA &&
               (sayso__tw_class(f, x->j) != SAYSO_TW_OTHER ||
                sayso__tw_upos(f, x->j) == SAYSO_UPOS_VERB ||
                sayso__tw_upos(f, x->j) == SAYSO_UPOS_AUX);
    case SAYSO_TA_DECADE: { /* "in his 30s" is an age */
        static const char *const whose[] = {"his", "her", "their", "my", NULL};
        return !(x->i && (sayso__tw_says_any(f, x->i - 1, whose) ||
                          (x->i > 1 && sayso__tw_says_any(f, x->i - 2, whose))));
    }
    default: return true;
    }
}
