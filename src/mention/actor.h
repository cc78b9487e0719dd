/* actor.h -- shared by the files that find actors.  Layer: mention.
 *
 *     phrases -> names -> ties -> walk -> finish
 *
 * phrases (actor_phrase.c): every name, role, group and pronoun becomes an item.
 * names   (actor_name.c): equal, shortened and abbreviated names fall together into entries.
 * ties    (actor_tie.c): apposition, title, possessor, complement, subject of a verb of saying.
 * walk    (actor_walk.c, actor_pronoun.c): left to right, each item gets its draft of an actor;
 *         definite descriptions and pronouns take the latest that fits.
 * finish  (actor_finish.c): names, aliases, class, country, whom each speaks for.
 *
 * The method is the rule-based "sieve" of entity coreference (Lee et al., Deterministic coreference
 * resolution based on entity-centric, precision-ranked rules, 2013): exact and safe links first,
 * pronouns last, all facts of an actor pooled. Every look-up is by hash or in a list of fixed
 * length, so that the whole is linear in tokens. */
#ifndef SAYSO_MENTION_ACTOR_H
#define SAYSO_MENTION_ACTOR_H

#include "base/array.h"
#include "base/lexicon.h"
#include "base/table.h"
#include "mention/mention.h"

/* Flags of data/roles.tsv and data/bodies.tsv, in their order. */
enum {
    SAYSO_ROLE_PERSON = 1,
    SAYSO_ROLE_OFFICIAL = 2,
    SAYSO_ROLE_SPOKES = 4,
    SAYSO_ROLE_WITNESS = 8,
    SAYSO_ROLE_FAMILY = 16,
    SAYSO_ROLE_EXPERT = 32,
    SAYSO_ROLE_LEADS = 64,
    SAYSO_ROLE_MEMBER = 128,
    SAYSO_ROLE_TITLE = 256,
    SAYSO_ROLE_MALE = 512,
    SAYSO_ROLE_FEMALE = 1024,
    SAYSO_ROLE_GROUP = 2048,
    SAYSO_ROLE_PLURAL = 4096,
    SAYSO_ROLE_HONORIFIC = 8192
};
enum {
    SAYSO_BODY_COMMON = 1,
    SAYSO_BODY_STATE = 2,
    SAYSO_BODY_HEAD = 4,
    SAYSO_BODY_PLACE = 8,
    SAYSO_BODY_COUNTRY = 16,
    SAYSO_BODY_ANY = 32 /* says no more than the class: "company" for any company */
};
enum { SAYSO_GIVEN_MALE = 1, SAYSO_GIVEN_FEMALE = 2 };

typedef enum {
    SAYSO_DET_NONE,
    SAYSO_DET_DEFINITE,
    SAYSO_DET_INDEFINITE,
    SAYSO_DET_PRONOUN, /* its, his, her, their, our */
    SAYSO_DET_OWNER    /* "Ordania's" */
} sayso_det;

/* One mention under way. Indices point to items of the same array. */
typedef struct {
    sayso_mention m;
    uint32_t full;                   /* first token with the determiner */
    uint32_t bare;                   /* of a name: first token without "the" and titles */
    const sayso_lexicon_entry *role; /* of its head, or NULL */
    const sayso_lexicon_entry *body;
    uint32_t entry;   /* name entry, or SAYSO_NONE */
    uint32_t owner;   /* "X's minister", "its minister", "X minister" */
    uint32_t of;      /* "minister of X", "spokesman for X" */
    uint32_t partner; /* the same by apposition, title, "calling itself" */
    uint32_t draft;
    uint32_t sent;
    uint8_t det; /* sayso_det */
    char gender; /* 'm', 'f', 0 */
    bool plural, subject, speaker, quoted, locative;
    bool again;    /* a name that the tagger missed: its kind is that of its other mentions */
    bool echo;     /* means only what has been named */
    bool compound; /* the owner stands as a mere modifier: "Interior Ministry official" */
} sayso_actor_item;

/* All mentions of one spelling of a name. */
typedef struct {
    sayso_str key; /* lower case, single spaces, without "the" and titles */
    uint32_t item; /* its first */
    uint32_t n_words, count;
    uint32_t votes[5]; /* by SAYSO_MENTION_PERSON ... _MISC */
    uint32_t link;     /* entry of which it is a shorter form, or SAYSO_NONE */
    uint32_t draft;
    uint32_t place; /* mentions that stand as a place does */
    uint8_t kind;
    bool state;     /* a country: known as one, or it has an army, a foreign minister ... */
    bool ambiguous; /* several longer names end so: the latest is meant */
} sayso_actor_entry;

#define SAYSO_DRAFT_WORDS 24u

