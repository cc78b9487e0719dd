/* rule_part.h -- shared by the files that mend drafts by rule: rules.c, carrier.c.  Layer: attr. */
#ifndef SAYSO_ATTR_RULE_PART_H
#define SAYSO_ATTR_RULE_PART_H

#include "attr/attr_draft.h"

typedef struct {
    const sayso_drafts *ds;
    sayso_attr_view *v;
    const sayso_resolver *r;
} sayso_rules;

/* ---- tokens (rules.c) ------------------------------------------------------------------------ */

bool sayso__rule_is(const sayso_rules *u, uint32_t i, const char *z);

/* Of the sentence that token i stands in. */
uint32_t sayso__rule_beg(const sayso_rules *u, uint32_t i);
uint32_t sayso__rule_end(const sayso_rules *u, uint32_t i);

/* May the token stand inside a noun phrase? */
bool sayso__rule_nominal(const sayso_rules *u, uint32_t i);

/* Does the token stand in a time? */
bool sayso__rule_in_time(const sayso_rules *u, uint32_t i);

bool sayso__in_ranges(const sayso_range *r, uint32_t n, uint32_t i);

/* Is there another draft near draft k whose cue stands at token c? carrier.c */
bool sayso__rule_has_cue(const sayso_drafts *ds, uint32_t k, uint32_t c);

/* A second verb of draft k's speaker becomes a draft of its own. coordinate.c. Errors:
 * SAYSO_ENOMEM.
 */
SAYSO_CHECKED sayso_status sayso__coordinate(const sayso_rules *u, sayso_drafts *ds, uint32_t k,
                                             sayso_error *err);

/* Does the cue attribute nothing? no_claim.c */
bool sayso__no_claim(const sayso_rules *u, const sayso_draft *d);

/* Of two drafts of one cue, that of a carrier of the other is dropped: "The Courier reported,
 * citing a survey by Y, that". */
void sayso__no_claim_carried(sayso_drafts *ds);

/* A headline says in short what the body attributes: its drafts are dropped where the body has any.
 */
void sayso__no_claim_headlines(sayso_drafts *ds);

/* ---- subjects (parted.c) --------------------------------------------------------------------- */

/* "X, a firm that has seen the logs, said": X becomes the source, where the models took nobody or a
 * word of what stands between the commas. */
void sayso__parted_subject(const sayso_rules *u, sayso_draft *d);

/* "Sources close to X said": the whole phrase is the source. */
void sayso__parted_phrase(const sayso_rules *u, sayso_draft *d);

/* "Z, says X, with more of Z": X is the source, what stands around it is said. */
void sayso__parted_inverted(const sayso_rules *u, sayso_draft *d);

/* "X said, adding that": draft k, of a second verb, has the first one's source. */
void sayso__parted_second(const sayso_rules *u, sayso_drafts *ds, uint32_t k);

/* "X, a lender, and Y said": both are the source. */
void sayso__parted_pair(const sayso_rules *u, sayso_draft *d);

/* "A smuggler arrested on Tuesday said": the whole phrase is the source. */
void sayso__parted_participle(const sayso_rules *u, sayso_draft *d);

/* "The claim that Z": the noun's clause belongs to the content. */
void sayso__parted_clause(const sayso_rules *u, sayso_draft *d);

/* The content of draft k, whose cue stands inside of another's source, ends with that. */
void sayso__parted_inner(const sayso_rules *u, sayso_drafts *ds, uint32_t k);

/* "Her view that Z", "by the union's count Z": a draft of each noun that is no cue yet. nominal.c.
 * Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__nominal_claims(const sayso_rules *u, sayso_drafts *ds,
                                                 sayso_error *err);

/* Where and when it was said is cut from the end of what was said. ending.c */
void sayso__ending_cut(const sayso_rules *u, sayso_draft *d);

/* ---- carriers (carrier.c), in the order in which a draft meets them ---------------------------
 */

/* The carrier that a draft's source phrase names, when the phrase is one; else empty. */
sayso_range sayso__carrier_of(const sayso_rules *u, const sayso_draft *d);

/* Reports that say nothing of their own are dropped: "..., the Courier reported". */
void sayso__carrier_reports(const sayso_rules *u, sayso_drafts *ds);

/* A report at the end of the content, "Z, the Courier reported on Monday", is cut from it; the
 * Courier becomes a carrier. */
void sayso__carrier_tail(const sayso_rules *u, sayso_draft *d);

/* "X wrote, citing Y, that Z": Y said it, X carries it. */
void sayso__carrier_citing_cue(const sayso_rules *u, sayso_draft *d);

/* "The Courier, citing RPA": the relay of another cue, not one of its own. */
bool sayso__carrier_only_cites(const sayso_rules *u, const sayso_draft *d);

/* "X quoted Y as saying Z", "Y was quoted by X as saying Z": of draft k. */
void sayso__carrier_quoted(const sayso_rules *u, sayso_drafts *ds, uint32_t k);

/* Is draft k an aside, "Y, quoted by X, said Z"? X becomes a carrier of the other draft. */
bool sayso__carrier_aside(const sayso_rules *u, sayso_drafts *ds, uint32_t k);

/* "a survey by Y which X reported: Z": Y said it, X carries it. */
void sayso__carrier_relative(const sayso_rules *u, sayso_draft *d);

/* A carrier as source that cites another carrier, or somebody who is none and thus the source. */
void sayso__carrier_cited(const sayso_rules *u, sayso_draft *d);

/* The carriers that the sentence names: "told X", "in remarks carried by X", "..., X reported". */
void sayso__carrier_named(const sayso_rules *u, sayso_draft *d);

#endif
