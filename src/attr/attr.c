/* attr.c -- runs the stage: quotations, the two models, then order, nesting, relays and actors.
 * Layer: attr. */
#include "attr/attr.h"

#include <stdlib.h>

#include "attr/attr_draft.h"
#include "attr/resolve.h"
#include "base/fail.h"

typedef struct {
    uint32_t beg, end, draft;
    uint32_t source, cue; /* first tokens, SAYSO_NONE without one */
} order_key;

static int by_place(const void *a, const void *b)
{
    const order_key *x = a, *y = b;
    if (x->beg != y->beg)
        return x->beg < y->beg ? -1 : 1;
    if (x->source == y->source && x->source == x->beg && x->cue != y->cue)
        return x->cue < y->cue ? -1 : 1; /* one source, two verbs */
    if (x->end != y->end)
        return x->end > y->end ? -1 : 1;
    return (x->draft > y->draft) - (x->draft < y->draft);
}

static uint32_t draft_end(const sayso_draft *d)
{
    uint32_t end = 0;
    for (uint32_t k = 0; k < d->n_source; k++)
        end = d->source[k].end > end ? d->source[k].end : end;
    for (uint32_t k = 0; k < d->n_cue; k++)
        end = d->cue[k].end > end ? d->cue[k].end : end;
    for (uint32_t k = 0; k < d->n_content; k++)
        end = d->content[k].end > end ? d->content[k].end : end;
    return end;
}

static void put_pieces(const sayso_tokens *t, const sayso_range *r, uint32_t n, sayso_attrs *out)
{
    for (uint32_t k = 0; k < n; k++)
        out->piece[out->n_piece++] =
            (sayso_piece){{t->tok[r[k].beg].at.beg, t->tok[r[k].end - 1].at.end},
                          r[k].beg,
                          r[k].end};
}

/* Direct when every content piece stands in marks or is a turn of a transcript, mixed when some of
 * it does. */
static uint8_t quote_type(const sayso_attr_view *v, const sayso_draft *d)
{
    uint32_t in = 0, out = 0;
    if (d->turn)
        return SAYSO_QUOTE_DIRECT;
    for (uint32_t k = 0; k < d->n_content; k++)
        for (uint32_t i = d->content[k].beg; i < d->content[k].end; i++) {
            bool quoted = v->w[i].quote != SAYSO_NONE;
            bool punct = v->g->upos[i] == SAYSO_UPOS_PUNCT;
            in += quoted && !punct;
            out += !quoted && !punct;
        }
    return in == 0 ? SAYSO_QUOTE_INDIRECT : out == 0 ? SAYSO_QUOTE_DIRECT : SAYSO_QUOTE_MIXED;
}

static void put_attribution(const sayso_drafts *ds, const sayso_draft *d, sayso_attrs *out)
{
    const sayso_tokens *t = ds->v->t;
    sayso_attribution x = {.piece = out->n_piece,
                           .n_source = (uint16_t)d->n_source,
                           .n_cue = (uint16_t)d->n_cue,
                           .n_content = (uint16_t)d->n_content,
                           .quote_type = quote_type(ds->v, d),
                           .parent = SAYSO_NONE,
                           .cue_head = d->n_cue ? d->cue_head : SAYSO_NONE,
                           .source_head = SAYSO_NONE,
                           .source_actor = SAYSO_NONE};
    x.sent = t->tok_sent[d->n_cue ? d->cue[0].beg : d->content[0].beg];
    put_pieces(t, d->source, d->n_source, out);
    put_pieces(t, d->cue, d->n_cue, out);
    put_pieces(t, d->content, d->n_content, out);
    out->attribution[out->n_attribution++] = x;
}

/* The pieces that have words; how many. */
static uint32_t pieces_keep(sayso_range *r, uint32_t n)
{
    uint32_t kept = 0;
    for (uint32_t k = 0; k < n; k++)
        if (r[k].beg < r[k].end)
            r[kept++] = r[k];
    return kept;
}

/* Rules may take a content's last word away from it: what says nothing is none. */
static void draft_trim(sayso_draft *d)
{
    bool said = d->n_content > 0;
    d->n_source = pieces_keep(d->source, d->n_source);
    d->n_cue = pieces_keep(d->cue, d->n_cue);
    d->n_content = pieces_keep(d->content, d->n_content);
    d->dropped |= said && d->n_content == 0;
}

static sayso_status settle(const sayso_drafts *ds, sayso_arena *a, uint32_t **draft,
                           sayso_attrs *out, sayso_error *err)
{
    uint32_t n = 0, n_piece = 0;
    order_key *key = SAYSO_NEW_N(ds->scratch, order_key, ds->draft.n);
    if (!key)
        return sayso__fail_memory(err);
    for (uint32_t i = 0; i < ds->draft.n; i++) {
        sayso_draft *d = &ds->draft.v[i];
        draft_trim(d);
        if (d->dropped)
            continue;
        key[n++] = (order_key){sayso__draft_beg(d), draft_end(d), i,
                               d->n_source ? d->source[0].beg : SAYSO_NONE,
                               d->n_cue ? d->cue[0].beg : SAYSO_NONE};
        n_piece += d->n_source + d->n_cue + d->n_content;
    }
    qsort(key, n, sizeof *key, by_place);
    out->piece = SAYSO_NEW_N(a, sayso_piece, n_piece);
    out->attribution = SAYSO_NEW_N(a, sayso_attribution, n);
    *draft = SAYSO_NEW_N(ds->scratch, uint32_t, n);
    if (!out->piece || !out->attribution || !*draft)
        return sayso__fail_memory(err);
    for (uint32_t i = 0; i < n; i++) {
        (*draft)[i] = key[i].draft;
        put_attribution(ds, &ds->draft.v[key[i].draft], out);
    }
    return SAYSO_OK;
}