/* An actor under way. */
typedef struct {
    sayso_actor actor;
    uint32_t word[SAYSO_DRAFT_WORDS]; /* what it has been called: ids of lower-case words */
    uint32_t n_word;
    uint32_t head;   /* id of the noun that it was first called by; of a name its last word */
    uint32_t chief;  /* item that says for whom it speaks, or SAYSO_NONE */
    uint32_t boss;   /* draft for which it speaks by "ministry spokesman", or SAYSO_NONE */
    uint32_t office; /* first role item, or SAYSO_NONE */
    uint32_t same;   /* draft into which it went, or SAYSO_NONE */
    uint32_t last;   /* sentence of its latest mention */
    uint32_t count;  /* its mentions so far */
    sayso_str state; /* state key: "RUS" or a stem of its country's name; p NULL if none */
    const sayso_lexicon_entry *body; /* what an apposition calls it */
    SAYSO_ARRAY(sayso_str) form;     /* names; of the unnamed its phrase; in order of first sight */
    SAYSO_ARRAY(sayso_str) other;    /* office phrases, metonyms: never the name */
    bool person;                     /* may be he or she */
} sayso_actor_draft;

#define SAYSO_RECENT 4u

/* The latest actors that were called by one word. */
typedef struct {
    uint32_t draft[SAYSO_RECENT];
    uint32_t n;
} sayso_actor_recent;

#define SAYSO_EVENTS  48u
#define SAYSO_AWAITED 8u

/* A description: its words without possessors and states. */
typedef struct {
    uint32_t word[12], n; /* ids of its modifiers and head */
    sayso_str state;
} sayso_actor_words;

typedef struct {
    const sayso_tags *g;
    const sayso_tokens *t;
    const sayso_mentions *m; /* its times */
    sayso_arena *a, *scratch;
    sayso_error *err;
    sayso_table pool;    /* lower-case words */
    uint32_t *word;      /* [n_tok] id in pool */
    uint32_t *name_of;   /* [n_tok] index of the name that covers it, or SAYSO_NONE */
    uint8_t *in_time;    /* [n_tok] inside a TIMEX3 */
    bool *again;         /* [n_name] found by sayso__actor_regain, of the kind of its like */
    uint32_t *told;      /* [n_sent] sentences up to it that are not all quotation */
    uint32_t *head_item; /* [n_tok] item whose head it is, or SAYSO_NONE */
    uint32_t *beg_item;  /* [n_tok + 1] longest item whose full begins there, or SAYSO_NONE */
    uint32_t *end_item;  /* [n_tok + 1] longest item that ends before it, or SAYSO_NONE */
    SAYSO_ARRAY(sayso_actor_item) item;
    SAYSO_ARRAY(sayso_actor_entry) entry;
    SAYSO_ARRAY(sayso_actor_draft) draft;
    SAYSO_ARRAY(sayso_actor_recent) recent;
    sayso_table by_key;   /* entry keys */
    sayso_table by_word;  /* word -> index into recent */
    sayso_table by_name;  /* unnamed actors by phrase -> draft */
    sayso_table by_state; /* state key -> entry of the country */
    sayso_table peoples;  /* state keys of adjectives that may be of peoples: Ordanian */
    uint32_t by_class[SAYSO_CLASS_N];      /* latest draft of each class */
    uint32_t event[SAYSO_EVENTS], n_event; /* ring of items, for pronouns */
    uint32_t pending; /* draft of an office whose holder has not been named, or SAYSO_NONE */
    uint32_t awaited[SAYSO_AWAITED], n_awaited; /* ring of bodies described, not yet named */
    uint32_t home;        /* draft of the country of the dateline, or SAYSO_NONE */
    sayso_str main_state; /* key of the country that the report names most; p NULL: none */
} sayso_actor_work;

/* ---- words (actor_word.c) ---------------------------------------------------------------- */

/* Lower-case form of token i. */
sayso_str sayso__actor_lower(const sayso_actor_work *w, uint32_t i);
bool sayso__actor_is(const sayso_actor_work *w, uint32_t i, const char *z);

/* Entry of the longest key that ends with token i and begins at lo or later; plural forms are tried
 * as singulars, *plural says so (may be NULL). NULL if none. */
const sayso_lexicon_entry *sayso__actor_look(const sayso_actor_work *w, const sayso_lexicon *lex,
                                             uint32_t i, uint32_t lo, bool *plural);
/* The same for the last words of a key. */
const sayso_lexicon_entry *sayso__actor_look_key(const sayso_lexicon *lex, sayso_str key);

/* Id of a word in the pool, SAYSO_NONE when out of memory. */
uint32_t sayso__actor_word_id(sayso_actor_work *w, sayso_str word);

/* Id of token i without the s of the plural: "the airline" may be "Norvonian Airlines". SAYSO_NONE
 * when out of memory. */
uint32_t sayso__actor_singular(sayso_actor_work *w, uint32_t i);

/* Tokens [beg, end) in lower case joined by single spaces, in scratch; p NULL when out of memory.
 */
sayso_str sayso__actor_key(sayso_actor_work *w, uint32_t beg, uint32_t end);

/* Is token i a verb (or noun) of saying? */
bool sayso__actor_says(const sayso_actor_work *w, uint32_t i);

/* ---- kinds (actor_kind.c) ---------------------------------------------------------------- */

/* What identifies a state in names of places and peoples: alpha-3 where it is known, else the word
 * without its ending, so that "Ordania" and "Ordanian" meet. p NULL for no such word. */
sayso_str sayso__actor_state(sayso_actor_work *w, sayso_str word);

