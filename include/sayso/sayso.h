/* sayso.h -- the public interface: news reports in, who said what on whose say-so out.
 *
 * The whole job in one call:
 *
 *     sayso_report *report;
 *     sayso_error err;
 *     if (sayso_report_read(NULL, text, strlen(text), NULL, &report, &err) != SAYSO_OK)
 *         return fprintf(stderr, "%s\n", err.message), 1;
 *     sayso_said said;
 *     for (uint32_t i = 0; sayso_report_claim(report, i, &said); i++)
 *         printf("%s: %s\n", said.source_actor ? said.source_actor : "?", said.content);
 *     sayso_report_free(report);
 *
 * Then in the order in which data flows: an engine (a model, ready to read), one report, many
 * reports to JSON lines, a ledger that keeps reports and answers questions across them.
 *
 * The library never exits, prints, or reads the clock, the locale or the environment. A call that
 * can fail returns a status; err (may be NULL) then says what and at which byte. What is handed out
 * as a pointer belongs to the object it came from and lives as long. Text is UTF-8. An engine may
 * be used by several threads at once, a report and a ledger by one at a time. */
#ifndef SAYSO_SAYSO_H
#define SAYSO_SAYSO_H

#include "sayso/types.h"

#if defined(__GNUC__)
#define SAYSO_API __attribute__((visibility("default")))
#else
#define SAYSO_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

#define SAYSO_VERSION "0.1.0"

/* The version of the library that is linked, as SAYSO_VERSION; a constant. */
SAYSO_API const char *sayso_version(void);

/* What a status means, in a few words; a constant. */
SAYSO_API const char *sayso_status_text(sayso_status status);

/* Values 0, 1, 2 ... of a vocabulary as words ("deny", "named_official"); NULL for 0 (none) and for
 * values outside. Constants. */
SAYSO_API const char *sayso_word(sayso_vocab vocab, uint32_t value);

/* ---- the engine: a model, ready to read ------------------------------------------------------ */

typedef struct sayso_engine sayso_engine;

/* Open an engine with the model file at path; NULL: the model that is built in, which costs next to
 * nothing to open. The engine is the caller's, to be closed after its last use.
 * Errors: SAYSO_EIO, SAYSO_EMODEL, SAYSO_ENOMEM. */
SAYSO_CHECKED SAYSO_API sayso_status sayso_engine_open(const char *model, sayso_engine **out,
                                                       sayso_error *err);

/* Told of each thing that could not be read or was refused, in input order; the run goes on.
 * what->code is SAYSO_OK for a warning: the report was read, but something in it was not
 * understood. */
typedef void sayso_problem(void *user, const char *file, const sayso_error *what);

/* From now on the actors of the list at path (CSV or JSON lines, docs/actors.md) go before what the
 * reports suggest. What in the list cannot be used is told to problem (or NULL) and left out. Not
 * while reports are read. A second list adds to the first.
 * Errors: SAYSO_EIO, SAYSO_EUSE (CSV without a column "name"), SAYSO_ENOMEM. */
SAYSO_CHECKED SAYSO_API sayso_status sayso_engine_actors(sayso_engine *engine, const char *path,
                                                         sayso_problem *problem, void *user,
                                                         sayso_error *err);

/* NULL is nothing. */
SAYSO_API void sayso_engine_close(sayso_engine *engine);

/* ---- one report in memory -------------------------------------------------------------------- */

typedef struct sayso_report sayso_report;

/* What the caller knows of a report that the bytes do not say; any may be NULL. */
typedef struct {
    const char *id;        /* names the report; else its URL, else "-" */
    const char *published; /* ISO 8601 or RFC 2822: what "yesterday" is counted from */
    const char *publisher, *url;
} sayso_about;

/* Read one report: plain text, or one JSON object with "text". engine NULL: the built-in model.
 * about may be NULL. bytes may go after the call. *out is the caller's, to be freed.
 * Errors: SAYSO_EINPUT (not text, no words in it), SAYSO_ELIMIT (over 16 MiB), SAYSO_EMODEL,
 * SAYSO_ENOMEM. */
