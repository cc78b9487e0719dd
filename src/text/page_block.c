/* page_block.c -- the tree of a page into blocks of plain text, with their map.  Layer: text.
 *
 * White space is collapsed as a browser does, a no-break space becomes a space, soft hyphens and
 * zero-width characters are left out; the map shows each. */
#include "base/hash.h"
#include "base/lexicon.h"
#include "base/str.h"
#include "base/table.h"
#include "base/utf8.h"
#include "lexica.h"
#include "text/html_char.h"
#include "text/webpage.h"

/* ---- what class and id say ------------------------------------------------------------------ */

#define WORD_MOST 24u

/* Words looked up lately: pages say few words often. */
#define LATELY 256u

typedef struct {
    struct {
        uint64_t word;
        uint32_t says;
    } slot[LATELY];
} lately;

static uint32_t word_says(lately *l, const char *word, uint32_t n)
{
    uint64_t h = sayso__hash_bytes(word, n) | 1;
    uint32_t i = (uint32_t)(h >> 8) % LATELY;
    if (l->slot[i].word == h)
        return l->slot[i].says;
    const sayso_lexicon_entry *e = sayso__lexicon_find(&sayso__lex_page_words, word, n);
    for (uint32_t k = n - (n > 0); !e && k >= 4; k--)
        e = sayso__lexicon_find(&sayso__lex_page_words, word, k);
    l->slot[i].word = h;
    l->slot[i].says = e ? e->value[0] : 0;
    return l->slot[i].says;
}

/* Words are parted by what is no letter, and where a capital follows a small letter. */
static uint32_t value_says(lately *l, sayso_str s)
{
    char word[WORD_MOST];
    uint32_t says = 0, n = 0;
    for (uint32_t i = 0; i <= s.n; i++) {
        bool letter = i < s.n && sayso__is_alpha(s.p[i]);
        bool hump = letter && i && sayso__is_upper(s.p[i]) && sayso__is_lower(s.p[i - 1]);
        if (n && (!letter || hump)) {
            says |= word_says(l, word, n);
            n = 0;
        }
        if (letter && n < WORD_MOST)
            word[n++] = sayso__ascii_lower(s.p[i]);
    }
    return says;
}

static uint32_t tag_says(uint8_t tag)
{
    switch (tag) {
    case SAYSO_EL_NAV: return SAYSO_PAGE_NAV;
    case SAYSO_EL_ASIDE: return SAYSO_PAGE_SIDE;
    case SAYSO_EL_FOOTER: return SAYSO_PAGE_FOOTER;
    case SAYSO_EL_HEADER: return SAYSO_PAGE_HEADER;
    case SAYSO_EL_FORM: return SAYSO_PAGE_SIGNUP;
    case SAYSO_EL_FIGCAPTION: return SAYSO_PAGE_CAPTION;
    case SAYSO_EL_FIGURE: return SAYSO_PAGE_MEDIA;
    case SAYSO_EL_ARTICLE: return SAYSO_PAGE_ARTICLE;
    default: return 0;
    }
}

/* Fills says and around. Classes of html and body speak of the whole page, of no part of it. */
static bool find_says(sayso_page *p)
{
    static const uint8_t attrs[] = {SAYSO_ATTR_CLASS, SAYSO_ATTR_ID, SAYSO_ATTR_ITEMPROP,
                                    SAYSO_ATTR_ROLE};
    sayso_table seen;
    sayso__table_init(&seen, p->arena);
    p->says = SAYSO_NEW_N(p->arena, uint32_t, p->tree.n_node);
    p->around = SAYSO_NEW_N(p->arena, uint32_t, p->tree.n_node);
    lately *l = SAYSO_NEW(p->arena, lately);
    if (!p->says || !p->around || !l)
        return false;
    for (uint32_t i = 0; i < p->tree.n_node; i++) {
        const sayso_html_node *node = &p->tree.node[i];
        bool whole = node->tag == SAYSO_EL_HTML || node->tag == SAYSO_EL_BODY || i == 0;
        for (uint32_t k = 0; k < sizeof attrs && node->n_attr && !whole; k++) {
            sayso_span at = sayso__html_attr(&p->tree, i, attrs[k]);
            if (at.beg == at.end)
                continue;
            sayso_str value = sayso__str_span(p->tree.page, at);
            sayso_table_entry *e = sayso__table_put(&seen, value);
            if (!e)
                return false;
            if (e->value == SAYSO_NONE)
                e->value = value_says(l, value);
            p->says[i] |= e->value;
        }
        p->says[i] |= tag_says(node->tag);
        p->around[i] = p->says[i] | p->around[node->parent];
    }
    return true;
}

/* ---- text ----------------------------------------------------------------------------------- */

