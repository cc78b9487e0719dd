/* span.c -- the span model: of the tokens around one cue, which are its source and which its
 * content, labelled by a conditional random field.  Layer: attr.
 *
 * What decides is where a token hangs with regard to the cue: the chain of heads above the cue is
 * its trunk, and each token belongs to the branch of the trunk that it stands in. A subject is a
 * branch of the cue's own verb, a quotation that precedes "said" is often its ccomp, or, where the
 * cue is a parenthesis, a whole branch above it. */
#include <string.h>

#include "attr/attr_feature.h"
#include "attr/attr_parts.h"
#include "base/fail.h"
#include "tag/lexeme.h"

#define TRUNK_MOST 8u
#define CLIMB_MOST 64u

sayso_cue sayso__cue_make(const sayso_attr_view *v, uint32_t beg, uint32_t end)
{
    uint32_t head = beg;
    for (uint32_t i = beg; i < end; i++) {
        uint32_t h = v->g->head[i];
        if (h != SAYSO_NONE && h >= beg && h < end)
            continue;
        bool better = (v->w[i].lex && !v->w[head].lex) ||
                      (v->w[head].kids == 0 && v->w[i].kids && !v->w[head].lex);
        uint32_t hh = v->g->head[head];
        if (better || (hh != SAYSO_NONE && hh >= beg && hh < end))
            head = i;
    }
    return (sayso_cue){beg, end, head};
}

sayso_status sayso__site_room(sayso_arena *a, sayso_cue_site *out, sayso_error *err)
{
    *out = (sayso_cue_site){.branch = SAYSO_NEW_N(a, uint32_t, SAYSO_ATTR_WINDOW_MOST),
                            .edge = SAYSO_NEW_N(a, uint8_t, SAYSO_ATTR_WINDOW_MOST),
                            .between = SAYSO_NEW_N(a, uint16_t, SAYSO_ATTR_WINDOW_MOST)};
    return out->branch && out->edge && out->between ? SAYSO_OK : sayso__fail_memory(err);
}

/* Sentences after the cue's that may go on with its content: the quotation is still open, or the
 * next sentence opens one, or the cue's sentence ends in a colon. */
static uint32_t reach_right(const sayso_attr_view *v, uint32_t s, uint32_t most)
{
    const sayso_tokens *t = v->t;
    uint32_t e = s + 1, limit = t->sent[s] + most;
    for (; e < t->n_sent && t->sent[e + 1] <= limit; e++) {
        uint32_t last = t->sent[e] - 1, q = v->w[last].quote;
        bool open = q != SAYSO_NONE && v->quote[q].end > t->sent[e];
        bool opens = v->w[t->sent[e]].place & SAYSO_ATTR_OPENS;
        bool colon = v->g->xpos[last] == SAYSO_XPOS_COLON && e == s + 1;
        if (!open && !opens && !colon)
            break;
    }
    return e;
}

static uint32_t reach_left(const sayso_attr_view *v, uint32_t s, uint32_t most)
{
    const sayso_tokens *t = v->t;
    uint32_t b = s, end = t->sent[s + 1];
    for (; b > 0 && end - t->sent[b - 1] <= most; b--) {
        uint32_t first = t->sent[b], q = v->w[first].quote;
        bool open = q != SAYSO_NONE && v->quote[q].open < first;
        bool closed = b == s && t->sent_block[b - 1] == t->sent_block[b] &&
                      (v->w[first - 1].place & SAYSO_ATTR_CLOSES);
        if (!open && !closed)
            break;
    }
    return b;
}

static void find_window(const sayso_attr_view *v, uint32_t most, sayso_cue_site *s)
{
    const sayso_tokens *t = v->t;
    uint32_t k = t->tok_sent[s->cue.beg];
    s->sent_beg = t->sent[k];
    s->sent_end = t->sent[k + 1];
    s->beg = s->sent_beg;
    s->end = s->sent_end;
    if (s->end - s->beg <= most) {
        s->beg = t->sent[reach_left(v, k, most)];
        s->end = t->sent[reach_right(v, k, most - (s->sent_beg - s->beg))];
        return;
    }
    uint32_t half = (most - (s->cue.end - s->cue.beg > most ? most : s->cue.end - s->cue.beg)) / 2;
    s->beg = s->cue.beg - s->beg > half ? s->cue.beg - half : s->beg;
    s->end = s->end - s->beg > most ? s->beg + most : s->end;
    s->sent_beg = s->beg > s->sent_beg ? s->beg : s->sent_beg;
    s->sent_end = s->end < s->sent_end ? s->end : s->sent_end;
}

