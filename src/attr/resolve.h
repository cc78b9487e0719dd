/* resolve.h -- source phrase -> actor.  Layer: attr.
 *
 * The mention stage has already said which actor each name, role, group and pronoun is. What is
 * left is to choose, among the mentions of a source phrase, the one that speaks ("the letter's
 * author", "a spokesman for the prosecutors"), to see through documents to their issuer ("a report
 * by the board"), and to make an unnamed actor where no mention stands.
 *
 *     sayso_resolver r;
 *     SAYSO_TRY(sayso__resolve_begin(mentions, a, scratch, &r, err));
 *     for each attribution in the order of the text:
 *         SAYSO_TRY(sayso__resolve_source(&r, &phrase, &source, err));
 *     out->actor = r.actor.v, out->n_actor = r.actor.n;
 *
 * Invariants (each has a property test of its name):
 *   R1  r.actor begins with the actors of mentions, same indices
 *   R2  a resolved actor is SAYSO_NONE or < r.actor.n; its head lies in [beg, end)
 *   R3  actors made here differ in name from all others */
#ifndef SAYSO_ATTR_RESOLVE_H
#define SAYSO_ATTR_RESOLVE_H

#include "base/array.h"
#include "base/table.h"
#include "mention/mention.h"

/* What kind of phrase a source is. */
typedef enum {
    SAYSO_SOURCE_IS_ACTOR,    /* a person, body or group: also where actor is SAYSO_NONE */
    SAYSO_SOURCE_IS_DOCUMENT, /* report, letter, log, law: actor is its issuer or SAYSO_NONE */
    SAYSO_SOURCE_IS_IMAGERY,  /* video, photo, footage: actor is SAYSO_NONE */
    SAYSO_SOURCE_IS_SURVEY,   /* a survey or poll: actor is the pollster or SAYSO_NONE */
    SAYSO_SOURCE_IS_SHARE,    /* "38 percent of Ordanians", "27 percent": those asked */
    SAYSO_SOURCE_IS_VAGUE     /* sources, rumours, some, many: nobody in particular */
} sayso_source_form;

typedef struct {
    uint32_t beg, end; /* tokens of the source phrase (its first piece), beg < end <= n_tok */
    uint32_t head;     /* its head token, or SAYSO_NONE: found here */
    uint32_t cue;      /* head token of the cue, or SAYSO_NONE */
    uint32_t previous; /* source actor of the attribution before it in the text, or SAYSO_NONE */
    uint32_t outer;    /* source actor of the attribution in whose content it stands: who "I" and
                          "we" are; or SAYSO_NONE */
} sayso_source_phrase;

typedef struct {
    uint32_t actor; /* index into r->actor.v, or SAYSO_NONE */
    uint32_t head;  /* token in [beg, end) */
    sayso_source_form form;
} sayso_source;

typedef struct {
    const sayso_mentions *mentions; /* borrowed */
    sayso_arena *a;                 /* new actors and their names */
    uint32_t *at;                   /* [n_tok] mention whose head the token is, or SAYSO_NONE */
    sayso_table made;               /* names of actors -> index */
    SAYSO_ARRAY(sayso_actor) actor;
    uint32_t asked;    /* actor of those whom a survey asked, or SAYSO_NONE */
    uint32_t issuer;   /* of the document named last, or SAYSO_NONE */
    sayso_str issued;  /* the noun of that document */
    uint32_t spoke;    /* the last source outside quotations, or SAYSO_NONE */
    uint32_t spoke_at; /* token of its phrase */
    uint32_t outlet;   /* the report's own, once it was asked for, or SAYSO_NONE */
} sayso_resolver;

/* Cost O(tokens + actors). scratch must live as long as *out. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__resolve_begin(const sayso_mentions *mentions, sayso_arena *a,
                                                sayso_arena *scratch, sayso_resolver *out,
                                                sayso_error *err);

/* Which actor a source phrase names. Cost O(tokens of the phrase and its sentence).
 * Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__resolve_source(sayso_resolver *r,
                                                 const sayso_source_phrase *phrase,
                                                 sayso_source *out, sayso_error *err);

/* Whose words those of a cue without a source are: the subject that it shares ("and demanded",
 * "saying only"), the object of "quoted X as saying"; previous where there is no cue at all, since
 * a quotation that goes on is still the last speaker's. */
SAYSO_CHECKED sayso_status sayso__resolve_implied(sayso_resolver *r, uint32_t cue,
                                                  uint32_t previous, sayso_source *out,
                                                  sayso_error *err);

#endif
