/* page_sql.h -- what each page is in SQL.  Layer: ledger.
 *
 * A page is either keys and rows (`key`, `from`, `order`, then `row` once a key, which is ?1), or
 * where rows are groups one statement (`row` with :limit and :offset, and `count`). Conditions are
 * appended where their filter is set; "%" in `row` and `count` of the second form stands for
 * them. Values are bound by name. */
#ifndef SAYSO_LEDGER_PAGE_SQL_H
#define SAYSO_LEDGER_PAGE_SQL_H

#include <stddef.h>

#include "ledger/pages.h"

typedef struct {
    size_t field;     /* of sayso_page_filter: a const char * */
    const char *name; /* of the parameter, ":event" */
    const char *sql;
} sayso_page_condition;

typedef struct {
    const char *key, *from, *order, *backwards; /* key NULL: the second form */
    const char *row, *count;
    const char *column[28];
    const char
        *kinds; /* one letter a column: t text or number, l lines of a list, f flag, j JSON */
    sayso_page_condition condition[15];
} sayso_page_sql;

extern const sayso_page_sql sayso__page_sql[SAYSO_N_PAGE];

/* Days of a grid, with "%" for the conditions. */
extern const char sayso__grid_days_sql[];

#endif
