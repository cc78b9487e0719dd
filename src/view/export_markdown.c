/* export_markdown.c -- markdown: a report to read, edit and print.  Layer: view.
 *
 * CommonMark with pipe tables. Foreign words are escaped: they make no markup, no link, no HTML. */
#include <string.h>

#include "base/fail.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/vocab.h"
#include "view/export.h"

#define MOST_WORDS 400u /* bytes of a claim's words */

typedef struct {
    sayso_sink *out;
    const sayso_state *s;
    sayso_arena *a;
} page;

/* Characters that mean something within a line are escaped, line breaks become spaces; what means
 * something at the beginning of a line never stands there. */
static void words(sayso_sink *out, sayso_str t)
{
    for (uint32_t i = 0; i < t.n; i++) {
        unsigned char c = (unsigned char)t.p[i];
        if (c < 0x20 || c == 0x7f) {
            sayso__sink_char(out, ' ');
            continue;
        }
        if (strchr("\\`*_[]<>|&~", c))
            sayso__sink_char(out, '\\');
        sayso__sink_char(out, t.p[i]);
    }
}

static void text(page *p, const char *z)
{
    words(p->out, sayso__str_z(z ? z : ""));
}

/* At most MOST_WORDS bytes, cut between characters. */
static void cut(page *p, const char *z)
{
    sayso_str t = sayso__str_z(z ? z : "");
    uint32_t n = t.n;
    if (n > MOST_WORDS) {
        n = MOST_WORDS;
        while (n && ((unsigned char)t.p[n] & 0xc0) == 0x80)
            n--;
    }
    words(p->out, sayso__str(t.p, n));
    if (n < t.n)
        sayso__sink_text(p->out, " ...");
}

static void cell(page *p, const char *z)
{
    sayso__sink_text(p->out, "| ");
    text(p, z);
    sayso__sink_char(p->out, ' ');
}

static void number(page *p, sayso_number v)
{
    char buf[32];
    sayso__sink_text(p->out, "| ");
    if (v.known)
        sayso__sink_put(p->out, buf, sayso__number_print(v.v, buf));
    sayso__sink_char(p->out, ' ');
}

static const char *actor(const page *p, uint32_t i)
{
    const char *name = sayso__export_actor(p->s, i);
    return name ? name : "no source named";
}

static const char *outlet(const page *p, uint32_t report)
{
    const sayso_state_report *r = &p->s->report[report];
    return r->publisher ? r->publisher : r->id;
}

static void head(page *p)
{
    const sayso_state_event *e = &p->s->event;
    const char *part[] = {e->date, e->place, e->country, e->id};
    sayso__sink_text(p->out, "# ");
    text(p, e->name ? e->name : "Reports");
    sayso__sink_text(p->out, "\n\nEvent: ");
    for (uint32_t i = 0, n = 0; i < sizeof part / sizeof *part; i++)
        if (part[i]) {
            sayso__sink_text(p->out, n++ ? ", " : "");
            text(p, part[i]);
        }
    sayso__sink_print(p->out, "\n\n%u reports, %u of them independent; %u claims, %u figures.\n\n",
                      p->s->n_report, p->s->independent, p->s->n_claim, p->s->n_figure);
}

static void blame(page *p)
{
    if (!p->s->n_blame)
        return;
    sayso__sink_text(p->out,
                     "## Who says who did it\n\n| who | blames | first | claims | denied by "
                     "|\n|---|---|---|---:|---|\n");
    for (uint32_t i = 0; i < p->s->n_blame; i++) {
        const sayso_state_blame *b = &p->s->blame[i];
        cell(p, actor(p, b->by));
        cell(p, actor(p, b->of));
        cell(p, b->first);
        sayso__sink_print(p->out, "| %u | ", b->n_claim);
        for (uint32_t k = 0; k < b->n_denied_by; k++) {
            sayso__sink_text(p->out, k ? ", " : "");
            text(p, actor(p, b->denied_by[k]));
        }
        sayso__sink_text(p->out, " |\n");
    }
    sayso__sink_char(p->out, '\n');
}

/* "blames Coastal Front", "blames nobody". */
static void stance(page *p, const sayso_state_stance *h)
{
    for (const char *c = sayso__word(SAYSO_VOCAB_POSITION, h->position); c && *c; c++)
        sayso__sink_char(p->out, *c == '_' ? ' ' : *c);
    if (h->of == SAYSO_NONE)
        return;
    sayso__sink_char(p->out, ' ');
    text(p, actor(p, h->of));
}

