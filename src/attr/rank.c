/* rank.c -- which of the best guesses at a cue's source and content is right, and whether the cue
 * is one at all.  Layer: attr.
 *
 * The span model sees one token and the step to the next. Its best sequences are ranked again by a
 * conditional log-linear model over whole spans (Collins 2000, Charniak and Johnson 2005): how each
 * begins and ends, whether it is a constituent, what is cut off at its end, what order the roles
 * stand in. "No attribution" is one more guess, of score 0, so that a doubtful cue with a good
 * content lives and a likely one without a sensible content dies. */
#include <math.h>

#include "attr/attr_draft.h"
#include "attr/attr_feature.h"
#include "tag/lexeme.h"

#define KEEP_LEAST                                                                                 \
    0.40f /* share of a cue's spans expected to be right: about half the F1 reached                \
           */

/* Numbers of the first template of what a cue, a whole guess, a part of one tell. */
enum { CUE_TEMPLATES = 500, WHOLE_TEMPLATES = 600, PART_TEMPLATES = 620 };

typedef struct {
    const sayso_attr_view *v;
    const sayso_cue_site *s;
    sayso_templates f;
    const sayso_guess *list; /* all guesses at the cue */
    uint32_t n;
} ranker;

static uint32_t lemma_at(const ranker *r, uint32_t i)
{
    return i < r->v->t->n_tok ? r->v->w[i].lemma : 1;
}

static uint32_t xpos_at(const ranker *r, uint32_t i)
{
    return i < r->v->t->n_tok ? r->v->g->xpos[i] : 200;
}

static uint32_t rel_at(const ranker *r, uint32_t i)
{
    return i < r->v->t->n_tok ? r->v->g->deprel[i] : 200;
}

static uint32_t branch_at(const ranker *r, uint32_t i)
{
    return i >= r->s->beg && i < r->s->end ? r->s->branch[i - r->s->beg] : 1;
}

static uint32_t length_class(uint32_t n)
{
    return n < 5 ? n : n < 8 ? 5 : n < 12 ? 6 : n < 20 ? 7 : n < 35 ? 8 : n < 70 ? 9 : 10;
}

/* A real number in steps of 1 / parts, between two bounds. */
static uint32_t step_class(float x, float parts, float least, float most)
{
    x = x < least ? least : x > most ? most : x;
    return (uint32_t)((x - least) * parts);
}

static bool is_punct(const ranker *r, uint32_t i)
{
    return r->v->g->upos[i] == SAYSO_UPOS_PUNCT;
}

/* The nearest cue above the cue's head in the tree, and on which side it stands. */
static uint32_t cue_above(const ranker *r)
{
    const sayso_attr_view *v = r->v;
    uint32_t depth = 0, at = r->s->cue.head;
    for (uint32_t i = v->g->head[at]; i != SAYSO_NONE && depth < 12; i = v->g->head[i], depth++)
        if (v->w[i].cue != SAYSO_TAG_O && (i < r->s->cue.beg || i >= r->s->cue.end))
            return 1u + (i > at) + 2u * (depth > 2) + 4u * v->w[i].lex;
    return 0;
}

