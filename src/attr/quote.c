/* quote.c -- quotation marks -> pairs.  Layer: attr.
 *
 * One pass with a stack over the tokens of each block. A mark's form says what it may be (U+201C
 * opens, U+00BB closes ...); a straight mark, or one whose form the place contradicts, is told by
 * the white space and punctuation around it. What closes finds the innermost open mark of its
 * class; a single mark that finds none is an apostrophe, and a single mark that nothing closes is
 * one, too. A double mark that nothing closes ends with its block, or before the next mark of its
 * class that opens: news texts open each paragraph of a long quotation and close only the last
 * (Chicago Manual of Style 13.32). */
#include <string.h>

#include "attr/attr_parts.h"
#include "base/array.h"
#include "base/fail.h"
#include "base/str.h"

typedef enum { NO_MARK, DOUBLE, SINGLE, GUILLEMET, SINGLE_GUILLEMET, CORNER, N_CLASS } mark_class;

typedef enum { EITHER, OPENS, CLOSES, LOW } mark_form;

typedef struct {
    const char *text;
    mark_class class_;
    mark_form form;
} mark;

static const mark marks[] = {
    {"\"", DOUBLE, EITHER},
    {"\xe2\x80\x9c", DOUBLE, OPENS},  /* left double */
    {"\xe2\x80\x9d", DOUBLE, CLOSES}, /* right double */
    {"\xe2\x80\x9e", DOUBLE, LOW},    /* low double */
    {"\xe2\x80\x9f", DOUBLE, OPENS},  /* reversed double */
    {"\xef\xbc\x82", DOUBLE, EITHER}, /* full-width straight */
    {"``", DOUBLE, OPENS},            /* as TeX writes them */
    {"''", DOUBLE, EITHER},           /* both ends in some archives */
    {"'", SINGLE, EITHER},
    {"`", SINGLE, OPENS},
    {"\xe2\x80\x98", SINGLE, OPENS},  /* left single */
    {"\xe2\x80\x99", SINGLE, CLOSES}, /* right single, apostrophe */
    {"\xe2\x80\x9a", SINGLE, LOW},    /* low single */
    {"\xe2\x80\x9b", SINGLE, OPENS},  /* reversed single */
    {"\xc2\xab", GUILLEMET, OPENS},
    {"\xc2\xbb", GUILLEMET, CLOSES},
    {"\xe2\x80\xb9", SINGLE_GUILLEMET, OPENS},
    {"\xe2\x80\xba", SINGLE_GUILLEMET, CLOSES},
    {"\xe3\x80\x8c", CORNER, OPENS},
    {"\xe3\x80\x8d", CORNER, CLOSES},
};

static const mark no_mark = {"", NO_MARK, EITHER};

static const mark *mark_of(sayso_str s)
{
    if (s.n == 0 || s.n > 3 || sayso__is_alpha(s.p[0]))
        return &no_mark;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strlen(marks[i].text) == s.n && memcmp(marks[i].text, s.p, s.n) == 0)
            return &marks[i];
    return &no_mark;
}

typedef struct {
    uint32_t quote; /* index, or SAYSO_NONE for a single mark not yet known to be a quotation */
    uint32_t open;
    const mark *mark;
} open_mark;

typedef struct {
    const sayso_tokens *t;
    sayso_arena *a, *scratch;
    SAYSO_ARRAY(sayso_quote) quote;
    SAYSO_ARRAY(open_mark) stack;
    uint32_t open[N_CLASS]; /* marks of each class on the stack */
    uint32_t beg, end;      /* tokens of the block */
} pairer;

static bool space_before(const pairer *p, uint32_t i)
{
    return i == p->beg || (p->t->tok[i].flags & SAYSO_TOKEN_SPACE_BEFORE);
}

static bool space_after(const pairer *p, uint32_t i)
{
    return i + 1 >= p->end || (p->t->tok[i + 1].flags & SAYSO_TOKEN_SPACE_BEFORE);
}

/* Something that may stand between a space and an opening mark: bracket, dash, other marks. */
static bool opener_before(const pairer *p, uint32_t i)
{
    if (space_before(p, i))
        return true;
    sayso_str s = sayso__token_str(p->t, i - 1);
    const mark *m = mark_of(s);
    if (m->class_ != NO_MARK && m->form != CLOSES)
        return space_before(p, i - 1);
    return s.n == 1 ? strchr("([{/-=", s.p[0]) != NULL
                    : s.n == 3 && memcmp(s.p, "\xe2\x80", 2) == 0 && (uint8_t)s.p[2] >= 0x90 &&
                          (uint8_t)s.p[2] <= 0x95;
}

