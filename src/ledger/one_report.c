/* one_report.c -- one report and one claim, whole.  Layer: ledger.
 *
 * The report is loaded alone, so that it costs the same in a ledger of any size; what holds across
 * reports (names of actors, distinct sources) is then taken from the tables, as the last settling
 * left them. */
#include "ledger/one_report.h"

#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "base/str.h"
#include "ledger/state.h"

typedef struct {
    sayso_sql sql;
    const char *column[20];
    const char *kinds; /* a letter a cell: t text or number, f flag, j JSON, s span (7 columns) */
} part;

static const part head_part = {SAYSO_SQL_ONE_HEAD,
                               {"id",       "publisher",   "published",  "day",     "title",
                                "byline",   "credit",      "dateline",   "url",     "uri",
                                "language", "sha256",      "media_type", "n_bytes", "retrieved",
                                "group",    "revision_of", "events",     "section", "tags"},
                               "ttttttttttttttttt"
                               "jtt"};

static const part parts[SAYSO_N_REPORT_PART] = {
    [SAYSO_REPORT_TIMES] = {SAYSO_SQL_ONE_TIMES,
                            {"span", "type", "value", "mod", "edtf", "earliest", "latest"},
                            "stttttt"},
    [SAYSO_REPORT_PLACES] = {SAYSO_SQL_ONE_PLACES,
                             {"name", "country", "latitude", "longitude"},
                             "tttt"},
    [SAYSO_REPORT_INCIDENTS] = {SAYSO_SQL_ONE_INCIDENTS,
                                {"kind", "first", "last", "place", "country", "main", "status",
                                 "roles"},
                                "tttttftj"},
    [SAYSO_REPORT_MARKS] = {SAYSO_SQL_ONE_MARKS, {"span", "mark", "claim"}, "stt"},
    [SAYSO_REPORT_REFUSALS] = {SAYSO_SQL_ONE_REFUSALS, {"span", "reason"}, "st"},
    [SAYSO_REPORT_COPIES] = {SAYSO_SQL_ONE_COPIES,
                             {"id", "publisher", "published", "title", "group", "revision_of"},
                             "tttttt"},
    [SAYSO_REPORT_VERSIONS] = {SAYSO_SQL_ONE_VERSIONS,
                               {"id", "publisher", "published", "title", "group", "revision_of"},
                               "tttttt"},
};

static const part elsewhere_part = {SAYSO_SQL_ONE_ELSEWHERE,
                                    {"claim", "report", "publisher", "day", "source_actor", "text",
                                     "copy"},
                                    "ttttttf"};

static const part relations_part = {SAYSO_SQL_ONE_RELATIONS,
                                    {"relation", "answers", "claim", "report", "day",
                                     "source_actor", "text"},
                                    "tfttttt"};

static const part counts_part = {SAYSO_SQL_COUNTS,
                                 {"reports", "independent", "claims", "figures", "events", "actors",
                                  "copies", "refused", "corrections", "settled"},
                                 "tttttttttf"};

/* A span of seven columns; absent where the first is null. */
static bool span_cell(sayso_stmt *s, int at, sayso_arena *a, sayso_cell *c)
{
    sayso_str field = sayso__sql_str(s, at);
    if (!field.p)
        return true;
    sayso_state_span *span = SAYSO_NEW(a, sayso_state_span);
    if (!span)
        return false;
    uint32_t v[6];
    for (int i = 0; i < 6; i++) {
        int64_t n = sayso__sql_int(s, at + 1 + i);
        v[i] = n < 0 || n > UINT32_MAX / 2 ? 0 : (uint32_t)n;
    }
    *span = (sayso_state_span){.title = sayso__str_is(field, "title"),
                               .bytes = {v[0], v[1]},
                               .chars = {v[2], v[3]},
                               .raw = {v[4], v[5]}};
    *c = (sayso_cell){.kind = SAYSO_CELL_SPAN, .at = span};
    return true;
}

