/* incident.c -- the main event of a report: its kind, place and date.  Layer: claim.
 *
 * Every word of data/event_nouns.tsv votes for its kind, more loudly in the title and the first
 * sentences, softly inside of what others say: where sources quarrel over "attack" and "accident",
 * the writer's own neutral word wins. Fillers (MUC-4: perpetrators, targets, weapons, victims) come
 * from the claims' responsible parties, from figures, and from the tree around the event's words.
 */
#include "base/fail.h"
#include "claim/claim_part.h"
#include "lexica.h"

/* Flags of data/event_nouns.tsv (value[1]). */
enum { VERB = 1, WEAK = 2 };

typedef struct {
    sayso_claim_part *p;
    uint8_t *quoted;  /* [n_tok] inside of the content of some attribution */
    uint32_t trigger; /* token */
    uint8_t kind;
} builder;

const sayso_lexicon_entry *sayso__event_word(const sayso_claim_part *p, uint32_t t)
{
    const sayso_lexicon_entry *e =
        sayso__lexicon_find(&sayso__lex_event_nouns, p->word[t].p, p->word[t].n);
    uint8_t x = p->tags->xpos[t];
    bool verb = x >= SAYSO_XPOS_VB && x <= SAYSO_XPOS_VBZ;
    if (!e || (e->value[1] & VERB) != (verb ? VERB : 0))
        return NULL;
    return e;
}

/* Tokens inside of what somebody says. */
static void contents_mark(builder *b)
{
    const sayso_claim_part *p = b->p;
    for (uint32_t i = 0; i < p->attrs->n_attribution; i++) {
        uint32_t n;
        const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
        for (uint32_t k = 0; k < n; k++)
            for (uint32_t t = c[k].beg; t < c[k].end && t < p->tokens->n_tok; t++)
                b->quoted[t] = 1;
    }
}

static uint32_t weight(const builder *b, uint32_t t, const sayso_lexicon_entry *e)
{
    const sayso_claim_part *p = b->p;
    uint32_t sent = p->tokens->tok_sent[t], w = sent < 4 ? 6 - sent : 1;
    sayso_block_kind kind = (sayso_block_kind)p->doc->block[p->tokens->sent_block[sent]].kind;
    if (kind == SAYSO_BLOCK_READ_ALSO || kind == SAYSO_BLOCK_NOTICE || kind == SAYSO_BLOCK_CREDIT)
        return 0;
    w *= 4;
    if (b->quoted[t])
        w /= 3;
    if (e->value[1] & WEAK)
        w /= 3;
    return w;
}

/* The kind with most votes and its first word in the body; false if no word speaks of an event. */
static bool kind_vote(builder *b)
{
    const sayso_claim_part *p = b->p;
    uint32_t vote[SAYSO_EVENT_N] = {0}, first[SAYSO_EVENT_N];
    for (uint32_t k = 0; k < SAYSO_EVENT_N; k++)
        first[k] = SAYSO_NONE;
    for (uint32_t t = 0; t < p->tokens->n_tok; t++) {
        const sayso_lexicon_entry *e = sayso__event_word(p, t);
        uint32_t w = e ? weight(b, t, e) : 0;
        if (!w || e->value[0] >= SAYSO_EVENT_N)
            continue;
        vote[e->value[0]] += w;
        bool title = p->doc->has_title && p->tokens->tok[t].at.beg < p->doc->body;
        bool old_title = first[e->value[0]] != SAYSO_NONE && p->doc->has_title &&
                         p->tokens->tok[first[e->value[0]]].at.beg < p->doc->body;
        if (first[e->value[0]] == SAYSO_NONE || (old_title && !title))
            first[e->value[0]] = t;
    }
    uint32_t best = 0;
    for (uint32_t k = 1; k < SAYSO_EVENT_N; k++)
        if (vote[k] > vote[best])
            best = k;
    b->kind = (uint8_t)best;
    b->trigger = best ? first[best] : SAYSO_NONE;
    return vote[best] >= 4;
}

/* ---- place and date -------------------------------------------------------------------------- */

/* A place named in the trigger's sentence, behind "in", "at", "near" if possible. */
static uint32_t place_near(const builder *b)
{
    static const char *const prep[] = {"in", "at", "near", "outside", "off", "on"};
    const sayso_claim_part *p = b->p;
    uint32_t beg = sayso__clue_sent_beg(p, b->trigger), end = sayso__clue_sent_end(p, b->trigger);
    uint32_t best = SAYSO_NONE, best_score = 0;
    for (uint32_t t = beg; t < end; t++) {
        uint32_t m = p->mention[t];
        if (m == SAYSO_NONE || p->mentions->mention[m].kind != SAYSO_MENTION_LOCATION)
            continue;
        uint32_t from = p->mentions->mention[m].beg, score = 1 + (t > b->trigger);
        for (size_t k = 0; from > beg && k < sizeof prep / sizeof *prep; k++)
            score += 4u * sayso__clue_is(p, from - 1, prep[k]);
        if (score > best_score) {
            best = m;
            best_score = score;
        }
    }
    return best;
}

static void place_fill(const builder *b, sayso_incident *out)
{
    const sayso_claim_part *p = b->p;
    uint32_t m = place_near(b);
    sayso_span at = p->doc->dateline.place;
    if (m != SAYSO_NONE)
        at = p->mentions->mention[m].at;
    if (at.end > at.beg)
        out->place = sayso__str_span(p->doc->text, at);
    for (uint32_t k = 0; k < p->mentions->n_mention && !out->country[0]; k++) {
        const sayso_mention *x = p->mentions->mention + k;
        bool here = m == SAYSO_NONE || k >= m;
        if (here && x->kind == SAYSO_MENTION_LOCATION && x->actor < p->attrs->n_actor)
            memcpy(out->country, p->attrs->actor[x->actor].country, sizeof out->country);
    }
}

static void date_fill(const builder *b, sayso_incident *out)
{
    const sayso_mentions *m = b->p->mentions;
    uint32_t sent = b->p->tokens->tok_sent[b->trigger];
    out->first = out->last = m->event_day;
    if (m->event_day != SAYSO_NO_DAY)
        return;
    for (uint32_t k = 0; k < m->n_timex; k++)
        if (b->p->tokens->tok_sent[m->timex[k].beg] == sent && m->timex[k].first != SAYSO_NO_DAY &&
            m->timex[k].last != SAYSO_NO_DAY && m->timex[k].last - m->timex[k].first < 32) {
            out->first = m->timex[k].first;
            out->last = m->timex[k].last;
            return;
        }
}

sayso_status sayso__claim_incident(sayso_claim_part *p, sayso_error *err)
{
    builder b = {.p = p};
    b.quoted = sayso__arena_alloc(p->scratch, p->tokens->n_tok);
    if (!b.quoted)
        return sayso__fail_memory(err);
    contents_mark(&b);
    if (!kind_vote(&b))
        return SAYSO_OK;
    sayso_incident *x = SAYSO_NEW(p->a, sayso_incident);
    if (!x)
        return sayso__fail_memory(err);
    *x = (sayso_incident){.kind = b.kind, .at = p->tokens->tok[b.trigger].at};
    place_fill(&b, x);
    date_fill(&b, x);
    p->out->incident = x;
    p->out->n_incident = 1;
    SAYSO_TRY(sayso__incident_roles(p, b.quoted, err));
    x->n_filler = p->out->n_filler;
    return SAYSO_OK;
}
