/* page_feature.c -- what is known of a block, as features of a linear model.  Layer: text.
 *
 * After Kohlschuetter et al. 2010 (text and link density of a block and its neighbours),
 * Readability (points of paragraphs go to their parents, which finds the element that holds the
 * report), and the words of class and id. Pages to learn from are few, so features are few, coarse
 * and general. */
#include "base/hash.h"
#include "base/lexicon.h"
#include "base/str.h"
#include "lexica.h"
#include "text/blocks.h"
#include "text/page_view.h"
#include "text/webpage.h"

/* ---- the view -------------------------------------------------------------------------------- */

static uint32_t bin(uint32_t n, const uint32_t *step, uint32_t n_step)
{
    uint32_t i = 0;
    while (i < n_step && n >= step[i])
        i++;
    return i;
}

static uint32_t length_bin(uint32_t n_word)
{
    static const uint32_t step[] = {2, 4, 7, 12, 20, 35, 60};
    return bin(n_word, step, 7);
}

static uint32_t share_bin(uint32_t part, uint32_t all)
{
    static const uint32_t step[] = {1, 15, 40, 70, 95};
    return bin(all ? (uint32_t)((uint64_t)part * 100 / all) : 0, step, 5);
}

static uint32_t words_in(const sayso_page *p, uint32_t node)
{
    return p->before[p->tree.node[node].end] - p->before[node];
}

/* Words of an element's own phrase: the longest phrase of the list that the block begins with. */
static uint32_t phrase_of(const sayso_page *p, const sayso_page_block *b)
{
    char key[48];
    uint32_t n = 0, words = 0, found = 0;
    for (uint32_t i = b->at.beg; i <= b->at.end && n < sizeof key; i++) {
        char c = i < b->at.end ? p->text.p[i] : ' ';
        bool mark =
            c == ':' || c == ',' || c == '.' || c == '!' || c == '?' || c == '|' || c == ';';
        if (sayso__is_space(c) || mark) {
            if (n && key[n - 1] != ' ') {
                const sayso_lexicon_entry *e =
                    sayso__lexicon_find(&sayso__lex_page_phrases, key, n);
                words++;
                bool whole = b->n_word <= words + 2;
                if (e && (!(e->value[0] & SAYSO_PHRASE_WHOLE) || whole))
                    found = e->value[0] & ~(uint32_t)SAYSO_PHRASE_WHOLE;
                key[n++] = ' ';
            }
            continue;
        }
        key[n++] = sayso__ascii_lower(c);
    }
    return found;
}

/* Points of Readability, from paragraphs to parents and grandparents; the best element. */
static uint32_t find_main(const sayso_page *p, float *points)
{
    const sayso_html_node *node = p->tree.node;
    uint32_t best = 0;
    for (uint32_t i = 0; i < p->block.n; i++) {
        const sayso_page_block *b = &p->block.v[i];
        if (b->n_word < 8 || b->n_link * 3 > b->n_word)
            continue;
        float s = 1.0f + (float)(b->n_comma < 6 ? b->n_comma : 6) +
                  (float)(b->n_word < 60 ? b->n_word : 60) / 20.0f;
        if (p->around[b->home] & (SAYSO_PAGE_COMMENT | SAYSO_PAGE_FOOTER | SAYSO_PAGE_COOKIE))
            s *= 0.2f;
        uint8_t tag = node[b->home].tag;
        bool holds = tag == SAYSO_EL_DIV || tag == SAYSO_EL_ARTICLE || tag == SAYSO_EL_SECTION ||
                     tag == SAYSO_EL_TD || tag == SAYSO_EL_BODY;
        uint32_t parent = holds ? b->home : node[node[b->home].parent].home;
        uint32_t grand = node[node[parent].parent].home;
        points[parent] += s;
        points[grand] += grand == parent ? 0 : s / 2;
        if (points[parent] > points[best])
            best = parent;
        if (points[grand] > points[best])
            best = grand;
    }
    /* the parent holds it, too, when it has much more of such text */
    for (uint32_t up = node[node[best].parent].home; best && up;
         up = node[node[best].parent].home) {
        uint32_t inner = words_in(p, best), outer = words_in(p, up);
        bool more = points[up] > points[best] * 0.9f && outer < inner * 2;
        if (!more)
            break;
        best = up;
    }
    return best;
}

