/* export.h -- the ledger in the forms that other programs load.  Layer: view.
 *
 * A format is asked to begin, is handed one event after another, and ends; it prints what the
 * ledger's state and the rows of event_row.h say, and decides nothing. docs/exports.md shows each
 * with a sample. */
#ifndef SAYSO_VIEW_EXPORT_H
#define SAYSO_VIEW_EXPORT_H

#include "base/counts.h"
#include "base/date.h"
#include "base/table.h"
#include "ledger/event_row.h"
#include "view/json.h"
#include "view/record.h"

typedef struct {
    /* Opens a file of the export; NULL when it cannot be made. The sink lives until the end. */
    sayso_sink *(*file)(void *user, const char *name);
    void *user;
    sayso_ledger *l;
    sayso_arena *keep; /* as long as the export */
    sayso_rule rule;
    sayso_offset_unit unit;
    const sayso_table_rows *refused, *corrections;

    /* the formats' own */
    sayso_sink *out;    /* the file of a format that has one */
    sayso_sink **table; /* csv: the file of each table */
    sayso_sink later;   /* what has to stand behind the rest */
    sayso_table seen;   /* ids that were written; counters */
    sayso_json j;
    uint32_t n; /* rows, nodes or edges so far */
} sayso_export;

typedef struct {
    const sayso_state *s;
    sayso_arena *a; /* as long as the event */
    sayso_event_row *row;
    uint32_t n_row;
} sayso_export_event;

typedef struct {
    const char *name;                                         /* "gtd" */
    const char *file;                                         /* "gtd.csv"; NULL: several */
    bool rows;                                                /* wants event rows */
    sayso_status (*begin)(sayso_export *x, sayso_error *err); /* may be NULL */
    sayso_status (*event)(sayso_export *x, const sayso_export_event *e, sayso_error *err);
    sayso_status (*end)(sayso_export *x, sayso_error *err); /* may be NULL */
} sayso_export_format;

/* NULL if there is no such format. */
const sayso_export_format *sayso__export_format(const char *name);

/* x->file, l, keep, rule, unit, refused and corrections are given. Errors: SAYSO_EIO (a file cannot
 * be made), SAYSO_ENOMEM; failed writes stick to the sinks. */
SAYSO_CHECKED sayso_status sayso__export_begin(sayso_export *x, const sayso_export_format *f,
                                               sayso_error *err);
SAYSO_CHECKED sayso_status sayso__export_event(sayso_export *x, const sayso_export_format *f,
                                               const sayso_state *s, sayso_arena *a,
                                               sayso_error *err);
SAYSO_CHECKED sayso_status sayso__export_end(sayso_export *x, const sayso_export_format *f,
                                             sayso_error *err);
/* Frees what the export holds, also after an error. */
void sayso__export_free(sayso_export *x);

/* ---- between the files of exports -------------------------------------------------------- */

extern const sayso_export_format sayso__export_csv, sayso__export_jsonl, sayso__export_gtd,
    sayso__export_ucdp, sayso__export_acled, sayso__export_plover, sayso__export_gdelt,
    sayso__export_graphml, sayso__export_gexf, sayso__export_jsonld, sayso__export_timelinejs,
    sayso__export_markdown;

/* One row of named columns. */
typedef struct {
    const char *const *column;
    sayso_cell *cell; /* [n] */
    uint32_t n;
    sayso_arena *a;
    bool failed; /* out of memory */
} sayso_export_row;

#define SAYSO_EXPORT_COLUMNS(list) (list), (uint32_t)(sizeof(list) / sizeof *(list))

void sayso__export_row_begin(sayso_export_row *r, const char *const *column, uint32_t n,
                             sayso_arena *a);
/* The cell of the column `name`, which must be there; nothing for NULL and for numbers not known.
 */
void sayso__export_set(sayso_export_row *r, const char *name, const char *text);
void sayso__export_set_number(sayso_export_row *r, const char *name, double v);
void sayso__export_set_maybe(sayso_export_row *r, const char *name, sayso_number v);
/* Texts joined by "; ". */
void sayso__export_set_list(sayso_export_row *r, const char *name, const char *const *text,
                            uint32_t n);
/* As CSV. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__export_row_end(sayso_export_row *r, sayso_sink *out,
                                                 sayso_error *err);

/* Year, month and day of an EDTF date; 0 for what it does not say. */
sayso_date sayso__export_date(const char *edtf);

/* The name of actor i, NULL for SAYSO_NONE. */
const char *sayso__export_actor(const sayso_state *s, uint32_t i);

/* The figure of a toll; NULL where the rule found none. */
const sayso_state_figure *sayso__export_toll(const sayso_state *s, const sayso_event_row *row,
                                             sayso_toll_kind kind);

/* Columns that every event row has behind those of its scheme: which event, which rule, and where
 * the death toll stands. */
#define SAYSO_EXPORT_OWN                                                                           \
    "sayso_event", "sayso_rule", "sayso_report", "sayso_repeated", "sayso_reports",                \
        "sayso_independent", "sayso_toll_figure", "sayso_toll_claim", "sayso_toll_sources"
void sayso__export_set_own(sayso_export_row *r, const sayso_export *x, const sayso_export_event *e,
                           const sayso_event_row *row);

/* "Northern Wire, Blast at ferry terminal, 2031-05-07, https://..." of report i; NULL when out of
 * memory. */
const char *sayso__export_cite(const sayso_state *s, uint32_t i, sayso_arena *a);

#endif
