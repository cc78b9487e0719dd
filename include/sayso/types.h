/* types.h -- the leaf: spans, status, errors and the vocabularies.  Layer: none; everything may
 * include it.
 *
 * A vocabulary is one X-macro list: it gives the enum below, the spelling (sayso__word), the parser
 * (sayso__word_parse) and the manual's table.  Value 0 of each is "none" (JSON null).
 * Terms: PolNeAR and PARC 3 (attribution), TimeML (TIMEX3), UCDP (low, best, high), FactBank
 * (factuality), MUC-4 (confidence), CiTO (relations), Universal Dependencies v2 (tags). */
#ifndef SAYSO_TYPES_H
#define SAYSO_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define SAYSO_CHECKED      __attribute__((warn_unused_result))
#define SAYSO_FORMAT(f, a) __attribute__((format(printf, f, a)))
#else
#define SAYSO_CHECKED
#define SAYSO_FORMAT(f, a)
#endif

/* Half-open range of bytes [beg, end). */
typedef struct {
    uint32_t beg, end;
} sayso_span;

/* Borrowed bytes with a length; not NUL-terminated.  p is NULL for "absent". */
typedef struct {
    const char *p;
    uint32_t n;
} sayso_str;

/* "No index", "no number" where an index or count is meant. */
#define SAYSO_NONE UINT32_MAX

/* name, what the user is told */
#define SAYSO_STATUS_LIST(X)                                                                       \
    X(OK, "no error")                                                                              \
    X(ENOMEM, "out of memory")                                                                     \
    X(ELIMIT, "over a limit")                                                                      \
    X(EINPUT, "bad input")                                                                         \
    X(EIO, "cannot read or write")                                                                 \
    X(EMODEL, "bad model file")                                                                    \
    X(ELEDGER, "bad ledger")                                                                       \
    X(EBUSY, "in use by another process")                                                          \
    X(EUSE, "wrong use")                                                                           \
    X(ENOTFOUND, "nothing of that name")

typedef enum {
#define X(name, text) SAYSO_##name,
    SAYSO_STATUS_LIST(X)
#undef X
} sayso_status;

/* What two reports are to each other. */
typedef enum { SAYSO_KIN_NONE, SAYSO_KIN_COPY, SAYSO_KIN_REVISION } sayso_kinship;

/* What went wrong and where: byte is an offset into the input that was handed in (0 if none
 * applies). message holds no newline and is always terminated. */
typedef struct {
    sayso_status code;
    uint64_t byte;
    char message[232];
} sayso_error;

/* clang-format off */
/* ---- vocabularies: I(PREFIX, ENUM_NAME, "spelling")
 * ------------------------------------------------- */

#define SAYSO_SPEECH_ACT_LIST(I, P)                                                                \
    I(P, ASSERT, "assert")                                                                         \
    I(P, CONFIRM, "confirm") I(P, CLAIM_RESPONSIBILITY, "claim_responsibility")                    \
        I(P, ADMIT, "admit") I(P, ALLEGE, "allege") I(P, SUSPECT, "suspect") I(P, DENY, "deny")    \
            I(P, DISPUTE, "dispute") I(P, REJECT, "reject")                                        \
                I(P, DECLINE_COMMENT, "decline_comment") I(P, CONDEMN, "condemn")                  \
                    I(P, WARN, "warn") I(P, THREATEN, "threaten") I(P, DEMAND, "demand")           \
                        I(P, APPEAL, "appeal") I(P, PLEDGE, "pledge") I(P, PREDICT, "predict")     \
                            I(P, QUESTION, "question") I(P, RETRACT, "retract")                    \
                                I(P, CORRECT, "correct") I(P, INVESTIGATE, "investigate")

#define SAYSO_KIND_LIST(I, P)                                                                      \
    I(P, RESPONSIBILITY, "responsibility")                                                         \
    I(P, OCCURRENCE, "occurrence") I(P, CAUSE, "cause") I(P, FIGURE, "figure")                     \
        I(P, IDENTITY, "identity") I(P, INTENT, "intent") I(P, WARNING, "warning")                 \
            I(P, DEMAND, "demand") I(P, FORECAST, "forecast") I(P, POSITION, "position")           \
                I(P, CONDITION, "condition") I(P, STATUS, "status")