SAYSO_CHECKED SAYSO_API sayso_status sayso_report_read(const sayso_engine *engine,
                                                       const void *bytes, size_t n,
                                                       const sayso_about *about, sayso_report **out,
                                                       sayso_error *err);

/* NULL is nothing. */
SAYSO_API void sayso_report_free(sayso_report *report);

/* One claim: who said what. Strings are NUL-terminated and live as long as the report; NULL where
 * the report does not say. Words of vocabularies are those of types.h. */
typedef struct {
    const char *id;                             /* 16 hexadecimal digits; the same each time */
    const char *source, *cue, *content;         /* its words in the text */
    const char *source_actor, *speaks_for;      /* names */
    const char *source_type, *quote_type;       /* words */
    const char *speech_act, *kind, *factuality; /* words */
    const char *responsible, *stance;           /* a name, a word; both or neither */
    const char *said;                           /* YYYY-MM-DD */
    const char *const *via;                     /* [n_via] who carried it, outermost first */
    const char *const *evidence;                /* [n_evidence] words */
    uint32_t n_via, n_evidence;
    uint32_t parent;                          /* claim in whose words it stands, or SAYSO_NONE */
    bool in_title;                            /* spans count from the title, not the text */
    sayso_span source_at, cue_at, content_at; /* bytes: from the first to the last piece; {0,0} */
} sayso_said;

/* Claim i of the report, in the order of the text; false (and *out zero) behind the last. */
SAYSO_API bool sayso_report_claim(const sayso_report *report, uint32_t i, sayso_said *out);

/* The text that spans count in, NUL-terminated, and its length in bytes. */
SAYSO_API const char *sayso_report_text(const sayso_report *report, size_t *n);

/* The same of the title; "" for a report without one. */
SAYSO_API const char *sayso_report_title(const sayso_report *report, size_t *n);

/* ---- where output goes ----------------------------------------------------------------------- */

/* Takes n bytes of output; false when they could not be written, which ends the run with
 * SAYSO_EIO. */
typedef bool sayso_write(void *user, const char *p, size_t n);

typedef struct {
    sayso_write *write;
    void *user;
} sayso_output;

/* What offsets in JSON count. */
typedef enum { SAYSO_OFFSETS_BYTES, SAYSO_OFFSETS_CHARS, SAYSO_OFFSETS_UTF16 } sayso_offsets_in;

/* How text for people is set. */
typedef enum {
    SAYSO_AS_TEXT,
    SAYSO_AS_TABLE,
    SAYSO_AS_CSV,
    SAYSO_AS_JSON,
    SAYSO_AS_HTML
} sayso_form;

typedef struct {
    sayso_form form;
    sayso_offsets_in offsets; /* of JSON */
    uint32_t width;           /* columns of text and tables; 0: 80 */
    bool colour;              /* escape sequences of a terminal */
    bool ids;                 /* brief: name the claims behind each line */
    bool tokens;              /* extract: add the layer of tokens, tags and trees */
} sayso_layout;

/* The report as one JSON object and a newline, as `sayso extract` prints it (docs/json.md). Of the
 * layout offsets and tokens count; NULL: bytes, no tokens. A report that was refused as a whole has
 * its reason under "refusals". Errors: SAYSO_EIO when write failed, SAYSO_ENOMEM. */
SAYSO_CHECKED SAYSO_API sayso_status sayso_report_write(const sayso_report *report,
                                                        const sayso_layout *layout,
                                                        const sayso_output *out, sayso_error *err);

/* ---- reports held against each other where no ledger holds all of them ----------------------- */

/* What of a report is held against others, as bytes that can be kept and sent to other machines
 * that run this version of the library: of its text, to tell copies and later versions (about 10
 * bytes a word), and of its event, to tell which reports are of one (some hundred bytes). */
typedef enum { SAYSO_SKETCH_TEXT, SAYSO_SKETCH_EVENT } sayso_sketch_kind;

typedef struct {
    const void *p;
    size_t n;
} sayso_sketch;

/* Hands the sketch to write, in pieces; a report that was refused as a whole has one, too. Errors:
 * SAYSO_EIO when write failed, SAYSO_ENOMEM. */
