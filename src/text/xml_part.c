/* xml_part.c -- elements of XML by the tokens of HTML.  Layer: text. */
#include "text/xml_part.h"

#include "base/str.h"
#include "base/utf8.h"
#include "text/html_char.h"

void sayso__xml_start(sayso_xml_cursor *c, const char *p, sayso_span at)
{
    sayso__html_start(&c->lexer, p, at.end);
    c->lexer.at = at.beg;
    c->lexer.foreign = true; /* "<![CDATA[" is read */
    c->misses = 0;
}

/* A doctype's own declarations hold ">", of which HTML knows nothing: to "]", white space, ">". */
static void skip_subset(sayso_xml_cursor *c, sayso_span doctype)
{
    sayso_html_lexer *x = &c->lexer;
    const char *open = memchr(x->p + doctype.beg, '[', doctype.end - doctype.beg);
    if (!open || c->misses >= SAYSO_XML_MISSES_MOST)
        return;
    for (uint32_t i = (uint32_t)(open - x->p) + 1; i < x->n; i++) {
        uint32_t k = i + 1;
        while (x->p[i] == ']' && k < x->n && sayso__is_space(x->p[k]))
            k++;
        if (x->p[i] == ']' && k < x->n && x->p[k] == '>') {
            x->at = k + 1;
            return;
        }
    }
    c->misses++;
}

/* "prefix:name". */
static void split_name(sayso_str whole, sayso_str *prefix, sayso_str *name)
{
    const char *colon = memchr(whole.p, ':', whole.n);
    uint32_t n = colon ? (uint32_t)(colon - whole.p) : 0;
    *prefix = sayso__str(whole.p, n);
    *name = colon ? sayso__str(whole.p + n + 1, whole.n - n - 1) : whole;
}

static sayso_str name_of(const sayso_html_lexer *x, const sayso_html_token *t)
{
    return sayso__str_span(x->p, t->name);
}

bool sayso__xml_next(sayso_xml_cursor *c, sayso_xml_element *out)
{
    sayso_html_lexer *x = &c->lexer;
    sayso_html_token t;
    for (;;) {
        sayso__html_next(x, &t);
        if (t.kind == SAYSO_HTML_END_OF_PAGE)
            return false;
        if (t.kind == SAYSO_HTML_DOCTYPE)
            skip_subset(c, t.at);
        if (t.kind == SAYSO_HTML_START)
            break;
    }
    *out = (sayso_xml_element){.at = t.at, .inner = {t.at.end, t.at.end}, .empty = t.self_closing};
    split_name(name_of(x, &t), &out->prefix, &out->name);
    for (uint32_t i = 0; i < t.n_attr && i < SAYSO_HTML_ATTRS_MOST; i++)
        if (out->n_attr < SAYSO_XML_ATTRS_MOST)
            out->attr[out->n_attr++] = x->attr[i];
    return true;
}

/* Looks for the end tag of the element, whose name may be nested in it. */
void sayso__xml_take(sayso_xml_cursor *c, sayso_xml_element *e)
{
    sayso_html_lexer *x = &c->lexer;
    uint32_t open = 1, next = x->n;
    sayso_span name = {(uint32_t)(e->name.p - x->p), 0};
    name.beg -= e->prefix.n ? e->prefix.n + 1 : 0;
    sayso_str whole = sayso__str(x->p + name.beg, e->name.n + (e->prefix.n ? e->prefix.n + 1 : 0));
    if (e->empty)
        return;
    bool seek = c->misses < SAYSO_XML_MISSES_MOST;
    for (uint32_t from = x->at; open;) {
        sayso_html_token t;
        sayso__html_next(x, &t);
        bool tag = t.kind == SAYSO_HTML_START || t.kind == SAYSO_HTML_END;
        bool same = tag && sayso__str_ieq(name_of(x, &t), whole);
        if (tag && next == x->n)
            next = t.at.beg;
        e->parts |= t.kind == SAYSO_HTML_START;
        open += same && t.kind == SAYSO_HTML_START && !t.self_closing;
        open -= same && t.kind == SAYSO_HTML_END;
        if (open && (t.kind == SAYSO_HTML_END_OF_PAGE || (tag && !seek))) {
            c->misses++;
            e->parts = false;
            e->inner = (sayso_span){from, next};
            e->at.end = next;
            x->at = next;
            x->mode = SAYSO_HTML_DATA;
            return;
        }
        e->inner = (sayso_span){from, t.at.beg};
        e->at.end = t.at.end;
    }
}