uint32_t sayso__rank_cue_features(const sayso_attr_view *v, const sayso_cue_site *s, float margin,
                                  uint32_t *out)
{
    ranker r = {v, s, {out, 0, CUE_TEMPLATES}, NULL, 0};
    sayso_templates *f = &r.f;
    uint32_t h = s->cue.head, x = v->g->xpos[h], m = step_class(margin, 2, -4, 8);
    uint32_t n = s->cue.end - s->cue.beg, place = v->w[h].place, up = v->g->head[h];
    uint32_t subj = v->w[h].subj, above = cue_above(&r);
    uint32_t who = subj == SAYSO_NONE ? 250u : (uint32_t)v->g->xpos[subj] << 3 | v->w[subj].name;
    put1(f, m);
    put2(f, m, s->lex);
    put2(f, m, x);
    put2(f, m, above != 0);
    put2(f, m, place);
    put2(f, m > 8, s->lemma);
    put1(f, s->lemma);
    put2(f, s->lemma, x);
    put2(f, s->lemma, v->w[h].kids);
    put2(f, s->lex, v->w[h].kids);
    put3(f, s->lex, x, place);
    put2(f, s->lemma, place);
    put2(f, above, s->lex);
    put2(f, above, x);
    put2(f, above, v->g->deprel[h]);
    put3(f, v->g->deprel[h], s->lex, up == SAYSO_NONE ? 0 : v->w[up].lex);
    put3(f, v->g->deprel[h], x, up == SAYSO_NONE ? 200 : v->g->xpos[up]);
    put2(f, who, s->lex);
    put2(f, who, s->lemma);
    put1(f, subj == SAYSO_NONE ? 0 : v->w[subj].lemma);
    put2(f, n, x);
    put2(f, lemma_at(&r, s->cue.beg), lemma_at(&r, s->cue.end - 1));
    put2(f, lemma_at(&r, s->cue.beg - 1), x);
    put2(f, lemma_at(&r, s->cue.end), x);
    put2(f, lemma_at(&r, s->cue.end), s->lemma);
    put2(f, v->g->lexeme[h].cluster, x);
    return f->n;
}

/* Roles of a guess's parts, as features tell them apart. */
enum { ONLY_CONTENT, FIRST_CONTENT, LAST_CONTENT, SOURCE };

/* The parts of a guess that have features, at most three; returns how many. */
static uint32_t parts_of(const sayso_draft *d, sayso_range *at, uint32_t *role)
{
    uint32_t n = 0, last = d->n_content - 1;
    at[n] = d->content[0];
    role[n++] = last ? FIRST_CONTENT : ONLY_CONTENT;
    if (last) {
        at[n] = d->content[last];
        role[n++] = LAST_CONTENT;
    }
    if (d->n_source) {
        at[n] = d->source[0];
        role[n++] = SOURCE;
    }
    return n;
}

static bool same_range(sayso_range a, sayso_range b)
{
    return a.beg == b.beg && a.end == b.end;
}

/* One span of a guess. kind: role, whether it is the first or last of several, its side. */
typedef struct {
    uint32_t beg, end, kind;
    uint32_t inner_beg, inner_end; /* without punctuation at the ends */
} part;

static part part_of(const ranker *r, sayso_range x, uint32_t role)
{
    part p = {x.beg, x.end, role << 1 | (x.beg >= r->s->cue.end), x.beg, x.end};
    while (p.inner_beg + 1 < p.inner_end && is_punct(r, p.inner_beg))
        p.inner_beg++;
    while (p.inner_beg + 1 < p.inner_end && is_punct(r, p.inner_end - 1))
        p.inner_end--;
    return p;
}

static void put_ends(ranker *r, const part *p)
{
    sayso_templates *f = &r->f;
    uint32_t b = p->inner_beg, e = p->inner_end - 1, o = p->beg - 1, n = p->end, k = p->kind;
    put3(f, k, lemma_at(r, b), r->s->lemma);
    put3(f, k, xpos_at(r, b), r->s->lemma);
    put3(f, k, xpos_at(r, o), xpos_at(r, b));
    put3(f, k, lemma_at(r, o), xpos_at(r, b));
    put3(f, k, lemma_at(r, b), xpos_at(r, o));
    put3(f, k, lemma_at(r, b), r->s->lex);
    put3(f, k, xpos_at(r, e), xpos_at(r, n));
    put3(f, k, lemma_at(r, e), xpos_at(r, n));
    put3(f, k, xpos_at(r, e), lemma_at(r, n));
    put3(f, k, lemma_at(r, n), lemma_at(r, n + 1));
    put3(f, k, lemma_at(r, n), xpos_at(r, n + 1));
    put3(f, k, rel_at(r, n), lemma_at(r, n));
    put3(f, k, branch_at(r, b), branch_at(r, n));
    put3(f, k, branch_at(r, b), r->s->frame);
    put3(f, k, branch_at(r, e), branch_at(r, n));
}