/* The quotations next to the cue within the window. */
static void find_quotes(const sayso_attr_view *v, sayso_cue_site *s)
{
    uint32_t own = v->w[s->cue.beg].quote;
    s->left = s->right = SAYSO_NONE;
    s->left_gap = s->right_gap = 3;
    for (uint32_t i = s->cue.beg; i > s->beg && s->cue.beg - i < 40; i--)
        if (v->w[i - 1].quote != own && v->w[i - 1].quote != SAYSO_NONE) {
            s->left = v->w[i - 1].quote;
            s->left_gap = s->cue.beg - i < 2 ? 0 : s->cue.beg - i < 6 ? 1 : 2;
            break;
        }
    for (uint32_t i = s->cue.end; i < s->end && i - s->cue.end < 40; i++)
        if (v->w[i].quote != own && v->w[i].quote != SAYSO_NONE) {
            s->right = v->w[i].quote;
            s->right_gap = i - s->cue.end < 2 ? 0 : i - s->cue.end < 6 ? 1 : 2;
            break;
        }
}

typedef struct {
    uint32_t tok[TRUNK_MOST], path[TRUNK_MOST], n;
} trunk;

static trunk find_trunk(const sayso_attr_view *v, const sayso_cue_site *s)
{
    trunk k = {.n = 0};
    uint32_t path = 0;
    for (uint32_t i = s->cue.head; i != SAYSO_NONE && k.n < TRUNK_MOST; i = v->g->head[i]) {
        k.tok[k.n] = i;
        k.path[k.n++] = path;
        path = (uint32_t)sayso__hash_mix(path + 1, v->g->deprel[i]);
    }
    return k;
}

static uint32_t on_trunk(const trunk *k, uint32_t i)
{
    for (uint32_t n = 0; n < k->n; n++)
        if (k->tok[n] == i)
            return n;
    return SAYSO_NONE;
}

static void find_branch(const sayso_attr_view *v, const trunk *k, sayso_cue_site *s, uint32_t i)
{
    uint32_t at = i - s->beg, top = i, depth = 0, level = on_trunk(k, i);
    if (level != SAYSO_NONE) {
        s->branch[at] = (uint32_t)sayso__hash_mix(k->path[level] ^ 0x5bd1e995u, level);
        s->edge[at] = 0;
        return;
    }
    for (uint32_t up = v->g->head[i]; up != SAYSO_NONE && depth < CLIMB_MOST;
         up = v->g->head[up], depth++) {
        level = on_trunk(k, up);
        if (level != SAYSO_NONE)
            break;
        top = up;
    }
    if (level == SAYSO_NONE) {
        s->branch[at] = 77;
        s->edge[at] = 0;
        return;
    }
    uint32_t rel = v->g->deprel[top];
    uint32_t side = (top > s->cue.head) | (top > k->tok[level]) << 1;
    s->branch[at] =
        (uint32_t)sayso__hash_mix(k->path[level], (uint64_t)level << 16 | rel << 2 | side);
    s->edge[at] = (uint8_t)((v->w[top].lo == i) | (v->w[top].hi == i + 1) << 1 |
                            (depth > 3 ? 3 : depth) << 2);
}

/* How a token of another sentence, or of none of the trunk's, stands to the cue. */
static uint32_t far_branch(const sayso_attr_view *v, const sayso_cue_site *s, uint32_t i)
{
    uint32_t own = v->t->tok_sent[s->cue.beg], k = v->t->tok_sent[i];
    uint32_t off = k > own ? (k - own > 2 ? 3 : k - own) : 4 + (own - k > 2 ? 3 : own - k);
    return 100 + off;
}

