/* report.c -- one report in memory: the call that does the whole job.  Layer: engine. */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/fail.h"
#include "base/str.h"
#include "base/vocab.h"
#include "engine/engine.h"
#include "ledger/sketch.h"
#include "sayso/sayso.h"
#include "view/extract.h"

struct sayso_report {
    sayso_arena arena;
    sayso_analysis x;
    sayso_said *said; /* [n] */
    uint32_t n;
    sayso_str title, text; /* NUL-terminated */
};

const char *sayso_version(void)
{
    return SAYSO_VERSION;
}

const char *sayso_word(sayso_vocab vocab, uint32_t value)
{
    return sayso__word(vocab, value);
}

const char *sayso_status_text(sayso_status status)
{
    switch (status) {
#define X(name, text)                                                                              \
    case SAYSO_##name: return text;
        SAYSO_STATUS_LIST(X)
#undef X
    }
    return "no such status";
}

/* ---- claims as the header shows them ------------------------------------------------------------
 */

/* The pieces' words, joined by " ... ", and where they lie; NULL for no pieces. */
static sayso_status words(sayso_report *r, const sayso_piece *p, uint32_t n, const char **text,
                          sayso_span *at)
{
    size_t size = 1, used = 0;
    *text = NULL;
    *at = (sayso_span){0, 0};
    for (uint32_t i = 0; i < n; i++)
        size += p[i].at.end - p[i].at.beg + 5u;
    if (!n)
        return SAYSO_OK;
    char *out = sayso__arena_alloc(&r->arena, size);
    if (!out)
        return SAYSO_ENOMEM;
    for (uint32_t i = 0; i < n; i++) {
        if (i) {
            memcpy(out + used, " ... ", 5);
            used += 5;
        }
        memcpy(out + used, r->x.doc->text + p[i].at.beg, p[i].at.end - p[i].at.beg);
        used += p[i].at.end - p[i].at.beg;
    }
    uint32_t base = p[0].at.beg < r->x.doc->body ? 0 : r->x.doc->body;
    *text = out;
    *at = (sayso_span){p[0].at.beg - base, p[n - 1].at.end - base};
    return SAYSO_OK;
}

/* An actor's name as a string of the report's own; NULL for none. */
static const char *name(sayso_report *r, uint32_t actor)
{
    const sayso_attrs *s = r->x.attrs;
    return actor < s->n_actor
               ? sayso__arena_copy(&r->arena, s->actor[actor].name.p, s->actor[actor].name.n)
               : NULL;
}

/* via and evidence of claim i. */
static sayso_status lists(sayso_report *r, uint32_t i, sayso_said *out)
{
    const sayso_attribution *t = &r->x.attrs->attribution[i];
    uint32_t evidence = r->x.claims->claim[i].evidence;
    const char **via = SAYSO_NEW_N(&r->arena, const char *, t->n_via);
    const char **marks = SAYSO_NEW_N(&r->arena, const char *, SAYSO_EVIDENCE_N);
    if (!via || !marks)
        return SAYSO_ENOMEM;
    for (uint32_t k = 0; k < t->n_via; k++) {
        via[out->n_via] = name(r, r->x.attrs->relay[t->via + k].actor);
        out->n_via += via[out->n_via] != NULL;
    }
    for (uint32_t bit = 1; bit < SAYSO_EVIDENCE_N; bit++)
        if (evidence & 1u << bit)
            marks[out->n_evidence++] = sayso__word(SAYSO_VOCAB_EVIDENCE, bit);
    out->via = via;
    out->evidence = marks;
    return SAYSO_OK;
}

static sayso_status said(sayso_report *r, uint32_t i, sayso_said *out)
{
    const sayso_attrs *s = r->x.attrs;
    const sayso_attribution *t = &s->attribution[i];
    const sayso_claim *c = &r->x.claims->claim[i];
    uint32_t n_source, n_cue, n_content;
    const sayso_piece *source = sayso__attr_source(s, i, &n_source);
    const sayso_piece *cue = sayso__attr_cue(s, i, &n_cue);
    const sayso_piece *content = sayso__attr_content(s, i, &n_content);
    SAYSO_TRY(words(r, source, n_source, &out->source, &out->source_at));
    SAYSO_TRY(words(r, cue, n_cue, &out->cue, &out->cue_at));
    SAYSO_TRY(words(r, content, n_content, &out->content, &out->content_at));
    out->id = c->id;
    out->in_title = n_source + n_cue + n_content && source[0].at.beg < r->x.doc->body;
    out->source_actor = name(r, t->source_actor);
    if (t->source_actor < s->n_actor)
        out->speaks_for = name(r, s->actor[t->source_actor].speaks_for);
    out->source_type = sayso__word(SAYSO_VOCAB_SOURCE_TYPE, c->source_type);
    out->quote_type = sayso__word(SAYSO_VOCAB_QUOTE, t->quote_type);
    out->speech_act = sayso__word(SAYSO_VOCAB_SPEECH_ACT, c->act);
    out->kind = sayso__word(SAYSO_VOCAB_KIND, c->kind);
    out->factuality = sayso__word(SAYSO_VOCAB_FACTUALITY, c->factuality);
    out->responsible = name(r, c->responsible);
    out->stance = sayso__word(SAYSO_VOCAB_STANCE, c->stance);
    out->parent = t->parent;
    if (c->said != SAYSO_NO_DAY) {
        char buf[16];
        sayso__date_print(c->said, buf);
        out->said = sayso__arena_copy(&r->arena, buf, strlen(buf));
    }
    return lists(r, i, out);
}