/* Is the span a constituent, and how do its ends lie to its top's subtree? */
static void put_shape(ranker *r, const part *p)
{
    const sayso_attr_view *v = r->v;
    sayso_templates *f = &r->f;
    uint32_t top = SAYSO_NONE, n_top = 0, k = p->kind, sum = 0;
    for (uint32_t i = p->inner_beg; i < p->inner_end; i++) {
        uint32_t h = v->g->head[i];
        if ((h == SAYSO_NONE || h < p->beg || h >= p->end) && !is_punct(r, i)) {
            top = top == SAYSO_NONE ? i : top;
            n_top++;
        }
        sum |= (uint32_t)(v->w[i].cue == SAYSO_TAG_B);
    }
    n_top = n_top > 3 ? 3 : n_top;
    top = top == SAYSO_NONE ? p->inner_beg : top;
    const sayso_attr_word *w = &v->w[top];
    uint32_t left = w->lo < p->inner_beg ? 0 : w->lo == p->inner_beg ? 1 : 2;
    uint32_t right = w->hi > p->inner_end ? 0 : w->hi == p->inner_end ? 1 : 2;
    uint32_t shape = n_top << 4 | left << 2 | right, rel = v->g->deprel[top];
    uint32_t up = v->g->head[top], to = up == SAYSO_NONE       ? 0
                                        : up == r->s->cue.head ? 1
                                        : up < p->beg          ? 2
                                                               : 3;
    put2(f, k, shape);
    put3(f, k, shape, rel);
    put3(f, k, shape, r->s->lex);
    put3(f, k, rel << 2 | to, r->s->lemma);
    put3(f, k, rel << 2 | to, r->s->frame);
    put3(f, k, rel << 2 | to, xpos_at(r, top));
    put3(f, k, w->lemma, to);
    put3(f, k, branch_at(r, top), shape);
    put3(f, k, shape, length_class(p->inner_end - p->inner_beg));
    put3(f, k, length_class(p->inner_end - p->inner_beg), r->s->lemma);
    put3(f, k, length_class(p->inner_end - p->inner_beg), sum);
    put3(f, k, v->w[p->inner_beg].name << 3 | v->w[p->inner_end - 1].name, shape);
}

