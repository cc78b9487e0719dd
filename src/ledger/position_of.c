/* position_of.c -- the position on responsibility that one claim takes.  Layer: ledger. */
#include "ledger/position_of.h"

#include "base/fail.h"
#include "base/str.h"
#include "ledger/names.h"
#include "ledger/phrases.h"
#include "lexica.h"

/* flags of data/no_blame.tsv */
#define NOBODY    1u
#define UNKNOWN   2u
#define SOMEBODY  4u
#define NAMELESS  8u
#define DISMISSED 16u

/* The writer and outlets tell what others hold; people asked in a survey are no party. */
static bool takes_positions(const sayso_state *s, const sayso_state_claim *c, uint32_t party)
{
    uint8_t class_ = s->actor[party].class_;
    bool carrier = class_ == SAYSO_CLASS_OUTLET || class_ == SAYSO_CLASS_AGENCY ||
                   class_ == SAYSO_CLASS_POLLSTER;
    switch (c->source_type) {
    case SAYSO_SOURCE_WRITER:
    case SAYSO_SOURCE_ARBITRARY:
    case SAYSO_SOURCE_SURVEY:
    case SAYSO_SOURCE_OUTLET:
    case SAYSO_SOURCE_AGENCY: return false;
    case SAYSO_SOURCE_STATE_MEDIA: return true; /* speaks for those who own it */
    default: return !carrier && class_ != SAYSO_CLASS_PUBLIC;
    }
}

/* An armed group claims what others admit. */
static uint8_t of_itself(const sayso_state *s, const sayso_state_claim *c, uint32_t party)
{
    uint8_t class_ = s->actor[party].class_;
    bool admits = c->act == SAYSO_ACT_ADMIT;
    bool proud = c->act == SAYSO_ACT_CLAIM_RESPONSIBILITY || class_ == SAYSO_CLASS_ARMED_GROUP ||
                 c->source_type == SAYSO_SOURCE_GROUP_CHANNEL;
    return admits || !proud ? SAYSO_POSITION_ADMITS : SAYSO_POSITION_CLAIMS;
}

/* "Attackers", "persons unknown": an accused without a name is nobody named. */
bool sayso__position_unnamed(const sayso_state_actor *a, sayso_arena *t)
{
    if (a->named)
        return false;
    sayso_str key = sayso__names_key(sayso__str_z(a->name), t);
    if (!key.p || sayso__str_find(key, SAYSO_STR(" from ")) != SAYSO_NONE ||
        sayso__str_find(key, SAYSO_STR(" of ")) != SAYSO_NONE)
        return false; /* "two men from Marrak": told apart by where they come from */
    return (sayso__phrases_find(&sayso__lex_no_blame, key) & NAMELESS);
}

static uint8_t with_party(sayso_load *x, const sayso_state_claim *c, uint32_t party, uint32_t of)
{
    const sayso_state *s = x->out;
    switch (c->stance) {
    case SAYSO_STANCE_DENIES: return SAYSO_POSITION_DENIES;
    case SAYSO_STANCE_DOUBTS: return SAYSO_POSITION_DOUBTS;
    default: break;
    }
    if (party == of)
        return of_itself(s, c, party);
    return sayso__position_unnamed(&s->actor[of], x->t) ? SAYSO_POSITION_UNKNOWN
                                                        : SAYSO_POSITION_BLAMES;
}

static bool speaks_openly(uint8_t act)
{
    return act == SAYSO_ACT_ASSERT || act == SAYSO_ACT_CONFIRM || act == SAYSO_ACT_ALLEGE ||
           act == SAYSO_ACT_SUSPECT || act == SAYSO_ACT_INVESTIGATE || act == SAYSO_ACT_PREDICT;
}

static bool holds_word(sayso_str text, const char *const *list)
{
    for (; *list; list++)
        if (sayso__names_holds(text, sayso__str_z(*list)))
            return true;
    return false;
}

/* A claim that names no party: blames_nobody, unknown, or no position at all (0). */
static uint8_t without_party(const sayso_state_claim *c)
{
    static const char *const of_blame[] = {"who",         "whose",          "whom",
                                           "responsible", "responsibility", "blame",
                                           "accuse",      "accusation",     "culprit",
                                           "culprits",    "fault",          "guilt",
                                           "guilty",      "perpetrator",    "perpetrators",
                                           "behind",      "attribution",    "suspects",
                                           NULL};
    bool question = c->kind == SAYSO_KIND_RESPONSIBILITY || c->kind == SAYSO_KIND_CAUSE;
    bool waits = question || c->kind == SAYSO_KIND_STATUS || c->kind == SAYSO_KIND_CONDITION ||
                 c->kind == SAYSO_KIND_IDENTITY || c->kind == SAYSO_KIND_POSITION;
    bool declines = c->act == SAYSO_ACT_DECLINE_COMMENT, denies = c->act == SAYSO_ACT_DENY;
    if (!declines && !(waits && (denies || speaks_openly(c->act))))
        return 0;
    uint32_t found = sayso__phrases_find(&sayso__lex_no_blame, sayso__str_z(c->text));
    if (declines)
        return found & UNKNOWN ? SAYSO_POSITION_UNKNOWN : 0;
    if (denies && !(found & NOBODY))
        return 0;
    if ((found & NOBODY) && (question || c->kind == SAYSO_KIND_POSITION))
        return SAYSO_POSITION_BLAMES_NOBODY;
    if (question && (found & SOMEBODY) && !(found & DISMISSED))
        return SAYSO_POSITION_UNKNOWN;
    bool accuses = c->act == SAYSO_ACT_ALLEGE; /* one whom the reading did not find */
    if (c->kind == SAYSO_KIND_RESPONSIBILITY && !accuses &&
        holds_word(sayso__str_z(c->text), of_blame))
        return SAYSO_POSITION_UNKNOWN;
    return found & UNKNOWN ? SAYSO_POSITION_UNKNOWN : 0;
}

