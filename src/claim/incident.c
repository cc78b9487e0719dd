/* incident.c -- the main event of a report: kind, place, date, and who did what to whom.
 * Layer: claim.
 *
 * Every word of data/event_nouns.tsv votes for its kind, more loudly in the title and the first
 * sentences, softly inside of what others say: where sources quarrel over "attack" and "accident",
 * the writer's own neutral word wins. Fillers (MUC-4: perpetrators, targets, weapons, victims) come
 * from the claims' responsible parties, from figures, and from the tree around the event's words.
 */
#include "base/array.h"
#include "base/fail.h"
#include "claim/claim_part.h"
#include "lexica.h"

/* Flags of data/event_nouns.tsv (value[1]). */
enum { VERB = 1, WEAK = 2, PASSIVE = 4 };

typedef struct {
    sayso_claim_part *p;
    SAYSO_ARRAY(sayso_filler) filler;
    uint8_t *quoted;  /* [n_tok] inside of the content of some attribution */
    uint32_t trigger; /* token */
    uint8_t kind;
    bool failed;
} builder;

static const sayso_lexicon_entry *event_word(const sayso_claim_part *p, uint32_t t)
{
    const sayso_lexicon_entry *e =
        sayso__lexicon_find(&sayso__lex_event_nouns, p->word[t].p, p->word[t].n);
    bool verb = p->tags->upos[t] == SAYSO_UPOS_VERB;
    if (!e || (e->value[1] & VERB) != (verb ? VERB : 0))
        return NULL;
    return e;
}

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
        const sayso_lexicon_entry *e = event_word(p, t);
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

/* ---- fillers --------------------------------------------------------------------------------- */

static bool is_modifier(uint8_t d)
{
    return d == SAYSO_DEPREL_COMPOUND || d == SAYSO_DEPREL_AMOD || d == SAYSO_DEPREL_NUMMOD ||
           d == SAYSO_DEPREL_NMOD_POSS || d == SAYSO_DEPREL_FLAT;
}

/* The noun phrase of head without determiner and what follows it. */
static void phrase_of(const sayso_claim_part *p, uint32_t head, uint32_t *beg, uint32_t *end)
{
    uint32_t first = sayso__clue_sent_beg(p, head), last = sayso__clue_sent_end(p, head);
    *beg = head;
    *end = head + 1;
    while (*beg > first && p->tags->upos[*beg - 1] != SAYSO_UPOS_DET &&
           (is_modifier(p->tags->deprel[*beg - 1]) ||
            p->tags->deprel[*beg - 1] == SAYSO_DEPREL_CASE) &&
           p->tags->head[*beg - 1] != SAYSO_NONE && p->tags->head[*beg - 1] >= *beg - 1 &&
           p->tags->head[*beg - 1] <= head && p->tags->upos[*beg - 1] != SAYSO_UPOS_ADP)
        --*beg;
    while (*end < last && p->tags->deprel[*end] == SAYSO_DEPREL_FLAT)
        ++*end;
}

/* Adds a filler unless the same words stand already in that role. */
static void add(builder *b, sayso_filler f, uint32_t beg, uint32_t end)
{
    const sayso_claim_part *p = b->p;
    f.at = sayso__token_span(p->tokens, beg, end);
    f.text = sayso__str_span(p->doc->text, f.at);
    for (uint32_t k = 0; k < b->filler.n; k++) {
        bool same = sayso__str_ieq(b->filler.v[k].text, f.text);
        bool actor = f.actor != SAYSO_NONE && b->filler.v[k].actor == f.actor;
        if (b->filler.v[k].role == f.role && (same || actor))
            return;
    }
    if (b->filler.n < 64 && !SAYSO_PUSH(p->a, &b->filler, f))
        b->failed = true;
}

static sayso_filler filler(uint8_t role)
{
    return (sayso_filler){.role = role, .actor = SAYSO_NONE, .number = -1};
}

/* How a claim holds a party responsible (MUC-4). */
static uint8_t confidence(const sayso_claim *c, bool own)
{
    bool authority = c->source_type == SAYSO_SOURCE_NAMED_OFFICIAL ||
                     c->source_type == SAYSO_SOURCE_UNNAMED_OFFICIAL ||
                     c->source_type == SAYSO_SOURCE_COURT ||
                     c->source_type == SAYSO_SOURCE_SPOKESPERSON;
    if (own)
        return SAYSO_CONF_CLAIMED_OR_ADMITTED;
    if (c->act == SAYSO_ACT_SUSPECT && !authority)
        return SAYSO_CONF_POSSIBLE;
    return authority ? SAYSO_CONF_ACCUSED_BY_AUTHORITIES : SAYSO_CONF_ACCUSED;
}

static void perpetrators(builder *b)
{
    const sayso_claim_part *p = b->p;
    for (uint32_t i = 0; i < p->attrs->n_attribution; i++) {
        const sayso_claim *c = p->out->claim + i;
        if (c->responsible >= p->mentions->n_actor || c->stance != SAYSO_STANCE_ASSERTS)
            continue;
        const sayso_actor *a = p->attrs->actor + c->responsible;
        if (a->first >= p->mentions->n_mention)
            continue;
        const sayso_mention *m = p->mentions->mention + a->first;
        sayso_filler f = filler('p');
        f.actor = c->responsible;
        f.named = a->named;
        f.class_ = a->kind == SAYSO_MENTION_PERSON || a->kind == SAYSO_MENTION_ROLE ||
                           a->kind == SAYSO_MENTION_GROUP
                       ? 'i'
                       : 'o';
        f.confidence = confidence(c, p->reading[i].about_self);
        add(b, f, m->beg, m->end);
    }
}

