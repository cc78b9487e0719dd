/* relay.c -- who carried each claim: the carriers its own sentence names, behind those of the
 * attribution in whose content it stands.  Layer: attr.
 *
 * The chain of a claim, outermost first: its parent's chain, the parent's source (an outlet that
 * reports, or a person who retells), whom that source cites, then its own carriers ("told the
 * agency"). A denial or a dismissal retells nobody: what stands in its content is presupposed. */
#include "attr/attr_draft.h"
#include "base/fail.h"
#include "base/str.h"

#define CHAIN_MOST 8u

typedef struct {
    const sayso_drafts *ds;
    const uint32_t *draft;
    sayso_resolver *r;
    sayso_arena *a;
    sayso_attrs *out;
    SAYSO_ARRAY(sayso_relay) relay;
} chains;

static sayso_str without_the(sayso_str s)
{
    return s.n > 4 && sayso__str_ieq((sayso_str){s.p, 4}, SAYSO_STR("the "))
               ? (sayso_str){s.p + 4, s.n - 4}
               : s;
}

/* "HPA" of the Harbour Press Agency. */
static bool is_initials(sayso_str name, sayso_str own)
{
    uint32_t k = 0;
    for (uint32_t i = 0; i < own.n; i++) {
        bool first = own.p[i] >= 'A' && own.p[i] <= 'Z' && (i == 0 || own.p[i - 1] == ' ');
        if (first && (k == name.n || name.p[k++] != own.p[i]))
            return false;
    }
    return k == name.n && k > 1;
}

/* "RFH" of Rundfunk Halder, "APM" of AfricaPress Monitor: capitals that stand in the name in this
 * order, the first letter of each of its words among them. */
static bool is_short_form(sayso_str name, sayso_str own)
{
    uint32_t k = 0;
    for (uint32_t i = 0; i < own.n && name.n >= 2 && name.n <= 6; i++) {
        char c = (char)(own.p[i] >= 'a' && own.p[i] <= 'z' ? own.p[i] - 32 : own.p[i]);
        bool first = i == 0 || own.p[i - 1] == ' ';
        if (k < name.n && name.p[k] == c)
            k++;
        else if (first && c >= 'A' && c <= 'Z')
            return false;
    }
    return k == name.n && k > 1;
}

/* "the Herald" in the Harbour Herald is that paper. */
static bool names_own(sayso_str name, sayso_str own)
{
    name = without_the(name);
    if (is_initials(name, own) || is_short_form(name, own))
        return true;
    if (name.n < own.n && name.n > 3 && own.p[own.n - name.n - 1] == ' ')
        own = (sayso_str){own.p + own.n - name.n, name.n};
    if (name.n < own.n && name.n > 5 && own.p[name.n] == ' ')
        own.n = name.n; /* "the Diario" in the Diario de Dorva */
    return sayso__str_ieq(name, own);
}

/* Is the actor the outlet whose report this is? */
static bool is_publisher(const chains *c, uint32_t actor)
{
    sayso_str own = c->ds->v->t->doc->publisher;
    const sayso_actor *x = &c->out->actor[actor];
    if (!own.p)
        return false;
    own = without_the(own);
    if (names_own(x->name, own))
        return true;
    for (uint32_t k = 0; k < x->n_alias; k++)
        if (names_own(x->alias[k], own))
            return true;
    return false;
}

/* The day that a date shortly behind the carrier, or behind its verb, says. */
static int32_t day_near(const chains *c, uint32_t beg, uint32_t end)
{
    const sayso_mentions *m = c->out->mentions;
    uint32_t i = sayso__timex_from(m, beg);
    if (i < m->n_timex && m->timex[i].beg < end && m->timex[i].first == m->timex[i].last)
        return m->timex[i].first;
    return SAYSO_NO_DAY;
}

static bool add_relay(chains *c, uint32_t i, uint32_t actor, sayso_span at, int32_t day)
{
    sayso_attribution *x = &c->out->attribution[i];
    if (actor == SAYSO_NONE || actor == x->source_actor || is_publisher(c, actor) ||
        x->n_via == CHAIN_MOST)
        return true;
    for (uint32_t k = 0; k < x->n_via; k++)
        if (c->relay.v[x->via + k].actor == actor)
            return true;
    x->n_via++;
    return SAYSO_PUSH(c->a, &c->relay, (sayso_relay){actor, at, day});
}

/* The actor that a carrier's phrase names, as relay of attribution i. */
static bool add_phrase(chains *c, uint32_t i, sayso_range p)
{
    sayso_source_phrase phrase = {p.beg, p.end, SAYSO_NONE, SAYSO_NONE, SAYSO_NONE, SAYSO_NONE};
    sayso_source who;
    if (sayso__resolve_source(c->r, &phrase, &who, NULL) != SAYSO_OK)
        return false;
    c->out->actor = c->r->actor.v;
    c->out->n_actor = c->r->actor.n;
    sayso_span at = sayso__token_span(c->ds->v->t, p.beg, p.end);
    return add_relay(c, i, who.actor, at, day_near(c, p.end, p.end + 4));
}

static bool is_outlet(const chains *c, uint32_t actor)
{
    if (actor == SAYSO_NONE)
        return false;
    uint8_t k = c->out->actor[actor].class_;
    return k == SAYSO_CLASS_OUTLET || k == SAYSO_CLASS_AGENCY;
}

