/* incident_part.h -- what the trained reading of incidents shares with its trainer.  Layer: claim.
 *
 *     sentences -> report -> noun phrases -> roles -> incidents
 *
 * Reports and sentences are judged first, phrases in their light (Patwardhan and Riloff 2009, Huang
 * and Riloff 2011). What is judged is a group: all phrases of a report that are the same words,
 * each with its own surroundings. Features never look at upper and lower case. */
#ifndef SAYSO_CLAIM_INCIDENT_PART_H
#define SAYSO_CLAIM_INCIDENT_PART_H

#include "claim/claim_part.h"
#include "claim/incident_model.h"

/* A noun phrase without determiner. */
typedef struct {
    uint32_t beg, end; /* tokens */
    uint32_t head;     /* token: its head in the tree */
    uint32_t group;
    uint32_t next; /* next noun of the group, or SAYSO_NONE */
    uint8_t name;  /* SAYSO_MENTION_x of the name that it is, or 0 */
} sayso_noun;

typedef struct {
    uint32_t first, last, n; /* nouns */
    uint32_t before;         /* an earlier group that ends in a word of the same slot */
} sayso_noun_group;

/* Flags of data/sureness.tsv. */
enum {
    SAYSO_SURE_SUSPECT = 1,
    SAYSO_SURE_POSSIBLE = 2,
    SAYSO_SURE_CLAIM = 4,
    SAYSO_SURE_AUTHORITY = 8,
    SAYSO_SURE_FLAGS = 4 /* how many */
};

typedef struct {
    const sayso_claim_part *p;
    sayso_noun *noun; /* [n_noun] ordered by end */
    sayso_noun_group *group;
    uint32_t n_noun, n_group, cap_noun, cap_group;
    uint32_t *lemma;        /* [n_tok] hash of the lemma */
    const uint32_t *inside; /* [n_tok] attribution whose content holds it, or SAYSO_NONE */
    uint8_t *event;         /* [n_tok] SAYSO_EVENT_x of a word for an event, or 0 */
    uint8_t *told;          /* [n_sent] SAYSO_TOLD_x */
    uint8_t *source;        /* [n_tok] 1: inside of a source */
    uint8_t *sure;          /* [n_tok] flags of data/sureness.tsv */
    uint32_t sure_words[SAYSO_SURE_FLAGS]; /* how many have each flag */
    float (*sent)[SAYSO_DEED_LABELS];      /* [n_sent] scores */
    float report[SAYSO_DEED_LABELS];
    float (*role)[SAYSO_ROLE_N]; /* [n_group] scores */
} sayso_incident_view;

#define SAYSO_INCIDENT_FEATURES 250u

/* Words, nouns and groups; scores are zero. Linear in tokens. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__incident_view_make(const sayso_claim_part *p, sayso_arena *a,
                                                     sayso_incident_view *out, sayso_error *err);

/* Noun phrases and their groups, a part of the above. */
SAYSO_CHECKED sayso_status sayso__incident_nouns(sayso_incident_view *v, sayso_arena *a,
                                                 sayso_error *err);

/* Do two phrases name the same: the same words, or the same last word and half of the others? */
bool sayso__incident_same(const sayso_incident_view *v, uint32_t noun, uint32_t other);

/* Features of what is judged; room for SAYSO_INCIDENT_FEATURES. Of a report, which has more words
 * than that: part k of them, 0 when there are none left. Scores of what was judged before are read.
 */
uint32_t sayso__incident_sentence_features(const sayso_incident_view *v, uint32_t sent,
                                           uint32_t *feat);
uint32_t sayso__incident_report_features(const sayso_incident_view *v, uint32_t *feat);
uint32_t sayso__incident_group_features(const sayso_incident_view *v, uint32_t group,
                                        uint32_t *feat);

/* What tells how surely a group has done a deed; far fewer than its other features, for there are
 * few examples. */
