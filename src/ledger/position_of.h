/* position_of.h -- the position on responsibility that one claim takes.  Layer: ledger. */
#ifndef SAYSO_LEDGER_POSITION_OF_H
#define SAYSO_LEDGER_POSITION_OF_H

#include "ledger/load.h"

typedef struct {
    uint32_t party, claim;
    uint32_t of;      /* party blamed, denied, doubted; else SAYSO_NONE */
    uint8_t position; /* SAYSO_POSITION_x */
    bool dated;       /* the text says when */
    bool retold;      /* by words that only repeat an earlier saying */
    bool retracts;    /* takes back what was said: names nobody any longer */
    const char *day;
} sayso_position_entry;

/* What the claims say of who was accused, by party. position_answer.c */
typedef struct {
    const char **accused; /* first day on which another held it responsible; NULL for never */
    uint32_t *blamed;     /* its first accusation, a claim, if it ever accused but one party */
} sayso_position_known;

/* In x->t. false: out of memory. */
bool sayso__position_prepare(sayso_load *x, sayso_position_known *k);

/* Sets position and party of e, and *answers, where claim i answers an accusation though it names
 * no party. */
SAYSO_CHECKED sayso_status sayso__position_answer(sayso_load *x, const sayso_position_known *k,
                                                  uint32_t i, sayso_position_entry *e,
                                                  bool *answers);

/* *takes is false where claim i takes none. */
SAYSO_CHECKED sayso_status sayso__position_of(sayso_load *x, const sayso_position_known *k,
                                              uint32_t i, sayso_position_entry *e, bool *takes);

/* Order of positions in a state: who spoke first. Of two sayso_state_position, for qsort. */
int sayso__position_order(const void *x, const void *y);

/* An accused that is not named and described by a word like "attackers" alone. */
bool sayso__position_unnamed(const sayso_state_actor *a, sayso_arena *t);

#endif
