/* resolve.c -- source phrase -> actor.  Layer: attr.
 *
 * The head of the phrase decides. A mention: its actor. A document: whoever the phrase says issued
 * it, or issued the last one. A share of those asked: those asked. A pronoun: what the mention
 * stage found, against the speaker before, with whom the news goes on. Anything else becomes an
 * unnamed actor with the phrase for its name. */
#include "attr/resolve.h"

#include "base/fail.h"
#include "base/lexicon.h"
#include "base/str.h"
#include "lexica.h"
#include "mention/actor.h"
#include "tag/lexeme.h"

/* Flags of data/source_forms.tsv, in their order. */
enum { IS_DOCUMENT = 1, IS_IMAGERY = 2, IS_SURVEY = 4, IS_SHARE = 8, IS_VAGUE = 16 };

#define WORD_MOST 64

/* ---- beginning ------------------------------------------------------------------------------- */

sayso_status sayso__resolve_begin(const sayso_mentions *mentions, sayso_arena *a,
                                  sayso_arena *scratch, sayso_resolver *out, sayso_error *err)
{
    uint32_t n = mentions->tags->tokens->n_tok;
    *out = (sayso_resolver){.mentions = mentions,
                            .a = a,
                            .asked = SAYSO_NONE,
                            .issuer = SAYSO_NONE,
                            .spoke = SAYSO_NONE,
                            .outlet = SAYSO_NONE};
    out->at = SAYSO_NEW_N(scratch, uint32_t, n + 1);
    if (!out->at)
        return sayso__fail_memory(err);
    for (uint32_t i = 0; i <= n; i++)
        out->at[i] = SAYSO_NONE;
    for (uint32_t i = mentions->n_mention; i-- > 0;) {
        const sayso_mention *m = &mentions->mention[i];
        for (uint32_t k = m->beg; m->named && k < m->end; k++)
            if (out->at[k] == SAYSO_NONE)
                out->at[k] = i;
    }
    for (uint32_t i = mentions->n_mention; i-- > 0;)
        if (!mentions->mention[i].named)
            out->at[mentions->mention[i].head] = i;
    sayso__table_init(&out->made, scratch);
    for (uint32_t i = 0; i < mentions->n_actor; i++) {
        sayso_table_entry *e = sayso__table_put(&out->made, mentions->actor[i].name);
        if (!e || !SAYSO_PUSH(a, &out->actor, mentions->actor[i]))
            return sayso__fail_memory(err);
        if (e->value == SAYSO_NONE)
            e->value = i;
    }
    return SAYSO_OK;
}

/* ---- words ----------------------------------------------------------------------------------- */

static const sayso_tags *tags(const sayso_resolver *r)
{
    return r->mentions->tags;
}

static bool is_word(const sayso_resolver *r, uint32_t i, const char *z)
{
    return sayso__str_ieq(sayso__token_str(tags(r)->tokens, i), sayso__str_z(z));
}

static bool is_one_of(const sayso_resolver *r, uint32_t i, const char *const *v, size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (is_word(r, i, v[k]))
            return true;
    return false;
}

#define IS_ONE_OF(r, i, v) is_one_of((r), (i), (v), sizeof(v) / sizeof *(v))

static const sayso_lexicon_entry *look(const sayso_lexicon *lex, sayso_str s)
{
    char low[WORD_MOST];
    if (s.n > sizeof low)
        return NULL;
    for (uint32_t i = 0; i < s.n; i++)
        low[i] = sayso__ascii_lower(s.p[i]);
    return sayso__lexicon_find(lex, low, s.n);
}

/* Flags of the word in data/source_forms.tsv, 0 if it is not there. */
static uint32_t form_flags(const sayso_resolver *r, uint32_t i)
{
    const sayso_lexicon_entry *e =
        look(&sayso__lex_source_forms, sayso__token_str(tags(r)->tokens, i));
    if (!e)
        e = look(&sayso__lex_source_forms, tags(r)->lemma[i]);
    return e ? e->value[0] : 0;
}

static uint32_t actor_at(const sayso_resolver *r, uint32_t tok)
{
    return r->at[tok] == SAYSO_NONE ? SAYSO_NONE : r->mentions->mention[r->at[tok]].actor;
}

/* ---- heads ----------------------------------------------------------------------------------- */

static bool is_nominal(const sayso_tags *g, uint32_t i)
{
    return g->upos[i] == SAYSO_UPOS_NOUN || g->upos[i] == SAYSO_UPOS_PROPN ||
           g->upos[i] == SAYSO_UPOS_PRON || g->xpos[i] == SAYSO_XPOS_PRPS;
}

/* The last noun of the first simple noun phrase, which is surer than the tree; a possessive goes on
 * to what is possessed. */
static uint32_t head_of(const sayso_tags *g, uint32_t beg, uint32_t end)
{
    uint32_t head = SAYSO_NONE;
    for (uint32_t i = beg; i < end && g->upos[beg] == SAYSO_UPOS_ADP; i++)
        if (g->xpos[i] == SAYSO_XPOS_COMMA && i + 1 < end)
            beg = i + 1; /* "At X, director Y" */
    for (uint32_t i = beg; i < end; i++) {
        uint8_t u = g->upos[i];
        bool own = g->xpos[i] == SAYSO_XPOS_PRPS;
        if (head != SAYSO_NONE && (u == SAYSO_UPOS_PRON || u == SAYSO_UPOS_DET))
            break; /* "report that X published", "report X published" */
        if (head != SAYSO_NONE && g->xpos[head] == SAYSO_XPOS_NNS && u == SAYSO_UPOS_CCONJ)
            break; /* "officials and the owner": the first */
        if (is_nominal(g, i) && !(own && i + 1 < end))
            head = i;
        else if (u == SAYSO_UPOS_VERB && i + 1 < end &&
                 (head == SAYSO_NONE || g->xpos[i - 1] == SAYSO_XPOS_HYPH))
            continue; /* "retired general X", "Dolvan-listed X" */
        else if (u == SAYSO_UPOS_ADP || u == SAYSO_UPOS_VERB || u == SAYSO_UPOS_SCONJ)
            break;
        else if (u == SAYSO_UPOS_PUNCT && head != SAYSO_NONE &&
                 (i + 1 == end || g->xpos[i] == SAYSO_XPOS_COMMA || g->xpos[i] == SAYSO_XPOS_LRB))
            break;
    }
    for (uint32_t i = beg; i < end && head == SAYSO_NONE; i++)
        if ((g->head[i] < beg || g->head[i] >= end) && g->upos[i] != SAYSO_UPOS_PUNCT)
            head = i;
    return head == SAYSO_NONE ? beg : head;
}

