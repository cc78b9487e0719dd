/* feed_item.c -- an item of RSS, RDF or CDF, an entry of Atom: what its elements say.  Layer: text.
 *
 * Which element counts for what, and before which other, is a list: feeds say one thing in many
 * ways (RSS 0.9-2.0, Atom 0.3 and 1.0 (RFC 4287), Dublin Core, content, media, iTunes). Elements
 * are told by local name, and by prefix where one name means two things. */
#include "base/date.h"
#include "base/str.h"
#include "text/url.h"
#include "text/xml_report.h"

typedef enum {
    TITLE,
    BODY,
    LINK,
    ID,
    BYLINE,
    PUBLISHED,
    UPDATED,
    PUBLISHER,
    TAG,
    LANGUAGE,
    ENTER,
    N_FIELD
} field;

/* A lower rank goes before a higher one. prefix "*": any, for the name means one thing; "": one
 * that speaks of the item itself (familiar below). */
// clang-format off
static const struct {
    const char *name, *prefix;
    uint8_t field, rank;
} known[] = {
    {"title", "media", TITLE, 3},      {"title", "itunes", TITLE, 3},   {"title", "dc", TITLE, 2},
    {"title", "", TITLE, 1},
    {"encoded", "excerpt", BODY, 5},   {"encoded", "*", BODY, 0},       {"fullitem", "*", BODY, 0},
    {"content", "", BODY, 1},          {"body", "*", BODY, 2},          {"description", "dc", BODY, 6},
    {"description", "", BODY, 3},      {"summary", "", BODY, 4},        {"abstract", "", BODY, 5},
    {"description", "media", BODY, 7}, {"summary", "itunes", BODY, 7},
    {"content", "media", ENTER, 0},    {"group", "media", ENTER, 0},
    {"origlink", "*", LINK, 1},        {"link", "", LINK, 2},
    {"guid", "*", ID, 1},              {"id", "", ID, 1},               {"identifier", "dc", ID, 2},
    {"creator", "dc", BYLINE, 1},      {"author", "itunes", BYLINE, 3}, {"author", "", BYLINE, 2},
    {"pubdate", "*", PUBLISHED, 1},    {"published", "", PUBLISHED, 1}, {"issued", "", PUBLISHED, 2},
    {"date", "dc", PUBLISHED, 3},      {"created", "", PUBLISHED, 4},
    {"updated", "", UPDATED, 1},       {"modified", "", UPDATED, 1},
    {"source", "", PUBLISHER, 1},      {"publisher", "", PUBLISHER, 2},
    {"category", "", TAG, 1},          {"subject", "dc", TAG, 1},       {"keywords", "*", TAG, 1},
    {"language", "", LANGUAGE, 1},     {"language", "dc", LANGUAGE, 1},
};
// clang-format on

typedef struct {
    const char *p;
    sayso_arena *arena;
    sayso_str base, prefix; /* prefix: the item's */
    sayso_xml_report *out;
    uint8_t rank[N_FIELD]; /* of what is taken; 0xff: nothing yet */
    sayso_str updated, guid_link;
} item;

/* Prefixes are free, but nobody uses others than these, and what is said under others is not of the
 * item: a picture's title, a place's description. */
