/* doc.c -- a unit into a document.  Layer: text. */
#include "text/doc_make.h"

#include <errno.h>
#include <json-c/json.h>

#include "base/date.h"
#include "base/fail.h"
#include "base/hash.h"
#include "base/str.h"
#include "text/blocks.h"
#include "text/charset.h"
#include "text/columns.h"
#include "text/json_text.h"
#include "text/language.h"
#include "text/mail.h"
#include "text/news_json.h"
#include "text/repair.h"
#include "text/webpage.h"
#include "text/xml_report.h"

#define JSON_DEPTH 64

bool sayso__doc_refuse(sayso_doc_maker *m, const char *reason)
{
    return SAYSO_PUSH(m->arena, &m->refusal, (sayso_refusal){{0, 0}, reason});
}

/* ---- metadata ----------------------------------------------------------------------------- */

/* The key that holds a part: the one that the map names, where it is there; else the part's own. */
static const char *key_of(sayso_doc_maker *m, json_object *o, sayso_column c)
{
    sayso_str map = sayso__media_parameter(m->doc->unit.parameters, "map");
    sayso_str name = map.p ? sayso__map_name(map, c) : map;
    const char *key = name.p ? sayso__arena_copy(m->arena, name.p, name.n) : NULL;
    if (name.p && !key)
        return NULL;
    return key && json_object_object_get_ex(o, key, NULL) ? key : sayso__column_word(c);
}

/* A part's value as a string: NULs become spaces, for others will print it. Absent, null and what
 * is no string give p = NULL; false when out of memory. */