SAYSO_CHECKED SAYSO_API sayso_status sayso_report_sketch(const sayso_report *report,
                                                         sayso_sketch_kind kind,
                                                         const sayso_output *out, sayso_error *err);

/* What two reports are to each other, as a ledger that read `first` before `second` would find; and
 * the share (0..1) of the shorter text that the longer one holds (overlap may be NULL). Errors:
 * SAYSO_EINPUT (no sketches of texts, damaged, of another version), SAYSO_ENOMEM. */
SAYSO_CHECKED SAYSO_API sayso_status sayso_sketch_judge(sayso_sketch first, sayso_sketch second,
                                                        sayso_kinship *kinship, double *overlap,
                                                        sayso_error *err);

/* Numbers that stand for a text, each handed to write as four bytes, little-endian, in ascending
 * order: all of its runs of four words, or its fingerprints, a sample of these (winnowing) of which
 * two texts that share a run of 19 words share at least one. Errors: as of judge, SAYSO_EIO. */
typedef enum { SAYSO_KEYS_RUNS, SAYSO_KEYS_PRINTS } sayso_sketch_keys;
SAYSO_CHECKED SAYSO_API sayso_status sayso_sketch_list(sayso_sketch text, sayso_sketch_keys keys,
                                                       const sayso_output *out, sayso_error *err);

/* One event of several reports, as the ledger names it. Strings may be NULL but for the id. */
typedef struct {
    const char *id, *name, *kind, *date, *place, *country;
    const size_t *report; /* [n_report] indices, by time of publication */
    size_t n_report;
} sayso_event;

/* Told of each event. What it is handed lives during the call. */
typedef void sayso_event_found(void *user, const sayso_event *event);

/* Which reports are of one event, as a ledger would find that read all n of them at once.
 * group[i]: reports of one number are copies or versions of each other; SAYSO_NONE: report i is
 * none; group NULL: none is. Errors: as of judge; err->byte is then the index of the report. */
SAYSO_CHECKED SAYSO_API sayso_status sayso_sketch_events(const sayso_sketch *report, size_t n,
                                                         const uint32_t *group,
                                                         sayso_event_found *found, void *user,
                                                         sayso_error *err);

/* ---- many reports to JSON lines -------------------------------------------------------------- */

/* What became of one report. Strings live during the call. */
typedef struct {
    const char *file, *report; /* where it was read; its id */
    const char *what;          /* "new" "copy" "revision" "same" "refused" */
    const char *of;            /* the report it is a copy or revision of, or NULL */
    const char *reason;        /* of a refusal, else NULL */
    uint32_t n_claim, n_figure;
} sayso_arrival;

/* Told of each report that was read into a ledger, in input order. */
typedef void sayso_arrived(void *user, const sayso_arrival *what);

/* Makes plain text (UTF-8) of a PDF file: hands it to write in pieces, and stops when that is
 * false. The library holds no reader of PDF and runs no programs. Errors: any, with *err filled. */
typedef sayso_status sayso_pdf_text(void *user, const void *pdf, size_t n, sayso_write *write,
                                    void *to, sayso_error *err);

/* Told after each report how many bytes of the files were read, and of how many (0: not known). */
typedef void sayso_progress(void *user, uint64_t done, uint64_t total);

/* Asked for the bytes of a path that is an address (http://, https://): what a WARC, page, feed or
 * text of that name holds. bytes live until the next call or the end of the run. false: *why says
 * why not. Called by one thread at a time. The library itself opens no connection. */
typedef bool sayso_fetch(void *user, const char *address, const void **bytes, size_t *n,
                         const char **why);

/* Asked before each report: true ends the run as if no more came. What was read stays, whole.
 * Called by one thread at a time. */
typedef bool sayso_stop(void *user);

