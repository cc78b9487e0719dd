/* load.h -- base rows -> the state of a set of reports, and what is computed from it.
 * Layer: ledger.
 *
 *     reports -> families -> merge -> event -> sources -> positions -> blame -> timeline
 *
 * Each step fills more of sayso_state; nothing here writes to the ledger. */
#ifndef SAYSO_LEDGER_LOAD_H
#define SAYSO_LEDGER_LOAD_H

#include "base/array.h"
#include "base/table.h"
#include "ledger/sql.h"

/* Returns SAYSO_ENOMEM from the function around it where memory is not to be had. */
#define SAYSO_NEED(x, ok)                                                                          \
    do {                                                                                           \
        if (!(ok))                                                                                 \
            return sayso__fail_memory((x)->err);                                                   \
    } while (0)

/* An actor as one report has it. Claims hold indices of these until merge. */
typedef struct {
    const char *id, *name, *country, *sector;
    sayso_str key; /* names_key of name */
    const char **alias;
    uint32_t n_alias;
    uint32_t report;
    uint32_t speaks_for; /* raw actor or SAYSO_NONE */
    uint8_t class_, kind;
    bool named, official;
} sayso_raw_actor;

typedef struct {
    uint32_t report;
    uint8_t kind;
    const char *first, *last, *place, *country;
    bool main;
} sayso_raw_incident;

/* A claim's attribution, and the span ids of the first pieces of its source and cue, or NULL. */
typedef struct {
    const char *attribution, *source, *cue;
} sayso_first_pieces;

typedef struct {
    sayso_ledger *l;
    bool derived;   /* for the rows of settle alone: what they do not need stays empty (claims'
                     * spans, relays and evidence, figures' spans, shares of copies, moments) */
    sayso_arena *a; /* the caller's: what is handed out */
    sayso_arena *t; /* for the work alone */
    sayso_error *err;
    sayso_state *out;
    const char **document;    /* [out->n_report] document ids */
    const char **proposition; /* [out->n_claim] */
    const char **day;         /* [out->n_claim] said, else the day the words first came out */
    uint32_t *actor_index;    /* [actor.n] raw actor -> actor */
    uint32_t *repeats;        /* [out->n_claim] claim of an earlier copy or version, SAYSO_NONE */
    uint32_t *family;         /* [out->n_report] first report of its copies and versions */
    const sayso_state_event *head; /* what the ledger has found of the event; NULL: found here */
    sayso_table wrong;             /* claim_id -> 1: marked by hand as read wrongly */
    SAYSO_ARRAY(sayso_raw_actor) actor;
    SAYSO_ARRAY(sayso_raw_incident) incident;
    SAYSO_ARRAY(sayso_state_claim) claim;
    SAYSO_ARRAY(const char *) claim_proposition;
    SAYSO_ARRAY(sayso_first_pieces) claim_pieces; /* with `derived` alone */
    SAYSO_ARRAY(uint32_t) claim_sources;          /* n_independent as the table has it */
    SAYSO_ARRAY(sayso_state_figure) figure;
} sayso_load;

/* Documents wanted: WHERE part over `document d` with one parameter ?1 (may be NULL); where NULL:
 * those of which value lists the rows as JSON. */
SAYSO_CHECKED sayso_status sayso__load_reports(sayso_load *x, const char *where, const char *value);

/* Reports of an event without their texts and what hangs on them, n_claim of each. */
SAYSO_CHECKED sayso_status sayso__load_heads(sayso_load *x, const char *event);

/* One document. */
SAYSO_CHECKED sayso_status sayso__load_report(sayso_load *x, const char *document);

/* With `derived`: the pieces of source and cue of a claim of which they are wanted after all; else
 * they are here. */
SAYSO_CHECKED sayso_status sayso__load_pieces(sayso_load *x, uint32_t claim);

/* out->copies, independent; family. groups.c */
SAYSO_CHECKED sayso_status sayso__load_families(sayso_load *x);

/* out->actor; all actor indices then point there. Needs families. merge.c */
SAYSO_CHECKED sayso_status sayso__load_merge(sayso_load *x);

/* Kind, date, place, country and name by the majority of incidents v[i] (one a report); e->id is
 * kept. false: out of memory. main_event.c */
bool sayso__event_describe(const sayso_raw_incident *const *v, uint32_t n, sayso_arena *a,
                           sayso_arena *t, sayso_state_event *e);

/* out->event: head, else from main incidents. main_event.c */
SAYSO_CHECKED sayso_status sayso__load_event(sayso_load *x);

/* day, repeats; claims' n_independent. Needs merged actors. groups.c */
SAYSO_CHECKED sayso_status sayso__load_sources(sayso_load *x);

/* out->position. positions.c */
SAYSO_CHECKED sayso_status sayso__load_positions(sayso_load *x);

/* out->blame, relation, conflict, figures' supersedes. blame.c */
SAYSO_CHECKED sayso_status sayso__load_blame(sayso_load *x);

/* out->moment. moments.c */
SAYSO_CHECKED sayso_status sayso__load_timeline(sayso_load *x);

/* The party whose words an actor's are; SAYSO_NONE for SAYSO_NONE. */
static inline uint32_t sayso__load_party(const sayso_load *x, uint32_t actor)
{
    return actor < x->out->n_actor ? x->out->actor[actor].party : SAYSO_NONE;
}

#endif
