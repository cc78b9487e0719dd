/* train_lemma.h -- learning lemmas; a part of the trainer "pos". */
#ifndef SAYSO_TRAIN_LEMMA_H
#define SAYSO_TRAIN_LEMMA_H

#include "train_read.h"

/* Section "lemmas" of the banks' words and lemmas, into DIR/lemmas.sec. */
void lemma_learn(const conllu_sent *const *bank, const uint32_t *n, uint32_t n_bank,
                 const char *dir);

/* The same lemma but for ASCII case? */
bool lemma_same(sayso_str a, sayso_str b);

#endif
