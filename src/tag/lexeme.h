/* lexeme.h -- what is computed once a token and shared by every trained model.  Layer: tag.
 *
 * Hashes are 32 bits, made of code points and XXH3, stable across machines, so that feature ids
 * are, too. In all of them digits are folded to 0 and the apostrophe U+2019 to '. Of a token longer
 * than SAYSO_LEXEME_FACE bytes only both ends count. */
#ifndef SAYSO_TAG_LEXEME_H
#define SAYSO_TAG_LEXEME_H

#include "tag/tag.h"

#define SAYSO_LEXEME_FACE 96u

/* Divisions of the words by published vectors: section "classes". */
#define SAYSO_CLASS_LEVELS 3u

struct sayso_lexeme {
    uint32_t form;      /* hash of the form; equals lower where CAPS_SENT is set */
    uint32_t lower;     /* hash of the lower-cased form: sayso__lexeme_lower */
    uint32_t prefix[3]; /* hashes of the first 1..3 characters, lower case; 0 where it is shorter */
    uint32_t suffix[4]; /* hashes of the last 1..4 characters, lower case; 0 where it is shorter */
    uint32_t shape;     /* hash of the collapsed shape: "Xx", "X", "d.d", "x-x"; of the lower-cased
                           form where CAPS_SENT is set */
    uint16_t cluster;   /* id of the word cluster, 0 for unknown words */
    uint16_t bits;      /* SAYSO_LEX_x */
    uint16_t class[SAYSO_CLASS_LEVELS]; /* word classes, coarse to fine, 0 for unknown words */
};

#define SAYSO_LEX_CAPITAL   1u   /* begins with an upper-case letter */
#define SAYSO_LEX_ALL_CAPS  2u   /* two and more letters, all upper case */
#define SAYSO_LEX_DIGIT     4u   /* holds a digit */
#define SAYSO_LEX_HYPHEN    8u   /* holds a hyphen between other characters */
#define SAYSO_LEX_FIRST     16u  /* first word of its sentence (punctuation before it aside) */
#define SAYSO_LEX_CAPS_SENT 32u  /* its sentence is nearly all upper case: case says nothing */
#define SAYSO_LEX_PUNCT     64u  /* holds neither letter nor digit */
#define SAYSO_LEX_IN_QUOTE  128u /* a double quotation is open before it, in its block */

/* Fill [n_tok] lexemes. Where the model has no clusters or classes, or is NULL,
 * cluster or class is 0.
 * Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__lexeme_make(const sayso_tokens *tokens,
                                              const sayso_tag_model *model, sayso_arena *a,
                                              sayso_lexeme **out, sayso_error *err);

/* The hash that lexemes have in `lower`, of any word. */
uint32_t sayso__lexeme_lower(sayso_str word);

/* Sections "clusters" (one id a word, 1 .. 512) and "classes" (SAYSO_CLASS_LEVELS ids): u32 n, u32
 * number of ids, u32 first[(1 << bits) + 1], u32 hash[n], u16 id[n][number of ids]; hashes ordered,
 * those with top bits b at [first[b], first[b + 1]). */
#define SAYSO_CLUSTER_BITS 12u
#define SAYSO_CLASS_BITS   16u

#endif
