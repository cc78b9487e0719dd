/* rules.c -- what the trained models do not know: marks of evidence are no attributions, whoever is
 * quoted by a carrier is the source, and who carries a claim.  Layer: attr.
 *
 * PolNeAR, which the models learn from, makes the outlet the source of "The Courier, citing RPA,
 * quoted a guard as saying ..."; a ledger of hearsay wants the guard, carried by the Courier from
 * RPA. */
#include "attr/attr_draft.h"
#include "attr/survey.h"
#include "attr/tally.h"
#include "base/fail.h"
#include "base/lexicon.h"
#include "base/str.h"
#include "lexica.h"
#include "tag/lexeme.h"

#define CLAUSE_SUBJECT_MOST 14u /* tokens of a subject with its relative clause */
#define SUBJECT_MOST        20u /* tokens of a subject that may be a source; longer ones are misread */

typedef struct {
    const sayso_drafts *ds;
    sayso_attr_view *v;
    const sayso_resolver *r;
} rules;

static bool word_is(const rules *u, uint32_t i, const char *z)
{
    return sayso__str_ieq(sayso__token_str(u->v->t, i), sayso__str_z(z));
}

static uint32_t sentence_beg(const rules *u, uint32_t i)
{
    return u->v->t->sent[u->v->t->tok_sent[i]];
}

static uint32_t sentence_end(const rules *u, uint32_t i)
{
    return u->v->t->sent[u->v->t->tok_sent[i] + 1];
}

/* Is mention m an outlet or an agency? */
static bool is_carrier(const rules *u, uint32_t m)
{
    if (m == SAYSO_NONE || u->r->mentions->mention[m].actor == SAYSO_NONE)
        return false;
    uint8_t c = u->r->mentions->actor[u->r->mentions->mention[m].actor].class_;
    return c == SAYSO_CLASS_OUTLET || c == SAYSO_CLASS_AGENCY;
}

static bool is_nominal(const rules *u, uint32_t i)
{
    uint32_t x = u->v->g->xpos[i];
    return (x >= SAYSO_XPOS_JJ && x <= SAYSO_XPOS_JJS) || x == SAYSO_XPOS_DT ||
           (x >= SAYSO_XPOS_NN && x <= SAYSO_XPOS_NNPS) || x == SAYSO_XPOS_POS ||
           x == SAYSO_XPOS_PRPS || x == SAYSO_XPOS_HYPH || x == SAYSO_XPOS_CD ||
           x == SAYSO_XPOS_VBN;
}

/* The carrier that the noun phrase from token i on names, the last one of it ("the Ordanian daily
 * The Courier"), or a common noun for one ("state radio"); empty when there is none. */
static sayso_range carrier_from(const rules *u, uint32_t i)
{
    static const char *const media[] = {"radio",     "television", "tv",     "broadcaster",
                                        "newspaper", "daily",      "weekly", "magazine",
                                        "tabloid",   "website",    "news",   NULL};
    uint32_t end = sentence_end(u, i ? i - 1 : 0);
    sayso_range found = {0, 0};
    for (uint32_t k = i; k < end && k < i + 10; k++) {
        uint32_t m = u->r->at[k];
        if (is_carrier(u, m))
            found = (sayso_range){u->r->mentions->mention[m].beg, u->r->mentions->mention[m].end};
        bool inside = found.end > k || (m != SAYSO_NONE && u->r->mentions->mention[m].end > k);
        if (!is_nominal(u, k) && !inside)
            break;
        if (!found.end && sayso__tag_lemma_in(u->v->g, k, media) &&
            (k + 1 == end || !is_nominal(u, k + 1) || u->v->g->xpos[k + 1] == SAYSO_XPOS_DT))
            found = (sayso_range){i, k + 1};
    }
    return found;
}

/* The carrier that a source phrase names, when the phrase is one. */
static sayso_range carrier_of(const rules *u, const sayso_draft *d)
{
    sayso_range none = {0, 0};
    if (!d->n_source)
        return none;
    sayso_range m = carrier_from(u, d->source[0].beg);
    return m.end && m.beg < d->source[0].end ? m : none;
}

static bool in_ranges(const sayso_range *r, uint32_t n, uint32_t i)
{
    for (uint32_t k = 0; k < n; k++)
        if (i >= r[k].beg && i < r[k].end)
            return true;
    return false;
}

static void add_carrier(sayso_draft *d, sayso_range m, bool outer)
{
    for (uint32_t k = 0; k < d->n_carrier; k++)
        if (d->carrier[k].beg == m.beg)
            return;
    if (!m.end || d->n_carrier == SAYSO_DRAFT_CARRIERS)
        return;
    uint32_t at = outer ? 0 : d->n_carrier;
    for (uint32_t k = d->n_carrier++; k > at; k--)
        d->carrier[k] = d->carrier[k - 1];
    d->carrier[at] = m;
}

/* ---- no attributions ------------------------------------------------------------------------- */

/* A lemma of the list among tokens [beg, end)? */
static bool any_of(const rules *u, uint32_t beg, uint32_t end, const char *const *list)
{
    for (uint32_t i = beg; i < end; i++)
        if (sayso__tag_lemma_in(u->v->g, i, list))
            return true;
    return false;
}

/* "offered no evidence", "gave no details", "asked not to be named", "spoke on condition of
 * anonymity", "could not be verified independently": how a claim is supported, never a claim. */
