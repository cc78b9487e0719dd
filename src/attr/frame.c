/* frame.c -- cues that are an aside of the sentence they report: "The dam, the mayor said, had
 * cracks", "Two men were held, police said early on Monday".  Layer: attr.
 *
 * The models read a window around a cue, and long sentences, rare verbs or a day behind the cue
 * mislead them: they take a part of what is said, or the day. The frame itself is plain: a comma, a
 * subject without a verb in it, a verb of saying, then where or when it was said, then a comma or
 * the end of the sentence. What is said stands around it. */
#include "attr/frame.h"

#include <string.h>

#include "base/fail.h"

#define SUBJECT_MOST 24u /* tokens of a subject between two commas */
#define SETTING_MOST 30u /* tokens that tell where and when it was said */

typedef struct {
    sayso_range source, cue; /* cue: the verb with its auxiliaries */
    uint32_t head;           /* the verb */
    uint32_t lo, hi;         /* all of the aside, without the commas around it */
    uint32_t beg, end;       /* the sentence without what closes it */
    bool last;               /* nothing but the aside stands behind what is said */
} frame;

static bool is_comma(const sayso_rules *u, uint32_t i)
{
    return u->v->g->xpos[i] == SAYSO_XPOS_COMMA;
}

static bool any_noun(const sayso_rules *u, uint32_t beg, uint32_t end)
{
    for (uint32_t i = beg; i < end; i++)
        if (u->v->g->upos[i] == SAYSO_UPOS_NOUN || u->v->g->upos[i] == SAYSO_UPOS_PROPN)
            return true;
    return false;
}

/* Is [beg, end) who speaks: words with a noun or a personal pronoun among them, no verb, no clause?
 */
static bool may_speak(const sayso_rules *u, uint32_t beg, uint32_t end)
{
    static const char *const never[] = {"who",   "which", "that", "what", "this",
                                        "these", "there", "one",  "some", NULL};
    static const char *const with[] = {"while", "as", "because", "after", "before", "since", NULL};
    bool noun = any_noun(u, beg, end);
    if (end <= beg || end - beg > SUBJECT_MOST ||
        (end == beg + 1 && sayso__tag_lemma_in(u->v->g, beg, never)))
        return false;
    if (u->v->g->upos[beg] == SAYSO_UPOS_ADP || u->v->g->upos[beg] == SAYSO_UPOS_CCONJ)
        return false;
    for (uint32_t i = beg; i < end; i++) {
        uint8_t p = u->v->g->upos[i];
        if (p == SAYSO_UPOS_VERB || p == SAYSO_UPOS_AUX || p == SAYSO_UPOS_SCONJ ||
            u->v->w[i].quote != SAYSO_NONE || sayso__tag_lemma_in(u->v->g, i, with) ||
            (p == SAYSO_UPOS_PUNCT && !is_comma(u, i)))
            return false;
    }
    return noun || (end == beg + 1 && u->v->g->upos[beg] == SAYSO_UPOS_PRON);
}

/* One past the days, adverbs and prepositional phrases from token i on, and those told; 0 if what
 * is said, or another clause, stands there. */
static uint32_t setting_end(const sayso_rules *u, const frame *f, uint32_t i)
{
    static const char *const tell[] = {"tell", "inform", "assure", "remind", NULL};
    static const char *const relative[] = {"that", "which", "who", "where", "when", NULL};
    const sayso_tags *g = u->v->g;
    bool phrase = sayso__tag_lemma_in(g, f->head, tell), inner = false;
    uint32_t beg = i;
    for (; i < f->end && i < beg + SETTING_MOST; i++) {
        uint8_t p = g->upos[i];
        if (u->v->w[i].quote != SAYSO_NONE ||
            (p == SAYSO_UPOS_PUNCT && g->xpos[i] != SAYSO_XPOS_HYPH))
            return i;
        bool time = sayso__rule_in_time(u, i);
        inner |= phrase && i > beg + 1 && sayso__tag_lemma_in(g, i, relative);
        phrase |= p == SAYSO_UPOS_ADP || time;
        bool clause = p == SAYSO_UPOS_VERB || p == SAYSO_UPOS_AUX || p == SAYSO_UPOS_SCONJ;
        if ((clause && !inner) || (!phrase && p != SAYSO_UPOS_ADV))
            return 0;
    }
    return i;
}

/* The subject that stands between a comma and the verb's group, which begins at token c; its
 * apposition may end in a comma of its own. Empty if there is none. */
