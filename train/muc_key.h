/* muc_key.h -- the answer keys of MUC-3 and MUC-4 (Chinchor 1992) for the trainer of incidents. */
#ifndef SAYSO_TRAIN_MUC_KEY_H
#define SAYSO_TRAIN_MUC_KEY_H

#include <json-c/json.h>

#include "base/arena.h"

enum { MUC_WORDS = 14, MUC_ALTS = 6, MUC_FILLS = 48 };

/* Words of a string as the scorer compares them: hashes, no determiners. */
typedef struct {
    uint32_t word[MUC_WORDS], n;
} muc_words;

typedef struct {
    muc_words alt[MUC_ALTS];
    uint32_t n_alt;
    uint8_t role;       /* SAYSO_ROLE_x */
    uint8_t harm;       /* SAYSO_HARM_x of a victim */
    uint8_t confidence; /* SAYSO_CONF_x of an organisation, 0 if none is given */
    bool optional;
} muc_fill;

typedef struct {
    muc_fill fill[MUC_FILLS];
    uint32_t n_fill;
    uint32_t deeds; /* bits 1 << SAYSO_DEED_x */
    bool optional;
} muc_template;

muc_words muc_words_of(const char *s, size_t n);
bool muc_same(const muc_words *a, const muc_words *b);
bool muc_fill_is(const muc_fill *f, const muc_words *w);

/* The templates of one report. */
muc_template *muc_read(json_object *report, sayso_arena *a, uint32_t *n);

/* The same of a report of the Gun Violence Database (Pavlick et al. 2016): one attack; shooters and
 * victims by name, weapons. *text: its words. */
muc_template *gvdb_read(json_object *report, sayso_arena *a, char **text);

#endif
