/* page_entry.c -- the entries of a live blog: one page, many of them, each of its time.  Layer:
 * text.
 *
 * Three ways, the first that finds any: elements that microdata call updates; where the page says
 * that it is a live blog, the elements of one kind at one depth that hold a <time> and a paragraph
 * each; headings that JSON-LD gives as those of updates (schema.org's LiveBlogPosting). Entries are
 * ranges of blocks with what is kept at both ends; they never lie in one another, since the outer
 * one is taken, or since nodes at one depth do not nest. */
#include "base/date.h"
#include "base/str.h"
#include "base/table.h"
#include "text/html_char.h"
#include "text/webpage.h"

#define ENTRIES_MOST 2048u
#define ENTRIES_FEWEST                                                                             \
    3u                 /* elements of one kind that are told apart by nothing but their times      \
                        */
#define TIME_BYTES 64u /* of a time, and of a block that is nothing but a time stamp */
#define KINDS      4u

typedef struct {
    sayso_page *p;
    bool ok;
} finder;

/* ---- parts ----------------------------------------------------------------------------------- */

static sayso_str value_of(const sayso_page *p, uint32_t node, sayso_html_attr_id id)
{
    return sayso__str_trim(sayso__str_span(p->tree.page, sayso__html_attr(&p->tree, node, id)));
}