#define SAYSO_STANCE_LIST(I, P)                                                                    \
    I(P, ASSERTS, "asserts") I(P, DENIES, "denies") I(P, DOUBTS, "doubts")

#define SAYSO_SOURCE_TYPE_LIST(I, P)                                                               \
    I(P, WRITER, "writer")                                                                         \
    I(P, NAMED_OFFICIAL, "named_official") I(P, UNNAMED_OFFICIAL, "unnamed_official")              \
        I(P, NAMED_PERSON, "named_person") I(P, UNNAMED_PERSON, "unnamed_person")                  \
            I(P, WITNESS, "witness") I(P, VICTIM_FAMILY, "victim_family")                          \
                I(P, SPOKESPERSON, "spokesperson") I(P, GROUP_CHANNEL, "group_channel")            \
                    I(P, STATE_MEDIA, "state_media") I(P, AGENCY, "agency") I(P, OUTLET, "outlet") \
                        I(P, DOCUMENT, "document") I(P, SURVEY, "survey") I(P, EXPERT, "expert")   \
                            I(P, NGO, "ngo") I(P, IGO, "igo") I(P, COURT, "court")                 \
                                I(P, SOCIAL_MEDIA, "social_media") I(P, ARBITRARY, "arbitrary")

/* Evidence marks are a set: bit (1u << SAYSO_EVIDENCE_x). */
#define SAYSO_EVIDENCE_LIST(I, P)                                                                  \
    I(P, NO_EVIDENCE_GIVEN, "no_evidence_given")                                                   \
    I(P, CITES_DOCUMENT, "cites_document") I(P, CITES_OFFICIAL, "cites_official")                  \
        I(P, CITES_MEDIA, "cites_media") I(P, CITES_WITNESS, "cites_witness") I(P, CITES_IMAGERY,  \
                                                                                "cites_imagery")   \
            I(P, IMAGERY_SHOWS, "imagery_shows") I(P, IMAGERY_GEOLOCATED, "imagery_geolocated")    \
                I(P, ANONYMITY_GRANTED, "anonymity_granted") I(P, NOT_INDEPENDENTLY_VERIFIED,      \
                                                               "not_independently_verified")       \
                    I(P, INDEPENDENTLY_VERIFIED, "independently_verified")                         \
                        I(P, SINGLE_SOURCE, "single_source") I(P, CORROBORATED, "corroborated")    \
                            I(P, CONFLICTING_ACCOUNTS, "conflicting_accounts")                     \
                                I(P, PRELIMINARY, "preliminary") I(P, UNDER_INVESTIGATION,         \
                                                                   "under_investigation")          \
                                    I(P, NOT_REACHED, "not_reached") I(P, DECLINED, "declined")    \
                                        I(P, TRANSLATED, "translated")                             \
                                            I(P, METHOD_STATED, "method_stated")                   \
                                                I(P, CORRECTION_APPENDED, "correction_appended")

#define SAYSO_QUOTE_LIST(I, P)                                                                     \
    I(P, DIRECT, "direct") I(P, INDIRECT, "indirect") I(P, MIXED, "mixed")

#define SAYSO_FACTUALITY_LIST(I, P)                                                                \
    I(P, CT_PLUS, "CT+")                                                                           \
    I(P, PR_PLUS, "PR+") I(P, PS_PLUS, "PS+") I(P, CT_MINUS, "CT-") I(P, PR_MINUS, "PR-")          \
        I(P, PS_MINUS, "PS-") I(P, UU, "Uu")

#define SAYSO_MEASURE_LIST(I, P)                                                                   \
    I(P, KILLED, "killed")                                                                         \
    I(P, INJURED, "injured") I(P, DETAINED, "detained") I(P, MISSING, "missing")                   \
        I(P, ABDUCTED, "abducted") I(P, DISPLACED, "displaced") I(P, RELEASED, "released")         \
            I(P, PERCENT, "percent") I(P, MONEY, "money") I(P, COUNT, "count")