static bool is_evidence_mark(const rules *u, const sayso_draft *d)
{
    static const char *const give[] = {"offer", "provide", "present", "give",  "produce",
                                       "show",  "cite",    "supply",  "share", NULL};
    static const char *const proof[] = {"evidence",    "proof",  "detail", "document",
                                        "explanation", "source", "image",  NULL};
    static const char *const none[] = {"no",      "not", "n't",     "any",
                                       "neither", "nor", "without", NULL};
    static const char *const ask[] = {"ask",    "request",   "insist", "speak",
                                      "demand", "condition", NULL};
    static const char *const name[] = {"name", "identify", "quote", NULL};
    static const char *const hidden[] = {"anonymity", "anonymously", NULL};
    static const char *const verify[] = {"verify", "confirm", "authenticate", "corroborate", NULL};
    static const char *const alone[] = {"independently", "immediately", NULL};
    uint32_t beg = d->cue[0].beg, end = sentence_end(u, beg);
    uint32_t near = end < beg + 8 ? end : beg + 8, far = end < beg + 16 ? end : beg + 16;
    if (sayso__tag_lemma_in(u->v->g, d->cue_head, give) && any_of(u, beg, near, proof))
        return any_of(u, beg, near, none);
    if (sayso__tag_lemma_in(u->v->g, d->cue_head, ask))
        return (any_of(u, beg, near, name) && any_of(u, beg, near, none)) ||
               any_of(u, beg, near, hidden);
    return any_of(u, beg, near, verify) && any_of(u, beg, far, alone) && any_of(u, beg, near, none);
}

/* Headlines of other reports ("Read also: ...") say nothing here. */
static bool is_link(const rules *u, const sayso_draft *d)
{
    const sayso_tokens *t = u->v->t;
    return sayso__doc_block_kind(t->doc, t->tok[d->cue[0].beg].at.beg) == SAYSO_BLOCK_READ_ALSO;
}

/* "a group calling itself X" names; "nobody claimed responsibility" tells what was not said. */
static bool is_no_claim(const rules *u, const sayso_draft *d)
{
    static const char *const call[] = {"call", "style", "name", "describe", NULL};
    static const char *const self[] = {"itself", "himself", "herself", "themselves", NULL};
    static const char *const nobody[] = {"nobody", "none", NULL};
    uint32_t c = d->cue_head;
    if (u->v->g->xpos[c] == SAYSO_XPOS_VBG && sayso__tag_lemma_in(u->v->g, c, call) &&
        c + 1 < u->v->t->n_tok)
        return sayso__tag_lemma_in(u->v->g, c + 1, self);
    if (!d->n_source)
        return false;
    uint32_t s = d->source[0].beg;
    return sayso__tag_lemma_in(u->v->g, s, nobody) ||
           (word_is(u, s, "no") && d->source[0].end > s + 1 &&
            (word_is(u, s + 1, "one") || word_is(u, s + 1, "group")));
}

/* ---- quoted speakers ------------------------------------------------------------------------- */

static bool is_carrying(const rules *u, uint32_t i)
{
    static const char *const carry[] = {"quote",     "cite", "report",  "carry",     "publish",
                                        "broadcast", "air",  "release", "relay",     "transmit",
                                        "print",     "run",  "post",    "interview", NULL};
    return sayso__tag_lemma_in(u->v->g, i, carry);
}

/* The citing word ("citing", "which cited", "quoting") between tokens beg and end, outside the
 * draft's content; SAYSO_NONE if there is none. */
static uint32_t find_citing(const rules *u, const sayso_draft *d, uint32_t beg, uint32_t end)
{
    static const char *const cite[] = {"cite", "quote", NULL};
    for (uint32_t i = beg; i < end; i++) {
        uint32_t x = u->v->g->xpos[i];
        if (!sayso__tag_lemma_in(u->v->g, i, cite) || in_ranges(d->content, d->n_content, i))
            continue;
        if (x == SAYSO_XPOS_VBG ||
            (i > beg && (word_is(u, i - 1, "which") || word_is(u, i - 1, "who"))))
            return i;
    }
    return SAYSO_NONE;
}

/* Cuts tokens [beg, end) out of the beginnings of the content's pieces. */
static void cut_content(sayso_draft *d, uint32_t beg, uint32_t end)
{
    uint32_t n = 0;
    for (uint32_t k = 0; k < d->n_content; k++) {
        sayso_range r = d->content[k];
        if (r.beg >= beg && r.beg < end)
            r.beg = end < r.end ? end : r.end;
        if (r.beg < r.end)
            d->content[n++] = r;
    }
    d->n_content = n;
    d->dropped = n == 0;
}

/* The "saying" of "quoted Y as saying", from token i on; SAYSO_NONE if there is none. */
static uint32_t find_saying(const rules *u, uint32_t i)
{
    uint32_t end = sentence_end(u, i), limit = i + 16 < end ? i + 16 : end;
    for (uint32_t k = i; k + 1 < limit; k++)
        if (word_is(u, k, "as") && u->v->g->xpos[k + 1] == SAYSO_XPOS_VBG)
            return k + 1;
    return SAYSO_NONE;
}

/* "he told Horizont": a named body of no known class that is told something prints it. */
static sayso_range told_body(const rules *u, uint32_t i)
{
    i += word_is(u, i, "the");
    uint32_t m = i < u->v->t->n_tok ? u->r->at[i] : SAYSO_NONE;
    const sayso_mention *x = m == SAYSO_NONE ? NULL : &u->r->mentions->mention[m];
    if (!x || !x->named || x->beg != i || x->actor == SAYSO_NONE ||
        (x->kind != SAYSO_MENTION_ORGANIZATION && x->kind != SAYSO_MENTION_MISC) ||
        u->r->actor.v[x->actor].class_ != SAYSO_CLASS_OTHER)
        return (sayso_range){0, 0};
    return (sayso_range){x->beg, x->end};
}

