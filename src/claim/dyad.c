/* dyad.c -- who does what to whom, verb by verb, as CAMEO and PLOVER code it.  Layer: claim.
 *
 * A verb of data/dyad_verbs.tsv says what is done; a light one leaves it to its object ("staged a
 * march"), one of ending turns it round ("suspended aid"). What will be done, or is agreed,
 * offered, refused, demanded or threatened, is an act of its own: to cooperate is then to agree, to
 * harm to threaten (Schrodt 2012, chapters 3, 12, 13; the pattern parser PETRARCH does likewise).
 * Source and target are the parties that the tree hangs on the verb. */
#include "base/array.h"
#include "base/fail.h"
#include "claim/dyad_code.h"
#include "lexica.h"

/* Tokens on either side of a verb that are looked at, and verbs climbed for a subject. */
enum { WINDOW = 40, CLIMB = 5, PHRASE_MOST = 12 };

typedef struct {
    sayso_claim_part *p;
    SAYSO_ARRAY(sayso_dyad) dyad;
} finder;

/* What hangs on a verb; tokens, or SAYSO_NONE. */
typedef struct {
    const sayso_lexicon_entry *entry;
    uint32_t verb, end; /* first token of the entry, and behind its last */
    uint32_t subject, object, other, agent, complement;
    bool passive;
    bool negated, will, perhaps;
} clause;

static uint32_t window_beg(const sayso_claim_part *p, uint32_t t)
{
    uint32_t beg = sayso__clue_sent_beg(p, t);
    return t - beg > WINDOW ? t - WINDOW : beg;
}

static uint32_t window_end(const sayso_claim_part *p, uint32_t t)
{
    uint32_t end = sayso__clue_sent_end(p, t);
    return end - t > WINDOW ? t + WINDOW : end;
}

static void auxiliary(const sayso_claim_part *p, uint32_t t, clause *c)
{
    static const char *const will[] = {"will", "would", "shall", "'ll", NULL};
    static const char *const perhaps[] = {"may", "might", "could", "should", "must", "can", NULL};
    c->will |= sayso__clue_lemma_in(p, t, will);
    c->perhaps |= sayso__clue_lemma_in(p, t, perhaps);
}

/* Does the noun phrase of t hang on its verb by "by"? */
static bool is_agent(const sayso_claim_part *p, uint32_t t, uint32_t verb)
{
    for (uint32_t k = t; k-- > verb && t - k < 6;)
        if (p->tags->deprel[k] == SAYSO_DEPREL_CASE)
            return sayso__clue_is(p, k, "by");
    return false;
}

/* Does a comma or another verb stand between a verb and its object? Then the tree is wrong. */
static bool is_parted(const sayso_claim_part *p, uint32_t verb, uint32_t object)
{
    for (uint32_t t = verb + 1; t < object; t++)
        if (sayso__clue_is(p, t, ",") ||
            (p->tags->upos[t] == SAYSO_UPOS_VERB && p->tags->deprel[t] != SAYSO_DEPREL_AMOD))
            return true;
    return false;
}

static void take_child(const sayso_claim_part *p, uint32_t t, clause *c)
{
    uint32_t *slot = NULL;
    switch (p->tags->deprel[t]) {
    case SAYSO_DEPREL_NSUBJ: slot = &c->subject; break;
    case SAYSO_DEPREL_AUX_PASS: c->passive = true; return;
    case SAYSO_DEPREL_NSUBJ_PASS: c->passive = true; /* fall through */
    case SAYSO_DEPREL_OBJ: slot = &c->object; break;
    case SAYSO_DEPREL_IOBJ: slot = &c->other; break;
    case SAYSO_DEPREL_OBL: slot = is_agent(p, t, c->verb) ? &c->agent : NULL; break;
    case SAYSO_DEPREL_XCOMP:
    case SAYSO_DEPREL_CCOMP: slot = &c->complement; break;
    case SAYSO_DEPREL_AUX: auxiliary(p, t, c); break;
    case SAYSO_DEPREL_MARK:
        c->perhaps |= sayso__clue_is(p, t, "if") || sayso__clue_is(p, t, "unless");
        break;
    default: break;
    }
    c->negated |= t < c->verb && p->clue[t] & SAYSO_CLUE_NEGATIVE;
    bool far = slot == &c->object && t > c->verb && is_parted(p, c->verb, t);
    if (slot && *slot == SAYSO_NONE && !p->dated[t] && !far)
        *slot = t;
}

