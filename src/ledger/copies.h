/* copies.h -- which reports run one text, which is a later version of which.  Layer: ledger.
 *
 * Two texts are compared by their shingles, the distinct runs of 4 words: the share of the
 * shorter text's shingles that the longer one holds, too (containment: Broder 1997). It stays high
 * when an editor cuts paragraphs or adds some, changes the headline or a few words; measured on
 * news, copies stand above 0.5 and separate reports of one event below 0.15.
 *
 * Reports made by one formula (a market's daily figures, two bond issues) share more than that, but
 * neither names nor numbers; copies share both, and run within days of each other.
 *
 * An id in common makes two texts versions of one report, unless they tell of different things:
 * then somebody has used the id again. */
#ifndef SAYSO_LEDGER_COPIES_H
#define SAYSO_LEDGER_COPIES_H

#include "ledger/sql.h"

typedef struct {
    uint32_t *hash; /* [n] sorted, distinct */
    uint32_t n;
} sayso_shingles;

/* What is known of a report when it is compared. Absent strings have p == NULL. */
typedef struct {
    sayso_str given, url, publisher, headline, agency;
    sayso_shingles shingles;
    sayso_shingles name, number; /* words with a capital inside a sentence; words with a digit */
    int32_t day;                 /* of publication or SAYSO_NO_DAY */
} sayso_kin;

/* false: out of memory. */
bool sayso__copies_shingles(sayso_str text, sayso_arena *a, sayso_shingles *out);

/* Sets name and number of the text. false: out of memory. */
bool sayso__copies_facts(sayso_str text, sayso_arena *a, sayso_kin *out);

/* Containment (0..1) of the smaller set in the larger; 0 where they share too little to tell. */
double sayso__copies_overlap(const sayso_shingles *x, const sayso_shingles *y);

/* The share (0..1) of x that `of` holds, too. */
double sayso__copies_share(const sayso_shingles *x, const sayso_shingles *of);

/* Names and numbers count only where the texts overlap by a quarter or more, or have one id.
 * Symmetric: which of two revisions is the newer is told by their dates. */
sayso_kinship sayso__copies_judge(const sayso_kin *x, const sayso_kin *y);

/* Fingerprints of a text by winnowing (Schleimer, Wilkerson, Aiken 2003): two texts that share a
 * run of 19 words share at least one. Sorted, distinct. false: out of memory. */
bool sayso__copies_prints(sayso_str text, sayso_arena *a, sayso_shingles *out);

/* Do x, the later read, and y share so much of their fingerprints, or an id, address or headline,
 * that they are worth judging? */
bool sayso__copies_may_be_kin(const sayso_kin *x, const sayso_shingles *x_print, const sayso_kin *y,
                              const sayso_shingles *y_print);

/* Finds the kin of document n among those before it, and sets its group and version chain; fills
 * out->kind and out->of. Cost: a few dozen look-ups and at most 24 comparisons. */
SAYSO_CHECKED sayso_status sayso__copies_place(sayso_ledger *l, int64_t n, sayso_arena *a,
                                               sayso_added *out, sayso_error *err);

#endif
