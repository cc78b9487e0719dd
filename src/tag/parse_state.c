/* parse_state.c -- transitions and feature templates of the parser.  Layer: tag.
 *
 * Templates after Zhang and Nivre 2011 (words, tags, distance, valency, third-order and label
 * sets), with word clusters beside words. Names: s0 s1 stack top and next, n0 n1 n2 buffer, h head,
 * l r outermost left and right child. */
#include "tag/parse_state.h"

#include <string.h>

#include "base/hash.h"

void sayso__parse_begin(sayso_parse_state *s, const sayso_tags *tags, uint32_t sent)
{
    const sayso_tokens *t = tags->tokens;
    uint32_t from = t->sent[sent], n = t->sent[sent + 1] - from;
    s->n = n;
    s->n_stack = 0;
    s->next = 0;
    uint16_t nil = (uint16_t)(n + 1);
    for (uint32_t i = 0; i < n + 2; i++) {
        sayso_parse_node *x = &s->node[i];
        *x = (sayso_parse_node){.w = i == n ? 2 : 1, .p = i == n ? 63 : 62, .u = i == n ? 31 : 30};
        x->head = x->left = x->left2 = x->right = x->right2 = nil;
        if (i < n) {
            const sayso_lexeme *lex = &tags->lexeme[from + i];
            x->w = lex->lower;
            x->c = lex->cluster;
            x->g0 = lex->class[0];
            x->g1 = lex->class[1];
            x->p = tags->xpos[from + i];
            x->u = tags->upos[from + i];
            x->alt = tags->alt[from + i];
            x->suffix = (uint8_t)lex->suffix[2];
        }
    }
}

uint32_t sayso__parse_legal(const sayso_parse_state *s)
{
    uint32_t legal = 0;
    bool word = s->next < s->n;
    if (word)
        legal |= 1u << SAYSO_SHIFT;
    if (s->n_stack) {
        bool headed = s->node[s->stack[s->n_stack - 1]].head != s->n + 1;
        legal |= headed ? 1u << SAYSO_REDUCE : 1u << SAYSO_LEFT;
        if (word)
            legal |= 1u << SAYSO_RIGHT;
    }
    return legal;
}

static void attach(sayso_parse_state *s, uint16_t head, uint16_t dep, uint8_t rel)
{
    sayso_parse_node *h = &s->node[head];
    s->node[dep].head = head;
    s->node[dep].rel = rel;
    if (dep < head) {
        h->left2 = h->left;
        h->left = dep;
        h->n_left = (uint8_t)(h->n_left + (h->n_left < 15));
        h->set_left |= (uint64_t)1 << (rel & 63);
    } else {
        h->right2 = h->right;
        h->right = dep;
        h->n_right = (uint8_t)(h->n_right + (h->n_right < 15));
        h->set_right |= (uint64_t)1 << (rel & 63);
    }
}

void sayso__parse_apply(sayso_parse_state *s, uint32_t action, uint8_t rel)
{
    switch (action) {
    case SAYSO_SHIFT: s->stack[s->n_stack++] = (uint16_t)s->next++; break;
    case SAYSO_LEFT: attach(s, (uint16_t)s->next, s->stack[--s->n_stack], rel); break;
    case SAYSO_RIGHT:
        attach(s, s->stack[s->n_stack - 1], (uint16_t)s->next, rel);
        s->stack[s->n_stack++] = (uint16_t)s->next++;
        break;
    default: s->n_stack--; break;
    }
}

/* ---- features ---------------------------------------------------------------------------------
 */

/* One 64-bit multiply a feature; the template's number keeps templates apart. */
static inline uint32_t f1(uint32_t t, uint64_t a)
{
    uint64_t x = (a + t * 0x9e3779b97f4a7c15u) * 0xff51afd7ed558ccdu;
    return (uint32_t)(x >> 32);
}

static inline uint32_t f2(uint32_t t, uint64_t a, uint64_t b)
{
    uint64_t x = ((a ^ b << 32 ^ b >> 32) + t * 0x9e3779b97f4a7c15u) * 0xff51afd7ed558ccdu;
    x ^= x >> 29;
    return (uint32_t)((x * 0xc4ceb9fe1a85ec53u) >> 32);
}

static inline uint64_t wp(const sayso_parse_node *x)
{
    return (uint64_t)x->w << 8 | x->p;
}

/* Tags of up to four nodes in one number. */
static inline uint64_t pp(const sayso_parse_node *a, const sayso_parse_node *b)
{
    return (uint64_t)a->p << 8 | b->p;
}

