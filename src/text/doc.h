/* doc.h -- a unit -> document: one report, its text, its parts, and the map to its source bytes.
 * Layer: text.
 *
 * Title and body lie in one buffer, so that every stage has one text and one kind of span:
 *
 *     text:  title "\n\n" body        title = [0, t), body from `body` on (0 when there is no
 * title)
 *
 * A span never crosses that border. Views print a span that lies in the title as {"field": "title"}
 * and all others relative to `body`.
 *
 * Invariants (each has a property test of its name):
 *   D1  text is well-formed UTF-8 without NUL
 *   D2  blocks are ordered, disjoint, not empty, inside the text, none in title and body both;
 *       bytes between them are white space
 *   D3  sayso__doc_raw of any span lies inside the unit, and decodes to the span's text
 *   D4  the body of JSON input is the value of "text", byte for byte (but for escaped NULs and lone
 *       surrogates, which become U+FFFD with a refusal)
 *   D5  entries are ordered, disjoint, not empty, inside the body, and end between characters */
#ifndef SAYSO_TEXT_DOC_H
#define SAYSO_TEXT_DOC_H

#include "text/unit.h"

/* What a block (paragraph, or line that stands alone) is. Marks only: later stages read all of
 * them. */
typedef enum {
    SAYSO_BLOCK_BODY,
    SAYSO_BLOCK_TITLE,     /* the title field, or the first line of plain text where it looks like a
                              headline */
    SAYSO_BLOCK_HEADING,   /* a crosshead inside the text */
    SAYSO_BLOCK_BYLINE,    /* "By Lena Garrod" */
    SAYSO_BLOCK_CAPTION,   /* of a photo, often with its credit */
    SAYSO_BLOCK_CREDIT,    /* photo, agency or editing credit */
    SAYSO_BLOCK_READ_ALSO, /* links to other reports */
    SAYSO_BLOCK_CORRECTION, /* "Correction: an earlier version ..." */
    SAYSO_BLOCK_UPDATE,     /* "Update: this report was updated ..." */
    SAYSO_BLOCK_ITEM,       /* of a bullet list */
    SAYSO_BLOCK_NOTICE      /* copyright, subscription, boilerplate */
} sayso_block_kind;

typedef struct {
    sayso_span at;
    uint8_t kind; /* sayso_block_kind */
} sayso_block;

/* "DORVA, 13 March (Northern Wire) - ": all parts may be empty ({0,0}). */
typedef struct {
    sayso_span at;     /* the whole prefix with its dash */
    sayso_span place;  /* DORVA */
    sayso_span date;   /* 13 March */
    sayso_span agency; /* Northern Wire */
} sayso_dateline;

/* A run of the map: text [text, text of the next run, or n_text) came from raw [raw, raw + n_raw)
 * of the unit. Where the two lengths are equal, bytes stand one to one; else the run is one atom
 * (an escape; the blank line between title and body, which no raw bytes stand for, has n_raw 0). */
typedef struct {
    uint32_t text, raw, n_raw;
} sayso_map_run;

/* An entry of a live blog. */
typedef struct {
    sayso_span at;
    sayso_str published; /* as given; p = NULL if absent, or if it is no time */
    int32_t day;         /* its local day, or SAYSO_NO_DAY */
} sayso_entry;

/* Why a report, or a part of it, was not understood. */
typedef struct {
    sayso_span at; /* {0,0}: the whole report */
    const char *reason;
} sayso_refusal;

typedef struct {
    sayso_str id, url, publisher, byline, published; /* as given; p = NULL if absent */
    sayso_str modified, section, tags;               /* likewise; tags are parted by commas */
    sayso_str said_language;                         /* "en-GB": what the input says, true or not */
    int32_t day;                                     /* local day of publication or SAYSO_NO_DAY */
    int64_t utc;                                     /* the instant, where day is known */
    const char *text;
    uint32_t n_text;
    uint32_t body;        /* offset of the body in text */
    bool has_title;       /* a title field was given */
    const char *language; /* "en", what the input says where the text is no English, else "und" */
    sayso_block *block;   /* [n_block] */
    sayso_dateline dateline;
    sayso_map_run *map;     /* [n_map], n_map >= 1 */
    sayso_refusal *refusal; /* [n_refusal] */
    sayso_entry *entry;     /* [n_entry] of a live blog */
    uint32_t n_block, n_map, n_refusal, n_entry;
    sayso_unit unit;
    uint8_t sha256[32]; /* of the unit */
} sayso_doc;

/* Refusals that a caller may want to tell apart (compare the pointers' text). The first means that
 * the later stages should not run. */
#define SAYSO_REFUSED_LANGUAGE  "not English"
#define SAYSO_REFUSED_PUBLISHED "published not understood"

/* Make a document of a unit. All of it lies in a; the unit's bytes are borrowed.
 * Errors: SAYSO_EINPUT (err->byte is relative to the container), SAYSO_ELIMIT, SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__doc_make(const sayso_unit *unit,
                                           const sayso_read_options *options, sayso_arena *a,
                                           sayso_doc *out, sayso_error *err);

/* The bytes of the unit that a span of the text came from (smallest range that holds them). */
sayso_span sayso__doc_raw(const sayso_doc *doc, sayso_span at);

/* The two fields inside the text; the title is absent (p NULL) where none was given. */
static inline sayso_str sayso__doc_title(const sayso_doc *doc)
{
    return (sayso_str){doc->has_title ? doc->text : NULL,
                       doc->has_title && doc->body >= 2 ? doc->body - 2 : 0};
}

static inline sayso_str sayso__doc_body(const sayso_doc *doc)
{
    return (sayso_str){doc->text + doc->body, doc->n_text - doc->body};
}

/* The day of the entry that holds a byte of the text; SAYSO_NO_DAY where none does. O(log n). */
int32_t sayso__doc_entry_day(const sayso_doc *doc, uint32_t byte);

/* Kind of the block that holds a byte (SAYSO_BLOCK_BODY between blocks). O(log n). */
sayso_block_kind sayso__doc_block_kind(const sayso_doc *doc, uint32_t byte);

#endif
