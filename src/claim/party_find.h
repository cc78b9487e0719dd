/* party_find.h -- which party do words of blame hold responsible?  Layer: claim. */
#ifndef SAYSO_CLAIM_PARTY_FIND_H
#define SAYSO_CLAIM_PARTY_FIND_H

#include "claim/claim_part.h"

/* Flags of data/blame.tsv. */
enum {
    SAYSO_BLAME_SUBJECT = 1,
    SAYSO_BLAME_OBJECT = 2,
    SAYSO_BLAME_DEED = 4,
    SAYSO_BLAME_OWNER = 8,
    SAYSO_BLAME_EVENT = 16,
    SAYSO_BLAME_SOFT = 32,
    SAYSO_BLAME_OWN = 64
};

/* The speaker himself, as a party. */
#define SAYSO_PARTY_SELF (SAYSO_NONE - 1)

/* A phrase of blame in a piece of an attribution. */
typedef struct {
    uint32_t beg, end; /* the piece it stands in */
    uint32_t tok, n;   /* the phrase */
    uint32_t flags;    /* SAYSO_BLAME_x */
    bool in_cue;
} sayso_blame;

/* Each answers an actor, SAYSO_PARTY_SELF, or SAYSO_NONE. i is the attribution whose words these
 * are. */
uint32_t sayso__party_of_blame(const sayso_claim_part *p, uint32_t i, const sayso_blame *h);
uint32_t sayso__party_before(const sayso_claim_part *p, uint32_t i, const sayso_blame *h);
uint32_t sayso__party_after(const sayso_claim_part *p, uint32_t i, uint32_t tok, uint32_t end);

/* "The attackers were members of X", "the bomber had been sent by X": the party behind them. */
uint32_t sayso__party_of_doers(const sayso_claim_part *p, uint32_t i, uint32_t beg, uint32_t end);

/* "Nobody", "no one" from token t on: "blames nobody". */
bool sayso__party_nobody(const sayso_claim_part *p, uint32_t t, uint32_t end);

/* Ends a clause: a full stop, "which", "because" ... */
bool sayso__party_stop(const sayso_claim_part *p, uint32_t tok);

/* Writes party and stance into claim i; SELF becomes the source's own party. */
void sayso__party_set(sayso_claim_part *p, uint32_t i, uint32_t party, uint8_t stance);

/* "Doubts", "is sceptical of": the cue turns nothing down, it only does not believe. */
bool sayso__party_is_doubt(const sayso_claim_part *p, uint32_t i);

/* Acts of turning down; acts that may hold somebody responsible. */
bool sayso__party_turns_down(uint8_t act);
bool sayso__party_may_blame(uint8_t act);

#endif
