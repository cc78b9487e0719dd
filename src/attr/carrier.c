/* carrier.c -- who carries a claim: outlets that quote, cite or report somebody, or are told
 * something.  Layer: attr. */
#include "attr/rule_part.h"

#include "base/str.h"

/* ---- phrases that name a carrier ------------------------------------------------------------- */

/* Is mention m an outlet or an agency? */
static bool is_carrier(const sayso_rules *u, uint32_t m)
{
    if (m == SAYSO_NONE || u->r->mentions->mention[m].actor == SAYSO_NONE)
        return false;
    uint8_t c = u->r->mentions->actor[u->r->mentions->mention[m].actor].class_;
    return c == SAYSO_CLASS_OUTLET || c == SAYSO_CLASS_AGENCY;
}

/* "the daily Horizont": the name right behind a noun for media; empty if there is none. */
static sayso_range named_medium(const sayso_rules *u, uint32_t noun, uint32_t end)
{
    uint32_t m = noun + 1 < end ? u->r->at[noun + 1] : SAYSO_NONE;
    const sayso_mention *x = m == SAYSO_NONE ? NULL : &u->r->mentions->mention[m];
    bool name = x && x->named && x->beg == noun + 1 && x->kind != SAYSO_MENTION_LOCATION;
    return name ? (sayso_range){x->beg, x->end} : (sayso_range){0, 0};
}

/* The carrier that the noun phrase from token i on names, the last one of it ("the Ordanian daily
 * The Courier"), or a common noun for one ("state radio"); empty when there is none, or when it is
 * the report's own outlet ("this newspaper"). */
static sayso_range carrier_from(const sayso_rules *u, uint32_t i)
{
    static const char *const own[] = {"this", "our", "my", NULL};
    static const char *const media[] = {"radio",     "television", "tv",     "broadcaster",
                                        "newspaper", "daily",      "weekly", "magazine",
                                        "tabloid",   "website",    "news",   NULL};
    uint32_t end = sayso__rule_end(u, i ? i - 1 : 0);
    sayso_range found = {0, 0};
    if (i < end && sayso__tag_lemma_in(u->v->g, i, own))
        return found;
    for (uint32_t k = i; k < end && k < i + 10; k++) {
        uint32_t m = u->r->at[k];
        if (is_carrier(u, m))
            found = (sayso_range){u->r->mentions->mention[m].beg, u->r->mentions->mention[m].end};
        bool inside = found.end > k || (m != SAYSO_NONE && u->r->mentions->mention[m].end > k);
        if (!sayso__rule_nominal(u, k) && !inside)
            break;
        if (found.end || !sayso__tag_lemma_in(u->v->g, k, media))
            continue;
        bool last =
            k + 1 == end || !sayso__rule_nominal(u, k + 1) || u->v->g->xpos[k + 1] == SAYSO_XPOS_DT;
        found = last ? (sayso_range){0, 0} : named_medium(u, k, end);
        if (last)
            found = (sayso_range){i, k + 1};
    }
    return found;
}

