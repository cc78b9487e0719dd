/* kind.c -- what a claim is about, how certain it is, and its codes elsewhere.  Layer: claim. */
#include "claim/claim_part.h"

/* Kind by the act alone, 0 where the content decides. */
static uint8_t kind_of_act(const sayso_claim_part *p, uint32_t i)
{
    const sayso_claim *c = p->out->claim + i;
    switch (c->act) {
    case SAYSO_ACT_DEMAND:
    case SAYSO_ACT_APPEAL: return SAYSO_KIND_DEMAND;
    case SAYSO_ACT_CLAIM_RESPONSIBILITY: return SAYSO_KIND_RESPONSIBILITY;
    case SAYSO_ACT_PREDICT: return SAYSO_KIND_FORECAST;
    case SAYSO_ACT_PLEDGE: return SAYSO_KIND_INTENT;
    case SAYSO_ACT_WARN: return SAYSO_KIND_WARNING;
    case SAYSO_ACT_CORRECT: return SAYSO_KIND_FIGURE;
    case SAYSO_ACT_THREATEN:
        return p->reading[i].conditional ? SAYSO_KIND_CONDITION : SAYSO_KIND_INTENT;
    case SAYSO_ACT_QUESTION:
    case SAYSO_ACT_CONDEMN: return SAYSO_KIND_POSITION;
    default: return 0;
    }
}

static bool counts(const sayso_reading *r)
{
    return r->n_figure > 0 ||
           (r->clue & SAYSO_CLUE_TALLY && r->clue & (SAYSO_CLUE_DEAD | SAYSO_CLUE_HURT) &&
            !(r->clue & SAYSO_CLUE_CAUSE));
}

/* An evaluation in quotation marks or of what another said. */
static bool opines(const sayso_reading *r)
{
    return r->clue & SAYSO_CLUE_OPINION &&
           !(r->clue & (SAYSO_CLUE_HARM | SAYSO_CLUE_DEAD | SAYSO_CLUE_UPKEEP));
}

/* Kind by the content's words; the order says which topic wins. */
static uint8_t kind_of_content(const sayso_claim_part *p, uint32_t i)
{
    const sayso_reading *r = p->reading + i;
    uint32_t clue = r->clue;
    bool declines = p->out->claim[i].act == SAYSO_ACT_DECLINE_COMMENT;
    if (r->conditional && !declines)
        return SAYSO_KIND_CONDITION;
    if (counts(r))
        return SAYSO_KIND_FIGURE;
    if (clue & SAYSO_CLUE_WARNING)
        return SAYSO_KIND_WARNING;
    if (clue & SAYSO_CLUE_INTENT && !(clue & SAYSO_CLUE_STATE))
        return SAYSO_KIND_INTENT;
    if (clue & SAYSO_CLUE_CAUSE)
        return SAYSO_KIND_CAUSE;
    if (clue & SAYSO_CLUE_IDENTITY)
        return SAYSO_KIND_IDENTITY;
    if (clue & SAYSO_CLUE_SURVEY && declines)
        return SAYSO_KIND_POSITION;
    if (opines(r))
        return SAYSO_KIND_POSITION;
    if (clue & SAYSO_CLUE_UPKEEP)
        return SAYSO_KIND_CONDITION;
    if (clue & (SAYSO_CLUE_STATE | SAYSO_CLUE_INQUIRY | SAYSO_CLUE_EARLY) &&
        !(clue & SAYSO_CLUE_SENSE))
        return SAYSO_KIND_STATUS;
    return declines ? SAYSO_KIND_CAUSE : SAYSO_KIND_OCCURRENCE;
}

void sayso__claim_kind(sayso_claim_part *p, uint32_t i)
{
    sayso_claim *c = p->out->claim + i;
    uint8_t kind = kind_of_act(p, i);
    if (!kind && c->stance)
        kind = SAYSO_KIND_RESPONSIBILITY;
    if (!kind)
        kind = p->reading[i].hint;
    if (!kind)
        kind = kind_of_content(p, i);
    c->kind = kind;
}

