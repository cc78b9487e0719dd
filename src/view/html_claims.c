/* html_claims.c -- the page's reports: each with its words lit, and the claims made of them.
 * Layer: view.
 *
 * Sources, cues and contents overlap and nest in many ways, so the text is cut at every place where
 * a span begins or ends, and each piece gets the classes of all that cover it.
 *
 * The page is to be mailed. What repeats is folded: a copy has neither its text nor the claims that
 * its first has in the same words (their ids stay, so that links lead to the copy). Of an event of
 * hundreds of reports those that take a side have their texts first, until there are TEXT_MOST
 * bytes; each claim's words stand in its list in any case. Tags that come by the ten thousand are
 * short. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/str.h"
#include "base/table.h"
#include "base/vocab.h"
#include "view/html_page.h"

#define TEXT_MOST ((uint32_t)192 << 10)

enum { PART_SOURCE, PART_CUE, PART_CONTENT, N_PART };

/* How much of the reports is shown. */
typedef struct {
    bool *whole;        /* [n_report] with its text */
    uint32_t *copy_of;  /* [n_report] the first of its group, or SAYSO_NONE */
    sayso_table *first; /* [n_report] of firsts: actor, act and words of their claims */
    uint32_t n_left;    /* reports without their text that are no copies */
} extent;

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

/* Edges of the pieces at[n] of a part, those in the title or those in the body. */
static bool add_spans(sayso_html *h, edges *v, const sayso_state_span *at, uint32_t n, edge part,
                      bool title)
{
    for (uint32_t i = 0; i < n; i++) {
        if (at[i].title != title)
            continue;
        edge beg = {at[i].bytes.beg, 1, part.part, i == 0 ? part.claim : SAYSO_NONE};
        edge end = {at[i].bytes.end, -1, part.part, SAYSO_NONE};
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
        const edge source = {.part = PART_SOURCE, .claim = SAYSO_NONE};
        const edge cue = {.part = PART_CUE, .claim = SAYSO_NONE};
        const edge content = {.part = PART_CONTENT, .claim = i};
        if (!add_spans(h, v, c->source, c->n_source, source, title) ||
            !add_spans(h, v, c->cue, c->n_cue, cue, title) ||
            !add_spans(h, v, c->content, c->n_content, content, title))
            return false;
    }
    if (v->n)
        qsort(v->v, v->n, sizeof *v->v, by_place);
    return true;
}