/* A paragraph that only a text has. */
static bool is_solid(const sayso_page_block *b)
{
    return b->n_word >= 18 && b->n_link * 4 <= b->n_word && b->n_stop;
}

static void find_solid(sayso_page_view *v)
{
    const sayso_page *p = v->p;
    const sayso_html_node *m = &p->tree.node[v->main];
    v->first = v->last = SAYSO_NONE;
    for (uint32_t i = 0; i < p->block.n; i++) {
        const sayso_page_block *b = &p->block.v[i];
        if (b->first < v->main || b->first >= m->end || !is_solid(b))
            continue;
        v->first = v->first == SAYSO_NONE ? i : v->first;
        v->last = i;
    }
}

/* ---- three words of articleBody, as a set ------------------------------------------------------
 */

typedef struct {
    uint64_t last[3];
    uint32_t n;
} gram;

/* Hashes of words in a row; calls back with each three. */
static void each_gram(sayso_str s, void (*take)(void *, uint64_t), void *user)
{
    gram g = {{0, 0, 0}, 0};
    uint64_t word = 0;
    for (uint32_t i = 0; i <= s.n; i++) {
        char c = i < s.n ? s.p[i] : ' ';
        if (sayso__is_alpha(c) || sayso__is_digit(c)) {
            word = (word ^ (uint8_t)sayso__ascii_lower(c)) * 0x100000001b3u + 1;
            continue;
        }
        if (!word)
            continue;
        g.last[0] = g.last[1];
        g.last[1] = g.last[2];
        g.last[2] = word;
        word = 0;
        if (++g.n >= 3)
            take(user, sayso__hash_mix(sayso__hash_mix(g.last[0], g.last[1]), g.last[2]) | 1);
    }
}

static void set_add(void *user, uint64_t h)
{
    sayso_gram_set *s = user;
    uint32_t i = (uint32_t)(h >> 20) & s->mask;
    while (s->slot[i] && s->slot[i] != h)
        i = (i + 1) & s->mask;
    s->slot[i] = h;
}

typedef struct {
    const sayso_gram_set *set;
    uint32_t n, hit;
} grams_met;

static void count_hit(void *user, uint64_t h)
{
    grams_met *m = user;
    uint32_t i = (uint32_t)(h >> 20) & m->set->mask;
    while (m->set->slot[i] && m->set->slot[i] != h)
        i = (i + 1) & m->set->mask;
    m->n++;
    m->hit += m->set->slot[i] == h;
}

static bool fill_body(sayso_page_view *v, sayso_arena *a)
{
    sayso_str body = v->p->meta.body;
    uint32_t size = 64;
    if (body.n < 200)
        return true;
    while (size < body.n / 2)
        size *= 2;
    v->body.slot = SAYSO_NEW_N(a, uint64_t, size);
    v->body.mask = size - 1;
    if (!v->body.slot)
        return false;
    each_gram(body, set_add, &v->body);
    return true;
}

/* 0: the page has no articleBody; 1..4: the block's share in it; 5: too short to tell. */
static uint8_t body_share(const sayso_page_view *v, const sayso_page_block *b)
{
    grams_met m = {&v->body, 0, 0};
    if (!v->body.slot)
        return 0;
    each_gram(sayso__str_span(v->p->text.p, b->at), count_hit, &m);
    return m.n == 0 ? 5 : m.hit * 10 >= m.n * 9 ? 4 : m.hit * 2 >= m.n ? 3 : m.hit ? 2 : 1;
}

/* ---- repeated blocks ----------------------------------------------------------------------------
 */

