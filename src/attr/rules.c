/* rules.c -- what the trained models do not know: marks of evidence are no attributions, whoever is
 * quoted by a carrier is the source, and who carries a claim.  Layer: attr.
 *
 * PolNeAR, which the models learn from, makes the outlet the source of "The Courier, citing HPA,
 * quoted a guard as saying ..."; a ledger of hearsay wants the guard, carried by the Courier from
 * HPA. */
#include "attr/attr_draft.h"
#include "base/fail.h"
#include "base/str.h"

typedef struct {
    const sayso_drafts *ds;
    const sayso_attr_view *v;
    const sayso_resolver *r;
} rules;

static bool lemma_in(const rules *u, uint32_t i, const char *const *list)
{
    for (; *list; list++)
        if (sayso__str_ieq(u->v->g->lemma[i], sayso__str_z(*list)))
            return true;
    return false;
}

static bool word_is(const rules *u, uint32_t i, const char *z)
{
    return sayso__str_ieq(sayso__token_str(u->v->t, i), sayso__str_z(z));
}

static uint32_t sentence_beg(const rules *u, uint32_t i)
{
    return u->v->t->sent[u->v->t->tok_sent[i]];
}

static uint32_t sentence_end(const rules *u, uint32_t i)
{
    return u->v->t->sent[u->v->t->tok_sent[i] + 1];
}

bool sayso__is_carrier(const sayso_resolver *r, uint32_t m)
{
    if (m == SAYSO_NONE || r->mentions->mention[m].actor == SAYSO_NONE)
        return false;
    uint8_t c = r->mentions->actor[r->mentions->mention[m].actor].class_;
    return c == SAYSO_CLASS_OUTLET || c == SAYSO_CLASS_AGENCY;
}

static bool is_nominal(const rules *u, uint32_t i)
{
    uint32_t x = u->v->g->xpos[i];
    return (x >= SAYSO_XPOS_JJ && x <= SAYSO_XPOS_JJS) || x == SAYSO_XPOS_DT ||
           (x >= SAYSO_XPOS_NN && x <= SAYSO_XPOS_NNPS) || x == SAYSO_XPOS_POS ||
           x == SAYSO_XPOS_PRPS || x == SAYSO_XPOS_HYPH || x == SAYSO_XPOS_CD ||
           x == SAYSO_XPOS_VBN;
}

/* The carrier that the noun phrase from token i on names: its last one ("the Velmaran daily The
 * Courier"), or SAYSO_NONE. */
static uint32_t carrier_from(const rules *u, uint32_t i)
{
    uint32_t end = sentence_end(u, i ? i - 1 : 0), found = SAYSO_NONE;
    for (uint32_t k = i; k < end && k < i + 10; k++) {
        uint32_t m = u->r->at[k];
        if (sayso__is_carrier(u->r, m))
            found = m;
        if (!is_nominal(u, k) && (m == SAYSO_NONE || u->r->mentions->mention[m].end <= k))
            break;
    }
    return found;
}

/* The carrier that a source phrase names, when the phrase is one. */
static uint32_t carrier_of_range(const rules *u, sayso_range r)
{
    uint32_t m = carrier_from(u, r.beg);
    return m != SAYSO_NONE && u->r->mentions->mention[m].beg < r.end ? m : SAYSO_NONE;
}

static bool in_ranges(const sayso_range *r, uint32_t n, uint32_t i)
{
    for (uint32_t k = 0; k < n; k++)
        if (i >= r[k].beg && i < r[k].end)
            return true;
    return false;
}

static void add_carrier(sayso_draft *d, uint32_t m, bool outer)
{
    for (uint32_t k = 0; k < d->n_carrier; k++)
        if (d->carrier[k] == m)
            return;
    if (d->n_carrier == SAYSO_DRAFT_CARRIERS)
        return;
    uint32_t at = outer ? 0 : d->n_carrier;
    for (uint32_t k = d->n_carrier++; k > at; k--)
        d->carrier[k] = d->carrier[k - 1];
    d->carrier[at] = m;
}

/* ---- no attributions ------------------------------------------------------------------------- */

/* A lemma of the list among tokens [beg, end)? */
static bool any_of(const rules *u, uint32_t beg, uint32_t end, const char *const *list)
{
    for (uint32_t i = beg; i < end; i++)
        if (lemma_in(u, i, list))
            return true;
    return false;
}

