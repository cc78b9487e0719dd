/* evidence.c -- marks of what claims rest on, with their words and the claims they cover.
 * Layer: claim.
 *
 * One pass over the text finds the phrases of data/evidence.tsv; the entry says which claims such
 * words reach: that of their own sentence, the accusations that the sentence's subject just made,
 * the account just given, or all that an unnamed speaker says. Some marks follow from the act
 * (declined) or the source (a document) and need no words. */
#include <math.h>

#include "base/array.h"
#include "base/fail.h"
#include "claim/evidence_form.h"
#include "lexica.h"
#include "tag/lexeme.h"

/* Flags of data/evidence.tsv (value[1]). */
enum { HERE = 1, PARTY = 2, ACCOUNT = 4, SPEAKER = 8, NEXT = 16, SURVEY = 32 };

/* How far back marks reach, in sentences; and marks of a speaker or a document, in claims. */
enum { REACH = 4, FAR = 200 };

typedef struct {
    sayso_claim_part *p;
    SAYSO_ARRAY(sayso_mark) mark;
    SAYSO_ARRAY(uint32_t) cover;
    uint32_t beg, end; /* the phrase at hand */
    uint32_t self;     /* the attribution made by the phrase's own verb, or SAYSO_NONE */
    uint32_t first;    /* first attribution that a phrase at the current sentence may reach */
    bool failed;
} marker;

static uint32_t bit(uint32_t mark)
{
    return 1u << mark;
}

/* Is the source a picture, by the first words of its phrase? */
static bool is_picture(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n;
    const sayso_piece *s = sayso__attr_source(p->attrs, i, &n);
    uint8_t type = p->out->claim[i].source_type;
    if (type != SAYSO_SOURCE_DOCUMENT && type != SAYSO_SOURCE_SOCIAL_MEDIA)
        return false;
    static const char *const sound[] = {"recording", "tape", NULL}; /* unless "a video recording" */
    for (uint32_t t = n ? s[0].beg : 0; n && t < s[0].end && t < s[0].beg + 4; t++)
        if (p->clue[t] & SAYSO_CLUE_IMAGERY && !sayso__clue_lemma_in(p, t, sound))
            return true;
    return false;
}

/* A relay is never also cited media; a picture that shows cites none. */
static bool suits(const sayso_claim_part *p, uint32_t i, uint32_t mark)
{
    if (mark == SAYSO_EVIDENCE_CITES_MEDIA)
        return p->attrs->attribution[i].n_via == 0;
    return mark != SAYSO_EVIDENCE_CITES_IMAGERY || !is_picture(p, i);
}

/* "We have seen the call but cannot confirm what was said": the writer's own in the phrase's
 * sentence. */
static bool by_narrator(const marker *k, uint32_t i)
{
    uint32_t n;
    const sayso_attribution *x = k->p->attrs->attribution + i;
    const sayso_piece *s = sayso__attr_source(k->p->attrs, i, &n);
    if (!n || s[0].end != s[0].beg + 1 || k->beg >= k->p->tokens->n_tok ||
        x->sent != k->p->tokens->tok_sent[k->beg])
        return false;
    return sayso__clue_is(k->p, s[0].beg, "we") || sayso__clue_is(k->p, s[0].beg, "i");
}

/* An attribution made of the very words of the phrase ("asked not to be named") is no claim. */
static bool is_phrase(const marker *k, uint32_t i)
{
    uint32_t cue = k->p->attrs->attribution[i].cue_head;
    return i == k->self || (cue >= k->beg && cue < k->end);
}

/* "The ministry did not reply to questions": a silence that was read as a claim. */
static bool is_silent(const marker *k, uint32_t i)
{
    return k->p->out->claim[i].act == SAYSO_ACT_DECLINE_COMMENT;
}

static void cover(marker *k, uint32_t claim, uint32_t mark)
{
    bool narrated = mark != SAYSO_EVIDENCE_CORRECTION_APPENDED && by_narrator(k, claim);
    bool own = is_phrase(k, claim) && !(mark == SAYSO_EVIDENCE_NOT_REACHED && is_silent(k, claim));
    if (!suits(k->p, claim, mark) || own || narrated)
        return;
    for (uint32_t x = k->mark.v[k->mark.n - 1].covers; x < k->cover.n; x++)
        if (k->cover.v[x] == claim)
            return;
    if (!SAYSO_PUSH(k->p->scratch, &k->cover, claim)) {
        k->failed = true;
        return;
    }
    k->p->out->claim[claim].evidence |= bit(mark);
}

