/* party_find.c -- which party do words of blame hold responsible?  Layer: claim.
 *
 * data/blame.tsv says where the party stands to a word of blame ("accused X", "X was behind",
 * "planted by X", "X's fault"); the words right beside it, the tree, or else the nearest mention
 * say which one it is. Deeds count only when told as done, and weak words only where an event is
 * named close by. */
#include "claim/party_find.h"

bool sayso__party_stop(const sayso_claim_part *p, uint32_t t)
{
    static const char *stop[] = {";", ".", ":", "which", "who", "because", "but", "?"};
    for (size_t k = 0; k < sizeof stop / sizeof *stop; k++)
        if (sayso__clue_is(p, t, stop[k]))
            return true;
    return false;
}

bool sayso__party_nobody(const sayso_claim_part *p, uint32_t t, uint32_t end)
{
    return t < end &&
           (sayso__clue_is(p, t, "nobody") || sayso__clue_is(p, t, "no-one") ||
            (t + 1 < end && sayso__clue_is(p, t, "no") && sayso__clue_is(p, t + 1, "one")));
}

static bool is_pronoun(const sayso_claim_part *p, uint32_t t)
{
    static const char *own[] = {"it", "he", "she", "they"};
    for (size_t k = 0; k < sizeof own / sizeof *own; k++)
        if (sayso__clue_is(p, t, own[k]))
            return true;
    return false;
}

/* "the depot's" of "the depot's owner": a possessor, not the one meant. */
static bool owns(const sayso_claim_part *p, uint32_t m)
{
    uint32_t end = p->mentions->mention[m].end;
    bool clitic = end < p->tokens->n_tok && p->tags->xpos[end] == SAYSO_XPOS_POS;
    return clitic || (end > 0 && p->tags->xpos[end - 1] == SAYSO_XPOS_POS);
}

/* A body that has men and machines; a town has neither. */
static bool is_whole(const sayso_claim_part *p, uint32_t actor)
{
    uint8_t class_ = p->attrs->actor[actor].class_;
    return class_ != SAYSO_CLASS_PLACE && class_ != SAYSO_CLASS_PERSON;
}

/* "members of the Front", "men of the guards", "fighters from X": the body they are of. */
static uint32_t body_of(const sayso_claim_part *p, uint32_t m)
{
    static const char *const of_it[] =
        {"member",     "man",        "fighter",  "soldier",    "officer",   "unit",    "element",
         "militant",   "troop",      "force",    "sniper",     "agent",     "gunman",  "guard",
         "cell",       "faction",    "wing",     "militiaman", "patrol",    "warship", "frigate",
         "jet",        "plane",      "aircraft", "missile",    "shell",     "rocket",  "drone",
         "artillery",  "battery",    "bullet",   "bomber",     "commando",  "gunner",  "pilot",
         "management", "leadership", "command",  "commander",  "executive", "crew",    "staff",
         "employee",   "worker",     "engineer", "constable",  "squad",     NULL};
    const sayso_mention *x = p->mentions->mention + m;
    bool member = false;
    for (const char *const *w = of_it; *w; w++)
        member |= sayso__clue_lemma(p, x->head, *w);
    uint32_t t = x->head + 1, end = sayso__clue_sent_end(p, x->head);
    for (uint32_t k = x->beg; member && !x->named && k < x->head; k++) {
        uint32_t in = p->inside[k]; /* "a Dolvan patrol" */
        uint32_t a = in == SAYSO_NONE || in == m ? SAYSO_NONE : p->mentions->mention[in].actor;
        if (a < p->attrs->n_actor && p->attrs->actor[a].named)
            return a;
    }
    if (!member || x->named || t >= end ||
        !(sayso__clue_is(p, t, "of") || sayso__clue_is(p, t, "from")))
        return SAYSO_NONE;
    for (t++; t < end && t < x->head + 6; t++) {
        uint32_t k = p->inside[t];
        uint32_t a = k == SAYSO_NONE ? SAYSO_NONE : p->mentions->mention[k].actor;
        if (a < p->attrs->n_actor && p->attrs->actor[a].named)
            return is_whole(p, a) ? a : SAYSO_NONE;
    }
    return SAYSO_NONE;
}

/* The actor of mention m of attribution i's words: SAYSO_PARTY_SELF for first persons and for the
 * source. */
static uint32_t party_of(const sayso_claim_part *p, uint32_t i, uint32_t m)
{
    const sayso_mention *x = p->mentions->mention + m;
    if (x->actor >= p->attrs->n_actor)
        return SAYSO_NONE;
    uint32_t own = p->attrs->attribution[i].source_actor, body = body_of(p, m);
    uint32_t who = body == SAYSO_NONE ? x->actor : body;
    for (uint32_t step = 0; step < 8 && own < p->attrs->n_actor; step++) {
        if (own == who)
            return SAYSO_PARTY_SELF;
        own = p->chief[own];
    }
    return who;
}

/* "her ministry", said by a party; "its men", by a woman: somebody else's. */
static bool is_anothers(const sayso_claim_part *p, uint32_t i, uint32_t t)
{
    uint32_t who = p->attrs->attribution[i].source_actor;
    if (who >= p->attrs->n_actor)
        return false;
    const sayso_actor *a = p->attrs->actor + who;
    bool person = a->kind == SAYSO_MENTION_PERSON || a->kind == SAYSO_MENTION_ROLE;
    bool her = sayso__clue_is(p, t, "her"), his = sayso__clue_is(p, t, "his");
    return (her || his) && (!person || a->gender == (her ? 'm' : 'f'));
}

