/* html_draw.c -- the page's drawings: sources by day, positions as lanes, figures as ranges.
 * Layer: view.
 *
 * Inline SVG in pixels; every mark is a shape and a colour, says itself in words (<title>) and
 * leads to a claim. Wide drawings scroll within their frame. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/date.h"
#include "base/str.h"
#include "base/vocab.h"
#include "ledger/wording.h"
#include "view/html_page.h"

#define LABEL     200 /* pixels of the column of names */
#define WIDTH     940
#define ROWS_MOST 24u
#define DAYS_MOST 120u

static int32_t day_number(const char *day)
{
    int32_t number;
    int64_t utc;
    bool ok = day && strlen(day) == 10 && sayso__date_parse(sayso__str_z(day), &number, &utc);
    return ok ? number : SAYSO_NO_DAY;
}

static void day_text(sayso_html *h, int32_t number)
{
    char iso[16], text[40];
    sayso__date_print(number, iso);
    sayso__brief_day(&h->b, iso, text);
    sayso__html_text(h, text);
}

static void open_svg(sayso_html *h, int32_t width, int32_t height, const char *what)
{
    sayso__sink_print(h->out,
                      "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"%s\"><svg "
                      "width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"group\" "
                      "aria-label=\"%s\">\n",
                      what, width, height, width, height, what);
}

static void close_svg(sayso_html *h)
{
    sayso__sink_text(h->out, "</svg></div>\n");
}

static void row_name(sayso_html *h, const char *name, int32_t y)
{
    sayso__sink_print(h->out, "<text x=\"12\" y=\"%d\">", y + 4);
    sayso__html_clip(h, name, 26);
    sayso__sink_text(h->out, "</text>\n");
}

static void rule(sayso_html *h, int32_t x1, int32_t y1, int32_t x2, int32_t y2)
{
    sayso__sink_print(h->out, "<line class=\"rule\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n",
                      x1, y1, x2, y2);
}

/* ---- sources by day ---------------------------------------------------------------------- */

typedef struct {
    uint32_t party, family, claim;
    int32_t day;
    uint8_t look;
} saying;

typedef SAYSO_ARRAY(saying) sayings;

typedef struct {
    uint32_t party, n;
} party_row;

typedef struct {
    sayings v;
    party_row *row;
    int32_t *day;
    uint32_t n_row, n_day, n_party;
    int32_t cell; /* pixels */
} grid;

static int by_party(const void *x, const void *y)
{
    const saying *a = x, *b = y;
#define LESS(field)                                                                                \
    if (a->field != b->field)                                                                      \
    return a->field < b->field ? -1 : 1
    LESS(party);
    LESS(day);
    LESS(look);
    LESS(family);
    LESS(claim);
#undef LESS
    return 0;
}

static int by_number(const void *x, const void *y)
{
    const party_row *a = x, *b = y;
    if (a->n != b->n)
        return a->n > b->n ? -1 : 1;
    return a->party < b->party ? -1 : a->party > b->party;
}

static int by_day(const void *x, const void *y)
{
    const int32_t *a = x, *b = y;
    return (*a > *b) - (*a < *b);
}

/* What takes a side on who did it, each family's saying once. */
static bool gather(sayso_html *h, sayings *v)
{
    const sayso_state *s = h->s;
    for (uint32_t i = 0; i < s->n_claim; i++) {
        const sayso_state_claim *c = &s->claim[i];
        sayso_look look = sayso__html_claim_look(c);
        const sayso_state_report *r = &s->report[c->report];
        saying x = {c->source_actor < s->n_actor ? s->actor[c->source_actor].party : SAYSO_NONE,
                    r->family, i, day_number(c->said ? c->said : r->day), (uint8_t)look};
        if (look == SAYSO_N_LOOK || x.party == SAYSO_NONE || x.day == SAYSO_NO_DAY)
            continue;
        if (!SAYSO_PUSH(h->a, v, x))
            return false;
    }
    if (!v->n)
        return true;
    qsort(v->v, v->n, sizeof *v->v, by_party);
    uint32_t n = 1;
    for (uint32_t i = 1; i < v->n; i++) {
        const saying *a = &v->v[n - 1], *b = &v->v[i];
        if (a->party != b->party || a->day != b->day || a->look != b->look ||
            a->family != b->family)
            v->v[n++] = *b;
    }
    v->n = n;
    return true;
}

