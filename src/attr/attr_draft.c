/* attr_draft.c -- the models' labels -> drafts of attributions.  Layer: attr. */
#include "attr/attr_draft.h"

#include <math.h>

#include "base/fail.h"

/* Tokens of windows that all cues of a document may have together, a token of the document: keeps
 * the stage linear where a text is nothing but cues. */
#define WINDOW_BUDGET 24u
#define WINDOW_LEAST  48u

#define TRUSTED       0.3f /* added to the ranking's score of verbs that are nearly always cues */

uint32_t sayso__draft_beg(const sayso_draft *d)
{
    uint32_t beg = SAYSO_NONE;
    if (d->n_source && d->source[0].beg < beg)
        beg = d->source[0].beg;
    if (d->n_cue && d->cue[0].beg < beg)
        beg = d->cue[0].beg;
    if (d->n_content && d->content[0].beg < beg)
        beg = d->content[0].beg;
    return beg;
}

static void add_range(sayso_range *list, uint32_t *n, uint32_t most, uint32_t i, bool fresh)
{
    if (*n && !fresh && list[*n - 1].end == i)
        list[*n - 1].end = i + 1;
    else if (*n < most)
        list[(*n)++] = (sayso_range){i, i + 1};
    else
        list[most - 1].end = i + 1;
}

/* A cue has one source: of two that the labels give, the one nearer to the cue. */
static void keep_one_source(sayso_draft *d)
{
    if (d->n_source < 2)
        return;
    uint32_t gap[2], c = d->cue[0].beg;
    for (int k = 0; k < 2; k++)
        gap[k] = d->source[k].beg < c ? c - d->source[k].end : d->source[k].beg - c;
    if (gap[1] < gap[0])
        d->source[0] = d->source[1];
    d->n_source = 1;
}

/* The j-th labelling of the tagger as a draft. */
static void read_labels(const sayso_span_tagger *t, uint32_t j, sayso_draft *d)
{
    sayso_cue c = t->site.cue;
    uint32_t n = t->site.end - t->site.beg;
    *d = (sayso_draft){.cue = {{c.beg, c.end}}, .n_cue = 1, .cue_head = c.head};
    for (uint32_t i = 0; i < n; i++) {
        uint8_t label = t->label[(size_t)j * n + i];
        uint32_t at = t->site.beg + i;
        if (label == SAYSO_SPAN_SOURCE_B || label == SAYSO_SPAN_SOURCE_I)
            add_range(d->source, &d->n_source, 2, at, label == SAYSO_SPAN_SOURCE_B);
        else if (label != SAYSO_SPAN_O)
            add_range(d->content, &d->n_content, SAYSO_DRAFT_PIECES, at,
                      label == SAYSO_SPAN_CONTENT_B);
    }
    keep_one_source(d);
}

uint32_t sayso__guess_make(const sayso_span_tagger *t, sayso_guess *out)
{
    float sum = 0;
    for (uint32_t j = 0; j < t->n; j++) {
        read_labels(t, j, &out[j].draft);
        out[j].behind = t->score[0] - t->score[j];
        out[j].place = j;
        sum += out[j].chance = expf(-out[j].behind);
    }
    for (uint32_t j = 0; j < t->n; j++)
        out[j].chance /= sum;
    return t->n;
}

typedef struct {
    sayso_drafts *d;
    const sayso_attr_model *model;
    sayso_span_tagger tagger;
    uint64_t budget;
} drafter;

/* Stops and commas at the end of what is not quoted belong to the sentence around it. */
static void trim_content(const sayso_attr_view *v, sayso_draft *d)
{
    for (uint32_t k = 0; k < d->n_content; k++) {
        sayso_range *r = &d->content[k];
        uint32_t x = v->g->xpos[r->end - 1];
        while (r->end > r->beg + 1 && v->w[r->end - 1].quote == SAYSO_NONE &&
               (x == SAYSO_XPOS_COMMA || x == SAYSO_XPOS_FINAL || x == SAYSO_XPOS_COLON))
            x = v->g->xpos[--r->end - 1];
    }
}

/* Content that a quotation mark opens ends with the mark that closes it, when nothing but
 * punctuation is between. */
static void close_quotations(const sayso_attr_view *v, sayso_draft *d)
{
    for (uint32_t k = 0; k < d->n_content; k++) {
        sayso_range *r = &d->content[k];
        uint32_t limit = k + 1 < d->n_content ? d->content[k + 1].beg : v->t->n_tok;
        for (uint32_t i = r->end; i < limit && i < r->end + 2; i++) {
            uint32_t q = v->w[i].quote;
            if (v->g->upos[i] != SAYSO_UPOS_PUNCT || v->w[i].cue != SAYSO_TAG_O)
                break;
            if (q != SAYSO_NONE && v->quote[q].close == i && v->quote[q].open >= r->beg) {
                r->end = i + 1;
                break;
            }
        }
    }
}

