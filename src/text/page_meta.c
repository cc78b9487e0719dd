/* page_meta.c -- title, byline, dates and so on of a page.  Layer: text.
 *
 * Each has a list of places that may name it, the most trustworthy first: JSON-LD, meta elements
 * (Dublin Core, OpenGraph, Twitter, parse.ly), microdata, what class and rel say, the text itself.
 */
#include "base/date.h"
#include "base/str.h"
#include "text/html_char.h"
#include "text/webpage.h"

#define META_MOST 256u

/* A name of a meta element, and its value's place. */
typedef struct {
    sayso_str key;
    sayso_span value;
} meta;

typedef struct {
    sayso_page *p;
    meta list[META_MOST];
    uint32_t n_list;
    sayso_span title, canonical, lang;
    bool ok;
} finder;

/* ---- gathering ------------------------------------------------------------------------------- */

static sayso_str attr(const finder *f, uint32_t node, sayso_html_attr_id id)
{
    return sayso__str_span(f->p->tree.page, sayso__html_attr(&f->p->tree, node, id));
}

static void gather_meta(finder *f, uint32_t i)
{
    static const uint8_t keys[] = {SAYSO_ATTR_PROPERTY, SAYSO_ATTR_NAME, SAYSO_ATTR_ITEMPROP};
    sayso_span value = sayso__html_attr(&f->p->tree, i, SAYSO_ATTR_CONTENT);
    for (uint32_t k = 0; k < sizeof keys; k++) {
        sayso_str key = sayso__str_trim(attr(f, i, keys[k]));
        if (key.n && value.end > value.beg && f->n_list < META_MOST)
            f->list[f->n_list++] = (meta){key, value};
    }
}

/* The text inside element i, if it is one piece. */
static sayso_span inner_text(const finder *f, uint32_t i)
{
    const sayso_html_tree *t = &f->p->tree;
    return i + 1 < t->node[i].end && t->node[i + 1].tag == SAYSO_EL_TEXT ? t->node[i + 1].at
                                                                         : (sayso_span){0, 0};
}

static void gather(finder *f)
{
    const sayso_html_tree *t = &f->p->tree;
    for (uint32_t i = 0; i < t->n_node; i++) {
        switch (t->node[i].tag) {
        case SAYSO_EL_META: gather_meta(f, i); break;
        case SAYSO_EL_TITLE:
            if (f->title.end == 0)
                f->title = inner_text(f, i);
            break;
        case SAYSO_EL_HTML: f->lang = sayso__html_attr(t, i, SAYSO_ATTR_LANG); break;
        case SAYSO_EL_LINK:
            if (sayso__str_ieq(attr(f, i, SAYSO_ATTR_REL), SAYSO_STR("canonical")))
                f->canonical = sayso__html_attr(t, i, SAYSO_ATTR_HREF);
            break;
        case SAYSO_EL_SCRIPT:
            if (sayso__str_ieq(sayso__str_trim(attr(f, i, SAYSO_ATTR_TYPE)),
                               SAYSO_STR("application/ld+json")))
                f->ok = f->ok && sayso__page_json(f->p, inner_text(f, i));
            break;
        default: break;
        }
    }
}

bool sayso__page_has_name(sayso_str key, sayso_str name)
{
    for (uint32_t beg = 0, end; beg < key.n; beg = end + 1) {
        for (end = beg; end < key.n && !sayso__is_space(key.p[end]); end++)
            ;
        if (sayso__str_ieq(sayso__str(key.p + beg, end - beg), name))
            return true;
    }
    return false;
}

static sayso_span find_meta(const finder *f, const char *const *names)
{
    for (; *names; names++)
        for (uint32_t i = 0; i < f->n_list; i++)
            if (sayso__page_has_name(f->list[i].key, sayso__str_z(*names)))
                return f->list[i].value;
    return (sayso_span){0, 0};
}

/* A value with its references undone, white space collapsed; p is NULL if nothing is left. */
static sayso_str clean(finder *f, sayso_span at, sayso_html_mode mode)
{
    if (at.beg == at.end)
        return (sayso_str){NULL, 0};
    sayso_str s = sayso__html_string(f->p->tree.page, at, mode, f->p->arena);
    char *c = s.p ? sayso__arena_copy(f->p->arena, s.p, s.n) : NULL;
    f->ok = f->ok && c;
    uint32_t n = 0;
    for (uint32_t i = 0; c && i < s.n; i++) {
        bool space = sayso__is_space(c[i]) || c[i] == 0;
        if (!space || (n && c[n - 1] != ' '))
            c[n++] = space ? ' ' : c[i];
    }
    s = sayso__str_trim(sayso__str(c, n));
    return s.n ? s : (sayso_str){NULL, 0};
}

