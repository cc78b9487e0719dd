/* ledger.h -- many analysed reports -> one SQLite file, and what is read back from it.
 * Layer: ledger.
 *
 *     open -> begin -> add, add, ... -> commit        (a batch: all of it or nothing)
 *          -> settle                                   (what holds across reports, into the tables)
 *          -> state | rows | trace | verify            (read) -> close
 *
 * Base rows (documents, spans, claims, figures) are written by add and never change. What holds
 * across reports (actors that are one, positions, blame, relations, conflicts) is computed anew
 * from base rows by `state`, for whatever reports were asked for; `settle` writes the same into the
 * tables, so that other programs that open the file see it.
 *
 * Strings handed out are NUL-terminated UTF-8 in the caller's arena; NULL stands for JSON null.
 * Days are "YYYY-MM-DD". Enum fields are values of the vocabularies in types.h, 0 for null.
 *
 * Invariants (each has a test of its name):
 *   L1  reading a report twice changes nothing
 *   L2  a batch is in the ledger whole or not at all, whatever kills the process
 *   L3  the text of each span handed out equals the report's text at that span
 *   L4  each claim, figure and position handed out leads to a report and, but for positions,
 * to a span
 *   L5  the state does not depend on how the reports were cut into batches */
#ifndef SAYSO_LEDGER_LEDGER_H
#define SAYSO_LEDGER_LEDGER_H

#include "base/sink.h"
#include "claim/claim.h"

/* Number of the tables' layout; kept in the file. A newer file is refused, an older one migrated.
 */
#define SAYSO_LEDGER_SCHEMA 9

typedef struct sayso_ledger sayso_ledger;

typedef struct {
    const char *program;      /* version of the program, kept with each report it reads */
    const char *model_sha256; /* of the model, or NULL */
    int64_t now;      /* seconds since 1970: when the reports were fetched (no clock here) */
    uint32_t wait_ms; /* for another writer; 0: 60 s */
    bool must_exist;  /* do not create: the answer is then SAYSO_EIO */
    bool only_read;   /* write nothing; little memory is kept between questions */
} sayso_ledger_options;

/* Is a ledger's path the address of a PostgreSQL database (postgresql://...)? It may then hold a
 * password, which its name, for messages, does not: user, host and database, or the path. */
bool sayso__ledger_is_address(const char *path);
void sayso__ledger_name(const char *path, char *out, size_t n);

/* Opens or creates a ledger; path ":memory:" is one that dies with close, an address a schema
 * "sayso" in that database. Errors: SAYSO_EIO (cannot
 * open), SAYSO_ELEDGER (not a ledger, damaged, or of a newer version: both are named), SAYSO_EBUSY,
 * SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__ledger_open(const char *path, const sayso_ledger_options *options,
                                              sayso_ledger **out, sayso_error *err);

/* From here on other writers are waited for as long. */
void sayso__ledger_wait(sayso_ledger *l, uint32_t wait_ms);

/* From another thread: what runs on the ledger ends with SAYSO_ELIMIT. */
void sayso__ledger_interrupt(sayso_ledger *l);

/* A number that differs from the last one when another connection has changed the file meanwhile.
 */
SAYSO_CHECKED sayso_status sayso__ledger_change(sayso_ledger *l, int64_t *out, sayso_error *err);

/* An open batch is rolled back. NULL is nothing. */
void sayso__ledger_close(sayso_ledger *l);

/* ---- writing ----------------------------------------------------------------------------- */

typedef enum {
    SAYSO_ADDED_NEW,
    SAYSO_ADDED_COPY,     /* runs the text of `of`, a report by another publisher */
    SAYSO_ADDED_REVISION, /* a later version of `of` */
    SAYSO_ADDED_SAME,     /* it was here already: nothing changed */
    SAYSO_ADDED_FORGOTTEN /* it was taken out before, and is not read again */
} sayso_added_kind;

typedef struct {
    sayso_added_kind kind;
    const char *report; /* its id in the ledger: the input's, with "@2", "@3" behind it for the
                           second, third text of one id */
    const char *of;     /* report id or NULL */
    const char *taken;  /* its id was used before, for another report: where that was read ("a.txt",
                           "all.jsonl, byte 801"); NULL: it was not */
    bool versioned;     /* it is a version of another one, earlier or later */
    uint32_t n_claim, n_figure;
} sayso_added;

/* Starts a batch; waits for another writer. Errors: SAYSO_EBUSY, SAYSO_EIO, SAYSO_ELEDGER,
 * SAYSO_ENOMEM, SAYSO_EUSE (one is open). */
