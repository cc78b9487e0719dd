/* brief_survey.c -- the brief's surveys: who asked, and which share answers what.  Layer: view.
 *
 * A claim of people asked has their share in its source ("48% of Kesmarians"), and the pollster is
 * the innermost of its relays, or of the relays of another answer in the same report. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "view/brief.h"

static bool inside(const sayso_state_span *in, const sayso_state_span *out)
{
    return in->title == out->title && in->bytes.beg >= out->bytes.beg &&
           in->bytes.end <= out->bytes.end;
}

static bool is_share_of(const sayso_state_figure *f, const sayso_state_claim *c)
{
    bool survey = c->source_type == SAYSO_SOURCE_SURVEY && f->measure == SAYSO_MEASURE_PERCENT;
    for (uint32_t k = 0; survey && k < c->n_source; k++)
        if (inside(&f->at, &c->source[k]))
            return true;
    return false;
}

const sayso_state_figure *sayso__brief_share(const sayso_brief *b, uint32_t claim)
{
    if (claim >= b->s->n_claim || b->s->claim[claim].report >= b->s->n_report)
        return NULL;
    const sayso_state_claim *c = &b->s->claim[claim];
    const sayso_state_report *r = &b->s->report[c->report];
    for (uint32_t i = r->figure; i < r->figure + r->n_figure; i++)
        if (is_share_of(&b->s->figure[i], c))
            return &b->s->figure[i];
    return NULL;
}

uint32_t sayso__brief_answer_of(const sayso_brief *b, const sayso_state_figure *f)
{
    if (f->measure != SAYSO_MEASURE_PERCENT || f->report >= b->s->n_report)
        return SAYSO_NONE;
    const sayso_state_report *r = &b->s->report[f->report];
    for (uint32_t i = r->claim; i < r->claim + r->n_claim; i++)
        if (is_share_of(f, &b->s->claim[i]))
            return i;
    return SAYSO_NONE;
}

static const char *innermost(const sayso_brief *b, const sayso_state_claim *c)
{
    return c->n_relay ? sayso__brief_actor(b, c->relay[c->n_relay - 1].actor, NULL) : NULL;
}

const char *sayso__brief_pollster(const sayso_brief *b, uint32_t claim)
{
    if (claim >= b->s->n_claim || b->s->claim[claim].report >= b->s->n_report)
        return NULL;
    const char *who = innermost(b, &b->s->claim[claim]);
    const sayso_state_report *r = &b->s->report[b->s->claim[claim].report];
    for (uint32_t i = r->claim; !who && i < r->claim + r->n_claim; i++)
        if (b->s->claim[i].source_type == SAYSO_SOURCE_SURVEY)
            who = innermost(b, &b->s->claim[i]);
    return who;
}

/* ---- the answers -------------------------------------------------------------------------------
 */

static sayso_str answer_text(const sayso_brief *b, uint32_t claim, const sayso_state_figure *f)
{
    sayso_str said = sayso__brief_said(b, claim);
    if (said.p)
        return said;
    const char *text = claim < b->s->n_claim ? b->s->claim[claim].text : NULL;
    text = text ? text : f->answer;
    return sayso__str_z(text ? text : "");
}

static double share_of(const sayso_state_figure *f)
{
    return f->best.known ? f->best.v : f->low.known ? f->low.v : f->high.v;
}

/* By survey (who asked, and when), then the largest share first. */
static int compare(const void *x, const void *y)
{
    const sayso_survey_answer *a = x, *b = y;
    int d = strcmp(a->r->who, b->r->who);
    d = d ? d : strcmp(a->r->day ? a->r->day : "~", b->r->day ? b->r->day : "~");
    double v = share_of(a->r->f), w = share_of(b->r->f);
    if (d || v != w)
        return d ? d : v > w ? -1 : 1;
    d = sayso__str_cmp(a->text, b->text);
    return d ? d : a->r->index < b->r->index ? -1 : a->r->index > b->r->index;
}

