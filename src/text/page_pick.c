/* page_pick.c -- which blocks are the report's.  Layer: text. */
#include "base/str.h"
#include "text/page_view.h"

/* Logits are counted in hundredths. */
static int32_t score_of(const sayso_linear *l, const uint32_t *feat, uint32_t n)
{
    int16_t s[SAYSO_LINEAR_STRIDE_MOST];
    sayso__linear_score(l, feat, n, s);
    return (int32_t)((float)s[0] * l->scale * 100.0f);
}

/* Without a model: paragraphs inside the main element, and what is short between two of them. */
static int32_t rule_score(const sayso_page_view *v, uint32_t i)
{
    const sayso_page_block *b = &v->p->block.v[i];
    const sayso_block_view *x = &v->block[i];
    uint32_t bad = SAYSO_PAGE_COMMENT | SAYSO_PAGE_RELATED | SAYSO_PAGE_SHARE | SAYSO_PAGE_PROMO |
                   SAYSO_PAGE_NAV | SAYSO_PAGE_SIGNUP | SAYSO_PAGE_COOKIE | SAYSO_PAGE_FOOTER |
                   SAYSO_PAGE_SIDE | SAYSO_PAGE_CAPTION | SAYSO_PAGE_BIO;
    bool in = b->first > v->main && b->first < v->p->tree.node[v->main].end;
    if (!in || v->first == SAYSO_NONE || i < v->first || i > v->last || (v->around[b->home] & bad))
        return -100;
    return x->link < 3 && !x->phrase ? 100 : -100;
}

static void score_all(sayso_page_view *v, const sayso_linear *l, bool again, int32_t *out)
{
    for (uint32_t i = 0; i < v->p->block.n; i++) {
        uint32_t feat[SAYSO_PAGE_FEATURES];
        uint32_t n = sayso__page_features(v, i, again, feat);
        out[i] = score_of(l, feat, n);
    }
}

static uint8_t kind_of(const sayso_page *p, const sayso_page_block *b)
{
    uint8_t tag = p->tree.node[b->home].tag;
    if (tag >= SAYSO_EL_H1 && tag <= SAYSO_EL_H6)
        return SAYSO_BLOCK_HEADING;
    if (tag == SAYSO_EL_LI)
        return SAYSO_BLOCK_ITEM;
    if (tag == SAYSO_EL_FIGCAPTION || (p->says[b->home] & SAYSO_PAGE_CAPTION))
        return SAYSO_BLOCK_CAPTION;
    return SAYSO_BLOCK_BODY;
}

/* What no report says of its own matter, whatever the model thinks: calls to share, to subscribe
 * and to read something else, and lines that stand three times and more. */
bool sayso__page_never(const sayso_page_view *v, uint32_t i)
{
    const sayso_block_view *x = &v->block[i];
    const sayso_page_block *b = &v->p->block.v[i];
    const uint32_t calls = SAYSO_PHRASE_SHARE | SAYSO_PHRASE_SIGNUP | SAYSO_PHRASE_COMMENTS |
                           SAYSO_PHRASE_PROMO | SAYSO_PHRASE_NAV;
    bool sentence = x->end == 1 && b->n_word > 6;
    if ((x->phrase & calls) && b->n_word <= 14 && !sentence)
        return true;
    if ((x->phrase & SAYSO_PHRASE_MORE) && b->n_word <= 25 && (x->link >= 3 || b->n_word <= 4))
        return true;
    bool row = x->tag == SAYSO_EL_TD || x->tag == SAYSO_EL_TH || x->tag == SAYSO_EL_LI ||
               x->tag == SAYSO_EL_DD || x->tag == SAYSO_EL_DT;
    return x->times >= 3 && !row && b->n_word >= 2 && b->n_word <= 40;
}

/* The score above which blocks are kept: 0, but where that leaves next to nothing, what comes close
 * to the best one. Every page that is read has a report. */
int32_t sayso__page_threshold(const sayso_page *p, const int32_t *score)
{
    int32_t best = INT32_MIN;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < p->block.n; i++) {
        const sayso_page_block *b = &p->block.v[i];
        if (b->title)
            continue;
        kept += score[i] > 0 ? b->n_word : 0;
        if (b->n_word >= 10 && score[i] > best && score[i] != SAYSO_PAGE_NEVER)
            best = score[i];
    }
    if (kept >= 50 || best == INT32_MIN)
        return 0;
    int32_t low = (best < 0 ? best : 0) - 100;
    return low;
}

bool sayso__page_pick(sayso_page *p, const sayso_page_model *model)
{
    sayso_page_view *v = sayso__page_look(p, p->arena);
    int32_t *score = SAYSO_NEW_N(p->arena, int32_t, p->block.n);
    if (!v || !score)
        return false;
    if (!model || !model->first.w) {
        for (uint32_t i = 0; i < p->block.n; i++)
            score[i] = rule_score(v, i);
    } else {
        score_all(v, &model->first, false, v->score);
        memcpy(score, v->score, p->block.n * sizeof *score);
        if (model->again.w) {
            if (!sayso__page_families(v, p->arena))
                return false;
            score_all(v, &model->again, true, score);
        }
    }
    for (uint32_t i = 0; i < p->block.n; i++)
        if (sayso__page_never(v, i))
            score[i] = SAYSO_PAGE_NEVER;
    int32_t threshold = sayso__page_threshold(p, score);
    for (uint32_t i = 0; i < p->block.n; i++) {
        sayso_page_block *b = &p->block.v[i];
        b->score = score[i];
        b->keep = score[i] > threshold && !b->title;
        b->kind = kind_of(p, b);
    }
    return true;
}

bool sayso__page_keep_part(sayso_page *p)
{
    const sayso_page_view *v = sayso__page_look(p, p->arena);
    uint32_t kept = 0;
    if (!v)
        return false;
    for (uint32_t i = 0; i < p->block.n; i++) {
        p->block.v[i].keep = !sayso__page_never(v, i);
        p->block.v[i].kind = kind_of(p, &p->block.v[i]);
        kept += p->block.v[i].keep;
    }
    for (uint32_t i = 0; !kept && i < p->block.n; i++)
        p->block.v[i].keep = true;
    return true;
}
