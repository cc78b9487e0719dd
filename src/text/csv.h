/* csv.h -- rows of comma- or tab-separated values (RFC 4180).  Layer: text. */
#ifndef SAYSO_TEXT_CSV_H
#define SAYSO_TEXT_CSV_H

#include "text/columns.h"

/* One field of a row. */
typedef struct {
    sayso_span at; /* what is inside its quotation marks, or all of it */
    bool quoted;   /* then a doubled mark stands for one */
    bool last;     /* of its row */
} sayso_csv_field;

/* The field that begins at *at of a row p[0, n), which has no line end outside quotation marks;
 * *at moves to the next one. What stands behind a closing mark is left out. */
sayso_csv_field sayso__csv_field(const char *p, uint32_t n, char delimiter, uint32_t *at);

/* Looks for a row's end, a line end outside quotation marks, in p[*seen, n); true if it is there,
 * then *seen is its place. Else *seen and *quoted are what to go on with. */
bool sayso__csv_row_end(const char *p, size_t n, char delimiter, size_t *seen, bool *quoted);

#endif