/* "offered no evidence", "gave no details", "asked not to be named", "spoke on condition of
 * anonymity", "could not be verified independently": how a claim is supported, never a claim. */
static bool is_evidence_mark(const rules *u, const sayso_draft *d)
{
    static const char *const give[] = {"offer", "provide", "present", "give",  "produce",
                                       "show",  "cite",    "supply",  "share", NULL};
    static const char *const proof[] = {"evidence",    "proof",  "detail", "document",
                                        "explanation", "source", "image",  NULL};
    static const char *const none[] = {"no",      "not", "n't",     "any",
                                       "neither", "nor", "without", NULL};
    static const char *const ask[] = {"ask",    "request",   "insist", "speak",
                                      "demand", "condition", NULL};
    static const char *const name[] = {"name", "identify", "quote", NULL};
    static const char *const hidden[] = {"anonymity", "anonymously", NULL};
    static const char *const verify[] = {"verify", "confirm", "authenticate", "corroborate", NULL};
    static const char *const alone[] = {"independently", "immediately", NULL};
    uint32_t beg = d->cue[0].beg, end = sentence_end(u, beg);
    uint32_t near = end < beg + 8 ? end : beg + 8, far = end < beg + 16 ? end : beg + 16;
    if (lemma_in(u, d->cue_head, give) && any_of(u, beg, near, proof))
        return any_of(u, beg, near, none);
    if (lemma_in(u, d->cue_head, ask))
        return (any_of(u, beg, near, name) && any_of(u, beg, near, none)) ||
               any_of(u, beg, near, hidden);
    return any_of(u, beg, near, verify) && any_of(u, beg, far, alone) && any_of(u, beg, near, none);
}

/* "a group calling itself X" names; "nobody claimed responsibility" tells what was not said. */
static bool is_no_claim(const rules *u, const sayso_draft *d)
{
    static const char *const call[] = {"call", "style", "name", "describe", NULL};
    static const char *const self[] = {"itself", "himself", "herself", "themselves", NULL};
    static const char *const nobody[] = {"nobody", "none", NULL};
    uint32_t c = d->cue_head;
    if (u->v->g->xpos[c] == SAYSO_XPOS_VBG && lemma_in(u, c, call) && c + 1 < u->v->t->n_tok)
        return lemma_in(u, c + 1, self);
    if (!d->n_source)
        return false;
    uint32_t s = d->source[0].beg;
    return lemma_in(u, s, nobody) || (word_is(u, s, "no") && d->source[0].end > s + 1 &&
                                      (word_is(u, s + 1, "one") || word_is(u, s + 1, "group")));
}

/* ---- quoted speakers ------------------------------------------------------------------------- */

static bool is_carrying(const rules *u, uint32_t i)
{
    static const char *const carry[] = {"quote",     "cite", "report",  "carry",     "publish",
                                        "broadcast", "air",  "release", "relay",     "transmit",
                                        "print",     "run",  "post",    "interview", NULL};
    return lemma_in(u, i, carry);
}

/* The citing word ("citing", "which cited", "quoting") between tokens beg and end, outside the
 * draft's content; SAYSO_NONE if there is none. */
static uint32_t find_citing(const rules *u, const sayso_draft *d, uint32_t beg, uint32_t end)
{
    static const char *const cite[] = {"cite", "quote", NULL};
    for (uint32_t i = beg; i < end; i++) {
        uint32_t x = u->v->g->xpos[i];
        if (!lemma_in(u, i, cite) || in_ranges(d->content, d->n_content, i))
            continue;
        if (x == SAYSO_XPOS_VBG ||
            (i > beg && (word_is(u, i - 1, "which") || word_is(u, i - 1, "who"))))
            return i;
    }
    return SAYSO_NONE;
}