static bool find_repeats(sayso_page_view *v, sayso_arena *a)
{
    const sayso_page *p = v->p;
    uint32_t size = 64;
    while (size < p->block.n * 2)
        size *= 2;
    uint32_t *slot = SAYSO_NEW_N(a, uint32_t, size), *first = SAYSO_NEW_N(a, uint32_t, p->block.n);
    if (!slot || !first)
        return false;
    for (uint32_t i = 0; i < p->block.n; i++) {
        uint64_t h = p->block.v[i].words;
        uint32_t k = (uint32_t)h & (size - 1);
        while (slot[k] && p->block.v[slot[k] - 1].words != h)
            k = (k + 1) & (size - 1);
        if (!slot[k]) {
            slot[k] = i + 1;
            v->block[i].times = 1;
            first[i] = i;
            continue;
        }
        v->block[slot[k] - 1].times += v->block[slot[k] - 1].times < 3;
        first[i] = slot[k] - 1;
        v->block[i].repeats = true;
        v->block[slot[k] - 1].repeated = true;
    }
    for (uint32_t i = 0; i < p->block.n; i++)
        v->block[i].times = v->block[first[i]].times;
    return true;
}

/* ---- putting it together
 * ------------------------------------------------------------------------- */

/* Negative words of an element that holds most of the page say nothing of its parts. */
static bool find_around(sayso_page_view *v, sayso_arena *a)
{
    const sayso_page *p = v->p;
    uint32_t all = p->before[p->tree.n_node], good = SAYSO_PAGE_BODY | SAYSO_PAGE_ARTICLE;
    v->around = SAYSO_NEW_N(a, uint32_t, p->tree.n_node);
    if (!v->around)
        return false;
    for (uint32_t i = 0; i < p->tree.n_node; i++) {
        uint32_t says = p->says[i];
        if (says && words_in(p, i) * 10 > all * 6)
            says &= good;
        v->around[i] = says | v->around[p->tree.node[i].parent];
    }
    return true;
}

static uint8_t tag_of_first(const sayso_page *p, const sayso_page_block *b)
{
    uint32_t parent = p->tree.node[b->first].parent;
    return parent == b->home ? (uint8_t)SAYSO_EL_TEXT : p->tree.node[parent].tag;
}

/* Do the last words name an agency or a photographer's part? */
static bool ends_in_credit(sayso_str s)
{
    static const char *const words[] = {"getty",     "reuters", "afp",        "shutterstock",
                                        "alamy",     "istock",  "photo",      "photograph",
                                        "image",     "images",  "file",       "handout",
                                        "courtesy",  "flickr",  "unsplash",   "pixabay",
                                        "wikimedia", "ap",      "epa",        "upi",
                                        "photos",    "credit",  "screenshot", "instagram",
                                        "pa"};
    uint32_t end = s.n, seen = 0;
    while (end && seen < 5) {
        while (end && !sayso__is_alpha(s.p[end - 1]))
            end--;
        uint32_t beg = end;
        while (beg && sayso__is_alpha(s.p[beg - 1]))
            beg--;
        for (size_t k = 0; k < sizeof words / sizeof *words && end > beg; k++)
            if (sayso__str_ieq(sayso__str(s.p + beg, end - beg), sayso__str_z(words[k])))
                return true;
        end = beg;
        seen++;
    }
    return false;
}

static bool has_address(sayso_str s)
{
    for (uint32_t i = 0; i + 3 < s.n; i++)
        if (s.p[i] == '@' || memcmp(s.p + i, "://", 3) == 0 || memcmp(s.p + i, ".com", 4) == 0)
            return true;
    return false;
}

/* Is there a picture or player between nodes [beg, end)? */
static bool has_image(const sayso_page *p, uint32_t beg, uint32_t end)
{
    end = end - beg > 60 ? beg + 60 : end;
    for (uint32_t i = beg; i < end; i++) {
        uint8_t tag = p->tree.node[i].tag;
        if (tag == SAYSO_EL_IMG || tag == SAYSO_EL_VIDEO || tag == SAYSO_EL_IFRAME ||
            tag == SAYSO_EL_FIGURE)
            return true;
    }
    return false;
}