static bool accuses(const sayso_claim_part *p, uint32_t i)
{
    const sayso_claim *c = p->out->claim + i;
    switch (c->act) {
    case SAYSO_ACT_ALLEGE:
    case SAYSO_ACT_SUSPECT:
    case SAYSO_ACT_CLAIM_RESPONSIBILITY: return true;
    case SAYSO_ACT_ASSERT:
    case SAYSO_ACT_CONFIRM:
        return c->kind == SAYSO_KIND_RESPONSIBILITY || c->kind == SAYSO_KIND_CAUSE ||
               c->source_type == SAYSO_SOURCE_GROUP_CHANNEL ||
               c->source_type == SAYSO_SOURCE_UNNAMED_PERSON ||
               c->source_type == SAYSO_SOURCE_UNNAMED_OFFICIAL;
    default: return false;
    }
}

/* Party of the subject of a phrase at tok: the nearest mention before it in its sentence that has
 * an actor; SAYSO_NONE if there is none. */
static uint32_t subject_party(const sayso_claim_part *p, uint32_t tok)
{
    uint32_t beg = sayso__clue_sent_beg(p, tok), found = SAYSO_NONE;
    for (uint32_t t = beg; t < tok; t++) {
        uint32_t m = p->mention[t];
        if (m == SAYSO_NONE || p->mentions->mention[m].actor >= p->attrs->n_actor)
            continue;
        if (p->mentions->mention[m].kind == SAYSO_MENTION_LOCATION)
            continue;
        if (found == SAYSO_NONE || p->tags->deprel[t] == SAYSO_DEPREL_NSUBJ)
            found = sayso__claim_root(p, p->mentions->mention[m].actor);
    }
    return found;
}

static bool in_sentence(const sayso_claim_part *p, uint32_t i, uint32_t sent)
{
    uint32_t n;
    if (p->attrs->attribution[i].sent == sent)
        return true;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    for (uint32_t k = 0; k < n; k++)
        if (p->tokens->tok_sent[c[k].beg] <= sent && p->tokens->tok_sent[c[k].end - 1] >= sent)
            return true;
    return false;
}

/* May a claim rest on something? Refusals, demands and withdrawals do not. */
static bool rests(const sayso_claim_part *p, uint32_t i)
{
    static const uint8_t never[] = {SAYSO_ACT_DECLINE_COMMENT, SAYSO_ACT_DEMAND, SAYSO_ACT_APPEAL,
                                    SAYSO_ACT_RETRACT, SAYSO_ACT_QUESTION};
    for (size_t k = 0; k < sizeof never; k++)
        if (p->out->claim[i].act == never[k])
            return false;
    return true;
}

/* The claims of a party before a word at sentence sent, back to the reach. */
static uint32_t cover_party(marker *k, uint32_t sent, uint32_t party, uint32_t mark)
{
    const sayso_claim_part *p = k->p;
    uint32_t n = 0;
    for (uint32_t i = k->first; i < p->attrs->n_attribution; i++) {
        uint32_t s = p->attrs->attribution[i].sent;
        if (s > sent)
            break;
        if (s + REACH < sent || p->reading[i].party != party || party == SAYSO_NONE)
            continue;
        bool just = s + 1 >= sent && p->reading[i].block == p->tokens->sent_block[sent] &&
                    mark == SAYSO_EVIDENCE_NO_EVIDENCE_GIVEN && rests(p, i) &&
                    p->attrs->attribution[i].cue_head < k->beg;
        if (!accuses(p, i) && !just)
            continue;
        cover(k, i, mark);
        n++;
    }
    return n;
}

/* The last claim that begins before or in the sentence, or SAYSO_NONE. */
static uint32_t last_before(const marker *k, uint32_t sent)
{
    const sayso_claim_part *p = k->p;
    uint32_t last = SAYSO_NONE;
    for (uint32_t i = k->first; i < p->attrs->n_attribution; i++) {
        if (p->attrs->attribution[i].sent > sent)
            break;
        if (p->out->claim[i].act != SAYSO_ACT_DECLINE_COMMENT && !is_phrase(k, i) &&
            !by_narrator(k, i))
            last = i;
    }
    if (last == SAYSO_NONE || p->attrs->attribution[last].sent + REACH < sent)
        return SAYSO_NONE;
    return last;
}