static inline uint64_t ppp(const sayso_parse_node *a, const sayso_parse_node *b,
                           const sayso_parse_node *c)
{
    return (uint64_t)a->p << 16 | (uint64_t)b->p << 8 | c->p;
}

static inline uint32_t distance(uint32_t a, uint32_t b)
{
    uint32_t d = a > b ? a - b : b - a;
    return d < 5 ? d : d < 8 ? 5 : d < 12 ? 6 : d < 20 ? 7 : 8;
}

#define F1(a)    feat[k] = f1(t + k, (a)), k++
#define F2(a, b) feat[k] = f2(t + k, (a), (b)), k++

/* First template of each group. */
enum { T_FRONT, T_TOP = 32, T_UNDER = 48, T_PAIR = 64, T_TREE = 128 };

static inline uint32_t or_nil(const sayso_parse_state *s, uint32_t i)
{
    return i <= s->n ? i : s->n + 1;
}

uint32_t sayso__parse_front_features(const sayso_parse_state *s, uint32_t i, uint32_t *feat)
{
    const sayso_parse_node *n0 = &s->node[i], *n1 = &s->node[or_nil(s, i + 1)],
                           *n2 = &s->node[or_nil(s, i + 2)], *n3 = &s->node[or_nil(s, i + 3)];
    uint32_t k = 0, t = T_FRONT;
    F1(wp(n0));
    F1(n0->w);
    F1(n0->p);
    F1(wp(n1));
    F1(n1->w);
    F1(n1->p);
    F1(wp(n2));
    F1(n2->p);
    F1(pp(n0, n1));
    F1(ppp(n0, n1, n2));
    F1(n0->c);
    F1(n1->c);
    F2(ppp(n0, n1, n2), n3->p);
    F2(n0->w, n1->w);
    F2(n0->w, n1->p);
    F2(n0->c, n1->c);
    F1(n2->c);
    F2(n0->p, n0->suffix);
    F2(n0->p, n0->alt);
    F2(pp(n0, n1), (uint64_t)n0->alt << 8 | n1->alt);
    F1(n0->g1);
    F1(n1->g0);
    return k;
}

uint32_t sayso__parse_top_features(const sayso_parse_state *s, uint32_t i, uint32_t *feat)
{
    const sayso_parse_node *s0 = &s->node[i];
    uint32_t k = 0, t = T_TOP;
    F1(wp(s0));
    F1(s0->w);
    F1(s0->p);
    F1(s0->c);
    F2(s0->p, s0->suffix);
    F2(s0->p, s0->alt);
    F1(s0->g1);
    return k;
}

uint32_t sayso__parse_under_features(const sayso_parse_state *s, uint32_t i, uint32_t *feat)
{
    const sayso_parse_node *s1 = &s->node[i];
    uint32_t k = 0, t = T_UNDER;
    F1(wp(s1));
    F1(s1->p);
    F1(s1->c);
    return k;
}

/* words and tags around the two nodes that an arc would join */
static uint32_t pair_features(const sayso_parse_state *s, const sayso_parse_node *const v[5],
                              uint32_t d, uint32_t *feat)
{
    const sayso_parse_node *s0 = v[0], *s1 = v[1], *n0 = v[2], *n1 = v[3], *n2 = v[4],
                           *h = &s->node[s0->head];
    uint32_t k = 0, t = T_PAIR;
    F2(wp(s0), wp(n0));
    F2(wp(s0), n0->w);
    F2(s0->w, wp(n0));
    F2(wp(s0), n0->p);
    F2(s0->p, wp(n0));
    F2(s0->w, n0->w);
    F1(pp(s0, n0));
    F1(ppp(s0, n0, n1));
    F1(ppp(s1, s0, n0));
    F2(ppp(s0, n0, n1), n2->p);
    F2(ppp(s1, s0, n0), n1->p);
    F2(s0->w, d);
    F2(s0->p, d);
    F2(n0->w, d);
    F2(n0->p, d);
    F2(pp(s0, n0), d);
    F2((uint64_t)s0->w << 4 | d, n0->w);
    F2(s0->c, n0->c);
    F2(s0->c, n0->p);
    F2(s0->p, n0->c);
    F2((uint64_t)s0->c << 8 | d, n0->c);
    F2((uint64_t)s0->c << 16 | n0->c, n1->p);
    F2((uint64_t)s0->u << 8 | n0->u, d);
    F2(s1->c, (uint64_t)s0->c << 16 | n0->c);
    F2(h->w, n0->w);
    F2(h->w, (uint64_t)s0->p << 32 | n0->w);
    F2((uint64_t)h->c << 16 | s0->c, n0->w);
    F2((uint64_t)h->c << 16 | n1->c, n0->w);
    F2((uint64_t)s0->c << 16 | n1->c, n0->w);
    F2(s0->w, (uint64_t)n1->p << 32 | n0->w);
    F2((uint64_t)s0->p << 8 | n1->p, n0->w);
    F2(s1->w, n0->w);
    F2(pp(s1, n0), n1->p);
    F2(s1->w, (uint64_t)s0->p << 8 | n0->p);
    F2(s1->p, (uint64_t)s0->w << 8 | n0->p);
    F2(ppp(h, s0, n0), n1->p);
    F2(pp(s0, n0), (uint64_t)s0->alt << 8 | n0->alt);
    F2(s0->g1, n0->g1);
    F2(s0->g1, n0->p);
    F2(s0->p, n0->g1);
    F2((uint64_t)s0->g0 << 16 | d, n0->g0);
    F2((uint64_t)s0->g1 << 16 | n1->g1, n0->w);
    F2((uint64_t)h->g1 << 16 | n1->g1, n0->w);
    F2((uint64_t)h->g0 << 32 | (uint64_t)s0->g0 << 16 | n1->g0, n0->w);
    F2((uint64_t)s0->g0 << 16 | n1->g0, ppp(s0, n0, n1));
    return k;
}

