/* actor_tie.c -- what ties one phrase to another.  Layer: mention.
 *
 * Apposition and title make two phrases one actor:
 *     the mayor, Nora Marsden          its spokesman, Colonel Dorn
 *     Simon Tolmer, the fire chief     Interior Minister Pavel Tork
 *     an armed group calling itself X  the NordInform news agency
 * Possessor and complement say for whom one speaks: Ordania's minister, a spokesman for the army.
 * The patterns run over tokens, with the tree only for subjects: a comma is surer than an arc. */
#include "lexica.h"
#include "mention/actor.h"

#include "base/fail.h"
#include "base/str.h"
#include "tag/lexeme.h"

static sayso_actor_item *at(sayso_actor_work *w, uint32_t i)
{
    return &w->item.v[i];
}

static bool is_person_role(const sayso_actor_item *it)
{
    return it->role && !it->plural && it->role->value[0] & SAYSO_ROLE_PERSON;
}

static bool is_body_name(const sayso_actor_work *w, const sayso_actor_item *it)
{
    uint8_t kind = it->entry != SAYSO_NONE ? w->entry.v[it->entry].kind : it->m.kind;
    return it->m.named && kind != SAYSO_MENTION_PERSON;
}

/* May an unnamed phrase and a name be one actor? */
static bool fit(const sayso_actor_work *w, const sayso_actor_item *u, const sayso_actor_item *n)
{
    if (u->m.named || !n->m.named)
        return false;
    uint8_t kind = n->entry != SAYSO_NONE ? w->entry.v[n->entry].kind : n->m.kind;
    if (kind == SAYSO_MENTION_PERSON)
        return is_person_role(u);
    if (u->body && !u->plural)
        return kind == SAYSO_MENTION_ORGANIZATION || kind == SAYSO_MENTION_MISC ||
               (kind == SAYSO_MENTION_LOCATION && u->body->value[0] & SAYSO_BODY_COUNTRY);
    /* the tagger may take a person for something else; a spokesman is never a body */
    return is_person_role(u) && !u->body && kind != SAYSO_MENTION_LOCATION &&
           n->m.end - n->m.beg >= 2;
}

static void marry(sayso_actor_work *w, uint32_t unnamed, uint32_t name)
{
    if (at(w, unnamed)->partner == SAYSO_NONE)
        at(w, unnamed)->partner = name;
    if (at(w, name)->partner == SAYSO_NONE)
        at(w, name)->partner = unnamed;
}

static bool is_comma(const sayso_actor_work *w, uint32_t i)
{
    return sayso__actor_is(w, i, ",");
}

static bool same_sentence(const sayso_actor_work *w, uint32_t a, uint32_t b)
{
    return b < w->t->n_tok && w->t->tok_sent[a] == w->t->tok_sent[b];
}

static bool is_and(const sayso_actor_work *w, uint32_t i)
{
    return i < w->t->n_tok && w->g->upos[i] == SAYSO_UPOS_CCONJ;
}

/* Item whose full phrase begins at token i and is a name, also behind titles like "Mr" and behind
 * "the"; SAYSO_NONE if none. */
static uint32_t name_at(const sayso_actor_work *w, uint32_t i)
{
    for (uint32_t k = 0; k < 5 && i < w->t->n_tok; k++, i++) {
        if (w->name_of[i] != SAYSO_NONE) {
            uint32_t n = w->name_of[i];
            uint32_t it = w->g->name[n].beg == i ? w->beg_item[i] : SAYSO_NONE;
            if (it == SAYSO_NONE || !w->item.v[it].m.named)
                it = w->head_item[i];
            for (uint32_t t = i; t < w->g->name[n].end; t++)
                if (w->head_item[t] != SAYSO_NONE && w->item.v[w->head_item[t]].m.named &&
                    w->item.v[w->head_item[t]].m.beg == i)
                    return w->head_item[t];
            return SAYSO_NONE;
        }
        if (w->g->upos[i] != SAYSO_UPOS_DET && w->g->upos[i] != SAYSO_UPOS_ADJ &&
            w->g->upos[i] != SAYSO_UPOS_NOUN && w->g->upos[i] != SAYSO_UPOS_PROPN)
            return SAYSO_NONE;
    }
    return SAYSO_NONE;
}