SAYSO_CHECKED sayso_status sayso__ledger_begin(sayso_ledger *l, sayso_error *err);

/* The same for a batch in which reports are only added. Their rows come from one function, those
 * that others refer to first: foreign keys are checked where assertions are, and by verify, but not
 * for each row of a finished program (a seventh of all writing). */
SAYSO_CHECKED sayso_status sayso__ledger_begin_adding(sayso_ledger *l, sayso_error *err);

/* Notes in the open batch which model reads from here on (SHA-256; copied). */
SAYSO_CHECKED sayso_status sayso__ledger_reader(sayso_ledger *l, const char *model_sha256,
                                                sayso_error *err);

/* How many reports a batch should hold at most: few where others wait for their turn. */
uint32_t sayso__ledger_batch(const sayso_ledger *l);

/* Adds a report. Strings of *out lie in a. After an error the batch must be rolled back. Cost:
 * about linear in the report. Errors: SAYSO_EIO (disk full), SAYSO_ELEDGER, SAYSO_ENOMEM,
 * SAYSO_EUSE. */
SAYSO_CHECKED sayso_status sayso__ledger_add(sayso_ledger *l, const sayso_analysis *x,
                                             sayso_arena *a, sayso_added *out, sayso_error *err);

/* Notes an input that became no report (for `show refused`): byte is where in uri. */
SAYSO_CHECKED sayso_status sayso__ledger_refuse(sayso_ledger *l, sayso_str uri, uint64_t byte,
                                                sayso_str reason, sayso_error *err);

/* Ends the batch; it then survives a crash of the process. */
SAYSO_CHECKED sayso_status sayso__ledger_commit(sayso_ledger *l, sayso_error *err);

/* Forgets the batch. Without one, nothing. */
void sayso__ledger_rollback(sayso_ledger *l);

/* Writes what holds across reports into the tables, if reports came in since it last ran. One
 * transaction of its own. Call it once at the end of a run that added reports. */
SAYSO_CHECKED sayso_status sayso__ledger_settle(sayso_ledger *l, sayso_error *err);

/* The same in parts, so that several threads can share the work: events are loaded side by side,
 * each thread through a reader of its own, and written one at a time, in order.
 *
 *     begin -> load(i) on any thread -> write(i), i = 0, 1, 2 ... on one at a time -> end
 *
 * A slot holds an event between load and write. */
typedef struct sayso_settling sayso_settling;

/* *out is NULL where nothing is to be settled; else a batch is open until end. Errors: as
 * sayso__ledger_begin. */
SAYSO_CHECKED sayso_status sayso__settling_begin(sayso_ledger *l, uint32_t n_reader,
                                                 uint32_t n_slot, sayso_settling **out,
                                                 sayso_error *err);

/* How many events there are. *n_reader: how many threads may load at a time; 0: only one thread may
 * do any of it. */
uint32_t sayso__settling_size(const sayso_settling *x, uint32_t *n_reader);

/* Reports of event i. */
uint32_t sayso__settling_reports(const sayso_settling *x, uint32_t i);

SAYSO_CHECKED sayso_status sayso__settling_load(sayso_settling *x, uint32_t i, uint32_t slot,
                                                uint32_t reader, sayso_error *err);
SAYSO_CHECKED sayso_status sayso__settling_write(sayso_settling *x, uint32_t i, uint32_t slot,
                                                 sayso_error *err);

/* Commits, or after an error (status) rolls back; frees x. */
SAYSO_CHECKED sayso_status sayso__settling_end(sayso_settling *x, sayso_status status,
                                               sayso_error *err);

/* name, word in the table */
#define SAYSO_CORRECTION_LIST(X)                                                                   \
    X(EVENT_MERGE, "event merge")                                                                  \
    X(EVENT_SPLIT, "event split")                                                                  \
    X(EVENT_RENAME, "event rename")                                                                \
    X(ACTOR_MERGE, "actor merge")                                                                  \
    X(ACTOR_SPLIT, "actor split")                                                                  \
    X(ACTOR_RENAME, "actor rename")                                                                \
    X(CLAIM_WRONG, "claim wrong")                                                                  \
    X(CLAIM_RIGHT, "claim right")

typedef enum {
#define X(name, word) SAYSO_CORRECTION_##name,
    SAYSO_CORRECTION_LIST(X)
#undef X
        SAYSO_N_CORRECTION
} sayso_correction_kind;