/* The account just given: the last claim, those of its sentence, and what its party said before it
 * in the same paragraph (of the one before only what accuses or claims). */
static void cover_last(marker *k, uint32_t sent, bool with_party, uint32_t mark)
{
    const sayso_claim_part *p = k->p;
    uint32_t last = last_before(k, sent);
    if (last == SAYSO_NONE)
        return;
    const sayso_reading *r = p->reading + last;
    for (uint32_t i = last + 1; i-- > k->first;) {
        uint32_t back = r->block - p->reading[i].block;
        bool same = p->reading[i].party == r->party && r->party != SAYSO_NONE;
        bool beside = p->attrs->attribution[i].sent == p->attrs->attribution[last].sent;
        if (back > 1)
            break;
        if (i == last || (beside && mark == SAYSO_EVIDENCE_NOT_INDEPENDENTLY_VERIFIED) ||
            (with_party && same && (back == 0 || accuses(p, i))))
            cover(k, i, mark);
    }
}

/* An attribution of the sentence whose content holds the token, or SAYSO_NONE. */
static uint32_t content_holder(const marker *k, uint32_t tok, uint32_t sent)
{
    for (uint32_t i = k->first; i < k->p->attrs->n_attribution; i++) {
        if (k->p->attrs->attribution[i].sent > sent)
            break;
        if (sayso__claim_in_content(k->p, i, tok))
            return i;
    }
    return SAYSO_NONE;
}

/* The last claim before that accuses or claims, within reach. */
static void cover_accusation(marker *k, uint32_t sent, uint32_t mark)
{
    const sayso_claim_part *p = k->p;
    uint32_t last = SAYSO_NONE;
    for (uint32_t i = k->first; i < p->attrs->n_attribution; i++) {
        uint32_t s = p->attrs->attribution[i].sent;
        if (s > sent)
            break;
        if (s + REACH >= sent && accuses(p, i) && !is_phrase(k, i))
            last = i;
    }
    if (last != SAYSO_NONE)
        cover(k, last, mark);
    else
        cover_last(k, sent, false, mark);
}

static uint32_t cover_here(marker *k, uint32_t tok, uint32_t mark)
{
    const sayso_claim_part *p = k->p;
    uint32_t sent = p->tokens->tok_sent[tok], n = 0, holder = content_holder(k, tok, sent);
    for (uint32_t i = k->first; i < p->attrs->n_attribution; i++) {
        if (p->attrs->attribution[i].sent > sent)
            break;
        bool corrected = mark == SAYSO_EVIDENCE_CORRECTION_APPENDED;
        if (!in_sentence(p, i, sent) || (!corrected && !rests(p, i)))
            continue;
        if (holder != SAYSO_NONE && !sayso__claim_in_content(p, i, tok))
            continue;
        if (mark == SAYSO_EVIDENCE_NO_EVIDENCE_GIVEN && !accuses(p, i) && n)
            continue;
        cover(k, i, mark);
        n++;
    }
    return n;
}

static uint32_t far_beg(uint32_t i)
{
    return i > FAR ? i - FAR : 0;
}

static uint32_t far_end(const sayso_claim_part *p, uint32_t i)
{
    return p->attrs->n_attribution - i > FAR ? i + FAR : p->attrs->n_attribution;
}

static bool is_named(const sayso_claim_part *p, uint32_t i)
{
    uint32_t who = p->attrs->attribution[i].source_actor;
    return who < p->attrs->n_actor && p->attrs->actor[who].named;
}

static bool by_pronoun(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n;
    const sayso_piece *s = sayso__attr_source(p->attrs, i, &n);
    return n == 0 || (s[0].end == s[0].beg + 1 && p->tags->upos[s[0].beg] == SAYSO_UPOS_PRON);
}

