/* attr_draft.h -- attributions while they are being made: token ranges, before order, nesting,
 * relays and actors are settled.  Layer: attr. */
#ifndef SAYSO_ATTR_ATTR_DRAFT_H
#define SAYSO_ATTR_ATTR_DRAFT_H

#include "attr/attr_parts.h"
#include "attr/resolve.h"
#include "base/array.h"

#define SAYSO_DRAFT_CARRIERS 4u  /* most relays that one cue's own sentence names */
#define SAYSO_DRAFT_PIECES   12u /* most pieces of one role; further ones are joined to the last */

typedef struct {
    uint32_t beg, end; /* tokens */
} sayso_range;

typedef struct {
    sayso_range source[2], cue[2], content[SAYSO_DRAFT_PIECES];
    uint32_t n_source, n_cue, n_content;
    uint32_t cue_head;                         /* token or SAYSO_NONE */
    sayso_range carrier[SAYSO_DRAFT_CARRIERS]; /* phrases of those who carry it, outermost first */
    uint32_t n_carrier;
    bool chain_told; /* the carriers are all: none is taken from those in whose content it stands */
    sayso_range cited; /* carrier that the source, itself a carrier, cites; empty: none */
    bool turn;         /* of a transcript: direct speech without marks */
    uint32_t speaker;  /* actor of a turn, plus 1; 0: the source phrase tells */
    bool dropped;
} sayso_draft;

typedef struct {
    sayso_attr_view *v;
    sayso_arena *scratch;
    SAYSO_ARRAY(sayso_draft) draft;
} sayso_drafts;

/* A guess at what a cue's source and content are. */
typedef struct {
    sayso_draft draft;
    float behind;   /* how far the labelling's score is behind the first's */
    float chance;   /* by the labellings' scores; their sum is 1 */
    uint32_t place; /* in the list of labellings */
} sayso_guess;

/* The guesses at the cue that the tagger has read, out: [SAYSO_ATTR_GUESSES]; returns how many. */
uint32_t sayso__guess_make(const sayso_span_tagger *t, sayso_guess *out);

/* Feature ids of a cue, the same for all guesses at its spans, and of guess j of list[n]. Each
 * returns how many. */
uint32_t sayso__rank_cue_features(const sayso_attr_view *v, const sayso_cue_site *s, float margin,
                                  uint32_t *out);
uint32_t sayso__rank_features(const sayso_attr_view *v, const sayso_cue_site *s,
                              const sayso_guess *list, uint32_t n, uint32_t j, uint32_t *out);
/* The safest of the guesses at the cue that the tagger has read into *best; returns more than 0 if
 * it is likely enough. best->n_content == 0: there is none. */
float sayso__rank_choose(const sayso_attr_model *model, const sayso_attr_view *v,
                         const sayso_span_tagger *t, float margin, sayso_draft *best);

/* A draft of each guess that the models take for a cue; the others' tokens are none in d->v.
 * Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__draft_by_model(sayso_drafts *d, const sayso_attr_model *model,
                                                 sayso_cue_guess *guess, uint32_t n,
                                                 sayso_error *err);

/* Quotations signed with a dash and a name; marks that are no attributions ("offered no evidence"),
 * quoted speakers ("X quoted Y as saying"), and the carriers that each cue's sentence names.
 * Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__draft_by_rules(sayso_drafts *d, const sayso_resolver *r,
                                                 sayso_error *err);

/* The relays of all attributions, after their order, parents and source actors are settled.
 * draft: [n_attribution] of each attribution. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__relay_find(const sayso_drafts *d, const uint32_t *draft,
                                             sayso_resolver *r, sayso_arena *a, sayso_attrs *out,
                                             sayso_error *err);

/* First token of all that the draft holds. */
uint32_t sayso__draft_beg(const sayso_draft *d);

#endif
