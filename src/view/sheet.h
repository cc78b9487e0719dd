/* sheet.h -- the ledger's tables as a table on a page, CSV or JSON lines.  Layer: view. */
#ifndef SAYSO_VIEW_SHEET_H
#define SAYSO_VIEW_SHEET_H

#include "ledger/ledger.h"
#include "view/paper.h"
#include "view/state_json.h"

/* A table on a page: the columns that it has room for, long cells cut. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__sheet_table(const sayso_table_rows *t, sayso_show show,
                                              sayso_paper *paper, sayso_arena *a, sayso_error *err);

/* RFC 4180 with "\n" at line ends; lists joined by "; ". */
void sayso__sheet_csv(const sayso_table_rows *t, sayso_sink *out);

/* A cell as a JSON value; of kinds JSON and SPAN null. */
void sayso__sheet_json_cell(sayso_json *j, const sayso_cell *c);

/* One object a row; its keys are the columns. */
void sayso__sheet_jsonl(const sayso_table_rows *t, sayso_sink *out);

/* Claims (or figures) as objects of the state, for the ids in column 0 of t. Errors: SAYSO_ENOMEM.
 */
SAYSO_CHECKED sayso_status sayso__sheet_records(const sayso_table_rows *t, sayso_state_json *w,
                                                bool figures, sayso_error *err);

#endif