/* "its forces", "our men": the speaker's own. */
static bool has_own(const sayso_claim_part *p, uint32_t i, uint32_t t, uint32_t m)
{
    static const char *const foe[] = {"neighbour",   "neighbor",   "rival",         "enemy",
                                      "opponent",    "foe",        "adversary",     "critic",
                                      "predecessor", "contractor", "subcontractor", "supplier",
                                      "competitor",  "accuser",    "landlord",      NULL};
    if ((m != SAYSO_NONE && p->mentions->mention[m].named) || sayso__clue_lemma_in(p, t, foe))
        return false;
    uint32_t beg = sayso__clue_sent_beg(p, t);
    for (uint32_t k = t; k > beg && k + 4 > t; k--) {
        uint8_t u = p->tags->upos[k - 1];
        if (p->tags->xpos[k - 1] == SAYSO_XPOS_PRPS)
            return !is_anothers(p, i, k - 1);
        if (u != SAYSO_UPOS_ADJ && u != SAYSO_UPOS_NOUN)
            return false;
    }
    return false;
}

/* Party named at token t, as head or inside of a mention; SAYSO_NONE if none. */
static uint32_t party_at(const sayso_claim_part *p, uint32_t i, uint32_t t)
{
    if (p->clue[t] & SAYSO_CLUE_FIRST)
        return SAYSO_PARTY_SELF;
    uint32_t m = p->mention[t] != SAYSO_NONE ? p->mention[t] : p->inside[t];
    if (has_own(p, i, t, m))
        return SAYSO_PARTY_SELF;
    if (m != SAYSO_NONE) {
        uint32_t a = party_of(p, i, m);
        if (a != SAYSO_NONE || !is_pronoun(p, t))
            return a;
    }
    return is_pronoun(p, t) ? SAYSO_PARTY_SELF : SAYSO_NONE;
}

/* The noun phrase from t on ends at a preposition, a verb or a comma once a noun has passed. */
static bool phrase_ends(const sayso_claim_part *p, uint32_t t, bool noun)
{
    uint8_t u = p->tags->upos[t];
    if (sayso__party_stop(p, t))
        return true;
    return noun && (u == SAYSO_UPOS_ADP || u == SAYSO_UPOS_VERB || u == SAYSO_UPOS_AUX ||
                    u == SAYSO_UPOS_SCONJ || u == SAYSO_UPOS_CCONJ || sayso__clue_is(p, t, ","));
}

/* "those responsible", "who did it": nobody in particular. */
static bool is_anybody(const sayso_claim_part *p, uint32_t t)
{
    static const char *any[] = {"those",  "who",     "whoever", "anyone", "someone", "people",
                                "person", "persons", "what",    "all",    "somebody"};
    for (size_t k = 0; k < sizeof any / sizeof *any; k++)
        if (sayso__clue_is(p, t, any[k]))
            return true;
    return false;
}

/* "a cracked sump beneath the plant": a place inside the phrase, whose owner is meant where nothing
 * before it has a name. */
static bool is_inner(const sayso_claim_part *p, uint32_t t)
{
    static const char *inner[] = {"of",    "beneath", "under",  "inside",
                                  "below", "at",      "within", "by"};
    for (size_t k = 0; k < sizeof inner / sizeof *inner; k++)
        if (sayso__clue_is(p, t, inner[k]))
            return true;
    return false;
}

/* "namely X" from token t on, over a closing mark. */
static bool is_namely(const sayso_claim_part *p, uint32_t t, uint32_t end)
{
    if (t < end && p->tags->upos[t] == SAYSO_UPOS_PUNCT)
        t++;
    return t < end && sayso__clue_is(p, t, "namely");
}

/* "A plant owned by X", "hackers working for X": whose the thing is, stands behind. */
static bool is_owned(const sayso_claim_part *p, uint32_t t, uint32_t end)
{
    static const char *const verb[] = {"own",    "operate", "run",  "control", "manage",
                                       "belong", "back",    "work", "hire",    "pay",
                                       "fund",   "sponsor", "lead", NULL};
    static const char *const prep[] = {"by", "to", "for", NULL};
    return t + 1 < end && sayso__clue_lemma_in(p, t, verb) && sayso__clue_lemma_in(p, t + 1, prep);
}

/* The party that the noun phrase from token t on names: the object of "blamed", "accused". A name
 * in apposition or in the phrase serves where its head has none ("the depot's owner, Harlan"). */
