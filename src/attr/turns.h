/* turns.h -- the turns of interviews and transcripts as attributions.  Layer: attr. */
#ifndef SAYSO_ATTR_TURNS_H
#define SAYSO_ATTR_TURNS_H

#include "attr/rule_part.h"

/* Adds a draft for each turn of a speaker ("ROSA LIND: ..."), where a text is made of such turns;
 * drafts that the models made of their labels are dropped. Linear in tokens. Errors: SAYSO_ENOMEM.
 */
SAYSO_CHECKED sayso_status sayso__turns_take(const sayso_rules *u, sayso_drafts *ds,
                                             sayso_error *err);

#endif
