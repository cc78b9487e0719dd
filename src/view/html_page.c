/* html_page.c -- the page around the drawings: head, tables, copies, what was not understood.
 * Layer: view. */
#include "view/html_page.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/fail.h"
#include "base/str.h"
#include "base/vocab.h"
#include "brief_css.h"
#include "view/json.h"

#define MOST_TIMELINE 60u

/* ---- shared parts ------------------------------------------------------------------------ */

static const struct {
    const char *class, *words;
} looks[SAYSO_N_LOOK] = {
    [SAYSO_LOOK_BLAMES] = {"blames", "holds somebody responsible"},
    [SAYSO_LOOK_CLAIMS] = {"claims", "claims or admits it"},
    [SAYSO_LOOK_DENIES] = {"denies", "denies"},
    [SAYSO_LOOK_DOUBTS] = {"doubts", "doubts"},
    [SAYSO_LOOK_NEUTRAL] = {"neutral", "names nobody"},
};

const char *sayso__html_class(sayso_look look)
{
    return looks[look].class;
}

const char *sayso__html_look_words(sayso_look look)
{
    return looks[look].words;
}

sayso_look sayso__html_claim_look(const sayso_state_claim *c)
{
    bool admits = c->act == SAYSO_ACT_ADMIT && c->kind == SAYSO_KIND_RESPONSIBILITY;
    if (c->act == SAYSO_ACT_CLAIM_RESPONSIBILITY || admits)
        return SAYSO_LOOK_CLAIMS;
    if (c->responsible == SAYSO_NONE)
        return SAYSO_N_LOOK;
    switch (c->stance) {
    case SAYSO_STANCE_ASSERTS: return SAYSO_LOOK_BLAMES;
    case SAYSO_STANCE_DENIES: return SAYSO_LOOK_DENIES;
    case SAYSO_STANCE_DOUBTS: return SAYSO_LOOK_DOUBTS;
    default: return SAYSO_N_LOOK;
    }
}

sayso_look sayso__html_position_look(uint8_t position)
{
    switch (position) {
    case SAYSO_POSITION_BLAMES: return SAYSO_LOOK_BLAMES;
    case SAYSO_POSITION_CLAIMS:
    case SAYSO_POSITION_ADMITS: return SAYSO_LOOK_CLAIMS;
    case SAYSO_POSITION_DENIES: return SAYSO_LOOK_DENIES;
    case SAYSO_POSITION_DOUBTS: return SAYSO_LOOK_DOUBTS;
    default: return SAYSO_LOOK_NEUTRAL;
    }
}

void sayso__html_mark(sayso_html *h, sayso_look look, int32_t x, int32_t y)
{
    switch (look) {
    case SAYSO_LOOK_BLAMES:
        sayso__sink_print(h->out, "<path class=\"mark blames\" d=\"M%d %dl6 11h-12z\"/>", x, y - 6);
        break;
    case SAYSO_LOOK_CLAIMS:
        sayso__sink_print(h->out,
                          "<rect class=\"mark claims\" x=\"%d\" y=\"%d\" width=\"11\" "
                          "height=\"11\"/>",
                          x - 5, y - 5);
        break;
    case SAYSO_LOOK_DENIES:
        sayso__sink_print(h->out,
                          "<circle class=\"mark denies\" cx=\"%d\" cy=\"%d\" r=\"6\"/><path "
                          "class=\"cut\" d=\"M%d %dh7\"/>",
                          x, y, x - 3, y);
        break;
    case SAYSO_LOOK_DOUBTS:
        sayso__sink_print(h->out,
                          "<path class=\"mark doubts hollow\" d=\"M%d %dl6 6l-6 6l-6 -6z\"/>", x,
                          y - 6);
        break;
    default:
        sayso__sink_print(h->out,
                          "<circle class=\"mark neutral hollow\" cx=\"%d\" cy=\"%d\" r=\"4\"/>", x,
                          y);
    }
}

void sayso__html_key(sayso_html *h)
{
    sayso__sink_text(h->out, "<ul class=\"key\">\n");
    for (uint32_t i = 0; i < SAYSO_N_LOOK; i++) {
        sayso__sink_text(h->out, "<li><svg width=\"18\" height=\"16\" aria-hidden=\"true\">");
        sayso__html_mark(h, (sayso_look)i, 9, 8);
        sayso__sink_print(h->out, "</svg>%s</li>\n", looks[i].words);
    }
    sayso__sink_text(h->out, "</ul>\n");
}

void sayso__html_text(sayso_html *h, const char *text)
{
    sayso__markup_text(h->out, text);
}

void sayso__html_number(sayso_html *h, double v)
{
    char buf[32];
    sayso__sink_put(h->out, buf, sayso__number_print(v, buf));
}