static sayso_range subject_before(const sayso_rules *u, uint32_t beg, uint32_t c)
{
    uint32_t end = c - (c > beg && is_comma(u, c - 1)), k = end;
    for (int commas = end < c ? 2 : 1; commas > 0; commas--) {
        k -= k < end && k > beg;
        while (k > beg && end - k <= SUBJECT_MOST && !is_comma(u, k - 1))
            k--;
    }
    while (k < end && u->v->g->upos[k] == SAYSO_UPOS_ADV)
        k++;
    return k > beg && may_speak(u, k, end) ? (sayso_range){k, end} : (sayso_range){0, 0};
}

/* The verb with its auxiliaries. */
static sayso_range verb_group(const sayso_rules *u, uint32_t beg, uint32_t verb)
{
    uint32_t c = verb, first = verb;
    while (c > beg && verb - c < 6 &&
           (u->v->g->upos[c - 1] == SAYSO_UPOS_AUX || u->v->g->upos[c - 1] == SAYSO_UPOS_ADV ||
            u->v->g->upos[c - 1] == SAYSO_UPOS_PART)) {
        c--;
        if (u->v->g->upos[c] == SAYSO_UPOS_AUX)
            first = c;
    }
    return (sayso_range){first, verb + 1};
}

/* Tokens of a verb of saying that is more than one word: "made clear", "let it be known", "goes
 * on"; 1 for another verb. */
static uint32_t verb_length(const sayso_rules *u, uint32_t i)
{
    static const char *const idiom[][5] =
        {{"make", "clear", NULL},     {"make", "plain", NULL}, {"make", "known", NULL},
         {"let", "slip", NULL},       {"let", "on", NULL},     {"let", "it", "be", "known", NULL},
         {"go", "on", NULL},          {"point", "out", NULL},  {"spell", "out", NULL},
         {"want", "to", "know", NULL}};
    uint32_t end = sayso__rule_end(u, i);
    for (size_t k = 0; k < sizeof idiom / sizeof *idiom; k++) {
        const char *const first[] = {idiom[k][0], NULL};
        uint32_t n = 1;
        if (!sayso__tag_lemma_in(u->v->g, i, first))
            continue;
        while (idiom[k][n] && i + n < end && sayso__rule_is(u, i + n, idiom[k][n]))
            n++;
        if (!idiom[k][n])
            return n;
    }
    return 1;
}

/* A verb (or "according") whose object is a clause. */
static bool says(const sayso_rules *u, uint32_t i)
{
    const uint32_t lex = SAYSO_CUE_SAY | SAYSO_CUE_CLAIM | SAYSO_CUE_CONFIRM;
    return sayso__rule_is(u, i, "according") ||
           (u->v->w[i].lex & lex && !(u->v->w[i].kids & SAYSO_ATTR_KID_PASS)) ||
           verb_length(u, i) > 1;
}

/* ", retorts its mayor, Oda Brenn": who stands behind the verb up to the sentence's end or a day.
 */
static sayso_range subject_behind(const sayso_rules *u, const frame *f)
{
    uint32_t beg = f->head + 1, end = beg;
    while (end < f->end && !sayso__rule_in_time(u, end) && !sayso__rule_is(u, end, ";"))
        end++;
    while (end > beg && (u->v->g->upos[end - 1] == SAYSO_UPOS_ADP || is_comma(u, end - 1)))
        end--;
    bool person = false;
    for (uint32_t k = beg; k < end; k++)
        person |= u->r->at[k] != SAYSO_NONE &&
                  u->r->mentions->mention[u->r->at[k]].kind == SAYSO_MENTION_PERSON;
    return person && may_speak(u, beg, end) ? (sayso_range){beg, end} : (sayso_range){0, 0};
}

/* The frame around a verb; d: its draft or NULL. */
static bool find_frame(const sayso_rules *u, const sayso_draft *d, uint32_t verb, frame *f)
{
    *f = (frame){.head = verb, .beg = sayso__rule_beg(u, verb), .end = sayso__rule_end(u, verb)};
    while (f->end > f->beg && u->v->g->upos[f->end - 1] == SAYSO_UPOS_PUNCT)
        f->end--;
    f->cue = verb_group(u, f->beg, verb);
    f->cue.end = verb + verb_length(u, verb);
    uint32_t i = f->cue.end;
    if (d && d->n_source == 1 && d->source[0].beg == d->cue[0].end) {
        f->source = d->source[0];
        f->cue = d->cue[0];
        i = f->source.end;
    } else {
        f->source = subject_before(u, f->beg, f->cue.beg);
    }
    if (!f->source.end && verb > f->beg && is_comma(u, verb - 1) &&
        sayso__tag_finite(u->v->g, verb) && i == verb + 1) {
        f->source = subject_behind(u, f);
        i = f->source.end;
    }
    f->lo = f->source.beg < f->cue.beg ? f->source.beg : f->cue.beg;
    if (f->source.end <= f->source.beg || f->lo < f->beg + 2 || i > f->end ||
        !is_comma(u, f->lo - 1) || u->v->w[f->lo - 2].quote != SAYSO_NONE)
        return false;
    f->hi = setting_end(u, f, i);
    f->last = f->hi == f->end || sayso__rule_is(u, f->hi, ";");
    return f->hi && (f->last || is_comma(u, f->hi));
}

