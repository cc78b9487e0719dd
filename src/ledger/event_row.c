/* event_row.c -- a state as rows of an event data set, under a rule.  Layer: ledger. */
#include "ledger/event_row.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/date.h"
#include "base/fail.h"
#include "base/str.h"
#include "base/table.h"
#include "base/vocab.h"
#include "ledger/sql.h"

#define WORDS_MOST 3u /* targets and weapons of a row */

static const char *const words[SAYSO_N_RULE] = {
#define X(name, word) word,
    SAYSO_RULE_LIST(X)
#undef X
};

const char *sayso__rule_word(sayso_rule rule)
{
    return rule < SAYSO_N_RULE ? words[rule] : NULL;
}

sayso_rule sayso__rule_parse(const char *word)
{
    uint32_t i = 0;
    while (i < SAYSO_N_RULE && strcmp(words[i], word) != 0)
        i++;
    return (sayso_rule)i;
}

typedef struct {
    const sayso_rule_scope *c;
    const sayso_state_incident *incident;
    uint32_t n_incident;
} maker;

/* ---- when and where ---------------------------------------------------------------------- */

/* UCDP's precision of an EDTF date or span of days. */
static uint32_t precision(const char *first, const char *last)
{
    int32_t a, b;
    int64_t utc;
    size_t n = first ? strlen(first) : 0;
    if (n < 10)
        return n >= 7 ? 4 : n >= 4 ? 5 : 0;
    if (!last || strcmp(first, last) == 0)
        return 1;
    if (!sayso__date_parse(sayso__str_z(first), &a, &utc) ||
        !sayso__date_parse(sayso__str_z(last), &b, &utc) || b < a)
        return 1;
    return b - a < 6 ? 2 : b - a < 8 ? 3 : b - a < 32 ? 4 : 5;
}

/* "2031-05-06/2031-05-08" of an event's date: its two ends. */
static bool split_date(sayso_arena *a, const char *date, sayso_event_row *row)
{
    const char *slash = date ? strchr(date, '/') : NULL;
    row->first = date;
    if (!slash)
        return true;
    row->first = sayso__arena_copy(a, date, (size_t)(slash - date));
    row->last = slash[1] ? slash + 1 : NULL;
    return row->first;
}

/* The event's; under `all` what the report's own main incident says, and where it is silent the
 * event's. */
static bool set_place(const maker *m, sayso_event_row *row)
{
    const sayso_state_event *e = &m->c->s->event;
    const sayso_state_incident *own = NULL, *at = NULL;
    for (uint32_t i = 0; i < m->n_incident; i++) {
        const sayso_state_incident *x = &m->incident[i];
        if (x->main && x->report == m->c->report)
            own = x;
        bool here = x->place && e->place && strcmp(x->place, e->place) == 0;
        if (x->main && here && x->latitude.known && !at)
            at = x;
    }
    row->kind = own ? own->kind : e->kind;
    row->place = own && own->place ? own->place : e->place;
    row->country = own && own->country ? own->country : e->country;
    if (own && own->latitude.known)
        at = own;
    if (at) {
        row->latitude = at->latitude;
        row->longitude = at->longitude;
    }
    if (own && own->first) {
        row->first = own->first;
        row->last = own->last;
    } else if (!split_date(m->c->a, e->date, row)) {
        return false;
    }
    if (row->last && row->first && strcmp(row->first, row->last) == 0)
        row->last = NULL;
    row->date_prec = precision(row->first, row->last);
    return true;
}

/* ---- targets and weapons ----------------------------------------------------------------- */

typedef struct {
    const char *text;
    uint32_t n, order;
} phrase;