static bool closer_after(const pairer *p, uint32_t i)
{
    if (space_after(p, i))
        return true;
    sayso_str s = sayso__token_str(p->t, i + 1);
    return !sayso__is_alpha(s.p[0]) && !sayso__is_digit(s.p[0]) &&
           !(mark_of(s)->class_ == NO_MARK && (s.p[0] & 0x80) && s.n != 3);
}

static const mark *top_mark(const pairer *p)
{
    return p->stack.n ? p->stack.v[p->stack.n - 1].mark : &no_mark;
}

/* Does mark m at token i open (or close) a quotation? */
static mark_form role_of(const pairer *p, const mark *m, uint32_t i)
{
    bool before = opener_before(p, i), after = closer_after(p, i);
    bool can_close = p->open[m->class_] > 0;
    if (m->form == LOW)
        return OPENS;
    if (m->form == OPENS)
        return can_close && top_mark(p)->class_ == m->class_ && after && !space_before(p, i) &&
                       top_mark(p)->form != OPENS
                   ? CLOSES /* the German closing mark has the English opening one's form */
                   : OPENS;
    if (m->form == CLOSES)
        return !can_close && m->class_ != SINGLE && space_before(p, i) && !space_after(p, i)
                   ? OPENS /* as Swedish and Danish texts do */
                   : CLOSES;
    if (before && !space_after(p, i))
        return OPENS;
    if (after && !space_before(p, i))
        return CLOSES;
    return can_close ? CLOSES : OPENS;
}

static bool push_open(pairer *p, const mark *m, uint32_t i)
{
    uint32_t quote = SAYSO_NONE;
    if (m->class_ != SINGLE) {
        quote = p->quote.n;
        if (!SAYSO_PUSH(p->a, &p->quote, (sayso_quote){i, SAYSO_NONE, p->end, SAYSO_NONE, true}))
            return false;
    }
    p->open[m->class_]++;
    return SAYSO_PUSH(p->scratch, &p->stack, (open_mark){quote, i, m});
}

static void pop_open(pairer *p)
{
    p->open[top_mark(p)->class_]--;
    p->stack.n--;
}

/* Close the innermost open mark of m's class; those inside it end here unclosed. */
static bool close_open(pairer *p, const mark *m, uint32_t i, uint32_t last)
{
    if (p->open[m->class_] == 0)
        return true;
    if (m->class_ == SINGLE && top_mark(p)->class_ != SINGLE)
        return true; /* an apostrophe inside another quotation */
    while (top_mark(p)->class_ != m->class_) {
        uint32_t q = p->stack.v[p->stack.n - 1].quote;
        if (q != SAYSO_NONE)
            p->quote.v[q].end = i;
        pop_open(p);
    }
    open_mark o = p->stack.v[p->stack.n - 1];
    pop_open(p);
    if (o.quote == SAYSO_NONE)
        return SAYSO_PUSH(p->a, &p->quote, (sayso_quote){o.open, last, last + 1, SAYSO_NONE, true});
    p->quote.v[o.quote].close = last;
    p->quote.v[o.quote].end = last + 1;
    return true;
}

/* Two single marks side by side are one double mark. */
static bool is_pair(const pairer *p, uint32_t i, const mark *m)
{
    return m->class_ == SINGLE && m->form != LOW && i + 1 < p->end &&
           p->t->tok[i].at.end == p->t->tok[i + 1].at.beg &&
           mark_of(sayso__token_str(p->t, i + 1)) == m;
}

/* What the block leaves open: the double mark that another one of its class follows inside lost
 * its closing mark before that one; the others end with the block, as does the one that opens its
 * block when the next block opens with a mark, too. */
static void end_block(pairer *p)
{
    bool goes_on =
        p->end < p->t->n_tok && mark_of(sayso__token_str(p->t, p->end))->class_ == DOUBLE;
    for (; p->stack.n; pop_open(p)) {
        open_mark o = p->stack.v[p->stack.n - 1];
        if (o.quote == SAYSO_NONE || o.quote + 1 >= p->quote.n || (goes_on && o.open == p->beg))
            continue;
        uint32_t next = SAYSO_NONE;
        for (uint32_t q = o.quote + 1; q < p->quote.n && q <= o.quote + 2; q++)
            if (mark_of(sayso__token_str(p->t, p->quote.v[q].open))->class_ == o.mark->class_ &&
                p->quote.v[q].open < next && p->quote.v[q].open > o.open)
                next = p->quote.v[q].open;
        if (next != SAYSO_NONE)
            p->quote.v[o.quote].end = next;
    }
}

