/* export_web.c -- jsonld and timelinejs: claims for the web of data, and a timeline page.
 * Layer: view.
 *
 * JSON-LD 1.1 with its context inline, so that it expands without a network: schema.org Claim and
 * NewsArticle, W3C Web Annotation (TextQuoteSelector, TextPositionSelector in code points), PROV-O.
 * Nobody's rating is made: there is no ClaimReview. TimelineJS: timeline.knightlab.com JSON. */
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/vocab.h"
#include "view/export.h"
#include "view/markup.h"

#define AROUND 32u /* code points of prefix and suffix */

/* ---- JSON-LD ----------------------------------------------------------------------------- */

static const char context[] =
    "{\"@context\":{\"schema\":\"https://schema.org/\",\"oa\":\"http://www.w3.org/ns/oa#\","
    "\"prov\":\"http://www.w3.org/ns/prov#\",\"xsd\":\"http://www.w3.org/2001/XMLSchema#\","
    "\"dcterms\":\"http://purl.org/dc/terms/\",\"sayso\":\"urn:sayso:term:\","
    "\"id\":\"@id\",\"type\":\"@type\","
    "\"Claim\":\"schema:Claim\",\"NewsArticle\":\"schema:NewsArticle\","
    "\"Person\":\"schema:Person\",\"Organization\":\"schema:Organization\","
    "\"Annotation\":\"oa:Annotation\",\"SpecificResource\":\"oa:SpecificResource\","
    "\"TextQuoteSelector\":\"oa:TextQuoteSelector\","
    "\"TextPositionSelector\":\"oa:TextPositionSelector\","
    "\"Entity\":\"prov:Entity\",\"Agent\":\"prov:Agent\","
    "\"name\":\"schema:name\",\"alternateName\":\"schema:alternateName\","
    "\"headline\":\"schema:headline\",\"text\":\"schema:text\",\"url\":\"schema:url\","
    "\"publisher\":\"schema:publisher\",\"author\":{\"@id\":\"schema:author\",\"@type\":\"@id\"},"
    "\"datePublished\":{\"@id\":\"schema:datePublished\",\"@type\":\"xsd:date\"},"
    "\"about\":\"schema:about\",\"appearance\":{\"@id\":\"schema:appearance\",\"@type\":\"@id\"},"
    "\"body\":{\"@id\":\"oa:hasBody\",\"@type\":\"@id\"},\"target\":\"oa:hasTarget\","
    "\"source\":{\"@id\":\"oa:hasSource\",\"@type\":\"@id\"},\"selector\":\"oa:hasSelector\","
    "\"motivation\":{\"@id\":\"oa:motivatedBy\",\"@type\":\"@id\"},"
    "\"exact\":\"oa:exact\",\"prefix\":\"oa:prefix\",\"suffix\":\"oa:suffix\","
    "\"start\":{\"@id\":\"oa:start\",\"@type\":\"xsd:nonNegativeInteger\"},"
    "\"end\":{\"@id\":\"oa:end\",\"@type\":\"xsd:nonNegativeInteger\"},"
    "\"wasQuotedFrom\":{\"@id\":\"prov:wasQuotedFrom\",\"@type\":\"@id\"},"
    "\"wasAttributedTo\":{\"@id\":\"prov:wasAttributedTo\",\"@type\":\"@id\"},"
    "\"hadPrimarySource\":{\"@id\":\"prov:hadPrimarySource\",\"@type\":\"@id\"},"
    "\"wasRevisionOf\":{\"@id\":\"prov:wasRevisionOf\",\"@type\":\"@id\"},"
    "\"alternateOf\":{\"@id\":\"prov:alternateOf\",\"@type\":\"@id\"},"
    "\"actedOnBehalfOf\":{\"@id\":\"prov:actedOnBehalfOf\",\"@type\":\"@id\"},"
    "\"via\":{\"@id\":\"sayso:via\",\"@type\":\"@id\",\"@container\":\"@list\"},"
    "\"responsible\":{\"@id\":\"sayso:responsible\",\"@type\":\"@id\"},"
    "\"speechAct\":\"sayso:speechAct\",\"kind\":\"sayso:kind\",\"stance\":\"sayso:stance\","
    "\"factuality\":\"sayso:factuality\",\"evidence\":\"sayso:evidence\","
    "\"quoteType\":\"sayso:quoteType\",\"sourceType\":\"sayso:sourceType\","
    "\"independent\":\"sayso:independent\",\"field\":\"sayso:field\",\"role\":\"sayso:role\","
    "\"event\":\"sayso:event\",\"sha256\":\"sayso:sha256\"},\n\"@graph\":[\n";

