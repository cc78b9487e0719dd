/* settled_act.c -- acts that a word of the content settles once it is known who was held
 * responsible. Layer: claim.
 *
 * "Disputed that it had given the order" denies, as the deed is the speaker's own; "insisted that
 * its tanks were never full" does; "regretted having waited" admits; "regretted her remark" takes
 * it back; "cautioned that a roof would fall" warns. */
#include "claim/context_part.h"

static const char *const own[] = {"it", "he", "she", "they", "we", "i", NULL};

static const sayso_piece *content_of(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    return n ? c : NULL;
}

/* Does the speaker, or what is his, stand among tokens [beg, end)? */
static bool is_own_among(const sayso_claim_part *p, uint32_t i, uint32_t beg, uint32_t end)
{
    for (uint32_t t = beg; t < end; t++) {
        uint32_t m = p->inside[t], a = m == SAYSO_NONE ? m : p->mentions->mention[m].actor;
        if (p->tags->xpos[t] == SAYSO_XPOS_PRPS || sayso__clue_lemma_in(p, t, own) ||
            (a != SAYSO_NONE && p->reading[i].party != SAYSO_NONE &&
             sayso__claim_root(p, a) == p->reading[i].party))
            return true;
    }
    return false;
}

/* "Disputed he had given any order", "protested it took no orders"; but "it amounted to a warning"
 * may be of anything, and "he had been misquoted" is no deed of his. */
static bool disputes_own_deed(const sayso_claim_part *p, uint32_t i, const sayso_piece *c)
{
    static const char *const verb[] = {"dispute", "contest", "protest", "challenge", NULL};
    uint32_t cue = p->attrs->attribution[i].cue_head, t = c->beg;
    while (t + 1 < c->end && (p->tags->upos[t] == SAYSO_UPOS_PUNCT || sayso__clue_is(p, t, "that")))
        t++;
    if (p->out->claim[i].act != SAYSO_ACT_DISPUTE || !sayso__clue_lemma_in(p, cue, verb) ||
        p->tags->xpos[t] == SAYSO_XPOS_PRPS || !is_own_among(p, i, t, t + 1) ||
        (sayso__clue_is(p, t, "it") && !p->reading[i].negative))
        return false;
    bool told = false, passive = false;
    for (uint32_t k = t + 1; k < c->end && k < t + 5; k++) {
        told |= sayso__tag_finite(p->tags, k);
        passive |= sayso__clue_is(p, k, "been") || sayso__clue_is(p, k, "was");
    }
    return told && !passive;
}

/* "Insisted its server was never breached", "maintained the engines had played no part". */
static bool insists_not(const sayso_claim_part *p, uint32_t i, const sayso_piece *c)
{
    static const char *const part[] = {"part", "role", "fault", "involvement", NULL};
    const sayso_reading *r = p->reading + i;
    uint32_t to = c->end < c->beg + 6 ? c->end : c->beg + 6;
    if (p->out->claim[i].act != SAYSO_ACT_ASSERT || !(r->cue_flags & SAYSO_CUE_INSIST) ||
        !r->negative || r->cue_negated || r->n_figure || r->question ||
        r->clue & SAYSO_CLUE_FUTURE || sayso__denial_unsure(p, c->beg, c->end))
        return false;
    return is_own_among(p, i, c->beg, to) || sayso__clue_lemma_within(p, c->beg, c->end, part);
}

/* "Insists not more than 20 died", "believes four died, not one": against another's number. */
static bool corrects_number(const sayso_claim_part *p, uint32_t i, const sayso_piece *c)
{
    static const char *const held[] = {"insist", "maintain", "believe", "contend", "argue", NULL};
    uint32_t cue = p->attrs->attribution[i].cue_head;
    if (p->out->claim[i].act != SAYSO_ACT_ASSERT && p->out->claim[i].act != SAYSO_ACT_ALLEGE)
        return false;
    if (!p->reading[i].n_figure || !sayso__clue_lemma_in(p, cue, held))
        return false;
    for (uint32_t t = c->beg; t + 1 < c->end; t++)
        if ((sayso__clue_is(p, t, "not") || sayso__clue_is(p, t, "no")) &&
            (sayso__clue_is(p, t + 1, "more") || p->tags->upos[t + 1] == SAYSO_UPOS_NUM))
            return true;
    return false;
}

/* Is it an own fault that is regretted: "having waited", "its handling of the flood", "the delay"?
 * Deaths and decisions are regretted by whoever hears of them. */
