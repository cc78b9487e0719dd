/* claim_part.h -- what the parts of the stage share: words, clues, phrases, parties.  Layer: claim.
 *
 * Not a contract for other rooms. Everything here lives in the scratch arena and dies with the run.
 */
#ifndef SAYSO_CLAIM_CLAIM_PART_H
#define SAYSO_CLAIM_CLAIM_PART_H

#include "base/lexicon.h"
#include "base/str.h"
#include "claim/claim.h"

/* Bits of data/clues.tsv, in the order of its "#!" line. */
enum {
    SAYSO_CLUE_DEAD = 1 << 0,
    SAYSO_CLUE_HURT = 1 << 1,
    SAYSO_CLUE_TALLY = 1 << 2,
    SAYSO_CLUE_CAUSE = 1 << 3,
    SAYSO_CLUE_INTENT = 1 << 4,
    SAYSO_CLUE_FUTURE = 1 << 5,
    SAYSO_CLUE_POSSIBLE = 1 << 6,
    SAYSO_CLUE_PROBABLE = 1 << 7,
    SAYSO_CLUE_OBLIGE = 1 << 8,
    SAYSO_CLUE_WARNING = 1 << 9,
    SAYSO_CLUE_INQUIRY = 1 << 10,
    SAYSO_CLUE_IDENTITY = 1 << 11,
    SAYSO_CLUE_STATE = 1 << 12,
    SAYSO_CLUE_OPINION = 1 << 13,
    SAYSO_CLUE_INVOLVED = 1 << 14,
    SAYSO_CLUE_HARM = 1 << 15,
    SAYSO_CLUE_CHARGE = 1 << 16,
    SAYSO_CLUE_NEGATIVE = 1 << 17,
    SAYSO_CLUE_FIRST = 1 << 18,
    SAYSO_CLUE_CONDITION = 1 << 19,
    SAYSO_CLUE_CLAIMED = 1 << 20,
    SAYSO_CLUE_IMAGERY = 1 << 21,
    SAYSO_CLUE_DOCUMENT = 1 << 22,
    SAYSO_CLUE_SENSE = 1 << 23,
    SAYSO_CLUE_EVENT = 1 << 24,
    SAYSO_CLUE_WEAPON = 1 << 25,
    SAYSO_CLUE_UPKEEP = 1 << 26,
    SAYSO_CLUE_EARLY = 1 << 27,
    SAYSO_CLUE_PAY = 1 << 28,
    SAYSO_CLUE_CUSTODY = 1 << 29,
    SAYSO_CLUE_CONCLUDE = 1 << 30
};
#define SAYSO_CLUE_SURVEY (1u << 31)

/* Flags of data/acts.tsv (value[3]). */
enum {
    SAYSO_CUE_GENERIC = 1,
    SAYSO_CUE_WEAK = 2,
    SAYSO_CUE_INSIST = 4,
    SAYSO_CUE_BELIEF = 8,
    SAYSO_CUE_LABEL = 16,
    SAYSO_CUE_AGAIN = 32,
    SAYSO_CUE_NOT = 64
};

/* Does the attribution speak from direct quotation? */
static inline bool sayso__claim_is_quoted(const sayso_attrs *s, uint32_t i)
{
    uint8_t q = s->attribution[i].quote_type;
    return q == SAYSO_QUOTE_DIRECT || q == SAYSO_QUOTE_MIXED;
}

/* Flags of data/speakers.tsv (value[1]). */
enum {
    SAYSO_SPEAKER_OFFICE = 1,
    SAYSO_SPEAKER_THING = 2,
    SAYSO_SPEAKER_PICTURE = 4,
    SAYSO_SPEAKER_EXPERT = 8,
    SAYSO_SPEAKER_KIN = 16,
    SAYSO_SPEAKER_SEEN = 32,
    SAYSO_SPEAKER_MANY = 64
};

