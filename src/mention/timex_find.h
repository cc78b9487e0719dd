/* timex_find.h -- what the files that find times share: the words of a sentence, and an expression
 * in the making.  Layer: mention.
 *
 *     timex.c         the pass over the sentences; resolving, remembering, writing down
 *     timex_around.c  cores side by side, and the words before and behind them
 *     timex_doubt.c   is it a time at all? */
#ifndef SAYSO_MENTION_TIMEX_FIND_H
#define SAYSO_MENTION_TIMEX_FIND_H

#include "base/str.h"
#include "base/vocab.h"
#include "mention/timex_when.h"

typedef struct {
    uint32_t i, j; /* words [i, j) */
    sayso_when w;
    uint8_t action;
} sayso_time_found;

typedef struct {
    sayso_when w;
    uint32_t timex;
} sayso_time_pending;

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
    SAYSO_ARRAY(sayso_time_pending) wait;
} sayso_time_finder;

static inline const sayso_time_word *sayso__tw_at(const sayso_time_finder *f, uint32_t i)
{
    return i < f->words.n ? &f->words.v[i] : NULL;
}

static inline uint8_t sayso__tw_class(const sayso_time_finder *f, uint32_t i)
{
    const sayso_time_word *w = sayso__tw_at(f, i);
    return w ? w->class_ : SAYSO_TW_MARK;
}

static inline sayso_str sayso__tw_text(const sayso_time_finder *f, uint32_t i)
{
    const sayso_time_word *w = sayso__tw_at(f, i);
    return w ? sayso__str_span(f->t->doc->text, w->at) : (sayso_str){"", 0};
}

static inline bool sayso__tw_says(const sayso_time_finder *f, uint32_t i, const char *z)
{
    return sayso__str_ieq(sayso__tw_text(f, i), sayso__str_z(z));
}

static inline bool sayso__tw_says_any(const sayso_time_finder *f, uint32_t i,
                                      const char *const *list)
{
    for (; *list; list++)
        if (sayso__tw_says(f, i, *list))
            return true;
    return false;
}

static inline uint8_t sayso__tw_upos(const sayso_time_finder *f, uint32_t i)
{
    const sayso_time_word *w = sayso__tw_at(f, i);
    return w ? f->tags->upos[w->tok] : SAYSO_UPOS_PUNCT;
}

/* The class of the word before i; MARK at the sentence's beginning. */
static inline uint8_t sayso__tw_before(const sayso_time_finder *f, uint32_t i)
{
    return i ? f->words.v[i - 1].class_ : SAYSO_TW_MARK;
}

/* Is i behind a word that introduces dates: in, since, by, last, early, of ...? */
static inline bool sayso__tw_introduced(const sayso_time_finder *f, uint32_t i)
{
    static const char *const list[] = {"since",      "by",     "during", "before", "after",
                                       "between",    "circa",  "around", "for",    "about",
                                       "dated",      "beyond", "into",   "as",     "back",
                                       "throughout", NULL};
    if (!i)
        return false;
    uint8_t c = sayso__tw_before(f, i);
    return c == SAYSO_TW_IN || c == SAYSO_TW_OF || c == SAYSO_TW_FROM || c == SAYSO_TW_TO ||
           c == SAYSO_TW_ON || (c >= SAYSO_TW_THIS && c <= SAYSO_TW_LATEST) ||
           c == SAYSO_TW_EARLY || c == SAYSO_TW_LATE || c == SAYSO_TW_MIDDLE ||
           c == SAYSO_TW_START || c == SAYSO_TW_END || c == SAYSO_TW_BEFORE ||
           c == SAYSO_TW_AFTER || c == SAYSO_TW_EARLIER || c == SAYSO_TW_LATER ||
           sayso__tw_says_any(f, i - 1, list);
}

/* Are the words a time? The core alone, before merging and without words around that would settle
 * it. */
bool sayso__timex_plausible(const sayso_time_finder *f, const sayso_time_found *x);

/* The core that begins at word i; false if none. */
bool sayso__timex_core(const sayso_time_finder *f, uint32_t i, sayso_time_found *x);

/* Takes the next core in ("10 p.m." "Wednesday"); false if there is none, or it stays alone. */
bool sayso__timex_merge_behind(const sayso_time_finder *f, sayso_time_found *x);

/* "March 12-14", "April 3 and 4", "March 5-9, 1918": where a second day of the date that ends at
 * word i ends, its year with it; 0 if there is none. */
uint32_t sayso__timex_day_behind(const sayso_time_finder *f, uint32_t i, const sayso_when *w);

/* "April and June 1955", "between 1 and 8 April": a bare part borrows what the next one says. */
void sayso__timex_borrow(const sayso_time_finder *f, sayso_time_found *x);

/* "ago", "later", "before the attack" behind a span: makes a date of it. */
void sayso__timex_shift(const sayso_time_finder *f, sayso_time_found *x);

/* "or so", "or more"; "'s end" */
void sayso__timex_look_behind(const sayso_time_finder *f, sayso_time_found *x);

/* "late", "mid-", "earlier in", "the end of" before a date: takes them in. */
void sayso__timex_third(const sayso_time_finder *f, sayso_time_found *x);

/* "about", "more than" before a span, a clock time, a date counted back */
void sayso__timex_measure(const sayso_time_finder *f, sayso_time_found *x);

/* "6 million euros a year", "twice a week": a set */
void sayso__timex_rate(const sayso_time_finder *f, sayso_time_found *x);

#endif
