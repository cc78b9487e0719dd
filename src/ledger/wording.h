/* wording.h -- positions and acts as words of a sentence.  Layer: ledger. */
#ifndef SAYSO_LEDGER_WORDING_H
#define SAYSO_LEDGER_WORDING_H

#include "ledger/ledger.h"

/* Does the actor's name take a plural verb: "Kesmarians", "police", "officials in Dolvan", but not
 * "United States", "Northern Railways"? False for SAYSO_NONE. */
bool sayso__wording_plural(const sayso_state *s, uint32_t actor);

/* "claim_responsibility" as "claims responsibility", or "claim responsibility". */
void sayso__wording_verb(const char *word, bool plural, char out[64]);

/* "blames North Front", "denies it", "names nobody": what the actor does at h, with the verb of
 * its name. */
void sayso__wording_position(sayso_sink *out, const sayso_state *s, uint32_t actor,
                             const sayso_state_stance *h);

#endif
