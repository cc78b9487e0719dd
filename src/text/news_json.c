/* news_json.c -- ninjs and JSON Feed: which key counts for what.  Layer: text.
 *
 * ninjs 1 has "headline" and "body_text", "body_html" ...; 2 and 3 have lists of objects with role,
 * content type and value; 3 writes keys in camel case. JSON Feed has "content_html" and
 * "content_text". One list says what each is, best first; keys count without case. */
#include "text/news_json.h"

#include "base/fail.h"
#include "base/str.h"
#include "text/json_text.h"
#include "text/xml_report.h"

typedef enum { TITLE, BODY, ID, URL, BYLINE, PUBLISHED, MODIFIED, PUBLISHER, N_FIELD } field;

/* A lower rank goes before a higher one. inner: the key of an object, or of a list's objects, under
 * which the value is. */
// clang-format off
static const struct {
    const char *key, *inner;
    uint8_t field, rank;
} known[] = {
    {"headline", NULL, TITLE, 1},        {"headlines", "value", TITLE, 1},   {"title", NULL, TITLE, 2},
    {"bodies", "value", BODY, 1},        {"body_xhtml", NULL, BODY, 2},      {"body_html", NULL, BODY, 2},
    {"content_html", NULL, BODY, 2},     {"body_text", NULL, BODY, 3},       {"content_text", NULL, BODY, 3},
    {"body", NULL, BODY, 4},             {"description_text", NULL, BODY, 5}, {"descriptions", "value", BODY, 5},
    {"summary", NULL, BODY, 6},
    {"uri", NULL, ID, 1},                {"id", NULL, ID, 1},
    {"url", NULL, URL, 1},               {"external_url", NULL, URL, 2},
    {"byline", NULL, BYLINE, 1},         {"by", NULL, BYLINE, 1},            {"bylines", "value", BYLINE, 1},
    {"authors", "name", BYLINE, 2},      {"author", "name", BYLINE, 3},
    {"date_published", NULL, PUBLISHED, 1}, {"versioncreated", NULL, PUBLISHED, 1},
    {"firstcreated", NULL, PUBLISHED, 2}, {"contentcreated", NULL, PUBLISHED, 3},
    {"contentmodified", NULL, PUBLISHED, 4}, {"date_modified", NULL, PUBLISHED, 4},
    {"date_modified", NULL, MODIFIED, 1}, {"contentmodified", NULL, MODIFIED, 1},
    {"versioncreated", NULL, MODIFIED, 2},
    {"copyrightholder", NULL, PUBLISHER, 1}, {"infosources", "name", PUBLISHER, 2},
    {"infosource", "name", PUBLISHER, 2},
};
// clang-format on

#define LISTED    (sizeof known / sizeof *known)
#define TAGS_MOST 32u

typedef struct {
    const char *p;
    sayso_span value[N_FIELD]; /* between quotation marks; beg SAYSO_NONE: not there */
    uint8_t rank[N_FIELD];
    bool html; /* the body's key or content type says so */
    sayso_span tag[TAGS_MOST];
    uint32_t n_tag;
} report;

static bool is_key(const char *p, sayso_span key, const char *name)
{
    return sayso__str_ieq(sayso__str_span(p, key), sayso__str_z(name));
}

/* Of strings of one rank the longest body counts (a teaser and the text), else the first. */
static void offer(report *r, uint32_t k, sayso_span at, bool html)
{
    uint8_t f = known[k].field;
    sayso_span *now = &r->value[f];
    bool some = now->beg != SAYSO_NONE;
    bool longer = f == BODY && known[k].rank == r->rank[f] && at.end - at.beg > now->end - now->beg;
    if (at.beg == SAYSO_NONE || at.beg == at.end ||
        (some && known[k].rank >= r->rank[f] && !longer))
        return;
    *now = at;
    r->rank[f] = known[k].rank;
    if (f == BODY)
        r->html = html;
}

static bool says_html(const char *p, sayso_span at)
{
    sayso_str s = sayso__str_span(p, at);
    return sayso__str_find(s, SAYSO_STR("html")) != SAYSO_NONE;
}

/* An object under a known key, of its own or in a list. What is neither HTML nor plain text is the
 * same text for machines. */
static void offer_object(report *r, uint32_t k, sayso_span in)
{
    sayso_span key, value, found = {SAYSO_NONE, SAYSO_NONE};
    bool html = false, other = false;
    for (uint32_t at = in.beg; sayso__json_each(r->p, in, &at, &key, &value);) {
        if (key.beg == SAYSO_NONE)
            return;
        if (is_key(r->p, key, known[k].inner))
            found = sayso__json_inside(r->p, value);
        bool type = is_key(r->p, key, "contenttype");
        html |= (type || is_key(r->p, key, "role")) && says_html(r->p, value);
        other |= type && !says_html(r->p, value) &&
                 !sayso__str_is(sayso__str_span(r->p, value), "\"text/plain\"");
    }
    if (!other)
        offer(r, k, found, html);
}

/* Names of subjects. */
static void read_tags(report *r, sayso_span list)
{
    sayso_span key, value, name, one;
    for (uint32_t i = list.beg; sayso__json_each(r->p, list, &i, &name, &one);)
        for (uint32_t at = one.beg; sayso__json_each(r->p, one, &at, &key, &value);)
            if (key.beg != SAYSO_NONE && is_key(r->p, key, "name") && r->n_tag < TAGS_MOST)
                r->tag[r->n_tag++] = sayso__json_inside(r->p, value);
}