/* Notes a correction by hand and applies it, in one transaction; it is applied again whenever
 * reports come in. subject: an event (id, its beginning, words of its name) or an actor's name;
 * other[n_other]: events or names that are the same; of a split the reports in which it is another;
 * of renaming the new name. A claim (id or the beginning of one) that was read wrongly is marked,
 * and stays in all tables; it needs no others. Errors: SAYSO_ENOTFOUND, SAYSO_EUSE (several
 * that it may mean), and those of sayso__ledger_settle. */
SAYSO_CHECKED sayso_status sayso__ledger_correct(sayso_ledger *l, sayso_correction_kind what,
                                                 const char *subject, const char *const *other,
                                                 uint32_t n_other, const char *who,
                                                 sayso_error *err);

/* Takes a report out: its text, original, spans, claims and index rows, in the file, its free pages
 * and its log; counts are corrected, a tombstone with the reason (may be NULL) stays, and the
 * report is not read again. Takes as long as writing the whole file anew. Errors:
 * SAYSO_ENOTFOUND (no such report), and those of settle. */
SAYSO_CHECKED sayso_status sayso__ledger_forget(sayso_ledger *l, const char *report,
                                                const char *reason, sayso_error *err);

/* Writes a ledger of its own to `path`, where nothing may be yet: the reports of the query (event
 * or all of them, published up to as_of) with all that is said of them, settled; without
 * `originals` the sources that they were read from are left out, and what is left cannot be
 * verified or read again. After an error no file is left. Errors: SAYSO_ENOTFOUND (no such
 * event), SAYSO_EIO, and those of settle. */
SAYSO_CHECKED sayso_status sayso__ledger_copy(sayso_ledger *l, const char *path, const char *event,
                                              const char *as_of, bool originals, sayso_error *err);

/* ---- reading again from the stored originals --------------------------------------------- */

/* Rows of the documents that another program or model than this one read; `since` (may be NULL):
 * only those read by that version or a later one; all: whoever read them. */
typedef struct {
    int64_t *v;
    uint32_t n, cap;
} sayso_document_rows;

SAYSO_CHECKED sayso_status sayso__ledger_outdated(sayso_ledger *l, const char *model_sha256,
                                                  const char *since, bool all, sayso_arena *a,
                                                  sayso_document_rows *out, sayso_error *err);

/* The original of a document, as it was handed to sayso__doc_make. */
SAYSO_CHECKED sayso_status sayso__ledger_original(sayso_ledger *l, int64_t n, sayso_arena *a,
                                                  sayso_unit *unit, sayso_read_options *options,
                                                  sayso_error *err);

/* A batch of replacements; end commits it if status is SAYSO_OK. Until settle has run after the
 * last one events are found anew for each question. */
SAYSO_CHECKED sayso_status sayso__ledger_reread_begin(sayso_ledger *l, const char *model_sha256,
                                                      sayso_error *err);
SAYSO_CHECKED sayso_status sayso__ledger_reread_end(sayso_ledger *l, sayso_status status,
                                                    sayso_error *err);

/* Puts a new analysis in the place of document n's; its report id and the day on which it was
 * fetched stay. */
SAYSO_CHECKED sayso_status sayso__ledger_replace(sayso_ledger *l, int64_t n,
                                                 const sayso_analysis *x, sayso_error *err);

/* Corrections whose report or name is no more: rows of the table "correction", n of them. */
typedef void sayso_lost_correction(void *user, const char *what, const char *old, const char *new,
                                   const char *who, const char *at);
SAYSO_CHECKED sayso_status sayso__ledger_lost(sayso_ledger *l, sayso_lost_correction *tell,
                                              void *user, sayso_error *err);

/* ---- the state: all that one event's reports say ----------------------------------------- */

typedef struct {
    bool title; /* it lies in the title; offsets are then the title's, else the body's */
    sayso_span bytes, chars; /* UTF-8 bytes; Unicode code points */
    sayso_span raw;          /* bytes of the stored original */
    const char *text;
} sayso_state_span;

/* What `show events` and the head of a brief say. */
typedef struct {
    const char *id, *name;              /* name: "Explosion in Dorva" */
    uint8_t kind;                       /* SAYSO_EVENT_x */
    const char *date, *place, *country; /* date: EDTF; country: ISO 3166 alpha-3 */
} sayso_state_event;

