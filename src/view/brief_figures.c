/* brief_figures.c -- the brief's table of figures: one line a value, with who says so.  Layer:
 * view.
 *
 * Figures of the same measure, population and bounds are one line, counted by independent reports
 * and by who gives them; lines of one measure and population stand together by date. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vocab.h"
#include "view/brief.h"
#include "view/json.h"

#define MOST_OTHER 8u /* lines of money, percent and counts */

static const char *day_of(const sayso_brief *b, const sayso_state_figure *f)
{
    return f->as_of ? f->as_of : f->report < b->s->n_report ? b->s->report[f->report].day : NULL;
}

static int words(const char *x, const char *y)
{
    return strcmp(x ? x : "", y ? y : "");
}

static int number(sayso_number x, sayso_number y)
{
    if (x.known != y.known)
        return x.known ? 1 : -1;
    return !x.known || x.v == y.v ? 0 : x.v < y.v ? -1 : 1;
}

/* Same measure, population and unit come together ... */
static int by_subject(const sayso_state_figure *x, const sayso_state_figure *y)
{
    if (x->measure != y->measure)
        return x->measure < y->measure ? -1 : 1;
    bool all_x = x->population && strcmp(x->population, "all") == 0;
    bool all_y = y->population && strcmp(y->population, "all") == 0;
    if (all_x != all_y)
        return all_x ? -1 : 1;
    int d = words(x->population, y->population);
    return d ? d : words(x->unit, y->unit);
}

/* ... and in them the same bounds. */
static int by_value(const sayso_state_figure *x, const sayso_state_figure *y)
{
    int d = by_subject(x, y);
    d = d ? d : number(x->low, y->low);
    d = d ? d : number(x->best, y->best);
    return d ? d : number(x->high, y->high);
}

static int by_value_and_day(const void *x, const void *y)
{
    const sayso_figure_row *a = x, *b = y;
    int d = by_value(a->f, b->f);
    d = d ? d : strcmp(a->day ? a->day : "~", b->day ? b->day : "~");
    return d ? d : a->index < b->index ? -1 : a->index > b->index;
}

static int by_subject_and_day(const void *x, const void *y)
{
    const sayso_figure_row *a = x, *b = y;
    int d = by_subject(a->f, b->f);
    d = d ? d : strcmp(a->day ? a->day : "~", b->day ? b->day : "~");
    return d ? d : a->index < b->index ? -1 : a->index > b->index;
}

/* all is still in the order of the state. */
static void mark_disputed(const sayso_brief *b, sayso_figure_row *all)
{
    for (uint32_t i = 0; i < b->s->n_conflict; i++)
        for (uint32_t k = 0; k < b->s->conflict[i].n_figure; k++)
            if (b->s->conflict[i].figure[k] < b->s->n_figure)
                all[b->s->conflict[i].figure[k]].disputed = true;
}

bool sayso__brief_same_subject(const sayso_state_figure *x, const sayso_state_figure *y)
{
    return by_subject(x, y) == 0;
}

/* all is still in the order of the state. */
static void mark_superseded(const sayso_brief *b, sayso_figure_row *all)
{
    for (uint32_t i = 0; i < b->s->n_figure; i++)
        if (b->s->figure[i].supersedes < b->s->n_figure)
            all[b->s->figure[i].supersedes].n_old = 1;
}

/* all is sorted by value. */
static uint32_t gather(sayso_brief *b, const sayso_figure_row *all, sayso_figure_row *rows)
{
    uint32_t n_row = 0;
    for (uint32_t i = 0; i < b->s->n_figure; i++) {
        if (!i || by_value(all[i - 1].f, all[i].f) != 0) {
            rows[n_row] = all[i];
            rows[n_row].n_old = 0;
            rows[n_row++].from = i;
            sayso__brief_count(b);
        }
        sayso_figure_row *r = &rows[n_row - 1];
        r->in += sayso__brief_count_report(b, all[i].f->report);
        r->disputed |= all[i].disputed;
        r->n_old += all[i].n_old;
        r->n++;
    }
    qsort(rows, n_row, sizeof *rows, by_subject_and_day);
    return n_row;
}

uint32_t sayso__brief_figure_rows(sayso_brief *b, sayso_figure_row **all, sayso_figure_row **rows)
{
    uint32_t n = b->s->n_figure;
    *all = SAYSO_NEW_N(b->a, sayso_figure_row, n);
    *rows = SAYSO_NEW_N(b->a, sayso_figure_row, n);
    if (!*all || !*rows) {
        b->failed = true;
        return 0;
    }
    for (uint32_t i = 0; i < n; i++)
        (*all)[i] = (sayso_figure_row){.f = &b->s->figure[i],
                                       .index = i,
                                       .day = day_of(b, &b->s->figure[i])};
    mark_disputed(b, *all);
    mark_superseded(b, *all);
    qsort(*all, n, sizeof **all, by_value_and_day);
    return gather(b, *all, *rows);
}

