/* timex_event.h -- which day is the event's?  Layer: mention. */
#ifndef SAYSO_MENTION_TIMEX_EVENT_H
#define SAYSO_MENTION_TIMEX_EVENT_H

#include "mention/timex_word.h"

/* Evidence that a date is the day of the event, weakest first. */
enum {
    SAYSO_EVENT_NOT,  /* the day of the telling, or nothing speaks of an event */
    SAYSO_EVENT_NEAR, /* in a sentence with a word for an event */
    SAYSO_EVENT_DONE, /* its verb is the event, or says what the event did */
    SAYSO_EVENT_NAMED /* it stands with the event's name: "Thursday's derailment" */
};

/* For the date at words [i, j) of a sentence. */
uint8_t sayso__timex_event_weight(const sayso_tags *g, const sayso_time_words *w, uint32_t i,
                                  uint32_t j);

/* "the attack", "the deadly blast": index behind the event noun, 0 if words[i] begins none. */
uint32_t sayso__timex_event_behind(const sayso_tokens *t, const sayso_time_words *w, uint32_t i);

#endif
