/* context_part.h -- what the parts of reading by context share.  Layer: claim.
 *
 * i is an attribution; those that answer true have set its party and stance, or its act. */
#ifndef SAYSO_CLAIM_CONTEXT_PART_H
#define SAYSO_CLAIM_CONTEXT_PART_H

#include "claim/party_find.h"

/* Attribution j still rings when i is spoken: same party, at most three sentences before. */
bool sayso__context_continues(const sayso_claim_part *p, uint32_t j, uint32_t i);

/* A body, or one who speaks for it, that may be accused; has anybody accused it? */
bool sayso__denial_side(const sayso_claim_part *p, uint32_t i);
bool sayso__denial_accused(const sayso_claim_part *p, uint32_t i);

/* Quoted words that open with a negative; a thing of the speaker's is the subject. */
bool sayso__denial_opens_negative(const sayso_claim_part *p, uint32_t i);
bool sayso__denial_own_thing(const sayso_claim_part *p, const sayso_piece *c);

/* Words of doubt among tokens [beg, end): a no with "not yet clear" in it denies nothing. */
bool sayso__denial_unsure(const sayso_claim_part *p, uint32_t beg, uint32_t end);

/* denial.c: the accused, or his side, says no. */
bool sayso__denial_charge(sayso_claim_part *p, uint32_t i);
bool sayso__denial_clears_forces(sayso_claim_part *p, uint32_t i);
void sayso__denial_turned_down(sayso_claim_part *p, uint32_t i);
bool sayso__denial_brushes_off(sayso_claim_part *p, uint32_t i);
bool sayso__denial_in_words(sayso_claim_part *p, uint32_t i);
bool sayso__denial_says_no(sayso_claim_part *p, uint32_t i);
bool sayso__denial_says_no_again(sayso_claim_part *p, uint32_t i);
bool sayso__denial_not_ours(sayso_claim_part *p, uint32_t i);

/* owning.c: a party tells a deed or a fault of its own, or does not exclude one. */
bool sayso__own_tells_deed(sayso_claim_part *p, uint32_t i);
bool sayso__own_work(sayso_claim_part *p, uint32_t i);
bool sayso__own_boasts(sayso_claim_part *p, uint32_t i);
bool sayso__own_repeats_claim(sayso_claim_part *p, uint32_t i);
bool sayso__own_bows(sayso_claim_part *p, uint32_t i);
bool sayso__own_leaves_open(sayso_claim_part *p, uint32_t i);
bool sayso__own_fault(sayso_claim_part *p, uint32_t i);

#endif
