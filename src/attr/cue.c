/* cue.c -- the cue model: which tokens attribute, labelled B, I, O by a conditional random field
 * over features of words, tags, the tree and quotation marks.  Layer: attr. */
#include <string.h>

#include "attr/attr_feature.h"
#include "attr/attr_parts.h"
#include "base/array.h"
#include "base/fail.h"
#include "tag/lexeme.h"

#define SURE_BONUS   1.3f
#define LEAST_MARGIN (-2.0f) /* runs of tokens that are less likely are no cues */
#define SURE_VERBS                                                                                 \
    (SAYSO_CUE_SAY | SAYSO_CUE_CLAIM | SAYSO_CUE_ACCUSE | SAYSO_CUE_DENY | SAYSO_CUE_CONFIRM |     \
     SAYSO_CUE_ORDER | SAYSO_CUE_PLEDGE)

typedef struct {
    uint32_t lemma, lower, xpos, rel, lex, cluster, place;
} near_word;

/* The word at i + off, a blank one beyond the sentence's ends. */
static near_word word_at(const sayso_attr_view *v, uint32_t i, int off)
{
    uint32_t s = v->t->tok_sent[i];
    int64_t j = (int64_t)i + off;
    if (j < v->t->sent[s])
        return (near_word){1, 1, 200, 200, 0, 0, 0};
    if (j >= v->t->sent[s + 1])
        return (near_word){2, 2, 201, 201, 0, 0, 0};
    const sayso_attr_word *w = &v->w[j];
    return (near_word){w->lemma, v->g->lexeme[j].lower,   v->g->xpos[j], v->g->deprel[j],
                       w->lex,   v->g->lexeme[j].cluster, w->place};
}

/* How far the next quotation mark is on the left and on the right, within the sentence. */
static uint32_t mark_distance(const sayso_attr_view *v, uint32_t i)
{
    uint32_t s = v->t->tok_sent[i], left = 9, right = 9;
    for (uint32_t k = 1; k <= 6; k++) {
        const uint8_t marks = SAYSO_ATTR_OPENS | SAYSO_ATTR_CLOSES;
        if (left == 9 && i >= v->t->sent[s] + k && (v->w[i - k].place & marks))
            left = k;
        if (right == 9 && i + k < v->t->sent[s + 1] && (v->w[i + k].place & marks))
            right = k;
    }
    return left * 10 + right;
}

static void words(sayso_templates *f, const near_word *n)
{
    enum { L3, L2, L1, M, R1, R2, R3 };
    put1(f, 0);
    put1(f, n[M].lemma);
    put1(f, n[M].lower);
    put1(f, n[M].xpos);
    put2(f, n[M].lemma, n[M].xpos);
    put1(f, n[L1].lemma);
    put1(f, n[R1].lemma);
    put1(f, n[L2].lemma);
    put1(f, n[R2].lemma);
    put1(f, n[R3].lemma);
    put2(f, n[L1].xpos, n[M].xpos);
    put2(f, n[M].xpos, n[R1].xpos);
    put3(f, n[L1].xpos, n[M].xpos, n[R1].xpos);
    put3(f, n[M].xpos, n[R1].xpos, n[R2].xpos);
    put3(f, n[L2].xpos, n[L1].xpos, n[M].xpos);
    put2(f, n[L1].lemma, n[M].lemma);
    put2(f, n[M].lemma, n[R1].lemma);
    put3(f, n[M].lemma, n[R1].lemma, n[R2].lemma);
    put3(f, n[L2].lemma, n[L1].lemma, n[M].lemma);
    put2(f, n[M].lemma, n[R1].xpos);
    put2(f, n[M].lemma, n[L1].xpos);
    put1(f, n[M].cluster);
    put2(f, n[L1].cluster, n[M].cluster);
    put2(f, n[M].cluster, n[R1].cluster);
    put1(f, n[M].lex);
    put2(f, n[L1].lex, n[M].lex);
    put2(f, n[M].lex, n[R1].lex);
    put3(f, n[M].lex, n[M].xpos, n[R1].lemma);
    put3(f, n[M].lex, n[L1].xpos, n[R1].xpos);
    put3(f, n[L3].xpos, n[L2].xpos, n[L1].xpos);
}

