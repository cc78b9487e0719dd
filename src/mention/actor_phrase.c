/* actor_phrase.c -- finds the phrases that name somebody.  Layer: mention.
 *
 * Names are the tagger's. Unnamed roles and groups are noun phrases whose head stands in
 * data/roles.tsv or data/bodies.tsv. The phrase goes from its head to the left over modifiers by
 * part of speech, and to the right over "of" phrases always and other prepositional phrases where
 * the tree hangs them on the noun, as far as a relative clause, a time or punctuation. Parts of
 * speech are right far more often than trees, so that trees decide only what they alone can. */
#include "lexica.h"
#include "mention/actor.h"

#include <stdlib.h>

#include "base/fail.h"
#include "base/str.h"

#define REACH 24 /* tokens that are looked at to either side of a head */
#define TAIL  9  /* tokens of complements that a name keeps */

typedef struct {
    uint32_t full, beg, owner_end; /* owner_end: token 's or the like, SAYSO_NONE if none */
    uint32_t owner_word;           /* its, his: the token, or SAYSO_NONE */
    sayso_det det;
} left_side;

static uint32_t sent_beg(const sayso_actor_work *w, uint32_t i)
{
    return w->t->sent[w->t->tok_sent[i]];
}

static uint32_t sent_end(const sayso_actor_work *w, uint32_t i)
{
    return w->t->sent[w->t->tok_sent[i] + 1];
}

static bool is_noun(const sayso_actor_work *w, uint32_t i)
{
    return w->g->upos[i] == SAYSO_UPOS_NOUN || w->g->upos[i] == SAYSO_UPOS_PROPN;
}

/* Words that count or pick and are no part of a source's name: "many people" are people. */
static bool is_quantifier(const sayso_actor_work *w, uint32_t i)
{
    static const char *const words[] = {"many",    "several", "some",   "few",    "most",
                                        "various", "all",     "both",   "any",    "numerous",
                                        "certain", "such",    "these",  "those",  "countless",
                                        "every",   "each",    "no",     "either", "neither",
                                        "percent", "cent",    "%",      "least",  "than",
                                        "more",    "fewer",   "another"};
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (sayso__actor_is(w, i, words[k]))
            return true;
    return false;
}

static sayso_det determiner(const sayso_actor_work *w, uint32_t i)
{
    if (sayso__actor_is(w, i, "a") || sayso__actor_is(w, i, "an") || sayso__actor_is(w, i, "one"))
        return SAYSO_DET_INDEFINITE;
    if (sayso__actor_is(w, i, "the") || sayso__actor_is(w, i, "this") ||
        sayso__actor_is(w, i, "that"))
        return SAYSO_DET_DEFINITE;
    return SAYSO_DET_NONE;
}

/* May token j stand between a determiner and the head behind it? */
static bool is_modifier(const sayso_actor_work *w, uint32_t j, uint32_t head)
{
    const sayso_tags *g = w->g;
    if (w->in_time[j] && w->name_of[j] == SAYSO_NONE)
        return false;
    switch (g->upos[j]) {
    case SAYSO_UPOS_ADJ:
    case SAYSO_UPOS_NOUN:
    case SAYSO_UPOS_PROPN:
    case SAYSO_UPOS_NUM: return true;
    case SAYSO_UPOS_VERB:
        return !sayso__actor_says(w, j) &&
               (g->xpos[j] == SAYSO_XPOS_VBN || g->xpos[j] == SAYSO_XPOS_VBG) &&
               ((g->head[j] == head && g->deprel[j] == SAYSO_DEPREL_AMOD) ||
                (j + 1 == head && j > 0 &&
                 (g->upos[j - 1] == SAYSO_UPOS_DET || g->xpos[j - 1] == SAYSO_XPOS_POS)));
    case SAYSO_UPOS_ADV:
        return g->head[j] > j && g->head[j] < head && g->upos[g->head[j]] == SAYSO_UPOS_ADJ;
    default: return false;
    }
}