static bool lay_out(sayso_html *h, grid *g)
{
    uint32_t n = g->v.n;
    g->row = SAYSO_NEW_N(h->a, party_row, n);
    g->day = SAYSO_NEW_N(h->a, int32_t, n);
    if (!g->row || !g->day)
        return false;
    for (uint32_t i = 0; i < n; i++) {
        if (!i || g->v.v[i].party != g->v.v[i - 1].party)
            g->row[g->n_row++] = (party_row){g->v.v[i].party, 0};
        g->row[g->n_row - 1].n++;
        g->day[i] = g->v.v[i].day;
    }
    qsort(g->row, g->n_row, sizeof *g->row, by_number);
    qsort(g->day, n, sizeof *g->day, by_day);
    for (uint32_t i = 0; i < n; i++)
        if (!i || g->day[i] != g->day[g->n_day - 1])
            g->day[g->n_day++] = g->day[i];
    g->n_party = g->n_row;
    g->n_row = g->n_row < ROWS_MOST ? g->n_row : ROWS_MOST;
    g->n_day = g->n_day < DAYS_MOST ? g->n_day : DAYS_MOST;
    int32_t room = (WIDTH - LABEL) / (int32_t)(g->n_day ? g->n_day : 1);
    g->cell = room < 58 ? 58 : room > 110 ? 110 : room;
    return true;
}

static uint32_t column_of(const grid *g, int32_t day)
{
    uint32_t lo = 0, hi = g->n_day;
    while (lo < hi) {
        uint32_t mid = (lo + hi) / 2;
        if (g->day[mid] < day)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < g->n_day && g->day[lo] == day ? lo : SAYSO_NONE;
}

/* One mark of a cell: the sayings v[0..n) of one look. */
static void put_mark(sayso_html *h, const saying *v, uint32_t n, int32_t x, int32_t y)
{
    const sayso_state_claim *c = &h->s->claim[v->claim];
    sayso__sink_text(h->out, "<a");
    sayso__html_href(h, v->claim);
    sayso__sink_text(h->out, "><title>");
    day_text(h, v->day);
    sayso__sink_text(h->out, ": ");
    sayso__html_text(h, sayso__brief_actor(&h->b, v->party, "?"));
    sayso__sink_print(h->out, " %s", sayso__html_look_words((sayso_look)v->look));
    if (c->responsible < h->s->n_actor) {
        sayso__sink_text(h->out, " (");
        sayso__html_text(h, sayso__brief_actor(&h->b, c->responsible, "?"));
        sayso__sink_text(h->out, ")");
    }
    sayso__sink_print(h->out, ", %u independent report%s</title>", n, n == 1 ? "" : "s");
    sayso__html_mark(h, (sayso_look)v->look, x, y);
    if (n > 1)
        sayso__sink_print(h->out, "<text class=\"count\" x=\"%d\" y=\"%d\">%u</text>", x + 8, y + 4,
                          n);
    sayso__sink_text(h->out, "</a>\n");
}

/* The marks of one row, side by side within a cell. */
static void put_row(sayso_html *h, const grid *g, uint32_t row)
{
    int32_t y = 44 + 34 * (int32_t)row, used = 0;
    uint32_t before = SAYSO_NONE;
    if (row % 2)
        sayso__sink_print(h->out,
                          "<rect class=\"band\" x=\"0\" y=\"%d\" width=\"%d\" height=\"34\"/>\n",
                          y - 17, LABEL + g->cell * (int32_t)g->n_day);
    row_name(h, sayso__brief_actor(&h->b, g->row[row].party, "?"), y);
    for (uint32_t i = 0, n; i < g->v.n; i += n) {
        const saying *v = &g->v.v[i];
        for (n = 1; i + n < g->v.n && v[n].party == v->party && v[n].day == v->day &&
                    v[n].look == v->look;)
            n++;
        uint32_t column = v->party == g->row[row].party ? column_of(g, v->day) : SAYSO_NONE;
        if (column == SAYSO_NONE)
            continue;
        used = column == before ? used : 0;
        before = column;
        if (used + 14 < g->cell)
            put_mark(h, v, n, LABEL + g->cell * (int32_t)column + 12 + used, y);
        used += n > 1 ? 26 : 18;
    }
}

void sayso__html_grid(sayso_html *h)
{
    grid g = {0};
    if (!gather(h, &g.v) || !lay_out(h, &g)) {
        h->b.failed = true;
        return;
    }
    if (!g.n_row)
        return;
    int32_t width = LABEL + g.cell * (int32_t)g.n_day, height = 34 + 34 * (int32_t)g.n_row;
    sayso__sink_text(h->out,
                     "<h2 id=\"grid\">Sources by day</h2>\n<p class=\"how\">What each party "
                     "says on who did it, on the day it said so. A number counts "
                     "independent reports; a mark leads to the words.</p>\n");
    open_svg(h, width, height, "Sources by day");
    for (uint32_t k = 0; k < g.n_day; k++) {
        int32_t x = LABEL + g.cell * (int32_t)k;
        sayso__sink_print(h->out, "<text class=\"soft\" x=\"%d\" y=\"18\">", x + 6);
        day_text(h, g.day[k]);
        sayso__sink_text(h->out, "</text>\n");
    }
    rule(h, 0, 27, width, 27);
    for (uint32_t i = 0; i < g.n_row; i++)
        put_row(h, &g, i);
    for (uint32_t k = 0; k < g.n_day; k++)
        rule(h, LABEL + g.cell * (int32_t)k, 8, LABEL + g.cell * (int32_t)k, height);
    close_svg(h);
    sayso__html_key(h);
    if (g.n_party > g.n_row)
        sayso__sink_print(h->out, "<p class=\"soft\">and %u more parties</p>\n",
                          g.n_party - g.n_row);
}

/* ---- positions as lanes ------------------------------------------------------------------ */

typedef struct {
    int32_t first, last;
} scale;

static int32_t place(const scale *t, int32_t day)
{
    const int32_t room = WIDTH - LABEL - 60;
    int64_t range = (int64_t)t->last - t->first;
    return LABEL + 20 + (range ? (int32_t)((int64_t)room * (day - t->first) / range) : room / 2);
}

static void find_range(const sayso_state *s, const sayso_state_position *const *lane, uint32_t n,
                       scale *t)
{
    (void)s;
    *t = (scale){INT32_MAX, INT32_MIN};
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < lane[i]->n_history; k++) {
            int32_t day = day_number(lane[i]->history[k].day);
            if (day == SAYSO_NO_DAY)
                continue;
            t->first = day < t->first ? day : t->first;
            t->last = day > t->last ? day : t->last;
        }
}

