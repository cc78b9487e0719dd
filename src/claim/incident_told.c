/* incident_told.c -- incidents that a report tells of beside what it reports: as history, or as a
 * threat, plan or fear.  Layer: claim.
 *
 * A sentence is history where it dates its event two months or more before what is reported; a
 * threat where words of threatening or planning, a modal verb or an "if" govern the word for the
 * event. Each such sentence is one incident; who did it to whom, the acts in it say (dyad.c). */
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "claim/incident_part.h"
#include "lexica.h"

/* Days before what is reported from which on an event is history; incidents of one report; heads
 * climbed from a word for an event. */
enum { LONG_AGO = 60, TOLD_MOST = 16, CLIMB = 3 };

static bool threatens(const sayso_claim_part *p, uint32_t t)
{
    static const char *const words[] = {"threaten",   "threat",      "plan",    "plot",
                                        "warn",       "warning",     "vow",     "intend",
                                        "foil",       "thwart",      "avert",   "fear",
                                        "risk",       "possibility", "prevent", "conspire",
                                        "conspiracy", "prepare",     "danger",  NULL};
    return sayso__clue_lemma_in(p, t, words);
}

/* Kind of event that a word speaks of, a verb in any form ("to attack"); 0 for others. */
static uint8_t event_at(const sayso_incident_view *v, uint32_t t)
{
    const sayso_claim_part *p = v->p;
    if (v->event[t] || p->tags->upos[t] != SAYSO_UPOS_VERB)
        return v->event[t];
    const sayso_lexicon_entry *e =
        sayso__lexicon_find(&sayso__lex_event_nouns, p->lemma[t].p, p->lemma[t].n);
    return e ? (uint8_t)e->value[0] : 0;
}

/* "May", "would", "if" on the verb at token t. */
static bool is_supposed(const sayso_claim_part *p, uint32_t t)
{
    static const char *const words[] = {"may",   "might", "could",  "would", "will",
                                        "shall", "if",    "unless", NULL};
    uint32_t beg = sayso__clue_sent_beg(p, t);
    for (uint32_t k = t; k-- > beg && t - k < 8;)
        if (p->tags->head[k] == t && !p->dated[k] && sayso__clue_lemma_in(p, k, words))
            return true;
    return false;
}

static bool is_threat(const sayso_claim_part *p, uint32_t word)
{
    uint32_t t = word;
    for (uint32_t k = 0; k <= CLIMB && t != SAYSO_NONE; k++, t = p->tags->head[t])
        if ((k > 0 && threatens(p, t)) ||
            (p->tags->upos[t] == SAYSO_UPOS_VERB && is_supposed(p, t)))
            return true;
    return false;
}

/* The day from which history is counted: of what is reported, else of the report. */
static int32_t day_of_report(const sayso_claim_part *p)
{
    return p->mentions->event_day != SAYSO_NO_DAY ? p->mentions->event_day : p->doc->day;
}

/* A time of the sentence that is long before what is reported, or SAYSO_NONE. */
static uint32_t long_ago(const sayso_claim_part *p, uint32_t sent, uint32_t *k)
{
    const sayso_mentions *m = p->mentions;
    int32_t day = day_of_report(p);
    uint32_t found = SAYSO_NONE;
    while (*k < m->n_timex && p->tokens->tok_sent[m->timex[*k].beg] < sent)
        ++*k;
    for (uint32_t i = *k; i < m->n_timex && p->tokens->tok_sent[m->timex[i].beg] == sent; i++) {
        const sayso_timex *x = m->timex + i;
        if (x->first == SAYSO_NO_DAY || x->last == SAYSO_NO_DAY || day == SAYSO_NO_DAY)
            continue;
        if (x->last >= day - LONG_AGO)
            return SAYSO_NONE; /* something of now is told, too */
        found = i;
    }
    return found;
}