/* One past a bracket that opens at e: "the service (SBU), X"; e if none does. */
static uint32_t past_bracket(const sayso_actor_work *w, uint32_t e)
{
    if (!sayso__actor_is(w, e, "("))
        return e;
    for (uint32_t k = e + 1; k < w->t->n_tok && k < e + 8; k++)
        if (sayso__actor_is(w, k, ")"))
            return k + 1;
    return e;
}

/* "the operator, Aldo del Mar, said": what is called a body is none of the persons for whom the
 * tagger takes it. */
static bool is_mistaken(const sayso_actor_work *w, uint32_t i, uint32_t n)
{
    const sayso_actor_item *u = &w->item.v[i], *x = &w->item.v[n];
    uint32_t e = x->m.end;
    bool closed = e >= w->t->n_tok || w->g->upos[e] == SAYSO_UPOS_PUNCT;
    if (u->full > 0 && w->g->upos[u->full - 1] == SAYSO_UPOS_ADP)
        return false; /* "a commander of the militia, X" */
    return u->body && !u->role && !u->plural && u->det == SAYSO_DET_DEFINITE && closed &&
           x->entry != SAYSO_NONE && w->entry.v[x->entry].kind == SAYSO_MENTION_PERSON &&
           w->entry.v[x->entry].count == 1 && u->m.end == u->m.head + 1;
}

/* "In an interview with X, the mayor said", "According to the mayor, X said": who stands behind the
 * comma begins the clause and is nobody of whom the phrase before it tells. */
static bool begins_clause(const sayso_actor_work *w, uint32_t n, uint32_t i)
{
    uint32_t beg = w->item.v[n].full, e = w->item.v[i].m.end;
    return beg > 0 && same_sentence(w, beg - 1, beg) && w->g->upos[beg - 1] == SAYSO_UPOS_ADP &&
           e < w->t->n_tok &&
           (w->g->upos[e] == SAYSO_UPOS_VERB || w->g->upos[e] == SAYSO_UPOS_AUX) &&
           w->g->xpos[e] != SAYSO_XPOS_VBN && w->g->xpos[e] != SAYSO_XPOS_VBG;
}

/* "the mayor, Nora Marsden": a comma, a name, and no "and" behind it. */
static void name_behind_comma(sayso_actor_work *w, uint32_t i)
{
    uint32_t e = past_bracket(w, at(w, i)->m.end);
    if (!is_comma(w, e) || !same_sentence(w, e, e + 1))
        return;
    uint32_t n = name_at(w, e + 1 + sayso__actor_is(w, e + 1, "one"));
    if (n == SAYSO_NONE || is_and(w, at(w, n)->m.end) || begins_clause(w, i, n))
        return;
    if (is_mistaken(w, i, n))
        w->entry.v[at(w, n)->entry].kind = at(w, n)->m.kind = SAYSO_MENTION_ORGANIZATION;
    if (fit(w, at(w, i), at(w, n)))
        marry(w, i, n);
}

/* "in Dorva, General Tork said": the office is that of the name behind it. */
static bool is_title_of(const sayso_actor_work *w, uint32_t i)
{
    uint32_t e = w->item.v[i].m.head + 1;
    return e == w->item.v[i].m.end && e < w->t->n_tok && w->name_of[e] != SAYSO_NONE &&
           w->g->name[w->name_of[e]].beg == e;
}

/* "Aldo del Mar, the private company that runs it": a subject that is told to be a body is no
 * person, whatever the tagger takes it for. */
static bool is_told_body(const sayso_actor_work *w, uint32_t n, uint32_t i)
{
    const sayso_actor_item *u = &w->item.v[i], *x = &w->item.v[n];
    uint32_t e = u->m.end, b = x->full;
    bool opens = b == w->t->sent[x->sent] || w->g->upos[b - 1] == SAYSO_UPOS_CCONJ ||
                 w->g->upos[b - 1] == SAYSO_UPOS_VERB;
    bool closed =
        e < w->t->n_tok && (is_comma(w, e) || sayso__actor_is(w, e, "that") ||
                            w->g->xpos[e] == SAYSO_XPOS_VBN || sayso__actor_is(w, e, "which"));
    return opens && closed && u->body && !u->role && !u->plural && x->entry != SAYSO_NONE &&
           w->entry.v[x->entry].kind == SAYSO_MENTION_PERSON &&
           !sayso__actor_gender(w->entry.v[x->entry].key);
}

