/* attr_parts.h -- what the files of the stage (and its trainer) share.  Layer: attr. */
#ifndef SAYSO_ATTR_ATTR_PARTS_H
#define SAYSO_ATTR_ATTR_PARTS_H

#include "attr/attr_model.h"

/* ---- quotations ------------------------------------------------------------------------------ */

/* All pairs of quotation marks, ordered by their opening mark; invariant A4 holds.
 * Linear in tokens. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__quote_find(const sayso_tokens *t, sayso_arena *a,
                                             sayso_arena *scratch, sayso_quote **out, uint32_t *n,
                                             sayso_error *err);

/* ---- what both models see of a token --------------------------------------------------------- */

/* Place of a token with regard to quotations. */
#define SAYSO_ATTR_IN_QUOTE 1u  /* inside speech, marks included */
#define SAYSO_ATTR_IN_SCARE 2u  /* inside a title or a scare quote */
#define SAYSO_ATTR_OPENS    4u  /* opening mark */
#define SAYSO_ATTR_CLOSES   8u  /* closing mark */
#define SAYSO_ATTR_NESTED   16u /* inside a quotation within one */
#define SAYSO_ATTR_UNCLOSED 32u /* inside one that nothing closes */
#define SAYSO_ATTR_WHOLE    64u /* of a sentence that lies inside one quotation throughout */

/* Relations of a token's dependents, one bit a class of them. */
#define SAYSO_ATTR_KID_SUBJ  1u
#define SAYSO_ATTR_KID_PASS  2u
#define SAYSO_ATTR_KID_CCOMP 4u
#define SAYSO_ATTR_KID_XCOMP 8u
#define SAYSO_ATTR_KID_OBJ   16u
#define SAYSO_ATTR_KID_PARA  32u
#define SAYSO_ATTR_KID_OBL   64u
#define SAYSO_ATTR_KID_MARK  128u
#define SAYSO_ATTR_KID_AUX   256u
#define SAYSO_ATTR_KID_COP   512u
#define SAYSO_ATTR_KID_ADVCL 1024u
#define SAYSO_ATTR_KID_NMOD  2048u
#define SAYSO_ATTR_KID_CASE  4096u
#define SAYSO_ATTR_KID_NEG   8192u
#define SAYSO_ATTR_KID_DET   16384u

/* Classes of cue words, the column of data/cues.tsv. */
#define SAYSO_CUE_SAY     1u     /* say, tell, write */
#define SAYSO_CUE_CLAIM   2u     /* claim, argue, insist */
#define SAYSO_CUE_ACCUSE  4u     /* accuse, blame, condemn */
#define SAYSO_CUE_DENY    8u     /* deny, reject, dispute */
#define SAYSO_CUE_CONFIRM 16u    /* confirm, admit, agree */
#define SAYSO_CUE_ASK     32u    /* ask, question, wonder */
#define SAYSO_CUE_ORDER   64u    /* urge, demand, order */
#define SAYSO_CUE_THINK   128u   /* think, hope, want */
#define SAYSO_CUE_SHOW    256u   /* show, suggest, indicate: of documents */
#define SAYSO_CUE_JUDGE   512u   /* call, describe, praise */
#define SAYSO_CUE_PLEDGE  1024u  /* promise, vow, threaten, warn */
#define SAYSO_CUE_DECLINE 2048u  /* decline, refuse (to comment) */
#define SAYSO_CUE_NOUN    4096u  /* statement, claim, report */
#define SAYSO_CUE_ADVERB  8192u  /* reportedly, allegedly */
#define SAYSO_CUE_PREP    16384u /* according (to), per, via */
#define SAYSO_CUE_MANNER  32768u /* shout, whisper, joke: only with quotations */

#define SAYSO_CUE_VERBS   0x0fffu