/* What a head inside loses to the outside at each end, quotation marks, gaps. */
static void put_cuts(ranker *r, const part *p)
{
    const sayso_attr_view *v = r->v;
    sayso_templates *f = &r->f;
    uint32_t k = p->kind, n_tok = v->t->n_tok, n = p->end, o = p->beg - 1;
    while (n < n_tok && n < p->end + 2 && is_punct(r, n))
        n++;
    uint32_t hn = n < n_tok ? v->g->head[n] : SAYSO_NONE;
    uint32_t ho = o < n_tok ? v->g->head[o] : SAYSO_NONE;
    bool cut = hn != SAYSO_NONE && hn >= p->beg && hn < p->end;
    bool cut_left = ho != SAYSO_NONE && ho >= p->beg && ho < p->end;
    put3(f, k, (uint32_t)cut << 1 | (n > p->end), rel_at(r, n));
    put3(f, k, cut, xpos_at(r, n) << 8 | xpos_at(r, p->end));
    put3(f, k, (uint32_t)cut_left, rel_at(r, o) << 8 | xpos_at(r, o));
    uint32_t last = p->inner_end - 1;
    while (last + 1 < p->end && is_punct(r, last + 1))
        last++;
    uint32_t b = v->w[p->beg].place, e = v->w[last].place;
    uint32_t marks = (b & SAYSO_ATTR_OPENS) | (e & SAYSO_ATTR_CLOSES) |
                     (v->w[p->beg].quote == v->w[last].quote) |
                     (uint32_t)(v->w[p->inner_beg].quote != SAYSO_NONE) << 1 |
                     (uint32_t)(v->w[p->inner_end - 1].quote != SAYSO_NONE) << 4;
    uint32_t before = o < n_tok ? v->w[o].place : 0,
             after = p->end < n_tok ? v->w[p->end].place : 0;
    put2(f, k, marks);
    put3(f, k, marks, before << 8 | after);
    put3(f, k, marks, r->s->left_gap << 2 | r->s->right_gap);
    uint32_t first_sent = v->t->tok_sent[p->beg], last_sent = v->t->tok_sent[p->end - 1];
    uint32_t over = last_sent - first_sent > 3 ? 3 : last_sent - first_sent;
    uint32_t block = v->t->sent_block[last_sent] != v->t->sent_block[first_sent];
    put3(f, k, over << 1 | block, marks);
    bool open = v->t->sent[first_sent] == p->beg, close = v->t->sent[last_sent + 1] <= p->end + 2;
    uint32_t own = v->t->tok_sent[r->s->cue.beg];
    put3(f, k, (uint32_t)open << 1 | close, (first_sent != own) << 1 | (last_sent != own));
    uint32_t gap = p->beg >= r->s->cue.end   ? p->beg - r->s->cue.end
                   : p->end <= r->s->cue.beg ? r->s->cue.beg - p->end
                                             : 0;
    uint32_t at = p->beg >= r->s->cue.end ? r->s->cue.end : p->end;
    put3(f, k, length_class(gap), xpos_at(r, at));
    put3(f, k, length_class(gap), r->s->lemma);
    put3(f, k, gap ? lemma_at(r, at) : 0, r->s->lemma);
    put3(f, k, length_class(v->t->sent[last_sent + 1] - p->end), xpos_at(r, p->end));
}

/* The log-odds of a chance, in steps. */
static uint32_t odds_class(float p)
{
    p = p < 1e-4f ? 1e-4f : p > 1 - 1e-4f ? 1 - 1e-4f : p;
    return step_class(logf(p / (1 - p)), 1.5f, -6, 6);
}

/* By the labellings' own scores: how likely the part is, its beginning, its end. Labellings that
 * differ elsewhere agree in it. */
static void put_chances(ranker *r, sayso_range x, uint32_t role)
{
    sayso_templates *f = &r->f;
    float whole = 0, beg = 0, end = 0;
    for (uint32_t j = 0; j < r->n; j++) {
        sayso_range at[3];
        uint32_t kind[3], n = parts_of(&r->list[j].draft, at, kind), hit = 0;
        for (uint32_t k = 0; k < n; k++)
            if ((kind[k] == SOURCE) == (role == SOURCE))
                hit |= (at[k].beg == x.beg) | (at[k].end == x.end) << 1 | same_range(at[k], x) << 2;
        beg += hit & 1 ? r->list[j].chance : 0;
        end += hit & 2 ? r->list[j].chance : 0;
        whole += hit & 4 ? r->list[j].chance : 0;
    }
    uint32_t m = odds_class(whole), b = odds_class(beg), e = odds_class(end);
    put2(f, role, m);
    put3(f, role, m, r->s->lex);
    put3(f, role, m, r->s->frame);
    put3(f, role, m, r->s->lemma);
    put2(f, role, b);
    put2(f, role, e);
    put2(f, role, b << 8 | e);
    put3(f, role, b, xpos_at(r, x.beg) << 8 | xpos_at(r, x.beg - 1));
    put3(f, role, e, xpos_at(r, x.end) << 8 | xpos_at(r, x.end - 1));
    put3(f, role, e, lemma_at(r, x.end));
    put3(f, role, b, lemma_at(r, x.beg));
    put3(f, role, e, branch_at(r, x.end));
    put3(f, role, b, branch_at(r, x.beg));
}

