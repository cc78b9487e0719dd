/* evidence_form.c -- marks of evidence that are made of parts, beyond the phrases of
 * data/evidence.tsv.  Layer: claim.
 *
 * "Produced neither logs nor measurements", "we have had no way of checking it", "begged us to
 * leave out her name": a verb, what it is about, and a negative, in the words of the day. */
#include "claim/evidence_form.h"

static bool lemma_in(const sayso_claim_part *p, uint32_t t, const char *const *list)
{
    for (; *list; list++)
        if (sayso__clue_lemma(p, t, *list))
            return true;
    return false;
}

static const char *const give[] = {"offer",  "provide", "produce", "present",      "give",
                                   "show",   "cite",    "supply",  "share",        "publish",
                                   "attach", "furnish", "release", "substantiate", "disclose",
                                   "back",   "support", "append",  "enclose",      NULL};
static const char *const proof[] = {"evidence",  "proof",          "document", "documentation",
                                    "log",       "measurement",    "record",   "photograph",
                                    "footage",   "name",           "basis",    "specific",
                                    "detail",    "documentary",    "paper",    "indication",
                                    "recording", "substantiation", NULL};
static const char *const none[] = {"no",  "not",     "neither", "never",
                                   "nor", "nothing", "without", NULL};

/* First token of [from, to) whose lemma is in the list, none behind the end of a clause; to if
 * there is none. */
static uint32_t find(const sayso_claim_part *p, uint32_t from, uint32_t to, const char *const *list)
{
    for (uint32_t t = from; t < to; t++) {
        if (lemma_in(p, t, list))
            return t;
        if (sayso__clue_is(p, t, ";") || sayso__clue_is(p, t, ".") || sayso__clue_is(p, t, ":"))
            return to;
    }
    return to;
}

static uint32_t back_from(uint32_t t, uint32_t n, uint32_t beg)
{
    return t > beg + n ? t - n : beg;
}

/* "without producing names", "produced neither logs nor ...", "no proof is attached", "there is not
 * a shred of proof". */
static uint32_t gives_nothing(const sayso_claim_part *p, uint32_t t, sayso_clause at)
{
    static const char *const strong[] = {"evidence", "proof", "documentation", "substantiation",
                                         NULL};
    uint32_t far = t + 7 < at.end ? t + 7 : at.end;
    if (lemma_in(p, t, give) && p->tags->upos[t] == SAYSO_UPOS_VERB) {
        uint32_t what = find(p, t + 1, far, proof), before = back_from(t, 4, at.beg);
        bool gerund = p->tags->xpos[t] == SAYSO_XPOS_VBG;
        bool lacks = gerund ? t > at.beg && sayso__clue_is(p, t - 1, "without")
                            : find(p, before, t, none) < t || find(p, t + 1, t + 3, none) < t + 3;
        return what < far && lacks ? what + 1 - t : 0;
    }
    if (!sayso__clue_is(p, t, "no") && !sayso__clue_is(p, t, "not"))
        return 0;
    uint32_t what = find(p, t + 1, t + 6 < at.end ? t + 6 : at.end, strong);
    if (what >= far || what == t + 6)
        return 0;
    bool there =
        t > at.beg + 1 && sayso__clue_lemma(p, t - 1, "be") && sayso__clue_is(p, t - 2, "there");
    uint32_t end = what + 5 < at.end ? what + 5 : at.end;
    bool passive = find(p, what + 1, end, give) < end;
    return there || passive ? what + 1 - t : 0;
}

static bool is_ours(const sayso_claim_part *p, uint32_t beg, uint32_t t)
{
    for (uint32_t k = beg; k < t; k++) {
        uint32_t m = p->inside[k], a = m == SAYSO_NONE ? m : p->mentions->mention[m].actor;
        if (sayso__clue_is(p, k, "we") || sayso__clue_is(p, k, "i"))
            return true;
        if (a < p->attrs->n_actor && (p->attrs->actor[a].class_ == SAYSO_CLASS_OUTLET ||
                                      p->attrs->actor[a].class_ == SAYSO_CLASS_AGENCY))
            return true;
    }
    return false;
}

/* "we have no way of checking", "could not confirm who made it", "has been unable to verify". */
static uint32_t not_checked(const sayso_claim_part *p, uint32_t t, sayso_clause at)
{
    static const char *const check[] = {"verify",      "confirm",   "authenticate", "check",
                                        "corroborate", "establish", "substantiate", NULL};
    static const char *const able[] = {"can", "could", "able", "possible", "way", "means", NULL};
    static const char *const unable[] = {"unable", "impossible", "yet", NULL};
    uint32_t from = back_from(t, 6, at.beg);
    if (!lemma_in(p, t, check) || p->tags->upos[t] != SAYSO_UPOS_VERB || !is_ours(p, at.beg, t))
        return 0;
    bool lacks =
        find(p, from, t, unable) < t || (find(p, from, t, able) < t && find(p, from, t, none) < t);
    return lacks ? 1 : 0;
}

/* "begged us not to print his name", "did not want her name in print", "hung up before giving his
 * name". */
static uint32_t hides_name(const sayso_claim_part *p, uint32_t t, sayso_clause at)
{
    static const char *const ask[] = {"ask",     "beg",    "request", "insist", "prefer",
                                      "want",    "wish",   "agree",   "plead",  "demand",
                                      "decline", "refuse", "talk",    "speak",  NULL};
    static const char *const name[] = {"name", "identify", "identity", NULL};
    static const char *const hide[] = {"withhold", "conceal", "leave",   "hide", "omit",
                                       "change",   "not",     "without", NULL};
    static const char *const tell[] = {"give", "leave", "state", "be", NULL};
    uint32_t far = t + 11 < at.end ? t + 11 : at.end;
    if (lemma_in(p, t, ask) && p->tags->upos[t] == SAYSO_UPOS_VERB) {
        uint32_t what = find(p, t + 1, far, name);
        uint32_t from = back_from(t, 2, at.beg);
        return what < far && find(p, from, what, hide) < what ? what + 1 - t : 0;
    }
    if ((sayso__clue_is(p, t, "without") || sayso__clue_is(p, t, "before")) && t + 1 < at.end &&
        lemma_in(p, t + 1, tell)) {
        uint32_t end = t + 5 < at.end ? t + 5 : at.end, what = find(p, t + 2, end, name);
        return what < end ? what + 1 - t : 0;
    }
    return 0;
}

uint32_t sayso__evidence_form(const sayso_claim_part *p, uint32_t t, sayso_clause at, uint32_t *n)
{
    if ((*n = gives_nothing(p, t, at)) != 0)
        return SAYSO_EVIDENCE_NO_EVIDENCE_GIVEN;
    if ((*n = not_checked(p, t, at)) != 0)
        return SAYSO_EVIDENCE_NOT_INDEPENDENTLY_VERIFIED;
    if ((*n = hides_name(p, t, at)) != 0)
        return SAYSO_EVIDENCE_ANONYMITY_GRANTED;
    return 0;
}
