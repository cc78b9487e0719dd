/* parse.c -- dependency trees by an arc-eager parser with a small beam.  Layer: tag.
 *
 * An arc is labelled when it is made. At the end the root's children are brought down to one: the
 * first verb among them, else the first that is no punctuation. Linear time. */
#include "tag/parse_beam.h"

#include "base/fail.h"

static void score_action(const void *ctx, const uint32_t *feat, uint32_t n, int32_t score[4])
{
    const sayso_tag_model *m = ctx;
    int16_t sum[4];
    sayso__linear_score(&m->action, feat, n, sum);
    for (uint32_t i = 0; i < 4; i++)
        score[i] = sum[i];
}

/* An arc from the root is "root" and no other is. */
static uint8_t best_label(const void *ctx, const uint32_t *feat, uint32_t n)
{
    const sayso_tag_model *m = ctx;
    int16_t score[SAYSO_LINEAR_STRIDE_MOST];
    sayso__linear_score(&m->label, feat, n, score);
    score[SAYSO_DEPREL_NONE] = score[SAYSO_DEPREL_ROOT] = INT16_MIN;
    return (uint8_t)sayso__linear_best(score, SAYSO_DEPREL_N);
}

static void fetch_rows(const void *ctx, const uint32_t *feat, uint32_t n, bool label)
{
    const sayso_tag_model *m = ctx;
    sayso__linear_fetch(label ? &m->label : &m->action, feat, n);
}

sayso_parse_scorer sayso__parse_scorer(const sayso_tag_model *m)
{
    return (sayso_parse_scorer){m, score_action, best_label, fetch_rows};
}

static uint32_t choose_root(const sayso_parse_state *s)
{
    uint32_t any = SAYSO_NONE, word = SAYSO_NONE;
    for (uint32_t i = 0; i < s->n; i++) {
        if (s->node[i].head != s->n)
            continue;
        if (s->node[i].u == SAYSO_UPOS_VERB)
            return i;
        if (any == SAYSO_NONE)
            any = i;
        if (word == SAYSO_NONE && s->node[i].u != SAYSO_UPOS_PUNCT)
            word = i;
    }
    return word != SAYSO_NONE ? word : any;
}

static void write_tree(const sayso_parse_state *s, uint32_t from, sayso_tags *out)
{
    uint32_t root = choose_root(s);
    for (uint32_t i = 0; i < s->n; i++) {
        const sayso_parse_node *x = &s->node[i];
        bool top = x->head >= s->n;
        out->head[from + i] = i == root ? SAYSO_NONE : from + (top ? root : x->head);
        out->deprel[from + i] = i == root                  ? SAYSO_DEPREL_ROOT
                                : !top                     ? x->rel
                                : x->u == SAYSO_UPOS_PUNCT ? SAYSO_DEPREL_PUNCT
                                                           : SAYSO_DEPREL_PARATAXIS;
    }
}

/* Without a model: each word hangs on the one before. */
static void chain(const sayso_tokens *t, sayso_tags *out)
{
    for (uint32_t i = 0; i < t->n_tok; i++) {
        bool first = t->sent[t->tok_sent[i]] == i;
        out->head[i] = first ? SAYSO_NONE : i - 1;
        out->deprel[i] = first ? SAYSO_DEPREL_ROOT : SAYSO_DEPREL_DEP;
    }
}

/* The search is learned with a beam of 8 and a margin that keeps two states a step. Half the width
 * and three quarters of the margin keep 1.5: trees cost 0.7 times as much and lose 0.4 points of
 * LAS (EWT; 0.2 on GUM), attributions lose nothing. */
#define WIDTH_MOST 4u
#define MARGIN(m)  ((m) / 4 * 3)

sayso_status sayso__parse_run(const sayso_tag_model *model, sayso_arena *a, sayso_arena *scratch,
                              sayso_tags *out, sayso_error *err)
{
    const sayso_tokens *t = out->tokens;
    out->head = SAYSO_NEW_N(a, uint32_t, t->n_tok);
    out->deprel = SAYSO_NEW_N(a, uint8_t, t->n_tok);
    sayso_parse_beam *b = sayso__arena_room(scratch, SAYSO_BEAM_ABREAST * sizeof *b);
    if (!out->head || !out->deprel || !b)
        return sayso__fail_memory(err);
    if (!model || !model->action.w || !model->label.w) {
        chain(t, out);
        return SAYSO_OK;
    }
    for (uint32_t k = 0; k < SAYSO_BEAM_ABREAST; k++) {
        b[k].scorer = sayso__parse_scorer(model);
        b[k].width = model->beam_width < WIDTH_MOST ? model->beam_width : WIDTH_MOST;
        b[k].margin = MARGIN(model->beam_margin);
        b[k].trace = NULL;
        b[k].n_kept = 0;
    }
    for (uint32_t i = 0, n; i < t->n_sent; i += n) {
        n = t->n_sent - i < SAYSO_BEAM_ABREAST ? t->n_sent - i : SAYSO_BEAM_ABREAST;
        sayso__beam_parse_abreast(b, n, out, i);
        for (uint32_t k = 0; k < n; k++) {
            write_tree(sayso__beam_best(&b[k]), t->sent[i + k], out);
            sayso__parse_pairs(out, i + k);
        }
    }
    return SAYSO_OK;
}
