/* xml_report.c -- a report in XML -> document.  Layer: text.
 *
 * Text stands in XML in layers: references and CDATA of XML, then often HTML whose "<" was escaped,
 * sometimes twice. Each layer is undone with a map to the one before, and the maps are laid over
 * each other, so that a word of the text leads to the bytes of the feed. */
#include "text/xml_report.h"

#include "base/fail.h"
#include "base/str.h"
#include "text/encoded.h"
#include "text/webpage.h"

static sayso_mapped mapped(const sayso_text_builder *b)
{
    return (sayso_mapped){b->p, b->n, b->map.v, b->map.n};
}

/* ---- is it HTML? ------------------------------------------------------------------------------
 */

static uint32_t find(sayso_str s, uint32_t from, char c)
{
    const char *hit = from < s.n ? memchr(s.p + from, c, s.n - from) : NULL;
    return hit ? (uint32_t)(hit - s.p) : s.n;
}

/* "<p", "</p", "<!--". */
static bool tag_opens(sayso_str s, uint32_t i)
{
    i += i < s.n && s.p[i] == '/';
    return i < s.n && (sayso__is_alpha(s.p[i]) || s.p[i] == '!');
}

bool sayso__looks_html(sayso_str s)
{
    for (uint32_t i = find(s, 0, '<'); i < s.n; i = find(s, i + 1, '<'))
        if (tag_opens(s, i + 1) && find(s, i, '>') < s.n)
            return true;
    for (uint32_t i = find(s, 0, '&'); i < s.n; i = find(s, i + 1, '&')) {
        uint32_t k = i + 1 + (i + 1 < s.n && s.p[i + 1] == '#');
        while (k < s.n && k < i + 32 && (sayso__is_alpha(s.p[k]) || sayso__is_digit(s.p[k])))
            k++;
        if (k > i + 1 && k < s.n && s.p[k] == ';')
            return true;
    }
    return false;
}

/* Is all of it HTML that was escaped once more: no tag, but "&lt;p"? */
static bool escaped_again(sayso_str s)
{
    bool opens = false, closes = false;
    for (uint32_t i = find(s, 0, '<'); i < s.n; i = find(s, i + 1, '<'))
        if (tag_opens(s, i + 1))
            return false;
    for (uint32_t i = find(s, 0, '&'); i < s.n; i = find(s, i + 1, '&')) {
        sayso_str rest = sayso__str(s.p + i, s.n - i);
        opens |= sayso__str_starts(rest, SAYSO_STR("&lt;")) && tag_opens(s, i + 4);
        closes |= sayso__str_starts(rest, SAYSO_STR("&gt;"));
    }
    return opens && closes;
}

/* ---- words ------------------------------------------------------------------------------------
 */

/* References of the text undone once more. */
static bool unescape_again(sayso_text_builder *b, sayso_arena *a)
{
    sayso_text_builder upper;
    const sayso_mapped lower = mapped(b);
    if (!sayso__xml_text(b->p, (sayso_span){0, b->n}, a, &upper) ||
        !sayso__map_compose(&upper, &lower, a))
        return false;
    *b = upper;
    return true;
}

bool sayso__xml_words(const char *p, sayso_xml_words words, sayso_arena *a, sayso_text_builder *out,
                      bool *html)
{
    sayso_span at = words.at;
    sayso_xml_cursor c;
    sayso_xml_element e;
    *html = words.written == SAYSO_WRITTEN_MARKUP;
    sayso__xml_start(&c, p, at);
    if (words.written == SAYSO_WRITTEN_ANY)
        *html = sayso__xml_next(&c, &e);
    if (*html) {
        *out = (sayso_text_builder){.p = (char *)(uintptr_t)(p + at.beg), .n = at.end - at.beg};
        return SAYSO_PUSH(a, &out->map, (sayso_map_run){0, at.beg, at.end - at.beg});
    }
    if (!sayso__xml_text(p, at, a, out))
        return false;
    if (words.written == SAYSO_WRITTEN_BASE64) {
        sayso_text_builder plain;
        const sayso_mapped lower = mapped(out);
        if (!sayso__decode_base64(out->p, (sayso_span){0, out->n}, a, &plain) ||
            !sayso__decode_charset(&plain, false, (sayso_str){NULL, 0}, a) ||
            !sayso__map_compose(&plain, &lower, a))
            return false;
        *out = plain;
    }
    if (words.written == SAYSO_WRITTEN_PLAIN)
        return true;
    if (escaped_again(sayso__str(out->p, out->n)) && !unescape_again(out, a))
        return false;
    *html = words.written == SAYSO_WRITTEN_HTML || sayso__looks_html(sayso__str(out->p, out->n));
    return true;
}