/* ---- factuality --------------------------------------------------------------------------------
 */

/* The strongest hedge of the content: bits of data/hedges.tsv. */
static uint32_t hedges(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n, len, found = 0;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = c[k].beg; t < c[k].end; t++) {
            const sayso_lexicon_entry *e = sayso__clue_phrase(p, &p->hedges, t, c[k].end, &len);
            found |= e ? e->value[0] : 0;
        }
    return found;
}

/* How certain the source makes it (FactBank: CT, PR, PS, with polarity; Uu: not committed). */
void sayso__claim_factuality(sayso_claim_part *p, uint32_t i)
{
    sayso_claim *c = p->out->claim + i;
    const sayso_reading *r = p->reading + i;
    uint32_t hedge = hedges(p, i);
    bool minus = c->act == SAYSO_ACT_DENY || c->act == SAYSO_ACT_REJECT ||
                 c->act == SAYSO_ACT_DISPUTE || c->act == SAYSO_ACT_RETRACT;
    switch (c->act) {
    case SAYSO_ACT_DECLINE_COMMENT:
    case SAYSO_ACT_QUESTION:
    case SAYSO_ACT_INVESTIGATE:
    case SAYSO_ACT_DEMAND:
    case SAYSO_ACT_APPEAL: c->factuality = SAYSO_FACT_UU; return;
    case SAYSO_ACT_SUSPECT:
        c->factuality = hedge & 1 ? SAYSO_FACT_PR_PLUS : SAYSO_FACT_PS_PLUS;
        return;
    default: break;
    }
    if (r->conditional)
        c->factuality = SAYSO_FACT_UU;
    else if (hedge & 2)
        c->factuality = minus ? SAYSO_FACT_PS_MINUS : SAYSO_FACT_PS_PLUS;
    else if (hedge & 1 || r->cue_flags & SAYSO_CUE_BELIEF || c->act == SAYSO_ACT_PREDICT)
        c->factuality = minus ? SAYSO_FACT_PR_MINUS : SAYSO_FACT_PR_PLUS;
    else
        c->factuality = minus ? SAYSO_FACT_CT_MINUS : SAYSO_FACT_CT_PLUS;
}

/* ---- codes
 * ------------------------------------------------------------------------------------- */

/* CAMEO 1.1b3 and PLOVER by speech act; "x" codes give the root. */
void sayso__claim_codes(sayso_claim_part *p, uint32_t i)
{
    static const struct {
        uint8_t act;
        const char *cameo, *plover;
    } code[] = {
        {SAYSO_ACT_ASSERT, "010", NULL},
        {SAYSO_ACT_CONFIRM, "010", NULL},
        {SAYSO_ACT_CLAIM_RESPONSIBILITY, "015", NULL},
        {SAYSO_ACT_ADMIT, "015", NULL},
        {SAYSO_ACT_ALLEGE, "112", "ACCUSE/allege"},
        {SAYSO_ACT_SUSPECT, "112", "ACCUSE/allege"},
        {SAYSO_ACT_DENY, "016", NULL},
        {SAYSO_ACT_DISPUTE, "110", "ACCUSE/disapprove"},
        {SAYSO_ACT_CONDEMN, "111", "ACCUSE/disapprove"},
        {SAYSO_ACT_DECLINE_COMMENT, "011", NULL},
        {SAYSO_ACT_REJECT, "120", "REJECT"},
        {SAYSO_ACT_THREATEN, "130", "THREATEN"},
        {SAYSO_ACT_DEMAND, "100", "REQUEST"},
        {SAYSO_ACT_APPEAL, "020", NULL},
        {SAYSO_ACT_PLEDGE, "030", "AGREE"},
        {SAYSO_ACT_INVESTIGATE, "090", "ACCUSE/investigate"},
    };
    sayso_claim *c = p->out->claim + i;
    for (size_t k = 0; k < sizeof code / sizeof *code; k++)
        if (code[k].act == c->act) {
            c->cameo = code[k].cameo;
            c->plover = code[k].plover;
        }
}
