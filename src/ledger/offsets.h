/* offsets.h -- byte offsets of a text to character offsets, fast.  Layer: ledger. */
#ifndef SAYSO_LEDGER_OFFSETS_H
#define SAYSO_LEDGER_OFFSETS_H

#include "text/doc.h"

typedef struct {
    const char *text;
    uint32_t n;
    uint32_t *before; /* characters before each 64th byte; NULL: the text is ASCII */
} sayso_offsets;

/* false: out of memory. text is borrowed and well-formed UTF-8. */
bool sayso__offsets_make(sayso_offsets *o, const char *text, uint32_t n, sayso_arena *a);

/* Characters that begin before byte (at most n). */
uint32_t sayso__offsets_char(const sayso_offsets *o, uint32_t byte);

/* The title field: the text before the blank line in front of the body. */
static inline sayso_str sayso__offsets_title(const sayso_doc *d)
{
    return (sayso_str){d->text, d->body >= 2 ? d->body - 2 : 0};
}

#endif