/* All claims of the speaker named in the phrase's sentence, else of the last one. */
static void cover_speaker(marker *k, uint32_t tok, uint32_t mark)
{
    const sayso_claim_part *p = k->p;
    static const char *const some[] = {"a", "an", "another", "one", "two", "three", NULL};
    uint32_t sent = p->tokens->tok_sent[tok], who = SAYSO_NONE, at = SAYSO_NONE;
    bool anew = sayso__clue_lemma_in(p, p->tokens->sent[sent], some); /* "A clerk told us ..." */
    for (uint32_t i = k->first; i < p->attrs->n_attribution; i++) {
        const sayso_attribution *x = p->attrs->attribution + i;
        if (x->sent > sent)
            break;
        if (is_phrase(k, i) || is_named(p, i))
            continue;
        bool here = x->sent == sent;
        if (!here && (x->sent + REACH < sent || anew))
            continue;
        at = i;
        who = x->source_actor;
    }
    if (at == SAYSO_NONE)
        return;
    cover(k, at, mark);
    uint32_t end = far_end(p, at);
    for (uint32_t i = far_beg(at); who < p->attrs->n_actor && i < end; i++)
        if (p->attrs->attribution[i].source_actor == who)
            cover(k, i, mark);
    for (uint32_t i = at + 1; i < end && p->reading[i].block == p->reading[at].block; i++) {
        if (!by_pronoun(p, i))
            break;
        cover(k, i, mark); /* "I shot," he murmured. */
    }
}

/* What groups boast of in the paragraph before the phrase. */
static void cover_boasts(marker *k, uint32_t sent, uint32_t mark)
{
    const sayso_claim_part *p = k->p;
    for (uint32_t i = k->first; i < p->attrs->n_attribution; i++) {
        if (p->attrs->attribution[i].sent > sent)
            break;
        const sayso_claim *c = p->out->claim + i;
        if (p->reading[i].block == p->tokens->sent_block[sent] &&
            p->attrs->attribution[i].cue_head < k->beg && rests(p, i) &&
            (c->act == SAYSO_ACT_CLAIM_RESPONSIBILITY ||
             c->source_type == SAYSO_SOURCE_GROUP_CHANNEL))
            cover(k, i, mark);
    }
}

/* The claims of the account that a phrase such as "could not be verified" speaks of. */
static void cover_account(marker *k, uint32_t tok, uint32_t mark)
{
    const sayso_claim_part *p = k->p;
    uint32_t sent = p->tokens->tok_sent[tok], beg = p->tokens->sent[sent];
    bool picture = false;
    for (uint32_t t = beg; t < sayso__clue_sent_end(p, tok); t++)
        picture |= (p->clue[t] & SAYSO_CLUE_IMAGERY) != 0;
    if (!picture && mark == SAYSO_EVIDENCE_NOT_INDEPENDENTLY_VERIFIED)
        cover_boasts(k, sent, mark);
    if (!picture && cover_party(k, sent, subject_party(p, tok), mark))
        return;
    cover_last(k, sent, !picture, mark);
}

/* Party of the subject, else of the claim just made. */
static uint32_t party_meant(const marker *k, uint32_t tok)
{
    uint32_t party = subject_party(k->p, tok);
    uint32_t last = last_before(k, k->p->tokens->tok_sent[tok]);
    return party != SAYSO_NONE || last == SAYSO_NONE ? party : k->p->reading[last].party;
}

/* Who was not reached: the silence itself, where it is a claim; else what that party says beside
 * it; else the accusation that it did not answer. */
static void cover_silence(marker *k, uint32_t tok, uint32_t mark)
{
    const sayso_claim_part *p = k->p;
    uint32_t sent = p->tokens->tok_sent[tok], party = subject_party(p, tok), n = 0;
    uint32_t accuser = SAYSO_NONE;
    for (uint32_t i = k->first; i < p->attrs->n_attribution; i++) {
        uint32_t s = p->attrs->attribution[i].sent, of = p->out->claim[i].responsible;
        if (s > sent + 1)
            break;
        if (s == sent && is_phrase(k, i) && is_silent(k, i)) {
            cover(k, i, mark);
            return;
        }
        if (s + REACH < sent || party == SAYSO_NONE)
            continue;
        if (s < sent && of < p->attrs->n_actor && sayso__claim_root(p, of) == party)
            accuser = i;
        if (s + 1 >= sent && p->reading[i].party == party && !is_silent(k, i)) {
            cover(k, i, mark);
            n++;
        }
    }
    if (!n && accuser != SAYSO_NONE && p->reading[accuser].party != party)
        cover(k, accuser, mark);
}

