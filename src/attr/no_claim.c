/* no_claim.c -- cues of the models that attribute nothing: how a source speaks, what a reporter
 * asks, what the writer has seen, what nobody is said to have said.  Layer: attr.
 *
 * PolNeAR, which the models learn from, marks all of these; a ledger of who said what keeps the
 * first as marks of evidence and wants none of the others. */
#include "attr/rule_part.h"
#include "base/str.h"

/* A lemma of the list among tokens [beg, end)? */
static bool any_of(const sayso_rules *u, uint32_t beg, uint32_t end, const char *const *list)
{
    for (uint32_t i = beg; i < end; i++)
        if (sayso__tag_lemma_in(u->v->g, i, list))
            return true;
    return false;
}

/* "offered no evidence", "gave no details", "asked not to be named", "spoke on condition of
 * anonymity", "could not be verified independently": how a claim is supported, never a claim. */
static bool is_evidence_mark(const sayso_rules *u, const sayso_draft *d)
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
    uint32_t beg = d->cue[0].beg, end = sayso__rule_end(u, beg);
    uint32_t near = end < beg + 8 ? end : beg + 8, far = end < beg + 16 ? end : beg + 16;
    if (sayso__tag_lemma_in(u->v->g, d->cue_head, give) && any_of(u, beg, near, proof))
        return any_of(u, beg, near, none);
    if (sayso__tag_lemma_in(u->v->g, d->cue_head, ask))
        return (any_of(u, beg, near, name) && any_of(u, beg, near, none)) ||
               any_of(u, beg, near, hidden);
    return any_of(u, beg, near, verify) && any_of(u, beg, far, alone) && any_of(u, beg, near, none);
}

/* Headlines of other reports ("Read also: ...") say nothing here. */
static bool is_link(const sayso_rules *u, const sayso_draft *d)
{
    const sayso_tokens *t = u->v->t;
    return sayso__doc_block_kind(t->doc, t->tok[d->cue[0].beg].at.beg) == SAYSO_BLOCK_READ_ALSO;
}

/* "a group calling itself X" names; "nobody claimed responsibility" tells what was not said. */
static bool names_nobody(const sayso_rules *u, const sayso_draft *d)
{
    static const char *const call[] = {"call", "style", "name", "describe", NULL};
    static const char *const self[] = {"itself", "himself", "herself", "themselves", NULL};
    static const char *const nobody[] = {"nobody", "none", NULL};
    uint32_t c = d->cue_head;
    if (u->v->g->xpos[c] == SAYSO_XPOS_VBG && sayso__tag_lemma_in(u->v->g, c, call) &&
        c + 1 < u->v->t->n_tok)
        return sayso__tag_lemma_in(u->v->g, c + 1, self);
    if (!d->n_source)
        return false;
    uint32_t s = d->source[0].beg;
    return sayso__tag_lemma_in(u->v->g, s, nobody) ||
           (sayso__rule_is(u, s, "no") && d->source[0].end > s + 1 &&
            (sayso__rule_is(u, s + 1, "one") || sayso__rule_is(u, s + 1, "group")));
}

/* "Did not want his name used", "asked us to keep him anonymous", "preferred not to be identified":
 * a wish about one's own name. */
static bool hides_name(const sayso_rules *u, const sayso_draft *d)
{
    static const char *const wish[] = {"ask",    "want",    "prefer", "request", "insist",
                                       "speak",  "talk",    "wish",   "beg",     "agree",
                                       "refuse", "decline", "demand", NULL};
    static const char *const own[] = {"his", "her", "their", NULL};
    static const char *const name[] = {"name", "identity", NULL};
    static const char *const told[] = {"name", "identify", NULL};
    static const char *const hidden[] = {"anonymous", "anonymously", "anonymity",
                                         "nameless",  "unnamed",     NULL};
    const sayso_tags *g = u->v->g;
    uint32_t end = sayso__rule_end(u, d->cue_head), from = d->cue[0].beg;
    if (!sayso__tag_lemma_in(g, d->cue_head, wish) && !any_of(u, from, d->cue[0].end, wish))
        return false;
    for (uint32_t i = from; i < end && i < from + 12; i++) {
        bool owned =
            i > from && (sayso__tag_lemma_in(g, i - 1, own) || sayso__rule_is(u, i - 1, "her"));
        bool passive = i > from && g->xpos[i] == SAYSO_XPOS_VBN && g->upos[i - 1] == SAYSO_UPOS_AUX;
        if (sayso__tag_lemma_in(g, i, hidden) || (owned && sayso__tag_lemma_in(g, i, name)) ||
            (passive && sayso__tag_lemma_in(g, i, told)))
            return true;
    }
    return false;
}

