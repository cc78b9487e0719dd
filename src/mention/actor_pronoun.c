/* actor_pronoun.c -- whom a pronoun means.  Layer: mention.
 *
 * The mentions just before are scored and the best that agrees in gender and number is taken:
 * nearer sentences, subjects and speakers first. In the news "he added" goes on with the last
 * speaker, and inside a quotation "he" is hardly ever the one who speaks. After Lappin and Leass,
 * An algorithm for pronominal anaphora resolution (1994), with weights for news. */
#include "mention/actor.h"

static bool agrees(const sayso_actor_draft *d, char gender)
{
    const sayso_actor *a = &d->actor;
    switch (gender) {
    case 'm':
    case 'f': return d->person && !a->plural && (a->gender == 0 || a->gender == gender);
    case 'n':
        return !d->person && (!a->plural || a->kind == SAYSO_MENTION_ORGANIZATION) &&
               a->class_ != SAYSO_CLASS_PLACE && a->class_ != SAYSO_CLASS_PUBLIC &&
               a->kind != SAYSO_MENTION_MISC;
    case 'p':
        return a->plural ||
               (!d->person && a->class_ != SAYSO_CLASS_PLACE && a->class_ != SAYSO_CLASS_MINISTRY);
    default: return false;
    }
}

/* "X is out of danger, she added": of whom the clause before the comma tells is not who speaks. */
static bool ends_report(const sayso_actor_work *w, const sayso_actor_item *p,
                        const sayso_actor_item *c)
{
    uint32_t b = p->m.beg;
    return b > c->m.end && sayso__actor_is(w, b - 1, ",") && !c->speaker;
}

/* "X charged Y with it. His lawyer said": who needs one is hardly the one who spoke or acted. */
static bool owns_counsel(const sayso_actor_work *w, const sayso_actor_item *p)
{
    static const char *const words[] = {"lawyer",    "lawyers", "attorney", "attorneys",
                                        "solicitor", "counsel", "barrister"};
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (sayso__actor_is(w, p->m.end, words[k]))
            return true;
    return false;
}

static int score(const sayso_actor_work *w, const sayso_actor_item *p, const sayso_actor_item *c,
                 const sayso_actor_draft *d)
{
    /* a quotation of many sentences puts no distance between its speaker and "he said" */
    uint32_t far = p->quoted ? p->sent - c->sent : w->told[p->sent] - w->told[c->sent];
    int s = 100 - 22 * (int)far;
    bool counsel = owns_counsel(w, p);
    s += c->subject && !counsel ? 14 : 0;
    s += c->speaker && !counsel ? 14 : 0;
    s += d->actor.gender == p->gender ? 8 : 0;
    s += p->plural && d->actor.plural ? 12 : 0;
    s += c->m.kind == SAYSO_MENTION_PRONOUN && c->gender == p->gender ? 6 : 0;
    s -= c->locative ? 8 : 0;
    s -= c->compound ? 4 : 0;
    s -= d->actor.kind == SAYSO_MENTION_LOCATION ? 10 : 0;
    if (!p->quoted && c->quoted)
        s -= 40;
    if (p->quoted && !c->quoted && c->speaker && c->sent == p->sent)
        s -= 25;
    if (p->speaker && c->sent == p->sent && ends_report(w, p, c))
        s -= 30;
    return s;
}

/* Can "who" or "which" not mean item i? A person is no "which", a body no "who"; "the ministry in
 * Dorva, which" is the ministry. */
static bool is_misfit(const sayso_actor_work *w, const sayso_actor_item *p, uint32_t i)
{
    const sayso_actor_item *c = &w->item.v[i];
    uint32_t d = sayso__actor_same(w, c->draft);
    if (d == SAYSO_NONE)
        return false;
    const sayso_actor *a = &w->draft.v[d].actor;
    if (sayso__actor_is(w, p->m.head, "who"))
        return !w->draft.v[d].person && !a->plural && c->m.named;
    return sayso__actor_is(w, p->m.head, "which") &&
           (w->draft.v[d].person || (c->locative && a->kind == SAYSO_MENTION_LOCATION));
}

#define NESTED_MOST 3 /* phrases, each in the one before: "X of the guild in Y, who" */

/* who, which: the phrase right before, over a comma; if it does not fit, the one it stands in. */
static uint32_t relative(const sayso_actor_work *w, const sayso_actor_item *p)
{
    uint32_t e = p->m.beg;
    if (e > 0 && sayso__actor_is(w, e - 1, ","))
        e--;
    uint32_t i = w->end_item[e];
    const sayso_tags *g = w->g;
    for (uint32_t k = 0; k < NESTED_MOST && i != SAYSO_NONE && is_misfit(w, p, i); k++) {
        uint32_t b = w->item.v[i].full;
        uint32_t outer =
            b > 0 && g->upos[b - 1] == SAYSO_UPOS_ADP ? w->end_item[b - 1] : SAYSO_NONE;
        if (outer == SAYSO_NONE)
            break;
        i = outer;
    }
    uint32_t verb = g->head[p->m.head]; /* else the noun on which the clause hangs */
    if (i == SAYSO_NONE && verb != SAYSO_NONE && g->head[verb] != SAYSO_NONE &&
        g->deprel[verb] == SAYSO_DEPREL_ACL && g->head[verb] < p->m.head)
        i = w->head_item[g->head[verb]];
    if (i == SAYSO_NONE || w->item.v[i].sent != p->sent)
        return SAYSO_NONE;
    return sayso__actor_same(w, w->item.v[i].draft);
}

uint32_t sayso__actor_pronoun(const sayso_actor_work *w, uint32_t item)
{
    const sayso_actor_item *p = &w->item.v[item];
    if (p->gender == 'r')
        return relative(w, p);
    if (p->gender == 'n' && !p->speaker && w->g->xpos[p->m.head] != SAYSO_XPOS_PRPS)
        return SAYSO_NONE;
    uint32_t best = SAYSO_NONE, n = w->n_event < SAYSO_EVENTS ? w->n_event : SAYSO_EVENTS;
    int most = 0;
    for (uint32_t k = 1; k <= n; k++) {
        const sayso_actor_item *c = &w->item.v[w->event[(w->n_event - k) % SAYSO_EVENTS]];
        uint32_t d = sayso__actor_same(w, c->draft);
        if (!agrees(&w->draft.v[d], p->gender))
            continue;
        int s = score(w, p, c, &w->draft.v[d]);
        if (best == SAYSO_NONE || s > most) {
            best = d;
            most = s;
        }
    }
    return best;
}