typedef struct {
    const char *id, *publisher, *published, *url, *title, *byline, *credit, *language;
    const char *day;          /* local day of publication */
    const char *uri, *sha256; /* where it was read, of which unit */
    const char *text;         /* the body */
    uint32_t n_text;
    const char *group;         /* syndication group or NULL */
    const char *event;         /* id of its event */
    uint32_t revision_of;      /* index of the older report or SAYSO_NONE */
    uint32_t family;           /* index of the first of its copies and versions; itself */
    uint32_t claim, n_claim;   /* range of claim */
    uint32_t figure, n_figure; /* range of figure */
    bool older;                /* a later version of it is here */
    double shared; /* of a copy: the share of its text that the first of its group has, too */
} sayso_state_report;

typedef struct {
    const char *id, *name;
    const char **alias;
    uint32_t n_alias;
    uint8_t class_; /* SAYSO_CLASS_x */
    const char *country, *sector;
    uint32_t speaks_for; /* actor index or SAYSO_NONE */
    uint32_t party;      /* whose position its words count as: itself or the organization */
    bool named;
    uint32_t n_claim; /* claims with it as source */
} sayso_state_actor;

typedef struct {
    uint32_t actor;       /* index */
    sayso_state_span *at; /* NULL if no words name it */
    const char *day;
} sayso_state_relay;

typedef struct {
    const char *id;
    uint32_t report; /* index */
    sayso_state_span *source, *cue, *content;
    uint32_t n_source, n_cue, n_content;
    sayso_state_relay *relay; /* outermost first: `via` */
    uint32_t n_relay;
    uint32_t parent;                                /* claim index or SAYSO_NONE */
    uint32_t source_actor, speaks_for, responsible; /* actor indices or SAYSO_NONE */
    uint8_t quote_type, source_type, act, kind, stance, factuality;
    uint32_t evidence; /* bits 1u << SAYSO_EVIDENCE_x */
    const char *said;  /* day or NULL */
    const char *cameo, *plover;
    const char *text;       /* contents joined by " ... " */
    uint32_t n_independent; /* distinct root sources of what it says */
    bool wrong;             /* marked by hand as read wrongly */
} sayso_state_claim;

typedef struct {
    const char *id;
    uint32_t report, claim; /* indices; claim SAYSO_NONE: the writer's own */
    sayso_state_span at;
    uint8_t measure, mod;
    const char *population, *unit, *as_of, *answer;
    sayso_number low, best, high;
    uint32_t part_of, supersedes; /* figure indices or SAYSO_NONE */
    uint32_t source_actor;        /* of its claim; SAYSO_NONE: the writer's own */
} sayso_state_figure;

typedef struct {
    uint32_t claim, other; /* claim RELATION other */
    uint8_t relation;      /* SAYSO_RELATION_x */
} sayso_state_relation;

typedef struct {
    uint8_t measure;
    const char *population;
    uint32_t *figure; /* at least two that cannot all be right */
    uint32_t n_figure;
} sayso_state_conflict;

typedef struct {
    uint32_t by, of; /* actors */
    const char *first;
    uint32_t *claim, n_claim, *denied_by, n_denied_by;
} sayso_state_blame;

typedef struct {
    const char *day;
    uint32_t report, claim;
    uint8_t position;    /* SAYSO_POSITION_x */
    uint32_t of;         /* the party blamed, denied, doubted; else SAYSO_NONE */
    const char *written; /* "blames:NAME", "unknown" */
} sayso_state_stance;

typedef struct {
    uint32_t actor;
    sayso_state_stance *history; /* by day */
    uint32_t n_history;
    bool changed;
} sayso_state_position;

typedef struct {
    const char *date, *precision; /* EDTF; "day" | "month" | "year" */
    const char *what;             /* "event" | "claim" | "figure" | "position" */
    const char *text;
    uint32_t report;      /* or SAYSO_NONE */
    uint32_t claim;       /* that says so, or SAYSO_NONE */
    uint32_t figure;      /* index or SAYSO_NONE */
    sayso_state_span *at; /* or NULL */
    uint8_t rank;         /* what a short list keeps first: SAYSO_MOMENT_x */
} sayso_state_moment;

enum {
    SAYSO_MOMENT_EVENT,
    SAYSO_MOMENT_TURN, /* a position that is not the party's one before */
    SAYSO_MOMENT_KILLED,
    SAYSO_MOMENT_PEOPLE, /* injured, missing, detained ... and parts of a toll */
    SAYSO_MOMENT_REST,
    SAYSO_MOMENT_CLAIM,
    SAYSO_MOMENT_RANKS
};

