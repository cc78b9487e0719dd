/* actor_kin.c -- bodies that are described by other words than they are named by.  Layer: mention.
 *
 * "the company" is the latest of its class, "the operator" the only one of it. "The gas regulator"
 * and "the National Gas Agency", "the pilots' union" and "the Airline Pilots' Association" share a
 * word and a trade. What a lede describes ("A militant faction wants the credit"), the sentences
 * right behind it name. */
#include "lexica.h"
#include "mention/actor.h"

#include "base/str.h"

bool sayso__actor_other_force(const sayso_actor_work *w, uint32_t d, const sayso_actor_words *x)
{
    const sayso_actor_draft *y = &w->draft.v[d];
    return !y->actor.named && y->actor.class_ == SAYSO_CLASS_POLICE && x->n < y->n_word;
}

/* ---- by class -------------------------------------------------------------------------------- */

/* Classes that a word for any body of its class may also mean. */
static const uint8_t kin[][4] = {
    {SAYSO_CLASS_GROUP, SAYSO_CLASS_ARMED_GROUP, SAYSO_CLASS_NGO, SAYSO_CLASS_OTHER},
    {SAYSO_CLASS_NGO, SAYSO_CLASS_GROUP, SAYSO_CLASS_OTHER, 0},
    {SAYSO_CLASS_AGENCY, SAYSO_CLASS_GOVERNMENT, 0, 0},
    {SAYSO_CLASS_COMPANY, SAYSO_CLASS_OTHER, 0, 0},
    {SAYSO_CLASS_PARTY, SAYSO_CLASS_UNION, SAYSO_CLASS_OTHER, 0},
    {SAYSO_CLASS_OUTLET, SAYSO_CLASS_OTHER, 0, 0},
    {SAYSO_CLASS_EDUCATION, SAYSO_CLASS_POLLSTER, SAYSO_CLASS_NGO, 0},
};

/* Draft d, or, where this paragraph does not name it, the one of its class that the report names
 * most of late. */
static uint32_t most_named(const sayso_actor_work *w, uint32_t i, uint32_t d)
{
    const sayso_actor_draft *x = &w->draft.v[d];
    if (w->t->sent_block[x->last] == w->t->sent_block[w->item.v[i].sent])
        return d;
    uint32_t n = w->n_event < SAYSO_EVENTS ? w->n_event : SAYSO_EVENTS, best = d;
    for (uint32_t k = 1; k <= n; k++) {
        const sayso_actor_item *c = &w->item.v[w->event[(w->n_event - k) % SAYSO_EVENTS]];
        uint32_t e = sayso__actor_same(w, c->draft);
        const sayso_actor_draft *y = &w->draft.v[e];
        bool class_ = y->actor.class_ == x->actor.class_ ||
                      (y->body && x->body && y->body->value[1] == x->body->value[1]);
        if (y->actor.named && class_ && !y->person && y->count > w->draft.v[best].count + 1)
            best = e;
    }
    return best;
}

/* "The barracks": a body without a name that is rather a place. */
static bool is_quarters(const sayso_actor_work *w, uint32_t d)
{
    const sayso_actor_draft *x = &w->draft.v[d];
    const sayso_actor_item *it = &w->item.v[x->actor.first];
    return !x->actor.named && (sayso__actor_is(w, it->m.head, "barracks") ||
                               sayso__actor_is(w, it->m.head, "garrison"));
}

/* The latest named body whose name says no class, and that no apposition calls another. */
static uint32_t latest_other(const sayso_actor_work *w, uint8_t class_)
{
    uint32_t n = w->n_event < SAYSO_EVENTS ? w->n_event : SAYSO_EVENTS;
    for (uint32_t k = 1; k <= n; k++) {
        const sayso_actor_item *c = &w->item.v[w->event[(w->n_event - k) % SAYSO_EVENTS]];
        uint32_t d = sayso__actor_same(w, c->draft);
        const sayso_actor_draft *x = &w->draft.v[d];
        if (x->actor.class_ == SAYSO_CLASS_OTHER && x->actor.named &&
            (!x->body || x->body->value[1] == class_))
            return d;
    }
    return SAYSO_NONE;
}