typedef struct {
    sayso_export *x;
    const sayso_state *s;
    sayso_arena *a;
    bool failed;
} writer;

/* "urn:sayso:report:" and the id with all that a URN does not allow percent-encoded. */
static const char *urn(writer *w, const char *what, const char *id)
{
    static const char hex[] = "0123456789ABCDEF";
    sayso_sink s;
    sayso__sink_memory(&s);
    sayso__sink_print(&s, "urn:sayso:%s:", what);
    for (const char *p = id ? id : ""; *p; p++) {
        unsigned char c = (unsigned char)*p;
        if (sayso__is_alpha(*p) || sayso__is_digit(*p) || strchr("-._~", *p))
            sayso__sink_char(&s, *p);
        else
            sayso__sink_put(&s, (char[]){'%', hex[c >> 4], hex[c & 15]}, 3);
    }
    const char *out = s.failed ? NULL : sayso__arena_copy(w->a, s.buf, s.n);
    sayso__sink_free(&s);
    w->failed |= !out;
    return out;
}

static const char *report_urn(writer *w, uint32_t i)
{
    return i < w->s->n_report ? urn(w, "report", w->s->report[i].id) : NULL;
}

static const char *actor_urn(writer *w, uint32_t i)
{
    return i < w->s->n_actor ? urn(w, "actor", w->s->actor[i].id) : NULL;
}

static const char *claim_urn(writer *w, uint32_t i)
{
    return urn(w, "claim", w->s->claim[i].id);
}

/* Nothing where there is nothing to say. */
static void put(sayso_json *j, const char *key, const char *text)
{
    if (text)
        sayso__json_put_text(j, key, text);
}

static void open_node(writer *w, const char *id, const char *type, const char *other)
{
    sayso_json *j = &w->x->j;
    if (w->x->n++)
        sayso__sink_text(w->x->out, ",\n");
    sayso__json_init(j, w->x->out);
    sayso__json_object(j);
    put(j, "id", id);
    sayso__json_key(j, "type");
    sayso__json_array(j);
    sayso__json_text(j, type);
    if (other)
        sayso__json_text(j, other);
    sayso__json_array_end(j);
}

static void put_report(writer *w, uint32_t i)
{
    const sayso_state_report *r = &w->s->report[i];
    sayso_json *j = &w->x->j;
    open_node(w, report_urn(w, i), "NewsArticle", "Entity");
    put(j, "headline", r->title);
    put(j, "url", r->url);
    put(j, "datePublished", r->day);
    put(j, "sha256", r->sha256);
    put(j, "event", w->s->event.id);
    if (r->publisher) {
        sayso__json_key(j, "publisher");
        sayso__json_object(j);
        sayso__json_put_text(j, "type", "Organization");
        sayso__json_put_text(j, "name", r->publisher);
        sayso__json_object_end(j);
    }
    put(j, "wasRevisionOf", report_urn(w, r->revision_of));
    for (uint32_t g = 0; r->group && g < w->s->n_copies; g++) {
        uint32_t first = w->s->copies[g][0];
        if (first == i || strcmp(w->s->report[first].group, r->group) != 0)
            continue;
        put(j, "alternateOf", report_urn(w, first));
        put(j, "hadPrimarySource", report_urn(w, first));
    }
    sayso__json_object_end(j);
}

/* An actor of several events is one node. */
static void put_actor(writer *w, uint32_t i)
{
    const sayso_state_actor *a = &w->s->actor[i];
    sayso_json *j = &w->x->j;
    uint32_t before = w->x->seen.n;
    w->failed |= sayso__table_intern(&w->x->seen, sayso__str_z(a->id)) == SAYSO_NONE;
    if (w->x->seen.n == before)
        return;
    open_node(w, actor_urn(w, i), a->class_ == SAYSO_CLASS_PERSON ? "Person" : "Organization",
              "Agent");
    put(j, "name", a->name);
    if (a->n_alias) {
        sayso__json_key(j, "alternateName");
        sayso__json_array(j);
        for (uint32_t k = 0; k < a->n_alias; k++)
            sayso__json_text(j, a->alias[k]);
        sayso__json_array_end(j);
    }
    put(j, "actedOnBehalfOf", actor_urn(w, a->speaks_for));
    sayso__json_object_end(j);
}