void sayso__incident_told(sayso_incident_view *v)
{
    const sayso_claim_part *p = v->p;
    uint32_t k = 0;
    uint8_t *told = v->told;
    for (uint32_t s = 0; s < p->tokens->n_sent; s++) {
        told[s] = SAYSO_TOLD_REPORTED;
        for (uint32_t t = p->tokens->sent[s]; t < p->tokens->sent[s + 1]; t++)
            if (event_at(v, t)) {
                if (is_threat(p, t))
                    told[s] = SAYSO_TOLD_THREATENED;
                break;
            }
        if (told[s] == SAYSO_TOLD_REPORTED && long_ago(p, s, &k) != SAYSO_NONE)
            told[s] = SAYSO_TOLD_EARLIER;
    }
}

/* ---- incidents of such sentences --------------------------------------------------------------
 */

/* First mention of the sentence or of one behind it. */
static uint32_t mention_from(const sayso_claim_part *p, uint32_t sent)
{
    const sayso_mentions *all = p->mentions;
    uint32_t beg = 0, end = all->n_mention;
    while (beg < end) {
        uint32_t k = beg + (end - beg) / 2;
        if (p->tokens->tok_sent[all->mention[k].beg] < sent)
            beg = k + 1;
        else
            end = k;
    }
    return beg;
}

/* Its place stands behind a preposition of place. */
void sayso__incident_where(const sayso_claim_part *p, uint32_t sent, sayso_incident *x)
{
    static const char *const where[] = {"in", "at", "near", "outside", NULL};
    const sayso_mentions *all = p->mentions;
    for (uint32_t i = mention_from(p, sent); i < all->n_mention; i++) {
        const sayso_mention *y = all->mention + i;
        if (p->tokens->tok_sent[y->beg] != sent)
            return;
        if (y->kind != SAYSO_MENTION_LOCATION || y->beg == 0 || y->actor >= all->n_actor)
            continue;
        uint32_t before = y->beg - 1 - (y->beg > 1 && sayso__clue_is(p, y->beg - 1, "the"));
        if (!sayso__clue_lemma_in(p, before, where))
            continue;
        x->place = sayso__str_span(p->doc->text, y->at);
        memcpy(x->country, all->actor[y->actor].country, sizeof x->country);
        return;
    }
}

static sayso_filler filler_of(const sayso_claim_part *p, const sayso_party *who, uint8_t role)
{
    uint32_t m = p->mention[who->head];
    sayso_filler f = {.text = who->text,
                      .at = who->at,
                      .actor = who->actor,
                      .role = role,
                      .number = -1};
    f.named = m != SAYSO_NONE && p->mentions->mention[m].named;
    if (role == 'p')
        f.class_ = m != SAYSO_NONE && p->mentions->mention[m].kind == SAYSO_MENTION_ORGANIZATION
                       ? 'o'
                       : 'i';
    return f;
}

static bool is_somebody(const sayso_claim_part *p, uint32_t head)
{
    uint32_t m = p->mention[head];
    uint8_t kind = m == SAYSO_NONE ? 0 : p->mentions->mention[m].kind;
    return kind == SAYSO_MENTION_PERSON || kind == SAYSO_MENTION_GROUP ||
           kind == SAYSO_MENTION_ROLE || kind == SAYSO_MENTION_PRONOUN;
}

typedef struct {
    SAYSO_ARRAY(sayso_incident) incident;
    SAYSO_ARRAY(sayso_filler) filler;
} lists;

