/* page_trace.c -- one claim's chain of hearsay, and what verify found.  Layer: view. */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "base/vocab.h"
#include "view/page.h"

/* Where words lie: in the field, and in the stored original. */
static void put_place(sayso_brief *b, const sayso_state_span *at)
{
    sayso__paper_style(&b->p, SAYSO_STYLE_FAINT);
    sayso__paper_print(&b->p, "%s bytes %u-%u, original bytes %u-%u", at->title ? "title" : "text",
                       at->bytes.beg, at->bytes.end, at->raw.beg, at->raw.end);
    sayso__paper_style(&b->p, SAYSO_STYLE_PLAIN);
}

static void put_words(sayso_brief *b, const char *label, const sayso_state_span *at, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        sayso__paper_newline(&b->p);
        sayso__paper_print(&b->p, "  %-13s", i ? "" : label);
        sayso__paper_wrap(&b->p, sayso__str_z(at[i].text ? at[i].text : ""), 15);
        sayso__paper_newline(&b->p);
        sayso__paper_tab(&b->p, 15, 0);
        put_place(b, &at[i]);
    }
}

static void put_claim(sayso_brief *b, const sayso_state_claim *c)
{
    const char *act = sayso__word(SAYSO_VOCAB_SPEECH_ACT, c->act);
    const char *kind = sayso__word(SAYSO_VOCAB_KIND, c->kind);
    char day[40];
    sayso__paper_style(&b->p, SAYSO_STYLE_HEAD);
    sayso__paper_print(&b->p, "claim %s", c->id);
    sayso__paper_style(&b->p, SAYSO_STYLE_PLAIN);
    sayso__paper_newline(&b->p);
    sayso__paper_print(&b->p, "  %-13s%s", "act", act ? act : "-");
    if (kind)
        sayso__paper_print(&b->p, ", about %s", kind);
    if (c->stance)
        sayso__paper_print(&b->p, "; %s that %s is responsible",
                           sayso__word(SAYSO_VOCAB_STANCE, c->stance),
                           sayso__brief_actor(b, c->responsible, "?"));
    if (c->said) {
        sayso__brief_day(b, c->said, day);
        sayso__paper_print(&b->p, "; said %s", day);
    }
    put_words(b, "source", c->source, c->n_source);
    put_words(b, "cue", c->cue, c->n_cue);
    put_words(b, "content", c->content, c->n_content);
    sayso__paper_newline(&b->p);
}

static void put_chain(sayso_brief *b, const sayso_trace *t)
{
    sayso__brief_heading(b, "CHAIN");
    sayso__paper_text(&b->p, "  from the speaker outward");
    for (uint32_t i = 0; i < t->n_link; i++) {
        const sayso_trace_link *l = &t->link[i];
        char day[40];
        sayso__brief_day(b, l->day, day);
        sayso__paper_newline(&b->p);
        sayso__paper_print(&b->p, "  %-13s%s%s%s", l->role, l->actor ? l->actor : "-",
                           day[0] ? ", " : "", day);
        if (!l->at)
            continue;
        sayso__paper_newline(&b->p);
        sayso__paper_tab(&b->p, 15, 0);
        sayso__paper_text(&b->p, "\"");
        sayso__paper_clip(&b->p, sayso__str_z(l->at->text ? l->at->text : ""), 60);
        sayso__paper_text(&b->p, "\"");
        sayso__paper_newline(&b->p);
        sayso__paper_tab(&b->p, 15, 0);
        put_place(b, l->at);
    }
    sayso__paper_newline(&b->p);
}

static void put_report(sayso_brief *b, const sayso_trace *t, const sayso_state_report *r)
{
    char day[40];
    sayso__brief_heading(b, "REPORT");
    sayso__paper_newline(&b->p);
    sayso__brief_day(b, r->day, day);
    sayso__paper_print(&b->p, "  %s%s%s%s%s", r->id, r->publisher ? ", " : "",
                       r->publisher ? r->publisher : "", day[0] ? ", " : "", day);
    if (r->title) {
        sayso__paper_newline(&b->p);
        sayso__paper_tab(&b->p, 2, 0);
        sayso__paper_wrap(&b->p, sayso__str_z(r->title), 2);
    }
    if (r->uri && r->sha256) {
        sayso__paper_newline(&b->p);
        sayso__paper_style(&b->p, SAYSO_STYLE_FAINT);
        sayso__paper_print(&b->p, "  original: %s, sha256 %.16s...", r->uri, r->sha256);
    }
    sayso__paper_newline(&b->p);
    for (uint32_t i = 0; i < t->n_carrier; i++) {
        if (!i)
            sayso__brief_heading(b, "ALSO CARRIED BY");
        sayso__paper_newline(&b->p);
        sayso__paper_print(&b->p, "  %s", t->carrier[i]);
    }
    if (t->n_carrier)
        sayso__paper_newline(&b->p);
}

sayso_status sayso__page_trace(const sayso_trace *t, const sayso_brief_options *o, sayso_arena *a,
                               sayso_sink *out, sayso_error *err)
{
    sayso_brief b;
    sayso_status status = sayso__brief_init(&b, &t->state, o, a, out, err);
    if (status != SAYSO_OK)
        return status;
    const sayso_state_claim *c = &t->state.claim[t->claim];
    b.year = 0; /* dates of one claim with their year */
    put_claim(&b, c);
    put_chain(&b, t);
    put_report(&b, t, &t->state.report[c->report]);
    return SAYSO_OK;
}

void sayso__page_verify(const sayso_verified *v, sayso_sink *out)
{
    typedef unsigned long long big;
    sayso__sink_print(out, "%llu reports, %llu originals, %llu spans read back: ", (big)v->n_report,
                      (big)v->n_original, (big)v->n_span);
    if (!v->n_different)
        sayso__sink_text(out, "all the same\n");
    else
        sayso__sink_print(out, "%llu differ\n", (big)v->n_different);
    for (uint32_t i = 0; i < v->n_shown; i++)
        sayso__sink_print(out, "  %s:%u-%u: %s\n", v->different[i].report, v->different[i].at.beg,
                          v->different[i].at.end, v->different[i].what);
    if (v->n_different > v->n_shown)
        sayso__sink_print(out, "  ... and %llu more\n", (big)(v->n_different - v->n_shown));
}