static clause clause_read(const sayso_claim_part *p, uint32_t verb)
{
    clause c = {.verb = verb,
                .end = verb + 1,
                .subject = SAYSO_NONE,
                .object = SAYSO_NONE,
                .other = SAYSO_NONE,
                .agent = SAYSO_NONE,
                .complement = SAYSO_NONE};
    uint32_t end = window_end(p, verb);
    for (uint32_t t = window_beg(p, verb); t < end; t++)
        if (p->tags->head[t] == verb)
            take_child(p, t, &c);
    return c;
}

static bool is_nominal(const sayso_claim_part *p, uint32_t t)
{
    uint8_t u = p->tags->upos[t];
    return u == SAYSO_UPOS_NOUN || u == SAYSO_UPOS_PROPN;
}

/* Last noun of the noun phrase that begins behind the verb, whatever the tree says of it (numbers
 * mislead it: "arrested more than 40 students"). */
static uint32_t object_beside(const sayso_claim_part *p, uint32_t from)
{
    uint32_t end = window_end(p, from - 1), last = SAYSO_NONE;
    for (uint32_t t = from; t < end && t < from + PHRASE_MOST; t++) {
        uint8_t u = p->tags->upos[t];
        if (is_nominal(p, t) && !p->dated[t])
            last = t;
        else if (last != SAYSO_NONE ||
                 !(p->dated[t] || u == SAYSO_UPOS_DET || u == SAYSO_UPOS_ADJ ||
                   u == SAYSO_UPOS_NUM || u == SAYSO_UPOS_ADV || sayso__clue_is(p, t, "than") ||
                   sayso__clue_is(p, t, "to") || sayso__clue_is(p, t, "on")))
            break;
    }
    return last;
}

/* The head of the noun phrase before the verb, over dates and adverbs. */
static uint32_t subject_beside(const sayso_claim_part *p, uint32_t verb)
{
    uint32_t beg = window_beg(p, verb);
    for (uint32_t t = verb; t-- > beg;) {
        uint8_t u = p->tags->upos[t];
        if (p->dated[t] || u == SAYSO_UPOS_AUX || u == SAYSO_UPOS_ADV || u == SAYSO_UPOS_PART ||
            (u == SAYSO_UPOS_ADP && t + 1 < verb && p->dated[t + 1]))
            continue;
        if (!is_nominal(p, t))
            return SAYSO_NONE;
        for (uint32_t k = 0; k < CLIMB && p->tags->head[t] != SAYSO_NONE && p->tags->head[t] < t &&
                             p->tags->head[t] >= beg && is_nominal(p, p->tags->head[t]);
             k++)
            t = p->tags->head[t];
        return t;
    }
    return SAYSO_NONE;
}

/* The subject of a verb without one of its own is that of the verb it hangs on; of a relative
 * clause or a participle, the noun before it. */
