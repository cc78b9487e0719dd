/* resolve.c -- source phrase -> actor.  Layer: attr.
 *
 * The head of the phrase decides. A mention: its actor. A document: whoever the phrase says issued
 * it, or issued the last one (resolve_document.c). A survey: whoever asked, and a share of those
 * asked: they (resolve_survey.c). A pronoun: what the mention stage found, against the speaker
 * before (resolve_pronoun.c). Anything else becomes an unnamed actor with the phrase for its name.
 */
#include "attr/resolve_part.h"

#include "base/fail.h"
#include "base/lexicon.h"
#include "base/str.h"
#include "lexica.h"
#include "mention/actor.h"

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

/* ---- the whole ------------------------------------------------------------------------------- */

/* "Dale's": stands before what it owns. */
static bool is_possessor(const sayso_resolver *r, const sayso_mention *m)
{
    const sayso_tags *g = r->mentions->tags;
    return g->xpos[m->end - 1] == SAYSO_XPOS_POS ||
           (m->end < g->tokens->n_tok && g->xpos[m->end] == SAYSO_XPOS_POS);
}

/* The actor of the first name behind the head, up to a preposition or pronoun: behind those stands
 * somebody else. SAYSO_NONE if there is none. */
static uint32_t name_after(const sayso_resolver *r, uint32_t head, uint32_t end)
{
    const sayso_tags *g = r->mentions->tags;
    for (uint32_t i = head; i < end; i++) {
        if (i > head && (g->upos[i] == SAYSO_UPOS_ADP || g->upos[i] == SAYSO_UPOS_PRON))
            return SAYSO_NONE;
        if (r->at[i] != SAYSO_NONE && r->mentions->mention[r->at[i]].named)
            return is_possessor(r, &r->mentions->mention[r->at[i]]) ? SAYSO_NONE
                                                                    : sayso__phrase_actor(r, i);
    }
    return SAYSO_NONE;
}

/* A named mention behind a comma of the phrase, that owns nothing: "one of them, Hugo Dale", not
 * "Order, Dale's party". SAYSO_NONE if none. */
