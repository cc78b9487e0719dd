/* judge_feature.c -- what the judge sees of a claim and of those who may be held responsible.
 * Layer: claim. */
#include "base/fail.h"
#include "base/hash.h"
#include "claim/judge.h"
#include "tag/lexeme.h"

#define WORDS_MOST 28u /* tokens of content that give features */
#define COPIES     8u  /* of what the rules say: so much more it weighs */
#define BACK_MOST  24u /* claims looked back over for the speaker's last */

typedef struct {
    uint32_t *out, n, number;
} features;

static void put(features *f, uint64_t a, uint64_t b)
{
    uint64_t x = sayso__hash_mix(sayso__hash_mix(f->number, a), b);
    if (f->n < SAYSO_JUDGE_FEATURES)
        f->out[f->n++] = (uint32_t)(x >> 20);
}

/* One more template. */
static void next(features *f, uint64_t a, uint64_t b)
{
    f->number++;
    put(f, a, b);
}

static uint64_t word(const sayso_claim_part *p, uint32_t t)
{
    return t < p->tokens->n_tok ? sayso__hash_bytes(p->lemma[t].p, p->lemma[t].n) : 0;
}

static uint32_t bucket(uint32_t n)
{
    return n < 4 ? n : n < 8 ? 4 : n < 16 ? 5 : n < 32 ? 6 : 7;
}

static uint64_t rule_key(const sayso_judge_rule *r)
{
    return (uint64_t)r->act << 16 | (uint64_t)r->kind << 8 | r->stance;
}

/* ---- the claim ------------------------------------------------------------------------------- */

static uint8_t class_of(const sayso_claim_part *p, uint32_t actor)
{
    return actor < p->attrs->n_actor ? p->attrs->actor[actor].class_ : SAYSO_CLASS_N;
}

static void rules_say(features *f, const sayso_judge *j, uint32_t i)
{
    const sayso_judge_rule *r = j->rule + i;
    const sayso_reading *g = j->p->reading + i;
    uint32_t self = g->about_self;
    for (uint32_t copy = 0; copy < COPIES; copy++) {
        next(f, r->act, 0);
        next(f, r->kind, 0);
        next(f, r->stance, self);
    }
    next(f, rule_key(r), self);
    next(f, (uint64_t)r->act << 8 | r->kind, 0);
    next(f, g->cue_flags, g->hint);
    next(f, r->act, g->cue_flags);
}

static void cue_says(features *f, const sayso_judge *j, uint32_t i)
{
    const sayso_claim_part *p = j->p;
    const sayso_attribution *x = p->attrs->attribution + i;
    const sayso_judge_rule *r = j->rule + i;
    uint32_t n;
    uint64_t all = 0, head = word(p, x->cue_head);
    const sayso_piece *c = sayso__attr_cue(p->attrs, i, &n);
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = c[k].beg; t < c[k].end; t++)
            all = sayso__hash_mix(all, word(p, t));
    uint8_t tag = x->cue_head < p->tokens->n_tok ? p->tags->xpos[x->cue_head] : 0;
    bool lex = x->cue_head < p->tokens->n_tok && p->tags->lexeme;
    next(f, head, 0);
    next(f, all, 0);
    next(f, tag, p->reading[i].cue_negated);
    next(f, head, r->act);
    next(f, head, r->kind);
    for (uint32_t l = 0; l < SAYSO_CLASS_LEVELS; l++) {
        next(f, lex ? p->tags->lexeme[x->cue_head].class[l] : 0, 0);
        next(f, lex ? p->tags->lexeme[x->cue_head].class[l] : 0, r->act);
    }
    next(f, n, x->quote_type);
}

static void source_says(features *f, const sayso_judge *j, uint32_t i)
{
    const sayso_claim_part *p = j->p;
    const sayso_attribution *x = p->attrs->attribution + i;
    uint32_t own = x->source_actor, type = p->out->claim[i].source_type;
    bool blamed = false, claims = false;
    for (uint32_t step = 0; step < 8 && own < p->attrs->n_actor; step++) {
        blamed |= p->accused[own];
        claims |= p->claimant[own];
        own = p->attrs->actor[own].speaks_for;
    }
    uint32_t known = x->source_actor < p->attrs->n_actor;
    next(f, type, 0);
    next(f, class_of(p, x->source_actor), known);
    next(f, (uint64_t)blamed << 1 | claims, 0);
    next(f, (uint64_t)blamed << 1 | claims, j->rule[i].act);
    next(f, (uint64_t)blamed << 1 | claims, p->reading[i].negative);
    next(f, type, j->rule[i].act);
    next(f, word(p, x->source_head), 0);
}