static void put_lists(writer *w, const sayso_state_claim *c)
{
    sayso_json *j = &w->x->j;
    if (c->evidence) {
        sayso__json_key(j, "evidence");
        sayso__json_array(j);
        for (uint32_t bit = 1; bit < SAYSO_EVIDENCE_N; bit++)
            if (c->evidence & 1u << bit)
                sayso__json_text(j, sayso__word(SAYSO_VOCAB_EVIDENCE, bit));
        sayso__json_array_end(j);
    }
    if (c->n_relay) {
        sayso__json_key(j, "via");
        sayso__json_array(j);
        for (uint32_t k = 0; k < c->n_relay; k++)
            sayso__json_text(j, actor_urn(w, c->relay[k].actor));
        sayso__json_array_end(j);
    }
}

static void put_claim(writer *w, uint32_t i)
{
    const sayso_state_claim *c = &w->s->claim[i];
    sayso_json *j = &w->x->j;
    const char *report = report_urn(w, c->report), *who = actor_urn(w, c->source_actor);
    open_node(w, claim_urn(w, i), "Claim", "Entity");
    put(j, "text", c->text);
    put(j, "author", who);
    put(j, "wasAttributedTo", who);
    put(j, "datePublished", c->said);
    put(j, "appearance", report);
    put(j, "wasQuotedFrom", report);
    put(j, "hadPrimarySource", report_urn(w, w->s->report[c->report].family));
    put(j, "speechAct", sayso__word(SAYSO_VOCAB_SPEECH_ACT, c->act));
    put(j, "kind", sayso__word(SAYSO_VOCAB_KIND, c->kind));
    put(j, "responsible", actor_urn(w, c->responsible));
    put(j, "stance", sayso__word(SAYSO_VOCAB_STANCE, c->stance));
    put(j, "factuality", sayso__word(SAYSO_VOCAB_FACTUALITY, c->factuality));
    put(j, "quoteType", sayso__word(SAYSO_VOCAB_QUOTE, c->quote_type));
    put(j, "sourceType", sayso__word(SAYSO_VOCAB_SOURCE_TYPE, c->source_type));
    sayso__json_put_int(j, "independent", c->n_independent);
    put_lists(w, c);
    sayso__json_object_end(j);
}

/* A few code points before (back) or behind byte `at`. */
static sayso_str around(sayso_str text, uint32_t at, bool back)
{
    uint32_t p = at;
    for (uint32_t n = 0; n < AROUND; n++) {
        if (back ? p == 0 : p >= text.n)
            break;
        p += back ? -1u : 1u;
        while (p > 0 && p < text.n && ((unsigned char)text.p[p] & 0xc0) == 0x80)
            p += back ? -1u : 1u;
    }
    return back ? sayso__str(text.p + p, at - p) : sayso__str(text.p + at, p - at);
}

static void put_selectors(writer *w, const sayso_state_report *r, const sayso_state_span *at)
{
    sayso_json *j = &w->x->j;
    sayso_str text = at->title ? sayso__str_z(r->title) : sayso__str(r->text, r->n_text);
    sayso__json_key(j, "selector");
    sayso__json_array(j);
    sayso__json_object(j);
    sayso__json_put_text(j, "type", "TextQuoteSelector");
    sayso__json_put_text(j, "exact", at->text);
    sayso__json_put_str(j, "prefix", around(text, at->bytes.beg, true));
    sayso__json_put_str(j, "suffix", around(text, at->bytes.end, false));
    sayso__json_object_end(j);
    sayso__json_object(j);
    sayso__json_put_text(j, "type", "TextPositionSelector");
    sayso__json_put_int(j, "start", at->chars.beg);
    sayso__json_put_int(j, "end", at->chars.end);
    sayso__json_object_end(j);
    sayso__json_array_end(j);
}

static void put_annotation(writer *w, uint32_t claim, const char *role, const sayso_state_span *at,
                           uint32_t n)
{
    const sayso_state_claim *c = &w->s->claim[claim];
    sayso_json *j = &w->x->j;
    for (uint32_t k = 0; k < n; k++) {
        const char *about = claim_urn(w, claim);
        sayso_str id = sayso__arena_print(w->a, "%s:%s:%u", about ? about : "", role, k);
        w->failed |= !id.p;
        open_node(w, id.p, "Annotation", NULL);
        put(j, "motivation", strcmp(role, "content") == 0 ? "oa:highlighting" : "oa:identifying");
        put(j, "body", about);
        put(j, "role", role);
        sayso__json_key(j, "target");
        sayso__json_object(j);
        sayso__json_put_text(j, "type", "SpecificResource");
        put(j, "source", report_urn(w, c->report));
        put(j, "field", at[k].title ? "title" : "text");
        put_selectors(w, &w->s->report[c->report], &at[k]);
        sayso__json_object_end(j);
        sayso__json_object_end(j);
    }
}