static uint32_t step_between(const sayso_attr_view *v, uint32_t i)
{
    uint32_t x = v->g->xpos[i];
    if (v->w[i].cue == SAYSO_TAG_B)
        return 1u << 6;
    if (v->w[i].place & (SAYSO_ATTR_OPENS | SAYSO_ATTR_CLOSES))
        return 1u << 4;
    if (x == SAYSO_XPOS_COMMA || x == SAYSO_XPOS_COLON || x == SAYSO_XPOS_FINAL)
        return 1;
    return x >= SAYSO_XPOS_VB && x <= SAYSO_XPOS_VBZ ? 1u << 2 : 0;
}

/* Adds one to a two-bit counter that stops at three. */
static uint32_t add_between(uint32_t sum, uint32_t step)
{
    return step && (sum & step * 3) != step * 3 ? sum + step : sum;
}

static void count_between(const sayso_attr_view *v, sayso_cue_site *s)
{
    uint32_t sum = 0;
    for (uint32_t i = s->cue.beg; i > s->beg; i--) {
        s->between[i - 1 - s->beg] = (uint16_t)sum;
        sum = add_between(sum, step_between(v, i - 1));
    }
    sum = 0;
    for (uint32_t i = s->cue.end; i < s->end; i++) {
        s->between[i - s->beg] = (uint16_t)(sum | 256);
        sum = add_between(sum, step_between(v, i));
    }
    for (uint32_t i = s->cue.beg; i < s->cue.end && i < s->end; i++)
        s->between[i - s->beg] = 512;
}

void sayso__site_make(const sayso_attr_view *v, sayso_cue cue, uint32_t most, sayso_cue_site *s)
{
    s->cue = cue;
    find_window(v, most, s);
    if (s->cue.end > s->end)
        s->cue.end = s->end;
    find_quotes(v, s);
    s->lemma = v->w[cue.head].lemma;
    s->lex = 0;
    for (uint32_t i = s->cue.beg; i < s->cue.end; i++)
        s->lex |= v->w[i].lex;
    s->lex = v->w[cue.head].lex ? v->w[cue.head].lex : s->lex;
    uint32_t kids =
        v->w[cue.head].kids & (SAYSO_ATTR_KID_SUBJ | SAYSO_ATTR_KID_PASS | SAYSO_ATTR_KID_CCOMP |
                               SAYSO_ATTR_KID_XCOMP | SAYSO_ATTR_KID_OBJ | SAYSO_ATTR_KID_PARA);
    uint32_t n = s->cue.end - s->cue.beg;
    s->frame = (uint32_t)v->g->xpos[cue.head] | kids << 8 | (n > 3 ? 3 : n) << 24;
    trunk k = find_trunk(v, s);
    for (uint32_t i = s->beg; i < s->end; i++) {
        if (i >= s->sent_beg && i < s->sent_end) {
            find_branch(v, &k, s, i);
        } else {
            s->branch[i - s->beg] = far_branch(v, s, i);
            s->edge[i - s->beg] = 0;
        }
    }
    count_between(v, s);
}

/* How token i's quotation stands to the cue's. */
static uint32_t quote_relation(const sayso_attr_view *v, const sayso_cue_site *s, uint32_t i)
{
    uint32_t q = v->w[i].quote, own = v->w[s->cue.beg].quote, r;
    if (q == SAYSO_NONE)
        r = own == SAYSO_NONE ? 0 : 1;
    else if (q == own)
        r = 2;
    else if (q == s->left)
        r = 3 + s->left_gap;
    else if (q == s->right)
        r = 7 + s->right_gap;
    else
        r = own == SAYSO_NONE ? 11 : 12;
    return r << 8 | v->w[i].place;
}

typedef struct {
    uint32_t lemma, xpos, branch, edge, quote;
} near_token;

static near_token token_at(const sayso_attr_view *v, const sayso_cue_site *s, uint32_t i, int off)
{
    int64_t j = (int64_t)i + off;
    if (j < s->beg || j >= s->end)
        return (near_token){1, 200, 1, 0, 0};
    if (j >= s->cue.beg && j < s->cue.end)
        return (near_token){2, 201, 2, 0, 0};
    return (near_token){v->w[j].lemma, v->g->xpos[j], s->branch[j - s->beg], s->edge[j - s->beg],
                        quote_relation(v, s, (uint32_t)j)};
}