#define SAYSO_MOD_LIST(I, P)                                                                       \
    I(P, BEFORE, "BEFORE")                                                                         \
    I(P, AFTER, "AFTER") I(P, LESS_THAN, "LESS_THAN") I(P, MORE_THAN, "MORE_THAN")                 \
        I(P, EQUAL_OR_LESS, "EQUAL_OR_LESS") I(P, EQUAL_OR_MORE, "EQUAL_OR_MORE")                  \
            I(P, APPROX, "APPROX") I(P, START, "START") I(P, MID, "MID") I(P, END, "END")

#define SAYSO_TIMEX_LIST(I, P)                                                                     \
    I(P, DATE, "DATE") I(P, TIME, "TIME") I(P, DURATION, "DURATION") I(P, SET, "SET")

#define SAYSO_EVENT_LIST(I, P)                                                                     \
    I(P, BOMBING, "bombing")                                                                       \
    I(P, SUICIDE_BOMBING, "suicide_bombing") I(P, ARMED_ATTACK, "armed_attack")                    \
        I(P, CLASH, "clash") I(P, AIRSTRIKE, "airstrike")                                          \
            I(P, SHELLING_MISSILE, "shelling_missile") I(P, ASSASSINATION, "assassination")        \
                I(P, ABDUCTION, "abduction") I(P, HOSTAGE, "hostage")                              \
                    I(P, SABOTAGE_ARSON, "sabotage_arson") I(P, CHEMICAL, "chemical")              \
                        I(P, ARREST, "arrest") I(P, PROTEST, "protest") I(P, RIOT, "riot")         \
                            I(P, CYBERATTACK, "cyberattack") I(P, ROBBERY, "robbery")              \
                                I(P, ACCIDENT, "accident") I(P, DISASTER, "disaster")              \
                                    I(P, DISPUTE, "dispute") I(P, EXPLOSION, "explosion")          \
                                        I(P, CRASH, "crash") I(P, FIRE, "fire")                    \
                                            I(P, SHOOTING, "shooting")                             \
                                                I(P, CONTAMINATION, "contamination")               \
                                                    I(P, STRUCTURAL_FAILURE, "structural_failure")

#define SAYSO_MENTION_LIST(I, P)                                                                   \
    I(P, PERSON, "person")                                                                         \
    I(P, ORGANIZATION, "organization") I(P, LOCATION, "location") I(P, MISC, "misc")               \
        I(P, ROLE, "role") I(P, GROUP, "group") I(P, PRONOUN, "pronoun")

#define SAYSO_ACTOR_CLASS_LIST(I, P)                                                               \
    I(P, PERSON, "person")                                                                         \
    I(P, GOVERNMENT, "government") I(P, MINISTRY, "ministry") I(P, MILITARY, "military")           \
        I(P, POLICE, "police") I(P, COURT, "court") I(P, LEGISLATURE, "legislature")               \
            I(P, PARTY, "party") I(P, ARMED_GROUP, "armed_group") I(P, COMPANY, "company")         \
                I(P, UNION, "union") I(P, NGO, "ngo") I(P, IGO, "igo") I(P, OUTLET, "outlet")      \
                    I(P, AGENCY, "agency") I(P, POLLSTER, "pollster") I(P, EDUCATION, "education") \
                        I(P, MEDICAL, "medical") I(P, GROUP, "group") I(P, PUBLIC, "public")       \
                            I(P, UNNAMED, "unnamed") I(P, PLACE, "place") I(P, OTHER, "other")

#define SAYSO_CONFIDENCE_LIST(I, P)                                                                \
    I(P, REPORTED_AS_FACT, "reported_as_fact")                                                     \
    I(P, CLAIMED_OR_ADMITTED, "claimed_or_admitted")                                               \
        I(P, ACCUSED_BY_AUTHORITIES, "suspected_or_accused_by_authorities")                        \
            I(P, ACCUSED, "suspected_or_accused") I(P, POSSIBLE, "possible")                       \
                I(P, ACQUITTED, "acquitted")

#define SAYSO_EFFECT_LIST(I, P)                                                                    \
    I(P, KILLED, "killed") I(P, INJURED, "injured") I(P, ABDUCTED, "abducted") I(P, UNHURT, "none")

/* How a report tells of an incident: as what it reports, as history, as what is only threatened,
 * planned, feared. */
