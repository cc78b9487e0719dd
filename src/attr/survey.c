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
    uint32_t beg, end;    /* the sentence */
    sayso_range carrier;  /* who reports the survey; empty: the sentence does not say */
    sayso_range pollster; /* who asked */
    uint32_t noun;        /* "survey", "poll"; SAYSO_NONE: the sentence has no such word */
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

/* "thought smugglers to blame", "believe the army is behind it". */
static bool thinks_guilty(const poll *s, uint32_t i)
{
    static const char *const think[] = {"think", "believe", "consider", "deem", "feel", NULL};
    static const char *const guilty[] = {"blame", "responsible", "behind", "guilty", "fault", NULL};
    uint32_t to = i + 10 < s->end ? i + 10 : s->end;
    if (!word_in(s, i, think))
        return false;
    for (uint32_t k = i + 2; k < to && s->v->g->upos[k] != SAYSO_UPOS_PUNCT; k++)
        if (word_in(s, k, guilty))
            return true;
    return false;
}

/* Verbs by which those asked hold somebody responsible. */
static bool blames(const poll *s, uint32_t i)
{
    static const char *const words[] = {"blame", "fault", "accuse", "hold", "name",   "suspect",
                                        "point", "cite",  "pick",   "see",  "finger", NULL};
    if (i + 1 >= s->end || (!word_in(s, i, words) && !thinks_guilty(s, i)))
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

/* ---- who asked, who reports it --------------------------------------------------------------- */

/* The name that begins at token i, "the" and a common noun before it skipped: "the pollster X". */
static sayso_range name_from(const poll *s, uint32_t i)
{
    const sayso_tags *g = s->v->g;
    while (i < s->end && g->upos[i] == SAYSO_UPOS_DET)
        i++;
    if (i + 1 < s->end && g->upos[i] == SAYSO_UPOS_NOUN && g->upos[i + 1] == SAYSO_UPOS_PROPN)
        i++;
    uint32_t end = i;
    while (end < s->end && g->upos[end] == SAYSO_UPOS_PROPN)
        end++;
    return end > i ? (sayso_range){i, end} : (sayso_range){0, 0};
}

/* The name that ends before token i: "an Infolab Africa survey". */
static sayso_range name_before(const poll *s, uint32_t i)
{
    uint32_t beg = i, end = i;
    if (end > s->beg && s->v->g->xpos[end - 1] == SAYSO_XPOS_POS)
        beg = --end;
    while (beg > s->beg && s->v->g->upos[beg - 1] == SAYSO_UPOS_PROPN)
        beg--;
    return beg < end ? (sayso_range){beg, end} : (sayso_range){0, 0};
}

/* Behind the noun at i: "conducted by X", "quoted by Y", "which Y released". */
static void names_behind(poll *s, uint32_t i)
{
    static const char *const report[] = {"report", "cite",  "quote", "publish", "release",
                                         "carry",  "print", "run",   "obtain",  NULL};
    static const char *const relative[] = {"that", "which", NULL};
    uint32_t to = i + 12 < s->end ? i + 12 : s->end;
    for (uint32_t k = i + 1; k + 1 < to; k++) {
        bool by = is(s, k, "by") || is(s, k, "from");
        bool reported = by && word_in(s, k - 1, report);
        if (by && !reported && !s->pollster.end)
            s->pollster = name_from(s, k + 1);
        if (reported && !s->carrier.end)
            s->carrier = name_from(s, k + 1);
        sayso_range who = word_in(s, k, relative) ? name_from(s, k + 1) : (sayso_range){0, 0};
        if (who.end > who.beg && word_in(s, who.end, report) && !s->carrier.end)
            s->carrier = who;
    }
}

/* "X wrote on Wednesday, citing a survey": is the noun at i what is cited? */
static bool cites(const poll *s, uint32_t i)
{
    for (uint32_t k = i; k > s->beg && i - k < 6; k--)
        if (is(s, k - 1, "citing") || is(s, k - 1, "quoting"))
            return true;
    return false;
}

/* "The X institute asked 1,100 adults": X, who asked so many that it was a survey. */
static bool asked_many(poll *s)
{
    static const char *const ask[] = {"ask", "interview", "poll", "question", "canvass", NULL};
    for (uint32_t i = s->beg; i + 2 < s->end; i++) {
        uint32_t who = s->v->w[i].subj;
        if (s->v->g->xpos[i] != SAYSO_XPOS_VBD || !word_in(s, i, ask) || who == SAYSO_NONE ||
            s->v->g->upos[i + 1] != SAYSO_UPOS_NUM || s->v->w[who].hi > i)
            continue;
        s->pollster = (sayso_range){s->v->w[who].lo, s->v->w[who].hi};
        s->carrier = (sayso_range){0, 0};
        s->noun = SAYSO_NONE;
        return s->pollster.end > s->pollster.beg;
    }
    return false;
}

/* The names of the survey that the sentence tells of; true if it tells of one. */
static bool find_poll(poll *s)
{
    static const char *const survey[] = {"survey", "poll", NULL};
    static const char *const outcome[] = {"finding", "result", "answer", NULL};
    for (uint32_t i = s->beg; i < s->end && s->pollster.end; i++)
        if (s->v->g->upos[i] == SAYSO_UPOS_NOUN && word_in(s, i, outcome) && !s->carrier.end)
            names_behind(s, i); /* "Its findings, which Y reported" */
    for (uint32_t i = s->beg; i < s->end; i++) {
        if (s->v->g->upos[i] != SAYSO_UPOS_NOUN || !word_in(s, i, survey))
            continue;
        s->pollster = name_before(s, i);
        s->carrier = cites(s, i) ? name_from(s, s->beg) : (sayso_range){0, 0};
        s->noun = i;
        names_behind(s, i);
        return true;
    }
    s->noun = SAYSO_NONE;
    return asked_many(s);
}

/* ---- drafts ---------------------------------------------------------------------------------- */

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
                         .cue_head = last,
                         .carrier = {s->carrier, s->pollster},
                         .chain_told = s->carrier.end > 0};
        if (!s->carrier.end)
            x.carrier[0] = s->pollster;
        x.n_carrier = (s->carrier.end > 0) + (s->pollster.end > 0);
        SAYSO_TRY(put(ds, from, x, verb ? i : SAYSO_NONE, err));
        if (verb)
            ds->v->w[i].cue = SAYSO_TAG_B;
    }
    return SAYSO_OK;
}

