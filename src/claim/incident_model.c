/* incident_model.c -- opens the sections of the incident model.  Layer: claim. */
#include "claim/incident_model.h"

#include <string.h>

#include "base/fail.h"

static sayso_status part(const sayso_model *m, const char *name, uint32_t n_label,
                         sayso_linear *out, sayso_error *err)
{
    if (!sayso__model_section(m, name).p)
        return SAYSO_OK;
    return sayso__linear_open(m, name, n_label, out, err);
}

sayso_status sayso__incident_model_open(const sayso_model *m, sayso_incident_model *out,
                                        sayso_error *err)
{
    *out = (sayso_incident_model){0};
    SAYSO_TRY(part(m, "incident.sentence", SAYSO_DEED_LABELS, &out->sentence, err));
    SAYSO_TRY(part(m, "incident.report", SAYSO_DEED_LABELS, &out->report, err));
    SAYSO_TRY(part(m, "incident.role", SAYSO_ROLE_N, &out->role, err));
    SAYSO_TRY(part(m, "incident.body", 1, &out->body, err));
    SAYSO_TRY(part(m, "incident.deed", SAYSO_DEED_N, &out->deed, err));
    SAYSO_TRY(part(m, "incident.same", 1, &out->same, err));
    SAYSO_TRY(part(m, "incident.confidence", SAYSO_CONF_N - 1, &out->confidence, err));
    SAYSO_TRY(part(m, "incident.harm", SAYSO_HARM_N, &out->harm, err));
    sayso_section bars = sayso__model_section(m, "incident.bars");
    if (bars.p && (bars.n > sizeof out->bar || bars.n % sizeof *out->bar))
        return sayso__fail(err, SAYSO_EMODEL, 0, "section \"incident.bars\" has a wrong size");
    if (bars.p)
        memcpy(out->bar, bars.p, bars.n); /* an older model has fewer */
    return SAYSO_OK;
}