static uint32_t name_behind_comma(const sayso_resolver *r, const sayso_source_phrase *p)
{
    for (uint32_t i = p->beg + 1; i < p->end; i++) {
        const sayso_mention *m = r->at[i] == SAYSO_NONE ? NULL : &r->mentions->mention[r->at[i]];
        if (m && m->named && sayso__phrase_is(r, i - 1, ",") && !is_possessor(r, m))
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
    bool one = sayso__phrase_is(r, p->beg, "a") ||
               sayso__phrase_is(r, p->beg, "another"); /* "a second crew, X" */
    if (a->named || (a->plural && !one))
        return SAYSO_NONE;
    bool person = a->kind == SAYSO_MENTION_ROLE;
    for (uint32_t i = p->beg + 2; i < p->end; i++) {
        const sayso_mention *m = r->at[i] == SAYSO_NONE ? NULL : &r->mentions->mention[r->at[i]];
        if (m && m->named && m->end + 1 >= p->end && m->kind != SAYSO_MENTION_LOCATION &&
            (!person || m->kind == SAYSO_MENTION_PERSON) &&
            (sayso__phrase_is(r, i - 1, ",") || sayso__phrase_is(r, i - 2, ",")))
            return m->actor;
    }
    return SAYSO_NONE;
}

/* Is token i a title before a name: "Major", "Dr"? */
static bool is_title(const sayso_resolver *r, uint32_t i)
{
    const sayso_lexicon_entry *e =
        sayso__phrase_look(&sayso__lex_roles, sayso__token_str(r->mentions->tags->tokens, i));
    return e && e->value[0] & (SAYSO_ROLE_TITLE | SAYSO_ROLE_HONORIFIC);
}

/* "Brigadier Dale" that no tagger took for a name, without the title. */
static sayso_str untitled(const sayso_resolver *r, sayso_str name, const sayso_source_phrase *p)
{
    const sayso_tags *g = r->mentions->tags;
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
    const sayso_tags *g = r->mentions->tags;
    const sayso_actor office = r->actor.v[*actor];
    uint32_t end = p->end, i;
    if (office.named || office.plural || office.kind != SAYSO_MENTION_ROLE)
        return SAYSO_OK;
    while (end > p->beg && sayso__phrase_is(r, end - 1, ","))
        end--;
    for (i = end; i > p->beg && g->upos[i - 1] == SAYSO_UPOS_PROPN && r->at[i - 1] == SAYSO_NONE &&
                  g->tokens->tok[i - 1].flags & SAYSO_TOKEN_CAPITAL;)
        i--;
    if (i == end || i <= p->beg + 1 || end - i > 4 || !sayso__phrase_is(r, i - 1, ","))
        return SAYSO_OK;
    while (i + 1 < end && is_title(r, i))
        i++;
    uint32_t n = r->actor.n;
    sayso_str name = sayso__str_span(g->tokens->doc->text, sayso__token_span(g->tokens, i, end));
    SAYSO_TRY(sayso__resolve_unnamed(r, name, false, actor, err));
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

/* Whoever stands behind the "of" of "many of", up to a comma: not the X of "many of X's guards",
 * and one of the guards is not the guards. */
static uint32_t part_of(const sayso_resolver *r, uint32_t of, uint32_t end)
{
    bool one = sayso__phrase_is(r, of - 1, "one"), other = false;
    for (uint32_t i = of + 1; i < end && !sayso__phrase_is(r, i, ","); i++) {
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
    if (sayso__phrase_is(r, out->head + 1, "of")) {
        out->actor = part_of(r, out->head + 1, p->end);
        if (out->actor != SAYSO_NONE)
            return SAYSO_OK;
    }
    sayso_str name = sayso__phrase_name(r, p->beg, p->end);
    bool one = sayso__phrase_is(r, out->head, "one") && sayso__phrase_is(r, out->head + 1, "of");
    if (one) { /* keeps "one of" */
        const sayso_tokens *t = r->mentions->tags->tokens;
        const char *from = t->doc->text + t->tok[out->head].at.beg;
        name = (sayso_str){from, name.n + (uint32_t)(name.p - from)};
    }
    return sayso__resolve_unnamed(r, name, !one, &out->actor, err);
}

static sayso_status by_form(sayso_resolver *r, const sayso_source_phrase *p, uint32_t flags,
                            sayso_source *out, sayso_error *err)
{
    if (flags & SAYSO_FORM_IS_SHARE)
        return sayso__resolve_share(r, p, out, err);
    if (flags & SAYSO_FORM_IS_DOCUMENT)
        return sayso__resolve_document(r, p, out, err);
    if (flags & SAYSO_FORM_IS_SURVEY)
        return sayso__resolve_survey(r, p, out, err);
    out->form = flags & SAYSO_FORM_IS_IMAGERY ? SAYSO_SOURCE_IS_IMAGERY : SAYSO_SOURCE_IS_VAGUE;
    return flags & SAYSO_FORM_IS_IMAGERY ? SAYSO_OK : vague(r, p, out, err);
}

/* The phrase without a time that ends it: "Interior Minister X today". */
static sayso_source_phrase without_time(const sayso_resolver *r, const sayso_source_phrase *p)
{
    sayso_source_phrase out = *p;
    uint32_t k = sayso__timex_from(r->mentions, p->beg + 1);
    for (; k < r->mentions->n_timex && r->mentions->timex[k].beg < p->end; k++)
        if (r->mentions->timex[k].end >= p->end)
            out.end = r->mentions->timex[k].beg;
    while (out.end < p->end && out.end > p->beg + 1 &&
           r->mentions->tags->upos[out.end - 1] == SAYSO_UPOS_ADP)
        out.end--;
    return out;
}

static sayso_status source_of(sayso_resolver *r, const sayso_source_phrase *whole,
                              sayso_source *out, sayso_error *err)
{
    const sayso_tags *g = r->mentions->tags;
    const sayso_source_phrase cut = without_time(r, whole), *p = &cut;
    bool given = p->head >= p->beg && p->head < p->end && sayso__phrase_nominal(g, p->head) &&
                 !(p->head + 1 < p->end && g->xpos[p->head + 1] == SAYSO_XPOS_POS);
    uint32_t head = given ? p->head : sayso__phrase_head(g, p->beg, p->end);
    *out = (sayso_source){SAYSO_NONE, head, SAYSO_SOURCE_IS_ACTOR};
    uint32_t part = sayso__phrase_share(r, p);
    if (part != SAYSO_NONE) {
        out->head = part;
        return sayso__resolve_share(r, p, out, err);
    }
    if (sayso__phrase_is(r, p->beg, "one") && p->beg + 2 < p->end &&
        sayso__phrase_is(r, p->beg + 1, "of")) {
        *out = (sayso_source){SAYSO_NONE, p->beg, SAYSO_SOURCE_IS_ACTOR};
        return vague(r, p, out, err);
    }
    uint32_t flags = sayso__phrase_form(r, head);
    if (sayso__phrase_pronoun(g, head) && !(flags & SAYSO_FORM_IS_VAGUE)) {
        sayso__resolve_pronoun(r, p, out);
        return SAYSO_OK;
    }
    out->actor = sayso__resolve_latter(r, p, head);
    if (out->actor != SAYSO_NONE)
        return SAYSO_OK;
    out->actor = sayso__phrase_actor(r, head);
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
    return sayso__resolve_unnamed(r, untitled(r, sayso__phrase_name(r, p->beg, p->end), p),
                                  g->xpos[head] == SAYSO_XPOS_NNS, &out->actor, err);
}

sayso_status sayso__resolve_source(sayso_resolver *r, const sayso_source_phrase *phrase,
                                   sayso_source *out, sayso_error *err)
{
    SAYSO_TRY(source_of(r, phrase, out, err));
    if (out->actor != SAYSO_NONE && !sayso__phrase_quoted(r, phrase->beg)) {
        r->spoke = out->actor;
        r->spoke_at = phrase->beg;
    }
    return SAYSO_OK;
}