bool sayso__xml_child(sayso_xml_cursor *c, sayso_xml_element *out)
{
    if (!sayso__xml_next(c, out))
        return false;
    sayso__xml_take(c, out);
    return true;
}

bool sayso__xml_is(const sayso_xml_element *e, const char *name)
{
    return sayso__str_ieq(e->name, sayso__str_z(name));
}

sayso_str sayso__xml_attr(const char *p, const sayso_xml_element *e, const char *name,
                          sayso_arena *a)
{
    for (uint32_t i = 0; i < e->n_attr; i++) {
        sayso_str prefix, local;
        split_name(sayso__str_span(p, e->attr[i].name), &prefix, &local);
        if (sayso__str_ieq(local, sayso__str_z(name)) && !sayso__str_is(prefix, "xmlns"))
            return sayso__str_trim(sayso__html_string(p, e->attr[i].value, SAYSO_HTML_VALUE, a));
    }
    return (sayso_str){NULL, 0};
}

/* ---- characters ----------------------------------------------------------------------------- */

/* Bytes from i that stand for themselves, as most do. */
static uint32_t plain_run(const char *p, uint32_t i, uint32_t end, bool raw)
{
    while (i < end && p[i] != '\r' && p[i] && (raw || p[i] != '&'))
        i++;
    return i;
}

static bool put_text(const char *p, sayso_span at, bool raw, sayso_arena *a,
                     sayso_text_builder *out)
{
    for (uint32_t i = at.beg; i < at.end;) {
        uint32_t n = plain_run(p, i, at.end, raw) - i, n_raw = n;
        char utf8[8] = " ";
        const char *from = p + i;
        if (!n) {
            sayso_html_char c =
                sayso__html_char(p, i, at.end, raw ? SAYSO_HTML_CDATA : SAYSO_HTML_VALUE);
            for (uint32_t k = 0; k < c.n_cp && p[i]; k++)
                n += sayso__utf8_encode(c.cp[k] ? c.cp[k] : ' ', utf8 + n);
            n += n == 0; /* a NUL */
            n_raw = c.n;
            from = utf8;
        }
        if (!sayso__map_add(out, a, n, (sayso_map_run){out->n, i, n_raw}))
            return false;
        memcpy(out->p + out->n, from, n);
        out->n += n;
        i += n_raw;
    }
    return true;
}

bool sayso__xml_text(const char *p, sayso_span at, sayso_arena *a, sayso_text_builder *out)
{
    sayso_xml_cursor c;
    sayso_html_token t;
    /* the longest that a reference grows is "&nGt;", five bytes to six */
    uint32_t n = at.end - at.beg;
    *out = (sayso_text_builder){.p = sayso__arena_alloc(a, (size_t)n + n / 4 + 8)};
    if (!out->p)
        return false;
    sayso__xml_start(&c, p, at);
    for (sayso__html_next(&c.lexer, &t); t.kind != SAYSO_HTML_END_OF_PAGE;
         sayso__html_next(&c.lexer, &t)) {
        if (t.kind == SAYSO_HTML_TEXT && !put_text(p, t.data, t.mode == SAYSO_HTML_CDATA, a, out))
            return false;
    }
    return out->map.n || SAYSO_PUSH(a, &out->map, (sayso_map_run){0, at.beg, 0});
}

bool sayso__xml_string(const char *p, sayso_span at, sayso_arena *a, sayso_str *out)
{
    sayso_text_builder b;
    *out = (sayso_str){NULL, 0};
    if (!sayso__xml_text(p, at, a, &b))
        return false;
    sayso_str s = sayso__str_trim(sayso__str(b.p, b.n));
    if (s.n)
        *out = s;
    return true;
}

/* Is a name among names that are parted by spaces? */
static bool among(sayso_str name, const char *names)
{
    while (*names) {
        size_t n = strcspn(names, " ");
        if (sayso__str_ieq(name, sayso__str(names, n)))
            return true;
        names += n + (names[n] == ' ');
    }
    return false;
}

bool sayso__xml_find(const char *p, sayso_span at, const char *names, sayso_xml_element *out)
{
    sayso_xml_cursor c;
    sayso__xml_start(&c, p, at);
    while (sayso__xml_next(&c, out))
        if (among(out->name, names)) {
            sayso__xml_take(&c, out);
            return true;
        }
    return false;
}
