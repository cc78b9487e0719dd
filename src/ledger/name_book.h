/* name_book.h -- the names in all documents, and how many have each.  Layer: ledger.
 *
 * One pass over the stored names, a few bytes a document; what is near a new document is found in
 * it without looking at the others' texts. */
#ifndef SAYSO_LEDGER_NAME_BOOK_H
#define SAYSO_LEDGER_NAME_BOOK_H

#include "base/array.h"
#include "ledger/sql.h"

typedef struct {
    int64_t row;    /* of document */
    int32_t day;    /* of publication */
    uint32_t first; /* its names are name[first .. first + n) */
    uint32_t n;
} sayso_book_page;

typedef struct {
    SAYSO_ARRAY(sayso_book_page) page; /* by row */
    SAYSO_ARRAY(uint32_t) name;        /* hashes, as stored */
    uint32_t *key, *count;             /* [mask + 1] open addressing; count 0: free */
    double *weight;                    /* [mask + 1] */
    uint32_t mask;
} sayso_name_book;

/* Lies in a. Errors: SAYSO_ELEDGER, SAYSO_EIO, SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__name_book_read(sayso_ledger *l, sayso_arena *a,
                                                 sayso_name_book *out, sayso_error *err);

/* The names of one document more, in a book that no ledger is behind; count when all are in. false:
 * out of memory. */
bool sayso__name_book_add(sayso_name_book *b, const uint32_t *name, uint32_t n, sayso_arena *a);
bool sayso__name_book_count(sayso_name_book *b, sayso_arena *a);

/* The slot of a name that some document has; else one whose count is 0. */
uint32_t sayso__name_book_slot(const sayso_name_book *b, uint32_t name);

/* How much it tells that two documents share a name: log((4 N + 1000) / documents that have it), as
 * if most of the world's reports were not in the ledger: in one where all are of one event, that
 * event's names are what tells it apart. A name that one document alone has weighs less: it can
 * only make that document longer, and reports of one event have many such names between them. */
double sayso__name_book_weight(const sayso_name_book *b, uint32_t name);

/* Rows of the documents that may change events by the arrival of those behind row `mark`: these,
 * and all of the events that hold something near them, a copy, a version, or an incident of one
 * place and day, or that were marked as stale (their column `members` is NULL). Errors: as read. */
typedef SAYSO_ARRAY(int64_t) sayso_rows_list64;

#define SAYSO_EVENTS_PLACED     0.12 /* cosine: near enough, where main incidents have one place */
#define SAYSO_EVENTS_SHARED     4u   /* names in common */
#define SAYSO_EVENTS_DAYS       120  /* between a report and the next of one event ... */
#define SAYSO_EVENTS_LATER      0.34 /* ... or, with this cosine: */
#define SAYSO_EVENTS_LATER_DAYS 400
#define SAYSO_EVENTS_POSTING    256u /* documents looked at for one name */

SAYSO_CHECKED sayso_status sayso__name_book_affected(sayso_ledger *l, const sayso_name_book *b,
                                                     int64_t mark, sayso_arena *t,
                                                     sayso_rows_list64 *out, sayso_error *err);

#endif