bool sayso__brief_same_survey(const sayso_survey_answer *x, const sayso_survey_answer *y)
{
    return strcmp(x->r->who, y->r->who) == 0 &&
           strcmp(x->r->day ? x->r->day : "", y->r->day ? y->r->day : "") == 0;
}

static bool same_answer(const sayso_survey_answer *x, const sayso_survey_answer *y)
{
    return sayso__brief_same_survey(x, y) && share_of(x->r->f) == share_of(y->r->f) &&
           sayso__str_eq(x->text, y->text);
}

/* Answers that several reports carry become one; returns how many are left. */
static uint32_t fold(sayso_brief *b, sayso_survey_answer *x, uint32_t n)
{
    uint32_t kept = 0, *claim = SAYSO_NEW_N(b->a, uint32_t, n);
    if (!claim) {
        b->failed = true;
        return 0;
    }
    for (uint32_t i = 0; i < n; i++) {
        claim[i] = x[i].of;
        if (!kept || !same_answer(&x[kept - 1], &x[i])) {
            x[kept] = x[i];
            x[kept++].claim = claim + i;
            sayso__brief_count(b);
        }
        x[kept - 1].n_claim++;
        x[kept - 1].in += sayso__brief_count_report(b, x[i].r->f->report);
    }
    return kept;
}

uint32_t sayso__brief_survey_answers(sayso_brief *b, sayso_survey_answer **out)
{
    sayso_figure_row *all, *rows;
    uint32_t n = 0;
    (void)sayso__brief_figure_rows(b, &all, &rows);
    sayso_survey_answer *x = SAYSO_NEW_N(b->a, sayso_survey_answer, b->s->n_figure);
    *out = x;
    if (!x || b->failed) {
        b->failed = true;
        return 0;
    }
    for (uint32_t i = 0; i < b->s->n_figure; i++) {
        if (!all[i].answer)
            continue;
        uint32_t claim = sayso__brief_answer_of(b, all[i].f);
        sayso_survey_answer one = {.r = &all[i], .text = answer_text(b, claim, all[i].f)};
        one.of = claim == SAYSO_NONE ? all[i].f->claim : claim;
        x[n++] = one;
    }
    if (n)
        qsort(x, n, sizeof *x, compare);
    return n ? fold(b, x, n) : 0;
}

void sayso__brief_percent(const sayso_survey_answer *x, char share[48])
{
    uint32_t n = sayso__brief_bound((sayso_number){share_of(x->r->f), true}, share);
    memcpy(share + n, "%", 2);
}

/* ---- the section -------------------------------------------------------------------------------
 */

static void put_survey(sayso_brief *b, const sayso_survey_answer *x)
{
    char day[40];
    sayso__brief_day(b, x->r->day, day);
    sayso__brief_line(b, 2);
    sayso__paper_text(&b->p, x->r->who);
    sayso__paper_print(&b->p, "%s%s", day[0] ? ", " : "", day);
}

static void put_answer(sayso_brief *b, const sayso_survey_answer *x)
{
    char share[48];
    sayso__brief_percent(x, share);
    uint32_t width = (uint32_t)strlen(share);
    sayso__brief_line(b, width < 7 ? 9 - width : 2);
    sayso__paper_print(&b->p, "%s  ", share);
    sayso_str line = sayso__arena_print(b->a, "%.*s (%u of %u)", (int)x->text.n, x->text.p, x->in,
                                        b->s->independent);
    b->failed |= !line.p;
    sayso__paper_wrap(&b->p, line.p ? line : x->text, 11);
    sayso__brief_ids(b, x->claim, x->n_claim);
}

void sayso__brief_surveys(sayso_brief *b)
{
    sayso_survey_answer *x;
    uint32_t n = sayso__brief_survey_answers(b, &x);
    if (!n)
        return;
    sayso__brief_heading(b, "SURVEYS");
    for (uint32_t i = 0; i < n; i++) {
        if (!i || !sayso__brief_same_survey(&x[i - 1], &x[i]))
            put_survey(b, &x[i]);
        put_answer(b, &x[i]);
    }
    sayso__paper_newline(&b->p);
}