typedef struct {
    sayso_page *p;
    sayso_page_block now; /* the open block; at.beg == at.end: none */
    bool open;
    sayso_span blank; /* white space of the page not yet written */
    uint32_t n_break; /* <br> since the last word */
    uint32_t n_cjk;   /* Chinese and Japanese characters so far */
    bool in_word, in_link;
} writer;

/* A piece of n bytes of text from [beg, end) of the page; the text has room. */
static bool put(writer *w, const char *c, uint32_t n, uint32_t beg, uint32_t end)
{
    sayso_text_builder *b = &w->p->text;
    if (!sayso__map_add(b, w->p->arena, n, (sayso_map_run){b->n, beg, end - beg}))
        return false;
    memcpy(b->p + b->n, c, n);
    b->n += n;
    return true;
}

static uint64_t close_hash(uint64_t h, uint64_t word)
{
    return word ? sayso__hash_mix(h, word) : h;
}

/* Counts of the block's text, and the hash of its words. */
static void measure(writer *w)
{
    sayso_page_block *b = &w->now;
    const char *t = w->p->text.p;
    uint64_t word = 0;
    for (uint32_t i = b->at.beg; i < b->at.end; i++) {
        char c = t[i];
        if ((uint8_t)c == 0xe3 && b->at.end - i >= 3 && (uint8_t)t[i + 1] == 0x80) {
            b->n_stop += (uint8_t)t[i + 2] == 0x82; /* ideographic full stop and comma */
            b->n_comma += (uint8_t)t[i + 2] == 0x81;
        }
        if (sayso__is_alpha(c) || sayso__is_digit(c) || (uint8_t)c >= 0x80) {
            word = (word ^ (uint8_t)sayso__ascii_lower(c)) * 0x100000001b3u + 1;
            continue;
        }
        b->words = close_hash(b->words, word);
        word = 0;
        b->n_comma += c == ',';
        b->n_stop += (c == '.' || c == '!' || c == '?') &&
                     (i + 1 == b->at.end || sayso__is_space(t[i + 1]) || t[i + 1] == '"');
    }
    b->words = close_hash(b->words, word);
}

static bool close_block(writer *w)
{
    if (!w->open)
        return true;
    w->open = false;
    w->now.at.end = w->p->text.n;
    measure(w);
    return SAYSO_PUSH(w->p->arena, &w->p->block, w->now);
}

static bool open_block(writer *w, uint32_t node)
{
    sayso_text_builder *b = &w->p->text;
    if (b->n) {
        uint32_t at = w->p->tree.node[node].at.beg;
        if (!put(w, "\n\n", 2, at, at))
            return false;
    }
    w->now = (sayso_page_block){.at = {b->n, b->n},
                                .map = b->map.n,
                                .first = node,
                                .home = w->p->tree.node[node].home};
    w->open = true;
    w->in_word = false;
    return true;
}

/* What stands before the next word of an open block. */
static bool put_blank(writer *w)
{
    bool ok = true;
    if (w->n_break)
        ok = put(w, "\n", 1, w->blank.beg, w->blank.end);
    else if (w->blank.end > w->blank.beg)
        ok = put(w, " ", 1, w->blank.beg, w->blank.end);
    if (w->n_break || w->blank.end > w->blank.beg)
        w->in_word = false;
    w->blank = (sayso_span){0, 0};
    w->n_break = 0;
    return ok;
}

static void add_blank(writer *w, uint32_t beg, uint32_t end)
{
    w->blank =
        w->blank.end > w->blank.beg ? (sayso_span){w->blank.beg, end} : (sayso_span){beg, end};
}

/* Before a character that is not white space. */
static bool begin_word(writer *w, uint32_t node)
{
    const sayso_html_node *t = &w->p->tree.node[node];
    if (w->open && (w->now.home != t->home || w->n_break > 1))
        if (!close_block(w))
            return false;
    if (!w->open) {
        w->blank = (sayso_span){0, 0};
        w->n_break = 0;
        if (!open_block(w, node))
            return false;
    }
    if (!put_blank(w))
        return false;
    if (!w->in_word) {
        w->now.n_word++;
        w->now.n_link += (t->around & SAYSO_NODE_LINK) != 0;
    }
    w->in_word = true;
    return true;
}

/* Characters that are not written: soft hyphen, zero-width space and joiners' marks, byte order
 * mark, NUL and other controls. */
static bool is_nothing(uint32_t cp)
{
    return cp == 0xad || cp == 0x200b || cp == 0x2060 || cp == 0xfeff || cp < 0x20 || cp == 0x7f;
}

static bool is_space(uint32_t cp)
{
    return cp == ' ' || (cp >= 9 && cp <= 13) || cp == 0xa0 || cp == 0x202f || cp == 0x2028 ||
           cp == 0x2029 || cp == 0x3000 || (cp >= 0x2000 && cp <= 0x200a);
}

/* Bytes that stand for themselves and are no white space: a run of them from i. */
static uint32_t plain_run(const char *p, uint32_t i, uint32_t end)
{
    while (i < end && (uint8_t)p[i] > ' ' && (uint8_t)p[i] < 0x7f && p[i] != '&')
        i++;
    return i;
}

