/* repair.h -- plain text put right: words parted at line ends, odd line ends, characters that a
 * wrong charset made controls.  Layer: text. */
#ifndef SAYSO_TEXT_REPAIR_H
#define SAYSO_TEXT_REPAIR_H

#include "text/map.h"

/* Makes of m the text as it was meant; the map shows each change, and a text without such faults is
 * left alone. A word that was parted stands whole in its first line:
 *     "the govern-\nment said" -> "the government\nsaid"
 * A carriage return alone is a line end; U+0080 to U+009F are what windows-1252 has there. false
 * when out of memory. O(n). */
bool sayso__text_repair(sayso_mapped *m, sayso_arena *a);

#endif
