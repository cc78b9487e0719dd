/* figure_link.c -- whose figures they are, and of which day.  Layer: claim. */
#include "claim/claim_part.h"

/* Innermost attribution whose content holds each token: later ones overwrite, since a nested
 * attribution follows its parent. */
static void holders(const sayso_claim_part *p, uint32_t *holder)
{
    for (uint32_t t = 0; t < p->tokens->n_tok; t++)
        holder[t] = SAYSO_NONE;
    for (uint32_t i = 0; i < p->attrs->n_attribution; i++) {
        uint32_t n;
        const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
        for (uint32_t k = 0; k < n; k++)
            for (uint32_t t = c[k].beg; t < c[k].end && t < p->tokens->n_tok; t++)
                holder[t] = i;
    }
}

/* A day named in the figure's own clause: "rose to 18 on Saturday". */
static int32_t day_beside(const sayso_claim_part *p, const sayso_figure *f, uint32_t *k0)
{
    uint32_t sent = p->tokens->tok_sent[f->beg], end = p->tokens->sent[sent + 1];
    while (*k0 < p->mentions->n_timex && p->tokens->tok_sent[p->mentions->timex[*k0].beg] < sent)
        ++*k0;
    for (uint32_t k = *k0; k < p->mentions->n_timex && p->mentions->timex[k].beg < end; k++) {
        const sayso_timex *t = p->mentions->timex + k;
        bool near = t->beg >= f->end && t->beg <= f->end + 3;
        bool single = t->first != SAYSO_NO_DAY && t->first == t->last;
        if (near && single && t->first != p->mentions->event_day)
            return t->first;
    }
    return SAYSO_NO_DAY;
}

void sayso__claim_figures(sayso_claim_part *p)
{
    const sayso_mentions *m = p->mentions;
    uint32_t k0 = 0;
    uint32_t *holder = p->inside; /* mentions are no longer asked for by place */
    holders(p, holder);
    for (uint32_t f = 0; f < m->n_figure; f++) {
        sayso_figure_link *link = p->out->figure + f;
        *link = (sayso_figure_link){SAYSO_NONE, SAYSO_NO_DAY, true};
        const sayso_figure *x = m->figure + f;
        if (x->beg >= p->tokens->n_tok)
            continue;
        link->attribution = holder[x->beg];
        int32_t beside = day_beside(p, x, &k0);
        if (beside != SAYSO_NO_DAY)
            link->as_of = beside;
        else if (link->attribution != SAYSO_NONE &&
                 p->out->claim[link->attribution].said != SAYSO_NO_DAY)
            link->as_of = p->out->claim[link->attribution].said;
        else
            link->as_of = p->doc->day;
    }
}