static void reach(marker *k, uint32_t tok, uint32_t mark, uint32_t flags)
{
    const sayso_claim_part *p = k->p;
    uint32_t sent = p->tokens->tok_sent[tok];
    if (flags & SURVEY) {
        uint32_t end = far_end(p, k->first);
        for (uint32_t i = far_beg(k->first); i < end; i++)
            if (p->out->claim[i].source_type == SAYSO_SOURCE_SURVEY)
                cover(k, i, mark);
    } else if (mark == SAYSO_EVIDENCE_NOT_REACHED)
        cover_silence(k, tok, mark);
    else if (flags & SPEAKER)
        cover_speaker(k, tok, mark);
    else if (flags & ACCOUNT)
        cover_account(k, tok, mark);
    else if (flags & PARTY) {
        if (mark == SAYSO_EVIDENCE_NO_EVIDENCE_GIVEN)
            cover_boasts(k, sent, mark);
        if (!cover_party(k, sent, party_meant(k, tok), mark))
            cover_accusation(k, sent, mark);
    } else if (!cover_here(k, tok, mark) && flags & HERE &&
               mark == SAYSO_EVIDENCE_NO_EVIDENCE_GIVEN)
        cover_last(k, sent, false, mark);
}

/* What a document says of itself holds of all that is taken from it: of the whole report where the
 * source's own name says so ("a preliminary report"), else of the paragraph. */
static void spread(marker *k, uint32_t tok, uint32_t mark)
{
    const sayso_claim_part *p = k->p;
    uint32_t n, sent = p->tokens->tok_sent[tok], by = SAYSO_NONE;
    bool whole = false;
    for (uint32_t i = k->first; i < p->attrs->n_attribution; i++) {
        if (p->attrs->attribution[i].sent > sent)
            break;
        if (p->attrs->attribution[i].sent != sent ||
            p->out->claim[i].source_type != SAYSO_SOURCE_DOCUMENT)
            continue;
        const sayso_piece *s = sayso__attr_source(p->attrs, i, &n);
        by = p->reading[i].party;
        whole = n && tok >= s[0].beg && tok < s[0].end;
    }
    uint32_t end = far_end(p, k->first);
    for (uint32_t i = far_beg(k->first); by != SAYSO_NONE && i < end; i++) {
        bool here = p->reading[i].block == p->tokens->sent_block[sent];
        if (p->reading[i].party == by && (whole || here) &&
            p->out->claim[i].source_type == SAYSO_SOURCE_DOCUMENT)
            cover(k, i, mark);
    }
}

/* What follows a correction in its paragraph belongs to it; what follows a study of pictures rests
 * on them. */
static void cover_block(marker *k, uint32_t sent, uint32_t mark)
{
    const sayso_claim_part *p = k->p;
    uint32_t end = far_end(p, k->first);
    bool corrects = mark == SAYSO_EVIDENCE_CORRECTION_APPENDED;
    uint32_t party = corrects ? SAYSO_NONE : subject_party(p, k->beg);
    for (uint32_t i = k->first; i < end; i++)
        if (p->attrs->attribution[i].sent >= sent &&
            p->reading[i].block == p->tokens->sent_block[sent] &&
            (corrects || (rests(p, i) && (p->reading[i].party == party ||
                                          p->attrs->attribution[i].sent <= sent + 1))))
            cover(k, i, mark);
}

static void mark_put(marker *k, uint32_t mark, uint32_t beg, uint32_t end, uint32_t flags)
{
    sayso_mark m = {.mark = (uint8_t)mark,
                    .at = sayso__token_span(k->p->tokens, beg, end),
                    .covers = k->cover.n};
    if (!SAYSO_PUSH(k->p->scratch, &k->mark, m)) {
        k->failed = true;
        return;
    }
    k->beg = beg;
    k->end = end;
    reach(k, beg, mark, flags);
    if (mark == SAYSO_EVIDENCE_PRELIMINARY)
        spread(k, beg, mark);
    if (mark == SAYSO_EVIDENCE_CORRECTION_APPENDED ||
        (mark == SAYSO_EVIDENCE_CITES_IMAGERY && flags & NEXT))
        cover_block(k, k->p->tokens->tok_sent[beg], mark);
    sayso_mark *last = k->mark.v + k->mark.n - 1;
    last->n_covers = k->cover.n - last->covers;
    if (last->n_covers == 0)
        k->mark.n--;
}

/* Inside quotation marks the words are the speaker's own and mark nothing. */
static bool in_quote(const sayso_claim_part *p, uint32_t t)
{
    return p->tags->lexeme[t].bits & SAYSO_LEX_IN_QUOTE;
}