static uint32_t distance(const sayso_cue_site *s, uint32_t i)
{
    uint32_t d = i < s->cue.beg ? s->cue.beg - i : i >= s->cue.end ? i - s->cue.end + 1 : 0;
    uint32_t bin = d < 4 ? d : d < 6 ? 4 : d < 9 ? 5 : d < 15 ? 6 : d < 30 ? 7 : 8;
    return bin | (i >= s->cue.end ? 16u : 0);
}

static void by_branch(sayso_templates *f, const sayso_attr_view *v, const sayso_cue_site *s,
                      uint32_t i, const near_token *n)
{
    uint32_t br = n[1].branch, edge = n[1].edge & 3, depth = n[1].edge >> 2;
    uint32_t rel = v->g->deprel[i];
    put1(f, br);
    put2(f, br, depth);
    put2(f, br, edge);
    put3(f, n[0].branch, br, n[2].branch);
    put2(f, n[0].branch, br);
    put2(f, br, n[2].branch);
    put2(f, br, s->lemma);
    put3(f, br, s->lex, edge);
    put3(f, br, s->frame, edge);
    put3(f, br, s->frame, s->lex);
    put3(f, br, rel, depth);
    put2(f, br, n[1].lemma);
    put3(f, br, n[1].xpos, edge);
    put3(f, br, n[0].xpos, n[1].xpos);
    put3(f, br, n[1].xpos, n[2].xpos);
    put3(f, br, n[0].lemma, edge);
    put3(f, br, n[2].lemma, edge);
    put3(f, br, n[1].quote, n[0].quote);
    put3(f, br, s->between[i - s->beg], edge);
    put3(f, br, n[1].quote, s->lex);
}

static void by_word(sayso_templates *f, const sayso_attr_view *v, const sayso_cue_site *s,
                    uint32_t i, const near_token *n)
{
    uint32_t d = distance(s, i), side = d >> 4, x = n[1].xpos, between = s->between[i - s->beg];
    const sayso_attr_word *w = &v->w[i];
    uint32_t own = (w->lo == i) | (w->hi == i + 1) << 1 | (w->cue != SAYSO_TAG_O) << 2;
    put2(f, side, x);
    put2(f, side, n[1].lemma);
    put3(f, side, n[0].xpos, x);
    put3(f, side, x, n[2].xpos);
    put3(f, n[0].xpos, x, n[2].xpos);
    put2(f, n[0].lemma, side);
    put2(f, n[2].lemma, side);
    put2(f, d, x);
    put2(f, d, s->lemma);
    put3(f, d, s->lex, x);
    put3(f, d, s->frame, x);
    put3(f, d, n[0].xpos, n[2].xpos);
    put2(f, between, x);
    put2(f, between, s->lex);
    put3(f, between, d, w->cue);
    put3(f, side, s->lemma, x);
    put3(f, side, s->lemma, n[1].lemma);
    put3(f, side, s->frame, n[1].lemma);
    put3(f, v->g->deprel[i], x, side);
    uint32_t h = v->g->head[i];
    put3(f, v->g->deprel[i], h == SAYSO_NONE ? 5 : v->w[h].lemma, side);
    put3(f, w->name, side, x);
    put3(f, w->name, d, s->lex);
    put3(f, own, side, x);
    put3(f, own, v->g->deprel[i], between);
    put2(f, v->g->lexeme[i].cluster, side);
}

static void by_quote(sayso_templates *f, const sayso_attr_view *v, const sayso_cue_site *s,
                     uint32_t i, const near_token *n)
{
    uint32_t side = i >= s->cue.end, q = n[1].quote;
    uint32_t gaps = s->left_gap | s->right_gap << 2 | (v->w[s->cue.beg].quote != SAYSO_NONE) << 4;
    bool first = i == s->beg || v->t->tok_sent[i - 1] != v->t->tok_sent[i];
    bool last = i + 1 == s->end || v->t->tok_sent[i + 1] != v->t->tok_sent[i];
    uint32_t at = first | last << 1, far = far_branch(v, s, i);
    put2(f, q, side);
    put3(f, q, n[0].quote, n[2].quote);
    put3(f, q, n[1].xpos, side);
    put3(f, q, s->lex, side);
    put3(f, q, s->lemma, side);
    put3(f, gaps, q, side);
    put3(f, gaps, n[1].xpos, side);
    put3(f, gaps, s->lex, far);
    put3(f, at, n[1].xpos, far);
    put3(f, at, q, far);
    put3(f, far, q, s->between[i - s->beg] & ~3u);
    put3(f, far, n[0].quote, n[1].xpos);
}