uint32_t sayso__party_after(const sayso_claim_part *p, uint32_t i, uint32_t t, uint32_t end)
{
    bool noun = false;
    if (t + 1 < end && p->tags->upos[t] == SAYSO_UPOS_PUNCT)
        t++; /* blamed "whoever planted it" */
    if (t < end && is_anybody(p, t))
        return SAYSO_NONE;
    for (uint32_t most = t + 12; t < end && t < most; t++) {
        if (phrase_ends(p, t, noun) && !is_inner(p, t) && !is_namely(p, t + 1, end) &&
            !is_owned(p, t, end))
            break;
        if (p->clue[t] & SAYSO_CLUE_FIRST && p->tags->xpos[t] != SAYSO_XPOS_PRPS)
            return SAYSO_PARTY_SELF;
        uint8_t u = p->tags->upos[t];
        noun |= u == SAYSO_UPOS_NOUN || u == SAYSO_UPOS_PROPN || u == SAYSO_UPOS_PRON;
        uint32_t m = p->inside[t];
        if (m == SAYSO_NONE || p->tags->xpos[t] == SAYSO_XPOS_PRPS)
            continue;
        while (m > 0 && p->mentions->mention[m - 1].beg == p->mentions->mention[m].beg)
            m--;
        uint32_t a = party_of(p, i, m);
        if (a == SAYSO_NONE)
            a = party_at(p, i, t);
        if (a != SAYSO_NONE && !owns(p, m))
            return a;
    }
    return SAYSO_NONE;
}

/* "blamed the blast on X", "attributed the raid to X": the preposition behind which the party
 * stands, or NULL. */
static const char *across(const sayso_claim_part *p, uint32_t t)
{
    static const char *const to[] = {"attribute", "ascribe", "impute", "trace", "chalk", NULL};
    static const char *const either[] = {"link", "tie", "connect", NULL};
    if (sayso__clue_lemma(p, t, "blame") || sayso__clue_lemma(p, t, "pin"))
        return "on";
    for (const char *const *w = to; *w; w++)
        if (sayso__clue_lemma(p, t, *w))
            return "to";
    return sayso__clue_lemma_in(p, t, either) && p->tags->upos[t] == SAYSO_UPOS_VERB ? "to" : NULL;
}

static uint32_t party_across(const sayso_claim_part *p, uint32_t i, const sayso_blame *h)
{
    const char *word = across(p, h->tok + h->n - 1);
    if (!word)
        word = across(p, h->tok);
    for (uint32_t t = h->tok + h->n; word && t < h->end && t < h->tok + 20; t++) {
        if (sayso__party_stop(p, t))
            break;
        if (sayso__clue_is(p, t, word))
            return sayso__party_after(p, i, t + 1, h->end);
    }
    return SAYSO_NONE;
}

static uint32_t subject_in_tree(const sayso_claim_part *p, uint32_t t)
{
    const sayso_tags *g = p->tags;
    uint32_t beg = sayso__clue_sent_beg(p, t), end = sayso__clue_sent_end(p, t);
    for (uint32_t step = 0; step < 4 && t != SAYSO_NONE; step++) {
        for (uint32_t k = beg; k < end; k++)
            if (g->head[k] == t && g->deprel[k] == SAYSO_DEPREL_NSUBJ)
                return k;
        uint8_t d = g->deprel[t];
        if (d == SAYSO_DEPREL_CCOMP || d == SAYSO_DEPREL_ROOT || d == SAYSO_DEPREL_PARATAXIS)
            return SAYSO_NONE;
        if (d == SAYSO_DEPREL_ACL && g->head[t] != SAYSO_NONE)
            return g->head[t];
        t = g->head[t];
    }
    return SAYSO_NONE;
}

static bool is_filler(const sayso_claim_part *p, uint32_t t)
{
    uint8_t u = p->tags->upos[t];
    return u == SAYSO_UPOS_AUX || u == SAYSO_UPOS_ADV || u == SAYSO_UPOS_PART ||
           u == SAYSO_UPOS_PUNCT || p->clue[t] & SAYSO_CLUE_NEGATIVE ||
           sayso__clue_lemma(p, t, "be") || sayso__clue_lemma(p, t, "have");
}

/* Does a preposition make the mention at t a place or a means? */
static bool is_place(const sayso_claim_part *p, uint32_t t, uint32_t from)
{
    uint32_t m = p->inside[t], b = m == SAYSO_NONE ? t : p->mentions->mention[m].beg;
    while (b > from &&
           (p->tags->upos[b - 1] == SAYSO_UPOS_DET || p->tags->upos[b - 1] == SAYSO_UPOS_ADJ))
        b--;
    return b > from && p->tags->upos[b - 1] == SAYSO_UPOS_ADP;
}

/* "The Dorva mine", "X copper works": a place that has an owner. */
static bool is_works(const sayso_claim_part *p, uint32_t t, uint32_t end)
{
    static const char *const works[] = {"mine",     "plant", "factory", "works",   "refinery",
                                        "quarry",   "depot", "yard",    "smelter", "range",
                                        "terminal", "farm",  NULL};
    for (uint32_t k = t; k < end && k < t + 6; k++)
        for (const char *const *w = works; *w; w++)
            if (sayso__clue_is(p, k, *w))
                return true;
    return false;
}

/* "Blasting at the X mine cracked the wall", "a leak from X", "negligence of X": whose doing the
 * subject is, behind its preposition. */