/* "Y was quoted by X as saying Z": Y is the source, X its carrier. from, saying: tokens. */
static void quoted_by(const rules *u, sayso_draft *d, uint32_t from, uint32_t saying)
{
    uint32_t subj = u->v->w[from].subj;
    sayso_range who = carrier_from(u, from + 2);
    add_carrier(d, who.end ? who : told_body(u, from + 2), true);
    if (subj == SAYSO_NONE)
        return;
    d->source[0] = (sayso_range){u->v->w[subj].lo, u->v->w[subj].hi};
    d->n_source = 1;
    cut_content(d, d->source[0].beg, saying + 1);
}

/* Another draft near draft k whose cue stands at token c? */
static bool has_cue(const sayso_drafts *ds, uint32_t k, uint32_t c)
{
    for (uint32_t i = k > 8 ? k - 8 : 0; i < ds->draft.n && i < k + 8; i++)
        if (i != k && !ds->draft.v[i].dropped && ds->draft.v[i].cue_head == c)
            return true;
    return false;
}

/* "X quoted Y as saying Z": Y becomes the source and X its carrier. "Y was quoted as saying by X":
 * the content has neither "saying" nor X. */
static void quoted_speaker(const rules *u, sayso_drafts *ds, uint32_t k)
{
    static const char *const quote[] = {"quote", "cite", NULL};
    sayso_draft *d = &ds->draft.v[k];
    uint32_t c = d->cue_head, beg = sentence_beg(u, c), from = c;
    while (from > beg && from + 12 > c && !sayso__tag_lemma_in(u->v->g, from, quote))
        from--;
    uint32_t saying = sayso__tag_lemma_in(u->v->g, from, quote) ? find_saying(u, from) : SAYSO_NONE;
    if (saying == SAYSO_NONE || (c != from && c != saying))
        return;
    if (c == saying && has_cue(ds, k, from)) {
        d->dropped = true;
        return;
    }
    sayso_range m = carrier_of(u, d);
    bool passive = u->v->w[from].kids & SAYSO_ATTR_KID_PASS;
    if (passive && word_is(u, from + 1, "by")) {
        quoted_by(u, d, from, saying);
        return;
    }
    if (passive || saying < from + 3) {
        sayso_range by = saying + 2 < sentence_end(u, c) && word_is(u, saying + 1, "by")
                             ? carrier_from(u, saying + 2)
                             : (sayso_range){0, 0};
        cut_content(d, from + 1, by.end ? by.end : saying + 1);
        return;
    }
    uint32_t at = find_citing(u, d, beg, from);
    add_carrier(d, m.end || !d->n_source ? m : told_body(u, d->source[0].beg), true);
    if (at != SAYSO_NONE)
        add_carrier(d, carrier_from(u, at + 1), false);
    d->source[0] = (sayso_range){from + 1, saying - 1};
    d->n_source = 1;
    if (c != from) {
        d->cue[0] = (sayso_range){from, from + 1};
        d->n_cue = 1;
        d->cue_head = from;
    }
    cut_content(d, from + 1, saying + 1);
}

/* ", quoted by X,": carries what the verb behind it says. */
static bool quoted_aside(const rules *u, sayso_drafts *ds, uint32_t k)
{
    static const char *const quote[] = {"quote", "cite", NULL};
    uint32_t c = ds->draft.v[k].cue_head;
    if (!sayso__tag_lemma_in(u->v->g, c, quote) || u->v->g->xpos[c] != SAYSO_XPOS_VBN ||
        !word_is(u, c + 1, "by") || c == 0 || u->v->g->xpos[c - 1] != SAYSO_XPOS_COMMA ||
        find_saying(u, c) != SAYSO_NONE)
        return false;
    sayso_range who = carrier_from(u, c + 2);
    for (uint32_t i = k > 8 ? k - 8 : 0; who.end && i < ds->draft.n && i < k + 8; i++) {
        sayso_draft *d = &ds->draft.v[i];
        if (i == k || d->dropped || !in_ranges(d->source, d->n_source, c))
            continue;
        add_carrier(d, who, true);
        return true;
    }
    return false;
}

/* "X on Wednesday rejected": a day taken for the source. */
static bool is_day(const rules *u, const sayso_draft *d)
{
    char low[16];
    if (d->n_source != 1 || d->source[0].end != d->source[0].beg + 1)
        return false;
    sayso_str w = sayso__token_str(u->v->t, d->source[0].beg);
    for (uint32_t k = 0; k < w.n && k < sizeof low; k++)
        low[k] = sayso__ascii_lower(w.p[k]);
    return w.n <= sizeof low && sayso__lexicon_find(&sayso__lex_month_words, low, w.n);
}

/* "Despite the Front claiming responsibility, ...": who stands right before the gerund speaks. */
static void gerund_subject(const rules *u, sayso_draft *d)
{
    uint32_t c = d->cue[0].beg;
    bool shouted = u->v->g->lexeme && u->v->g->lexeme[c].bits & SAYSO_LEX_CAPS_SENT;
    if (u->v->t->tok[c].flags & SAYSO_TOKEN_ALL_CAPS && !shouted && c + 1 < d->cue[0].end &&
        u->v->g->xpos[c + 1] == SAYSO_XPOS_VBG) {
        d->source[0] = (sayso_range){c, c + 1}; /* "IS claiming": a name, no auxiliary */
        d->n_source = 1;
        d->cue[0].beg = c + 1;
        return;
    }
    if (u->v->g->xpos[c] != SAYSO_XPOS_VBG || c == sentence_beg(u, c) ||
        (d->n_source && d->source[0].end == c))
        return;
    uint32_t m = u->r->at[c - 1], beg = c - 1;
    bool name =
        m != SAYSO_NONE && u->r->mentions->mention[m].named && u->r->mentions->mention[m].end == c;
    if (in_ranges(d->content, d->n_content, c - 1) ||
        (!name && !(u->v->t->tok[c - 1].flags & SAYSO_TOKEN_ALL_CAPS)))
        return;
    d->source[0] = (sayso_range){name ? u->r->mentions->mention[m].beg : beg, c};
    d->n_source = 1;
}

