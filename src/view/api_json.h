/* api_json.h -- what the JSON API answers (docs/openapi.json).  Layer: view. */
#ifndef SAYSO_VIEW_API_JSON_H
#define SAYSO_VIEW_API_JSON_H

#include "ledger/grid.h"
#include "ledger/one_report.h"
#include "ledger/pages.h"
#include "view/state_json.h"

/* A page of rows. */
typedef struct {
    const sayso_table_rows *rows;
    uint64_t total;
    uint32_t limit, offset;
} sayso_api_page;

void sayso__api_page(const sayso_api_page *page, sayso_sink *out);

/* The rows of a grid from `offset` on; event: its one row. */
void sayso__api_grid(const sayso_grid *grid, const sayso_table_rows *event, uint32_t limit,
                     uint32_t offset, sayso_sink *out);

/* Rows of a search: the words looked for as pieces. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__api_found(const sayso_table_rows *rows, sayso_sink *out,
                                            sayso_error *err);

/* Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__api_report(const sayso_one_report *r, sayso_offset_unit unit,
                                             sayso_arena *a, sayso_sink *out, sayso_error *err);
SAYSO_CHECKED sayso_status sayso__api_claim(const sayso_one_claim *c, sayso_offset_unit unit,
                                            sayso_arena *a, sayso_sink *out, sayso_error *err);

/* The one row of counts, as keys of one object. */
void sayso__api_counts(const sayso_table_rows *rows, sayso_sink *out);

#endif