/* A piece between two edges; blank lines part paragraphs. */
static void put_piece(sayso_html *h, sayso_str t, const int32_t open[N_PART])
{
    static const char *const opening[8] = {"",
                                           "<i class=s>",
                                           "<i class=c>",
                                           "<i class=\"s c\">",
                                           "<i class=w>",
                                           "<i class=\"s w\">",
                                           "<i class=\"c w\">",
                                           "<i class=\"s c w\">"};
    bool any = open[PART_SOURCE] || open[PART_CUE] || open[PART_CONTENT];
    while (t.n) {
        uint32_t n = sayso__str_find(t, SAYSO_STR("\n\n"));
        bool ends = n != SAYSO_NONE;
        n = ends ? n : t.n;
        if (n && any)
            sayso__sink_text(h->out,
                             opening[(open[PART_SOURCE] ? 1 : 0) + (open[PART_CUE] ? 2 : 0) +
                                     (open[PART_CONTENT] ? 4 : 0)]);
        sayso__markup_str(h->out, sayso__str(t.p, n));
        if (n && any)
            sayso__sink_text(h->out, "</i>");
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
    sayso__sink_char(h->out, ' ');
    if (look < SAYSO_N_LOOK)
        sayso__sink_print(h->out, "<span class=%s>", sayso__html_class(look));
    for (const char *p = act ? act : "says"; *p; p++)
        sayso__sink_char(h->out, *p == '_' ? ' ' : *p);
    sayso__sink_text(h->out, look < SAYSO_N_LOOK ? "</span>" : "");
    if (c->responsible < h->s->n_actor) {
        sayso__sink_print(h->out, " (%s: ",
                          sayso__word(SAYSO_VOCAB_STANCE, c->stance)
                              ? sayso__word(SAYSO_VOCAB_STANCE, c->stance)
                              : "of");
        sayso__html_text(h, sayso__brief_actor(&h->b, c->responsible, "?"));
        sayso__sink_text(h->out, ")");
    }
}

static void put_claim(sayso_html *h, uint32_t i)
{
    const sayso_state_claim *c = &h->s->claim[i];
    sayso__sink_text(h->out, "<li id=\"c-");
    sayso__html_text(h, c->id);
    sayso__sink_text(h->out, "\"><b>");
    sayso__html_text(h, sayso__brief_actor(&h->b, c->source_actor, "No source named"));
    sayso__sink_text(h->out, "</b>");
    put_act(h, c);
    put_via(h, c);
    if (c->said) {
        sayso__sink_text(h->out, ", ");
        sayso__html_day(h, c->said);
    }
    sayso__sink_text(h->out, "<q>");
    sayso__html_text(h, c->text);
    sayso__sink_text(h->out, "</q>");
    put_tags(h, c);
    sayso__sink_text(h->out, "<code>");
    sayso__html_text(h, c->id);
    sayso__sink_text(h->out, "</code></li>\n");
}

/* ---- what is folded -------------------------------------------------------------------------- */

/* Who says it, how, in which words. p == NULL: out of memory. */
static sayso_str words_of(sayso_html *h, uint32_t claim)
{
    const sayso_state_claim *c = &h->s->claim[claim];
    return sayso__arena_print(h->a, "%u|%u|%s", c->source_actor, (unsigned)c->act, c->text);
}

static bool index_first(sayso_html *h, sayso_table *t, uint32_t report)
{
    const sayso_state_report *r = &h->s->report[report];
    sayso__table_init(t, h->a);
    for (uint32_t i = r->claim; i < r->claim + r->n_claim; i++) {
        sayso_str key = words_of(h, i);
        if (!key.p || !sayso__table_put(t, key))
            return false;
    }
    return true;
}

/* Does a report hold a claim that takes a side? */
static bool takes_side(const sayso_html *h, const sayso_state_report *r)
{
    for (uint32_t i = r->claim; i < r->claim + r->n_claim; i++)
        if (sayso__html_claim_look(&h->s->claim[i]) < SAYSO_N_LOOK)
            return true;
    return false;
}

static void choose_texts(const sayso_html *h, extent *e)
{
    const sayso_state *s = h->s;
    uint32_t left = TEXT_MOST;
    for (uint32_t pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < s->n_report; i++) {
            const sayso_state_report *r = &s->report[i];
            if (e->whole[i] || e->copy_of[i] != SAYSO_NONE || (!pass && !takes_side(h, r)) ||
                r->n_text > left)
                continue;
            e->whole[i] = true;
            left -= r->n_text;
        }
    for (uint32_t i = 0; i < s->n_report; i++)
        e->n_left += !e->whole[i] && e->copy_of[i] == SAYSO_NONE;
}

static bool fold(sayso_html *h, extent *e)
{
    const sayso_state *s = h->s;
    *e = (extent){.whole = SAYSO_NEW_N(h->a, bool, s->n_report),
                  .copy_of = SAYSO_NEW_N(h->a, uint32_t, s->n_report),
                  .first = SAYSO_NEW_N(h->a, sayso_table, s->n_report)};
    if (!e->whole || !e->copy_of || !e->first)
        return false;
    for (uint32_t i = 0; i < s->n_report; i++)
        e->copy_of[i] = SAYSO_NONE;
    for (uint32_t g = 0; g < s->n_copies; g++) {
        for (uint32_t k = 1; k < s->n_in_copies[g]; k++)
            e->copy_of[s->copies[g][k]] = s->copies[g][0];
        if (!index_first(h, &e->first[s->copies[g][0]], s->copies[g][0]))
            return false;
    }
    choose_texts(h, e);
    return true;
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

static void put_text(sayso_html *h, uint32_t i)
{
    sayso__sink_text(h->out, "<div class=\"text\">\n");
    if (h->s->report[i].title) {
        sayso__sink_text(h->out, "<p class=\"title\">");
        put_lit(h, i, true);
        sayso__sink_text(h->out, "</p>\n");
    }
    sayso__sink_text(h->out, "<p>");
    put_lit(h, i, false);
    sayso__sink_text(h->out, "</p>\n</div>\n");
}

/* The claims of a report; of a copy those that its first does not have, too. */
static void put_claims(sayso_html *h, uint32_t i, const extent *e)
{
    const sayso_state_report *r = &h->s->report[i];
    uint32_t first = e->copy_of[i], n_same = 0;
    bool *same = SAYSO_NEW_N(h->a, bool, r->n_claim);
    h->b.failed |= !same;
    for (uint32_t k = 0; same && first != SAYSO_NONE && k < r->n_claim; k++) {
        sayso_str key = words_of(h, r->claim + k);
        h->b.failed |= !key.p;
        same[k] = key.p && sayso__table_find(&e->first[first], key);
        n_same += same[k];
    }
    if (first != SAYSO_NONE) {
        sayso__sink_print(h->out, "<p>Runs <a href=#r-%u>the text of ", first + 1);
        sayso__html_text(h, sayso__brief_publisher(&h->b, first));
        sayso__sink_print(h->out, "</a>; %u of %u claims are its words.", n_same, r->n_claim);
    }
    for (uint32_t k = 0; same && k < r->n_claim; k++)
        if (same[k]) {
            sayso__sink_text(h->out, "<a id=\"c-");
            sayso__html_text(h, h->s->claim[r->claim + k].id);
            sayso__sink_text(h->out, "\"></a>");
        }
    sayso__sink_text(h->out, first != SAYSO_NONE ? "</p>\n" : "");
    if (n_same == r->n_claim)
        return;
    sayso__sink_text(h->out, "<h3>Claims</h3>\n<ol class=\"list\">\n");
    for (uint32_t k = 0; same && k < r->n_claim; k++)
        if (!same[k])
            put_claim(h, r->claim + k);
    sayso__sink_text(h->out, "</ol>\n");
}

static void put_report(sayso_html *h, uint32_t i, const extent *e)
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
    sayso__sink_text(h->out, "</code></p>\n");
    if (e->whole[i])
        put_text(h, i);
    put_claims(h, i, e);
    sayso__sink_text(h->out, "</div></details>\n");
}

void sayso__html_reports(sayso_html *h)
{
    extent e;
    if (!fold(h, &e)) {
        h->b.failed = true;
        return;
    }
    sayso__sink_text(h->out,
                     "<h2 id=\"reports\">Reports and every claim in its words</h2>\n"
                     "<p class=\"how\">Open a report: <i class=s>who says it</i>, <i class=c>the "
                     "words that say so</i>, <i class=w>what is said</i>; the numbers lead to the "
                     "claims below the text.");
    if (e.n_left)
        sayso__sink_print(h->out,
                          " To keep this page small, %u report%s here without the text, with all "
                          "claims in their words.",
                          e.n_left, e.n_left == 1 ? " stands" : "s stand");
    sayso__sink_text(h->out, "</p>\n");
    for (uint32_t i = 0; i < h->s->n_report; i++)
        put_report(h, i, &e);
}