static uint32_t subject_of(const sayso_claim_part *p, const clause *c)
{
    const sayso_tags *g = p->tags;
    uint32_t v = c->verb, s = c->subject;
    for (uint32_t k = 0; k < CLIMB; k++) {
        uint8_t x = s == SAYSO_NONE ? 0 : g->xpos[s];
        bool relative = x == SAYSO_XPOS_WDT || x == SAYSO_XPOS_WP;
        if (s != SAYSO_NONE && !relative)
            return s;
        uint32_t up = g->head[v];
        if (up == SAYSO_NONE)
            return SAYSO_NONE;
        if (g->deprel[v] == SAYSO_DEPREL_ACL)
            return up;
        if (relative || (g->deprel[v] != SAYSO_DEPREL_CONJ && g->deprel[v] != SAYSO_DEPREL_XCOMP &&
                         g->deprel[v] != SAYSO_DEPREL_ADVCL && g->deprel[v] != SAYSO_DEPREL_CCOMP))
            return SAYSO_NONE;
        v = up;
        clause above = clause_read(p, v);
        s = above.subject == SAYSO_NONE ? above.object : above.subject;
        if (above.subject == SAYSO_NONE && above.agent != SAYSO_NONE)
            s = above.agent;
    }
    return SAYSO_NONE;
}

/* ---- what is done ---------------------------------------------------------------------------- */

/* The noun of data/dyad_nouns.tsv in the phrase that ends with token head. */
static const sayso_lexicon_entry *noun_in(const sayso_claim_part *p, uint32_t head)
{
    const sayso_lexicon_entry *best = NULL;
    uint32_t beg = window_beg(p, head), most = 0, n;
    for (uint32_t t = head + 1; t-- > beg && head - t < 5;) {
        if (t != head && (p->tags->head[t] < t || p->tags->head[t] > head))
            break;
        const sayso_lexicon_entry *e =
            sayso__clue_phrase(p, &sayso__lex_dyad_nouns, t, head + 1, &n);
        bool last = e && t + n == head + 1;
        if (e && (!best || (last && n > most))) {
            best = e;
            most = last ? n : 9;
        }
    }
    return best;
}

/* What is done to an object: by its own noun, or one behind it ("a series of bombs", "gave the
 * island aid") before the next verb. */
static const sayso_lexicon_entry *deed_noun(const sayso_claim_part *p, const clause *c)
{
    const sayso_lexicon_entry *e = c->object == SAYSO_NONE ? NULL : noun_in(p, c->object);
    uint32_t end = window_end(p, c->verb);
    for (uint32_t t = c->end; !e && t < end && t < c->end + PHRASE_MOST; t++) {
        if (p->tags->upos[t] == SAYSO_UPOS_VERB || p->tags->upos[t] == SAYSO_UPOS_PUNCT)
            break;
        if (p->tags->upos[t] == SAYSO_UPOS_NOUN && !p->dated[t])
            e = noun_in(p, t);
    }
    return e;
}

/* What the verb does, without regard to will and negation; root 0: nothing that is coded. */
static sayso_dyad_code code_plain(const sayso_claim_part *p, const clause *c, bool *by_noun)
{
    uint32_t flags = c->entry->value[1];
    sayso_dyad_code own = {c->entry->value[0], c->entry->text}, none = {0, NULL};
    *by_noun = false;
    if (!(flags & (SAYSO_DYAD_LIGHT | SAYSO_DYAD_END)))
        return flags & SAYSO_DYAD_OBJECT && c->object == SAYSO_NONE && c->other == SAYSO_NONE ? none
                                                                                              : own;
    const sayso_lexicon_entry *e = deed_noun(p, c);
    if (!e)
        return own;
    *by_noun = true;
    sayso_dyad_code noun = {e->value[0], e->text};
    return flags & SAYSO_DYAD_END ? sayso__dyad_ended(noun) : noun;
}

static const sayso_lexicon_entry *entry_at(const sayso_claim_part *p, uint32_t t, uint32_t *n)
{
    uint8_t u = p->tags->upos[t];
    if (u != SAYSO_UPOS_VERB && u != SAYSO_UPOS_ADJ)
        return NULL;
    const sayso_lexicon_entry *e =
        sayso__clue_phrase(p, &sayso__lex_dyad_verbs, t, sayso__clue_sent_end(p, t), n);
    return e && (u == SAYSO_UPOS_VERB || e->value[1] & SAYSO_DYAD_INTENT) ? e : NULL;
}