/* Token of the content on which the others hang: its head lies outside. */
static uint32_t root_of(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    uint32_t best = SAYSO_NONE;
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = c[k].beg; t < c[k].end; t++) {
            uint32_t h = p->tags->head[t];
            if (p->tags->upos[t] == SAYSO_UPOS_PUNCT || sayso__claim_in_content(p, i, h))
                continue;
            bool verb = p->tags->upos[t] == SAYSO_UPOS_VERB;
            if (best == SAYSO_NONE || (verb && p->tags->upos[best] != SAYSO_UPOS_VERB))
                best = t;
        }
    return best;
}

static void clause_says(features *f, const sayso_judge *j, uint32_t i)
{
    const sayso_claim_part *p = j->p;
    const sayso_judge_rule *r = j->rule + i;
    uint32_t root = root_of(p, i), subject = SAYSO_NONE, object = SAYSO_NONE;
    uint64_t modal = 0;
    bool not = false, passive = false;
    if (root == SAYSO_NONE)
        return;
    uint32_t beg = sayso__clue_sent_beg(p, root), end = sayso__clue_sent_end(p, root);
    for (uint32_t t = beg; t < end; t++) {
        if (p->tags->head[t] != root)
            continue;
        uint8_t d = p->tags->deprel[t];
        passive |= d == SAYSO_DEPREL_NSUBJ_PASS;
        if (d == SAYSO_DEPREL_NSUBJ || d == SAYSO_DEPREL_NSUBJ_PASS)
            subject = t;
        if (d == SAYSO_DEPREL_OBJ)
            object = t;
        if (p->tags->xpos[t] == SAYSO_XPOS_MD)
            modal = word(p, t);
        not |= (p->clue[t] & SAYSO_CLUE_NEGATIVE) != 0;
    }
    bool first = subject != SAYSO_NONE && p->clue[subject] & SAYSO_CLUE_FIRST;
    next(f, word(p, root), 0);
    next(f, word(p, root), not );
    next(f, p->tags->xpos[root], not );
    next(f, word(p, subject), 0);
    next(f, word(p, subject), word(p, root));
    next(f, word(p, root), word(p, object));
    next(f, word(p, object), 0);
    next(f, modal, first);
    next(f, (uint64_t)first << 2 | (uint64_t) not << 1 | passive, r->act);
    next(f, (uint64_t)first << 2 | (uint64_t) not << 1 | passive, r->stance);
    next(f, word(p, root), r->kind);
    for (uint32_t l = 0; p->tags->lexeme && l < SAYSO_CLASS_LEVELS; l++) {
        next(f, p->tags->lexeme[root].class[l], not );
        next(f, p->tags->lexeme[root].class[l], r -> kind);
        next(f, subject == SAYSO_NONE ? 0 : p->tags->lexeme[subject].class[l], 0);
        next(f, object == SAYSO_NONE ? 0 : p->tags->lexeme[object].class[l], 0);
    }
}

static bool is_bare(const sayso_claim_part *p, uint32_t t)
{
    uint8_t u = p->tags->upos[t];
    return u == SAYSO_UPOS_PUNCT || u == SAYSO_UPOS_DET || u == SAYSO_UPOS_ADP;
}

static void words_say(features *f, const sayso_judge *j, uint32_t i)
{
    const sayso_claim_part *p = j->p;
    const sayso_reading *g = p->reading + i;
    uint32_t n, used = 0;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    uint32_t first = n ? c[0].beg : SAYSO_NONE;
    while (first != SAYSO_NONE && first + 1 < c[0].end && p->tags->upos[first] == SAYSO_UPOS_PUNCT)
        first++;
    next(f, word(p, first), 0);
    next(f, word(p, first), n && first + 1 < c[0].end ? word(p, first + 1) : 0);
    next(f, n ? word(p, c[n - 1].end - 1) : 0, g->question);
    f->number += 4;
    for (uint32_t k = 0; k < n && used < WORDS_MOST; k++)
        for (uint32_t t = c[k].beg; t < c[k].end && used < WORDS_MOST; t++) {
            if (is_bare(p, t))
                continue;
            used++;
            put(f, word(p, t), 0);
            f->number++;
            for (uint32_t l = 0; p->tags->lexeme && l < 2; l++)
                if (p->tags->upos[t] != SAYSO_UPOS_PROPN && p->tags->lexeme[t].class[l])
                    put(f, p->tags->lexeme[t].class[l], l);
            f->number--;
        }
    f->number += 3;
    for (uint32_t b = 0; b < 32; b++)
        if (g->clue >> b & 1)
            put(f, b, 0);
    f->number++;
}

