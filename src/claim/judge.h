/* judge.h -- second opinion on act, kind and responsibility, learned from coded reports.
 * Layer: claim.
 *
 * The rules' answers are features among others: of the cue, of the words of the content and their
 * roles in the tree, of what was said before. So the models learn where the rules are to be trusted
 * (stacking: Wolpert 1992). All are multinomial logistic; without its section each part keeps the
 * rules' answer. */
#ifndef SAYSO_CLAIM_JUDGE_H
#define SAYSO_CLAIM_JUDGE_H

#include "claim/claim_part.h"
#include "model/linear.h"

#define SAYSO_JUDGE_FEATURES 250u
/* How much surer than of the rules' answer, in units of log odds, a model must be of its own. */
#define SAYSO_JUDGE_ACT_MARGIN    1.0f
#define SAYSO_JUDGE_KIND_MARGIN   0.0f
#define SAYSO_JUDGE_STANCE_MARGIN 0.5f

#define SAYSO_JUDGE_PARTIES       16u

struct sayso_judge_model {
    sayso_linear act;    /* section "claim.act": SAYSO_ACT_x */
    sayso_linear kind;   /* section "claim.kind": SAYSO_KIND_x */
    sayso_linear stance; /* section "claim.stance": SAYSO_STANCE_x, 0 for none */
    sayso_linear party;  /* section "claim.party": label 0: how likely is it this one? */
};

/* Who may be the one held responsible in a claim. */
typedef struct {
    uint32_t actor;
    uint32_t tok;   /* head of its first mention in the content, or SAYSO_NONE */
    uint32_t ways;  /* SAYSO_PARTY_x: how it comes to be a candidate */
    uint32_t order; /* of those in the content: which */
} sayso_judge_party;

enum {
    SAYSO_PARTY_BY_RULE = 1,  /* the rules' answer */
    SAYSO_PARTY_SPEAKER = 2,  /* the speaker or whom he speaks for */
    SAYSO_PARTY_NAMED = 4,    /* stands in the content */
    SAYSO_PARTY_BEFORE = 8,   /* responsible in the claim before */
    SAYSO_PARTY_OF_SAME = 16, /* in the last such claim of this speaker */
    SAYSO_PARTY_ACCUSED = 32, /* the latest accused */
    SAYSO_PARTY_CHAIN = 128,  /* the speaker, whom he speaks for, whom that one speaks for ... */
    SAYSO_PARTY_OF_CUE = 64   /* stands behind the cue, outside the content */
};

/* What the rules said of every claim, kept for the features: parallel to claims->claim. */
typedef struct {
    uint8_t act, kind, stance;
    uint32_t responsible;
} sayso_judge_rule;

typedef struct {
    sayso_claim_part *p;
    const sayso_judge_rule *rule; /* [n_attribution] */
    uint32_t last_accused;        /* by the rules, before the claim under way */
} sayso_judge;

/* A judge over all claims as the rules left them. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__judge_begin(sayso_claim_part *p, sayso_judge *out,
                                              sayso_error *err);

/* Feature ids of claim i; the same for act, kind and stance. Claims must be taken in order. Returns
 * how many (<= SAYSO_JUDGE_FEATURES). */
uint32_t sayso__judge_features(sayso_judge *j, uint32_t i, uint32_t *out);

/* The candidates for claim i; returns how many. */
uint32_t sayso__judge_parties(const sayso_judge *j, uint32_t i, sayso_judge_party *out);
uint32_t sayso__judge_party_features(const sayso_judge *j, uint32_t i, const sayso_judge_party *who,
                                     uint32_t *out);

/* Writes the models' answers into the claims. */
SAYSO_CHECKED sayso_status sayso__judge_run(sayso_claim_part *p, const sayso_judge_model *model,
                                            sayso_error *err);

/* Sections that the model lacks leave their part empty. Errors: SAYSO_EMODEL for one damaged. */
SAYSO_CHECKED sayso_status sayso__judge_open(const sayso_model *m, sayso_judge_model *out,
                                             sayso_error *err);

#endif