/* ---- reading ------------------------------------------------------------ */

static sayso_str copy(sayso_arena *a, sayso_str s)
{
    return (sayso_str){sayso__arena_copy(a, s.p, s.n), s.n};
}

/* All that the getters hand out, once, so that they cannot fail. */
static sayso_status fill(sayso_report *r, sayso_error *err)
{
    r->title = copy(&r->arena, sayso__doc_title(r->x.doc));
    r->text = copy(&r->arena, sayso__doc_body(r->x.doc));
    r->n = r->x.claims ? r->x.attrs->n_attribution : 0;
    r->said = SAYSO_NEW_N(&r->arena, sayso_said, r->n);
    if (!r->title.p || !r->text.p || !r->said)
        return sayso__fail_memory(err);
    for (uint32_t i = 0; i < r->n; i++)
        if (said(r, i, &r->said[i]) != SAYSO_OK)
            return sayso__fail_memory(err);
    return SAYSO_OK;
}

static sayso_status read_one(sayso_report *r, const sayso_models *m, sayso_reader *reader,
                             const sayso_read_options *options, sayso_error *err)
{
    sayso_unit unit;
    do
        SAYSO_TRY(sayso__reader_next(reader, &r->arena, &unit, err));
    while (unit.note);
    if (!unit.bytes)
        return sayso__fail(err, SAYSO_EINPUT, 0, "no report in it");
    sayso_arena scratch;
    sayso__arena_init(&scratch, 0);
    const sayso_desk desk = {&r->arena, &scratch};
    sayso_status status = sayso__read_unit(m, &unit, options, &desk, &r->x, err);
    sayso__arena_free(&scratch);
    return status;
}

sayso_status sayso_report_read(const sayso_engine *engine, const void *bytes, size_t n,
                               const sayso_about *about, sayso_report **out, sayso_error *err)
{
    sayso_read_options options = {0};
    const char *id = about && about->id ? about->id : about && about->url ? about->url : "-";
    if (about)
        options = (sayso_read_options){.published = sayso__str_z(about->published),
                                       .publisher = sayso__str_z(about->publisher),
                                       .url = sayso__str_z(about->url)};
    *out = NULL;
    sayso_engine *own = NULL;
    if (!engine)
        SAYSO_TRY(sayso_engine_open(NULL, &own, err));
    sayso_reader *reader = NULL;
    sayso_report *r = calloc(1, sizeof *r);
    sayso_status status = r ? sayso__reader_open_memory(bytes, n, id, &options, &reader, err)
                            : sayso__fail_memory(err);
    if (status == SAYSO_OK)
        status = read_one(r, engine ? &engine->models : &own->models, reader, &options, err);
    if (status == SAYSO_OK)
        status = fill(r, err);
    if (reader)
        sayso__reader_close(reader);
    sayso_engine_close(own);
    if (status == SAYSO_OK)
        *out = r;
    else
        sayso_report_free(r);
    return status;
}

void sayso_report_free(sayso_report *r)
{
    if (r)
        sayso__arena_free(&r->arena);
    free(r);
}

bool sayso_report_claim(const sayso_report *r, uint32_t i, sayso_said *out)
{
    *out = i < r->n ? r->said[i] : (sayso_said){0};
    return i < r->n;
}

const char *sayso_report_text(const sayso_report *r, size_t *n)
{
    *n = r->text.n;
    return r->text.p;
}

const char *sayso_report_title(const sayso_report *r, size_t *n)
{
    *n = r->title.n;
    return r->title.p;
}

sayso_status sayso_report_write(const sayso_report *r, const sayso_layout *layout,
                                const sayso_output *out, sayso_error *err)
{
    sayso_extract_layers layers = {0};
    if (layout)
        layers = (sayso_extract_layers){(sayso_offset_unit)layout->offsets, layout->tokens};
    sayso_arena scratch;
    sayso_sink sink;
    sayso__arena_init(&scratch, 0);
    sayso__sink_init(&sink, out->write, out->user);
    sayso_status status = sayso__extract_write(&r->x, &layers, &scratch, &sink, err);
    if (status == SAYSO_OK)
        status = sayso__sink_end(&sink, err);
    sayso__sink_free(&sink);
    sayso__arena_free(&scratch);
    return status;
}

sayso_status sayso_report_sketch(const sayso_report *r, sayso_sketch_kind kind,
                                 const sayso_output *out, sayso_error *err)
{
    sayso_arena scratch;
    sayso_sink sink;
    sayso__arena_init(&scratch, 0);
    sayso__sink_init(&sink, out->write, out->user);
    sayso_status status = kind == SAYSO_SKETCH_TEXT
                              ? sayso__sketch_text(&r->x, &scratch, &sink, err)
                              : sayso__sketch_event(&r->x, &scratch, &sink, err);
    if (status == SAYSO_OK)
        status = sayso__sink_end(&sink, err);
    sayso__sink_free(&sink);
    sayso__arena_free(&scratch);
    return status;
}