/* what hangs on the two nodes already, and what the stack's top hangs on */
static uint32_t tree_features(const sayso_parse_state *s, const sayso_parse_node *s0,
                              const sayso_parse_node *n0, uint32_t *feat)
{
    uint32_t k = 0, t = T_TREE;
    const sayso_parse_node *x = s->node, *h = &x[s0->head], *h2 = &x[h->head], *l = &x[s0->left],
                           *r = &x[s0->right], *l2 = &x[s0->left2], *r2 = &x[s0->right2],
                           *nl = &x[n0->left], *nl2 = &x[n0->left2];
    F1(ppp(h, s0, n0));
    F1(ppp(s0, l, n0));
    F1(ppp(s0, r, n0));
    F1(ppp(s0, n0, nl));
    F2(s0->w, s0->n_right);
    F2(s0->p, s0->n_right);
    F2(s0->w, s0->n_left);
    F2(s0->p, s0->n_left);
    F2(n0->w, n0->n_left);
    F2(n0->p, n0->n_left);
    F1(h->w);
    F1(h->p);
    F1(s0->rel);
    F1(l->w);
    F1(l->p);
    F1(l->rel);
    F1(r->w);
    F1(r->p);
    F1(r->rel);
    F1(nl->w);
    F1(nl->p);
    F1(nl->rel);
    F1(h2->p);
    F1(h->rel);
    F1(l2->p);
    F1(l2->rel);
    F1(r2->p);
    F1(r2->rel);
    F1(nl2->p);
    F1(nl2->rel);
    F1(ppp(s0, l, l2));
    F1(ppp(s0, r, r2));
    F1(ppp(s0, h, h2));
    F1(ppp(n0, nl, nl2));
    F2(s0->w, s0->set_right);
    F2(s0->p, s0->set_right);
    F2(s0->w, s0->set_left);
    F2(s0->p, s0->set_left);
    F2(n0->w, n0->set_left);
    F2(n0->p, n0->set_left);
    F2(pp(s0, n0), s0->rel);
    F2(pp(s0, n0), (uint64_t)s0->rel << 8 | nl->rel);
    F2(wp(n0), r->rel);
    F2(pp(s0, n0), (uint64_t)r->rel << 8 | s0->n_right);
    return k;
}

uint32_t sayso__parse_top(const sayso_parse_state *s)
{
    return s->n_stack ? s->stack[s->n_stack - 1] : s->n + 1;
}

uint32_t sayso__parse_under(const sayso_parse_state *s)
{
    return s->n_stack > 1 ? s->stack[s->n_stack - 2] : s->n + 1;
}

uint32_t sayso__parse_joint_features(const sayso_parse_state *s, uint32_t *feat)
{
    uint32_t i0 = sayso__parse_top(s), n0 = s->next;
    const sayso_parse_node *const v[5] = {&s->node[i0], &s->node[sayso__parse_under(s)],
                                          &s->node[n0], &s->node[or_nil(s, n0 + 1)],
                                          &s->node[or_nil(s, n0 + 2)]};
    uint32_t d = i0 > s->n ? 9 : distance(n0, i0), k = pair_features(s, v, d, feat);
    return k + tree_features(s, v[0], v[2], feat + k);
}