static void tree(sayso_templates *f, const sayso_attr_view *v, uint32_t i, const near_word *n)
{
    const sayso_attr_word *w = &v->w[i];
    uint32_t x = v->g->xpos[i], rel = v->g->deprel[i], head = v->g->head[i];
    uint32_t hl = 3, hx = 202, hrel = 202, hlex = 0, hkids = 0, dir = 0;
    if (head != SAYSO_NONE) {
        hl = v->w[head].lemma;
        hx = v->g->xpos[head];
        hrel = v->g->deprel[head];
        hlex = v->w[head].lex;
        hkids = v->w[head].kids;
        dir = head > i ? 1 + (head - i > 3) : 3 + (i - head > 3);
    }
    put1(f, rel);
    put2(f, rel, x);
    put2(f, rel, w->lemma);
    put2(f, rel, hl);
    put3(f, rel, hx, x);
    put3(f, rel, hlex, dir);
    put3(f, rel, hrel, x);
    put3(f, rel << 8 | dir, hl, w->lemma);
    put3(f, rel, hkids, x);
    put2(f, w->kids, x);
    put2(f, w->kids, w->lemma);
    put2(f, w->kids, w->lex);
    put3(f, w->kids, rel, x);
    uint32_t sl = 4, sx = 203, sname = 0, sdist = 9;
    if (w->subj != SAYSO_NONE) {
        sl = v->w[w->subj].lemma;
        sx = v->g->xpos[w->subj];
        sname = v->w[w->subj].name;
        sdist = w->subj < i ? (i - w->subj > 3) : 2;
    }
    put3(f, sl, w->lex, x);
    put3(f, sx << 8 | sname, w->lex, sdist);
    put3(f, sx << 8 | sname, w->lemma, sdist);
    put3(f, n[2].place, w->place, n[4].place);
}

static void quotes(sayso_templates *f, const sayso_attr_view *v, uint32_t i, const near_word *n)
{
    const sayso_attr_word *w = &v->w[i];
    uint32_t s = v->t->tok_sent[i], beg = v->t->sent[s], end = v->t->sent[s + 1];
    uint32_t marks = mark_distance(v, i);
    put2(f, w->place, v->g->xpos[i]);
    put2(f, w->place, w->lemma);
    put2(f, marks, w->lex);
    put3(f, marks, v->g->xpos[i], w->place);
    put3(f, w->place, w->lex, v->g->xpos[i]);
    uint32_t at = (i == beg) | (i + 1 == end) << 1 | (i + 2 == end) << 2 | (i == beg + 1) << 3;
    put2(f, at, v->g->xpos[i]);
    put3(f, at, w->lex, w->place & (SAYSO_ATTR_IN_QUOTE | SAYSO_ATTR_WHOLE));
    put1(f, v->g->lexeme[i].suffix[2]);
    put2(f, v->g->lexeme[i].shape, n[2].xpos);
    put1(f, w->name);
    put3(f, w->name, n[4].lemma, v->g->xpos[i]);
    put3(f, n[4].place, w->lemma, n[2].place);
}

/* Names, pronouns, numbers and most punctuation are a third of all tokens and a hundredth of those
 * in cues. */
static bool is_light(const sayso_attr_view *v, uint32_t i)
{
    switch (v->g->xpos[i]) {
    case SAYSO_XPOS_CC:
    case SAYSO_XPOS_CD:
    case SAYSO_XPOS_PRP:
    case SAYSO_XPOS_PRPS:
    case SAYSO_XPOS_WDT:
    case SAYSO_XPOS_WP:
    case SAYSO_XPOS_WPS:
    case SAYSO_XPOS_FINAL:
    case SAYSO_XPOS_COMMA:
    case SAYSO_XPOS_OPENQ:
    case SAYSO_XPOS_CLOSEQ:
    case SAYSO_XPOS_DOLLAR:
    case SAYSO_XPOS_HYPH: return true;
    default: return v->w[i].name && v->g->upos[i] != SAYSO_UPOS_VERB;
    }
}

