/* incident_role.c -- who did what to whom, with what (MUC-4's slots).  Layer: claim.
 *
 * Perpetrators are the parties that claims hold responsible, and the subjects of violent verbs in
 * the writer's own words. Victims are the objects of verbs and nouns of killing, wounding and
 * taking, and the figures that count them; targets the things that attacks are aimed at; weapons
 * are named as such. */
#include "base/array.h"
#include "base/fail.h"
#include "claim/claim_part.h"
#include "lexica.h"

/* Most fillers that one report may have. */
enum { FILLER_MOST = 64 };

typedef struct {
    sayso_claim_part *p;
    SAYSO_ARRAY(sayso_filler) filler;
    bool failed;
} roles;

static bool is_modifier(uint8_t d)
{
    return d == SAYSO_DEPREL_COMPOUND || d == SAYSO_DEPREL_AMOD || d == SAYSO_DEPREL_NUMMOD ||
           d == SAYSO_DEPREL_NMOD_POSS || d == SAYSO_DEPREL_FLAT;
}

/* The noun phrase of head without determiner and what follows it. */
static void phrase_of(const sayso_claim_part *p, uint32_t head, uint32_t *beg, uint32_t *end)
{
    const sayso_tags *g = p->tags;
    uint32_t first = sayso__clue_sent_beg(p, head), last = sayso__clue_sent_end(p, head);
    *beg = head;
    *end = head + 1;
    while (*beg > first && is_modifier(g->deprel[*beg - 1]) &&
           g->upos[*beg - 1] != SAYSO_UPOS_DET && g->upos[*beg - 1] != SAYSO_UPOS_PRON &&
           g->head[*beg - 1] != SAYSO_NONE && g->head[*beg - 1] >= *beg &&
           g->head[*beg - 1] <= head)
        --*beg;
    while (*end < last && g->deprel[*end] == SAYSO_DEPREL_FLAT)
        ++*end;
}

/* Adds a filler unless the same words, or the same actor, stand already in that role. */
static void add(roles *b, sayso_filler f, uint32_t beg, uint32_t end)
{
    const sayso_claim_part *p = b->p;
    f.at = sayso__token_span(p->tokens, beg, end);
    f.text = sayso__str_span(p->doc->text, f.at);
    for (uint32_t k = 0; k < b->filler.n; k++) {
        const sayso_filler *x = b->filler.v + k;
        bool actor = f.actor != SAYSO_NONE && x->actor == f.actor && x->named == f.named;
        if (x->role == f.role && (sayso__str_ieq(x->text, f.text) || actor))
            return;
    }
    if (b->filler.n < FILLER_MOST && !SAYSO_PUSH(p->a, &b->filler, f))
        b->failed = true;
}

static sayso_filler filler(uint8_t role)
{
    return (sayso_filler){.role = role, .actor = SAYSO_NONE, .number = -1};
}

/* ---- perpetrators ---------------------------------------------------------------------------- */

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

static void perpetrator(roles *b, uint32_t mention, uint8_t conf)
{
    const sayso_claim_part *p = b->p;
    const sayso_mention *m = p->mentions->mention + mention;
    sayso_filler f = filler('p');
    f.actor = m->actor;
    f.named = m->named;
    f.class_ =
        m->kind == SAYSO_MENTION_ORGANIZATION || m->kind == SAYSO_MENTION_LOCATION ? 'o' : 'i';
    f.confidence = conf;
    add(b, f, m->beg, m->end);
}

static void perpetrators_claimed(roles *b)
{
    const sayso_claim_part *p = b->p;
    for (uint32_t i = 0; i < p->attrs->n_attribution; i++) {
        const sayso_claim *c = p->out->claim + i;
        if (c->responsible >= p->mentions->n_actor || c->stance != SAYSO_STANCE_ASSERTS)
            continue;
        uint32_t first = p->attrs->actor[c->responsible].first;
        if (first < p->mentions->n_mention)
            perpetrator(b, first, confidence(c, p->reading[i].about_self));
    }
}