static bool is_narrator(const sayso_rules *u, const sayso_draft *d)
{
    return d->n_source == 1 && d->source[0].end == d->source[0].beg + 1 &&
           u->v->w[d->source[0].beg].quote == SAYSO_NONE &&
           (sayso__rule_is(u, d->source[0].beg, "we") || sayso__rule_is(u, d->source[0].beg, "i"));
}

/* "Asked whether ..., she said", "he was asked if": a reporter's question. */
static bool is_interview(const sayso_rules *u, const sayso_draft *d)
{
    static const char *const ask[] = {"ask", "press", "question", "quiz", NULL};
    static const char *const poll[] = {"question", "interview", "survey", "poll", "ask", NULL};
    uint32_t c = d->cue_head, beg = sayso__rule_beg(u, c);
    uint8_t x = u->v->g->xpos[c];
    if (sayso__tag_lemma_in(u->v->g, c, poll) && u->v->g->upos[d->content[0].beg] == SAYSO_UPOS_NUM)
        return true; /* "questioned 1,204 adults" */
    if (!sayso__tag_lemma_in(u->v->g, c, ask))
        return false;
    bool participle = (x == SAYSO_XPOS_VBN || x == SAYSO_XPOS_VBD) &&
                      (c == beg || u->v->g->xpos[c - 1] == SAYSO_XPOS_COMMA);
    bool passive = u->v->w[c].kids & SAYSO_ATTR_KID_PASS;
    return participle || (passive && !d->n_source) || (x == SAYSO_XPOS_VB && c == beg) ||
           is_narrator(u, d) || sayso__carrier_of(u, d).end;
}

/* "We have seen the letter", "the Courier could not verify it": what the writer's house has looked
 * at. */
static bool is_own_look(const sayso_rules *u, const sayso_draft *d)
{
    static const char *const look[] = {"see",    "verify",  "confirm",      "corroborate", "hear",
                                       "review", "find",    "authenticate", "call",        "obtain",
                                       "reach",  "contact", "show",         "withhold",    "agree",
                                       "name",   "print",   "publish",      "learn",       NULL};
    return (is_narrator(u, d) || sayso__carrier_of(u, d).end) &&
           u->v->w[d->cue_head].quote == SAYSO_NONE &&
           sayso__tag_lemma_in(u->v->g, d->cue_head, look);
}

/* "Is expected to", "was blamed on": nobody is said to think so. */
static bool is_nobodys(const sayso_rules *u, const sayso_draft *d)
{
    static const char *const passive[] = {"expect", "blame",   "call", "show",
                                          "know",   "certify", "want", "dismiss",
                                          "verify", "summon",  "see",  NULL};
    uint32_t c = d->cue_head;
    if (d->n_source)
        return false;
    return u->v->g->xpos[c] == SAYSO_XPOS_VBN && sayso__tag_lemma_in(u->v->g, c, passive);
}

/* "Fog is to blame": the writer's own finding. */
static bool is_to_blame(const sayso_rules *u, const sayso_draft *d)
{
    static const char *const blame[] = {"blame", NULL};
    uint32_t c = d->cue_head;
    return sayso__tag_lemma_in(u->v->g, c, blame) && c > sayso__rule_beg(u, c) + 1 &&
           sayso__rule_is(u, c - 1, "to");
}

/* Does a finite verb come in [beg, end) before a clause of its own begins: "12 workers had died",
 * but not "12 workers after the roof fell"? */
static bool tells(const sayso_rules *u, uint32_t beg, uint32_t end)
{
    for (uint32_t i = beg; i < end; i++) {
        uint8_t x = u->v->g->xpos[i];
        if (sayso__tag_finite(u->v->g, i))
            return true;
        if (x == SAYSO_XPOS_WP || x == SAYSO_XPOS_WDT || x == SAYSO_XPOS_WRB ||
            x == SAYSO_XPOS_COMMA || u->v->g->upos[i] == SAYSO_UPOS_SCONJ)
            return false;
    }
    return false;
}

/* "The hospital admitted 24 passengers": took in; but "admitted 24 passengers had died", "admitted
 * that it had erred" own up. */