static void shape_says(features *f, const sayso_judge *j, uint32_t i)
{
    const sayso_reading *g = j->p->reading + i;
    const sayso_judge_rule *r = j->rule + i;
    next(f, bucket(g->length), 0);
    next(f, bucket(g->n_figure), bucket(g->n_amount));
    next(f, bucket(g->n_figure), r->kind);
    next(f, (uint64_t)g->question << 2 | (uint64_t)g->conditional << 1 | g->hedged, g->belittles);
    next(f, (uint64_t)g->negative << 1 | g->self_first, r->act);
    next(f, (uint64_t)g->negative << 1 | g->self_first, r->stance);
    next(f, g->is_poll, r->kind);
    next(f, j->p->attrs->attribution[i].n_cue == 0, r->act);
    next(f, j->p->attrs->attribution[i].parent != SAYSO_NONE, r->act);
}

static void past_says(features *f, const sayso_judge *j, uint32_t i)
{
    const sayso_claim_part *p = j->p;
    f->number += 8;
    if (i == 0)
        return;
    const sayso_reading *a = p->reading + i - 1, *b = p->reading + i;
    bool same = a->party != SAYSO_NONE && a->party == b->party, near = a->block == b->block;
    uint64_t tie = (uint64_t)same << 1 | near;
    f->number -= 8;
    next(f, j->rule[i - 1].act, tie);
    next(f, j->rule[i - 1].kind, tie);
    next(f, j->rule[i - 1].stance, tie);
    next(f, sayso__hash_mix(tie, j->rule[i - 1].kind), j->rule[i].kind);
    next(f, sayso__hash_mix(tie, j->rule[i - 1].act), j->rule[i].act);
    next(f, sayso__hash_mix(tie, j->rule[i - 1].stance), b->negative);
    next(f, sayso__hash_mix(tie, j->rule[i - 1].stance), j->rule[i].act);
    f->number++;
}

uint32_t sayso__judge_features(sayso_judge *j, uint32_t i, uint32_t *out)
{
    features f = {.out = out, .number = 100};
    next(&f, 0, 0);
    rules_say(&f, j, i);
    cue_says(&f, j, i);
    source_says(&f, j, i);
    shape_says(&f, j, i);
    past_says(&f, j, i);
    f.number = 220;
    clause_says(&f, j, i);
    f.number = 260;
    words_say(&f, j, i);
    const sayso_judge_rule *r = j->rule + i;
    if (r->responsible != SAYSO_NONE && r->stance == SAYSO_STANCE_ASSERTS &&
        !j->p->reading[i].about_self)
        j->last_accused = r->responsible;
    return f.n;
}

/* ---- candidates ------------------------------------------------------------------------------ */

static uint32_t party_add(sayso_judge_party *v, uint32_t n, sayso_judge_party x)
{
    if (x.actor == SAYSO_NONE)
        return n;
    for (uint32_t k = 0; k < n; k++)
        if (v[k].actor == x.actor) {
            v[k].ways |= x.ways;
            if (v[k].tok == SAYSO_NONE) {
                v[k].tok = x.tok;
                v[k].order = x.order;
            }
            return n;
        }
    if (n < SAYSO_JUDGE_PARTIES)
        v[n++] = x;
    return n;
}

/* Actors that tokens [beg, end) mention. */
static uint32_t party_words(const sayso_claim_part *p, uint32_t beg, uint32_t end, uint32_t ways,
                            sayso_judge_party *v, uint32_t n)
{
    for (uint32_t t = beg; t < end; t++) {
        uint32_t m = p->mention[t];
        if (m == SAYSO_NONE || p->mentions->mention[m].actor == SAYSO_NONE)
            continue;
        n = party_add(v, n, (sayso_judge_party){p->mentions->mention[m].actor, t, ways, n});
    }
    return n;
}

/* The last claim of the same speaker in which the rules found one responsible. */
static uint32_t of_same(const sayso_judge *j, uint32_t i)
{
    const sayso_reading *r = j->p->reading;
    for (uint32_t k = i, step = 0; k-- > 0 && step < BACK_MOST; step++)
        if (r[k].party != SAYSO_NONE && r[k].party == r[i].party &&
            j->rule[k].responsible != SAYSO_NONE)
            return j->rule[k].responsible;
    return SAYSO_NONE;
}

