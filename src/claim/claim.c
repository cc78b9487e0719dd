/* claim.c -- claims: first skeleton, everything is asserted.  Layer: claim. */
#include "claim/claim.h"

#include "base/fail.h"

sayso_status sayso__claim_run(const sayso_attrs *attrs, sayso_arena *a, sayso_arena *scratch,
                              sayso_claims *out, sayso_error *err)
{
    (void)scratch;
    uint32_t n_figure = attrs->mentions->n_figure;
    *out = (sayso_claims){.attrs = attrs};
    out->claim = SAYSO_NEW_N(a, sayso_claim, attrs->n_attribution);
    out->figure = SAYSO_NEW_N(a, sayso_figure_link, n_figure);
    if (!out->claim || !out->figure)
        return sayso__fail_memory(err);
    for (uint32_t i = 0; i < n_figure; i++)
        out->figure[i] = (sayso_figure_link){SAYSO_NONE, SAYSO_NO_DAY, true};
    for (uint32_t i = 0; i < attrs->n_attribution; i++)
        out->claim[i] = (sayso_claim){.act = SAYSO_ACT_ASSERT,
                                      .kind = SAYSO_KIND_OCCURRENCE,
                                      .source_type = SAYSO_SOURCE_NAMED_PERSON,
                                      .factuality = SAYSO_FACT_UU,
                                      .responsible = SAYSO_NONE,
                                      .said = SAYSO_NO_DAY};
    return SAYSO_OK;
}