static sayso_str meta_string(finder *f, const char *const *names)
{
    return clean(f, find_meta(f, names), SAYSO_HTML_VALUE);
}

static sayso_str first_of(sayso_str a, sayso_str b)
{
    return a.p ? a : b;
}

/* JSON-LD strings hold references, too, on many sites. */
static sayso_str unescaped(finder *f, sayso_str s)
{
    if (!s.p || !memchr(s.p, '&', s.n))
        return s;
    sayso_str out = sayso__html_string(s.p, (sayso_span){0, s.n}, SAYSO_HTML_RCDATA, f->p->arena);
    f->ok = f->ok && out.p;
    return out;
}

/* ---- title ----------------------------------------------------------------------------------- */

static uint32_t count_words(sayso_str s)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < s.n; i++)
        n += !sayso__is_space(s.p[i]) && (i == 0 || sayso__is_space(s.p[i - 1]));
    return n;
}

/* Same letters and digits, all else and case left out? */
static bool same_words(sayso_str a, sayso_str b)
{
    uint32_t i = 0, j = 0;
    for (uint32_t same = 0;; same++) {
        while (i < a.n && !sayso__is_alpha(a.p[i]) && !sayso__is_digit(a.p[i]))
            i++;
        while (j < b.n && !sayso__is_alpha(b.p[j]) && !sayso__is_digit(b.p[j]))
            j++;
        if (i == a.n || j == b.n)
            return i == a.n && j == b.n && same >= 4;
        if (sayso__ascii_lower(a.p[i++]) != sayso__ascii_lower(b.p[j++]))
            return false;
    }
}

/* Length of a mark between title and site at s[i]: " - ", " | " and so on. */
static uint32_t separator(sayso_str s, uint32_t i)
{
    static const char *const marks[] =
        {" | ",  " - ", " \xe2\x80\x93 ", " \xe2\x80\x94 ", " \xc2\xbb ", " / ", " > ",
         " :: ", " \\ "};
    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++) {
        uint32_t n = (uint32_t)strlen(marks[k]);
        if (s.n - i >= n && memcmp(s.p + i, marks[k], n) == 0)
            return n;
    }
    return 0;
}

/* The parts of a <title>: before its last mark, behind its first one. */
typedef struct {
    sayso_str left, right;
    uint32_t marks;
} title_parts;

static title_parts parts_of(sayso_str s)
{
    title_parts t = {s, s, 0};
    for (uint32_t i = 1; i + 1 < s.n; i++) {
        uint32_t n = separator(s, i);
        if (!n)
            continue;
        if (!t.marks++)
            t.right = sayso__str(s.p + i + n, s.n - i - n);
        t.left = sayso__str(s.p, i);
    }
    return t;
}

/* The <title> without the site's name, where no heading tells (after Readability's way): what
 * stands before the last mark if it is three words and more, else what stands behind the first; the
 * whole if little is left. */
static sayso_str without_site(sayso_str s, sayso_str site)
{
    title_parts t = parts_of(s);
    if (!t.marks)
        return s;
    sayso_str tail = sayso__str(t.left.p + t.left.n, s.n - t.left.n);
    if (site.p && same_words(tail, site))
        return t.left;
    sayso_str left = count_words(t.left) < 3 ? t.right : t.left;
    uint32_t all = count_words(s), kept = count_words(left);
    return kept <= 4 && kept + t.marks + 1 != all && all - kept < 3 ? s : left;
}

/* The heading that has the title's words, else none. */
static uint32_t heading_of(const sayso_page *p, sayso_str title)
{
    uint32_t n_h1 = 0, only = SAYSO_NONE;
    for (uint32_t i = 0; i < p->block.n; i++) {
        uint8_t tag = p->tree.node[p->block.v[i].home].tag;
        if (title.p && p->block.v[i].n_word < 60 &&
            same_words(sayso__str_span(p->text.p, p->block.v[i].at), title))
            return i;
        if (tag == SAYSO_EL_H1 && p->block.v[i].n_word >= 2) {
            n_h1++;
            only = i;
        }
    }
    return n_h1 == 1 && !title.p ? only : SAYSO_NONE;
}