static bool pair_block(pairer *p)
{
    for (uint32_t i = p->beg; i < p->end; i++) {
        const mark *m = mark_of(sayso__token_str(p->t, i));
        if (m->class_ == NO_MARK)
            continue;
        uint32_t last = i;
        if (is_pair(p, i, m)) {
            m = &marks[m->form == OPENS ? 6 : 7];
            last = i + 1;
        }
        mark_form role = m->form == EITHER && last > i
                             ? (opener_before(p, i) && !space_after(p, last) ? OPENS : CLOSES)
                             : role_of(p, m, i);
        if (role == CLOSES && m->class_ == SINGLE && !closer_after(p, i))
            continue;
        if (!(role == OPENS ? push_open(p, m, i) : close_open(p, m, i, last)))
            return false;
        i = last;
    }
    end_block(p);
    return true;
}

/* Single quotations are known when they close, so the list needs sorting by opening mark: each
 * mark's token is its own bucket. Then the enclosing quotation of each by one sweep. */
static sayso_status order(pairer *p, sayso_error *err)
{
    uint32_t n = p->quote.n, n_tok = p->t->n_tok;
    uint32_t *at = SAYSO_NEW_N(p->scratch, uint32_t, (size_t)n_tok + 1);
    uint32_t *stack = SAYSO_NEW_N(p->scratch, uint32_t, (size_t)n + 1);
    sayso_quote *sorted = SAYSO_NEW_N(p->a, sayso_quote, n);
    if (!at || !stack || !sorted)
        return sayso__fail_memory(err);
    for (uint32_t q = 0; q < n; q++)
        at[p->quote.v[q].open] = q + 1;
    uint32_t k = 0, depth = 0;
    for (uint32_t i = 0; i < n_tok && k < n; i++) {
        if (!at[i])
            continue;
        sorted[k] = p->quote.v[at[i] - 1];
        while (depth && sorted[stack[depth - 1]].end <= i)
            depth--;
        sorted[k].parent = depth ? stack[depth - 1] : SAYSO_NONE;
        stack[depth++] = k++;
    }
    p->quote.v = sorted;
    p->quote.n = k;
    return SAYSO_OK;
}

/* Speech, or a title or scare quote? Titles capitalise their words; scare quotes are a few words
 * without a stop or a comma at their end. */
static bool is_speech(const sayso_tokens *t, const sayso_quote *q)
{
    uint32_t end = q->close == SAYSO_NONE ? q->end : q->close, n = 0, small = 0, large = 0;
    char last = 0;
    for (uint32_t i = q->open + 1; i < end && n < 40; i++) {
        sayso_str s = sayso__token_str(t, i);
        last = s.p[0];
        if (!sayso__is_alpha(last) && !(last & 0x80))
            continue;
        n++;
        if (t->tok[i].flags & SAYSO_TOKEN_CAPITAL)
            large++;
        else if (s.n > 4)
            small++;
    }
    bool stop = last && strchr(".,?!;", last) != NULL;
    char after = end + 1 < t->n_tok ? sayso__token_str(t, end + 1).p[0] : 0;
    if (n >= 8)
        return small > 1 || stop;
    if (stop)
        return !(n >= 2 && small == 0 && large > n / 2 && last == ',');
    if (n <= 3 && after != ',')
        return false;
    return n > 3 && !(small == 0 && large >= 2);
}

sayso_status sayso__quote_find(const sayso_tokens *t, sayso_arena *a, sayso_arena *scratch,
                               sayso_quote **out, uint32_t *n, sayso_error *err)
{
    *out = NULL;
    *n = 0;
    pairer p = {.t = t, .a = a, .scratch = scratch};
    for (uint32_t s = 0; s < t->n_sent;) {
        uint32_t e = s + 1;
        while (e < t->n_sent && t->sent_block[e] == t->sent_block[s])
            e++;
        p.beg = t->sent[s];
        p.end = t->sent[e];
        if (!pair_block(&p))
            return sayso__fail_memory(err);
        s = e;
    }
    SAYSO_TRY(order(&p, err));
    for (uint32_t q = 0; q < p.quote.n; q++)
        p.quote.v[q].speech = is_speech(t, &p.quote.v[q]);
    *out = p.quote.v;
    *n = p.quote.n;
    return SAYSO_OK;
}