/* Those of token i, near[1], between its neighbours. */
static uint32_t features_among(const sayso_attr_view *v, const sayso_cue_site *s, uint32_t i,
                               const near_token *near, uint32_t *out)
{
    sayso_templates f = {out, 0, 300};
    put1(&f, 0);
    by_branch(&f, v, s, i, near);
    by_word(&f, v, s, i, near);
    by_quote(&f, v, s, i, near);
    return f.n;
}

uint32_t sayso__span_features(const sayso_attr_view *v, const sayso_cue_site *s, uint32_t i,
                              uint32_t *out)
{
    near_token near[3];
    for (int k = -1; k <= 1; k++)
        near[k + 1] = token_at(v, s, i, k);
    return features_among(v, s, i, near, out);
}

static uint32_t steps_among(const sayso_attr_view *v, const sayso_cue_site *s, uint32_t i,
                            const near_token *near, uint32_t *out)
{
    sayso_templates f = {out, 0, 400};
    near_token b = near[0], n = near[1];
    put1(&f, 0);
    put2(&f, b.xpos, n.xpos);
    put1(&f, n.lemma);
    put2(&f, b.branch, n.branch);
    put3(&f, b.edge & 3, n.edge & 3, n.xpos == SAYSO_XPOS_COMMA);
    put2(&f, b.quote, n.quote);
    put2(&f, i > s->beg && v->t->tok_sent[i] != v->t->tok_sent[i - 1], n.quote);
    put2(&f, s->lex, n.xpos);
    return f.n;
}

uint32_t sayso__span_steps(const sayso_attr_view *v, const sayso_cue_site *s, uint32_t i,
                           uint32_t *out)
{
    const near_token near[] = {token_at(v, s, i, -1), token_at(v, s, i, 0)};
    return steps_among(v, s, i, near, out);
}

enum { L = SAYSO_N_SPAN, STEPS = (L + 1) * L };

sayso_status sayso__span_room(sayso_arena *scratch, sayso_span_tagger *t, sayso_error *err)
{
    SAYSO_TRY(sayso__site_room(scratch, &t->site, err));
    t->emit = sayso__arena_room(scratch, SAYSO_ATTR_WINDOW_MOST * L * sizeof *t->emit);
    t->step = sayso__arena_room(scratch, SAYSO_ATTR_WINDOW_MOST * STEPS * sizeof *t->step);
    t->room.after = SAYSO_NEW_N(scratch, float, SAYSO_ATTR_WINDOW_MOST *L);
    t->room.from =
        SAYSO_NEW_N(scratch, uint8_t, (size_t)SAYSO_ATTR_WINDOW_MOST * L * SAYSO_ATTR_GUESSES);
    t->label = SAYSO_NEW_N(scratch, uint8_t, (size_t)SAYSO_ATTR_WINDOW_MOST * SAYSO_ATTR_GUESSES);
    return t->emit && t->step && t->room.after && t->room.from && t->label
               ? SAYSO_OK
               : sayso__fail_memory(err);
}

#define BEHIND_MOST    5.0f /* labellings whose score is farther behind are hardly ever right */
#define SOURCE_WANTED  1.0f /* more for a span's beginning where the best labels have none */
#define CONTENT_WANTED 6.0f

/* An active verb and "according to" have a source; passives and adverbs may have none. */
static bool needs_source(const sayso_attr_view *v, const sayso_cue_site *s)
{
    uint32_t x = v->g->xpos[s->cue.head];
    bool verb = x >= SAYSO_XPOS_VB && x <= SAYSO_XPOS_VBZ;
    return (verb && !(v->w[s->cue.head].kids & SAYSO_ATTR_KID_PASS)) || (s->lex & SAYSO_CUE_PREP);
}

/* Does the labelling have one that begins a span of the kind? */
static bool has_label(const uint8_t *label, uint32_t n, uint8_t first)
{
    for (uint32_t i = 0; i < n; i++)
        if (label[i] == first)
            return true;
    return false;
}