/* What depends on the blocks before and behind. */
static void look_around(sayso_page_view *v, uint32_t i)
{
    const sayso_page *p = v->p;
    const sayso_page_block *b = &p->block.v[i];
    uint32_t next = i + 1 < p->block.n ? p->block.v[i + 1].first : p->tree.n_node;
    uint32_t before = i ? p->block.v[i - 1].first : 0, inner = p->tree.node[b->first].parent;
    uint32_t from = b->first - before > 60 ? b->first - 60 : before;
    v->block[i].whole = inner != b->home && p->tree.node[inner].end + 1 >= next;
    v->block[i].image = (uint8_t)(has_image(p, from, b->first) + 2 * has_image(p, b->first, next));
}

static sayso_block_view view_of(const sayso_page_view *v, const sayso_page_block *b)
{
    const sayso_page *p = v->p;
    const char *t = p->text.p;
    sayso_block_view x = {.length = (uint8_t)length_bin(b->n_word),
                          .link = (uint8_t)share_bin(b->n_link, b->n_word),
                          .tag = p->tree.node[b->home].tag,
                          .inner = tag_of_first(p, b),
                          .phrase = phrase_of(p, b),
                          .opening = (uint8_t)sayso__block_by_words(t, b->at),
                          .body = body_share(v, b),
                          .credit = ends_in_credit(sayso__str_span(t, b->at)),
                          .address = has_address(sayso__str_span(t, b->at))};
    char last = t[b->at.end - 1], first = t[b->at.beg];
    bool ideographic =
        b->at.end - b->at.beg >= 3 && memcmp(t + b->at.end - 3, "\xe3\x80\x82", 3) == 0;
    x.end = last == '.' || last == '!' || last == '?' || ideographic ? 1
            : last == ':'                                            ? 2
            : last == '"' || (uint8_t)last == 0x9d                   ? 3
            : last == ',' || last == ';'                             ? 4
                                                                     : 0;
    x.begin = sayso__is_upper(first)   ? 1
              : sayso__is_lower(first) ? 2
              : sayso__is_digit(first) ? 3
              : (uint8_t)first >= 0x80 ? 4
                                       : 5;
    uint32_t digits = 0, capitals = 0, small = 0;
    for (uint32_t i = b->at.beg; i < b->at.end && i < b->at.beg + 120; i++) {
        digits += sayso__is_digit(t[i]);
        capitals += sayso__is_upper(t[i]);
        small += sayso__is_lower(t[i]);
    }
    x.digits = (uint8_t)share_bin(digits, digits + capitals + small);
    x.capitals = (uint8_t)share_bin(capitals, capitals + small);
    x.shape = (uint8_t)((b->n_word < 4    ? 0
                         : b->n_word < 12 ? 1
                         : b->n_word < 25 ? 2
                                          : 3) *
                            4 +
                        (b->n_link * 3 > b->n_word * 2) * 2 + (x.end == 1));
    return x;
}

/* Gaps in the run of paragraphs, and headings like "Comments" or "More from us". */
static void find_gaps(sayso_page_view *v)
{
    const uint32_t ends = SAYSO_PHRASE_MORE | SAYSO_PHRASE_COMMENTS | SAYSO_PHRASE_BIO |
                          SAYSO_PHRASE_NAV | SAYSO_PHRASE_SHARE;
    static const uint32_t step[] = {1, 2, 3, 5, 8, 14, 25};
    uint32_t gap = 0, most = 0, marks = 0;
    bool begun = false;
    for (uint32_t i = 0; i < v->p->block.n; i++) {
        const sayso_page_block *b = &v->p->block.v[i];
        sayso_block_view *x = &v->block[i];
        x->gap = (uint8_t)(begun ? bin(gap, step, 7) : 9);
        x->most_gap = (uint8_t)bin(most, step, 7);
        x->marks = (uint8_t)(marks > 3 ? 3 : marks);
        if (is_solid(b)) {
            most = begun && gap > most ? gap : most;
            begun = true;
            gap = 0;
        } else {
            gap++;
            marks += begun && (x->phrase & ends) && b->n_word <= 5;
        }
    }
}