/* ---- carriers -------------------------------------------------------------------------------- */

/* "The Courier, citing RPA": the relay of another cue, not one of its own. */
static bool only_cites(const rules *u, const sayso_draft *d)
{
    static const char *const cite[] = {"cite", NULL};
    uint32_t c = d->cue_head;
    bool relative = c > 0 && (word_is(u, c - 1, "which") || word_is(u, c - 1, "who"));
    if (!sayso__tag_lemma_in(u->v->g, c, cite) || (u->v->g->xpos[c] != SAYSO_XPOS_VBG && !relative))
        return false;
    for (uint32_t i = sentence_beg(u, c); i < (d->n_source ? c : sentence_end(u, c)); i++)
        if (is_carrier(u, u->r->at[i]))
            return true;
    return false;
}

/* "...," he told a packed press room, naming nobody: those told are no content. */
static bool is_addressee(const rules *u, const sayso_draft *d, uint32_t k)
{
    static const char *const tell[] = {"tell", "inform", "assure", "remind", "ask", NULL};
    sayso_range r = d->content[k];
    if (!sayso__tag_lemma_in(u->v->g, d->cue_head, tell) || r.beg != d->cue[0].end)
        return false;
    for (uint32_t i = r.beg; i < r.end && u->v->g->xpos[i] != SAYSO_XPOS_COMMA; i++)
        if (u->v->g->upos[i] == SAYSO_UPOS_VERB || u->v->g->upos[i] == SAYSO_UPOS_AUX ||
            word_is(u, i, "that") || u->v->w[i].quote != SAYSO_NONE)
            return false;
    return true;
}

/* Behind a quotation and its cue, a phrase that tells where, when or how it was said is no content:
 * "...," he said at a meeting; "...," she added without giving a reason. */
static void drop_setting(const rules *u, sayso_draft *d)
{
    const sayso_attr_view *v = u->v;
    if (d->n_content < 2 || !(v->w[d->content[0].beg].place & SAYSO_ATTR_OPENS) ||
        d->content[0].end > d->cue[0].beg)
        return;
    uint32_t n = 1;
    for (uint32_t k = 1; k < d->n_content; k++) {
        uint32_t i = d->content[k].beg;
        bool adverbial = v->g->upos[i] == SAYSO_UPOS_ADP || v->g->upos[i] == SAYSO_UPOS_SCONJ;
        bool setting = adverbial && !word_is(u, i, "that") && !word_is(u, i, "whether") &&
                       !word_is(u, i, "if");
        setting |= is_addressee(u, d, k);
        if (!setting || v->w[i].quote != SAYSO_NONE)
            d->content[n++] = d->content[k];
    }
    d->n_content = n;
}

/* A carrier as source that cites another carrier, or somebody who is none and thus the source. */
static void cited_source(const rules *u, sayso_draft *d)
{
    sayso_range m = carrier_of(u, d);
    uint32_t c = d->cue_head, end = sentence_end(u, c);
    uint32_t at = m.end ? find_citing(u, d, sentence_beg(u, c), end) : SAYSO_NONE;
    if (at == SAYSO_NONE || at + 1 >= end)
        return;
    d->cited = carrier_from(u, at + 1);
    if (d->cited.end)
        return;
    uint32_t last = at + 1;
    while (last < end && last < at + 15 && !in_ranges(d->content, d->n_content, last) &&
           !in_ranges(d->cue, d->n_cue, last) && u->v->g->xpos[last] != SAYSO_XPOS_COMMA &&
           u->v->g->upos[last] != SAYSO_UPOS_VERB && !word_is(u, last, "as"))
        last++;
    if (last == at + 1 || in_ranges(d->cue, d->n_cue, at))
        return;
    add_carrier(d, m, true);
    d->source[0] = (sayso_range){at + 1, last};
    d->n_source = 1;
}

/* "quoted as saying by X", "in comments reported by X": a participle of carrying, "by", a carrier.
 * by: token of "by". */
static bool carried_by(const rules *u, uint32_t by)
{
    uint32_t beg = sentence_beg(u, by);
    for (uint32_t k = 1; k <= 5 && by >= beg + k; k++)
        if (is_carrying(u, by - k) &&
            (u->v->g->xpos[by - k] == SAYSO_XPOS_VBN || u->v->g->xpos[by - k] == SAYSO_XPOS_VBD))
            return true;
    return false;
}

/* "an interview with X", "comments to X", "speaking to X". prep: token of the preposition. */
static bool spoken_to(const rules *u, uint32_t prep)
{
    static const char *const talk[] = {"interview",    "comment",  "remark",    "statement",
                                       "speak",        "talk",     "telephone", "letter",
                                       "conversation", "say",      "address",   "confirm",
                                       "briefing",     "speaking", NULL};
    static const char *const preps[] = {"to", "with", "for", "on", "by", NULL};
    uint32_t beg = sentence_beg(u, prep);
    if (!sayso__tag_lemma_in(u->v->g, prep, preps))
        return false;
    for (uint32_t k = 1; k <= 3 && prep >= beg + k; k++)
        if (sayso__tag_lemma_in(u->v->g, prep - k, talk))
            return true;
    return false;
}

/* "..., the daily The Courier reported": the model takes a part of the subject for the content.
 * Such a verb is no cue; it names the carrier of the sentence's other cues. */
