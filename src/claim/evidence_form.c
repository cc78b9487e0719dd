/* evidence_form.c -- marks of evidence that are made of parts, beyond the phrases of
 * data/evidence.tsv.  Layer: claim.
 *
 * "Produced neither logs nor measurements", "we have had no way of checking it", "begged us to
 * leave out her name": a verb, what it is about, and a negative, in the words of the day. */
#include "claim/evidence_form.h"

static const char *const give[] = {"offer",  "provide", "produce", "present",      "give",
                                   "show",   "cite",    "supply",  "share",        "publish",
                                   "attach", "furnish", "release", "substantiate", "disclose",
                                   "back",   "support", "append",  "enclose",      NULL};
static const char *const proof[] = {"evidence",  "proof",          "document", "documentation",
                                    "log",       "measurement",    "record",   "photograph",
                                    "footage",   "name",           "basis",    "specific",
                                    "detail",    "documentary",    "paper",    "indication",
                                    "recording", "substantiation", NULL};
static const char *const none[] = {"no",  "not",     "neither", "never",  "nobody",
                                   "nor", "nothing", "without", "hardly", NULL};

/* First token of [from, to) whose lemma is in the list, none behind the end of a clause; to if
 * there is none. */
static uint32_t find(const sayso_claim_part *p, uint32_t from, uint32_t to, const char *const *list)
{
    for (uint32_t t = from; t < to; t++) {
        if (sayso__clue_lemma_in(p, t, list))
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

static const char *const strong[] = {"evidence", "proof", "documentation", "substantiation", NULL};

/* "without producing names", "produced neither logs nor ...", "they demanded evidence; the minister
 * offered none"; "gave no names" alone is no want of proof. */
static uint32_t withholds(const sayso_claim_part *p, uint32_t t, sayso_clause at)
{
    static const char *const weak[] = {"name", "detail", "specific", "record", "indication", NULL};
    static const char *const back[] = {"back",  "support",     "substantiate",
                                       "prove", "corroborate", NULL};
    static const char *const neither[] = {"neither", "without", NULL};
    uint32_t far = t + 7 < at.end ? t + 7 : at.end, near = t + 3 < at.end ? t + 3 : at.end;
    bool bare = t + 1 < at.end && sayso__clue_is(p, t + 1, "none");
    for (uint32_t k = back_from(t, 15, at.beg); bare && k < t; k++)
        if (sayso__clue_lemma_in(p, k, strong))
            return 2;
    uint32_t what = find(p, t + 1, far, proof), from = back_from(t, 4, at.beg);
    if (what >= far)
        return 0;
    uint32_t end = what + 5 < at.end ? what + 5 : at.end;
    bool firm = !sayso__clue_lemma_in(p, what, weak) || find(p, from, t, neither) < t ||
                find(p, t + 1, near, neither) < near || find(p, what, end, back) < end;
    bool gerund = p->tags->xpos[t] == SAYSO_XPOS_VBG;
    bool lacks = gerund ? t > at.beg && sayso__clue_is(p, t - 1, "without")
                        : find(p, from, t, none) < t || find(p, t + 1, near, none) < near;
    return firm && lacks ? what + 1 - t : 0;
}

/* A verb of giving with a negative; "no proof is attached", "there is not a shred of proof". */
static uint32_t gives_nothing(const sayso_claim_part *p, uint32_t t, sayso_clause at)
{
    if (sayso__clue_lemma_in(p, t, give) && p->tags->upos[t] == SAYSO_UPOS_VERB)
        return withholds(p, t, at);
    if (!sayso__clue_is(p, t, "no") && !sayso__clue_is(p, t, "not"))
        return 0;
    uint32_t far = t + 6 < at.end ? t + 6 : at.end, what = find(p, t + 1, far, strong);
    if (what >= far)
        return 0;
    bool there =
        t > at.beg + 1 && sayso__clue_lemma(p, t - 1, "be") && sayso__clue_is(p, t - 2, "there");
    uint32_t end = what + 5 < at.end ? what + 5 : at.end;
    bool passive = find(p, what + 1, end, give) < end;
    return there || passive ? what + 1 - t : 0;
}

/* "The Courier has been unable to ...": a word of the publisher's name. */
static bool is_publisher_word(const sayso_claim_part *p, uint32_t t)
{
    sayso_str w = sayso__token_str(p->tokens, t), own = p->doc->publisher;
    if (p->tags->upos[t] != SAYSO_UPOS_PROPN || w.n < 3 || !own.p)
        return false;
    uint32_t at = sayso__str_find(own, w);
    return at != SAYSO_NONE && (at == 0 || own.p[at - 1] == ' ') &&
           (at + w.n == own.n || own.p[at + w.n] == ' ');
}

static bool is_ours(const sayso_claim_part *p, uint32_t beg, uint32_t t)
{
    for (uint32_t k = beg; k < t; k++) {
        if (is_publisher_word(p, k))
            return true;
        uint32_t m = p->inside[k], a = m == SAYSO_NONE ? m : p->mentions->mention[m].actor;
        if (sayso__clue_is(p, k, "we") || sayso__clue_is(p, k, "i"))
            return true;
        if (a < p->attrs->n_actor && (p->attrs->actor[a].class_ == SAYSO_CLASS_OUTLET ||
                                      p->attrs->actor[a].class_ == SAYSO_CLASS_AGENCY))
            return true;
    }
    return false;
}

/* "has not seen the video", "has not been able to view the letter" */
static bool not_seen(const sayso_claim_part *p, uint32_t t, sayso_clause at)
{
    static const char *const see[] = {"see", "view", "read", "watch", "examine", NULL};
    uint32_t from = back_from(t, 5, at.beg), end = t + 5 < at.end ? t + 5 : at.end;
    if (!sayso__clue_lemma_in(p, t, see) || find(p, from, t, none) >= t)
        return false;
    for (uint32_t k = t + 1; k < end; k++)
        if (p->clue[k] & (SAYSO_CLUE_IMAGERY | SAYSO_CLUE_DOCUMENT))
            return true;
    return false;
}

/* "we have no way of checking", "could not confirm who made it", "has been unable to verify",
 * "neither figure could be checked". */
static uint32_t not_checked(const sayso_claim_part *p, uint32_t t, sayso_clause at)
{
    static const char *const check[] = {"verify", "confirm",     "authenticate",
                                        "check",  "corroborate", "substantiate",
                                        NULL};
    static const char *const able[] = {"can",  "could", "able",  "possible", "way",
                                       "mean", "means", "found", "find",     NULL};
    static const char *const unable[] = {"unable", "impossible", "yet", NULL};
    static const char *const be[] = {"be", NULL}, *const modal[] = {"can", "could", NULL};
    static const char *const who[] = {"by", "if", NULL};
    uint32_t from = back_from(t, 6, at.beg), end = t + 4 < at.end ? t + 4 : at.end;
    if (p->tags->upos[t] != SAYSO_UPOS_VERB)
        return 0;
    bool ours = is_ours(p, at.beg, t);
    if (ours && not_seen(p, t, at))
        return 1;
    if (!sayso__clue_lemma_in(p, t, check))
        return 0;
    bool passive = p->tags->xpos[t] == SAYSO_XPOS_VBN &&
                   find(p, back_from(t, 3, at.beg), t, be) < t && find(p, from, t, modal) < t &&
                   find(p, t, end, who) >= end;
    if (!ours && !passive)
        return 0;
    bool lacks =
        find(p, from, t, unable) < t || (find(p, from, t, able) < t && find(p, from, t, none) < t);
    return lacks ? 1 : 0;
}

static bool is_person_word(const sayso_claim_part *p, uint32_t t)
{
    static const char *const list[] = {"his", "her", "their", "him", "them", "she", "he", NULL};
    for (const char *const *w = list; *w; w++)
        if (sayso__clue_is(p, t, *w))
            return true;
    return false;
}

/* "begged us not to print his name", "asked that her name be withheld", "we are leaving his name
 * out", "on condition that neither her name nor her bar be mentioned", "if his name is printed":
 * a name of somebody's own, and hiding it, or a wish or condition with a negative. "Would lose
 * their posts if identified", "wouldn't be named", "if we identify her": the same of the verb. */
static const char *const wish[] = {"ask",    "beg",     "request",   "insist",        "prefer",
                                   "want",   "wish",    "agree",     "plead",         "demand",
                                   "refuse", "decline", "condition", "understanding", "fear",
                                   "speak",  "talk",    "promise",   "unwilling",     "implore",
                                   "hang",   NULL};

static const char *const hide[] = {"withhold", "conceal", "leave",     "hide",
                                   "omit",     "protect", "protected", NULL};
static const char *const bar[] = {"not",    "never", "without", "neither", "nor",
                                  "before", "if",    "wo",      "would",   NULL};

static bool before(const sayso_claim_part *p, uint32_t t, uint32_t n, sayso_clause at,
                   const char *const *list)
{
    return find(p, back_from(t, n, at.beg), t, list) < t;
}

static bool hides_noun(const sayso_claim_part *p, uint32_t t, sayso_clause at)
{
    static const char *const print[] = {"give", "state", "print", "if", "say", "use", NULL};
    uint32_t end = t + 5 < at.end ? t + 5 : at.end;
    bool own = false;
    for (uint32_t k = back_from(t, 2, at.beg); k < t; k++)
        own |= is_person_word(p, k);
    bool wished = before(p, t, 9, at, wish), barred = before(p, t, 9, at, bar);
    bool hidden = before(p, t, 4, at, hide) || find(p, t, end, hide) < end;
    if (hidden)
        return own || wished;
    return own && ((barred && (wished || before(p, t, 3, at, print))) ||
                   (wished && find(p, t, end, bar) < end));
}

static bool hides_verb(const sayso_claim_part *p, uint32_t t, sayso_clause at)
{
    static const char *const may[] = {"if", "wo", "would", NULL};
    static const char *const be[] = {"be", NULL};
    bool then = t > at.beg && sayso__clue_is(p, t - 1, "if");
    bool passive = then || before(p, t, 2, at, be), likely = before(p, t, 3, at, may);
    bool them = t + 1 < at.end && is_person_word(p, t + 1) && likely;
    return before(p, t, 9, at, bar) && (them || (passive && (likely || before(p, t, 9, at, wish))));
}

static bool hides_name(const sayso_claim_part *p, uint32_t t, sayso_clause at)
{
    static const char *const name[] = {"name", "identity", NULL};
    static const char *const tell[] = {"name", "identify", "quote", NULL};
    if (p->tags->upos[t] == SAYSO_UPOS_NOUN)
        return sayso__clue_lemma_in(p, t, name) && hides_noun(p, t, at);
    return sayso__clue_lemma_in(p, t, tell) && hides_verb(p, t, at);
}

/* "craving anonymity", "insists on remaining nameless" */
static bool stays_nameless(const sayso_claim_part *p, uint32_t t, sayso_clause at)
{
    static const char *const nameless[] = {"nameless", "anonymous", "unnamed", "unidentified",
                                           NULL};
    static const char *const stay[] = {"remain", "stay", "keep", NULL};
    return sayso__clue_is(p, t, "anonymity") ||
           (sayso__clue_lemma_in(p, t, nameless) && before(p, t, 3, at, stay));
}

/* Is the fear another's: "police fear for", not "who fears for", "fearing"? */
static bool is_others_fear(const sayso_claim_part *p, uint32_t t, sayso_clause at)
{
    uint8_t x = p->tags->xpos[t];
    return (x == SAYSO_XPOS_VBD || x == SAYSO_XPOS_VBZ || x == SAYSO_XPOS_VBP) && t > at.beg &&
           (p->tags->upos[t - 1] == SAYSO_UPOS_NOUN || p->tags->upos[t - 1] == SAYSO_UPOS_PROPN);
}

/* "terrified of losing his pension", "for fear of reprisals", "fears for her post"; a home or a
 * shop must be lost, as one may fear for another's. */
static bool fears_loss(const sayso_claim_part *p, uint32_t t, sayso_clause at)
{
    static const char *const fear[] = {"fear",       "afraid",       "terrify",
                                       "terrified",  "frighten",     "scared",
                                       "frightened", "apprehensive", NULL};
    static const char *const loss[] = {"job",     "pension",   "post",     "position", "livelihood",
                                       "licence", "license",   "contract", "career",   "visa",
                                       "permit",  "clearance", "seat",     NULL};
    static const char *const house[] = {"home", "flat", "shop", "place", "work", NULL};
    static const char *const lose[] = {"lose", NULL};
    static const char *const harm[] = {"reprisal",  "retaliation",  "retribution", "revenge",
                                       "dismissal", "repercussion", "vengeance",   NULL};
    uint32_t end = t + 6 < at.end ? t + 6 : at.end;
    if (!sayso__clue_lemma_in(p, t, fear) || is_others_fear(p, t, at))
        return false;
    bool lost = find(p, t + 1, end, lose) < end;
    uint32_t what = find(p, t + 1, end, loss);
    if (lost && what == end)
        what = find(p, t + 1, end, house);
    return find(p, t + 1, end, harm) < end ||
           (what < end && what > t + 1 && is_person_word(p, what - 1));
}

/* "a survey of 1,800 people", "asked 1,100 adults": who was asked is said. */
static uint32_t sampled(const sayso_claim_part *p, uint32_t t, sayso_clause at)
{
    static const char *const asked[] = {"people", "adult",    "household", "voter",   "respondent",
                                        "person", "resident", "citizen",   "student", NULL};
    static const char *const survey[] = {"survey",   "poll",  "sample",  "interview",
                                         "question", "call",  "study",   "pollster",
                                         "ask",      "visit", "canvass", NULL};
    uint32_t end = t + 3 < at.end ? t + 3 : at.end;
    sayso_str w = sayso__token_str(p->tokens, t);
    if (p->tags->upos[t] != SAYSO_UPOS_NUM || w.n < 3 || find(p, t + 1, end, asked) >= end)
        return 0;
    uint32_t from = back_from(t, 8, at.beg);
    return find(p, from, t, survey) < t ? find(p, t + 1, end, asked) + 1 - t : 0;
}

/* "in its final report", "reading from a 90-page judgment", "according to a note to lenders": a
 * paper named behind a preposition. */
static uint32_t quotes_paper(const sayso_claim_part *p, uint32_t t, sayso_clause at)
{
    static const char *const paper[] = {"report",    "memo",       "memorandum", "judgment",
                                        "judgement", "ruling",     "filing",     "indictment",
                                        "affidavit", "warrant",    "circular",   "dossier",
                                        "advisory",  "audit",      "autopsy",    "register",
                                        "logbook",   "transcript", "chronology", NULL};
    static const char *const from[] = {"in", "from", "citing", "under", "cite", "per", NULL};
    if (!sayso__clue_lemma_in(p, t, from))
        return 0;
    for (uint32_t k = t + 1; k < at.end && k < t + 6; k++) {
        uint8_t u = p->tags->upos[k];
        if (u == SAYSO_UPOS_NOUN && sayso__clue_lemma_in(p, k, paper))
            return k + 1 - t;
        if (k == t + 1 ? u != SAYSO_UPOS_DET && u != SAYSO_UPOS_PRON
                       : u != SAYSO_UPOS_ADJ && u != SAYSO_UPOS_NOUN && u != SAYSO_UPOS_NUM &&
                             u != SAYSO_UPOS_PUNCT)
            return 0;
    }
    return 0;
}

/* "who has read the transcript", "which has seen logs": what a source has before it. */
static uint32_t holds_paper(const sayso_claim_part *p, uint32_t t, sayso_clause at)
{
    static const char *const see[] = {"see", "read", "review", "study", "obtain", NULL};
    static const char *const have[] = {"have", NULL}, *const who[] = {"who", "which", NULL};
    static const char *const paper[] = {"transcript", "log",     "file",   "report", "letter",
                                        "document",   "memo",    "record", "draft",  "contract",
                                        "text",       "warrant", "cable",  "email",  "paper",
                                        "indictment", "dossier", NULL};
    uint32_t from = back_from(t, 4, at.beg), end = t + 5 < at.end ? t + 5 : at.end;
    if (!sayso__clue_lemma_in(p, t, see) || find(p, from, t, none) < t ||
        find(p, from, t, who) >= t || find(p, from, t, have) >= t)
        return 0;
    uint32_t k = find(p, t + 1, end, paper);
    return k < end ? k + 1 - t : 0;
}

/* "the damage seen in photographs", "had handed police a video": pictures that a claim rests on. */
static uint32_t points_to_pictures(const sayso_claim_part *p, uint32_t t, sayso_clause at)
{
    static const char *const in[] = {"in", "on", NULL};
    static const char *const seen[] = {"see", "visible", "show", "capture", NULL};
    static const char *const pass[] = {"hand", "give", "send", "submit", NULL};
    uint32_t end = t + 5 < at.end ? t + 5 : at.end;
    bool hands = sayso__clue_lemma_in(p, t, pass) && p->tags->upos[t] == SAYSO_UPOS_VERB;
    bool sees = sayso__clue_lemma_in(p, t, seen) && p->tags->xpos[t] != SAYSO_XPOS_VBZ &&
                t + 1 < at.end && sayso__clue_lemma_in(p, t + 1, in);
    for (uint32_t k = t + 1; (hands || sees) && k < end; k++)
        if (p->clue[k] & SAYSO_CLUE_IMAGERY)
            return k + 1 - t;
    return 0;
}

/* "has studied drone pictures of the breach", "measured the craters from photographs" */
static uint32_t looks_at_pictures(const sayso_claim_part *p, uint32_t t, sayso_clause at)
{
    static const char *const look[] = {"study",   "analyse",    "analyze",    "examine",
                                       "measure", "geolocate",  "match",      "compare",
                                       "inspect", "scrutinise", "scrutinize", NULL};
    if (p->tags->upos[t] != SAYSO_UPOS_VERB || !sayso__clue_lemma_in(p, t, look))
        return 0;
    for (uint32_t k = t + 1; k < at.end && k < t + 8; k++)
        if (p->clue[k] & SAYSO_CLUE_IMAGERY)
            return k + 1 - t;
    return 0;
}

uint32_t sayso__evidence_form(const sayso_claim_part *p, uint32_t t, sayso_clause at, uint32_t *n)
{
    if ((*n = gives_nothing(p, t, at)) != 0)
        return SAYSO_EVIDENCE_NO_EVIDENCE_GIVEN;
    if ((*n = not_checked(p, t, at)) != 0)
        return SAYSO_EVIDENCE_NOT_INDEPENDENTLY_VERIFIED;
    if ((*n = looks_at_pictures(p, t, at)) != 0)
        return SAYSO_EVIDENCE_CITES_IMAGERY;
    *n = 1;
    if (hides_name(p, t, at) || stays_nameless(p, t, at) || fears_loss(p, t, at))
        return SAYSO_EVIDENCE_ANONYMITY_GRANTED;
    if ((*n = sampled(p, t, at)) != 0)
        return SAYSO_EVIDENCE_METHOD_STATED;
    if ((*n = quotes_paper(p, t, at)) != 0 || (*n = holds_paper(p, t, at)) != 0)
        return SAYSO_EVIDENCE_CITES_DOCUMENT;
    if ((*n = points_to_pictures(p, t, at)) != 0)
        return SAYSO_EVIDENCE_CITES_IMAGERY;
    return 0;
}