/* Those that turned first, then by the length of what they said. */
static int by_interest(const void *x, const void *y)
{
    const sayso_state_position *a = *(const sayso_state_position *const *)x,
                               *b = *(const sayso_state_position *const *)y;
    if (a->changed != b->changed)
        return a->changed ? -1 : 1;
    if (a->n_history != b->n_history)
        return a->n_history > b->n_history ? -1 : 1;
    return a->actor < b->actor ? -1 : a->actor > b->actor;
}

/* What a party says on a day of the lane, in words. */
static void stance_words(sayso_html *h, uint32_t actor, const sayso_state_stance *x)
{
    sayso_sink text;
    sayso__sink_memory(&text);
    sayso__wording_position(&text, h->s, actor, x);
    sayso__markup_str(h->out, sayso__str(text.buf ? text.buf : "", text.n));
    h->b.failed |= text.failed;
    sayso__sink_free(&text);
}

static void put_lane(sayso_html *h, const sayso_state_position *p, const scale *t, int32_t y)
{
    int32_t before = INT32_MIN, from = 0;
    const char *class = NULL;
    row_name(h, sayso__brief_actor(&h->b, p->actor, "?"), y);
    for (uint32_t pass = 0; pass < 2; pass++, before = INT32_MIN, class = NULL)
        for (uint32_t k = 0; k < p->n_history; k++) {
            const sayso_state_stance *x = &p->history[k];
            int32_t day = day_number(x->day), at = day == SAYSO_NO_DAY ? 0 : place(t, day);
            if (!at)
                continue;
            at = before != INT32_MIN && at < before + 15 ? before + 15 : at;
            before = at;
            if (pass == 0 && class)
                sayso__sink_print(h->out,
                                  "<line class=\"lane %s\" x1=\"%d\" y1=\"%d\" x2=\"%d\" "
                                  "y2=\"%d\"/>\n",
                                  class, from, y, at, y);
            class = sayso__html_class(sayso__html_position_look(x->position));
            from = at;
            if (pass == 0)
                continue;
            sayso__sink_text(h->out, "<a");
            sayso__html_href(h, x->claim);
            sayso__sink_text(h->out, "><title>");
            day_text(h, day);
            sayso__sink_text(h->out, ": ");
            stance_words(h, p->actor, x);
            sayso__sink_text(h->out, "</title>");
            sayso__html_mark(h, sayso__html_position_look(x->position), at, y);
            sayso__sink_text(h->out, "</a>\n");
        }
}