static bool reports_nothing(const rules *u, const sayso_draft *d)
{
    uint32_t subj = u->v->w[d->cue_head].subj;
    if (subj == SAYSO_NONE || d->n_content != 1 || !carrier_from(u, u->v->w[subj].lo).end)
        return false;
    return d->content[0].beg >= u->v->w[subj].lo && d->content[0].end <= u->v->w[subj].hi;
}

/* "'...,' Y told a committee, X reported": the content is how Y said what stands elsewhere. */
static bool reports_saying(const rules *u, const sayso_drafts *ds, uint32_t k)
{
    static const char *const report[] = {"report", "write", NULL};
    const sayso_draft *d = &ds->draft.v[k];
    if (d->n_content != 1 || !sayso__tag_lemma_in(u->v->g, d->cue_head, report) ||
        d->content[0].end > d->cue_head || !carrier_of(u, d).end)
        return false;
    for (uint32_t i = k > 8 ? k - 8 : 0; i < ds->draft.n && i < k + 8; i++) {
        const sayso_draft *x = &ds->draft.v[i];
        if (i != k && !x->dropped && x->n_source && x->n_content &&
            x->source[0].beg == d->content[0].beg &&
            in_ranges(d->content, d->n_content, x->cue_head) &&
            !in_ranges(d->content, d->n_content, x->content[0].beg))
            return true;
    }
    return false;
}

static void drop_empty_reports(const rules *u, sayso_drafts *ds)
{
    for (uint32_t k = 0; k < ds->draft.n; k++) {
        sayso_draft *d = &ds->draft.v[k];
        if (!d->n_cue || (!reports_nothing(u, d) && !reports_saying(u, ds, k)))
            continue;
        d->dropped = true;
        for (uint32_t i = d->cue[0].beg; i < d->cue[0].end; i++)
            u->v->w[i].cue = SAYSO_TAG_O;
    }
}

/* The carrier that stands right before token i, over a bracket: "the Courier (HC) reported". */
static sayso_range carrier_before(const rules *u, uint32_t i)
{
    uint32_t beg = sentence_beg(u, i), k = i;
    if (k > beg + 2 && u->v->g->xpos[k - 1] == SAYSO_XPOS_RRB)
        for (k--; k > beg && i - k < 8 && u->v->g->xpos[k] != SAYSO_XPOS_LRB;)
            k--;
    uint32_t m = k > beg ? u->r->at[k - 1] : SAYSO_NONE;
    if (!is_carrier(u, m))
        return (sayso_range){0, 0};
    return (sayso_range){u->r->mentions->mention[m].beg, u->r->mentions->mention[m].end};
}

/* "..., the Courier reported": a carrier's verb that is no cue of its own. */
static bool reports(const rules *u, const sayso_draft *d, uint32_t i, sayso_range *who)
{
    static const char *const report[] = {"report", "write", "say", "quote", "publish", NULL};
    uint32_t subj = u->v->w[i].subj;
    if (u->v->w[i].cue != SAYSO_TAG_O || u->v->g->upos[i] != SAYSO_UPOS_VERB ||
        !sayso__tag_lemma_in(u->v->g, i, report) ||
        (subj != SAYSO_NONE && in_ranges(d->source, d->n_source, subj)))
        return false;
    *who = subj == SAYSO_NONE ? (sayso_range){0, 0} : carrier_from(u, u->v->w[subj].lo);
    if (!who->end)
        *who = carrier_before(u, i);
    return who->end != 0;
}

/* "a survey by X": the name behind "by", from token i on. */
static sayso_range pollster_from(const rules *u, uint32_t i, uint32_t end)
{
    static const char *const poll[] = {"survey", "poll", NULL};
    bool survey = false;
    for (uint32_t k = i; k + 1 < end && k < i + 8; k++) {
        survey |= sayso__tag_lemma_in(u->v->g, k, poll);
        uint32_t beg = k + 1, to = beg;
        if (!survey || !word_is(u, k, "by"))
            continue;
        while (to < end && u->v->g->upos[to] == SAYSO_UPOS_PROPN)
            to++;
        return to > beg ? (sayso_range){beg, to} : (sayso_range){0, 0};
    }
    return (sayso_range){0, 0};
}

static void add_cited(const rules *u, sayso_draft *d, uint32_t from)
{
    uint32_t end = sentence_end(u, from - 1);
    uint32_t at = find_citing(u, d, from, from + 8 < end ? from + 8 : end);
    if (at == SAYSO_NONE || at + 1 >= end)
        return;
    sayso_range who = carrier_from(u, at + 1);
    add_carrier(d, who.end ? who : pollster_from(u, at + 1, end), false);
}

static void named_carriers(const rules *u, sayso_draft *d)
{
    static const char *const tell[] = {"tell", "inform", "brief", NULL};
    static const char *const anybody[] = {"press", "media", "reporter", "journalist", NULL};
    uint32_t c = d->cue_head, end = sentence_end(u, c);
    for (uint32_t i = sentence_beg(u, c); i + 1 < end; i++) {
        sayso_range who;
        if (in_ranges(d->content, d->n_content, i) || in_ranges(d->source, d->n_source, i + 1))
            continue;
        if (reports(u, d, i, &who)) {
            add_carrier(d, who, true);
            add_cited(u, d, i + 1);
            continue;
        }
        bool told = in_ranges(d->cue, d->n_cue, i) && sayso__tag_lemma_in(u->v->g, i, tell);
        bool by = word_is(u, i, "by") && carried_by(u, i);
        if (!told && !by && !spoken_to(u, i))
            continue;
        who = carrier_from(u, i + 1);
        if (told && !who.end)
            who = told_body(u, i + 1);
        if (who.end && sayso__tag_lemma_in(u->v->g, who.end - 1, anybody))
            continue;
        add_carrier(d, who, false);
        if (by && who.end)
            add_cited(u, d, who.end);
    }
}