/* "According to a Y survey quoted by X": what the survey says, X carries. */
static void carry(const poll *s, sayso_drafts *ds, uint32_t from)
{
    for (uint32_t k = from; k < ds->draft.n && s->noun != SAYSO_NONE && s->carrier.end; k++) {
        sayso_draft *d = &ds->draft.v[k];
        if (!d->dropped && d->n_source && d->n_carrier == 0 && d->source[0].beg <= s->noun &&
            d->source[0].end > s->noun)
            d->carrier[d->n_carrier++] = s->carrier;
    }
}

sayso_status sayso__survey_answers(sayso_drafts *ds, const sayso_mentions *m, sayso_error *err)
{
    const sayso_tokens *t = ds->v->t;
    poll s = {.v = ds->v, .m = m};
    uint32_t first = 0;
    for (uint32_t k = 0; k < t->n_sent; k++) {
        s.beg = t->sent[k];
        s.end = t->sent[k + 1];
        if (!find_poll(&s) && k > 0 && t->sent_block[k] != t->sent_block[k - 1])
            s.carrier = s.pollster = (sayso_range){0, 0};
        while (first < ds->draft.n &&
               sayso__draft_beg(&ds->draft.v[first]) + SAYSO_SENTENCE_MOST < s.beg)
            first++;
        SAYSO_TRY(answers(&s, ds, first, err));
        carry(&s, ds, first);
    }
    return SAYSO_OK;
}