static void read_member(report *r, uint32_t k, sayso_span key, sayso_span value)
{
    sayso_span name, one;
    if (!known[k].inner)
        offer(r, k, sayso__json_inside(r->p, value), says_html(r->p, key));
    else if (r->p[value.beg] == '[')
        for (uint32_t i = value.beg; sayso__json_each(r->p, value, &i, &name, &one);)
            offer_object(r, k, one);
    else
        offer_object(r, k, value);
}

static void read_members(report *r, sayso_span in)
{
    sayso_span key, value;
    for (uint32_t at = in.beg; sayso__json_each(r->p, in, &at, &key, &value);) {
        for (uint32_t k = 0; k < LISTED; k++)
            if (is_key(r->p, key, known[k].key))
                read_member(r, k, key, value);
        if (is_key(r->p, key, "subject") || is_key(r->p, key, "subjects"))
            read_tags(r, value);
    }
}

/* A string as a field of the document. */
static sayso_status take_span(sayso_doc_maker *m, sayso_span at, sayso_str *out, sayso_error *err)
{
    sayso_text_builder b;
    if (at.beg == SAYSO_NONE)
        return SAYSO_OK;
    SAYSO_TRY(sayso__doc_json_text(m, at, &b, err));
    for (char *nul = memchr(b.p, 0, b.n); nul; nul = memchr(nul, 0, b.n - (size_t)(nul - b.p)))
        *nul = ' ';
    sayso_str s = sayso__str_trim(sayso__str(b.p, b.n));
    *out = s.n ? s : (sayso_str){NULL, 0};
    return SAYSO_OK;
}

static sayso_status take(sayso_doc_maker *m, const report *r, field f, sayso_str *out,
                         sayso_error *err)
{
    return take_span(m, r->value[f], out, err);
}

static sayso_status take_tags(sayso_doc_maker *m, const report *r, sayso_error *err)
{
    sayso_str *tags = &m->doc->tags;
    for (uint32_t i = 0; i < r->n_tag && tags->n < SAYSO_ABOUT_MOST; i++) {
        sayso_str s = {NULL, 0};
        SAYSO_TRY(take_span(m, r->tag[i], &s, err));
        if (s.n && !(*tags = sayso__arena_listed(m->arena, *tags, s)).p)
            return sayso__fail_memory(err);
    }
    return SAYSO_OK;
}

static sayso_status take_fields(sayso_doc_maker *m, const report *r, sayso_error *err)
{
    sayso_doc *d = m->doc;
    SAYSO_TRY(take(m, r, ID, &d->id, err));
    SAYSO_TRY(take(m, r, URL, &d->url, err));
    SAYSO_TRY(take(m, r, BYLINE, &d->byline, err));
    SAYSO_TRY(take(m, r, PUBLISHED, &d->published, err));
    SAYSO_TRY(take(m, r, PUBLISHER, &d->publisher, err));
    if (!d->modified.p)
        SAYSO_TRY(take(m, r, MODIFIED, &d->modified, err));
    if (sayso__str_eq(d->modified, d->published))
        d->modified = (sayso_str){NULL, 0};
    if (!d->tags.p)
        SAYSO_TRY(take_tags(m, r, err));
    if (!d->url.p && sayso__str_starts(d->id, SAYSO_STR("http")))
        d->url = d->id;
    sayso__doc_outer_id(d);
    if (d->byline.n > 3 && sayso__str_ieq(sayso__str(d->byline.p, 3), SAYSO_STR("by ")))
        d->byline = sayso__str(d->byline.p + 3, d->byline.n - 3);
    return SAYSO_OK;
}

sayso_status sayso__doc_news_json(sayso_doc_maker *m, sayso_error *err)
{
    sayso_doc *d = m->doc;
    report r = {.p = d->unit.bytes};
    sayso_span all = {0, d->unit.n};
    sayso_text_builder title = {0}, body = {.p = SAYSO_NEW(m->arena, char)};
    for (uint32_t f = 0; f < N_FIELD; f++)
        r.value[f] = (sayso_span){SAYSO_NONE, SAYSO_NONE};
    while (all.beg < all.end && r.p[all.beg] != '{')
        all.beg++;
    read_members(&r, all);
    if (r.value[BODY].beg == SAYSO_NONE &&
        (r.value[TITLE].beg == SAYSO_NONE || r.rank[TITLE] > 1)) /* many things have titles */
        return sayso__fail(err, SAYSO_EINPUT, d->unit.offset, "no \"text\" here");
    if (!body.p || !SAYSO_PUSH(m->arena, &body.map, (sayso_map_run){0, 0, 0}))
        return sayso__fail_memory(err);
    if (r.value[TITLE].beg != SAYSO_NONE)
        SAYSO_TRY(sayso__doc_json_text(m, r.value[TITLE], &title, err));
    if (r.value[BODY].beg != SAYSO_NONE)
        SAYSO_TRY(sayso__doc_json_text(m, r.value[BODY], &body, err));
    SAYSO_TRY(take_fields(m, &r, err));
    bool html = r.html || sayso__looks_html(sayso__str(body.p, body.n));
    return sayso__doc_part(m, body, html, &title, err);
}