/* "Simon Tolmer, the harbour master of Marrak". */
static void role_behind_comma(sayso_actor_work *w, uint32_t n)
{
    uint32_t e = past_bracket(w, at(w, n)->m.end);
    if (!is_comma(w, e) || !same_sentence(w, e, e + 1))
        return;
    uint32_t i = w->beg_item[e + 1];
    if (i == SAYSO_NONE || is_and(w, at(w, i)->m.end) || begins_clause(w, n, i) ||
        is_title_of(w, i))
        return;
    if (is_told_body(w, n, i))
        w->entry.v[at(w, n)->entry].kind = at(w, n)->m.kind = SAYSO_MENTION_ORGANIZATION;
    if (!fit(w, at(w, i), at(w, n)))
        return;
    marry(w, i, n);
}

/* "ferry company Norwind": a word that means bodies only, before what the tagger takes for a
 * person.
 */
static bool is_body_title(const sayso_actor_work *w, uint32_t i, uint32_t n)
{
    const sayso_actor_item *u = &w->item.v[i], *x = &w->item.v[n];
    return u->body && !u->role && !u->plural && x->entry != SAYSO_NONE &&
           w->entry.v[x->entry].kind == SAYSO_MENTION_PERSON &&
           u->body->value[1] == SAYSO_CLASS_COMPANY;
}

/* "Interior Minister Pavel Tork", "contractor Norwind": the head stands right before a name. */
static void name_behind_title(sayso_actor_work *w, uint32_t i)
{
    uint32_t e = at(w, i)->m.head + 1;
    if (at(w, i)->of == SAYSO_NONE && at(w, i)->m.end > e && is_person_role(at(w, i)))
        e = at(w, i)->m.end; /* "Chief of staff X" */
    if (!same_sentence(w, at(w, i)->m.head, e) || w->name_of[e] == SAYSO_NONE ||
        w->g->name[w->name_of[e]].beg != e)
        return;
    uint32_t n = name_at(w, e);
    if (n == SAYSO_NONE)
        return;
    if (is_body_title(w, i, n))
        w->entry.v[at(w, n)->entry].kind = at(w, n)->m.kind = SAYSO_MENTION_ORGANIZATION;
    if (fit(w, at(w, i), at(w, n)))
        marry(w, i, n);
}

/* "Austrian" in "the Austrian firm": where it is from, not what it is called. */
static bool is_adjective_of_land(const sayso_actor_work *w, uint32_t n)
{
    const sayso_actor_item *it = &w->item.v[n];
    sayso_str word = sayso__actor_lower(w, it->m.head);
    bool demonym, capital;
    if (it->m.end != it->m.beg + 1)
        return false;
    return sayso__actor_country(word, &demonym, &capital) ||
           (it->m.kind == SAYSO_MENTION_MISC && sayso__actor_is_people(word));
}

/* "the NordInform news agency": a definite body with a name for its modifier, of a class of which
 * each has a name of its own. */
static void name_inside(sayso_actor_work *w, uint32_t i)
{
    const sayso_actor_item *u = at(w, i);
    if (!u->body || u->det != SAYSO_DET_DEFINITE || w->name_of[u->m.beg] == SAYSO_NONE)
        return;
    uint8_t c = (uint8_t)u->body->value[1];
    if (c != SAYSO_CLASS_AGENCY && c != SAYSO_CLASS_OUTLET && c != SAYSO_CLASS_ARMED_GROUP &&
        !(u->body->value[0] & SAYSO_BODY_ANY &&
          (c == SAYSO_CLASS_COMPANY || c == SAYSO_CLASS_GROUP)))
        return;
    uint32_t n = name_at(w, u->m.beg);
    if (n == SAYSO_NONE || at(w, n)->m.kind == SAYSO_MENTION_LOCATION ||
        !is_body_name(w, at(w, n)) || is_adjective_of_land(w, n))
        return;
    sayso_actor whole = {.class_ = SAYSO_CLASS_OTHER};
    if (at(w, n)->entry != SAYSO_NONE)
        sayso__actor_classify(w->entry.v[at(w, n)->entry].key, SAYSO_MENTION_ORGANIZATION, &whole);
    if (whole.class_ != SAYSO_CLASS_IGO /* "the UN refugee agency" is a part of it */ &&
        at(w, n)->m.end <= u->m.head && fit(w, u, at(w, n)))
        marry(w, i, n);
}