/* Subject of an active verb, or who stands behind "by"; SAYSO_NONE. */
static uint32_t agent_of(const sayso_claim_part *p, uint32_t verb)
{
    uint32_t beg = sayso__clue_sent_beg(p, verb), end = sayso__clue_sent_end(p, verb);
    for (uint32_t t = beg; t < end; t++) {
        if (p->tags->head[t] != verb)
            continue;
        if (p->tags->deprel[t] == SAYSO_DEPREL_NSUBJ)
            return t;
        if (p->tags->deprel[t] == SAYSO_DEPREL_OBL)
            for (uint32_t k = t; k > beg && k + 5 > t; k--)
                if (sayso__clue_is(p, k - 1, "by") && k - 1 > verb)
                    return t;
    }
    return SAYSO_NONE;
}

/* An organisation inside the phrase of who did it: "members of the North Front". */
static void organisation_of(roles *b, uint32_t who, uint8_t conf)
{
    const sayso_claim_part *p = b->p;
    uint32_t end = sayso__clue_sent_end(p, who);
    for (uint32_t t = who + 1; t < end && t < who + 9; t++) {
        uint32_t m = p->mention[t], h = p->tags->head[t];
        bool inside = h == who || (h != SAYSO_NONE && h > who && h < t + 9);
        if (m != SAYSO_NONE && inside && p->tags->deprel[t] != SAYSO_DEPREL_OBJ &&
            p->mentions->mention[m].kind == SAYSO_MENTION_ORGANIZATION) {
            perpetrator(b, m, conf);
            return;
        }
        if (p->tags->upos[t] == SAYSO_UPOS_VERB || p->tags->upos[t] == SAYSO_UPOS_PUNCT)
            return;
    }
}

static bool is_armed(const sayso_claim_part *p, uint32_t t)
{
    const sayso_lexicon_entry *e =
        sayso__lexicon_find(&sayso__lex_speakers, p->lemma[t].p, p->lemma[t].n);
    return e && e->value[0] == SAYSO_SOURCE_GROUP_CHANNEL;
}

static void perpetrator_told(roles *b, uint32_t verb)
{
    const sayso_claim_part *p = b->p;
    uint32_t who = agent_of(p, verb);
    if (who == SAYSO_NONE || p->tags->upos[who] == SAYSO_UPOS_PRON)
        return;
    uint32_t m = p->mention[who], beg, end;
    uint8_t conf =
        p->content_of[verb] != SAYSO_NONE ? SAYSO_CONF_ACCUSED : SAYSO_CONF_REPORTED_AS_FACT;
    if (m != SAYSO_NONE && p->mentions->mention[m].kind != SAYSO_MENTION_LOCATION) {
        perpetrator(b, m, conf);
    } else if (m == SAYSO_NONE && is_armed(p, who)) {
        sayso_filler f = filler('p');
        f.class_ = 'i';
        f.confidence = conf;
        phrase_of(p, who, &beg, &end);
        add(b, f, beg, end);
    }
    organisation_of(b, who, conf);
}

/* ---- victims --------------------------------------------------------------------------------- */

static uint8_t effect_of(uint8_t measure)
{
    switch (measure) {
    case SAYSO_MEASURE_KILLED: return SAYSO_EFFECT_KILLED;
    case SAYSO_MEASURE_INJURED: return SAYSO_EFFECT_INJURED;
    case SAYSO_MEASURE_ABDUCTED: return SAYSO_EFFECT_ABDUCTED;
    default: return 0;
    }
}

static void victims_counted(roles *b)
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
        if (end == x->end)
            continue; /* a bare number names nobody */
        if (x->best.known && x->best.v >= 0 && x->best.v < 1e6)
            f.number = (int32_t)x->best.v;
        if (f.number != 0)
            add(b, f, x->beg, end);
    }
}