typedef struct {
    uint32_t lemma;  /* hash */
    uint32_t quote;  /* innermost quotation that holds it, marks included, or SAYSO_NONE */
    uint32_t lo, hi; /* first and one past last token of its subtree */
    uint32_t subj;   /* its subject or SAYSO_NONE */
    uint16_t kids;   /* SAYSO_ATTR_KID_x */
    uint16_t lex;    /* SAYSO_CUE_x of its lemma */
    uint8_t name;    /* kind of the name that it stands in, 0 none */
    uint8_t place;   /* SAYSO_ATTR_x */
    uint8_t cue;     /* label of the cue model */
} sayso_attr_word;

typedef struct {
    const sayso_tags *g;
    const sayso_tokens *t;
    const sayso_quote *quote;
    sayso_attr_word *w; /* [n_tok] */
    uint32_t n_quote;
} sayso_attr_view;

/* Errors: SAYSO_ENOMEM. Linear in tokens. */
SAYSO_CHECKED sayso_status sayso__attr_view_make(const sayso_tags *g, const sayso_quote *quote,
                                                 uint32_t n_quote, sayso_arena *a,
                                                 sayso_arena *scratch, sayso_attr_view *out,
                                                 sayso_error *err);

/* ---- the models ------------------------------------------------------------------------------ */

enum { SAYSO_TAG_O, SAYSO_TAG_B, SAYSO_TAG_I, SAYSO_N_TAG };

enum {
    SAYSO_SPAN_O,
    SAYSO_SPAN_SOURCE_B,
    SAYSO_SPAN_SOURCE_I,
    SAYSO_SPAN_CONTENT_B,
    SAYSO_SPAN_CONTENT_I,
    SAYSO_N_SPAN
};

enum { SAYSO_N_RANK = 1 };

#define SAYSO_ATTR_LABELS_MOST  5u
#define SAYSO_ATTR_FEATURE_MOST 200u
#define SAYSO_ATTR_WINDOW_MOST  1024u /* tokens around a cue in which its spans are sought */

/* One run of tokens that is a cue. */
typedef struct {
    uint32_t beg, end;
    uint32_t head; /* token of it that the others hang on */
} sayso_cue;

/* Feature ids of token i for the cue model; returns how many (< SAYSO_ATTR_FEATURE_MOST): few for
 * tokens that hardly ever belong to a cue. */
uint32_t sayso__cue_features(const sayso_attr_view *v, uint32_t i, uint32_t *out);

/* Feature ids of the step to token i. A step's score has one entry a pair of labels: previous *
 * n_label + this one, where the previous one is n_label at the beginning. */
uint32_t sayso__cue_steps(const sayso_attr_view *v, uint32_t i, uint32_t *out);

/* Everything around one cue that its tokens' features share. */
typedef struct {
    sayso_cue cue;
    uint32_t beg, end;            /* window: whole sentences, or a part of one */
    uint32_t sent_beg, sent_end;  /* the cue's own sentence */
    uint32_t lemma;               /* of the cue's head */
    uint32_t frame;               /* shape of the cue: part of speech, voice, dependents */
    uint32_t lex;                 /* classes of the cue's words */
    uint32_t left, right;         /* quotations next to it on both sides, or SAYSO_NONE */
    uint32_t left_gap, right_gap; /* 0 touching, 1 near, 2 farther */
    uint32_t *branch;             /* [end - beg] signature of the way from each token to the cue */
    uint8_t *edge;     /* [end - beg] 1 first, 2 last of that branch, 4 * depth below its top */
    uint16_t *between; /* [end - beg] commas, verbs, marks and cues between it and the cue */
} sayso_cue_site;

sayso_cue sayso__cue_make(const sayso_attr_view *v, uint32_t beg, uint32_t end);

/* Room for the largest window, used again for each cue. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__site_room(sayso_arena *a, sayso_cue_site *out, sayso_error *err);

/* The site of a cue; most: tokens that its window may have (<= SAYSO_ATTR_WINDOW_MOST). Linear in
 * the window. */
