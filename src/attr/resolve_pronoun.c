/* resolve_pronoun.c -- pronouns as sources.  Layer: attr.
 *
 * The mention stage has taken each pronoun for an actor. Here the one that a source phrase consists
 * of goes against the speaker before it, with whom the news goes on more often. */
#include "attr/resolve_part.h"

#include "base/str.h"

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
    if (SAYSO_PHRASE_ONE_OF(r, tok, he))
        return person && !a->plural && a->gender != 'f';
    if (SAYSO_PHRASE_ONE_OF(r, tok, she))
        return person && !a->plural && a->gender != 'm';
    bool untagged = a->first == SAYSO_NONE && a->name.n && sayso__is_upper(a->name.p[0]);
    if (SAYSO_PHRASE_ONE_OF(r, tok, it)) /* a name that no tagger knows may be a body's */
        return (!person || untagged) && !a->plural;
    return a->plural || !person;
}

/* Is the actor the subject of the main verb of tokens [beg, end)? */
static bool is_main_subject(const sayso_resolver *r, uint32_t actor, uint32_t beg, uint32_t end)
{
    const sayso_tags *g = r->mentions->tags;
    for (uint32_t i = beg; i < end; i++) {
        uint32_t h = g->head[i];
        if (sayso__phrase_actor(r, i) == actor && g->deprel[i] == SAYSO_DEPREL_NSUBJ &&
            h != SAYSO_NONE && g->deprel[h] == SAYSO_DEPREL_ROOT)
            return true;
    }
    return false;
}

/* A pronoun as source goes on with the last speaker, whomever else the mentions take it for, where
 * it begins the sentence behind his ("He stands by it"), unless that sentence tells of somebody
 * else; and where it ends what is reported (", she added"). */
static bool goes_on_speaking(const sayso_resolver *r, uint32_t tok, uint32_t actor)
{
    const sayso_tokens *t = r->mentions->tags->tokens;
    uint32_t sent = t->tok_sent[tok], beg = t->sent[sent];
    if (r->spoke == SAYSO_NONE || r->spoke == actor || !pronoun_fits(r, tok, r->spoke) ||
        sayso__phrase_quoted(r, tok) || sayso__phrase_is(r, tok, "they"))
        return false;
    uint32_t then = t->tok_sent[r->spoke_at];
    if (then >= sent || then + 2 < sent || t->sent_block[then] != t->sent_block[sent])
        return false;
    if (actor != SAYSO_NONE && is_main_subject(r, actor, t->sent[then], t->sent[then + 1]))
        return false;
    return (tok == beg && then + 1 == sent) || (tok > beg && sayso__phrase_is(r, tok - 1, ","));
}

void sayso__resolve_pronoun(const sayso_resolver *r, const sayso_source_phrase *p,
                            sayso_source *out)
{
    static const char *const speaker[] = {"i",   "we",   "me",   "us",     "my",
                                          "our", "mine", "ours", "myself", "ourselves"};
    static const char *const relative[] = {"who", "which", "whom", "whose", "that"};
    if (SAYSO_PHRASE_ONE_OF(r, out->head, speaker)) {
        out->actor = p->outer;
        return;
    }
    out->actor = sayso__phrase_actor(r, out->head);
    if (SAYSO_PHRASE_ONE_OF(r, out->head, relative) || sayso__phrase_is(r, out->head, "you"))
        return;
    if (goes_on_speaking(r, out->head, out->actor))
        out->actor = r->spoke;
    if (out->actor == SAYSO_NONE && pronoun_fits(r, out->head, p->previous))
        out->actor = p->previous;
}

uint32_t sayso__resolve_latter(const sayso_resolver *r, const sayso_source_phrase *p, uint32_t head)
{
    const sayso_tokens *t = r->mentions->tags->tokens;
    bool latter = sayso__phrase_is(r, head, "latter");
    bool former = sayso__phrase_is(r, head, "former");
    uint32_t sent = t->tok_sent[p->beg], from = t->sent[sent > 1 ? sent - 2 : 0], last = SAYSO_NONE;
    if (!(latter || former) || p->end > p->beg + 2)
        return SAYSO_NONE;
    for (uint32_t i = p->beg; i-- > from;) {
        uint32_t a = sayso__phrase_actor(r, i);
        if (a == SAYSO_NONE || a == last || !r->actor.v[a].named ||
            r->actor.v[a].class_ == SAYSO_CLASS_PLACE)
            continue;
        if (latter || last != SAYSO_NONE)
            return a;
        last = a;
    }
    return SAYSO_NONE;
}
