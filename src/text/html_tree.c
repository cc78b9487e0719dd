/* html_tree.c -- a stack of open elements over the tokens.  Layer: text.
 *
 * WHATWG HTML 13.2.6.4.7 ("in body") for implied end tags and scopes; the table modes are reduced
 * to the ends that cells, rows and row groups imply. */
#include "text/html_tree.h"

#include "base/array.h"
#include "base/fail.h"
#include "base/str.h"

typedef struct {
    uint32_t node;
    uint8_t tag;
    bool foreign; /* what is inside is SVG or MathML */
} open_element;

typedef struct {
    sayso_html_lexer x;
    sayso_html_token token;
    sayso_arena *arena;
    SAYSO_ARRAY(sayso_html_node) node;
    SAYSO_ARRAY(sayso_html_kept) kept;
    open_element open[SAYSO_HTML_DEPTH_MOST];
    uint32_t depth;
    uint32_t n_over;             /* open elements that are not on the stack */
    uint32_t n_open[SAYSO_EL_N]; /* how often on the stack */
    bool link_ended;             /* text is in an <a> whose end tag was out of reach */
    const char *hit;
    uint32_t hit_at;
} builder;

#define FLAGS(tag) (sayso__html_tag_flags[tag])

static void hit(builder *b, const char *what)
{
    if (b->hit)
        return;
    b->hit = what;
    b->hit_at = b->token.at.beg;
}

/* ---- the stack ---------------------------------------------------------------------------- */

static uint8_t top(const builder *b)
{
    return b->open[b->depth - 1].tag;
}

static void pop(builder *b)
{
    const open_element *e = &b->open[--b->depth];
    b->node.v[e->node].end = b->node.n;
    b->n_open[e->tag]--;
    b->link_ended = b->link_ended && e->tag != SAYSO_EL_A;
}

static void pop_to(builder *b, uint32_t depth)
{
    while (b->depth > depth)
        pop(b);
}

/* Elements that have no number of their own are told by their names. */
static bool same_name(const builder *b, const open_element *e)
{
    sayso_span at = b->token.name;
    uint32_t beg = b->node.v[e->node].at.beg + 1, n = at.end - at.beg;
    return e->tag != SAYSO_EL_OTHER ||
           (b->x.n - beg > n &&
            sayso__str_ieq(sayso__str(b->x.p + beg, n), sayso__str_span(b->x.p, at)));
}

/* Does HTML go on here inside SVG or MathML? The standard counts such elements among the scopes. */
static bool is_point(const builder *b, uint32_t i)
{
    return i > 1 && b->open[i - 1].foreign && !b->open[i].foreign;
}

/* Place on the stack of the innermost `tag` that no element with a flag of `wall` (nor of the tags
 * w1, w2) stands before; 0 if there is none (0 is the root). */
static uint32_t find_open(const builder *b, uint8_t tag, int wall, uint8_t w1, uint8_t w2)
{
    if (!b->n_open[tag])
        return 0;
    for (uint32_t i = b->depth; i-- > 1;) {
        uint8_t t = b->open[i].tag;
        if (t == tag && same_name(b, &b->open[i]))
            return i;
        if ((FLAGS(t) & wall) || t == w1 || t == w2 ||
            (wall && !(FLAGS(tag) & SAYSO_EL_FOREIGN) && is_point(b, i)))
            return 0;
    }
    return 0;
}

static void close_if_open(builder *b, uint8_t tag, int wall, uint8_t w1, uint8_t w2)
{
    uint32_t i = find_open(b, tag, wall, w1, w2);
    if (i)
        pop_to(b, i);
}

/* ---- nodes -------------------------------------------------------------------------------- */

static bool says(const builder *b, sayso_span at, const char *word)
{
    return sayso__str_ieq(sayso__str_trim(sayso__str_span(b->x.p, at)), sayso__str_z(word));
}

/* "display:none" in a style, white space left out. */
static bool hides(const builder *b, sayso_span at)
{
    static const char want[] = "display:none";
    uint32_t k = 0;
    for (uint32_t i = at.beg; i < at.end && k < sizeof want - 1; i++)
        if (!sayso__is_space(b->x.p[i]))
            k = sayso__ascii_lower(b->x.p[i]) == want[k] ? k + 1
                                                         : sayso__ascii_lower(b->x.p[i]) == want[0];
    return k == sizeof want - 1;
}

