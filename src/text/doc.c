/* doc.c -- a unit into a document: first skeleton.  Layer: text. */
#include "text/doc.h"

#include <json-c/json.h>

#include "base/array.h"
#include "base/date.h"
#include "base/fail.h"
#include "base/hash.h"
#include "base/str.h"

static sayso_str field(json_object *o, const char *key, sayso_arena *a)
{
    json_object *v;
    if (!json_object_object_get_ex(o, key, &v) || !json_object_is_type(v, json_type_string))
        return (sayso_str){NULL, 0};
    size_t n = (size_t)json_object_get_string_len(v);
    return sayso__str(sayso__arena_copy(a, json_object_get_string(v), n), n);
}

static bool add_blocks(sayso_doc *d, sayso_arena *a)
{
    SAYSO_ARRAY(sayso_block) b = {0};
    uint32_t i = 0;
    while (i < d->n_text) {
        while (i < d->n_text && sayso__is_space(d->text[i]))
            i++;
        uint32_t beg = i, end = i;
        while (i < d->n_text &&
               !(d->text[i] == '\n' && i + 1 < d->n_text && d->text[i + 1] == '\n')) {
            if (!sayso__is_space(d->text[i]))
                end = i + 1;
            i++;
        }
        bool title = d->has_title && beg < d->body;
        if (end > beg &&
            !SAYSO_PUSH(a, &b,
                        (sayso_block){{beg, end}, title ? SAYSO_BLOCK_TITLE : SAYSO_BLOCK_BODY}))
            return false;
    }
    d->block = b.v;
    d->n_block = b.n;
    return true;
}

sayso_status sayso__doc_make(const sayso_unit *unit, const sayso_read_options *options,
                             sayso_arena *a, sayso_doc *out, sayso_error *err)
{
    (void)options;
    *out = (sayso_doc){.unit = *unit, .day = SAYSO_NO_DAY, .language = "en"};
    sayso_str text = {unit->bytes, unit->n}, title = {NULL, 0};
    if (unit->media == SAYSO_MEDIA_JSON) {
        json_object *o = json_tokener_parse(unit->bytes);
        text = o ? field(o, "text", a) : (sayso_str){NULL, 0};
        if (!text.p) {
            json_object_put(o);
            return sayso__fail(err, SAYSO_EINPUT, unit->offset, "no \"text\" in this line");
        }
        title = field(o, "title", a);
        out->id = field(o, "id", a);
        out->url = field(o, "url", a);
        out->publisher = field(o, "publisher", a);
        out->byline = field(o, "byline", a);
        out->published = field(o, "published", a);
        json_object_put(o);
        if (out->published.p && !sayso__date_parse(out->published, &out->day, &out->utc))
            out->day = SAYSO_NO_DAY;
    }
    if (!out->id.p)
        out->id = unit->uri;
    out->has_title = title.p != NULL;
    out->body = title.p ? title.n + 2 : 0;
    sayso_str all =
        title.p ? sayso__arena_print(a, "%.*s\n\n%.*s", (int)title.n, title.p, (int)text.n, text.p)
                : text;
    out->text = all.p;
    out->n_text = all.n;
    out->map = SAYSO_NEW(a, sayso_map_run);
    out->n_map = 1;
    out->raw_end = unit->n;
    sayso__sha256(unit->bytes, unit->n, out->sha256);
    if (!all.p || !out->map || !add_blocks(out, a))
        return sayso__fail_memory(err);
    return SAYSO_OK;
}

sayso_span sayso__doc_raw(const sayso_doc *doc, sayso_span at)
{
    (void)doc;
    return at;
}

sayso_block_kind sayso__doc_block_kind(const sayso_doc *doc, uint32_t byte)
{
    for (uint32_t i = 0; i < doc->n_block; i++)
        if (byte >= doc->block[i].at.beg && byte < doc->block[i].at.end)
            return (sayso_block_kind)doc->block[i].kind;
    return SAYSO_BLOCK_BODY;
}
