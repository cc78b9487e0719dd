/* feed_cut.c -- where the items of a feed lie, and what the feed says of them all.  Layer: text. */
#include "text/feed.h"

#include "base/array.h"
#include "base/str.h"
#include "text/url.h"
#include "text/xml_report.h"

/* Elements that hold items; NewsML's package of items is none, for it has no text. */
static bool holds_items(const sayso_xml_element *e)
{
    static const char *const names[] = {"rss",     "rdf",         "feed",   "channel",
                                        "itemset", "newsmessage", "newsml", "items"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (sayso__xml_is(e, names[i]))
            return true;
    return false;
}

static bool is_item(const sayso_xml_element *e)
{
    return sayso__xml_is(e, "item") || sayso__xml_is(e, "entry") || sayso__xml_is(e, "newsitem") ||
           sayso__xml_is(e, "nitf");
}

bool sayso__feed_begins(const char *p, size_t n)
{
    sayso_xml_cursor c;
    sayso_xml_element e;
    sayso__xml_start(&c, p, (sayso_span){0, n > UINT32_MAX / 4 ? UINT32_MAX / 4 : (uint32_t)n});
    while (c.lexer.at < n && p[c.lexer.at] && sayso__is_space(p[c.lexer.at]))
        c.lexer.at++;
    return c.lexer.at < n && p[c.lexer.at] == '<' && sayso__xml_next(&c, &e) &&
           (is_item(&e) || (holds_items(&e) && !sayso__xml_is(&e, "items")));
}

/* To the end of the item that begins with e: its end tag, or where the next item begins (a nested
 * one is none). false: neither comes. */
static bool take_item(sayso_xml_cursor *c, sayso_xml_element *e)
{
    sayso_html_lexer *x = &c->lexer;
    sayso_html_token t;
    for (;;) {
        sayso__html_next(x, &t);
        if (t.kind == SAYSO_HTML_END_OF_PAGE) {
            e->at.end = x->n;
            return false;
        }
        if (t.kind != SAYSO_HTML_START && t.kind != SAYSO_HTML_END)
            continue;
        uint32_t n = e->name.n + (e->prefix.n ? e->prefix.n + 1 : 0);
        const char *whole = e->prefix.n ? e->prefix.p : e->name.p;
        if (!sayso__str_ieq(sayso__str_span(x->p, t.name), sayso__str(whole, n)))
            continue;
        e->at.end = t.kind == SAYSO_HTML_END ? t.at.end : t.at.beg;
        x->at = e->at.end;
        return true;
    }
}

typedef struct {
    const char *p;
    sayso_arena *arena;
    sayso_feed *out;
    sayso_str link;
    uint32_t n_base; /* taken so far */
} feed;

/* So many elements that hold items lie in each other, at most. */
#define BASES_MOST 16u

/* xml:base and xml:lang of an element that holds items. */
static bool take_base(feed *f, const sayso_xml_element *e)
{
    sayso_str language = sayso__xml_attr(f->p, e, "lang", f->arena);
    if (language.n)
        f->out->language = language;
    sayso_str base = sayso__xml_attr(f->p, e, "base", f->arena), all;
    if (!base.n || f->n_base++ >= BASES_MOST)
        return true;
    if (!sayso__url_join(f->out->base, base, f->arena, &all))
        return false;
    if (all.n)
        f->out->base = all;
    return true;
}

static bool take_string(feed *f, sayso_span at, sayso_str *out)
{
    return out->p || sayso__xml_string(f->p, at, f->arena, out);
}

static bool take_author(feed *f, sayso_span at)
{
    sayso_str *author = &f->out->author;
    if (!take_string(f, at, author))
        return false;
    if (author->n > SAYSO_ABOUT_MOST)
        *author = (sayso_str){NULL, 0};
    if (author->n)
        *author = sayso__xml_person(*author);
    return true;
}

/* What stands beside the items. */
static bool take_head(feed *f, const sayso_xml_element *e)
{
    sayso_xml_element name;
    bool own = !e->prefix.n || sayso__str_ieq(e->prefix, SAYSO_STR("atom")) ||
               sayso__str_ieq(e->prefix, SAYSO_STR("dc"));
    if (own && sayso__xml_is(e, "title") && !f->out->title.p) {
        sayso_text_builder b;
        const sayso_xml_words words = {e->inner, SAYSO_WRITTEN_ANY};
        if (!sayso__xml_line(f->p, words, f->arena, &b))
            return false;
        if (b.n && b.n <= SAYSO_ABOUT_MOST)
            f->out->title = sayso__str(b.p, b.n);
    }
    if (own && sayso__xml_is(e, "language") && !f->out->language.n)
        return sayso__xml_string(f->p, e->inner, f->arena, &f->out->language);
    if (sayso__xml_is(e, "author") || sayso__xml_is(e, "creator") ||
        sayso__xml_is(e, "managingeditor"))
        return take_author(f,
                           sayso__xml_find(f->p, e->inner, "name", &name) ? name.inner : e->inner);
    if (sayso__xml_is(e, "newsenvelope") && sayso__xml_find(f->p, e->inner, "party", &name))
        f->out->title = sayso__xml_attr(f->p, &name, "formalname", f->arena);
    if (!sayso__xml_is(e, "link") || f->link.p)
        return true;
    sayso_str rel = sayso__xml_attr(f->p, e, "rel", f->arena);
    f->link = sayso__xml_attr(f->p, e, "href", f->arena);
    if (rel.n && !sayso__str_ieq(rel, SAYSO_STR("alternate")))
        f->link = (sayso_str){NULL, 0};
    return f->link.p || rel.n || take_string(f, e->inner, &f->link);
}

/* A declaration "<!ENTITY" before the first element. */
static uint32_t find_entity(const char *p, uint32_t n)
{
    sayso_str all = sayso__str(p, n);
    uint32_t at = sayso__str_find(all, SAYSO_STR("<!ENTITY"));
    sayso_xml_cursor c;
    sayso_xml_element root;
    sayso__xml_start(&c, p, (sayso_span){0, n});
    return at != SAYSO_NONE && sayso__xml_next(&c, &root) && at < root.at.beg ? at : SAYSO_NONE;
}

bool sayso__feed_cut(const char *p, uint32_t n, sayso_arena *a, sayso_feed *out)
{
    SAYSO_ARRAY(sayso_span) items = {0};
    feed f = {.p = p, .arena = a, .out = out};
    sayso_xml_cursor c;
    sayso_xml_element e;
    *out = (sayso_feed){.entity = find_entity(p, n)};
    sayso__xml_start(&c, p, (sayso_span){0, n});
    while (sayso__xml_next(&c, &e)) {
        bool ok = true;
        if (is_item(&e)) {
            out->cut = !e.empty && !take_item(&c, &e);
            ok = SAYSO_PUSH(a, &items, e.at);
        } else if (holds_items(&e)) {
            ok = take_base(&f, &e);
        } else {
            sayso__xml_take(&c, &e);
            ok = take_head(&f, &e);
        }
        if (!ok)
            return false;
    }
    if (!out->base.n && sayso__url_is_whole(f.link))
        out->base = f.link;
    out->item = items.v;
    out->n_item = items.n;
    return true;
}
