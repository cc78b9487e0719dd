/* resolve_part.h -- shared by the files that resolve source phrases: resolve*.c.  Layer: attr. */
#ifndef SAYSO_ATTR_RESOLVE_PART_H
#define SAYSO_ATTR_RESOLVE_PART_H

#include "attr/resolve.h"
#include "base/lexicon.h"

/* Flags of data/source_forms.tsv, in their order. */
enum {
    SAYSO_FORM_IS_DOCUMENT = 1,
    SAYSO_FORM_IS_IMAGERY = 2,
    SAYSO_FORM_IS_SURVEY = 4,
    SAYSO_FORM_IS_SHARE = 8,
    SAYSO_FORM_IS_VAGUE = 16
};

/* ---- what a phrase says (resolve_phrase.c) --------------------------------------------------- */

/* Is token i the word z, or one of v[n], in whatever case of its ASCII letters? */
bool sayso__phrase_is(const sayso_resolver *r, uint32_t i, const char *z);
bool sayso__phrase_one_of(const sayso_resolver *r, uint32_t i, const char *const *v, size_t n);
#define SAYSO_PHRASE_ONE_OF(r, i, v) sayso__phrase_one_of((r), (i), (v), sizeof(v) / sizeof *(v))

/* The entry of the word s in lower case, NULL if there is none. */
const sayso_lexicon_entry *sayso__phrase_look(const sayso_lexicon *lex, sayso_str s);

/* SAYSO_FORM_IS_x of token i as it stands, else of its lemma; 0 if neither is listed. */
uint32_t sayso__phrase_form(const sayso_resolver *r, uint32_t i);

/* The actor whose mention has tok for its head or, of a name, anywhere in it; else SAYSO_NONE. */
uint32_t sayso__phrase_actor(const sayso_resolver *r, uint32_t tok);

/* First actor, no place, named in [i, end), the possessor of a noun there included; else
 * SAYSO_NONE. */
uint32_t sayso__phrase_first_actor(const sayso_resolver *r, uint32_t i, uint32_t end);

/* Does token i stand between quotation marks? */
bool sayso__phrase_quoted(const sayso_resolver *r, uint32_t i);

bool sayso__phrase_pronoun(const sayso_tags *g, uint32_t i);
bool sayso__phrase_nominal(const sayso_tags *g, uint32_t i); /* noun, name or pronoun */

/* Head of [beg, end), beg < end: a token of it. */
uint32_t sayso__phrase_head(const sayso_tags *g, uint32_t beg, uint32_t end);

/* The noun phrase [beg, end), beg < end, without its determiner and whatever stands behind a comma
 * or relative pronoun; points into the text. */
sayso_str sayso__phrase_name(const sayso_resolver *r, uint32_t beg, uint32_t end);

/* *actor = the unnamed actor of this name, made if there is none; left as it is where the name is
 * that of nobody in particular. name points into the text. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__resolve_unnamed(sayso_resolver *r, sayso_str name, bool plural,
                                                  uint32_t *actor, sayso_error *err);

/* ---- kinds of phrases: each sets out->actor and out->form of a phrase with head out->head -----
 */

/* resolve_document.c. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__resolve_document(sayso_resolver *r, const sayso_source_phrase *p,
                                                   sayso_source *out, sayso_error *err);

/* resolve_survey.c. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__resolve_survey(sayso_resolver *r, const sayso_source_phrase *p,
                                                 sayso_source *out, sayso_error *err);

/* Token that says a share, before any preposition: "another 6%", "38 percent of X". SAYSO_NONE if
 * there is none. */
uint32_t sayso__phrase_share(const sayso_resolver *r, const sayso_source_phrase *p);

/* Those asked, of a share that stands at out->head. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__resolve_share(sayso_resolver *r, const sayso_source_phrase *p,
                                                sayso_source *out, sayso_error *err);

/* resolve_pronoun.c: leaves the form. */
void sayso__resolve_pronoun(const sayso_resolver *r, const sayso_source_phrase *p,
                            sayso_source *out);

/* "the latter" whose head is head, "the former": the last actor named in the two sentences before,
 * the one named before that; SAYSO_NONE if the phrase is neither. */
uint32_t sayso__resolve_latter(const sayso_resolver *r, const sayso_source_phrase *p,
                               uint32_t head);

#endif