static uint32_t party_of_doing(const sayso_claim_part *p, uint32_t i, uint32_t s, uint32_t end)
{
    static const char *const doing[] =
        {"blasting",  "drilling",   "digging",     "mining",        "work",         "negligence",
         "shelling",  "bombing",    "spraying",    "dumping",       "carelessness", "recklessness",
         "failure",   "leak",       "spill",       "waste",         "discharge",    "greed",
         "error",     "mistake",    "bullet",      "shell",         "missile",      "rocket",
         "drone",     "bomb",       "mine",        "shot",          "fire",         "gunfire",
         "order",     "policy",     "decision",    "mismanagement", "incompetence", "corruption",
         "quarrying", "excavation", "maintenance", "test",          "exercise",     NULL};
    static const char *const of[] = {"of", "by", "at", "from", NULL};
    static const char *const own[] = {"belong", "own", "operate", "run", "hire", "pay", NULL};
    if (s + 3 < end && p->tags->upos[s] == SAYSO_UPOS_NOUN && sayso__clue_lemma_in(p, s + 1, own) &&
        (sayso__clue_is(p, s + 2, "to") || sayso__clue_is(p, s + 2, "by")))
        return sayso__party_after(p, i, s + 3, end); /* "lorries belonging to X" */
    if (s + 2 >= end || !sayso__clue_lemma_in(p, s, doing) || !sayso__clue_lemma_in(p, s + 1, of))
        return SAYSO_NONE;
    uint32_t a = sayso__party_after(p, i, s + 2, end);
    return a < p->attrs->n_actor && !is_whole(p, a) && !is_works(p, s + 2, end) ? SAYSO_NONE : a;
}

/* "The ministry and X share responsibility": the first of the two, the later one else. */
static uint32_t first_of_two(const sayso_claim_part *p, uint32_t i, uint32_t beg, uint32_t t,
                             uint32_t later)
{
    uint32_t m = p->inside[t];
    while (m != SAYSO_NONE && m > 0 && p->mentions->mention[m - 1].end > t)
        m--; /* the widest one around it */
    uint32_t b = m == SAYSO_NONE ? t : p->mentions->mention[m].beg;
    while (b > beg && p->tags->upos[b - 1] == SAYSO_UPOS_DET)
        b--;
    if (b < beg + 2 || !sayso__clue_is(p, b - 1, "and") || p->inside[b - 2] == SAYSO_NONE)
        return later;
    uint32_t a = party_at(p, i, b - 2);
    return a == SAYSO_NONE ? later : a;
}

/* Who stands before the phrase: right before its auxiliaries, else by the tree, else the nearest
 * one that no preposition makes a place. */
uint32_t sayso__party_before(const sayso_claim_part *p, uint32_t i, const sayso_blame *h)
{
    uint32_t t = h->tok;
    while (t > h->beg && is_filler(p, t - 1))
        t--;
    if (t > h->beg + 3 && sayso__clue_is(p, t - 3, "as") && p->tags->upos[t - 2] == SAYSO_UPOS_DET)
        t -= 3; /* "the Front as an organisation" */
    if (t > h->beg && is_anybody(p, t - 1))
        return SAYSO_NONE;
    if (t > h->beg) {
        uint32_t a = party_at(p, i, t - 1);
        bool where = a < p->attrs->n_actor && p->attrs->actor[a].class_ == SAYSO_CLASS_PLACE &&
                     is_place(p, t - 1, h->beg); /* "the range at Dravik is behind it" */
        bool none = t > h->beg + 1 && sayso__clue_is(p, t - 2, "no");
        if (a != SAYSO_NONE && !where && h->flags & SAYSO_BLAME_SUBJECT)
            a = first_of_two(p, i, h->beg, t - 1, a);
        bool any = none && a < p->attrs->n_actor && !p->attrs->actor[a].named;
        uint32_t own = any ? sayso__claim_own_party(p, i) : SAYSO_NONE;
        if (own != SAYSO_NONE && p->accused[own])
            return SAYSO_PARTY_SELF; /* "no fighter had crossed the border", says the accused */
        if ((a != SAYSO_NONE && !where) || none)
            return a; /* "no drone was involved": nobody else was */
    }
    uint32_t s = subject_in_tree(p, h->tok);
    if (s != SAYSO_NONE && s >= h->beg && s < h->end) {
        uint32_t a = is_place(p, s, h->beg) ? SAYSO_NONE : party_at(p, i, s);
        if (a == SAYSO_NONE)
            a = party_of_doing(p, i, s, h->tok);
        if (a != SAYSO_NONE || p->clue[s] & SAYSO_CLUE_NEGATIVE || is_anybody(p, s))
            return a;
    }
    for (uint32_t step = 0; t > h->beg && step < 12 && !sayso__party_stop(p, t - 1); step++, t--) {
        uint32_t m = p->inside[t - 1];
        if (m == SAYSO_NONE || p->mentions->mention[m].actor == SAYSO_NONE ||
            p->mentions->mention[m].kind == SAYSO_MENTION_MISC ||
            p->tags->upos[t - 1] == SAYSO_UPOS_ADJ)
            continue;
        if (!is_place(p, t - 1, h->beg))
            return party_of(p, i, m);
    }
    for (t = h->beg; t < h->beg + 3 && t < h->tok; t++) {
        uint32_t a = party_of_doing(p, i, t, h->tok);
        if (a != SAYSO_NONE)
            return a;
    }
    return SAYSO_NONE;
}

/* "X's fault", "the fault is X's", "our fault". */
static uint32_t party_owner(const sayso_claim_part *p, uint32_t i, const sayso_blame *h)
{
    for (uint32_t t = h->tok; t > h->beg && t + 4 > h->tok; t--) {
        if (p->clue[t - 1] & SAYSO_CLUE_FIRST)
            return SAYSO_PARTY_SELF;
        if (p->tags->xpos[t - 1] == SAYSO_XPOS_POS && t - 1 > h->beg)
            return party_at(p, i, t - 2);
    }
    if (h->tok + 2 < h->end && sayso__clue_lemma(p, h->tok + 1, "be") &&
        p->clue[h->tok + 2] & SAYSO_CLUE_FIRST)
        return SAYSO_PARTY_SELF; /* "the fault is ours" */
    for (uint32_t t = h->tok + 1; t + 1 < h->end && t < h->tok + 9; t++)
        if (p->tags->xpos[t + 1] == SAYSO_XPOS_POS)
            return party_at(p, i, t);
    return SAYSO_NONE;
}