/* What to read, and how. Zero is the default of each field. */
typedef struct {
    const char *const *path; /* [n_path] files, folders, "-" for standard input, addresses */
    size_t n_path;
    const void *bytes;                       /* not NULL: read these n_bytes bytes instead; */
    size_t n_bytes;                          /* path[0] is then only their name */
    const char *published, *publisher, *url; /* of text files, which do not say */
    uint64_t max_bytes;                      /* most bytes of one report; 0: 16 MiB */
    const char *map;          /* names of a table's columns or of JSON keys: "text=body,id=nr" */
    sayso_pdf_text *pdf_text; /* reads PDF files; NULL: they are refused */
    uint32_t threads;         /* 0 or 1: this one alone */
    sayso_fetch *fetch;       /* gets what paths name over the network, or NULL */
    sayso_problem *problem;   /* told of what went wrong, or NULL */
    sayso_progress *progress; /* told how far it is, or NULL */
    sayso_arrived *arrived;   /* told of what a ledger took in, or NULL */
    sayso_stop *stop;         /* asked whether to stop, or NULL */
    void *user;               /* handed to all */
} sayso_input;

/* How a run went. */
typedef struct {
    uint64_t n_report;                   /* read */
    uint64_t n_refused;                  /* of them, refused as a whole (not English, no text) */
    uint64_t n_problem;                  /* could not be read at all */
    uint64_t n_copy, n_revision, n_same; /* of a ledger's run: what was no news */
    uint64_t n_claim, n_figure;          /* of a ledger's run */
} sayso_tally;

/* Read reports and write one JSON object a line for each, in input order, the same to the byte for
 * any number of threads. layout and tally may be NULL.
 * Errors: SAYSO_EIO when write failed, SAYSO_ENOMEM. */
SAYSO_CHECKED SAYSO_API sayso_status sayso_extract(const sayso_engine *engine,
                                                   const sayso_input *input,
                                                   const sayso_layout *layout,
                                                   const sayso_output *out, sayso_tally *tally,
                                                   sayso_error *err);

/* ---- the ledger ------------------------------------------------------------------------------ */

typedef struct sayso_ledger sayso_ledger;

/* Is a ledger's path the address of a PostgreSQL database ("postgresql://USER@HOST/DATABASE"; its
 * tables lie in a schema "sayso")? It may hold a password: what is to be shown is
 * sayso_ledger_name, of which n bytes at most are written to out. */
SAYSO_API bool sayso_ledger_is_address(const char *path);
SAYSO_API void sayso_ledger_name(const char *path, char *out, size_t n);

/* Open the ledger at path (":memory:": one that dies with close); create: make it if there is none.
 * now: seconds since 1970, kept as the time of reading. The ledger is the caller's, to be closed.
 * Errors: SAYSO_EIO, SAYSO_ELEDGER (no ledger, damaged, of a newer version), SAYSO_EBUSY (another
 * process writes; after 60 s), SAYSO_ENOMEM. */
SAYSO_CHECKED SAYSO_API sayso_status sayso_ledger_open(const char *path, bool create, int64_t now,
                                                       sayso_ledger **out, sayso_error *err);

/* The same for questions alone: nothing is written, little memory is kept, and wait_ms is how long
 * to wait for another process that holds the whole file. A ledger of an older layout is refused:
 * open it once with sayso_ledger_open. Errors: those of sayso_ledger_open. */
SAYSO_CHECKED SAYSO_API sayso_status sayso_ledger_open_reader(const char *path, uint32_t wait_ms,
                                                              sayso_ledger **out, sayso_error *err);

/* How long each call waits for another process that writes; first it is 60 s. */
SAYSO_API void sayso_ledger_wait(sayso_ledger *ledger, uint32_t wait_ms);

/* From another thread: the question that runs on the ledger ends with SAYSO_ELIMIT. */
SAYSO_API void sayso_ledger_interrupt(sayso_ledger *ledger);

/* A number that differs from the last one when the file was changed through another handle
 * meanwhile. Errors: SAYSO_EIO, SAYSO_ELEDGER, SAYSO_EBUSY. */
SAYSO_CHECKED SAYSO_API sayso_status sayso_ledger_change(sayso_ledger *ledger, int64_t *out,
                                                         sayso_error *err);

/* NULL is nothing. */
SAYSO_API void sayso_ledger_close(sayso_ledger *ledger);

