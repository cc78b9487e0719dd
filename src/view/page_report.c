/* page_report.c -- one report's text with its claims marked in it.  Layer: view.
 *
 * Each span of a claim is two edges; sorted by place they cut the text into runs. A run's style is
 * that of the roles open over it: a cue before a source before a content. Without colours each edge
 * is a bracket. Marked text is built in memory, a byte below 8 for each change of style, and then
 * set by paragraphs. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "base/str.h"
#include "base/vocab.h"
#include "view/page.h"

typedef enum { CONTENT, SOURCE, CUE, N_ROLE } role;

typedef struct {
    uint32_t at, other; /* where it is, where the span's other edge is */
    uint32_t claim;     /* index in the report */
    uint8_t role;
    bool opens;
} edge;

typedef SAYSO_ARRAY(edge) edges;

/* By place; what closes before what opens; the longer span outside. */
static int by_place(const void *x, const void *y)
{
    const edge *a = x, *b = y;
    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    if (a->opens != b->opens)
        return a->opens ? 1 : -1;
    if (a->other != b->other)
        return a->other > b->other ? -1 : 1;
    if (a->role != b->role)
        return (a->role < b->role) == a->opens ? -1 : 1;
    return (a->claim < b->claim) == a->opens ? -1 : a->claim != b->claim;
}

static bool add(sayso_arena *a, edges *e, const sayso_state_span *at, edge like, bool title)
{
    if (at->title != title || at->bytes.end <= at->bytes.beg)
        return true;
    edge open = like, close = like;
    open.at = close.other = at->bytes.beg;
    close.at = open.other = at->bytes.end;
    open.opens = true;
    return SAYSO_PUSH(a, e, open) && SAYSO_PUSH(a, e, close);
}

/* Both edges of every span of the field, sorted. */
static bool gather(const sayso_state *s, bool title, sayso_arena *a, edges *e)
{
    bool good = true;
    for (uint32_t i = 0; i < s->n_claim; i++) {
        const sayso_state_claim *c = &s->claim[i];
        for (uint32_t k = 0; k < c->n_source; k++)
            good = good && add(a, e, &c->source[k], (edge){.claim = i, .role = SOURCE}, title);
        for (uint32_t k = 0; k < c->n_cue; k++)
            good = good && add(a, e, &c->cue[k], (edge){.claim = i, .role = CUE}, title);
        for (uint32_t k = 0; k < c->n_content; k++)
            good = good && add(a, e, &c->content[k], (edge){.claim = i, .role = CONTENT}, title);
    }
    if (good && e->n)
        qsort(e->v, e->n, sizeof *e->v, by_place);
    return good;
}

/* Text without the bytes that mean styles. */
static void put_run(sayso_sink *out, const char *p, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if ((unsigned char)p[i] > SAYSO_N_STYLE)
            sayso__sink_char(out, p[i]);
}

static void put_bracket(sayso_sink *out, const edge *e)
{
    static const char *const open[] = {"[", "{", "<"}, *const close[] = {"]", "}", ">"};
    sayso__sink_text(out, e->opens ? open[e->role] : close[e->role]);
    if (e->opens && e->role == CONTENT)
        sayso__sink_print(out, "%u ", e->claim + 1);
}

/* The style of what comes next. */
static void put_style(sayso_sink *out, const uint32_t *open)
{
    sayso_style style = open[CUE]       ? SAYSO_STYLE_CUE
                        : open[SOURCE]  ? SAYSO_STYLE_SOURCE
                        : open[CONTENT] ? SAYSO_STYLE_CONTENT
                                        : SAYSO_STYLE_PLAIN;
    sayso__sink_char(out, (char)(style + 1));
}

/* The text with its edges written into it. */
static void mark(const char *text, uint32_t n, const edges *e, bool colour, sayso_sink *out)
{
    uint32_t at = 0, open[N_ROLE] = {0};
    for (uint32_t i = 0; i < e->n; i++) {
        const edge *x = &e->v[i];
        uint32_t to = x->at < n ? x->at : n;
        if (to > at) {
            put_run(out, text + at, to - at);
            at = to;
        }
        open[x->role] += x->opens ? 1u : UINT32_MAX;
        if (colour)
            put_style(out, open);
        else
            put_bracket(out, x);
        if (colour && x->opens && x->role == CONTENT)
            sayso__sink_print(out, "%u:", x->claim + 1);
    }
    put_run(out, text + at, n - at);
}

/* Lines of about a page's width that no blank line ends were broken by the writer's machine: the
 * next one goes on with the paragraph, unless it opens an item of a list. */
static bool goes_on(sayso_str line, sayso_str next)
{
    return line.n >= 50 && line.n <= 110 && next.n && !strchr("\n-*\t ", next.p[0]);
}

/* Bytes of the paragraph at the head of s, without its line end. */
static uint32_t paragraph(sayso_str s)
{
    uint32_t at = 0;
    for (;;) {
        const char *end = memchr(s.p + at, '\n', s.n - at);
        if (!end)
            return s.n;
        uint32_t n = (uint32_t)(end - s.p);
        if (!goes_on((sayso_str){s.p + at, n - at}, (sayso_str){end + 1, s.n - n - 1}))
            return n;
        at = n + 1;
    }
}

/* Paragraphs, each wrapped to the page. */
static void set(sayso_paper *p, sayso_str s)
{
    while (s.n) {
        uint32_t n = paragraph(s);
        bool end = n < s.n;
        sayso__paper_wrap(p, (sayso_str){s.p, n}, 0);
        sayso__sink_char(p->out, '\n');
        p->column = 0;
        n += end;
        s = (sayso_str){s.p + n, s.n - n};
    }
    sayso__paper_style(p, SAYSO_STYLE_PLAIN);
}

