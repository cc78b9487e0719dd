/* tag_model.h -- the weights of tagger, lemmatizer, parser and name finder.  Layer: tag. */
#ifndef SAYSO_TAG_TAG_MODEL_H
#define SAYSO_TAG_TAG_MODEL_H

#include "model/linear.h"
#include "tag/tag.h"

/* Section "lemmas", taken apart (pos.h). */
typedef struct {
    const uint8_t *key, *script_of, *script;
    const char *text;
    uint32_t n_key, n_script, n_text;
} sayso_lemma_table;

/* A part whose section the model lacks has w == NULL and does its work by a plain rule; so trainers
 * of later stages can run before the others exist. Further sections get their own fields here. */
struct sayso_tag_model {
    const sayso_model *model;
    sayso_linear pos;    /* section "pos" */
    sayso_linear action; /* section "parse.action": transitions without labels */
    sayso_linear label;  /* section "parse.label": relation of an arc */
    uint32_t beam_width; /* section "parse.beam"; 1 where there is none */
    int32_t beam_margin;
    sayso_linear ner;       /* section "ner": names, first pass */
    sayso_linear ner_again; /* section "ner.again": second pass */
    sayso_section clusters; /* section "clusters" */
    sayso_section classes;  /* section "classes" */
    sayso_section tagdict;  /* section "tagdict": tags a word was seen with */
    sayso_linear upos;      /* section "upos": universal tags where the Penn tag leaves a choice */
    sayso_section upos_map; /* section "upos.map": universal tags each Penn tag may go with */
    sayso_lemma_table lemma;
};

/* Sections that the model lacks leave their part empty. Errors: SAYSO_EMODEL for a section that is
 * damaged. */
SAYSO_CHECKED sayso_status sayso__tag_model_open(const sayso_model *m, sayso_tag_model *out,
                                                 sayso_error *err);

/* Begins *out with the words' lexemes, which all parts read. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__tag_begin(const sayso_tokens *tokens,
                                            const sayso_tag_model *model, sayso_arena *a,
                                            sayso_tags *out, sayso_error *err);

/* The parts of the stage, in the order in which sayso__tag_run calls them; each fills its own
 * arrays of *out. */
SAYSO_CHECKED sayso_status sayso__pos_run(const sayso_tag_model *model, sayso_arena *a,
                                          sayso_arena *scratch, sayso_tags *out,
                                          sayso_error *err); /* upos, xpos, lemma */
SAYSO_CHECKED sayso_status sayso__ner_run(const sayso_tag_model *model, sayso_arena *a,
                                          sayso_arena *scratch, sayso_tags *out,
                                          sayso_error *err); /* name */
SAYSO_CHECKED sayso_status sayso__parse_run(const sayso_tag_model *model, sayso_arena *a,
                                            sayso_arena *scratch, sayso_tags *out,
                                            sayso_error *err); /* head, deprel */

#endif