/* "X wrote, citing Y, that Z": the model takes "citing" for the cue. Y said it, X carries it. */
static void citing_cue(const rules *u, sayso_draft *d)
{
    static const char *const report[] = {"report", "write", "say", NULL};
    static const char *const cite[] = {"cite", NULL};
    const sayso_tags *g = u->v->g;
    uint32_t c = d->cue_head, beg = sentence_beg(u, c), end = sentence_end(u, c), verb = c;
    if (!sayso__tag_lemma_in(u->v->g, c, cite) || g->xpos[c] != SAYSO_XPOS_VBG || !d->n_source)
        return;
    while (verb > beg &&
           !(g->upos[verb] == SAYSO_UPOS_VERB && sayso__tag_lemma_in(u->v->g, verb, report)))
        verb--;
    uint32_t that = c + 1;
    while (that < end && that < c + 15 && !word_is(u, that, "that") && !word_is(u, that, ":"))
        that++;
    if (!sayso__tag_lemma_in(u->v->g, verb, report) || that == end || that == c + 15 ||
        that < c + 2)
        return;
    uint32_t stop = that - (g->upos[that - 1] == SAYSO_UPOS_PUNCT);
    if (stop <= c + 1 || that + 1 >= end)
        return;
    add_carrier(d, carrier_of(u, d).end ? carrier_of(u, d) : d->source[0], true);
    d->source[0] = (sayso_range){c + 1, stop};
    d->content[0] = (sayso_range){that + word_is(u, that, ":"), end};
    while (d->content[0].end > d->content[0].beg + 1 &&
           g->upos[d->content[0].end - 1] == SAYSO_UPOS_PUNCT)
        d->content[0].end--;
    d->n_content = 1;
    d->cue[0] = (sayso_range){verb, verb + 1};
    d->cue_head = verb;
}

/* "a survey by Y which X reported on Tuesday: Z": Y said it, X carries it. */
static void relative_report(const rules *u, sayso_draft *d)
{
    static const char *const what[] = {"survey", "poll", "study",   "report", "letter", "document",
                                       "memo",   "leak", "finding", "email",  "paper",  NULL};
    const sayso_tags *g = u->v->g;
    sayso_range m = carrier_of(u, d);
    uint32_t w = d->source[0].beg, beg = sentence_beg(u, d->cue_head);
    if (!m.end || w < beg + 2 || (!word_is(u, w - 1, "which") && !word_is(u, w - 1, "that")))
        return;
    uint32_t to = w - 1 - (g->xpos[w - 2] == SAYSO_XPOS_COMMA), at = to;
    while (at > beg && to - at < 10 && g->upos[at - 1] != SAYSO_UPOS_VERB &&
           g->upos[at - 1] != SAYSO_UPOS_AUX && !sayso__tag_lemma_in(u->v->g, at - 1, what))
        at--;
    if (at == beg || !sayso__tag_lemma_in(u->v->g, at - 1, what) ||
        in_ranges(d->content, d->n_content, at - 1))
        return;
    uint32_t from = at - 1;
    while (from > beg && (is_nominal(u, from - 1) || g->upos[from - 1] == SAYSO_UPOS_DET))
        from--;
    add_carrier(d, m, true);
    d->source[0] = (sayso_range){from, to};
}

/* ---- signed quotations ----------------------------------------------------------------------- */

static bool is_dash(const rules *u, uint32_t i)
{
    static const char *const dash[] = {"-", "--", "\xe2\x80\x93", "\xe2\x80\x94", "\xe2\x80\x95",
                                       NULL};
    for (const char *const *d = dash; *d; d++)
        if (word_is(u, i, *d))
            return true;
    return false;
}

/* A name's first word, rare as it may be, is at times tagged as another noun. */
static bool begins_name(const sayso_attr_view *v, uint32_t i)
{
    return v->g->upos[i] == SAYSO_UPOS_PROPN ||
           (v->t->tok[i].flags & SAYSO_TOKEN_CAPITAL && i + 1 < v->t->n_tok &&
            v->g->upos[i + 1] == SAYSO_UPOS_PROPN);
}

/* A quotation, a dash, a name: the dash is the cue. Nothing but the name, what is apposed to it, or
 * the next quotation follows in the block. */
static bool signed_quotation(rules *u, const sayso_quote *q, sayso_draft *d)
{
    const sayso_attr_view *v = u->v;
    uint32_t i = q->end, n = v->t->n_tok;
    if (q->close == SAYSO_NONE || !q->speech || i + 1 >= n || !is_dash(u, i) ||
        v->w[i].cue != SAYSO_TAG_O || !begins_name(v, i + 1))
        return false;
    const uint32_t *block = v->t->sent_block, *sent = v->t->tok_sent;
    uint32_t end = i + 1;
    if (block[sent[i + 1]] != block[sent[q->close]])
        return false;
    while (end < n && begins_name(v, end) && block[sent[end]] == block[sent[i]])
        end++;
    bool last = end == n || block[sent[end]] != block[sent[i]];
    if (!last && !(v->w[end].place & SAYSO_ATTR_OPENS) && v->g->xpos[end] != SAYSO_XPOS_COMMA &&
        v->g->xpos[end] != SAYSO_XPOS_FINAL)
        return false;
    *d = (sayso_draft){.source = {{i + 1, end}},
                       .cue = {{i, i + 1}},
                       .content = {{q->open, q->end}},
                       .n_source = 1,
                       .n_cue = 1,
                       .n_content = 1,
                       .cue_head = i};
    v->w[i].cue = SAYSO_TAG_B;
    return true;
}