/* A participle by its tag that has an object and no auxiliary is a past tense: "a frigate shot down
 * the airliner". */
static bool has_object(const sayso_claim_part *p, const sayso_blame *h)
{
    uint32_t next = h->tok + h->n;
    if ((next >= h->end && h->n == 1) || next >= p->tokens->n_tok || h->tok == 0 ||
        sayso__clue_lemma(p, h->tok - 1, "be") || sayso__clue_lemma(p, h->tok - 1, "get"))
        return false;
    if (h->n > 1 && p->tags->upos[next - 1] == SAYSO_UPOS_NOUN)
        return true; /* "planted the bomb" */
    uint8_t u = p->tags->upos[next];
    return u == SAYSO_UPOS_DET || u == SAYSO_UPOS_PROPN || u == SAYSO_UPOS_NOUN ||
           u == SAYSO_UPOS_NUM || p->tags->xpos[next] == SAYSO_XPOS_PRPS;
}

static bool is_passive(const sayso_claim_part *p, const sayso_blame *h)
{
    return p->tags->xpos[h->tok] == SAYSO_XPOS_VBN && h->tok > 0 && !has_object(p, h) &&
           (sayso__clue_lemma(p, h->tok - 1, "be") || sayso__clue_lemma(p, h->tok - 1, "get") ||
            p->tags->deprel[h->tok] == SAYSO_DEPREL_ACL);
}

/* A deed told as done: no infinitive, no gerund, nothing that may or will be. */
static bool is_done(const sayso_claim_part *p, const sayso_blame *h)
{
    uint8_t x = p->tags->xpos[h->tok];
    const char *aux = x == SAYSO_XPOS_VBN ? "have" : "do";
    static const char *const same[] = {"shot", "hit", "set", "cut", "let", "put", "cost", NULL};
    if (x == SAYSO_XPOS_VBD || (x == SAYSO_XPOS_VBN && has_object(p, h)))
        return true;
    uint32_t before = h->tok > h->beg ? h->tok - 1 : h->beg;
    before -= before > h->beg && p->tags->upos[before] == SAYSO_UPOS_ADV;
    bool bare = x == SAYSO_XPOS_VB && (p->tags->upos[before] == SAYSO_UPOS_NOUN ||
                                       p->tags->upos[before] == SAYSO_UPOS_PROPN);
    for (const char *const *w = same; (x == SAYSO_XPOS_VBP || bare) && *w; w++)
        if (sayso__clue_is(p, h->tok, *w))
            return true; /* past and present look alike */
    if (x != SAYSO_XPOS_VB && x != SAYSO_XPOS_VBN)
        return false;
    for (uint32_t t = h->tok; t > h->beg && t + 4 > h->tok; t--)
        if (sayso__clue_lemma(p, t - 1, aux))
            return true;
    return false;
}

/* "the number of soldiers killed there", "the toll of the civilians hit": who is counted suffered
 * the deed, though participle and past tense look alike. */
static bool is_counted(const sayso_claim_part *p, const sayso_blame *h)
{
    static const char *const count[] = {"number", "toll", "count", "total", "tally", NULL};
    for (uint32_t t = h->tok; t > h->beg + 1 && t + 4 > h->tok; t--)
        if (sayso__clue_is(p, t - 1, "of") && sayso__clue_lemma_in(p, t - 2, count))
            return true;
    return false;
}

/* The doer of a deed: behind "by" in the passive, else the subject. */
static uint32_t party_deed(const sayso_claim_part *p, uint32_t i, const sayso_blame *h)
{
    for (uint32_t t = h->tok + h->n;
         t < h->end && t < h->tok + h->n + 6 && !sayso__party_stop(p, t); t++)
        if (sayso__clue_is(p, t, "by") && p->tags->xpos[h->tok] == SAYSO_XPOS_VBN)
            return sayso__party_after(p, i, t + 1, h->end);
    if (is_passive(p, h) || !is_done(p, h) || is_counted(p, h))
        return SAYSO_NONE;
    bool infinitive = h->beg + 2 < h->end && sayso__clue_is(p, h->beg, "to") &&
                      sayso__clue_is(p, h->beg + 1, "have") && h->tok < h->beg + 4;
    return infinitive ? SAYSO_PARTY_SELF
                      : sayso__party_before(p, i, h); /* "claimed to have shot" */
}

static bool event_within(const sayso_claim_part *p, uint32_t from, uint32_t to)
{
    uint32_t what = SAYSO_CLUE_EVENT | SAYSO_CLUE_DEAD | SAYSO_CLUE_INVOLVED | SAYSO_CLUE_WEAPON;
    for (uint32_t t = from; t < to; t++)
        if (p->clue[t] & what)
            return true;
    return false;
}

