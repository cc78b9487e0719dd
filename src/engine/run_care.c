/* run_care.c -- the care of a ledger: corrections by hand.  Layer: engine. */
#include <string.h>

#include "base/fail.h"
#include "ledger/ledger.h"
#include "sayso/sayso.h"

sayso_status sayso_ledger_correct(sayso_ledger *ledger, const sayso_correction *correction,
                                  sayso_error *err)
{
    static const char *const words[] = {
#define X(name, word) word,
        SAYSO_CORRECTION_LIST(X)
#undef X
    };
    uint32_t what = 0;
    while (what < SAYSO_N_CORRECTION && strcmp(words[what], correction->what) != 0)
        what++;
    if (what == SAYSO_N_CORRECTION || correction->n_other > UINT32_MAX)
        return sayso__fail(err, SAYSO_EUSE, 0, "no correction \"%.60s\"", correction->what);
    return sayso__ledger_correct(ledger, (sayso_correction_kind)what, correction->subject,
                                 correction->other, (uint32_t)correction->n_other, correction->who,
                                 err);
}
