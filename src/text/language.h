/* language.h -- is a text English?  Layer: text.
 *
 * Counts frequent words of English and of some forty other languages, and letters of other scripts
 * (compare Grefenstette 1995, who tells languages by short words). */
#ifndef SAYSO_TEXT_LANGUAGE_H
#define SAYSO_TEXT_LANGUAGE_H

#include "sayso/types.h"

/* "en", or "und" where it is another language or cannot be told; *refuse: it is 20 words and more,
 * and there is evidence of another language, or its source says so (said_other) and it does not
 * look like English. Looks at the first 16 KiB. */
const char *sayso__text_language(const char *text, uint32_t n, bool said_other, bool *refuse);

#endif
