/* brief_who.c -- the brief's first table: who says who did it.  Layer: view. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "view/brief.h"

static uint32_t count_claims(sayso_brief *b, const uint32_t *claim, uint32_t n)
{
    uint32_t sum = 0;
    sayso__brief_count(b);
    for (uint32_t i = 0; i < n; i++)
        if (claim[i] < b->s->n_claim)
            sum += sayso__brief_count_report(b, b->s->claim[claim[i]].report);
    return sum;
}

void sayso__brief_position(sayso_brief *b, sayso_sink *out, uint32_t actor,
                           const sayso_state_stance *h)
{
    const char *of = sayso__brief_actor(b, h->of, "somebody");
    switch (h->position) {
    case SAYSO_POSITION_BLAMES: sayso__sink_print(out, "blames %s", of); break;
    case SAYSO_POSITION_DENIES:
        if (h->of == actor || h->of == SAYSO_NONE)
            sayso__sink_text(out, "denies it");
        else
            sayso__sink_print(out, "says it was not %s", of);
        break;
    case SAYSO_POSITION_DOUBTS: sayso__sink_print(out, "doubts %s", of); break;
    case SAYSO_POSITION_BLAMES_NOBODY: sayso__sink_text(out, "blames nobody"); break;
    case SAYSO_POSITION_ADMITS: sayso__sink_text(out, "admits it"); break;
    case SAYSO_POSITION_CLAIMS: sayso__sink_text(out, "claims it"); break;
    default: sayso__sink_text(out, "names nobody"); break;
    }
}

/* ---- who says who did it -----------------------------------------------------------------------
 */

/* Said by most independent reports first, then by day. */
static int by_weight(const void *x, const void *y)
{
    const sayso_accusation *a = x, *b = y;
    if (a->in != b->in)
        return a->in > b->in ? -1 : 1;
    int d = strcmp(a->first ? a->first : "~", b->first ? b->first : "~");
    if (d)
        return d;
    if (a->by != b->by)
        return a->by < b->by ? -1 : 1;
    return a->of < b->of ? -1 : a->of > b->of;
}

/* First entry of a history that takes this position toward `of` (SAYSO_NONE: whomever). */
static const sayso_state_stance *stance_of(const sayso_brief *b, uint32_t actor, uint8_t position,
                                           uint32_t of)
{
    for (uint32_t i = 0; i < b->s->n_position; i++) {
        const sayso_state_position *p = &b->s->position[i];
        if (p->actor != actor)
            continue;
        for (uint32_t k = 0; k < p->n_history; k++)
            if (p->history[k].position == position && (of == SAYSO_NONE || p->history[k].of == of))
                return &p->history[k];
    }
    return NULL;
}

/* Parties that claim or admit it, with all claims in which they do. */
static uint32_t add_own(sayso_brief *b, sayso_accusation *out)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < b->s->n_position; i++) {
        const sayso_state_position *p = &b->s->position[i];
        sayso_accusation x = {.by = p->actor, .of = SAYSO_NONE};
        uint32_t *claim = SAYSO_NEW_N(b->a, uint32_t, p->n_history);
        b->failed |= !claim;
        for (uint32_t k = 0; claim && k < p->n_history; k++) {
            const sayso_state_stance *h = &p->history[k];
            if (h->position != SAYSO_POSITION_CLAIMS && h->position != SAYSO_POSITION_ADMITS)
                continue;
            if (!x.n_claim || h->position == SAYSO_POSITION_CLAIMS)
                x.verb = h->position == SAYSO_POSITION_CLAIMS ? "claims it" : "admits it";
            x.first = x.n_claim ? x.first : h->day;
            claim[x.n_claim++] = h->claim;
        }
        x.claim = claim;
        if (x.n_claim)
            out[n++] = x;
    }
    return n;
}

