/* claim.h -- attributions -> claims, evidence marks, incidents; the whole analysis of one report.
 * Layer: claim.
 *
 * claim[i] says what attribution[i] means. Terms: FactBank (factuality), MUC-4 (incidents), PLOVER,
 * CAMEO (codes).
 *
 * Invariants (each has a property test of its name):
 *   C1  n_claim == n_attribution; responsible and stance are both set or both not
 *   C2  every bit of a claim's evidence has a mark that covers the claim, or follows from its act
 *       or source
 *   C3  actor indices are SAYSO_NONE or < attrs->n_actor */
#ifndef SAYSO_CLAIM_CLAIM_H
#define SAYSO_CLAIM_CLAIM_H

#include "attr/attr.h"
#include "claim/incident_model.h"

/* Codes of the field's two ontologies; `reason` says why one of them is NULL. */
typedef struct {
    const char *cameo, *plover, *reason;
} sayso_codes;

/* Of a speech act (SAYSO_ACT_x), of a kind of event (SAYSO_EVENT_x). */
sayso_codes sayso__codes_of_act(uint8_t act);
sayso_codes sayso__codes_of_kind(uint8_t kind);

typedef struct {
    uint8_t act;          /* SAYSO_ACT_x */
    uint8_t kind;         /* SAYSO_KIND_x */
    uint8_t stance;       /* SAYSO_STANCE_x, 0 for null */
    uint8_t source_type;  /* SAYSO_SOURCE_x */
    uint8_t factuality;   /* SAYSO_FACT_x */
    uint32_t responsible; /* actor or SAYSO_NONE */
    uint32_t evidence;    /* bits 1u << SAYSO_EVIDENCE_x */
    int32_t said;         /* day or SAYSO_NO_DAY */
    sayso_codes codes;
    char id[20]; /* stable: 16 hex digits from report id, field, cue and content */
} sayso_claim;

typedef struct {
    uint8_t mark; /* SAYSO_EVIDENCE_x */
    sayso_span at;
    uint32_t covers, n_covers; /* range of mark_claim */
} sayso_mark;

/* What a figure hangs on; parallel to mentions->figure. */
typedef struct {
    uint32_t attribution; /* whose figure it is, SAYSO_NONE: the writer's */
    int32_t as_of;        /* day or SAYSO_NO_DAY */
    bool kept; /* false: no figure about the event after all (inside another number, a score ...) */
} sayso_figure_link;

typedef struct {
    sayso_str text;
    sayso_span at;
    uint32_t actor;     /* or SAYSO_NONE */
    uint8_t role;       /* 'p' perpetrator, 't' target, 'w' weapon, 'v' victim */
    uint8_t class_;     /* perpetrator: 'i' individual, 'o' organization */
    uint8_t confidence; /* SAYSO_CONF_x */
    uint8_t effect;     /* SAYSO_EFFECT_x */
    bool named;
    int32_t number; /* victims; -1 unknown */
} sayso_filler;

typedef struct {
    uint8_t kind;        /* SAYSO_EVENT_x */
    uint8_t told;        /* SAYSO_TOLD_x */
    sayso_span at;       /* its trigger word */
    int32_t first, last; /* days, SAYSO_NO_DAY if unknown */
    sayso_str place;
    char country[4];
    bool located; /* the place is known: */
    double lat, lon;
    uint32_t filler, n_filler; /* range of filler */
    sayso_codes codes;
} sayso_incident;

/* Whoever does something, or has it done to him; text is empty where nobody is named. */
typedef struct {
    sayso_str text;
    sayso_span at;
    uint32_t head;  /* token */
    uint32_t actor; /* or SAYSO_NONE */
} sayso_party;

/* An act of one party toward another, as its verb says it. */
typedef struct {
    sayso_span at; /* the verb */
    sayso_party source, target;
    uint32_t attribution; /* in whose content it stands, SAYSO_NONE: the writer's own words */
    char cameo[5];        /* its code */
    const char *plover;   /* type, or type/mode */
} sayso_dyad;

/* The survey of which the report tells; its shares are the figures of percent with an answer. */
typedef struct {
    uint32_t conductor, sponsor; /* actors, or SAYSO_NONE */
    int32_t first, last;         /* days of asking, SAYSO_NO_DAY if unknown */
    double sample;               /* people asked, 0 if unknown */
    sayso_span question;         /* its words in the text, empty if not quoted */
} sayso_survey;

typedef struct {
    const sayso_attrs *attrs; /* borrowed */
    sayso_claim *claim;       /* [attrs->n_attribution] */
    sayso_mark *mark;
    uint32_t *mark_claim;
    sayso_figure_link *figure; /* [mentions->n_figure] */
    sayso_incident *incident;  /* those reported, the main one first; then the others */
    sayso_filler *filler;
    sayso_dyad *dyad; /* in the order of the text */
    sayso_survey survey;
    bool has_survey;
    uint32_t n_mark, n_mark_claim, n_incident, n_filler, n_dyad;
} sayso_claims;

/* model may be NULL: incidents then come from rules alone. Errors: SAYSO_ENOMEM. On SAYSO_OK C1-C3
 * hold. */
SAYSO_CHECKED sayso_status sayso__claim_run(const sayso_attrs *attrs,
                                            const sayso_incident_model *model, sayso_arena *a,
                                            sayso_arena *scratch, sayso_claims *out,
                                            sayso_error *err);

/* Everything known of one report: what the ledger and the views read. */
typedef struct {
    const sayso_doc *doc;
    const sayso_tokens *tokens;
    const sayso_tags *tags;
    const sayso_mentions *mentions;
    const sayso_attrs *attrs;
    const sayso_claims *claims;
} sayso_analysis;

#endif