uint32_t sayso__actor_by_class(sayso_actor_work *w, uint32_t i, const sayso_actor_words *x)
{
    const sayso_actor_item *it = &w->item.v[i];
    if (!it->body || !(it->body->value[0] & SAYSO_BODY_ANY) || x->n > 1 ||
        strcmp(it->body->key, "government") == 0 || /* no council, no agency */
        it->owner != SAYSO_NONE || it->det == SAYSO_DET_INDEFINITE)
        return SAYSO_NONE;
    uint8_t own[4] = {(uint8_t)it->body->value[1], 0, 0, 0};
    const uint8_t *class_ = own;
    for (size_t k = 0; k < sizeof kin / sizeof *kin; k++)
        if (kin[k][0] == own[0])
            class_ = kin[k];
    uint32_t best = SAYSO_NONE;
    for (uint32_t k = 0; k < 4 && class_[k]; k++) {
        uint32_t d = class_[k] == SAYSO_CLASS_OTHER && own[0] != SAYSO_CLASS_OTHER
                         ? latest_other(w, own[0])
                         : sayso__actor_same(w, w->by_class[class_[k]]);
        if (d == SAYSO_NONE || w->draft.v[d].person ||
            (w->draft.v[d].actor.plural &&
             w->draft.v[d].actor.kind != SAYSO_MENTION_ORGANIZATION) || /* not "Ordanians" */
            w->draft.v[d].actor.kind == SAYSO_MENTION_LOCATION ||
            is_quarters(w, d))
            continue;
        if (class_[k] == SAYSO_CLASS_OTHER &&
            (it->sent > w->draft.v[d].last + 3 ||
             (best != SAYSO_NONE && w->draft.v[best].actor.named)))
            continue;
        sayso_str s = w->draft.v[d].state;
        if ((x->state.p && s.p && !sayso__str_eq(s, x->state)) || sayso__actor_other_force(w, d, x))
            continue;
        if (best == SAYSO_NONE || w->draft.v[d].last > w->draft.v[best].last)
            best = d;
    }
    return best == SAYSO_NONE ? best : most_named(w, i, best);
}

/* A place, as the possessor of what is in it. */
static bool is_land(const sayso_actor_work *w, uint32_t i)
{
    const sayso_actor_item *it = &w->item.v[i];
    return it->m.named && it->entry != SAYSO_NONE &&
           w->entry.v[it->entry].kind == SAYSO_MENTION_LOCATION;
}

/* "the oil company", "the plant's operator", "Ordania's ruling party": a body described by more or
 * other words than it is named by is the only one of its class that the report has named of late.
 */
uint32_t sayso__actor_by_only(const sayso_actor_work *w, uint32_t i)
{
    const sayso_actor_item *it = &w->item.v[i];
    const sayso_lexicon_entry *word = it->body ? it->body : it->role;
    uint8_t class_ = (uint8_t)word->value[1];
    bool group = !it->body && it->role->value[0] & SAYSO_ROLE_GROUP;
    bool of_thing = it->det == SAYSO_DET_OWNER && it->owner != SAYSO_NONE &&
                    (!w->item.v[it->owner].m.named || is_land(w, it->owner));
    if ((it->det != SAYSO_DET_DEFINITE && !of_thing) || (it->owner != SAYSO_NONE && !of_thing) ||
        it->of != SAYSO_NONE ||
        (class_ != SAYSO_CLASS_COMPANY && class_ != SAYSO_CLASS_ARMED_GROUP &&
         class_ != SAYSO_CLASS_UNION && class_ != SAYSO_CLASS_NGO && class_ != SAYSO_CLASS_PARTY) ||
        (!it->body && !group))
        return SAYSO_NONE;
    uint32_t n = w->n_event < SAYSO_EVENTS ? w->n_event : SAYSO_EVENTS, only = SAYSO_NONE;
    bool special = class_ == SAYSO_CLASS_COMPANY && !sayso__actor_is(w, it->m.head, "company") &&
                   !sayso__actor_is(w, it->m.head, "firm"); /* "the operator" is of its kind */
    for (uint32_t k = 1; k <= n; k++) {
        const sayso_actor_item *c = &w->item.v[w->event[(w->n_event - k) % SAYSO_EVENTS]];
        uint32_t d = sayso__actor_same(w, c->draft);
        const sayso_actor_draft *x = &w->draft.v[d];
        bool rival = special && x->actor.class_ == SAYSO_CLASS_OTHER &&
                     x->actor.kind == SAYSO_MENTION_ORGANIZATION;
        if (x->person || !x->actor.named || (x->actor.class_ != class_ && !rival) || d == only)
            continue;
        if (only != SAYSO_NONE || rival)
            return SAYSO_NONE;
        only = d;
    }
    return only;
}