static bool take_cell(sayso_stmt *s, char kind, int *at, sayso_arena *a, sayso_cell *c)
{
    bool ok = true;
    *c = (sayso_cell){.kind = SAYSO_CELL_NULL};
    if (kind == 's') {
        *at += 7;
        return span_cell(s, *at - 7, a, c);
    }
    int i = (*at)++;
    if (kind == 'f') {
        *c = (sayso_cell){.kind = SAYSO_CELL_FLAG, .number = sayso__sql_real(s, i)};
    } else if (sayso__sql_is_number(s, i)) {
        *c = (sayso_cell){.kind = SAYSO_CELL_NUMBER, .number = sayso__sql_real(s, i)};
    } else {
        c->text = sayso__sql_text(s, i, a, &ok);
        c->kind = !c->text ? SAYSO_CELL_NULL : kind == 'j' ? SAYSO_CELL_JSON : SAYSO_CELL_TEXT;
    }
    return ok;
}

/* All rows of a part; ?1 is key (may be NULL). */
static sayso_status take(sayso_load *x, const part *p, const char *key, sayso_table_rows *out)
{
    SAYSO_ARRAY(sayso_cell) v = {0};
    sayso_stmt *s;
    *out = (sayso_table_rows){.column = p->column, .n_column = (uint32_t)strlen(p->kinds)};
    SAYSO_TRY(sayso__sql_bind(x->l, p->sql, &s, x->err, key ? "z" : "", key));
    for (bool row = true; row;) {
        SAYSO_TRY(sayso__sql_step(x->l, s, &row, x->err));
        for (uint32_t i = 0, at = 0; row && i < out->n_column; i++) {
            sayso_cell c;
            if (!take_cell(s, p->kinds[i], (int *)&at, x->a, &c) || !SAYSO_PUSH(x->a, &v, c)) {
                sayso__sql_reset(s);
                return sayso__fail_memory(x->err);
            }
        }
    }
    out->cell = v.v;
    out->n_row = v.n / out->n_column;
    return SAYSO_OK;
}

/* Actors get the names that they have in the ledger as a whole. */
static sayso_status settled_names(sayso_load *x, const char *document)
{
    sayso_stmt *s;
    sayso_table index; /* actor id -> place in the state */
    sayso__table_init(&index, x->a);
    for (uint32_t i = 0; i < x->out->n_actor; i++) {
        sayso_table_entry *e = sayso__table_put(&index, sayso__str_z(x->out->actor[i].id));
        if (!e)
            return sayso__fail_memory(x->err);
        e->value = i;
    }
    SAYSO_TRY(sayso__sql_bind(x->l, SAYSO_SQL_REPORT_SETTLED, &s, x->err, "z", document));
    for (bool row = true, ok = true; row;) {
        SAYSO_TRY(sayso__sql_step(x->l, s, &row, x->err));
        sayso_str id = row ? sayso__sql_str(s, 0) : (sayso_str){NULL, 0};
        const sayso_table_entry *e = id.p ? sayso__table_find(&index, id) : NULL;
        const char *name = e ? sayso__sql_text(s, 1, x->a, &ok) : NULL;
        if (!ok) {
            sayso__sql_reset(s);
            return sayso__fail_memory(x->err);
        }
        if (name)
            x->out->actor[e->value].name = name;
    }
    return SAYSO_OK;
}

/* The state of one document as far as a page of it needs it. */
static sayso_status load_alone(sayso_load *x, const char *document)
{
    SAYSO_TRY(sayso__load_report(x, document));
    SAYSO_TRY(sayso__load_families(x));
    SAYSO_TRY(sayso__load_merge(x));
    for (uint32_t i = 0; i < x->out->n_claim; i++)
        x->out->claim[i].n_independent = x->claim_sources.v[i];
    return settled_names(x, document);
}

