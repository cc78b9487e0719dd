/* timex_word.h -- tokens -> words of times and numbers: pieces with a class and a value.  Layer:
 * mention.
 *
 * A sentence is cut finer than tokens (at hyphens, between digits and letters), so that "two-week",
 * "mid-1996", "10:30pm" and "20th-century" read the same however the tokenizer took them. Number
 * words are added up. Each piece has one class of data/time/time_words.tsv or of its form. */
#ifndef SAYSO_MENTION_TIMEX_WORD_H
#define SAYSO_MENTION_TIMEX_WORD_H

#include "base/array.h"
#include "base/lexicon.h"
#include "tag/tag.h"

/* The first 64 in the order of the two class columns of data/time/time_words.tsv. */
typedef enum {
    SAYSO_TW_MONTH,
    SAYSO_TW_WEEKDAY,
    SAYSO_TW_WEEKDAYS,
    SAYSO_TW_UNIT,
    SAYSO_TW_UNITS,
    SAYSO_TW_SEASON,
    SAYSO_TW_POD,
    SAYSO_TW_NOON,
    SAYSO_TW_HOLIDAY,
    SAYSO_TW_DEICTIC,
    SAYSO_TW_VAGUE,
    SAYSO_TW_SET,
    SAYSO_TW_NUM,
    SAYSO_TW_TENS,
    SAYSO_TW_MULT,
    SAYSO_TW_ORD,
    SAYSO_TW_DECADE,
    SAYSO_TW_ZONE,
    SAYSO_TW_AMPM,
    SAYSO_TW_FEW,
    SAYSO_TW_OCLOCK,
    SAYSO_TW_FISCAL,
    SAYSO_TW_HALF,
    SAYSO_TW_PERIOD,
    SAYSO_TW_BEFORE,
    SAYSO_TW_AFTER,
    SAYSO_TW_MOD,
    SAYSO_TW_FROM,
    SAYSO_TW_THAN,
    SAYSO_TW_TRADING,
    SAYSO_TW_ERA,
    SAYSO_TW_FREE_B,
    SAYSO_TW_A,
    SAYSO_TW_THE,
    SAYSO_TW_OF,
    SAYSO_TW_IN,
    SAYSO_TW_ON,
    SAYSO_TW_AT,
    SAYSO_TW_AND,
    SAYSO_TW_OR,
    SAYSO_TW_TO,
    SAYSO_TW_THIS,
    SAYSO_TW_LAST,
    SAYSO_TW_NEXT,
    SAYSO_TW_PREVIOUS,
    SAYSO_TW_FOLLOWING,
    SAYSO_TW_SAME,
    SAYSO_TW_THAT,
    SAYSO_TW_EACH,
    SAYSO_TW_PAST,
    SAYSO_TW_COMING,
    SAYSO_TW_CURRENT,
    SAYSO_TW_RECENT,
    SAYSO_TW_LATEST,
    SAYSO_TW_EARLY,
    SAYSO_TW_LATE,
    SAYSO_TW_EARLIER,
    SAYSO_TW_LATER,
    SAYSO_TW_AGO,
    SAYSO_TW_START,
    SAYSO_TW_MIDDLE,
    SAYSO_TW_END,
    SAYSO_TW_MORE,
    SAYSO_TW_OLD,
    /* by form */
    SAYSO_TW_COMMA,
    SAYSO_TW_HYPHEN,
    SAYSO_TW_POSS,   /* 's */
    SAYSO_TW_CLOCK,  /* 10:35 */
    SAYSO_TW_DATE,   /* 2031-05-04, 4/5/2031 */
    SAYSO_TW_QUOTED, /* '80s, '98 */
    SAYSO_TW_OTHER,  /* a word of no class */
    SAYSO_TW_MARK,   /* another character */
    SAYSO_TW_N
} sayso_time_class;

#define SAYSO_TW_CAPS 2u /* flags column of time_words.tsv */
#define SAYSO_TW_SHY  4u

typedef struct {
    sayso_span at;
    uint32_t tok, tok_end; /* tokens that it touches */
    uint8_t class_;        /* sayso_time_class */
    uint8_t digits;   /* of a number of plain digits ("1996": 4); 0 for words, commas, fractions */
    uint8_t flags;    /* SAYSO_TW_CAPS, _SHY */
    bool word;        /* a number said in words */
    double num;       /* value of a number or of the entry */
    int32_t y, m, d;  /* DATE: day; CLOCK: hour, minute, second (-1) */
    const char *text; /* the entry's text, or NULL */
} sayso_time_word;

typedef SAYSO_ARRAY(sayso_time_word) sayso_time_words;

/* The pieces of sentence s, in order, into *out (emptied first; its room is kept). false: out of
 * memory. Cost linear in the sentence's bytes. */
bool sayso__timex_words(const sayso_tokens *t, uint32_t s, sayso_arena *a, sayso_time_words *out);

/* Is it a number? */
static inline bool sayso__timex_is_number(const sayso_time_word *w)
{
    return w->class_ == SAYSO_TW_NUM;
}

#endif