/* Keeps the attributes that matter; the first of a name counts. */
static bool keep_attributes(builder *b, sayso_html_node *node)
{
    uint32_t seen = 0;
    node->attr = b->kept.n;
    for (uint32_t i = 0; i < b->token.n_attr; i++) {
        const sayso_html_attr *a = &b->x.attr[i];
        sayso_html_attr_id id =
            sayso__html_attr_of(b->x.p + a->name.beg, a->name.end - a->name.beg);
        if (id == SAYSO_ATTR_N || (seen >> id & 1))
            continue;
        seen |= 1u << id;
        if (id == SAYSO_ATTR_HIDDEN || (id == SAYSO_ATTR_STYLE && hides(b, a->value)) ||
            (id == SAYSO_ATTR_ARIA_HIDDEN && says(b, a->value, "true")))
            node->around |= SAYSO_NODE_SKIP;
        if (b->kept.n == SAYSO_HTML_KEPT_MOST) {
            hit(b, "more attributes than are kept");
            return true;
        }
        if (!SAYSO_PUSH(b->arena, &b->kept, (sayso_html_kept){(uint8_t)id, a->value}))
            return false;
        node->n_attr++;
    }
    return true;
}

static bool add_node(builder *b, uint8_t tag, bool *full)
{
    uint32_t parent = b->depth ? b->open[b->depth - 1].node : 0, i = b->node.n;
    const sayso_html_node *above = b->depth ? &b->node.v[parent] : NULL;
    sayso_html_node node = {.at = b->token.at,
                            .parent = parent,
                            .end = i + 1,
                            .home = above ? above->home : i,
                            .tag = tag,
                            .mode = (uint8_t)b->token.mode,
                            .around = above ? above->around : 0};
    *full = i >= SAYSO_HTML_NODES_MOST;
    if (*full)
        return true;
    if (FLAGS(tag) & SAYSO_EL_BLOCK)
        node.home = i;
    if (FLAGS(tag) & SAYSO_EL_SKIP)
        node.around |= SAYSO_NODE_SKIP;
    if (tag == SAYSO_EL_A)
        node.around |= SAYSO_NODE_LINK;
    if (tag == SAYSO_EL_PRE || tag == SAYSO_EL_LISTING || tag == SAYSO_EL_XMP)
        node.around |= SAYSO_NODE_PRE;
    if (tag == SAYSO_EL_TEXT && b->link_ended)
        node.around &= (uint8_t)~SAYSO_NODE_LINK;
    return (tag == SAYSO_EL_TEXT || keep_attributes(b, &node)) &&
           SAYSO_PUSH(b->arena, &b->node, node);
}

/* Is what is inside the element of the newest start tag SVG or MathML? Not where HTML goes on in
 * them (13.2.6.5: integration points). */
static bool holds_foreign(const builder *b, uint8_t tag)
{
    static const char *const points[] = {"foreignobject", "desc", "mi", "mo", "mn", "ms", "mtext"};
    if (FLAGS(tag) & SAYSO_EL_FOREIGN)
        return true;
    if (!b->depth || !b->open[b->depth - 1].foreign || tag == SAYSO_EL_TITLE)
        return false;
    for (size_t i = 0; i < sizeof points / sizeof *points; i++)
        if (says(b, b->token.name, points[i]))
            return false;
    return true;
}

static void push(builder *b, uint8_t tag)
{
    if (b->depth == SAYSO_HTML_DEPTH_MOST) {
        b->n_over++;
        hit(b, "nested more deeply than is kept");
        return;
    }
    b->open[b->depth] = (open_element){b->node.n - 1, tag, holds_foreign(b, tag)};
    b->depth++;
    b->n_open[tag]++;
}

/* ---- tags --------------------------------------------------------------------------------- */

static bool is_heading(uint8_t tag)
{
    return tag >= SAYSO_EL_H1 && tag <= SAYSO_EL_H6;
}

/* Ends of cells, rows and row groups, up to the table. */
static void end_in_table(builder *b, uint8_t tag)
{
    static const uint8_t order[] = {SAYSO_EL_TD,    SAYSO_EL_TH,    SAYSO_EL_TR,
                                    SAYSO_EL_TBODY, SAYSO_EL_THEAD, SAYSO_EL_TFOOT};
    uint32_t n = tag == SAYSO_EL_TD || tag == SAYSO_EL_TH ? 2 : tag == SAYSO_EL_TR ? 3 : 6;
    uint32_t lowest = b->depth;
    for (uint32_t i = b->depth; i-- > 1 && b->open[i].tag != SAYSO_EL_TABLE;)
        for (uint32_t k = 0; k < n; k++)
            if (b->open[i].tag == order[k])
                lowest = i;
    pop_to(b, lowest);
}