/* The place of what without_site left is the whole <title>'s. */
static void find_title(finder *f)
{
    static const char *const names[] = {"dc:title", "dcterms.title", "dc.title",
                                        "og:title", "twitter:title", "parsely-title",
                                        "headline", "title",         NULL};
    sayso_page_meta *m = &f->p->meta;
    sayso_span at = find_meta(f, names);
    sayso_str named = clean(f, at, SAYSO_HTML_VALUE), whole = clean(f, f->title, SAYSO_HTML_RCDATA);
    sayso_str json = unescaped(f, f->p->json.title);
    m->title = first_of(json, named);
    if (!m->title.p && whole.p) {
        title_parts t = parts_of(whole);
        m->title = heading_of(f->p, t.left) != SAYSO_NONE    ? t.left
                   : heading_of(f->p, t.right) != SAYSO_NONE ? t.right
                                                             : without_site(whole, m->publisher);
    }
    m->title_mode = SAYSO_HTML_VALUE;
    m->title_at = at;
    if (!named.p || !same_words(named, m->title)) {
        m->title_at = f->title;
        m->title_mode = SAYSO_HTML_RCDATA;
    }
    uint32_t i = heading_of(f->p, m->title);
    if (i == SAYSO_NONE)
        return;
    f->p->block.v[i].title = true;
    m->title = sayso__str_span(f->p->text.p, f->p->block.v[i].at);
}

/* ---- byline ---------------------------------------------------------------------------------- */

static bool is_url(sayso_str s)
{
    return sayso__str_starts(s, SAYSO_STR("http:")) || sayso__str_starts(s, SAYSO_STR("https:")) ||
           sayso__str_starts(s, SAYSO_STR("www."));
}

/* A name, or a line of names, not a sentence nor an address. */
static bool good_byline(sayso_str s)
{
    return s.p && s.n >= 3 && s.n < 100 && !is_url(s) && count_words(s) <= 14 &&
           !memchr(s.p, '|', s.n);
}

/* Without "By" before it. */
static sayso_str without_by(sayso_str s)
{
    while (s.n > 3 && sayso__str_ieq(sayso__str(s.p, 3), SAYSO_STR("by ")))
        s = sayso__str_trim(sayso__str(s.p + 3, s.n - 3));
    return s;
}

/* The text of all nodes inside element i, white space collapsed. */
static sayso_str text_inside(finder *f, uint32_t i)
{
    const sayso_html_tree *t = &f->p->tree;
    char buf[128];
    uint32_t n = 0;
    for (uint32_t k = i + 1; k < t->node[i].end && k < i + 100 && n < sizeof buf; k++) {
        if (t->node[k].tag != SAYSO_EL_TEXT || (t->node[k].around & SAYSO_NODE_SKIP))
            continue;
        sayso_span at = t->node[k].at;
        at.end = at.end - at.beg > 512 ? at.beg + 512 : at.end;
        sayso_str s = sayso__html_string(t->page, at, SAYSO_HTML_DATA, f->p->arena);
        f->ok = f->ok && s.p;
        for (uint32_t j = 0; j < s.n && n < sizeof buf; j++) {
            bool space = sayso__is_space(s.p[j]) || s.p[j] == 0;
            if (!space || (n && buf[n - 1] != ' '))
                buf[n++] = space ? ' ' : s.p[j];
        }
    }
    char *copy = sayso__arena_copy(f->p->arena, buf, n);
    f->ok = f->ok && copy;
    sayso_str s = sayso__str_trim(sayso__str(copy, copy ? n : 0));
    return n == sizeof buf || !s.n ? (sayso_str){NULL, 0} : s;
}

bool sayso__page_has_word(sayso_str s, const char *word)
{
    size_t n = strlen(word);
    for (uint32_t i = 0; i + n <= s.n; i++)
        if (sayso__str_ieq(sayso__str(s.p + i, n), sayso__str(word, n)))
            return true;
    return false;
}

/* Does class, id, rel or itemprop of element i say that it is a byline? 2: that it names an author.
 */
static int byline_element(const finder *f, uint32_t i)
{
    static const char *const words[] = {"byline", "author", "dateline", "writtenby", "p-author"};
    if (sayso__str_ieq(attr(f, i, SAYSO_ATTR_REL), SAYSO_STR("author")) ||
        sayso__page_has_word(attr(f, i, SAYSO_ATTR_ITEMPROP), "author"))
        return 2;
    sayso_str class_ = attr(f, i, SAYSO_ATTR_CLASS), id = attr(f, i, SAYSO_ATTR_ID);
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (sayso__page_has_word(class_, words[k]) || sayso__page_has_word(id, words[k]))
            return 1;
    return 0;
}

