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
/* The same in parts: the line of names; the rows, with a cell in front of each if first is not
 * NULL.
 */
void sayso__sheet_csv_head(const char *const *column, uint32_t n, sayso_sink *out);
void sayso__sheet_csv_rows(const sayso_table_rows *t, const char *first, sayso_sink *out);

/* Rows with tabs between cells; control characters in them become spaces. */
void sayso__sheet_tsv_rows(const sayso_table_rows *t, sayso_sink *out);

/* One object a row; its keys are the columns. */
void sayso__sheet_jsonl(const sayso_table_rows *t, sayso_sink *out);

/* One of them, without the end of the line. */
void sayso__sheet_json_row(sayso_json *j, const sayso_table_rows *t, uint32_t row);

/* Claims (or figures) as objects of the state, for the ids in column 0 of t. Errors: SAYSO_ENOMEM.
 */
SAYSO_CHECKED sayso_status sayso__sheet_records(const sayso_table_rows *t, sayso_state_json *w,
                                                bool figures, sayso_error *err);

#endif