static void positions(page *p)
{
    bool any = false;
    for (uint32_t i = 0; i < p->s->n_position; i++) {
        const sayso_state_position *v = &p->s->position[i];
        if (!v->changed)
            continue;
        if (!any)
            sayso__sink_text(p->out, "## Positions that turned\n\n");
        any = true;
        sayso__sink_text(p->out, "- **");
        text(p, actor(p, v->actor));
        sayso__sink_text(p->out, "**: ");
        for (uint32_t k = 0; k < v->n_history; k++) {
            const sayso_state_stance *h = &v->history[k];
            if (k && strcmp(h->written, h[-1].written) == 0)
                continue;
            sayso__sink_text(p->out, k ? "; then " : "");
            text(p, h->day ? h->day : "no date");
            sayso__sink_char(p->out, ' ');
            stance(p, h);
        }
        sayso__sink_char(p->out, '\n');
    }
    sayso__sink_text(p->out, any ? "\n" : "");
}

static void figures(page *p)
{
    if (!p->s->n_figure)
        return;
    sayso__sink_text(p->out,
                     "## Figures\n\n| measure | of | low | best | high | as of | who says so "
                     "| outlet |\n|---|---|---:|---:|---:|---|---|---|\n");
    for (uint32_t i = 0; i < p->s->n_figure; i++) {
        const sayso_state_figure *f = &p->s->figure[i];
        if (f->measure == SAYSO_MEASURE_COUNT)
            continue;
        cell(p, sayso__word(SAYSO_VOCAB_MEASURE, f->measure));
        cell(p, f->population);
        number(p, f->low);
        number(p, f->best);
        number(p, f->high);
        cell(p, f->as_of ? f->as_of : p->s->report[f->report].day);
        cell(p, actor(p, f->source_actor));
        cell(p, outlet(p, f->report));
        sayso__sink_text(p->out, "|\n");
    }
    sayso__sink_char(p->out, '\n');
}

static void claims(page *p, uint32_t report)
{
    const sayso_state_report *r = &p->s->report[report];
    for (uint32_t i = r->claim; i < r->claim + r->n_claim; i++) {
        const sayso_state_claim *c = &p->s->claim[i];
        const char *act = sayso__word(SAYSO_VOCAB_SPEECH_ACT, c->act);
        sayso__sink_text(p->out, "- **");
        text(p, actor(p, c->source_actor));
        sayso__sink_text(p->out, "** ");
        text(p, act);
        for (uint32_t k = c->n_relay; k-- > 0;) {
            sayso__sink_text(p->out, ", via ");
            text(p, actor(p, c->relay[k].actor));
        }
        sayso__sink_text(p->out, ": ");
        cut(p, c->text);
        sayso__sink_print(p->out, " `%s`\n", c->id);
    }
}

static void reports(page *p)
{
    sayso__sink_text(p->out, "## Reports and what they say\n\n");
    for (uint32_t i = 0; i < p->s->n_report; i++) {
        const sayso_state_report *r = &p->s->report[i];
        sayso__sink_text(p->out, "### ");
        text(p, r->title ? r->title : r->id);
        sayso__sink_text(p->out, "\n\n");
        sayso__sink_text(p->out, "Source: ");
        text(p, sayso__export_cite(p->s, i, p->a));
        if (r->revision_of < p->s->n_report) {
            sayso__sink_text(p->out, "; a later version of ");
            text(p, p->s->report[r->revision_of].id);
        } else if (r->family != i) {
            sayso__sink_text(p->out, "; runs the text of ");
            text(p, p->s->report[r->family].id);
        }
        sayso__sink_text(p->out, "\n\n");
        if (r->family == i || r->revision_of < p->s->n_report)
            claims(p, i);
        sayso__sink_char(p->out, '\n');
    }
}

static sayso_status event(sayso_export *x, const sayso_export_event *e, sayso_error *err)
{
    page p = {x->out, e->s, e->a};
    (void)err;
    head(&p);
    blame(&p);
    positions(&p);
    figures(&p);
    reports(&p);
    return SAYSO_OK;
}

const sayso_export_format sayso__export_markdown = {.name = "markdown",
                                                    .file = "report.md",
                                                    .event = event};