static bool is_word(sayso_str word, const char *const *list)
{
    for (; *list; list++)
        if (sayso__str_ieq(word, sayso__str_z(*list)))
            return true;
    return false;
}

/* What stands between the source and the cue behind it, without the comma in front. */
static sayso_str between(const sayso_state *s, const sayso_state_claim *c)
{
    if (!c->n_source || c->source[0].title || c->cue[0].title ||
        c->source[0].bytes.end >= c->cue[0].bytes.beg)
        return (sayso_str){"", 0};
    const char *text = s->report[c->report].text;
    sayso_str gap =
        sayso__str(text + c->source[0].bytes.end, c->cue[0].bytes.beg - c->source[0].bytes.end);
    if (gap.n && *gap.p == ',')
        gap = sayso__str(gap.p + 1, gap.n - 1);
    return sayso__str_trim(gap);
}

/* Words that tell of an earlier saying: "has blamed", "had denied", "says it was", a participle
 * ("rejecting"), a noun ("its claim"), a relative clause ("who last month accused"). A plain past
 * tense, "now" and "again" say it anew. */
static bool is_retelling(const sayso_state *s, const sayso_state_claim *c)
{
    static const char *const has[] = {"has", "had", "have", "having", "claim", NULL};
    static const char *const who[] = {"who", "which", "that", "whose", NULL};
    static const char *const now[] = {"now", "again", NULL};
    static const char *const ends[] = {"ing", "tion", "ment", "ance", NULL};
    if (c->parent != SAYSO_NONE || !c->n_cue)
        return true;
    sayso_str cue = sayso__str_z(c->cue[0].text);
    uint32_t space = sayso__str_find(cue, SAYSO_STR(" "));
    sayso_str first = sayso__str(cue.p, space == SAYSO_NONE ? cue.n : space);
    sayso_str gap = between(s, c);
    if (holds_word(gap, now) || is_word(first, now))
        return false;
    if (is_word(first, has) || (c->n_source && is_word(sayso__str_z(c->source[0].text), who)) ||
        holds_word(gap, who))
        return true;
    for (uint32_t i = 0; ends[i]; i++)
        if (sayso__str_ends(first, sayso__str_z(ends[i])))
            return true;
    return sayso__str_ends(first, SAYSO_STR("s")) && !sayso__str_ends(first, SAYSO_STR("ss"));
}

/* A copy or later version says again what the first one said. */
static bool is_rerun(const sayso_load *x, uint32_t i)
{
    uint32_t report = x->out->claim[i].report;
    return x->family[report] != report || x->repeats[i] != SAYSO_NONE;
}

/* What claim i, of the party that e names, holds. */
static sayso_status set_position(sayso_load *x, const sayso_position_known *k, uint32_t i,
                                 sayso_position_entry *e)
{
    const sayso_state *s = x->out;
    const sayso_state_claim *c = &s->claim[i];
    uint32_t party = e->party;
    bool answers = false;
    if (c->responsible != SAYSO_NONE && c->stance) {
        uint32_t of = sayso__load_party(x, c->responsible);
        e->position = with_party(x, c, party, of);
        bool other = e->position == SAYSO_POSITION_BLAMES || e->position == SAYSO_POSITION_DENIES ||
                     e->position == SAYSO_POSITION_DOUBTS;
        e->of = other ? of : SAYSO_NONE;
        return SAYSO_OK;
    }
    SAYSO_TRY(sayso__position_answer(x, k, i, e, &answers));
    if (answers)
        return SAYSO_OK;
    if (c->act == SAYSO_ACT_RETRACT) {
        e->position = SAYSO_POSITION_UNKNOWN;
        e->retracts = true;
    } else if (s->actor[party].named) {
        e->position = without_party(c);
    }
    return SAYSO_OK;
}

sayso_status sayso__position_of(sayso_load *x, const sayso_position_known *k, uint32_t i,
                                sayso_position_entry *e, bool *takes)
{
    const sayso_state *s = x->out;
    const sayso_state_claim *c = &s->claim[i];
    uint32_t party = sayso__load_party(x, c->source_actor);
    *takes = false;
    if (party == SAYSO_NONE || !takes_positions(s, c, party))
        return SAYSO_OK;
    *e = (sayso_position_entry){.party = party, .claim = i, .of = SAYSO_NONE, .day = x->day[i]};
    SAYSO_TRY(set_position(x, k, i, e));
    *takes = e->position != SAYSO_POSITION_NONE;
    e->dated = c->said != NULL;
    if (!*takes || e->dated)
        return SAYSO_OK;
    e->retold = is_rerun(x, i);
    if (e->retold)
        return SAYSO_OK;
    SAYSO_TRY(sayso__load_pieces(x, i));
    e->retold = is_retelling(s, c);
    if (c->n_cue && sayso__str_starts(sayso__str_z(c->cue[0].text), SAYSO_STR("had ")))
        *takes = false; /* of some day before, not of the report's */
    return SAYSO_OK;
}
