/* parse.c -- dependency trees by a greedy arc-eager parser.  Layer: tag.
 *
 * Each step takes the legal transition of the highest score; an arc is labelled when it is made. At
 * the end the root's children are brought down to one: the first verb among them, else the first
 * that is no punctuation. Linear time. */
#include "tag/parse_state.h"

#include "base/fail.h"

static uint32_t best_legal(const int16_t *score, uint32_t legal)
{
    uint32_t best = SAYSO_N_ACTION;
    for (uint32_t i = 0; i < SAYSO_N_ACTION; i++)
        if (legal >> i & 1 && (best == SAYSO_N_ACTION || score[i] > score[best]))
            best = i;
    return best;
}

/* The label of the arc that action would make; an arc from the root is "root" and no other is. */
static uint8_t choose_label(const sayso_tag_model *m, const sayso_parse_state *s, uint32_t action)
{
    if (action == SAYSO_LEFT && s->next == s->n)
        return SAYSO_DEPREL_ROOT;
    uint32_t feat[SAYSO_PARSE_FEATURES_MOST];
    int16_t score[SAYSO_LINEAR_STRIDE_MOST];
    uint32_t n = sayso__parse_label_features(s, action, feat);
    sayso__linear_score(&m->label, feat, n, score);
    score[SAYSO_DEPREL_NONE] = score[SAYSO_DEPREL_ROOT] = INT16_MIN;
    return (uint8_t)sayso__linear_best(score, SAYSO_DEPREL_N);
}

static void parse_sentence(const sayso_tag_model *m, sayso_parse_state *s)
{
    uint32_t feat[SAYSO_PARSE_FEATURES_MOST];
    int16_t score[SAYSO_LINEAR_STRIDE_MOST];
    while (!sayso__parse_done(s)) {
        uint32_t legal = sayso__parse_legal(s), action;
        if (legal & (legal - 1)) {
            uint32_t n = sayso__parse_features(s, feat);
            sayso__linear_score(&m->action, feat, n, score);
            action = best_legal(score, legal);
        } else {
            action = (uint32_t)__builtin_ctz(legal);
        }
        bool arc = action == SAYSO_LEFT || action == SAYSO_RIGHT;
        sayso__parse_apply(s, action, arc ? choose_label(m, s, action) : 0);
    }
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

sayso_status sayso__parse_run(const sayso_tag_model *model, sayso_arena *a, sayso_arena *scratch,
                              sayso_tags *out, sayso_error *err)
{
    const sayso_tokens *t = out->tokens;
    out->head = SAYSO_NEW_N(a, uint32_t, t->n_tok);
    out->deprel = SAYSO_NEW_N(a, uint8_t, t->n_tok);
    sayso_parse_state *s = SAYSO_NEW(scratch, sayso_parse_state);
    if (!out->head || !out->deprel || !s)
        return sayso__fail_memory(err);
    if (!model || !model->action.w || !model->label.w) {
        chain(t, out);
        return SAYSO_OK;
    }
    for (uint32_t i = 0; i < t->n_sent; i++) {
        sayso__parse_begin(s, out, i);
        parse_sentence(model, s);
        write_tree(s, t->sent[i], out);
    }
    return SAYSO_OK;
}