/* Who did it to whom, by the harmful acts in the sentence from *d on. */
static bool fillers_add(const sayso_claim_part *p, uint32_t sent, uint32_t *d, sayso_incident *x,
                        lists *l)
{
    const sayso_claims *c = p->out;
    uint32_t beg = p->tokens->tok[p->tokens->sent[sent]].at.beg;
    uint32_t end = p->tokens->tok[p->tokens->sent[sent + 1] - 1].at.end;
    while (*d < c->n_dyad && c->dyad[*d].at.beg < beg)
        ++*d;
    x->filler = l->filler.n;
    for (uint32_t i = *d; i < c->n_dyad && c->dyad[i].at.beg < end; i++) {
        const sayso_dyad *y = &c->dyad[i];
        if (y->cameo[0] != '1' || y->cameo[1] < '3' || (y->cameo[1] > '3' && y->cameo[1] < '7'))
            continue; /* threats, force */
        sayso_filler f = filler_of(p, &y->source, 'p');
        f.confidence = x->told == SAYSO_TOLD_THREATENED ? SAYSO_CONF_POSSIBLE
                       : y->attribution == SAYSO_NONE   ? SAYSO_CONF_REPORTED_AS_FACT
                                                        : SAYSO_CONF_ACCUSED;
        if (f.text.n && !SAYSO_PUSH(p->a, &l->filler, f))
            return false;
        f = filler_of(p, &y->target, is_somebody(p, y->target.head) ? 'v' : 't');
        if (f.text.n && !SAYSO_PUSH(p->a, &l->filler, f))
            return false;
        break;
    }
    x->n_filler = l->filler.n - x->filler;
    return true;
}

/* Behind what is there already. */
static sayso_status append(sayso_claim_part *p, const lists *l, sayso_error *err)
{
    sayso_claims *c = p->out;
    sayso_incident *x = SAYSO_NEW_N(p->a, sayso_incident, c->n_incident + l->incident.n);
    sayso_filler *f = SAYSO_NEW_N(p->a, sayso_filler, c->n_filler + l->filler.n);
    if (!x || !f)
        return sayso__fail_memory(err);
    if (c->n_incident)
        memcpy(x, c->incident, c->n_incident * sizeof *x);
    if (c->n_filler)
        memcpy(f, c->filler, c->n_filler * sizeof *f);
    for (uint32_t i = 0; i < l->incident.n; i++) {
        x[c->n_incident + i] = l->incident.v[i];
        x[c->n_incident + i].filler += c->n_filler;
    }
    if (l->filler.n)
        memcpy(f + c->n_filler, l->filler.v, l->filler.n * sizeof *f);
    c->incident = x;
    c->filler = f;
    c->n_incident += l->incident.n;
    c->n_filler += l->filler.n;
    return SAYSO_OK;
}

/* Is an incident that is reported told of in the sentence? */
static bool is_taken(const sayso_claim_part *p, uint32_t sent)
{
    uint32_t beg = p->tokens->tok[p->tokens->sent[sent]].at.beg;
    uint32_t end = p->tokens->tok[p->tokens->sent[sent + 1] - 1].at.end;
    for (uint32_t i = 0; i < p->out->n_incident; i++)
        if (p->out->incident[i].at.beg >= beg && p->out->incident[i].at.beg < end)
            return true;
    return false;
}

sayso_status sayso__incident_background(sayso_claim_part *p, const sayso_incident_view *v,
                                        sayso_error *err)
{
    lists l = {0};
    const uint8_t *told = v->told;
    uint32_t k = 0, d = 0;
    for (uint32_t s = 0; s < p->tokens->n_sent && l.incident.n < TOLD_MOST; s++) {
        uint32_t t = p->tokens->sent[s], end = p->tokens->sent[s + 1];
        if (told[s] == SAYSO_TOLD_REPORTED || is_taken(p, s))
            continue;
        while (t < end && !event_at(v, t))
            t++;
        if (t == end)
            continue;
        sayso_incident x = {.kind = event_at(v, t),
                            .told = told[s],
                            .at = p->tokens->tok[t].at,
                            .first = SAYSO_NO_DAY,
                            .last = SAYSO_NO_DAY};
        uint32_t when = told[s] == SAYSO_TOLD_EARLIER ? long_ago(p, s, &k) : SAYSO_NONE;
        if (when != SAYSO_NONE) {
            x.first = p->mentions->timex[when].first;
            x.last = p->mentions->timex[when].last;
        }
        x.codes = sayso__codes_of_kind(x.kind);
        sayso__incident_where(p, s, &x);
        if (!fillers_add(p, s, &d, &x, &l) || !SAYSO_PUSH(p->a, &l.incident, x))
            return sayso__fail_memory(err);
    }
    return l.incident.n ? append(p, &l, err) : SAYSO_OK;
}
