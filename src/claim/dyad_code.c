/* dyad_code.c -- codes of claims, of incidents, and of acts that are ended, meant or refused.
 * Layer: claim. */
#include "claim/dyad_code.h"

#include <stdio.h>

uint32_t sayso__dyad_root(uint32_t cameo)
{
    return cameo <= 204 ? cameo / 10 : cameo / 100; /* 204 is the last code of three digits */
}

void sayso__dyad_print(uint32_t cameo, char out[5])
{
    snprintf(out, 5, cameo <= 204 ? "%03u" : "%04u", cameo % 10000);
}

/* To end cooperation is a sanction, to end what hurts a concession or, with arms, a retreat. */
sayso_dyad_code sayso__dyad_ended(sayso_dyad_code x)
{
    static const sayso_dyad_code ended[] = {
        [3] = {121, "REJECT"},
        [4] = {164, "SANCTION/discontinue"},
        [5] = {161, "SANCTION/withdraw"},
        [6] = {160, "SANCTION/discontinue"},
        [7] = {162, "SANCTION/discontinue"},
        [8] = {160, "SANCTION/discontinue"},
        [13] = {80, "CONCEDE"},
        [14] = {82, "CONCEDE"},
        [15] = {87, "RETREAT/withdraw"},
        [16] = {85, "RETREAT"},
        [17] = {81, "CONCEDE"},
        [18] = {87, "RETREAT/ceasefire"},
        [19] = {87, "RETREAT/ceasefire"},
        [20] = {87, "RETREAT/ceasefire"},
    };
    uint32_t root = sayso__dyad_root(x.cameo);
    return root < sizeof ended / sizeof *ended ? ended[root] : (sayso_dyad_code){0, NULL};
}

/* To mean to demand, to criticise or to reject something is to do it. */
sayso_dyad_code sayso__dyad_intended(sayso_dyad_code x)
{
    uint32_t root = sayso__dyad_root(x.cameo);
    if (!root || (root >= 10 && root <= 13) || root == 3)
        return x;
    return root < 10 ? (sayso_dyad_code){30, "AGREE"} : (sayso_dyad_code){130, "THREATEN"};
}

/* Harm that will not be done is no act. */
sayso_dyad_code sayso__dyad_refused(sayso_dyad_code x)
{
    uint32_t root = sayso__dyad_root(x.cameo);
    return root && root < 10 ? (sayso_dyad_code){120, "REJECT"} : (sayso_dyad_code){0, NULL};
}

/* ---- claims and incidents -------------------------------------------------------------------- */

typedef struct {
    uint8_t of;
    const char *cameo, *plover, *why; /* why: a reason for what is NULL */
} row;

static sayso_codes find(const row *v, size_t n, uint8_t of)
{
    for (size_t k = 0; k < n; k++)
        if (v[k].of == of)
            return (sayso_codes){v[k].cameo, v[k].plover, v[k].why};
    return (sayso_codes){NULL, NULL, NULL};
}

#define STATEMENT "PLOVER codes acts, not statements"
#define OPEN      "the words do not say that anybody did it"