/* What is seen of a light token; the rest the steps to it and from it tell. */
static void light(sayso_templates *f, const sayso_attr_view *v, uint32_t i, const near_word *n)
{
    const near_word *m = n + 3, *before = n + 2, *after = n + 4;
    put1(f, 0);
    put1(f, m->lemma);
    put2(f, m->xpos, v->w[i].name);
    put2(f, before->xpos, after->xpos);
    put2(f, before->lemma, m->xpos);
    put2(f, m->xpos, after->lemma);
    put3(f, m->rel, m->xpos, v->w[i].place);
}

enum { NEAR = 3, AROUND = 2 * NEAR + 1 }; /* words seen on each side, and with the middle */

static uint32_t features_among(const sayso_attr_view *v, uint32_t i, const near_word *near,
                               uint32_t *out)
{
    sayso_templates f = {out, 0, 1};
    if (is_light(v, i)) {
        f.number = 220;
        light(&f, v, i, near);
        return f.n;
    }
    words(&f, near);
    tree(&f, v, i, near);
    quotes(&f, v, i, near);
    return f.n;
}

uint32_t sayso__cue_features(const sayso_attr_view *v, uint32_t i, uint32_t *out)
{
    near_word near[AROUND];
    for (int k = -NEAR; k <= NEAR; k++)
        near[k + NEAR] = word_at(v, i, k);
    return features_among(v, i, near, out);
}

uint32_t sayso__cue_steps(const sayso_attr_view *v, uint32_t i, uint32_t *out)
{
    sayso_templates f = {out, 0, 200};
    near_word b = word_at(v, i, -1), n = word_at(v, i, 0);
    put1(&f, 0);
    put1(&f, n.xpos);
    put1(&f, n.lemma);
    put2(&f, b.lemma, n.xpos);
    put2(&f, b.xpos, n.xpos);
    put2(&f, n.rel, i && v->g->head[i] == i - 1);
    return f.n;
}

/* Verbs of saying, accusing, denying ... with a subject are cues more often than the data's
 * annotators found them inside other contents; reports of disputes live by them. */
static void be_bold(const sayso_attr_view *v, uint32_t i, float *emit)
{
    const sayso_attr_word *w = &v->w[i];
    if (w->subj == SAYSO_NONE || !(w->lex & SURE_VERBS) || v->g->upos[i] != SAYSO_UPOS_VERB)
        return;
    emit[SAYSO_TAG_B] += SURE_BONUS;
    emit[SAYSO_TAG_I] += SURE_BONUS;
}

/* "puts the toll at 16", "has counted 19 dead", "lowered its figure to 13": a verb with a subject
 * that sets a number of victims, losses ... The data hardly has them. */
static bool sets_figure(const sayso_attr_view *v, uint32_t i)
{
    static const char *const set[] = {"put",    "count",  "estimate", "lower", "raise",
                                      "revise", "place",  "cut",      "give",  "set",
                                      "adjust", "update", NULL};
    static const char *const what[] = {"toll",    "number",   "figure", "count",    "death",
                                       "dead",    "casualty", "loss",   "estimate", "total",
                                       "injured", "wounded",  "killed", "missing",  "damage",
                                       "victim",  NULL};
    uint32_t end = v->t->sent[v->t->tok_sent[i] + 1], limit = i + 9 < end ? i + 9 : end;
    if (v->g->upos[i] != SAYSO_UPOS_VERB || v->w[i].subj == SAYSO_NONE ||
        !sayso__tag_lemma_in(v->g, i, set))
        return false;
    bool thing = false, number = false;
    for (uint32_t k = i + 1; k < limit; k++) {
        thing |= sayso__tag_lemma_in(v->g, k, what);
        number |= v->g->upos[k] == SAYSO_UPOS_NUM;
    }
    return thing && number;
}

/* Verbs that lay, lift or take back blame with a word behind them. */
typedef struct {
    const char *const *verb, *const *with;
} blame_frame;

/* "put much of the blame on", "acquitted X of", "held X responsible", "withdrew its accusation":
 * who is held responsible, who is not, who no longer. The data hardly has them. */
