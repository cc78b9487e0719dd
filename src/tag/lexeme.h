/* lexeme.h -- what is computed once a token and shared by every trained model.  Layer: tag.
 *
 * Hashes are 32 bits of a mix of XXH3, stable across machines, so that feature ids are, too. */
#ifndef SAYSO_TAG_LEXEME_H
#define SAYSO_TAG_LEXEME_H

#include "tag/tag.h"

struct sayso_lexeme {
    uint32_t form;      /* hash of the form with digits folded to 0 */
    uint32_t lower;     /* hash of the lower-cased form */
    uint32_t prefix[3]; /* hashes of the first 1..3 characters, lower case */
    uint32_t suffix[4]; /* hashes of the last 1..4 characters, lower case */
    uint32_t shape;     /* hash of the collapsed shape: "Xx", "X", "d.d", "x-x" */
    uint16_t cluster;   /* id of the word cluster, 0 for unknown words */
    uint16_t bits;      /* SAYSO_LEX_x */
};

#define SAYSO_LEX_CAPITAL   1u
#define SAYSO_LEX_ALL_CAPS  2u
#define SAYSO_LEX_DIGIT     4u
#define SAYSO_LEX_HYPHEN    8u
#define SAYSO_LEX_FIRST     16u /* first word of its sentence */
#define SAYSO_LEX_CAPS_SENT 32u /* its sentence is nearly all upper case: case says nothing */
#define SAYSO_LEX_PUNCT     64u
#define SAYSO_LEX_IN_QUOTE  128u /* an odd number of quotation marks precede it in its block */

/* Fill [n_tok] lexemes. clusters may be NULL. */
SAYSO_CHECKED sayso_status sayso__lexeme_make(const sayso_tokens *tokens,
                                              const sayso_tag_model *model, sayso_arena *a,
                                              sayso_lexeme **out, sayso_error *err);

#endif