static bool put_field(sayso_brief *b, sayso_str text, bool title)
{
    edges e = {0};
    sayso_sink marked;
    if (!text.n)
        return true;
    if (!gather(b->s, title, b->a, &e))
        return false;
    sayso__sink_memory(&marked);
    mark(text.p, text.n, &e, b->p.colour, &marked);
    set(&b->p, sayso__str(marked.buf, marked.n));
    bool good = !marked.failed;
    sayso__sink_free(&marked);
    sayso__sink_char(b->p.out, '\n');
    return good;
}

/* ---- the claims --------------------------------------------------------------------------------
 */

/* "via Karvia Wire; North Front: denies; said 5 May; no_evidence_given" */
static void put_details(sayso_brief *b, const sayso_state_claim *c, sayso_sink *out)
{
    const char *sep = "";
    char day[40];
    for (uint32_t i = 0; i < c->n_relay; i++, sep = ", ")
        sayso__sink_print(out, "%s%s", i ? sep : "via ",
                          sayso__brief_actor(b, c->relay[i].actor, "?"));
    sep = c->n_relay ? "; " : "";
    if (c->speaks_for < b->s->n_actor) {
        sayso__sink_print(out, "%sfor %s", sep, sayso__brief_actor(b, c->speaks_for, "?"));
        sep = "; ";
    }
    if (c->stance) {
        sayso__sink_print(out, "%s%s that %s is responsible", sep,
                          sayso__word(SAYSO_VOCAB_STANCE, c->stance),
                          sayso__brief_actor(b, c->responsible, "?"));
        sep = "; ";
    }
    if (c->said) {
        sayso__brief_day(b, c->said, day);
        sayso__sink_print(out, "%ssaid %s", sep, day);
        sep = "; ";
    }
    for (uint32_t bit = 1; bit < SAYSO_EVIDENCE_N; bit++)
        if (c->evidence & 1u << bit) {
            sayso__sink_print(out, "%s%s", sep, sayso__word(SAYSO_VOCAB_EVIDENCE, bit));
            sep = "; ";
        }
}

static bool put_claim(sayso_brief *b, uint32_t i)
{
    const sayso_state_claim *c = &b->s->claim[i];
    const char *act = sayso__word(SAYSO_VOCAB_SPEECH_ACT, c->act);
    uint32_t who = b->p.width / 4;
    sayso_sink details;
    sayso__paper_newline(&b->p);
    sayso__paper_print(&b->p, "%3u ", i + 1);
    sayso__paper_clip(&b->p, sayso__str_z(sayso__brief_actor(b, c->source_actor, "-")), who - 1);
    sayso__paper_tab(&b->p, who + 4, 1);
    sayso__paper_text(&b->p, act ? act : "-");
    sayso__paper_tab(&b->p, who + 18, 1);
    sayso__paper_clip(&b->p, sayso__str_z(c->text ? c->text : ""), sayso__paper_left(&b->p));
    sayso__sink_memory(&details);
    put_details(b, c, &details);
    if (details.n) {
        sayso__paper_newline(&b->p);
        sayso__paper_style(&b->p, SAYSO_STYLE_FAINT);
        sayso__paper_tab(&b->p, 6, 0);
        sayso__paper_wrap(&b->p, sayso__str(details.buf, details.n), 6);
    }
    sayso__brief_ids(b, &i, 1);
    bool good = !details.failed;
    sayso__sink_free(&details);
    return good;
}

static bool put_claims(sayso_brief *b)
{
    bool good = true;
    sayso__paper_style(&b->p, SAYSO_STYLE_HEAD);
    sayso__paper_print(&b->p, "CLAIMS  %u", b->s->n_claim);
    sayso__paper_style(&b->p, SAYSO_STYLE_FAINT);
    if (!b->p.colour && b->s->n_claim)
        sayso__paper_text(&b->p, "   marked above: {source} <cue> [number content]");
    for (uint32_t i = 0; good && i < b->s->n_claim; i++)
        good = put_claim(b, i);
    sayso__paper_newline(&b->p);
    return good;
}

sayso_status sayso__page_report(const sayso_state *s, const sayso_brief_options *o, sayso_arena *a,
                                sayso_sink *out, sayso_error *err)
{
    sayso_brief b;
    SAYSO_TRY(sayso__brief_init(&b, s, o, a, out, err));
    const sayso_state_report *r = &s->report[0];
    char day[40];
    sayso__brief_day(&b, r->day, day);
    sayso__paper_style(&b.p, SAYSO_STYLE_FAINT);
    sayso__paper_text(&b.p, sayso__brief_publisher(&b, 0));
    const char *byline = r->publisher ? r->byline : NULL; /* else it stands for the publisher */
    sayso__paper_print(&b.p, "%s%s%s%s", day[0] ? " · " : "", day, byline ? " · " : "",
                       byline ? byline : "");
    sayso__paper_newline(&b.p);
    sayso__sink_char(out, '\n');
    if (!put_field(&b, sayso__str_z(r->title), true) ||
        !put_field(&b, sayso__str(r->text, r->text ? r->n_text : 0), false) || !put_claims(&b))
        return sayso__fail_memory(err);
    sayso__brief_figures(&b);
    sayso__brief_surveys(&b);
    sayso__brief_refused(&b, o->refused);
    return b.failed ? sayso__fail_memory(err) : SAYSO_OK;
}