/* What a first reading of an attribution found; parallel to claims->claim. */
typedef struct {
    uint32_t clue;     /* bits of all content words */
    uint8_t cue_flags; /* SAYSO_CUE_x of the word that gave the act */
    uint8_t hint;      /* kind that the cue's words make, or 0 */
    bool cue_negated;  /* not, never, no longer in the verb group */
    bool self_first;   /* the content speaks in the first person */
    bool negative;     /* the content's main clause is negated */
    bool conditional;  /* an "if" rules the content */
    bool doubts;       /* "nothing to support", and no party beside it */
    bool hedged;       /* the words of blame are probable or possible only */
    bool from_version; /* an earlier version of the report is the source */
    bool is_poll;      /* a survey tells whom others blame */
    bool belittles;    /* "too general", "too vague" */
    bool question;     /* ends in a question mark */
    bool about_self;   /* the party held responsible is the speaker's own */
    bool accuses_self; /* turns down an accusation against the speaker */
    uint32_t length;   /* tokens of content */
    uint8_t n_amount;  /* figures of money and percentages */
    uint8_t n_figure;  /* figures about people in the content (255 at most) */
    uint32_t party;    /* root of the source actor's speaks_for, or SAYSO_NONE */
    uint32_t follows;  /* claim whose kind it shares, or SAYSO_NONE */
    uint32_t block;    /* block of its sentence */
} sayso_reading;

typedef struct {
    const sayso_attrs *attrs;
    const sayso_mentions *mentions;
    const sayso_tags *tags;
    const sayso_tokens *tokens;
    const sayso_doc *doc;
    sayso_arena *a, *scratch;
    sayso_claims *out;

    sayso_str *word;        /* [n_tok] lower case; n't is "not" */
    sayso_str *lemma;       /* [n_tok] lower case */
    uint32_t *clue;         /* [n_tok] SAYSO_CLUE_x */
    uint32_t *mention;      /* [n_tok] mention whose head it is, widest first, or SAYSO_NONE */
    uint32_t *inside;       /* [n_tok] innermost mention around it, or SAYSO_NONE */
    uint32_t *figure_at;    /* [n_tok] figure whose phrase holds it, or SAYSO_NONE */
    uint32_t *content_of;   /* [n_tok] attribution whose content holds it, or SAYSO_NONE */
    bool *dated;            /* [n_tok] inside of a time expression */
    sayso_reading *reading; /* [n_attribution] */
    uint32_t *chief;        /* [n_actor] speaks_for, and what the telling implies (affiliation.c) */
    bool *accused, *claimant; /* [n_actor] by anybody in this report; claims the deed */
    uint32_t last_claimant;   /* the latest actor who claimed responsibility, or SAYSO_NONE */
    bool warned;              /* the report tells of a warning given before the event */
    uint32_t last_accused;    /* the party most recently accused */
} sayso_claim_part;

/* The stage but for incidents, figures and ids; the parts share *part. Errors:
 * SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__claim_begin(const sayso_attrs *attrs, sayso_arena *a,
                                              sayso_arena *scratch, sayso_claims *out,
                                              sayso_claim_part *part, sayso_error *err);

/* Fill word ... figure_at. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__clue_prepare(sayso_claim_part *p, sayso_error *err);

/* Longest entry that begins at token tok and ends before end; *n is its length in tokens. */
const sayso_lexicon_entry *sayso__clue_phrase(const sayso_claim_part *p, const sayso_lexicon *book,
                                              uint32_t tok, uint32_t end, uint32_t *n);

/* The same, with adverbs and quotation marks passed over behind the first word. */
const sayso_lexicon_entry *sayso__clue_loose(const sayso_claim_part *p, const sayso_lexicon *book,
                                             uint32_t tok, uint32_t end, uint32_t *n);

bool sayso__clue_is(const sayso_claim_part *p, uint32_t tok, const char *word);
bool sayso__clue_lemma(const sayso_claim_part *p, uint32_t tok, const char *lemma);
bool sayso__clue_lemma_in(const sayso_claim_part *p, uint32_t tok, const char *const *list);
/* One of tokens beg to end. */
bool sayso__clue_lemma_within(const sayso_claim_part *p, uint32_t beg, uint32_t end,
                              const char *const *list);