/* ---- by trade -------------------------------------------------------------------------------- */

/* May a body described as of class a be one whose name says class b? */
static bool same_trade(uint8_t a, uint8_t b)
{
    static const uint8_t trade[][6] = {
        {SAYSO_CLASS_UNION, SAYSO_CLASS_NGO, SAYSO_CLASS_GROUP},
        {SAYSO_CLASS_ARMED_GROUP, SAYSO_CLASS_GROUP, SAYSO_CLASS_PARTY},
        {SAYSO_CLASS_GOVERNMENT, SAYSO_CLASS_IGO, SAYSO_CLASS_AGENCY},
        {SAYSO_CLASS_UNNAMED, SAYSO_CLASS_GOVERNMENT, SAYSO_CLASS_IGO, SAYSO_CLASS_AGENCY,
         SAYSO_CLASS_NGO, SAYSO_CLASS_GROUP},
    };
    static const uint8_t any[] = {SAYSO_CLASS_COMPANY,     SAYSO_CLASS_UNION,  SAYSO_CLASS_NGO,
                                  SAYSO_CLASS_ARMED_GROUP, SAYSO_CLASS_GROUP,  SAYSO_CLASS_PARTY,
                                  SAYSO_CLASS_GOVERNMENT,  SAYSO_CLASS_UNNAMED};
    if (a == b || (b == SAYSO_CLASS_OTHER && memchr(any, a, sizeof any)))
        return true;
    for (size_t k = 0; k < sizeof trade / sizeof *trade; k++)
        if (memchr(trade[k], a, sizeof *trade) && memchr(trade[k], b, sizeof *trade) &&
            (a != SAYSO_CLASS_UNNAMED || k == 3))
            return true;
    return false;
}

/* Those who watch and judge for a living stand for the body that does it: "auditors" for the
 * "National Audit Office". */
static bool is_watcher(const sayso_actor_work *w, uint32_t i)
{
    static const char *const words[] = {"auditor",    "auditors",    "observer",  "observers",
                                        "monitor",    "monitors",    "inspector", "inspectors",
                                        "prosecutor", "prosecutors", "ombudsman", "regulator",
                                        "regulators"};
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (sayso__actor_is(w, i, words[k]))
            return true;
    return false;
}

/* "police", "cops" and nothing beside it. */
static bool is_police(const sayso_actor_item *it)
{
    return it->role && it->m.beg == it->m.head && it->of == SAYSO_NONE &&
           it->role->value[1] == SAYSO_CLASS_POLICE;
}

/* A ministry, a board: of these a state has many, and only words for any of them ("the agency",
 * "the regulator") may mean one of another name. */
static bool has_many(const sayso_actor_work *w, const sayso_actor_item *it)
{
    static const char *const any[] = {"regulator", "watchdog", "agency", "authority", "body"};
    uint8_t c = (uint8_t)it->body->value[1];
    for (size_t k = 0; k < sizeof any / sizeof *any; k++)
        if (sayso__actor_is(w, it->m.head, any[k]))
            return false;
    return c == SAYSO_CLASS_GOVERNMENT || c == SAYSO_CLASS_MINISTRY || c == SAYSO_CLASS_COURT ||
           c == SAYSO_CLASS_MILITARY || c == SAYSO_CLASS_POLICE || c == SAYSO_CLASS_EDUCATION ||
           c == SAYSO_CLASS_MEDICAL || c == SAYSO_CLASS_OUTLET || c == SAYSO_CLASS_IGO;
}

/* Does a phrase without a name describe a body? */
static bool describes_body(const sayso_actor_work *w, const sayso_actor_item *it)
{
    if (it->m.named || it->m.kind == SAYSO_MENTION_PRONOUN || it->m.kind == SAYSO_MENTION_ROLE)
        return it->role && it->body && is_watcher(w, it->m.head);
    return (it->body && !it->plural && !has_many(w, it)) || is_police(it) ||
           (it->role && it->plural && is_watcher(w, it->m.head));
}

static uint8_t class_of(const sayso_actor_item *it)
{
    return (uint8_t)(it->body ? it->body->value[1] : it->role->value[1]);
}

#define STEM 5u /* letters that "auditors" and "Audit" share */

/* "min" of "mine" and "mining". */
static sayso_str without_ending(sayso_str s)
{
    if (s.n > 5 && sayso__str_ends(s, SAYSO_STR("ing")))
        s.n -= 3;
    else if (s.n > 3 && s.p[s.n - 1] == 'e')
        s.n--;
    return s;
}