/* "A charge that X rejected": a verb of denying with a subject that speaks. PolNeAR's annotators
 * passed over many of them, which reports of disputes live by, so that the ranking doubts them. */
static float trust(const sayso_attr_view *v, const sayso_draft *x)
{
    const sayso_attr_word *w = &v->w[x->cue_head];
    bool sure = w->lex & SAYSO_CUE_DENY && w->subj != SAYSO_NONE && x->n_source &&
                w->quote == SAYSO_NONE && v->g->upos[x->cue_head] == SAYSO_UPOS_VERB &&
                !(w->kids & SAYSO_ATTR_KID_PASS);
    return sure ? TRUSTED : 0;
}

/* The cue's draft, when the ranking (or, forced, a rule) wants it. */
static bool add_draft(drafter *f, sayso_cue_guess *g)
{
    uint32_t most = f->budget > SAYSO_ATTR_WINDOW_MOST ? SAYSO_ATTR_WINDOW_MOST : WINDOW_LEAST;
    sayso__span_tag(f->d->v, f->model, sayso__cue_make(f->d->v, g->beg, g->end), most, &f->tagger);
    uint32_t used = f->tagger.site.end - f->tagger.site.beg;
    f->budget -= used < f->budget ? used : f->budget;
    sayso_draft x;
    float score = sayso__rank_choose(f->model, f->d->v, &f->tagger, g->margin, &x);
    trim_content(f->d->v, &x);
    close_quotations(f->d->v, &x);
    g->kept = x.n_content && (g->forced || score + trust(f->d->v, &x) > 0);
    return !g->kept || SAYSO_PUSH(f->d->scratch, &f->d->draft, x);
}

static void label_guess(sayso_attr_view *v, const sayso_cue_guess *g)
{
    for (uint32_t i = g->beg; i < g->end; i++)
        v->w[i].cue = !g->kept ? SAYSO_TAG_O : i == g->beg ? SAYSO_TAG_B : SAYSO_TAG_I;
}

/* A verb of saying inside what somebody else says, with a speaker of its own: hearsay of a second
 * degree. PolNeAR marks only the outer one, so the model does not look for it. */
static bool is_hearsay(const sayso_attr_view *v, uint32_t i)
{
    const sayso_attr_word *w = &v->w[i];
    const uint32_t says = SAYSO_CUE_SAY | SAYSO_CUE_CLAIM | SAYSO_CUE_ACCUSE | SAYSO_CUE_DENY;
    const uint32_t what = SAYSO_ATTR_KID_CCOMP | SAYSO_ATTR_KID_OBJ | SAYSO_ATTR_KID_XCOMP;
    return w->cue == SAYSO_TAG_O && w->quote == SAYSO_NONE && (w->lex & says) &&
           !(w->lex & (SAYSO_CUE_THINK | SAYSO_CUE_SHOW | SAYSO_CUE_NOUN)) && (w->kids & what) &&
           w->subj != SAYSO_NONE && v->g->upos[w->subj] != SAYSO_UPOS_PRON &&
           v->g->upos[i] == SAYSO_UPOS_VERB;
}

static bool add_hearsay(drafter *f)
{
    sayso_attr_view *v = f->d->v;
    for (uint32_t k = 0, n = f->d->draft.n; k < n; k++)
        for (uint32_t c = 0; c < f->d->draft.v[k].n_content; c++) {
            sayso_range r = f->d->draft.v[k].content[c];
            for (uint32_t i = r.beg; i < r.end; i++) {
                if (!is_hearsay(v, i))
                    continue;
                sayso_cue_guess g = {sayso__cue_force(v, i), i + 1, 0, true, false};
                if (!add_draft(f, &g))
                    return false;
                label_guess(v, &g);
            }
        }
    return true;
}

sayso_status sayso__draft_by_model(sayso_drafts *d, const sayso_attr_model *model,
                                   sayso_cue_guess *guess, uint32_t n, sayso_error *err)
{
    const sayso_attr_view *v = d->v;
    drafter f = {.d = d,
                 .model = model,
                 .budget = (uint64_t)v->t->n_tok * WINDOW_BUDGET + 4 * SAYSO_ATTR_WINDOW_MOST};
    SAYSO_TRY(sayso__span_room(d->scratch, &f.tagger, err));
    for (uint32_t i = 0; i < n; i++)
        if (!add_draft(&f, &guess[i]))
            return sayso__fail_memory(err);
    for (uint32_t i = 0; i < n; i++)
        label_guess(d->v, &guess[i]);
    return add_hearsay(&f) ? SAYSO_OK : sayso__fail_memory(err);
}