static sayso_str byline_in_text(finder *f)
{
    const sayso_html_tree *t = &f->p->tree;
    for (uint32_t i = 1; i < t->n_node; i++) {
        if (t->node[i].tag == SAYSO_EL_TEXT || t->node[i].tag == SAYSO_EL_META ||
            (t->node[i].around & SAYSO_NODE_SKIP) || !t->node[i].n_attr)
            continue;
        if (f->p->around[i] & (SAYSO_PAGE_COMMENT | SAYSO_PAGE_RELATED | SAYSO_PAGE_SIGNUP))
            continue;
        if (!byline_element(f, i))
            continue;
        sayso_str s = text_inside(f, i);
        if (good_byline(s))
            return s;
    }
    for (uint32_t i = 0; i < f->p->block.n && i < 400; i++) {
        sayso_str s = sayso__str_span(f->p->text.p, f->p->block.v[i].at);
        bool by = s.n > 3 && s.n < 80 && s.p[0] == 'B' && (s.p[1] == 'y' || s.p[1] == 'Y') &&
                  s.p[2] == ' ' && sayso__is_upper(s.p[3]);
        if (by && f->p->block.v[i].n_word <= 10)
            return s;
    }
    return (sayso_str){NULL, 0};
}

static void find_byline(finder *f)
{
    static const char *const names[] = {"dc:creator",     "dcterms.creator",
                                        "dc.creator",     "author",
                                        "parsely-author", "sailthru.author",
                                        "article:author", NULL};
    sayso_str json = unescaped(f, f->p->json.byline);
    sayso_str named = {NULL, 0};
    for (uint32_t k = 0; names[k] && !named.p; k++) {
        const char *const one[] = {names[k], NULL};
        named = meta_string(f, one);
        if (!good_byline(named) || named.p[0] == '@')
            named = (sayso_str){NULL, 0};
    }
    sayso_str s = good_byline(json) ? json : named.p ? named : byline_in_text(f);
    f->p->meta.byline = s.p ? without_by(s) : s;
}

/* ---- dates ----------------------------------------------------------------------------------- */

static bool is_date(sayso_str s)
{
    int32_t day;
    int64_t utc;
    return s.p && sayso__date_parse(s, &day, &utc);
}

/* A date in the address: /2031/05/03/, /2031-05-03. */
static sayso_str date_in_url(finder *f, sayso_str url)
{
    for (uint32_t i = 0; url.p && i + 10 < url.n; i++) {
        const char *c = url.p + i;
        if (c[0] != '/' || (c[1] != '1' && c[1] != '2'))
            continue;
        bool digits = true;
        for (int k = 1; k <= 10; k++)
            digits =
                digits && (k == 5 || k == 8 ? c[k] == '/' || c[k] == '-' : sayso__is_digit(c[k]));
        if (!digits)
            continue;
        sayso_str s = sayso__arena_print(f->p->arena, "%.4s-%.2s-%.2s", c + 1, c + 6, c + 9);
        f->ok = f->ok && s.p;
        if (is_date(s))
            return s;
    }
    return (sayso_str){NULL, 0};
}

/* What element i says of a date: by an attribute, or by its text. p is NULL if it says none. */
static sayso_str date_of(finder *f, uint32_t i)
{
    sayso_str s = clean(f, sayso__html_attr(&f->p->tree, i, SAYSO_ATTR_DATETIME), SAYSO_HTML_VALUE);
    if (!is_date(s))
        s = clean(f, sayso__html_attr(&f->p->tree, i, SAYSO_ATTR_CONTENT), SAYSO_HTML_VALUE);
    if (!is_date(s))
        s = text_inside(f, i);
    return is_date(s) ? s : (sayso_str){NULL, 0};
}

/* The first <time> that is not among comments or other reports; with `prop`, the first element of
 * that itemprop. */
static sayso_str date_in_text(finder *f, const char *prop)
{
    const sayso_html_tree *t = &f->p->tree;
    for (uint32_t i = 1; i < t->n_node; i++) {
        if (!t->node[i].n_attr ||
            (f->p->around[i] & (SAYSO_PAGE_COMMENT | SAYSO_PAGE_RELATED | SAYSO_PAGE_SIDE)))
            continue;
        sayso_str item = attr(f, i, SAYSO_ATTR_ITEMPROP);
        bool named = item.n && sayso__page_has_word(item, prop ? prop : "datePublished");
        if (!named && (prop || t->node[i].tag != SAYSO_EL_TIME))
            continue;
        sayso_str s = date_of(f, i);
        if (s.p)
            return s;
    }
    return (sayso_str){NULL, 0};
}

