/* judge.c -- the models' answers: act, kind, stance, and who is held responsible.  Layer: claim. */
#include "claim/judge.h"

#include "base/fail.h"

static sayso_status open_if(const sayso_model *m, const char *name, uint32_t n_label,
                            sayso_linear *out, sayso_error *err)
{
    if (!sayso__model_section(m, name).p)
        return SAYSO_OK;
    return sayso__linear_open(m, name, n_label, out, err);
}

sayso_status sayso__judge_open(const sayso_model *m, sayso_judge_model *out, sayso_error *err)
{
    *out = (sayso_judge_model){0};
    SAYSO_TRY(open_if(m, "claim.act", SAYSO_ACT_N, &out->act, err));
    SAYSO_TRY(open_if(m, "claim.kind", SAYSO_KIND_N, &out->kind, err));
    SAYSO_TRY(open_if(m, "claim.stance", SAYSO_STANCE_N, &out->stance, err));
    return open_if(m, "claim.party", 1, &out->party, err);
}

/* The label with the highest score, where it lies above that of the rules by the margin; never 0
 * where `none` is false. */
static uint8_t answer(const sayso_linear *l, const uint32_t *feat, uint32_t n, uint8_t rule,
                      float margin, bool none)
{
    int16_t score[SAYSO_LINEAR_STRIDE_MOST];
    sayso__linear_score(l, feat, n, score);
    if (!none)
        score[0] = INT16_MIN;
    uint32_t best = sayso__linear_best(score, l->n_label);
    float more = (float)(score[best] - score[rule]) * l->scale;
    return more < margin ? rule : (uint8_t)best;
}

static uint32_t best_party(const sayso_judge *j, const sayso_judge_model *m, uint32_t i)
{
    sayso_judge_party who[SAYSO_JUDGE_PARTIES];
    uint32_t feat[SAYSO_JUDGE_FEATURES], n = sayso__judge_parties(j, i, who), best = SAYSO_NONE;
    int16_t most = 0, score[SAYSO_LINEAR_STRIDE_MOST];
    for (uint32_t k = 0; k < n; k++) {
        sayso__linear_score(&m->party, feat, sayso__judge_party_features(j, i, who + k, feat),
                            score);
        if (best == SAYSO_NONE || score[0] > most) {
            best = who[k].actor;
            most = score[0];
        }
    }
    return best;
}

static void blame(const sayso_judge *j, const sayso_judge_model *m, const uint32_t *feat,
                  uint32_t n, uint32_t i)
{
    sayso_claim *c = j->p->out->claim + i;
    if (c->stance)
        return; /* words of blame that the rules know are right more often */
    uint8_t stance = answer(&m->stance, feat, n, c->stance, SAYSO_JUDGE_STANCE_MARGIN, true);
    uint32_t party = stance ? best_party(j, m, i) : SAYSO_NONE;
    c->responsible = party;
    c->stance = party == SAYSO_NONE ? 0 : stance;
}

sayso_status sayso__judge_run(sayso_claim_part *p, const sayso_judge_model *model, sayso_error *err)
{
    sayso_judge j;
    uint32_t feat[SAYSO_JUDGE_FEATURES];
    if (!model)
        return SAYSO_OK;
    SAYSO_TRY(sayso__judge_begin(p, &j, err));
    for (uint32_t i = 0; i < p->attrs->n_attribution; i++) {
        sayso_claim *c = p->out->claim + i;
        uint32_t n = sayso__judge_features(&j, i, feat);
        if (model->act.w)
            c->act = answer(&model->act, feat, n, c->act, SAYSO_JUDGE_ACT_MARGIN, false);
        if (model->kind.w)
            c->kind = answer(&model->kind, feat, n, c->kind, SAYSO_JUDGE_KIND_MARGIN, false);
        if (model->stance.w && model->party.w)
            blame(&j, model, feat, n, i);
    }
    return SAYSO_OK;
}