/* "X quoted Y as saying Z": Y becomes the source and X its carrier. */
static void quoted_speaker(const rules *u, sayso_draft *d)
{
    static const char *const quote[] = {"quote", "cite", NULL};
    uint32_t c = d->cue_head, end = sentence_end(u, c);
    if (!lemma_in(u, c, quote) || (u->v->w[c].kids & SAYSO_ATTR_KID_PASS))
        return;
    uint32_t as = c + 1;
    while (as < end && as < c + 16 && !word_is(u, as, "as"))
        as++;
    if (as + 1 >= end || as < c + 2 || !word_is(u, as, "as") ||
        u->v->g->xpos[as + 1] != SAYSO_XPOS_VBG)
        return;
    uint32_t m = d->n_source ? carrier_of_range(u, d->source[0]) : SAYSO_NONE;
    uint32_t at = find_citing(u, d, sentence_beg(u, c), c);
    if (m != SAYSO_NONE)
        add_carrier(d, m, true);
    if (at != SAYSO_NONE && (m = carrier_from(u, at + 1)) != SAYSO_NONE)
        add_carrier(d, m, false);
    d->source[0] = (sayso_range){c + 1, as};
    d->n_source = 1;
    for (uint32_t k = 0; k < d->n_content; k++)
        if (d->content[k].beg > c && d->content[k].beg < as + 2)
            d->content[k].beg = as + 2 < d->content[k].end ? as + 2 : d->content[k].end;
    uint32_t n = 0;
    for (uint32_t k = 0; k < d->n_content; k++)
        if (d->content[k].beg < d->content[k].end)
            d->content[n++] = d->content[k];
    d->n_content = n;
    d->dropped = n == 0;
}

/* ---- carriers -------------------------------------------------------------------------------- */

/* "The Courier, citing HPA": the relay of another cue, not one of its own. */
static bool only_cites(const rules *u, const sayso_draft *d)
{
    static const char *const cite[] = {"cite", NULL};
    return lemma_in(u, d->cue_head, cite) && d->n_source &&
           u->v->g->xpos[d->cue_head] == SAYSO_XPOS_VBG &&
           carrier_of_range(u, d->source[0]) != SAYSO_NONE;
}

/* A carrier as source that cites another carrier, or somebody who is none and thus the source. */
static void cited_source(const rules *u, sayso_draft *d)
{
    uint32_t m = d->n_source ? carrier_of_range(u, d->source[0]) : SAYSO_NONE;
    if (m == SAYSO_NONE)
        return;
    uint32_t c = d->cue_head, at = find_citing(u, d, sentence_beg(u, c), sentence_end(u, c));
    if (at == SAYSO_NONE || at + 1 >= sentence_end(u, c))
        return;
    uint32_t y = carrier_from(u, at + 1);
    if (y != SAYSO_NONE) {
        d->cited = y;
        return;
    }
    uint32_t beg = at + 1, end = beg;
    while (end < sentence_end(u, c) && end < beg + 14 &&
           !in_ranges(d->content, d->n_content, end) && !in_ranges(d->cue, d->n_cue, end) &&
           u->v->g->xpos[end] != SAYSO_XPOS_COMMA && u->v->g->upos[end] != SAYSO_UPOS_VERB &&
           !word_is(u, end, "as"))
        end++;
    if (end == beg || in_ranges(d->cue, d->n_cue, at))
        return;
    add_carrier(d, m, true);
    d->source[0] = (sayso_range){beg, end};
    d->n_source = 1;
}

/* "quoted as saying by X", "in comments reported by X": a participle of carrying, "by", a carrier.
 * by: token of "by". */
static bool carried_by(const rules *u, uint32_t by)
{
    uint32_t beg = sentence_beg(u, by);
    for (uint32_t k = 1; k <= 5 && by >= beg + k; k++)
        if (is_carrying(u, by - k) &&
            (u->v->g->xpos[by - k] == SAYSO_XPOS_VBN || u->v->g->xpos[by - k] == SAYSO_XPOS_VBD))
            return true;
    return false;
}

/* "an interview with X", "comments to X", "speaking to X". prep: token of the preposition. */
static bool spoken_to(const rules *u, uint32_t prep)
{
    static const char *const talk[] = {"interview",    "comment", "remark",    "statement",
                                       "speak",        "talk",    "telephone", "letter",
                                       "conversation", "say",     "address",   "confirm",
                                       "briefing",     NULL};
    static const char *const preps[] = {"to", "with", "for", "on", "by", NULL};
    uint32_t beg = sentence_beg(u, prep);
    if (!lemma_in(u, prep, preps))
        return false;
    for (uint32_t k = 1; k <= 3 && prep >= beg + k; k++)
        if (lemma_in(u, prep - k, talk))
            return true;
    return false;
}