static int by_count(const void *x, const void *y)
{
    const phrase *a = x, *b = y;
    if (a->n != b->n)
        return a->n > b->n ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

/* The words of a role in main incidents of the reports that are looked at, most often said first.
 */
static bool set_words(const maker *m, const char *role, const char ***out, uint32_t *n)
{
    sayso_table t;
    SAYSO_ARRAY(phrase) v = {0};
    sayso__table_init(&t, m->c->t);
    for (uint32_t i = 0; i < m->n_incident; i++) {
        const sayso_state_incident *x = &m->incident[i];
        for (uint32_t k = 0; k < x->n_part; k++) {
            const char *text = x->part[k].text;
            if (!x->main || !sayso__rule_sees(m->c, x->report) || !text ||
                strcmp(x->part[k].role, role) != 0)
                continue;
            sayso_table_entry *e = sayso__table_put(&t, sayso__str_z(text));
            if (!e)
                return false;
            if (e->value == SAYSO_NONE) {
                e->value = v.n;
                if (!SAYSO_PUSH(m->c->t, &v, (phrase){text, 0, v.n}))
                    return false;
            }
            v.v[e->value].n++;
        }
    }
    if (v.n)
        qsort(v.v, v.n, sizeof *v.v, by_count);
    *n = v.n < WORDS_MOST ? v.n : WORDS_MOST;
    *out = SAYSO_NEW_N(m->c->a, const char *, *n);
    for (uint32_t i = 0; *out && i < *n; i++)
        (*out)[i] = v.v[i].text;
    return *out;
}

/* ---- sources ----------------------------------------------------------------------------- */

static void set_root(const sayso_state *s, sayso_event_row *row)
{
    uint32_t i = row->toll[SAYSO_TOLL_KILLED].figure;
    if (i == SAYSO_NONE)
        return;
    const sayso_state_figure *f = &s->figure[i];
    const sayso_state_report *r = &s->report[f->report];
    const char *outlet = r->credit ? r->credit : r->publisher ? r->publisher : r->id;
    row->root = f->source_actor < s->n_actor ? s->actor[f->source_actor].name : outlet;
}

/* One report a family, its latest version; the one that gives the deaths comes first. */
static bool set_sources(const sayso_rule_scope *c, sayso_event_row *row)
{
    const sayso_state *s = c->s;
    uint32_t toll = row->toll[SAYSO_TOLL_KILLED].figure;
    uint32_t first = toll == SAYSO_NONE ? SAYSO_NONE : s->figure[toll].report;
    bool *seen = SAYSO_NEW_N(c->t, bool, s->n_report);
    row->source = SAYSO_NEW_N(c->a, uint32_t, c->report == SAYSO_NONE ? s->n_report : 1);
    if (!seen || !row->source)
        return false;
    if (first != SAYSO_NONE) {
        row->source[row->n_source++] = first;
        seen[s->report[first].family] = true;
    }
    for (uint32_t i = 0; i < s->n_report; i++) {
        if (!sayso__rule_sees(c, i) || seen[s->report[i].family])
            continue;
        seen[s->report[i].family] = true;
        row->source[row->n_source++] = i;
    }
    return true;
}

/* ---- rows -------------------------------------------------------------------------------- */

static bool make_row(const maker *m, sayso_event_row *row)
{
    const sayso_rule_scope *c = m->c;
    *row = (sayso_event_row){.report = c->report};
    if (c->report != SAYSO_NONE) {
        const sayso_state_report *r = &c->s->report[c->report];
        row->repeated = r->older || r->family != c->report;
        /* the latest version stands for its family */
        if (r->revision_of != SAYSO_NONE && !r->older)
            row->repeated = false;
    }
    if (!set_place(m, row) || !sayso__rule_tolls(c, row->first, row) ||
        !sayso__rule_suspects(c, row) || !set_words(m, "target", &row->target, &row->n_target) ||
        !set_words(m, "weapon", &row->weapon, &row->n_weapon) || !set_sources(c, row))
        return false;
    set_root(c->s, row);
    return true;
}

/* How another scheme writes an event's kind; *out stays NULL where it has no word for it. */
static sayso_status find_code(sayso_ledger *l, const char *scheme, uint8_t kind, sayso_arena *a,
                              const char **out, sayso_error *err)
{
    sayso_stmt *s;
    bool row, ok = true;
    const char *ours = sayso__word(SAYSO_VOCAB_EVENT, kind);
    if (!ours)
        return SAYSO_OK;
    SAYSO_TRY(sayso__sql_bind(l, SAYSO_SQL_CODE_OF, &s, err, "zz", scheme, ours));
    SAYSO_TRY(sayso__sql_step(l, s, &row, err));
    if (row)
        *out = sayso__sql_text(s, 0, a, &ok);
    sayso__sql_reset(s);
    return ok ? SAYSO_OK : sayso__fail_memory(err);
}

sayso_status sayso__event_rows(sayso_ledger *l, const sayso_state *s, sayso_rule rule,
                               sayso_arena *a, sayso_event_row **out, uint32_t *n, sayso_error *err)
{
    sayso_arena t;
    sayso_rule_scope c = {s, a, &t, rule, SAYSO_NONE};
    maker m = {.c = &c};
    sayso_state_incident *incident;
    SAYSO_TRY(sayso__ledger_incidents(l, s, a, &incident, &m.n_incident, err));
    m.incident = incident;
    *n = rule == SAYSO_RULE_ALL ? s->n_report : 1;
    *out = SAYSO_NEW_N(a, sayso_event_row, *n);
    if (!*out)
        return sayso__fail_memory(err);
    bool ok = true;
    sayso__arena_init(&t, 0);
    for (uint32_t i = 0; i < *n && ok; i++) {
        c.report = rule == SAYSO_RULE_ALL ? i : SAYSO_NONE;
        ok = make_row(&m, &(*out)[i]);
        sayso__arena_reset(&t);
    }
    sayso__arena_free(&t);
    for (uint32_t i = 0; i < *n && ok; i++) {
        sayso_event_row *row = &(*out)[i];
        SAYSO_TRY(find_code(l, "CAMEO", row->kind, a, &row->cameo, err));
        SAYSO_TRY(find_code(l, "PLOVER", row->kind, a, &row->plover, err));
    }
    return ok ? SAYSO_OK : sayso__fail_memory(err);
}
