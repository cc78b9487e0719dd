/* positions.c -- each party's position on responsibility, day by day.  Layer: ledger.
 *
 * Every claim about responsibility is a position of its source's party (the organization that a
 * person speaks for). What is said a second time the same day, or is merely retold later, makes no
 * new entry. A history has changed when the stance toward a party turns round, or the party moves
 * between naming nobody and naming someone. */
#include <stdlib.h>

#include "base/fail.h"
#include "base/str.h"
#include "base/table.h"
#include "base/vocab.h"
#include "ledger/load.h"
#include "ledger/names.h"
#include "ledger/phrases.h"
#include "lexica.h"

#define NOBODY   1u
#define UNKNOWN  2u
#define SOMEBODY 4u

typedef struct {
    uint32_t party, claim, of;
    uint8_t position;
    bool retold; /* by words that only repeat it */
    const char *day;
} entry;

typedef SAYSO_ARRAY(entry) entries;

/* ---- one claim --------------------------------------------------------------------------- */

static bool speaks_for_itself(const sayso_state_claim *c)
{
    return c->source_type != SAYSO_SOURCE_WRITER && c->source_type != SAYSO_SOURCE_ARBITRARY &&
           c->source_type != SAYSO_SOURCE_SURVEY;
}

static uint8_t with_party(const sayso_state_claim *c, uint32_t party, uint32_t of)
{
    switch (c->stance) {
    case SAYSO_STANCE_DENIES: return SAYSO_POSITION_DENIES;
    case SAYSO_STANCE_DOUBTS: return SAYSO_POSITION_DOUBTS;
    default: break;
    }
    if (c->act == SAYSO_ACT_CLAIM_RESPONSIBILITY && party == of)
        return SAYSO_POSITION_CLAIMS;
    if (party == of)
        return SAYSO_POSITION_ADMITS;
    return SAYSO_POSITION_BLAMES;
}

static bool speaks_openly(uint8_t act)
{
    return act == SAYSO_ACT_ASSERT || act == SAYSO_ACT_CONFIRM || act == SAYSO_ACT_ALLEGE ||
           act == SAYSO_ACT_SUSPECT || act == SAYSO_ACT_INVESTIGATE || act == SAYSO_ACT_PREDICT;
}

/* A claim that names no party: blames_nobody, unknown, or no position at all (0). */
static uint8_t without_party(const sayso_state_claim *c)
{
    if (!speaks_openly(c->act))
        return 0;
    uint32_t found = sayso__phrases_find(&sayso__lex_no_blame, sayso__str_z(c->text));
    bool question = c->kind == SAYSO_KIND_RESPONSIBILITY || c->kind == SAYSO_KIND_CAUSE;
    if ((found & NOBODY) && (question || c->kind == SAYSO_KIND_POSITION))
        return SAYSO_POSITION_BLAMES_NOBODY;
    if (c->kind == SAYSO_KIND_RESPONSIBILITY)
        return SAYSO_POSITION_UNKNOWN;
    if (c->kind == SAYSO_KIND_CAUSE)
        return found & (SOMEBODY | UNKNOWN) ? SAYSO_POSITION_UNKNOWN : 0;
    bool waits = c->kind == SAYSO_KIND_STATUS || c->kind == SAYSO_KIND_CONDITION;
    return found & UNKNOWN && waits ? SAYSO_POSITION_UNKNOWN : 0;
}

static bool is_word(sayso_str word, const char *const *list)
{
    for (; *list; list++)
        if (sayso__str_ieq(word, sayso__str_z(*list)))
            return true;
    return false;
}