/* The positions of a party that turned, one after another, in words. */
static void put_turns(sayso_html *h, const sayso_state_position *p)
{
    sayso__sink_text(h->out, "<li><b>");
    sayso__html_text(h, sayso__brief_actor(&h->b, p->actor, "?"));
    sayso__sink_text(h->out, "</b>\n<ol>\n");
    for (uint32_t k = 0; k < p->n_history; k++) {
        const sayso_state_stance *x = &p->history[k];
        if (k && x->position == x[-1].position && x->of == x[-1].of)
            continue;
        sayso__sink_print(h->out, "<li class=\"%s\"><a",
                          sayso__html_class(sayso__html_position_look(x->position)));
        sayso__html_href(h, x->claim);
        sayso__sink_text(h->out, ">");
        sayso__html_day(h, x->day);
        sayso__sink_text(h->out, " ");
        stance_words(h, p->actor, x);
        sayso__sink_text(h->out, "</a></li>\n");
    }
    sayso__sink_text(h->out, "</ol></li>\n");
}

/* Days of the axis with room between them. */
static void put_axis(sayso_html *h, const sayso_state_position *const *lane, uint32_t n,
                     const scale *t, int32_t height)
{
    SAYSO_ARRAY(int32_t) day = {0};
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < lane[i]->n_history; k++) {
            int32_t d = day_number(lane[i]->history[k].day);
            if (d != SAYSO_NO_DAY && !SAYSO_PUSH(h->a, &day, d))
                h->b.failed = true;
        }
    if (day.n)
        qsort(day.v, day.n, sizeof *day.v, by_day);
    int32_t free_from = INT32_MIN;
    for (uint32_t i = 0; i < day.n; i++) {
        int32_t x = place(t, day.v[i]);
        if (x < free_from)
            continue;
        rule(h, x, 26, x, height);
        sayso__sink_print(h->out, "<text class=\"soft\" x=\"%d\" y=\"18\">", x - 14);
        day_text(h, day.v[i]);
        sayso__sink_text(h->out, "</text>\n");
        free_from = x + 66;
    }
}

void sayso__html_lanes(sayso_html *h)
{
    const sayso_state *s = h->s;
    const sayso_state_position **lane =
        SAYSO_NEW_N(h->a, const sayso_state_position *, s->n_position);
    uint32_t n = 0, n_turned = 0;
    scale t;
    if (!lane) {
        h->b.failed = true;
        return;
    }
    for (uint32_t i = 0; i < s->n_position; i++)
        if (s->position[i].n_history)
            lane[n++] = &s->position[i];
    if (n)
        qsort(lane, n, sizeof *lane, by_interest);
    n = n < ROWS_MOST ? n : ROWS_MOST;
    find_range(s, lane, n, &t);
    sayso__sink_text(h->out, "<h2 id=\"positions\">Positions</h2>\n");
    if (t.first <= t.last) {
        int32_t height = 34 + 32 * (int32_t)n;
        sayso__sink_text(h->out, "<p class=\"how\">One lane a party, from its first word on who "
                                 "did it to its last; those that turned come first.</p>\n");
        open_svg(h, WIDTH, height, "Positions by day");
        put_axis(h, lane, n, &t, height);
        for (uint32_t i = 0; i < n; i++)
            put_lane(h, lane[i], &t, 46 + 32 * (int32_t)i);
        close_svg(h);
        sayso__html_key(h);
    }
    while (n_turned < n && lane[n_turned]->changed)
        n_turned++;
    if (n_turned)
        sayso__sink_text(h->out, "<h3>What turned</h3>\n<ul class=\"turns\">\n");
    for (uint32_t i = 0; i < n_turned; i++)
        put_turns(h, lane[i]);
    sayso__sink_text(h->out, n_turned ? "</ul>\n" : "");
}

