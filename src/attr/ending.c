/* ending.c -- what stands behind what is said and is none of it: "claimed the raid, in a leaflet
 * left at the gate", "whom the mayor had accused by the next morning".  Layer: attr.
 *
 * PolNeAR's contents often run to the end of the sentence. A ledger of claims wants what was said;
 * where and when it was said are facts of the saying. */
#include "attr/rule_part.h"

/* Tokens of ", in a letter put on its page early on Friday, ..." at most. */
#define SETTING_MOST 40u

/* ", in a statement", ", on its channel", ", speaking to reporters": by what means it was said. */
static bool is_medium(const sayso_rules *u, uint32_t i, uint32_t end)
{
    static const char *const by[] = {"in", "on", "via", "through", "at", "during", NULL};
    static const char *const what[] = {"statement", "message",    "video",     "letter",
                                       "post",      "interview",  "speech",    "broadcast",
                                       "email",     "conference", "channel",   "briefing",
                                       "address",   "communique", "recording", "television",
                                       "telegram",  "tweet",      "testimony", "posting",
                                       "note",      "audio",      "website",   "remark",
                                       "hearing",   "memo",       NULL};
    if (i >= end || !sayso__tag_lemma_in(u->v->g, i, by))
        return false;
    for (uint32_t k = i + 1; k < end && k < i + 5; k++) {
        if (u->v->g->upos[k] == SAYSO_UPOS_VERB || u->v->g->upos[k] == SAYSO_UPOS_PUNCT)
            return false;
        if (sayso__tag_lemma_in(u->v->g, k, what))
            return true;
    }
    return false;
}

/* Content behind the cue, cut before a comma and the means by which it was said. */
static void cut_medium(const sayso_rules *u, sayso_range *r)
{
    uint32_t from = r->end > r->beg + SETTING_MOST ? r->end - SETTING_MOST : r->beg + 1;
    for (uint32_t i = from; i + 2 < r->end; i++)
        if (u->v->g->xpos[i] == SAYSO_XPOS_COMMA && u->v->w[i].quote == SAYSO_NONE &&
            i > r->beg + 1 && is_medium(u, i + 1, r->end)) {
            r->end = i;
            return;
        }
}

/* An object without a clause, cut before the time that ends it: "blamed the Front on Monday". What
 * is wanted or promised has its time. */
static void cut_time(const sayso_rules *u, uint32_t cue, sayso_range *r)
{
    static const char *const of[] = {"of", NULL};
    const uint32_t timed = SAYSO_CUE_ORDER | SAYSO_CUE_PLEDGE | SAYSO_CUE_THINK;
    const sayso_tags *g = u->v->g;
    uint32_t at = r->end;
    bool noun = false;
    while (at > r->beg + 1 && sayso__rule_in_time(u, at - 1))
        at--;
    if (at == r->end || u->v->w[cue].lex & timed || sayso__tag_lemma_in(g, at - 1, of))
        return;
    while (at > r->beg + 1 &&
           (g->upos[at - 1] == SAYSO_UPOS_ADP || g->upos[at - 1] == SAYSO_UPOS_ADV))
        at--;
    for (uint32_t k = r->beg; k < at; k++) {
        if (g->upos[k] == SAYSO_UPOS_VERB || g->upos[k] == SAYSO_UPOS_AUX ||
            u->v->w[k].quote != SAYSO_NONE)
            return;
        noun |= g->upos[k] == SAYSO_UPOS_NOUN || g->upos[k] == SAYSO_UPOS_PROPN ||
                g->upos[k] == SAYSO_UPOS_PRON || g->upos[k] == SAYSO_UPOS_NUM;
    }
    if (noun && !sayso__rule_in_time(u, at - 1))
        r->end = at;
}

/* "A quotation," he alleged at | a meeting in Dorva: where it was said, no second piece of it. */
static void drop_occasion(const sayso_rules *u, sayso_draft *d)
{
    static const char *const at[] = {"at", "during", "in", "on", "before", "via", "through", NULL};
    const sayso_range *last = &d->content[d->n_content - 1];
    uint32_t from = d->cue[d->n_cue - 1].end;
    if (d->n_content != 2 || d->content[0].end > d->cue[0].beg || last->beg < from ||
        last->beg > from + 1 || u->v->w[d->content[0].end - 1].quote == SAYSO_NONE ||
        !sayso__tag_lemma_in(u->v->g, from, at))
        return;
    for (uint32_t i = last->beg; i < last->end; i++)
        if (u->v->w[i].quote != SAYSO_NONE)
            return;
    d->n_content = 1;
}

void sayso__ending_cut(const sayso_rules *u, sayso_draft *d)
{
    if (d->n_content && d->n_cue)
        drop_occasion(u, d);
    sayso_range *r = d->n_content ? &d->content[d->n_content - 1] : NULL;
    if (!r || !d->n_cue || r->beg < d->cue[d->n_cue - 1].end || r->end < r->beg + 2)
        return;
    cut_medium(u, r);
    if (d->n_content == 1 && r->beg == d->cue[d->n_cue - 1].end && r->end > r->beg + 1)
        cut_time(u, d->cue_head, r);
}
