/* html_claims.c -- the page's reports: each with its words lit, and the claims made of them.
 * Layer: view.
 *
 * Sources, cues and contents overlap and nest in many ways, so the text is cut at every place where
 * a span begins or ends, and each piece gets the classes of all that cover it. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/str.h"
#include "base/vocab.h"
#include "view/html_page.h"

enum { PART_SOURCE, PART_CUE, PART_CONTENT, N_PART };

typedef struct {
    uint32_t at;
    int32_t step; /* +1: a span begins, -1: it ends */
    uint8_t part;
    uint32_t claim; /* first piece of a content: its claim, else SAYSO_NONE */
} edge;

typedef SAYSO_ARRAY(edge) edges;

static int by_place(const void *x, const void *y)
{
    const edge *a = x, *b = y;
    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    if (a->step != b->step)
        return a->step < b->step ? -1 : 1;
    if (a->claim != b->claim)
        return a->claim < b->claim ? -1 : 1;
    return (int)a->part - (int)b->part;
}

static bool add_spans(sayso_html *h, edges *v, const sayso_state_span *at, uint32_t n, uint8_t part,
                      uint32_t claim, bool title)
{
    for (uint32_t i = 0; i < n; i++) {
        if (at[i].title != title)
            continue;
        edge beg = {at[i].bytes.beg, 1, part, i == 0 ? claim : SAYSO_NONE};
        edge end = {at[i].bytes.end, -1, part, SAYSO_NONE};
        if (!SAYSO_PUSH(h->a, v, beg) || !SAYSO_PUSH(h->a, v, end))
            return false;
    }
    return true;
}

static bool gather(sayso_html *h, uint32_t report, bool title, edges *v)
{
    const sayso_state_report *r = &h->s->report[report];
    for (uint32_t i = r->claim; i < r->claim + r->n_claim; i++) {
        const sayso_state_claim *c = &h->s->claim[i];
        if (!add_spans(h, v, c->source, c->n_source, PART_SOURCE, SAYSO_NONE, title) ||
            !add_spans(h, v, c->cue, c->n_cue, PART_CUE, SAYSO_NONE, title) ||
            !add_spans(h, v, c->content, c->n_content, PART_CONTENT, i, title))
            return false;
    }
    if (v->n)
        qsort(v->v, v->n, sizeof *v->v, by_place);
    return true;
}

/* A piece between two edges; blank lines part paragraphs. */
static void put_piece(sayso_html *h, sayso_str t, const int32_t open[N_PART])
{
    bool any = open[PART_SOURCE] || open[PART_CUE] || open[PART_CONTENT];
    while (t.n) {
        uint32_t n = sayso__str_find(t, SAYSO_STR("\n\n"));
        bool ends = n != SAYSO_NONE;
        n = ends ? n : t.n;
        if (n && any)
            sayso__sink_print(h->out, "<span class=\"%s%s%s\">", open[PART_SOURCE] ? "s " : "",
                              open[PART_CUE] ? "c " : "", open[PART_CONTENT] ? "w" : "");
        sayso__markup_str(h->out, sayso__str(t.p, n));
        if (n && any)
            sayso__sink_text(h->out, "</span>");
        if (ends)
            sayso__sink_text(h->out, "</p>\n<p>");
        n += ends ? 2 : 0;
        t = sayso__str(t.p + n, t.n - n);
    }
}

/* Claims of a report are counted from 1. */
static void put_lit(sayso_html *h, uint32_t report, bool title)
{
    const sayso_state_report *r = &h->s->report[report];
    sayso_str text = title ? sayso__str_z(r->title) : sayso__str(r->text, r->n_text);
    int32_t open[N_PART] = {0};
    edges v = {0};
    if (!gather(h, report, title, &v)) {
        h->b.failed = true;
        return;
    }
    uint32_t done = 0;
    for (uint32_t i = 0; i < v.n; i++) {
        const edge *e = &v.v[i];
        if (e->at > text.n)
            break;
        put_piece(h, sayso__str(text.p + done, e->at - done), open);
        done = e->at;
        open[e->part] += e->step;
        if (e->claim != SAYSO_NONE) {
            sayso__sink_text(h->out, "<sup><a");
            sayso__html_href(h, e->claim);
            sayso__sink_print(h->out, ">%u</a></sup>", e->claim - r->claim + 1);
        }
    }
    put_piece(h, sayso__str(text.p + done, text.n - done), open);
}

/* ---- claims ------------------------------------------------------------------------------ */

static void put_via(sayso_html *h, const sayso_state_claim *c)
{
    for (uint32_t k = c->n_relay; k-- > 0;) {
        sayso__sink_text(h->out, k + 1 == c->n_relay ? " <span class=\"soft\">via " : ", ");
        sayso__html_text(h, sayso__brief_actor(&h->b, c->relay[k].actor, "?"));
    }
    sayso__sink_text(h->out, c->n_relay ? "</span>" : "");
}

static void put_tags(sayso_html *h, const sayso_state_claim *c)
{
    for (uint32_t bit = 1; bit < SAYSO_EVIDENCE_N; bit++) {
        if (!(c->evidence & 1u << bit))
            continue;
        sayso__sink_text(h->out, "<span class=\"tag\">");
        for (const char *p = sayso__word(SAYSO_VOCAB_EVIDENCE, bit); *p; p++)
            sayso__sink_char(h->out, *p == '_' ? ' ' : *p);
        sayso__sink_text(h->out, "</span>");
    }
    if (c->n_independent > 1)
        sayso__sink_print(h->out, "<span class=\"tag\">%u independent sources</span>",
                          c->n_independent);
}

