/* survey.c -- the answers of a survey: "44 percent of adults fault the operator, 29 percent the
 * ministry and 11 percent a mine" is an attribution a share.  Layer: attr.
 *
 * A share of people before a verb of blame is a source, the verb its cue, what follows up to the
 * next share its content. In a list the verb is said once and understood with the other shares. */
#include "attr/survey.h"
#include "attr/attr_draft.h"
#include "base/fail.h"
#include "base/str.h"

typedef struct {
    const sayso_attr_view *v;
    const sayso_mentions *m;
    uint32_t beg, end; /* the sentence */
} poll;

typedef struct {
    uint32_t beg, end; /* of the phrase: "44 percent of adults" */
    uint32_t next;     /* where the next share begins, or the sentence's end */
} share;

/* Is token i or its lemma in the list? */
static bool word_in(const poll *s, uint32_t i, const char *const *list)
{
    if (sayso__tag_lemma_in(s->v->g, i, list))
        return true;
    for (; *list; list++)
        if (sayso__str_ieq(sayso__token_str(s->v->t, i), sayso__str_z(*list)))
            return true;
    return false;
}

static bool is(const poll *s, uint32_t i, const char *z)
{
    return i < s->end && sayso__str_ieq(sayso__token_str(s->v->t, i), sayso__str_z(z));
}

/* Verbs by which those asked hold somebody responsible. */
static bool blames(const poll *s, uint32_t i)
{
    static const char *const words[] = {"blame", "fault", "accuse", "hold", "name",   "suspect",
                                        "point", "cite",  "pick",   "see",  "finger", NULL};
    if (i + 1 >= s->end || !word_in(s, i, words))
        return false;
    uint8_t next = s->v->g->upos[i + 1]; /* the tagger takes "cent blame" for two nouns */
    return s->v->g->upos[i] == SAYSO_UPOS_VERB || next == SAYSO_UPOS_DET ||
           next == SAYSO_UPOS_PROPN || is(s, i + 1, "to") || is(s, i + 1, "at");
}

/* One past the words that belong to the share: "percent", "of adults", "of those asked". */
static uint32_t share_end(const poll *s, uint32_t i)
{
    while (is(s, i, "per") || is(s, i, "cent") || is(s, i, "percent") || is(s, i, "%"))
        i++;
    if (!is(s, i, "of") && !is(s, i, "in"))
        return i;
    uint32_t from = i++;
    for (; i < s->end && i < from + 9; i++) {
        uint8_t u = s->v->g->upos[i], x = s->v->g->xpos[i];
        if ((u == SAYSO_UPOS_VERB && x != SAYSO_XPOS_VBN && x != SAYSO_XPOS_VBG) ||
            u == SAYSO_UPOS_AUX || u == SAYSO_UPOS_PUNCT || blames(s, i))
            break;
    }
    return i;
}

static bool may_name(const poll *s, uint32_t i)
{
    static const char *const nobody[] = {"nobody", "none", "undecided", "unsure", "neither",
                                         "other",  "no",   "another",   "not",    NULL};
    uint8_t u = i < s->end ? s->v->g->upos[i] : SAYSO_UPOS_PUNCT;
    return (u == SAYSO_UPOS_DET || u == SAYSO_UPOS_PROPN || u == SAYSO_UPOS_NOUN ||
            u == SAYSO_UPOS_ADJ || u == SAYSO_UPOS_PRON) &&
           !word_in(s, i, nobody);
}

/* The answer from i on, without the comma or "and" before the next share. */
static sayso_range answer(const poll *s, uint32_t i, uint32_t next)
{
    static const char *const stop[] = {";", ".", ":", "!", NULL};
    uint32_t end = i;
    while (end < next && !word_in(s, end, stop))
        end++;
    static const char *const joint[] = {"and", ",",       "while", "but",  "against", "another",
                                        "a",   "further", "with",  "some", "about",   NULL};
    while (end > i + 1 && end == next && word_in(s, end - 1, joint))
        end--, next--;
    return (sayso_range){i, end};
}

static uint32_t find_shares(const poll *s, share *out, uint32_t most)
{
    uint32_t n = 0, lo = 0, hi = s->m->n_figure;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (s->m->figure[mid].beg < s->beg)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (; lo < s->m->n_figure && s->m->figure[lo].beg < s->end && n < most; lo++) {
        const sayso_figure *f = s->m->figure + lo;
        if (f->measure != SAYSO_MEASURE_PERCENT)
            continue;
        if (n)
            out[n - 1].next = f->beg;
        out[n++] = (share){f->beg, share_end(s, f->end), s->end};
    }
    return n;
}

/* A draft whose cue is the verb at tok, or whose source holds it; NULL if there is none. */
static sayso_draft *draft_at(sayso_drafts *ds, uint32_t from, sayso_range at)
{
    for (uint32_t k = from; k < ds->draft.n; k++) {
        sayso_draft *d = &ds->draft.v[k];
        bool cue = d->n_cue && d->cue[0].beg < at.end && d->cue[0].end > at.beg;
        bool source = d->n_source && d->source[0].beg < at.end && d->source[0].end > at.beg;
        if (!d->dropped && (cue || source))
            return d;
    }
    return NULL;
}

static sayso_status put(sayso_drafts *ds, uint32_t from, sayso_draft x, uint32_t verb,
                        sayso_error *err)
{
    sayso_range at = {x.source[0].beg, verb == SAYSO_NONE ? x.source[0].end : verb + 1};
    sayso_draft *d = draft_at(ds, from, at);
    if (d) {
        *d = x;
        return SAYSO_OK;
    }
    return SAYSO_PUSH(ds->scratch, &ds->draft, x) ? SAYSO_OK : sayso__fail_memory(err);
}

static sayso_status answers(const poll *s, sayso_drafts *ds, uint32_t from, sayso_error *err)
{
    share list[16];
    uint32_t n = find_shares(s, list, 16), last = SAYSO_NONE;
    for (uint32_t k = 0; k < n; k++) {
        uint32_t i = list[k].end;
        while (i < s->end && s->v->g->upos[i] == SAYSO_UPOS_ADV)
            i++;
        bool verb = blames(s, i), understood = last != SAYSO_NONE && may_name(s, i);
        if (!verb && !understood) {
            last = SAYSO_NONE;
            continue;
        }
        if (verb)
            last = i;
        sayso_range what = answer(s, verb ? i + 1 : i, list[k].next);
        if (what.end <= what.beg ||
            !may_name(s, what.beg + (is(s, what.beg, "to") || is(s, what.beg, "at"))))
            continue;
        sayso_draft x = {.source = {{list[k].beg, list[k].end}},
                         .cue = {{last, last + 1}},
                         .content = {what},
                         .n_source = 1,
                         .n_cue = verb,
                         .n_content = 1,
                         .cue_head = last};
        SAYSO_TRY(put(ds, from, x, verb ? i : SAYSO_NONE, err));
        if (verb)
            ds->v->w[i].cue = SAYSO_TAG_B;
    }
    return SAYSO_OK;
}

sayso_status sayso__survey_answers(sayso_drafts *ds, const sayso_mentions *m, sayso_error *err)
{
    const sayso_tokens *t = ds->v->t;
    uint32_t first = 0;
    for (uint32_t k = 0; k < t->n_sent; k++) {
        poll s = {ds->v, m, t->sent[k], t->sent[k + 1]};
        while (first < ds->draft.n &&
               sayso__draft_beg(&ds->draft.v[first]) + SAYSO_SENTENCE_MOST < s.beg)
            first++;
        SAYSO_TRY(answers(&s, ds, first, err));
    }
    return SAYSO_OK;
}