/* "who gave his name only as X", "who identified herself as X": the token of X, SAYSO_NONE if the
 * clause from token e on names nobody so. */
static uint32_t named_in_clause(const sayso_actor_work *w, uint32_t e)
{
    bool names = false;
    if (!sayso__actor_is(w, e, "who"))
        return SAYSO_NONE;
    for (uint32_t k = e + 1; k + 1 < w->t->n_tok && k < e + 8; k++) {
        names = names || sayso__actor_is(w, k, "name") || sayso__actor_is(w, k, "named") ||
                sayso__actor_is(w, k, "himself") || sayso__actor_is(w, k, "herself") ||
                sayso__actor_is(w, k, "identified");
        if (names && sayso__actor_is(w, k, "as"))
            return w->name_of[k + 1] == SAYSO_NONE ? SAYSO_NONE : k + 1;
    }
    return SAYSO_NONE;
}

/* "a group calling itself X", "a company called X", "known as X". */
static void name_called(sayso_actor_work *w, uint32_t i)
{
    static const char *const words[] = {"calling", "called", "named",   "known",
                                        "styling", "dubbed", "signing", "styled"};
    uint32_t e = at(w, i)->m.head + 1;
    bool is = false;
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        is = is || sayso__actor_is(w, e, words[k]);
    uint32_t given =
        at(w, i)->m.end < w->t->n_tok ? named_in_clause(w, at(w, i)->m.end) : SAYSO_NONE;
    uint32_t who = given == SAYSO_NONE ? SAYSO_NONE : name_at(w, given);
    if (who != SAYSO_NONE && same_sentence(w, at(w, i)->m.head, given) &&
        fit(w, at(w, i), at(w, who)))
        marry(w, i, who);
    if (!is || !same_sentence(w, at(w, i)->m.head, e + 1))
        return;
    e++;
    if (sayso__actor_is(w, e, "itself") || sayso__actor_is(w, e, "themselves") ||
        sayso__actor_is(w, e, "as"))
        e++;
    uint32_t n = e < w->t->n_tok ? name_at(w, e) : SAYSO_NONE;
    if (n != SAYSO_NONE && is_body_name(w, at(w, n)) && (at(w, i)->body || at(w, i)->plural))
        marry(w, i, n);
    else if (n != SAYSO_NONE && fit(w, at(w, i), at(w, n)))
        marry(w, i, n);
}

/* ---- possessors and complements -------------------------------------------------------------- */

/* Item that ends where the possessive 's before phrase i begins, or the name that modifies its
 * head. */
static void find_owner(sayso_actor_work *w, uint32_t i)
{
    sayso_actor_item *it = at(w, i);
    if (it->det == SAYSO_DET_PRONOUN && !it->m.named) {
        it->owner = it->owner < w->t->n_tok ? w->head_item[it->owner] : SAYSO_NONE;
        return;
    }
    it->owner = SAYSO_NONE;
    uint32_t lo = it->full;
    if (it->m.named && it->m.beg > 0 && w->name_of[it->m.beg - 1] != SAYSO_NONE &&
        w->entry.v[it->entry].kind == SAYSO_MENTION_ORGANIZATION &&
        same_sentence(w, it->m.beg - 1, it->m.beg) && w->end_item[it->m.beg] != SAYSO_NONE) {
        it->owner = w->end_item[it->m.beg]; /* [Lothmarian] [Foreign Ministry] */
        it->compound = true;
        return;
    }
    for (uint32_t k = it->m.named ? it->m.beg : it->m.head; k > lo; k--) {
        uint32_t j = k - 1;
        bool poss = w->g->xpos[j] == SAYSO_XPOS_POS;
        uint32_t end = poss ? j : k;
        if (!poss && (w->name_of[j] == SAYSO_NONE || it->m.named || sayso__actor_is(w, k, "-")))
            continue; /* "Latvian-born" */
        uint32_t o = w->end_item[end];
        if (o != SAYSO_NONE && o != i && at(w, o)->m.head < it->m.head) {
            it->owner = o;
            it->compound = !poss;
            if (poss || at(w, o)->m.kind == SAYSO_MENTION_ORGANIZATION)
                return;
        }
    }
}

