/* incident_model.h -- the weights that tell incidents and their roles.  Layer: claim.
 *
 * MUC-4's classes, slots and confidences (Sundheim 1992): the sets that teach them are coded so.
 * All models are logistic; a score of 0 is an even chance. */
#ifndef SAYSO_CLAIM_INCIDENT_MODEL_H
#define SAYSO_CLAIM_INCIDENT_MODEL_H

#include "model/linear.h"

/* What an incident is, coarsely. */
enum {
    SAYSO_DEED_ATTACK,
    SAYSO_DEED_BOMBING,
    SAYSO_DEED_KIDNAPPING,
    SAYSO_DEED_ARSON,
    SAYSO_DEED_ROBBERY,
    SAYSO_DEED_N
};

/* Labels of the model of sentences, and of that of reports: a label a deed, and one for any. */
#define SAYSO_DEED_ANY    SAYSO_DEED_N
#define SAYSO_DEED_LABELS (SAYSO_DEED_N + 1)

enum {
    SAYSO_ROLE_PERP_PERSON,
    SAYSO_ROLE_PERP_BODY,
    SAYSO_ROLE_TARGET,
    SAYSO_ROLE_VICTIM,
    SAYSO_ROLE_WEAPON,
    SAYSO_ROLE_N
};

/* What became of a victim. */
enum { SAYSO_HARM_UNTOLD, SAYSO_HARM_KILLED, SAYSO_HARM_INJURED, SAYSO_HARM_NONE, SAYSO_HARM_N };

/* Section "incident.bars": f32 each: scores from which on a role, a report, each of its deeds, is
 * taken. */
enum {
    SAYSO_BAR_REPORT = SAYSO_ROLE_N,
    SAYSO_BAR_DEED,
    SAYSO_BAR_LEAD = SAYSO_BAR_DEED + SAYSO_DEED_N, /* of a confidence over "reported as fact" */
    SAYSO_BAR_N
};

typedef struct {
    sayso_linear sentence;   /* "incident.sentence": [SAYSO_DEED_LABELS], each yes or no */
    sayso_linear report;     /* "incident.report": the same of a whole report */
    sayso_linear role;       /* "incident.role": [SAYSO_ROLE_N], each yes or no */
    sayso_linear body;       /* "incident.body": a second look at organisations that did it */
    sayso_linear deed;       /* "incident.deed": [SAYSO_DEED_N]: to which deeds a filler belongs */
    sayso_linear same;       /* "incident.same": do two fillers belong to one incident? */
    sayso_linear confidence; /* "incident.confidence": [SAYSO_CONF_N - 1], one of them */
    sayso_linear harm;       /* "incident.harm": [SAYSO_HARM_N], one of them */
    float bar[SAYSO_BAR_N];
} sayso_incident_model;

/* Sections that the model lacks leave their part empty: incidents then come from rules alone.
 * Errors: SAYSO_EMODEL for a section that is damaged. */
SAYSO_CHECKED sayso_status sayso__incident_model_open(const sayso_model *m,
                                                      sayso_incident_model *out, sayso_error *err);

#endif