static bool takes_in(const sayso_rules *u, const sayso_draft *d)
{
    static const char *const admit[] = {"admit", NULL};
    static const char *const ward[] = {"hospital", "clinic", "infirmary", "ward", NULL};
    uint32_t i = d->content[0].beg, end = d->content[0].end;
    if (!sayso__tag_lemma_in(u->v->g, d->cue_head, admit) || !d->n_source || i >= end)
        return false;
    bool counted = u->v->g->upos[i] == SAYSO_UPOS_NUM;
    return counted && any_of(u, d->source[0].beg, d->source[0].end, ward) && !tells(u, i, end);
}

/* The token behind the noun phrase that begins at i: "a night curfew", "its envoy", "three days of
 * mourning". */
static uint32_t phrase_end(const sayso_rules *u, uint32_t i, uint32_t end)
{
    static const char *const span[] = {"day", "week", "month", "period", NULL};
    const sayso_tags *g = u->v->g;
    for (uint32_t from = i; i < end; i++) {
        bool of = i > from && sayso__rule_is(u, i, "of") && sayso__tag_lemma_in(g, i - 1, span);
        bool part = g->upos[i] == SAYSO_UPOS_DET || g->upos[i] == SAYSO_UPOS_ADJ ||
                    g->upos[i] == SAYSO_UPOS_NUM || g->upos[i] == SAYSO_UPOS_NOUN ||
                    g->upos[i] == SAYSO_UPOS_PROPN || g->upos[i] == SAYSO_UPOS_PART ||
                    g->xpos[i] == SAYSO_XPOS_PRPS || g->xpos[i] == SAYSO_XPOS_HYPH;
        if (!part && !of)
            break;
    }
    return i;
}

/* "Declared three days of mourning", "summoned the ambassador": a deed of state. The word must be
 * the thing declared: "announced that holiday flights were cancelled" says something. */
static bool is_decree(const sayso_rules *u, const sayso_draft *d)
{
    static const char *const declare[] = {"declare",  "decree",   "order",
                                          "announce", "proclaim", NULL};
    static const char *const mourning[] = {"mourning", "holiday", "curfew", NULL};
    static const char *const summon[] = {"summon", "recall", NULL};
    static const char *const envoy[] = {"ambassador", "envoy", "consul", "diplomat", NULL};
    uint32_t beg = d->content[0].beg, end = d->content[0].end;
    uint32_t stop = sayso__rule_is(u, beg, "that") ? beg : phrase_end(u, beg, end);
    if (stop == beg || tells(u, stop, end))
        return false;
    return (sayso__tag_lemma_in(u->v->g, d->cue_head, declare) &&
            sayso__tag_lemma_in(u->v->g, stop - 1, mourning)) ||
           (sayso__tag_lemma_in(u->v->g, d->cue_head, summon) &&
            sayso__tag_lemma_in(u->v->g, stop - 1, envoy));
}

bool sayso__no_claim(const sayso_rules *u, const sayso_draft *d)
{
    return is_link(u, d) || is_evidence_mark(u, d) || names_nobody(u, d) || hides_name(u, d) ||
           is_interview(u, d) || is_own_look(u, d) || is_nobodys(u, d) || is_to_blame(u, d) ||
           takes_in(u, d) || is_decree(u, d);
}

void sayso__no_claim_headlines(sayso_drafts *ds)
{
    const sayso_tokens *t = ds->v->t;
    uint32_t body = 0;
    while (body < t->n_tok && t->doc->has_title && t->tok[body].at.beg < t->doc->body)
        body++;
    bool told = false;
    for (uint32_t k = 0; k < ds->draft.n && body; k++)
        told |= !ds->draft.v[k].dropped && sayso__draft_beg(&ds->draft.v[k]) >= body;
    for (uint32_t k = 0; k < ds->draft.n && told; k++)
        ds->draft.v[k].dropped |= sayso__draft_beg(&ds->draft.v[k]) < body;
}

void sayso__no_claim_carried(sayso_drafts *ds)
{
    for (uint32_t k = 0; k < ds->draft.n; k++) {
        sayso_draft *d = &ds->draft.v[k];
        for (uint32_t j = k > 8 ? k - 8 : 0; j < ds->draft.n && j < k + 8; j++) {
            const sayso_draft *x = &ds->draft.v[j];
            bool same = j != k && !x->dropped && !d->dropped && x->n_cue && d->n_cue &&
                        x->n_source && d->n_source && x->cue[0].beg == d->cue[0].beg;
            for (uint32_t c = 0; same && c < x->n_carrier; c++)
                d->dropped |=
                    x->carrier[c].beg < d->source[0].end && x->carrier[c].end > d->source[0].beg;
        }
    }
}
