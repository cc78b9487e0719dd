/* parse_pairs.c -- brackets and quotation marks hang on the head of what they enclose.  Layer: tag.
 *
 * So Universal Dependencies has it; the parser, which has forgotten the opening mark by the time it
 * meets the closing one, often hangs the two on different words. */
#include "tag/parse_beam.h"

#include "base/str.h"

#define DEPTH 16u /* open marks remembered; bounds the cost of nested ones */

typedef struct {
    sayso_tags *tags;
    uint32_t from, to;
    bool leaf[SAYSO_SENTENCE_MOST]; /* punctuation on which nothing hangs */
    struct {
        uint32_t at;
        uint8_t kind;
    } open[DEPTH];
    uint32_t n_open;
} sentence;

static const struct {
    const char *open, *close;
} marks[] = {{"(", ")"},
             {"[", "]"},
             {"{", "}"},
             {"\"", "\""},
             {"``", "''"},
             {"\xe2\x80\x9c", "\xe2\x80\x9d"},
             {"\xc2\xab", "\xc2\xbb"},
             {"\xe2\x80\x9e", "\xe2\x80\x9c"}};

#define N_MARK (sizeof marks / sizeof *marks)

static void find_leaves(sentence *s)
{
    const sayso_tags *g = s->tags;
    for (uint32_t i = s->from; i < s->to; i++)
        s->leaf[i - s->from] = g->deprel[i] == SAYSO_DEPREL_PUNCT;
    for (uint32_t i = s->from; i < s->to; i++)
        if (g->head[i] != SAYSO_NONE)
            s->leaf[g->head[i] - s->from] = false;
}

/* Where exactly one word between the marks has its head outside, both hang on it. */
static void tie(sentence *s, uint32_t a, uint32_t b)
{
    uint32_t *head = s->tags->head, n = 0, top = 0;
    for (uint32_t j = a + 1; j < b; j++)
        if (!s->leaf[j - s->from] && (head[j] <= a || head[j] >= b)) /* SAYSO_NONE, too */
            n++, top = j;
    if (n == 1)
        head[a] = head[b] = top;
}

static void meet(sentence *s, uint32_t i)
{
    sayso_str form = sayso__token_str(s->tags->tokens, i);
    for (uint32_t d = s->n_open; d-- > 0;)
        if (sayso__str_is(form, marks[s->open[d].kind].close)) {
            s->n_open = d;
            tie(s, s->open[d].at, i);
            return;
        }
    for (uint32_t k = 0; k < N_MARK && s->n_open < DEPTH; k++)
        if (sayso__str_is(form, marks[k].open)) {
            s->open[s->n_open].at = i;
            s->open[s->n_open++].kind = (uint8_t)k;
            return;
        }
}

void sayso__parse_pairs(sayso_tags *tags, uint32_t sent)
{
    const uint32_t *bound = tags->tokens->sent + sent;
    sentence s = {.tags = tags, .from = bound[0], .to = bound[1]};
    find_leaves(&s);
    for (uint32_t i = s.from; i < s.to; i++)
        if (s.leaf[i - s.from])
            meet(&s, i);
}
