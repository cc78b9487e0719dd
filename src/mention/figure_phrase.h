/* figure_phrase.h -- number phrases and what they count, one sentence at a time.  Layer: mention.
 */
#ifndef SAYSO_MENTION_FIGURE_PHRASE_H
#define SAYSO_MENTION_FIGURE_PHRASE_H

#include "mention/mention.h"
#include "mention/timex_word.h"

/* flags of data/measures.tsv */
#define SAYSO_FIG_OBJ    1u
#define SAYSO_FIG_SUBJ   2u
#define SAYSO_FIG_STATE  4u
#define SAYSO_FIG_NOUN   8u
#define SAYSO_FIG_AFTER  16u
#define SAYSO_FIG_PHRASE 32u
#define SAYSO_FIG_WARD   64u
#define SAYSO_FIG_ACT    128u

/* flags of data/counted.tsv */
#define SAYSO_FIG_PERSON 1u
#define SAYSO_FIG_THING  2u
#define SAYSO_FIG_NEVER  4u

/* flags of data/figure_clues.tsv */
#define SAYSO_FIG_BEGIN    1u
#define SAYSO_FIG_ALL      2u
#define SAYSO_FIG_SURVEY   4u
#define SAYSO_FIG_BE       8u
#define SAYSO_FIG_HOSPITAL 16u
#define SAYSO_FIG_STOP     32u
#define SAYSO_FIG_LEAD     64u
#define SAYSO_FIG_NAME     128u
#define SAYSO_FIG_GIVEN    256u
#define SAYSO_FIG_INCL     512u
#define SAYSO_FIG_THEM     1024u
#define SAYSO_FIG_KNOWN    2048u
#define SAYSO_FIG_PARENT   4096u
#define SAYSO_FIG_LABEL    8192u
#define SAYSO_FIG_WAY      16384u
#define SAYSO_FIG_TELL     32768u
#define SAYSO_FIG_VEIL     65536u
#define SAYSO_FIG_PAY      131072u

typedef struct {
    const sayso_tags *tags;
    const char *text;
    const sayso_time_words *words;
    uint32_t n;
    uint8_t last_measure; /* of the figure before, in the report */
    uint8_t asked;        /* what the sentence before asks the number of, or 0 */
    int8_t hospital;      /* does the sentence speak of a hospital? -1 not looked yet */
} sayso_figure_view;

typedef struct {
    uint32_t i, j; /* words [i, j): the number with its modifiers */
    uint32_t num;  /* first word of the bare number */
    uint32_t noun; /* word of the counted noun, SAYSO_NONE if it is not said */
    uint32_t head; /* word that gave the measure, or SAYSO_NONE */
    uint8_t measure, mod;
    bool zero;    /* no one, none, not one */
    bool part;    /* "three of them", "including three children" */
    bool percent; /* followed by % */
    sayso_str unit;
    sayso_number low, best, high;
} sayso_figure_phrase;

static inline const sayso_time_word *sayso__figure_word(const sayso_figure_view *v, uint32_t i)
{
    return i < v->n ? &v->words->v[i] : NULL;
}

uint8_t sayso__figure_class(const sayso_figure_view *v, uint32_t i);
sayso_str sayso__figure_text(const sayso_figure_view *v, uint32_t i);
bool sayso__figure_says(const sayso_figure_view *v, uint32_t i, const char *word);
bool sayso__figure_says_any(const sayso_figure_view *v, uint32_t i, const char *const *list);
/* Is word i in figure_clues.tsv with this flag? */
bool sayso__figure_clue(const sayso_figure_view *v, uint32_t i, uint32_t flag);
uint8_t sayso__figure_upos(const sayso_figure_view *v, uint32_t i);

/* Entry of the words from i on, the longest of several words first where `phrase` is the flag that
 * the first word carries for that; *len words. NULL if none. */
const sayso_lexicon_entry *sayso__figure_entry(const sayso_figure_view *v, const sayso_lexicon *lex,
                                               uint32_t i, uint32_t phrase_value,
                                               uint32_t phrase_flag, uint32_t *len);

/* The number phrase whose bare number begins at word i; false if there is none or it counts
 * nothing (an age, a name, a date ...). */
bool sayso__figure_phrase(const sayso_figure_view *v, uint32_t i, sayso_figure_phrase *out);

/* Is the phrase a count of those who speak without their names ("two officials, who asked for
 * anonymity")? Such a number is no figure. */
bool sayso__figure_veiled(const sayso_figure_view *v, const sayso_figure_phrase *p);

/* What "How many were hurt?" asks the number of; 0 if the sentence asks for none. */
uint8_t sayso__figure_asked(sayso_figure_view *v);

/* What the phrase counts: fills measure and head. before: the figure before in the sentence, or
 * NULL. */
void sayso__figure_measure(sayso_figure_view *v, sayso_figure_phrase *p,
                           const sayso_figure_phrase *before);

#endif