uint32_t sayso__parse_features(const sayso_parse_state *s, uint32_t *feat)
{
    uint32_t k = sayso__parse_front_features(s, s->next, feat);
    k += sayso__parse_top_features(s, sayso__parse_top(s), feat + k);
    k += sayso__parse_under_features(s, sayso__parse_under(s), feat + k);
    return k + sayso__parse_joint_features(s, feat + k);
}

uint32_t sayso__parse_label_features(const sayso_parse_state *s, uint32_t action, uint32_t *feat)
{
    uint32_t i0 = s->stack[s->n_stack - 1], hi = action == SAYSO_LEFT ? s->next : i0;
    uint32_t di = action == SAYSO_LEFT ? i0 : s->next, nil = s->n + 1;
    const sayso_parse_node *x = s->node, *h = &x[hi], *d = &x[di], *dl = &x[d->left],
                           *dr = &x[d->right], *before = &x[di ? di - 1 : nil],
                           *after = &x[di + 1 <= s->n ? di + 1 : nil],
                           *sib = &x[action == SAYSO_LEFT ? h->left : h->right], *hh = &x[h->head];
    uint64_t dir = (uint64_t)(action == SAYSO_LEFT) << 7 | distance(hi, di) << 3;
    uint64_t set_h = action == SAYSO_LEFT ? h->set_left : h->set_right,
             set_d = d->set_left | d->set_right << 1;
    uint32_t k = 0, t = 0;
    F2(h->w, dir);
    F2(h->p, dir);
    F2(d->w, dir);
    F2(d->p, dir);
    F2(wp(h), dir);
    F2(wp(d), dir);
    F2(wp(h), (uint64_t)d->w << 8 | dir);
    F2(wp(h), (uint64_t)d->p << 8 | dir);
    F2(h->p, wp(d) << 8 | dir);
    F2(pp(h, d), dir);
    F2((uint64_t)h->u << 8 | d->u, dir);
    F2((uint64_t)h->c << 16 | d->c, dir);
    F2((uint64_t)h->c << 16 | d->p, dir);
    F2((uint64_t)h->p << 16 | d->c, dir);
    F2(ppp(h, before, d), dir);
    F2(ppp(h, d, after), dir);
    F2((uint64_t)d->p << 40 | before->w, dir);
    F2((uint64_t)d->p << 40 | after->w, dir);
    F2((uint64_t)d->p << 40 | dl->w, dir);
    F2(h->w, (uint64_t)dl->w << 16 | d->p);
    F2(pp(h, d), (uint64_t)dl->rel << 8 | dir);
    F2(pp(h, d), (uint64_t)dr->rel << 8 | dir);
    F2(pp(h, d), set_d);
    F2(h->w, set_d);
    F2(d->w, set_d);
    F2(pp(h, d), set_h);
    F2(h->w, set_h);
    F2(h->p, set_h << 1 | (dir >> 7));
    F2(pp(h, d), (uint64_t)sib->rel << 8 | dir);
    F2(ppp(h, d, sib), dir);
    F2(ppp(hh, h, d), (uint64_t)h->rel << 8 | dir);
    F2(pp(h, d), h->set_left);
    F2((uint64_t)d->p << 16 | d->suffix, (uint64_t)h->p << 8 | dir);
    F2(d->p, (uint64_t)dl->w << 8 | dl->p);
    F2(pp(h, d), (uint64_t)dl->w << 8);
    F2(wp(h), (uint64_t)set_d);
    F2(pp(h, d), (uint64_t)h->alt << 16 | (uint64_t)d->alt << 8 | dir);
    F2((uint64_t)d->p << 8 | d->alt, dir);
    F2((uint64_t)h->c << 16 | d->w, dir);
    F2((uint64_t)h->p << 16 | before->c, (uint64_t)d->p << 8 | dir);
    F2((uint64_t)h->p << 16 | after->c, (uint64_t)d->p << 8 | dir);
    F2((uint64_t)h->c << 16 | d->c, (uint64_t)dl->p << 8 | dir);
    F2((uint64_t)h->g1 << 16 | d->p, dir);
    F2((uint64_t)h->p << 16 | d->g1, dir);
    F2((uint64_t)h->g1 << 16 | d->g1, dir);
    F2((uint64_t)h->g0 << 32 | (uint64_t)d->g0 << 16 | d->p, (uint64_t)dl->w << 8 | dir);
    F2((uint64_t)d->g1 << 8 | d->p, (uint64_t)dl->w << 8 | dir);
    return k;
}