static void put_act(sayso_html *h, const sayso_state_claim *c)
{
    const char *act = sayso__word(SAYSO_VOCAB_SPEECH_ACT, c->act);
    sayso_look look = sayso__html_claim_look(c);
    sayso__sink_print(h->out, " <span class=\"%s\">",
                      look < SAYSO_N_LOOK ? sayso__html_class(look) : "soft");
    for (const char *p = act ? act : "says"; *p; p++)
        sayso__sink_char(h->out, *p == '_' ? ' ' : *p);
    sayso__sink_text(h->out, "</span>");
    if (c->responsible < h->s->n_actor) {
        sayso__sink_print(h->out, " (%s: ",
                          sayso__word(SAYSO_VOCAB_STANCE, c->stance)
                              ? sayso__word(SAYSO_VOCAB_STANCE, c->stance)
                              : "of");
        sayso__html_text(h, sayso__brief_actor(&h->b, c->responsible, "?"));
        sayso__sink_text(h->out, ")");
    }
}

static void put_claim(sayso_html *h, uint32_t i, uint32_t number)
{
    const sayso_state_claim *c = &h->s->claim[i];
    sayso__sink_text(h->out, "<li class=\"claim\" id=\"c-");
    sayso__html_text(h, c->id);
    sayso__sink_print(h->out, "\"><span class=\"soft\">%u.</span> <b>", number);
    sayso__html_text(h, sayso__brief_actor(&h->b, c->source_actor, "No source named"));
    sayso__sink_text(h->out, "</b>");
    put_act(h, c);
    put_via(h, c);
    if (c->said) {
        sayso__sink_text(h->out, ", ");
        sayso__html_day(h, c->said);
    }
    sayso__sink_text(h->out, "<blockquote>");
    sayso__html_text(h, c->text);
    sayso__sink_text(h->out, "</blockquote>");
    put_tags(h, c);
    sayso__sink_text(h->out, "<code>");
    sayso__html_text(h, c->id);
    sayso__sink_text(h->out, "</code></li>\n");
}

/* ---- reports ----------------------------------------------------------------------------- */

/* An address that a report gives for itself, if it is one of the web. */
static bool is_web(const char *url)
{
    return url && (strncmp(url, "http://", 7) == 0 || strncmp(url, "https://", 8) == 0);
}

static void put_summary(sayso_html *h, uint32_t i)
{
    const sayso_state_report *r = &h->s->report[i];
    sayso__sink_text(h->out, "<summary><b>");
    sayso__html_text(h, r->title ? r->title : r->id);
    sayso__sink_text(h->out, "</b> <span class=\"soft\">");
    sayso__html_text(h, sayso__brief_publisher(&h->b, i));
    if (r->day) {
        sayso__sink_text(h->out, ", ");
        sayso__html_day(h, r->day);
    }
    sayso__sink_print(h->out, " · %u claim%s", r->n_claim, r->n_claim == 1 ? "" : "s");
    if (r->older)
        sayso__sink_text(h->out, " · an earlier version");
    if (r->revision_of < h->s->n_report)
        sayso__sink_text(h->out, " · a later version");
    if (r->shared > 0)
        sayso__sink_print(h->out, " · a copy (%u%% of it)", (unsigned)(100 * r->shared + 0.5));
    sayso__sink_text(h->out, "</span></summary>\n");
}

static void put_report(sayso_html *h, uint32_t i)
{
    const sayso_state_report *r = &h->s->report[i];
    sayso__sink_print(h->out, "<details id=\"r-%u\">", i + 1);
    put_summary(h, i);
    sayso__sink_text(h->out, "<div class=\"in\">\n<p class=\"soft\">");
    if (is_web(r->url)) {
        sayso__sink_text(h->out, "<a rel=\"noreferrer\" href=\"");
        sayso__html_text(h, r->url);
        sayso__sink_text(h->out, "\">");
        sayso__html_text(h, r->url);
        sayso__sink_text(h->out, "</a> ");
    }
    sayso__sink_text(h->out, "<code>");
    sayso__html_text(h, r->id);
    sayso__sink_text(h->out, "</code></p>\n<div class=\"text\">\n");
    if (r->title) {
        sayso__sink_text(h->out, "<p class=\"title\">");
        put_lit(h, i, true);
        sayso__sink_text(h->out, "</p>\n");
    }
    sayso__sink_text(h->out, "<p>");
    put_lit(h, i, false);
    sayso__sink_text(h->out, "</p>\n</div>\n");
    if (r->n_claim)
        sayso__sink_text(h->out, "<h3>Claims</h3>\n<ol class=\"list\">\n");
    for (uint32_t k = 0; k < r->n_claim; k++)
        put_claim(h, r->claim + k, k + 1);
    sayso__sink_text(h->out, r->n_claim ? "</ol>\n</div></details>\n" : "</div></details>\n");
}

void sayso__html_reports(sayso_html *h)
{
    sayso__sink_text(h->out,
                     "<h2 id=\"reports\">Reports and every claim in its words</h2>\n"
                     "<p class=\"how\">Open a report: <span class=\"s\">who says it</span>, <span "
                     "class=\"c\">the words that say so</span>, <span class=\"w\">what is "
                     "said</span>; the numbers lead to the claims below the text.</p>\n");
    for (uint32_t i = 0; i < h->s->n_report; i++)
        put_report(h, i);
}
