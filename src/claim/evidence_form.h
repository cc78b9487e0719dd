/* evidence_form.h -- marks of evidence that are made of parts.  Layer: claim. */
#ifndef SAYSO_CLAIM_EVIDENCE_FORM_H
#define SAYSO_CLAIM_EVIDENCE_FORM_H

#include "claim/claim_part.h"

typedef struct {
    uint32_t beg, end; /* tokens */
} sayso_clause;

/* The mark, SAYSO_EVIDENCE_x, of words that begin at token t of the sentence `at`, *n of them; 0 if
 * they are none. */
uint32_t sayso__evidence_form(const sayso_claim_part *p, uint32_t t, sayso_clause at, uint32_t *n);

#endif