static bool is_hyphen(const sayso_actor_work *w, uint32_t j)
{
    return sayso__actor_is(w, j, "-") && !(w->t->tok[j].flags & SAYSO_TOKEN_SPACE_BEFORE);
}

/* What stands before a head. */
static left_side look_left(const sayso_actor_work *w, uint32_t head)
{
    left_side l = {head, head, SAYSO_NONE, SAYSO_NONE, SAYSO_DET_NONE};
    uint32_t lo = sent_beg(w, head);
    if (head - lo > REACH)
        lo = head - REACH;
    uint32_t j = head;
    while (j > lo) {
        uint32_t k = j - 1;
        if (w->name_of[k] != SAYSO_NONE && w->g->name[w->name_of[k]].beg >= lo &&
            w->g->name[w->name_of[k]].end == k + 1) {
            j = w->g->name[w->name_of[k]].beg;
        } else if (w->g->xpos[k] == SAYSO_XPOS_POS && k > lo && l.owner_end == SAYSO_NONE) {
            l.owner_end = k;
            l.det = SAYSO_DET_OWNER;
            j = k;
        } else if ((is_modifier(w, k, head) && !is_quantifier(w, k)) ||
                   (is_hyphen(w, k) && j < head)) {
            j = k;
        } else {
            break;
        }
    }
    l.beg = l.full = j;
    while (l.full > lo &&
           (w->g->upos[l.full - 1] == SAYSO_UPOS_DET || w->g->xpos[l.full - 1] == SAYSO_XPOS_PRPS ||
            is_quantifier(w, l.full - 1))) {
        l.full--;
        bool own = w->g->xpos[l.full] == SAYSO_XPOS_PRPS;
        if (own && (sayso__actor_is(w, l.full, "our") || sayso__actor_is(w, l.full, "my") ||
                    sayso__actor_is(w, l.full, "your")))
            continue;
        if (own)
            l.owner_word = l.full;
        if (l.det == SAYSO_DET_NONE)
            l.det = own ? SAYSO_DET_PRONOUN : determiner(w, l.full);
    }
    if (l.full > 0 && l.beg == l.full && sayso__actor_is(w, l.beg, "another"))
        l.det = SAYSO_DET_INDEFINITE;
    return l;
}

/* "the ruling council", "the governing party" */
static bool rules(const sayso_actor_work *w, uint32_t j)
{
    return j > 0 && w->g->upos[j - 1] == SAYSO_UPOS_DET &&
           (sayso__actor_is(w, j, "ruling") || sayso__actor_is(w, j, "governing"));
}

/* One past the noun phrase that begins at i (after a preposition); i if there is none. *noun: its
 * last noun. */
static uint32_t chunk_end(const sayso_actor_work *w, uint32_t i, uint32_t hi, uint32_t *noun)
{
    uint32_t end = i;
    for (uint32_t j = i; j < hi && j < i + REACH; j++) {
        uint8_t u = w->g->upos[j];
        if (w->in_time[j] && w->name_of[j] == SAYSO_NONE)
            break;
        if (w->name_of[j] != SAYSO_NONE || is_noun(w, j) || u == SAYSO_UPOS_PRON) {
            if (u == SAYSO_UPOS_PRON && w->g->xpos[j] != SAYSO_XPOS_PRPS && end > i)
                break;
            end = j + 1;
            *noun = j;
        } else if (u != SAYSO_UPOS_DET && u != SAYSO_UPOS_ADJ && u != SAYSO_UPOS_NUM &&
                   w->g->xpos[j] != SAYSO_XPOS_POS && w->g->xpos[j] != SAYSO_XPOS_VBN &&
                   !is_hyphen(w, j) && !rules(w, j)) {
            break;
        }
    }
    return end;
}