/* What a verb, or a noun with "of", does to one: an effect, 0 for others. */
static uint8_t effect_word(const sayso_claim_part *p, uint32_t t)
{
    static const char *const kill[] = {"kill",     "murder",        "assassinate", "slay",
                                       "execute",  "assassination", "death",       "killing",
                                       "massacre", "execution",     "slaying",     "die",
                                       NULL};
    static const char *const hurt[] = {"injure", "wound", "hurt", "stab", "wounding", NULL};
    static const char *const take[] = {"kidnap", "abduct", "kidnapping", "abduction", NULL};
    const char *const *const list[] = {kill, hurt, take};
    for (uint32_t k = 0; k < 3; k++)
        for (const char *const *w = list[k]; *w; w++)
            if (sayso__clue_lemma(p, t, *w))
                return (uint8_t)(SAYSO_EFFECT_KILLED + k);
    return 0;
}

/* Object or passive subject of a verb, its own or that of the verb it is joined to ("was abducted
 * and killed"); the "of" of a noun; SAYSO_NONE. */
static uint32_t patient_of(const sayso_claim_part *p, uint32_t word)
{
    uint32_t beg = sayso__clue_sent_beg(p, word), end = sayso__clue_sent_end(p, word);
    bool verb = p->tags->upos[word] == SAYSO_UPOS_VERB;
    for (uint32_t step = 0; step < 2 && word != SAYSO_NONE; step++) {
        for (uint32_t t = beg; t < end; t++) {
            uint8_t d = p->tags->deprel[t];
            if (p->tags->head[t] != word)
                continue;
            if (verb && (d == SAYSO_DEPREL_OBJ || d == SAYSO_DEPREL_NSUBJ_PASS ||
                         (d == SAYSO_DEPREL_NSUBJ && sayso__clue_lemma(p, word, "die"))))
                return t;
            if (!verb && d == SAYSO_DEPREL_NMOD && sayso__clue_is(p, word + 1, "of"))
                return t;
        }
        if (!verb || p->tags->deprel[word] != SAYSO_DEPREL_CONJ)
            break;
        word = p->tags->head[word];
    }
    return SAYSO_NONE;
}

static void victim(roles *b, uint32_t who, uint8_t effect)
{
    const sayso_claim_part *p = b->p;
    uint32_t beg, end, m = p->mention[who];
    if (p->tags->upos[who] == SAYSO_UPOS_PRON || p->figure_at[who] != SAYSO_NONE ||
        p->tags->upos[who] == SAYSO_UPOS_NUM)
        return;
    sayso_filler f = filler('v');
    f.effect = effect;
    phrase_of(p, who, &beg, &end);
    if (m != SAYSO_NONE && p->mentions->mention[m].named) {
        f.named = true;
        f.actor = p->mentions->mention[m].actor;
        f.number = 1;
        beg = p->mentions->mention[m].beg;
        end = p->mentions->mention[m].end;
    } else if (p->tags->xpos[who] == SAYSO_XPOS_NN) {
        f.number = 1;
    }
    add(b, f, beg, end);
}

/* The patient and those joined to it: "a policeman and two soldiers". */
static void victims_told(roles *b, uint32_t word, uint8_t effect)
{
    const sayso_claim_part *p = b->p;
    uint32_t who = patient_of(p, word);
    if (who == SAYSO_NONE)
        return;
    victim(b, who, effect);
    uint32_t end = sayso__clue_sent_end(p, who);
    for (uint32_t t = who + 1; t < end; t++)
        if (p->tags->head[t] == who &&
            (p->tags->deprel[t] == SAYSO_DEPREL_CONJ || p->tags->deprel[t] == SAYSO_DEPREL_APPOS))
            victim(b, t, effect);
}

/* ---- weapons and targets --------------------------------------------------------------------- */

