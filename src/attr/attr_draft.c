/* attr_draft.c -- the models' labels -> drafts of attributions.  Layer: attr. */
#include "attr/attr_draft.h"

#include "base/fail.h"

/* Tokens of windows that all cues of a document may have together, a token of the document: keeps
 * the stage linear where a text is nothing but cues. */
#define WINDOW_BUDGET 48u
#define WINDOW_LEAST  48u

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

static void read_labels(const sayso_span_tagger *t, sayso_draft *d)
{
    for (uint32_t i = t->site.beg; i < t->site.end; i++) {
        uint8_t label = t->label[i - t->site.beg];
        if (label == SAYSO_SPAN_SOURCE_B || label == SAYSO_SPAN_SOURCE_I)
            add_range(d->source, &d->n_source, 2, i, label == SAYSO_SPAN_SOURCE_B);
        else if (label != SAYSO_SPAN_O)
            add_range(d->content, &d->n_content, SAYSO_DRAFT_PIECES, i,
                      label == SAYSO_SPAN_CONTENT_B);
    }
}

sayso_status sayso__draft_by_model(sayso_drafts *d, const sayso_attr_model *model, sayso_error *err)
{
    const sayso_attr_view *v = d->v;
    sayso_span_tagger tagger;
    SAYSO_TRY(sayso__span_room(d->scratch, &tagger, err));
    uint64_t budget = (uint64_t)v->t->n_tok * WINDOW_BUDGET + 4 * SAYSO_ATTR_WINDOW_MOST;
    for (uint32_t i = 0; i < v->t->n_tok;) {
        uint32_t beg = i++;
        if (v->w[beg].cue != SAYSO_TAG_B)
            continue;
        while (i < v->t->n_tok && v->w[i].cue == SAYSO_TAG_I &&
               v->t->tok_sent[i] == v->t->tok_sent[beg])
            i++;
        sayso_cue cue = sayso__cue_make(v, beg, i);
        uint32_t most = budget > SAYSO_ATTR_WINDOW_MOST ? SAYSO_ATTR_WINDOW_MOST : WINDOW_LEAST;
        sayso__span_tag(v, model, cue, most, &tagger);
        uint32_t used = tagger.site.end - tagger.site.beg;
        budget -= used < budget ? used : budget;
        sayso_draft x = {.cue = {{beg, i}}, .n_cue = 1, .cue_head = cue.head, .cited = SAYSO_NONE};
        read_labels(&tagger, &x);
        if (x.n_content && !SAYSO_PUSH(d->scratch, &d->draft, x))
            return sayso__fail_memory(err);
    }
    return SAYSO_OK;
}