/* Of the contents that more weight has let in, the longest alone stays. */
static void keep_longest_content(uint8_t *label, uint32_t n)
{
    uint32_t best = 0, length = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t end = i + 1;
        while (label[i] == SAYSO_SPAN_CONTENT_B && end < n && label[end] == SAYSO_SPAN_CONTENT_I)
            end++;
        if (label[i] == SAYSO_SPAN_CONTENT_B && end - i > length) {
            best = i;
            length = end - i;
        }
    }
    for (uint32_t i = 0; i < n; i++)
        if (label[i] >= SAYSO_SPAN_CONTENT_B && (i < best || i >= best + length))
            label[i] = SAYSO_SPAN_O;
}

static void add_weight(sayso_span_tagger *t, uint32_t n, uint8_t first, float more)
{
    for (uint32_t i = 0; i < n; i++)
        t->emit[(size_t)i * L + first] += more;
}

static uint32_t decode(sayso_span_tagger *t, uint32_t n, uint32_t k)
{
    sayso_lattice x = {t->emit, t->step, n, L};
    return sayso__attr_decode(&x, k, BEHIND_MOST, &t->room, t->label, t->score);
}

/* The best labellings that have a content; where none has, one that is made to have one. */
static void guess(const sayso_attr_view *v, sayso_span_tagger *t, uint32_t n)
{
    uint32_t all = decode(t, n, SAYSO_ATTR_GUESSES);
    if (needs_source(v, &t->site) && all && !has_label(t->label, n, SAYSO_SPAN_SOURCE_B)) {
        add_weight(t, n, SAYSO_SPAN_SOURCE_B, SOURCE_WANTED);
        all = decode(t, n, SAYSO_ATTR_GUESSES);
    }
    t->n = 0;
    for (uint32_t j = 0; j < all; j++) {
        uint8_t *label = t->label + (size_t)j * n;
        if (!has_label(label, n, SAYSO_SPAN_CONTENT_B))
            continue;
        t->score[t->n] = t->score[j];
        memmove(t->label + (size_t)t->n++ * n, label, n);
    }
    if (t->n || !n)
        return;
    add_weight(t, n, SAYSO_SPAN_CONTENT_B, CONTENT_WANTED);
    (void)decode(t, n, 1);
    keep_longest_content(t->label, n);
    t->n = has_label(t->label, n, SAYSO_SPAN_CONTENT_B);
}

/* The scores of all tokens and steps; the rows of a token are fetched while those before are
 * summed. */
static void score_window(const sayso_attr_view *v, const sayso_attr_model *model,
                         sayso_span_tagger *t)
{
    const sayso_cue_site *s = &t->site;
    uint32_t room[2][SAYSO_ATTR_FEATURE_MOST], step[SAYSO_ATTR_FEATURE_MOST];
    near_token near[3] = {token_at(v, s, s->beg, -1), token_at(v, s, s->beg, 0),
                          token_at(v, s, s->beg, 1)};
    uint32_t k = s->end > s->beg ? features_among(v, s, s->beg, near, room[0]) : 0;
    for (uint32_t at = s->beg, i = 0; at < s->end; at++, i++) {
        uint32_t *next = room[1 - i % 2], n_next = 0, n_step = steps_among(v, s, at, near, step);
        memmove(near, near + 1, 2 * sizeof *near);
        near[2] = token_at(v, s, at, 2);
        if (at + 1 < s->end)
            n_next = features_among(v, s, at + 1, near, next);
        sayso__linear_fetch(&model->span, next, n_next);
        float *emit = t->emit + (size_t)i * L;
        sayso__attr_score(&model->span, room[i % 2], k, L, emit);
        sayso__attr_score(&model->span_step, step, n_step, STEPS, t->step + (size_t)i * STEPS);
        for (uint32_t j = 1; j < L && at >= s->cue.beg && at < s->cue.end; j++)
            emit[j] = SAYSO_ATTR_NEVER;
        k = n_next;
    }
}

void sayso__span_tag(const sayso_attr_view *v, const sayso_attr_model *model, sayso_cue cue,
                     uint32_t most, sayso_span_tagger *t)
{
    sayso__site_make(v, cue, most, &t->site);
    score_window(v, model, t);
    guess(v, t, t->site.end - t->site.beg);
}
