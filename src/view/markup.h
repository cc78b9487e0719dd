/* markup.h -- foreign text inside HTML and XML.  Layer: view.
 *
 * Invariant (property test): M1  whatever bytes go in, what comes out is well-formed UTF-8, holds
 * none of < > " ' nor an & that begins no reference, and only characters that XML 1.0 allows. */
#ifndef SAYSO_VIEW_MARKUP_H
#define SAYSO_VIEW_MARKUP_H

#include "base/sink.h"

/* Escaped for element content and for quoted attributes. Control characters and those that turn the
 * direction of writing are left out; ill-formed bytes become U+FFFD. */
void sayso__markup_str(sayso_sink *out, sayso_str s);

/* The same; nothing for NULL. */
void sayso__markup_text(sayso_sink *out, const char *z);

#endif