/* "could not immediately be independently verified": a negative before turns the mark. */
static uint32_t mark_of(const sayso_claim_part *p, const sayso_lexicon_entry *e, uint32_t t,
                        uint32_t beg)
{
    if (e->value[0] != SAYSO_EVIDENCE_INDEPENDENTLY_VERIFIED &&
        e->value[0] != SAYSO_EVIDENCE_CORROBORATED)
        return e->value[0];
    for (uint32_t k = t > beg + 5 ? t - 5 : beg; k < t; k++)
        if (p->clue[k] & SAYSO_CLUE_NEGATIVE)
            return SAYSO_EVIDENCE_NOT_INDEPENDENTLY_VERIFIED;
    return e->value[0];
}

/* The mark of the words from token t on, *n of them; 0 for none. */
static uint32_t mark_at(const sayso_claim_part *p, uint32_t t, sayso_clause at, uint32_t *n,
                        uint32_t *flags)
{
    const sayso_lexicon_entry *e = sayso__clue_phrase(p, &sayso__lex_evidence, t, at.end, n);
    if (e) {
        *flags = e->value[1];
        return mark_of(p, e, t, at.beg);
    }
    uint32_t mark = sayso__evidence_form(p, t, at, n);
    *flags = mark == SAYSO_EVIDENCE_NO_EVIDENCE_GIVEN   ? PARTY
             : mark == SAYSO_EVIDENCE_ANONYMITY_GRANTED ? SPEAKER
             : mark == SAYSO_EVIDENCE_METHOD_STATED     ? SURVEY
             : mark == SAYSO_EVIDENCE_CITES_DOCUMENT    ? HERE
             : mark == SAYSO_EVIDENCE_CITES_IMAGERY     ? NEXT
                                                        : ACCOUNT;
    return mark;
}

static void sentence_scan(marker *k, uint32_t sent)
{
    sayso_claim_part *p = k->p;
    uint32_t beg = p->tokens->sent[sent], end = p->tokens->sent[sent + 1];
    while (k->first < p->attrs->n_attribution &&
           p->attrs->attribution[k->first].sent + 2 * REACH < sent)
        k->first++;
    for (uint32_t t = beg; t < end && !k->failed; t++) {
        uint32_t n;
        uint32_t flags, mark = mark_at(p, t, (sayso_clause){beg, end}, &n, &flags);
        bool own =
            in_quote(p, t) && (flags & ~(uint32_t)HERE || mark == SAYSO_EVIDENCE_NO_EVIDENCE_GIVEN);
        uint32_t holder =
            mark && flags & (SPEAKER | ACCOUNT) ? content_holder(k, t, sent) : SAYSO_NONE;
        bool asks = mark == SAYSO_EVIDENCE_ANONYMITY_GRANTED; /* asked | not to be named */
        if (!mark || own || (holder != SAYSO_NONE && !asks))
            continue;
        k->self = holder;
        mark_put(k, mark, t, t + n, flags);
        t += n - 1;
    }
}

/* ---- numbers that cannot both be right ------------------------------------------------------ */

typedef struct {
    double least, most;
} range;

static range range_of(const sayso_figure *f)
{
    range r = {f->low.known ? f->low.v : 0, f->high.known ? f->high.v : HUGE_VAL};
    if (f->best.known && !f->low.known && !f->high.known) /* "about 60" */
        r = (range){f->best.v * 0.8, f->best.v * 1.2};
    return r;
}

static bool clash(const sayso_figure *a, const sayso_figure *b)
{
    bool counts = a->measure <= SAYSO_MEASURE_RELEASED || a->measure == SAYSO_MEASURE_COUNT;
    bool same = a->measure != SAYSO_MEASURE_COUNT || a->population.n == 0 ||
                sayso__str_eq(a->population, b->population) ||
                sayso__str_eq(b->population, SAYSO_STR("all"));
    range x = range_of(a), y = range_of(b);
    return counts && same && a->measure == b->measure && a->part_of == SAYSO_NONE &&
           b->part_of == SAYSO_NONE && (x.most < y.least || y.most < x.least);
}

/* The last attribution of the figure's sentence, among the next FAR, whose content holds it, or
 * SAYSO_NONE. */
static uint32_t teller(marker *k, const sayso_figure *f)
{
    const sayso_claim_part *p = k->p;
    uint32_t sent = p->tokens->tok_sent[f->beg], found = SAYSO_NONE;
    while (k->first < p->attrs->n_attribution && p->attrs->attribution[k->first].sent + 1 < sent)
        k->first++;
    uint32_t end = far_end(p, k->first);
    for (uint32_t i = k->first; i < end; i++) {
        if (p->attrs->attribution[i].sent > sent + 1)
            break;
        if (sayso__claim_in_content(p, i, f->beg))
            found = i;
    }
    return found;
}