static uint8_t effect_of(uint8_t measure)
{
    switch (measure) {
    case SAYSO_MEASURE_KILLED: return SAYSO_EFFECT_KILLED;
    case SAYSO_MEASURE_INJURED: return SAYSO_EFFECT_INJURED;
    case SAYSO_MEASURE_ABDUCTED: return SAYSO_EFFECT_ABDUCTED;
    default: return 0;
    }
}

static void victims_counted(builder *b)
{
    const sayso_claim_part *p = b->p;
    for (uint32_t k = 0; k < p->mentions->n_figure; k++) {
        const sayso_figure *x = p->mentions->figure + k;
        uint32_t end = x->end;
        sayso_filler f = filler('v');
        f.effect = effect_of(x->measure);
        if (!f.effect || x->beg >= x->end || x->end > p->tokens->n_tok)
            continue;
        if (x->head < p->tokens->n_tok && x->head >= x->end && x->head < x->end + 4 &&
            p->tags->upos[x->head] == SAYSO_UPOS_NOUN)
            end = x->head + 1;
        if (x->best.known && x->best.v >= 0 && x->best.v < 1e6)
            f.number = (int32_t)x->best.v;
        if (f.number != 0)
            add(b, f, x->beg, end);
    }
}

/* Effect of a verb on the one it happens to, 0 for others. */
static uint8_t effect_verb(const sayso_claim_part *p, uint32_t t)
{
    static const char *const kill[] = {"kill", "murder", "assassinate", "slay", "execute", NULL};
    static const char *const hurt[] = {"injure", "wound", "hurt", "stab", NULL};
    static const char *const take[] = {"kidnap", "abduct", NULL};
    const char *const *const list[] = {kill, hurt, take};
    for (uint32_t k = 0; k < 3; k++)
        for (const char *const *w = list[k]; *w; w++)
            if (sayso__clue_lemma(p, t, *w))
                return (uint8_t)(SAYSO_EFFECT_KILLED + k);
    return 0;
}

/* Object or passive subject of a verb, or SAYSO_NONE. */
static uint32_t patient_of(const sayso_claim_part *p, uint32_t verb)
{
    uint32_t beg = sayso__clue_sent_beg(p, verb), end = sayso__clue_sent_end(p, verb);
    for (uint32_t t = beg; t < end; t++)
        if (p->tags->head[t] == verb && (p->tags->deprel[t] == SAYSO_DEPREL_OBJ ||
                                         p->tags->deprel[t] == SAYSO_DEPREL_NSUBJ_PASS))
            return t;
    return SAYSO_NONE;
}

static void victims_told(builder *b)
{
    const sayso_claim_part *p = b->p;
    for (uint32_t t = 0; t < p->tokens->n_tok; t++) {
        uint8_t effect = p->tags->upos[t] == SAYSO_UPOS_VERB ? effect_verb(p, t) : 0;
        uint32_t who = effect ? patient_of(p, t) : SAYSO_NONE, beg, end;
        if (who == SAYSO_NONE || p->tags->upos[who] == SAYSO_UPOS_PRON ||
            p->figure_at[who] != SAYSO_NONE || p->tags->upos[who] == SAYSO_UPOS_NUM)
            continue;
        sayso_filler f = filler('v');
        f.effect = effect;
        phrase_of(p, who, &beg, &end);
        uint32_t m = p->mention[who];
        if (m != SAYSO_NONE && p->mentions->mention[m].named) {
            f.named = true;
            f.actor = p->mentions->mention[m].actor;
            f.number = 1;
            beg = p->mentions->mention[m].beg;
            end = p->mentions->mention[m].end;
        }
        add(b, f, beg, end);
    }
}

static void weapons(builder *b)
{
    const sayso_claim_part *p = b->p;
    for (uint32_t t = 0; t < p->tokens->n_tok; t++) {
        uint32_t beg, end;
        if (!(p->clue[t] & SAYSO_CLUE_WEAPON) || p->tags->upos[t] != SAYSO_UPOS_NOUN ||
            p->tags->deprel[t] == SAYSO_DEPREL_COMPOUND)
            continue;
        phrase_of(p, t, &beg, &end);
        add(b, filler('w'), beg, end);
    }
}

/* What an "attack on X", or a verb of the event, is aimed at: things, not people. */
static void targets(builder *b)
{
    const sayso_claim_part *p = b->p;
    for (uint32_t t = 0; t < p->tokens->n_tok; t++) {
        const sayso_lexicon_entry *e = event_word(p, t);
        uint32_t what = SAYSO_NONE, beg, end;
        if (!e || e->value[0] != b->kind)
            continue;
        uint32_t stop = sayso__clue_sent_end(p, t);
        if (e->value[1] & VERB)
            what = patient_of(p, t);
        for (uint32_t k = t + 1; what == SAYSO_NONE && k < stop && k < t + 10; k++)
            if (p->tags->head[k] == t && p->tags->deprel[k] == SAYSO_DEPREL_NMOD &&
                (sayso__clue_is(p, t + 1, "on") || sayso__clue_is(p, t + 1, "of") ||
                 sayso__clue_is(p, t + 1, "at") || sayso__clue_is(p, t + 1, "against")))
                what = k;
        if (what == SAYSO_NONE || p->tags->upos[what] != SAYSO_UPOS_NOUN ||
            p->figure_at[what] != SAYSO_NONE)
            continue;
        phrase_of(p, what, &beg, &end);
        add(b, filler('t'), beg, end);
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
    perpetrators(&b);
    victims_counted(&b);
    victims_told(&b);
    weapons(&b);
    targets(&b);
    if (b.failed)
        return sayso__fail_memory(err);
    x->n_filler = b.filler.n;
    p->out->incident = x;
    p->out->n_incident = 1;
    p->out->filler = b.filler.v;
    p->out->n_filler = b.filler.n;
    return SAYSO_OK;
}
