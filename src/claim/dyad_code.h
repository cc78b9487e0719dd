/* dyad_code.h -- codes of acts of one party toward another: CAMEO 1.1b3, PLOVER 2.  Layer: claim.
 *
 * CAMEO's codes are numbers here: 71 is 071, 173 is 173, 1831 is 1831. */
#ifndef SAYSO_CLAIM_DYAD_CODE_H
#define SAYSO_CLAIM_DYAD_CODE_H

#include "claim/claim_part.h"

/* Flags of data/dyad_verbs.tsv (value[1]). */
enum {
    SAYSO_DYAD_LIGHT = 1,
    SAYSO_DYAD_END = 2,
    SAYSO_DYAD_INTENT = 4,
    SAYSO_DYAD_REFUSE = 8,
    SAYSO_DYAD_ASK = 16,
    SAYSO_DYAD_THREAT = 32,
    SAYSO_DYAD_ALONE = 64,
    SAYSO_DYAD_OBJECT = 128
};

typedef struct {
    uint32_t cameo;     /* 0: nothing that is coded */
    const char *plover; /* type, or type/mode */
} sayso_dyad_code;

/* The root, 1 to 20, of a code of CAMEO. */
uint32_t sayso__dyad_root(uint32_t cameo);

/* Its digits and a NUL. */
void sayso__dyad_print(uint32_t cameo, char out[5]);

/* What it is to end an act, to intend it, to refuse it. */
sayso_dyad_code sayso__dyad_ended(sayso_dyad_code x);
sayso_dyad_code sayso__dyad_intended(sayso_dyad_code x);
sayso_dyad_code sayso__dyad_refused(sayso_dyad_code x);

#endif