/* The document_id of a report. */
static sayso_status document_of(sayso_load *x, const char *id, const char **document)
{
    sayso_stmt *s;
    bool row, ok = true;
    SAYSO_TRY(sayso__sql_bind(x->l, SAYSO_SQL_REPORT_FIND, &s, x->err, "z", id));
    SAYSO_TRY(sayso__sql_step(x->l, s, &row, x->err));
    *document = row ? sayso__sql_text(s, 0, x->a, &ok) : NULL;
    sayso__sql_reset(s);
    if (!ok)
        return sayso__fail_memory(x->err);
    if (!*document)
        return sayso__fail(x->err, SAYSO_ENOTFOUND, 0, "the ledger holds no report \"%.100s\"", id);
    return SAYSO_OK;
}

static sayso_status whole_report(sayso_load *x, const char *id, sayso_one_report *out)
{
    const char *document;
    SAYSO_TRY(document_of(x, id, &document));
    SAYSO_TRY(load_alone(x, document));
    SAYSO_TRY(take(x, &head_part, document, &out->head));
    for (uint32_t i = 0; i < SAYSO_N_REPORT_PART; i++)
        SAYSO_TRY(take(x, &parts[i], document, &out->part[i]));
    return SAYSO_OK;
}

sayso_status sayso__ledger_one_report(sayso_ledger *l, const char *id, sayso_arena *a,
                                      sayso_one_report *out, sayso_error *err)
{
    bool began;
    sayso_arena t;
    *out = (sayso_one_report){0};
    sayso_load x = {.l = l, .a = a, .t = &t, .err = err, .out = &out->state};
    SAYSO_TRY(sayso__sql_snapshot(l, &began, err));
    sayso__arena_init(&t, 0);
    sayso_status status = whole_report(&x, id, out);
    sayso__arena_free(&t);
    sayso__sql_release(l, began);
    return status;
}

sayso_status sayso__ledger_source(sayso_ledger *l, const char *id, sayso_arena *a, sayso_str *out,
                                  sayso_error *err)
{
    sayso_stmt *s;
    bool row;
    sayso_unit unit;
    sayso_read_options options;
    SAYSO_TRY(sayso__sql_bind(l, SAYSO_SQL_DOC_KEPT, &s, err, "z", id));
    SAYSO_TRY(sayso__sql_step(l, s, &row, err));
    int64_t n = row ? sayso__sql_int(s, 0) : 0;
    sayso__sql_reset(s);
    if (!row)
        return sayso__fail(err, SAYSO_ENOTFOUND, 0, "the ledger holds no report \"%.100s\"", id);
    SAYSO_TRY(sayso__ledger_original(l, n, a, &unit, &options, err));
    *out = sayso__str(unit.bytes, unit.n);
    return SAYSO_OK;
}

static sayso_status whole_claim(sayso_load *x, const char *id, sayso_one_claim *out)
{
    sayso_trace *t = &out->trace;
    const char *document;
    SAYSO_TRY(sayso__ledger_trace(x->l, id, x->a, t, x->err));
    x->out = &t->state;
    SAYSO_TRY(document_of(x, t->state.report[0].id, &document));
    SAYSO_TRY(settled_names(x, document));
    const sayso_state_claim *c = &t->state.claim[t->claim];
    out->parent = c->parent < t->state.n_claim ? t->state.claim[c->parent].id : NULL;
    SAYSO_TRY(take(x, &elsewhere_part, c->id, &out->elsewhere));
    return take(x, &relations_part, c->id, &out->relations);
}

sayso_status sayso__ledger_one_claim(sayso_ledger *l, const char *id, sayso_arena *a,
                                     sayso_one_claim *out, sayso_error *err)
{
    bool began;
    *out = (sayso_one_claim){0};
    sayso_load x = {.l = l, .a = a, .err = err};
    SAYSO_TRY(sayso__sql_snapshot(l, &began, err));
    sayso_status status = whole_claim(&x, id, out);
    sayso__sql_release(l, began);
    return status;
}

sayso_status sayso__ledger_counts(sayso_ledger *l, sayso_arena *a, sayso_table_rows *out,
                                  sayso_error *err)
{
    sayso_load x = {.l = l, .a = a, .err = err};
    return take(&x, &counts_part, NULL, out);
}