static bool is_own_fault(const sayso_claim_part *p, const sayso_piece *c, uint32_t to)
{
    static const char *const fault[] = {"delay",       "error",          "failure",
                                        "mistake",     "lapse",          "oversight",
                                        "omission",    "fault",          "blunder",
                                        "neglect",     "negligence",     "failing",
                                        "slip",        "shortcoming",    "misjudgement",
                                        "misjudgment", "miscalculation", "breach",
                                        "misconduct",  "confusion",      "misunderstanding",
                                        "inaction",    "carelessness",   NULL};
    static const char *const grief[] = {"death",   "loss",      "decision", "departure",
                                        "passing", "absence",   "tragedy",  "resignation",
                                        "victim",  "suffering", "killing",  "situation",
                                        NULL};
    if (sayso__clue_lemma_within(p, c->beg, to, grief))
        return false;
    uint8_t x = p->tags->xpos[c->beg];
    return x == SAYSO_XPOS_VBG || x == SAYSO_XPOS_PRPS ||
           sayso__clue_lemma_within(p, c->beg, to, fault);
}

/* "Regretted a delay", "regretted having waited": an admission; "the sentence about the cook": that
 * is taken back. 0 for "regretted that nobody came", "regretted the deaths". */
static uint8_t regret(const sayso_claim_part *p, uint32_t i, const sayso_piece *c)
{
    static const char *const verb[] = {"regret", "rue", NULL};
    static const char *const words[] = {"sentence", "remark", "word",  "statement", "accusation",
                                        "comment",  "phrase", "claim", "choice",    NULL};
    if (!sayso__clue_lemma_in(p, p->attrs->attribution[i].cue_head, verb) ||
        sayso__clue_is(p, c->beg, "that"))
        return 0;
    bool gerund = p->tags->xpos[c->beg] == SAYSO_XPOS_VBG;
    for (uint32_t t = c->beg; t < c->end && !gerund; t++)
        if (sayso__tag_finite(p->tags, t))
            return 0;
    uint32_t to = c->end < c->beg + 4 ? c->end : c->beg + 4;
    if (sayso__clue_lemma_within(p, c->beg, to, words))
        return SAYSO_ACT_RETRACT;
    return is_own_fault(p, c, to) ? SAYSO_ACT_ADMIT : 0;
}

/* "Begged the widow's pardon". */
static bool asks_pardon(const sayso_claim_part *p, uint32_t i, const sayso_piece *c)
{
    static const char *const what[] = {"pardon", "forgiveness", NULL};
    uint8_t act = p->out->claim[i].act;
    return (act == SAYSO_ACT_APPEAL || act == SAYSO_ACT_DEMAND) &&
           sayso__clue_lemma_within(p, c->beg, c->end < c->beg + 6 ? c->end : c->beg + 6, what);
}

/* "Cautioned that a roof would fall", "reminded them that it is punishable". */
static bool cautions(const sayso_claim_part *p, uint32_t i, const sayso_piece *c)
{
    static const char *const verb[] = {"caution", "remind", NULL};
    static const char *const law[] = {"liability", "liable",  "punishable", "offence",
                                      "offense",   "penalty", "offender",   NULL};
    uint8_t act = p->out->claim[i].act;
    return sayso__clue_lemma_in(p, p->attrs->attribution[i].cue_head, verb) &&
           (act == SAYSO_ACT_PREDICT ||
            (act == SAYSO_ACT_ASSERT && sayso__clue_lemma_within(p, c->beg, c->end, law)));
}

void sayso__act_answer(sayso_claim_part *p, uint32_t i)
{
    sayso_claim *x = p->out->claim + i;
    const sayso_piece *c = content_of(p, i);
    if (!c || x->stance || p->reading[i].from_version)
        return;
    uint8_t sorry = regret(p, i, c);
    if (sorry || asks_pardon(p, i, c)) {
        x->act = sorry ? sorry : SAYSO_ACT_ADMIT;
        p->reading[i].hint = SAYSO_KIND_POSITION;
    }
    if (disputes_own_deed(p, i, c) || insists_not(p, i, c))
        x->act = SAYSO_ACT_DENY;
    else if (corrects_number(p, i, c))
        x->act = SAYSO_ACT_DISPUTE;
    else if (cautions(p, i, c))
        x->act = SAYSO_ACT_WARN;
}