/* A name that the whole report, or its last word, makes a body's. */
static bool is_body(const sayso_actor_work *w, uint32_t i)
{
    const sayso_actor_item *it = &w->item.v[i];
    if (!it->m.named)
        return false;
    uint8_t kind = it->entry != SAYSO_NONE ? w->entry.v[it->entry].kind : it->m.kind;
    return it->m.kind == SAYSO_MENTION_ORGANIZATION || kind == SAYSO_MENTION_ORGANIZATION;
}

/* "Lena Tolle of the union", "Maria Moller, who runs the guild": the body that a name itself
 * belongs to. */
static void find_membership(sayso_actor_work *w, uint32_t i)
{
    static const char *const leads[] = {"lead",   "head",      "chair", "run",
                                        "direct", "represent", "own",   "command"};
    uint32_t e = at(w, i)->m.end, n = w->t->n_tok;
    if (is_comma(w, e))
        e++;
    if (e + 1 >= n || !same_sentence(w, at(w, i)->m.head, e + 1))
        return;
    if (sayso__actor_is(w, e, "of") || sayso__actor_is(w, e, "from") ||
        sayso__actor_is(w, e, "at") || sayso__actor_is(w, e, "for")) {
        uint32_t o = w->beg_item[e + 1];
        if (o != SAYSO_NONE && (at(w, o)->body || is_body(w, o)))
            at(w, i)->of = o;
        return;
    }
    if (!sayso__actor_is(w, e, "who"))
        return;
    for (size_t k = 0; k < sizeof leads / sizeof *leads; k++)
        if (sayso__str_is(w->g->lemma[e + 1], leads[k]) && e + 2 < n)
            at(w, i)->of = w->beg_item[e + 2];
}

/* "spokesman for the army", "head of X", "editor at Y". */
static void find_complement(sayso_actor_work *w, uint32_t i)
{
    static const char *const words[] = {"of", "for", "at", "in", "from", "with"};
    sayso_actor_item *it = at(w, i);
    for (uint32_t j = it->m.head + 1; j + 1 < it->m.end; j++) {
        bool is = false;
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            is = is || sayso__actor_is(w, j, words[k]);
        if (!is)
            continue;
        for (uint32_t n = j + 1; n < it->m.end && w->g->upos[n] != SAYSO_UPOS_ADP; n++) {
            uint32_t o = w->head_item[n];
            if (o != SAYSO_NONE && o != i && at(w, o)->m.beg > j &&
                at(w, o)->m.kind != SAYSO_MENTION_PRONOUN)
                it->of = o; /* the last before the next preposition */
        }
        return;
    }
}

/* ---- subjects -------------------------------------------------------------------------------- */

static bool is_locative(const sayso_actor_work *w, uint32_t full)
{
    static const char *const words[] = {"in",   "at",     "near",    "from",   "to",      "outside",
                                        "into", "around", "through", "toward", "towards", "via",
                                        "of",   "inside", "across",  "over",   "leave",   "left"};
    if (full == 0)
        return false;
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (sayso__actor_is(w, full - 1, words[k]))
            return true;
    return false;
}

/* Skips what may stand between a subject and its verb. */
static uint32_t to_verb(const sayso_actor_work *w, uint32_t i, uint32_t hi)
{
    for (uint32_t k = 0; k < 6 && i < hi; k++, i++) {
        uint8_t u = w->g->upos[i];
        if (u != SAYSO_UPOS_AUX && u != SAYSO_UPOS_ADV && u != SAYSO_UPOS_PART && !w->in_time[i] &&
            !(u == SAYSO_UPOS_ADP && i + 1 < hi && w->in_time[i + 1]))
            break;
    }
    return i;
}