#define SAYSO_TOLD_LIST(I, P)                                                                      \
    I(P, REPORTED, "reported") I(P, EARLIER, "earlier") I(P, THREATENED, "threatened")

#define SAYSO_POSITION_LIST(I, P)                                                                  \
    I(P, BLAMES, "blames")                                                                         \
    I(P, DENIES, "denies") I(P, DOUBTS, "doubts") I(P, BLAMES_NOBODY, "blames_nobody")             \
        I(P, UNKNOWN, "unknown") I(P, ADMITS, "admits") I(P, CLAIMS, "claims")

#define SAYSO_RELATION_LIST(I, P)                                                                  \
    I(P, CONFIRMS, "confirms")                                                                     \
    I(P, DISPUTES, "disputes") I(P, REFUTES, "refutes") I(P, AGREES_WITH, "agreesWith")            \
        I(P, DISAGREES_WITH, "disagreesWith") I(P, QUALIFIES, "qualifies")                         \
            I(P, CORRECTS, "corrects") I(P, UPDATES, "updates") I(P, RETRACTS, "retracts")         \
                I(P, REPEATS, "repeats")

#define SAYSO_UPOS_LIST(I, P)                                                                      \
    I(P, ADJ, "ADJ")                                                                               \
    I(P, ADP, "ADP") I(P, ADV, "ADV") I(P, AUX, "AUX") I(P, CCONJ, "CCONJ") I(P, DET, "DET")       \
        I(P, INTJ, "INTJ") I(P, NOUN, "NOUN") I(P, NUM, "NUM") I(P, PART, "PART")                  \
            I(P, PRON, "PRON") I(P, PROPN, "PROPN") I(P, PUNCT, "PUNCT") I(P, SCONJ, "SCONJ")      \
                I(P, SYM, "SYM") I(P, VERB, "VERB") I(P, X, "X")

/* Penn tags as UD English uses them; FINAL is ".", COLON ":", and so on. */
#define SAYSO_XPOS_LIST(I, P)                                                                      \
    I(P, CC, "CC")                                                                                 \
    I(P, CD, "CD") I(P, DT, "DT") I(P, EX, "EX") I(P, FW, "FW") I(P, IN, "IN") I(P, JJ, "JJ")      \
        I(P, JJR, "JJR") I(P, JJS, "JJS") I(P, LS, "LS") I(P, MD, "MD") I(P, NN, "NN")             \
            I(P, NNS, "NNS") I(P, NNP, "NNP") I(P, NNPS, "NNPS") I(P, PDT, "PDT") I(P, POS, "POS") \
                I(P, PRP, "PRP") I(P, PRPS, "PRP$") I(P, RB, "RB") I(P, RBR, "RBR")                \
                    I(P, RBS, "RBS") I(P, RP, "RP") I(P, SYM, "SYM") I(P, TO, "TO") I(P, UH, "UH") \
                        I(P, VB, "VB") I(P, VBD, "VBD") I(P, VBG, "VBG") I(P, VBN, "VBN")          \
                            I(P, VBP, "VBP") I(P, VBZ, "VBZ") I(P, WDT, "WDT") I(P, WP, "WP")      \
                                I(P, WPS, "WP$") I(P, WRB, "WRB") I(P, FINAL, ".")                 \
                                    I(P, COMMA, ",") I(P, COLON, ":") I(P, LRB, "-LRB-")           \
                                        I(P, RRB, "-RRB-") I(P, OPENQ, "``") I(P, CLOSEQ, "''")    \
                                            I(P, DOLLAR, "$") I(P, HYPH, "HYPH") I(P, NFP, "NFP")  \
                                                I(P, ADD, "ADD") I(P, AFX, "AFX") I(P, GW, "GW")   \
                                                    I(P, XX, "XX")

