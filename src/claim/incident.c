/* incident.c -- the events that a report is about.  Layer: claim. */
#include "claim/claim_part.h"

sayso_status sayso__claim_incident(sayso_claim_part *p, sayso_error *err)
{
    (void)err;
    p->out->n_incident = 0;
    return SAYSO_OK;
}
