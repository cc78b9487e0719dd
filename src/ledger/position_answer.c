/* position_answer.c -- positions that follow from what was said before.  Layer: ledger.
 *
 * A claim that names no party may still answer an accusation: the accused who denies, turns down,
 * admits or "no longer rules out an error" speaks of itself, and one who was wrong to accuse
 * clears the party it accused. Who was accused, and by whom, is known from the other claims. */
#include "base/fail.h"
#include "base/str.h"
#include "ledger/phrases.h"
#include "ledger/position_of.h"
#include "lexica.h"

/* flags of data/answers.tsv */
#define WRONG   1u
#define OPEN    2u
#define MISTAKE 4u

#define SEVERAL (SAYSO_NONE - 1) /* parties accused by one */

static bool accuses(const sayso_state_claim *c, uint32_t by, uint32_t of)
{
    return c->stance == SAYSO_STANCE_ASSERTS && by != SAYSO_NONE && of != SAYSO_NONE && by != of;
}

bool sayso__position_prepare(sayso_load *x, sayso_position_known *k)
{
    uint32_t n = x->out->n_actor;
    *k = (sayso_position_known){SAYSO_NEW_N(x->t, const char *, n), SAYSO_NEW_N(x->t, uint32_t, n)};
    if (!k->accused || !k->blamed)
        return false;
    for (uint32_t i = 0; i < n; i++)
        k->blamed[i] = SAYSO_NONE;
    for (uint32_t i = 0; i < x->out->n_claim; i++) {
        const sayso_state_claim *c = &x->out->claim[i];
        uint32_t by = sayso__load_party(x, c->source_actor),
                 of = sayso__load_party(x, c->responsible);
        if (!accuses(c, by, of) || !x->day[i])
            continue;
        if (!k->accused[of] || strcmp(x->day[i], k->accused[of]) < 0)
            k->accused[of] = x->day[i];
        uint32_t one = k->blamed[by];
        if (one == SAYSO_NONE || (one != SEVERAL && strcmp(x->day[i], x->day[one]) < 0))
            k->blamed[by] = i;
        if (one < SEVERAL && sayso__load_party(x, x->out->claim[one].responsible) != of)
            k->blamed[by] = SEVERAL;
    }
    return true;
}

/* "Would not exclude an error of its own": the words leave it open in the cue or behind it;
 * the cue is looked up where the words behind it tell of a mistake. */
static sayso_status leaves_open(sayso_load *x, uint32_t i, uint32_t words, bool *open)
{
    const sayso_state_claim *c = &x->out->claim[i];
    *open = words & OPEN && words & MISTAKE;
    if (*open || !(words & MISTAKE))
        return SAYSO_OK;
    SAYSO_TRY(sayso__load_pieces(x, i));
    for (uint32_t k = 0; k < c->n_cue; k++)
        *open =
            *open || sayso__phrases_find(&sayso__lex_answers, sayso__str_z(c->cue[k].text)) & OPEN;
    return SAYSO_OK;
}

/* The party that the one of e accused, and no other, before it said that this was wrong. */
static uint32_t cleared(const sayso_load *x, const sayso_position_known *k, uint32_t words,
                        const sayso_position_entry *e)
{
    uint32_t one = k->blamed[e->party];
    if (!(words & WRONG) || one >= SEVERAL || !e->day || strcmp(x->day[one], e->day) > 0)
        return SAYSO_NONE;
    return sayso__load_party(x, x->out->claim[one].responsible);
}

/* The position of an accused that speaks of no party, or none. */
static sayso_status of_accused(sayso_load *x, uint32_t i, uint32_t words, uint8_t *position)
{
    const sayso_state_claim *c = &x->out->claim[i];
    bool open, question = c->kind == SAYSO_KIND_RESPONSIBILITY || c->kind == SAYSO_KIND_CAUSE;
    bool denies =
        c->act == SAYSO_ACT_DENY || c->act == SAYSO_ACT_REJECT || c->act == SAYSO_ACT_DISPUTE;
    SAYSO_TRY(leaves_open(x, i, words, &open));
    if (open)
        *position = SAYSO_POSITION_DOUBTS;
    else if (c->act == SAYSO_ACT_ADMIT && question)
        *position = SAYSO_POSITION_ADMITS;
    else if (denies && c->kind == SAYSO_KIND_RESPONSIBILITY)
        *position = SAYSO_POSITION_DENIES;
    return SAYSO_OK;
}

sayso_status sayso__position_answer(sayso_load *x, const sayso_position_known *k, uint32_t i,
                                    sayso_position_entry *e, bool *answers)
{
    const sayso_state_claim *c = &x->out->claim[i];
    bool accused = e->day && k->accused[e->party] && strcmp(k->accused[e->party], e->day) <= 0;
    uint8_t position = SAYSO_POSITION_NONE;
    uint32_t of = e->party;
    *answers = false;
    if (!accused && c->act != SAYSO_ACT_RETRACT)
        return SAYSO_OK;
    uint32_t words = sayso__phrases_find(&sayso__lex_answers, sayso__str_z(c->text));
    if (c->act == SAYSO_ACT_RETRACT) {
        of = cleared(x, k, words, e);
        position = of == SAYSO_NONE ? SAYSO_POSITION_NONE : SAYSO_POSITION_DENIES;
    } else {
        SAYSO_TRY(of_accused(x, i, words, &position));
    }
    *answers = position != SAYSO_POSITION_NONE;
    if (*answers) {
        e->position = position;
        e->of = position == SAYSO_POSITION_ADMITS ? SAYSO_NONE : of;
    }
    return SAYSO_OK;
}