sayso_codes sayso__codes_of_act(uint8_t act)
{
    static const char none[] = "neither codebook has an act like it";
    static const row v[] = {
        {SAYSO_ACT_ASSERT, "010", NULL, STATEMENT},
        {SAYSO_ACT_CONFIRM, "010", NULL, STATEMENT},
        {SAYSO_ACT_CLAIM_RESPONSIBILITY, "015", NULL, STATEMENT},
        {SAYSO_ACT_ADMIT, "015", NULL, STATEMENT},
        {SAYSO_ACT_ALLEGE, "112", "ACCUSE/allege", NULL},
        {SAYSO_ACT_SUSPECT, "112", "ACCUSE/allege", NULL},
        {SAYSO_ACT_DENY, "016", NULL, STATEMENT},
        {SAYSO_ACT_DISPUTE, "110", "ACCUSE/disapprove", NULL},
        {SAYSO_ACT_CONDEMN, "111", "ACCUSE/disapprove", NULL},
        {SAYSO_ACT_DECLINE_COMMENT, "011", NULL, STATEMENT},
        {SAYSO_ACT_REJECT, "120", "REJECT", NULL},
        {SAYSO_ACT_THREATEN, "130", "THREATEN", NULL},
        {SAYSO_ACT_DEMAND, "100", "REQUEST", NULL},
        {SAYSO_ACT_APPEAL, "020", NULL, "PLOVER's REQUEST is a demand, not an appeal"},
        {SAYSO_ACT_PLEDGE, "030", "AGREE", NULL},
        {SAYSO_ACT_INVESTIGATE, "090", "ACCUSE/investigate", NULL},
        {SAYSO_ACT_WARN, NULL, NULL, "a warning of danger is no threat by who gives it"},
        {SAYSO_ACT_PREDICT, NULL, NULL, none},
        {SAYSO_ACT_QUESTION, NULL, NULL, none},
        {SAYSO_ACT_RETRACT, NULL, NULL, none},
        {SAYSO_ACT_CORRECT, NULL, NULL, none},
    };
    return find(v, sizeof v / sizeof *v, act);
}

sayso_codes sayso__codes_of_kind(uint8_t kind)
{
    static const char mishap[] = "a mishap is no act of one party toward another";
    static const row v[] = {
        {SAYSO_EVENT_BOMBING, "183", "ASSAULT/explosives", NULL},
        {SAYSO_EVENT_SUICIDE_BOMBING, "1831", "ASSAULT/suicide-attack", NULL},
        {SAYSO_EVENT_ARMED_ATTACK, "180", "ASSAULT/firearms", NULL},
        {SAYSO_EVENT_CLASH, "190", "ASSAULT/firearms", NULL},
        {SAYSO_EVENT_AIRSTRIKE, "195", "ASSAULT/aerial", NULL},
        {SAYSO_EVENT_SHELLING_MISSILE, "194", "ASSAULT/heavy-weapons", NULL},
        {SAYSO_EVENT_ASSASSINATION, "185", "ASSAULT/assassinate", NULL},
        {SAYSO_EVENT_ABDUCTION, "181", "ASSAULT/abduct", NULL},
        {SAYSO_EVENT_HOSTAGE, "181", "ASSAULT/abduct", NULL},
        {SAYSO_EVENT_SABOTAGE_ARSON, "171", "COERCE/destroy", NULL},
        {SAYSO_EVENT_CHEMICAL, "204", "ASSAULT/unconventional", NULL},
        {SAYSO_EVENT_ARREST, "173", "COERCE/arrest", NULL},
        {SAYSO_EVENT_PROTEST, "141", "PROTEST/demo", NULL},
        {SAYSO_EVENT_RIOT, "145", "PROTEST/riot", NULL},
        {SAYSO_EVENT_CYBERATTACK, "176", "COERCE/cyber", NULL},
        {SAYSO_EVENT_ROBBERY, "171", "COERCE/seize", NULL},
        {SAYSO_EVENT_ACCIDENT, NULL, NULL, mishap},
        {SAYSO_EVENT_DISASTER, NULL, NULL, mishap},
        {SAYSO_EVENT_DISPUTE, NULL, NULL,
         "a dispute is many acts: the claims and acts of its parties are coded"},
        {SAYSO_EVENT_EXPLOSION, NULL, NULL, OPEN},
        {SAYSO_EVENT_CRASH, NULL, NULL, OPEN},
        {SAYSO_EVENT_FIRE, NULL, NULL, OPEN},
        {SAYSO_EVENT_SHOOTING, NULL, NULL, OPEN},
        {SAYSO_EVENT_CONTAMINATION, NULL, NULL, OPEN},
        {SAYSO_EVENT_STRUCTURAL_FAILURE, NULL, NULL, OPEN},
    };
    return find(v, sizeof v / sizeof *v, kind);
}

void sayso__claim_codes(sayso_claim_part *p, uint32_t i)
{
    sayso_claim *c = p->out->claim + i;
    c->codes = sayso__codes_of_act(c->act);
}
