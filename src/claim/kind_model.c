/* kind_model.c -- what a claim is about, by weights learned from coded events.  Layer: claim.
 *
 * Which topic a statement has is told by many weak signs: words, the verb, who speaks, in which
 * act. Rules (kind.c) read the strong ones; where they have only the words to go by, their answer
 * is one vote beside a multinomial logistic model's. Its features and how it is learned:
 * tools/kind_weights.py; the weights are data/kind_weights.tsv. */
#include "base/vocab.h"
#include "claim/claim_part.h"
#include "lexica.h"

enum { KINDS = 12, ZERO = 48 + 40, STEP = 20 };

/* What the rules' answer is worth beside the weights, in their unit. */
enum { RULE = 20 };

typedef struct {
    int32_t score[KINDS];
} votes;

static void vote(votes *v, char prefix, sayso_str word, uint32_t times)
{
    char key[48];
    if (word.n == 0 || word.n + 2 > sizeof key)
        return;
    key[0] = prefix;
    key[1] = ':';
    memcpy(key + 2, word.p, word.n);
    const sayso_lexicon_entry *e =
        sayso__lexicon_find(&sayso__lex_kind_weights, key, (size_t)word.n + 2);
    if (!e || !e->text || strlen(e->text) != KINDS)
        return;
    for (uint32_t k = 0; k < KINDS; k++)
        v->score[k] += (e->text[k] - ZERO) * (int32_t)times;
}

static void vote_word(votes *v, char prefix, const char *word)
{
    if (word)
        vote(v, prefix, sayso__str(word, (uint32_t)strlen(word)), 1);
}

static void vote_number(votes *v, char prefix, uint32_t x)
{
    char digit[2] = {(char)('0' + x / 10), (char)('0' + x % 10)};
    vote(v, prefix, x < 10 ? sayso__str(digit + 1, 1) : sayso__str(digit, 2), 1);
}

static bool is_nominal(uint8_t tag)
{
    switch (tag) {
    case SAYSO_XPOS_NN:
    case SAYSO_XPOS_NNS:
    case SAYSO_XPOS_NNP:
    case SAYSO_XPOS_NNPS:
    case SAYSO_XPOS_PRP:
    case SAYSO_XPOS_DT:
    case SAYSO_XPOS_EX: return true;
    default: return false;
    }
}

static const char *finite(uint8_t tag)
{
    switch (tag) {
    case SAYSO_XPOS_VBD: return "vbd";
    case SAYSO_XPOS_VBZ: return "vbz";
    case SAYSO_XPOS_VBP: return "vbp";
    case SAYSO_XPOS_MD: return "md";
    default: return NULL;
    }
}

/* The first finite verb of the content, its tag, and the nearest noun or pronoun before it. */
static void vote_clause(const sayso_claim_part *p, uint32_t i, votes *v)
{
    uint32_t n, subject = SAYSO_NONE;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = c[k].beg; t < c[k].end; t++) {
            const char *tag = finite(p->tags->xpos[t]);
            if (!tag) {
                subject = is_nominal(p->tags->xpos[t]) ? t : subject;
                continue;
            }
            vote_word(v, 't', tag);
            vote(v, 'v', p->lemma[t], 1);
            if (subject != SAYSO_NONE && p->tags->upos[subject] == SAYSO_UPOS_PROPN)
                vote_word(v, 'j', "name");
            else if (subject != SAYSO_NONE)
                vote(v, 'j', p->lemma[subject], 1);
            return;
        }
    vote_word(v, 't', "none");
}

/* A word that stands twice counts twice, and never more. */
static void vote_pieces(const sayso_claim_part *p, const sayso_piece *c, uint32_t n, char prefix,
                        votes *v)
{
    enum { MOST = 400 };
    for (uint32_t k = 0, done = 0; k < n; k++)
        for (uint32_t t = c[k].beg; t < c[k].end && done < MOST; t++, done++) {
            uint32_t before = 0;
            for (uint32_t u = t; u-- > c[k].beg && t - u < 40;)
                before += sayso__str_eq(p->lemma[u], p->lemma[t]);
            bool name = prefix != 'q' && p->tags->upos[t] == SAYSO_UPOS_PROPN;
            if (before < 2 && !name)
                vote(v, prefix, p->lemma[t], 1);
        }
}

static void vote_counts(const sayso_claim_part *p, uint32_t i, votes *v)
{
    const sayso_reading *r = p->reading + i;
    uint32_t n;
    bool counted = false;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = c[k].beg; t < c[k].end; t++)
            counted |= p->figure_at[t] != SAYSO_NONE &&
                       p->mentions->figure[p->figure_at[t]].measure == SAYSO_MEASURE_COUNT;
    if (counted)
        vote_word(v, 'n', "count");
    if (r->n_amount)
        vote_word(v, 'n', "amount");
    if (r->n_figure)
        vote_word(v, 'n', "people");
    vote_number(v, 'l', r->length / 4 < 6 ? r->length / 4 : 6);
    for (uint32_t bit = 0; bit < 32; bit++)
        if (r->clue >> bit & 1)
            vote_number(v, 'c', bit);
}

uint8_t sayso__kind_judge(const sayso_claim_part *p, uint32_t i, uint8_t rule)
{
    const sayso_claim *claim = p->out->claim + i;
    votes v = {0};
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    vote_pieces(p, c, n, 'w', &v);
    c = sayso__attr_cue(p->attrs, i, &n);
    vote_pieces(p, c, n, 'q', &v);
    c = sayso__attr_source(p->attrs, i, &n);
    vote_pieces(p, c, n, 's', &v);
    vote_clause(p, i, &v);
    vote_counts(p, i, &v);
    vote_word(&v, 'o', sayso__word(SAYSO_VOCAB_SOURCE_TYPE, claim->source_type));
    vote_word(&v, 'u', sayso__word(SAYSO_VOCAB_QUOTE, p->attrs->attribution[i].quote_type));
    vote_word(&v, 'a', sayso__word(SAYSO_VOCAB_SPEECH_ACT, claim->act));
    vote_word(&v, 'b', "ias");
    if (rule >= 1 && rule <= KINDS)
        v.score[rule - 1] += RULE;
    uint32_t best = rule >= 1 && rule <= KINDS ? rule - 1u : 0;
    for (uint32_t k = 0; k < KINDS; k++)
        if (v.score[k] > v.score[best])
            best = k;
    return (uint8_t)(best + 1);
}