/* "North Front denies (5 May); Interior Ministry doubts (8 May)" into the arena. */
sayso_str sayso__brief_answers(sayso_brief *b, const sayso_accusation *x)
{
    sayso_sink s;
    char day[40];
    sayso__sink_memory(&s);
    for (uint32_t i = 0; i < x->n_denied_by; i++) {
        const sayso_state_stance *h =
            stance_of(b, x->denied_by[i], SAYSO_POSITION_DENIES, SAYSO_NONE);
        sayso__brief_day(b, h ? h->day : NULL, day);
        sayso__sink_print(&s, "%s%s denies%s%s%s", s.n ? "; " : "",
                          sayso__brief_actor(b, x->denied_by[i], "?"), day[0] ? " (" : "", day,
                          day[0] ? ")" : "");
    }
    uint32_t of = x->of == SAYSO_NONE ? x->by : x->of;
    for (uint32_t i = 0; i < b->s->n_position; i++) {
        uint32_t who = b->s->position[i].actor;
        const sayso_state_stance *h = stance_of(b, who, SAYSO_POSITION_DOUBTS, of);
        if (!h || who == x->by)
            continue;
        sayso__brief_day(b, h->day, day);
        sayso__sink_print(&s, "%s%s doubts%s%s%s", s.n ? "; " : "", sayso__brief_actor(b, who, "?"),
                          day[0] ? " (" : "", day, day[0] ? ")" : "");
    }
    b->failed |= s.failed;
    sayso_str text = {NULL, 0};
    if (s.n)
        text = (sayso_str){sayso__arena_copy(b->a, s.buf, s.n), (uint32_t)s.n};
    sayso__sink_free(&s);
    return text;
}

/* Columns of the first table: who, what, then 8 for the day and 8 for the count. */
static void set_columns(const sayso_brief *b, uint32_t *who, uint32_t *what)
{
    uint32_t left = b->p.width - 16 - (b->p.width > 110 ? 30 : 0);
    *who = left * 7 / 16;
    *what = left - *who;
}

static void print_accusation(sayso_brief *b, const sayso_accusation *x)
{
    uint32_t who, what;
    set_columns(b, &who, &what);
    char day[40], in[32];
    sayso__brief_day(b, x->first, day);
    snprintf(in, sizeof in, "%u of %u", x->in, b->s->independent);
    sayso__brief_line(b, 2);
    sayso__paper_clip(&b->p, sayso__str_z(sayso__brief_actor(b, x->by, "?")), who - 3);
    sayso__paper_tab(&b->p, who, 1);
    sayso__paper_text(&b->p, x->verb);
    if (x->of != SAYSO_NONE) {
        sayso__paper_text(&b->p, " ");
        sayso__paper_clip(&b->p, sayso__str_z(sayso__brief_actor(b, x->of, "?")),
                          what - 2 - (uint32_t)strlen(x->verb));
    }
    sayso__paper_tab(&b->p, who + what, 1);
    sayso__paper_text(&b->p, day);
    sayso__paper_tab(&b->p, who + what + 8, 1);
    sayso__paper_text(&b->p, in);
    sayso_str answer = sayso__brief_answers(b, x);
    if (answer.p) {
        if (b->p.column + 3 + sayso__paper_width(answer) > b->p.width)
            sayso__brief_line(b, 6);
        else
            sayso__paper_tab(&b->p, who + what + 17, 2);
        sayso__paper_wrap(&b->p, answer, 6);
    }
    sayso__brief_ids(b, x->claim, x->n_claim);
}

uint32_t sayso__brief_accusations(sayso_brief *b, sayso_accusation **out)
{
    const sayso_state *s = b->s;
    sayso_accusation *x = SAYSO_NEW_N(b->a, sayso_accusation, s->n_blame + s->n_position);
    *out = x;
    if (!x) {
        b->failed = true;
        return 0;
    }
    uint32_t n = add_own(b, x);
    for (uint32_t i = 0; i < s->n_blame; i++) {
        const sayso_state_blame *e = &s->blame[i];
        x[n++] = (sayso_accusation){e->by,      e->of, "blames",     e->first,      e->claim,
                                    e->n_claim, 0,     e->denied_by, e->n_denied_by};
    }
    for (uint32_t i = 0; i < n; i++)
        x[i].in = count_claims(b, x[i].claim, x[i].n_claim);
    qsort(x, n, sizeof *x, by_weight);
    return n;
}

void sayso__brief_who(sayso_brief *b)
{
    sayso_accusation *x;
    uint32_t n = sayso__brief_accusations(b, &x), at, what;
    set_columns(b, &at, &what);
    at += what;
    sayso__brief_heading(b, "WHO SAYS WHO DID IT");
    if (!n) {
        sayso__brief_line(b, 2);
        sayso__paper_text(&b->p, "nobody is held responsible in these reports");
    } else {
        sayso__paper_style(&b->p, SAYSO_STYLE_FAINT);
        sayso__paper_tab(&b->p, at, 1);
        sayso__paper_text(&b->p, "first");
        sayso__paper_tab(&b->p, at + 8, 1);
        sayso__paper_text(&b->p, "in");
    }
    for (uint32_t i = 0; i < n; i++)
        print_accusation(b, &x[i]);
    sayso__paper_newline(&b->p);
}