/* "Witnesses put the dead at 31; the ministry acknowledges 12": two parties, one after the other,
 * give numbers of one thing that exclude each other. */
static void number_scan(marker *k)
{
    const sayso_claim_part *p = k->p;
    const sayso_mentions *m = p->mentions;
    uint32_t last = SAYSO_NONE, by = SAYSO_NONE;
    k->first = 0;
    k->beg = k->end = 0;
    k->self = SAYSO_NONE;
    for (uint32_t f = 0; f < m->n_figure && !k->failed; f++) {
        const sayso_figure *x = m->figure + f;
        uint32_t i = x->beg < p->tokens->n_tok ? teller(k, x) : SAYSO_NONE;
        if (i == SAYSO_NONE || p->out->claim[i].evidence & bit(SAYSO_EVIDENCE_CORRECTION_APPENDED))
            continue;
        if (last != SAYSO_NONE && p->reading[i].party != p->reading[by].party &&
            p->reading[i].block == p->reading[by].block &&
            p->tokens->tok_sent[x->beg] <= p->tokens->tok_sent[m->figure[last].beg] + 1 &&
            clash(m->figure + last, x)) {
            sayso_mark mark = {.mark = SAYSO_EVIDENCE_CONFLICTING_ACCOUNTS,
                               .at = x->at,
                               .covers = k->cover.n};
            if (!SAYSO_PUSH(p->scratch, &k->mark, mark)) {
                k->failed = true;
                return;
            }
            cover(k, by, SAYSO_EVIDENCE_CONFLICTING_ACCOUNTS);
            cover(k, i, SAYSO_EVIDENCE_CONFLICTING_ACCOUNTS);
            k->mark.v[k->mark.n - 1].n_covers = k->cover.n - mark.covers;
        }
        last = f;
        by = i;
    }
}

/* A paper named in the tokens [beg, end), outside quotation marks. */
static bool names_paper(const sayso_claim_part *p, uint32_t beg, uint32_t end)
{
    static const char *const paper[] = {"report",   "memo",     "memorandum", "letter",
                                        "judgment", "audit",    "advisory",   "circular",
                                        "study",    "document", "indictment", "ruling",
                                        "dossier",  "filing",   NULL};
    for (uint32_t t = beg; t < end; t++)
        for (const char *const *w = paper; *w && p->tags->upos[t] == SAYSO_UPOS_NOUN; w++)
            if (!in_quote(p, t) && sayso__clue_lemma(p, t, *w))
                return true;
    return false;
}

/* "The latest tally shows", "the 90 pages rule out", "on the recording he says": a source that is a
 * record. */
static bool is_record(const sayso_claim_part *p, uint32_t i)
{
    static const char *const record[] = {"recording", "tally", "log",     "register",
                                         "tape",      "page",  "traffic", "transcript",
                                         "logbook",   "audio", "minutes", NULL};
    uint32_t n;
    const sayso_piece *s = sayso__attr_source(p->attrs, i, &n);
    uint32_t who = p->attrs->attribution[i].source_actor;
    bool named = who < p->attrs->n_actor && p->attrs->actor[who].named &&
                 p->attrs->actor[who].kind == SAYSO_MENTION_PERSON;
    for (uint32_t t = n ? s[0].beg : 0; n && !named && t < s[0].end; t++) {
        if (p->tags->upos[t] == SAYSO_UPOS_NOUN && sayso__clue_lemma_in(p, t, record))
            return true;
        if (p->tags->upos[t] == SAYSO_UPOS_ADP || p->tags->upos[t] == SAYSO_UPOS_PUNCT)
            return false; /* the head is passed */
    }
    return false;
}

/* "Harlan Rail, in an email to the Courier, denied": a message to the press is speech. */
static bool is_mail(const sayso_claim_part *p, uint32_t i)
{
    static const char *const mail[] = {"email", "e-mail", "mail", "text", NULL};
    uint32_t n, sent = p->attrs->attribution[i].sent;
    uint32_t beg = p->tokens->sent[sent], end = p->tokens->sent[sent + 1];
    const sayso_piece *s = sayso__attr_source(p->attrs, i, &n);
    bool mails = false;
    for (uint32_t t = beg; t < end; t++)
        mails |= p->tags->upos[t] == SAYSO_UPOS_NOUN && sayso__clue_lemma_in(p, t, mail);
    for (uint32_t t = n ? s[0].beg : 0; n && t < s[0].end; t++) {
        if (p->tags->upos[t] == SAYSO_UPOS_PUNCT)
            break; /* the head is passed */
        if (p->clue[t] & SAYSO_CLUE_DOCUMENT || sayso__clue_lemma_in(p, t, mail))
            return false;
    }
    return mails && n && !names_paper(p, beg, end);
}

