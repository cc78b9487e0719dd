/* act.c -- the speech act by the cue's words.  Layer: claim.
 *
 * The verbs of data/acts.tsv fall into two kinds. "Denied", "warned", "ruled out" say themselves
 * what is done by saying; "said", "told", "according to" leave it to the content (content_act.c;
 * Searle 1976 for the classes). Negation turns an act into another: "has not said" declines, "did
 * not rule out" suspects. */
#include "claim/claim_part.h"
#include "lexica.h"

typedef struct {
    const sayso_lexicon_entry *entry;
    uint32_t tok, n;
    int32_t rank;
} cue_word;

/* Longer and more specific words win: "declined to comment" over "said", a verb over a noun. */
static int32_t rank_of(const sayso_lexicon_entry *e, uint32_t n)
{
    uint32_t flags = e->value[3];
    int32_t tells = e->value[0] != SAYSO_ACT_ASSERT; /* "a letter warning of" */
    return (int32_t)n * 4 + (flags & SAYSO_CUE_GENERIC ? 0 : 3) -
           (flags & SAYSO_CUE_WEAK ? 40 - tells : 0);
}

static cue_word cue_find(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_cue(p->attrs, i, &n);
    cue_word best = {.rank = INT32_MIN};
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = c[k].beg; t < c[k].end; t++) {
            uint32_t len;
            const sayso_lexicon_entry *e =
                sayso__clue_phrase(p, &sayso__lex_acts, t, sayso__clue_sent_end(p, t), &len);
            if (e && rank_of(e, len) > best.rank)
                best = (cue_word){e, t, len, rank_of(e, len)};
        }
    return best;
}

/* A negative in the verb group before the word that gives the act, and not part of it. */
static bool cue_negated(const sayso_claim_part *p, uint32_t i, const cue_word *w)
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_cue(p->attrs, i, &n);
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = c[k].beg; t < c[k].end && t < w->tok; t++)
            if (p->clue[t] & SAYSO_CLUE_NEGATIVE && !sayso__clue_lemma(p, t, "refuse") &&
                !sayso__clue_lemma(p, t, "deny") && !sayso__clue_lemma(p, t, "fail"))
                return true;
    return false;
}

static const sayso_lexicon_entry *noun_of_act(const sayso_claim_part *p, uint32_t beg, uint32_t end)
{
    for (uint32_t t = beg; t < end; t++) {
        uint32_t len;
        const sayso_lexicon_entry *e = sayso__clue_phrase(p, &sayso__lex_acts, t, t + 1, &len);
        if (e && e->value[3] & SAYSO_CUE_WEAK && e->value[0] != SAYSO_ACT_ASSERT)
            return e;
    }
    return NULL;
}

/* "repeated its warning", "renewed a demand": the noun gives the act, whether it stands in the cue
 * or opens the content. */
static const sayso_lexicon_entry *object_noun(const sayso_claim_part *p, uint32_t i, uint32_t verb)
{
    static const char *first[] = {"its", "his", "her", "their", "a", "an", "the"};
    uint32_t n;
    const sayso_piece *c = sayso__attr_cue(p->attrs, i, &n);
    const sayso_lexicon_entry *e = n ? noun_of_act(p, verb + 1, c[n - 1].end) : NULL;
    if (e)
        return e;
    c = sayso__attr_content(p->attrs, i, &n);
    bool starts = false;
    for (size_t k = 0; n && k < sizeof first / sizeof *first; k++)
        starts |= sayso__clue_is(p, c[0].beg, first[k]);
    if (!starts)
        return NULL;
    uint32_t end = c[0].end < c[0].beg + 4 ? c[0].end : c[0].beg + 4;
    return noun_of_act(p, c[0].beg + 1, end);
}

static bool is_figure_of_people(const sayso_figure *f)
{
    return f->measure >= SAYSO_MEASURE_KILLED && f->measure <= SAYSO_MEASURE_RELEASED;
}