bool sayso__xml_line(const char *p, sayso_xml_words words, sayso_arena *a, sayso_text_builder *out)
{
    bool html = false;
    *out = (sayso_text_builder){0};
    if (words.at.beg == words.at.end)
        return true;
    if (!sayso__xml_words(p, words, a, out, &html))
        return false;
    const sayso_mapped page = mapped(out);
    if (html && !sayso__page_text(&page, a, out))
        return false;
    return sayso__map_squeeze(out, a);
}

sayso_str sayso__xml_person(sayso_str s)
{
    const char *open = memchr(s.p, '(', s.n);
    if (!open || s.p[s.n - 1] != ')')
        return s;
    sayso_str before = sayso__str_trim(sayso__str(s.p, (size_t)(open - s.p)));
    sayso_str inside = sayso__str(open + 1, (size_t)(s.p + s.n - 1 - (open + 1)));
    if (inside.n && before.n && memchr(before.p, '@', before.n))
        return sayso__str_trim(inside);
    return before.n && memchr(inside.p, '@', inside.n) ? before : s;
}

/* ---- the document -----------------------------------------------------------------------------
 */

/* One body as a document's; *some: it has words. lower maps the report to the unit's bytes. */
static sayso_status put_body(sayso_doc_maker *m, const sayso_mapped *lower, sayso_xml_words words,
                             const sayso_text_builder *title, bool *some, sayso_error *err)
{
    sayso_text_builder body;
    bool html;
    if (!sayso__xml_words(lower->p, words, m->arena, &body, &html) ||
        !sayso__map_compose(&body, lower, m->arena))
        return sayso__fail_memory(err);
    SAYSO_TRY(sayso__doc_part(m, body, html, title, err));
    *some = sayso__str_trim(sayso__doc_body(m->doc)).n > 0;
    return SAYSO_OK;
}

static void put_fields(sayso_doc *d, const sayso_xml_report *r)
{
    d->id = r->id;
    d->url = r->url;
    d->publisher = r->publisher;
    d->byline = r->byline;
    d->published = r->published;
    d->modified = sayso__str_eq(r->modified, r->published) ? (sayso_str){NULL, 0} : r->modified;
    d->section = r->section;
    d->tags = r->tags;
    d->said_language = r->language;
    sayso__doc_outer_id(d);
}

/* What kind of element it is, by its name. */
static bool read_report(const sayso_mapped *text, sayso_str base, sayso_arena *a,
                        sayso_xml_report *out)
{
    sayso_xml_cursor c;
    sayso_xml_element e;
    *out = (sayso_xml_report){0};
    sayso__xml_start(&c, text->p, (sayso_span){0, text->n});
    if (!sayso__xml_next(&c, &e))
        return true;
    return sayso__xml_is(&e, "newsitem") || sayso__xml_is(&e, "nitf")
               ? sayso__news_item(text->p, text->n, a, out)
               : sayso__feed_item(text->p, text->n, base, a, out);
}

sayso_status sayso__doc_xml(sayso_doc_maker *m, sayso_error *err)
{
    sayso_doc *d = m->doc;
    sayso_mapped text;
    sayso_xml_report r;
    sayso_text_builder title;
    bool some = false;
    SAYSO_TRY(sayso__doc_decode(m, true, &text, err));
    if (!read_report(&text, sayso__media_parameter(d->unit.parameters, "base"), m->arena, &r) ||
        !sayso__xml_line(text.p, r.title, m->arena, &title) ||
        !sayso__map_compose(&title, &text, m->arena))
        return sayso__fail_memory(err);
    for (uint32_t i = 0; i < SAYSO_XML_BODIES && !some; i++)
        if (r.body[i].at.end > r.body[i].at.beg)
            SAYSO_TRY(put_body(m, &text, r.body[i], &title, &some, err));
    if (!some && !title.n)
        return sayso__fail(err, SAYSO_EINPUT, d->unit.offset, "an item without words");
    if (!some)
        SAYSO_TRY(
            put_body(m, &text, (sayso_xml_words){{0, 0}, SAYSO_WRITTEN_PLAIN}, &title, &some, err));
    put_fields(d, &r);
    if (!d->said_language.n)
        d->said_language = sayso__media_parameter(d->unit.parameters, "language");
    return SAYSO_OK;
}