static sayso_status jsonld_begin(sayso_export *x, sayso_error *err)
{
    (void)err;
    sayso__sink_text(x->out, context);
    return SAYSO_OK;
}

static sayso_status jsonld_event(sayso_export *x, const sayso_export_event *e, sayso_error *err)
{
    writer w = {x, e->s, e->a, false};
    for (uint32_t i = 0; i < e->s->n_report; i++)
        put_report(&w, i);
    for (uint32_t i = 0; i < e->s->n_actor; i++)
        put_actor(&w, i);
    for (uint32_t i = 0; i < e->s->n_claim; i++) {
        const sayso_state_claim *c = &e->s->claim[i];
        put_claim(&w, i);
        put_annotation(&w, i, "source", c->source, c->n_source);
        put_annotation(&w, i, "cue", c->cue, c->n_cue);
        put_annotation(&w, i, "content", c->content, c->n_content);
    }
    return w.failed ? sayso__fail_memory(err) : SAYSO_OK;
}

static sayso_status jsonld_end(sayso_export *x, sayso_error *err)
{
    (void)err;
    sayso__sink_text(x->out, "\n]}\n");
    return SAYSO_OK;
}

const sayso_export_format sayso__export_jsonld = {.name = "jsonld",
                                                  .file = "claims.jsonld",
                                                  .begin = jsonld_begin,
                                                  .event = jsonld_event,
                                                  .end = jsonld_end};

/* ---- TimelineJS -------------------------------------------------------------------------- */

/* The page sets headlines and texts as HTML: foreign words are escaped for it. */
static void put_html(writer *w, const char *key, const char *text)
{
    sayso_sink s;
    sayso__sink_memory(&s);
    sayso__markup_text(&s, text);
    sayso__json_put_str(&w->x->j, key, sayso__str(s.buf ? s.buf : "", s.n));
    w->failed |= s.failed;
    sayso__sink_free(&s);
}

static void put_moment(writer *w, const sayso_state_moment *m)
{
    sayso_date d = sayso__export_date(m->date);
    sayso_json *j = &w->x->j;
    if (!d.year)
        return;
    sayso__json_object(j);
    sayso__json_key(j, "start_date");
    sayso__json_object(j);
    sayso__json_put_int(j, "year", d.year);
    if (d.month)
        sayso__json_put_int(j, "month", d.month);
    if (d.day)
        sayso__json_put_int(j, "day", d.day);
    sayso__json_object_end(j);
    sayso__json_key(j, "text");
    sayso__json_object(j);
    put_html(w, "headline", m->text);
    put_html(w, "text",
             m->report < w->s->n_report ? sayso__export_cite(w->s, m->report, w->a) : NULL);
    sayso__json_object_end(j);
    sayso__json_put_text(j, "group", m->what);
    char id[24];
    snprintf(id, sizeof id, "sayso-%u", ++w->x->n);
    sayso__json_put_text(j, "unique_id", id);
    sayso__json_object_end(j);
}

static sayso_status timeline_begin(sayso_export *x, sayso_error *err)
{
    (void)err;
    sayso__json_object(&x->j);
    sayso__json_put_text(&x->j, "scale", "human");
    sayso__json_key(&x->j, "events");
    sayso__json_array(&x->j);
    return SAYSO_OK;
}

static sayso_status timeline_event(sayso_export *x, const sayso_export_event *e, sayso_error *err)
{
    writer w = {x, e->s, e->a, false};
    for (uint32_t i = 0; i < e->s->n_moment; i++)
        put_moment(&w, &e->s->moment[i]);
    return w.failed ? sayso__fail_memory(err) : SAYSO_OK;
}

static sayso_status timeline_end(sayso_export *x, sayso_error *err)
{
    (void)err;
    sayso__json_array_end(&x->j);
    sayso__json_object_end(&x->j);
    sayso__sink_char(x->out, '\n');
    return SAYSO_OK;
}

const sayso_export_format sayso__export_timelinejs = {.name = "timelinejs",
                                                      .file = "timeline.json",
                                                      .begin = timeline_begin,
                                                      .event = timeline_event,
                                                      .end = timeline_end};