static bool same_stem(sayso_str a, sayso_str b)
{
    if (sayso__str_eq(without_ending(a), without_ending(b)))
        return true;
    uint32_t n = a.n < b.n ? a.n : b.n, k = 0;
    while (k < n && a.p[k] == b.p[k])
        k++;
    return k >= STEM && k + 1 >= n;
}

/* Says a word what a body deals with? Not whose it is, nor what every body is called. */
static bool is_topic(sayso_actor_work *w, uint32_t i)
{
    static const char *const idle[] = {"national", "federal",    "international", "state",
                                       "regional", "provincial", "local",         "public",
                                       "central",  "general",    "chief",         "main",
                                       "joint",    "royal",      "new",           "country"};
    uint8_t u = w->g->upos[i];
    if (u != SAYSO_UPOS_NOUN && u != SAYSO_UPOS_ADJ && u != SAYSO_UPOS_PROPN)
        return false;
    for (size_t k = 0; k < sizeof idle / sizeof *idle; k++)
        if (sayso__actor_is(w, i, idle[k]))
            return false;
    sayso_str s = sayso__actor_lower(w, i);
    const sayso_lexicon_entry *e = sayso__actor_look(w, &sayso__lex_bodies, i, i, NULL);
    sayso_str state = sayso__actor_state(w, s);
    return s.n > 2 && !(state.p && sayso__table_find(&w->by_state, state)) &&
           (is_watcher(w, i) ||
            !(e && e->value[0] & SAYSO_BODY_COMMON && !(e->value[0] & SAYSO_BODY_PLACE)));
}

/* Do description u and name n share a word that says what the body deals with? */
static bool shares_topic(sayso_actor_work *w, const sayso_actor_item *u, const sayso_actor_item *n)
{
    for (uint32_t i = u->m.beg; i <= u->m.head; i++) {
        if (!is_topic(w, i))
            continue;
        for (uint32_t k = n->bare; k < n->m.end; k++)
            if (is_topic(w, k) && same_stem(sayso__actor_lower(w, i), sayso__actor_lower(w, k)))
                return true;
    }
    return false;
}

static bool other_state(const sayso_actor_draft *a, sayso_str state)
{
    return a->state.p && state.p && !sayso__str_eq(a->state, state);
}

static bool is_named_body(const sayso_actor_draft *x)
{
    return x->actor.named && !x->person && x->actor.kind == SAYSO_MENTION_ORGANIZATION;
}

uint32_t sayso__actor_by_trade(sayso_actor_work *w, uint32_t i, const sayso_actor_words *words)
{
    const sayso_actor_item *it = &w->item.v[i];
    if (!describes_body(w, it))
        return SAYSO_NONE;
    uint32_t n = w->n_event < SAYSO_EVENTS ? w->n_event : SAYSO_EVENTS;
    bool of_land = words->state.p && words->n == 1 && class_of(it) != SAYSO_CLASS_GOVERNMENT;
    for (uint32_t k = 1; k <= n; k++) {
        const sayso_actor_item *c = &w->item.v[w->event[(w->n_event - k) % SAYSO_EVENTS]];
        uint32_t d = sayso__actor_same(w, c->draft);
        const sayso_actor_draft *x = &w->draft.v[d];
        if (c->m.named && is_named_body(x) && of_land && x->state.p &&
            same_trade(class_of(it), x->actor.class_) && sayso__str_eq(x->state, words->state))
            return d; /* "the Austrian firm" */
        if (c->m.named && is_named_body(x) && same_trade(class_of(it), x->actor.class_) &&
            !other_state(x, words->state) && shares_topic(w, it, c))
            return d;
    }
    return SAYSO_NONE;
}

/* ---- described first, named later ------------------------------------------------------------ */

/* "the company that operates it": described, to be named in the next sentence or two. */
bool sayso__actor_told_later(const sayso_actor_work *w, const sayso_actor_item *it)
{
    uint32_t e = it->m.head + 1;
    return it->body && !it->role && !it->plural && it->body->value[1] == SAYSO_CLASS_COMPANY &&
           it->partner == SAYSO_NONE && e < w->t->n_tok &&
           (sayso__actor_is(w, e, "that") || sayso__actor_is(w, e, "which") ||
            sayso__actor_is(w, e, "whose"));
}

#define LEDE 3u /* sentences at the head of a report that describe whom the next ones name */