/* "She wrote that ...", "it concluded", where the sentence or the one beside it in the paragraph
 * names the paper that they wrote or concluded in. */
static bool in_writing(const sayso_claim_part *p, uint32_t i)
{
    static const char *const writing[] = {"write", "conclude", "find", "recommend", "note", NULL};
    const sayso_attribution *x = p->attrs->attribution + i;
    bool writes = false;
    for (const char *const *w = writing; *w && x->cue_head < p->tokens->n_tok; w++)
        writes |= sayso__clue_lemma(p, x->cue_head, *w);
    if (!writes)
        return false;
    uint32_t from = x->sent > 1 ? x->sent - 2 : 0, to = x->sent + 1;
    while (from < x->sent && p->tokens->sent_block[from] != p->tokens->sent_block[x->sent])
        from++;
    if (sayso__clue_lemma(p, x->cue_head, "write") && to < p->tokens->n_sent &&
        p->tokens->sent_block[to] == p->tokens->sent_block[x->sent])
        to++;
    return names_paper(p, p->tokens->sent[from], p->tokens->sent[to]);
}

/* Papers and outlets are silent, but decline nothing; nor does one who leaves something out. */
static bool was_asked(const sayso_claim_part *p, uint32_t i)
{
    const sayso_attribution *x = p->attrs->attribution + i;
    uint32_t who = x->source_actor;
    uint8_t class_ = who < p->attrs->n_actor ? p->attrs->actor[who].class_ : SAYSO_CLASS_PERSON;
    bool outlet = class_ == SAYSO_CLASS_OUTLET || class_ == SAYSO_CLASS_AGENCY;
    bool omits = x->cue_head < p->tokens->n_tok && sayso__clue_lemma(p, x->cue_head, "mention");
    return !outlet && !omits && p->out->claim[i].source_type != SAYSO_SOURCE_DOCUMENT;
}

/* Marks that follow from act and source alone. */
static void by_nature(sayso_claim_part *p, uint32_t i)
{
    sayso_claim *c = p->out->claim + i;
    if (c->act == SAYSO_ACT_DECLINE_COMMENT && !(c->evidence & bit(SAYSO_EVIDENCE_NOT_REACHED)) &&
        was_asked(p, i))
        c->evidence |= bit(SAYSO_EVIDENCE_DECLINED);
    if (c->act == SAYSO_ACT_INVESTIGATE)
        c->evidence |= bit(SAYSO_EVIDENCE_UNDER_INVESTIGATION);
    bool paper = c->source_type == SAYSO_SOURCE_DOCUMENT && !is_mail(p, i);
    if (paper || is_record(p, i) || in_writing(p, i))
        c->evidence |= bit(SAYSO_EVIDENCE_CITES_DOCUMENT);
    if (is_picture(p, i))
        c->evidence |= bit(SAYSO_EVIDENCE_IMAGERY_SHOWS);
}

sayso_status sayso__claim_evidence(sayso_claim_part *p, sayso_error *err)
{
    marker k = {.p = p, .self = SAYSO_NONE};
    for (uint32_t s = 0; s < p->tokens->n_sent && !k.failed && p->attrs->n_attribution; s++)
        sentence_scan(&k, s);
    number_scan(&k);
    sayso_claims *out = p->out;
    out->mark = SAYSO_NEW_N(p->a, sayso_mark, k.mark.n);
    out->mark_claim = SAYSO_NEW_N(p->a, uint32_t, k.cover.n);
    if (k.failed || !out->mark || !out->mark_claim)
        return sayso__fail_memory(err);
    if (k.mark.n)
        memcpy(out->mark, k.mark.v, k.mark.n * sizeof *k.mark.v);
    if (k.cover.n)
        memcpy(out->mark_claim, k.cover.v, k.cover.n * sizeof *k.cover.v);
    out->n_mark = k.mark.n;
    out->n_mark_claim = k.cover.n;
    for (uint32_t i = 0; i < p->attrs->n_attribution; i++)
        by_nature(p, i);
    return SAYSO_OK;
}