/* "had a hand in helping the gunmen": those who did it stand for the event. */
static bool doers_within(const sayso_claim_part *p, uint32_t from, uint32_t to)
{
    static const char *const doers[] = {"attacker",    "bomber",    "gunman",   "shooter",
                                        "perpetrator", "assailant", "hijacker", "terrorist",
                                        "saboteur",    "arsonist",  "abductor", "kidnapper",
                                        "poisoner",    "hacker",    NULL};
    return sayso__clue_lemma_within(p, from, to, doers);
}

uint32_t sayso__party_of_doers(const sayso_claim_part *p, uint32_t i, uint32_t beg, uint32_t end)
{
    static const char *const tie[] = {"member",    "fighter", "man",  "agent", "soldier",
                                      "operative", "send",    "hire", "pay",   "train",
                                      "arm",       "belong",  "work", "order", "behalf",
                                      "militant",  NULL};
    static const char *const prep[] = {"of", "by", "to", "for", NULL};
    for (uint32_t t = beg; t + 3 < end; t++) {
        if (!doers_within(p, t, t + 1))
            continue;
        for (uint32_t k = t + 1; k + 1 < end && k < t + 7 && !sayso__party_stop(p, k); k++)
            if (sayso__clue_lemma_in(p, k, tie) && sayso__clue_lemma_in(p, k + 1, prep))
                return sayso__party_after(p, i, k + 2, end);
    }
    return SAYSO_NONE;
}

/* "The solvent came from X": the stuff stands for the event. */
static bool harmful_within(const sayso_claim_part *p, uint32_t from, uint32_t to)
{
    static const char *const stuff[] = {"solvent",   "chemical",   "gas",      "poison",  "toxin",
                                        "pollutant", "oil",        "round",    "malware", "virus",
                                        "sludge",    "sewage",     "effluent", "spark",   "flame",
                                        "smoke",     "ammunition", NULL};
    return sayso__clue_lemma_within(p, from, to, stuff);
}

/* "Shot the mayor": who is harmed stands for the event. */
static bool harms_one(const sayso_claim_part *p, const sayso_blame *h, uint32_t close)
{
    static const char *const harm[] = {"shoot", "hit",   "strike", "beat", "target",
                                       "fell",  "crush", "drown",  NULL};
    if (!sayso__clue_lemma_in(p, h->tok, harm))
        return false;
    for (uint32_t t = h->tok + h->n; t < close && p->tags->upos[t] != SAYSO_UPOS_ADP; t++) {
        uint32_t m = p->mention[t];
        uint8_t kind = m == SAYSO_NONE ? (uint8_t)SAYSO_MENTION_MISC : p->mentions->mention[m].kind;
        if (kind == SAYSO_MENTION_PERSON || kind == SAYSO_MENTION_ROLE)
            return true;
    }
    return false;
}

/* Is the event, or blame, named near the phrase? A deed needs it as its object (or as the subject
 * of the passive); "responsible" and "behind" may stand alone behind a form of "be". */
static bool near_event(const sayso_claim_part *p, const sayso_blame *h)
{
    uint32_t next = h->tok + h->n, far = next + 9 < h->end ? next + 9 : h->end;
    uint32_t close = next + 5 < h->end ? next + 5 : h->end;
    uint32_t from = h->tok > h->beg + 8 ? h->tok - 8 : h->beg;
    static const char *const them[] = {"it",  "this", "that", "them", "him",
                                       "her", "us",   "me",   NULL};
    bool it = next < h->end && sayso__clue_lemma_in(p, next, them);
    for (const char *const *w = them; next < h->end && *w; w++)
        it |= sayso__clue_is(p, next, *w);
    if (h->flags & SAYSO_BLAME_DEED && p->tags->xpos[h->tok] == SAYSO_XPOS_VBN)
        for (uint32_t t = next; t < h->end && t < next + 6 && !sayso__party_stop(p, t); t++)
            if (sayso__clue_is(p, t, "by") && p->clue[h->tok] & SAYSO_CLUE_HARM)
                return true; /* "were shot by X" */
    if (h->flags & SAYSO_BLAME_DEED)
        return event_within(p, next, close) || harms_one(p, h, close) ||
               doers_within(p, next, close) ||
               (is_passive(p, h) && event_within(p, from, h->tok)) || it;
    if (!(h->flags & SAYSO_BLAME_SUBJECT))
        return event_within(p, from, h->tok) || event_within(p, next, far) ||
               harmful_within(p, from, h->tok);
    if (event_within(p, next, far) || doers_within(p, next, far))
        return true;
    bool bare = next >= h->end || p->tags->upos[next] == SAYSO_UPOS_PUNCT;
    return it || bare;
}

/* "X has been blamed for it": the first party that the content names. */
static uint32_t party_first(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    for (uint32_t t = n ? c[0].beg : 0; n && t < c[0].end && t < c[0].beg + 8; t++) {
        uint32_t a = p->inside[t] == SAYSO_NONE ? SAYSO_NONE : party_of(p, i, p->inside[t]);
        if (a != SAYSO_NONE)
            return a;
    }
    return SAYSO_NONE;
}

/* "must take responsibility", "to take responsibility": not done. */
static bool is_wished(const sayso_claim_part *p, const sayso_blame *h)
{
    for (uint32_t t = h->tok; t > h->beg && t + 3 > h->tok; t--)
        if (p->tags->xpos[t - 1] == SAYSO_XPOS_MD || p->tags->xpos[t - 1] == SAYSO_XPOS_TO)
            return true;
    return p->tags->xpos[h->tok] == SAYSO_XPOS_VBG;
}