static bool lays_blame(const sayso_attr_view *v, uint32_t i)
{
    static const char *const put[] = {"put", "lay", "place", "pin", "cast", "heap", "shift", NULL};
    static const char *const blame[] = {"blame", "guilt", NULL};
    static const char *const acquit[] = {"acquit", "absolve", "exonerate", NULL};
    static const char *const of[] = {"of", NULL};
    static const char *const clear[] = {"clear", NULL};
    static const char *const wrong[] = {"wrongdoing", "blame",      "guilt",      "charge",
                                        "negligence", "misconduct", "complicity", NULL};
    static const char *const hold[] = {"hold", "find", NULL};
    static const char *const guilty[] = {"responsible", "accountable", "liable", "guilty", NULL};
    static const char *const withdraw[] = {"withdraw", "retract", "drop", "renew", "repeat", NULL};
    static const char *const charge[] = {"accusation", "allegation", "claim", "charge", NULL};
    static const blame_frame frames[] = {{put, blame},
                                         {acquit, of},
                                         {clear, wrong},
                                         {hold, guilty},
                                         {withdraw, charge}};
    uint32_t end = v->t->sent[v->t->tok_sent[i] + 1], limit = i + 7 < end ? i + 7 : end;
    if (v->g->upos[i] != SAYSO_UPOS_VERB || v->w[i].subj == SAYSO_NONE)
        return false;
    for (size_t f = 0; f < sizeof frames / sizeof *frames; f++) {
        if (!sayso__tag_lemma_in(v->g, i, frames[f].verb))
            continue;
        for (uint32_t k = i + 1; k < limit && v->g->upos[k] != SAYSO_UPOS_PUNCT; k++)
            if (sayso__tag_lemma_in(v->g, k, frames[f].with))
                return true;
    }
    return false;
}

/* "reportedly", "allegedly": say-so without a speaker. */
static bool is_hearsay_adverb(const sayso_attr_view *v, uint32_t i)
{
    static const char *const adverb[] = {"reportedly", "allegedly", "purportedly", NULL};
    return (v->w[i].lex & SAYSO_CUE_ADVERB) && v->w[i].quote == SAYSO_NONE &&
           sayso__tag_lemma_in(v->g, i, adverb);
}

uint32_t sayso__cue_force(sayso_attr_view *v, uint32_t i)
{
    uint32_t beg = i, from = v->t->sent[v->t->tok_sent[i]];
    while (beg > from && v->g->head[beg - 1] == i && v->w[beg - 1].cue == SAYSO_TAG_O &&
           (v->g->upos[beg - 1] == SAYSO_UPOS_AUX || v->g->deprel[beg - 1] == SAYSO_DEPREL_ADVMOD))
        beg--;
    while (beg < i && v->g->upos[beg] != SAYSO_UPOS_AUX)
        beg++;
    for (uint32_t k = beg; k <= i; k++)
        v->w[k].cue = k == beg ? SAYSO_TAG_B : SAYSO_TAG_I;
    for (uint32_t k = i + 1; k < v->t->n_tok && v->w[k].cue == SAYSO_TAG_I; k++)
        v->w[k].cue = SAYSO_TAG_O;
    return beg;
}

/* One sentence: room for what its decoding needs. */
typedef struct {
    float *emit, *step, *margin;
    sayso_lattice_room lattice;
    uint8_t *label;
} cue_room;

enum { L = SAYSO_N_TAG, STEPS = (L + 1) * L };

static sayso_status make_room(sayso_arena *scratch, cue_room *r, sayso_error *err)
{
    enum { MOST = SAYSO_SENTENCE_MOST };
    *r = (cue_room){SAYSO_NEW_N(scratch, float, MOST *L),
                    SAYSO_NEW_N(scratch, float, MOST *STEPS),
                    SAYSO_NEW_N(scratch, float, MOST),
                    {SAYSO_NEW_N(scratch, float, MOST *L), SAYSO_NEW_N(scratch, uint8_t, MOST * L)},
                    SAYSO_NEW_N(scratch, uint8_t, MOST)};
    return r->emit && r->step && r->margin && r->lattice.after && r->lattice.from && r->label
               ? SAYSO_OK
               : sayso__fail_memory(err);
}