static bool add_signed(rules *u, sayso_drafts *ds)
{
    for (uint32_t q = 0; q < u->v->n_quote; q++) {
        sayso_draft d;
        if (signed_quotation(u, &u->v->quote[q], &d) && !SAYSO_PUSH(ds->scratch, &ds->draft, d))
            return false;
    }
    return true;
}

/* "A said that B, the Courier reported": the model gives the Courier a part of B; it reported that
 * A said it, so its content begins with A. Cues come in the order of the text, so that the
 * neighbours among the drafts are enough to look at. */
static void widen_report(const rules *u, sayso_drafts *ds, uint32_t k)
{
    sayso_draft *d = &ds->draft.v[k];
    if (d->n_content != 1 || !d->n_source || d->content[0].end > d->source[0].beg ||
        d->source[0].beg - d->content[0].end > 2 || !carrier_of(u, d).end)
        return;
    uint32_t from = k > 8 ? k - 8 : 0, beg = d->content[0].beg;
    for (uint32_t j = from; j < ds->draft.n && j < k + 8; j++) {
        const sayso_draft *e = &ds->draft.v[j];
        if (j == k || e->dropped || !e->n_cue || e->cue[0].end > beg ||
            sentence_beg(u, e->cue[0].beg) != sentence_beg(u, beg) ||
            !in_ranges(e->content, e->n_content, beg))
            continue;
        uint32_t first = sayso__draft_beg(e);
        if (first < d->content[0].beg && first >= sentence_beg(u, beg))
            d->content[0].beg = first;
    }
}

/* Who stands between a quotation and the verb that follows, where the tree took it for another
 * verb's: '"There was no bomb," the chair of the inquiry, Ana Corvin, told them'. */
static sayso_range behind_quotation(const rules *u, const sayso_draft *d)
{
    const sayso_attr_view *v = u->v;
    const sayso_range none = {0, 0};
    uint32_t beg = d->content[0].end, end = d->cue[0].beg;
    bool noun = false;
    for (uint32_t k = 1; k < d->n_content && d->content[k].end <= end; k++)
        beg = d->content[k].end;
    if (beg >= end || end - beg > SUBJECT_MOST || !(v->w[beg - 1].place & SAYSO_ATTR_CLOSES) ||
        v->g->upos[beg] == SAYSO_UPOS_PUNCT)
        return none;
    for (uint32_t i = beg; i < end; i++) {
        if (v->w[i].quote != SAYSO_NONE || v->g->upos[i] == SAYSO_UPOS_VERB ||
            v->g->upos[i] == SAYSO_UPOS_AUX || v->g->upos[i] == SAYSO_UPOS_SCONJ)
            return none;
        noun |= v->g->upos[i] == SAYSO_UPOS_NOUN || v->g->upos[i] == SAYSO_UPOS_PROPN;
    }
    return noun ? (sayso_range){beg, end} : none;
}

/* The subject of a verb, where it may be a source. */
static sayso_range subject_of(const rules *u, uint32_t verb)
{
    const sayso_attr_view *v = u->v;
    uint32_t s = v->w[verb].subj;
    bool fit = s != SAYSO_NONE && v->w[s].hi - v->w[s].lo <= SUBJECT_MOST &&
               (v->g->upos[s] == SAYSO_UPOS_NOUN || v->g->upos[s] == SAYSO_UPOS_PROPN);
    return fit ? (sayso_range){v->w[s].lo, v->w[s].hi} : (sayso_range){0, 0};
}

/* The subject of an active verb speaks, where the models found no source; if they took it for the
 * content, that is what stands before it: "Two were held, a warden said, ...". */
static void subject_speaks(const rules *u, sayso_draft *d)
{
    const sayso_attr_view *v = u->v;
    uint32_t h = d->cue_head, beg = sentence_beg(u, h);
    if (d->n_source || v->g->upos[h] != SAYSO_UPOS_VERB ||
        !(v->w[h].lex & SAYSO_CUE_VERBS & ~SAYSO_CUE_SHOW) || v->w[h].kids & SAYSO_ATTR_KID_PASS)
        return;
    sayso_range who = subject_of(u, h), *c = &d->content[0];
    if (!who.end)
        who = behind_quotation(u, d);
    if (!who.end || (who.end > d->cue[0].beg && who.beg < d->cue[d->n_cue - 1].end))
        return;
    bool taken = d->n_content == 1 && c->beg >= who.beg && c->end <= who.end;
    for (uint32_t k = 0; k < d->n_content && !taken; k++)
        if (d->content[k].beg < who.end && who.beg < d->content[k].end)
            return;
    if (taken && (who.beg < beg + 4 || v->g->xpos[who.beg - 1] != SAYSO_XPOS_COMMA))
        return;
    if (taken)
        *c = (sayso_range){beg, who.beg - 1};
    d->source[0] = who;
    d->n_source = 1;
}

/* "according to a report that X published": two words are the cue, what hangs on them is the
 * source, also where the models take more of it for the cue and the clause behind for the content.
 * What is said then stands before it, or behind a comma after it. */
static void according_source(const rules *u, sayso_draft *d)
{
    const sayso_tags *g = u->v->g;
    uint32_t c = d->cue[0].beg, beg = sentence_beg(u, c), end = sentence_end(u, c);
    if (d->n_source || c + 2 >= end || !word_is(u, c, "according") || !word_is(u, c + 1, "to"))
        return;
    uint32_t head = g->head[c] != SAYSO_NONE && g->head[c] > c + 1 ? g->head[c] : g->head[c + 1];
    uint32_t to = head == SAYSO_NONE || head <= c + 1 ? 0 : u->v->w[head].hi;
    while (to > c + 2 && g->upos[to - 1] == SAYSO_UPOS_PUNCT)
        to--;
    if (to <= c + 2 || to > end)
        return;
    sayso_range before = {beg, c - (c > beg && g->xpos[c - 1] == SAYSO_XPOS_COMMA)};
    sayso_range behind = {to + (to < end && g->xpos[to] == SAYSO_XPOS_COMMA), end};
    while (behind.end > behind.beg && g->upos[behind.end - 1] == SAYSO_UPOS_PUNCT)
        behind.end--;
    bool inside = d->n_content == 1 && d->content[0].beg >= c + 2 && d->content[0].beg < to;
    if (inside && before.end < before.beg + 2 && behind.end < behind.beg + 2)
        return;
    if (inside)
        d->content[0] = before.end >= before.beg + 2 ? before : behind;
    d->cue[0] = (sayso_range){c, c + 2};
    d->n_cue = 1;
    d->cue_head = c;
    d->source[0] = (sayso_range){c + 2, to};
    d->n_source = 1;
}

