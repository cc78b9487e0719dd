/* timex_tense.h -- does the verb that governs a word speak of the past or of the future?  Layer:
 * mention. */
#ifndef SAYSO_MENTION_TIMEX_TENSE_H
#define SAYSO_MENTION_TIMEX_TENSE_H

#include "mention/timex_when.h"

/* The verb above token tok in the tree, else the nearest one in the sentence; SAYSO_NONE if none.
 */
uint32_t sayso__timex_verb(const sayso_tags *g, uint32_t tok);

/* Its tense, with its auxiliaries; strong: by "will" or the like. At most O(sentence). */
sayso_tense sayso__timex_tense(const sayso_tags *g, uint32_t tok, bool *strong);

#endif