/* "those who died": one past the verb group behind who. */
static uint32_t those_who(const sayso_actor_work *w, uint32_t end, uint32_t hi)
{
    if (!sayso__actor_is(w, end - 1, "those") || end >= hi || !sayso__actor_is(w, end, "who"))
        return end;
    uint32_t j = end + 1;
    while (j < hi && (w->g->upos[j] == SAYSO_UPOS_AUX || w->g->upos[j] == SAYSO_UPOS_ADV ||
                      w->g->upos[j] == SAYSO_UPOS_PART))
        j++;
    return j < hi && w->g->upos[j] == SAYSO_UPOS_VERB ? j + 1 : end;
}

/* Does the prepositional phrase that begins at i, with last noun `noun`, hang on a word of [beg,
 * i)? */
static bool hangs_on(const sayso_actor_work *w, uint32_t i, uint32_t noun, uint32_t beg)
{
    static const char *const for_it[] = {"spokesman", "spokeswoman",  "spokesperson", "lawyer",
                                         "attorney",  "minister",     "secretary",    "director",
                                         "candidate", "commissioner", "spokespeople", "lawyers"};
    if (sayso__actor_is(w, i, "of"))
        return true;
    for (size_t k = 0; k < sizeof for_it / sizeof *for_it; k++)
        if (sayso__actor_is(w, i, "for") && sayso__actor_is(w, i - 1, for_it[k]))
            return true;
    uint32_t h = noun;
    for (uint32_t step = 0; step < 4 && h != SAYSO_NONE && h > i; step++)
        h = w->g->head[h];
    return h != SAYSO_NONE && h >= beg && h < i;
}

/* May a phrase with this preposition belong to a source's name? "to" only where the noun asks for
 * it. */
static bool is_link(const sayso_actor_work *w, uint32_t i, uint32_t head)
{
    static const char *const links[] = {"of",     "for",   "at",     "in",      "from",   "with",
                                        "near",   "on",    "inside", "outside", "behind", "under",
                                        "across", "along", "around", "within",  "against"};
    static const char *const to[] = {"ambassador",     "envoy",    "adviser", "advisor", "aide",
                                     "representative", "delegate", "counsel", "close"};
    for (size_t k = 0; k < sizeof links / sizeof *links; k++)
        if (sayso__actor_is(w, i, links[k]))
            return true;
    for (size_t k = 0; k < sizeof to / sizeof *to; k++)
        if (sayso__actor_is(w, i, "to") &&
            (sayso__actor_is(w, head, to[k]) || sayso__actor_is(w, i - 1, to[k])))
            return true;
    return false;
}

/* "accusing the government of the killings": the verb right before the phrase takes the "of". */
static bool of_verb(const sayso_actor_work *w, uint32_t beg, uint32_t i)
{
    static const char *const verbs[] = {"accuse",  "convict", "acquit", "absolve",
                                        "suspect", "clear",   "inform", "assure"};
    uint32_t v = beg;
    while (v > sent_beg(w, beg) && v + 3 > beg && w->g->upos[v - 1] == SAYSO_UPOS_DET)
        v--;
    if (!sayso__actor_is(w, i, "of") || v == sent_beg(w, beg) ||
        w->g->upos[v - 1] != SAYSO_UPOS_VERB)
        return false;
    for (size_t k = 0; k < sizeof verbs / sizeof *verbs; k++)
        if (sayso__str_is(w->g->lemma[v - 1], verbs[k]))
            return true;
    return false;
}

