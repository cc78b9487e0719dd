/* groups.c -- copies and versions among the reports at hand; first days; independent sources.
 * Layer: ledger.
 *
 * An undated claim is dated by the first report that ran its words: copies and later versions of a
 * report repeat it, they do not say it anew. */
#include <stdlib.h>

#include "base/fail.h"
#include "base/str.h"
#include "base/table.h"
#include "ledger/copies.h"
#include "ledger/load.h"
#include "ledger/names.h"

#define NEED(x, ok)                                                                                \
    do {                                                                                           \
        if (!(ok))                                                                                 \
            return sayso__fail_memory((x)->err);                                                   \
    } while (0)

/* out->copies: groups of two and more among the reports at hand. Others lose their group. */
static sayso_status list_copies(sayso_load *x)
{
    sayso_state *s = x->out;
    sayso_table t;
    sayso__table_init(&t, x->t);
    uint32_t *n = SAYSO_NEW_N(x->t, uint32_t, s->n_report), n_group = 0;
    NEED(x, n);
    for (uint32_t i = 0; i < s->n_report; i++) {
        if (!s->report[i].group)
            continue;
        uint32_t g = sayso__table_intern(&t, sayso__str_z(s->report[i].group));
        NEED(x, g != SAYSO_NONE);
        n[g]++;
    }
    s->copies = SAYSO_NEW_N(x->a, uint32_t *, t.n);
    s->n_in_copies = SAYSO_NEW_N(x->a, uint32_t, t.n);
    uint32_t *slot = SAYSO_NEW_N(x->t, uint32_t, t.n);
    NEED(x, s->copies && s->n_in_copies && slot);
    for (uint32_t g = 0; g < t.n; g++) {
        slot[g] = n[g] < 2 ? SAYSO_NONE : n_group;
        if (n[g] < 2)
            continue;
        s->copies[n_group] = SAYSO_NEW_N(x->a, uint32_t, n[g]);
        NEED(x, s->copies[n_group]);
        n_group++;
    }
    for (uint32_t i = 0; i < s->n_report; i++) {
        if (!s->report[i].group)
            continue;
        uint32_t g = slot[sayso__table_intern(&t, sayso__str_z(s->report[i].group))];
        if (g == SAYSO_NONE)
            s->report[i].group = NULL;
        else
            s->copies[g][s->n_in_copies[g]++] = i;
    }
    s->n_copies = n_group;
    return SAYSO_OK;
}

/* One family a set of reports joined by copying and revising: root[i] is its first report. */
static uint32_t *families(sayso_load *x)
{
    sayso_state *s = x->out;
    uint32_t *root = SAYSO_NEW_N(x->t, uint32_t, s->n_report);
    if (!root)
        return NULL;
    for (uint32_t i = 0; i < s->n_report; i++)
        root[i] = i;
    for (bool more = true; more;) {
        more = false;
        for (uint32_t g = 0; g < s->n_copies; g++)
            for (uint32_t k = 0; k < s->n_in_copies[g]; k++) {
                uint32_t first = root[s->copies[g][0]], *r = &root[s->copies[g][k]];
                uint32_t least = first < *r ? first : *r;
                more = more || first != least || *r != least;
                root[s->copies[g][0]] = *r = least;
            }
        for (uint32_t i = 0; i < s->n_report; i++) {
            uint32_t o = s->report[i].revision_of;
            if (o == SAYSO_NONE || root[o] == root[i])
                continue;
            root[o] = root[i] = root[o] < root[i] ? root[o] : root[i];
            more = true;
        }
    }
    return root;
}

/* The contents' words, so that quotation marks and line breaks do not matter. */
static sayso_str words_of(sayso_load *x, const sayso_state_claim *c)
{
    return sayso__names_key(sayso__str_z(c->text), x->t);
}

/* The day on which the text of a report's syndication group first ran. */
static const char *first_run(const sayso_load *x, uint32_t report)
{
    const sayso_state *s = x->out;
    for (uint32_t g = 0; s->report[report].group && g < s->n_copies; g++)
        if (strcmp(s->report[s->copies[g][0]].group, s->report[report].group) == 0)
            return s->report[s->copies[g][0]].day;
    return s->report[report].day;
}

/* The first claim of that family, source and words. */
static sayso_status first_saying(sayso_load *x, sayso_table *t, uint32_t root, uint32_t claim,
                                 uint32_t *first)
{
    const sayso_state_claim *c = &x->out->claim[claim];
    sayso_str words = words_of(x, c);
    NEED(x, words.p);
    sayso_str key = SAYSO_TABLE_KEY(x->t, words, root, c->source_actor);
    sayso_table_entry *e = key.p ? sayso__table_put(t, key) : NULL;
    NEED(x, e);
    if (e->value == SAYSO_NONE)
        e->value = claim;
    *first = e->value;
    return SAYSO_OK;
}