/* ---- figures as ranges ------------------------------------------------------------------- */

#define FIGURE_LABEL 330

typedef struct {
    double lo, hi;
} range;

static void widen(range *r, sayso_number v)
{
    if (!v.known)
        return;
    r->lo = v.v < r->lo ? v.v : r->lo;
    r->hi = v.v > r->hi ? v.v : r->hi;
}

static int32_t across(const range *r, double v)
{
    double room = WIDTH - FIGURE_LABEL - 150;
    return FIGURE_LABEL + 20 + (int32_t)(r->hi > r->lo ? room * (v - r->lo) / (r->hi - r->lo) : 0);
}

static void segment(sayso_html *h, const char *class, int32_t x1, int32_t x2, int32_t y)
{
    sayso__sink_print(h->out, "<line class=\"lane %s\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n",
                      class, x1, y, x2, y);
}

/* An arrow's head toward the side that is open. */
static void open_end(sayso_html *h, const char *class, int32_t x, int32_t y, int32_t side)
{
    sayso__sink_print(h->out, "<path class=\"mark %s\" d=\"M%d %dl%d -4v8z\"/>\n", class,
                      x + 5 * side, y, -7 * side);
}

static void value_words(sayso_html *h, const sayso_state_figure *f)
{
    bool one = f->low.known && f->high.known && f->low.v == f->high.v;
    if (one || (!f->low.known && !f->high.known && f->best.known)) {
        if (!one)
            sayso__sink_text(h->out, "about ");
        sayso__html_number(h, one ? f->low.v : f->best.v);
    } else if (f->low.known && f->high.known) {
        sayso__html_number(h, f->low.v);
        sayso__sink_text(h->out, "–");
        sayso__html_number(h, f->high.v);
    } else if (f->low.known || f->high.known) {
        sayso__sink_text(h->out, f->low.known ? "at least " : "at most ");
        sayso__html_number(h, f->low.known ? f->low.v : f->high.v);
    }
}

static void put_range(sayso_html *h, const sayso_figure_row *r, const range *to, int32_t y)
{
    const sayso_state_figure *f = r->f;
    const char *class = r->disputed ? "blames" : "neutral";
    double at = f->best.known ? f->best.v : f->low.known ? f->low.v : f->high.v;
    int32_t x = across(to, at), end = x;
    if (f->low.known && f->high.known && f->low.v != f->high.v) {
        segment(h, class, across(to, f->low.v), across(to, f->high.v), y);
        end = across(to, f->high.v);
    } else if (f->low.known && !f->high.known) {
        segment(h, class, x, x + 26, y);
        open_end(h, class, x + 26, y, 1);
        end = x + 32;
    } else if (f->high.known && !f->low.known) {
        segment(h, class, x - 26, x, y);
        open_end(h, class, x - 26, y, -1);
    }
    sayso__sink_print(h->out, "<circle class=\"mark %s%s\" cx=\"%d\" cy=\"%d\" r=\"5\"/>\n", class,
                      f->best.known ? "" : " hollow", x, y);
    sayso__sink_print(h->out, "<text x=\"%d\" y=\"%d\">", end + 11, y + 4);
    value_words(h, f);
    sayso__sink_print(h->out, "%s%s</text>\n", r->disputed ? " !" : "",
                      r->n_old == r->n ? " superseded" : "");
}

static void put_figure(sayso_html *h, const sayso_figure_row *r, const range *to, int32_t y)
{
    const sayso_state_figure *f = r->f;
    bool linked = f->claim < h->s->n_claim;
    char day[40];
    sayso__brief_day(&h->b, r->day, day);
    sayso__sink_text(h->out, linked ? "<a" : "<g");
    if (linked)
        sayso__html_href(h, f->claim);
    sayso__sink_print(h->out, "%s><title>", r->n_old == r->n ? " class=\"old\"" : "");
    sayso__html_text(h, f->at.text);
    sayso__sink_print(h->out, "</title>\n<text class=\"soft\" x=\"12\" y=\"%d\">", y + 4);
    sayso__html_text(h, day);
    sayso__sink_print(h->out, "</text><text x=\"82\" y=\"%d\">", y + 4);
    sayso__html_clip(h, r->who, 27);
    sayso__sink_print(h->out, " <tspan class=\"soft\">(%u)</tspan></text>\n", r->in);
    put_range(h, r, to, y);
    sayso__sink_text(h->out, linked ? "</a>\n" : "</g>\n");
}