uint32_t sayso__incident_confidence_features(const sayso_incident_view *v, uint32_t group,
                                             uint32_t *feat);

/* Groups that may be the organisation that did it: those with a score of at least
 * SAYSO_RIVAL_BAR, the best of them first. */
enum { SAYSO_RIVALS = 6, SAYSO_RIVAL_BAR = -4 };
typedef struct {
    uint32_t group[SAYSO_RIVALS], n; /* n: of all, most of them may not be listed */
    uint32_t most;                   /* nouns of the group that has most */
    float person;                    /* best score of a person who did it */
} sayso_rivals;

/* The rivals, by the scores of roles. */
void sayso__incident_rivals(const sayso_incident_view *v, sayso_rivals *out);

/* A second look at a group as the organisation that did it: its first scores, and those of its
 * rivals. */
uint32_t sayso__incident_body_features(const sayso_incident_view *v, const sayso_rivals *r,
                                       uint32_t group, uint32_t *feat);

/* Fills the scores of sentences and of the report. */
void sayso__incident_judge(sayso_incident_view *v, const sayso_incident_model *m);

/* Scores of n features, n <= SAYSO_INCIDENT_FEATURES. */
void sayso__incident_score(const sayso_linear *l, const uint32_t *feat, uint32_t n, float *score);

/* What a group plays, and where. */
typedef struct {
    uint32_t roles, deeds; /* bits */
    uint8_t harm, confidence;
} sayso_casting;

/* The deeds that the judged report tells of, as bits, that of its main event (SAYSO_DEED_N: none)
 * among them; 0 for a report about something else, and without a model. */
uint32_t sayso__incident_deeds(const sayso_incident_view *v, const sayso_incident_model *m,
                               uint32_t main);

/* The roles of all groups, [n_group]. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__incident_cast(const sayso_incident_view *v,
                                                const sayso_incident_model *m, uint32_t deeds,
                                                sayso_arena *a, sayso_casting **out,
                                                sayso_error *err);

/* A group as filler of a role in a deed. */
sayso_filler sayso__incident_filler(const sayso_incident_view *v, const sayso_casting *c,
                                    uint32_t group, uint32_t role, uint32_t deed);

/* One who may belong to an incident, and what his first phrase's sentence says of when and where.
 */
enum { SAYSO_PAIR_PLACES = 6, SAYSO_PAIR_MOST = 24, SAYSO_PARTS_MOST = 8 };
typedef struct {
    uint32_t group, role, sent;
    uint32_t place[SAYSO_PAIR_PLACES], n_place; /* actors */
    bool dated;
} sayso_incident_member;

void sayso__incident_member(const sayso_incident_view *v, uint32_t group, uint32_t role,
                            sayso_incident_member *out);

/* Do two belong to one incident? many: victims and targets of the deed. */
uint32_t sayso__incident_pair_features(const sayso_incident_view *v, const sayso_incident_member *x,
                                       const sayso_incident_member *y, uint32_t many,
                                       uint32_t *feat);

/* The incidents of one deed: n >= 1; first phrases of their victims and targets where there are
 * several. */
typedef struct {
    uint8_t *of; /* [n_group] bits: to which a group belongs */
    uint32_t n, first[SAYSO_PARTS_MOST];
} sayso_parts;

/* Fills out, but for out->of, which has room. Of SAYSO_PAIR_MOST victims and targets; those behind
 * them stay with the first incident. */
void sayso__incident_parts(const sayso_incident_view *v, const sayso_incident_model *m,
                           const sayso_casting *c, uint32_t deed, sayso_parts *out);

/* The place that sentence sent names for its event, where it does. */
void sayso__incident_where(const sayso_claim_part *p, uint32_t sent, sayso_incident *x);

/* Fills told. */
void sayso__incident_told(sayso_incident_view *v);

/* Appends the incidents of sentences that report none. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__incident_background(sayso_claim_part *p,
                                                      const sayso_incident_view *v,
                                                      sayso_error *err);

#endif