/* The carrier that a source phrase names, when the phrase is one. */
sayso_range sayso__carrier_of(const sayso_rules *u, const sayso_draft *d)
{
    sayso_range none = {0, 0};
    if (!d->n_source)
        return none;
    sayso_range m = carrier_from(u, d->source[0].beg);
    return m.end && m.beg < d->source[0].end ? m : none;
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

/* The carrier that stands right before token i, over a bracket: "the Courier (HC) reported". */
static sayso_range carrier_before(const sayso_rules *u, uint32_t i)
{
    uint32_t beg = sayso__rule_beg(u, i), k = i;
    if (k > beg + 2 && u->v->g->xpos[k - 1] == SAYSO_XPOS_RRB)
        for (k--; k > beg && i - k < 8 && u->v->g->xpos[k] != SAYSO_XPOS_LRB;)
            k--;
    uint32_t m = k > beg ? u->r->at[k - 1] : SAYSO_NONE;
    if (!is_carrier(u, m))
        return (sayso_range){0, 0};
    return (sayso_range){u->r->mentions->mention[m].beg, u->r->mentions->mention[m].end};
}

/* ---- quoted speakers ------------------------------------------------------------------------- */

static bool is_carrying(const sayso_rules *u, uint32_t i)
{
    static const char *const carry[] = {"quote",     "cite", "report",  "carry",     "publish",
                                        "broadcast", "air",  "release", "relay",     "transmit",
                                        "print",     "run",  "post",    "interview", NULL};
    return sayso__tag_lemma_in(u->v->g, i, carry);
}

/* The citing word ("citing", "which cited", "quoting") between tokens beg and end, outside the
 * draft's content; SAYSO_NONE if there is none. */
static uint32_t find_citing(const sayso_rules *u, const sayso_draft *d, uint32_t beg, uint32_t end)
{
    static const char *const cite[] = {"cite", "quote", NULL};
    for (uint32_t i = beg; i < end; i++) {
        uint32_t x = u->v->g->xpos[i];
        if (!sayso__tag_lemma_in(u->v->g, i, cite) || sayso__in_ranges(d->content, d->n_content, i))
            continue;
        if (x == SAYSO_XPOS_VBG ||
            (i > beg && (sayso__rule_is(u, i - 1, "which") || sayso__rule_is(u, i - 1, "who"))))
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
static uint32_t find_saying(const sayso_rules *u, uint32_t i)
{
    uint32_t end = sayso__rule_end(u, i), limit = i + 16 < end ? i + 16 : end;
    for (uint32_t k = i; k + 1 < limit; k++)
        if (sayso__rule_is(u, k, "as") && u->v->g->xpos[k + 1] == SAYSO_XPOS_VBG)
            return k + 1;
    return SAYSO_NONE;
}

/* "he told Horizont": a named body of no known class that is told something prints it. */
static sayso_range told_body(const sayso_rules *u, uint32_t i)
{
    i += sayso__rule_is(u, i, "the");
    uint32_t m = i < u->v->t->n_tok ? u->r->at[i] : SAYSO_NONE;
    const sayso_mention *x = m == SAYSO_NONE ? NULL : &u->r->mentions->mention[m];
    if (!x || !x->named || x->beg != i || x->actor == SAYSO_NONE ||
        (x->kind != SAYSO_MENTION_ORGANIZATION && x->kind != SAYSO_MENTION_MISC) ||
        (u->r->actor.v[x->actor].class_ != SAYSO_CLASS_OTHER &&
         u->r->actor.v[x->actor].class_ != SAYSO_CLASS_POLLSTER))
        return (sayso_range){0, 0};
    return (sayso_range){x->beg, x->end};
}

/* "quoted by Voice of Dolvan": words in capitals that no list and no tagger knows for a name. */
static sayso_range capitals_from(const sayso_rules *u, uint32_t i)
{
    uint32_t end = sayso__rule_end(u, i), to = i, k = i;
    for (; k < end && k < i + 6; k++) {
        bool time = sayso__timex_from(u->r->mentions, k) < u->r->mentions->n_timex &&
                    u->r->mentions->timex[sayso__timex_from(u->r->mentions, k)].beg == k;
        if (!time && u->v->g->upos[k] == SAYSO_UPOS_PROPN)
            to = k + 1;
        else if (k == i || !sayso__rule_is(u, k, "of"))
            break;
    }
    return (sayso_range){to > i ? i : 0, to > i ? to : 0};
}

/* What a draft is left with that has lost its content, or has its own subject for it: the sentence
 * from token i on. */
static void rest_of_sentence(const sayso_rules *u, sayso_draft *d, uint32_t i)
{
    uint32_t end = sayso__rule_end(u, d->cue_head), subj = u->v->w[d->cue_head].subj;
    bool own = d->n_content == 1 && subj != SAYSO_NONE && sayso__in_ranges(d->content, 1, subj) &&
               d->content[0].end <= d->cue_head;
    while (end > i && u->v->g->upos[end - 1] == SAYSO_UPOS_PUNCT)
        end--;
    if ((d->n_content && !own) || end <= i)
        return;
    d->content[0] = (sayso_range){i, end};
    d->n_content = 1;
    d->dropped = false;
}

/* "Y was quoted by X as saying Z": Y is the source, X its carrier. from, saying: tokens. */
static void quoted_by(const sayso_rules *u, sayso_draft *d, uint32_t from, uint32_t saying)
{
    uint32_t subj = u->v->w[from].subj;
    sayso_range who = carrier_from(u, from + 2);
    if (!who.end)
        who = told_body(u, from + 2);
    add_carrier(d, who.end ? who : capitals_from(u, from + 2), true);
    if (subj == SAYSO_NONE)
        return;
    d->source[0] = (sayso_range){u->v->w[subj].lo, u->v->w[subj].hi};
    d->n_source = 1;
    cut_content(d, d->source[0].beg, saying + 1);
    rest_of_sentence(u, d, saying + 1);
}

/* "Z, Y was quoted as saying by X": what stands before the comma is said. */
static bool said_before(const sayso_rules *u, sayso_draft *d, uint32_t from)
{
    uint32_t subj = u->v->w[from].subj, beg = sayso__rule_beg(u, from);
    uint32_t lo = subj == SAYSO_NONE ? beg : u->v->w[subj].lo;
    if (lo < beg + 4 || u->v->g->xpos[lo - 1] != SAYSO_XPOS_COMMA)
        return false;
    d->content[0] = (sayso_range){beg, lo - 1};
    d->source[0] = (sayso_range){lo, u->v->w[subj].hi};
    d->n_content = d->n_source = 1;
    d->dropped = false;
    return true;
}

bool sayso__rule_has_cue(const sayso_drafts *ds, uint32_t k, uint32_t c)
{
    for (uint32_t i = k > 8 ? k - 8 : 0; i < ds->draft.n && i < k + 8; i++)
        if (i != k && !ds->draft.v[i].dropped && ds->draft.v[i].cue_head == c)
            return true;
    return false;
}

/* "X quoted Y as saying Z": Y becomes the source and X its carrier. "Y was quoted as saying by X":
 * the content has neither "saying" nor X. */
void sayso__carrier_quoted(const sayso_rules *u, sayso_drafts *ds, uint32_t k)
{
    static const char *const quote[] = {"quote", "cite", NULL};
    sayso_draft *d = &ds->draft.v[k];
    uint32_t c = d->cue_head, beg = sayso__rule_beg(u, c), from = c;
    while (from > beg && from + 12 > c && !sayso__tag_lemma_in(u->v->g, from, quote))
        from--;
    uint32_t saying = sayso__tag_lemma_in(u->v->g, from, quote) ? find_saying(u, from) : SAYSO_NONE;
    if (saying == SAYSO_NONE || (c != from && c != saying))
        return;
    if (c == saying && sayso__rule_has_cue(ds, k, from)) {
        d->dropped = true;
        return;
    }
    sayso_range m = sayso__carrier_of(u, d);
    bool passive = u->v->w[from].kids & SAYSO_ATTR_KID_PASS;
    if (passive && sayso__rule_is(u, from + 1, "by")) {
        quoted_by(u, d, from, saying);
        return;
    }
    if (passive || saying < from + 3) {
        sayso_range by = saying + 2 < sayso__rule_end(u, c) && sayso__rule_is(u, saying + 1, "by")
                             ? carrier_from(u, saying + 2)
                             : (sayso_range){0, 0};
        if (!said_before(u, d, from)) {
            cut_content(d, from + 1, by.end ? by.end : saying + 1);
            rest_of_sentence(u, d, by.end ? by.end : saying + 1);
        }
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
bool sayso__carrier_aside(const sayso_rules *u, sayso_drafts *ds, uint32_t k)
{
    static const char *const quote[] = {"quote", "cite", NULL};
    uint32_t c = ds->draft.v[k].cue_head;
    if (!sayso__tag_lemma_in(u->v->g, c, quote) || u->v->g->xpos[c] != SAYSO_XPOS_VBN ||
        !sayso__rule_is(u, c + 1, "by") || c == 0 || u->v->g->xpos[c - 1] != SAYSO_XPOS_COMMA ||
        find_saying(u, c) != SAYSO_NONE)
        return false;
    sayso_range who = carrier_from(u, c + 2);
    for (uint32_t i = k > 8 ? k - 8 : 0; who.end && i < ds->draft.n && i < k + 8; i++) {
        sayso_draft *d = &ds->draft.v[i];
        if (i == k || d->dropped || !sayso__in_ranges(d->source, d->n_source, c))
            continue;
        add_carrier(d, who, true);
        return true;
    }
    return false;
}

/* ---- whom a carrier cites, what it reports --------------------------------------------------- */

/* "The Courier, citing RPA": the relay of another cue, not one of its own. */
bool sayso__carrier_only_cites(const sayso_rules *u, const sayso_draft *d)
{
    static const char *const cite[] = {"cite", NULL};
    uint32_t c = d->cue_head;
    bool relative = c > 0 && (sayso__rule_is(u, c - 1, "which") || sayso__rule_is(u, c - 1, "who"));
    if (!sayso__tag_lemma_in(u->v->g, c, cite) || (u->v->g->xpos[c] != SAYSO_XPOS_VBG && !relative))
        return false;
    if (sayso__carrier_of(u, d).end && d->source[0].beg > c)
        return true; /* "Citing X, the Courier reported" */
    for (uint32_t i = sayso__rule_beg(u, c); i < (d->n_source ? c : sayso__rule_end(u, c)); i++)
        if (is_carrier(u, u->r->at[i]))
            return true;
    return false;
}

void sayso__carrier_tail(const sayso_rules *u, sayso_draft *d)
{
    static const char *const report[] = {"report", "write", "say", NULL};
    const sayso_tags *g = u->v->g;
    sayso_range *r = d->n_content ? &d->content[d->n_content - 1] : NULL;
    if (!r || r->beg < d->cue_head || u->v->w[r->beg].quote != SAYSO_NONE)
        return;
    uint32_t i = r->end, k = sayso__timex_from(u->r->mentions, r->beg);
    for (; k < u->r->mentions->n_timex && u->r->mentions->timex[k].beg < r->end; k++)
        if (u->r->mentions->timex[k].end >= r->end)
            i = u->r->mentions->timex[k].beg;
    i -= i > r->beg && g->upos[i - 1] == SAYSO_UPOS_ADP;
    if (i < r->beg + 4 || !sayso__tag_lemma_in(g, i - 1, report) ||
        g->upos[i - 1] != SAYSO_UPOS_VERB)
        return;
    sayso_range who = carrier_before(u, i - 1);
    uint32_t from = who.beg;
    while (who.end && from > r->beg && g->upos[from - 1] == SAYSO_UPOS_DET)
        from--;
    if (!who.end || from < r->beg + 2 || g->xpos[from - 1] != SAYSO_XPOS_COMMA)
        return;
    r->end = from - 1;
    add_carrier(d, who, true);
}

/* A carrier as source that cites another carrier, or somebody who is none and thus the source. */
void sayso__carrier_cited(const sayso_rules *u, sayso_draft *d)
{
    sayso_range m = sayso__carrier_of(u, d);
    uint32_t c = d->cue_head, end = sayso__rule_end(u, c);
    uint32_t at = m.end ? find_citing(u, d, sayso__rule_beg(u, c), end) : SAYSO_NONE;
    if (at == SAYSO_NONE || at + 1 >= end)
        return;
    d->cited = carrier_from(u, at + 1);
    if (d->cited.end)
        return;
    uint32_t last = at + 1;
    while (last < end && last < at + 15 && !sayso__in_ranges(d->content, d->n_content, last) &&
           !sayso__in_ranges(d->cue, d->n_cue, last) && u->v->g->xpos[last] != SAYSO_XPOS_COMMA &&
           u->v->g->upos[last] != SAYSO_UPOS_VERB && !sayso__rule_is(u, last, "as"))
        last++;
    if (last == at + 1 || sayso__in_ranges(d->cue, d->n_cue, at))
        return;
    add_carrier(d, m, true);
    d->source[0] = (sayso_range){at + 1, last};
    d->n_source = 1;
}

/* "quoted as saying by X", "in comments reported by X": a participle of carrying, "by", a carrier.
 * by: token of "by". */
static bool carried_by(const sayso_rules *u, uint32_t by)
{
    uint32_t beg = sayso__rule_beg(u, by);
    for (uint32_t k = 1; k <= 5 && by >= beg + k; k++)
        if (is_carrying(u, by - k) &&
            (u->v->g->xpos[by - k] == SAYSO_XPOS_VBN || u->v->g->xpos[by - k] == SAYSO_XPOS_VBD))
            return true;
    return false;
}

/* "an interview with X", "comments to X", "speaking to X". prep: token of the preposition. */
static bool spoken_to(const sayso_rules *u, uint32_t prep)
{
    static const char *const talk[] = {"interview",    "comment",  "remark",    "statement",
                                       "speak",        "talk",     "telephone", "letter",
                                       "conversation", "say",      "address",   "confirm",
                                       "briefing",     "speaking", NULL};
    static const char *const preps[] = {"to", "with", "for", "on", "by", NULL};
    uint32_t beg = sayso__rule_beg(u, prep);
    if (!sayso__tag_lemma_in(u->v->g, prep, preps))
        return false;
    for (uint32_t k = 1; k <= 3 && prep >= beg + k; k++)
        if (sayso__tag_lemma_in(u->v->g, prep - k, talk))
            return true;
    return false;
}

/* "..., the daily The Courier reported": the model takes a part of the subject for the content.
 * Such a verb is no cue; it names the carrier of the sentence's other cues. */
static bool reports_nothing(const sayso_rules *u, const sayso_draft *d)
{
    uint32_t subj = u->v->w[d->cue_head].subj;
    if (subj == SAYSO_NONE || d->n_content != 1 || !carrier_from(u, u->v->w[subj].lo).end)
        return false;
    return d->content[0].beg >= u->v->w[subj].lo && d->content[0].end <= u->v->w[subj].hi;
}

/* "'...,' Y told a committee, X reported": what X reports is what Y said, or how he said it. */
static bool reports_saying(const sayso_rules *u, const sayso_drafts *ds, uint32_t k)
{
    static const char *const report[] = {"report", "write", NULL};
    const sayso_draft *d = &ds->draft.v[k];
    if (d->n_content != 1 || !sayso__tag_lemma_in(u->v->g, d->cue_head, report) ||
        d->content[0].end > d->cue_head || !sayso__carrier_of(u, d).end)
        return false;
    for (uint32_t i = k > 8 ? k - 8 : 0; i < ds->draft.n && i < k + 8; i++) {
        const sayso_draft *x = &ds->draft.v[i];
        if (i == k || x->dropped || !x->n_source || !x->n_content || x->cue_head == SAYSO_NONE)
            continue;
        bool same = x->content[0].beg == d->content[0].beg && x->cue_head < d->cue_head &&
                    x->source[0].beg >= d->content[0].end;
        bool told = x->source[0].beg == d->content[0].beg &&
                    sayso__in_ranges(d->content, 1, x->cue_head) &&
                    !sayso__in_ranges(d->content, 1, x->content[0].beg);
        if (same || told)
            return true;
    }
    return false;
}

/* "Police said so, according to the X agency"; "According to X radio, the minister said so": the
 * carrier is credited with a saying that has a source of its own. */
static bool credits(const sayso_rules *u, sayso_drafts *ds, uint32_t k)
{
    sayso_draft *d = &ds->draft.v[k];
    sayso_range who = sayso__carrier_of(u, d);
    if (d->n_content != 1 || !d->n_cue || !who.end ||
        !sayso__str_is(u->v->g->lemma[d->cue[0].beg], "accord"))
        return false;
    for (uint32_t i = k > 8 ? k - 8 : 0; i < ds->draft.n && i < k + 8; i++) {
        sayso_draft *x = &ds->draft.v[i];
        if (i == k || x->dropped || !x->n_source || x->n_content != 1 ||
            x->cue_head == SAYSO_NONE || !sayso__in_ranges(d->content, 1, x->cue_head) ||
            !sayso__in_ranges(d->content, 1, x->source[0].beg) ||
            u->v->g->upos[x->cue_head] != SAYSO_UPOS_VERB)
            continue;
        sayso_range *said = &x->content[0];
        if (d->cue[0].beg > said->beg && d->cue[0].beg < said->end)
            said->end = d->cue[0].beg - (u->v->g->upos[d->cue[0].beg - 1] == SAYSO_UPOS_PUNCT);
        add_carrier(x, who, true);
        return true;
    }
    return false;
}

void sayso__carrier_reports(const sayso_rules *u, sayso_drafts *ds)
{
    for (uint32_t k = 0; k < ds->draft.n; k++) {
        sayso_draft *d = &ds->draft.v[k];
        if (credits(u, ds, k)) {
            d->dropped = true;
            continue;
        }
        if (!d->n_cue || (!reports_nothing(u, d) && !reports_saying(u, ds, k)))
            continue;
        d->dropped = true;
        for (uint32_t i = d->cue[0].beg; i < d->cue[0].end; i++)
            u->v->w[i].cue = SAYSO_TAG_O;
    }
}

/* "..., the Courier reported": a carrier's verb that is no cue of its own. */
static bool reports(const sayso_rules *u, const sayso_draft *d, uint32_t i, sayso_range *who)
{
    static const char *const report[] = {"report", "write", "say", "quote", "publish", NULL};
    uint32_t subj = u->v->w[i].subj;
    if (u->v->w[i].cue != SAYSO_TAG_O || u->v->g->upos[i] != SAYSO_UPOS_VERB ||
        !sayso__tag_lemma_in(u->v->g, i, report) ||
        (subj != SAYSO_NONE && sayso__in_ranges(d->source, d->n_source, subj)))
        return false;
    *who = subj == SAYSO_NONE ? (sayso_range){0, 0} : carrier_from(u, u->v->w[subj].lo);
    if (!who->end)
        *who = carrier_before(u, i);
    return who->end != 0;
}

/* "a survey by X": the name behind "by", from token i on. */
static sayso_range pollster_from(const sayso_rules *u, uint32_t i, uint32_t end)
{
    static const char *const poll[] = {"survey", "poll", NULL};
    bool survey = false;
    for (uint32_t k = i; k + 1 < end && k < i + 8; k++) {
        survey |= sayso__tag_lemma_in(u->v->g, k, poll);
        uint32_t beg = k + 1, to = beg;
        if (!survey || !sayso__rule_is(u, k, "by"))
            continue;
        while (to < end && u->v->g->upos[to] == SAYSO_UPOS_PROPN)
            to++;
        return to > beg ? (sayso_range){beg, to} : (sayso_range){0, 0};
    }
    return (sayso_range){0, 0};
}

static void add_cited(const sayso_rules *u, sayso_draft *d, uint32_t from)
{
    uint32_t end = sayso__rule_end(u, from - 1);
    uint32_t at = find_citing(u, d, from, from + 8 < end ? from + 8 : end);
    if (at == SAYSO_NONE || at + 1 >= end)
        return;
    sayso_range who = carrier_from(u, at + 1);
    add_carrier(d, who.end ? who : pollster_from(u, at + 1, end), false);
}

/* "Y, quoted by X, said": of a source phrase that holds the aside. */
static void aside_in_source(const sayso_rules *u, sayso_draft *d)
{
    static const char *const quote[] = {"quote", "cite", NULL};
    uint32_t end = d->n_source ? d->source[0].end : 0;
    for (uint32_t i = d->n_source ? d->source[0].beg + 2 : 0; i + 1 < end; i++)
        if (u->v->g->xpos[i - 2] != SAYSO_XPOS_COMMA)
            continue;
        else if (sayso__rule_is(u, i, "by") && sayso__tag_lemma_in(u->v->g, i - 1, quote))
            add_carrier(d, carrier_from(u, i + 1), true);
        else if (u->v->g->xpos[i - 1] == SAYSO_XPOS_VBG && spoken_to(u, i))
            add_carrier(d, carrier_from(u, i + 1), false); /* "Y, speaking to X, said" */
}

/* "told local radio", "told the press": where somebody speaks, not who carries it; "state radio",
 * "the broadcaster" are certain ones. */
static bool is_anybody(const sayso_rules *u, sayso_range who)
{
    static const char *const people[] = {"press", "media", "reporter", "journalist", NULL};
    static const char *const media[] = {"radio", "television", "tv", "newspaper", NULL};
    static const char *const whose[] = {"the", "state", "public", "army", NULL};
    uint32_t noun = who.end - 1;
    if (u->v->t->tok[noun].flags & SAYSO_TOKEN_CAPITAL)
        return false;
    if (sayso__tag_lemma_in(u->v->g, noun, people))
        return true;
    if (!sayso__tag_lemma_in(u->v->g, noun, media))
        return false;
    for (uint32_t i = who.beg; i < noun; i++) /* "Kesmarian state radio" */
        if (sayso__tag_lemma_in(u->v->g, i, whose))
            return false;
    return true;
}

/* "answered through his lawyer that", "admitted through Ana Tork": one who hands on another's
 * words. prep: token of the preposition; empty if it is none. */
static sayso_range mouth_from(const sayso_rules *u, const sayso_draft *d, uint32_t prep)
{
    const sayso_range none = {0, 0};
    uint32_t i = prep + 1, end = sayso__rule_end(u, prep), k = i;
    bool own = u->v->g->xpos[i] == SAYSO_XPOS_PRPS;
    if (!sayso__rule_is(u, prep, "through") || prep < d->cue[0].end || prep > d->cue[0].end + 2)
        return none;
    for (; k < end && k < i + 6 && sayso__rule_nominal(u, k); k++) {
        uint32_t m = u->r->at[k];
        const sayso_mention *x = m == SAYSO_NONE ? NULL : &u->r->mentions->mention[m];
        bool person = x && (x->kind == SAYSO_MENTION_PERSON || x->kind == SAYSO_MENTION_ROLE);
        if (person && (x->named || own))
            return (sayso_range){i, x->end};
    }
    return none;
}

/* The models take "through" for a part of the cue, and the mouth for a part of what is said. */
static void mouth_in_cue(const sayso_rules *u, sayso_draft *d)
{
    sayso_range *cue = &d->cue[0], *said = &d->content[0];
    if (d->n_cue != 1 || cue->end < cue->beg + 2 || !sayso__rule_is(u, cue->end - 1, "through"))
        return;
    cue->end--;
    sayso_range mouth = mouth_from(u, d, cue->end);
    if (!mouth.end || said->beg != mouth.beg || said->end <= mouth.end + 1) {
        cue->end++;
        return;
    }
    said->beg = mouth.end;
    add_carrier(d, mouth, false);
}

/* The part of the cue's sentence between semicolons outside the content: "X told the Courier so; Y
 * says not". */
static sayso_range part_of(const sayso_rules *u, const sayso_draft *d)
{
    uint32_t c = d->cue_head;
    sayso_range all = {sayso__rule_beg(u, c), sayso__rule_end(u, c)};
    for (uint32_t i = all.beg; i < all.end; i++) {
        if (!sayso__rule_is(u, i, ";") || sayso__in_ranges(d->content, d->n_content, i))
            continue;
        if (i > c)
            all.end = i;
        else
            all.beg = i;
    }
    return all;
}

void sayso__carrier_named(const sayso_rules *u, sayso_draft *d)
{
    static const char *const tell[] = {"tell", "inform", "brief", NULL};
    sayso_range part = part_of(u, d);
    aside_in_source(u, d);
    mouth_in_cue(u, d);
    for (uint32_t i = part.beg; i + 1 < part.end; i++) {
        sayso_range who;
        if (sayso__in_ranges(d->content, d->n_content, i) ||
            sayso__in_ranges(d->source, d->n_source, i + 1))
            continue;
        if (d->n_cue)
            add_carrier(d, mouth_from(u, d, i), false);
        if (reports(u, d, i, &who)) {
            add_carrier(d, who, true);
            add_cited(u, d, i + 1);
            continue;
        }
        bool told = sayso__in_ranges(d->cue, d->n_cue, i) && sayso__tag_lemma_in(u->v->g, i, tell);
        bool by = sayso__rule_is(u, i, "by") && carried_by(u, i);
        if (!told && !by && !spoken_to(u, i))
            continue;
        who = carrier_from(u, i + 1);
        if (told && !who.end)
            who = told_body(u, i + 1);
        if (who.end && !by && is_anybody(u, who))
            continue;
        add_carrier(d, who, false);
        if (by && who.end)
            add_cited(u, d, who.end);
    }
}

/* "X wrote, citing Y, that Z": the model takes "citing" for the cue. Y said it, X carries it. */
void sayso__carrier_citing_cue(const sayso_rules *u, sayso_draft *d)
{
    static const char *const report[] = {"report", "write", "say", NULL};
    static const char *const cite[] = {"cite", NULL};
    const sayso_tags *g = u->v->g;
    uint32_t c = d->cue_head, beg = sayso__rule_beg(u, c), end = sayso__rule_end(u, c), verb = c;
    if (!sayso__tag_lemma_in(u->v->g, c, cite) || g->xpos[c] != SAYSO_XPOS_VBG || !d->n_source)
        return;
    while (verb > beg &&
           !(g->upos[verb] == SAYSO_UPOS_VERB && sayso__tag_lemma_in(u->v->g, verb, report)))
        verb--;
    uint32_t that = c + 1;
    while (that < end && that < c + 15 && !sayso__rule_is(u, that, "that") &&
           !sayso__rule_is(u, that, ":"))
        that++;
    if (!sayso__tag_lemma_in(u->v->g, verb, report) || that == end || that == c + 15 ||
        that < c + 2)
        return;
    uint32_t stop = that - (g->upos[that - 1] == SAYSO_UPOS_PUNCT);
    if (stop <= c + 1 || that + 1 >= end)
        return;
    add_carrier(d, sayso__carrier_of(u, d).end ? sayso__carrier_of(u, d) : d->source[0], true);
    d->source[0] = (sayso_range){c + 1, stop};
    d->content[0] = (sayso_range){that + sayso__rule_is(u, that, ":"), end};
    while (d->content[0].end > d->content[0].beg + 1 &&
           g->upos[d->content[0].end - 1] == SAYSO_UPOS_PUNCT)
        d->content[0].end--;
    d->n_content = 1;
    d->cue[0] = (sayso_range){verb, verb + 1};
    d->cue_head = verb;
}

/* "a survey by Y which X reported on Tuesday: Z": Y said it, X carries it. */
void sayso__carrier_relative(const sayso_rules *u, sayso_draft *d)
{
    static const char *const what[] = {"survey", "poll", "study",   "report", "letter", "document",
                                       "memo",   "leak", "finding", "email",  "paper",  NULL};
    const sayso_tags *g = u->v->g;
    sayso_range m = sayso__carrier_of(u, d);
    uint32_t w = d->source[0].beg, beg = sayso__rule_beg(u, d->cue_head);
    if (!m.end || w < beg + 2 ||
        (!sayso__rule_is(u, w - 1, "which") && !sayso__rule_is(u, w - 1, "that")))
        return;
    uint32_t to = w - 1 - (g->xpos[w - 2] == SAYSO_XPOS_COMMA), at = to;
    while (at > beg && to - at < 10 && g->upos[at - 1] != SAYSO_UPOS_VERB &&
           g->upos[at - 1] != SAYSO_UPOS_AUX && !sayso__tag_lemma_in(u->v->g, at - 1, what))
        at--;
    if (at == beg || !sayso__tag_lemma_in(u->v->g, at - 1, what) ||
        sayso__in_ranges(d->content, d->n_content, at - 1))
        return;
    uint32_t from = at - 1;
    while (from > beg && (sayso__rule_nominal(u, from - 1) || g->upos[from - 1] == SAYSO_UPOS_DET))
        from--;
    add_carrier(d, m, true);
    d->source[0] = (sayso_range){from, to};
}
