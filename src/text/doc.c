/* doc.c -- a unit into a document.  Layer: text. */
#include "text/doc.h"

#include <json-c/json.h>

#include "base/array.h"
#include "base/date.h"
#include "base/fail.h"
#include "base/hash.h"
#include "base/str.h"
#include "text/blocks.h"
#include "text/json_text.h"
#include "text/language.h"

#define JSON_DEPTH 64

/* A document under construction. */
typedef struct {
    sayso_doc *doc;
    sayso_arena *arena;
    SAYSO_ARRAY(sayso_refusal) refusal;
} maker;

static bool refuse(maker *m, const char *reason)
{
    return SAYSO_PUSH(m->arena, &m->refusal, (sayso_refusal){{0, 0}, reason});
}

/* ---- metadata ----------------------------------------------------------------------------- */

/* A key's value as a string: NULs become spaces, for others will print it. Absent, null and what is
 * no string give p = NULL; false when out of memory. */
static bool field(maker *m, json_object *o, const char *key, const char *reason, sayso_str *out)
{
    json_object *v = NULL;
    *out = (sayso_str){NULL, 0};
    if (!json_object_object_get_ex(o, key, &v) || !v)
        return true;
    bool number = json_object_is_type(v, json_type_int) || json_object_is_type(v, json_type_double);
    if (!json_object_is_type(v, json_type_string) && !(number && strcmp(key, "id") == 0))
        return refuse(m, reason);
    const char *s = json_object_get_string(v);
    size_t n = s ? number ? strlen(s) : (size_t)json_object_get_string_len(v) : 0;
    char *copy = s ? sayso__arena_copy(m->arena, s, n) : NULL;
    if (!copy)
        return false;
    for (char *nul = memchr(copy, 0, n); nul; nul = memchr(copy, 0, n))
        *nul = ' ';
    *out = sayso__str(copy, n);
    if (sayso__str_trim(*out).n == 0)
        *out = (sayso_str){NULL, 0};
    return true;
}

static bool metadata(maker *m, json_object *o)
{
    sayso_doc *d = m->doc;
    return field(m, o, "id", "\"id\" is neither a string nor a number", &d->id) &&
           field(m, o, "url", "\"url\" is not a string", &d->url) &&
           field(m, o, "publisher", "\"publisher\" is not a string", &d->publisher) &&
           field(m, o, "byline", "\"byline\" is not a string", &d->byline) &&
           field(m, o, "published", "\"published\" is not a string", &d->published);
}

/* Parsed with its keys checked, or NULL with *err filled. */
static json_object *parse(const sayso_unit *u, sayso_error *err)
{
    json_tokener *t = json_tokener_new_ex(JSON_DEPTH);
    if (!t) {
        (void)sayso__fail_memory(err);
        return NULL;
    }
    json_tokener_set_flags(t, JSON_TOKENER_STRICT);
    json_object *o = json_tokener_parse_ex(t, u->bytes, (int)u->n);
    enum json_tokener_error why = json_tokener_get_error(t);
    size_t stop = json_tokener_get_parse_end(t);
    json_tokener_free(t);
    while (stop < u->n && why == json_tokener_success && sayso__is_space(u->bytes[stop]))
        stop++;
    if (why == json_tokener_success && stop == u->n && json_object_is_type(o, json_type_object))
        return o;
    json_object_put(o);
    const char *what = why == json_tokener_success       ? "not one JSON object"
                       : why == json_tokener_continue    ? "broken JSON: it ends too early"
                       : why == json_tokener_error_depth ? "broken JSON: nested too deeply"
                                                         : "broken JSON";
    (void)sayso__fail(err, SAYSO_EINPUT, u->offset + stop, "%s", what);
    return NULL;
}

/* ---- text --------------------------------------------------------------------------------- */

/* Title, blank line and body of JSON input, with their map. */
static sayso_status json_body(maker *m, sayso_error *err)
{
    sayso_doc *d = m->doc;
    const char *p = d->unit.bytes;
    sayso_span title = sayso__json_string(p, d->unit.n, "title");
    sayso_span text = sayso__json_string(p, d->unit.n, "text");
    if (text.beg == SAYSO_NONE) {
        bool html = sayso__json_string(p, d->unit.n, "html").beg != SAYSO_NONE;
        return sayso__fail(err, SAYSO_EINPUT, d->unit.offset,
                           html ? "no \"text\" here (\"html\" is not read yet)"
                                : "no \"text\" here");
    }
    uint32_t n_title = title.beg == SAYSO_NONE ? 0 : title.end - title.beg;
    uint64_t raw = (uint64_t)n_title + (text.end - text.beg);
    if (raw > UINT32_MAX / 2)
        return sayso__fail(err, SAYSO_ELIMIT, d->unit.offset, "too long");
    sayso_text_builder b = {.p = sayso__arena_alloc(m->arena, raw + raw / 2 + 8)};
    if (!b.p)
        return sayso__fail_memory(err);
    if (n_title && !sayso__json_unescape(p, title, m->arena, &b))
        return sayso__fail_memory(err);
    if (sayso__str_trim(sayso__str(b.p, b.n)).n == 0) {
        b.n = b.map.n = 0;
    } else {
        d->has_title = true;
        if (!SAYSO_PUSH(m->arena, &b.map, (sayso_map_run){b.n, title.end, 0}))
            return sayso__fail_memory(err);
        b.p[b.n++] = '\n';
        b.p[b.n++] = '\n';
    }
    d->body = b.n;
    if (!sayso__json_unescape(p, text, m->arena, &b) ||
        (b.map.n == 0 && !SAYSO_PUSH(m->arena, &b.map, (sayso_map_run){0, text.beg, 0})))
        return sayso__fail_memory(err);
    if (b.replaced && !refuse(m, "a NUL or half a character was replaced"))
        return sayso__fail_memory(err);
    d->text = b.p;
    d->n_text = b.n;
    d->map = b.map.v;
    d->n_map = b.map.n;
    return SAYSO_OK;
}