/* "A militant faction wants the credit": the lede's subject, a body with no more words than its
 * own. */
static bool is_in_lede(const sayso_actor_item *it)
{
    uint8_t c = class_of(it);
    return it->sent < LEDE && it->subject && it->of == SAYSO_NONE && it->body &&
           (c == SAYSO_CLASS_ARMED_GROUP || c == SAYSO_CLASS_GROUP || c == SAYSO_CLASS_PARTY ||
            c == SAYSO_CLASS_UNION || c == SAYSO_CLASS_NGO) &&
           (it->det == SAYSO_DET_INDEFINITE || it->det == SAYSO_DET_NONE);
}

void sayso__actor_await_name(sayso_actor_work *w, uint32_t i)
{
    const sayso_actor_item *it = &w->item.v[i];
    const sayso_actor_draft *x = &w->draft.v[it->draft];
    if (describes_body(w, it) && it->partner == SAYSO_NONE && !x->actor.named && x->count == 1)
        w->awaited[w->n_awaited++ % SAYSO_AWAITED] = i;
}

/* "A group claimed it": does its verb claim the deed? */
static bool claims(const sayso_actor_work *w, const sayso_actor_item *u)
{
    uint32_t v = w->g->head[u->m.head];
    uint8_t c = class_of(u);
    return u->det == SAYSO_DET_INDEFINITE && v != SAYSO_NONE &&
           (c == SAYSO_CLASS_ARMED_GROUP || c == SAYSO_CLASS_GROUP) &&
           (sayso__str_is(w->g->lemma[v], "claim") || sayso__str_is(w->g->lemma[v], "boast"));
}

/* "The message was signed by X". */
static bool is_signed(const sayso_actor_work *w, const sayso_actor_item *n)
{
    uint32_t b = n->full;
    return b > 1 && (sayso__actor_is(w, b - 1, "by") || sayso__actor_is(w, b - 1, "of")) &&
           (sayso__actor_is(w, b - 2, "signed") || sayso__actor_is(w, b - 2, "name"));
}

/* Is description u, awaiting its name, the body that item n of draft x names for the first time? */
static bool is_named_by(sayso_actor_work *w, const sayso_actor_item *u, const sayso_actor_item *n,
                        const sayso_actor_draft *x)
{
    uint8_t a = class_of(u), b = x->actor.class_;
    uint32_t far = n->sent - u->sent;
    bool clue = n->subject || n->speaker || is_signed(w, n);
    if (u->sent > n->sent || !same_trade(a, b))
        return false;
    if (is_police(u) && a == b)
        return true;
    if (a == SAYSO_CLASS_UNION && a == b && far <= 2)
        return true;
    if (shares_topic(w, u, n))
        return far <= 12;
    if (sayso__actor_told_later(w, u))
        return clue && far <= 2 && !n->compound;
    if (u->sent < LEDE && a == SAYSO_CLASS_COMPANY && u->subject && far == 1 && n->speaker &&
        n->full == w->t->sent[n->sent] && !u->compound)
        return b == a ||
               b == SAYSO_CLASS_OTHER; /* "The operator of a ferry ... Strand Lines said" */
    return (is_in_lede(u) || claims(w, u)) && (n->speaker || is_signed(w, n)) && far > 0 &&
           far <= 2 && !n->compound &&
           (a == b || b == SAYSO_CLASS_OTHER || b == SAYSO_CLASS_ARMED_GROUP);
}

sayso_status sayso__actor_take_description(sayso_actor_work *w, uint32_t d, uint32_t i)
{
    const sayso_actor_item *it = &w->item.v[i];
    if (w->draft.v[d].count > 1 || !is_named_body(&w->draft.v[d]) || it->partner != SAYSO_NONE)
        return SAYSO_OK;
    uint32_t n = w->n_awaited < SAYSO_AWAITED ? w->n_awaited : SAYSO_AWAITED;
    for (uint32_t k = 1; k <= n; k++) {
        const sayso_actor_item *u = &w->item.v[w->awaited[(w->n_awaited - k) % SAYSO_AWAITED]];
        uint32_t p = sayso__actor_same(w, u->draft);
        if (p != SAYSO_NONE && p != d && !w->draft.v[p].actor.named &&
            !other_state(&w->draft.v[d], w->draft.v[p].state) &&
            is_named_by(w, u, it, &w->draft.v[d]))
            return sayso__actor_draft_join(w, p, d);
    }
    return SAYSO_OK;
}