/* UD v2 basic relations without subtypes; scorers compare them so. */
#define SAYSO_DEPREL_LIST(I, P)                                                                    \
    I(P, ACL, "acl")                                                                               \
    I(P, ADVCL, "advcl") I(P, ADVMOD, "advmod") I(P, AMOD, "amod") I(P, APPOS, "appos")            \
        I(P, AUX, "aux") I(P, AUX_PASS, "aux:pass") I(P, CASE, "case") I(P, CC, "cc")              \
            I(P, CCOMP, "ccomp") I(P, COMPOUND, "compound") I(P, COMPOUND_PRT, "compound:prt")     \
                I(P, CONJ, "conj") I(P, COP, "cop") I(P, CSUBJ, "csubj") I(P, DEP, "dep")          \
                    I(P, DET, "det") I(P, DISCOURSE, "discourse") I(P, DISLOCATED, "dislocated")   \
                        I(P, EXPL, "expl") I(P, FIXED, "fixed") I(P, FLAT, "flat")                 \
                            I(P, GOESWITH, "goeswith") I(P, IOBJ, "iobj") I(P, LIST, "list")       \
                                I(P, MARK, "mark") I(P, NMOD, "nmod") I(P, NMOD_POSS, "nmod:poss") \
                                    I(P, NSUBJ, "nsubj") I(P, NSUBJ_PASS, "nsubj:pass")            \
                                        I(P, NUMMOD, "nummod") I(P, OBJ, "obj") I(P, OBL, "obl")   \
                                            I(P, ORPHAN, "orphan") I(P, PARATAXIS, "parataxis")    \
                                                I(P, PUNCT, "punct")                               \
                                                    I(P, REPARANDUM, "reparandum")                 \
                                                        I(P, ROOT, "root")                         \
                                                            I(P, VOCATIVE, "vocative")             \
                                                                I(P, XCOMP, "xcomp")

/* vocabulary name, enum prefix, list: the one table that base/vocab.c is made from */
#define SAYSO_VOCAB_LIST(V)                                                                        \
    V(SPEECH_ACT, ACT, SAYSO_SPEECH_ACT_LIST)                                                      \
    V(KIND, KIND, SAYSO_KIND_LIST) V(STANCE, STANCE, SAYSO_STANCE_LIST)                            \
        V(SOURCE_TYPE, SOURCE, SAYSO_SOURCE_TYPE_LIST) V(EVIDENCE, EVIDENCE, SAYSO_EVIDENCE_LIST)  \
            V(QUOTE, QUOTE, SAYSO_QUOTE_LIST) V(FACTUALITY, FACT, SAYSO_FACTUALITY_LIST)           \
                V(MEASURE, MEASURE, SAYSO_MEASURE_LIST) V(MOD, MOD, SAYSO_MOD_LIST)                \
                    V(TIMEX, TIMEX, SAYSO_TIMEX_LIST) V(EVENT, EVENT, SAYSO_EVENT_LIST)            \
                        V(MENTION, MENTION, SAYSO_MENTION_LIST)                                    \
                            V(ACTOR_CLASS, CLASS, SAYSO_ACTOR_CLASS_LIST)                          \
                                V(CONFIDENCE, CONF, SAYSO_CONFIDENCE_LIST)                         \
                                    V(EFFECT, EFFECT, SAYSO_EFFECT_LIST)                           \
                                    V(TOLD, TOLD, SAYSO_TOLD_LIST)                                 \
                                        V(POSITION, POSITION, SAYSO_POSITION_LIST)                 \
                                            V(RELATION, RELATION, SAYSO_RELATION_LIST)             \
                                                V(UPOS, UPOS, SAYSO_UPOS_LIST)                     \
                                                    V(XPOS, XPOS, SAYSO_XPOS_LIST)                 \
                                                        V(DEPREL, DEPREL, SAYSO_DEPREL_LIST)

/* One enum a vocabulary: SAYSO_ACT_NONE = 0, SAYSO_ACT_ASSERT = 1, ..., SAYSO_ACT_N = how many with
 * none. */
#define SAYSO_ENUM_ITEM(prefix, name, text) SAYSO_##prefix##_##name,
#define V(name, prefix, list)                                                                      \
    enum { SAYSO_##prefix##_NONE, list(SAYSO_ENUM_ITEM, prefix) SAYSO_##prefix##_N };
SAYSO_VOCAB_LIST(V)
#undef V

/* clang-format on */

typedef enum {
#define V(name, prefix, list) SAYSO_VOCAB_##name,
    SAYSO_VOCAB_LIST(V)
#undef V
        SAYSO_N_VOCAB
} sayso_vocab;

#endif