/* Chinese and Japanese have no spaces: two characters count as a word. */
static void count_unspaced(writer *w, uint32_t node, uint32_t cp)
{
    bool cjk = (cp >= 0x3040 && cp < 0x3100) || (cp >= 0x3400 && cp < 0xa000) ||
               (cp >= 0xf900 && cp < 0xfb00);
    if (!cjk || w->n_cjk++ % 2 == 0)
        return;
    w->now.n_word++;
    w->now.n_link += (w->p->tree.node[node].around & SAYSO_NODE_LINK) != 0;
}

static bool put_char(writer *w, uint32_t node, uint32_t at, sayso_html_char c, bool pre)
{
    uint32_t end = at + c.n;
    for (uint32_t k = 0; k < c.n_cp; k++) {
        uint32_t cp = c.cp[k];
        if (is_space(cp)) {
            if (pre && cp == '\n' && w->open) {
                w->n_break += w->n_break == 0;
                add_blank(w, at, end);
            } else {
                add_blank(w, at, end);
            }
            continue;
        }
        if (is_nothing(cp))
            continue;
        char utf8[4];
        uint32_t n = sayso__utf8_encode(cp, utf8);
        if (!begin_word(w, node) || !put(w, utf8, n, at, end))
            return false;
        count_unspaced(w, node, cp);
    }
    return true;
}

/* "&amp;quot;" and the like at p[i], c its "&": escaped twice, as some sites do; what was meant,
 * with all its bytes. Not "<" and ">", which a page about HTML means as they stand. */
static sayso_html_char escaped_twice(const char *p, uint32_t i, uint32_t end, sayso_html_char c)
{
    char inner[12] = "&";
    uint32_t n = end - (i + c.n) < sizeof inner - 1 ? end - (i + c.n) : sizeof inner - 1;
    if (c.cp[0] != '&' || c.n != 5)
        return c;
    memcpy(inner + 1, p + i + c.n, n);
    sayso_html_char ref = sayso__html_reference(inner, 0, n + 1, false);
    if (!ref.n || inner[ref.n - 1] != ';' || ref.cp[0] == '<' || ref.cp[0] == '>')
        return c;
    ref.n += c.n - 1;
    return ref;
}

static bool put_node(writer *w, uint32_t node)
{
    const sayso_html_node *t = &w->p->tree.node[node];
    const char *p = w->p->tree.page;
    for (uint32_t i = t->at.beg; i < t->at.end;) {
        uint32_t end = plain_run(p, i, t->at.end);
        if (end > i) {
            if (!begin_word(w, node) || !put(w, p + i, end - i, i, end))
                return false;
            i = end;
            continue;
        }
        sayso_html_char c = sayso__html_char(p, i, t->at.end, (sayso_html_mode)t->mode);
        bool pre = t->around & SAYSO_NODE_PRE;
        if (!pre && t->mode == SAYSO_HTML_DATA)
            c = escaped_twice(p, i, t->at.end, c);
        if (!put_char(w, node, i, c, pre))
            return false;
        i += c.n;
    }
    return true;
}

static bool walk(writer *w)
{
    const sayso_html_tree *t = &w->p->tree;
    for (uint32_t i = 1; i < t->n_node; i++) {
        const sayso_html_node *node = &t->node[i];
        if (node->around & SAYSO_NODE_SKIP)
            continue;
        if (node->tag == SAYSO_EL_TEXT) {
            if (!put_node(w, i))
                return false;
        } else if (node->tag == SAYSO_EL_BR) {
            w->n_break++;
            add_blank(w, node->at.beg, node->at.end);
        } else if ((sayso__html_tag_flags[node->tag] & SAYSO_EL_BLOCK) && !close_block(w)) {
            return false;
        }
    }
    return close_block(w);
}

/* Words before each node, for shares of subtrees. */
static bool count_words(sayso_page *p)
{
    uint32_t n = 0, k = 0;
    p->before = SAYSO_NEW_N(p->arena, uint32_t, (size_t)p->tree.n_node + 1);
    for (uint32_t i = 0; p->before && i < p->tree.n_node; i++) {
        p->before[i] = n;
        for (; k < p->block.n && p->block.v[k].first == i; k++)
            n += p->block.v[k].n_word;
    }
    if (p->before)
        p->before[p->tree.n_node] = n;
    return p->before;
}

bool sayso__page_blocks(sayso_page *p)
{
    writer w = {.p = p};
    /* every byte of text stands for a byte of the page and more, but for the blank lines between
     * blocks (a tag lies there), references to two characters, and bytes that are not UTF-8 */
    p->text.p = sayso__arena_alloc(p->arena, (size_t)p->tree.n_page * 3 + 8);
    return p->text.p && find_says(p) && walk(&w) && count_words(p);
}