static bool field(sayso_doc_maker *m, json_object *o, sayso_column c, const char *reason,
                  sayso_str *out)
{
    json_object *v = NULL;
    const char *key = key_of(m, o, c);
    *out = (sayso_str){NULL, 0};
    if (!key || !json_object_object_get_ex(o, key, &v) || !v)
        return key != NULL;
    bool number = json_object_is_type(v, json_type_int) || json_object_is_type(v, json_type_double);
    if (!json_object_is_type(v, json_type_string) && !(number && c == SAYSO_COLUMN_ID))
        return sayso__doc_refuse(m, reason);
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

/* A part's value that no one asks to be right: a string, or an array's strings, parted by commas.
 * false when out of memory. */
static bool easy_field(sayso_doc_maker *m, json_object *o, sayso_column c, sayso_str *out)
{
    json_object *v = NULL;
    const char *key = key_of(m, o, c);
    *out = (sayso_str){NULL, 0};
    if (!key || !json_object_object_get_ex(o, key, &v) || !v)
        return key != NULL;
    bool list = json_object_is_type(v, json_type_array);
    size_t n = list ? json_object_array_length(v) : 1;
    for (size_t i = 0; i < n && out->n < SAYSO_ABOUT_MOST; i++) {
        json_object *one = list ? json_object_array_get_idx(v, i) : v;
        if (!json_object_is_type(one, json_type_string))
            continue;
        const char *s = json_object_get_string(one);
        sayso_str word = sayso__str_trim(sayso__str_z(s)); /* to a NUL, if it has one */
        if (word.n && !(*out = sayso__arena_listed(m->arena, *out, word)).p)
            return false;
    }
    return true;
}

/* Where the strings lie that become title and text. */
typedef struct {
    sayso_span title, text, html;
} json_spans;

static bool find_string(sayso_doc_maker *m, json_object *o, sayso_column c, sayso_span *at)
{
    const char *key = key_of(m, o, c);
    if (key)
        *at = sayso__json_string(m->doc->unit.bytes, m->doc->unit.n, key);
    return key != NULL;
}

static bool metadata(sayso_doc_maker *m, json_object *o, json_spans *at)
{
    sayso_doc *d = m->doc;
    return field(m, o, SAYSO_COLUMN_ID, "\"id\" is neither a string nor a number", &d->id) &&
           field(m, o, SAYSO_COLUMN_URL, "\"url\" is not a string", &d->url) &&
           field(m, o, SAYSO_COLUMN_PUBLISHER, "\"publisher\" is not a string", &d->publisher) &&
           field(m, o, SAYSO_COLUMN_BYLINE, "\"byline\" is not a string", &d->byline) &&
           field(m, o, SAYSO_COLUMN_PUBLISHED, "\"published\" is not a string", &d->published) &&
           easy_field(m, o, SAYSO_COLUMN_MODIFIED, &d->modified) &&
           easy_field(m, o, SAYSO_COLUMN_SECTION, &d->section) &&
           easy_field(m, o, SAYSO_COLUMN_TAGS, &d->tags) &&
           easy_field(m, o, SAYSO_COLUMN_LANGUAGE, &d->said_language) &&
           find_string(m, o, SAYSO_COLUMN_TITLE, &at->title) &&
           find_string(m, o, SAYSO_COLUMN_TEXT, &at->text) &&
           find_string(m, o, SAYSO_COLUMN_HTML, &at->html);
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
    errno = 0;
    json_object *o = json_tokener_parse_ex(t, u->bytes, (int)u->n);
    bool no_room = errno == ENOMEM; /* which json-c 0.16 tells as broken JSON, or not at all */
    enum json_tokener_error why = json_tokener_get_error(t);
    size_t stop = json_tokener_get_parse_end(t);
    json_tokener_free(t);
    if (no_room) {
        json_object_put(o);
        (void)sayso__fail_memory(err);
        return NULL;
    }
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

bool sayso__doc_join(sayso_doc *d, const sayso_text_builder *title, const sayso_text_builder *body,
                     sayso_arena *a)
{
    sayso_text_builder b = {.p = sayso__arena_alloc(a, (size_t)title->n + body->n + 3)};
    if (!b.p)
        return false;
    d->has_title = sayso__str_trim(sayso__str(title->p, title->n)).n > 0;
    if (d->has_title) {
        sayso_span all =
            sayso__map_raw(&(sayso_mapped){title->p, title->n, title->map.v, title->map.n},
                           (sayso_span){0, title->n});
        for (uint32_t i = 0; i < title->map.n; i++)
            if (!SAYSO_PUSH(a, &b.map, title->map.v[i]))
                return false;
        if (!SAYSO_PUSH(a, &b.map, (sayso_map_run){title->n, all.end, 0}))
            return false;
        memcpy(b.p, title->p, title->n);
        memcpy(b.p + title->n, "\n\n", 2);
        b.n = title->n + 2;
    }
    d->body = b.n;
    for (uint32_t i = 0; i < body->map.n; i++) {
        sayso_map_run r = body->map.v[i];
        if (!SAYSO_PUSH(a, &b.map, (sayso_map_run){r.text + b.n, r.raw, r.n_raw}))
            return false;
    }
    if (body->n)
        memcpy(b.p + b.n, body->p, body->n);
    d->text = b.p;
    d->n_text = b.n + body->n;
    d->map = b.map.v;
    d->n_map = b.map.n;
    return true;
}

/* ---- text --------------------------------------------------------------------------------- */

sayso_status sayso__doc_json_text(sayso_doc_maker *m, sayso_span at, sayso_text_builder *out,
                                  sayso_error *err)
{
    const sayso_unit *u = &m->doc->unit;
    uint64_t raw = at.end - at.beg;
    *out = (sayso_text_builder){.p = sayso__arena_alloc(m->arena, raw + raw / 2 + 8)};
    if (raw > UINT32_MAX / 2)
        return sayso__fail(err, SAYSO_ELIMIT, u->offset, "too long");
    if (!out->p || !sayso__json_unescape(u->bytes, at, m->arena, out) ||
        (out->map.n == 0 && !SAYSO_PUSH(m->arena, &out->map, (sayso_map_run){0, at.beg, 0})) ||
        (out->replaced && !sayso__doc_refuse(m, "a NUL or half a character was replaced")))
        return sayso__fail_memory(err);
    return SAYSO_OK;
}

sayso_status sayso__doc_decode(sayso_doc_maker *m, bool page, sayso_mapped *out, sayso_error *err)
{
    const sayso_unit *u = &m->doc->unit;
    sayso_str bytes = {u->bytes, u->n}, label = sayso__media_parameter(u->parameters, "charset");
    return sayso__charset_decode(bytes, sayso__charset_choose(bytes, page, label), m->arena, out,
                                 err);
}

sayso_status sayso__doc_page(sayso_doc_maker *m, sayso_mapped page, const sayso_text_builder *title,
                             sayso_error *err)
{
    if (!sayso__charset_repair(&page, m->arena))
        return sayso__fail_memory(err);
    return sayso__page_doc(m, &page, title, err);
}

sayso_status sayso__doc_part(sayso_doc_maker *m, sayso_text_builder body, bool html,
                             const sayso_text_builder *title, sayso_error *err)
{
    sayso_doc *d = m->doc;
    sayso_mapped page = {body.p, body.n, body.map.v, body.map.n};
    d->block = NULL;
    d->n_block = 0;
    d->n_entry = 0;
    if (!sayso__charset_repair(&page, m->arena) || (!html && !sayso__text_repair(&page, m->arena)))
        return sayso__fail_memory(err);
    if (html)
        return sayso__page_part(m, &page, title, err);
    body = (sayso_text_builder){.p = (char *)(uintptr_t)page.p, .n = page.n};
    for (uint32_t i = 0; i < page.n_map; i++)
        if (!SAYSO_PUSH(m->arena, &body.map, page.map[i]))
            return sayso__fail_memory(err);
    return sayso__doc_join(d, title, &body, m->arena) ? SAYSO_OK : sayso__fail_memory(err);
}

void sayso__doc_outer_id(sayso_doc *d)
{
    if (d->url.p && d->id.p && !memchr(d->id.p, ':', d->id.n))
        d->id = d->url;
}

/* Title, blank line and body of JSON input, with their map. */
static sayso_status json_body(sayso_doc_maker *m, const json_spans *at, sayso_error *err)
{
    sayso_doc *d = m->doc;
    sayso_text_builder title = {0}, text;
    bool html = at->text.beg == SAYSO_NONE && at->html.beg != SAYSO_NONE;
    if (at->text.beg == SAYSO_NONE && !html)
        return sayso__doc_news_json(m, err);
    if (at->title.beg != SAYSO_NONE)
        SAYSO_TRY(sayso__doc_json_text(m, at->title, &title, err));
    SAYSO_TRY(sayso__doc_json_text(m, html ? at->html : at->text, &text, err));
    if (html)
        return sayso__doc_page(m, (sayso_mapped){text.p, text.n, text.map.v, text.map.n}, &title,
                               err);
    return sayso__doc_join(d, &title, &text, m->arena) ? SAYSO_OK : sayso__fail_memory(err);
}

static sayso_status read_json(sayso_doc_maker *m, sayso_error *err)
{
    json_object *o = parse(&m->doc->unit, err);
    if (!o)
        return err->code;
    json_spans at;
    bool ok = metadata(m, o, &at);
    json_object_put(o);
    return ok ? json_body(m, &at, err) : sayso__fail_memory(err);
}

/* D1: what a text cannot hold becomes U+FFFD. */
static sayso_status read_text(sayso_doc_maker *m, sayso_error *err)
{
    sayso_doc *d = m->doc;
    sayso_mapped text;
    SAYSO_TRY(sayso__doc_decode(m, false, &text, err));
    if (memchr(text.p, 0, text.n))
        return sayso__fail(err, SAYSO_EINPUT, d->unit.offset, "a NUL byte: this is not text");
    if (!sayso__charset_repair(&text, m->arena) || !sayso__text_repair(&text, m->arena))
        return sayso__fail_memory(err);
    d->text = text.p;
    d->n_text = text.n;
    d->map = (sayso_map_run *)(uintptr_t)text.map;
    d->n_map = text.n_map;
    return SAYSO_OK;
}

static sayso_status read_html(sayso_doc_maker *m, sayso_error *err)
{
    sayso_mapped page;
    m->doc->url = m->doc->unit.about.url;
    SAYSO_TRY(sayso__doc_decode(m, true, &page, err));
    return sayso__doc_page(m, page, NULL, err);
}

/* ---- the rest ----------------------------------------------------------------------------- */

static void say(sayso_str *field, sayso_str said)
{
    if (!field->p)
        *field = said;
}

/* What the input does not say is what its container says, then what the caller says, then what
 * follows from the path. */
static bool complete(sayso_doc_maker *m, const sayso_read_options *o)
{
    static const sayso_read_options nothing = {0};
    sayso_doc *d = m->doc;
    const sayso_unit_about *about = &d->unit.about;
    o = o ? o : &nothing;
    say(&d->url, about->url);
    say(&d->url, o->url);
    say(&d->publisher, about->publisher);
    say(&d->publisher, o->publisher);
    say(&d->published, about->published);
    say(&d->published, o->published);
    say(&d->byline, about->byline);
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
        return sayso__doc_refuse(m, SAYSO_REFUSED_PUBLISHED);
    }
    return true;
}

/* Nobody says when a plain text was published: its own head may. */
static bool day_of_head(sayso_doc_maker *m)
{
    sayso_doc *d = m->doc;
    char date[16];
    if (d->unit.media != SAYSO_MEDIA_TEXT || d->published.p ||
        !sayso__doc_head_day(d, &d->day, &d->utc))
        return true;
    sayso__date_print(d->day, date);
    d->published = sayso__str_z(sayso__arena_copy(m->arena, date, strlen(date)));
    return d->published.p;
}

/* The language of "en-GB" or "pt_BR" in small letters; p = NULL if it is none, or out of memory
 * (then *ok is false). */
static const char *primary_language(sayso_str said, sayso_arena *a, bool *ok)
{
    char code[4] = "";
    uint32_t n = 0;
    said = sayso__str_trim(said);
    while (n < said.n && n < 4 && sayso__is_alpha(said.p[n]))
        n++;
    if (n < 2 || n > 3 || (n < said.n && said.p[n] != '-' && said.p[n] != '_'))
        return NULL;
    for (uint32_t i = 0; i < n; i++)
        code[i] = sayso__ascii_lower(said.p[i]);
    const char *copy = strcmp(code, "und") == 0 ? NULL : sayso__arena_copy(a, code, n);
    *ok = copy || strcmp(code, "und") == 0;
    return copy;
}

/* What the text looks like goes before what is said of it: templates of pages lie. */
static bool find_language(sayso_doc_maker *m)
{
    sayso_doc *d = m->doc;
    bool ok = true, foreign = false;
    const char *said = primary_language(d->said_language, m->arena, &ok);
    bool other = said && strcmp(said, "en") != 0 && strcmp(said, "eng") != 0;
    d->language = sayso__text_language(d->text + d->body, d->n_text - d->body, other, &foreign);
    if (strcmp(d->language, "und") == 0 && said && (other || !foreign))
        d->language = other ? said : "en";
    return ok && (!foreign || sayso__doc_refuse(m, SAYSO_REFUSED_LANGUAGE));
}

/* One a media type. */
static sayso_status (*const makers[SAYSO_N_MEDIA])(sayso_doc_maker *, sayso_error *) = {
    [SAYSO_MEDIA_TEXT] = read_text,       [SAYSO_MEDIA_JSON] = read_json,
    [SAYSO_MEDIA_HTML] = read_html,       [SAYSO_MEDIA_XML] = sayso__doc_xml,
    [SAYSO_MEDIA_MAIL] = sayso__doc_mail, [SAYSO_MEDIA_CSV] = sayso__doc_csv,
};

sayso_status sayso__doc_make(const sayso_unit *unit, const sayso_read_options *options,
                             sayso_arena *a, sayso_doc *out, sayso_error *err)
{
    sayso_error own;
    err = err ? err : &own;
    sayso_doc d = {.unit = *unit, .day = SAYSO_NO_DAY, .language = "und"};
    sayso_doc_maker m = {.doc = &d, .arena = a, .page = options ? options->page : NULL};
    *out = (sayso_doc){0};
    if (unit->n > UINT32_MAX / 4)
        return sayso__fail(err, SAYSO_ELIMIT, unit->offset, "too long");
    if (unit->media == SAYSO_MEDIA_JSON)
        SAYSO_TRY(sayso__unit_check(unit->bytes, unit->n, unit->offset, err));
    SAYSO_TRY(makers[unit->media < SAYSO_N_MEDIA ? unit->media : SAYSO_MEDIA_TEXT](&m, err));
    sayso__sha256(unit->bytes, unit->n, d.sha256);
    if (!complete(&m, options) || !find_language(&m) ||
        !(d.block ? sayso__doc_blocks_given(&d, d.block, d.n_block, a)
                  : sayso__doc_blocks(&d, a)) ||
        !day_of_head(&m))
        return sayso__fail_memory(err);
    d.refusal = m.refusal.v;
    d.n_refusal = m.refusal.n;
    *out = d;
    return SAYSO_OK;
}

sayso_span sayso__doc_raw(const sayso_doc *doc, sayso_span at)
{
    return sayso__map_raw(&(sayso_mapped){doc->text, doc->n_text, doc->map, doc->n_map}, at);
}

int32_t sayso__doc_entry_day(const sayso_doc *doc, uint32_t byte)
{
    uint32_t lo = 0, hi = doc->n_entry;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (doc->entry[mid].at.end <= byte)
            lo = mid + 1;
        else
            hi = mid;
    }
    bool inside = lo < doc->n_entry && doc->entry[lo].at.beg <= byte;
    return inside ? doc->entry[lo].day : SAYSO_NO_DAY;
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