/* Read reports into the ledger. Reading a report again changes nothing. tally may be NULL.
 * Reports come in batches, each whole or not at all, whatever ends the process.
 * Errors: SAYSO_EIO, SAYSO_ELEDGER, SAYSO_EBUSY, SAYSO_ENOMEM. */
SAYSO_CHECKED SAYSO_API sayso_status sayso_ledger_read(sayso_ledger *ledger,
                                                       const sayso_engine *engine,
                                                       const sayso_input *input, sayso_tally *tally,
                                                       sayso_error *err);

/* Told of an event of the ledger. Strings live during the call. */
typedef void sayso_event_told(void *user, const char *id, const char *name, uint32_t n_report);

/* Which reports and rows; NULL or false: all of them. */
typedef struct {
    const char *event;         /* id, its unique prefix, or words of its name; NULL in a brief: the
                                  event with most reports */
    bool all;                  /* brief: every report as one event */
    const char *by, *about;    /* who says it; who is held responsible or named */
    const char *act;           /* a word of the speech acts */
    const char *since, *until; /* days of saying */
    const char *as_of;         /* only reports published up to this day */
    sayso_event_told *others;  /* brief without event and all: told of the others, largest first */
    void *user;                /* handed to it */
} sayso_query;

/* One event on a page; form SAYSO_AS_TEXT, _JSON, or _HTML (a file of its own that needs no
 * script). Errors: SAYSO_ENOTFOUND (no such event, no report at all), SAYSO_EUSE (several),
 * SAYSO_EIO, SAYSO_ELEDGER, SAYSO_ENOMEM. */
SAYSO_CHECKED SAYSO_API sayso_status sayso_ledger_brief(sayso_ledger *ledger,
                                                        const sayso_query *query,
                                                        const sayso_layout *layout,
                                                        const sayso_output *out, sayso_error *err);

/* The ledger's only report: its text with sources, cues and contents marked, then its claims as a
 * table. Errors: those of brief; SAYSO_EUSE where there are several. */
SAYSO_CHECKED SAYSO_API sayso_status sayso_ledger_report(sayso_ledger *ledger,
                                                         const sayso_layout *layout,
                                                         const sayso_output *out, sayso_error *err);

/* A table: view is one of "reports copies actors claims figures positions blame incidents timeline
 * events refused". form: SAYSO_AS_TABLE, _CSV, or _JSON (one object a line).
 * Errors: SAYSO_EUSE (no such view, a filter that makes no sense), and those of brief. */
SAYSO_CHECKED SAYSO_API sayso_status sayso_ledger_show(sayso_ledger *ledger, const char *view,
                                                       const sayso_query *query,
                                                       const sayso_layout *layout,
                                                       const sayso_output *out, sayso_error *err);

/* Reports and claims that hold all of the words, best first, under the filters of the query. form:
 * SAYSO_AS_TEXT (the words lit), _CSV, or _JSON. Errors: SAYSO_EUSE (no words, a filter that makes
 * no sense), and those of brief. */
SAYSO_CHECKED SAYSO_API sayso_status sayso_ledger_find(sayso_ledger *ledger, const char *words,
                                                       const sayso_query *query,
                                                       const sayso_layout *layout,
                                                       const sayso_output *out, sayso_error *err);

/* The chain of hearsay of one claim (id or unique prefix), each link with its words and bytes.
 * form: SAYSO_AS_TEXT or _JSON. Errors: SAYSO_ENOTFOUND (no such claim), SAYSO_EUSE (several), and
 * those of brief. */
SAYSO_CHECKED SAYSO_API sayso_status sayso_ledger_trace(sayso_ledger *ledger, const char *claim,
                                                        const sayso_layout *layout,
                                                        const sayso_output *out, sayso_error *err);

/* Read every span back from the stored originals and write what was found; *same is false if one
 * byte differs. Errors: those of brief. */
SAYSO_CHECKED SAYSO_API sayso_status sayso_ledger_verify(sayso_ledger *ledger,
                                                         const sayso_layout *layout,
                                                         const sayso_output *out, bool *same,
                                                         sayso_error *err);