/* The clause of the verb that follows "agreed to", coded; false if there is none, or no code. */
static bool complement_code(const sayso_claim_part *p, const clause *c, sayso_dyad_code *out)
{
    uint32_t n;
    bool by_noun;
    if (c->complement == SAYSO_NONE || c->complement < c->verb)
        return false;
    clause d = clause_read(p, c->complement);
    d.entry = entry_at(p, c->complement, &n);
    if (!d.entry)
        return false;
    *out = code_plain(p, &d, &by_noun);
    return out->cameo > 0;
}

/* Is it the complement of a verb that makes an act of it? */
static bool is_governed(const sayso_claim_part *p, uint32_t verb)
{
    uint32_t up = p->tags->head[verb], d = p->tags->deprel[verb], n;
    if (up == SAYSO_NONE || up > verb || (d != SAYSO_DEPREL_XCOMP && d != SAYSO_DEPREL_CCOMP))
        return false;
    const sayso_lexicon_entry *e = entry_at(p, up, &n);
    return e && e->value[1] &
                    (SAYSO_DYAD_INTENT | SAYSO_DYAD_REFUSE | SAYSO_DYAD_ASK | SAYSO_DYAD_THREAT);
}

/* What the clause does, all told. */
static sayso_dyad_code code_of(const sayso_claim_part *p, const clause *c, bool *by_noun)
{
    uint32_t flags = c->entry->value[1];
    sayso_dyad_code own = {c->entry->value[0], c->entry->text}, below = {0, NULL}, none = {0, NULL};
    *by_noun = false;
    if (c->perhaps || is_governed(p, c->verb))
        return none;
    if (flags & SAYSO_DYAD_INTENT) {
        bool known = complement_code(p, c, &below);
        if (c->negated)
            return sayso__dyad_refused(own);
        if (known)
            return sayso__dyad_intended(below);
        return flags & SAYSO_DYAD_ALONE && (c->complement != SAYSO_NONE || c->object != SAYSO_NONE)
                   ? own
                   : none;
    }
    if (flags & (SAYSO_DYAD_REFUSE | SAYSO_DYAD_ASK | SAYSO_DYAD_THREAT))
        return c->negated ? none : own;
    own = code_plain(p, c, by_noun);
    if (c->negated)
        return c->will ? sayso__dyad_refused(own) : none;
    return c->will ? sayso__dyad_intended(own) : own;
}

/* ---- parties --------------------------------------------------------------------------------- */

static bool is_modifier(const sayso_tags *g, uint32_t t)
{
    uint8_t d = g->deprel[t];
    return (d == SAYSO_DEPREL_COMPOUND || d == SAYSO_DEPREL_AMOD || d == SAYSO_DEPREL_NUMMOD ||
            d == SAYSO_DEPREL_NMOD_POSS || d == SAYSO_DEPREL_FLAT || d == SAYSO_DEPREL_CASE) &&
           g->upos[t] != SAYSO_UPOS_ADP;
}

/* The "'s" of the noun before it. */
static bool is_possessive(const sayso_claim_part *p, uint32_t t)
{
    return p->tags->deprel[t] == SAYSO_DEPREL_CASE && t > 0 && p->tags->head[t] < t;
}

/* Token behind "of" and the noun phrase after it, if they stand at token end: "the leader of
 * Dolvan's miners". */
static uint32_t with_of(const sayso_claim_part *p, uint32_t end)
{
    uint32_t stop = end < p->tokens->n_tok ? window_end(p, end) : end, to = end;
    if (!sayso__clue_is(p, end, "of"))
        return end;
    for (uint32_t t = end + 1; t < stop && t < end + PHRASE_MOST; t++) {
        uint8_t u = p->tags->upos[t];
        if (is_nominal(p, t) && !p->dated[t])
            to = t + 1;
        else if (u != SAYSO_UPOS_DET && u != SAYSO_UPOS_ADJ && u != SAYSO_UPOS_NUM &&
                 !is_possessive(p, t))
            break;
    }
    return to;
}