sayso_page_view *sayso__page_look(const sayso_page *p, sayso_arena *a)
{
    sayso_page_view *v = SAYSO_NEW(a, sayso_page_view);
    float *points = SAYSO_NEW_N(a, float, p->tree.n_node);
    if (!v || !points)
        return NULL;
    v->p = p;
    v->block = SAYSO_NEW_N(a, sayso_block_view, p->block.n);
    v->score = SAYSO_NEW_N(a, int32_t, p->block.n);
    if (!v->block || !v->score || !fill_body(v, a) || !find_around(v, a))
        return NULL;
    v->main = find_main(p, points);
    find_solid(v);
    v->headline = SAYSO_NONE;
    for (uint32_t i = 0; i < p->block.n; i++) {
        v->block[i] = view_of(v, &p->block.v[i]);
        look_around(v, i);
        if (v->block[i].tag == SAYSO_EL_H1 && (v->headline == SAYSO_NONE || p->block.v[i].title))
            v->headline = i;
        if (p->block.v[i].title && v->headline == SAYSO_NONE)
            v->headline = i;
    }
    find_gaps(v);
    return find_repeats(v, a) ? v : NULL;
}

/* ---- features
 * ------------------------------------------------------------------------------------ */

typedef struct {
    uint32_t *feat, n;
} list;

static void add(list *l, uint32_t kind, uint32_t value)
{
    if (l->n < SAYSO_PAGE_FEATURES)
        l->feat[l->n++] = (uint32_t)sayso__hash_mix(kind * 0x9e3779b9u, value);
}

static void add_bits(list *l, uint32_t kind, uint32_t bits)
{
    for (uint32_t i = 0; bits; i++, bits >>= 1)
        if (bits & 1)
            add(l, kind, i);
}

/* Where a block stands to the main element: outside, in it, below which depth. */
static uint32_t place_in_main(const sayso_page_view *v, uint32_t home)
{
    const sayso_html_node *node = v->p->tree.node;
    if (home < v->main || home >= node[v->main].end)
        return 0;
    uint32_t depth = 1;
    while (home != v->main && depth < 5) {
        home = node[node[home].parent].home;
        depth++;
    }
    return depth;
}

static void add_place(const sayso_page_view *v, uint32_t i, list *l)
{
    const sayso_block_view *x = &v->block[i];
    const sayso_page_block *b = &v->p->block.v[i];
    uint32_t in = place_in_main(v, b->home);
    uint32_t run = v->first == SAYSO_NONE ? 0 : i < v->first ? 1 : i <= v->last ? 2 : 3;
    uint32_t far = run == 1 ? v->first - i : run == 3 ? i - v->last : 0;
    uint32_t head = v->headline == SAYSO_NONE ? 0 : i < v->headline ? 1 : i == v->headline ? 2 : 3;
    add(l, 30, in);
    add(l, 31, in * 8 + x->length);
    add(l, 32, in * 8 + x->link);
    add(l, 33, run * 8 + (in > 0));
    add(l, 34, (run * 2 + (in > 0)) * 8 + x->length);
    add(l, 35, (run * 2 + (in > 0)) * 16 + (far > 15 ? 15 : far));
    add(l, 36, (run * 2 + (in > 0)) * 8 + x->link);
    add(l, 37, head * 8 + run);
    add(l, 38, (head * 8 + run) * 128 + x->tag);
    add(l, 39, (in * 4 + run) * 128 + x->tag);
    add(l, 43, x->gap * 8u + x->length);
    add(l, 44, (x->most_gap * 2u + (in > 0)) * 8 + x->length);
    add(l, 45, (x->marks * 4u + run) * 8 + x->length);
    add(l, 46, (x->times * 8u) + x->length);
    add(l, 40, v->p->block.n ? i * 8 / v->p->block.n : 0);
}

