/* event_suspect.c -- who an event's row holds responsible, under a rule.  Layer: ledger. */
#include <stdlib.h>
#include <string.h>

#include "ledger/event_row.h"

typedef struct {
    const sayso_rule_scope *c;
    sayso_suspect *v;   /* [n] */
    uint32_t n, *index; /* [n_actor] place in v + 1, or 0 */
    uint32_t *stamp, round;
} lineup;

static sayso_suspect *suspect(lineup *x, uint32_t actor)
{
    if (!x->index[actor]) {
        x->v[x->n] = (sayso_suspect){.actor = actor};
        x->index[actor] = ++x->n;
    }
    return &x->v[x->index[actor] - 1];
}

static void note_day(sayso_suspect *p, const char *day)
{
    if (day && (!p->day || strcmp(day, p->day) < 0))
        p->day = day;
}

/* Does the last of a party's positions still blame it? Of a party without a history: yes. */
static bool still_blames(const sayso_state *s, uint32_t by, uint32_t of)
{
    for (uint32_t i = 0; i < s->n_position; i++) {
        const sayso_state_position *p = &s->position[i];
        if (p->actor != by || !p->n_history)
            continue;
        const sayso_state_stance *last = &p->history[p->n_history - 1];
        /* several may be named on one day */
        for (uint32_t k = p->n_history; k-- > 0;) {
            const sayso_state_stance *h = &p->history[k];
            if (!h->day || !last->day || strcmp(h->day, last->day) != 0)
                break;
            if (h->position == SAYSO_POSITION_BLAMES && h->of == of)
                return true;
        }
        return last->position == SAYSO_POSITION_BLAMES && last->of == of;
    }
    return true;
}

/* Counts one accusation if the rule lets it count. */
static void add_blame(lineup *x, const sayso_state_blame *b)
{
    const sayso_state *s = x->c->s;
    uint32_t in = 0;
    bool confirmed = false;
    if (x->c->rule == SAYSO_RULE_LATEST && !still_blames(s, b->by, b->of))
        return;
    x->round++;
    for (uint32_t i = 0; i < b->n_claim; i++) {
        const sayso_state_claim *k = &s->claim[b->claim[i]];
        bool said = x->c->rule != SAYSO_RULE_OFFICIAL || sayso__rule_official(s, b->claim[i]);
        if (!sayso__rule_sees(x->c, k->report) || !said)
            continue;
        uint32_t family = s->report[k->report].family;
        in += x->stamp[family] != x->round;
        x->stamp[family] = x->round;
        confirmed |= k->act == SAYSO_ACT_CONFIRM;
    }
    if (!in)
        return;
    sayso_suspect *p = suspect(x, b->of);
    p->by++;
    p->in += in;
    p->confirmed |= confirmed;
    note_day(p, b->first);
    for (uint32_t i = 0; i < b->n_denied_by; i++)
        p->denied |= s->actor[b->denied_by[i]].party == s->actor[b->of].party;
}

static void add_claimed(lineup *x, const sayso_state_position *p)
{
    for (uint32_t k = 0; k < p->n_history; k++) {
        const sayso_state_stance *h = &p->history[k];
        if ((h->position != SAYSO_POSITION_CLAIMS && h->position != SAYSO_POSITION_ADMITS) ||
            !sayso__rule_sees(x->c, h->report))
            continue;
        sayso_suspect *who = suspect(x, p->actor);
        who->claimed = true;
        note_day(who, h->day);
    }
}

static int by_weight(const void *x, const void *y)
{
    const sayso_suspect *a = x, *b = y;
    if (a->claimed != b->claimed)
        return a->claimed ? -1 : 1;
    if (a->by != b->by)
        return a->by > b->by ? -1 : 1;
    if (a->in != b->in)
        return a->in > b->in ? -1 : 1;
    int d = strcmp(a->day ? a->day : "~", b->day ? b->day : "~");
    return d ? d : a->actor < b->actor ? -1 : a->actor > b->actor;
}

bool sayso__rule_suspects(const sayso_rule_scope *c, sayso_event_row *row)
{
    const sayso_state *s = c->s;
    lineup x = {.c = c,
                .v = SAYSO_NEW_N(c->t, sayso_suspect, s->n_actor),
                .index = SAYSO_NEW_N(c->t, uint32_t, s->n_actor),
                .stamp = SAYSO_NEW_N(c->t, uint32_t, s->n_report)};
    if (!x.v || !x.index || !x.stamp)
        return false;
    for (uint32_t i = 0; i < s->n_blame; i++)
        add_blame(&x, &s->blame[i]);
    for (uint32_t i = 0; i < s->n_position; i++)
        add_claimed(&x, &s->position[i]);
    if (x.n)
        qsort(x.v, x.n, sizeof *x.v, by_weight);
    row->suspect = SAYSO_NEW_N(c->a, sayso_suspect, x.n);
    if (row->suspect && x.n)
        memcpy(row->suspect, x.v, x.n * sizeof *x.v);
    row->n_suspect = x.n;
    return row->suspect;
}