/* ---- what is said around it ------------------------------------------------------------------ */

static bool any_cue(const sayso_rules *u, uint32_t beg, uint32_t end)
{
    for (uint32_t i = beg; i < end; i++)
        if (u->v->w[i].cue != SAYSO_TAG_O)
            return true;
    return false;
}

/* What stands before the aside, back to the sentence's beginning or a semicolon. */
static sayso_range left_of(const sayso_rules *u, const frame *f)
{
    uint32_t k = f->lo - 1;
    while (k > f->beg && u->v->g->xpos[k - 1] != SAYSO_XPOS_COLON)
        k--;
    while (k < f->lo - 1 && (u->v->g->upos[k] == SAYSO_UPOS_CCONJ || is_comma(u, k)))
        k++;
    return (sayso_range){k, f->lo - 1};
}

/* What goes on behind the aside, where what stands before it is no clause; else empty. */
static sayso_range right_of(const sayso_rules *u, const frame *f, sayso_range left)
{
    const sayso_range none = {0, 0};
    uint8_t first = u->v->g->upos[left.beg];
    if (f->last || sayso__tag_any_finite(u->v->g, left.beg, left.end) ||
        !any_noun(u, left.beg, left.end) || first == SAYSO_UPOS_ADP || first == SAYSO_UPOS_ADV ||
        first == SAYSO_UPOS_SCONJ || first == SAYSO_UPOS_VERB || sayso__rule_in_time(u, left.beg))
        return none;
    uint32_t end = f->hi + 1;
    while (end < f->end && u->v->g->xpos[end] != SAYSO_XPOS_COLON)
        end++;
    bool goes_on = end > f->hi + 1 && sayso__tag_any_finite(u->v->g, f->hi + 1, end) &&
                   u->v->g->xpos[f->hi + 1] != SAYSO_XPOS_VBG;
    return goes_on ? (sayso_range){f->hi + 1, end} : none;
}

/* Where the content before the aside begins: the model's beginning if that leaves but a word or
 * two, or another's cue, before it, or if the aside stands in a clause ("the park, which, she said,
 * is full"). */
static uint32_t left_beg(const sayso_rules *u, const sayso_draft *d, const frame *f,
                         sayso_range left)
{
    for (uint32_t j = 0; j < d->n_content; j++) {
        uint32_t b = d->content[j].beg;
        if (b < f->beg || b >= left.end)
            continue;
        bool near = !f->last || b <= left.beg + 2 || !any_noun(u, left.beg, b);
        return near || any_cue(u, left.beg, b) ? b : left.beg;
    }
    return left.beg;
}

/* Has the model found no content before the aside, for good reason? "As a phone rang, he said,
 * 'Hello'", "Asked about it, she said, 'No'". */
static bool only_behind(const sayso_rules *u, const sayso_draft *d, const frame *f,
                        sayso_range left)
{
    for (uint32_t j = 0; j < d->n_content; j++)
        if (d->content[j].beg < f->lo && d->content[j].end > left.beg)
            return false;
    const sayso_range *r = &d->content[d->n_content - 1];
    uint8_t first = u->v->g->upos[left.beg];
    return !f->last && r->beg > f->hi && u->v->g->upos[r->beg] != SAYSO_UPOS_CCONJ &&
           (u->v->w[r->beg].quote != SAYSO_NONE || first == SAYSO_UPOS_SCONJ ||
            first == SAYSO_UPOS_VERB || first == SAYSO_UPOS_ADP);
}

/* The draft's content becomes what stands around its aside. */
static void mend(const sayso_rules *u, sayso_draft *d, const frame *f)
{
    sayso_range left = left_of(u, f), right = right_of(u, f, left), list[SAYSO_DRAFT_PIECES];
    uint32_t n = 0, q = left.beg < left.end ? u->v->w[left.beg].quote : SAYSO_NONE;
    if (left.beg >= left.end || q != SAYSO_NONE ||
        (!right.end &&
         (!sayso__tag_any_finite(u->v->g, left.beg, left.end) || only_behind(u, d, f, left))))
        return;
    for (uint32_t j = 0; right.end && j < d->n_content; j++)
        if (d->content[j].beg > f->hi && d->content[j].end > right.end)
            right.end = d->content[j].end;
    for (uint32_t j = 0; j < d->n_content && n + 2 < SAYSO_DRAFT_PIECES; j++)
        if (d->content[j].end <= left.beg)
            list[n++] = d->content[j];
    list[n++] = (sayso_range){left_beg(u, d, f, left), left.end};
    if (right.end)
        list[n++] = right;
    for (uint32_t j = 0; j < d->n_content && n < SAYSO_DRAFT_PIECES && !right.end; j++)
        if (d->content[j].beg > f->hi)
            list[n++] = d->content[j];
    memcpy(d->content, list, n * sizeof *list);
    d->n_content = n;
    if (!d->n_source || d->source[0].beg > f->source.beg || d->source[0].end <= f->lo)
        d->source[0] = f->source;
    d->n_source = 1;
}