/* Rows rows[0..n) of one subject as one drawing. */
static void put_subject(sayso_html *h, const sayso_figure_row *rows, uint32_t n)
{
    const sayso_state_figure *f = rows->f;
    bool all = !f->population || strcmp(f->population, "all") == 0;
    range to = {1e300, -1e300};
    for (uint32_t i = 0; i < n; i++) {
        widen(&to, rows[i].f->low);
        widen(&to, rows[i].f->best);
        widen(&to, rows[i].f->high);
    }
    if (to.lo > to.hi)
        return;
    if (to.lo > 0 && to.lo < 0.6 * to.hi)
        to.lo = 0;
    sayso__sink_text(h->out, "<figure><figcaption><b>");
    sayso__html_text(h, sayso__word(SAYSO_VOCAB_MEASURE, f->measure));
    sayso__sink_text(h->out, "</b>");
    if (!all) {
        sayso__sink_text(h->out, ", ");
        sayso__html_text(h, f->population);
    }
    sayso__sink_text(h->out, "</figcaption>\n");
    open_svg(h, WIDTH, 14 + 26 * (int32_t)n, "Figures");
    for (uint32_t i = 0; i < n; i++)
        put_figure(h, &rows[i], &to, 20 + 26 * (int32_t)i);
    close_svg(h);
    sayso__sink_text(h->out, "</figure>\n");
}

/* Who asked, and when; below, each share with what it answers. */
static void surveys(sayso_html *h)
{
    sayso_survey_answer *x;
    uint32_t n = sayso__brief_survey_answers(&h->b, &x);
    for (uint32_t i = 0; i < n; i++) {
        char text[48];
        if (!i || !sayso__brief_same_survey(&x[i - 1], &x[i])) {
            sayso__brief_day(&h->b, x[i].r->day, text);
            sayso__sink_text(h->out, i ? "</ul>\n<h3>" : "<h3>");
            sayso__html_text(h, x[i].r->who);
            sayso__sink_print(h->out, " <span class=\"soft\">%s</span></h3>\n<ul>\n", text);
        }
        sayso__brief_percent(&x[i], text);
        sayso__sink_print(h->out, "<li><b>%s</b> ", text);
        bool linked = x[i].of < h->s->n_claim;
        if (linked) {
            sayso__sink_text(h->out, "<a");
            sayso__html_href(h, x[i].of);
            sayso__sink_text(h->out, ">");
        }
        sayso__markup_str(h->out, x[i].text);
        sayso__sink_print(h->out, "%s (%u of %u)</li>\n", linked ? "</a>" : "", x[i].in,
                          h->s->independent);
    }
    if (n)
        sayso__sink_text(h->out, "</ul>\n");
}

void sayso__html_ranges(sayso_html *h)
{
    sayso_figure_row *all, *rows;
    uint32_t n = sayso__brief_figure_rows(&h->b, &all, &rows);
    if (n)
        sayso__sink_text(
            h->out, "<h2 id=\"figures\">Figures</h2>\n<p class=\"how\">Each number by the day it "
                    "was true, who gives it, and in how many independent reports. An arrow: no "
                    "bound is given on that side. <b>!</b> cannot all be right. Nothing is "
                    "averaged. Sums of money and plain counts stand with their reports.</p>\n");
    for (uint32_t i = 0, k; i < n; i += k) {
        for (k = 1; i + k < n && sayso__brief_same_subject(rows[i].f, rows[i + k].f);)
            k++;
        if (rows[i].f->measure >= SAYSO_MEASURE_MONEY || !rows[i].f->measure)
            continue;
        uint32_t kept = 0;
        for (uint32_t q = i; q < i + k && kept < 40; q++)
            if (!rows[q].answer)
                rows[i + kept++] = rows[q];
        if (kept)
            put_subject(h, rows + i, kept);
    }
    surveys(h);
}