/* What two ledgers, or one under two queries (as_of), say differently: rows of claims, figures,
 * positions, blame and reports, + where only the second has them, - where only the first. Of the
 * queries event and as_of count. form as of show. Errors: those of brief. */
SAYSO_CHECKED SAYSO_API sayso_status sayso_ledger_diff(sayso_ledger *first, const sayso_query *a,
                                                       sayso_ledger *second, const sayso_query *b,
                                                       const sayso_layout *layout,
                                                       const sayso_output *out, sayso_error *err);

/* ---- pages, for programs --------------------------------------------------------------------- */

/* Which rows of a page; NULL or false: all. Names of events and actors are as in sayso_query. */
typedef struct {
    const char *event, *report; /* report: an id */
    const char *by, *about, *act, *kind, *stance, *evidence, *measure, *population, *publisher;
    const char *words; /* of events and actors: part of a name; else full text */
    const char *since, *until;
    bool independent;       /* no copies, no older versions */
    bool changed;           /* positions that turned */
    bool all;               /* grid: of all claims, not of those on responsibility alone */
    bool backwards;         /* claims: the latest day first */
    uint32_t limit, offset; /* limit 0: 50 */
} sayso_page_query;

/* A page of a table as one JSON object (docs/openapi.json); view is one of "events reports claims
 * figures blame positions timeline actors copies refused corrections grid". What holds across
 * reports is as the last reading left it. Errors: SAYSO_ENOTFOUND (no such event), SAYSO_EUSE (no
 * such view, a filter that makes no sense), SAYSO_EIO, SAYSO_ELEDGER, SAYSO_EBUSY, SAYSO_ENOMEM. */
SAYSO_CHECKED SAYSO_API sayso_status sayso_ledger_page(sayso_ledger *ledger, const char *view,
                                                       const sayso_page_query *query,
                                                       const sayso_output *out, sayso_error *err);

/* One event as brief prints it in JSON, with the arrays that parts names ("reports,blame"); NULL:
 * all. Errors: those of brief, SAYSO_EUSE for parts that are none. */
SAYSO_CHECKED SAYSO_API sayso_status sayso_ledger_event(sayso_ledger *ledger,
                                                        const sayso_query *query, const char *parts,
                                                        const sayso_layout *layout,
                                                        const sayso_output *out, sayso_error *err);

/* One report with all that was read in it, by its id. Errors: those of brief. */
SAYSO_CHECKED SAYSO_API sayso_status sayso_ledger_document(sayso_ledger *ledger, const char *report,
                                                           const sayso_layout *layout,
                                                           const sayso_output *out,
                                                           sayso_error *err);

/* The bytes that a report was read from. Errors: those of brief. */
SAYSO_CHECKED SAYSO_API sayso_status sayso_ledger_source(sayso_ledger *ledger, const char *report,
                                                         const sayso_output *out, sayso_error *err);

/* One claim (id or unique prefix): its chain of hearsay, the same claim elsewhere, what answers it.
 * Errors: those of trace. */
SAYSO_CHECKED SAYSO_API sayso_status sayso_ledger_claim(sayso_ledger *ledger, const char *claim,
                                                        const sayso_layout *layout,
                                                        const sayso_output *out, sayso_error *err);

/* Reports and claims that hold the words, as JSON. Errors: those of find. */
SAYSO_CHECKED SAYSO_API sayso_status sayso_ledger_search(sayso_ledger *ledger, const char *words,
                                                         const sayso_query *query,
                                                         const sayso_output *out, sayso_error *err);

/* How many there are of each thing, as a JSON object. Errors: those of brief. */
SAYSO_CHECKED SAYSO_API sayso_status sayso_ledger_counts(sayso_ledger *ledger,
                                                         const sayso_output *out, sayso_error *err);

/* ---- exports -----------------------------------------------------------------------------------
 */

/* Where the files of an export go. */
typedef struct {
    void *(*open)(void *user, const char *name); /* a new file of this name, "claims.csv"; NULL: it
                                                    cannot be made */
    sayso_write *write;                          /* its user is what open returned */
    bool (*close)(void *user, void *file);       /* false: not all was written; or NULL */
    void *user;
} sayso_folder;

