/* brief_who.c -- the brief's first table: who says who did it.  Layer: view. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "ledger/wording.h"
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

/* ---- who says who did it -----------------------------------------------------------------------
 */

/* Said by most independent reports first, then by day; people asked in a survey are no party and
 * come last. */
static int by_weight(const void *x, const void *y)
{
    const sayso_accusation *a = x, *b = y;
    if (!a->share != !b->share)
        return a->share ? 1 : -1;
    if (a->share && a->share->best.v != b->share->best.v)
        return a->share->best.v > b->share->best.v ? -1 : 1;
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
            bool many = sayso__wording_plural(b->s, p->actor);
            if (h->position == SAYSO_POSITION_CLAIMS)
                x.verb = many ? "claim it" : "claims it";
            else if (!x.n_claim)
                x.verb = many ? "admit it" : "admits it";
            x.first = x.n_claim ? x.first : h->day;
            claim[x.n_claim++] = h->claim;
        }
        x.claim = claim;
        if (x.n_claim)
            out[n++] = x;
    }
    return n;
}

static const char *named(const sayso_brief *b, uint32_t actor)
{
    return sayso__brief_actor(b, actor, "");
}

/* "; North Front denies (5 May)" */
static void put_answer(sayso_brief *b, sayso_sink *s, uint32_t who, const char *verb,
                       const sayso_state_stance *h)
{
    char day[40];
    sayso__brief_day(b, h ? h->day : NULL, day);
    sayso__sink_print(s, "%s%s %s%s%s%s%s", s->n ? "; " : "", sayso__brief_actor(b, who, "?"), verb,
                      sayso__wording_plural(b->s, who) ? "" : "s", day[0] ? " (" : "", day,
                      day[0] ? ")" : "");
}

/* "later doubts it was North Front (27 May)": where the accuser stands at last, if elsewhere. */
static void put_later(sayso_brief *b, sayso_sink *s, const sayso_accusation *x)
{
    for (uint32_t i = 0; i < b->s->n_position && x->of != SAYSO_NONE; i++) {
        const sayso_state_position *p = &b->s->position[i];
        if (p->actor != x->by || !p->n_history)
            continue;
        const sayso_state_stance *h = &p->history[p->n_history - 1];
        bool of_it = strcmp(named(b, h->of), x->of_name) == 0;
        bool same = h->position == SAYSO_POSITION_BLAMES && of_it;
        bool other = h->position == SAYSO_POSITION_DOUBTS && !of_it;
        if (same || other || h->position == SAYSO_POSITION_UNKNOWN || !h->day || !x->first ||
            strcmp(h->day, x->first) <= 0)
            continue;
        char day[40];
        sayso__brief_day(b, h->day, day);
        sayso__sink_print(s, "%slater ", s->n ? "; " : "");
        sayso__wording_position(s, b->s, p->actor, h);
        sayso__sink_print(s, " (%s)", day);
    }
}

/* "North Front denies (5 May); Interior Ministry doubts (8 May)" into the arena. */
sayso_str sayso__brief_answers(sayso_brief *b, const sayso_accusation *x)
{
    sayso_sink s;
    sayso__sink_memory(&s);
    const char *asked_by = x->share ? sayso__brief_pollster(b, x->claim[0]) : NULL;
    if (asked_by)
        sayso__sink_print(&s, "asked by %s", asked_by);
    put_later(b, &s, x);
    for (uint32_t i = 0; i < x->n_denied_by; i++) {
        uint32_t who = x->denied_by[i];
        const sayso_state_stance *h = stance_of(b, who, SAYSO_POSITION_DENIES, SAYSO_NONE);
        bool many = sayso__wording_plural(b->s, who);
        put_answer(b, &s, who, many ? "deny" : "denie", h);
    }
    uint32_t of = x->of == SAYSO_NONE ? x->by : x->of;
    for (uint32_t i = 0; i < b->s->n_position; i++) {
        uint32_t who = b->s->position[i].actor;
        const sayso_state_stance *h = stance_of(b, who, SAYSO_POSITION_DOUBTS, of);
        if (h && who != x->by)
            put_answer(b, &s, who, "doubt", h);
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
    sayso__brief_name(b, x->who, who);
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

/* "48% of Kesmarians" for those asked in a survey, else the actor's name. */
static void name_accuser(sayso_brief *b, sayso_accusation *x)
{
    x->who = sayso__brief_actor(b, x->by, "?");
    x->share = x->n_claim ? sayso__brief_share(b, x->claim[0]) : NULL;
    if (!x->share)
        return;
    char share[40];
    sayso__brief_bound(x->share->best.known ? x->share->best : x->share->low, share);
    bool people = strcmp(x->who, "people") == 0;
    sayso_str who = sayso__arena_print(b->a, "%s%% of %s", share, people ? "those asked" : x->who);
    b->failed |= !who.p;
    x->who = who.p ? who.p : x->who;
}

static int by_names(const void *x, const void *y)
{
    const sayso_accusation *a = x, *b = y;
    int d = strcmp(a->who, b->who);
    d = d ? d : strcmp(a->of_name, b->of_name);
    d = d ? d : strcmp(a->verb, b->verb);
    return d ? d : strcmp(a->first ? a->first : "~", b->first ? b->first : "~");
}

/* Two actors of one name ("operator" in two reports) cannot be told apart on a page: accusations of
 * the same words become one, the earliest. Returns how many are left. */
static uint32_t fold(sayso_brief *b, sayso_accusation *x, uint32_t n)
{
    uint32_t kept = 0;
    if (n)
        qsort(x, n, sizeof *x, by_names);
    for (uint32_t i = 0; i < n; i++) {
        sayso_accusation *to = kept ? &x[kept - 1] : NULL;
        if (!to || strcmp(to->who, x[i].who) != 0 || strcmp(to->of_name, x[i].of_name) != 0 ||
            strcmp(to->verb, x[i].verb) != 0) {
            x[kept++] = x[i];
            continue;
        }
        uint32_t *claim = SAYSO_NEW_N(b->a, uint32_t, to->n_claim + x[i].n_claim);
        if (!claim) {
            b->failed = true;
            return kept;
        }
        memcpy(claim, to->claim, to->n_claim * sizeof *claim);
        memcpy(claim + to->n_claim, x[i].claim, x[i].n_claim * sizeof *claim);
        to->claim = claim;
        to->n_claim += x[i].n_claim;
        if (!to->n_denied_by) {
            to->denied_by = x[i].denied_by;
            to->n_denied_by = x[i].n_denied_by;
        }
    }
    return kept;
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
        x[n++] = (sayso_accusation){
            .by = e->by,
            .of = e->of,
            .verb = sayso__wording_plural(s, e->by) ? "blame" : "blames",
            .first = e->first,
            .claim = e->claim,
            .n_claim = e->n_claim,
            .denied_by = e->denied_by,
            .n_denied_by = e->n_denied_by,
        };
    }
    for (uint32_t i = 0; i < n; i++) {
        x[i].of_name = named(b, x[i].of);
        name_accuser(b, &x[i]);
        if (x[i].share)
            x[i].verb = "blame";
    }
    n = fold(b, x, n);
    for (uint32_t i = 0; i < n; i++)
        x[i].in = count_claims(b, x[i].claim, x[i].n_claim);
    if (n)
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