static void add_tree(const sayso_page_view *v, uint32_t i, list *l)
{
    const sayso_page *p = v->p;
    const sayso_html_node *node = p->tree.node;
    const sayso_page_block *b = &p->block.v[i];
    const sayso_block_view *x = &v->block[i];
    uint32_t up = node[node[b->home].parent].home, grand = node[node[up].parent].home;
    add(l, 50, node[up].tag);
    add(l, 51, node[up].tag * 128u + x->tag);
    add(l, 52, node[grand].tag * 128u + node[up].tag);
    add_bits(l, 53, p->says[b->home]);
    add_bits(l, 54, p->says[up]);
    add_bits(l, 55, v->around[b->home]);
    uint32_t bad = v->around[b->home] & ~(uint32_t)(SAYSO_PAGE_BODY | SAYSO_PAGE_ARTICLE);
    add(l, 56, (bad != 0) * 2u + ((v->around[b->home] & SAYSO_PAGE_BODY) != 0));
    add(l, 57, ((bad != 0) * 2u + ((v->around[b->home] & SAYSO_PAGE_BODY) != 0)) * 8 + x->length);
    uint32_t mine = words_in(p, b->home), theirs = words_in(p, up), more = words_in(p, grand);
    add(l, 58, share_bin(mine, theirs) * 8 + length_bin(theirs / 2));
    add(l, 59, share_bin(theirs, more) * 8 + length_bin(more / 4));
    add(l, 60, share_bin(more, p->before[p->tree.n_node]));
}

static void add_near(const sayso_page_view *v, uint32_t i, list *l)
{
    uint32_t n = v->p->block.n;
    const sayso_block_view *x = &v->block[i];
    uint32_t home = v->p->block.v[i].home;
    for (uint32_t k = 1; k <= 2; k++) {
        const sayso_block_view *y = i >= k ? &v->block[i - k] : NULL;
        const sayso_block_view *z = i + k < n ? &v->block[i + k] : NULL;
        add(l, 70 + k, y ? y->shape : 99u);
        add(l, 72 + k, z ? z->shape : 99u);
        add(l, 74 + k, (y ? y->shape : 99u) * 128 + x->shape);
        add(l, 76 + k, (z ? z->shape : 99u) * 128 + x->shape);
        add(l, 78 + k, y ? y->tag : 0u);
        add(l, 80 + k, z ? z->tag : 0u);
    }
    uint32_t parent = v->p->tree.node[home].parent;
    bool same_up = i && v->p->tree.node[v->p->block.v[i - 1].home].parent == parent;
    bool same_down = i + 1 < n && v->p->tree.node[v->p->block.v[i + 1].home].parent == parent;
    add(l, 83, same_up * 2u + same_down);
    add(l, 84,
        (same_up ? v->block[i - 1].shape : 99u) * 128u + (same_down ? v->block[i + 1].shape : 99u));
    if (i)
        add_bits(l, 85, v->block[i - 1].phrase);
}

static void add_own(const sayso_page_view *v, uint32_t i, list *l)
{
    const sayso_block_view *x = &v->block[i];
    const sayso_page_block *b = &v->p->block.v[i];
    add(l, 1, 0);
    add(l, 2, x->length);
    add(l, 3, x->link);
    add(l, 4, x->length * 8u + x->link);
    add(l, 5, x->length * 8u + x->end);
    add(l, 6, x->tag);
    add(l, 7, x->tag * 8u + x->length);
    add(l, 8, x->tag * 8u + x->link);
    add(l, 9, x->inner);
    add(l, 10, x->inner * 8u + x->length);
    add(l, 11, x->begin * 8u + x->end);
    add(l, 12, x->digits * 8u + x->length);
    add(l, 13, x->capitals * 8u + x->length);
    add(l, 14, x->opening);
    add(l, 15, x->opening * 8u + x->length);
    add_bits(l, 16, x->phrase);
    add(l, 17, (x->phrase != 0) * 8u + x->length);
    add(l, 18, x->repeats * 2u + x->repeated);
    add(l, 19, (x->repeats * 2u + x->repeated) * 8u + x->length);
    add(l, 20, x->body * 8u);
    add(l, 21, x->body * 8u + x->length);
    add(l, 22, b->title);
    for (uint32_t k = 0, bits = x->phrase; bits; k++, bits >>= 1)
        if (bits & 1) {
            add(l, 24, k * 8 + x->link);
            add(l, 25, k * 8 + x->length);
        }
    add(l, 26, x->whole * 128u + x->inner);
    add(l, 27, (x->whole * 8u + x->length) * 128 + x->inner);
    add(l, 28, x->image * 8u + x->length);
    add(l, 29, (x->credit * 4u + x->image) * 8 + x->length);
    add(l, 41, x->address * 8u + x->length);
    add(l, 42, (x->whole * 8u + x->link) * 8 + x->length);
    add(l, 23, (b->n_comma > 3 ? 3 : b->n_comma) * 4 + (b->n_stop > 3 ? 3 : b->n_stop));
}