typedef struct {
    sayso_state_event event;   /* the one asked for; of several as one: by majority of all */
    sayso_state_event *events; /* [n_event] of all reports here, by their first report */
    uint32_t *n_in_event, n_event;
    sayso_state_report *report; /* by time of publication, undated ones last */
    sayso_state_actor *actor;
    sayso_state_claim *claim; /* by report, then by place */
    sayso_state_figure *figure;
    sayso_state_relation *relation;
    sayso_state_conflict *conflict;
    sayso_state_blame *blame;
    sayso_state_position *position;
    sayso_state_moment *moment; /* the timeline */
    uint32_t **copies;          /* [n_copies] report indices of a group ... */
    uint32_t *n_in_copies;      /* ... and how many */
    uint32_t n_report, n_actor, n_claim, n_figure, n_relation, n_conflict, n_blame, n_position,
        n_moment, n_copies;
    uint32_t independent; /* reports - copies - older versions */
} sayso_state;

/* Which reports. All fields may be NULL. */
typedef struct {
    const char *event; /* id, unique prefix of one, or words of its name; NULL: the one with most
                          reports */
    bool all;          /* every report as one event */
    const char *as_of; /* only reports published up to this day */
} sayso_state_query;

/* Everything lies in a. Errors: SAYSO_ENOTFOUND (no such event, no report), SAYSO_EUSE (several
 * events), SAYSO_ELEDGER, SAYSO_EIO, SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__ledger_state(sayso_ledger *l, const sayso_state_query *query,
                                               sayso_arena *a, sayso_state *out, sayso_error *err);

/* Of a settled ledger (*settled; else nothing is filled) an event's reports without their texts,
 * copies, figures without their words, conflicts, blame and positions, for a tenth of the cost;
 * claims have id and report alone, actors their name. Errors: as sayso__ledger_state. */
SAYSO_CHECKED sayso_status sayso__ledger_event_parts(sayso_ledger *l, const char *event,
                                                     sayso_arena *a, sayso_state *out,
                                                     bool *settled, sayso_error *err);

/* The events that the query asks for (all: one of all reports; neither event nor all: each event of
 * the ledger, by its first report), one state after another; memory is that of the largest. What is
 * handed out lives during the call, in a. An error of visit ends the walk. Errors: as
 * sayso__ledger_state. */
typedef sayso_status sayso_each_event(void *user, const sayso_state *s, sayso_arena *a,
                                      sayso_error *err);
SAYSO_CHECKED sayso_status sayso__ledger_each_event(sayso_ledger *l, const sayso_state_query *query,
                                                    sayso_each_event *visit, void *user,
                                                    sayso_error *err);

/* ---- incidents: what one report says happened -------------------------------------------- */

typedef struct {
    const char *role; /* "perpetrator" | "target" | "weapon" | "victim" */
    const char *text, *actor, *class_, *confidence, *effect;
    sayso_number number;
} sayso_incident_part;

typedef struct {
    const char *id;
    uint32_t report; /* index */
    bool main;       /* its report is about this one */
    uint8_t kind;
    const char *first, *last, *place, *country, *status;
    sayso_number latitude, longitude;
    sayso_incident_part *part;
    uint32_t n_part;
} sayso_state_incident;

/* Those of the state's reports, in their order. Errors: SAYSO_ELEDGER, SAYSO_EIO, SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__ledger_incidents(sayso_ledger *l, const sayso_state *s,
                                                   sayso_arena *a, sayso_state_incident **out,
                                                   uint32_t *n, sayso_error *err);

/* ---- tables ------------------------------------------------------------------------------ */

/* name, spelling */
#define SAYSO_SHOW_LIST(X)                                                                         \
    X(REPORTS, "reports")                                                                          \
    X(COPIES, "copies")                                                                            \
    X(ACTORS, "actors")                                                                            \
    X(CLAIMS, "claims")                                                                            \
    X(FIGURES, "figures")                                                                          \
    X(POSITIONS, "positions")                                                                      \
    X(BLAME, "blame")                                                                              \
    X(INCIDENTS, "incidents")                                                                      \
    X(TIMELINE, "timeline")                                                                        \
    X(EVENTS, "events")                                                                            \
    X(REFUSED, "refused")                                                                          \
    X(CORRECTIONS, "corrections")                                                                  \
    X(FIND, "find")

typedef enum {
#define X(name, word) SAYSO_SHOW_##name,
    SAYSO_SHOW_LIST(X)
#undef X
        SAYSO_N_SHOW
} sayso_show;