static void weapon(roles *b, uint32_t t)
{
    const sayso_claim_part *p = b->p;
    uint32_t beg, end;
    if (p->tags->upos[t] != SAYSO_UPOS_NOUN || p->tags->deprel[t] == SAYSO_DEPREL_COMPOUND ||
        sayso__clue_lemma(p, t, "charge") || sayso__clue_lemma(p, t, "mine"))
        return;
    phrase_of(p, t, &beg, &end);
    add(b, filler('w'), beg, end);
}

/* Violence by its verb: what its subject does makes a perpetrator. */
static bool is_violent(const sayso_claim_part *p, uint32_t t)
{
    static const char *const what[] = {"plant",  "throw",  "hurl", "explode", "detonate",
                                       "launch", "fire",   "open", "seize",   "carry",
                                       "place",  "shoot",  "set",  "stage",   "perpetrate",
                                       "commit", "hijack", "take", "leave",   NULL};
    for (const char *const *w = what; *w; w++)
        if (sayso__clue_lemma(p, t, *w)) {
            uint32_t who = agent_of(p, t);
            return who != SAYSO_NONE && is_armed(p, who);
        }
    return false;
}

static bool is_destroying(const sayso_claim_part *p, uint32_t t)
{
    static const char *const what[] = {"attack", "bomb",     "burn",   "destroy",
                                       "damage", "dynamite", "torch",  "strike",
                                       "ambush", "raid",     "shell",  "hit",
                                       "blow",   "storm",    "target", NULL};
    for (const char *const *w = what; *w; w++)
        if (sayso__clue_lemma(p, t, *w))
            return true;
    return false;
}

/* What an "attack on X", or a verb of attacking, is aimed at: things, not people. */
static void target(roles *b, uint32_t t, bool verb)
{
    static const char *const at[] = {"on", "of", "at", "against", NULL};
    const sayso_claim_part *p = b->p;
    uint32_t what = verb ? patient_of(p, t) : SAYSO_NONE, beg, end;
    uint32_t stop = sayso__clue_sent_end(p, t);
    for (const char *const *w = at; !verb && *w; w++)
        for (uint32_t k = t + 1; sayso__clue_is(p, t + 1, *w) && k < stop && k < t + 10; k++)
            if (p->tags->head[k] == t && p->tags->deprel[k] == SAYSO_DEPREL_NMOD)
                what = k;
    if (what == SAYSO_NONE || p->figure_at[what] != SAYSO_NONE ||
        (p->tags->upos[what] != SAYSO_UPOS_NOUN && p->tags->upos[what] != SAYSO_UPOS_PROPN))
        return;
    uint32_t m = p->mention[what];
    uint8_t kind = m == SAYSO_NONE ? 0 : p->mentions->mention[m].kind;
    if (kind == SAYSO_MENTION_PERSON || kind == SAYSO_MENTION_ROLE || kind == SAYSO_MENTION_GROUP)
        return;
    phrase_of(p, what, &beg, &end);
    add(b, filler('t'), beg, end);
}

sayso_status sayso__incident_roles(sayso_claim_part *p, sayso_error *err)
{
    roles b = {.p = p};
    perpetrators_claimed(&b);
    victims_counted(&b);
    for (uint32_t t = 0; t < p->tokens->n_tok && !b.failed && b.filler.n < FILLER_MOST; t++) {
        bool verb = p->tags->upos[t] == SAYSO_UPOS_VERB;
        uint8_t effect = effect_word(p, t);
        const sayso_lexicon_entry *e = sayso__event_word(p, t);
        bool destroys = verb && is_destroying(p, t);
        if (effect)
            victims_told(&b, t, effect);
        if (verb && (effect || destroys || is_violent(p, t)))
            perpetrator_told(&b, t);
        if (destroys || (e && !verb))
            target(&b, t, verb);
        if (p->clue[t] & SAYSO_CLUE_WEAPON)
            weapon(&b, t);
    }
    if (b.failed)
        return sayso__fail_memory(err);
    p->out->filler = b.filler.v;
    p->out->n_filler = b.filler.n;
    return SAYSO_OK;
}
