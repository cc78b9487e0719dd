/* pos.h -- features of the tagger and the tables of tagger and lemmatizer, shared with their
 * trainer.  Layer: tag.
 *
 * A greedy tagger in two steps: first the Penn tag, from left to right, over hashed features of the
 * words around and the two tags before (Collins 2002; Spoustova et al. 2009 for features); then the
 * universal tag where the Penn tag
 * leaves a choice, which may look at Penn tags on both sides. */
#ifndef SAYSO_TAG_POS_H
#define SAYSO_TAG_POS_H

#include "tag/lexeme.h"
#include "tag/tag_model.h"

#define SAYSO_POS_FEATURES  96u
#define SAYSO_UPOS_FEATURES 32u

/* Penn tags 1..48 are labels 0..47; GW and XX, marks of slips in the corpus, are never given. */
#define SAYSO_POS_LABELS  (SAYSO_XPOS_GW - 1u)
#define SAYSO_UPOS_LABELS (SAYSO_UPOS_N - 1u)

/* Section "tagdict": u32 n, u32 zero, u32 hash[n] ordered, u32 class[n]: words (lexeme.lower) and
 * two classes: low half, of the tags they have in the treebanks; high half, of the tags they were
 * given, and how often they began with a capital, in plain news. 0 for unknown words. */

/* Section "upos.map": u32 mask[SAYSO_POS_LABELS]: bit u: universal tag u may go with the Penn tag.
 */

/* What the tagger sees of one sentence: its lexemes and dictionary classes, and tags so far. */
typedef struct {
    const sayso_lexeme *x; /* [n] */
    const uint32_t *class; /* [n] of section "tagdict" */
    const uint8_t *xpos;   /* [n] those before i are known; for universal tags all */
    uint32_t n;
} sayso_pos_view;

/* Ids of the features of word i; returns how many (at most SAYSO_POS_FEATURES). */
uint32_t sayso__pos_features(const sayso_pos_view *v, uint32_t i, uint32_t *feat);

/* The same for the choice of a universal tag (at most SAYSO_UPOS_FEATURES). */
uint32_t sayso__upos_features(const sayso_pos_view *v, uint32_t i, uint32_t *feat);

/* The place of `want` among n ordered hashes of 32 bits, or where it would stand. They are spread
 * evenly: guess the place, correct the guess twice by what is found there, then walk (interpolation
 * search, Peterson 1957). */
size_t sayso__hash_place(const uint8_t *hash, uint32_t n, uint32_t want);

/* Both classes of a word in section "tagdict". */
uint32_t sayso__tagdict_find(const sayso_section *s, uint32_t hash);

/* Lemmas by edit scripts (Chrupala 2006): cut bytes from the end of the lower-cased form, append.
 *
 * Section "lemmas": u32 n_key, u32 n_script, u32 n_text, u32 zero, u32 key[n_key] ordered,
 * u16 script[n_key], script {u16 text, u8 n, u8 cut}[n_script], text. A key is made of the Penn tag
 * and the whole word, or an ending of 4, 3, 2, 1, 0 characters: the longest known one decides. */
#define SAYSO_LEMMA_KEYS 6u

/* The keys of a word in the order in which they are tried; returns how many. */
uint32_t sayso__lemma_keys(const sayso_lexeme *x, uint8_t xpos, uint32_t key[SAYSO_LEMMA_KEYS]);

/* Checks sizes and every script's place. Errors: SAYSO_EMODEL. */
SAYSO_CHECKED sayso_status sayso__lemma_open(sayso_section s, sayso_lemma_table *out,
                                             sayso_error *err);

/* lemma[n_tok] of tokens whose xpos and upos are known. */
SAYSO_CHECKED sayso_status sayso__lemma_run(const sayso_lemma_table *t, sayso_arena *a,
                                            sayso_tags *out, sayso_error *err);

#endif