/* ---- nesting ----------------------------------------------------------------------------------
 */

static int longest_first(const void *a, const void *b)
{
    const order_key *x = a, *y = b;
    uint32_t n = x->end - x->beg, m = y->end - y->beg;
    if (n != m)
        return n > m ? -1 : 1;
    return (x->draft > y->draft) - (x->draft < y->draft);
}

/* The attribution in whose content each one's cue stands: contents are painted over the tokens,
 * longest first, so that the innermost shows. Windows bound how long contents are in all. A parent
 * that comes later in the order is none, so that there is no cycle. */
static sayso_status find_parents(const sayso_drafts *ds, sayso_attrs *out, sayso_error *err)
{
    uint32_t n_tok = ds->v->t->n_tok, n = 0;
    uint32_t *owner = SAYSO_NEW_N(ds->scratch, uint32_t, n_tok);
    order_key *key = SAYSO_NEW_N(ds->scratch, order_key, out->n_piece);
    if (!owner || !key)
        return sayso__fail_memory(err);
    for (uint32_t i = 0; i < out->n_attribution; i++) {
        uint32_t n_content;
        const sayso_piece *p = sayso__attr_content(out, i, &n_content);
        for (uint32_t k = 0; k < n_content; k++)
            key[n++] = (order_key){p[k].beg, p[k].end, i};
    }
    qsort(key, n, sizeof *key, longest_first);
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t i = key[k].beg; i < key[k].end; i++)
            owner[i] = key[k].draft + 1;
    for (uint32_t i = 0; i < out->n_attribution; i++) {
        uint32_t at = out->attribution[i].cue_head;
        if (at == SAYSO_NONE && out->attribution[i].n_source)
            at = out->piece[out->attribution[i].piece].beg; /* a cue that is understood */
        uint32_t parent = at == SAYSO_NONE ? 0 : owner[at];
        if (parent && parent - 1 < i)
            out->attribution[i].parent = parent - 1;
    }
    return SAYSO_OK;
}

/* The sources' actors, in the order of the text. */
static sayso_status resolve_all(const sayso_drafts *ds, const uint32_t *draft, sayso_resolver *r,
                                sayso_attrs *out, sayso_error *err)
{
    uint32_t previous = SAYSO_NONE;
    for (uint32_t i = 0; i < out->n_attribution; i++) {
        sayso_attribution *x = &out->attribution[i];
        sayso_source source;
        if (!x->n_source) {
            SAYSO_TRY(sayso__resolve_implied(r, x->cue_head, previous, &source, err));
            x->source_actor = source.actor;
            previous = source.actor == SAYSO_NONE ? previous : source.actor;
            continue;
        }
        const sayso_piece *p = out->piece + x->piece;
        uint32_t outer =
            x->parent == SAYSO_NONE ? SAYSO_NONE : out->attribution[x->parent].source_actor;
        sayso_source_phrase phrase = {p->beg, p->end, SAYSO_NONE, x->cue_head, previous, outer};
        uint32_t speaker = ds->draft.v[draft[i]].speaker;
        if (speaker) {
            source = (sayso_source){speaker - 1, p->end - 1, SAYSO_SOURCE_IS_ACTOR};
            r->spoke = source.actor;
            r->spoke_at = p->beg;
        } else
            SAYSO_TRY(sayso__resolve_source(r, &phrase, &source, err));
        x->source_actor = previous = source.actor;
        x->source_head = source.head;
    }
    out->actor = r->actor.v;
    out->n_actor = r->actor.n;
    return SAYSO_OK;
}

sayso_status sayso__attr_run(const sayso_mentions *mentions, const sayso_attr_model *model,
                             sayso_arena *a, sayso_arena *scratch, sayso_attrs *out,
                             sayso_error *err)
{
    const sayso_tags *g = mentions->tags;
    *out =
        (sayso_attrs){.mentions = mentions, .actor = mentions->actor, .n_actor = mentions->n_actor};
    SAYSO_TRY(sayso__quote_find(g->tokens, a, scratch, &out->quote, &out->n_quote, err));
    sayso_attr_view v;
    SAYSO_TRY(sayso__attr_view_make(g, out->quote, out->n_quote, scratch, scratch, &v, err));
    sayso_resolver r;
    SAYSO_TRY(sayso__resolve_begin(mentions, a, scratch, &r, err));
    sayso_drafts ds = {.v = &v, .scratch = scratch};
    if (model->cue.w && model->span.w) {
        sayso_cue_guess *guess;
        uint32_t n;
        SAYSO_TRY(sayso__cue_tag(&v, model, scratch, &guess, &n, err));
        SAYSO_TRY(sayso__draft_by_model(&ds, model, guess, n, err));
    }
    SAYSO_TRY(sayso__draft_by_rules(&ds, &r, err));
    uint32_t *draft = NULL;
    SAYSO_TRY(settle(&ds, a, &draft, out, err));
    SAYSO_TRY(find_parents(&ds, out, err));
    SAYSO_TRY(resolve_all(&ds, draft, &r, out, err));
    return sayso__relay_find(&ds, draft, &r, a, out, err);
}