/* Each part has the same templates. */
static void put_part(ranker *r, sayso_range x, uint32_t role)
{
    part p = part_of(r, x, role);
    r->f.number = PART_TEMPLATES;
    put_ends(r, &p);
    put_shape(r, &p);
    put_cuts(r, &p);
    put_chances(r, x, role);
}

/* The order in which the roles stand, as a number of two bits each. */
static uint32_t order_of(const sayso_draft *d)
{
    uint32_t sum = 1, n = d->n_content < 4 ? d->n_content : 4, k = 0;
    bool cue = false, source = !d->n_source;
    while (!cue || !source || k < n) {
        uint32_t c = k < n ? d->content[k].beg : SAYSO_NONE;
        uint32_t s = source ? SAYSO_NONE : d->source[0].beg;
        uint32_t q = cue ? SAYSO_NONE : d->cue[0].beg;
        uint32_t which = q < c && q < s ? 1 : s < c ? 2 : 3;
        cue |= which == 1;
        source |= which == 2;
        k += which == 3;
        sum = sum << 2 | which;
    }
    return sum;
}

/* What all parts together tell. */
static void put_whole(ranker *r, const sayso_guess *g)
{
    const sayso_cue_site *s = r->s;
    sayso_templates *f = &r->f;
    const sayso_draft *d = &g->draft;
    uint32_t order = order_of(d), place = g->place, b = step_class(g->behind, 4, 0, 6);
    uint32_t n = d->n_content, odds = odds_class(g->chance);
    f->number = WHOLE_TEMPLATES;
    put2(f, 0, place);
    put2(f, place, b);
    put1(f, b);
    put1(f, order);
    put2(f, order, s->lemma);
    put2(f, order, s->frame);
    put2(f, order, s->lex);
    put3(f, order, s->left_gap, s->right_gap);
    put3(f, d->n_source, s->frame, r->v->w[s->cue.head].subj == SAYSO_NONE);
    put2(f, d->n_source, s->lemma);
    put2(f, n > 3 ? 3 : n, s->lemma);
    put1(f, odds);
    put2(f, odds, s->lex);
    put2(f, odds, n > 3 ? 3 : n);
    put2(f, odds, order);
    put2(f, odds, s->frame);
}

uint32_t sayso__rank_features(const sayso_attr_view *v, const sayso_cue_site *s,
                              const sayso_guess *list, uint32_t n, uint32_t j, uint32_t *out)
{
    ranker r = {v, s, {out, 0, 0}, list, n};
    sayso_range at[3];
    uint32_t role[3], n_part = parts_of(&list[j].draft, at, role);
    put_whole(&r, &list[j]);
    for (uint32_t k = 0; k < n_part; k++)
        put_part(&r, at[k], role[k]);
    return r.f.n;
}

/* ---- the choice ------------------------------------------------------------------------------ */

/* Scores of parts, which the guesses at one cue share. */
typedef struct {
    sayso_range at[3 * SAYSO_ATTR_GUESSES];
    uint32_t role[3 * SAYSO_ATTR_GUESSES], n;
    float score[3 * SAYSO_ATTR_GUESSES];
} memo;

static float score_features(const sayso_attr_model *model, ranker *r)
{
    float score[SAYSO_N_RANK];
    sayso__attr_score(&model->rank, r->f.out, r->f.n, SAYSO_N_RANK, score);
    r->f.n = 0;
    return score[0];
}

static float score_part(const sayso_attr_model *model, ranker *r, memo *m, sayso_range at,
                        uint32_t role)
{
    for (uint32_t k = 0; k < m->n; k++)
        if (m->at[k].beg == at.beg && m->at[k].end == at.end && m->role[k] == role)
            return m->score[k];
    put_part(r, at, role);
    m->at[m->n] = at;
    m->role[m->n] = role;
    return m->score[m->n++] = score_features(model, r);
}

