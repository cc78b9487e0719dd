/* diff.h -- what two states say differently.  Layer: view. */
#ifndef SAYSO_VIEW_DIFF_H
#define SAYSO_VIEW_DIFF_H

#include "ledger/ledger.h"

/* Rows "change" (+: only in the second, -: only in the first), "what" (report claim figure position
 * blame), "who", "day", "text", "report", "claim"; by what, day and who. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__diff_rows(const sayso_state *first, const sayso_state *second,
                                            sayso_arena *a, sayso_table_rows *out,
                                            sayso_error *err);

#endif