void sayso__html_clip(sayso_html *h, const char *text, uint32_t most)
{
    sayso_sink s;
    sayso_paper p;
    sayso__sink_memory(&s);
    sayso__paper_init(&p, &s, 80, false);
    sayso__paper_clip(&p, sayso__str_z(text ? text : ""), most);
    sayso__markup_str(h->out, sayso__str(s.buf ? s.buf : "", s.n));
    h->b.failed |= s.failed;
    sayso__sink_free(&s);
}

void sayso__html_day(sayso_html *h, const char *day)
{
    char text[40];
    int32_t number;
    int64_t utc;
    bool is_day = day && strlen(day) == 10 && sayso__date_parse(sayso__str_z(day), &number, &utc);
    sayso__brief_day(&h->b, day, text);
    if (is_day) {
        sayso__sink_text(h->out, "<time datetime=\"");
        sayso__html_text(h, day);
        sayso__sink_text(h->out, "\">");
    }
    sayso__html_text(h, text);
    sayso__sink_text(h->out, is_day ? "</time>" : "");
}

void sayso__html_href(sayso_html *h, uint32_t claim)
{
    sayso__sink_text(h->out, " href=\"#c-");
    sayso__html_text(h, h->s->claim[claim].id);
    sayso__sink_text(h->out, "\"");
}

/* ---- head -------------------------------------------------------------------------------- */

static const char *event_name(const sayso_state *s)
{
    const char *kind = sayso__word(SAYSO_VOCAB_EVENT, s->event.kind);
    return s->event.name ? s->event.name : kind ? kind : "Reports";
}

