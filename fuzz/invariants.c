/* invariants.c -- the checks; written from the headers, not from the code that they check. */
#include "invariants.h"

#include <json-c/json.h>
#include <string.h>

#include <utf8proc.h>

#include "base/str.h"
#include "base/utf8.h"

static bool is_text(const char *p, size_t n)
{
    return !memchr(p, 0, n) && sayso__utf8_check(p, n) == n;
}

/* Nothing but white space and invisible characters. */
static bool is_blank(const char *p, uint32_t n)
{
    uint32_t cp;
    for (uint32_t i = 0, len; i < n; i += len) {
        len = sayso__utf8_decode(p + i, n - i, &cp);
        if (!len)
            return false;
        utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);
        if (c != UTF8PROC_CATEGORY_ZS && c != UTF8PROC_CATEGORY_ZL && c != UTF8PROC_CATEGORY_ZP &&
            c != UTF8PROC_CATEGORY_CC && c != UTF8PROC_CATEGORY_CF)
            return false;
    }
    return true;
}

const char *broken_unit(const sayso_unit *u, uint64_t max_bytes, const void *container, size_t n)
{
    if (u->n > max_bytes)
        return "U2: longer than the limit";
    if (u->media == SAYSO_MEDIA_JSON && !is_text(u->bytes, u->n))
        return "U4: not text";
    if (container && (u->offset > n || u->n > n - u->offset ||
                      memcmp((const char *)container + u->offset, u->bytes, u->n) != 0))
        return "U1: not what lies at its offset";
    return NULL;
}

/* The piece of JSON string source [beg, end) as json-c reads it equals want. */
static bool decodes(const sayso_doc *d, sayso_span raw, sayso_str want)
{
    size_t n = raw.end - raw.beg;
    char *source = malloc(n + 3);
    if (!source)
        return true;
    source[0] = '"';
    memcpy(source + 1, d->unit.bytes + raw.beg, n);
    memcpy(source + n + 1, "\"", 2);
    json_object *o = json_tokener_parse(source);
    bool same = o && json_object_is_type(o, json_type_string) &&
                (size_t)json_object_get_string_len(o) == want.n &&
                memcmp(json_object_get_string(o), want.p, want.n) == 0;
    json_object_put(o);
    free(source);
    return same;
}

static bool was_replaced(const sayso_doc *d)
{
    for (uint32_t i = 0; i < d->n_refusal; i++)
        if (strstr(d->refusal[i].reason, "replaced"))
            return true;
    return false;
}

/* The text is a page's: the value of "html", or the whole unit. */
static bool is_page(const sayso_doc *d)
{
    if (d->unit.media != SAYSO_MEDIA_JSON)
        return d->unit.media != SAYSO_MEDIA_TEXT;
    json_object *o = json_tokener_parse(d->unit.bytes), *v = NULL;
    bool text =
        json_object_object_get_ex(o, "text", &v) && json_object_is_type(v, json_type_string);
    json_object_put(o);
    return !text;
}

/* Letters and digits of want stand in source in their order; references and escapes may hide some.
 */
static bool letters_follow(sayso_str source, sayso_str want)
{
    uint32_t at = 0;
    if (memchr(source.p, '&', source.n) || memchr(source.p, '\\', source.n) ||
        memchr(source.p, 0, source.n))
        return true;
    for (uint32_t i = 0; i < want.n; i++) {
        if (!sayso__is_alpha(want.p[i]) && !sayso__is_digit(want.p[i]))
            continue;
        while (at < source.n && source.p[at] != want.p[i])
            at++;
        if (at++ == source.n)
            return false;
    }
    return true;
}

/* In any case, as attributes' values are read. */
static bool has_word(sayso_str s, sayso_str word)
{
    for (uint32_t i = 0; i + word.n <= s.n; i++)
        if (sayso__str_ieq(sayso__str(s.p + i, word.n), word))
            return true;
    return false;
}

/* Letters of the bytes are others where they are packed: mail, base64 in a feed. */
static bool is_packed(const sayso_doc *d)
{
    const sayso_str bytes = sayso__str(d->unit.bytes, d->unit.n);
    if (d->unit.media == SAYSO_MEDIA_MAIL)
        return true;
    return d->unit.media == SAYSO_MEDIA_XML &&
           (has_word(bytes, SAYSO_STR("base64")) || has_word(bytes, SAYSO_STR("application/")));
}

/* U+0080 to U+009F in the bytes: repaired without a trace in the map, where what they mean has two
 * bytes, too. */
static bool has_control(const sayso_doc *d)
{
    for (uint32_t i = 0; i + 1 < d->unit.n; i++)
        if ((uint8_t)d->unit.bytes[i] == 0xc2 && ((uint8_t)d->unit.bytes[i + 1] & 0xe0) == 0x80)
            return true;
    return false;
}