/* The mention of head, else its noun phrase. */
static sayso_party party_at(const sayso_claim_part *p, uint32_t head)
{
    const sayso_tags *g = p->tags;
    uint32_t beg = head, end = head + 1, m = p->mention[head], first = window_beg(p, head);
    sayso_party x = {.actor = SAYSO_NONE, .head = head};
    if (m != SAYSO_NONE) {
        x.actor = p->mentions->mention[m].actor;
        beg = p->mentions->mention[m].beg;
        end = p->mentions->mention[m].end;
    }
    while (beg > first && head - beg < PHRASE_MOST && is_modifier(g, beg - 1) &&
           ((g->head[beg - 1] >= beg && g->head[beg - 1] <= head) || is_possessive(p, beg - 1)))
        --beg;
    end = with_of(p, end);
    x.at = sayso__token_span(p->tokens, beg, end);
    x.text = sayso__str_span(p->doc->text, x.at);
    return x;
}

/* How well what has its head at token t does for a target: 4 a party, 3 a place where it happens,
 * 2 a nationality, 0 none. */
static uint32_t target_rank(const sayso_claim_part *p, uint32_t t, const sayso_party *source)
{
    static const char *const where[] = {"in", "at", "near", "on", "outside", "inside", NULL};
    uint32_t m = p->mention[t];
    if (m == SAYSO_NONE || p->dated[t])
        return 0;
    const sayso_mention *x = p->mentions->mention + m;
    if (x->kind == SAYSO_MENTION_MISC)
        return 2;
    if (x->actor == SAYSO_NONE || x->actor == source->actor || x->kind == SAYSO_MENTION_PRONOUN)
        return 0;
    if (x->kind != SAYSO_MENTION_LOCATION)
        return 4;
    uint32_t k = x->beg;
    k -= k > 0 && p->tags->upos[k - 1] == SAYSO_UPOS_DET;
    return k > 0 && sayso__clue_lemma_in(p, k - 1, where) ? 3 : 4;
}

/* A thing of somebody's: "Dolvan homes", by a name in the phrase before its head. */
static bool is_owned(const sayso_claim_part *p, uint32_t head)
{
    for (uint32_t t = head; t-- > 0 && head - t < PHRASE_MOST && is_modifier(p->tags, t);)
        if (p->mention[t] != SAYSO_NONE && p->mentions->mention[p->mention[t]].named)
            return true;
    return false;
}

/* Is the object the target? If it is somebody or somebody's, and whatever it is, if force is used
 * on it; not if it is the source's own ("withdrew its troops"). */
static bool takes_object(const sayso_claim_part *p, const clause *c, const sayso_party *source)
{
    uint32_t code = c->entry->value[0], o = c->object;
    for (uint32_t t = o; t-- > 0 && o - t < 5;)
        if (p->tags->head[t] == o && p->tags->upos[t] == SAYSO_UPOS_PRON && !c->passive)
            return false;
    return c->passive || code == 173 || code == 174 || sayso__dyad_root(code) >= 18 ||
           target_rank(p, o, source) > 2 || is_owned(p, o);
}

/* Whom it is done to: the object, if it is somebody; else the best that follows in the same
 * content; else the object's words. */
