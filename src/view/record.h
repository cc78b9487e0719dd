/* record.h -- a claim and a figure as JSON prints them, whatever they were read from.  Layer: view.
 *
 * `extract` fills them from an analysis, `brief` and `show` from the ledger's state; one writer
 * prints both. Spans are in the unit of the output already. Absent strings have p = NULL. */
#ifndef SAYSO_VIEW_RECORD_H
#define SAYSO_VIEW_RECORD_H

#include "base/vocab.h"
#include "claim/claim.h"
#include "view/json.h"

typedef struct {
    bool known, title; /* is there a span; does it lie in the title */
    sayso_span at;
} sayso_record_span;

typedef struct {
    sayso_str actor, day;
    sayso_record_span at;
} sayso_record_relay;

typedef struct {
    const char *claim, *report; /* ids; NULL in extract, where they are not printed */
    bool title;
    const sayso_span *source, *cue, *content;
    uint32_t n_source, n_cue, n_content;
    uint8_t quote_type, source_type, act, kind, stance, factuality;
    uint32_t parent; /* index in the same array, or SAYSO_NONE */
    sayso_str source_actor, speaks_for, responsible, said;
    const sayso_record_relay *relay; /* outermost first */
    uint32_t n_relay;
    uint32_t evidence; /* bits 1u << SAYSO_EVIDENCE_x */
    sayso_codes codes;
    const char *text;       /* contents joined, or NULL */
    uint32_t n_independent; /* with text */
    bool wrong;             /* with text: marked by hand as read wrongly */
    /* bytes of the original, as many as pieces; NULL: not printed */
    const sayso_span *raw_source, *raw_cue, *raw_content;
} sayso_claim_record;

typedef struct {
    const char *figure, *report, *claim; /* ids; figure NULL in extract */
    sayso_record_span at;
    uint8_t measure, mod;
    sayso_str population, unit, as_of, answer;
    sayso_number low, best, high;
    uint32_t part_of, attribution; /* indices or SAYSO_NONE */
    sayso_str source;              /* with figure: who says so */
    const sayso_span *raw;         /* bytes of the original; NULL: not printed */
} sayso_figure_record;

/* "codes": {"cameo", "plover", "reason"} */
void sayso__record_codes(sayso_json *j, sayso_codes c);

/* One object each. */
void sayso__record_claim(sayso_json *j, const sayso_claim_record *c);
void sayso__record_figure(sayso_json *j, const sayso_figure_record *f);

/* Parts: "key": word | index | [s, e] and "field". */
void sayso__record_word(sayso_json *j, const char *key, sayso_vocab vocab, uint32_t value);
void sayso__record_index(sayso_json *j, const char *key, uint32_t i);
void sayso__record_range(sayso_json *j, sayso_span at);
void sayso__record_ranges(sayso_json *j, const char *key, const sayso_span *at, uint32_t n);
void sayso__record_span(sayso_json *j, sayso_record_span at);

#endif