/* One past the phrase whose head is head and that began at beg. */
static uint32_t look_right(const sayso_actor_work *w, uint32_t beg, uint32_t head)
{
    uint32_t end = head + 1, hi = sent_end(w, head);
    if (hi > head + REACH)
        hi = head + REACH;
    for (;;) {
        uint32_t i = end, noun = end;
        if (i < hi && w->g->upos[i] == SAYSO_UPOS_ADJ && w->g->head[i] >= beg &&
            w->g->head[i] < i && i + 1 < hi && w->g->upos[i + 1] == SAYSO_UPOS_ADP)
            i++; /* "familiar with the case" */
        if (i + 1 >= hi || w->g->upos[i] != SAYSO_UPOS_ADP || w->in_time[i + 1] ||
            !is_link(w, i, head) || of_verb(w, beg, i))
            return end;
        uint32_t to = chunk_end(w, i + 1, hi, &noun);
        if (to == i + 1 && sayso__actor_is(w, i, "of") && w->g->upos[to] == SAYSO_UPOS_NUM &&
            !(to + 1 < hi && w->g->upos[to + 1] == SAYSO_UPOS_NUM))
            noun = to++; /* "a mother of four" */
        bool subject = to < hi && (w->g->upos[to] == SAYSO_UPOS_AUX || sayso__actor_says(w, to));
        if (to == i + 1 || to > head + TAIL || (i == end && !subject && !hangs_on(w, i, noun, beg)))
            return end;
        end = those_who(w, to, hi);
        if (end > to)
            return end;
    }
}

static sayso_status push(sayso_actor_work *w, const sayso_actor_item *it)
{
    if (!SAYSO_PUSH(w->scratch, &w->item, *it))
        return sayso__fail_memory(w->err);
    return SAYSO_OK;
}

static sayso_actor_item blank(const sayso_actor_work *w, uint32_t beg, uint32_t end, uint32_t head,
                              uint8_t kind)
{
    sayso_mention m = {sayso__token_span(w->t, beg, end), beg, end, head, kind, false, SAYSO_NONE};
    return (sayso_actor_item){.m = m,
                              .full = beg,
                              .entry = SAYSO_NONE,
                              .owner = SAYSO_NONE,
                              .of = SAYSO_NONE,
                              .partner = SAYSO_NONE,
                              .draft = SAYSO_NONE,
                              .sent = w->t->tok_sent[head]};
}

/* The token of a name that the rest of the sentence hangs on; of several the last. */
static uint32_t name_head(const sayso_actor_work *w, const sayso_name *n)
{
    for (uint32_t i = n->beg; i < n->end; i++) {
        uint32_t h = w->g->head[i];
        if (h == SAYSO_NONE || h < n->beg || h >= n->end)
            return i;
    }
    return n->end - 1;
}

static bool is_roman(sayso_str s)
{
    static const char *const number[] = {"ii", "iii", "iv",  "v",    "vi",  "vii", "viii", "ix",
                                         "x",  "xi",  "xii", "xiii", "xiv", "xv",  "xvi",  "xxiii"};
    for (size_t k = 0; k < sizeof number / sizeof *number; k++)
        if (sayso__str_is(s, number[k]))
            return true;
    return false;
}

/* Does the number behind a name belong to it: "King Amadi IV", "Gate 9 say", not "Gate 9 guards"?
 */
static bool has_number(const sayso_actor_work *w, const sayso_name *n)
{
    uint32_t i = n->end, next = i + 1, hi = sent_end(w, n->beg);
    if (i >= hi || w->name_of[i] != SAYSO_NONE || w->in_time[i])
        return false;
    if (n->kind == SAYSO_MENTION_PERSON)
        return w->t->tok[i].flags & SAYSO_TOKEN_CAPITAL && is_roman(sayso__actor_lower(w, i));
    return n->kind != SAYSO_MENTION_LOCATION && w->t->tok[i].kind == SAYSO_TOKEN_NUMBER &&
           next < hi &&
           (sayso__actor_says(w, next) || w->g->upos[next] == SAYSO_UPOS_AUX ||
            (n->beg == sent_beg(w, n->beg) && sayso__actor_is(w, next, ",")));
}

/* First token of a name of which the tagger took the end alone: "Awuor-Njeru", "Beatrice Awuor-".
 */