/* x->day and x->repeats: by family, source and words. */
static sayso_status first_days(sayso_load *x, const uint32_t *root)
{
    sayso_state *s = x->out;
    sayso_table t;
    sayso__table_init(&t, x->t);
    x->day = SAYSO_NEW_N(x->a, const char *, s->n_claim);
    x->repeats = SAYSO_NEW_N(x->t, uint32_t, s->n_claim);
    uint32_t *n_in = SAYSO_NEW_N(x->t, uint32_t, s->n_report); /* reports of the family of a root */
    NEED(x, x->day && x->repeats && n_in);
    for (uint32_t i = 0; i < s->n_report; i++)
        n_in[root[i]]++;
    for (uint32_t i = 0; i < s->n_claim; i++) {
        const sayso_state_claim *c = &s->claim[i];
        uint32_t first = i;
        if (n_in[root[c->report]] > 1)
            SAYSO_TRY(first_saying(x, &t, root[c->report], i, &first));
        bool other = s->claim[first].report != c->report;
        x->repeats[i] = other ? first : SAYSO_NONE;
        const char *day = s->report[c->report].day;
        /* nobody speaks after it was printed: such a date is of something else */
        bool said = c->said && (!day || strcmp(c->said, day) <= 0);
        x->day[i] = said ? c->said : other ? x->day[first] : first_run(x, c->report);
    }
    return SAYSO_OK;
}

/* n_independent: distinct root sources of one proposition. A source that is not named counts once a
 * family; a source that two families carry counts once. */
static sayso_status count_sources(sayso_load *x, const uint32_t *root)
{
    sayso_state *s = x->out;
    sayso_table seen, total;
    sayso__table_init(&seen, x->t);
    sayso__table_init(&total, x->t);
    for (uint32_t pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < s->n_claim; i++) {
            sayso_state_claim *c = &s->claim[i];
            sayso_str p = sayso__str_z(x->proposition[i] ? x->proposition[i] : c->id);
            sayso_table_entry *e = sayso__table_put(&total, p);
            NEED(x, e);
            if (pass == 1) {
                c->n_independent = e->value;
                continue;
            }
            if (e->value == SAYSO_NONE)
                e->value = 0;
            uint32_t index = (uint32_t)(e - total.entry);
            bool known = c->source_actor != SAYSO_NONE && s->actor[c->source_actor].named;
            sayso_str who =
                SAYSO_TABLE_KEY(x->t, p, known, known ? c->source_actor : root[c->report]);
            sayso_table_entry *w = who.p ? sayso__table_put(&seen, who) : NULL;
            NEED(x, w);
            if (w->value == SAYSO_NONE)
                total.entry[index].value++;
            w->value = 1;
        }
    return SAYSO_OK;
}

/* How much of each copy's text stands in the first of its group. */
static sayso_status measure_copies(sayso_load *x)
{
    sayso_arena t;
    sayso_state *s = x->out;
    bool ok = true;
    sayso__arena_init(&t, 0);
    for (uint32_t g = 0; g < s->n_copies && ok; g++) {
        sayso_shingles first, own;
        const sayso_state_report *f = &s->report[s->copies[g][0]];
        sayso__arena_reset(&t);
        ok = sayso__copies_shingles(sayso__str(f->text, f->n_text), &t, &first);
        for (uint32_t k = 1; k < s->n_in_copies[g] && ok; k++) {
            sayso_state_report *r = &s->report[s->copies[g][k]];
            ok = sayso__copies_shingles(sayso__str(r->text, r->n_text), &t, &own);
            r->shared = ok ? sayso__copies_share(&own, &first) : 0;
        }
    }
    sayso__arena_free(&t);
    return ok ? SAYSO_OK : sayso__fail_memory(x->err);
}

sayso_status sayso__load_families(sayso_load *x)
{
    SAYSO_TRY(list_copies(x));
    if (!x->derived)
        SAYSO_TRY(measure_copies(x));
    x->family = families(x);
    NEED(x, x->family);
    for (uint32_t i = 0; i < x->out->n_report; i++) {
        x->out->report[i].family = x->family[i];
        x->out->independent += x->family[i] == i;
    }
    return SAYSO_OK;
}

sayso_status sayso__load_sources(sayso_load *x)
{
    SAYSO_TRY(first_days(x, x->family));
    return count_sources(x, x->family);
}