/* Which rows; NULL: all. Names are compared without case and determiner, with all aliases. */
typedef struct {
    const char *by, *about; /* actors: who says it, who is held responsible (or named in it) */
    const char *act;        /* a word of speech acts */
    const char *since, *until, *as_of; /* days: of saying, else of publication; of publication */
    const char *event;
    const char *words; /* SAYSO_SHOW_FIND: the full-text query; plain words are all wanted */
} sayso_show_filter;

typedef enum {
    SAYSO_CELL_NULL,
    SAYSO_CELL_TEXT,
    SAYSO_CELL_NUMBER,
    SAYSO_CELL_LIST, /* text holds the items, separated by '\n' */
    SAYSO_CELL_FLAG, /* number is 0 or 1 */
    SAYSO_CELL_JSON, /* text is an array or an object as JSON (pages.h) */
    SAYSO_CELL_SPAN  /* at is where it lies (one_report.h) */
} sayso_cell_kind;

typedef struct {
    uint8_t kind; /* sayso_cell_kind */
    const char *text;
    double number;
    const sayso_state_span *at;
} sayso_cell;

/* Around the words looked for, in the text cells of SAYSO_SHOW_FIND. */
#define SAYSO_FIND_BEG '\1'
#define SAYSO_FIND_END '\2'

typedef struct {
    const char *const *column; /* [n_column] */
    sayso_cell *cell;          /* [n_row * n_column] */
    uint32_t n_column, n_row;
} sayso_table_rows;

/* Errors: as sayso__ledger_state, and SAYSO_EUSE for a filter that makes no sense. */
SAYSO_CHECKED sayso_status sayso__ledger_rows(sayso_ledger *l, sayso_show show,
                                              const sayso_show_filter *filter, sayso_arena *a,
                                              sayso_table_rows *out, sayso_error *err);

/* The names of a table's columns, and how many. */
uint32_t sayso__show_columns(sayso_show show, const char *const **column);

/* The same of one state alone; show is not REFUSED, CORRECTIONS or FIND. Errors: SAYSO_ENOMEM,
 * SAYSO_EUSE. */
SAYSO_CHECKED sayso_status sayso__state_rows(const sayso_state *s, sayso_show show,
                                             const sayso_show_filter *filter, sayso_arena *a,
                                             sayso_table_rows *out, sayso_error *err);

/* ---- one claim's chain of hearsay -------------------------------------------------------- */

typedef struct {
    const char *role;     /* "speaker" | "organization" | "relay" | "agency" | "outlet" */
    const char *actor;    /* name or NULL */
    sayso_state_span *at; /* the words that say so, or NULL */
    const char *day;
} sayso_trace_link;

typedef struct {
    sayso_state state;      /* of the claim's report alone */
    uint32_t claim;         /* index in it */
    sayso_trace_link *link; /* from the speaker outward to the report's own outlet */
    uint32_t n_link;
    const char **carrier; /* ids of other reports that carry the same words */
    uint32_t n_carrier;
} sayso_trace;

/* claim: id or unique prefix. Errors: SAYSO_ENOTFOUND, SAYSO_EUSE (several), and those of
 * state. */
SAYSO_CHECKED sayso_status sayso__ledger_trace(sayso_ledger *l, const char *claim, sayso_arena *a,
                                               sayso_trace *out, sayso_error *err);

/* ---- verify ------------------------------------------------------------------------------ */

#define SAYSO_VERIFY_SHOWN 20

typedef struct {
    uint64_t n_report, n_span, n_original; /* read back */
    uint64_t n_different;                  /* what did not agree */
    struct {
        const char *report;
        sayso_span at; /* in the report's field, {0,0}: the whole */
        const char *what;
    } different[SAYSO_VERIFY_SHOWN]; /* the first ones */
    uint32_t n_shown;
} sayso_verified;

struct sayso_page_model;
/* What to read pages again with when verifying (webpage.h); borrowed. */
void sayso__ledger_pages(sayso_ledger *l, const struct sayso_page_model *page);

/* Re-reads every span from the stored originals: unpacks, checks the SHA-256, decodes again,
 * compares text and offsets. That something differs is no error: see n_different. max_bytes: as
 * when reading (0: 16 MiB). Errors: SAYSO_ELEDGER (the file itself is damaged), SAYSO_EIO,
 * SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__ledger_verify(sayso_ledger *l, sayso_arena *a,
                                                sayso_verified *out, sayso_error *err);

#endif
