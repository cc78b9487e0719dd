/* merger.h -- union-find over the actors of single reports.  Layer: ledger. */
#ifndef SAYSO_LEDGER_MERGER_H
#define SAYSO_LEDGER_MERGER_H

#include "ledger/by_hand.h"
#include "ledger/load.h"

typedef struct {
    sayso_load *x;
    uint32_t *root; /* [n] */
    bool *person;   /* [n] */
    uint64_t *side; /* [n] of roots: for each of the first 32 splits by hand two bits, one a side */
    uint32_t n;
    sayso_by_hands hand;
} sayso_merger;

static inline uint32_t sayso__merger_find(const sayso_merger *m, uint32_t i)
{
    while (m->root[i] != i) {
        m->root[i] = m->root[m->root[i]];
        i = m->root[i];
    }
    return i;
}

/* Makes one of two, whatever the rules say. The earlier one is the root, so that the outcome does
 * not depend on the order of joining. */
static inline void sayso__merger_force(sayso_merger *m, uint32_t i, uint32_t j)
{
    i = sayso__merger_find(m, i);
    j = sayso__merger_find(m, j);
    m->side[i] |= m->side[j];
    m->side[j] = m->side[i];
    if (i < j)
        m->root[j] = i;
    else
        m->root[i] = j;
}

/* Corrections by hand: before the rules, which actors stay apart; behind them, which are one; of
 * the merged actors, their names. false: out of memory. merge_by_hand.c */
sayso_status sayso__merger_read(sayso_merger *m);
bool sayso__merger_part(sayso_merger *m);
bool sayso__merger_join(sayso_merger *m);
bool sayso__merger_name(sayso_merger *m, const uint32_t *index);

#endif