static void head(sayso_html *h)
{
    sayso__sink_text(h->out,
                     "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                     "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                     "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
                     "<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
    sayso__html_text(h, event_name(h->s));
    sayso__sink_text(h->out, "</title>\n<style>\n");
    sayso__sink_text(h->out, brief_css);
    sayso__sink_text(h->out, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to "
                             "the brief</a>\n");
}

static void count(sayso_html *h, uint32_t n, const char *what)
{
    sayso__sink_print(h->out, "<li><b>%u</b> %s</li>\n", n, what);
}

static void title(sayso_html *h)
{
    const sayso_state *s = h->s;
    const sayso_state_event *e = &s->event;
    int32_t year = h->b.year;
    sayso__sink_text(h->out, "<header>\n<h1>");
    sayso__html_text(h, event_name(s));
    sayso__sink_text(h->out, "</h1>\n<p class=\"where\">");
    h->b.year = 0;
    sayso__html_day(h, e->date);
    h->b.year = year;
    const char *part[] = {e->place, e->country};
    for (uint32_t i = 0, n = e->date != NULL; i < 2; i++)
        if (part[i]) {
            sayso__sink_text(h->out, n++ ? " · " : "");
            sayso__html_text(h, part[i]);
        }
    if (e->id) {
        sayso__sink_text(h->out, " <code>");
        sayso__html_text(h, e->id);
        sayso__sink_text(h->out, "</code>");
    }
    uint32_t turned = 0;
    for (uint32_t i = 0; i < s->n_position; i++)
        turned += s->position[i].changed;
    sayso__sink_text(h->out, "</p>\n<ul class=\"counts\">\n");
    count(h, s->n_report, s->n_report == 1 ? "report" : "reports");
    count(h, s->independent, "independent");
    count(h, s->n_claim, "claims");
    count(h, turned, turned == 1 ? "position turned" : "positions turned");
    count(h, s->n_conflict, s->n_conflict == 1 ? "figure disputed" : "figures disputed");
    sayso__sink_text(h->out, "</ul>\n<nav aria-label=\"Parts\"><a href=\"#who\">Who did it</a> ");
    if (s->n_position)
        sayso__sink_text(h->out, "<a href=\"#positions\">Positions</a> ");
    if (s->n_figure)
        sayso__sink_text(h->out, "<a href=\"#figures\">Figures</a> ");
    sayso__sink_text(h->out, "<a href=\"#reports\">Reports and claims</a> <a "
                             "href=\"#copies\">Copies</a> <a href=\"#timeline\">Timeline</a>"
                             "</nav>\n</header>\n<main id=\"main\">\n");
}

/* ---- who says who did it ----------------------------------------------------------------- */

static void put_accusation(sayso_html *h, const sayso_accusation *x)
{
    bool own = x->of == SAYSO_NONE;
    sayso_look look = own ? SAYSO_LOOK_CLAIMS : SAYSO_LOOK_BLAMES;
    sayso__sink_text(h->out, "<tr><td><b>");
    sayso__html_text(h, x->who);
    sayso__sink_print(h->out, "</b></td><td><a class=\"st %s\"", looks[look].class);
    sayso__html_href(h, x->claim[0]);
    sayso__sink_text(h->out, ">");
    sayso__html_text(h, x->verb);
    sayso__sink_text(h->out, "</a></td><td>");
    if (!own)
        sayso__html_text(h, sayso__brief_actor(&h->b, x->of, "?"));
    sayso__sink_text(h->out, "</td><td class=\"day\">");
    sayso__html_day(h, x->first);
    sayso__sink_print(h->out,
                      "</td><td class=\"n\"><span class=\"track\"><span class=\"bar\" "
                      "style=\"width:%upx\"></span></span>%u "
                      "of %u</td><td class=\"answer\">",
                      h->s->independent ? 48 * x->in / h->s->independent : 0, x->in,
                      h->s->independent);
    sayso_str answer = sayso__brief_answers(&h->b, x);
    if (answer.p)
        sayso__markup_str(h->out, answer);
    sayso__sink_text(h->out, "</td></tr>\n");
}

#define MOST_OPEN 16u /* accusations that are seen at once */

static void put_accusations(sayso_html *h, const sayso_accusation *x, uint32_t n)
{
    sayso__sink_text(h->out,
                     "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Who says who "
                     "did it\"><table class=\"who\">\n<thead><tr><th>Who</th><th>says</th><th>of "
                     "whom</th><th>first</th><th class=\"n\">in</th><th>answers</th></tr></thead>\n"
                     "<tbody>\n");
    for (uint32_t i = 0; i < n; i++)
        if (x[i].n_claim)
            put_accusation(h, &x[i]);
    sayso__sink_text(h->out, "</tbody></table></div>\n");
}

static void who(sayso_html *h)
{
    sayso_accusation *x;
    uint32_t n = sayso__brief_accusations(&h->b, &x);
    sayso__sink_text(h->out, "<h2 id=\"who\">Who says who did it</h2>\n");
    if (!n) {
        sayso__sink_text(
            h->out, "<p>Nobody is held responsible in these reports, and nobody claims it.</p>\n");
        return;
    }
    sayso__sink_text(h->out, "<p class=\"how\">By how many independent reports carry it: copies of "
                             "one text and older versions count once.</p>\n");
    put_accusations(h, x, n < MOST_OPEN ? n : MOST_OPEN);
    if (n > MOST_OPEN) {
        sayso__sink_print(h->out, "<details><summary>and %u more</summary>\n<div class=\"in\">\n",
                          n - MOST_OPEN);
        put_accusations(h, x + MOST_OPEN, n - MOST_OPEN);
        sayso__sink_text(h->out, "</div></details>\n");
    }
}

/* ---- what is not known ------------------------------------------------------------------- */

static void unknown(sayso_html *h)
{
    const sayso_state *s = h->s;
    bool claimed = false, dead = false;
    for (uint32_t i = 0; i < s->n_position; i++)
        for (uint32_t k = 0; k < s->position[i].n_history; k++)
            claimed |=
                sayso__html_position_look(s->position[i].history[k].position) == SAYSO_LOOK_CLAIMS;
    for (uint32_t i = 0; i < s->n_figure; i++)
        dead |= s->figure[i].measure == SAYSO_MEASURE_KILLED;
    const char *missing[] = {s->n_blame ? NULL : "who is held responsible",
                             claimed ? NULL : "that anybody claims it",
                             dead ? NULL : "whether anybody was killed",
                             s->event.date ? NULL : "the day", s->event.place ? NULL : "the place"};
    uint32_t n = 0;
    for (uint32_t i = 0; i < sizeof missing / sizeof *missing; i++)
        if (missing[i])
            sayso__sink_print(h->out, "%s%s", n++ ? ", " : "<p><b>Not said in these reports:</b> ",
                              missing[i]);
    sayso__sink_text(h->out, n ? ".</p>\n" : "");
}

/* ---- copies, timeline, refusals ---------------------------------------------------------- */

static void report_link(sayso_html *h, uint32_t i)
{
    sayso__sink_print(h->out, "<a href=\"#r-%u\">", i + 1);
    sayso__html_text(h, sayso__brief_publisher(&h->b, i));
    sayso__sink_text(h->out, "</a>");
    if (h->s->report[i].day) {
        sayso__sink_text(h->out, ", ");
        sayso__html_day(h, h->s->report[i].day);
    }
}

static void copies(sayso_html *h)
{
    const sayso_state *s = h->s;
    uint32_t n = 0;
    sayso__sink_text(h->out, "<h2 id=\"copies\">Copies and versions</h2>\n<ul class=\"plain\">\n");
    for (uint32_t g = 0; g < s->n_copies; g++, n++) {
        sayso__sink_text(h->out, "<li>");
        report_link(h, s->copies[g][0]);
        sayso__sink_print(h->out, " is the text of %u reports: ", s->n_in_copies[g]);
        for (uint32_t k = 1; k < s->n_in_copies[g]; k++) {
            sayso__sink_text(h->out, k > 1 ? "; " : "");
            report_link(h, s->copies[g][k]);
            sayso__sink_print(h->out, " (%u%% of it)",
                              (unsigned)(100 * s->report[s->copies[g][k]].shared + 0.5));
        }
        sayso__sink_text(h->out, "</li>\n");
    }
    for (uint32_t i = 0; i < s->n_report; i++) {
        if (s->report[i].revision_of >= s->n_report)
            continue;
        sayso__sink_text(h->out, "<li>");
        report_link(h, i);
        sayso__sink_text(h->out, " is a later version of ");
        report_link(h, s->report[i].revision_of);
        sayso__sink_text(h->out, "</li>\n");
        n++;
    }
    sayso__sink_text(h->out, n ? "</ul>\n" : "<li>Each report is a text of its own.</li>\n</ul>\n");
}

/* Claims stand with their reports; the timeline has the event, figures and positions. */
static void timeline(sayso_html *h)
{
    const sayso_state *s = h->s;
    uint32_t shown = 0;
    const char *before = NULL;
    sayso__sink_text(h->out,
                     "<h2 id=\"timeline\">Timeline</h2>\n<div class=\"wide\" tabindex=\"0\" "
                     "role=\"region\" aria-label=\"Timeline\"><table><tbody>\n");
    for (uint32_t i = 0; i < s->n_moment && shown < MOST_TIMELINE; i++) {
        const sayso_state_moment *m = &s->moment[i];
        if (m->what && strcmp(m->what, "claim") == 0)
            continue;
        shown++;
        const char *date = m->date ? m->date : "";
        bool same = before && strcmp(before, date) == 0;
        before = date;
        sayso__sink_text(h->out, "<tr><td class=\"day\">");
        if (!same && *date)
            sayso__html_day(h, date);
        else if (!same)
            sayso__sink_text(h->out, "no day given");
        sayso__sink_text(h->out, "</td><td>");
        if (m->claim < s->n_claim) {
            sayso__sink_text(h->out, "<a");
            sayso__html_href(h, m->claim);
            sayso__sink_text(h->out, ">");
        }
        sayso__html_text(h, m->text);
        sayso__sink_text(h->out, m->claim < s->n_claim ? "</a></td></tr>\n" : "</td></tr>\n");
    }
    sayso__sink_text(h->out, shown
                                 ? "</tbody></table></div>\n"
                                 : "<tr><td>Nothing has a day.</td></tr></tbody></table></div>\n");
}

static void refused(sayso_html *h, const sayso_table_rows *t)
{
    if (!t || !t->n_row)
        return;
    sayso__sink_text(h->out, "<h2 id=\"refused\">Not understood</h2>\n<ul class=\"plain\">\n");
    for (uint32_t i = 0; i < t->n_row && i < 40; i++) {
        sayso__sink_text(h->out, "<li>");
        const char *before = NULL; /* a file's report is often called like its file */
        for (uint32_t k = 0; k < t->n_column; k++) {
            const sayso_cell *c = &t->cell[(size_t)i * t->n_column + k];
            if (c->kind != SAYSO_CELL_TEXT || !c->text || (before && !strcmp(before, c->text)))
                continue;
            sayso__sink_text(h->out, before ? ": " : "");
            sayso__html_text(h, c->text);
            before = c->text;
        }
        sayso__sink_text(h->out, "</li>\n");
    }
    sayso__sink_text(h->out, "</ul>\n");
}

/* ---- the page ---------------------------------------------------------------------------- */

sayso_status sayso__html_page(const sayso_state *s, const sayso_brief_options *o, sayso_arena *a,
                              sayso_sink *out, sayso_error *err)
{
    sayso_html h = {.s = s, .out = out, .a = a};
    SAYSO_TRY(sayso__brief_init(&h.b, s, o, a, out, err));
    head(&h);
    title(&h);
    who(&h);
    unknown(&h);
    sayso__html_grid(&h);
    sayso__html_lanes(&h);
    sayso__html_ranges(&h);
    sayso__html_reports(&h);
    copies(&h);
    timeline(&h);
    refused(&h, o->refused);
    sayso__sink_text(out,
                     "</main>\n<footer>Made by sayso from the reports named here. It records who "
                     "said what, on whose say-so; it does not rule on truth. Each claim leads "
                     "to its words.</footer>\n</body>\n</html>\n");
    return h.b.failed ? sayso__fail_memory(err) : SAYSO_OK;
}