static void named_carriers(const rules *u, sayso_draft *d)
{
    static const char *const tell[] = {"tell", "inform", "brief", NULL};
    uint32_t c = d->cue_head, beg = sentence_beg(u, c), end = sentence_end(u, c);
    for (uint32_t i = beg; i + 1 < end; i++) {
        if (in_ranges(d->content, d->n_content, i) || in_ranges(d->source, d->n_source, i + 1))
            continue;
        bool told = in_ranges(d->cue, d->n_cue, i) && lemma_in(u, i, tell);
        bool by = word_is(u, i, "by") && carried_by(u, i);
        if (!told && !by && !spoken_to(u, i))
            continue;
        uint32_t m = carrier_from(u, i + 1);
        if (m == SAYSO_NONE)
            continue;
        add_carrier(d, m, false);
        uint32_t from = u->r->mentions->mention[m].end;
        uint32_t at = by ? find_citing(u, d, from, from + 6 < end ? from + 6 : end) : SAYSO_NONE;
        uint32_t y = at != SAYSO_NONE && at + 1 < end ? carrier_from(u, at + 1) : SAYSO_NONE;
        if (y != SAYSO_NONE)
            add_carrier(d, y, false);
    }
}

/* ---- signed quotations ----------------------------------------------------------------------- */

static bool is_dash(const rules *u, uint32_t i)
{
    static const char *const dash[] = {"-", "--", "\xe2\x80\x93", "\xe2\x80\x94", "\xe2\x80\x95",
                                       NULL};
    for (const char *const *d = dash; *d; d++)
        if (word_is(u, i, *d))
            return true;
    return false;
}

/* A quotation, a dash, a name: the dash is the cue. Nothing but the name, what is apposed to it, or
 * the next quotation follows in the block. */
static bool signed_quotation(rules *u, const sayso_quote *q, sayso_draft *d)
{
    const sayso_attr_view *v = u->v;
    uint32_t i = q->end, n = v->t->n_tok;
    if (q->close == SAYSO_NONE || !q->speech || i + 1 >= n || !is_dash(u, i) ||
        v->w[i].cue != SAYSO_TAG_O || v->g->upos[i + 1] != SAYSO_UPOS_PROPN)
        return false;
    const uint32_t *block = v->t->sent_block, *sent = v->t->tok_sent;
    uint32_t end = i + 1;
    if (block[sent[i + 1]] != block[sent[q->close]])
        return false;
    while (end < n && v->g->upos[end] == SAYSO_UPOS_PROPN && block[sent[end]] == block[sent[i]])
        end++;
    bool last = end == n || block[sent[end]] != block[sent[i]];
    if (!last && !(v->w[end].place & SAYSO_ATTR_OPENS) && v->g->xpos[end] != SAYSO_XPOS_COMMA &&
        v->g->xpos[end] != SAYSO_XPOS_FINAL)
        return false;
    *d = (sayso_draft){.source = {{i + 1, end}},
                       .cue = {{i, i + 1}},
                       .content = {{q->open, q->end}},
                       .n_source = 1,
                       .n_cue = 1,
                       .n_content = 1,
                       .cue_head = i,
                       .cited = SAYSO_NONE};
    v->w[i].cue = SAYSO_TAG_B;
    return true;
}

static bool add_signed(rules *u, sayso_drafts *ds)
{
    for (uint32_t q = 0; q < u->v->n_quote; q++) {
        sayso_draft d;
        if (signed_quotation(u, &u->v->quote[q], &d) && !SAYSO_PUSH(ds->scratch, &ds->draft, d))
            return false;
    }
    return true;
}

sayso_status sayso__draft_by_rules(sayso_drafts *ds, const sayso_resolver *r, sayso_error *err)
{
    rules u = {ds, ds->v, r};
    if (!add_signed(&u, ds))
        return sayso__fail_memory(err);
    for (uint32_t k = 0; k < ds->draft.n; k++) {
        sayso_draft *d = &ds->draft.v[k];
        if (d->n_cue == 0 || d->n_content == 0)
            continue;
        if (is_evidence_mark(&u, d) || is_no_claim(&u, d) || only_cites(&u, d)) {
            d->dropped = true;
            continue;
        }
        quoted_speaker(&u, d);
        if (d->dropped)
            continue;
        cited_source(&u, d);
        named_carriers(&u, d);
    }
    return SAYSO_OK;
}