void sayso__site_make(const sayso_attr_view *v, sayso_cue cue, uint32_t most, sayso_cue_site *s);

uint32_t sayso__span_features(const sayso_attr_view *v, const sayso_cue_site *s, uint32_t i,
                              uint32_t *out);
uint32_t sayso__span_steps(const sayso_attr_view *v, const sayso_cue_site *s, uint32_t i,
                           uint32_t *out);

#define SAYSO_ATTR_NEVER (-1e6f)

/* score[0..n_label) = the sum of the features' rows, as real weights. */
void sayso__attr_score(const sayso_linear *l, const uint32_t *feat, uint32_t n, uint32_t n_label,
                       float *score);

/* Scores of a sequence's labels, emit: [n][n_label], and steps, step: [n][(n_label + 1) * n_label].
 * All decoders are Viterbi's (1967), linear in n. */
typedef struct {
    const float *emit, *step;
    uint32_t n, n_label;
} sayso_lattice;

#define SAYSO_ATTR_GUESSES 8u

/* Room for decoding: [n][n_label], and [n][n_label][SAYSO_ATTR_GUESSES]. */
typedef struct {
    float *after;
    uint8_t *from;
} sayso_lattice_room;

/* How much worse the best sequence gets when token i has label B (margin[i], 0 or less; the label's
 * number is 1), or how much worse without it (more than 0). label: the best sequence. Leaves in
 * room->from, [n][n_label], the label after each label in the best sequence from there on. */
void sayso__attr_margins(const sayso_lattice *t, const sayso_lattice_room *room, uint8_t *label,
                         float *margin);

/* The k <= SAYSO_ATTR_GUESSES best sequences whose scores are less than `behind` below the best's,
 * best first; returns how many there are. label: [k][n]; score: [k]. */
uint32_t sayso__attr_decode(const sayso_lattice *t, uint32_t k, float behind,
                            const sayso_lattice_room *room, uint8_t *label, float *score);

/* May label b follow label a (n_label: the beginning)? I follows only B or I of its kind. */
static inline bool sayso__attr_may_follow(uint32_t a, uint32_t b, uint32_t n_label)
{
    bool inside = b && b % 2 == 0;
    return !inside || (a < n_label && (a == b || a + 1 == b));
}

/* A run of tokens that may be a cue. */
typedef struct {
    uint32_t beg, end;
    float margin; /* how much better than without it: sayso__attr_margins */
    bool forced;  /* by a rule: a cue whatever the ranking says */
    bool kept;    /* by the ranking */
} sayso_cue_guess;

/* Labels the document's tokens in v->w[].cue and lists all runs that may be cues, in the order of
 * the text, disjoint. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__cue_tag(sayso_attr_view *v, const sayso_attr_model *model,
                                          sayso_arena *scratch, sayso_cue_guess **out, uint32_t *n,
                                          sayso_error *err);

/* Makes token i a cue together with its auxiliaries right before it; returns the cue's first. */
uint32_t sayso__cue_force(sayso_attr_view *v, uint32_t i);

/* Room for the spans of one cue after the other. */
typedef struct {
    sayso_cue_site site;
    float *emit, *step;
    sayso_lattice_room room;
    uint8_t *label; /* [n][site.end - site.beg] after sayso__span_tag, best first */
    float score[SAYSO_ATTR_GUESSES]; /* of each labelling */
    uint32_t n;                      /* labellings, each with a content */
} sayso_span_tagger;

SAYSO_CHECKED sayso_status sayso__span_room(sayso_arena *scratch, sayso_span_tagger *out,
                                            sayso_error *err);

/* The best labellings of the tokens of the cue's window with SAYSO_SPAN_x; most as in
 * sayso__site_make. */
void sayso__span_tag(const sayso_attr_view *v, const sayso_attr_model *model, sayso_cue cue,
                     uint32_t most, sayso_span_tagger *t);

#endif