/* "to hold officials accountable": nobody is held so yet. */
static bool is_to_hold(const sayso_claim_part *p, const sayso_blame *h)
{
    for (uint32_t t = h->tok; t > h->beg && t + 8 > h->tok; t--)
        if (sayso__clue_lemma(p, t - 1, "hold"))
            return p->tags->xpos[t - 1] == SAYSO_XPOS_VB || p->tags->xpos[t - 1] == SAYSO_XPOS_VBG;
    return false;
}

/* "Too early to blame anyone": the verb with an object, not "is to blame". */
static bool is_to_blame_one(const sayso_claim_part *p, const sayso_blame *h)
{
    uint32_t next = h->tok + h->n;
    uint8_t u = next < h->end ? p->tags->upos[next] : (uint8_t)SAYSO_UPOS_PUNCT;
    return sayso__clue_is(p, h->tok, "to") && sayso__clue_is(p, h->tok + 1, "blame") &&
           (u == SAYSO_UPOS_PRON || u == SAYSO_UPOS_PROPN || u == SAYSO_UPOS_DET ||
            u == SAYSO_UPOS_NOUN);
}

/* "Attributed it", "put the blame": without its preposition the phrase names no party. */
static bool only_across(const sayso_claim_part *p, const sayso_blame *h)
{
    uint32_t last = h->tok + h->n - 1;
    const char *word = across(p, last);
    if (!word || p->clue[h->tok] & SAYSO_CLUE_NEGATIVE)
        return false; /* "nothing ties X to it" */
    bool noun = h->tok > h->beg && p->tags->upos[last] == SAYSO_UPOS_NOUN &&
                (p->tags->upos[h->tok - 1] == SAYSO_UPOS_DET || h->n > 1);
    bool either = sayso__clue_lemma(p, last, "link") || sayso__clue_lemma(p, last, "tie") ||
                  sayso__clue_lemma(p, last, "connect"); /* "linked X to it" as well */
    return noun || (!either && sayso__str_is(SAYSO_STR("to"), word));
}

/* "X, which Y accuses of arming Z": X, before the relative pronoun; not Z. */
static uint32_t party_relative(const sayso_claim_part *p, const sayso_blame *h)
{
    static const char *const pronoun[] = {"which", "whom", "who", "that", NULL};
    uint32_t beg = p->tokens->sent[p->tokens->tok_sent[h->tok]];
    for (uint32_t t = h->tok; t > beg + 1 && h->tok - t < 8; t--) {
        if (!sayso__clue_lemma_in(p, t, pronoun))
            continue;
        uint32_t k = t - 1;
        k -= k > beg && p->tags->upos[k] == SAYSO_UPOS_PUNCT;
        uint32_t m = p->inside[k];
        return m == SAYSO_NONE ? SAYSO_NONE : p->mentions->mention[m].actor;
    }
    return SAYSO_NONE;
}

/* "Held both sides accountable", "deems X guilty": the party between the verb and the word of
 * blame. */
static uint32_t party_held(const sayso_claim_part *p, uint32_t i, const sayso_blame *h)
{
    static const char *const verb[] = {"hold", "consider", "deem", "judge", NULL};
    for (uint32_t t = h->tok; t > h->beg && t + 8 > h->tok; t--) {
        uint8_t u = p->tags->upos[t - 1];
        if (u == SAYSO_UPOS_VERB && t < h->tok && sayso__clue_lemma_in(p, t - 1, verb))
            return sayso__party_after(p, i, t, h->tok);
        if (u == SAYSO_UPOS_VERB || u == SAYSO_UPOS_AUX || u == SAYSO_UPOS_SCONJ)
            break;
    }
    return SAYSO_PARTY_SELF; /* no such verb */
}

uint32_t sayso__party_of_blame(const sayso_claim_part *p, uint32_t i, const sayso_blame *h)
{
    if (h->flags & SAYSO_BLAME_OWN && h->in_cue)
        return SAYSO_PARTY_SELF;
    if (h->flags & SAYSO_BLAME_OWN)
        return is_wished(p, h) ? SAYSO_NONE : sayso__party_before(p, i, h);
    bool accuses = p->out->claim[i].act == SAYSO_ACT_ALLEGE && h->flags & SAYSO_BLAME_DEED;
    if (h->flags & SAYSO_BLAME_EVENT && !accuses && !near_event(p, h))
        return SAYSO_NONE;
    if ((h->flags & ~(uint32_t)SAYSO_BLAME_EVENT) == SAYSO_BLAME_DEED &&
        p->tags->upos[h->tok] != SAYSO_UPOS_VERB)
        return SAYSO_NONE;
    if (h->flags & SAYSO_BLAME_SUBJECT && (is_to_hold(p, h) || is_to_blame_one(p, h)))
        return SAYSO_NONE;
    uint32_t a = SAYSO_NONE;
    if (h->flags & SAYSO_BLAME_OBJECT && sayso__party_nobody(p, h->tok + h->n, h->end))
        return SAYSO_NONE;
    if (h->flags & SAYSO_BLAME_OBJECT && h->in_cue && is_passive(p, h))
        return party_first(p, i);
    if (h->flags & SAYSO_BLAME_OBJECT && h->in_cue && sayso__clue_is(p, h->tok + h->n, "of"))
        return party_relative(p, h);
    if (h->flags & SAYSO_BLAME_OBJECT)
        a = party_across(p, i, h);
    if (a == SAYSO_NONE && h->flags & SAYSO_BLAME_OBJECT && !only_across(p, h))
        a = sayso__party_after(p, i, h->tok + h->n, h->end);
    if (a == SAYSO_NONE && h->flags & SAYSO_BLAME_SUBJECT) {
        uint32_t held = h->in_cue ? SAYSO_PARTY_SELF : party_held(p, i, h);
        a = held == SAYSO_PARTY_SELF ? sayso__party_before(p, i, h) : held;
    }
    if (a == SAYSO_NONE && h->flags & SAYSO_BLAME_OWNER)
        a = party_owner(p, i, h);
    if (a == SAYSO_NONE && h->flags & SAYSO_BLAME_DEED)
        a = party_deed(p, i, h);
    bool whose = sayso__clue_lemma(p, h->tok, "fingerprint") ||
                 sayso__clue_lemma(p, h->tok, "signature") ||
                 sayso__clue_lemma(p, h->tok, "handiwork");
    if (a == SAYSO_NONE && h->n > 1 && whose)
        a = party_owner(p, i, h); /* "the handiwork on the lock is X's" */
    return a;
}