static sayso_status read_json(maker *m, sayso_error *err)
{
    json_object *o = parse(&m->doc->unit, err);
    if (!o)
        return err->code;
    bool ok = metadata(m, o);
    json_object_put(o);
    return ok ? json_body(m, err) : sayso__fail_memory(err);
}

static sayso_status read_text(maker *m, sayso_error *err)
{
    sayso_doc *d = m->doc;
    d->map = SAYSO_NEW(m->arena, sayso_map_run);
    if (!d->map)
        return sayso__fail_memory(err);
    *d->map = (sayso_map_run){0, 0, d->unit.n};
    d->n_map = 1;
    d->text = d->unit.bytes;
    d->n_text = d->unit.n;
    return SAYSO_OK;
}

/* ---- the rest ----------------------------------------------------------------------------- */

/* What the input does not say is what the caller says, then what follows from the path. */
static bool complete(maker *m, const sayso_read_options *o)
{
    sayso_doc *d = m->doc;
    if (o && !d->url.p)
        d->url = o->url;
    if (o && !d->publisher.p)
        d->publisher = o->publisher;
    if (o && !d->published.p)
        d->published = o->published;
    if (!d->id.p)
        d->id = d->url;
    if (!d->id.p)
        d->id = d->unit.number
                    ? sayso__arena_print(m->arena, "%.*s#%u", (int)d->unit.uri.n,
                                         d->unit.uri.p ? d->unit.uri.p : "", d->unit.number)
                    : d->unit.uri;
    if (d->unit.number && !d->id.p)
        return false;
    if (d->published.p && !sayso__date_parse(d->published, &d->day, &d->utc)) {
        d->day = SAYSO_NO_DAY;
        return refuse(m, SAYSO_REFUSED_PUBLISHED);
    }
    return true;
}

sayso_status sayso__doc_make(const sayso_unit *unit, const sayso_read_options *options,
                             sayso_arena *a, sayso_doc *out, sayso_error *err)
{
    sayso_error own;
    err = err ? err : &own;
    sayso_doc d = {.unit = *unit, .day = SAYSO_NO_DAY, .language = "und"};
    maker m = {.doc = &d, .arena = a};
    *out = (sayso_doc){0};
    if (unit->n > UINT32_MAX / 4)
        return sayso__fail(err, SAYSO_ELIMIT, unit->offset, "too long");
    SAYSO_TRY(sayso__unit_check(unit->bytes, unit->n, unit->offset, err));
    SAYSO_TRY(unit->media == SAYSO_MEDIA_JSON ? read_json(&m, err) : read_text(&m, err));
    sayso__sha256(unit->bytes, unit->n, d.sha256);
    bool foreign = false;
    d.language = sayso__text_language(d.text + d.body, d.n_text - d.body, &foreign);
    if (!complete(&m, options) || (foreign && !refuse(&m, SAYSO_REFUSED_LANGUAGE)) ||
        !sayso__doc_blocks(&d, a))
        return sayso__fail_memory(err);
    d.refusal = m.refusal.v;
    d.n_refusal = m.refusal.n;
    *out = d;
    return SAYSO_OK;
}

/* The run that holds a byte of the text. */
static uint32_t run_of(const sayso_doc *doc, uint32_t byte)
{
    uint32_t lo = 0, hi = doc->n_map;
    while (hi - lo > 1) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (doc->map[mid].text <= byte)
            lo = mid;
        else
            hi = mid;
    }
    return lo;
}

/* First raw byte of a byte of the text, and one past its last. */
static sayso_span raw_of(const sayso_doc *doc, uint32_t byte)
{
    uint32_t i = run_of(doc, byte);
    const sayso_map_run *r = &doc->map[i];
    uint32_t n = (i + 1 < doc->n_map ? doc->map[i + 1].text : doc->n_text) - r->text;
    if (n != r->n_raw)
        return (sayso_span){r->raw, r->raw + r->n_raw};
    uint32_t at = r->raw + (byte - r->text);
    return (sayso_span){at, at + (n > 0)};
}

sayso_span sayso__doc_raw(const sayso_doc *doc, sayso_span at)
{
    uint32_t end = at.end < doc->n_text ? at.end : doc->n_text;
    uint32_t beg = at.beg < end ? at.beg : end;
    if (!doc->n_map)
        return (sayso_span){0, 0};
    if (beg == end) { /* empty: the place where it stands */
        uint32_t raw = beg < doc->n_text ? raw_of(doc, beg).beg
                       : beg             ? raw_of(doc, beg - 1).end
                                         : doc->map[0].raw;
        return (sayso_span){raw, raw};
    }
    sayso_span first = raw_of(doc, beg), last = raw_of(doc, end - 1);
    return (sayso_span){first.beg, last.end > first.beg ? last.end : first.end};
}

sayso_block_kind sayso__doc_block_kind(const sayso_doc *doc, uint32_t byte)
{
    uint32_t lo = 0, hi = doc->n_block;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (doc->block[mid].at.end <= byte)
            lo = mid + 1;
        else
            hi = mid;
    }
    bool inside = lo < doc->n_block && doc->block[lo].at.beg <= byte;
    return inside ? (sayso_block_kind)doc->block[lo].kind : SAYSO_BLOCK_BODY;
}