static const char *broken_map(const sayso_doc *d, bool page, sayso_span at)
{
    sayso_span raw = sayso__doc_raw(d, at);
    if (raw.beg > raw.end || raw.end > d->unit.n)
        return "D3: outside the unit";
    sayso_str text = sayso__str_span(d->text, at);
    if (at.beg == at.end || was_replaced(d) || is_packed(d))
        return NULL;
    if (page)
        return letters_follow(sayso__str_span(d->unit.bytes, raw), text)
                   ? NULL
                   : "D3: the page's bytes do not hold the span's letters";
    sayso_str bytes = sayso__str_span(d->unit.bytes, raw);
    bool same =
        d->unit.media == SAYSO_MEDIA_JSON ? decodes(d, raw, text) : sayso__str_eq(text, bytes);
    if (!same && d->unit.media != SAYSO_MEDIA_JSON) /* repaired? */
        same = (d->n_map > 1 || memchr(d->unit.bytes, '\r', d->unit.n) || has_control(d)) &&
               letters_follow(bytes, text);
    return same ? NULL : "D3: does not decode to the span's text";
}

/* The next border of a character at or behind i. */
static uint32_t border(const sayso_doc *d, uint32_t i, uint32_t end)
{
    while (i < end && ((uint8_t)d->text[i] & 0xc0) == 0x80)
        i++;
    return i < end ? i : end;
}

static const char *broken_body(const sayso_doc *d, bool page)
{
    if (d->unit.media != SAYSO_MEDIA_JSON || was_replaced(d) || page)
        return NULL;
    json_object *o = json_tokener_parse(d->unit.bytes), *v = NULL;
    const char *broken = "D4: the body is not the value of \"text\"";
    if (o && json_object_object_get_ex(o, "text", &v) &&
        (uint32_t)json_object_get_string_len(v) == d->n_text - d->body &&
        memcmp(json_object_get_string(v), d->text + d->body, d->n_text - d->body) == 0)
        broken = NULL;
    json_object_put(o);
    return broken;
}

static const char *broken_entries(const sayso_doc *d)
{
    uint32_t last = d->body;
    for (uint32_t i = 0; i < d->n_entry; i++) {
        sayso_span at = d->entry[i].at;
        if (at.beg < last || at.beg >= at.end || at.end > d->n_text)
            return "D5: order or place of entries";
        if (border(d, at.beg, d->n_text) != at.beg || border(d, at.end, d->n_text) != at.end)
            return "D5: an entry begins or ends inside a character";
        last = at.end;
    }
    return NULL;
}

const char *broken_doc(const sayso_doc *d, uint64_t seed)
{
    if (!is_text(d->text, d->n_text))
        return "D1: not text";
    if (d->body > d->n_text || d->has_title != (d->body > 0))
        return "the body's border";
    bool page = is_page(d) || !is_text(d->unit.bytes, d->unit.n);
    uint32_t last = 0;
    for (uint32_t i = 0; i < d->n_block; i++) {
        sayso_span b = d->block[i].at;
        if (b.beg < last || b.beg >= b.end || b.end > d->n_text ||
            (b.beg < d->body && b.end > d->body))
            return "D2: order or place of blocks";
        if (!is_blank(d->text + last, b.beg - last))
            return "D2: something between blocks";
        const char *broken = broken_map(d, page, b);
        if (broken)
            return broken;
        if (sayso__doc_block_kind(d, b.beg) != (sayso_block_kind)d->block[i].kind)
            return "the kind of a block";
        last = b.end;
    }
    if (!is_blank(d->text + last, d->n_text - last))
        return "D2: something behind the blocks";
    for (uint32_t i = 0; i < 32; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        bool title = d->body && (seed >> 60) == 0;
        uint32_t lo = title ? 0 : d->body, hi = title ? d->body - 2 : d->n_text;
        uint32_t beg = border(d, lo + (uint32_t)((seed >> 33) % (hi - lo + 1)), hi);
        uint32_t end = border(d, beg + (uint32_t)((seed >> 13) % 64), hi);
        const char *broken = broken_map(d, page, (sayso_span){beg, end < beg ? beg : end});
        if (broken)
            return broken;
    }
    const sayso_span parts[] = {d->dateline.at, d->dateline.place, d->dateline.date,
                                d->dateline.agency};
    for (uint32_t i = 0; i < 4; i++)
        if (parts[i].beg > parts[i].end || parts[i].end > d->n_text ||
            (parts[i].end &&
             (parts[i].beg < d->dateline.at.beg || parts[i].end > d->dateline.at.end)))
            return "the dateline's place";
    const char *broken = broken_entries(d);
    return broken ? broken : broken_body(d, page);
}

