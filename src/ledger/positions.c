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
#include "ledger/position_of.h"

typedef sayso_position_entry entry;

typedef SAYSO_ARRAY(entry) entries;

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

static sayso_str place_key(sayso_load *x, const entry *e)
{
    return SAYSO_TABLE_KEY(x->t, SAYSO_STR(""), x->out->claim[e->claim].report, e->party,
                           e->position, e->of);
}

/* An undated saying beside a dated one of the same position in the same report is of that day. */
static bool drop_undated(sayso_load *x, entry *v, uint32_t n)
{
    sayso_table dated;
    sayso__table_init(&dated, x->t);
    for (uint32_t i = 0; i < n; i++) {
        if (!v[i].dated)
            continue;
        sayso_str key = place_key(x, &v[i]);
        sayso_table_entry *e = key.p ? sayso__table_put(&dated, key) : NULL;
        if (!e)
            return false;
        e->value = i;
    }
    for (uint32_t i = 0; i < n; i++) {
        if (v[i].dated)
            continue;
        sayso_str key = place_key(x, &v[i]);
        if (!key.p)
            return false;
        const sayso_table_entry *e = sayso__table_find(&dated, key);
        if (e)
            v[i].day = v[e->value].day;
    }
    return true;
}

/* Does one of v[k..to) of k's day blame somebody anew? *other: does one take any position but to
 * take back an earlier one? */
static bool blames_today(const entry *v, uint32_t k, uint32_t to, bool *other)
{
    bool blames = false;
    *other = false;
    for (uint32_t i = k; i < to && by_text(v[i].day, v[k].day) == 0; i++) {
        blames = blames || (v[i].position == SAYSO_POSITION_BLAMES && !v[i].retold);
        *other = *other || !v[i].retracts;
    }
    return blames;
}

/* Does a position hold its party responsible? */
static bool holds(uint8_t position)
{
    return position == SAYSO_POSITION_BLAMES || position == SAYSO_POSITION_ADMITS ||
           position == SAYSO_POSITION_CLAIMS;
}

/* Keeps those of v[from..to), of one party and by day, that are new; *n of them. */
static uint32_t *keep_new(sayso_load *x, const entry *v, uint32_t from, uint32_t to, uint32_t *n)
{
    uint32_t *kept = SAYSO_NEW_N(x->t, uint32_t, to - from);
    sayso_table last; /* position -> the newest kept entry that takes it */
    sayso__table_init(&last, x->t);
    bool names = false, other = false, held = false; /* held: somebody was, up to now */
    *n = 0;
    for (uint32_t k = from; kept && k < to; k++) {
        if (k == from || by_text(v[k].day, v[k - 1].day) != 0)
            names = blames_today(v, k, to, &other);
        sayso_str key = SAYSO_TABLE_KEY(x->t, SAYSO_STR(""), v[k].position, v[k].of);
        sayso_table_entry *e = key.p ? sayso__table_put(&last, key) : NULL;
        if (!e)
            return NULL;
        bool again =
            e->value != SAYSO_NONE && (v[k].retold || by_text(v[e->value].day, v[k].day) == 0);
        if (again || (v[k].position == SAYSO_POSITION_UNKNOWN && names) ||
            (v[k].retracts && (other || !held)))
            continue;
        held = held || holds(v[k].position);
        e->value = k;
        kept[(*n)++] = k;
    }
    return kept;
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
    sayso_str key = SAYSO_TABLE_KEY(x->t, SAYSO_STR(""), about(p, h));
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
    if (n == 0)
        return true; /* took back what is not known to have been said */
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

static uint32_t first_claim(const sayso_state_position *p)
{
    uint32_t least = p->history[0].claim;
    for (uint32_t i = 1; i < p->n_history; i++)
        if (p->history[i].claim < least)
            least = p->history[i].claim;
    return least;
}

int sayso__position_order(const void *x, const void *y)
{
    uint32_t a = first_claim(x), b = first_claim(y);
    return (a > b) - (a < b);
}

sayso_status sayso__load_positions(sayso_load *x)
{
    entries v = {0};
    sayso_position_known known;
    if (!sayso__position_prepare(x, &known))
        return sayso__fail_memory(x->err);
    for (uint32_t i = 0; i < x->out->n_claim; i++) {
        entry e;
        bool takes;
        SAYSO_TRY(sayso__position_of(x, &known, i, &e, &takes));
        if (takes && !SAYSO_PUSH(x->t, &v, e))
            return sayso__fail_memory(x->err);
    }
    if (!drop_undated(x, v.v, v.n))
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
    if (x->out->n_position)
        qsort(x->out->position, x->out->n_position, sizeof *x->out->position,
              sayso__position_order);
    return SAYSO_OK;
}