/* The first block whose text begins at this node or behind it. */
static uint32_t block_from(const sayso_page *p, uint32_t node)
{
    uint32_t lo = 0, hi = p->block.n;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (p->block.v[mid].first < node)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* The value of an attribute if it is a date; else p is NULL. */
static sayso_str date_at(finder *f, uint32_t node, sayso_html_attr_id id)
{
    int32_t day;
    int64_t utc;
    sayso_span at = sayso__html_attr(&f->p->tree, node, id);
    if (at.beg == at.end || at.end - at.beg > TIME_BYTES)
        return (sayso_str){NULL, 0};
    sayso_str s = sayso__html_string(f->p->tree.page, at, SAYSO_HTML_VALUE, f->p->arena);
    f->ok = f->ok && s.p;
    s = sayso__str_trim(s);
    return s.n && sayso__date_parse(s, &day, &utc) ? s : (sayso_str){NULL, 0};
}

/* When the entry in element i was published: what says so by its name, else the first <time>. */
static sayso_str time_inside(finder *f, uint32_t i)
{
    const sayso_html_tree *t = &f->p->tree;
    sayso_str first = {NULL, 0};
    for (uint32_t k = i; k < t->node[i].end; k++) {
        bool named =
            t->node[k].n_attr && sayso__page_has_name(value_of(f->p, k, SAYSO_ATTR_ITEMPROP),
                                                      SAYSO_STR("datePublished"));
        if (!named && (first.p || t->node[k].tag != SAYSO_EL_TIME))
            continue;
        sayso_str s = date_at(f, k, SAYSO_ATTR_DATETIME);
        if (!s.p && named)
            s = date_at(f, k, SAYSO_ATTR_CONTENT);
        if (s.p && named)
            return s;
        first = first.p ? first : s;
    }
    return first;
}

static bool inside_time(const sayso_html_tree *t, uint32_t node, uint32_t home)
{
    while (node > home && t->node[node].tag != SAYSO_EL_TIME)
        node = t->node[node].parent;
    return node > home;
}

/* Does all text of a block stand in <time>? */
static bool is_stamp(const sayso_page *p, uint32_t i)
{
    const sayso_html_tree *t = &p->tree;
    const sayso_page_block *b = &p->block.v[i];
    uint32_t end = i + 1 < p->block.n ? p->block.v[i + 1].first : t->n_node;
    if (b->at.end - b->at.beg > TIME_BYTES)
        return false;
    for (uint32_t k = b->first; k < end; k++) {
        const sayso_html_node *n = &t->node[k];
        if (n->tag == SAYSO_EL_TEXT && n->home == b->home && !(n->around & SAYSO_NODE_SKIP) &&
            sayso__str_trim(sayso__str_span(t->page, n->at)).n && !inside_time(t, k, b->home))
            return false;
    }
    return true;
}

/* Of blocks [beg, end), from the first that is kept to the last. */
static void trim(const sayso_page *p, sayso_page_entry *e)
{
    while (e->beg < e->end && !p->block.v[e->beg].keep)
        e->beg++;
    while (e->beg < e->end && !p->block.v[e->end - 1].keep)
        e->end--;
}

/* An entry of which nothing is kept is none. */
static void add(finder *f, sayso_page_entry e)
{
    trim(f->p, &e);
    if (e.beg < e.end && f->p->entry.n < ENTRIES_MOST)
        f->ok = SAYSO_PUSH(f->p->arena, &f->p->entry, e) && f->ok;
}

static void add_element(finder *f, uint32_t i)
{
    add(f, (sayso_page_entry){block_from(f->p, i), block_from(f->p, f->p->tree.node[i].end),
                              time_inside(f, i)});
}

/* ---- microdata ------------------------------------------------------------------------------- */

static void find_marked(finder *f)
{
    const sayso_html_tree *t = &f->p->tree;
    uint32_t blog_end = 0;
    for (uint32_t i = 1; i < t->n_node;) {
        sayso_str type = {NULL, 0}, prop = {NULL, 0};
        if (t->node[i].n_attr) {
            type = value_of(f->p, i, SAYSO_ATTR_ITEMTYPE);
            prop = value_of(f->p, i, SAYSO_ATTR_ITEMPROP);
        }
        bool post = i < blog_end && sayso__str_ends(type, SAYSO_STR("/BlogPosting"));
        if (post || sayso__page_has_name(prop, SAYSO_STR("liveBlogUpdate"))) {
            add_element(f, i);
            i = t->node[i].end;
            continue;
        }
        if (sayso__str_ends(type, SAYSO_STR("/LiveBlogPosting"))) {
            f->p->live = true;
            blog_end = t->node[i].end > blog_end ? t->node[i].end : blog_end;
        }
        i++;
    }
}

/* ---- does the page say that it is a live blog? ------------------------------------------------
 */

/* "/live/" in the path. */
static bool live_address(sayso_str url)
{
    uint32_t at = url.p ? sayso__str_find(url, SAYSO_STR("://")) : SAYSO_NONE;
    if (at == SAYSO_NONE)
        return false;
    uint32_t beg = at + 3, end;
    while (beg < url.n && url.p[beg] != '/')
        beg++;
    for (end = beg; end < url.n && url.p[end] != '?' && url.p[end] != '#'; end++)
        ;
    return sayso__page_has_word(sayso__str(url.p + beg, end - beg), "/live/");
}

static bool live_title(sayso_str s)
{
    static const char *const phrases[] = {"live blog", "liveblog", "live updates", "live coverage",
                                          "as it happened"};
    static const char *const ends[] = {" - live", "\xe2\x80\x93 live", "\xe2\x80\x94 live"};
    if (s.n >= 5 && sayso__str_ieq(sayso__str(s.p, 5), SAYSO_STR("live:")))
        return true;
    for (size_t k = 0; k < sizeof phrases / sizeof *phrases; k++)
        if (sayso__page_has_word(s, phrases[k]))
            return true;
    for (size_t k = 0; k < sizeof ends / sizeof *ends; k++) {
        sayso_str end = sayso__str_z(ends[k]);
        if (s.n > end.n && sayso__str_ieq(sayso__str(s.p + s.n - end.n, end.n), end))
            return true;
    }
    return false;
}

/* ---- elements of one kind at one depth ------------------------------------------------------- */

static uint32_t kind_of(uint8_t tag)
{
    static const uint8_t tags[KINDS] = {SAYSO_EL_ARTICLE, SAYSO_EL_SECTION, SAYSO_EL_LI,
                                        SAYSO_EL_DIV};
    uint32_t k = 0;
    while (k < KINDS && tags[k] != tag)
        k++;
    return k;
}

typedef struct {
    uint32_t
        *group; /* [n_node] depth * KINDS + kind of an element that may be an entry; else NONE */
    uint32_t *times;      /* [n_node + 1] of <time> with a date, before */
    uint32_t *paragraphs; /* [n_node + 1] kept, before */
    uint32_t count[(SAYSO_HTML_DEPTH_MOST + 2) * KINDS];
} grouping;

/* Times and paragraphs before each node. */
static void count_parts(finder *f, grouping *g)
{
    const sayso_page *p = f->p;
    uint32_t times = 0, paragraphs = 0, k = 0;
    for (uint32_t i = 0; i < p->tree.n_node; i++) {
        g->times[i] = times;
        g->paragraphs[i] = paragraphs;
        times += p->tree.node[i].tag == SAYSO_EL_TIME && date_at(f, i, SAYSO_ATTR_DATETIME).p;
        for (; k < p->block.n && p->block.v[k].first == i; k++)
            paragraphs +=
                p->block.v[k].keep && p->block.v[k].kind != SAYSO_BLOCK_HEADING && !is_stamp(p, k);
    }
    g->times[p->tree.n_node] = times;
    g->paragraphs[p->tree.n_node] = paragraphs;
}

/* Puts elements into their groups; the largest group, the outer of two as large. */
static uint32_t largest_group(const sayso_html_tree *t, grouping *g, uint32_t *depth)
{
    uint32_t best = 0;
    g->group[0] = SAYSO_NONE;
    for (uint32_t i = 1; i < t->n_node; i++) {
        uint32_t end = t->node[i].end, kind = kind_of(t->node[i].tag),
                 up = depth[t->node[i].parent];
        depth[i] = up < SAYSO_HTML_DEPTH_MOST + 1 ? up + 1 : up;
        g->group[i] = SAYSO_NONE;
        if (kind == KINDS || up == depth[i] || g->times[i] == g->times[end] ||
            g->paragraphs[i] == g->paragraphs[end])
            continue;
        g->group[i] = depth[i] * KINDS + kind;
        g->count[g->group[i]]++;
    }
    for (uint32_t k = 1; k < sizeof g->count / sizeof *g->count; k++)
        best = g->count[k] > g->count[best] ? k : best;
    return best;
}

static void find_repeated(finder *f)
{
    const sayso_html_tree *t = &f->p->tree;
    grouping *g = SAYSO_NEW(f->p->arena, grouping);
    uint32_t *depth = SAYSO_NEW_N(f->p->arena, uint32_t, t->n_node);
    if (g) {
        g->group = SAYSO_NEW_N(f->p->arena, uint32_t, t->n_node);
        g->times = SAYSO_NEW_N(f->p->arena, uint32_t, (size_t)t->n_node + 1);
        g->paragraphs = SAYSO_NEW_N(f->p->arena, uint32_t, (size_t)t->n_node + 1);
    }
    if (!g || !depth || !g->group || !g->times || !g->paragraphs) {
        f->ok = false;
        return;
    }
    count_parts(f, g);
    uint32_t best = largest_group(t, g, depth);
    for (uint32_t i = 1; g->count[best] >= ENTRIES_FEWEST && i < t->n_node; i++)
        if (g->group[i] == best)
            add_element(f, i);
}

/* ---- JSON-LD --------------------------------------------------------------------------------- */

/* Letters and digits, in small letters; p is NULL when there are none, or too many for a headline.
 */
static sayso_str folded(finder *f, sayso_str s)
{
    char buf[256];
    uint32_t n = 0;
    for (uint32_t i = 0; i < s.n && n < sizeof buf; i++)
        if (sayso__is_alpha(s.p[i]) || sayso__is_digit(s.p[i]) || (s.p[i] & 0x80))
            buf[n++] = sayso__ascii_lower(s.p[i]);
    if (n == 0 || n == sizeof buf)
        return (sayso_str){NULL, 0};
    char *c = sayso__arena_copy(f->p->arena, buf, n);
    f->ok = f->ok && c;
    return (sayso_str){c, c ? n : 0};
}

static bool is_heading(const sayso_page *p, uint32_t i)
{
    uint8_t tag = p->tree.node[p->block.v[i].home].tag;
    return tag >= SAYSO_EL_H1 && tag <= SAYSO_EL_H6 && !p->block.v[i].title;
}

/* Headlines of updates, and which update's each is. */
static void index_updates(finder *f, sayso_table *seen)
{
    sayso__table_init(seen, f->p->arena);
    for (uint32_t i = 0; i < f->p->update.n; i++) {
        sayso_str key = folded(f, f->p->update.v[i].headline);
        sayso_table_entry *e = key.p ? sayso__table_put(seen, key) : NULL;
        f->ok = f->ok && (e || !key.p);
        if (e && e->value == SAYSO_NONE)
            e->value = i;
    }
}

/* An entry reaches from its heading to the next one's; the last one to the end of the element that
 * holds all of these headings. A headline counts where it stands first. */
static void find_headlines(finder *f)
{
    sayso_page *p = f->p;
    const sayso_html_node *node = p->tree.node;
    sayso_table seen;
    sayso_page_entry open = {0};
    uint32_t around = SAYSO_NONE;
    index_updates(f, &seen);
    for (uint32_t i = 0; i < p->block.n && p->update.n; i++) {
        sayso_str key = is_heading(p, i) ? folded(f, sayso__str_span(p->text.p, p->block.v[i].at))
                                         : (sayso_str){NULL, 0};
        sayso_table_entry *e = key.p ? sayso__table_find(&seen, key) : NULL;
        if (!e || e->value == SAYSO_NONE)
            continue;
        open.end = i;
        if (around != SAYSO_NONE)
            add(f, open);
        open = (sayso_page_entry){i, i, p->update.v[e->value].published};
        e->value = SAYSO_NONE;
        uint32_t home = p->block.v[i].home;
        around = around == SAYSO_NONE ? node[home].parent : around;
        while (home >= node[around].end) /* headings come in the order of the page */
            around = node[around].parent;
    }
    if (around == SAYSO_NONE)
        return;
    open.end = block_from(p, node[around].end);
    add(f, open);
}

/* ---- all ------------------------------------------------------------------------------------- */

/* Time stamps that stand alone are no part of the text, if the entry has any other. */
static void drop_stamps(sayso_page *p, sayso_page_entry *e)
{
    uint32_t others = 0;
    for (uint32_t i = e->beg; i < e->end; i++)
        others += p->block.v[i].keep && !is_stamp(p, i);
    for (uint32_t i = e->beg; others && i < e->end; i++)
        p->block.v[i].keep = p->block.v[i].keep && !is_stamp(p, i);
    trim(p, e);
}

bool sayso__page_entries(sayso_page *p, sayso_str url)
{
    finder f = {p, true};
    find_marked(&f);
    p->live =
        p->live || live_address(url) || live_address(p->meta.url) || live_title(p->meta.title);
    if (!p->entry.n && p->live)
        find_repeated(&f);
    if (!p->entry.n && p->live)
        find_headlines(&f);
    for (uint32_t i = 0; i < p->entry.n; i++)
        drop_stamps(p, &p->entry.v[i]);
    return f.ok;
}