/* One who asks people and tells what they answered. */
static bool asks(const chains *c, uint32_t actor)
{
    return actor != SAYSO_NONE && c->out->actor[actor].class_ == SAYSO_CLASS_POLLSTER;
}

/* Does the parent hand on the claim in its content, or only speak of it? */
static bool hands_on(const chains *c, uint32_t i, uint32_t parent)
{
    const sayso_attr_view *v = c->ds->v;
    const sayso_attribution *x = &c->out->attribution[i], *p = &c->out->attribution[parent];
    if (p->cue_head == SAYSO_NONE || p->source_actor == SAYSO_NONE)
        return false;
    if (is_outlet(c, p->source_actor) || asks(c, p->source_actor))
        return true;
    if (x->cue_head == SAYSO_NONE || v->g->upos[x->cue_head] != SAYSO_UPOS_VERB || !x->n_source)
        return false;
    uint8_t source = v->g->xpos[c->out->piece[x->piece].beg];
    if (source == SAYSO_XPOS_WP || source == SAYSO_XPOS_WDT)
        return false; /* "the guard who claimed ...": presupposed */
    uint32_t lex = v->w[p->cue_head].lex;
    return (lex & SAYSO_CUE_SAY) && !(lex & (SAYSO_CUE_DENY | SAYSO_CUE_DECLINE | SAYSO_CUE_ASK)) &&
           !(v->w[p->cue_head].kids & SAYSO_ATTR_KID_NEG) && x->source_actor != p->source_actor &&
           p->quote_type != SAYSO_QUOTE_DIRECT;
}

static bool inherit(chains *c, uint32_t i)
{
    uint32_t parent = c->out->attribution[i].parent;
    const sayso_attribution *p = &c->out->attribution[parent];
    if (!hands_on(c, i, parent))
        return true;
    for (uint32_t k = 0; k < p->n_via; k++) {
        sayso_relay up = c->relay.v[p->via + k];
        if (!add_relay(c, i, up.actor, up.at, up.day))
            return false;
    }
    sayso_span at = p->n_source ? c->out->piece[p->piece].at : (sayso_span){0, 0};
    int32_t day = day_near(c, p->cue_head, p->cue_head + 5);
    if (!add_relay(c, i, p->source_actor, at, day))
        return false;
    sayso_range cited = c->ds->draft.v[c->draft[parent]].cited;
    return cited.end == 0 || add_phrase(c, i, cited);
}

/* Is there an "and" between the two cues? */
static bool follows_and(const chains *c, uint32_t first, uint32_t second)
{
    for (uint32_t t = first; first != SAYSO_NONE && t < second; t++)
        if (c->ds->v->g->upos[t] == SAYSO_UPOS_CCONJ)
            return true;
    return false;
}

/* "..., he added": goes on with what was carried before; so does "he said" in the next sentence,
 * and a second verb of the same subject: "admitted through his lawyer that ... and begged". */
static bool goes_on(const chains *c, uint32_t i)
{
    const sayso_attribution *x = &c->out->attribution[i];
    if (!i || x->cue_head == SAYSO_NONE || x->n_via || !x->n_source)
        return false;
    const sayso_attribution *b = x - 1;
    const sayso_tags *g = c->ds->v->g;
    const sayso_tokens *t = c->ds->v->t;
    const sayso_piece *own = &c->out->piece[x->piece];
    sayso_str lemma = g->lemma[x->cue_head];
    static const char *const says[] = {"say",   "deny",    "insist", "explain", "stress", "note",
                                       "argue", "concede", "tell",   "admit",   NULL};
    bool shared = b->n_source && b->sent == x->sent && own->beg == c->out->piece[b->piece].beg &&
                  follows_and(c, b->cue_head, x->cue_head);
    bool he = g->upos[own->beg] == SAYSO_UPOS_PRON && sayso__tag_lemma_in(g, x->cue_head, says);
    bool more = sayso__str_is(lemma, "add") || sayso__str_is(lemma, "continue");
    return (more || he || shared) && b->source_actor != SAYSO_NONE &&
           b->source_actor == x->source_actor && x->sent <= b->sent + 1 &&
           t->sent_block[x->sent] == t->sent_block[b->sent];
}

static bool chain_of(chains *c, uint32_t i)
{
    sayso_attribution *x = &c->out->attribution[i];
    const sayso_draft *d = &c->ds->draft.v[c->draft[i]];
    x->via = c->relay.n;
    x->n_via = 0;
    if (x->parent != SAYSO_NONE && !d->chain_told && !inherit(c, i))
        return false;
    for (uint32_t k = 0; k < d->n_carrier; k++)
        if (!add_phrase(c, i, d->carrier[k]))
            return false;
    if (!goes_on(c, i))
        return true;
    for (uint32_t k = 0; k < (x - 1)->n_via; k++) {
        sayso_relay up = c->relay.v[(x - 1)->via + k];
        if (!add_relay(c, i, up.actor, up.at, up.day))
            return false;
    }
    return true;
}

sayso_status sayso__relay_find(const sayso_drafts *d, const uint32_t *draft, sayso_resolver *r,
                               sayso_arena *a, sayso_attrs *out, sayso_error *err)
{
    chains c = {.ds = d, .draft = draft, .r = r, .a = a, .out = out};
    for (uint32_t i = 0; i < out->n_attribution; i++)
        if (!chain_of(&c, i))
            return sayso__fail_memory(err);
    out->relay = c.relay.v;
    out->n_relay = c.relay.n;
    return SAYSO_OK;
}