static bool holds_word(sayso_str text, const char *const *list)
{
    for (; *list; list++)
        if (sayso__names_holds(text, sayso__str_z(*list)))
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

static bool take(sayso_load *x, entries *v, uint32_t i)
{
    const sayso_state *s = x->out;
    const sayso_state_claim *c = &s->claim[i];
    uint32_t party = sayso__load_party(x, c->source_actor);
    if (party == SAYSO_NONE || !speaks_for_itself(c))
        return true;
    entry e = {party, i, SAYSO_NONE, 0, !c->said && is_retelling(s, c), x->day[i]};
    if (c->responsible != SAYSO_NONE && c->stance) {
        e.of = sayso__load_party(x, c->responsible);
        e.position = with_party(c, party, e.of);
        if (e.position == SAYSO_POSITION_CLAIMS || e.position == SAYSO_POSITION_ADMITS)
            e.of = SAYSO_NONE;
    } else if (s->actor[party].named) {
        e.position = without_party(c);
    }
    return !e.position || SAYSO_PUSH(x->t, v, e);
}

/* ---- histories --------------------------------------------------------------------------- */

static int by_text(const char *x, const char *y)
{
    return x && y ? strcmp(x, y) : (x == NULL) - (y == NULL);
}

static int by_party_and_day(const void *x, const void *y)
{
    const entry *a = x, *b = y;
    if (a->party != b->party)
        return a->party < b->party ? -1 : 1;
    int day = by_text(a->day, b->day);
    return day ? day : (a->claim > b->claim) - (a->claim < b->claim);
}

/* Does one of v[k..to) of k's day blame somebody? */
static bool blames_today(const entry *v, uint32_t k, uint32_t to)
{
    for (uint32_t i = k; i < to && by_text(v[i].day, v[k].day) == 0; i++)
        if (v[i].position == SAYSO_POSITION_BLAMES)
            return true;
    return false;
}

/* Keeps those of v[from..to), of one party and by day, that are new; *n of them. */
static uint32_t *keep_new(sayso_load *x, const entry *v, uint32_t from, uint32_t to, uint32_t *n)
{
    uint32_t *kept = SAYSO_NEW_N(x->t, uint32_t, to - from);
    sayso_table last; /* position -> the newest kept entry that takes it */
    sayso__table_init(&last, x->t);
    bool names = false;
    *n = 0;
    for (uint32_t k = from; kept && k < to; k++) {
        if (k == from || by_text(v[k].day, v[k - 1].day) != 0)
            names = blames_today(v, k, to);
        sayso_str key = sayso__arena_print(x->t, "%u:%u", v[k].position, v[k].of);
        sayso_table_entry *e = key.p ? sayso__table_put(&last, key) : NULL;
        if (!e)
            return NULL;
        bool again =
            e->value != SAYSO_NONE && (v[k].retold || by_text(v[e->value].day, v[k].day) == 0);
        if (again || (v[k].position == SAYSO_POSITION_UNKNOWN && names))
            continue;
        e->value = k;
        kept[(*n)++] = k;
    }
    return kept;
}

/* Does a position hold its party responsible? */
static bool holds(uint8_t position)
{
    return position == SAYSO_POSITION_BLAMES || position == SAYSO_POSITION_ADMITS ||
           position == SAYSO_POSITION_CLAIMS;
}

static bool names_nobody(uint8_t position)
{
    return position == SAYSO_POSITION_BLAMES_NOBODY || position == SAYSO_POSITION_UNKNOWN;
}

/* About whom: claiming and admitting are about oneself. */
static uint32_t about(const sayso_state_position *p, const sayso_state_stance *h)
{
    bool self = h->position == SAYSO_POSITION_CLAIMS || h->position == SAYSO_POSITION_ADMITS;
    return self ? p->actor : h->of;
}

#define HELD    1u
#define CLEARED 2u

/* Notes on which side the history stands toward the party that h is about; did it turn round? */
static bool turns_round(sayso_load *x, sayso_table *sides, const sayso_state_position *p,
                        const sayso_state_stance *h, bool *turned)
{
    sayso_str key = sayso__arena_print(x->t, "%u", about(p, h));
    sayso_table_entry *e = key.p ? sayso__table_put(sides, key) : NULL;
    if (!e)
        return false;
    e->value = (e->value == SAYSO_NONE ? 0 : e->value) | (holds(h->position) ? HELD : CLEARED);
    *turned = *turned || e->value == (HELD | CLEARED);
    return true;
}

static bool find_turn(sayso_load *x, sayso_state_position *p)
{
    sayso_table sides;
    sayso__table_init(&sides, x->t);
    bool nobody = false, somebody = false;
    for (uint32_t i = 0; i < p->n_history; i++) {
        const sayso_state_stance *h = &p->history[i];
        if (names_nobody(h->position))
            nobody = true;
        else if (!turns_round(x, &sides, p, h, &p->changed))
            return false;
        somebody = somebody || h->position == SAYSO_POSITION_BLAMES;
    }
    p->changed = p->changed || (nobody && somebody);
    return true;
}

static bool write_stance(sayso_load *x, const entry *e, sayso_state_stance *h)
{
    const char *word = sayso__word(SAYSO_VOCAB_POSITION, e->position);
    const char *of = e->of == SAYSO_NONE ? NULL : x->out->actor[e->of].name;
    *h = (sayso_state_stance){.day = e->day,
                              .report = x->out->claim[e->claim].report,
                              .claim = e->claim,
                              .position = e->position,
                              .of = e->of};
    h->written = sayso__arena_print(x->a, of ? "%s:%s" : "%s", word, of ? of : "").p;
    return h->written != NULL;
}

/* The history of the party of v[from..to). */
static bool write_history(sayso_load *x, const entry *v, uint32_t from, uint32_t to)
{
    sayso_state *s = x->out;
    sayso_state_position *p = &s->position[s->n_position];
    uint32_t n, *kept = keep_new(x, v, from, to, &n);
    if (!kept)
        return false;
    *p = (sayso_state_position){.actor = v[from].party,
                                .history = SAYSO_NEW_N(x->a, sayso_state_stance, n)};
    if (!p->history)
        return false;
    for (uint32_t i = 0; i < n; i++)
        if (!write_stance(x, &v[kept[i]], &p->history[p->n_history++]))
            return false;
    s->n_position++;
    return find_turn(x, p);
}

sayso_status sayso__load_positions(sayso_load *x)
{
    entries v = {0};
    for (uint32_t i = 0; i < x->out->n_claim; i++)
        if (!take(x, &v, i))
            return sayso__fail_memory(x->err);
    if (v.n)
        qsort(v.v, v.n, sizeof *v.v, by_party_and_day);
    uint32_t n = 0;
    for (uint32_t i = 0; i < v.n; i++)
        n += i == 0 || v.v[i].party != v.v[i - 1].party;
    x->out->position = SAYSO_NEW_N(x->a, sayso_state_position, n);
    if (!x->out->position)
        return sayso__fail_memory(x->err);
    for (uint32_t i = 0; i < v.n;) {
        uint32_t j = i;
        while (j < v.n && v.v[j].party == v.v[i].party)
            j++;
        if (!write_history(x, v.v, i, j))
            return sayso__fail_memory(x->err);
        i = j;
    }
    return SAYSO_OK;
}
