/* document_fields.h -- what the ledger keeps of a document, where its input does not say it in so
 * many words.  Layer: ledger. */
#ifndef SAYSO_LEDGER_DOCUMENT_FIELDS_H
#define SAYSO_LEDGER_DOCUMENT_FIELDS_H

#include "text/doc.h"

/* The input's id: else its address, else where it was found. p == NULL: out of memory. */
sayso_str sayso__fields_given(const sayso_doc *d, sayso_arena *a);

/* What the document is known again by. NULL: out of memory. */
const char *sayso__fields_content(const sayso_doc *d, sayso_str given, sayso_arena *a);

/* RFC 3339 of the instant that a time as given means; NULL where it means none. false: out of
 * memory. */
bool sayso__fields_instant(sayso_str given, sayso_arena *a, const char **out);

/* The title field as it is (spans count in it); else the line that looks like one. */
sayso_str sayso__fields_headline(const sayso_doc *d);

sayso_str sayso__fields_byline(const sayso_doc *d);

/* The agency that the text is of. */
sayso_str sayso__fields_credit(const sayso_doc *d);

#endif