/* What a start tag ends (13.2.6.4.7). */
static void imply_ends(builder *b, uint8_t tag)
{
    switch (tag) {
    case SAYSO_EL_LI: close_if_open(b, tag, SAYSO_EL_SCOPE, SAYSO_EL_UL, SAYSO_EL_OL); break;
    case SAYSO_EL_DD:
    case SAYSO_EL_DT:
        close_if_open(b, SAYSO_EL_DD, SAYSO_EL_SCOPE, SAYSO_EL_DL, 0);
        close_if_open(b, SAYSO_EL_DT, SAYSO_EL_SCOPE, SAYSO_EL_DL, 0);
        break;
    case SAYSO_EL_OPTION: close_if_open(b, tag, SAYSO_EL_SCOPE, SAYSO_EL_SELECT, 0); break;
    case SAYSO_EL_TD:
    case SAYSO_EL_TH:
    case SAYSO_EL_TR:
    case SAYSO_EL_TBODY:
    case SAYSO_EL_THEAD:
    case SAYSO_EL_TFOOT:
        if (b->n_open[SAYSO_EL_TABLE])
            end_in_table(b, tag);
        break;
    case SAYSO_EL_BUTTON: close_if_open(b, tag, SAYSO_EL_SCOPE, 0, 0); break;
    case SAYSO_EL_A: /* links do not nest; formatting between the two is given up */
        b->link_ended = false;
        close_if_open(b, tag, SAYSO_EL_SCOPE | SAYSO_EL_BLOCK, 0, 0);
        break;
    case SAYSO_EL_NOBR: close_if_open(b, tag, SAYSO_EL_SCOPE | SAYSO_EL_BLOCK, 0, 0); break;
    default: break;
    }
    if (FLAGS(tag) & SAYSO_EL_CLOSES_P)
        close_if_open(b, SAYSO_EL_P, SAYSO_EL_SCOPE, 0, 0);
    if (is_heading(tag) && is_heading(top(b)))
        pop(b);
}

/* Elements that end SVG and MathML, whose end tags are often forgotten (13.2.6.5). */
static void break_out(builder *b, uint8_t tag)
{
    bool html = (FLAGS(tag) & SAYSO_EL_CLOSES_P) || tag == SAYSO_EL_BR || tag == SAYSO_EL_IMG ||
                tag == SAYSO_EL_SPAN || tag == SAYSO_EL_BODY || tag == SAYSO_EL_HEAD ||
                tag == SAYSO_EL_META || tag == SAYSO_EL_EMBED || tag == SAYSO_EL_SUP ||
                ((FLAGS(tag) & SAYSO_EL_FORMAT) && tag != SAYSO_EL_A && tag != SAYSO_EL_FONT);
    while (html && b->depth > 1 && b->open[b->depth - 1].foreign)
        pop(b);
}

static bool start_tag(builder *b, bool *full)
{
    const sayso_html_token *t = &b->token;
    uint8_t tag = (uint8_t)sayso__html_tag_of(b->x.p + t->name.beg, t->name.end - t->name.beg);
    if (b->open[b->depth - 1].foreign)
        break_out(b, tag);
    bool foreign = b->open[b->depth - 1].foreign;
    if (!foreign && tag == SAYSO_EL_FORM && b->n_open[tag] && !b->n_open[SAYSO_EL_TEMPLATE])
        return true; /* forms do not nest */
    if (!foreign)
        imply_ends(b, tag);
    if (!add_node(b, tag, full))
        return false;
    if (*full || (FLAGS(tag) & SAYSO_EL_VOID) || (foreign && t->self_closing) ||
        ((FLAGS(tag) & SAYSO_EL_FOREIGN) && t->self_closing))
        return true;
    if (!foreign && tag == SAYSO_EL_SCRIPT)
        b->x.mode = SAYSO_HTML_SCRIPT;
    else if (!foreign && (FLAGS(tag) & SAYSO_EL_RAWTEXT))
        b->x.mode = SAYSO_HTML_RAWTEXT;
    else if (!foreign && (FLAGS(tag) & SAYSO_EL_RCDATA))
        b->x.mode = SAYSO_HTML_RCDATA;
    else if (!foreign && tag == SAYSO_EL_PLAINTEXT)
        b->x.mode = SAYSO_HTML_PLAINTEXT;
    push(b, tag);
    return true;
}