/* "X denied it, hours before a group that nobody had heard of said ...": behind a conjunction that
 * opens a clause with a subject of its own, the subject of the clause before it does not speak. */
static void clause_subject(const rules *u, sayso_draft *d)
{
    static const char *const opens[] = {"before", "after",    "when",   "while",   "because",
                                        "until",  "although", "though", "whereas", NULL};
    static const char *const relative[] = {"that", "who", "which", NULL};
    const sayso_tags *g = u->v->g;
    uint32_t c = d->cue[0].beg, from = d->n_source == 1 ? d->source[0].end : c, i = c;
    bool finite = g->xpos[c] == SAYSO_XPOS_VBD || g->xpos[c] == SAYSO_XPOS_VBZ ||
                  g->xpos[c] == SAYSO_XPOS_VBP;
    while (finite && i > from && c - i < CLAUSE_SUBJECT_MOST && g->upos[i] != SAYSO_UPOS_PUNCT &&
           !sayso__tag_lemma_in(g, i, opens))
        i--;
    bool first = i > from && i + 1 < c && sayso__tag_lemma_in(g, i, opens), verb = false;
    first = first && (g->upos[i + 1] == SAYSO_UPOS_DET || g->upos[i + 1] == SAYSO_UPOS_NOUN ||
                      g->upos[i + 1] == SAYSO_UPOS_PROPN || g->upos[i + 1] == SAYSO_UPOS_ADJ);
    for (uint32_t k = from; first && k < i; k++)
        verb = verb || g->upos[k] == SAYSO_UPOS_VERB;
    bool inner = false;
    for (uint32_t k = i + 1; verb && k < c; k++) {
        inner = inner || sayso__tag_lemma_in(g, k, relative);
        verb = inner || (g->upos[k] != SAYSO_UPOS_VERB && g->upos[k] != SAYSO_UPOS_AUX);
    }
    if (verb)
        d->source[0] = (sayso_range){i + 1, c};
}

/* ", asking not to be identified": how the source speaks, not what it says. */
static bool asks_anonymity(const rules *u, uint32_t i, uint32_t end)
{
    static const char *const ask[] = {"ask", "insist", "request", "speak", "demand", NULL};
    static const char *const bare[] = {"anonymity", "anonymous", "anonymously",
                                       "nameless",  "unnamed",   NULL};
    static const char *const with_not[] = {"name", "identify", "quote", NULL};
    bool no = false;
    if (u->v->g->xpos[i] != SAYSO_XPOS_VBG || !sayso__tag_lemma_in(u->v->g, i, ask))
        return false;
    for (uint32_t k = i + 1; k < end && k < i + 8; k++) {
        no |= word_is(u, k, "not");
        if (sayso__tag_lemma_in(u->v->g, k, bare) ||
            (no && sayso__tag_lemma_in(u->v->g, k, with_not)))
            return true;
    }
    return false;
}

static void drop_anonymity(const rules *u, sayso_draft *d)
{
    sayso_range *r = &d->content[d->n_content - 1];
    for (uint32_t i = r->beg + 2; i < r->end; i++)
        if (u->v->g->xpos[i - 1] == SAYSO_XPOS_COMMA && u->v->w[i].quote == SAYSO_NONE &&
            asks_anonymity(u, i, r->end)) {
            r->end = i - 1;
            return;
        }
}

sayso_status sayso__draft_by_rules(sayso_drafts *ds, const sayso_resolver *r, sayso_error *err)
{
    rules u = {ds, ds->v, r};
    if (!add_signed(&u, ds))
        return sayso__fail_memory(err);
    SAYSO_TRY(sayso__survey_answers(ds, r->mentions, err));
    SAYSO_TRY(sayso__tally_claims(ds, r->mentions, err));
    drop_empty_reports(&u, ds);
    for (uint32_t k = 0; k < ds->draft.n; k++) {
        sayso_draft *d = &ds->draft.v[k];
        if (d->dropped || d->cue_head == SAYSO_NONE || d->n_content == 0)
            continue;
        if (d->n_cue == 0) {
            named_carriers(&u, d); /* of a verb that is understood */
            continue;
        }
        citing_cue(&u, d);
        if (is_link(&u, d) || is_evidence_mark(&u, d) || is_no_claim(&u, d) || only_cites(&u, d)) {
            d->dropped = true;
            continue;
        }
        if (is_day(&u, d))
            d->n_source = 0;
        gerund_subject(&u, d);
        according_source(&u, d);
        clause_subject(&u, d);
        subject_speaks(&u, d);
        drop_setting(&u, d);
        drop_anonymity(&u, d);
        widen_report(&u, ds, k);
        quoted_speaker(&u, ds, k);
        d->dropped |= quoted_aside(&u, ds, k);
        if (d->dropped)
            continue;
        if (d->n_source)
            relative_report(&u, d);
        cited_source(&u, d);
        named_carriers(&u, d);
    }
    return SAYSO_OK;
}