/* The ledger, or the events that the query asks for (event, all, as_of), in a form that other
 * programs load. format: "csv" (a file a table, with datapackage.json), or of one file "jsonl gtd
 * ucdp acled plover gdelt graphml gexf jsonld timelinejs markdown". rule: which account of an event
 * its row in gtd, ucdp, acled, plover and gdelt takes: "latest" (as NULL), "independent-majority",
 * "official", "all" (a row a report). Of the layout (may be NULL) the offsets count.
 * Errors: SAYSO_EUSE (no such format or rule), and those of brief. */
SAYSO_CHECKED SAYSO_API sayso_status sayso_ledger_export(sayso_ledger *ledger, const char *format,
                                                         const char *rule, const sayso_query *query,
                                                         const sayso_layout *layout,
                                                         const sayso_folder *to, sayso_error *err);

/* A clean copy as a ledger of its own, at a path where nothing is yet: the reports that the query
 * (may be NULL) asks for by event and as_of, and all that is said of them. Without originals it
 * holds texts and rows, but not the sources that they were read from: it cannot be verified or read
 * again. Errors: SAYSO_ENOTFOUND (no such event), SAYSO_EUSE (something is there), and those of
 * correct; no file is left then. */
SAYSO_CHECKED SAYSO_API sayso_status sayso_ledger_copy(sayso_ledger *ledger, const char *path,
                                                       const sayso_query *query, bool originals,
                                                       sayso_error *err);

/* ---- care of a ledger ------------------------------------------------------------------------ */

/* A correction by hand; it is kept, and applied again whenever reports come in. what: "event merge"
 * (subject and others are events: ids, beginnings of ids, words of names), "event split" (others:
 * the reports that leave it), "event rename" (others: the name), "actor merge" (names that mean
 * one), "actor split" (others: reports in which the name means somebody else), "actor rename",
 * "claim wrong" (subject: a claim, id or the beginning of one, that was read wrongly; no others),
 * "claim right" (takes that back). */
typedef struct {
    const char *what, *subject;
    const char *const *other; /* [n_other] */
    size_t n_other;
    const char *who; /* who corrects, kept beside it; or NULL */
} sayso_correction;

/* Errors: SAYSO_ENOTFOUND (no such event, actor, report or claim), SAYSO_EUSE (no such kind of
 * correction, several that it may mean), SAYSO_EBUSY, SAYSO_EIO, SAYSO_ELEDGER, SAYSO_ENOMEM;
 * nothing is changed then. */
SAYSO_CHECKED SAYSO_API sayso_status sayso_ledger_correct(sayso_ledger *ledger,
                                                          const sayso_correction *correction,
                                                          sayso_error *err);

/* Take a report out for good: no trace of its text stays in the file. What other reports say stays;
 * a tombstone keeps its id, the day and the reason (may be NULL), and it is not read again. Takes
 * as long as writing the whole file. Errors: those of correct. */
SAYSO_CHECKED SAYSO_API sayso_status sayso_ledger_forget(sayso_ledger *ledger, const char *report,
                                                         const char *reason, sayso_error *err);

/* What to read again: by default what another program or model than this one has read. */
typedef struct {
    const char *since; /* only reports that this version or a later one has read; or NULL */
    bool all;          /* whoever has read them */
    /* told of each correction by hand whose report or actor is no more; or NULL */
    void (*lost)(void *user, const char *what, const char *subject, const char *other,
                 const char *who, const char *at);
    /* told of what could not be read again, which stays as it was; or NULL */
    sayso_problem *problem;
    void *user;
} sayso_again;

/* Run the stages again over the stored originals; corrections by hand are applied to the outcome.
 * *tally (may be NULL) counts what was read. Errors: those of read. */
SAYSO_CHECKED SAYSO_API sayso_status sayso_ledger_reread(sayso_ledger *ledger,
                                                         const sayso_engine *engine,
                                                         const sayso_again *what,
                                                         sayso_tally *tally, sayso_error *err);

#ifdef __cplusplus
}
#endif

#endif
