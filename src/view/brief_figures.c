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

static bool is_answer(const sayso_brief *b, const sayso_state_figure *f)
{
    return f->measure == SAYSO_MEASURE_PERCENT &&
           (f->answer || sayso__brief_answer_of(b, f) != SAYSO_NONE);
}

/* Is `name` "Kesmarian Interior Ministry" where the actor is Kesmaria's "Interior Ministry"? */
static bool is_full_name(const sayso_brief *b, sayso_str name, const sayso_state_actor *a)
{
    sayso_str own = sayso__str_z(a->name ? a->name : "");
    sayso_str land = sayso__str_z(sayso__brief_actor(b, a->speaks_for, ""));
    if (!a->named || !own.n || name.n < own.n + 5 || !sayso__str_ends(name, own))
        return false;
    uint32_t n = name.n - own.n - 1, same = 0;
    while (same < n && same < land.n && name.p[same] == land.p[same])
        same++;
    return name.p[n] == ' ' && same >= 4 && !memchr(name.p, ' ', n);
}

/* Who publishes the report, by the name that the event has for it. */
static const char *publisher(const sayso_brief *b, uint32_t report)
{
    const char *name = sayso__brief_publisher(b, report);
    for (uint32_t i = 0; i < b->s->n_actor && strchr(name, ' '); i++)
        if (is_full_name(b, sayso__str_z(name), &b->s->actor[i]))
            return b->s->actor[i].name;
    return name;
}

/* Who gives a figure: who asked, of a survey; its source; the outlet where it is the writer's. */
static const char *giver(const sayso_brief *b, const sayso_state_figure *f)
{
    const char *asked = sayso__brief_pollster(b, sayso__brief_answer_of(b, f));
    const char *who = asked ? asked : sayso__brief_actor(b, f->source_actor, NULL);
    return who ? who : publisher(b, f->report);
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
    for (uint32_t i = 0; i < n; i++) {
        const sayso_state_figure *f = &b->s->figure[i];
        (*all)[i] = (sayso_figure_row){.f = f,
                                       .index = i,
                                       .day = day_of(b, f),
                                       .who = giver(b, f),
                                       .answer = is_answer(b, f)};
    }
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

/* "killed, children"; of a plain count what is counted, else "". */
static sayso_str subject(sayso_brief *b, const sayso_state_figure *f)
{
    const char *measure = sayso__word(SAYSO_VOCAB_MEASURE, f->measure);
    bool count = f->measure == SAYSO_MEASURE_COUNT;
    bool all = !f->population || strcmp(f->population, "all") == 0;
    const char *comma = all || count ? "" : ", ";
    const char *unit = f->unit && f->measure != SAYSO_MEASURE_PERCENT ? f->unit : NULL;
    sayso_str text =
        sayso__arena_print(b->a, "%s%s%s%s%s", count || !measure ? "" : measure, comma,
                           all ? "" : f->population, unit ? ", " : "", unit ? unit : "");
    b->failed |= !text.p;
    return text.p ? text : (sayso_str){"", 0};
}

#define SUBJECT_WIDE 20u /* columns of what is counted */
#define BOUND_WIDE   6u  /* of each bound */

/* Who gives it, and in how many reports; a long name goes on below. */
static void put_source(sayso_brief *b, const sayso_figure_row *r)
{
    sayso_str text = sayso__arena_print(b->a, "%s (%u)", r->who, r->in);
    b->failed |= !text.p;
    if (text.p)
        sayso__paper_wrap(&b->p, text, b->p.column);
}

static void print_row(sayso_brief *b, const uint32_t *claim, const sayso_figure_row *r, bool first)
{
    uint32_t at = SUBJECT_WIDE;
    char day[40];
    sayso__paper_newline(&b->p);
    sayso__paper_tab(&b->p, 2, 0);
    if (first)
        sayso__paper_clip(&b->p, subject(b, r->f), at - 1); /* a bound has room */
    put_bound(b, r->f->low, at + BOUND_WIDE);
    put_bound(b, r->f->best, at + 2 * BOUND_WIDE);
    put_bound(b, r->f->high, at + 3 * BOUND_WIDE);
    at += 3 * BOUND_WIDE;
    if (r->disputed || r->n_old == r->n)
        sayso__paper_print(&b->p, " %s%s", r->disputed ? "!" : "", r->n_old == r->n ? "~" : "");
    sayso__paper_tab(&b->p, at + 3, 1);
    sayso__brief_day(b, r->day, day);
    sayso__paper_text(&b->p, day);
    sayso__paper_tab(&b->p, at + 11, 1);
    put_source(b, r);
    sayso__brief_ids(b, claim + r->from, r->n);
}

static void print_head(sayso_brief *b, bool any)
{
    sayso__brief_heading(b, "FIGURES");
    if (!any)
        return;
    sayso__paper_style(&b->p, SAYSO_STYLE_FAINT);
    sayso__paper_tab(&b->p, SUBJECT_WIDE + BOUND_WIDE - 3, 1);
    sayso__paper_print(&b->p, "low  best  high   as of   who says so (in of %u)",
                       b->s->independent);
}

static void print_foot(sayso_brief *b, uint32_t left_out, bool disputed, bool old)
{
    sayso__paper_newline(&b->p);
    sayso__paper_style(&b->p, SAYSO_STYLE_FAINT);
    if (left_out)
        sayso__paper_print(&b->p, "  ... and %u more: sayso show figures", left_out);
    if (left_out && (disputed || old))
        sayso__brief_line(b, 0);
    sayso__paper_style(&b->p, SAYSO_STYLE_FAINT);
    sayso__paper_print(&b->p, "%s%s", disputed ? "  ! cannot all be right" : "",
                       old ? "  ~ superseded by a later one" : "");
    if (left_out || disputed || old)
        sayso__paper_newline(&b->p);
}

/* Keeps the rows that the page has room for: all of people, some of others. A count of nothing says
 * nothing, and answers of a survey stand apart. Returns how many; *left_out: of those that have no
 * room. */
static uint32_t keep(sayso_brief *b, sayso_figure_row *rows, uint32_t n, uint32_t *left_out)
{
    uint32_t kept = 0, other = 0;
    for (uint32_t i = 0; i < n; i++) {
        bool people = rows[i].f->measure < SAYSO_MEASURE_PERCENT;
        bool room = people || other < MOST_OTHER;
        if (rows[i].answer)
            continue;
        if (!room || !subject(b, rows[i].f).n) {
            ++*left_out;
            continue;
        }
        other += !people;
        rows[kept++] = rows[i];
    }
    return kept;
}

void sayso__brief_figures(sayso_brief *b)
{
    uint32_t n = b->s->n_figure, left_out = 0;
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
    n_row = keep(b, rows, n_row, &left_out);
    if (!n_row && !left_out)
        return;
    print_head(b, n_row > 0);
    for (uint32_t i = 0; i < n_row; i++) {
        disputed |= rows[i].disputed;
        old |= rows[i].n_old == rows[i].n;
        print_row(b, claim, &rows[i], !i || by_subject(rows[i - 1].f, rows[i].f) != 0);
    }
    print_foot(b, left_out, disputed, old);
}