/* The rows of a token are fetched while those of the one before are summed. */
static void label_sentence(sayso_attr_view *v, const sayso_attr_model *model, uint32_t s,
                           cue_room *r)
{
    uint32_t room[2][SAYSO_ATTR_FEATURE_MOST], step[SAYSO_ATTR_FEATURE_MOST];
    uint32_t beg = v->t->sent[s], n = v->t->sent[s + 1] - beg;
    near_word near[AROUND]; /* moves on with i */
    for (int k = 0; k < AROUND; k++)
        near[k] = word_at(v, beg, k - NEAR);
    uint32_t n_feat = n ? features_among(v, beg, near, room[0]) : 0;
    for (uint32_t i = 0, n_next = 0; i < n; i++, n_feat = n_next) {
        uint32_t *next = room[1 - i % 2], n_step = sayso__cue_steps(v, beg + i, step);
        memmove(near, near + 1, (AROUND - 1) * sizeof *near);
        near[AROUND - 1] = word_at(v, beg + i, NEAR + 1);
        n_next = i + 1 < n ? features_among(v, beg + i + 1, near, next) : 0;
        sayso__linear_fetch(&model->cue, next, n_next);
        sayso__attr_score(&model->cue, room[i % 2], n_feat, L, r->emit + (size_t)i * L);
        be_bold(v, beg + i, r->emit + (size_t)i * L);
        sayso__attr_score(&model->cue_step, step, n_step, STEPS, r->step + (size_t)i * STEPS);
    }
    sayso_lattice t = {r->emit, r->step, n, L};
    sayso__attr_margins(&t, &r->lattice, r->label, r->margin);
    for (uint32_t i = 0; i < n; i++)
        v->w[beg + i].cue = r->label[i];
}

/* The run that begins with token i of the sentence, as the best sequence from there on has it. */
static uint32_t guess_end(const cue_room *r, uint32_t i, uint32_t n)
{
    uint32_t label = SAYSO_TAG_B, e = i + 1;
    for (; e < n; e++) {
        label = r->lattice.from[(e - 1) * L + label];
        if (label != SAYSO_TAG_I)
            break;
    }
    return e;
}

typedef SAYSO_ARRAY(sayso_cue_guess) guesses;

static bool add_guess(sayso_arena *scratch, guesses *list, sayso_cue_guess x)
{
    sayso_cue_guess *last = list->n ? &list->v[list->n - 1] : NULL;
    if (!last || last->end <= x.beg)
        return SAYSO_PUSH(scratch, list, x);
    bool better = x.forced || (!last->forced && x.margin > last->margin);
    if (better)
        *last = x;
    return true;
}

sayso_status sayso__cue_tag(sayso_attr_view *v, const sayso_attr_model *model, sayso_arena *scratch,
                            sayso_cue_guess **out, uint32_t *n_out, sayso_error *err)
{
    cue_room r;
    guesses list = {0};
    SAYSO_TRY(make_room(scratch, &r, err));
    for (uint32_t s = 0; s < v->t->n_sent; s++) {
        uint32_t beg = v->t->sent[s], n = v->t->sent[s + 1] - beg;
        label_sentence(v, model, s, &r);
        for (uint32_t i = 0; i < n; i++) {
            uint32_t at = beg + i;
            sayso_cue_guess x = {at, at + 1, r.margin[i], false, false};
            bool seen = v->w[at].cue != SAYSO_TAG_O;
            x.forced =
                lays_blame(v, at) || (!seen && (sets_figure(v, at) || is_hearsay_adverb(v, at)));
            if (x.forced && !seen)
                x.beg = sayso__cue_force(v, at);
            else if (x.forced || r.margin[i] > LEAST_MARGIN)
                x.end = beg + guess_end(&r, i, n);
            else
                continue;
            if (!add_guess(scratch, &list, x))
                return sayso__fail_memory(err);
        }
    }
    *out = list.v;
    *n_out = list.n;
    return SAYSO_OK;
}
