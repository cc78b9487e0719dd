/* blocks.h -- a document's text -> paragraphs, what each is, and the dateline.  Layer: text. */
#ifndef SAYSO_TEXT_BLOCKS_H
#define SAYSO_TEXT_BLOCKS_H

#include "text/doc.h"

/* Fills block, n_block and dateline of a document whose text, body and has_title are set. D2 holds.
 * false when out of memory. Cost O(bytes). */
bool sayso__doc_blocks(sayso_doc *d, sayso_arena *a);

/* The same where the body's blocks are known: kinds other than SAYSO_BLOCK_BODY are kept. */
bool sayso__doc_blocks_given(sayso_doc *d, const sayso_block *body, uint32_t n_body,
                             sayso_arena *a);

/* What paragraph [beg, end) of text is by its own words: one of the kinds that have such words,
 * else SAYSO_BLOCK_BODY (block_kind.c). */
sayso_block_kind sayso__block_by_words(const char *text, sayso_span at);

/* The dateline at the beginning of paragraph [beg, end), all {0, 0} if there is none (dateline.c).
 */
sayso_dateline sayso__block_dateline(const char *text, sayso_span at);

/* The day of publication that a plain text gives in its dateline or in a line of its head, whole
 * with its year (head_day.c). Of a document with text and dateline; false if it gives none. */
bool sayso__doc_head_day(const sayso_doc *d, int32_t *day, int64_t *utc);

#endif
