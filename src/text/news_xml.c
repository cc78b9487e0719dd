/* news_xml.c -- an item of NewsML 1 or G2, or NITF: where its parts lie.  Layer: text.
 *
 * IPTC's formats say the same things under other names, and carry one another (a NewsML item holds
 * NITF or XHTML). Each part is sought by its names, best first, wherever it stands. */
#include "base/str.h"
#include "text/xml_report.h"

typedef struct {
    const char *p;
    uint32_t n;
    sayso_arena *arena;
} news;

/* The first element of the first of the names, parted by "|", that is found; each may be several
 * names parted by spaces. */
static bool find_best(const news *x, const char *names, sayso_xml_element *out)
{
    char one[64];
    while (*names) {
        size_t n = strcspn(names, "|");
        memcpy(one, names, n);
        one[n] = 0;
        if (sayso__xml_find(x->p, (sayso_span){0, x->n}, one, out))
            return true;
        names += n + (names[n] == '|');
    }
    return false;
}

/* Its text on one line, or one of its attributes where it has none. */
static bool take(const news *x, const char *names, const char *attr, sayso_str *out)
{
    sayso_xml_element e;
    sayso_text_builder b;
    *out = (sayso_str){NULL, 0};
    if (!find_best(x, names, &e))
        return true;
    if (!sayso__xml_line(x->p, (sayso_xml_words){e.inner, SAYSO_WRITTEN_ANY}, x->arena, &b))
        return false;
    if (b.n)
        *out = sayso__str(b.p, b.n);
    else if (attr)
        *out = sayso__xml_attr(x->p, &e, attr, x->arena);
    return true;
}

/* The element of that name with the longest inside: an item may hold its headline, its notes and
 * its text in one form. */
static bool find_longest(const news *x, const char *name, sayso_xml_element *out)
{
    sayso_xml_cursor c;
    sayso_xml_element e;
    out->inner = (sayso_span){0, 0};
    sayso__xml_start(&c, x->p, (sayso_span){0, x->n});
    while (sayso__xml_next(&c, &e)) {
        if (!sayso__xml_is(&e, name))
            continue;
        sayso__xml_take(&c, &e);
        if (e.inner.end - e.inner.beg > out->inner.end - out->inner.beg)
            *out = e;
    }
    return out->inner.end > out->inner.beg;
}

/* NITF has the dateline before the body's paragraphs, in an element of its own: both are one
 * text. */
static sayso_xml_words body_of(const news *x)
{
    sayso_xml_element e, dateline;
    if (find_longest(x, "body.content", &e)) {
        bool before = find_best(x, "dateline", &dateline) && dateline.at.end <= e.at.beg;
        return (sayso_xml_words){{before ? dateline.inner.beg : e.inner.beg, e.inner.end},
                                 SAYSO_WRITTEN_MARKUP};
    }
    if (find_longest(x, "body", &e))
        return (sayso_xml_words){e.inner, SAYSO_WRITTEN_MARKUP};
    if (find_longest(x, "inlinexml", &e) || find_longest(x, "inlinedata", &e) ||
        find_longest(x, "datacontent", &e))
        return (sayso_xml_words){e.inner, SAYSO_WRITTEN_ANY};
    return (sayso_xml_words){{0, 0}, SAYSO_WRITTEN_ANY};
}

/* NewsML 1 names parties by an attribute, G2 by text or an attribute. */
static bool take_publisher(const news *x, sayso_str *out)
{
    sayso_xml_element provider, party;
    if (!take(x, "provider", "literal", out))
        return false;
    if (!out->n && find_best(x, "provider", &provider) &&
        sayso__xml_find(x->p, provider.inner, "party", &party))
        *out = sayso__xml_attr(x->p, &party, "formalname", x->arena);
    return (out->n || take(x, "pubdata", "name", out)) &&
           (out->n || take(x, "distributor", NULL, out));
}

/* Subjects and keywords: G2 has their names in elements, NITF in an attribute. */
static bool take_tags(const news *x, sayso_str *out)
{
    sayso_xml_cursor c;
    sayso_xml_element e, name;
    sayso__xml_start(&c, x->p, (sayso_span){0, x->n});
    while (sayso__xml_next(&c, &e)) {
        sayso_str s = {NULL, 0};
        bool subject = sayso__xml_is(&e, "subject"), keyword = sayso__xml_is(&e, "keyword");
        if (!subject && !keyword)
            continue;
        sayso__xml_take(&c, &e);
        if (subject && sayso__xml_find(x->p, e.inner, "name", &name))
            e.inner = name.inner;
        else if (subject)
            e.inner.end = e.inner.beg;
        if (!sayso__xml_string(x->p, e.inner, x->arena, &s))
            return false;
        if (!s.n)
            s = sayso__xml_attr(x->p, &e, "key", x->arena);
        if (!s.n || out->n + s.n > SAYSO_ABOUT_MOST)
            continue;
        *out = sayso__arena_listed(x->arena, *out, s);
        if (!out->p)
            return false;
    }
    return true;
}

bool sayso__news_item(const char *p, uint32_t n, sayso_arena *a, sayso_xml_report *out)
{
    const news x = {p, n, a};
    sayso_xml_element e;
    *out = (sayso_xml_report){.body = {body_of(&x)}};
    if (find_best(&x, "hl1|headline|hedline|title", &e))
        out->title = (sayso_xml_words){e.inner, SAYSO_WRITTEN_ANY};
    if (find_best(&x, "description summary abstract", &e))
        out->body[1] = (sayso_xml_words){e.inner, SAYSO_WRITTEN_ANY};
    if (!take(&x, "byline|by", NULL, &out->byline) ||
        !take(&x, "date.release|date.issue|story.date", "norm", &out->published) ||
        (!out->published.n && !take(&x,
                                    "contentcreated|versioncreated|thisrevisioncreated|"
                                    "firstcreated",
                                    NULL, &out->published)) ||
        !take(&x, "publicidentifier|doc-id", "id-string", &out->id) ||
        !take_publisher(&x, &out->publisher))
        return false;
    if (!out->id.n && find_best(&x, "newsitem", &e))
        out->id = sayso__xml_attr(p, &e, "guid", a);
    if (!take(&x, "contentmodified|versioncreated|thisrevisioncreated", NULL, &out->modified) ||
        !take_tags(&x, &out->tags))
        return false;
    if (find_best(&x, "pubdata", &e))
        out->section = sayso__xml_attr(p, &e, "position.section", a);
    if (find_best(&x, "language", &e)) /* NewsML G2, and 1 */
        out->language = sayso__xml_attr(p, &e, "tag", a);
    if (!out->language.n && find_best(&x, "language", &e))
        out->language = sayso__xml_attr(p, &e, "formalname", a);
    if (!out->language.n && find_best(&x, "nitf|newsitem", &e))
        out->language = sayso__xml_attr(p, &e, "lang", a);
    if (out->byline.n > 3 && sayso__str_ieq(sayso__str(out->byline.p, 3), SAYSO_STR("by ")))
        out->byline = sayso__str(out->byline.p + 3, out->byline.n - 3);
    return true;
}