/* Is it the name of a known country, or its adjective? alpha-3, else NULL. */
const char *sayso__actor_country(sayso_str key, bool *demonym, bool *capital);

/* Class and sector of an organisation's name. */
void sayso__actor_classify(sayso_str key, uint8_t kind, sayso_actor *actor);

/* Does it end like the adjective or the name of a people? */
bool sayso__actor_is_people(sayso_str word);

/* Does item i stand as a place does ("in X", "X's army")? *state: as a country does. */
bool sayso__actor_is_place(const sayso_actor_work *w, const sayso_mention *m, bool *state);

/* "Ormchem", "Larmtech": a word that ends as only companies' names do. */
bool sayso__actor_is_firm(sayso_str word);

/* Kind of a name of several words by its last, where that says more than the tagger; 0 if not. */
uint8_t sayso__actor_kind_by_word(sayso_str key);

/* Gender of a person by given name; gender and country of those whom everybody knows. */
void sayso__actor_know(sayso_str key, sayso_actor *actor);

/* 'm', 'f' or 0 by given name. */
char sayso__actor_gender(sayso_str key);

/* ---- stages ------------------------------------------------------------------------------ */

/* Makes g and name_of hold the names that the tagger missed at the beginning of sentences, too. */
SAYSO_CHECKED sayso_status sayso__actor_regain(sayso_actor_work *w);
SAYSO_CHECKED sayso_status sayso__actor_phrases(sayso_actor_work *w);
SAYSO_CHECKED sayso_status sayso__actor_names(sayso_actor_work *w);
SAYSO_CHECKED sayso_status sayso__actor_ties(sayso_actor_work *w);
SAYSO_CHECKED sayso_status sayso__actor_walk(sayso_actor_work *w);
SAYSO_CHECKED sayso_status sayso__actor_finish(sayso_actor_work *w, sayso_mentions *out);

/* Draft that a pronoun item means, or SAYSO_NONE. Cost O(SAYSO_EVENTS). */
uint32_t sayso__actor_pronoun(const sayso_actor_work *w, uint32_t item);

/* "Interior Minister": the ministry whose name holds the modifiers of item it, the office of x;
 * SAYSO_NONE if the report has named none. */
uint32_t sayso__actor_ministry(sayso_actor_work *w, const sayso_actor_draft *x,
                               const sayso_actor_item *it);

/* The draft into which d went, itself if into none. */
uint32_t sayso__actor_same(const sayso_actor_work *w, uint32_t d);

/* The longest form of which entry e is one, also where several names end so. */
uint32_t sayso__actor_root(const sayso_actor_work *w, uint32_t e);

/* ---- described by other words (actor_kin.c) ---------------------------------------------- */

/* The draft that description item i, with these words, means: the latest of its class; the only one
 * of its class; one that deals with the same thing. SAYSO_NONE if there is none. Cost
 * O(SAYSO_EVENTS). */
uint32_t sayso__actor_by_class(sayso_actor_work *w, uint32_t i, const sayso_actor_words *x);
uint32_t sayso__actor_by_only(const sayso_actor_work *w, uint32_t i);
uint32_t sayso__actor_by_trade(sayso_actor_work *w, uint32_t i, const sayso_actor_words *x);

/* "the police" are not the "riot police" of before, draft d. */
bool sayso__actor_other_force(const sayso_actor_work *w, uint32_t d, const sayso_actor_words *x);

/* "the company that operates it": described, to be named in the next sentence or two. */
bool sayso__actor_told_later(const sayso_actor_work *w, const sayso_actor_item *it);

/* Item i, which has its draft, may be named later; item i names draft d: what has been described
 * before and is named now for the first time becomes it. */
void sayso__actor_await_name(sayso_actor_work *w, uint32_t i);
SAYSO_CHECKED sayso_status sayso__actor_take_description(sayso_actor_work *w, uint32_t d,
                                                         uint32_t i);

/* ---- drafts (actor_draft.c) -------------------------------------------------------------- */

/* A new draft for an item, SAYSO_NONE when out of memory. */
uint32_t sayso__actor_draft_new(sayso_actor_work *w, uint32_t item);
SAYSO_CHECKED sayso_status sayso__actor_draft_word(sayso_actor_work *w, uint32_t d, uint32_t word);
bool sayso__actor_draft_has(const sayso_actor_work *w, uint32_t d, uint32_t word);
SAYSO_CHECKED sayso_status sayso__actor_draft_form(sayso_actor_work *w, uint32_t d, sayso_str form,
                                                   bool name);
/* Item i is a mention of d: facts are pooled, the lists of latest actors brought up to date. */
SAYSO_CHECKED sayso_status sayso__actor_draft_seen(sayso_actor_work *w, uint32_t d, uint32_t i);
/* d's facts go to `into`, and d with them. */
SAYSO_CHECKED sayso_status sayso__actor_draft_join(sayso_actor_work *w, uint32_t d, uint32_t into);
/* The latest actors called by a word, or NULL. */
const sayso_actor_recent *sayso__actor_recent(const sayso_actor_work *w, uint32_t word);

#endif