static uint32_t joined_begin(const sayso_actor_work *w, const sayso_name *n)
{
    uint32_t i = n->beg, lo = sent_beg(w, n->beg);
    if (i < lo + 2 || !is_hyphen(w, i - 1) || w->t->tok[i].flags & SAYSO_TOKEN_SPACE_BEFORE)
        return i;
    for (i -= 1; i > lo && w->name_of[i - 1] == SAYSO_NONE &&
                 w->g->upos[i - 1] == SAYSO_UPOS_PROPN &&
                 w->t->tok[i - 1].flags & SAYSO_TOKEN_CAPITAL;)
        i--;
    return is_hyphen(w, i) ? n->beg : i;
}

/* The name without a day behind it ("Interior Minister X today") and without an adjective of two
 * parts before it ("London-listed X"), with the number that belongs to it. */
static sayso_name fitted(const sayso_actor_work *w, const sayso_name *n)
{
    static const char *const parts[] = {"based",   "listed", "owned",      "backed", "led", "born",
                                        "trained", "run",    "controlled", "funded", "held"};
    sayso_name out = *n;
    while (out.end > out.beg + 1 && w->in_time[out.end - 1])
        out.end--;
    for (size_t k = 0; k < sizeof parts / sizeof *parts; k++)
        if (out.end > out.beg + 3 && is_hyphen(w, out.beg + 1) &&
            sayso__actor_is(w, out.beg + 2, parts[k])) {
            out.beg += 3;
            break;
        }
    if (out.beg == n->beg)
        out.beg = joined_begin(w, n);
    if (out.end == n->end)
        out.end += has_number(w, n);
    return out;
}

static sayso_status named(sayso_actor_work *w, uint32_t name)
{
    const sayso_name cut = fitted(w, &w->g->name[name]), *n = &cut;
    if (n->end == n->beg + 1 && w->in_time[n->beg])
        return SAYSO_OK; /* a day, whatever the tagger takes it for */
    sayso_actor_item it = blank(w, n->beg, n->end, name_head(w, n), n->kind);
    it.m.named = true;
    it.again = w->again[name];
    left_side l = look_left(w, n->beg);
    if (l.beg == n->beg || l.owner_end == n->beg - 1)
        it.det = (uint8_t)l.det;
    it.full = it.det != SAYSO_DET_NONE ? l.full : n->beg;
    return push(w, &it);
}

/* "Its chief executive, X": a post whose last word the tagger takes for an adjective. */
static bool is_executive(const sayso_actor_work *w, uint32_t i)
{
    return i > 0 && w->g->upos[i] == SAYSO_UPOS_ADJ && sayso__actor_is(w, i, "executive") &&
           sayso__actor_is(w, i - 1, "chief") &&
           (i + 1 >= w->t->n_tok || w->name_of[i + 1] != SAYSO_NONE || !is_noun(w, i + 1));
}

/* Is a noun that may head a phrase a mere modifier of the next word? */
static bool is_compound(const sayso_actor_work *w, uint32_t i)
{
    uint32_t next = i + 1;
    if (next >= sent_end(w, i) || w->name_of[next] != SAYSO_NONE)
        return false;
    if (is_hyphen(w, next))
        return next + 1 < sent_end(w, i) && !(w->t->tok[next + 1].flags & SAYSO_TOKEN_SPACE_BEFORE);
    return (is_noun(w, next) && !w->in_time[next]) || is_executive(w, next);
}