static uint32_t score_bin(int32_t s)
{
    int32_t b = s / 60 + 8;
    return b < 0 ? 0 : b > 16 ? 16 : (uint32_t)b;
}

/* What the first pass thought of the neighbours, and of those in the same element. */
static void add_scores(const sayso_page_view *v, uint32_t i, list *l)
{
    const sayso_block_view *x = &v->block[i];
    uint32_t n = v->p->block.n;
    uint32_t up[3] = {99, 99, 99}, down[3] = {99, 99, 99};
    for (uint32_t k = 0; k < 3; k++) {
        up[k] = i > k ? score_bin(v->score[i - k - 1]) : 99;
        down[k] = i + k + 1 < n ? score_bin(v->score[i + k + 1]) : 99;
        add(l, 90 + k, up[k]);
        add(l, 93 + k, down[k]);
    }
    uint32_t own = score_bin(v->score[i]);
    add(l, 96, own);
    add(l, 97, own * 8 + x->length);
    add(l, 98, own * 128 + x->tag);
    add(l, 99, (up[0] / 2) * 64 + down[0] / 2);
    add(l, 100, ((own / 2) * 64 + up[0] / 2) * 64 + down[0] / 2);
    uint32_t family = v->block[i].family;
    add(l, 101, family);
    add(l, 102, family * 32 + own);
    add(l, 103, family * 8 + x->length);
    add(l, 104, v->block[i].clan);
    add(l, 105, v->block[i].clan * 32 + family);
}

uint32_t sayso__page_features(const sayso_page_view *v, uint32_t i, bool again,
                              uint32_t feat[SAYSO_PAGE_FEATURES])
{
    list l = {feat, 0};
    add_own(v, i, &l);
    add_place(v, i, &l);
    add_tree(v, i, &l);
    add_near(v, i, &l);
    if (again)
        add_scores(v, i, &l);
    return l.n;
}

/* Mean of the first pass's scores over the blocks of each element and of the one above it, weighted
 * by words. */
bool sayso__page_families(sayso_page_view *v, sayso_arena *a)
{
    const sayso_page *p = v->p;
    const sayso_html_node *node = p->tree.node;
    int64_t *sum = SAYSO_NEW_N(a, int64_t, p->tree.n_node);
    uint32_t *words = SAYSO_NEW_N(a, uint32_t, p->tree.n_node);
    if (!sum || !words)
        return false;
    for (uint32_t i = 0; i < p->block.n; i++) {
        uint32_t up = node[node[p->block.v[i].home].parent].home, w = p->block.v[i].n_word;
        uint32_t grand = node[node[up].parent].home;
        sum[up] += (int64_t)v->score[i] * w;
        words[up] += w;
        if (grand != up) {
            sum[grand] += (int64_t)v->score[i] * w;
            words[grand] += w;
        }
    }
    for (uint32_t i = 0; i < p->block.n; i++) {
        uint32_t up = node[node[p->block.v[i].home].parent].home;
        uint32_t grand = node[node[up].parent].home;
        v->block[i].family = words[up] ? (uint8_t)score_bin((int32_t)(sum[up] / words[up])) : 99;
        v->block[i].clan =
            words[grand] ? (uint8_t)score_bin((int32_t)(sum[grand] / words[grand])) : 99;
    }
    return true;
}