bool sayso__party_turns_down(uint8_t act)
{
    return act == SAYSO_ACT_DENY || act == SAYSO_ACT_REJECT || act == SAYSO_ACT_DISPUTE;
}

/* Who denies that "the operator" is to blame, and is the only operator, speaks of himself. */
static bool is_own_kind(const sayso_claim_part *p, uint32_t i, uint32_t party)
{
    uint32_t own = p->reading[i].party;
    const sayso_actor *a = p->attrs->actor + party;
    bool generic = !a->named || a->kind == SAYSO_MENTION_GROUP || a->kind == SAYSO_MENTION_ROLE;
    uint32_t accused = sayso__claim_own_party(p, i);
    if (!a->named && a->plural && accused < p->attrs->n_actor && p->accused[accused])
        return true; /* "denied that any of the men had fired" */
    return own < p->attrs->n_actor && generic && a->class_ == p->attrs->actor[own].class_ &&
           a->class_ != SAYSO_CLASS_PERSON && a->class_ != SAYSO_CLASS_UNNAMED;
}

/* "Vostranan" of "Vostrana", "Sarmati" of "Sarmat": one letter to three behind the name of another
 * party, in one word. */
static bool is_adjective_of(sayso_str a, sayso_str name)
{
    return name.n >= 5 && a.n > name.n && a.n <= name.n + 3 && memcmp(a.p, name.p, name.n) == 0 &&
           memchr(a.p, ' ', a.n) == NULL;
}

/* The party that an adjective taken for a name stands for. */
static uint32_t by_noun(const sayso_claim_part *p, uint32_t party)
{
    const sayso_actor *v = p->attrs->actor;
    if (party >= p->attrs->n_actor || !v[party].named || v[party].class_ == SAYSO_CLASS_COMPANY)
        return party;
    for (uint32_t k = 0; k < p->attrs->n_actor && k < 300; k++)
        if (v[k].named && is_adjective_of(v[party].name, v[k].name))
            return k;
    return party;
}

void sayso__party_set(sayso_claim_part *p, uint32_t i, uint32_t party, uint8_t stance)
{
    party = by_noun(p, party);
    sayso_claim *c = p->out->claim + i;
    sayso_reading *r = p->reading + i;
    if (party < p->attrs->n_actor && sayso__party_turns_down(c->act) && is_own_kind(p, i, party))
        party = SAYSO_PARTY_SELF;
    r->about_self = party == SAYSO_PARTY_SELF;
    if (party == SAYSO_PARTY_SELF)
        party = sayso__claim_own_party(p, i);
    if (party >= p->attrs->n_actor)
        return;
    c->responsible = party;
    c->stance = stance;
}

bool sayso__party_may_blame(uint8_t act)
{
    static const uint8_t never[] = {SAYSO_ACT_DECLINE_COMMENT, SAYSO_ACT_QUESTION,
                                    SAYSO_ACT_INVESTIGATE,     SAYSO_ACT_RETRACT,
                                    SAYSO_ACT_DEMAND,          SAYSO_ACT_APPEAL,
                                    SAYSO_ACT_PREDICT,         SAYSO_ACT_WARN,
                                    SAYSO_ACT_PLEDGE,          SAYSO_ACT_CORRECT,
                                    SAYSO_ACT_CONDEMN,         SAYSO_ACT_THREATEN};
    for (size_t k = 0; k < sizeof never; k++)
        if (act == never[k])
            return false;
    return true;
}

bool sayso__party_is_doubt(const sayso_claim_part *p, uint32_t i)
{
    static const char *const words[] = {"doubt",     "doubts",     "doubtful",    "question",
                                        "sceptical", "skeptical",  "unconvinced", "wary",
                                        "sceptic",   "scepticism", "skepticism",  NULL};
    uint32_t n;
    const sayso_piece *c = sayso__attr_cue(p->attrs, i, &n);
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = c[k].beg; t < c[k].end; t++)
            for (const char *const *w = words; *w; w++)
                if (sayso__clue_lemma(p, t, *w))
                    return true;
    return false;
}