/* Gather what the content's words are about. */
static void content_read(sayso_claim_part *p, uint32_t i)
{
    sayso_reading *r = p->reading + i;
    uint32_t n, last_figure = SAYSO_NONE;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = c[k].beg; t < c[k].end; t++) {
            r->clue |= p->clue[t];
            r->length++;
            r->question =
                sayso__clue_is(p, t, "?") || (r->question && p->tags->upos[t] == SAYSO_UPOS_PUNCT);
            if (sayso__clue_is(p, t, "if") || sayso__clue_is(p, t, "unless"))
                r->conditional = true;
            uint32_t f = p->figure_at[t];
            if (f != last_figure && f != SAYSO_NONE && r->n_figure < 255 && r->n_amount < 255) {
                bool people = is_figure_of_people(p->mentions->figure + f);
                r->n_figure += people;
                r->n_amount += !people && p->mentions->figure[f].measure != SAYSO_MEASURE_COUNT;
            }
            last_figure = f;
        }
    r->self_first = r->clue & SAYSO_CLUE_FIRST;
    r->negative = r->clue & SAYSO_CLUE_NEGATIVE;
}

/* "An earlier version of this report said": what it said has been taken back. */
static bool is_version(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n;
    const sayso_piece *s = sayso__attr_source(p->attrs, i, &n);
    for (uint32_t t = n ? s[0].beg : 0; n && t + 1 < s[0].end && t < s[0].beg + 5; t++)
        if (sayso__clue_is(p, t, "version") && sayso__clue_is(p, t + 1, "of"))
            return true;
    return false;
}

/* "No longer says that X did it", "no longer blames X": what it said before is said no more. */
static bool says_no_longer(const sayso_claim_part *p, uint32_t i, uint8_t act)
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_cue(p->attrs, i, &n);
    bool says = act == SAYSO_ACT_ASSERT || act == SAYSO_ACT_ALLEGE || act == SAYSO_ACT_SUSPECT;
    return says && n && c[0].beg >= 2 && sayso__clue_is(p, c[0].beg - 2, "no") &&
           sayso__clue_is(p, c[0].beg - 1, "longer");
}

/* "No group has claimed". */
static bool is_nobody(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n;
    const sayso_piece *s = sayso__attr_source(p->attrs, i, &n);
    return n && p->clue[s[0].beg] & SAYSO_CLUE_NEGATIVE;
}

void sayso__claim_read(sayso_claim_part *p, uint32_t i)
{
    const sayso_attribution *x = p->attrs->attribution + i;
    sayso_reading *r = p->reading + i;
    sayso_claim *c = p->out->claim + i;
    content_read(p, i);
    r->from_version = is_version(p, i);
    r->party = sayso__claim_root(p, x->source_actor);
    r->follows = SAYSO_NONE;
    r->block = p->tokens->sent_block[x->sent];
    c->act = SAYSO_ACT_ASSERT;
    r->cue_flags = SAYSO_CUE_GENERIC;
    cue_word w = cue_find(p, i);
    if (!w.entry)
        return;
    const sayso_lexicon_entry *e = w.entry;
    r->cue_flags = (uint8_t)e->value[3];
    if (e->value[3] & SAYSO_CUE_WEAK && e->value[0] == SAYSO_ACT_ASSERT)
        r->cue_flags |= SAYSO_CUE_GENERIC; /* "its position is that": the content decides */
    r->cue_negated = cue_negated(p, i, &w);
    if (e->value[3] & SAYSO_CUE_NOT ||
        (e->value[0] == SAYSO_ACT_CLAIM_RESPONSIBILITY && is_nobody(p, i))) {
        r->cue_negated = true; /* nothing of the kind is said */
        r->cue_flags = 0;
        return;
    }
    if (says_no_longer(p, i, (uint8_t)e->value[0])) {
        c->act = SAYSO_ACT_RETRACT;
        r->cue_flags = 0;
        return;
    }
    if (e->value[0] == SAYSO_ACT_RETRACT && r->cue_negated) {
        r->cue_negated = false; /* "has not withdrawn": goes on saying it */
        r->cue_flags = SAYSO_CUE_GENERIC | SAYSO_CUE_INSIST;
        return;
    }
    if (!r->cue_negated && r->cue_flags & SAYSO_CUE_AGAIN) {
        const sayso_lexicon_entry *noun = object_noun(p, i, w.tok);
        if (noun) {
            e = noun;
            r->cue_flags = 0;
        }
    }
    c->act = (uint8_t)e->value[0];
    r->hint = (uint8_t)e->value[2];
    if (r->cue_negated && e->value[1]) {
        c->act = (uint8_t)e->value[1];
        r->hint = 0;
        r->cue_flags &= (uint8_t)~SAYSO_CUE_GENERIC;
    }
}