/* ---- unnamed actors -------------------------------------------------------------------------- */

/* Words before the noun that pick or count and are no part of the name. */
static bool is_picker(const sayso_resolver *r, uint32_t i)
{
    static const char *const words[] = {"a",     "an",      "the",     "this", "that",   "these",
                                        "those", "many",    "several", "some", "few",    "most",
                                        "all",   "both",    "any",     "its",  "his",    "her",
                                        "their", "certain", "various", "one",  "another"};
    return IS_ONE_OF(r, i, words);
}

/* The noun phrase without its determiner and whatever stands behind a comma or relative pronoun. */
static sayso_str plain_name(const sayso_resolver *r, uint32_t beg, uint32_t end)
{
    static const char *const unit[] = {"hours", "days", "weeks", "months", "years", "minutes"};
    static const char *const when[] = {"before", "after"};
    const sayso_tags *g = tags(r);
    uint32_t to = beg;
    if (beg + 2 < end && IS_ONE_OF(r, beg, unit) && IS_ONE_OF(r, beg + 1, when))
        beg += 2; /* "hours before a group said" */
    while (
        beg + 1 < end &&
        (is_picker(r, beg) || g->upos[beg] == SAYSO_UPOS_PUNCT || g->upos[beg] == SAYSO_UPOS_ADP) &&
        !(is_word(r, beg, "those") && g->upos[beg + 1] == SAYSO_UPOS_VERB)) /* "those polled" */
        beg++;
    for (to = beg + 1; to < end; to++) {
        bool hyphen = is_word(r, to, "-") && !(g->tokens->tok[to].flags & SAYSO_TOKEN_SPACE_BEFORE);
        if ((g->upos[to] == SAYSO_UPOS_PUNCT && !hyphen) || g->xpos[to] == SAYSO_XPOS_WP ||
            g->xpos[to] == SAYSO_XPOS_WDT || g->xpos[to] == SAYSO_XPOS_WPS)
            break;
    }
    while (to > beg + 1 && g->xpos[to - 1] == SAYSO_XPOS_POS)
        to--;
    return sayso__str_span(g->tokens->doc->text, sayso__token_span(g->tokens, beg, to));
}