/* A common noun for a body counts where it means a certain one or acts. */
static bool body_counts(const sayso_actor_work *w, const sayso_lexicon_entry *body, uint32_t i,
                        const left_side *l)
{
    if (body->value[0] & SAYSO_BODY_HEAD)
        return false;
    uint32_t h = w->g->head[i];
    bool acts = h != SAYSO_NONE && w->g->deprel[i] == SAYSO_DEPREL_NSUBJ && sayso__actor_says(w, h);
    if (strcmp(body->key, "state") == 0 && l->det == SAYSO_DET_DEFINITE && l->beg == i)
        return w->g->deprel[i] == SAYSO_DEPREL_NSUBJ || w->g->deprel[i] == SAYSO_DEPREL_OBJ;
    if (body->value[0] & (SAYSO_BODY_PLACE | SAYSO_BODY_COUNTRY))
        return acts;
    uint32_t next = i + 1 < w->t->n_tok ? w->name_of[i + 1] : SAYSO_NONE;
    bool title = next != SAYSO_NONE && w->g->name[next].beg == i + 1; /* "contractor Norwind" */
    bool people = l->beg < i && w->t->tok[l->beg].flags & SAYSO_TOKEN_CAPITAL &&
                  sayso__actor_is_people(sayso__actor_lower(w, l->beg)); /* "Dolvan intelligence" */
    return l->det != SAYSO_DET_NONE || acts || title || people ||
           body->value[1] == SAYSO_CLASS_ARMED_GROUP;
}

/* "the mine", "the Dorva refinery": works that may stand for the company that runs them. */
static bool is_works(const sayso_lexicon_entry *body, const left_side *l)
{
    return body && body->value[0] & SAYSO_BODY_PLACE && body->value[1] == SAYSO_CLASS_COMPANY &&
           l->det == SAYSO_DET_DEFINITE;
}

/* "the Front", "the institute said": may be the last word of a name. */
static bool may_echo(const sayso_actor_work *w, uint32_t i, const left_side *l)
{
    uint32_t h = w->g->head[i];
    bool acts = h != SAYSO_NONE && w->g->deprel[i] == SAYSO_DEPREL_NSUBJ && sayso__actor_says(w, h);
    return l->det == SAYSO_DET_DEFINITE && l->beg == i && l->full < i &&
           (acts || w->t->tok[i].flags & SAYSO_TOKEN_CAPITAL);
}

/* "The coast guard": the body, not one of its men. */
static bool is_force(const sayso_lexicon_entry *role, const sayso_lexicon_entry *body, bool plural)
{
    return !plural && strcmp(role->key, body->key) == 0 && role->value[0] & SAYSO_ROLE_PERSON &&
           role->value[0] & SAYSO_ROLE_OFFICIAL && body->value[0] & SAYSO_BODY_STATE;
}

static sayso_status unnamed(sayso_actor_work *w, uint32_t i)
{
    left_side l = look_left(w, i);
    bool plural = false, bodies = false;
    const sayso_lexicon_entry *role = sayso__actor_look(w, &sayso__lex_roles, i, l.beg, &plural);
    const sayso_lexicon_entry *body = sayso__actor_look(w, &sayso__lex_bodies, i, l.beg, &bodies);
    if (role && role->value[0] & SAYSO_ROLE_HONORIFIC)
        role = NULL;
    bool echo = body && !role && !body_counts(w, body, i, &l) && is_works(body, &l);
    if (body && !echo && !body_counts(w, body, i, &l))
        body = NULL;
    if (!role && !body && !may_echo(w, i, &l))
        return SAYSO_OK;
    if (role && body && (strlen(body->key) > strlen(role->key) || is_force(role, body, plural)))
        role = NULL;
    sayso_actor_item it = blank(w, l.beg, look_right(w, l.beg, i), i, SAYSO_MENTION_GROUP);
    it.full = l.full;
    it.det = (uint8_t)l.det;
    it.role = role;
    it.body = body;
    it.echo = echo || (!role && !body);
    it.plural = role ? plural || role->value[0] & SAYSO_ROLE_PLURAL : bodies;
    if (role && !it.plural && role->value[0] & SAYSO_ROLE_PERSON)
        it.m.kind = SAYSO_MENTION_ROLE;
    if (role && role->value[0] & SAYSO_ROLE_MALE)
        it.gender = 'm';
    if (role && role->value[0] & SAYSO_ROLE_FEMALE)
        it.gender = 'f';
    if (it.det == SAYSO_DET_PRONOUN)
        it.owner = l.owner_word; /* a token still; actor_tie.c makes it an item */
    return push(w, &it);
}

