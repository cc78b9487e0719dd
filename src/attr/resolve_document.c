/* resolve_document.c -- documents as sources: who issued the report, letter, ruling.  Layer: attr.
 *
 * In this order: whoever the phrase names as its issuer; and for one that the text has met before
 * ("the report"), whoever has just spoken, whose such papers are by their nature, whoever issued
 * the last one, the last body that did anything. Those who merely saw it are not its issuer. */
#include "attr/resolve_part.h"

#include "base/fail.h"
#include "base/str.h"

/* Verbs before "by" that do not make whoever follows the issuer: "a log seen by the Herald". */
static bool merely_seen(const sayso_resolver *r, uint32_t by, uint32_t beg)
{
    static const char *const words[] = {"seen",     "obtained", "reviewed", "read",     "viewed",
                                        "examined", "received", "leaked",   "reported", "quoted",
                                        "cited",    "carried",  "verified", "released", "shared",
                                        "filmed",   "taken"};
    return by > beg && SAYSO_PHRASE_ONE_OF(r, by - 1, words);
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
            if (sayso__str_is(r->mentions->tags->lemma[i], see[k]))
                return true;
    return false;
}

/* Whoever stands behind the preposition at i, up to the next one: "by its head, Dr Y" is Y, "of 9
 * January to the ministry" nobody. */
static uint32_t issuer_behind(const sayso_resolver *r, uint32_t i, uint32_t end)
{
    uint32_t to = i + 1;
    while (to < end && r->mentions->tags->upos[to] != SAYSO_UPOS_ADP)
        to++;
    uint32_t a = to > i + 1
                     ? sayso__phrase_actor(r, sayso__phrase_head(r->mentions->tags, i + 1, to))
                     : SAYSO_NONE;
    a = a == SAYSO_NONE || r->actor.v[a].named ? a : SAYSO_NONE;
    return a != SAYSO_NONE && r->actor.v[a].class_ != SAYSO_CLASS_PLACE
               ? a
               : sayso__phrase_first_actor(r, i + 1, to);
}

/* Where the phrase was cut before "that X published", "by X", one past those words; else end. */
static uint32_t clause_end(const sayso_resolver *r, uint32_t end)
{
    static const char *const go_on[] = {"that",      "which",    "by",      "from",   "issued",
                                        "published", "released", "written", "signed", "sent"};
    const sayso_tokens *t = r->mentions->tags->tokens;
    if (end >= t->n_tok || !SAYSO_PHRASE_ONE_OF(r, end, go_on))
        return end;
    uint32_t to = t->sent[t->tok_sent[end - 1] + 1];
    for (uint32_t i = end; i < to && i < end + 10; i++)
        if (r->mentions->tags->xpos[i] == SAYSO_XPOS_COMMA)
            return i;
    return to < end + 10 ? to : end + 10;
}

/* Who issued the document that [beg, end) with this head names: its possessor, whoever stands
 * behind "by" or "from", the subject of "that X published". SAYSO_NONE if the phrase does not say.
 */
static uint32_t issuer_in(const sayso_resolver *r, const sayso_source_phrase *p, uint32_t head)
{
    const sayso_tags *g = r->mentions->tags;
    for (uint32_t i = p->beg; i < head; i++) {
        uint32_t a = sayso__phrase_actor(r, i);
        bool owns = i + 1 < p->end && (g->xpos[i + 1] == SAYSO_XPOS_POS ||
                                       g->xpos[i] == SAYSO_XPOS_PRPS || r->at[i] != SAYSO_NONE);
        if (a != SAYSO_NONE && owns && r->actor.v[a].class_ != SAYSO_CLASS_PLACE)
            return a;
    }
    uint32_t end = clause_end(r, p->end);
    for (uint32_t i = head + 1; i + 1 < end; i++) {
        bool by =
            (sayso__phrase_is(r, i, "by") && !merely_seen(r, i, p->beg)) ||
            sayso__phrase_is(r, i, "from") ||
            (sayso__phrase_is(r, i, "of") && !(sayso__phrase_form(r, head) & SAYSO_FORM_IS_SURVEY));
        bool where = sayso__phrase_is(r, i, "on") || sayso__phrase_is(r, i, "in");
        bool that = sayso__phrase_is(r, i, "that") || sayso__phrase_is(r, i, "which");
        if ((sayso__phrase_is(r, i, "by") && !by) || (that && is_seen_there(r, i + 1, end)))
            return SAYSO_NONE;
        if (by || that || where) {
            uint32_t a = by ? issuer_behind(r, i, end) : sayso__phrase_first_actor(r, i + 1, end);
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
        if (sayso__phrase_is(r, i, "this") && SAYSO_PHRASE_ONE_OF(r, i + 1, own) &&
            (i == p->beg || sayso__phrase_is(r, i - 1, "of")))
            return r->mentions->tags->tokens->doc->publisher.n > 0;
    return false;
}

static sayso_status own_outlet(sayso_resolver *r, uint32_t *actor, sayso_error *err)
{
    sayso_str name = r->mentions->tags->tokens->doc->publisher;
    for (uint32_t i = 0; i < r->mentions->n_actor && r->outlet == SAYSO_NONE; i++)
        if (sayso__str_ieq(r->actor.v[i].name, name))
            r->outlet = i;
    if (r->outlet == SAYSO_NONE) {
        SAYSO_TRY(sayso__resolve_unnamed(r, name, false, &r->outlet, err));
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
    return SAYSO_PHRASE_ONE_OF(r, i, words);
}

/* What bodies publish at the end of their work. */
static bool is_finding(const sayso_resolver *r, uint32_t i)
{
    static const char *const words[] = {"report",   "judgment",    "judgement", "ruling",
                                        "findings", "conclusions", "verdict",   "audit",
                                        "study",    "indictment"};
    return SAYSO_PHRASE_ONE_OF(r, i, words);
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
    bool charges = SAYSO_PHRASE_ONE_OF(r, i, charge), rules = SAYSO_PHRASE_ONE_OF(r, i, ruling);
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
    const sayso_tags *g = r->mentions->tags;
    const sayso_tokens *t = g->tokens;
    uint32_t sent = t->tok_sent[tok], from = t->sent[sent > 4 ? sent - 4 : 0];
    for (uint32_t i = tok; i-- > from;) {
        uint32_t a = g->deprel[i] == SAYSO_DEPREL_NSUBJ ? sayso__phrase_actor(r, i) : SAYSO_NONE;
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

sayso_status sayso__resolve_document(sayso_resolver *r, const sayso_source_phrase *p,
                                     sayso_source *out, sayso_error *err)
{
    const sayso_tags *g = r->mentions->tags;
    out->form = SAYSO_SOURCE_IS_DOCUMENT;
    if (is_own_report(r, p))
        return own_outlet(r, &out->actor, err);
    out->actor = issuer_in(r, p, out->head);
    bool definite = g->upos[p->beg] == SAYSO_UPOS_DET && !sayso__phrase_is(r, p->beg, "a") &&
                    !sayso__phrase_is(r, p->beg, "an") && !sayso__phrase_is(r, p->beg, "another");
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