static bool is_bare_pronoun(sayso_str s)
{
    static const char *const words[] = {"whom", "them", "us",   "you", "which", "those", "it",
                                        "who",  "that", "this", "him", "her",   "me",    "others"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (sayso__str_ieq(s, sayso__str_z(words[i])))
            return true;
    return false;
}

/* Leaves *actor as it is where the name is that of nobody in particular. */
static sayso_status make_actor(sayso_resolver *r, sayso_str name, bool plural, uint32_t *actor,
                               sayso_error *err)
{
    if (sayso__lexicon_find(&sayso__lex_source_forms, name.p, name.n) || is_bare_pronoun(name))
        return SAYSO_OK; /* "many of whom": nobody in particular */
    sayso_table_entry *e = sayso__table_put(&r->made, name);
    if (!e)
        return sayso__fail_memory(err);
    if (e->value == SAYSO_NONE) {
        sayso_actor new = {.name = name,
                           .class_ = SAYSO_CLASS_UNNAMED,
                           .kind = plural ? SAYSO_MENTION_GROUP : SAYSO_MENTION_ROLE,
                           .plural = plural,
                           .speaks_for = SAYSO_NONE,
                           .first = SAYSO_NONE};
        e->value = r->actor.n;
        if (!SAYSO_PUSH(r->a, &r->actor, new))
            return sayso__fail_memory(err);
    }
    *actor = e->value;
    return SAYSO_OK;
}

/* ---- documents ------------------------------------------------------------------------------- */

/* Verbs before "by" that do not make whoever follows the issuer: "a log seen by the Herald". */
static bool merely_seen(const sayso_resolver *r, uint32_t by, uint32_t beg)
{
    static const char *const words[] = {"seen",     "obtained", "reviewed", "read",     "viewed",
                                        "examined", "received", "leaked",   "reported", "quoted",
                                        "cited",    "carried",  "verified", "released", "shared",
                                        "filmed",   "taken"};
    return by > beg && IS_ONE_OF(r, by - 1, words);
}

/* "that the Herald has obtained", "which X was able to read": who merely saw the document, in
 * [i, end) behind the relative pronoun. */
static bool is_seen_there(const sayso_resolver *r, uint32_t i, uint32_t end)
{
    static const char *const see[] = {"see",     "obtain",  "review", "read",    "view",
                                      "examine", "receive", "verify", "inspect", "hear",
                                      "access",  "copy",    "show",   "peruse"};
    for (; i < end; i++)
        for (size_t k = 0; k < sizeof see / sizeof *see; k++)
            if (sayso__str_is(tags(r)->lemma[i], see[k]))
                return true;
    return false;
}

/* First actor named in [i, end), the possessor of a noun there included. */
static uint32_t first_actor(const sayso_resolver *r, uint32_t i, uint32_t end)
{
    for (; i < end; i++) {
        uint32_t a = actor_at(r, i);
        if (a != SAYSO_NONE && r->actor.v[a].class_ != SAYSO_CLASS_PLACE)
            return a;
    }
    return SAYSO_NONE;
}

/* Whoever stands behind the preposition at i, up to the next one: "by its head, Dr Y" is Y, "of 9
 * January to the ministry" nobody. */
static uint32_t issuer_behind(const sayso_resolver *r, uint32_t i, uint32_t end)
{
    uint32_t to = i + 1;
    while (to < end && tags(r)->upos[to] != SAYSO_UPOS_ADP)
        to++;
    uint32_t a = to > i + 1 ? actor_at(r, head_of(tags(r), i + 1, to)) : SAYSO_NONE;
    a = a == SAYSO_NONE || r->actor.v[a].named ? a : SAYSO_NONE;
    return a != SAYSO_NONE && r->actor.v[a].class_ != SAYSO_CLASS_PLACE ? a
                                                                        : first_actor(r, i + 1, to);
}

/* Where the phrase was cut before "that X published", "by X", one past those words; else end. */
static uint32_t clause_end(const sayso_resolver *r, uint32_t end)
{
    static const char *const go_on[] = {"that",      "which",    "by",      "from",   "issued",
                                        "published", "released", "written", "signed", "sent"};
    const sayso_tokens *t = tags(r)->tokens;
    if (end >= t->n_tok || !IS_ONE_OF(r, end, go_on))
        return end;
    uint32_t to = t->sent[t->tok_sent[end - 1] + 1];
    for (uint32_t i = end; i < to && i < end + 10; i++)
        if (tags(r)->xpos[i] == SAYSO_XPOS_COMMA)
            return i;
    return to < end + 10 ? to : end + 10;
}

/* Who issued the document that [beg, end) with this head names: its possessor, whoever stands
 * behind "by" or "from", the subject of "that X published". SAYSO_NONE if the phrase does not say.
 */
static uint32_t issuer_in(const sayso_resolver *r, const sayso_source_phrase *p, uint32_t head)
{
    const sayso_tags *g = tags(r);
    for (uint32_t i = p->beg; i < head; i++) {
        uint32_t a = actor_at(r, i);
        bool owns = i + 1 < p->end && (g->xpos[i + 1] == SAYSO_XPOS_POS ||
                                       g->xpos[i] == SAYSO_XPOS_PRPS || r->at[i] != SAYSO_NONE);
        if (a != SAYSO_NONE && owns && r->actor.v[a].class_ != SAYSO_CLASS_PLACE)
            return a;
    }
    uint32_t end = clause_end(r, p->end);
    for (uint32_t i = head + 1; i + 1 < end; i++) {
        bool by = (is_word(r, i, "by") && !merely_seen(r, i, p->beg)) || is_word(r, i, "from") ||
                  (is_word(r, i, "of") && !(form_flags(r, head) & IS_SURVEY));
        bool where = is_word(r, i, "on") || is_word(r, i, "in");
        bool that = is_word(r, i, "that") || is_word(r, i, "which");
        if ((is_word(r, i, "by") && !by) || (that && is_seen_there(r, i + 1, end)))
            return SAYSO_NONE;
        if (by || that || where) {
            uint32_t a = by ? issuer_behind(r, i, end) : first_actor(r, i + 1, end);
            if (a != SAYSO_NONE && (!where || r->actor.v[a].kind != SAYSO_MENTION_LOCATION))
                return a;
        }
    }
    return SAYSO_NONE;
}

/* "An earlier version of this report" is the outlet's own. */
static bool is_own_report(const sayso_resolver *r, const sayso_source_phrase *p)
{
    static const char *const own[] = {"report",    "article", "story",
                                      "newspaper", "paper",   "website"};
    for (uint32_t i = p->beg; i + 1 < p->end; i++)
        if (is_word(r, i, "this") && IS_ONE_OF(r, i + 1, own) &&
            (i == p->beg || is_word(r, i - 1, "of")))
            return tags(r)->tokens->doc->publisher.n > 0;
    return false;
}

static sayso_status own_outlet(sayso_resolver *r, uint32_t *actor, sayso_error *err)
{
    sayso_str name = tags(r)->tokens->doc->publisher;
    for (uint32_t i = 0; i < r->mentions->n_actor && r->outlet == SAYSO_NONE; i++)
        if (sayso__str_ieq(r->actor.v[i].name, name))
            r->outlet = i;
    if (r->outlet == SAYSO_NONE) {
        SAYSO_TRY(make_actor(r, name, false, &r->outlet, err));
        sayso_actor *a = &r->actor.v[r->outlet];
        a->class_ = SAYSO_CLASS_OUTLET;
        a->kind = SAYSO_MENTION_ORGANIZATION;
        a->named = true;
    }
    *actor = r->outlet;
    return SAYSO_OK;
}

/* What somebody has just said or sent: "the message" after "X claimed it in a message". */
static bool is_utterance(const sayso_resolver *r, uint32_t i)
{
    static const char *const words[] = {"message",     "statement",  "letter",       "post",
                                        "note",        "email",      "tweet",        "text",
                                        "declaration", "communique", "communiqué",   "claim",
                                        "recording",   "release",    "announcement", "notice",
                                        "entry",       "posting",    "bulletin"};
    return IS_ONE_OF(r, i, words);
}

/* What bodies publish at the end of their work. */
static bool is_finding(const sayso_resolver *r, uint32_t i)
{
    static const char *const words[] = {"report",   "judgment",    "judgement", "ruling",
                                        "findings", "conclusions", "verdict",   "audit",
                                        "study",    "indictment"};
    return IS_ONE_OF(r, i, words);
}

static bool says_prosecutor(sayso_str name)
{
    static const char stem[] = "prosecut";
    for (uint32_t i = 0; i + sizeof stem - 1 <= name.n; i++)
        if (sayso__str_ieq((sayso_str){name.p + i, sizeof stem - 1}, sayso__str_z(stem)))
            return true;
    return false;
}

/* Whose document it is by its nature: charges are a prosecutor's, rulings a court's. The actor of
 * that kind that the report names first, or SAYSO_NONE. */
static uint32_t natural_issuer(const sayso_resolver *r, uint32_t i)
{
    static const char *const charge[] = {"indictment", "charges", "charge", "warrant"};
    static const char *const ruling[] = {"ruling", "judgment", "judgement", "verdict", "sentence"};
    bool charges = IS_ONE_OF(r, i, charge), rules = IS_ONE_OF(r, i, ruling);
    for (uint32_t k = 0; (charges || rules) && k < r->mentions->n_actor; k++) {
        const sayso_actor *a = &r->actor.v[k];
        if (a->kind == SAYSO_MENTION_PERSON)
            continue;
        if (rules ? a->class_ == SAYSO_CLASS_COURT && !says_prosecutor(a->name)
                  : says_prosecutor(a->name))
            return k;
    }
    return SAYSO_NONE;
}

/* The last body, no outlet and no company, that was a subject in the sentences just before. */
static uint32_t body_before(const sayso_resolver *r, uint32_t tok)
{
    const sayso_tags *g = tags(r);
    const sayso_tokens *t = g->tokens;
    uint32_t sent = t->tok_sent[tok], from = t->sent[sent > 4 ? sent - 4 : 0];
    for (uint32_t i = tok; i-- > from;) {
        uint32_t a = g->deprel[i] == SAYSO_DEPREL_NSUBJ ? actor_at(r, i) : SAYSO_NONE;
        if (a == SAYSO_NONE)
            continue;
        switch (r->actor.v[a].class_) {
        case SAYSO_CLASS_GOVERNMENT:
        case SAYSO_CLASS_COURT:
        case SAYSO_CLASS_NGO:
        case SAYSO_CLASS_IGO:
        case SAYSO_CLASS_EDUCATION:
        case SAYSO_CLASS_OTHER: return r->actor.v[a].named ? a : SAYSO_NONE;
        default: break;
        }
    }
    return SAYSO_NONE;
}

static sayso_status document(sayso_resolver *r, const sayso_source_phrase *p, sayso_source *out,
                             sayso_error *err)
{
    const sayso_tags *g = tags(r);
    out->form = SAYSO_SOURCE_IS_DOCUMENT;
    if (is_own_report(r, p))
        return own_outlet(r, &out->actor, err);
    out->actor = issuer_in(r, p, out->head);
    bool definite = g->upos[p->beg] == SAYSO_UPOS_DET && !is_word(r, p->beg, "a") &&
                    !is_word(r, p->beg, "an") && !is_word(r, p->beg, "another");
    sayso_str word = g->lemma[out->head];
    if (out->actor == SAYSO_NONE && definite) {
        bool same = sayso__str_eq(word, r->issued);
        if (!same && is_utterance(r, out->head))
            out->actor = p->previous;
        if (out->actor == SAYSO_NONE)
            out->actor = natural_issuer(r, out->head);
        if (out->actor == SAYSO_NONE)
            out->actor = r->issuer;
        if (out->actor == SAYSO_NONE && is_finding(r, out->head))
            out->actor = body_before(r, p->beg);
    }
    r->issued = word;
    if (out->actor != SAYSO_NONE)
        r->issuer = out->actor;
    return SAYSO_OK;
}

/* ---- surveys --------------------------------------------------------------------------------- */

/* Names that stand right before a survey or behind its "by": [*beg, *end) of tokens. */
static bool name_of_survey(const sayso_resolver *r, const sayso_source_phrase *p, uint32_t head,
                           uint32_t *beg, uint32_t *end)
{
    const sayso_tags *g = tags(r);
    *beg = *end = head;
    while (*beg > p->beg && g->upos[*beg - 1] == SAYSO_UPOS_PROPN)
        --*beg;
    if (*beg < *end)
        return true;
    for (uint32_t i = head + 1; i < p->end; i++) {
        if (!is_word(r, i, "by") && !is_word(r, i, "from"))
            continue;
        *beg = i + 1;
        while (*beg < p->end && g->upos[*beg] == SAYSO_UPOS_DET)
            ++*beg;
        for (*end = *beg; *end < p->end && g->upos[*end] == SAYSO_UPOS_PROPN;)
            ++*end;
        return *beg < *end;
    }
    return false;
}

/* Whoever issued a survey asks people for a living, even if nothing else says so. */
static sayso_status pollster(sayso_resolver *r, const sayso_source_phrase *p, sayso_source *out,
                             sayso_error *err)
{
    uint32_t beg, end;
    if (out->actor == SAYSO_NONE && name_of_survey(r, p, out->head, &beg, &end)) {
        sayso_str name = sayso__str_span(tags(r)->tokens->doc->text,
                                         sayso__token_span(tags(r)->tokens, beg, end));
        SAYSO_TRY(make_actor(r, name, false, &out->actor, err));
        if (out->actor != SAYSO_NONE) {
            r->actor.v[out->actor].kind = SAYSO_MENTION_ORGANIZATION;
            r->actor.v[out->actor].named = true;
        }
        r->issuer = out->actor;
    }
    if (out->actor == SAYSO_NONE)
        return SAYSO_OK;
    sayso_actor *a = &r->actor.v[out->actor];
    if (a->class_ == SAYSO_CLASS_OTHER || a->class_ == SAYSO_CLASS_UNNAMED ||
        a->class_ == SAYSO_CLASS_GROUP)
        a->class_ = SAYSO_CLASS_POLLSTER;
    return SAYSO_OK;
}

/* Does a sentence say that people were asked? */
static bool tells_survey(const sayso_resolver *r, uint32_t beg, uint32_t end)
{
    static const char *const ask[] = {"ask", "interview", "poll", "survey", "question", "canvass"};
    for (uint32_t i = beg; i < end; i++) {
        if (form_flags(r, i) & IS_SURVEY)
            return true;
        for (size_t k = 0; k < sizeof ask / sizeof *ask; k++)
            if (tags(r)->upos[i] == SAYSO_UPOS_VERB && sayso__str_is(tags(r)->lemma[i], ask[k]))
                return true;
    }
    return false;
}

/* "1,100 adults in the capital": the people that figure f counts, with the place behind them. */
static sayso_str counted(const sayso_resolver *r, const sayso_figure *f)
{
    const sayso_tags *g = tags(r);
    uint32_t i = f->beg, end = g->tokens->sent[g->tokens->tok_sent[f->beg] + 1];
    while (i < end && i < f->end + 4 &&
           !sayso__str_ieq(sayso__token_str(g->tokens, i), f->population))
        i++;
    if (i >= end || i == f->end + 4)
        return f->population;
    uint32_t to = i + 1, k = to + 1;
    for (; to < end && is_word(r, to, "in") && k < end; k++) {
        if (g->upos[k] == SAYSO_UPOS_NOUN || g->upos[k] == SAYSO_UPOS_PROPN)
            continue;
        if (g->upos[k] != SAYSO_UPOS_DET && g->upos[k] != SAYSO_UPOS_ADJ)
            break;
    }
    bool place = k > to + 1 && sayso__timex_from(r->mentions, to) < r->mentions->n_timex
                     ? r->mentions->timex[sayso__timex_from(r->mentions, to)].beg >= k
                     : k > to + 1;
    return sayso__str_span(g->tokens->doc->text, sayso__token_span(g->tokens, i, place ? k : to));
}

#define SURVEY_FIGURES   16u /* looked at before a share */
#define SURVEY_SENTENCES 3u  /* from those that say whom a survey asked to its answers */

/* Those asked, of a share at tok that does not say of whom: "asked 1,100 adults", "a survey of
 * 1,800 people" in its sentence or shortly before; failing that those of the share before it. */
static sayso_status counted_before(sayso_resolver *r, uint32_t tok, uint32_t *actor,
                                   sayso_error *err)
{
    const sayso_mentions *m = r->mentions;
    const sayso_tokens *t = tags(r)->tokens;
    uint32_t sent = t->tok_sent[tok], k = 0, hi = m->n_figure;
    while (k < hi) { /* the figures before tok */
        uint32_t mid = k + (hi - k) / 2;
        if (m->figure[mid].beg < tok)
            k = mid + 1;
        else
            hi = mid;
    }
    for (uint32_t step = 0; k > 0 && step < SURVEY_FIGURES; k--, step++) {
        const sayso_figure *f = m->figure + k - 1;
        uint32_t s = t->tok_sent[f->beg];
        if (s + SURVEY_SENTENCES <= sent)
            break;
        if (f->measure == SAYSO_MEASURE_COUNT && f->population.n &&
            !sayso__str_is(f->population, "all") && tells_survey(r, t->sent[s], t->sent[s + 1]))
            return make_actor(r, counted(r, f), true, actor, err);
    }
    return *actor == SAYSO_NONE ? make_actor(r, SAYSO_STR("respondents"), true, actor, err)
                                : SAYSO_OK;
}

static sayso_status share(sayso_resolver *r, const sayso_source_phrase *p, sayso_source *out,
                          sayso_error *err)
{
    out->form = SAYSO_SOURCE_IS_SHARE;
    for (uint32_t i = out->head + 1; i + 1 < p->end; i++) {
        if (!is_word(r, i, "of"))
            continue;
        out->actor = first_actor(r, i + 1, p->end);
        if (out->actor == SAYSO_NONE)
            SAYSO_TRY(make_actor(r, plain_name(r, i + 1, p->end), true, &out->actor, err));
        r->asked = out->actor;
        return SAYSO_OK;
    }
    SAYSO_TRY(counted_before(r, p->beg, &r->asked, err));
    out->actor = r->asked;
    return SAYSO_OK;
}

/* Token that says a share, before any preposition: "another 6%", "38 percent of X". SAYSO_NONE if
 * there is none. */
static uint32_t share_of(const sayso_resolver *r, const sayso_source_phrase *p)
{
    for (uint32_t i = p->beg; i < p->end; i++) {
        if (is_word(r, i, "per") && i + 1 < p->end && is_word(r, i + 1, "cent"))
            return i + 1;
        if (tags(r)->upos[i] == SAYSO_UPOS_ADP && !is_word(r, i, "than"))
            return SAYSO_NONE;
        if (form_flags(r, i) & IS_SHARE && r->at[i] == SAYSO_NONE)
            return i;
    }
    return SAYSO_NONE;
}

/* ---- pronouns -------------------------------------------------------------------------------- */

/* May a pronoun mean this actor? */
static bool pronoun_fits(const sayso_resolver *r, uint32_t tok, uint32_t actor)
{
    static const char *const he[] = {"he", "him", "his", "himself"};
    static const char *const she[] = {"she", "her", "hers", "herself"};
    static const char *const it[] = {"it", "its", "itself"};
    if (actor == SAYSO_NONE)
        return false;
    const sayso_actor *a = &r->actor.v[actor];
    bool outlet = a->class_ == SAYSO_CLASS_OUTLET || a->class_ == SAYSO_CLASS_AGENCY;
    bool person = !outlet && (a->kind == SAYSO_MENTION_PERSON || a->kind == SAYSO_MENTION_ROLE);
    if (IS_ONE_OF(r, tok, he))
        return person && !a->plural && a->gender != 'f';
    if (IS_ONE_OF(r, tok, she))
        return person && !a->plural && a->gender != 'm';
    bool untagged = a->first == SAYSO_NONE && a->name.n && sayso__is_upper(a->name.p[0]);
    if (IS_ONE_OF(r, tok, it)) /* a name that no tagger knows may be a body's */
        return (!person || untagged) && !a->plural;
    return a->plural || !person;
}

static bool in_quotation(const sayso_resolver *r, uint32_t i)
{
    return tags(r)->lexeme && tags(r)->lexeme[i].bits & SAYSO_LEX_IN_QUOTE;
}

/* Is the actor the subject of the main verb of tokens [beg, end)? */
static bool is_main_subject(const sayso_resolver *r, uint32_t actor, uint32_t beg, uint32_t end)
{
    const sayso_tags *g = tags(r);
    for (uint32_t i = beg; i < end; i++) {
        uint32_t h = g->head[i];
        if (actor_at(r, i) == actor && g->deprel[i] == SAYSO_DEPREL_NSUBJ && h != SAYSO_NONE &&
            g->deprel[h] == SAYSO_DEPREL_ROOT)
            return true;
    }
    return false;
}

/* A pronoun as source goes on with the last speaker, whomever else the mentions take it for, where
 * it begins the sentence behind his ("He stands by it"), unless that sentence tells of somebody
 * else; and where it ends what is reported (", she added"). */
static bool goes_on_speaking(const sayso_resolver *r, uint32_t tok, uint32_t actor)
{
    const sayso_tokens *t = tags(r)->tokens;
    uint32_t sent = t->tok_sent[tok], beg = t->sent[sent];
    if (r->spoke == SAYSO_NONE || r->spoke == actor || !pronoun_fits(r, tok, r->spoke) ||
        in_quotation(r, tok) || is_word(r, tok, "they"))
        return false;
    uint32_t then = t->tok_sent[r->spoke_at];
    if (then >= sent || then + 2 < sent || t->sent_block[then] != t->sent_block[sent])
        return false;
    if (actor != SAYSO_NONE && is_main_subject(r, actor, t->sent[then], t->sent[then + 1]))
        return false;
    return (tok == beg && then + 1 == sent) || (tok > beg && is_word(r, tok - 1, ","));
}

static void pronoun(const sayso_resolver *r, const sayso_source_phrase *p, sayso_source *out)
{
    static const char *const speaker[] = {"i",   "we",   "me",   "us",     "my",
                                          "our", "mine", "ours", "myself", "ourselves"};
    static const char *const relative[] = {"who", "which", "whom", "whose", "that"};
    if (IS_ONE_OF(r, out->head, speaker)) {
        out->actor = p->outer;
        return;
    }
    out->actor = actor_at(r, out->head);
    if (IS_ONE_OF(r, out->head, relative) || is_word(r, out->head, "you"))
        return;
    if (goes_on_speaking(r, out->head, out->actor))
        out->actor = r->spoke;
    if (out->actor == SAYSO_NONE && pronoun_fits(r, out->head, p->previous))
        out->actor = p->previous;
}

/* ---- the whole ------------------------------------------------------------------------------- */

/* "Dale's": stands before what it owns. */
static bool is_possessor(const sayso_resolver *r, const sayso_mention *m)
{
    const sayso_tags *g = tags(r);
    return g->xpos[m->end - 1] == SAYSO_XPOS_POS ||
           (m->end < g->tokens->n_tok && g->xpos[m->end] == SAYSO_XPOS_POS);
}

/* The actor of the first name behind the head, up to a preposition or pronoun: behind those stands
 * somebody else. SAYSO_NONE if there is none. */
static uint32_t name_after(const sayso_resolver *r, uint32_t head, uint32_t end)
{
    const sayso_tags *g = tags(r);
    for (uint32_t i = head; i < end; i++) {
        if (i > head && (g->upos[i] == SAYSO_UPOS_ADP || g->upos[i] == SAYSO_UPOS_PRON))
            return SAYSO_NONE;
        if (r->at[i] != SAYSO_NONE && r->mentions->mention[r->at[i]].named)
            return is_possessor(r, &r->mentions->mention[r->at[i]]) ? SAYSO_NONE : actor_at(r, i);
    }
    return SAYSO_NONE;
}

/* A named mention behind a comma of the phrase, that owns nothing: "one of them, Hugo Dale", not
 * "Order, Dale's party". SAYSO_NONE if none. */
static uint32_t name_behind_comma(const sayso_resolver *r, const sayso_source_phrase *p)
{
    for (uint32_t i = p->beg + 1; i < p->end; i++) {
        const sayso_mention *m = r->at[i] == SAYSO_NONE ? NULL : &r->mentions->mention[r->at[i]];
        if (m && m->named && is_word(r, i - 1, ",") && !is_possessor(r, m))
            return m->actor;
    }
    return SAYSO_NONE;
}

/* "the head of the mission (OSCE) to X, Franz V.", "a second crew, Grey Otter,": a name behind a
 * comma closes the phrase of somebody without one, a person's of a single person. SAYSO_NONE if it
 * does not. */
static uint32_t holder_of(const sayso_resolver *r, const sayso_source_phrase *p, uint32_t actor)
{
    const sayso_actor *a = &r->actor.v[actor];
    bool one = is_word(r, p->beg, "a") || is_word(r, p->beg, "another"); /* "a second crew, X" */
    if (a->named || (a->plural && !one))
        return SAYSO_NONE;
    bool person = a->kind == SAYSO_MENTION_ROLE;
    for (uint32_t i = p->beg + 2; i < p->end; i++) {
        const sayso_mention *m = r->at[i] == SAYSO_NONE ? NULL : &r->mentions->mention[r->at[i]];
        if (m && m->named && m->end + 1 >= p->end && m->kind != SAYSO_MENTION_LOCATION &&
            (!person || m->kind == SAYSO_MENTION_PERSON) &&
            (is_word(r, i - 1, ",") || is_word(r, i - 2, ",")))
            return m->actor;
    }
    return SAYSO_NONE;
}

/* Is token i a title before a name: "Major", "Dr"? */
static bool is_title(const sayso_resolver *r, uint32_t i)
{
    const sayso_lexicon_entry *e = look(&sayso__lex_roles, sayso__token_str(tags(r)->tokens, i));
    return e && e->value[0] & (SAYSO_ROLE_TITLE | SAYSO_ROLE_HONORIFIC);
}

/* "Brigadier Dale" that no tagger took for a name, without the title. */
static sayso_str untitled(const sayso_resolver *r, sayso_str name, const sayso_source_phrase *p)
{
    const sayso_tags *g = tags(r);
    uint32_t i = p->beg + (g->upos[p->beg] == SAYSO_UPOS_DET);
    bool plain = i + 2 == p->end && g->upos[i] == SAYSO_UPOS_PROPN &&
                 g->upos[i + 1] == SAYSO_UPOS_PROPN && is_title(r, i);
    return plain ? sayso__token_str(g->tokens, i + 1) : name;
}

/* "its spokesman, Major Adeyo": capitals behind the last comma, which the tagger did not take for a
 * name, name the single person without one for whom the phrase stands. */
static sayso_status untagged_holder(sayso_resolver *r, const sayso_source_phrase *p,
                                    uint32_t *actor, sayso_error *err)
{
    const sayso_tags *g = tags(r);
    const sayso_actor office = r->actor.v[*actor];
    uint32_t end = p->end, i;
    if (office.named || office.plural || office.kind != SAYSO_MENTION_ROLE)
        return SAYSO_OK;
    while (end > p->beg && is_word(r, end - 1, ","))
        end--;
    for (i = end; i > p->beg && g->upos[i - 1] == SAYSO_UPOS_PROPN && r->at[i - 1] == SAYSO_NONE &&
                  g->tokens->tok[i - 1].flags & SAYSO_TOKEN_CAPITAL;)
        i--;
    if (i == end || i <= p->beg + 1 || end - i > 4 || !is_word(r, i - 1, ","))
        return SAYSO_OK;
    while (i + 1 < end && is_title(r, i))
        i++;
    uint32_t n = r->actor.n;
    sayso_str name = sayso__str_span(g->tokens->doc->text, sayso__token_span(g->tokens, i, end));
    SAYSO_TRY(make_actor(r, name, false, actor, err));
    if (r->actor.n > n)
        r->actor.v[n] = (sayso_actor){.name = name,
                                      .class_ = SAYSO_CLASS_PERSON,
                                      .kind = SAYSO_MENTION_PERSON,
                                      .named = true,
                                      .official = office.official,
                                      .spokesperson = office.spokesperson,
                                      .gender = office.gender,
                                      .sector = office.sector,
                                      .speaks_for = office.speaks_for,
                                      .first = SAYSO_NONE};
    return SAYSO_OK;
}

/* An unnamed spokesman is the mouth of his body: the body is the source. */
static uint32_t mouth_of(const sayso_resolver *r, uint32_t actor)
{
    const sayso_actor *a = &r->actor.v[actor];
    return !a->named && a->spokesperson && a->speaks_for != SAYSO_NONE ? a->speaks_for : actor;
}

static bool is_pronoun(const sayso_tags *g, uint32_t i)
{
    return g->upos[i] == SAYSO_UPOS_PRON || g->xpos[i] == SAYSO_XPOS_PRPS;
}

/* Whoever stands behind the "of" of "many of", up to a comma: not the X of "many of X's guards",
 * and one of the guards is not the guards. */
static uint32_t part_of(const sayso_resolver *r, uint32_t of, uint32_t end)
{
    bool one = is_word(r, of - 1, "one"), other = false;
    for (uint32_t i = of + 1; i < end && !is_word(r, i, ","); i++) {
        const sayso_mention *m = r->at[i] == SAYSO_NONE ? NULL : &r->mentions->mention[r->at[i]];
        if (!m || m->actor == SAYSO_NONE || r->actor.v[m->actor].class_ == SAYSO_CLASS_PLACE)
            continue;
        bool group = m->kind == SAYSO_MENTION_GROUP && r->actor.v[m->actor].plural;
        other = other || is_possessor(r, m) || (one && group);
        if (!other)
            return m->actor;
    }
    return SAYSO_NONE;
}

/* "one of them, Hugo Dale", "many of his supporters", "others in the town"; "some" alone is nobody.
 */
static sayso_status vague(sayso_resolver *r, const sayso_source_phrase *p, sayso_source *out,
                          sayso_error *err)
{
    out->actor = name_behind_comma(r, p);
    if (out->actor != SAYSO_NONE || p->end - out->head < 3)
        return SAYSO_OK;
    if (is_word(r, out->head + 1, "of")) {
        out->actor = part_of(r, out->head + 1, p->end);
        if (out->actor != SAYSO_NONE)
            return SAYSO_OK;
    }
    sayso_str name = plain_name(r, p->beg, p->end);
    bool one = is_word(r, out->head, "one") && is_word(r, out->head + 1, "of");
    if (one) { /* keeps "one of" */
        const sayso_tokens *t = tags(r)->tokens;
        const char *from = t->doc->text + t->tok[out->head].at.beg;
        name = (sayso_str){from, name.n + (uint32_t)(name.p - from)};
    }
    return make_actor(r, name, !one, &out->actor, err);
}

static sayso_status by_form(sayso_resolver *r, const sayso_source_phrase *p, uint32_t flags,
                            sayso_source *out, sayso_error *err)
{
    if (flags & IS_SHARE)
        return share(r, p, out, err);
    if (flags & IS_DOCUMENT)
        return document(r, p, out, err);
    if (flags & IS_SURVEY) {
        SAYSO_TRY(document(r, p, out, err));
        SAYSO_TRY(pollster(r, p, out, err));
        out->form = SAYSO_SOURCE_IS_SURVEY;
    } else if (flags & IS_IMAGERY) {
        out->form = SAYSO_SOURCE_IS_IMAGERY;
    } else {
        out->form = SAYSO_SOURCE_IS_VAGUE;
        return vague(r, p, out, err);
    }
    return SAYSO_OK;
}

/* The phrase without a time that ends it: "Interior Minister X today". */
static sayso_source_phrase without_time(const sayso_resolver *r, const sayso_source_phrase *p)
{
    sayso_source_phrase out = *p;
    uint32_t k = sayso__timex_from(r->mentions, p->beg + 1);
    for (; k < r->mentions->n_timex && r->mentions->timex[k].beg < p->end; k++)
        if (r->mentions->timex[k].end >= p->end)
            out.end = r->mentions->timex[k].beg;
    while (out.end < p->end && out.end > p->beg + 1 && tags(r)->upos[out.end - 1] == SAYSO_UPOS_ADP)
        out.end--;
    return out;
}

static sayso_status source_of(sayso_resolver *r, const sayso_source_phrase *whole,
                              sayso_source *out, sayso_error *err)
{
    const sayso_tags *g = tags(r);
    const sayso_source_phrase cut = without_time(r, whole), *p = &cut;
    bool given = p->head >= p->beg && p->head < p->end && is_nominal(g, p->head);
    uint32_t head = given ? p->head : head_of(g, p->beg, p->end);
    *out = (sayso_source){SAYSO_NONE, head, SAYSO_SOURCE_IS_ACTOR};
    uint32_t part = share_of(r, p);
    if (part != SAYSO_NONE) {
        out->head = part;
        return share(r, p, out, err);
    }
    if (is_word(r, p->beg, "one") && p->beg + 2 < p->end && is_word(r, p->beg + 1, "of")) {
        *out = (sayso_source){SAYSO_NONE, p->beg, SAYSO_SOURCE_IS_ACTOR};
        return vague(r, p, out, err);
    }
    uint32_t flags = form_flags(r, head);
    if (is_pronoun(g, head) && !(flags & IS_VAGUE)) {
        pronoun(r, p, out);
        return SAYSO_OK;
    }
    out->actor = actor_at(r, head);
    if (out->actor != SAYSO_NONE) {
        uint32_t holder = holder_of(r, p, out->actor);
        if (holder == SAYSO_NONE)
            SAYSO_TRY(untagged_holder(r, p, &out->actor, err));
        out->actor = holder != SAYSO_NONE ? holder : mouth_of(r, out->actor);
        return SAYSO_OK;
    }
    if (flags)
        return by_form(r, p, flags, out, err);
    out->actor = name_behind_comma(r, p);
    if (out->actor == SAYSO_NONE)
        out->actor = name_after(r, head, p->end);
    if (out->actor != SAYSO_NONE || g->upos[head] == SAYSO_UPOS_VERB)
        return SAYSO_OK;
    return make_actor(r, untitled(r, plain_name(r, p->beg, p->end), p),
                      g->xpos[head] == SAYSO_XPOS_NNS, &out->actor, err);
}

sayso_status sayso__resolve_source(sayso_resolver *r, const sayso_source_phrase *phrase,
                                   sayso_source *out, sayso_error *err)
{
    SAYSO_TRY(source_of(r, phrase, out, err));
    if (out->actor != SAYSO_NONE && !in_quotation(r, phrase->beg)) {
        r->spoke = out->actor;
        r->spoke_at = phrase->beg;
    }
    return SAYSO_OK;
}

/* ---- sources that are not said --------------------------------------------------------------- */

/* The subject of verb v, or its object where it is quoted; SAYSO_NONE if it has neither. */
static uint32_t subject_of(const sayso_tags *g, uint32_t v)
{
    uint32_t beg = g->tokens->sent[g->tokens->tok_sent[v]];
    uint32_t end = g->tokens->sent[g->tokens->tok_sent[v] + 1];
    bool quoted = sayso__str_is(g->lemma[v], "quote") || sayso__str_is(g->lemma[v], "cite");
    for (uint32_t i = beg; i < end && quoted; i++)
        if (g->head[i] == v && g->deprel[i] == SAYSO_DEPREL_OBJ)
            return i;
    for (uint32_t i = beg; i < end; i++)
        if (g->head[i] == v && (g->deprel[i] == SAYSO_DEPREL_NSUBJ ||
                                (quoted && g->deprel[i] == SAYSO_DEPREL_NSUBJ_PASS)))
            return i;
    return SAYSO_NONE;
}

/* Relations over which a verb shares the subject of the one it hangs on. */
static bool shares_subject(uint8_t deprel)
{
    return deprel == SAYSO_DEPREL_CONJ || deprel == SAYSO_DEPREL_ADVCL ||
           deprel == SAYSO_DEPREL_XCOMP || deprel == SAYSO_DEPREL_PARATAXIS ||
           deprel == SAYSO_DEPREL_AUX || deprel == SAYSO_DEPREL_COP;
}

#define CLIMB_MOST 5 /* verbs of a chain */

/* The mention that touches the cue: before it over auxiliaries and adverbs, or behind it where a
 * quotation or comma stands before ("..., said a guard"). SAYSO_NONE if none does. */
static uint32_t beside(const sayso_resolver *r, uint32_t cue)
{
    const sayso_tags *g = tags(r);
    const sayso_tokens *t = g->tokens;
    uint32_t beg = t->sent[t->tok_sent[cue]], end = t->sent[t->tok_sent[cue] + 1], k = cue;
    while (k > beg && (g->upos[k - 1] == SAYSO_UPOS_AUX || g->upos[k - 1] == SAYSO_UPOS_ADV ||
                       g->upos[k - 1] == SAYSO_UPOS_PART))
        k--;
    if (k > beg && actor_at(r, k - 1) != SAYSO_NONE)
        return k - 1;
    bool inverted = cue > beg && (g->xpos[cue - 1] == SAYSO_XPOS_COMMA ||
                                  t->tok[cue - 1].kind == SAYSO_TOKEN_CLOSE_QUOTE ||
                                  t->tok[cue - 1].kind == SAYSO_TOKEN_QUOTE);
    for (uint32_t i = cue + 1; inverted && i < end && i < cue + 6; i++) {
        if (actor_at(r, i) != SAYSO_NONE)
            return i;
        if (g->upos[i] == SAYSO_UPOS_PUNCT || g->upos[i] == SAYSO_UPOS_ADP)
            break;
    }
    return SAYSO_NONE;
}

/* The token that says who speaks at cue: a subject that is a mention or document, up the chain of
 * verbs; else the mention beside it. SAYSO_NONE if there is none. */
static uint32_t implied_token(const sayso_resolver *r, uint32_t cue)
{
    const sayso_tags *g = tags(r);
    uint32_t v = cue;
    for (uint32_t k = 0; k < CLIMB_MOST && v != SAYSO_NONE; k++) {
        uint32_t s = subject_of(g, v);
        if (s != SAYSO_NONE &&
            (actor_at(r, s) != SAYSO_NONE || is_pronoun(g, s) || form_flags(r, s) & IS_DOCUMENT))
            return s;
        if (s != SAYSO_NONE)
            break;
        if (g->deprel[v] == SAYSO_DEPREL_ACL && g->head[v] != SAYSO_NONE)
            return actor_at(r, g->head[v]) == SAYSO_NONE ? SAYSO_NONE : g->head[v];
        v = shares_subject(g->deprel[v]) ? g->head[v] : SAYSO_NONE;
    }
    return beside(r, cue);
}

sayso_status sayso__resolve_implied(sayso_resolver *r, uint32_t cue, uint32_t previous,
                                    sayso_source *out, sayso_error *err)
{
    *out = (sayso_source){cue == SAYSO_NONE ? previous : SAYSO_NONE, cue, SAYSO_SOURCE_IS_ACTOR};
    uint32_t s = cue == SAYSO_NONE ? SAYSO_NONE : implied_token(r, cue);
    if (s == SAYSO_NONE)
        return SAYSO_OK;
    sayso_source_phrase p = {s, s + 1, s, cue, previous, SAYSO_NONE};
    sayso__tag_subtree(tags(r), s, &p.beg, &p.end);
    return sayso__resolve_source(r, &p, out, err);
}