static sayso_party target_of(const finder *f, const clause *c, bool by_noun,
                             const sayso_party *source)
{
    const sayso_claim_part *p = f->p;
    sayso_party none = {.actor = SAYSO_NONE};
    uint32_t end = window_end(p, c->verb), best = SAYSO_NONE, most = 0;
    bool verb = false;
    if (!by_noun && c->object != SAYSO_NONE && takes_object(p, c, source))
        return party_at(p, c->object);
    for (uint32_t t = c->end; t < end; t++) {
        if (f->p->content_of[t] == SAYSO_NONE && f->p->content_of[c->verb] != SAYSO_NONE)
            break;
        verb |= t > c->end && p->tags->upos[t] == SAYSO_UPOS_VERB;
        uint32_t rank = target_rank(p, t, source) * (verb ? 1 : 5);
        if (rank > most && t != c->agent) {
            best = t;
            most = rank;
        }
    }
    if ((most == 2 || most == 10) && is_modifier(p->tags, best) && p->tags->head[best] < end)
        best = p->tags->head[best];
    if (best != SAYSO_NONE)
        return party_at(p, best);
    return !by_noun && c->object != SAYSO_NONE ? party_at(p, c->object) : none;
}

/* Who does it; of a pronoun that nobody stands behind, the speaker. */
static sayso_party source_of(const finder *f, const clause *c)
{
    const sayso_claim_part *p = f->p;
    sayso_party none = {.actor = SAYSO_NONE};
    uint32_t s = c->passive ? c->agent : subject_of(p, c);
    if (s == SAYSO_NONE && !c->passive)
        s = subject_beside(p, c->verb);
    if (s == SAYSO_NONE || p->tags->upos[s] == SAYSO_UPOS_VERB)
        return none;
    sayso_party x = party_at(p, s);
    uint32_t i = f->p->content_of[c->verb];
    if (x.actor == SAYSO_NONE && p->tags->upos[s] == SAYSO_UPOS_PRON && i != SAYSO_NONE)
        x.actor = p->attrs->attribution[i].source_actor;
    return p->tags->upos[s] == SAYSO_UPOS_PRON && x.actor == SAYSO_NONE ? none : x;
}

/* ---- all ------------------------------------------------------------------------------------- */

static bool is_named(const sayso_party *x)
{
    return x->text.n > 0;
}

/* What is done to somebody may be told without who did it; a plain "was killed" may be a mishap. */
static bool dyad_add(finder *f, const clause *c)
{
    bool by_noun;
    sayso_dyad_code code = code_of(f->p, c, &by_noun);
    if (!code.cameo)
        return true;
    sayso_party source = source_of(f, c), target = target_of(f, c, by_noun, &source);
    uint32_t root = sayso__dyad_root(code.cameo);
    bool alone = c->entry->value[1] & SAYSO_DYAD_ALONE || by_noun;
    if (!(is_named(&source) ? alone || is_named(&target)
                            : root >= 17 && code.cameo != 180 && is_named(&target)))
        return true;
    sayso_dyad d = {.at = sayso__token_span(f->p->tokens, c->verb, c->end),
                    .source = source,
                    .target = target,
                    .attribution = f->p->content_of[c->verb],
                    .plover = code.plover};
    sayso__dyad_print(code.cameo, d.cameo);
    return SAYSO_PUSH(f->p->a, &f->dyad, d);
}

sayso_status sayso__claim_dyads(sayso_claim_part *p, sayso_error *err)
{
    finder f = {.p = p};
    for (uint32_t t = 0; t < p->tokens->n_tok;) {
        uint32_t n = 1;
        const sayso_lexicon_entry *e = entry_at(p, t, &n);
        if (e) {
            clause c = clause_read(p, t);
            c.entry = e;
            c.end = t + n;
            if (c.object > t && c.object < c.end)
                c.object = SAYSO_NONE; /* a part of the entry: "opened fire" */
            else if (c.object == SAYSO_NONE && !c.passive)
                c.object = object_beside(p, c.end);
            if (!dyad_add(&f, &c))
                return sayso__fail_memory(err);
        }
        t += e ? n : 1;
    }
    p->out->dyad = f.dyad.v;
    p->out->n_dyad = f.dyad.n;
    return SAYSO_OK;
}