uint32_t sayso__judge_parties(const sayso_judge *j, uint32_t i, sayso_judge_party *out)
{
    const sayso_claim_part *p = j->p;
    uint32_t n = 0, n_piece;
    const sayso_judge_party none = {SAYSO_NONE, SAYSO_NONE, 0, 0};
    sayso_judge_party x = none;
    x.actor = j->rule[i].responsible;
    x.ways = SAYSO_PARTY_BY_RULE;
    n = party_add(out, n, x);
    uint32_t own = p->attrs->attribution[i].source_actor;
    x.ways = SAYSO_PARTY_SPEAKER;
    x.actor = own < p->attrs->n_actor ? sayso__claim_own_party(p, i) : SAYSO_NONE;
    n = party_add(out, n, x);
    x.ways = SAYSO_PARTY_CHAIN;
    for (uint32_t step = 0; step < 4 && own < p->attrs->n_actor; step++) {
        x.actor = own;
        n = party_add(out, n, x);
        own = p->attrs->actor[own].speaks_for;
    }
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n_piece);
    for (uint32_t k = 0; k < n_piece; k++)
        n = party_words(p, c[k].beg, c[k].end, SAYSO_PARTY_NAMED, out, n);
    c = sayso__attr_cue(p->attrs, i, &n_piece);
    if (n_piece) {
        uint32_t end = sayso__clue_sent_end(p, c[n_piece - 1].beg), beg = c[n_piece - 1].end;
        n = party_words(p, beg, end < beg + 8 ? end : beg + 8, SAYSO_PARTY_OF_CUE, out, n);
    }
    x.ways = SAYSO_PARTY_OF_SAME;
    x.actor = of_same(j, i);
    n = party_add(out, n, x);
    x.ways = SAYSO_PARTY_BEFORE;
    x.actor = i ? j->rule[i - 1].responsible : SAYSO_NONE;
    n = party_add(out, n, x);
    x.ways = SAYSO_PARTY_ACCUSED;
    x.actor = j->last_accused;
    return party_add(out, n, x);
}

static void place_says(features *f, const sayso_judge *j, uint32_t i, uint32_t t)
{
    const sayso_claim_part *p = j->p;
    if (t == SAYSO_NONE)
        return;
    uint32_t h = p->tags->head[t];
    uint64_t governor = h == SAYSO_NONE ? 0 : word(p, h);
    uint32_t clue = h == SAYSO_NONE ? 0 : p->clue[h];
    next(f, p->tags->deprel[t], 0);
    next(f, p->tags->deprel[t], governor);
    next(f, p->tags->deprel[t], j->rule[i].act);
    next(f, p->tags->deprel[t], p->reading[i].negative);
    next(f, p->tags->deprel[t], h == SAYSO_NONE ? 0 : p->tags->deprel[h]);
    next(f, t ? word(p, t - 1) : 0, 0);
    next(f, word(p, t + 1), 0);
    next(f, word(p, t), 0);
    f->number++;
    for (uint32_t b = 0; b < 32; b++)
        if (clue >> b & 1)
            put(f, b, p->tags->deprel[t]);
}

uint32_t sayso__judge_party_features(const sayso_judge *j, uint32_t i, const sayso_judge_party *who,
                                     uint32_t *out)
{
    const sayso_claim_part *p = j->p;
    const sayso_judge_rule *r = j->rule + i;
    const sayso_actor *a = p->attrs->actor + who->actor;
    features f = {.out = out, .number = 300};
    uint64_t kind = (uint64_t)a->class_ << 2 | (uint64_t)a->named << 1 | a->plural;
    bool blamed = p->accused[who->actor], claims = p->claimant[who->actor];
    for (uint32_t b = 0; b < 8; b++)
        if (who->ways >> b & 1) {
            f.number = 310 + 8 * b;
            put(&f, 0, 0);
            next(&f, r->act, 0);
            next(&f, r->stance, 0);
            next(&f, (uint64_t)p->reading[i].negative << 1 | p->reading[i].self_first, r->act);
            next(&f, word(p, p->attrs->attribution[i].cue_head), 0);
            next(&f, kind, 0);
        }
    f.number = 390;
    next(&f, who->ways, 0);
    next(&f, who->ways, r->act);
    next(&f, who->ways, r->stance);
    next(&f, kind, 0);
    next(&f, (uint64_t)blamed << 1 | claims, who->ways);
    next(&f, who->order, who->ways & SAYSO_PARTY_NAMED);
    next(&f, r->responsible == SAYSO_NONE, who->ways);
    place_says(&f, j, i, who->tok);
    return f.n;
}

sayso_status sayso__judge_begin(sayso_claim_part *p, sayso_judge *out, sayso_error *err)
{
    uint32_t n = p->attrs->n_attribution;
    sayso_judge_rule *rule = SAYSO_NEW_N(p->scratch, sayso_judge_rule, n);
    if (!rule)
        return sayso__fail_memory(err);
    for (uint32_t i = 0; i < n; i++) {
        const sayso_claim *c = p->out->claim + i;
        rule[i] = (sayso_judge_rule){c->act, c->kind, c->stance, c->responsible};
    }
    *out = (sayso_judge){.p = p, .rule = rule, .last_accused = SAYSO_NONE};
    return SAYSO_OK;
}