/* "..., said X": a verb that may stand before its subject, behind a quotation or comma. */
static bool inverted(const sayso_actor_work *w, const sayso_actor_item *it)
{
    static const char *const verbs[] = {"say",    "add",     "ask",    "reply",    "write",
                                        "warn",   "note",    "argue",  "admit",    "joke",
                                        "insist", "explain", "recall", "conclude", "announce",
                                        "wonder", "agree"};
    if (it->full < w->t->sent[it->sent] + 2)
        return false;
    uint32_t v = it->full - 1;
    if (w->t->tok[v - 1].kind != SAYSO_TOKEN_CLOSE_QUOTE &&
        w->t->tok[v - 1].kind != SAYSO_TOKEN_QUOTE && !is_comma(w, v - 1))
        return false;
    for (size_t k = 0; k < sizeof verbs / sizeof *verbs; k++)
        if (sayso__str_is(w->g->lemma[v], verbs[k]))
            return w->g->upos[v] == SAYSO_UPOS_VERB;
    return false;
}

static void find_verb(sayso_actor_work *w, uint32_t i)
{
    sayso_actor_item *it = at(w, i);
    const sayso_tags *g = w->g;
    uint32_t head = it->m.head, h = g->head[head];
    uint32_t hi = w->t->sent[it->sent + 1];
    it->subject =
        g->deprel[head] == SAYSO_DEPREL_NSUBJ || g->deprel[head] == SAYSO_DEPREL_NSUBJ_PASS;
    if (it->subject && h != SAYSO_NONE)
        it->speaker = sayso__actor_says(w, h);
    uint32_t end = it->m.end;
    if (it->partner != SAYSO_NONE && at(w, it->partner)->m.end > end)
        end = at(w, it->partner)->m.end;
    if (it->partner != SAYSO_NONE && is_comma(w, end))
        end++;
    uint32_t v = to_verb(w, end, hi);
    if (v < hi && (g->upos[v] == SAYSO_UPOS_VERB) && !is_locative(w, it->full))
        it->subject = true, it->speaker = it->speaker || sayso__actor_says(w, v);
    if (inverted(w, it))
        it->subject = it->speaker = true;
    it->locative = is_locative(w, it->full);
    it->quoted = w->g->lexeme && w->g->lexeme[head].bits & SAYSO_LEX_IN_QUOTE;
}

static sayso_status count_told(sayso_actor_work *w)
{
    uint32_t n = 0;
    w->told = SAYSO_NEW_N(w->scratch, uint32_t, w->t->n_sent + 1);
    if (!w->told)
        return sayso__fail_memory(w->err);
    for (uint32_t s = 0; s < w->t->n_sent; s++) {
        bool told = !w->g->lexeme;
        for (uint32_t i = w->t->sent[s]; i < w->t->sent[s + 1] && !told; i++)
            told = w->t->tok[i].kind == SAYSO_TOKEN_WORD &&
                   !(w->g->lexeme[i].bits & SAYSO_LEX_IN_QUOTE);
        n += told;
        w->told[s] = n;
    }
    return SAYSO_OK;
}

sayso_status sayso__actor_ties(sayso_actor_work *w)
{
    SAYSO_TRY(count_told(w));
    for (uint32_t i = 0; i < w->item.n; i++) {
        find_owner(w, i);
        if (at(w, i)->m.kind == SAYSO_MENTION_PRONOUN)
            continue;
        if (at(w, i)->m.named) {
            if (at(w, i)->m.kind == SAYSO_MENTION_PERSON)
                find_membership(w, i);
            role_behind_comma(w, i);
            continue;
        }
        find_complement(w, i);
        name_behind_title(w, i);
        name_called(w, i);
        name_inside(w, i);
        name_behind_comma(w, i);
    }
    for (uint32_t i = 0; i < w->item.n; i++)
        find_verb(w, i);
    /* What holds of one half of an apposition holds of the other. */
    for (uint32_t i = 0; i < w->item.n; i++) {
        uint32_t p = at(w, i)->partner;
        if (p == SAYSO_NONE)
            continue;
        at(w, p)->subject = at(w, p)->subject || at(w, i)->subject;
        at(w, p)->speaker = at(w, p)->speaker || at(w, i)->speaker;
    }
    return SAYSO_OK;
}
