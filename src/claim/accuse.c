/* accuse.c -- accusations that name nobody, and findings that accuse nobody.  Layer: claim.
 *
 * "The exit had been welded shut", of a driver, accuses though it names no party: words of wrong
 * done (data/misdeeds.tsv) make an accusation of plain saying. "The army was responsible", of a
 * tribunal, is its finding: who was asked to find out asserts. */
#include "base/str.h"
#include "claim/claim_part.h"
#include "lexica.h"

enum { NEEDS_PASSIVE = 1 }; /* flag of data/misdeeds.tsv */

/* A negative within three tokens before, or "nobody", "none" at the beginning. */
static bool is_undone(const sayso_claim_part *p, uint32_t t, uint32_t beg)
{
    for (uint32_t k = t > beg + 4 ? t - 4 : beg; k < t; k++)
        if (p->clue[k] & SAYSO_CLUE_NEGATIVE)
            return true;
    return false;
}

/* A form of "be" or "get" within three tokens before. */
static bool is_passive(const sayso_claim_part *p, uint32_t t, uint32_t beg)
{
    for (uint32_t k = t > beg + 3 ? t - 3 : beg; k < t; k++)
        if (sayso__clue_lemma(p, k, "be") || sayso__clue_lemma(p, k, "get"))
            return true;
    return false;
}

/* Is the speaker's own house the subject: "we were told to", "it had ignored"? */
static bool is_own_deed(const sayso_claim_part *p, uint32_t i, const sayso_piece *c)
{
    static const char *const own[] = {"we", "i", "our", "my", NULL};
    for (uint32_t t = c->beg; t < c->end && t < c->beg + 4; t++) {
        uint32_t m = p->inside[t], a = m == SAYSO_NONE ? m : p->mentions->mention[m].actor;
        if (sayso__clue_lemma_in(p, t, own) ||
            (a != SAYSO_NONE && sayso__claim_root(p, a) == p->reading[i].party))
            return true;
    }
    return false;
}

bool sayso__act_tells_misdeed(const sayso_claim_part *p, uint32_t i)
{
    const sayso_reading *r = p->reading + i;
    uint8_t who = p->out->claim[i].source_type;
    uint32_t n, len;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    bool finds = who == SAYSO_SOURCE_COURT || who == SAYSO_SOURCE_DOCUMENT ||
                 who == SAYSO_SOURCE_SURVEY || sayso__act_is_finder(p, i);
    if (!n || finds || r->question || r->conditional || r->clue & SAYSO_CLUE_FUTURE ||
        is_own_deed(p, i, c))
        return false;
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = c[k].beg; t < c[k].end; t++) {
            const sayso_lexicon_entry *e =
                sayso__clue_loose(p, &sayso__lex_misdeeds, t, c[k].end, &len);
            bool verb = p->tags->upos[t] == SAYSO_UPOS_VERB || len > 1 ||
                        p->tags->upos[t] == SAYSO_UPOS_ADV;
            if (e && verb && !is_undone(p, t, c[k].beg) &&
                (!(e->value[0] & NEEDS_PASSIVE) || is_passive(p, t, c[k].beg)))
                return true;
        }
    return false;
}

/* Does the name hold one of the words, whole: no "Court" in "Courtney"? */
static bool has_word(sayso_str name, const char *const *list)
{
    for (uint32_t at = 0, end; at < name.n; at = end + 1) {
        for (end = at; end < name.n && sayso__is_alpha(name.p[end]); end++)
            ;
        sayso_str word = {name.p + at, end - at};
        for (const char *const *w = list; *w; w++)
            if (sayso__str_is(word, *w))
                return true;
    }
    return false;
}

/* Does a name say that the body was set up to find out: "Tribunal of Inquiry", "Audit Office"? */
static bool name_finds(sayso_str name)
{
    static const char *const whole[] = {"Tribunal",  "Court",   "Inquiry", "Inquest",  "Audit",
                                        "Ombudsman", "Coroner", "Auditor", "Auditors", NULL};
    static const char *const what[] = {"Accident",      "Accidents",      "Safety",
                                       "Investigation", "Truth",          "Inquiry",
                                       "Independent",   "Investigations", NULL};
    static const char *const body[] = {"Board", "Commission", "Bureau", "Panel", NULL};
    return has_word(name, whole) ||
           sayso__str_find(name, SAYSO_STR("Commission of")) != SAYSO_NONE ||
           (has_word(name, what) && has_word(name, body));
}

/* "The report", "its ruling": what a body publishes at the end of its work; charges, letters and
 * statements are one side's. */
static bool is_finding_paper(const sayso_claim_part *p, uint32_t i)
{
    static const char *const paper[] = {"report",  "ruling",     "judgment", "judgement", "verdict",
                                        "finding", "conclusion", "audit",    "draft",     "inquiry",
                                        "inquest", "study",      "analysis", NULL};
    uint32_t head = p->attrs->attribution[i].source_head;
    return head < p->tokens->n_tok && sayso__clue_lemma_in(p, head, paper);
}

bool sayso__act_is_finder(const sayso_claim_part *p, uint32_t i)
{
    static const char *const body[] = {"court",      "judge",   "tribunal",  "jury",
                                       "magistrate", "coroner", "ombudsman", "auditor",
                                       "inquiry",    "inquest", "bench",     NULL};
    const sayso_attribution *x = p->attrs->attribution + i;
    if (p->out->claim[i].source_type == SAYSO_SOURCE_COURT || is_finding_paper(p, i))
        return true;
    if (x->source_head < p->tokens->n_tok && sayso__clue_lemma_in(p, x->source_head, body))
        return true;
    uint32_t a = x->source_actor;
    for (uint32_t step = 0; step < 4 && a < p->attrs->n_actor; step++, a = p->chief[a])
        if (p->attrs->actor[a].kind != SAYSO_MENTION_PERSON && name_finds(p->attrs->actor[a].name))
            return true;
    return false;
}