/* ---- pronouns -------------------------------------------------------------------------------- */

typedef struct {
    const char *word;
    char gender; /* 'm', 'f', 'n' a thing or body, 'p' several, 'r' relative */
} pronoun;

static const pronoun pronouns[] = {{"he", 'm'},         {"him", 'm'},     {"his", 'm'},
                                   {"himself", 'm'},    {"she", 'f'},     {"her", 'f'},
                                   {"hers", 'f'},       {"herself", 'f'}, {"it", 'n'},
                                   {"its", 'n'},        {"itself", 'n'},  {"they", 'p'},
                                   {"them", 'p'},       {"their", 'p'},   {"theirs", 'p'},
                                   {"themselves", 'p'}, {"who", 'r'},     {"whom", 'r'},
                                   {"whose", 'r'},      {"which", 'r'}};

static sayso_status pronominal(sayso_actor_work *w, uint32_t i)
{
    for (size_t k = 0; k < sizeof pronouns / sizeof *pronouns; k++) {
        if (!sayso__actor_is(w, i, pronouns[k].word))
            continue;
        sayso_actor_item it = blank(w, i, i + 1, i, SAYSO_MENTION_PRONOUN);
        it.gender = pronouns[k].gender;
        it.plural = it.gender == 'p';
        return push(w, &it);
    }
    return SAYSO_OK;
}

/* ---- all of them in order -------------------------------------------------------------------- */

static int by_place(const void *a, const void *b)
{
    const sayso_actor_item *x = a, *y = b;
    if (x->m.beg != y->m.beg)
        return x->m.beg < y->m.beg ? -1 : 1;
    if (x->m.end != y->m.end)
        return x->m.end > y->m.end ? -1 : 1;
    return (x->m.head > y->m.head) - (x->m.head < y->m.head);
}

static void index_items(sayso_actor_work *w)
{
    for (uint32_t i = 0; i < w->item.n; i++) {
        const sayso_actor_item *it = &w->item.v[i];
        if (w->head_item[it->m.head] == SAYSO_NONE || it->m.named)
            w->head_item[it->m.head] = i;
        uint32_t *b = &w->beg_item[it->full], *e = &w->end_item[it->m.end];
        if (*b == SAYSO_NONE || it->m.end > w->item.v[*b].m.end)
            *b = i;
        if (*e == SAYSO_NONE)
            *e = i;
    }
}

/* "the general said": a rank that the tagger takes for an adjective. */
static bool is_general(const sayso_actor_work *w, uint32_t i)
{
    return i > 0 && w->g->upos[i] == SAYSO_UPOS_ADJ && sayso__actor_is(w, i, "general") &&
           w->g->upos[i - 1] == SAYSO_UPOS_DET && i + 1 < w->t->n_tok &&
           (sayso__actor_says(w, i + 1) || w->g->upos[i + 1] == SAYSO_UPOS_AUX);
}

sayso_status sayso__actor_phrases(sayso_actor_work *w)
{
    for (uint32_t i = 0; i < w->g->n_name; i++)
        SAYSO_TRY(named(w, i));
    for (uint32_t i = 0; i < w->t->n_tok; i++) {
        if (w->name_of[i] != SAYSO_NONE)
            continue;
        bool noun = is_noun(w, i) || is_executive(w, i) || is_general(w, i);
        if (noun && !w->in_time[i] && !is_compound(w, i))
            SAYSO_TRY(unnamed(w, i));
        else if (w->g->upos[i] == SAYSO_UPOS_PRON || w->g->upos[i] == SAYSO_UPOS_DET)
            SAYSO_TRY(pronominal(w, i));
    }
    if (w->item.n > 0)
        qsort(w->item.v, w->item.n, sizeof *w->item.v, by_place);
    index_items(w);
    return SAYSO_OK;
}