/* Last token + 1 of the sentence of tok; its first token. */
uint32_t sayso__clue_sent_end(const sayso_claim_part *p, uint32_t tok);
uint32_t sayso__clue_sent_beg(const sayso_claim_part *p, uint32_t tok);

/* Fills chief. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__claim_affiliate(sayso_claim_part *p, sayso_error *err);

/* Top of the chain of chiefs of an actor (SAYSO_NONE stays so). */
uint32_t sayso__claim_root(const sayso_claim_part *p, uint32_t actor);

/* The own party of attribution i's source, as one that is held responsible: whoever of its
 * speaks_for chain was accused, else the chain's top. */
uint32_t sayso__claim_own_party(const sayso_claim_part *p, uint32_t i);

/* Is tok inside one of the attribution's content (or cue, source) pieces? */
bool sayso__claim_in_content(const sayso_claim_part *p, uint32_t i, uint32_t tok);

/* The parts, in the order they run. */
void sayso__claim_source_type(sayso_claim_part *p, uint32_t i);
void sayso__claim_read(sayso_claim_part *p, uint32_t i);   /* act.c: fills reading and act */
void sayso__claim_stance(sayso_claim_part *p, uint32_t i); /* stance.c: from the words alone */
void sayso__claim_context(sayso_claim_part *p);            /* stance.c: from what was said before */
void sayso__claim_refine(sayso_claim_part *p, uint32_t i); /* content_act.c */
/* "I accused the wrong people", "had never accused anybody": an accusation is taken back, or was
 * none. */
bool sayso__claim_takes_back(const sayso_claim_part *p, uint32_t i);
/* Tells of wrong done by others, of whom it names none. accuse.c */
bool sayso__act_tells_misdeed(const sayso_claim_part *p, uint32_t i);
/* Is the source one that was set up to find out: a court, an inquiry, its report? accuse.c */
bool sayso__act_is_finder(const sayso_claim_part *p, uint32_t i);
/* Acts that the content settles where nobody is held responsible. settled_act.c */
void sayso__act_answer(sayso_claim_part *p, uint32_t i);
void sayso__claim_kind(sayso_claim_part *p, uint32_t i);
/* kind_model.c: the kind that all signs together speak for, the rules' own among them. */
uint8_t sayso__kind_judge(const sayso_claim_part *p, uint32_t i, uint8_t rule);
void sayso__claim_factuality(sayso_claim_part *p, uint32_t i);
void sayso__claim_codes(sayso_claim_part *p, uint32_t i);
void sayso__claim_said(sayso_claim_part *p);
SAYSO_CHECKED sayso_status sayso__claim_evidence(sayso_claim_part *p, sayso_error *err);
void sayso__claim_figures(sayso_claim_part *p);
void sayso__claim_survey(sayso_claim_part *p);
SAYSO_CHECKED sayso_status sayso__claim_incident(sayso_claim_part *p,
                                                 const sayso_incident_model *model,
                                                 sayso_error *err);
/* Acts of one party toward another. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__claim_dyads(sayso_claim_part *p, sayso_error *err);
/* Entry of data/event_nouns.tsv for a token that has its part of speech, or NULL. */
const sayso_lexicon_entry *sayso__event_word(const sayso_claim_part *p, uint32_t tok);
/* Where the place of the incident lies, and its country where the words do not say it: the town of
 * that name in the country of which the report speaks. A place that is not known stays a name. */
void sayso__incident_locate(const sayso_claim_part *p, sayso_incident *out);
/* Fills filler and n_filler. */
SAYSO_CHECKED sayso_status sayso__incident_roles(sayso_claim_part *p, sayso_error *err);
SAYSO_CHECKED sayso_status sayso__claim_ids(sayso_claim_part *p, sayso_error *err);

#endif
