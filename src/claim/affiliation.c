/* affiliation.c -- for whom a person speaks where only the telling says it.  Layer: claim.
 *
 * "The rebels demanded compensation. 'An accusation is a bullet,' Tarek Ould said.": a name without
 * a word of who he is, or with a mere rank, right behind a sentence about a body, is one of the
 * body's. Reports name
 * nobody for the first time without saying who he is, but where the reader knows it from the words
 * before. */
#include "base/fail.h"
#include "claim/claim_part.h"

#define SENTENCES_MOST 3u /* between the body and the name */

/* A body that has people who speak. */
static bool is_body(const sayso_actor *a)
{
    switch (a->class_) {
    case SAYSO_CLASS_PERSON:
    case SAYSO_CLASS_UNNAMED:
    case SAYSO_CLASS_PLACE:
    case SAYSO_CLASS_OUTLET:
    case SAYSO_CLASS_AGENCY:
    case SAYSO_CLASS_POLLSTER:
    case SAYSO_CLASS_PUBLIC:
    case SAYSO_CLASS_COURT: return false;
    default: return a->kind != SAYSO_MENTION_PERSON && a->kind != SAYSO_MENTION_ROLE;
    }
}

/* "General X", "Inspector Y": a rank in or before the name. */
static bool has_rank(const sayso_claim_part *p, const sayso_mention *m)
{
    static const char *const rank[] = {"general",   "colonel",      "major",      "brigadier",
                                       "captain",   "lieutenant",   "admiral",    "commodore",
                                       "marshal",   "sergeant",     "inspector",  "superintendent",
                                       "commander", "commissioner", "commandant", NULL};
    return sayso__clue_lemma_in(p, m->beg, rank) ||
           (m->beg > 0 && sayso__clue_lemma_in(p, m->beg - 1, rank));
}

/* Does attribution i bring up its source's name for the first time, and nothing beside it? */
static bool is_bare(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n, who = p->attrs->attribution[i].source_actor;
    const sayso_piece *s = sayso__attr_source(p->attrs, i, &n);
    if (n != 1 || who >= p->mentions->n_actor)
        return false;
    const sayso_actor *a = p->attrs->actor + who;
    if (!a->named || a->kind != SAYSO_MENTION_PERSON || a->spokesperson ||
        p->chief[who] != SAYSO_NONE || a->first >= p->mentions->n_mention)
        return false;
    const sayso_mention *m = p->mentions->mention + a->first;
    if (m->beg < s[0].beg || m->end > s[0].end)
        return false;
    if (has_rank(p, m))
        return m->end + 1 >= s[0].end && m->beg <= s[0].beg + 3;
    return !a->official && m->end >= m->beg + 2 && m->end - m->beg + 1 >= s[0].end - s[0].beg;
}

/* May one with this rank, or none, be of that body? Officers are of those that bear arms. */
static bool is_house(const sayso_claim_part *p, uint32_t i, const sayso_actor *body)
{
    const sayso_actor *a = p->attrs->actor + p->attrs->attribution[i].source_actor;
    if (!is_body(body))
        return false;
    if (!has_rank(p, p->mentions->mention + a->first))
        return true;
    switch (body->class_) {
    case SAYSO_CLASS_MILITARY:
    case SAYSO_CLASS_POLICE:
    case SAYSO_CLASS_MINISTRY:
    case SAYSO_CLASS_GOVERNMENT:
    case SAYSO_CLASS_ARMED_GROUP:
    case SAYSO_CLASS_OTHER: return true;
    default: return false;
    }
}

/* First subject of a sentence, of any clause; for an officer, attribution i, the first force.
 * SAYSO_NONE if there is none that is known. */
static uint32_t subject_of(const sayso_claim_part *p, uint32_t sent, uint32_t i)
{
    const sayso_actor *who = p->attrs->actor + p->attrs->attribution[i].source_actor;
    bool rank = has_rank(p, p->mentions->mention + who->first);
    for (uint32_t t = p->tokens->sent[sent]; t < p->tokens->sent[sent + 1]; t++) {
        uint8_t d = p->tags->deprel[t];
        if (d != SAYSO_DEPREL_NSUBJ && d != SAYSO_DEPREL_NSUBJ_PASS)
            continue;
        uint32_t m = p->mention[t] != SAYSO_NONE ? p->mention[t] : p->inside[t];
        uint32_t a = m == SAYSO_NONE ? SAYSO_NONE : p->mentions->mention[m].actor;
        if (a < p->mentions->n_actor && (!rank || is_house(p, i, p->attrs->actor + a)))
            return a;
    }
    return SAYSO_NONE;
}

sayso_status sayso__claim_affiliate(sayso_claim_part *p, sayso_error *err)
{
    uint32_t n = p->attrs->n_actor;
    p->chief = SAYSO_NEW_N(p->scratch, uint32_t, n);
    if (!p->chief)
        return sayso__fail_memory(err);
    for (uint32_t a = 0; a < n; a++)
        p->chief[a] = p->attrs->actor[a].speaks_for;
    for (uint32_t i = 0; i < p->attrs->n_attribution; i++) {
        if (!is_bare(p, i))
            continue;
        uint32_t s = p->attrs->attribution[i].sent, block = p->tokens->sent_block[s];
        for (uint32_t k = 1; k <= SENTENCES_MOST && k <= s; k++) {
            if (p->tokens->sent_block[s - k] != block)
                break;
            uint32_t a = subject_of(p, s - k, i);
            if (a == SAYSO_NONE)
                continue;
            if (is_house(p, i, p->attrs->actor + a))
                p->chief[p->attrs->attribution[i].source_actor] = a;
            break;
        }
    }
    return SAYSO_OK;
}
