/* diff.c -- what two states say differently.  Layer: view.
 *
 * Each state becomes a list of lines, what it says in words that do not hang on the ledger it is
 * in; both are sorted and walked side by side. */
#include "view/diff.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "base/str.h"
#include "base/vocab.h"

typedef struct {
    uint8_t kind;
    const char *who, *day, *text, *report, *claim;
} line;

typedef SAYSO_ARRAY(line) lines;

static const char *const kinds[] = {"report", "claim", "figure", "position", "blame"};
enum { REPORT, CLAIM, FIGURE, POSITION, BLAME };

static const char *name_of(const sayso_state *s, uint32_t i)
{
    return i < s->n_actor ? s->actor[i].name : NULL;
}

static bool add_reports(const sayso_state *s, sayso_arena *a, lines *v)
{
    for (uint32_t i = 0; i < s->n_report; i++) {
        const sayso_state_report *r = &s->report[i];
        if (!SAYSO_PUSH(a, v, (line){REPORT, r->publisher, r->day, r->title, r->id, NULL}))
            return false;
    }
    return true;
}

static bool add_claims(const sayso_state *s, sayso_arena *a, lines *v)
{
    for (uint32_t i = 0; i < s->n_claim; i++) {
        const sayso_state_claim *c = &s->claim[i];
        const char *act = sayso__word(SAYSO_VOCAB_SPEECH_ACT, c->act);
        const char *stance = sayso__word(SAYSO_VOCAB_STANCE, c->stance);
        sayso_str text =
            sayso__arena_print(a, "%s%s%s%s%s: %s", act ? act : "-", stance ? ", " : "",
                               stance ? stance : "", stance ? " " : "",
                               stance && name_of(s, c->responsible) ? name_of(s, c->responsible)
                                                                    : "",
                               c->text ? c->text : "");
        if (!text.p || !SAYSO_PUSH(a, v,
                                   (line){CLAIM, name_of(s, c->source_actor), c->said, text.p,
                                          s->report[c->report].id, c->id}))
            return false;
    }
    return true;
}

static bool add_figures(const sayso_state *s, sayso_arena *a, lines *v)
{
    for (uint32_t i = 0; i < s->n_figure; i++) {
        const sayso_state_figure *f = &s->figure[i];
        const char *measure = sayso__word(SAYSO_VOCAB_MEASURE, f->measure);
        sayso_str text =
            sayso__arena_print(a, "%s%s%s: %s", measure ? measure : "?", f->population ? ", " : "",
                               f->population ? f->population : "", f->at.text);
        if (!text.p || !SAYSO_PUSH(a, v,
                                   (line){FIGURE, name_of(s, f->source_actor), f->as_of, text.p,
                                          s->report[f->report].id,
                                          f->claim < s->n_claim ? s->claim[f->claim].id : NULL}))
            return false;
    }
    return true;
}

static bool add_positions(const sayso_state *s, sayso_arena *a, lines *v)
{
    for (uint32_t i = 0; i < s->n_position; i++)
        for (uint32_t k = 0; k < s->position[i].n_history; k++) {
            const sayso_state_stance *h = &s->position[i].history[k];
            if (!SAYSO_PUSH(a, v,
                            (line){POSITION, name_of(s, s->position[i].actor), h->day, h->written,
                                   s->report[h->report].id, s->claim[h->claim].id}))
                return false;
        }
    for (uint32_t i = 0; i < s->n_blame; i++) {
        const sayso_state_blame *b = &s->blame[i];
        sayso_str text = sayso__arena_print(a, "blames %s%s", name_of(s, b->of),
                                            b->n_denied_by ? ", who denies" : "");
        if (!text.p ||
            !SAYSO_PUSH(a, v, (line){BLAME, name_of(s, b->by), b->first, text.p, NULL, NULL}))
            return false;
    }
    return true;
}

static int words(const char *x, const char *y)
{
    return strcmp(x ? x : "", y ? y : "");
}

static int compare(const void *x, const void *y)
{
    const line *a = x, *b = y;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    int d = words(a->day, b->day);
    d = d ? d : words(a->who, b->who);
    d = d ? d : words(a->text, b->text);
    d = d ? d : words(a->report, b->report);
    return d ? d : words(a->claim, b->claim);
}

static bool list(const sayso_state *s, sayso_arena *a, lines *v)
{
    if (!add_reports(s, a, v) || !add_claims(s, a, v) || !add_figures(s, a, v) ||
        !add_positions(s, a, v))
        return false;
    if (v->n)
        qsort(v->v, v->n, sizeof *v->v, compare);
    return true;
}

#define COLUMNS 7u

static sayso_cell text_cell(const char *text)
{
    return (sayso_cell){text ? SAYSO_CELL_TEXT : SAYSO_CELL_NULL, text, 0};
}

static void put(sayso_table_rows *out, const char *change, const line *x)
{
    const char *v[COLUMNS] = {change, kinds[x->kind], x->who, x->day, x->text, x->report, x->claim};
    for (uint32_t k = 0; k < COLUMNS; k++)
        out->cell[(size_t)out->n_row * COLUMNS + k] = text_cell(v[k]);
    out->n_row++;
}

sayso_status sayso__diff_rows(const sayso_state *first, const sayso_state *second, sayso_arena *a,
                              sayso_table_rows *out, sayso_error *err)
{
    static const char *const columns[] = {"change", "what",   "who",  "day",
                                          "text",   "report", "claim"};
    lines x = {0}, y = {0};
    if (!list(first, a, &x) || !list(second, a, &y))
        return sayso__fail_memory(err);
    *out = (sayso_table_rows){columns, SAYSO_NEW_N(a, sayso_cell, (size_t)(x.n + y.n) * COLUMNS),
                              COLUMNS, 0};
    if (!out->cell)
        return sayso__fail_memory(err);
    for (uint32_t i = 0, k = 0; i < x.n || k < y.n;) {
        int d = i == x.n ? 1 : k == y.n ? -1 : compare(&x.v[i], &y.v[k]);
        if (d < 0)
            put(out, "-", &x.v[i]);
        else if (d > 0)
            put(out, "+", &y.v[k]);
        i += d <= 0;
        k += d >= 0;
    }
    return SAYSO_OK;
}