static bool familiar(const item *x, sayso_str prefix)
{
    static const char *const names[] = {"atom", "atom03", "atom10",  "a10",    "rss",
                                        "rdf",  "dc",     "dcterms", "content"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (sayso__str_ieq(prefix, sayso__str_z(names[i])))
            return true;
    return !prefix.n || sayso__str_ieq(prefix, x->prefix);
}

static uint32_t find_known(const item *x, const sayso_xml_element *e)
{
    uint32_t i = 0;
    for (; i < sizeof known / sizeof *known; i++) {
        char first = known[i].prefix[0];
        if (sayso__xml_is(e, known[i].name) &&
            (first == '*'    ? true
             : first == '\0' ? familiar(x, e->prefix)
                             : sayso__str_ieq(e->prefix, sayso__str_z(known[i].prefix))))
            break;
    }
    return i;
}

/* RFC 4287, 4.1.3.3: a media type that is neither text nor XML is base64. */
static sayso_written written(const item *x, const sayso_xml_element *e)
{
    static const struct {
        const char *type;
        sayso_written written;
    } types[] = {
        {"text", SAYSO_WRITTEN_PLAIN},   {"text/plain", SAYSO_WRITTEN_PLAIN},
        {"html", SAYSO_WRITTEN_HTML},    {"text/html", SAYSO_WRITTEN_HTML},
        {"xhtml", SAYSO_WRITTEN_MARKUP}, {"application/xhtml+xml", SAYSO_WRITTEN_MARKUP},
        {"plain", SAYSO_WRITTEN_PLAIN},
    };
    sayso_str type = sayso__xml_attr(x->p, e, "type", x->arena);
    if (sayso__str_ieq(sayso__xml_attr(x->p, e, "mode", x->arena), SAYSO_STR("base64")))
        return SAYSO_WRITTEN_BASE64;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (sayso__str_ieq(type, sayso__str_z(types[i].type)))
            return e->parts && types[i].written != SAYSO_WRITTEN_MARKUP ? SAYSO_WRITTEN_ANY
                                                                        : types[i].written;
    bool binary = sayso__str_starts(type, SAYSO_STR("application/")) &&
                  !sayso__str_ends(type, SAYSO_STR("xml"));
    return binary && !e->parts ? SAYSO_WRITTEN_BASE64 : SAYSO_WRITTEN_ANY;
}

static void take_body(item *x, const sayso_xml_element *e, uint32_t rank)
{
    sayso_xml_words *slot = &x->out->body[rank];
    if (slot->at.beg == slot->at.end)
        *slot = (sayso_xml_words){e->inner, written(x, e)};
}

/* Atom has the address in an attribute and says what it is of; RSS has it between the tags. */
static bool take_link(item *x, const sayso_xml_element *e)
{
    sayso_str rel = sayso__xml_attr(x->p, e, "rel", x->arena), text;
    sayso_str href = sayso__xml_attr(x->p, e, "href", x->arena);
    sayso_str own = sayso__xml_attr(x->p, e, "base", x->arena), base = x->base;
    if (rel.n && !sayso__str_ieq(rel, SAYSO_STR("alternate")))
        return true;
    if (!href.n && !sayso__xml_string(x->p, e->inner, x->arena, &text))
        return false;
    if (!href.n && !text.n)
        return true;
    return (!own.p || sayso__url_join(x->base, own, x->arena, &base)) &&
           sayso__url_join(base, href.n ? href : text, x->arena, &x->out->url);
}

/* A person is text, or an element with a name in it; several are joined by commas, as far as there
 * is room. */
static bool take_byline(item *x, const sayso_xml_element *e, bool more)
{
    sayso_xml_element name;
    sayso_span at = e->inner;
    sayso_str s, *out = &x->out->byline;
    if (e->parts && sayso__xml_find(x->p, e->inner, "name person", &name))
        at = name.inner;
    if (!sayso__xml_string(x->p, at, x->arena, &s))
        return false;
    if (!s.n)
        return true;
    s = sayso__xml_person(s);
    if (more && out->n + s.n > SAYSO_ABOUT_MOST)
        return true;
    *out = more && out->n ? sayso__arena_listed(x->arena, *out, s) : s;
    return out->p;
}

/* Where an item was taken from another feed, that one's title. */
static bool take_publisher(item *x, const sayso_xml_element *e)
{
    sayso_xml_element title;
    sayso_span at = e->inner;
    if (e->parts)
        at = sayso__xml_find(x->p, e->inner, "title", &title) ? title.inner : (sayso_span){0, 0};
    sayso_str s;
    if (!sayso__xml_string(x->p, at, x->arena, &s))
        return false;
    if (s.n && !sayso__url_is_whole(s))
        x->out->publisher = s;
    return true;
}

static bool take_id(item *x, const sayso_xml_element *e)
{
    sayso_str permanent = sayso__xml_attr(x->p, e, "ispermalink", x->arena), s;
    if (!sayso__xml_string(x->p, e->inner, x->arena, &s))
        return false;
    x->out->id = s;
    if (sayso__xml_is(e, "guid") && !sayso__str_ieq(permanent, SAYSO_STR("false")) &&
        sayso__url_is_whole(s))
        x->guid_link = s;
    return true;
}

/* A day that is none does not take the place of one. */
static bool take_day(item *x, const sayso_xml_element *e, sayso_str *out, uint8_t *rank,
                     uint8_t new)
{
    int32_t day;
    int64_t utc;
    sayso_str s;
    if (!sayso__xml_string(x->p, e->inner, x->arena, &s))
        return false;
    if (s.n && (!out->n || (new < *rank &&sayso__date_parse(s, &day, &utc)))) {
        *out = s;
        *rank = new;
    }
    return true;
}

/* RSS has a category between the tags, Atom in attributes. */
static bool take_tag(item *x, const sayso_xml_element *e)
{
    sayso_str s, *out = &x->out->tags;
    if (!sayso__xml_string(x->p, e->inner, x->arena, &s))
        return false;
    if (!s.n)
        s = sayso__xml_attr(x->p, e, "label", x->arena);
    if (!s.n)
        s = sayso__xml_attr(x->p, e, "term", x->arena);
    if (s.n && out->n + s.n <= SAYSO_ABOUT_MOST)
        *out = sayso__arena_listed(x->arena, *out, s);
    return !s.n || out->p || out->n + s.n > SAYSO_ABOUT_MOST;
}

static bool take(item *x, const sayso_xml_element *e, uint32_t k)
{
    uint8_t *rank = &x->rank[known[k].field], new = known[k].rank;
    sayso_xml_report *out = x->out;
    bool better = new < *rank, ok = true;
    switch ((field)known[k].field) {
    case TITLE:
        if (better && e->inner.end > e->inner.beg) {
            out->title = (sayso_xml_words){e->inner, written(x, e)};
            *rank = new;
        }
        return true;
    case BODY: take_body(x, e, new); return true;
    case TAG: return take_tag(x, e);
    case LANGUAGE: return sayso__xml_string(x->p, e->inner, x->arena, &out->language);
    case PUBLISHED: return take_day(x, e, &out->published, rank, new);
    case UPDATED: return take_day(x, e, &x->updated, rank, new);
    case LINK:
        ok = !better || take_link(x, e);
        if (out->url.n && better)
            *rank = new;
        return ok;
    case ID: ok = !better || take_id(x, e); break;
    case BYLINE: ok = (!better && new != *rank) || take_byline(x, e, !better); break;
    case PUBLISHER: ok = !better || take_publisher(x, e); break;
    default: return true;
    }
    if (better)
        *rank = new;
    return ok;
}

/* What no child said, the item's own attributes may. */
static bool complete(item *x, const sayso_xml_element *e)
{
    sayso_xml_report *out = x->out;
    sayso_str about = sayso__xml_attr(x->p, e, "about", x->arena);
    sayso_str href = sayso__xml_attr(x->p, e, "href", x->arena);
    if (!out->url.n)
        out->url = x->guid_link;
    if (!out->url.n && href.n && !sayso__url_join(x->base, href, x->arena, &out->url))
        return false;
    if (!out->url.n && sayso__url_is_whole(about))
        out->url = about;
    if (!out->id.n)
        out->id = about.n ? about : (sayso_str){NULL, 0};
    out->modified = x->updated;
    if (!out->published.n)
        out->published = x->updated;
    if (!out->language.n)
        out->language = sayso__xml_attr(x->p, e, "lang", x->arena);
    return true;
}

bool sayso__feed_item(const char *p, uint32_t n, sayso_str base, sayso_arena *a,
                      sayso_xml_report *out)
{
    item x = {.p = p, .arena = a, .base = base, .out = out};
    sayso_xml_cursor c;
    sayso_xml_element whole, e;
    *out = (sayso_xml_report){0};
    memset(x.rank, 0xff, sizeof x.rank);
    sayso__xml_start(&c, p, (sayso_span){0, n});
    if (!sayso__xml_next(&c, &whole))
        return true;
    sayso_str own = sayso__xml_attr(p, &whole, "base", a);
    x.prefix = whole.prefix;
    if (own.p && !sayso__url_join(base, own, a, &x.base))
        return false;
    while (sayso__xml_next(&c, &e)) {
        uint32_t k = find_known(&x, &e);
        if (k < sizeof known / sizeof *known && known[k].field == ENTER)
            continue;
        sayso__xml_take(&c, &e);
        if (k < sizeof known / sizeof *known && !take(&x, &e, k))
            return false;
    }
    return complete(&x, &whole);
}
