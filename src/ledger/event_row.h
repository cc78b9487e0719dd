/* event_row.h -- one row an event (or a report), as event data sets have them.  Layer: ledger.
 *
 * Conflict data sets keep one account of an event. A rule, which the row names, says which one:
 *
 *   latest                the last figure by the day it was true; each party's last position
 *   independent-majority  the figure that most independent sources give, of equals the later one;
 *                         every accusation, ordered by how many parties make it
 *   official              the last figure by officials, courts and public bodies; their accusations
 *   all                   no choice is made: one row a report, with what that report says
 *
 * Never averaged: each number is one figure's, which the row names. Figures that were true before
 * the event are of something else; an older version of a report yields to the later one. A group
 * that claims or admits responsibility stands first under every rule. */
#ifndef SAYSO_LEDGER_EVENT_ROW_H
#define SAYSO_LEDGER_EVENT_ROW_H

#include "ledger/ledger.h"

/* name, spelling */
#define SAYSO_RULE_LIST(X)                                                                         \
    X(LATEST, "latest")                                                                            \
    X(INDEPENDENT_MAJORITY, "independent-majority")                                                \
    X(OFFICIAL, "official")                                                                        \
    X(ALL, "all")

typedef enum {
#define X(name, word) SAYSO_RULE_##name,
    SAYSO_RULE_LIST(X)
#undef X
        SAYSO_N_RULE
} sayso_rule;

const char *sayso__rule_word(sayso_rule rule);
/* SAYSO_N_RULE if there is no such. */
sayso_rule sayso__rule_parse(const char *word);

/* What is counted of people; population as figures have it. */
typedef enum {
    SAYSO_TOLL_KILLED,
    SAYSO_TOLL_KILLED_CIVILIANS,
    SAYSO_TOLL_KILLED_CHILDREN,
    SAYSO_TOLL_KILLED_SIDE_A,
    SAYSO_TOLL_KILLED_SIDE_B,
    SAYSO_TOLL_KILLED_PERPETRATORS,
    SAYSO_TOLL_INJURED,
    SAYSO_TOLL_INJURED_PERPETRATORS,
    SAYSO_TOLL_ABDUCTED,
    SAYSO_N_TOLL
} sayso_toll_kind;

typedef struct {
    uint32_t figure;  /* index in the state, or SAYSO_NONE: no figure under the rule */
    uint32_t sources; /* independent sources that give these bounds */
} sayso_toll;

/* A party that is held responsible, or says that it is. */
typedef struct {
    uint32_t actor;
    bool claimed;    /* it claims or admits it */
    bool confirmed;  /* somebody confirms that it was */
    bool denied;     /* it denies */
    uint32_t by;     /* parties that accuse it */
    uint32_t in;     /* independent reports in which they do */
    const char *day; /* of the first accusation or claim */
} sayso_suspect;

typedef struct {
    uint32_t report; /* rule all: of this one alone; else SAYSO_NONE */
    bool repeated;   /* ... which is a copy, or has a later version */
    uint8_t kind;
    const char *first, *last; /* EDTF days of the event; last NULL: one day */
    uint32_t date_prec; /* UCDP: 1 day, 2 two to six days, 3 a week, 4 month, 5 year; 0 none */
    const char *place, *country;
    sayso_number latitude, longitude;
    sayso_toll toll[SAYSO_N_TOLL];
    sayso_suspect *suspect; /* claimed first, then by how many accuse */
    uint32_t n_suspect;
    const char **target, **weapon; /* words, most often said first */
    uint32_t n_target, n_weapon;
    uint32_t *source; /* [n_source] reports, one a family: that of the death toll first */
    uint32_t n_source;
    const char *cameo, *plover; /* codes of the kind, or NULL */
    const char *root; /* who the death toll comes from: a source's name, else an outlet's */
} sayso_event_row;

/* The rows of a state under a rule: one, or with SAYSO_RULE_ALL one a report. All lies in a.
 * Errors: SAYSO_ELEDGER, SAYSO_EIO, SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__event_rows(sayso_ledger *l, const sayso_state *s, sayso_rule rule,
                                             sayso_arena *a, sayso_event_row **out, uint32_t *n,
                                             sayso_error *err);

/* Who did what by speaking: claims of one party, one act and one party held responsible, of which
 * the latest stands for all; under `all` each claim by itself, under `official` those of officials
 * alone. */
typedef struct {
    uint32_t claim; /* the one that stands for them */
    uint32_t n_claim, n_report, n_independent;
} sayso_act_row;

/* Acts that have a CAMEO code, by the place of their claim. Lies in a. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__act_rows(const sayso_state *s, sayso_rule rule, sayso_arena *a,
                                           sayso_act_row **out, uint32_t *n, sayso_error *err);

/* What one party does to another by the words of the reports, not by saying something. */
typedef struct {
    uint32_t report;             /* the latest */
    uint32_t by, of, claim;      /* actors, claim in whose words it stands; or SAYSO_NONE */
    const char *source, *target; /* words */
    const char *cameo, *plover;
    uint32_t n_act, n_report, n_independent;
} sayso_dyad_row;

/* Of one party, code and target the latest; under `all` each. Lies in a. Errors: SAYSO_ELEDGER,
 * SAYSO_EIO, SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__dyad_rows(sayso_ledger *l, const sayso_state *s, sayso_rule rule,
                                            sayso_arena *a, sayso_dyad_row **out, uint32_t *n,
                                            sayso_error *err);

/* ---- between the files of event rows ----------------------------------------------------- */

typedef struct {
    const sayso_state *s;
    sayso_arena *a; /* what is handed out */
    sayso_arena *t; /* for the work on one row */
    sayso_rule rule;
    uint32_t report; /* of this one alone, or SAYSO_NONE */
} sayso_rule_scope;

/* Is what report i says looked at? Under all: that report's alone; else every report's but those
 * that a later version replaces. */
static inline bool sayso__rule_sees(const sayso_rule_scope *c, uint32_t i)
{
    return c->report == SAYSO_NONE ? !c->s->report[i].older : c->report == i;
}

/* Does an official, a court or a public body say it? */
bool sayso__rule_official(const sayso_state *s, uint32_t claim);

/* Who is at the root of figure i: two figures with the same answer are not independent. */
uint32_t sayso__rule_root(const sayso_state *s, uint32_t i);

/* row->toll. event_toll.c. false: out of memory. */
bool sayso__rule_tolls(const sayso_rule_scope *c, const char *event_day, sayso_event_row *row);

/* row->suspect. event_suspect.c. false: out of memory. */
bool sayso__rule_suspects(const sayso_rule_scope *c, sayso_event_row *row);

#endif