static void find_dates(finder *f)
{
    static const char *const published[] = {"article:published_time",
                                            "article:published",
                                            "datepublished",
                                            "dc.date.issued",
                                            "dcterms.created",
                                            "dc.date",
                                            "dcterms.date",
                                            "parsely-pub-date",
                                            "sailthru.date",
                                            "pubdate",
                                            "publishdate",
                                            "publish-date",
                                            "publication_date",
                                            "article.published",
                                            "article_date_original",
                                            "og:published_time",
                                            "og:article:published_time",
                                            "cXenseParse:recs:publishtime",
                                            "datecreated",
                                            "date",
                                            "timestamp",
                                            NULL};
    static const char *const modified[] = {"article:modified_time",
                                           "og:updated_time",
                                           "datemodified",
                                           "dcterms.modified",
                                           "last-modified",
                                           "article:modified",
                                           NULL};
    sayso_page_meta *m = &f->p->meta;
    m->published = f->p->json.published;
    for (uint32_t k = 0; published[k] && !is_date(m->published); k++) {
        const char *const one[] = {published[k], NULL};
        m->published = meta_string(f, one);
    }
    if (!is_date(m->published))
        m->published = date_in_text(f, NULL);
    if (!is_date(m->published))
        m->published = date_in_url(f, m->url);
    m->modified = f->p->json.modified;
    if (!is_date(m->modified))
        m->modified = meta_string(f, modified);
    if (!is_date(m->modified))
        m->modified = date_in_text(f, "dateModified");
}

/* ---- section, tags -------------------------------------------------------------------------- */

/* Texts of links that say that they are tags, or all values of article:tag. */
static sayso_str all_tags(finder *f, bool links)
{
    const sayso_html_tree *t = &f->p->tree;
    sayso_str all = {NULL, 0};
    for (uint32_t i = 0; i < (links ? t->n_node : f->n_list) && all.n < 512; i++) {
        bool named = links ? t->node[i].n_attr && t->node[i].tag == SAYSO_EL_A &&
                                 sayso__page_has_name(attr(f, i, SAYSO_ATTR_REL), SAYSO_STR("tag"))
                           : sayso__page_has_name(f->list[i].key, SAYSO_STR("article:tag"));
        if (!named)
            continue;
        sayso_str s = links ? text_inside(f, i) : clean(f, f->list[i].value, SAYSO_HTML_VALUE);
        if (!s.n || s.n > 100)
            continue;
        all = sayso__arena_listed(f->p->arena, all, s);
        f->ok = f->ok && all.p;
    }
    return all;
}

static void find_section_and_tags(finder *f)
{
    static const char *const section[] = {"article:section", "parsely-section", "section", NULL};
    static const char *const news[] = {"news_keywords", NULL};
    static const char *const words[] = {"keywords", "parsely-tags", NULL};
    sayso_page_meta *m = &f->p->meta;
    m->section = first_of(unescaped(f, f->p->json.section), meta_string(f, section));
    m->tags = first_of(unescaped(f, f->p->json.tags), meta_string(f, news));
    if (!m->tags.p)
        m->tags = first_of(all_tags(f, false), meta_string(f, words));
    if (!m->tags.p)
        m->tags = all_tags(f, true);
}

bool sayso__page_meta(sayso_page *p)
{
    static const char *const site[] = {"og:site_name", "application-name", "publisher",
                                       "dc.publisher", "twitter:site",     NULL};
    static const char *const url[] = {"og:url", "twitter:url", "parsely-link", NULL};
    static const char *const language[] = {"og:locale", "language", "dc.language", NULL};
    finder *f = SAYSO_NEW(p->arena, finder);
    if (!f)
        return false;
    f->p = p;
    f->ok = true;
    gather(f);
    sayso_page_meta *m = &p->meta;
    m->url = first_of(clean(f, f->canonical, SAYSO_HTML_VALUE), meta_string(f, url));
    if (m->url.p && !is_url(m->url))
        m->url = (sayso_str){NULL, 0};
    m->publisher = first_of(unescaped(f, p->json.publisher), meta_string(f, site));
    m->language = first_of(clean(f, f->lang, SAYSO_HTML_VALUE), meta_string(f, language));
    m->language = first_of(m->language, p->json.language);
    m->body = unescaped(f, p->json.body);
    find_title(f);
    find_byline(f);
    find_dates(f);
    find_section_and_tags(f);
    return f->ok;
}