static const char *broken_sentences(const sayso_tokens *t)
{
    if (t->n_sent && (t->sent[0] != 0 || t->sent[t->n_sent] != t->n_tok))
        return "sentences do not cover the tokens";
    if (!t->n_sent && t->n_tok)
        return "no sentence";
    for (uint32_t k = 0; k < t->n_sent; k++) {
        if (t->sent[k] >= t->sent[k + 1])
            return "an empty sentence";
        if (t->sent[k + 1] - t->sent[k] > SAYSO_SENTENCE_MOST)
            return "T4: a sentence is too long";
        sayso_span b = t->doc->block[t->sent_block[k]].at;
        for (uint32_t i = t->sent[k]; i < t->sent[k + 1]; i++)
            if (t->tok_sent[i] != k || t->tok[i].at.beg < b.beg || t->tok[i].at.end > b.end)
                return "a token is not in its sentence and block";
    }
    return NULL;
}

const char *broken_tokens(const sayso_tokens *t)
{
    uint32_t last = 0;
    for (uint32_t i = 0; i < t->n_tok; i++) {
        sayso_span at = t->tok[i].at;
        if (at.beg >= at.end || at.end > t->doc->n_text)
            return "T1: an empty token, or one outside";
        if (at.beg < last)
            return "T2: tokens overlap";
        if (!is_blank(t->doc->text + last, at.beg - last))
            return "T3: something between tokens";
        bool cut = at.end < t->doc->n_text && ((uint8_t)t->doc->text[at.end] & 0xc0) == 0x80;
        if (cut || ((uint8_t)t->doc->text[at.beg] & 0xc0) == 0x80)
            return "T1: a token begins or ends inside a character";
        last = at.end;
    }
    if (!is_blank(t->doc->text + last, t->doc->n_text - last))
        return "T3: something behind the tokens";
    return broken_sentences(t);
}

static const char *broken_stages(const sayso_unit *u, const sayso_token_model *model,
                                 sayso_arena *a, uint32_t *refused)
{
    sayso_read_options options = {.max_bytes = 0};
    sayso_error err;
    sayso_doc d;
    sayso_tokens t;
    sayso_status status = sayso__doc_make(u, &options, a, &d, &err);
    *refused += status != SAYSO_OK;
    if (status == SAYSO_EINPUT)
        return err.byte < u->offset || err.byte > u->offset + u->n ? "an error outside its unit"
                                                                   : NULL;
    if (status != SAYSO_OK)
        return status == SAYSO_ENOMEM ? NULL : "an odd status of a document";
    const char *broken = broken_doc(&d, u->n * 977u + u->offset);
    if (!broken && sayso__token_split(&d, model, a, &t, &err) == SAYSO_OK)
        broken = broken_tokens(&t);
    return broken;
}

/* Is a file, or are members of it, packed, or is a payload of it coded, so that units do not lie in
 * it as they are? */
static bool may_pack(const char *p, size_t n)
{
    static const char *const magic[] = {"\x1f\x8b", "\x28\xb5\x2f\xfd", "PK", "WARC/", "filedesc:"};
    for (size_t i = 0; i < sizeof magic / sizeof *magic; i++)
        if (n >= strlen(magic[i]) && memcmp(p, magic[i], strlen(magic[i])) == 0)
            return true;
    return (n >= 4 && p[1] == 0x2a && p[2] == 0x4d) || n >= 512;
}

const char *broken_reading(const void *bytes, size_t n, uint64_t max_bytes,
                           const sayso_token_model *model, uint32_t *refused)
{
    sayso_read_options options = {.max_bytes = max_bytes};
    sayso_reader *r;
    sayso_error err;
    sayso_arena a;
    uint32_t none = 0;
    refused = refused ? refused : &none;
    bool packed = may_pack(bytes, n);
    if (sayso__reader_open_memory(bytes, n, "memory", &options, &r, &err) != SAYSO_OK)
        return NULL;
    sayso__arena_init(&a, 0);
    const char *broken = NULL;
    uint64_t last = 0, calls = 0;
    for (;;) {
        sayso_unit u;
        sayso__arena_reset(&a);
        sayso_status status = sayso__reader_next(r, &a, &u, &err);
        if (!packed && ++calls > n + 2) {
            broken = "U3: the reader does not come to an end";
            break;
        }
        if (status == SAYSO_OK && u.note)
            continue;
        if (status == SAYSO_EIO || status == SAYSO_ENOMEM || (status == SAYSO_OK && !u.bytes))
            break;
        *refused += status != SAYSO_OK;
        if (status != SAYSO_OK)
            continue;
        broken = !packed && u.offset < last ? "U1: order of units"
                                            : broken_unit(&u, max_bytes, packed ? NULL : bytes, n);
        broken = broken ? broken : broken_stages(&u, model, &a, refused);
        last = u.offset + u.n;
        if (broken)
            break;
    }
    sayso__arena_free(&a);
    sayso__reader_close(r);
    return broken;
}