/* ---- verbs that the models pass over --------------------------------------------------------- */

/* Verbs that stand behind what is thought, told or feared: "Forty may be hurt, the service
 * estimated". */
static bool is_parenthesis(const sayso_rules *u, uint32_t verb)
{
    static const char *const list[] = {"estimate",    "reckon",    "believe",  "think",
                                       "fear",        "predict",   "warn",     "concede",
                                       "admit",       "confirm",   "caution",  "promise",
                                       "complain",    "calculate", "suspect",  "recall",
                                       "remember",    "judge",     "forecast", "vow",
                                       "acknowledge", "affirm",    "maintain", "wonder",
                                       "ask",         NULL};
    return sayso__tag_lemma_in(u->v->g, verb, list);
}

/* A past tense that the tagger takes for a participle has no auxiliary. */
static bool may_be_finite(const sayso_rules *u, uint32_t verb)
{
    return sayso__tag_finite(u->v->g, verb) ||
           (u->v->g->xpos[verb] == SAYSO_XPOS_VBN &&
            verb_group(u, sayso__rule_beg(u, verb), verb).beg == verb);
}

/* "Along the northern bank, surveyors reckon, wells ran dry": a phrase that only says where. */
static bool is_setting(const sayso_rules *u, sayso_range left)
{
    return left.beg < left.end && u->v->g->upos[left.beg] == SAYSO_UPOS_ADP &&
           !sayso__tag_any_finite(u->v->g, left.beg, left.end);
}

static sayso_status add(const sayso_rules *u, sayso_drafts *ds, uint32_t verb, sayso_error *err)
{
    frame f;
    if (u->v->g->upos[verb] != SAYSO_UPOS_VERB || u->v->w[verb].cue != SAYSO_TAG_O ||
        u->v->w[verb].quote != SAYSO_NONE || !may_be_finite(u, verb))
        return SAYSO_OK;
    bool saying = u->v->w[verb].lex & (SAYSO_CUE_SAY | SAYSO_CUE_CLAIM) && says(u, verb);
    if ((!saying && verb_length(u, verb) == 1 && !is_parenthesis(u, verb)) ||
        !find_frame(u, NULL, verb, &f))
        return SAYSO_OK;
    sayso_range left = left_of(u, &f), right = right_of(u, &f, left);
    if (!right.end && !f.last && is_setting(u, left) &&
        sayso__tag_any_finite(u->v->g, f.hi + 1, f.end)) {
        left = (sayso_range){f.hi + 1, f.end};
        f.last = true;
    }
    if (left.beg >= left.end || u->v->w[left.beg].quote != SAYSO_NONE ||
        any_cue(u, left.beg, left.end) ||
        (!right.end && (!f.last || !sayso__tag_any_finite(u->v->g, left.beg, left.end))))
        return SAYSO_OK;
    sayso_draft d = {.source = {f.source},
                     .cue = {f.cue},
                     .content = {left, right},
                     .n_source = 1,
                     .n_cue = 1,
                     .n_content = right.end ? 2 : 1,
                     .cue_head = verb};
    for (uint32_t i = f.cue.beg; i < f.cue.end; i++)
        u->v->w[i].cue = i == f.cue.beg ? SAYSO_TAG_B : SAYSO_TAG_I;
    return SAYSO_PUSH(ds->scratch, &ds->draft, d) ? SAYSO_OK : sayso__fail_memory(err);
}

sayso_status sayso__frame_claims(const sayso_rules *u, sayso_drafts *ds, sayso_error *err)
{
    uint32_t n = ds->draft.n;
    for (uint32_t k = 0; k < n; k++) {
        sayso_draft *d = &ds->draft.v[k];
        frame f;
        if (!d->dropped && d->n_cue == 1 && d->n_content && d->cue_head != SAYSO_NONE &&
            says(u, d->cue_head) && u->v->w[d->cue_head].quote == SAYSO_NONE &&
            find_frame(u, d, d->cue_head, &f))
            mend(u, d, &f);
    }
    for (uint32_t i = 0; i < u->v->t->n_tok; i++)
        SAYSO_TRY(add(u, ds, i, err));
    return SAYSO_OK;
}
