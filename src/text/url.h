/* url.h -- addresses: relative ones made whole.  Layer: text. */
#ifndef SAYSO_TEXT_URL_H
#define SAYSO_TEXT_URL_H

#include "base/arena.h"

/* Does it begin with a scheme ("https:")? */
bool sayso__url_is_whole(sayso_str url);

/* A reference relative to a base (RFC 3986, 5.2); as it is where it needs no base or the base is
 * none. p is NULL where the reference is relative and nothing makes it whole. false when out of
 * memory. */
bool sayso__url_join(sayso_str base, sayso_str reference, sayso_arena *a, sayso_str *out);

#endif