static float score_guess(const sayso_attr_model *model, ranker *r, memo *m, const sayso_guess *g)
{
    sayso_range at[3];
    uint32_t role[3], n = parts_of(&g->draft, at, role);
    put_whole(r, g);
    float score = score_features(model, r);
    for (uint32_t k = 0; k < n; k++)
        score += score_part(model, r, m, at[k], role[k]);
    return score;
}

static bool same_source(const sayso_draft *a, const sayso_draft *b)
{
    return a->n_source == b->n_source && (!a->n_source || same_range(a->source[0], b->source[0]));
}

/* Pieces of content that both have. */
static uint32_t same_contents(const sayso_draft *a, const sayso_draft *b)
{
    uint32_t same = 0;
    for (uint32_t i = 0, k = 0; i < a->n_content && k < b->n_content;) {
        same += same_range(a->content[i], b->content[k]);
        if (a->content[i].beg < b->content[k].beg)
            i++;
        else
            k++;
    }
    return same;
}

/* How much of one guess another one has: its source, and the pieces of its content. */
static float agreement(const sayso_draft *a, const sayso_draft *b)
{
    return (float)same_source(a, b) +
           2.0f * (float)same_contents(a, b) / (float)(a->n_content + b->n_content);
}

/* The guess that is expected to agree most with the right one (minimum Bayes risk; Kumar and Byrne
 * 2004): a source or content that several guesses share may be likelier than what the first has.
 * chance: [n], their sum is 1 or less. */
static uint32_t least_risk(const sayso_guess *g, const float *chance, uint32_t n)
{
    uint32_t best = 0;
    float top = 0;
    for (uint32_t j = 0; j < n; j++) {
        float sum = 0;
        for (uint32_t k = 0; k < n; k++)
            sum += chance[k] * agreement(&g[j].draft, &g[k].draft);
        if (sum > top) {
            top = sum;
            best = j;
        }
    }
    return best;
}

/* How many of the best guess's spans, the cue among them, are expected to be right if the cue is
 * one: what the other guesses share with it, each by its chance. */
static float expected_hits(const sayso_draft *best, const sayso_guess *g, const float *chance,
                           uint32_t n)
{
    float sum = 1;
    for (uint32_t j = 0; j < n; j++) {
        uint32_t same = best->n_source && same_source(best, &g[j].draft);
        sum += chance[j] * (float)(same + same_contents(best, &g[j].draft));
    }
    return sum;
}

float sayso__rank_choose(const sayso_attr_model *model, const sayso_attr_view *v,
                         const sayso_span_tagger *t, float margin, sayso_draft *best)
{
    sayso_guess guess[SAYSO_ATTR_GUESSES];
    float chance[SAYSO_ATTR_GUESSES], top = 0, sum = 0;
    uint32_t feat[SAYSO_ATTR_FEATURE_MOST], n = sayso__guess_make(t, guess);
    ranker r = {v, &t->site, {feat, 0, 0}, guess, n};
    memo m = {.n = 0};
    best->n_content = 0;
    if (!n)
        return -1;
    if (!model->rank.w) {
        *best = guess[0].draft;
        return margin;
    }
    for (uint32_t j = 0; j < n; j++) {
        chance[j] = score_guess(model, &r, &m, &guess[j]);
        top = !j || chance[j] > top ? chance[j] : top;
    }
    for (uint32_t j = 0; j < n; j++)
        sum += chance[j] = expf(chance[j] - top);
    for (uint32_t j = 0; j < n; j++)
        chance[j] /= sum;
    *best = guess[least_risk(guess, chance, n)].draft;
    r.f.n = sayso__rank_cue_features(v, &t->site, margin, feat);
    float odds = score_features(model, &r) + top + logf(sum);
    float hits = expected_hits(best, guess, chance, n) / (1 + expf(-odds));
    return hits / (float)(1 + best->n_source + best->n_content) - KEEP_LEAST;
}