/* An end tag of which the standard makes an element: a line break, a paragraph of nothing. */
static bool lone_end_tag(builder *b, bool *full)
{
    const sayso_html_token *t = &b->token;
    uint8_t tag = (uint8_t)sayso__html_tag_of(b->x.p + t->name.beg, t->name.end - t->name.beg);
    bool lone = tag == SAYSO_EL_BR ||
                (tag == SAYSO_EL_P && !b->n_over && !find_open(b, tag, SAYSO_EL_SCOPE, 0, 0));
    if (!lone)
        return true;
    break_out(b, tag);
    return add_node(b, tag, full);
}

static void end_tag(builder *b)
{
    const sayso_html_token *t = &b->token;
    uint8_t tag = (uint8_t)sayso__html_tag_of(b->x.p + t->name.beg, t->name.end - t->name.beg);
    if (b->n_over) { /* of an element that is not on the stack, most likely */
        b->n_over--;
        return;
    }
    if (tag == SAYSO_EL_BODY || tag == SAYSO_EL_HTML || (FLAGS(tag) & SAYSO_EL_VOID))
        return;
    if (is_heading(tag)) {
        for (uint8_t h = SAYSO_EL_H1; h <= SAYSO_EL_H6; h++)
            close_if_open(b, h, SAYSO_EL_SCOPE, 0, 0);
        return;
    }
    bool in_table = tag == SAYSO_EL_TABLE || tag == SAYSO_EL_TR || tag == SAYSO_EL_TBODY ||
                    tag == SAYSO_EL_THEAD || tag == SAYSO_EL_TFOOT;
    bool all = in_table || tag == SAYSO_EL_TEMPLATE || tag == SAYSO_EL_SELECT;
    bool over_blocks =
        (FLAGS(tag) & SAYSO_EL_BLOCK) || tag == SAYSO_EL_OBJECT || tag == SAYSO_EL_APPLET;
    int wall = all ? 0 : over_blocks ? SAYSO_EL_SCOPE : SAYSO_EL_SCOPE | SAYSO_EL_BLOCK;
    uint32_t i = find_open(b, tag, wall, in_table && tag != SAYSO_EL_TABLE ? SAYSO_EL_TABLE : 0,
                           tag == SAYSO_EL_LI ? SAYSO_EL_UL : 0);
    if (i)
        pop_to(b, i);
    else if (tag == SAYSO_EL_A && b->n_open[tag])
        b->link_ended = true;
}

/* ---- the page ----------------------------------------------------------------------------- */

static bool build(builder *b)
{
    bool full = false;
    if (!add_node(b, SAYSO_EL_OTHER, &full))
        return false;
    push(b, SAYSO_EL_OTHER);
    while (!full) {
        bool ok = true;
        b->x.foreign = b->open[b->depth - 1].foreign;
        sayso__html_next(&b->x, &b->token);
        if (b->x.hit_limit)
            hit(b, "more attributes in a tag than are read");
        switch (b->token.kind) {
        case SAYSO_HTML_TEXT: ok = add_node(b, SAYSO_EL_TEXT, &full); break;
        case SAYSO_HTML_START: ok = start_tag(b, &full); break;
        case SAYSO_HTML_END:
            ok = lone_end_tag(b, &full);
            end_tag(b);
            break;
        case SAYSO_HTML_END_OF_PAGE: pop_to(b, 0); return true;
        default: break;
        }
        if (!ok)
            return false;
    }
    hit(b, "more elements than are read");
    pop_to(b, 0);
    return true;
}

sayso_status sayso__html_tree(const char *page, uint32_t n, sayso_arena *a, sayso_html_tree *out,
                              sayso_error *err)
{
    builder *b = SAYSO_NEW(a, builder);
    *out = (sayso_html_tree){0};
    if (!b)
        return sayso__fail_memory(err);
    b->arena = a;
    sayso__html_start(&b->x, page, n);
    if (!build(b))
        return sayso__fail_memory(err);
    *out = (sayso_html_tree){page, b->node.v, b->kept.v, b->node.n, n, b->hit, b->hit_at};
    return SAYSO_OK;
}

sayso_span sayso__html_attr(const sayso_html_tree *t, uint32_t i, sayso_html_attr_id attr)
{
    for (uint32_t j = 0; j < t->node[i].n_attr; j++)
        if (t->kept[t->node[i].attr + j].attr == attr)
            return t->kept[t->node[i].attr + j].value;
    return (sayso_span){0, 0};
}