/* Millions as "12.5M"; the tables give every digit. */
uint32_t sayso__brief_bound(sayso_number v, char text[40])
{
    strcpy(text, "-");
    if (!v.known)
        return 1;
    bool millions = v.v >= 1e6 || v.v <= -1e6;
    uint32_t n = sayso__number_print(millions ? v.v / 1e6 : v.v, text);
    if (millions)
        strcpy(text + n++, "M");
    return n;
}

static void put_bound(sayso_brief *b, sayso_number v, uint32_t column)
{
    char text[40];
    uint32_t n = sayso__brief_bound(v, text);
    if (b->p.column + n < column)
        sayso__paper_tab(&b->p, column - n, 0);
    else
        sayso__paper_tab(&b->p, 0, 1);
    sayso__paper_text(&b->p, text);
}

static void put_subject(sayso_brief *b, const sayso_state_figure *f, uint32_t most)
{
    const char *measure = sayso__word(SAYSO_VOCAB_MEASURE, f->measure);
    char text[160];
    bool all = !f->population || strcmp(f->population, "all") == 0;
    snprintf(text, sizeof text, "%s%s%s%s%s", measure ? measure : "?", all ? "" : ", ",
             all ? "" : f->population, f->unit ? ", " : "", f->unit ? f->unit : "");
    sayso__paper_clip(&b->p, sayso__str_z(text), most);
}

/* Who gives it: the source of the first, the outlet where it is the writer's own word. */
static void put_source(sayso_brief *b, const sayso_figure_row *r)
{
    const char *who = sayso__brief_actor(b, r->f->source_actor, NULL);
    char in[40];
    snprintf(in, sizeof in, " (%u of %u)", r->in, b->s->independent);
    uint32_t left = sayso__paper_left(&b->p);
    uint32_t tail = (uint32_t)strlen(in);
    sayso__paper_clip(&b->p, sayso__str_z(who ? who : sayso__brief_publisher(b, r->f->report)),
                      left > tail ? left - tail : 0);
    sayso__paper_text(&b->p, in);
}

static void print_row(sayso_brief *b, const uint32_t *claim, const sayso_figure_row *r, bool first)
{
    uint32_t at = b->p.width / 4;
    char day[40];
    sayso__paper_newline(&b->p);
    sayso__paper_tab(&b->p, 2, 0);
    if (first)
        put_subject(b, r->f, at - 3);
    put_bound(b, r->f->low, at + 5);
    put_bound(b, r->f->best, at + 12);
    put_bound(b, r->f->high, at + 19);
    if (r->disputed || r->n_old == r->n)
        sayso__paper_print(&b->p, " %s%s", r->disputed ? "!" : "", r->n_old == r->n ? "~" : "");
    sayso__paper_tab(&b->p, at + 23, 1);
    sayso__brief_day(b, r->day, day);
    sayso__paper_text(&b->p, day);
    sayso__paper_tab(&b->p, at + 31, 1);
    put_source(b, r);
    sayso__brief_ids(b, claim + r->from, r->n);
}

static void print_head(sayso_brief *b, bool disputed, bool old)
{
    uint32_t at = b->p.width / 4;
    sayso__brief_heading(b, "FIGURES");
    sayso__paper_style(&b->p, SAYSO_STYLE_FAINT);
    sayso__paper_tab(&b->p, at + 2, 1);
    sayso__paper_text(&b->p, "low   best   high    as of   who says so");
    if (disputed || old)
        sayso__paper_print(&b->p, "  %s%s%s", disputed ? "!disputed" : "",
                           disputed && old ? " " : "", old ? "~old" : "");
}

void sayso__brief_figures(sayso_brief *b)
{
    uint32_t n = b->s->n_figure, other = 0, left_out = 0;
    if (!n)
        return;
    sayso_figure_row *all, *rows;
    uint32_t n_row = sayso__brief_figure_rows(b, &all, &rows);
    uint32_t *claim = SAYSO_NEW_N(b->a, uint32_t, n);
    bool disputed = false, old = false;
    if (!claim || b->failed) {
        b->failed = true;
        return;
    }
    for (uint32_t i = 0; i < n; i++)
        claim[i] = all[i].f->claim;
    for (uint32_t i = 0; i < n_row; i++) {
        disputed |= rows[i].disputed;
        old |= rows[i].n_old == rows[i].n;
    }
    print_head(b, disputed, old);
    const sayso_figure_row *before = NULL;
    for (uint32_t i = 0; i < n_row; i++) {
        bool people = rows[i].f->measure < SAYSO_MEASURE_PERCENT;
        if (!people && other++ >= MOST_OTHER) {
            left_out++;
            continue;
        }
        print_row(b, claim, &rows[i], !before || by_subject(before->f, rows[i].f) != 0);
        before = &rows[i];
    }
    if (left_out) {
        sayso__paper_newline(&b->p);
        sayso__paper_style(&b->p, SAYSO_STYLE_FAINT);
        sayso__paper_print(&b->p, "  ... and %u more: sayso show figures", left_out);
    }
    sayso__paper_newline(&b->p);
}
